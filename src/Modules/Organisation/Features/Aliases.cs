using Bihuan.Kernel;
using Bihuan.Platform;

namespace Bihuan.Organisation;

/// <summary>Gives a unit a further name (登记别名).</summary>
/// <remarks>A name that means another unit already is taken all the same: two documents may use one name for two bodies. It then resolves
/// to neither by itself, both are offered, and the findings say so.</remarks>
internal static class AddAliasFeature
{
    public static Result<Decision<None>> Decide(Unit? unit, AddAlias request)
    {
        if (unit is null)
        {
            return Problem.Coded("ORG-003", nameof(request.Unit));
        }

        List<Problem> problems = [];
        var name = request.Name.Trim();
        if (name.Length is 0 or > CreateUnitFeature.LongestName)
        {
            problems.Add(Problem.Coded("ORG-014", nameof(request.Name)));
        }
        if (new Period(request.From, request.To).IsEmpty)
        {
            problems.Add(Problem.Coded("ORG-009", nameof(request.To), Days.Text(request.From), Days.Text(request.To)));
        }
        if (problems.Count > 0)
        {
            return problems;
        }

        // The unit's own name needs no alias; one name of one worth is kept once, with the clause that proved it first.
        var there = unit.Names.Any(n => n.Name == name) || unit.Aliases.Any(a => a.Name == name && a.Kind == request.Kind && a.From == request.From && a.To == request.To);
        return there ? new Decision<None>(default) : new Decision<None>(default, new Change(unit, new AliasAdded(new(name, request.Kind, request.Source, request.From, request.To)), request.From));
    }

    internal sealed class Handler(Register register) : IHandler<AddAlias, None>
    {
        public async ValueTask<Result<None>> Handle(AddAlias request, CancellationToken cancel) =>
            await register.Carry(Decide(await register.Unit(request.Unit, cancel), request), cancel);
    }
}

/// <summary>Takes a further name away again.</summary>
internal static class RemoveAliasFeature
{
    public static Result<Decision<None>> Decide(Unit? unit, RemoveAlias request)
    {
        if (unit is null)
        {
            return Problem.Coded("ORG-003", nameof(request.Unit));
        }

        return new Decision<None>(default, [.. unit.Aliases
            .Where(a => a.Name == request.Name.Trim() && a.Kind == request.Kind && a.Source == request.Source)
            .Select(a => new Change(unit, new AliasRemoved(a)))]);
    }

    internal sealed class Handler(Register register) : IHandler<RemoveAlias, None>
    {
        public async ValueTask<Result<None>> Handle(RemoveAlias request, CancellationToken cancel) =>
            await register.Carry(Decide(await register.Unit(request.Unit, cancel), request), cancel);
    }
}
