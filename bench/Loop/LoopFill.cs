using System.Diagnostics;
using System.Globalization;
using Bihuan.Accounts;
using Bihuan.Kernel;
using Bihuan.Matters;
using Bihuan.Organisation;
using Bihuan.Persistence;
using Bihuan.Platform;
using Bihuan.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Bihuan.Bench;

/// <summary>A database with very many matters, made from their lives.</summary>
internal static class LoopFill
{
    /// <summary>The district's day for load.</summary>
    public static readonly DateOnly Today = new(2026, 6, 30);

    public const string Password = "Kaifang-2022-zhu!";

    /// <summary>Lives are made in parts; within one their steps are written in the order of time, so that the steps of one matter lie apart as they would.</summary>
    private const int Part = 2_000;

    private static readonly string[] Tables = ["journal", "matter", "matter_party", "matter_leader", "report_day", "matter_deed"];

    /// <summary>Sets the program up with 12 streets, 80 units and a machine's tokens: of the whole district, of one unit, of a leader.</summary>
    /// <returns>The world, and the tokens by name.</returns>
    public static async Task<(LoadWorld World, IReadOnlyDictionary<string, string> Tokens)> SetUp(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<BihuanContext>().Database.MigrateAsync();
        scope.ServiceProvider.GetRequiredService<Caller>().IsProgram = true;
        var ask = scope.ServiceProvider.GetRequiredService<Mediator>();
        await Must(ask, new SetUp("甲区", new("a1", "系统", Password), new("a2", "安全", Password), new("a3", "审计", Password)));
        await Must(ask, new SetClock(DistrictDay.Start(Today).AddHours(9)));
        var since = new DateOnly(2020, 1, 1);
        var top = await Must(ask, new CreateUnit("甲区人民政府", UnitKind.Other, From: since));
        var office = await Must(ask, new CreateUnit("甲区人民政府办公室", Parent: top, From: since));
        List<UnitId> units = [], streets = [];
        List<PostId> posts = [];
        List<Guid> officers = [];
        for (var i = 1; i <= 79; i++)
        {
            units.Add(await Must(ask, new CreateUnit($"第{i}局", Parent: top, From: since)));
        }

        for (var i = 1; i <= 12; i++)
        {
            streets.Add(await Must(ask, new CreateUnit($"第{i}街道", UnitKind.Street, Parent: top, From: since)));
        }

        for (var i = 1; i <= 9; i++)
        {
            posts.Add(await Must(ask, new CreatePost(top, $"副区长{i}", From: since)));
            await Must(ask, new Appoint(PersonRef.Named($"张{"甲乙丙丁戊己庚辛壬"[i - 1]}"), PostRef.Known(posts[^1]), since, null));
        }

        foreach (var unit in units.Concat(streets))
        {
            officers.Add((await Must(ask, new CreateAccount($"p{officers.Count}", $"经办{officers.Count}", Password, Role.UnitOfficer, unit, MustChangePassword: false))).Value);
        }

        var accepting = (await Must(ask, new CreateAccount("bangong", "验收", Password, Role.UnitOfficer, office, MustChangePassword: false))).Value;
        var supervisor = (await Must(ask, new CreateAccount("ducha", "督查", Password, Role.SupervisionOfficer, MustChangePassword: false))).Value;
        var tokens = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["district"] = await Must(ask, new IssueToken("全区", null, [MattersPermissions.View, MattersPermissions.Issue, MattersPermissions.Steer, MattersPermissions.Handle], 300)),
        };
        for (var i = 0; i < 8; i++)
        {
            tokens[string.Create(CultureInfo.InvariantCulture, $"unit{i}")] = await Must(ask, new IssueToken($"单位{i}", i % 4 == 3 ? streets[i] : units[i * 7], [MattersPermissions.View, MattersPermissions.Handle, MattersPermissions.Accept], 300));
        }

