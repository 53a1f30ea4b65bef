namespace Bihuan.Enterprises;

/// <summary>Positions in the systems that Chinese maps use, and distances. GCJ-02 and BD-09 shift positions by up to a few hundred metres; the inverse is found by
/// repetition and is good to a decimetre.</summary>
/// <remarks>The functions of the two systems are known from the published open-source transformations (coordtransform, MIT); neither authority has published them.</remarks>
internal static class Coordinates
{
    /// <summary>Metres of a degree of latitude.</summary>
    public const double MetresOfADegree = 111_195;

    private const double A = 6_378_245.0;
    private const double Eccentricity = 0.006_693_421_622_965_943_23;
    private const double X = Math.PI * 3000 / 180;

    /// <summary>Whether it is a position at all.</summary>
    public static bool IsPosition(GeoPoint p) => p.Longitude is >= -180 and <= 180 && p.Latitude is >= -90 and <= 90;

    /// <summary>To six decimals.</summary>
    public static GeoPoint Round(double longitude, double latitude) => new(Math.Round((decimal)longitude, 6), Math.Round((decimal)latitude, 6));

    /// <summary>A position of a system in WGS 84.</summary>
    public static GeoPoint ToWgs84(GeoPoint point, CoordinateSystem system)
    {
        var (lon, lat) = ((double)point.Longitude, (double)point.Latitude);
        if (system == CoordinateSystem.Bd09)
        {
            (lon, lat) = Gcj02OfBd09(lon, lat);
        }
        if (system != CoordinateSystem.Wgs84)
        {
            (lon, lat) = Wgs84OfGcj02(lon, lat);
        }

        return Round(lon, lat);
    }

    /// <summary>A WGS 84 position in another system, for maps that need it.</summary>
    public static GeoPoint FromWgs84(GeoPoint point, CoordinateSystem system)
    {
        var (lon, lat) = ((double)point.Longitude, (double)point.Latitude);
        if (system != CoordinateSystem.Wgs84)
        {
            (lon, lat) = Gcj02OfWgs84(lon, lat);
        }
        if (system == CoordinateSystem.Bd09)
        {
            var z = Math.Sqrt((lon * lon) + (lat * lat)) + (0.000_02 * Math.Sin(lat * X));
            var theta = Math.Atan2(lat, lon) + (0.000_003 * Math.Cos(lon * X));
            (lon, lat) = ((z * Math.Cos(theta)) + 0.0065, (z * Math.Sin(theta)) + 0.006);
        }

        return Round(lon, lat);
    }

    /// <summary>Metres between two positions that are near each other.</summary>
    public static double Metres(GeoPoint a, GeoPoint b)
    {
        var middle = (double)(a.Latitude + b.Latitude) / 2 * Math.PI / 180;
        var (x, y) = ((double)(a.Longitude - b.Longitude) * Math.Cos(middle), (double)(a.Latitude - b.Latitude));
        return Math.Sqrt((x * x) + (y * y)) * MetresOfADegree;
    }

    private static (double Lon, double Lat) Gcj02OfBd09(double lon, double lat)
    {
        var (x, y) = (lon - 0.0065, lat - 0.006);
        var z = Math.Sqrt((x * x) + (y * y)) - (0.000_02 * Math.Sin(y * X));
        var theta = Math.Atan2(y, x) - (0.000_003 * Math.Cos(x * X));
        return (z * Math.Cos(theta), z * Math.Sin(theta));
    }

    private static (double Lon, double Lat) Wgs84OfGcj02(double lon, double lat)
    {
        var (x, y) = (lon, lat);
        for (var i = 0; i < 6; i++)
        {
            var (shiftedX, shiftedY) = Gcj02OfWgs84(x, y);
            (x, y) = (x + lon - shiftedX, y + lat - shiftedY);
        }

        return (x, y);
    }

    private static (double Lon, double Lat) Gcj02OfWgs84(double lon, double lat)
    {
        // Outside China nothing is shifted.
        if (lon is < 72.004 or > 137.8347 || lat is < 0.8293 or > 55.8271)
        {
            return (lon, lat);
        }

        var (x, y) = (lon - 105, lat - 35);
        var root = Math.Sqrt(Math.Abs(x));
        var common = ((20 * Math.Sin(6 * x * Math.PI)) + (20 * Math.Sin(2 * x * Math.PI))) * 2 / 3;
        var dLat = -100 + (2 * x) + (3 * y) + (0.2 * y * y) + (0.1 * x * y) + (0.2 * root) + common
            + (((20 * Math.Sin(y * Math.PI)) + (40 * Math.Sin(y / 3 * Math.PI))) * 2 / 3) + (((160 * Math.Sin(y / 12 * Math.PI)) + (320 * Math.Sin(y * Math.PI / 30))) * 2 / 3);
        var dLon = 300 + x + (2 * y) + (0.1 * x * x) + (0.1 * x * y) + (0.1 * root) + common
            + (((20 * Math.Sin(x * Math.PI)) + (40 * Math.Sin(x / 3 * Math.PI))) * 2 / 3) + (((150 * Math.Sin(x / 12 * Math.PI)) + (300 * Math.Sin(x / 30 * Math.PI))) * 2 / 3);
        var radians = lat * Math.PI / 180;
        var magic = 1 - (Eccentricity * Math.Sin(radians) * Math.Sin(radians));
        dLat = dLat * 180 / (A * (1 - Eccentricity) / (magic * Math.Sqrt(magic)) * Math.PI);
        dLon = dLon * 180 / (A / Math.Sqrt(magic) * Math.Cos(radians) * Math.PI);
        return (lon + dLon, lat + dLat);
    }
}
