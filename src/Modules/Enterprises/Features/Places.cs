using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Platform;

namespace Bihuan.Enterprises;

/// <summary>Registers premises (登记场所).</summary>
internal static class RegisterPremisesFeature
{
    /// <param name="request">What is asked.</param>
    /// <param name="kept">Its terms as they are kept.</param>
    /// <param name="found">What may be the same.</param>
    /// <param name="apart">Those of <paramref name="found"/> that are said to be others.</param>
    /// <param name="splitFrom">The premises they were split off from, where some are named and found.</param>
    /// <param name="firmsAreThere">Whether every firm named is in the register.</param>
    /// <param name="today">The day.</param>
    /// <param name="id">Their id.</param>
    public static Result<Decision<PremisesId>> Decide(
        RegisterPremises request, (PremisesTerms Terms, RegisterKeys Keys) kept, IReadOnlyList<DuplicateOf> found, IReadOnlyList<Premises> apart, Premises? splitFrom, bool firmsAreThere, DateOnly today, PremisesId id)
    {
        List<Problem> problems = [.. Duplicates.Undecided(found, apart.Select(a => a.Id.Value).ToHashSet())];
        if (request.From is { } from && TermsCheck.NoDay(from, nameof(request.From), today) is { } wrong)
        {
            problems.Add(wrong);
        }
        if (request.SplitFrom is not null && splitFrom is null)
        {
            problems.Add(Problem.Coded("ENT-022", nameof(request.SplitFrom)));
        }
        if (!firmsAreThere)
        {
            problems.Add(Problem.Coded("ENT-017", nameof(PremisesTerms.Uses)));
        }
        if (problems.Count > 0)
        {
            return problems;
        }

        return new Decision<PremisesId>(id, [
            new Change(new Premises(), new PremisesRegistered(id, kept.Terms, kept.Keys, request.From, splitFrom?.Id, [.. apart.Select(a => a.Id)]), request.From),
            .. apart.Select(a => new Change(a, new PremisesToldApart(id, kept.Terms.Name, null)))]);
    }

    internal sealed class Handler(RegisterDesk desk, RegisterQueries queries) : IHandler<RegisterPremises, PremisesId>
    {
        public async ValueTask<Result<PremisesId>> Handle(RegisterPremises request, CancellationToken cancel)
        {
            if (await desk.RefuseBeyond(EnterprisesPermissions.Edit, Premises.UnitsOf(request.Terms), cancel) is { } refusal)
            {
                return refusal;
            }

            var terms = TermsCheck.Premises(request.Terms, await desk.Context(cancel));
            if (terms is not Result<(PremisesTerms Terms, RegisterKeys Keys)>.Done(var kept))
            {
                return terms.Map<PremisesId>(_ => default);
            }

            var id = desk.Ids.New<PremisesId>();
            var found = await queries.Masked(await DuplicateSearch.Find(desk.Db, isFirm: false, DuplicateSearch.Of(id.Value, kept.Terms, kept.Keys), cancel), isFirm: false, cancel);
            var said = (request.Apart ?? []).Select(a => a.Value).ToHashSet();
            List<Premises> apart = [];
            foreach (var other in found.Where(d => d.IsLikely && said.Contains(d.Id)))
            {
                if (await desk.Premises(PremisesId.From(other.Id), cancel) is { } premises)
                {
                    apart.Add(premises);
                }
            }

            var firms = await desk.AreFirms(kept.Terms.Uses.Select(u => u.Enterprise), cancel);
            return await desk.Carry(Decide(request, kept, found, apart, await desk.Premises(request.SplitFrom, cancel), firms, desk.Today, id), cancel);
        }
    }
}

/// <summary>Puts right what was entered wrongly about premises (更正).</summary>
internal static class CorrectPremises
{
    /// <param name="Premises">The premises.</param>
    /// <param name="Version">The version that the person saw.</param>
    /// <param name="Terms">Everything, as it should be.</param>
    /// <param name="Day">Since when the right is known.</param>
    /// <param name="Reason">Why.</param>
    [Needs(EnterprisesPermissions.Edit)]
    public sealed record Request(PremisesId Premises, int Version, PremisesTerms Terms, DateOnly Day, string Reason) : ICommand<None>;

