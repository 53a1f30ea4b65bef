using Bihuan.Kernel;
using Bihuan.Wildfire.Behaviour;
using NetTopologySuite.Geometries;

namespace Bihuan.Wildfire.Growth;

/// <summary>What a fire did until the end of the computation. For reference: a model of surface fire, no forecast of what a fire will do.</summary>
/// <param name="Arrival">Minutes at which the front reached the middle of a cell; infinite where it did not.</param>
/// <param name="EndMinutes">When the computation ended.</param>
/// <param name="BurntCells">How many cells it reached.</param>
public sealed record GrowthResult(Grid<float> Arrival, double EndMinutes, long BurntCells)
{
    /// <summary>Name and version of the method.</summary>
    public const string Method = "ordered upwind with carried gradients, 1.0; ellipse by Anderson 1983, travel time by Finney 2002";

    /// <summary>Fireline intensity of the front where it passes, kW/m; not a number where nothing is known of it. <see langword="null"/> if not asked for.</summary>
    public Grid<float>? Intensity { get; init; }

    /// <summary>Flame length, m; as <see cref="Intensity"/>.</summary>
    public Grid<float>? FlameLength { get; init; }

    /// <summary>Direction in which the front passes along its normal, degrees clockwise from north; not a number at a start and where nothing burns. <see langword="null"/> if not asked for.</summary>
    public Grid<float>? Direction { get; init; }

    /// <summary>Burnt area, hectares.</summary>
    public double Hectares => BurntCells * Arrival.Frame.CellSize * Arrival.Frame.CellSize / 10_000;
}

/// <summary>Growth of a fire over a grid.</summary>
public static class FireGrowth
{
    /// <summary>Largest grid: its work memory is about 35 bytes a cell that the front comes near, 2.3 GB at most.</summary>
    public const long MostCells = 64_000_000;

    // Gains below this share of the slowest crossing of a cell are not passed on.
    internal const double Tolerance = 1e-4;

    /// <summary>Follows a fire.</summary>
    /// <param name="field">How fire spreads in each cell.</param>
    /// <param name="ignitions">Where it starts, at least one.</param>
    /// <param name="options">Until when, and against what.</param>
    /// <param name="cancellation">Ends the computation with <see cref="OperationCanceledException"/>.</param>
    /// <returns>What it did, or every reason why it cannot be computed.</returns>
    public static Result<GrowthResult> Run(SpreadField field, IReadOnlyList<Ignition> ignitions, GrowthOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(field);
        ArgumentNullException.ThrowIfNull(ignitions);
        ArgumentNullException.ThrowIfNull(options);
        var problems = Check(field.Frame, ignitions, options);
        if (field.Stretches is not ({ Count: 1 } or { Count: > 1 and <= 100_000, FirstMinutes: > 0 and < 1e9, StepMinutes: > 1e-3 and < 1e9 }))
        {
            problems.Add(Problem.Coded("FIRE-201", "stretches", $"{field.Stretches}", "1–100000"));
        }

        if (problems.Count == 0 && !ignitions.Any(i => Lights(field, i)))
        {
            problems.Add(Problem.Coded("FIRE-303", "ignitions"));
        }

        if (problems.Count > 0)
        {
            return problems;
        }

        var front = new FireFront(field.Frame);
        March(front, field, ignitions, options, cancellation);
        return Results(front, field, options);
    }

