using System.Collections.Concurrent;
using Bihuan.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Bihuan.Persistence.Tests;

public class SubscriberTests
{
    private static readonly PumpSettings Quick = new() { Lease = TimeSpan.FromSeconds(30), Poll = TimeSpan.FromMilliseconds(50), Tries = 3, Batch = 7 };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, BothDatabases]
    public async Task ASubscriber_HearsOfEveryEntry_InOrder(DatabaseKind kind)
    {
        var heard = new Heard();
        await using var district = await Open(kind, heard);
        await History.Make(district, days: 3);
        var work = Work(district, "a", district.Clock);
        Assert.Null(await work.Work(Cancel));
        Assert.Equal(Enumerable.Range(1, 18).Select(i => (long)i), heard.Positions);

        await History.Make(district, days: 1);
        await work.Work(Cancel);
        await work.Work(Cancel);
        Assert.Equal(Enumerable.Range(1, 24).Select(i => (long)i), heard.Positions);
    }

    /// <summary>Two nodes at once on one database: each entry is dealt with by one of them, in order, whichever holds the lease.</summary>
    [Theory, BothDatabases]
    public async Task TwoPumps_NeverWorkTheSameAtOnce(DatabaseKind kind)
    {
        var heard = new Heard { Pause = TimeSpan.FromMilliseconds(3) };
        await using var district = await Open(kind, heard);
        var clock = new MachineClock(new Machine());
        var signal = district.Services.GetRequiredService<JournalSignal>();
        JournalPump[] pumps = [.. Enumerable.Range(0, 2).Select(_ => new JournalPump(district.Services.GetRequiredService<IServiceScopeFactory>(), new(district.Services.GetRequiredService<IServiceScopeFactory>(), district.Services.GetRequiredService<EventCatalog>(), signal, Quick), district.Services.GetRequiredService<EventCatalog>(), signal, Quick, clock, NullLogger<JournalPump>.Instance))];
        foreach (var pump in pumps)
        {
            await pump.StartAsync(Cancel);
        }

        await History.Make(district, days: 6);
        await Until(() => heard.Positions.Count >= 36);
        // The one that holds the lease goes; the other takes over without waiting for its end.
        var holder = await Holder(district);
        await pumps[0].StopAsync(Cancel);
        await History.Make(district, days: 2);
        await Until(() => heard.Positions.Count >= 48);
        await pumps[1].StopAsync(Cancel);

        Assert.NotNull(holder);
        Assert.Null(await Holder(district));
        Assert.Equal(Enumerable.Range(1, 48).Select(i => (long)i), heard.Positions);
        Assert.Equal(1, heard.MostAtOnce);
        Array.ForEach(pumps, p => p.Dispose());
    }

    /// <summary>A node that dies keeps its lease until it ends; then another goes on where it stood. If the dead one comes back, it moves nothing.</summary>
    [Theory, BothDatabases]
    public async Task WhenANodeDies_AnotherTakesOver(DatabaseKind kind)
    {
        var heard = new Heard();
        await using var district = await Open(kind, heard);
        await History.Make(district, days: 1);
        var machine = new FakeTimeProvider(new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var (first, second) = (Work(district, "first", machine), Work(district, "second", machine));
        await first.Work(Cancel);
        await History.Make(district, days: 1);

        await second.Work(Cancel);
        Assert.Equal(6, heard.Positions.Count);
        machine.Advance(Quick.Lease + TimeSpan.FromSeconds(1));
        await second.Work(Cancel);
        Assert.Equal(12, heard.Positions.Count);
        await History.Make(district, days: 1);
        await first.Work(Cancel);
        Assert.Equal(12, heard.Positions.Count);
        await second.Work(Cancel);
        Assert.Equal(Enumerable.Range(1, 18).Select(i => (long)i), heard.Positions);
    }

    [Theory, BothDatabases]
    public async Task AnEntryThatFails_IsTriedAgainAfterPauses_ThenParked_AndCanBeTriedByHand(DatabaseKind kind)
    {
        var heard = new Heard { Poison = 3 };
        await using var district = await Open(kind, heard);
        await History.Make(district, days: 1);
        var machine = new FakeTimeProvider(new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var work = Work(district, "a", machine);

        Assert.Equal(TimeSpan.FromSeconds(1), await work.Work(Cancel));
        Assert.Equal(TimeSpan.FromSeconds(1), await work.Work(Cancel));
        Assert.Equal([1L, 2], heard.Positions);
        machine.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(TimeSpan.FromSeconds(2), await work.Work(Cancel));
        machine.Advance(TimeSpan.FromSeconds(2));
        Assert.Null(await work.Work(Cancel));
        Assert.Equal([1L, 2, 4, 5, 6], heard.Positions);

        await using var scope = district.Scope();
        var db = scope.ServiceProvider.GetRequiredService<BihuanContext>();
        var parked = await db.Set<ParkedEntry>().AsNoTracking().SingleAsync(Cancel);
        Assert.Equal((3L, nameof(InvalidOperationException), 3), (parked.Position, parked.Failure, parked.Tries));
        Assert.False(await work.Retry(3, Cancel));
        Assert.Equal(4, (await db.Set<ParkedEntry>().AsNoTracking().SingleAsync(Cancel)).Tries);
        heard.Poison = 0;
        Assert.True(await work.Retry(3, Cancel));
        Assert.Empty(await db.Set<ParkedEntry>().AsNoTracking().ToListAsync(Cancel));
        Assert.Equal([1L, 2, 4, 5, 6, 3], heard.Positions);
    }

    private static Task<District> Open(DatabaseKind kind, Heard heard) => District.Open(kind, services =>
    {
        services.AddSingleton(heard);
        services.AddScoped<ISubscriber, Listener>();
    });

    private static SubscriberWork Work(District district, string node, TimeProvider machine) =>
        new(
            node, Listener.Called, district.Services.GetRequiredService<IServiceScopeFactory>(), new(district.Services.GetRequiredService<IServiceScopeFactory>(), district.Services.GetRequiredService<EventCatalog>(), district.Services.GetRequiredService<JournalSignal>(), Quick),
            district.Services.GetRequiredService<EventCatalog>(), Quick, new MachineClock(machine));

    private static async Task<string?> Holder(District district)
    {
        await using var scope = district.Scope();
        return await scope.ServiceProvider.GetRequiredService<BihuanContext>().Set<SubscriberCursor>().Where(c => c.Subscriber == Listener.Called).Select(c => c.LeasedBy).SingleAsync(Cancel);
    }

    private static async Task Until(Func<bool> condition)
    {
        for (var i = 0; i < 600 && !condition(); i++)
        {
            await Task.Delay(50, Cancel);
        }
    }

    private sealed class Heard
    {
        private int _now;

        public ConcurrentQueue<long> Positions { get; } = new();

        public TimeSpan Pause { get; init; }

        public long Poison { get; set; }

        public int MostAtOnce { get; private set; }

        public async ValueTask Take(long position)
        {
            MostAtOnce = Math.Max(MostAtOnce, Interlocked.Increment(ref _now));
            if (Pause > TimeSpan.Zero)
            {
                await Task.Delay(Pause);
            }

            Interlocked.Decrement(ref _now);
            if (position == Poison)
            {
                throw new InvalidOperationException("Poison.");
            }

            Positions.Enqueue(position);
        }
    }

    private sealed class Listener(Heard heard) : ISubscriber
    {
        public const string Called = "tests.listener";

        public string Name => Called;

        public bool FromBeginning => true;

        public ValueTask Handle(Recorded recorded, CancellationToken cancel) => heard.Take(recorded.Entry.Position);
    }

#pragma warning disable RS0030 // Pumps that run by themselves wait in real time.
    private sealed class Machine : TimeProvider;
#pragma warning restore RS0030
}
