using Bihuan.Kernel;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Organisation;

/// <summary>Enters a person (新增人员).</summary>
internal static class EnterPersonFeature
{
    public static Result<Decision<PersonId>> Decide(EnterPerson request, PersonId id, bool numberIsTaken)
    {
        List<Problem> problems = [];
        Named.IsName(request.Name, problems);
        if (numberIsTaken)
        {
            problems.Add(Problem.Coded("ORG-016", nameof(request.Number), request.Number ?? ""));
        }

        return problems.Count > 0 ? problems
            : new Decision<PersonId>(id, new Change(new Person(), new PersonEntered(id, request.Name.Trim(), string.IsNullOrWhiteSpace(request.Number) ? null : request.Number.Trim())));
    }

    internal sealed class Handler(Register register) : IHandler<EnterPerson, PersonId>
    {
        public async ValueTask<Result<PersonId>> Handle(EnterPerson request, CancellationToken cancel)
        {
            var number = request.Number?.Trim() ?? "";
            return await register.Carry(
                Decide(request, register.Ids.New<PersonId>(), number.Length > 0 && await register.Db.Set<Person>().AnyAsync(p => p.Number == number && p.DuplicateOf == null, cancel)), cancel);
        }
    }
}

/// <summary>Puts a person's name or number right (更正人员).</summary>
internal static class CorrectPerson
{
    [Needs(OrganisationPermissions.Edit)]
    public sealed record Request(PersonId Person, int Version, string Name, string? Number) : ICommand<None>;

    public static Result<Decision<None>> Decide(Person? person, Request request, bool numberIsTaken)
    {
        if (person is null)
        {
            return Problem.Coded("PLATFORM-005", nameof(request.Person));
        }

        List<Problem> problems = [];
        if (request.Version != 0 && person.Version != request.Version)
        {
            problems.Add(Problem.Coded("PLATFORM-004", nameof(request.Version)));
        }

        Named.IsName(request.Name, problems);
        if (numberIsTaken)
        {
            problems.Add(Problem.Coded("ORG-016", nameof(request.Number), request.Number ?? ""));
        }

        var corrected = new PersonCorrected(request.Name.Trim(), string.IsNullOrWhiteSpace(request.Number) ? null : request.Number.Trim());
        return problems.Count > 0 ? problems
            : corrected == new PersonCorrected(person.Name, person.Number) ? new Decision<None>(default)
            : new Decision<None>(default, new Change(person, corrected));
    }

    internal sealed class Handler(Register register) : IHandler<Request, None>
    {
        public async ValueTask<Result<None>> Handle(Request request, CancellationToken cancel)
        {
            var number = request.Number?.Trim() ?? "";
            var person = await register.Person(request.Person, cancel);
            var id = person?.Id ?? request.Person;
            if (await register.RefuseBeyond(OrganisationPermissions.Edit, id, cancel) is { } refusal)
            {
                return refusal;
            }

            return await register.Carry(
                Decide(person, request, number.Length > 0 && await register.Db.Set<Person>().AnyAsync(p => p.Number == number && p.Id != id && p.DuplicateOf == null, cancel)), cancel);
        }
    }
}