    internal static List<Problem> Check(GridFrame frame, IReadOnlyList<Ignition> ignitions, GrowthOptions options)
    {
        var problems = new List<Problem>();
        if (frame.Columns < 1 || frame.Rows < 1 || frame.Count > MostCells)
        {
            problems.Add(Problem.Coded("FIRE-304", "frame", $"{frame.Columns} × {frame.Rows}", $"{MostCells}"));
        }

        if (!(frame.CellSize is > 0 and < 1e6) || !double.IsFinite(frame.West) || !double.IsFinite(frame.North))
        {
            problems.Add(Problem.Coded("FIRE-305", "frame", $"{frame.CellSize}"));
        }

        if (frame.Epsg is 4326 or 4490 or 4214 or 4610 or 4555 or 4269 or 4258)
        {
            problems.Add(Problem.Coded("FIRE-306", "frame", $"EPSG:{frame.Epsg}"));
        }

        if (!(options.EndMinutes is > 0 and <= GrowthOptions.MostMinutes))
        {
            problems.Add(Problem.Coded("FIRE-302", "endMinutes", $"{options.EndMinutes}", $"0–{GrowthOptions.MostMinutes}"));
        }

        if (ignitions.Count == 0)
        {
            problems.Add(Problem.Coded("FIRE-301", "ignitions"));
        }

        for (var i = 0; i < ignitions.Count; i++)
        {
            var place = $"ignitions[{i}]";
            if (!(ignitions[i].Minutes is >= 0 and <= GrowthOptions.MostMinutes))
            {
                problems.Add(Problem.Coded("FIRE-302", $"{place}.minutes", $"{ignitions[i].Minutes}", $"0–{GrowthOptions.MostMinutes}"));
            }

            switch (ignitions[i])
            {
                case Ignition.Point point when !Inside(frame, point.East, point.North):
                    problems.Add(Problem.Coded("FIRE-307", place, $"{point.East}, {point.North}"));
                    break;
                case Ignition.Line line:
                    CheckPath(problems, place, line.Path);
                    break;
                case Ignition.Perimeter perimeter:
                    CheckPerimeter(problems, place, perimeter);
                    break;
                default:
                    break;
            }
        }

        for (var i = 0; i < options.Lines.Count; i++)
        {
            CheckPath(problems, $"lines[{i}]", options.Lines[i].Path);
            if (!double.IsFinite(options.Lines[i].Minutes))
            {
                problems.Add(Problem.Coded("FIRE-302", $"lines[{i}].minutes", $"{options.Lines[i].Minutes}", $"0–{GrowthOptions.MostMinutes}"));
            }
        }

        if (options.Acceleration is { PerMinute: not (> 1e-4 and < 1e4) } acceleration)
        {
            problems.Add(Problem.Coded("FIRE-201", "acceleration", $"{acceleration.PerMinute}", "0.0001–10000"));
        }

        if (options.Spotting is { } spotting)
        {
            Range.Check(problems, "spotting.probability", spotting.Probability, 0, 1);
            Range.Check(problems, "spotting.meanMetres", spotting.MeanMetres, 0, 1e5);
            Range.Check(problems, "spotting.mostMetres", spotting.MostMetres, 0, 1e5);
            Range.Check(problems, "spotting.leastIntensity", spotting.LeastIntensity, 0, 1e9);
            Range.Check(problems, "spotting.turnDegrees", spotting.TurnDegrees, 0, 180);
            Range.Check(problems, "spotting.delayMinutes", spotting.DelayMinutes, 0, GrowthOptions.MostMinutes);
        }

        return problems;
    }

    // Geometry is only named where there is any: its library is not loaded for a point.
    private static void CheckPerimeter(List<Problem> problems, string place, Ignition.Perimeter perimeter)
    {
        if (perimeter.Area is not (Polygon or MultiPolygon) || perimeter.Area.IsEmpty || !perimeter.Area.Coordinates.All(c => double.IsFinite(c.X) && double.IsFinite(c.Y)) || !perimeter.Area.IsValid)
        {
            problems.Add(Problem.Coded("FIRE-309", place));
        }
    }

    private static void CheckPath(List<Problem> problems, string place, IReadOnlyList<(double East, double North)> path)
    {
        if (path.Count < 2 || path.Any(p => !(Math.Abs(p.East) < 1e9 && Math.Abs(p.North) < 1e9)))
        {
            problems.Add(Problem.Coded("FIRE-308", place, $"{path.Count}"));
        }
    }

    private static bool Inside(GridFrame frame, double east, double north)
    {
        var (x, y) = ToCells(frame, east, north);
        return x >= 0 && y >= 0 && x < frame.Columns && y < frame.Rows;
    }

    internal static (double X, double Y) ToCells(GridFrame frame, double east, double north) => ((east - frame.West) / frame.CellSize, (frame.North - north) / frame.CellSize);

    /// <summary>Whether a point lies in the grid where anything burns; of lines and perimeters nothing is asked.</summary>
    internal static bool Lights(SpreadField field, Ignition ignition)
    {
        if (ignition is not Ignition.Point point)
        {
            return true;
        }

        if (!Inside(field.Frame, point.East, point.North))
        {
            return false;
        }

        var (x, y) = ToCells(field.Frame, point.East, point.North);
        return Enumerable.Range(0, field.Stretches.Count).Any(k => field.MetricAt((int)x, (int)y, k).Spreads);
    }

    /// <summary>The run itself, in work memory that may be used again.</summary>
    internal static void March(FireFront front, SpreadField field, IReadOnlyList<Ignition> ignitions, GrowthOptions options, CancellationToken cancellation)
    {
        var frame = field.Frame;
        front.Start(field, options.EndMinutes, Tolerance);
        foreach (var line in options.Lines)
        {
            front.Block(Outlines.Touched(frame, line.Path).Select(cell => (cell.Column, cell.Row, line.Minutes)));
        }

        if (options.Acceleration is { } acceleration)
        {
            front.Accelerate(new AccelerationClock(acceleration.PerMinute));
        }

        foreach (var ignition in ignitions)
        {
            front.Fire(ignition.Minutes);
            switch (ignition)
            {
                case Ignition.Point point:
                    var (x, y) = ToCells(frame, point.East, point.North);
                    front.Point(x, y, point.Minutes);
                    break;
                case Ignition.Line line:
                    Outlines.Light(front, field, [[.. line.Path.Select(p => ToCells(frame, p.East, p.North))]], false, line.Minutes);
                    break;
                case Ignition.Perimeter perimeter:
                    Light(front, field, perimeter);
                    break;
            }
        }

        front.Run(cancellation);
        if (options.Spotting is { Probability: > 0 } spotting)
        {
            Embers(front, field, spotting, options.EndMinutes, cancellation);
        }
    }

