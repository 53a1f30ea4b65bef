using System.Buffers.Binary;
using System.Text;
using Bihuan.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Persistence;

/// <summary>One change, as recorded for ever (日志条目).</summary>
public sealed class JournalEntry
{
    /// <summary>Counts from 1 over the whole journal without a gap, in the order of commits.</summary>
    public required long Position { get; init; }

    /// <summary>The kind of the stream, such as <c>unit</c>.</summary>
    public required string StreamKind { get; init; }

    /// <summary>The stream.</summary>
    public required Guid StreamId { get; init; }

    /// <summary>Counts from 1 in the stream without a gap.</summary>
    public required int Version { get; init; }

    /// <summary>The event's name, such as <c>organisation.unit-created</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The version of the payload's shape.</summary>
    public required int Schema { get; init; }

    /// <summary>The event as JSON.</summary>
    public required string Payload { get; init; }

    /// <summary>The account that did it; <see langword="null"/> for the program.</summary>
    public Guid? Actor { get; init; }

    /// <summary>The unit on whose behalf.</summary>
    public Guid? ForUnit { get; init; }

    /// <summary>The post in which it was done.</summary>
    public Guid? ForPost { get; init; }

    /// <summary>Why, in the person's words, where asked for.</summary>
    public string? Reason { get; init; }

    /// <summary>When it was recorded, UTC, by the district's clock.</summary>
    public required DateTimeOffset Recorded { get; init; }

    /// <summary>The day from which it takes effect, where that is not the day it was recorded.</summary>
    public DateOnly? Effective { get; init; }

    /// <summary>The digest that made the hashes.</summary>
    public required string Suite { get; init; }

    /// <summary>The hash of the stream's entry before it; empty for the first.</summary>
    public required byte[] PreviousInStream { get; init; }

    /// <summary>The hash of the journal's entry before it; empty for the first.</summary>
    public required byte[] Previous { get; init; }

    /// <summary>The hash of everything above.</summary>
    public byte[] Hash { get; internal set; } = [];

    /// <summary>Computes what <see cref="Hash"/> must be. Every field is written with its length, so no two entries read alike.</summary>
    public byte[] ComputeHash(IDigest digest) => ComputeHash(digest, Position);

    /// <summary>What the hash would be at another position: so an audit finds where a moved entry belongs.</summary>
    internal byte[] ComputeHash(IDigest digest, long position)
    {
        ArgumentNullException.ThrowIfNull(digest);
        using var stream = new MemoryStream();
        Number(position);
        Text(StreamKind);
        Bytes(StreamId.ToByteArray(bigEndian: true));
        Number(Version);
        Text(Type);
        Number(Schema);
        Text(Payload);
        Bytes(Actor?.ToByteArray(bigEndian: true));
        Bytes(ForUnit?.ToByteArray(bigEndian: true));
        Bytes(ForPost?.ToByteArray(bigEndian: true));
        Text(Reason);
        Number(Recorded.UtcTicks);
        Number(Effective?.DayNumber ?? -1);
        Text(Suite);
        Bytes(PreviousInStream);
        Bytes(Previous);
        return digest.Of(stream.GetBuffer().AsSpan(0, (int)stream.Length));

        void Number(long value)
        {
            Span<byte> bytes = stackalloc byte[8];
            BinaryPrimitives.WriteInt64BigEndian(bytes, value);
            stream.Write(bytes);
        }

        void Text(string? value) => Bytes(value is null ? null : Encoding.UTF8.GetBytes(value));

        void Bytes(byte[]? value)
        {
            Number(value?.Length ?? -1);
            stream.Write(value);
        }
    }
}

/// <summary>Where the journal ends. One row, written with every commit, so that entries cut off the end are missed.</summary>
public sealed class JournalHead
{
    /// <summary>Always 1.</summary>
    public int Id { get; init; } = 1;

    /// <summary>The last entry's position; 0 while there is none.</summary>
    public long Position { get; set; }

    /// <summary>The last entry's hash.</summary>
    public byte[] Hash { get; set; } = [];
}

/// <summary>An entry that a subscriber could not deal with, put aside so that the others go on (搁置). It waits until somebody has it tried again.</summary>
public sealed class ParkedEntry
{
    /// <summary>The subscriber.</summary>
    public required string Subscriber { get; init; }

    /// <summary>The entry.</summary>
    public required long Position { get; init; }

    /// <summary>What the last failure was; type name only.</summary>
    public required string Failure { get; set; }

    /// <summary>How often it was tried.</summary>
    public required int Tries { get; set; }

    /// <summary>When it was put aside, by the machine's clock.</summary>
    public required DateTimeOffset Parked { get; set; }
}

/// <summary>How far a subscriber has come. The journal itself is the outbox (ADR 0006): what a subscriber has not seen is what lies
/// beyond its cursor.</summary>
public sealed class SubscriberCursor
{
    /// <summary>The subscriber's name.</summary>
    public required string Subscriber { get; init; }

    /// <summary>The last entry it has dealt with.</summary>
    public long Position { get; set; }

    /// <summary>The node at work on it.</summary>
    public string? LeasedBy { get; set; }

    /// <summary>Until when that node may be.</summary>
    public DateTimeOffset? LeasedUntil { get; set; }

    /// <summary>How often the entry after <see cref="Position"/> has failed.</summary>
    public int Failures { get; set; }

    /// <summary>What the last failure was; type name only.</summary>
    public string? LastFailure { get; set; }

    /// <summary>Not before this moment is the entry after <see cref="Position"/> tried again.</summary>
    public DateTimeOffset? NotBefore { get; set; }
}

internal sealed class JournalTables : IModelPart
{
    public void Map(ModelBuilder model)
    {
        model.Entity<JournalEntry>(entry =>
        {
            entry.ToTable("journal").IsKept();
            entry.HasKey(e => e.Position);
            entry.Property(e => e.Position).ValueGeneratedNever();
            entry.HasIndex(e => new { e.StreamId, e.Version }).IsUnique();
            entry.HasIndex(e => e.Recorded);
        });
        model.Entity<JournalHead>(head =>
        {
            head.ToTable("journal_head").IsKept();
            head.Property(h => h.Id).ValueGeneratedNever();
            head.Property(h => h.Position).IsConcurrencyToken();
            head.HasData(new JournalHead());
        });
        model.Entity<SubscriberCursor>(cursor =>
        {
            cursor.ToTable("subscriber_cursor").IsKept();
            cursor.HasKey(c => c.Subscriber);
        });
        model.Entity<ParkedEntry>(parked =>
        {
            parked.ToTable("parked_entry").IsKept();
            parked.HasKey(p => new { p.Subscriber, p.Position });
        });
        model.Entity<Checkpoint>(checkpoint =>
        {
            checkpoint.ToTable("journal_checkpoint").IsKept();
            checkpoint.HasKey(c => c.Position);
            checkpoint.Property(c => c.Position).ValueGeneratedNever();
            checkpoint.Property(c => c.Peaks).AsJson();
        });
    }
}
