using Bihuan.Kernel;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Messaging;

/// <summary>What went out to people, and what did not, newest first.</summary>
internal static class ListDeliveries
{
    private static readonly Keyset<Delivery> Order = new Keyset<Delivery>().By(d => d.Created, descending: true).By(d => d.Id, descending: true);

    /// <param name="State">Only of this state.</param>
    /// <param name="Channel">Only over this channel.</param>
    /// <param name="From">Entered on this day or later.</param>
    /// <param name="To">Entered on this day or earlier.</param>
    /// <param name="After">The cursor of the part before.</param>
    /// <param name="Limit">How many.</param>
    [Needs(MessagingPermissions.Manage)]
    public sealed record Request(DeliveryState? State = null, Channel? Channel = null, DateOnly? From = null, DateOnly? To = null, string? After = null, int? Limit = null) : IQuery<Page<Row>>;

    /// <param name="Id">The delivery.</param>
    /// <param name="Created">When it was entered.</param>
    /// <param name="Kind">The kind of notice; what it says is for its addressee.</param>
    /// <param name="Channel">Over which channel.</param>
    /// <param name="To">Who or which unit.</param>
    /// <param name="State">How far it is.</param>
    /// <param name="Attempts">How often it was tried.</param>
    /// <param name="Due">When it is tried next, where it waits.</param>
    /// <param name="Ended">When it was sent or given up.</param>
    /// <param name="Error">What went wrong last.</param>
    public sealed record Row(DeliveryId Id, DateTimeOffset Created, string Kind, Channel Channel, string To, DeliveryState State, int Attempts, DateTimeOffset? Due, DateTimeOffset? Ended, string? Error);

    internal sealed class Handler(BihuanContext db, IRights rights, IAccountDirectory accounts, IUnitDirectory units, Words words) : IHandler<Request, Page<Row>>
    {
        public async ValueTask<Result<Page<Row>>> Handle(Request request, CancellationToken cancel)
        {
            if (!await rights.May(MessagingPermissions.Manage, unit: null, cancel))
            {
                return Problem.Coded("PLATFORM-001", "");
            }

            var all = db.Set<Delivery>().AsNoTracking();
            all = request.State is { } state ? all.Where(d => d.State == state) : all;
            all = request.Channel is { } channel ? all.Where(d => d.Channel == channel) : all;
            if (request.From is { } from)
            {
                var start = DistrictDay.Start(from);
                all = all.Where(d => d.Created >= start);
            }
            if (request.To is { } to)
            {
                var end = DistrictDay.End(to);
                all = all.Where(d => d.Created < end);
            }

            return await all.Part(Order, request.After, request.Limit, cancel).MapAsync(async part => part.With(await Rows(part.Items, cancel)));
        }

        private async Task<IReadOnlyList<Row>> Rows(IReadOnlyList<Delivery> deliveries, CancellationToken cancel)
        {
            var ids = deliveries.Select(d => d.Notification).Distinct().ToList();
            var kinds = await db.Set<Notification>().AsNoTracking().Where(n => ids.Contains(n.Id)).ToDictionaryAsync(n => n.Id, n => n.TextKey, cancel);
            var names = await accounts.Names([.. deliveries.Where(d => d.Channel == Channel.Mail).Select(d => d.Target)], cancel);
            var robots = deliveries.Where(d => d.Channel != Channel.Mail).Select(d => RobotId.From(d.Target)).Distinct().ToList();
            var unitOf = await db.Set<Robot>().AsNoTracking().Where(r => robots.Contains(r.Id)).ToDictionaryAsync(r => r.Id.Value, r => r.Unit.Value, cancel);
            var unitNames = new Dictionary<Guid, string>();
            foreach (var unit in unitOf.Values.Distinct())
            {
                unitNames[unit] = (await units.Get(unit, cancel))?.Name ?? "";
            }

            return deliveries.Select(d => new Row(
                d.Id, d.Created, kinds.TryGetValue(d.Notification, out var kind) ? NoticeKinds.Say(kind, words) : "", d.Channel,
                d.Channel == Channel.Mail ? names.GetValueOrDefault(d.Target, "") : unitOf.TryGetValue(d.Target, out var of) ? unitNames[of] : "",
                d.State, d.Attempts, d.State is DeliveryState.Waiting or DeliveryState.Failed ? d.NotBefore : null, d.Ended, d.Error is null ? null : words[d.Error, d.ErrorDetail ?? ""])).ToList();
        }
    }
}

