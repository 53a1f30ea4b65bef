using System.Globalization;
using Bihuan.Kernel;

namespace Bihuan.Wildfire.Danger;

/// <summary>Which humidity part B looks up, and against which limits. Two readings circulate.</summary>
public enum HumidityReading
{
    /// <summary>Reading 1: the day's minimum humidity, with limits at 30, 40, 50, 60 and 70 %.</summary>
    DailyMinimum,

    /// <summary>Reading 2: humidity at 14 h, with limits at 24, 34, 44, 54 and 64 %.</summary>
    At14,
}

/// <summary>How part C counts the days after rain. Two readings circulate.</summary>
public enum RainReading
{
    /// <summary>By the amount of the last rain: 10 + 5n, 5 + 5n, 5n or 5(n − 1) points after n dry days.</summary>
    ByAmount,

    /// <summary>5n points after every rain, whatever its amount.</summary>
    FiveADay,
}

/// <summary>How rain below 0.3 mm is read.</summary>
public enum LightRainReading
{
    /// <summary>It does not count: n runs on from the last rain of 0.3 mm or more, and that rain's row applies. Our proposal.</summary>
    DoesNotCount,

    /// <summary>It is the last rain, and its row says 50 points, as if it had not rained for long: the reading of one implementation.</summary>
    FiftyPoints,
}

/// <summary>How green the ground is or how much of it lies under snow: what part E takes off.</summary>
public enum GroundCover
{
    /// <summary>Neither green nor snow.</summary>
    None,

    /// <summary>20 % green, or snow on 10 %.</summary>
    Sparse,

    /// <summary>50 % green, or snow on 30 %.</summary>
    Half,

    /// <summary>75 % green, or snow on 60 %.</summary>
    Most,

    /// <summary>All green, or snow on 90 % or more.</summary>
    Full,
}

/// <summary>The choice of readings, which is the user's and stands on every result.</summary>
/// <param name="Humidity">Part B.</param>
/// <param name="Rain">Part C.</param>
/// <param name="LightRain">Rain below 0.3 mm.</param>
public sealed record DangerReading(HumidityReading Humidity = HumidityReading.DailyMinimum, RainReading Rain = RainReading.ByAmount, LightRainReading LightRain = LightRainReading.DoesNotCount)
{
    /// <summary>Reading 1, by amount, light rain left out.</summary>
    public static DangerReading Default { get; } = new();

    /// <summary>Who prints each of the three.</summary>
    public IReadOnlyList<Citation> Sources =>
    [
        Humidity == HumidityReading.DailyMinimum
            ? new("LY/T 1172-95, as reprinted", "part B by minimum humidity", Certainty.Recalled)
            : new("LY/T 1172-95, as reprinted elsewhere", "part B by humidity at 14 h", Certainty.Recalled),
        Rain == RainReading.ByAmount
            ? new("LY/T 1172-95, as in one implementation", "part C by amount of rain", Certainty.Recalled)
            : new("LY/T 1172-95, in a simpler reprint", "part C, 5 points a day", Certainty.Recalled),
        LightRain == LightRainReading.FiftyPoints
            ? new("one implementation", "part C, row below 0.3 mm", Certainty.Recalled)
            : new("Bihuan", "rain below 0.3 mm does not count", Certainty.Proposed),
    ];
}

