using System.Text;

namespace Bihuan.Persistence;

/// <summary>Cuts folded text into what both databases index: every two neighbouring Chinese characters (most words have two, which an
/// index of three would never find), every Latin word and every figure.</summary>
public static class Bigrams
{
    /// <summary>A row has no more distinct tokens than this; the rest of a text that long is not indexed. PostgreSQL takes a megabyte a row.</summary>
    public const int MostTokens = 30_000;

    /// <summary>A word is indexed by its beginning; whether the rest is the same is seen in the stored text.</summary>
    internal const int LongestToken = 40;

    /// <summary>What a text is indexed under: distinct, in text order.</summary>
    /// <param name="folded">The folded text.</param>
    /// <param name="everyCharacter">Each Chinese character by itself, too. Otherwise only the last of each run, which begins no pair; an index
    /// that finds tokens by their beginning then still finds every single character.</param>
    public static IReadOnlyCollection<string> Of(string folded, bool everyCharacter)
    {
        ArgumentNullException.ThrowIfNull(folded);
        var tokens = new OrderedDictionary<string, bool>(StringComparer.Ordinal);
        foreach (var range in folded.AsSpan().Split(' '))
        {
            var part = folded.AsSpan(range);
            if (part.IsEmpty)
            {
                continue;
            }
            if (!FoldedText.IsHan(part))
            {
                Add(Word(part));
                continue;
            }

            var previous = 0;
            for (var at = 0; at < part.Length && tokens.Count < MostTokens;)
            {
                var width = char.IsHighSurrogate(part[at]) ? 2 : 1;
                var end = at + width;
                if (at > 0)
                {
                    Add(part[previous..end].ToString());
                }
                if (everyCharacter || end == part.Length)
                {
                    Add(part[at..end].ToString());
                }

                (previous, at) = (at, end);
            }
        }

        return tokens.Keys;

        void Add(string token)
        {
            if (tokens.Count < MostTokens)
            {
                tokens.TryAdd(token, true);
            }
        }
    }

    /// <summary>The pairs of a run of Chinese characters, in order; a run of one character is that character.</summary>
    internal static List<string> OfRun(string run)
    {
        List<string> tokens = [];
        var previous = -1;
        for (var at = 0; at < run.Length;)
        {
            var end = at + (char.IsHighSurrogate(run[at]) ? 2 : 1);
            if (previous >= 0)
            {
                tokens.Add(run[previous..end]);
            }

            (previous, at) = (at, end);
        }

        return tokens.Count == 0 ? [run] : tokens;
    }

    /// <summary>A word as it is indexed.</summary>
    internal static string Word(ReadOnlySpan<char> word)
    {
        if (word.Length <= LongestToken)
        {
            return word.ToString();
        }

        return word[..(char.IsHighSurrogate(word[LongestToken - 1]) ? LongestToken - 1 : LongestToken)].ToString();
    }

    /// <summary>Whether a token is one Chinese character.</summary>
    internal static bool IsSingle(string token) => Rune.TryGetRuneAt(token, 0, out var rune) && rune.Utf16SequenceLength == token.Length && FoldedText.IsHan(rune);
}
