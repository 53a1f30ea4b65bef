namespace Bihuan.Wildfire.Danger;

/// <summary>Weather that the Fire Weather Index System asks for: at noon local standard time, with the rain of the 24 hours before; for hourly steps, of the hour.</summary>
/// <param name="TemperatureCelsius">Air temperature, °C.</param>
/// <param name="HumidityPercent">Relative humidity, %.</param>
/// <param name="WindKmh">Wind at 10 m, km/h.</param>
/// <param name="RainMm">Rain, mm.</param>
public readonly record struct FwiWeather(double TemperatureCelsius, double HumidityPercent, double WindKmh, double RainMm);

/// <summary>What is carried from a day to the next.</summary>
/// <param name="Ffmc">Fine fuel moisture code, 0 to 101.</param>
/// <param name="Dmc">Duff moisture code, from 0.</param>
/// <param name="Dc">Drought code, from 0.</param>
/// <param name="Estimated">Whether weather on the way here was estimated.</param>
public readonly record struct FwiState(double Ffmc, double Dmc, double Dc, bool Estimated = false)
{
    /// <summary>The usual start after winter: 85, 6, 15 (Van Wagner &amp; Pickett 1985).</summary>
    public static FwiState Start { get; } = new(85, 6, 15);
}

/// <summary>Where a day's value comes from. The codes remember, so a mark stays for the rest of the series.</summary>
[Flags]
public enum FwiMarks : byte
{
    /// <summary>All weather as observed.</summary>
    None = 0,

    /// <summary>Weather of this day was missing and is estimated.</summary>
    Filled = 1,

    /// <summary>A humidity above 100 % or a negative rain of this day was set to its limit.</summary>
    Limited = 2,

    /// <summary>Weather of an earlier day, or the state at the start, was estimated.</summary>
    Carried = 4,
}

/// <summary>Codes and indices of a day.</summary>
/// <param name="Ffmc">Fine fuel moisture code.</param>
/// <param name="Dmc">Duff moisture code.</param>
/// <param name="Dc">Drought code.</param>
/// <param name="Isi">Initial spread index.</param>
/// <param name="Bui">Buildup index.</param>
/// <param name="Fwi">Fire weather index.</param>
/// <param name="Dsr">Daily severity rating.</param>
/// <param name="Scale">Which factor κ was used.</param>
/// <param name="Latitude">Latitude of the day-length factors, degrees.</param>
/// <param name="Marks">What of it is estimated.</param>
public sealed record FwiDay(double Ffmc, double Dmc, double Dc, double Isi, double Bui, double Fwi, double Dsr, FfmcScale Scale, double Latitude, FwiMarks Marks)
{
    /// <summary>What goes on to tomorrow.</summary>
    public FwiState State => new(Ffmc, Dmc, Dc, Marks != FwiMarks.None);
}

/// <summary>What to do where weather is missing (NaN).</summary>
public enum MissingWeather
{
    /// <summary>Refuse, and say which station, day and value.</summary>
    Refuse,

    /// <summary>Temperature, humidity and wind of the day before; no rain, which errs towards danger. A first day is refused. Our proposal.</summary>
    DayBefore,

    /// <summary>The mean of the stations that observed the value on that day; a day that nobody observed is refused. Our proposal.</summary>
    MeanOfStations,
}

/// <summary>What to do where humidity is a little above 100 % or rain a little below 0, as instruments drift.</summary>
public enum WrongWeather
{
    /// <summary>Refuse, and say which station, day and value.</summary>
    Refuse,

    /// <summary>Take humidity above 100 % (to 110) as 100, and rain below 0 (to −1 mm) as 0. What lies further out is no drift but a code for something else, and stays refused. Our proposal.</summary>
    Limit,
}

/// <summary>Choices of a computation; each is printed on its result.</summary>
/// <param name="Scale">Factor κ of the fine fuel moisture code.</param>
/// <param name="Missing">Missing weather.</param>
/// <param name="Wrong">Impossible weather.</param>
/// <param name="Threads">How many threads at most; results do not depend on it.</param>
public sealed record FwiOptions(FfmcScale Scale = FfmcScale.Current, MissingWeather Missing = MissingWeather.Refuse, WrongWeather Wrong = WrongWeather.Refuse, int Threads = 1)
{
    /// <summary>Current scale, nothing estimated.</summary>
    public static FwiOptions Default { get; } = new();
}

/// <summary>What weather may be. Wider than any observed, so that nothing true is refused.</summary>
public static class FwiRange
{
    /// <summary>Air temperature, °C.</summary>
    public static (double Low, double High) Temperature { get; } = (-60, 60);

    /// <summary>Relative humidity, %.</summary>
    public static (double Low, double High) Humidity { get; } = (0, 100);

    /// <summary>Wind, km/h.</summary>
    public static (double Low, double High) Wind { get; } = (0, 300);

    /// <summary>Rain of a day, mm.</summary>
    public static (double Low, double High) Rain { get; } = (0, 2000);

    /// <summary>Drought and duff moisture codes.</summary>
    public static (double Low, double High) Code { get; } = (0, 10_000);

    internal const double DriftingHumidity = 110;
    internal const double DriftingRain = -1;
}

