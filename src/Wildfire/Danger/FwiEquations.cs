using static System.Math;

namespace Bihuan.Wildfire.Danger;

/// <summary>The equations of the Canadian Forest Fire Weather Index System, one method an equation or code, for one station and one day.</summary>
/// <remarks>
/// <para>Van Wagner &amp; Pickett 1985 (FTR-33), whose numbers of equations stand at each step; Van Wagner 1987 (FTR-35); Wang, Anderson &amp; Suddaby 2015 (NOR-X-424).
/// T: air temperature, °C; H: relative humidity, %; W: 10 m wind, km/h, all at noon local standard time; P: rain of the last 24 hours, mm; m: moisture, % of dry weight.</para>
/// <para>Total over the ranges of <see cref="FwiRange"/>: no NaN comes out of them. What leaves the ranges is refused at the door of <see cref="FireWeather"/>, not here.</para>
/// <para>This is the readable twin of the lanes in <c>FwiLanes</c>; a test holds both together.</para>
/// </remarks>
public static class FwiEquations
{
    /// <summary>What stands for saturated air: with 100 the drying of duff would stop for good.</summary>
    public const double Saturated = 99.9999;

    /// <summary>Moisture of fine fuel from its code. Eq. 1: m = κ(101 − F)/(59.5 + F).</summary>
    public static double Moisture(double fineFuelCode, double κ) => κ * (101 - fineFuelCode) / (59.5 + fineFuelCode);

    /// <summary>Code of fine fuel from its moisture. Eq. 10: F = 59.5(250 − m)/(κ + m), limited to 0…101.</summary>
    public static double FineFuelCode(double m, double κ) => Clamp(59.5 * (250 - m) / (κ + m), 0, 101);

    /// <summary>Moisture of fine fuel after rain r, mm, of which the canopy's share is already taken off. Eq. 3a, 3b; at most 250.</summary>
    public static double MoistureAfterRain(double m, double r)
    {
        if (r <= 0)
        {
            return m;
        }

        var wetted = m + (42.5 * r * Exp(-100 / (251 - m)) * (1 - Exp(-6.93 / r)));
        if (m > 150)
        {
            wetted += 0.0015 * (m - 150) * (m - 150) * Sqrt(r);
        }

        return Min(wetted, 250);
    }

    /// <summary>Moisture at which drying ends, %. Eq. 4.</summary>
    public static double DryingEquilibrium(double T, double H) => (0.942 * Pow(H, 0.679)) + (11 * Exp((H - 100) / 10)) + WarmthOfEquilibrium(T, H);

    /// <summary>Moisture at which wetting from the air ends, %. Eq. 5.</summary>
    public static double WettingEquilibrium(double T, double H) => (0.618 * Pow(H, 0.753)) + (10 * Exp((H - 100) / 10)) + WarmthOfEquilibrium(T, H);

    /// <summary>log₁₀ of the share of the way to equilibrium that is left after a day. Eq. 6 and 7 with x = H/100 (drying) or (100 − H)/100 (wetting).</summary>
    /// <param name="x">Dampness against which fuel dries, or dryness against which it is wetted, fraction.</param>
    /// <param name="W">Wind, km/h.</param>
    /// <param name="T">Temperature, °C.</param>
    /// <param name="warmth">0.581 for a day; 0.0579 for an hour (Van Wagner 1977).</param>
    public static double LogRate(double x, double W, double T, double warmth = 0.581) =>
        ((0.424 * (1 - Pow(x, 1.7))) + (0.0694 * Sqrt(W) * (1 - Pow(x, 8)))) * warmth * Exp(0.0365 * T);

    /// <summary>Fine fuel moisture code of the day.</summary>
    /// <param name="T">Temperature, °C.</param>
    /// <param name="H">Humidity, %; from 100 on it is taken as <see cref="Saturated"/>.</param>
    /// <param name="W">Wind, km/h.</param>
    /// <param name="P">Rain, mm; the first 0.5 mm stay in the canopy.</param>
    /// <param name="yesterday">Code of yesterday, 0 to 101.</param>
    /// <param name="κ">Factor of the scale, <see cref="FfmcScales.Factor"/>.</param>
    public static double Ffmc(double T, double H, double W, double P, double yesterday, double κ)
    {
        var m = MoistureAfterRain(Moisture(yesterday, κ), P - 0.5); // Eq. 2
        return FineFuelCode(Dried(m, T, H, W, 0.581, 1), κ);
    }

    /// <summary>Fine fuel moisture code after a step of hours. Van Wagner 1977 (PS-X-69): the daily equations with 0.0579 for 0.581, the step in the exponent, and all of the rain.</summary>
    /// <param name="T">Temperature, °C.</param>
    /// <param name="H">Humidity, %.</param>
    /// <param name="W">Wind, km/h.</param>
    /// <param name="P">Rain of the step, mm.</param>
    /// <param name="before">Code before the step, 0 to 101.</param>
    /// <param name="hours">Length of the step, h.</param>
    /// <param name="κ">Factor of the scale.</param>
    public static double HourlyFfmc(double T, double H, double W, double P, double before, double hours, double κ)
    {
        var m = MoistureAfterRain(Moisture(before, κ), P);
        return FineFuelCode(Dried(m, T, H, W, 0.0579, hours), κ);
    }