/// <summary>The last rain that counts.</summary>
/// <param name="Mm">Its day's amount, mm; <see langword="null"/> where it lies further back than matters.</param>
/// <param name="DryDays">n: days without rain since; 0 on the day itself.</param>
public readonly record struct LastRain(double? Mm, int DryDays)
{
    /// <summary>Days after which every row stands at its 50 points.</summary>
    public const int DaysThatMatter = 11;

    /// <summary>No rain for so long that its amount does not matter.</summary>
    public static LastRain LongAgo { get; } = new(null, DaysThatMatter);

    /// <summary>The last rain of each day of a series.</summary>
    /// <param name="rainMm">Rain of each day, mm, without a gap.</param>
    /// <param name="reading">What counts as rain.</param>
    /// <param name="before">The last rain on the day before the series, if known.</param>
    /// <returns>One entry a day; <see langword="null"/> where the series does not yet reach back to a rain or eleven days.</returns>
    public static Result<LastRain?[]> OfSeries(IReadOnlyList<double> rainMm, DangerReading? reading = null, LastRain? before = null)
    {
        ArgumentNullException.ThrowIfNull(rainMm);
        var reasons = new Reasons();
        for (var i = 0; i < rainMm.Count; i++)
        {
            reasons.Within($"days[{i}].rainMm", rainMm[i], FwiRange.Rain.Low, FwiRange.Rain.High);
        }

        if (before is { } b)
        {
            DangerIndex.Check(reasons, b, "before.");
        }

        if (reasons.Any)
        {
            return reasons.List;
        }

        var least = (reading ?? DangerReading.Default).LightRain == LightRainReading.DoesNotCount ? 0.3 : 0.1;
        var result = new LastRain?[rainMm.Count];
        var last = before;
        for (var i = 0; i < result.Length; i++)
        {
            var rain = DangerIndex.Rounded(rainMm[i], 1);
            if (rain >= least)
            {
                last = new(rain, 0);
            }
            else if (last is { } known)
            {
                last = known with { DryDays = Math.Min(known.DryDays + 1, 100_000) };
            }
            else if (i + 1 >= DaysThatMatter)
            {
                last = LongAgo;
            }

            result[i] = last;
        }

        return result;
    }
}

/// <summary>A day's weather as the index asks for it.</summary>
/// <param name="MaximumCelsius">Maximum temperature, °C.</param>
/// <param name="HumidityPercent">Humidity of the chosen reading (daily minimum, or at 14 h), %.</param>
/// <param name="Rain">The last rain.</param>
/// <param name="WindForce">Maximum wind, force 0 to 17; <see cref="DangerIndex.Force"/> gives it from m/s.</param>
/// <param name="Cover">Green or snow on the ground, from the district's calendar.</param>
public readonly record struct DangerWeather(double MaximumCelsius, double HumidityPercent, LastRain Rain, int WindForce, GroundCover Cover = GroundCover.None);

/// <summary>A day's index with its parts.</summary>
/// <param name="A">Points for temperature, 0 to 20.</param>
/// <param name="B">Points for humidity, 0 to 20.</param>
/// <param name="C">Points for rain and dry days, 0 to 50.</param>
/// <param name="D">Points for wind, 0 to 40.</param>
/// <param name="E">Points taken off for green or snow, 0 to 20.</param>
/// <param name="Weather">What was looked up, rounded as printed.</param>
/// <param name="Reading">The choice of readings.</param>
public sealed record DangerDay(int A, int B, int C, int D, int E, DangerWeather Weather, DangerReading Reading)
{
    /// <summary>A + B + C + D − E.</summary>
    public int Index => A + B + C + D - E;

    /// <summary>1 (no danger) to 5 (extreme danger). Which warning colour belongs to it is a rule of the district's plan, not of this library.</summary>
    public int Grade => DangerIndex.GradeOf(Index);
}

/// <summary>A row of a table: up to and with this limit, these points.</summary>
/// <param name="UpTo">Upper limit, with it; the last row has none.</param>
/// <param name="Points">Points.</param>
public readonly record struct DangerRow(double UpTo, int Points);

/// <summary>A table of the standard as data.</summary>
/// <param name="Part">A to E, or the grades.</param>
/// <param name="Unit">Unit of the limits.</param>
/// <param name="Rows">From the lowest limit up.</param>
/// <param name="Source">Who prints it.</param>
/// <param name="From">First year in which it holds; no end is known.</param>
public sealed record DangerTable(string Part, string Unit, IReadOnlyList<DangerRow> Rows, Citation Source, int From = 1995)
{
    /// <summary>Points of a value that has been rounded to the printed precision.</summary>
    public int Look(double value)
    {
        foreach (var row in Rows)
        {
            if (value <= row.UpTo)
            {
                return row.Points;
            }
        }

        return Rows[^1].Points;
    }
}

