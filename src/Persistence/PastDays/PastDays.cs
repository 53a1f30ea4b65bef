using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Bihuan.Kernel;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Bihuan.Persistence;

/// <summary>A past day, ready to be read.</summary>
/// <param name="Day">The day.</param>
/// <param name="Position">The last entry that was recorded by its end.</param>
/// <param name="Path">The SQLite copy. Days on which nothing was recorded share the copy of the day before.</param>
public sealed record PastDay(DateOnly Day, long Position, string Path);

/// <summary>How far a copy has come.</summary>
/// <param name="Done">Entries taken in.</param>
/// <param name="Total">Entries in all.</param>
public sealed record PastDayProgress(long Done, long Total);

/// <summary>What the copies of past days may take up.</summary>
/// <param name="Copies">How many are kept.</param>
/// <param name="Bytes">How large they may be together; the one just asked for is kept in any case.</param>
public sealed record PastDayLimits(int Copies = 12, long Bytes = 2L << 30);

/// <summary>Replays the journal up to the end of a day into a SQLite file in the cache folder (ADR 0007). A copy is made once, from the
/// nearest earlier one; it is dropped when the program is another or the journal no longer holds what it was made from.</summary>
/// <param name="scopes">For the database in use.</param>
/// <param name="folder">Where the cache is.</param>
/// <param name="parts">The modules' tables.</param>
/// <param name="clock">The district's clock: whether a day is past.</param>
/// <param name="limits">What may be kept.</param>
public sealed class PastDays(IServiceScopeFactory scopes, DataFolder folder, IEnumerable<IModelPart> parts, TimeProvider clock, PastDayLimits limits) : IDisposable
{
    /// <summary>Whoever asked for a copy uses it well within this time; so long it is not cleared away.</summary>
    private static readonly TimeSpan InUse = TimeSpan.FromMinutes(10);

    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly IModelPart[] _parts = [.. parts];
    private string? _fingerprint;

    private string Root => Path.Combine(folder.Cache, "past-days");

    /// <summary>Programs whose states or projections differ make different copies of one journal.</summary>
    private string Home => Path.Combine(Root, _fingerprint ??= Fingerprint());

