using System.Text;

namespace Bihuan.Reading.Input;

/// <summary>Writes the decoded text of a structured format: a paragraph a line, a table's cells parted by tabs.</summary>
internal sealed class TextBuilder(string name, InputLimits limits)
{
    private readonly StringBuilder _text = new();
    private readonly List<SourceTable> _tables = [];
    private readonly List<int> _pageBreaks = [];
    private readonly List<Repair> _repairs = [];

    /// <summary>The file's name, for problems.</summary>
    public string Name => name;

    /// <summary>The limits that hold.</summary>
    public InputLimits Limits => limits;

    /// <summary>All written so far.</summary>
    public string Text => _text.ToString();

    /// <summary>Where the next line will start.</summary>
    public int Position => _text.Length;

    /// <summary>Writes a paragraph; line feeds inside it part lines. Blank lines are left out.</summary>
    public void Line(ReadOnlySpan<char> line)
    {
        foreach (var part in line.EnumerateLines())
        {
            var trimmed = part.Trim();
            if (!trimmed.IsEmpty)
            {
                Room(trimmed.Length);
                _text.Append(trimmed).Append('\n');
            }
        }
    }

    /// <summary>A page of the original begins here.</summary>
    public void PageBreak()
    {
        if (_text.Length > 0 && (_pageBreaks.Count == 0 || _pageBreaks[^1] != _text.Length))
        {
            _pageBreaks.Add(_text.Length);
        }
    }

    /// <summary>Notes what was mended at this point.</summary>
    public void Repaired(RepairKind kind, string note) => _repairs.Add(new(kind, new(_text.Length, _text.Length), note));

    /// <summary>Writes a table: a row a line, one tab between two grid columns, so that a covered position is an empty field.</summary>
    public void Table(IReadOnlyList<GridCell> cells)
    {
        if (cells.Count == 0)
        {
            return;
        }

        var rows = cells.Max(c => c.Row + c.RowSpan);
        var columns = cells.Max(c => c.Column + c.ColumnSpan);
        if (columns == 1 && cells.Count == 1)
        {
            // A frame around text, not a table.
            Line(cells[0].Text);
            return;
        }

        // Spans that cover a huge grid are hostile; the cells then stand one by one.
        var simple = (long)rows * columns > 4_000_000;
        var placed = new List<SourceCell>(cells.Count);
        var start = _text.Length;
        var open = new List<(int Until, int Column, int Width)>();
        var at = 0;
        for (var row = 0; row < rows && at < cells.Count; row++)
        {
            var column = 0;
            var last = 0;
            for (var i = at; i < cells.Count && cells[i].Row == row; i++)
            {
                last = cells[i].Column + (simple ? 1 : cells[i].ColumnSpan);
            }

            open.RemoveAll(o => o.Until <= row);
            foreach (var span in open)
            {
                last = Math.Max(last, span.Column + span.Width);
            }

            for (; at < cells.Count && cells[at].Row == row; at++)
            {
                var cell = cells[at];
                Room(cell.Text.Length + cell.Column - column);
                _text.Append('\t', Math.Max(0, cell.Column - column));
                column = Math.Max(column, cell.Column);
                var from = _text.Length;
                _text.Append(cell.Text);
                placed.Add(new(row, cell.Column, cell.RowSpan, cell.ColumnSpan, new(from, _text.Length)));
                if (cell.RowSpan > 1 && !simple)
                {
                    open.Add((row + cell.RowSpan, cell.Column, cell.ColumnSpan));
                }
            }

            _text.Append('\t', Math.Max(0, last - 1 - column)).Append('\n');
        }

        var end = placed.Max(c => c.Range.End);
        _tables.Add(new(new(start, end), rows, columns, placed));
    }

    /// <summary>The text so far as a source.</summary>
    public SourceText Build(InputFormat format, string encoding = "")
    {
        if (_text.Length == 0)
        {
            throw new InputRefusedException(InputProblems.NoText(name));
        }

        return new(_text.ToString(), format, name)
        {
            EncodingName = encoding,
            Tables = _tables,
            PageBreaks = [.. _pageBreaks.Where(p => p < _text.Length)],
            Repairs = _repairs,
        };
    }

    private void Room(int more)
    {
        if (_text.Length + (long)more > limits.MaxCharacters)
        {
            throw new InputRefusedException(InputProblems.TooMany(name, "文字数", limits.MaxCharacters));
        }
    }
}

/// <summary>A cell of a table to be written, in row order; rows and columns count from 0.</summary>
/// <param name="Row">First row.</param>
/// <param name="Column">First grid column.</param>
/// <param name="RowSpan">At least 1.</param>
/// <param name="ColumnSpan">At least 1.</param>
/// <param name="Text">One line without tabs; see <see cref="CellText"/>.</param>
internal readonly record struct GridCell(int Row, int Column, int RowSpan, int ColumnSpan, string Text)
{
    /// <summary>The widest table that is believed.</summary>
    public const int MaxColumns = 256;

    /// <summary>One line out of a cell's paragraphs: each run of white space, paragraph ends included, is a single space, so that
    /// two names on two lines of a cell do not grow together. (The normal form later drops a space next to punctuation.)</summary>
    public static string CellText(ReadOnlySpan<char> content)
    {
        var text = new StringBuilder(content.Length);
        var space = false;
        foreach (var c in content)
        {
            if (c is ' ' or '\t' or '\n' or '\r' or '\u00A0' or '\u3000')
            {
                space = text.Length > 0;
            }
            else
            {
                if (space)
                {
                    text.Append(' ');
                    space = false;
                }

                text.Append(c);
            }
        }

        return text.ToString();
    }
}
