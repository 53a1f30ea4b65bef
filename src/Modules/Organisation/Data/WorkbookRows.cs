using System.Globalization;
using Bihuan.Kernel;
using Bihuan.Platform;
using MiniExcelLibs;

namespace Bihuan.Organisation;

/// <summary>A cell that cannot be taken, with what was found and what is allowed.</summary>
/// <param name="Sheet">The sheet's title.</param>
/// <param name="Row">The row as Excel counts; 0 for the whole sheet.</param>
/// <param name="Column">The column's title; empty for the whole row.</param>
/// <param name="Problem">Why.</param>
internal sealed record CellProblem(string Sheet, int Row, string Column, Problem Problem);

/// <summary>The sheets and columns of the workbook, by their keys in the texts: the same to export and to import.</summary>
internal static class Layout
{
    public static readonly IReadOnlyList<(string Sheet, IReadOnlyList<string> Columns)> Sheets =
    [
        ("units", ["code", "name", "kind", "level", "parent", "from", "to", "document", "place", "mergedInto", "splitFrom", "note"]),
        ("changes", ["unit", "change", "before", "from", "document", "place"]),
        ("aliases", ["unit", "alias", "aliasKind", "document", "place", "from", "to"]),
        ("posts", ["unit", "title", "postKind", "single", "from", "to", "document", "place"]),
        ("people", ["code", "person", "number"]),
        ("holdings", ["personCode", "person", "unit", "title", "from", "to", "concurrent", "acting", "probation", "appointedDocument", "appointedPlace", "removedDocument", "removedPlace", "seen"]),
        ("portfolios", ["personCode", "person", "unit", "title", "from", "to", "scope", "dutyKind", "area", "dutyUnit", "part", "document", "place"]),
        ("groups", ["code", "name", "groupKind", "above", "under", "self", "from", "to", "seat", "seatRoom", "openEnded", "duties", "note", "document", "place"]),
        ("members", ["group", "role", "by", "unit", "title", "condition", "personCode", "person"]),
    ];
}

/// <summary>One row of a sheet, by the keys of its columns.</summary>
internal sealed record SheetRow(string Sheet, int Number, IReadOnlyDictionary<string, string> Cells)
{
    public string this[string column] => Cells.GetValueOrDefault(column) ?? "";
}

/// <summary>Reads and writes the workbook. Titles of sheets and columns are taken in either language.</summary>
internal static class WorkbookRows
{
    /// <summary>More is refused: a district has thousands.</summary>
    private const int MostRows = 100_000;

    /// <summary>The rows of a workbook.</summary>
    /// <param name="file">The workbook.</param>
    /// <param name="titles">Every text with its key: <c>sheet.units</c>, <c>column.name</c>.</param>
    /// <param name="problems">Sheets and columns that are not known.</param>
    public static List<SheetRow> Read(Stream file, IReadOnlyDictionary<string, string[]> titles, List<CellProblem> problems)
    {
        List<SheetRow> rows = [];
        foreach (var name in MiniExcel.GetSheetNames(file))
        {
            file.Position = 0;
            var sheet = Layout.Sheets.FirstOrDefault(s => titles["sheet." + s.Sheet].Contains(name.Trim(), StringComparer.OrdinalIgnoreCase));
            if (sheet.Sheet is null)
            {
                problems.Add(new(name, 0, "", Problem.Coded("ORG-060", name, string.Join("、", Layout.Sheets.Select(s => titles["sheet." + s.Sheet][0])))));
                continue;
            }

            Dictionary<string, string>? header = null;
            var number = 0;
            foreach (IDictionary<string, object?> cells in MiniExcel.Query(file, useHeaderRow: false, sheetName: name))
            {
                number++;
                if (header is null)
                {
                    header = Header(sheet, name, cells, titles, problems);
                    continue;
                }
                if (number > MostRows)
                {
                    problems.Add(new(name, number, "", Problem.Coded("ORG-070", name, MostRows.ToString(CultureInfo.InvariantCulture))));
                    break;
                }

                var row = header.Where(h => cells.ContainsKey(h.Key)).ToDictionary(h => h.Value, h => ExcelTable.Text(cells[h.Key]), StringComparer.Ordinal);
                if (row.Values.Any(v => v.Length > 0))
                {
                    rows.Add(new(sheet.Sheet, number, row));
                }
            }

            file.Position = 0;
        }

        return rows;
    }

    /// <summary>Writes a workbook with every sheet, empty ones too: it is also the form to fill in.</summary>
    public static void Write(Stream file, IReadOnlyDictionary<string, string[]> titles, int language, ILookup<string, SheetRow> rows)
    {
        var sheets = Layout.Sheets.ToDictionary(s => titles["sheet." + s.Sheet][language], s =>
        {
            var lines = rows[s.Sheet].Select(r => s.Columns.ToDictionary(c => titles["column." + c][language], c => (object)Neutral(r[c]), StringComparer.Ordinal)).ToList();
            return (object)(lines.Count > 0 ? lines : [s.Columns.ToDictionary(c => titles["column." + c][language], _ => (object)"", StringComparer.Ordinal)]);
        }, StringComparer.Ordinal);
        file.SaveAs(sheets);
    }

    private static Dictionary<string, string> Header((string Sheet, IReadOnlyList<string> Columns) sheet, string name, IDictionary<string, object?> cells, IReadOnlyDictionary<string, string[]> titles, List<CellProblem> problems)
    {
        var header = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (letter, value) in cells)
        {
            if (ExcelTable.Text(value) is not { Length: > 0 } title)
            {
                continue;
            }
            if (sheet.Columns.FirstOrDefault(c => titles["column." + c].Contains(title, StringComparer.OrdinalIgnoreCase)) is { } column)
            {
                header[letter] = column;
            }
            else
            {
                problems.Add(new(name, 1, title, Problem.Coded("ORG-061", title, title, string.Join("、", sheet.Columns.Select(c => titles["column." + c][0])))));
            }
        }

        return header;
    }

    /// <summary>Text that a spreadsheet would take for a formula gets an apostrophe, which reading takes off again.</summary>
    internal static string Neutral(string text) => text.Length > 0 && text[0] is ('=' or '+' or '-' or '@' or '\t' or '\r' or '\'') ? "'" + text : text;
}
