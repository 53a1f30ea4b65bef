using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Platform;

namespace Bihuan.Enterprises;

/// <summary>Registers a firm (登记单位).</summary>
internal static class RegisterEnterpriseFeature
{
    /// <param name="request">What is asked.</param>
    /// <param name="checkedTerms">Its terms as they are kept.</param>
    /// <param name="found">What may be the same.</param>
    /// <param name="apart">Those of <paramref name="found"/> that are said to be others.</param>
    /// <param name="splitFrom">The firm it was split off from, where one is named and found.</param>
    /// <param name="today">The day.</param>
    /// <param name="id">Its id.</param>
    public static Result<Decision<EnterpriseId>> Decide(
        RegisterEnterprise request, (EnterpriseTerms Terms, RegisterKeys Keys) checkedTerms, IReadOnlyList<DuplicateOf> found, IReadOnlyList<Enterprise> apart, Enterprise? splitFrom, DateOnly today, EnterpriseId id)
    {
        List<Problem> problems = [.. Duplicates.Undecided(found, apart.Select(a => a.Id.Value).ToHashSet())];
        if (request.From is { } from && TermsCheck.NoDay(from, nameof(request.From), today) is { } wrong)
        {
            problems.Add(wrong);
        }
        if (request.SplitFrom is not null && splitFrom is null)
        {
            problems.Add(Problem.Coded("ENT-017", nameof(request.SplitFrom)));
        }
        if (problems.Count > 0)
        {
            return problems;
        }

        return new Decision<EnterpriseId>(id, [
            new Change(new Enterprise(), new EnterpriseRegistered(id, checkedTerms.Terms, checkedTerms.Keys, request.From, splitFrom?.Id, [.. apart.Select(a => a.Id)]), request.From),
            .. apart.Select(a => new Change(a, new EnterpriseToldApart(id, checkedTerms.Terms.Name, null)))]);
    }

    internal sealed class Handler(RegisterDesk desk, RegisterQueries queries) : IHandler<RegisterEnterprise, EnterpriseId>
    {
        public async ValueTask<Result<EnterpriseId>> Handle(RegisterEnterprise request, CancellationToken cancel)
        {
            if (await desk.RefuseBeyond(EnterprisesPermissions.Edit, Enterprise.UnitsOf(request.Terms), cancel) is { } refusal)
            {
                return refusal;
            }

            var terms = TermsCheck.Enterprise(request.Terms, await desk.Context(cancel));
            if (terms is not Result<(EnterpriseTerms Terms, RegisterKeys Keys)>.Done(var kept))
            {
                return terms.Map<EnterpriseId>(_ => default);
            }

            var id = desk.Ids.New<EnterpriseId>();
            var found = await queries.Masked(await DuplicateSearch.Find(desk.Db, isFirm: true, DuplicateSearch.Of(id.Value, kept.Terms, kept.Keys), cancel), isFirm: true, cancel);
            var said = (request.Apart ?? []).Select(a => a.Value).ToHashSet();
            List<Enterprise> apart = [];
            foreach (var other in found.Where(d => d.IsLikely && said.Contains(d.Id)))
            {
                if (await desk.Firm(EnterpriseId.From(other.Id), cancel) is { } firm)
                {
                    apart.Add(firm);
                }
            }

            return await desk.Carry(Decide(request, kept, found, apart, await desk.Firm(request.SplitFrom, cancel), desk.Today, id), cancel);
        }
    }
}

/// <summary>Puts right what was entered wrongly about a firm (更正).</summary>
internal static class CorrectEnterprise
{
    /// <param name="Enterprise">The firm.</param>
    /// <param name="Version">The version that the person saw.</param>
    /// <param name="Terms">Everything, as it should be.</param>
    /// <param name="Day">Since when the right is known.</param>
    /// <param name="Reason">Why.</param>
    [Needs(EnterprisesPermissions.Edit)]
    public sealed record Request(EnterpriseId Enterprise, int Version, EnterpriseTerms Terms, DateOnly Day, string Reason) : ICommand<None>;

