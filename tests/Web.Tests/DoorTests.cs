using System.Net;
using System.Net.Http.Json;
using Bihuan.Accounts;
using Bihuan.Organisation;
using Bihuan.Platform;
using Bihuan.TestKit;
using Xunit;

namespace Bihuan.Web.Tests;

public class DoorTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, BothDatabases]
    public async Task AnEmptyProgram_LeadsEverywhereToSetUp_WhichThenIsClosed(DatabaseKind kind)
    {
        await using var web = await DistrictWeb.Start(kind);
        using var visitor = new Visitor(web);
        foreach (var path in new[] { "/", "/home", "/login", "/accounts" })
        {
            using var led = await visitor.Get(path);
            Assert.Equal("/setup", led.Headers.Location?.OriginalString);
        }

        using var api = await visitor.Get("/api/v1/organisation/units");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, api.StatusCode);

        (string, string)[] fields = [("Typed.District", "甲区"), .. Person("System", "xitong"), .. Person("Security", "anquan"), .. Person("Audit", "shenji")];
        using var differing = await visitor.Submit("/setup", "set-up", [.. fields, ("Typed.Audit.Again", "Another-Horse-1")]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, differing.StatusCode);
        Assert.Contains("ACC-015", await differing.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        using var done = await visitor.Submit("/setup", "set-up", fields);
        Assert.EndsWith("/login", done.Headers.Location?.OriginalString, StringComparison.Ordinal);

        using var closed = await visitor.Get("/setup");
        Assert.Equal("/", closed.Headers.Location?.OriginalString);
        using var again = new HttpRequestMessage(HttpMethod.Post, "/setup") { Content = new FormUrlEncodedContent([new("_handler", "set-up")]) };
        using var refused = await visitor.Send(again);
        Assert.Equal("/", refused.Headers.Location?.OriginalString);

        // Who did not choose the password changes it first, and nothing else is open until then.
        await visitor.LogIn("anquan");
        using var led2 = await visitor.Get("/accounts");
        Assert.Equal("/me/password", led2.Headers.Location?.OriginalString);
        using var refusedApi = await visitor.Get("/api/v1/accounts");
        Assert.Equal(HttpStatusCode.Forbidden, refusedApi.StatusCode);
        using var changed = await visitor.Submit("/me/password", "password", ("Typed.Old", Visitor.Password), ("Typed.New", "Better-Horse-43"), ("Typed.Again", "Better-Horse-43"));
        Assert.Equal(HttpStatusCode.Redirect, changed.StatusCode);
        using var factor = await visitor.Get("/accounts");
        Assert.Equal("/me/second-factor", factor.Headers.Location?.OriginalString);

        static (string, string)[] Person(string field, string name) =>
            [($"Typed.{field}.Name", name), ($"Typed.{field}.DisplayName", name), ($"Typed.{field}.Password", Visitor.Password), ($"Typed.{field}.Again", Visitor.Password)];
    }

    [Fact]
    public async Task WhoIsNotLoggedIn_IsLedToTheLogIn_AndBack_AndTheApiSaysSo()
    {
        await using var web = await Visitor.SetUpProgram(DatabaseKind.Sqlite);
        using var visitor = new Visitor(web);
        using var page = await visitor.Get("/accounts?q=1");
        Assert.Equal("/login?returnUrl=%2Faccounts%3Fq%3D1", page.Headers.Location?.PathAndQuery);
        using var api = await visitor.Get("/api/v1/accounts");
        Assert.Equal(HttpStatusCode.Unauthorized, api.StatusCode);
        Assert.Equal("application/problem+json", api.Content.Headers.ContentType?.MediaType);
        using var entered = await visitor.Submit("/login?returnUrl=%2Faccounts%3Fq%3D1", "log-in", ("Typed.Name", "anquan"), ("Typed.Password", Visitor.Password));
        Assert.EndsWith("/accounts?q=1", entered.Headers.Location?.OriginalString, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("//evil.example/x")]
    [InlineData("https://evil.example/x")]
    [InlineData("/\\evil.example")]
    [InlineData("/login?x")]
    public async Task TheLogIn_LeadsNowhereElse(string returnUrl)
    {
        await using var web = await Visitor.SetUpProgram(DatabaseKind.Sqlite);
        using var visitor = new Visitor(web);
        using var entered = await visitor.Submit("/login?returnUrl=" + Uri.EscapeDataString(returnUrl), "log-in", ("Typed.Name", "anquan"), ("Typed.Password", Visitor.Password));
        Assert.Equal(new Uri(web.Address, "/"), new Uri(web.Address, entered.Headers.Location!));
    }

    [Fact]
    public async Task EveryAnswer_ForbidsForeignAndInlineScript()
    {
        await using var web = await Visitor.SetUpProgram(DatabaseKind.Sqlite);
        using var visitor = await Visitor.With(web, Role.SecurityAdministrator);
        foreach (var path in new[] { "/", "/login", "/accounts", "/me", "/api/v1/accounts", "/css/app.css", "/nowhere", "/audit" })
        {
            using var answer = await visitor.Get(path);
            var policy = answer.Headers.GetValues("Content-Security-Policy").First();
            Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
            Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
            Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
            Assert.Equal("DENY", Assert.Single(answer.Headers.GetValues("X-Frame-Options")));
        }

        using var seen = await visitor.Get("/accounts");
        Assert.Contains("no-store", seen.Headers.CacheControl?.ToString() ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheCookie_IsOutOfReachOfScripts_AndOfOtherSites()
    {
        await using var web = await Visitor.SetUpProgram(DatabaseKind.Sqlite);
        using var visitor = new Visitor(web);
        using var entered = await visitor.Submit("/login", "log-in", ("Typed.Name", "anquan"), ("Typed.Password", Visitor.Password));
        var cookie = entered.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("bihuan.session=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("expires", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task AnUnsafeRequestWithACookie_NeedsTheToken()
    {
        await using var web = await Visitor.SetUpProgram(DatabaseKind.Sqlite);
        using var visitor = await Visitor.With(web, Role.OrganisationOfficer);
        using var forged = await Post(visitor, token: null, bearer: null);
        Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);

        // A form without its token.
        using var form = new HttpRequestMessage(HttpMethod.Post, "/logout") { Content = new FormUrlEncodedContent([]) };
        using var refused = await visitor.Send(form);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);

        // With the token that the program gave to this person.
        using var page = await visitor.Get("/me/password");
        var html = await page.Content.ReadAsStringAsync(Cancel);
        var token = html.Split("name=\"__RequestVerificationToken\" value=\"")[1].Split('"')[0];
        using var honest = await Post(visitor, token, bearer: null);
        Assert.Equal(HttpStatusCode.OK, honest.StatusCode);

        // A machine has no cookie that another page could send along.
        var secret = await Visitor.Do(web, new IssueToken("x", null, [OrganisationPermissions.Edit], 1));
        using var machine = new Visitor(web);
        using var byToken = await Post(machine, token: null, secret, "乙局");
        Assert.Equal(HttpStatusCode.OK, byToken.StatusCode);
        using var byNonsense = await Post(machine, token: null, secret + "x", "丙局");
        Assert.Equal(HttpStatusCode.Unauthorized, byNonsense.StatusCode);

        static async Task<HttpResponseMessage> Post(Visitor visitor, string? token, string? bearer, string name = "甲局")
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/organisation/units") { Content = JsonContent.Create(new { name, kind = "Department", level = "District" }) };
            if (token is not null)
            {
                request.Headers.Add("RequestVerificationToken", token);
            }
            if (bearer is not null)
            {
                request.Headers.Authorization = new("Bearer", bearer);
            }

            return await visitor.Send(request);
        }
    }

    [Fact]
    public async Task LogIns_AreLimitedByAddress()
    {
        await using var web = await Visitor.SetUpProgram(DatabaseKind.Sqlite);
        using var visitor = new Visitor(web);
        var codes = new List<HttpStatusCode>();
        for (var i = 0; i < 62; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/login") { Content = new FormUrlEncodedContent([]) };
            using var answer = await visitor.Send(request);
            codes.Add(answer.StatusCode);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, codes[^1]);
        Assert.Equal(2, codes.Count(c => c == HttpStatusCode.TooManyRequests));
        using var page = await visitor.Get("/login");
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    [Fact]
    public async Task LogOut_EndsTheSession_AlsoForACopyOfTheCookie()
    {
        await using var web = await Visitor.SetUpProgram(DatabaseKind.Sqlite);
        using var visitor = await Visitor.With(web, Role.SecurityAdministrator);
        using var thief = new Visitor(web);
        thief.Cookies.Add(web.Address, visitor.Cookies.GetCookies(web.Address));
        using var page = await visitor.Get("/me/password");
        var token = (await page.Content.ReadAsStringAsync(Cancel)).Split("name=\"__RequestVerificationToken\" value=\"")[1].Split('"')[0];
        using var form = new HttpRequestMessage(HttpMethod.Post, "/logout") { Content = new FormUrlEncodedContent([new("__RequestVerificationToken", token)]) };
        using var answer = await visitor.Send(form);
        Assert.Equal("/login", answer.Headers.Location?.OriginalString);
        using var tried = await thief.Get("/accounts");
        Assert.Equal(HttpStatusCode.Redirect, tried.StatusCode);
    }

    [Fact]
    public async Task TheKeys_AreInTheDataFolder()
    {
        await using var web = await Visitor.SetUpProgram(DatabaseKind.Sqlite);
        using var visitor = await Visitor.With(web, Role.SecurityAdministrator);
        Assert.NotEmpty(Directory.GetFiles(Path.Combine(web.Folder, "keys"), "key-*.xml"));
    }
}
