using Bihuan.Kernel;
using Bihuan.Persistence;
using Bihuan.Platform;
using Bihuan.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bihuan.Organisation.Tests;

/// <summary>The commands of other modules: each twice changes nothing, each can be taken back.</summary>
public class CommandTests
{
    private static readonly DateOnly Day = new(2022, 3, 22);
    private static readonly Clause Source = new("甲政干〔2022〕1号", "正文第2段");

    [Theory, BothDatabases]
    public async Task AUnit_KeepsItsNamesAndParentsByDay(DatabaseKind kind)
    {
        await using var district = await District.Open(kind);
        var government = await district.Done(new CreateUnit("甲区人民政府", UnitKind.Other));
        var commission = await district.Done(new CreateUnit("乙委员会", UnitKind.PartyBody));
        var id = await district.Done(new CreateUnit("甲局", Parent: government, From: new(2021, 1, 1)));
        await district.Done(new RenameUnit(id, 1, "乙局", Day, Source), reason: "机构改革");
        await district.Done(new MoveUnit(id, 2, commission, Day, Source));

        Assert.Equal(["ORG-002", "ORG-003"], await district.Refused(new CreateUnit("乙局", Parent: UnitId.From(Guid.CreateVersion7()))));
        Assert.Equal(["PLATFORM-004"], await district.Refused(new RenameUnit(id, 1, "丙局", Day.AddDays(1), null)));
        Assert.Equal(["ORG-012"], await district.Refused(new MoveUnit(commission, 0, id, Day, null)));

        await using var scope = district.Scope();
        var queries = scope.ServiceProvider.GetRequiredService<IOrganisationQueries>();
        var cancel = TestContext.Current.CancellationToken;
        Assert.Equal(("甲局", government), await On(Day.AddDays(-1)));
        Assert.Equal(("乙局", commission), await On(Day));
        Assert.Equal([id, government], await queries.UnitAndAncestors(id, Day.AddDays(-1), cancel));
        Assert.Equal([id, commission], await queries.UnitAndAncestors(id, Day, cancel));
        Assert.Equal(new HashSet<UnitId> { commission, id }, await queries.Subtree(commission, Day, cancel));
        Assert.Equal(id, (await queries.Names(Day, cancel)).Resolve("甲局").Unit?.Id);      // an earlier name still means it

        var reasons = await scope.ServiceProvider.GetRequiredService<BihuanContext>().Set<JournalEntry>().Where(e => e.StreamId == id.Value).OrderBy(e => e.Version).Select(e => new { e.Type, e.Reason }).ToListAsync(cancel);
        Assert.Equal(["organisation.unit-created", "organisation.unit-renamed", "organisation.unit-moved"], reasons.Select(r => r.Type));
        Assert.Equal("机构改革", reasons[1].Reason);

        async Task<(string, UnitId?)> On(DateOnly day) => await queries.Unit(id, day, cancel) is { } unit ? (unit.Name, unit.Parent) : default;
    }

