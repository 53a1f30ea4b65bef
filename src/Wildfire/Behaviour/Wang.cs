using Bihuan.Kernel;

namespace Bihuan.Wildfire.Behaviour;

/// <summary>The initial rate R₀ of Wang's model, in the forms that circulate.</summary>
public enum WangInitialRate
{
    /// <summary>Variant a: 0.0299·T + 0.047·w + 0.009·(100 − h) − 0.304. The usual choice.</summary>
    Original,

    /// <summary>Variant b: 0.03·T + 0.05·w + 0.01·(100 − h) − 0.3, the same rounded.</summary>
    Rounded,

    /// <summary>Variant c: 0.053·T + 0.048·w − 0.275, in programs without humidity.</summary>
    WithoutHumidity,

    /// <summary>Variant d: 1.0372·e^(−0.057·M) from the moisture of the fuel, in place of the others.</summary>
    FuelMoisture,
}

/// <summary>Choices of Wang's model that the sources leave open. Every result names them.</summary>
/// <param name="InitialRate">The form of R₀.</param>
/// <param name="Fuels">The table of K_s.</param>
/// <param name="WindLimit">Wind above which K_w is held, m/s; <see langword="null"/>: it grows without bound. 12 is our proposal.</param>
/// <param name="SlopeLimit">K_φ at which it is held uphill, and its inverse downhill; <see langword="null"/>: none. 10 is where the Canadian system holds the same curve.</param>
public sealed record WangOptions(WangInitialRate InitialRate, WangFuelTable Fuels, double? WindLimit = 12, double? SlopeLimit = 10)
{
    /// <summary>Variant a, table 1, wind held at 12 m/s and slope at factor 10.</summary>
    public static WangOptions Usual { get; } = new(WangInitialRate.Original, WangFuelTable.Original);

    /// <summary>Model and choices in a line, for whatever shows a result.</summary>
    public override string ToString() =>
        $"{Wang.Model}; R0 {InitialRate}; {Fuels.Name}; wind limit {(WindLimit is { } wind ? $"{wind} m/s" : "none")}; slope limit {(SlopeLimit is { } slope ? $"{slope}" : "none")}";
}

/// <summary>Weather and fuel moisture as Wang's model reads them.</summary>
/// <param name="Temperature">T, °C, −40 to 50.</param>
/// <param name="Humidity">Least relative humidity h, %, 0 to 100.</param>
/// <param name="WindSpeed">V, m/s, 0 to 60. The wind force follows from it.</param>
/// <param name="WindFrom">Where the wind comes from, degrees clockwise from north.</param>
/// <param name="FuelMoisturePercent">M, %; read by <see cref="WangInitialRate.FuelMoisture"/> only.</param>
public sealed record WangWeather(double Temperature, double Humidity, double WindSpeed, double WindFrom, double? FuelMoisturePercent = null);

/// <summary>Wang Zhengfei's model R = R₀·K_s·K_w·K_φ with the directions of Mao Xianmin. Small surface fires under weak to moderate wind; for reference only.</summary>
/// <remarks>王正非 1983（山地研究 1(2)）, 1992（自然灾害学报 1(3)）; 毛贤敏 1993（应用气象学报 4(1)）; in the forms in circulation, sheet §6.</remarks>
public static class Wang
{
    /// <summary>What results name as their model.</summary>
    public const string Model = "王正非 1983, 毛贤敏 1993";

    /// <summary>Steepest slope of the data behind K_φ, degrees.</summary>
    public const double SteepestSlope = 60;

    /// <summary>Wind force w = (V/0.836)^(2/3), to the nearest whole number.</summary>
    /// <param name="windSpeed">V, m/s.</param>
    public static int WindForce(double windSpeed) => (int)Math.Round(Math.Pow(windSpeed / 0.836, 2.0 / 3), MidpointRounding.AwayFromZero);

    /// <summary>R₀ of variants a to c, m/min, 0 or more.</summary>
    /// <param name="variant">Any but <see cref="WangInitialRate.FuelMoisture"/>.</param>
    /// <param name="temperature">T, °C.</param>
    /// <param name="windForce">w.</param>
    /// <param name="humidity">h, %: drier air burns faster, (100 − h).</param>
    public static double InitialRate(WangInitialRate variant, double temperature, int windForce, double humidity) => Math.Max(0, variant switch
    {
        WangInitialRate.Original => (0.0299 * temperature) + (0.047 * windForce) + (0.009 * (100 - humidity)) - 0.304,
        WangInitialRate.Rounded => (0.03 * temperature) + (0.05 * windForce) + (0.01 * (100 - humidity)) - 0.3,
        WangInitialRate.WithoutHumidity => (0.053 * temperature) + (0.048 * windForce) - 0.275,
        _ => throw new ArgumentOutOfRangeException(nameof(variant), variant, "Variant d is a relation to fuel moisture."),
    });

