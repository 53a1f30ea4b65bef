using Bihuan.Wildfire;
using Bihuan.Wildfire.Behaviour;
using Bihuan.Wildfire.Rasters;

namespace Bihuan.Cli.Fire;

/// <summary>Maps for a quick look: ground in grey or by its fuel, time or probability in colour, lines each so many minutes.</summary>
internal static class FireMap
{
    private const int Largest = 800;
    private static readonly Rgb Level = new(246, 244, 238);
    private static readonly Rgb Water = new(150, 190, 220);
    private static readonly Rgb Bare = new(165, 158, 150);
    private static readonly Rgb Unknown = new(255, 255, 255);
    private static readonly Rgb Isochrone = new(60, 20, 10);
    private static readonly Rgb[] Heat = [new(150, 0, 20), new(215, 48, 31), new(252, 141, 89), new(253, 204, 138), new(254, 240, 217)];

    /// <summary>Arrival times: dark red first, light last, with a line each <paramref name="every"/> minutes.</summary>
    public static void Arrival(Stream stream, Grid<float> arrival, double end, double every, Grid<int>? fuel, TerrainShape? shape) => Write(stream, arrival.Frame, (column, row) =>
    {
        var time = arrival[column, row];
        if (!float.IsFinite(time))
        {
            return null;
        }

        var line = column + 1 < arrival.Frame.Columns && Crosses(time, arrival[column + 1, row], every) || row + 1 < arrival.Frame.Rows && Crosses(time, arrival[column, row + 1], every);
        return line ? Isochrone : Along(time / end);
    }, fuel, shape);

    /// <summary>Probabilities: light where a fire hardly comes, dark red where it comes for sure.</summary>
    public static void Probability(Stream stream, Grid<float> probability, Grid<int>? fuel, TerrainShape? shape) => Write(
        stream, probability.Frame, (column, row) => probability[column, row] is > 0 and var p ? Along(1 - p) : null, fuel, shape);

    /// <summary>Fuel and shade alone.</summary>
    public static void Ground(Stream stream, GridFrame frame, Grid<int>? fuel, TerrainShape? shape) => Write(stream, frame, (_, _) => null, fuel, shape);

    private static void Write(Stream stream, GridFrame frame, Func<int, int, Rgb?> over, Grid<int>? fuel, TerrainShape? shape)
    {
        // Large rasters are shown by every nth cell.
        var step = Math.Max(1, (Math.Max(frame.Columns, frame.Rows) + Largest - 1) / Largest);
        PngFile.Write(stream, frame.Columns / step, frame.Rows / step, (x, y) =>
        {
            var (column, row) = (x * step, y * step);
            Rgb? burnt = null;
            // A line is one cell wide: look at all cells that the dot stands for.
            for (var r = row; r < row + step && burnt != Isochrone; r++)
            {
                for (var c = column; c < column + step && burnt != Isochrone; c++)
                {
                    burnt = over(c, r) is { } colour && (burnt is null || colour == Isochrone) ? colour : burnt;
                }
            }

            var ground = fuel is null ? Level : Fuel(Shown(fuel, column, row, step));
            var light = shape is null ? 1 : Light(shape.SlopeDegrees[column, row], shape.AspectDegrees[column, row]);
            var shaded = new Rgb(0, 0, 0).Towards(ground, light);
            return burnt is { } fire ? shaded.Towards(fire, 0.85) : shaded;
        });
    }

    /// <summary>Of the cells that a dot stands for, one that does not burn is shown: a road or a break is thinner than a dot.</summary>
    private static int Shown(Grid<int> fuel, int column, int row, int step)
    {
        for (var i = 0; i < step * step; i++)
        {
            var number = fuel[column + (i % step), row + (i / step)];
            if (FuelModels.IsNonBurnable(number))
            {
                return number;
            }
        }

        return fuel[column, row];
    }

    private static bool Crosses(float a, float b, double every) => float.IsFinite(b) && Math.Floor(a / every) != Math.Floor(b / every);

    private static Rgb Along(double share)
    {
        var at = Math.Clamp(share, 0, 1) * (Heat.Length - 1);
        var i = Math.Min((int)at, Heat.Length - 2);
        return Heat[i].Towards(Heat[i + 1], at - i);
    }

    private static Rgb Fuel(int number) => number switch
    {
        98 => Water,
        _ when FuelModels.IsNonBurnable(number) => Bare,
        >= 101 and < 120 or >= 1 and <= 3 => new(226, 224, 160),
        >= 120 and < 140 => new(205, 214, 140),
        >= 140 and < 160 or >= 4 and <= 7 => new(176, 196, 120),
        >= 160 and < 200 or >= 8 and <= 10 => new(140, 176, 120),
        >= 200 or >= 11 and <= 13 => new(190, 160, 120),
        _ => Unknown,
    };

    /// <summary>Light from the north-west, 45° high; level ground stays as it is (Horn 1981).</summary>
    private static double Light(float slope, float aspect)
    {
        if (float.IsNaN(slope))
        {
            return 1;
        }

        var (s, a) = (Conversions.Radians(slope), Conversions.Radians(aspect - 315));
        return Math.Clamp(0.2 + (0.8 * (Math.Cos(s) + (Math.Sin(s) * Math.Cos(a)))), 0.35, 1);
    }
}
