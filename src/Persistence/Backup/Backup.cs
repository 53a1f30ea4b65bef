using System.Buffers;
using System.IO.Compression;
using System.Reflection;
using System.Text;
using System.Text.Json;
using Bihuan.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Persistence;

/// <summary>Writes everything that cannot be made again into one file while people go on working (备份): the journal and the kept tables as
/// they stood at one moment, every file, and the keys. The same file can be restored into either database.</summary>
/// <param name="db">The database.</param>
/// <param name="files">The files.</param>
/// <param name="folder">Where the keys are.</param>
/// <param name="digest">The suite in force.</param>
/// <param name="clock">The machine's clock.</param>
public sealed class Backup(BihuanContext db, IFileStore files, DataFolder folder, IDigest digest, MachineClock clock)
{
    private readonly List<BackupPart> _parts = [];

    /// <summary>Writes a backup. The file appears when it is whole, readable by its owner alone.</summary>
    /// <returns>Its manifest, or <c>BACKUP-001</c> where the file is there already.</returns>
    public async Task<Result<BackupManifest>> Write(string path, IProgress<BackupProgress>? progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (File.Exists(path))
        {
            return Problem.Coded("BACKUP-001", path, path);
        }

        var whole = Path.GetFullPath(path);
        var writing = $"{whole}.{Path.GetRandomFileName()}";
        _parts.Clear();
        try
        {
            BackupManifest manifest;
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, BufferSize = 1 << 16, Options = FileOptions.Asynchronous };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            await using (var stream = new FileStream(writing, options))
            {
                await using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
                {
                    manifest = await Write(zip, progress, cancel);
                }

                stream.Flush(flushToDisk: true);
            }

            File.Move(writing, whole);
            DiskFolder.Flush(Path.GetDirectoryName(whole)!);
            return manifest;
        }
        finally
        {
            File.Delete(writing);
        }
    }

    private async Task<BackupManifest> Write(ZipArchive zip, IProgress<BackupProgress>? progress, CancellationToken cancel)
    {
        CheckpointFile? checkpoint = null;
        await using (await Snapshot.Begin(db, cancel))
        {
            var tree = new MerkleTree(digest);
            foreach (var table in TableRows.Tables(db, kept: true))
            {
                await WriteTable(zip, table, progress, cancel);
            }

            JournalHead head = await db.Set<JournalHead>().AsNoTracking().SingleAsync(cancel);
            await foreach (var hash in db.Set<JournalEntry>().AsNoTracking().OrderBy(e => e.Position).Select(e => e.Hash).AsAsyncEnumerable().WithCancellation(cancel))
            {
                tree.Append(hash);
            }

            if (head.Position > 0)
            {
                checkpoint = new(CheckpointFile.KindName, head.Position, Convert.ToHexStringLower(head.Hash), digest.Name, Convert.ToHexStringLower(tree.Root()), clock.Now);
            }
        }

        // After the tables: a file is saved before the entry that names it, so every file named is among these.
        long count = 0;
        await foreach (var file in files.List(cancel))
        {
            if (await files.Open(file.Hash, cancel) is { } content)
            {
                await using (content)
                {
                    await WritePart(zip, "files/" + FileHash.Place(file.Hash), CompressionLevel.NoCompression, content, cancel);
                }

                progress?.Report(new("files", ++count));
            }
        }

        if (Directory.Exists(folder.Keys))
        {
            foreach (var key in Directory.EnumerateFiles(folder.Keys).Order(StringComparer.Ordinal))
            {
                await using var content = File.OpenRead(key);
                await WritePart(zip, "keys/" + Path.GetFileName(key), CompressionLevel.Fastest, content, cancel);
            }
        }

        var version = typeof(Backup).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";
        var manifest = new BackupManifest(BackupManifest.KindName, version, clock.Now, db.IsPostgreSql ? "PostgreSQL" : "SQLite", checkpoint, [.. _parts]);
        await using var last = await zip.CreateEntry(BackupManifest.PartName, CompressionLevel.Fastest).OpenAsync(cancel);
        await JsonSerializer.SerializeAsync(last, manifest, BackupManifest.Shape, cancel);
        return manifest;
    }

    private async Task WriteTable(ZipArchive zip, Microsoft.EntityFrameworkCore.Metadata.ITable table, IProgress<BackupProgress>? progress, CancellationToken cancel)
    {
        var name = $"tables/{table.Name}.jsonl";
        await using var entry = await zip.CreateEntry(name, CompressionLevel.Fastest).OpenAsync(cancel);
        using var running = digest.Begin();
        long length = 0, rows = 0;
        var buffer = new ArrayBufferWriter<byte>(1 << 16);
        await foreach (var line in TableRows.Read(db, table, cancel))
        {
            Encoding.UTF8.GetBytes(line, buffer);
            buffer.Write("\n"u8);
            if (buffer.WrittenCount > 1 << 16)
            {
                await Flush();
            }
            if (++rows % 1000 == 0)
            {
                progress?.Report(new(table.Name, rows));
            }
        }

        await Flush();
        _parts.Add(new(name, length, FileHash.Of(digest.Name, running.End())));

        async Task Flush()
        {
            running.Append(buffer.WrittenSpan);
            await entry.WriteAsync(buffer.WrittenMemory, cancel);
            length += buffer.WrittenCount;
            buffer.ResetWrittenCount();
        }
    }

    private async Task WritePart(ZipArchive zip, string name, CompressionLevel level, Stream content, CancellationToken cancel)
    {
        await using var entry = await zip.CreateEntry(name, level).OpenAsync(cancel);
        using var running = digest.Begin();
        long length = 0;
        var buffer = new byte[1 << 17];
        int count;
        while ((count = await content.ReadAsync(buffer, cancel)) > 0)
        {
            running.Append(buffer.AsSpan(0, count));
            await entry.WriteAsync(buffer.AsMemory(0, count), cancel);
            length += count;
        }

        _parts.Add(new(name, length, FileHash.Of(digest.Name, running.End())));
    }
}
