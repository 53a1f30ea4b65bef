using Bihuan.Organisation;

namespace Bihuan.Messaging;

/// <summary>Of which program a robot is.</summary>
public enum RobotKind
{
    /// <summary>企业微信.</summary>
    WeCom,

    /// <summary>钉钉.</summary>
    DingTalk,
}

/// <summary>A robot as it is shown: without address and secret.</summary>
/// <param name="Unit">Whose it is.</param>
/// <param name="UnitName">The unit's name.</param>
/// <param name="Kind">Of which program.</param>
/// <param name="Host">The host of its address.</param>
/// <param name="Notices">The kinds of notices that it tells.</param>
/// <param name="QuietFrom">The first quiet minute, by the clocks of the district.</param>
/// <param name="QuietTo">The first minute after.</param>
/// <param name="QuietDaysOff">Whether days off are quiet altogether.</param>
public sealed record RobotRow(UnitId Unit, string UnitName, RobotKind Kind, string Host, IReadOnlyList<string> Notices, TimeOnly QuietFrom, TimeOnly QuietTo, bool QuietDaysOff);

/// <summary>A calendar in use.</summary>
/// <param name="Id">The feed.</param>
/// <param name="Opened">Since when.</param>
/// <param name="Fetched">When it was last fetched, to the hour.</param>
public sealed record FeedRow(FeedId Id, DateTimeOffset Opened, DateTimeOffset? Fetched);
