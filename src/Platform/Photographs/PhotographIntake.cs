using System.Globalization;
using Bihuan.Kernel;
using Bihuan.Persistence;
using Microsoft.AspNetCore.Http;
using SkiaSharp;

namespace Bihuan.Platform;

/// <summary>The one way in for photographs: what is kept is a picture drawn anew, so that nothing that hid in the file survives, and the camera's time and place
/// are taken out first as evidence. A few are decoded at a time; the rest wait.</summary>
/// <param name="files">Where they are kept.</param>
public sealed class PhotographIntake(IFileStore files) : IDisposable
{
    /// <summary>Each holds about 150 MB at the very most.</summary>
    private const int AtOnce = 2;

    private const int Quality = 85;

    private static readonly FileLimits Kept = new(PhotographLimits.MaxBytes, [MediaTypes.Jpeg]);

    private readonly SemaphoreSlim _turn = new(AtOnce, AtOnce);

    /// <summary>Takes one in.</summary>
    /// <param name="content">The file. It should be there already: a slow line would hold the others up.</param>
    /// <param name="name">Its name, for messages alone.</param>
    /// <param name="cancel">Cancels; nothing is left behind.</param>
    /// <returns>The photograph; <c>FILE-001</c> (empty), <c>FILE-002</c> (too large), <c>FILE-003</c> (no JPEG, PNG or WebP), <c>PHOTO-001</c> (too many pixels),
    /// <c>PHOTO-002</c> (moving), <c>PHOTO-003</c> (damaged).</returns>
    public async ValueTask<Result<StoredPhotograph>> Take(Stream content, string name, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(content);
        var field = Path.GetFileName(name);
        await _turn.WaitAsync(cancel);
        try
        {
            var file = await Read(content, cancel);
            if (file is not { Length: > 0 })
            {
                return file is null ? Problem.Coded("FILE-002", field, $"{PhotographLimits.MaxBytes >> 20} MB") : Problem.Coded("FILE-001", field);
            }

            using var seen = new MemoryStream(file, writable: false);
            var type = await MediaTypes.Sniff(seen, "", cancel);
            if (type is not (MediaTypes.Jpeg or MediaTypes.Png or MediaTypes.Webp))
            {
                return Problem.Coded("FILE-003", field, type, "JPEG, PNG, WEBP");
            }

            var drawn = await Task.Run(() => Draw(file, field), cancel);
            if (drawn is not Result<Drawing>.Done(var drawing))
            {
                return drawn.Map<StoredPhotograph>(_ => throw new InvalidOperationException());
            }

            using var picture = new MemoryStream(drawing.Jpeg, writable: false);
            return (await files.Save(picture, field, Kept, cancel)).Map(kept => new StoredPhotograph(kept, drawing.Width, drawing.Height, drawing.Notes.Time, drawing.Notes.Place));
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Takes the files of a form in, one after the other.</summary>
    /// <param name="sent">The files.</param>
    /// <param name="cancel">Cancels.</param>
    /// <returns>The photographs; or everything that is wrong with any of them.</returns>
    public async ValueTask<Result<IReadOnlyList<StoredPhotograph>>> TakeAll(IEnumerable<IFormFile> sent, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(sent);
        List<StoredPhotograph> taken = [];
        List<Problem> problems = [];
        foreach (var file in sent)
        {
            await using var stream = file.OpenReadStream();
            switch (await Take(stream, file.FileName, cancel))
            {
                case Result<StoredPhotograph>.Done(var photograph):
                    taken.Add(photograph);
                    break;
                case Result<StoredPhotograph>.Refused(var reasons):
                    problems.AddRange(reasons);
                    break;
            }
        }

        return problems.Count > 0 ? problems : taken;
    }

    /// <summary>Whether a file in the store is a picture as this keeps them.</summary>
    /// <param name="hash">Of the file.</param>
    /// <param name="cancel">Cancels.</param>
    public async ValueTask<bool> Holds(string hash, CancellationToken cancel)
    {
        if (!FileHash.IsOne(hash) || await files.Open(hash, cancel) is not { } stored)
        {
            return false;
        }

        await using (stored)
        {
            // A store over the network gives streams that cannot be looked into first; the head tells the type.
            var head = new byte[16];
            using var beginning = new MemoryStream(head, 0, await stored.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancel));
            return await MediaTypes.Sniff(beginning, "", cancel) == MediaTypes.Jpeg;
        }
    }

    /// <summary>A photograph as an answer: a picture and nothing else, whatever the browser thinks of it.</summary>
    /// <param name="http">The request.</param>
    /// <param name="found">The hash of a photograph that this took in, or why there is none for whoever asks.</param>
    /// <param name="words">The sentences of the reasons.</param>
    /// <param name="cancel">Cancels.</param>
    public async ValueTask<IResult> Answer(HttpContext http, Result<string> found, Words words, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(found);
        return found is not Result<string>.Done(var hash) ? found.ToHttp(words)
            : FileHash.IsOne(hash) ? await files.Answer(http, hash, MediaTypes.Jpeg, $"{hash[^12..]}.jpg", cancel) : Results.NotFound();
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    /// <returns>The file; <see langword="null"/> where it is too large.</returns>
    private static async ValueTask<byte[]?> Read(Stream content, CancellationToken cancel)
    {
        using var held = new MemoryStream(content.CanSeek ? (int)Math.Clamp(content.Length, 0, PhotographLimits.MaxBytes) : 0);
        var buffer = new byte[81_920];
        int count;
        while ((count = await content.ReadAsync(buffer, cancel)) > 0)
        {
            if (held.Length + count > PhotographLimits.MaxBytes)
            {
                return null;
            }

            held.Write(buffer, 0, count);
        }

        return held.ToArray();
    }

    private static Result<Drawing> Draw(byte[] file, string field)
    {
        var facts = PictureFacts.Of(file);
        using var data = SKData.CreateCopy(file);
        using var codec = SKCodec.Create(data);
        if (codec is null || codec.Info is not { Width: > 0, Height: > 0 } info)
        {
            return Problem.Coded("PHOTO-003", field);
        }

        // The size stands in the header; nothing has been decoded yet.
        var (pixels, most) = ((long)info.Width * info.Height, facts.IsHeldWhole ? PhotographLimits.MaxWholePixels : PhotographLimits.MaxPixels);
        if (pixels > most)
        {
            return Problem.Coded("PHOTO-001", field, Millions(pixels), Millions(most));
        }
        if (facts.IsMoving || codec.FrameCount > 1)
        {
            return Problem.Coded("PHOTO-002", field);
        }
        if (facts.Scans > PhotographLimits.MaxScans)
        {
            return Problem.Coded("PHOTO-003", field);
        }

        var notes = ExifNotes.Read(file.AsSpan()[facts.Exif]);
        var scale = Math.Min(1f, (float)PhotographLimits.MaxSide / Math.Max(info.Width, info.Height));

        // A JPEG is made smaller in eighths while it is decoded; it must not come out smaller than it is kept.
        var size = codec.GetScaledDimensions(MathF.Ceiling(scale * 8) / 8);
        using var decoded = new SKBitmap();
        using var colours = SKColorSpace.CreateSrgb();
        if (!decoded.TryAllocPixels(new SKImageInfo(size.Width, size.Height, SKColorType.Rgba8888, SKAlphaType.Premul, colours)))
        {
            return Problem.Coded("PHOTO-001", field, Millions(pixels), Millions(most));
        }
        if (codec.GetPixels(decoded.Info, decoded.GetPixels()) != SKCodecResult.Success)
        {
            return Problem.Coded("PHOTO-003", field);
        }

        // What cannot change any more is drawn from where it stands, and not copied first.
        decoded.SetImmutable();
        return Turned(decoded, notes, Side(info.Width, scale), Side(info.Height, scale));

        static int Side(int pixels, float scale) => Math.Max(1, (int)Math.Round(pixels * (double)scale));
        static string Millions(long pixels) => (pixels / 1_000_000m).ToString("0.#", CultureInfo.InvariantCulture);
    }

    /// <summary>Draws the picture upright on white and packs it again. Without a colour space no profile is written either.</summary>
    private static Drawing Turned(SKBitmap decoded, ExifNotes notes, int width, int height)
    {
        var (w, h) = notes.Orientation >= 5 ? (height, width) : (width, height);
        var up = notes.Orientation switch
        {
            2 => Matrix(-1, 0, width, 0, 1, 0),
            3 => Matrix(-1, 0, width, 0, -1, height),
            4 => Matrix(1, 0, 0, 0, -1, height),
            5 => Matrix(0, 1, 0, 1, 0, 0),
            6 => Matrix(0, -1, height, 1, 0, 0),
            7 => Matrix(0, -1, height, -1, 0, width),
            8 => Matrix(0, 1, 0, -1, 0, width),
            _ => SKMatrix.Identity,
        };
        using var target = new SKBitmap(new SKImageInfo(w, h, SKColorType.Rgba8888, SKAlphaType.Opaque));
        using (var canvas = new SKCanvas(target))
        using (var image = SKImage.FromBitmap(decoded))
        {
            canvas.Clear(SKColors.White);
            canvas.SetMatrix(up);
            canvas.DrawImage(image, new SKRect(0, 0, width, height), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        }

        using var packed = target.Encode(SKEncodedImageFormat.Jpeg, Quality);
        return new(packed.ToArray(), w, h, notes);

        static SKMatrix Matrix(float scaleX, float skewX, float moveX, float skewY, float scaleY, float moveY) => new(scaleX, skewX, moveX, skewY, scaleY, moveY, 0, 0, 1);
    }

    private sealed record Drawing(byte[] Jpeg, int Width, int Height, ExifNotes Notes);
}
