using Bihuan.Platform;
using Bihuan.TestKit;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Bihuan.Matters.Tests;

/// <summary>From the district to the evidence (穿透): a leader asks why, and five clicks answer.</summary>
public sealed class DrillTests(Browser browser) : WebTest(browser)
{
    private int _clicks;

    [Fact]
    public async Task FromTheDistrict_ToTheEvidence_InFiveClicks()
    {
        var web = await Start(DatabaseKind.Sqlite);
        var part = await ViewDistrict.Fill(web);
        var page = await Open(web);
        await web.LogIn(page, People.NameOf(Role.Leader));
        await page.GotoAsync("/cockpit");
        await Expect(page.Locator(".cockpit-figures")).ToHaveCountAsync(2);
        await BrowserSession.ScreenshotAsync(page, "cockpit", wholePage: true);
        await BrowserSession.AssertAccessibleAsync(page);

        // The leader, the unit by its streets, the street, the matter, the evidence.
        await Click(page, page.GetByRole(AriaRole.Navigation, new() { Name = "按责任领导查看" }).GetByText("张一"));
        await Expect(page.Locator(".chip[aria-current=page]")).ToContainTextAsync("张一");
        await Click(page, page.GetByRole(AriaRole.Link, new() { Name = "住房和城乡建设局：按街道查看" }));
        await Click(page, page.Locator(".street-tile", new() { HasText = "东街道" }));
        await Click(page, page.GetByRole(AriaRole.Link, new() { Name = "新增停车位（东街道）" }));
        await BrowserSession.ArriveAsync(page, $"**/matters/{part.Value}");
        var file = await page.RunAndWaitForDownloadAsync(() => Click(page, page.GetByRole(AriaRole.Link, new() { Name = "停车位清单.txt" })));
        Assert.Equal("停车位清单.txt", file.SuggestedFilename);
        Assert.True(_clicks <= 5, $"{_clicks} clicks.");

        // Every figure opens a list of as many; on a phone and on the wall the cockpit stands too.
        await page.GotoAsync("/cockpit");
        var figures = page.Locator(".cockpit-figures dd a[href^='/matters']");
        await Expect(figures.First).ToBeVisibleAsync();
        var links = await figures.EvaluateAllAsync<string[]>("all => all.map(a => a.getAttribute('href') + ' ' + a.textContent.trim())");
        Assert.True(links.Length >= 11);
        foreach (var link in links.Select(l => l.Split(' ')).Where(l => l[1] != "0"))
        {
            await page.GotoAsync(link[0]);
            await Expect(page.Locator(".table-tools [role=status]")).ToHaveTextAsync($"共 {link[1]} 项");
        }

        var phone = await Open(web, Screen.Phone);
        await web.LogIn(phone, People.NameOf(Role.Leader));
        await phone.GotoAsync("/cockpit");
        await Expect(phone.Locator(".cockpit-figures")).ToHaveCountAsync(2);
        await BrowserSession.ScreenshotAsync(phone, "cockpit", wholePage: true);
        await BrowserSession.AssertAccessibleAsync(phone);
        Assert.True(await phone.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 1);

        await page.GotoAsync("/cockpit");
        await page.ClickAsync("button[title='显示设置']");
        await page.ClickAsync(".menu button[name=wall]");
        await page.WaitForSelectorAsync("html[data-wall] .cockpit-figures");
        await BrowserSession.ScreenshotAsync(page, "cockpit-wall");
        await BrowserSession.AssertAccessibleAsync(page);
    }

    private async Task Click(IPage page, ILocator what)
    {
        await page.WaitForFunctionAsync("() => !document.querySelector('main .starting')");
        await what.ClickAsync();
        _clicks++;
    }
}