/// <summary>Has a delivery that failed or was given up tried again at once, with those that go out together with it (重新投递).</summary>
internal static class RetryDelivery
{
    /// <param name="Delivery">The delivery.</param>
    [Needs(MessagingPermissions.Manage)]
    public sealed record Request(DeliveryId Delivery) : ICommand<None>;

    public static Problem? Decide(DeliveryState? state) =>
        state is null ? Problem.Coded("PLATFORM-005", "Delivery") : state is DeliveryState.Sent or DeliveryState.Waiting ? Problem.Coded("MSG-024", "Delivery") : null;

    internal sealed class Handler(BihuanContext db, IRights rights, LedgerScope scope, MessageSignal signal, MachineClock clock) : IHandler<Request, None>
    {
        public async ValueTask<Result<None>> Handle(Request request, CancellationToken cancel)
        {
            if (!await rights.May(MessagingPermissions.Manage, unit: null, cancel))
            {
                return Problem.Coded("PLATFORM-001", "");
            }

            var delivery = await db.Set<Delivery>().AsNoTracking().SingleOrDefaultAsync(d => d.Id == request.Delivery, cancel);
            if (Decide(delivery?.State) is { } problem)
            {
                return problem;
            }
            if (scope.Trial)
            {
                return default(None);
            }

            var (batch, now) = (delivery!.Batch, clock.Now);
            await db.Set<Delivery>().Where(d => d.Batch == batch && (d.State == DeliveryState.Failed || d.State == DeliveryState.GivenUp)).ExecuteUpdateAsync(
                d => d.SetProperty(x => x.State, DeliveryState.Waiting).SetProperty(x => x.Attempts, 0).SetProperty(x => x.NotBefore, now).SetProperty(x => x.Ended, (DateTimeOffset?)null), cancel);
            signal.Raise();
            return default(None);
        }
    }
}

/// <summary>Whether the channels work.</summary>
internal static class ShowChannels
{
    [Needs(MessagingPermissions.Manage)]
    public sealed record Request : IQuery<View>;

    /// <param name="MailMissing">What the settings of mail lack; none where mail can be sent.</param>
    /// <param name="MailServer">The mail server.</param>
    /// <param name="HasAddress">Whether links in messages have an address to begin with.</param>
    /// <param name="Failed">How many deliveries are tried again.</param>
    /// <param name="GivenUp">How many were given up within a week.</param>
    public sealed record View(string? MailMissing, string? MailServer, bool HasAddress, int Failed, int GivenUp);

    internal sealed class Handler(BihuanContext db, MailSender mail, MessagingSettings settings, MachineClock clock) : IHandler<Request, View>
    {
        public async ValueTask<Result<View>> Handle(Request request, CancellationToken cancel)
        {
            var week = clock.Now.AddDays(-7);
            return new View(
                mail.Missing, settings.Smtp?.Host, settings.Address is { Length: > 0 }, await db.Set<Delivery>().CountAsync(d => d.State == DeliveryState.Failed, cancel),
                await db.Set<Delivery>().CountAsync(d => d.State == DeliveryState.GivenUp && d.Ended > week, cancel));
        }
    }
}

/// <summary>Sends a mail that shows that it arrives.</summary>
internal static class TestMail
{
    /// <param name="Address">Where to.</param>
    [Needs(MessagingPermissions.Manage)]
    public sealed record Request(string Address) : ICommand<None>;

    public static Problem? Decide(string address) => SaveMyMessages.IsAddress(address) ? null : Problem.Coded("MSG-001", "Address", address);

    internal sealed class Handler(LedgerScope scope, MailSender mail, Letters letters, IDistrictProfile district, MachineClock clock) : IHandler<Request, None>
    {
        public async ValueTask<Result<None>> Handle(Request request, CancellationToken cancel)
        {
            var address = request.Address.Trim();
            if (Decide(address) is { } problem)
            {
                return problem;
            }
            if (scope.Trial)
            {
                return default(None);
            }

            var number = Guid.CreateVersion7(clock.Now);
            return Tried.Say(await mail.Send(address, letters.Test((await district.Get(cancel)).Name ?? "", number, Words.IsEnglish), number, cancel));
        }
    }
}
