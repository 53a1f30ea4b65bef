using Bihuan.Organisation;
using Bihuan.Platform;
using Bihuan.TestKit;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Bihuan.Matters.Tests;

/// <summary>The forms of the list in a real browser: the filter stays from form to form, a view is saved and comes back, and everything stands on a phone.</summary>
public sealed class ViewPageTests(Browser browser) : WebTest(browser)
{
    private static readonly string[] Forms = ["看板", "日历", "甘特图", "分解", "街道"];

    [Fact]
    public async Task OneFilter_InEveryForm_SavedAndOpenedAgain()
    {
        var web = await Start(DatabaseKind.Sqlite);
        await Fill(web);
        List<string> troubles = [];
        foreach (var screen in new[] { Screen.Desktop, Screen.Phone })
        {
            var page = await Open(web, screen);
            await web.LogIn(page, People.NameOf(Role.SupervisionOfficer));
            await page.GotoAsync("/matters?state=open");
            await Expect(page.Locator(".matter-table tbody tr").First).ToBeVisibleAsync();
            if (screen is Screen.Phone)
            {
                // The first screen of a phone shows matters: filters fold.
                await Expect(page.Locator(".filters")).ToBeHiddenAsync();
                await Expect(page.Locator(".matter-table tbody tr").First).ToBeInViewportAsync();
                await page.GetByRole(AriaRole.Button, new() { Name = "筛选（已用 1 项）" }).ClickAsync();
                await Expect(page.Locator(".filters")).ToBeVisibleAsync();
            }

            await Look(page, "table", screen, troubles);
            foreach (var form in Forms)
            {
                await page.Locator(".view-forms").GetByRole(AriaRole.Link, new() { Name = form, Exact = true }).ClickAsync();
                await Expect(page.Locator(".view-forms [aria-current=page]")).ToHaveTextAsync(form);
                await page.WaitForFunctionAsync("() => !document.querySelector('main .starting')");
                Assert.Contains("state=open", page.Url, StringComparison.Ordinal);
                await Look(page, form, screen, troubles);
            }
        }

        Assert.True(troubles.Count == 0, string.Join("\n\n", troubles));

        // A column's figure opens the table narrowed to it.
        var desk = await Open(web);
        await web.LogIn(desk, People.NameOf(Role.SupervisionOfficer));
        await desk.GotoAsync("/matters?view=Board&by=Lamp");
        var red = desk.Locator(".board-column").First;
        var count = await red.Locator(".board-count").InnerTextAsync();
        await red.Locator(".board-count").ClickAsync();
        await Expect(desk.Locator(".matter-table tbody tr")).ToHaveCountAsync(int.Parse(count, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Contains("lamp=Red", desk.Url, StringComparison.Ordinal);

        // A street's tile too.
        await desk.GotoAsync("/matters?view=Streets");
        await desk.Locator(".street-tile").First.ClickAsync();
        await Expect(desk.Locator(".matter-chips .tag").First).ToContainTextAsync("街道");
        await Expect(desk.Locator(".matter-table tbody tr").First).ToBeVisibleAsync();

        // Saved under a name, made the default: the list then opens with it.
        await desk.GotoAsync("/matters?lamp=Red&view=Board");
        await desk.Locator(".matter-saved summary").ClickAsync();
        await desk.GetByLabel("视图名称").FillAsync("红灯看板");
        await desk.GetByLabel("谁可以使用").SelectOptionAsync(nameof(ViewSharing.All));
        await desk.GetByRole(AriaRole.Button, new() { Name = "保存当前视图" }).ClickAsync();
        await Expect(desk.GetByText("视图已保存。")).ToBeVisibleAsync();
        await desk.Locator(".matter-saved summary").ClickAsync();
        await Look(desk, "saved", Screen.Desktop, troubles);
        await desk.GetByRole(AriaRole.Button, new() { Name = "设为默认" }).ClickAsync();
        await Expect(desk.Locator(".saved-list .tag")).ToHaveTextAsync("默认");
        await desk.GotoAsync("/matters");
        await Expect(desk.Locator(".matter-board")).ToBeVisibleAsync();
        Assert.Contains("lamp=Red", desk.Url, StringComparison.Ordinal);
        await Expect(desk.Locator(".matter-saved summary")).ToContainTextAsync("红灯看板");
        await desk.Locator(".view-forms").GetByRole(AriaRole.Link, new() { Name = "表格" }).ClickAsync();
        await Expect(desk.Locator(".matter-table tbody tr").First).ToBeVisibleAsync();
        Assert.True(troubles.Count == 0, string.Join("\n\n", troubles));
    }

    private static async Task Look(IPage page, string form, Screen screen, List<string> troubles)
    {
        try
        {
            await BrowserSession.ScreenshotAsync(page, $"matters-{form}", wholePage: true);
            await BrowserSession.AssertAccessibleAsync(page);
            if (await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth") is > 1 and var wider)
            {
                troubles.Add($"{form} at {screen}: {wider} pixels wider than the window.");
            }
        }
        catch (Exception failure) when (failure is Xunit.Sdk.XunitException or PlaywrightException)
        {
            troubles.Add($"{form} at {screen}: {failure.Message}");
        }
    }

    /// <summary>A district with matters in every form: late and in time, split, extended, with milestones, of several streets.</summary>
    private static async Task Fill(DistrictWeb web)
    {
        await web.SetUp();
        var government = await web.Done(new CreateUnit("甲区人民政府", UnitKind.Other));
        var (bureau, office) = (await web.Done(new CreateUnit("住房和城乡建设局", Parent: government)), await web.Done(new CreateUnit("区政府办公室", Parent: government)));
        List<UnitId> streets = [];
        foreach (var name in new[] { "东街道", "南街道", "西街道", "北街道", "中街道" })
        {
            streets.Add(await web.Done(new CreateUnit(name, UnitKind.Street, Parent: government)));
        }

        MatterTerms Terms(string title, DateOnly due) => new() { Title = title, Body = $"{title}，按时完成。", Lead = bureau, Accepting = office, Due = new(due), Reports = new(ReportRhythm.Monthly, 31) };
        MatterTerms[] all =
        [
            Terms("新增公共停车位2000个", new(2022, 12, 31)) with { Goals = [new("新增停车位", GoalSense.AtLeast, 2000, "个")], Milestones = [new("完成选址", new(2022, 5, 31), 30), new("主体完工", new(2022, 9, 30), 80)] },
            Terms("老旧小区改造", new(2022, 5, 6)) with { Place = streets[0] },
            Terms("河道清淤", new(2022, 5, 18)) with { Place = streets[1], Milestones = [new("清淤过半", new(2022, 5, 11), 50)] },
            Terms("背街小巷整治", new(2022, 6, 30)) with { Place = streets[2] },
            Terms("农贸市场提升改造", new(2022, 7, 29)) with { Place = streets[0] },
            Terms("口袋公园建设", new(2022, 10, 31)) with { Lead = streets[3] },
            Terms("公厕改造", new(2022, 11, 30)) with { Place = streets[2] },
            Terms("道路拓宽", new(2022, 8, 31)),
        ];
        List<MatterId> ids = [];
        foreach (var terms in all)
        {
            ids.Add(await web.Done(new DraftMatter.Request(terms)));
        }

        await web.Done(new IssueMatters.Request(ids, "关于交办督办事项的通知", "请按时办理。"));
        foreach (var id in ids.Take(6))
        {
            await web.Done(new SignFor.Request(id));
        }

        var parts = await web.Done(new SplitMatter.Request(ids[0], [new(streets[0], "新增停车位（东街道）", null, [new(0, 1200)]), new(streets[1], "新增停车位（南街道）", null, [new(0, 800)])]));
        await web.Done(new SignFor.Request(parts[0]));
        web.Clock.Advance(TimeSpan.FromDays(25));
        await web.Done(new ReportMatter.Request(parts[0], 30, [new(0, 360)], "已开工。", null, null, []));
        await web.Done(new ReportMatter.Request(ids[0], 25, [new(0, 360)], "已开工。", null, "请协调用地。", []));
        await web.Done(new ReportMatter.Request(ids[2], 40, [], "已开工。", null, null, []));
        await web.Done(new AskExtension.Request(ids[3], new(2022, 8, 15), "居民意见征求未完成。", []));
        await web.Done(new DecideExtension.Request(ids[3], 1, new DateOnly(2022, 8, 15), "同意。"));
        await web.Done(new HandIn.Request(ids[4], MatterEnd.Fulfilled, "已完成。", [], [new($"SHA-256:{new string('a', 64)}", "照片.jpg")]));
        await web.Done(new DraftMatter.Request(Terms("充电桩建设", new(2022, 12, 31))));
        web.Clock.Advance(TimeSpan.FromDays(15));
    }
}
