using Bihuan.Enterprises;
using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Hazards;

/// <summary>Enforcement records in parts, the last first.</summary>
internal static class ListEnforcement
{
    internal static readonly Keyset<EnforcementRecord> ByDay = new Keyset<EnforcementRecord>().By(r => r.Day, descending: true).By(r => r.Id, descending: true);

    /// <param name="Kind">Of this kind.</param>
    /// <param name="Field">In this field of safety.</param>
    /// <param name="Unit">By this unit, or one below it.</param>
    /// <param name="Premises">In these premises.</param>
    /// <param name="Firm">Against this firm.</param>
    /// <param name="Hazard">Resting on this hazard.</param>
    /// <param name="From">Of this day or later.</param>
    /// <param name="To">Of this day or earlier.</param>
    /// <param name="Annulled">Whether annulled.</param>
    /// <param name="Term">Orders whose term stands so.</param>
    /// <param name="After">Where the last part ended.</param>
    /// <param name="Limit">How many.</param>
    [Needs(HazardsPermissions.View)]
    public sealed record Request(
        EnforcementKind? Kind = null, HazardCategory? Field = null, UnitId? Unit = null, PremisesId? Premises = null, EnterpriseId? Firm = null, HazardId? Hazard = null, DateOnly? From = null, DateOnly? To = null, bool? Annulled = null,
        OrderTerm? Term = null, string? After = null, int? Limit = null) : IQuery<Page<EnforcementLine>>
    {
        /// <summary>A part by a filter.</summary>
        public static Request By(EnforcementFilter f, string? after = null, int? limit = null) => new(f.Kind, f.Field, f.Unit, f.Premises, f.Firm, f.Hazard, f.From, f.To, f.Annulled, f.Term, after, limit);

        /// <summary>What narrows the list.</summary>
        public EnforcementFilter Filter => new(Kind, Field, Unit, Premises, Firm, Hazard, From, To, Annulled, Term);
    }

    internal sealed class Handler(EnforcementQueries queries) : IHandler<Request, Page<EnforcementLine>>
    {
        public async ValueTask<Result<Page<EnforcementLine>>> Handle(Request request, CancellationToken cancel)
        {
            var part = await (await queries.Matching(request.Filter, cancel)).Part(ByDay, request.After, request.Limit, cancel);
            return part is Result<Page<EnforcementRecord>>.Done(var page) ? page.With(await queries.Lines(page.Items, cancel)) : part.Map<Page<EnforcementLine>>(_ => null!);
        }
    }
}

/// <summary>How many records a filter finds, and what was fined by those in force.</summary>
internal static class CountEnforcement
{
    [Needs(HazardsPermissions.View)]
    public sealed record Request(EnforcementFilter Filter) : IQuery<Answer>;

    /// <param name="Count">How many, annulled ones among them.</param>
    /// <param name="Amount">The fines of those in force, in yuan.</param>
    /// <param name="Over">Of the orders among them those whose term is over and that nobody has carried out.</param>
    public sealed record Answer(int Count, decimal Amount, int Over);

    internal sealed class Handler(EnforcementQueries queries) : IHandler<Request, Answer>
    {
        public async ValueTask<Result<Answer>> Handle(Request request, CancellationToken cancel)
        {
            var rows = await queries.Matching(request.Filter, cancel);

            // SQLite adds decimals up as floating point; the few fines are added here, exactly.
            var fines = await rows.Where(r => r.AnnulledOn == null && r.Amount != null).Select(r => r.Amount!.Value).ToListAsync(cancel);
            return new Answer(await rows.CountAsync(cancel), fines.Sum(), await queries.Standing(rows, OrderTerm.Over).CountAsync(cancel));
        }
    }
}

/// <summary>An enforcement record's page (执法记录详情).</summary>
internal static class ShowEnforcement
{
    [Needs(HazardsPermissions.View)]
    public sealed record Request(EnforcementId Id) : IQuery<View>;

    /// <param name="Line">As in a list.</param>
    /// <param name="Bracket">The bracket that held on the day of the act.</param>
    /// <param name="Hazards">The hazards it rests on that the person may see.</param>
    /// <param name="MayChange">Whether the person may amend and annul it.</param>
    public sealed record View(
        EnforcementId Id, int Version, EnforcementLine Line, EnforcementTerms Terms, PenaltyBracket? Bracket, IReadOnlyList<HazardLine> Hazards, IReadOnlyList<Amendment> Amendments, Annulment? Annulment, bool MayChange, Compliance? Compliance);

