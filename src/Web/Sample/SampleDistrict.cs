using System.Text.Json;
using Bihuan.Accounts;
using Bihuan.Documents;
using Bihuan.Enterprises;
using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Platform;
using Bihuan.Reading.Units;

namespace Bihuan.Web.Sample;

/// <summary>Loads the sample district through the real commands, as the program itself, with the clock set to the sample's day.</summary>
/// <param name="scopes">Each step is a request of its own.</param>
internal sealed class SampleDistrict(IServiceScopeFactory scopes) : ISampleDistrict
{
    /// <summary>What <c>--sample</c> is given.</summary>
    public const string Name = "beilun";

    /// <summary>The morning on which the sample begins, in Shanghai.</summary>
    private static readonly DateTimeOffset Morning = new(2022, 4, 1, 9, 0, 0, TimeSpan.FromHours(8));

    public async Task<Result<IReadOnlyList<DemonstrationAccount>>> Load(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Caller>().IsProgram = true;
        var ask = scope.ServiceProvider.GetRequiredService<Mediator>();
        var words = scope.ServiceProvider.GetRequiredService<Words>();
        var (units, people, groups) = (Read("units.json"), Read("people.json"), Read("groups.json"));

        DemonstrationAccount[] administrators =
        [
            new(Role.SystemAdministrator, "xitong", Demonstration.NewPassword(), null),
            new(Role.SecurityAdministrator, "anquan", Demonstration.NewPassword(), null),
            new(Role.AuditAdministrator, "shenji", Demonstration.NewPassword(), null),
        ];
        var (system, security, audit) = (Of(administrators[0]), Of(administrators[1]), Of(administrators[2]));
        if (await ask.Send(new SetUp(units.GetProperty("government").GetProperty("name").GetString()!, system, security, audit, IsSample: true), reason: null, cancel) is Result<None>.Refused refused)
        {
            return new Result<IReadOnlyList<DemonstrationAccount>>.Refused(refused.Problems);
        }

        var loading = new Loading(ask, cancel);
        await loading.Must(new SetClock(Morning));
        await loading.Units(units);
        await loading.People(people);
        await loading.Groups(groups);
        await loading.Premises(Read("premises.json"));

        List<DemonstrationAccount> all = [.. administrators];
        var street = units.GetProperty("units").EnumerateArray().First(u => u.GetProperty("kind").GetString() == nameof(UnitKind.Street)).GetProperty("name").GetString()!;
        foreach (var (role, name, unit) in new[] { (Role.SupervisionOfficer, "ducha", null), (Role.OrganisationOfficer, "zuzhi", null), (Role.UnitOfficer, "jingban", street), (Role.Reader, "chayue", (string?)null), (Role.GridWorker, "wangge", street), (Role.FirmOfficer, "qiye", null) })
        {
            var account = new DemonstrationAccount(role, name, Demonstration.NewPassword(), unit);
            await loading.Must(new CreateAccount(name, words.Of(role), account.Password, role, unit is null ? null : loading.UnitOf(unit), MustChangePassword: false));
            all.Add(account);
        }

        await loading.Must(new LinkFirmAccount(loading.Firm!.Value, "qiye"));

        // The leader's role goes with the post, so that an appointment moves it.
        var (person, post, unitOfPost) = loading.Leader!.Value;
        var leader = new DemonstrationAccount(Role.Leader, "lingdao", Demonstration.NewPassword(), unitOfPost);
        await loading.Must(new GrantRoleToPost(post, Role.Leader));
        await loading.Must(new CreateAccount(leader.Name, words.Of(Role.Leader), leader.Password, Person: person, MustChangePassword: false));
        all.Add(leader);
        await Documents(scope.ServiceProvider.GetRequiredService<IDocumentIntake>(), words, cancel);
        return all;

        FirstAdministrator Of(DemonstrationAccount account) => new(account.Name, words.Of(account.Role), account.Password);
    }

    /// <summary>The documents are read in the background, as any upload; the pages show how far they are.</summary>
    private static async Task Documents(IDocumentIntake intake, Words words, CancellationToken cancel)
    {
        foreach (var file in Directory.GetFiles(Path.Combine(SampleFolder.Find("beilun-2022"), "documents")).Order(StringComparer.Ordinal))
        {
            await using var content = File.OpenRead(file);
            if (await intake.Take(content, Path.GetFileName(file), cancel) is Result<ImportId>.Refused refused)
            {
                throw new InvalidOperationException($"{file}: {string.Join("; ", refused.Problems.Select(words.Say))}");
            }
        }
    }

