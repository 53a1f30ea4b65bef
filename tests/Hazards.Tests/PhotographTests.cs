using System.Text;
using Bihuan.Kernel;
using Bihuan.Persistence;
using Bihuan.Platform;
using SkiaSharp;
using Xunit;

namespace Bihuan.Hazards.Tests;

/// <summary>What of a file is kept as a photograph, and what is said of the others.</summary>
public sealed class PhotographTests : IDisposable
{
    private static readonly byte[] Script = Encoding.ASCII.GetBytes("<html><script>alert(1)</script></html>");

    private readonly string _folder = Directory.CreateTempSubdirectory("bihuan-photographs-").FullName;
    private readonly DiskFileStore _store;
    private readonly PhotographIntake _intake;

    public PhotographTests()
    {
        _store = new(_folder, new Sha256Digest());
        _intake = new(_store);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(SKEncodedImageFormat.Jpeg)]
    [InlineData(SKEncodedImageFormat.Png)]
    [InlineData(SKEncodedImageFormat.Webp)]
    public async Task APicture_IsKeptAsAPictureOfOurs(SKEncodedImageFormat format)
    {
        var kept = await Taken(Pictures.Of(format));
        Assert.Equal((64, 48, MediaTypes.Jpeg), (kept.Width, kept.Height, kept.File.MediaType));
        using var shown = SKBitmap.Decode(await Bytes(kept));
        AssertQuarters(shown);
    }

    /// <summary>Side by side: what is stored turned, with a note how, is kept upright.</summary>
    [Theory, CombinatorialOrientations]
    public async Task ATurnedPicture_IsKeptUpright(int orientation, bool littleEndian)
    {
        using var upright = Pictures.Quarters(96, 64);
        var (w, h) = orientation < 5 ? (96, 64) : (64, 96);
        using var stored = new SKBitmap(w, h);
        for (var row = 0; row < h; row++)
        {
            for (var column = 0; column < w; column++)
            {
                // Exif 2.32, 4.6.4: which side of the scene the first row and the first column are.
                var (x, y) = orientation switch
                {
                    1 => (column, row),
                    2 => (95 - column, row),
                    3 => (95 - column, 63 - row),
                    4 => (column, 63 - row),
                    5 => (row, column),
                    6 => (95 - row, column),
                    7 => (95 - row, 63 - column),
                    _ => (row, 63 - column),
                };
                stored.SetPixel(column, row, upright.GetPixel(x, y));
            }
        }

        var kept = await Taken(Pictures.WithNotes(Pictures.Encoded(stored, SKEncodedImageFormat.Jpeg), Pictures.Notes(littleEndian, orientation)));
        Assert.Equal((96, 64), (kept.Width, kept.Height));
        using var shown = SKBitmap.Decode(await Bytes(kept));
        AssertQuarters(shown);
    }

