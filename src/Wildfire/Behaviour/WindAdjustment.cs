namespace Bihuan.Wildfire.Behaviour;

/// <summary>Where a wind was measured or is forecast.</summary>
public enum WindHeight
{
    /// <summary>At the middle of the flames: taken as it is.</summary>
    Midflame,

    /// <summary>20 ft (6.1 m) above the vegetation, as American sources have it.</summary>
    TwentyFeet,

    /// <summary>10 m above open ground, as weather stations have it.</summary>
    TenMetres,
}

/// <summary>The trees over a cell.</summary>
/// <param name="CoverFraction">Share of the ground under crowns, 0 to 1.</param>
/// <param name="HeightMetres">Height of the trees, m.</param>
/// <param name="CrownRatio">Length of a crown to the height of its tree, 0 to 1.</param>
public readonly record struct Canopy(double CoverFraction, double HeightMetres, double CrownRatio);

/// <summary>From the wind above the vegetation to the wind that the flames feel.</summary>
/// <remarks>Albini &amp; Baughman 1979 (INT-RP-221); Andrews 2012 (RMRS-GTR-266).</remarks>
public static class WindAdjustment
{
    /// <summary>10 m wind to 20 ft wind (Turner &amp; Lawson 1978, in Andrews 2012).</summary>
    public const double TenMetresToTwentyFeet = 1.15;

    /// <summary>Factor over a bed that stands in the open: 1.83/ln[(20 + 0.36H)/(0.13H)], H depth of the bed in ft.</summary>
    /// <param name="depthMetres">Depth of the bed, m.</param>
    public static double Unsheltered(double depthMetres) => 1.83 / Logarithm(depthMetres / Conversions.MetresPerFoot);

    /// <summary>Whether the trees shelter the bed: their crowns fill 5 % of the layer they stand in, and they are 6 ft high.</summary>
    /// <remarks>A height that was converted from 6 ft is 6 ft.</remarks>
    /// <param name="canopy">The trees.</param>
    public static bool IsSheltered(Canopy canopy) => Fill(canopy) * (1 + 1e-9) >= 0.05 && canopy.HeightMetres / Conversions.MetresPerFoot * (1 + 1e-9) >= 6;

    /// <summary>Factor under trees: 0.555/(√(f·H)·ln[(20 + 0.36H)/(0.13H)]) with f = crown ratio·cover/3, H height of the trees in ft; where they do not shelter, that of the bed.</summary>
    /// <param name="depthMetres">Depth of the bed, m.</param>
    /// <param name="canopy">The trees.</param>
    public static double Factor(double depthMetres, Canopy canopy)
    {
        if (!IsSheltered(canopy))
        {
            return Unsheltered(depthMetres);
        }

        var height = canopy.HeightMetres / Conversions.MetresPerFoot;
        return 0.555 / (Math.Sqrt(Fill(canopy) * height) * Logarithm(height));
    }

    /// <summary>What the speed at a height is multiplied with to give the midflame wind.</summary>
    /// <param name="height">Where the wind was measured.</param>
    /// <param name="factor">From 20 ft to midflame.</param>
    public static double ToMidflame(WindHeight height, double factor) => height switch
    {
        WindHeight.Midflame => 1,
        WindHeight.TwentyFeet => factor,
        _ => factor / TenMetresToTwentyFeet,
    };

    private static double Fill(Canopy canopy) => canopy.CrownRatio * canopy.CoverFraction / 3;

    private static double Logarithm(double feet) => Math.Log((20 + (0.36 * feet)) / (0.13 * feet));
}
