using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

using Lanes = System.Runtime.Intrinsics.Vector512<double>;
using Vec = System.Runtime.Intrinsics.Vector512;

namespace Bihuan.Wildfire.Behaviour;

/// <summary>Rothermel's model over a block of cells that stand as columns, eight at once. Equations as in <see cref="FuelBed"/>, constants from <see cref="BedConstants"/>.</summary>
/// <param name="options">The choices.</param>
/// <param name="ownFactor">Whether cells bring a factor from 20 ft to midflame.</param>
/// <param name="block">Length of a column, a multiple of eight.</param>
internal sealed class SurfaceKernel(SurfaceOptions options, bool ownFactor, int block)
{
    /// <summary>Columns of inputs.</summary>
    public const int OneHour = 0, TenHour = 1, HundredHour = 2, Herb = 3, Woody = 4, WindSpeed = 5, WindFrom = 6, Slope = 7, Aspect = 8, WindFactor = 9, Inputs = 10;

    /// <summary>Columns of outputs.</summary>
    public const int HeadRate = 0, Heading = 1, Eccentricity = 2, EffectiveWind = 3, ReactionIntensity = 4, HeatPerArea = 5, FirelineIntensity = 6, FlameLength = 7, Outputs = 8;

    private const double Tiny = 1e-290; // In place of 0 where a quotient or a logarithm is thrown away afterwards.
    private const double Radian = Math.PI / 180;
    private const double KilowattsPerReaction = Conversions.KilojoulesPerSquareMetrePerBtuPerSquareFoot / 60;

    // 0.45·I^0.46 ft with I in Btu/ft/s, as metres from kW/m.
    private static readonly double FlameFactor = Rothermel.FlameLength(1 / Conversions.KilowattsPerMetrePerBtuPerFootPerSecond) * Conversions.MetresPerFoot;

    private readonly double _height = WindAdjustment.ToMidflame(options.Height, 1) * 60 / Conversions.MetresPerFoot;

    /// <summary>How many cells are looked at for a number of cells: whole vectors.</summary>
    public static int Padded(int length) => (length + Lanes.Count - 1) / Lanes.Count * Lanes.Count;

    /// <summary>Computes a block; false where a reading of a cell with fuel stands outside of its range.</summary>
    /// <param name="constants">Columns of <see cref="BedConstants"/>.</param>
    /// <param name="inputs">Columns of inputs; what stands behind the last cell is not looked at.</param>
    /// <param name="outputs">Columns of outputs.</param>
    /// <param name="length">How many cells.</param>
    public bool Run(ReadOnlySpan<double> constants, ReadOnlySpan<double> inputs, Span<double> outputs, int length)
    {
        // In three steps over the block: in one, the compiler would have more values to keep at hand than it keeps account of.
        var valid = Lanes.AllBitsSet;
        ref var bed = ref MemoryMarshal.GetReference(constants);
        ref var cell = ref MemoryMarshal.GetReference(inputs);
        ref var result = ref MemoryMarshal.GetReference(outputs);
        for (var k = 0; k < length; k += Lanes.Count)
        {
            valid &= Burn(new(ref bed, k, block), new(ref cell, k, block), new(ref result, k, block));
        }

        for (var k = 0; k < length; k += Lanes.Count)
        {
            Drive(new(ref bed, k, block), new(ref cell, k, block), new(ref result, k, block));
        }

        for (var k = 0; k < length; k += Lanes.Count)
        {
            Shape(new(ref bed, k, block), new(ref result, k, block));
        }

        return Vec.EqualsAll(Vec.AsUInt64(valid), Vec.Create(ulong.MaxValue));
    }

