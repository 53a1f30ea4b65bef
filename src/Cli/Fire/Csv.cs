using System.Globalization;
using System.Text;
using Bihuan.Cli.Commands;

namespace Bihuan.Cli.Fire;

/// <summary>A small table out of a CSV file: columns by name, numbers with a point, cells that may stand in quotes.</summary>
internal sealed class Csv
{
    /// <summary>More than a century of days for a hundred stations.</summary>
    private const int MostBytes = 256 << 20;

    private readonly string _name;
    private readonly CommandContext _context;
    private readonly FireWords _words;
    private readonly Dictionary<string, int> _columns;

    private Csv(string name, Dictionary<string, int> columns, List<string[]> rows, CommandContext context, FireWords words)
    {
        _name = name;
        _columns = columns;
        Rows = rows;
        _context = context;
        _words = words;
    }

    /// <summary>The rows below the head.</summary>
    public IReadOnlyList<string[]> Rows { get; }

    /// <summary>Every reason why cells could not be understood.</summary>
    public List<string> Refusals { get; } = [];

    /// <summary>Reads a file: UTF-8, or GB18030 as spreadsheets in China save.</summary>
    /// <param name="file">As the user named it.</param>
    /// <param name="aliases">The columns known, by the name used here: other names that mean the same.</param>
    /// <param name="context">Of the command.</param>
    /// <param name="words">In which language.</param>
    public static Csv Read(string file, IReadOnlyDictionary<string, string[]> aliases, CommandContext context, FireWords words)
    {
        var bytes = FireFiles.Bytes(file, MostBytes, context);
        var text = Text(bytes).TrimStart('\uFEFF');
        var lines = text.Split('\n').Select(l => l.TrimEnd('\r')).ToList();
        while (lines.Count > 0 && lines[^1].Trim().Length == 0)
        {
            lines.RemoveAt(lines.Count - 1);
        }
        if (lines.Count < 2)
        {
            throw new RefusedException(words.EmptyTable(file));
        }

        Dictionary<string, int> columns = new(StringComparer.Ordinal);
        foreach (var (i, printed) in Cells(lines[0]).Index())
        {
            var name = printed.Trim();
            var known = aliases.FirstOrDefault(a => string.Equals(a.Key, name, StringComparison.OrdinalIgnoreCase) || a.Value.Contains(name, StringComparer.OrdinalIgnoreCase)).Key;
            if (known is null)
            {
                throw new RefusedException(words.UnknownColumn(file, name, aliases.Select(a => a.Key)));
            }
            if (!columns.TryAdd(known, i))
            {
                throw new RefusedException(words.ColumnTwice(file, known));
            }
        }

        return new(file, columns, [.. lines.Skip(1).Select(l => Cells(l).ToArray())], context, words);
    }

    /// <summary>Whether a column is there.</summary>
    public bool Has(string column) => _columns.ContainsKey(column);

    /// <summary>Refuses the table unless it has these columns.</summary>
    public void Needs(params IEnumerable<string> columns)
    {
        var missing = columns.Where(c => !Has(c)).ToList();
        if (missing.Count > 0)
        {
            throw new RefusedException(_words.MissingColumns(_name, missing));
        }
    }

    /// <summary>A cell; empty where it is not there.</summary>
    public string this[int row, string column] => _columns.TryGetValue(column, out var at) && at < Rows[row].Length ? Rows[row][at].Trim() : "";

    /// <summary>A cell as a number; NaN where it is empty, and where it is none, which is noted.</summary>
    public double Number(int row, string column)
    {
        var cell = this[row, column];
        if (cell.Length == 0 || (double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)))
        {
            return cell.Length == 0 ? double.NaN : double.Parse(cell, CultureInfo.InvariantCulture);
        }

        Refuse(row, _words.NoNumber(column, cell));
        return double.NaN;
    }

    /// <summary>A cell as a day.</summary>
    public DateOnly Day(int row, string column)
    {
        var cell = this[row, column];
        if (DateOnly.TryParseExact(cell, ["yyyy-MM-dd", "yyyy-M-d", "yyyy/M/d", "yyyyMMdd", "yyyy年M月d日"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        Refuse(row, _words.NoDay(column, cell));
        return default;
    }

    /// <summary>Notes why a row is not good, at most twenty of them.</summary>
    public void Refuse(int row, string why)
    {
        if (Refusals.Count < 20)
        {
            Refusals.Add(_words.InRow(_name, row + 2, why));
        }
    }

    /// <summary>Goes on only where nothing was noted.</summary>
    public void Check()
    {
        _context.Interrupted.ThrowIfCancellationRequested();
        if (Refusals.Count > 0)
        {
            throw new RefusedException(Refusals);
        }
    }

    /// <summary>A line of a CSV file.</summary>
    public static string Line(IEnumerable<string> cells) => string.Join(',', cells.Select(c => c.AsSpan().ContainsAny(",\"\n\r") ? $"\"{c.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : c)) + "\n";

    private static string Text(byte[] bytes)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
            return Encoding.GetEncoding("GB18030").GetString(bytes);
        }
    }

    private static List<string> Cells(string line)
    {
        List<string> cells = [];
        StringBuilder cell = new();
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            if (quoted && line[i] == '"' && i + 1 < line.Length && line[i + 1] == '"')
            {
                cell.Append('"');
                i++;
            }
            else if (line[i] == '"')
            {
                quoted = !quoted;
            }
            else if (line[i] == ',' && !quoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else
            {
                cell.Append(line[i]);
            }
        }

        cells.Add(cell.ToString());
        return cells;
    }
}
