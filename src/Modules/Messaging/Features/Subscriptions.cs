using System.Security.Cryptography;
using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Messaging;

/// <summary>A subscription as it is shown: without its secret.</summary>
/// <param name="Id">The subscription.</param>
/// <param name="Version">Its version.</param>
/// <param name="Name">What it is for.</param>
/// <param name="Address">Where events go.</param>
/// <param name="Patterns">Which events.</param>
/// <param name="Unit">The unit that they must be about, with all below it.</param>
/// <param name="UnitName">Its name.</param>
/// <param name="IsStopped">Whether nothing is sent now.</param>
/// <param name="WasStoppedByFailures">Whether that is because nothing arrived.</param>
/// <param name="Position">The last entry of the journal that was dealt with.</param>
/// <param name="Failures">How often the next event has failed.</param>
/// <param name="Parked">How many events were put aside.</param>
internal sealed record SubscriptionRow(
    SubscriptionId Id, int Version, string Name, string Address, IReadOnlyList<string> Patterns, UnitId? Unit, string? UnitName, bool IsStopped, bool WasStoppedByFailures, long Position, int Failures, int Parked);

/// <summary>The subscriptions of other systems.</summary>
internal static class ListSubscriptions
{
    [Needs(MessagingPermissions.Manage)]
    public sealed record Request : IQuery<IReadOnlyList<SubscriptionRow>>;

    internal sealed class Handler(SubscriptionDesk desk, BihuanContext db, IRights rights) : IHandler<Request, IReadOnlyList<SubscriptionRow>>
    {
        public async ValueTask<Result<IReadOnlyList<SubscriptionRow>>> Handle(Request request, CancellationToken cancel)
        {
            List<SubscriptionRow> rows = [];
            foreach (var subscription in await db.Set<Subscription>().AsNoTracking().Where(s => !s.IsClosed).OrderBy(s => s.Name).ToListAsync(cancel))
            {
                if (await rights.May(MessagingPermissions.Manage, subscription.Unit?.Value, cancel))
                {
                    rows.Add(await desk.Row(subscription, cancel));
                }
            }

            return rows;
        }
    }
}

/// <summary>One subscription.</summary>
internal static class ShowSubscription
{
    /// <param name="Id">The subscription.</param>
    [Needs(MessagingPermissions.Manage)]
    public sealed record Request(SubscriptionId Id) : IQuery<SubscriptionRow>;

    internal sealed class Handler(SubscriptionDesk desk) : IHandler<Request, SubscriptionRow>
    {
        public async ValueTask<Result<SubscriptionRow>> Handle(Request request, CancellationToken cancel) =>
            await desk.Find(request.Id, cancel) is Result<Subscription>.Done(var subscription) ? await desk.Row(subscription, cancel) : Problem.Coded("PLATFORM-005", nameof(request.Id));
    }
}

/// <summary>The events that may leave the house.</summary>
internal static class ListEventTypes
{
    [Needs(MessagingPermissions.Manage)]
    public sealed record Request : IQuery<IReadOnlyList<string>>;

    internal sealed class Handler(EventPoster poster) : IHandler<Request, IReadOnlyList<string>>
    {
        public ValueTask<Result<IReadOnlyList<string>>> Handle(Request request, CancellationToken cancel) => ValueTask.FromResult<Result<IReadOnlyList<string>>>(new Result<IReadOnlyList<string>>.Done(poster.Types));
    }
}

/// <summary>Opens a subscription (新增事件订阅). Its secret is given back once.</summary>
internal static class OpenSubscription
{
    /// <param name="Name">What it is for.</param>
    /// <param name="Address">Where events go: http or https.</param>
    /// <param name="Patterns">Which events: <c>organisation.unit-renamed</c>, <c>organisation.*</c>, or <c>*</c> for all that may leave the house.</param>
    /// <param name="Unit">Only those about this unit and those below it; all without one.</param>
    [Needs(MessagingPermissions.Manage)]
    public sealed record Request(string Name, string Address, IReadOnlyList<string> Patterns, UnitId? Unit = null) : ICommand<Opened>, IForUnit
    {
        Guid? IForUnit.Unit => Unit?.Value;
    }

    /// <param name="Id">The subscription.</param>
    /// <param name="Secret">What signs; shown once.</param>
    public sealed record Opened(SubscriptionId Id, string Secret)
    {
        /// <summary>Leaves the secret out.</summary>
        public override string ToString() => $"{Id}";
    }

