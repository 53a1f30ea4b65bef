using Bihuan.Kernel;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Organisation;

/// <summary>People whose name has some words, the exact name first.</summary>
internal static class FindPeople
{
    [Needs(OrganisationPermissions.View)]
    public sealed record Request(string Words, int Limit, PersonId? Id = null) : IQuery<IReadOnlyList<PersonChoice>>;

    internal sealed class Handler(OrganisationQueries queries, BihuanContext db, Moment moment) : IHandler<Request, IReadOnlyList<PersonChoice>>
    {
        public async ValueTask<Result<IReadOnlyList<PersonChoice>>> Handle(Request request, CancellationToken cancel)
        {
            var words = request.Words.Trim();
            var among = request.Id is { } id ? db.Set<Person>().AsNoTracking().Where(p => p.Id == id) : ListPeople.Among(db, words);
            var people = await among.OrderBy(p => p.Name == words ? 0 : 1).ThenBy(p => p.Name).ThenBy(p => p.Id).Take(request.Limit).ToListAsync(cancel);
            var ids = people.Select(p => p.Id).ToArray();
            var posts = (await queries.Holders(db.Set<Holding>().Where(h => ids.Contains(h.Person)), moment.Day, cancel)).ToLookup(h => h.Person);
            var of = posts.SelectMany(h => h).Select(h => h.Unit).Distinct().ToArray();
            var units = (await db.Set<Unit>().AsNoTracking().Where(u => of.Contains(u.Id)).ToListAsync(cancel)).ToDictionary(u => u.Id, u => u.NameOn(moment.Day));
            return people.ConvertAll(p => new PersonChoice(p.Id, p.Name, posts[p.Id].Any() ? string.Join("、", posts[p.Id].Select(h => units.GetValueOrDefault(h.Unit) + h.Title)) : p.Number));
        }
    }
}
