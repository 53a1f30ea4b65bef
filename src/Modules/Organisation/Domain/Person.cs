using Bihuan.Kernel;

namespace Bihuan.Organisation;

[EventType("organisation.person-entered")]
internal sealed record PersonEntered(PersonId Id, string Name, string? Number) : IEvent;

[EventType("organisation.person-corrected")]
internal sealed record PersonCorrected(string Name, string? Number) : IEvent;

/// <summary>Somebody who holds or held a public post: a name, and a person number where the district uses one. Nothing else is kept of them.</summary>
[Stream("person")]
internal sealed class Person : State
{
    public PersonId Id { get; private set; }

    public override Guid Key => Id.Value;

    public string Name { get; private set; } = "";

    public string? Number { get; private set; }

    public PersonId? DuplicateOf { get; private set; }

    protected override void On(IEvent happened, Stamp stamp)
    {
        switch (happened)
        {
            case PersonEntered e:
                (Id, Name, Number) = (e.Id, e.Name, e.Number);
                break;
            case PersonCorrected e:
                (Name, Number) = (e.Name, e.Number);
                break;
            case MarkedDuplicate e:
                DuplicateOf = PersonId.From(e.Of);
                break;
            case DuplicateUnmarked:
                DuplicateOf = null;
                break;
        }
    }
}
