using System.Collections.Concurrent;
using System.Diagnostics;
using Bihuan.Persistence;

namespace Bihuan.Matters;

/// <summary>Keeps the cockpit's figures. They are counted anew whenever anything has changed; only where very many matters are open, so that counting takes
/// long, they may be some seconds old, which the page says. One person counts at a time; whoever asks meanwhile is given what is there.</summary>
internal sealed class CockpitBook(JournalSignal signal, EventCatalog catalog, TimeProvider clock)
{
    /// <summary>With so many open matters counting takes long.</summary>
    private const int Many = 5_000;

    /// <summary>How old figures may be there.</summary>
    private static readonly TimeSpan Old = TimeSpan.FromSeconds(10);

    /// <summary>Lamps turn with time alone, by the minute at most.</summary>
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(30);

    /// <summary>Scopes kept at most: people who see the same share one.</summary>
    private const int MostScopes = 2_000;

    private readonly IReadOnlyList<string> _kinds = catalog.KindsOf(typeof(Matter).Assembly, typeof(Organisation.IOrganisationQueries).Assembly, typeof(Documents.IContradictionRulings).Assembly);
    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    public async Task<ShowCockpit.Answer> Get(string scope, Func<Task<ShowCockpit.Answer>> count)
    {
        if (_entries.Count > MostScopes)
        {
            _entries.Clear();
        }

        var entry = _entries.GetOrAdd(scope, _ => new());
        if (entry.Kept is { } kept && (IsGood(kept) || (kept.Answer.Open > Many && entry.Counting.CurrentCount == 0)))
        {
            return kept.Answer;
        }

        await entry.Counting.WaitAsync();
        try
        {
            if (entry.Kept is { } meanwhile && IsGood(meanwhile))
            {
                return meanwhile.Answer;
            }

            // Looked at before counting, so that a change which comes meanwhile makes the figures old.
            var grown = signal.GrownBy(_kinds);
            var answer = await count();
            entry.Kept = new(answer, grown, Stopwatch.GetTimestamp());
            return answer;
        }
        finally
        {
            entry.Counting.Release();
        }
    }

    private bool IsGood(Kept kept)
    {
        var age = (clock.GetUtcNow() - kept.Answer.At).Duration();
        return age <= Turn && ((kept.Grown == signal.GrownBy(_kinds) && Stopwatch.GetElapsedTime(kept.Counted) <= Turn) || (kept.Answer.Open > Many && Stopwatch.GetElapsedTime(kept.Counted) <= Old));
    }

    private sealed record Kept(ShowCockpit.Answer Answer, long Grown, long Counted);

    private sealed class Entry
    {
        public SemaphoreSlim Counting { get; } = new(1, 1);

        public volatile Kept? Kept;
    }
}
