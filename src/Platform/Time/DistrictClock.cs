namespace Bihuan.Platform;

/// <summary>The clock that the whole program runs by. A district can set it for training, drills and the sample (设定时钟): it then runs on
/// from the moment set, at the pace of real time.</summary>
/// <param name="real">The machine's clock.</param>
public sealed class DistrictClock(TimeProvider real) : TimeProvider
{
    private long _offsetTicks;

    /// <summary>Whether it differs from the machine's clock.</summary>
    public bool IsSet => Interlocked.Read(ref _offsetTicks) != 0;

    /// <summary>Sets it.</summary>
    /// <param name="now">What it shall show now.</param>
    public void Set(DateTimeOffset now) => Interlocked.Exchange(ref _offsetTicks, (now - real.GetUtcNow()).Ticks);

    /// <summary>Lets it run ahead of the machine's clock, or behind it.</summary>
    public void SetAhead(TimeSpan ahead) => Interlocked.Exchange(ref _offsetTicks, ahead.Ticks);

    /// <summary>What the machine's clock shows, for what follows real time whatever the district does, such as codes of a second factor.</summary>
    public DateTimeOffset RealNow => real.GetUtcNow();

    /// <summary>Back to the machine's clock.</summary>
    public void Reset() => Interlocked.Exchange(ref _offsetTicks, 0);

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => real.GetUtcNow().AddTicks(Interlocked.Read(ref _offsetTicks));

    /// <inheritdoc/>
    public override long GetTimestamp() => real.GetTimestamp();

    /// <inheritdoc/>
    public override long TimestampFrequency => real.TimestampFrequency;

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => real.CreateTimer(callback, state, dueTime, period);
}
