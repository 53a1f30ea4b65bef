using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Bihuan.Kernel;

namespace Bihuan.Wildfire.Behaviour;

/// <summary>What burns where, as columns: each holds a value for every cell, or a single one for all of them.</summary>
public readonly ref struct SurfaceCells
{
    /// <summary>Number of the fuel model of each cell. What does not burn and what is not known does not spread.</summary>
    public required ReadOnlySpan<int> Fuel { get; init; }

    /// <summary>Moisture of 1 h fuel, fraction.</summary>
    public required ReadOnlySpan<double> OneHour { get; init; }

    /// <summary>Moisture of 10 h fuel, fraction.</summary>
    public required ReadOnlySpan<double> TenHour { get; init; }

    /// <summary>Moisture of 100 h fuel, fraction.</summary>
    public required ReadOnlySpan<double> HundredHour { get; init; }

    /// <summary>Moisture of live herbs, fraction.</summary>
    public required ReadOnlySpan<double> Herb { get; init; }

    /// <summary>Moisture of live shrubs, fraction.</summary>
    public required ReadOnlySpan<double> Woody { get; init; }

    /// <summary>Wind at the height of the options, m/s.</summary>
    public required ReadOnlySpan<double> WindSpeed { get; init; }

    /// <summary>Where it comes from, degrees clockwise from north.</summary>
    public required ReadOnlySpan<double> WindFrom { get; init; }

    /// <summary>Slope, degrees.</summary>
    public required ReadOnlySpan<double> Slope { get; init; }

    /// <summary>Where downslope faces, degrees clockwise from north; not read on level ground.</summary>
    public required ReadOnlySpan<double> Aspect { get; init; }

    /// <summary>20 ft wind to midflame wind (<see cref="WindAdjustment.Factor"/>); none: that of a bed in the open.</summary>
    public ReadOnlySpan<double> WindFactor { get; init; }

    /// <summary>Some of the cells.</summary>
    /// <param name="start">First of them.</param>
    /// <param name="length">How many.</param>
    public SurfaceCells Slice(int start, int length) => new()
    {
        Fuel = Fuel.Slice(start, length),
        OneHour = Part(OneHour, start, length),
        TenHour = Part(TenHour, start, length),
        HundredHour = Part(HundredHour, start, length),
        Herb = Part(Herb, start, length),
        Woody = Part(Woody, start, length),
        WindSpeed = Part(WindSpeed, start, length),
        WindFrom = Part(WindFrom, start, length),
        Slope = Part(Slope, start, length),
        Aspect = Part(Aspect, start, length),
        WindFactor = Part(WindFactor, start, length),
    };

    internal static double At(ReadOnlySpan<double> column, int cell) => column[column.Length == 1 ? 0 : cell];

    internal static ReadOnlySpan<T> Part<T>(ReadOnlySpan<T> column, int start, int length) => column.Length <= 1 ? column : column.Slice(start, length);
}

/// <summary>Where results go, as columns: each holds a value for every cell, or none where nobody asks for it. 0 where nothing spreads.</summary>
public readonly ref struct SurfaceColumns
{
    /// <summary>Rate of the head, m/min.</summary>
    public Span<double> HeadRate { get; init; }

    /// <summary>Direction of the head, degrees clockwise from north.</summary>
    public Span<double> Heading { get; init; }

    /// <summary>Eccentricity of the ellipse.</summary>
    public Span<double> Eccentricity { get; init; }

    /// <summary>Midflame wind that alone would drive the fire as fast, m/min.</summary>
    public Span<double> EffectiveWind { get; init; }

    /// <summary>Reaction intensity, kW/m².</summary>
    public Span<double> ReactionIntensity { get; init; }

    /// <summary>Heat per area, kJ/m².</summary>
    public Span<double> HeatPerArea { get; init; }

    /// <summary>Fireline intensity of the head, kW/m.</summary>
    public Span<double> FirelineIntensity { get; init; }

    /// <summary>Length of the flames of the head, m.</summary>
    public Span<double> FlameLength { get; init; }

    /// <summary>Some of the cells.</summary>
    /// <param name="start">First of them.</param>
    /// <param name="length">How many.</param>
    public SurfaceColumns Slice(int start, int length) => new()
    {
        HeadRate = Part(HeadRate, start, length),
        Heading = Part(Heading, start, length),
        Eccentricity = Part(Eccentricity, start, length),
        EffectiveWind = Part(EffectiveWind, start, length),
        ReactionIntensity = Part(ReactionIntensity, start, length),
        HeatPerArea = Part(HeatPerArea, start, length),
        FirelineIntensity = Part(FirelineIntensity, start, length),
        FlameLength = Part(FlameLength, start, length),
    };

    private static Span<double> Part(Span<double> column, int start, int length) => column.IsEmpty ? column : column.Slice(start, length);
}

