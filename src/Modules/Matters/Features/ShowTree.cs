using Bihuan.Kernel;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Matters;

/// <summary>Whole matters with their parts (分解): what the parts come to together, and the gravest lamp among them.</summary>
internal static class ShowTree
{
    /// <summary>Parts of one page; a whole that is split further than this says so.</summary>
    public const int MostParts = 2_000;

    /// <summary>Levels below a whole. A part of a part of a part is a section's; deeper ones are on their own page.</summary>
    private const int Levels = 4;

    private static readonly Keyset<Matter> ById = new Keyset<Matter>().By(m => m.Created).By(m => m.Id);

    /// <param name="Filter">Which wholes. Their parts are shown whether or not they pass, else they would not come to the whole.</param>
    /// <param name="After">Where the last page ended.</param>
    /// <param name="Limit">How many wholes.</param>
    [Needs(MattersPermissions.View)]
    public sealed record Request(MatterFilter Filter, string? After = null, int? Limit = null) : IQuery<Answer>;

    /// <param name="Wholes">Matters that were split, and parts whose whole is not among them.</param>
    /// <param name="Unsplit">How many others pass the filter.</param>
    /// <param name="IsCut">Whether not every part is shown.</param>
    public sealed record Answer(Page<Node> Wholes, int Unsplit, bool IsCut);

    /// <param name="Matter">Which.</param>
    /// <param name="Worst">The gravest lamp of it and all below it; <see langword="null"/> where none runs.</param>
    /// <param name="Sums">What its goals stand at by its parts.</param>
    /// <param name="ByParts">Progress that follows from the parts; <see langword="null"/> where there are none that run.</param>
    /// <param name="Ended">How many of its parts have ended.</param>
    /// <param name="Parts">Its parts.</param>
    public sealed record Node(MatterRow Matter, LampColour? Worst, IReadOnlyList<Sum> Sums, int? ByParts, int Ended, IReadOnlyList<Node> Parts);

    /// <param name="Goal">The goal of the whole.</param>
    /// <param name="Reached">What the parts reached together; <see langword="null"/> where none has reported a figure, or it cannot be added up.</param>
    /// <param name="Shared">What is asked of the parts together.</param>
    public sealed record Sum(Goal Goal, decimal? Reached, decimal? Shared);

    internal sealed class Handler(MatterQueries queries, BihuanContext db) : IHandler<Request, Answer>
    {
        public async ValueTask<Result<Answer>> Handle(Request request, CancellationToken cancel)
        {
            var visible = await queries.Visible(cancel);
            var matching = request.Filter.Of(visible, db, queries.At).Where(m => m.State != MatterState.Dropped);
            var tops = matching.Where(m => (m.Parent == null || !matching.Any(w => w.Id == m.Parent)) && (m.Parent != null || db.Set<Matter>().Any(p => p.Parent == m.Id)));
            if (await tops.Part(ById, request.After, request.Limit, cancel) is not Result<Page<Matter>>.Done(var page))
            {
                return Page.NoCursor;
            }

            List<Matter> all = [.. page.Items];
            var (above, isCut) = (all.Select(m => (MatterId?)m.Id).ToArray(), false);
            for (var level = 0; level < Levels && above.Length > 0; level++)
            {
                var below = await visible.Where(m => above.Contains(m.Parent) && m.State != MatterState.Dropped).OrderBy(m => m.Id).Take(MostParts + 1).ToListAsync(cancel);
                isCut |= below.Count > MostParts;
                all.AddRange(below.Take(MostParts));
                above = [.. below.Take(MostParts).Select(m => (MatterId?)m.Id)];
            }

            var parts = all.DistinctBy(m => m.Id).ToLookup(m => m.Parent);
            var rows = (await queries.Rows([.. all.DistinctBy(m => m.Id)], cancel)).ToDictionary(r => r.Id);
            var unsplit = await matching.CountAsync(m => m.Parent == null && !db.Set<Matter>().Any(p => p.Parent == m.Id), cancel);
            return new Answer(page.With<Node>([.. page.Items.Select(m => NodeOf(m, parts, rows, 0))]), unsplit, isCut);
        }

        private static Node NodeOf(Matter whole, ILookup<MatterId?, Matter> parts, Dictionary<MatterId, MatterRow> rows, int depth)
        {
            IReadOnlyList<Matter> own = depth < Levels ? [.. parts[whole.Id]] : [];
            IReadOnlyList<Node> nodes = [.. own.Select(p => NodeOf(p, parts, rows, depth + 1))];
            var row = rows[whole.Id];
            return new(
                row,
                nodes.Select(n => n.Worst).Append(row.Lamp).Max(),
                own.Count == 0 ? [] : [.. whole.Terms.Goals.Select(g => new Sum(g, PrepareReport.SumOf(g, own), SharedOf(g, own)))],
                PrepareReport.ProgressBy(own),
                own.Count(p => p.End is not null),
                nodes);
        }

        private static decimal? SharedOf(Goal goal, IReadOnlyList<Matter> parts)
        {
            var shares = parts.Where(p => p.State is not MatterState.Withdrawn).SelectMany(p => p.Terms.Goals).Where(g => g.Subject == goal.Subject && g.Unit == goal.Unit).ToList();
            return shares.Count == 0 ? null : shares.Sum(g => g.Value);
        }
    }
}
