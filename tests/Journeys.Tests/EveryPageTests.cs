using System.Reflection;
using Bihuan.Platform;
using Bihuan.TestKit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Xunit;

namespace Bihuan.Journeys.Tests;

/// <summary>Walks every page that is registered, at both widths, in the longer words of English: axe-core finds nothing grave, the browser reports no trouble,
/// nothing is wider than the window. With <c>BIHUAN_SCREENSHOTS=1</c> the Chinese pages of the sample district are pictured for the guide; <c>BIHUAN_PAGES=/hazards/lists</c>
/// looks at the pages that begin so alone, while one works on them.</summary>
public sealed class EveryPageTests(Browser browser) : WebTest(browser)
{
    /// <summary>Pages with parameters, with what to put in. A page that is missing here fails the walk.</summary>
    private static readonly Dictionary<string, Func<World, Task<string>>> Samples = new(StringComparer.Ordinal)
    {
        ["/help/{Slug}"] = _ => Task.FromResult("/help/start"),
        ["/status/{Code:int}"] = _ => Task.FromResult("/status/500"),
        ["/organisation/units/{Id:guid}"] = async w => $"/organisation/units/{await w.First("unit")}",
        ["/organisation/units/{Id:guid}/edit"] = async w => $"/organisation/units/{await w.First("unit")}/edit",
        ["/organisation/posts/{Id:guid}"] = async w => $"/organisation/posts/{await w.First("post")}",
        ["/organisation/people/{Id:guid}"] = async w => $"/organisation/people/{await w.First("person")}",
        ["/organisation/groups/{Id:guid}/edit"] = async w => $"/organisation/groups/{await w.First("group")}/edit",
        ["/organisation/groups/{Id:guid}"] = async w => $"/organisation/groups/{await w.First("group")}",
        ["/premises/{Id:guid}"] = async w => $"/premises/{await w.First("premises")}",
        ["/premises/{Id:guid}/edit"] = async w => $"/premises/{await w.First("premises")}/edit",
        ["/enterprises/{Id:guid}"] = async w => $"/enterprises/{await w.First("enterprise")}",
        ["/enterprises/{Id:guid}/edit"] = async w => $"/enterprises/{await w.First("enterprise")}/edit",
        ["/hazards/{Id:guid}"] = async w => $"/hazards/{await w.Hazard()}",
        ["/hazards/{Id:guid}/edit"] = async w => $"/hazards/{await w.Hazard()}/edit",
        ["/firm/{Id:guid}"] = async w => $"/firm/{await w.OwnHazard()}",
        ["/hazards/lists/{Id:guid}"] = async w => $"/hazards/lists/{await w.ProblemList()}",
        ["/hazards/lists/{Id:guid}/edit"] = async w => $"/hazards/lists/{await w.ProblemList()}/edit",
        ["/hazards/reports/{Id:guid}"] = async w => $"/hazards/reports/{await w.WaitingReport()}",
        ["/public/reports/{Id:guid}"] = async w => $"/public/reports/{await w.PublicReport()}",
        ["/hazards/problems/{Id:guid}"] = async w => $"/hazards/problems/{await w.MajorProblem()}",
        ["/hazards/problems/{Id:guid}/edit"] = async w => $"/hazards/problems/{await w.MajorProblem()}/edit",
        ["/hazards/listed/{Id:guid}"] = async w => $"/hazards/listed/{await w.Listing()}",
        ["/public/listed/{Id:guid}"] = async w => $"/public/listed/{await w.Listing()}",
        ["/hazards/inspect/{Premises:guid}"] = async w => $"/hazards/inspect/{await w.First("premises")}",
        ["/hazards/inspections/{Id:guid}"] = async w => $"/hazards/inspections/{await w.Inspection()}",
        ["/hazards/checklists/{Key}"] = async w => $"/hazards/checklists/{await w.Checklist()}",
        ["/hazards/checklists/{Id:guid}/edit"] = async w => $"/hazards/checklists/{await w.Checklist()}/edit",
        ["/hazards/enforcement/{Id:guid}"] = async w => $"/hazards/enforcement/{await w.Enforcement()}",
        ["/hazards/enforcement/{Id:guid}/amend"] = async w => $"/hazards/enforcement/{await w.Enforcement()}/amend",
        ["/hazards/campaigns/{Id:guid}"] = async w => $"/hazards/campaigns/{await w.Campaign()}",
        ["/hazards/campaigns/{Id:guid}/edit"] = async w => $"/hazards/campaigns/{await w.Campaign()}/edit",
        ["/accounts/{Key:guid}"] = async w => $"/accounts/{await w.First("account")}",
        ["/messages/subscriptions/{Id:guid}"] = async w => $"/messages/subscriptions/{await w.First("subscription")}",
        ["/messages/units/{Id:guid}"] = async w => $"/messages/units/{await w.First("unit")}",
        ["/documents/{Key}"] = async w => $"/documents/{await w.First("document")}",
        ["/documents/{Key}/clauses/{*Place}"] = async w => $"/documents/{await w.First("document")}/clauses/1",
        ["/documents/{Key}/adopt"] = async w => $"/documents/{await w.First("document")}/adopt",
        ["/documents/{Key}/changes"] = async w => $"/documents/{await w.First("document")}/changes",
        ["/matters/{Id:guid}"] = async w => $"/matters/{await w.Matter()}",
        ["/matters/{Id:guid}/edit"] = async w => $"/matters/{await w.Matter(isDraft: true)}/edit",
        ["/matters/{Id:guid}/report"] = async w => $"/matters/{await w.Matter()}/report",
        ["/matters/{Id:guid}/{Slug}"] = async w => $"/matters/{await w.Matter()}/urge",
        ["/matters/documents/{Id:guid}"] = async w => $"/matters/documents/{await w.IssuedDocument()}",
        ["/matters/scores/{Id:guid}"] = async w => $"/matters/scores/{await w.Score()}",
        ["/matters/lists/{Id:guid}"] = async w => $"/matters/lists/{await w.List()}",
        ["/documents/{Key}/review"] = async w => $"/documents/{await w.First("document")}/review",
    };

