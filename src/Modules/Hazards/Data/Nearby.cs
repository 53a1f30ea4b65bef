using Bihuan.Enterprises;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Hazards;

/// <summary>Finds what may be the same as a report: of its kind, and within the radius of its category (<c>data/rules/hazards/report-radius.json</c>).</summary>
internal sealed class Nearby(HazardQueries queries, HazardSight sight, IPremisesQueries premises)
{
    private const int Most = 20, MostPremises = 200, MostWaiting = 2_000;

    private static readonly Dictionary<FieldCategory, int> Radii = ShippedFiles.One<RadiusFile>("report-radius.json").Metres;

    /// <summary>Within how many metres something of a category counts as the same place.</summary>
    public static int RadiusOf(FieldCategory category) => Radii[category];

    /// <summary>Open hazards and waiting reports of the kind around a point, the nearest first, those that the person may see.</summary>
    public async ValueTask<(IReadOnlyList<ShowWaitingReport.NearHazard> Hazards, IReadOnlyList<ShowWaitingReport.NearReport> Reports)> Of(FieldCategory category, GeoPoint? at, FieldReportId self, CancellationToken cancel)
    {
        if (at is not { } point)
        {
            return ([], []);
        }

        var radius = RadiusOf(category);
        var places = (await premises.Near(point, MostPremises, cancel)).Where(p => p.Point is { } there && point.MetresTo(there) <= radius).ToDictionary(p => p.Id, p => (int)point.MetresTo(p.Point!.Value));
        List<ShowWaitingReport.NearHazard> hazards = [];
        if (places.Count > 0)
        {
            var (ids, kind) = (await premises.Same(places.Keys, cancel), FieldIntake.Of(category));
            var near = queries.Db.Set<HazardPremises>().Where(p => EF.Parameter(ids).Contains(p.Premises)).Select(p => p.Hazard);
            var rows = await (await sight.Reached(HazardsPermissions.View, cancel)).Where(r => near.Contains(r.Id) && r.IsOpen && r.Category == kind).OrderByDescending(r => r.FoundOn).Take(Most).ToListAsync(cancel);
            hazards.AddRange((await queries.Lines(rows, cancel)).Select(l => new ShowWaitingReport.NearHazard(l, places.GetValueOrDefault(l.Premises))).OrderBy(h => h.Metres));
        }

        // What waits is short.
        var waiting = await (await sight.Reports(HazardsPermissions.Register, cancel)).Where(r => r.State == FieldReportState.Waiting && r.Id != self).OrderByDescending(r => r.Received).Take(MostWaiting).ToListAsync(cancel);
        var around = waiting.Where(r => r.Terms.Category == category && r.Terms.Point is { } there && point.MetresTo(there) <= radius).Take(Most).ToList();
        var reports = around.Select(r => r.Id).ToArray();
        var numbers = await queries.Db.Set<FieldReceiptRow>().AsNoTracking().Where(r => EF.Parameter(reports).Contains(r.Report)).ToDictionaryAsync(r => r.Report, r => r.Number, cancel);
        return (hazards, [.. around.Select(r => new ShowWaitingReport.NearReport(r.Id, numbers[r.Id], r.Terms.Words, (int)point.MetresTo(r.Terms.Point!.Value))).OrderBy(r => r.Metres)]);
    }

    private sealed record RadiusFile(string Source, Dictionary<FieldCategory, int> Metres);
}
