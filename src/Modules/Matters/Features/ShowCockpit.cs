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

    /// <param name="Open">Open matters.</param>
    /// <param name="Lamps">How many open matters have each lamp; those that are paused or declined have none.</param>
    /// <param name="Week">What moved in the seven days before the day shown, and on it.</param>
    /// <param name="DueWithin">Open matters due within a week.</param>
    /// <param name="Help">Open matters whose last report asks for help.</param>
    /// <param name="Red">The red ones, the longest overdue first.</param>
    /// <param name="Soon">Those due within a week, the next first.</param>
    /// <param name="Wanted">Those whose last report asks for help, with what it asks for, the next due first.</param>
    /// <param name="Units">Each lead unit with what it was given, the most red first.</param>
    /// <param name="Ends">How matters ended.</param>
    /// <param name="Contradictions">Contradictions between or within documents that wait for a decision, of the whole district.</param>
    public sealed record Answer(
        int Open, IReadOnlyDictionary<LampColour, int> Lamps, Movement Week, int DueWithin, int Help, IReadOnlyList<MatterRow> Red, IReadOnlyList<MatterRow> Soon, IReadOnlyList<HelpLine> Wanted, IReadOnlyList<UnitLine> Units, IReadOnlyDictionary<MatterEnd, int> Ends, int Contradictions);

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

    internal sealed class Handler(MatterQueries queries, BihuanContext db, IContradictionRulings rulings) : IHandler<Request, Answer>
    {
        public async ValueTask<Result<Answer>> Handle(Request request, CancellationToken cancel)
        {
            var at = queries.At;
            var matters = new MatterFilter(Post: request.Post).Of(await queries.Visible(cancel), db, at);
            var open = matters.Where(m => m.IsOpen);
            var lamps = (await open.GroupBy(LampIn.At(at)).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancel)).Where(l => l.Key is not null).ToDictionary(l => l.Key!.Value, l => l.Count);
            var (since, weekOn) = (queries.Day.AddDays(-7), queries.Day.AddDays(7));
            var weekAgo = DistrictDay.Start(since);
            var red = open.Where(LampIn.Is(LampColour.Red, at));
            var movement = new Movement(
                since, await matters.CountAsync(m => m.Issued >= weekAgo, cancel), await matters.CountAsync(m => m.Ended >= weekAgo, cancel), await red.CountAsync(m => m.RedFrom >= weekAgo, cancel));
            var wanted = await open.Where(m => m.WantsHelp).OrderBy(m => m.DueAt).ThenBy(m => m.Id).Take(Shown).ToListAsync(cancel);
            var soon = open.Where(m => m.DueDay >= queries.Day && m.DueDay <= weekOn && m.State != MatterState.Paused);
            var ends = await matters.Where(m => m.End != null).GroupBy(m => m.End!.Value).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancel);
            return new Answer(
                await open.CountAsync(cancel),
                lamps,
                movement,
                await soon.CountAsync(cancel),
                await open.CountAsync(m => m.WantsHelp, cancel),
                await queries.Rows(await red.OrderBy(m => m.RedFrom).ThenBy(m => m.Id).Take(Shown).ToListAsync(cancel), cancel),
                await queries.Rows(await soon.OrderBy(m => m.DueAt).ThenBy(m => m.Id).Take(Shown).ToListAsync(cancel), cancel),
                [.. (await queries.Rows(wanted, cancel)).Zip(wanted, (row, m) => new HelpLine(row, m.Reports is [.., var last] ? last.Help : null))],
                await Units(matters, at, cancel),
                ends,
                await rulings.Waiting(cancel));
        }

        private async Task<IReadOnlyList<UnitLine>> Units(IQueryable<Matter> matters, DateTimeOffset at, CancellationToken cancel)
        {
            var names = await queries.Names(cancel);
            var (red, yellow) = (LampIn.Is(LampColour.Red, at), LampIn.Is(LampColour.Yellow, at));
            var lines = await matters.Where(m => m.Issued != null && m.Lead != null).GroupBy(m => m.Lead!.Value).Select(g => new
            {
                g.Key,
                Given = g.Count(),
                Ended = g.Count(m => m.End != null),
                Fulfilled = g.Count(m => m.End == MatterEnd.Fulfilled),
                Red = g.AsQueryable().Count(red),
                Yellow = g.AsQueryable().Count(yellow),
            }).ToListAsync(cancel);
            return [.. lines.Select(l => new UnitLine(l.Key, names.GetValueOrDefault(l.Key) ?? "", l.Given, l.Ended, l.Fulfilled, l.Red, l.Yellow)).OrderByDescending(l => l.Red).ThenByDescending(l => l.Yellow).ThenBy(l => l.Name, StringComparer.Ordinal)];
        }
    }
}
