using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Platform;
using Bihuan.TestKit;
using Bihuan.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bihuan.Persistence.Tests;

/// <summary>Two programs on one database: each remembers where it left the journal, and neither writes over what the other appended.</summary>
public class NodesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, BothDatabases]
    public async Task TwoPrograms_AppendInTurns_AndTheJournalStaysOneChain(DatabaseKind kind)
    {
        await using var one = await District.Open(kind);
        await using var other = Other(one);
        for (var i = 0; i < 6; i++)
        {
            await Create(one.Services, $"甲{i}局");
            await Create(one.Services, $"乙{i}局");
            await Create(other, $"丙{i}局");
        }

        await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Create(i % 2 == 0 ? one.Services : other, $"丁{i}局")));
        await using var scope = one.Scope();
        var db = scope.ServiceProvider.GetRequiredService<BihuanContext>();
        Assert.True((await new AuditVerifier(db).Verify(null, null, Cancel)).IsClean);
        Assert.Equal(34, await db.Set<JournalEntry>().CountAsync(e => e.StreamKind == "unit" && e.Version == 1, Cancel));
    }

    [Theory, BothDatabases]
    public async Task AProgramThatWasOvertaken_IsRefusedOnce_AndThenReadsTheHeadAgain(DatabaseKind kind)
    {
        await using var one = await District.Open(kind);
        await using var other = Other(one);
        var turn = one.Services.GetRequiredService<WriteTurn>();
        Assert.Null(turn.Head);
        await Create(one.Services, "甲局");
        var left = turn.Head;
        Assert.NotNull(left);
        await Create(other, "乙局");
        Assert.Equal(left, turn.Head);
        await Create(one.Services, "丙局");

        // Somebody else is at work here: for a while nothing is taken for what it was.
        Assert.Null(turn.Head);
        one.Clock.Advance(TimeSpan.FromMinutes(11));
        await using var scope = one.Scope();
        Assert.Equal((await scope.ServiceProvider.GetRequiredService<BihuanContext>().Set<JournalHead>().AsNoTracking().SingleAsync(Cancel)).Position, turn.Head!.Value.Position);
    }

    private static ServiceProvider Other(District district)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        BihuanApp.AddProgram(services, new() { DataFolder = district.Folder, PostgreSql = district.Place.IsPostgreSql ? district.Place.ConnectionString : null, Clock = district.Clock });
        return services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true });
    }

    private static async Task Create(IServiceProvider services, string name)
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Caller>().IsProgram = true;
        var result = await scope.ServiceProvider.GetRequiredService<Mediator>().Send(new CreateUnit(name, UnitKind.Department), cancel: Cancel);
        Assert.IsType<Result<UnitId>.Done>(result);
    }
}