    [Theory, BothDatabases]
    public async Task AppointAndRemove_TwiceChangeNothing_AndAreTakenBack(DatabaseKind kind)
    {
        await using var district = await District.Open(kind);
        var unit = await district.Done(new CreateUnit("甲街道", UnitKind.Street));
        var appoint = new Appoint(PersonRef.Named("张某"), PostRef.Titled(unit, "主任"), Day, Source, ProbationYears: 1);
        var holding = await district.Done(appoint);
        var entries = await Entries(district);
        Assert.Equal(holding, await district.Done(appoint));
        Assert.Equal(entries, await Entries(district));

        await using var scope = district.Scope();
        var queries = scope.ServiceProvider.GetRequiredService<IOrganisationQueries>();
        var cancel = TestContext.Current.CancellationToken;
        Assert.Empty(await queries.HeadsOf(unit, Day.AddDays(-1), cancel));
        var head = Assert.Single(await queries.HeadsOf(unit, Day, cancel));
        Assert.Equal(("张某", "主任", new DateOnly(2023, 3, 22)), (head.Name, head.Title, head.ProbationEnds));
        Assert.Equal(head, Assert.Single(await queries.HoldingsOf(head.Person, Day, cancel)));

        // Another clause of the same name and post is not taken for another person without being asked.
        Assert.Equal(["ORG-021"], await district.Refused(appoint with { Source = new("甲政干〔2022〕9号", "1"), From = Day.AddDays(30) }));

        var remove = new Remove(PersonRef.Named("张某"), PostRef.Titled(unit, "主任"), Day.AddDays(10), new("甲政干〔2022〕2号", "1"));
        Assert.Equal(holding, await district.Done(remove));
        entries = await Entries(district);
        Assert.Equal(holding, await district.Done(remove));
        Assert.Equal(entries, await Entries(district));
        Assert.Single(await queries.HeadsOf(unit, Day.AddDays(9), cancel));
        Assert.Empty(await queries.HeadsOf(unit, Day.AddDays(10), cancel));

        await district.Done(new UndoRemove(holding));
        Assert.Single(await queries.HeadsOf(unit, Day.AddDays(10), cancel));
        await district.Done(new UndoAppoint(holding));
        await district.Done(new UndoAppoint(holding));
        Assert.Empty(await queries.HeadsOf(unit, Day, cancel));

        // Adopted again after it was taken back, it is there again.
        Assert.NotEqual(holding, await district.Done(appoint));
        Assert.Single(await queries.HeadsOf(unit, Day, cancel));
    }

    [Theory, BothDatabases]
    public async Task ARemoval_ProvesAHoldingThatNobodyHadEntered(DatabaseKind kind)
    {
        await using var district = await District.Open(kind);
        var unit = await district.Done(new CreateUnit("甲街道", UnitKind.Street));
        var holding = await district.Done(new Remove(PersonRef.Named("张某"), PostRef.Titled(unit, "主任"), Day, Source));
        await using var scope = district.Scope();
        var queries = scope.ServiceProvider.GetRequiredService<IOrganisationQueries>();
        var cancel = TestContext.Current.CancellationToken;
        Assert.Null(Assert.Single(await queries.HeadsOf(unit, Day.AddDays(-1), cancel)).From);
        Assert.Empty(await queries.HeadsOf(unit, Day, cancel));
        Assert.Equal(["ORG-023"], await district.Refused(new Remove(PersonRef.Named("张某"), PostRef.Titled(unit, "主任"), Day.AddDays(5), new("乙", "1"))));
        await district.Done(new UndoRemove(holding));
        Assert.Empty(await queries.HeadsOf(unit, Day.AddDays(-1), cancel));
    }

    [Theory, BothDatabases]
    public async Task APortfolio_EndsTheOneBefore_AndOpensItAgainWhenTakenBack(DatabaseKind kind)
    {
        await using var district = await District.Open(kind);
        var unit = await district.Done(new CreateUnit("甲区人民政府", UnitKind.Other));
        var bureau = await district.Done(new CreateUnit("乙局"));
        var who = PersonRef.Named("张某");
        var post = PostRef.Titled(unit, "副区长");
        var first = new SetPortfolio(who, post, new(2021, 1, 1), null, [new(DutyKind.Answers, "应急管理", null)], new("甲政〔2021〕1号", "2"));
        var second = new SetPortfolio(who, post, Day, null, [new(DutyKind.Answers, "民政", null), new(DutyKind.Manages, null, bureau)], Source);
        await district.Done(first);
        var portfolio = await district.Done(second);
        var entries = await Entries(district);
        Assert.Equal(portfolio, await district.Done(second));
        Assert.Equal(entries, await Entries(district));

        await using var scope = district.Scope();
        var queries = scope.ServiceProvider.GetRequiredService<IOrganisationQueries>();
        var cancel = TestContext.Current.CancellationToken;
        Assert.Single(await queries.LeadersFor("应急管理", Day.AddDays(-1), cancel));
        Assert.Empty(await queries.LeadersFor("应急管理", Day, cancel));
        Assert.Equal("张某", Assert.Single(await queries.LeadersFor(bureau, Day, cancel)).Name);
        await district.Done(new UndoSetPortfolio(portfolio));
        Assert.Single(await queries.LeadersFor("应急管理", Day, cancel));
        Assert.Empty(await queries.LeadersFor(bureau, Day, cancel));
        Assert.Equal(["ORG-030"], await district.Refused(second with { Duties = [] }));
        Assert.Equal(["ORG-031"], await district.Refused(second with { Duties = [new(DutyKind.Answers, "民政", bureau)] }));
    }

