using System.Collections.Frozen;

namespace Bihuan.Reading.Contradictions;

/// <summary>Tells whether two printed names mean the same indicator: what is left of a name without words of counting, scope and effort.</summary>
internal static class SubjectKey
{
    /// <summary>A longer name is no name; its end is not looked at.</summary>
    private const int Longest = 120;

    /// <summary>By first letter, longer words first, so that 国家级 goes before 国家.</summary>
    private static readonly FrozenDictionary<char, string[]> Noise = new[]
    {
        "目标任务", "新增", "国家级", "国家", "规模以上", "规上", "累计", "数量", "总量", "总数", "总额", "规模", "数", "全区", "我区", "全市", "全县", "本区", "辖区", "培育", "认定", "达到", "提高到", "提升至", "目标", "任务", "分解", "完成", "实现", "力争", "确保", "全年", "五年", "年内",
        "规划", "指标", "情况", "左右", "以上", "平均每年", "每年", "年均", "年", "的", "和", "与", "及", "等",
    }.GroupBy(w => w[0]).ToFrozenDictionary(g => g.Key, g => g.OrderByDescending(w => w.Length).ToArray());

    /// <summary>The distinct letters of what is left, sorted; too little to tell things apart gives an empty key.</summary>
    /// <param name="name">A subject, an indicator's name or a table's title.</param>
    /// <param name="keepBrackets">Whether words in brackets say what is counted (高企有效数) or only the unit (家).</param>
    public static string Of(string name, bool keepBrackets = false)
    {
        const int Shortest = 4;
        Span<char> letters = stackalloc char[Longest];
        var count = 0;
        var depth = 0;
        var end = Math.Min(name.Length, Longest);
        for (var at = 0; at < end; at++)
        {
            var c = name[at];
            depth += c is '（' ? 1 : c is '）' && depth > 0 ? -1 : 0;
            if ((depth > 0 && !keepBrackets) || !char.IsLetter(c))
            {
                continue;
            }
            if (Noise.TryGetValue(c, out var words) && Match(name.AsSpan(at), words) is > 0 and var length)
            {
                at += length - 1;
                continue;
            }
            if (!letters[..count].Contains(c))
            {
                letters[count++] = c;
            }
        }

        letters[..count].Sort();
        return count < Shortest ? "" : new(letters[..count]);
    }

    /// <summary>Whether every letter of one key is in the other; both are sorted.</summary>
    public static bool IsWithin(string part, string whole)
    {
        var at = 0;
        foreach (var c in whole)
        {
            at += at < part.Length && part[at] == c ? 1 : 0;
        }

        return at == part.Length;
    }

    /// <summary>The name without its brackets and what they hold.</summary>
    public static string WithoutBrackets(string name)
    {
        if (!name.Contains('（', StringComparison.Ordinal))
        {
            return name;
        }

        var kept = new List<char>(name.Length);
        var depth = 0;
        foreach (var c in name)
        {
            depth += c is '（' ? 1 : 0;
            if (depth == 0)
            {
                kept.Add(c);
            }

            depth -= c is '）' && depth > 0 ? 1 : 0;
        }

        return new([.. kept]);
    }

    private static int Match(ReadOnlySpan<char> text, string[] words)
    {
        foreach (var word in words)
        {
            if (text.StartsWith(word, StringComparison.Ordinal))
            {
                return word.Length;
            }
        }

        return 0;
    }
}
