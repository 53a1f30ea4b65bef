using Bihuan.Enterprises;
using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Hazards;

/// <summary>Loads what a decision about enforcement records needs.</summary>
internal sealed class EnforcementDesk(HazardDesk desk, IPremisesQueries premises, PenaltyBook book)
{
    public HazardDesk Desk => desk;

    /// <summary>What terms are checked against.</summary>
    /// <param name="terms">What is entered.</param>
    /// <param name="unit">Who acts.</param>
    /// <param name="known">The record that is amended.</param>
    public async ValueTask<EnforcementContext> Context(EnforcementTerms terms, UnitId unit, EnforcementId? known, CancellationToken cancel)
    {
        var context = await desk.Context(terms.Premises is { } place ? [place] : [], terms.Files.Select(f => f.Hash), cancel, documents: true);
        var firms = terms.Firm is { } firm ? await premises.Firms([firm], cancel) : new Dictionary<EnterpriseId, EnterpriseBrief>();
        var (hazards, number, visit, self) = (terms.Hazards.Distinct().ToArray(), terms.Number.Trim(), terms.Visit, known ?? default);
        var reached = await (await desk.Sight.Reached(HazardsPermissions.View, cancel)).Where(r => hazards.Contains(r.Id)).Select(r => r.Id).ToListAsync(cancel);
        var others = desk.Db.Set<EnforcementRecord>().AsNoTracking().Where(r => r.AnnulledOn == null && r.Id != self);
        return new(
            context, firms.Keys.ToHashSet(), reached.ToHashSet(), await VisitPremises(visit, cancel), visit is not null && await others.AnyAsync(r => r.Visit == visit, cancel),
            number.Length > 0 && await others.AnyAsync(r => r.Unit == unit && r.Number == number && r.Kind == terms.Kind, cancel), book);
    }

    /// <summary>Loads a record, asks whether the right reaches its unit, decides and carries it out.</summary>
    public async ValueTask<Result<T>> On<T>(EnforcementId id, Func<EnforcementRecord, ValueTask<Result<Decision<T>>>> decide, CancellationToken cancel)
    {
        if (await desk.Db.FindAsync<EnforcementRecord>([id], cancel) is not { } record)
        {
            return Problem.Coded("PLATFORM-005", "Record");
        }

        return await desk.Sight.Reaches(EnforcementPermissions.Enforce, record.Unit, cancel) ? await desk.Carry(await decide(record), cancel) : HazardDesk.NotYours;
    }

    private async ValueTask<PremisesId?> VisitPremises(InspectionId? visit, CancellationToken cancel)
    {
        if (visit is not { } id || await desk.Db.Set<InspectionRecord>().AsNoTracking().SingleOrDefaultAsync(i => i.Id == id, cancel) is not { } inspection)
        {
            return null;
        }

        return await desk.Sight.Reaches(HazardsPermissions.View, inspection.Unit, cancel) && await premises.Brief(inspection.Premises, cancel) is { } stays ? stays.Id : null;
    }
}

/// <summary>Enters an enforcement record (登记执法记录).</summary>
internal static class Enforce
{
    /// <param name="Terms">Everything entered.</param>
    /// <param name="Day">The day of the document or visit; today where none is given, or that of the visit named.</param>
    /// <param name="Unit">Who acted; the unit acted for where none is given.</param>
    [Needs(EnforcementPermissions.Enforce)]
    public sealed record Request(EnforcementTerms Terms, DateOnly? Day = null, UnitId? Unit = null) : ICommand<EnforcementId>;

    public static Result<Decision<EnforcementId>> Decide(EnforcementTerms terms, DateOnly day, UnitId? unit, PostId? post, EnforcementContext context, EnforcementId id)
    {
        List<Problem> problems = [.. unit is null ? [Problem.Coded("HAZ-106", nameof(Request.Unit))] : HazardCheck.Units([unit], nameof(Request.Unit), context.Hazards)];
        var kept = EnforcementCheck.Terms(terms, day, context);
        problems.AddRange(kept.Match<IReadOnlyList<Problem>>(_ => [], p => p));
        return problems.Count > 0 ? problems : new Decision<EnforcementId>(id, new Change(new EnforcementRecord(), new EnforcementRecorded(id, unit!.Value, post, day, kept.Match(k => k, _ => terms)), day));
    }

