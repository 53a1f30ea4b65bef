using Bihuan.Enterprises;
using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Hazards;

/// <summary>Reports that wait for somebody (待处理的上报), the oldest first: from the field where the report did not say enough, and from the public.</summary>
internal static class ListWaitingReports
{
    private static readonly Keyset<FieldReport> Order = new Keyset<FieldReport>().By(r => r.Received).By(r => r.Id);

    [Needs(HazardsPermissions.Register)]
    public sealed record Request(string? After = null, int? Limit = null) : IQuery<Page<Line>>;

    /// <param name="IsPublic">Whether the public sent it.</param>
    /// <param name="UnitName">The unit that its sender works for, or the street that the public named.</param>
    public sealed record Line(FieldReportId Id, string Number, bool IsPublic, FieldCategory Category, string? Words, string? PremisesName, string? Place, string? UnitName, DateTimeOffset Received, IReadOnlyList<FieldPhotograph> Photographs);

    internal sealed class Handler(HazardQueries queries, HazardSight sight, IPremisesQueries premises) : IHandler<Request, Page<Line>>
    {
        public async ValueTask<Result<Page<Line>>> Handle(Request request, CancellationToken cancel)
        {
            var part = await (await sight.Reports(HazardsPermissions.Register, cancel)).Where(r => r.State == FieldReportState.Waiting).Part(Order, request.After, request.Limit, cancel);
            if (part is not Result<Page<FieldReport>>.Done(var page))
            {
                return part.Map<Page<Line>>(_ => null!);
            }

            var ids = page.Items.Select(r => r.Id).ToArray();
            var numbers = await queries.Db.Set<FieldReceiptRow>().AsNoTracking().Where(r => EF.Parameter(ids).Contains(r.Report)).ToDictionaryAsync(r => r.Report, r => r.Number, cancel);
            var (names, places) = (await queries.Names(cancel), await premises.Briefs([.. page.Items.Select(r => r.Terms.Premises).OfType<PremisesId>().Distinct()], cancel));
            return page.With<Line>([.. page.Items.Select(r => new Line(
                r.Id, numbers[r.Id], r.IsPublic, r.Terms.Category, r.Terms.Words, r.Terms.Premises is { } p ? places.GetValueOrDefault(p)?.Name : null, r.Terms.Place, UnitOf(r) is { } unit ? names.GetValueOrDefault(unit) : null, r.Received, r.Photographs))]);
        }
    }

    public static UnitId? UnitOf(FieldReport r) => r.Street ?? (r.Unit is { } unit ? UnitId.From(unit) : null);
}

/// <summary>A report with what may be the same nearby (附近同类), for whoever settles it.</summary>
internal static class ShowWaitingReport
{
    [Needs(HazardsPermissions.Register)]
    public sealed record Request(FieldReportId Id) : IQuery<View>;

    /// <param name="Entered">What would be entered of its hazard.</param>
    /// <param name="Radius">Within how many metres something of the kind counts as the same place.</param>
    /// <param name="Near">Open hazards of the kind within it that the person may see, the nearest first.</param>
    /// <param name="NearReports">Other reports of the kind within it that wait.</param>
    public sealed record View(
        FieldReportId Id, string Number, bool IsPublic, FieldReportState State, FieldTerms Terms, DateTimeOffset Received, string? UnitName, IReadOnlyList<FieldPhotograph> Photographs, HazardTerms Entered, PlaceChoice? Premises, HazardId? Hazard, string? Why, int Radius,
        IReadOnlyList<NearHazard> Near, IReadOnlyList<NearReport> NearReports);

    /// <param name="Metres">How far off.</param>
    public sealed record NearHazard(HazardLine Hazard, int Metres);

    /// <param name="Metres">How far off.</param>
    public sealed record NearReport(FieldReportId Id, string Number, string? Words, int Metres);