    [Fact]
    public async Task TheCamerasTimeAndPlace_AreTakenOut_AndNothingOfThemStaysInThePicture()
    {
        var plain = Pictures.Of(SKEncodedImageFormat.Jpeg);
        foreach (var littleEndian in new[] { true, false })
        {
            var said = await Taken(Pictures.WithNotes(plain, Pictures.Notes(littleEndian, taken: "2022:03:31 23:30:00", offset: "-05:00", at: (-29.9, 121.8))));
            Assert.Equal(new(new(2022, 3, 31, 23, 30, 0, TimeSpan.FromHours(-5)), CaptureZone.Camera), said.Time);
            Assert.Equal(new(121.8m, -29.9m), said.Place);
            Assert.DoesNotContain("Exif", Encoding.Latin1.GetString(await Bytes(said)), StringComparison.Ordinal);
        }

        // Without a zone the district's is taken, and said; the satellites' time is UTC.
        Assert.Equal(new(new(2022, 3, 31, 23, 30, 0, TimeSpan.FromHours(8)), CaptureZone.District), (await Taken(Pictures.WithNotes(plain, Pictures.Notes(taken: "2022:03:31 23:30:00")))).Time);
        Assert.Equal(new(new(2022, 3, 31, 1, 2, 3, TimeSpan.Zero), CaptureZone.Satellite), (await Taken(Pictures.WithNotes(plain, Pictures.Notes(taken: "2022:03:31 23:30:00", satelliteDay: "2022:03:31")))).Time);

        // A position in another system, a clock that was never set, and notes that make no sense are none.
        Assert.Null((await Taken(Pictures.WithNotes(plain, Pictures.Notes(at: (29.9, 121.8), datum: "GCJ-02")))).Place);
        Assert.Null((await Taken(Pictures.WithNotes(plain, Pictures.Notes(taken: "0000:00:00 00:00:00")))).Time);
        var notes = Pictures.Notes(taken: "2022:03:31 23:30:00", offset: "+08:00", at: (29.9, 121.8));
        var random = new Random(7);
        for (var i = 0; i < 300; i++)
        {
            var broken = notes.ToArray();
            for (var n = 0; n <= i % 8; n++)
            {
                broken[random.Next(broken.Length)] = (byte)random.Next(256);
            }

            await Taken(Pictures.WithNotes(plain, broken[..random.Next(1, broken.Length + 1)]));
        }

        // PNG and WebP have their own places for the same notes.
        Assert.Equal(new(121.8m, 29.9m), (await Taken(Pictures.WithChunk(Pictures.Of(SKEncodedImageFormat.Png), "eXIf", notes))).Place);
    }

    /// <summary>A picture that is something else too: what is kept is the picture.</summary>
    [Fact]
    public async Task WhatHidesInAPicture_IsNotKept()
    {
        var (jpeg, png, webp) = (Pictures.Of(SKEncodedImageFormat.Jpeg), Pictures.Of(SKEncodedImageFormat.Png), Pictures.Of(SKEncodedImageFormat.Webp));
        foreach (var file in new byte[][]
        {
            [.. jpeg, .. Script], [.. png, .. Script], [.. webp, .. Script], [.. jpeg, .. Pictures.ZipBomb()],
            Pictures.WithSegment(jpeg, 0xFE, Script), Pictures.WithSegment(jpeg, 0xE1, [.. "http://ns.adobe.com/xap/1.0/\0"u8, .. Script]), Pictures.WithChunk(png, "tEXt", [.. "a\0"u8, .. Script]),
        })
        {
            var kept = await Bytes(await Taken(file));
            Assert.DoesNotContain("script", Encoding.Latin1.GetString(kept), StringComparison.Ordinal);
            Assert.Equal([0xFF, 0xD9], kept[^2..]);
        }
    }

    [Fact]
    public async Task WhatIsNoPhotograph_IsRefusedWithItsReason_AndNothingIsKept()
    {
        var (jpeg, png) = (Pictures.Of(SKEncodedImageFormat.Jpeg, 640, 480), Pictures.Of(SKEncodedImageFormat.Png, 640, 480));
        var huge = Pictures.Huge(10_000, 10_000);
        Assert.InRange(huge.Length, 1, 1 << 20);
        foreach (var (name, file, code) in new (string, byte[], string)[]
        {
            ("empty.jpg", [], "FILE-001"),
            ("one.jpg", [0xFF], "FILE-003"),
            ("large.jpg", [.. jpeg, .. new byte[PhotographLimits.MaxBytes]], "FILE-002"),
            ("page.jpg", Script, "FILE-003"),
            ("picture.svg", Encoding.ASCII.GetBytes("<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>"), "FILE-003"),
            ("script.gif", Encoding.ASCII.GetBytes("GIF89a/*\0\0*/=alert(1)//"), "FILE-003"),
            ("bomb.jpg", Pictures.ZipBomb(), "FILE-003"),
            ("program.jpg", [.. "MZ"u8, .. new byte[100]], "FILE-003"),
            ("huge.png", huge, "PHOTO-001"),
            ("moving.png", Pictures.WithChunk(png, "acTL", new byte[8]), "PHOTO-002"),
            ("cut.jpg", jpeg[..(jpeg.Length / 2)], "PHOTO-003"),
            ("cut.png", png[..(png.Length / 2)], "PHOTO-003"),
            ("start.jpg", [0xFF, 0xD8, 0xFF, 0xE0], "PHOTO-003"),
            ("start.png", png[..8], "PHOTO-003"),
        })
        {
            Assert.Equal([code], (await Refused(file, name)).Select(p => p.Code));
        }

        Assert.Equal(["x.jpg"], (await Refused(jpeg[..50], "../../x.jpg")).Select(p => p.Field));
        Assert.Empty(Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories));

