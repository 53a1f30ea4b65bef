using Bihuan.Kernel;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Matters;

/// <summary>By what the columns of a board are made.</summary>
internal enum BoardBy
{
    /// <summary>办理状态.</summary>
    State,

    /// <summary>亮灯.</summary>
    Lamp,
}

/// <summary>Matters as cards in columns (看板): how many stand in each, and the first of them in the order of need. Cards are not moved: a
/// state follows from what somebody decides, and that is done on the matter's page.</summary>
internal static class ShowBoard
{
    /// <summary>Cards of a column; the others are in the list.</summary>
    public const int Cards = 30;

    /// <param name="Filter">Which.</param>
    /// <param name="By">By what the columns are made.</param>
    [Needs(MattersPermissions.View)]
    public sealed record Request(MatterFilter Filter, BoardBy By = BoardBy.State) : IQuery<Answer>;

    /// <param name="Columns">Those that hold anything, in the order of the loop, or the gravest lamp first.</param>
    /// <param name="Unlit">By lamp: how many have none, because they are drafts, paused, declined or ended.</param>
    public sealed record Answer(IReadOnlyList<Column> Columns, int Unlit);

    /// <param name="Key">The state or lamp, as the list is filtered by it.</param>
    /// <param name="Count">How many stand in it.</param>
    /// <param name="Rows">The first of them.</param>
    public sealed record Column(string Key, int Count, IReadOnlyList<MatterRow> Rows);

    internal sealed class Handler(MatterQueries queries) : IHandler<Request, Answer>
    {
        public async ValueTask<Result<Answer>> Handle(Request request, CancellationToken cancel)
        {
            var matters = await queries.Matching(request.Filter, cancel);
            List<Column> columns = [];
            if (request.By is BoardBy.Lamp)
            {
                var lamps = await matters.GroupBy(LampIn.At(queries.At)).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancel);
                foreach (var (colour, count) in lamps.Where(l => l.Key is not null).Select(l => (l.Key!.Value, l.Count)).OrderByDescending(l => l.Value))
                {
                    columns.Add(new(colour.ToString(), count, await First(matters.Where(LampIn.Is(colour, queries.At)), cancel)));
                }

                return new Answer(columns, lamps.Where(l => l.Key is null).Sum(l => l.Count));
            }

            // Drafts that were thrown away are history, and shown only to who asks for them.
            var states = await matters.Where(m => m.State != MatterState.Dropped || request.Filter.State == MatterState.Dropped).GroupBy(m => m.State).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancel);
            foreach (var state in states.OrderBy(s => s.Key))
            {
                columns.Add(new(state.Key.ToString(), state.Count, await First(matters.Where(m => m.State == state.Key), cancel, isLit: state.Key is not (MatterState.Draft or MatterState.Declined or MatterState.Paused or MatterState.Accepted or MatterState.Withdrawn or MatterState.Dropped))));
            }

            return new Answer(columns, 0);
        }

        /// <summary>The first of a column by need, or where no lamp runs by due day. Only ids are sorted: rows are wide.</summary>
        private async Task<IReadOnlyList<MatterRow>> First(IQueryable<Matter> matters, CancellationToken cancel, bool isLit = true)
        {
            var ordered = isLit ? matters.OrderBy(LampIn.Need(queries.At)).ThenBy(m => m.DueAt) : matters.OrderBy(m => m.DueAt);
            var ids = await ordered.ThenBy(m => m.Id).Select(m => m.Id).Take(Cards).ToArrayAsync(cancel);
            return await queries.Rows(ids, cancel);
        }
    }
}
