using System.Threading.RateLimiting;
using Bihuan.Kernel;
using Bihuan.Persistence;
using Bihuan.Platform;

namespace Bihuan.Matters;

/// <summary>The one way in for evidence: limited, sniffed and stored before anything names it. What nothing names in the end is swept away by the store.</summary>
internal sealed class EvidenceStore(IFileStore files, Caller caller, EvidencePace pace)
{
    /// <summary>Stores a file.</summary>
    public async ValueTask<Result<Evidence>> Take(Stream content, string name, CancellationToken cancel)
    {
        await pace.Wait(caller.Acting.Account, cancel);
        return (await files.Save(content, name, FileLimits.Evidence, cancel)).Map(file => new Evidence(file.Hash, Path.GetFileName(name)));
    }
}

/// <summary>Keeps the files of one account within <see cref="RateLimits.UploadsAMinute"/>; the rest waits its turn.</summary>
internal sealed class EvidencePace : IDisposable
{
    private readonly PartitionedRateLimiter<Guid> _accounts = PartitionedRateLimiter.Create<Guid, Guid>(account => RateLimitPartition.GetSlidingWindowLimiter(account, _ => new()
    {
        PermitLimit = RateLimits.UploadsAMinute,
        Window = TimeSpan.FromMinutes(1),
        SegmentsPerWindow = 6,
        QueueLimit = 1_000,
    }));

    /// <summary>Returns when the account may hand in a further file.</summary>
    public async ValueTask Wait(Guid? account, CancellationToken cancel)
    {
        using var lease = await _accounts.AcquireAsync(account ?? Guid.Empty, 1, cancel);
    }

    public void Dispose() => _accounts.Dispose();
}
