using Bihuan.Kernel;

namespace Bihuan.Persistence;

/// <summary>Hears of every entry of the journal, in order, after it was committed: mail, webhooks, matters opened by events of other
/// modules. It hears of each at least once, also after a crash, so it must do nothing twice: a command that it sends carries a key made of
/// the entry's position, or is refused the second time. Found by itself, like a handler; one instance an entry.</summary>
public interface ISubscriber
{
    /// <summary>Under this name its place in the journal is kept; never changed. Lower case, module first.</summary>
    string Name { get; }

    /// <summary>Where a new subscriber begins: at the first entry, or at the end of what is there.</summary>
    bool FromBeginning => false;

    /// <summary>Whether an event is any of its business, by the event alone: it is asked of an instance whose scope is over. What it does not hear of is
    /// passed by without a scope and without a write.</summary>
    bool Hears(IEvent happened) => true;

    /// <summary>Deals with an entry, or returns at once where it is none of its business. Throws to have it tried again.</summary>
    ValueTask Handle(Recorded recorded, CancellationToken cancel);
}

/// <summary>How the pump works.</summary>
public sealed record PumpSettings
{
    /// <summary>How long a node holds a subscriber without a sign of life.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long it waits for the signal of another node's commits.</summary>
    public TimeSpan Poll { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The pause after the first failure; it doubles with each.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest pause.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>After so many failures an entry is parked.</summary>
    public int Tries { get; init; } = 8;

    /// <summary>How many entries are read at once.</summary>
    public int Batch { get; init; } = 100;
}
