using System.Net;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using Bihuan.Platform;
using Bihuan.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bihuan.Web.Tests;

/// <summary>One table says who may use what (docs/roles.md), and everything is tried by everybody.</summary>
public partial class RolesTests
{
    private static readonly Role[] Roles = Enum.GetValues<Role>();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EverythingThatCanBeReached_SaysWhoMay()
    {
        await using var web = await Visitor.SetUpProgram(DatabaseKind.Sqlite);
        var permissions = web.Services.GetRequiredService<Permissions>();
        var endpoints = Endpoints.Of(web.Services);
        Assert.True(endpoints.Count > 20);
        Assert.DoesNotContain(endpoints, e => e.Need.Kind == NeedKind.Missing);
        Assert.DoesNotContain(Endpoints.Pages, p => Need.Of(p.GetCustomAttributes()).Kind == NeedKind.Missing);
        Assert.DoesNotContain(Endpoints.Requests, r => Need.Of(r.GetCustomAttributes()).Kind == NeedKind.Missing);

        // A permission that no module declares is had by nobody; that is a slip of the pen.
        var named = endpoints.Select(e => e.Need.Permission).Concat(Endpoints.Requests.Select(r => Need.Of(r.GetCustomAttributes()).Permission)).OfType<string>().Distinct();
        Assert.DoesNotContain(named, p => permissions.RolesWith(p).Count == 0);
    }

    /// <summary>What a machine may be given reads as words, in both languages.</summary>
    [Fact]
    public async Task EveryPermissionOfMachines_HasWords()
    {
        await using var web = await Visitor.SetUpProgram(DatabaseKind.Sqlite);
        var words = web.Services.GetRequiredService<Words>();
        Assert.All(web.Services.GetRequiredService<Permissions>().All.Where(p => !p.StartsWith("accounts.", StringComparison.Ordinal)), p => Assert.Contains($"permission.{p}", words.All.Keys));
    }

    /// <summary>BIHUAN_WRITE_DOCS=1 writes the table anew.</summary>
    [Fact]
    public async Task TheTableOfRoles_IsThatOfTheProgram()
    {
        await using var web = await Visitor.SetUpProgram(DatabaseKind.Sqlite);
        var table = Render(web.Services);
        var path = Path.Combine(Shared.Repository, "docs", "roles.md");
        if (Environment.GetEnvironmentVariable("BIHUAN_WRITE_DOCS") == "1")
        {
            await File.WriteAllTextAsync(path, table, Cancel);
        }

        Assert.True(table == await File.ReadAllTextAsync(path, Cancel), "docs/roles.md is not what the program says. Run this test with BIHUAN_WRITE_DOCS=1 and look at the difference.");
    }

