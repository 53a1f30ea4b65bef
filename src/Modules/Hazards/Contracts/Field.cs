using Bihuan.Kernel;

namespace Bihuan.Hazards;

/// <summary>What one may do in the field.</summary>
public static class FieldPermissions
{
    /// <summary>Report what one has found, and see one's own reports.</summary>
    public const string Report = "hazards.report";
}

/// <summary>The identity of a report from the field (现场上报).</summary>
/// <param name="Value">UUID v7.</param>
public readonly record struct FieldReportId(Guid Value) : IId<FieldReportId>
{
    /// <inheritdoc/>
    public static FieldReportId From(Guid value) => new(value);

    /// <summary>Reads one from an address.</summary>
    public static bool TryParse(string? text, out FieldReportId id) => Id.TryParse(text, out id);
}

/// <summary>What was found, as one taps it in the field (隐患大类). Whoever registers the hazard says it more closely.</summary>
public enum FieldCategory
{
    /// <summary>疏散通道、安全出口.</summary>
    Exits,

    /// <summary>消防设施器材.</summary>
    FireEquipment,

    /// <summary>燃气.</summary>
    Gas,

    /// <summary>用电.</summary>
    Electricity,

    /// <summary>房屋建筑.</summary>
    Building,

    /// <summary>其他.</summary>
    Other,
}

/// <summary>The proof that a report has arrived (回执). The same for the same report, however often it is sent.</summary>
/// <param name="Number">Such as <c>XC-20261127-000123</c>: the 123rd of that day in the district.</param>
/// <param name="Report">The report.</param>
/// <param name="Received">When it came in, by the district's clock.</param>
/// <param name="ConflictsWith">The number of the report that came first under the phone's id with another content; both are kept.</param>
public sealed record FieldReceipt(string Number, FieldReportId Report, DateTimeOffset Received, string? ConflictsWith = null);
