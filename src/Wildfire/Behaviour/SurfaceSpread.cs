using Bihuan.Kernel;

namespace Bihuan.Wildfire.Behaviour;

/// <summary>Choices of Rothermel's model that the sources leave open. Every result names them.</summary>
/// <param name="Height">Where the wind was measured.</param>
/// <param name="Transfer">How herbs of dynamic models cure.</param>
/// <param name="Limit">Whether the effective wind is limited.</param>
public sealed record SurfaceOptions(WindHeight Height = WindHeight.TenMetres, CuredHerbTransfer Transfer = CuredHerbTransfer.BehavePlus, WindLimit Limit = WindLimit.None)
{
    /// <summary>Model and choices in a line, for whatever shows a result.</summary>
    public override string ToString() => $"{Rothermel.Model}; wind {Height}; cured herb {Transfer}; wind limit {Limit}";
}

/// <summary>Ranges that a computation takes.</summary>
public static class SurfaceRanges
{
    /// <summary>Most wind at any height, m/s.</summary>
    public const double MostWind = 60;

    /// <summary>Steepest slope, degrees.</summary>
    public const double SteepestSlope = 85;
}

/// <summary>Fire behaviour at a place as a person asks for it.</summary>
/// <param name="Fire">The fire, from upslope.</param>
/// <param name="Ellipse">The fire on the map.</param>
/// <param name="WindFactor">What the wind was multiplied with to give the midflame wind.</param>
/// <param name="MidflameWind">Midflame wind, m/s.</param>
/// <param name="Sheltered">Whether trees shelter the bed; else the factor is that of a bed in the open.</param>
/// <param name="Options">The choices made.</param>
public sealed record SurfaceBehaviour(SurfaceFire Fire, SpreadEllipse Ellipse, double WindFactor, double MidflameWind, bool Sheltered, SurfaceOptions Options)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Options}; {(Options.Height == WindHeight.Midflame ? "wind as given" : Sheltered ? "wind under trees" : "wind over a bed in the open")}; fuel {Fire.Bed.Model.Code} ({Fire.Bed.Model.Source}); R {Fire.HeadRate} m/min towards {Ellipse.HeadingDegrees}°";
}

/// <summary>Surface fire from readings in SI and degrees, with their ranges checked.</summary>
public static class SurfaceSpread
{
    /// <summary>The fire at one place, or every reason why its readings cannot be right.</summary>
    /// <param name="model">The fuel; one of one's own has passed <see cref="FuelModel.Custom"/>.</param>
    /// <param name="moisture">Its moisture, fractions.</param>
    /// <param name="windSpeed">Wind at the height of the options, m/s, 0 to 60.</param>
    /// <param name="windFrom">Where it comes from, degrees clockwise from north, 0 to 360.</param>
    /// <param name="slopeDegrees">Slope, degrees, 0 to 85.</param>
    /// <param name="aspectDegrees">Where downslope faces, degrees clockwise from north; not read on level ground.</param>
    /// <param name="options">The choices.</param>
    /// <param name="canopy">Trees over the bed, if any.</param>
    public static Result<SurfaceBehaviour> Of(FuelModel model, FuelMoisture moisture, double windSpeed, double windFrom, double slopeDegrees, double aspectDegrees, SurfaceOptions options, Canopy? canopy = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(options);
        var problems = new List<Problem>();
        moisture.Check(problems, "moisture");
        CheckPlace(problems, "", windSpeed, windFrom, slopeDegrees, aspectDegrees);
        if (canopy is { } trees)
        {
            Range.Check(problems, "canopy.cover", trees.CoverFraction, 0, 1);
            Range.Check(problems, "canopy.height", trees.HeightMetres, 0, 120, "m");
            Range.Check(problems, "canopy.crownRatio", trees.CrownRatio, 0, 1);
        }

        if (problems.Count > 0)
        {
            return problems;
        }

        var factor = WindAdjustment.ToMidflame(options.Height, WindAdjustment.Factor(model.DepthMetres, canopy ?? default));
        var fire = At(FuelBed.Of(model, moisture, options.Transfer), windSpeed * factor, windFrom, slopeDegrees, slopeDegrees > 0 ? aspectDegrees : 0, options.Limit);
        return new SurfaceBehaviour(fire.Fire, fire.Ellipse, factor, windSpeed * factor, canopy is { } over && WindAdjustment.IsSheltered(over), options);
    }

    /// <summary>Wind that blows to windFrom + 180 against upslope at aspect + 180: the half turns cancel.</summary>
    internal static (SurfaceFire Fire, SpreadEllipse Ellipse) At(FuelBed bed, double midflameWind, double windFrom, double slopeDegrees, double aspectDegrees, WindLimit limit)
    {
        var fire = bed.Spread(midflameWind * 60, Conversions.Radians(windFrom - aspectDegrees), Math.Tan(Conversions.Radians(slopeDegrees)), limit);
        return (fire, fire.Spreads ? fire.Ellipse(aspectDegrees + 180) : default);
    }

    internal static void CheckPlace(List<Problem> problems, string place, double windSpeed, double windFrom, double slopeDegrees, double aspectDegrees)
    {
        Range.Check(problems, $"{place}windSpeed", windSpeed, 0, SurfaceRanges.MostWind, "m/s");
        Range.Check(problems, $"{place}windFrom", windFrom, 0, 360, "°");
        Range.Check(problems, $"{place}slope", slopeDegrees, 0, SurfaceRanges.SteepestSlope, "°");
        if (slopeDegrees > 0)
        {
            Range.Check(problems, $"{place}aspect", aspectDegrees, 0, 360, "°");
        }
    }
}
