using Bihuan.Reading.Commitments;
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
        new ThresholdReader(),
        new MeasureReader(),
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
        return new(source, gazette, documents, [], repairs, []);
    }

    private static List<Commitment> ReadCommitments(Document document)
    {
        var found = new List<Commitment>();
        foreach (var reader in CommitmentReaders)
        {
            reader.Read(document, found);
        }

        found.Sort((a, b) => a.Range.Start != b.Range.Start ? a.Range.Start.CompareTo(b.Range.Start) : a.Range.End.CompareTo(b.Range.End));
        return found;
    }
}