    public static List<Problem> Decide(string name, IReadOnlyList<string> patterns, IReadOnlyList<string> types, bool unitExists, string? wrongAddress)
    {
        List<Problem> problems = [];
        if (name.Trim().Length is < 1 or > 64)
        {
            problems.Add(Problem.Coded("MSG-050", "Name"));
        }
        if (wrongAddress is not null)
        {
            problems.Add(Problem.Coded(wrongAddress, "Address", ""));
        }
        if (patterns.Count is < 1 or > 50)
        {
            problems.Add(Problem.Coded("MSG-051", "Patterns"));
        }

        problems.AddRange(patterns.Where(p => !IsPattern(p, types)).Select(p => Problem.Coded("MSG-052", "Patterns", p)));
        if (!unitExists)
        {
            problems.Add(Problem.Coded("PLATFORM-005", "Unit"));
        }

        return problems;
    }

    /// <summary>A known type, everything of a module, or everything. A module may have none yet that leave the house.</summary>
    private static bool IsPattern(string pattern, IReadOnlyList<string> types) =>
        pattern == "*" || types.Contains(pattern)
        || (pattern.Length <= 80 && pattern.EndsWith(".*", StringComparison.Ordinal) && pattern.Length > 2 && pattern[..^2].All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '.'));

    internal sealed class Handler(BihuanContext db, Ledger ledger, OutsideHttp http, EventPoster poster, Secrets secrets, IOrganisationQueries organisation, TimeProvider clock) : IHandler<Request, Opened>
    {
        public async ValueTask<Result<Opened>> Handle(Request request, CancellationToken cancel)
        {
            var address = request.Address.Trim();
            var problems = Decide(
                request.Name, request.Patterns, poster.Types, request.Unit is not { } unit || (await organisation.UnitAndAncestors(unit, DistrictDay.Today(clock), cancel)).Count > 0, await http.Wrong(address, cancel));
            if (problems.Count > 0)
            {
                return problems;
            }

            var (id, secret) = (Id.New<SubscriptionId>(clock), SubscriptionDesk.NewSecret());

            // It hears of what happens from now on; what was before is sent by a replay.
            db.Add(new SubscriptionPlace { Id = id, Secret = secrets.Protect(secret), Position = await db.Set<JournalHead>().AsNoTracking().Select(h => h.Position).SingleAsync(cancel) });
            ledger.Record(new Subscription(), new SubscriptionOpened(id, request.Name.Trim(), address, [.. request.Patterns.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)], request.Unit));
            await ledger.Commit(cancel);
            return new Opened(id, secret);
        }
    }
}

/// <summary>Changes a subscription (修改事件订阅).</summary>
internal static class ChangeSubscription
{
    /// <param name="Subscription">The subscription.</param>
    /// <param name="Version">The version that the person saw.</param>
    /// <param name="Name">What it is for.</param>
    /// <param name="Address">Where events go.</param>
    /// <param name="Patterns">Which events.</param>
    [Needs(MessagingPermissions.Manage)]
    public sealed record Request(SubscriptionId Subscription, int Version, string Name, string Address, IReadOnlyList<string> Patterns) : ICommand<None>
    {
        /// <summary>The version that the person saw.</summary>
        public int Version { get; set; } = Version;
    }

    internal sealed class Handler(SubscriptionDesk desk, Ledger ledger, OutsideHttp http, EventPoster poster) : IHandler<Request, None>
    {
        public async ValueTask<Result<None>> Handle(Request request, CancellationToken cancel) => await (await desk.Find(request.Subscription, cancel)).Match<Task<Result<None>>>(
            async subscription =>
            {
                var address = request.Address.Trim();
                var problems = OpenSubscription.Decide(request.Name, request.Patterns, poster.Types, unitExists: true, await http.Wrong(address, cancel));
                if (subscription.Version != request.Version)
                {
                    problems.Insert(0, Problem.Coded("PLATFORM-004", nameof(request.Version)));
                }
                if (problems.Count > 0)
                {
                    return problems;
                }

                ledger.Record(subscription, new SubscriptionChanged(request.Name.Trim(), address, [.. request.Patterns.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]));
                await ledger.Commit(cancel);
                return default(None);
            },
            problems => Task.FromResult<Result<None>>(new Result<None>.Refused(problems)));
    }
}

