namespace Bihuan.Messaging;

/// <summary>Hours in which nobody is disturbed (免打扰), by the clocks of the district.</summary>
/// <param name="From">The first minute.</param>
/// <param name="To">The first minute after; the same as <paramref name="From"/> for none. Before it where midnight lies between.</param>
/// <param name="DaysOff">Whether days off are quiet altogether.</param>
internal sealed record QuietHours(TimeOnly From, TimeOnly To, bool DaysOff)
{
    public static QuietHours Usual { get; } = new(new(22, 0), new(7, 0), DaysOff: false);

    public bool Holds(TimeOnly time) => From <= To ? time >= From && time < To : time >= From || time < To;
}

/// <summary>What is not urgent comes together at these times of working days (汇总).</summary>
/// <param name="IsOn">Whether it does.</param>
/// <param name="Times">When, at least one.</param>
internal sealed record Digest(bool IsOn, IReadOnlyList<TimeOnly> Times)
{
    public static Digest Usual { get; } = new(IsOn: true, [new(8, 30), new(14, 30)]);

    public static Digest None { get; } = new(IsOn: false, []);
}

/// <summary>How somebody wants to be told over one channel.</summary>
internal sealed record Wishes(QuietHours Quiet, Digest Digest, bool UrgentPasses);
