namespace Bihuan.Persistence;

/// <summary>A stretch of a text that is shown, as a hit or between hits.</summary>
/// <param name="Text">The words.</param>
/// <param name="IsHit">Whether they were looked for.</param>
public sealed record HighlightedText(string Text, bool IsHit);

/// <summary>Finds in the stored text what a query looked for, by the same comparison as the index.</summary>
public static class Highlights
{
    private const string Cut = "…";

    /// <summary>Where in the text the query's words stand: ranges in text order that neither touch nor overlap. Linear in the text.</summary>
    public static IReadOnlyList<(int Start, int End)> In(string text, SearchQuery query)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(query);
        var folded = FoldedText.Of(text);
        List<(int Start, int End)> found = [];
        foreach (var needle in query.Terms.SelectMany(t => t.AnyOf).Select(p => p.Needle).Distinct(StringComparer.Ordinal))
        {
            for (var at = folded.Value.IndexOf(needle, StringComparison.Ordinal); at >= 0;)
            {
                found.Add(folded.Original(at, needle.Length));

                // The space after a word is also the space before the next one.
                at = folded.Value.IndexOf(needle, at + Math.Max(1, needle.Length - 1), StringComparison.Ordinal);
            }
        }

        return Join(found);
    }

    /// <summary>The text in pieces, hits apart, cut to about <paramref name="length"/> characters around the first hit.</summary>
    public static IReadOnlyList<HighlightedText> Excerpt(string text, SearchQuery query, int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        var ranges = In(text, query);
        var start = text.Length <= length || ranges.Count == 0 ? 0 : Math.Max(0, Math.Min(ranges[0].Start - (length / 4), text.Length - length));
        start -= start > 0 && char.IsLowSurrogate(text[start]) ? 1 : 0;
        var end = Math.Min(text.Length, start + length);
        end += end < text.Length && char.IsLowSurrogate(text[end]) ? 1 : 0;
        List<HighlightedText> pieces = [];
        Add(start > 0 ? Cut : "", isHit: false);
        var at = start;
        foreach (var range in ranges.Where(r => r.End > start && r.Start < end))
        {
            var (from, to) = (Math.Max(range.Start, start), Math.Min(range.End, end));
            Add(text[at..from], isHit: false);
            Add(text[from..to], isHit: true);
            at = to;
        }

        Add(text[at..end], isHit: false);
        Add(end < text.Length ? Cut : "", isHit: false);
        return pieces;

        void Add(string words, bool isHit)
        {
            if (words.Length == 0)
            {
                return;
            }
            if (pieces is [.., var last] && last.IsHit == isHit)
            {
                pieces[^1] = last with { Text = last.Text + words };
            }
            else
            {
                pieces.Add(new(words, isHit));
            }
        }
    }

    private static List<(int Start, int End)> Join(List<(int Start, int End)> found)
    {
        found.Sort();
        List<(int Start, int End)> joined = [];
        foreach (var range in found)
        {
            if (joined is [.., var last] && range.Start <= last.End)
            {
                joined[^1] = (last.Start, Math.Max(last.End, range.End));
            }
            else
            {
                joined.Add(range);
            }
        }

        return joined;
    }
}
