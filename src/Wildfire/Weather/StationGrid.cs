using System.Globalization;
using Bihuan.Kernel;
using Bihuan.Wildfire.Danger;

namespace Bihuan.Wildfire.Weather;

/// <summary>A station's weather of an hour, and where it stands.</summary>
/// <param name="Name">Its name or number.</param>
/// <param name="East">Easting, in the units of the grid's reference system (metres).</param>
/// <param name="North">Northing, metres.</param>
/// <param name="ElevationMetres">Height above sea level, m.</param>
/// <param name="Weather">Weather of the hour.</param>
public sealed record WeatherStation(string Name, double East, double North, double ElevationMetres, HourlyWeather Weather);

/// <summary>How winds of several stations become one.</summary>
public enum WindMean
{
    /// <summary>By components to the east and north: winds against each other weaken each other.</summary>
    Components,

    /// <summary>Direction by components, speed as the mean of speeds: for gusty, turning winds, errs towards danger.</summary>
    MeanSpeed,
}

/// <summary>How humidity of several stations becomes one.</summary>
public enum HumidityMean
{
    /// <summary>The mean of relative humidities.</summary>
    Relative,

    /// <summary>The mean of vapour pressures, over the saturation pressure at the cell's temperature: damper on a cool ridge. Magnus' formula of WMO-No. 8.</summary>
    VapourPressure,
}

/// <summary>How stations become a grid. Inverse distance: Shepard 1968.</summary>
/// <param name="Power">Weight = distance to the power of minus this, 0.5 to 6.</param>
/// <param name="Most">Only so many nearest stations, from 1.</param>
/// <param name="RadiusMetres">Only stations within; a cell without one has no value. <see langword="null"/> for no limit.</param>
/// <param name="LapsePerKilometre">How much colder it is a kilometre up, °C; 6.5 is that of the standard atmosphere (ISO 2533). 0 for none.</param>
/// <param name="Wind">Winds.</param>
/// <param name="Humidity">Humidity.</param>
public sealed record InterpolationMethod(double Power = 2, int Most = 12, double? RadiusMetres = null, double LapsePerKilometre = 6.5, WindMean Wind = WindMean.Components, HumidityMean Humidity = HumidityMean.Relative)
{
    /// <summary>Inverse square of the distance, 6.5 °C a kilometre, winds by components.</summary>
    public static InterpolationMethod Default { get; } = new();
}

/// <summary>Weather of an hour over a grid, and how it was made.</summary>
/// <param name="Frame">Where the cells lie.</param>
/// <param name="TemperatureCelsius">Air temperature, °C.</param>
/// <param name="HumidityPercent">Relative humidity, %.</param>
/// <param name="WindKmh">Wind at 10 m, km/h.</param>
/// <param name="WindFromDegrees">Where it comes from, degrees.</param>
/// <param name="RainMm">Rain of the hour, mm.</param>
/// <param name="NearestMetres">Distance to the nearest station: the further, the less it means.</param>
/// <param name="How">How it was made.</param>
public sealed record WeatherGrid(GridFrame Frame, double[] TemperatureCelsius, double[] HumidityPercent, double[] WindKmh, double[] WindFromDegrees, double[] RainMm, double[] NearestMetres, Interpolated How)
{
    /// <summary>Weather of a cell.</summary>
    public HourlyWeather this[int column, int row]
    {
        get
        {
            var i = Frame.Index(column, row);
            return new(TemperatureCelsius[i], HumidityPercent[i], WindKmh[i], WindFromDegrees[i], RainMm[i], true);
        }
    }
}

/// <summary>What a grid of weather says of its making.</summary>
/// <param name="Method">The method with its figures.</param>
/// <param name="Stations">Names of the stations.</param>
/// <param name="Estimated">Names of those whose own weather is estimated.</param>
/// <param name="ElevationUsed">Whether temperature was taken to the cells' heights; without heights it was not, whatever the method says.</param>
/// <param name="CellsWithout">Cells without a station within the radius, whose values are NaN.</param>
/// <param name="FarthestMetres">The longest way from a cell to its nearest station.</param>
public sealed record Interpolated(InterpolationMethod Method, IReadOnlyList<string> Stations, IReadOnlyList<string> Estimated, bool ElevationUsed, int CellsWithout, double FarthestMetres)
{
    /// <summary>Where inverse distance comes from.</summary>
    public static Citation Source { get; } = new("Shepard 1968", "inverse distance weighting", Certainty.Verified);
}