    public static Result<Decision<None>> Decide(Enterprise firm, Request request, (EnterpriseTerms Terms, RegisterKeys Keys) kept, IReadOnlyList<DuplicateOf> found, DateOnly today)
    {
        var problems = Checks.Of(firm.Version, request.Version, request.Day, nameof(request.Day), request.Reason, today);

        // Another with this code is a refusal; what merely looks alike is put on the list of those to decide on.
        problems.AddRange(Duplicates.Undecided(found.Where(d => d.Ground == DuplicateGround.Code), new HashSet<Guid>()));
        if (problems.Count > 0)
        {
            return problems;
        }

        return Checks.Same(firm.Terms, kept.Terms) ? new Decision<None>(default) : new Decision<None>(default, new Change(firm, new EnterpriseCorrected(kept.Terms, kept.Keys, request.Day, request.Reason.Trim()), request.Day));
    }

    internal sealed class Handler(RegisterDesk desk) : IHandler<Request, None>
    {
        public ValueTask<Result<None>> Handle(Request request, CancellationToken cancel) => desk.OnFirm<None>(request.Enterprise, EnterprisesPermissions.Edit, async firm =>
        {
            // Nobody may put it out of their own reach, where nobody could call them to account for it.
            if (await desk.RefuseBeyond(EnterprisesPermissions.Edit, Enterprise.UnitsOf(request.Terms), cancel) is { } refusal)
            {
                return refusal;
            }

            return TermsCheck.Enterprise(request.Terms, await desk.Context(cancel)) switch
            {
                Result<(EnterpriseTerms, RegisterKeys)>.Done(var kept) => Decide(firm, request, kept, await DuplicateSearch.Find(desk.Db, isFirm: true, DuplicateSearch.Of(firm.Id.Value, kept.Item1, kept.Item2), cancel), desk.Today),
                var refused => refused.Map<Decision<None>>(_ => new(default)),
            };
        }, cancel);
    }
}

/// <summary>Gives a firm another name from a day on (更名).</summary>
internal static class RenameEnterprise
{
    [Needs(EnterprisesPermissions.Edit)]
    public sealed record Request(EnterpriseId Enterprise, int Version, string Name, DateOnly From, string? Reason = null) : ICommand<None>;

    public static Result<Decision<None>> Decide(Enterprise firm, Request request, TermsContext context)
    {
        List<Problem> problems = [.. Checks.Of(firm.Version, request.Version, request.From, nameof(request.From), context.Today)];
        var renamed = TermsCheck.Enterprise(firm.Terms with { Name = request.Name, FormerNames = [.. firm.Terms.FormerNames, new(firm.Name, request.From)] }, context);
        problems.AddRange(renamed.Match<IReadOnlyList<Problem>>(_ => [], p => p));
        if (problems.Count > 0)
        {
            return problems;
        }

        var kept = renamed.Match(k => k, _ => default);
        return kept.Terms.Name == firm.Name ? new Decision<None>(default) : new Decision<None>(default, new Change(firm, new EnterpriseRenamed(kept.Terms.Name, kept.Keys, request.From, TermsCheck.Blank(request.Reason)), request.From));
    }

    internal sealed class Handler(RegisterDesk desk) : IHandler<Request, None>
    {
        public ValueTask<Result<None>> Handle(Request request, CancellationToken cancel) =>
            desk.OnFirm<None>(request.Enterprise, EnterprisesPermissions.Edit, async firm => Decide(firm, request, await desk.Context(cancel)), cancel);
    }
}

/// <summary>A firm is registered elsewhere from a day on (迁址).</summary>
internal static class MoveEnterprise
{
    [Needs(EnterprisesPermissions.Edit)]
    public sealed record Request(EnterpriseId Enterprise, int Version, string Address, UnitId? Street, DateOnly From, string? Reason = null) : ICommand<None>;

    public static Result<Decision<None>> Decide(Enterprise firm, Request request, TermsContext context)
    {
        List<Problem> problems = [.. Checks.Of(firm.Version, request.Version, request.From, nameof(request.From), context.Today)];
        var moved = TermsCheck.Enterprise(firm.Terms with { Address = request.Address, Street = request.Street }, context);
        problems.AddRange(moved.Match<IReadOnlyList<Problem>>(_ => [], p => p));
        if (problems.Count > 0)
        {
            return problems;
        }

        var kept = moved.Match(k => k, _ => default);
        return (kept.Terms.Address, kept.Terms.Street) == (firm.Terms.Address, firm.Street) ? new Decision<None>(default)
            : new Decision<None>(default, new Change(firm, new EnterpriseMoved(kept.Terms.Address, kept.Terms.Street, kept.Keys, request.From, TermsCheck.Blank(request.Reason)), request.From));
    }

