using System.Net;
using Bihuan.Accounts;
using Bihuan.Matters;
using Bihuan.Organisation;
using Bihuan.Platform;
using Bihuan.TestKit;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;
using People = Bihuan.TestKit.People;

namespace Bihuan.Journeys.Tests;

/// <summary>An official document from its preview to the unit that opens it, in a browser.</summary>
public sealed class IssuedDocumentTests(Browser browser) : WebTest(browser)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Screen.Desktop)]
    [InlineData(Screen.Phone)]
    public async Task ANotice_IsWritten_Issued_AndOpenedByTheUnit(Screen screen)
    {
        var web = await Start(DatabaseKind.Sqlite);
        await web.SetUp();
        var (office, bureau, other) = (await web.Done(new CreateUnit("甲区人民政府办公室")), await web.Done(new CreateUnit("甲区住房和城乡建设局")), await web.Done(new CreateUnit("甲区应急管理局")));
        await web.Done(new CreateAccount("zhujian", "王一", People.Password, Role.UnitOfficer, bureau, MustChangePassword: false));
        await web.Done(new CreateAccount("yingji", "李二", People.Password, Role.UnitOfficer, other, MustChangePassword: false));
        var matter = await web.Done(new OpenMatter(new() { Title = "改造老旧管网10公里", Body = "全年改造老旧管网10公里。", Lead = bureau, Accepting = office, Due = new(new(2022, 12, 31)), Origin = new("tests", "1", "1", null) }));

        // The page shows what will go out, and follows what is typed; without a word it says why it does not go.
        var page = await Open(web, screen);
        await web.LogIn(page, People.NameOf(Role.SupervisionOfficer));
        await page.GotoAsync($"/matters/{matter.Value}");
        await page.GetByRole(AriaRole.Link, new() { Name = "发督办单" }).ClickAsync();
        await Expect(page.Locator(".issued-paper h1")).ToContainTextAsync("改造老旧管网10公里");
        await page.FillAsync("#issued-opinion", "请倒排工期。");
        await page.Locator("#issued-opinion").BlurAsync();
        await Expect(page.Locator(".issued-paper td", new() { HasText = "请倒排工期。" })).ToBeVisibleAsync();
        await Issue(page);
        await Expect(page.Locator("main .problems")).ToContainTextAsync("机关代字");
        await page.FillAsync("#issued-word", "甲督");
        await Look(page, "document-new");
        await Issue(page);
        await Expect(page.Locator(".page-lead")).ToContainTextAsync("甲督〔2022〕1号");
        await Expect(page.Locator(".issued-services .tag")).ToHaveTextAsync("未查阅");
        await Look(page, "document-one");
        var id = page.Url.Split('/')[^1];

        // The unit finds it in the list, and opening it is its service.
        var unit = await Open(web, screen);
        await web.LogIn(unit, "zhujian");
        await unit.GotoAsync("/matters/documents?kind=SupervisionNotice&year=2022");
        await unit.ClickAsync("main td a");
        await Expect(unit.Locator(".issued-services")).ToContainTextAsync("由王一查阅");
        await page.GotoAsync("/matters/documents");
        await Expect(page.Locator("main td", new() { HasText = "甲督〔2022〕1号" })).ToBeVisibleAsync();
        await Look(page, "documents");
        await page.GotoAsync("/matters/documents/new?kind=Bulletin");
        await Expect(page.Locator(".issued-paper svg")).ToBeVisibleAsync();
        await Look(page, "document-bulletin");

        // A figure leads to the list it was counted from.
        await page.Locator(".issued-paper a[href*='lamp=Grey']").First.ClickAsync();
        await Expect(page.Locator("main td", new() { HasText = "改造老旧管网10公里" }).First).ToBeVisibleAsync();

        // The files come to be saved; another unit gets none.
        using var mine = await web.LogIn("zhujian");
        using var docx = await mine.GetAsync($"/api/v1/matters/documents/{id}/docx", Cancel);
        using var html = await mine.GetAsync($"/api/v1/matters/documents/{id}/html", Cancel);
        Assert.All(new[] { docx, html }, answer =>
        {
            Assert.Equal("attachment", answer.Content.Headers.ContentDisposition?.DispositionType);
            Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
            Assert.StartsWith("sandbox", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        });
        Assert.NotEqual("text/html", html.Content.Headers.ContentType?.MediaType);
        using var others = await web.LogIn("yingji");
        Assert.Equal(HttpStatusCode.NotFound, (await others.GetAsync($"/api/v1/matters/documents/{id}/docx", Cancel)).StatusCode);
    }

    private static async Task Issue(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "印发" }).ClickAsync();
        await page.Locator(".mud-dialog-actions button").Last.ClickAsync();
    }

    private static async Task Look(IPage page, string name)
    {
        await BrowserSession.AssertAccessibleAsync(page);
        Assert.Equal(0, await page.EvaluateAsync<int>("() => Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)"));
        await BrowserSession.ScreenshotAsync(page, name, wholePage: true);
    }
}
