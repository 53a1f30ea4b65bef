using System.Globalization;
using Bihuan.Kernel;

namespace Bihuan.Wildfire.Danger;

/// <summary>The standard by which a weather bureau issues its grade.</summary>
public enum GradeStandard
{
    /// <summary>QX/T 77-2007, of the weather service.</summary>
    QxT77,

    /// <summary>GB/T 36743-2018, the national standard of the same title.</summary>
    GbT36743,
}

/// <summary>The forest-fire weather grade that a weather bureau issued: imported as it stands, never computed here, for the coefficients of its index are not known to us.</summary>
/// <param name="Day">The day it is for.</param>
/// <param name="Area">Area it is for, as the issuer names it.</param>
/// <param name="Grade">1 to 5.</param>
/// <param name="Issuer">Who issued it.</param>
/// <param name="Standard">By which standard.</param>
public sealed record OfficialGrade(DateOnly Day, string Area, int Grade, string Issuer, GradeStandard Standard)
{
    /// <summary>Colour on the scale of grades (not of warnings, whose mapping is a rule of the district's plan): green, blue, yellow, orange, red. Known for QX/T 77-2007 only.</summary>
    public string? Colour => Standard == GradeStandard.QxT77 ? Colours[Grade - 1] : null;

    /// <summary>Colours of the five grades, QX/T 77-2007.</summary>
    public static IReadOnlyList<string> Colours { get; } = ["green", "blue", "yellow", "orange", "red"];

    /// <summary>Names of the five grades, QX/T 77-2007.</summary>
    public static IReadOnlyList<string> Names { get; } = ["低火险", "较低火险", "较高火险", "高火险", "极高火险"]; // not-a-text: names that the standard fixes.

    /// <summary>Where names and colours stand.</summary>
    public static Citation Source { get; } = new("QX/T 77-2007", "names and colours of the grades", Certainty.Verified);

    /// <summary>Reads what a bureau sent, row by row, with every row's problems.</summary>
    /// <param name="rows">As they came.</param>
    /// <param name="standard">By which standard the sender issues.</param>
    /// <returns>The grades in the order of the rows; a row that says the same as one before is left out. Refusals: FIRE-102, FIRE-121 to 125.</returns>
    public static Result<IReadOnlyList<OfficialGrade>> Import(IReadOnlyList<OfficialGradeRow> rows, GradeStandard standard)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var reasons = new Reasons();
        var seen = new Dictionary<(DateOnly, string), (int Row, OfficialGrade Grade)>();
        var result = new List<OfficialGrade>();
        for (var i = 0; i < rows.Count; i++)
        {
            var (day, area, grade, issuer) = (rows[i].Day?.Trim() ?? "", rows[i].Area?.Trim() ?? "", rows[i].Grade?.Trim() ?? "", rows[i].Issuer?.Trim() ?? "");
            var when = ReadDay(day);
            var level = ReadGrade(grade);
            var well = when is not null && level is not null && Named(area) && Named(issuer);
            if (when is null)
            {
                reasons.Add("FIRE-121", $"rows[{i}].day", Short(day));
            }

            if (level is null)
            {
                reasons.Add("FIRE-122", $"rows[{i}].grade", Short(grade));
            }

            if (!Named(area))
            {
                reasons.Add("FIRE-123", $"rows[{i}].area", Short(area));
            }

            if (!Named(issuer))
            {
                reasons.Add("FIRE-124", $"rows[{i}].issuer", Short(issuer));
            }

            if (!well)
            {
                continue;
            }

            var read = new OfficialGrade(when!.Value, area, level!.Value, issuer, standard);
            if (!seen.TryGetValue((read.Day, area), out var other))
            {
                seen.Add((read.Day, area), (i, read));
                result.Add(read);
            }
            else if (other.Grade.Grade != read.Grade || other.Grade.Issuer != issuer)
            {
                reasons.Add("FIRE-125", $"rows[{i}]", $"{other.Row + 1}", $"{other.Grade.Grade}", $"{read.Grade}");
            }
        }

        return reasons.Any ? reasons.List : result;
    }

    private static bool Named(string text) => text.Length is > 0 and <= 200;

    private static string Short(string text) => text.Length <= 40 ? text : text[..40] + "…";

    /// <summary>A day as 2024-03-05, 20240305 or 2024/3/5, from 2007 on, when the first of the standards came into force.</summary>
    private static DateOnly? ReadDay(string text) =>
        DateOnly.TryParseExact(text, ["yyyy-M-d", "yyyyMMdd", "yyyy/M/d"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= 2007 and < 2200 ? day : null;

    /// <summary>A grade as 3, 3级, 三级 or by its name.</summary>
    private static int? ReadGrade(string text)
    {
        var bare = text.EndsWith('级') ? text[..^1] : text; // not-a-text
        var digit = bare.Length == 1 ? "12345".IndexOf(bare[0], StringComparison.Ordinal) : -1;
        var written = bare.Length == 1 ? "一二三四五".IndexOf(bare[0], StringComparison.Ordinal) : -1; // not-a-text
        var named = Names.ToList().IndexOf(text);
        var found = Math.Max(digit, Math.Max(written, named));
        return found < 0 ? null : found + 1;
    }
}

/// <summary>A row as a bureau sent it.</summary>
/// <param name="Day">Day.</param>
/// <param name="Area">Area.</param>
/// <param name="Grade">Grade.</param>
/// <param name="Issuer">Issuer.</param>
public sealed record OfficialGradeRow(string? Day, string? Area, string? Grade, string? Issuer);
