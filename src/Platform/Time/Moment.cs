using Bihuan.Kernel;

namespace Bihuan.Platform;

/// <summary>The day that is shown: today, or a past day that the person has chosen.</summary>
/// <param name="clock">The district's clock.</param>
/// <param name="caller">Who asks, and for which day.</param>
public sealed class Moment(TimeProvider clock, Caller caller)
{
    /// <summary>The day.</summary>
    public DateOnly Day => caller.AsOf ?? Today;

    /// <summary>The district's own date.</summary>
    public DateOnly Today => DistrictDay.Today(clock);

    /// <summary>Whether a past day is shown.</summary>
    public bool IsPast => caller.AsOf is not null;
}
