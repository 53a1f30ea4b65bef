using Bihuan.Enterprises;
using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Hazards;

/// <summary>In which order hazards are listed.</summary>
internal enum HazardOrder
{
    /// <summary>The last found first.</summary>
    Found,

    /// <summary>By the day on which they are due; what is not planned, or ended, is left out.</summary>
    Due,
}

/// <summary>Hazards in parts.</summary>
internal static class ListHazards
{
    internal static readonly Keyset<HazardRow> ByFound = new Keyset<HazardRow>().By(r => r.FoundOn, descending: true).By(r => r.Id, descending: true);
    private static readonly Keyset<HazardRow> ByDue = new Keyset<HazardRow>().By(r => r.DueAt).By(r => r.Id);

    /// <param name="State">In this state.</param>
    /// <param name="Open">Whether anything is left to do.</param>
    /// <param name="Grade">Of this grade.</param>
    /// <param name="Category">Of this category.</param>
    /// <param name="Street">In this street.</param>
    /// <param name="Unit">In charge of this unit.</param>
    /// <param name="Premises">In these premises.</param>
    /// <param name="Lamp">With this lamp.</param>
    /// <param name="FoundFrom">Found on this day or later.</param>
    /// <param name="FoundTo">Found on this day or earlier.</param>
    /// <param name="DueFrom">Due on this day or later.</param>
    /// <param name="DueTo">Due on this day or earlier.</param>
    /// <param name="Order">In which order; the last found first where none is given, and always by due day where a lamp is asked for.</param>
    /// <param name="After">Where the last part ended.</param>
    /// <param name="Limit">How many.</param>
    [Needs(HazardsPermissions.View)]
    public sealed record Request(
        HazardState? State = null, bool? Open = null, HazardGrade? Grade = null, HazardCategory? Category = null, UnitId? Street = null, UnitId? Unit = null, PremisesId? Premises = null, LampColour? Lamp = null,
        DateOnly? FoundFrom = null, DateOnly? FoundTo = null, DateOnly? DueFrom = null, DateOnly? DueTo = null, HazardOrder? Order = null, string? After = null, int? Limit = null) : IQuery<Page<HazardLine>>
    {
        /// <summary>A part by a filter.</summary>
        public static Request By(HazardFilter f, HazardOrder? order = null, string? after = null, int? limit = null) =>
            new(f.State, f.Open, f.Grade, f.Category, f.Street, f.Unit, f.Premises, f.Lamp, f.FoundFrom, f.FoundTo, f.DueFrom, f.DueTo, order, after, limit);

        /// <summary>What narrows the list.</summary>
        public HazardFilter Filter => new(State, Open, Grade, Category, Street, Unit, Premises, Lamp, FoundFrom, FoundTo, DueFrom, DueTo);
    }

    internal sealed class Handler(HazardQueries queries, HazardSight sight, HazardOverview overview) : IHandler<Request, Page<HazardLine>>
    {
        public async ValueTask<Result<Page<HazardLine>>> Handle(Request request, CancellationToken cancel)
        {
            var byDue = request.Order is HazardOrder.Due || request.Lamp is not null;
            if (request.Lamp is not null || await sight.Units(HazardsPermissions.View, cancel) is not null)
            {
                var order = byDue ? ByDue : ByFound;
                if (!Page.TryRead(request.After, order, out var last))
                {
                    return Page.NoCursor;
                }

                // By nothing but sight and days: each unit's own index. By more, or by the clock, no index holds it together.
                var limit = Page.Limit(request.Limit);
                var isPlain = !byDue && request.Filter with { FoundFrom = null, FoundTo = null } == new HazardFilter();
                var found = isPlain ? await sight.Newest(HazardsPermissions.View, request.FoundFrom, request.FoundTo, last, limit + 1, cancel)
                    : await sight.Rows(HazardsPermissions.View, (await overview.Read(seen => seen.First(request.Filter.Overview, byDue ? HazardOrder.Due : HazardOrder.Found, last, limit + 1), cancel)).Ids, cancel);
                var cut = Page.Cut(found, order, limit);
                return cut.With(await queries.Lines(cut.Items, cancel));
            }

            var rows = await queries.Matching(request.Filter, cancel);

            // In the order of days the index of what is due holds it.
            var part = byDue ? await rows.Where(r => r.DueAt != null).Part(ByDue, request.After, request.Limit, cancel) : await rows.Part(ByFound, request.After, request.Limit, cancel);
            return part is Result<Page<HazardRow>>.Done(var page) ? page.With(await queries.Lines(page.Items, cancel)) : part.Map<Page<HazardLine>>(_ => null!);
        }
    }
}

/// <summary>How many hazards a filter finds, for the heading of a list: counted up to a bound.</summary>
internal static class CountHazards
{
    public const int Most = 10_000;

    [Needs(HazardsPermissions.View)]
    public sealed record Request(HazardFilter Filter) : IQuery<Answer>;

    /// <param name="Count">How many, at most <see cref="Most"/>.</param>
    /// <param name="IsCapped">Whether there are more.</param>
    public sealed record Answer(int Count, bool IsCapped);

    internal sealed class Handler(HazardQueries queries, HazardSight sight, HazardOverview overview) : IHandler<Request, Answer>
    {
        public async ValueTask<Result<Answer>> Handle(Request request, CancellationToken cancel)
        {
            var count = request.Filter.Lamp is not null || await sight.Units(HazardsPermissions.View, cancel) is not null ? (await overview.Read(seen => seen.First(request.Filter.Overview, HazardOrder.Found, null, 1), cancel)).Total
                : await (await queries.Matching(request.Filter, cancel)).Select(r => r.Id).Take(Most + 1).CountAsync(cancel);
            return new Answer(Math.Min(count, Most), count > Most);
        }
    }
}
