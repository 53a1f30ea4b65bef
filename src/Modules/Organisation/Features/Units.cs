using Bihuan.Kernel;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Organisation;

/// <summary>Enters a unit (新增机构).</summary>
internal static class CreateUnitFeature
{
    public const int LongestName = 100;

    /// <summary>Every refusal is decided here from its arguments; the handler only loads and saves.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="id">The id it would get.</param>
    /// <param name="nameIsTaken">Whether another unit has the name at the same time.</param>
    /// <param name="parent">The parent, where one is named and found.</param>
    /// <param name="splitFromExists">Whether the unit it was split from is there, or none is named.</param>
    public static Result<Decision<UnitId>> Decide(CreateUnit request, UnitId id, bool nameIsTaken, Unit? parent, bool splitFromExists)
    {
        List<Problem> problems = [];
        var name = request.Name.Trim();
        if (name.Length is 0 or > LongestName)
        {
            problems.Add(Problem.Coded("ORG-001", nameof(request.Name)));
        }
        if (nameIsTaken)
        {
            problems.Add(Problem.Coded("ORG-002", nameof(request.Name), name));
        }
        if (request.Parent is not null && parent is null)
        {
            problems.Add(Problem.Coded("ORG-003", nameof(request.Parent)));
        }
        if (!splitFromExists)
        {
            problems.Add(Problem.Coded("ORG-003", nameof(request.SplitFrom)));
        }
        if (new Period(request.From, request.To).IsEmpty)
        {
            problems.Add(Problem.Coded("ORG-009", nameof(request.To), Days.Text(request.From), Days.Text(request.To)));
        }

        return problems.Count > 0 ? problems : new Decision<UnitId>(id, new Change(
            new Unit(), new UnitCreated(id, name, request.Kind, request.Level, parent?.Id, request.From, request.To, request.Source, request.SplitFrom, request.Note), request.From));
    }

    internal sealed class Handler(Register register) : IHandler<CreateUnit, UnitId>
    {
        public async ValueTask<Result<UnitId>> Handle(CreateUnit request, CancellationToken cancel)
        {
            var name = request.Name.Trim();
            var namesakes = await register.Db.Set<Unit>().AsNoTracking().Where(u => u.Name == name && u.DuplicateOf == null).ToListAsync(cancel);
            return await register.Carry(
                Decide(
                    request,
                    register.Ids.New<UnitId>(),
                    namesakes.Exists(u => u.Period.Overlaps(new(request.From, request.To))),
                    await register.Unit(request.Parent, cancel),
                    request.SplitFrom is null || await register.Unit(request.SplitFrom, cancel) is not null),
                cancel);
        }
    }
}

/// <summary>Gives a unit another name from a day on (更名).</summary>
internal static class RenameUnitFeature
{
    public static Result<Decision<None>> Decide(Unit? unit, RenameUnit request)
    {
        if (unit is null)
        {
            return Problem.Coded("PLATFORM-005", nameof(request.Unit));
        }

        List<Problem> problems = [];
        var name = request.Name.Trim();
        if (request.Version != 0 && unit.Version != request.Version)
        {
            problems.Add(Problem.Coded("PLATFORM-004", nameof(request.Version)));
        }
        if (name.Length is 0 or > CreateUnitFeature.LongestName)
        {
            problems.Add(Problem.Coded("ORG-001", nameof(request.Name)));
        }
        if (!unit.Period.Holds(request.From))
        {
            problems.Add(Problem.Coded("ORG-010", nameof(request.From), unit.Name, Days.Text(request.From)));
        }
        if (unit.Names.Contains(new(name, request.From, request.Source)))
        {
            return problems.Count > 0 ? problems : new Decision<None>(default);
        }
        if (unit.Names.Any(n => n.From == request.From))
        {
            problems.Add(Problem.Coded("ORG-011", nameof(request.From), Days.Text(request.From)));
        }

        return problems.Count > 0 ? problems : new Decision<None>(default, new Change(unit, new UnitRenamed(name, request.From, request.Source), request.From));
    }

    internal sealed class Handler(Register register) : IHandler<RenameUnit, None>
    {
        public async ValueTask<Result<None>> Handle(RenameUnit request, CancellationToken cancel) =>
            await register.Carry(Decide(await register.Unit(request.Unit, cancel), request), cancel);
    }
}

