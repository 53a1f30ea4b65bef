namespace Bihuan.Wildfire.Danger;

/// <summary>Day-length factors by latitude and month. Lawson &amp; Armitage 2008; the columns of 46° N are those of Van Wagner &amp; Pickett 1985.</summary>
/// <remarks>They jump at ±10°, ±20° and ±30°. Stations on both sides of a step differ for no physical reason, so a district takes one latitude for all of its stations.</remarks>
public static class DayLength
{
    private static readonly double[][] Duff =
    [
        [6.5, 7.5, 9.0, 12.8, 13.9, 13.9, 12.4, 10.9, 9.4, 8.0, 7.0, 6.0],
        [7.9, 8.4, 8.9, 9.5, 9.9, 10.2, 10.1, 9.7, 9.1, 8.6, 8.1, 7.8],
        [9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9],
        [10.1, 9.6, 9.1, 8.5, 8.1, 7.8, 7.9, 8.3, 8.9, 9.4, 9.9, 10.2],
        [11.5, 10.5, 9.2, 7.9, 6.8, 6.2, 6.5, 7.4, 8.7, 10.0, 11.2, 11.8],
    ];

    private static readonly double[][] Drought =
    [
        [-1.6, -1.6, -1.6, 0.9, 3.8, 5.8, 6.4, 5.0, 2.4, 0.4, -1.6, -1.6],
        [1.4, 1.4, 1.4, 1.4, 1.4, 1.4, 1.4, 1.4, 1.4, 1.4, 1.4, 1.4],
        [6.4, 5.0, 2.4, 0.4, -1.6, -1.6, -1.6, -1.6, -1.6, 0.9, 3.8, 5.8],
    ];

    /// <summary>Where the tables come from.</summary>
    public static Citation Source { get; } = new("Lawson & Armitage 2008", "day length by latitude", Certainty.Verified);

    /// <summary>L_e, for the duff moisture code: effective hours of drying in a day.</summary>
    /// <param name="latitude">Degrees, north positive.</param>
    /// <param name="month">1 to 12.</param>
    public static double OfDuff(double latitude, int month) => Duff[latitude > 30 ? 0 : latitude > 10 ? 1 : latitude > -10 ? 2 : latitude > -30 ? 3 : 4][month - 1];

    /// <summary>L_f, for the drought code: what the season adds to a day's drying.</summary>
    /// <param name="latitude">Degrees, north positive.</param>
    /// <param name="month">1 to 12.</param>
    public static double OfDrought(double latitude, int month) => Drought[latitude > 20 ? 0 : latitude > -20 ? 1 : 2][month - 1];
}
