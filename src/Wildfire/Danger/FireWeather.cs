using System.Globalization;
using System.Numerics.Tensors;
using Bihuan.Kernel;

namespace Bihuan.Wildfire.Danger;

/// <summary>The Canadian Forest Fire Weather Index System: one day to read and follow, stations over days and whole grids to compute. The door at which bad input is refused.</summary>
/// <remarks>
/// Van Wagner 1987; Van Wagner &amp; Pickett 1985; Wang, Anderson &amp; Suddaby 2015. The equations stand in <see cref="FwiEquations"/>.
/// The system fixes no danger classes: see <see cref="FwiClasses"/>. Refusals: FIRE-101 to FIRE-108.
/// </remarks>
public static class FireWeather
{
    /// <summary>Name and edition of the model, for results.</summary>
    public const string Model = "FWI System, daily (Van Wagner 1987; NOR-X-424, 2015)";

    /// <summary>How many reasons are listed before the rest is only counted.</summary>
    internal const int MostReasons = 200;

    /// <summary>One day of one station.</summary>
    /// <param name="weather">Noon weather of the day.</param>
    /// <param name="yesterday">Codes of yesterday.</param>
    /// <param name="latitude">Degrees, north positive.</param>
    /// <param name="month">1 to 12.</param>
    /// <param name="scale">Factor κ.</param>
    public static Result<FwiDay> Day(FwiWeather weather, FwiState yesterday, double latitude, int month, FfmcScale scale = FfmcScale.Current)
    {
        var reasons = new Reasons();
        reasons.Weather("", weather);
        reasons.State("", yesterday);
        reasons.Within("latitude", latitude, -90, 90);
        reasons.Within("month", month, 1, 12);
        return reasons.Any ? reasons.List : Compute(weather, yesterday, latitude, month, scale, yesterday.Estimated ? FwiMarks.Carried : FwiMarks.None);
    }

    /// <summary>Fine fuel moisture code hour by hour (Van Wagner 1977).</summary>
    /// <param name="hours">Weather of each hour, with the rain of the hour.</param>
    /// <param name="start">Code before the first hour, 0 to 101.</param>
    /// <param name="scale">Factor κ.</param>
    /// <returns>The code after each hour.</returns>
    public static Result<double[]> HourlyFfmc(IReadOnlyList<FwiWeather> hours, double start, FfmcScale scale = FfmcScale.Current)
    {
        ArgumentNullException.ThrowIfNull(hours);
        var reasons = new Reasons();
        reasons.Within("start", start, 0, 101);
        for (var i = 0; i < hours.Count; i++)
        {
            reasons.Weather($"hours[{i}].", hours[i]);
        }

        if (reasons.Any)
        {
            return reasons.List;
        }

        var codes = new double[hours.Count];
        for (var i = 0; i < codes.Length; i++)
        {
            var (T, H, W, P) = hours[i];
            codes[i] = start = FwiEquations.HourlyFfmc(T, H, W, P, start, 1, scale.Factor());
        }

        return codes;
    }

    /// <summary>The state to start a year with, where winter stopped the record.</summary>
    /// <param name="autumnDc">Drought code of the last day before winter.</param>
    /// <param name="winterRainMm">Rain and melted snow of the winter, mm.</param>
    /// <param name="carried">a, 0 to 1.</param>
    /// <param name="wetting">b, 0 to 1.</param>
    /// <returns>85, 6 and the drought code of <see cref="FwiEquations.OverwinteredDc"/>.</returns>
    public static Result<FwiState> AfterWinter(double autumnDc, double winterRainMm, double carried = 0.75, double wetting = 0.75)
    {
        var reasons = new Reasons();
        reasons.Within("autumnDc", autumnDc, FwiRange.Code.Low, FwiRange.Code.High);
        reasons.Within("winterRainMm", winterRainMm, 0, 20_000);
        reasons.Within("carried", carried, 0, 1);
        reasons.Within("wetting", wetting, 0, 1);
        if (!reasons.Any && carried == 0 && wetting * winterRainMm == 0)
        {
            reasons.Add("FIRE-104", "carried"); // Q = 0: a drought without end.
        }

        return reasons.Any ? reasons.List : FwiState.Start with { Dc = Math.Min(FwiRange.Code.High, FwiEquations.OverwinteredDc(autumnDc, winterRainMm, carried, wetting)) };
    }

