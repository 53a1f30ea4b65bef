using Bihuan.Enterprises;
using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Platform;

namespace Bihuan.Hazards;

/// <summary>Why premises have their points, and what was counted.</summary>
/// <param name="Points">The score.</param>
/// <param name="Reasons">Its lines, whose points sum up to it.</param>
/// <param name="LastOn">The last inspection.</param>
/// <param name="NextOn">When to come again, as its checklist said.</param>
internal sealed record RiskScore(int Points, IReadOnlyList<RiskReason> Reasons, DateOnly? LastOn, DateOnly? NextOn);

/// <summary>Premises in the order in which to inspect them (检查计划), by an explained formula over what the person may see.</summary>
internal static class RankPremises
{
    /// <param name="Street">In this street.</param>
    /// <param name="Unit">Within the work of this unit.</param>
    /// <param name="Kind">Of this kind.</param>
    /// <param name="After">How many lines to pass by.</param>
    [Needs(HazardsPermissions.View)]
    public sealed record Request(UnitId? Street = null, UnitId? Unit = null, string? Kind = null, int? After = null, int? Limit = null) : IQuery<View>;

    /// <param name="Day">The day whose rule and hazards it is about.</param>
    /// <param name="Version">The rule's version.</param>
    /// <param name="Source">Its source.</param>
    /// <param name="Total">How many premises there are.</param>
    /// <param name="Lines">The part; the most urgent come first.</param>
    /// <param name="Next">How many lines to pass by for the next part.</param>
    public sealed record View(DateOnly Day, string Version, string Source, int Total, IReadOnlyList<Line> Lines, int? Next);

    /// <param name="Kind">What the kind is called.</param>
    public sealed record Line(PremisesId Id, string Name, string Kind, string Address, GeoPoint? Point, UnitId? Street, string? StreetName, RiskScore Score);

    internal sealed class Handler(InspectionPlans plans, HazardQueries queries) : IHandler<Request, View>
    {
        public async ValueTask<Result<View>> Handle(Request request, CancellationToken cancel)
        {
            var ruled = InspectionRisk.For(queries.Day);
            if (ruled is not Result<RiskRule>.Done(var rule))
            {
                return ruled.Map<View>(_ => null!);
            }

            var (skip, limit) = (Math.Max(0, request.After ?? 0), Page.Limit(request.Limit));
            var (total, ranked) = await plans.Rank(rule, request.Street, request.Unit, request.Kind, skip + limit, cancel);
            var part = ranked.Skip(skip).ToList();
            return new View(queries.Day, rule.Version, rule.Source, total, await plans.Lines(part, cancel), skip + part.Count < total ? skip + part.Count : null);
        }
    }
}

/// <summary>A day's round (检查路线): the chosen premises, or the most urgent ones, in an order that is short to go.</summary>
internal static class PlanRound
{
    /// <summary>More is no day's work.</summary>
    public const int Most = 50;

    /// <param name="Count">How many premises, where none are named: the most urgent ones with a place.</param>
    /// <param name="Premises">The premises, by their ids.</param>
    /// <param name="Start">At which premises of the register the way begins, such as one's own office; at the most urgent stop where none are given.</param>
    [Needs(HazardsPermissions.View)]
    public sealed record Request(int? Count = null, UnitId? Street = null, UnitId? Unit = null, string? Kind = null, IReadOnlyList<PremisesId>? Premises = null, PremisesId? Start = null) : IQuery<View>;

    /// <param name="Stops">The premises in the order in which to go.</param>
    /// <param name="Kilometres">The whole way as the crow flies.</param>
    /// <param name="Placeless">Those without a place, which stand in no order.</param>
    public sealed record View(DateOnly Day, string Version, string Source, decimal Kilometres, GeoPoint? Start, IReadOnlyList<Stop> Stops, IReadOnlyList<RankPremises.Line> Placeless);

