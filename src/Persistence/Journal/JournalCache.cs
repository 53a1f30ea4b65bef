using System.Collections.Concurrent;
using System.Reflection;

namespace Bihuan.Persistence;

/// <summary>Keeps what was read until the journal grows by an entry that may change it. Other nodes' entries are noticed after some seconds.</summary>
/// <typeparam name="TKey">What is asked by.</typeparam>
/// <typeparam name="TValue">What was read.</typeparam>
/// <param name="signal">Tells of this process's commits.</param>
/// <param name="catalog">The kinds of streams.</param>
/// <param name="clock">Any clock.</param>
/// <param name="of">What is kept follows from the streams of these assemblies alone.</param>
public sealed class JournalCache<TKey, TValue>(JournalSignal signal, EventCatalog catalog, TimeProvider clock, params Assembly[] of)
    where TKey : notnull
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    private readonly IReadOnlyList<string> _kinds = catalog.KindsOf(of);
    private Generation _generation = new(-1, 0);

    /// <summary>What is kept, or what is read now.</summary>
    /// <param name="key">What is asked for.</param>
    /// <param name="load">Reads it.</param>
    public async Task<TValue> Get(TKey key, Func<TKey, Task<TValue>> load)
    {
        ArgumentNullException.ThrowIfNull(load);

        // Looked at before anything is read, so that an entry which comes meanwhile makes the reading old.
        var (generation, grown) = (Volatile.Read(ref _generation), signal.GrownBy(_kinds));
        if (generation.Grown != grown || clock.GetElapsedTime(generation.Began) > Longest)
        {
            generation = new(grown, clock.GetTimestamp());
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

    private sealed record Generation(long Grown, long Began)
    {
        public ConcurrentDictionary<TKey, Lazy<Task<TValue>>> Values { get; } = new();
    }
}
