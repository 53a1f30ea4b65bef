using Bihuan.Documents;
using Bihuan.Kernel;
using Bihuan.Matters;
using Bihuan.Organisation;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Hazards;

/// <summary>Campaigns in parts, the last begun first.</summary>
internal static class ListCampaigns
{
    private static readonly Keyset<Campaign> ByDay = new Keyset<Campaign>().By(c => c.From, descending: true).By(c => c.Id, descending: true);

    [Needs(HazardsPermissions.View)]
    public sealed record Request(string? After = null, int? Limit = null) : IQuery<Page<Line>>;

    /// <summary>A campaign in a list.</summary>
    /// <param name="Phase">The phase that runs on the day shown.</param>
    /// <param name="Reports">The days of reporting.</param>
    /// <param name="NextReport">The next of them.</param>
    public sealed record Line(CampaignId Id, string Name, string Number, DateOnly From, DateOnly To, DateOnly? EndedOn, string? Phase, IReadOnlyList<DateOnly> Reports, DateOnly? NextReport);

    internal sealed class Handler(HazardQueries queries) : IHandler<Request, Page<Line>>
    {
        public async ValueTask<Result<Page<Line>>> Handle(Request request, CancellationToken cancel)
        {
            var part = await queries.Db.Set<Campaign>().AsNoTracking().Part(ByDay, request.After, request.Limit, cancel);
            return part.Map(page => page.With<Line>([.. page.Items.Select(c => LineOf(c, queries.Day))]));
        }
    }

    internal static Line LineOf(Campaign c, DateOnly day) => new(
        c.Id, c.Name, c.Terms.Number, c.From, c.To, c.EndedOn, c.EndedOn is null && c.Terms.PhaseOn(day) is { } at ? c.Terms.Phases[at].Name : null, [.. c.Terms.Reports.Select(r => r.Day).Distinct()],
        c.Terms.Reports.Where(r => r.Day >= day).Select(r => (DateOnly?)r.Day).FirstOrDefault());
}

/// <summary>How some matters of a campaign stand.</summary>
/// <param name="Total">How many there are, without those withdrawn by a document.</param>
/// <param name="Fulfilled">Ended as fulfilled.</param>
/// <param name="Otherwise">Ended otherwise: closed is not fulfilled.</param>
/// <param name="Red">Open under a red lamp.</param>
/// <param name="Drafts">Not issued yet.</param>
internal sealed record CampaignTally(int Total, int Fulfilled, int Otherwise, int Red, int Drafts)
{
    /// <summary>The share fulfilled, in whole percent, never rounded up to all.</summary>
    public int Percent => Total == 0 ? 0 : 100 * Fulfilled / Total;

    /// <summary>Counts matters.</summary>
    public static CampaignTally Of(IReadOnlyCollection<MatterOfDocument> matters)
    {
        var all = matters.Where(m => m.State is not MatterState.Withdrawn).ToList();
        return new(
            all.Count, all.Count(m => m.End is MatterEnd.Fulfilled), all.Count(m => m.End is MatterEnd.Partly or MatterEnd.NotFulfilled), all.Count(m => m.Lamp is LampColour.Red), all.Count(m => m.State is MatterState.Draft));
    }
}

/// <summary>A campaign's page (专项行动详情): its matters by phase, lead and co-operating unit, with the lamp and the share done.</summary>
internal static class ShowCampaign
{
    [Needs(HazardsPermissions.View)]
    public sealed record Request(CampaignId Id) : IQuery<View>;

    /// <param name="Line">As in a list.</param>
    /// <param name="Now">The phase of the day shown, from 0.</param>
    /// <param name="Rows">How many rows of the document the matters come from.</param>
    /// <param name="All">How all of them stand.</param>
    /// <param name="Phases">How those of each phase stand.</param>
    /// <param name="Units">How those of each unit stand.</param>
    /// <param name="Names">The names of the units that appear.</param>
    /// <param name="MayRun">Whether the person may change it.</param>
    public sealed record View(
        CampaignId Id, int Version, ListCampaigns.Line Line, CampaignTerms Terms, string? Summary, DateOnly Day, int? Now, int Rows, CampaignTally All, IReadOnlyList<Phase> Phases, IReadOnlyList<UnitLine> Units,
        IReadOnlyDictionary<UnitId, string> Names, bool MayRun);

