using Bihuan.Platform;
using Bihuan.TestKit;
using Microsoft.Playwright;
using MiniExcelLibs;
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
        await ViewDistrict.Fill(web);
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

        // A sheet: the dry run says what each row would do, the import does it.
        using var sheet = new MemoryStream();
        sheet.SaveAs(new[] { new { 标题 = "新建公厕", 牵头单位 = "住房和城乡建设局", 完成时限 = "2022年11月30日" }, new { 标题 = "绿道建设", 牵头单位 = "没有的局", 完成时限 = "年底" } });
        await desk.GotoAsync("/matters/import");
        await desk.SetInputFilesAsync("#import-file:enabled", new FilePayload { Name = "事项.xlsx", MimeType = "application/octet-stream", Buffer = sheet.ToArray() });
        await Expect(desk.GetByText("新增 1 行，修改 0 行，无变化 0 行，不能导入 1 行。")).ToBeVisibleAsync();
        await Expect(desk.Locator(".import-changes").First).ToContainTextAsync("没有找到单位“没有的局”");
        await Look(desk, "import", Screen.Desktop, troubles);
        await desk.GetByRole(AriaRole.Button, new() { Name = "导入 1 行" }).ClickAsync();
        await Expect(desk.GetByRole(AriaRole.Heading, new() { Name = "导入结果" })).ToBeVisibleAsync();
        await desk.GetByRole(AriaRole.Link, new() { Name = "新建公厕" }).ClickAsync();
        await Expect(desk.GetByRole(AriaRole.Heading, new() { Name = "新建公厕", Level = 1 })).ToBeVisibleAsync();
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
}
