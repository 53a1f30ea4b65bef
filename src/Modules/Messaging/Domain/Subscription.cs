using Bihuan.Kernel;
using Bihuan.Organisation;

namespace Bihuan.Messaging;

[EventType("messaging.subscription-opened")]
internal sealed record SubscriptionOpened(SubscriptionId Id, string Name, string Address, IReadOnlyList<string> Patterns, UnitId? Unit) : IEvent;

[EventType("messaging.subscription-changed")]
internal sealed record SubscriptionChanged(string Name, string Address, IReadOnlyList<string> Patterns) : IEvent;

[EventType("messaging.subscription-secret-renewed")]
internal sealed record SubscriptionSecretRenewed : IEvent;

/// <summary>Nothing is sent any more; what happens meanwhile is sent once it is started again.</summary>
[EventType("messaging.subscription-stopped")]
internal sealed record SubscriptionStopped(bool ByFailures) : IEvent;

[EventType("messaging.subscription-started")]
internal sealed record SubscriptionStarted : IEvent;

/// <summary>Everything from a position of the journal on is sent again.</summary>
[EventType("messaging.subscription-replayed")]
internal sealed record SubscriptionReplayed(long From) : IEvent;

[EventType("messaging.subscription-closed")]
internal sealed record SubscriptionClosed : IEvent;

/// <summary>Another system that hears of events (事件订阅): where, of which, of which unit.</summary>
[Stream("subscription")]
internal sealed class Subscription : State
{
    public SubscriptionId Id { get; private set; }

    public override Guid Key => Id.Value;

    public string Name { get; private set; } = "";

    public string Address { get; private set; } = "";

    /// <summary>Such as <c>matters.*</c>, <c>organisation.unit-renamed</c>, <c>*</c>.</summary>
    public IReadOnlyList<string> Patterns { get; private set; } = [];

    /// <summary>Only what is about this unit and those below it; everything without one.</summary>
    public UnitId? Unit { get; private set; }

    public bool IsStopped { get; private set; }

    public bool WasStoppedByFailures { get; private set; }

    public bool IsClosed { get; private set; }

    public bool Takes(string type) => Patterns.Any(p => p == "*" || p == type || (p.EndsWith(".*", StringComparison.Ordinal) && type.StartsWith(p[..^1], StringComparison.Ordinal)));

    protected override void On(IEvent happened, Stamp stamp)
    {
        switch (happened)
        {
            case SubscriptionOpened e:
                (Id, Name, Address, Patterns, Unit) = (e.Id, e.Name, e.Address, e.Patterns, e.Unit);
                break;
            case SubscriptionChanged e:
                (Name, Address, Patterns) = (e.Name, e.Address, e.Patterns);
                break;
            case SubscriptionStopped e:
                (IsStopped, WasStoppedByFailures) = (true, e.ByFailures);
                break;
            case SubscriptionStarted:
                (IsStopped, WasStoppedByFailures) = (false, false);
                break;
            case SubscriptionClosed:
                IsClosed = true;
                break;
        }
    }
}

/// <summary>How far a subscription has come, and its secret, protected. Each has a cursor of its own, so that a slow system keeps no other waiting.</summary>
internal sealed class SubscriptionPlace
{
    public required SubscriptionId Id { get; init; }

    public required string Secret { get; set; }

    /// <summary>The last entry of the journal that is dealt with.</summary>
    public long Position { get; set; }

    /// <summary>Up to here entries are sent again.</summary>
    public long ReplayedTo { get; set; }

    public string? LeasedBy { get; set; }

    public DateTimeOffset? LeasedUntil { get; set; }

    /// <summary>How often the next event has failed.</summary>
    public int Failures { get; set; }

    /// <summary>How many events were parked since one arrived.</summary>
    public int Parked { get; set; }

    /// <summary>Not before this moment is the next event tried again.</summary>
    public DateTimeOffset? NotBefore { get; set; }
}

/// <summary>How far an event is.</summary>
internal enum PostState
{
    /// <summary>待重发: somebody has it tried again.</summary>
    Waiting,

    /// <summary>已送达.</summary>
    Sent,

    /// <summary>重试中.</summary>
    Failed,

    /// <summary>已搁置.</summary>
    Parked,
}

/// <summary>One event on its way to one subscription, as it went last.</summary>
internal sealed class Post
{
    public required SubscriptionId Subscription { get; init; }

    /// <summary>The entry of the journal.</summary>
    public required long Position { get; init; }

    public required string Type { get; init; }

    public PostState State { get; set; }

    public int Attempts { get; set; }

    public string? Error { get; set; }

    public string? ErrorDetail { get; set; }

    /// <summary>When it was last tried, by the machine's clock.</summary>
    public required DateTimeOffset At { get; set; }
}