    [Fact]
    public async Task EveryEndpoint_IsOpenToThoseWhoMay_AndToNobodyElse()
    {
        await using var web = await Visitor.SetUpProgram(DatabaseKind.Sqlite);
        var permissions = web.Services.GetRequiredService<Permissions>();
        // The log-out comes last, because it works.
        var endpoints = Endpoints.Of(web.Services).OrderBy(e => e.Address == "/logout").ToList();
        var wrong = new List<string>();
        var tried = 0;
        foreach (var role in Roles.Cast<Role?>().Append(null))
        {
            using var visitor = role is { } known ? await Visitor.With(web, known) : new Visitor(web);
            var token = role is null ? null : await visitor.ForgeryToken();
            foreach (var endpoint in endpoints)
            {
                foreach (var method in endpoint.Methods)
                {
                    using var answer = await Ask(visitor, method, endpoint.Address, token);
                    tried++;
                    if (endpoint.Need.Allows(role, permissions) == IsRefused(answer))
                    {
                        wrong.Add($"{role?.ToString() ?? "nobody"}: {method} {endpoint.Address} answered {(int)answer.StatusCode} {answer.Headers.Location}");
                    }
                }
                foreach (var method in new[] { "GET", "POST", "PUT", "DELETE", "PATCH" }.Where(m => !endpoints.Any(e => e.Address == endpoint.Address && e.Methods.Contains(m))))
                {
                    using var answer = await Ask(visitor, method, endpoint.Address, token);
                    tried++;
                    if (answer.IsSuccessStatusCode)
                    {
                        wrong.Add($"{role?.ToString() ?? "nobody"}: {method} {endpoint.Address} is not served, and answered {(int)answer.StatusCode}");
                    }
                }
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{endpoints.Count} endpoints, {tried} requests");
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    /// <summary>Every request at the door of features: who has no role for it is refused before anything is loaded.</summary>
    [Fact]
    public async Task EveryRequest_IsRefusedToThoseWhoMayNot()
    {
        await using var web = await Visitor.SetUpProgram(DatabaseKind.Sqlite);
        var permissions = web.Services.GetRequiredService<Permissions>();
        var wrong = new List<string>();
        foreach (var role in Roles.Cast<Role?>().Append(null))
        {
            var account = role is { } known ? await World.AccountWith(web, known) : (Guid?)null;
            foreach (var request in Endpoints.Requests)
            {
                var need = Need.Of(request.GetCustomAttributes());
                if (!need.Allows(role, permissions) && !await World.IsRefused(web, account, World.Make(request, new())))
                {
                    wrong.Add($"{role?.ToString() ?? "nobody"}: {Endpoints.NameOf(request)}");
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    private static async Task<HttpResponseMessage> Ask(Visitor visitor, string method, string address, string? token)
    {
        using var request = new HttpRequestMessage(new(method), Parameter().Replace(address, m => m.Value.Contains("guid", StringComparison.Ordinal) ? "0198c0de-0000-7000-8000-000000000000" : m.Value.Contains("int", StringComparison.Ordinal) || m.Value.Contains("long", StringComparison.Ordinal) ? "1" : "0198c0de-0000-7000-8000-000000000000"));
        if (token is not null)
        {
            request.Headers.Add("RequestVerificationToken", token);
        }
        if (method is not "GET")
        {
            request.Content = address.StartsWith("/api", StringComparison.Ordinal) ? new StringContent("{}", Encoding.UTF8, "application/json") : new FormUrlEncodedContent([]);
        }

        return await visitor.Send(request);
    }

    private static bool IsRefused(HttpResponseMessage answer) =>
        answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden || answer.Headers.Location?.OriginalString.Contains("/login?returnUrl=", StringComparison.Ordinal) == true;

    private static string Render(IServiceProvider services)
    {
        var permissions = services.GetRequiredService<Permissions>();
        var words = services.GetRequiredService<Words>();
        var text = new StringBuilder();
        text.Append("""
            # Who may use what

            Written by `RolesTests` from the program itself; `BIHUAN_WRITE_DOCS=1` writes it anew. What carries no mark is refused to everybody, and the test fails. A role reaches a unit and all below it, between its days, and may come with a post; see `docs/modules/Accounts.md`.

            ## Roles and permissions


            """.ReplaceLineEndings("\n"));
        text.Append("| permission |").AppendJoin('|', Roles.Select(r => $" {words.All["Role." + r][0]} ")).Append("|\n|---|").AppendJoin('|', Roles.Select(_ => "---")).Append("|\n");
        foreach (var permission in permissions.All)
        {
            text.Append($"| `{permission}` |").AppendJoin('|', Roles.Select(r => permissions.RolesWith(permission).Contains(r) ? " ✓ " : " ")).Append("|\n");
        }

        text.Append("\n## Addresses\n\nStatic files (`/css`, `/js`, `/_content`, `/_framework`) are open to all.\n\n| address | methods | needs | roles |\n|---|---|---|---|\n");
        foreach (var endpoint in Endpoints.Of(services))
        {
            text.Append($"| `{endpoint.Address.Replace("|", "\\|", StringComparison.Ordinal)}` | {string.Join(' ', endpoint.Methods)} | {Say(endpoint.Need)} | {RolesOf(endpoint.Need)} |\n");
        }

        text.Append("\n## Requests\n\nWhat pages, API and command line ask of the features. *unit* marks those about one unit, which the right must reach.\n\n| module | request | kind | needs | roles |\n|---|---|---|---|---|\n");
        foreach (var request in Endpoints.Requests.OrderBy(r => r.Assembly.GetName().Name, StringComparer.Ordinal).ThenBy(Endpoints.NameOf, StringComparer.Ordinal))
        {
            var need = Need.Of(request.GetCustomAttributes());
            text.Append($"| {request.Assembly.GetName().Name!.Split('.')[^1]} | {Endpoints.NameOf(request)} | {(Endpoints.IsCommand(request) ? "command" : "query")}{(typeof(IForUnit).IsAssignableFrom(request) ? ", *unit*" : "")} | {Say(need)} | {RolesOf(need)} |\n");
        }

        return text.ToString();

        string Say(Need need) => need.Kind switch { NeedKind.Open => "nothing", NeedKind.LogIn => "log-in", _ => $"`{need.Permission}`" };

        string RolesOf(Need need) => need.Kind switch
        {
            NeedKind.Open => "everybody",
            NeedKind.LogIn => "every account",
            _ => string.Join("、", Roles.Where(r => need.Allows(r, permissions)).Select(r => words.All["Role." + r][0])),
        };
    }

    [GeneratedRegex(@"\{[^}]{1,100}\}")]
    private static partial Regex Parameter();
}
