using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using static Bihuan.Wildfire.Danger.LaneMath;
using V = System.Runtime.Intrinsics.Vector512<double>;
using Vec = System.Runtime.Intrinsics.Vector512;

namespace Bihuan.Wildfire.Danger;

/// <summary>A day of the Fire Weather Index System for many stations at once: the equations of <see cref="FwiEquations"/>, in their order and with their numbers.</summary>
/// <remarks>
/// <para>Stations go side by side because a station's days follow from each other. A day is done in stages, each a short loop over a block of stations that stays in the first cache:
/// the equations of one station wait for each other, and only where a loop holds one exponential or logarithm after another's end, not two in a row, does the processor work on the next stations meanwhile.</para>
/// <para>What only rain needs is done for the wet stations alone, gathered side by side. Powers of one base share its logarithm, and the severity rating the index's.</para>
/// </remarks>
internal static class FwiLanes
{
    /// <summary>Stations in a block.</summary>
    internal const int Block = 256;

    /// <summary>What a day needs: weather and factors of each station, and yesterday's codes, which become today's.</summary>
    internal ref struct Columns
    {
        public ReadOnlySpan<double> Temperature, Humidity, Wind, Rain, DuffDay, DroughtDay;
        public Span<double> FfmcState, DmcState, DcState, Ffmc, Dmc, Dc, Isi, Bui, Fwi, Dsr;
    }

    /// <summary>One day of any number of stations.</summary>
    internal static void Day(in Columns c, double κ)
    {
        var count = c.Temperature.Length;
        Span<double> buffer = stackalloc double[4 * Block];
        Span<int> numbers = stackalloc int[Block];
        Span<double> rest = stackalloc double[16 * V.Count];
        for (var from = 0; from < count; from += Block)
        {
            var size = Math.Min(Block, count - from);
            var whole = size - (size % V.Count);
            if (whole > 0)
            {
                Stages(c, from, whole, κ, buffer, numbers);
            }

            if (whole < size)
            {
                Rest(c, from + whole, κ, buffer, numbers, rest);
            }
        }
    }

    /// <summary>The last stations, fewer than a vector, among copies of weather that does no harm: by the same lanes, so that a station's values do not depend on its place.</summary>
    private static void Rest(in Columns c, int from, double κ, Span<double> buffer, Span<int> numbers, Span<double> rest)
    {
        rest.Clear();
        static Span<double> At(Span<double> all, int i) => all.Slice(i * V.Count, V.Count);
        c.Temperature[from..].CopyTo(At(rest, 0));
        c.Humidity[from..].CopyTo(At(rest, 1));
        c.Wind[from..].CopyTo(At(rest, 2));
        c.Rain[from..].CopyTo(At(rest, 3));
        c.DuffDay[from..].CopyTo(At(rest, 4));
        c.DroughtDay[from..].CopyTo(At(rest, 5));
        c.FfmcState[from..].CopyTo(At(rest, 6));
        c.DmcState[from..].CopyTo(At(rest, 7));
        c.DcState[from..].CopyTo(At(rest, 8));
        var padded = new Columns
        {
            Temperature = At(rest, 0),
            Humidity = At(rest, 1),
            Wind = At(rest, 2),
            Rain = At(rest, 3),
            DuffDay = At(rest, 4),
            DroughtDay = At(rest, 5),
            FfmcState = At(rest, 6),
            DmcState = At(rest, 7),
            DcState = At(rest, 8),
            Ffmc = At(rest, 9),
            Dmc = At(rest, 10),
            Dc = At(rest, 11),
            Isi = At(rest, 12),
            Bui = At(rest, 13),
            Fwi = At(rest, 14),
            Dsr = At(rest, 15),
        };
        Stages(padded, 0, V.Count, κ, buffer, numbers);
        var left = c.Temperature.Length - from;
        padded.FfmcState[..left].CopyTo(c.FfmcState[from..]);
        padded.DmcState[..left].CopyTo(c.DmcState[from..]);
        padded.DcState[..left].CopyTo(c.DcState[from..]);
        padded.Ffmc[..left].CopyTo(c.Ffmc[from..]);
        padded.Dmc[..left].CopyTo(c.Dmc[from..]);
        padded.Dc[..left].CopyTo(c.Dc[from..]);
        padded.Isi[..left].CopyTo(c.Isi[from..]);
        padded.Bui[..left].CopyTo(c.Bui[from..]);
        padded.Fwi[..left].CopyTo(c.Fwi[from..]);
        padded.Dsr[..left].CopyTo(c.Dsr[from..]);
    }

