using System.Diagnostics;
using Bihuan.Persistence;
using Bihuan.Platform;
using Bihuan.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MiniExcelLibs;
using Xunit;

namespace Bihuan.Organisation.Tests;

/// <summary>Import and export: the same columns both ways, all or nothing.</summary>
public class WorkbookTests
{
    [Theory, BothDatabases]
    public async Task TheSample_GoesInAndOut_AndInAgainChangesNothing(DatabaseKind kind)
    {
        await using var district = await District.Open(kind);
        var words = district.Services.GetRequiredService<Words>();
        var sample = SampleBook.Load();
        var file = Export(sample.Book, words);
        var tried = await district.Done(new TryImport.Request(file));
        Assert.True(tried.Problems.Count == 0, string.Join("\n", tried.Problems.Take(10).Select(p => $"{p.Sheet} {p.Row} {p.Column} {words.Say(p.Problem)}")));
        Assert.Equal(0, await Entries(district));
        var done = await district.Done(new ImportWorkbook.Request(file));
        Assert.Equal(tried.Counts, done.Counts);
        Assert.Equal(231, done.Counts.Single(c => c.Sheet == "units").New);

        await using (var scope = district.Scope())
        {
            var queries = scope.ServiceProvider.GetRequiredService<IOrganisationQueries>();
            var unit = (await queries.Units(new(2022, 3, 21), TestContext.Current.CancellationToken)).Single(u => u.Name == "新碶街道");
            Assert.Equal("虞鸿浩", Assert.Single(await queries.HeadsOf(unit.Id, new(2022, 3, 21), TestContext.Current.CancellationToken)).Name);
            Assert.Empty(await queries.HeadsOf(unit.Id, new(2022, 3, 23), TestContext.Current.CancellationToken));
        }

        // The first import gave its own ids; what comes out now is as it is, and goes in again without a change.
        var entries = await Entries(district);
        var again = await district.Done(new ImportWorkbook.Request(await district.Done(new ExportWorkbook.Request())));
        Assert.All(again.Counts, c => Assert.Equal((c.Sheet, 0, 0), (c.Sheet, c.New, c.Changed)));
        Assert.Equal(entries, await Entries(district));
        Assert.All((await district.Done(new ImportWorkbook.Request(file))).Counts.Where(c => c.Sheet is "units" or "aliases" or "posts" or "holdings"), c => Assert.Equal(0, c.New));
    }

    [Theory, BothDatabases]
    public async Task AWrongCell_IsNamedByRowAndColumn_AndNothingIsImported(DatabaseKind kind)
    {
        await using var district = await District.Open(kind);
        var file = Workbook(new()
        {
            ["机构"] = [Row(("名称", "甲局"), ("类别", "部门"), ("层级", "区县")), Row(("名称", "乙局"), ("类别", "厅"), ("层级", "区县"), ("起始日期", "明年"))],
            ["任职"] = [Row(("姓名", "张某"), ("机构", "丙局"), ("职务", "局长"), ("试用期（年）", "一")), Row(("姓名", "李某"), ("机构", "甲局"), ("职务", "局长"), ("起始日期", "2022-03-22"), ("终止日期", "2022-03-22"))],
            ["杂项"] = [Row(("甲", "乙"))],
        });
        var report = await district.Done(new TryImport.Request(file));
        Assert.Equal(
            [("杂项", 0, "", "ORG-060"), ("机构", 3, "类别", "ORG-063"), ("机构", 3, "起始日期", "ORG-062"), ("任职", 2, "机构", "ORG-064"), ("任职", 3, "终止日期", "ORG-009")],
            report.Problems.Select(p => (p.Sheet, p.Row, p.Column, p.Problem.Code)));
        Assert.Contains("部门", report.Problems.Single(p => p.Problem.Code == "ORG-063").Problem.Values[1], StringComparison.Ordinal);
        Assert.NotEmpty(await district.Refused(new ImportWorkbook.Request(file)));
        Assert.Equal(0, await Entries(district));
        Assert.Equal(["ORG-073"], (await district.Done(new TryImport.Request([1, 2, 3]))).Problems.Select(p => p.Problem.Code));
    }

