using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Platform;

namespace Bihuan.Accounts;

/// <summary>A person as offered for choice.</summary>
/// <param name="Id">The person.</param>
/// <param name="Name">Their name.</param>
/// <param name="Posts">The posts they hold, which tell people of one name apart.</param>
internal sealed record PersonChoice(Guid Id, string Name, string? Posts);

/// <summary>Finds people by their whole name, to say whose an account is.</summary>
internal static class FindPeople
{
    [Needs(AccountsPermissions.Manage)]
    public sealed record Request(string Name) : IQuery<IReadOnlyList<PersonChoice>>;

    internal sealed class Handler(IOrganisationQueries organisation, Moment moment) : IHandler<Request, IReadOnlyList<PersonChoice>>
    {
        public async ValueTask<Result<IReadOnlyList<PersonChoice>>> Handle(Request request, CancellationToken cancel) =>
            request.Name.Trim().Length == 0
                ? new Result<IReadOnlyList<PersonChoice>>.Done([])
                : (await organisation.PeopleNamed(request.Name.Trim(), moment.Day, cancel)).Select(p => new PersonChoice(p.Id.Value, p.Name, string.Join(' ', p.Posts.Select(h => h.Title)))).ToList();
    }
}
