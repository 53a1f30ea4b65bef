using Xunit;
using static Bihuan.Reading.Tests.Input.Inputs;
using static Bihuan.TestKit.DocxFile;

namespace Bihuan.Reading.Tests.Input;

public class DocxReaderTests
{
    private static string Abstract(int id, params string[] levels) => $"<w:abstractNum w:abstractNumId=\"{id}\">{string.Concat(levels)}</w:abstractNum>";

    private static string Num(int id, int of, string more = "") => $"<w:num w:numId=\"{id}\"><w:abstractNumId w:val=\"{of}\"/>{more}</w:num>";

    [Fact]
    public void Numbers_ArePrinted_AsWordPrintsThem()
    {
        var numbering = Abstract(0, Level(0, "chineseCountingThousand", "%1、"), Level(1, "chineseCounting", "（%2）"), Level(2, "decimal", "%3."), Level(3, "decimalEnclosedCircle", "%4")) + Num(1, 0);
        var body = Numbered("总体要求", 1) + Numbered("目标", 1, 1) + Numbered("重点任务", 1) + Numbered("修路", 1, 1) + Numbered("2022年开工", 1, 2) + Numbered("第一段", 1, 3)
            + Numbered("第二段", 1, 3) + Numbered("完工", 1, 2) + Numbered("第三段", 1, 3) + Numbered("架桥", 1, 1) + Numbered("验收", 1, 2);

        Assert.Equal(
            ["一、总体要求", "（一）目标", "二、重点任务", "（一）修路", "1. 2022年开工", "①第一段", "②第二段", "2. 完工", "①第三段", "（二）架桥", "1. 验收"],
            Read(Of(body, numbering), "a.docx").Lines());
    }

    [Fact]
    public void LegalLevels_CountEverythingInDecimals_AndStartsHold()
    {
        var numbering = Abstract(0, Level(0, "japaneseCounting", "第%1章", 3), Level(1, "decimal", "%1.%2", 1, "<w:isLgl/>"), Level(2, "lowerLetter", "%3)", 5)) + Num(1, 0);
        var body = Numbered("甲", 1) + Numbered("乙", 1, 1) + Numbered("丙", 1, 2) + Numbered("丁", 1, 2);

        Assert.Equal(["第三章 甲", "3.1 乙", "e)丙", "f)丁"], Read(Of(body, numbering), "a.docx").Lines());
    }

    [Fact]
    public void ListsOfOneAbstractList_CountOn_UnlessOneOverridesItsStart()
    {
        var numbering = Abstract(0, Level(0, "decimal", "%1、")) + Num(1, 0) + Num(2, 0) + Num(3, 0, "<w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"7\"/></w:lvlOverride>");
        var body = Numbered("甲", 1) + Numbered("乙", 2) + Numbered("丙", 3) + Numbered("丁", 3) + Numbered("戊", 1);

        Assert.Equal(["1、甲", "2、乙", "7、丙", "8、丁", "9、戊"], Read(Of(body, numbering), "a.docx").Lines());
    }

    [Fact]
    public void ALevelThatNeverRestarts_CountsOnUnderANewHeading()
    {
        var numbering = Abstract(0, Level(0, "chineseCounting", "第%1章"), Level(1, "chineseCounting", "第%2条", 1, "<w:lvlRestart w:val=\"0\"/>")) + Num(1, 0);
        var body = Numbered("总则", 1) + Numbered("为了", 1, 1) + Numbered("本办法", 1, 1) + Numbered("附则", 1) + Numbered("自印发", 1, 1);

        Assert.Equal(["第一章 总则", "第一条 为了", "第二条 本办法", "第二章 附则", "第三条 自印发"], Read(Of(body, numbering), "a.docx").Lines());
    }

