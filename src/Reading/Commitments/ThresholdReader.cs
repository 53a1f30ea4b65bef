using System.Buffers;
using Bihuan.Reading.Text;

namespace Bihuan.Reading.Commitments;

/// <summary>Conditions of grades, response levels and warnings (分级标准、启动条件、预警标准). Whether 以上 and 以下 take the number in is read
/// from the plan itself.</summary>
internal static class ThresholdReader
{
    /// <summary>Adds the conditions of a plan, in text order.</summary>
    public static void Read(Document document, IReadOnlyList<PlanItem> items, ICollection<Commitment> found)
    {
        BoundConvention? convention = null;
        foreach (var item in items)
        {
            if (item.Part == PlanPart.Condition)
            {
                convention ??= BoundConvention.Of(document);
                foreach (var alternative in Alternatives(item.Text))
                {
                    Add(item, alternative, convention, found);
                }
            }
        }
    }

    /// <summary>Parts an item where either side of an 或 is a condition by itself, at semicolons and at numbers inside the line.</summary>
    internal static IEnumerable<MappedText> Alternatives(MappedText text)
    {
        var value = text.Value;
        var from = 0;
        var depth = 0;
        for (var i = 0; i < value.Length; i++)
        {
            var c = value[i];
            depth += c is '（' ? 1 : c is '）' && depth > 0 ? -1 : 0;
            var cut = depth switch
            {
                0 when c is '；' or '。' or '\n' => 1,
                0 when c is '或' && IsAlternative(value, from, i) => value.AsSpan(i).StartsWith("或者", StringComparison.Ordinal) ? 2 : 1,
                0 when c is >= '①' and <= '⑳' => 1,
                1 when c is '（' && InlineNumber(value, i) is > 0 and var length => length,
                _ => 0,
            };
            if (cut == 0)
            {
                continue;
            }

            if (Piece(text, from, i) is { } piece)
            {
                yield return piece;
            }
            depth = c is '（' ? 0 : depth;
            i += cut - 1;
            from = i + 1;
        }
        if (Piece(text, from, value.Length) is { } last)
        {
            yield return last;
        }
    }

    private static readonly SearchValues<char> InlineDigits = SearchValues.Create("0123456789一二三四五六七八九十");

    private static MappedText? Piece(MappedText text, int from, int to)
    {
        const string Marks = "，。；：、 \n";
        var start = from;
        while (start < to && Marks.Contains(text.Value[start], StringComparison.Ordinal))
        {
            start++;
        }
        while (to > start && Marks.Contains(text.Value[to - 1], StringComparison.Ordinal))
        {
            to--;
        }

        return to - start >= 2 ? text.Slice(start, to - start) : null;
    }

    /// <summary>Length of an inline （1） or （一）, or 0.</summary>
    private static int InlineNumber(string text, int at)
    {
        var close = text.AsSpan(at, Math.Min(5, text.Length - at)).IndexOf('）');
        return close is >= 2 && text.AsSpan(at + 1, close - 1).IndexOfAnyExcept(InlineDigits) < 0 ? close + 1 : 0;
    }

    private static bool IsAlternative(string text, int from, int at)
    {
        var after = text.AsSpan(at);
        if (at == from || after.StartsWith("或以上", StringComparison.Ordinal) || after.StartsWith("或以下", StringComparison.Ordinal))
        {
            return false;
        }
        if (text[at - 1] is '，' or '；')
        {
            return true;
        }

        const int Window = 60;
        var left = text.AsSpan(Math.Max(from, at - Window), at - Math.Max(from, at - Window));
        if (left.EndsWith("以上", StringComparison.Ordinal) || left.EndsWith("以下", StringComparison.Ordinal) || left.EndsWith("以内", StringComparison.Ordinal) || left.EndsWith("的", StringComparison.Ordinal))
        {
            return true;
        }

        // 3人以上死亡或者10人以上重伤: a figure on either side before the next mark.
        var mark = left.LastIndexOfAny("，；。：");
        var right = after[..Math.Min(after.Length, Window)];
        var stop = right.IndexOfAny("，；。");
        return HasFigure(left[(mark + 1)..]) && HasFigure(stop < 0 ? right : right[..stop]);
    }