    public static Result<Decision<None>> Decide(Premises premises, Request request, (PremisesTerms Terms, RegisterKeys Keys) kept, bool firmsAreThere, DateOnly today)
    {
        var problems = Checks.Of(premises.Version, request.Version, request.Day, nameof(request.Day), request.Reason, today);
        if (!firmsAreThere)
        {
            problems.Add(Problem.Coded("ENT-017", nameof(PremisesTerms.Uses)));
        }
        if (problems.Count > 0)
        {
            return problems;
        }

        return Checks.Same(premises.Terms, kept.Terms) ? new Decision<None>(default) : new Decision<None>(default, new Change(premises, new PremisesCorrected(kept.Terms, kept.Keys, request.Day, request.Reason.Trim()), request.Day));
    }

    internal sealed class Handler(RegisterDesk desk) : IHandler<Request, None>
    {
        public ValueTask<Result<None>> Handle(Request request, CancellationToken cancel) => desk.OnPremises<None>(request.Premises, EnterprisesPermissions.Edit, async premises =>
        {
            if (await desk.RefuseBeyond(EnterprisesPermissions.Edit, Premises.UnitsOf(request.Terms), cancel) is { } refusal)
            {
                return refusal;
            }

            return TermsCheck.Premises(request.Terms, await desk.Context(cancel)) switch
            {
                Result<(PremisesTerms, RegisterKeys)>.Done(var kept) => Decide(premises, request, kept, await desk.AreFirms(kept.Item1.Uses.Select(u => u.Enterprise), cancel), desk.Today),
                var refused => refused.Map<Decision<None>>(_ => new(default)),
            };
        }, cancel);
    }
}

/// <summary>Gives premises another name from a day on (更名).</summary>
internal static class RenamePremises
{
    [Needs(EnterprisesPermissions.Edit)]
    public sealed record Request(PremisesId Premises, int Version, string Name, DateOnly From, string? Reason = null) : ICommand<None>;

    public static Result<Decision<None>> Decide(Premises premises, Request request, TermsContext context)
    {
        List<Problem> problems = [.. Checks.Of(premises.Version, request.Version, request.From, nameof(request.From), context.Today)];
        var renamed = TermsCheck.Premises(premises.Terms with { Name = request.Name, FormerNames = [.. premises.Terms.FormerNames, new(premises.Name, request.From)] }, context);
        problems.AddRange(renamed.Match<IReadOnlyList<Problem>>(_ => [], p => p));
        if (problems.Count > 0)
        {
            return problems;
        }

        var kept = renamed.Match(k => k, _ => default);
        return kept.Terms.Name == premises.Name ? new Decision<None>(default) : new Decision<None>(default, new Change(premises, new PremisesRenamed(kept.Terms.Name, kept.Keys, request.From, TermsCheck.Blank(request.Reason)), request.From));
    }

    internal sealed class Handler(RegisterDesk desk) : IHandler<Request, None>
    {
        public ValueTask<Result<None>> Handle(Request request, CancellationToken cancel) =>
            desk.OnPremises<None>(request.Premises, EnterprisesPermissions.Edit, async premises => Decide(premises, request, await desk.Context(cancel)), cancel);
    }
}

/// <summary>Premises are elsewhere from a day on (迁址), such as a market that moved.</summary>
internal static class MovePremises
{
    /// <param name="System">The system of point and outline.</param>
    [Needs(EnterprisesPermissions.Edit)]
    public sealed record Request(
        PremisesId Premises, int Version, string Address, GeoPoint? Point, string? Outline, CoordinateSystem System, UnitId? Street, string? Community, DateOnly From, string? Reason = null) : ICommand<None>;

    public static Result<Decision<None>> Decide(Premises premises, Request request, TermsContext context)
    {
        List<Problem> problems = [.. Checks.Of(premises.Version, request.Version, request.From, nameof(request.From), context.Today)];
        var moved = TermsCheck.Premises(premises.Terms with { Address = request.Address, Point = request.Point, Outline = request.Outline, System = request.System, Street = request.Street, Community = request.Community }, context);
        problems.AddRange(moved.Match<IReadOnlyList<Problem>>(_ => [], p => p));
        if (problems.Count > 0)
        {
            return problems;
        }

        var kept = moved.Match(k => k, _ => default);
        return Checks.Same(premises.Terms, kept.Terms) ? new Decision<None>(default)
            : new Decision<None>(default, new Change(premises, new PremisesMoved(kept.Terms.Address, kept.Terms.Point, kept.Terms.Outline, kept.Terms.Street, kept.Terms.Community, kept.Keys, request.From, TermsCheck.Blank(request.Reason)), request.From));
    }

