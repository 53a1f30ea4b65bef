using Bihuan.Documents;
using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Matters;

/// <summary>What is asked of somebody, in the order of need where the lamps are alike.</summary>
internal enum InboxAsk
{
    /// <summary>签收.</summary>
    Sign,

    /// <summary>整改: what was returned.</summary>
    Mend,

    /// <summary>反馈.</summary>
    Report,

    /// <summary>申请办结: due, or nearly.</summary>
    HandIn,

    /// <summary>报送配合情况.</summary>
    Contribute,

    /// <summary>验收.</summary>
    Accept,

    /// <summary>审批延期.</summary>
    DecideExtension,

    /// <summary>重新交办: what was declined.</summary>
    Reissue,

    /// <summary>协调.</summary>
    Help,
}

/// <summary>What waits for the person (待办): as lead, supporting and accepting unit, as issuer and as leader. Nothing is listed of which nothing is asked now.</summary>
internal static class ShowInbox
{
    /// <summary>Rows of one queue at most; whoever has more works from the list.</summary>
    private const int Most = 25;

    /// <summary>A report is asked for so many days before its day.</summary>
    private const int DaysBefore = 5;

    [Needs(MattersPermissions.View)]
    public sealed record Request : IQuery<Answer>;

    /// <param name="Rows">In the order of need.</param>
    /// <param name="Drafts">Drafts that wait to be issued, by document.</param>
    /// <param name="IsCut">Whether a queue was longer than what is shown.</param>
    public sealed record Answer(IReadOnlyList<Row> Rows, IReadOnlyList<DraftRow> Drafts, bool IsCut);

    /// <param name="Ask">What is asked.</param>
    /// <param name="Matter">Of which matter.</param>
    /// <param name="Hat">As which unit; <see langword="null"/> for the issuer and for a leader.</param>
    /// <param name="HatName">Its name.</param>
    /// <param name="By">Until when this is asked, where that is not the due day.</param>
    public sealed record Row(InboxAsk Ask, MatterRow Matter, UnitId? Hat, string? HatName, DateTimeOffset? By);

    /// <param name="Document">The document; <see langword="null"/> for drafts of none.</param>
    /// <param name="Name">Its number or title.</param>
    /// <param name="Count">How many.</param>
    public sealed record DraftRow(DocumentId? Document, string? Name, int Count);

    internal sealed class Handler(MatterQueries queries, BihuanContext db, IRights rights, Caller caller) : IHandler<Request, Answer>
    {
        private readonly List<(InboxAsk Ask, MatterLine Matter, UnitId? Hat, DateTimeOffset? By)> _asked = [];
        private bool _isCut;

        public async ValueTask<Result<Answer>> Handle(Request request, CancellationToken cancel)
        {
            await AsLead(cancel);
            await AsAccepting(cancel);
            await AsIssuer(cancel);
            await AsLeader(cancel);
            var names = await queries.Names(cancel);
            var rows = (await queries.Rows([.. _asked.Select(a => a.Matter)], cancel)).Zip(_asked, (row, a) => new Row(a.Ask, row, a.Hat, a.Hat is { } hat ? names.GetValueOrDefault(hat) : null, a.By));
            return new Answer(
                [.. rows.OrderBy(r => r.Matter.Lamp switch { LampColour.Red => 0, LampColour.Yellow => 1, _ => 2 }).ThenBy(r => r.Ask).ThenBy(r => r.By ?? r.Matter.DueAt ?? DateTimeOffset.MaxValue).ThenBy(r => r.Matter.Id.Value)],
                await Drafts(cancel),
                _isCut);
        }

