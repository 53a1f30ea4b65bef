namespace Bihuan.Wildfire.Behaviour;

/// <summary>The equations of Rothermel's surface fire model one by one, in the units of their paper: ft, min, lb, Btu, fractions.</summary>
/// <remarks>
/// Numbers in brackets are those of Rothermel 1972 (INT-RP-115). Changes by Albini 1976; the whole model in Andrews 2018 (RMRS-GTR-371).
/// σ surface to volume of a particle 1/ft, w load lb/ft², M moisture, β packing ratio, ρ = β/β_op.
/// </remarks>
public static class Rothermel
{
    /// <summary>What results name as their model.</summary>
    public const string Model = "Rothermel 1972, Albini 1976, Andrews 2018";

    /// <summary>Density of particles ρ_p, lb/ft³.</summary>
    public const double ParticleDensity = 32;

    /// <summary>Density of particles, kg/m³.</summary>
    public const double ParticleDensityKilogramsPerCubicMetre = ParticleDensity * Conversions.KilogramsPerSquareMetrePerPoundPerSquareFoot / Conversions.MetresPerFoot;

    /// <summary>Share of minerals in the fuel S_T.</summary>
    public const double TotalMinerals = 0.0555;

    /// <summary>Share of minerals without silica S_e.</summary>
    public const double EffectiveMinerals = 0.010;

    /// <summary>σ of the 10 h class, 1/ft.</summary>
    public const double SigmaTenHour = 109;

    /// <summary>σ of the 100 h class, 1/ft.</summary>
    public const double SigmaHundredHour = 30;

    /// <summary>Damping by minerals η_s (30): 0.41740.</summary>
    public static readonly double MineralDamping = Math.Min(1, 0.174 * Math.Pow(EffectiveMinerals, -0.19));

    /// <summary>Share of herbs that counts as cured. Scott &amp; Burgan 2005; Andrews 2018.</summary>
    /// <param name="herbMoisture">Moisture of live herbs M.</param>
    /// <param name="transfer">The variant.</param>
    public static double CuredShare(double herbMoisture, CuredHerbTransfer transfer) => herbMoisture switch
    {
        < 0.30 => 1,
        > 1.20 => 0,
        _ => Math.Clamp(transfer == CuredHerbTransfer.BehavePlus ? 1.333 - (1.11 * herbMoisture) : (1.20 - herbMoisture) / 0.90, 0, 1),
    };

    /// <summary>Which of the classes by size a particle falls in, 0 the finest; 5 does not count towards the net load. Albini 1976.</summary>
    /// <remarks>A σ that was converted from 1/m falls in the class of the figure it was converted from.</remarks>
    /// <param name="sigma">σ.</param>
    public static int SizeClass(double sigma) => (sigma * (1 + 1e-9)) switch
    {
        >= 1200 => 0,
        >= 192 => 1,
        >= 96 => 2,
        >= 48 => 3,
        >= 16 => 4,
        _ => 5,
    };

    /// <summary>Optimum packing ratio β_op = 3.348·σ^(−0.8189) (37).</summary>
    /// <param name="sigma">σ of the bed.</param>
    public static double OptimumPacking(double sigma) => 3.348 * Math.Pow(sigma, -0.8189);

    /// <summary>Greatest reaction velocity Γ_max = σ^1.5/(495 + 0.0594·σ^1.5), 1/min (36).</summary>
    /// <param name="sigma">σ of the bed.</param>
    public static double MaximumReactionVelocity(double sigma)
    {
        var power = sigma * Math.Sqrt(sigma);
        return power / (495 + (0.0594 * power));
    }

    /// <summary>Reaction velocity Γ = Γ_max·ρ^a·e^(a(1−ρ)), 1/min (38), with a = 133·σ^(−0.7913) as Albini 1976 has it in place of (39).</summary>
    /// <param name="sigma">σ of the bed.</param>
    /// <param name="relativePacking">ρ = β/β_op.</param>
    public static double ReactionVelocity(double sigma, double relativePacking)
    {
        var a = 133 * Math.Pow(sigma, -0.7913);
        return MaximumReactionVelocity(sigma) * Math.Exp(a * (Math.Log(relativePacking) + 1 - relativePacking));
    }

    /// <summary>From this share of the moisture of extinction on nothing burns. It is 1 less what the mean of moistures that all stand at extinction may lose by rounding.</summary>
    internal const double Extinct = 1 - 1e-12;

    /// <summary>Damping by moisture η_M = 1 − 2.59r + 5.11r² − 3.52r³ with r = M/M_x, 0 from r = 1 on (29).</summary>
    /// <param name="moisture">Mean moisture of a category M.</param>
    /// <param name="extinction">Its moisture of extinction M_x.</param>
    public static double MoistureDamping(double moisture, double extinction)
    {
        var r = moisture / extinction;
        return r >= Extinct ? 0 : Math.Max(0, 1 + (r * (-2.59 + (r * (5.11 + (r * -3.52))))));
    }

