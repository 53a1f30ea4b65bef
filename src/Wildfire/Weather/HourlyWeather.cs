using Bihuan.Kernel;
using Bihuan.Wildfire.Danger;

namespace Bihuan.Wildfire.Weather;

/// <summary>Weather of one hour at one place.</summary>
/// <param name="TemperatureCelsius">Air temperature, °C.</param>
/// <param name="HumidityPercent">Relative humidity, 0 to 100 %.</param>
/// <param name="WindKmh">Wind at 10 m, km/h.</param>
/// <param name="WindFromDegrees">Where the wind comes from, degrees clockwise from north, 0 to 360.</param>
/// <param name="RainMm">Rain of the hour, mm.</param>
/// <param name="Estimated">Whether any of it is not an observation.</param>
public readonly record struct HourlyWeather(double TemperatureCelsius, double HumidityPercent, double WindKmh, double WindFromDegrees, double RainMm = 0, bool Estimated = false)
{
    /// <summary>Where the wind goes to, degrees clockwise from north, below 360.</summary>
    public double WindToDegrees => (WindFromDegrees + 180) % 360;

    /// <summary>Wind in m/s.</summary>
    public double WindMetresPerSecond => WindKmh / 3.6;

    /// <summary>The wind as it moves: to the east and to the north, km/h.</summary>
    internal (double East, double North) Flow
    {
        get
        {
            var (sin, cos) = Math.SinCos(Conversions.Radians(WindFromDegrees));
            return (-WindKmh * sin, -WindKmh * cos);
        }
    }

    /// <summary>Where a moving wind comes from, degrees from 0 to below 360.</summary>
    internal static double From(double east, double north)
    {
        var degrees = Conversions.Degrees(Math.Atan2(-east, -north));
        degrees = degrees < 0 ? degrees + 360 : degrees;
        return degrees >= 360 ? 0 : degrees;
    }
}

/// <summary>Weather hour by hour, without a gap.</summary>
public sealed class WeatherHours
{
    /// <summary>The longest series that is read: ten years and a leap day or two.</summary>
    public const int Longest = 88_000;

    private readonly HourlyWeather[] _hours;

    private WeatherHours(HourlyWeather[] hours, int firstHour) => (_hours, FirstHour) = (hours, firstHour);

    /// <summary>Hour of the day of the first record, local time, 0 to 23.</summary>
    public int FirstHour { get; }

    /// <summary>The records.</summary>
    public IReadOnlyList<HourlyWeather> Hours => _hours;

    /// <summary>The record of the hour in which a moment lies; before the first and after the last, those.</summary>
    /// <param name="minutes">Minutes from the start of the first record.</param>
    public HourlyWeather At(double minutes) => _hours[(int)Math.Clamp(Math.Floor(minutes / 60), 0, _hours.Length - 1)];

    /// <summary>Checks records and takes them as a series.</summary>
    /// <param name="hours">At least one; a missing value is NaN.</param>
    /// <param name="firstHour">Hour of the day of the first record, 0 to 23.</param>
    /// <param name="longestGap">
    /// How many missing hours in a row may be filled: 0 refuses every gap. Temperature and humidity run straight between the hours beside the gap, wind by its components, rain is taken as none; the hour is marked as estimated. Our proposal.
    /// </param>
    /// <returns>Refusals: FIRE-101, 102, 103, 106.</returns>
    public static Result<WeatherHours> Of(IReadOnlyList<HourlyWeather> hours, int firstHour, int longestGap = 0)
    {
        ArgumentNullException.ThrowIfNull(hours);
        var reasons = new Reasons();
        reasons.Within("firstHour", firstHour, 0, 23);
        reasons.Within("longestGap", longestGap, 0, 24);
        if (hours.Count is 0 or > Longest)
        {
            reasons.Add("FIRE-103", "hours", $"{hours.Count}", $"1…{Longest}");
            return reasons.List;
        }

        var result = hours.ToArray();
        Fill(result, longestGap, reasons);
        for (var i = 0; i < result.Length; i++)
        {
            Check(reasons, $"hours[{i}].", result[i]);
        }

        return reasons.Any ? reasons.List : new WeatherHours(result, firstHour);
    }

    /// <summary>What we made ourselves from checked input.</summary>
    internal static WeatherHours Made(HourlyWeather[] hours, int firstHour) => new(hours, firstHour);

    internal static void Check(Reasons reasons, string place, HourlyWeather hour)
    {
        reasons.Weather(place, new(hour.TemperatureCelsius, hour.HumidityPercent, hour.WindKmh, hour.RainMm));
        reasons.Within(place + "windFromDegrees", hour.WindFromDegrees, 0, 360);
    }

    private static void Fill(HourlyWeather[] hours, int longestGap, Reasons reasons)
    {
        for (var i = 0; i < hours.Length && longestGap > 0; i++)
        {
            if (!Gap(hours[i]))
            {
                continue;
            }

            var end = i;
            while (end < hours.Length && Gap(hours[end]))
            {
                end++;
            }

            if (i == 0 || end == hours.Length || end - i > longestGap)
            {
                reasons.Add("FIRE-106", $"hours[{i}…{end - 1}]");
                i = end;
                continue;
            }

            for (var j = i; j < end; j++)
            {
                hours[j] = Between(hours[i - 1], hours[end], (j - i + 1d) / (end - i + 1), hours[j]);
            }

            i = end;
        }
    }

    private static bool Gap(HourlyWeather hour) => double.IsNaN(hour.TemperatureCelsius + hour.HumidityPercent + hour.WindKmh + hour.WindFromDegrees + hour.RainMm);

    /// <summary>What an hour lacks, between two others; what it has, it keeps.</summary>
    private static HourlyWeather Between(HourlyWeather before, HourlyWeather after, double share, HourlyWeather own)
    {
        double Line(double a, double b) => a + ((b - a) * share);
        var ((e0, n0), (e1, n1)) = (before.Flow, after.Flow);
        var (east, north) = (Line(e0, e1), Line(n0, n1));
        var lost = double.IsNaN(own.WindKmh + own.WindFromDegrees);
        return new(
            double.IsNaN(own.TemperatureCelsius) ? Line(before.TemperatureCelsius, after.TemperatureCelsius) : own.TemperatureCelsius,
            double.IsNaN(own.HumidityPercent) ? Line(before.HumidityPercent, after.HumidityPercent) : own.HumidityPercent,
            lost ? Math.Sqrt((east * east) + (north * north)) : own.WindKmh,
            lost ? HourlyWeather.From(east, north) : own.WindFromDegrees,
            double.IsNaN(own.RainMm) ? 0 : own.RainMm,
            true);
    }
}
