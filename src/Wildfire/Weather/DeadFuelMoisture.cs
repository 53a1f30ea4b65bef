using Bihuan.Kernel;
using Bihuan.Wildfire.Danger;
using static System.Math;

namespace Bihuan.Wildfire.Weather;

/// <summary>Towards which moisture dead fuel goes in given air.</summary>
public enum EquilibriumMethod
{
    /// <summary>One curve for drying and wetting: Simard 1968, as printed in Cohen &amp; Deeming 1985 (PSW-82), eq. 1a to 1c.</summary>
    Simard1968,

    /// <summary>Two curves, between which fuel stays as it is: Van Wagner &amp; Pickett 1985, eq. 4 and 5, as in the moisture model of WRF-SFIRE (Mandel et al. 2014).</summary>
    VanWagnerPickett1985,
}

/// <summary>What rain does to dead fuel.</summary>
public enum RainWetting
{
    /// <summary>Towards 250 % with a time lag of 1.4 times that of drying, the faster the harder it rains: Mandel et al. 2014.</summary>
    Mandel2014,

    /// <summary>Nothing: for dry spells and for comparison.</summary>
    None,
}

/// <summary>The choice of a method; it stands on every result.</summary>
/// <param name="Equilibrium">Towards which moisture.</param>
/// <param name="Rain">What rain does.</param>
public sealed record DeadFuelMethod(EquilibriumMethod Equilibrium = EquilibriumMethod.Simard1968, RainWetting Rain = RainWetting.Mandel2014)
{
    /// <summary>Simard, with rain.</summary>
    public static DeadFuelMethod Default { get; } = new();

    /// <summary>Who prints what.</summary>
    public IReadOnlyList<Citation> Sources =>
    [
        Equilibrium == EquilibriumMethod.Simard1968
            ? new("Simard 1968; Cohen & Deeming 1985, PSW-82", "eq. 1a to 1c", Certainty.Verified)
            : new("Van Wagner & Pickett 1985, FTR-33", "eq. 4, 5", Certainty.Verified),
        new("Byram 1963; Fosberg 1970", "time lag", Certainty.Verified),
        Rain == RainWetting.Mandel2014
            ? new("Mandel et al. 2014, NHESS 14", "fuel moisture model, rain", Certainty.Recalled)
            : new("Bihuan", "rain left out", Certainty.Proposed),
    ];
}

/// <summary>Moisture of dead fuel, as fractions of dry weight.</summary>
/// <param name="OneHour">Fuel with a time lag of 1 h (below 6 mm).</param>
/// <param name="TenHour">10 h (6 to 25 mm).</param>
/// <param name="HundredHour">100 h (25 to 76 mm).</param>
public readonly record struct DeadMoisture(double OneHour, double TenHour, double HundredHour);

/// <summary>Moisture of dead fuel hour by hour.</summary>
/// <param name="Hours">After each hour of the weather.</param>
/// <param name="Start">Before the first.</param>
/// <param name="StartEstimated">Whether the start was taken from the first hour's air, for want of a better.</param>
/// <param name="Method">The choice of a method.</param>
public sealed record DeadMoistureHours(IReadOnlyList<DeadMoisture> Hours, DeadMoisture Start, bool StartEstimated, DeadFuelMethod Method);

/// <summary>Moisture of dead fuel by hour: each class goes towards the equilibrium of the hour's air by its time lag.</summary>
/// <remarks>
/// <para>In an hour of constant air, m ← E + (m − E)·e^(−1/τ), τ = 1, 10, 100 h: the exact solution of dm/dt = (E − m)/τ, which is what a time lag means.
/// With two equilibria, E is the drying one above it, the wetting one below it, and m itself between.</para>
/// <para>In an hour of rain r above 0.05 mm: m ← S + (m − S)·e^(−k), S = 2.5, k = (1 − e^(−(r − 0.05)/8))/(1.4·τ), for m below S.</para>
/// <para>For shaded fuel: the sun's warming of litter and the sky are left out. In full sun 1 h fuel is drier than this by some hundredths.</para>
/// </remarks>
public static class DeadFuelMoisture
{
    private const double Saturation = 2.5;
    private const double RainThreshold = 0.05;
    private const double RainScale = 8;
    private const double WettingLag = 1.4;

