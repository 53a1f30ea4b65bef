using Bihuan.Reading.Input;
using Bihuan.TestKit;
using Xunit;
using static Bihuan.Reading.Tests.Input.Inputs;

namespace Bihuan.Reading.Tests.Input;

public class PdfReaderTests
{
    private static readonly string[] Paragraphs =
    [
        "一、加快建设柳溪片区道路，年内完成青石路、望江路两条道路的改造任务，新增机动车泊位三百五十个以上。",
        "（一）由柳溪镇牵头。",
        "（二）由区住建局、区水利局按职责分工负责，每月25日前报送进度，并在2023年6月底以前全部完成验收工作。",
        "二、完善投入保障。区财政安排专项资金1200万元，不足部分由各镇自筹解决，确保各项任务按照时间节点推进到位。",
    ];

    /// <summary>Found by the fuzz: one long number here kept the parser busy for hours.</summary>
    [Fact]
    public void WidthsForCharactersThatCannotBe_AreRefusedAtOnce()
    {
        var pdf = System.Text.Encoding.Latin1.GetString(new PdfFile().Flow(["甲乙丙"]).ToBytes());
        Assert.Contains("/W [32 126 500]", pdf, StringComparison.Ordinal);
        var endless = pdf.Replace("/W [32 126 500]", "/W [32 129999999996 500]", StringComparison.Ordinal);
        var refused = Assert.IsType<Kernel.Result<SourceText>.Refused>(InputReader.Read(System.Text.Encoding.Latin1.GetBytes(endless), "a.pdf"));
        Assert.Equal("INP-012", refused.Problems[0].Code);
    }

    [Fact]
    public void Lines_BecomeTheParagraphsThatWereSet()
    {
        var source = Read(new PdfFile().Flow(Paragraphs).ToBytes(), "a.pdf");

        Assert.Equal(Paragraphs, source.Lines());
        Assert.Equal(InputFormat.Pdf, source.Format);
    }

    [Fact]
    public void PageNumbersAndRunningHeads_GoAndAreNoted_AndPagesBeginWhereTheyBegan()
    {
        var pdf = new PdfFile();
        for (var page = 1; page <= 4; page++)
        {
            pdf.Page().Text(200, 800, $"柳溪区人民政府公报 2023年第{page}期", 10).Text(104, 700, $"第{page}段文字在这里。").Text(280, 40, $"— {page} —", 12);
        }

        var source = Read(pdf.ToBytes(), "a.pdf");

        Assert.Equal(["第1段文字在这里。", "第2段文字在这里。", "第3段文字在这里。", "第4段文字在这里。"], source.Lines());
        Assert.Equal([2, 3, 4], source.PageBreaks.Select(p => source.Text[p + 1] - '0'));
        Assert.Equal(8, source.Repairs.Count(r => r.Kind == RepairKind.DroppedPageFurniture));
        Assert.Contains(source.Repairs, r => r.Note.Contains("— 3 —", StringComparison.Ordinal));
    }

    [Fact]
    public void FiguresAtTheMarginsThatBelongToTheText_Stay()
    {
        var pdf = new PdfFile().Page().Text(104, 780, "总投资为").Text(72, 752, "350").Text(72, 200, "12");

        Assert.Equal(["总投资为", "350", "12"], Read(pdf.ToBytes(), "a.pdf").Lines());
    }

    [Fact]
    public void RuledTables_BecomeRowsOfCells_WithMergedOnesSpanning()
    {
        var pdf = new PdfFile().Page().Text(72, 780, "表一 任务分解");
        // Two header columns over three; the first column of the two last rows is one cell.
        foreach (var y in (double[])[760, 730, 640])
        {
            pdf.Rule(72, y, 520, y);
        }

        pdf.Rule(172, 685, 520, 685);
        foreach (var x in (double[])[72, 172, 520])
        {
            pdf.Rule(x, 760, x, 640);
        }

        pdf.Rule(300, 730, 300, 640);
        pdf.Text(80, 740, "部门").Text(200, 740, "任务").Text(80, 690, "柳溪镇").Text(180, 700, "修路").Text(310, 710, "新建柳溪北路并且配套建设照").Text(310, 692, "明设施")
            .Text(180, 655, "架桥").Text(310, 665, "桥一座").Text(310, 647, "涵二处");
        pdf.Text(72, 600, "注：以上均为年内完成。");
        var source = Read(pdf.ToBytes(), "a.pdf");

        Assert.Equal("表一 任务分解\n部门\t任务\t\n柳溪镇\t修路\t新建柳溪北路并且配套建设照明设施\n\t架桥\t桥一座 涵二处\n注：以上均为年内完成。\n", source.Text);
        Assert.Equal(["0,0,1,1:部门", "0,1,1,2:任务", "1,0,2,1:柳溪镇", "1,1,1,1:修路", "1,2,1,1:新建柳溪北路并且配套建设照明设施", "2,1,1,1:架桥", "2,2,1,1:桥一座 涵二处"], source.Cells());
    }

