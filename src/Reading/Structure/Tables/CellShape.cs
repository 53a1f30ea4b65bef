using System.Buffers;
using Bihuan.Reading.Text;

namespace Bihuan.Reading.Structure.Tables;

/// <summary>What a cell looks like. Tables are mended by what stands in their columns, so every cell is sorted into one of these.</summary>
internal enum CellShape
{
    /// <summary>Nothing.</summary>
    Empty,

    /// <summary>A figure with or without a unit, several of them (1，2，3), or the dash that stands for none.</summary>
    Figure,

    /// <summary>A tick or a cross.</summary>
    Mark,

    /// <summary>A year, a date or a term: 2021年, 2022年10月, 长期.</summary>
    Date,

    /// <summary>Units: 区某某局、各街道.</summary>
    Units,

    /// <summary>Sentences, or a numbered item.</summary>
    Prose,

    /// <summary>Any other short words: names, headings.</summary>
    Label,
}

/// <summary>Tells the shapes of cells apart by the closed classes of words that official tables are made of.</summary>
internal static class CellShapes
{
    private static readonly SearchValues<char> Dashes = SearchValues.Create("-—–―－/／");
    private static readonly SearchValues<char> Marks = SearchValues.Create("✓√✔×✗✘╳☑☐□■○●◯是否Yy");

    private static readonly SearchValues<char> Periods = SearchValues.Create("年月季周日天");

    private static readonly string[] UnitEndings =
    [
        "局", "委", "办", "部", "街道", "镇", "乡", "公司", "部门", "单位", "大队", "支队", "分局", "中心", "委员会", "管委会", "办事处", "政府", "党组",
        "集团", "银行", "学校", "医院", "站", "所", "院", "团委", "妇联", "工会", "协会", "社区", "企业", "主体", "个人", "科", "处", "室",
    ];

    private static readonly string[] HeadingWords =
    [
        "序号", "编号", "名称", "指标", "项目", "单位", "部门", "内容", "事项", "类别", "类型", "时间", "时限", "期限", "备注", "说明", "地址", "位置", "年度", "目标", "任务",
        "措施", "举措", "街道", "地区", "区域", "所属", "属地", "姓名", "职务", "电话", "手机", "合计", "数量", "标准", "性质", "领导", "责任", "牵头", "配合", "完成", "计划", "节点",
        "基数", "属性", "依据", "程序", "隐患", "问题", "等级", "级别", "联系", "进度", "要求", "金额", "面积", "人数", "企业", "年",
    ];

    /// <summary>Sorts a cell.</summary>
    public static CellShape Of(string text)
    {
        if (text.Length == 0)
        {
            return CellShape.Empty;
        }
        if (text.Length <= 2 && text.AsSpan().IndexOfAnyExcept(Marks) < 0)
        {
            return CellShape.Mark;
        }
        if (text.AsSpan().IndexOfAnyExcept(Dashes) < 0)
        {
            return CellShape.Figure;
        }
        if (StartsItem(text))
        {
            return CellShape.Prose;
        }
        if (IsDate(text))
        {
            return CellShape.Date;
        }
        if (IsFigure(text))
        {
            return CellShape.Figure;
        }
        if (IsUnits(text))
        {
            return CellShape.Units;
        }

        return text.Length > 24 || text.AsSpan().ContainsAny(Cjk.RunningMarks) ? CellShape.Prose : CellShape.Label;
    }

    /// <summary>Whether it may head a column: short words, or a year.</summary>
    public static bool IsHeading(string text) =>
        text.Length is > 0 and <= 40 && !text.AsSpan().ContainsAny('。', '；') && !StartsItem(text)
        && Of(text) is CellShape.Label or CellShape.Units or CellShape.Prose or CellShape.Date
        && (YearOf(text) > 0 || !char.IsAsciiDigit(text[0]))
        || YearOf(text) > 0;

