using System.Net;
using System.Text.RegularExpressions;
using Bihuan.Accounts;
using Bihuan.Organisation;
using Bihuan.Platform;
using Bihuan.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bihuan.Web.Tests;

/// <summary>Somebody with cookies of their own who speaks HTTP to the program and fills in its forms.</summary>
internal sealed partial class Visitor : IDisposable
{
    private readonly HttpClient _http;

    public Visitor(DistrictWeb web) => _http = new(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = Cookies, UseProxy = false }) { BaseAddress = web.Address };

    public const string Password = "Right-Horse-42";

    public CookieContainer Cookies { get; } = new();

    /// <summary>A program that is set up as a sample, so that administrators need no second factor.</summary>
    public static async Task<DistrictWeb> SetUpProgram(DatabaseKind kind, bool isSample = true, Func<HostOptions, HostOptions>? options = null)
    {
        var web = await DistrictWeb.Start(kind, options);
        await SetUp(web, isSample);
        return web;
    }

    public static Task SetUp(DistrictWeb web, bool isSample = true) =>
        Do(web, new SetUp("甲区", new("xitong", "系统", Password), new("anquan", "安全", Password), new("shenji", "审计", Password), isSample));

    public static async Task<T> Do<T>(DistrictWeb web, IRequest<T> request)
    {
        await using var scope = web.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Caller>().IsProgram = true;
        return (await scope.ServiceProvider.GetRequiredService<Mediator>().Send(request, reason: null, TestContext.Current.CancellationToken))
            .Match(value => value, problems => throw new InvalidOperationException(string.Join("; ", problems)));
    }

    /// <summary>An account with one role, logged in.</summary>
    public static async Task<Visitor> With(DistrictWeb web, Role role, UnitId? unit = null)
    {
        var name = role switch { Role.SystemAdministrator => "xitong", Role.SecurityAdministrator => "anquan", Role.AuditAdministrator => "shenji", _ => $"u{role}{(unit is null ? "" : "-of-unit")}"[..Math.Min(32, $"u{role}{(unit is null ? "" : "-of-unit")}".Length)] };
        if (!role.ToString().EndsWith("Administrator", StringComparison.Ordinal))
        {
            await Do(web, new CreateAccount(name, name, Password, role, unit, MustChangePassword: false));
        }

        var visitor = new Visitor(web);
        await visitor.LogIn(name);
        return visitor;
    }

    public async Task LogIn(string name, string password = Password)
    {
        using var answer = await Submit("/login", "log-in", ("Typed.Name", name), ("Typed.Password", password));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    public Task<HttpResponseMessage> Get(string path) => _http.GetAsync(path, TestContext.Current.CancellationToken);

    public Task<HttpResponseMessage> Send(HttpRequestMessage request) => _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);

    /// <summary>The antiforgery token that the program gives to this person.</summary>
    public async Task<string> ForgeryToken()
    {
        using var page = await Get("/me/password");
        return (await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Split("name=\"__RequestVerificationToken\" value=\"")[1].Split('"')[0];
    }

    /// <summary>Fills in a form of a page and sends it, with the hidden fields that the page gave.</summary>
    public async Task<HttpResponseMessage> Submit(string path, string form, params (string Name, string Value)[] fields)
    {
        using var page = await Get(path);
        var html = await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var chosen = Forms().Matches(html).Select(m => m.Value).Single(f => f.Contains($"value=\"{form}\"", StringComparison.Ordinal));
        var values = Hidden().Matches(chosen).ToDictionary(m => m.Groups[1].Value, m => WebUtility.HtmlDecode(m.Groups[2].Value), StringComparer.Ordinal);
        foreach (var (name, value) in fields)
        {
            values[name] = value;
        }

        using var content = new FormUrlEncodedContent(values);
        return await _http.PostAsync(path, content, TestContext.Current.CancellationToken);
    }

    public void Dispose() => _http.Dispose();

    [GeneratedRegex("<form[^>]*>.*?</form>", RegexOptions.Singleline)]
    private static partial Regex Forms();

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"")]
    private static partial Regex Hidden();
}
