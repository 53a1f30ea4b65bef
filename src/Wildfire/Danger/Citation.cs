namespace Bihuan.Wildfire.Danger;

/// <summary>How sure we are of what a source is said to print.</summary>
public enum Certainty
{
    /// <summary>Checked against a published table, a second implementation or two independent texts.</summary>
    Verified,

    /// <summary>A single source, or from memory: kept as data, to be confirmed by the user's own copy.</summary>
    Recalled,

    /// <summary>Our own proposal where the sources are silent.</summary>
    Proposed,
}

/// <summary>Who prints a figure, a table or a variant, and how sure that is.</summary>
/// <param name="Work">Author and year, or the number of a standard.</param>
/// <param name="Place">Equation, table or section.</param>
/// <param name="Certainty">How sure.</param>
public sealed record Citation(string Work, string Place, Certainty Certainty);