    /// <summary>Stations over days.</summary>
    /// <param name="weather">Weather.</param>
    /// <param name="latitudes">One for all stations (a district's), or one each; degrees, north positive.</param>
    /// <param name="start">One for all stations, or one each.</param>
    /// <param name="options">The choices.</param>
    /// <param name="into">A series of the same size whose arrays are written over; <see langword="null"/> for new ones.</param>
    public static Result<FwiSeries> Series(FwiStationDays weather, IReadOnlyList<double> latitudes, IReadOnlyList<FwiState> start, FwiOptions? options = null, FwiSeries? into = null)
    {
        ArgumentNullException.ThrowIfNull(weather);
        ArgumentNullException.ThrowIfNull(latitudes);
        ArgumentNullException.ThrowIfNull(start);
        options ??= FwiOptions.Default;
        var reasons = new Reasons();
        var stations = weather.Stations;
        var count = weather.TemperatureCelsius.Length;
        reasons.Within("stations", stations, 1, int.MaxValue);
        if (stations > 0)
        {
            reasons.Length("temperatureCelsius", count % stations == 0 ? count : -1, count - (count % stations));
            reasons.Length("humidityPercent", weather.HumidityPercent.Length, count);
            reasons.Length("windKmh", weather.WindKmh.Length, count);
            reasons.Length("rainMm", weather.RainMm.Length, count);
            Shared(reasons, "latitudes", latitudes.Count, stations);
            Shared(reasons, "start", start.Count, stations);
            if (into is not null)
            {
                reasons.Length("into", into.Stations == stations ? into.Ffmc.Length : -1, count);
            }

            if (weather.Days - 1 > DateOnly.MaxValue.DayNumber - weather.First.DayNumber)
            {
                reasons.Add("FIRE-103", "first", Text(weather.Days), Text(DateOnly.MaxValue.DayNumber - weather.First.DayNumber + 1));
            }
        }

        for (var i = 0; i < latitudes.Count; i++)
        {
            reasons.Within($"latitudes[{i}]", latitudes[i], -90, 90);
        }

        for (var i = 0; i < start.Count; i++)
        {
            reasons.State($"start[{i}].", start[i]);
        }

        if (reasons.Any)
        {
            return reasons.List;
        }

        var marks = into?.Marks ?? new FwiMarks[count];
        Array.Clear(marks);
        var filled = FwiTreatment.Apply(weather, options, marks, reasons, (s, d) => $"stations[{s}].days[{d}].");
        if (filled is null)
        {
            return reasons.List;
        }

        var series = into is null
            ? new FwiSeries(stations, weather.First, New(count), New(count), New(count), New(count), New(count), New(count), New(count), marks, new double[stations], options)
            : into with { First = weather.First, Options = options };
        for (var s = 0; s < stations; s++)
        {
            series.Latitudes[s] = latitudes[latitudes.Count == 1 ? 0 : s];
        }

        FwiTreatment.Carry(marks, stations, s => start[start.Count == 1 ? 0 : s].Estimated);
        Run(filled, series, start, options);
        return series;
    }

