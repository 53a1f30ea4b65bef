using System.Runtime.CompilerServices;
using Bihuan.Kernel;

namespace Bihuan.Persistence;

/// <summary>Files in a folder. Each is written beside the others under a temporary name, brought to the disk, and renamed to its hash; the
/// folder is brought to the disk too. So after kill -9 or a power cut a file is whole or not there.</summary>
/// <param name="folder">The folder.</param>
/// <param name="digest">The suite in force. Files of an earlier suite stay under their own.</param>
public sealed class DiskFileStore(string folder, IDigest digest) : IFileStore, IDisposable
{
    /// <summary>Keeps a save and the sweep apart: a file that is saved again while it is about to be swept stays.</summary>
    private readonly SemaphoreSlim _gate = new(1, 1);

    private string Temporary => Path.Combine(folder, "incoming");

    /// <inheritdoc/>
    public void Dispose() => _gate.Dispose();

    /// <inheritdoc/>
    public async ValueTask<Result<FileRef>> Save(Stream content, string name, FileLimits limits, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(limits);
        var received = await Incoming.Receive(content, name, limits.MaxBytes, digest, Temporary, cancel);
        if (received is not Result<Incoming>.Done(var incoming))
        {
            return received.Map<FileRef>(_ => throw new InvalidOperationException());
        }

        await using (incoming)
        {
            var judged = await incoming.Judge(name, limits, cancel);
            if (judged is Result<string>.Done)
            {
                await Keep(incoming, cancel);
            }

            return judged.Map(type => new FileRef(incoming.Hash, incoming.Length, type));
        }
    }

    /// <inheritdoc/>
    public ValueTask<Stream?> Open(string hash, CancellationToken cancel)
    {
        var path = PathOf(hash);
        try
        {
            return new(new FileStream(path, new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.Read, Share = FileShare.Read | FileShare.Delete, Options = FileOptions.Asynchronous | FileOptions.SequentialScan }));
        }
        catch (IOException missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return new((Stream?)null);
        }
    }

    /// <inheritdoc/>
    public ValueTask<bool> Exists(string hash, CancellationToken cancel) => new(File.Exists(PathOf(hash)));

    /// <inheritdoc/>
    public async IAsyncEnumerable<StoredFile> List([EnumeratorCancellation] CancellationToken cancel)
    {
        if (!Directory.Exists(folder))
        {
            yield break;
        }

        await Task.CompletedTask;
        foreach (var part in Directory.EnumerateDirectories(folder).Where(p => p != Temporary).Order(StringComparer.Ordinal).SelectMany(suite => Directory.EnumerateDirectories(suite).Order(StringComparer.Ordinal)))
        {
            foreach (var file in new DirectoryInfo(part).EnumerateFiles().OrderBy(f => f.Name, StringComparer.Ordinal))
            {
                cancel.ThrowIfCancellationRequested();
                if (FileHash.OfPlace(Path.GetRelativePath(folder, file.FullName).Replace('\\', '/')) is { } hash)
                {
                    yield return new(hash, file.Length, new DateTimeOffset(file.LastWriteTimeUtc, TimeSpan.Zero));
                }
            }
        }
    }

    async ValueTask<bool> IFileStore.Delete(string hash, DateTimeOffset notSavedSince, CancellationToken cancel)
    {
        await _gate.WaitAsync(cancel);
        try
        {
            var file = new FileInfo(PathOf(hash));
            if (!file.Exists || file.LastWriteTimeUtc >= notSavedSince.UtcDateTime)
            {
                return false;
            }

            file.Delete();
            return true;
        }
        finally
        {
            _gate.Release();
        }
    }

    async ValueTask IFileStore.Restore(string hash, Stream content, CancellationToken cancel)
    {
        var suite = Digests.Of(FileHash.Split(hash).Suite);
        var received = await Incoming.Receive(content, hash, long.MaxValue, suite, Temporary, cancel);
        if (received is not Result<Incoming>.Done(var incoming))
        {
            throw new InvalidDataException($"The file {hash} is empty.");
        }

        await using (incoming)
        {
            if (incoming.Hash != hash)
            {
                throw new InvalidDataException($"The file {hash} has another content.");
            }

            await Keep(incoming, cancel);
        }
    }

    /// <summary>Removes what killed processes left of files that never became whole.</summary>
    /// <param name="before">Younger ones may still be on their way.</param>
    public void CleanUp(DateTimeOffset before) => Incoming.CleanUp(Temporary, before);

    private async ValueTask Keep(Incoming incoming, CancellationToken cancel)
    {
        var path = PathOf(incoming.Hash);
        await _gate.WaitAsync(cancel);
        try
        {
            if (File.Exists(path))
            {
                // It is new again: the sweep leaves it alone for another grace period.
                File.SetLastWriteTimeUtc(path, File.GetLastWriteTimeUtc(incoming.Path));
                return;
            }

            incoming.Flush();
            var home = Path.GetDirectoryName(path)!;
            if (!Directory.Exists(home))
            {
                Directory.CreateDirectory(home);
                DiskFolder.Flush(Path.GetDirectoryName(home)!);
                DiskFolder.Flush(folder);
            }

            File.Move(incoming.Path, path, overwrite: true);
            DiskFolder.Flush(home);
        }
        finally
        {
            _gate.Release();
        }
    }

    private string PathOf(string hash) => Path.Combine(folder, FileHash.Place(hash).Replace('/', Path.DirectorySeparatorChar));
}