        private async Task AsLead(CancellationToken cancel)
        {
            var (now, soon) = (queries.At, DistrictDay.End(queries.Day.AddDays(DaysBefore)));
            var reach = await rights.Reach(MattersPermissions.Handle, cancel);
            if (reach is { Count: 0 })
            {
                return;
            }

            UnitId[]? units = reach is null ? null : [.. reach.Select(UnitId.From)];
            var (all, open) = (db.Set<Matter>().AsNoTracking(), true);

            // Compared with a value, open matters of a unit are walked in an index of their own; asked for as they are, those of all in another.
            var mine = units is null ? all.Where(m => m.IsOpen) : all.Where(m => m.IsOpen == open).Within(m => m.Lead, units);
            foreach (var matter in await Part(mine.Where(m =>
                m.State == MatterState.Issued || m.State == MatterState.Returned
                || ((m.State == MatterState.SignedFor || m.State == MatterState.InHand || m.State == MatterState.Reopened) && (m.ReportBy <= soon || m.RedFrom <= now || m.YellowFrom <= now || m.YellowUntil > now || m.BlueFrom <= now))), cancel))
            {
                _asked.Add(matter.State switch
                {
                    MatterState.Issued => (InboxAsk.Sign, matter, matter.Lead, matter.SignBy),
                    MatterState.Returned => (InboxAsk.Mend, matter, matter.Lead, null),
                    _ when matter.ReportBy <= soon => (InboxAsk.Report, matter, matter.Lead, matter.ReportBy),
                    _ when Lamps.At(matter.Turns, now)?.Code is "lamp.behind" or "lamp.reportLate" or "lamp.afterRed" => (InboxAsk.Report, matter, matter.Lead, matter.ReportBy),
                    _ => (InboxAsk.HandIn, matter, matter.Lead, null),
                });
            }

            // A part that came back from its own lead, or that asks for more time, is decided by the unit that split it off.
            if (units is not null)
            {
                var ours = db.Set<Matter>().Within(p => p.Lead, units);
                foreach (var part in await Part(db.Set<Matter>().AsNoTracking().Where(m => m.AwaitsIssuer && m.Parent != null && (m.State == MatterState.Declined || m.AsksExtension) && ours.Any(p => p.Id == m.Parent)), cancel))
                {
                    _asked.Add((part.State is MatterState.Declined ? InboxAsk.Reissue : InboxAsk.DecideExtension, part, part.Accepting, null));
                }

                await AsSupporting(units, soon, cancel);
            }
        }

        /// <summary>A supporting unit is asked before the lead's report is due, once for each report.</summary>
        private async Task AsSupporting(UnitId[] units, DateTimeOffset soon, CancellationToken cancel)
        {
            // In the order of the units' own index, so that no more is read than is shown.
            var most = Most + 1;
            var supported = await db.Set<MatterParty>().AsNoTracking().Within(p => p.Unit, units).Where(p => p.IsOpen && p.Supports)
                .Join(
                    db.Set<Matter>().AsNoTracking().Where(m => m.ReportBy <= soon && (m.State == MatterState.SignedFor || m.State == MatterState.InHand || m.State == MatterState.Returned || m.State == MatterState.Reopened)),
                    p => p.Matter,
                    m => m.Id,
                    (p, m) => new { p.DueAt, p.Matter, Row = m })
                .OrderBy(x => x.DueAt).ThenBy(x => x.Matter).Take(most).Select(x => x.Row).Select(MatterLine.Of).ToListAsync(cancel);
            _isCut |= supported.Count > Most;
            var matters = supported.DistinctBy(m => m.Id).Take(Most).ToList();
            if (matters.Count == 0)
            {
                return;
            }

            var ids = matters.Select(m => m.Id).ToArray();
            var told = await db.Set<Matter>().AsNoTracking().Where(m => EF.Parameter(ids).Contains(m.Id)).Select(m => new { m.Id, m.Contributions }).ToDictionaryAsync(m => m.Id, m => m.Contributions, cancel);
            var supporting = units.Length == 1
                ? matters.ToLookup(m => m.Id, _ => units[0])
                : (await db.Set<MatterParty>().AsNoTracking().Within(p => p.Unit, units).Where(p => EF.Parameter(ids).Contains(p.Matter) && p.Supports).ToListAsync(cancel)).ToLookup(p => p.Matter, p => p.Unit);
            foreach (var matter in matters)
            {
                foreach (var unit in supporting[matter.Id].Where(u => !told[matter.Id].Any(c => c.Unit == u && (matter.LastReported is null || c.At > matter.LastReported))))
                {
                    _asked.Add((InboxAsk.Contribute, matter, unit, matter.ReportBy));
                }
            }
        }