/// <summary>From stations to a grid.</summary>
public static class StationGrid
{
    /// <summary>Weather of an hour in every cell.</summary>
    /// <param name="frame">The grid, in metres (not degrees).</param>
    /// <param name="stations">At least one.</param>
    /// <param name="method">How.</param>
    /// <param name="elevationMetres">Height of each cell, m, or <see langword="null"/> where there is no terrain.</param>
    /// <param name="threads">How many threads at most; the result does not depend on it.</param>
    /// <returns>Refusals: FIRE-101 to 103, FIRE-152 (stations in one place), FIRE-153 (a grid in degrees).</returns>
    public static Result<WeatherGrid> Interpolate(GridFrame frame, IReadOnlyList<WeatherStation> stations, InterpolationMethod? method = null, double[]? elevationMetres = null, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(stations);
        method ??= InterpolationMethod.Default;
        var reasons = Check(frame, stations, method, elevationMetres);
        if (reasons.Any)
        {
            return reasons.List;
        }

        var count = (int)frame.Count;
        double[] New() => new double[count];
        var grid = new WeatherGrid(frame, New(), New(), New(), New(), New(), New(), null!);
        var places = stations.Select(s => new Place(s, s.Weather.Flow, elevationMetres is null ? 0 : method.LapsePerKilometre / 1000)).ToArray();
        void Row(int row)
        {
            var used = new (double Distance, int Station)[places.Length];
            for (var column = 0; column < frame.Columns; column++)
            {
                Cell(grid, places, method, elevationMetres, column, row, used);
            }
        }

        if (threads <= 1)
        {
            for (var row = 0; row < frame.Rows; row++)
            {
                Row(row);
            }
        }
        else
        {
            Parallel.For(0, frame.Rows, new ParallelOptions { MaxDegreeOfParallelism = threads }, Row);
        }

        var how = new Interpolated(
            method,
            [.. stations.Select(s => s.Name)],
            [.. stations.Where(s => s.Weather.Estimated).Select(s => s.Name)],
            elevationMetres is not null && method.LapsePerKilometre != 0,
            grid.TemperatureCelsius.Count(double.IsNaN),
            grid.NearestMetres.Max());
        return grid with { How = how };
    }

    /// <summary>Saturation pressure over water, hPa: Magnus' formula with the constants of WMO-No. 8, 6.112·e^(17.62·T/(243.12 + T)).</summary>
    public static double SaturationPressure(double celsius) => 6.112 * Math.Exp(17.62 * celsius / (243.12 + celsius));

    private static void Cell(WeatherGrid grid, Place[] places, InterpolationMethod method, double[]? elevation, int column, int row, (double Distance, int Station)[] used)
    {
        var i = grid.Frame.Index(column, row);
        var (east, north) = grid.Frame.Centre(column, row);
        for (var s = 0; s < places.Length; s++)
        {
            var (x, y) = (places[s].Station.East - east, places[s].Station.North - north);
            used[s] = (Math.Sqrt((x * x) + (y * y)), s);
        }

        Array.Sort(used); // Nearest first; equally near ones in their order.
        var nearest = used[0].Distance;
        grid.NearestMetres[i] = nearest;
        var height = elevation is null ? 0 : elevation[i];
        var (weights, t, h, vapour, speed, flowEast, flowNorth, rain) = (0d, 0d, 0d, 0d, 0d, 0d, 0d, 0d);
        for (var k = 0; k < used.Length && k < method.Most && used[k].Distance <= (method.RadiusMetres ?? double.PositiveInfinity); k++)
        {
            var place = places[used[k].Station];

            // Relative to the nearest, so that no weight overflows; where a station stands in the cell's middle, it alone counts.
            var weight = nearest == 0 ? (used[k].Distance == 0 ? 1 : 0) : Weight(nearest / used[k].Distance, method.Power);
            weights += weight;
            t += weight * place.AtSeaLevel;
            h += weight * place.Station.Weather.HumidityPercent;
            vapour += weight * place.Vapour;
            speed += weight * place.Station.Weather.WindKmh;
            flowEast += weight * place.Flow.East;
            flowNorth += weight * place.Flow.North;
            rain += weight * place.Station.Weather.RainMm;
        }

        if (weights == 0 || double.IsNaN(height))
        {
            grid.TemperatureCelsius[i] = grid.HumidityPercent[i] = grid.WindKmh[i] = grid.WindFromDegrees[i] = grid.RainMm[i] = double.NaN;
            return;
        }

        (flowEast, flowNorth) = (flowEast / weights, flowNorth / weights);
        var flow = Math.Sqrt((flowEast * flowEast) + (flowNorth * flowNorth));
        grid.TemperatureCelsius[i] = (t / weights) - (places[0].Lapse * height);
        grid.HumidityPercent[i] = Math.Clamp(method.Humidity == HumidityMean.Relative ? h / weights : 100 * vapour / weights / SaturationPressure(Math.Clamp(grid.TemperatureCelsius[i], -100, 100)), 0, 100);
        grid.WindKmh[i] = method.Wind == WindMean.Components ? flow : speed / weights;
        grid.WindFromDegrees[i] = flow > 1e-9 ? HourlyWeather.From(flowEast, flowNorth) : places[used[0].Station].Station.Weather.WindFromDegrees % 360; // Calm or winds that cancel out: as at the nearest.
        grid.RainMm[i] = rain / weights;
    }