    /// <summary>Whether it has one of the words that official tables head their columns with.</summary>
    public static bool HasHeadingWord(string text)
    {
        text = text.Replace(" ", "", StringComparison.Ordinal);     // 姓 名
        foreach (var word in HeadingWords)
        {
            if (text.Contains(word, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return YearOf(text) > 0;
    }

    /// <summary>The year that a heading or a row names: 2021, 2021年, 2021年目标, 到2025年; 0 where it names none, two, or a span.</summary>
    public static int YearOf(string text)
    {
        var found = 0;
        for (var i = 0; i + 4 <= text.Length; i++)
        {
            if (!char.IsAsciiDigit(text[i]))
            {
                continue;
            }

            var end = i;
            while (end < text.Length && char.IsAsciiDigit(text[end]))
            {
                end++;
            }
            if (end - i == 4 && text[i] is '1' or '2' && text[i + 1] is '9' or '0' && (end == text.Length ? i == 0 : text[end] is '年' or '（' || i == 0 && text[end] is '目'))
            {
                if (found > 0)
                {
                    return 0;
                }

                found = int.Parse(text.AsSpan(i, 4));
            }
            else if (end - i == 4 && end < text.Length && text[end] is '-' or '—' or '–')
            {
                return 0;
            }

            i = end;
        }

        return text.Length <= 24 ? found : 0;
    }

    /// <summary>Whether it opens with an item's number: <c>1. 1、 2.1 （3） ① 一、</c>, but not with a figure such as 2.5亿元.</summary>
    public static bool StartsItem(string text)
    {
        if (text.Length < 2)
        {
            return false;
        }
        if (text[0] is >= '①' and <= '⑳')
        {
            return true;
        }

        var at = text[0] is '（' ? 1 : 0;
        var start = at;
        while (at < text.Length && Cjk.NumeralChars.Contains(text[at]))
        {
            at++;
        }
        if (at > start)
        {
            return at < text.Length && (start == 1 ? text[at] is '）' : text[at] is '、');
        }

        var dots = 0;
        while (at < text.Length && at < start + 12 && (char.IsAsciiDigit(text[at]) || (text[at] is '.' && at > start && char.IsAsciiDigit(text[at - 1]))))
        {
            dots += text[at] is '.' ? 1 : 0;
            at++;
        }
        if (at == start || at == text.Length)
        {
            return false;
        }
        if (start == 1 || text[at] is '）')
        {
            return text[at] is '）';
        }
        if (text[at - 1] is '.' || text[at] is '、')
        {
            return true;
        }

        return dots > 0 && Cjk.IsIdeograph(text[at]) && !"万亿千百元家个项人亩公吨年月日户条次名座所台件米平度倍处辆期".Contains(text[at], StringComparison.Ordinal);
    }

    /// <summary>The number that an item opens with, up to its first dot (3 of 3.1); 0 where it opens with none.</summary>
    public static int ItemNumber(string text)
    {
        if (!StartsItem(text))
        {
            return 0;
        }

        var at = text[0] is '（' ? 1 : 0;
        var end = at;
        while (end < text.Length && end < at + 4 && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        return end > at ? int.Parse(text.AsSpan(at, end - at)) : 0;
    }

    /// <summary>Whether a number of two parts opens it: 3.1.</summary>
    public static bool IsSubItem(string text)
    {
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && dot + 1 < text.Length && char.IsAsciiDigit(text[dot + 1]) && StartsItem(text);
    }

    /// <summary>Whether it is a bare number of a list: 3, 12, 三, （三）, 2.1.</summary>
    public static bool IsOrdinal(string text)
    {
        var bare = text.AsSpan().Trim("（）.、");
        if (bare.IsEmpty || bare.Length > 5)
        {
            return false;
        }
        foreach (var c in bare)
        {
            if (!char.IsAsciiDigit(c) && c is not '.' && !Cjk.NumeralChars.Contains(c))
            {
                return false;
            }
        }

        return YearOf(text) == 0;
    }

    /// <summary>Whether it is a bare Chinese number: 三, （三）.</summary>
    public static bool IsChineseOrdinal(string text) => IsOrdinal(text) && text.AsSpan().ContainsAny(Cjk.NumeralChars);

    /// <summary>Whether its words are plainly over.</summary>
    public static bool IsFinished(string text) => text.Length > 0 && (text[^1] is '。' or '；' or '！' or '？' or '）' || text[^1] is '等');

    /// <summary>Whether its words plainly go on: a comma at the end, or a bracket still open.</summary>
    public static bool IsOpen(string text)
    {
        if (text.Length == 0 || text.AsSpan().IndexOfAnyExcept(Dashes) < 0)
        {
            return false;
        }
        if (text[^1] is '，' or '、' or '—' || Cjk.IsOpening(text[^1]))
        {
            return true;
        }

        var depth = 0;
        foreach (var c in text)
        {
            depth += c switch { '（' or '《' or '“' or '〔' or '【' => 1, '）' or '》' or '”' or '〕' or '】' => -1, _ => 0 };
        }

        return depth > 0;
    }

    /// <summary>Whether words end as the name of a unit does.</summary>
    public static bool EndsAsUnit(ReadOnlySpan<char> text)
    {
        text = text.TrimEnd("。；等（）");
        foreach (var ending in UnitEndings)
        {
            if (text.Length > ending.Length && text.EndsWith(ending, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsUnits(string text)
    {
        if (text.Length > 400 || text.AsSpan().ContainsAny('。', '，', '；'))
        {
            return false;
        }

        var units = 0;
        var others = 0;
        foreach (var part in text.AsSpan().SplitAny('、', ' '))
        {
            if (EndsAsUnit(text.AsSpan()[part]))
            {
                units++;
            }
            else
            {
                others++;
            }
        }

        return units > others;
    }

    private static bool IsDate(string text)
    {
        if (text.Length > 28)
        {
            return false;
        }
        if (text is "长期" or "持续" or "全年" or "持续推进" or "长期坚持" or "年底" || text[0] is '每' && text.AsSpan().ContainsAny(Periods))
        {
            return true;
        }

        var digit = text.AsSpan().IndexOfAnyInRange('0', '9');
        if (digit < 0)
        {
            return false;
        }

        var end = digit;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        return end < text.Length && end - digit <= 4
            && (text[end] is '年' && end - digit == 4 || text[end] is '月' && end - digit <= 2 || (text[end] is '-' or '/' or '.') && end - digit == 4 && end + 1 < text.Length && char.IsAsciiDigit(text[end + 1]));
    }

    private static bool IsFigure(string text)
    {
        if (text.Length > 32)
        {
            return false;
        }

        var start = text.AsSpan().IndexOfAnyInRange('0', '9');
        if (start < 0 || start > 2 || (start > 0 && !"≥≤＞＜><约超达+-".Contains(text[0], StringComparison.Ordinal)))
        {
            return false;
        }

        // A name may open with a digit (110指挥中心); a figure has little else beside its units.
        var others = 0;
        foreach (var c in text)
        {
            others += Cjk.IsIdeograph(c) ? 1 : 0;
        }

        return others <= 8;
    }
}
