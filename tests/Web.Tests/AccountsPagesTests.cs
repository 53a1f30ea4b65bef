using Bihuan.Accounts;
using Bihuan.Organisation;
using Bihuan.TestKit;
using Microsoft.Playwright;
using Xunit;

[assembly: AssemblyFixture(typeof(Browser))]

namespace Bihuan.Web.Tests;

/// <summary>The pages of accounts in a real browser, which reports every violation of the content security policy.</summary>
public class AccountsPagesTests(Browser browser) : WebTest(browser)
{
    private async Task<IPage> LogIn(DistrictWeb web, string name, Screen screen, string to)
    {
        var page = await Open(web, screen);
        await page.GotoAsync("/login?returnUrl=" + Uri.EscapeDataString(to));
        await page.GetByLabel("账号").FillAsync(name);
        await page.GetByLabel("密码").FillAsync(Visitor.Password);
        await page.Locator("main button.primary").ClickAsync();
        await BrowserSession.ArriveAsync(page, "**" + to);
        return page;
    }

    [Theory]
    [InlineData(Screen.Desktop)]
    [InlineData(Screen.Phone)]
    public async Task SetUpAndLogIn_LookAsTheyShould_AndAreAccessible(Screen screen)
    {
        var web = await Start(DatabaseKind.Sqlite);
        var page = await Open(web, screen);
        await page.GotoAsync("/");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "初始化" })).ToBeVisibleAsync();
        await BrowserSession.AssertAccessibleAsync(page);
        await BrowserSession.ScreenshotAsync(page, "setup", wholePage: true);
        await Visitor.Do(web, new SetUp("甲区", new("xitong", "系统", Visitor.Password), new("anquan", "安全", Visitor.Password), new("shenji", "审计", Visitor.Password)));
        Session.Expect("422");
        await page.GotoAsync("/login");
        await BrowserSession.AssertAccessibleAsync(page);
        await page.GetByLabel("账号").FillAsync("anquan");
        await page.GetByLabel("密码").FillAsync("wrong");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert).GetByText("ACC-001")).ToBeVisibleAsync();
        await BrowserSession.ScreenshotAsync(page, "login", wholePage: true);

        // The first log-in leads to the password, then to the second factor.
        await page.GetByLabel("密码").FillAsync(Visitor.Password);
        await page.Keyboard.PressAsync("Enter");
        await BrowserSession.ArriveAsync(page, "**/me/password");
        await page.GetByLabel("现在的密码").FillAsync(Visitor.Password);
        await page.GetByLabel("新密码", new() { Exact = true }).FillAsync("Better-Horse-43");
        await page.GetByLabel("再输一次密码").FillAsync("Better-Horse-43");
        await BrowserSession.ScreenshotAsync(page, "me-password", wholePage: true);
        await page.Keyboard.PressAsync("Enter");
        await BrowserSession.ArriveAsync(page, "**/me/second-factor");
        await Assertions.Expect(page.Locator("svg")).ToBeVisibleAsync();
        await BrowserSession.AssertAccessibleAsync(page);
        await BrowserSession.ScreenshotAsync(page, "me-second-factor", wholePage: true);
    }

    [Theory]
    [InlineData(Screen.Desktop)]
    [InlineData(Screen.Phone)]
    public async Task TheSecurityAdministrator_EntersAnAccountAndGivesItARole(Screen screen)
    {
        var web = await Start(DatabaseKind.Sqlite);
        await Visitor.SetUp(web);
        await Visitor.Do(web, new CreateUnit("甲局"));
        var page = await LogIn(web, "anquan", screen, "/accounts");
        await Assertions.Expect(page.GetByText("xitong")).ToBeVisibleAsync();
        await BrowserSession.AssertAccessibleAsync(page);
        await BrowserSession.ScreenshotAsync(page, "accounts", wholePage: true);

        await page.GotoAsync("/accounts/new");
        await page.GetByLabel("账号", new() { Exact = false }).First.FillAsync("zhang");
        await page.GetByLabel("显示名称").FillAsync("张某");
        await page.GetByLabel("角色").SelectOptionAsync("UnitOfficer");
        await BrowserSession.ScreenshotAsync(page, "accounts-new", wholePage: true);
        await page.GetByRole(AriaRole.Button, new() { Name = "开通账号" }).ClickAsync();
        await Assertions.Expect(page.GetByText("已为“张某”开通账号")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "打开此账号" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "张某" })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("单位经办人").First).ToBeVisibleAsync();
        await BrowserSession.AssertAccessibleAsync(page);
        await BrowserSession.ScreenshotAsync(page, "account", wholePage: true);

        await page.GetByText("授予角色").First.ClickAsync();
        await page.Locator("#grant-role").SelectOptionAsync("AuditAdministrator");
        await page.Locator("details button.primary").ClickAsync();
        await Assertions.Expect(page.GetByText("ACC-030")).ToBeVisibleAsync();

        foreach (var (address, name) in new[] { ("/accounts/posts", "accounts-posts"), ("/accounts/policy", "accounts-policy"), ("/me", "me") })
        {
            await page.GotoAsync(address);
            await Assertions.Expect(page.Locator("h1")).ToBeVisibleAsync();
            await BrowserSession.AssertAccessibleAsync(page);
            await BrowserSession.ScreenshotAsync(page, name, wholePage: true);
        }
    }

    [Theory]
    [InlineData("shenji", "/audit", "audit", Screen.Desktop)]
    [InlineData("shenji", "/audit", "audit", Screen.Phone)]
    [InlineData("xitong", "/accounts/tokens", "accounts-tokens", Screen.Desktop)]
    [InlineData("xitong", "/accounts/tokens", "accounts-tokens", Screen.Phone)]
    [InlineData("xitong", "/accounts/district", "accounts-district", Screen.Desktop)]
    [InlineData("xitong", "/accounts/district", "accounts-district", Screen.Phone)]
    public async Task OtherAdministrators_HaveTheirPages(string who, string address, string name, Screen screen)
    {
        var web = await Start(DatabaseKind.Sqlite);
        await Visitor.SetUp(web);
        var page = await LogIn(web, who, screen, address);
        await Assertions.Expect(page.Locator("h1")).ToBeVisibleAsync();
        if (address == "/audit")
        {
            await Assertions.Expect(page.Locator("tbody").GetByText("初始化").First).ToBeVisibleAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "核验日志" }).ClickAsync();
            await Assertions.Expect(page.GetByText("核验无误")).ToBeVisibleAsync();
        }

        await BrowserSession.AssertAccessibleAsync(page);
        await BrowserSession.ScreenshotAsync(page, name, wholePage: true);
    }
}