/// <summary>The national forest-fire danger weather index LY/T 1172-95: A + B + C + D − E, five grades.</summary>
/// <remarks>
/// Inputs are rounded to the printed precision (0.1 °C, 1 %, 0.1 mm, whole wind force; a half goes up) before the look-up, so that nothing falls between two rows.
/// The standard is in force for daily values in the fire season. Which readings a district uses, it confirms from its own copy. Refusals: FIRE-101 to 103, FIRE-111.
/// </remarks>
public static class DangerIndex
{
    /// <summary>Name and edition of the model, for results.</summary>
    public const string Model = "LY/T 1172-95";

    private const double Beyond = double.PositiveInfinity;
    private static readonly Citation Standard = new("LY/T 1172-95", "part A", Certainty.Verified);

    /// <summary>A: maximum temperature.</summary>
    public static DangerTable Temperature { get; } = new("A", "°C", [new(5.0, 0), new(10.0, 4), new(15.0, 8), new(20.0, 12), new(25.0, 16), new(Beyond, 20)], Standard);

    /// <summary>B, reading 1: the day's minimum humidity.</summary>
    public static DangerTable MinimumHumidity { get; } = new("B", "%", [new(30, 20), new(40, 16), new(50, 12), new(60, 8), new(70, 4), new(Beyond, 0)], new("LY/T 1172-95, as reprinted", "part B, minimum humidity", Certainty.Recalled));

    /// <summary>B, reading 2: humidity at 14 h.</summary>
    public static DangerTable HumidityAt14 { get; } = new("B", "%", [new(24, 20), new(34, 16), new(44, 12), new(54, 8), new(64, 4), new(Beyond, 0)], new("LY/T 1172-95, as reprinted elsewhere", "part B, humidity at 14 h", Certainty.Recalled));

    /// <summary>C, by amount: points on the day of the rain, to which 5 a dry day are added, between 0 and 50.</summary>
    public static DangerTable RainDay { get; } = new("C", "mm", [new(0.2, 50), new(2.0, 10), new(5.0, 5), new(10.0, 0), new(Beyond, -5)], new("LY/T 1172-95, as in one implementation", "part C", Certainty.Recalled));

    /// <summary>D: maximum wind force.</summary>
    public static DangerTable Wind { get; } = new("D", "force", [new(0, 0), new(1, 5), new(2, 10), new(3, 15), new(4, 20), new(5, 25), new(6, 30), new(7, 35), new(Beyond, 40)], Standard with { Place = "part D" });

    /// <summary>Wind force by speed at 10 m.</summary>
    public static DangerTable Forces { get; } = new("D", "m/s", [new(0.2, 0), new(1.5, 1), new(3.3, 2), new(5.4, 3), new(7.9, 4), new(10.7, 5), new(13.8, 6), new(17.1, 7), new(Beyond, 8)], Standard with { Place = "part D, wind speed" });

    /// <summary>E: what green or snow takes off, in the order of <see cref="GroundCover"/>.</summary>
    public static DangerTable Cover { get; } = new("E", "cover", [new(0, 0), new(1, 5), new(2, 10), new(3, 15), new(Beyond, 20)], new("LY/T 1172-95", "part E", Certainty.Recalled));

    /// <summary>Grades by index.</summary>
    public static DangerTable Grades { get; } = new("grade", "index", [new(25, 1), new(50, 2), new(72, 3), new(90, 4), new(Beyond, 5)], Standard with { Place = "grades" });

    /// <summary>Every table.</summary>
    public static IReadOnlyList<DangerTable> Tables { get; } = [Temperature, MinimumHumidity, HumidityAt14, RainDay, Wind, Forces, Cover, Grades];

