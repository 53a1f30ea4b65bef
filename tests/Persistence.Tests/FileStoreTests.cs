using System.IO.Compression;
using System.Text;
using Bihuan.Kernel;
using Bihuan.TestKit;
using CsCheck;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

[assembly: AssemblyFixture(typeof(Bihuan.Persistence.Tests.S3Server))]

namespace Bihuan.Persistence.Tests;

/// <summary>One contract for both stores.</summary>
public sealed class FileStoreTests(S3Server s3) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("bihuan-files-").FullName;

    public enum StoreKind
    {
        Disk,
        S3,
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory, BothStores]
    public async Task AFile_IsKeptUnderItsHash_Once(StoreKind kind)
    {
        var files = await Store(kind);
        var bytes = Encoding.UTF8.GetBytes("区政府办公室关于印发方案的通知\n");

        var saved = Done(await files.Save(new MemoryStream(bytes), "a.txt", FileLimits.Documents, Cancel));
        var again = Done(await files.Save(new MemoryStream(bytes), "b.txt", FileLimits.Documents, Cancel));

        Assert.Equal(FileHash.Of("SHA-256", System.Security.Cryptography.SHA256.HashData(bytes)), saved.Hash);
        Assert.Equal(saved, again);
        Assert.Equal(bytes.Length, saved.Length);
        Assert.True(await files.Exists(saved.Hash, Cancel));
        Assert.Equal(bytes, await Content(files, saved.Hash));
        var listed = Assert.Single(await files.List(Cancel).ToListAsync(Cancel));
        Assert.Equal((saved.Hash, saved.Length), (listed.Hash, listed.Length));
        Assert.Empty(Left());
    }

    [Theory, BothStores]
    public async Task AFileThatIsNotThere_IsNotThere(StoreKind kind)
    {
        var files = await Store(kind);
        var hash = "SHA-256:" + new string('0', 64);
        Assert.Null(await files.Open(hash, Cancel));
        Assert.False(await files.Exists(hash, Cancel));
        Assert.Empty(await files.List(Cancel).ToListAsync(Cancel));
        await Assert.ThrowsAsync<FormatException>(async () => await files.Open("SHA-256:../../../../etc/passwd", Cancel));
    }

    [Theory, BothStores]
    public async Task WhatIsNotAccepted_IsRefused_AndLeavesNothing(StoreKind kind)
    {
        var files = await Store(kind);
        var small = FileLimits.Documents with { MaxBytes = 1000 };
        Assert.Equal("FILE-001", Code(await files.Save(new MemoryStream(), "a.pdf", small, Cancel)));
        Assert.Equal("FILE-002", Code(await files.Save(new MemoryStream(new byte[1001]), "a.pdf", small, Cancel)));
        Assert.Equal("FILE-003", Code(await files.Save(new MemoryStream([(byte)'M', (byte)'Z', 0, 1, 2]), "a.pdf", small, Cancel)));
        Assert.Equal("FILE-003", Code(await files.Save(new MemoryStream(Packed("a.txt")), "a.docx", small, Cancel)));
        Assert.Equal("FILE-004", Code(await files.Save(new MemoryStream([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0]), "a.doc", small, Cancel)));
        Assert.Equal("FILE-005", Code(await files.Save(new MemoryStream(Packed("word/document.xml")[..60]), "a.docx", small, Cancel)));
        Assert.Empty(await files.List(Cancel).ToListAsync(Cancel));
        Assert.Empty(Left());
    }

    [Theory, BothStores]
    public async Task AnUploadThatBreaksOff_LeavesNothing(StoreKind kind)
    {
        var files = await Store(kind);
        await Assert.ThrowsAsync<IOException>(async () => await files.Save(new BreakingStream(200_000), "a.txt", FileLimits.Documents, Cancel));
        Assert.Empty(await files.List(Cancel).ToListAsync(Cancel));
        Assert.Empty(Left());
    }

    [Theory, BothStores]
    public async Task ManyAtOnce_OfTheSameAndOfOthers_AreAllThere(StoreKind kind)
    {
        var files = await Store(kind);
        var saved = await Task.WhenAll(Enumerable.Range(0, 40).Select(async i => Done(await files.Save(new MemoryStream(Encoding.UTF8.GetBytes($"文件 {i % 10}")), "a.txt", FileLimits.Documents, Cancel)).Hash));
        Assert.Equal(saved.Distinct().Order(StringComparer.Ordinal), await files.List(Cancel).Select(f => f.Hash).ToListAsync(Cancel));
    }

    [Theory]
    [InlineData("%PDF-1.7 …", "a.txt", MediaTypes.Pdf)]
    [InlineData("<!DOCTYPE html><p>x", "a.txt", MediaTypes.Html)]
    [InlineData("\uFEFF<HTML lang=zh>", "a", MediaTypes.Html)]
    [InlineData("# 标题", "a.md", MediaTypes.Markdown)]
    [InlineData("# 标题", "a.txt", MediaTypes.Text)]
    [InlineData("单位,任务\n", "a.csv", MediaTypes.Text)]
    [InlineData("GIF89a…", "a.pdf", MediaTypes.Gif)]
    [InlineData("{\\rtf1", "a.txt", MediaTypes.Unknown)]
    public async Task AKind_IsToldByContent(string content, string name, string type) =>
        Assert.Equal(type, await MediaTypes.Sniff(new MemoryStream(Encoding.UTF8.GetBytes(content)), name, Cancel));

    [Fact]
    public async Task OfficeFiles_AreToldByTheirParts()
    {
        Assert.Equal(MediaTypes.Docx, await MediaTypes.Sniff(new MemoryStream(DocxFile.Of(DocxFile.Paragraph("一"))), "a.zip", Cancel));
        Assert.Equal(MediaTypes.Xlsx, await MediaTypes.Sniff(new MemoryStream(Packed("[Content_Types].xml", "xl/workbook.xml")), "a.docx", Cancel));
        Assert.Equal(MediaTypes.Zip, await MediaTypes.Sniff(new MemoryStream(Packed("word/document.xml")), "a.docx", Cancel));
        Assert.Equal(MediaTypes.Html, await MediaTypes.Sniff(new MemoryStream([0xFF, 0xFE, .. Encoding.Unicode.GetBytes("<html>")]), "a.txt", Cancel));
    }

    /// <summary>Whatever the bytes, a kind comes out and nothing is thrown.</summary>
    [Fact]
    public void Sniffing_NeverThrows() =>
        Gen.Select(Gen.Int[0, 4].Select(i => new[] { "", "PK\u0003\u0004", "%PDF-", "RIFF", "\uFEFF<" }[i]), Gen.Byte.Array[0, 300]).Sample((start, rest) =>
            MediaTypes.Sniff(new MemoryStream([.. Encoding.Latin1.GetBytes(start), .. rest]), "x", default).AsTask().GetAwaiter().GetResult().Length > 0);

    [Theory, BothDatabases]
    public async Task TheSweep_TakesOnlyWhatNothingNames_AfterTheGracePeriod(DatabaseKind kind)
    {
        await using var district = await District.Open(kind, services => services.AddScoped<IFileReferences, NamedByATable>());
        await using var scope = district.Scope();
        var files = scope.ServiceProvider.GetRequiredService<IFileStore>();
        var (named, orphan, kept) = (await Save("a"), await Save("b"), await Save("c"));
        NamedByATable.Hash = kept;
        await district.Done(new Organisation.CreateUnit("甲局", Note: named));
        var sweep = scope.ServiceProvider.GetRequiredService<FileSweep>();
        var now = (await files.List(Cancel).Select(f => f.Saved).ToListAsync(Cancel)).Max();

        Assert.Empty(await sweep.Sweep(now + FileSweep.Grace - TimeSpan.FromMinutes(1), Cancel));
        Assert.Equal([orphan], await sweep.Sweep(now + FileSweep.Grace + TimeSpan.FromMinutes(1), Cancel));
        Assert.Equal(new[] { named, kept }.Order(StringComparer.Ordinal), await files.List(Cancel).Select(f => f.Hash).ToListAsync(Cancel));

        async Task<string> Save(string text) => Done(await files.Save(new MemoryStream(Encoding.UTF8.GetBytes(text)), "a.txt", FileLimits.Documents, Cancel)).Hash;
    }

    /// <summary>A file that is saved again just before it would be swept stays.</summary>
    [Theory, BothStores]
    public async Task AFileSavedAgain_IsNotSwept(StoreKind kind)
    {
        var files = await Store(kind);
        var saved = Done(await files.Save(new MemoryStream("x"u8.ToArray()), "a.txt", FileLimits.Documents, Cancel));
        var first = (await files.List(Cancel).SingleAsync(Cancel)).Saved;
        Assert.False(await files.Delete(saved.Hash, first, Cancel));
        Assert.True(await files.Delete(saved.Hash, first.AddMinutes(1), Cancel));
        Assert.False(await files.Exists(saved.Hash, Cancel));
    }

    [Fact]
    public async Task WhatAKilledProcessLeft_IsCleanedUp()
    {
        var files = new DiskFileStore(_folder, new Sha256Digest());
        Directory.CreateDirectory(Path.Combine(_folder, "incoming"));
        await File.WriteAllTextAsync(Path.Combine(_folder, "incoming", "left"), "half", Cancel);
        files.CleanUp(new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero));
        Assert.NotEmpty(Left());
        files.CleanUp(new(9000, 1, 1, 0, 0, 0, TimeSpan.Zero));
        Assert.Empty(Left());
    }

    private async Task<IFileStore> Store(StoreKind kind) =>
        kind == StoreKind.Disk ? new DiskFileStore(_folder, new Sha256Digest()) : new S3FileStore(await s3.Bucket(), Path.Combine(_folder, "incoming"), new Sha256Digest());

    private string[] Left() => Directory.Exists(Path.Combine(_folder, "incoming")) ? Directory.GetFiles(Path.Combine(_folder, "incoming")) : [];

    private static async Task<byte[]> Content(IFileStore files, string hash)
    {
        await using var content = await files.Open(hash, Cancel);
        using var copy = new MemoryStream();
        await content!.CopyToAsync(copy, Cancel);
        return copy.ToArray();
    }

    private static byte[] Packed(params string[] names)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var name in names)
            {
                using var part = zip.CreateEntry(name).Open();
                part.Write("<x/>"u8);
            }
        }

        return stream.ToArray();
    }

    private static T Done<T>(Result<T> result) => Assert.IsType<Result<T>.Done>(result).Value;

    private static string Code<T>(Result<T> result) => Assert.Single(Assert.IsType<Result<T>.Refused>(result).Problems).Code;

    private sealed class NamedByATable : IFileReferences
    {
        public static string Hash { get; set; } = "";

        public async IAsyncEnumerable<string> InUse(BihuanContext db, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
        {
            await Task.CompletedTask;
            yield return Hash;
        }
    }

    private sealed class BreakingStream(int length) : MemoryStream(new byte[length])
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Position >= length / 2 ? throw new IOException("The line is dead.") : base.ReadAsync(buffer[..Math.Min(buffer.Length, 10_000)], cancellationToken);
    }
}

/// <summary>Runs a theory on the disk and on S3.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BothStoresAttribute : Xunit.v3.DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(System.Reflection.MethodInfo testMethod, Xunit.Sdk.DisposalTracker disposalTracker) =>
        new([.. Enum.GetValues<FileStoreTests.StoreKind>().Select(k => new TheoryDataRow<FileStoreTests.StoreKind>(k))]);

    public override bool SupportsDiscoveryEnumeration() => true;
}
