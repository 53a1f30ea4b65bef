using System.Globalization;
using Bihuan.Platform;

namespace Bihuan.Hazards;

/// <summary>How brackets and money read.</summary>
internal static class EnforcementTexts
{
    /// <summary>The lamp of an order's term.</summary>
    public static Platform.LampColour LampOf(OrderTerm term) => term switch { OrderTerm.Over => Platform.LampColour.Red, OrderTerm.Done => Platform.LampColour.Green, _ => Platform.LampColour.Grey };

    /// <summary>A bracket in a line.</summary>
    public static string Of(PenaltyBracket b, Words w) =>
        w["enforcement.bracketLine", b.Document, b.Clause, b.Case, b.Party is { } party ? w.Of(party) : w["enforcement.anybody"], Yuan(b.Min), Yuan(b.Max), w.Of(b.Certainty)];

    /// <summary>Yuan as they read.</summary>
    public static string Yuan(decimal amount) => amount.ToString("#,##0.##", CultureInfo.InvariantCulture);
}
