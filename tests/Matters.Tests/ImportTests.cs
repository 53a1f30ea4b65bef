using Bihuan.Organisation;
using Bihuan.TestKit;
using MiniExcelLibs;
using Xunit;

namespace Bihuan.Matters.Tests;

/// <summary>Matters go to Excel and come back: a dry run says what each row would change, and the import does that and no more.</summary>
public class ImportTests
{
    [Theory, BothDatabases]
    public async Task ASheet_DraftsAndChanges_RowByRow(DatabaseKind kind)
    {
        await using var loop = await Loop.Open(kind);
        var district = loop.District;
        var mayor = await district.Done(new CreatePost(loop.Office, "副区长"));
        await district.Done(new Appoint(PersonRef.Named("张一"), PostRef.Known(mayor), new DateOnly(2021, 1, 1), null));
        var park = await district.Done(new SetKind.Request(null, "公园", [new("area", "面积", FieldType.Number, Unit: "亩"), new("by", "建设单位", FieldType.Unit)]), loop.Supervisor);
        var draft = await district.Done(new DraftMatter.Request(loop.Terms(new(2022, 9, 30)) with { Title = "口袋公园", Kind = park, Proposed = [Proposed.Due], Goals = [], Milestones = [new("开工", new(2022, 6, 1), 20)] }), loop.Supervisor);
        var same = await district.Done(new DraftMatter.Request(loop.Terms() with { Title = "不变" }), loop.Supervisor);
        var issued = await loop.Issued(loop.Terms() with { Title = "已交办" });

        // What was exported comes back without a change.
        var rows = await Export(loop, new(Words: ""), MatterOrder.Drafted);
        Assert.Equal(3, rows.Count);
        rows = [.. new[] { draft, same, issued }.Select(m => rows.Single(r => (string)r["编号"] == m.Value.ToString()))];
        var report = await district.Done(new TryMatterImport.Request(Workbook(rows)), loop.Supervisor);
        Assert.All(report.Rows, r => Assert.Equal((ImportOutcome.Same, 0), (r.Outcome, r.Problems.Count)));

        Edit(rows, draft, ("配合单位", "西街道、东街道"), ("完成时限", "2022/10/15"), ("责任领导", "张一"), ("标签", "民生实事，绿化"), ("面积", "12.5"), ("建设单位", "住房和城乡建设局"));
        Edit(rows, issued, ("牵头单位", "综合行政执法局"), ("完成时限", "2023-01-31"), ("标题", "改名"), ("标签", "民生"));
        rows.Add(Row(rows, ("标题", "新增公厕"), ("办理要求", "新建公厕3座。"), ("牵头单位", "东街道"), ("验收单位", "甲区人民政府办公室"), ("完成时限", "2022-11-30")));
        rows.Add(Row(rows, ("标题", ""), ("牵头单位", "没有的局"), ("完成时限", "年底"), ("责任领导", "无名氏"), ("事项类别", "没有的类别"), ("面积", "5")));
        rows.Add(Row(rows, ("编号", "01890a5d-ac96-774b-bcce-b302099a8057"), ("标题", "不存在")));
        var file = Workbook(rows);

        var before = await Entries(district);
        report = await district.Done(new TryMatterImport.Request(file), loop.Supervisor);
        Assert.Equal(before, await Entries(district));
        Assert.Equal([ImportOutcome.Changed, ImportOutcome.Same, ImportOutcome.Refused, ImportOutcome.New, ImportOutcome.Refused, ImportOutcome.Refused], report.Rows.Select(r => r.Outcome));
        Assert.Equal([new("配合单位", "综合行政执法局、东街道", "西街道、东街道"), new("责任领导", "", "张一"), new("完成时限", "2022-09-30", "2022-10-15"), new("标签", "", "民生实事、绿化"), new("面积", "", "12.5"), new("建设单位", "", "住房和城乡建设局")], report.Rows[0].Changes);
        Assert.Equal([("标题", "MAT-119"), ("牵头单位", "MAT-118"), ("完成时限", "MAT-118"), ("标签", "MAT-118")], report.Rows[2].Problems.Select(p => (p.Column, p.Problem.Code)));
        Assert.Contains("MatterAct.Transfer", report.Rows[2].Problems[1].Problem.Values);
        Assert.Equal([("事项类别", "MAT-120"), ("牵头单位", "MAT-115"), ("完成时限", "MAT-116"), ("责任领导", "MAT-117"), ("面积", "MAT-121")], report.Rows[4].Problems.Select(p => (p.Column, p.Problem.Code)));
        Assert.Equal(["MAT-113"], report.Rows[5].Problems.Select(p => p.Problem.Code));

        // Carried out, it does what the dry run said, and leaves alone what the sheet does not hold.
        var done = await district.Done(new ImportMatters.Request(file), loop.Supervisor);
        Assert.Equal(report.Rows.Select(r => r.Outcome), done.Rows.Select(r => r.Outcome));
        Assert.Equal(before + 2, await Entries(district));
        var changed = (await loop.Show(draft)).Terms;
        Assert.Equal([loop.SecondStreet, loop.Street], changed.Supporting);
        Assert.Equal((new DateOnly(2022, 10, 15), mayor, "12.5", loop.Bureau.Value.ToString()), (changed.Due!.Day!.Value, changed.Leaders[0].Post!.Value, changed.Fields["area"], changed.Fields["by"]));
        Assert.Equal(["民生实事", "绿化"], changed.Tags);
        Assert.Empty(changed.Proposed);
        Assert.Equal("开工", Assert.Single(changed.Milestones).Name);
        var made = await loop.Show(done.Rows[3].Matter!.Value);
        Assert.Equal((MatterState.Draft, "新建公厕3座。", loop.Street), (made.Row.State, made.Terms.Body, made.Terms.Lead!.Value));
        Assert.Equal("已交办", (await loop.Show(issued)).Row.Title);

        // The same file again: what it changed has another version now, and what it drafted is there already.
        var again = await district.Done(new ImportMatters.Request(file), loop.Supervisor);
        Assert.Equal(before + 2, await Entries(district));
        Assert.Equal(ImportOutcome.Same, again.Rows[0].Outcome);
        Assert.Equal(["MAT-126"], again.Rows[3].Problems.Select(p => p.Problem.Code));

        // Somebody changed it after the export: nobody's change is lost.
        Edit(rows, draft, ("标题", "口袋公园两处"));
        Assert.Equal(["MAT-125"], (await district.Done(new ImportMatters.Request(Workbook(rows)), loop.Supervisor)).Rows[0].Problems.Select(p => p.Problem.Code));
        Edit(rows, draft, ("版本", ""));
        Assert.Equal(["MAT-114"], (await district.Done(new ImportMatters.Request(Workbook(rows)), loop.Supervisor)).Rows[0].Problems.Select(p => p.Problem.Code));
        Assert.Equal("不变", (await loop.Show(same)).Row.Title);
    }

