using System.Net;
using System.Text.Json;
using Bihuan.Enterprises;
using Bihuan.Organisation;
using Bihuan.Platform;
using Bihuan.TestKit;
using Microsoft.Playwright;
using Xunit;

namespace Bihuan.Hazards.Tests;

/// <summary>Listed supervision in a real browser: listed on the hazard's page, plate, visit, publicity and notice on its own, and the page that everybody sees. And over the API.</summary>
public sealed class ListedPageTests(Browser browser) : WebTest(browser)
{
    private static readonly byte[] Png = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    [Theory]
    [InlineData(Screen.Phone)]
    public async Task AHazard_IsListedPublishedAndVisited_AndEverybodySeesWhatIsPublished(Screen screen)
    {
        var web = await Start(DatabaseKind.Sqlite);
        await web.SetUp();
        var (fire, hotel) = await Place(web);
        var id = await web.Done(new RegisterHazard.Request(new() { Premises = [hotel], Items = [new("疏散通道堆放杂物"), new("灭火器压力不足")], Place = "三楼东侧", Interim = "派专人值守" }, Unit: fire));
        var page = await Open(web, screen);
        await web.LogIn(page, People.NameOf(Role.SupervisionOfficer));
        await page.GotoAsync($"/hazards/{id.Value}");
        const string Form = "main details:has(#l-number)";
        await page.Locator($"{Form} summary").ClickAsync();
        await page.FillAsync("#l-number", "海政办〔2022〕7号");
        await page.Locator(Form).GetByLabel("决定日期").FillAsync("2022-04-01");
        await page.Locator(Form).GetByLabel("整改期限").FillAsync("2022-09-30");
        await page.Choose("挂牌单位", "办公室", Form);
        await page.Choose("督办单位", "东港", Form);
        await page.Locator($"{Form} .chips .tag", new() { HasText = "东港" }).WaitForAsync();
        await page.Choose("督办单位", "消防", Form);
        await page.Locator($"{Form} .chips .tag", new() { HasText = "消防" }).WaitForAsync();
        await Looks(page, "form", screen);
        await page.Locator(Form).GetByRole(AriaRole.Button, new() { Name = "挂牌督办", Exact = true }).ClickAsync();
        await page.WaitForSelectorAsync("#l-panel");
        await page.WaitForSelectorAsync("#h-planning");
        await Looks(page, "hazard", screen);
        await page.GetByRole(AriaRole.Link, new() { Name = "海政办〔2022〕7号" }).ClickAsync();
        await BrowserSession.ArriveAsync(page, "**/hazards/listed/*-*");
        await page.WaitForSelectorAsync("#l-plates");
        var address = page.Url.Split('/')[^1];
        const string Plates = "section:has(#l-plates)", Visits = "section:has(#l-visits)", Public = "section:has(#l-public)", Notices = "section:has(#l-notices)";
        await page.Locator($"{Plates} summary").ClickAsync();
        await page.FillAsync("#l-where", "大门口");
        await page.Choose("挂牌实施单位", "东港", Plates);
        await page.SetInputFilesAsync($"{Plates} input[type=file]:enabled", new FilePayload { Name = "牌.png", MimeType = "image/png", Buffer = Png });
        await page.WaitForSelectorAsync($"{Plates} .org-lines li");
        await page.Locator(Plates).GetByRole(AriaRole.Button, new() { Name = "登记挂牌", Exact = true }).ClickAsync();
        await page.WaitForSelectorAsync($"{Plates} img");
        Assert.True(await page.Locator($"{Plates} img").EvaluateAsync<bool>("async image => { image.loading = 'eager'; await image.decode(); return image.naturalWidth > 0; }"));
        await page.Locator($"{Visits} summary").ClickAsync();
        await page.FillAsync("#l-found", "通道已清理");
        await page.FillAsync("#l-progress", "完成一半");
        await page.Choose("走访单位", "东港", Visits);
        await page.Locator(Visits).GetByRole(AriaRole.Button, new() { Name = "登记走访", Exact = true }).ClickAsync();
        await page.WaitForSelectorAsync($"{Visits} h3");
        await page.FillAsync("#l-word", "海督");
        await page.Locator(Notices).GetByRole(AriaRole.Button, new() { Name = "制发挂牌督办通知", Exact = true }).ClickAsync();
        await page.WaitForSelectorAsync($"{Notices} a[download]");
        Assert.Contains("海督〔2022〕1号", await page.InnerTextAsync(Notices), StringComparison.Ordinal);
        await Looks(page, "case", screen);

        // Nobody outside sees it before it is published, and nothing of it but what the rule publishes.
        var anybody = await Open(web, screen);
        await anybody.GotoAsync("/public/listed");
        Assert.DoesNotContain("海天宾馆", await anybody.InnerTextAsync("main"), StringComparison.Ordinal);
        await page.Locator(Public).GetByRole(AriaRole.Button, new() { Name = "公示", Exact = true }).ClickAsync();
        await page.WaitForSelectorAsync($"{Public} a[href^='/public/listed/']");
        await anybody.GotoAsync("/public/listed");
        await Looks(anybody, "public-list", screen);
        await anybody.GetByRole(AriaRole.Link, new() { Name = "海天宾馆" }).ClickAsync();
        await BrowserSession.ArriveAsync(anybody, "**/public/listed/*-*");
        await Looks(anybody, "public-case", screen);
        var seen = await anybody.InnerTextAsync("main");
        Assert.Contains("灭火器压力不足", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("派专人值守", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("通道已清理", seen, StringComparison.Ordinal);
        await page.GotoAsync("/hazards/listed?stage=ToPlan&lamp=Grey");
        await page.WaitForSelectorAsync("tbody tr");
        await Looks(page, "board", screen);
        var file = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "导出 Excel" }).ClickAsync());
        Assert.Equal("挂牌督办.xlsx", file.SuggestedFilename);
        await page.GotoAsync("/hazards/listed?stage=Cancelled");
        await page.WaitForSelectorAsync("main .empty");
        await web.Done(new UnpublishListing.Request(ListingId.From(Guid.Parse(address)), "公示期满"));
        await anybody.GotoAsync($"/public/listed/{address}");
        Assert.DoesNotContain("海天宾馆", await anybody.InnerTextAsync("main"), StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task TheApi_ShowsEverybodyWhatIsPublished_AndTheRestToThoseWhoMay(DatabaseKind kind)
    {
        var web = await Start(kind);
        await web.SetUp();
        var (fire, hotel) = await Place(web);
        var cancel = TestContext.Current.CancellationToken;
        var body = await web.Done(new CreateUnit("海曲区应急委办公室"));
        var street = (await web.Done(new CreateUnit("西浦街道", UnitKind.Street)));
        var id = await web.Done(new ListHazard.Request(new("海政办〔2022〕7号", new(2022, 4, 1), body, [street, fire], new(2022, 9, 30)), Register: new() { Premises = [hotel], Items = [new("通道堵塞")] }));
        using var anybody = web.Client();
        using var officer = await web.LogIn(Role.SupervisionOfficer);
        Assert.Equal(HttpStatusCode.NotFound, (await anybody.GetAsync($"/api/v1/public/listed/{id.Value}", cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await anybody.GetAsync($"/api/v1/hazards/listed/{id.Value}", cancel)).StatusCode);
        await web.Done(new PublishListing.Request(id));
        using var published = JsonDocument.Parse(await anybody.GetStringAsync("/api/v1/public/listed", cancel));
        Assert.Equal("海天宾馆", published.RootElement.GetProperty("items")[0].GetProperty("name").GetString());
        using var board = JsonDocument.Parse(await officer.GetStringAsync("/api/v1/hazards/listed?stage=ToPlan", cancel));
        Assert.Equal(id.Value.ToString(), board.RootElement.GetProperty("items")[0].GetProperty("id").GetString());
        Assert.Equal(HttpStatusCode.NotFound, (await officer.GetAsync($"/api/v1/hazards/listed/{id.Value}/notice?kind=Listing", cancel)).StatusCode);
        await web.Done(new IssueListingNotice.Request(id, "海督"));
        using var notice = await officer.GetAsync($"/api/v1/hazards/listed/{id.Value}/notice?kind=Listing", cancel);
        Assert.Equal((HttpStatusCode.OK, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"), (notice.StatusCode, notice.Content.Headers.ContentType?.MediaType));
        Assert.NotEqual(HttpStatusCode.OK, (await anybody.GetAsync($"/api/v1/hazards/listed/{id.Value}/notice?kind=Listing", cancel)).StatusCode);
    }

    private static async Task<(UnitId Fire, PremisesId Hotel)> Place(DistrictWeb web)
    {
        var top = await web.Done(new CreateUnit("海曲区人民政府", UnitKind.Other));
        await web.Done(new CreateUnit("海曲区人民政府办公室", Parent: top));
        var street = await web.Done(new CreateUnit("东港街道", UnitKind.Street, Parent: top));
        var fire = await web.Done(new CreateUnit("消防救援大队", Parent: top));
        return (fire, await web.Done(new RegisterPremises(new() { Name = "海天宾馆", Kind = "hotel", Address = "海滨路1号", Street = street, Point = new(121.8m, 29.9m) })));
    }

    private static Task Looks(IPage page, string name, Screen screen) => BrowserSession.LooksRightAsync(page, $"listed-{name}-{screen}");
}
