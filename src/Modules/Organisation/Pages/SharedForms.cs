using Bihuan.Platform;

namespace Bihuan.Organisation;

/// <summary>Somebody as they are offered for choice.</summary>
/// <param name="Id">The person; <see langword="null"/> for a new one of the name.</param>
/// <param name="Name">The name.</param>
/// <param name="Detail">What tells namesakes apart: the posts of the day, or the number.</param>
public sealed record PersonChoice(PersonId? Id, string Name, string? Detail)
{
    /// <summary>For commands.</summary>
    internal PersonRef Ref => Id is { } id ? PersonRef.Known(id) : PersonRef.Named(Name);
}

/// <summary>A group as it is offered for choice.</summary>
/// <param name="Id">The group.</param>
/// <param name="Name">Its name.</param>
public sealed record GroupChoice(Guid Id, string Name);

/// <summary>One thing that a leader answers for, while it is being entered.</summary>
public sealed class DutyForm
{
    /// <summary>In which way; of a group, its kind.</summary>
    public DutyKind Kind { get; set; } = DutyKind.Answers;

    /// <summary>The area in words.</summary>
    public string Area { get; set; } = "";

    /// <summary>The unit.</summary>
    public Guid? Unit { get; set; }

    /// <summary>Where only part of it is meant, which.</summary>
    public string Part { get; set; } = "";

    internal Duty Duty => new(Kind, Area.Trim().Length == 0 ? null : Area.Trim(), Unit is { } unit ? UnitId.From(unit) : null, Part.Trim().Length == 0 ? null : Part.Trim());

    internal static DutyForm Of(ShowPerson.DutyRow row) => new() { Kind = row.Kind, Area = row.Area ?? "", Unit = row.Unit?.Value, Part = row.Part ?? "" };
}

/// <summary>What a leader answers for.</summary>
public sealed record PortfolioForm : IVersionedForm
{
    /// <inheritdoc/>
    public int Version { get; set; }

    /// <summary>The first day.</summary>
    public DateOnly? From { get; set; }

    /// <summary>The first day it no longer holds.</summary>
    public DateOnly? To { get; set; }

    /// <summary>In one sentence.</summary>
    public string Scope { get; set; } = "";

    /// <summary>Each thing; of a group, what it is for.</summary>
    public List<DutyForm> Duties { get; init; } = [];

    internal IReadOnlyList<Duty> Listed => [.. Duties.Select(d => d.Duty)];

    internal static PortfolioForm Of(ShowPerson.PortfolioRow row) => new() { Version = row.Version, From = row.From, To = row.To, Scope = row.Scope ?? "", Duties = [.. row.Duties.Select(DutyForm.Of)] };

    internal static IReadOnlyList<FormPart<PortfolioForm>> Parts(Words w, IUnitDirectory units) =>
    [
        FormParts.Field<PortfolioForm>(nameof(From), w["portfolio.from"], f => FormTexts.Day(f.From), (to, from) => to.From = from.From),
        FormParts.Field<PortfolioForm>(nameof(To), w["portfolio.to"], f => FormTexts.Day(f.To), (to, from) => to.To = from.To),
        FormParts.Field<PortfolioForm>(nameof(Scope), w["portfolio.scope"], f => f.Scope, (to, from) => to.Scope = from.Scope),
        FormParts.Lines<PortfolioForm, DutyForm>("Duties", w["portfolio.duties"], f => f.Duties, async d =>
            $"{w.Of(d.Kind)} {d.Area.Trim()}{await units.NameOf(d.Unit)}{(d.Part.Trim().Length == 0 ? "" : $"（{d.Part.Trim()}）")}"),
    ];
}

/// <summary>A line of a group's list, while it is being entered.</summary>
public sealed class MemberForm
{
    /// <summary>As printed: 组长, 副组长, 成员.</summary>
    public string Role { get; set; } = "";

    /// <summary>How the member is named.</summary>
    public RoleBy By { get; set; }

    /// <summary>The unit.</summary>
    public Guid? Unit { get; set; }

    /// <summary>The post's title.</summary>
    public string Title { get; set; } = "";

    /// <summary>Which holder or post where no title says so.</summary>
    public string Condition { get; set; } = "";

    /// <summary>Who, where the member is named.</summary>
    public PersonChoice? Person { get; set; }

    /// <summary>What does not belong to the way in which the member is named is left out.</summary>
    internal GroupMember Member => new(
        Role.Trim(), By, Unit is { } unit ? UnitId.From(unit) : null, By == RoleBy.Unit ? null : FormTexts.Blank(Title), By == RoleBy.Unit ? null : FormTexts.Blank(Condition), By == RoleBy.Holder ? Person?.Ref : null);

    internal static MemberForm Of(FilledMember m) => new()
    {
        Role = m.Role,
        By = m.By,
        Unit = m.Unit?.Value,
        Title = m.Title ?? "",
        Condition = m.Condition ?? "",
        Person = m.Person is { } person ? new(person, m.PersonName ?? "", null) : null,
    };
}

