using System.Globalization;
using Bihuan.Organisation;
using Bihuan.Platform;

namespace Bihuan.Enterprises;

/// <summary>A position in a form.</summary>
public sealed class OfficerForm
{
    /// <summary>The position.</summary>
    public ResponsibleRole Role { get; set; }

    /// <summary>Its title.</summary>
    public string? Title { get; set; }

    /// <summary>Who holds it.</summary>
    public string? Name { get; set; }

    /// <summary>The telephone of the office.</summary>
    public string? Telephone { get; set; }

    /// <summary>The public post behind it.</summary>
    public PostId? Post { get; set; }

    internal static OfficerForm Of(Responsible o) => new() { Role = o.Role, Title = o.Title, Name = o.Name, Telephone = o.Telephone, Post = o.Post };

    internal Responsible Made => new(Role, Title, Name, Telephone, Post);
}

/// <summary>A licence in a form.</summary>
public sealed class LicenceForm
{
    /// <summary>Which.</summary>
    public string Kind { get; set; } = "";

    /// <summary>Its number.</summary>
    public string? Number { get; set; }

    /// <summary>The first day.</summary>
    public DateOnly? From { get; set; }

    /// <summary>The last day.</summary>
    public DateOnly? To { get; set; }

    internal static LicenceForm Of(Licence l) => new() { Kind = l.Kind, Number = l.Number, From = l.From, To = l.To };

    internal Licence Made => new(Kind, Number, From, To);
}

/// <summary>What is entered of premises.</summary>
public sealed class PremisesForm : IVersionedForm
{
    /// <inheritdoc/>
    public int Version { get; set; }

    internal PremisesTerms Base { get; private set; } = new() { Name = "", Kind = "" };

    internal string Name { get; set; } = "";

    internal string Aliases { get; set; } = "";

    internal string Kind { get; set; } = "";

    internal string Address { get; set; } = "";

    internal string Longitude { get; set; } = "";

    internal string Latitude { get; set; } = "";

    internal CoordinateSystem System { get; set; }

    internal string Outline { get; set; } = "";

    internal Guid? Street { get; set; }

    internal string Community { get; set; } = "";

    internal Guid? Territory { get; set; }

    internal IReadOnlyList<Guid> Departments { get; set; } = [];

    internal List<OfficerForm> Officers { get; private set; } = [];

    internal GasUse Gas { get; set; }

    internal DateOnly? GasAsOf { get; set; }

    internal string Area { get; set; } = "";

    internal string Storeys { get; set; } = "";

    internal string StoreysBelow { get; set; } = "";

    internal string Height { get; set; } = "";

    internal string Tags { get; set; } = "";

    internal string Note { get; set; } = "";

    internal PremisesTerms Terms => Base with
    {
        Name = Name,
        Aliases = SheetCells.Several(Aliases),
        Kind = Kind,
        Address = Address,
        Point = Number(Longitude) is { } x && Number(Latitude) is { } y ? new(x, y) : Longitude.Length + Latitude.Length > 0 ? new(SheetCells.Missing, SheetCells.Missing) : null,
        Outline = TermsCheck.Blank(Outline),
        System = System,
        Street = Ref(Street),
        Community = Community,
        Territory = Ref(Territory),
        Departments = [.. Departments.Select(UnitId.From)],
        Officers = [.. Officers.Select(o => o.Made)],
        Gas = Gas,
        GasAsOf = GasAsOf,
        SquareMetres = Size(Area),
        Storeys = (int?)Size(Storeys),
        StoreysBelow = (int?)Size(StoreysBelow),
        Height = Size(Height),
        Tags = SheetCells.Several(Tags),
        Note = Note,
    };

    internal static PremisesForm Of(PremisesTerms t, int version) => new()
    {
        Version = version,
        Base = t,
        Name = t.Name,
        Aliases = SheetCells.Join(t.Aliases),
        Kind = t.Kind,
        Address = t.Address,
        Longitude = SheetCells.Text(t.Point?.Longitude),
        Latitude = SheetCells.Text(t.Point?.Latitude),
        Outline = t.Outline ?? "",
        Street = t.Street?.Value,
        Community = t.Community ?? "",
        Territory = t.Territory?.Value,
        Departments = [.. t.Departments.Select(d => d.Value)],
        Officers = [.. t.Officers.Select(OfficerForm.Of)],
        Gas = t.Gas,
        GasAsOf = t.GasAsOf,
        Area = SheetCells.Text(t.SquareMetres),
        Storeys = SheetCells.Text(t.Storeys),
        StoreysBelow = SheetCells.Text(t.StoreysBelow),
        Height = SheetCells.Text(t.Height),
        Tags = SheetCells.Join(t.Tags),
        Note = t.Note ?? "",
    };

