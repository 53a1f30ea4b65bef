using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Bihuan.Kernel;

namespace Bihuan.Platform;

/// <summary>What a camera wrote beside a picture (Exif 2.32, JEITA CP-3451): which side is up, when and where. Read from untrusted bytes: three tables at most,
/// every place within bounds, and what makes no sense is as if it were not there.</summary>
/// <param name="Orientation">1 to 8; see <see cref="PhotographIntake"/>.</param>
/// <param name="Time">When it was taken.</param>
/// <param name="Place">Where it was taken.</param>
internal sealed record ExifNotes(int Orientation, CaptureTime? Time, CapturePlace? Place)
{
    private const int MaxEntries = 512;

    public static ExifNotes None { get; } = new(1, null, null);

    /// <param name="tiff">The notes, from <c>II</c> or <c>MM</c>.</param>
    public static ExifNotes Read(ReadOnlySpan<byte> tiff)
    {
        if (tiff.Length < 8 || !(tiff.StartsWith("II*\0"u8) || tiff.StartsWith("MM\0*"u8)))
        {
            return None;
        }

        var reader = new Tables(tiff, tiff[0] == 'I');
        var main = reader.Entries(reader.Number(4));
        var camera = reader.Entries(reader.Pointer(main, 0x8769));
        var satellite = reader.Entries(reader.Pointer(main, 0x8825));
        var orientation = reader.Short(main, 0x0112);
        return new(orientation is >= 1 and <= 8 ? orientation : 1, TimeOf(reader, main, camera, satellite), PlaceOf(reader, satellite));
    }

    private static CaptureTime? TimeOf(in Tables reader, Dictionary<int, int> main, Dictionary<int, int> camera, Dictionary<int, int> satellite)
    {
        var written = Moment(reader.Text(camera, 0x9003) ?? reader.Text(main, 0x0132));
        if (written is { } local && Offset(reader.Text(camera, 0x9011)) is { } offset)
        {
            return new(new(local, offset), CaptureZone.Camera);
        }
        if (reader.Rationals(satellite, 7, 3) is [{ } hour, { } minute, { } second] && hour < 24 && minute < 60 && second < 60
            && DateOnly.TryParseExact(reader.Text(satellite, 0x1D), "yyyy:MM:dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && IsPlausible(day.Year))
        {
            return new(new(day.ToDateTime(new TimeOnly((int)hour, (int)minute, (int)second)), TimeSpan.Zero), CaptureZone.Satellite);
        }

        return written is { } unzoned ? new(DistrictDay.Start(DateOnly.FromDateTime(unzoned)) + unzoned.TimeOfDay, CaptureZone.District) : null;
    }

    private static CapturePlace? PlaceOf(in Tables reader, Dictionary<int, int> satellite)
    {
        // Cameras write WGS-84 or nothing; a position in another system would be hundreds of metres off.
        if (reader.Text(satellite, 0x12) is { Length: > 0 } datum && !datum.Replace(" ", "-", StringComparison.Ordinal).StartsWith("WGS", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }
        if (Degrees(reader.Rationals(satellite, 2, 3), reader.Text(satellite, 1), "N", "S", 90) is not { } latitude || Degrees(reader.Rationals(satellite, 4, 3), reader.Text(satellite, 3), "E", "W", 180) is not { } longitude
            || (latitude == 0 && longitude == 0))
        {
            return null;
        }

        return new(longitude, latitude, reader.Rationals(satellite, 0x1F, 1) is [{ } metres] && metres < 1_000_000 ? Math.Round(metres, 1) : null);
    }

    private static decimal? Degrees(IReadOnlyList<decimal?> parts, string? side, string plus, string minus, int most)
    {
        if (parts is not [{ } degrees, var minutes, var seconds] || (side != plus && side != minus))
        {
            return null;
        }

        var value = degrees + ((minutes ?? 0) / 60) + ((seconds ?? 0) / 3600);
        return value <= most ? Math.Round(side == minus ? -value : value, 6) : null;
    }

    private static DateTime? Moment(string? text) =>
        DateTime.TryParseExact(text, "yyyy:MM:dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) && IsPlausible(at.Year) ? at : null;

    private static TimeSpan? Offset(string? text) =>
        text is ['+' or '-', _, _, ':', _, _] && TimeSpan.TryParseExact(text[1..], @"hh\:mm", CultureInfo.InvariantCulture, out var span) && span <= TimeSpan.FromHours(14) ? (text[0] == '-' ? -span : span) : null;

    /// <summary>A camera that was never set begins in 1970 or 1980, and zeros are no year.</summary>
    private static bool IsPlausible(int year) => year is >= 1990 and <= 2200;

    /// <summary>Tables of tags in the file's own order of bytes.</summary>
    private readonly ref struct Tables(ReadOnlySpan<byte> tiff, bool littleEndian)
    {
        private readonly ReadOnlySpan<byte> _tiff = tiff;

        public long Number(long at) => at < 0 || at + 4 > _tiff.Length ? 0 : littleEndian ? BinaryPrimitives.ReadUInt32LittleEndian(_tiff[(int)at..]) : BinaryPrimitives.ReadUInt32BigEndian(_tiff[(int)at..]);

        /// <summary>Where the entries of a table stand, by tag.</summary>
        public Dictionary<int, int> Entries(long at)
        {
            var entries = new Dictionary<int, int>();
            if (at < 8 || at + 2 > _tiff.Length)
            {
                return entries;
            }

            var count = Math.Min(Word((int)at), MaxEntries);
            for (var i = 0; i < count && at + 2 + (12L * (i + 1)) <= _tiff.Length; i++)
            {
                var entry = (int)at + 2 + (12 * i);
                entries.TryAdd(Word(entry), entry);
            }

            return entries;
        }

        public long Pointer(Dictionary<int, int> table, int tag) => table.TryGetValue(tag, out var entry) && Word(entry + 2) == 4 ? Number(entry + 8) : 0;

        public int Short(Dictionary<int, int> table, int tag) => table.TryGetValue(tag, out var entry) && Word(entry + 2) == 3 ? Word(entry + 8) : 0;

        public string? Text(Dictionary<int, int> table, int tag)
        {
            if (!table.TryGetValue(tag, out var entry) || Word(entry + 2) != 2 || Number(entry + 4) is not (> 0 and <= 64 and var count))
            {
                return null;
            }

            var at = count <= 4 ? entry + 8 : Number(entry + 8);
            return at + count <= _tiff.Length ? Encoding.ASCII.GetString(_tiff.Slice((int)at, (int)count)).TrimEnd('\0', ' ') : null;
        }

        /// <summary>Fractions; one without a denominator is none.</summary>
        public decimal?[] Rationals(Dictionary<int, int> table, int tag, int count)
        {
            if (!table.TryGetValue(tag, out var entry) || Word(entry + 2) != 5 || Number(entry + 4) != count || Number(entry + 8) is var at && at + (8 * count) > _tiff.Length)
            {
                return [];
            }

            var values = new decimal?[count];
            for (var i = 0; i < count; i++)
            {
                values[i] = Number(at + (8 * i) + 4) is > 0 and var below ? (decimal)Number(at + (8 * i)) / below : null;
            }

            return values;
        }

        private int Word(int at) => littleEndian ? BinaryPrimitives.ReadUInt16LittleEndian(_tiff[at..]) : BinaryPrimitives.ReadUInt16BigEndian(_tiff[at..]);
    }
}
