namespace Bihuan.Reading.Contradictions;

/// <summary>A document together with the file it came from.</summary>
/// <param name="Document">The document.</param>
/// <param name="Source">The index of its file.</param>
/// <param name="Government">The place that its number begins with (青政办 → 青); that of its file where it has no number. Another government's
/// figures and units are others.</param>
internal sealed record SourcedDocument(Document Document, int Source, char Government)
{
    /// <summary>Every node below the root, in text order; listed once, because several rules go through them.</summary>
    public IReadOnlyList<ClauseNode> Nodes { get; } = [.. Document.Nodes];

    /// <summary>Every figure, those inside tasks too, in text order.</summary>
    public List<QuantityCommitment> Quantities { get; } = [];

    /// <summary>The hazards of its list.</summary>
    public List<HazardCommitment> Hazards { get; } = [];

    /// <summary>The enterprises of its lists.</summary>
    public List<EnterpriseCommitment> Enterprises { get; } = [];

    /// <summary>The place of a commitment in it.</summary>
    public FindingPlace At(Commitment commitment) => new(Document.Name, commitment.Place, commitment.Range, Source);

    /// <summary>The place of a node in it.</summary>
    public FindingPlace At(ClauseNode node) => new(Document.Name, node.Place, node.Range, Source);

    /// <summary>The place of some words of a node.</summary>
    public FindingPlace At(ClauseNode node, int start, int length) => new(Document.Name, node.Place, node.WholeText.RangeOf(start, length), Source);

    /// <summary>Its head, for findings about the document as such.</summary>
    public FindingPlace AtHead() => new(Document.Name, "", new(Document.Range.Start, Document.Range.Start), Source);
}

/// <summary>All documents that are compared with each other, and what was read from them by kind. Built in one pass.</summary>
internal sealed class ReadingSet
{
    private readonly Dictionary<string, string> _keys = new(StringComparer.Ordinal);

    /// <summary>Over all files together.</summary>
    public ReadingSet(IReadOnlyList<ReadResult> results)
    {
        Results = results;
        var documents = new List<SourcedDocument>();
        for (var i = 0; i < results.Count; i++)
        {
            var common = results[i].Documents.FirstOrDefault(d => d.Number is { Length: > 0 })?.Number![0] ?? '\0';
            foreach (var document in results[i].Documents)
            {
                var sourced = new SourcedDocument(document, i, document.Number is [var first, ..] ? first : common);
                documents.Add(sourced);
                Sort(sourced);
            }
        }

        Documents = documents;
    }

    /// <summary>The files.</summary>
    public IReadOnlyList<ReadResult> Results { get; }

    /// <summary>Every document, in order of file and text.</summary>
    public IReadOnlyList<SourcedDocument> Documents { get; }

    /// <summary>任务.</summary>
    public List<(SourcedDocument In, TaskCommitment Commitment)> Tasks { get; } = [];

    /// <summary>指标.</summary>
    public List<(SourcedDocument In, IndicatorCommitment Commitment)> Indicators { get; } = [];

    /// <summary>分解.</summary>
    public List<(SourcedDocument In, BreakdownCommitment Commitment)> Breakdowns { get; } = [];

    /// <summary>分级标准、启动条件.</summary>
    public List<(SourcedDocument In, ThresholdCommitment Commitment)> Thresholds { get; } = [];

    /// <summary>领导小组、工作组.</summary>
    public List<(SourcedDocument In, GroupCommitment Commitment)> Groups { get; } = [];

    /// <summary>任免.</summary>
    public List<(SourcedDocument In, AppointmentCommitment Commitment)> Appointments { get; } = [];

    /// <summary>分工.</summary>
    public List<(SourcedDocument In, PortfolioCommitment Commitment)> Portfolios { get; } = [];

    /// <summary>引用.</summary>
    public List<(SourcedDocument In, CitationCommitment Commitment)> Citations { get; } = [];

    /// <summary>Whatever has a deadline.</summary>
    public List<(SourcedDocument In, Commitment Commitment, Kernel.Deadline Deadline)> Deadlines { get; } = [];

    /// <summary><see cref="SubjectKey.Of"/>, remembered: the same names are asked for by several rules.</summary>
    public string KeyOf(string name)
    {
        if (!_keys.TryGetValue(name, out var key))
        {
            _keys[name] = key = SubjectKey.Of(name);
        }

        return key;
    }

    private void Sort(SourcedDocument document)
    {
        foreach (var commitment in document.Document.Commitments)
        {
            switch (commitment)
            {
                case TaskCommitment task:
                    Tasks.Add((document, task));
                    document.Quantities.AddRange(task.Quantities);
                    Due(document, task, task.Deadline);
                    break;
                case QuantityCommitment quantity:
                    document.Quantities.Add(quantity);
                    break;
                case IndicatorCommitment indicator:
                    Indicators.Add((document, indicator));
                    break;
                case BreakdownCommitment breakdown:
                    Breakdowns.Add((document, breakdown));
                    break;
                case HazardCommitment hazard:
                    document.Hazards.Add(hazard);
                    Due(document, hazard, hazard.Deadline);
                    break;
                case EnterpriseCommitment enterprise:
                    document.Enterprises.Add(enterprise);
                    break;
                case ThresholdCommitment threshold:
                    Thresholds.Add((document, threshold));
                    break;
                case GroupCommitment group:
                    Groups.Add((document, group));
                    break;
                case AppointmentCommitment appointment:
                    Appointments.Add((document, appointment));
                    break;
                case PortfolioCommitment portfolio:
                    Portfolios.Add((document, portfolio));
                    break;
                case CitationCommitment citation:
                    Citations.Add((document, citation));
                    break;
                case ReportingDutyCommitment duty:
                    Due(document, duty, duty.Deadline);
                    break;
                case DecisionCommitment decision:
                    Due(document, decision, decision.Planned);
                    break;
                default:
                    break;
            }
        }

        document.Quantities.Sort(static (a, b) => a.Range.Start.CompareTo(b.Range.Start));
    }

    private void Due(SourcedDocument document, Commitment commitment, Kernel.Deadline? deadline)
    {
        if (deadline?.Date is not null)
        {
            Deadlines.Add((document, commitment, deadline));
        }
    }
}

/// <summary>One kind of check. Stateless.</summary>
internal interface IContradictionRule
{
    /// <summary>All findings, each with every place concerned.</summary>
    IEnumerable<Contradiction> Find(ReadingSet set);
}