    private static void Light(FireFront front, SpreadField field, Ignition.Perimeter perimeter) =>
        Outlines.Light(front, field, Outlines.Rings(field.Frame, perimeter.Area), true, perimeter.Minutes);

    /// <summary>Embers of all that burnt, the fires they make, the embers of those, until none makes a difference. A cell's ember is the same however often it is asked.</summary>
    private static void Embers(FireFront front, SpreadField field, Spotting spotting, double end, CancellationToken cancellation)
    {
        var frame = field.Frame;
        var chance = new Chance(spotting.Seed, 0x5b07);
        var thrown = new Dictionary<int, double>();
        bool any;
        do
        {
            any = false;
            var fires = new List<(double X, double Y, double Minutes)>();
            for (var row = 0; row < frame.Rows; row++)
            {
                for (var column = 0; column < frame.Columns; column++)
                {
                    var cell = frame.Index(column, row);
                    if (!(chance.Uniform(8L * cell) < spotting.Probability))
                    {
                        continue;
                    }

                    var t = front.Arrival(column, row);
                    if (t > end || (thrown.TryGetValue(cell, out var before) && before <= t + 1e-6) || !(spotting.LeastIntensity <= 0 || Intensity(front, field, column, row, t) >= spotting.LeastIntensity))
                    {
                        continue;
                    }

                    thrown[cell] = t;
                    var metres = -spotting.MeanMetres * Math.Log(1 - chance.Uniform((8L * cell) + 1));
                    var lands = t + spotting.DelayMinutes;
                    if (metres > spotting.MostMetres || lands > end)
                    {
                        continue;
                    }

                    var heading = field.At(column, row, field.Stretches.At(t)).HeadingDegrees + (spotting.TurnDegrees * chance.Normal((4L * cell) + 1));
                    var (sine, cosine) = Metric.SinCosDegrees(heading);
                    var (x, y) = (column + 0.5 + (metres * sine / frame.CellSize), row + 0.5 - (metres * cosine / frame.CellSize));
                    if (x >= 0 && y >= 0 && x < frame.Columns && y < frame.Rows && front.Arrival((int)x, (int)y) > lands)
                    {
                        fires.Add((x, y, lands));
                    }
                }
            }

            foreach (var (x, y, minutes) in fires)
            {
                front.Fire(minutes);
                front.Point(x, y, minutes);
                any = true;
            }

            front.Run(cancellation);
        }
        while (any);
    }

    private static double Intensity(FireFront front, SpreadField field, int column, int row, double t)
    {
        var stretch = field.Stretches.At(t);
        var (x, y) = front.Gradient(column, row);
        var slowness = Math.Sqrt((x * x) + (y * y));
        var rate = slowness > 0 ? field.Frame.CellSize / slowness
            : front.BurntBefore(column, row) ? double.NaN
            : field.At(column, row, stretch).HeadRate; // A start has every direction: the head's is told.
        return field.HeatPerArea(column, row, stretch) * rate / 60;
    }

    private static GrowthResult Results(FireFront front, SpreadField field, GrowthOptions options)
    {
        var frame = field.Frame;
        var arrival = new float[frame.Count];
        Grid<float>? Wanted(GrowthOutputs output) => options.Outputs.HasFlag(output) ? new(frame, new float[frame.Count]) : null;
        var (intensity, flame, direction) = (Wanted(GrowthOutputs.Intensity), Wanted(GrowthOutputs.Intensity), Wanted(GrowthOutputs.Direction));
        var burnt = 0L;
        for (var row = 0; row < frame.Rows; row++)
        {
            burnt += front.CopyArrivals(row, arrival.AsSpan(frame.Index(0, row), frame.Columns));
            for (var column = 0; column < frame.Columns && (intensity ?? direction) is not null; column++)
            {
                var cell = frame.Index(column, row);
                var t = front.Arrival(column, row);
                var burns = t <= options.EndMinutes;
                if (intensity is not null)
                {
                    var i = burns ? Intensity(front, field, column, row, t) : double.NaN;
                    intensity.Cells[cell] = (float)i;
                    flame!.Cells[cell] = (float)(Rothermel.FlameLength(i / Conversions.KilowattsPerMetrePerBtuPerFootPerSecond) * Conversions.MetresPerFoot);
                }

                if (direction is not null)
                {
                    var (x, y) = burns ? front.Gradient(column, row) : (double.NaN, double.NaN);
                    direction.Cells[cell] = (float)SpreadEllipse.Bearing(Conversions.Degrees(Math.Atan2(x, -y)));
                }
            }
        }

        return new(new(frame, arrival), options.EndMinutes, burnt) { Intensity = intensity, FlameLength = flame, Direction = direction };
    }
}
