using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Matters;

/// <summary>By what matters are counted.</summary>
internal enum MatterGroup
{
    /// <summary>牵头单位.</summary>
    Lead,

    /// <summary>责任领导.</summary>
    Leader,

    /// <summary>章节.</summary>
    Chapter,

    /// <summary>亮灯.</summary>
    Lamp,

    /// <summary>公文.</summary>
    Document,
}

/// <summary>Counts the matters that pass a filter, in all and by group.</summary>
internal static class CountMatters
{
    /// <param name="Filter">Which.</param>
    /// <param name="By">By what; only in all where <see langword="null"/>.</param>
    /// <param name="OnlyDue">Leaves out what was never issued, as a list in the order of due days does.</param>
    /// <param name="Most">Stops counting in all beyond so many, where nobody needs to know how many more there are, nor by what.</param>
    [Needs(MattersPermissions.View)]
    public sealed record Request(MatterFilter Filter, MatterGroup? By = null, bool OnlyDue = false, int? Most = null) : IQuery<Answer>;

    /// <param name="Total">In all; one more than the most that was asked for stands for any larger number.</param>
    /// <param name="Groups">The groups, the largest first. A matter with several leaders is in several.</param>
    public sealed record Answer(int Total, IReadOnlyList<Row> Groups);

    /// <param name="Key">What the list is filtered by to show the group; <see langword="null"/> for those without.</param>
    /// <param name="Title">Its name; <see langword="null"/> for those without, and for lamps.</param>
    /// <param name="Count">How many.</param>
    /// <param name="Red">How many of them are red.</param>
    /// <param name="Yellow">How many are yellow.</param>
    public sealed record Row(string? Key, string? Title, int Count, int Red, int Yellow);

    private sealed record Tally<TKey>(TKey Key, int Count, int Red, int Yellow);

    internal sealed class Handler(MatterQueries queries, BihuanContext db, IOrganisationQueries organisation) : IHandler<Request, Answer>
    {
        public async ValueTask<Result<Answer>> Handle(Request request, CancellationToken cancel)
        {
            var matters = await queries.Matching(request.Filter, cancel);
            matters = request.OnlyDue ? matters.Where(m => m.DueAt != null) : matters;
            var total = await (request is { Most: { } most, By: null } ? matters.Take(most + 1) : matters).CountAsync(cancel);
            IReadOnlyList<Row> rows = request.By switch
            {
                MatterGroup.Lead => await ByLead(matters, cancel),
                MatterGroup.Leader => await ByLeader(matters, cancel),
                MatterGroup.Chapter => [.. (await Tallied(matters.GroupBy(m => m.Chapter), cancel)).Select(t => new Row(t.Key, t.Key, t.Count, t.Red, t.Yellow))],
                MatterGroup.Lamp => await ByLamp(matters, total, cancel),
                MatterGroup.Document => await ByDocument(matters, cancel),
                _ => [],
            };
            return new Answer(total, request.By is MatterGroup.Lamp ? rows : [.. rows.OrderBy(r => r.Key is null).ThenByDescending(r => r.Count).ThenBy(r => r.Title, StringComparer.Ordinal)]);
        }

        /// <summary>Lamps run on open matters alone; the others need only be counted.</summary>
        private async Task<IReadOnlyList<Row>> ByLamp(IQueryable<Matter> matters, int total, CancellationToken cancel)
        {
            var lit = await matters.Where(m => m.IsOpen).GroupBy(LampIn.At(queries.At)).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancel);
            var rows = lit.Where(g => g.Key is not null).OrderByDescending(g => g.Key).Select(g => new Row(g.Key!.ToString(), null, g.Count, g.Key is LampColour.Red ? g.Count : 0, g.Key is LampColour.Yellow ? g.Count : 0)).ToList();
            return total - rows.Sum(r => r.Count) is > 0 and var unlit ? [.. rows, new(null, null, unlit, 0, 0)] : rows;
        }

        private async Task<IReadOnlyList<Row>> ByLead(IQueryable<Matter> matters, CancellationToken cancel)
        {
            var names = await queries.Names(cancel);
            return [.. (await Tallied(matters.GroupBy(m => m.Lead), cancel)).Select(t => new Row(t.Key?.Value.ToString(), t.Key is { } unit ? names.GetValueOrDefault(unit) ?? "" : null, t.Count, t.Red, t.Yellow))];
        }

        private async Task<IReadOnlyList<Row>> ByLeader(IQueryable<Matter> matters, CancellationToken cancel)
        {
            // The three counts are one grouping each: a condition over the joined row is not understood by both databases within a sum.
            var all = await Posts(matters, cancel);
            var (red, yellow) = (await Posts(matters.Where(LampIn.Is(LampColour.Red, queries.At)), cancel), await Posts(matters.Where(LampIn.Is(LampColour.Yellow, queries.At)), cancel));
            List<Row> rows = [];
            foreach (var (post, count) in all)
            {
                rows.Add(new(post.Value.ToString(), await organisation.Heading(post, queries.Day, cancel), count, red.GetValueOrDefault(post), yellow.GetValueOrDefault(post)));
            }

            var without = matters.Where(m => !db.Set<MatterLeading>().Any(l => l.Matter == m.Id));
            if (await without.CountAsync(cancel) is > 0 and var left)
            {
                rows.Add(new(null, null, left, await without.CountAsync(LampIn.Is(LampColour.Red, queries.At), cancel), await without.CountAsync(LampIn.Is(LampColour.Yellow, queries.At), cancel)));
            }

            return rows;
        }

        private Task<Dictionary<PostId, int>> Posts(IQueryable<Matter> matters, CancellationToken cancel) =>
            matters.Join(db.Set<MatterLeading>(), m => m.Id, l => l.Matter, (m, l) => l.Post).GroupBy(p => p).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancel);

        private async Task<IReadOnlyList<Row>> ByDocument(IQueryable<Matter> matters, CancellationToken cancel)
        {
            List<Row> rows = [];
            foreach (var tally in await Tallied(matters.GroupBy(m => m.Document), cancel))
            {
                rows.Add(new(tally.Key?.Value.ToString(), tally.Key is null ? null : await DocumentName.Of(db, tally.Key, cancel) ?? "", tally.Count, tally.Red, tally.Yellow));
            }

            return rows;
        }

        private async Task<List<Tally<TKey>>> Tallied<TKey>(IQueryable<IGrouping<TKey, Matter>> groups, CancellationToken cancel)
        {
            var (red, yellow) = (LampIn.Is(LampColour.Red, queries.At), LampIn.Is(LampColour.Yellow, queries.At));
            return await groups.Select(g => new Tally<TKey>(g.Key, g.Count(), g.AsQueryable().Count(red), g.AsQueryable().Count(yellow))).ToListAsync(cancel);
        }
    }
}
