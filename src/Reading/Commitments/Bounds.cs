using Bihuan.Kernel;

namespace Bihuan.Reading.Commitments;

/// <summary>Whether 以上 and 以下 take the number itself in, as the document says; <see langword="null"/> where it says nothing.</summary>
/// <param name="Above">以上.</param>
/// <param name="Below">以下.</param>
/// <param name="Within">以内.</param>
/// <param name="Exceeding">超过.</param>
internal sealed record BoundConvention(bool? Above, bool? Below, bool? Within, bool? Exceeding)
{
    private static readonly string[] Words = ["以上", "以下", "以内", "超过"];

    /// <summary>What a document that says nothing means.</summary>
    public static BoundConvention Unstated { get; } = new(null, null, null, null);

    /// <summary>Finds the clause that says so (本预案所称“以上”包括本数，“以下”不包括本数).</summary>
    public static BoundConvention Of(Document document)
    {
        foreach (var node in document.Nodes)
        {
            if (node.Text.Value.Contains("本数", StringComparison.Ordinal) && Parse(node.Text.Value) is { } stated)
            {
                return stated;
            }
        }

        return Unstated;
    }

    /// <summary>Reads the statement: the words named since the last verdict share the next one.</summary>
    internal static BoundConvention? Parse(string text)
    {
        var verdicts = new bool?[Words.Length];
        var waiting = new bool[Words.Length];
        var found = false;
        for (var i = 0; i < text.Length; i++)
        {
            var rest = text.AsSpan(i);
            if (rest[0] is '。' or '\n')
            {
                Array.Clear(waiting);
            }
            for (var w = 0; w < Words.Length; w++)
            {
                waiting[w] |= rest.StartsWith(Words[w], StringComparison.Ordinal);
            }
            if (!rest.StartsWith("本数", StringComparison.Ordinal))
            {
                continue;
            }

            var before = text.AsSpan(Math.Max(0, i - 4), Math.Min(4, i));
            var verb = before.LastIndexOf("含") is >= 0 and var contains ? contains : before.LastIndexOf("括");
            if (verb < 0)
            {
                continue;
            }

            var includes = before[..(verb + 1)].IndexOfAny('不', '未') < 0;
            for (var w = 0; w < Words.Length; w++)
            {
                verdicts[w] = waiting[w] ? includes : verdicts[w];
                found |= waiting[w];
            }
            Array.Clear(waiting);
        }

        return found ? new(verdicts[0], verdicts[1], verdicts[2], verdicts[3]) : null;
    }
}

/// <summary>A figure in a condition with what it bounds.</summary>
/// <param name="Start">Where its comparator or number begins.</param>
/// <param name="End">One past its unit or the 以上 after it.</param>
/// <param name="Unit">As printed, with its multiple: 公顷, 万元, 个街道.</param>
/// <param name="Kind">How the figure was said to bound.</param>
internal sealed record Bound(int Start, int End, string Unit, BoundKind Kind)
{
    /// <summary>The lower bound.</summary>
    public decimal? Lower { get; init; }

    /// <summary>Whether the lower bound itself counts.</summary>
    public bool? LowerInclusive { get; init; }

    /// <summary>The upper bound.</summary>
    public decimal? Upper { get; init; }

    /// <summary>Whether the upper bound itself counts.</summary>
    public bool? UpperInclusive { get; init; }

    /// <summary>Whether 以下 or 以内 was read by custom because the document does not define it.</summary>
    public bool ByCustom { get; init; }

    /// <summary>Whether the number was written 一.</summary>
    public bool One { get; init; }
}

/// <summary>How a figure was said to bound.</summary>
internal enum BoundKind
{
    /// <summary>By 以上, 超过, 不足 or the like, or as a range.</summary>
    Stated,

    /// <summary>By 达, 达到 or 持续 alone.</summary>
    Reached,

    /// <summary>By 内 or 以内.</summary>
    Within,

    /// <summary>Not at all: 两个街道.</summary>
    Bare,
}

/// <summary>Finds the bounded figures of a condition: 3人以上10人以下, 超过2小时, 50—100毫米, 两起以上. One linear pass.</summary>
internal static class BoundScanner
{
    private const int LongestNumber = 16;

    private static readonly string[] Multiples = ["千万", "百万", "十万", "万", "亿"];

