using Bihuan.Kernel;
using Bihuan.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Platform;

/// <summary>The person has seen what they were told so far.</summary>
public static class SeeNotices
{
    /// <param name="Until">When the newest one that they saw was told.</param>
    [NeedsLogIn]
    public sealed record Request(DateTimeOffset Until) : ICommand<None>;

    internal sealed class Handler(BihuanContext db, Caller caller, LedgerScope scope, NotificationSignal signal) : IHandler<Request, None>
    {
        public async ValueTask<Result<None>> Handle(Request request, CancellationToken cancel)
        {
            if (scope.Trial || caller.Acting.Account is not { } account)
            {
                return default(None);
            }

            var reader = await db.Set<NotificationReader>().SingleOrDefaultAsync(r => r.Account == account, cancel);
            if (reader is null)
            {
                db.Add(new NotificationReader { Account = account, SeenUntil = request.Until });
            }
            else if (reader.SeenUntil < request.Until)
            {
                reader.SeenUntil = request.Until;
            }

            await db.SaveChangesAsync(cancel);
            signal.Raise();
            return default(None);
        }
    }
}
