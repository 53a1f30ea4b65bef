using Bihuan.Reading.Text;

namespace Bihuan.Reading.Structure.Tables;

/// <summary>Whose words a grid position shows.</summary>
internal enum Cover
{
    /// <summary>Its own.</summary>
    Own,

    /// <summary>Those of a merged cell that begins in a row above.</summary>
    FromAbove,

    /// <summary>Those of a merged cell that begins in a column to the left.</summary>
    FromLeft,
}

/// <summary>A row before mending.</summary>
/// <param name="Cells">From left to right; fewer than the table has columns where the line was cut.</param>
/// <param name="Range">The row in the source.</param>
/// <param name="AfterBreak">Whether a page may have ended before it.</param>
/// <param name="Plain">Whether it is a line without separators.</param>
/// <param name="Covers">For a layout that states merged cells, one a cell; else empty and to be guessed from empty cells.</param>
internal sealed record GridRow(IReadOnlyList<MappedText> Cells, SourceRange Range, bool AfterBreak, bool Plain, IReadOnlyList<Cover> Covers)
{
    /// <summary>The words at a column; empty beyond the row's end.</summary>
    public MappedText this[int column] => column < Cells.Count ? Cells[column] : MappedText.Empty;

    /// <summary>Whose words stand at a column.</summary>
    public Cover CoverAt(int column) => column < Covers.Count ? Covers[column] : Cover.Own;

    /// <summary>Whether the layout itself says which cells are merged.</summary>
    public bool IsStated => Covers.Count > 0;

    /// <summary>How many cells have words.</summary>
    public int Filled => Cells.Count(c => !c.IsEmpty);

    /// <summary>Whether only its first cell has words.</summary>
    public bool OnlyFirst => Filled == 1 && !Cells[0].IsEmpty;
}
