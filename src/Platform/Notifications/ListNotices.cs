using Bihuan.Kernel;
using Bihuan.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Platform;

/// <summary>What the person has been told, newest first.</summary>
public static class ListNotices
{
    /// <param name="Limit">How many at most, 1 to 200.</param>
    [NeedsLogIn]
    public sealed record Request(int Limit = 30) : IQuery<Answer>;

    /// <param name="Unseen">How many of them have not been seen.</param>
    /// <param name="Rows">Newest first.</param>
    public sealed record Answer(int Unseen, IReadOnlyList<Row> Rows);

    /// <param name="Id">UUID v7.</param>
    /// <param name="Text">In the language of who asks.</param>
    /// <param name="Link">Where it leads.</param>
    /// <param name="Created">When.</param>
    /// <param name="IsSeen">Whether the person has seen it.</param>
    public sealed record Row(Guid Id, string Text, string? Link, DateTimeOffset Created, bool IsSeen);

    internal sealed class Handler(BihuanContext db, Caller caller, IRights rights, Words words) : IHandler<Request, Answer>
    {
        public async ValueTask<Result<Answer>> Handle(Request request, CancellationToken cancel)
        {
            if (caller.Acting.Account is not { } account)
            {
                return new Answer(0, []);
            }

            // Few permissions are ever written to; those that the person lacks are left out before rows are read.
            var permissions = new List<string>();
            foreach (var permission in await db.Set<Notification>().Where(n => n.Permission != null).Select(n => n.Permission!).Distinct().ToListAsync(cancel))
            {
                if (await rights.May(permission, cancel))
                {
                    permissions.Add(permission);
                }
            }

            var seenUntil = await db.Set<NotificationReader>().Where(r => r.Account == account).Select(r => (DateTimeOffset?)r.SeenUntil).SingleOrDefaultAsync(cancel);
            var limit = Math.Clamp(request.Limit, 1, 200);
            var rows = new List<Row>();
            var candidates = db.Set<Notification>().AsNoTracking().Where(n => n.Account == account || (n.Account == null && permissions.Contains(n.Permission!))).OrderByDescending(n => n.Created).ThenByDescending(n => n.Id);
            await foreach (var n in candidates.Take(limit * 4).AsAsyncEnumerable().WithCancellation(cancel))
            {
                if (rows.Count < limit && (n.Account is not null || n.Unit is not { } unit || await rights.May(n.Permission!, unit, cancel)))
                {
                    rows.Add(new(n.Id, words[n.TextKey, [.. n.Values]], n.Link, n.Created, n.Created <= seenUntil));
                }
            }

            return new Answer(rows.Count(r => !r.IsSeen), rows);
        }
    }
}
