using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Bihuan.Documents;
using Bihuan.Enterprises;
using Bihuan.Kernel;
using Bihuan.Matters;
using Bihuan.Organisation;
using Bihuan.Platform;
using Bihuan.TestKit;
using Microsoft.Playwright;
using Xunit;

namespace Bihuan.Hazards.Tests;

/// <summary>Enforcement, figures and campaigns in a real browser, and over the API.</summary>
public sealed class EnforcementPageTests(Browser browser) : WebTest(browser)
{
    [Theory]
    [InlineData(Screen.Phone)]
    public async Task AnOfficer_EntersAPenalty_AndSeesItInTheFigures(Screen screen)
    {
        var web = await Start(DatabaseKind.Sqlite);
        await web.SetUp();
        var (bureau, premises) = await Place(web);
        var hazard = await web.Done(new RegisterHazard.Request(new() { Premises = [premises], Category = HazardCategory.Gas, Items = [new("软管老化")] }, Unit: bureau));
        await web.Done(new GradeHazard.Request(hazard, new(HazardGrade.General, GradeWay.Direct)));
        var page = await Open(web, screen);
        await web.LogIn(page, People.NameOf(Role.SupervisionOfficer));
        await page.GotoAsync($"/hazards/{hazard.Value}");
        await page.Locator("section:has(#h-enforcement)").GetByRole(AriaRole.Link, new() { Name = "登记执法记录" }).ClickAsync();
        await BrowserSession.ArriveAsync(page, "**/hazards/enforcement/new*");
        await page.WaitForSelectorAsync("fieldset input[type=checkbox]:checked");
        await page.SelectOptionAsync("#e-kind", nameof(EnforcementKind.Penalty));
        await page.FillAsync("#e-number", "甲罚〔2022〕1号");
        await page.FillAsync("#e-amount", "120000");
        await page.SelectOptionAsync("#e-bracket", "gas-49-unit");
        await page.Choose("执法单位", "综合");
        await Looks(page, "new", screen);
        await page.GetByRole(AriaRole.Button, new() { Name = "登记", Exact = true }).ClickAsync();
        await page.GetByText("超出幅度：城镇燃气管理条例第四十九条").WaitForAsync();
        await page.FillAsync("#e-amount", "12345.50");
        await page.GetByRole(AriaRole.Button, new() { Name = "登记", Exact = true }).ClickAsync();
        await BrowserSession.ArriveAsync(page, "**/hazards/enforcement/*-*");
        await page.WaitForSelectorAsync("#e-facts");
        Assert.Contains("12,345.5", await page.InnerTextAsync("main"), StringComparison.Ordinal);
        await Looks(page, "one", screen);
        await page.GetByRole(AriaRole.Link, new() { Name = "变更", Exact = true }).ClickAsync();
        await BrowserSession.ArriveAsync(page, "**/amend");
        await page.WaitForSelectorAsync("#e-document");
        await page.FillAsync("#e-amount", "10000");
        await page.FillAsync("#e-document", "甲复〔2022〕1号");
        await page.FillAsync("#e-why", "复议变更");
        await Looks(page, "amend", screen);
        await page.GetByRole(AriaRole.Button, new() { Name = "变更", Exact = true }).ClickAsync();
        await page.WaitForSelectorAsync("#e-amendments");
        await page.GotoAsync("/hazards/figures");
        await page.WaitForSelectorAsync("tbody tr");
        Assert.Equal(9, await page.Locator("tbody tr").CountAsync());
        await Looks(page, "figures", screen);
        await page.GetByRole(AriaRole.Link, new() { Name = "“执法检查处罚金额”的记录" }).ClickAsync();
        await BrowserSession.ArriveAsync(page, "**/hazards/figures/records*");
        await page.GetByText("1万元，共1条记录").WaitForAsync();
        await Looks(page, "records", screen);

        // An order against a firm of the register whose term is over is red, and counted.
        var firm = await web.Done(new RegisterEnterprise(new() { Name = "某燃气有限公司" }));
        var order = await web.Done(new Enforce.Request(new() { Kind = EnforcementKind.Order, Field = HazardCategory.Gas, Firm = firm, Number = "甲责改〔2022〕1号", Basis = "城镇燃气管理条例 第四十九条", Until = new(2022, 3, 15) }, new(2022, 3, 1), bureau));
        await page.GotoAsync($"/hazards/enforcement/{order.Value}/amend");
        Assert.Equal("某燃气有限公司", await page.GetByRole(AriaRole.Combobox, new() { Name = "单位（不涉及具体场所的）" }).InputValueAsync());
        await page.GotoAsync($"/hazards/enforcement/{order.Value}");
        await page.GetByText("登记复查合格").First.ClickAsync();
        await Looks(page, "order", screen);
        await page.GotoAsync("/hazards/enforcement?annulled=false");
        await page.WaitForSelectorAsync("tbody tr");
        await Looks(page, "list", screen);
        await page.GetByRole(AriaRole.Link, new() { Name = "超期未改正1件" }).ClickAsync();
        await BrowserSession.ArriveAsync(page, "**/hazards/enforcement?*term=Over*");
        await Assertions.Expect(page.Locator("tbody tr")).ToHaveCountAsync(1);
        await page.GotoAsync($"/hazards/{hazard.Value}");
        await page.GetByRole(AriaRole.Link, new() { Name = "行政处罚 甲罚〔2022〕1号" }).ClickAsync();
        await page.WaitForSelectorAsync("#e-amendments");
        await page.ClickAsync("details summary");
        await page.FillAsync("#a-document", "甲行初〔2022〕1号");
        await page.FillAsync("#a-why", "程序违法");
        await page.Locator("details").GetByRole(AriaRole.Button, new() { Name = "撤销这条记录" }).ClickAsync();
        await page.GetByText("起撤销：行政复议撤销").WaitForAsync();
    }