    /// <summary>Opens a past day: at once where its copy is there, else it is made now. Whoever asks for another copy meanwhile waits.</summary>
    /// <param name="day">The day.</param>
    /// <param name="progress">Told how far a copy has come.</param>
    /// <param name="cancel">Cancels; an unfinished copy is thrown away.</param>
    /// <returns>The day, or <c>PAST-001</c> (before the first entry) or <c>PAST-002</c> (not past).</returns>
    public async ValueTask<Result<PastDay>> Open(DateOnly day, IProgress<PastDayProgress>? progress, CancellationToken cancel)
    {
        if (day >= DistrictDay.Today(clock))
        {
            return Problem.Coded("PAST-002", "", day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        }

        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BihuanContext>();
        var end = DistrictDay.End(day);
        if (await db.Set<JournalEntry>().Where(e => e.Recorded < end).MaxAsync(e => (long?)e.Position, cancel) is not { } position)
        {
            return await db.Set<JournalEntry>().MinAsync(e => (DateTimeOffset?)e.Recorded, cancel) is { } first
                ? Problem.Coded("PAST-001", "", Shown(day), Shown(DistrictDay.Of(first)))
                : Problem.Coded("PAST-003", "");
        }

        await _one.WaitAsync(cancel);
        try
        {
            var path = await Find(db, position, cancel) is { } copy && copy.Position == position ? copy.Path : await Make(db, scope.ServiceProvider.GetRequiredService<Rebuilder>(), position, progress, cancel);
            File.SetLastWriteTimeUtc(SideOf(path), MachineNow());
            Clear(path);
            return new PastDay(day, position, path);
        }
        finally
        {
            _one.Release();
        }

        static string Shown(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    /// <summary>Sets a context up to read a copy, and only to read it.</summary>
    public static DbContextOptionsBuilder Configure(DbContextOptionsBuilder options, string path)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.UseSqlite(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, DefaultTimeout = 30 }.ToString());
    }

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    private async Task<string> Make(BihuanContext live, Rebuilder rebuilder, long position, IProgress<PastDayProgress>? progress, CancellationToken cancel)
    {
        Directory.CreateDirectory(Home);
        foreach (var other in Directory.EnumerateDirectories(Root).Where(d => d != Home))
        {
            Directory.Delete(other, recursive: true);
        }

        var building = Path.Combine(Home, $"building-{Path.GetRandomFileName()}");
        try
        {
            long from = 0;
            if (await Find(live, position, cancel) is { } earlier)
            {
                File.Copy(earlier.Path, building);
                from = earlier.Position;
            }

            // Nobody reads it before it is whole, and after a crash it is made anew: it need not wait for the disk.
            var options = new DbContextOptionsBuilder<BihuanContext>();
            options.UseSqlite(new SqliteConnectionStringBuilder { DataSource = building, Pooling = false, ForeignKeys = true }.ToString(), o => o.MigrationsAssembly("Bihuan.Persistence.Sqlite"));
            await using (var copy = new BihuanContext(options.Options, _parts))
            {
                await copy.Database.OpenConnectionAsync(cancel);
                if (from == 0)
                {
                    await copy.Database.MigrateAsync(cancel);
                }

                await copy.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-65536;", cancel);
                await using (var transaction = await copy.Database.BeginTransactionAsync(cancel))
                {
                    var told = progress is null ? null : new Steps(position, progress);
                    await rebuilder.Replay(copy, live.Set<JournalEntry>().Where(e => e.Position > from && e.Position <= position), keepEntries: true, told, cancel);
                    var last = await live.Set<JournalEntry>().Where(e => e.Position == position).Select(e => e.Hash).SingleAsync(cancel);
                    await copy.Set<JournalHead>().ExecuteUpdateAsync(h => h.SetProperty(x => x.Position, position).SetProperty(x => x.Hash, last), cancel);
                    await transaction.CommitAsync(cancel);
                }

                await copy.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=DELETE;", cancel);
                await copy.Database.CloseConnectionAsync();
            }

            var hash = await live.Set<JournalEntry>().Where(e => e.Position == position).Select(e => e.Hash).SingleAsync(cancel);
            await File.WriteAllTextAsync(SideOf(PathOf(position)), JsonSerializer.Serialize(new Side(position, Convert.ToHexStringLower(hash))), cancel);
            File.Move(building, PathOf(position), overwrite: true);
            return PathOf(position);
        }
        finally
        {
            File.Delete(building);
        }
    }

    /// <summary>The nearest copy up to a position that the journal still agrees with. Copies that it does not agree with are dropped.</summary>
    private async Task<Side?> Find(BihuanContext live, long position, CancellationToken cancel)
    {
        foreach (var (copy, hash) in Copies().Where(c => c.Copy.Position <= position).OrderByDescending(c => c.Copy.Position).ToList())
        {
            var bytes = Convert.FromHexString(hash);
            if (await live.Set<JournalEntry>().AnyAsync(e => e.Position == copy.Position && e.Hash == bytes, cancel))
            {
                return copy;
            }

            Drop(copy.Path);
        }

        return null;
    }

    private IEnumerable<(Side Copy, string Hash)> Copies()
    {
        if (!Directory.Exists(Home))
        {
            yield break;
        }

        foreach (var file in Directory.EnumerateFiles(Home, "*.db"))
        {
            if (File.Exists(SideOf(file)) && JsonSerializer.Deserialize<Side>(File.ReadAllText(SideOf(file))) is { } side && PathOf(side.Position) == file)
            {
                yield return (side with { Path = file }, side.Hash);
            }
        }
    }

    /// <summary>Keeps the copies within their limits; those asked for longest ago go first.</summary>
    private void Clear(string justAsked)
    {
        long bytes = 0;
        var count = 0;
        foreach (var file in new DirectoryInfo(Home).EnumerateFiles("*.db").OrderByDescending(f => f.FullName == justAsked).ThenByDescending(f => File.GetLastWriteTimeUtc(SideOf(f.FullName))).ToList())
        {
            (bytes, count) = (bytes + file.Length, count + 1);
            if ((count > limits.Copies || bytes > limits.Bytes) && file.FullName != justAsked && MachineNow() - File.GetLastWriteTimeUtc(SideOf(file.FullName)) > InUse)
            {
                Drop(file.FullName);
            }
        }
    }

    private static void Drop(string path)
    {
        File.Delete(path);
        File.Delete(SideOf(path));
    }

    private string PathOf(long position) => Path.Combine(Home, position.ToString("D12", CultureInfo.InvariantCulture) + ".db");

    private static string SideOf(string path) => Path.ChangeExtension(path, ".json");

    private string Fingerprint()
    {
        var modules = _parts.Select(p => p.GetType().Assembly).Append(typeof(PastDays).Assembly).Distinct().Select(a => $"{a.GetName().Name} {a.ManifestModule.ModuleVersionId}").Order(StringComparer.Ordinal);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', modules))))[..16];
    }

#pragma warning disable RS0030 // Times of files are the machine's; a set or stopped clock must not clear them away.
    private static DateTime MachineNow() => DateTime.UtcNow;
#pragma warning restore RS0030

    private sealed record Side(long Position, string Hash)
    {
        public string Path { get; init; } = "";
    }

    private sealed class Steps(long total, IProgress<PastDayProgress> progress) : IProgress<long>
    {
        public void Report(long value) => progress.Report(new(value, total));
    }
}
