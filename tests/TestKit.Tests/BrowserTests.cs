using System.Net;
using Bihuan.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;
using Xunit;
using Xunit.Sdk;

[assembly: AssemblyFixture(typeof(Browser))]

namespace Bihuan.TestKit.Tests;

public sealed class BrowserTests(Browser browser, BrowserTests.Site site) : BrowserTest(browser), IClassFixture<BrowserTests.Site>
{
    private readonly Browser _browser = browser;

    [Theory]
    [InlineData(Screen.Desktop, "1440x900 false")]
    [InlineData(Screen.Phone, "390x844 true")]
    public async Task APage_OpensAtItsSizeInChineseAndShanghaiTime(Screen screen, string expected)
    {
        var page = await Session.OpenAsync(screen, site.Address);
        await page.GotoAsync("/");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading)).ToHaveTextAsync("闭环");
        Assert.Equal(expected, await page.EvaluateAsync<string>("() => `${innerWidth}x${innerHeight} ${'ontouchstart' in window}`"));
        Assert.Equal("zh-CN Asia/Shanghai", await page.EvaluateAsync<string>("() => navigator.language + ' ' + Intl.DateTimeFormat().resolvedOptions().timeZone"));
        await BrowserSession.AssertAccessibleAsync(page);
    }

    [Theory]
    [InlineData("/console", "console error: out of order")]
    [InlineData("/throws", "uncaught exception: Error: out of order")]
    [InlineData("/policy", "Content Security Policy")]
    [InlineData("/broken", "failed request (net::ERR_")]
    [InlineData("/missing-image", "404")]
    [InlineData("/foreign", "request to another host: http://foreign.example/picture.png")]
    [InlineData("/foreign", "failed request (net::ERR_NAME_NOT_RESOLVED)")]
    [InlineData("/foreign-number", "request to another host: http://192.0.2.7/picture.png")]
    [InlineData("/foreign-number", "failed request (net::ERR_NAME_NOT_RESOLVED)")]
    [InlineData("/foreign-socket", "request to another host: ws://foreign.example/socket")]
    public async Task ATestFails_OnWhatGoesWrongOnItsPage(string path, string report)
    {
        await using var session = _browser.NewSession();
        var page = await session.OpenAsync(Screen.Desktop, site.Address);
        await page.GotoAsync(path);
        await page.WaitForFunctionAsync("() => window.settled");
        var failure = Assert.Throws<FailException>(session.Verify);
        Assert.Contains(report, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatIsExpected_MayComeAndMust()
    {
        await using var session = _browser.NewSession();
        session.Expect("404");
        Assert.Throws<FailException>(session.Verify);

        var page = await session.OpenAsync(Screen.Desktop, site.Address);
        await page.GotoAsync("/nothing-here");
        await page.GotoAsync("/");
        session.Verify();
    }

    [Fact]
    public async Task ATestOfTheBaseClass_FailsAtItsEnd()
    {
        var test = new OnePage(_browser);
        await test.VisitAsync(site.Address + "/console");
        await Assert.ThrowsAsync<FailException>(async () => await test.DisposeAsync());
    }

    [Fact]
    public async Task ASecondPage_IsAnotherPersonUnlessTheFirstOnesCookiesAreGiven()
    {
        var one = await Session.OpenAsync(Screen.Desktop, site.Address);
        await one.GotoAsync("/");
        await one.EvaluateAsync("() => { document.cookie = 'who=one'; }");
        var two = await Session.OpenAsync(Screen.Desktop, site.Address);
        await two.GotoAsync("/");
        Assert.Equal("", await two.EvaluateAsync<string>("() => document.cookie"));
        var again = await Session.OpenAsync(Screen.Phone, site.Address, await one.Context.StorageStateAsync());
        await again.GotoAsync("/");
        Assert.Equal("who=one", await again.EvaluateAsync<string>("() => document.cookie"));
    }

    [Fact]
    public async Task APageThatIsNotAccessible_IsRefusedWithRuleAndPlace()
    {
        var page = await Session.OpenAsync(Screen.Desktop, site.Address);
        await page.GotoAsync("/inaccessible");
        var failure = await Assert.ThrowsAsync<FailException>(() => BrowserSession.AssertAccessibleAsync(page));
        Assert.Contains("critical image-alt", failure.Message, StringComparison.Ordinal);
        Assert.Contains("<img id=\"lamp\"", failure.Message, StringComparison.Ordinal);
        Assert.Contains("serious color-contrast", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AScreenshot_IsNamedByItsWidth()
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable("BIHUAN_SCREENSHOTS") == "1", "Pictures for the guide are being made, and this is none.");
        var page = await Session.OpenAsync(Screen.Phone, site.Address);
        await page.GotoAsync("/");
        var path = await BrowserSession.ScreenshotAsync(page, "testkit");
        Assert.EndsWith(Path.Combine("artifacts", "screenshots", "testkit-390.png"), path, StringComparison.Ordinal);
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], (await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken))[..4]);
    }

    private sealed class OnePage(Browser browser) : BrowserTest(browser)
    {
        public async Task VisitAsync(string address)
        {
            var page = await Session.OpenAsync(Screen.Desktop);
            await page.GotoAsync(address);
            await page.WaitForFunctionAsync("() => window.settled");
        }
    }

    /// <summary>A small server on loopback with a page for each kind of trouble, under a strict policy.</summary>
    public sealed class Site : IAsyncLifetime
    {
        private WebApplication? _application;

        public string Address => _application!.Urls.Single();

        public async ValueTask InitializeAsync()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.ConfigureKestrel(o => o.Listen(IPAddress.Loopback, 0));
            _application = builder.Build();
            Serve("/", "<h1>闭环</h1>");
            Serve("/console", "<script nonce=n>console.error('out of order'); settled = true</script>");
            Serve("/throws", "<script nonce=n>setTimeout(() => settled = true, 50); throw new Error('out of order')</script>");
            Serve("/policy", "<script>alert()</script><script nonce=n>settled = true</script>");
            Serve("/broken", "<img alt=x src=/cut>" + Settle);
            Serve("/missing-image", "<img alt=x src=/none.png>" + Settle);
            Serve("/foreign", "<img alt=x src=http://foreign.example/picture.png>" + Settle);
            Serve("/foreign-number", "<img alt=x src=http://192.0.2.7/picture.png>" + Settle);
            Serve("/foreign-socket", "<script nonce=n>new WebSocket('ws://foreign.example/socket').onerror = () => settled = true</script>");
            Serve("/inaccessible", "<h1>闭环</h1><img id=\"lamp\" src=\"data:,\"><p style=\"color: #bbb\">过浅的文字</p>", policy: false);
            _application.MapGet("/cut", (HttpContext context) => context.Abort());
            _application.MapFallback(() => Results.Content("<!doctype html><title>404</title>", "text/html", statusCode: 404));
            _application.MapGet("/favicon.ico", () => Results.NoContent());
            await _application.StartAsync(TestContext.Current.CancellationToken);
        }

        public async ValueTask DisposeAsync() => await _application!.DisposeAsync();

        private const string Settle = "<script nonce=n>document.images[0].onerror = () => settled = true; if (document.images[0].complete) settled = true</script>";

        private void Serve(string path, string body, bool policy = true) => _application!.MapGet(path, (HttpContext context) =>
        {
            if (policy)
            {
                context.Response.Headers.ContentSecurityPolicy = "default-src 'self'; script-src 'nonce-n'; img-src *; connect-src *";
            }

            return Results.Content($"<!doctype html><html lang=zh-CN><meta name=viewport content=\"width=device-width\"><title>闭环</title><main>{body}</main></html>", "text/html; charset=utf-8");
        });
    }
}
