using Bihuan.Kernel;
using Bihuan.Reading.Commitments;
using Bihuan.Reading.Contradictions;
using Bihuan.Reading.Structure;

namespace Bihuan.Reading;

/// <summary>From text to documents, clauses, commitments and contradictions. Pure: no files, no clock, no state.</summary>
public static class Reader
{
    /// <summary>Every family of commitments.</summary>
    internal static IReadOnlyList<ICommitmentReader> CommitmentReaders { get; } =
    [
        new TaskReader(),
        new QuantityReader(),
        new IndicatorReader(),
        new BreakdownReader(),
        new HazardReader(),
        new PlanReader(),
        new GroupReader(),
        new ReportingDutyReader(),
        new MeetingReader(),
        new PenaltyReader(),
        new AppointmentReader(),
        new PortfolioReader(),
        new FundingReader(),
        new EnterpriseReader(),
        new FormFieldReader(),
        new DecisionReader(),
        new CitationReader(),
    ];

    /// <summary>Reads decoded text.</summary>
    public static ReadResult Read(SourceText source)
    {
        var repairs = new List<Repair>(source.Repairs);
        var blocks = BlockReader.Read(source, repairs);
        var spans = DocumentSplitter.Split(blocks, out var gazette);
        var documents = spans.ConvertAll(span => DocumentBuilder.Build(source, blocks, span, repairs));
        foreach (var document in documents)
        {
            document.Commitments = ReadCommitments(document);
        }

        repairs.Sort((a, b) => a.Range.Start.CompareTo(b.Range.Start));
        var result = new ReadResult(source, gazette, documents, [], repairs, Problems(source, documents));
        return result with { Contradictions = ContradictionFinder.Find([result]) };
    }

    private static List<Commitment> ReadCommitments(Document document)
    {
        var found = new List<Commitment>();
        foreach (var reader in CommitmentReaders)
        {
            reader.Read(document, found);
        }

        DropCoveredQuantities(found);

        // Stable: several duties of one sentence keep their order.
        return [.. found.OrderBy(c => c.Range.Start).ThenBy(c => c.Range.End)];
    }

    /// <summary>A figure that a task, threshold, measure or penalty already holds is not told twice.</summary>
    private static void DropCoveredQuantities(List<Commitment> found)
    {
        var covering = found.Where(c => c is TaskCommitment or ThresholdCommitment or MeasureCommitment or PenaltyCommitment).Select(c => c.Range).OrderBy(r => r.Start).ToList();
        if (covering.Count == 0)
        {
            return;
        }

        // Where each stretch of covered text ends, by where it begins: ranges that overlap are one.
        var starts = new List<int>();
        var ends = new List<int>();
        foreach (var range in covering)
        {
            if (ends.Count > 0 && range.Start <= ends[^1])
            {
                ends[^1] = Math.Max(ends[^1], range.End);
            }
            else
            {
                starts.Add(range.Start);
                ends.Add(range.End);
            }
        }

        found.RemoveAll(c =>
        {
            if (c is not QuantityCommitment)
            {
                return false;
            }

            var at = starts.BinarySearch(c.Range.Start);
            at = at < 0 ? ~at - 1 : at;
            return at >= 0 && c.Range.End <= ends[at];
        });
    }

    /// <summary>What a person should know of the reading as a whole.</summary>
    private static List<Problem> Problems(SourceText source, List<Document> documents)
    {
        if (documents.Exists(d => d.Number is not null || d.Commitments.Count > 0))
        {
            return [];
        }

        return [new("READ-020", source.Name, "没有读出公文：既无发文字号，也无任务、指标、期限等内容。如确是公文，请检查文本是否完整。")];
    }
}
