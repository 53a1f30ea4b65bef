using System.Buffers;
using System.Globalization;
using Bihuan.Kernel;
using Bihuan.Reading.Structure.Tables;

namespace Bihuan.Reading.Commitments;

/// <summary>What the table readers share: figures, units of measure, lists of units, columns and deadlines out of cells.</summary>
internal static class CellReading
{
    private static readonly SearchValues<char> ListMarks = SearchValues.Create("、，；;,/ \n");
    private static readonly SearchValues<char> FigureStart = SearchValues.Create("0123456789");
    private static readonly SearchValues<char> NoUnit = SearchValues.Create("。；：“”《》");

    /// <summary>A figure as printed: its value and the unit behind it, which may be empty.</summary>
    public readonly record struct Figure(decimal Value, string Unit);

    /// <summary>The figures of a cell: none for a dash, several for <c>1，2，3</c> and <c>1家，3家</c>.</summary>
    public static IReadOnlyList<Figure> Figures(string cell)
    {
        List<Figure> figures = [];
        foreach (var part in cell.Split(['，', '、', ' ', '；'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (TryFigure(part, out var figure))
            {
                figures.Add(figure);
            }
        }

        return figures;
    }

    /// <summary>Reads one figure with its unit; a comparator before it (≥, 约, 达到) and brackets around it are passed over.</summary>
    public static bool TryFigure(string text, out Figure figure)
    {
        figure = default;
        var bare = text.AsSpan().Trim("[]〔〕【】（） 。");
        var start = bare.IndexOfAny(FigureStart);
        const int LongestLead = 4;
        if (start < 0 || start > LongestLead)
        {
            return false;
        }

        var end = start;
        while (end < bare.Length && (char.IsAsciiDigit(bare[end]) || (bare[end] is '.' or ',' && end + 1 < bare.Length && char.IsAsciiDigit(bare[end + 1]))))
        {
            end++;
        }
        if (!decimal.TryParse(bare[start..end], NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var value))
        {
            return false;
        }

        var unit = bare[end..].TrimEnd("左右以上下内+").Trim();
        if (unit.Length > 12 || unit.ContainsAny(FigureStart) || unit.ContainsAny(NoUnit))
        {
            return false;
        }

        figure = new(start > 0 && bare[start - 1] is '-' or '－' or '−' ? -value : value, unit.ToString());
        return true;
    }

    /// <summary>Whether a cell holds figures, or the dash that stands for none.</summary>
    public static bool IsFigureCell(string cell) => cell.Length > 0 && CellShapes.Of(cell) == CellShape.Figure;

    /// <summary>Splits <c>新建桥梁（座）</c> into the name and its unit; the unit is <see langword="null"/> where the bracket holds none.</summary>
    public static (string Name, string? Unit) SplitUnit(string name)
    {
        if (name.Length < 4 || name[^1] is not '）')
        {
            return (name, null);
        }

        var open = name.LastIndexOf('（');
        var unit = open > 0 ? name[(open + 1)..^1] : "";
        unit = unit.StartsWith("单位：", StringComparison.Ordinal) ? unit[3..] : unit;
        return IsMeasureUnit(unit) ? (name[..open], unit) : (name, null);
    }

    /// <summary>Whether words can be a unit of measure: 家, 万元/亩, %, 微克/立方米.</summary>
    public static bool IsMeasureUnit(string text)
    {
        if (text.Length is 0 or > 10 || text.AsSpan().ContainsAny(FigureStart) || text.AsSpan().ContainsAny(NoUnit))
        {
            return false;
        }
        if (text[0] is '%' or '‰' or '℃' || text is "百分点" or "个百分点")
        {
            return true;
        }

        // The last word of the unit, or of what stands under the stroke, is a measure word.
        var head = text.AsSpan();
        head = head.IndexOf('/') is > 0 and var stroke ? head[..stroke] : head;
        return head.Length <= 8 && (char.IsAsciiLetter(head[0]) || MeasureWords.Any(w => text.AsSpan().StartsWith(w, StringComparison.Ordinal) || text.EndsWith(w, StringComparison.Ordinal)));
    }

    /// <summary>The units of a list such as <c>区甲局、区乙局 丙分局等</c>, as printed, without 等.</summary>
    public static IReadOnlyList<string> Units(string cell)
    {
        List<string> units = [];
        var text = cell.AsSpan();
        foreach (var range in text.SplitAny(ListMarks))
        {
            var unit = text[range].Trim("。．. 　");
            unit = unit.EndsWith("等部门") || unit.EndsWith("等单位") ? unit[..^3] : unit.Length > 2 && unit[^1] is '等' ? unit[..^1] : unit;
            if (unit.Length > 0 && unit is not "/" and not "-" and not "—" and not "——" and not "无")
            {
                units.Add(unit.ToString());
            }
        }

        return units;
    }

    /// <summary>The first column whose heading has one of <paramref name="words"/> and none of <paramref name="without"/>, or -1. Earlier words win.</summary>
    public static int Column(Table table, string[] words, string[]? without = null)
    {
        foreach (var word in words)
        {
            for (var c = 0; c < table.Columns.Count; c++)
            {
                var heading = table.Columns[c];
                if (heading.Contains(word, StringComparison.Ordinal) && (without is null || !without.Any(w => heading.Contains(w, StringComparison.Ordinal))))
                {
                    return c;
                }
            }
        }

        return -1;
    }

    /// <summary>The share of a column's filled cells for which <paramref name="test"/> holds; 0 for an empty column.</summary>
    public static double Share(Table table, int column, Func<string, bool> test)
    {
        var filled = 0;
        var hits = 0;
        foreach (var row in table.Rows)
        {
            var words = row[column].Value;
            filled += words.Length > 0 ? 1 : 0;
            hits += words.Length > 0 && test(words) ? 1 : 0;
        }

        return filled == 0 ? 0 : (double)hits / filled;
    }

    /// <summary>A deadline's cell; <see langword="null"/> where it is empty or a dash. Words that are no date are kept as printed.</summary>
    public static Deadline? Deadline(string cell, DateOnly? reference)
    {
        if (cell.AsSpan().Trim("-—–/ ").IsEmpty)
        {
            return null;
        }

        return DeadlineReader.TryParse(cell, reference, out var deadline) ? deadline : new(cell, Date: null);
    }

    /// <summary>The number of a numbered row; <see langword="null"/> where it has none.</summary>
    public static int? Number(string cell)
    {
        var bare = cell.AsSpan().Trim("（）.、 ");
        return int.TryParse(bare, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
            : ChineseNumeral.TryParseInt(bare, out var chinese) && chinese is > 0 and < 10_000 ? chinese : null;
    }

    /// <summary>The words of a row as one line, empty cells left out.</summary>
    public static string Words(TableRow row) => string.Join(" | ", row.Cells.Where(c => !c.Text.IsEmpty).Select(c => c.Text.Value));

    /// <summary>What a table is called: its caption, or the part's heading where the caption only gives a unit or a blank to fill in.</summary>
    public static string Title(ClauseNode node)
    {
        var caption = node.Table?.Caption.Value ?? "";
        var title = caption.Length > 0 && !caption.Contains('：', StringComparison.Ordinal) ? caption : node.Part.Heading.Value;
        return (title.Length > 0 ? title : caption).Replace("\n", "", StringComparison.Ordinal);
    }

    /// <summary>The unit that a line such as 单位：亩 above the table states for all of it, or <see langword="null"/>.</summary>
    public static string? StatedUnit(ClauseNode node)
    {
        var caption = node.Table?.Caption.Value ?? "";
        var at = caption.LastIndexOf("单位：", StringComparison.Ordinal);
        if (at < 0)
        {
            return null;
        }

        var unit = caption[(at + 3)..].Trim('）', ' ');
        return IsMeasureUnit(unit) ? unit : null;
    }

    private static readonly string[] MeasureWords =
    [
        "亿元", "万元", "元", "美元", "亿", "万", "家", "个", "项", "人", "人次", "户", "户次", "公顷", "亩", "平方米", "平方公里", "立方米", "公里", "千米", "米", "吨", "标煤", "千瓦", "千瓦时",
        "度", "件", "篇", "条", "段", "处", "座", "栋", "幢", "套", "间", "台", "辆", "艘", "架", "次", "场", "期", "批", "起", "名", "位", "所", "张", "株", "棵", "头", "只", "微克", "毫克", "克", "千克", "公斤",
        "天", "日", "月", "年", "小时", "分钟", "级", "类", "种", "门", "册", "片", "块", "组", "支", "宗", "份", "床", "岁", "倍", "分", "万吨", "万人", "万家", "支队", "班", "例", "笔", "单", "孔", "口", "盏", "根", "杆", "街道", "镇", "村",
    ];
}
