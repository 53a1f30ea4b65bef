using Bihuan.Reading;

namespace Bihuan.Documents;

/// <summary>A clause of a document, made from the reading's file.</summary>
internal sealed class ClauseRow
{
    public required DocumentId Document { get; init; }

    /// <summary>In text order, from 0.</summary>
    public required int Ordinal { get; init; }

    public required int Parent { get; init; }

    public required int Depth { get; init; }

    public required NodeKind Kind { get; init; }

    public required NumberingStyle Numbering { get; init; }

    public required string Label { get; init; }

    public required string Place { get; init; }

    /// <summary>Whether it is the first with its place, which the permanent link leads to.</summary>
    public required bool IsFirst { get; init; }

    public required string Heading { get; init; }

    public required string Text { get; init; }

    public StoredTable? Table { get; init; }
}

/// <summary>A find of a document, made from the reading's file.</summary>
internal sealed class FindRow
{
    public required DocumentId Document { get; init; }

    /// <summary>In text order, from 0.</summary>
    public required int Ordinal { get; init; }

    public required string Kind { get; init; }

    public required string Place { get; init; }

    public required int Clause { get; init; }

    public required string Text { get; init; }

    public required double Confidence { get; init; }

    public required IReadOnlyList<string> Doubts { get; init; }

    public required IReadOnlyList<FindMark> Marks { get; init; }

    public required IReadOnlyList<string> Units { get; init; }

    public required string Hash { get; init; }

    /// <summary>As <c>ReadingJson</c> writes it.</summary>
    public required string What { get; init; }

    public bool IsDoubtful => Confidence < Commitment.ReviewBelow || Doubts.Count > 0;
}

/// <summary>A document names another.</summary>
internal sealed class CitationRow
{
    public required DocumentId Document { get; init; }

    public required int Find { get; init; }

    public required string Place { get; init; }

    public required CitationRole Role { get; init; }

    public string? Title { get; init; }

    /// <summary>The title without spaces, quotes and brackets, by which it is found.</summary>
    public string? TitleKey { get; init; }

    public string? Number { get; init; }

    public required string Display { get; init; }
}

/// <summary>Places that do not go together.</summary>
internal sealed class ContradictionRow
{
    /// <summary>Of kind, places and explanation: the same finding is found once.</summary>
    public required string Fingerprint { get; init; }

    public required ContradictionKind Kind { get; init; }

    public required Severity Severity { get; init; }

    /// <summary>By which lists are sorted: the greater, the worse.</summary>
    public required int Weight { get; init; }

    public required string Explanation { get; init; }

    public required bool ScopeMayExplain { get; init; }

    /// <summary>Whether its places lie in several documents.</summary>
    public required bool Between { get; init; }

    public required IReadOnlyList<ContradictionPlace> Places { get; init; }
}

/// <summary>One side of a contradiction.</summary>
internal sealed record ContradictionPlace(DocumentId? Document, string Name, string Place, string Excerpt);

/// <summary>Which documents a contradiction concerns.</summary>
internal sealed class ContradictionDocumentRow
{
    public required string Fingerprint { get; init; }

    public required DocumentId Document { get; init; }
}
