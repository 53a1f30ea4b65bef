namespace Bihuan.Wildfire.Danger;

/// <summary>The factor κ between the fine fuel moisture code and moisture in percent, of which two values are in use.</summary>
/// <remarks>They differ by up to 0.13 in FFMC and 0.3 in FWI.</remarks>
public enum FfmcScale
{
    /// <summary>κ = 250·59.5/101 = 147.277228: code 0 is then 250 %, and the two scales are inverse to each other. The current Canadian packages.</summary>
    Current,

    /// <summary>κ = 147.2, as printed in 1985 and in most older programs.</summary>
    Printed1985,
}

/// <summary>Figures and sources of the two scales.</summary>
public static class FfmcScales
{
    /// <summary>The factor κ.</summary>
    public static double Factor(this FfmcScale scale) => scale switch
    {
        FfmcScale.Current => 250 * 59.5 / 101,
        FfmcScale.Printed1985 => 147.2,
        _ => throw new ArgumentOutOfRangeException(nameof(scale), scale, "A scale of the fine fuel moisture code."),
    };

    /// <summary>Who prints it.</summary>
    public static Citation Source(this FfmcScale scale) => scale switch
    {
        FfmcScale.Current => new("Wang, Anderson & Suddaby 2015, NOR-X-424", "FFMC, eq. 1 and 10", Certainty.Verified),
        FfmcScale.Printed1985 => new("Van Wagner & Pickett 1985, FTR-33", "eq. 1 and 10", Certainty.Verified),
        _ => throw new ArgumentOutOfRangeException(nameof(scale), scale, "A scale of the fine fuel moisture code."),
    };
}
