using Bihuan.Wildfire.Behaviour;
using Bihuan.Wildfire.Growth;
using CsCheck;
using NetTopologySuite.Geometries;
using Xunit;

namespace Bihuan.Wildfire.Tests.Growth;

/// <summary>Fields that change from cell to cell, barriers, lines, perimeters, embers.</summary>
public sealed class VariedGrowthTests
{
    private static SpreadEllipse None => default;

    private static CellField Field(GridFrame frame, Func<int, int, SpreadEllipse> ellipse) => new(frame, Stretches.One, (c, r, _) => ellipse(c, r));

    /// <summary>Where the rate grows linearly to the east, R = p + q·x, rays are circles and T = arcosh(1 + q²·d²/(2·R₁·R₂))/q.</summary>
    private static double Worst(int cells)
    {
        var size = 3000.0 / cells;
        var frame = new GridFrame(cells, cells, size);
        double Rate(double east) => 4 + (0.006 * east);
        var field = Field(frame, (c, r) => new(Rate(frame.Centre(c, r).East), 0, 0));
        var arrival = Growing.Run(field, 1000, new Ignition.Point(800, -1500));
        var worst = 0.0;
        for (var row = 0; row < cells; row++)
        {
            for (var column = 0; column < cells; column++)
            {
                var (x, y) = frame.Centre(column, row);
                var d2 = ((x - 800) * (x - 800)) + ((y + 1500) * (y + 1500));
                worst = Math.Max(worst, Math.Abs(arrival[column, row] - (Math.Acosh(1 + (0.006 * 0.006 * d2 / (2 * Rate(800) * Rate(x)))) / 0.006)));
            }
        }

        return worst;
    }

    [Fact]
    public void ARateThatGrows_BendsTheRays_AndAFinerGridComesCloser()
    {
        var (coarse, middle, fine) = (Worst(50), Worst(100), Worst(200));
        Assert.InRange(coarse, 0, 2); // Minutes; a cell of 60 m takes 3 to 15.
        Assert.True(middle < 0.7 * coarse && fine < 0.7 * middle, $"{coarse} {middle} {fine}");
    }

    [Fact]
    public void AFuelBreak_CostsWhatItsWidthCosts_AndAsFarAsItsBorders()
    {
        var frame = new GridFrame(101, 41, Growing.Cell);
        var (grass, litter) = (Growing.Ellipse(10, 1.4, 90), Growing.Ellipse(0.5, 1.1, 90));
        var arrival = Growing.Run(Field(frame, (c, r) => c is >= 60 and < 63 ? litter : grass), 1000, Growing.At(frame, 40, 20));
        var expected = (19.5 * Growing.Cell / 10) + (3 * Growing.Cell / 0.5) + (7.5 * Growing.Cell / 10);
        Assert.Equal(expected, arrival[70, 20], 0.02);
    }

    [Fact]
    public void ABarrier_IsPassedThroughItsGapOnly_ByTheShortestWay()
    {
        var frame = new GridFrame(121, 121, Growing.Cell);
        var ellipse = Growing.Ellipse(6, 1.3, 40);
        var arrival = Growing.Run(Field(frame, (c, r) => c == 60 && r != 30 ? None : ellipse), 5000, Growing.At(frame, 30, 60));
        var from = frame.Centre(30, 60);
        var (seen, sum) = (0, 0.0);
        for (var row = 0; row < frame.Rows; row += 4)
        {
            for (var column = 61; column < frame.Columns; column += 3)
            {
                // Straight lines by way of a corner of the gap; a ray may touch both.
                var to = frame.Centre(column, row);
                var best = double.PositiveInfinity;
                for (var i = 0; i <= 20; i++)
                {
                    for (var j = 0; j <= 20; j++)
                    {
                        // Through (x of the barrier's west side, y₁) and (x of its east side, y₂), both in the gap.
                        var (x1, y1, x2, y2) = (60 * Growing.Cell, -(30 + (i / 20.0)) * Growing.Cell, 61 * Growing.Cell, -(30 + (j / 20.0)) * Growing.Cell);
                        best = Math.Min(best, ellipse.Minutes(x1 - from.East, y1 - from.North) + ellipse.Minutes(x2 - x1, y2 - y1) + ellipse.Minutes(to.East - x2, to.North - y2));
                    }
                }

                seen++;
                sum += arrival[column, row] - best;
                Assert.InRange(arrival[column, row] - best, -0.5, 12); // The front passes the gap by the middles of cells; a cell across and against the wind takes up to 14.
            }
        }

        Assert.InRange(sum / seen, 0, 5);
        Assert.True(seen > 600);
    }

