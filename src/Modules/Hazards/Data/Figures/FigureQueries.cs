using System.Globalization;
using Bihuan.Kernel;
using Bihuan.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Hazards;

/// <summary>The records behind figures: a figure and the list that it opens ask the same, and so agree.</summary>
internal sealed class FigureQueries(BihuanContext db, HazardSight sight, EnforcementQueries enforcement, FigureBook book) : IHazardFigures
{
    /// <summary>The hazards behind a figure.</summary>
    public async ValueTask<IQueryable<HazardRow>> Hazards(FigureForm form, FigureLine line, FigureScope scope, CancellationToken cancel)
    {
        var (from, to, category, grade) = (scope.From, scope.To, form.Category, line.Grade);
        var rows = (await sight.Reached(HazardsPermissions.View, cancel)).Where(r => r.Category == category && r.Grade == grade && r.FoundOn >= from && r.FoundOn <= to && r.State != HazardState.Dropped);
        if (scope.Unit is { } unit)
        {
            var below = await enforcement.Below(unit, cancel);
            rows = rows.Where(r => below.Contains(r.Finder));
        }

        return line.Counts is FigureCount.HazardsMended ? rows.Where(r => db.Set<HazardMended>().Any(m => m.Hazard == r.Id && m.Since <= to && (m.Until == null || m.Until > to))) : rows;
    }

    /// <summary>The enforcement records behind a figure.</summary>
    public async ValueTask<IQueryable<EnforcementRecord>> Records(FigureForm form, FigureLine line, FigureScope scope, CancellationToken cancel)
    {
        var rows = await enforcement.Matching(new(Unit: scope.Unit, From: scope.From, To: scope.To), cancel);
        var standing = Standing(form, line, scope.To);
        return rows.Where(r => standing.Any(s => s.Record == r.Id));
    }

    /// <summary>How the records of a figure stood at the end of a day: of each at most one.</summary>
    public IQueryable<EnforcementStanding> Standing(FigureForm form, FigureLine line, DateOnly at)
    {
        var (category, kinds) = (form.Category, (line.Kinds ?? []).ToArray());
        return db.Set<EnforcementStanding>().AsNoTracking()
            .Where(s => s.Field == category && kinds.Contains(s.Kind) && s.Since <= at && (s.Until == null || s.Until > at) && (line.Counts != FigureCount.Amount || s.Amount > 0));
    }

    /// <inheritdoc/>
    public async ValueTask<Result<IReadOnlyList<HazardFigure>>> Of(string form, FigureScope scope, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(scope);
        var found = book.Find(form, scope.From, scope.To);
        if (found is not Result<FigureForm>.Done(var known))
        {
            return found.Map<IReadOnlyList<HazardFigure>>(_ => []);
        }

        List<HazardFigure> figures = [];
        foreach (var line in known.Figures)
        {
            var (records, value) = await Count(known, line, scope, cancel);
            figures.Add(new(line.No, line.Section, line.Field, line.Unit, value, records, line.Meaning, Address(known, line, scope)));
        }

        return figures;
    }

    private async ValueTask<(int Records, decimal Value)> Count(FigureForm form, FigureLine line, FigureScope scope, CancellationToken cancel)
    {
        if (line.IsOfHazards)
        {
            var found = await (await Hazards(form, line, scope, cancel)).CountAsync(cancel);
            return (found, found);
        }

        var records = await Records(form, line, scope, cancel);
        if (line.Counts is not FigureCount.Amount)
        {
            var count = await records.CountAsync(cancel);
            return (count, count);
        }

        // SQLite adds decimals up as floating point; here they are added exactly.
        var fines = await Standing(form, line, scope.To).Where(s => records.Any(r => r.Id == s.Record)).Select(s => s.Amount).ToListAsync(cancel);
        return (fines.Count, fines.Sum() / line.Divisor);
    }

    private static string Address(FigureForm form, FigureLine line, FigureScope scope) =>
        string.Create(CultureInfo.InvariantCulture, $"/hazards/figures/records?form={form.Key}&no={line.No}&from={scope.From:yyyy-MM-dd}&to={scope.To:yyyy-MM-dd}{(scope.Unit is { } unit ? $"&unit={unit.Value}" : "")}");
}
