using Bihuan.Kernel;
using Bihuan.Platform;
using Bihuan.Reading.Units;

namespace Bihuan.Organisation;

/// <summary>What the forms of the organisation hold. They are records so that what was seen can be kept beside what was entered; each names the
/// parts in which two versions are compared.</summary>
internal sealed record UnitForm : IVersionedForm
{
    public int Version { get; set; }

    public string Name { get; set; } = "";

    public UnitKind Kind { get; set; }

    public UnitLevel Level { get; set; } = UnitLevel.District;

    public Guid? Parent { get; set; }

    public DateOnly? From { get; set; }

    public DateOnly? To { get; set; }

    public Guid? MergedInto { get; set; }

    public Guid? SplitFrom { get; set; }

    public string Note { get; set; } = "";

    public static UnitForm Of(ShowUnit.View unit) => new()
    {
        Version = unit.Version,
        Name = unit.LatestName,
        Kind = unit.Kind,
        Level = unit.Level,
        Parent = unit.LatestParent?.Value,
        From = unit.From,
        To = unit.To,
        MergedInto = unit.MergedInto?.Id.Value,
        SplitFrom = unit.SplitFrom?.Id.Value,
        Note = unit.Note ?? "",
    };

    public static IReadOnlyList<FormPart<UnitForm>> Parts(Words w, IUnitDirectory units) =>
    [
        FormParts.Field<UnitForm>(nameof(Name), w["unit.name"], f => f.Name, (to, from) => to.Name = from.Name),
        FormParts.Field<UnitForm>(nameof(Kind), w["unit.kind"], f => w.Of(f.Kind), (to, from) => to.Kind = from.Kind),
        FormParts.Field<UnitForm>(nameof(Level), w["unit.level"], f => w.Of(f.Level), (to, from) => to.Level = from.Level),
        FormParts.Field<UnitForm>(nameof(Parent), w["unit.parent"], f => units.NameOf(f.Parent), (to, from) => to.Parent = from.Parent),
        FormParts.Field<UnitForm>(nameof(From), w["unit.from"], f => FormTexts.Day(f.From), (to, from) => to.From = from.From),
        FormParts.Field<UnitForm>(nameof(To), w["unit.to"], f => FormTexts.Day(f.To), (to, from) => to.To = from.To),
        FormParts.Field<UnitForm>(nameof(MergedInto), w["unit.into"], f => units.NameOf(f.MergedInto), (to, from) => to.MergedInto = from.MergedInto),
        FormParts.Field<UnitForm>(nameof(SplitFrom), w["unit.splitOf"], f => units.NameOf(f.SplitFrom), (to, from) => to.SplitFrom = from.SplitFrom),
        FormParts.Field<UnitForm>(nameof(Note), w["unit.note"], f => f.Note, (to, from) => to.Note = from.Note),
    ];
}

/// <summary>Something that happened to a unit on a day: another name, another parent, its end. Only what happens is compared.</summary>
internal sealed record UnitChangeForm : IVersionedForm
{
    public int Version { get; set; }

    public string Name { get; set; } = "";

    public Guid? Parent { get; set; }

    public DateOnly? To { get; set; }

    public Guid? MergedInto { get; set; }

    public static UnitChangeForm Of(ShowUnit.View unit) => new() { Version = unit.Version, Name = unit.LatestName, Parent = unit.LatestParent?.Value, To = unit.To, MergedInto = unit.MergedInto?.Id.Value };

    public static IReadOnlyList<FormPart<UnitChangeForm>> OfName(Words w) => [FormParts.Field<UnitChangeForm>(nameof(Name), w["unit.newName"], f => f.Name, (to, from) => to.Name = from.Name)];

    public static IReadOnlyList<FormPart<UnitChangeForm>> OfParent(Words w, IUnitDirectory units) =>
        [FormParts.Field<UnitChangeForm>(nameof(Parent), w["unit.newParent"], f => units.NameOf(f.Parent), (to, from) => to.Parent = from.Parent)];

    public static IReadOnlyList<FormPart<UnitChangeForm>> OfEnd(Words w, IUnitDirectory units) =>
    [
        FormParts.Field<UnitChangeForm>(nameof(To), w["unit.to"], f => FormTexts.Day(f.To), (to, from) => to.To = from.To),
        FormParts.Field<UnitChangeForm>(nameof(MergedInto), w["unit.into"], f => units.NameOf(f.MergedInto), (to, from) => to.MergedInto = from.MergedInto),
    ];
}

/// <summary>A person's name and number.</summary>
internal sealed record PersonForm : IVersionedForm
{
    public int Version { get; set; }

    public string Name { get; set; } = "";

    public string Number { get; set; } = "";

    public static PersonForm Of(ShowPerson.View person) => new() { Version = person.Version, Name = person.Name, Number = person.Number ?? "" };

    public static IReadOnlyList<FormPart<PersonForm>> Parts(Words w) =>
    [
        FormParts.Field<PersonForm>(nameof(Name), w["person.name"], f => f.Name, (to, from) => to.Name = from.Name),
        FormParts.Field<PersonForm>(nameof(Number), w["person.number"], f => f.Number, (to, from) => to.Number = from.Number),
    ];
}

