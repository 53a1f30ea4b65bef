using Bihuan.Kernel;
using Bihuan.Wildfire.Behaviour;
using Xunit;

namespace Bihuan.Wildfire.Tests.Behaviour;

/// <summary>The vector form against its scalar twin, and what both refuse.</summary>
public sealed class SurfaceBatchTests
{
    private static readonly FuelModel[] Own = [.. OwnModels()];

    /// <summary>Cells of all models, own ones, bare ground and unknown numbers; moistures to well above extinction, exact limits among them.</summary>
    public static TheoryData<WindHeight, CuredHerbTransfer, WindLimit, bool> Choices()
    {
        var data = new TheoryData<WindHeight, CuredHerbTransfer, WindLimit, bool>();
        foreach (var height in Enum.GetValues<WindHeight>())
        {
            foreach (var transfer in Enum.GetValues<CuredHerbTransfer>())
            {
                data.Add(height, transfer, WindLimit.None, false);
                data.Add(height, transfer, WindLimit.Rothermel1972, true);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Choices))]
    public void Vector_AgreesWithScalar(WindHeight height, CuredHerbTransfer transfer, WindLimit limit, bool factors)
    {
        var cells = new Cells(2_503, 7 + (int)height, factors);
        var batch = new SurfaceBatch(new(height, transfer, limit), Own);
        var (vector, scalar) = (new Columns(cells.Count), new Columns(cells.Count));

        var fast = Assert.IsType<Result<SurfaceSummary>.Done>(batch.Compute(cells.Input(), vector.Output())).Value;
        var plain = Assert.IsType<Result<SurfaceSummary>.Done>(batch.ComputeScalar(cells.Input(), scalar.Output())).Value;

        Assert.Equal(plain, fast);
        Assert.True(fast.Unknown > 0 && fast.NonBurnable > 0);
        var burning = 0;
        for (var i = 0; i < cells.Count; i++)
        {
            // Near extinction the damping is a difference of near numbers: below a hundredth of its dry intensity a fire holds to 1e-14 of that.
            var tolerance = 1e-12 * Math.Max(1, 1e-2 * Dampened(cells, i, transfer));
            burning += scalar.All[0][i] > 0 ? 1 : 0;
            for (var c = 0; c < vector.All.Length; c++)
            {
                var (expected, found) = (scalar.All[c][i], vector.All[c][i]);
                Assert.True(double.IsFinite(found), $"cell {i}, column {c}: {found}");
                var error = c == 1 ? Math.Abs(Math.IEEERemainder(expected - found, 360)) / 360 : Math.Abs(expected - found) / Math.Max(Math.Abs(expected), 1e-9);
                Assert.True(error <= tolerance, error <= tolerance ? "" : $"cell {i}, model {cells.Fuel[i]}, column {c}: {found} for {expected}, {error}, dampened {Dampened(cells, i, transfer)}");
            }
        }

        Assert.InRange(burning, cells.Count / 3, cells.Count - 1);
    }

    /// <summary>One value for all cells is that value in each; parts give what the whole gives; only what is asked for is written.</summary>
    [Fact]
    public void Columns_MayBeOneValueOrAPart()
    {
        var cells = new Cells(1_000, 3, true);
        for (var i = 0; i < cells.Count; i++)
        {
            (cells.All[0][i], cells.All[5][i], cells.All[6][i], cells.All[9][i]) = (0.05, 7, 200, 0.4);
        }

        var batch = new SurfaceBatch(new(WindHeight.TwentyFeet), Own);
        var (each, one, parts) = (new Columns(cells.Count), new Columns(cells.Count), new Columns(cells.Count));
        batch.Compute(cells.Input(), each.Output()).Value();
        var shared = new SurfaceCells
        {
            Fuel = cells.Fuel,
            OneHour = [0.05],
            TenHour = cells.All[1],
            HundredHour = cells.All[2],
            Herb = cells.All[3],
            Woody = cells.All[4],
            WindSpeed = [7.0],
            WindFrom = [200.0],
            Slope = cells.All[7],
            Aspect = cells.All[8],
            WindFactor = [0.4],
        };
        batch.Compute(shared, new() { HeadRate = one.All[0], FlameLength = one.All[7] }).Value();
        for (var start = 0; start < cells.Count; start += 333)
        {
            var length = Math.Min(333, cells.Count - start);
            batch.Compute(shared.Slice(start, length), parts.Output().Slice(start, length)).Value();
        }

        Assert.Equal(each.All[0], one.All[0]);
        Assert.Equal(each.All[7], one.All[7]);
        Assert.All(one.All[1], value => Assert.Equal(0, value));
        Assert.Equal(each.All, parts.All);
    }

