using Bihuan.Reading.Structure.Tables;

namespace Bihuan.Reading.Commitments;

/// <summary>What a table is about, so that no two readers read the same one.</summary>
internal enum TableKind
{
    /// <summary>None of those below: tasks, contacts, lists.</summary>
    Other,

    /// <summary>指标: a row each, years in columns, or a column each, years in rows.</summary>
    Indicators,

    /// <summary>分解: a place or unit a row or column, figures in the cells.</summary>
    Breakdown,

    /// <summary>隐患.</summary>
    Hazards,

    /// <summary>重大行政决策事项.</summary>
    Decisions,

    /// <summary>To be filled in.</summary>
    Form,
}

/// <summary>Tells tables apart by their headings and by what stands in their columns.</summary>
internal static class TableKinds
{
    private static readonly string[] LocalityHeadings = ["所属地", "属地", "街道", "乡镇", "镇街", "镇乡", "地区", "区域", "辖区", "园区", "功能区", "村", "社区", "县区", "区县", "县（市", "责任单位", "责任部门", "单位", "部门", "责任主体"];
    private static readonly string[] LocalityEndings = ["街道", "街道办事处", "镇", "乡", "开发区", "经开区", "高新区", "园区", "功能区", "新区", "保税区", "林场", "农场", "村", "社区", "县", "区", "市", "管委会"];

    private static readonly string[] FieldWords = ["数", "量", "率", "额", "情况", "名称", "日期", "时间", "姓名", "地址", "电话", "单位", "意见", "签名", "盖章", "代码", "编号", "面积"];

    /// <summary>Words that name a sum of all rows.</summary>
    public static readonly string[] TotalWords = ["合计", "总计", "共计", "小计", "总数", "全区", "全市", "全县", "全镇", "全乡", "全街道", "全省"];

    /// <summary>What a table is about.</summary>
    public static TableKind Of(Table table)
    {
        if (IsForm(table))
        {
            return TableKind.Form;
        }
        if (table.Columns.Count == 0)
        {
            return TableKind.Other;
        }
        if (HazardColumn(table) >= 0 && CellReading.Column(table, ["督办", "期限", "时限", "整改", "责任"]) >= 0)
        {
            return TableKind.Hazards;
        }
        if (CellReading.Column(table, ["事项", "决策", "项目"]) >= 0 && MarkColumns(table).Count > 0
            && (table.Caption.Value.Contains("决策", StringComparison.Ordinal) || table.Columns.Any(c => ContainsAny(c, ["决策", "公众参与", "专家论证", "风险评估", "合法性", "集体讨论"]))))
        {
            return TableKind.Decisions;
        }

        var figures = FigureColumns(table);
        if (figures.Count == 0)
        {
            return TableKind.Other;
        }
        if (YearRowsColumn(table) >= 0)
        {
            return figures.Count(c => IsLocality(table.Columns[c])) * 2 > figures.Count ? TableKind.Breakdown : TableKind.Indicators;
        }

        var named = CellReading.Column(table, ["指标"], ["类别", "属性", "性质"]) >= 0;
        if (!named && LocalityColumn(table) >= 0)
        {
            return TableKind.Breakdown;
        }
        if (figures.Count > 1 && figures.Count(c => IsLocality(table.Columns[c])) * 2 > figures.Count)
        {
            return TableKind.Breakdown;
        }

        return NameColumn(table) >= 0 && (named || figures.Any(c => CellShapes.YearOf(table.Columns[c]) > 0 || table.Columns[c].Contains("目标", StringComparison.Ordinal)))
            ? TableKind.Indicators
            : TableKind.Other;
    }

    /// <summary>Columns whose cells are mostly figures, serial numbers and telephone numbers left out.</summary>
    public static IReadOnlyList<int> FigureColumns(Table table) =>
        [.. Enumerable.Range(0, table.Columns.Count).Where(c => !IsNumbering(table, c) && !ContainsAny(table.Columns[c], ["电话", "手机", "编号", "邮编", "备注", "时间", "时限", "期限"])
            && CellReading.Share(table, c, CellReading.IsFigureCell) > 0.5)];

    /// <summary>Columns of ticks and crosses.</summary>
    public static IReadOnlyList<int> MarkColumns(Table table) =>
        [.. Enumerable.Range(0, table.Columns.Count).Where(c => CellReading.Share(table, c, t => CellShapes.Of(t) == CellShape.Mark || t is "/" or "—" or "-") > 0.6)];

    /// <summary>The column that says what is wrong, or -1.</summary>
    public static int HazardColumn(Table table) => CellReading.Column(table, ["隐患", "存在问题", "问题"], ["单位", "名称", "地址", "地点", "等级", "级别", "类型", "类别", "部位", "编号", "位置", "数"]);