    /// <summary>R₀ of variant d: 1.0372·e^(−0.057·M), m/min.</summary>
    /// <param name="fuelMoisturePercent">M, %.</param>
    public static double InitialRateByMoisture(double fuelMoisturePercent) => 1.0372 * Math.Exp(-0.057 * fuelMoisturePercent);

    /// <summary>K_w = e^(0.1783·V·cos θ).</summary>
    /// <param name="windSpeed">V, m/s, held at its limit by the caller.</param>
    /// <param name="cosine">Cosine of θ, between where the wind blows to and the direction of spread.</param>
    public static double WindFactor(double windSpeed, double cosine) => Math.Exp(0.1783 * windSpeed * cosine);

    /// <summary>K_φ = e^(3.533·(tan φ)^1.2) uphill, e^(−3.533·(tan φ)^1.2) downhill. The exponent belongs to the tangent.</summary>
    /// <param name="tangent">Tangent of the slope in the direction of spread, negative downhill.</param>
    /// <param name="limit">Where it is held uphill, and its inverse downhill.</param>
    public static double SlopeFactor(double tangent, double? limit)
    {
        var factor = Math.Exp(3.533 * Math.Pow(Math.Abs(tangent), 1.2));
        factor = Math.Min(factor, limit ?? double.MaxValue);
        return tangent < 0 ? 1 / factor : factor;
    }

    /// <summary>Spread at one place in every direction, or every reason why its readings cannot be right.</summary>
    /// <param name="fuel">Row of the table of the options.</param>
    /// <param name="weather">The weather.</param>
    /// <param name="slopeDegrees">Slope φ, degrees, 0 to 60.</param>
    /// <param name="aspectDegrees">Where downslope faces, degrees clockwise from north; not read on level ground.</param>
    /// <param name="options">The choices.</param>
    public static Result<WangSpread> Of(string fuel, WangWeather weather, double slopeDegrees, double aspectDegrees, WangOptions options)
    {
        ArgumentNullException.ThrowIfNull(weather);
        ArgumentNullException.ThrowIfNull(options);
        var problems = new List<Problem>();
        Range.Check(problems, "temperature", weather.Temperature, -40, 50, "°C");
        CheckPercent(problems, "humidity", weather.Humidity, 100);
        Range.Check(problems, "windSpeed", weather.WindSpeed, 0, SurfaceRanges.MostWind, "m/s");
        Range.Check(problems, "windFrom", weather.WindFrom, 0, 360, "°");
        Range.Check(problems, "slope", slopeDegrees, 0, SteepestSlope, "°");
        if (slopeDegrees > 0)
        {
            Range.Check(problems, "aspect", aspectDegrees, 0, 360, "°");
        }

        if (options.InitialRate == WangInitialRate.FuelMoisture)
        {
            CheckPercent(problems, "fuelMoisture", weather.FuelMoisturePercent ?? double.NaN, 250);
        }

        if (options.WindLimit is { } wind)
        {
            Range.Check(problems, "options.windLimit", wind, 0, SurfaceRanges.MostWind, "m/s");
        }

        if (options.SlopeLimit is { } slope)
        {
            Range.Check(problems, "options.slopeLimit", slope, 1, 1000);
        }

        var row = options.Fuels.Of(fuel);
        if (row is null)
        {
            problems.Add(Problem.Coded("FIRE-208", "fuel", fuel, options.Fuels.Name));
        }

        if (problems.Count > 0)
        {
            return problems;
        }

        var force = WindForce(weather.WindSpeed);
        var initial = options.InitialRate == WangInitialRate.FuelMoisture
            ? InitialRateByMoisture(weather.FuelMoisturePercent!.Value)
            : InitialRate(options.InitialRate, weather.Temperature, force, weather.Humidity);
        return new WangSpread(
            initial,
            row!,
            force,
            Math.Min(weather.WindSpeed, options.WindLimit ?? double.MaxValue),
            SpreadEllipse.Bearing(weather.WindFrom + 180),
            Math.Tan(Conversions.Radians(slopeDegrees)),
            slopeDegrees > 0 ? SpreadEllipse.Bearing(aspectDegrees + 180) : 0,
            options);
    }

