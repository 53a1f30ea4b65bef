using Bihuan.Kernel;
using Bihuan.Platform;

namespace Bihuan.Organisation;

/// <summary>Units whose name or alias has some words, the likeliest first.</summary>
internal static class FindUnits
{
    [NeedsLogIn]
    public sealed record Request(string Words, int Limit, UnitId? Id = null) : IQuery<IReadOnlyList<UnitChoice>>;

    internal sealed class Handler(OrganisationQueries queries, Moment moment) : IHandler<Request, IReadOnlyList<UnitChoice>>
    {
        public async ValueTask<Result<IReadOnlyList<UnitChoice>>> Handle(Request request, CancellationToken cancel)
        {
            var day = moment.Day;
            if (request.Id is { } id)
            {
                return await queries.Stayed(id, cancel) is { } unit ? new List<UnitChoice> { new(unit.Id.Value, unit.NameOn(day)) } : new List<UnitChoice>();
            }

            var words = request.Words.Trim();
            var all = await queries.AllUnits(cancel);
            var names = all.ToDictionary(u => u.Id, u => u.NameOn(day));
            return (
                from unit in all
                where unit.Period.Holds(day)
                let name = names[unit.Id]
                let alias = unit.Aliases.FirstOrDefault(a => words.Length > 0 && a.Name.Contains(words, StringComparison.Ordinal))?.Name
                let rank = words.Length == 0 || name == words ? 0 : alias == words ? 1 : name.StartsWith(words, StringComparison.Ordinal) ? 2 : name.Contains(words, StringComparison.Ordinal) ? 3 : alias is not null ? 4 : 5
                where rank < 5
                orderby rank, name.Length, name
                select new UnitChoice(unit.Id.Value, name, rank is 1 or 4 ? alias : unit.ParentOn(day) is { } parent ? names.GetValueOrDefault(parent) : null)).Take(request.Limit).ToList();
        }
    }
}
