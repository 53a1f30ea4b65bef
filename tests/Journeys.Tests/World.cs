using System.Net.Http.Headers;
using System.Net.Http.Json;
using Bihuan.Accounts;
using Bihuan.Enterprises;
using Bihuan.Kernel;
using Bihuan.Matters;
using Bihuan.Messaging;
using Bihuan.Organisation;
using Bihuan.Persistence;
using Bihuan.Platform;
using Bihuan.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bihuan.Journeys.Tests;

/// <summary>A small district with something of everything, so that every page has something to show.</summary>
internal sealed class World
{
    private readonly DistrictWeb _web;
    private readonly Dictionary<bool, Guid> _matters = [];
    private Guid? _reported;

    /// <summary>What shows most of each kind, where the sample district is loaded: words of its journal entries.</summary>
    private static readonly Dictionary<string, string> Telling = new(StringComparer.Ordinal)
    {
        ["unit"] = "新碶街道",
        ["document"] = "仑政办〔2022〕5号",
        ["group"] = "森林防灭火指挥部",
    };

    private World(DistrictWeb web) => _web = web;

    /// <summary>Loads the sample district, and gives each role an account beside those of the sample; for pictures.</summary>
    public static async Task<World> LoadSample(DistrictWeb web)
    {
        var cancel = TestContext.Current.CancellationToken;
        Assert.IsType<Result<IReadOnlyList<DemonstrationAccount>>.Done>(await web.Services.GetRequiredService<ISampleDistrict>().Load(cancel));
        await using var scope = web.Services.CreateAsyncScope();
        var words = scope.ServiceProvider.GetRequiredService<Words>();
        foreach (var role in Enum.GetValues<Role>())
        {
            await web.Done(new CreateAccount(Bihuan.TestKit.People.NameOf(role), words.Of(role), Bihuan.TestKit.People.Password, role, MustChangePassword: false));
        }

        var db = scope.ServiceProvider.GetRequiredService<BihuanContext>();
        var documents = Directory.GetFiles(Path.Combine(Shared.Repository, "data", "samples", "beilun-2022", "documents")).Length;
        await Messages(web, UnitId.From(await db.Set<JournalEntry>().Where(e => e.StreamKind == "unit").OrderBy(e => e.Position).Select(e => e.StreamId).FirstAsync(cancel)));
        while (await db.Set<JournalEntry>().CountAsync(e => e.StreamKind == "document" && e.Version == 1, cancel) < documents)
        {
            await Task.Delay(500, cancel);
        }

        // Some weeks of work, so that lists, lamps and figures have something to show.
        scope.ServiceProvider.GetRequiredService<Caller>().IsProgram = true;
        await scope.ServiceProvider.GetRequiredService<IYearSimulation>().Run(
            new(Matters: 40, Seed: 1, new(2022, 6, 15)),
            at =>
            {
                web.Clock.SetUtcNow(at);
                return Task.CompletedTask;
            },
            progress: null,
            cancel);
        return new(web);
    }

    /// <summary>Makes it in a program that is not set up yet.</summary>
    public static async Task<World> Make(DistrictWeb web)
    {
        await web.SetUp(isSample: true);
        var office = await web.Done(new CreateUnit("甲区人民政府", UnitKind.Other, From: new DateOnly(2010, 1, 1)));
        var bureau = await web.Done(new CreateUnit("甲区应急管理局", UnitKind.Department, Parent: office, From: new DateOnly(2019, 1, 1)));
        var street = await web.Done(new CreateUnit("甲街道办事处", UnitKind.Street, Parent: office));
        await web.Done(new AddAlias(bureau, "应急局", AliasKind.ShortForm, new Clause("甲政办〔2022〕1号", "二")));
        var head = await web.Done(new CreatePost(bureau, "局长"));
        var chief = await web.Done(new CreatePost(street, "主任"));
        await web.Done(new CreatePost(office, "副区长"));
        var (first, second) = (await web.Done(new EnterPerson("张一")), await web.Done(new EnterPerson("李二")));
        await web.Done(new Appoint(new PersonRef(first), new PostRef(head), new DateOnly(2019, 3, 1), Source: null));
        await web.Done(new Appoint(new PersonRef(second), new PostRef(chief), new DateOnly(2021, 6, 1), new Clause("甲政干〔2021〕3号", "一"), ProbationYears: 1));
        await web.Done(new SetUpGroup(new GroupContent("甲区森林防火指挥部", GroupKind.Headquarters, [new GroupMember("指挥", RoleBy.Post, bureau, "局长"), new GroupMember("成员", RoleBy.Unit, street)], new DateOnly(2022, 1, 1)), new Clause("甲政办〔2022〕1号", "三")));
        var firm = await web.Done(new RegisterEnterprise(new() { Name = "甲区某物流有限公司", Street = street, Departments = [bureau], Officers = [new(ResponsibleRole.SafetyManager, null, "王三")], Licences = [new("食品经营许可", "J1", new(2018, 1, 1), new(2021, 1, 1))] }));
        await web.Done(new RegisterPremises(new() { Name = "某物流一号冷库", Kind = "cold-store", Address = "兴业路9号", Point = new(121.8m, 29.9m), Street = street, Uses = [new(firm, UseRole.User, new(2019, 1, 1))], Gas = GasUse.None, SquareMetres = 1200, Storeys = 2 }));
        await Messages(web, bureau);
        return new(web);
    }