    [Fact]
    public async Task ABadFile_IsRefusedWhole_AndTheRowsAskForTheRights()
    {
        await using var loop = await Loop.Open(DatabaseKind.Sqlite);
        var district = loop.District;
        Assert.Equal(["MAT-110"], await district.Refused(new TryMatterImport.Request([1, 2, 3]), loop.Supervisor));
        Assert.Equal(["MAT-111", "MAT-124"], await district.Refused(new TryMatterImport.Request(Workbook([new(StringComparer.Ordinal) { ["天气"] = "晴" }])), loop.Supervisor));
        Assert.Equal(["MAT-112"], await district.Refused(new TryMatterImport.Request(Workbook([.. Enumerable.Range(0, MatterImport.MostRows + 1).Select(i => new Dictionary<string, object>(StringComparer.Ordinal) { ["标题"] = $"第{i}项" })])), loop.Supervisor));

        // Terms are checked as the form checks them, and the same matter counts once.
        var report = await district.Done(
            new TryMatterImport.Request(Workbook(
            [
                new(StringComparer.Ordinal) { ["Title"] = new string('长', 81), ["Lead unit"] = "住房和城乡建设局", ["Accepting unit"] = "停车管理科" },
                new(StringComparer.Ordinal) { ["Title"] = "甲", ["Lead unit"] = "东街道", ["Accepting unit"] = "" },
                new(StringComparer.Ordinal) { ["Title"] = "甲", ["Lead unit"] = "东街道", ["Accepting unit"] = "" },
            ])), loop.Supervisor);
        Assert.Equal(["MAT-002", "MAT-005"], report.Rows[0].Problems.Select(p => p.Problem.Code).Order(StringComparer.Ordinal));
        Assert.Equal((ImportOutcome.New, ImportOutcome.Refused), (report.Rows[1].Outcome, report.Rows[2].Outcome));
        Assert.Equal(["PLATFORM-001"], await district.Refused(new TryMatterImport.Request([]), loop.BureauOfficer));
        Assert.Equal(["PLATFORM-001"], await district.Refused(new ImportMatters.Request([]), loop.BureauOfficer));
    }

    private static async Task<List<Dictionary<string, object>>> Export(Loop loop, MatterFilter filter, MatterOrder order)
    {
        var page = await loop.District.Done(new ListMatterSheet.Request(filter, order), loop.Supervisor);
        string[] fields = [.. page.Items.SelectMany(l => l.Cells.Keys).Distinct(StringComparer.Ordinal).Where(k => !MatterSheet.Columns.Any(c => c.Key == k))];
        return [.. page.Items.Select(l => Titles.Select(t => (t.Title, l.Cells[t.Key])).Concat(fields.Select(f => (MatterSheet.TitleOfField(f), l.Cells.GetValueOrDefault(f) ?? ""))).ToDictionary(c => c.Item1, c => (object)c.Item2, StringComparer.Ordinal))];
    }

    private static IEnumerable<(string Key, string Title)> Titles => MatterSheet.Columns.Zip(["编号", "版本", "标题", "办理要求", "事项类别", "牵头单位", "配合单位", "验收单位", "责任领导", "完成时限", "标签"], (c, t) => (c.Key, t));

    private static void Edit(List<Dictionary<string, object>> rows, MatterId matter, params (string Column, string Value)[] cells)
    {
        var row = rows.Single(r => (string)r["编号"] == matter.Value.ToString());
        foreach (var (column, value) in cells)
        {
            row[column] = value;
        }
    }

    private static Dictionary<string, object> Row(List<Dictionary<string, object>> rows, params (string Column, string Value)[] cells)
    {
        var row = rows[0].Keys.ToDictionary(k => k, _ => (object)"", StringComparer.Ordinal);
        foreach (var (column, value) in cells)
        {
            row[column] = value;
        }

        return row;
    }

    private static byte[] Workbook(List<Dictionary<string, object>> rows)
    {
        using var stream = new MemoryStream();
        stream.SaveAs(rows);
        return stream.ToArray();
    }

    private static async Task<int> Entries(District district)
    {
        await using var scope = district.Scope();
        return await Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions.CountAsync(
            Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetRequiredService<Bihuan.Persistence.BihuanContext>(scope.ServiceProvider).Set<Bihuan.Persistence.JournalEntry>().Where(e => e.StreamKind == "matter"), TestContext.Current.CancellationToken);
    }
}
