using System.Collections.Concurrent;

namespace Bihuan.Persistence;

/// <summary>Tells whoever waits in this process that the journal has grown. Other nodes look at the clock.</summary>
public sealed class JournalSignal
{
    /// <summary>Commits that follow each other so closely are told of at once: a busy journal does not wake every reader for each of its entries.</summary>
    private static readonly TimeSpan Gathered = TimeSpan.FromMilliseconds(50);

    private readonly ConcurrentDictionary<string, long> _grown = new(StringComparer.Ordinal);
    private long _appended;
    private int _isWaking;
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends soon after the next commit.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    /// <summary>How many entries this process has appended.</summary>
    public long Appended => Interlocked.Read(ref _appended);

    /// <summary>How often this process has appended to streams of some kinds.</summary>
    public long GrownBy(IReadOnlyList<string> kinds)
    {
        ArgumentNullException.ThrowIfNull(kinds);
        var sum = 0L;
        foreach (var kind in kinds)
        {
            sum += _grown.GetValueOrDefault(kind);
        }

        return sum;
    }

    /// <summary>Entries were appended and committed.</summary>
    internal void Raise(IReadOnlyCollection<string> kinds)
    {
        Interlocked.Add(ref _appended, kinds.Count);
        foreach (var kind in kinds.Distinct())
        {
            _grown.AddOrUpdate(kind, 1, (_, before) => before + 1);
        }

        if (Interlocked.Exchange(ref _isWaking, 1) == 0)
        {
            _ = Wake();
        }
    }

    private async Task Wake()
    {
        await Task.Delay(Gathered);

        // A commit from here on wakes again.
        Volatile.Write(ref _isWaking, 0);
        Interlocked.Exchange(ref _next, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
    }
}