/// <summary>Gives a subscription another secret (更换密钥), shown once; the one before is no longer good.</summary>
internal static class RenewSecret
{
    /// <param name="Subscription">The subscription.</param>
    [Needs(MessagingPermissions.Manage)]
    public sealed record Request(SubscriptionId Subscription) : ICommand<string>;

    internal sealed class Handler(SubscriptionDesk desk, BihuanContext db, Ledger ledger, Secrets secrets) : IHandler<Request, string>
    {
        public async ValueTask<Result<string>> Handle(Request request, CancellationToken cancel) => await (await desk.Find(request.Subscription, cancel)).Match<Task<Result<string>>>(
            async subscription =>
            {
                var secret = SubscriptionDesk.NewSecret();
                (await db.Set<SubscriptionPlace>().SingleAsync(p => p.Id == subscription.Id, cancel)).Secret = secrets.Protect(secret);
                ledger.Record(subscription, new SubscriptionSecretRenewed());
                await ledger.Commit(cancel);
                return secret;
            },
            problems => Task.FromResult<Result<string>>(new Result<string>.Refused(problems)));
    }
}

/// <summary>Stops a subscription (停用); its place stays, so nothing is lost.</summary>
internal static class StopSubscription
{
    /// <param name="Subscription">The subscription.</param>
    /// <param name="ByFailures">Whether the program does it because nothing arrives.</param>
    [Needs(MessagingPermissions.Manage)]
    public sealed record Request(SubscriptionId Subscription, bool ByFailures = false) : ICommand<None>;

    internal sealed class Handler(SubscriptionDesk desk, Caller caller, Ledger ledger) : IHandler<Request, None>
    {
        public async ValueTask<Result<None>> Handle(Request request, CancellationToken cancel) =>
            await desk.Change(request.Subscription, s => s.IsStopped ? "MSG-053" : null, new SubscriptionStopped(request.ByFailures && caller.IsProgram), ledger, cancel);
    }
}

/// <summary>Starts a subscription again (启用) from where it stood.</summary>
internal static class StartSubscription
{
    /// <param name="Subscription">The subscription.</param>
    [Needs(MessagingPermissions.Manage)]
    public sealed record Request(SubscriptionId Subscription) : ICommand<None>;

    internal sealed class Handler(SubscriptionDesk desk, BihuanContext db, Ledger ledger) : IHandler<Request, None>
    {
        public async ValueTask<Result<None>> Handle(Request request, CancellationToken cancel)
        {
            if (await db.Set<SubscriptionPlace>().SingleOrDefaultAsync(p => p.Id == request.Subscription, cancel) is { } place)
            {
                (place.Failures, place.Parked, place.NotBefore) = (0, 0, null);
            }

            return await desk.Change(request.Subscription, s => s.IsStopped ? null : "MSG-054", new SubscriptionStarted(), ledger, cancel);
        }
    }
}

/// <summary>Closes a subscription for good (注销).</summary>
internal static class CloseSubscription
{
    /// <param name="Subscription">The subscription.</param>
    [Needs(MessagingPermissions.Manage)]
    public sealed record Request(SubscriptionId Subscription) : ICommand<None>;

    internal sealed class Handler(SubscriptionDesk desk, BihuanContext db, Ledger ledger) : IHandler<Request, None>
    {
        public async ValueTask<Result<None>> Handle(Request request, CancellationToken cancel)
        {
            await db.Set<SubscriptionPlace>().Where(p => p.Id == request.Subscription).ForEachAsync(p => db.Remove(p), cancel);
            return await desk.Change(request.Subscription, _ => null, new SubscriptionClosed(), ledger, cancel);
        }
    }
}

/// <summary>Sends everything again from a position of the journal or from a day on (重发).</summary>
internal static class ReplaySubscription
{
    /// <param name="Subscription">The subscription.</param>
    /// <param name="Position">The first entry of the journal; 1 for everything.</param>
    /// <param name="Day">In place of the position: the first day, by when entries were recorded.</param>
    [Needs(MessagingPermissions.Manage)]
    public sealed record Request(SubscriptionId Subscription, long? Position = null, DateOnly? Day = null) : ICommand<None>;

    public static Problem? Decide(Request request, long reached, long? from) =>
        (request.Position is null) == (request.Day is null) ? Problem.Coded("MSG-055", nameof(request.Position))
        : from is not { } first || first < 1 || first > reached ? Problem.Coded("MSG-056", nameof(request.Position), $"{reached}")
        : null;

