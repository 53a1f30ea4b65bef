using Bihuan.Enterprises;
using Bihuan.Organisation;
using Bihuan.Platform;
using Bihuan.Reading.Units;
using Bihuan.TestKit;
using Microsoft.Playwright;
using SkiaSharp;
using Xunit;

namespace Bihuan.Hazards.Tests;

/// <summary>In a real browser: an account is linked on the firm's page, the firm tells what it did with a photograph, and the unit in charge takes it over.</summary>
public sealed class FirmPageTests(Browser browser) : WebTest(browser)
{
    [Theory]
    [InlineData(Screen.Phone)]
    public async Task AFirm_TellsWhatItDid_AndTheUnitInChargeTakesItOver(Screen screen)
    {
        var web = await Start(DatabaseKind.Sqlite);
        await web.SetUp();
        var (bureau, fire) = (await web.Done(new CreateUnit("住房和城乡建设局")), await web.Done(new CreateUnit("消防救援大队")));
        var street = await web.Done(new CreateUnit("东港街道", UnitKind.Street, UnitLevel.Street));
        var firm = await web.Done(new RegisterEnterprise(new() { Name = "海天宾馆有限公司", Street = street }));
        var hotel = await web.Done(new RegisterPremises(new() { Name = "海天宾馆", Kind = "hotel", Street = street, Departments = [bureau], Uses = [new(firm, UseRole.User)] }));
        var (before, after) = (Pictures.Of(SKEncodedImageFormat.Jpeg), Pictures.Numbered(2));
        var officer = await Open(web, screen);
        await web.LogIn(officer, People.NameOf(Role.SupervisionOfficer));
        await officer.GotoAsync($"/enterprises/{firm.Value}");
        await officer.FillAsync("#e-account", People.NameOf(Role.FirmOfficer));
        await officer.GetByRole(AriaRole.Button, new() { Name = "关联", Exact = true }).ClickAsync();
        await officer.GetByRole(AriaRole.Button, new() { Name = $"解除“{Role.FirmOfficer}”" }).WaitForAsync();
        await BrowserSession.LooksRightAsync(officer, "firm-accounts");
        var id = await web.Done(new RegisterHazard.Request(
            new() { Premises = [hotel], Place = "三楼东侧", Category = HazardCategory.Fire, Items = [new("疏散通道堆放杂物", "GB 35181", "6.3.1"), new("灭火器压力不足")], Interim = "派专人值守，每两小时巡查一次。" }, Unit: street, Before: [await Taken(web, before)]));
        await web.Done(new GradeHazard.Request(id, new(HazardGrade.Major, GradeWay.Direct, "GB 35181-2017", "6.3.1")));
        await web.Done(new PlanHazard.Request(id, new(bureau, fire, [], "宾馆主要负责人", null, "清理疏散通道，更换失效灭火器。", 12_000m, new(2022, 9, 30), "发现火情立即疏散并报警。")));

        // Their work begins where it is: no start page first.
        var page = await Open(web, screen);
        await web.LogIn(page, People.NameOf(Role.FirmOfficer));
        await BrowserSession.ArriveAsync(page, "**/firm");
        await BrowserSession.LooksRightAsync(page, "firm-list");
        await page.GetByRole(AriaRole.Link, new() { Name = "疏散通道堆放杂物" }).ClickAsync();
        await BrowserSession.ArriveAsync(page, "**/firm/*-*");
        await page.FillAsync("#f-text", "通道已清空，失效灭火器已更换。");
        await page.SetInputFilesAsync("section:has(#f-tell) input[type=file]:enabled", new FilePayload { Name = "整改后.png", MimeType = "image/png", Buffer = after });
        await page.WaitForSelectorAsync("section:has(#f-tell) .org-lines li");
        await BrowserSession.LooksRightAsync(page, "firm-tell");
        await page.GetByRole(AriaRole.Button, new() { Name = "提交反馈" }).ClickAsync();
        await page.WaitForSelectorAsync("section:has(#f-told) img");
        Assert.True(await page.Locator("section:has(#f-told) img").EvaluateAsync<bool>("async image => { image.loading = 'eager'; await image.decode(); return image.naturalWidth > 0; }"));
        await BrowserSession.LooksRightAsync(page, "firm-told");

        await officer.GotoAsync($"/hazards/{id.Value}");
        await officer.WaitForSelectorAsync("section:has(#h-told) img");
        Assert.True(await officer.Locator("section:has(#h-told) img").EvaluateAsync<bool>("async image => { image.loading = 'eager'; await image.decode(); return image.naturalWidth > 0; }"));
        await BrowserSession.LooksRightAsync(officer, "firm-hazard");
        await officer.Locator("section:has(#h-told)").GetByRole(AriaRole.Button, new() { Name = "采用", Exact = true }).ClickAsync();
        await officer.Locator("section:has(#h-told) .tag", new() { HasText = "已采用" }).WaitForAsync();
        Assert.Equal(2, await officer.Locator("section:has(#h-pictures) img").CountAsync());
    }

    /// <summary>A grid worker begins in the field, and finds the way back to it from the start page.</summary>
    [Fact]
    public async Task AGridWorker_BeginsInTheField()
    {
        var web = await Start(DatabaseKind.Sqlite);
        await web.SetUp();
        var page = await Open(web, Screen.Phone);
        await web.LogIn(page, People.NameOf(Role.GridWorker));
        await BrowserSession.ArriveAsync(page, "**/field");
        await BrowserSession.LooksRightAsync(page, "grid-field");
        await page.GetByRole(AriaRole.Link, new() { Name = "工作台" }).ClickAsync();
        await BrowserSession.ArriveAsync(page, "**/home");
        await page.WaitForSelectorAsync("main a.tile[href='/field']");
        await BrowserSession.LooksRightAsync(page, "grid-home");
        await page.Locator("main a.tile[href='/field']").ClickAsync();
        await page.WaitForSelectorAsync("#take");
        await page.GotoAsync("/premises");
        await BrowserSession.LooksRightAsync(page, "grid-premises");
    }

    private static async Task<NewPhotograph> Taken(DistrictWeb web, byte[] file)
    {
        var intake = (PhotographIntake)web.Services.GetService(typeof(PhotographIntake))!;
        var taken = await intake.Take(new MemoryStream(file), "整改前.jpg", TestContext.Current.CancellationToken);
        return NewPhotograph.Of(Assert.IsType<Bihuan.Kernel.Result<StoredPhotograph>.Done>(taken).Value, "整改前.jpg");
    }
}
