using System.Globalization;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Bihuan.Cli.Output;

/// <summary>The workbook: the task ledger, documents, a sheet for each further kind that occurs, contradictions. Written row by row.</summary>
internal static class ExcelReport
{
    /// <summary>What a cell may hold at most; Excel refuses a file with more.</summary>
    private const int MaxCell = 32_767;

    /// <summary>Rows below the header that a sheet may hold.</summary>
    private const int MaxRows = 1_048_575;

    // Indices into the cell formats of MakeStyles.
    private const uint HeaderFormat = 1;
    private const uint TextFormat = 2;
    private const uint DateFormat = 3;

    /// <summary>Writes the workbook.</summary>
    public static void Write(Findings findings, Words words, string path)
    {
        var definition = new Sheets(findings, words);
        var kinds = definition.ByKind().ToList();
        List<Sheet> sheets =
        [
            .. kinds.Where(s => s.Name == words.LedgerSheet), definition.Documents(), .. kinds.Where(s => s.Name != words.LedgerSheet), definition.Contradictions(),
        ];

        using var package = SpreadsheetDocument.Create(path, SpreadsheetDocumentType.Workbook);
        var workbook = package.AddWorkbookPart();
        workbook.AddNewPart<WorkbookStylesPart>().Stylesheet = MakeStyles();
        var list = new DocumentFormat.OpenXml.Spreadsheet.Sheets();
        var names = new DefinedNames();
        foreach (var (sheet, index) in sheets.SelectMany(Parts).Select((s, i) => (s, (uint)i)))
        {
            var part = workbook.AddNewPart<WorksheetPart>();
            WriteSheet(sheet, part, first: index == 0);
            list.Append(new DocumentFormat.OpenXml.Spreadsheet.Sheet { Name = sheet.Name, SheetId = index + 1, Id = workbook.GetIdOfPart(part) });
            names.Append(
                new DefinedName($"'{sheet.Name}'!{All(sheet, absolute: true)}") { Name = "_xlnm._FilterDatabase", LocalSheetId = index, Hidden = true },
                new DefinedName($"'{sheet.Name}'!$1:$1") { Name = "_xlnm.Print_Titles", LocalSheetId = index });
        }

        workbook.Workbook = new(list, names);
    }