    internal sealed class Handler(RegisterDesk desk) : IHandler<Request, None>
    {
        // The street that it leaves may send it to another; that is what a move is.
        public ValueTask<Result<None>> Handle(Request request, CancellationToken cancel) =>
            desk.OnFirm<None>(request.Enterprise, EnterprisesPermissions.Edit, async firm => Decide(firm, request, await desk.Context(cancel)), cancel);
    }
}

/// <summary>A firm stops, closes or is open again (停业、注销、恢复).</summary>
internal static class SetEnterpriseState
{
    [Needs(EnterprisesPermissions.Edit)]
    public sealed record Request(EnterpriseId Enterprise, int Version, RegisterState State, DateOnly On, string Reason) : ICommand<None>;

    public static Result<Decision<None>> Decide(Enterprise firm, Request request, DateOnly today)
    {
        var problems = Checks.Of(firm.Version, request.Version, request.On, nameof(request.On), request.Reason, today);
        if (problems.Count > 0)
        {
            return problems;
        }

        return firm.State == request.State ? new Decision<None>(default) : new Decision<None>(default, new Change(firm, new EnterpriseStateSet(request.State, request.On, request.Reason.Trim()), request.On));
    }

    internal sealed class Handler(RegisterDesk desk) : IHandler<Request, None>
    {
        public ValueTask<Result<None>> Handle(Request request, CancellationToken cancel) =>
            desk.OnFirm<None>(request.Enterprise, EnterprisesPermissions.Edit, firm => ValueTask.FromResult(Decide(firm, request, desk.Today)), cancel);
    }
}

/// <summary>A firm goes into another (吸收合并): it closes, both keep their history, and either is found.</summary>
internal static class AbsorbEnterprise
{
    [Needs(EnterprisesPermissions.Edit)]
    public sealed record Request(EnterpriseId Enterprise, int Version, EnterpriseId Into, DateOnly On, string Reason) : ICommand<None>;

    public static Result<Decision<None>> Decide(Enterprise firm, Enterprise? into, Request request, DateOnly today)
    {
        var problems = Checks.Of(firm.Version, request.Version, request.On, nameof(request.On), request.Reason, today);
        if (into is null)
        {
            problems.Add(Problem.Coded("ENT-017", nameof(request.Into)));
        }
        else if (into.Id == firm.Id)
        {
            problems.Add(Problem.Coded("ENT-018", nameof(request.Into)));
        }
        else if (into.State == RegisterState.Closed)
        {
            problems.Add(Problem.Coded("ENT-019", nameof(request.Into), into.Name));
        }
        if (problems.Count > 0)
        {
            return problems;
        }

        return new Decision<None>(
            default,
            new Change(firm, new EnterpriseAbsorbed(into!.Id, into.Name, request.On, request.Reason.Trim()), request.On),
            new Change(into, new EnterpriseTookOver(firm.Id, firm.Name, request.On, request.Reason.Trim()), request.On));
    }

    internal sealed class Handler(RegisterDesk desk) : IHandler<Request, None>
    {
        public ValueTask<Result<None>> Handle(Request request, CancellationToken cancel) => desk.OnFirm<None>(request.Enterprise, EnterprisesPermissions.Edit, async firm =>
        {
            var into = await desk.Firm(request.Into, cancel);
            return into is not null && await desk.RefuseBeyond(EnterprisesPermissions.Edit, into.Units, cancel) is { } refusal ? refusal : Decide(firm, into, request, desk.Today);
        }, cancel);
    }
}

/// <summary>What every change of an entry is asked for.</summary>
internal static class Checks
{
    public static List<Problem> Of(int version, int seen, DateOnly day, string field, DateOnly today)
    {
        List<Problem> problems = [];
        if (seen != 0 && seen != version)
        {
            problems.Add(Problem.Coded("PLATFORM-004", "Version"));
        }
        if (TermsCheck.NoDay(day, field, today) is { } wrong)
        {
            problems.Add(wrong);
        }

        return problems;
    }

    public static List<Problem> Of(int version, int seen, DateOnly day, string field, string? reason, DateOnly today)
    {
        var problems = Of(version, seen, day, field, today);
        if (TermsCheck.NoReason(reason) is { } missing)
        {
            problems.Add(missing);
        }

        return problems;
    }

    /// <summary>Whether two contents say the same; records of lists do not compare by themselves.</summary>
    public static bool Same<T>(T one, T other) => System.Text.Json.JsonSerializer.Serialize(one, Persistence.EventCatalog.Json) == System.Text.Json.JsonSerializer.Serialize(other, Persistence.EventCatalog.Json);
}
