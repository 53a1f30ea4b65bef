using System.Globalization;
using System.Text.RegularExpressions;
using Bihuan.Kernel;
using ProjNet.CoordinateSystems;
using ProjNet.CoordinateSystems.Transformations;

namespace Bihuan.Wildfire.Rasters;

/// <summary>In what a reference system measures.</summary>
public enum MapUnit
{
    /// <summary>It is not one of those known here.</summary>
    Unknown,

    /// <summary>Metres on a map that keeps angles.</summary>
    Metres,

    /// <summary>Degrees of longitude and latitude.</summary>
    Degrees,
}

/// <summary>The reference systems of maps that this library knows by their EPSG code: longitude and latitude on CGCS2000 (4490) and WGS 84
/// (4326), Gauss–Krüger on CGCS2000 in zones of 6° (4491–4512) and 3° (4513–4554), UTM on WGS 84 (32601–32660, 32701–32760).</summary>
/// <remarks>CGCS2000 and WGS 84 are taken as one: their frames differ by centimetres to a few decimetres, their ellipsoids by 0.1 mm.
/// Eastings come first, longitudes too, as in GeoTIFF, whatever order EPSG prints.</remarks>
public static partial class ReferenceSystem
{
    private const int Cgcs2000 = 4490;
    private const int Wgs84 = 4326;

    /// <summary>In what a system measures; a drawing board without one is in metres.</summary>
    public static MapUnit UnitOf(int? epsg) => epsg switch
    {
        null => MapUnit.Metres,
        Cgcs2000 or Wgs84 => MapUnit.Degrees,
        { } code => Zone(code) is null ? MapUnit.Unknown : MapUnit.Metres,
    };

    /// <summary>Says why a frame cannot be measured in metres.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="name">How messages call the raster.</param>
    /// <returns>FIRE-414 for degrees (also for a frame without a system that can only be in degrees), FIRE-416 for an unknown system.</returns>
    public static Problem? NotMetres(GridFrame frame, string name) => UnitOf(frame.Epsg) switch
    {
        MapUnit.Unknown => Problem.Coded("FIRE-416", name, $"EPSG:{Printed(frame.Epsg ?? 0)}"),
        MapUnit.Degrees => Problem.Coded("FIRE-414", name, Printed(frame.CellSize)),
        _ => frame.Epsg is null && frame.CellSize < 0.05 && Math.Abs(frame.West) <= 180 && Math.Abs(frame.North) <= 90
            ? Problem.Coded("FIRE-414", name, Printed(frame.CellSize)) : null,
    };

    /// <summary>The way from one system into another.</summary>
    /// <returns>The way, or FIRE-416 for a system that is not known here.</returns>
    public static Result<Reprojection> Between(int from, int to, string name)
    {
        var unknown = new[] { from, to }.Where(e => UnitOf(e) is MapUnit.Unknown).Select(e => Problem.Coded("FIRE-416", name, $"EPSG:{Printed(e)}")).ToList();
        return unknown.Count > 0 ? unknown : new Reprojection(from == to ? null : Zone(from), from == to ? null : Zone(to));
    }

