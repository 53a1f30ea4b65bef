using System.Net;
using System.Text;
using Bihuan.Accounts;
using Bihuan.Organisation;
using Bihuan.Platform;
using Bihuan.TestKit;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

[assembly: AssemblyFixture(typeof(Browser))]

namespace Bihuan.Matters.Tests;

/// <summary>The loop in a real browser: three people take a matter from its draft to its end, and every page stands at both widths in both languages.</summary>
public sealed class PageTests(Browser browser) : WebTest(browser)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Draft, issue, sign, report, hand in, return, hand in again, accept: the supervision officer, the lead's officer and the accepting unit's.</summary>
    [Fact]
    public async Task ThreePeople_TakeAMatter_FromItsDraftToItsEnd()
    {
        var web = await Start(DatabaseKind.Sqlite);
        var place = await Place.Make(web);
        var (office, lead, accepting) = (await Open(web), await Open(web), await Open(web, Screen.Phone));
        await web.LogIn(office, People.NameOf(Role.SupervisionOfficer));
        await web.LogIn(lead, "jia");
        await web.LogIn(accepting, "yi");

        // Drafted by the supervision office.
        await office.GotoAsync("/matters/new");
        await office.FillAsync("#title", "新增停车位");
        await office.FillAsync("#body", "全年新增停车位300个。");
        await Choose(office, "牵头单位", "甲局");
        await Choose(office, "验收单位", "乙局");
        await office.GetByRole(AriaRole.Textbox, new() { Name = "完成时限" }).FillAsync("2022-06-30");
        await office.GetByText("增加指标").ClickAsync();
        await office.GetByLabel("统计内容").FillAsync("新增停车位");
        await office.GetByLabel("目标值").FillAsync("300");
        await office.GetByRole(AriaRole.Group, new() { Name = "一项指标" }).GetByLabel("单位").FillAsync("个");
        await office.GetByRole(AriaRole.Button, new() { Name = "存为拟办" }).ClickAsync();
        await Expect(office.GetByRole(AriaRole.Heading, new() { Name = "新增停车位", Level = 1 })).ToBeVisibleAsync();
        await Expect(office.Locator(".matter-next")).ToContainTextAsync("由督查机构核对牵头、时限后交办");
        var address = new Uri(office.Url).AbsolutePath;

        // Issued with a covering letter.
        await office.GotoAsync("/inbox");
        await office.GetByText("核对并交办").ClickAsync();
        await Expect(office.GetByText("没有责任领导")).Not.ToBeVisibleAsync();
        await office.GetByRole(AriaRole.Button, new() { Name = "交办 1 项" }).ClickAsync();
        await Expect(office.GetByText("已交办 1 项，未交办 0 项")).ToBeVisibleAsync();

        // Signed for in the inbox, at one stroke; then it is gone from there.
        await lead.GotoAsync("/inbox");
        await lead.GetByRole(AriaRole.Button, new() { Name = "签收" }).ClickAsync();
        await Expect(lead.GetByText("没有待办事项")).ToBeVisibleAsync();

        // Reported: the progress follows the figure.
        await lead.GotoAsync($"{address}/report");
        await lead.GetByLabel("新增停车位不低于300个").FillAsync("150");
        await Expect(lead.Locator("#progress")).ToHaveValueAsync("50");
        await lead.FillAsync("#text", "已建成150个。");
        await lead.GetByText("提交反馈").ClickAsync();
        await BrowserSession.ArriveAsync(lead, $"**{address}");
        await Expect(lead.Locator(".matter-report")).ToContainTextAsync("已建成150个。");

        // Handed in: first without what shows it, which is refused with every reason.
        await lead.GotoAsync($"{address}/hand-in");
        await lead.FillAsync("#text", "全部建成。");
        await lead.GetByRole(AriaRole.Button, new() { Name = "申请办结" }).ClickAsync();
        await Expect(lead.Locator(".problems")).ToContainTextAsync("MAT-048");
        await Expect(lead.Locator(".problems")).ToContainTextAsync("MAT-050");
        await lead.GetByLabel("新增停车位不低于300个").FillAsync("300");
        await Attach(lead, "清单.txt", "停车位清单");
        await lead.GetByRole(AriaRole.Button, new() { Name = "申请办结" }).ClickAsync();
        await BrowserSession.ArriveAsync(lead, $"**{address}");
        await Expect(lead.Locator(".matter-next")).ToContainTextAsync("由乙局在");

        // Returned by the other unit, on its phone.
        await accepting.GotoAsync("/inbox");
        await accepting.GetByRole(AriaRole.Link, new() { Name = "验收", Exact = true }).ClickAsync();
        await Expect(accepting.GetByText("全部建成。")).ToBeVisibleAsync();
        await accepting.GotoAsync($"{address}/return");
        await accepting.GetByLabel("第 1 条").FillAsync("缺少竣工照片。");
        await accepting.GetByRole(AriaRole.Button, new() { Name = "退回" }).ClickAsync();
        await BrowserSession.ArriveAsync(accepting, $"**{address}");

        // Mended and handed in again.
        await lead.GotoAsync("/inbox");
        await lead.GetByRole(AriaRole.Link, new() { Name = "整改重报", Exact = true }).ClickAsync();
        await lead.FillAsync("#text", "已补竣工照片。");
        await Attach(lead, "照片.png", "\u0089PNG\r\n\u001a\n照片");
        await lead.GetByRole(AriaRole.Button, new() { Name = "申请办结" }).ClickAsync();
        await BrowserSession.ArriveAsync(lead, $"**{address}");

        // Accepted, with its end.
        await accepting.GotoAsync($"{address}/accept");
        await accepting.FillAsync("#text", "现场核实，完成。");
        await accepting.GetByRole(AriaRole.Button, new() { Name = "验收办结" }).ClickAsync();
        await BrowserSession.ArriveAsync(accepting, $"**{address}");
        await Expect(accepting.Locator(".seal")).ToHaveTextAsync("完成");
        await Expect(accepting.Locator(".timeline").Last).ToContainTextAsync("缺少竣工照片。");

        // The evidence can be had by whoever sees the matter, and by nobody else.
        var link = await accepting.Locator(".matter-evidence a").First.GetAttributeAsync("href");
        using var mine = await web.LogIn("yi");
        using var file = await mine.GetAsync(link, Cancel);
        Assert.Equal((HttpStatusCode.OK, "attachment"), (file.StatusCode, file.Content.Headers.ContentDisposition?.DispositionType));
        Assert.Equal("application/octet-stream", file.Content.Headers.ContentType?.MediaType);
        using var other = await web.LogIn("bing");
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync(link, Cancel)).StatusCode);
        using var guessed = await mine.GetAsync($"/api/v1{address.Replace("/matters/", "/matters/evidence/", StringComparison.Ordinal)}?hash=SHA-256:{new string('0', 64)}", Cancel);
        Assert.Equal(HttpStatusCode.NotFound, guessed.StatusCode);
        Assert.NotNull(place.Lead);
    }

    /// <summary>Every page and every form, as the person who works with it sees it.</summary>
    [Fact]
    public async Task EveryPage_Stands_InEachState()
    {
        var web = await Start(DatabaseKind.Sqlite);
        var place = await Place.Make(web);
        var matters = await place.Fill();
        var visits = new (string Who, string[] Addresses)[]
        {
            (People.NameOf(Role.SupervisionOfficer),
            [
                "/home", "/inbox", "/matters", "/matters?cols=lamp,why,state,lead,accepting,due,progress,source,chapter,number,reported,reportBy,help", "/matters?group=Lead", "/matters?group=Leader", "/matters?group=Chapter", "/matters?group=Lamp",
                "/matters?group=Document", "/matters?q=没有的", "/matters?state=Draft", "/matters/new", $"/matters/{matters["draft"].Value}", $"/matters/{matters["draft"].Value}/edit", $"/matters/{matters["draft"].Value}/drop", "/matters/issue",
                $"/matters/{matters["whole"].Value}", $"/matters/{matters["whole"].Value}/urge", $"/matters/{matters["whole"].Value}/pause", $"/matters/{matters["whole"].Value}/withdraw", $"/matters/{matters["whole"].Value}/link",
                $"/matters/{matters["late"].Value}", $"/matters/{matters["late"].Value}/decide-extension", $"/matters/{matters["closed"].Value}", $"/matters/{matters["closed"].Value}/reopen", $"/matters/{matters["paused"].Value}/resume",
                $"/matters/{matters["declined"].Value}", $"/matters/{matters["declined"].Value}/edit",
            ]),
            ("jia",
            [
                "/home", "/inbox", "/matters", $"/matters/{matters["whole"].Value}", $"/matters/{matters["whole"].Value}/report", $"/matters/{matters["whole"].Value}/hand-in", $"/matters/{matters["whole"].Value}/split",
                $"/matters/{matters["fresh"].Value}", $"/matters/{matters["fresh"].Value}/decline", $"/matters/{matters["returned"].Value}", $"/matters/{matters["returned"].Value}/ask-extension", $"/matters/{matters["handed"].Value}/take-back",
                $"/matters/{matters["whole"].Value}/accept",
            ]),
            ("yi", ["/inbox", $"/matters/{matters["handed"].Value}", $"/matters/{matters["handed"].Value}/accept", $"/matters/{matters["handed"].Value}/return"]),
            ("bing", ["/inbox", $"/matters/{matters["whole"].Value}/contribute"]),
            (People.NameOf(Role.Leader), ["/inbox", $"/matters/{matters["whole"].Value}/instruct"]),
            (People.NameOf(Role.Reader), [$"/matters/{matters["whole"].Value}"]),
        };
        List<string> troubles = [];

        // The narrow screen with the longer words; at the desk in Chinese every kind of page is walked by the journeys. With BIHUAN_LOOK, which pictures them, all four.
        var looks = Environment.GetEnvironmentVariable("BIHUAN_LOOK") is not null;
        foreach (var screen in looks ? [Screen.Desktop, Screen.Phone] : new[] { Screen.Phone })
        {
            foreach (var (who, addresses) in visits)
            {
                var page = await Open(web, screen);
                await web.LogIn(page, who);
                foreach (var english in looks ? [false, true] : new[] { true })
                {
                    await page.Context.AddCookiesAsync([new() { Name = ".AspNetCore.Culture", Value = english ? "c%3Den%7Cuic%3Den" : "c%3Dzh-CN%7Cuic%3Dzh-CN", Url = web.Address.ToString() }]);
                    foreach (var address in addresses)
                    {
                        if (await Look(page, address, who, english) is { } trouble)
                        {
                            troubles.Add(trouble);
                        }
                    }
                }

                await page.Context.CloseAsync();
            }
        }

        Assert.True(troubles.Count == 0, string.Join("\n\n", troubles));
    }

    /// <summary>What the queries behind the pages say, on both databases.</summary>
    [Theory, BothDatabases]
    public async Task InboxGroupsAndPrefill_SayWhatIsThere(DatabaseKind kind)
    {
        var web = await Start(kind);
        var place = await Place.Make(web);
        var matters = await place.Fill();

        var inbox = await web.Done(new ShowInbox.Request());
        Assert.Equal(InboxAsk.DecideExtension, inbox.Rows.First(r => r.Matter.Id == matters["late"] && r.Hat is null).Ask);
        Assert.Equal(LampColour.Red, inbox.Rows[0].Matter.Lamp);
        Assert.Contains(inbox.Rows, r => r.Ask is InboxAsk.Sign && r.Matter.Id == matters["fresh"]);
        Assert.Contains(inbox.Rows, r => r.Ask is InboxAsk.Mend && r.Matter.Id == matters["returned"]);
        Assert.Contains(inbox.Rows, r => r.Ask is InboxAsk.Accept && r.Matter.Id == matters["handed"] && r.Hat == place.Accepting);
        Assert.Contains(inbox.Rows, r => r.Ask is InboxAsk.Reissue && r.Matter.Id == matters["declined"]);
        Assert.Contains(inbox.Rows, r => r.Ask is InboxAsk.Help && r.Matter.Id == matters["whole"]);
        Assert.DoesNotContain(inbox.Rows, r => r.Matter.Id == matters["closed"] || r.Matter.Id == matters["paused"]);
        Assert.Equal(1, Assert.Single(inbox.Drafts).Count);

        var byLead = await web.Done(new CountMatters.Request(new MatterFilter(), MatterGroup.Lead));
        Assert.Equal(byLead.Total, byLead.Groups.Sum(g => g.Count));
        Assert.Equal("甲局", byLead.Groups[0].Title);
        var lamps = await web.Done(new CountMatters.Request(new MatterFilter(Open: true), MatterGroup.Lamp));
        var red = lamps.Groups.Single(g => g.Key == nameof(LampColour.Red));
        Assert.Equal(((await web.Done(new ListMatters.Request(Lamp: LampColour.Red))).Items.Count, red.Count), (red.Count, red.Red));
        Assert.Equal(byLead.Groups.Sum(g => g.Red), red.Red);
        var leaders = await web.Done(new CountMatters.Request(new MatterFilter(), MatterGroup.Leader));
        Assert.Equal("副区长 张一", leaders.Groups[0].Title);
        Assert.Equal(byLead.Total, leaders.Groups.Sum(g => g.Count));
        Assert.Equal(1, Assert.Single((await web.Done(new CountMatters.Request(new MatterFilter(Chapter: "一、民生"), MatterGroup.Document))).Groups).Count);
        Assert.Equal("一、民生", (await web.Done(new CountMatters.Request(new MatterFilter(), MatterGroup.Chapter))).Groups[0].Key);
        Assert.Equal((3, byLead.Total), ((await web.Done(new CountMatters.Request(new MatterFilter(), Most: 2))).Total, (await web.Done(new CountMatters.Request(new MatterFilter(), Most: 1000))).Total));
        var documents = await web.Done(new CountMatters.Request(new MatterFilter(), MatterGroup.Document));
        Assert.Equal(documents.Groups.Where(g => g.Key is not null).Select(g => (g.Key!, g.Title!)).Order(), (await web.Done(new ListSources.Request())).Select(d => (d.Document.Value.ToString(), d.Name)).Order());
        var open = await web.Done(new CountMatters.Request(new MatterFilter(Open: true), MatterGroup.Leader));
        Assert.Equal(open.Groups.Where(g => g.Key is not null).Select(g => (g.Key!, g.Title!, g.Count)).Order(), (await web.Done(new ShowCockpit.Request())).Leaders.Select(l => (l.Post.Value.ToString(), l.Title, l.Open)).Order());

        var known = await web.Done(new PrepareReport.Request(matters["whole"]));
        Assert.Equal((150m, "prefill.last"), (known.Figures[0].Value, known.Figures[0].Origin));
        Assert.Equal(("prefill.contributions", 1), (known.Text!.Origin, known.Contributions.Count));
        Assert.Equal((30, "prefill.last"), (known.Progress!.Value, known.Progress.Origin));

        // A part that reports moves the whole's figure and progress.
        await web.Done(new SignFor.Request(matters["part"]));
        await web.Done(new ReportMatter.Request(matters["part"], 40, [new(0, 120)], "甲", null, null, []));
        known = await web.Done(new PrepareReport.Request(matters["split"]));
        Assert.Equal((120m, "prefill.parts"), (known.Figures[0].Value, known.Figures[0].Origin));
        Assert.Equal((40, "prefill.figures"), (known.Progress!.Value, known.Progress.Origin));

        var warnings = await web.Done(new MatterWarnings.Request(new() { Title = "甲", Lead = place.Other, Leaders = [new(place.LeaderPost, "张一"), new(null, "王五")], Due = new(new DateOnly(2022, 1, 1)), Proposed = [Proposed.Lead] }));
        Assert.Equal(["MAT-082", "MAT-085", "MAT-087", "MAT-088"], warnings.Select(w => w.Code).Order(StringComparer.Ordinal));
        Assert.Equal(["MAT-081", "MAT-082"], (await web.Done(new MatterWarnings.Request(new() { Title = "甲" }))).Select(w => w.Code));
        var second = PersonRef.Known(await web.Done(new EnterPerson("李二")));
        await web.Done(new Appoint(second, PostRef.Titled(place.Government, "副区长（分管丙街道）"), new DateOnly(2022, 1, 1), null));
        await web.Done(new SetPortfolio(second, PostRef.Titled(place.Government, "副区长（分管丙街道）"), new DateOnly(2022, 1, 1), null, [new(DutyKind.Manages, null, place.Other)], null));
        warnings = await web.Done(new MatterWarnings.Request(new() { Title = "甲", Lead = place.Other, Accepting = place.Accepting, Leaders = [new(place.LeaderPost, "张一")] }));
        Assert.Equal("MAT-084", Assert.Single(warnings).Code);
        Assert.Equal("MAT-086", Assert.Single(await web.Done(new MatterWarnings.Request(new() { Title = "甲", Lead = place.Other, Accepting = place.Accepting }))).Code);
    }

    /// <summary>What the person chose stays in the address: filters, columns, groups. Bulk actions say by row what became of it.</summary>
    [Fact]
    public async Task TheList_KeepsEverythingInTheAddress_AndUrgesSeveralAtOnce()
    {
        var web = await Start(DatabaseKind.Sqlite);
        var matters = await (await Place.Make(web)).Fill();
        var page = await Open(web);
        await web.LogIn(page, People.NameOf(Role.SupervisionOfficer));
        await page.GotoAsync("/matters?lamp=Red");
        var rows = page.Locator(".matter-table tbody tr");
        await Expect(rows.First).ToBeVisibleAsync();
        var count = (await web.Done(new ListMatters.Request(Lamp: LampColour.Red))).Items.Count;
        await Expect(rows).ToHaveCountAsync(count);

        await page.Locator(".matter-columns summary").ClickAsync();
        await page.GetByLabel("验收单位").CheckAsync();
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("cols=.{0,80}accepting"));
        await Expect(page.Locator(".matter-table th", new() { HasText = "验收单位" })).ToBeVisibleAsync();

        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByText("导出 Excel").ClickAsync());
        Assert.Equal("matters.xlsx", download.SuggestedFilename);

        await page.GotoAsync("/matters");
        await page.GetByLabel("选择 老旧小区改造").CheckAsync();
        await page.GetByLabel("选择 农贸市场提升").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "发送" }).ClickAsync();
        await Expect(page.GetByText("已办 1 项，未办成 1 项")).ToBeVisibleAsync();
        Assert.Contains((await web.Done(new ShowMatter.Request(matters["late"]))).Urges, u => !u.ByRule);

        await page.GotoAsync("/matters?group=Lead");
        await page.GetByRole(AriaRole.Link, new() { Name = "甲局" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("role=Lead"));
        await Expect(rows.First).ToBeVisibleAsync();
    }

    private static async Task<string?> Look(IPage page, string address, string who, bool english)
    {
        var where = $"{address} by {who} at {page.ViewportSize!.Width}, {(english ? "English" : "Chinese")}";
        try
        {
            await page.GotoAsync(address);
            await page.WaitForSelectorAsync("main h1", new() { Timeout = 20_000 });
            await page.WaitForFunctionAsync("() => !document.querySelector('main .starting')", null, new() { Timeout = 20_000 });
            await page.WaitForTimeoutAsync(200);
            if (Environment.GetEnvironmentVariable("BIHUAN_LOOK") is { Length: > 0 } folder)
            {
                var name = string.Join('-', address.Split('/', '?').Where(p => p.Length > 0).Select(p => Guid.TryParse(p, out var id) ? id.ToString()[^6..] : p)).Replace('=', '_').Replace('&', '_');
                await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{who}-{name}-{page.ViewportSize.Width}-{(english ? "en" : "zh")}.png"), FullPage = true });
            }

            await BrowserSession.AssertAccessibleAsync(page);
            if (await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth") is > 1 and var wider)
            {
                return $"{where}: {wider} pixels wider than the window.";
            }

            return await page.EvaluateAsync<bool>("() => document.querySelector('main .problems h1') !== null") ? $"{where}: the page failed." : null;
        }
        catch (Exception failure) when (failure is Xunit.Sdk.XunitException or PlaywrightException or TimeoutException)
        {
            return $"{where}: {failure.Message}";
        }
    }

    private static async Task Choose(IPage page, string label, string unit)
    {
        var field = page.GetByRole(AriaRole.Combobox, new() { Name = label });
        await field.FillAsync(unit);
        await page.GetByRole(AriaRole.Option, new() { Name = unit }).First.ClickAsync();
        await Expect(field).ToHaveValueAsync(unit);
    }

    private static async Task Attach(IPage page, string name, string content)
    {
        await page.Locator("input[type=file]:enabled").SetInputFilesAsync(new FilePayload { Name = name, MimeType = "application/octet-stream", Buffer = name.EndsWith(".png", StringComparison.Ordinal) ? Encoding.Latin1.GetBytes(content[..8]) : Encoding.UTF8.GetBytes(content) });
        await Expect(page.Locator(".matter-files li", new() { HasText = name })).ToBeVisibleAsync();
    }

    /// <summary>A district with the units that a matter needs, and an officer in each.</summary>
    private sealed class Place(DistrictWeb web, UnitId government, UnitId lead, UnitId accepting, UnitId other, PostId leaderPost)
    {
        public UnitId Government { get; } = government;

        public UnitId? Lead { get; } = lead;

        public UnitId Accepting { get; } = accepting;

        public UnitId Other { get; } = other;

        public PostId LeaderPost { get; } = leaderPost;

        public static async Task<Place> Make(DistrictWeb web)
        {
            await web.SetUp();
            var government = await web.Done(new CreateUnit("甲区人民政府", UnitKind.Other));
            var (lead, accepting, other) = (await web.Done(new CreateUnit("甲局", Parent: government)), await web.Done(new CreateUnit("乙局", Parent: government)), await web.Done(new CreateUnit("丙街道", UnitKind.Street, Parent: government)));
            var post = await web.Done(new CreatePost(government, "副区长"));
            await web.Done(new Appoint(PersonRef.Named("张一"), PostRef.Known(post), new DateOnly(2021, 1, 1), null));
            foreach (var (name, unit) in new[] { ("jia", lead), ("yi", accepting), ("bing", other) })
            {
                await web.Done(new CreateAccount(name, name, People.Password, Role.UnitOfficer, unit, MustChangePassword: false));
            }

            return new(web, government, lead, accepting, other, post);
        }

        /// <summary>Matters at every turn of the loop, as they stand six weeks after their issue.</summary>
        public async Task<Dictionary<string, MatterId>> Fill()
        {
            var matters = new Dictionary<string, MatterId>(StringComparer.Ordinal)
            {
                ["whole"] = await Draft("新增停车位", new(2022, 12, 31), t => t with
                {
                    Body = "全年新增停车位300个，其中上半年不少于100个。",
                    Goals = [new("新增停车位", GoalSense.AtLeast, 300, "个"), new("投资", GoalSense.AtMost, 2.5m, "亿元", Stretch: true)],
                    Milestones = [new("完成选址", new(2022, 5, 15), 30), new("主体完工", new(2022, 9, 30), 80)],
                    Supporting = [Other],
                    Leaders = [new(LeaderPost, "张一"), new(null, "李某")],
                    Source = new("甲政办〔2022〕1号", "一（二）3"),
                    Chapter = "一、民生",
                    Number = "3",
                    Urgency = Urgency.Urgent,
                    Tags = ["民生实事"],
                }),
                ["late"] = await Draft("老旧小区改造", new(2022, 5, 6), t => t with { Leaders = [new(LeaderPost, "张一")], Source = new("甲政办〔2022〕1号", "二1") }),
                ["returned"] = await Draft("河道清淤", new(2022, 5, 18)),
                ["handed"] = await Draft("校园周边整治", new(2022, 6, 30), t => t with { Goals = [new("点位", GoalSense.AtLeast, 12, "个")] }),
                ["closed"] = await Draft("农贸市场提升", new(2022, 4, 29)),
                ["paused"] = await Draft("道路拓宽", new(2022, 8, 31)),
                ["declined"] = await Draft("充电桩建设", new(2022, 7, 31)),
                ["split"] = await Draft("植树造林", new(2022, 11, 30), t => t with { Goals = [new("面积", GoalSense.AtLeast, 300, "亩")] }),
            };
            await web.Done(new IssueMatters.Request([.. matters.Values], "关于交办督办事项的通知", "请按时办理。"));
            foreach (var id in matters.Values.Where(m => m != matters["declined"]))
            {
                await web.Done(new SignFor.Request(id));
            }

            await web.Done(new DeclineMatter.Request(matters["declined"], "属于乙局职责。", Accepting));
            matters["part"] = (await web.Done(new SplitMatter.Request(matters["split"], [new(Other, "植树造林（丙街道）", null, [new(0, 300)])])))[0];
            web.Clock.Advance(TimeSpan.FromDays(20));
            await web.Done(new ReportMatter.Request(matters["whole"], 20, [new(0, 60)], "完成选址。", null, null, []));
            await web.Done(new HandIn.Request(matters["closed"], MatterEnd.Partly, "完成两处。", [], [File("甲.pdf")]));
            await web.Done(new AcceptMatter.Request(matters["closed"], MatterEnd.Partly, "核实完成两处。", [File("乙.pdf")]));
            await web.Done(new PauseMatter.Request(matters["paused"], "甲政办〔2022〕9号", "规划调整。"));
            web.Clock.Advance(TimeSpan.FromDays(20));
            await web.Done(new ReportMatter.Request(matters["whole"], 30, [new(0, 150)], "开工建设，已建成150个。", "用地审批较慢。", "请协调资规部门加快审批。", [File("现场.jpg")]));
            web.Clock.Advance(TimeSpan.FromHours(1));
            await web.Done(new Contribute.Request(matters["whole"], Other, "辖区内完成40个。", [new(0, 40)], [File("清单.xlsx")]));
            await web.Done(new HandIn.Request(matters["returned"], MatterEnd.Fulfilled, "已完成。", [], [File("丙.pdf")]));
            await web.Done(new ReturnMatter.Request(matters["returned"], ["缺少验收记录。", "两处未清理。"]));
            await web.Done(new HandIn.Request(matters["handed"], MatterEnd.Fulfilled, "12处全部整治。", [new(0, 12)], [File("照片.jpg")]));
            await web.Done(new AskExtension.Request(matters["late"], new(2022, 7, 31), "居民意见征求未完成。", []));
            matters["fresh"] = await Draft("公厕改造", new(2022, 9, 30));
            await web.Done(new IssueMatters.Request([matters["fresh"]], "关于交办督办事项的通知", "请按时办理。"));
            matters["draft"] = await Draft("口袋公园建设", new(2022, 10, 31), t => t with { Accepting = null, Leaders = [new(null, "李某")], Proposed = [Proposed.Due], Reports = new(ReportRhythm.Weekly, 5) });
            return matters;
        }

        private async Task<MatterId> Draft(string title, DateOnly due, Func<MatterTerms, MatterTerms>? more = null)
        {
            var terms = new MatterTerms { Title = title, Body = $"{title}，按时完成。", Lead = Lead, Accepting = Accepting, Due = new(due), Reports = new(ReportRhythm.Monthly, 31) };
            return await web.Done(new DraftMatter.Request(more?.Invoke(terms) ?? terms));
        }

        private static Evidence File(string name) => new($"SHA-256:{new string('a', 64)}", name);
    }
}
