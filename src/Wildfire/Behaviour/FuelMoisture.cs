using Bihuan.Kernel;

namespace Bihuan.Wildfire.Behaviour;

/// <summary>Water in each class of fuel to its dry mass, as fractions (0.06 is 6 %).</summary>
/// <param name="OneHour">Dead, 1 h; also that of cured herbs.</param>
/// <param name="TenHour">Dead, 10 h.</param>
/// <param name="HundredHour">Dead, 100 h.</param>
/// <param name="Herb">Live herbs.</param>
/// <param name="Woody">Live shrubs.</param>
public readonly record struct FuelMoisture(double OneHour, double TenHour, double HundredHour, double Herb, double Woody)
{
    /// <summary>Most that dead fuel is taken to hold: 250 %, the end of the scale of the fine fuel moisture code. A percentage of 3 or more given as a fraction is refused by it.</summary>
    public const double MostDead = 2.5;

    /// <summary>Most that live fuel is taken to hold.</summary>
    public const double MostLive = 4;

    /// <summary>From percent.</summary>
    /// <param name="oneHour">1 h, %.</param>
    /// <param name="tenHour">10 h, %.</param>
    /// <param name="hundredHour">100 h, %.</param>
    /// <param name="herb">Live herbs, %.</param>
    /// <param name="woody">Live shrubs, %.</param>
    public static FuelMoisture Percent(double oneHour, double tenHour, double hundredHour, double herb, double woody) =>
        new(oneHour / 100, tenHour / 100, hundredHour / 100, herb / 100, woody / 100);

    /// <summary>A standard scenario: dead fuel D1 (very dry) to D4, live fuel L1 (fully cured) to L4.</summary>
    /// <remarks>Scott &amp; Burgan 2005, tables 3 and 4; sheet §4.</remarks>
    /// <param name="dead">1 to 4.</param>
    /// <param name="live">1 to 4.</param>
    public static FuelMoisture Scenario(int dead, int live)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dead, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(dead, 4);
        ArgumentOutOfRangeException.ThrowIfLessThan(live, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(live, 4);
        return Percent(3 * dead, (3 * dead) + 1, (3 * dead) + 2, 30 * live, 30 * (live + 1));
    }

    /// <summary>Every value that stands outside of 0 to <see cref="MostDead"/> or <see cref="MostLive"/>.</summary>
    /// <param name="problems">Where refusals go.</param>
    /// <param name="place">What they are said of.</param>
    internal void Check(List<Problem> problems, string place)
    {
        Range.Check(problems, $"{place}.oneHour", OneHour, 0, MostDead);
        Range.Check(problems, $"{place}.tenHour", TenHour, 0, MostDead);
        Range.Check(problems, $"{place}.hundredHour", HundredHour, 0, MostDead);
        Range.Check(problems, $"{place}.herb", Herb, 0, MostLive);
        Range.Check(problems, $"{place}.woody", Woody, 0, MostLive);
    }
}

/// <summary>How much of the herbs of a dynamic model counts as cured, by their moisture M.</summary>
/// <remarks>Both are 1 below M = 0.30 and 0 above 1.20.</remarks>
public enum CuredHerbTransfer
{
    /// <summary>Variant A: 1.333 − 1.11·M, as BehavePlus has it (Andrews 2018).</summary>
    BehavePlus,

    /// <summary>Variant B: (1.20 − M)/0.90, as Scott &amp; Burgan 2005 describe it and FARSITE has it.</summary>
    ScottBurgan,
}

/// <summary>Whether the effective wind is held at 0.9 of the reaction intensity.</summary>
public enum WindLimit
{
    /// <summary>No limit, as Andrews, Cruz &amp; Rothermel 2013 advise.</summary>
    None,

    /// <summary>U_e ≤ 0.9·I_R in ft/min and Btu/ft²/min (Rothermel 1972).</summary>
    Rothermel1972,
}
