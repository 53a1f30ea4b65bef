using Bihuan.Reading;

namespace Bihuan.Cli;

/// <summary>What one run has to tell: all files read, and what contradicts in and between them.</summary>
/// <param name="Results">One for each file, in the order given.</param>
/// <param name="Contradictions">Across all files; the most severe first, proofs last.</param>
/// <param name="Kinds">The kinds asked for; empty for all.</param>
internal sealed record Findings(IReadOnlyList<ReadResult> Results, IReadOnlyList<Contradiction> Contradictions, IReadOnlySet<string> Kinds)
{
    /// <summary>Every document with the index of its file.</summary>
    public IEnumerable<(int Source, Document Document)> Documents => Results.SelectMany((result, source) => result.Documents.Select(document => (source, document)));

    /// <summary>Every commitment of the kinds asked for, with its document.</summary>
    public IEnumerable<(Document Document, Commitment Commitment)> Commitments => Documents.SelectMany(d => Of(d.Document).Select(c => (d.Document, c)));

    /// <summary>What does not go together.</summary>
    public IEnumerable<Contradiction> Clashes => Contradictions.Where(c => c.Severity is not Severity.Proof);

    /// <summary>Checks that came out right.</summary>
    public IEnumerable<Contradiction> Proofs => Contradictions.Where(c => c.Severity is Severity.Proof);

    /// <summary>A document's commitments of the kinds asked for.</summary>
    public IEnumerable<Commitment> Of(Document document) => Kinds.Count == 0 ? document.Commitments : document.Commitments.Where(c => Kinds.Contains(c.Kind));

    /// <summary>The printed words of a place, for a person.</summary>
    public string Printed(FindingPlace place)
    {
        const int Enough = 120;
        var words = Results[place.Source].Source.Slice(place.Range);
        var text = words.Length > Enough ? string.Concat(words[..Enough], "…") : words.ToString();
        return string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>Whether a person should look at it.</summary>
    public static bool NeedsReview(Commitment commitment) => commitment.Confidence < Commitment.ReviewBelow;
}
