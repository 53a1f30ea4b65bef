namespace Bihuan.Kernel;

/// <summary>Something that happened to one stream (事件), named in the past tense. Events are kept for ever, so an event's fields are
/// only ever added to; a changed meaning is a new event or a new schema version.</summary>
public interface IEvent;

/// <summary>The name under which an event is kept in the journal. It outlives the class's own name.</summary>
/// <param name="name">Lower case, the module's name first, such as <c>organisation.unit-created</c>.</param>
/// <param name="schema">Counts up when the shape of the payload changes.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class EventTypeAttribute(string name, int schema = 1) : Attribute
{
    /// <summary>The name in the journal.</summary>
    public string Name { get; } = name;

    /// <summary>The version of the payload's shape.</summary>
    public int Schema { get; } = schema;
}

/// <summary>The kind of stream whose events make this state.</summary>
/// <param name="kind">Lower case, such as <c>unit</c>.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class StreamAttribute(string kind) : Attribute
{
    /// <summary>The kind as the journal names it.</summary>
    public string Kind { get; } = kind;
}

/// <summary>What the journal adds to an event: who recorded it and when.</summary>
/// <param name="Recorded">When, in UTC, by the district's clock.</param>
/// <param name="By">Who, and for which unit and post.</param>
public sealed record Stamp(DateTimeOffset Recorded, Acting By);

/// <summary>The current state of one stream: the fold of its events. <see cref="Apply"/> is pure; it never refuses, because what is in
/// the journal has happened.</summary>
public abstract class State
{
    /// <summary>How many events made it; 0 before the first. Serves as the concurrency token.</summary>
    public int Version { get; private set; }

    /// <summary>The stream's identity.</summary>
    public abstract Guid Key { get; }

    /// <summary>Takes an event in.</summary>
    /// <param name="happened">What happened.</param>
    /// <param name="stamp">Who recorded it and when.</param>
    public void Apply(IEvent happened, Stamp stamp)
    {
        On(happened, stamp);
        Version++;
    }

    /// <summary>What the event changes.</summary>
    /// <param name="happened">What happened.</param>
    /// <param name="stamp">Who recorded it and when.</param>
    protected abstract void On(IEvent happened, Stamp stamp);
}
