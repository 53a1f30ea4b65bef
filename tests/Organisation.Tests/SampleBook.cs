using System.Text.Json;
using Bihuan.Kernel;
using Bihuan.Platform;
using Bihuan.Reading.Units;
using Bihuan.TestKit;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Bihuan.Organisation.Tests;

/// <summary>The sample district's units, people and groups in memory, made by the same decisions that the commands run.</summary>
internal sealed class SampleBook
{
    private readonly NewIds _ids = new(new FakeTimeProvider(new DateTimeOffset(2022, 4, 1, 1, 0, 0, TimeSpan.Zero)));
    private readonly HashSet<State> _states = [];
    private readonly Dictionary<string, UnitId> _units = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PersonId> _people = new(StringComparer.Ordinal);
    private readonly Dictionary<string, GroupId> _groups = new(StringComparer.Ordinal);

    public Book Book { get; private set; } = new();

    public Government Government { get; } = new();

    public UnitId Unit(string name) => _units[name];

    public GroupId Group(string name) => _groups[name];

    public static SampleBook Load()
    {
        var sample = new SampleBook();
        sample.LoadUnits(File("units.json"));
        sample.LoadPeople(File("people.json"));
        sample.LoadGroups(File("groups.json"));
        return sample;
    }

    public static JsonElement File(string name)
    {
        using var json = JsonDocument.Parse(System.IO.File.ReadAllText(Path.Combine(Shared.Repository, "data", "samples", "beilun-2022", name)));
        return json.RootElement.Clone();
    }

    /// <summary>Carries a decision out in memory.</summary>
    public T Carry<T>(Result<Decision<T>> decided)
    {
        var decision = Assert.IsType<Result<Decision<T>>.Done>(decided).Value;
        foreach (var change in decision.Changes)
        {
            change.State.Apply(change.Happened, new(default, Acting.Program));
            Book.Put(change.State);
            _states.Add(change.State);
        }

        return decision.Value;
    }

    /// <summary>Builds the book's indexes again, as loading it anew does.</summary>
    public void Reindex() => Book = new Book().With(_states);

    private void LoadUnits(JsonElement file)
    {
        var government = file.GetProperty("government");
        Carry(NameDistrictFeature.Decide(null, new(Text(government, "name")!, UnitLevel.District, Text(government, "city"), Text(government, "province"))));
        Government.Apply(new GovernmentNamed(Text(government, "name")!, UnitLevel.District, Text(government, "city"), Text(government, "province")), new(default, Acting.Program));
        var all = file.GetProperty("units").EnumerateArray().ToList();
        foreach (var unit in all)
        {
            var id = _ids.New<UnitId>();
            var request = new CreateUnit(Text(unit, "name")!, Enum.Parse<UnitKind>(Text(unit, "kind")!), Enum.Parse<UnitLevel>(Text(unit, "level")!), null, Day(unit, "validFrom"), Day(unit, "validTo"), Note: Text(unit, "note"));
            _units.Add(request.Name, Carry(CreateUnitFeature.Decide(request, id, nameIsTaken: false, parent: null, splitFromExists: true)));
        }
        foreach (var unit in all)
        {
            var state = Book.Unit(_units[Text(unit, "name")!])!;
            if (Text(unit, "parent") is { } parent)
            {
                Carry(CorrectUnit.Decide(state, new(state.Id, 0, state.Name, state.Kind, state.Level, _units[parent], state.From, state.To, null, null, state.Note), _ => true, []));
            }
            foreach (var alias in unit.GetProperty("aliases").EnumerateArray())
            {
                Carry(AddAliasFeature.Decide(state, new(state.Id, Text(alias, "name")!, AliasKind.Alias, new(Text(alias, "document")!, Text(alias, "place")!))));
            }
            foreach (var (list, kind) in new[] { ("uncertainAliases", AliasKind.Uncertain), ("shortForms", AliasKind.ShortForm) })
            {
                foreach (var name in unit.GetProperty(list).EnumerateArray())
                {
                    Carry(AddAliasFeature.Decide(state, new(state.Id, name.GetString()!, kind, null)));
                }
            }
        }
    }

    private void LoadPeople(JsonElement file)
    {
        foreach (var person in file.GetProperty("people").EnumerateArray())
        {
            _people.Add(Text(person, "id")!, Carry(EnterPersonFeature.Decide(new(Text(person, "name")!), _ids.New<PersonId>(), numberIsTaken: false)));
        }
        foreach (var post in file.GetProperty("posts").EnumerateArray())
        {
            Carry(CreatePostFeature.Decide(Book, new(_units[Text(post, "unit")!], Text(post, "title")!, Enum.Parse<PostKind>(Text(post, "kind")!)), _ids));
        }
        foreach (var holding in file.GetProperty("holdings").EnumerateArray())
        {
            var who = PersonRef.Known(_people[Text(holding, "person")!]);
            var post = PostRef.Titled(_units[Text(holding, "unit")!], Text(holding, "title")!);
            foreach (var seen in holding.GetProperty("seen").EnumerateArray())
            {
                Carry(NoteHolderFeature.Decide(Book, new(who, post, Day(seen, "date")!.Value, Source(seen)!), _ids));
            }
            if (Day(holding, "from") is { } from)
            {
                Carry(AppointFeature.Decide(Book, new(who, post, from, Clause(holding, "start"), holding.GetProperty("concurrent").GetBoolean(), holding.GetProperty("probationYears").GetInt32()), _ids));
            }
            if (Day(holding, "to") is { } to)
            {
                Carry(RemoveFeature.Decide(Book, new(who, post, to, Clause(holding, "end")), _ids));
            }
        }
        foreach (var portfolio in file.GetProperty("portfolios").EnumerateArray())
        {
            var label = Text(portfolio, "areasLabel") == "主管" ? DutyKind.Leads : DutyKind.Answers;
            List<Duty> duties = [.. portfolio.GetProperty("areas").EnumerateArray().Select(a => new Duty(label, a.GetString(), null))];
            duties.AddRange(portfolio.GetProperty("manages").EnumerateArray().Select(u => new Duty(DutyKind.Manages, null, _units[Text(u, "unit")!], Text(u, "scope"))));
            duties.AddRange(portfolio.GetProperty("liaises").EnumerateArray().Select(u => new Duty(DutyKind.Liaises, null, _units[Text(u, "unit")!], Text(u, "scope"))));
            var request = new SetPortfolio(
                PersonRef.Known(_people[Text(portfolio, "person")!]), PostRef.Titled(_units[GovernmentName], Text(portfolio, "title")!), Day(portfolio, "validFrom"), Text(portfolio, "scope"), duties, Source(portfolio));
            Carry(SetPortfolioFeature.Decide(Book, request, _ => true, _ids));
        }
    }

    private string GovernmentName => Book.Units.First(u => u.Name.EndsWith("人民政府", StringComparison.Ordinal) && u.Level == UnitLevel.District).Name;

    private void LoadGroups(JsonElement file)
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
            _groups[content.Name] = Carry(SetUpGroupFeature.Decide(Book, new(content, Source(group)), _ids));
        }
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private static DateOnly? Day(JsonElement element, string name) => Text(element, name) is { } day ? DateOnly.Parse(day) : null;

    private static Clause? Source(JsonElement element) => Text(element, "document") is { } document ? new(document, Text(element, "place")!) : null;

    private static Clause? Clause(JsonElement element, string name) => element.GetProperty(name) is { ValueKind: JsonValueKind.Object } clause ? Source(clause) : null;
}
