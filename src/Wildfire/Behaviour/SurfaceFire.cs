namespace Bihuan.Wildfire.Behaviour;

/// <summary>A steady surface fire in one bed under one wind and slope.</summary>
/// <remarks>Nothing burns where <see cref="HeadRate"/> is 0: direction and shape are 0 then and mean nothing.</remarks>
/// <param name="Bed">The fuel.</param>
/// <param name="HeadRate">Rate of spread of the head R, m/min.</param>
/// <param name="HeadingFromUpslope">Direction of the head, radians clockwise from upslope.</param>
/// <param name="EffectiveWind">Midflame wind that alone would drive the fire as fast, m/min.</param>
/// <param name="LengthToWidthLessOne">Length of the ellipse to its width, less 1.</param>
/// <param name="Limit">Whether the effective wind was limited.</param>
public readonly record struct SurfaceFire(FuelBed Bed, double HeadRate, double HeadingFromUpslope, double EffectiveWind, double LengthToWidthLessOne, WindLimit Limit)
{
    /// <summary>Whether it spreads.</summary>
    public bool Spreads => HeadRate > 0;

    /// <summary>Length of the ellipse to its width λ, 1 to 8.</summary>
    public double LengthToWidth => 1 + LengthToWidthLessOne;

    /// <summary>Eccentricity of the ellipse e.</summary>
    public double Eccentricity => Rothermel.Eccentricity(LengthToWidthLessOne);

    /// <summary>Rate of spread of the back, m/min.</summary>
    public double BackRate => Ellipse(0).BackRate;

    /// <summary>Rate of spread of the flanks: half the width, m/min.</summary>
    public double FlankRate => Ellipse(0).FlankRate;

    /// <summary>Reaction intensity I_R, kW/m².</summary>
    public double ReactionIntensity => Bed.ReactionIntensity;

    /// <summary>Heat per area H_A, kJ/m².</summary>
    public double HeatPerArea => Bed.HeatPerArea;

    /// <summary>Fireline intensity of the head I, kW/m.</summary>
    public double FirelineIntensity => FirelineIntensityAt(HeadRate);

    /// <summary>Length of the flames of the head, m.</summary>
    public double FlameLength => FlameLengthAt(HeadRate);

    /// <summary>Fireline intensity I = H_A·R of a piece of front that moves along its own normal with a rate, kW/m (Byram 1959).</summary>
    /// <param name="rate">Rate along the normal, m/min.</param>
    public double FirelineIntensityAt(double rate) => HeatPerArea * rate / 60;

    /// <summary>Length of the flames of a piece of front that moves along its own normal with a rate, m.</summary>
    /// <param name="rate">Rate along the normal, m/min.</param>
    public double FlameLengthAt(double rate) =>
        Rothermel.FlameLength(FirelineIntensityAt(rate) / Conversions.KilowattsPerMetrePerBtuPerFootPerSecond) * Conversions.MetresPerFoot;

    /// <summary>The ellipse as it lies on the map.</summary>
    /// <param name="upslopeDegrees">Direction of upslope, degrees clockwise from north: aspect + 180.</param>
    public SpreadEllipse Ellipse(double upslopeDegrees) => new(HeadRate, SpreadEllipse.Bearing(upslopeDegrees + Conversions.Degrees(HeadingFromUpslope)), Eccentricity);

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Rothermel.Model}; fuel {Bed.Model.Code} ({Bed.Model.Source}); cured herb {Bed.Transfer}; wind limit {Limit}; R {HeadRate} m/min, I {FirelineIntensity} kW/m, flame {FlameLength} m";
}