    [Fact]
    public async Task TextThatASpreadsheetWouldRun_IsNeutral_AndComesBackAsItWas()
    {
        await using var district = await District.Open(DatabaseKind.Sqlite);
        await district.Done(new CreateUnit("=HYPERLINK(\"x\")局", Note: "@SUM(1)"));
        var file = await district.Done(new ExportWorkbook.Request());
        using var stream = new MemoryStream(file);
        var cell = MiniExcel.Query(stream, useHeaderRow: true, sheetName: "机构").Cast<IDictionary<string, object?>>().Single();
        Assert.Equal(("'=HYPERLINK(\"x\")局", "'@SUM(1)"), (cell["名称"], cell["备注"]));
        Assert.All((await district.Done(new ImportWorkbook.Request(file))).Counts, c => Assert.Equal((0, 0), (c.New, c.Changed)));
    }

    [Theory, BothDatabases]
    public async Task ThousandsOfRows_GoInWithinSeconds_InOneCommit(DatabaseKind kind)
    {
        await using var district = await District.Open(kind);
        var units = Enumerable.Range(0, 1000).Select(i => Row(("名称", $"第{i}局"), ("类别", "部门"), ("层级", "区县"), ("上级机构", i == 0 ? "" : $"第{(i - 1) / 10}局"))).ToList();
        var holdings = Enumerable.Range(0, 4000).Select(i => Row(("姓名", $"人{i}"), ("机构", $"第{i % 1000}局"), ("职务", i < 1000 ? "局长" : "副局长"), ("起始日期", "2020-01-01"))).ToList();
        var file = Workbook(new() { ["机构"] = units, ["任职"] = holdings });

        // What the work costs, not how busy the machine is.
        using var process = Process.GetCurrentProcess();
        var (clock, before) = (Stopwatch.StartNew(), process.TotalProcessorTime);
        await district.Done(new ImportWorkbook.Request(file));
        process.Refresh();
        var cost = process.TotalProcessorTime - before;
        TestContext.Current.TestOutputHelper?.WriteLine($"{kind}: 5,000 rows in {clock.Elapsed.TotalSeconds:0.0} s, {cost.TotalSeconds:0.0} s of processor time");
        Assert.True(cost < TimeSpan.FromSeconds(30), $"{cost}");
        Assert.True(await Entries(district) >= 10_000);
    }

    private static byte[] Workbook(Dictionary<string, List<Dictionary<string, object>>> sheets)
    {
        using var stream = new MemoryStream();
        stream.SaveAs(sheets.ToDictionary(s => s.Key, s => (object)Even(s.Value), StringComparer.Ordinal));
        return stream.ToArray();
    }

    /// <summary>Every row with every column of its sheet.</summary>
    private static List<Dictionary<string, object>> Even(List<Dictionary<string, object>> rows)
    {
        var columns = rows.SelectMany(r => r.Keys).Distinct(StringComparer.Ordinal).ToList();
        return [.. rows.Select(r => columns.ToDictionary(c => c, c => r.GetValueOrDefault(c, ""), StringComparer.Ordinal))];
    }

    private static Dictionary<string, object> Row(params (string Column, string Text)[] cells) => cells.ToDictionary(c => c.Column, c => (object)c.Text, StringComparer.Ordinal);

    /// <summary>The sample as a workbook.</summary>
    internal static byte[] OfSample(Words words) => Export(SampleBook.Load().Book, words);

    private static byte[] Export(Book book, Words words)
    {
        using var stream = new MemoryStream();
        WorkbookRows.Write(stream, words.All, 0, ExportRows.Of(book, words).ToLookup(r => r.Sheet, StringComparer.Ordinal));
        return stream.ToArray();
    }

    private static async Task<int> Entries(District district)
    {
        await using var scope = district.Scope();
        return await scope.ServiceProvider.GetRequiredService<BihuanContext>().Set<JournalEntry>().CountAsync(TestContext.Current.CancellationToken);
    }
}
