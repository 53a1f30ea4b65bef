using System.Data.Common;
using System.Diagnostics;
using Bihuan.Persistence;
using Bihuan.Platform;
using Bihuan.TestKit;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bihuan.Organisation.Tests;

/// <summary>Pages ask the database a fixed number of times, however large the district.</summary>
public class QueryCountTests
{
    private const int Units = 5_000;
    private const int Holdings = 20_000;

    [Fact]
    public async Task TheTree_AndAUnit_OpenWithAFixedNumberOfQueries_InALargeDistrict()
    {
        var counter = new Counter();
        await using var district = await District.Open(DatabaseKind.Sqlite, services => services.ConfigureDbContext<BihuanContext>(o => o.AddInterceptors(counter)));
        var small = await Measure(district, counter, await Fill(district, 20, 60));
        var large = await Measure(district, counter, await Fill(district, Units, Holdings));
        TestContext.Current.TestOutputHelper?.WriteLine($"{Units} units, {Holdings} holdings: tree {large.Tree.Queries} queries in {large.Tree.Time.TotalMilliseconds:0} ms, unit {large.Unit.Queries} in {large.Unit.Time.TotalMilliseconds:0} ms, rights {large.Rights.Queries} in {large.Rights.Time.TotalMilliseconds:0} ms");
        Assert.Equal((3, small.Unit.Queries), (large.Tree.Queries, large.Unit.Queries));
        Assert.InRange(large.Unit.Queries, 1, 12);
        Assert.InRange(large.Rights.Queries, 1, 8);
    }

    private static async Task<(Cost Tree, Cost Unit, Cost Rights)> Measure(District district, Counter counter, UnitId unit)
    {
        var tree = await Of(() => district.Done(new ShowUnits.Request()));
        var one = await Of(() => district.Done(new ShowUnit.Request(unit)));
        await using var scope = district.Scope();
        var rights = await Of(async () => await scope.ServiceProvider.GetRequiredService<IOrganisationQueries>().UnitAndAncestors(unit, new(2022, 4, 1), TestContext.Current.CancellationToken));
        return (tree, one, rights);

        async Task<Cost> Of<T>(Func<Task<T>> ask)
        {
            await ask();
            counter.Count = 0;
            var clock = Stopwatch.StartNew();
            await ask();
            return new(counter.Count, clock.Elapsed);
        }
    }

    private static async Task<UnitId> Fill(District district, int units, int holdings)
    {
        await using var scope = district.Scope();
        var (db, ledger, ids) = (scope.ServiceProvider.GetRequiredService<BihuanContext>(), scope.ServiceProvider.GetRequiredService<Ledger>(), new NewIds(district.Clock));
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        var all = new List<UnitId>();
        var posts = new List<PostId>();
        for (var i = 0; i < units; i++)
        {
            var id = ids.New<UnitId>();
            ledger.Record(new Unit(), new UnitCreated(id, $"{units}第{i}局", UnitKind.Department, Reading.Units.UnitLevel.District, i == 0 ? null : all[(i - 1) / 20], null, null, null, null, null));
            all.Add(id);
            foreach (var (title, kind) in new[] { ("局长", PostKind.Head), ("副局长", PostKind.Deputy) })
            {
                var post = ids.New<PostId>();
                ledger.Record(new Post(), new PostCreated(post, id, title, kind, kind == PostKind.Head, null, null, null));
                posts.Add(post);
            }
        }
        for (var i = 0; i < holdings; i++)
        {
            var person = ids.New<PersonId>();
            ledger.Record(new Person(), new PersonEntered(person, $"人{i}", null));
            ledger.Record(new Holding(), new HoldingEntered(ids.New<HoldingId>(), posts[i % posts.Count], person, HoldingOrigin.Appointment, new(2020, 1, 1), i < posts.Count ? null : new(2021, 1, 1), new("甲", "1"), null, false, false, 0, []));
        }

        db.ChangeTracker.AutoDetectChangesEnabled = true;
        await ledger.Commit(TestContext.Current.CancellationToken);
        return all[^1];
    }

    private sealed record Cost(int Queries, TimeSpan Time);

    private sealed class Counter : DbCommandInterceptor
    {
        public int Count { get; set; }

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            Count++;
            return ValueTask.FromResult(result);
        }
    }
}