    /// <summary>A phase with its matters, in the order of the document.</summary>
    public sealed record Phase(CampaignPhase Terms, CampaignTally Tally, IReadOnlyList<MatterOfDocument> Matters);

    /// <summary>A unit with the matters that it leads, and how many it helps with.</summary>
    public sealed record UnitLine(UnitId? Unit, CampaignTally Lead, int Supporting);

    internal sealed class Handler(HazardQueries queries, CampaignDesk desk, IMatters matters) : IHandler<Request, View>
    {
        public async ValueTask<Result<View>> Handle(Request request, CancellationToken cancel)
        {
            if (await queries.Db.Set<Campaign>().AsNoTracking().SingleOrDefaultAsync(c => c.Id == request.Id, cancel) is not { } c)
            {
                return Problem.Coded("PLATFORM-005", nameof(request.Id));
            }

            IReadOnlyList<MatterOfDocument> all = c.Terms.Document is { } document ? await matters.OfDocument(document, c.Terms.Place, cancel) : [];
            var byPhase = all.ToLookup(m => c.Terms.PhaseOf(m.Due?.Day));
            List<Phase> phases = [.. c.Terms.Phases.Select((p, i) => new Phase(p, CampaignTally.Of([.. byPhase[i]]), [.. byPhase[i]]))];
            var names = await queries.Names(cancel);
            return new View(
                c.Id, c.Version, ListCampaigns.LineOf(c, queries.Day), c.Terms, c.Summary, queries.Day, c.EndedOn is null ? c.Terms.PhaseOn(queries.Day) : null, all.Select(m => m.Source?.Place).Distinct().Count(), CampaignTally.Of(all), phases,
                Units(all), Named(all, c.Terms).Distinct().ToDictionary(u => u, u => names.GetValueOrDefault(u) ?? ""), await desk.MayRun(c.Terms.Office, cancel));
        }

        private static List<UnitLine> Units(IReadOnlyList<MatterOfDocument> all)
        {
            var leads = all.ToLookup(m => m.Lead);
            var helps = all.SelectMany(m => m.Supporting.Distinct()).GroupBy(u => u).ToDictionary(g => g.Key, g => g.Count());
            return
            [
                .. leads.Select(g => g.Key).Concat(helps.Keys.Select(u => (UnitId?)u)).Distinct().Select(u => new UnitLine(u, CampaignTally.Of([.. leads[u]]), u is { } unit ? helps.GetValueOrDefault(unit) : 0))
                    .OrderByDescending(l => l.Lead.Total).ThenByDescending(l => l.Supporting).ThenBy(l => l.Unit?.Value),
            ];
        }

        private static IEnumerable<UnitId> Named(IReadOnlyList<MatterOfDocument> all, CampaignTerms terms) =>
            all.SelectMany(m => m.Supporting.Concat(new[] { m.Lead, m.Accepting }.OfType<UnitId>())).Concat(terms.Units).Concat(terms.Reports.Select(r => r.To).Append(terms.Office).OfType<UnitId>());
    }
}

/// <summary>The documents that a campaign can be started from: those that matters come from.</summary>
internal static class ListCampaignDocuments
{
    [Needs(CampaignPermissions.Run)]
    public sealed record Request : IQuery<IReadOnlyList<Row>>;

    /// <param name="Name">The number or title under which it is cited.</param>
    public sealed record Row(DocumentId Document, string Name);

    internal sealed class Handler(IMatters matters) : IHandler<Request, IReadOnlyList<Row>>
    {
        public async ValueTask<Result<IReadOnlyList<Row>>> Handle(Request request, CancellationToken cancel) => (await matters.Documents(cancel)).Select(d => new Row(d.Document, d.Name)).ToList();
    }
}