    /// <summary>Duff moisture code of the day. Eq. 11 to 17.</summary>
    /// <param name="T">Temperature, °C; below −1.1 nothing dries.</param>
    /// <param name="H">Humidity, %.</param>
    /// <param name="P">Rain, mm; up to 1.5 mm count as none.</param>
    /// <param name="yesterday">Code of yesterday, from 0.</param>
    /// <param name="dayLength">L_e, <see cref="DayLength.OfDuff"/>.</param>
    public static double Dmc(double T, double H, double P, double yesterday, double dayLength)
    {
        var drying = 1.894e-4 * (Max(T, -1.1) + 1.1) * (100 - Min(H, Saturated)) * dayLength; // Eq. 16, 17
        return Max(0, DuffAfterRain(yesterday, P) + drying);
    }

    /// <summary>Duff moisture code after rain. Eq. 11 to 15, with M₀ = 20 + 280·e^(−0.023·D₀) as in NOR-X-424.</summary>
    public static double DuffAfterRain(double code, double P)
    {
        if (P <= 1.5)
        {
            return code;
        }

        var r = (0.92 * P) - 1.27; // Eq. 11
        var before = 280 * Exp(-0.023 * code); // Eq. 12, less 20: the 20 % that never leave the duff are taken off again in eq. 15
        var b = code <= 33 ? 100 / (0.5 + (0.3 * code)) : code <= 65 ? 14 - (1.3 * Log(code)) : (6.2 * Log(code)) - 17.2; // Eq. 13
        var M = before + (1000 * r / (48.77 + (b * r))); // Eq. 14, less 20
        return Max(0, 43.43 * (5.6348 - Log(M))); // Eq. 15
    }

    /// <summary>Drought code of the day. Eq. 18 to 23.</summary>
    /// <param name="T">Temperature, °C; below −2.8 only the season dries.</param>
    /// <param name="P">Rain, mm; up to 2.8 mm count as none.</param>
    /// <param name="yesterday">Code of yesterday, from 0.</param>
    /// <param name="dayLength">L_f, <see cref="DayLength.OfDrought"/>.</param>
    public static double Dc(double T, double P, double yesterday, double dayLength)
    {
        var evaporation = Max(0, (0.36 * (Max(T, -2.8) + 2.8)) + dayLength); // Eq. 22
        return DroughtAfterRain(yesterday, P) + (evaporation / 2); // Eq. 23
    }

    /// <summary>Drought code after rain. Eq. 18 to 21, gathered into one so that the code's exponential is taken once.</summary>
    public static double DroughtAfterRain(double code, double P)
    {
        if (P <= 2.8)
        {
            return code;
        }

        var r = (0.83 * P) - 1.27; // Eq. 18
        return Max(0, code - (400 * Log(1 + (3.937 * r * Exp(code / 400) / 800)))); // Eq. 19 to 21
    }

    /// <summary>Initial spread index, from today's fine fuel moisture code and wind. Eq. 24 to 26.</summary>
    public static double Isi(double ffmc, double W, double κ)
    {
        var m = Moisture(ffmc, κ);
        return 0.208 * Exp(0.05039 * W) * 91.9 * Exp(-0.1386 * m) * (1 + (Pow(m, 5.31) / 4.93e7));
    }

    /// <summary>Buildup index. Eq. 27a, 27b; 0 where both codes are 0.</summary>
    public static double Bui(double dmc, double dc)
    {
        if (dmc <= 0.4 * dc)
        {
            return dc == 0 ? 0 : 0.8 * dmc * dc / (dmc + (0.4 * dc));
        }

        return Max(0, dmc - ((1 - (0.8 * dc / (dmc + (0.4 * dc)))) * (0.92 + Pow(0.0114 * dmc, 1.7))));
    }

    /// <summary>Fire weather index. Eq. 28 to 30.</summary>
    public static double Index(double isi, double bui)
    {
        var f = bui <= 80 ? (0.626 * Pow(bui, 0.809)) + 2 : 1000 / (25 + (108.64 * Exp(-0.023 * bui))); // Eq. 28
        var B = 0.1 * isi * f; // Eq. 29
        return B <= 1 ? B : Exp(2.72 * Pow(0.434 * Log(B), 0.647)); // Eq. 30
    }

    /// <summary>Daily severity rating. Eq. 31.</summary>
    public static double Dsr(double fwi) => 0.0272 * Pow(fwi, 1.77);

    /// <summary>Drought code to start a year with, where winter stopped the record. Van Wagner 1987; Lawson &amp; Armitage 2008.</summary>
    /// <param name="autumn">Drought code of the last day before winter.</param>
    /// <param name="winterRain">Rain and melted snow of the winter, mm.</param>
    /// <param name="carried">a: share of the autumn's moisture deficit carried over, usually 0.75.</param>
    /// <param name="wetting">b: share of the winter's rain that wets the duff, usually 0.75.</param>
    /// <returns>400·ln(800/Q) with Q = a·800·e^(−DC/400) + b·3.94·rain; not below 15.</returns>
    public static double OverwinteredDc(double autumn, double winterRain, double carried = 0.75, double wetting = 0.75)
    {
        var Q = (carried * 800 * Exp(-autumn / 400)) + (wetting * 3.94 * winterRain);
        return Max(15, 400 * Log(800 / Q));
    }

    private static double WarmthOfEquilibrium(double T, double H) => 0.18 * (21.1 - T) * (1 - Exp(-0.115 * H));

    private static double Dried(double m, double T, double H, double W, double warmth, double step)
    {
        H = Min(H, Saturated);
        var dry = DryingEquilibrium(T, H);
        if (m > dry)
        {
            return dry + ((m - dry) * Pow(10, -LogRate(H / 100, W, T, warmth) * step)); // Eq. 8
        }

        var wet = WettingEquilibrium(T, H);
        return m < wet ? wet - ((wet - m) * Pow(10, -LogRate((100 - H) / 100, W, T, warmth) * step)) : m; // Eq. 9
    }
}
