using NetTopologySuite.Geometries;

namespace Bihuan.Wildfire.Growth;

/// <summary>Where and when a fire starts, in the reference system of the frame.</summary>
/// <param name="Minutes">Since the start of the computation, 0 or more.</param>
public abstract record Ignition(double Minutes)
{
    /// <summary>A point. It need not be the middle of a cell.</summary>
    /// <param name="East">Easting.</param>
    /// <param name="North">Northing.</param>
    /// <param name="Minutes">When it starts.</param>
    public sealed record Point(double East, double North, double Minutes = 0) : Ignition(Minutes);

    /// <summary>A line that burns along its whole length at once.</summary>
    /// <param name="Path">At least two points.</param>
    /// <param name="Minutes">When it starts.</param>
    public sealed record Line(IReadOnlyList<(double East, double North)> Path, double Minutes = 0) : Ignition(Minutes);

    /// <summary>A drawn perimeter: what lies in it has burnt by then, and the fire goes on from its outline.</summary>
    /// <param name="Area">A polygon or several, with islands where something did not burn.</param>
    /// <param name="Minutes">When the fire had this outline.</param>
    public sealed record Perimeter(Geometry Area, double Minutes = 0) : Ignition(Minutes);
}

/// <summary>A line that fire does not cross once it is there: every cell it touches is a barrier from then on, unless it burns already.</summary>
/// <param name="Path">At least two points, in the reference system of the frame.</param>
/// <param name="Minutes">When it is there; 0 for a road or a river.</param>
public sealed record SuppressionLine(IReadOnlyList<(double East, double North)> Path, double Minutes = 0);

/// <summary>A fire from a point comes to its full rate by and by: R(t) = R·(1 − e^(−k·t)) (McAlpine &amp; Wakimoto 1991; sheet §5.1).</summary>
/// <param name="PerMinute">k, 1/min.</param>
public sealed record Acceleration(double PerMinute = 0.115);

/// <summary>
/// Embers, a plain model of ours and for drills: a cell that burns strongly enough throws one ember with a probability, at the time the front takes
/// it, in the direction of its heading turned by a normal deviate, an exponential distance away; it ignites what burns there after a delay.
/// </summary>
/// <remarks>No measured model; the figures are the user's, the defaults are proposals.</remarks>
/// <param name="Probability">That a cell throws an ember which ignites, 0 to 1.</param>
/// <param name="MeanMetres">Mean distance.</param>
/// <param name="MostMetres">No ember flies further.</param>
/// <param name="LeastIntensity">Fireline intensity from which on embers are thrown, kW/m; 0 for all cells.</param>
/// <param name="TurnDegrees">Standard deviation of the direction.</param>
/// <param name="DelayMinutes">From the throw to the fire.</param>
/// <param name="Seed">Same seed, same embers.</param>
public sealed record Spotting(double Probability, double MeanMetres = 100, double MostMetres = 1000, double LeastIntensity = 2000, double TurnDegrees = 15, double DelayMinutes = 2, long Seed = 1);

/// <summary>What else is computed of each burnt cell besides the time.</summary>
[Flags]
public enum GrowthOutputs
{
    /// <summary>Arrival only.</summary>
    Arrival = 0,

    /// <summary>Fireline intensity and flame length.</summary>
    Intensity = 1,

    /// <summary>Direction in which the front passes.</summary>
    Direction = 2,

    /// <summary>All.</summary>
    All = Intensity | Direction,
}

/// <summary>How a fire is to be followed.</summary>
/// <param name="EndMinutes">When to stop, above 0, at most <see cref="MostMinutes"/>.</param>
public sealed record GrowthOptions(double EndMinutes)
{
    /// <summary>Longest computation: 60 days.</summary>
    public const double MostMinutes = 86_400;

    /// <summary>Suppression lines, roads, rivers.</summary>
    public IReadOnlyList<SuppressionLine> Lines { get; init; } = [];

    /// <summary>Acceleration from the start of each fire; <see langword="null"/> for the full rate at once.</summary>
    public Acceleration? Acceleration { get; init; }

    /// <summary>Embers; <see langword="null"/> for none.</summary>
    public Spotting? Spotting { get; init; }

    /// <summary>What else is wanted.</summary>
    public GrowthOutputs Outputs { get; init; } = GrowthOutputs.All;
}
