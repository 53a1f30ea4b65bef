using Bihuan.Reading.Commitments;

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
    public static ReadResult Read(SourceText source) => new(source, null, [], [], [], []);
}
