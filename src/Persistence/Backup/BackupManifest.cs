using System.Text.Json;

namespace Bihuan.Persistence;

/// <summary>What a backup holds; the last part of the file, so that a file that was cut off has none.</summary>
/// <param name="Kind">Always <see cref="KindName"/>.</param>
/// <param name="Program">The version of the program that made it.</param>
/// <param name="Taken">When, by the machine's clock.</param>
/// <param name="Database">The database that it was made from.</param>
/// <param name="Checkpoint">The journal in one hash; <see langword="null"/> for an empty one.</param>
/// <param name="Parts">Every other part.</param>
public sealed record BackupManifest(string Kind, string Program, DateTimeOffset Taken, string Database, CheckpointFile? Checkpoint, IReadOnlyList<BackupPart> Parts)
{
    /// <summary>What the file says it is.</summary>
    public const string KindName = "bihuan-backup-1";

    /// <summary>The manifest's name in the file.</summary>
    internal const string PartName = "manifest.json";

    internal static JsonSerializerOptions Shape { get; } = new(JsonSerializerDefaults.Web) { WriteIndented = true };
}

/// <summary>A part of a backup.</summary>
/// <param name="Name">Its name in the file: <c>tables/…</c>, <c>files/…</c>, <c>keys/…</c>.</param>
/// <param name="Length">In bytes.</param>
/// <param name="Hash">Its digest, as files are named.</param>
public sealed record BackupPart(string Name, long Length, string Hash);

/// <summary>How far a backup or restore has come.</summary>
/// <param name="Part">What is at work: a table, files, the rebuild, the audit.</param>
/// <param name="Done">How many rows, files or entries of it.</param>
public sealed record BackupProgress(string Part, long Done);