    internal sealed class Handler(SubscriptionDesk desk, BihuanContext db, Ledger ledger) : IHandler<Request, None>
    {
        public async ValueTask<Result<None>> Handle(Request request, CancellationToken cancel) => await (await desk.Find(request.Subscription, cancel)).Match<Task<Result<None>>>(
            async subscription =>
            {
                var place = await db.Set<SubscriptionPlace>().SingleAsync(p => p.Id == subscription.Id, cancel);
                var from = request.Position;
                if (request.Day is { } day)
                {
                    var start = DistrictDay.Start(day);
                    from = await db.Set<JournalEntry>().Where(e => e.Recorded >= start).MinAsync(e => (long?)e.Position, cancel);
                }
                if (Decide(request, place.Position, from) is { } problem)
                {
                    return problem;
                }

                (place.ReplayedTo, place.Position, place.Failures, place.Parked, place.NotBefore) = (Math.Max(place.ReplayedTo, place.Position), from!.Value - 1, 0, 0, null);
                ledger.Record(subscription, new SubscriptionReplayed(from.Value));
                await ledger.Commit(cancel);
                return default(None);
            },
            problems => Task.FromResult<Result<None>>(new Result<None>.Refused(problems)));
    }
}

/// <summary>The events that went to a subscription, and those that did not, newest first.</summary>
internal static class ListSubscriptionEvents
{
    private static readonly Keyset<Post> Order = new Keyset<Post>().By(p => p.Position, descending: true);

    /// <param name="Id">The subscription.</param>
    /// <param name="State">Only of this state.</param>
    /// <param name="After">The cursor of the part before.</param>
    /// <param name="Limit">How many.</param>
    [Needs(MessagingPermissions.Manage)]
    public sealed record Request(SubscriptionId Id, PostState? State = null, string? After = null, int? Limit = null) : IQuery<Page<Row>>;

    /// <param name="Position">The entry of the journal.</param>
    /// <param name="Type">The event.</param>
    /// <param name="State">How far it is.</param>
    /// <param name="Attempts">How often it was tried.</param>
    /// <param name="At">When last.</param>
    /// <param name="Error">What went wrong last.</param>
    public sealed record Row(long Position, string Type, PostState State, int Attempts, DateTimeOffset At, string? Error);

    internal sealed class Handler(SubscriptionDesk desk, BihuanContext db, Words words) : IHandler<Request, Page<Row>>
    {
        public async ValueTask<Result<Page<Row>>> Handle(Request request, CancellationToken cancel)
        {
            if (await desk.Find(request.Id, cancel) is Result<Subscription>.Refused refused)
            {
                return new Result<Page<Row>>.Refused(refused.Problems);
            }

            var all = db.Set<Post>().AsNoTracking().Where(p => p.Subscription == request.Id);
            all = request.State is { } state ? all.Where(p => p.State == state) : all;
            return await all.Part(Order, request.After, request.Limit, cancel).MapAsync(part => Task.FromResult(
                part.With(part.Items.Select(p => new Row(p.Position, p.Type, p.State, p.Attempts, p.At, p.Error is null ? null : words[p.Error, p.ErrorDetail ?? ""])).ToList())));
        }
    }
}

/// <summary>Has a parked event sent again (重发一条). It comes out of its order; its id says where it belongs.</summary>
internal static class RetryEvent
{
    /// <param name="Subscription">The subscription.</param>
    /// <param name="Position">The entry of the journal.</param>
    [Needs(MessagingPermissions.Manage)]
    public sealed record Request(SubscriptionId Subscription, long Position) : ICommand<None>;

    public static Problem? Decide(PostState? state, bool isStopped) =>
        state is null ? Problem.Coded("PLATFORM-005", "Position") : state != PostState.Parked ? Problem.Coded("MSG-057", "Position") : isStopped ? Problem.Coded("MSG-053", "Subscription") : null;

    internal sealed class Handler(SubscriptionDesk desk, BihuanContext db, LedgerScope scope, MessageSignal signal) : IHandler<Request, None>
    {
        public async ValueTask<Result<None>> Handle(Request request, CancellationToken cancel) => await (await desk.Find(request.Subscription, cancel)).Match<Task<Result<None>>>(
            async subscription =>
            {
                var posts = db.Set<Post>().Where(p => p.Subscription == subscription.Id && p.Position == request.Position);
                if (Decide(await posts.Select(p => (PostState?)p.State).SingleOrDefaultAsync(cancel), subscription.IsStopped) is { } problem)
                {
                    return problem;
                }
                if (!scope.Trial)
                {
                    await posts.ExecuteUpdateAsync(p => p.SetProperty(x => x.State, PostState.Waiting), cancel);
                    signal.Raise();
                }

                return default(None);
            },
            problems => Task.FromResult<Result<None>>(new Result<None>.Refused(problems)));
    }
}