    private static void Stages(in Columns c, int from, int size, double κ, Span<double> buffer, Span<int> numbers)
    {
        var T = c.Temperature.Slice(from, size);
        var H = c.Humidity.Slice(from, size);
        var W = c.Wind.Slice(from, size);
        var P = c.Rain.Slice(from, size);
        var ffmc = c.Ffmc.Slice(from, size);
        var dmc = c.Dmc.Slice(from, size);
        var dc = c.Dc.Slice(from, size);
        var isi = c.Isi.Slice(from, size);
        var bui = c.Bui.Slice(from, size);
        var ffmcState = c.FfmcState.Slice(from, size);
        var dmcState = c.DmcState.Slice(from, size);
        var dcState = c.DcState.Slice(from, size);
        var moisture = buffer[..size];
        var amounts = buffer.Slice(Block, Block);
        var gathered = buffer.Slice(2 * Block, Block);
        Moistures(ffmcState, κ, moisture);
        var wet = Wet(P, numbers, amounts);
        Rain<FineFuel>(wet, amounts, moisture, gathered);
        Rain<Duff>(wet, amounts, dmcState, gathered);
        Rain<Drought>(wet, amounts, dcState, gathered);

        var dryEnd = buffer.Slice(Block, size);
        var wetEnd = buffer.Slice(2 * Block, size);
        var one = buffer.Slice(3 * Block, size);
        Equilibria(T, H, dryEnd, wetEnd);
        Towards(H, moisture, dryEnd, wetEnd, one);
        Rates(T, W, wetEnd, one);
        Drying(moisture, dryEnd, one, κ, ffmc);
        DryDuff(T, H, c.DuffDay.Slice(from, size), dmcState, dmc);
        DryDeep(T, c.DroughtDay.Slice(from, size), dcState, dc);
        ffmc.CopyTo(ffmcState);
        dmc.CopyTo(dmcState);
        dc.CopyTo(dcState);

        Moistures(ffmc, κ, moisture);
        Logarithms(moisture, 1, one);
        Spread(moisture, one, W, isi);
        Buildup(dmc, dc, bui);
        Logarithms(bui, 1, one);
        var intensity = moisture;
        Intensity(isi, bui, one, intensity);
        var ln = dryEnd;
        Logarithms(intensity, 1, ln);
        Logarithms(ln, 0.434, one);
        Scaled(intensity, one, ln);
        Index(intensity, ln, c.Fwi.Slice(from, size), c.Dsr.Slice(from, size));
    }

    /// <summary>What rain does to a moisture or a code.</summary>
    private interface IWetting
    {
        /// <summary>Rain up to this counts as none, mm.</summary>
        static abstract double Least { get; }

        static abstract V After(V rain, V before);
    }

    /// <summary>Moisture of fine fuel. Eq. 2, 3.</summary>
    private readonly struct FineFuel : IWetting
    {
        public static double Least => 0.5;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V After(V rain, V m)
        {
            var r = rain - N(0.5); // Eq. 2
            var wetted = m + (N(42.5) * r * Exp(N(-100) / (N(251) - m)) * (N(1) - Exp(N(-6.93) / r))); // Eq. 3a
            var soaked = N(0.0015) * (m - N(150)) * (m - N(150)) * Vec.Sqrt(r); // Eq. 3b
            return Vec.MinNative(Vec.ConditionalSelect(Vec.GreaterThan(m, N(150)), wetted + soaked, wetted), N(250));
        }
    }

