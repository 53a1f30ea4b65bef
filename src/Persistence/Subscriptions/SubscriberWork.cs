using Bihuan.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Bihuan.Persistence;

/// <summary>One node's work for one subscriber: takes the lease, hands entries over in order, moves the cursor after each.</summary>
/// <param name="node">This node's name; another one at every start.</param>
/// <param name="name">The subscriber.</param>
/// <param name="scopes">A scope an entry.</param>
/// <param name="tail">Reads the journal.</param>
/// <param name="catalog">Reads events.</param>
/// <param name="settings">How.</param>
/// <param name="clock">Leases go by the machine's clock; the machines of a cluster must agree to within seconds.</param>
internal sealed class SubscriberWork(string node, string name, IServiceScopeFactory scopes, JournalTail tail, EventCatalog catalog, PumpSettings settings, MachineClock clock)
{
    /// <summary>After so many parts that are none of its business the cursor is moved.</summary>
    private const int Passing = 10;

    /// <summary>Until when the lease is ours, as last taken.</summary>
    private DateTimeOffset _leasedUntil;

    /// <summary>The cursor, while the lease is ours: nobody else moves it then.</summary>
    private long? _cursor;

    /// <summary>How far entries were passed by that are none of its business, beyond the cursor. They are passed by again after a restart.</summary>
    private long _passed;

    /// <summary>Asked only what it hears of, which no scope has to do with.</summary>
    private ISubscriber? _ears;

    /// <summary>Works until nothing is left, somebody else holds the lease, or a failure asks for a pause. Most entries are none of its business and
    /// are passed by without a context.</summary>
    /// <returns>When to come again at the latest; <see langword="null"/> to wait for the signal.</returns>
    public async Task<TimeSpan?> Work(CancellationToken cancel)
    {
        while (true)
        {
            if (_cursor is null || !IsHeld)
            {
                var (held, pause) = await Begin(cancel);
                if (!held || pause is not null)
                {
                    return pause;
                }
            }

            var entries = await tail.After(Math.Max(_cursor!.Value, _passed), cancel);
            if (entries.Count == 0)
            {
                return null;
            }

            // One that cannot be read is handed over, so that the failure is counted where failures are.
            var passed = entries.TakeWhile(e => e.Happened is not null && !Hears(_ears!, e.Happened)).Count();
            if (passed > 0)
            {
                _passed = entries[passed - 1].Entry.Position;
            }
            if (passed < entries.Count || _passed - _cursor >= Passing * settings.Batch)
            {
                await Move(passed < entries.Count ? entries[passed].Entry : null, cancel);
            }
        }
    }

    /// <summary>Gives the lease back, so that another node need not wait for its end.</summary>
    public async Task Release(CancellationToken cancel)
    {
        (_leasedUntil, _cursor) = (default, null);
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<BihuanContext>().Set<SubscriberCursor>().Where(c => c.Subscriber == name && c.LeasedBy == node)
            .ExecuteUpdateAsync(c => c.SetProperty(x => x.LeasedBy, (string?)null).SetProperty(x => x.LeasedUntil, (DateTimeOffset?)null), cancel);
    }

    /// <summary>Has a parked entry dealt with again.</summary>
    /// <returns>Whether it went well; it is parked no longer then.</returns>
    public async Task<bool> Retry(long position, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BihuanContext>();
        if (await db.Set<ParkedEntry>().AsNoTracking().SingleOrDefaultAsync(p => p.Subscriber == name && p.Position == position, cancel) is null)
        {
            return true;
        }

        var failure = await Hand(await db.Set<JournalEntry>().AsNoTracking().SingleAsync(e => e.Position == position, cancel), cancel);
        var parked = db.Set<ParkedEntry>().Where(p => p.Subscriber == name && p.Position == position);
        if (failure is null)
        {
            await parked.ExecuteDeleteAsync(cancel);
            return true;
        }

        await parked.ExecuteUpdateAsync(p => p.SetProperty(x => x.Tries, x => x.Tries + 1).SetProperty(x => x.Failure, failure), cancel);
        return false;
    }

    /// <summary>Takes the lease and reads the cursor.</summary>
    private async Task<(bool Held, TimeSpan? Pause)> Begin(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BihuanContext>();
        if (!await Hold(db, scope.ServiceProvider, cancel))
        {
            return default;
        }

        var cursor = await db.Set<SubscriberCursor>().AsNoTracking().SingleAsync(c => c.Subscriber == name, cancel);
        if (cursor.LeasedBy != node)
        {
            // A node that was thought dead finds that another has taken over.
            (_leasedUntil, _passed) = (default, 0);
            return default;
        }
        if (cursor.NotBefore is { } moment && moment > clock.Now)
        {
            return (true, moment - clock.Now);
        }

        _ears ??= scope.ServiceProvider.GetServices<ISubscriber>().Single(s => s.Name == name);
        _cursor = cursor.Position;
        return (true, null);
    }