        return (new(office, units, streets, posts, officers, accepting, supervisor), tokens);
    }

    /// <summary>Writes lives until there are so many matters.</summary>
    public static async Task Fill(IServiceProvider services, LoadWorld world, int from, int to)
    {
        var watch = Stopwatch.StartNew();
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BihuanContext>();
        db.Database.SetCommandTimeout(0);
        var (catalog, projections) = (scope.ServiceProvider.GetRequiredService<EventCatalog>(), scope.ServiceProvider.GetServices<IProjection>().ToList());
        var lives = new MatterLives(world, Today, seed: from + 1);
        var suite = Digests.Of(scope.ServiceProvider.GetRequiredService<IDigest>().Name);
        await db.Database.OpenConnectionAsync();
        if (!db.IsPostgreSql)
        {
            // Only while it is filled: what is measured afterwards waits for the disk again.
            await BulkRows.Run(db, "PRAGMA synchronous=OFF; PRAGMA cache_size=-400000;");
        }

        var indexes = to - from > 50_000 ? await BulkRows.DropIndexes(db, Tables) : [];
        var bulk = new BulkRows(db);
        for (var done = from; done < to; done += Part)
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            var head = await db.Set<JournalHead>().AsNoTracking().SingleAsync();
            var made = Enumerable.Range(0, Math.Min(Part, to - done)).SelectMany(_ => lives.Next()).ToList();
            var rows = new List<object>(made.Count + Part);
            db.AddRange(made.Select(h => h.Matter).Distinct());
            var last = new Dictionary<Guid, byte[]>();
            foreach (var step in made.OrderBy(h => h.Stamp.Recorded).ThenBy(h => h.Version))
            {
                var name = catalog.NameOf(step.Happened);
                var entry = new JournalEntry
                {
                    Position = ++head.Position,
                    StreamKind = "matter",
                    StreamId = step.Matter.Key,
                    Version = step.Version,
                    Type = name.Name,
                    Schema = name.Schema,
                    Payload = EventCatalog.Write(step.Happened),
                    Actor = step.Stamp.By.Account,
                    Recorded = step.Stamp.Recorded,
                    Suite = suite.Name,
                    PreviousInStream = last.GetValueOrDefault(step.Matter.Key) ?? [],
                    Previous = head.Hash,
                };
                entry.Hash = head.Hash = last[step.Matter.Key] = entry.ComputeHash(suite);
                rows.Add(entry);

                // The states are those of the end already, so the first event makes the rows that the later ones would keep up to date.
                foreach (var projection in projections.Where(p => p is not MatterProjection || step.Happened is MatterDrafted))
                {
                    await projection.Project(new(entry, step.Happened), db, default);
                }
            }

            rows.AddRange(db.ChangeTracker.Entries().Where(e => e.State is EntityState.Added).Select(e => e.Entity));
            db.ChangeTracker.Clear();
            await bulk.Write(rows);
            await db.Set<JournalHead>().ExecuteUpdateAsync(s => s.SetProperty(h => h.Position, head.Position).SetProperty(h => h.Hash, head.Hash));
            await transaction.CommitAsync();
            if ((done - from) % 100_000 == 0 && done > from)
            {
                Console.Out.WriteLine($"  {done} matters, {head.Position} entries after {watch.Elapsed.TotalSeconds:0} s");
            }
        }

        foreach (var index in indexes)
        {
            await BulkRows.Run(db, index);
        }

        var position = (await db.Set<JournalHead>().AsNoTracking().SingleAsync()).Position;
        await db.Set<SubscriberCursor>().ExecuteUpdateAsync(s => s.SetProperty(c => c.Position, position));
        await BulkRows.Run(db, db.IsPostgreSql ? "VACUUM ANALYZE" : "PRAGMA analysis_limit=2000; ANALYZE; PRAGMA wal_checkpoint(TRUNCATE);");
        await scope.ServiceProvider.GetRequiredService<Checkpoints>().Take(default);
        await db.Database.CloseConnectionAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Console.Out.WriteLine($"{to} matters, {await db.Set<Matter>().CountAsync(m => m.IsOpen)} open, {position} journal entries; filled in {watch.Elapsed.TotalSeconds:0} s");
    }

    public static ServiceProvider Services(HostOptions options)
    {
        Directory.CreateDirectory(options.DataFolder);
        var services = new ServiceCollection();
        services.AddLogging();
        BihuanApp.AddProgram(services, options);
        return services.BuildServiceProvider();
    }

    private static async Task<T> Must<T>(Mediator ask, IRequest<T> request) =>
        (await ask.Send(request)).Match(done => done, problems => throw new InvalidOperationException(string.Join("; ", problems.Select(p => $"{p.Code} {p.Field}"))));
}
