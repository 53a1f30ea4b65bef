using System.Collections.Frozen;

namespace Bihuan.Reading.Commitments.Quantities;

/// <summary>What the words around a figure say of it.</summary>
internal enum Cue
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>稳定在, 为: names the figure and compares nothing.</summary>
    Is,

    /// <summary>约, 左右.</summary>
    About,

    /// <summary>不低于, 以上.</summary>
    AtLeast,

    /// <summary>超过, 余.</summary>
    MoreThan,

    /// <summary>不超过, 以内, 以下.</summary>
    AtMost,

    /// <summary>控制在: at most, unless 以上 follows.</summary>
    KeptAt,

    /// <summary>低于, 不足.</summary>
    LessThan,

    /// <summary>达到, 提高到.</summary>
    To,

    /// <summary>A bare 至 or 到, which counts only behind a verb of change.</summary>
    BareTo,
}

/// <summary>The words of comparison before and after a figure.</summary>
internal static class ComparatorCues
{
    private static readonly string[] ChangeVerbs =
    [
        "提高", "提升", "增加", "增长", "上升", "扩大", "拓展", "扩展", "扩", "升", "增", "下降", "降低", "降", "减少", "减", "压缩", "压减", "压降", "缩短", "缩减", "缩小",
        "精简", "调整", "优化", "改善", "回升", "发展", "放宽", "延长", "推进", "推动", "提", "延伸", "拓宽", "扩容", "翻",
    ];

    private static readonly FrozenDictionary<char, (string Words, Cue Cue)[]> BeforeByLast = BuildBefore();

    private static readonly (string Words, Cue Cue)[] AfterCues =
    [
        ("（含）以上", Cue.AtLeast), ("（含）以下", Cue.AtMost), ("（含）以内", Cue.AtMost), ("（含本数）以上", Cue.AtLeast), ("（含本数）以下", Cue.AtMost),
        ("及其以上", Cue.AtLeast), ("及以上", Cue.AtLeast), ("或以上", Cue.AtLeast), ("以上", Cue.AtLeast), ("有余", Cue.MoreThan),
        ("左右", Cue.About), ("上下", Cue.About), ("及以内", Cue.AtMost), ("以内", Cue.AtMost), ("之内", Cue.AtMost), ("及以下", Cue.AtMost), ("或以下", Cue.AtMost), ("以下", Cue.AtMost),
        ("内", Cue.AtMost), ("起", Cue.AtLeast),
    ];

    /// <summary>Characters after which a short cue is part of another word: 签约, 附近, 传达.</summary>
    private static readonly FrozenDictionary<string, string> NotAfter = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["约"] = "签节预合公契解条邀违履毁制集",
        ["近"] = "附最就邻靠临远亲",
        ["达"] = "传直下抵到送雷发通表",
        ["为"] = "作成列因行人认称视分设改定名",
        ["超"] = "赶反",
        ["到"] = "报等得做找收直",
        ["至"] = "乃甚直以",
        ["满"] = "圆期充",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The cue that ends right before <paramref name="end"/>, not reaching back over <paramref name="floor"/>.</summary>
    /// <returns>Where its words begin; <paramref name="end"/> where there is none.</returns>
    public static int ReadBefore(string text, int floor, int end, out Cue cue)
    {
        cue = Cue.None;
        if (end <= floor || !BeforeByLast.TryGetValue(text[end - 1], out var candidates))
        {
            return end;
        }

        foreach (var (words, candidate) in candidates)
        {
            var start = end - words.Length;
            if (start >= floor && text.AsSpan(start, words.Length).SequenceEqual(words)
                && !(start > floor && NotAfter.TryGetValue(words, out var others) && others.Contains(text[start - 1], StringComparison.Ordinal)))
            {
                cue = candidate;
                return start;
            }
        }

        return end;
    }

