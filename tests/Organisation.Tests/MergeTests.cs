using System.Text.Json;
using Bihuan.Kernel;
using Bihuan.Persistence;
using Bihuan.Platform;
using Bihuan.TestKit;
using CsCheck;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Bihuan.Organisation.Tests;

/// <summary>Merging duplicates moves every reference, undoing puts every one back; random sequences keep what must always hold.</summary>
public class MergeTests
{
    private static readonly DateOnly Day = new(2022, 4, 1);

    [Theory]
    [InlineData("自然资源和规划分局", "北仑区应急管理局")]      // in groups, portfolios, lists
    [InlineData("北仑区人民政府", "区委办")]                   // above others, with leaders
    [InlineData("新碶街道", "大碶街道")]                       // with posts of the same titles
    public void UnitsMerged_LeaveNoReferenceBehind_AndUndoRestoresExactly(string duplicate, string into)
    {
        var sample = SampleBook.Load();
        var ids = new NewIds(new FakeTimeProvider());
        var from = sample.Book.Units.FirstOrDefault(u => u.Name == duplicate);
        var to = sample.Book.Units.FirstOrDefault(u => u.Name == into) ?? sample.Book.Units.First(u => u.Kind == UnitKind.PartyBody);
        var before = Picture(sample.Book);
        var states = States(sample.Book);

        var merge = Merged(sample, MergeUnits.Decide(sample.Book, new(from!.Id, to.Id), ids));
        var id = from.Id.Value.ToString();
        Assert.DoesNotContain(Picture(sample.Book), line => line.Contains($"\"{id}\"", StringComparison.Ordinal));
        Assert.NotEqual(before, Picture(sample.Book));
        Assert.Same(to, sample.Book.Unit(from.Id));
        Assert.Equal(to.Id, new UnitNames(sample.Government, sample.Book.Units, Day).Resolve(duplicate).Unit?.Id);

        Undo(sample, merge, states);
        Assert.Equal(before, Picture(sample.Book));
        Assert.Same(from, sample.Book.Unit(from.Id));
    }

    [Fact]
    public void PeopleMerged_AreOneEverywhere_AndUndoRestoresExactly()
    {
        var sample = SampleBook.Load();
        var ids = new NewIds(new FakeTimeProvider());
        var (from, to) = (sample.Book.People.First(p => p.Name == "沈静义"), sample.Book.People.First(p => p.Name == "励成杰"));
        var before = Picture(sample.Book);
        var states = States(sample.Book);
        var merge = Merged(sample, MergePeople.Decide(sample.Book, new(from.Id, to.Id), ids));
        Assert.DoesNotContain(Picture(sample.Book), line => line.Contains($"\"{from.Id.Value}\"", StringComparison.Ordinal));
        Undo(sample, merge, states);
        Assert.Equal(before, Picture(sample.Book));
    }

    [Theory, BothDatabases]
    public async Task AMerge_IsKept_AndUndone_AndTheTablesAreMadeAgainFromTheJournal(DatabaseKind kind)
    {
        await using var district = await District.Open(kind);
        var (a, b) = (await district.Done(new CreateUnit("甲局")), await district.Done(new CreateUnit("甲区甲局")));
        var child = await district.Done(new CreateUnit("甲科", Parent: a));
        await district.Done(new Appoint(PersonRef.Named("张某"), PostRef.Titled(a, "局长"), new(2022, 1, 1), new("甲", "1")));
        var second = await district.Done(new Appoint(PersonRef.Named("张某"), PostRef.Titled(b, "局长"), new(2022, 1, 1), new("乙", "1")));
        await district.Done(new AddAlias(a, "甲甲局", AliasKind.Alias, new("甲", "2")));
        var before = await Dump(district);
        var merge = await district.Done(new MergeUnits.Request(a, b), reason: "同一机构");
        await using (var scope = district.Scope())
        {
            var queries = scope.ServiceProvider.GetRequiredService<IOrganisationQueries>();
            var cancel = TestContext.Current.CancellationToken;
            Assert.Equal([child, b], await queries.UnitAndAncestors(child, Day, cancel));
            Assert.Equal(b, (await queries.Unit(a, Day, cancel))!.Id);
            Assert.Equal(2, (await queries.HeadsOf(a, Day, cancel)).Count);
            Assert.Equal(b, (await queries.Names(Day, cancel)).Resolve("甲甲局").Unit?.Id);

            // The two of one name are one only when somebody says so; then the holding entered twice is withdrawn.
            var people = await queries.PeopleNamed("张某", Day, cancel);
            Assert.Equal(2, people.Count);
            var same = await district.Done(new MergePeople.Request(people[0].Id, people[1].Id));
            Assert.Single(await queries.HeadsOf(a, Day, cancel));
            await district.Done(new UndoMerge.Request(same));
            Assert.Equal(2, (await queries.HeadsOf(a, Day, cancel)).Count);
        }

        await district.Done(new UndoMerge.Request(merge));
        await district.Done(new UndoMerge.Request(merge));
        Assert.Equal(Without(before), Without(await Dump(district)));
        Assert.NotEqual(default, second);

        var kept = await Dump(district);
        await using (var scope = district.Scope())
        {
            await scope.ServiceProvider.GetRequiredService<Rebuilder>().Rebuild(scope.ServiceProvider.GetRequiredService<BihuanContext>(), null, TestContext.Current.CancellationToken);
        }

        Assert.Equal(kept, await Dump(district));
    }

