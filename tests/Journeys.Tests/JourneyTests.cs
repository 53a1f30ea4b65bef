using System.Text.RegularExpressions;
using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Persistence;
using Bihuan.Platform;
using Bihuan.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Xunit;
using People = Bihuan.TestKit.People;

namespace Bihuan.Journeys.Tests;

/// <summary>What people come to do, from door to end, in a real browser on both databases.</summary>
public sealed class JourneyTests(Browser browser) : WebTest(browser)
{
    private static readonly string[] Administrators = ["System", "Security", "Audit"];

    /// <summary>From an empty database to the start page of the first administrator.</summary>
    [Theory, BothDatabases]
    public async Task SetUp_FromEmpty(DatabaseKind kind)
    {
        var web = await Start(kind);
        var words = web.Services.GetRequiredService<Words>();
        var page = await Open(web);

        // Every address leads to the set-up.
        await page.GotoAsync("/documents");
        Assert.EndsWith("/setup", page.Url, StringComparison.Ordinal);
        await BrowserSession.AssertAccessibleAsync(page);
        await BrowserSession.ScreenshotAsync(page, "setup");
        var phone = await Open(web, Screen.Phone);
        await phone.GotoAsync("/setup");
        await BrowserSession.AssertAccessibleAsync(phone);
        await BrowserSession.ScreenshotAsync(phone, "setup");

        await page.FillAsync("#district", "甲区");
        foreach (var administrator in Administrators)
        {
            await page.FillAsync($"#{administrator}-name", administrator.ToLowerInvariant());
            await page.FillAsync($"#{administrator}-shown", administrator);
            await page.FillAsync($"#{administrator}-password", People.Password);
            await page.FillAsync($"#{administrator}-again", People.Password);
        }

        await page.ClickAsync("main form .primary");
        await BrowserSession.ArriveAsync(page, "**/login");

        // The set-up is over for good.
        await page.GotoAsync("/setup");
        Assert.DoesNotContain("/setup", page.Url, StringComparison.Ordinal);

        // An administrator sets the second factor up first, and is asked for it from then on.
        var secret = await web.LogIn(page, "system");
        Assert.NotNull(secret);
        Assert.EndsWith("/home", page.Url, StringComparison.Ordinal);
        await Assertions.Expect(page.Locator(".brand")).ToContainTextAsync("甲区");
        await Assertions.Expect(page.Locator("main h1")).ToHaveTextAsync(words["home.title"]);

        var again = await Open(web);
        await web.LogIn(again, "system", secret);
        Assert.EndsWith("/home", again.Url, StringComparison.Ordinal);
    }

    /// <summary>The search over everything opens with a key, finds a place and goes there; the focus comes back.</summary>
    [Fact]
    public async Task TheKeyboard_FindsItsWay()
    {
        var web = await Start(DatabaseKind.Sqlite);
        await web.SetUp();
        var words = web.Services.GetRequiredService<Words>();
        var page = await Open(web);
        await web.LogIn(page, People.NameOf(Role.OrganisationOfficer));
        await page.WaitForTimeoutAsync(500);

        // The first stop of the tabulator leads past the navigation; a new page starts at its heading.
        Assert.Contains("#main", await page.EvaluateAsync<string>("() => document.querySelector('a[href], button, input, [tabindex=\"0\"]').getAttribute('href')"), StringComparison.Ordinal);
        Assert.Equal("H1", await page.EvaluateAsync<string>("() => document.activeElement.tagName"));

        await page.Keyboard.PressAsync("Control+k");
        await Assertions.Expect(page.Locator("[role=dialog] input")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(words["organisation.title"]);
        await Assertions.Expect(page.Locator("[role=option][aria-selected=true]")).ToContainTextAsync(words["organisation.title"]);
        await page.Keyboard.PressAsync("Enter");
        await BrowserSession.ArriveAsync(page, "**/organisation");

        await page.Keyboard.PressAsync("Control+k");
        await page.WaitForSelectorAsync("[role=dialog] input");
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator(".palette")).ToHaveCountAsync(0);
    }