    /// <summary>Units of measure and counting words, longer before shorter.</summary>
    private static readonly string[] Units =
    [
        "平方公里", "平方千米", "平方米", "立方米每秒", "立方米/秒", "立方米", "摄氏度", "工作日", "公顷", "亩", "小时", "分钟", "毫米", "厘米", "公里", "千米",
        "米/秒", "m/s", "米", "mm", "cm", "km", "℃", "°C", "度", "级", "元", "人次", "人", "名", "户", "间", "栋", "起", "处", "例", "次", "头", "只", "吨", "辆", "艘",
        "架", "家", "所", "座", "条", "天", "日", "周", "%",
    ];

    /// <summary>What 个 counts here, longer before shorter.</summary>
    private static readonly string[] CountedNouns =
    [
        "乡镇（街道）", "镇（街道）", "街道（乡镇）", "县（市、区）", "县（市）", "区县（市）", "街道", "乡镇", "行政村", "自然村", "社区", "设区市", "地区", "小区", "省份", "国家",
        "小时", "工作日", "病例", "测站", "站点", "站", "乡", "镇", "村", "县", "区", "市", "省",
    ];

    private static readonly (string Word, bool Lower, bool Inclusive)[] Before =
    [
        ("不超过", false, true), ("未超过", false, true), ("不高于", false, true), ("不大于", false, true), ("不多于", false, true), ("至多", false, true), ("≤", false, true),
        ("不低于", true, true), ("不少于", true, true), ("不小于", true, true), ("不足", false, false), ("不满", false, false), ("未满", false, false), ("未达到", false, false),
        ("低于", false, false), ("小于", false, false), ("少于", false, false), ("<", false, false), ("至少", true, true), ("最少", true, true), ("≥", true, true),
        ("超过", true, false), ("大于", true, false), ("高于", true, false), ("多于", true, false), ("突破", true, false), ("超", true, false), ("逾", true, false), (">", true, false),
    ];

    /// <summary>All figures with a unit, in text order. A figure is not tied to what it measures here.</summary>
    public static List<Bound> Scan(string text, BoundConvention convention)
    {
        List<Bound> found = [];
        for (var i = 0; i < text.Length;)
        {
            if (!IsNumberStart(text, i) || Figure(text, i, convention, found.Count > 0 ? found[^1].End : 0) is not { } bound)
            {
                i++;
                continue;
            }

            found.Add(bound);
            i = bound.End;
        }

        return found;
    }

    private static bool IsNumberStart(string text, int i) =>
        char.IsAsciiDigit(text[i])
            ? i == 0 || (!char.IsAsciiLetterOrDigit(text[i - 1]) && text[i - 1] != '.')
            : IsHan(text[i]) && (i == 0 || (!IsHan(text[i - 1]) && text[i - 1] != '第'));

    private static Bound? Figure(string text, int start, BoundConvention convention, int from)
    {
        var at = start;
        if (Number(text, ref at) is not { } value)
        {
            return null;
        }

        decimal? second = null;
        var unit = UnitAt(text, ref at);
        var dash = at;
        if (dash < text.Length && text[dash] is '-' or '—' or '–' or '~' or '～' or '至' or '到')
        {
            dash += text.AsSpan(dash).StartsWith("——", StringComparison.Ordinal) ? 2 : 1;
            if (Number(text, ref dash) is { } upper && UnitAt(text, ref dash) is { } upperUnit && (unit is null || unit == upperUnit))
            {
                (second, unit, at) = (upper, upperUnit, dash);
            }
        }
        if (unit is null)
        {
            return null;
        }

        var begin = start;
        var bound = new Bound(begin, at, unit, BoundKind.Bare) { One = text[start] == '一' && at - start <= unit.Length + 1 };
        if (second is not null)
        {
            return bound with { Kind = BoundKind.Stated, Lower = value, LowerInclusive = true, Upper = second, UpperInclusive = true };
        }

        var included = Inclusion(text, ref at);
        var suffix = Suffix(text, ref at);
        included ??= suffix == Side.None ? null : Inclusion(text, ref at);
        if (unit.EndsWith('个'))
        {
            // 两个街道 has its unit in one piece; 2个以上街道 is printed in two, and 个 is what stands beside the number.
            if (Counted(text, ref at, suffix == Side.None ? unit : null, ref suffix) is not { } counted)
            {
                return null;
            }
            unit = counted.Length > 0 ? counted : unit;
        }

        bound = bound with { End = at, Unit = unit };
        bound = suffix switch
        {
            Side.Above => bound with { Kind = BoundKind.Stated, Lower = value, LowerInclusive = included ?? convention.Above ?? true },
            Side.Below => bound with { Kind = BoundKind.Stated, Upper = value, UpperInclusive = included ?? convention.Below ?? false, ByCustom = included is null && convention.Below is null },
            Side.Within => bound with { Kind = BoundKind.Within, Upper = value, UpperInclusive = included ?? convention.Within ?? true },
            _ => bound,
        };

        var words = text.AsSpan(from, start - from);
        foreach (var (word, isLower, inclusive) in Before)
        {
            var plain = words.EndsWith(word, StringComparison.Ordinal) ? words : words.TrimEnd("到了约");
            if (!plain.EndsWith(word, StringComparison.Ordinal))
            {
                continue;
            }

            begin = from + plain.Length - word.Length;
            bound = isLower
                ? bound with { Start = begin, Kind = BoundKind.Stated, Lower = value, LowerInclusive = inclusive || (word == "超过" && convention.Exceeding == true), Upper = null, UpperInclusive = null, ByCustom = false }
                : bound with { Start = begin, Kind = BoundKind.Stated, Upper = value, UpperInclusive = inclusive, Lower = null, LowerInclusive = null, ByCustom = false };
            break;
        }
        if (begin == start && Reaches(words, out var length))
        {
            bound = bound with { Start = start - length, Kind = bound.Kind == BoundKind.Bare ? BoundKind.Reached : bound.Kind };
        }
        if (bound.Kind is BoundKind.Bare && Exceeds(words) is > 0 and var back)
        {
            return bound with { Start = start - back, Kind = BoundKind.Stated, Lower = value, LowerInclusive = convention.Exceeding == true };
        }
        if (bound.Kind is BoundKind.Bare or BoundKind.Reached)
        {
            return bound with { Lower = value, LowerInclusive = true };
        }

        return bound is { Lower: not null, Upper: null } ? WithUpper(text, bound, convention) : bound;
    }

