using Bihuan.Kernel;

namespace Bihuan.Organisation;

/// <summary>One line of a group's list.</summary>
internal sealed record MemberLine(int No, string Role, RoleBy By, UnitId? Unit, string? Title, string? Condition, PersonId? Person);

/// <summary>Everything said of a group, with the people of its list known.</summary>
internal sealed record GroupDescription(
    string Name, GroupKind Kind, IReadOnlyList<MemberLine> Members, DateOnly? From, DateOnly? To, GroupId? Parent, UnitId? Under, UnitId? Unit, UnitId? Seat, string? SeatRoom, bool OpenEnded, string? Duties, string? Note);

[EventType("organisation.group-set-up")]
internal sealed record GroupWasSetUp(GroupId Id, GroupDescription Content, Clause? Source) : IEvent;

[EventType("organisation.group-changed")]
internal sealed record GroupChanged(GroupDescription Content) : IEvent;

[EventType("organisation.group-withdrawn")]
internal sealed record GroupWithdrawn : IEvent;

/// <summary>A leading group, headquarters or working group (议事协调机构). Its list says who belongs to it by post, by unit or by name; who sits
/// there on a day follows from who holds the posts.</summary>
[Stream("group")]
internal sealed class StandingGroup : State
{
    public GroupId Id { get; private set; }

    public override Guid Key => Id.Value;

    public string Name { get; private set; } = "";

    public GroupKind Kind { get; private set; }

    public IReadOnlyList<MemberLine> Members { get; private set; } = [];

    public DateOnly? From { get; private set; }

    public DateOnly? To { get; private set; }

    public Clause? Source { get; private set; }

    public GroupId? Parent { get; private set; }

    public UnitId? Under { get; private set; }

    public UnitId? Unit { get; private set; }

    public UnitId? Seat { get; private set; }

    public string? SeatRoom { get; private set; }

    public bool OpenEnded { get; private set; }

    public string? Duties { get; private set; }

    public string? Note { get; private set; }

    public bool Withdrawn { get; private set; }

    public Period Period => new(From, To);

    protected override void On(IEvent happened, Stamp stamp)
    {
        switch (happened)
        {
            case GroupWasSetUp e:
                (Id, Source) = (e.Id, e.Source);
                Describe(e.Content);
                break;
            case GroupChanged e:
                Describe(e.Content);
                break;
            case GroupWithdrawn:
                Withdrawn = true;
                break;
            case ReferenceMoved { To: var to } e:
                Move(e.Field, e.No, to);
                break;
        }
    }

    private void Describe(GroupDescription c)
    {
        (Name, Kind, Members, From, To, Parent, Under) = (c.Name, c.Kind, c.Members, c.From, c.To, c.Parent, c.Under);
        (Unit, Seat, SeatRoom, OpenEnded, Duties, Note) = (c.Unit, c.Seat, c.SeatRoom, c.OpenEnded, c.Duties, c.Note);
    }

    private void Move(string field, int no, Guid to)
    {
        switch (field)
        {
            case References.Unit:
                Members = [.. Members.Select(m => m.No == no ? m with { Unit = UnitId.From(to) } : m)];
                break;
            case References.Person:
                Members = [.. Members.Select(m => m.No == no ? m with { Person = PersonId.From(to) } : m)];
                break;
            case References.Under:
                Under = UnitId.From(to);
                break;
            case References.Seat:
                Seat = UnitId.From(to);
                break;
            case References.Self:
                Unit = UnitId.From(to);
                break;
        }
    }
}
