using Bihuan.Kernel;

namespace Bihuan.Hazards;

/// <summary>What a figure counts.</summary>
internal enum FigureCount
{
    /// <summary>Hazards found in the period.</summary>
    HazardsFound,

    /// <summary>Those of them that stood as mended at its end.</summary>
    HazardsMended,

    /// <summary>Enforcement records of the period in force at its end.</summary>
    Records,

    /// <summary>The fines of such records.</summary>
    Amount,
}

/// <summary>How a figure of a form is counted (指标口径).</summary>
/// <param name="No">Its number in the form.</param>
/// <param name="Section">The part of the form.</param>
/// <param name="Field">What the form calls it.</param>
/// <param name="Unit">In which unit.</param>
/// <param name="Counts">What it counts.</param>
/// <param name="Meaning">The same in words, with the day that decides.</param>
/// <param name="Grade">Of hazards: which.</param>
/// <param name="Kinds">Of records: which.</param>
/// <param name="Divisor">Yuan in the form's unit.</param>
internal sealed record FigureLine(
    int No, string Section, string Field, string Unit, FigureCount Counts, string Meaning, HazardGrade? Grade = null, IReadOnlyList<EnforcementKind>? Kinds = null, decimal Divisor = 1)
{
    /// <summary>Whether hazards stand behind it, and not enforcement records.</summary>
    public bool IsOfHazards => Counts is FigureCount.HazardsFound or FigureCount.HazardsMended;
}

/// <summary>The figures of a form from a day on, as a file of <c>data/rules/figures</c> holds them.</summary>
/// <param name="Key">By which it is asked for.</param>
/// <param name="Title">The form.</param>
/// <param name="Document">The document that sets it.</param>
/// <param name="Place">Where in it.</param>
/// <param name="From">The first day that may be counted.</param>
/// <param name="To">The last one.</param>
/// <param name="Category">The field of safety.</param>
/// <param name="Source">Where the definitions are from.</param>
/// <param name="Certainty">How sure they are.</param>
/// <param name="Period">Which period is reported, and why.</param>
/// <param name="Figures">The figures.</param>
internal sealed record FigureForm(
    string Key, string Title, string Document, string Place, DateOnly From, DateOnly? To, HazardCategory Category, string Source, Certainty Certainty, string Period, IReadOnlyList<FigureLine> Figures);

/// <summary>Every form whose figures are counted.</summary>
/// <param name="forms">The forms, each in its editions.</param>
internal sealed class FigureBook(IReadOnlyList<FigureForm> forms)
{
    public IReadOnlyList<FigureForm> All => forms;

    /// <summary>The edition of a form that knows a period.</summary>
    /// <param name="key">The form.</param>
    /// <param name="from">The first day of the period.</param>
    /// <param name="to">Its last day.</param>
    public Result<FigureForm> Find(string key, DateOnly from, DateOnly to)
    {
        var editions = forms.Where(f => f.Key == key).OrderBy(f => f.From).ToList();
        if (editions.Count == 0)
        {
            return Problem.Coded("HAZ-450", "Form", key);
        }
        if (to < from)
        {
            return Problem.Coded("HAZ-452", "To", HazardCheck.Iso(from), HazardCheck.Iso(to));
        }

        return editions.Find(f => f.From <= from && to <= (f.To ?? DateOnly.MaxValue)) is { } form ? form : Problem.Coded("HAZ-451", "From", editions[0].Title, HazardCheck.Iso(editions[0].From), editions[^1].To is { } last ? HazardCheck.Iso(last) : "…");
    }
}
