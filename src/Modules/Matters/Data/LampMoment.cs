using Bihuan.Kernel;
using Bihuan.Platform;

namespace Bihuan.Matters;

/// <summary>The moment whose lamps are shown: now, or the end of the past day that the person has chosen.</summary>
internal sealed class LampMoment(TimeProvider clock, Moment moment)
{
    public DateTimeOffset At { get; } = moment.IsPast ? DistrictDay.End(moment.Day).AddTicks(-1) : clock.GetUtcNow();

    public DateOnly Day => moment.Day;
}
