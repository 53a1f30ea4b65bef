namespace Bihuan.Official;

/// <summary>Breaks a title into lines (标题分行): centred, in a trapezium or diamond, no word split (7.3.1). Where words end only the writer of a
/// title knows; this goes by 关于, 的, 和, book marks and commas. A title that has line breaks already is left alone.</summary>
public static class TitleLines
{
    /// <summary>2号 characters that fit a line of 156 mm, with a little to spare at both sides.</summary>
    private const int Longest = 19;

    /// <summary>The lines.</summary>
    public static IReadOnlyList<string> Of(string title)
    {
        ArgumentNullException.ThrowIfNull(title);
        var text = title.ReplaceLineEndings("\n").Trim();
        if (text.Contains('\n', StringComparison.Ordinal))
        {
            return text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        }

        var width = text.Sum(Width);
        if (width <= Longest)
        {
            return [text];
        }

        var lines = (int)Math.Ceiling(width / (Longest - 1.5));
        return Best(text, lines, width / lines) ?? Best(text, lines + 1, width / (lines + 1)) ?? Cut(text);
    }

    private static double Width(char c) => c < 0x2E80 && !"“”‘’…—".Contains(c) ? 0.5 : 1;

    /// <summary>The cheapest way to break into so many lines; each of them near the middle length.</summary>
    private static List<string>? Best(string text, int lines, double middle)
    {
        // cost[l, i]: the first i characters in l lines. Lines are few and short, so a few thousand steps at most.
        if (text.Length > 400)
        {
            return null;
        }

        var sums = new double[text.Length + 1];
        for (var i = 0; i < text.Length; i++)
        {
            sums[i + 1] = sums[i] + Width(text[i]);
        }

        var cost = new double[lines + 1, text.Length + 1];
        var from = new int[lines + 1, text.Length + 1];
        for (var l = 0; l <= lines; l++)
        {
            for (var i = 0; i <= text.Length; i++)
            {
                cost[l, i] = l == 0 && i == 0 ? 0 : double.PositiveInfinity;
            }
        }

        for (var l = 1; l <= lines; l++)
        {
            for (var i = 1; i <= text.Length; i++)
            {
                for (var j = i - 1; j >= 0 && sums[i] - sums[j] <= Longest; j--)
                {
                    var off = sums[i] - sums[j] - middle;
                    var candidate = cost[l - 1, j] + (off * off) + (i < text.Length ? BreakCost(text, i) : 0);
                    if (candidate < cost[l, i])
                    {
                        (cost[l, i], from[l, i]) = (candidate, j);
                    }
                }
            }
        }

        if (double.IsPositiveInfinity(cost[lines, text.Length]))
        {
            return null;
        }

        var result = new List<string>();
        for (int l = lines, i = text.Length; l > 0; i = from[l, i], l--)
        {
            result.Insert(0, text[from[l, i]..i]);
        }

        return result;
    }

    /// <summary>What it costs to break before a place.</summary>
    private static double BreakCost(string text, int at)
    {
        var (before, after) = (text[at - 1], text[at]);
        if ("，。、；：？！）》〉」』】〕”’%".Contains(after) || "（《〈「『【〔“‘".Contains(before) || char.IsLowSurrogate(after) || (char.IsAsciiLetterOrDigit(before) && char.IsAsciiLetterOrDigit(after)) || (char.IsAsciiDigit(before) && "年月日号".Contains(after))) // not-a-text
        {
            return 1e6;
        }

        var head = text.AsSpan(0, at);
        var tail = text.AsSpan(at);
        if (head.EndsWith("关于") || head.EndsWith("、") || head.EndsWith("》") || tail.StartsWith("《") || tail.StartsWith("关于")) // not-a-text
        {
            return 0;
        }
        if (before is '的' or '和' or '与' or '及') // not-a-text
        {
            return before == '的' ? 1 : 12; // not-a-text
        }

        return after is '的' ? 200 : after is '和' or '与' or '及' ? 1 : tail.StartsWith("通知") || tail.StartsWith("通报") || tail.StartsWith("实施") || tail.StartsWith("工作") || tail.StartsWith("情况") ? 15 : 90; // not-a-text
    }

    private static List<string> Cut(string text)
    {
        var lines = new List<string>();
        for (var at = 0; at < text.Length;)
        {
            var end = Math.Min(text.Length, at + Longest);
            end -= end < text.Length && char.IsLowSurrogate(text[end]) ? 1 : 0;
            lines.Add(text[at..end]);
            at = end;
        }

        return lines;
    }
}
