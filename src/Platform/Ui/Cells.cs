using System.Globalization;
using Bihuan.Kernel;

namespace Bihuan.Platform;

/// <summary>How values read in tables.</summary>
public static class Cells
{
    /// <summary>As text on a page.</summary>
    public static string Text(object? value, Words words)
    {
        ArgumentNullException.ThrowIfNull(words);
        return value switch
        {
            null => "",
            string text => text,
            DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            DateTimeOffset moment => DistrictDay.Local(moment).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
            bool yes => words[yes ? "ui.yes" : "ui.no"],
            Enum member => words.Of(member),
            IEnumerable<string> several => string.Join(words["ui.comma"], several),
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString() ?? "",
        };
    }

    /// <summary>As a cell of a workbook: figures stay figures, everything else is its text.</summary>
    public static object? Excel(object? value, Words words) => value switch
    {
        null => null,
        int or long or decimal or double => value,
        _ => Text(value, words),
    };
}

/// <summary>Sorts values of a column: nothing comes last, figures by size, days by time, text by its characters.</summary>
internal sealed class CellComparer : IComparer<object?>
{
    public static CellComparer Instance { get; } = new();

    public int Compare(object? x, object? y) => (x, y) switch
    {
        (null, null) => 0,
        (null, _) => 1,
        (_, null) => -1,
        (string a, string b) => string.CompareOrdinal(a, b),
        (IComparable a, _) when a.GetType() == y.GetType() => a.CompareTo(y),
        _ => string.CompareOrdinal(x.ToString(), y.ToString()),
    };
}