    /// <summary>A day of every cell of a grid.</summary>
    /// <param name="weather">The day's weather.</param>
    /// <param name="yesterday">Yesterday's codes.</param>
    /// <param name="day">The day.</param>
    /// <param name="latitudes">One for all cells (a district's), or one for each row from the north; degrees.</param>
    /// <param name="options">The choices; <see cref="MissingWeather.DayBefore"/> has no day before and refuses.</param>
    public static Result<FwiGridDay> Grid(FwiGridWeather weather, FwiGridState yesterday, DateOnly day, IReadOnlyList<double> latitudes, FwiOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(weather);
        ArgumentNullException.ThrowIfNull(yesterday);
        ArgumentNullException.ThrowIfNull(latitudes);
        options ??= FwiOptions.Default;
        var reasons = new Reasons();
        var frame = yesterday.Frame;
        if (frame.Columns < 1 || frame.Rows < 1 || frame.Count > Array.MaxLength)
        {
            reasons.Add("FIRE-103", "frame", Text(frame.Count), $"1…{Text(Array.MaxLength)}");
            return reasons.List;
        }

        if (weather.Frame != frame)
        {
            reasons.Add("FIRE-105", "frame", weather.Frame.ToString(), frame.ToString());
        }

        var count = (int)frame.Count;
        reasons.Length("temperatureCelsius", weather.TemperatureCelsius.Length, count);
        reasons.Length("humidityPercent", weather.HumidityPercent.Length, count);
        reasons.Length("windKmh", weather.WindKmh.Length, count);
        reasons.Length("rainMm", weather.RainMm.Length, count);
        reasons.Length("yesterday.ffmc", yesterday.Ffmc.Length, count);
        reasons.Length("yesterday.dmc", yesterday.Dmc.Length, count);
        reasons.Length("yesterday.dc", yesterday.Dc.Length, count);
        reasons.Length("yesterday.marks", yesterday.Marks?.Length ?? count, count);
        reasons.Length("yesterday.inside", yesterday.Inside?.Length ?? count, count);
        Shared(reasons, "latitudes", latitudes.Count, frame.Rows);
        for (var i = 0; i < latitudes.Count; i++)
        {
            reasons.Within($"latitudes[{i}]", latitudes[i], -90, 90);
        }

        if (reasons.Any)
        {
            return reasons.List;
        }

        string Cell(int i) => $"cell {i % frame.Columns},{i / frame.Columns}";
        var inside = yesterday.Inside;
        for (var i = 0; i < count; i++)
        {
            if (inside?[i] ?? true)
            {
                reasons.State(null, new(yesterday.Ffmc[i], yesterday.Dmc[i], yesterday.Dc[i]), () => Cell(i) + ".");
            }
        }

        // A grid is a day of many stations; what lies outside takes weather that does no harm and is blotted out after.
        var stations = new FwiStationDays(count, day, Masked(weather.TemperatureCelsius, inside, 0), Masked(weather.HumidityPercent, inside, 0), Masked(weather.WindKmh, inside, 0), Masked(weather.RainMm, inside, 0));
        var marks = new FwiMarks[count];
        var filled = reasons.Any ? null : FwiTreatment.Apply(stations, options, marks, reasons, (i, _) => Cell(i) + ".", inside);
        if (filled is null)
        {
            return reasons.List;
        }

        for (var i = 0; i < count; i++)
        {
            marks[i] |= yesterday.Marks is { } before && before[i] != FwiMarks.None ? FwiMarks.Carried : FwiMarks.None;
        }

        var byCell = new double[count];
        for (var i = 0; i < count; i++)
        {
            byCell[i] = latitudes[latitudes.Count == 1 ? 0 : i / frame.Columns];
        }

        var series = new FwiSeries(count, day, New(count), New(count), New(count), New(count), New(count), New(count), New(count), marks, byCell, options);
        Run(filled, series, Masked(yesterday.Ffmc, inside, 0), Masked(yesterday.Dmc, inside, 0), Masked(yesterday.Dc, inside, 0), options);
        foreach (var values in (double[][])[series.Ffmc, series.Dmc, series.Dc, series.Isi, series.Bui, series.Fwi, series.Dsr])
        {
            for (var i = 0; i < count && inside is not null; i++)
            {
                values[i] = inside[i] ? values[i] : double.NaN;
            }
        }

        return new FwiGridDay(new(frame, inside, series.Ffmc, series.Dmc, series.Dc, marks), series.Isi, series.Bui, series.Fwi, series.Dsr, day, options);
    }

