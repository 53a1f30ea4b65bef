using Bihuan.Organisation;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Enterprises;

/// <summary>What stands on the pages of firms and premises beside their terms: names of firms, holders of posts, who recorded what.</summary>
internal sealed class RegisterStory(RegisterQueries queries, IOrganisationQueries organisation, IAccountDirectory accounts)
{
    public async ValueTask<IReadOnlyList<ShowPremises.FirmRow>> Firms(IReadOnlyList<PremisesUse> uses, CancellationToken cancel)
    {
        List<ShowPremises.FirmRow> rows = [];
        Dictionary<EnterpriseId, EnterpriseId> stays = [];
        foreach (var id in uses.Select(u => u.Enterprise).Distinct())
        {
            stays[id] = await queries.FirmThatStays(id, cancel);
        }

        var ids = stays.Values.Distinct().ToArray();
        var names = await queries.Db.Set<Enterprise>().AsNoTracking().Where(e => EF.Parameter(ids).Contains(e.Id)).Select(e => new { e.Id, e.Name }).ToDictionaryAsync(e => e.Id, e => e.Name, cancel);

        // Who may see premises may see who uses them; the firm's own page follows its own units and these.
        rows.AddRange(uses.Select(u => new ShowPremises.FirmRow(stays[u.Enterprise], names.GetValueOrDefault(stays[u.Enterprise]) ?? "", u.Role, u.From, u.To)).DistinctBy(r => (r.Id, r.Role, r.From, r.To)));
        return [.. rows.OrderBy(r => r.To is not null).ThenBy(r => r.Role).ThenBy(r => r.Name, StringComparer.Ordinal)];
    }

    public async ValueTask<IReadOnlyList<OfficerRow>> Officers(IReadOnlyList<Responsible> officers, CancellationToken cancel)
    {
        List<OfficerRow> rows = [];
        foreach (var officer in officers.OrderBy(o => o.Role))
        {
            IReadOnlyList<Holder> holders = officer.Post is { } post ? await organisation.HoldersOf(post, queries.Day, cancel) : [];
            rows.Add(new(officer.Role, officer.Title ?? holders.Select(h => h.Title).FirstOrDefault(), holders.Count > 0 ? [.. holders.Select(h => h.Name)] : officer.Name is { } name ? [name] : [], officer.Telephone));
        }

        return rows;
    }

    public async ValueTask<IReadOnlyList<HistoryRow>> History(IReadOnlyList<HistoryLine> history, CancellationToken cancel)
    {
        var people = await accounts.Names([.. history.Select(h => h.By).OfType<Guid>().Distinct()], cancel);
        return [.. history.Select((h, i) => (Line: h, No: i)).OrderByDescending(x => x.Line.Day).ThenByDescending(x => x.No)
            .Select(x => new HistoryRow(x.Line.What, x.Line.Day, x.Line.At, x.Line.Detail, x.Line.Reason, x.Line.By is { } by ? people.GetValueOrDefault(by) : null, x.Line.Other))];
    }
}
