using Bihuan.Kernel;
using Bihuan.Organisation;

namespace Bihuan.Documents;

internal readonly record struct UnitNameId(Guid Value) : IId<UnitNameId>
{
    public static UnitNameId From(Guid value) => new(value);
}

/// <summary>Somebody said which unit a printed name means, for all its uses.</summary>
/// <param name="Unit">The unit; null where the name means none of the register.</param>
/// <param name="Source">The clause in which it was asked.</param>
[EventType("documents.unit-name-answered")]
internal sealed record UnitNameAnswered(UnitNameId Id, string Printed, UnitId? Unit, string? UnitTitle, Clause Source) : IEvent;

/// <summary>The answer was taken back.</summary>
[EventType("documents.unit-name-withdrawn")]
internal sealed record UnitNameWithdrawn : IEvent;

/// <summary>The answer became an alias of the unit.</summary>
[EventType("documents.unit-name-adopted")]
internal sealed record UnitNameAdopted : IEvent;

/// <summary>A printed name with its answer (机构名称核定).</summary>
[Stream("unit-name")]
internal sealed class UnitName : State
{
    public UnitNameId Id { get; private set; }

    public override Guid Key => Id.Value;

    public string Printed { get; private set; } = "";

    public bool Answered { get; private set; }

    public UnitId? Unit { get; private set; }

    public string? UnitTitle { get; private set; }

    public Clause? Source { get; private set; }

    public bool IsAlias { get; private set; }

    public Guid? By { get; private set; }

    public DateTimeOffset? At { get; private set; }

    protected override void On(IEvent happened, Stamp stamp)
    {
        switch (happened)
        {
            case UnitNameAnswered e:
                (Id, Printed, Unit, UnitTitle, Source, Answered, IsAlias) = (e.Id, e.Printed, e.Unit, e.UnitTitle, e.Source, true, false);
                (By, At) = (stamp.By.Account, stamp.Recorded);
                break;
            case UnitNameWithdrawn:
                (Answered, Unit, UnitTitle, IsAlias, By, At) = (false, null, null, false, stamp.By.Account, stamp.Recorded);
                break;
            case UnitNameAdopted:
                IsAlias = true;
                break;
        }
    }
}
