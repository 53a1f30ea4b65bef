using System.IO.Compression;
using System.Text;
using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bihuan.Persistence.Tests;

public class BackupTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<DatabaseKind, DatabaseKind> Moves => new(
        (DatabaseKind.Sqlite, DatabaseKind.Sqlite), (DatabaseKind.Sqlite, DatabaseKind.PostgreSql), (DatabaseKind.PostgreSql, DatabaseKind.Sqlite), (DatabaseKind.PostgreSql, DatabaseKind.PostgreSql));

    /// <summary>People go on working while the backup is taken; what is restored is what was there at one moment, whole.</summary>
    [Theory, MemberData(nameof(Moves))]
    public async Task ABackupTakenUnderLoad_IsRestoredWhole_IntoEitherDatabase(DatabaseKind from, DatabaseKind to)
    {
        await using var district = await District.Open(from);
        await History.MakeMixed(district);
        Directory.CreateDirectory(Path.Combine(district.Folder, "keys"));
        await File.WriteAllTextAsync(Path.Combine(district.Folder, "keys", "key.xml"), "<key/>", Cancel);
        var file = Path.Combine(district.Folder, "a.backup");

        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var acknowledged = 0;
        var writers = Enumerable.Range(0, 3).Select(w => Task.Run(async () =>
        {
            for (var i = 0; !enough.IsCancellationRequested; i++)
            {
                await History.KeepFile(district, $"文件 {w}-{i}");
                Interlocked.Increment(ref acknowledged);
            }
        })).ToArray();
        while (Volatile.Read(ref acknowledged) < 20)
        {
            await Task.Delay(10, Cancel);
        }

        var before = Volatile.Read(ref acknowledged);
        BackupManifest manifest;
        await using (var scope = district.Scope())
        {
            manifest = Done(await scope.ServiceProvider.GetRequiredService<Backup>().Write(file, null, Cancel));
        }

        var during = Volatile.Read(ref acknowledged) - before;
        await enough.CancelAsync();
        await Task.WhenAll(writers);
        TestContext.Current.TestOutputHelper?.WriteLine($"{before} entries with files before, {during} while the backup was taken");

        await using var restored = await District.Open(to);
        await using var there = restored.Scope();
        Assert.Equal(manifest.Checkpoint, Done(await there.ServiceProvider.GetRequiredService<Restore>().Read(file, null, Cancel)).Checkpoint);
        var db = there.ServiceProvider.GetRequiredService<BihuanContext>();
        Assert.True((await new AuditVerifier(db).Verify(manifest.Checkpoint, null, Cancel)).IsClean);

        // It is a beginning of the journal, at least as long as what was acknowledged before.
        await using var original = district.Scope();
        var position = manifest.Checkpoint!.Position;
        var entries = await db.Set<JournalEntry>().OrderBy(e => e.Position).Select(e => e.Hash).ToListAsync(Cancel);
        var originals = await original.ServiceProvider.GetRequiredService<BihuanContext>().Set<JournalEntry>().Where(e => e.Position <= position).OrderBy(e => e.Position).Select(e => e.Hash).ToListAsync(Cancel);
        Assert.Equal(originals, entries);
        Assert.True(await db.Set<JournalEntry>().CountAsync(e => e.Payload.Contains("SHA-256:"), Cancel) >= before);

        // Every file that the journal names is there and is what it was.
        var files = there.ServiceProvider.GetRequiredService<IFileStore>();
        await foreach (var hash in there.ServiceProvider.GetRequiredService<FileSweep>().InUse(Cancel))
        {
            await using var content = await files.Open(hash, Cancel);
            Assert.Equal(hash, FileHash.Of("SHA-256", await System.Security.Cryptography.SHA256.HashDataAsync(content!, Cancel)));
        }

        Assert.Equal("<key/>", await File.ReadAllTextAsync(Path.Combine(restored.Folder, "keys", "key.xml"), Cancel));
        // Work goes on there.
        await restored.Done(new CreateUnit("恢复之后的局"));
        Assert.True((await new AuditVerifier(db).Verify(manifest.Checkpoint, null, Cancel)).IsClean);
    }

    [Theory, BothDatabases]
    public async Task WhatIsNoBackup_OrDamaged_OrHasNoRoom_IsRefused_AndChangesNothing(DatabaseKind kind)
    {
        await using var district = await District.Open(kind);
        await History.MakeMixed(district);
        await History.KeepFile(district, "甲");
        var file = Path.Combine(district.Folder, "a.backup");
        await using var scope = district.Scope();
        Done(await scope.ServiceProvider.GetRequiredService<Backup>().Write(file, null, Cancel));
        Assert.Equal("BACKUP-001", Code(await scope.ServiceProvider.GetRequiredService<Backup>().Write(file, null, Cancel)));
        Assert.Single(Directory.GetFiles(district.Folder, "a.backup*"));
        Assert.Equal("BACKUP-004", Code(await scope.ServiceProvider.GetRequiredService<Restore>().Read(file, null, Cancel)));

        await using var empty = await District.Open(kind);
        await using var there = empty.Scope();
        var restore = there.ServiceProvider.GetRequiredService<Restore>();
        var bytes = await File.ReadAllBytesAsync(file, Cancel);
        Assert.Equal("BACKUP-002", Code(await restore.Read(file + ".none", null, Cancel)));
        Assert.Equal("BACKUP-002", Code(await Read(bytes[..(bytes.Length / 2)])));
        Assert.Equal("BACKUP-002", Code(await Read("not a backup"u8.ToArray())));
        Assert.Equal("BACKUP-003", Code(await Read(Changed(bytes, zip => Rewrite(zip, "tables/journal.jsonl", t => t.Replace("局", "厅", StringComparison.Ordinal))))));
        Assert.Equal("BACKUP-003", Code(await Read(Changed(bytes, zip => zip.GetEntry("tables/journal_head.jsonl")!.Delete()))));
        Assert.Equal("BACKUP-003", Code(await Read(Changed(bytes, zip => zip.CreateEntry("files/../../evil").Open().Dispose()))));
        // Somebody who also writes the manifest anew does not get past the audit.
        Assert.Equal("BACKUP-006", Code(await Read(Changed(bytes, zip =>
        {
            var journal = Rewrite(zip, "tables/journal.jsonl", t => t.Replace("局", "厅", StringComparison.Ordinal));
            Rewrite(zip, "manifest.json", m => System.Text.RegularExpressions.Regex.Replace(m, "(\"name\": \"tables/journal.jsonl\",\\s*\"length\": )\\d+(,\\s*\"hash\": \")[^\"]+", $"${{1}}{journal.Length}${{2}}{FileHash.Of("SHA-256", System.Security.Cryptography.SHA256.HashData(journal))}"));
        }))));

        var db = there.ServiceProvider.GetRequiredService<BihuanContext>();
        Assert.False(await db.Set<JournalEntry>().AnyAsync(Cancel));
        Done(await restore.Read(file, null, Cancel));

        async Task<Result<BackupManifest>> Read(byte[] content)
        {
            var path = Path.Combine(empty.Folder, Path.GetRandomFileName());
            await File.WriteAllBytesAsync(path, content, Cancel);
            return await restore.Read(path, null, Cancel);
        }
    }

    [Theory, BothDatabases]
    public async Task ABackup_CanBeGivenUp_AndLeavesNothing(DatabaseKind kind)
    {
        await using var district = await District.Open(kind);
        await History.Make(district, days: 2);
        await History.KeepFile(district, "甲");
        await using var scope = district.Scope();
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var file = Path.Combine(district.Folder, "a.backup");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await scope.ServiceProvider.GetRequiredService<Backup>().Write(file, new GivingUp(giveUp), giveUp.Token));
        Assert.Empty(Directory.GetFiles(district.Folder, "a.backup*"));
    }

    private static byte[] Changed(byte[] bytes, Action<ZipArchive> change)
    {
        using var stream = new MemoryStream();
        stream.Write(bytes);
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            change(zip);
        }

        return stream.ToArray();
    }

    private static byte[] Rewrite(ZipArchive zip, string name, Func<string, string> change)
    {
        var entry = zip.GetEntry(name)!;
        string text;
        using (var reader = new StreamReader(entry.Open(), Encoding.UTF8))
        {
            text = reader.ReadToEnd();
        }

        entry.Delete();
        var bytes = Encoding.UTF8.GetBytes(change(text));
        using var anew = zip.CreateEntry(name).Open();
        anew.Write(bytes);
        return bytes;
    }

    private static T Done<T>(Result<T> result)
    {
        if (result is Result<T>.Refused(var problems))
        {
            Assert.Fail(string.Join("; ", problems.Select(p => $"{p.Code} {string.Join(", ", p.Values)}")));
        }

        return Assert.IsType<Result<T>.Done>(result).Value;
    }

    private static string Code<T>(Result<T> result) => Assert.Single(Assert.IsType<Result<T>.Refused>(result).Problems).Code;

    private sealed class GivingUp(CancellationTokenSource giveUp) : IProgress<BackupProgress>
    {
        public void Report(BackupProgress value) => giveUp.Cancel();
    }
}
