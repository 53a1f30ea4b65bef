using Bihuan.Kernel;

namespace Bihuan.Documents;

internal readonly record struct RulingId(Guid Value) : IId<RulingId>
{
    public static RulingId From(Guid value) => new(value);
}

/// <summary>Somebody decided which place holds.</summary>
/// <param name="Contradiction">The finding's fingerprint.</param>
/// <param name="Holds">The number of the place that holds; null where all do, in different scopes.</param>
[EventType("documents.contradiction-decided")]
internal sealed record ContradictionDecided(RulingId Id, string Contradiction, int? Holds, DateOnly Since, string Why) : IEvent;

/// <summary>The decision was taken back.</summary>
[EventType("documents.contradiction-reopened")]
internal sealed record ContradictionReopened : IEvent;

/// <summary>The decision on one contradiction (矛盾认定).</summary>
[Stream("contradiction")]
internal sealed class Ruling : State
{
    public RulingId Id { get; private set; }

    public override Guid Key => Id.Value;

    public string Contradiction { get; private set; } = "";

    public bool Decided { get; private set; }

    public int? Holds { get; private set; }

    public DateOnly? Since { get; private set; }

    public string Why { get; private set; } = "";

    public Guid? By { get; private set; }

    public Guid? ForUnit { get; private set; }

    public Guid? ForPost { get; private set; }

    public DateTimeOffset At { get; private set; }

    protected override void On(IEvent happened, Stamp stamp)
    {
        switch (happened)
        {
            case ContradictionDecided e:
                (Id, Contradiction, Decided, Holds, Since, Why) = (e.Id, e.Contradiction, true, e.Holds, e.Since, e.Why);
                break;
            case ContradictionReopened:
                (Decided, Holds, Since, Why) = (false, null, null, "");
                break;
        }

        (By, ForUnit, ForPost, At) = (stamp.By.Account, stamp.By.Unit, stamp.By.Post, stamp.Recorded);
    }
}
