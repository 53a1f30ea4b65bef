using System.Globalization;
using Bihuan.Kernel;

namespace Bihuan.Matters;

/// <summary>Days as people read them.</summary>
internal static class Days
{
    private static readonly DateOnly Latest = new(2100, 12, 31);

    /// <summary>A day that no plan of a government reaches is a misprint.</summary>
    public static bool IsBeyond(DateOnly? day) => day is { Year: < 2000 or > 2100 };

    /// <summary>What is said of such a day.</summary>
    public static IEnumerable<Problem> Check(DateOnly? day, string field) => IsBeyond(day) ? [Problem.Coded("MAT-027", field)] : [];

    /// <summary>The first moment after a day; a day beyond all plans is refused elsewhere and does no harm here.</summary>
    public static DateTimeOffset End(DateOnly day) => DistrictDay.End(day > Latest ? Latest : day);

    public static string Text(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    /// <summary>A moment by the minute, as the district's clocks show it.</summary>
    public static string Minute(DateTimeOffset at) => DistrictDay.Local(at).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>The end of a term: its last day where it ends with one, else its minute.</summary>
    public static string By(DateTimeOffset at) => DistrictDay.Local(at).TimeOfDay == TimeSpan.Zero ? Text(DistrictDay.Of(at).AddDays(-1)) : Minute(at);
}
