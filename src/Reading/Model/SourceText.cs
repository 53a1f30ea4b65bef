using System.Diagnostics;

namespace Bihuan.Reading;

/// <summary>A half-open stretch of <see cref="SourceText.Text"/>, in UTF-16 offsets. Slicing the text with it gives back
/// exactly what was printed.</summary>
/// <param name="Start">First character.</param>
/// <param name="End">One past the last character.</param>
public readonly record struct SourceRange(int Start, int End)
{
    /// <summary>In UTF-16 code units.</summary>
    public int Length => End - Start;

    /// <summary>The smallest range that holds both.</summary>
    public SourceRange Union(SourceRange other) => new(Math.Min(Start, other.Start), Math.Max(End, other.End));

    /// <summary>Whether <paramref name="other"/> lies wholly inside.</summary>
    public bool Contains(SourceRange other) => Start <= other.Start && other.End <= End;
}

/// <summary>What the bytes were.</summary>
public enum InputFormat
{
    /// <summary>Plain text, UTF-8 or GB18030.</summary>
    PlainText,

    /// <summary>Word, Office Open XML.</summary>
    Docx,

    /// <summary>PDF with a text layer.</summary>
    Pdf,

    /// <summary>A saved web page.</summary>
    Html,

    /// <summary>Markdown.</summary>
    Markdown,
}

/// <summary>A file as decoded: one text that all offsets point into, with the table layout where the format itself states it.</summary>
/// <remarks>
/// Paragraphs stand on lines. A table's cells are parted by tabs and its rows by line feeds, so that a person sees in the text
/// what the reader saw; <see cref="Tables"/> then says which stretch is which cell, with spans.
/// </remarks>
[DebuggerDisplay("{Name} {Format} {Text.Length}")]
public sealed class SourceText
{
    /// <summary>Wraps decoded text.</summary>
    public SourceText(string text, InputFormat format = InputFormat.PlainText, string name = "")
    {
        Text = text;
        Format = format;
        Name = name;
    }

    /// <summary>The decoded text, without byte order mark.</summary>
    public string Text { get; }

    /// <summary>What the bytes were.</summary>
    public InputFormat Format { get; }

    /// <summary>The file name, for messages.</summary>
    public string Name { get; }

    /// <summary>The name of the encoding the bytes were read with, such as <c>utf-8</c> or <c>gb18030</c>; empty for formats that state it.</summary>
    public string EncodingName { get; init; } = "";

    /// <summary>Tables whose cells the format itself states (docx, html, Markdown; PDF where rules stand on all sides), in text order. Empty for plain text.</summary>
    public IReadOnlyList<SourceTable> Tables { get; init; } = [];

    /// <summary>Offsets at which a page of the original began, where the format states it (PDF, docx page breaks).</summary>
    public IReadOnlyList<int> PageBreaks { get; init; } = [];

    /// <summary>What was mended while decoding (page furniture removed, wrong bytes replaced).</summary>
    public IReadOnlyList<Repair> Repairs { get; init; } = [];

    /// <summary>The printed characters of a range.</summary>
    public ReadOnlySpan<char> Slice(SourceRange range) => Text.AsSpan(range.Start, range.Length);
}

/// <summary>A table stated by the format.</summary>
/// <param name="Range">From its first cell to its last.</param>
/// <param name="RowCount">Rows, with merged ones counted singly.</param>
/// <param name="ColumnCount">Columns of the grid.</param>
/// <param name="Cells">Each cell once, in text order; a merged cell has spans above one.</param>
public sealed record SourceTable(SourceRange Range, int RowCount, int ColumnCount, IReadOnlyList<SourceCell> Cells);

/// <summary>One cell of a <see cref="SourceTable"/>; rows and columns count from 0.</summary>
public readonly record struct SourceCell(int Row, int Column, int RowSpan, int ColumnSpan, SourceRange Range);
