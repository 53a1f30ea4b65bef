using System.Globalization;
using Bihuan.Platform;

namespace Bihuan.Hazards;

/// <summary>How brackets and money read.</summary>
internal static class EnforcementTexts
{
    /// <summary>A bracket in a line.</summary>
    public static string Of(PenaltyBracket b, Words w) =>
        w["enforcement.bracketLine", b.Document, b.Clause, b.Case, b.Party is { } party ? w.Of(party) : w["enforcement.anybody"], Yuan(b.Min), Yuan(b.Max), w.Of(b.Certainty)];

    /// <summary>Yuan as they read.</summary>
    public static string Yuan(decimal amount) => amount.ToString("#,##0.##", CultureInfo.InvariantCulture);
}