    [Theory]
    [InlineData(Screen.Phone)]
    public async Task AnOfficer_StartsACampaign_AndSeesWhereItStands(Screen screen)
    {
        var web = await Start(DatabaseKind.Sqlite);
        await web.SetUp();
        var (bureau, _) = await Place(web);
        var (document, other) = (Id.New<DocumentId>(web.Clock), await web.Done(new CreateUnit("住房和城乡建设局", Parent: await web.Done(new CreateUnit("海曲区", UnitKind.Other)))));
        for (var i = 1; i <= 3; i++)
        {
            await web.Done(new OpenMatter(new()
            {
                Title = $"排查整治老旧住宅用气之{i}",
                Body = "排查整治。",
                Lead = bureau,
                Supporting = [other],
                Accepting = other,
                Source = new("甲安〔2022〕1号", $"附件2 第{i}行"),
                Document = document,
                Ordinal = i,
                Due = new(i == 1 ? new(2022, 12, 31) : new(2022, 10, 31), Printed: i == 1 ? "在2021年7月完成基础上，持续推进" : null),
                Proposed = i == 1 ? [Proposed.Due] : [],
                Doubts = i == 2 ? ["牵头单位取自上方的合并单元格，本行没有印出。"] : [],
                Origin = new("tests", $"{i}", "x", null),
            }));
        }

        var page = await Open(web, screen);
        await web.LogIn(page, People.NameOf(Role.SupervisionOfficer));
        await page.GotoAsync("/hazards/campaigns");
        await page.GetByRole(AriaRole.Link, new() { Name = "开展专项行动" }).ClickAsync();
        await BrowserSession.ArriveAsync(page, "**/hazards/campaigns/new");
        await page.WaitForSelectorAsync("#c-name");
        await page.FillAsync("#c-name", "燃气安全专项行动");
        await page.SelectOptionAsync("#c-document", document.Value.ToString());
        await page.FillAsync("#c-place", "附件2");
        await Day(page, "起始日", "2022-01-17");
        await page.FillAsync("#c-phase-1", "排查摸底");
        await Day(page, "阶段1起日", "2022-01-17");
        await Day(page, "阶段1止日", "2022-03-31");
        await page.ClickAsync("text=加一个阶段");
        await page.FillAsync("#c-phase-2", "整治攻坚");
        await Day(page, "阶段2起日", "2022-04-01");
        await Day(page, "阶段2止日", "2022-10-31");
        await page.ClickAsync("text=加一个报送日");
        await Day(page, "报送日1", "2022-05-08");
        await page.FillAsync("#c-report-1", "统计表");
        await Looks(page, "campaign-new", screen);
        await page.GetByRole(AriaRole.Button, new() { Name = "开展", Exact = true }).ClickAsync();
        await BrowserSession.ArriveAsync(page, "**/hazards/campaigns/*-*");
        await page.WaitForSelectorAsync("#c-now");
        Assert.Contains("现处“整治攻坚”阶段", await page.InnerTextAsync("main"), StringComparison.Ordinal);
        Assert.Contains("还有37天", await page.InnerTextAsync("main"), StringComparison.Ordinal);
        Assert.Contains("原文3行，督办事项3件", await page.InnerTextAsync("main"), StringComparison.Ordinal);
        Assert.Contains("原文期限“在2021年7月完成基础上，持续推进”早于发文日", await page.InnerTextAsync("main"), StringComparison.Ordinal);
        await Looks(page, "campaign", screen);
        await page.GotoAsync("/hazards/campaigns");
        await page.WaitForSelectorAsync("tbody tr");
        await Looks(page, "campaigns", screen);
        await page.GotoAsync("/hazards/figures");
        await page.GetByRole(AriaRole.Link, new() { Name = "至2022-05-08" }).WaitForAsync();
        Assert.NotEqual(default, bureau);
    }

