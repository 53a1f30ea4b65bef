using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using V = System.Runtime.Intrinsics.Vector512<double>;
using Vec = System.Runtime.Intrinsics.Vector512;

namespace Bihuan.Wildfire.Danger;

/// <summary>Exponential and logarithm of eight numbers at once, each within 1.5 units in the last place of the true value over the ranges stated.</summary>
/// <remarks>Every lane is computed alike and alone, so a value does not depend on its neighbours or on how work is shared out.</remarks>
internal static class LaneMath
{
    private const double Log2E = 1.4426950408889634;
    private const double Ln2High = 6.93147180369123816490e-01;
    private const double Ln2Low = 1.90821492927058770002e-10;

    /// <summary>2⁵² + 2⁵¹: adding it rounds to a whole number and leaves that number in the low bits.</summary>
    private const double Rounder = 6755399441055744.0;

    /// <summary>Bits of √½, rounded down to 20 bits of fraction, and of 1.</summary>
    private const long HalfRoot = 0x3fe6a09e00000000;
    private const long One = 0x3ff0000000000000;

    /// <summary>eˣ; below −708 and above 709 as at those ends (3·10⁻³⁰⁸ stands for nothing).</summary>
    /// <remarks>x = n·ln 2 + r with |r| ≤ ln 2 / 2, in two parts (Cody &amp; Waite 1980); eʳ by its series to r¹³, summed in pairs so that sums overlap.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Exp(V x)
    {
        x = Vec.MinNative(Vec.MaxNative(x, Vec.Create(-708d)), Vec.Create(709d));
        var shifted = Vec.FusedMultiplyAdd(x, Vec.Create(Log2E), Vec.Create(Rounder));
        var n = shifted - Vec.Create(Rounder);
        var r = Vec.FusedMultiplyAdd(n, Vec.Create(-Ln2High), x);
        r = Vec.FusedMultiplyAdd(n, Vec.Create(-Ln2Low), r);

        var r2 = r * r;
        var r4 = r2 * r2;
        var a = Vec.FusedMultiplyAdd(r, Vec.Create(1 / 6d), Vec.Create(1 / 2d));
        var b = Vec.FusedMultiplyAdd(r, Vec.Create(1 / 120d), Vec.Create(1 / 24d));
        var c = Vec.FusedMultiplyAdd(r, Vec.Create(1 / 5040d), Vec.Create(1 / 720d));
        var d = Vec.FusedMultiplyAdd(r, Vec.Create(1 / 362880d), Vec.Create(1 / 40320d));
        var e = Vec.FusedMultiplyAdd(r, Vec.Create(1 / 39916800d), Vec.Create(1 / 3628800d));
        var f = Vec.FusedMultiplyAdd(r, Vec.Create(1 / 6227020800d), Vec.Create(1 / 479001600d));
        var ab = Vec.FusedMultiplyAdd(b, r2, a);
        var cd = Vec.FusedMultiplyAdd(d, r2, c);
        var ef = Vec.FusedMultiplyAdd(f, r2, e);
        var tail = Vec.FusedMultiplyAdd(Vec.FusedMultiplyAdd(ef, r4, cd), r4, ab); // r²·tail + r + 1 = eʳ
        var power = Vec.FusedMultiplyAdd(tail, r2, r) + Vec.Create(1d);
        var scale = ((shifted.AsInt64() + Vec.Create(1023L)) << 52).AsDouble();
        return power * scale;
    }

    /// <summary>ln x for x from 10⁻³⁰⁰, which also stands for 0.</summary>
    /// <remarks>x = 2ᵏ·(1 + f) with √½ ≤ 1 + f &lt; √2; ln(1 + f) by s = f/(2 + f) and the minimax polynomial of fdlibm's e_log.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Log(V x)
    {
        var bits = Vec.MaxNative(x, Vec.Create(1e-300)).AsInt64() + Vec.Create(One - HalfRoot);
        var k = ((bits >>> 52) | Vec.Create(0x4330000000000000L)).AsDouble() - Vec.Create(4503599627370496d + 1023);
        var f = ((bits & Vec.Create(0x000fffffffffffffL)) + Vec.Create(HalfRoot)).AsDouble() - Vec.Create(1d);
        var s = f / (f + Vec.Create(2d));
        var z = s * s;
        var w = z * z;
        var even = Vec.FusedMultiplyAdd(w, Vec.Create(1.531383769920937332e-01), Vec.Create(2.222219843214978396e-01));
        even = w * Vec.FusedMultiplyAdd(w, even, Vec.Create(3.999999999940941908e-01));
        var odd = Vec.FusedMultiplyAdd(w, Vec.Create(1.479819860511658591e-01), Vec.Create(1.818357216161805012e-01));
        odd = Vec.FusedMultiplyAdd(w, odd, Vec.Create(2.857142874366239149e-01));
        odd = z * Vec.FusedMultiplyAdd(w, odd, Vec.Create(6.666666666666735130e-01));
        var half = f * f * Vec.Create(0.5);
        var small = Vec.FusedMultiplyAdd(s, half + even + odd, k * Vec.Create(Ln2Low));
        return Vec.FusedMultiplyAdd(k, Vec.Create(Ln2High), f - (half - small));
    }

    /// <summary>xʸ for x ≥ 0; a base of 0 gives next to nothing (below 10⁻²⁰⁰ for the exponents in use), not NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Pow(V x, double y) => Exp(Log(x) * Vec.Create(y));
}