    /// <summary>A wall of cells that touch at corners only, in every slant, is a wall.</summary>
    [Theory]
    [InlineData(1, 1)]
    [InlineData(-1, 1)]
    [InlineData(2, 1)]
    [InlineData(1, 3)]
    public void ADiagonalBarrier_IsNotCrossed(int dx, int dy)
    {
        var frame = new GridFrame(60, 60, Growing.Cell);
        var wall = new bool[frame.Count];
        var (x, y) = (dx > 0 ? 0 : 59, 10);
        for (var t = 0; x is >= 0 and < 60 && y is >= 0 and < 60; t++)
        {
            wall[frame.Index(x, y)] = true;
            // Steps from corner to corner, or beside, never further.
            x += Math.Abs(dx) >= dy || t % dy == 0 ? Math.Sign(dx) : 0;
            y += dy >= Math.Abs(dx) || t % Math.Abs(dx) == 0 ? 1 : 0;
        }

        var ellipse = Growing.Ellipse(10, 2, 180);
        var arrival = Growing.Run(Field(frame, (c, r) => wall[frame.Index(c, r)] ? None : ellipse), 5000, Growing.At(frame, 30, 2));
        for (var column = 0; column < 60; column++)
        {
            var behind = false;
            for (var row = 0; row < 60; row++)
            {
                behind |= wall[frame.Index(column, row)];
                Assert.True(!behind || float.IsInfinity(arrival[column, row]), $"{column} {row}");
            }
        }

        Assert.True(Growing.Count(arrival) > 200);
    }

    [Fact]
    public void ASuppressionLine_StopsWhatComesLater_AndNotWhatWasThere()
    {
        var frame = new GridFrame(81, 81, Growing.Cell);
        var field = new UniformField(frame, Growing.Ellipse(6, 1, 0));
        SuppressionLine Line(double minutes) => new([(55 * Growing.Cell, 100), (57.3 * Growing.Cell, -100 * Growing.Cell)], minutes);
        Grid<float> Against(double minutes) => Growing.Done(Growing.Grow(field, [Growing.At(frame, 40, 40)], new(400) { Lines = [Line(minutes)] })).Arrival;
        Assert.True(float.IsInfinity(Against(0)[70, 40]));
        Assert.True(float.IsInfinity(Against(60)[70, 40]));
        Assert.True(float.IsInfinity(Against(60)[56, 40]));
        Assert.Equal(150, Against(200)[70, 40], 0.05);

        // The line is there at 100: the front is through in the middle at 80, not yet 21 cells off.
        var partly = Against(100);
        Assert.Equal(150, partly[70, 40], 0.05);
        Assert.True(float.IsInfinity(partly[56, 75]));
        Assert.True(partly[65, 75] > Against(400)[65, 75] - 0.01);
    }

