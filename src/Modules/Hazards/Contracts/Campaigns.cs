using Bihuan.Kernel;

namespace Bihuan.Hazards;

/// <summary>What one may do with campaigns.</summary>
public static class CampaignPermissions
{
    /// <summary>Start campaigns, change and end them.</summary>
    public const string Run = "hazards.campaign";
}

/// <summary>The identity of a campaign (专项行动).</summary>
/// <param name="Value">UUID v7.</param>
public readonly record struct CampaignId(Guid Value) : IId<CampaignId>
{
    /// <inheritdoc/>
    public static CampaignId From(Guid value) => new(value);

    /// <summary>Reads one from an address.</summary>
    public static bool TryParse(string? text, out CampaignId id) => Id.TryParse(text, out id);
}