/// <summary>What became of the cells of a batch.</summary>
/// <param name="Cells">All of them.</param>
/// <param name="NonBurnable">Surfaces that do not burn.</param>
/// <param name="Unknown">Cells without a known fuel model; they do not spread and should be looked at.</param>
/// <param name="Options">The choices made.</param>
public readonly record struct SurfaceSummary(int Cells, int NonBurnable, int Unknown, SurfaceOptions Options);

/// <summary>Rothermel's model over many cells of mixed fuel, on one thread; cells may be cut into parts for several.</summary>
/// <remarks>
/// <see cref="Compute"/> takes eight cells at once, <see cref="ComputeScalar"/> is its readable twin. They agree within 1e-12 relative
/// (below a hundredth of the dry intensity, near extinction, within 1e-14 of what the dry bed would give): the vector form adds in another order.
/// What makes it fast: the σ of a bed does not change as herbs cure (they keep theirs), so every power of σ is a constant of the model,
/// and moisture enters by multiplications and divisions alone.
/// </remarks>
public sealed class SurfaceBatch
{
    private const int Block = 64; // Cells whose constants stand side by side; 16 KB of them stay in the nearest cache.
    private const int Reported = 20; // Refusals that are listed; the rest of a wrong raster says no more.

    private readonly FuelModel?[] _models = new FuelModel?[256];
    private readonly double[] _constants = new double[256 * BedConstants.Count];

    /// <summary>A computation with its choices.</summary>
    /// <param name="options">The choices.</param>
    /// <param name="custom">Fuel models of one's own, which <see cref="FuelModel.Custom"/> let pass.</param>
    public SurfaceBatch(SurfaceOptions options, IEnumerable<FuelModel>? custom = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        Options = options;
        foreach (var model in FuelModels.All.Concat(custom ?? []))
        {
            if (model.Number is < 1 or > 255 || _models[model.Number] is not null || FuelModels.IsNonBurnable(model.Number))
            {
                throw new ArgumentException($"Fuel model number {model.Number} is taken or out of range.", nameof(custom));
            }

            _models[model.Number] = model;
            BedConstants.Of(model, options.Height).CopyTo(_constants.AsSpan(model.Number * BedConstants.Count));
        }
    }

    /// <summary>The choices.</summary>
    public SurfaceOptions Options { get; }

    /// <summary>Computes all cells, or says which readings cannot be right; results are undefined then.</summary>
    /// <param name="cells">What burns where.</param>
    /// <param name="results">Where results go.</param>
    public Result<SurfaceSummary> Compute(in SurfaceCells cells, in SurfaceColumns results)
    {
        var problems = CheckLengths(cells, results);
        if (problems.Count > 0)
        {
            return problems;
        }

        var count = cells.Fuel.Length;
        Span<double> work = stackalloc double[(BedConstants.Count + SurfaceKernel.Inputs + SurfaceKernel.Outputs) * Block];
        var constants = work[..(BedConstants.Count * Block)];
        var inputs = work.Slice(constants.Length, SurfaceKernel.Inputs * Block);
        var outputs = work[(constants.Length + inputs.Length)..];
        var kernel = new SurfaceKernel(Options, cells.WindFactor.Length > 0, Block);
        for (var start = 0; start < count; start += Block)
        {
            var length = Math.Min(Block, count - start);
            Gather(cells.Fuel.Slice(start, length), constants);
            Load(cells, start, length, inputs);
            if (!kernel.Run(constants, inputs, outputs, length))
            {
                return Refusals(cells, start);
            }

            Store(outputs, results, start, length);
        }

        return Summary(cells.Fuel);
    }

    /// <summary>The same cell by cell.</summary>
    /// <param name="cells">What burns where.</param>
    /// <param name="results">Where results go.</param>
    public Result<SurfaceSummary> ComputeScalar(in SurfaceCells cells, in SurfaceColumns results)
    {
        var problems = CheckLengths(cells, results);
        for (var i = 0; i < cells.Fuel.Length && problems.Count == 0; i++)
        {
            CheckCell(problems, cells, i);
            SurfaceFire fire = default;
            SpreadEllipse ellipse = default;
            double reaction = 0, heat = 0, line = 0, flame = 0;
            if (problems.Count == 0 && ModelOf(cells.Fuel[i]) is { } model)
            {
                var moisture = new FuelMoisture(SurfaceCells.At(cells.OneHour, i), SurfaceCells.At(cells.TenHour, i), SurfaceCells.At(cells.HundredHour, i), SurfaceCells.At(cells.Herb, i), SurfaceCells.At(cells.Woody, i));
                var bed = FuelBed.Of(model, moisture, Options.Transfer);
                var factor = WindAdjustment.ToMidflame(Options.Height, cells.WindFactor.Length > 0 ? SurfaceCells.At(cells.WindFactor, i) : WindAdjustment.Unsheltered(model.DepthMetres));
                var slope = SurfaceCells.At(cells.Slope, i);
                (fire, ellipse) = SurfaceSpread.At(bed, SurfaceCells.At(cells.WindSpeed, i) * factor, SurfaceCells.At(cells.WindFrom, i), slope, slope > 0 ? SurfaceCells.At(cells.Aspect, i) : 0, Options.Limit);
                (reaction, heat, line, flame) = (fire.ReactionIntensity, fire.HeatPerArea, fire.FirelineIntensity, fire.FlameLength);
            }

            Set(results.HeadRate, i, fire.HeadRate);
            Set(results.Heading, i, ellipse.HeadingDegrees);
            Set(results.Eccentricity, i, ellipse.Eccentricity);
            Set(results.EffectiveWind, i, fire.EffectiveWind);
            Set(results.ReactionIntensity, i, reaction);
            Set(results.HeatPerArea, i, heat);
            Set(results.FirelineIntensity, i, line);
            Set(results.FlameLength, i, flame);
        }

        return problems.Count > 0 ? problems : Summary(cells.Fuel);
    }

