namespace Bihuan.Wildfire.Behaviour;

/// <summary>How a fire grows from a point in uniform conditions: an ellipse with the point in its rear focus. Sheet §5.</summary>
/// <remarks>Catchpole, de Mestre &amp; Gill 1982; Alexander 1985; Finney 1998.</remarks>
/// <param name="HeadRate">Rate of the head R, m/min.</param>
/// <param name="HeadingDegrees">Direction of the head, degrees clockwise from north.</param>
/// <param name="Eccentricity">e, 0 for a circle, below 1.</param>
public readonly record struct SpreadEllipse(double HeadRate, double HeadingDegrees, double Eccentricity)
{
    /// <summary>Rate of the back B = R(1 − e)/(1 + e), m/min.</summary>
    public double BackRate => HeadRate * (1 - Eccentricity) / (1 + Eccentricity);

    /// <summary>Half the length after a minute a = (R + B)/2, m/min.</summary>
    public double HalfLength => HeadRate / (1 + Eccentricity);

    /// <summary>Half the width after a minute b = a/λ, m/min: the rate of the flanks.</summary>
    public double FlankRate => HalfLength * Math.Sqrt((1 - Eccentricity) * (1 + Eccentricity));

    /// <summary>How far the centre moves in a minute c = (R − B)/2 = e·a, m/min.</summary>
    public double CentreRate => HalfLength * Eccentricity;

    /// <summary>Length to width λ.</summary>
    public double LengthToWidth => 1 / Math.Sqrt((1 - Eccentricity) * (1 + Eccentricity));

    /// <summary>An ellipse from its head, back and direction, for models that give rates.</summary>
    /// <param name="headRate">R, m/min.</param>
    /// <param name="backRate">B, m/min, not above R.</param>
    /// <param name="headingDegrees">Direction of the head, degrees clockwise from north.</param>
    public static SpreadEllipse FromHeadAndBack(double headRate, double backRate, double headingDegrees) =>
        new(headRate, Bearing(headingDegrees), headRate > 0 ? (headRate - backRate) / (headRate + backRate) : 0);

    /// <summary>Rate along a ray from the point of ignition R(ψ) = R(1 − e)/(1 − e·cos ψ), m/min; ψ is the angle from the heading.</summary>
    /// <param name="directionDegrees">Direction of the ray, degrees clockwise from north.</param>
    public double RateAlong(double directionDegrees) =>
        HeadRate * (1 - Eccentricity) / (1 - (Eccentricity * Math.Cos(FromHeading(directionDegrees))));

    /// <summary>Rate of the front along its own normal N(ψ) = c·cos ψ + √(a²·cos²ψ + b²·sin²ψ), m/min; ψ is the angle from the heading to the normal.</summary>
    /// <param name="normalDegrees">Direction of the normal, degrees clockwise from north.</param>
    public double RateOfFront(double normalDegrees)
    {
        var (sine, cosine) = Math.SinCos(FromHeading(normalDegrees));
        var (a, b) = (HalfLength * cosine, FlankRate * sine);
        return (CentreRate * cosine) + Math.Sqrt((a * a) + (b * b));
    }

    /// <summary>Minutes to cross a displacement v: τ = (|v| − e·(v·d))/(R(1 − e)); infinite where nothing spreads. Finney 2002, sheet §5.2.</summary>
    /// <param name="east">v to the east, m.</param>
    /// <param name="north">v to the north, m.</param>
    public double Minutes(double east, double north)
    {
        var (sine, cosine) = Math.SinCos(Conversions.Radians(HeadingDegrees));
        return HeadRate > 0
            ? (Math.Sqrt((east * east) + (north * north)) - (Eccentricity * ((east * sine) + (north * cosine)))) / (HeadRate * (1 - Eccentricity))
            : double.PositiveInfinity;
    }

    /// <summary>Area after a time π·a·b·t², m².</summary>
    /// <param name="minutes">t, min.</param>
    public double Area(double minutes) => Math.PI * HalfLength * FlankRate * minutes * minutes;

    /// <summary>Perimeter after a time, about π(a + b)(1 + h²/4)·t with h = (a − b)/(a + b), m.</summary>
    /// <param name="minutes">t, min.</param>
    public double Perimeter(double minutes)
    {
        var (a, b) = (HalfLength, FlankRate);
        var h = a + b > 0 ? (a - b) / (a + b) : 0;
        return Math.PI * (a + b) * (1 + (h * h / 4)) * minutes;
    }

    /// <summary>A direction as 0 to below 360 degrees.</summary>
    /// <param name="degrees">Any number of degrees.</param>
    internal static double Bearing(double degrees)
    {
        var turned = degrees % 360;
        turned += turned < 0 ? 360 : 0;
        return turned >= 360 ? 0 : turned; // −1e-20 + 360 rounds to 360.
    }

    private double FromHeading(double degrees) => Conversions.Radians(degrees - HeadingDegrees);
}
