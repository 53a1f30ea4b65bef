using Bihuan.Documents;
using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Matters;

/// <summary>What stands around a matter on its page: who answers for it on the day, its clause in the document's words, every step so far, and what the
/// person may do with it now.</summary>
internal static class AboutMatter
{
    [Needs(MattersPermissions.View)]
    public sealed record Request(MatterId Id) : IQuery<Answer>;

    /// <param name="Leaders">The leaders with the holders of the day.</param>
    /// <param name="Clause">The clause; <see langword="null"/> where its document is not in the store.</param>
    /// <param name="Steps">From the journal, the latest first.</param>
    /// <param name="Acts">What is within the person's right, each with every reason against it now.</param>
    /// <param name="Contributing">The supporting units for which the person may act.</param>
    /// <param name="Parent">The whole that it is a part of.</param>
    /// <param name="Related">Matters it is linked to.</param>
    /// <param name="DependsOn">Matters that must end first.</param>
    /// <param name="DuplicateOf">The matter that asks for the same.</param>
    /// <param name="Kind">Its kind, with the fields.</param>
    /// <param name="Letter">The covering letter under which it was issued.</param>
    /// <param name="Names">The accounts that appear.</param>
    public sealed record Answer(
        IReadOnlyList<LeaderRow> Leaders,
        Documents.ClauseText? Clause,
        IReadOnlyList<Step> Steps,
        IReadOnlyDictionary<MatterAct, IReadOnlyList<Problem>> Acts,
        IReadOnlyList<UnitId> Contributing,
        MatterRow? Parent,
        IReadOnlyList<MatterRow> Related,
        IReadOnlyList<MatterRow> DependsOn,
        MatterRow? DuplicateOf,
        ListKinds.Row? Kind,
        LetterRow? Letter,
        IReadOnlyDictionary<Guid, string> Names);

    /// <param name="Printed">The name as the document prints it.</param>
    /// <param name="Holder">Who holds the post on the day; <see langword="null"/> where it is vacant or the name was not placed.</param>
    /// <param name="IsPlaced">Whether the post is known.</param>
    public sealed record LeaderRow(string? Printed, string? Title, string? Unit, string? Holder, PersonId? Person, bool IsPlaced);

    /// <param name="Type">The event's name.</param>
    /// <param name="Who">The account's name; <see langword="null"/> for the program.</param>
    /// <param name="Unit">On whose behalf.</param>
    public sealed record Step(DateTimeOffset At, string Type, string? Who, string? Unit, string? Reason, IEvent Happened);

    public sealed record LetterRow(string Title, string Letter, int Count);

    internal sealed class Handler(MatterQueries queries, Desk desk, IRights rights, Caller caller, Moment moment, IDocumentLibrary library, EventCatalog catalog, IAccountDirectory accounts) : IHandler<Request, Answer>
    {
        public async ValueTask<Result<Answer>> Handle(Request request, CancellationToken cancel)
        {
            if (await queries.Find(request.Id, cancel) is not { } matter)
            {
                return Problem.Coded("PLATFORM-005", nameof(request.Id));
            }

            var units = await queries.Names(cancel);
            var entries = await desk.Db.Set<JournalEntry>().AsNoTracking().Where(e => e.StreamKind == "matter" && e.StreamId == request.Id.Value).OrderByDescending(e => e.Version).ToListAsync(cancel);
            var names = await accounts.Names([.. entries.Select(e => e.Actor).OfType<Guid>()], cancel);
            return new Answer(
                await Leaders(matter, units, cancel),
                matter.Terms.Source is { } source ? await library.Find(source, cancel) : null,
                [.. entries.Select(e => new Step(e.Recorded, e.Type, e.Actor is { } actor ? names.GetValueOrDefault(actor) ?? "" : null, e.ForUnit is { } unit ? units.GetValueOrDefault(UnitId.From(unit)) : null, e.Reason, catalog.Read(e)))],
                await Acts(matter, cancel),
                await Contributing(matter, cancel),
                await Row(matter.Parent, cancel),
                await Rows(matter.Terms.Related, cancel),
                await Rows(matter.Terms.DependsOn, cancel),
                await Row(matter.Terms.DuplicateOf, cancel),
                matter.Kind is { } kind && await desk.Db.FindAsync<MatterKind>([kind], cancel) is { } known ? ListKinds.RowOf(known) : null,
                matter.Round is { } round && await desk.Db.FindAsync<IssueRound>([round], cancel) is { } issued ? new(issued.Title, issued.Letter, issued.Matters.Count) : null,
                names);
        }

