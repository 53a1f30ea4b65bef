using System.Globalization;

namespace Bihuan.Persistence;

/// <summary>Days as they are typed into a search box.</summary>
internal static class SearchDays
{
    /// <summary>A day, month or year, or two of them with <c>..</c> between, of which one may be missing: <c>2021</c>, <c>2021-03..2022年6月</c>, <c>..2021-12-31</c>.</summary>
    /// <returns>First and last day; <see langword="null"/> where it is none or ends before it begins.</returns>
    public static (DateOnly? From, DateOnly? To)? Parse(string text)
    {
        var dots = text.IndexOf("..", StringComparison.Ordinal);
        if (dots < 0)
        {
            return One(text);
        }

        var (before, after) = (text[..dots].Trim(), text[(dots + 2)..].Trim());
        var from = before.Length == 0 ? (null, null) : One(before);
        var to = after.Length == 0 ? (null, null) : One(after);
        return from is null || to is null || (from.Value.From ?? to.Value.To) is null || from.Value.From > to.Value.To ? null : (from.Value.From, to.Value.To);
    }

    private static (DateOnly? From, DateOnly? To)? One(string text)
    {
        var parts = FoldedText.Of(text.Replace('.', '-').Replace('/', '-')).Value.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        List<int> numbers = [];
        foreach (var part in parts)
        {
            if (int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                numbers.Add(number);
            }
            else if (part is not ("年" or "月" or "日")) // not-a-text
            {
                return null;
            }
        }

        return numbers switch
        {
            [var year] when year is >= 1000 and <= 9999 => (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31)),
            [var year, var month] when year is >= 1000 and <= 9999 && month is >= 1 and <= 12 => (new DateOnly(year, month, 1), new DateOnly(year, month, 1).AddDays(DateTime.DaysInMonth(year, month) - 1)),
            [var year, var month, var day] when year is >= 1000 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) => (new DateOnly(year, month, day), new DateOnly(year, month, day)),
            _ => null,
        };
    }
}