/// <summary>A standing group.</summary>
public sealed record GroupForm : IVersionedForm
{
    /// <inheritdoc/>
    public int Version { get; set; }

    /// <summary>Its name.</summary>
    public string Name { get; set; } = "";

    /// <summary>In which way; of a group, its kind.</summary>
    public GroupKind Kind { get; set; }

    /// <summary>The first day.</summary>
    public DateOnly? From { get; set; }

    /// <summary>The first day it no longer holds.</summary>
    public DateOnly? To { get; set; }

    /// <summary>The group above.</summary>
    public Guid? Parent { get; set; }

    /// <summary>The unit above.</summary>
    public Guid? Under { get; set; }

    /// <summary>The unit.</summary>
    public Guid? Unit { get; set; }

    /// <summary>The unit where its office sits.</summary>
    public Guid? Seat { get; set; }

    /// <summary>The room.</summary>
    public string SeatRoom { get; set; } = "";

    /// <summary>Whether the list ends with 等.</summary>
    public bool OpenEnded { get; set; }

    /// <summary>Each thing; of a group, what it is for.</summary>
    public string Duties { get; set; } = "";

    /// <summary>What does not fit.</summary>
    public string Note { get; set; } = "";

    /// <summary>Its list.</summary>
    public List<MemberForm> Members { get; init; } = [];

    internal GroupContent Content => new(
        Name, Kind, [.. Members.Select(m => m.Member)], From, To, Parent is { } parent ? GroupId.From(parent) : null, Under is { } under ? UnitId.From(under) : null,
        Unit is { } unit ? UnitId.From(unit) : null, Seat is { } seat ? UnitId.From(seat) : null, FormTexts.Blank(SeatRoom), OpenEnded, FormTexts.Blank(Duties), FormTexts.Blank(Note));

    internal static GroupForm Of(ShowGroup.View view) => new()
    {
        Version = view.Version,
        Name = view.Group.Name,
        Kind = view.Group.Kind,
        From = view.Group.From,
        To = view.Group.To,
        Parent = view.Parent?.Value,
        Under = view.Under?.Value,
        Unit = view.Unit?.Value,
        Seat = view.Seat?.Value,
        SeatRoom = view.SeatRoom ?? "",
        OpenEnded = view.OpenEnded,
        Duties = view.Duties ?? "",
        Note = view.Note ?? "",
        Members = [.. view.Group.Members.Select(MemberForm.Of)],
    };

    internal static IReadOnlyList<FormPart<GroupForm>> Parts(Words w, IUnitDirectory units, IReadOnlyList<GroupChoice> groups) =>
    [
        FormParts.Field<GroupForm>(nameof(Name), w["group.name"], f => f.Name, (to, from) => to.Name = from.Name),
        FormParts.Field<GroupForm>(nameof(Kind), w["group.kind"], f => w.Of(f.Kind), (to, from) => to.Kind = from.Kind),
        FormParts.Field<GroupForm>(nameof(From), w["group.from"], f => FormTexts.Day(f.From), (to, from) => to.From = from.From),
        FormParts.Field<GroupForm>(nameof(To), w["group.to"], f => FormTexts.Day(f.To), (to, from) => to.To = from.To),
        FormParts.Field<GroupForm>(nameof(Parent), w["group.parentGroup"], f => groups.FirstOrDefault(g => g.Id == f.Parent)?.Name, (to, from) => to.Parent = from.Parent),
        FormParts.Field<GroupForm>(nameof(Under), w["group.under"], f => units.NameOf(f.Under), (to, from) => to.Under = from.Under),
        FormParts.Field<GroupForm>(nameof(Unit), w["group.self"], f => units.NameOf(f.Unit), (to, from) => to.Unit = from.Unit),
        FormParts.Field<GroupForm>(nameof(Seat), w["group.seat"], f => units.NameOf(f.Seat), (to, from) => to.Seat = from.Seat),
        FormParts.Field<GroupForm>(nameof(SeatRoom), w["group.seatRoom"], f => f.SeatRoom, (to, from) => to.SeatRoom = from.SeatRoom),
        FormParts.Field<GroupForm>(nameof(OpenEnded), w["group.isOpenEnded"], f => FormTexts.Yes(f.OpenEnded, w), (to, from) => to.OpenEnded = from.OpenEnded),
        FormParts.Field<GroupForm>(nameof(Duties), w["group.duties"], f => f.Duties, (to, from) => to.Duties = from.Duties),
        FormParts.Field<GroupForm>(nameof(Note), w["unit.note"], f => f.Note, (to, from) => to.Note = from.Note),
        FormParts.Lines<GroupForm, MemberForm>("Members", w["group.line"], f => f.Members, async m =>
            string.Join(' ', new[] { m.Role.Trim(), w.Of(m.By), m.Member.Person is null ? "" : m.Person?.Name, await units.NameOf(m.Unit), m.Member.Title, m.Member.Condition }.Where(t => !string.IsNullOrEmpty(t)))),
    ];
}
