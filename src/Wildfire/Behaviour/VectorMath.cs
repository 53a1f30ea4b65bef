using Lanes = System.Runtime.Intrinsics.Vector512<double>;
using Vec = System.Runtime.Intrinsics.Vector512;

namespace Bihuan.Wildfire.Behaviour;

/// <summary>What the framework does not offer over vectors.</summary>
internal static class VectorMath
{
    /// <summary>Angle of a point as <see cref="Math.Atan2"/> has it, within 4e-16 relative; 0 at the origin.</summary>
    /// <remarks>Rational approximation of the arc tangent on |t| ≤ 0.66, Moshier, Cephes mathematical library, atan.c; larger t by atan t = π/4 + atan((t − 1)/(t + 1)).</remarks>
    /// <param name="y">Ordinate, finite.</param>
    /// <param name="x">Abscissa, finite.</param>
    public static Lanes Atan2(Lanes y, Lanes x)
    {
        var (across, along) = (Vec.Abs(y), Vec.Abs(x));
        var (less, more) = (Vec.Min(across, along), Vec.Max(across, along));
        var t = less / Vec.Max(more, Vec.Create(1e-300));
        var beyond = Vec.GreaterThan(t, Vec.Create(0.66));
        t = Vec.ConditionalSelect(beyond, (less - more) / (less + more), t);
        var z = t * t;
        var p = ((((((((-8.750608600031904122785e-1 * z) - Vec.Create(1.615753718733365076637e1)) * z) - Vec.Create(7.500855792314704667340e1)) * z) - Vec.Create(1.228866684490136173410e2)) * z) - Vec.Create(6.485021904942025371773e1)) * z;
        var q = ((((((((z + Vec.Create(2.485846490142306297962e1)) * z) + Vec.Create(1.650270098316988542046e2)) * z) + Vec.Create(4.328810604912902668951e2)) * z) + Vec.Create(4.853903996359136964868e2)) * z) + Vec.Create(1.945506571482613964425e2);
        var angle = t + (t * (p / q)) + (beyond & Vec.Create(Math.PI / 4));
        angle = Vec.ConditionalSelect(Vec.GreaterThan(across, along), Vec.Create(Math.PI / 2) - angle, angle);
        angle = Vec.ConditionalSelect(Vec.LessThan(x, Lanes.Zero), Vec.Create(Math.PI) - angle, angle);
        return Vec.CopySign(angle, y);
    }
}
