using System.Globalization;
using System.Text;
using MiniExcelLibs;
using MiniExcelLibs.OpenXml;

namespace Bihuan.Platform;

/// <summary>Writes a table as a workbook of one sheet. What a person typed is never a formula.</summary>
public static class ExcelTable
{
    private const int MaxSheetName = 31;

    /// <summary>What a cell may hold at most; Excel refuses a file with more.</summary>
    private const int MaxCell = 32_767;

    /// <summary>Writes it.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="sheet">The sheet's name; characters that Excel does not allow are left out.</param>
    /// <param name="headers">What stands above the columns, each only once.</param>
    /// <param name="rows">As many cells each as there are headers: text or figures.</param>
    public static void Write(Stream stream, string sheet, IReadOnlyList<string> headers, IEnumerable<IEnumerable<object?>> rows)
    {
        ArgumentNullException.ThrowIfNull(sheet);
        ArgumentNullException.ThrowIfNull(headers);
        var lines = rows.Select(row => headers.Zip(row).ToDictionary(c => c.First, c => c.Second is string text ? Neutral(text) : c.Second, StringComparer.Ordinal)).ToList();
        if (lines.Count == 0)
        {
            // A sheet without rows still shows its columns.
            lines.Add(headers.ToDictionary(h => h, _ => (object?)null, StringComparer.Ordinal));
        }

        var name = string.Concat(sheet.Where(c => !"[]:*?/\\'".Contains(c, StringComparison.Ordinal))).Trim();
        stream.SaveAs(lines, sheetName: name.Length == 0 ? "1" : name[..Math.Min(name.Length, MaxSheetName)], configuration: new OpenXmlConfiguration { TableStyles = TableStyles.None, AutoFilter = true, FastMode = true, EnableAutoWidth = true });
    }

    /// <summary>Text that a spreadsheet takes for text, and that XML can hold. An apostrophe in front is what Excel itself shows as plain text;
    /// <see cref="Plain"/> takes it away again when a workbook comes back.</summary>
    public static string Neutral(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var clean = new StringBuilder(text.Length + 1);
        if (text.Length > 0 && "=+-@$\t\r\n'".Contains(text[0], StringComparison.Ordinal))
        {
            clean.Append('\'');
        }

        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is >= ' ' or '\n' or '\t' && rune.Value is not (0xFFFE or 0xFFFF))
            {
                clean.Append(rune);
            }
        }

        return clean.Length > MaxCell ? clean.ToString(0, MaxCell) : clean.ToString();
    }

    /// <summary>Text of a cell as it was before <see cref="Neutral"/>.</summary>
    public static string Plain(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.StartsWith('\'') ? text[1..] : text;
    }

    /// <summary>The cells of a workbook's first sheet as text, a row at a time: its number as Excel counts, and the cells by their letters. Rows without
    /// any text are left out.</summary>
    /// <param name="file">The workbook.</param>
    /// <param name="most">Rows to read at most.</param>
    /// <returns>The rows; <see langword="null"/> where the file is no workbook.</returns>
    public static IReadOnlyList<(int Number, IReadOnlyDictionary<string, string> Cells)>? Read(Stream file, int most)
    {
        ArgumentNullException.ThrowIfNull(file);
        try
        {
            List<(int, IReadOnlyDictionary<string, string>)> rows = [];
            var number = 0;
            foreach (IDictionary<string, object?> cells in MiniExcel.Query(file, useHeaderRow: false))
            {
                number++;
                var texts = cells.Select(c => (c.Key, Text: Text(c.Value))).Where(c => c.Text.Length > 0).ToDictionary(c => c.Key, c => c.Text, StringComparer.Ordinal);
                if (texts.Count == 0)
                {
                    continue;
                }

                rows.Add((number, texts));
                if (rows.Count >= most)
                {
                    break;
                }
            }

            return rows;
        }
        catch (Exception broken) when (broken is InvalidDataException or System.Xml.XmlException or InvalidOperationException or ArgumentException or NotSupportedException or IOException or KeyNotFoundException or FormatException)
        {
            return null;
        }
    }

    /// <summary>A cell as text: days as <c>2022-04-01</c>, figures with a dot, text as it was before <see cref="Neutral"/>.</summary>
    public static string Text(object? cell) => cell switch
    {
        null => "",
        DateTime day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        double number => number.ToString(CultureInfo.InvariantCulture),
        bool yes => yes ? "1" : "0",
        _ => Plain(Convert.ToString(cell, CultureInfo.InvariantCulture)?.Trim() ?? ""),
    };
}