    /// <summary>Each reading beyond its range or missing is refused with its cell, by both forms; on a cell without fuel it is not looked at.</summary>
    [Theory]
    [InlineData(0, 2.6, "oneHour")]
    [InlineData(1, -0.01, "tenHour")]
    [InlineData(2, double.NaN, "hundredHour")]
    [InlineData(3, 4.1, "herb")]
    [InlineData(4, double.PositiveInfinity, "woody")]
    [InlineData(5, 61, "windSpeed")]
    [InlineData(6, 361, "windFrom")]
    [InlineData(7, -1, "slope")]
    [InlineData(8, -9999, "aspect")]
    [InlineData(9, double.NaN, "windFactor")]
    public void Readings_OutOfRangeAreRefused(int column, double value, string field)
    {
        var cells = new Cells(150, 11, true);
        var batch = new SurfaceBatch(new(), Own);
        Array.Fill(cells.Fuel, 2);
        cells.Fuel[64] = 98;
        cells.All[7][64] = cells.All[7][149] = 10;
        cells.All[column][64] = value;
        Assert.IsType<Result<SurfaceSummary>.Done>(batch.Compute(cells.Input(), default));
        Assert.IsType<Result<SurfaceSummary>.Done>(batch.ComputeScalar(cells.Input(), default));

        cells.All[column][149] = value;
        Assert.StartsWith("FIRE-201 cell 149.", batch.Compute(cells.Input(), default).Reasons().Replace("moisture.", "", StringComparison.Ordinal));
        Assert.EndsWith(field, batch.Compute(cells.Input(), default).Reasons());
        Assert.Equal(batch.ComputeScalar(cells.Input(), default).Reasons(), batch.Compute(cells.Input(), default).Reasons());

        // Level ground has no aspect.
        cells.All[7][149] = 0;
        Assert.Equal(column is 7 or 8 ? "done" : batch.ComputeScalar(cells.Input(), default).Reasons(), batch.Compute(cells.Input(), default).Reasons());
    }

    /// <summary>Whatever model passes the checks burns with finite figures, alike in both forms.</summary>
    [Fact]
    public void CustomModels_BurnWithinTheirChecks()
    {
        var random = new Random(97);
        double Draw(double least, double most) => random.Next(8) switch { 0 => least, 1 => most, _ => least * Math.Pow(most / least, random.NextDouble()) };
        var cells = new Cells(64, 5, false);
        Array.Fill(cells.Fuel, 250);
        var taken = 0;
        for (var n = 0; n < 1000; n++)
        {
            double Load() => random.Next(3) == 0 ? 0 : Draw(0.001, 15);
            var model = new FuelModel(250, "own", "自定义", "own", new(Load(), Load(), Load(), Load(), Load()), new(Draw(300, 20_000), Draw(300, 20_000), Draw(300, 20_000)), Draw(0.01, 6), Draw(0.05, 1), Draw(10_000, 30_000), Draw(10_000, 30_000), random.Next(2) == 0, "");
            if (FuelModel.Custom(model) is not Result<FuelModel>.Done)
            {
                continue;
            }

            taken++;
            var batch = new SurfaceBatch(new(WindHeight.Midflame), [model]);
            var (vector, scalar) = (new Columns(cells.Count), new Columns(cells.Count));
            batch.Compute(cells.Input(), vector.Output()).Value();
            batch.ComputeScalar(cells.Input(), scalar.Output()).Value();
            for (var c = 0; c < vector.All.Length; c++)
            {
                for (var i = 0; i < cells.Count; i++)
                {
                    var (expected, found) = (scalar.All[c][i], vector.All[c][i]);
                    var error = c == 1 ? Math.Abs(Math.IEEERemainder(expected - found, 360)) / 360 : Math.Abs(expected - found) / Math.Max(Math.Abs(expected), 1e-9);
                    var sound = double.IsFinite(found) && double.IsFinite(expected) && error <= 1e-9;
                    Assert.True(sound, sound ? "" : $"{model}, cell {i}, column {c}: {found} for {expected}");
                }
            }
        }

        Assert.InRange(taken, 200, 900);
    }

