namespace Bihuan.Reading;

/// <summary>The kinds of contradiction that the reader looks for.</summary>
public enum ContradictionKind
{
    /// <summary>One indicator, one year, two values.</summary>
    DifferentValues,

    /// <summary>A cumulative row that falls.</summary>
    FallingCumulative,

    /// <summary>Parts that do not add to their total.</summary>
    WrongSum,

    /// <summary>Parts that do add to their total: no contradiction, kept as proof.</summary>
    SumAgrees,

    /// <summary>A deadline before the document's own date.</summary>
    DeadlineBeforeIssue,

    /// <summary>Two lead units for one thing.</summary>
    DifferentLeads,

    /// <summary>Names that differ by little.</summary>
    DifferentNames,

    /// <summary>A claimed count that the text does not bear out.</summary>
    WrongCount,

    /// <summary>A claimed count that the text bears out: kept as proof.</summary>
    CountAgrees,

    /// <summary>A period whose stated length its dates do not have.</summary>
    WrongDuration,

    /// <summary>A later number with an earlier date.</summary>
    NumberAgainstDate,

    /// <summary>A unit or post that another document abolished or refilled.</summary>
    AbolishedOrRefilled,

    /// <summary>One measure in two units.</summary>
    MixedUnits,

    /// <summary>A date outside the period that the document is for.</summary>
    OutsidePeriod,

    /// <summary>Roles that the portfolios do not bear out.</summary>
    RoleAgainstPortfolio,

    /// <summary>Values of one indicator that agree across tables: kept as proof.</summary>
    ValuesAgree,
}

/// <summary>How much it matters.</summary>
public enum Severity
{
    /// <summary>No contradiction: a check that came out right.</summary>
    Proof,

    /// <summary>Worth a look.</summary>
    Note,

    /// <summary>To be cleared up before the matter is issued.</summary>
    Warning,

    /// <summary>The two cannot both hold.</summary>
    Error,
}

/// <summary>A place in a document.</summary>
/// <param name="Document">Number or title.</param>
/// <param name="Place">As in <see cref="Kernel.Clause"/>.</param>
/// <param name="Range">In the source text.</param>
/// <param name="Source">The index of the source text where several were read together; 0 for one.</param>
public sealed record FindingPlace(string Document, string Place, SourceRange Range, int Source = 0);

/// <summary>Places that do not go together, and why (矛盾).</summary>
/// <param name="Kind">What does not go together.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Places">All places, at least one; two where two statements clash.</param>
/// <param name="Explanation">Why, in Chinese, naming both values.</param>
/// <param name="ScopeMayExplain">Whether a different scope or definition (口径) may explain it.</param>
public sealed record Contradiction(
    ContradictionKind Kind,
    Severity Severity,
    IReadOnlyList<FindingPlace> Places,
    string Explanation,
    bool ScopeMayExplain = false);
