using Spectre.Console;

namespace Bihuan.Cli.Output;

/// <summary>Headings, lines and tables for a person: with colours and boxes on a terminal, else plain aligned text of any width.</summary>
internal sealed class ReportWriter
{
    private readonly TextWriter _out;
    private readonly IAnsiConsole? _console;

    /// <summary>Writes to a terminal where <paramref name="width"/> is given, else plainly.</summary>
    public ReportWriter(TextWriter output, int? width)
    {
        _out = output;
        if (width is { } columns)
        {
            var dumb = Environment.GetEnvironmentVariable("TERM") is "dumb";
            var colourless = dumb || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
            _console = AnsiConsole.Create(new()
            {
                Out = new AnsiConsoleOutput(output),
                Ansi = dumb ? AnsiSupport.No : AnsiSupport.Yes,
                ColorSystem = colourless ? ColorSystemSupport.NoColors : ColorSystemSupport.Standard,
                Interactive = InteractionSupport.No,
            });
            _console.Profile.Width = columns;
        }
    }

    /// <summary>The title of all.</summary>
    public void Title(string text) => Styled(text, new(Color.Blue, decoration: Decoration.Bold));

    /// <summary>The heading of a part, after an empty line.</summary>
    public void Heading(string text)
    {
        Line();
        if (_console is null)
        {
            _out.WriteLine($"== {Safe(text)}");
        }
        else
        {
            Styled(text, new(decoration: Decoration.Bold));
        }
    }

    /// <summary>A line.</summary>
    public void Line(string text = "")
    {
        if (_console is null)
        {
            _out.WriteLine(Safe(text));
        }
        else
        {
            _console.Write(new Text(Safe(text)));
            _console.WriteLine();
        }
    }

    /// <summary>Words of a document as they stand, each line set in.</summary>
    public void Quote(string text)
    {
        foreach (var line in Safe(text).Split('\n'))
        {
            Line("    " + line.TrimEnd());
        }
    }

    /// <summary>A table. The column <paramref name="accent"/>, if any, stands out where its cell is one of <paramref name="alarming"/>.</summary>
    public void Table(IReadOnlyList<string> headers, IReadOnlyList<IReadOnlyList<string>> rows, int accent = -1, string? alarming = null)
    {
        if (_console is null)
        {
            Plain([headers, .. rows]);
            return;
        }

        var table = new Table { Border = TableBorder.Rounded, BorderStyle = new(Color.Grey) };
        foreach (var header in headers)
        {
            table.AddColumn(new TableColumn(new Text(header, new(decoration: Decoration.Bold))));
        }
        foreach (var row in rows)
        {
            table.AddRow(row.Select((cell, i) => new Text(Safe(cell), i != accent ? Style.Plain : new(cell == alarming ? Color.Red : Color.Yellow))));
        }

        _console.Write(table);
    }

    /// <summary>Labels with what they say.</summary>
    public void Pairs(IEnumerable<(string Label, string Value)> pairs)
    {
        var all = pairs.ToList();
        var width = all.Count == 0 ? 0 : all.Max(p => WidthOf(p.Label));
        foreach (var (label, value) in all)
        {
            Line($"  {Pad(label, width)}  {Safe(value).ReplaceLineEndings($"\n{new string(' ', width + 4)}")}");
        }
    }

    private void Plain(IEnumerable<IReadOnlyList<string>> rows)
    {
        var lines = rows.Select(row => row.Select(cell => string.Join("；", Safe(cell).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))).ToList()).ToList();
        var widths = Enumerable.Range(0, lines[0].Count).Select(c => lines.Max(l => WidthOf(l[c]))).ToList();
        foreach (var line in lines)
        {
            _out.WriteLine(string.Join("  ", line.Select((cell, c) => Pad(cell, widths[c]))).TrimEnd());
        }
    }

    private void Styled(string text, Style style)
    {
        if (_console is null)
        {
            _out.WriteLine(Safe(text));
        }
        else
        {
            _console.Write(new Text(Safe(text), style));
            _console.WriteLine();
        }
    }

    private static string Pad(string text, int width) => text + new string(' ', width - WidthOf(text));

    /// <summary>Columns on a terminal: East Asian wide characters take two.</summary>
    private static int WidthOf(string text)
    {
        var width = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            width += rune.Value is (>= 0x1100 and <= 0x115F) or (>= 0x2E80 and <= 0xA4CF) or (>= 0xAC00 and <= 0xD7A3) or (>= 0xF900 and <= 0xFAFF) or (>= 0xFE30 and <= 0xFE4F) or (>= 0xFF00 and <= 0xFF60) or (>= 0xFFE0 and <= 0xFFE6) or (>= 0x20000 and <= 0x3FFFD) ? 2 : 1;
        }

        return width;
    }

    /// <summary>Control characters of a document must not steer the terminal.</summary>
    private static string Safe(string text) => string.Concat(text.Where(c => !char.IsControl(c) || c is '\n').Select(c => c));
}