    [Theory, BothDatabases]
    public async Task TheApi_EntersListsAndCounts(DatabaseKind kind)
    {
        var web = await Start(kind);
        await web.SetUp();
        var (bureau, premises) = await Place(web);
        var cancel = TestContext.Current.CancellationToken;
        var id = await web.Done(new Enforce.Request(new() { Kind = EnforcementKind.Penalty, Field = HazardCategory.Gas, Premises = premises, Number = "甲1", Basis = "某法", Fine = new(FinedParty.Unit, 12_345.50m, "gas-49-unit") }, Unit: bureau));
        using var client = await web.LogIn(Role.SupervisionOfficer);
        using var listed = JsonDocument.Parse(await client.GetStringAsync("/api/v1/hazards/enforcement?kind=Penalty&field=Gas", cancel));
        Assert.Equal(id.Value.ToString(), listed.RootElement.GetProperty("items")[0].GetProperty("id").GetString());
        using var shown = await client.GetAsync($"/api/v1/hazards/enforcement/{id.Value}", cancel);
        Assert.Equal("\"1\"", shown.Headers.ETag?.Tag);
        using var figures = JsonDocument.Parse(await client.GetStringAsync("/api/v1/hazards/figures?to=2022-04-01", cancel));
        Assert.Equal(1.23455m, figures.RootElement.GetProperty("figures").EnumerateArray().Single(f => f.GetProperty("no").GetInt32() == 15).GetProperty("value").GetDecimal());
        using var records = JsonDocument.Parse(await client.GetStringAsync("/api/v1/hazards/figures/records?no=12", cancel));
        Assert.Equal(1, records.RootElement.GetProperty("items").GetArrayLength());
        using var penalties = JsonDocument.Parse(await client.GetStringAsync("/api/v1/hazards/enforcement/penalties?day=2022-04-01", cancel));
        Assert.Contains(penalties.RootElement.EnumerateArray(), b => b.GetProperty("key").GetString() == "fire-ban-2022-unit");
        using var none = await client.GetAsync($"/api/v1/hazards/enforcement/files/{id.Value}?hash=x", cancel);
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
        using var campaigns = await client.GetAsync("/api/v1/hazards/campaigns", cancel);
        Assert.Equal(0, (await campaigns.Content.ReadFromJsonAsync<JsonElement>(cancel)).GetProperty("items").GetArrayLength());
    }

    private static async Task<(UnitId Bureau, PremisesId Premises)> Place(DistrictWeb web)
    {
        var top = await web.Done(new CreateUnit("海曲区人民政府", UnitKind.Other));
        var street = await web.Done(new CreateUnit("东港街道", UnitKind.Street, Parent: top));
        var bureau = await web.Done(new CreateUnit("综合行政执法局", Parent: top));
        var firm = await web.Done(new RegisterEnterprise(new() { Name = "海天餐饮有限公司", Street = street }));
        return (bureau, await web.Done(new RegisterPremises(new() { Name = "海天饭店", Kind = "restaurant", Street = street, Uses = [new(firm, UseRole.User)] })));
    }

    private static Task Day(IPage page, string label, string day) => page.GetByLabel(label).FillAsync(day);

    private static Task Looks(IPage page, string name, Screen screen) => BrowserSession.LooksRightAsync(page, $"enforcement-{name}-{screen}");
}
