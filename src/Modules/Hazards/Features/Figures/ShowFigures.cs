using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Hazards;

/// <summary>The figures of a form for a period (报表指标).</summary>
internal static class ShowFigures
{
    /// <param name="From">The first day; that of the form's definitions where none is given.</param>
    /// <param name="To">The last day; the day shown where none is given.</param>
    /// <param name="Unit">Only of this unit and those below it.</param>
    /// <param name="Form">The form.</param>
    [Needs(HazardsPermissions.View)]
    public sealed record Request(DateOnly? From = null, DateOnly? To = null, UnitId? Unit = null, string Form = "gas") : IQuery<Answer>;

    /// <param name="Form">The form with its definitions.</param>
    /// <param name="Scope">Of what.</param>
    /// <param name="Figures">In the form's order.</param>
    public sealed record Answer(FigureForm Form, FigureScope Scope, IReadOnlyList<HazardFigure> Figures);

    /// <summary>The scope asked for, filled in.</summary>
    public static FigureScope ScopeOf(DateOnly? from, DateOnly? to, UnitId? unit, string form, FigureBook book, DateOnly day)
    {
        var first = book.All.Where(f => f.Key == form).OrderByDescending(f => f.From).FirstOrDefault(f => f.From <= (to ?? day))?.From;
        return new(from ?? first ?? day, to ?? day, unit);
    }

    internal sealed class Handler(IHazardFigures figures, FigureBook book, Moment moment) : IHandler<Request, Answer>
    {
        public async ValueTask<Result<Answer>> Handle(Request request, CancellationToken cancel)
        {
            var scope = ScopeOf(request.From, request.To, request.Unit, request.Form, book, moment.Day);
            var counted = await figures.Of(request.Form, scope, cancel);
            return counted.Map(f => new Answer(book.Find(request.Form, scope.From, scope.To).Match(form => form, _ => null!), scope, f));
        }
    }
}

/// <summary>The very records behind a figure, in parts: as many as the figure counts, with as much as it adds up.</summary>
internal static class ListFigureRecords
{
    private static readonly Keyset<HazardRow> ByFound = new Keyset<HazardRow>().By(r => r.FoundOn, descending: true).By(r => r.Id, descending: true);

    /// <param name="No">The figure's number in the form.</param>
    /// <param name="From">The first day.</param>
    /// <param name="To">The last day.</param>
    /// <param name="Unit">Only of this unit and those below it.</param>
    /// <param name="Form">The form.</param>
    /// <param name="After">Where the last part ended.</param>
    /// <param name="Limit">How many.</param>
    [Needs(HazardsPermissions.View)]
    public sealed record Request(int No, DateOnly? From = null, DateOnly? To = null, UnitId? Unit = null, string Form = "gas", string? After = null, int? Limit = null) : IQuery<Answer>;

    /// <param name="Figure">The figure.</param>
    /// <param name="Items">A part of its records.</param>
    /// <param name="Next">The cursor of the part after it.</param>
    public sealed record Answer(HazardFigure Figure, FigureScope Scope, IReadOnlyList<Line> Items, string? Next);

    /// <summary>A record behind a figure.</summary>
    /// <param name="Title">What people call it.</param>
    /// <param name="Place">Where, or against whom.</param>
    /// <param name="Unit">Who found, or acted.</param>
    /// <param name="Amount">The fine in force at the period's end, in yuan.</param>
    /// <param name="Address">Its page.</param>
    public sealed record Line(Guid Id, string Title, string Place, DateOnly Day, string? Unit, decimal? Amount, string Address);

    internal sealed class Handler(FigureQueries figures, HazardQueries hazards, EnforcementQueries enforcement, FigureBook book, Words words) : IHandler<Request, Answer>
    {
        public async ValueTask<Result<Answer>> Handle(Request request, CancellationToken cancel)
        {
            var scope = ShowFigures.ScopeOf(request.From, request.To, request.Unit, request.Form, book, hazards.Day);
            if (await figures.Of(request.Form, scope, cancel) is not Result<IReadOnlyList<HazardFigure>>.Done(var all))
            {
                return (await figures.Of(request.Form, scope, cancel)).Map<Answer>(_ => null!);
            }

            var form = book.Find(request.Form, scope.From, scope.To).Match(f => f, _ => null!);
            if (form.Figures.FirstOrDefault(f => f.No == request.No) is not { } line)
            {
                return Problem.Coded("PLATFORM-005", nameof(request.No));
            }

            var figure = all.First(f => f.No == request.No);
            return line.IsOfHazards ? await Found(request, form, line, figure, scope, cancel) : await Enforced(request, form, line, figure, scope, cancel);
        }

        private async ValueTask<Result<Answer>> Found(Request request, FigureForm form, FigureLine line, HazardFigure figure, FigureScope scope, CancellationToken cancel)
        {
            var part = await (await figures.Hazards(form, line, scope, cancel)).Part(ByFound, request.After, request.Limit, cancel);
            if (part is not Result<Page<HazardRow>>.Done(var page))
            {
                return part.Map<Answer>(_ => null!);
            }

            var (lines, names) = (await hazards.Lines(page.Items, cancel), await hazards.Names(cancel));
            return new Answer(
                figure, scope, [.. lines.Zip(page.Items, (l, r) => new Line(l.Id.Value, l.Title, $"{l.PremisesName} {l.Place}".Trim(), l.FoundOn, names.GetValueOrDefault(r.Finder), null, $"/hazards/{l.Id.Value}"))], page.Next);
        }

        private async ValueTask<Result<Answer>> Enforced(Request request, FigureForm form, FigureLine line, HazardFigure figure, FigureScope scope, CancellationToken cancel)
        {
            var part = await (await figures.Records(form, line, scope, cancel)).Part(ListEnforcement.ByDay, request.After, request.Limit, cancel);
            if (part is not Result<Page<EnforcementRecord>>.Done(var page))
            {
                return part.Map<Answer>(_ => null!);
            }

            var ids = page.Items.Select(r => r.Id).ToArray();
            var standing = await figures.Standing(form, line, scope.To).Where(s => ids.Contains(s.Record)).ToDictionaryAsync(s => s.Record, cancel);
            var lines = await enforcement.Lines(page.Items, cancel);
            return new Answer(
                figure, scope,
                [
                    .. lines.Select(l => new Line(
                        l.Id.Value, $"{words.Of(standing[l.Id].Kind)} {l.Number}".Trim(), l.FirmName ?? l.PremisesName ?? "", l.Day, l.UnitName, standing[l.Id].Amount is > 0 and var amount ? amount : null, $"/hazards/enforcement/{l.Id.Value}")),
                ],
                page.Next);
        }
    }
}
