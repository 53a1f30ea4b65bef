using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Bihuan.Platform;
using Bihuan.TestKit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bihuan.Web.Tests;

/// <summary>Pages without script are light, and errors are pages in the user's language.</summary>
public partial class PlainPageTests
{
    private const int Most = 100_000;

    /// <summary>Every static page without parameters, with what it loads, as it goes over the line.</summary>
    [Fact]
    public async Task EveryPlainPage_IsLight_AndNeedsNoScript()
    {
        await using var web = await DistrictWeb.Start(DatabaseKind.Sqlite);
        await web.SetUp();
        var pages = web.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<ComponentTypeMetadata>() is not null && e.Metadata.GetMetadata<ExcludeFromInteractiveRoutingAttribute>() is not null && e.Metadata.GetMetadata<OpenToAllAttribute>() is not null)
            .Select(e => "/" + e.RoutePattern.RawText!.TrimStart('/')).Where(p => !p.Contains('{', StringComparison.Ordinal) && p != "/setup").Append("/help/start").ToList();
        Assert.Contains("/", pages);
        Assert.Contains("/login", pages);
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = web.Address };
        client.DefaultRequestHeaders.AcceptEncoding.Add(new StringWithQualityHeaderValue("gzip"));
        foreach (var page in pages)
        {
            var (html, size) = await Get(client, page);
            Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
            var loaded = Loaded().Matches(html).Select(m => m.Groups[1].Value).Distinct().ToList();
            Assert.NotEmpty(loaded);
            foreach (var file in loaded)
            {
                size += (await Get(client, "/" + file.TrimStart('/'))).Size;
            }

            Assert.True(size <= Most, $"{page} takes {size} bytes.");
            TestContext.Current.TestOutputHelper?.WriteLine($"{page}: {size} bytes");
        }
    }

    [Fact]
    public async Task AMissingPage_SaysSo_WithANumberForTheLog_InTheUsersLanguage()
    {
        await using var web = await DistrictWeb.Start(DatabaseKind.Sqlite);
        await web.SetUp();
        using var client = web.Client();
        client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        using var chinese = await client.GetAsync("/nowhere", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, chinese.StatusCode);
        var text = await chinese.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("没有这个页面", text, StringComparison.Ordinal);
        Assert.Matches("编号 [0-9a-f]{32}", text);

        client.DefaultRequestHeaders.Add("Cookie", ".AspNetCore.Culture=c%3Den%7Cuic%3Den");
        Assert.Contains("There is no such page", await (await client.GetAsync("/nowhere", TestContext.Current.CancellationToken)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    /// <summary>A form without its body is no failure of the program: it is answered with a page, and leaves no error in the log.</summary>
    [Fact]
    public async Task AFormWithoutBody_IsAnsweredWithAPage()
    {
        using var log = new StringWriter();
        await using var web = await DistrictWeb.Start(DatabaseKind.Sqlite, o => o with { Log = TextWriter.Synchronized(log) });
        await web.SetUp();
        using var client = web.Client();
        client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        using var answer = await client.PostAsync("/shell/language", content: null, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Matches("编号 [0-9a-f]{32}", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.DoesNotContain("\"Error\"", log.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AStaffPage_TellsBrowsersWithoutScript()
    {
        await using var web = await DistrictWeb.Start(DatabaseKind.Sqlite);
        await web.SetUp();
        using var client = await web.LogIn(Role.Reader);
        Assert.Matches("<noscript>.{0,40}JavaScript|<noscript><p class=\"notice\">[^<]*JavaScript", await client.GetStringAsync("/home", TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("https://example.com/", "/https://example.com/")]
    [InlineData("//example.com", "/example.com")]
    [InlineData("\\\\example.com", "/")]
    [InlineData("help/start", "/help/start")]
    public async Task TheWayBack_StaysWithUs(string back, string location)
    {
        await using var web = await DistrictWeb.Start(DatabaseKind.Sqlite);
        await web.SetUp();
        using var client = web.Client();
        var token = Token().Match(await client.GetStringAsync("/help", TestContext.Current.CancellationToken)).Groups[1].Value;
        using var form = new FormUrlEncodedContent([new("__RequestVerificationToken", token), new("language", "en"), new("back", back)]);
        using var answer = await client.PostAsync("/shell/language", form, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.Equal(location, answer.Headers.Location!.OriginalString);
    }

    private static async Task<(string Html, long Size)> Get(HttpClient client, string address)
    {
        using var answer = await client.GetAsync(address, TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, $"{address}: {(int)answer.StatusCode}");
        var bytes = await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        if (!answer.Content.Headers.ContentEncoding.Contains("gzip"))
        {
            return (System.Text.Encoding.UTF8.GetString(bytes), bytes.Length);
        }

        using var unpacked = new StreamReader(new System.IO.Compression.GZipStream(new MemoryStream(bytes), System.IO.Compression.CompressionMode.Decompress));
        return (await unpacked.ReadToEndAsync(TestContext.Current.CancellationToken), bytes.Length);
    }

    [GeneratedRegex("(?:<link[^>]{1,200}href|<img[^>]{1,200}src)=\"([^\"]{1,200})\"")]
    private static partial Regex Loaded();

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]{1,400})\"")]
    private static partial Regex Token();
}