    /// <summary>The code of the system that well-known text (a <c>.prj</c> file) describes; <see langword="null"/> where it is not one of those known here.</summary>
    public static int? OfWellKnownText(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        // Long texts are not well-known text; the expressions below take time in proportion.
        text = text.Length > 8192 ? text[..8192] : text;
        // The outermost authority stands last.
        if (AuthorityPattern().Matches(text).LastOrDefault() is { } authority && int.TryParse(authority.Groups["code"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var code))
        {
            return code;
        }

        int? geographic = text.Contains("CGCS_2000", StringComparison.OrdinalIgnoreCase) || text.Contains("China_2000", StringComparison.OrdinalIgnoreCase) || text.Contains("China Geodetic Coordinate System 2000", StringComparison.OrdinalIgnoreCase) ? Cgcs2000
            : text.Contains("WGS_1984", StringComparison.OrdinalIgnoreCase) || text.Contains("WGS 84", StringComparison.OrdinalIgnoreCase) ? Wgs84 : null;
        if (geographic is null || !text.Contains("PROJCS", StringComparison.OrdinalIgnoreCase))
        {
            return geographic;
        }

        var parameters = ParameterPattern().Matches(text).DistinctBy(m => m.Groups["name"].Value.ToUpperInvariant())
            .ToDictionary(m => m.Groups["name"].Value, m => double.Parse(m.Groups["value"].ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture), StringComparer.OrdinalIgnoreCase);
        return text.Contains("Transverse_Mercator", StringComparison.OrdinalIgnoreCase) || text.Contains("Gauss_Kruger", StringComparison.OrdinalIgnoreCase)
            ? OfParameters(geographic.Value, parameters.GetValueOrDefault("central_meridian", double.NaN), parameters.GetValueOrDefault("scale_factor", 1), parameters.GetValueOrDefault("false_easting"), parameters.GetValueOrDefault("false_northing"))
            : null;
    }

    /// <summary>The code of the system with these parameters; <see langword="null"/> where there is none known here.</summary>
    internal static int? OfParameters(int geographic, double meridian, double scale, double falseEasting, double falseNorthing)
    {
        foreach (var code in geographic is Cgcs2000 ? Enumerable.Range(4491, 64) : Enumerable.Range(32601, 60).Concat(Enumerable.Range(32701, 60)))
        {
            var zone = Zone(code)!;
            if (zone.Meridian == meridian && Math.Abs(zone.Scale - scale) < 1e-9 && zone.FalseEasting == falseEasting && zone.FalseNorthing == falseNorthing)
            {
                return code;
            }
        }

        return null;
    }

    /// <summary>The system of a file that does not name a known one: what its reader was told.</summary>
    /// <param name="name">How messages call it.</param>
    /// <param name="options">What the reader was told.</param>
    /// <param name="defined">Whether the file describes a system of its own.</param>
    internal static Result<int?> OfFile(string name, RasterOptions options, bool defined = false)
    {
        if (options.Epsg is { } given)
        {
            return new Result<int?>.Done(given);
        }
        if (options.WellKnownText is { } text)
        {
            return FootPattern().IsMatch(text.Length > 8192 ? text[..8192] : text) ? Problem.Coded("FIRE-415", name)
                : OfWellKnownText(text) is { } code ? new Result<int?>.Done(code) : Problem.Coded("FIRE-416", name, ".prj");
        }

        return defined ? Problem.Coded("FIRE-416", name, "user-defined") : new Result<int?>.Done(null);
    }

    /// <summary>The zone of a projected system.</summary>
    internal static TransverseMercatorZone? Zone(int epsg) => epsg switch
    {
        >= 4491 and <= 4501 => new(true, 75 + (6 * (epsg - 4491)), 1, ((13 + epsg - 4491) * 1_000_000) + 500_000, 0),
        >= 4502 and <= 4512 => new(true, 75 + (6 * (epsg - 4502)), 1, 500_000, 0),
        >= 4513 and <= 4533 => new(true, 75 + (3 * (epsg - 4513)), 1, ((25 + epsg - 4513) * 1_000_000) + 500_000, 0),
        >= 4534 and <= 4554 => new(true, 75 + (3 * (epsg - 4534)), 1, 500_000, 0),
        >= 32601 and <= 32660 => new(false, -183 + (6 * (epsg - 32600)), 0.9996, 500_000, 0),
        >= 32701 and <= 32760 => new(false, -183 + (6 * (epsg - 32700)), 0.9996, 500_000, 10_000_000),
        _ => null,
    };

    private static string Printed(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    [GeneratedRegex("""AUTHORITY\s{0,4}\[\s{0,4}"EPSG"\s{0,4},\s{0,4}"?(?<code>[0-9]{4,6})"?\s{0,4}\]\s{0,4}\]\s{0,4}$""", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex AuthorityPattern();

    [GeneratedRegex("""PARAMETER\s{0,4}\[\s{0,4}"(?<name>[A-Za-z_]{1,40})"\s{0,4},\s{0,4}(?<value>-?[0-9]{1,15}(\.[0-9]{0,20})?)\s{0,4}\]""", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex ParameterPattern();

    [GeneratedRegex("""UNIT\s{0,4}\[\s{0,4}"[A-Za-z_ ]{0,30}(foot|feet)""", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex FootPattern();
}

/// <summary>A zone of a transverse Mercator projection from the equator.</summary>
/// <param name="Chinese">On the ellipsoid of CGCS2000, else of WGS 84.</param>
/// <param name="Meridian">Central meridian, degrees east.</param>
/// <param name="Scale">Scale on it.</param>
/// <param name="FalseEasting">Easting of it, metres.</param>
/// <param name="FalseNorthing">Northing of the equator, metres.</param>
internal sealed record TransverseMercatorZone(bool Chinese, double Meridian, double Scale, double FalseEasting, double FalseNorthing)
{
    /// <summary>From longitude and latitude into the zone, by ProjNET.</summary>
    public MathTransform FromDegrees()
    {
        CoordinateSystemFactory factory = new();
        var ellipsoid = Chinese
            ? factory.CreateFlattenedSphere("CGCS2000", 6_378_137, 298.257222101, LinearUnit.Metre)
            : factory.CreateFlattenedSphere("WGS 84", 6_378_137, 298.257223563, LinearUnit.Metre);
        var datum = factory.CreateHorizontalDatum(ellipsoid.Name, DatumType.HD_Geocentric, ellipsoid, null);
        var geographic = factory.CreateGeographicCoordinateSystem(ellipsoid.Name, AngularUnit.Degrees, datum, PrimeMeridian.Greenwich, new AxisInfo("Lon", AxisOrientationEnum.East), new AxisInfo("Lat", AxisOrientationEnum.North));
        var projection = factory.CreateProjection("zone", "Transverse_Mercator",
        [
            new("latitude_of_origin", 0), new("central_meridian", Meridian), new("scale_factor", Scale), new("false_easting", FalseEasting), new("false_northing", FalseNorthing),
        ]);
        var projected = factory.CreateProjectedCoordinateSystem("zone", geographic, projection, LinearUnit.Metre, new AxisInfo("East", AxisOrientationEnum.East), new AxisInfo("North", AxisOrientationEnum.North));
        return new CoordinateTransformationFactory().CreateFromCoordinateSystems(geographic, projected).MathTransform;
    }
}

/// <summary>The way from one reference system into another, by ProjNET: out of the one zone into longitude and latitude, and from there into the other.</summary>
public sealed class Reprojection
{
    /// <summary>Farther from its central meridian, degrees, a zone is not used: its series no longer hold a millimetre there.</summary>
    private const double Widest = 6;

    private readonly TransverseMercatorZone? _source;
    private readonly TransverseMercatorZone? _target;
    private readonly MathTransform? _out;
    private readonly MathTransform? _in;

    internal Reprojection(TransverseMercatorZone? from, TransverseMercatorZone? to)
    {
        _source = from;
        _target = to;
        _out = from?.FromDegrees().Inverse();
        _in = to?.FromDegrees();
    }

    /// <summary>Where a point lies in the other system; NaN where one of the zones does not reach.</summary>
    public (double East, double North) Apply(double east, double north)
    {
        if (_out is not null)
        {
            (east, north) = _out.Transform(east, north);
            if (!Reaches(_source!, east, north))
            {
                return (double.NaN, double.NaN);
            }
        }
        if (_in is null)
        {
            return (east, north);
        }

        return Reaches(_target!, east, north) ? _in.Transform(east, north) : (double.NaN, double.NaN);
    }

    private static bool Reaches(TransverseMercatorZone zone, double longitude, double latitude) => Math.Abs(longitude - zone.Meridian) <= Widest && Math.Abs(latitude) <= 84;
}
