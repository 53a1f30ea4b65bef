using System.Text.Json;
using Bihuan.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Persistence;

/// <summary>The whole journal up to a position, folded into one hash (检查点): the root of a Merkle tree whose leaves are the hashes of the
/// entries, and so of every stream's head. Once it has left the house, no rewriting of what lies before it can stay unseen.</summary>
public sealed class Checkpoint
{
    /// <summary>The last entry it covers.</summary>
    public required long Position { get; init; }

    /// <summary>That entry's hash.</summary>
    public required byte[] EntryHash { get; init; }

    /// <summary>The digest of the tree.</summary>
    public required string Suite { get; init; }

    /// <summary>The root.</summary>
    public required byte[] Root { get; init; }

    /// <summary>The tree's peaks, from which the next checkpoint goes on.</summary>
    public required IReadOnlyList<string> Peaks { get; init; }

    /// <summary>When it was taken, by the machine's clock.</summary>
    public required DateTimeOffset Taken { get; init; }
}

/// <summary>A checkpoint as it leaves the house: a small JSON file to print, mail or keep elsewhere.</summary>
/// <param name="Kind">Always <see cref="KindName"/>.</param>
/// <param name="Position">The last entry it covers.</param>
/// <param name="EntryHash">That entry's hash.</param>
/// <param name="Suite">The digest of the tree.</param>
/// <param name="Root">The root.</param>
/// <param name="Taken">When it was taken.</param>
public sealed record CheckpointFile(string Kind, long Position, string EntryHash, string Suite, string Root, DateTimeOffset Taken)
{
    /// <summary>What the file says it is.</summary>
    public const string KindName = "bihuan-checkpoint-1";

    private const int MaxLength = 4096;

    private static readonly JsonSerializerOptions Shape = new(JsonSerializerDefaults.Web) { WriteIndented = true, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true };

    /// <summary>The file of a checkpoint.</summary>
    public static CheckpointFile Of(Checkpoint checkpoint)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        return new(KindName, checkpoint.Position, Convert.ToHexStringLower(checkpoint.EntryHash), checkpoint.Suite, Convert.ToHexStringLower(checkpoint.Root), checkpoint.Taken);
    }

    /// <summary>The text of the file.</summary>
    public string Write() => JsonSerializer.Serialize(this, Shape) + "\n";

    /// <summary>Reads a file, or says <c>AUDIT-001</c>.</summary>
    public static Result<CheckpointFile> Read(string text, string name)
    {
        ArgumentNullException.ThrowIfNull(text);
        try
        {
            if (text.Length <= MaxLength && JsonSerializer.Deserialize<CheckpointFile>(text, Shape) is { Kind: KindName, Position: > 0 } file
                && Digests.Find(file.Suite) is not null && IsHash(file.EntryHash) && IsHash(file.Root))
            {
                return file;
            }
        }
        catch (JsonException)
        {
            // Falls through to the problem.
        }

        return Problem.Coded("AUDIT-001", name, name);

        static bool IsHash(string text) => text.Length == 64 && text.All(char.IsAsciiHexDigitLower);
    }
}

/// <summary>Takes checkpoints: hourly, and when asked.</summary>
/// <param name="db">The database.</param>
/// <param name="digest">The suite in force.</param>
/// <param name="clock">When.</param>
public sealed class Checkpoints(BihuanContext db, IDigest digest, MachineClock clock)
{
    /// <summary>The last one.</summary>
    public Task<Checkpoint?> Last(CancellationToken cancel) => db.Set<Checkpoint>().AsNoTracking().OrderByDescending(c => c.Position).FirstOrDefaultAsync(cancel);

    /// <summary>Folds the journal as it stands. Goes on from the last checkpoint where the journal still agrees with it.</summary>
    /// <returns>The checkpoint; <see langword="null"/> while the journal is empty.</returns>
    public async Task<Checkpoint?> Take(CancellationToken cancel)
    {
        Checkpoint? taken;
        await using (await Snapshot.Begin(db, cancel))
        {
            taken = await Fold(cancel);
        }

        if (taken is null || await db.Set<Checkpoint>().AsNoTracking().AnyAsync(c => c.Position == taken.Position, cancel))
        {
            return taken;
        }

        db.Add(taken);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException)
        {
            // Another node was faster; its checkpoint of this position is as good. Anything else shows in the read.
            db.ChangeTracker.Clear();
            return await db.Set<Checkpoint>().AsNoTracking().SingleAsync(c => c.Position == taken.Position, cancel);
        }

        db.ChangeTracker.Clear();
        return taken;
    }

    private async Task<Checkpoint?> Fold(CancellationToken cancel)
    {
        var last = await Last(cancel);
        var agrees = last is not null && last.Suite == digest.Name && await db.Set<JournalEntry>().AnyAsync(e => e.Position == last.Position && e.Hash == last.EntryHash, cancel);
        var tree = agrees ? MerkleTree.From(digest, last!.Position, last.Peaks.Select(Convert.FromHexString)) : new MerkleTree(digest);
        var from = tree.Count;
        var (position, hash) = agrees ? (last!.Position, last.EntryHash) : (0, []);
        await foreach (var entry in db.Set<JournalEntry>().AsNoTracking().Where(e => e.Position > from).OrderBy(e => e.Position).Select(e => new { e.Position, e.Hash }).AsAsyncEnumerable().WithCancellation(cancel))
        {
            tree.Append(entry.Hash);
            (position, hash) = (entry.Position, entry.Hash);
        }

        if (position == 0 || (agrees && position == last!.Position))
        {
            return agrees ? last : null;
        }

        return new() { Position = position, EntryHash = hash, Suite = digest.Name, Root = tree.Root(), Peaks = [.. tree.Peaks.Select(p => Convert.ToHexStringLower(p))], Taken = clock.Now };
    }
}
