using Bihuan.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bihuan.Persistence.Tests;

public class RebuildTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Every table that the journal makes is the same after it was made again, byte for byte; what is kept is left alone; and a
    /// SQLite journal taken over into PostgreSQL makes the same bytes there.</summary>
    [Fact]
    public async Task EveryTable_IsTheSameAgain_AndTheSameInBothDatabases()
    {
        await using var sqlite = await District.Open(DatabaseKind.Sqlite);
        await History.MakeMixed(sqlite);
        await History.Make(sqlite, days: 3);
        var (before, after) = await Rebuilt(sqlite);
        Assert.Equal(before, after);

        await using var postgres = await District.Open(DatabaseKind.PostgreSql);
        var file = Path.Combine(sqlite.Folder, "a.backup");
        await using (var scope = sqlite.Scope())
        {
            await scope.ServiceProvider.GetRequiredService<Backup>().Write(file, null, Cancel);
        }

        await using (var scope = postgres.Scope())
        {
            Assert.IsType<Kernel.Result<BackupManifest>.Done>(await scope.ServiceProvider.GetRequiredService<Restore>().Read(file, null, Cancel));
        }

        var (there, again) = await Rebuilt(postgres);
        Assert.Equal(before, there);
        Assert.Equal(there, again);
    }

    [Fact]
    public async Task EveryTableOfPostgreSql_IsTheSameAgain()
    {
        await using var district = await District.Open(DatabaseKind.PostgreSql);
        await History.MakeMixed(district);
        await History.Make(district, days: 3);
        var (before, after) = await Rebuilt(district);
        Assert.Equal(before, after);
    }

    /// <summary>A rebuild empties tables; what is kept must not hang on them.</summary>
    [Theory, BothDatabases]
    public async Task KeptTables_PointAtKeptTablesOnly(DatabaseKind kind)
    {
        await using var district = await District.Open(kind);
        await using var scope = district.Scope();
        var model = scope.ServiceProvider.GetRequiredService<BihuanContext>().Model;
        var kept = model.GetEntityTypes().Where(e => e.IsKept()).ToList();
        Assert.Contains(kept, e => e.ClrType == typeof(JournalEntry));
        Assert.Empty(kept.SelectMany(e => e.GetForeignKeys()).Where(k => !k.PrincipalEntityType.IsKept()).Select(k => k.ToString()));
    }

    private static async Task<(string Before, string After)> Rebuilt(District district)
    {
        await using var scope = district.Scope();
        var db = scope.ServiceProvider.GetRequiredService<BihuanContext>();
        var kept = await Dump.Of(db, kept: true, Cancel);
        var before = await Dump.Of(db, kept: false, Cancel);
        var count = await scope.ServiceProvider.GetRequiredService<Rebuilder>().Rebuild(db, null, Cancel);
        Assert.Equal(await db.Set<JournalEntry>().LongCountAsync(Cancel), count);
        Assert.Equal(kept, await Dump.Of(db, kept: true, Cancel));
        return (before, await Dump.Of(db, kept: false, Cancel));
    }
}
