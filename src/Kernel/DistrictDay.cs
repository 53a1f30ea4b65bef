namespace Bihuan.Kernel;

/// <summary>Days in the district: Asia/Shanghai, wherever the machine stands. From 16:00 UTC on it is already tomorrow there.</summary>
public static class DistrictDay
{
    private static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    /// <summary>The district's own date at a clock's time.</summary>
    public static DateOnly Today(TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(clock);
        return Of(clock.GetUtcNow());
    }

    /// <summary>The district's date of a moment.</summary>
    public static DateOnly Of(DateTimeOffset moment) => DateOnly.FromDateTime(Local(moment).DateTime);

    /// <summary>A moment as the district's clocks show it.</summary>
    public static DateTimeOffset Local(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, Shanghai);

    /// <summary>The first moment of a day there, in UTC.</summary>
    public static DateTimeOffset Start(DateOnly day)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(local, Shanghai.GetUtcOffset(local)).ToUniversalTime();
    }

    /// <summary>The first moment after a day there, in UTC.</summary>
    public static DateTimeOffset End(DateOnly day) => Start(day.AddDays(1));
}
