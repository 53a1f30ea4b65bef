using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Platform;

namespace Bihuan.Matters;

/// <summary>Leaders to choose from for a matter: those in whose portfolio the lead unit is, the heads of units, people by their whole name. Each by the post held.</summary>
internal static class FindLeaders
{
    private const int Most = 12;

    /// <param name="Words">A name, or part of a unit's.</param>
    /// <param name="Lead">The lead unit, whose leaders come first.</param>
    [Needs(MattersPermissions.View)]
    public sealed record Request(string Words, UnitId? Lead = null) : IQuery<IReadOnlyList<LeaderChoice>>;

    internal sealed class Handler(IOrganisationQueries organisation, MatterQueries queries) : IHandler<Request, IReadOnlyList<LeaderChoice>>
    {
        public async ValueTask<Result<IReadOnlyList<LeaderChoice>>> Handle(Request request, CancellationToken cancel)
        {
            var (day, words, names) = (queries.Day, request.Words.Trim(), await queries.Names(cancel));
            List<Holder> found = [];
            if (request.Lead is { } lead)
            {
                foreach (var answering in (await organisation.LeadersFor(lead, day, cancel)).Where(a => a.StillInPost))
                {
                    found.AddRange((await organisation.HoldingsOf(answering.Person, day, cancel)).Where(h => h.Title == answering.Title));
                }

                found.AddRange(await organisation.HeadsOf(lead, day, cancel));
            }
            if (words.Length > 0)
            {
                found.AddRange((await organisation.PeopleNamed(words, day, cancel)).SelectMany(p => p.Posts));
                foreach (var unit in names.Where(n => n.Value.Contains(words, StringComparison.Ordinal)).Take(Most))
                {
                    found.AddRange(await organisation.HeadsOf(unit.Key, day, cancel));
                }
            }

            return found.DistinctBy(h => (h.Post, h.Person)).Select(h => new LeaderChoice(h.Post, h.Name, h.Title, names.GetValueOrDefault(h.Unit)))
                .Where(c => words.Length == 0 || $"{c.Unit}{c.Title}{c.Name}".Contains(words, StringComparison.Ordinal)).Take(Most).ToList();
        }
    }
}

/// <summary>Somebody in a post, as offered for choice.</summary>
/// <param name="Post">The post.</param>
/// <param name="Name">The holder of the day.</param>
/// <param name="Title">The post's title.</param>
/// <param name="Unit">Its unit.</param>
internal sealed record LeaderChoice(PostId Post, string Name, string Title, string? Unit);