    /// <summary>Equilibrium by Simard 1968, fraction. PSW-82 eq. 1a to 1c (temperature in °F inside).</summary>
    /// <param name="celsius">Air temperature, °C.</param>
    /// <param name="H">Relative humidity, %.</param>
    public static double Simard(double celsius, double H)
    {
        var T = (celsius * 1.8) + 32;
        var percent = H < 10 ? 0.03229 + (0.281073 * H) - (0.000578 * T * H) // Eq. 1a
            : H < 50 ? 2.22749 + (0.160107 * H) - (0.014784 * T) // Eq. 1b
            : 21.0606 + (0.005565 * H * H) - (0.00035 * H * T) - (0.483199 * H); // Eq. 1c
        return Max(0, percent / 100);
    }

    /// <summary>The two equilibria of a method, fractions; equal where it knows only one.</summary>
    public static (double Drying, double Wetting) Equilibria(double celsius, double humidityPercent, EquilibriumMethod method)
    {
        if (method == EquilibriumMethod.Simard1968)
        {
            var one = Simard(celsius, humidityPercent);
            return (one, one);
        }

        return (Max(0, FwiEquations.DryingEquilibrium(celsius, humidityPercent) / 100), Max(0, FwiEquations.WettingEquilibrium(celsius, humidityPercent) / 100));
    }

    /// <summary>A class of fuel after an hour.</summary>
    /// <param name="m">Before, fraction.</param>
    /// <param name="lag">τ, h.</param>
    /// <param name="hour">The hour's weather.</param>
    /// <param name="method">The choice of a method.</param>
    /// <param name="hours">Length of the step, h; the rain of it falls evenly.</param>
    public static double Step(double m, double lag, HourlyWeather hour, DeadFuelMethod method, double hours = 1)
    {
        ArgumentNullException.ThrowIfNull(method);
        var rate = hour.RainMm / hours;
        if (method.Rain == RainWetting.Mandel2014 && rate > RainThreshold)
        {
            var k = (1 - Exp(-(rate - RainThreshold) / RainScale)) / (WettingLag * lag);
            return m >= Saturation ? m : Saturation + ((m - Saturation) * Exp(-k * hours));
        }

        var (drying, wetting) = Equilibria(hour.TemperatureCelsius, hour.HumidityPercent, method.Equilibrium);
        var E = Min(Max(m, Min(drying, wetting)), Max(drying, wetting));
        return E + ((m - E) * Exp(-hours / lag));
    }

    /// <summary>The three classes after an hour.</summary>
    public static DeadMoisture Step(DeadMoisture before, HourlyWeather hour, DeadFuelMethod method) =>
        new(Step(before.OneHour, 1, hour, method), Step(before.TenHour, 10, hour, method), Step(before.HundredHour, 100, hour, method));

    /// <summary>The three classes hour by hour.</summary>
    /// <param name="weather">Weather.</param>
    /// <param name="start">Moisture before the first hour; <see langword="null"/> for the equilibrium of the first hour's air, which suits 1 h fuel but is a guess for 100 h fuel.</param>
    /// <param name="method">The choice of a method.</param>
    /// <returns>Refusals: FIRE-101, 102.</returns>
    public static Result<DeadMoistureHours> Hours(WeatherHours weather, DeadMoisture? start = null, DeadFuelMethod? method = null)
    {
        ArgumentNullException.ThrowIfNull(weather);
        method ??= DeadFuelMethod.Default;
        var reasons = new Reasons();
        if (start is { } given)
        {
            reasons.Within("start.oneHour", given.OneHour, 0, 3);
            reasons.Within("start.tenHour", given.TenHour, 0, 3);
            reasons.Within("start.hundredHour", given.HundredHour, 0, 3);
        }

        if (reasons.Any)
        {
            return reasons.List;
        }

        var (drying, wetting) = Equilibria(weather.Hours[0].TemperatureCelsius, weather.Hours[0].HumidityPercent, method.Equilibrium);
        var middle = (drying + wetting) / 2;
        var now = start ?? new(middle, middle, middle);
        var first = now;
        var result = new DeadMoisture[weather.Hours.Count];
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = now = Step(now, weather.Hours[i], method);
        }

        return new DeadMoistureHours(result, first, start is null, method);
    }
}