    /// <summary>Takes in the second half of 1公顷以上100公顷以下 and 3人以上、不足10人.</summary>
    private static Bound WithUpper(string text, Bound lower, BoundConvention convention)
    {
        var at = lower.End;
        if (at < text.Length && text[at] is '、' or '，')
        {
            at++;
        }
        foreach (var link in (ReadOnlySpan<string>)["并且", "但是", "并", "且", "但", "至", "到"])
        {
            if (text.AsSpan(at).StartsWith(link, StringComparison.Ordinal))
            {
                at += link.Length;
                break;
            }
        }

        var next = at;
        var word = "";
        foreach (var (candidate, isLower, _) in Before)
        {
            if (!isLower && text.AsSpan(at).StartsWith(candidate, StringComparison.Ordinal))
            {
                word = candidate;
                next = at + candidate.Length;
                break;
            }
        }
        if (next >= text.Length || !IsNumberStart(text, next) || Figure(text, next, convention, at) is not { Upper: not null, Lower: null } upper || !SameMeasure(lower.Unit, upper.Unit)
            || (word.Length == 0 && upper.Start != next))
        {
            return lower;
        }

        var value = upper.Upper!.Value * Multiple(upper.Unit) / Multiple(lower.Unit);
        return lower with { End = upper.End, Upper = value, UpperInclusive = upper.UpperInclusive, ByCustom = upper.ByCustom };
    }

    /// <summary>Whether two units differ in nothing but their multiple (5000万元以上1亿元以下).</summary>
    private static bool SameMeasure(string a, string b) => string.Equals(a, b, StringComparison.Ordinal) || Base(a).SequenceEqual(Base(b));

    private static ReadOnlySpan<char> Base(string unit) => unit.AsSpan().TrimStart("十百千万亿");

    private static decimal Multiple(string unit)
    {
        var value = 1m;
        foreach (var c in unit)
        {
            var factor = c switch { '十' => 10m, '百' => 100m, '千' => 1000m, '万' => 10_000m, '亿' => 100_000_000m, _ => 0m };
            if (factor == 0)
            {
                break;
            }
            value *= factor;
        }

        return value;
    }

    private enum Side
    {
        None,
        Above,
        Below,
        Within,
    }

    private static Side Suffix(string text, ref int at)
    {
        var rest = text.AsSpan(at);
        var skipped = rest.Length > 2 && rest[0] is '及' or '或' or '含' ? 1 : 0;
        var word = rest[skipped..];
        var (side, length) = word switch
        {
            _ when word.StartsWith("以上", StringComparison.Ordinal) => (Side.Above, 2),
            _ when word.StartsWith("以下", StringComparison.Ordinal) => (Side.Below, 2),
            _ when word.StartsWith("以内", StringComparison.Ordinal) || word.StartsWith("之内", StringComparison.Ordinal) => (Side.Within, 2),
            _ when skipped == 0 && word.StartsWith("内", StringComparison.Ordinal) => (Side.Within, 1),
            _ => (Side.None, 0),
        };
        at += length == 0 ? 0 : skipped + length;
        return side;
    }