    /// <summary>A subscription of another system and a unit's robot, neither of which is ever reached.</summary>
    private static async Task Messages(DistrictWeb web, UnitId unit)
    {
        await web.Done(new OpenSubscription.Request("市级平台", "https://platform.example.com/events", ["organisation.*"]));
        await web.Done(new SetRobot.Request(unit, RobotKind.WeCom, "https://qyapi.example.com/cgi-bin/webhook/send?key=x", null, ["notice.probation"], new(22, 0), new(7, 0), false));
    }

    /// <summary>A matter of two of the district's units, made at the first call: issued, or a draft.</summary>
    public async Task<Guid> Matter(bool isDraft = false)
    {
        if (_matters.TryGetValue(isDraft, out var known))
        {
            return known;
        }

        var units = await Units(2);
        if (!isDraft)
        {
            return _matters[isDraft] = (await _web.Done(new OpenMatter(new()
            {
                Title = "新增停车位",
                Body = "全年新增停车位300个。",
                Lead = UnitId.From(units[0]),
                Accepting = UnitId.From(units[1]),
                Due = new(new(2022, 12, 31)),
                Goals = [new("新增停车位", GoalSense.AtLeast, 300, "个")],
                Reports = new(ReportRhythm.Monthly, 31),
                Origin = new("tests", "1", "1", null),
            }))).Value;
        }

        return _matters[isDraft] = await Make("/api/v1/matters", new { terms = new { title = "口袋公园建设", body = "建成口袋公园两处。", lead = units[0], proposed = new[] { "Due" } } });
    }

    /// <summary>A hazard at the first premises, registered at the first call.</summary>
    public async Task<Guid> Hazard()
    {
        if (await Find("hazard") is { } known)
        {
            return known;
        }

        var (premises, unit) = (await First("premises"), await First("unit"));
        return await Make(
            "/api/v1/hazards/", new { terms = new { premises = new[] { premises }, place = "二楼东侧", category = "Fire", items = new[] { new { text = "疏散通道堆放杂物" }, new { text = "灭火器压力不足" } }, interim = "派专人值守。" }, by = "Officer", unit });
    }

    /// <summary>The hazard at the premises of the firm that the account of firms' people acts for.</summary>
    public async Task<Guid> OwnHazard()
    {
        await _web.Done(new LinkFirmAccount(EnterpriseId.From(await First("enterprise")), Bihuan.TestKit.People.NameOf(Role.FirmOfficer)));
        return await Hazard();
    }

    /// <summary>A list of major problems, set up at the first call.</summary>
    public async Task<Guid> ProblemList()
    {
        if (await Find("problem-list") is { } known)
        {
            return known;
        }

        var units = await Units(3);
        return await Make("/api/v1/hazards/lists/", new { terms = new { name = "安全生产问题清单", theme = "Safety", keeper = units[0], quota = new { least = 1, members = units[1..], from = "2022-04-01", source = "仑安〔2022〕1号 四（三）" } } });
    }

    /// <summary>A major problem that waits for the keeper of its list, reported at the first call.</summary>
    public async Task<Guid> MajorProblem() => await Find("major-problem") ?? await Make(
        "/api/v1/hazards/problems/",
        new { list = await ProblemList(), unit = (await Units(3))[1], terms = new { title = "疏散通道堆物问题突出", text = "多家场所疏散通道长期堆放杂物，日常检查走过场。", foundOn = "2022-04-01", at = "District", hazards = new[] { await Hazard() } } });

    /// <summary>A report of the public that waits, sent at the first call; gives what opens its status.</summary>
    public async Task<Guid> PublicReport()
    {
        _reported ??= (await _web.Report("楼道口堆放电动车和杂物。")).Id;
        return _reported.Value;
    }

