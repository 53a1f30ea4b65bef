using Bihuan.Kernel;
using Bihuan.Reading.Units;

namespace Bihuan.Organisation;

[EventType("organisation.government-named")]
internal sealed record GovernmentNamed(string Name, UnitLevel Level, string? City, string? Province) : IEvent;

/// <summary>The government whose register this is. There is one.</summary>
[Stream("government")]
internal sealed class Government : State
{
    /// <summary>Its key, of no time and no chance.</summary>
    public static Guid TheOne { get; } = new("00000000-0000-7000-8000-000000000001");

    public Guid Id { get; private set; }

    public override Guid Key => Id;

    public string Name { get; private set; } = "";

    public UnitLevel Level { get; private set; }

    public string? City { get; private set; }

    public string? Province { get; private set; }

    protected override void On(IEvent happened, Stamp stamp)
    {
        if (happened is GovernmentNamed e)
        {
            (Id, Name, Level, City, Province) = (TheOne, e.Name, e.Level, e.City, e.Province);
        }
    }
}