    private static bool HasFigure(ReadOnlySpan<char> text) => BoundScanner.Scan(text.ToString(), BoundConvention.Unstated).Exists(b => b.Kind is BoundKind.Stated or BoundKind.Reached);

    private static void Add(PlanItem item, MappedText text, BoundConvention convention, ICollection<Commitment> found)
    {
        var value = text.Value;
        var bounds = BoundScanner.Scan(value, convention);
        var firm = bounds.Exists(b => b.Kind == BoundKind.Stated);
        var any = false;
        for (var i = 0; i < bounds.Count; i++)
        {
            var bound = bounds[i];
            if (IsPeriodOrCount(value, bounds, i, firm))
            {
                continue;
            }

            any = true;
            found.Add(Figure(item, text, bounds, i));
        }
        if (any || item.Purpose != ThresholdPurpose.Response && firm)
        {
            return;
        }

        found.Add(new ThresholdCommitment
        {
            Place = item.Place,
            Range = text.Range,
            Text = value,
            Level = item.Level!,
            Purpose = item.Purpose,
            Measure = Measure.Qualitative,
            Condition = value.EndsWith('的') ? value[..^1] : value,
            Confidence = 0.9,
        });
    }

    /// <summary>Whether a figure only says over what time or how often something else is counted: 24小时内降雨量, 一次死亡.</summary>
    private static bool IsPeriodOrCount(string text, List<Bound> bounds, int index, bool firm)
    {
        var bound = bounds[index];
        if (bound.One && bound.Kind == BoundKind.Bare)
        {
            return true;
        }
        if (bound.Unit == "级" && bound.Kind is BoundKind.Bare or BoundKind.Within)
        {
            return true;
        }
        if (!IsTime(bound.Unit))
        {
            return bound.Kind == BoundKind.Bare && firm;
        }
        if (bound.Kind == BoundKind.Stated)
        {
            return false;
        }

        // 0.5小时内无法控制, 6小时尚未扑灭, 持续2小时: the time itself is the condition.
        return bound.Kind != BoundKind.Reached && !FailsAfter(text.AsSpan(bound.End));
    }