    /// <summary>Duff moisture code. Eq. 11 to 15.</summary>
    private readonly struct Duff : IWetting
    {
        public static double Least => 1.5;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V After(V rain, V code)
        {
            var r = (N(0.92) * rain) - N(1.27); // Eq. 11
            var before = N(280) * Exp(N(-0.023) * code); // Eq. 12, less 20
            var ln = Log(code);
            var b = Vec.ConditionalSelect(
                Vec.LessThanOrEqual(code, N(33)),
                N(100) / (N(0.5) + (N(0.3) * code)),
                Vec.ConditionalSelect(Vec.LessThanOrEqual(code, N(65)), N(14) - (N(1.3) * ln), (N(6.2) * ln) - N(17.2))); // Eq. 13
            var M = before + (N(1000) * r / (N(48.77) + (b * r))); // Eq. 14, less 20
            return Vec.MaxNative(N(0), N(43.43) * (N(5.6348) - Log(M))); // Eq. 15
        }
    }

    /// <summary>Drought code. Eq. 18 to 21.</summary>
    private readonly struct Drought : IWetting
    {
        public static double Least => 2.8;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V After(V rain, V code)
        {
            var r = (N(0.83) * rain) - N(1.27); // Eq. 18
            return Vec.MaxNative(N(0), code - (N(400) * Log(N(1) + (N(3.937 / 800) * r * Exp(code * N(1 / 400d)))))); // Eq. 19 to 21
        }
    }

    /// <summary>Numbers of the stations with rain that counts for anything, and the amounts side by side, filled up to whole vectors.</summary>
    private static ReadOnlySpan<int> Wet(ReadOnlySpan<double> rain, Span<int> wet, Span<double> amounts)
    {
        var count = 0;
        for (var i = 0; i < rain.Length; i++)
        {
            wet[count] = i;
            amounts[count] = rain[i];
            count += rain[i] > 0.5 ? 1 : 0;
        }

        amounts.Slice(count, Math.Min(V.Count, amounts.Length - count)).Clear();
        return wet[..count];
    }

    /// <summary>Wets those stations that had rain.</summary>
    private static void Rain<T>(ReadOnlySpan<int> wet, ReadOnlySpan<double> amounts, Span<double> values, Span<double> gathered)
        where T : struct, IWetting
    {
        for (var k = 0; k < wet.Length; k++)
        {
            gathered[k] = values[wet[k]];
        }

        for (nuint i = 0; i < (nuint)wet.Length; i += (nuint)V.Count)
        {
            var amount = Load(amounts, i);
            var before = Load(gathered, i);
            Store(Vec.ConditionalSelect(Vec.GreaterThan(amount, N(T.Least)), T.After(amount, before), before), gathered, i);
        }

        for (var k = 0; k < wet.Length; k++)
        {
            values[wet[k]] = gathered[k];
        }
    }

    /// <summary>Moisture of fine fuel by its code. Eq. 1.</summary>
    private static void Moistures(ReadOnlySpan<double> codes, double κ, Span<double> moisture)
    {
        for (nuint i = 0; i < (nuint)moisture.Length; i += (nuint)V.Count)
        {
            Store(Moisture(Load(codes, i), N(κ)), moisture, i);
        }
    }

    /// <summary>Where drying and wetting end. Eq. 4, 5.</summary>
    private static void Equilibria(ReadOnlySpan<double> temperature, ReadOnlySpan<double> humidity, Span<double> dry, Span<double> wet)
    {
        for (nuint i = 0; i < (nuint)dry.Length; i += (nuint)V.Count)
        {
            var H = Vec.MinNative(Load(humidity, i), N(FwiEquations.Saturated));
            var lnH = Log(H);
            var damp = Exp((H - N(100)) * N(0.1));
            var warmth = N(0.18) * (N(21.1) - Load(temperature, i)) * (N(1) - Exp(N(-0.115) * H));
            Store((N(0.942) * Exp(lnH * N(0.679))) + (N(11) * damp) + warmth, dry, i);
            Store((N(0.618) * Exp(lnH * N(0.753))) + (N(10) * damp) + warmth, wet, i);
        }
    }

