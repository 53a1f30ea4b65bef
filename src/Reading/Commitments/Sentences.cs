using System.Buffers;
using Bihuan.Reading.Text;

namespace Bihuan.Reading.Commitments;

/// <summary>Cuts a clause's text into lines, sentences and parts, never inside a bracket, a quotation or a title. Linear: every character
/// is looked at a fixed number of times, however deep brackets nest.</summary>
internal static class Sentences
{
    /// <summary>What ends a sentence.</summary>
    public static readonly SearchValues<char> Ends = SearchValues.Create("。！？\n");

    /// <summary>What ends a sentence or one of its semicolon-parted members.</summary>
    public static readonly SearchValues<char> Members = SearchValues.Create("。！？；\n");

    /// <summary>What parts the members of a sentence and their parts.</summary>
    public static readonly SearchValues<char> Parts = SearchValues.Create("。！？；，：\n");

    /// <summary>What parts a list of names.</summary>
    public static readonly SearchValues<char> Enumeration = SearchValues.Create("、");

    /// <summary>No sentence is longer. What is longer is damage or malice, and readers whose work grows with the figures in a sentence pass it over.</summary>
    public const int Longest = 4000;

    /// <summary>What opens a stretch in which no separator parts.</summary>
    private static readonly SearchValues<char> Openings = SearchValues.Create("（《“〔");

    /// <summary>The pieces between separators that stand outside all brackets, trimmed, empty ones left out. A bracket that is never
    /// closed counts as an ordinary character.</summary>
    public static List<MappedText> Split(MappedText text, SearchValues<char> separators)
    {
        List<MappedText> pieces = [];
        var value = text.Value;
        if (value.AsSpan().IndexOfAny(separators) < 0)
        {
            Add(pieces, text, 0, value.Length);
            return pieces;
        }

        var closings = value.AsSpan().IndexOfAny(Openings) < 0 ? null : Closings(value);
        var start = 0;
        for (var i = 0; i < value.Length; i++)
        {
            if (separators.Contains(value[i]))
            {
                Add(pieces, text, start, i);
                start = i + 1;
            }
            else if (closings is not null && closings[i] > 0)
            {
                i = closings[i];
            }
        }

        Add(pieces, text, start, value.Length);
        return pieces;
    }

    /// <summary>For every bracket that is closed, at its index the index of its partner.</summary>
    private static int[] Closings(string text)
    {
        var closings = new int[text.Length];
        Span<char> marks = ['（', '）', '《', '》', '“', '”', '〔', '〕'];
        Stack<int>?[] open = new Stack<int>?[4];
        for (var i = 0; i < text.Length; i++)
        {
            var mark = marks.IndexOf(text[i]);
            if (mark < 0)
            {
                continue;
            }
            if (mark % 2 == 0)
            {
                (open[mark / 2] ??= new()).Push(i);
            }
            else if (open[mark / 2] is { Count: > 0 } stack && stack.Pop() is var at && i - at <= LongestBracket)
            {
                closings[at] = i;
            }
        }

        return closings;
    }

    /// <summary>The index of the bracket that closes the one at <paramref name="open"/>, or -1 where none does within
    /// <paramref name="within"/> characters.</summary>
    public static int SkipBracket(ReadOnlySpan<char> text, int open, int within = LongestBracket)
    {
        var opening = text[open];
        var closing = Cjk.ClosingOf(opening);
        var depth = 0;
        var end = Math.Min(text.Length, open + within);
        for (var i = open; i < end; i++)
        {
            if (text[i] == opening)
            {
                depth++;
            }
            else if (text[i] == closing && --depth == 0)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The index of the bracket that opens the one at <paramref name="close"/>, or -1.</summary>
    public static int OpeningOf(ReadOnlySpan<char> text, int close, char opening, int within = LongestBracket)
    {
        var depth = 0;
        for (var i = close; i >= Math.Max(0, close - within); i--)
        {
            if (text[i] == text[close])
            {
                depth++;
            }
            else if (text[i] == opening && --depth == 0)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Brackets that hold more than this are no brackets but a slip; the bound also keeps hostile nesting linear.</summary>
    private const int LongestBracket = 600;

    private static void Add(List<MappedText> pieces, MappedText text, int start, int end)
    {
        var value = text.Value;
        while (start < end && char.IsWhiteSpace(value[start]))
        {
            start++;
        }
        while (end > start && char.IsWhiteSpace(value[end - 1]))
        {
            end--;
        }
        if (end > start)
        {
            pieces.Add(text.Slice(start, end - start));
        }
    }
}