    internal sealed class Handler(RegisterDesk desk) : IHandler<Request, None>
    {
        public ValueTask<Result<None>> Handle(Request request, CancellationToken cancel) =>
            desk.OnPremises<None>(request.Premises, EnterprisesPermissions.Edit, async premises => Decide(premises, request, await desk.Context(cancel)), cancel);
    }
}

/// <summary>Premises are out of use, closed or in use again (停用、关闭、恢复).</summary>
internal static class SetPremisesState
{
    [Needs(EnterprisesPermissions.Edit)]
    public sealed record Request(PremisesId Premises, int Version, RegisterState State, DateOnly On, string Reason) : ICommand<None>;

    public static Result<Decision<None>> Decide(Premises premises, Request request, DateOnly today)
    {
        var problems = Checks.Of(premises.Version, request.Version, request.On, nameof(request.On), request.Reason, today);
        if (problems.Count > 0)
        {
            return problems;
        }

        return premises.State == request.State ? new Decision<None>(default) : new Decision<None>(default, new Change(premises, new PremisesStateSet(request.State, request.On, request.Reason.Trim()), request.On));
    }

    internal sealed class Handler(RegisterDesk desk) : IHandler<Request, None>
    {
        public ValueTask<Result<None>> Handle(Request request, CancellationToken cancel) =>
            desk.OnPremises<None>(request.Premises, EnterprisesPermissions.Edit, premises => ValueTask.FromResult(Decide(premises, request, desk.Today)), cancel);
    }
}

/// <summary>A firm comes to premises (进驻). The same again changes nothing.</summary>
internal static class UsePremises
{
    [Needs(EnterprisesPermissions.Edit)]
    public sealed record Request(PremisesId Premises, EnterpriseId Enterprise, UseRole Role, DateOnly? From = null) : ICommand<None>;

    public static Result<Decision<None>> Decide(Premises premises, Enterprise? firm, Request request)
    {
        if (firm is null)
        {
            return Problem.Coded("ENT-017", nameof(request.Enterprise));
        }
        if (premises.Terms.Uses.Any(u => u.Enterprise == firm.Id && u.Role == request.Role && u.To is null))
        {
            return new Decision<None>(default);
        }
        if (firm.State == RegisterState.Closed)
        {
            return Problem.Coded("ENT-019", nameof(request.Enterprise), firm.Name);
        }

        return premises.Terms.Uses.Count >= 500 ? Problem.Coded("ENT-011", nameof(request.Enterprise)) : new Decision<None>(default, new Change(premises, new FirmCame(firm.Id, firm.Name, request.Role, request.From), request.From));
    }

    internal sealed class Handler(RegisterDesk desk) : IHandler<Request, None>
    {
        public ValueTask<Result<None>> Handle(Request request, CancellationToken cancel) =>
            desk.OnPremises<None>(request.Premises, EnterprisesPermissions.Edit, async premises => Decide(premises, await desk.Firm(request.Enterprise, cancel), request), cancel);
    }
}

/// <summary>A firm leaves premises (撤离).</summary>
internal static class LeavePremises
{
    [Needs(EnterprisesPermissions.Edit)]
    public sealed record Request(PremisesId Premises, EnterpriseId Enterprise, UseRole Role, DateOnly To) : ICommand<None>;

    public static Result<Decision<None>> Decide(Premises premises, Enterprise? firm, Request request, DateOnly today)
    {
        // A duplicate that was merged since may still stand in the line.
        if (premises.Terms.Uses.FirstOrDefault(u => (u.Enterprise == request.Enterprise || u.Enterprise == firm?.Id) && u.Role == request.Role && u.To is null) is not { } use)
        {
            return Problem.Coded("ENT-023", nameof(request.Enterprise));
        }

        return TermsCheck.NoDay(request.To, nameof(request.To), today) is { } wrong ? wrong
            : request.To < use.From ? Problem.Coded("ENT-011", nameof(request.To))
            : new Decision<None>(default, new Change(premises, new FirmLeft(use.Enterprise, firm?.Name ?? "", use.Role, request.To), request.To));
    }

    internal sealed class Handler(RegisterDesk desk) : IHandler<Request, None>
    {
        public ValueTask<Result<None>> Handle(Request request, CancellationToken cancel) =>
            desk.OnPremises<None>(request.Premises, EnterprisesPermissions.Edit, async premises => Decide(premises, await desk.Firm(request.Enterprise, cancel), request, desk.Today), cancel);
    }
}
