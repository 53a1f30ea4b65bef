using Bihuan.Kernel;
using Bihuan.Wildfire.Danger;

namespace Bihuan.Wildfire.Weather;

/// <summary>What a forecast or a daily record gives of a day.</summary>
/// <param name="MinimumCelsius">Minimum temperature, °C.</param>
/// <param name="MaximumCelsius">Maximum temperature, °C.</param>
/// <param name="MinimumHumidityPercent">Minimum humidity, %.</param>
/// <param name="MaximumHumidityPercent">Maximum humidity, %.</param>
/// <param name="WindKmh">Wind at 10 m, km/h.</param>
/// <param name="WindFromDegrees">Where it comes from, degrees clockwise from north.</param>
/// <param name="RainMm">Rain of the day, mm.</param>
public readonly record struct DailyExtremes(double MinimumCelsius, double MaximumCelsius, double MinimumHumidityPercent, double MaximumHumidityPercent, double WindKmh, double WindFromDegrees, double RainMm = 0);

/// <summary>Hours from daily extremes.</summary>
/// <remarks>
/// <para>Temperature by the method WAVE of de Wit et al. 1978 as given by Reicosky et al. 1989 (Agricultural and Forest Meteorology 46), eq. 1 to 3: a half cosine from the minimum at sunrise to the maximum at 14 h, and another from there to the next day's minimum.
/// A = (T_max + T_min)/2, B = (T_max − T_min)/2, R hour of sunrise, X hour of the maximum:
/// R ≤ h ≤ X: A − B·cos(π(h − R)/(X − R)); otherwise A + B·cos(π·h′/(24 − X + R)) with h′ = h − X after the maximum and h + 24 − X before sunrise, and with the maximum before and the minimum after.</para>
/// <para>Humidity runs the same way upside down, from its maximum at sunrise to its minimum at X [our proposal]. Wind stays as given and rain is spread evenly over the 24 hours [our proposal]. Every hour is marked as estimated.</para>
/// </remarks>
public static class DiurnalCurve
{
    /// <summary>Where the curve comes from.</summary>
    public static Citation Source { get; } = new("de Wit et al. 1978; Reicosky et al. 1989", "WAVE, eq. 1 to 3", Certainty.Recalled);

    /// <summary>Hours from 0 h of the first day to 23 h of the last.</summary>
    /// <param name="days">At least one, without a gap.</param>
    /// <param name="sunrise">Hour of sunrise, local time, 3 to 10.</param>
    /// <param name="warmest">Hour of the maximum, local time, 11 to 17.</param>
    /// <returns>Refusals: FIRE-101 to 103, FIRE-151.</returns>
    public static Result<WeatherHours> Hours(IReadOnlyList<DailyExtremes> days, double sunrise = 6, double warmest = 14)
    {
        ArgumentNullException.ThrowIfNull(days);
        var reasons = new Reasons();
        reasons.Within("sunrise", sunrise, 3, 10);
        reasons.Within("warmest", warmest, 11, 17);
        if (days.Count is 0 or > WeatherHours.Longest / 24)
        {
            reasons.Add("FIRE-103", "days", $"{days.Count}", $"1…{WeatherHours.Longest / 24}");
            return reasons.List;
        }

        for (var i = 0; i < days.Count; i++)
        {
            var day = days[i];
            WeatherHours.Check(reasons, $"days[{i}].", new(day.MaximumCelsius, day.MaximumHumidityPercent, day.WindKmh, day.WindFromDegrees, day.RainMm));
            reasons.Within($"days[{i}].minimumCelsius", day.MinimumCelsius, FwiRange.Temperature.Low, FwiRange.Temperature.High);
            reasons.Within($"days[{i}].minimumHumidityPercent", day.MinimumHumidityPercent, FwiRange.Humidity.Low, FwiRange.Humidity.High);
            if (day.MinimumCelsius > day.MaximumCelsius)
            {
                reasons.Add("FIRE-151", $"days[{i}].minimumCelsius", $"{day.MinimumCelsius}", $"{day.MaximumCelsius}");
            }

            if (day.MinimumHumidityPercent > day.MaximumHumidityPercent)
            {
                reasons.Add("FIRE-151", $"days[{i}].minimumHumidityPercent", $"{day.MinimumHumidityPercent}", $"{day.MaximumHumidityPercent}");
            }
        }

        if (reasons.Any)
        {
            return reasons.List;
        }

        var hours = new HourlyWeather[days.Count * 24];
        for (var i = 0; i < hours.Length; i++)
        {
            var (before, day, after) = (days[Math.Max(0, (i / 24) - 1)], days[i / 24], days[Math.Min(days.Count - 1, (i / 24) + 1)]);
            hours[i] = new(
                At(i % 24, sunrise, warmest, before.MaximumCelsius, day.MinimumCelsius, day.MaximumCelsius, after.MinimumCelsius),
                At(i % 24, sunrise, warmest, before.MinimumHumidityPercent, day.MaximumHumidityPercent, day.MinimumHumidityPercent, after.MaximumHumidityPercent),
                day.WindKmh,
                day.WindFromDegrees,
                day.RainMm / 24,
                true);
        }

        return WeatherHours.Made(hours, 0);
    }

    /// <summary>The curve at an hour, through the value at sunrise and that at the warmest hour.</summary>
    /// <param name="hour">Hour of the day, 0 to 24.</param>
    /// <param name="sunrise">R.</param>
    /// <param name="warmest">X.</param>
    /// <param name="warmestBefore">Value at the warmest hour of the day before.</param>
    /// <param name="atSunrise">Value at sunrise.</param>
    /// <param name="atWarmest">Value at the warmest hour.</param>
    /// <param name="nextSunrise">Value at sunrise of the day after.</param>
    public static double At(double hour, double sunrise, double warmest, double warmestBefore, double atSunrise, double atWarmest, double nextSunrise)
    {
        if (hour >= sunrise && hour <= warmest)
        {
            return Half(atSunrise, atWarmest, (hour - sunrise) / (warmest - sunrise));
        }

        var night = 24 - warmest + sunrise;
        return hour > warmest ? Half(atWarmest, nextSunrise, (hour - warmest) / night) : Half(warmestBefore, atSunrise, (hour + 24 - warmest) / night);
    }

    /// <summary>A half cosine from a value to another.</summary>
    private static double Half(double from, double to, double share) => ((from + to) / 2) + ((from - to) / 2 * Math.Cos(Math.PI * share));
}
