using Bihuan.Kernel;
using Bihuan.Platform;

namespace Bihuan.Organisation;

/// <summary>Appoints (任命).</summary>
internal static class AppointFeature
{
    /// <summary>The longest probation that anybody is given; more is a slip of the pen.</summary>
    private const int LongestProbation = 5;

    public static Result<Decision<HoldingId>> Decide(Book book, Appoint request, NewIds ids)
    {
        List<Problem> problems = [];
        List<Change> changes = [];
        if (request.ProbationYears is < 0 or > LongestProbation)
        {
            problems.Add(Problem.Coded("ORG-020", nameof(request.ProbationYears), request.ProbationYears.ToString()));
        }
        if (Named.Post(book, request.Post, request.Source, ids, changes, problems) is not { } post)
        {
            if (request.Person.Id is null)
            {
                Named.IsName(request.Person.Name, problems);
            }

            return problems;
        }

        var held = book.HoldingsOf(post, request.Person).ToList();
        if (request.Source is not null && held.Find(h => h.Appointed == request.Source && h.From == request.From) is { } same)
        {
            return problems.Count > 0 ? problems : new Decision<HoldingId>(same.Id);
        }

        // A document named them in the post before, without saying since when: this is the beginning of that time.
        var known = held.Find(h => h.From is null && h.Appointed is null && !(h.To <= request.From) && !h.Seen.Any(s => s.Day < request.From));
        if (known is not null && problems.Count == 0)
        {
            return new Decision<HoldingId>(known.Id, new Change(
                known, new HoldingChanged(request.From, known.To, request.Source, known.Removed, request.Concurrent, request.Acting, request.ProbationYears), request.From));
        }
        if (held.Find(h => h.Period.Overlaps(new(request.From, null)) && !h.Seen.Any(s => s.Day < request.From && h.From is null)) is { } overlapping)
        {
            problems.Add(Problem.Coded("ORG-021", nameof(request.Person), book.Person(overlapping.Person)?.Name ?? "", Days.Text(overlapping.From), overlapping.Appointed?.ToString() ?? "—"));
        }
        if (Named.Person(book, request.Person, ids, changes, problems) is not { } person || problems.Count > 0)
        {
            return problems;
        }

        var entered = new HoldingEntered(ids.New<HoldingId>(), post, person, HoldingOrigin.Appointment, request.From, null, request.Source, null, request.Concurrent, request.Acting, request.ProbationYears, []);
        changes.Add(new(new Holding(), entered, request.From));
        return new Decision<HoldingId>(entered.Id, changes);
    }

    internal sealed class Handler(Register register) : IHandler<Appoint, HoldingId>
    {
        public async ValueTask<Result<HoldingId>> Handle(Appoint request, CancellationToken cancel) =>
            await register.SeatOrRefuse(request.Person, request.Post, cancel) switch
            {
                (_, { } refusal) => refusal,
                var (book, _) => await register.Carry(Decide(book, request, register.Ids), cancel),
            };
    }
}

/// <summary>Takes an appointment back (撤回任命登记).</summary>
internal static class UndoAppointFeature
{
    public static Result<Decision<None>> Decide(Holding? holding, UndoAppoint request)
    {
        if (holding is null)
        {
            return Problem.Coded("PLATFORM-005", nameof(request.Holding));
        }
        if (holding.Withdrawn)
        {
            return new Decision<None>(default);
        }

        // What another document proves stays.
        return holding.Origin is HoldingOrigin.Sighting or HoldingOrigin.Removal && holding.Appointed is not null
            ? new Decision<None>(default, new Change(holding, new HoldingChanged(null, holding.To, null, holding.Removed, Concurrent: false, Acting: false, 0)))
            : new Decision<None>(default, new Change(holding, new HoldingWithdrawn(null)));
    }

    internal sealed class Handler(Register register) : IHandler<UndoAppoint, None>
    {
        public async ValueTask<Result<None>> Handle(UndoAppoint request, CancellationToken cancel) =>
            await register.HoldingOrRefuse(request.Holding, OrganisationPermissions.Adopt, cancel) switch
            {
                (_, { } refusal) => refusal,
                var (holding, _) => await register.Carry(Decide(holding, request), cancel),
            };
    }
}