    [Theory, BothDatabases]
    public async Task APortfolio_IsChangedAndEnded_AndWhatItEndedFollows(DatabaseKind kind)
    {
        await using var district = await District.Open(kind);
        var unit = await district.Done(new CreateUnit("甲区人民政府", UnitKind.Other));
        var who = PersonRef.Known(await district.Done(new EnterPerson("张某")));
        var post = new PostRef(await district.Done(new CreatePost(unit, "副区长")), unit);
        Duty[] duties = [new(DutyKind.Answers, "应急管理", null)];
        var first = await district.Done(new SetPortfolio(who, post, new(2021, 1, 1), null, duties, new("甲政〔2021〕1号", "2")));
        var second = await district.Done(new SetPortfolio(who, post, Day, null, [new(DutyKind.Answers, "民政", null)], Source));

        // The first one's words are corrected; its end stays the second one's, so that taking that back opens it again.
        var seen = (await Now())[first];
        Assert.Equal(["PLATFORM-004"], await district.Refused(new ChangePortfolio.Request(first, seen.Version - 1, seen.From, seen.To, "x", duties)));
        Assert.Equal(["ORG-030"], await district.Refused(new ChangePortfolio.Request(first, seen.Version, seen.From, seen.To, " ", [])));
        Assert.Equal(["ORG-009"], await district.Refused(new ChangePortfolio.Request(first, seen.Version, seen.From, seen.From, "x", duties)));
        await district.Done(new ChangePortfolio.Request(first, seen.Version, seen.From, seen.To, "总述", duties));
        Assert.Equal(("总述", Day), ((await Now())[first].Scope, (await Now())[first].To));

        // The second begins later than was entered; the first lasts until then.
        await district.Done(new ChangePortfolio.Request(second, 1, Day.AddDays(5), null, null, [new(DutyKind.Answers, "民政", null)]));
        Assert.Equal(Day.AddDays(5), (await Now())[first].To);
        var entries = await Entries(district);
        await district.Done(new ChangePortfolio.Request(second, 2, Day.AddDays(5), null, "", [new(DutyKind.Answers, "民政", null)]));
        Assert.Equal(entries, await Entries(district));

        await district.Done(new ChangePortfolio.Request(second, 2, Day.AddDays(5), Day.AddDays(9), null, [new(DutyKind.Answers, "民政", null)]));
        Assert.Equal(Day.AddDays(9), (await Now())[second].To);
        await district.Done(new UndoSetPortfolio(second));
        Assert.Null((await Now())[first].To);
        Assert.Equal(["PLATFORM-005"], await district.Refused(new ChangePortfolio.Request(second, 0, null, null, "x", [])));

        async Task<Dictionary<PortfolioId, ListPortfolios.Row>> Now() => (await district.Done(new ListPortfolios.Request())).Items.ToDictionary(p => p.Id);
    }

    /// <summary>Whatever carries a version refuses to overwrite what the person has not seen.</summary>
    [Theory, BothDatabases]
    public async Task NoForm_OverwritesWhatWasNotSeen(DatabaseKind kind)
    {
        await using var district = await District.Open(kind);
        await district.Done(new NameDistrict("甲区", Reading.Units.UnitLevel.District, "乙市", "丙省"));
        var unit = await district.Done(new CreateUnit("甲局"));
        var post = await district.Done(new CreatePost(unit, "局长"));
        var person = await district.Done(new EnterPerson("张某"));
        var holding = await district.Done(new Appoint(PersonRef.Known(person), PostRef.Known(post), Day, Source));
        var group = await district.Done(new SetUpGroup(new("某组", GroupKind.Other, [], Day), null));

        await Twice(v => new NameDistrict($"甲{v}区", Reading.Units.UnitLevel.District, "乙市", "丙省", v));
        await Twice(v => new CorrectUnit.Request(unit, v, $"甲{v}局", UnitKind.Department, Reading.Units.UnitLevel.District, null, null, null, null, null, null));
        await Twice(v => new ChangePost.Request(post, v, $"局长{v}", PostKind.Head, true, null, null));
        await Twice(v => new CorrectPerson.Request(person, v, $"张{v}", null));
        await Twice(v => new CorrectHolding.Request(holding, v, Day.AddDays(v), null, Source, null, false, false, 0));
        await Twice(v => new ChangeGroup.Request(group, v, new($"某组{v}", GroupKind.Other, [], Day)));

        async Task Twice(Func<int, ICommand<None>> ask)
        {
            await district.Done(ask(1));
            Assert.Equal(["PLATFORM-004"], await district.Refused(ask(1)));
            await district.Done(ask(2));
        }
    }