    /// <summary>A day by the equations alone.</summary>
    internal static FwiDay Compute(FwiWeather weather, FwiState yesterday, double latitude, int month, FfmcScale scale, FwiMarks marks)
    {
        var (T, H, W, P) = weather;
        var κ = scale.Factor();
        var ffmc = FwiEquations.Ffmc(T, H, W, P, yesterday.Ffmc, κ);
        var dmc = FwiEquations.Dmc(T, H, P, yesterday.Dmc, DayLength.OfDuff(latitude, month));
        var dc = FwiEquations.Dc(T, P, yesterday.Dc, DayLength.OfDrought(latitude, month));
        var isi = FwiEquations.Isi(ffmc, W, κ);
        var bui = FwiEquations.Bui(dmc, dc);
        var fwi = FwiEquations.Index(isi, bui);
        return new(ffmc, dmc, dc, isi, bui, fwi, FwiEquations.Dsr(fwi), scale, latitude, marks);
    }

    /// <summary>Every station and day by the equations alone, one after the other: the plain loop that the lanes are measured and tested against.</summary>
    internal static void RunPlainly(FwiStationDays weather, FwiSeries series, IReadOnlyList<FwiState> start)
    {
        for (var s = 0; s < weather.Stations; s++)
        {
            var state = start[start.Count == 1 ? 0 : s];
            for (var day = 0; day < weather.Days; day++)
            {
                var i = weather.Index(s, day);
                var value = Compute(
                    new(weather.TemperatureCelsius[i], weather.HumidityPercent[i], weather.WindKmh[i], weather.RainMm[i]),
                    state,
                    series.Latitudes[s],
                    weather.First.AddDays(day).Month,
                    series.Options.Scale,
                    FwiMarks.None);
                (series.Ffmc[i], series.Dmc[i], series.Dc[i], series.Isi[i], series.Bui[i], series.Fwi[i], series.Dsr[i]) = (value.Ffmc, value.Dmc, value.Dc, value.Isi, value.Bui, value.Fwi, value.Dsr);
                state = value.State;
            }
        }
    }

    private static void Run(FwiStationDays weather, FwiSeries series, IReadOnlyList<FwiState> start, FwiOptions options)
    {
        var ffmc = new double[weather.Stations];
        var dmc = new double[weather.Stations];
        var dc = new double[weather.Stations];
        for (var s = 0; s < weather.Stations; s++)
        {
            (ffmc[s], dmc[s], dc[s], _) = start[start.Count == 1 ? 0 : s];
        }

        Run(weather, series, ffmc, dmc, dc, options);
    }

    private static void Run(FwiStationDays weather, FwiSeries series, double[] ffmc, double[] dmc, double[] dc, FwiOptions options)
    {
        const int Share = 16 * FwiLanes.Block;
        var shares = (weather.Stations + Share - 1) / Share;
        if (shares == 1 || options.Threads <= 1)
        {
            for (var i = 0; i < shares; i++)
            {
                RunShare(weather, series, ffmc, dmc, dc, options, i * Share, Math.Min(Share, weather.Stations - (i * Share)));
            }
        }
        else
        {
            Parallel.For(0, shares, new ParallelOptions { MaxDegreeOfParallelism = options.Threads }, i => RunShare(weather, series, ffmc, dmc, dc, options, i * Share, Math.Min(Share, weather.Stations - (i * Share))));
        }
    }

    private static void RunShare(FwiStationDays weather, FwiSeries series, double[] ffmc, double[] dmc, double[] dc, FwiOptions options, int from, int size)
    {
        var κ = options.Scale.Factor();
        var duffDay = new double[size];
        var droughtDay = new double[size];
        var month = 0;
        for (var day = 0; day < weather.Days; day++)
        {
            var now = weather.First.AddDays(day).Month;
            if (now != month)
            {
                month = now;
                for (var s = 0; s < size; s++)
                {
                    duffDay[s] = DayLength.OfDuff(series.Latitudes[from + s], month);
                    droughtDay[s] = DayLength.OfDrought(series.Latitudes[from + s], month);
                }
            }

            var at = weather.Index(from, day);
            FwiLanes.Day(
                new()
                {
                    Temperature = weather.TemperatureCelsius.AsSpan(at, size),
                    Humidity = weather.HumidityPercent.AsSpan(at, size),
                    Wind = weather.WindKmh.AsSpan(at, size),
                    Rain = weather.RainMm.AsSpan(at, size),
                    DuffDay = duffDay,
                    DroughtDay = droughtDay,
                    FfmcState = ffmc.AsSpan(from, size),
                    DmcState = dmc.AsSpan(from, size),
                    DcState = dc.AsSpan(from, size),
                    Ffmc = series.Ffmc.AsSpan(at, size),
                    Dmc = series.Dmc.AsSpan(at, size),
                    Dc = series.Dc.AsSpan(at, size),
                    Isi = series.Isi.AsSpan(at, size),
                    Bui = series.Bui.AsSpan(at, size),
                    Fwi = series.Fwi.AsSpan(at, size),
                    Dsr = series.Dsr.AsSpan(at, size),
                },
                κ);
        }
    }

