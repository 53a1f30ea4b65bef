using Bihuan.Wildfire.Behaviour;

namespace Bihuan.Wildfire.Growth;

/// <summary>When the conditions of a field change: a first stretch, then stretches of one length; the last one lasts for ever.</summary>
/// <param name="Count">How many stretches, 1 or more.</param>
/// <param name="FirstMinutes">Length of the first, min: to the next full hour where the weather is hourly.</param>
/// <param name="StepMinutes">Length of each later one, min.</param>
public readonly record struct Stretches(int Count, double FirstMinutes = 60, double StepMinutes = 60)
{
    /// <summary>Conditions that never change.</summary>
    public static Stretches One => new(1);

    /// <summary>In which stretch a minute lies.</summary>
    /// <param name="minutes">Since the start of the computation.</param>
    public int At(double minutes)
    {
        if (Count <= 1 || minutes < FirstMinutes)
        {
            return 0;
        }

        // The quotient may round to the wrong side of a change; a run that counts on both would never end.
        var k = (int)Math.Min(Count - 1, 1 + Math.Floor((minutes - FirstMinutes) / StepMinutes));
        return k + 1 < Count && minutes >= Start(k + 1) ? k + 1 : minutes < Start(k) ? k - 1 : k;
    }

    /// <summary>The minute at which a stretch begins; infinite behind the last.</summary>
    /// <param name="stretch">From 0.</param>
    public double Start(int stretch) =>
        stretch <= 0 ? 0 : stretch >= Count ? double.PositiveInfinity : FirstMinutes + ((stretch - 1) * StepMinutes);
}

/// <summary>How fire spreads in each cell and stretch of time. The ellipse of a cell is asked for when the front comes near it, and only then.</summary>
/// <remarks>An answer must depend on nothing but the cell and the stretch: it is asked in any order, from several threads.</remarks>
public abstract class SpreadField
{
    /// <summary>A field over a frame.</summary>
    /// <param name="frame">Where the cells lie.</param>
    /// <param name="stretches">When conditions change.</param>
    protected SpreadField(GridFrame frame, Stretches stretches)
    {
        Frame = frame;
        Stretches = stretches;
    }

    /// <summary>Where the cells lie.</summary>
    public GridFrame Frame { get; }

    /// <summary>When conditions change.</summary>
    public Stretches Stretches { get; }

    /// <summary>The ellipse of a cell. A head rate of 0 stops the front while the stretch lasts; a cell with 0 in every stretch is a barrier.</summary>
    /// <param name="column">From the west.</param>
    /// <param name="row">From the north.</param>
    /// <param name="stretch">From 0.</param>
    public abstract SpreadEllipse At(int column, int row, int stretch);

    /// <summary>Heat per area H_A of a cell, kJ/m²; not a number where the field knows of no heat.</summary>
    /// <param name="column">From the west.</param>
    /// <param name="row">From the north.</param>
    /// <param name="stretch">From 0.</param>
    public virtual double HeatPerArea(int column, int row, int stretch) => double.NaN;

    /// <summary>The way the front is asked of a cell: <see cref="At"/> as a metric, with lengths in cells.</summary>
    internal virtual Metric MetricAt(int column, int row, int stretch) => Metric.Of(At(column, row, stretch), Frame.CellSize);
}

/// <summary>The same ellipse in every cell, perhaps another in each stretch.</summary>
public sealed class UniformField : SpreadField
{
    private readonly SpreadEllipse[] _ellipses;
    private readonly Metric[] _metrics;
    private readonly double _heat;

    /// <summary>One ellipse for all.</summary>
    /// <param name="frame">Where the cells lie.</param>
    /// <param name="ellipse">The ellipse.</param>
    /// <param name="heatPerArea">H_A, kJ/m².</param>
    public UniformField(GridFrame frame, SpreadEllipse ellipse, double heatPerArea = double.NaN)
        : this(frame, Stretches.One, [ellipse], heatPerArea)
    {
    }

    /// <summary>An ellipse for each stretch.</summary>
    /// <param name="frame">Where the cells lie.</param>
    /// <param name="stretches">When conditions change.</param>
    /// <param name="ellipses">As many as stretches.</param>
    /// <param name="heatPerArea">H_A, kJ/m².</param>
    public UniformField(GridFrame frame, Stretches stretches, IReadOnlyList<SpreadEllipse> ellipses, double heatPerArea = double.NaN)
        : base(frame, stretches)
    {
        ArgumentNullException.ThrowIfNull(ellipses);
        if (ellipses.Count != stretches.Count)
        {
            throw new ArgumentException("One ellipse for each stretch.", nameof(ellipses));
        }

        // One loop, no queries: each would be compiled for these types before a short run begins.
        _ellipses = new SpreadEllipse[ellipses.Count];
        _metrics = new Metric[ellipses.Count];
        for (var i = 0; i < ellipses.Count; i++)
        {
            (_ellipses[i], _metrics[i]) = (ellipses[i], Metric.Of(ellipses[i], frame.CellSize));
        }

        _heat = heatPerArea;
    }

