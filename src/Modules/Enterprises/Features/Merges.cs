using Bihuan.Kernel;
using Bihuan.Platform;

namespace Bihuan.Enterprises;

/// <summary>Makes one firm of two entries (合并重复单位): the one that stays gets every name and what it lacked; whoever asks for the other gets the one that stays.</summary>
internal static class MergeEnterprises
{
    [Needs(EnterprisesPermissions.Administer)]
    public sealed record Request(EnterpriseId Duplicate, EnterpriseId Into, string Reason) : ICommand<None>;

    public static Result<Decision<None>> Decide(Enterprise from, Enterprise into, Request request, PlaceNames places)
    {
        List<Problem> problems = [];
        if (from.Id == into.Id)
        {
            problems.Add(Problem.Coded("ENT-018", nameof(request.Into)));
        }
        if (from.Code is { } code && into.Code is { } other && code != other)
        {
            problems.Add(Problem.Coded("ENT-024", nameof(request.Into), code, other));
        }
        if (TermsCheck.NoReason(request.Reason) is { } missing)
        {
            problems.Add(missing);
        }
        if (problems.Count > 0)
        {
            return problems;
        }

        var (terms, reason) = (Merging.Of(into.Terms, from.Terms), request.Reason.Trim());

        // Whoever acted for the entry too many acts for the one that stays, where they can be taken off again.
        return new Decision<None>(default,
        [
            .. from.Accounts.Select(a => new Change(from, new EnterpriseAccountUnlinked(a))),
            new Change(from, new EnterpriseMergedAway(into.Id, into.Name, reason)),
            new Change(into, new EnterpriseMergedIn(
                from.Id, from.Name, terms, RegisterKeys.Of(Enterprise.NamesOf(terms), terms.Address, places), [.. into.Includes, from.Id, .. from.Includes], [.. into.Apart.Union(from.Apart).Where(a => a != into.Id && a != from.Id)], reason)),
            .. from.Accounts.Except(into.Accounts).Select(a => new Change(into, new EnterpriseAccountLinked(a))),
        ]);
    }

    internal sealed class Handler(RegisterDesk desk) : IHandler<Request, None>
    {
        public ValueTask<Result<None>> Handle(Request request, CancellationToken cancel) => desk.OnFirm<None>(request.Duplicate, EnterprisesPermissions.Administer, async from =>
        {
            if (await desk.Firm(request.Into, cancel) is not { } into)
            {
                return Problem.Coded("PLATFORM-005", nameof(request.Into));
            }

            return await desk.RefuseBeyond(EnterprisesPermissions.Administer, into.Units, cancel) is { } refusal ? refusal : Decide(from, into, request, (await desk.Context(cancel)).Places);
        }, cancel);
    }
}

/// <summary>Makes one of two entries of premises (合并重复场所).</summary>
internal static class MergePremises
{
    [Needs(EnterprisesPermissions.Administer)]
    public sealed record Request(PremisesId Duplicate, PremisesId Into, string Reason) : ICommand<None>;

    public static Result<Decision<None>> Decide(Premises from, Premises into, Request request, PlaceNames places)
    {
        List<Problem> problems = [];
        if (from.Id == into.Id)
        {
            problems.Add(Problem.Coded("ENT-018", nameof(request.Into)));
        }
        if (TermsCheck.NoReason(request.Reason) is { } missing)
        {
            problems.Add(missing);
        }
        if (problems.Count > 0)
        {
            return problems;
        }

        var (terms, reason) = (Merging.Of(into.Terms, from.Terms), request.Reason.Trim());
        return new Decision<None>(
            default,
            new Change(from, new PremisesMergedAway(into.Id, into.Name, reason)),
            new Change(into, new PremisesMergedIn(
                from.Id, from.Name, terms, RegisterKeys.Of(Premises.NamesOf(terms), terms.Address, places), [.. into.Includes, from.Id, .. from.Includes], [.. into.Apart.Union(from.Apart).Where(a => a != into.Id && a != from.Id)], reason)));
    }

    internal sealed class Handler(RegisterDesk desk) : IHandler<Request, None>
    {
        public ValueTask<Result<None>> Handle(Request request, CancellationToken cancel) => desk.OnPremises<None>(request.Duplicate, EnterprisesPermissions.Administer, async from =>
        {
            if (await desk.Premises(request.Into, cancel) is not { } into)
            {
                return Problem.Coded("PLATFORM-005", nameof(request.Into));
            }

            return await desk.RefuseBeyond(EnterprisesPermissions.Administer, into.Units, cancel) is { } refusal ? refusal : Decide(from, into, request, (await desk.Context(cancel)).Places);
        }, cancel);
    }
}

/// <summary>Says that two firms that look alike are two (不是同一单位). It is remembered, and they are not offered again.</summary>
internal static class TellEnterprisesApart
{
    [Needs(EnterprisesPermissions.Edit)]
    public sealed record Request(EnterpriseId One, EnterpriseId Other, string? Reason = null) : ICommand<None>;

    public static Result<Decision<None>> Decide(Enterprise one, Enterprise other, Request request)
    {
        if (one.Id == other.Id)
        {
            return Problem.Coded("ENT-018", nameof(request.Other));
        }

        var reason = TermsCheck.Blank(request.Reason);
        return one.Apart.Contains(other.Id) && other.Apart.Contains(one.Id) ? new Decision<None>(default)
            : new Decision<None>(default, new Change(one, new EnterpriseToldApart(other.Id, other.Name, reason)), new Change(other, new EnterpriseToldApart(one.Id, one.Name, reason)));
    }

    internal sealed class Handler(RegisterDesk desk) : IHandler<Request, None>
    {
        public ValueTask<Result<None>> Handle(Request request, CancellationToken cancel) => desk.OnFirm<None>(request.One, EnterprisesPermissions.Edit, async one =>
            await desk.Firm(request.Other, cancel) is not { } other ? Problem.Coded("PLATFORM-005", nameof(request.Other))
                : await desk.RefuseBeyond(EnterprisesPermissions.Edit, other.Units, cancel) is { } refusal ? refusal : Decide(one, other, request), cancel);
    }
}

/// <summary>Says that two entries of premises that look alike are two (不是同一场所).</summary>
internal static class TellPremisesApart
{
    [Needs(EnterprisesPermissions.Edit)]
    public sealed record Request(PremisesId One, PremisesId Other, string? Reason = null) : ICommand<None>;

    public static Result<Decision<None>> Decide(Premises one, Premises other, Request request)
    {
        if (one.Id == other.Id)
        {
            return Problem.Coded("ENT-018", nameof(request.Other));
        }

        var reason = TermsCheck.Blank(request.Reason);
        return one.Apart.Contains(other.Id) && other.Apart.Contains(one.Id) ? new Decision<None>(default)
            : new Decision<None>(default, new Change(one, new PremisesToldApart(other.Id, other.Name, reason)), new Change(other, new PremisesToldApart(one.Id, one.Name, reason)));
    }

    internal sealed class Handler(RegisterDesk desk) : IHandler<Request, None>
    {
        public ValueTask<Result<None>> Handle(Request request, CancellationToken cancel) => desk.OnPremises<None>(request.One, EnterprisesPermissions.Edit, async one =>
            await desk.Premises(request.Other, cancel) is not { } other ? Problem.Coded("PLATFORM-005", nameof(request.Other))
                : await desk.RefuseBeyond(EnterprisesPermissions.Edit, other.Units, cancel) is { } refusal ? refusal : Decide(one, other, request), cancel);
    }
}
