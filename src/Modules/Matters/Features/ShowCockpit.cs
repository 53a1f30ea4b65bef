using Bihuan.Documents;
using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Matters;

/// <summary>How the matters stand that a leader answers for, or all (驾驶舱). Every figure is that of a list.</summary>
internal static class ShowCockpit
{
    private const int Shown = 8;

    /// <param name="Post">Those that this post answers for; all where <see langword="null"/>.</param>
    [Needs(MattersPermissions.View)]
    public sealed record Request(PostId? Post = null) : IQuery<Answer>;

    /// <param name="At">The moment of the figures: now, or with very many open matters up to some seconds ago.</param>
    /// <param name="Open">Open matters.</param>
    /// <param name="Lamps">How many open matters have each lamp; those that are paused or declined have none.</param>
    /// <param name="Week">What moved in the seven days before the day shown, and on it.</param>
    /// <param name="DueWithin">Open matters due within a week.</param>
    /// <param name="Help">Open matters whose last report asks for help.</param>
    /// <param name="Red">The red ones, the longest overdue first.</param>
    /// <param name="Soon">Those due within a week, the next first.</param>
    /// <param name="Wanted">Those whose last report asks for help, with what it asks for, the next due first.</param>
    /// <param name="Units">Each lead unit with what it was ever given, the most red first.</param>
    /// <param name="Ends">How matters ended.</param>
    /// <param name="Contradictions">Contradictions between or within documents that wait for a decision, of the whole district.</param>
    /// <param name="Leaders">Who answers for open matters, the most first; of all, whoever's matters are shown.</param>
    public sealed record Answer(
        DateTimeOffset At, int Open, IReadOnlyDictionary<LampColour, int> Lamps, Movement Week, int DueWithin, int Help, IReadOnlyList<MatterRow> Red, IReadOnlyList<MatterRow> Soon, IReadOnlyList<HelpLine> Wanted, IReadOnlyList<UnitLine> Units, IReadOnlyDictionary<MatterEnd, int> Ends, int Contradictions,
        IReadOnlyList<LeaderLine> Leaders);

    /// <param name="Post">The post.</param>
    /// <param name="Title">Its title and who holds it.</param>
    /// <param name="Open">Open matters that it answers for.</param>
    public sealed record LeaderLine(PostId Post, string Title, int Open);

    /// <param name="Matter">Which.</param>
    /// <param name="Help">What the last report asks for.</param>
    public sealed record HelpLine(MatterRow Matter, string? Help);

    /// <param name="From">The first day counted.</param>
    /// <param name="Issued">Issued.</param>
    /// <param name="Ended">Ended.</param>
    /// <param name="TurnedRed">Red now, and not red a week ago.</param>
    public sealed record Movement(DateOnly From, int Issued, int Ended, int TurnedRed);

    /// <param name="Given">Matters that were issued to it.</param>
    /// <param name="Ended">That have ended.</param>
    /// <param name="Fulfilled">That were fulfilled.</param>
    /// <param name="Red">Open and red.</param>
    /// <param name="Yellow">Open and yellow.</param>
    public sealed record UnitLine(UnitId Unit, string Name, int Given, int Ended, int Fulfilled, int Red, int Yellow)
    {
        /// <summary>Of what has ended, how much was fulfilled, in percent; <see langword="null"/> while nothing has ended.</summary>
        public int? Rate => Ended == 0 ? null : Fulfilled * 100 / Ended;
    }

    private sealed record Slice(UnitId? Lead, LampColour? Lamp, int Count);

    internal sealed class Handler(MatterQueries queries, BihuanContext db, CockpitBook book, IRights rights, Moment moment, IContradictionRulings rulings, IOrganisationQueries organisation) : IHandler<Request, Answer>
    {
        public async ValueTask<Result<Answer>> Handle(Request request, CancellationToken cancel) =>
            moment.IsPast ? await Count(request, cancel) : await book.Get(await Scope(request, cancel), () => Count(request, cancel));

        /// <summary>Whose figures they are: two people who see the same matters share them.</summary>
        private async ValueTask<string> Scope(Request request, CancellationToken cancel)
        {
            var reach = await rights.Reach(MattersPermissions.View, cancel);
            return $"{request.Post?.Value}|{(reach is null ? await queries.SeesRestricted(cancel) : string.Join(',', reach.Order()))}";
        }