/// <summary>Removes from a post (免去).</summary>
internal static class RemoveFeature
{
    public static Result<Decision<HoldingId>> Decide(Book book, Remove request, NewIds ids)
    {
        List<Problem> problems = [];
        List<Change> changes = [];
        if (Named.Post(book, request.Post, request.Source, ids, changes, problems) is not { } post)
        {
            if (request.Person.Id is null)
            {
                Named.IsName(request.Person.Name, problems);
            }

            return problems;
        }

        var held = book.HoldingsOf(post, request.Person).ToList();
        if (held.Find(h => h.To == request.On && h.Removed == request.Source) is { } same)
        {
            return new Decision<HoldingId>(same.Id);
        }

        var name = request.Person.Name?.Trim() ?? book.Person(request.Person.Id)?.Name ?? "";
        var open = held.Where(h => !(h.From >= request.On) && (h.To is null || (h.To == request.On && h.Removed is null))).ToList();
        if (open.Count > 1)
        {
            return Problem.Coded("ORG-024", nameof(request.Person), name);
        }
        if (open is [var holding])
        {
            return new Decision<HoldingId>(holding.Id, new Change(holding, new HoldingEnded(request.On, request.Source), request.On));
        }
        if (held.Find(h => h.From >= request.On) is { } later)
        {
            problems.Add(Problem.Coded("ORG-022", nameof(request.On), name, Days.Text(later.From), Days.Text(request.On)));
        }
        if (held.Find(h => h.To is not null && !(h.From >= request.On)) is { } ended)
        {
            problems.Add(Problem.Coded("ORG-023", nameof(request.On), name, Days.Text(ended.To), ended.Removed?.ToString() ?? "—"));
        }
        if (Named.Person(book, request.Person, ids, changes, problems) is not { } person || problems.Count > 0)
        {
            return problems;
        }

        var entered = new HoldingEntered(ids.New<HoldingId>(), post, person, HoldingOrigin.Removal, null, request.On, null, request.Source, Concurrent: false, Acting: false, 0, []);
        changes.Add(new(new Holding(), entered, request.On));
        return new Decision<HoldingId>(entered.Id, changes);
    }

    internal sealed class Handler(Register register) : IHandler<Remove, HoldingId>
    {
        public async ValueTask<Result<HoldingId>> Handle(Remove request, CancellationToken cancel) =>
            await register.SeatOrRefuse(request.Person, request.Post, cancel) switch
            {
                (_, { } refusal) => refusal,
                var (book, _) => await register.Carry(Decide(book, request, register.Ids), cancel),
            };
    }
}

/// <summary>Takes a removal back (撤回免职登记).</summary>
internal static class UndoRemoveFeature
{
    public static Result<Decision<None>> Decide(Holding? holding, UndoRemove request)
    {
        if (holding is null)
        {
            return Problem.Coded("PLATFORM-005", nameof(request.Holding));
        }
        if (holding.Withdrawn || holding.To is null)
        {
            return new Decision<None>(default);
        }

        var onlyTheRemovalProvedIt = holding is { Origin: HoldingOrigin.Removal, Appointed: null, Seen.Count: 0 };
        return new Decision<None>(default, new Change(holding, onlyTheRemovalProvedIt ? new HoldingWithdrawn(null) : new HoldingReopened()));
    }

    internal sealed class Handler(Register register) : IHandler<UndoRemove, None>
    {
        public async ValueTask<Result<None>> Handle(UndoRemove request, CancellationToken cancel) =>
            await register.HoldingOrRefuse(request.Holding, OrganisationPermissions.Adopt, cancel) switch
            {
                (_, { } refusal) => refusal,
                var (holding, _) => await register.Carry(Decide(holding, request), cancel),
            };
    }
}