    /// <summary>The cue that the text begins with.</summary>
    /// <returns>Its length; 0 where there is none.</returns>
    public static int ReadAfter(ReadOnlySpan<char> text, out Cue cue)
    {
        cue = Cue.None;
        foreach (var (words, candidate) in AfterCues)
        {
            if (!text.StartsWith(words, StringComparison.Ordinal))
            {
                continue;
            }

            var next = text.Length > words.Length ? text[words.Length] : '\0';
            if ((words == "内" && (next is '容' or '部' or '外' or '地' or '设' or '涵' or '陆' or '河' or '资' or '控'))
                || (words == "起" && !(next is '\0' or '，' or '。' or '；' or '、' or '）' or '\n'))
                || (words == "上下" && next is '游' or '级' or '联'))
            {
                continue;
            }

            cue = candidate;
            return words.Length;
        }

        return 0;
    }

    /// <summary>Whether the text begins with a verb of change (提高, 压缩 …).</summary>
    /// <returns>Its length; 0 where it does not.</returns>
    public static int ReadChangeVerb(ReadOnlySpan<char> text)
    {
        foreach (var verb in ChangeVerbs)
        {
            if (text.StartsWith(verb, StringComparison.Ordinal))
            {
                return verb.Length;
            }
        }

        return 0;
    }

    /// <summary>Both cues as one comparator.</summary>
    public static Comparator Combine(Cue before, Cue outer, Cue after) => (before, after) switch
    {
        (Cue.LessThan, _) => Comparator.LessThan,
        (Cue.KeptAt, Cue.AtLeast) => Comparator.AtLeast,
        (Cue.KeptAt, Cue.About) => Comparator.About,
        (Cue.KeptAt or Cue.AtMost, _) => Comparator.AtMost,
        (Cue.MoreThan, _) => Comparator.MoreThan,
        (Cue.AtLeast, _) => outer is Cue.To or Cue.BareTo ? Comparator.ToAtLeast : Comparator.AtLeast,
        (Cue.About, _) => Comparator.About,
        (Cue.To or Cue.BareTo, Cue.AtLeast) => Comparator.ToAtLeast,
        (_, Cue.AtLeast) => Comparator.AtLeast,
        (_, Cue.AtMost) => Comparator.AtMost,
        (_, Cue.About) => Comparator.About,
        (_, Cue.MoreThan) => Comparator.MoreThan,
        (Cue.To or Cue.BareTo, _) => Comparator.To,
        _ => Comparator.Exactly,
    };

    private static FrozenDictionary<char, (string Words, Cue Cue)[]> BuildBefore()
    {
        List<(string Words, Cue Cue)> cues =
        [
            .. Each(Cue.AtLeast, "不低于 不少于 不得低于 不得少于 不能低于 不能少于 不小于 不得小于 不下于 不短于 不得短于 至少 至少为 最少 最低 不低於 ≥ >= ⩾ 年满 满 下限为"),
            .. Each(Cue.MoreThan, "超过 超出 突破 超 逾 高于 大于 多于 > ＞ 优于"),
            .. Each(Cue.AtMost, "不超过 不超出 不得超过 不能超过 不高于 不得高于 不大于 不得大于 不多于 不得多于 不长于 不超 不突破 未超过 最多 最多为 至多 最高 最高为 最长 最长为 上限为 上限 最大 最高不超过 最长不超过 最多不超过 ≤ <= ⩽ 限于"),
            .. Each(Cue.KeptAt, "控制在 严控在 压缩在 限制在 控制到"),
            .. Each(Cue.LessThan, "低于 不足 不到 小于 少于 未达 未达到 未满 不满 没有达到 达不到 < ＜ 短于"),
            .. Each(Cue.About, "约 大约 近 接近 将近 大概 约为 大致 约占"),
            .. Each(Cue.To, "达到 达到了 达 达至 均达到 完成率达 升至 增至 降至 减至 扩至 缩至"),
            .. Each(Cue.Is, "稳定在 保持在 维持在 为 确定为 核定为 锁定在"),
            .. Each(Cue.BareTo, "至 到"),
            .. ChangeVerbs.SelectMany(v => new[] { v + "到", v + "至", v + "为", v + "到了" }).Select(w => (w, Cue.To)),
        ];
        return cues.GroupBy(c => c.Words[^1]).ToFrozenDictionary(g => g.Key, g => g.OrderByDescending(c => c.Words.Length).ToArray());
    }

    private static IEnumerable<(string Words, Cue Cue)> Each(Cue cue, string words) => words.Split(' ').Select(w => (w, cue));
}