    [Fact]
    public void OpenTables_StayLines()
    {
        // Only horizontal rules, as in a three-line table.
        var pdf = new PdfFile().Page().Rule(72, 760, 520, 760).Rule(72, 730, 520, 730).Text(80, 740, "部门").Text(300, 740, "任务").Text(80, 700, "柳溪镇").Text(300, 700, "修路");
        var source = Read(pdf.ToBytes(), "a.pdf");

        Assert.Equal(["部门 任务", "柳溪镇 修路"], source.Lines());
        Assert.Empty(source.Tables);
    }

    [Fact]
    public void TwoColumns_AreReadOneAfterTheOther()
    {
        var pdf = new PdfFile().Page();
        for (var row = 0; row < 12; row++)
        {
            pdf.Text(60, 760 - (row * 20), $"左栏第{row + 10}行文字排满一整行宽", 14).Text(310, 760 - (row * 20), $"右栏第{row + 10}行文字排满一整行宽", 14);
        }

        var text = Read(pdf.ToBytes(), "a.pdf").Text;

        Assert.True(text.IndexOf("左栏第21行", StringComparison.Ordinal) < text.IndexOf("右栏第10行", StringComparison.Ordinal), text);
    }

    [Fact]
    public void BoldMadeByPrintingTwice_IsReadOnce()
    {
        var pdf = new PdfFile().Page().Text(72, 700, "人人参与").Text(72.3, 700, "人人参与");

        Assert.Equal(["人人参与"], Read(pdf.ToBytes(), "a.pdf").Lines());
    }

    [Theory]
    [InlineData("- 12 -", true)]
    [InlineData("—3—", true)]
    [InlineData("第 3 页 共 20 页", true)]
    [InlineData("iv", true)]
    [InlineData("一", false)]
    [InlineData("第三条", false)]
    [InlineData("2023年", false)]
    [InlineData("", false)]
    public void PageNumbers_AreTold(string text, bool expected) => Assert.Equal(expected, PdfFurniture.IsPageNumber(text));

    [Fact]
    public void Scans_AreToldFromPdfWithText()
    {
        Assert.Equal("INP-011", Refused(new PdfFile { WithImage = true }.Page().Page().ToBytes(), "扫描.pdf").Code);
        Assert.Equal("INP-011", Refused(new PdfFile { WithImage = true }.Page().Text(280, 40, "- 1 -").ToBytes(), "扫描.pdf").Code);
        Assert.Contains("没有文字层，多半是扫描件，请先做文字识别", Refused(new PdfFile { WithImage = true }.Page().ToBytes(), "扫描.pdf").Message, StringComparison.Ordinal);
        Assert.Equal(["这一页有足够多的文字可以读取"], Read(new PdfFile { WithImage = true }.Page().Text(72, 700, "这一页有足够多的文字可以读取").ToBytes(), "a.pdf").Lines());
    }

    [Fact]
    public void EncryptedAndBroken_AreRefused()
    {
        Assert.Equal("INP-010", Refused(new PdfFile { Encrypted = true }.Page().Text(72, 700, "秘密").ToBytes(), "密.pdf").Code);
        Assert.Equal("INP-012", Refused("%PDF-1.7\n这不是 PDF"u8.ToArray(), "坏.pdf").Code);
        Assert.Equal("INP-014", Refused(new PdfFile().Page().Page().Page().ToBytes(), "长.pdf", new() { MaxPages = 2 }).Code);
    }
}