    /// <summary>Around a drawn circle the fire grows as circles: T = t₀ + (distance − radius)/R.</summary>
    [Fact]
    public void ADrawnPerimeter_GoesOnFromItsOutline()
    {
        var frame = new GridFrame(121, 121, Growing.Cell);
        var centre = new Coordinate(60.3 * Growing.Cell, -59.8 * Growing.Cell);
        var disc = GeometryFactory.Default.CreatePoint(centre).Buffer(610, 60);
        var hole = GeometryFactory.Default.CreatePoint(centre).Buffer(200, 60);
        var result = Growing.Done(Growing.Grow(new UniformField(frame, Growing.Ellipse(5, 1, 0)), [new Ignition.Perimeter(disc.Difference(hole), 30)], new(200)));
        var arrival = result.Arrival;
        var burning = 0;
        for (var row = 0; row < frame.Rows; row++)
        {
            for (var column = 0; column < frame.Columns; column++)
            {
                var (x, y) = frame.Centre(column, row);
                var d = Math.Sqrt(((x - centre.X) * (x - centre.X)) + ((y - centre.Y) * (y - centre.Y)));
                var expected = 30 + (d > 610 ? (d - 610) / 5 : d < 200 ? (200 - d) / 5 : 0);
                burning += arrival[column, row] == 30 ? 1 : 0;
                if (expected < 199.5)
                {
                    Assert.Equal(expected, arrival[column, row], 0.15); // The circle is drawn with 240 sides.
                }
            }
        }

        Assert.InRange(burning * 900 / (Math.PI * ((610 * 610) - (200 * 200))), 0.98, 1.02);
        Assert.True(float.IsNaN(result.Direction![75, 60]));
    }

    [Fact]
    public void ALineOfFire_RunsFromItsWholeLength()
    {
        var frame = new GridFrame(101, 101, Growing.Cell);
        var ellipse = Growing.Ellipse(5, 1.8, 0);
        var arrival = Growing.Run(new UniformField(frame, ellipse), 700, new Ignition.Line([(20 * Growing.Cell, -60.2 * Growing.Cell), (80 * Growing.Cell, -60.2 * Growing.Cell)]));
        Assert.Equal(19.7 * Growing.Cell / 5, arrival[50, 40], 0.02);
        Assert.Equal(9.3 * Growing.Cell / ellipse.BackRate, arrival[50, 69], 0.05);
    }

    [Fact]
    public void Embers_AreOff_AndWhereOn_JumpABarrier_EachTimeAlike()
    {
        var frame = new GridFrame(101, 61, Growing.Cell);
        var ellipse = Growing.Ellipse(8, 1.8, 90);
        var field = new CellField(frame, Stretches.One, (c, r, _) => c is 50 or 51 ? None : ellipse, (_, _, _) => 20_000);
        Grid<float> With(Spotting? spotting) => Growing.Done(Growing.Grow(field, [Growing.At(frame, 25, 30)], new(400) { Spotting = spotting })).Arrival;
        var (without, with, again, other) = (With(null), With(new(0.05, 120, LeastIntensity: 500) { Seed = 7 }), With(new(0.05, 120, LeastIntensity: 500) { Seed = 7 }), With(new(0.05, 120, LeastIntensity: 500) { Seed = 8 }));
        Assert.DoesNotContain(Enumerable.Range(52, 49), c => float.IsFinite(without[c, 30]));
        Assert.Contains(Enumerable.Range(52, 49), c => float.IsFinite(with[c, 30]));
        Assert.Equal(with.Cells, again.Cells);
        Assert.NotEqual(with.Cells, other.Cells);
        Assert.True(without.Cells.Zip(with.Cells).Where(pair => float.IsFinite(pair.First)).Max(pair => pair.Second - pair.First) < 0.5);
        Assert.Equal(without.Cells, With(new(0.05, 120, LeastIntensity: 1e6)).Cells); // No cell burns so strongly.
    }