    private static double Weight(double ratio, double power) => power == 2 ? ratio * ratio : Math.Pow(ratio, power);

    private static Reasons Check(GridFrame frame, IReadOnlyList<WeatherStation> stations, InterpolationMethod method, double[]? elevation)
    {
        var reasons = new Reasons();
        if (frame.Columns < 1 || frame.Rows < 1 || frame.Count > Array.MaxLength)
        {
            reasons.Add("FIRE-103", "frame", frame.Count.ToString(CultureInfo.InvariantCulture), $"1…{Array.MaxLength}");
            return reasons;
        }

        // The geographic systems in use here; in them a cell is not square on the ground.
        if (frame.Epsg is 4326 or 4490 or 4214 or 4610 or 4555 or 4267 or 4269)
        {
            reasons.Add("FIRE-153", "frame", $"{frame.Epsg}");
        }

        reasons.Within("frame.cellSize", frame.CellSize, 0.01, 1e6);
        reasons.Within("frame.west", frame.West, -1e9, 1e9);
        reasons.Within("frame.north", frame.North, -1e9, 1e9);
        reasons.Within("power", method.Power, 0.5, 6);
        reasons.Within("most", method.Most, 1, int.MaxValue);
        reasons.Within("radiusMetres", method.RadiusMetres ?? 1, 0, 1e9);
        reasons.Within("lapsePerKilometre", method.LapsePerKilometre, -20, 20);
        reasons.Length("elevationMetres", elevation?.Length ?? (int)frame.Count, (int)frame.Count);
        if (stations.Count == 0)
        {
            reasons.Add("FIRE-103", "stations", "0", "1…");
        }

        var seen = new Dictionary<(double, double), int>();
        for (var i = 0; i < stations.Count; i++)
        {
            var station = stations[i];
            reasons.Within($"stations[{i}].east", station.East, -1e9, 1e9);
            reasons.Within($"stations[{i}].north", station.North, -1e9, 1e9);
            reasons.Within($"stations[{i}].elevationMetres", station.ElevationMetres, -500, 9000);
            WeatherHours.Check(reasons, $"stations[{i}].", station.Weather);
            if (!seen.TryAdd((station.East, station.North), i))
            {
                reasons.Add("FIRE-152", $"stations[{i}]", $"{seen[(station.East, station.North)]}");
            }
        }

        for (var i = 0; i < elevation?.Length; i++)
        {
            if (!double.IsNaN(elevation[i]))
            {
                reasons.Within($"elevationMetres[{i}]", elevation[i], -500, 9000);
            }
        }

        return reasons;
    }

    /// <summary>What is the same for a station in every cell.</summary>
    private sealed record Place(WeatherStation Station, (double East, double North) Flow, double Lapse)
    {
        /// <summary>Temperature brought down to sea level, °C.</summary>
        public double AtSeaLevel { get; } = Station.Weather.TemperatureCelsius + (Lapse * Station.ElevationMetres);

        /// <summary>Vapour pressure, hPa.</summary>
        public double Vapour { get; } = Station.Weather.HumidityPercent / 100 * SaturationPressure(Station.Weather.TemperatureCelsius);
    }
}