    private static double[] Masked(double[] values, bool[]? inside, double outside)
    {
        var copy = (double[])values.Clone();
        for (var i = 0; i < copy.Length && inside is not null; i++)
        {
            copy[i] = inside[i] ? copy[i] : outside;
        }

        return copy;
    }

    private static void Shared(Reasons reasons, string field, int found, int each)
    {
        if (found != 1)
        {
            reasons.Length(field, found, each);
        }
    }

    /// <summary>An array whose every place will be written.</summary>
    private static double[] New(int count) => GC.AllocateUninitializedArray<double>(count);

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Checks of weather, and the treatments that options name.</summary>
internal static class FwiTreatment
{
    /// <summary>The weather itself where nothing is wrong with it, a treated copy where the options allow, or <see langword="null"/> with the reasons.</summary>
    internal static FwiStationDays? Apply(FwiStationDays weather, FwiOptions options, FwiMarks[] marks, Reasons reasons, Func<int, int, string> place, bool[]? inside = null)
    {
        var result = weather with
        {
            TemperatureCelsius = Element(weather, weather.TemperatureCelsius, "temperatureCelsius", FwiRange.Temperature, FwiRange.Temperature, null, options, marks, reasons, place, inside),
            HumidityPercent = Element(weather, weather.HumidityPercent, "humidityPercent", FwiRange.Humidity, (0, FwiRange.DriftingHumidity), null, options, marks, reasons, place, inside),
            WindKmh = Element(weather, weather.WindKmh, "windKmh", FwiRange.Wind, FwiRange.Wind, null, options, marks, reasons, place, inside),
            RainMm = Element(weather, weather.RainMm, "rainMm", FwiRange.Rain, (FwiRange.DriftingRain, FwiRange.Rain.High), 0, options, marks, reasons, place, inside),
        };
        return reasons.Any ? null : result;
    }

    /// <summary>Marks what follows a mark.</summary>
    internal static void Carry(FwiMarks[] marks, int stations, Func<int, bool> estimatedAtStart)
    {
        for (var s = 0; s < stations; s++)
        {
            var carried = estimatedAtStart(s);
            for (var i = s; i < marks.Length; i += stations)
            {
                var own = marks[i] != FwiMarks.None;
                marks[i] |= carried ? FwiMarks.Carried : FwiMarks.None;
                carried |= own;
            }
        }
    }

