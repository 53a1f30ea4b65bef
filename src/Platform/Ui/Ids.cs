using System.Globalization;

namespace Bihuan.Platform;

/// <summary>Ids of elements, so that labels and descriptions find their fields.</summary>
public static class Ids
{
    private static long _last;

    /// <summary>An id that no other element of the process has.</summary>
    public static string Next() => "e" + Interlocked.Increment(ref _last).ToString(CultureInfo.InvariantCulture);
}