    /// <summary>A hundred thousand cells of any bits: refused or finite.</summary>
    [Fact]
    public void Batch_TakesAnything()
    {
        var random = new Random(41);
        var batch = new SurfaceBatch(new(), Own);
        var refused = 0;
        for (var n = 0; n < 5_000; n++)
        {
            var cells = new Cells(20, n, n % 2 == 0);
            for (var bad = random.Next(4); bad > 0; bad--)
            {
                cells.All[random.Next(cells.All.Length)][random.Next(20)] = BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue));
                cells.Fuel[random.Next(20)] = random.Next(int.MinValue, int.MaxValue);
            }

            var columns = new Columns(20);
            var result = batch.Compute(cells.Input(), columns.Output());
            refused += result is Result<SurfaceSummary>.Refused ? 1 : 0;
            Assert.Equal(batch.ComputeScalar(cells.Input(), default).Reasons() == "done", result is Result<SurfaceSummary>.Done);
            Assert.True(result is Result<SurfaceSummary>.Refused || columns.All.All(column => column.All(double.IsFinite)));
        }

        Assert.InRange(refused, 1_000, 4_500);
    }

    /// <summary>Exponential, logarithm and power as the framework has them, over all that occurs.</summary>
    [Fact]
    public void ExpAndLog_AreThoseOfTheFramework()
    {
        for (var i = -6900; i <= 6900; i++)
        {
            var x = i / 10.0;
            var (exp, log) = (VectorMath.Exp(System.Runtime.Intrinsics.Vector512.Create(x))[3], VectorMath.Log(System.Runtime.Intrinsics.Vector512.Create(Math.Exp(x / 1.1)))[6]);
            Assert.True(Math.Abs(exp - Math.Exp(x)) <= 5e-16 * Math.Exp(x), $"exp {x}: {exp:R} for {Math.Exp(x):R}");
            Assert.True(Math.Abs(log - Math.Log(Math.Exp(x / 1.1))) <= 5e-16 * Math.Max(1, Math.Abs(x)), $"log: {log:R} for {x / 1.1:R}");
        }

        foreach (var near in new[] { 1, 1 + 1e-15, 1 - 1e-15, 0.9, 1.1, Math.Sqrt(0.5), Math.Sqrt(2), 0.7071, 1.4142, 2, 4, 1e-290 })
        {
            var log = VectorMath.Log(System.Runtime.Intrinsics.Vector512.Create(near))[0];
            Assert.True(Math.Abs(log - Math.Log(near)) <= 4e-16 * Math.Abs(Math.Log(near)), $"log {near:R}: {log:R} for {Math.Log(near):R}");
        }
    }

    [Fact]
    public void Batch_OfNothingIsDone() => Assert.Equal("done", new SurfaceBatch(new()).Compute(new Cells(0, 1, false).Input(), default).Reasons());

    [Fact]
    public void Batch_TakesNoModelTwice() => Assert.Throws<ArgumentException>(() => new SurfaceBatch(new(), [FuelModels.Of(1)!]));

    [Fact]
    public void Atan2_IsThatOfTheFramework() => CsCheck.Check.Sample(
        CsCheck.Gen.Select(CsCheck.Gen.Double[-1e3, 1e3], CsCheck.Gen.Double[-1e3, 1e3], CsCheck.Gen.OneOf(CsCheck.Gen.Double[-1, 1], CsCheck.Gen.Const(0.0))),
        (y, x, scale) =>
        {
            foreach (var (a, b) in new[] { (y, x), (y * scale, x), (y, x * scale), (y, y), (-0.0, x) })
            {
                var (expected, found) = (a == 0 && b == 0 ? 0 : Math.Atan2(a, b), VectorMath.Atan2(System.Runtime.Intrinsics.Vector512.Create(a), System.Runtime.Intrinsics.Vector512.Create(b))[0]);
                Assert.True(Math.Abs(expected - found) <= 5e-16 * Math.Abs(expected), $"{a} {b}: {found} for {expected}");
            }
        },
        iter: 5_000);

    [Fact]
    public void SinCosDegrees_IsThatOfTheFramework()
    {
        for (var i = -72_000; i <= 72_000; i += 31)
        {
            var degrees = i / 100.0;
            var (sine, cosine) = VectorMath.SinCosDegrees(System.Runtime.Intrinsics.Vector512.Create(degrees));
            var (expectedSine, expectedCosine) = Math.SinCos(Math.IEEERemainder(degrees, 360) * Math.PI / 180);
            Assert.True(Math.Abs(sine[5] - expectedSine) <= 7e-16 && Math.Abs(cosine[5] - expectedCosine) <= 7e-16, $"{degrees}: {sine[5]:R} {cosine[5]:R} for {expectedSine:R} {expectedCosine:R}");
        }

        Assert.Equal((0d, -1d), (VectorMath.SinCosDegrees(System.Runtime.Intrinsics.Vector512.Create(180.0)).Sine[0], VectorMath.SinCosDegrees(System.Runtime.Intrinsics.Vector512.Create(180.0)).Cosine[0]));
    }

    /// <summary>Reaction intensity of the dry bed to that of the bed.</summary>
    private static double Dampened(Cells cells, int i, CuredHerbTransfer transfer)
    {
        if ((FuelModels.Of(cells.Fuel[i]) ?? Array.Find(Own, model => model.Number == cells.Fuel[i])) is not { } model)
        {
            return 0;
        }

        var bed = FuelBed.Of(model, new(cells.All[0][i], cells.All[1][i], cells.All[2][i], cells.All[3][i], cells.All[4][i]), transfer);
        return bed.ReactionIntensity > 0 ? FuelBed.Of(model, new(0, 0, 0, 0, 0), transfer).ReactionIntensity / bed.ReactionIntensity : 0;
    }

    private static IEnumerable<FuelModel> OwnModels()
    {
        var grass = FuelModels.Of(102)!;
        yield return grass with { Number = 210, Code = "herbs alone", Loads = grass.Loads with { OneHour = 0 }, Sigma = grass.Sigma with { OneHour = 0 } };
        yield return grass with { Number = 211, Code = "coarse", Loads = new(0.5, 0.2, 0.1, 0.3, 0.2), Sigma = new(109 / 0.3048, 2000, 600), HeatDead = 19_000, HeatLive = 21_000, DepthMetres = 0.4 };
        yield return grass with { Number = 212, Code = "static herbs", Dynamic = false, Sigma = new(6000, 5000, 0) };
    }

    private sealed class Cells
    {
        public Cells(int count, int seed, bool factors)
        {
            var random = new Random(seed);
            int[] numbers = [.. FuelModels.All.Select(m => m.Number), .. Own.Select(m => m.Number), 0, 91, 98, -9999, 77, 300];
            double[] least = [0.01, 0.01, 0.01, 0.1, 0.3, 0, 0, 0, 0, 0.1];
            double[] most = [0.45, 0.45, 0.45, 1.6, 1.6, 30, 360, 60, 360, 0.6];
            double[][] odd = [[0, 0.12, 0.15, 0.25, 0.4, 2.5], [0, 0.12, 0.15, 0.25, 2.5], [0, 0.12, 0.15, 0.25, 2.5], [0.3, 1.2, 4], [0, 4], [0, 1e-9, 60], [0, 90, 180, 270, 360], [0, 85], [0, 90, 180, 270, 360], [0, 2]];
            Fuel = new int[count];
            All = [.. Enumerable.Range(0, factors ? 10 : 9).Select(_ => new double[count])];
            for (var i = 0; i < count; i++)
            {
                Fuel[i] = numbers[random.Next(numbers.Length)];
                for (var c = 0; c < All.Length; c++)
                {
                    All[c][i] = random.Next(12) == 0 ? odd[c][random.Next(odd[c].Length)] : least[c] + (random.NextDouble() * (most[c] - least[c]));
                }
            }
        }

        public int Count => Fuel.Length;

        public int[] Fuel { get; }

        public double[][] All { get; }

        public SurfaceCells Input() => new()
        {
            Fuel = Fuel,
            OneHour = All[0],
            TenHour = All[1],
            HundredHour = All[2],
            Herb = All[3],
            Woody = All[4],
            WindSpeed = All[5],
            WindFrom = All[6],
            Slope = All[7],
            Aspect = All[8],
            WindFactor = All.Length > 9 ? All[9] : [],
        };
    }

    private sealed class Columns(int count)
    {
        public double[][] All { get; } = [.. Enumerable.Range(0, 8).Select(_ => new double[count])];

        public SurfaceColumns Output() => new()
        {
            HeadRate = All[0],
            Heading = All[1],
            Eccentricity = All[2],
            EffectiveWind = All[3],
            ReactionIntensity = All[4],
            HeatPerArea = All[5],
            FirelineIntensity = All[6],
            FlameLength = All[7],
        };
    }
}