/// <summary>Posts an event that means nothing, to see whether it arrives.</summary>
internal static class TestSubscription
{
    /// <param name="Subscription">The subscription.</param>
    [Needs(MessagingPermissions.Manage)]
    public sealed record Request(SubscriptionId Subscription) : ICommand<None>;

    internal sealed class Handler(SubscriptionDesk desk, BihuanContext db, LedgerScope scope, EventPoster poster) : IHandler<Request, None>
    {
        public async ValueTask<Result<None>> Handle(Request request, CancellationToken cancel) => await (await desk.Find(request.Subscription, cancel)).Match<Task<Result<None>>>(
            async subscription => scope.Trial ? default(None)
                : Tried.Say(await poster.PostPing(subscription.Address, await db.Set<SubscriptionPlace>().AsNoTracking().Where(p => p.Id == subscription.Id).Select(p => p.Secret).SingleAsync(cancel), cancel)),
            problems => Task.FromResult<Result<None>>(new Result<None>.Refused(problems)));
    }
}

/// <summary>What the requests about subscriptions share.</summary>
internal sealed class SubscriptionDesk(BihuanContext db, IRights rights, IUnitDirectory units)
{
    /// <summary>256 bits, so that nobody guesses a signature.</summary>
    public static string NewSecret() => "whsec_" + WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));

    /// <summary>A subscription that the caller may run: a machine whose token reaches one unit runs those of that unit alone.</summary>
    public async Task<Result<Subscription>> Find(SubscriptionId id, CancellationToken cancel) =>
        await db.Set<Subscription>().SingleOrDefaultAsync(s => s.Id == id && !s.IsClosed, cancel) is not { } subscription ? Problem.Coded("PLATFORM-005", "Subscription")
        : !await rights.May(MessagingPermissions.Manage, subscription.Unit?.Value, cancel) ? Problem.Coded("PLATFORM-001", "Subscription")
        : subscription;

    public async Task<Result<None>> Change(SubscriptionId id, Func<Subscription, string?> refuse, IEvent happened, Ledger ledger, CancellationToken cancel) => await (await Find(id, cancel)).Match<Task<Result<None>>>(
        async subscription =>
        {
            if (refuse(subscription) is { } code)
            {
                return Problem.Coded(code, "Subscription");
            }

            ledger.Record(subscription, happened);
            await ledger.Commit(cancel);
            return default(None);
        },
        problems => Task.FromResult<Result<None>>(new Result<None>.Refused(problems)));

    public async Task<SubscriptionRow> Row(Subscription subscription, CancellationToken cancel)
    {
        var place = await db.Set<SubscriptionPlace>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == subscription.Id, cancel);
        return new(
            subscription.Id, subscription.Version, subscription.Name, subscription.Address, subscription.Patterns, subscription.Unit, subscription.Unit is { } unit ? (await units.Get(unit.Value, cancel))?.Name ?? unit.Value.ToString() : null,
            subscription.IsStopped, subscription.WasStoppedByFailures, place?.Position ?? 0, place?.Failures ?? 0, await db.Set<Post>().CountAsync(p => p.Subscription == subscription.Id && p.State == PostState.Parked, cancel));
    }
}

/// <summary>Tells the administrators that a subscription was stopped because nothing arrived.</summary>
internal sealed class StoppedNews(BihuanContext db, Notifier notifier) : ISubscriber
{
    public string Name => "messaging.stopped";

    public bool Hears(IEvent happened) => happened is SubscriptionStopped { ByFailures: true };

    public async ValueTask Handle(Recorded recorded, CancellationToken cancel)
    {
        if (recorded.Happened is SubscriptionStopped { ByFailures: true })
        {
            var id = SubscriptionId.From(recorded.Entry.StreamId);
            var subscription = await db.Set<Subscription>().AsNoTracking().SingleAsync(s => s.Id == id, cancel);
            await notifier.Tell(new($"messaging.stopped:{recorded.Entry.Position}", "notice.subscriptionStopped", [subscription.Name], $"/messages/subscriptions/{id.Value}") { Permission = MessagingPermissions.Manage, Unit = subscription.Unit?.Value }, cancel);
        }
    }
}
