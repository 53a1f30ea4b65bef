using Bihuan.Kernel;

namespace Bihuan.Matters;

/// <summary>The accepting unit decided how it ended. Other modules hear of it by <c>ISubscriber</c>.</summary>
/// <param name="End">How.</param>
/// <param name="Text">The finding.</param>
/// <param name="Evidence">What it rests on.</param>
/// <param name="ReopenUntil">The last day on which it can be reopened.</param>
[EventType("matters.accepted")]
public sealed record MatterAccepted(MatterEnd End, string Text, IReadOnlyList<Evidence> Evidence, DateOnly ReopenUntil) : IEvent;

/// <summary>It was withdrawn by a document. Other modules hear of it by <c>ISubscriber</c>.</summary>
/// <param name="Document">The document's number or title.</param>
/// <param name="Why">The reason.</param>
[EventType("matters.withdrawn")]
public sealed record MatterWithdrawn(string Document, string Why) : IEvent;