    /// <summary>However people are appointed, removed, taken back and merged: nobody is twice in one post at once, undo gives back what was,
    /// and no holding ends before it begins.</summary>
    [Fact]
    public void RandomSequences_KeepWhatMustHold() =>
        Gen.Int[0, 999_999].Array[1, 40].Sample(steps =>
        {
            var sample = new SampleBook();
            var ids = new NewIds(new FakeTimeProvider());
            var units = new[] { "甲局", "乙局", "丙局" }.Select(n => sample.Carry(CreateUnitFeature.Decide(new(n), ids.New<UnitId>(), false, null, true))).ToArray();
            var merges = new List<(Merge Merge, IReadOnlyList<string> Before, IReadOnlyDictionary<Guid, State> States, int Step)>();
            for (var i = 0; i < steps.Length; i++)
            {
                var (what, rest) = (steps[i] % 6, steps[i] / 6);
                var post = PostRef.Titled(units[rest % 3], rest / 3 % 2 == 0 ? "局长" : "副局长");
                var who = PersonRef.Named($"人{rest / 7 % 4}");
                var day = new DateOnly(2022, 1, 1).AddDays(rest / 31 % 60);
                switch (what)
                {
                    case 0 or 1:
                        Try(sample, AppointFeature.Decide(sample.Book, new(who, post, day, new($"任{rest % 50}", "1"), ProbationYears: rest % 2), ids));
                        break;
                    case 2:
                        Try(sample, RemoveFeature.Decide(sample.Book, new(who, post, day, new($"免{rest % 50}", "1")), ids));
                        break;
                    case 3 when sample.Book.Holdings.ToList() is { Count: > 0 } all:
                        var holding = all[rest % all.Count];
                        Try(sample, rest % 2 == 0 ? UndoAppointFeature.Decide(holding, new(holding.Id)) : UndoRemoveFeature.Decide(holding, new(holding.Id)));
                        break;
                    case 4:
                        var people = sample.Book.People.GroupBy(p => p.Name, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1)?.Take(2).ToArray();
                        if (people is [var a, var b])
                        {
                            merges.Add((null!, Picture(sample.Book), States(sample.Book), i));
                            merges[^1] = merges[^1] with { Merge = Merged(sample, MergePeople.Decide(sample.Book, new(a.Id, b.Id), ids)) };
                        }

                        break;
                    case 5 when merges.Count > 0 && merges[^1].Step == i - 1:
                        // Nothing came between: undo gives back exactly what was.
                        Undo(sample, merges[^1].Merge, merges[^1].States);
                        Assert.Equal(merges[^1].Before, Picture(sample.Book));
                        merges.RemoveAt(merges.Count - 1);
                        break;
                }

                Assert.All(sample.Book.Holdings, h => Assert.False(h.Period.IsEmpty));
                Assert.All(sample.Book.Holdings, h => Assert.NotNull(sample.Book.Post(h.Post)));
                Assert.All(sample.Book.Holdings, h => Assert.NotNull(sample.Book.Person(h.Person)));
                Assert.All(sample.Book.Holdings.Where(h => h.Appointed is not null).GroupBy(h => (h.Post, h.Person, h.Appointed, h.From)), g => Assert.Single(g));
            }
        }, iter: 300);

    private static void Try<T>(SampleBook sample, Result<Decision<T>> decided)
    {
        if (decided is Result<Decision<T>>.Done)
        {
            sample.Carry(decided);
        }
    }

    private static Merge Merged(SampleBook sample, Result<Decision<MergeId>> decided)
    {
        sample.Carry(decided);
        var merge = (Merge)Assert.IsType<Result<Decision<MergeId>>.Done>(decided).Value.Changes[^1].State;
        sample.Reindex();
        return merge;
    }

    private static void Undo(SampleBook sample, Merge merge, IReadOnlyDictionary<Guid, State> states)
    {
        sample.Carry(UndoMerge.Decide(sample.Book, merge, null, states.GetValueOrDefault, new(merge.Id)));
        sample.Reindex();
    }

    private static Dictionary<Guid, State> States(Book book) => All(book).ToDictionary(s => s.Key);

    private static IEnumerable<State> All(Book book) => [.. book.Units, .. book.Posts, .. book.People, .. book.Holdings, .. book.Portfolios, .. book.Groups];

    /// <summary>Everything that the book holds, without versions: merging and undoing are events too.</summary>
    private static List<string> Picture(Book book) =>
        [.. All(book).Select(s => JsonSerializer.Serialize(s, s.GetType(), EventCatalog.Json)).Select(WithoutVersion).Order(StringComparer.Ordinal)];

    private static string WithoutVersion(string json) => System.Text.RegularExpressions.Regex.Replace(json, "\"version\":\\d+", "");

    private static async Task<List<string>> Dump(District district)
    {
        await using var scope = district.Scope();
        var db = scope.ServiceProvider.GetRequiredService<BihuanContext>();
        var cancel = TestContext.Current.CancellationToken;
        IEnumerable<State> all = [.. await db.Set<Unit>().AsNoTracking().ToListAsync(cancel), .. await db.Set<Post>().AsNoTracking().ToListAsync(cancel), .. await db.Set<Person>().AsNoTracking().ToListAsync(cancel), .. await db.Set<Holding>().AsNoTracking().ToListAsync(cancel), .. await db.Set<Merge>().AsNoTracking().ToListAsync(cancel)];
        return [.. all.Select(s => s.GetType().Name + JsonSerializer.Serialize(s, s.GetType(), EventCatalog.Json)).Order(StringComparer.Ordinal)];
    }

    private static List<string> Without(List<string> dump) => [.. dump.Where(d => !d.StartsWith("Merge", StringComparison.Ordinal)).Select(WithoutVersion).Order(StringComparer.Ordinal)];
}
