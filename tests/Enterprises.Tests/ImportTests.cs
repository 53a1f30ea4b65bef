using Bihuan.Platform;
using Bihuan.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bihuan.Enterprises.Tests;

/// <summary>Sheets in and out: a dry run by row and column, then all of it or nothing.</summary>
public class ImportTests
{
    [Theory, BothDatabases]
    public async Task ASheet_IsTakenWhollyOrNotAtAll_AndComesBackTheSame(DatabaseKind kind)
    {
        await using var register = await Register.Open(kind);
        var district = register.District;
        var code = register.NewCode();
        var firms = Sheet(["单位名称", "统一社会信用代码", "组织形式", "街道", "责任人"], ["明州港龙物流有限公司", code, "公司", "东港街道", "主要负责人：王某（86780000）、网格长：李某"], ["东港小吃店", "", "个体工商户", "东港街道", ""]);
        var dry = await district.Done(new TryRegisterImport.Request(firms, true));
        Assert.True(dry is { IsDone: false, IsClean: true });
        Assert.Empty((await district.Done(new ListEnterprises.Request())).Items);
        Assert.True((await district.Done(new ImportRegister.Request(firms, true, "年度普查"))).IsDone);
        var listed = (await district.Done(new ListEnterprises.Request())).Items;
        Assert.Equal(["东港小吃店", "明州港龙物流有限公司"], listed.Select(e => e.Name));
        var officers = (await district.Done(new ShowEnterprise.Request(listed[1].Id))).Officers;
        Assert.Equal([(ResponsibleRole.Principal, "86780000"), (ResponsibleRole.Other, null)], officers.Select(o => (o.Role, o.Telephone)));

        string[] head = ["名称", "类别", "地址", "经度", "纬度", "坐标系", "街道", "用气", "使用单位", "面积（平方米）"];
        var wrong = Sheet(head,
            ["一号冷库", "冷库", "兴业路9号", "121.80", "29.90", "GCJ-02（国测局）", "东港街道", "瓶装气", $"使用：{code}", "1200.5"],
            ["一号冷库", "冷库", "兴业路9号", "121.80", "29.90", "", "东港街道", "不用气", "", ""],
            ["二号冷库", "城堡", "", "121.8", "", "", "南街道", "蒸汽", "使用：无此公司", "很大"]);
        var report = await district.Done(new ImportRegister.Request(wrong, false, "普查"));
        Assert.False(report.IsDone);
        Assert.Equal([RowOutcome.New, RowOutcome.Refused, RowOutcome.Refused], report.Rows.Select(r => r.Outcome));
        Assert.Equal(["ENT-052"], report.Rows[1].Problems.Select(p => p.Problem.Code));
        Assert.Equal([("街道", "ENT-049"), ("使用单位", "ENT-051"), ("用气", "ENT-046"), ("面积（平方米）", "ENT-047"), ("经度", "ENT-054")], report.Rows[2].Problems.Select(p => (p.Column, p.Problem.Code)));
        Assert.Empty((await district.Done(new ListPremises.Request())).Items);

        Assert.True((await district.Done(new ImportRegister.Request(Sheet(head, ["一号冷库", "冷库", "兴业路9号", "121.80", "29.90", "GCJ-02（国测局）", "东港街道", "瓶装气", $"使用：{code}", "1200.5"]), false, "普查"))).IsDone);
        var premises = Assert.Single((await district.Done(new ListPremises.Request())).Items);
        Assert.NotEqual(new GeoPoint(121.80m, 29.90m), premises.Point);

        // What was exported is the same when it comes back; one cell changed is one correction, and another's version refuses it.
        var line = Assert.Single((await district.Done(new ListRegisterSheet.Request(false))).Items).Cells;
        var titles = ListRegisterSheet.Titles(false, district.Services.GetRequiredService<Words>());
        Assert.Equal(RowOutcome.Same, Assert.Single((await district.Done(new ImportRegister.Request(Sheet([.. titles], [.. line]), false, "x"))).Rows).Outcome);
        string[] changed = [.. line];
        changed[titles.ToList().IndexOf("名称")] = "一号冷库（改）";
        changed[titles.ToList().IndexOf("类别")] = "仓库";
        var done = await district.Done(new ImportRegister.Request(Sheet([.. titles], changed), false, "录错"));
        Assert.Equal((RowOutcome.Changed, true), (Assert.Single(done.Rows).Outcome, done.IsDone));
        Assert.Equal(["名称", "类别"], done.Rows[0].Columns);
        var shown = await district.Done(new ShowPremises.Request(premises.Id));
        Assert.Equal(("一号冷库（改）", "warehouse", premises.Point), (shown.Terms.Name, shown.Terms.Kind, shown.Terms.Point));
        Assert.Single(shown.Firms);
        changed[titles.ToList().IndexOf("名称")] = "一号冷库";
        Assert.Equal(["PLATFORM-004"], Assert.Single((await district.Done(new ImportRegister.Request(Sheet([.. titles], changed), false, "录错"))).Rows).Problems.Select(p => p.Problem.Code));
    }

    [Theory, BothDatabases]
    public async Task AFileThatIsNoSheet_IsRefused(DatabaseKind kind)
    {
        await using var register = await Register.Open(kind);
        Assert.Equal(["ENT-040"], await register.District.Refused(new TryRegisterImport.Request([1, 2, 3], false)));
        Assert.Equal(["ENT-042", "ENT-044"], await register.District.Refused(new TryRegisterImport.Request(Sheet(["没有这列"], ["x"]), false)));
        Assert.Equal(["ENT-013"], await register.District.Refused(new ImportRegister.Request([], false, "")));
        var beyond = await register.District.Done(new TryRegisterImport.Request(Sheet(["名称", "类别", "街道"], ["西浦库房", "仓库", "西浦街道"]), false), await register.Somebody(Role.SupervisionOfficer, register.East));
        Assert.Equal(["PLATFORM-001"], Assert.Single(beyond.Rows).Problems.Select(p => p.Problem.Code));
    }

    internal static byte[] Sheet(IReadOnlyList<string> head, params IReadOnlyList<string>[] rows)
    {
        using var stream = new MemoryStream();
        ExcelTable.Write(stream, "x", head, rows);
        return stream.ToArray();
    }
}