    /// <summary>A day.</summary>
    /// <param name="weather">Weather.</param>
    /// <param name="reading">The choice of readings.</param>
    public static Result<DangerDay> Day(DangerWeather weather, DangerReading? reading = null)
    {
        reading ??= DangerReading.Default;
        var reasons = new Reasons();
        reasons.Within("maximumCelsius", weather.MaximumCelsius, FwiRange.Temperature.Low, FwiRange.Temperature.High);
        reasons.Within("humidityPercent", weather.HumidityPercent, FwiRange.Humidity.Low, FwiRange.Humidity.High);
        reasons.Within("windForce", weather.WindForce, 0, 17);
        reasons.Within("cover", (double)weather.Cover, 0, 4);
        Check(reasons, weather.Rain, "rain.");
        if (!reasons.Any && weather.Rain.Mm is { } amount && Rounded(amount, 1) < 0.3 && reading.LightRain == LightRainReading.DoesNotCount)
        {
            reasons.Add("FIRE-111", "rain.mm", amount.ToString(CultureInfo.InvariantCulture));
        }

        if (reasons.Any)
        {
            return reasons.List;
        }

        var rounded = weather with
        {
            MaximumCelsius = Rounded(weather.MaximumCelsius, 1),
            HumidityPercent = Rounded(weather.HumidityPercent, 0),
            Rain = weather.Rain with { Mm = weather.Rain.Mm is { } mm ? Rounded(mm, 1) : null },
        };
        return new DangerDay(
            Temperature.Look(rounded.MaximumCelsius),
            (reading.Humidity == HumidityReading.DailyMinimum ? MinimumHumidity : HumidityAt14).Look(rounded.HumidityPercent),
            RainPoints(rounded.Rain, reading),
            Wind.Look(rounded.WindForce),
            Cover.Look((double)rounded.Cover),
            rounded,
            reading);
    }

    /// <summary>Grade of an index, 1 to 5.</summary>
    public static int GradeOf(int index) => Grades.Look(index);

    /// <summary>Wind force 0 to 8 (8 stands for 8 and more) of a speed at 10 m.</summary>
    /// <param name="metresPerSecond">Wind, m/s, rounded to 0.1 before the look-up.</param>
    public static Result<int> Force(double metresPerSecond)
    {
        var reasons = new Reasons();
        reasons.Within("metresPerSecond", metresPerSecond, 0, 120);
        return reasons.Any ? reasons.List : Forces.Look(Rounded(metresPerSecond, 1));
    }

    /// <summary>Cover by the share of the ground that is green: the row whose share is reached. Our proposal between the printed shares.</summary>
    public static GroundCover Green(double percent) => percent >= 100 ? GroundCover.Full : percent >= 75 ? GroundCover.Most : percent >= 50 ? GroundCover.Half : percent >= 20 ? GroundCover.Sparse : GroundCover.None;

    /// <summary>Cover by the share of the ground under snow: the row whose share is reached. Our proposal between the printed shares.</summary>
    public static GroundCover Snow(double percent) => percent >= 90 ? GroundCover.Full : percent >= 60 ? GroundCover.Most : percent >= 30 ? GroundCover.Half : percent >= 10 ? GroundCover.Sparse : GroundCover.None;

    /// <summary>As people round: a half goes away from 0. By way of decimal, so that 5.05 is not a little less.</summary>
    internal static double Rounded(double value, int digits) => (double)Math.Round((decimal)value, digits, MidpointRounding.AwayFromZero);

    internal static void Check(Reasons reasons, LastRain rain, string place)
    {
        reasons.Within(place + "dryDays", rain.DryDays, 0, 100_000);
        if (rain.Mm is { } mm)
        {
            reasons.Within(place + "mm", mm, 0.05, FwiRange.Rain.High);
        }
        else if (rain.DryDays < LastRain.DaysThatMatter)
        {
            reasons.Add("FIRE-102", place + "mm");
        }
    }

    private static int RainPoints(LastRain rain, DangerReading reading)
    {
        if (rain.Mm is not { } mm)
        {
            return 50;
        }

        var start = mm < 0.3 || reading.Rain == RainReading.ByAmount ? RainDay.Look(mm) : 0;
        return Math.Clamp(start + (5 * Math.Min(rain.DryDays, 20)), 0, 50);
    }
}