    // A percentage between 0 and 1 is a fraction that was handed over by mistake: no air and no fuel in the open is so dry.
    private static void CheckPercent(List<Problem> problems, string field, double value, double most)
    {
        Range.Check(problems, field, value, 0, most, "%");
        if (value is > 0 and < 1)
        {
            problems.Add(Problem.Coded("FIRE-206", field, value.ToString()));
        }
    }
}

/// <summary>The five rates that Mao gives for a cell on a slope, m/min. Left and right as seen looking upslope.</summary>
/// <param name="Upslope">Up the slope.</param>
/// <param name="Downslope">Down the slope.</param>
/// <param name="Left">Along the contour to the left.</param>
/// <param name="Right">Along the contour to the right.</param>
/// <param name="WithWind">Where the wind blows to.</param>
public readonly record struct MaoRates(double Upslope, double Downslope, double Left, double Right, double WithWind);

/// <summary>Spread of Wang's model at one place.</summary>
/// <param name="InitialRate">R₀, m/min.</param>
/// <param name="Fuel">Row of the table of K_s.</param>
/// <param name="WindForce">Wind force w that R₀ was taken at.</param>
/// <param name="WindSpeed">V, m/s, as limited.</param>
/// <param name="WindTo">Where the wind blows to, degrees clockwise from north.</param>
/// <param name="SlopeTangent">Tangent of the slope.</param>
/// <param name="Upslope">Where the slope rises to, degrees clockwise from north.</param>
/// <param name="Options">The choices made.</param>
public sealed record WangSpread(double InitialRate, WangFuel Fuel, int WindForce, double WindSpeed, double WindTo, double SlopeTangent, double Upslope, WangOptions Options)
{
    /// <summary>Mao's five directions.</summary>
    /// <remarks>毛贤敏 1993. They are <see cref="RateAlong"/> in the five directions: along the contour the slope adds nothing, with the wind it adds that of its own steepness there.</remarks>
    public MaoRates Mao
    {
        get
        {
            var still = InitialRate * Fuel.Factor;
            var (sine, cosine) = Math.SinCos(Conversions.Radians(WindTo - Upslope)); // θ, from upslope to where the wind blows to
            return new(
                still * Wang.WindFactor(WindSpeed, cosine) * Wang.SlopeFactor(SlopeTangent, Options.SlopeLimit),
                still * Wang.WindFactor(WindSpeed, -cosine) * Wang.SlopeFactor(-SlopeTangent, Options.SlopeLimit),
                still * Wang.WindFactor(WindSpeed, -sine),
                still * Wang.WindFactor(WindSpeed, sine),
                still * Wang.WindFactor(WindSpeed, 1) * Wang.SlopeFactor(SlopeTangent * cosine, Options.SlopeLimit));
        }
    }

    /// <summary>Rate in any direction α, m/min: K_w with the angle from the wind to α, K_φ with tan φ_α = tan φ·cos(α − upslope). Our reading, which has Mao's five as cases.</summary>
    /// <param name="directionDegrees">α, degrees clockwise from north.</param>
    public double RateAlong(double directionDegrees) =>
        InitialRate * Fuel.Factor
        * Wang.WindFactor(WindSpeed, Math.Cos(Conversions.Radians(WindTo - directionDegrees)))
        * Wang.SlopeFactor(SlopeTangent * Math.Cos(Conversions.Radians(directionDegrees - Upslope)), Options.SlopeLimit);

    /// <summary>An ellipse in place of the model's own shape, which is none: its axis lies with the wind (with the slope in still air), head and back are the rates both ways. Our proposal; a slope across the wind does not turn it.</summary>
    public SpreadEllipse WithAndAgainstWind
    {
        get
        {
            var axis = WindSpeed > 0 ? WindTo : Upslope;
            var (there, back) = (RateAlong(axis), RateAlong(axis + 180));
            return there >= back ? SpreadEllipse.FromHeadAndBack(there, back, axis) : SpreadEllipse.FromHeadAndBack(back, there, axis + 180);
        }
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Options}; fuel {Fuel.Zh} Ks {Fuel.Factor}; R0 {InitialRate} m/min at wind force {WindForce}";
}