    /// <summary>A map mirrored or turned by a quarter burns as the one that is not, turned likewise; to the last bit but for the rounding of headings.</summary>
    [Fact]
    public void MirroredAndTurned_BurnAlike()
    {
        const int N = 60;
        var frame = new GridFrame(N, N, Growing.Cell);
        var chance = new Random(5);
        var cells = new SpreadEllipse[N * N];
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i] = chance.NextDouble() < 0.1 ? None : Growing.Ellipse(1 + (9 * chance.NextDouble()), 1 + (2 * chance.NextDouble()), chance.Next(0, 4 * 64) * 360.0 / 256);
        }

        var plain = Growing.Run(Field(frame, (c, r) => cells[frame.Index(c, r)]), 500, Growing.At(frame, 20, 33));
        var mirrored = Growing.Run(Field(frame, (c, r) => cells[frame.Index(N - 1 - c, r)] is var e ? e with { HeadingDegrees = (360 - e.HeadingDegrees) % 360 } : e), 500, Growing.At(frame, N - 1 - 20, 33));
        // A quarter clockwise: what was at (c, r) lies at (N − 1 − r, c).
        var turned = Growing.Run(Field(frame, (c, r) => cells[frame.Index(r, N - 1 - c)] is var e ? e with { HeadingDegrees = (e.HeadingDegrees + 90) % 360 } : e), 500, Growing.At(frame, N - 1 - 33, 20));
        Assert.True(Growing.Count(plain) > 1000);
        for (var row = 0; row < N; row++)
        {
            for (var column = 0; column < N; column++)
            {
                Alike(plain[column, row], mirrored[N - 1 - column, row]);
                Alike(plain[column, row], turned[N - 1 - row, column]);
            }
        }

        static void Alike(float a, float b) => Assert.True(a == b || Math.Abs(a - b) < 1e-3f, $"{a} {b}");
    }

    /// <summary>Whatever a field answers, a run ends and burns only what a start can reach over cells that burn.</summary>
    [Fact]
    public void AnyField_Ends_AndBurnsFromCellToCell()
    {
        // The one seed: a field in which a time came out below 0.
        Gen.Frequency((1, Gen.Const(267_548)), (99, Gen.Int[1, 1_000_000])).Sample(
            seed =>
            {
                var chance = new Random(seed);
                double Any() => chance.Next(12) switch
                {
                    0 => double.NaN,
                    1 => double.PositiveInfinity,
                    2 => -chance.NextDouble(),
                    3 => 0,
                    4 => 1e-300,
                    5 => 1e300,
                    6 => 1,
                    _ => chance.NextDouble() * Math.Pow(10, chance.Next(-3, 4)),
                };
                var frame = new GridFrame(chance.Next(1, 24), chance.Next(1, 24), Growing.Cell);
                var stretches = new Stretches(chance.Next(1, 5), 1 + (100 * chance.NextDouble()), 1 + (100 * chance.NextDouble()));
                var cells = new SpreadEllipse[frame.Count * stretches.Count];
                for (var i = 0; i < cells.Length; i++)
                {
                    cells[i] = chance.Next(3) == 0 ? new(Any(), Any(), Any()) : Growing.Ellipse(0.1 + (20 * chance.NextDouble()), 1 + (7 * chance.NextDouble()), 360 * chance.NextDouble());
                }

                var field = new CellField(frame, stretches, (c, r, k) => cells[(k * frame.Count) + frame.Index(c, r)], (_, _, _) => Any());
                var end = 1 + (1000 * chance.NextDouble());
                IReadOnlyList<SuppressionLine> lines = chance.Next(2) == 0 ? [] : [new([(chance.Next(-99, 999), chance.Next(-999, 99)), (chance.Next(-99, 999), chance.Next(-999, 99))], chance.Next(-5, 300))];
                var ignitions = new Ignition[] { Growing.At(frame, chance.Next(frame.Columns), chance.Next(frame.Rows), 50 * chance.NextDouble()), Growing.At(frame, chance.Next(frame.Columns), chance.Next(frame.Rows)) };
                var options = new GrowthOptions(end) { Lines = lines, Acceleration = chance.Next(3) == 0 ? new() : null, Spotting = chance.Next(3) == 0 ? new(0.2) { LeastIntensity = 0, Seed = seed } : null };
                if (Growing.Grow(field, ignitions, options) is not Bihuan.Kernel.Result<GrowthResult>.Done(var result))
                {
                    return;
                }

                // What a start can reach over cells that burn at some time.
                var reach = new bool[frame.Count];
                var ahead = new Stack<(int Column, int Row)>(ignitions.Cast<Ignition.Point>().Select(p => ((int)(p.East / Growing.Cell), (int)(-p.North / Growing.Cell))));
                while (ahead.TryPop(out var at))
                {
                    if (at.Column < 0 || at.Row < 0 || at.Column >= frame.Columns || at.Row >= frame.Rows || reach[frame.Index(at.Column, at.Row)]
                        || !Enumerable.Range(0, stretches.Count).Any(k => field.MetricAt(at.Column, at.Row, k).Spreads))
                    {
                        continue;
                    }

                    reach[frame.Index(at.Column, at.Row)] = true;
                    for (var i = 0; i < 9; i++)
                    {
                        ahead.Push((at.Column + (i % 3) - 1, at.Row + (i / 3) - 1));
                    }
                }

                for (var row = 0; row < frame.Rows; row++)
                {
                    for (var column = 0; column < frame.Columns; column++)
                    {
                        var t = result.Arrival[column, row];
                        if (float.IsInfinity(t))
                        {
                            continue;
                        }

                        Assert.InRange(t, 0, (float)end);
                        Assert.Contains(Enumerable.Range(0, stretches.Count), k => field.MetricAt(column, row, k).Spreads);
                        Assert.True(options.Spotting is not null || reach[frame.Index(column, row)], $"{column} {row} {t}");
                    }
                }
            },
            iter: 5000,
            threads: 1);
    }

    [Fact]
    public void BadInput_IsRefusedWithEveryReason()
    {
        var frame = new GridFrame(10, 10, Growing.Cell, Epsg: 4490);
        var field = new UniformField(frame, Growing.Ellipse(5, 1.5, 0));
        var bowTie = GeometryFactory.Default.CreatePolygon([new(0, 0), new(100, -100), new(100, 0), new(0, -100), new(0, 0)]);
        Assert.Equal(
            ["FIRE-306 frame", "FIRE-302 endMinutes", "FIRE-307 ignitions[0]", "FIRE-302 ignitions[1].minutes", "FIRE-308 ignitions[1]", "FIRE-309 ignitions[2]", "FIRE-308 lines[0]", "FIRE-201 acceleration", "FIRE-201 spotting.probability"],
            Growing.Codes(Growing.Grow(
                field,
                [new Ignition.Point(-1, -5), new Ignition.Line([(0, 0)], double.NaN), new Ignition.Perimeter(bowTie)],
                new(double.NaN) { Lines = [new([(0, 0), (double.NaN, 1)])], Acceleration = new(0), Spotting = new(2) })));
        var metres = new GridFrame(10, 10, Growing.Cell);
        Assert.Equal(["FIRE-301 ignitions"], Growing.Codes(Growing.Grow(new UniformField(metres, Growing.Ellipse(5, 1.5, 0)), [], new(60))).Take(1));
        Assert.Equal(["FIRE-303 ignitions"], Growing.Codes(Growing.Grow(new UniformField(metres, None), [Growing.At(metres, 3, 3)], new(60))));
        Assert.Equal(["FIRE-304 frame"], Growing.Codes(Growing.Grow(new UniformField(new(10_000, 10_000, 30), None), [new Ignition.Point(5, -5)], new(60))));
        Assert.Equal(["FIRE-305 frame"], Growing.Codes(Growing.Grow(new UniformField(metres with { CellSize = double.NaN }, None), [new Ignition.Line([(0, 0), (1, 1)])], new(60))));
        var landscape = new Landscape(new(metres, [.. Enumerable.Repeat((short)55, 100)]), new(frame with { Rows = 9 }, new float[90])) { Adjustment = 0 };
        Assert.Equal(["FIRE-311 slope", "FIRE-312 fuel", "FIRE-201 adjustment", "FIRE-313 weather"], Growing.Codes(LandscapeField.Of(landscape, Stretches.One, [])));
    }

    [Fact]
    public void ARun_CanBeCalledOff()
    {
        var frame = new GridFrame(200, 200, Growing.Cell);
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() => FireGrowth.Run(new UniformField(frame, Growing.Ellipse(9, 1.5, 0)), [Growing.At(frame, 99, 99)], new(2000), source.Token));
    }
}
