using Bihuan.Kernel;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Bihuan.Messaging;

/// <summary>What one node has taken to send: deliveries that go out as one message.</summary>
internal sealed record Batch(Guid Number, Channel Channel, Guid Target, IReadOnlyList<Delivery> Deliveries);

/// <summary>One node's work on deliveries: makes them of notifications, takes those that are due, sends them, marks them. All times are the machine's:
/// people sleep by it, whatever a set district clock shows.</summary>
/// <param name="node">This node's name; another one at every start.</param>
/// <param name="scopes">For the work.</param>
/// <param name="settings">How.</param>
/// <param name="clock">The machine's clock; the machines of a cluster must agree to within seconds.</param>
internal sealed class DeliveryWork(string node, IServiceScopeFactory scopes, MessagingSettings settings, MachineClock clock)
{
    /// <summary>As long as notifications themselves.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(365);

    /// <summary>Makes deliveries of new notifications and sends all that is due.</summary>
    /// <returns>When the next is due; <see langword="null"/> where nothing waits.</returns>
    public async Task<TimeSpan?> Work(CancellationToken cancel)
    {
        await Route(cancel);
        while (await Take(cancel) is { } batch)
        {
            var outcome = await Send(batch, cancel);
            await Mark(batch, outcome, CancellationToken.None);
        }

        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BihuanContext>();
        var next = await db.Set<Delivery>().Where(d => d.State == DeliveryState.Waiting || d.State == DeliveryState.Failed).MinAsync(d => (DateTimeOffset?)d.NotBefore, cancel);
        return next is not { } moment ? null : moment > clock.Now ? moment - clock.Now : TimeSpan.Zero;
    }

    /// <summary>Makes the deliveries of each notification that has none yet: one for each channel of each addressee, in one transaction with the mark that it was done.</summary>
    public async Task Route(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BihuanContext>();
        var fresh = await db.Set<Notification>().AsNoTracking().Where(n => !n.IsRouted).OrderBy(n => n.Created).ThenBy(n => n.Id).ToListAsync(cancel);
        if (fresh.Count == 0)
        {
            return;
        }

        var people = await db.Set<PersonSettings>().AsNoTracking().Where(p => p.Address != null).ToListAsync(cancel);
        var robots = await db.Set<Robot>().AsNoTracking().Where(r => !r.IsRemoved).ToListAsync(cancel);
        foreach (var notification in fresh)
        {
            List<Delivery> deliveries = [];
            foreach (var person in people.Where(p => !p.Muted.Contains(notification.TextKey)))
            {
                if (await IsFor(notification, person.Account, cancel))
                {
                    deliveries.Add(New(notification, Channel.Mail, person.Account, person.Wishes));
                }
            }

            deliveries.AddRange(robots.Where(r => r.Unit.Value == notification.Unit && r.Notices.Contains(notification.TextKey)).Select(r => New(notification, r.Channel, r.Id.Value, new(r.Quiet, Digest.None, UrgentPasses: true))));
            await using var transaction = await db.Database.BeginTransactionAsync(cancel);

            // Who sets the mark makes the deliveries; another node that read the same notification finds it set.
            if (await db.Set<Notification>().Where(n => n.Id == notification.Id && !n.IsRouted).ExecuteUpdateAsync(n => n.SetProperty(x => x.IsRouted, true), cancel) == 1)
            {
                db.AddRange(deliveries);
                await db.SaveChangesAsync(cancel);
                await transaction.CommitAsync(cancel);
            }

            db.ChangeTracker.Clear();
        }

        var old = clock.Now - Kept;
        await db.Set<Delivery>().Where(d => d.Created < old).ExecuteDeleteAsync(cancel);
    }

    /// <summary>Takes the next batch that is due, so that no other node sends it meanwhile: one that was tried before, or everything new that is due for one target.</summary>
    /// <returns>The batch; <see langword="null"/> where nothing is due.</returns>
    public async Task<Batch?> Take(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BihuanContext>();
        while (true)
        {
            var now = clock.Now;
            var (until, fresh) = (now + settings.Lease, Guid.CreateVersion7(now));
            var open = db.Set<Delivery>().Where(d => (d.State == DeliveryState.Waiting || d.State == DeliveryState.Failed) && d.NotBefore <= now && (d.LeasedUntil == null || d.LeasedUntil < now));
            if (await open.AsNoTracking().OrderBy(d => d.NotBefore).ThenBy(d => d.Id).FirstOrDefaultAsync(cancel) is not { } first)
            {
                return null;
            }

            var number = first.Batch ?? fresh;
            var mine = first.Batch is null ? open.Where(d => d.Batch == null && d.Channel == first.Channel && d.Target == first.Target) : open.Where(d => d.Batch == number);
            if (await mine.ExecuteUpdateAsync(d => d.SetProperty(x => x.Batch, number).SetProperty(x => x.LeasedBy, node).SetProperty(x => x.LeasedUntil, until), cancel) > 0)
            {
                return new(number, first.Channel, first.Target, await db.Set<Delivery>().AsNoTracking().Where(d => d.Batch == number && d.LeasedBy == node).ToListAsync(cancel));
            }
        }
    }

