using Bihuan.Kernel;

namespace Bihuan.Persistence;

/// <summary>A file that was stored. Events and tables name it by <see cref="Hash"/>.</summary>
/// <param name="Hash">Digest and value, such as <c>SHA-256:9f86…</c>: the file's identity in every store, backup and journal entry.</param>
/// <param name="Length">In bytes.</param>
/// <param name="MediaType">What its content is, whatever its name says; see <see cref="MediaTypes"/>.</param>
public sealed record FileRef(string Hash, long Length, string MediaType);

/// <summary>A file as the store lists it.</summary>
/// <param name="Hash">As in <see cref="FileRef.Hash"/>.</param>
/// <param name="Length">In bytes.</param>
/// <param name="Saved">When it was saved last, by the machine's clock.</param>
public sealed record StoredFile(string Hash, long Length, DateTimeOffset Saved);

/// <summary>What one file may be.</summary>
/// <param name="MaxBytes">The largest size.</param>
/// <param name="MediaTypes">The kinds that are accepted.</param>
public sealed record FileLimits(long MaxBytes, IReadOnlyCollection<string> MediaTypes)
{
    /// <summary>Documents that the reader reads: up to 64 MB.</summary>
    public static FileLimits Documents { get; } = new(64L << 20, [Persistence.MediaTypes.Pdf, Persistence.MediaTypes.Docx, Persistence.MediaTypes.Html, Persistence.MediaTypes.Markdown, Persistence.MediaTypes.Text]);

    /// <summary>Tables to import: up to 16 MB.</summary>
    public static FileLimits Tables { get; } = new(16L << 20, [Persistence.MediaTypes.Xlsx, Persistence.MediaTypes.Text]);

    /// <summary>Evidence: documents, tables and pictures up to 32 MB.</summary>
    public static FileLimits Evidence { get; } = new(32L << 20, [.. Documents.MediaTypes, Persistence.MediaTypes.Xlsx, Persistence.MediaTypes.Png, Persistence.MediaTypes.Jpeg, Persistence.MediaTypes.Gif, Persistence.MediaTypes.Webp]);
}

/// <summary>Files by the hash of their content. A file is whole or not there; the same content is kept once; nothing is ever executed or
/// served from here as a page. Save a file before the journal entry that names it: what no entry names is swept away after a grace period.</summary>
public interface IFileStore
{
    /// <summary>Stores a file. When it returns, the file is on the disk.</summary>
    /// <param name="content">The file, from where the stream stands; need not be seekable.</param>
    /// <param name="name">Its name, for messages and to tell Markdown from plain text.</param>
    /// <param name="limits">What is accepted.</param>
    /// <param name="cancel">Cancels; nothing is left behind.</param>
    /// <returns>The file, or <c>FILE-001</c> to <c>FILE-005</c>.</returns>
    ValueTask<Result<FileRef>> Save(Stream content, string name, FileLimits limits, CancellationToken cancel);

    /// <summary>Opens a file for reading, or gives <see langword="null"/> where it is not there.</summary>
    /// <exception cref="FormatException">The hash is none.</exception>
    ValueTask<Stream?> Open(string hash, CancellationToken cancel);

    /// <summary>Whether a file is there.</summary>
    ValueTask<bool> Exists(string hash, CancellationToken cancel);

    /// <summary>Every file, in the order of the hashes.</summary>
    IAsyncEnumerable<StoredFile> List(CancellationToken cancel);

    /// <summary>Takes a file away if nobody has saved it since. For the sweep alone.</summary>
    /// <returns>Whether it was taken away.</returns>
    internal ValueTask<bool> Delete(string hash, DateTimeOffset notSavedSince, CancellationToken cancel);

    /// <summary>Puts a file in whose hash is known, from a backup: no limits, no sniffing, but the hash must be its own.</summary>
    /// <exception cref="InvalidDataException">The content has another hash.</exception>
    internal ValueTask Restore(string hash, Stream content, CancellationToken cancel);
}

/// <summary>Names files that are in use. The journal's own are known already (every hash that stands in an entry); a module contributes
/// this where a kept table names files too.</summary>
public interface IFileReferences
{
    /// <summary>The hashes in use.</summary>
    IAsyncEnumerable<string> InUse(BihuanContext db, CancellationToken cancel);
}
