using Bihuan.Kernel;
using Bihuan.Persistence;
using Bihuan.Platform;

namespace Bihuan.Matters;

/// <summary>What can be done to many matters at once, beside issuing them.</summary>
internal enum ManyAct
{
    /// <summary>签收.</summary>
    Sign,

    /// <summary>催办.</summary>
    Urge,

    /// <summary>督办单.</summary>
    Notice,

    /// <summary>暂停.</summary>
    Pause,

    /// <summary>恢复.</summary>
    Resume,

    /// <summary>撤销.</summary>
    Withdraw,

    /// <summary>作废.</summary>
    Drop,
}

/// <summary>Does the same to many matters (批量办理). Each row is a change of its own: those that cannot be done say why, and hold no other up.</summary>
internal static class ActOnMany
{
    /// <param name="Matters">Which.</param>
    /// <param name="Act">What.</param>
    /// <param name="Text">The reason, or what is written.</param>
    /// <param name="Document">The document, where one is needed.</param>
    [Needs(MattersPermissions.Steer)]
    public sealed record Request(IReadOnlyList<MatterId> Matters, ManyAct Act, string? Text = null, string? Document = null) : ICommand<IReadOnlyList<RowResult>>;

    internal sealed class Handler(Mediator ask, BihuanContext db, LedgerScope scope) : IHandler<Request, IReadOnlyList<RowResult>>
    {
        public async ValueTask<Result<IReadOnlyList<RowResult>>> Handle(Request request, CancellationToken cancel)
        {
            var ids = request.Matters.Distinct().ToList();
            if (ids.Count is 0 or > IssueMatters.Most)
            {
                return Problem.Coded("MAT-025", nameof(request.Matters), IssueMatters.Most.ToString(System.Globalization.CultureInfo.InvariantCulture));
            }

            var titles = await db.Set<Matter>().Titles(ids, cancel);
            List<RowResult> rows = [];
            foreach (var id in ids)
            {
                var one = Of(id, request);

                // The rows are requests of their own: beforehand they are only checked too.
                var problems = scope.Trial ? await ask.Check(one, cancel) : (await ask.Send(one, cancel: cancel)).Match<IReadOnlyList<Problem>>(_ => [], p => p);
                rows.Add(new(id, titles.GetValueOrDefault(id) ?? "", problems));
            }

            return rows;
        }

        private static ICommand<None> Of(MatterId id, Request request)
        {
            var (text, document) = (request.Text ?? "", request.Document ?? "");
            return request.Act switch
            {
                ManyAct.Sign => new SignFor.Request(id, request.Text),
                ManyAct.Urge => new UrgeMatter.Request(id, LadderStep.Urge, request.Text),
                ManyAct.Notice => new UrgeMatter.Request(id, LadderStep.Notice, text),
                ManyAct.Pause => new PauseMatter.Request(id, document, text),
                ManyAct.Resume => new ResumeMatter.Request(id, text, null),
                ManyAct.Withdraw => new WithdrawMatter.Request(id, document, text),
                _ => new DropMatter.Request(id, text),
            };
        }
    }
}