/// <summary>Puts a unit under another from a day on (调整隶属).</summary>
internal static class MoveUnitFeature
{
    /// <param name="unit">The unit.</param>
    /// <param name="request">What is asked.</param>
    /// <param name="parent">The new parent, where one is named and found.</param>
    /// <param name="above">The new parent and all units above it on that day.</param>
    public static Result<Decision<None>> Decide(Unit? unit, MoveUnit request, Unit? parent, IReadOnlyList<UnitId> above)
    {
        if (unit is null)
        {
            return Problem.Coded("PLATFORM-005", nameof(request.Unit));
        }

        List<Problem> problems = [];
        if (request.Version != 0 && unit.Version != request.Version)
        {
            problems.Add(Problem.Coded("PLATFORM-004", nameof(request.Version)));
        }
        if (request.Parent is not null && parent is null)
        {
            problems.Add(Problem.Coded("ORG-003", nameof(request.Parent)));
        }
        if (above.Contains(unit.Id))
        {
            problems.Add(Problem.Coded("ORG-012", nameof(request.Parent), unit.Name, parent?.Name ?? ""));
        }
        if (!unit.Period.Holds(request.From))
        {
            problems.Add(Problem.Coded("ORG-010", nameof(request.From), unit.Name, Days.Text(request.From)));
        }
        if (problems.Count == 0 && unit.ParentOn(request.From) == parent?.Id)
        {
            return new Decision<None>(default);
        }
        if (unit.Parents.Any(p => p.From == request.From))
        {
            problems.Add(Problem.Coded("ORG-011", nameof(request.From), Days.Text(request.From)));
        }

        return problems.Count > 0 ? problems : new Decision<None>(default, new Change(unit, new UnitMoved(parent?.Id, request.From, request.Source), request.From));
    }

    internal sealed class Handler(Register register, OrganisationQueries queries) : IHandler<MoveUnit, None>
    {
        public async ValueTask<Result<None>> Handle(MoveUnit request, CancellationToken cancel)
        {
            var parent = await register.Unit(request.Parent, cancel);
            var refusal = request.Parent is null
                ? await register.RefuseUnlessOverAll(OrganisationPermissions.Edit, cancel)
                : parent is not null ? await register.RefuseBeyond(OrganisationPermissions.Edit, parent.Id, cancel) : null;
            if (refusal is not null)
            {
                return refusal;
            }

            return await register.Carry(
                Decide(await register.Unit(request.Unit, cancel), request, parent, parent is null ? [] : await queries.UnitAndAncestors(parent.Id, request.From, cancel)), cancel);
        }
    }
}

/// <summary>Ends a unit or lets it go into another (撤销、并入).</summary>
internal static class EndUnitFeature
{
    public static Result<Decision<None>> Decide(Unit? unit, EndUnit request, Unit? into)
    {
        if (unit is null)
        {
            return Problem.Coded("PLATFORM-005", nameof(request.Unit));
        }

        List<Problem> problems = [];
        if (request.Version != 0 && unit.Version != request.Version)
        {
            problems.Add(Problem.Coded("PLATFORM-004", nameof(request.Version)));
        }
        if (request.MergedInto is not null && into is null)
        {
            problems.Add(Problem.Coded("ORG-003", nameof(request.MergedInto)));
        }
        if (into?.Id == unit.Id)
        {
            problems.Add(Problem.Coded("ORG-013", nameof(request.MergedInto)));
        }
        if (new Period(unit.From, request.To).IsEmpty)
        {
            problems.Add(Problem.Coded("ORG-009", nameof(request.To), Days.Text(unit.From), Days.Text(request.To)));
        }
        if ((unit.To, unit.MergedInto, unit.EndSource) == (request.To, into?.Id, request.Source))
        {
            return new Decision<None>(default);
        }

        return problems.Count > 0 ? problems : new Decision<None>(default, new Change(unit, new UnitEnded(request.To, into?.Id, request.Source), request.To));
    }

    internal sealed class Handler(Register register) : IHandler<EndUnit, None>
    {
        public async ValueTask<Result<None>> Handle(EndUnit request, CancellationToken cancel) =>
            await register.Carry(Decide(await register.Unit(request.Unit, cancel), request, await register.Unit(request.MergedInto, cancel)), cancel);
    }
}

