using System.Buffers;
using Bihuan.Reading.Text;

namespace Bihuan.Reading.Structure.Tables;

/// <summary>How the cells of a printed table line are parted.</summary>
internal enum TableLineKind
{
    /// <summary>Not at all: a line of words inside a table.</summary>
    Plain,

    /// <summary>By tabs.</summary>
    Tabs,

    /// <summary>By pipes: <c>| a | b |</c>.</summary>
    Pipes,

    /// <summary>The rule below a pipe table's header: <c>|---|:--:|</c>.</summary>
    PipeRule,

    /// <summary>By box-drawing characters.</summary>
    Box,
}

/// <summary>One line of a table's region, split into cells.</summary>
/// <param name="Kind">How.</param>
/// <param name="Cells">From left to right, normalised; at least one.</param>
/// <param name="Range">The line in the source, without its line feed.</param>
/// <param name="AfterBlank">Whether blank lines stand before it inside the region: a page may have ended there.</param>
/// <param name="Edges">For a box line, how many characters' widths stand before each of its separators; else empty.</param>
/// <param name="Ruled">For a box line, which of its cells are rules (─) and no text.</param>
internal sealed record TableLine(
    TableLineKind Kind,
    IReadOnlyList<MappedText> Cells,
    SourceRange Range,
    bool AfterBlank,
    IReadOnlyList<BoxEdge> Edges,
    IReadOnlyList<bool> Ruled)
{
    private static readonly SearchValues<char> PipeRuleChars = SearchValues.Create("|｜-—:： \t\r");
    private static readonly SearchValues<char> BoxRuleChars = SearchValues.Create("─━═┄┅┈┉ ");

    /// <summary>Whether a line looks like part of a table: tabs between or around its words, pipes, or box drawing.</summary>
    public static bool IsTableLine(ReadOnlySpan<char> line)
    {
        var words = line.Trim();
        if (words.IsEmpty)
        {
            return false;
        }
        if (IsBoxSeparator(words[0]) || IsBoxRule(words[0]))
        {
            return words.Length > 1;
        }
        if (IsPipe(words[0]))
        {
            return words[1..].ContainsAny('|', '｜');
        }
        if (words.Contains('\t'))
        {
            return true;
        }

        // One tab before a paragraph is an indent; tabs on both sides are empty cells.
        return line.Contains('\t') && line.TrimStart(' ')[0] is '\t' && line.TrimEnd(' ')[^1] is '\t';
    }

    /// <summary>Splits a line of <paramref name="source"/> (line feed excluded). A line without separators is one cell of kind <see cref="TableLineKind.Plain"/>.</summary>
    public static TableLine Split(SourceText source, int start, int end, bool afterBlank, ICollection<Repair>? repairs = null)
    {
        var line = source.Text.AsSpan(start, end - start);
        var words = line.Trim(" \r\u3000");
        var range = new SourceRange(start, end);
        var first = words.IsEmpty ? '\0' : words[0];
        if (IsBoxSeparator(first) || IsBoxRule(first))
        {
            return SplitBox(source, range, afterBlank, repairs);
        }

        List<MappedText> cells = [];
        if (IsPipe(first) && IsTableLine(line))
        {
            var from = start + line.IndexOfAny('|', '｜') + 1;
            var to = end - (line.Length - line.TrimEnd().Length);
            for (var i = from; i <= to; i++)
            {
                if (i == to || (IsPipe(source.Text[i]) && source.Text[i - 1] is not '\\'))
                {
                    if (i < to || from < to)
                    {
                        cells.Add(Normaliser.Normalise(source, from, i, repairs));
                    }

                    from = i + 1;
                }
            }

            var rule = line.IndexOfAnyExcept(PipeRuleChars) < 0 && line.Contains('-');
            return new(rule ? TableLineKind.PipeRule : TableLineKind.Pipes, cells, range, afterBlank, [], []);
        }
        if (line.Contains('\t'))
        {
            for (int i = start, from = start; i <= end; i++)
            {
                if (i == end || source.Text[i] is '\t')
                {
                    cells.Add(Normaliser.Normalise(source, from, i, repairs));
                    from = i + 1;
                }
            }

            return new(TableLineKind.Tabs, cells, range, afterBlank, [], []);
        }

        return new(TableLineKind.Plain, [Normaliser.Normalise(source, start, end, repairs)], range, afterBlank, [], []);
    }

    private static TableLine SplitBox(SourceText source, SourceRange range, bool afterBlank, ICollection<Repair>? repairs)
    {
        List<MappedText> cells = [];
        List<BoxEdge> edges = [];
        List<bool> ruled = [];
        var columns = 0;
        var boxes = 0;
        var from = -1;
        for (var i = range.Start; i < range.End; i++)
        {
            var c = source.Text[i];
            if (IsBoxSeparator(c))
            {
                if (from >= 0)
                {
                    var segment = source.Text.AsSpan(from, i - from).Trim();
                    var isRule = !segment.IsEmpty && segment.IndexOfAnyExcept(BoxRuleChars) < 0;
                    ruled.Add(isRule);
                    cells.Add(isRule ? MappedText.Empty : Normaliser.Normalise(source, from, i, repairs));
                }

                edges.Add(new(columns, boxes));
                from = i + 1;
            }

            columns += Cjk.IsIdeograph(c) || c is >= '\u3000' and <= '\u303F' or >= '\uFF01' and <= '\uFF60' ? 2 : 1;
            boxes += IsBoxSeparator(c) || IsBoxRule(c) || c is '“' or '”' or '—' or '…' ? 1 : 0;
        }
        if (cells.Count == 0)
        {
            cells.Add(MappedText.Empty);
            ruled.Add(true);
        }

        return new(TableLineKind.Box, cells, range, afterBlank, edges, ruled);
    }

    private static bool IsPipe(char c) => c is '|' or '｜';

    private static bool IsBoxSeparator(char c) => c is '│' or '┃' or '║' or (>= '┌' and <= '╋') or (>= '╒' and <= '╬');

    private static bool IsBoxRule(char c) => c is '─' or '━' or '═' or '┄' or '┅' or '┈' or '┉';
}

/// <summary>Where a separator of a box-drawn line stands.</summary>
/// <param name="Columns">Widths before it, ideographs as two and box characters as one.</param>
/// <param name="Boxes">How many characters before it are one wide in some fonts and two in others.</param>
internal readonly record struct BoxEdge(int Columns, int Boxes)
{
    /// <summary>Widths before it in a font that draws boxes <paramref name="boxWidth"/> wide.</summary>
    public int At(int boxWidth) => Columns + (Boxes * (boxWidth - 1));
}
