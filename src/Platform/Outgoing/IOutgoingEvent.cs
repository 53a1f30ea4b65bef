using Bihuan.Persistence;

namespace Bihuan.Platform;

/// <summary>Says what other systems may learn of events of a module. Nothing leaves the house that no such mapping names: an event without one is
/// never sent. Found by itself, scoped, like a handler.</summary>
public interface IOutgoingEvent
{
    /// <summary>The events of the journal that it speaks of, such as <c>organisation.unit-renamed</c>. Each has one mapping.</summary>
    IReadOnlyCollection<string> Types { get; }

    /// <summary>What is sent of an entry; <see langword="null"/> where this one stays in the house. Asked again when an entry is sent again, so it goes by
    /// the entry rather than by what has become of it.</summary>
    ValueTask<OutgoingBody?> Map(Recorded recorded, CancellationToken cancel);
}

/// <summary>What other systems learn of an event.</summary>
/// <param name="Unit">The unit it is about: systems that listen to one unit hear of those in and below it. Without one only those hear it that listen to the whole district.</param>
/// <param name="Payload">Written as JSON, names in camel case. Fields are only ever added. No names of persons.</param>
public sealed record OutgoingBody(Guid? Unit, object Payload);