/// <summary>Weather of stations over days: four arrays that hold day after day, and within a day station after station. A missing value is NaN.</summary>
/// <param name="Stations">How many stations.</param>
/// <param name="First">The first day; days follow each other without a gap (a day without observations is a row of NaN).</param>
/// <param name="TemperatureCelsius">Air temperature at noon, °C.</param>
/// <param name="HumidityPercent">Relative humidity at noon, %.</param>
/// <param name="WindKmh">10 m wind at noon, km/h.</param>
/// <param name="RainMm">Rain of 24 hours, mm.</param>
public sealed record FwiStationDays(int Stations, DateOnly First, double[] TemperatureCelsius, double[] HumidityPercent, double[] WindKmh, double[] RainMm)
{
    /// <summary>How many days.</summary>
    public int Days => Stations > 0 ? TemperatureCelsius.Length / Stations : 0;

    /// <summary>Place of a value in the arrays.</summary>
    public int Index(int station, int day) => (day * Stations) + station;
}

/// <summary>Codes and indices of stations over days, in the order of <see cref="FwiStationDays"/>.</summary>
/// <param name="Stations">How many stations.</param>
/// <param name="First">The first day.</param>
/// <param name="Ffmc">Fine fuel moisture code.</param>
/// <param name="Dmc">Duff moisture code.</param>
/// <param name="Dc">Drought code.</param>
/// <param name="Isi">Initial spread index.</param>
/// <param name="Bui">Buildup index.</param>
/// <param name="Fwi">Fire weather index.</param>
/// <param name="Dsr">Daily severity rating.</param>
/// <param name="Marks">What of it is estimated.</param>
/// <param name="Latitudes">Latitude of each station's day-length factors.</param>
/// <param name="Options">The choices.</param>
public sealed record FwiSeries(
    int Stations,
    DateOnly First,
    double[] Ffmc,
    double[] Dmc,
    double[] Dc,
    double[] Isi,
    double[] Bui,
    double[] Fwi,
    double[] Dsr,
    FwiMarks[] Marks,
    double[] Latitudes,
    FwiOptions Options)
{
    /// <summary>How many days.</summary>
    public int Days => Stations > 0 ? Ffmc.Length / Stations : 0;

    /// <summary>A day of a station.</summary>
    public FwiDay this[int station, int day]
    {
        get
        {
            var i = (day * Stations) + station;
            return new(Ffmc[i], Dmc[i], Dc[i], Isi[i], Bui[i], Fwi[i], Dsr[i], Options.Scale, Latitudes[station], Marks[i]);
        }
    }

    /// <summary>What each station goes on with after the last day.</summary>
    public FwiState[] Last() => [.. Enumerable.Range(0, Stations).Select(s => this[s, Days - 1].State)];
}

/// <summary>Yesterday's codes of every cell.</summary>
/// <param name="Frame">Where the cells lie.</param>
/// <param name="Inside">Which cells are computed; <see langword="null"/> for all. Values of the others are NaN.</param>
/// <param name="Ffmc">Fine fuel moisture code.</param>
/// <param name="Dmc">Duff moisture code.</param>
/// <param name="Dc">Drought code.</param>
/// <param name="Marks">What of it is estimated; <see langword="null"/> for nothing.</param>
public sealed record FwiGridState(GridFrame Frame, bool[]? Inside, double[] Ffmc, double[] Dmc, double[] Dc, FwiMarks[]? Marks = null)
{
    /// <summary>The same start in every cell.</summary>
    public static FwiGridState From(GridFrame frame, FwiState start, bool[]? inside = null)
    {
        var cells = checked((int)frame.Count);
        double[] Filled(double value)
        {
            var all = new double[cells];
            Array.Fill(all, value);
            return all;
        }

        var marks = start.Estimated ? new FwiMarks[cells] : null;
        marks?.AsSpan().Fill(FwiMarks.Carried);
        return new(frame, inside, Filled(start.Ffmc), Filled(start.Dmc), Filled(start.Dc), marks);
    }
}

/// <summary>A day's weather of every cell; a missing value is NaN.</summary>
/// <param name="Frame">Where the cells lie.</param>
/// <param name="TemperatureCelsius">Air temperature at noon, °C.</param>
/// <param name="HumidityPercent">Relative humidity at noon, %.</param>
/// <param name="WindKmh">10 m wind at noon, km/h.</param>
/// <param name="RainMm">Rain of 24 hours, mm.</param>
public sealed record FwiGridWeather(GridFrame Frame, double[] TemperatureCelsius, double[] HumidityPercent, double[] WindKmh, double[] RainMm);

/// <summary>A day's codes and indices of every cell; cells outside are NaN.</summary>
/// <param name="State">The codes, which go on to tomorrow.</param>
/// <param name="Isi">Initial spread index.</param>
/// <param name="Bui">Buildup index.</param>
/// <param name="Fwi">Fire weather index.</param>
/// <param name="Dsr">Daily severity rating.</param>
/// <param name="Day">The day.</param>
/// <param name="Options">The choices.</param>
public sealed record FwiGridDay(FwiGridState State, double[] Isi, double[] Bui, double[] Fwi, double[] Dsr, DateOnly Day, FwiOptions Options);