/// <summary>Notes that a document names somebody in a post (登记在任依据).</summary>
internal static class NoteHolderFeature
{
    public static Result<Decision<HoldingId>> Decide(Book book, NoteHolder request, NewIds ids)
    {
        List<Problem> problems = [];
        List<Change> changes = [];
        if (Named.Post(book, request.Post, request.Source, ids, changes, problems) is not { } post
            || Named.Sight(book, request.Person, post, request.Day, request.Source, ids, changes, problems) is not var (_, holding)
            || problems.Count > 0)
        {
            return problems;
        }

        return new Decision<HoldingId>(holding, changes);
    }

    internal sealed class Handler(Register register) : IHandler<NoteHolder, HoldingId>
    {
        public async ValueTask<Result<HoldingId>> Handle(NoteHolder request, CancellationToken cancel) =>
            await register.SeatOrRefuse(request.Person, request.Post, cancel) switch
            {
                (_, { } refusal) => refusal,
                var (book, _) => await register.Carry(Decide(book, request, register.Ids), cancel),
            };
    }
}

/// <summary>Puts a holding right (更正任职).</summary>
internal static class CorrectHolding
{
    [Needs(OrganisationPermissions.Edit)]
    public sealed record Request(HoldingId Holding, int Version, DateOnly? From, DateOnly? To, Clause? Appointed, Clause? Removed, bool Concurrent, bool Acting, int ProbationYears) : ICommand<None>;

    public static Result<Decision<None>> Decide(Holding? holding, Request request)
    {
        if (holding is null or { Withdrawn: true })
        {
            return Problem.Coded("PLATFORM-005", nameof(request.Holding));
        }

        List<Problem> problems = [];
        if (request.Version != 0 && holding.Version != request.Version)
        {
            problems.Add(Problem.Coded("PLATFORM-004", nameof(request.Version)));
        }
        if (new Period(request.From, request.To).IsEmpty)
        {
            problems.Add(Problem.Coded("ORG-009", nameof(request.To), Days.Text(request.From), Days.Text(request.To)));
        }
        if (request.ProbationYears is < 0 or > 5)
        {
            problems.Add(Problem.Coded("ORG-020", nameof(request.ProbationYears), request.ProbationYears.ToString()));
        }

        var changed = new HoldingChanged(request.From, request.To, request.Appointed, request.Removed, request.Concurrent, request.Acting, request.ProbationYears);
        var same = changed == new HoldingChanged(holding.From, holding.To, holding.Appointed, holding.Removed, holding.Concurrent, holding.Acting, holding.ProbationYears);
        return problems.Count > 0 ? problems : same ? new Decision<None>(default) : new Decision<None>(default, new Change(holding, changed, request.From));
    }

    internal sealed class Handler(Register register) : IHandler<Request, None>
    {
        public async ValueTask<Result<None>> Handle(Request request, CancellationToken cancel) =>
            await register.HoldingOrRefuse(request.Holding, OrganisationPermissions.Edit, cancel) switch
            {
                (_, { } refusal) => refusal,
                var (holding, _) => await register.Carry(Decide(holding, request), cancel),
            };
    }
}

internal static class SeatLoading
{
    /// <summary>The book of a person and a post; refused where the right does not reach the post's unit.</summary>
    public static async ValueTask<(Book Book, Problem? Refusal)> SeatOrRefuse(this Register register, PersonRef person, PostRef post, CancellationToken cancel)
    {
        var book = await register.Seat(person, post, cancel);
        var unit = book.Post(post.Id)?.Unit ?? book.Unit(post.Unit)?.Id;
        return (book, unit is { } of ? await register.RefuseBeyond(OrganisationPermissions.Adopt, of, cancel) : null);
    }

    /// <summary>A holding; refused where the right does not reach its unit.</summary>
    public static async ValueTask<(Holding? Holding, Problem? Refusal)> HoldingOrRefuse(this Register register, HoldingId id, string permission, CancellationToken cancel)
    {
        var holding = await register.Db.FindAsync<Holding>([id], cancel);
        return (holding, await register.Post(holding?.Post, cancel) is { } post ? await register.RefuseBeyond(permission, post.Unit, cancel) : null);
    }
}
