using System.Runtime.CompilerServices;

using Lanes = System.Runtime.Intrinsics.Vector512<double>;
using Vec = System.Runtime.Intrinsics.Vector512;

namespace Bihuan.Wildfire.Behaviour;

/// <summary>What the framework does not offer over vectors, or not so that a lane's value hangs on that lane alone.</summary>
/// <remarks>
/// The framework's <c>SinCos</c> takes another road for all lanes when one of them is large: the same cell would then differ in its last digit with its neighbours.
/// Its <c>Exp</c> and <c>Log</c> look after values that do not occur here. Fused multiplication and addition rounds alike on every machine.
/// </remarks>
internal static class VectorMath
{
    private const double Whole = 6755399441055744; // 1.5·2^52: what is added to it is rounded to a whole number, which stands in its lowest bits.

    /// <summary>Sine and cosine of degrees within ±720, within 3e-16; exact at multiples of 90.</summary>
    /// <remarks>Taken to ±45 degrees without rounding; there the polynomials of Moshier, Cephes mathematical library, sin.c.</remarks>
    /// <param name="degrees">Degrees.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Lanes Sine, Lanes Cosine) SinCosDegrees(Lanes degrees)
    {
        var quarters = Vec.Round(degrees * (1.0 / 90));
        var x = (degrees - (quarters * 90)) * (Math.PI / 180);
        var z = x * x;
        var sine = Vec.FusedMultiplyAdd(x * z, Horner(z, 1.58962301576546568060e-10, -2.50507477628578072866e-8, 2.75573136213857245213e-6, -1.98412698295895385996e-4, 8.33333333332211858878e-3, -1.66666666666666307295e-1), x);
        var cosine = Vec.FusedMultiplyAdd(z * z, Horner(z, -1.13585365213876817300e-11, 2.08757008419747316778e-9, -2.75573141792967388112e-7, 2.48015872888517045348e-5, -1.38888888888730564116e-3, 4.16666666666665929218e-2), Lanes.One - (0.5 * z));

        // Quarter turns 0, 1, 2, 3: (s, c), (c, −s), (−s, −c), (−c, s).
        var quarter = quarters - (4 * Vec.Floor(quarters * 0.25));
        var odd = Vec.Equals(quarter, Lanes.One) | Vec.Equals(quarter, Vec.Create(3.0));
        var (first, second) = (Vec.ConditionalSelect(odd, cosine, sine), Vec.ConditionalSelect(odd, sine, cosine));
        var minus = Vec.Create(-0.0);
        return (first ^ (Vec.GreaterThanOrEqual(quarter, Vec.Create(2.0)) & minus),
            second ^ ((Vec.Equals(quarter, Lanes.One) | Vec.Equals(quarter, Vec.Create(2.0))) & minus));
    }

    /// <summary>Angle of a point as <see cref="Math.Atan2"/> has it, within 4e-16 relative; 0 at the origin.</summary>
    /// <remarks>Rational approximation of the arc tangent on |t| ≤ 0.66, Moshier, Cephes mathematical library, atan.c; larger t by atan t = π/4 + atan((t − 1)/(t + 1)).</remarks>
    /// <param name="y">Ordinate, finite.</param>
    /// <param name="x">Abscissa, finite.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Atan2(Lanes y, Lanes x)
    {
        var (across, along) = (Vec.Abs(y), Vec.Abs(x));
        var (less, more) = (Vec.Min(across, along), Vec.Max(across, along));
        var t = less / Vec.Max(more, Vec.Create(1e-300));
        var beyond = Vec.GreaterThan(t, Vec.Create(0.66));
        t = Vec.ConditionalSelect(beyond, (less - more) / (less + more), t);
        var z = t * t;
        var p = Horner(z, 0, -8.750608600031904122785e-1, -1.615753718733365076637e1, -7.500855792314704667340e1, -1.228866684490136173410e2, -6.485021904942025371773e1) * z;
        var q = Horner(z, 1, 2.485846490142306297962e1, 1.650270098316988542046e2, 4.328810604912902668951e2, 4.853903996359136964868e2, 1.945506571482613964425e2);
        var angle = t + (t * (p / q)) + (beyond & Vec.Create(Math.PI / 4));
        angle = Vec.ConditionalSelect(Vec.GreaterThan(across, along), Vec.Create(Math.PI / 2) - angle, angle);
        angle = Vec.ConditionalSelect(Vec.LessThan(x, Lanes.Zero), Vec.Create(Math.PI) - angle, angle);
        return Vec.CopySign(angle, y);
    }

