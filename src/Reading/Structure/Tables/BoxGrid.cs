using Bihuan.Reading.Text;

namespace Bihuan.Reading.Structure.Tables;

/// <summary>Lays box-drawn lines out as a grid: text lines between two rules are one row, a rule that is missing under a cell or
/// between two cells merges them.</summary>
internal static class BoxGrid
{
    /// <summary>The rows of the grid, merged cells stated.</summary>
    public static List<GridRow> From(IReadOnlyList<TableLine> lines, int maxColumns)
    {
        var boxWidth = BoxWidth(lines);
        List<int> edges = [.. lines.Where(l => l.Kind == TableLineKind.Box).SelectMany(l => l.Edges).Select(e => e.At(boxWidth)).Distinct().Order()];
        var columns = Math.Min(Math.Max(1, edges.Count - 1), maxColumns);
        var indexes = new Dictionary<int, int>(edges.Count);
        for (var i = 0; i < edges.Count; i++)
        {
            indexes[edges[i]] = Math.Min(i, columns);
        }

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
                var from = indexes[line.Edges[s].At(boxWidth)];
                var to = Math.Max(from + 1, indexes[line.Edges[s + 1].At(boxWidth)]);
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

    /// <summary>Whether the typist's font drew box characters one or two wide: the one in which more separators stand one above the other.</summary>
    private static int BoxWidth(IReadOnlyList<TableLine> lines)
    {
        var one = new HashSet<int>();
        var two = new HashSet<int>();
        foreach (var line in lines)
        {
            foreach (var edge in line.Edges)
            {
                one.Add(edge.At(1));
                two.Add(edge.At(2));
            }
        }

        return two.Count < one.Count ? 2 : 1;
    }
}
