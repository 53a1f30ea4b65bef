namespace Bihuan.Persistence;

/// <summary>The machine's own clock, which a set district clock does not move: leases, grace periods and checkpoints go by it.</summary>
/// <param name="Time">The clock.</param>
public sealed record MachineClock(TimeProvider Time)
{
    /// <summary>Now, UTC.</summary>
    public DateTimeOffset Now => Time.GetUtcNow();
}
