using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using V = System.Runtime.Intrinsics.Vector512<double>;
using Vec = System.Runtime.Intrinsics.Vector512;

namespace Bihuan.Wildfire.Danger;

/// <summary>Exponential and logarithm of eight numbers at once, each within two units in the last place over the ranges stated.</summary>
/// <remarks>Every lane is computed alike and alone, so a value does not depend on its neighbours or on how work is shared out.</remarks>
internal static class LaneMath
{
    private const double Ln2High = 6.93147180369123816490e-01;
    private const double Ln2Low = 1.90821492927058770002e-10;

    /// <summary>2⁵² + 2⁵¹: adding it rounds to a whole number and leaves that number in the low bits.</summary>
    private const double Rounder = 6755399441055744.0;

    /// <summary>Bits of √½, rounded down to 20 bits of fraction, and of 1.</summary>
    private const long HalfRoot = 0x3fe6a09e00000000;
    private const long One = 0x3ff0000000000000;

    /// <summary>eˣ; below −708 as there, which is next to nothing (3·10⁻³⁰⁸). Not above 709.</summary>
    /// <remarks>x = (8k + j)·ln 2/8 + r (Tang 1989), with |r| ≤ ln 2/16: 2ᵏ by the exponent's bits, 2^(j/8) from a table in a register, eʳ by its series to r⁸.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Exp(V x)
    {
        x = Vec.MaxNative(x, Vec.Create(-708d));
        var shifted = Vec.FusedMultiplyAdd(x, Vec.Create(8 * 1.4426950408889634), Vec.Create(Rounder));
        var n = shifted - Vec.Create(Rounder);
        var r = Vec.FusedMultiplyAdd(n, Vec.Create(-Ln2High / 8), x);
        r = Vec.FusedMultiplyAdd(n, Vec.Create(-Ln2Low / 8), r);

        var eighths = Vec.Create(1d, 1.0905077326652577, 1.189207115002721, 1.2968395546510096, 1.4142135623730951, 1.5422108254079407, 1.681792830507429, 1.8340080864093424);
        var bits = shifted.AsInt64();
        var power = Avx512F.IsSupported ? Avx512F.PermuteVar8x64(eighths, bits) : Vec.Shuffle(eighths, bits & Vec.Create(7L));
        power = (power.AsInt64() + ((bits & Vec.Create(~7L)) << 49)).AsDouble();

        var r2 = r * r;
        var a = Vec.FusedMultiplyAdd(r, Vec.Create(1 / 6d), Vec.Create(1 / 2d));
        var b = Vec.FusedMultiplyAdd(r, Vec.Create(1 / 120d), Vec.Create(1 / 24d));
        var c = Vec.FusedMultiplyAdd(r, Vec.Create(1 / 5040d), Vec.Create(1 / 720d));
        var tail = Vec.FusedMultiplyAdd(r2, Vec.Create(1 / 40320d), c);
        tail = Vec.FusedMultiplyAdd(Vec.FusedMultiplyAdd(tail, r2, b), r2, a);
        return Vec.FusedMultiplyAdd(power, Vec.FusedMultiplyAdd(tail, r2, r), power);
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
        odd = Vec.FusedMultiplyAdd(w, odd, Vec.Create(6.666666666666735130e-01));
        var half = f * f * Vec.Create(0.5);
        var small = Vec.FusedMultiplyAdd(s, half + Vec.FusedMultiplyAdd(z, odd, even), k * Vec.Create(Ln2Low));
        return Vec.FusedMultiplyAdd(k, Vec.Create(Ln2High), f - (half - small));
    }

    /// <summary>xʸ for x ≥ 0; a base of 0 gives next to nothing (below 10⁻²⁰⁰ for the exponents in use), not NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Pow(V x, double y) => Exp(Log(x) * Vec.Create(y));
}
