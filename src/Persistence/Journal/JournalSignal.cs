namespace Bihuan.Persistence;

/// <summary>Tells whoever waits in this process that the journal has grown. Other nodes look at the clock.</summary>
public sealed class JournalSignal
{
    private long _appended;
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends at the next commit.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    /// <summary>How many entries this process has appended.</summary>
    public long Appended => Interlocked.Read(ref _appended);

    /// <summary>Entries were appended.</summary>
    internal void Count(int entries) => Interlocked.Add(ref _appended, entries);

    /// <summary>The journal has grown.</summary>
    public void Raise() => Interlocked.Exchange(ref _next, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
}
