using System.Globalization;
using System.Text;
using System.Text.Json;
using Bihuan.Kernel;
using Bihuan.Reading.Contradictions;
using Bihuan.Reading.Units;
using Bihuan.TestKit;
using Xunit;

namespace Bihuan.Reading.Tests;

/// <summary>The sample district in <c>data/samples/beilun-2022</c>: whole in itself, true to the checked facts, and in its own words.</summary>
public sealed class SampleDistrictTests
{
    private static readonly string Folder = Path.Combine(Shared.Repository, "data/samples/beilun-2022");

    private static readonly Lazy<JsonElement> UnitsFile = new(() => Json("units.json"));
    private static readonly Lazy<JsonElement> PeopleFile = new(() => Json("people.json"));
    private static readonly Lazy<JsonElement> GroupsFile = new(() => Json("groups.json"));

    private static JsonElement Json(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, name)));
        return document.RootElement.Clone();
    }

    private static List<JsonElement> Items(JsonElement file, string name) => [.. file.GetProperty(name).EnumerateArray()];

    private static string? Text(JsonElement item, string name) => item.GetProperty(name).GetString();

    private static DateOnly? Day(JsonElement item, string name) =>
        Text(item, name) is { } day ? DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null;

    private static List<JsonElement> Units => Items(UnitsFile.Value, "units");

    private static HashSet<string?> UnitNames => [.. Units.Select(u => Text(u, "name"))];

    private static UnitRegistry Registry()
    {
        using var stream = File.OpenRead(Path.Combine(Folder, "units.json"));
        return UnitRegistry.Load(stream) is Result<UnitRegistry>.Done(var registry) ? registry : throw new InvalidOperationException("refused");
    }

    [Fact]
    public void The_units_are_a_forest()
    {
        var parents = Units.ToDictionary(u => Text(u, "name")!, u => Text(u, "parent"), StringComparer.Ordinal);
        Assert.Equal(231, parents.Count);
        foreach (var (name, parent) in parents)
        {
            Assert.True(parent is null || parents.ContainsKey(parent), $"{name} 的上级 {parent} 不在名册");
            var steps = 0;
            for (var at = parent; at is not null; at = parents[at])
            {
                Assert.True(++steps <= parents.Count && at != name, $"{name} 的上级成环");
            }
        }
        foreach (var unit in Units)
        {
            Assert.True(Day(unit, "validFrom") is not { } from || Day(unit, "validTo") is not { } to || from < to, Text(unit, "name"));
        }
    }

    [Fact]
    public void The_units_are_those_of_the_facts_and_every_alias_has_its_clause()
    {
        var facts = Shared.Facts("organization.json").GetProperty("units").EnumerateArray().ToList();
        Assert.Equal(facts.Select(f => Text(f, "name")), Units.Select(u => Text(u, "name")));
        var documents = Shared.Facts("documents.json").GetProperty("documents").EnumerateArray().Select(d => Text(d, "number") ?? GazetteReading.Bare(Text(d, "title"))).ToHashSet<string?>();
        var aliases = 0;
        foreach (var (fact, unit) in facts.Zip(Units))
        {
            Assert.Equal(fact.GetProperty("aliases").EnumerateArray().Select(a => a.GetString()), Items(unit, "aliases").Select(a => Text(a, "name")));
            foreach (var alias in Items(unit, "aliases"))
            {
                aliases++;
                Assert.Contains(Text(alias, "document"), documents);
                Assert.False(string.IsNullOrEmpty(Text(alias, "place")), Text(alias, "name"));
            }
        }

        Assert.Equal(166, aliases);
    }

    [Fact]
    public void People_hold_posts_of_known_units_in_ordered_days()
    {
        var people = Items(PeopleFile.Value, "people").ToDictionary(p => Text(p, "id")!, p => Text(p, "name"), StringComparer.Ordinal);
        var posts = Items(PeopleFile.Value, "posts").ToDictionary(p => (Text(p, "unit"), Text(p, "title")), p => p);
        var units = UnitNames;
        foreach (var (unit, title) in posts.Keys)
        {
            Assert.True(units.Contains(unit), $"{title} 的单位 {unit} 不在名册");
            Assert.Contains(Text(posts[(unit, title)], "kind"), new[] { "Head", "Deputy", "Other" });
        }

        var holdings = Items(PeopleFile.Value, "holdings");
        foreach (var holding in holdings)
        {
            Assert.Equal(people[Text(holding, "person")!], Text(holding, "name"));
            Assert.Contains((Text(holding, "unit"), Text(holding, "title")), posts.Keys);
            Assert.True(Day(holding, "from") is not { } from || Day(holding, "to") is not { } to || from < to, Text(holding, "name"));
            Assert.Equal(Text(holding, "from") is null, holding.GetProperty("start").ValueKind is JsonValueKind.Null);
            Assert.Equal(Text(holding, "to") is null, holding.GetProperty("end").ValueKind is JsonValueKind.Null);
            Assert.All(Items(holding, "seen"), s => Assert.True(Day(holding, "to") is not { } end || Day(s, "date") < end, Text(holding, "name")));
        }

        // A head's post from which the last known holder was removed is vacant, and no other.
        foreach (var ((unit, title), post) in posts.Where(p => Text(p.Value, "kind") == "Head"))
        {
            var of = holdings.Where(h => Text(h, "unit") == unit && Text(h, "title") == title).ToList();
            Assert.Equal(of.Count > 0 && of.TrueForAll(h => Day(h, "to") is not null), Text(post, "vacantSince") is not null);
        }
    }

    [Fact]
    public void Appointments_are_those_of_the_facts_and_move_the_holders()
    {
        var facts = Shared.Facts("appointments.json").GetProperty("appointments").EnumerateArray().ToList();
        var ours = Items(PeopleFile.Value, "appointments");
        Assert.Equal(56, ours.Count);
        static (string?, string?, string?, string?, string?, bool, int, string?) Of(JsonElement a, string name, string unit, string title) =>
            (Text(a, "document"), Text(a, name), Text(a, "action")!.ToLowerInvariant(), Text(a, unit), Text(a, title), a.GetProperty("concurrent").GetBoolean(), a.GetProperty("probationYears").GetInt32(), Text(a, "date"));
        Assert.Equal(facts.Select(a => Of(a, "person", "unit", "post")), ours.Select(a => Of(a, "name", "printedUnit", "title")));

        var registry = Registry();
        var holdings = Items(PeopleFile.Value, "holdings");
        foreach (var a in ours)
        {
            // A name that the registry's rules do not reach (a bracketed second name) is placed by hand, and only there.
            var match = registry.Resolve(Text(a, "printedUnit")!);
            Assert.True(match.Unit?.Name == Text(a, "unit") || match.Unit is null, $"{Text(a, "printedUnit")} → {match.Unit?.Name}");
            var held = Assert.Single(holdings, h => Text(h, "person") == Text(a, "person") && Text(h, "unit") == Text(a, "unit") && Text(h, "title") == Text(a, "title"));
            Assert.Equal(Text(a, "date"), Text(held, Text(a, "action") == "Appoint" ? "from" : "to"));
        }
    }

    [Fact]
    public void Portfolios_are_those_of_the_facts()
    {
        var facts = Shared.Facts("organization.json").GetProperty("leaders").GetProperty("items").EnumerateArray().ToList();
        var ours = Items(PeopleFile.Value, "portfolios");
        Assert.Equal(8, ours.Count);
        var units = UnitNames;
        foreach (var (fact, item) in facts.Zip(ours))
        {
            Assert.Equal((Text(fact, "name"), Text(fact, "post"), Text(fact, "scope"), Text(fact, "areasLabel")), (Text(item, "name"), Text(item, "title"), Text(item, "scope"), Text(item, "areasLabel")));
            Assert.Equal(fact.GetProperty("areas").EnumerateArray().Select(a => a.GetString()), item.GetProperty("areas").EnumerateArray().Select(a => a.GetString()));
            foreach (var list in new[] { "manages", "liaises" })
            {
                Assert.Equal(Items(fact, list).Select(u => (Text(u, "unit"), Text(u, "printed"))), Items(item, list).Select(u => (Text(u, "unit"), Text(u, "printed"))));
                Assert.All(Items(item, list), u => Assert.Contains(Text(u, "unit"), units));
            }
            Assert.Equal(new DateOnly(2022, 3, 23), Day(item, "validFrom"));
        }
    }

    [Fact]
    public void Groups_are_made_of_known_units_posts_and_people()
    {
        var groups = Items(GroupsFile.Value, "groups");
        var parents = groups.ToDictionary(g => Text(g, "name")!, g => Text(g, "parent"), StringComparer.Ordinal);
        var known = groups.Select(g => Text(g, "unit")).Where(u => u is not null).Concat(parents.Keys).ToHashSet();
        var units = UnitNames;
        var people = Items(PeopleFile.Value, "people").ToDictionary(p => Text(p, "id")!, p => Text(p, "name"), StringComparer.Ordinal);
        var posts = Items(PeopleFile.Value, "posts").Select(p => (Text(p, "unit"), Text(p, "title"))).ToHashSet();
        foreach (var group in groups)
        {
            var name = Text(group, "name");
            Assert.True(Text(group, "unit") is not { } unit || units.Contains(unit), name);
            Assert.True(Text(group, "seat") is not { } seat || units.Contains(seat), name);
            Assert.True(Text(group, "parent") is not { } parent || (known.Contains(parent) && parent != name), name);
            Assert.True(Day(group, "date") is not { } day || Day(group, "validTo") is not { } end || day < end, name);
            foreach (var role in Items(group, "roles"))
            {
                Assert.True(Text(role, "unit") is not { } of || units.Contains(of), $"{name}：{role}");
                switch (Text(role, "by"))
                {
                    case "Holder":
                        Assert.Equal(people[Text(role, "person")!], Text(role, "name"));
                        Assert.True(Text(role, "title") is not { } title || posts.Contains((Text(role, "unit"), title)), $"{name}：{role}");
                        break;
                    case "Post":
                        Assert.False(Text(role, "title") is null && Text(role, "condition") is null, $"{name}：{role}");
                        Assert.Null(Text(role, "person"));
                        break;
                    default:
                        Assert.Equal("Unit", Text(role, "by"));
                        Assert.NotNull(Text(role, "unit"));
                        break;
                }
            }
        }

        var facts = Shared.Facts("organization.json").GetProperty("leadingGroups");
        Assert.Equal(
            facts.GetProperty("fireWorkingGroups").GetProperty("groups").EnumerateArray().Select(g => (Text(g, "name"), Items(g, "lead").Count, Items(g, "members").Count)),
            groups.Where(g => Text(g, "parent") == "火场前线指挥部").Select(g => (Text(g, "name"), Items(g, "roles").Count(r => Text(r, "role") == "牵头单位"), Items(g, "roles").Count(r => Text(r, "role") == "成员单位"))));
        var survey = facts.GetProperty("surveyLeadingGroup");
        Assert.Equal(
            new[] { "leader", "deputies", "members" }.SelectMany(list => Items(survey, list)).Select(m => Text(m, "name")),
            Items(groups.Single(g => Text(g, "name") == Text(survey, "name")), "roles").Select(r => Text(r, "name")));
    }

    private static readonly Lazy<IReadOnlyList<ReadResult>> Readings = new(() =>
        [.. Directory.EnumerateFiles(Path.Combine(Folder, "documents"), "*.txt").Order(StringComparer.Ordinal).Select(f => Reader.Read(new SourceText(File.ReadAllText(f), name: Path.GetFileName(f))))]);

    private static IEnumerable<Document> Documents => Readings.Value.SelectMany(r => r.Documents);

    private static Document Document(string number) => Documents.Single(d => d.Number == number);

    private static List<T> Of<T>(string number)
        where T : Commitment => [.. Document(number).Commitments.OfType<T>()];

    /// <summary>One shape of brackets, no white space.</summary>
    private static string Plain(string? text) => GazetteReading.Bare(text).Replace('（', '(').Replace('）', ')');

    private static List<string> Strings(JsonElement item, string name) => [.. item.GetProperty(name).EnumerateArray().Select(v => v.GetString()!)];

    [Fact]
    public void Every_document_is_read_without_problems()
    {
        Assert.All(Readings.Value, r => Assert.Empty(r.Problems));
        Assert.All(Readings.Value, r => Assert.Single(r.Documents));
        var facts = Shared.Facts("documents.json").GetProperty("documents").EnumerateArray().ToList();
        Assert.Equal(17, facts.Count);
        Assert.Equal(facts.Count, Documents.Count());
        foreach (var fact in facts)
        {
            var document = Documents.Single(d => d.Number == Text(fact, "number"));
            Assert.Equal(GazetteReading.Bare(Text(fact, "title")), GazetteReading.Bare(document.Title));
            Assert.Equal(Day(fact, "dateIssued"), document.Date);
            Assert.Equal(Text(fact, "addressees"), document.Addressees);
            Assert.Equal(fact.TryGetProperty("registration", out var registration) ? registration.GetString() : null, document.Registration);
            Assert.Equal(fact.TryGetProperty("signedAs", out var signed) ? signed.GetString() : null, document.SignedAs);
            Assert.Equal(Strings(fact, "issuer").Select(i => i.Split('（')[0]), document.Issuers);
            Assert.Equal(Strings(fact, "supersedes"), document.Repeals);
        }
    }

    /// <summary>Where the condensed document says less or more on purpose: kind by document, gazette and sample.</summary>
    private static readonly Dictionary<(string, string), (int Gazette, int Sample)> Condensed = new()
    {
        // 四大行动 in the prose, and one figure printed twice.
        [("仑政发〔2022〕1号", "quantity")] = (17, 14),

        // Documents already named in the introduction are not named again in the clauses, nor is the list of problems called 定期 twice.
        [("仑安〔2022〕1号", "citation")] = (13, 7),
        [("仑安〔2022〕1号", "meeting")] = (5, 4),

        // The three lists of enterprises are counted.
        [("仑科〔2022〕5号", "quantity")] = (0, 1),

        // The story of the drafts is left out.
        [("", "quantity")] = (6, 4),
    };

    [Fact]
    public void As_many_commitments_of_each_kind_as_in_the_gazette()
    {
        var seen = 0;
        foreach (var original in GazetteReading.Result.Documents)
        {
            var ours = Documents.Single(d => d.Number == original.Number);
            foreach (var kind in original.Commitments.Concat(ours.Commitments).Select(c => c.Kind).Distinct().Order(StringComparer.Ordinal))
            {
                var counts = (original.Commitments.Count(c => c.Kind == kind), ours.Commitments.Count(c => c.Kind == kind));
                if (Condensed.TryGetValue((original.Number ?? "", kind), out var expected))
                {
                    seen++;
                    Assert.Equal(expected, counts);
                }
                else
                {
                    Assert.True(counts.Item1 == counts.Item2, $"{original.Name} {kind}: {counts.Item1} in the gazette, {counts.Item2} in the sample");
                }
            }
        }

        Assert.Equal(Condensed.Count, seen);
    }

    [Fact]
    public void The_136_tasks_carry_leaders_units_streets_and_figures()
    {
        var facts = Shared.Facts("tasks.json").EnumerateArray().ToList();
        var tasks = Of<TaskCommitment>("仑政办〔2022〕9号");
        Assert.Equal(136, tasks.Count);
        foreach (var (fact, task) in facts.Zip(tasks))
        {
            Assert.Equal(fact.GetProperty("number").GetInt32().ToString(CultureInfo.InvariantCulture), task.Number);
            Assert.Equal((Text(fact, "chapter"), Text(fact, "section")), (task.Chapter, task.Section));
            Assert.Equal(Strings(fact, "leaders"), task.Leaders);
            Assert.Equal(Strings(fact, "units"), task.LeadUnits.Concat(task.Units));
            Assert.Equal(Strings(fact, "streets"), task.Streets);
            Assert.Equal(fact.GetProperty("unitsOpenEnded").GetBoolean(), task.OpenEnded);

            // Figures that the facts call doubtful may be read or not; nothing else may be added or lost.
            var all = Items(fact, "quantities").ConvertAll(q => (Figure: (Text(q, "comparator")!.ToUpperInvariant(), q.GetProperty("value").GetDecimal(), Text(q, "unit")!), Doubtful: q.TryGetProperty("doubtful", out var doubtful) && doubtful.GetBoolean()));
            var read = task.Quantities.Select(q => (q.Comparator.ToString().ToUpperInvariant(), q.Value, q.Unit)).ToList();
            Assert.True(all.TrueForAll(f => f.Doubtful || read.Contains(f.Figure)) && read.TrueForAll(r => all.Exists(f => f.Figure == r)), $"{task.Number}: {string.Join("；", read)}");
        }

        Assert.Equal(Shared.Facts("indicators.json").GetProperty("tasks").EnumerateArray().Select(t => (Text(t, "clause"), string.Join('、', Strings(t, "leadUnits")))),
            Of<TaskCommitment>("仑政发〔2022〕1号").Select(t => ((string?)t.Place, string.Join('、', t.LeadUnits))));
    }

    [Fact]
    public void The_gas_tasks_carry_deadlines_and_units()
    {
        static string Bare(string unit) => unit.Split('（')[0].Split('(')[0];
        var rows = Shared.Facts("gasSafety.json").GetProperty("taskList").GetProperty("rows").EnumerateArray().ToList();
        Assert.Equal(61, rows.Count);
        var tasks = Of<TaskCommitment>("仑安〔2022〕1号");
        var places = tasks.Where(t => t.Place.StartsWith("附件2", StringComparison.Ordinal)).Select(t => t.Place).Distinct().ToList();
        Assert.Equal(rows.Select(r => $"附件2 第{r.GetProperty("row").GetInt32()}行"), places);
        foreach (var (row, place) in rows.Zip(places))
        {
            var of = tasks.FindAll(t => t.Place == place);
            var month = Text(row, "deadlineISO") ?? (row.TryGetProperty("deadlineInferred", out var inferred) ? inferred.GetString() : null);
            Assert.All(of, t => Assert.Equal(month, t.Deadline?.Date?.ToString("yyyy-MM", CultureInfo.InvariantCulture)));

            // Row 36 gives each kind of place its own lead; the facts have it in a table of their own. Row 39 names the streets with the bureaus.
            var leads = Strings(row, "leadUnits").Count > 0 ? Strings(row, "leadUnits") : Strings(row, "leadInferred");
            if (place is not ("附件2 第36行" or "附件2 第39行"))
            {
                var read = of.SelectMany(t => t.LeadUnits.Concat(t.Implementers)).Select(Bare).ToHashSet();
                Assert.All(leads.SelectMany(l => l.Split('和', '、')).Select(l => Bare(l).Replace("等按职责", "", StringComparison.Ordinal)), l => Assert.Contains(l, read));
            }
        }

        Assert.Equal(12, tasks.Count(t => t.Place == "附件2 第36行"));
        var reporting = Shared.Facts("gasSafety.json").GetProperty("reporting").EnumerateArray().Where(r => Text(r, "due") is not null).Select(r => Day(r, "due")).Order();
        Assert.Equal(reporting, Of<ReportingDutyCommitment>("仑安〔2022〕1号").Where(d => d.Deadline?.Date is not null).Select(d => d.Deadline!.Date).Order());
        Assert.Equal(
            Shared.Facts("gasSafety.json").GetProperty("form").GetProperty("fields").EnumerateArray().Select(f => Text(f, "unit")),
            Of<FormFieldCommitment>("仑安〔2022〕1号").Select(f => f.Unit));
    }

    [Fact]
    public void People_and_portfolios_are_read_out_of_the_documents()
    {
        var appointments = Items(PeopleFile.Value, "appointments").Select(a => (Text(a, "document"), Text(a, "place"), Text(a, "name"), Text(a, "action"), Text(a, "printedUnit"), Text(a, "title"), a.GetProperty("concurrent").GetBoolean(), a.GetProperty("probationYears").GetDecimal()));
        Assert.Equal(
            appointments.Order(),
            Documents.SelectMany(d => d.Commitments.OfType<AppointmentCommitment>().Select(a => (d.Number, (string?)a.Place, (string?)a.Person, (string?)a.Action.ToString(), (string?)a.Unit, (string?)a.Post, a.Concurrent, a.ProbationYears))).Order());
        Assert.Equal(
            Items(PeopleFile.Value, "portfolios").Select(p => (Text(p, "place"), Text(p, "title"), Text(p, "name"), Text(p, "scope"), string.Join('、', Strings(p, "areas")), string.Join('、', Items(p, "manages").Select(u => Text(u, "printed"))), string.Join('、', Items(p, "liaises").Select(u => Text(u, "printed"))))),
            Of<PortfolioCommitment>("仑政〔2022〕8号").Select(p => ((string?)p.Place, (string?)p.Post, (string?)p.Person, p.Scope, string.Join('、', p.Areas), string.Join('、', p.Manages), string.Join('、', p.Liaises))));

        // Groups read out of the documents are those of groups.json, by clause, with the same named people.
        var groups = Items(GroupsFile.Value, "groups").ToLookup(g => (Text(g, "document"), Text(g, "place")));
        foreach (var (document, group) in Documents.SelectMany(d => d.Commitments.OfType<GroupCommitment>().Select(g => (d, g))))
        {
            // The head of the survey is printed twice, in the text and with all names in the attachment.
            var place = (document.Number, group.Place) is ("仑政办〔2022〕2号", "四（一）") ? "附件1 第1段" : group.Place;
            var at = groups[(document.Number, place)].ToList();
            Assert.True(at.Count > 0, $"{document.Number} {group.Place} {group.Name}");
            var named = at.SelectMany(g => Items(g, "roles")).Select(r => Text(r, "name")).ToHashSet();
            Assert.All(group.Members.Where(m => m.Person is not null), m => Assert.Contains(m.Person, named));
        }
    }

    [Fact]
    public void Hazards_targets_lists_and_decisions_are_those_of_the_facts()
    {
        var hazards = Shared.Facts("hazards.json").GetProperty("hazards").EnumerateArray().ToList();
        Assert.Equal(
            hazards.Select(h => (Plain(Text(h, "name")), Text(h, "address"), Text(h, "nature"), Day(h, "deadline"), string.Join('、', Strings(h, "supervising")), Items(h, "hazards").Count, string.Join('、', Strings(h, "standards").Order(StringComparer.Ordinal)))),
            Of<HazardCommitment>("仑政办〔2022〕3号").Select(h => (Plain(h.Name), h.Address, h.Nature, h.Deadline?.Date, string.Join('、', h.Supervising), h.Items.Count, string.Join('、', h.Standards.Order(StringComparer.Ordinal)))));
        Assert.Equal((6, 25), (hazards.Count, hazards.Sum(h => Items(h, "hazards").Count)));

        static string Targets(JsonElement item) => string.Join(' ', item.GetProperty("targets").EnumerateObject().Select(t => $"{t.Name}={Figures(t.Value)}"));
        static string Figures(JsonElement value) => value.ValueKind switch
        {
            JsonValueKind.Number => value.GetDecimal().ToString(CultureInfo.InvariantCulture),
            JsonValueKind.Array => string.Join('/', value.EnumerateArray().Select(Figures)),
            JsonValueKind.Object => string.Join('/', value.EnumerateObject().Select(v => Figures(v.Value))),
            _ => "",
        };
        var indicators = Shared.Facts("indicators.json").GetProperty("indicators").EnumerateArray().ToList();
        var read = Of<IndicatorCommitment>("仑政发〔2022〕1号");
        Assert.Equal(indicators.Select(i => (Plain(Text(i, "name")), Text(i, "group"), string.Join('、', Strings(i, "leadUnits")))), read.Select(i => (Plain(i.Name), i.Group, string.Join('、', i.LeadUnits))));
        foreach (var (fact, indicator) in indicators.Zip(read).Where(p => p.Second.Parts.Count == 0))
        {
            Assert.Equal(Targets(fact), string.Join(' ', indicator.Targets.Select(t => $"{t.Key}={t.Value?.ToString(CultureInfo.InvariantCulture)}")));
        }
        Assert.Equal(new[] { 2, 3 }, read.Where(i => i.Parts.Count > 0).Select(i => i.Parts.Count));

        var localities = Shared.Facts("highTechTargets.json");
        Assert.Equal(
            Items(localities, "rows").Append(localities.GetProperty("total")).Select(r => (Text(r, "locality"), Targets(r))),
            Of<BreakdownCommitment>("仑科〔2022〕4号").Select(b => ((string?)b.Locality, string.Join(' ', b.Targets.Select(t => $"{t.Key}={t.Value?.ToString(CultureInfo.InvariantCulture)}")))));

        var enterprises = Shared.Facts("enterprises.json").GetProperty("longteng").GetProperty("entries").EnumerateArray().ToList();
        Assert.Equal(52, enterprises.Count);
        Assert.Equal(enterprises.Select(e => (Plain(Text(e, "name")), Plain(string.Join('、', Strings(e, "members"))))), Of<EnterpriseCommitment>("仑政办〔2022〕7号").Select(e => (Plain(e.Name), Plain(string.Join('、', e.Members)))));

        Assert.Equal(
            Shared.Facts("decisions.json").GetProperty("decisions").EnumerateArray().Select(d => (Plain(Text(d, "item")), Text(d, "unit"), Text(d, "planned"), string.Join(' ', d.GetProperty("procedures").EnumerateObject().Select(p => $"{p.Name}={p.Value.GetBoolean()}")))),
            Of<DecisionCommitment>("仑政办〔2022〕10号").Select(d => (Plain(d.Item), d.Unit, d.Planned?.Date?.ToString("yyyy-MM", CultureInfo.InvariantCulture), string.Join(' ', d.Procedures.Select(p => $"{p.Key.Split('/')[^1]}={p.Value}")))));
    }

    [Fact]
    public void The_rules_read_the_same_thresholds_fines_and_money()
    {
        var plan = Shared.Facts("forestFirePlan.json");
        var thresholds = Of<ThresholdCommitment>("仑政办〔2022〕5号");
        static (string, decimal?, decimal?) Bounds(JsonElement grade, string measure, string name) =>
            (name, Number(grade.GetProperty(measure).GetProperty("min")), Number(grade.GetProperty(measure).GetProperty("max")));
        static decimal? Number(JsonElement value) => value.ValueKind is JsonValueKind.Number ? value.GetDecimal() : null;
        foreach (var grade in Items(plan, "grades"))
        {
            var of = thresholds.FindAll(t => t.Purpose == ThresholdPurpose.Grade && t.Level == Text(grade, "grade"));
            Assert.Equal(
                new[] { Bounds(grade, "areaHa", "Area"), Bounds(grade, "deaths", "Deaths"), Bounds(grade, "seriousInjuries", "SeriousInjuries") },
                of.Where(t => t.Measure != Measure.Qualitative).Select(t => (t.Measure.ToString(), t.Lower, t.Upper)).Order());
        }
        foreach (var level in Items(plan, "responseLevels"))
        {
            var of = thresholds.FindAll(t => t.Purpose == ThresholdPurpose.Response && t.Level == Text(level, "level") + "级");
            Assert.Equal(
                Items(level, "triggers").Select(t => t.TryGetProperty("threshold", out var value) && Text(t, "unit") is not null ? value.GetDecimal() : (decimal?)null),
                of.Select(t => t.Lower));
        }

        var fines = Shared.Facts("fireBan.json").GetProperty("penalties").EnumerateArray().Where(p => p.GetProperty("fine").ValueKind is JsonValueKind.Object)
            .SelectMany(p => new[] { ("个人", "person"), ("单位", "unit") }.Select(t => (t.Item1, p.GetProperty("fine").GetProperty(t.Item2).GetProperty("min").GetDecimal(), p.GetProperty("fine").GetProperty(t.Item2).GetProperty("max").GetDecimal())));
        Assert.Equal(fines.Order(), Of<PenaltyCommitment>("仑政〔2022〕9号").Where(p => p.FineFrom is not null).Select(p => (p.Target ?? "", p.FineFrom ?? 0, p.FineTo ?? 0)).Order());

        var grants = Shared.Facts("grants.json");
        var money = Of<FundingCommitment>("仑科〔2022〕2号");
        Assert.Equal(Items(grants, "instalments").Select(i => (decimal?)i.GetProperty("percent").GetDecimal()), money.Where(f => f.Rule == FundingRule.Instalment).Select(f => f.Percent));
        Assert.Contains(money, f => f.Rule == FundingRule.Cap && f.Yuan == grants.GetProperty("funding").GetProperty("maxPerProjectYuan").GetDecimal());
        Assert.Contains(money, f => f.Rule == FundingRule.Share && f.Percent == grants.GetProperty("funding").GetProperty("maxShareOfTotalInvestmentPercent").GetDecimal());

        // Five duties of three working days each, one by a day.
        var duties = Shared.Facts("survey.json").GetProperty("dutiesWithDeadlines").EnumerateArray().ToList();
        var read = Of<ReportingDutyCommitment>("仑政办〔2022〕2号");
        Assert.Equal(duties.Count(d => d.TryGetProperty("dayType", out _)), read.Count(d => d.Deadline?.Term is { Count: 3, Unit: TermUnit.WorkingDay }));
        Assert.Contains(read, d => d.Deadline?.Date == new DateOnly(2022, 2, 15));
    }

    [Fact]
    public void The_same_errors_and_warnings_are_found_as_in_the_gazette()
    {
        static IEnumerable<(ContradictionKind, int)> Grave(IEnumerable<Contradiction> found) =>
            found.Where(c => c.Severity is Severity.Error or Severity.Warning).GroupBy(c => c.Kind).Select(g => (g.Key, g.Count())).Order();
        Assert.Equal(Grave(GazetteReading.Result.Contradictions), Grave(ContradictionFinder.Find(Readings.Value)));
    }

    /// <summary>Names of the documents that no unit of the registry stands for.</summary>
    private static readonly HashSet<string> KnownUnresolved = new(StringComparer.Ordinal)
    {
        "燃气经营单位和个人",       // anyone who sells gas
        "移动北仑分公司",           // printed once without 中国; offered, not taken
    };

    [Fact]
    public void Every_unit_named_resolves_or_is_known_not_to()
    {
        var registry = Registry();
        var open = Readings.Value.SelectMany(r => UnitResolver.Resolve(r, registry)).Where(r => r.Match.Outcome is ResolutionOutcome.Unknown or ResolutionOutcome.Uncertain).Select(r => r.Printed).ToHashSet(StringComparer.Ordinal);
        Assert.Equal(KnownUnresolved.Order(StringComparer.Ordinal), open.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_clause_named_stands_in_the_documents()
    {
        var places = Documents.ToDictionary(
            d => d.Name,
            d => d.Nodes.Select(n => n.Place).Concat(d.Nodes.SelectMany(n => n.Table?.Rows.Select(r => r.Place) ?? [])).Concat(d.Commitments.Select(c => c.Place)).Concat(["标题", "主送机关", "落款"]).ToHashSet(StringComparer.Ordinal),
            StringComparer.Ordinal);
        var named = 0;
        var stack = new Stack<JsonElement>([UnitsFile.Value, PeopleFile.Value, GroupsFile.Value]);
        while (stack.TryPop(out var item))
        {
            if (item.ValueKind is JsonValueKind.Array)
            {
                foreach (var child in item.EnumerateArray())
                {
                    stack.Push(child);
                }
            }
            if (item.ValueKind is JsonValueKind.Object)
            {
                if (item.TryGetProperty("document", out var document))
                {
                    named++;
                    Assert.True(places.TryGetValue(document.GetString()!, out var known) && known.Contains(Text(item, "place")!), $"{document} {Text(item, "place")}");
                }
                foreach (var property in item.EnumerateObject())
                {
                    stack.Push(property.Value);
                }
            }
        }

        Assert.True(named > 400, $"{named}");
    }

    private const int LongestRun = 24;

    private static bool IsHan(char c) => c is >= '\u4E00' and <= '\u9FFF';

    /// <summary>Chinese characters alone; what parts one list item from the next, or stands for a name, is a bar.</summary>
    private static string Han(string text) => new([.. text.Select(c => c == '、' ? '|' : c).Where(c => IsHan(c) || c == '|')]);

    [Fact]
    public void No_sentence_is_the_gazettes()
    {
        var gazette = Han(Shared.GazetteText());
        var runs = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i + LongestRun < gazette.Length; i++)
        {
            runs.Add(gazette.Substring(i, LongestRun + 1));
        }

        // Excepted: whole lines that are titles, addressees or names of attachments; whole cells that name an indicator or a decision; inside
        // a sentence 《titles》 and the names of units, people and indicators. Table rows are compared cell by cell.
        var lines = new HashSet<string>(StringComparer.Ordinal);
        foreach (var document in Shared.Facts("documents.json").GetProperty("documents").EnumerateArray())
        {
            lines.UnionWith(Strings(document, "attachments").Append(Text(document, "title")!).Append(Text(document, "addressees") ?? "").Select(Han));
        }

        var indicators = Shared.Facts("indicators.json").GetProperty("indicators").EnumerateArray().Select(i => GazetteReading.Bare(Text(i, "name"))).ToList();
        lines.UnionWith(indicators.Select(Han));
        lines.UnionWith(Shared.Facts("decisions.json").GetProperty("decisions").EnumerateArray().Select(d => Han(Text(d, "item")!)));
        var names = Units.SelectMany(u => Items(u, "aliases").Select(a => Text(a, "name")!).Concat(Strings(u, "uncertainAliases")).Append(Text(u, "name")!))
            .Concat(Items(PeopleFile.Value, "people").Select(p => Text(p, "name")!)).Concat(indicators).OrderByDescending(n => n.Length).ToList();

        var copied = new List<string>();
        foreach (var file in Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories))
        {
            foreach (var piece in File.ReadLines(file).SelectMany(l => l.Split('\t')))
            {
                var bare = GazetteReading.Bare(piece);
                if (lines.Contains(Han(bare)) || lines.Contains(Han(bare.TrimStart('附', '件', '：'))))
                {
                    continue;
                }

                var text = new StringBuilder(WithoutTitles(bare));
                foreach (var name in names)
                {
                    text.Replace(name, "、");
                }

                var han = Han(text.ToString());
                for (var i = 0; i + LongestRun < han.Length; i++)
                {
                    if (han.Substring(i, LongestRun + 1) is var run && !run.Contains('|', StringComparison.Ordinal) && runs.Contains(run))
                    {
                        copied.Add($"{Path.GetFileName(file)}: {run}");
                        break;
                    }
                }
            }
        }

        Assert.Empty(copied);
    }

    /// <summary>《titles》 taken out, those inside another too.</summary>
    private static string WithoutTitles(string text)
    {
        var rest = new StringBuilder();
        var depth = 0;
        foreach (var c in text)
        {
            depth += c == '《' ? 1 : 0;
            rest.Append(depth == 0 ? c : c == '《' ? "、" : "");
            depth -= c == '》' && depth > 0 ? 1 : 0;
        }

        return rest.ToString();
    }
}
