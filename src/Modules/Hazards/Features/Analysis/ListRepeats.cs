using Bihuan.Enterprises;
using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Platform;

namespace Bihuan.Hazards;

/// <summary>Premises and firms that break the same again within months after it was cancelled (屡改屡犯), as far as the person may see their hazards.</summary>
internal static class ListRepeats
{
    /// <summary>Hazards of a line that are named.</summary>
    private const int MostNamed = 5;

    /// <param name="Firms">Whether firms are asked for, over all premises that they use today, rather than premises.</param>
    /// <param name="Ground">Only those alike by this.</param>
    /// <param name="Since">Only what was found again on this day or later.</param>
    /// <param name="After">How many lines to pass by.</param>
    [Needs(HazardsPermissions.View)]
    public sealed record Request(bool Firms = false, RepeatGround? Ground = null, UnitId? Street = null, string? Kind = null, DateOnly? Since = null, int? After = null, int? Limit = null) : IQuery<View>;

    /// <param name="Months">Within how many months after cancellation.</param>
    /// <param name="Rule">The version of the rule that says so, and its source.</param>
    /// <param name="Total">How many lines there are.</param>
    /// <param name="Lines">The part; those who broke it most often come first.</param>
    /// <param name="Next">How many lines to pass by for the next part.</param>
    public sealed record View(int Months, string Rule, int Total, IReadOnlyList<Line> Lines, int? Next);

    /// <param name="Premises">The premises; of a firm none.</param>
    /// <param name="Firm">The firm.</param>
    /// <param name="Key">The category or the clause.</param>
    /// <param name="Count">How many hazards came again.</param>
    /// <param name="Named">The last of them.</param>
    public sealed record Line(PremisesId? Premises, EnterpriseId? Firm, string Name, RepeatGround Ground, string Key, int Count, DateOnly LastFound, IReadOnlyList<Again> Named);

    /// <param name="Id">The hazard.</param>
    public sealed record Again(HazardId Id, DateOnly FoundOn);

    internal sealed class Handler(HazardOverview overview, HazardQueries queries, IPremisesQueries premises) : IHandler<Request, View>
    {
        public async ValueTask<Result<View>> Handle(Request request, CancellationToken cancel)
        {
            if (InspectionRisk.For(queries.Day) is not Result<RiskRule>.Done(var rule))
            {
                return InspectionRisk.For(queries.Day).Map<View>(_ => null!);
            }

            var months = rule.Figures.RepeatWithinMonths;
            var found = await overview.Read(seen => Find(seen, request, months), cancel);
            var (skip, limit) = (Math.Max(0, request.After ?? 0), Page.Limit(request.Limit));
            var part = found.OrderByDescending(f => f.Repeated.Count).ThenByDescending(f => f.Repeated[0].FoundOn).ThenBy(f => f.Who, Comparer<Guid>.Default).ThenBy(f => f.Key, StringComparer.Ordinal).Skip(skip).Take(limit).ToList();
            var places = request.Firms ? null : await premises.Briefs([.. part.Select(p => PremisesId.From(p.Who)).Distinct()], cancel);
            var firms = request.Firms ? await premises.Firms([.. part.Select(p => EnterpriseId.From(p.Who)).Distinct()], cancel) : null;
            return new View(months, $"{rule.Version} {rule.Source}", found.Count,
            [
                .. part.Select(p => new Line(
                    request.Firms ? null : PremisesId.From(p.Who), request.Firms ? EnterpriseId.From(p.Who) : null,
                    (request.Firms ? firms!.GetValueOrDefault(EnterpriseId.From(p.Who))?.Name : places!.GetValueOrDefault(PremisesId.From(p.Who))?.Name) ?? "",
                    p.Ground, p.Key, p.Repeated.Count, DateOnly.FromDayNumber(p.Repeated[0].FoundOn), [.. p.Repeated.Take(MostNamed).Select(r => new Again(r.Id, DateOnly.FromDayNumber(r.FoundOn)))])),
            ], skip + part.Count < found.Count ? skip + part.Count : null);
        }

        private static List<Found> Find(SeenOverview seen, Request request, int months)
        {
            List<Found> found = [];
            var since = request.Since?.DayNumber ?? 0;
            var places = seen.Premises.Where(p => (request.Street is null || p.Fact!.Street == request.Street) && (request.Kind is null || p.Fact!.Kind == request.Kind));
            var whose = request.Firms
                ? places.SelectMany(p => p.Fact!.Firms.Select(f => (Firm: f.Value, Place: p))).GroupBy(p => p.Firm, p => p.Place).Select(g => (Who: g.Key, Places: (IReadOnlyList<PremisesSlot>)[.. g]))
                : places.Where(p => seen.MayRepeat(p, since)).Select(p => (Who: p.Id.Value, Places: (IReadOnlyList<PremisesSlot>)[p]));
            foreach (var (who, slots) in whose)
            {
                foreach (var ((ground, key), likes) in seen.Likes(slots))
                {
                    if ((request.Ground is null || request.Ground == ground) && Repeats.Of(likes, months).Where(l => l.FoundOn >= since).ToList() is { Count: > 0 } repeated)
                    {
                        found.Add(new(who, ground, key, repeated));
                    }
                }
            }

            return found;
        }

        private sealed record Found(Guid Who, RepeatGround Ground, string Key, IReadOnlyList<Repeats.Like> Repeated);
    }
}
