using Bihuan.Persistence;
using Bihuan.Platform;

namespace Bihuan.Organisation;

/// <summary>What other systems learn of units: that one was set up, renamed, moved or ended. Names of units are public; notes and clauses stay here.</summary>
internal sealed class UnitEvents : IOutgoingEvent
{
    public IReadOnlyCollection<string> Types => ["organisation.unit-created", "organisation.unit-renamed", "organisation.unit-moved", "organisation.unit-ended"];

    public ValueTask<OutgoingBody?> Map(Recorded recorded, CancellationToken cancel)
    {
        var unit = recorded.Entry.StreamId;
        object? payload = recorded.Happened switch
        {
            UnitCreated e => new { unit, e.Name, e.Kind, e.Level, e.Parent, e.From },
            UnitRenamed e => new { unit, e.Name, e.From },
            UnitMoved e => new { unit, e.Parent, e.From },
            UnitEnded e => new { unit, e.To, e.MergedInto },
            _ => null,
        };
        return ValueTask.FromResult(payload is null ? null : new OutgoingBody(unit, payload));
    }
}