    /// <inheritdoc/>
    public override SpreadEllipse At(int column, int row, int stretch) => _ellipses[stretch];

    /// <inheritdoc/>
    public override double HeatPerArea(int column, int row, int stretch) => _heat;

    internal override Metric MetricAt(int column, int row, int stretch) => _metrics[stretch];
}

/// <summary>An ellipse of its own for each cell, perhaps another in each stretch.</summary>
/// <param name="frame">Where the cells lie.</param>
/// <param name="stretches">When conditions change.</param>
/// <param name="ellipse">The ellipse of a cell: column, row, stretch.</param>
/// <param name="heatPerArea">H_A of a cell, kJ/m²; none where the field knows of no heat.</param>
public sealed class CellField(GridFrame frame, Stretches stretches, Func<int, int, int, SpreadEllipse> ellipse, Func<int, int, int, double>? heatPerArea = null)
    : SpreadField(frame, stretches)
{
    /// <inheritdoc/>
    public override SpreadEllipse At(int column, int row, int stretch) => ellipse(column, row, stretch);

    /// <inheritdoc/>
    public override double HeatPerArea(int column, int row, int stretch) => heatPerArea?.Invoke(column, row, stretch) ?? double.NaN;
}

/// <summary>
/// The ellipse of a cell as a measure of time: a displacement v takes S·|v| − D·v minutes, S = 1/(R(1 − e)), D = e·S·d (sheet §5.2, Finney 2002).
/// Lengths are in cells, x to the east, y to the south.
/// </summary>
/// <remarks>A norm less a drift, so that the mean of two such measures is one again, and the gradient of arrival times is S·v̂ − D.</remarks>
internal struct Metric
{
    public float S;
    public float X;
    public float Y;

    /// <summary>Stretch + 1 that it was asked for, 0 where it never was; with <see cref="Lined"/> where a suppression line is drawn.</summary>
    public int Tag;

    public const int Lined = 1 << 30;

    /// <summary>Whether anything spreads.</summary>
    public readonly bool Spreads => S > 0;

    public static Metric Of(SpreadEllipse ellipse, double cellSize)
    {
        // What is out of range does not burn: a measure is total over whatever a field answers.
        if (!(ellipse.HeadRate > 0 && ellipse.Eccentricity >= 0 && ellipse.Eccentricity < 1) || !double.IsFinite(ellipse.HeadRate) || !double.IsFinite(ellipse.HeadingDegrees))
        {
            return default;
        }

        var (sine, cosine) = SinCosDegrees(ellipse.HeadingDegrees);
        return Of(ellipse.HeadRate, ellipse.Eccentricity, sine, cosine, cellSize);
    }

    /// <summary>From the unit vector of the heading.</summary>
    public static Metric Of(double headRate, double eccentricity, double east, double north, double cellSize)
    {
        var s = cellSize / (headRate * (1 - eccentricity));
        return s is > 0 and < MostMinutes ? new() { S = (float)s, X = (float)(eccentricity * s * east), Y = (float)(-eccentricity * s * north) } : default;
    }

    /// <summary>Minutes for a cell from which on a fire is taken to stand: 19 years.</summary>
    private const double MostMinutes = 1e7;

    /// <summary>Sine and cosine that are exactly those of a turn by 90°, so that a map that is turned burns as the one that is not.</summary>
    public static (double Sine, double Cosine) SinCosDegrees(double degrees)
    {
        var quarter = Math.Round(degrees / 90);
        var (sine, cosine) = Math.SinCos(Conversions.Radians(degrees - (quarter * 90)));
        return ((long)quarter & 3) switch
        {
            0 => (sine, cosine),
            1 => (cosine, -sine),
            2 => (-sine, -cosine),
            _ => (-cosine, sine),
        };
    }

    /// <summary>Rate of a front along its normal (nx, ny), cells a minute: 1/|∇T| with ∇T ∥ n and |∇T + D| = S.</summary>
    public readonly double RateOfFront(double nx, double ny)
    {
        var along = (nx * X) + (ny * Y);
        var root = Math.Sqrt(Math.Max(0, (along * along) + ((double)S * S) - ((double)X * X) - ((double)Y * Y)));
        // 1/(root − along), in the form that does not cancel.
        return along > 0 ? (root + along) / (((double)S * S) - ((double)X * X) - ((double)Y * Y)) : 1 / (root - along);
    }
}
