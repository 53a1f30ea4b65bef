using Bihuan.Enterprises;
using Bihuan.Kernel;

namespace Bihuan.Hazards;

/// <summary>What an enforcement record is checked against.</summary>
/// <param name="Hazards">The context of hazards: days, units, premises, files.</param>
/// <param name="Firms">The firms named that are there.</param>
/// <param name="Reached">The hazards named that the person may see.</param>
/// <param name="VisitPremises">Where the visit named was, if the person may see it.</param>
/// <param name="IsVisitTaken">Whether another record in force is that visit.</param>
/// <param name="IsNumberTaken">Whether another record in force of the unit has kind and number.</param>
/// <param name="Book">The brackets.</param>
internal sealed record EnforcementContext(
    HazardContext Hazards, IReadOnlySet<EnterpriseId> Firms, IReadOnlySet<HazardId> Reached, PremisesId? VisitPremises, bool IsVisitTaken, bool IsNumberTaken, PenaltyBook Book);

/// <summary>Finds every reason against an enforcement record.</summary>
internal static class EnforcementCheck
{
    private const int MostHazards = 50, MostFiles = 20;

    /// <summary>The terms as they are kept, or every reason against them.</summary>
    public static Result<EnforcementTerms> Terms(EnforcementTerms terms, DateOnly day, EnforcementContext context)
    {
        List<Problem> problems = [.. HazardCheck.Day(day, "Day", context.Hazards.Today)];
        if (terms.Premises is null && terms.Firm is null)
        {
            problems.Add(Problem.Coded("HAZ-410", nameof(terms.Premises)));
        }
        if (terms.Premises is { } place && !context.Hazards.Premises.ContainsKey(place))
        {
            problems.Add(Problem.Coded("HAZ-103", nameof(terms.Premises)));
        }
        if (terms.Firm is { } firm && !context.Firms.Contains(firm))
        {
            problems.Add(Problem.Coded("HAZ-424", nameof(terms.Firm)));
        }
        if (terms.Hazards.Count > MostHazards || terms.Hazards.Any(h => !context.Reached.Contains(h)))
        {
            problems.Add(Problem.Coded("HAZ-425", nameof(terms.Hazards), HazardCheck.Figure(MostHazards)));
        }

        // Whatever is served on somebody has a document and a basis; a visit may have neither.
        var isServed = terms.Kind is not EnforcementKind.Inspection;
        problems.AddRange(HazardCheck.Text(terms.Number, nameof(terms.Number), HazardCheck.MostText, isServed));
        problems.AddRange(HazardCheck.Text(terms.Basis, nameof(terms.Basis), HazardCheck.MostText, isServed));
        problems.AddRange(HazardCheck.Text(terms.Summary, nameof(terms.Summary), HazardCheck.MostWords, needed: false));
        problems.AddRange(Fits(terms, day));
        problems.AddRange(Visit(terms, context));
        if (context.IsNumberTaken)
        {
            problems.Add(Problem.Coded("HAZ-421", nameof(terms.Number), terms.Number.Trim()));
        }
        if (terms.Fine is { } fine && terms.Kind is EnforcementKind.Penalty)
        {
            if (fine.ActedOn > day)
            {
                problems.Add(Problem.Coded("HAZ-107", nameof(Fine.ActedOn), HazardCheck.Iso(fine.ActedOn.Value)));
            }

            problems.AddRange(context.Book.Against(fine, terms.Basis, fine.ActedOn ?? day));
        }

        problems.AddRange(terms.Files.Count > MostFiles ? [Problem.Coded("HAZ-110", nameof(terms.Files), HazardCheck.Figure(MostFiles))] : HazardCheck.Photographs(terms.Files, 0, context.Hazards));
        return problems.Count > 0 ? problems : terms with
        {
            Premises = terms.Premises is { } known ? context.Hazards.Premises[known].Id : null,
            Hazards = [.. terms.Hazards.Distinct()],
            Number = terms.Number.Trim(),
            Basis = terms.Basis.Trim(),
            Summary = terms.Summary.Trim(),
        };
    }

    /// <summary>That a record has what its kind needs, and nothing of another's.</summary>
    private static IEnumerable<Problem> Fits(EnforcementTerms terms, DateOnly day)
    {
        if (terms.Fine is not null && terms.Kind is not EnforcementKind.Penalty)
        {
            yield return Problem.Coded("HAZ-418", nameof(terms.Fine), $"EnforcementKind.{terms.Kind}");
        }
        if (terms.Kind is EnforcementKind.Order ? terms.Until is null || terms.Until < day : terms.Until is not null)
        {
            yield return Problem.Coded("HAZ-419", nameof(terms.Until));
        }
    }

    private static IEnumerable<Problem> Visit(EnforcementTerms terms, EnforcementContext context)
    {
        if (terms.Visit is null)
        {
            yield break;
        }
        if (terms.Kind is not EnforcementKind.Inspection || context.VisitPremises is null || (terms.Premises is { } place && context.Hazards.Premises.GetValueOrDefault(place)?.Id is { } stays && context.VisitPremises != stays))
        {
            yield return Problem.Coded("HAZ-423", nameof(terms.Visit));
        }
        if (context.IsVisitTaken)
        {
            yield return Problem.Coded("HAZ-422", nameof(terms.Visit));
        }
    }
}
