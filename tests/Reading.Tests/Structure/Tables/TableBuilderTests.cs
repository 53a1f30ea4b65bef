using Bihuan.Reading.Structure.Tables;
using Bihuan.Reading.Text;
using Bihuan.TestKit;
using Xunit;

namespace Bihuan.Reading.Tests.Structure.Tables;

/// <summary>Tables of invented documents, layout by layout and damage by damage.</summary>
public class TableBuilderTests
{
    private static string[] Rows(Table? table) =>
        [.. table!.Rows.Select(r => string.Join('|', r.Cells.Select(c => (c.CarriedDown ? "^" : "") + c.Text.Value)))];

    private static string Columns(Table? table) => string.Join('|', table!.Columns);

    [Theory]
    [InlineData("序号\t名称", true)]
    [InlineData("\t\t半句话。\t", true)]
    [InlineData("| 甲 | 乙 |", true)]
    [InlineData("|---|:-:|", true)]
    [InlineData("├───┼───┤", true)]
    [InlineData("│甲 │乙 │", true)]
    [InlineData("\t首行缩进的一段话。", false)]
    [InlineData("普通一行", false)]
    [InlineData("", false)]
    [InlineData("|", false)]
    [InlineData("a | b", false)]
    public void ATableLine_HasSeparatorsBetweenOrAroundItsWords(string line, bool expected) => Assert.Equal(expected, TableLine.IsTableLine(line));

    [Fact]
    public void AHeader_RepeatedOnTheNextPage_IsDroppedAndNoted()
    {
        var (table, repairs) = TableText.Read("序号\t事项\t期限\n1\t修渠\t6月底\n\n序 号\t事项\t期限\n2\t筑堤\t9月底");

        Assert.Equal(["1|修渠|6月底", "2|筑堤|9月底"], Rows(table));
        Assert.Contains(repairs, r => r.Kind == RepairKind.DroppedRepeatedHeader);
    }

    [Fact]
    public void ARowCutByAPage_IsJoinedCellByCell()
    {
        var (table, repairs) = TableText.Read("序号\t隐患\t督办单位\t期限\n1\t1. 通道堵塞； 2. 值班室操作\t山前街道、\t2023-6-30\n\n\t人员没有证书。\t县消防大队\t\n2\t无\t山后街道\t2023-7-31");

        Assert.Equal("1|1.通道堵塞；2.值班室操作人员没有证书。|山前街道、县消防大队|2023-6-30", Rows(table)[0]);
        Assert.Equal(2, table!.Rows.Count);
        Assert.Equal("附件1 第2行", table.Rows[1].Place);
        Assert.Contains(repairs, r => r.Kind == RepairKind.JoinedRow);
    }

    [Fact]
    public void ANumberedItemAfterAPage_IsARowOfItsOwnWithItsMergedCells()
    {
        var (table, _) = TableText.Read("序号\t任务\t措施\t期限\n1\t管护\t1. 巡查一次。\t2023年6月\n\n\t\t2. 复查一次。\t\n2\t清淤\t全线清淤。\t2023年9月");

        Assert.Equal(["1|管护|1.巡查一次。|2023年6月", "^1|^管护|2.复查一次。|^2023年6月", "2|清淤|全线清淤。|2023年9月"], Rows(table));
    }

    [Fact]
    public void AMergedCellPrintedBesideTwoRows_IsOneForAll()
    {
        var (table, _) = TableText.Read("序号\t措施\t期限\t单位\n1\t1. 摸底。\t2023年\t甲局\n\t2. 登记。\t4月\t乙局\n\t3. 核对。\t\t丙局\n2\t总结。\t2023年9月\t丁局");

        Assert.Equal(["1|1.摸底。|2023年4月|甲局", "^1|2.登记。|^2023年4月|乙局", "^1|3.核对。|^2023年4月|丙局", "2|总结。|2023年9月|丁局"], Rows(table));
    }

    [Fact]
    public void TwoHeaderRows_NameEachColumnWithItsGroup()
    {
        var (table, _) = TableText.Read("序号\t指标\t分年度目标\t\t\t牵头单位\n\t\t2023年\t2024年\t2025年\t\n1\t新增绿地\t3公顷\t4公顷\t5公顷\t县园林局");

        Assert.Equal("序号|指标|分年度目标/2023年|分年度目标/2024年|分年度目标/2025年|牵头单位", Columns(table));
        Assert.Equal(["1|新增绿地|3公顷|4公顷|5公顷|县园林局"], Rows(table));
    }

    [Fact]
    public void AShortSecondHeaderRow_StandsBelowItsGroup()
    {
        var (table, _) = TableText.Read("序号\t指标\t年度目标\t牵头单位\n2023年\t2024年\n1\t新增绿地\t3\t4\t县园林局\n2\t新增步道\t5\t6\t县园林局");

        Assert.Equal("序号|指标|年度目标/2023年|年度目标/2024年|牵头单位", Columns(table));
    }