    /// <param name="Kilometres">From the stop before, or from the start.</param>
    public sealed record Stop(int No, decimal Kilometres, RankPremises.Line Line);

    internal sealed class Handler(InspectionPlans plans, HazardQueries queries, IPremisesQueries premises) : IHandler<Request, View>
    {
        public async ValueTask<Result<View>> Handle(Request request, CancellationToken cancel)
        {
            var ruled = InspectionRisk.For(queries.Day);
            if (ruled is not Result<RiskRule>.Done(var rule))
            {
                return ruled.Map<View>(_ => null!);
            }

            var count = request.Premises?.Count ?? request.Count ?? 8;
            var start = request.Start is { } office && (await premises.Sees([office], cancel)).Contains(office) ? (await premises.Brief(office, cancel))?.Point : null;
            List<Problem> problems =
            [
                .. count is < 1 or > Most ? [Problem.Coded("HAZ-511", nameof(request.Count), $"{count}", $"{Most}")] : Array.Empty<Problem>(),
                .. request.Start is not null && start is null ? [Problem.Coded("HAZ-512", nameof(request.Start))] : Array.Empty<Problem>(),
            ];
            if (problems.Count > 0)
            {
                return problems;
            }

            var ranked = request.Premises is { } named ? await plans.Score(rule, named, cancel) : (await plans.Rank(rule, request.Street, request.Unit, request.Kind, count, cancel, onMap: true)).Ranked;
            var lines = await plans.Lines(ranked, cancel);
            var placed = lines.Where(l => l.Point is not null).ToList();
            List<Stop> stops = [];
            var at = start;
            foreach (var i in Route.Through([.. placed.Select(l => l.Point!.Value)], start))
            {
                stops.Add(new(stops.Count + 1, Kilometres(at?.MetresTo(placed[i].Point!.Value) ?? 0), placed[i]));
                at = placed[i].Point;
            }

            return new View(queries.Day, rule.Version, rule.Source, stops.Sum(s => s.Kilometres), start, stops, [.. lines.Where(l => l.Point is null)]);
        }

        private static decimal Kilometres(double metres) => Math.Round((decimal)metres / 1000, 1, MidpointRounding.AwayFromZero);
    }
}

/// <summary>Scores premises by what the person may see of them.</summary>
internal sealed class InspectionPlans(HazardOverview overview, HazardQueries queries, IPremisesQueries premises)
{
    /// <summary>Premises with their score.</summary>
    public sealed record Ranked(PremisesId Id, RiskScore Score);

    /// <summary>The most urgent premises in use.</summary>
    /// <param name="most">How many at most.</param>
    /// <param name="onMap">Only those with a place.</param>
    public async ValueTask<(int Total, IReadOnlyList<Ranked> Ranked)> Rank(RiskRule rule, UnitId? street, UnitId? unit, string? kind, int most, CancellationToken cancel, bool onMap = false)
    {
        var crowded = Crowded;
        return await overview.Read(
            seen =>
            {
                var total = 0;
                var first = new PriorityQueue<PremisesSlot, (int Points, string Id)>();
                foreach (var slot in seen.Premises)
                {
                    var fact = slot.Fact!;
                    if (fact.State is not RegisterState.Active || (street is not null && fact.Street != street) || (kind is not null && fact.Kind != kind) || (unit is { } whose && !fact.Units.Contains(whose)) || (onMap && fact.Longitude is null))
                    {
                        continue;
                    }

                    total++;
                    var points = InspectionRisk.Points(rule.Figures, Of(seen, slot, crowded, rule.Figures.RepeatWithinMonths), seen.Today);
                    if (first.Count < most)
                    {
                        first.Enqueue(slot, (points, Backwards(slot.Id)));
                    }
                    else if (first.TryPeek(out _, out var least) && points >= least.Points)
                    {
                        first.EnqueueDequeue(slot, (points, Backwards(slot.Id)));
                    }
                }

                List<PremisesSlot> ranked = [];
                while (first.TryDequeue(out var slot, out _))
                {
                    ranked.Add(slot);
                }

                ranked.Reverse();
                return (total, (IReadOnlyList<Ranked>)ranked.ConvertAll(slot => Explained(seen, slot, rule, crowded)));
            },
            cancel);
    }

