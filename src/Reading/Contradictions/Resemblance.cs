using System.Buffers;
using System.Runtime.InteropServices;

namespace Bihuan.Reading.Contradictions;

/// <summary>Finds texts that say nearly the same among many, without comparing each with each.</summary>
internal static class Resemblance
{
    private const int Run = 4;

    /// <summary>Letters of a text that are looked at.</summary>
    private const int Longest = 2_000;

    /// <summary>A run of letters that more texts have tells nothing, and would make the work quadratic.</summary>
    private const int MostSharing = 12;

    /// <summary>Pairs of texts, the earlier first, that share a run of four letters; a sample of one run in <paramref name="sampling"/>
    /// is looked at, the same in all texts.</summary>
    public static List<(int First, int Second)> Candidates(IReadOnlyList<string> texts, int sampling)
    {
        var runs = new List<ulong>();
        var owners = new List<int>();
        for (var i = 0; i < texts.Count; i++)
        {
            foreach (var run in Runs(texts[i]))
            {
                if (run * 0x9E3779B97F4A7C15 >> 40 is var hash && hash % (ulong)sampling == 0)
                {
                    runs.Add(run);
                    owners.Add(i);
                }
            }
        }

        var keys = CollectionsMarshal.AsSpan(runs);
        var values = CollectionsMarshal.AsSpan(owners);
        keys.Sort(values);
        var pairs = new List<ulong>();
        for (var from = 0; from < keys.Length;)
        {
            var to = from + 1;
            while (to < keys.Length && keys[to] == keys[from])
            {
                to++;
            }
            if (to - from <= MostSharing)
            {
                values[from..to].Sort();
                for (var i = from; i < to; i++)
                {
                    for (var j = i + 1; j < to; j++)
                    {
                        if (values[i] != values[j])
                        {
                            pairs.Add(((ulong)values[i] << 32) | (uint)values[j]);
                        }
                    }
                }
            }

            from = to;
        }

        pairs.Sort();
        var distinct = new List<(int, int)>();
        for (var i = 0; i < pairs.Count; i++)
        {
            if (i == 0 || pairs[i] != pairs[i - 1])
            {
                distinct.Add(((int)(pairs[i] >> 32), (int)pairs[i]));
            }
        }

        return distinct;
    }

    /// <summary>Share of runs of four letters that two texts have in common (Dice); 0 where one has fewer than <paramref name="least"/>.</summary>
    public static double Wording(string a, string b, int least)
    {
        var pool = ArrayPool<ulong>.Shared;
        var (first, second) = (pool.Rent(Longest), pool.Rent(Longest));
        var x = Sorted(a, first);
        var y = Sorted(b, second);
        var common = 0;
        for (int i = 0, j = 0; i < x.Length && j < y.Length;)
        {
            common += x[i] == y[j] ? 1 : 0;
            (i, j) = x[i] == y[j] ? (i + 1, j + 1) : x[i] < y[j] ? (i + 1, j) : (i, j + 1);
        }

        var share = Math.Min(x.Length, y.Length) < least ? 0 : 2.0 * common / (x.Length + y.Length);
        pool.Return(first);
        pool.Return(second);
        return share;
    }

    /// <summary>Share of letters in common, order aside (Dice).</summary>
    public static double Letters(string a, string b)
    {
        var counts = new Dictionary<char, int>();
        foreach (var c in a)
        {
            counts[c] = counts.GetValueOrDefault(c) + 1;
        }

        var common = 0;
        foreach (var c in b)
        {
            if (counts.GetValueOrDefault(c) > 0)
            {
                counts[c]--;
                common++;
            }
        }

        return a.Length + b.Length == 0 ? 0 : 2.0 * common / (a.Length + b.Length);
    }

    private static Span<ulong> Sorted(string text, ulong[] room)
    {
        var count = 0;
        foreach (var run in Runs(text))
        {
            room[count++] = run;
        }

        var sorted = room.AsSpan(0, count);
        sorted.Sort();
        return sorted;
    }

    private static RunEnumerator Runs(string text) => new(text);

    /// <summary>Every run of four letters; four UTF-16 units fill 64 bits.</summary>
    private struct RunEnumerator(string text)
    {
        private int _at;
        private int _letters;

        public ulong Current { get; private set; }

        public readonly RunEnumerator GetEnumerator() => this;

        public bool MoveNext()
        {
            while (_at < text.Length && _letters < Longest)
            {
                var c = text[_at++];
                if (char.IsLetterOrDigit(c))
                {
                    Current = (Current << 16) | c;
                    if (++_letters >= Run)
                    {
                        return true;
                    }
                }
            }

            return false;
        }
    }
}