    private static JsonElement Read(string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(SampleFolder.Find("beilun-2022"), file)));
        return json.RootElement.Clone();
    }

    /// <summary>The ids that the commands gave, by what the sample calls things.</summary>
    private sealed class Loading(Mediator ask, CancellationToken cancel)
    {
        private readonly Dictionary<string, UnitId> _units = new(StringComparer.Ordinal);
        private readonly Dictionary<string, PersonId> _people = new(StringComparer.Ordinal);
        private readonly Dictionary<string, GroupId> _groups = new(StringComparer.Ordinal);

        /// <summary>The first leader with a portfolio, the post in which they have it, and its unit.</summary>
        public (PersonId Person, PostId Post, string Unit)? Leader { get; private set; }

        /// <summary>The first firm that uses premises.</summary>
        public EnterpriseId? Firm { get; private set; }

        public UnitId UnitOf(string name) => _units[name];

        public async Task Units(JsonElement file)
        {
            var government = file.GetProperty("government");
            await Must(new NameDistrict(Text(government, "name")!, Enum.Parse<UnitLevel>(Text(government, "level")!), Text(government, "city"), Text(government, "province")));
            var left = file.GetProperty("units").EnumerateArray().ToList();
            while (left.Count > 0)
            {
                // Parents before those under them.
                var ready = left.Where(u => Text(u, "parent") is not { } parent || _units.ContainsKey(parent)).ToList();
                if (ready.Count == 0)
                {
                    throw new InvalidOperationException($"The sample's units stand in a circle: {string.Join(", ", left.Select(u => Text(u, "name")))}");
                }

                foreach (var unit in ready)
                {
                    await Unit(unit);
                }

                left.RemoveAll(u => _units.ContainsKey(Text(u, "name")!));
            }
        }

        private async Task Unit(JsonElement unit)
        {
            var name = Text(unit, "name")!;
            UnitId? parent = Text(unit, "parent") is { } above ? _units[above] : null;
            var id = await Must(new CreateUnit(name, Enum.Parse<UnitKind>(Text(unit, "kind")!), Enum.Parse<UnitLevel>(Text(unit, "level")!), parent, Day(unit, "validFrom"), Day(unit, "validTo"), Note: Text(unit, "note")));
            _units.Add(name, id);
            foreach (var alias in unit.GetProperty("aliases").EnumerateArray())
            {
                await Must(new AddAlias(id, Text(alias, "name")!, AliasKind.Alias, Source(alias)));
            }
            foreach (var (list, kind) in new[] { ("uncertainAliases", AliasKind.Uncertain), ("shortForms", AliasKind.ShortForm) })
            {
                foreach (var alias in unit.GetProperty(list).EnumerateArray())
                {
                    await Must(new AddAlias(id, alias.GetString()!, kind, null));
                }
            }
        }

        public async Task People(JsonElement file)
        {
            foreach (var person in file.GetProperty("people").EnumerateArray())
            {
                _people.Add(Text(person, "id")!, await Must(new EnterPerson(Text(person, "name")!)));
            }

            var posts = new Dictionary<(string, string), PostId>();
            foreach (var post in file.GetProperty("posts").EnumerateArray())
            {
                var (unit, title) = (Text(post, "unit")!, Text(post, "title")!);
                posts[(unit, title)] = await Must(new CreatePost(_units[unit], title, Enum.Parse<PostKind>(Text(post, "kind")!)));
            }

            foreach (var holding in file.GetProperty("holdings").EnumerateArray())
            {
                var who = PersonRef.Known(_people[Text(holding, "person")!]);
                var post = PostRef.Titled(_units[Text(holding, "unit")!], Text(holding, "title")!);
                foreach (var seen in holding.GetProperty("seen").EnumerateArray())
                {
                    await Must(new NoteHolder(who, post, Day(seen, "date")!.Value, Source(seen)!));
                }
                if (Day(holding, "from") is { } from)
                {
                    await Must(new Appoint(who, post, from, Source(holding.GetProperty("start")), holding.GetProperty("concurrent").GetBoolean(), holding.GetProperty("probationYears").GetInt32()));
                }
                if (Day(holding, "to") is { } to)
                {
                    await Must(new Remove(who, post, to, Source(holding.GetProperty("end"))));
                }
            }

            foreach (var portfolio in file.GetProperty("portfolios").EnumerateArray())
            {
                var (person, title) = (Text(portfolio, "person")!, Text(portfolio, "title")!);
                var unit = file.GetProperty("holdings").EnumerateArray().First(h => Text(h, "person") == person && Text(h, "title") == title);
                var government = Text(unit, "unit")!;
                var label = Text(portfolio, "areasLabel") == "主管" ? DutyKind.Leads : DutyKind.Answers; // not-a-text: the label of the column in the sample's file
                List<Duty> duties = [.. portfolio.GetProperty("areas").EnumerateArray().Select(a => new Duty(label, a.GetString(), null))];
                duties.AddRange(portfolio.GetProperty("manages").EnumerateArray().Select(u => new Duty(DutyKind.Manages, null, _units[Text(u, "unit")!], Text(u, "scope"))));
                duties.AddRange(portfolio.GetProperty("liaises").EnumerateArray().Select(u => new Duty(DutyKind.Liaises, null, _units[Text(u, "unit")!], Text(u, "scope"))));
                await Must(new SetPortfolio(PersonRef.Known(_people[person]), PostRef.Titled(_units[government], title), Day(portfolio, "validFrom"), Text(portfolio, "scope"), duties, Source(portfolio)));
                Leader ??= (_people[person], posts[(government, title)], government);
            }
        }

        public async Task Groups(JsonElement file)
        {
            foreach (var group in file.GetProperty("groups").EnumerateArray())
            {
                List<GroupMember> members = [.. group.GetProperty("roles").EnumerateArray().Select(r => new GroupMember(
                    Text(r, "role")!, Enum.Parse<RoleBy>(Text(r, "by")!), Text(r, "unit") is { } unit ? _units[unit] : null, Text(r, "title"), Text(r, "condition"),
                    Text(r, "person") is { } person ? PersonRef.Known(_people[person]) : null))];
                var parent = Text(group, "parent");
                var content = new GroupContent(
                    Text(group, "name")!, Enum.Parse<GroupKind>(Text(group, "kind")!), members, Day(group, "date"), Day(group, "validTo"),
                    parent is not null && _groups.TryGetValue(parent, out var above) ? above : null,
                    parent is not null && _units.TryGetValue(parent, out var under) ? under : null,
                    Text(group, "unit") is { } own ? _units[own] : null,
                    Text(group, "seat") is { } seat ? _units[seat] : null,
                    Text(group, "seatRoom"), group.GetProperty("openEnded").GetBoolean(), Text(group, "duties"), Text(group, "note"));
                _groups[content.Name] = await Must(new SetUpGroup(content, Source(group)));
            }
        }

        /// <summary>Firms and the premises that they use. The gazette prints no codes and no positions, so none are entered.</summary>
        public async Task Premises(JsonElement file)
        {
            var firms = new Dictionary<string, EnterpriseId>(StringComparer.Ordinal);
            foreach (var firm in file.GetProperty("firms").EnumerateArray())
            {
                firms.Add(Text(firm, "name")!, await Must(new RegisterEnterprise(new()
                {
                    Name = Text(firm, "name")!,
                    Form = Enum.Parse<LegalForm>(Text(firm, "form")!),
                    Address = Text(firm, "address") ?? "",
                    Street = Unit(firm, "street"),
                    Departments = [.. Texts(firm, "departments").Select(UnitOf)],
                    Tags = Texts(firm, "tags"),
                    Note = Printed(firm),
                })));
            }

            foreach (var place in file.GetProperty("premises").EnumerateArray())
            {
                await Must(new RegisterPremises(new()
                {
                    Name = Text(place, "name")!,
                    Aliases = Texts(place, "aliases"),
                    Kind = Text(place, "kind")!,
                    Address = Text(place, "address")!,
                    Street = Unit(place, "street"),
                    Territory = Unit(place, "territory"),
                    Departments = [.. Texts(place, "departments").Select(UnitOf)],
                    Uses = Text(place, "firm") is { } user ? [new(firms[user], Enum.Parse<UseRole>(Text(place, "role")!))] : [],
                    Tags = Texts(place, "tags"),
                    Note = Text(place, "note") is { } note ? $"{note}\n{Printed(place)}" : Printed(place),
                }));
                Firm ??= Text(place, "firm") is { } first ? firms[first] : null;
            }

            UnitId? Unit(JsonElement element, string name) => Text(element, name) is { } unit ? UnitOf(unit) : null;

            static IReadOnlyList<string> Texts(JsonElement element, string name) => [.. element.GetProperty(name).EnumerateArray().Select(t => t.GetString()!)];

            static string Printed(JsonElement element) => $"{Text(element, "document")} {Text(element, "place")}";
        }

        /// <summary>The sample's own data cannot be refused; if it is, the program and its sample do not fit.</summary>
        public async Task<T> Must<T>(IRequest<T> request) =>
            (await ask.Send(request, reason: null, cancel)).Match(value => value, problems => throw new InvalidOperationException($"{request}: {string.Join("; ", problems.Select(p => $"{p.Code} {p.Field} {string.Join(' ', p.Values)}"))}"));

        private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

        private static DateOnly? Day(JsonElement element, string name) => Text(element, name) is { } day ? DateOnly.ParseExact(day, "yyyy-MM-dd") : null;

        private static Clause? Source(JsonElement element) => element is { ValueKind: JsonValueKind.Object } && Text(element, "document") is { } document ? new(document, Text(element, "place")!) : null;
    }
}

/// <summary>Where the samples lie: beside the published program, or in the source tree.</summary>
internal static class SampleFolder
{
    public static string Find(string sample)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "data", "samples", sample);
            if (Directory.Exists(path))
            {
                return path;
            }
        }

        throw new DirectoryNotFoundException($"The sample {sample} is not beside the program.");
    }
}