    /// <summary>Whether the readings are in range, reaction intensity, and the rate without wind and slope.</summary>
    private Lanes Burn(Columns bed, Columns cell, Columns result)
    {
        // Behind the last cell stand the constants of no fuel, and whatever inputs were there before.
        var fuel = Vec.GreaterThan(bed[BedConstants.WindExponent], Lanes.Zero);
        var (m1, m10, m100, mHerb, mWoody) = (cell[OneHour], cell[TenHour], cell[HundredHour], cell[Herb], cell[Woody]);
        var valid = Within(m1, FuelMoisture.MostDead) & Within(m10, FuelMoisture.MostDead) & Within(m100, FuelMoisture.MostDead)
            & Within(mHerb, FuelMoisture.MostLive) & Within(mWoody, FuelMoisture.MostLive)
            & Within(cell[WindSpeed], SurfaceRanges.MostWind) & Within(cell[WindFrom], 360) & Within(cell[Slope], SurfaceRanges.SteepestSlope) & Within(AspectOf(cell), 360);
        if (ownFactor)
        {
            valid &= Within(cell[WindFactor], 2);
        }

        // Cured herbs.
        var share = options.Transfer == CuredHerbTransfer.BehavePlus ? Vec.Create(1.333) - (mHerb * 1.11) : (Vec.Create(1.20) - mHerb) / 0.90;
        share = Vec.Min(Vec.Max(share, Lanes.Zero), Lanes.One);
        share = Vec.ConditionalSelect(Vec.LessThan(mHerb, Vec.Create(0.30)), Lanes.One, Vec.AndNot(share, Vec.GreaterThan(mHerb, Vec.Create(1.20))));
        share *= bed[BedConstants.Dynamic];
        var green = Lanes.One - share;

        // Moistures of the categories and of extinction.
        var (oneHour, tenHour, hundredHour) = (bed[BedConstants.AreaOneHour] + (bed[BedConstants.AreaHerb] * share), bed[BedConstants.AreaTenHour], bed[BedConstants.AreaHundredHour]);
        var (herb, woody) = (bed[BedConstants.AreaHerb] * green, bed[BedConstants.AreaWoody]);
        var dead = Lanes.One / Vec.Max(oneHour + tenHour + hundredHour, Vec.Create(Tiny));
        var live = Lanes.One / Vec.Max(herb + woody, Vec.Create(Tiny));
        var moistureDead = ((oneHour * m1) + (tenHour * m10) + (hundredHour * m100)) * dead;
        var moistureLive = ((herb * mHerb) + (woody * mWoody)) * live;
        var fineOneHour = bed[BedConstants.FineOneHour] + (bed[BedConstants.FineCured] * share);
        var fineLive = (bed[BedConstants.FineHerb] * green) + bed[BedConstants.FineWoody];
        var extinction = bed[BedConstants.Extinction];
        var extinctionInverse = bed[BedConstants.ExtinctionInverse];
        var dry = fineOneHour + bed[BedConstants.FineTenHour] + bed[BedConstants.FineHundredHour]
            - (((fineOneHour * m1) + (bed[BedConstants.FineTenHour] * m10) + (bed[BedConstants.FineHundredHour] * m100)) * extinctionInverse);
        var extinctionLive = Vec.Max(extinction, (2.9 * dry / Vec.Max(fineLive, Vec.Create(Tiny))) - Vec.Create(0.226));

        var reaction = (Polynomial(share, bed[BedConstants.Dead0], bed[BedConstants.Dead1], bed[BedConstants.Dead2]) * dead * Damping(moistureDead * extinctionInverse))
            + (Polynomial(green, bed[BedConstants.Live0], bed[BedConstants.Live1], bed[BedConstants.Live2]) * live * Damping(moistureLive / extinctionLive));
        var sink = bed[BedConstants.Sink0] + ((bed[BedConstants.SinkOneHour] + (bed[BedConstants.SinkHerb] * share)) * m1) + (bed[BedConstants.SinkTenHour] * m10)
            + (bed[BedConstants.SinkHundredHour] * m100) + (bed[BedConstants.SinkHerb] * green * mHerb) + (bed[BedConstants.SinkWoody] * mWoody);
        reaction = Vec.AndNot(reaction, ~fuel);
        result[ReactionIntensity] = reaction;
        result[HeadRate] = reaction / Vec.Max(sink, Vec.Create(Tiny));
        return valid | ~fuel;
    }