    /// <summary>（含）, （含本数）, （不含）.</summary>
    private static bool? Inclusion(string text, ref int at)
    {
        var rest = text.AsSpan(at, Math.Min(10, text.Length - at));
        var close = rest.IndexOf('）');
        if (close < 2 || rest[0] != '（')
        {
            return null;
        }

        var inner = rest[1..close];
        bool? verdict = inner switch
        {
            _ when inner.StartsWith("不含", StringComparison.Ordinal) || inner.StartsWith("不包括", StringComparison.Ordinal) => false,
            _ when inner is "含" or "含本数" or "包括本数" || (inner.StartsWith("含", StringComparison.Ordinal) && inner.ContainsAnyInRange('0', '9')) => true,
            _ => null,
        };
        at += verdict is null ? 0 : close + 1;
        return verdict;
    }

    /// <summary>The place noun that 个 counts: the unit with it where it follows at once (<paramref name="unit"/> given), empty where 以上
    /// stands between, <see langword="null"/> where no place is counted.</summary>
    private static string? Counted(string text, ref int at, string? unit, ref Side suffix)
    {
        foreach (var noun in CountedNouns)
        {
            if (text.AsSpan(at).StartsWith(noun, StringComparison.Ordinal) && !(at + noun.Length < text.Length && text[at + noun.Length] == '级'))
            {
                // The noun itself stays outside the figure where it is what is measured.
                at += unit is null ? 0 : noun.Length;
                suffix = unit is null ? suffix : Suffix(text, ref at);
                return unit is null ? noun is "小时" ? "小时" : "" : noun is "小时" ? unit[..^1] + "小时" : unit + noun;
            }
        }

        return null;
    }

    private static string? UnitAt(string text, ref int at)
    {
        var next = at;
        var multiple = "";
        if (next < text.Length && text[next] is '余' or '多')
        {
            next++;
        }
        foreach (var candidate in Multiples)
        {
            if (text.AsSpan(next).StartsWith(candidate, StringComparison.Ordinal))
            {
                multiple = candidate;
                next += candidate.Length;
                break;
            }
        }
        if (next < text.Length && text[next] == '个')
        {
            at = next + 1;
            return multiple + "个";
        }
        foreach (var unit in Units)
        {
            if (text.AsSpan(next).StartsWith(unit, StringComparison.Ordinal))
            {
                at = next + unit.Length;
                return multiple + unit;
            }
        }

        return null;
    }

    /// <summary>The number that stands at <paramref name="at"/>. Multiples from 万 up are left to the unit, as printed.</summary>
    private static decimal? Number(string text, ref int at)
    {
        var end = at;
        while (end < text.Length && end - at < LongestNumber && (char.IsAsciiDigit(text[end]) || IsHan(text[end]) || (text[end] is '.' or ',' && end + 1 < text.Length && char.IsAsciiDigit(text[end + 1]))))
        {
            end++;
        }

        var length = ChineseNumeral.ReadPrefix(text.AsSpan(at, end - at), out var value);
        if (length == 0 || (at + length < text.Length && char.IsAsciiDigit(text[at + length])))
        {
            return null;
        }

        at += length;
        return value;
    }

    private static bool IsHan(char c) => c is '一' or '二' or '两' or '三' or '四' or '五' or '六' or '七' or '八' or '九' or '十' or '百' or '千' or '半' or '零';

    /// <summary>超过警戒水位0.5米: how far before the number the 超 of its clause stands, or 0.</summary>
    private static int Exceeds(ReadOnlySpan<char> words)
    {
        const int Farthest = 12;
        var near = words[^Math.Min(words.Length, Farthest)..];
        var at = near.LastIndexOf('超');
        return at >= 0 && near[at..].IndexOfAny("，。；、（") < 0 ? near.Length - at : 0;
    }

    /// <summary>Whether the words before a number say that it is reached; <paramref name="length"/> of them belong to the figure,
    /// 持续 and 连续 to what is measured.</summary>
    private static bool Reaches(ReadOnlySpan<char> words, out int length)
    {
        length = 0;
        foreach (var word in (ReadOnlySpan<string>)["累计达到", "达到", "已达", "将达", "可达", "升至", "达"])
        {
            if (words.EndsWith(word, StringComparison.Ordinal))
            {
                length = word.Length;
                return true;
            }
        }

        return words.EndsWith("持续", StringComparison.Ordinal) || words.EndsWith("连续", StringComparison.Ordinal) || words.EndsWith("持续燃烧", StringComparison.Ordinal);
    }
}
