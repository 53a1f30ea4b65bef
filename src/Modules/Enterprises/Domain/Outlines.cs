using System.Text.Json;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO.Converters;

namespace Bihuan.Enterprises;

/// <summary>Outlines of premises: GeoJSON polygons in and out.</summary>
internal static class Outlines
{
    /// <summary>More corners are no outline of one place.</summary>
    public const int MostCorners = 2_000;

    /// <summary>Characters of GeoJSON at most.</summary>
    public const int LongestText = 120_000;

    private static readonly JsonSerializerOptions Json = new() { Converters = { new GeoJsonConverterFactory() }, MaxDepth = 16 };

    /// <summary>An outline as it is kept: WGS 84, six decimals.</summary>
    /// <returns>The outline; <see langword="null"/> where the text is no valid polygon or multipolygon on the globe.</returns>
    public static Geometry? Read(string text, CoordinateSystem system)
    {
        if (text.Length > LongestText)
        {
            return null;
        }

        try
        {
            var shape = JsonSerializer.Deserialize<Geometry>(text, Json);
            if (shape is not (Polygon or MultiPolygon) || shape.IsEmpty || shape.NumPoints > MostCorners)
            {
                return null;
            }

            foreach (var corner in shape.Coordinates)
            {
                if (!double.IsFinite(corner.X) || !double.IsFinite(corner.Y) || Math.Abs(corner.X) > 180 || Math.Abs(corner.Y) > 90)
                {
                    return null;
                }
            }

            shape.Apply(new Converted(system));
            shape.GeometryChanged();
            return shape.IsValid ? shape : null;
        }
        catch (Exception broken) when (broken is JsonException or ArgumentException or InvalidOperationException or NotSupportedException or FormatException)
        {
            return null;
        }
    }

    /// <summary>As GeoJSON.</summary>
    public static string Write(Geometry shape) => JsonSerializer.Serialize(shape, Json);

    /// <summary>A position inside an outline, for its mark on a map.</summary>
    public static GeoPoint Inside(Geometry shape) => shape.InteriorPoint is var p ? Coordinates.Round(p.X, p.Y) : default;

    /// <summary>Metres from a position to the outline; 0 inside it.</summary>
    public static double Metres(Geometry shape, GeoPoint point)
    {
        var at = shape.Factory.CreatePoint(new Coordinate((double)point.Longitude, (double)point.Latitude));
        var near = NetTopologySuite.Operation.Distance.DistanceOp.NearestPoints(shape, at)[0];
        return Coordinates.Metres(point, Coordinates.Round(near.X, near.Y));
    }

    private sealed class Converted(CoordinateSystem system) : ICoordinateSequenceFilter
    {
        public bool Done => false;

        public bool GeometryChanged => true;

        public void Filter(CoordinateSequence seq, int i)
        {
            var (x, y) = Coordinates.ToWgs84(Coordinates.Round(seq.GetX(i), seq.GetY(i)), system);
            seq.SetX(i, (double)x);
            seq.SetY(i, (double)y);
        }
    }
}
