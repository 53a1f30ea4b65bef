using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Bihuan.Messaging;

/// <summary>One node's work on subscriptions: takes the lease of one, posts its events in the order of the journal, moves its place after each.</summary>
/// <param name="node">This node's name; another one at every start.</param>
/// <param name="scopes">For the work.</param>
/// <param name="settings">How.</param>
/// <param name="clock">The machine's clock.</param>
internal sealed class EventWork(string node, IServiceScopeFactory scopes, MessagingSettings settings, MachineClock clock)
{
    private const int Batch = 100;

    /// <summary>How long posts that arrived are shown.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    /// <summary>The subscriptions that are to hear of something.</summary>
    public async Task<IReadOnlyList<SubscriptionId>> Open(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<BihuanContext>().Set<Subscription>().AsNoTracking().Where(s => !s.IsClosed && !s.IsStopped).Select(s => s.Id).ToListAsync(cancel);
    }

    /// <summary>Works for one until nothing is left, somebody else holds it, or a failure asks for a pause.</summary>
    /// <returns>When to come again at the latest; <see langword="null"/> to wait for the journal.</returns>
    public async Task<TimeSpan?> Work(SubscriptionId id, CancellationToken cancel)
    {
        while (true)
        {
            // A context a step: the place is read as it is now, also where somebody had it moved back meanwhile.
            await using var scope = scopes.CreateAsyncScope();
            var services = scope.ServiceProvider;
            var db = services.GetRequiredService<BihuanContext>();
            if (!await Lease(db, id, cancel))
            {
                return null;
            }

            var subscription = await db.Set<Subscription>().AsNoTracking().SingleAsync(s => s.Id == id, cancel);
            if (subscription.IsClosed || subscription.IsStopped)
            {
                await Release(id, cancel);
                return null;
            }

            var place = await db.Set<SubscriptionPlace>().AsNoTracking().SingleAsync(p => p.Id == id, cancel);
            var poster = services.GetRequiredService<EventPoster>();
            if (await PostByHand(db, poster, subscription, place, cancel))
            {
                continue;
            }
            if (place.NotBefore is { } moment && moment > clock.Now)
            {
                return moment - clock.Now;
            }

            var head = await db.Set<JournalHead>().AsNoTracking().Select(h => h.Position).SingleAsync(cancel);
            var types = poster.Types.Where(subscription.Takes).ToList();
            var entries = await db.Set<JournalEntry>().AsNoTracking().Where(e => e.Position > place.Position && e.Position <= head && types.Contains(e.Type)).OrderBy(e => e.Position).Take(Batch).ToListAsync(cancel);
            var (next, body) = await FirstOf(entries, subscription, poster, cancel);
            if (next is null)
            {
                var reached = entries.Count == Batch ? entries[^1].Position : head;
                if (reached > place.Position)
                {
                    await Mine(db, place).ExecuteUpdateAsync(p => p.SetProperty(x => x.Position, reached), cancel);
                }
                if (entries.Count < Batch)
                {
                    await Release(id, cancel);
                    return null;
                }

                continue;
            }

            var outcome = await poster.Post(subscription.Address, place.Secret, $"{next.Position}", body!, next.Position <= place.ReplayedTo, cancel);
            if (await Mark(services, subscription, place, next, outcome) is { } pause)
            {
                return pause;
            }
        }
    }

    /// <summary>Gives the lease back, so that another node need not wait for its end.</summary>
    public async Task Release(SubscriptionId id, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<BihuanContext>().Set<SubscriptionPlace>().Where(p => p.Id == id && p.LeasedBy == node)
            .ExecuteUpdateAsync(p => p.SetProperty(x => x.LeasedBy, (string?)null).SetProperty(x => x.LeasedUntil, (DateTimeOffset?)null), cancel);
    }

    private static async Task<(JournalEntry? Entry, string? Body)> FirstOf(IReadOnlyList<JournalEntry> entries, Subscription subscription, EventPoster poster, CancellationToken cancel)
    {
        foreach (var entry in entries)
        {
            if (await poster.BodyFor(subscription, entry, cancel) is { } body)
            {
                return (entry, body);
            }
        }

        return (null, null);
    }

    /// <summary>Posts one of those that somebody has tried again.</summary>
    private async Task<bool> PostByHand(BihuanContext db, EventPoster poster, Subscription subscription, SubscriptionPlace place, CancellationToken cancel)
    {
        if (await db.Set<Post>().AsNoTracking().Where(p => p.Subscription == subscription.Id && p.State == PostState.Waiting).OrderBy(p => p.Position).FirstOrDefaultAsync(cancel) is not { } waiting)
        {
            return false;
        }

        var entry = await db.Set<JournalEntry>().AsNoTracking().SingleAsync(e => e.Position == waiting.Position, cancel);
        var outcome = await poster.BodyFor(subscription, entry, cancel) is { } body ? await poster.Post(subscription.Address, place.Secret, $"{entry.Position}", body, isReplay: true, cancel) : Outcome.Failed("MSG-047");
        await Note(db, subscription.Id, entry, outcome.IsSent ? PostState.Sent : PostState.Parked, outcome, waiting.Attempts + 1);
        return true;
    }

