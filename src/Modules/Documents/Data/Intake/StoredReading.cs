using System.Text.Json.Serialization;
using Bihuan.Reading;

namespace Bihuan.Documents;

/// <summary>All that was read from one file, as it is kept beside it. What the tables hold is made from this, so they can be made again
/// exactly, even when the reader has learnt more since.</summary>
internal sealed record StoredReading(
    int Format,
    string FileName,
    InputFormat Input,
    string Encoding,
    StoredGazette? Gazette,
    IReadOnlyList<StoredDocument> Documents,
    IReadOnlyList<StoredContradiction> Contradictions,
    IReadOnlyList<StoredRepair> Repairs,
    IReadOnlyList<StoredProblem> Problems)
{
    /// <summary>The shape of this record; a later program still reads the earlier ones.</summary>
    public const int CurrentFormat = 1;
}

internal sealed record StoredGazette(string Title, string? Issue)
{
    [JsonIgnore]
    public string Name => Issue is null ? Title : $"{Title} {Issue}";
}

/// <param name="Digest">SHA-256 of the words of all clauses.</param>
internal sealed record StoredDocument(
    string? Number, string Title, IReadOnlyList<string> Issuers, DateOnly? Date, string? Category, string? Addressees, string? Registration, string? SignedAs,
    IReadOnlyList<string> Attachments, string Digest, IReadOnlyList<StoredClause> Clauses, IReadOnlyList<StoredFind> Finds)
{
    [JsonIgnore]
    public string Name => Number ?? Title;
}

/// <summary>A node of the tree, in text order.</summary>
/// <param name="Parent">The number of the node it stands in, or -1.</param>
/// <param name="Heading">The words of the heading, with which <paramref name="Text"/> begins; all of it for a part.</param>
internal sealed record StoredClause(int Parent, int Depth, NodeKind Kind, NumberingStyle Numbering, string Label, string Place, string Heading, string Text, StoredTable? Table);

internal sealed record StoredTable(string Caption, IReadOnlyList<string> Columns, IReadOnlyList<StoredRow> Rows);

/// <param name="Cells">The printed words; null for a cell that continues the one above it.</param>
internal sealed record StoredRow(string Place, string Section, IReadOnlyList<string?> Cells);

/// <summary>A find with the stretches of clauses that it was read from.</summary>
/// <param name="Clause">The number of the first clause that holds it.</param>
/// <param name="Units">The names of units that stand in it, as printed.</param>
/// <param name="Hash">SHA-256 of its content without its offsets: the same words give the same hash wherever they stand.</param>
/// <param name="What">As <c>ReadingJson</c> writes it.</param>
internal sealed record StoredFind(string Kind, string Place, int Clause, string Text, double Confidence, IReadOnlyList<string> Doubts, IReadOnlyList<FindMark> Marks, IReadOnlyList<string> Units, string Hash, string What);

/// <summary>A stretch of a clause's text, or a row of its table (then <paramref name="Row"/> is not negative).</summary>
internal readonly record struct FindMark(int Clause, int Start, int Length, int Row = -1);

internal sealed record StoredContradiction(ContradictionKind Kind, Severity Severity, string Explanation, bool ScopeMayExplain, IReadOnlyList<StoredPlace> Places);

/// <param name="Document">The number of the document in the reading, or -1.</param>
/// <param name="Id">The document of the store, where it was known when this was written.</param>
internal sealed record StoredPlace(int Document, string Name, string Place, string Excerpt, DocumentId? Id = null);

internal sealed record StoredRepair(RepairKind Kind, int Start, int End, string Note);

internal sealed record StoredProblem(string Code, string Field, string Message);

/// <summary>What does not go together between files, as it is kept.</summary>
internal sealed record StoredFindings(int Format, IReadOnlyList<StoredContradiction> Contradictions);
