using System.Threading.RateLimiting;
using Bihuan.Platform;

namespace Bihuan.Documents;

/// <summary>Keeps the files of one account within <see cref="RateLimits.UploadsAMinute"/>. Nothing is refused for being many: the rest waits its turn.</summary>
internal sealed class UploadPace : IDisposable
{
    private const int MostWaiting = 10_000;

    private readonly PartitionedRateLimiter<Guid> _accounts = PartitionedRateLimiter.Create<Guid, Guid>(account => RateLimitPartition.GetSlidingWindowLimiter(account, _ => new()
    {
        PermitLimit = RateLimits.UploadsAMinute,
        Window = TimeSpan.FromMinutes(1),
        SegmentsPerWindow = 6,
        QueueLimit = MostWaiting,
    }));

    /// <summary>Returns when the account may hand in a further file.</summary>
    public async ValueTask Wait(Guid? account, CancellationToken cancel)
    {
        using var lease = await _accounts.AcquireAsync(account ?? Guid.Empty, 1, cancel);
        if (!lease.IsAcquired)
        {
            throw new InvalidOperationException($"More than {MostWaiting} files of one account are waiting.");
        }
    }

    public void Dispose() => _accounts.Dispose();
}
