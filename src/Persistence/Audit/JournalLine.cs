using System.Text.Json;

namespace Bihuan.Persistence;

/// <summary>An entry as it is exported: every field that its hash covers, and the hash, so that anybody can verify it without this program.</summary>
public sealed record JournalLine(
    long Position, string StreamKind, Guid StreamId, int Version, string Type, int Schema, JsonElement Payload, Guid? Actor, Guid? ForUnit, Guid? ForPost, string? Reason,
    DateTimeOffset Recorded, DateOnly? Effective, string Suite, string PreviousInStream, string Previous, string Hash)
{
    /// <summary>The line of an entry.</summary>
    public static JournalLine Of(JournalEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        using var payload = JsonDocument.Parse(entry.Payload);
        return new(
            entry.Position, entry.StreamKind, entry.StreamId, entry.Version, entry.Type, entry.Schema, payload.RootElement.Clone(), entry.Actor, entry.ForUnit, entry.ForPost, entry.Reason,
            entry.Recorded, entry.Effective, entry.Suite, Convert.ToHexStringLower(entry.PreviousInStream), Convert.ToHexStringLower(entry.Previous), Convert.ToHexStringLower(entry.Hash));
    }
}
