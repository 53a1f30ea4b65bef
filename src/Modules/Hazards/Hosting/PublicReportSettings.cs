namespace Bihuan.Hazards;

/// <summary>Whether the public may report hazards without an account (群众上报). Set in the configuration as <c>PublicReports</c>; off where it is not.</summary>
public sealed record PublicReportSettings
{
    /// <summary>Whether the page takes reports. What was reported before keeps its status page.</summary>
    public bool Enabled { get; init; }
}
