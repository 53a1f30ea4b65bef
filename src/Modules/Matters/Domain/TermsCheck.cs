using Bihuan.Kernel;
using Bihuan.Organisation;

namespace Bihuan.Matters;

/// <summary>What the terms of a matter are checked against.</summary>
/// <param name="Units">Every unit of the day with the unit above it.</param>
/// <param name="Kind">The kind with its fields, where one is named and found.</param>
/// <param name="Today">The district's day.</param>
internal sealed record TermsContext(IReadOnlyDictionary<UnitId, UnitOnDay> Units, MatterKind? Kind, DateOnly Today)
{
    /// <summary>Whether a unit is another, or stands above it.</summary>
    public bool IsAbove(UnitId upper, UnitId lower)
    {
        for (var (at, steps) = ((UnitId?)lower, 0); at is { } unit && steps < 32; at = Units.GetValueOrDefault(unit)?.Parent, steps++)
        {
            if (unit == upper)
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>Finds every reason against the terms of a matter.</summary>
internal static class TermsCheck
{
    public const int LongestTitle = 80;
    public const int LongestText = 8_000;
    private const int MostTags = 20;

    /// <summary>What no draft may hold.</summary>
    public static IEnumerable<Problem> Always(MatterTerms terms, TermsContext context)
    {
        if (terms.Title.Trim().Length is 0 or > LongestTitle)
        {
            yield return Problem.Coded("MAT-002", nameof(terms.Title), Figure(LongestTitle));
        }
        if (terms.Body.Length > LongestText)
        {
            yield return Problem.Coded("MAT-003", nameof(terms.Body), Figure(LongestText));
        }
        foreach (var unit in new[] { terms.Lead, terms.Accepting, terms.Place }.OfType<UnitId>().Concat(terms.Supporting).Distinct().Where(u => !context.Units.ContainsKey(u)))
        {
            yield return Problem.Coded("MAT-004", nameof(terms.Lead));
        }
        if (terms.Kind is not null && context.Kind is null)
        {
            yield return Problem.Coded("MAT-006", nameof(terms.Kind));
        }
        if (terms is { Lead: { } lead, Accepting: { } accepting } && (lead == accepting || context.IsAbove(lead, accepting)))
        {
            yield return Problem.Coded("MAT-005", nameof(terms.Accepting), context.Units.GetValueOrDefault(accepting)?.Name ?? "");
        }
        if (terms.Lead is { } leading && terms.Supporting.Contains(leading))
        {
            yield return Problem.Coded("MAT-007", nameof(terms.Supporting), context.Units.GetValueOrDefault(leading)?.Name ?? "");
        }
        if (terms.Due is { Day: { } day, From: { } from } && from > day)
        {
            yield return Problem.Coded("MAT-011", nameof(terms.Due), Days.Text(from), Days.Text(day));
        }
        if (new[] { terms.Due?.Day, terms.Due?.From, terms.Due?.Event }.Concat(terms.Milestones.Select(m => (DateOnly?)m.Day)).Concat((terms.Reports.Days ?? []).Select(d => (DateOnly?)d)).Any(Days.IsBeyond))
        {
            yield return Problem.Coded("MAT-027", nameof(terms.Due));
        }
        if (terms.Due is { Term.Count: <= 0 or > 10_000 })
        {
            yield return Problem.Coded("MAT-016", nameof(terms.Due));
        }
        foreach (var (before, next) in terms.Milestones.Zip(terms.Milestones.Skip(1)))
        {
            if (next.Day <= before.Day || next.Planned < before.Planned)
            {
                yield return Problem.Coded("MAT-013", nameof(terms.Milestones), before.Name, next.Name);
            }
        }
        foreach (var milestone in terms.Milestones)
        {
            if (milestone.Planned is < 0 or > 100 || milestone.Name.Trim().Length == 0)
            {
                yield return Problem.Coded("MAT-014", nameof(terms.Milestones), milestone.Name);
            }
            if (terms.Due?.Day is { } last && milestone.Day > last)
            {
                yield return Problem.Coded("MAT-015", nameof(terms.Milestones), milestone.Name, Days.Text(milestone.Day), Days.Text(last));
            }
        }
        foreach (var goal in terms.Goals.Where(g => g.Subject.Trim().Length == 0))
        {
            yield return Problem.Coded("MAT-017", nameof(terms.Goals), goal.Value.ToString(System.Globalization.CultureInfo.InvariantCulture) + goal.Unit);
        }
        foreach (var problem in Plan(terms.Reports, nameof(terms.Reports)))
        {
            yield return problem;
        }
        if (terms.Tags.Count > MostTags || terms.Tags.Any(t => t.Trim().Length is 0 or > 30))
        {
            yield return Problem.Coded("MAT-019", nameof(terms.Tags), Figure(MostTags));
        }
        foreach (var problem in context.Kind?.Check(terms.Fields, complete: false) ?? [])
        {
            yield return problem;
        }
    }

    /// <summary>What must be there before it is issued.</summary>
    public static IEnumerable<Problem> ToIssue(MatterTerms terms, TermsContext context)
    {
        if (terms.Lead is null)
        {
            yield return Problem.Coded("MAT-008", nameof(terms.Lead), terms.Title);
        }
        if (terms.Accepting is null)
        {
            yield return Problem.Coded("MAT-009", nameof(terms.Accepting), terms.Title);
        }
        if (terms.Body.Trim().Length == 0)
        {
            yield return Problem.Coded("MAT-010", nameof(terms.Body), terms.Title);
        }
        if (terms.DuplicateOf is not null)
        {
            yield return Problem.Coded("MAT-022", nameof(terms.DuplicateOf), terms.Title);
        }
        foreach (var problem in context.Kind?.Check(terms.Fields, complete: true) ?? [])
        {
            yield return problem;
        }
    }

    /// <summary>What is wrong with a report calendar.</summary>
    public static IEnumerable<Problem> Plan(ReportPlan plan, string field)
    {
        if (plan is { Rhythm: ReportRhythm.GivenDays, Days: null or { Count: 0 } } || plan.DayOfPeriod is < 1 or > 31 || plan is { Rhythm: ReportRhythm.Weekly, DayOfPeriod: > 7 })
        {
            yield return Problem.Coded("MAT-018", field);
        }
    }

    private static string Figure(int value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