    internal sealed class Handler(EnforcementDesk desk) : IHandler<Request, EnforcementId>
    {
        public async ValueTask<Result<EnforcementId>> Handle(Request request, CancellationToken cancel)
        {
            var unit = request.Unit ?? desk.Desk.ActingUnit;
            if (unit is { } acting && !await desk.Desk.Sight.Reaches(EnforcementPermissions.Enforce, acting, cancel))
            {
                return HazardDesk.NotYours;
            }

            var terms = request.Terms;
            var visit = terms.Visit;
            var day = request.Day ?? (visit is null ? null : await desk.Desk.Db.Set<InspectionRecord>().Where(i => i.Id == visit).Select(i => (DateOnly?)i.Day).SingleOrDefaultAsync(cancel)) ?? desk.Desk.Today;
            return await desk.Desk.Carry(Decide(terms, day, unit, desk.Desk.ActingPost, await desk.Context(terms, unit ?? default, null, cancel), desk.Desk.Ids.New<EnforcementId>()), cancel);
        }
    }
}

/// <summary>Amends an enforcement record (变更): by a decision, or to put right what was entered.</summary>
internal static class AmendEnforcement
{
    /// <param name="Version">The version that the person saw.</param>
    /// <param name="Terms">The new terms.</param>
    /// <param name="Document">The number of the decision.</param>
    /// <param name="Why">The reason.</param>
    /// <param name="On">From which day they hold; today where none is given.</param>
    [Needs(EnforcementPermissions.Enforce)]
    public sealed record Request(EnforcementId Record, int Version, EnforcementTerms Terms, string Document, string Why, DateOnly? On = null) : ICommand<None>;

    public static Result<Decision<None>> Decide(EnforcementRecord record, Request request, EnforcementContext context)
    {
        var on = request.On ?? context.Hazards.Today;
        List<Problem> problems = [.. EnforcementDecisions.Against(record, on, request.Document, request.Why, context.Hazards.Today)];
        if (record.Version != request.Version)
        {
            problems.Add(Problem.Coded("PLATFORM-004", ""));
        }

        var kept = EnforcementCheck.Terms(request.Terms, record.Day, context);
        problems.AddRange(kept.Match<IReadOnlyList<Problem>>(_ => [], p => p));
        return problems.Count > 0 ? problems
            : new Decision<None>(default, new Change(record, new EnforcementAmended(kept.Match(k => k, _ => request.Terms), on, request.Document.Trim(), request.Why.Trim()), on));
    }

    internal sealed class Handler(EnforcementDesk desk) : IHandler<Request, None>
    {
        public ValueTask<Result<None>> Handle(Request request, CancellationToken cancel) =>
            desk.On<None>(request.Record, async record => Decide(record, request, await desk.Context(request.Terms, record.Unit, record.Id, cancel)), cancel);
    }
}

/// <summary>Annuls an enforcement record (撤销). It stays, and counts no more from the day on.</summary>
internal static class AnnulEnforcement
{
    /// <param name="Way">How it came about.</param>
    /// <param name="Document">The number of the decision.</param>
    /// <param name="Why">The reason.</param>
    /// <param name="On">From which day; today where none is given.</param>
    [Needs(EnforcementPermissions.Enforce)]
    public sealed record Request(EnforcementId Record, AnnulmentWay Way, string Document, string Why, DateOnly? On = null) : ICommand<None>;

    public static Result<Decision<None>> Decide(EnforcementRecord record, Request request, DateOnly today)
    {
        var on = request.On ?? today;
        List<Problem> problems = [.. EnforcementDecisions.Against(record, on, request.Way is AnnulmentWay.Mistake ? "—" : request.Document, request.Why, today)];
        return problems.Count > 0 ? problems : new Decision<None>(default, new Change(record, new EnforcementAnnulled(new(on, request.Way, request.Document.Trim(), request.Why.Trim())), on));
    }

    internal sealed class Handler(EnforcementDesk desk) : IHandler<Request, None>
    {
        public ValueTask<Result<None>> Handle(Request request, CancellationToken cancel) => desk.On<None>(request.Record, record => ValueTask.FromResult(Decide(record, request, desk.Desk.Today)), cancel);
    }
}

/// <summary>What amending and annulling have in common.</summary>
internal static class EnforcementDecisions
{
    /// <summary>Every reason against changing a record from a day on.</summary>
    public static IEnumerable<Problem> Against(EnforcementRecord record, DateOnly on, string document, string why, DateOnly today)
    {
        if (record.AnnulledOn is not null)
        {
            yield return Problem.Coded("HAZ-426", nameof(record.AnnulledOn));
        }

        // What holds from a day before the last change would change days that are over twice.
        var last = record.Amendments.Count > 0 ? record.Amendments[^1].On : record.Day;
        if (on < last || on > today)
        {
            yield return Problem.Coded("HAZ-427", "On", HazardCheck.Iso(on), HazardCheck.Iso(last), HazardCheck.Iso(today));
        }
        foreach (var problem in HazardCheck.Text(document, "Document", HazardCheck.MostText).Concat(HazardCheck.Text(why, "Why", HazardCheck.MostWords)))
        {
            yield return problem;
        }
    }
}
