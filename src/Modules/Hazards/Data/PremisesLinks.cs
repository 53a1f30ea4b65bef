using Bihuan.Enterprises;

namespace Bihuan.Hazards;

/// <summary>From premises to their hazards.</summary>
internal sealed class HazardsOfPremises : IPremisesLink
{
    public string Permission => HazardsPermissions.View;

    public string TextKey => "hazards.title";

    public string AddressOf(PremisesId premises) => $"/hazards?premises={premises.Value}";
}

/// <summary>From premises to their inspections.</summary>
internal sealed class InspectionsOfPremises : IPremisesLink
{
    public string Permission => HazardsPermissions.View;

    public string TextKey => "inspection.title";

    public string AddressOf(PremisesId premises) => $"/hazards/inspections?premises={premises.Value}";
}

/// <summary>From premises to the page in the field, with the premises chosen: what a plate's code leads to.</summary>
internal sealed class FieldOfPremises : IPremisesLink
{
    public string Permission => FieldPermissions.Report;

    public string TextKey => "field.ofPremises";

    public string AddressOf(PremisesId premises) => $"/field?premises={premises.Value}";
}

/// <summary>From premises to registering a hazard in them.</summary>
internal sealed class NewHazardOfPremises : IPremisesLink
{
    public string Permission => HazardsPermissions.Register;

    public string TextKey => "hazards.new";

    public string AddressOf(PremisesId premises) => $"/hazards/new?premises={premises.Value}";
}

/// <summary>From premises to looking at them by a checklist.</summary>
internal sealed class InspectPremises : IPremisesLink
{
    public string Permission => HazardsPermissions.Register;

    public string TextKey => "inspection.start";

    public string AddressOf(PremisesId premises) => $"/hazards/inspect/{premises.Value}";
}