    internal sealed class Handler(HazardQueries queries, HazardSight sight, FieldIntake intake, Nearby nearby, IPremisesQueries premises) : IHandler<Request, View>
    {
        public async ValueTask<Result<View>> Handle(Request request, CancellationToken cancel)
        {
            var id = request.Id;
            if (await (await sight.Reports(HazardsPermissions.Register, cancel)).SingleOrDefaultAsync(r => r.Id == id, cancel) is not { } r)
            {
                return Problem.Coded("PLATFORM-005", nameof(request.Id));
            }

            var unit = ListWaitingReports.UnitOf(r) is { } u ? (await queries.Names(cancel)).GetValueOrDefault(u) : null;
            var number = await queries.Db.Set<FieldReceiptRow>().AsNoTracking().Where(n => n.Report == id).SingleAsync(cancel);
            var place = r.Terms.Premises is { } p && await premises.Brief(p, cancel) is { } brief ? new PlaceChoice(brief.Id, brief.Name, brief.Address) : null;
            var (hazards, reports) = await nearby.Of(r.Terms.Category, r.Terms.Point, r.Id, cancel);
            return new View(r.Id, number.Number, r.IsPublic, r.State, r.Terms, r.Received, unit, r.Photographs, intake.Entered(r.Terms), place, r.Hazard, r.Why, Nearby.RadiusOf(r.Terms.Category), hazards, reports);
        }
    }
}

/// <summary>Settles a report that waits: as a hazard of its own (登记), as part of one that is there (并入), or as none (不予登记).</summary>
internal static class SettleReport
{
    /// <param name="Report">The report.</param>
    /// <param name="Terms">For a hazard of its own: everything entered.</param>
    /// <param name="Join">For part of one: that hazard.</param>
    /// <param name="Why">For none: the reason, which whoever reported it can read.</param>
    [Needs(HazardsPermissions.Register)]
    public sealed record Request(FieldReportId Report, HazardTerms? Terms = null, HazardId? Join = null, string? Why = null) : ICommand<HazardId?>;

    /// <param name="finder">For a hazard of its own: who found it.</param>
    /// <param name="id">The id it would get.</param>
    /// <param name="isThere">Whether the hazard to join is one that the person may see.</param>
    public static Result<Decision<HazardId?>> Decide(FieldReport report, Request request, Finder? finder, HazardContext context, HazardId id, bool isThere)
    {
        if (report.State is not FieldReportState.Waiting)
        {
            return Problem.Coded("HAZ-701", nameof(request.Report), $"{nameof(FieldReportState)}.{report.State}");
        }
        if (new object?[] { request.Terms, request.Join, request.Why }.Count(x => x is not null) != 1)
        {
            return Problem.Coded("HAZ-702", nameof(request.Report));
        }
        if (request.Join is { } join)
        {
            return isThere ? new Decision<HazardId?>(join, new Change(report, new FieldReportSettled(FieldReportState.Joined, join, null))) : Problem.Coded("HAZ-703", nameof(request.Join));
        }
        if (request.Why is { } why)
        {
            List<Problem> problems = [.. HazardCheck.Text(why, nameof(request.Why), HazardCheck.MostText)];
            return problems.Count > 0 ? problems : new Decision<HazardId?>(null, new Change(report, new FieldReportSettled(FieldReportState.Declined, null, why.Trim())));
        }

        var decided = RegisterHazard.Decide(request.Terms!, finder, FieldIntake.FoundOn(report.Terms, context.Today), FieldIntake.Before(report.Terms, report.Photographs), context, id);
        return decided.Map(d => new Decision<HazardId?>(d.Value, [.. d.Changes, new Change(report, new FieldReportSettled(FieldReportState.Registered, d.Value, null))]));
    }

    internal sealed class Handler(HazardDesk desk, HazardSight sight) : IHandler<Request, HazardId?>
    {
        public async ValueTask<Result<HazardId?>> Handle(Request request, CancellationToken cancel)
        {
            var id = request.Report;
            if (!await (await sight.Reports(HazardsPermissions.Register, cancel)).AnyAsync(r => r.Id == id, cancel) || await desk.Db.FindAsync<FieldReport>([id], cancel) is not { } report)
            {
                return Problem.Coded("PLATFORM-005", nameof(request.Report));
            }

            // What a worker found was found by their unit; what the public says, by whoever looks into it.
            var unit = report.Unit is { } of ? UnitId.From(of) : desk.ActingUnit ?? report.Street;
            var finder = unit is { } found ? new Finder(report.IsPublic ? FoundBy.Report : FoundBy.Officer, found, report.IsPublic ? desk.ActingPost : null) : null;
            var context = await desk.Context(request.Terms?.Premises ?? [], report.Photographs.Select(p => p.Hash), cancel);
            return await desk.Carry(Decide(report, request, finder, context, desk.Ids.New<HazardId>(), request.Join is { } join && await sight.Reaches(HazardsPermissions.View, join, cancel)), cancel);
        }
    }
}