    /// <summary>Deals with an entry, or with none, and moves the cursor to it, or over what was passed by.</summary>
    private async Task Move(JournalEntry? entry, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BihuanContext>();
        var moved = await Hold(db, scope.ServiceProvider, cancel) && (entry is null ? await Advance(Mine(db, _passed), _passed, cancel) : await Deal(db, entry, cancel));

        // Where it did not move, what stands in the database says why.
        _cursor = moved ? entry?.Position ?? _passed : null;
    }

    private async Task<bool> Deal(BihuanContext db, JournalEntry entry, CancellationToken cancel)
    {
        var failure = await Hand(entry, cancel);
        var mine = Mine(db, entry.Position);
        if (failure is null)
        {
            return await Advance(mine, entry.Position, cancel);
        }

        var failures = (await db.Set<SubscriberCursor>().AsNoTracking().SingleAsync(c => c.Subscriber == name, cancel)).Failures + 1;
        if (failures < settings.Tries)
        {
            var pause = TimeSpan.FromTicks(Math.Min(settings.LongestPause.Ticks, settings.FirstPause.Ticks << Math.Min(failures - 1, 30)));
            var notBefore = clock.Now + pause;
            await mine.ExecuteUpdateAsync(c => c.SetProperty(x => x.Failures, failures).SetProperty(x => x.LastFailure, failure).SetProperty(x => x.NotBefore, notBefore), cancel);
            return false;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (!await Advance(mine, entry.Position, cancel))
        {
            return false;
        }

        db.Add(new ParkedEntry { Subscriber = name, Position = entry.Position, Failure = failure, Tries = failures, Parked = clock.Now });
        await db.SaveChangesAsync(cancel);
        db.ChangeTracker.Clear();
        await transaction.CommitAsync(cancel);
        return true;
    }

    private static bool Hears(ISubscriber subscriber, IEvent happened)
    {
        try
        {
            return subscriber.Hears(happened);
        }
#pragma warning disable CA1031 // As in Hand.
        catch (Exception)
#pragma warning restore CA1031
        {
            return true;
        }
    }

    /// <summary>Only who holds the lease moves the cursor: a node that was thought dead and comes back changes nothing.</summary>
    private IQueryable<SubscriberCursor> Mine(BihuanContext db, long position) => db.Set<SubscriberCursor>().Where(c => c.Subscriber == name && c.LeasedBy == node && c.Position < position);

    private static async Task<bool> Advance(IQueryable<SubscriberCursor> mine, long position, CancellationToken cancel) =>
        await mine.ExecuteUpdateAsync(c => c.SetProperty(x => x.Position, position).SetProperty(x => x.Failures, 0).SetProperty(x => x.LastFailure, (string?)null).SetProperty(x => x.NotBefore, (DateTimeOffset?)null), cancel) == 1;

    /// <summary>Hands an entry over in a scope of its own.</summary>
    /// <returns>The failure, if any.</returns>
    private async Task<string?> Hand(JournalEntry entry, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        try
        {
            var subscriber = scope.ServiceProvider.GetServices<ISubscriber>().Single(s => s.Name == name);
            await subscriber.Handle(new(entry, catalog.Read(entry)), cancel);
            return null;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // Whatever a subscriber throws, the others and the next entries go on.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            return failure.GetType().Name;
        }
    }

    /// <summary>Less than a third of the lease's time is over.</summary>
    private bool IsHeld => _leasedUntil - clock.Now > settings.Lease * (2.0 / 3);

    /// <summary>Takes the lease, or goes on with it.</summary>
    private async Task<bool> Hold(BihuanContext db, IServiceProvider services, CancellationToken cancel)
    {
        if (IsHeld)
        {
            return true;
        }

        var now = clock.Now;
        var held = await Lease(db, services, cancel);
        _leasedUntil = held ? now + settings.Lease : default;
        return held;
    }

    private async Task<bool> Lease(BihuanContext db, IServiceProvider services, CancellationToken cancel)
    {
        var now = clock.Now;
        var until = now + settings.Lease;
        if (await Take() == 1)
        {
            return true;
        }
        if (await db.Set<SubscriberCursor>().AnyAsync(c => c.Subscriber == name, cancel))
        {
            return false;
        }

        var beginning = services.GetServices<ISubscriber>().Single(s => s.Name == name).FromBeginning ? 0 : await db.Set<JournalHead>().Select(h => h.Position).SingleAsync(cancel);
        try
        {
            db.Add(new SubscriberCursor { Subscriber = name, Position = beginning });
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException)
        {
            // Another node entered it in the same moment.
        }

        db.ChangeTracker.Clear();
        return await Take() == 1;

        Task<int> Take() => db.Set<SubscriberCursor>().Where(c => c.Subscriber == name && (c.LeasedBy == null || c.LeasedBy == node || c.LeasedUntil < now))
            .ExecuteUpdateAsync(c => c.SetProperty(x => x.LeasedBy, node).SetProperty(x => x.LeasedUntil, until), cancel);
    }
}