    /// <summary>The set-up is gone once it is done; its own journey looks at it. What comes for a missing page is looked at under its status; the shared
    /// parts are shown where the program is developed, and looked at there.</summary>
    private static readonly HashSet<string> Elsewhere = ["/setup", "/not-found", "/dev/components"];

    private static string SampleDocuments => Path.Combine(Shared.Repository, "data", "samples", "beilun-2022", "documents");

    [Fact]
    public async Task EveryPage_IsAccessible_AtBothWidths()
    {
        var web = await Start(DatabaseKind.Sqlite, o => o with { PublicReports = new() { Enabled = true } });
        var isForGuide = Environment.GetEnvironmentVariable("BIHUAN_SCREENSHOTS") == "1";
        var world = isForGuide ? await World.LoadSample(web) : await World.Make(web);
        if (!isForGuide)
        {
            await world.Upload("plan.txt", await File.ReadAllBytesAsync(Path.Combine(SampleDocuments, "lunzhengban-2022-5.txt"), TestContext.Current.CancellationToken));
        }

        var pages = web.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<ComponentTypeMetadata>() is not null)
            .Select(e => (Pattern: "/" + e.RoutePattern.RawText!.TrimStart('/'), Page: e.Metadata.GetMetadata<ComponentTypeMetadata>()!.Type))
            .Where(p => !Elsewhere.Contains(p.Pattern) && p.Pattern.StartsWith(Environment.GetEnvironmentVariable("BIHUAN_PAGES") ?? "", StringComparison.Ordinal)).DistinctBy(p => p.Pattern).OrderBy(p => p.Pattern, StringComparer.Ordinal).ToList();
        Assert.NotEmpty(pages);
        Assert.Empty(pages.Where(p => p.Pattern.Contains('{', StringComparison.Ordinal) && !Samples.ContainsKey(p.Pattern)).Select(p => $"{p.Pattern} has no sample address; add it to {nameof(Samples)}."));