    /// <summary>Moisture of extinction of live fuel M_x,live = max(M_x, 2.9·W·(1 − M_fd/M_x) − 0.226). (88) in the form of Albini 1976.</summary>
    /// <param name="deadToLive">W: fine dead load to fine live load.</param>
    /// <param name="fineDeadMoisture">M_fd, mean moisture of fine dead fuel.</param>
    /// <param name="extinction">M_x of dead fuel.</param>
    public static double LiveExtinction(double deadToLive, double fineDeadMoisture, double extinction) =>
        Math.Max(extinction, (2.9 * deadToLive * (1 - (fineDeadMoisture / extinction))) - 0.226);

    /// <summary>Share of the reaction that heats the fuel ahead ξ = e^((0.792 + 0.681·√σ)(β + 0.1))/(192 + 0.2595·σ) (42).</summary>
    /// <param name="sigma">σ of the bed.</param>
    /// <param name="packing">β.</param>
    public static double PropagatingFlux(double sigma, double packing) =>
        Math.Exp((0.792 + (0.681 * Math.Sqrt(sigma))) * (packing + 0.1)) / (192 + (0.2595 * sigma));

    /// <summary>Share of a particle that is heated to ignition ε = e^(−138/σ) (14).</summary>
    /// <param name="sigma">σ of the particle.</param>
    public static double EffectiveHeating(double sigma) => Math.Exp(-138 / sigma);

    /// <summary>Heat of preignition Q_ig = 250 + 1116·M, Btu/lb (12).</summary>
    /// <param name="moisture">M.</param>
    public static double HeatOfPreignition(double moisture) => 250 + (1116 * moisture);

    /// <summary>C = 7.47·e^(−0.133·σ^0.55) (48).</summary>
    /// <param name="sigma">σ of the bed.</param>
    public static double WindC(double sigma) => 7.47 * Math.Exp(-0.133 * Math.Pow(sigma, 0.55));

    /// <summary>B = 0.02526·σ^0.54 (49).</summary>
    /// <param name="sigma">σ of the bed.</param>
    public static double WindB(double sigma) => 0.02526 * Math.Pow(sigma, 0.54);

    /// <summary>E = 0.715·e^(−0.000359·σ) (50).</summary>
    /// <param name="sigma">σ of the bed.</param>
    public static double WindE(double sigma) => 0.715 * Math.Exp(-0.000359 * sigma);

    /// <summary>Share added by slope, to tan² of it: φ_s = 5.275·β^(−0.3)·tan² (51).</summary>
    /// <param name="packing">β.</param>
    public static double SlopeFactor(double packing) => 5.275 * Math.Pow(packing, -0.3);

    /// <summary>Residence time 384/σ, min (Anderson 1969).</summary>
    /// <param name="sigma">σ of the bed.</param>
    public static double Residence(double sigma) => 384 / sigma;

    /// <summary>Length of flames 0.45·I^0.46, ft (Byram 1959).</summary>
    /// <param name="firelineIntensity">I, Btu/ft/s.</param>
    public static double FlameLength(double firelineIntensity) => 0.45 * Math.Pow(firelineIntensity, 0.46);

    /// <summary>Length of the ellipse to its width λ less 1, from the effective midflame wind; λ is limited to 1…8.</summary>
    /// <remarks>
    /// λ = 0.936·e^(0.1147·U) + 0.461·e^(−0.0692·U) − 0.397 with U in mph (Anderson 1983, INT-RP-305).
    /// Below 1 mph by the series of the same expression: the shape hangs on λ − 1, of which the printed form loses most digits there.
    /// </remarks>
    /// <param name="effectiveWindMph">U, mph, 0 or more.</param>
    public static double LengthToWidthLessOne(double effectiveWindMph)
    {
        var u = Math.Min(effectiveWindMph, 25); // 8 is reached at 19.1 mph.
        if (u >= 1)
        {
            return Math.Min(7, (0.936 * Math.Exp(0.1147 * u)) + (0.461 * Math.Exp(-0.0692 * u)) - 1.397);
        }

        var sum = 0.0;
        for (var k = LengthToWidthSeries.Length - 1; k >= 0; k--)
        {
            sum = (sum + LengthToWidthSeries[k]) * u;
        }

        return sum;
    }

    /// <summary>(0.936·0.1147^k + 0.461·(−0.0692)^k)/k! for k = 1, 2, … 11; the next term is below 1e-18.</summary>
    internal static readonly double[] LengthToWidthSeries = [.. Enumerable.Range(1, 11).Select(k =>
        ((0.936 * Math.Pow(0.1147, k)) + (0.461 * Math.Pow(-0.0692, k))) / Enumerable.Range(1, k).Aggregate(1.0, (product, n) => product * n))];

    /// <summary>Eccentricity e = √(λ² − 1)/λ.</summary>
    /// <param name="lengthToWidthLessOne">λ − 1.</param>
    public static double Eccentricity(double lengthToWidthLessOne) =>
        Math.Sqrt(lengthToWidthLessOne * (lengthToWidthLessOne + 2)) / (1 + lengthToWidthLessOne);
}
