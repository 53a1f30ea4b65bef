using Bihuan.Kernel;
using Bihuan.Persistence;
using Bihuan.Platform;

namespace Bihuan.Matters;

/// <summary>Plan against fact over time (甘特图): the way of each matter from its start to its due day, its milestones, what is planned for the day
/// shown, what was reported, and the days that were granted on top.</summary>
internal static class ShowGantt
{
    /// <summary>Lines of a page.</summary>
    public const int Most = 100;

    private static readonly Keyset<Matter> ByDue = new Keyset<Matter>().By(m => m.DueAt).By(m => m.Id);

    /// <param name="Filter">Which.</param>
    /// <param name="After">Where the last page ended.</param>
    /// <param name="Limit">How many lines, 100 at most.</param>
    [Needs(MattersPermissions.View)]
    public sealed record Request(MatterFilter Filter, string? After = null, int? Limit = null) : IQuery<Page<Line>>;

    /// <param name="Matter">Which.</param>
    /// <param name="Start">From which day the plan runs.</param>
    /// <param name="Due">The last day.</param>
    /// <param name="FirstDue">The last day as it was before the first extension; <see langword="null"/> where none was granted, or it is not known.</param>
    /// <param name="Extensions">Every extension that was granted, as the day until when.</param>
    /// <param name="Milestones">In order.</param>
    /// <param name="Planned">Planned progress at the end of the day shown, 0 to 100; rounded down.</param>
    /// <param name="Ended">The day on which it ended.</param>
    public sealed record Line(MatterRow Matter, DateOnly Start, DateOnly Due, DateOnly? FirstDue, IReadOnlyList<DateOnly> Extensions, IReadOnlyList<Milestone> Milestones, int Planned, DateOnly? Ended);

    internal sealed class Handler(MatterQueries queries) : IHandler<Request, Page<Line>>
    {
        public async ValueTask<Result<Page<Line>>> Handle(Request request, CancellationToken cancel)
        {
            var matters = (await queries.Matching(request.Filter, cancel)).Where(m => m.DueAt != null);
            return await matters.Part(ByDue, request.After, Math.Min(request.Limit ?? Most, Most), cancel)
                .MapAsync(async part => part.With((await queries.Rows(part.Items, cancel)).Zip(part.Items, LineOf).ToList()));
        }

        private Line LineOf(MatterRow row, Matter m)
        {
            var (schedule, due) = (m.Schedule!, m.DueDay ?? DistrictDay.Of(m.DueAt!.Value.AddTicks(-1)));
            var granted = m.Extensions.Select(e => e.GrantedUntil).OfType<DateOnly>().ToList();
            return new(
                row, schedule.Start, due, granted.Count > 0 && m.Terms.Due?.Day is { } first && first < due ? first : null, granted, m.Terms.Milestones,
                (int)decimal.Floor(Lamps.PlannedOn(queries.Day, schedule.Start, due, m.Terms.Milestones)), m.Ended is { } ended ? DistrictDay.Of(ended) : null);
        }
    }
}
