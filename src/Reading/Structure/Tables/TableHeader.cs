using System.Text;
using Bihuan.Reading.Text;

namespace Bihuan.Reading.Structure.Tables;

/// <summary>Finds how many rows head a table and what its columns are called.</summary>
/// <param name="Rows">How many rows the header takes; 0 where there is none.</param>
/// <param name="Columns">The headings; a group heading stands before its columns with a slash. Empty where there is no header.</param>
internal sealed record TableHeader(int Rows, IReadOnlyList<string> Columns)
{
    private const int MostRows = 3;

    /// <summary>Reads the header of <paramref name="rows"/>.</summary>
    /// <param name="rows">All rows, header first.</param>
    /// <param name="columns">How many columns the table has.</param>
    /// <param name="stated">How many rows the format says head it; 0 where it does not say.</param>
    public static TableHeader Of(IReadOnlyList<GridRow> rows, int columns, int stated)
    {
        if (rows.Count == 0 || (stated == 0 && !IsHeader(rows, columns)))
        {
            return new(0, []);
        }

        var count = 1;
        var first = Spread(rows[0], rows.Count > 1 ? rows[1] : null, columns);
        List<GridRow> header = [first];
        while (count < rows.Count - 1 && count < MostRows && (count < stated || IsSecondRow(header[^1], Placed(rows[count], rows[0], columns))))
        {
            header.Add(Placed(rows[count], rows[0], columns));
            count++;
        }

        return new(count, [.. Enumerable.Range(0, columns).Select(c => Name(header, c))]);
    }

    private static bool IsHeader(IReadOnlyList<GridRow> rows, int columns)
    {
        var first = rows[0];
        if (first.Plain || first.Filled < 2 || first.Cells.Any(c => !c.IsEmpty && !CellShapes.IsHeading(c.Value)))
        {
            return false;
        }

        // A form has columns to be filled in: nothing stands in them from top to bottom, not even a heading.
        for (var c = 0; c < columns; c++)
        {
            if (rows.All(r => r.Plain || (r[c].IsEmpty && r.CoverAt(c) == Cover.Own)))
            {
                return false;
            }
        }

        var words = 0;
        var contrast = 0;
        var seen = 0;
        for (var c = 0; c < first.Cells.Count; c++)
        {
            if (first[c].IsEmpty)
            {
                continue;
            }

            seen++;
            words += CellShapes.HasHeadingWord(first[c].Value) ? 1 : 0;
            var below = rows.Skip(1).Where(r => !r.Plain && !r[c].IsEmpty).Take(8).ToList();
            contrast += below.Count > 0 && below.Count(r => CellShapes.Of(r[c].Value) is CellShape.Figure or CellShape.Mark or CellShape.Prose || CellShapes.IsOrdinal(r[c].Value)) * 2 > below.Count ? 1 : 0;
        }

        return words * 2 >= seen || contrast * 2 >= seen;
    }

    /// <summary>Whether <paramref name="row"/> only gives the columns below group headings, or below headings left empty, their names.</summary>
    private static bool IsSecondRow(GridRow above, GridRow row)
    {
        var under = 0;
        for (var c = 0; c < row.Cells.Count; c++)
        {
            if (row[c].IsEmpty || row.CoverAt(c) != Cover.Own)
            {
                continue;
            }
            if (!CellShapes.IsHeading(row[c].Value) || row[c].Length > 20)
            {
                return false;
            }

            var merged = above.IsStated
                ? above.CoverAt(c) == Cover.FromLeft || above.CoverAt(c + 1) == Cover.FromLeft
                : above[c].IsEmpty || (c + 1 < above.Cells.Count && above[c + 1].IsEmpty);
            if (!merged)
            {
                return false;
            }

            under += above[c].IsEmpty || above.IsStated ? 1 : 0;
        }

        return under > 0 && row.Cells.Select((cell, c) => cell.IsEmpty ? above[c].IsEmpty && above.CoverAt(c) == Cover.Own ? 1 : 0 : 0).Sum() == 0;
    }

    /// <summary>A first header row printed shorter than the table: its group heading is spread over the columns that the row below names.</summary>
    private static GridRow Spread(GridRow first, GridRow? second, int columns)
    {
        var missing = columns - first.Cells.Count;
        if (missing <= 0 || second is null || second.Cells.Count != missing + 1)
        {
            return first;
        }

        var group = GroupColumn(first);
        return first with { Cells = [.. first.Cells.Take(group + 1), .. Enumerable.Repeat(MappedText.Empty, missing), .. first.Cells.Skip(group + 1)] };
    }

    /// <summary>A second header row printed without the empty cells before it, moved below its group heading.</summary>
    private static GridRow Placed(GridRow row, GridRow first, int columns)
    {
        if (first.Cells.Count >= columns || row.Cells.Count != columns - first.Cells.Count + 1)
        {
            return row;
        }

        var group = GroupColumn(first);
        return row with { Cells = [.. Enumerable.Repeat(MappedText.Empty, group), .. row.Cells, .. Enumerable.Repeat(MappedText.Empty, first.Cells.Count - group - 1)] };
    }

    private static int GroupColumn(GridRow first)
    {
        for (var c = first.Cells.Count - 1; c > 0; c--)
        {
            if (first[c].Value.Contains("目标", StringComparison.Ordinal) || first[c].Value.Contains("年度", StringComparison.Ordinal) || first[c].Value.Contains("其中", StringComparison.Ordinal))
            {
                return c;
            }
        }

        return first.Cells.Count - 1;
    }

    private static string Name(List<GridRow> header, int column)
    {
        var name = new StringBuilder();
        for (var r = 0; r < header.Count; r++)
        {
            var words = header[r][column].Value;
            if (words.Length == 0 && r + 1 < header.Count && !header[r + 1][column].IsEmpty)
            {
                words = Group(header[r], header[r + 1], column);
            }
            if (words.Length > 0)
            {
                name.Append(name.Length > 0 ? "/" : "").Append(words.Replace(" ", "", StringComparison.Ordinal));
            }
        }

        return name.ToString();
    }

    /// <summary>The heading to the left that reaches over this column: one that itself has a name below it.</summary>
    private static string Group(GridRow above, GridRow below, int column)
    {
        if (above.IsStated && above.CoverAt(column) != Cover.FromLeft)
        {
            return "";
        }

        for (var c = column - 1; c >= 0; c--)
        {
            if (!above[c].IsEmpty)
            {
                return below[c].IsEmpty ? "" : above[c].Value;
            }
        }

        return "";
    }
}
