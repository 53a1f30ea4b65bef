namespace Bihuan.Persistence;

/// <summary>What is wrong with the journal.</summary>
public enum AuditFault
{
    /// <summary>An entry does not have the content it was recorded with.</summary>
    Altered,

    /// <summary>Entries are gone: a gap, a stream with a version missing, or an end that was cut off.</summary>
    Missing,

    /// <summary>An entry stands there that was never recorded.</summary>
    Added,

    /// <summary>A genuine entry stands at another place than it was recorded at.</summary>
    Reordered,

    /// <summary>The chain ends otherwise than the head row says: the end or all of it was written anew, or the head row was altered.</summary>
    HeadWrong,

    /// <summary>What lies before a checkpoint is not what it was when the checkpoint was taken.</summary>
    CheckpointWrong,
}

/// <summary>One thing that is wrong.</summary>
/// <param name="Fault">What.</param>
/// <param name="Position">The place in the journal; 0 where only the stream is known.</param>
public sealed record AuditFinding(AuditFault Fault, long Position)
{
    /// <summary>The last place of several.</summary>
    public long? UpTo { get; init; }

    /// <summary>Where the entry was recorded, of one that stands elsewhere.</summary>
    public long? BelongsAt { get; init; }

    /// <summary>The stream's kind, where known.</summary>
    public string? StreamKind { get; init; }

    /// <summary>The stream, where known.</summary>
    public Guid? StreamId { get; init; }

    /// <summary>The version in the stream, where known.</summary>
    public int? Version { get; init; }

    /// <summary>Whether it is the checkpoint that was handed in, not one of the database.</summary>
    public bool OfFile { get; init; }
}

/// <summary>What an audit found.</summary>
/// <param name="Entries">How many entries were verified.</param>
/// <param name="Position">The last position.</param>
/// <param name="Hash">The last hash.</param>
/// <param name="Checkpoints">How many checkpoints of the database were compared.</param>
/// <param name="Findings">What is wrong, in order; at most <see cref="AuditVerifier.MaxFindings"/>.</param>
/// <param name="More">How many findings more there were.</param>
public sealed record AuditReport(long Entries, long Position, string Hash, int Checkpoints, IReadOnlyList<AuditFinding> Findings, long More)
{
    /// <summary>Whether nothing is wrong.</summary>
    public bool IsClean => Findings.Count == 0;
}
