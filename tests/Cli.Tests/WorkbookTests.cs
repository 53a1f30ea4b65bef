using Bihuan.Kernel;
using Bihuan.Reading;
using Bihuan.Reading.Json;
using Bihuan.TestKit;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using MiniExcelLibs;
using Xunit;

namespace Bihuan.Cli.Tests;

public sealed class WorkbookTests : IDisposable
{
    private static readonly string[] LedgerHeaders =
    [
        "序号", "文号", "条款", "编号", "一级标题", "二级标题", "任务内容", "牵头领导", "牵头单位", "责任（配合）单位", "街道", "开放名单",
        "完成时限", "截止日期", "周期", "量化指标", "可信度", "存疑", "进展情况", "办结情况", "备注",
    ];

    private readonly CommandLine _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public void Ledger_HoldsOneRowATask_UnderTheHeadersOfficersKnow()
    {
        var path = Workbook(CommandLine.Notice);

        var rows = MiniExcel.Query(path, useHeaderRow: true, sheetName: "督查台账").Cast<IDictionary<string, object?>>().ToList();

        Assert.Equal(LedgerHeaders, rows[0].Keys);
        Assert.Equal(["1", "2", "3"], rows.Select(r => r["编号"]));
        Assert.Equal(CommandLine.Number, rows[0]["文号"]);
        Assert.Equal("林知远", rows[0]["牵头领导"]);
        Assert.Equal("区教育局", rows[0]["牵头单位"]);
        Assert.Equal("区财政局、区住建局", rows[0]["责任（配合）单位"]);
        Assert.Equal(new DateTime(2023, 9, 30, 0, 0, 0, DateTimeKind.Unspecified), rows[0]["截止日期"]);
        Assert.Contains("1200个以上", (string)rows[0]["量化指标"]!, StringComparison.Ordinal);
        Assert.Equal("是", rows[2]["开放名单"]);
        Assert.Null(rows[0]["进展情况"]);
    }

    [Fact]
    public void Gazette_HasOneLedgerRowForEachTask_AndASheetForEachKindThatOccurs()
    {
        var file = Shared.PathOf("gazette/beilun-2022-02-03.txt");
        Assert.Equal(0, _run.Run("read", file, "--format", "xlsx", "--out", "a.xlsx").Code);
        var path = _run.PathOf("a.xlsx");
        using var json = System.Text.Json.JsonDocument.Parse(_run.Run("read", file, "--format", "json").Out);
        var kinds = json.RootElement.GetProperty("documents").EnumerateArray().SelectMany(d => d.GetProperty("commitments").EnumerateArray()).CountBy(c => c.GetProperty("kind").GetString()!).ToDictionary();

        var words = new Words(Language.Chinese);
        Assert.Equal(["督查台账", "公文目录", .. Kinds.All.Where(k => k != "task" && kinds.ContainsKey(k)).Select(words.Kind), "矛盾核对"], MiniExcel.GetSheetNames(path));
        Assert.All(kinds, kind => Assert.Equal(kind.Value, MiniExcel.Query(path, sheetName: kind.Key == "task" ? "督查台账" : words.Kind(kind.Key)).Count() - 1));
        Assert.Equal(json.RootElement.GetProperty("contradictions").GetArrayLength(), MiniExcel.Query(path, sheetName: "矛盾核对").Count() - 1);
        Assert.Empty(Errors(path));
    }

    [Fact]
    public void Workbook_IsValid_FrozenFilteredWrappedAndReadyToPrint()
    {
        var path = Workbook(CommandLine.Notice);

        Assert.Empty(Errors(path));
        using var package = SpreadsheetDocument.Open(path, isEditable: false);
        Assert.All(package.WorkbookPart!.WorksheetParts, part =>
        {
            var sheet = part.Worksheet!;
            Assert.Equal(PaneStateValues.Frozen, sheet.Descendants<Pane>().Single().State!.Value);
            Assert.NotNull(sheet.GetFirstChild<AutoFilter>());
            Assert.Equal(OrientationValues.Landscape, sheet.GetFirstChild<PageSetup>()!.Orientation!.Value);
            Assert.All(sheet.Descendants<DocumentFormat.OpenXml.Spreadsheet.Column>(), c => Assert.InRange(c.Width!.Value, 6, 80));
            Assert.All(sheet.Descendants<Cell>(), c => Assert.NotEqual(0u, c.StyleIndex!.Value));
        });
    }

