using Bihuan.Enterprises;
using Bihuan.Organisation;
using Bihuan.Platform;

namespace Bihuan.Hazards;

/// <summary>Premises to choose from.</summary>
/// <param name="Id">The premises.</param>
/// <param name="Name">Their name.</param>
/// <param name="Detail">What tells them from others of the name.</param>
public sealed record PlaceChoice(PremisesId Id, string Name, string Detail);

/// <summary>One thing that is wrong, in a form.</summary>
public sealed class HazardItemForm
{
    internal string Text { get; set; } = "";

    internal string Standard { get; set; } = "";

    internal string Clause { get; set; } = "";
}

/// <summary>What is entered of a hazard.</summary>
public sealed class HazardForm : IVersionedForm
{
    /// <inheritdoc/>
    public int Version { get; set; }

    internal HazardTerms Base { get; private set; } = new();

    internal List<PlaceChoice> Premises { get; private set; } = [];

    internal string Place { get; set; } = "";

    internal HazardCategory Category { get; set; }

    internal List<HazardItemForm> Items { get; private set; } = [new()];

    internal string Interim { get; set; } = "";

    internal Guid? Street { get; set; }

    internal Guid? Lead { get; set; }

    internal HazardTerms Terms => Base with
    {
        Premises = [.. Premises.Select(p => p.Id)],
        Place = Place,
        Category = Category,
        Items = [.. Items.Select(i => new HazardItem(i.Text, i.Standard, i.Clause))],
        Interim = Interim,
        Street = Ref(Street),
        Lead = Ref(Lead),
    };

    internal static HazardForm Of(ShowHazard.View h) => new()
    {
        Version = h.Version,
        Base = h.Terms,
        Premises = [.. h.Places.Select(p => new PlaceChoice(p.Id, p.Name, p.Address))],
        Place = h.Terms.Place,
        Category = h.Terms.Category,
        Items = [.. h.Terms.Items.Select(i => new HazardItemForm { Text = i.Text, Standard = i.Standard ?? "", Clause = i.Clause ?? "" })],
        Interim = h.Terms.Interim ?? "",
        Street = h.Terms.Street?.Value,
        Lead = h.Terms.Lead?.Value,
    };

    internal static IReadOnlyList<FormPart<HazardForm>> Parts(Words w, IUnitDirectory units) =>
    [
        FormParts.Lines<HazardForm, PlaceChoice>("Premises", w["hazard.premises"], f => f.Premises, p => ValueTask.FromResult(p.Name)),
        FormParts.Field<HazardForm>("Place", w["hazard.place"], f => f.Place, (a, b) => a.Place = b.Place),
        FormParts.Field<HazardForm>("Category", w["hazard.category"], f => w.Of(f.Category), (a, b) => a.Category = b.Category),
        FormParts.Lines<HazardForm, HazardItemForm>("Items", w["hazard.what"], f => f.Items, i => ValueTask.FromResult($"{i.Text} {i.Standard} {i.Clause}".Trim())),
        FormParts.Field<HazardForm>("Interim", w["hazard.interim"], f => f.Interim, (a, b) => a.Interim = b.Interim),
        FormParts.Field<HazardForm>("Street", w["hazard.street"], f => NameOf(units, f.Street), (a, b) => a.Street = b.Street),
        FormParts.Field<HazardForm>("Lead", w["hazard.inCharge"], f => NameOf(units, f.Lead), (a, b) => a.Lead = b.Lead),
    ];

    private static async ValueTask<string?> NameOf(IUnitDirectory units, Guid? unit) => unit is { } id ? (await units.Get(id, default))?.Name : null;

    private static UnitId? Ref(Guid? unit) => unit is { } id ? UnitId.From(id) : null;
}
