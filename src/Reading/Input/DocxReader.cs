using System.Text;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace Bihuan.Reading.Input;

/// <summary>Word documents: what a reader of the printed page would see of the body, with automatic numbers printed out.</summary>
/// <remarks>
/// Kept: inserted text, text boxes (after their paragraph), foot- and endnotes (at the end, 注1：…). Left out: deleted and hidden
/// text, headers and footers, field codes, bullets, an automatic table of contents. A cell's paragraphs, and the
/// cells of a table nested in it, are parted by single spaces (<see cref="GridCell.CellText"/>).
/// </remarks>
internal sealed class DocxReader
{
    private readonly TextBuilder _out;
    private readonly DocxNumbering _numbering;

    // A paragraph whose mark was deleted under tracked changes runs on into the next one.
    private string _carried = "";

    private DocxReader(TextBuilder builder, DocxNumbering numbering)
    {
        _out = builder;
        _numbering = numbering;
    }

    public static SourceText Read(ReadOnlyMemory<byte> bytes, string name, InputLimits limits)
    {
        DocxPackage.Check(bytes, name, limits);
        try
        {
            using var document = WordprocessingDocument.Open(new MemoryStream(bytes.ToArray(), writable: false), isEditable: false);
            var main = document.MainDocumentPart ?? throw new InputRefusedException(InputProblems.BrokenDocx(name, "没有正文部分"));
            var reader = new DocxReader(new TextBuilder(name, limits), new DocxNumbering(main));
            reader.Body(main);
            reader.Notes(main);
            return reader._out.Build(InputFormat.Docx);
        }
        catch (Exception broken) when (broken is OpenXmlPackageException or XmlException or InvalidDataException or FormatException or ArgumentException)
        {
            throw new InputRefusedException(InputProblems.BrokenDocx(name, "部件之间的关系不完整"));
        }
    }

    // Block by block, so that a long document is never whole in memory as objects.
    private void Body(MainDocumentPart main)
    {
        using var reader = OpenXmlReader.Create(main);
        reader.Read();
        if (!reader.ReadFirstChild())
        {
            return;
        }

        // The body, after a page background if there is one.
        while (reader.ElementType != typeof(Body))
        {
            if (!reader.ReadNextSibling())
            {
                return;
            }
        }
        if (!reader.ReadFirstChild())
        {
            return;
        }

        do
        {
            if (reader.LoadCurrentElement() is { } block)
            {
                Block(block);
            }
        }
        while (reader.ReadNextSibling());
        Flush();
    }

    private void Notes(MainDocumentPart main)
    {
        var number = 0;
        var notes = (main.FootnotesPart?.Footnotes?.Elements<Footnote>() ?? []).Cast<FootnoteEndnoteType>()
            .Concat(main.EndnotesPart?.Endnotes?.Elements<Endnote>() ?? []);
        foreach (var note in notes)
        {
            // Separators have a type; real notes have none, or "normal".
            if (note.Type is not null && note.Type.Value != FootnoteEndnoteValues.Normal)
            {
                continue;
            }

            var text = GridCell.CellText(Flat(note));
            if (text.Length > 0)
            {
                _out.Line($"注{++number}：{text}");
            }
        }
    }

    private void Block(OpenXmlElement block)
    {
        switch (block)
        {
            case Paragraph paragraph:
                WriteParagraph(paragraph);
                break;
            case W.Table table:
                Flush();
                WriteTable(table);
                break;
            case SdtBlock sdt when IsContents(sdt):
                _out.Repaired(RepairKind.DroppedPageFurniture, "自动目录");
                break;
            case SectionProperties section:
                if (section.GetFirstChild<SectionType>()?.Val?.Value != SectionMarkValues.Continuous)
                {
                    _out.PageBreak();
                }

                break;
            case DeletedRun or MoveFromRun:
                break;
            default:
                // Content controls, custom XML, inserted blocks: what is in them counts.
                foreach (var child in Children(block))
                {
                    Block(child);
                }

                break;
        }
    }

    private static bool IsContents(SdtBlock sdt) =>
        sdt.SdtProperties?.Descendants<DocPartGallery>().Any(g => g.Val?.Value == "Table of Contents") == true;

    private void WriteParagraph(Paragraph paragraph)
    {
        if (paragraph.ParagraphProperties?.PageBreakBefore is { } before && before.Val?.Value != false)
        {
            _out.PageBreak();
        }

        var words = new Words();
        Inline(paragraph, words);
        var text = words.Text.ToString();
        // Word numbers an empty paragraph too: a column of row numbers (序号) is often nothing but that.
        var label = _numbering.Next(paragraph.ParagraphProperties);
        if (paragraph.ParagraphProperties?.ParagraphMarkRunProperties?.Deleted is not null)
        {
            _carried += label + text;
        }
        else
        {
            foreach (var (i, page) in (_carried + label + text).Split('\f').Index())
            {
                if (i > 0)
                {
                    _out.PageBreak();
                }

                _out.Line(page);
            }

            _carried = "";
        }

        foreach (var box in words.Boxes)
        {
            foreach (var child in box.ChildElements)
            {
                Block(child);
            }
        }

        if (paragraph.ParagraphProperties?.SectionProperties is { } section)
        {
            Block(section);
        }
    }

    private void Flush()
    {
        _out.Line(_carried);
        _carried = "";
    }