    /// <summary>Some premises with their scores, those left out that the person may not see.</summary>
    public ValueTask<IReadOnlyList<Ranked>> Score(RiskRule rule, IReadOnlyList<PremisesId> ids, CancellationToken cancel)
    {
        var crowded = Crowded;
        return overview.Read(seen => (IReadOnlyList<Ranked>)[.. ids.Select(seen.Find).OfType<PremisesSlot>().Distinct().Select(slot => Explained(seen, slot, rule, crowded))], cancel);
    }

    /// <summary>Premises as they are listed.</summary>
    public async ValueTask<IReadOnlyList<RankPremises.Line>> Lines(IReadOnlyList<Ranked> ranked, CancellationToken cancel)
    {
        var (names, places) = (await queries.Names(cancel), await premises.Briefs([.. ranked.Select(r => r.Id)], cancel));
        return [.. ranked.Where(r => places.ContainsKey(r.Id)).Select(r => places[r.Id] is var p ? new RankPremises.Line(p.Id, p.Name, premises.KindName(p.Kind), p.Address, p.Point, p.Street, p.Street is { } street ? names.GetValueOrDefault(street) : null, r.Score) : null!)];
    }

    private HashSet<string> Crowded => premises.Kinds.Where(k => k.IsCrowded).Select(k => k.Key).ToHashSet(StringComparer.Ordinal);

    /// <summary>Of those with as many points the first by id comes first, and the last one falls out.</summary>
    private static string Backwards(PremisesId id) => string.Create(32, id, (text, value) =>
    {
        value.Value.TryFormat(text, out _, "N");
        for (var i = 0; i < text.Length; i++)
        {
            text[i] = (char)('z' - text[i]);
        }
    });

    private static Ranked Explained(SeenOverview seen, PremisesSlot slot, RiskRule rule, HashSet<string> crowded)
    {
        var input = Of(seen, slot, crowded, rule.Figures.RepeatWithinMonths);
        var reasons = InspectionRisk.Reasons(rule.Figures, input, seen.Today);
        var looked = SeenOverview.LookedAt(slot);
        return new(slot.Id, new(reasons.Sum(r => r.Points), reasons, looked.Day > 0 ? DateOnly.FromDayNumber(looked.Day) : null, looked.Day > 0 ? DateOnly.FromDayNumber(looked.Next) : null));
    }

    private static RiskInput Of(SeenOverview seen, PremisesSlot slot, HashSet<string> crowded, int months)
    {
        var (major, general, overdue, returned, repeats) = (0, 0, 0, 0, 0);
        if (slot.Hazards is not null || slot.Merged is not null)
        {
            seen.EachOf(slot, (in HazardFact h) =>
            {
                if (h.IsOpen)
                {
                    major += h.Grade is HazardGrade.Major ? 1 : 0;
                    general += h.Grade is HazardGrade.Major ? 0 : 1;
                    overdue += h.IsOverdue(seen.Today) ? 1 : 0;
                    returned += h.IsReturned ? 1 : 0;
                }
            });

            var since = DateOnly.FromDayNumber(seen.Today).AddMonths(-months).DayNumber;
            if (seen.MayRepeat(slot, since))
            {
                repeats = seen.Likes([slot]).SelectMany(l => Repeats.Of(l.Value, months)).Where(l => l.FoundOn >= since).Select(l => l.Id).Distinct().Count();
            }
        }

        return new(slot.Fact!.Kind, crowded.Contains(slot.Fact.Kind), major, general, overdue, returned, repeats, SeenOverview.LookedAt(slot) is { Day: > 0 } looked ? looked.Next : 0);
    }
}
