using System.Text.Json;
using Bihuan.Kernel;
using Bihuan.Persistence;
using Bihuan.Reading.Json;

namespace Bihuan.Documents;

/// <summary>Keeps readings beside the originals, under their hash.</summary>
/// <param name="files">The store.</param>
internal sealed class Readings(IFileStore files)
{
    /// <summary>A reading is text made by ourselves; what its first words look like does not matter.</summary>
    private static readonly FileLimits Limits = new(1L << 30, [MediaTypes.Text, MediaTypes.Html, MediaTypes.Pdf]);

    private static readonly JsonSerializerOptions Json = ReadingJson.Compact;

    private (string Hash, object What)? _last;

    /// <summary>Writes a reading as it is kept.</summary>
    public static void Write<T>(Stream stream, T what) => JsonSerializer.Serialize(stream, what, Json);

    /// <summary>Reads what <see cref="Write{T}"/> wrote.</summary>
    public static T Read<T>(Stream stream) => JsonSerializer.Deserialize<T>(stream, Json)!;

    /// <summary>Keeps a reading.</summary>
    /// <returns>Its hash.</returns>
    public async Task<string> Keep<T>(T what, CancellationToken cancel)
        where T : class
    {
        using var stream = new MemoryStream();
        Write(stream, what);
        stream.Position = 0;
        var saved = await files.Save(stream, "reading.txt", Limits, cancel);
        if (saved is not Result<FileRef>.Done(var file))
        {
            throw new IOException($"A reading was not taken: {((Result<FileRef>.Refused)saved).Problems[0].Code}.");
        }

        // It is wanted again at once, and says the same as what would be read back.
        _last = (file.Hash, what);
        return file.Hash;
    }

    /// <summary>A reading that was kept.</summary>
    /// <exception cref="FileNotFoundException">The store has lost it.</exception>
    public async ValueTask<T> Open<T>(string hash, CancellationToken cancel)
        where T : class
    {
        // The documents of one file come one after the other.
        if (_last is { What: T known } last && last.Hash == hash)
        {
            return known;
        }

        await using var stream = await files.Open(hash, cancel) ?? throw new FileNotFoundException($"The store has no file {hash}.");
        var what = (await JsonSerializer.DeserializeAsync<T>(stream, Json, cancel))!;
        _last = (hash, what);
        return what;
    }
}