    [Fact]
    public void APartHeading_IsTheSectionOfItsRows_WithAndWithoutTabs()
    {
        var (table, _) = TableText.Read("序号\t事项\t单位\n打牢基础\t\t\n1\t修渠\t甲局\n乘势提升\n1\t筑堤\t乙局");

        Assert.Equal(["打牢基础", "乘势提升"], table!.Rows.Select(r => r.Section));
        Assert.Equal([1, 2], table.Rows.Select(r => r.Ordinal));
    }

    [Fact]
    public void ALineFeedInsideACell_DoesNotCutTheRow()
    {
        var (table, _) = TableText.Read("序号\t事项\t单位\t期限\n1\t修渠两条\t甲局\t6月底前\n2\t整治河道\n三段\t乙局\t9月底前\n3\t植树\t丙局\t12月底前");

        Assert.Equal(["1|修渠两条|甲局|6月底前", "2|整治河道三段|乙局|9月底前", "3|植树|丙局|12月底前"], Rows(table));
    }

    [Fact]
    public void ARowThatLostItsDeadlineColumn_IsAlignedByWhatItsCellsLookLike()
    {
        var (table, _) = TableText.Read("序号\t措施\t期限\t牵头单位\t配合单位\n1\t1. 摸底登记。\t2023年4月\t甲局\t乙局、丙局\n\t2. 核对数据。\t丁局\t乙局\n2\t总结。\t2023年9月\t丁局\t各街道");

        Assert.Equal("^1|2.核对数据。|^2023年4月|丁局|乙局", Rows(table)[1]);
    }

    [Fact]
    public void AGroupLabelCutByAPage_IsJoined()
    {
        var (table, repairs) = TableText.Read("类别\t指标\t2025年目标\n双翻\t产值\t90亿元\n\n番\t税收\t9亿元\n\t投资\t12亿元", caption: "“双翻番”目标");

        Assert.Equal(["双翻番|产值|90亿元", "^双翻番|税收|9亿元", "^双翻番|投资|12亿元"], Rows(table));
        Assert.Contains(repairs, r => r.Kind == RepairKind.JoinedRow);
    }

    [Fact]
    public void AMergedCategoryBesideNumberedRows_IsCarriedDown_AndAnEmptyFigureIsNot()
    {
        var (table, _) = TableText.Read("序号\t类别\t指标\t2024年\t2025年\n1\t绿化\t新增绿地\t3\t4\n2\t\t新增步道\t\t6\n3\t治水\t清淤河道\t7\t8");

        Assert.Equal(["1|绿化|新增绿地|3|4", "2|^绿化|新增步道||6", "3|治水|清淤河道|7|8"], Rows(table));
    }

    [Fact]
    public void RemarksAreNeverCarriedDown()
    {
        var (table, _) = TableText.Read("类别\t指标\t目标\t备注\n绿化\t绿地\t3\t含口袋公园\n\t步道\t5\t");

        Assert.Equal(["绿化|绿地|3|含口袋公园", "^绿化|步道|5|"], Rows(table));
    }

    [Fact]
    public void AForm_HasNoHeader_AndCarriesOnlyItsSections()
    {
        var (table, _) = TableText.Read("桥梁 情况\t桥梁座数（座）\t\t危桥座数（座）\t\n\t桥梁 长度（米）\t\t\t\n渡口 情况\t渡口个数（个）\t\t渡船数（艘）\t");

        Assert.Empty(table!.Columns);
        Assert.Equal(["桥梁情况|桥梁座数（座）||危桥座数（座）|", "^桥梁情况|桥梁长度（米）|||", "渡口情况|渡口个数（个）||渡船数（艘）|"], Rows(table));
    }

    [Fact]
    public void APipeTable_ReadsLikeATabTable()
    {
        var (table, _) = TableText.Read("| 序号 | 事项 | 期限 |\n|:---|:---:|---|\n| 1 | 修渠 | 6月底 |\n| 2 | 筑\\|堤 |  |");

        Assert.Equal("序号|事项|期限", Columns(table));
        Assert.Equal("1|修渠|6月底", Rows(table)[0]);
        Assert.Equal(2, table!.Rows.Count);
    }

    [Theory]
    [InlineData("┌──┬────┬────┐\n│序号│事项    │期限    │\n├──┼────┼────┤\n│1   │修渠三  │6月底   │\n│    │条      │        │\n├──┼────┼────┤\n│2   │筑堤    │9月底   │\n└──┴────┴────┘")]
    [InlineData("┌────┬────────┬────────┐\n│序号│事项    │期限    │\n├────┼────────┼────────┤\n│1   │修渠三  │6月底   │\n│    │条      │        │\n├────┼────────┼────────┤\n│2   │筑堤    │9月底   │\n└────┴────────┴────────┘")]
    public void ABoxTable_JoinsTheLinesOfARow_InBothBoxWidths(string text)
    {
        var (table, _) = TableText.Read(text);

        Assert.Equal("序号|事项|期限", Columns(table));
        Assert.Equal(["1|修渠三条|6月底", "2|筑堤|9月底"], Rows(table));
    }

