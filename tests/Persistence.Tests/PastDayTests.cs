using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Platform;
using Bihuan.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bihuan.Persistence.Tests;

public class PastDayTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>What the queries gave on a day is what they give of that day ever after.</summary>
    [Theory, BothDatabases]
    public async Task APastDay_ShowsWhatWasShownThen(DatabaseKind kind)
    {
        await using var district = await District.Open(kind, services => services.AddScoped<IHandler<EveryTable, EveryTable.Shown>, EveryTable.Handler>());
        var then = new Dictionary<DateOnly, string>();
        for (var i = 0; i < 6; i++)
        {
            if (i != 3)
            {
                await History.MakeDay(district, [], day: i, count: 4);
            }

            then[DistrictDay.Today(district.Clock)] = await Shown(district, asOf: null);
            district.Clock.Advance(TimeSpan.FromDays(1));
        }

        // Later days first and last, so that copies are made from nothing and from earlier ones.
        foreach (var day in then.Keys.OrderBy(d => d.Day % 3).ThenBy(d => d))
        {
            Assert.Equal(then[day], await Shown(district, day));
        }

        // The day on which nothing happened shares its copy with the day before.
        Assert.Equal(5, Copies(district).Length);
    }

    [Theory, BothDatabases]
    public async Task APastDay_IsReadNotChanged_AndDaysOutsideAreRefused(DatabaseKind kind)
    {
        await using var district = await District.Open(kind);
        var first = DistrictDay.Today(district.Clock);
        Assert.Equal(["PAST-003"], await district.Refused(new OpenPastDay.Request(first.AddDays(-1))));
        await History.Make(district, days: 2);

        Assert.Equal(["PAST-001"], await district.Refused(new OpenPastDay.Request(first.AddDays(-1))));
        Assert.Equal(["PAST-002"], await district.Refused(new OpenPastDay.Request(DistrictDay.Today(district.Clock))));
        Assert.Equal(["PAST-001"], await Codes(district.Send(new OpenPastDay.Request(first), c => c.AsOf = first.AddDays(-1))));
        Assert.Equal(["PLATFORM-002"], await Codes(district.Send(new CreateUnit("丁局"), c => c.AsOf = first)));

        var past = Assert.IsType<Result<PastDay>.Done>(await district.Services.GetRequiredService<PastDays>().Open(first, null, Cancel)).Value;
        var options = new DbContextOptionsBuilder<BihuanContext>();
        PastDays.Configure(options, past.Path);
        await using var copy = new BihuanContext(options.Options, district.Services.GetServices<IModelPart>());
        await Assert.ThrowsAnyAsync<Exception>(() => copy.Set<JournalEntry>().ExecuteDeleteAsync(Cancel));
        Assert.True((await new AuditVerifier(copy).Verify(null, null, Cancel)).IsClean);
    }

    [Theory, BothDatabases]
    public async Task ACopy_IsMadeOnceForAll_TellsHowFarItIs_AndCanBeGivenUp(DatabaseKind kind)
    {
        await using var district = await District.Open(kind);
        await History.Make(district, days: 3, perDay: 220);
        var day = DistrictDay.Today(district.Clock).AddDays(-1);
        var days = district.Services.GetRequiredService<PastDays>();

        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await days.Open(day, new Telling(_ => giveUp.Cancel()), giveUp.Token));
        Assert.Empty(Copies(district));

        var told = new List<PastDayProgress>();
        var opened = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => days.Open(day, new Telling(told.Add), Cancel).AsTask()));
        Assert.Single(opened.Select(o => Assert.IsType<Result<PastDay>.Done>(o).Value).Distinct());
        Assert.Single(Copies(district));
        // Only one of the five made it, in two batches.
        Assert.Equal([500, 660], told.Select(t => t.Done));
        Assert.All(told, t => Assert.Equal(660, t.Total));
    }

    [Theory, BothDatabases]
    public async Task ACopyThatTheJournalDoesNotAgreeWith_IsMadeAnew(DatabaseKind kind)
    {
        await using var district = await District.Open(kind);
        await History.Make(district, days: 2);
        var day = DistrictDay.Today(district.Clock).AddDays(-2);
        var days = district.Services.GetRequiredService<PastDays>();
        var path = Assert.IsType<Result<PastDay>.Done>(await days.Open(day, null, Cancel)).Value.Path;
        var before = File.GetLastWriteTimeUtc(path);
        Assert.Equal(path, Assert.IsType<Result<PastDay>.Done>(await days.Open(day, null, Cancel)).Value.Path);
        Assert.Equal(before, File.GetLastWriteTimeUtc(path));

        var side = Path.ChangeExtension(path, ".json");
        await File.WriteAllTextAsync(side, (await File.ReadAllTextAsync(side, Cancel)).Replace("\"Hash\":\"", "\"Hash\":\"00", StringComparison.Ordinal), Cancel);
        await days.Open(day, null, Cancel);
        Assert.NotEqual(before, File.GetLastWriteTimeUtc(path));

        // Another program's copies go when this one makes its first.
        var foreign = Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(Path.GetDirectoryName(path))!, "0123456789abcdef"));
        await days.Open(day.AddDays(1), null, Cancel);
        Assert.False(Directory.Exists(foreign.FullName));
    }

    [Fact]
    public async Task Copies_KeepWithinTheirLimits()
    {
        await using var district = await District.Open(DatabaseKind.Sqlite, services => services.AddSingleton(new PastDayLimits(Copies: 2)));
        await History.Make(district, days: 5, perDay: 2);
        var days = district.Services.GetRequiredService<PastDays>();
        var last = DistrictDay.Today(district.Clock).AddDays(-1);
        for (var i = 4; i >= 0; i--)
        {
            var path = Assert.IsType<Result<PastDay>.Done>(await days.Open(last.AddDays(-i), null, Cancel)).Value.Path;
            File.SetLastWriteTimeUtc(Path.ChangeExtension(path, ".json"), new DateTime(2022, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddHours(-i));
        }

        Assert.Equal(2, Copies(district).Length);
    }

    /// <summary>Everything a query could have asked: every table that the journal makes, and the journal.</summary>
    private static async Task<string> Shown(District district, DateOnly? asOf)
    {
        var result = await district.Done(new EveryTable(), caller => caller.AsOf = asOf);
        Assert.Equal(asOf ?? DistrictDay.Today(district.Clock), result.Day);
        return result.Text;
    }

    private static async Task<IReadOnlyList<string>> Codes<T>(Task<Result<T>> result) => [.. Assert.IsType<Result<T>.Refused>(await result).Problems.Select(p => p.Code)];

    private static string[] Copies(District district) =>
        Directory.Exists(Path.Combine(district.Folder, "cache", "past-days")) ? Directory.GetFiles(Path.Combine(district.Folder, "cache", "past-days"), "*.db", SearchOption.AllDirectories) : [];

    private sealed class Telling(Action<PastDayProgress> tell) : IProgress<PastDayProgress>
    {
        public void Report(PastDayProgress value) => tell(value);
    }
}

/// <summary>A query of the tests' own, answered like any page's.</summary>
[NeedsLogIn]
internal sealed record EveryTable : IQuery<EveryTable.Shown>
{
    internal sealed record Shown(DateOnly Day, string Text);

    internal sealed class Handler(BihuanContext db, Moment moment) : IHandler<EveryTable, Shown>
    {
        public async ValueTask<Result<Shown>> Handle(EveryTable request, CancellationToken cancel) =>
            new Shown(moment.Day, await Dump.Of(db, kept: false, cancel) + await db.Set<JournalEntry>().CountAsync(cancel));
    }
}
