using Microsoft.EntityFrameworkCore;

namespace Bihuan.Persistence;

/// <summary>Takes away files that nothing names (孤儿文件): an upload that was cancelled before it was recorded, a backup restored in part.
/// What any journal entry ever named stays for ever, because every past day can be shown again.</summary>
/// <param name="db">The database.</param>
/// <param name="files">The store.</param>
/// <param name="references">What kept tables name.</param>
public sealed class FileSweep(BihuanContext db, IFileStore files, IEnumerable<IFileReferences> references)
{
    /// <summary>A file is saved before the entry that names it; so long it may stand alone.</summary>
    public static TimeSpan Grace { get; } = TimeSpan.FromDays(7);

    /// <summary>Sweeps once.</summary>
    /// <param name="now">The machine's time, by which the store dates its files.</param>
    /// <param name="cancel">Cancels between files.</param>
    /// <returns>The hashes of the files taken away.</returns>
    public async ValueTask<IReadOnlyList<string>> Sweep(DateTimeOffset now, CancellationToken cancel)
    {
        var before = now - Grace;
        var old = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var file in files.List(cancel))
        {
            if (file.Saved < before)
            {
                old.Add(file.Hash);
            }
        }

        await foreach (var hash in InUse(cancel))
        {
            old.Remove(hash);
        }

        var swept = new List<string>();
        foreach (var hash in old)
        {
            if (await files.Delete(hash, before, cancel))
            {
                swept.Add(hash);
            }
        }

        return swept;
    }

    /// <summary>Every hash that is in use, some of them more than once.</summary>
    public async IAsyncEnumerable<string> InUse([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var payload in db.Set<JournalEntry>().AsNoTracking().OrderBy(e => e.Position).Select(e => e.Payload).AsAsyncEnumerable().WithCancellation(cancel))
        {
            foreach (var hash in FileHash.In(payload))
            {
                yield return hash;
            }
        }

        foreach (var source in references)
        {
            await foreach (var hash in source.InUse(db, cancel))
            {
                yield return hash;
            }
        }
    }
}
