using Bihuan.Enterprises;
using Bihuan.Platform;
using Bihuan.TestKit;
using Microsoft.Playwright;
using Xunit;

namespace Bihuan.Hazards.Tests;

/// <summary>Map, planner, repeat offenders and analysis in a real browser, by keyboard and at phone width.</summary>
public sealed class OverviewPageTests(Browser browser) : WebTest(browser)
{
    [Theory]
    [InlineData(Screen.Phone)]
    public async Task AnOfficer_FindsHazardsOnTheMap_AndPlansTheDay(Screen screen)
    {
        var web = await Start(DatabaseKind.Sqlite);
        await web.SetUp();
        var (bureau, fire, hotel) = await PageTests.Place(web);
        Task<HazardId> Register(string what, GeoPoint? point = null) => web.Done(new RegisterHazard.Request(new() { Premises = [hotel], Items = [new(what, "GB 35181", "6.3.1")], Point = point }, Unit: fire));
        var planned = await Register("疏散通道堆放杂物");
        await web.Done(new GradeHazard.Request(planned, new(HazardGrade.Major, GradeWay.Direct, Clause: "6.3.1")));
        await web.Done(new PlanHazard.Request(planned, new(bureau, fire, [], "负责人", null, "清理", 0, new(2022, 9, 30), "疏散")));
        await Register("灭火器过期");
        for (var i = 0; i < 305; i++)
        {
            await Register($"第{i}项隐患", new(121.8m + (0.00006m * i), 29.9m + (0.0005m * (i % 37))));
        }

        var page = await Open(web, screen);
        await web.LogIn(page, People.NameOf(Role.SupervisionOfficer));
        await page.GotoAsync("/hazards");
        await page.GetByRole(AriaRole.Link, new() { Name = "隐患地图", Exact = true }).ClickAsync();
        await BrowserSession.ArriveAsync(page, "**/hazards/map");
        await page.WaitForSelectorAsync(".map .map-cluster");
        await PageTests.Looks(page, "map", screen);
        await page.GotoAsync("/hazards/map?view=heat");
        await page.WaitForFunctionAsync("() => Number(document.querySelector('.map')?.dataset.marks) > 0");
        Assert.Equal(0, await page.Locator(".map .map-cluster").CountAsync());
        await PageTests.Looks(page, "map-heat", screen);

        // Two of one spot, opened by the keyboard; the table beside holds the same links.
        await page.GotoAsync("/hazards/map?grade=Major");
        await page.WaitForSelectorAsync(".map .map-single");
        Assert.Equal($"/hazards/{planned.Value}", await page.Locator(".map-list tbody a").GetAttributeAsync("href"));
        await page.Locator(".map .map-single").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync(".map-popup a");
        await PageTests.Looks(page, "map-popup", screen);
        Assert.Contains("灰", await page.InnerTextAsync(".map-popup"), StringComparison.Ordinal);
        await page.Locator(".map-popup a").First.ClickAsync();
        await BrowserSession.ArriveAsync(page, $"**/hazards/{planned.Value}");

        await page.GotoAsync("/hazards/planner");
        await page.WaitForSelectorAsync("main tbody tr");
        await PageTests.Looks(page, "planner", screen);
        await page.GotoAsync("/hazards/planner?count=2");
        await page.WaitForSelectorAsync(".map .map-step");
        Assert.Equal(2, await page.Locator("main tbody tr").CountAsync());
        await PageTests.Looks(page, "round", screen);
        await page.GotoAsync("/hazards/analysis");
        await page.WaitForSelectorAsync("main tbody tr");
        await PageTests.Looks(page, "analysis", screen);
        await page.Locator("main tbody a").First.ClickAsync();
        await BrowserSession.ArriveAsync(page, "**/hazards/counted*");
        await page.WaitForSelectorAsync("main tbody tr");
        Assert.Contains("307", await page.InnerTextAsync("main"), StringComparison.Ordinal);

        // A shorter one for the picture: fifty cards on a phone are taller than a browser can picture.
        await page.GotoAsync("/hazards/counted?grade=Major");
        await page.WaitForSelectorAsync("main tbody tr");
        await PageTests.Looks(page, "counted", screen);
        await page.GotoAsync("/hazards/repeats");
        await PageTests.Looks(page, "repeats", screen);
    }
}