    [Fact]
    public void ABoxTable_WithMissingRules_CarriesTheMergedCellDown()
    {
        var (table, repairs) = TableText.Read("┌────┬────┬────┐\n│类别│指标│目标│\n├────┼────┼────┤\n│绿化│绿地│3   │\n│    ├────┼────┤\n│    │步道│5   │\n└────┴────┴────┘");

        Assert.Equal(["绿化|绿地|3", "^绿化|步道|5"], Rows(table));
        Assert.Contains(repairs, r => r.Kind == RepairKind.CarriedCellDown);
    }

    [Fact]
    public void ABoxTable_WithASpanningHeading_NamesTheColumnsBelowIt()
    {
        var (table, _) = TableText.Read("┌────┬─────────┐\n│指标│目标     │\n│    ├────┬────┤\n│    │2024│2025│\n├────┼────┼────┤\n│绿地│3   │4   │\n└────┴────┴────┘");

        Assert.Equal("指标|目标/2024|目标/2025", Columns(table));
        Assert.Equal(["绿地|3|4"], Rows(table));
    }

    [Fact]
    public void ABoxTable_WithoutRulesBetweenItsRows_HasOneRowALine()
    {
        var (table, _) = TableText.Read("┌────┬────┐\n│事项│期限│\n├────┼────┤\n│修渠│6月 │\n│筑堤│9月 │\n│植树│3月 │\n└────┴────┘");

        Assert.Equal(["修渠|6月", "筑堤|9月", "植树|3月"], Rows(table));
    }

    [Fact]
    public void ABoxTable_WhoseSeparatorsDoNotAlign_IsReadInTheirOrder()
    {
        var (table, _) = TableText.Read("┌──┬──────┬──────┐\n│序号│ 事项 │完成期限（月）│\n├──┼──────┼──────┤\n│ 1  │修渠│      6     │\n├──┼──────┼──────┤\n│ 2  │筑堤坝│     12     │\n└──┴──────┴──────┘");

        Assert.Equal("序号|事项|完成期限（月）", Columns(table));
        Assert.Equal(["1|修渠|6", "2|筑堤坝|12"], Rows(table));
    }

    [Fact]
    public void StatedSpans_MakeGroupsSectionsAndCarriedCells()
    {
        var source = Source("类别/1/0/2/1 指标/1/1/2/1 目标/1/2/1/2 2024年/2/2/1/1 2025年/2/3/1/1 第一部分/3/0/1/4 绿化/4/0/2/1 绿地/4/1/1/1 3/4/2/1/1 4/4/3/1/1 步道/5/1/1/1 5/5/2/1/1 /5/3/1/1", out var stated);
        List<Repair> repairs = [];
        var table = TableBuilder.Build(stated, source, "附件", 4, repairs, MappedText.Empty);

        Assert.Equal("类别|指标|目标/2024年|目标/2025年", Columns(table));
        Assert.Equal(["绿化|绿地|3|4", "^绿化|步道|5|"], Rows(table));
        Assert.Equal(["第一部分", "第一部分"], table!.Rows.Select(r => r.Section));
        Assert.Equal("附件 第4行", table.Rows[0].Place);
        Assert.Equal("步道", source.Slice(table.Rows[1][1].Range).ToString());
    }

    [Fact]
    public void OneLine_IsNoTable() => Assert.Null(TableText.Read("甲\t乙").Table);

    [Fact]
    public void HugeInput_TakesLinearTime()
    {
        var broken = string.Concat(Enumerable.Range(0, 60_000).Select(i => i % 3 == 0 ? "\n\t\t续\n" : i % 3 == 1 ? "1\t甲，\t乙，\n" : "丙，\n"));
        var wide = new string('\t', 500_000) + "\n" + new string('\t', 500_000) + "甲\n" + string.Concat(Enumerable.Repeat("甲\t乙\n", 20_000));

        var took = Effort.Of(() =>
        {
            _ = TableText.Read("序号\t事项\t单位\n" + broken);
            _ = TableText.Read(wide);
        });

        Assert.True(took < TimeSpan.FromSeconds(60), $"{took}");
    }

    /// <summary>A stated table out of <c>words/row/column/rowSpan/columnSpan</c>, rows counted from 1.</summary>
    private static SourceText Source(string cells, out SourceTable table)
    {
        var text = "";
        List<SourceCell> found = [];
        foreach (var cell in cells.Split(' '))
        {
            var parts = cell.Split('/');
            found.Add(new(int.Parse(parts[1]) - 1, int.Parse(parts[2]), int.Parse(parts[3]), int.Parse(parts[4]), new(text.Length, text.Length + parts[0].Length)));
            text += parts[0] + "\t";
        }

        table = new(new(0, text.Length), found.Max(c => c.Row) + 1, 4, found);
        return new(text, InputFormat.Docx);
    }
}