    [Fact]
    public void TextThatLooksLikeAFormula_StaysText()
    {
        var path = Workbook(CommandLine.Notice.Replace("1.新建", "1.=1+1新建", StringComparison.Ordinal));

        using var package = SpreadsheetDocument.Open(path, isEditable: false);
        Assert.All(package.WorkbookPart!.WorksheetParts, part => Assert.Empty(part.Worksheet!.Descendants<CellFormula>()));
    }

    [Fact]
    public void CellText_HoldsWhatXmlCanHold()
    {
        Assert.Equal("abc\ufffdde", Output.ExcelReport.Clean("a\u0000b\u001bc\ud800d\uffffe"));
        Assert.Equal("一\n二\t三𠀀", Output.ExcelReport.Clean("一\n二\t三𠀀"));
    }

    [Fact]
    public void CellText_IsCutWhereExcelWouldRefuseIt()
    {
        Assert.Equal(32_766, Output.ExcelReport.Clean(new string('长', 100_000)).Length);
        Assert.EndsWith("…", Output.ExcelReport.Clean(new string('长', 100_000)), StringComparison.Ordinal);
    }

    [Fact]
    public void YearsAndProcedures_GetAColumnEach_InOrder_AndNoIsSaidWhereTheDocumentMayBeSilent()
    {
        var document = new Reading.Document { Title = "t", Issuers = [], Attachments = [], Range = default, Root = new ClauseNode { Kind = NodeKind.Document, Place = "" } };
        var sheets = new Output.Sheets(new([], [], new HashSet<string>(StringComparer.Ordinal)), new(Language.Chinese));

        var indicators = sheets.OfKind("indicator",
        [
            (document, new IndicatorCommitment { Place = "1", Range = default, Text = "x", Name = "a", Unit = "%", IndicatorKind = IndicatorKind.Rate, Targets = new Dictionary<int, decimal?> { [2024] = 2 }, Printed = new Dictionary<int, string>() }),
            (document, new IndicatorCommitment { Place = "2", Range = default, Text = "x", Name = "b", Unit = "%", IndicatorKind = IndicatorKind.Rate, Targets = new Dictionary<int, decimal?> { [2023] = 1.50m, [2024] = null }, Printed = new Dictionary<int, string>() }),
        ]);
        var decisions = sheets.OfKind("decision",
        [
            (document, new DecisionCommitment { Place = "1", Range = default, Text = "x", Item = "a", Planned = new Deadline("2023年6月", new(2023, 6, 30)), Procedures = new Dictionary<string, bool?>(StringComparer.Ordinal) { ["听证"] = false, ["论证"] = null } }),
        ]);

        Assert.Equal([null, 1.50m], Cells(indicators, "2023年"));
        Assert.Equal([2m, null], Cells(indicators, "2024年"));
        Assert.Equal(["否"], Cells(decisions, "听证"));
        Assert.Equal([null], Cells(decisions, "论证"));
        Assert.Equal([new DateOnly(2023, 6, 30)], Cells(decisions, "截止日期"));

        static IEnumerable<object?> Cells(Output.Sheet sheet, string header) => sheet.Rows.Select(r => r[sheet.Columns.Index().Single(c => c.Item.Header == header).Index]);
    }

    private string Workbook(string text)
    {
        Assert.Equal(0, _run.Run("read", _run.Add("a.txt", text), "--format", "xlsx", "--out", "a.xlsx").Code);
        return _run.PathOf("a.xlsx");
    }

    private static List<string> Errors(string path)
    {
        using var package = SpreadsheetDocument.Open(path, isEditable: false);
        return [.. new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2019).Validate(package, TestContext.Current.CancellationToken).Select(e => $"{e.Path?.XPath}: {e.Description}").Take(5)];
    }
}
