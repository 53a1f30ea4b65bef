using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Messaging;

/// <summary>Reads the calendars in use.</summary>
internal static class Feeds
{
    /// <summary>Nobody needs more at once.</summary>
    public const int Most = 10;

    public static async Task<IReadOnlyList<FeedRow>> Rows(BihuanContext db, IQueryable<Feed> feeds, CancellationToken cancel) =>
        await feeds.AsNoTracking().Where(f => !f.IsRevoked).OrderBy(f => f.Opened)
            .Join(db.Set<FeedSecret>(), f => f.Id, s => s.Id, (f, s) => new FeedRow(f.Id, f.Opened, s.Fetched)).ToListAsync(cancel);
}

/// <summary>Opens a calendar of one's own (开通日历订阅). Its address is given back once; only a digest of it is kept.</summary>
internal static class OpenMyFeed
{
    [NeedsLogIn]
    public sealed record Request : ICommand<string>;

    internal sealed class Handler(BihuanContext db, Caller caller, Ledger ledger, IDigest digest, Letters letters, TimeProvider clock) : IHandler<Request, string>
    {
        public async ValueTask<Result<string>> Handle(Request request, CancellationToken cancel) =>
            caller.Acting.Account is not { } account ? Problem.Coded("PLATFORM-001", "")
            : await db.Set<Feed>().CountAsync(f => f.Account == account && !f.IsRevoked, cancel) >= Feeds.Most ? Problem.Coded("MSG-006", "", $"{Feeds.Most}")
            : await Open(db, ledger, digest, letters, clock, account, unit: null, cancel);
    }

    internal static async Task<string> Open(BihuanContext db, Ledger ledger, IDigest digest, Letters letters, TimeProvider clock, Guid? account, UnitId? unit, CancellationToken cancel)
    {
        var id = Id.New<FeedId>(clock);
        var (token, secret) = CalendarFeeds.New(id, digest);
        db.Add(secret);
        ledger.Record(new Feed(), new FeedOpened(id, account, unit));
        await ledger.Commit(cancel);
        return letters.Absolute($"/calendar/{token}.ics");
    }
}

/// <summary>Opens a calendar of a unit. Its address is given back once.</summary>
internal static class OpenUnitFeed
{
    /// <param name="Unit">The unit.</param>
    [Needs(MessagingPermissions.Unit)]
    public sealed record Request(UnitId Unit) : ICommand<string>, IForUnit
    {
        Guid? IForUnit.Unit => Unit.Value;
    }

    internal sealed class Handler(BihuanContext db, Ledger ledger, IDigest digest, Letters letters, IOrganisationQueries organisation, TimeProvider clock) : IHandler<Request, string>
    {
        public async ValueTask<Result<string>> Handle(Request request, CancellationToken cancel) =>
            (await organisation.UnitAndAncestors(request.Unit, DistrictDay.Today(clock), cancel)).Count == 0 ? Problem.Coded("PLATFORM-005", nameof(request.Unit))
            : await db.Set<Feed>().CountAsync(f => f.Unit == request.Unit && !f.IsRevoked, cancel) >= Feeds.Most ? Problem.Coded("MSG-006", "", $"{Feeds.Most}")
            : await OpenMyFeed.Open(db, ledger, digest, letters, clock, account: null, request.Unit, cancel);
    }
}

/// <summary>Closes a calendar of one's own, at once (停用日历订阅).</summary>
internal static class RevokeMyFeed
{
    /// <param name="Feed">The calendar.</param>
    [NeedsLogIn]
    public sealed record Request(FeedId Feed) : ICommand<None>;

    internal sealed class Handler(BihuanContext db, Caller caller, Ledger ledger) : IHandler<Request, None>
    {
        public async ValueTask<Result<None>> Handle(Request request, CancellationToken cancel)
        {
            var account = caller.Acting.Account;
            return account is null ? Problem.Coded("PLATFORM-001", "") : await Revoke(db, ledger, await db.Set<Feed>().SingleOrDefaultAsync(f => f.Id == request.Feed && f.Account == account && !f.IsRevoked, cancel), cancel);
        }
    }

    internal static async Task<Result<None>> Revoke(BihuanContext db, Ledger ledger, Feed? feed, CancellationToken cancel)
    {
        if (feed is null)
        {
            return Problem.Coded("PLATFORM-005", nameof(Feed));
        }

        ledger.Record(feed, new FeedRevoked());
        await db.Set<FeedSecret>().Where(s => s.Id == feed.Id).ForEachAsync(s => db.Remove(s), cancel);
        await ledger.Commit(cancel);
        return default(None);
    }
}

/// <summary>Closes a calendar of a unit.</summary>
internal static class RevokeUnitFeed
{
    /// <param name="Unit">The unit.</param>
    /// <param name="Feed">Its calendar.</param>
    [Needs(MessagingPermissions.Unit)]
    public sealed record Request(UnitId Unit, FeedId Feed) : ICommand<None>, IForUnit
    {
        Guid? IForUnit.Unit => Unit.Value;
    }

    internal sealed class Handler(BihuanContext db, Ledger ledger) : IHandler<Request, None>
    {
        public async ValueTask<Result<None>> Handle(Request request, CancellationToken cancel) =>
            await RevokeMyFeed.Revoke(db, ledger, await db.Set<Feed>().SingleOrDefaultAsync(f => f.Id == request.Feed && f.Unit == request.Unit && !f.IsRevoked, cancel), cancel);
    }
}