    /// <summary>Language, day and wall are the person's own, and stay in new windows.</summary>
    [Fact]
    public async Task WhatAPersonChooses_Stays()
    {
        var web = await Start(DatabaseKind.Sqlite);
        await World.Make(web);
        var words = web.Services.GetRequiredService<Words>();
        var page = await Open(web);
        await web.LogIn(page, People.NameOf(Role.OrganisationOfficer));
        await page.GotoAsync("/organisation");
        await page.WaitForSelectorAsync("main h1");

        await page.ClickAsync($"button[title='{words["shell.view"]}']");
        await page.ClickAsync(".menu form[action='/shell/language'] button");
        await page.WaitForSelectorAsync("html[lang=en] main h1");
        Assert.EndsWith("/organisation", page.Url, StringComparison.Ordinal);
        Assert.DoesNotMatch(new Regex("[\u4e00-\u9fff]", RegexOptions.None, TimeSpan.FromSeconds(1)), (await page.Locator(".side").InnerTextAsync()).Replace("中文", "", StringComparison.Ordinal));

        // Days of the past are chosen once something has been recorded before today.
        web.Clock.Advance(TimeSpan.FromDays(2));
        await page.GotoAsync("/organisation?asof=2022-04-01");
        await page.WaitForSelectorAsync(".banner.past");
        var second = await page.Context.NewPageAsync();
        await second.GotoAsync("/organisation");
        await second.WaitForSelectorAsync(".banner.past");
        await second.ClickAsync(".banner.past button");
        await second.WaitForSelectorAsync("main h1");
        await Assertions.Expect(second.Locator(".banner.past")).ToHaveCountAsync(0);

        // An address that carries a day that is not over shows today.
        await page.GotoAsync("/organisation?asof=2999-01-01");
        await page.WaitForSelectorAsync("main h1");
        await Assertions.Expect(page.Locator(".banner.past")).ToHaveCountAsync(0);
    }

    /// <summary>The real gazette, from upload to the clause that is found again.</summary>
    [Theory, BothDatabases]
    public async Task AGazette_IsUploaded_Reviewed_Adopted_AndFound(DatabaseKind kind)
    {
        var appointment = Shared.Facts("appointments.json").GetProperty("appointments").EnumerateArray().First(a => a.GetProperty("action").GetString() == "appoint");
        string Fact(string name) => appointment.GetProperty(name).GetString()!;

        var web = await Start(kind);
        await World.Make(web);
        var words = web.Services.GetRequiredService<Words>();
        var page = await Open(web);
        await web.LogIn(page, People.NameOf(Role.SupervisionOfficer));
        await page.GotoAsync("/documents/import");
        await page.WaitForSelectorAsync("#files");
        await page.SetInputFilesAsync("#files:enabled", Shared.PathOf("gazette/beilun-2022-02-03.txt"));
        await page.WaitForSelectorAsync(".find.selected", new() { Timeout = 60_000 });

        // Who handed it in is told that it is there.
        await Assertions.Expect(page.Locator(".top .count")).ToBeVisibleAsync(new() { Timeout = 20_000 });

        // By keyboard alone: accept one, reject the next, take the last step back, accept what is certain.
        await page.Keyboard.PressAsync("a");
        await Reviewed(page, 1);

        // The clock of a test stands still, and the last step is the latest.
        web.Clock.Advance(TimeSpan.FromSeconds(1));
        await page.Keyboard.PressAsync("x");
        await Reviewed(page, 2);
        await Assertions.Expect(page.Locator(".find[data-v=rejected]")).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("z");
        await Reviewed(page, 1);
        await Assertions.Expect(page.Locator(".find[data-v=rejected]")).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("Shift+A");
        await page.WaitForFunctionAsync("() => document.querySelectorAll('.find[data-v=accepted]').length > 10 && document.querySelector('.review-progress progress').value > 10");
        await BrowserSession.AssertAccessibleAsync(page);

        // An appointment by the gazette. Nobody knows the unit yet; asked once, it is known in all its uses.
        await page.GotoAsync($"/documents/{Uri.EscapeDataString(Fact("document"))}/review?kind=appointment");
        await page.WaitForSelectorAsync(".find.selected");
        var find = page.Locator(".find", new() { HasText = Fact("person") }).First;
        await find.ClickAsync();
        await Assertions.Expect(find).ToHaveClassAsync(new Regex("selected", RegexOptions.None, TimeSpan.FromSeconds(1)));
        var uses = await page.Locator(".find .unplaced", new() { HasText = Fact("unit") }).CountAsync();
        Assert.True(uses > 1);
        await page.Keyboard.PressAsync("u");
        var asked = page.Locator(".review-over");
        await Assertions.Expect(asked).ToContainTextAsync(Fact("unit"));
        await Assertions.Expect(asked.Locator(".options button").First).ToBeFocusedAsync();
        await asked.Locator("[role=combobox]").ClickAsync();
        await Assertions.Expect(asked.Locator("[role=option]").Nth(1)).ToBeVisibleAsync();
        await page.Keyboard.TypeAsync("甲街道");
        await Assertions.Expect(asked.Locator("[role=option][aria-selected=true]")).ToContainTextAsync("甲街道办事处");
        await page.Keyboard.PressAsync("Enter");
        await asked.Locator(".button.primary").ClickAsync();
        await Assertions.Expect(asked).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator(".review-message")).ToContainTextAsync(Fact("unit"));
        await Assertions.Expect(page.Locator(".find .unplaced", new() { HasText = Fact("unit") })).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("a");
        await Reviewed(page, 1);

