using Bihuan.Kernel;

namespace Bihuan.Persistence;

/// <summary>An entry together with its event.</summary>
/// <param name="Entry">What the journal keeps.</param>
/// <param name="Happened">The event.</param>
public sealed record Recorded(JournalEntry Entry, IEvent Happened);

/// <summary>Fills a table that no single stream's state makes, such as a list of clauses. Runs inside the commit, after the states, and
/// again in a rebuild; it may read only what the journal and the files by hash hold, the state of the entry's own stream (which within a commit may be further already,
/// and in a rebuild comes there with the commit's last entry), and its own table.</summary>
public interface IProjection
{
    /// <summary>Loads what <see cref="Project"/> will look for, before the commit's turn to write comes; it would find it without, while everybody else waits.</summary>
    /// <param name="stream">The entry's stream.</param>
    /// <param name="happened">What is about to be recorded.</param>
    /// <param name="db">Where it is tracked.</param>
    /// <param name="cancel">Cancels.</param>
    ValueTask Prepare(Guid stream, IEvent happened, BihuanContext db, CancellationToken cancel) => ValueTask.CompletedTask;

    /// <summary>Takes an entry in; ignores those that are not its own.</summary>
    ValueTask Project(Recorded recorded, BihuanContext db, CancellationToken cancel);
}