    /// <summary>Writes down what became of a post.</summary>
    /// <returns>How long to wait, where it failed.</returns>
    private async Task<TimeSpan?> Mark(IServiceProvider services, Subscription subscription, SubscriptionPlace place, JournalEntry entry, Outcome outcome)
    {
        // From here on nothing is called off: what was posted is written down.
        var db = services.GetRequiredService<BihuanContext>();
        var failures = place.Failures + 1;
        var isParked = !outcome.IsSent && failures >= settings.Tries;
        await using var transaction = await db.Database.BeginTransactionAsync(CancellationToken.None);
        var pause = settings.PauseAfter(failures);
        var notBefore = clock.Now + pause;
        var parked = place.Parked + 1;
        var moved = outcome.IsSent
            ? await Mine(db, place).ExecuteUpdateAsync(p => p.SetProperty(x => x.Position, entry.Position).SetProperty(x => x.Failures, 0).SetProperty(x => x.Parked, 0).SetProperty(x => x.NotBefore, (DateTimeOffset?)null), CancellationToken.None)
            : isParked
                ? await Mine(db, place).ExecuteUpdateAsync(p => p.SetProperty(x => x.Position, entry.Position).SetProperty(x => x.Failures, 0).SetProperty(x => x.Parked, parked).SetProperty(x => x.NotBefore, (DateTimeOffset?)null), CancellationToken.None)
                : await Mine(db, place).ExecuteUpdateAsync(p => p.SetProperty(x => x.Failures, failures).SetProperty(x => x.NotBefore, notBefore), CancellationToken.None);
        if (moved == 0)
        {
            // Another node took over, or the place was moved back meanwhile: whoever is there now posts on from there.
            return TimeSpan.Zero;
        }

        await Note(db, subscription.Id, entry, outcome.IsSent ? PostState.Sent : isParked ? PostState.Parked : PostState.Failed, outcome, failures);
        await transaction.CommitAsync(CancellationToken.None);
        if (isParked && parked >= settings.ParkedBeforeStop)
        {
            await Stop(subscription);
            return TimeSpan.Zero;
        }

        return outcome.IsSent || isParked ? null : pause;
    }

    private async Task Note(BihuanContext db, SubscriptionId id, JournalEntry entry, PostState state, Outcome outcome, int attempts)
    {
        var now = clock.Now;
        var posts = db.Set<Post>().Where(p => p.Subscription == id && p.Position == entry.Position);
        if (await posts.ExecuteUpdateAsync(p => p.SetProperty(x => x.State, state).SetProperty(x => x.Attempts, attempts).SetProperty(x => x.Error, outcome.Error).SetProperty(x => x.ErrorDetail, outcome.Detail).SetProperty(x => x.At, now), CancellationToken.None) == 0)
        {
            db.Add(new Post { Subscription = id, Position = entry.Position, Type = entry.Type, State = state, Attempts = attempts, Error = outcome.Error, ErrorDetail = outcome.Detail, At = now });
            await db.SaveChangesAsync(CancellationToken.None);
            db.ChangeTracker.Clear();
        }

        var old = now - Kept;
        await db.Set<Post>().Where(p => p.Subscription == id && p.State == PostState.Sent && p.At < old).ExecuteDeleteAsync(CancellationToken.None);
    }

    /// <summary>Nothing has arrived for long: the other system is gone or no longer wants it. Its administrator is told.</summary>
    private async Task Stop(Subscription subscription)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Caller>().IsProgram = true;
        await scope.ServiceProvider.GetRequiredService<Mediator>().Send(new StopSubscription.Request(subscription.Id, ByFailures: true), reason: null, CancellationToken.None);
    }

    /// <summary>The place, as long as this node holds it and nobody has moved it.</summary>
    private IQueryable<SubscriptionPlace> Mine(BihuanContext db, SubscriptionPlace seen) => db.Set<SubscriptionPlace>().Where(p => p.Id == seen.Id && p.LeasedBy == node && p.Position == seen.Position);

    private async Task<bool> Lease(BihuanContext db, SubscriptionId id, CancellationToken cancel)
    {
        var now = clock.Now;
        var until = now + settings.Lease;
        return await db.Set<SubscriptionPlace>().Where(p => p.Id == id && (p.LeasedBy == null || p.LeasedBy == node || p.LeasedUntil < now))
            .ExecuteUpdateAsync(p => p.SetProperty(x => x.LeasedBy, node).SetProperty(x => x.LeasedUntil, until), cancel) == 1;
    }
}
