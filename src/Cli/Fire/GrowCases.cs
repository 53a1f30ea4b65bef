using Bihuan.Wildfire;
using Bihuan.Wildfire.Behaviour;
using Bihuan.Wildfire.Growth;

namespace Bihuan.Cli.Fire;

/// <summary>A fire whose extent is known without the program that is tried.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Fuel">What the map shows below.</param>
/// <param name="Field">How fire spreads.</param>
/// <param name="Ignitions">Where it starts.</param>
/// <param name="Minutes">How long.</param>
/// <param name="Heading">Along which direction its length is measured, degrees clockwise from north.</param>
/// <param name="Inside">Whether a place, in metres from the frame's south-west corner, has burnt.</param>
internal sealed record GrowCase(string Name, Grid<int> Fuel, Func<SpreadField> Field, IReadOnlyList<Ignition> Ignitions, double Minutes, double Heading, Func<double, double, bool> Inside);

/// <summary>The cases of <c>fire grow --case</c>: 1000 × 1000 cells of 30 m, GR2, dead fuel 3 %, live herbs 30 %, shrubs 60 %, a wind of 10 mph at 20 ft,
/// 24 hours where nothing else is said. Each expectation is analytic: ellipses and straight rays in uniform conditions.</summary>
internal static class GrowCases
{
    public static readonly string[] Names = ["uniform", "slope", "slope-across-wind", "wind-shift", "barrier", "fuel-break", "two-ignitions"];

    private const int Cells = 1000;
    private const double Cell = 30;
    private const double Side = Cells * Cell;
    private const int Grass = 102;
    private const int Rock = 99;
    private const double Wind = 10 * Conversions.KilometresPerMile / 3.6;

    private static readonly GridFrame Frame = new(Cells, Cells, Cell, 0, Side);
    private static readonly FuelMoisture Dry = FuelMoisture.Percent(3, 3, 3, 30, 60);

    /// <summary>A case, with the whole of it turned by an angle: a search over fixed neighbours looks right along an axis and is wrong beside it.</summary>
    public static GrowCase Of(string name, double turn)
    {
        var fuel = new int[Cells * Cells];
        Array.Fill(fuel, Grass);
        Grid<int> grass = new(Frame, fuel);
        switch (name)
        {
            case "slope":
                return Plain(name, grass, Ellipse(0, 0, 20, 270 + turn), 1440);
            case "slope-across-wind":
                return Plain(name, grass, Ellipse(Wind, 270 + turn, 20, 180 + turn), 1080);
            case "wind-shift":
                return Shift(grass, turn);
            case "barrier":
                return Barrier(grass, turn);
            case "fuel-break":
                return Break(grass, turn);
            case "two-ignitions":
                return Two(grass, turn);
            default:
                return Plain(name, grass, Ellipse(Wind, 270 + turn, 0, 0), 1440);
        }
    }

    private static SpreadEllipse Ellipse(double wind, double windFrom, double slope, double aspect)
    {
        var of = SurfaceSpread.Of(FuelModels.Of(Grass)!, Dry, wind, windFrom % 360, slope, aspect % 360, new(WindHeight.TwentyFeet));
        return of.Match(b => b.Ellipse, problems => throw new InvalidOperationException(problems[0].Code));
    }

    /// <summary>One ellipse, its middle in the middle of the raster.</summary>
    private static GrowCase Plain(string name, Grid<int> fuel, SpreadEllipse ellipse, double minutes)
    {
        var (sine, cosine) = Direction(ellipse.HeadingDegrees);
        var start = Middle((Side / 2) - (ellipse.CentreRate * minutes * sine), (Side / 2) - (ellipse.CentreRate * minutes * cosine));
        return new(name, fuel, () => new UniformField(Frame, ellipse), [new Ignition.Point(start.East, start.North)], minutes, ellipse.HeadingDegrees,
            (east, north) => ellipse.Minutes(east - start.East, north - start.North) <= minutes);
    }

    /// <summary>The wind turns by 90° after six hours, for six more: what can be reached is the sum of the two ellipses (Minkowski), which is convex.</summary>
    private static GrowCase Shift(Grid<int> fuel, double turn)
    {
        const double First = 360;
        const double Second = 360;
        var (one, two) = (Ellipse(Wind, 270 + turn, 0, 0), Ellipse(Wind, 180 + turn, 0, 0));
        var (east, north) = (0.0, 0.0);
        foreach (var (e, minutes) in ((SpreadEllipse, double)[])[(one, First), (two, Second)])
        {
            var (sine, cosine) = Direction(e.HeadingDegrees);
            east += e.CentreRate * minutes * sine;
            north += e.CentreRate * minutes * cosine;
        }

        var start = Middle((Side / 2) - east, (Side / 2) - north);
        var normals = Enumerable.Range(0, 720).Select(i => i / 2.0).Select(d => (Direction(d), Reach: (one.RateOfFront(d) * First) + (two.RateOfFront(d) * Second))).ToArray();
        return new("wind-shift", fuel, () => new UniformField(Frame, new(2, First, First), [one, two]), [new Ignition.Point(start.East, start.North)], First + Second, one.HeadingDegrees,
            (e, n) => Array.TrueForAll(normals, u => ((e - start.East) * u.Item1.Sine) + ((n - start.North) * u.Item1.Cosine) <= u.Reach));
    }

