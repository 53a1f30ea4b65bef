using System.Globalization;
using Bihuan.Reading.Json;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Bihuan.Cli.Output;

/// <summary>The report as a Word document: title and summary, documents, a table for each kind under each document, contradictions.
/// Landscape A4; headings in 黑体, text in 仿宋, as official documents have them.</summary>
internal static class WordReport
{
    // Twips: A4 is 297 by 210 mm, margins 20 mm.
    private const uint PageWidth = 16838;
    private const uint PageHeight = 11906;
    private const int Margin = 1134;
    private const int TextWidth = (int)PageWidth - (2 * Margin);

    /// <summary>Writes the document.</summary>
    public static void Write(Findings findings, Words words, string path)
    {
        var sheets = new Sheets(findings, words);
        using var package = WordprocessingDocument.Create(path, WordprocessingDocumentType.Document);
        var main = package.AddMainDocumentPart();
        main.AddNewPart<StyleDefinitionsPart>().Styles = MakeStyles();

        using var writer = OpenXmlWriter.Create(main);
        writer.WriteStartElement(new Document());
        writer.WriteStartElement(new Body());
        writer.WriteElement(Paragraph(words.ReportTitle, "Title"));
        foreach (var gazette in findings.Results.Select(r => r.Gazette).OfType<Reading.Gazette>())
        {
            writer.WriteElement(Paragraph(words.Gazette(gazette.Title, gazette.Issue), "Subtitle"));
        }

        writer.WriteElement(Paragraph(TableReport.Summary(findings, words)));
        foreach (var problem in findings.Results.SelectMany(r => r.Problems))
        {
            writer.WriteElement(Paragraph(words.Problem(problem)));
        }

        writer.WriteElement(Paragraph(words.Documents, "Heading1"));
        WriteTable(writer, sheets.Documents());

        foreach (var kind in findings.Commitments.GroupBy(c => c.Commitment.Kind).OrderBy(g => Kinds.All.Index().First(k => k.Item == g.Key).Index))
        {
            writer.WriteElement(Paragraph(sheets.OfKind(kind.Key, []).Name, "Heading1"));
            foreach (var document in kind.GroupBy(c => c.Document))
            {
                writer.WriteElement(Paragraph(document.Key.Number is { } number ? $"{document.Key.Title}（{number}）" : document.Key.Title, "Heading2"));
                WriteTable(writer, sheets.OfKind(kind.Key, [.. document]));
            }
        }

        writer.WriteElement(Paragraph(words.Contradictions, "Heading1"));
        if (findings.Contradictions.Count == 0)
        {
            writer.WriteElement(Paragraph(words.NoContradictions));
        }
        else
        {
            WriteTable(writer, sheets.Contradictions());
        }

        writer.WriteElement(new SectionProperties(
            new FooterReference { Type = HeaderFooterValues.Default, Id = AddFooter(main) },
            new PageSize { Width = PageWidth, Height = PageHeight, Orient = PageOrientationValues.Landscape },
            new PageMargin { Top = Margin, Bottom = Margin, Left = Margin, Right = Margin, Header = 700, Footer = 700, Gutter = 0 }));
        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    /// <summary>The columns that say something, widths shared out over the page; the header comes again on every page.</summary>
    private static void WriteTable(OpenXmlWriter writer, Sheet sheet)
    {
        var shown = sheet.Columns.Index().Where(c => c.Item.InWord && sheet.Rows.Any(r => r[c.Index] is not (null or ""))).ToList();
        var total = shown.Sum(c => c.Item.Width);
        var widths = shown.ConvertAll(c => Number((int)(TextWidth * c.Item.Width / total)));

        writer.WriteStartElement(new Table());
        writer.WriteElement(new TableProperties(
            new TableStyle { Val = "TableGrid" },
            new TableWidth { Width = Number(TextWidth), Type = TableWidthUnitValues.Dxa },
            new TableLayout { Type = TableLayoutValues.Fixed }));
        writer.WriteElement(new TableGrid(widths.Select(w => new GridColumn { Width = w })));
        writer.WriteElement(new TableRow(
            [new TableRowProperties(new CantSplit(), new TableHeader()), .. shown.Select((c, i) => Cell(c.Item.Header, widths[i], header: true))]));
        foreach (var row in sheet.Rows)
        {
            writer.WriteElement(new TableRow([new TableRowProperties(new CantSplit()), .. shown.Select((c, i) => Cell(Text(row[c.Index]), widths[i], header: false))]));
        }

        writer.WriteEndElement();
        // Two tables in a row would become one.
        writer.WriteElement(Paragraph("", "TableText"));
    }

    private static TableCell Cell(string text, string width, bool header)
    {
        var properties = new TableCellProperties(new TableCellWidth { Width = width, Type = TableWidthUnitValues.Dxa });
        if (header)
        {
            properties.Append(new Shading { Val = ShadingPatternValues.Clear, Color = "auto", Fill = "DCE3EC" });
        }

        return new(properties, Paragraph(text, header ? "TableHead" : "TableText"));
    }

    private static Paragraph Paragraph(string text, string? style = null)
    {
        var run = new Run();
        foreach (var (i, line) in ExcelReport.Clean(text).Split('\n').Index())
        {
            if (i > 0)
            {
                run.Append(new Break());
            }

            run.Append(new Text(line) { Space = SpaceProcessingModeValues.Preserve });
        }

        return style is null ? new(run) : new(new ParagraphProperties(new ParagraphStyleId { Val = style }), run);
    }

    private static string Text(object? value) => value switch
    {
        null => "",
        decimal d => Words.Number(d),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string AddFooter(MainDocumentPart main)
    {
        var part = main.AddNewPart<FooterPart>();
        part.Footer = new(new Paragraph(
            new ParagraphProperties(new Justification { Val = JustificationValues.Center }),
            new SimpleField(new Run(new Text("1"))) { Instruction = "PAGE" }));
        return main.GetIdOfPart(part);
    }

    // Sizes are half-points: 二号 22 pt for the title, 三号 16 pt and 小四 12 pt for headings and text, 小五 9 pt in tables.
    private static Styles MakeStyles() => new(
        new DocDefaults(new RunPropertiesDefault(new RunPropertiesBaseStyle(
            new RunFonts { Ascii = "Times New Roman", HighAnsi = "Times New Roman", EastAsia = "仿宋" },
            new FontSize { Val = "24" },
            new Languages { Val = "en-US", EastAsia = "zh-CN" }))),
        Style("Normal", "Normal", "仿宋", "24", isDefault: true),
        Style("Title", "Title", "方正小标宋简体", "44", centred: true, after: 240),
        Style("Subtitle", "Subtitle", "楷体", "28", centred: true, after: 240),
        Style("Heading1", "heading 1", "黑体", "32", before: 360, after: 120, outline: 0),
        Style("Heading2", "heading 2", "楷体", "24", before: 200, after: 80, outline: 1),
        Style("TableHead", "Table Head", "黑体", "18", centred: true),
        Style("TableText", "Table Text", "仿宋", "18"),
        new Style(
            new StyleName { Val = "Table Grid" },
            new StyleTableProperties(
                new TableBorders(
                    new TopBorder { Val = BorderValues.Single, Size = 4 },
                    new LeftBorder { Val = BorderValues.Single, Size = 4 },
                    new BottomBorder { Val = BorderValues.Single, Size = 4 },
                    new RightBorder { Val = BorderValues.Single, Size = 4 },
                    new InsideHorizontalBorder { Val = BorderValues.Single, Size = 4 },
                    new InsideVerticalBorder { Val = BorderValues.Single, Size = 4 }),
                new TableCellMarginDefault(
                    new TableCellLeftMargin { Width = 60, Type = TableWidthValues.Dxa },
                    new TableCellRightMargin { Width = 60, Type = TableWidthValues.Dxa })))
        { Type = StyleValues.Table, StyleId = "TableGrid" });

    private static Style Style(string id, string name, string font, string size, bool centred = false, int before = 0, int after = 0, int? outline = null, bool isDefault = false)
    {
        var paragraph = new StyleParagraphProperties();
        if (outline is not null)
        {
            paragraph.Append(new KeepNext());
        }
        if (before + after > 0)
        {
            paragraph.Append(new SpacingBetweenLines { Before = Number(before), After = Number(after) });
        }
        if (centred)
        {
            paragraph.Append(new Justification { Val = JustificationValues.Center });
        }
        if (outline is { } level)
        {
            paragraph.Append(new OutlineLevel { Val = level });
        }

        var style = new Style(new StyleName { Val = name }) { Type = StyleValues.Paragraph, StyleId = id, Default = isDefault ? true : null };
        if (paragraph.HasChildren)
        {
            style.Append(paragraph);
        }

        style.Append(new StyleRunProperties(
            new RunFonts { Ascii = "Times New Roman", HighAnsi = "Times New Roman", EastAsia = font },
            new FontSize { Val = size }));
        return style;
    }
}
