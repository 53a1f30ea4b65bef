namespace Bihuan.Official;

/// <summary>A stretch of text in one type.</summary>
/// <param name="Text">The text. Characters that XML cannot hold are left out.</param>
/// <param name="Bold">Whether bold.</param>
/// <param name="Link">An address with http or https that the text leads to; it looks like any other text.</param>
public sealed record Run(string Text, bool Bold = false, string? Link = null);

/// <summary>A part of the text, in order.</summary>
public abstract record Block;

/// <summary>A heading (结构层次序数, 7.3.3). Numbers are given by order: 一、 in 黑体, （一） in 楷体, 1. and （1） in 仿宋.</summary>
/// <param name="Level">1 to 4.</param>
/// <param name="Text">The heading without its number.</param>
/// <param name="RunIn">Text that goes on behind it in the same paragraph, in 仿宋.</param>
public sealed record Heading(int Level, string Text, IReadOnlyList<Run>? RunIn = null) : Block;

/// <summary>A paragraph, indented by two characters.</summary>
/// <param name="Runs">Its text; none makes a blank line.</param>
public sealed record Paragraph(IReadOnlyList<Run> Runs) : Block
{
    /// <summary>A paragraph of plain text.</summary>
    public static Paragraph Of(string text) => new([new Run(text)]);
}

/// <summary>How a cell or column is set.</summary>
public enum Alignment
{
    /// <summary>To the left.</summary>
    Left,

    /// <summary>Centred.</summary>
    Center,

    /// <summary>To the right, as figures are.</summary>
    Right,
}

/// <summary>A cell.</summary>
/// <param name="Paragraphs">Its paragraphs.</param>
/// <param name="Columns">Over how many columns it goes.</param>
/// <param name="Rows">Over how many rows it goes; the rows below leave it out.</param>
/// <param name="Heading">Whether it names what stands beside or below it: 黑体, centred.</param>
/// <param name="Align">Its own alignment, where it differs from its column's.</param>
public sealed record Cell(IReadOnlyList<IReadOnlyList<Run>> Paragraphs, int Columns = 1, int Rows = 1, bool Heading = false, Alignment? Align = null)
{
    /// <summary>A cell of plain text; each line is a paragraph.</summary>
    public static Cell Of(string text, int columns = 1, int rows = 1, bool heading = false, Alignment? align = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new([.. text.Split('\n').Select(line => (IReadOnlyList<Run>)[new Run(line)])], columns, rows, heading, align);
    }
}

/// <summary>A column.</summary>
/// <param name="Share">Its share of the width of the type area, beside the other columns' shares.</param>
/// <param name="Align">How its cells are set.</param>
public sealed record Column(int Share, Alignment Align = Alignment.Left);

/// <summary>A table as wide as the type area. The rows of its head come again on each page; no row is cut by a page.</summary>
/// <param name="Columns">Its columns.</param>
/// <param name="Rows">Its rows, those of the head first; each fills all columns.</param>
public sealed record Table(IReadOnlyList<Column> Columns, IReadOnlyList<IReadOnlyList<Cell>> Rows) : Block
{
    /// <summary>How many rows are its head.</summary>
    public int HeaderRows { get; init; } = 1;

    /// <summary>Its name, above it.</summary>
    public string? Caption { get; init; }

    /// <summary>The size of its type in points: 14 (4号) for forms, 12 (小4号) as a rule, 10.5 (5号) for long lists. The standard leaves it open.</summary>
    public double Points { get; init; } = 12;

    /// <summary>The least height of a row in millimetres; forms have room for writing.</summary>
    public double RowHeight { get; init; } = 8;

    /// <summary>A list: texts under a head of names.</summary>
    public static Table List(IReadOnlyList<Column> columns, IReadOnlyList<string> head, IEnumerable<IReadOnlyList<string>> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return new(columns, [[.. head.Select(h => Cell.Of(h, heading: true))], .. rows.Select(r => (IReadOnlyList<Cell>)[.. r.Select(c => Cell.Of(c))])]);
    }
}

/// <summary>A picture drawn of figures, as wide as the type area.</summary>
/// <param name="Kind">How it is drawn.</param>
/// <param name="Title">Its name, below it.</param>
/// <param name="Categories">What stands along the axis.</param>
/// <param name="Series">The figures, one for each category.</param>
public sealed record Chart(ChartKind Kind, string Title, IReadOnlyList<string> Categories, IReadOnlyList<ChartSeries> Series) : Block
{
    /// <summary>The unit of the figures, such as 件; printed at the axis.</summary>
    public string Unit { get; init; } = "";

    /// <summary>What the picture says, in words, for those who do not see it; made of all the figures where it is not given.</summary>
    public string? Alternative { get; init; }
}

/// <summary>Kinds of charts.</summary>
public enum ChartKind
{
    /// <summary>Upright bars; few categories with short names.</summary>
    Columns,

    /// <summary>Lying bars; names of units.</summary>
    Bars,

    /// <summary>Lines over time.</summary>
    Line,
}

/// <summary>The figures of one kind.</summary>
/// <param name="Name">What they are; in the legend where there are several.</param>
/// <param name="Values">One for each category; none where there is no figure.</param>
public sealed record ChartSeries(string Name, IReadOnlyList<decimal?> Values);