    /// <summary>Which way it goes: the end that is neared replaces the dry one; x of eq. 6 and 7 replaces the wet one, with its logarithm beside it.</summary>
    private static void Towards(ReadOnlySpan<double> humidity, ReadOnlySpan<double> moisture, Span<double> dryToTarget, Span<double> wetToX, Span<double> lnX)
    {
        for (nuint i = 0; i < (nuint)lnX.Length; i += (nuint)V.Count)
        {
            var H = Vec.MinNative(Load(humidity, i), N(FwiEquations.Saturated));
            var m = Load(moisture, i);
            var dry = Load(dryToTarget, i);
            var wet = Load(wetToX, i);
            var drying = Vec.GreaterThan(m, dry);
            var x = Vec.ConditionalSelect(drying, H, N(100) - H) * N(0.01);
            Store(x, wetToX, i);
            Store(Log(x), lnX, i);
            Store(Vec.ConditionalSelect(drying, dry, Vec.ConditionalSelect(Vec.LessThan(m, wet), wet, m)), dryToTarget, i);
        }
    }

    /// <summary>Logarithm of the rate, in place of that of x. Eq. 6, 7.</summary>
    private static void Rates(ReadOnlySpan<double> temperature, ReadOnlySpan<double> wind, ReadOnlySpan<double> xs, Span<double> lnXToRate)
    {
        for (nuint i = 0; i < (nuint)lnXToRate.Length; i += (nuint)V.Count)
        {
            var x = Load(xs, i);
            var x2 = x * x;
            var x4 = x2 * x2;
            var still = N(0.424) * (N(1) - Exp(Load(lnXToRate, i) * N(1.7)));
            var windy = N(0.0694) * Vec.Sqrt(Load(wind, i)) * (N(1) - (x4 * x4));
            Store((still + windy) * N(0.581) * Exp(N(0.0365) * Load(temperature, i)), lnXToRate, i);
        }
    }

    /// <summary>The day's drying or wetting, and the code. Eq. 8 to 10.</summary>
    private static void Drying(ReadOnlySpan<double> moisture, ReadOnlySpan<double> targets, ReadOnlySpan<double> rates, double κ, Span<double> ffmc)
    {
        for (nuint i = 0; i < (nuint)ffmc.Length; i += (nuint)V.Count)
        {
            var target = Load(targets, i);
            var m = Vec.FusedMultiplyAdd(Load(moisture, i) - target, Exp(N(-2.302585092994045684) * Load(rates, i)), target); // Eq. 8, 9
            Store(Vec.MinNative(Vec.MaxNative(N(59.5) * (N(250) - m) / (N(κ) + m), N(0)), N(101)), ffmc, i); // Eq. 10
        }
    }

    /// <summary>Drying of duff. Eq. 16, 17.</summary>
    private static void DryDuff(ReadOnlySpan<double> temperature, ReadOnlySpan<double> humidity, ReadOnlySpan<double> dayLength, ReadOnlySpan<double> wetted, Span<double> dmc)
    {
        for (nuint i = 0; i < (nuint)dmc.Length; i += (nuint)V.Count)
        {
            var H = Vec.MinNative(Load(humidity, i), N(FwiEquations.Saturated));
            var drying = N(1.894e-4) * (Vec.MaxNative(Load(temperature, i), N(-1.1)) + N(1.1)) * (N(100) - H) * Load(dayLength, i);
            Store(Vec.MaxNative(N(0), Load(wetted, i) + drying), dmc, i);
        }
    }

    /// <summary>Drying of deep soil. Eq. 22, 23.</summary>
    private static void DryDeep(ReadOnlySpan<double> temperature, ReadOnlySpan<double> dayLength, ReadOnlySpan<double> wetted, Span<double> dc)
    {
        for (nuint i = 0; i < (nuint)dc.Length; i += (nuint)V.Count)
        {
            var evaporation = Vec.MaxNative(N(0), (N(0.36) * (Vec.MaxNative(Load(temperature, i), N(-2.8)) + N(2.8))) + Load(dayLength, i));
            Store(Load(wetted, i) + (evaporation * N(0.5)), dc, i);
        }
    }

    /// <summary>ln(factor·x).</summary>
    private static void Logarithms(ReadOnlySpan<double> x, double factor, Span<double> ln)
    {
        for (nuint i = 0; i < (nuint)ln.Length; i += (nuint)V.Count)
        {
            Store(Log(Load(x, i) * N(factor)), ln, i);
        }
    }

