namespace Bihuan.Persistence;

/// <summary>Words that must stand together in this order. Chinese written without spaces is always a phrase.</summary>
public sealed class SearchPhrase
{
    /// <summary>A longer phrase is looked up by this many of its tokens; its rows are compared as a whole anyway.</summary>
    private const int MostTokens = 6;

    private SearchPhrase(string text, string needle, bool isPrefix, IReadOnlyList<string> tokens, bool isOneToken) =>
        (Text, Needle, IsPrefix, Tokens, IsOneToken) = (text, needle, isPrefix, tokens, isOneToken);

    /// <summary>As it was typed.</summary>
    public string Text { get; }

    /// <summary>The stretch of folded text that every hit contains.</summary>
    public string Needle { get; }

    /// <summary>Whether its last Latin word or figure is only the beginning of one (<c>govern*</c>).</summary>
    public bool IsPrefix { get; }

    /// <summary>What the index is asked for: a row with the phrase has all of them.</summary>
    internal IReadOnlyList<string> Tokens { get; }

    /// <summary>Whether a row with the token has the phrase, too: then no text need be compared.</summary>
    internal bool IsOneToken { get; }

    /// <summary>Reads one.</summary>
    /// <param name="text">What was typed, without quotes or signs.</param>
    /// <param name="isPrefix">Whether its last word may go on; without meaning where the last character is Chinese.</param>
    /// <returns><see langword="null"/> where nothing in it can be looked for.</returns>
    public static SearchPhrase? Of(string text, bool isPrefix = false)
    {
        var folded = FoldedText.Of(text).Value;
        var parts = folded.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length == 0)
        {
            return null;
        }

        var endsInHan = FoldedText.IsHan(parts[^1].AsSpan());
        isPrefix &= !endsInHan;
        var needle = folded.AsSpan();
        if (FoldedText.IsHan(parts[0].AsSpan()))
        {
            // It may begin and end inside a run.
            needle = needle[1..];
        }
        if (endsInHan || isPrefix)
        {
            needle = needle[..^1];
        }

        var (tokens, isOneToken) = TokensOf(parts, isPrefix);
        return new(text, needle.ToString(), isPrefix, tokens, isOneToken);
    }

    private static (IReadOnlyList<string> Tokens, bool IsOneToken) TokensOf(string[] parts, bool isPrefix)
    {
        List<string> tokens = [];
        List<string> singles = [];
        var cut = false;
        for (var i = 0; i < parts.Length; i++)
        {
            if (!FoldedText.IsHan(parts[i].AsSpan()))
            {
                var word = Bigrams.Word(parts[i]);
                cut |= word.Length < parts[i].Length;

                // The beginning of a word is another kind of question; it comes last.
                if (!isPrefix || i < parts.Length - 1 || parts.Length == 1)
                {
                    tokens.Add(word);
                }
                continue;
            }

            var run = Bigrams.OfRun(parts[i]);
            (run is [var only] && Bigrams.IsSingle(only) ? singles : tokens).AddRange(run);
        }

        // A single character is in so many rows that it narrows nothing down beside a pair or a word.
        tokens = [.. (tokens.Count > 0 ? tokens : singles).Distinct(StringComparer.Ordinal)];
        var isOneToken = parts.Length == 1 && tokens.Count == 1 && !cut && (!FoldedText.IsHan(parts[0].AsSpan()) || tokens[0].Length == parts[0].Length);
        return (tokens.Count <= MostTokens ? tokens : [.. Enumerable.Range(0, MostTokens).Select(i => tokens[i * (tokens.Count - 1) / (MostTokens - 1)])], isOneToken);
    }
}
