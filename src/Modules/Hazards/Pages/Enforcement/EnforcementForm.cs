using System.Globalization;
using Bihuan.Enterprises;

namespace Bihuan.Hazards;

/// <summary>What is entered of an enforcement record.</summary>
public sealed class EnforcementForm
{
    internal EnforcementTerms Base { get; private set; } = new();

    internal EnforcementKind Kind { get; set; }

    internal HazardCategory Field { get; set; } = HazardCategory.Gas;

    internal PlaceChoice? Premises { get; set; }

    internal string Firm { get; set; } = "";

    /// <summary>The firm of a record without premises, found in the register.</summary>
    internal FirmChoice? FirmAlone { get; set; }

    internal string Visit { get; set; } = "";

    internal HashSet<HazardId> Hazards { get; private set; } = [];

    internal string Number { get; set; } = "";

    internal string Basis { get; set; } = "";

    internal string Summary { get; set; } = "";

    internal DateOnly? Until { get; set; }

    internal string Amount { get; set; } = "";

    internal FinedParty Party { get; set; }

    /// <summary>The key of a bracket; <c>none</c> where the basis sets none; empty where nobody has said.</summary>
    internal string Bracket { get; set; } = "";

    internal DateOnly? ActedOn { get; set; }

    internal IReadOnlyList<NewPhotograph> Files { get; set; } = [];

    internal EnforcementTerms Terms => Base with
    {
        Kind = Kind,
        Field = Field,
        Premises = Premises?.Id,
        Firm = Premises is null ? FirmAlone?.Id : EnterpriseId.TryParse(Firm, out var firm) ? firm : null,
        Visit = Kind is EnforcementKind.Inspection && InspectionId.TryParse(Visit, out var visit) ? visit : null,
        Hazards = [.. Hazards.OrderBy(h => h.Value)],
        Number = Number,
        Basis = Basis,
        Summary = Summary,
        Until = Kind is EnforcementKind.Order ? Until : null,
        Fine = Kind is EnforcementKind.Penalty && Amount.Trim().Length > 0
            ? new(Party, decimal.TryParse(Amount.Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) ? amount : -1, Bracket is "" or None ? null : Bracket, Bracket is None, ActedOn) : null,
        Files = Files,
    };

    internal const string None = "none";

    internal static EnforcementForm Of(ShowEnforcement.View v) => new()
    {
        Base = v.Terms,
        Kind = v.Terms.Kind,
        Field = v.Terms.Field,
        Premises = v.Terms.Premises is { } place ? new(place, v.Line.PremisesName ?? "", "") : null,
        Firm = v.Terms.Firm?.Value.ToString() ?? "",
        FirmAlone = v.Terms is { Premises: null, Firm: { } alone } ? new(alone, v.Line.FirmName ?? "", null) : null,
        Visit = v.Terms.Visit?.Value.ToString() ?? "",
        Hazards = [.. v.Terms.Hazards],
        Number = v.Terms.Number,
        Basis = v.Terms.Basis,
        Summary = v.Terms.Summary,
        Until = v.Terms.Until,
        Amount = v.Terms.Fine?.Amount.ToString("0.##", CultureInfo.InvariantCulture) ?? "",
        Party = v.Terms.Fine?.Party ?? default,
        Bracket = v.Terms.Fine is { } fine ? fine.Bracket ?? (fine.HasNoBracket ? None : "") : "",
        ActedOn = v.Terms.Fine?.ActedOn,
        Files = v.Terms.Files,
    };
}