        private async Task<Answer> Count(Request request, CancellationToken cancel)
        {
            var at = queries.At;
            var filter = new MatterFilter(Post: request.Post);
            var matters = filter.Of(await queries.Visible(cancel), db, at);
            var open = filter.Of(await queries.Visible(cancel, onlyOpen: true), db, at).Where(m => m.IsOpen);
            var slices = await open.Select(LampIn.With<Slice>(at)).GroupBy(s => new { s.Lead, s.Lamp }).Select(g => new Slice(g.Key.Lead, g.Key.Lamp, g.Count())).ToListAsync(cancel);
            var given = await matters.Where(m => m.Issued != null).GroupBy(m => new { m.Lead, m.End }).Select(g => new { g.Key.Lead, g.Key.End, Count = g.Count() }).ToListAsync(cancel);
            var (since, weekOn) = (queries.Day.AddDays(-7), queries.Day.AddDays(7));
            var weekAgo = DistrictDay.Start(since);
            var red = open.Where(LampIn.Is(LampColour.Red, at));
            var movement = new Movement(
                since, await matters.CountAsync(m => m.Issued >= weekAgo, cancel), await matters.CountAsync(m => m.Ended >= weekAgo, cancel), await red.CountAsync(m => m.RedFrom >= weekAgo, cancel));

            // Found in an index alone: SQLite would carry the whole rows of all that are red through its sorting.
            var reddest = await red.OrderBy(m => m.RedFrom).ThenBy(m => m.Id).Select(m => m.Id).Take(Shown).ToArrayAsync(cancel);
            var wanted = await matters.Where(m => m.AwaitsIssuer && m.WantsHelp).OrderBy(m => m.DueAt).ThenBy(m => m.Id).Take(Shown).ToListAsync(cancel);
            var (from, until) = (DistrictDay.Start(queries.Day), DistrictDay.End(weekOn));
            var soon = open.Where(m => m.DueDay != null && m.DueAt > from && m.DueAt <= until && m.State != MatterState.Paused);
            var names = await queries.Names(cancel);
            return new Answer(
                at,
                slices.Sum(s => s.Count),
                slices.Where(s => s.Lamp is not null).GroupBy(s => s.Lamp!.Value).ToDictionary(g => g.Key, g => g.Sum(s => s.Count)),
                movement,
                await soon.CountAsync(cancel),
                await matters.CountAsync(m => m.AwaitsIssuer && m.WantsHelp, cancel),
                await queries.Rows(db.Set<Matter>().AsNoTracking().Where(m => EF.Parameter(reddest).Contains(m.Id)).OrderBy(m => m.RedFrom).ThenBy(m => m.Id), cancel),
                await queries.Rows(soon.OrderBy(m => m.DueAt).ThenBy(m => m.Id).Take(Shown), cancel),
                [.. (await queries.Rows(wanted, cancel)).Zip(wanted, (row, m) => new HelpLine(row, m.Reports is [.., var last] ? last.Help : null))],
                [.. given.Where(g => g.Lead is not null).GroupBy(g => g.Lead!.Value)
                    .Select(g => new UnitLine(g.Key, names.GetValueOrDefault(g.Key) ?? "", g.Sum(x => x.Count), g.Where(x => x.End is not null).Sum(x => x.Count), g.Where(x => x.End is MatterEnd.Fulfilled).Sum(x => x.Count), Lit(g.Key, LampColour.Red), Lit(g.Key, LampColour.Yellow)))
                    .OrderByDescending(l => l.Red).ThenByDescending(l => l.Yellow).ThenBy(l => l.Name, StringComparer.Ordinal)],
                given.Where(g => g.End is not null).GroupBy(g => g.End!.Value).ToDictionary(g => g.Key, g => g.Sum(x => x.Count)),
                await rulings.Waiting(cancel),
                await Leaders((await queries.Visible(cancel, onlyOpen: true)).Where(m => m.IsOpen), cancel));

            int Lit(UnitId unit, LampColour colour) => slices.Where(s => s.Lead == unit && s.Lamp == colour).Sum(s => s.Count);
        }

        private async Task<IReadOnlyList<LeaderLine>> Leaders(IQueryable<Matter> open, CancellationToken cancel)
        {
            List<LeaderLine> leaders = [];
            foreach (var led in await open.Join(db.Set<MatterLeading>(), m => m.Id, l => l.Matter, (m, l) => l.Post).GroupBy(p => p).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancel))
            {
                leaders.Add(new(led.Key, await organisation.Heading(led.Key, queries.Day, cancel), led.Count));
            }

            return [.. leaders.OrderByDescending(l => l.Open).ThenBy(l => l.Title, StringComparer.Ordinal)];
        }
    }
}
