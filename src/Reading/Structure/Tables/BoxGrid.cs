using Bihuan.Reading.Text;

namespace Bihuan.Reading.Structure.Tables;

/// <summary>Lays box-drawn lines out as a grid: text lines between two rules are one row, a rule that is missing under a cell or
/// between two cells merges them.</summary>
internal static class BoxGrid
{
    /// <summary>The rows of the grid, merged cells stated.</summary>
    public static List<GridRow> From(IReadOnlyList<TableLine> lines, int maxColumns)
    {
        var edges = new Edges(lines, maxColumns);
        var columns = edges.Columns;

        List<GridRow> rows = [];
        var parts = new List<MappedText>?[columns];
        var covers = new Cover[columns];
        var merged = new bool[columns];
        SourceRange? range = null;
        var open = false;
        var ruleless = IsRuleless(lines);

        void Close()
        {
            if (open)
            {
                var cells = new MappedText[columns];
                for (var c = 0; c < columns; c++)
                {
                    cells[c] = parts[c] is { } found ? MappedText.Join(found) : MappedText.Empty;
                    covers[c] = covers[c] == Cover.Own && merged[c] ? Cover.FromAbove : covers[c];
                }
                rows.Add(new(cells, range ?? default, AfterBreak: false, Plain: false, [.. covers]));
            }

            Array.Clear(parts);
            Array.Clear(covers);
            range = null;
            open = false;
        }

        foreach (var line in lines)
        {
            if (line.Kind != TableLineKind.Box)
            {
                continue;
            }

            var hasRule = line.Ruled.Contains(true);
            if (hasRule)
            {
                // Words beside a rule belong to a cell that is merged over it: to the row below, as the row above is closed.
                Close();
                Array.Clear(merged);
            }
            else if (open && ruleless && !line.Cells[0].IsEmpty)
            {
                Close();
            }

            open |= !hasRule;
            range = hasRule && line.Cells.All(c => c.IsEmpty) ? range : range?.Union(line.Range) ?? line.Range;
            for (var s = 0; s < line.Cells.Count && s + 1 < line.Edges.Count; s++)
            {
                var from = edges.Index(line, s);
                var to = Math.Max(from + 1, edges.Index(line, s + 1));
                if (from >= columns)
                {
                    break;
                }
                if (hasRule)
                {
                    for (var c = from; c < to && c < columns; c++)
                    {
                        merged[c] = !line.Ruled[s];
                    }
                }
                else
                {
                    for (var c = from + 1; c < to && c < columns; c++)
                    {
                        covers[c] = Cover.FromLeft;
                    }
                }
                if (!line.Cells[s].IsEmpty)
                {
                    (parts[from] ??= []).Add(line.Cells[s]);
                }
            }
        }
        Close();

        return Fold(rows, columns);
    }

    /// <summary>Whether rules stand only around the table and below its header, so that each line with a first cell is a row.</summary>
    private static bool IsRuleless(IReadOnlyList<TableLine> lines)
    {
        var inner = 0;
        var rowsSinceRule = 0;
        var longest = 0;
        foreach (var line in lines.Where(l => l.Kind == TableLineKind.Box))
        {
            if (line.Ruled.Contains(true))
            {
                inner++;
                rowsSinceRule = 0;
            }
            else
            {
                longest = Math.Max(longest, rowsSinceRule += line.Cells[0].IsEmpty ? 0 : 1);
            }
        }

        return inner <= 3 && longest > 2;
    }

    /// <summary>Moves the words of a merged cell to the first row it covers; typesetters print them in its middle.</summary>
    private static List<GridRow> Fold(List<GridRow> rows, int columns)
    {
        for (var c = 0; c < columns; c++)
        {
            for (var top = 0; top < rows.Count;)
            {
                var end = top + 1;
                while (end < rows.Count && rows[end].CoverAt(c) == Cover.FromAbove)
                {
                    end++;
                }
                if (end - top > 1)
                {
                    List<MappedText> words = [];
                    for (var r = top; r < end; r++)
                    {
                        if (!rows[r][c].IsEmpty)
                        {
                            words.Add(rows[r][c]);
                        }
                        ((MappedText[])rows[r].Cells)[c] = MappedText.Empty;
                    }
                    ((MappedText[])rows[top].Cells)[c] = words.Count > 0 ? MappedText.Join(words) : MappedText.Empty;
                }

                top = end;
            }
        }

        return rows;
    }

    /// <summary>Which separator of a line is which edge of the grid.</summary>
    private sealed class Edges
    {
        private readonly int _boxWidth;
        private readonly int[] _positions;
        private readonly bool _ragged;

        public Edges(IReadOnlyList<TableLine> lines, int maxColumns)
        {
            _boxWidth = Positions(lines, 2).Count < Positions(lines, 1).Count ? 2 : 1;
            var all = Positions(lines, _boxWidth);
            var fullest = lines.MaxBy(l => l.Edges.Count)!;

            // Where separators do not stand one above the other, the fullest line is the measure and the others follow its order.
            _ragged = all.Count > fullest.Edges.Count;
            _positions = _ragged ? [.. fullest.Edges.Select(e => e.At(_boxWidth))] : [.. all];
            Columns = Math.Clamp(_positions.Length - 1, 1, maxColumns);
        }

        /// <summary>Columns of the grid.</summary>
        public int Columns { get; }

        /// <summary>The edge at a line's separator, from 0 to <see cref="Columns"/>.</summary>
        public int Index(TableLine line, int separator)
        {
            if (_ragged && line.Edges.Count == _positions.Length)
            {
                return Math.Min(separator, Columns);
            }

            var at = Array.BinarySearch(_positions, line.Edges[separator].At(_boxWidth));
            if (at < 0)
            {
                var above = ~at;
                at = above == 0 ? 0
                    : above == _positions.Length ? above - 1
                    : _positions[above] - line.Edges[separator].At(_boxWidth) < line.Edges[separator].At(_boxWidth) - _positions[above - 1] ? above : above - 1;
            }

            return Math.Min(at, Columns);
        }

        /// <summary>Where separators stand in a font that draws boxes so wide; the fewer places, the better the font fits.</summary>
        private static SortedSet<int> Positions(IReadOnlyList<TableLine> lines, int boxWidth) => [.. lines.SelectMany(l => l.Edges).Select(e => e.At(boxWidth))];
    }
}