    private static double[] Element(
        FwiStationDays weather,
        double[] values,
        string name,
        (double Low, double High) range,
        (double Low, double High) drift,
        double? dayBefore,
        FwiOptions options,
        FwiMarks[] marks,
        Reasons reasons,
        Func<int, int, string> place,
        bool[]? inside)
    {
        // NaN comes out of both where there is one, and lies in no range.
        if (values.Length == 0 || (TensorPrimitives.Min<double>(values) >= range.Low && TensorPrimitives.Max<double>(values) <= range.High))
        {
            return values;
        }

        var treated = (double[])values.Clone();
        var means = (Day: -1, Value: (double?)null);
        for (var i = 0; i < values.Length; i++)
        {
            var value = values[i];
            if (value >= range.Low && value <= range.High)
            {
                continue;
            }

            var (station, day) = (i % weather.Stations, i / weather.Stations);
            if (!double.IsNaN(value))
            {
                if (options.Wrong == WrongWeather.Limit && value >= drift.Low && value <= drift.High)
                {
                    treated[i] = Math.Clamp(value, range.Low, range.High);
                    marks[i] |= FwiMarks.Limited;
                }
                else
                {
                    reasons.Within(place(station, day) + name, value, range.Low, range.High);
                }
            }
            else if (options.Missing == MissingWeather.Refuse)
            {
                reasons.Add("FIRE-102", place(station, day) + name);
            }
            else if (Estimate() is { } estimate)
            {
                treated[i] = estimate;
                marks[i] |= FwiMarks.Filled;
            }
            else
            {
                reasons.Add("FIRE-106", place(station, day) + name);
            }

            double? Estimate()
            {
                if (options.Missing == MissingWeather.DayBefore)
                {
                    return day == 0 ? null : dayBefore ?? (double.IsNaN(treated[i - weather.Stations]) ? null : treated[i - weather.Stations]);
                }

                if (means.Day != day)
                {
                    means = (day, Mean(values.AsSpan(day * weather.Stations, weather.Stations)));
                }

                return means.Value;
            }
        }

        return treated;

        double? Mean(ReadOnlySpan<double> ofDay)
        {
            var (sum, count) = (0d, 0);
            for (var s = 0; s < ofDay.Length; s++)
            {
                if (ofDay[s] >= range.Low && ofDay[s] <= range.High && (inside?[s] ?? true))
                {
                    sum += ofDay[s];
                    count++;
                }
            }

            return count == 0 ? null : sum / count;
        }
    }
}

/// <summary>Reasons to refuse, gathered; beyond the first few hundred only counted, so that a file of rubbish does not fill the memory.</summary>
internal sealed class Reasons
{
    private readonly List<Problem> _problems = [];
    private int _more;

    /// <summary>Whether there is one.</summary>
    internal bool Any => _problems.Count > 0;

    /// <summary>All of them.</summary>
    internal List<Problem> List => _more == 0 ? _problems : [.. _problems, Problem.Coded("FIRE-108", "", _more.ToString(CultureInfo.InvariantCulture))];

    internal void Add(string code, string field, params IReadOnlyList<string> values)
    {
        if (_problems.Count < FireWeather.MostReasons)
        {
            _problems.Add(Problem.Coded(code, field, values));
        }
        else
        {
            _more++;
        }
    }

    internal void Within(string field, double value, double low, double high)
    {
        if (double.IsNaN(value))
        {
            Add("FIRE-102", field);
        }
        else if (value < low || value > high)
        {
            Add("FIRE-101", field, value.ToString(CultureInfo.InvariantCulture), $"{low.ToString(CultureInfo.InvariantCulture)}…{high.ToString(CultureInfo.InvariantCulture)}");
        }
    }

    internal void Length(string field, int found, int expected)
    {
        if (found != expected)
        {
            Add("FIRE-103", field, found.ToString(CultureInfo.InvariantCulture), expected.ToString(CultureInfo.InvariantCulture));
        }
    }

    internal void Weather(string place, FwiWeather weather)
    {
        Within(place + "temperatureCelsius", weather.TemperatureCelsius, FwiRange.Temperature.Low, FwiRange.Temperature.High);
        Within(place + "humidityPercent", weather.HumidityPercent, FwiRange.Humidity.Low, FwiRange.Humidity.High);
        Within(place + "windKmh", weather.WindKmh, FwiRange.Wind.Low, FwiRange.Wind.High);
        Within(place + "rainMm", weather.RainMm, FwiRange.Rain.Low, FwiRange.Rain.High);
    }

    internal void State(string? place, FwiState state, Func<string>? name = null)
    {
        if (state.Ffmc is >= 0 and <= 101 && state.Dmc >= 0 && state.Dmc <= FwiRange.Code.High && state.Dc >= 0 && state.Dc <= FwiRange.Code.High)
        {
            return;
        }

        place ??= name?.Invoke() ?? "";
        Within(place + "ffmc", state.Ffmc, 0, 101);
        Within(place + "dmc", state.Dmc, FwiRange.Code.Low, FwiRange.Code.High);
        Within(place + "dc", state.Dc, FwiRange.Code.Low, FwiRange.Code.High);
    }
}