/// <summary>A post.</summary>
internal sealed record PostForm : IVersionedForm
{
    public int Version { get; set; }

    public string Title { get; set; } = "";

    public PostKind Kind { get; set; }

    public bool Single { get; set; }

    public DateOnly? From { get; set; }

    public DateOnly? To { get; set; }

    public static PostForm Of(ShowPost.View post) => new() { Version = post.Version, Title = post.Title, Kind = post.Kind, Single = post.Single, From = post.From, To = post.To };

    public static IReadOnlyList<FormPart<PostForm>> Parts(Words w) =>
    [
        FormParts.Field<PostForm>(nameof(Title), w["post.title"], f => f.Title, (to, from) => to.Title = from.Title),
        FormParts.Field<PostForm>(nameof(Kind), w["post.kind"], f => w.Of(f.Kind), (to, from) => to.Kind = from.Kind),
        FormParts.Field<PostForm>(nameof(Single), w["post.seats"], f => w[f.Single ? "post.single" : "post.several"], (to, from) => to.Single = from.Single),
        FormParts.Field<PostForm>(nameof(From), w["post.from"], f => FormTexts.Day(f.From), (to, from) => to.From = from.From),
        FormParts.Field<PostForm>(nameof(To), w["post.to"], f => FormTexts.Day(f.To), (to, from) => to.To = from.To),
    ];
}

/// <summary>A holding.</summary>
internal sealed record HoldingForm : IVersionedForm
{
    public int Version { get; set; }

    public DateOnly? From { get; set; }

    public DateOnly? To { get; set; }

    public Clause? Appointed { get; set; }

    public Clause? Removed { get; set; }

    public bool Concurrent { get; set; }

    public bool Acting { get; set; }

    public int ProbationYears { get; set; }

    public static HoldingForm Of(ShowPerson.HoldingRow row) => new()
    {
        Version = row.Version,
        From = row.Holder.From,
        To = row.Holder.To,
        Appointed = row.Holder.Appointed,
        Removed = row.Holder.Removed,
        Concurrent = row.Holder.Concurrent,
        Acting = row.Holder.Acting,
        ProbationYears = row.ProbationYears,
    };

    public static IReadOnlyList<FormPart<HoldingForm>> Parts(Words w) =>
    [
        FormParts.Field<HoldingForm>(nameof(From), w["holding.firstDay"], f => FormTexts.Day(f.From), (to, from) => to.From = from.From),
        FormParts.Field<HoldingForm>(nameof(To), w["holding.leaveDay"], f => FormTexts.Day(f.To), (to, from) => to.To = from.To),
        FormParts.Field<HoldingForm>(nameof(Appointed), w["holding.appointedClause"], f => f.Appointed?.ToString(), (to, from) => to.Appointed = from.Appointed),
        FormParts.Field<HoldingForm>(nameof(Removed), w["holding.removedClause"], f => f.Removed?.ToString(), (to, from) => to.Removed = from.Removed),
        FormParts.Field<HoldingForm>(nameof(Concurrent), w["holding.concurrent"], f => FormTexts.Yes(f.Concurrent, w), (to, from) => to.Concurrent = from.Concurrent),
        FormParts.Field<HoldingForm>(nameof(Acting), w["holding.acting"], f => FormTexts.Yes(f.Acting, w), (to, from) => to.Acting = from.Acting),
        FormParts.Field<HoldingForm>(nameof(ProbationYears), w["holding.probation"], f => FormTexts.Number(f.ProbationYears), (to, from) => to.ProbationYears = from.ProbationYears),
    ];
}

/// <summary>Whose register it is.</summary>
internal sealed record GovernmentForm : IVersionedForm
{
    public int Version { get; set; }

    public string Name { get; set; } = "";

    public UnitLevel Level { get; set; } = UnitLevel.District;

    public string City { get; set; } = "";

    public string Province { get; set; } = "";

    public static GovernmentForm Of(ShowDistrict.Row own) => new() { Version = own.Version, Name = own.Name, Level = own.Level, City = own.City ?? "", Province = own.Province ?? "" };

    public static IReadOnlyList<FormPart<GovernmentForm>> Parts(Words w) =>
    [
        FormParts.Field<GovernmentForm>(nameof(Name), w["government.name"], f => f.Name, (to, from) => to.Name = from.Name),
        FormParts.Field<GovernmentForm>(nameof(Level), w["unit.level"], f => w.Of(f.Level), (to, from) => to.Level = from.Level),
        FormParts.Field<GovernmentForm>(nameof(City), w["government.city"], f => f.City, (to, from) => to.City = from.City),
        FormParts.Field<GovernmentForm>(nameof(Province), w["government.province"], f => f.Province, (to, from) => to.Province = from.Province),
    ];
}

/// <summary>How values of forms read side by side.</summary>
internal static class FormTexts
{
    public static string? Day(DateOnly? day) => day is null ? null : Days.Text(day);

    public static string Yes(bool value, Words w) => w[value ? "cell.yes" : "cell.no"];

    public static string Number(int value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);

    public static string? Blank(string text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    public static async ValueTask<string?> NameOf(this IUnitDirectory units, Guid? unit) => unit is { } id ? (await units.Get(id, default))?.Name : null;
}