    [Fact]
    public void Styles_CarryNumbers_AndLinkedStylesLeadToTheirLevels()
    {
        var numbering = Abstract(0, Level(0, "chineseCounting", "%1、", 1, "<w:pStyle w:val=\"H1\"/>"), Level(1, "chineseCounting", "（%2）", 1, "<w:pStyle w:val=\"H2\"/>"))
            + "<w:abstractNum w:abstractNumId=\"1\"><w:numStyleLink w:val=\"L\"/></w:abstractNum>" + Num(1, 0) + Num(2, 1);
        const string Styles = "<w:style w:type=\"paragraph\" w:styleId=\"H1\"><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style>"
            + "<w:style w:type=\"paragraph\" w:styleId=\"H2\"><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style>"
            + "<w:style w:type=\"paragraph\" w:styleId=\"H2b\"><w:basedOn w:val=\"H2\"/></w:style>"
            + "<w:style w:type=\"numbering\" w:styleId=\"L\"><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style>";
        static string Styled(string text, string style) => Paragraph(text, $"<w:pStyle w:val=\"{style}\"/>");
        var body = Styled("甲", "H1") + Styled("乙", "H2") + Styled("丙", "H2b") + Numbered("丁", 2)
            + Paragraph("没有编号", "<w:pStyle w:val=\"H1\"/><w:numPr><w:numId w:val=\"0\"/></w:numPr>");

        Assert.Equal(["一、甲", "（一）乙", "（二）丙", "二、丁", "没有编号"], Read(Of(body, numbering, Styles), "a.docx").Lines());
    }

    [Theory]
    [InlineData("chineseCounting", 20, "二十")]
    [InlineData("chineseCounting", 12, "十二")]
    [InlineData("chineseCountingThousand", 110, "一百一十")]
    [InlineData("chineseCountingThousand", 1003, "一千零三")]
    [InlineData("chineseCountingThousand", 10_050, "一万零五十")]
    [InlineData("ideographDigital", 2020, "二〇二〇")]
    [InlineData("chineseLegalSimplified", 15, "壹拾伍")]
    [InlineData("ideographTraditional", 3, "丙")]
    [InlineData("decimalEnclosedCircle", 21, "㉑")]
    [InlineData("decimalEnclosedCircle", 51, "(51)")]
    [InlineData("decimalEnclosedParen", 2, "⑵")]
    [InlineData("decimalFullWidth", 12, "１２")]
    [InlineData("lowerLetter", 27, "aa")]
    [InlineData("upperRoman", 49, "XLIX")]
    [InlineData("decimalZero", 7, "07")]
    [InlineData("none", 7, "")]
    [InlineData("unheardOf", 7, "7")]
    public void NumberFormats_PrintAsWordDoes(string format, int number, string printed) => Assert.Equal(printed, Reading.Input.NumberFormats.Print(format, number));

    [Fact]
    public void MergedCells_HaveSpans_AndTheirRangesSliceToTheirText()
    {
        var table = Table(
            Cell("指标", "<w:gridSpan w:val=\"2\"/>") + Cell("2023年", "<w:vMerge w:val=\"restart\"/>"),
            Cell("绿化") + Cell("面积（亩）") + Cell("", "<w:vMerge/>"),
            Cell("水利", "<w:vMerge w:val=\"restart\"/>") + Cell("塘坝") + Cell("12"),
            Cell("", "<w:vMerge w:val=\"continue\"/>") + Cell("水闸") + Cell("3"));
        var source = Read(Of(Paragraph("表一") + table + Paragraph("完")), "a.docx");

        Assert.Equal("表一\n指标\t\t2023年\n绿化\t面积（亩）\t\n水利\t塘坝\t12\n\t水闸\t3\n完\n", source.Text);
        Assert.Equal(
            ["0,0,1,2:指标", "0,2,2,1:2023年", "1,0,1,1:绿化", "1,1,1,1:面积（亩）", "2,0,2,1:水利", "2,1,1,1:塘坝", "2,2,1,1:12", "3,1,1,1:水闸", "3,2,1,1:3"],
            source.Cells());
        Assert.Equal((4, 3), (source.Tables[0].RowCount, source.Tables[0].ColumnCount));
    }

