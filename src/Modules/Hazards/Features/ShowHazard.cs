using Bihuan.Enterprises;
using Bihuan.Kernel;
using Bihuan.Matters;
using Bihuan.Organisation;
using Bihuan.Platform;

namespace Bihuan.Hazards;

/// <summary>A hazard's page (隐患详情).</summary>
internal static class ShowHazard
{
    [Needs(HazardsPermissions.View)]
    public sealed record Request(HazardId Id) : IQuery<View>;

    /// <param name="Line">As in a list.</param>
    /// <param name="Places">The premises it lies over.</param>
    /// <param name="OpenSpots">Photographs before that have none after yet.</param>
    /// <param name="DaysBefore">Days from finding to the last handing over.</param>
    /// <param name="DaysSince">Days since then.</param>
    /// <param name="Matter">How its matter stands.</param>
    /// <param name="Units">The names of the units that appear.</param>
    /// <param name="MayRegister">Whether the person may change what was registered.</param>
    /// <param name="MayHandle">Whether the person may grade, plan and hand over.</param>
    /// <param name="Listed">What listed supervision fixes.</param>
    /// <param name="NeedsPlan">Whether its matter runs and it has no plan yet.</param>
    /// <param name="Inspection">The inspection that it came of, where the person may see that.</param>
    /// <param name="Competence">The rule of the day that says who accepts hazards of its category.</param>
    /// <param name="Competent">The unit of the district that is competent by it.</param>
    /// <param name="Statements">What firms told of their work.</param>
    public sealed record View(
        HazardId Id, int Version, HazardLine Line, HazardTerms Terms, Finder Finder, Judgement? Judgement, RectificationPlan? Plan, int Round, IReadOnlyList<Place> Places, IReadOnlyList<Photograph> Photographs,
        IReadOnlyList<SpotExcused> Excused, IReadOnlyList<int> OpenSpots, IReadOnlyList<Handing> Handings, int? DaysBefore, int? DaysSince, HazardEnd? End, string? DropReason, HazardId? DuplicateOf, MatterStanding? Matter,
        IReadOnlyDictionary<UnitId, string> Units, bool MayRegister, bool MayHandle, ListingHold? Listed, bool NeedsPlan, InspectionId? Inspection, Competence? Competence, UnitId? Competent, IReadOnlyList<FirmStatement> Statements);

    /// <summary>Premises of a hazard.</summary>
    public sealed record Place(PremisesId Id, string Name, string Address, string Kind);

    internal sealed class Handler(HazardQueries queries, HazardSight sight, IPremisesQueries premises, IMatters matters, ListingRules rules) : IHandler<Request, View>
    {
        public async ValueTask<Result<View>> Handle(Request request, CancellationToken cancel)
        {
            if (await queries.Find(request.Id, cancel) is not var (h, row))
            {
                return Problem.Coded("PLATFORM-005", nameof(request.Id));
            }

            var (names, places, clocks) = (await queries.Names(cancel), await premises.Briefs(h.Terms.Premises, cancel), h.Clocks(queries.Day));
            var rule = rules.For(h.Terms.Category, queries.Day);
            var units = h.Units.Concat(new[] { row.InCharge, row.Accepting, h.End?.By }.OfType<UnitId>()).Concat(h.Handings.SelectMany(x => new[] { x.From, x.To }).OfType<UnitId>()).Concat((h.Judgement?.Panel ?? []).Select(v => v.Unit));
            return new View(
                h.Id, h.Version, (await queries.Lines([row], cancel))[0], h.Terms, h.Finder, h.Judgement, h.Plan, h.Round,
                [.. h.Terms.Premises.Where(places.ContainsKey).Select(p => new Place(places[p].Id, places[p].Name, places[p].Address, places[p].Kind)).DistinctBy(p => p.Id)], h.Photographs, h.Excused, h.OpenSpots, h.Handings, clocks?.Before, clocks?.Since,
                h.End, h.DropReason, h.DuplicateOf, h.Round > 0 ? await matters.For(HazardProjection.Module, h.MatterKey, cancel) : null, units.Distinct().ToDictionary(u => u, u => names.GetValueOrDefault(u) ?? ""),
                await sight.Reaches(HazardsPermissions.Register, h.Id, cancel), await sight.Reaches(HazardsPermissions.Handle, h.Id, cancel), h.Listed, h.NeedsPlan,
                h.Finder.Inspection is { } inspection && await sight.Inspection(inspection, cancel) is not null ? inspection : null,
                rule, rule is null ? null : names.Where(n => rule.Covers(n.Value) && n.Key != row.InCharge).OrderBy(n => n.Key.Value).Select(n => (UnitId?)n.Key).FirstOrDefault(),
                h.Statements);
        }
    }
}