    internal sealed class Handler(EnforcementQueries queries, HazardQueries hazards, HazardSight sight, PenaltyBook book) : IHandler<Request, View>
    {
        public async ValueTask<Result<View>> Handle(Request request, CancellationToken cancel)
        {
            if (await queries.Find(request.Id, cancel) is not { } record)
            {
                return Problem.Coded("PLATFORM-005", nameof(request.Id));
            }

            var named = record.Terms.Hazards.ToArray();
            var rows = await (await sight.Reached(HazardsPermissions.View, cancel)).Where(h => named.Contains(h.Id)).OrderBy(h => h.Id).ToListAsync(cancel);
            var fine = record.Terms.Fine;
            return new View(
                record.Id, record.Version, (await queries.Lines([record], cancel))[0], record.Terms, fine?.Bracket is { } key ? book.On(fine.ActedOn ?? record.Day).FirstOrDefault(b => b.Key == key) : null, await hazards.Lines(rows, cancel),
                record.Amendments, record.Annulment, await sight.Reaches(EnforcementPermissions.Enforce, record.Unit, cancel), record.Compliance);
        }
    }
}

/// <summary>A file of an enforcement record that the person may see.</summary>
internal static class EnforcementFile
{
    [Needs(HazardsPermissions.View)]
    public sealed record Request(EnforcementId Record, string Hash) : IQuery<NewPhotograph>;

    internal sealed class Handler(EnforcementQueries queries) : IHandler<Request, NewPhotograph>
    {
        public async ValueTask<Result<NewPhotograph>> Handle(Request request, CancellationToken cancel) =>
            await queries.Find(request.Record, cancel) is { } record && record.Amendments.SelectMany(a => a.Before.Files).Concat(record.Terms.Files).FirstOrDefault(f => f.Hash == request.Hash) is { } file
                ? file : Problem.Coded("PLATFORM-005", nameof(request.Hash));
    }
}

/// <summary>Between which amounts fines lie (罚款幅度), on a day.</summary>
internal static class ShowPenalties
{
    /// <param name="Day">The day of the act; the day shown where none is given.</param>
    [Needs(HazardsPermissions.View)]
    public sealed record Request(DateOnly? Day = null) : IQuery<IReadOnlyList<PenaltyBracket>>;

    internal sealed class Handler(PenaltyBook book, Moment moment) : IHandler<Request, IReadOnlyList<PenaltyBracket>>
    {
        public ValueTask<Result<IReadOnlyList<PenaltyBracket>>> Handle(Request request, CancellationToken cancel) => ValueTask.FromResult(new Result<IReadOnlyList<PenaltyBracket>>.Done(book.On(request.Day ?? moment.Day)) as Result<IReadOnlyList<PenaltyBracket>>);
    }
}

/// <summary>What an enforcement record can be entered about: the firms of premises, their visits, and their hazards.</summary>
internal static class ShowEnforcementChoices
{
    private const int Most = 20;

    [Needs(EnforcementPermissions.Enforce)]
    public sealed record Request(PremisesId Premises) : IQuery<Answer>;

    /// <param name="Firms">The firms that use them.</param>
    /// <param name="Visits">The last visits that no record is yet.</param>
    /// <param name="Hazards">The last hazards in them.</param>
    public sealed record Answer(IReadOnlyList<EnterpriseBrief> Firms, IReadOnlyList<Visit> Visits, IReadOnlyList<HazardLine> Hazards);

    /// <summary>A visit by a checklist.</summary>
    public sealed record Visit(InspectionId Id, DateOnly Day, string Standard, string? UnitName);

    internal sealed class Handler(EnforcementQueries queries, HazardQueries hazards, HazardSight sight, IPremisesQueries premises) : IHandler<Request, Answer>
    {
        public async ValueTask<Result<Answer>> Handle(Request request, CancellationToken cancel)
        {
            if (!(await premises.Sees([request.Premises], cancel)).Contains(request.Premises) || await premises.Brief(request.Premises, cancel) is not { } brief)
            {
                return Problem.Coded("PLATFORM-005", nameof(request.Premises));
            }

            var (firms, names, place, same) = (await premises.Firms(brief.Firms, cancel), await hazards.Names(cancel), brief.Id, await premises.Same([brief.Id], cancel));
            var visits = queries.Db.Set<InspectionRecord>().AsNoTracking().Where(i => EF.Parameter(same).Contains(i.Premises) && !queries.Db.Set<EnforcementRecord>().Any(r => r.Visit == i.Id && r.AnnulledOn == null));
            if (await sight.Units(HazardsPermissions.View, cancel) is { } units)
            {
                visits = visits.Where(i => units.Contains(i.Unit));
            }

            var last = await visits.OrderByDescending(i => i.Day).ThenByDescending(i => i.Id).Take(Most).ToListAsync(cancel);
            var found = await (await hazards.Matching(new(Premises: place), cancel)).Where(h => h.State != HazardState.Dropped).OrderByDescending(h => h.FoundOn).ThenByDescending(h => h.Id).Take(Most).ToListAsync(cancel);
            return new Answer([.. firms.Values], [.. last.Select(i => new Visit(i.Id, i.Day, i.Standard, names.GetValueOrDefault(i.Unit)))], await hazards.Lines(found, cancel));
        }
    }
}