    /// <summary>Text that XML and Excel can hold: no control characters, no halves of surrogate pairs, not too long.</summary>
    internal static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is >= ' ' or '\n' or '\t' && rune.Value is not (0xFFFE or 0xFFFF))
            {
                clean.Append(rune);
            }
            if (clean.Length >= MaxCell - 2)
            {
                return clean.Append('…').ToString();
            }
        }

        return clean.ToString();
    }

    private static IEnumerable<Sheet> Parts(Sheet sheet) =>
        sheet.Rows.Count <= MaxRows ? [sheet] : sheet.Rows.Chunk(MaxRows).Select((rows, i) => sheet with { Name = i == 0 ? sheet.Name : $"{sheet.Name} {i + 1}", Rows = rows });

    /// <summary>Header frozen and filtered; prints on landscape A4, one page wide, the header on every page, pages counted.</summary>
    private static void WriteSheet(Sheet sheet, WorksheetPart part, bool first)
    {
        using var writer = OpenXmlWriter.Create(part);
        writer.WriteStartElement(new Worksheet());
        writer.WriteElement(new SheetProperties(new PageSetupProperties { FitToPage = true }));
        writer.WriteElement(new SheetViews(new SheetView(
            new Pane { VerticalSplit = 1, TopLeftCell = "A2", ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen },
            new Selection { Pane = PaneValues.BottomLeft })
        { WorkbookViewId = 0, TabSelected = first ? true : null }));
        writer.WriteElement(new Columns(sheet.Columns.Select((c, i) => new DocumentFormat.OpenXml.Spreadsheet.Column { Min = (uint)i + 1, Max = (uint)i + 1, Width = c.Width, CustomWidth = true })));

        writer.WriteStartElement(new SheetData());
        writer.WriteElement(new Row(sheet.Columns.Select(c => MakeCell(c.Header, HeaderFormat))) { Height = 32, CustomHeight = true });
        foreach (var row in sheet.Rows)
        {
            writer.WriteElement(new Row(row.Select(value => MakeCell(value, TextFormat))) { Height = HeightOf(row, sheet) });
        }

        writer.WriteEndElement();
        writer.WriteElement(new AutoFilter { Reference = All(sheet, absolute: false) });
        writer.WriteElement(new PageMargins { Left = 0.4, Right = 0.4, Top = 0.6, Bottom = 0.6, Header = 0.3, Footer = 0.3 });
        writer.WriteElement(new PageSetup { PaperSize = 9, Orientation = OrientationValues.Landscape, FitToWidth = 1, FitToHeight = 0 });
        writer.WriteElement(new HeaderFooter { OddFooter = new("&C&P / &N") });
        writer.WriteEndElement();
    }

    /// <summary>High enough for the fullest cell, in points, so that no program shows a task by its first line only. A person may still drag it.</summary>
    private static double HeightOf(IReadOnlyList<object?> row, Sheet sheet)
    {
        const double Line = 15;
        const double Highest = 400;
        var lines = 1;
        for (var i = 0; i < row.Count; i++)
        {
            if (row[i] is string text)
            {
                // A column's width counts Latin letters; an ideograph takes two.
                lines = Math.Max(lines, text.Split('\n').Sum(l => Math.Max(1, (int)Math.Ceiling(l.Sum(c => char.IsAscii(c) ? 1 : 2) / Math.Max(1, sheet.Columns[i].Width - 1)))));
            }
        }

        return Math.Min(Highest, lines * Line);
    }

    private static Cell MakeCell(object? value, uint format) => value switch
    {
        null or "" => new() { StyleIndex = format },
        int or decimal => new() { StyleIndex = format, CellValue = new(Convert.ToString(value, CultureInfo.InvariantCulture)!) },
        DateOnly day => new() { StyleIndex = DateFormat, CellValue = new(day.ToDateTime(TimeOnly.MinValue).ToOADate()) },
        // Text stays text: what begins with = is no formula.
        _ => new() { StyleIndex = format, DataType = CellValues.InlineString, InlineString = new(new Text(Clean((string)value)) { Space = SpaceProcessingModeValues.Preserve }) },
    };

    private static string All(Sheet sheet, bool absolute)
    {
        var last = "";
        for (var n = sheet.Columns.Count; n > 0; n = (n - 1) / 26)
        {
            last = (char)('A' + ((n - 1) % 26)) + last;
        }

        return absolute ? $"$A$1:${last}${sheet.Rows.Count + 1}" : $"A1:{last}{sheet.Rows.Count + 1}";
    }

    private static Stylesheet MakeStyles() => new(
        new NumberingFormats(new NumberingFormat { NumberFormatId = 164, FormatCode = "yyyy-mm-dd" }),
        new Fonts(
            new Font(new FontSize { Val = 11 }, new FontName { Val = "宋体" }),
            new Font(new Bold(), new FontSize { Val = 11 }, new Color { Rgb = "FFFFFFFF" }, new FontName { Val = "黑体" })),
        new Fills(
            new Fill(new PatternFill { PatternType = PatternValues.None }),
            new Fill(new PatternFill { PatternType = PatternValues.Gray125 }),
            new Fill(new PatternFill(new ForegroundColor { Rgb = "FF1F3A5F" }) { PatternType = PatternValues.Solid })),
        new Borders(new Border(), new Border(
            new LeftBorder(new Color { Rgb = "FFB0B7C3" }) { Style = BorderStyleValues.Thin },
            new RightBorder(new Color { Rgb = "FFB0B7C3" }) { Style = BorderStyleValues.Thin },
            new TopBorder(new Color { Rgb = "FFB0B7C3" }) { Style = BorderStyleValues.Thin },
            new BottomBorder(new Color { Rgb = "FFB0B7C3" }) { Style = BorderStyleValues.Thin },
            new DiagonalBorder())),
        new CellStyleFormats(new CellFormat()),
        new CellFormats(
            new CellFormat(),
            Format(font: 1, fill: 2, number: 0, HorizontalAlignmentValues.Center, VerticalAlignmentValues.Center),
            Format(font: 0, fill: 0, number: 0, HorizontalAlignmentValues.General, VerticalAlignmentValues.Top),
            Format(font: 0, fill: 0, number: 164, HorizontalAlignmentValues.Left, VerticalAlignmentValues.Top)));

    private static CellFormat Format(uint font, uint fill, uint number, HorizontalAlignmentValues horizontal, VerticalAlignmentValues vertical) => new()
    {
        FontId = font,
        FillId = fill,
        BorderId = 1,
        NumberFormatId = number,
        ApplyFont = true,
        ApplyFill = true,
        ApplyBorder = true,
        ApplyNumberFormat = true,
        ApplyAlignment = true,
        Alignment = new() { Horizontal = horizontal, Vertical = vertical, WrapText = true },
    };
}