        // It goes to the module that keeps appointments, and the name becomes an alias.
        await page.ClickAsync("a[href$='/adopt']");
        var all = page.Locator(".page-actions .primary");
        await Assertions.Expect(all).ToBeEnabledAsync();
        await all.ClickAsync();
        var row = page.Locator("table.adoptions tbody tr", new() { HasText = Fact("person") });
        await Assertions.Expect(row).ToContainTextAsync(words["adopt.done"], new() { Timeout = 30_000 });
        await Assertions.Expect(page.Locator(".lines li", new() { HasText = Fact("unit") })).ToContainTextAsync(words["adopt.aliasDone"]);
        await Assertions.Expect(page.Locator("main .problems")).ToHaveCountAsync(0);
        await BrowserSession.AssertAccessibleAsync(page);

        // The organisation has both: the alias means the street, and the person is in the post from that day on.
        UnitId street;
        await using (var scope = web.Services.CreateAsyncScope())
        {
            var organisation = scope.ServiceProvider.GetRequiredService<IOrganisationQueries>();
            var day = DateOnly.Parse(Fact("date"), System.Globalization.CultureInfo.InvariantCulture);
            var placed = (await organisation.Names(day, TestContext.Current.CancellationToken)).Resolve(Fact("unit")).Unit;
            Assert.Equal("甲街道办事处", placed?.Name);
            street = placed!.Id;
        }

        await page.GotoAsync($"/organisation/units/{street.Value}");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync(Fact("unit"));
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync(Fact("person"));

        // A word of two characters finds its clause, whose address stays: from anywhere by Ctrl-K, and on the page of the search.
        const string Word = "防火";
        await page.GotoAsync($"/documents/search?q={Uri.EscapeDataString(Word)}");
        var hit = page.Locator(".hits li a[href*='/clauses/']").First;
        await Assertions.Expect(page.Locator(".hits li mark").First).ToHaveTextAsync(Word);
        await hit.ClickAsync();
        await BrowserSession.ArriveAsync(page, "**/clauses/**");
        var shown = page.Locator(".sheet .shown");
        await Assertions.Expect(shown).ToContainTextAsync(Word);
        var address = page.Url;

        var other = await page.Context.NewPageAsync();
        await other.GotoAsync(address);
        await Assertions.Expect(other.Locator(".sheet .shown")).ToContainTextAsync(Word);
        await other.GotoAsync("/organisation");
        await other.WaitForSelectorAsync("main h1");
        await other.WaitForTimeoutAsync(500);
        await other.Keyboard.PressAsync("Control+k");
        await Assertions.Expect(other.Locator("[role=dialog] input")).ToBeFocusedAsync();
        await other.Keyboard.TypeAsync(Word);
        var clause = other.Locator(".palette [role=option]", new() { Has = other.Locator("small", new() { HasTextRegex = new Regex("〔\\d{4}〕\\d+号 .", RegexOptions.None, TimeSpan.FromSeconds(1)) }) }).First;
        await clause.ClickAsync();
        await BrowserSession.ArriveAsync(other, "**/clauses/**");
        await Assertions.Expect(other.Locator(".sheet .shown")).ToContainTextAsync(Word);