    [Theory, BothDatabases]
    public async Task AGroup_IsFilledByTheDay_AndTakenBackWithWhatOnlyItProved(DatabaseKind kind)
    {
        await using var district = await District.Open(kind);
        var unit = await district.Done(new CreateUnit("甲局"));
        var content = new GroupContent("某领导小组", GroupKind.LeadingGroup, [
            new("组长", RoleBy.Holder, unit, "局长", Person: PersonRef.Named("张某")),
            new("副组长", RoleBy.Post, unit, "副局长"),
            new("成员单位", RoleBy.Unit, unit)], new(2022, 2, 10));
        var set = new SetUpGroup(content, Source);
        var group = await district.Done(set);
        var entries = await Entries(district);
        Assert.Equal(group, await district.Done(set));
        Assert.Equal(entries, await Entries(district));

        await using var scope = district.Scope();
        var queries = scope.ServiceProvider.GetRequiredService<IOrganisationQueries>();
        var cancel = TestContext.Current.CancellationToken;
        Assert.Equal([MemberState.Filled, MemberState.Vacant, MemberState.WholeUnit], (await queries.Group(group, Day, cancel))!.Members.Select(m => m.State));
        await district.Done(new Remove(PersonRef.Named("张某"), PostRef.Titled(unit, "局长"), Day, new("甲政干〔2022〕2号", "1")));
        await district.Done(new Appoint(PersonRef.Named("李某"), PostRef.Titled(unit, "副局长"), Day, new("甲政干〔2022〕2号", "2")));
        Assert.Equal([MemberState.Filled, MemberState.Vacant], (await queries.Group(group, Day.AddDays(-1), cancel))!.Members.Select(m => m.State).Take(2));
        Assert.Equal([MemberState.Left, MemberState.Filled], (await queries.Group(group, Day, cancel))!.Members.Select(m => m.State).Take(2));
        Assert.Equal(["ORG-040"], await district.Refused(set with { Source = new("乙", "1") }));
        await district.Done(new UndoSetUpGroup(group));
        Assert.Null(await queries.Group(group, Day, cancel));
    }

    [Theory, BothDatabases]
    public async Task AnAlias_MeansItsUnit_UntilTakenAway(DatabaseKind kind)
    {
        await using var district = await District.Open(kind);
        await district.Done(new NameDistrict("甲区", Reading.Units.UnitLevel.District, "乙市", "丙省"));
        var unit = await district.Done(new CreateUnit("自然资源局"));
        var add = new AddAlias(unit, "资局", AliasKind.Alias, Source);
        await district.Done(add);
        var entries = await Entries(district);
        await district.Done(add);
        Assert.Equal(entries, await Entries(district));

        await using var scope = district.Scope();
        var queries = scope.ServiceProvider.GetRequiredService<IOrganisationQueries>();
        var cancel = TestContext.Current.CancellationToken;
        Assert.Equal(unit, (await queries.Names(Day, cancel)).Resolve("区资局").Unit?.Id);
        await district.Done(new RemoveAlias(unit, "资局", AliasKind.Alias, Source));
        Assert.Null((await queries.Names(Day, cancel)).Resolve("资局").Unit);
    }

    private static async Task<int> Entries(District district)
    {
        await using var scope = district.Scope();
        return await scope.ServiceProvider.GetRequiredService<BihuanContext>().Set<JournalEntry>().CountAsync(TestContext.Current.CancellationToken);
    }
}