        // Its name does not matter, only what it is.
        Assert.Equal(MediaTypes.Jpeg, (await Taken(jpeg, "../../../etc/cron.d/x.exe")).File.MediaType);
        Assert.All(Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories), f => Assert.StartsWith(_folder, Path.GetFullPath(f), StringComparison.Ordinal));
    }

    /// <summary>A camera's largest JPEG is decoded at a part of its size.</summary>
    [Fact]
    public async Task ALargePhotograph_IsMadeSmaller()
    {
        var kept = await Taken(Pictures.Of(SKEncodedImageFormat.Jpeg, 6000, 4000));
        Assert.Equal((2048, 1365), (kept.Width, kept.Height));
        using var shown = SKBitmap.Decode(await Bytes(kept));
        AssertQuarters(shown);
        Assert.Equal((2048, 1), (await Taken(Pictures.Of(SKEncodedImageFormat.Jpeg, 16_000, 2))) is var strip ? (strip.Width, strip.Height) : default);
    }

    public void Dispose()
    {
        _intake.Dispose();
        _store.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static void AssertQuarters(SKBitmap shown)
    {
        foreach (var (x, y, colour) in new[] { (1, 1, SKColors.Red), (3, 1, SKColors.Lime), (1, 3, SKColors.Blue), (3, 3, SKColors.Black) })
        {
            var pixel = shown.GetPixel(x * shown.Width / 4, y * shown.Height / 4);
            Assert.InRange(Math.Abs(pixel.Red - colour.Red) + Math.Abs(pixel.Green - colour.Green) + Math.Abs(pixel.Blue - colour.Blue), 0, 40);
        }
    }

    private async Task<StoredPhotograph> Taken(byte[] file, string name = "a.jpg")
    {
        var taken = await _intake.Take(new MemoryStream(file), name, Cancel);
        return taken.Match(p => p, problems =>
        {
            Assert.Fail(string.Join("; ", problems.Select(p => $"{p.Code} {p.Field}")));
            return null!;
        });
    }

    private async Task<IReadOnlyList<Problem>> Refused(byte[] file, string name) =>
        Assert.IsType<Result<StoredPhotograph>.Refused>(await _intake.Take(new MemoryStream(file), name, Cancel)).Problems;

    private async Task<byte[]> Bytes(StoredPhotograph kept)
    {
        await using var stream = (await _store.Open(kept.File.Hash, Cancel))!;
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes, Cancel);
        return bytes.ToArray();
    }
}

/// <summary>Every orientation in both orders of bytes.</summary>
[AttributeUsage(AttributeTargets.Method)]
file sealed class CombinatorialOrientationsAttribute : Xunit.v3.DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(System.Reflection.MethodInfo testMethod, Xunit.Sdk.DisposalTracker disposalTracker) =>
        new([.. from orientation in Enumerable.Range(1, 8) from littleEndian in (bool[])[true, false] select new TheoryDataRow<int, bool>(orientation, littleEndian)]);

    public override bool SupportsDiscoveryEnumeration() => true;
}
