using Bihuan.Platform;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Hazards;

/// <summary>The part of the API about lists of major problems.</summary>
internal static class ListsApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var lists = api.MapGroup("/hazards/lists");
        lists.MapQuery("", (ListProblemLists.Request r) => r);
        lists.MapCommand("", (SetProblemList.Request r) => r);
        lists.MapQuery("/{id}", (ShowProblemList.Request r) => r);
        lists.MapQuery("/{list}/problems", (ListProblems.Request r) => r);
        lists.MapQuery("/{list}/quota", (ShowQuota.Request r) => r);
        lists.MapCommand("/quotas", (OpenQuotas.Request r) => r);
        lists.MapQuery("/{list}/index", (ShowControlIndex.Request r) => r);
        var problems = api.MapGroup("/hazards/problems");
        problems.MapCommand("", (ReportProblem.Request r) => r);
        problems.MapQuery("/{id}", (ShowProblem.Request r) => r);
        problems.MapQuery("/alike", (FindAlike.Request r) => r);
        problems.MapQuery("/owners", (FindOwners.Request r) => r);
        problems.MapCommand("/edit", (EditProblem.Request r) => r);
        problems.MapCommand("/decline", (DeclineProblem.Request r) => r);
        problems.MapCommand("/drop", (DropProblem.Request r) => r);
        problems.MapCommand("/assign", (AssignProblem.Request r) => r);
        problems.MapCommand("/analyse", (AnalyseProblem.Request r) => r);
        problems.MapCommand("/send-back", (SendBackProblem.Request r) => r);
    }
}

/// <summary>What waits for the keepers of lists, and for those whose report was given back.</summary>
internal sealed class ProblemsHome(Persistence.BihuanContext db, HazardSight sight, Words words) : IHomeProvider
{
    public int Order => 40;

    public async ValueTask<IReadOnlyList<HomeItem>> Items(CancellationToken cancel)
    {
        List<HomeItem> items = [];
        var keeps = await sight.Units(ProblemListPermissions.Keep, cancel);
        var handles = await sight.Units(HazardsPermissions.Handle, cancel);
        foreach (var list in (await db.Set<ProblemList>().AsNoTracking().ToListAsync(cancel)).Where(l => !l.Terms.IsRetired))
        {
            var (id, address) = (list.Id, $"/hazards/lists/{list.Id.Value}");
            var rows = db.Set<MajorProblemRow>().AsNoTracking().Where(r => r.List == id);
            if (keeps is null || keeps.Contains(list.Terms.Keeper))
            {
                Add(await rows.CountAsync(r => r.State == MajorProblemState.Reported || r.State == MajorProblemState.SentBack || r.State == MajorProblemState.NotMended, cancel), "problem.homeKeep", address);
            }
            if (handles is { } units)
            {
                Add(await rows.CountAsync(r => r.State == MajorProblemState.Declined && units.Contains(r.Unit), cancel), "problem.homeDeclined", $"{address}?state={MajorProblemState.Declined}");
            }

            void Add(int count, string key, string where)
            {
                if (count > 0)
                {
                    items.Add(new(words[key], count, list.Terms.Name, where));
                }
            }
        }

        return items;
    }
}
