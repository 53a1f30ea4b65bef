using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Bihuan.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Persistence;

/// <summary>Puts a backup into an empty place, SQLite or PostgreSQL (恢复). Everything is checked before anything is written; the database is
/// filled in one transaction that ends with a clean audit, or not at all.</summary>
/// <param name="db">The database, which may not be there yet.</param>
/// <param name="files">Where files go.</param>
/// <param name="folder">Where keys go.</param>
/// <param name="rebuilder">Makes the other tables.</param>
public sealed class Restore(BihuanContext db, IFileStore files, DataFolder folder, Rebuilder rebuilder)
{
    /// <summary>Restores.</summary>
    /// <returns>The backup's manifest, or <c>BACKUP-002</c> (no backup, or cut off), <c>-003</c> (a part is damaged), <c>-004</c> (the place
    /// is not empty), <c>-005</c> (made by a newer program), <c>-006</c> (the journal in it does not pass the audit).</returns>
    public async Task<Result<BackupManifest>> Read(string path, IProgress<BackupProgress>? progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(path);
        try
        {
            await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.Asynchronous);
            await using var zip = await ZipArchive.CreateAsync(stream, ZipArchiveMode.Read, leaveOpen: true, entryNameEncoding: null, cancel);
            if (await ManifestOf(zip, cancel) is not { } manifest)
            {
                return Problem.Coded("BACKUP-002", path, path);
            }
            if (await Damaged(zip, manifest, progress, cancel) is { } damaged)
            {
                return Problem.Coded("BACKUP-003", path, path, damaged);
            }

            await db.Database.MigrateAsync(cancel);
            if (await db.Set<JournalEntry>().AnyAsync(cancel))
            {
                return Problem.Coded("BACKUP-004", path, path);
            }

            return await Fill(zip, manifest, path, progress, cancel);
        }
        catch (Exception unreadable) when (unreadable is InvalidDataException or FileNotFoundException or DirectoryNotFoundException)
        {
            return Problem.Coded("BACKUP-002", path, path);
        }
    }

    private async Task<Result<BackupManifest>> Fill(ZipArchive zip, BackupManifest manifest, string path, IProgress<BackupProgress>? progress, CancellationToken cancel)
    {
        var tables = TableRows.Tables(db, kept: true).ToDictionary(t => $"tables/{t.Name}.jsonl", StringComparer.Ordinal);
        if (manifest.Parts.FirstOrDefault(p => p.Name.StartsWith("tables/", StringComparison.Ordinal) && !tables.ContainsKey(p.Name)) is { } unknown)
        {
            return Problem.Coded("BACKUP-005", path, path, unknown.Name);
        }

        long count = 0;
        foreach (var part in manifest.Parts.Where(p => p.Name.StartsWith("files/", StringComparison.Ordinal)))
        {
            await using var content = await zip.GetEntry(part.Name)!.OpenAsync(cancel);
            await files.Restore(FileHash.OfPlace(part.Name["files/".Length..]) ?? throw new InvalidDataException(part.Name), content, cancel);
            progress?.Report(new("files", ++count));
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        foreach (var table in tables.Values.Reverse())
        {
#pragma warning disable EF1002 // The names come from our own model.
            await db.Database.ExecuteSqlRawAsync($"DELETE FROM \"{table.Name}\"", cancel);
#pragma warning restore EF1002
        }

        foreach (var (name, table) in tables)
        {
            if (zip.GetEntry(name) is { } entry)
            {
                await TableRows.Write(db, table, Lines(entry, cancel), new Rows(table.Name, progress), cancel);
                if (db.IsPostgreSql)
                {
                    await TableRows.CountOn(db, table, cancel);
                }
            }
        }

        await rebuilder.Rebuild(db, new Rows("rebuild", progress), cancel);
        var report = await new AuditVerifier(db).Verify(manifest.Checkpoint, new Rows("audit", progress), cancel);
        if (!report.IsClean)
        {
            return Problem.Coded("BACKUP-006", path, path, report.Findings[0].Position.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        foreach (var part in manifest.Parts.Where(p => p.Name.StartsWith("keys/", StringComparison.Ordinal)))
        {
            // The last component alone, so that no part's name leads out of the folder.
            Directory.CreateDirectory(folder.Keys);
            await using var content = await zip.GetEntry(part.Name)!.OpenAsync(cancel);
            await using var key = File.Create(Path.Combine(folder.Keys, Path.GetFileName(part.Name)));
            await content.CopyToAsync(key, cancel);
        }

        await transaction.CommitAsync(cancel);
        return manifest;
    }

    private static async Task<BackupManifest?> ManifestOf(ZipArchive zip, CancellationToken cancel)
    {
        if (zip.GetEntry(BackupManifest.PartName) is not { } entry)
        {
            return null;
        }

        try
        {
            await using var content = await entry.OpenAsync(cancel);
            return await JsonSerializer.DeserializeAsync<BackupManifest>(content, BackupManifest.Shape, cancel) is { Kind: BackupManifest.KindName } manifest ? manifest : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The first part that is missing, unknown or not what it was.</summary>
    private static async Task<string?> Damaged(ZipArchive zip, BackupManifest manifest, IProgress<BackupProgress>? progress, CancellationToken cancel)
    {
        var known = manifest.Parts.Select(p => p.Name).Append(BackupManifest.PartName).ToHashSet(StringComparer.Ordinal);
        if (zip.Entries.FirstOrDefault(e => !known.Contains(e.FullName)) is { } foreign)
        {
            return foreign.FullName;
        }

        var buffer = new byte[1 << 17];
        foreach (var (part, done) in manifest.Parts.Select((p, i) => (p, i)))
        {
            if (zip.GetEntry(part.Name) is not { } entry || entry.Length != part.Length || !FileHash.IsOne(part.Hash) || Digests.Find(FileHash.Split(part.Hash).Suite) is not { } digest)
            {
                return part.Name;
            }

            await using var content = await entry.OpenAsync(cancel);
            using var running = digest.Begin();
            int count;
            while ((count = await content.ReadAsync(buffer, cancel)) > 0)
            {
                running.Append(buffer.AsSpan(0, count));
            }

            if (FileHash.Of(digest.Name, running.End()) != part.Hash)
            {
                return part.Name;
            }

            progress?.Report(new("check", done + 1));
        }

        return null;
    }

    private static async IAsyncEnumerable<string> Lines(ZipArchiveEntry entry, [EnumeratorCancellation] CancellationToken cancel)
    {
        await using var content = await entry.OpenAsync(cancel);
        using var reader = new StreamReader(content, Encoding.UTF8);
        while (await reader.ReadLineAsync(cancel) is { } line)
        {
            yield return line;
        }
    }

    private sealed class Rows(string part, IProgress<BackupProgress>? progress) : IProgress<long>
    {
        public void Report(long value) => progress?.Report(new(part, value));
    }
}
