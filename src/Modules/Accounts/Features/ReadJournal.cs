using Bihuan.Kernel;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Accounts;

/// <summary>Reads the journal, the latest first (审计日志).</summary>
internal static class ReadJournal
{
    /// <param name="From">The first day.</param>
    /// <param name="To">The last day.</param>
    /// <param name="Actor">The name of an account or token.</param>
    /// <param name="Kind">The kind of stream.</param>
    /// <param name="Type">How the event's name begins, such as <c>accounts.</c>.</param>
    /// <param name="Stream">One stream.</param>
    /// <param name="Before">Only entries before this position: where the page before ended.</param>
    /// <param name="Limit">How many at most.</param>
    [Needs(AccountsPermissions.Audit)]
    public sealed record Request(DateOnly? From = null, DateOnly? To = null, string? Actor = null, string? Kind = null, string? Type = null, Guid? Stream = null, long? Before = null, int Limit = 100) : IQuery<Page>;

    /// <param name="Rows">The entries.</param>
    /// <param name="Next">Where the next page begins; none at the end.</param>
    public sealed record Page(IReadOnlyList<Row> Rows, long? Next);

    public sealed record Row(long Position, DateTimeOffset Recorded, string? Actor, Guid? ActorId, Guid? ForUnit, string StreamKind, Guid StreamId, int Version, string Type, string? Reason, DateOnly? Effective, string Payload, string Suite, string Hash);

    internal sealed class Handler(BihuanContext db) : IHandler<Request, Page>
    {
        public async ValueTask<Result<Page>> Handle(Request request, CancellationToken cancel)
        {
            var limit = Math.Clamp(request.Limit, 1, 1000);
            var names = await Names(cancel);
            var entries = db.Set<JournalEntry>().AsNoTracking();
            if (request.From is { } from)
            {
                var start = DistrictDay.Start(from);
                entries = entries.Where(e => e.Recorded >= start);
            }
            if (request.To is { } to)
            {
                var end = DistrictDay.End(to);
                entries = entries.Where(e => e.Recorded < end);
            }
            if (!string.IsNullOrWhiteSpace(request.Actor))
            {
                Guid?[] meant = [.. names.Where(n => n.Value.Contains(request.Actor.Trim(), StringComparison.OrdinalIgnoreCase)).Select(n => (Guid?)n.Key)];
                entries = entries.Where(e => meant.Contains(e.Actor));
            }
            if (request.Kind is { Length: > 0 } kind)
            {
                entries = entries.Where(e => e.StreamKind == kind);
            }
            if (request.Type is { Length: > 0 } type)
            {
                entries = entries.Where(e => e.Type.StartsWith(type));
            }
            if (request.Stream is { } stream)
            {
                entries = entries.Where(e => e.StreamId == stream);
            }
            if (request.Before is { } before)
            {
                entries = entries.Where(e => e.Position < before);
            }

            var found = await entries.OrderByDescending(e => e.Position).Take(limit + 1).ToListAsync(cancel);
            var rows = found.Take(limit).Select(e => new Row(
                e.Position, e.Recorded, e.Actor is { } actor ? names.GetValueOrDefault(actor) ?? actor.ToString() : null, e.Actor, e.ForUnit, e.StreamKind, e.StreamId, e.Version, e.Type, e.Reason, e.Effective, e.Payload,
                e.Suite, Convert.ToHexStringLower(e.Hash))).ToList();
            return new Page(rows, found.Count > limit ? rows[^1].Position : null);
        }

        private async Task<Dictionary<Guid, string>> Names(CancellationToken cancel)
        {
            var names = (await db.Set<Account>().AsNoTracking().Select(a => new { a.Id, a.DisplayName, a.Name }).ToListAsync(cancel)).ToDictionary(a => a.Id.Value, a => $"{a.DisplayName} ({a.Name})");
            foreach (var token in await db.Set<MachineToken>().AsNoTracking().Select(t => new { t.Id, t.Name }).ToListAsync(cancel))
            {
                names[token.Id.Value] = token.Name;
            }

            return names;
        }
    }
}

/// <summary>Which kinds of streams and events the journal holds, to filter by.</summary>
internal static class ListJournalKinds
{
    [Needs(AccountsPermissions.Audit)]
    public sealed record Request : IQuery<View>;

    public sealed record View(IReadOnlyList<string> Kinds, IReadOnlyList<string> Types);

    internal sealed class Handler(EventCatalog catalog) : IHandler<Request, View>
    {
        public ValueTask<Result<View>> Handle(Request request, CancellationToken cancel) =>
            ValueTask.FromResult<Result<View>>(new View(
                [.. catalog.States.Keys.Order(StringComparer.Ordinal)],
                [.. catalog.Events.Values.Select(e => e.Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]));
    }
}
