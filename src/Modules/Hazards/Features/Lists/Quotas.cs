using Bihuan.Kernel;
using Bihuan.Matters;
using Bihuan.Organisation;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Hazards;

/// <summary>What is counted for quotas.</summary>
internal static class Quotas
{
    /// <summary>The problems of a list that count: not those given back or not taken on.</summary>
    public static IQueryable<MajorProblemRow> Counted(BihuanContext db, ProblemListId list) =>
        db.Set<MajorProblemRow>().AsNoTracking().Where(r => r.List == list && r.State != MajorProblemState.Declined && r.State != MajorProblemState.Dropped);
}

/// <summary>Opens what members owe their lists in the present quarter (下达季度报送任务): a matter for each member, whose figure is counted, not typed. Sent by the program when a quarter
/// begins; the same again opens nothing twice.</summary>
internal static class OpenQuotas
{
    /// <param name="List">One list; all where none is given.</param>
    [Needs(ProblemListPermissions.Keep)]
    public sealed record Request(ProblemListId? List = null) : ICommand<int>;

    internal sealed class Handler(ListDesk desk, HazardMatters matters, Words words, LedgerScope scope) : IHandler<Request, int>
    {
        public async ValueTask<Result<int>> Handle(Request request, CancellationToken cancel)
        {
            var quarter = Quarter.Of(desk.Today);
            var lists = (await desk.Db.Set<ProblemList>().AsNoTracking().ToListAsync(cancel)).Where(l => (request.List is null || l.Id == request.List) && l.Terms is { IsRetired: false, Quota: not null } && Quarter.Of(l.Terms.Quota.From).First <= quarter.First);
            List<Problem> problems = [];
            var opened = 0;
            foreach (var list in lists)
            {
                if (!await desk.Keeps(list, cancel))
                {
                    return HazardDesk.NotYours;
                }

                var first = quarter.First;
                var there = (await desk.Db.Set<ProblemQuotaRow>().AsNoTracking().Where(q => q.List == list.Id && q.Quarter == first).Select(q => q.Unit).ToListAsync(cancel)).ToHashSet();
                var units = await desk.Units(cancel);
                foreach (var unit in list.Terms.Quota!.Members.Where(m => !there.Contains(m) && units.Contains(m)))
                {
                    var terms = TermsOf(list, unit, quarter);
                    if (scope.Trial)
                    {
                        problems.AddRange(await matters.Refusal(terms, cancel));
                    }
                    else if ((await matters.Open(terms, cancel)) is Result<MatterId>.Refused(var refused))
                    {
                        problems.AddRange(refused);
                    }
                    else
                    {
                        opened++;
                    }
                }
            }

            return problems.Count > 0 && opened == 0 ? problems : opened;
        }

        private MatterTerms TermsOf(ProblemList list, UnitId unit, Quarter quarter)
        {
            var quota = list.Terms.Quota!;
            var title = HazardMatters.Short(words["problem.quotaTitle", quarter.First.Year, quarter.No, list.Terms.Name], HazardMatters.LongestTitle);
            return new()
            {
                Title = title,
                Body = $"{words["problem.quotaBody", list.Terms.Name, quota.Least]}{(quota.Source is { } source ? $"\n{source}" : "")}",
                Lead = unit,
                Accepting = list.Terms.Keeper,
                Goals = [new(words["problem.quotaGoal"], GoalSense.AtLeast, quota.Least, words["problem.quotaUnit"])],
                Due = new(quarter.Last, From: quarter.First),
                Origin = new(HazardProjection.Module, new QuotaKey(list.Id, unit, quarter).ToString(), title, $"/hazards/lists/{list.Id.Value}"),
            };
        }
    }
}
