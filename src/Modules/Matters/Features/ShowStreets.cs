using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Matters;

/// <summary>Matters by street (街道地图): those that name a street as their place and, where none is named, those that a street leads.</summary>
internal static class ShowStreets
{
    /// <param name="Filter">Which.</param>
    [Needs(MattersPermissions.View)]
    public sealed record Request(MatterFilter Filter) : IQuery<Answer>;

    /// <param name="Streets">Every street of the day, by name.</param>
    /// <param name="Elsewhere">How many matters are about no street.</param>
    public sealed record Answer(IReadOnlyList<Street> Streets, int Elsewhere);

    /// <param name="Unit">The street.</param>
    /// <param name="Name">Its name.</param>
    /// <param name="Count">How many matters.</param>
    /// <param name="Lamps">How many of them have each lamp.</param>
    /// <param name="Ended">How many have ended.</param>
    public sealed record Street(UnitId Unit, string Name, int Count, IReadOnlyDictionary<LampColour, int> Lamps, int Ended)
    {
        /// <summary>The gravest lamp that is lit there; <see langword="null"/> where none is.</summary>
        public LampColour? Worst => Lamps.Where(l => l.Value > 0).Select(l => (LampColour?)l.Key).Max();
    }

    internal sealed class Handler(MatterQueries queries, IOrganisationQueries organisation) : IHandler<Request, Answer>
    {
        public async ValueTask<Result<Answer>> Handle(Request request, CancellationToken cancel)
        {
            // What was never issued is nobody's yet.
            var matters = (await queries.Matching(request.Filter, cancel)).Where(m => m.DueAt != null);
            var (red, yellow, blue, green, grey) = (Is(LampColour.Red), Is(LampColour.Yellow), Is(LampColour.Blue), Is(LampColour.Green), Is(LampColour.Grey));
            var places = await matters.GroupBy(m => m.Place ?? m.Lead).Select(g => new
            {
                g.Key,
                Count = g.Count(),
                Red = g.AsQueryable().Count(red),
                Yellow = g.AsQueryable().Count(yellow),
                Blue = g.AsQueryable().Count(blue),
                Green = g.AsQueryable().Count(green),
                Grey = g.AsQueryable().Count(grey),
                Ended = g.Count(m => m.End != null),
            }).ToListAsync(cancel);
            var streets = (await organisation.Units(queries.Day, cancel)).Where(u => u.Kind is UnitKind.Street).ToDictionary(u => u.Id);
            var byUnit = places.Where(p => p.Key is not null).ToDictionary(p => p.Key!.Value);
            return new Answer(
                [.. streets.Values.Select(s => byUnit.GetValueOrDefault(s.Id) is { } p
                    ? new Street(s.Id, s.Name, p.Count, new Dictionary<LampColour, int> { [LampColour.Red] = p.Red, [LampColour.Yellow] = p.Yellow, [LampColour.Blue] = p.Blue, [LampColour.Green] = p.Green, [LampColour.Grey] = p.Grey }, p.Ended)
                    : new Street(s.Id, s.Name, 0, new Dictionary<LampColour, int>(), 0))],
                places.Where(p => p.Key is not { } unit || !streets.ContainsKey(unit)).Sum(p => p.Count));
        }

        private System.Linq.Expressions.Expression<Func<Matter, bool>> Is(LampColour colour) => LampIn.Is(colour, queries.At);
    }
}