    /// <summary>Initial spread index. Eq. 24 to 26.</summary>
    private static void Spread(ReadOnlySpan<double> moisture, ReadOnlySpan<double> lnM, ReadOnlySpan<double> wind, Span<double> isi)
    {
        for (nuint i = 0; i < (nuint)isi.Length; i += (nuint)V.Count)
        {
            var fall = Exp((N(0.05039) * Load(wind, i)) - (N(0.1386) * Load(moisture, i)));
            Store(N(0.208 * 91.9) * fall * (N(1) + (Exp(N(5.31) * Load(lnM, i)) * N(1 / 4.93e7))), isi, i);
        }
    }

    /// <summary>Buildup index. Eq. 27.</summary>
    private static void Buildup(ReadOnlySpan<double> duff, ReadOnlySpan<double> drought, Span<double> bui)
    {
        for (nuint i = 0; i < (nuint)bui.Length; i += (nuint)V.Count)
        {
            var dmc = Load(duff, i);
            var dc = Load(drought, i);
            var sum = dmc + (N(0.4) * dc);
            var share = N(0.8) * dc / sum;
            var result = dmc * share; // Eq. 27a
            if (Vec.GreaterThanAny(dmc, N(0.4) * dc))
            {
                var other = Vec.MaxNative(N(0), dmc - ((N(1) - share) * (N(0.92) + Pow(N(0.0114) * dmc, 1.7)))); // Eq. 27b
                result = Vec.ConditionalSelect(Vec.GreaterThan(dmc, N(0.4) * dc), other, result);
            }

            Store(Vec.ConditionalSelect(Vec.Equals(sum, N(0)), N(0), result), bui, i);
        }
    }

    /// <summary>B of eq. 29: the index before its scale.</summary>
    private static void Intensity(ReadOnlySpan<double> isi, ReadOnlySpan<double> buildup, ReadOnlySpan<double> lnBui, Span<double> b)
    {
        for (nuint i = 0; i < (nuint)b.Length; i += (nuint)V.Count)
        {
            var bui = Load(buildup, i);
            var f = (N(0.626) * Exp(Load(lnBui, i) * N(0.809))) + N(2); // Eq. 28a
            if (Vec.GreaterThanAny(bui, N(80)))
            {
                f = Vec.ConditionalSelect(Vec.GreaterThan(bui, N(80)), N(1000) / (N(25) + (N(108.64) * Exp(N(-0.023) * bui))), f); // Eq. 28b
            }

            Store(N(0.1) * Load(isi, i) * f, b, i);
        }
    }

    /// <summary>Logarithm of the fire weather index, in place of that of B. Eq. 30.</summary>
    private static void Scaled(ReadOnlySpan<double> intensity, ReadOnlySpan<double> lnLnB, Span<double> lnBToLnFwi)
    {
        for (nuint i = 0; i < (nuint)lnBToLnFwi.Length; i += (nuint)V.Count)
        {
            var scaled = N(2.72) * Exp(Load(lnLnB, i) * N(0.647));
            Store(Vec.ConditionalSelect(Vec.GreaterThan(Load(intensity, i), N(1)), scaled, Load(lnBToLnFwi, i)), lnBToLnFwi, i);
        }
    }

    /// <summary>Fire weather index and daily severity rating. Eq. 30, 31.</summary>
    private static void Index(ReadOnlySpan<double> intensity, ReadOnlySpan<double> ln, Span<double> fwi, Span<double> dsr)
    {
        for (nuint i = 0; i < (nuint)fwi.Length; i += (nuint)V.Count)
        {
            var B = Load(intensity, i);
            Store(Vec.ConditionalSelect(Vec.GreaterThan(B, N(1)), Exp(Load(ln, i)), B), fwi, i);
            Store(N(0.0272) * Exp(N(1.77) * Load(ln, i)), dsr, i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Moisture(V code, V κ) => κ * (N(101) - code) / (N(59.5) + code); // Eq. 1

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V N(double value) => Vec.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Load(ReadOnlySpan<double> from, nuint at) => Vec.LoadUnsafe(ref MemoryMarshal.GetReference(from), at);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(V value, Span<double> to, nuint at) => value.StoreUnsafe(ref MemoryMarshal.GetReference(to), at);
}
