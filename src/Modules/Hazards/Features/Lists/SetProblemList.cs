using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Hazards;

/// <summary>Sets up a list of major problems, or changes it (设置问题清单).</summary>
internal static class SetProblemList
{
    private const int LongestName = 60, MostMembers = 500, MostOwed = 99;

    /// <param name="Id">The list to change; none for a new one.</param>
    /// <param name="Version">The version that the person has seen.</param>
    [Needs(ProblemListPermissions.Keep)]
    public sealed record Request(ProblemListId? Id, ProblemListTerms Terms, int? Version = null) : ICommand<ProblemListId>;

    /// <param name="known">The list as it stands.</param>
    /// <param name="others">The names of the other lists that are kept.</param>
    public static Result<Decision<ProblemListId>> Decide(ProblemList? known, Request request, ProblemListId id, IReadOnlyCollection<string> others, IReadOnlySet<UnitId> units)
    {
        var terms = request.Terms with { Name = request.Terms.Name.Trim() };
        List<Problem> problems = [.. HazardCheck.Text(terms.Name, nameof(terms.Name), LongestName)];
        if (others.Contains(terms.Name) && !terms.IsRetired)
        {
            problems.Add(Problem.Coded("HAZ-601", nameof(terms.Name), terms.Name));
        }
        if (!units.Contains(terms.Keeper))
        {
            problems.Add(Problem.Coded("HAZ-111", nameof(terms.Keeper)));
        }
        if (terms.Quota is { } quota)
        {
            if (quota.Least is < 1 or > MostOwed)
            {
                problems.Add(Problem.Coded("HAZ-602", nameof(quota.Least), HazardCheck.Figure(MostOwed)));
            }
            if (quota.Members.Count is 0 or > MostMembers || quota.Members.Any(m => !units.Contains(m)))
            {
                problems.Add(Problem.Coded("HAZ-603", nameof(quota.Members), HazardCheck.Figure(MostMembers)));
            }
            if (quota.Members.Contains(terms.Keeper))
            {
                problems.Add(Problem.Coded("HAZ-604", nameof(quota.Members)));
            }

            problems.AddRange(HazardCheck.Text(quota.Source, nameof(quota.Source), HazardCheck.MostText, needed: false));
            terms = terms with { Quota = quota with { Members = [.. quota.Members.Distinct()], Source = HazardCheck.Blank(quota.Source) } };
        }
        if (known is not null && request.Version is { } seen && seen != known.Version)
        {
            problems.Add(Problem.Coded("PLATFORM-004", ""));
        }

        return problems.Count > 0 ? problems : new Decision<ProblemListId>(known?.Id ?? id, new Change(known ?? new ProblemList(), new ProblemListSet(known?.Id ?? id, terms)));
    }

    internal sealed class Handler(ListDesk desk) : IHandler<Request, ProblemListId>
    {
        public async ValueTask<Result<ProblemListId>> Handle(Request request, CancellationToken cancel)
        {
            var known = request.Id is { } id ? await desk.List(id, cancel) : null;
            if (request.Id is not null && known is null)
            {
                return Problem.Coded("PLATFORM-005", nameof(request.Id));
            }

            // Who hands a list to another keeper needs the right over both.
            if ((known is not null && !await desk.Keeps(known, cancel)) || !await desk.Hazards.Sight.Reaches(ProblemListPermissions.Keep, request.Terms.Keeper, cancel))
            {
                return HazardDesk.NotYours;
            }

            var others = (await desk.Db.Set<ProblemList>().AsNoTracking().ToListAsync(cancel)).Where(l => l.Id != request.Id && !l.Terms.IsRetired).Select(l => l.Terms.Name).ToHashSet(StringComparer.Ordinal);
            return await desk.Hazards.Carry(Decide(known, request, desk.Hazards.Ids.New<ProblemListId>(), others, await desk.Units(cancel)), cancel);
        }
    }
}