    /// <summary>The words of a paragraph, with <c>\n</c> for a line break and <c>\f</c> for a page break.</summary>
    private void Inline(OpenXmlElement parent, Words words)
    {
        foreach (var child in Children(parent))
        {
            switch (child)
            {
                case Run run when run.RunProperties?.Vanish is { } hidden && hidden.Val?.Value != false:
                case DeletedRun or MoveFromRun or RunProperties or ParagraphProperties:
                case FieldCode or DeletedText or DeletedFieldCode:
                    break;
                case W.Text text:
                    words.Text.Append(text.Text);
                    break;
                case DocumentFormat.OpenXml.Math.Text text:
                    words.Text.Append(text.Text);
                    break;
                case TabChar:
                    words.Text.Append('\t');
                    break;
                case Break br:
                    words.Text.Append(br.Type?.Value == BreakValues.Page ? '\f' : '\n');
                    break;
                case CarriageReturn:
                    words.Text.Append('\n');
                    break;
                case LastRenderedPageBreak:
                    // Only where the paragraph begins a page is the place of the break a place in the text that will not move.
                    if (words.Text.Length == 0)
                    {
                        _out.PageBreak();
                    }

                    break;
                case NoBreakHyphen:
                    words.Text.Append('-');
                    break;
                case SymbolChar { Char.Value: { } code } when int.TryParse(code, System.Globalization.NumberStyles.HexNumber, null, out var c) && c is > 0x20 and < 0xD800:
                    words.Text.Append((char)c);
                    break;
                case Ruby ruby:
                    Inline(ruby.GetFirstChild<RubyBase>() ?? (OpenXmlElement)new RubyBase(), words);
                    break;
                case TextBoxContent box:
                    words.Boxes.Add(box);
                    break;
                default:
                    Inline(child, words);
                    break;
            }
        }
    }

    // A choice between drawings shows its first branch that is known; the fallback repeats the same words for old programs.
    private static OpenXmlElementList Children(OpenXmlElement parent) => parent is AlternateContent
        ? ((OpenXmlElement?)parent.GetFirstChild<AlternateContentChoice>() ?? parent.GetFirstChild<AlternateContentFallback>() ?? parent).ChildElements
        : parent.ChildElements;

    private void WriteTable(W.Table table)
    {
        var cells = new List<GridCell>();
        var open = new int[GridCell.MaxColumns];
        Array.Fill(open, -1);
        var rowIndex = 0;
        foreach (var row in Rows(table))
        {
            if (row.TableRowProperties?.GetFirstChild<Deleted>() is not null)
            {
                continue;
            }

            var column = Math.Clamp(row.TableRowProperties?.GetFirstChild<GridBefore>()?.Val?.Value ?? 0, 0, GridCell.MaxColumns - 1);
            foreach (var cell in Cells(row))
            {
                var span = Math.Clamp(cell.TableCellProperties?.GridSpan?.Val?.Value ?? 1, 1, GridCell.MaxColumns);
                if (column + span > GridCell.MaxColumns)
                {
                    throw new InputRefusedException(InputProblems.TooMany(_out.Name, "表格列数", GridCell.MaxColumns));
                }

                var merge = cell.TableCellProperties?.VerticalMerge;
                // vMerge without a value continues the cell above.
                if (merge is not null && merge.Val?.Value != MergedCellValues.Restart && open[column] >= 0)
                {
                    // Text typed into a covered cell is not printed, but its numbering is not counted either: nothing to do.
                    var above = cells[open[column]];
                    cells[open[column]] = above with { RowSpan = rowIndex - above.Row + 1 };
                }
                else
                {
                    open.AsSpan(column, span).Fill(merge is null ? -1 : cells.Count);
                    cells.Add(new(rowIndex, column, 1, span, GridCell.CellText(Flat(cell))));
                }

                column += span;
            }

            open.AsSpan(column).Fill(-1);
            rowIndex++;
        }

        _out.Table(cells);
    }

    private static IEnumerable<W.TableRow> Rows(OpenXmlElement parent) =>
        Children(parent).SelectMany(c => c is W.TableRow row ? [row] : c is SdtElement or SdtContentRow or CustomXmlElement ? Rows(c) : []);

    private static IEnumerable<W.TableCell> Cells(OpenXmlElement parent) =>
        Children(parent).SelectMany(c => c is W.TableCell cell ? [cell] : c is SdtElement or SdtContentCell or CustomXmlElement ? Cells(c) : []);

    /// <summary>Everything in a cell or note, paragraph after paragraph; nested tables and text boxes in their place.</summary>
    private string Flat(OpenXmlElement parent)
    {
        var text = new StringBuilder();
        Flat(parent, text);
        return text.ToString();
    }

    private void Flat(OpenXmlElement parent, StringBuilder text)
    {
        foreach (var child in Children(parent))
        {
            if (child is Paragraph paragraph)
            {
                var words = new Words();
                Inline(paragraph, words);
                text.Append(_numbering.Next(paragraph.ParagraphProperties)).Append(words.Text.Replace('\f', '\n'));
                // The mark of a paragraph is its end; under tracked changes a deleted one joins.
                text.Append(paragraph.ParagraphProperties?.ParagraphMarkRunProperties?.Deleted is null ? "\n" : "");
                foreach (var box in words.Boxes)
                {
                    Flat(box, text);
                }
            }
            else if (child is not (DeletedRun or MoveFromRun or TableCellProperties or TableProperties))
            {
                Flat(child, text);
            }
        }
    }

    private sealed class Words
    {
        public StringBuilder Text { get; } = new();

        public List<TextBoxContent> Boxes { get; } = [];
    }
}