        private async Task<IReadOnlyList<LeaderRow>> Leaders(Matter matter, IReadOnlyDictionary<UnitId, string> units, CancellationToken cancel)
        {
            List<LeaderRow> rows = [];
            foreach (var leader in matter.Terms.Leaders)
            {
                var holders = leader.Post is { } post ? await desk.Organisation.HoldersOf(post, queries.Day, cancel) : [];
                rows.AddRange(holders.Select(h => new LeaderRow(leader.Name, h.Title, units.GetValueOrDefault(h.Unit), h.Name, h.Person, true)));
                if (holders.Count == 0)
                {
                    rows.Add(new(leader.Name, null, null, null, null, leader.Post is not null));
                }
            }

            return rows;
        }

        private async Task<MatterRow?> Row(MatterId? id, CancellationToken cancel) => id is { } known && await Rows([known], cancel) is [var row] ? row : null;

        private async Task<IReadOnlyList<MatterRow>> Rows(IReadOnlyList<MatterId> ids, CancellationToken cancel)
        {
            var wanted = ids.ToArray();
            return wanted.Length == 0 ? [] : await queries.Rows((await queries.Visible(cancel)).Where(m => wanted.Contains(m.Id)).OrderBy(m => m.Id), cancel);
        }

        private async Task<IReadOnlyList<UnitId>> Contributing(Matter matter, CancellationToken cancel)
        {
            List<UnitId> mine = [];
            foreach (var unit in matter.Terms.Supporting)
            {
                if (await rights.May(MattersPermissions.Handle, unit.Value, cancel))
                {
                    mine.Add(unit);
                }
            }

            return mine;
        }

        /// <summary>The acts whose right reaches the matter. The decisions themselves ask again when it comes to it.</summary>
        private async Task<IReadOnlyDictionary<MatterAct, IReadOnlyList<Problem>>> Acts(Matter matter, CancellationToken cancel)
        {
            var isIssuer = await desk.RefuseUnlessIssuer(matter, cancel) is null;
            var isLead = await desk.RefuseBeyond(MattersPermissions.Handle, matter.Lead, cancel) is null;
            var isAccepting = await desk.RefuseBeyond(MattersPermissions.Accept, matter.Accepting, cancel) is null;
            var isLeader = await desk.RefuseBeyond(MattersPermissions.Instruct, matter.Lead, cancel) is null;
            var isSupporting = (await Contributing(matter, cancel)).Count > 0;
            var waiting = matter.Extensions.FirstOrDefault(e => e.Granted is null);
            var acts = new Dictionary<MatterAct, IReadOnlyList<Problem>>();
            foreach (var act in Enum.GetValues<MatterAct>().Where(Reaches))
            {
                acts[act] = [.. new[] { moment.IsPast ? Problem.Coded("PLATFORM-002", "", Days.Text(moment.Day)) : null, Transitions.Refusal(matter, act) ?? More(act) }.OfType<Problem>()];
            }

            return acts;

            bool Reaches(MatterAct act) => act switch
            {
                MatterAct.Sign or MatterAct.Decline or MatterAct.Report or MatterAct.Split or MatterAct.AskExtension or MatterAct.HandIn or MatterAct.TakeBack => isLead,
                MatterAct.Accept or MatterAct.Return => isAccepting,
                MatterAct.Contribute => isSupporting,
                MatterAct.Instruct => isLeader,
                _ => isIssuer,
            };

            Problem? More(MatterAct act) => act switch
            {
                MatterAct.AskExtension or MatterAct.HandIn when waiting is not null => Problem.Coded("MAT-053", "Extensions", Days.Text(waiting.Until)),
                MatterAct.DecideExtension when waiting is null => Problem.Coded("MAT-080", "Extensions"),
                MatterAct.DecideExtension when caller.Acting.Account is { } me && waiting!.By.Account == me => Problem.Coded("MAT-059", "No"),
                MatterAct.Accept or MatterAct.Return => AcceptMatter.OwnWork(matter, desk.Actor),
                _ => null,
            };
        }
    }
}
