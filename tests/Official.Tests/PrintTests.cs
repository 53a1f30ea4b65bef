using Bihuan.TestKit;
using Microsoft.Playwright;
using Xunit;

namespace Bihuan.Official.Tests;

/// <summary>The page as Chromium prints it, under a policy that lets neither scripts nor styles of the page's own in.</summary>
public sealed class PrintTests(Browser browser, Rendered rendered) : BrowserTest(browser)
{
    [Theory]
    [InlineData("letter")]
    [InlineData("joint")]
    [InlineData("grid")]
    [InlineData("order")]
    [InlineData("minutes")]
    [InlineData("length-10")]
    [InlineData("length-25")]
    public async Task Print_HasTheSamePagesAndText(string name)
    {
        var document = name.StartsWith("length-", StringComparison.Ordinal) ? Samples.OfLength(int.Parse(name[7..])) : Samples.All[name];
        var printed = await PrintAsync(document);
        var set = await rendered.PagesAsync(name);
        Assert.Equal(set.Count, printed.Count);
        var (expected, found) = (Text(set), Text(printed));
        Assert.Equal(expected, string.Concat(found.Select((c, i) => IsRadical(c) && i < expected.Length ? expected[i] : c)));

        static string Text(IReadOnlyList<Sheet> pages) => string.Concat(pages.SelectMany(p => p.Lines).SelectMany(l => l).Where(g => !g.IsRed).Select(g => g.Text));

        // Chromium names some glyphs by the radical that looks the same: ⽂ for 文.
        static bool IsRadical(char c) => c is >= '\u2E80' and <= '\u2FDF';
    }

    [Fact]
    public async Task Print_HasTheSameFurniture()
    {
        var pages = await PrintAsync(Samples.Bulletin);
        Assert.Equal((await rendered.PagesAsync("bulletin")).Count, pages.Count);
        var mark = pages[0].Glyphs.Where(g => g.IsRed).ToList();
        Assert.Equal(37 + 35, mark.Min(g => g.Top), 2.0);
        foreach (var page in pages)
        {
            Assert.Equal((210d, 297d), (Math.Round(page.Width), Math.Round(page.Height)));
            Assert.Equal($"—{page.Number}—", string.Concat(page.Foot.OrderBy(g => g.Left).Select(g => g.Text)));
            Assert.Equal(4.9, page.Number % 2 == 1 ? Sheet.Right - page.Foot.Max(g => g.End) : page.Foot.Min(g => g.Left) - Sheet.Left, 1.0);
            Assert.Equal(Sheet.Bottom + 7, (page.Foot.First(g => g.Text == "—").Top + page.Foot.First(g => g.Text == "—").Bottom) / 2, 1.0);
        }

        Assert.All(pages.Where(p => p.Text.Contains("标段建设", StringComparison.Ordinal)), p => Assert.Contains("序号事项牵头单位时限", p.TextLines));
        Assert.Equal(Sheet.Bottom, pages[^1].LineWith("印发").Max(g => g.Bottom), 6.0);
        Assert.Contains(pages, p => p.TextLines[0] == "附件1");
    }

    [Fact]
    public async Task ABlankPageBeforeTheImprint_AndTheImprintsPage_HaveNoNumber() =>
        Assert.Equal([true, true, false, false], (await PrintAsync(Samples.OfLength(25))).Select(p => p.Foot.Count > 0));

    [Fact]
    public async Task AFullPrintedPage_Has22LinesOf28Characters()
    {
        var pages = await PrintAsync(Samples.Grid);
        Assert.All(pages.Skip(1).SkipLast(1), p => Assert.Equal(22, p.Lines.Count));
        Assert.All(pages.Skip(1).SkipLast(1), p => Assert.Equal(28, p.Lines.Max(l => l.Count)));
    }

    [Fact]
    public async Task ThePage_IsAccessible_AndHasNoStylesOrScripts()
    {
        var page = await OpenAsync(Samples.Bulletin);
        await BrowserSession.AssertAccessibleAsync(page);
        Assert.Equal(0, await page.Locator("[style], script, style").CountAsync());
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("重点工作推进情况的通报");
        Assert.Equal(3, await page.GetByRole(AriaRole.Img).CountAsync());
    }

    private async Task<IReadOnlyList<Sheet>> PrintAsync(OfficialDocument document)
    {
        var page = await OpenAsync(document);
        return Sheet.Of(await page.PdfAsync(new() { PreferCSSPageSize = true, PrintBackground = true }));
    }

    private async Task<IPage> OpenAsync(OfficialDocument document)
    {
        var page = await Session.OpenAsync(Screen.Desktop);
        await page.RouteAsync("**/*", route => route.FulfillAsync(route.Request.Url.EndsWith(".css", StringComparison.Ordinal)
            ? new() { Body = HtmlWriter.Stylesheet(Samples.Fonts), ContentType = "text/css; charset=utf-8" }
            : new()
            {
                Body = Assert.IsType<Kernel.Result<WrittenPage>.Done>(HtmlWriter.Write(document, Samples.Fonts, "/official.css")).Value.Html,
                ContentType = "text/html; charset=utf-8",
                Headers = [KeyValuePair.Create("Content-Security-Policy", "default-src 'none'; style-src 'self'")],
            }));
        await page.GotoAsync("http://localhost/document");
        return page;
    }
}