/// <summary>Puts right what was entered wrongly about a unit (更正).</summary>
internal static class CorrectUnit
{
    /// <param name="Unit">The unit.</param>
    /// <param name="Version">The version that the person saw; another one by now is a clash that they decide on.</param>
    /// <param name="Name">Its latest name.</param>
    /// <param name="Kind">Its kind.</param>
    /// <param name="Level">Where it sits.</param>
    /// <param name="Parent">Its latest parent.</param>
    /// <param name="From">The first day.</param>
    /// <param name="To">The first day it no longer is.</param>
    /// <param name="MergedInto">The unit it went into.</param>
    /// <param name="SplitFrom">The unit it was split from.</param>
    /// <param name="Note">What is doubtful.</param>
    [Needs(OrganisationPermissions.Edit)]
    public sealed record Request(
        UnitId Unit, int Version, string Name, UnitKind Kind, Reading.Units.UnitLevel Level, UnitId? Parent, DateOnly? From, DateOnly? To, UnitId? MergedInto, UnitId? SplitFrom, string? Note) : ICommand<None>, IForUnit
    {
        Guid? IForUnit.Unit => Unit.Value;
    }

    /// <param name="unit">The unit.</param>
    /// <param name="request">What is asked.</param>
    /// <param name="exists">Whether a unit is there.</param>
    /// <param name="above">The parent and all units above it today.</param>
    public static Result<Decision<None>> Decide(Unit? unit, Request request, Func<UnitId, bool> exists, IReadOnlyList<UnitId> above)
    {
        if (unit is null)
        {
            return Problem.Coded("PLATFORM-005", nameof(request.Unit));
        }

        List<Problem> problems = [];
        var name = request.Name.Trim();
        if (request.Version != 0 && unit.Version != request.Version)
        {
            problems.Add(Problem.Coded("PLATFORM-004", nameof(request.Version)));
        }
        if (name.Length is 0 or > CreateUnitFeature.LongestName)
        {
            problems.Add(Problem.Coded("ORG-001", nameof(request.Name)));
        }

        foreach (var (field, id) in new[] { (nameof(request.Parent), request.Parent), (nameof(request.MergedInto), request.MergedInto), (nameof(request.SplitFrom), request.SplitFrom) })
        {
            if (id is { } other && !exists(other))
            {
                problems.Add(Problem.Coded("ORG-003", field));
            }
        }

        if (above.Contains(unit.Id))
        {
            problems.Add(Problem.Coded("ORG-012", nameof(request.Parent), unit.Name, name));
        }
        if (request.MergedInto == unit.Id || request.SplitFrom == unit.Id)
        {
            problems.Add(Problem.Coded("ORG-013", nameof(request.MergedInto)));
        }
        if (new Period(request.From, request.To).IsEmpty)
        {
            problems.Add(Problem.Coded("ORG-009", nameof(request.To), Days.Text(request.From), Days.Text(request.To)));
        }
        if (problems.Count > 0)
        {
            return problems;
        }

        var note = string.IsNullOrWhiteSpace(request.Note) ? null : request.Note.Trim();
        var same = (unit.Name, unit.Kind, unit.Level, unit.Parent, unit.From, unit.To, unit.MergedInto, unit.SplitFrom, unit.Note)
            == (name, request.Kind, request.Level, request.Parent, request.From, request.To, request.MergedInto, request.SplitFrom, note);
        return same ? new Decision<None>(default)
            : new Decision<None>(default, new Change(unit, new UnitCorrected(name, request.Kind, request.Level, request.Parent, request.From, request.To, request.MergedInto, request.SplitFrom, note)));
    }

    internal sealed class Handler(Register register, OrganisationQueries queries, Moment moment) : IHandler<Request, None>
    {
        public async ValueTask<Result<None>> Handle(Request request, CancellationToken cancel)
        {
            var named = new[] { request.Parent, request.MergedInto, request.SplitFrom }.OfType<UnitId>().ToArray();
            var there = await register.Db.Set<Unit>().AsNoTracking().Where(u => named.Contains(u.Id) && u.DuplicateOf == null).Select(u => u.Id).ToListAsync(cancel);
            var unit = await register.Unit(request.Unit, cancel);
            var refusal = request.Parent is { } parent ? await register.RefuseBeyond(OrganisationPermissions.Edit, parent, cancel)
                : unit?.Parent is not null ? await register.RefuseUnlessOverAll(OrganisationPermissions.Edit, cancel) : null;
            if (refusal is not null)
            {
                return refusal;
            }

            return await register.Carry(
                Decide(unit, request, there.Contains, request.Parent is { } up && up != unit?.Parent ? await queries.UnitAndAncestors(up, moment.Today, cancel) : []), cancel);
        }
    }
}