    /// <summary>The same report, for whoever settles it.</summary>
    public async Task<Guid> WaitingReport()
    {
        await PublicReport();
        return await First("field_report");
    }

    /// <summary>A hazard of its own under listed supervision, published, at the first call.</summary>
    public async Task<Guid> Listing()
    {
        if (await Find("hazard-listing") is { } known)
        {
            return known;
        }

        var (units, premises) = (await Units(2), await First("premises"));
        var terms = new { number = "海政办〔2022〕7号", decidedOn = "2022-04-01", body = units[0], supervising = units, accepting = units[1], due = "2022-12-30" };
        var id = await Make("/api/v1/hazards/listed/", new { terms, register = new { premises = new[] { premises }, place = "二楼东侧", category = "Other", items = new[] { new { text = "疏散通道堆放杂物" } } } });
        await Post("/api/v1/hazards/listed/publish", new { listing = id });
        return id;
    }

    /// <summary>A checklist of the district's own, published and with a draft of its next edition, at the first call.</summary>
    public async Task<Guid> Checklist()
    {
        if (await Find("checklist") is { } known)
        {
            return known;
        }

        string[] yes = ["Yes"], no = ["No"];
        var draft = new
        {
            title = "场所消防安全日常检查表",
            standard = "GB 55037-2022",
            kinds = new[] { "*" },
            questions = new object[]
            {
                new { id = "q1", text = "疏散通道、安全出口是否畅通", clause = "7.1.2", group = "安全疏散", effects = new object[] { new { @if = yes, points = 10 }, new { @if = no, photograph = true, comment = true, points = 0, hazard = "General", finding = "疏散通道被占用" } } },
                new { id = "q2", text = "占用通道的物品", type = "Choice", choices = new[] { "货物", "电动自行车" }, group = "安全疏散", when = new[] { new[] { new { question = "q1", isAnyOf = no } } } },
                new { id = "q3", text = "灭火器是否在有效期内", clause = "8.1.1", group = "消防设施", mayNotApply = true, effects = new object[] { new { @if = yes, points = 5 }, new { @if = no, points = 0 } } },
            },
            next = new object[] { new { days = 7, grade = "General" }, new { days = 90 } },
            note = "日常检查使用，每季度一次。",
        };
        var id = await Make("/api/v1/hazards/checklists/", new { draft });
        await Post("/api/v1/hazards/checklists/publish", new { checklist = id, from = DistrictDay.Of(_web.Clock.GetUtcNow()) });
        await Post("/api/v1/hazards/checklists/", new { id, draft });
        return id;
    }

    /// <summary>An inspection of the first premises by that checklist, made at the first call.</summary>
    public async Task<Guid> Inspection()
    {
        if (await Find("inspection") is null)
        {
            var (premises, unit, checklist) = (await First("premises"), await First("unit"), await Checklist());
            var answers = new { q1 = new { value = "Yes", comment = "三处出口均已查看。" }, q3 = new { value = "No" } };
            await Post("/api/v1/hazards/inspect", new { premises, checklist, answers, category = "Fire", unit });
        }

        return await First("inspection");
    }

    /// <summary>A penalty at the first premises, entered at the first call.</summary>
    public async Task<Guid> Enforcement()
    {
        if (await Find("enforcement") is null)
        {
            var (premises, unit, hazard) = (await First("premises"), await First("unit"), await Hazard());
            await Post("/api/v1/hazards/enforcement/", new
            {
                terms = new { kind = "Penalty", field = "Fire", premises, hazards = new[] { hazard }, number = "甲消罚〔2022〕1号", basis = "消防法 第六十条", summary = "占用疏散通道。", fine = new { party = "Unit", amount = 5000, bracket = "fire-law-60-unit" } },
                unit,
            });
        }

        return await First("enforcement");
    }

    /// <summary>A campaign without a document in the store, started at the first call.</summary>
    public async Task<Guid> Campaign()
    {
        if (await Find("campaign") is null)
        {
            var unit = await First("unit");
            await Post("/api/v1/hazards/campaigns/", new
            {
                terms = new
                {
                    name = "消防安全专项行动",
                    number = "甲安〔2022〕1号",
                    from = "2022-03-01",
                    phases = new[] { new { name = "排查", from = "2022-03-01", to = "2022-05-31" }, new { name = "整治", from = "2022-06-01", to = "2022-12-31" } },
                    reports = new[] { new { day = "2022-05-08", what = "工作进展和统计表", to = unit } },
                    units = new[] { unit },
                },
            });
        }

        return await First("campaign");
    }