    /// <summary>What wind and slope make of the rate, its direction, and the effective wind.</summary>
    private void Drive(Columns bed, Columns cell, Columns result)
    {
        var (reaction, still) = (result[ReactionIntensity], result[HeadRate]);
        var burns = Vec.GreaterThan(still, Lanes.Zero);
        var aspect = AspectOf(cell);
        var wind = cell[WindSpeed] * (!ownFactor ? bed[BedConstants.Wind] : options.Height == WindHeight.Midflame ? Vec.Create(_height) : cell[WindFactor] * _height);
        var (logarithm, exponent, exponentInverse) = (bed[BedConstants.WindLogarithm], bed[BedConstants.WindExponent], bed[BedConstants.WindExponentInverse]);
        var byWind = Positive(wind, VectorMath.Exp(logarithm + (exponent * Log(wind))));
        var (sineSlope, cosineSlope) = VectorMath.SinCosDegrees(cell[Slope]);
        var tangent = sineSlope / cosineSlope;
        var bySlope = bed[BedConstants.Slope] * tangent * tangent;
        var (sine, cosine) = VectorMath.SinCosDegrees(cell[WindFrom] - aspect);
        var x = bySlope + (byWind * cosine);
        var y = byWind * sine;
        var factor = Vec.Sqrt((x * x) + (y * y));
        var effective = Positive(factor, VectorMath.Exp((Log(factor) - logarithm) * exponentInverse));
        if (options.Limit == WindLimit.Rothermel1972)
        {
            var limit = reaction * (0.9 / KilowattsPerReaction);
            var over = Vec.GreaterThan(effective, limit);
            effective = Vec.Min(effective, limit);
            factor = Vec.ConditionalSelect(over, Positive(limit, VectorMath.Exp(logarithm + (exponent * Log(limit)))), factor);
        }

        var rate = still * (Lanes.One + factor);
        var heading = (VectorMath.Atan2(y, x) / Radian) + aspect + Vec.Create(180.0);
        heading -= Vec.GreaterThanOrEqual(heading, Vec.Create(360.0)) & Vec.Create(360.0);
        heading = Vec.Max(heading, Lanes.Zero); // −180 + 180 may fall a rounding short of 0.

        result[HeadRate] = burns & rate;
        result[Heading] = burns & heading;
        result[EffectiveWind] = burns & (effective * Conversions.MetresPerFoot);
    }

    /// <summary>Eccentricity, heat and flames.</summary>
    private static void Shape(Columns bed, Columns result)
    {
        var shape = LengthToWidthLessOne(result[EffectiveWind] * (1 / Conversions.MetresPerFoot / Conversions.FeetPerMinutePerMph));
        var heat = result[ReactionIntensity] * bed[BedConstants.Heat];
        var intensity = heat * result[HeadRate] * (1.0 / 60);
        result[Eccentricity] = Vec.Sqrt(shape * (shape + Vec.Create(2.0))) / (Lanes.One + shape);
        result[HeatPerArea] = heat;
        result[FirelineIntensity] = intensity;
        result[FlameLength] = Positive(intensity, VectorMath.Exp(0.46 * Log(intensity)) * FlameFactor);
    }

    /// <summary>Level ground has no aspect.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes AspectOf(Columns cell) => Vec.GreaterThan(cell[Slope], Lanes.Zero) & cell[Aspect];

    /// <summary><see cref="Rothermel.MoistureDamping"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes Damping(Lanes r)
    {
        var damping = Lanes.One + (r * (Vec.Create(-2.59) + (r * (Vec.Create(5.11) + (r * -3.52)))));
        return Vec.LessThan(r, Vec.Create(Rothermel.Extinct)) & Vec.Max(damping, Lanes.Zero);
    }

    /// <summary><see cref="Rothermel.LengthToWidthLessOne"/>.</summary>
    private static Lanes LengthToWidthLessOne(Lanes mph)
    {
        var u = Vec.Min(mph, Vec.Create(25.0));
        var full = Vec.Min(Vec.Create(7.0), (0.936 * VectorMath.Exp(0.1147 * u)) + (0.461 * VectorMath.Exp(-0.0692 * u)) - Vec.Create(1.397));
        var small = Lanes.Zero;
        for (var k = Rothermel.LengthToWidthSeries.Length - 1; k >= 0; k--)
        {
            small = (small + Vec.Create(Rothermel.LengthToWidthSeries[k])) * u;
        }

        return Vec.ConditionalSelect(Vec.LessThan(u, Lanes.One), small, full);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes Polynomial(Lanes x, Lanes a, Lanes b, Lanes c) => a + (x * (b + (x * c)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes Within(Lanes value, double most) => Vec.GreaterThanOrEqual(value, Lanes.Zero) & Vec.LessThanOrEqual(value, Vec.Create(most));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes Positive(Lanes of, Lanes value) => Vec.GreaterThan(of, Lanes.Zero) & value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes Log(Lanes value) => VectorMath.Log(Vec.Max(value, Vec.Create(Tiny)));

    /// <summary>Eight cells of columns that stand behind each other.</summary>
    private readonly ref struct Columns
    {
        private readonly ref double _first;
        private readonly int _block;

        public Columns(ref double first, int cell, int block)
        {
            _first = ref Unsafe.Add(ref first, cell);
            _block = block;
        }

        public Lanes this[int column]
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get => Vec.LoadUnsafe(ref _first, (nuint)(column * _block));

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            set => Vec.StoreUnsafe(value, ref _first, (nuint)(column * _block));
        }
    }
}
