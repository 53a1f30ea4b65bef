using System.Diagnostics;
using System.Globalization;
using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Persistence;
using Bihuan.Platform;
using Bihuan.TestKit;
using Bihuan.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Bihuan.Bench;

/// <summary><c>bench journal [ENTRIES] [--postgresql]</c>: commands a second that are on the disk when acknowledged, then how fast the journal is
/// verified, rebuilt, copied as of a past day, checkpointed, backed up and restored.</summary>
internal static class JournalLoad
{
    public static async Task<int> Run(string[] args)
    {
        var count = args.Length > 0 && int.TryParse(args[0], CultureInfo.InvariantCulture, out var asked) ? asked : 20_000;
        var folder = Directory.CreateTempSubdirectory("bihuan-journal-").FullName;
        await using var cluster = args.Contains("--postgresql") ? await PostgresCluster.StartAsync(durable: true) : null;
        await using var postgres = cluster is null ? null : await cluster.CreateDatabaseAsync("journal");
        await using var other = cluster is null ? null : await cluster.CreateDatabaseAsync("restored");
        var clock = new SlowClock(new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await using var services = Services(new() { DataFolder = Path.Combine(folder, "a"), PostgreSql = postgres?.ConnectionString, Clock = clock });
        await using (var scope = services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<BihuanContext>().Database.MigrateAsync();
        }

        Console.Out.WriteLine($"{(postgres is null ? "SQLite (WAL, full sync)" : "PostgreSQL (durable)")}, {Environment.ProcessorCount} cores");
        await Timed("appends, 1 person", 500, () => Append(services, 500, people: 1));
        await Timed("appends, 8 people", 1000, () => Append(services, 1000, people: 8));
        await Bulk(services, count);
        clock.Ahead = TimeSpan.FromDays(2);

        await using var work = services.CreateAsyncScope();
        var provider = work.ServiceProvider;
        var db = provider.GetRequiredService<BihuanContext>();
        var entries = await db.Set<JournalEntry>().LongCountAsync();
        await Timed("checkpoint, first", entries, () => provider.GetRequiredService<Checkpoints>().Take(default));
        await Timed("verify", entries, async () => Check((await provider.GetRequiredService<AuditVerifier>().Verify(null, null, default)).IsClean));
        await Timed("rebuild", entries, () => provider.GetRequiredService<Rebuilder>().Rebuild(db, null, default));
        await Timed("past day, from nothing", entries, async () => Check(await provider.GetRequiredService<PastDays>().Open(new(2026, 1, 1), null, default) is Result<PastDay>.Done));
        await Timed("past day, there already", 1, async () => Check(await provider.GetRequiredService<PastDays>().Open(new(2026, 1, 1), null, default) is Result<PastDay>.Done));
        var file = Path.Combine(folder, "a.backup");
        await Timed("backup", entries, async () => Check(await provider.GetRequiredService<Backup>().Write(file, null, default) is Result<BackupManifest>.Done));
        Console.Out.WriteLine($"backup file {new FileInfo(file).Length / 1024} kB");
        await using var restored = Services(new() { DataFolder = Path.Combine(folder, "b"), PostgreSql = other?.ConnectionString, Clock = clock });
        await using var there = restored.CreateAsyncScope();
        await Timed("restore, with rebuild and audit", entries, async () => Check(await there.ServiceProvider.GetRequiredService<Restore>().Read(file, null, default) is Result<BackupManifest>.Done));
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
        return 0;
    }

    private static async Task Timed(string what, long count, Func<Task> work)
    {
        var watch = Stopwatch.StartNew();
        await work();
        var seconds = watch.Elapsed.TotalSeconds;
        Console.Out.WriteLine($"{what,-34}{count,9} in {seconds,8:0.00} s  {count / seconds,10:0} /s");
    }

    /// <summary>Commands through the mediator, a commit each.</summary>
    private static Task Append(IServiceProvider services, int count, int people) =>
        Task.WhenAll(Enumerable.Range(0, people).Select(async person =>
        {
            await using var scope = services.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<Caller>().IsProgram = true;
            var ask = scope.ServiceProvider.GetRequiredService<Mediator>();
            for (var i = 0; i < count / people; i++)
            {
                Check(await ask.Send(new CreateUnit($"单位{Guid.CreateVersion7():N}")) is Result<UnitId>.Done);
            }
        }));

    /// <summary>A long journal quickly: many entries a commit.</summary>
    private static async Task Bulk(IServiceProvider services, int count)
    {
        for (var done = 0; done < count; done += 500)
        {
            await using var scope = services.CreateAsyncScope();
            var ledger = scope.ServiceProvider.GetRequiredService<Ledger>();
            var clock = scope.ServiceProvider.GetRequiredService<TimeProvider>();
            for (var i = 0; i < 500; i++)
            {
                var id = Id.New<UnitId>(clock);
                ledger.Record(new Organisation.Unit(), new UnitCreated(id, $"单位{id.Value:N}", UnitKind.Department, Reading.Units.UnitLevel.District, null, null, null, null, null, null));
            }

            await ledger.Commit(default);
        }
    }

    private static ServiceProvider Services(HostOptions options)
    {
        Directory.CreateDirectory(options.DataFolder);
        var services = new ServiceCollection();
        services.AddLogging();
        BihuanApp.AddProgram(services, options);
        return services.BuildServiceProvider();
    }

    private static void Check(bool good)
    {
        if (!good)
        {
            throw new InvalidOperationException("It was refused.");
        }
    }

    /// <summary>A clock that stands at a moment, so that there is a past day.</summary>
    private sealed class SlowClock(DateTimeOffset start) : TimeProvider
    {
        public TimeSpan Ahead { get; set; }

        public override DateTimeOffset GetUtcNow() => start + Ahead;
    }
}
