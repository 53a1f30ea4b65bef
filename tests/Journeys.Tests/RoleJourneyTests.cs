using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Bihuan.Accounts;
using Bihuan.Matters;
using Bihuan.Organisation;
using Bihuan.Platform;
using Bihuan.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;
using People = Bihuan.TestKit.People;

namespace Bihuan.Journeys.Tests;

/// <summary>What each role comes to do, to its end: in Chinese at the desk and in English on the phone. What stands on the pages is asked by the resources' words, and what
/// others do meanwhile goes through the API.</summary>
public sealed class RoleJourneyTests(Browser browser, RoleJourneyTests.House house) : BrowserTest(browser), IClassFixture<RoleJourneyTests.House>
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(1);

    /// <summary>Each story with whoever comes.</summary>
    private static readonly Dictionary<string, (string Who, Func<Visit, Task> Story)> Stories = new(StringComparer.Ordinal)
    {
        [nameof(Role.SupervisionOfficer)] = (People.NameOf(Role.SupervisionOfficer), DraftsIssuesUrgesAndWritesTheBulletin),
        ["Lead"] = ("jia", SignsReportsHandsInAndMends),
        ["Supporting"] = ("bing", TellsTheLead),
        ["Accepting"] = ("yi", ReturnsAndAccepts),
        [nameof(Role.Leader)] = (People.NameOf(Role.Leader), GoesFromTheFigureToTheMatterAndInstructs),
        [nameof(Role.Reader)] = (People.NameOf(Role.Reader), ReadsAndTakesAlong),
        [nameof(Role.OrganisationOfficer)] = (People.NameOf(Role.OrganisationOfficer), SetsUpAUnitWithAPost),
        [nameof(Role.SecurityAdministrator)] = (People.NameOf(Role.SecurityAdministrator), GivesAnAccount),
        [nameof(Role.AuditAdministrator)] = (People.NameOf(Role.AuditAdministrator), VerifiesTheJournal),
        [nameof(Role.SystemAdministrator)] = (People.NameOf(Role.SystemAdministrator), GivesAMachineAToken),
    };

    /// <summary>Every story in both languages.</summary>
    public static TheoryData<string, bool> Visits
    {
        get
        {
            TheoryData<string, bool> all = [];
            foreach (var story in Stories.Keys)
            {
                all.Add(story, false);
                all.Add(story, true);
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Visits))]
    public async Task EachRole_DoesItsWork_ToTheEnd(string story, bool english)
    {
        var (who, told) = Stories[story];
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(english ? "en" : "zh-CN");
        var page = await OpenFor(english);
        house.Secrets[who] = await house.Web.LogIn(page, who, house.Secrets.GetValueOrDefault(who));
        var visit = new Visit(house, page, english, () => OpenFor(english));
        await told(visit);
        await BrowserSession.AssertAccessibleAsync(page);
        Assert.InRange(await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth"), 0, 1);
    }

    private async Task<IPage> OpenFor(bool english)
    {
        var page = await Session.OpenAsync(english ? Screen.Phone : Screen.Desktop, house.Web.Address.ToString());
        await page.Context.AddCookiesAsync([new() { Name = ".AspNetCore.Culture", Value = english ? "c%3Den%7Cuic%3Den" : "c%3Dzh-CN%7Cuic%3Dzh-CN", Url = house.Web.Address.ToString() }]);
        return page;
    }

    /// <summary>督查员: from a draft to its issue, an urge, and the bulletin of the period.</summary>
    private static async Task DraftsIssuesUrgesAndWritesTheBulletin(Visit v)
    {
        var title = v.Title("口袋公园");
        await v.Go("/matters/new");
        await v.Page.FillAsync("#title", title);
        await v.Page.FillAsync("#body", "建成口袋公园两处。");
        await v.Choose("matter.lead", House.LeadName);
        await v.Choose("matter.accepting", House.AcceptingName);
        await v.Page.GetByRole(AriaRole.Textbox, new() { Name = v.W["matter.due"] }).FillAsync("2022-12-31");
        await v.Press("matter.saveDraft");
        await v.Stands(title);
        await v.Says(".tag", "MatterState.Draft");
        var matter = v.Page.Url.Split('/')[^1];

        await v.Go($"/matters/issue?ids={matter}");
        await v.Press("issue.do", 1);
        await Expect(v.Page.GetByText(v.W["issue.result", 1, 0])).ToBeVisibleAsync();
        await v.Page.Locator("main").GetByRole(AriaRole.Link, new() { Name = title }).First.ClickAsync();
        await v.Stands(title);
        await v.Says(".tag", "MatterState.Issued");

        await v.Act("MatterAct.Urge");
        await v.Page.FillAsync("#text", "请尽快签收。");
        await v.Press("MatterAct.Urge");
        await Expect(v.Page.Locator(".timeline").Last).ToContainTextAsync("请尽快签收。");

        await v.Go("/matters/documents/new?kind=Bulletin");
        await v.Choose("issued.issuer", House.AcceptingName);
        await Expect(v.Page.Locator(".issued-paper svg").First).ToBeVisibleAsync();
        await v.Page.FillAsync("#issued-word", "甲督通");
        await v.Press("issued.issue");
        await v.Confirm();
        await Expect(v.Page.Locator(".page-lead")).ToContainTextAsync("甲督通〔2022〕");
    }

    /// <summary>牵头单位: the inbox leads from step to step, also after a return.</summary>
    private static async Task SignsReportsHandsInAndMends(Visit v)
    {
        var title = v.Title("停车位");
        var matter = await v.House.Issued(title);
        await v.Go("/inbox");
        await v.Row(title).GetByRole(AriaRole.Button, new() { Name = v.W["InboxAsk.Sign"] }).ClickAsync();
        await Expect(v.Row(title).GetByRole(AriaRole.Button, new() { Name = v.W["InboxAsk.Sign"] })).ToHaveCountAsync(0);

        await v.Go($"/matters/{matter}");
        await v.Says(".tag", "MatterState.SignedFor");
        await v.Act("MatterAct.Report");
        await v.Page.Locator(".matter-columns-form input[inputmode=decimal]").FillAsync("150");
        await Expect(v.Page.Locator("#progress")).ToHaveValueAsync("50");
        await v.Page.FillAsync("#text", "已建成一半。");
        await v.Press("report.submit");
        await v.Stands(title);
        await Expect(v.Page.Locator(".matter-report").First).ToContainTextAsync("已建成一半。");

        await HandIn("全部建成。", "清单.txt");
        await v.House.Say("yi", "return", new { matter, points = new[] { "缺少竣工照片。" } });

        await v.Go("/inbox");
        await v.Row(title).GetByRole(AriaRole.Link, new() { Name = v.W["InboxAsk.Mend"] }).ClickAsync();
        await v.Page.WaitForSelectorAsync("#proposed");
        await Fill("已补竣工照片。", "竣工.txt");

        await v.House.Say("yi", "accept", new { matter, end = "Fulfilled", text = "属实。", evidence = Array.Empty<object>() });
        await v.Page.ReloadAsync();
        await v.Says(".seal", "MatterEnd.Fulfilled");
        await Expect(v.Page.Locator(".timeline").Last).ToContainTextAsync("缺少竣工照片。");

        async Task HandIn(string text, string file)
        {
            await v.Act("MatterAct.HandIn");
            await v.Page.WaitForSelectorAsync("#proposed");
            await v.Page.Locator("main input[inputmode=decimal]").FillAsync("300");
            await Fill(text, file);
        }

        async Task Fill(string text, string file)
        {
            await v.Page.FillAsync("#text", text);
            await v.Page.Locator("input[type=file]:enabled").SetInputFilesAsync(new FilePayload { Name = file, MimeType = "text/plain", Buffer = Encoding.UTF8.GetBytes(text) });
            await Expect(v.Page.Locator(".matter-files li", new() { HasText = file })).ToBeVisibleAsync();
            await v.Press("MatterAct.HandIn");
            await v.Stands(title);
            await v.Says(".tag", "MatterState.HandedIn");
        }
    }

    /// <summary>配合单位: tells the lead once how its share stands.</summary>
    private static async Task TellsTheLead(Visit v)
    {
        // Its lead's report is due, so that its own words are asked for.
        var title = House.Supported(v.IsEnglish);
        var matter = v.House.Reporting[v.IsEnglish];
        await v.Go("/inbox");
        await v.Row(title).GetByRole(AriaRole.Link, new() { Name = v.W["InboxAsk.Contribute"] }).ClickAsync();
        await v.Page.FillAsync("#text", "已腾出三处地块。");
        await v.Press("MatterAct.Contribute");
        await v.Stands(title);
        await Expect(v.Page.Locator(".matter-report").First).ToContainTextAsync("已腾出三处地块。");

        // The lead finds it in its report already.
        var lead = await v.Other();
        await v.House.Web.LogIn(lead, "jia");
        await lead.GotoAsync($"/matters/{matter}/report");
        await Expect(lead.Locator("#text")).ToHaveValueAsync(new Regex("已腾出三处地块。", RegexOptions.None, Bound));
    }

    /// <summary>验收单位: sends back what is not enough, and closes what is.</summary>
    private static async Task ReturnsAndAccepts(Visit v)
    {
        var title = v.Title("老旧小区");
        var matter = await v.House.Issued(title);
        await v.House.Say("jia", "sign", new { matter });
        await v.House.HandIn(matter);
        await v.Go($"/matters/{matter}");
        await v.Act("MatterAct.Return");
        await v.Page.GetByLabel(v.W["return.point", 1]).FillAsync("请补充验收单。");
        await v.Press("MatterAct.Return");
        await v.Stands(title);
        await v.Says(".tag", "MatterState.Returned");
        await v.House.HandIn(matter);

        await v.Go("/inbox");
        await v.Row(title).GetByRole(AriaRole.Link, new() { Name = v.W["InboxAsk.Accept"] }).ClickAsync();
        await Expect(v.Page.Locator(".org-answer")).ToContainTextAsync("全部完成。");
        await v.Page.FillAsync("#text", "现场核实，属实。");
        await v.Press("MatterAct.Accept");
        await v.Stands(title);
        await v.Says(".seal", "MatterEnd.Fulfilled");
        await v.Go("/inbox");
        await v.Stands(v.W["inbox.title"]);
        await Expect(v.Row(title)).ToHaveCountAsync(0);
    }

    /// <summary>领导: a red figure, its list, one matter, an instruction that has its own day.</summary>
    private static async Task GoesFromTheFigureToTheMatterAndInstructs(Visit v)
    {
        await v.Go("/cockpit");
        await v.Page.Locator(".cockpit-figures .is-red a").ClickAsync();
        await BrowserSession.ArriveAsync(v.Page, "**/matters?lamp=Red");
        await v.Page.Locator("main").GetByRole(AriaRole.Link, new() { Name = House.LateTitle(v.IsEnglish) }).First.ClickAsync();
        await v.Stands(House.LateTitle(v.IsEnglish));
        await v.Says(".lamp", "LampColour.Red");
        await v.Act("MatterAct.Instruct");
        await v.Page.FillAsync("#text", "请专题研究，月底前报方案。");
        await v.Page.GetByRole(AriaRole.Textbox, new() { Name = v.W["instruct.until"] }).FillAsync("2022-04-30");
        await v.Press("MatterAct.Instruct");
        await v.Stands(House.LateTitle(v.IsEnglish));
        await Expect(v.Page.GetByText("请专题研究，月底前报方案。").First).ToBeVisibleAsync();
        await Expect(v.Page.Locator("main h2", new() { HasText = v.W["matter.parts", 1] })).ToBeVisibleAsync();
    }

    /// <summary>查阅人: from the unit's line to its matters, and nothing to change.</summary>
    private static async Task ReadsAndTakesAlong(Visit v)
    {
        await v.Go("/cockpit");
        await v.Page.Locator("main").GetByRole(AriaRole.Link, new() { Name = House.LeadName, Exact = true }).First.ClickAsync();
        await BrowserSession.ArriveAsync(v.Page, "**/matters?**");
        await v.Stands(v.W["matters.title"]);
        var taken = await v.Page.RunAndWaitForDownloadAsync(() => v.Page.GetByRole(AriaRole.Button, new() { Name = v.W["ui.excel"] }).First.ClickAsync());
        Assert.EndsWith(".xlsx", taken.SuggestedFilename, StringComparison.Ordinal);
        await v.Page.Locator("main").GetByRole(AriaRole.Link, new() { Name = House.LateTitle(v.IsEnglish) }).First.ClickAsync();
        await v.Stands(House.LateTitle(v.IsEnglish));
        await Expect(v.Page.Locator(".matter-next")).ToContainTextAsync(House.LeadName);
        await Expect(v.Page.Locator(".page-actions .button")).ToHaveCountAsync(0);
    }

    /// <summary>组织人事员: a new unit, a post in it, and somebody who holds it.</summary>
    private static async Task SetsUpAUnitWithAPost(Visit v)
    {
        var name = v.IsEnglish ? "甲区档案局" : "甲区统计局";
        await v.Go("/organisation");
        await v.Page.GetByRole(AriaRole.Link, new() { Name = v.W["unit.add"] }).ClickAsync();
        await v.Page.GetByRole(AriaRole.Textbox, new() { Name = v.W["unit.name"] }).First.FillAsync(name);
        await v.Press("org.save");
        await v.Stands(name);

        var add = v.Page.Locator("details", new() { HasText = v.W["post.add"] }).First;
        await add.Locator("summary").ClickAsync();
        await add.GetByLabel(v.W["post.title"]).First.FillAsync("局长");
        await add.Locator("button.primary").ClickAsync();
        await Expect(v.Page.GetByRole(AriaRole.Link, new() { Name = "局长", Exact = true })).ToBeVisibleAsync();

        var appoint = v.Page.Locator("details", new() { HasText = v.W["holding.enter"] });
        await appoint.Locator("summary").ClickAsync();
        await appoint.GetByRole(AriaRole.Combobox).First.FillAsync("周六");
        await appoint.GetByRole(AriaRole.Option).Filter(new() { HasText = v.W["person.asNew"] }).ClickAsync();
        await appoint.GetByLabel(v.W["post.title"]).FillAsync("局长");
        await appoint.GetByLabel(v.W["holding.firstDay"]).FillAsync("2022-04-01");
        await appoint.Locator("button.primary").ClickAsync();
        await Expect(v.Page.Locator(".org-post").First).ToContainTextAsync("周六");
    }

    /// <summary>安全管理员: an account with its role, whose holder comes in and takes a password of their own.</summary>
    private static async Task GivesAnAccount(Visit v)
    {
        var name = v.IsEnglish ? "ding" : "geng";
        await v.Go("/accounts");
        await v.Page.GetByRole(AriaRole.Link, new() { Name = v.W["accounts.new"] }).First.ClickAsync();
        await v.Page.FillAsync("#new-name", name);
        await v.Page.FillAsync("#new-shown", "经办人");
        await v.Page.SelectOptionAsync("#new-role", nameof(Role.UnitOfficer));
        await v.Choose("account.unit", House.LeadName);
        await v.Press("accounts.make");
        var password = await v.Page.Locator("main code").Nth(1).InnerTextAsync();
        await v.Page.GetByRole(AriaRole.Link, new() { Name = v.W["accounts.open"] }).ClickAsync();
        await v.Stands("经办人");
        await Expect(v.Page.Locator("main tbody").First).ToContainTextAsync(v.W["Role.UnitOfficer"]);

        var own = await v.Other();
        await own.GotoAsync("/login");
        await own.FillAsync("#name", name);
        await own.FillAsync("#password", password);
        await own.ClickAsync("main form button");
        await own.FillAsync("#old", password);
        await own.FillAsync("#new", People.Password);
        await own.FillAsync("#again", People.Password);
        await own.ClickAsync("main form .primary");
        await BrowserSession.ArriveAsync(own, "**/me");
        await own.GotoAsync("/inbox");
        await Expect(own.Locator("main h1")).ToHaveTextAsync(v.W["inbox.title"]);
    }

    /// <summary>审计管理员: whether the journal is whole, and what was done in one matter.</summary>
    private static async Task VerifiesTheJournal(Visit v)
    {
        await v.Go("/audit");
        await v.Press("audit.verify");
        await Expect(v.Page.Locator("main .notice[role=status]")).ToContainTextAsync(v.W["audit.clean", "\u0001", "\u0001"].Split('\u0001')[0].Trim());
        await v.Page.GetByLabel(v.W["audit.kind"]).First.SelectOptionAsync(new SelectOptionValue { Label = v.W["stream.matter"] });
        await Expect(v.Page).ToHaveURLAsync(new Regex("kind=matter", RegexOptions.None, Bound));
        await Expect(v.Page.Locator("main tbody tr").First).ToContainTextAsync(v.W["stream.matter"]);
        await v.Page.Locator("main tbody tr").First.GetByRole(AriaRole.Link, new() { Name = v.W["stream.matter"] }).ClickAsync();
        await Expect(v.Page).ToHaveURLAsync(new Regex("stream=", RegexOptions.None, Bound));
        await Expect(v.Page.Locator("main tbody tr").Last).ToContainTextAsync(v.W["event.matters.drafted"]);
    }

    /// <summary>系统管理员: a token with one permission in words, which another system uses.</summary>
    private static async Task GivesAMachineAToken(Visit v)
    {
        await v.Go("/accounts/tokens");
        await v.Page.FillAsync("#token-name", v.IsEnglish ? "city" : "shi");
        await v.Page.GetByLabel(v.W["permission.matters.view"], new() { Exact = true }).CheckAsync();
        await v.Press("tokens.issue");
        var secret = await v.Page.Locator(".notice[role=status] code").InnerTextAsync();
        await Expect(v.Page.Locator("main table")).ToContainTextAsync(v.W["permission.matters.view"]);
        using var machine = v.House.Web.Client();
        machine.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        using var answer = await machine.GetAsync("/api/v1/matters", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    /// <summary>Somebody at work on a page.</summary>
    private sealed class Visit(House house, IPage page, bool isEnglish, Func<Task<IPage>> other)
    {
        public House House => house;

        public IPage Page => page;

        public bool IsEnglish => isEnglish;

        public Words W { get; } = house.Web.Services.GetRequiredService<Words>();

        /// <summary>A window of somebody else.</summary>
        public Func<Task<IPage>> Other => other;

        /// <summary>The title of this story's own matter.</summary>
        public string Title(string what) => isEnglish ? $"{what}乙" : $"{what}甲";

        /// <summary>The line of a matter in the inbox.</summary>
        public ILocator Row(string title) => page.Locator(".matter-inbox li", new() { HasText = title });

        /// <summary>Goes to a page, which takes the focus to its heading before anything is typed.</summary>
        public async Task Go(string address)
        {
            await page.GotoAsync(address);
            await Expect(page.Locator("main h1").First).ToBeFocusedAsync();
        }

        /// <summary>Presses a button.</summary>
        public Task Press(string key, params object?[] values) => page.Locator("main").GetByRole(AriaRole.Button, new() { Name = W[key, values] }).Last.ClickAsync();

        /// <summary>Takes one of the ways that the page of a matter offers.</summary>
        public Task Act(string key) => page.Locator(".page-actions").GetByRole(AriaRole.Link, new() { Name = W[key] }).First.ClickAsync();

        public Task Confirm() => page.Locator(".mud-dialog-actions button").Last.ClickAsync();

        /// <summary>The page with this heading is there.</summary>
        public Task Stands(string heading) => Expect(page.Locator("main h1")).ToHaveTextAsync(heading);

        public Task Says(string where, string key) => Expect(page.Locator($"main .panel {where}").First).ToContainTextAsync(W[key]);

        public async Task Choose(string label, string unit)
        {
            var field = page.GetByRole(AriaRole.Combobox, new() { Name = W[label] }).First;
            await field.FillAsync(unit);
            await page.GetByRole(AriaRole.Option, new() { Name = unit }).First.ClickAsync();
            await Expect(field).ToHaveValueAsync(unit);
        }
    }

    /// <summary>One district for all stories, ten days after two matters were due.</summary>
    public sealed class House : IAsyncLifetime
    {
        public const string LeadName = "甲区住房和城乡建设局", AcceptingName = "甲区人民政府办公室";

        private readonly Dictionary<string, HttpClient> _clients = new(StringComparer.Ordinal);
        private int _made;

        /// <summary>The program.</summary>
        public DistrictWeb Web { get; private set; } = null!;

        /// <summary>The second factors of those who have one.</summary>
        public Dictionary<string, string?> Secrets { get; } = new(StringComparer.Ordinal);

        /// <summary>Matters on which the lead has to report.</summary>
        public Dictionary<bool, Guid> Reporting { get; } = [];

        private UnitId Lead { get; set; }

        private UnitId Accepting { get; set; }

        private UnitId Supporting { get; set; }

        private PostId Leader { get; set; }

        /// <summary>The title of the matter that is late.</summary>
        public static string LateTitle(bool english) => english ? "燃气管道更新" : "供水管道更新";

        /// <summary>The title of the matter on which the lead has to report.</summary>
        public static string Supported(bool english) => english ? "雨水管网疏浚" : "污水管网疏浚";

        public async ValueTask InitializeAsync()
        {
            Web = await DistrictWeb.Start(DatabaseKind.Sqlite);
            await Web.SetUp(isSample: true);
            var government = await Web.Done(new CreateUnit("甲区人民政府", UnitKind.Other));
            Accepting = await Web.Done(new CreateUnit(AcceptingName, Parent: government));
            Lead = await Web.Done(new CreateUnit(LeadName, Parent: government));
            Supporting = await Web.Done(new CreateUnit("甲区综合行政执法局", Parent: government));
            Leader = await Web.Done(new CreatePost(government, "副区长"));
            await Web.Done(new Appoint(new PersonRef(await Web.Done(new EnterPerson("张一"))), new PostRef(Leader), new DateOnly(2021, 3, 1), Source: null));
            foreach (var (name, unit) in new[] { ("jia", Lead), ("yi", Accepting), ("bing", Supporting) })
            {
                await Web.Done(new CreateAccount(name, $"{name}经办人", People.Password, Role.UnitOfficer, unit, MustChangePassword: false));
            }

            foreach (var english in new[] { false, true })
            {
                await Issued(LateTitle(english), new(2022, 4, 8));
                Reporting[english] = await Issued(Supported(english), rhythm: ReportRhythm.Weekly);
                await Say("jia", "sign", new { matter = Reporting[english] });
            }

            Web.Clock.Advance(TimeSpan.FromDays(17));

            // Those sessions are long over.
            Leave();
        }

        public async ValueTask DisposeAsync()
        {
            Leave();
            await Web.DisposeAsync();
        }

        /// <summary>Issues a matter.</summary>
        public async Task<Guid> Issued(string title, DateOnly? due = null, ReportRhythm rhythm = ReportRhythm.Monthly) => (await Web.Done(new OpenMatter(new()
        {
            Title = title,
            Body = $"完成{title}。",
            Lead = Lead,
            Supporting = [Supporting],
            Accepting = Accepting,
            Leaders = [new(Leader, "张一")],
            Due = new(due ?? new(2022, 12, 31)),
            Goals = [new(title, GoalSense.AtLeast, 300, "个")],
            Reports = new(rhythm),
            Origin = new("tests", $"{++_made}", "1", null),
        }))).Value;

        /// <summary>The lead hands in what it has done.</summary>
        public async Task HandIn(Guid matter)
        {
            var client = await Client("jia");
            using var body = new MultipartFormDataContent();
            using var file = new ByteArrayContent("清单"u8.ToArray());
            file.Headers.ContentType = new MediaTypeHeaderValue("text/plain");
            body.Add(file, "file", "清单.txt");
            using var answer = await client.PostAsync("/api/v1/matters/evidence", body, TestContext.Current.CancellationToken);
            var evidence = JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            await Say("jia", "hand-in", new { matter, proposed = "Fulfilled", text = "全部完成。", figures = new[] { new { goal = 0, reached = 300 } }, evidence = new[] { evidence } });
        }

        /// <summary>Somebody else does something meanwhile.</summary>
        public async Task Say(string who, string what, object body)
        {
            using var answer = await (await Client(who)).PostAsJsonAsync($"/api/v1/matters/{what}", body, TestContext.Current.CancellationToken);
            Assert.True(answer.IsSuccessStatusCode, $"{who} {what}: {await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)}");
        }

        private void Leave()
        {
            foreach (var client in _clients.Values)
            {
                client.Dispose();
            }

            _clients.Clear();
        }

        private async Task<HttpClient> Client(string who)
        {
            if (!_clients.TryGetValue(who, out var client))
            {
                client = _clients[who] = await Web.LogIn(who);
                await client.ToWrite();
            }

            return client;
        }
    }
}
