using System.Collections.Concurrent;
using Bihuan.Persistence;

namespace Bihuan.Accounts;

/// <summary>Keeps what was read until the journal grows. Other nodes' entries are noticed after some seconds.</summary>
/// <typeparam name="TKey">What is asked by.</typeparam>
/// <typeparam name="TValue">What was read.</typeparam>
internal sealed class JournalCache<TKey, TValue>(JournalSignal signal, TimeProvider clock)
    where TKey : notnull
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    private Generation _generation = new(Task.CompletedTask, 0);

    public async Task<TValue> Get(TKey key, Func<TKey, Task<TValue>> load)
    {
        var generation = Volatile.Read(ref _generation);
        if (generation.UntilThen.IsCompleted || clock.GetElapsedTime(generation.Began) > Longest)
        {
            // Taken before anything is read, so that an entry which comes meanwhile makes the reading old.
            generation = new(signal.Next, clock.GetTimestamp());
            Volatile.Write(ref _generation, generation);
        }

        var reading = generation.Values.GetOrAdd(key, k => new(() => load(k)));
        try
        {
            return await reading.Value;
        }
        catch
        {
            generation.Values.TryRemove(KeyValuePair.Create(key, reading));
            throw;
        }
    }

    private sealed record Generation(Task UntilThen, long Began)
    {
        public ConcurrentDictionary<TKey, Lazy<Task<TValue>>> Values { get; } = new();
    }
}
