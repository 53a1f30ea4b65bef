using Bihuan.Kernel;

namespace Bihuan.Reading.Units;

/// <summary>A name as printed, where it stands, and what it means.</summary>
/// <param name="Printed">The name.</param>
/// <param name="Places">The clauses that print it, in text order, each once.</param>
/// <param name="Match">What it means.</param>
public sealed record UnitResolution(string Printed, IReadOnlyList<Clause> Places, UnitMatch Match);

/// <summary>Resolves the units that a reading names. Pure; the reading itself needs no registry.</summary>
public static class UnitResolver
{
    /// <summary>Every unit named in tasks, indicators, hazards and groups, in order of first mention. One name printed in documents of
    /// two governments is listed once for each.</summary>
    public static IReadOnlyList<UnitResolution> Resolve(ReadResult result, UnitRegistry registry)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(registry);
        var places = new Dictionary<(string Name, UnitLevel? Level), List<Clause>>();
        List<(string Name, UnitLevel? Level)> order = [];
        foreach (var document in result.Documents)
        {
            var level = LevelOf(document, registry.Government);
            foreach (var commitment in document.Commitments)
            {
                foreach (var name in NamesIn(commitment))
                {
                    var key = (name, level);
                    if (!places.TryGetValue(key, out var at))
                    {
                        places.Add(key, at = []);
                        order.Add(key);
                    }

                    var clause = new Clause(document.Name, commitment.Place);
                    if (at.Count == 0 || at[^1] != clause)
                    {
                        at.Add(clause);
                    }
                }
            }
        }

        return order.ConvertAll(key => new UnitResolution(
            key.Name,
            places[key],
            key.Level is null && registry.Resolve(key.Name) is not { Outcome: ResolutionOutcome.Collective }
                ? new(ResolutionOutcome.Unknown, null, [], "公文由另一地政府发出，名册不适用")
                : registry.Resolve(key.Name, key.Level)));
    }

    /// <summary>The names that a person must place: unknown ones, and those that may be one of several (READ-021), each with its
    /// first clause and its candidates.</summary>
    public static IReadOnlyList<Problem> Problems(ReadResult result, UnitRegistry registry) =>
    [
        .. Resolve(result, registry)
            .Where(r => r.Match.Outcome is ResolutionOutcome.Uncertain or ResolutionOutcome.Unknown)
            .Select(r => new Problem(
                "READ-021",
                r.Printed,
                $"“{r.Printed}”（{r.Places[0]}{(r.Places.Count > 1 ? $"等{r.Places.Count}处" : "")}）在机构名册中对不上"
                + (r.Match.Candidates.Count == 0 ? "，请人工确认。" : $"，可能是{string.Join("、", r.Match.Candidates.Select(c => c.Name))}，请人工确认。"))),
    ];

    private static IEnumerable<string> NamesIn(Commitment commitment) => commitment switch
    {
        TaskCommitment task => task.LeadUnits.Concat(task.Implementers).Concat(task.Units).Concat(task.Streets),
        IndicatorCommitment indicator => indicator.LeadUnits,
        HazardCommitment hazard => hazard.Supervising,
        GroupCommitment group => group.LeadUnits.Concat(group.Units),
        _ => [],
    };

    /// <summary>The level of the government that issued a document; <see langword="null"/> for another place's.</summary>
    private static UnitLevel? LevelOf(Document document, Government government) => LevelOf(document.Issuers, document.Title, government);

    /// <summary>The level of the government whose issuers and title a document names; <see langword="null"/> for another place's.</summary>
    public static UnitLevel? LevelOf(IReadOnlyList<string> issuersOfDocument, string title, Government government)
    {
        ArgumentNullException.ThrowIfNull(issuersOfDocument);
        ArgumentNullException.ThrowIfNull(government);
        var issuers = issuersOfDocument.Append(title).ToList();
        if (issuers.Exists(i => i.Contains(government.Name, StringComparison.Ordinal)))
        {
            return government.Level;
        }

        // A body that names no place (某某委员会) is taken for the registry's own; one that names another place is not.
        var other = issuersOfDocument.FirstOrDefault(i => i.AsSpan().IndexOfAny('区', '县', '市') > 0 || i.Contains('省', StringComparison.Ordinal));
        if (other is null)
        {
            return government.Level;
        }
        if (government.City is { } city && other.Contains(city, StringComparison.Ordinal))
        {
            var rest = other[(other.IndexOf(city, StringComparison.Ordinal) + city.Length)..];
            return rest.AsSpan(0, Math.Min(5, rest.Length)).IndexOfAny('区', '县') < 0 ? UnitLevel.City : null;
        }

        return government.Province is { } province && other.Contains(province, StringComparison.Ordinal) && other.AsSpan(province.Length).IndexOfAny('市', '县', '区') < 0 ? UnitLevel.Province : null;
    }
}