    internal static IReadOnlyList<FormPart<PremisesForm>> Parts(Words w, IUnitDirectory units) =>
    [
        FormParts.Field<PremisesForm>("Name", w["premises.name"], f => f.Name, (a, b) => a.Name = b.Name),
        FormParts.Field<PremisesForm>("Aliases", w["firm.aliases"], f => f.Aliases, (a, b) => a.Aliases = b.Aliases),
        FormParts.Field<PremisesForm>("Kind", w["premises.kind"], f => PremisesKinds.Name(f.Kind, Words.IsEnglish), (a, b) => a.Kind = b.Kind),
        FormParts.Field<PremisesForm>("Address", w["premises.address"], f => f.Address, (a, b) => a.Address = b.Address),
        FormParts.Field<PremisesForm>("Point", w["premises.point"], f => $"{f.Longitude} {f.Latitude}", (a, b) => (a.Longitude, a.Latitude, a.System) = (b.Longitude, b.Latitude, b.System)),
        FormParts.Field<PremisesForm>("Outline", w["premises.outline"], f => f.Outline, (a, b) => a.Outline = b.Outline),
        FormParts.Field<PremisesForm>("Street", w["premises.street"], f => UnitName(units, f.Street), (a, b) => a.Street = b.Street),
        FormParts.Field<PremisesForm>("Community", w["premises.community"], f => f.Community, (a, b) => a.Community = b.Community),
        FormParts.Field<PremisesForm>("Territory", w["premises.territory"], f => UnitName(units, f.Territory), (a, b) => a.Territory = b.Territory),
        FormParts.Field<PremisesForm>("Departments", w["premises.departments"], f => UnitNames(units, f.Departments), (a, b) => a.Departments = b.Departments),
        FormParts.Lines<PremisesForm, OfficerForm>("Officers", w["premises.officers"], f => f.Officers, o => ValueTask.FromResult($"{w.Of(o.Role)} {o.Title} {o.Name} {o.Telephone}".Trim())),
        FormParts.Field<PremisesForm>("Gas", w["premises.gas"], f => $"{w.Of(f.Gas)} {SheetCells.Text(f.GasAsOf)}", (a, b) => (a.Gas, a.GasAsOf) = (b.Gas, b.GasAsOf)),
        FormParts.Field<PremisesForm>("SquareMetres", w["premises.area"], f => $"{f.Area} / {f.Storeys} / {f.StoreysBelow} / {f.Height}", (a, b) => (a.Area, a.Storeys, a.StoreysBelow, a.Height) = (b.Area, b.Storeys, b.StoreysBelow, b.Height)),
        FormParts.Field<PremisesForm>("Tags", w["premises.tags"], f => f.Tags, (a, b) => a.Tags = b.Tags),
        FormParts.Field<PremisesForm>("Note", w["premises.note"], f => f.Note, (a, b) => a.Note = b.Note),
    ];

    internal static async ValueTask<string?> UnitName(IUnitDirectory units, Guid? unit) => unit is { } id ? (await units.Get(id, default))?.Name : null;

    internal static async ValueTask<string?> UnitNames(IUnitDirectory units, IReadOnlyList<Guid> all)
    {
        List<string> names = [];
        foreach (var unit in all)
        {
            names.Add(await UnitName(units, unit) ?? "");
        }

        return SheetCells.Join(names);
    }

    internal static UnitId? Ref(Guid? unit) => unit is { } id ? UnitId.From(id) : null;

    private static decimal? Number(string text) => decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A size; what is no figure is one that the check refuses.</summary>
    private static decimal? Size(string text) => string.IsNullOrWhiteSpace(text) ? null : Number(text) is { } n and < 1_000_000_000 ? n : -1;
}

/// <summary>What is entered of a firm.</summary>
public sealed class EnterpriseForm : IVersionedForm
{
    /// <inheritdoc/>
    public int Version { get; set; }

    internal EnterpriseTerms Base { get; private set; } = new() { Name = "" };

    internal string Name { get; set; } = "";

