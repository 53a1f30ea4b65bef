using Bihuan.Kernel;

namespace Bihuan.Documents;

/// <summary>A module took a find in.</summary>
[EventType("documents.find-adopted")]
internal sealed record FindAdopted(AdoptionId Id, DocumentId Document, int Find, string Place, string Kind, string ContentHash, AdoptedThing Thing) : IEvent;

/// <summary>What a module took in was taken back.</summary>
[EventType("documents.adoption-revoked")]
internal sealed record AdoptionRevoked : IEvent;

/// <summary>A find in the hands of a module (采纳).</summary>
[Stream("adoption")]
internal sealed class Adoption : State
{
    public AdoptionId Id { get; private set; }

    public override Guid Key => Id.Value;

    public DocumentId Document { get; private set; }

    public int Find { get; private set; }

    public string Place { get; private set; } = "";

    public string Kind { get; private set; } = "";

    public string ContentHash { get; private set; } = "";

    public AdoptedThing Thing { get; private set; } = new("", "", "", null);

    public bool Revoked { get; private set; }

    public Guid? By { get; private set; }

    public DateTimeOffset At { get; private set; }

    protected override void On(IEvent happened, Stamp stamp)
    {
        switch (happened)
        {
            case FindAdopted e:
                (Id, Document, Find, Place, Kind, ContentHash, Thing) = (e.Id, e.Document, e.Find, e.Place, e.Kind, e.ContentHash, e.Thing);
                (Revoked, By, At) = (false, stamp.By.Account, stamp.Recorded);
                break;
            case AdoptionRevoked:
                (Revoked, By, At) = (true, stamp.By.Account, stamp.Recorded);
                break;
        }
    }
}
