namespace Bihuan.Official.Layout;

/// <summary>Where the cells of a table stand, with those that come down from rows above.</summary>
/// <param name="Rows">For each row its places from left to right. A place without a cell is covered from above by the one that is named.</param>
/// <param name="Widths">For each row how many columns it fills.</param>
internal sealed record CellGrid(IReadOnlyList<IReadOnlyList<CellGrid.Place>> Rows, IReadOnlyList<int> Widths)
{
    /// <summary>A cell, or what covers the place of one.</summary>
    /// <param name="Column">The first column.</param>
    /// <param name="Cell">The cell that stands or goes on here.</param>
    /// <param name="Begins">Whether it begins in this row.</param>
    public sealed record Place(int Column, Cell Cell, bool Begins);

    public static CellGrid Of(Table table)
    {
        var rows = new List<IReadOnlyList<Place>>();
        var widths = new List<int>();
        List<(Place Place, int Left)> above = [];
        foreach (var (index, cells) in table.Rows.Index())
        {
            var row = new List<Place>();
            var next = new List<(Place, int)>();
            var column = 0;
            void Continue()
            {
                while (above.Find(a => a.Place.Column == column) is { Place: not null } covering)
                {
                    row.Add(covering.Place with { Begins = false });
                    column += covering.Place.Cell.Columns;
                    if (covering.Left > 1)
                    {
                        next.Add((covering.Place, covering.Left - 1));
                    }
                }
            }

            Continue();
            foreach (var cell in cells)
            {
                var place = new Place(column, cell, true);
                row.Add(place);
                column += cell.Columns;
                if (cell.Rows > 1)
                {
                    next.Add((place, Math.Min(cell.Rows, table.Rows.Count - index) - 1));
                }

                Continue();
            }

            rows.Add(row);

            // A cell that runs into one that comes down from above fills its columns twice.
            widths.Add(column + above.Where(a => !row.Exists(p => p.Column == a.Place.Column && p.Cell == a.Place.Cell)).Sum(a => a.Place.Cell.Columns));
            above = [.. next.Where(n => n.Item2 > 0)];
        }

        return new(rows, widths);
    }
}