    /// <summary>A wall of bare ground a cell thick across the whole raster with a gap: behind it the fire comes by straight rays from the edges of the gap.</summary>
    private static GrowCase Barrier(Grid<int> fuel, double turn)
    {
        const double Minutes = 1080;
        const int Wall = 500;
        const int GapFrom = 520;
        const int GapTo = 540;
        var ellipse = Ellipse(Wind, 270 + turn, 0, 0);
        var start = Middle(Side / 4, Side / 2);
        for (var row = 0; row < Cells; row++)
        {
            if (row is < GapFrom or >= GapTo)
            {
                fuel[Wall, row] = Rock;
            }
        }

        const double Left = Wall * Cell;
        const double Right = Left + Cell;
        var (top, bottom) = (Side - (GapFrom * Cell), Side - (GapTo * Cell));
        // From node to node along straight rays that touch no wall: the start, then the four corners of the gap.
        (double East, double North)[] nodes = [start, (Left, top), (Left, bottom), (Right, top), (Right, bottom)];
        var times = new double[nodes.Length];
        for (var i = 1; i < nodes.Length; i++)
        {
            times[i] = Enumerable.Range(0, i).Min(j => Clear(nodes[j], nodes[i]) ? times[j] + Time(nodes[j], nodes[i]) : double.PositiveInfinity);
        }

        for (var i = 1; i < nodes.Length; i++)
        {
            times[i] = Math.Min(times[i], Enumerable.Range(1, nodes.Length - 1).Where(j => j != i && Clear(nodes[j], nodes[i])).Min(j => times[j] + Time(nodes[j], nodes[i])));
        }

        return new("barrier", fuel, () => new CellField(Frame, Stretches.One, (column, row, _) => fuel[column, row] == Grass ? ellipse : default), [new Ignition.Point(start.East, start.North)], Minutes, ellipse.HeadingDegrees,
            (east, north) => !InWall(east, north) && Enumerable.Range(0, nodes.Length).Any(i => times[i] + Time(nodes[i], (east, north)) <= Minutes && Clear(nodes[i], (east, north))));

        double Time((double East, double North) a, (double East, double North) b) => ellipse.Minutes(b.East - a.East, b.North - a.North);

        bool InWall(double east, double north) => east > Left && east < Right && (north > top || north < bottom);

        // Between the faces of the wall a ray must stay in the gap.
        bool Clear((double East, double North) a, (double East, double North) b)
        {
            if (Math.Max(a.East, b.East) <= Left || Math.Min(a.East, b.East) >= Right)
            {
                return true;
            }
            if (a.East == b.East)
            {
                return Within(a.North) && Within(b.North);
            }

            return Within(At(Math.Clamp(Left, Math.Min(a.East, b.East), Math.Max(a.East, b.East)))) && Within(At(Math.Clamp(Right, Math.Min(a.East, b.East), Math.Max(a.East, b.East))));

            double At(double east) => a.North + ((b.North - a.North) * (east - a.East) / (b.East - a.East));

            bool Within(double north) => north >= bottom - 1e-6 && north <= top + 1e-6;
        }
    }

    /// <summary>A break of bare ground two cells wide, slanting across the raster: the fire stops at it.</summary>
    private static GrowCase Break(Grid<int> fuel, double turn)
    {
        const double Minutes = 1440;
        var ellipse = Ellipse(Wind, 270 + turn, 0, 0);
        var (sine, cosine) = Direction(ellipse.HeadingDegrees);
        var start = Middle((Side / 2) - (ellipse.CentreRate * Minutes * sine), (Side / 2) - (ellipse.CentreRate * Minutes * cosine));
        for (var row = 0; row < Cells; row++)
        {
            for (var column = 0; column < Cells; column++)
            {
                fuel[column, row] = Across(column, row) is >= 0 and < 4 ? Rock : Grass;
            }
        }

        return new("fuel-break", fuel, () => new CellField(Frame, Stretches.One, (column, row, _) => fuel[column, row] == Grass ? ellipse : default), [new Ignition.Point(start.East, start.North)], Minutes, ellipse.HeadingDegrees,
            (east, north) => Across((int)(east / Cell), Cells - 1 - (int)(north / Cell)) < 0 && ellipse.Minutes(east - start.East, north - start.North) <= Minutes);

        // One column to the west for each two rows down: a slant that no row, column or diagonal follows.
        static int Across(int column, int row) => (2 * (column - 620)) + row - 500;
    }

    /// <summary>Two fires that meet: the sooner of both.</summary>
    private static GrowCase Two(Grid<int> fuel, double turn)
    {
        const double Minutes = 720;
        var ellipse = Ellipse(Wind, 270 + turn, 0, 0);
        var one = Middle(Side * 0.3, Side * 0.42);
        var two = Middle(Side * 0.4, Side * 0.58);
        return new("two-ignitions", fuel, () => new UniformField(Frame, ellipse), [new Ignition.Point(one.East, one.North), new Ignition.Point(two.East, two.North, 60)], Minutes, ellipse.HeadingDegrees,
            (east, north) => Math.Min(ellipse.Minutes(east - one.East, north - one.North), 60 + ellipse.Minutes(east - two.East, north - two.North)) <= Minutes);
    }

    /// <summary>The middle of the cell at a place.</summary>
    private static (double East, double North) Middle(double east, double north) => ((Math.Floor(east / Cell) + 0.5) * Cell, (Math.Floor(north / Cell) + 0.5) * Cell);

    private static (double Sine, double Cosine) Direction(double degrees) => Math.SinCos(Conversions.Radians(degrees));
}
