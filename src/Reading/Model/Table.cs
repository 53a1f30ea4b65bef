using Bihuan.Reading.Text;

namespace Bihuan.Reading;

/// <summary>A table as mended: pages joined, cut rows joined, merged cells carried down.</summary>
/// <param name="Caption">The line above it that names it; empty where none.</param>
/// <param name="Columns">The header's cells from left to right; a group heading over several columns is put before them with a slash.
/// Empty where the table has no header (a form).</param>
/// <param name="Rows">The data rows in order, header rows left out.</param>
public sealed record Table(MappedText Caption, IReadOnlyList<string> Columns, IReadOnlyList<TableRow> Rows)
{
    /// <summary>The first column whose heading contains one of the words, or -1.</summary>
    public int Column(params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            for (var i = 0; i < Columns.Count; i++)
            {
                if (Columns[i].Contains(word, StringComparison.Ordinal))
                {
                    return i;
                }
            }
        }

        return -1;
    }
}

/// <summary>A data row.</summary>
/// <param name="Ordinal">Counts from 1 over the whole attachment or clause, header rows and section rows left out, so that
/// <paramref name="Place"/> is stable however pages break.</param>
/// <param name="Place">Such as <c>附件2 第5行</c>.</param>
/// <param name="Section">The words of the last row that spans the table (a part heading), or empty.</param>
/// <param name="Cells">As many as the table has columns; a cell may be empty.</param>
/// <param name="Range">All of it in the source; for a row joined over a page break, from its first character to its last.</param>
public sealed record TableRow(int Ordinal, string Place, string Section, IReadOnlyList<TableCell> Cells, SourceRange Range)
{
    /// <summary>The cell's text, or empty text where there is no such column (-1 included).</summary>
    public MappedText this[int column] => column >= 0 && column < Cells.Count ? Cells[column].Text : MappedText.Empty;
}

/// <summary>A cell.</summary>
/// <param name="Text">Its words; for a cell carried down, the words printed above.</param>
/// <param name="CarriedDown">Whether the words were printed in a row above (merged cell).</param>
public readonly record struct TableCell(MappedText Text, bool CarriedDown)
{
    /// <summary>The words printed in this very row: empty for a cell carried down.</summary>
    public MappedText Printed => CarriedDown ? MappedText.Empty : Text;
}