        var permissions = web.Services.GetRequiredService<Permissions>();
        var secrets = new Dictionary<Role, string?>();
        var troubles = new List<string>();
        foreach (var screen in isForGuide ? [Screen.Desktop, Screen.Phone] : new[] { Screen.Phone })
        {
            foreach (var group in pages.GroupBy(p => VisitorOf(p.Page, permissions)))
            {
                var page = await Open(web, screen);
                if (group.Key is { } role)
                {
                    secrets[role] = await web.LogIn(page, People.NameOf(role), secrets.GetValueOrDefault(role));
                }

                // English words are longer; the guide's pictures are Chinese.
                await page.Context.AddCookiesAsync([new() { Name = ".AspNetCore.Culture", Value = isForGuide ? "c%3Dzh-CN%7Cuic%3Dzh-CN" : "c%3Den%7Cuic%3Den", Url = web.Address.ToString() }]);
                foreach (var (pattern, type) in group)
                {
                    var address = Samples.TryGetValue(pattern, out var sample) ? await sample(world) : pattern;
                    troubles.AddRange(await Visit(page, address, type, isForGuide));
                }

                await page.Context.CloseAsync();
            }
        }

        Assert.True(troubles.Count == 0, string.Join("\n\n", troubles));
    }

    /// <summary>Looks at a page as it opens, and then, but for the guide, at the desk's width: the same page made wide, since opening is what takes time.</summary>
    private static async Task<IReadOnlyList<string>> Visit(IPage page, string address, Type type, bool isForGuide)
    {
        List<string> troubles = [];
        var opened = page.ViewportSize!;
        try
        {
            await page.GotoAsync(address);
            await Settled(page, type);
            if (await page.EvaluateAsync<bool>("() => document.querySelector('main .problems h1') !== null"))
            {
                troubles.Add($"{address}: the page failed.");
            }

            await Look();
            if (isForGuide)
            {
                await BrowserSession.ScreenshotAsync(page, NameOf(address));
            }
            else
            {
                await page.SetViewportSizeAsync(1440, 900);
                await Look();
            }
        }
        catch (Exception failure) when (failure is Xunit.Sdk.XunitException or PlaywrightException or TimeoutException)
        {
            troubles.Add($"{address} at {page.ViewportSize!.Width}: {failure.Message}");
        }
        finally
        {
            await page.SetViewportSizeAsync(opened.Width, opened.Height);
        }

        return troubles;

        async Task Look()
        {
            await BrowserSession.AssertAccessibleAsync(page);
            if (await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth") is > 1 and var wider)
            {
                troubles.Add($"{address} at {page.ViewportSize!.Width}: {wider} pixels wider than the window.");
            }
        }
    }

    /// <summary>Until the page stands: its heading is there, and nothing says that it is still loading.</summary>
    private static async Task Settled(IPage page, Type type)
    {
        if (type.GetCustomAttribute<ExcludeFromInteractiveRoutingAttribute>() is null)
        {
            await page.WaitForSelectorAsync("main h1", new() { Timeout = 20_000 });
            await page.WaitForFunctionAsync("() => !document.querySelector('main .starting')", null, new() { Timeout = 20_000 });
            await page.WaitForTimeoutAsync(250);
        }
    }

    /// <summary>Who looks at a page: nobody for open pages, else whoever works with it most.</summary>
    private static Role? VisitorOf(Type page, Permissions permissions)
    {
        if (page.GetCustomAttribute<OpenToAllAttribute>() is not null && page.GetCustomAttribute<ExcludeFromInteractiveRoutingAttribute>() is not null)
        {
            return null;
        }

        IReadOnlyCollection<Role> may = page.GetCustomAttribute<NeedsAttribute>() is { } needs ? permissions.RolesWith(needs.Permission) : Enum.GetValues<Role>();
        Role[] first = page.Namespace == "Bihuan.Organisation" ? [Role.OrganisationOfficer, Role.SupervisionOfficer] : [Role.SupervisionOfficer, Role.OrganisationOfficer];
        return first.Where(may.Contains).Concat(may.Order()).First();
    }

    /// <summary>The name of a page's picture: its address without ids.</summary>
    private static string NameOf(string address)
    {
        var name = string.Join('-', address.Trim('/').Split('/').Select(part => Guid.TryParse(part, out _) ? "one" : part));
        return name.Length == 0 ? "landing" : name;
    }
}
