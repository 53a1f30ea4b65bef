using System.Collections.Concurrent;
using System.Data.Common;
using Bihuan.Persistence;
using Bihuan.Platform;
using Bihuan.TestKit;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bihuan.Organisation.Tests;

/// <summary>The lists of the API: parts that follow one another without a gap while entries are added, and a database that reads no more than a part.</summary>
public class ListTests
{
    private const int Many = 30;

    [Theory, BothDatabases]
    public async Task ALongList_ComesInParts_AndTheDatabaseReadsNoMore(DatabaseKind kind)
    {
        var reads = new Reads();
        await using var district = await District.Open(kind, services => services.ConfigureDbContext<BihuanContext>(o => o.AddInterceptors(reads)));
        var top = await district.Done(new CreateUnit("甲区人民政府", UnitKind.Other));
        var post = await district.Done(new CreatePost(top, "副区长"));
        for (var i = 0; i < Many; i++)
        {
            var unit = await district.Done(new CreateUnit($"第{i}局", Parent: top));
            await district.Done(new Appoint(PersonRef.Named($"人{i % 7}"), PostRef.Titled(unit, "局长"), new(2022, 1, 1), new("甲", $"{i}")));
            await district.Done(new SetPortfolio(PersonRef.Named($"领导{i}"), PostRef.Known(post), new(2022, 1, 1), null, [new(DutyKind.Answers, $"领域{i}", null)], new("乙", $"{i}")));
            await district.Done(new SetUpGroup(new($"第{i}领导小组", GroupKind.LeadingGroup, [new("成员", RoleBy.Unit, unit)], new(2022, 1, 1)), new("丙", $"{i}")));
        }

        await All(a => new ListUnits.Request(After: a, Limit: 4), u => u.Id.Value, u => u.Name, Many + 1, () => district.Done(new CreateUnit("第０局")));
        await All(a => new ListPeople.Request(After: a, Limit: 4), p => p.Id.Value, p => p.Name, Many * 2, () => district.Done(new EnterPerson("丁某")));
        await All(a => new ListGroups.Request(After: a, Limit: 4), g => g.Id.Value, g => g.Name, Many, () => district.Done(new SetUpGroup(new("丁组", GroupKind.Other, [], null), null)));
        await All(a => new ListPosts.Request(After: a, Limit: 4), p => p.Id.Value, p => Key(p.Id.Value), Many + 1, () => Task.CompletedTask);
        await All(a => new ListHoldings.Request(After: a, Limit: 4), h => h.Holding.Value, h => Key(h.Holding.Value), Many * 2, () => Task.CompletedTask);
        await All(a => new ListPortfolios.Request(After: a, Limit: 4), p => p.Id.Value, p => Key(p.Id.Value), Many, () => Task.CompletedTask);

        // Reads every part; something is added before what was read already, after the first part.
        async Task All<T>(Func<string?, IQuery<Page<T>>> ask, Func<T, Guid> id, Func<T, string> order, int expected, Func<Task> add)
        {
            List<T> all = [];
            string? next = null;
            do
            {
                reads.Rows.Clear();
                var part = await district.Done(ask(next));
                Assert.InRange(part.Items.Count, 1, 4);
                Assert.InRange(reads.Rows.DefaultIfEmpty(0).Max(), 0, 8);
                if (next is null)
                {
                    await add();
                }

                all.AddRange(part.Items);
                next = part.Next;
            }
            while (next is not null);

            var known = all.Select(id).ToHashSet();
            Assert.Equal(all.Count, known.Count);
            Assert.InRange(all.Count, expected, expected + 1);      // what was added counts only where it comes later in the order
            Assert.Equal(all.OrderBy(order, StringComparer.Ordinal).ThenBy(id).Select(id), all.Select(id));
        }
    }

    [Theory, BothDatabases]
    public async Task Lists_AreFilteredInTheDatabase(DatabaseKind kind)
    {
        await using var district = await District.Open(kind);
        var day = new DateOnly(2022, 3, 22);
        var science = await district.Done(new CreateUnit("科学技术局", From: new(2019, 1, 1)));
        var old = await district.Done(new CreateUnit("安监局", To: new(2019, 1, 1)));
        var street = await district.Done(new CreateUnit("甲街道", UnitKind.Street, Reading.Units.UnitLevel.Street));
        await district.Done(new AddAlias(street, "甲街", AliasKind.ShortForm, new("科技文件", "name")));
        await district.Done(new AddAlias(science, "科技局", AliasKind.Alias, null));
        await district.Done(new RenameUnit(science, 0, "科技和信息局", day, null));

        Assert.Equal([science], await Units("科技局"));
        Assert.Equal([science], await Units("学技"));           // what it was called before
        Assert.Equal([street], await Units("甲街"));
        Assert.Empty(await Units("科技文件"));                  // the clause of an alias is no name
        Assert.Empty(await Units("name"));
        Assert.Empty(await Units("%"));
        Assert.Empty(await Units("'"));
        Assert.Equal([old], await Units("安", new(2018, 12, 31)));
        Assert.Empty(await Units("安", new(2019, 1, 1)));
        Assert.Equal([street], (await district.Done(new ListUnits.Request(day, Kind: UnitKind.Street, Level: Reading.Units.UnitLevel.Street))).Items.Select(u => u.Id));
        Assert.Equal("科学技术局", Assert.Single((await district.Done(new ListUnits.Request(day.AddDays(-1), "科技"))).Items).Name);
        Assert.Equal((await district.Done(new ShowUnits.Request(day))).ToHashSet(), (await district.Done(new ListUnits.Request(day))).Items.ToHashSet());

        await district.Done(new EnterPerson("张某"));
        await district.Done(new EnterPerson("张某", "A1"));
        await district.Done(new EnterPerson("李某"));
        Assert.All((await district.Done(new ListPeople.Request("张"))).Items, p => Assert.True(p.HasNamesake));
        Assert.False(Assert.Single((await district.Done(new ListPeople.Request("李某"))).Items).HasNamesake);
        Assert.Equal("A1", Assert.Single((await district.Done(new ListPeople.Request("A1"))).Items).Number);
        foreach (var refused in new[] { await district.Refused(new ListUnits.Request(After: "x")), await district.Refused(new ListPosts.Request(After: "x")), await district.Refused(new ListHoldings.Request(After: "x")) })
        {
            Assert.Equal(["PLATFORM-006"], refused);
        }

        async Task<IEnumerable<UnitId>> Units(string words, DateOnly? on = null) => (await district.Done(new ListUnits.Request(on ?? day, words))).Items.Select(u => u.Id);
    }

    private static string Key(Guid id) => id.ToString("N");

    /// <summary>Counts the rows that each command gave.</summary>
    private sealed class Reads : DbCommandInterceptor
    {
        public ConcurrentBag<int> Rows { get; } = [];

        public override InterceptionResult DataReaderClosing(DbCommand command, DataReaderClosingEventData eventData, InterceptionResult result) => Note(eventData, result);

        public override ValueTask<InterceptionResult> DataReaderClosingAsync(DbCommand command, DataReaderClosingEventData eventData, InterceptionResult result) => ValueTask.FromResult(Note(eventData, result));

        private InterceptionResult Note(DataReaderClosingEventData eventData, InterceptionResult result)
        {
            Rows.Add(eventData.ReadCount);
            return result;
        }
    }
}
