namespace Bihuan.Reading.Contradictions;

/// <summary>A document together with the file it came from.</summary>
/// <param name="Document">The document.</param>
/// <param name="Source">The index of its file.</param>
internal sealed record SourcedDocument(Document Document, int Source)
{
    /// <summary>The place of a commitment in it.</summary>
    public FindingPlace At(Commitment commitment) => new(Document.Name, commitment.Place, commitment.Range, Source);

    /// <summary>The place of a node in it.</summary>
    public FindingPlace At(ClauseNode node) => new(Document.Name, node.Place, node.Range, Source);

    /// <summary>Its head, for findings about the document as such.</summary>
    public FindingPlace AtHead() => new(Document.Name, "", new(Document.Range.Start, Document.Range.Start), Source);
}

/// <summary>All documents that are compared with each other, and their commitments by kind.</summary>
internal sealed class ReadingSet
{
    private readonly Dictionary<Type, object> _byKind = [];
    private readonly Dictionary<string, string> _keys = new(StringComparer.Ordinal);

    /// <summary>Over all files together.</summary>
    public ReadingSet(IReadOnlyList<ReadResult> results)
    {
        Results = results;
        Documents = [.. results.SelectMany((r, i) => r.Documents.Select(d => new SourcedDocument(d, i)))];
    }

    /// <summary>The files.</summary>
    public IReadOnlyList<ReadResult> Results { get; }

    /// <summary>Every document, in order of file and text.</summary>
    public IReadOnlyList<SourcedDocument> Documents { get; }

    /// <summary>Every commitment of a kind with its document; the figures inside tasks are among the quantities.</summary>
    public IReadOnlyList<(SourcedDocument In, T Commitment)> All<T>()
        where T : Commitment
    {
        if (!_byKind.TryGetValue(typeof(T), out var list))
        {
            list = Documents.SelectMany(d => d.Document.Commitments.SelectMany(Inner).OfType<T>().Select(c => (d, c))).ToList();
            _byKind[typeof(T)] = list;
        }

        return (IReadOnlyList<(SourcedDocument, T)>)list;
    }

    /// <summary><see cref="SubjectKey.Of"/>, remembered: the same names are asked for by several rules.</summary>
    public string KeyOf(string name)
    {
        if (!_keys.TryGetValue(name, out var key))
        {
            _keys[name] = key = SubjectKey.Of(name);
        }

        return key;
    }

    private static IEnumerable<Commitment> Inner(Commitment commitment) => commitment is TaskCommitment task ? [task, .. task.Quantities] : [commitment];
}

/// <summary>One kind of check. Stateless.</summary>
internal interface IContradictionRule
{
    /// <summary>All findings, each with every place concerned.</summary>
    IEnumerable<Contradiction> Find(ReadingSet set);
}