        private async Task AsAccepting(CancellationToken cancel)
        {
            var reach = await rights.Reach(MattersPermissions.Accept, cancel);
            if (reach is { Count: 0 })
            {
                return;
            }

            UnitId[]? units = reach is null ? null : [.. reach.Select(UnitId.From)];
            var waiting = await Part(db.Set<Matter>().AsNoTracking().Where(m => m.State == MatterState.HandedIn).Within(m => m.Accepting, units), cancel);
            if (waiting.Count == 0)
            {
                return;
            }

            var ids = waiting.Select(m => m.Id).ToArray();
            var doers = await db.Set<Matter>().AsNoTracking().Where(m => EF.Parameter(ids).Contains(m.Id)).Select(m => new { m.Id, m.Doers }).ToDictionaryAsync(m => m.Id, m => m.Doers, cancel);
            foreach (var matter in waiting.Where(m => caller.Acting.Account is not { } me || !doers[m.Id].Contains(me)))
            {
                _asked.Add((InboxAsk.Accept, matter, matter.Accepting, matter.AcceptBy));
            }
        }

        private async Task AsIssuer(CancellationToken cancel)
        {
            var reach = await rights.Reach(MattersPermissions.Issue, cancel);
            if (reach is { Count: 0 })
            {
                return;
            }

            UnitId[]? units = reach is null ? null : [.. reach.Select(UnitId.From)];
            foreach (var matter in await Part(db.Set<Matter>().AsNoTracking().Where(m => m.AwaitsIssuer).Within(m => m.Lead, units), cancel))
            {
                _asked.Add((matter.State is MatterState.Declined ? InboxAsk.Reissue : matter.AsksExtension ? InboxAsk.DecideExtension : InboxAsk.Help, matter, null, null));
            }
        }

        /// <summary>Help is asked for in a matter for which the post of the person answers.</summary>
        private async Task AsLeader(CancellationToken cancel)
        {
            if (caller.Acting.Post is { } chosen && await rights.May(MattersPermissions.Instruct, cancel))
            {
                var post = PostId.From(chosen);
                foreach (var matter in await Part(db.Set<Matter>().AsNoTracking().Where(m => m.AwaitsIssuer && m.WantsHelp && db.Set<MatterLeading>().Any(l => l.Matter == m.Id && l.Post == post)), cancel))
                {
                    _asked.Add((InboxAsk.Help, matter, null, null));
                }
            }
        }

        private async Task<IReadOnlyList<DraftRow>> Drafts(CancellationToken cancel)
        {
            var reach = await rights.Reach(MattersPermissions.Issue, cancel);
            if (reach is { Count: 0 })
            {
                return [];
            }

            UnitId[]? units = reach is null ? null : [.. reach.Select(UnitId.From)];
            var drafts = db.Set<Matter>().AsNoTracking().Where(m => m.State == MatterState.Draft).Within(m => m.Lead, units);
            List<DraftRow> rows = [];
            foreach (var group in await drafts.GroupBy(m => m.Document).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancel))
            {
                rows.Add(new(group.Key, await DocumentName.Of(db, group.Key, cancel), group.Count));
            }

            return [.. rows.OrderBy(r => r.Document is null).ThenByDescending(r => r.Count).ThenBy(r => r.Name, StringComparer.Ordinal)];
        }

        private async Task<IReadOnlyList<MatterLine>> Part(IQueryable<Matter> matters, CancellationToken cancel)
        {
            var part = await matters.OrderBy(m => m.DueAt).ThenBy(m => m.Id).Take(Most + 1).Select(MatterLine.Of).ToListAsync(cancel);
            _isCut |= part.Count > Most;
            return part.Count > Most ? part[..Most] : part;
        }
    }
}

/// <summary>What the documents of matters are called.</summary>
internal static class DocumentName
{
    /// <summary>The number or title under which its matters cite a document.</summary>
    public static async ValueTask<string?> Of(BihuanContext db, DocumentId? document, CancellationToken cancel) =>
        document is null ? null : (await db.Set<Matter>().AsNoTracking().Where(m => m.Document == document).OrderBy(m => m.Id).Select(m => m.Source).FirstOrDefaultAsync(cancel))?.Document;
}
