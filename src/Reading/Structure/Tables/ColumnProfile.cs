using Bihuan.Reading.Text;

namespace Bihuan.Reading.Structure.Tables;

/// <summary>What the cells of each column mostly look like; the ground for every guess about a row that lost cells.</summary>
internal sealed class ColumnProfile
{
    private static readonly int Shapes = Enum.GetValues<CellShape>().Length;
    private readonly int[,] _counts;
    private readonly int[] _filled;
    private readonly int _arabic;
    private readonly int _ordinals;

    /// <summary>Counts over the whole rows among <paramref name="rows"/>.</summary>
    public ColumnProfile(IEnumerable<GridRow> rows, int columns)
    {
        _counts = new int[columns, Shapes];
        _filled = new int[columns];
        foreach (var row in rows)
        {
            if (row.Plain || row.Cells.Count != columns || (row.OnlyFirst && columns > 1))
            {
                continue;
            }

            Rows++;
            for (var c = 0; c < columns; c++)
            {
                if (row[c].IsEmpty)
                {
                    continue;
                }

                _filled[c]++;
                _counts[c, (int)CellShapes.Of(row[c].Value)]++;
            }
            if (CellShapes.IsOrdinal(row[0].Value))
            {
                _ordinals++;
                _arabic += char.IsAsciiDigit(row[0].Value[0]) ? 1 : 0;
            }
        }
    }

    /// <summary>How many rows were counted.</summary>
    public int Rows { get; }

    /// <summary>The share of bare numbers among the filled cells of the first column.</summary>
    public double OrdinalShare => _filled[0] == 0 ? 0 : (double)_ordinals / _filled[0];

    /// <summary>Whether rows are numbered 1, 2, 3.</summary>
    public bool ArabicKeys => _arabic > 0;

    /// <summary>The share of rows in which the column has words.</summary>
    public double FilledShare(int column) => Rows == 0 ? 0 : (double)_filled[column] / Rows;

    /// <summary>Whether the column holds figures or ticks.</summary>
    public bool IsFigure(int column) =>
        (_counts[column, (int)CellShape.Figure] + _counts[column, (int)CellShape.Mark]) * 2 > _filled[column];

    /// <summary>Whether the column holds figures in nearly every row.</summary>
    public bool IsUsuallyFigure(int column) => IsFigure(column) && FilledShare(column) >= 0.75 && Rows > 2;

    /// <summary>How well a cell fits a column, from -1 to 1; 0 for an empty cell.</summary>
    public double Fit(int column, CellShape shape)
    {
        if (shape == CellShape.Empty)
        {
            return 0;
        }

        var same = _counts[column, (int)shape];
        return same == 0 || _filled[column] == 0 ? -1 : (double)same / _filled[column];
    }

    /// <summary>How well cells fit the columns from the left, on average over the filled ones.</summary>
    public double Fit(IReadOnlyList<MappedText> cells)
    {
        var sum = 0.0;
        var filled = 0;
        for (var c = 0; c < cells.Count && c < _filled.Length; c++)
        {
            if (!cells[c].IsEmpty)
            {
                filled++;
                sum += Fit(c, CellShapes.Of(cells[c].Value));
            }
        }

        return filled == 0 ? 0 : sum / filled;
    }
}