    [Fact]
    public void ACell_IsOneLine_WithNestedTablesAndRowNumbersInIt()
    {
        var numbering = Abstract(0, Level(0, "decimal", "%1")) + Num(1, 0);
        var two = "<w:tc>" + Paragraph("甲村") + Paragraph("乙村") + Table(Cell("内一") + Cell("内二")) + "</w:tc>";
        var source = Read(Of(Table("<w:tc>" + Numbered("", 1) + "</w:tc>" + two, "<w:tc>" + Numbered("", 1) + "</w:tc>" + Cell("丙\t村")), numbering), "a.docx");

        Assert.Equal(["0,0,1,1:1", "0,1,1,1:甲村 乙村 内一 内二", "1,0,1,1:2", "1,1,1,1:丙 村"], source.Cells());
        Assert.Single(source.Tables);
    }

    [Fact]
    public void TrackedChanges_AreTakenAsAccepted()
    {
        const string Mark = "w:id=\"1\" w:author=\"a\" w:date=\"2022-01-01T00:00:00Z\"";
        var body = $"<w:p>{Run("投资")}<w:del {Mark}><w:r><w:delText>三</w:delText></w:r></w:del><w:ins {Mark}>{Run("五")}</w:ins>{Run("百万元")}</w:p>"
            + $"<w:p><w:pPr><w:rPr><w:del {Mark}/></w:rPr></w:pPr>{Run("前半，")}</w:p>{Paragraph("后半。")}";

        Assert.Equal(["投资五百万元", "前半，后半。"], Read(Of(body), "a.docx").Lines());
    }

    [Fact]
    public void WhatIsNotPrinted_IsLeftOut_AndWhatIsPrintedIsKept()
    {
        const string Boxed = "<w:p><w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wp:inline><a:graphic><a:graphicData uri=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\"><wps:wsp><wps:txbx><w:txbxContent><w:p><w:r><w:t>框内</w:t></w:r></w:p></w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice>"
            + "<mc:Fallback><w:pict><v:textbox><w:txbxContent><w:p><w:r><w:t>框内</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent><w:t>框外</w:t></w:r></w:p>";
        const string Contents = "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val=\"Table of Contents\"/></w:docPartObj></w:sdtPr><w:sdtContent><w:p><w:r><w:t>一、总则……1</w:t></w:r></w:p></w:sdtContent></w:sdt>";
        var body = Contents + "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r>" + Run("可见") + "<w:r><w:br/></w:r>" + Run("换行") + "<w:r><w:br w:type=\"page\"/></w:r>" + Run("新页") + "</w:p>"
            + "<w:p><w:r><w:instrText>PAGE</w:instrText></w:r><w:hyperlink>" + Run("链接") + "</w:hyperlink><w:r><w:footnoteReference w:id=\"2\"/></w:r></w:p>" + Boxed;
        const string Notes = "<w:footnote w:type=\"separator\" w:id=\"0\"><w:p/></w:footnote><w:footnote w:id=\"2\"><w:p><w:r><w:t>按可比价计算。</w:t></w:r></w:p></w:footnote>";
        var source = Read(Of(body, footnotes: Notes), "a.docx");

        Assert.Equal(["可见", "换行", "新页", "链接", "框外", "框内", "注1：按可比价计算。"], source.Lines());
        Assert.Equal(source.Text.IndexOf("新页", StringComparison.Ordinal), Assert.Single(source.PageBreaks));
        Assert.Equal(RepairKind.DroppedPageFurniture, Assert.Single(source.Repairs).Kind);
    }

    [Fact]
    public void AGuard_StopsListsThatPointInCircles()
    {
        var numbering = "<w:abstractNum w:abstractNumId=\"1\"><w:numStyleLink w:val=\"L\"/></w:abstractNum>" + Num(2, 1);
        const string Styles = "<w:style w:type=\"numbering\" w:styleId=\"L\"><w:pPr><w:numPr><w:numId w:val=\"2\"/></w:numPr></w:pPr></w:style>"
            + "<w:style w:type=\"paragraph\" w:styleId=\"A\"><w:basedOn w:val=\"B\"/></w:style><w:style w:type=\"paragraph\" w:styleId=\"B\"><w:basedOn w:val=\"A\"/></w:style>";

        Assert.Equal(["甲", "乙"], Read(Of(Numbered("甲", 2) + Paragraph("乙", "<w:pStyle w:val=\"A\"/>"), numbering, Styles), "a.docx").Lines());
    }
}