    private static bool FailsAfter(ReadOnlySpan<char> after)
    {
        var window = after[..Math.Min(after.Length, 6)];
        foreach (var word in (ReadOnlySpan<string>)["无法", "不能", "未能", "未", "尚未", "难以", "仍", "没有", "得不到"])
        {
            if (window.StartsWith(word, StringComparison.Ordinal) || (window.Length > 1 && window[1..].StartsWith(word, StringComparison.Ordinal) && window[0] is '后' or '仍' or '还' or '尚' or '，'))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsTime(string unit) => unit is "小时" or "个小时" or "分钟" or "天" or "日" or "周" or "工作日" or "个工作日";

    private static ThresholdCommitment Figure(PlanItem item, MappedText text, List<Bound> bounds, int index)
    {
        var bound = bounds[index];
        var value = text.Value;
        var clauseStart = bound.Start == 0 ? 0 : value.AsSpan(0, bound.Start).LastIndexOfAny("，、；：") + 1;
        if (index > 0)
        {
            clauseStart = Math.Max(clauseStart, bounds[index - 1].End <= bound.Start && !IsTime(bounds[index - 1].Unit) ? bounds[index - 1].End : clauseStart);
        }
        var clauseEnd = value.AsSpan(bound.End).IndexOfAny("，；：") is var mark and >= 0 ? bound.End + mark : value.Length;
        if (index + 1 < bounds.Count)
        {
            clauseEnd = Math.Min(clauseEnd, bounds[index + 1].Start);
        }

        var before = value.AsSpan(clauseStart, bound.Start - clauseStart);
        var after = value.AsSpan(bound.End, clauseEnd - bound.End);
        var (subject, subjectStart, subjectEnd) = Subject(value, clauseStart, bound, clauseEnd);
        var (measure, unsure) = MeasureOf(bound.Unit, before, after);
        List<string> doubts = [];
        if (unsure is not null)
        {
            doubts.Add(unsure);
        }
        if (bound.ByCustom)
        {
            doubts.Add("文中没有说明“以下”是否包括本数，按通例不含本数。");
        }
        if (bound.Kind is BoundKind.Bare)
        {
            doubts.Add($"原文只写“{value.AsSpan(bound.Start, bound.End - bound.Start)}”，没有写“以上”，按不少于理解。");
        }
        else if (bound.Kind is BoundKind.Within)
        {
            doubts.Add($"原文写“{value.AsSpan(bound.Start, bound.End - bound.Start)}”未成，没有写“超过”，按满此时间理解。");
        }

        // A period in which control fails bounds from below: it is reached and the fire still burns.
        var within = bound.Kind == BoundKind.Within && IsTime(bound.Unit);
        return new()
        {
            Place = item.Place,
            Range = text.Range,
            Text = value,
            Level = item.Level!,
            Purpose = item.Purpose,
            Measure = measure,
            Subject = subject,
            Lower = within ? bound.Upper : bound.Lower,
            LowerInclusive = within ? true : bound.LowerInclusive,
            Upper = within ? null : bound.Upper,
            UpperInclusive = within ? null : bound.UpperInclusive,
            Unit = bound.Unit,
            Condition = Rest(value, subjectStart, subjectEnd, bound),
            Confidence = doubts.Count == 0 ? 1 : bound.ByCustom && doubts.Count == 1 ? 0.85 : 0.75,
            Doubts = doubts,
        };
    }

    private static readonly string[] Modifiers = ["初判", "预计", "预判", "同时", "发生", "造成", "导致", "引发", "可能", "一次性", "一次", "一起", "预报", "已经", "已", "涉及", "波及", "出现", "有", "在", "因灾", "需", "需要", "其中"];

    private static readonly string[] Links = ["将在", "将", "在", "为", "约", "已", "可", "可能", "预计", "均", "到", "有", "了"];

    /// <summary>What is measured: the words before the figure in its clause, or, where there are none, those after it.</summary>
    private static (string? Subject, int Start, int End) Subject(string text, int start, Bound bound, int clauseEnd)
    {
        var from = start;
        var to = bound.Start;
        for (var moved = true; moved;)
        {
            moved = false;
            foreach (var word in Modifiers)
            {
                if (to - from >= word.Length && text.AsSpan(from, to - from).StartsWith(word, StringComparison.Ordinal))
                {
                    from += word.Length;
                    moved = true;
                }
            }
        }
        for (var moved = true; moved;)
        {
            moved = false;
            foreach (var word in Links)
            {
                if (to - from >= word.Length && text.AsSpan(from, to - from).EndsWith(word, StringComparison.Ordinal))
                {
                    to -= word.Length;
                    moved = true;
                }
            }
        }
        if (to - from >= 2)
        {
            return (text[from..to], from, to);
        }

        from = bound.End;
        while (from < clauseEnd && text[from] is '的' or '、' or '及')
        {
            from++;
        }
        to = clauseEnd;
        // 3人以上死亡的事故 counts deaths; 两起以上危险性较大的火灾 counts fires.
        var inner = text.AsSpan(from, to - from).IndexOfAny(bound.Unit is "起" or "次" or "处" ? "、" : "的、");
        to = inner > 0 ? from + inner : to;
        while (to > from && text[to - 1] is '的' or '，' or '、')
        {
            to--;
        }

        return to - from is >= 2 and <= 24 && !IsTime(bound.Unit) ? (text[from..to], from, to) : (null, bound.Start, bound.Start);
    }

    /// <summary>What else must hold: the words of the condition without the figure and what it measures, cuts shown as ….</summary>
    private static string? Rest(string text, int subjectStart, int subjectEnd, Bound bound)
    {
        var first = Math.Min(subjectStart, bound.Start);
        var last = Math.Max(subjectEnd, bound.End);
        var before = Strip(text.AsSpan(0, first));
        var after = Strip(text.AsSpan(last));
        var rest = before.Length > 0 && after.Length > 0 ? $"{before}…{after}" : before.Length > 0 ? before : after;
        return rest.Length == 0 ? null : rest;
    }

    private static string Strip(ReadOnlySpan<char> words)
    {
        words = words.Trim("，；。、：的 ");
        if (words is "发生" or "造成" or "导致" or "引发" or "涉及" or "在" or "出现" or "有" or "以上" or "事故" or "事件" or "火灾" or "可能造成" or "一次造成" or "一次" or "一起" or "因灾" or "预报")
        {
            return "";
        }

        return words.StartsWith("事故", StringComparison.Ordinal) || words.StartsWith("事件", StringComparison.Ordinal) ? "" : words.ToString();
    }

    private static (Measure Measure, string? Doubt) MeasureOf(string unit, ReadOnlySpan<char> before, ReadOnlySpan<char> after)
    {
        var plain = unit.AsSpan().TrimStart("十百千万亿");
        return plain switch
        {
            "公顷" or "亩" or "平方公里" or "平方千米" or "平方米" => (Measure.Area, null),
            _ when IsTime(unit) => (Measure.Hours, null),
            "元" => (Measure.Loss, null),
            "%" when Has(before, after, "损失") => (Measure.Loss, null),
            "毫米" or "mm" => Has(before, after, "水位") ? (Measure.WaterLevel, null) : Has(before, after, "雪") ? (Measure.Other, null) : (Measure.Rainfall, null),
            "级" => Has(before, after, "风") || Has(before, after, "气旋") ? (Measure.Wind, null) : (Measure.Other, null),
            "米/秒" or "m/s" => (Measure.Wind, null),
            "℃" or "°C" or "摄氏度" => (Measure.Temperature, null),
            "度" => Has(before, after, "温") ? (Measure.Temperature, null) : (Measure.Other, null),
            "米" or "厘米" or "cm" => Has(before, after, "水位") || Has(before, after, "警戒") || Has(before, after, "潮位") ? (Measure.WaterLevel, null) : (Measure.Other, null),
            "起" or "次" or "处" => (Measure.Events, null),
            "户" => (Measure.Households, null),
            "例" or "个病例" => Casualties(before, after) is { Measure: not Measure.People } cases ? cases : (Measure.Other, null),
            "人" or "名" or "人次" => Casualties(before, after),
            "个小区" or "个测站" or "个站点" or "个站" => (Measure.Other, null),
            _ when plain.StartsWith("个", StringComparison.Ordinal) => (Measure.Places, null),
            _ => (Measure.Other, null),
        };
    }

    private static bool Has(ReadOnlySpan<char> before, ReadOnlySpan<char> after, string word) =>
        before.Contains(word, StringComparison.Ordinal) || after.Contains(word, StringComparison.Ordinal);

    /// <summary>Whom a number of people counts. Words right after the figure (3人以上死亡) come before those in front of it (死亡3人以上).</summary>
    private static (Measure Measure, string? Doubt) Casualties(ReadOnlySpan<char> before, ReadOnlySpan<char> after) =>
        Casualty(after.TrimStart('的')[..Math.Min(after.TrimStart('的').Length, 12)]) ?? Casualty(before) ?? (Measure.People, null);

    private static (Measure Measure, string? Doubt)? Casualty(ReadOnlySpan<char> words)
    {
        var deaths = words.Contains("死亡", StringComparison.Ordinal) || words.Contains("遇难", StringComparison.Ordinal) || words.Contains("死伤", StringComparison.Ordinal);
        var missing = words.Contains("失踪", StringComparison.Ordinal);
        var serious = words.Contains("重伤", StringComparison.Ordinal);
        var bracket = words.IndexOf('（');
        if (serious && bracket >= 0 && words.IndexOf("重伤") < bracket)
        {
            // 重伤（包括急性工业中毒）
            return (Measure.SeriousInjuries, null);
        }
        if (deaths && serious)
        {
            return (Measure.Deaths, "一个数字合计死亡与重伤，不能分开。");
        }
        if (missing)
        {
            return (Measure.Missing, null);
        }
        if (deaths)
        {
            return (Measure.Deaths, null);
        }
        if (serious)
        {
            return (Measure.SeriousInjuries, null);
        }
        if (words.Contains("中毒", StringComparison.Ordinal))
        {
            return (Measure.Poisoned, null);
        }
        if (words.Contains("伤亡", StringComparison.Ordinal))
        {
            return (Measure.Injuries, "“伤亡”合计死亡与受伤，不能分开。");
        }

        return words.Contains("伤", StringComparison.Ordinal) ? (Measure.Injuries, null) : null;
    }
}