    private static void Set(Span<double> column, int cell, double value)
    {
        if (!column.IsEmpty)
        {
            column[cell] = value;
        }
    }

    private FuelModel? ModelOf(int number) => (uint)number < 256 ? _models[number] : null;

    private SurfaceSummary Summary(ReadOnlySpan<int> fuel)
    {
        int bare = 0, unknown = 0;
        foreach (var number in fuel)
        {
            var none = ModelOf(number) is null;
            bare += none && FuelModels.IsNonBurnable(number) ? 1 : 0;
            unknown += none && !FuelModels.IsNonBurnable(number) ? 1 : 0;
        }

        return new(fuel.Length, bare, unknown, Options);
    }

    private static List<Problem> CheckLengths(in SurfaceCells cells, in SurfaceColumns results)
    {
        var problems = new List<Problem>();
        var count = cells.Fuel.Length;
        void In(string name, int length, bool optional = false)
        {
            if (length != count && length != 1 && !(optional && length == 0))
            {
                problems.Add(Problem.Coded("FIRE-205", name, length.ToString(), count.ToString()));
            }
        }

        In("oneHour", cells.OneHour.Length);
        In("tenHour", cells.TenHour.Length);
        In("hundredHour", cells.HundredHour.Length);
        In("herb", cells.Herb.Length);
        In("woody", cells.Woody.Length);
        In("windSpeed", cells.WindSpeed.Length);
        In("windFrom", cells.WindFrom.Length);
        In("slope", cells.Slope.Length);
        In("aspect", cells.Aspect.Length);
        In("windFactor", cells.WindFactor.Length, true);
        ReadOnlySpan<int> wanted = [results.HeadRate.Length, results.Heading.Length, results.Eccentricity.Length, results.EffectiveWind.Length, results.ReactionIntensity.Length, results.HeatPerArea.Length, results.FirelineIntensity.Length, results.FlameLength.Length];
        foreach (var length in wanted)
        {
            if (length != 0 && length != count)
            {
                throw new ArgumentException($"A column of results has {length} places for {count} cells.", nameof(results));
            }
        }

        return problems;
    }

    private void CheckCell(List<Problem> problems, in SurfaceCells cells, int i)
    {
        if (ModelOf(cells.Fuel[i]) is null)
        {
            return; // Rasters often hold nothing where nothing burns.
        }

        new FuelMoisture(SurfaceCells.At(cells.OneHour, i), SurfaceCells.At(cells.TenHour, i), SurfaceCells.At(cells.HundredHour, i), SurfaceCells.At(cells.Herb, i), SurfaceCells.At(cells.Woody, i)).Check(problems, $"cell {i}");
        SurfaceSpread.CheckPlace(problems, $"cell {i}.", SurfaceCells.At(cells.WindSpeed, i), SurfaceCells.At(cells.WindFrom, i), SurfaceCells.At(cells.Slope, i), SurfaceCells.At(cells.Aspect, i));
        if (cells.WindFactor.Length > 0)
        {
            Range.Check(problems, $"cell {i}.windFactor", SurfaceCells.At(cells.WindFactor, i), 0, 2);
        }
    }

    private List<Problem> Refusals(in SurfaceCells cells, int start)
    {
        var problems = new List<Problem>();
        for (var i = start; i < cells.Fuel.Length && problems.Count < Reported; i++)
        {
            CheckCell(problems, cells, i);
        }

        return problems;
    }

