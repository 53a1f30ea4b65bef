using Bihuan.Kernel;

namespace Bihuan.Hazards;

/// <summary>Every checklist in all its editions. A day is asked by the edition that held then; a day of which no edition is known is said, and no other edition stands in.</summary>
/// <param name="shipped">The editions that the product ships with: what they say of the days of a standard holds.</param>
/// <param name="own">Those of the district, which may stand beside them, and know a standard's edition where no shipped one holds.</param>
internal sealed class ChecklistBook(IReadOnlyList<Checklist> shipped, IReadOnlyList<Checklist>? own = null)
{
    private readonly IReadOnlyList<Checklist> _own = own ?? [];

    /// <summary>The editions.</summary>
    public IReadOnlyList<Checklist> All { get; } = [.. shipped, .. own ?? []];

    /// <summary>Every reason against the book: those of its checklists, and editions that hold on one day.</summary>
    public IReadOnlyList<Problem> Check()
    {
        List<Problem> problems = [.. All.SelectMany(ChecklistCheck.Of)];
        foreach (var editions in All.GroupBy(c => c.Key, StringComparer.Ordinal))
        {
            var inOrder = editions.OrderBy(c => c.From).ToList();
            problems.AddRange(inOrder.Zip(inOrder.Skip(1)).Where(e => e.First.HoldsOn(e.Second.From)).Select(e => Problem.Coded("HAZ-202", editions.Key, e.First.Standard, e.Second.Standard)));
        }

        return problems;
    }

    /// <summary>What premises of a kind are looked at by on a day. Where a shipped one and one of the district's own fit, whoever inspects chooses.</summary>
    /// <returns>The checklists of that day, and for each shipped one that has no edition on it the reason why it is missing, unless one of the district's own stands for its standard.
    /// One of the district's own that does not hold is not missing: it was withdrawn, or has not begun.</returns>
    public (IReadOnlyList<Checklist> InForce, IReadOnlyList<Problem> Missing) For(string kind, DateOnly day)
    {
        List<Checklist> found = [], ours = [.. _own.Where(c => c.IsFor(kind) && c.HoldsOn(day))];
        List<Problem> missing = [];
        foreach (var editions in shipped.Where(c => c.IsFor(kind)).GroupBy(c => c.Key, StringComparer.Ordinal))
        {
            if (editions.FirstOrDefault(c => c.HoldsOn(day)) is { } held)
            {
                found.Add(held);
                continue;
            }
            if (editions.Select(c => FamilyOf(c.Standard)).Intersect(ours.Select(c => FamilyOf(c.Standard)), StringComparer.Ordinal).Any())
            {
                continue;
            }

            // The edition before tells whoever asks what to look for.
            var near = editions.Where(c => c.From <= day).MaxBy(c => c.From) ?? editions.MinBy(c => c.From)!;
            missing.Add(Problem.Coded("HAZ-201", editions.Key, near.Title, HazardCheck.Iso(day), near.Standard));
        }

        return ([.. found, .. ours], missing);
    }

    /// <summary>The edition of a standard that held on a day, such as <c>GB 35181-2017</c> for <c>GB 35181</c>. A standard that no shipped checklist was made from
    /// stays as it was written: that the district made one from it later says nothing of the days before.</summary>
    /// <param name="standard">The standard, with its year or without.</param>
    /// <param name="day">The day of finding.</param>
    /// <returns>The edition; refused with <c>HAZ-201</c> where no edition of that day is known, or another one is named than held then.</returns>
    public Result<string> Edition(string standard, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(standard);
        var family = FamilyOf(standard);
        var editions = shipped.Where(c => FamilyOf(c.Standard) == family).ToList();
        if (editions.Count == 0)
        {
            return standard;
        }

        var held = All.FirstOrDefault(c => FamilyOf(c.Standard) == family && c.HoldsOn(day));
        if (held is not null && (Folded(standard) == family || Folded(standard) == Folded(held.Standard)))
        {
            return held.Standard;
        }

        var near = held ?? editions.Where(c => c.From <= day).MaxBy(c => c.From) ?? editions.MinBy(c => c.From)!;
        return Problem.Coded("HAZ-201", nameof(HazardTerms.Items), standard, HazardCheck.Iso(day), near.Standard);
    }

    /// <summary>Every reason why the edition of a standard that a checklist of the district names is not that of its days.</summary>
    public IEnumerable<Problem> Against(Checklist made)
    {
        var until = made.To ?? DateOnly.MaxValue;
        if (shipped.FirstOrDefault(c => Folded(c.Standard) == Folded(made.Standard)) is { } same)
        {
            if (made.From < same.From || until > (same.To ?? DateOnly.MaxValue))
            {
                yield return Problem.Coded("HAZ-655", nameof(made.Standard), same.Standard, HazardCheck.Iso(same.From), same.To is { } last ? HazardCheck.Iso(last) : "—");
            }
        }
        else if (shipped.FirstOrDefault(c => FamilyOf(c.Standard) == FamilyOf(made.Standard) && c.HoldsOn(made.From)) is { } held && Folded(held.Standard) != Folded(made.Standard))
        {
            yield return Problem.Coded("HAZ-656", nameof(made.Standard), HazardCheck.Iso(made.From), held.Standard);
        }
    }

    /// <summary>A standard without its year.</summary>
    private static string FamilyOf(string standard)
    {
        var folded = Folded(standard);
        return folded.LastIndexOf('-') is > 0 and var at && folded.Length - at == 5 && folded[(at + 1)..].All(char.IsAsciiDigit) ? folded[..at] : folded;
    }

    private static string Folded(string standard) => standard.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
}