        static Task Reviewed(IPage page, int count) => page.WaitForFunctionAsync("n => document.querySelector('.review-progress progress')?.value === n", count);
    }

    /// <summary>The organisation officer appoints and removes on screen; a reader asks who held the post, on the days before and after.</summary>
    [Theory, BothDatabases]
    public async Task AnAppointment_AnswersWhoHeldThePost(DatabaseKind kind)
    {
        var web = await Start(kind);
        await World.Make(web);
        var words = web.Services.GetRequiredService<Words>();
        var bureau = (await Units(web)).Single(u => u.Name == "甲区应急管理局").Id;

        // On the unit's page: the head of the bureau leaves, and somebody new follows.
        var page = await Open(web);
        await web.LogIn(page, People.NameOf(Role.OrganisationOfficer));
        await page.GotoAsync($"/organisation/units/{bureau.Value}");
        await page.GetByRole(AriaRole.Button, new() { Name = words["holding.remove"], Exact = true }).ClickAsync();
        var remove = page.GetByRole(AriaRole.Group, new() { Name = "张一" });
        await remove.GetByLabel(words["holding.leaveDay"]).FillAsync("2022-03-22");
        await Clause(remove, "甲政干〔2022〕3号", "二");
        await remove.Locator("button.primary").ClickAsync();
        await Assertions.Expect(page.Locator(".org-vacant").First).ToContainTextAsync("2022-03-22");

        var appoint = page.Locator("details", new() { HasText = words["holding.enter"] });
        await appoint.Locator("summary").ClickAsync();
        await appoint.GetByRole(AriaRole.Combobox).First.FillAsync("赵四");
        await appoint.GetByRole(AriaRole.Option).Filter(new() { HasText = words["person.asNew"] }).ClickAsync();
        await page.WaitForTimeoutAsync(300);
        await appoint.GetByLabel(words["post.title"]).FillAsync("局长");
        await appoint.GetByLabel(words["holding.firstDay"]).FillAsync("2022-03-22");
        await appoint.GetByLabel(words["holding.probation"]).FillAsync("1");
        await Clause(appoint, "甲政干〔2022〕3号", "一");
        await appoint.Locator("button.primary").ClickAsync();
        await Assertions.Expect(page.Locator(".org-post").First).ToContainTextAsync("赵四");
        await BrowserSession.AssertAccessibleAsync(page);

        // A removal entered by mistake is taken back on the person's page.
        await page.GetByRole(AriaRole.Link, new() { Name = "赵四", Exact = true }).First.ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "赵四", Exact = true, Level = 1 }).WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = words["holding.remove"], Exact = true }).First.ClickAsync();
        await page.GetByRole(AriaRole.Group, new() { Name = "赵四" }).Locator("button.primary").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = words["holding.undoRemove"] }).ClickAsync();
        await page.Locator(".mud-dialog-actions button").Last.ClickAsync();
        await page.GetByText("2022-03-22 → —").WaitForAsync();

        // A reader, who may change nothing, asks on the post's page and in words.
        var reader = await Open(web);
        await web.LogIn(reader, People.NameOf(Role.Reader));
        await reader.GotoAsync($"/organisation/units/{bureau.Value}");
        await reader.GetByRole(AriaRole.Link, new() { Name = "局长", Exact = true }).ClickAsync();
        await BrowserSession.ArriveAsync(reader, "**/organisation/posts/*");
        await Assertions.Expect(reader.Locator("main details, main .primary, main .panel button")).ToHaveCountAsync(0);
        var post = new Uri(reader.Url).AbsolutePath;
        foreach (var (day, holder, other) in new[] { ("2022-03-21", "张一", "赵四"), ("2022-03-22", "赵四", "张一") })
        {
            await reader.GotoAsync($"{post}?day={day}");
            var now = reader.Locator("main section .org-lines").First;
            await Assertions.Expect(now).ToContainTextAsync(holder);
            await Assertions.Expect(now).Not.ToContainTextAsync(other);

            await reader.GotoAsync($"/organisation/ask?day={day}&unit={Uri.EscapeDataString("应急局")}");
            var answer = reader.Locator(".org-answer").First;
            await Assertions.Expect(answer).ToContainTextAsync($"局长 {holder}");
            await Assertions.Expect(answer).Not.ToContainTextAsync(other);
            await BrowserSession.AssertAccessibleAsync(reader);
        }

        static async Task Clause(ILocator form, string document, string place)
        {
            await form.Locator("input[id$=-document]").FillAsync(document);
            await form.Locator("input[id$=-place]").FillAsync(place);
        }
    }

    /// <summary>A backup taken while the program runs, restored in another place, holds everything, accounts included.</summary>
    [Theory, BothDatabases]
    public async Task ABackup_IsRestored_AndPeopleGoOn(DatabaseKind kind)
    {
        var web = await Start(kind);
        var world = await World.Make(web);
        var unit = await world.First("unit");
        var file = Path.Combine(web.Folder, "all.bihuan");
        await using (var scope = web.Services.CreateAsyncScope())
        {
            var written = await scope.ServiceProvider.GetRequiredService<Backup>().Write(file, progress: null, TestContext.Current.CancellationToken);
            Assert.IsType<Result<BackupManifest>.Done>(written);
        }

        var restored = await Start(kind);
        await using (var scope = restored.Services.CreateAsyncScope())
        {
            var read = await scope.ServiceProvider.GetRequiredService<Restore>().Read(file, progress: null, TestContext.Current.CancellationToken);
            Assert.True(read is Result<BackupManifest>.Done, read.ToString());
        }

        var page = await Open(restored);
        await restored.LogIn(page, People.NameOf(Role.OrganisationOfficer));
        await page.GotoAsync($"/organisation/units/{unit}");
        await Assertions.Expect(page.Locator("main h1")).ToContainTextAsync("甲区人民政府");
    }

    private static async Task<IReadOnlyList<UnitOnDay>> Units(DistrictWeb web)
    {
        await using var scope = web.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IOrganisationQueries>().Units(new(2022, 4, 1), TestContext.Current.CancellationToken);
    }
}