    /// <summary>Sets the constants of each cell's model side by side, four cells at once; where no model is known, those of model 0, which has none.</summary>
    private void Gather(ReadOnlySpan<int> fuel, Span<double> constants)
    {
        ref var table = ref MemoryMarshal.GetArrayDataReference(_constants);
        for (var k = 0; k < SurfaceKernel.Padded(fuel.Length); k += 4)
        {
            var (a, b, c, d) = (RowOf(fuel, k), RowOf(fuel, k + 1), RowOf(fuel, k + 2), RowOf(fuel, k + 3));
            ref var column = ref constants[k];
            for (var i = 0; i < BedConstants.Count; i += 4)
            {
                Transpose(ref Unsafe.Add(ref table, a + i), ref Unsafe.Add(ref table, b + i), ref Unsafe.Add(ref table, c + i), ref Unsafe.Add(ref table, d + i), ref Unsafe.Add(ref column, i * Block));
            }
        }
    }

    private static int RowOf(ReadOnlySpan<int> fuel, int k) => k < fuel.Length && (uint)fuel[k] < 256 ? fuel[k] * BedConstants.Count : 0;

    /// <summary>Sets four numbers of four rows below each other.</summary>
    private static void Transpose(ref double a, ref double b, ref double c, ref double d, ref double column)
    {
        if (Avx.IsSupported)
        {
            var (va, vb, vc, vd) = (Vector256.LoadUnsafe(ref a), Vector256.LoadUnsafe(ref b), Vector256.LoadUnsafe(ref c), Vector256.LoadUnsafe(ref d));
            var (lowAb, highAb, lowCd, highCd) = (Avx.UnpackLow(va, vb), Avx.UnpackHigh(va, vb), Avx.UnpackLow(vc, vd), Avx.UnpackHigh(vc, vd));
            Avx.Permute2x128(lowAb, lowCd, 0x20).StoreUnsafe(ref column);
            Avx.Permute2x128(highAb, highCd, 0x20).StoreUnsafe(ref column, Block);
            Avx.Permute2x128(lowAb, lowCd, 0x31).StoreUnsafe(ref column, 2 * Block);
            Avx.Permute2x128(highAb, highCd, 0x31).StoreUnsafe(ref column, 3 * Block);
            return;
        }

        for (var i = 0; i < 4; i++)
        {
            Vector256.Create(Unsafe.Add(ref a, i), Unsafe.Add(ref b, i), Unsafe.Add(ref c, i), Unsafe.Add(ref d, i)).StoreUnsafe(ref column, (nuint)(i * Block));
        }
    }

    private static void Load(in SurfaceCells cells, int start, int length, Span<double> inputs)
    {
        Load(cells.OneHour, start, length, inputs, SurfaceKernel.OneHour);
        Load(cells.TenHour, start, length, inputs, SurfaceKernel.TenHour);
        Load(cells.HundredHour, start, length, inputs, SurfaceKernel.HundredHour);
        Load(cells.Herb, start, length, inputs, SurfaceKernel.Herb);
        Load(cells.Woody, start, length, inputs, SurfaceKernel.Woody);
        Load(cells.WindSpeed, start, length, inputs, SurfaceKernel.WindSpeed);
        Load(cells.WindFrom, start, length, inputs, SurfaceKernel.WindFrom);
        Load(cells.Slope, start, length, inputs, SurfaceKernel.Slope);
        Load(cells.Aspect, start, length, inputs, SurfaceKernel.Aspect);
        Load(cells.WindFactor, start, length, inputs, SurfaceKernel.WindFactor);
    }

    private static void Load(ReadOnlySpan<double> column, int start, int length, Span<double> inputs, int input)
    {
        var to = inputs.Slice(input * Block, Block);
        if (column.Length > 1)
        {
            column.Slice(start, length).CopyTo(to);
        }
        else if (column.Length == 1 && start == 0)
        {
            to.Fill(column[0]);
        }
    }

    private static void Store(ReadOnlySpan<double> outputs, in SurfaceColumns results, int start, int length)
    {
        Store(outputs, SurfaceKernel.HeadRate, results.HeadRate, start, length);
        Store(outputs, SurfaceKernel.Heading, results.Heading, start, length);
        Store(outputs, SurfaceKernel.Eccentricity, results.Eccentricity, start, length);
        Store(outputs, SurfaceKernel.EffectiveWind, results.EffectiveWind, start, length);
        Store(outputs, SurfaceKernel.ReactionIntensity, results.ReactionIntensity, start, length);
        Store(outputs, SurfaceKernel.HeatPerArea, results.HeatPerArea, start, length);
        Store(outputs, SurfaceKernel.FirelineIntensity, results.FirelineIntensity, start, length);
        Store(outputs, SurfaceKernel.FlameLength, results.FlameLength, start, length);
    }

    private static void Store(ReadOnlySpan<double> outputs, int output, Span<double> column, int start, int length)
    {
        if (!column.IsEmpty)
        {
            outputs.Slice(output * Block, length).CopyTo(column.Slice(start, length));
        }
    }
}