    /// <summary>Sends a batch.</summary>
    public async Task<Outcome> Send(Batch batch, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var db = services.GetRequiredService<BihuanContext>();
        var ids = batch.Deliveries.Select(d => d.Notification).ToList();
        var told = await db.Set<Notification>().AsNoTracking().Where(n => ids.Contains(n.Id)).OrderBy(n => n.Created).ThenBy(n => n.Id).ToListAsync(cancel);
        if (told.Count == 0)
        {
            return Outcome.Failed("MSG-021", isFinal: true);
        }

        var district = (await services.GetRequiredService<IDistrictProfile>().Get(cancel)).Name ?? "";
        var letters = services.GetRequiredService<Letters>();
        if (batch.Channel == Channel.Mail)
        {
            // Rights and addresses may have gone since.
            var person = await db.Set<PersonSettings>().AsNoTracking().SingleOrDefaultAsync(p => p.Account == batch.Target, cancel);
            var still = new List<Notification>();
            foreach (var notification in told)
            {
                if (await IsFor(notification, batch.Target, cancel))
                {
                    still.Add(notification);
                }
            }

            return person?.Address is not { } address ? Outcome.Failed("MSG-020", isFinal: true)
                : still.Count == 0 ? Outcome.Failed("MSG-022", isFinal: true)
                : await services.GetRequiredService<MailSender>().Send(address, letters.Compose(still, district, batch.Number, person.IsEnglish, footKey: "message.foot"), batch.Number, cancel);
        }

        var robotId = RobotId.From(batch.Target);
        return await db.Set<Robot>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == robotId && !r.IsRemoved, cancel) is { } robot && await db.Set<RobotSecret>().AsNoTracking().SingleOrDefaultAsync(s => s.Id == robotId, cancel) is { } secret
            ? await services.GetRequiredService<RobotSender>().Send(robot.Kind, services.GetRequiredService<Secrets>().Unprotect(secret.Address), secret.Secret is { } signs ? services.GetRequiredService<Secrets>().Unprotect(signs) : null,
                letters.Compose(told, district, batch.Number, isEnglish: false, RobotSender.MaxBytes(robot.Kind)), cancel)
            : Outcome.Failed("MSG-023", isFinal: true);
    }

    /// <summary>Writes down what became of a batch. Only who holds it does: a node that was thought dead and comes back changes nothing.</summary>
    public async Task Mark(Batch batch, Outcome outcome, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BihuanContext>();
        var now = clock.Now;
        var attempts = batch.Deliveries[0].Attempts + 1;
        var state = outcome.IsSent ? DeliveryState.Sent : outcome.IsFinal || attempts >= settings.Tries ? DeliveryState.GivenUp : DeliveryState.Failed;
        var (ended, next) = (state == DeliveryState.Failed ? (DateTimeOffset?)null : now, now + settings.PauseAfter(attempts));
        await db.Set<Delivery>().Where(d => d.Batch == batch.Number && d.LeasedBy == node && d.State != DeliveryState.Sent).ExecuteUpdateAsync(
            d => d.SetProperty(x => x.State, state).SetProperty(x => x.Attempts, attempts).SetProperty(x => x.Error, outcome.Error).SetProperty(x => x.ErrorDetail, outcome.Detail)
                .SetProperty(x => x.Ended, ended).SetProperty(x => x.NotBefore, next).SetProperty(x => x.LeasedBy, (string?)null).SetProperty(x => x.LeasedUntil, (DateTimeOffset?)null), cancel);
    }

    private Delivery New(Notification notification, Channel channel, Guid target, Wishes wishes) => new()
    {
        Id = DeliveryId.From(Guid.CreateVersion7(clock.Now)),
        Notification = notification.Id,
        Channel = channel,
        Target = target,
        NotBefore = Timing.When(clock.Now, notification.Urgent, wishes, day => Timing.IsWorkingDay(WorkingCalendar.Shipped, day)),
        Created = clock.Now,
    };

    /// <summary>Whether a notification is for an account, by the same rule as in the pages: asked as that account, so that one that was disabled gets nothing.</summary>
    private async Task<bool> IsFor(Notification notification, Guid account, CancellationToken cancel)
    {
        if (notification.Account is { } named && named != account)
        {
            return false;
        }

        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Caller>().Acting = new(account);
        var rights = scope.ServiceProvider.GetRequiredService<IRights>();
        return await rights.IsLoggedIn(cancel)
            && (notification.Account is not null || (notification.Unit is { } unit ? await rights.May(notification.Permission!, unit, cancel) : await rights.May(notification.Permission!, cancel)));
    }
}