    internal string Aliases { get; set; } = "";

    internal string FormerNames { get; set; } = "";

    internal string Code { get; set; } = "";

    internal LegalForm Form { get; set; }

    internal string Trade { get; set; } = "";

    internal string Address { get; set; } = "";

    internal Guid? Street { get; set; }

    internal IReadOnlyList<Guid> Departments { get; set; } = [];

    internal List<OfficerForm> Officers { get; private set; } = [];

    internal List<LicenceForm> Licences { get; private set; } = [];

    internal string Tags { get; set; } = "";

    internal string Note { get; set; } = "";

    internal EnterpriseTerms Terms => Base with
    {
        Name = Name,
        Aliases = SheetCells.Several(Aliases),
        FormerNames = [.. SheetCells.Several(FormerNames).Select(n => Base.FormerNames.FirstOrDefault(k => k.Name == n) ?? new(n))],
        Code = Code,
        Form = Form,
        Trade = Trade,
        Address = Address,
        Street = PremisesForm.Ref(Street),
        Departments = [.. Departments.Select(UnitId.From)],
        Officers = [.. Officers.Select(o => o.Made)],
        Licences = [.. Licences.Select(l => l.Made)],
        Tags = SheetCells.Several(Tags),
        Note = Note,
    };

    internal static EnterpriseForm Of(EnterpriseTerms t, int version) => new()
    {
        Version = version,
        Base = t,
        Name = t.Name,
        Aliases = SheetCells.Join(t.Aliases),
        FormerNames = SheetCells.Join(t.FormerNames.Select(n => n.Name)),
        Code = t.Code ?? "",
        Form = t.Form,
        Trade = t.Trade ?? "",
        Address = t.Address,
        Street = t.Street?.Value,
        Departments = [.. t.Departments.Select(d => d.Value)],
        Officers = [.. t.Officers.Select(OfficerForm.Of)],
        Licences = [.. t.Licences.Select(LicenceForm.Of)],
        Tags = SheetCells.Join(t.Tags),
        Note = t.Note ?? "",
    };

    internal static IReadOnlyList<FormPart<EnterpriseForm>> Parts(Words w, IUnitDirectory units) =>
    [
        FormParts.Field<EnterpriseForm>("Name", w["firm.name"], f => f.Name, (a, b) => a.Name = b.Name),
        FormParts.Field<EnterpriseForm>("Aliases", w["firm.aliases"], f => f.Aliases, (a, b) => a.Aliases = b.Aliases),
        FormParts.Field<EnterpriseForm>("FormerNames", w["firm.formerNames"], f => f.FormerNames, (a, b) => a.FormerNames = b.FormerNames),
        FormParts.Field<EnterpriseForm>("Code", w["firm.code"], f => f.Code, (a, b) => a.Code = b.Code),
        FormParts.Field<EnterpriseForm>("Form", w["firm.form"], f => w.Of(f.Form), (a, b) => a.Form = b.Form),
        FormParts.Field<EnterpriseForm>("Trade", w["firm.trade"], f => f.Trade, (a, b) => a.Trade = b.Trade),
        FormParts.Field<EnterpriseForm>("Address", w["firm.address"], f => f.Address, (a, b) => a.Address = b.Address),
        FormParts.Field<EnterpriseForm>("Street", w["premises.street"], f => PremisesForm.UnitName(units, f.Street), (a, b) => a.Street = b.Street),
        FormParts.Field<EnterpriseForm>("Departments", w["premises.departments"], f => PremisesForm.UnitNames(units, f.Departments), (a, b) => a.Departments = b.Departments),
        FormParts.Lines<EnterpriseForm, OfficerForm>("Officers", w["premises.officers"], f => f.Officers, o => ValueTask.FromResult($"{w.Of(o.Role)} {o.Title} {o.Name} {o.Telephone}".Trim())),
        FormParts.Lines<EnterpriseForm, LicenceForm>("Licences", w["firm.licences"], f => f.Licences, l => ValueTask.FromResult($"{l.Kind} {l.Number} {SheetCells.Text(l.From)} {SheetCells.Text(l.To)}".Trim())),
        FormParts.Field<EnterpriseForm>("Tags", w["premises.tags"], f => f.Tags, (a, b) => a.Tags = b.Tags),
        FormParts.Field<EnterpriseForm>("Note", w["premises.note"], f => f.Note, (a, b) => a.Note = b.Note),
    ];
}
