using Bihuan.Reading.Text;

namespace Bihuan.Reading.Structure.Tables;

/// <summary>Makes a <see cref="Table"/> of the lines or cells of a region: finds the header, joins what pages and narrow columns cut,
/// and carries merged cells down.</summary>
internal static class TableBuilder
{
    /// <summary>Columns beyond this are read as part of the last one; no official table is wider.</summary>
    private const int MaxColumns = 100;

    /// <summary>Builds a table of text lines; <see langword="null"/> where they are none.</summary>
    /// <param name="lines">The region's lines in order, blank ones left out.</param>
    /// <param name="placePrefix">What the rows' places begin with, such as 附件2; may be empty.</param>
    /// <param name="firstOrdinal">The first data row's number.</param>
    /// <param name="repairs">Where to note what was mended.</param>
    /// <param name="caption">The line that names the table.</param>
    public static Table? Build(IReadOnlyList<TableLine> lines, string placePrefix, int firstOrdinal, ICollection<Repair> repairs, MappedText caption)
    {
        if (lines.Any(l => l.Kind == TableLineKind.Box))
        {
            return new TableAssembler(BoxGrid.From(lines, MaxColumns), statedHeader: 0, repairs, caption).Assemble(placePrefix, firstOrdinal);
        }

        List<GridRow> rows = [];
        var header = 0;
        foreach (var line in lines)
        {
            if (line.Kind == TableLineKind.PipeRule)
            {
                header = header == 0 ? rows.Count : header;
                continue;
            }

            rows.Add(new(line.Cells, line.Range, line.AfterBlank, line.Kind == TableLineKind.Plain, []));
        }

        return rows.Count(r => !r.Plain) < 2 ? null : new TableAssembler(Bounded(rows), header, repairs, caption).Assemble(placePrefix, firstOrdinal);
    }

    /// <summary>Builds a table whose cells the format states.</summary>
    /// <inheritdoc cref="Build(IReadOnlyList{TableLine}, string, int, ICollection{Repair}, MappedText)"/>
    public static Table? Build(SourceTable table, SourceText source, string placePrefix, int firstOrdinal, ICollection<Repair> repairs, MappedText caption)
    {
        if (table.Cells.Count == 0)
        {
            return null;
        }

        var columns = Math.Clamp(table.ColumnCount, 1, MaxColumns);
        var count = table.Cells.Max(c => c.Row) + 1;
        var cells = new MappedText?[count][];
        var covers = new Cover[count][];
        var ranges = new SourceRange?[count];
        var spans = false;
        for (var r = 0; r < count; r++)
        {
            cells[r] = new MappedText?[columns];
            covers[r] = new Cover[columns];
        }
        foreach (var cell in table.Cells)
        {
            if (cell.Column >= columns || cell.Row < 0 || cell.Column < 0)
            {
                continue;
            }

            spans |= cell.RowSpan > 1 || cell.ColumnSpan > 1;
            cells[cell.Row][cell.Column] = Normaliser.Normalise(source, cell.Range.Start, cell.Range.End, repairs);
            ranges[cell.Row] = ranges[cell.Row]?.Union(cell.Range) ?? cell.Range;
            for (var r = cell.Row; r < Math.Min(count, (long)cell.Row + Math.Max(1, cell.RowSpan)); r++)
            {
                for (var c = cell.Column; c < Math.Min(columns, (long)cell.Column + Math.Max(1, cell.ColumnSpan)); c++)
                {
                    covers[r][c] = c > cell.Column ? Cover.FromLeft : r > cell.Row ? Cover.FromAbove : Cover.Own;
                }
            }
        }

        List<GridRow> rows = [];
        for (var r = 0; r < count; r++)
        {
            if (ranges[r] is { } range)
            {
                rows.Add(new([.. cells[r].Select(c => c ?? MappedText.Empty)], range, AfterBreak: false, Plain: false, spans ? covers[r] : []));
            }
        }

        return rows.Count == 0 ? null : new TableAssembler(rows, statedHeader: 0, repairs, caption).Assemble(placePrefix, firstOrdinal);
    }

    /// <summary>Folds the cells beyond the last column into it, so that one endless line cannot widen every row.</summary>
    private static List<GridRow> Bounded(List<GridRow> rows) =>
        [.. rows.Select(r => r.Cells.Count <= MaxColumns ? r : r with { Cells = [.. r.Cells.Take(MaxColumns - 1), MappedText.Join([.. r.Cells.Skip(MaxColumns - 1)], " ")] })];
}