    /// <summary>A supervision notice about a matter of its own, issued at the first call.</summary>
    public async Task<Guid> IssuedDocument()
    {
        if (await Find("issued-document") is { } known)
        {
            return known;
        }

        var units = await Units(2);
        var matter = await _web.Done(new OpenMatter(new() { Title = "老旧管网改造", Body = "全年改造老旧管网10公里。", Lead = UnitId.From(units[0]), Accepting = UnitId.From(units[1]), Due = new(new(2022, 12, 31)), Origin = new("tests", "issued-document", "1", null) }));
        return await Make("/api/v1/matters/documents/issue", new { kind = "SupervisionNotice", issuer = units[1], word = "甲督", matter = matter.Value, opinion = "请倒排工期。", feedback = "每周反馈。" });
    }

    /// <summary>The score of a unit, drawn up at the first call.</summary>
    public async Task<Guid> Score()
    {
        if (await Find("score-sheet") is null)
        {
            await Matter();
            await Post("/api/v1/matters/scores", new { from = "2022-01-01", to = "2022-04-01" });
        }

        return await First("score-sheet");
    }

    /// <summary>A named list with columns and a matter on it, made at the first call.</summary>
    public async Task<Guid> List()
    {
        if (await Find("matter-list") is null)
        {
            var matter = await Matter();
            var list = await Post("/api/v1/matters/lists", new { name = "重点清单", columns = new[] { new { key = "note", title = "备注", type = "Text" } } });
            await Post("/api/v1/matters/lists/put", new { list, matter, values = new Dictionary<string, string>(StringComparer.Ordinal) { ["note"] = "每周调度" } });
        }

        return await First("matter-list");
    }

    /// <summary>Makes something as the supervision officer.</summary>
    private async Task<Guid> Make(string address, object body) => Guid.Parse(await Post(address, body));

    private async Task<string> Post(string address, object body)
    {
        var cancel = TestContext.Current.CancellationToken;
        using var client = await _web.LogIn(Role.SupervisionOfficer);
        await client.ToWrite();
        using var answer = await client.PostAsJsonAsync(address, body, cancel);
        var text = await answer.Content.ReadAsStringAsync(cancel);
        Assert.True(answer.IsSuccessStatusCode, text);
        return text.Trim('"');
    }

    /// <summary>The first units of the district that do work.</summary>
    private async Task<Guid[]> Units(int count)
    {
        await using var scope = _web.Services.CreateAsyncScope();
        return [.. (await scope.ServiceProvider.GetRequiredService<IOrganisationQueries>().Units(new(2022, 4, 1), TestContext.Current.CancellationToken)).Where(u => u.Kind is UnitKind.Department or UnitKind.Street).Take(count).Select(u => u.Id.Value)];
    }

    /// <summary>The first stream of a kind, such as a unit.</summary>
    public async Task<Guid> First(string kind)
    {
        var first = await Find(kind);
        Assert.True(first is not null, $"Nothing of the kind {kind} was made.");
        return first.Value;
    }

    /// <summary>Hands a document in over the API and waits until it is read.</summary>
    /// <returns>Its id.</returns>
    public async Task<Guid> Upload(string name, byte[] content)
    {
        var cancel = TestContext.Current.CancellationToken;
        using var client = await _web.LogIn(Role.SupervisionOfficer);
        await client.ToWrite();
        using var body = new MultipartFormDataContent();
        using var file = new ByteArrayContent(content);
        file.Headers.ContentType = new MediaTypeHeaderValue("text/plain");
        body.Add(file, "file", name);
        using var answer = await client.PostAsync("/api/v1/documents/imports", body, cancel);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(cancel));
        for (var wait = 0; wait < 600 && await Find("document") is null; wait++)
        {
            await Task.Delay(100, cancel);
        }

        return await First("document");
    }

    private async Task<Guid?> Find(string kind)
    {
        await using var scope = _web.Services.CreateAsyncScope();
        var entries = scope.ServiceProvider.GetRequiredService<BihuanContext>().Set<JournalEntry>().AsNoTracking().Where(e => e.StreamKind == kind);
        var telling = Telling.GetValueOrDefault(kind, "");
        return await entries.OrderBy(e => e.Payload.Contains(telling) ? 0 : 1).ThenBy(e => e.Position).Select(e => (Guid?)e.StreamId).FirstOrDefaultAsync(TestContext.Current.CancellationToken);
    }
}
