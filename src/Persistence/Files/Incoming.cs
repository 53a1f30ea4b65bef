using System.Buffers;
using Bihuan.Kernel;

namespace Bihuan.Persistence;

/// <summary>A file on its way in: written to a folder of this machine while it is hashed and measured, then looked at, then handed to the
/// store. Whatever ends it, its temporary file is gone; what a killed process left is removed at the next start.</summary>
internal sealed class Incoming : IAsyncDisposable
{
    private readonly FileStream _file;

    private Incoming(FileStream file) => _file = file;

    public required string Hash { get; init; }

    public long Length => _file.Length;

    public string Path => _file.Name;

    /// <summary>Takes a stream in.</summary>
    public static async ValueTask<Result<Incoming>> Receive(Stream content, string name, long maxBytes, IDigest digest, string folder, CancellationToken cancel)
    {
        Directory.CreateDirectory(folder);
        var path = System.IO.Path.Combine(folder, System.IO.Path.GetRandomFileName());
        var file = new FileStream(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.Read | FileShare.Delete, BufferSize = 0, Options = FileOptions.Asynchronous });
        var buffer = ArrayPool<byte>.Shared.Rent(128 << 10);
        try
        {
            // One suite for the whole file, also where the district chooses another meanwhile.
            var suite = Digests.Of(digest.Name);
            using var running = suite.Begin();
            long length = 0;
            int count;
            while ((count = await content.ReadAsync(buffer, cancel)) > 0)
            {
                length += count;
                if (length > maxBytes)
                {
                    await Drop(file);
                    return Problem.Coded("FILE-002", name, Size(maxBytes));
                }

                running.Append(buffer.AsSpan(0, count));
                await file.WriteAsync(buffer.AsMemory(0, count), cancel);
            }

            if (length == 0)
            {
                await Drop(file);
                return Problem.Coded("FILE-001", name);
            }

            return new Incoming(file) { Hash = FileHash.Of(suite.Name, running.End()) };
        }
        catch
        {
            await Drop(file);
            throw;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Its kind, or why it is not taken.</summary>
    public async ValueTask<Result<string>> Judge(string name, FileLimits limits, CancellationToken cancel)
    {
        var type = await MediaTypes.Sniff(_file, name, cancel);
        return limits.MediaTypes.Contains(type) ? type : type switch
        {
            MediaTypes.OldOffice => Problem.Coded("FILE-004", name),
            MediaTypes.BrokenZip => Problem.Coded("FILE-005", name),
            _ => Problem.Coded("FILE-003", name, type, string.Join(", ", limits.MediaTypes.Select(ShortName))),
        };
    }

    /// <summary>Waits until the content is on the disk.</summary>
    public void Flush() => _file.Flush(flushToDisk: true);

    /// <summary>The content, from its beginning.</summary>
    public Stream Content()
    {
        _file.Position = 0;
        return _file;
    }

    public async ValueTask DisposeAsync() => await Drop(_file);

    /// <summary>Removes what processes that were killed left behind.</summary>
    public static void CleanUp(string folder, DateTimeOffset before)
    {
        if (!Directory.Exists(folder))
        {
            return;
        }

        foreach (var left in Directory.EnumerateFiles(folder).Where(f => File.GetLastWriteTimeUtc(f) < before.UtcDateTime))
        {
            File.Delete(left);
        }
    }

    // Once the store has renamed the file, there is nothing at the temporary name to delete.
    private static async ValueTask Drop(FileStream file)
    {
        await file.DisposeAsync();
        File.Delete(file.Name);
    }

    private static string Size(long bytes) => bytes >= 1 << 20 ? $"{bytes >> 20} MB" : $"{bytes >> 10} kB";

    private static string ShortName(string type) => type switch
    {
        MediaTypes.Pdf => "PDF",
        MediaTypes.Docx => ".docx",
        MediaTypes.Xlsx => ".xlsx",
        MediaTypes.Html => "HTML",
        MediaTypes.Markdown => "Markdown",
        MediaTypes.Text => ".txt",
        _ => type[(type.IndexOf('/', StringComparison.Ordinal) + 1)..].ToUpperInvariant(),
    };
}
