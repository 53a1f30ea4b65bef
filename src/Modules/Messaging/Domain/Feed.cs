using Bihuan.Kernel;
using Bihuan.Organisation;

namespace Bihuan.Messaging;

[EventType("messaging.feed-opened")]
internal sealed record FeedOpened(FeedId Id, Guid? Account, UnitId? Unit) : IEvent;

[EventType("messaging.feed-revoked")]
internal sealed record FeedRevoked : IEvent;

/// <summary>An address under which a program fetches somebody's calendar (日历订阅).</summary>
[Stream("feed")]
internal sealed class Feed : State
{
    public FeedId Id { get; private set; }

    public override Guid Key => Id.Value;

    public Guid? Account { get; private set; }

    public UnitId? Unit { get; private set; }

    public DateTimeOffset Opened { get; private set; }

    public bool IsRevoked { get; private set; }

    protected override void On(IEvent happened, Stamp stamp)
    {
        switch (happened)
        {
            case FeedOpened e:
                (Id, Account, Unit, Opened) = (e.Id, e.Account, e.Unit, stamp.Recorded);
                break;
            case FeedRevoked:
                IsRevoked = true;
                break;
        }
    }
}

/// <summary>The digest of a feed's token, with the suite that made it.</summary>
internal sealed class FeedSecret
{
    public required FeedId Id { get; init; }

    public required string Suite { get; init; }

    public required byte[] Hash { get; init; }

    /// <summary>When it was last fetched, to the hour.</summary>
    public DateTimeOffset? Fetched { get; set; }
}
