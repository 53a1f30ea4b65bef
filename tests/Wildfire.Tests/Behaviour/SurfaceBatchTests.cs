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
                Assert.True(error <= tolerance, $"cell {i}, model {cells.Fuel[i]}, column {c}: {found} for {expected}, {error}, dampened {Dampened(cells, i, transfer)}");
            }
        }

        Assert.InRange(burning, cells.Count / 3, cells.Count - 1);
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
