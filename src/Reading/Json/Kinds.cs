using System.Text.Json;

namespace Bihuan.Reading.Json;

/// <summary>The kinds of commitments, in the order in which reports show them.</summary>
public static class Kinds
{
    /// <summary>The record of each kind.</summary>
    public static IReadOnlyList<Type> Types { get; } =
    [
        typeof(TaskCommitment),
        typeof(QuantityCommitment),
        typeof(IndicatorCommitment),
        typeof(BreakdownCommitment),
        typeof(HazardCommitment),
        typeof(ThresholdCommitment),
        typeof(MeasureCommitment),
        typeof(GroupCommitment),
        typeof(ReportingDutyCommitment),
        typeof(MeetingCommitment),
        typeof(PenaltyCommitment),
        typeof(AppointmentCommitment),
        typeof(PortfolioCommitment),
        typeof(FundingCommitment),
        typeof(EnterpriseCommitment),
        typeof(FormFieldCommitment),
        typeof(DecisionCommitment),
        typeof(CitationCommitment),
    ];

    /// <summary>The names as the JSON and <c>--kind</c> have them.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Types.Select(NameOf)];

    /// <summary>The kind that a record stands for: its type's name without Commitment.</summary>
    public static string NameOf(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return JsonNamingPolicy.CamelCase.ConvertName(type.Name[..^nameof(Commitment).Length]);
    }

    /// <summary>The record of a kind.</summary>
    public static Type TypeOf(string kind) => Types[All.Index().First(k => k.Item == kind).Index];

    /// <summary>The rule of Reading that makes a kind, such as <c>TaskReader</c>.</summary>
    public static string ReaderOf(string kind) => TypeOf(kind).Name[..^nameof(Commitment).Length] + "Reader";
}