    /// <summary>e^x within 3e-16 relative; x is held within ±700.</summary>
    /// <remarks>x = n·ln 2 + r with |r| ≤ ½ ln 2, the series of e^r to r^13, and n added to the exponent.</remarks>
    /// <param name="x">Exponent, finite.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Exp(Lanes x)
    {
        x = Vec.Min(Vec.Max(x, Vec.Create(-700.0)), Vec.Create(700.0));
        var whole = Vec.FusedMultiplyAdd(x, Vec.Create(1.4426950408889634), Vec.Create(Whole));
        var n = whole - Vec.Create(Whole);
        var r = Vec.FusedMultiplyAdd(n, Vec.Create(-1.90821492927058770002e-10), Vec.FusedMultiplyAdd(n, Vec.Create(-6.93147180369123816490e-01), x));
        var high = Horner(r, 1.0 / 6227020800, 1.0 / 479001600, 1.0 / 39916800, 1.0 / 3628800, 1.0 / 362880, 1.0 / 40320);
        high = Vec.FusedMultiplyAdd(high, r, Vec.Create(1.0 / 5040));
        high = Vec.FusedMultiplyAdd(high, r, Vec.Create(1.0 / 720));
        high = Vec.FusedMultiplyAdd(high, r, Vec.Create(1.0 / 120));
        high = Vec.FusedMultiplyAdd(high, r, Vec.Create(1.0 / 24));
        high = Vec.FusedMultiplyAdd(high, r, Vec.Create(1.0 / 6));
        high = Vec.FusedMultiplyAdd(high, r, Vec.Create(0.5));
        high = Vec.FusedMultiplyAdd(high, r, Lanes.One);
        high = Vec.FusedMultiplyAdd(high, r, Lanes.One);
        return Vec.AsDouble(Vec.AsInt64(high) + Vec.ShiftLeft(Vec.AsInt64(whole), 52));
    }

    /// <summary>ln x within 3e-16 relative, of x above 0 and not subnormal.</summary>
    /// <remarks>x = 2^k·(1 + f) with √½ ≤ 1 + f &lt; √2, and the polynomial of FreeBSD's msun, e_log.c.</remarks>
    /// <param name="x">Argument.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Log(Lanes x)
    {
        var bits = Vec.AsInt64(x);
        var biased = Vec.ShiftRightLogical(bits + Vec.Create(0x3FF0000000000000 - 0x3FE6A09E667F3BCD), 52); // k + 1023
        var k = Vec.AsDouble(biased + Vec.Create(BitConverter.DoubleToInt64Bits(Whole) - 1023)) - Vec.Create(Whole);
        var f = Vec.AsDouble(bits - Vec.ShiftLeft(biased, 52) + Vec.Create(1023L << 52)) - Lanes.One;
        var s = f / (f + Vec.Create(2.0));
        var z = s * s;
        var r = z * Vec.FusedMultiplyAdd(Horner(z, 1.479819860511658591e-01, 1.531383769920937332e-01, 1.818357216161805012e-01, 2.222219843214978396e-01, 2.857142874366239149e-01, 3.999999999940941908e-01), z, Vec.Create(6.666666666666735130e-01));
        var half = 0.5 * f * f;
        return Vec.FusedMultiplyAdd(k, Vec.Create(6.93147180369123816490e-01), f - (half - Vec.FusedMultiplyAdd(k, Vec.Create(1.90821492927058770002e-10), s * (half + r))));
    }

    /// <summary>A polynomial of the fifth degree, highest power first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes Horner(Lanes z, double a, double b, double c, double d, double e, double f)
    {
        var sum = Vec.FusedMultiplyAdd(Vec.Create(a), z, Vec.Create(b));
        sum = Vec.FusedMultiplyAdd(sum, z, Vec.Create(c));
        sum = Vec.FusedMultiplyAdd(sum, z, Vec.Create(d));
        sum = Vec.FusedMultiplyAdd(sum, z, Vec.Create(e));
        return Vec.FusedMultiplyAdd(sum, z, Vec.Create(f));
    }
}