    /// <summary>The column of places or units that figures are given for, or -1.</summary>
    public static int LocalityColumn(Table table)
    {
        for (var c = 0; c < Math.Min(3, table.Columns.Count); c++)
        {
            var heading = table.Columns[c];
            if (Array.Exists(LocalityHeadings, h => heading.EndsWith(h, StringComparison.Ordinal) || (h.Length > 2 && heading.Contains(h, StringComparison.Ordinal)))
                && CellReading.Share(table, c, t => CellShapes.Of(t) is CellShape.Label or CellShape.Units) > 0.6 && CellReading.Share(table, c, CellReading.IsMeasureUnit) < 0.5)
            {
                return c;
            }
        }

        for (var c = 0; c < Math.Min(3, table.Columns.Count); c++)
        {
            if (CellReading.Share(table, c, IsLocality) > 0.6 && !table.Columns[c].Contains("指标", StringComparison.Ordinal))
            {
                return c;
            }
        }

        return -1;
    }

    /// <summary>The first column where its cells are years, so that the table is transposed; else -1.</summary>
    public static int YearRowsColumn(Table table)
    {
        for (var c = 0; c < Math.Min(2, table.Columns.Count); c++)
        {
            if (table.Rows.Count > 1 && CellReading.Share(table, c, t => CellShapes.YearOf(t) > 0 && t.Length <= 10) > 0.7)
            {
                return c;
            }
        }

        return -1;
    }

    /// <summary>The column that names the indicators, or -1.</summary>
    public static int NameColumn(Table table)
    {
        var named = CellReading.Column(table, ["指标名称", "二级指标", "具体指标", "主要指标", "指标内容", "指标"], ["类别", "属性", "性质", "单位", "类型", "一级", "目标值", "分类"]);
        named = named >= 0 ? named : CellReading.Column(table, ["名称", "项目", "内容", "目标任务", "工作目标", "任务"], ["类别", "单位", "年"]);
        return named >= 0 && CellReading.Share(table, named, CellReading.IsFigureCell) < 0.5 ? named : -1;
    }

    /// <summary>Whether words name a place, or the sum of all.</summary>
    public static bool IsLocality(string text) =>
        text.Length is >= 2 and <= 14 && (Array.Exists(LocalityEndings, e => text.Length > e.Length && text.EndsWith(e, StringComparison.Ordinal)) || Array.Exists(TotalWords, w => text == w));

    /// <summary>Whether a column only counts the rows.</summary>
    public static bool IsNumbering(Table table, int column) =>
        table.Columns[column].StartsWith('序') || (column == 0 && CellReading.Share(table, 0, CellShapes.IsOrdinal) > 0.6 && ContainsAny(table.Columns[0], ["号", "No", "NO"]));

    /// <summary>Whether some columns are blank from top to bottom beside words that ask for something.</summary>
    private static bool IsForm(Table table)
    {
        if (table.Rows.Count == 0)
        {
            return false;
        }

        var columns = table.Rows[0].Cells.Count;
        var blank = Enumerable.Range(0, columns).Count(c => table.Rows.All(r => r[c].IsEmpty));
        if (blank == 0)
        {
            return false;
        }
        if (table.Columns.Count == 0)
        {
            return AsksForMore(table);
        }

        // With a header: a blank column to be filled in, and one that asks.
        return Enumerable.Range(0, columns).Any(c => table.Rows.All(r => r[c].IsEmpty) && ContainsAny(table.Columns[c], ["数量", "数值", "填报", "本期", "本月", "累计", "实绩", "情况", "数据"]))
            && CellReading.Column(table, ["指标", "项目", "内容", "名称"]) >= 0 && FigureColumns(table).Count == 0;
    }

    /// <summary>Whether most labels have a blank behind them and sound like something to be filled in.</summary>
    private static bool AsksForMore(Table table)
    {
        var fields = 0;
        var blank = 0;
        var asking = 0;
        foreach (var row in table.Rows)
        {
            for (var c = 0; c < row.Cells.Count; c++)
            {
                var words = row.Cells[c].Printed.Value;
                if (words.Length == 0 || (c == 0 && row.Cells.Count > 1 && !row[1].IsEmpty))
                {
                    continue;
                }

                fields++;
                blank += c + 1 < row.Cells.Count && row[c + 1].IsEmpty ? 1 : 0;
                asking += CellReading.SplitUnit(words).Unit is not null || ContainsAny(words, FieldWords) ? 1 : 0;
            }
        }

        return fields > 1 && blank * 10 >= fields * 8 && asking * 2 >= fields;
    }

    private static bool ContainsAny(string text, string[] words) => Array.Exists(words, w => text.Contains(w, StringComparison.Ordinal));
}
