using System.Globalization;
using Bihuan.Kernel;

namespace Bihuan.Hazards;

/// <summary>Every checklist in all its editions. A day is asked by the edition that held then; a day of which no edition is known is said, and no other edition stands in.</summary>
/// <param name="all">The editions.</param>
internal sealed class ChecklistBook(IReadOnlyList<Checklist> all)
{
    /// <summary>The editions.</summary>
    public IReadOnlyList<Checklist> All => all;

    /// <summary>Every reason against the book: those of its checklists, and editions that hold on one day.</summary>
    public IReadOnlyList<Problem> Check()
    {
        List<Problem> problems = [.. all.SelectMany(ChecklistCheck.Of)];
        foreach (var editions in all.GroupBy(c => c.Key, StringComparer.Ordinal))
        {
            var inOrder = editions.OrderBy(c => c.From).ToList();
            problems.AddRange(inOrder.Zip(inOrder.Skip(1)).Where(e => e.First.HoldsOn(e.Second.From)).Select(e => Problem.Coded("HAZ-202", editions.Key, e.First.Standard, e.Second.Standard)));
        }

        return problems;
    }

    /// <summary>What premises of a kind are looked at by on a day.</summary>
    /// <returns>The checklists of that day, and for each that has no edition on it the reason why it is missing.</returns>
    public (IReadOnlyList<Checklist> InForce, IReadOnlyList<Problem> Missing) For(string kind, DateOnly day)
    {
        List<Checklist> found = [];
        List<Problem> missing = [];
        foreach (var editions in all.Where(c => c.IsFor(kind)).GroupBy(c => c.Key, StringComparer.Ordinal))
        {
            if (editions.FirstOrDefault(c => c.HoldsOn(day)) is { } held)
            {
                found.Add(held);
                continue;
            }

            // The edition before tells whoever asks what to look for.
            var near = editions.Where(c => c.From <= day).MaxBy(c => c.From) ?? editions.MinBy(c => c.From)!;
            missing.Add(Problem.Coded("HAZ-201", editions.Key, near.Title, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), near.Standard));
        }

        return (found, missing);
    }

    /// <summary>The edition of a standard that held on a day, such as <c>GB 35181-2017</c> for <c>GB 35181</c>. A standard that no checklist was made from
    /// stays as it was written.</summary>
    /// <param name="standard">The standard, with its year or without.</param>
    /// <param name="day">The day of finding.</param>
    /// <returns>The edition; refused with <c>HAZ-201</c> where no edition of that day is known, or another one is named than held then.</returns>
    public Result<string> Edition(string standard, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(standard);
        var family = FamilyOf(standard);
        var editions = all.Where(c => FamilyOf(c.Standard) == family).ToList();
        if (editions.Count == 0)
        {
            return standard;
        }

        var held = editions.Find(c => c.HoldsOn(day));
        if (held is not null && (Folded(standard) == family || Folded(standard) == Folded(held.Standard)))
        {
            return held.Standard;
        }

        var near = held ?? editions.Where(c => c.From <= day).MaxBy(c => c.From) ?? editions.MinBy(c => c.From)!;
        return Problem.Coded("HAZ-201", nameof(HazardTerms.Items), standard, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), near.Standard);
    }

    /// <summary>A standard without its year.</summary>
    private static string FamilyOf(string standard)
    {
        var folded = Folded(standard);
        return folded.LastIndexOf('-') is > 0 and var at && folded.Length - at == 5 && folded[(at + 1)..].All(char.IsAsciiDigit) ? folded[..at] : folded;
    }

    private static string Folded(string standard) => standard.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
}
