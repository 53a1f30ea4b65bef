using System.Globalization;
using Bihuan.Official.Charts;
using Bihuan.Official.Layout;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using A = DocumentFormat.OpenXml.Drawing;
using Pic = DocumentFormat.OpenXml.Drawing.Pictures;
using W = DocumentFormat.OpenXml.Wordprocessing;
using Wp = DocumentFormat.OpenXml.Drawing.Wordprocessing;

namespace Bihuan.Official.Docx;

/// <summary>The main part of one .docx with its styles, settings, header and footers. Relations have ids by order.</summary>
internal sealed class DocxBody(MainDocumentPart main, OfficialDocument document, PagePlan plan, FontMap fonts, IReadOnlyList<byte[]> charts)
{
    private readonly Dictionary<string, string> _links = new(StringComparer.Ordinal);
    private readonly Dictionary<FontRole, FontUse> _fonts = fonts.Resolve().ToDictionary(f => f.Role);
    private int _pictures;

    private bool IsLetter => document.Layout == OfficialLayout.Letter;

    public void Write()
    {
        DocxStyles.Write(main, _fonts.Values);
        var body = new Body();
        foreach (var item in plan.Flow)
        {
            body.Append(Of(item));
        }

        var furniture = Furniture();
        if (document.Imprint is { } imprint)
        {
            switch (plan.Place)
            {
                case ImprintPlace.NextPage:
                    body.Append(PageBreak());
                    break;
                case ImprintPlace.AfterBlankPage:
                    // A section of its own, because neither the blank page nor the imprint's has a number.
                    var last = Exact(1);
                    last.ParagraphProperties!.SectionProperties = Section(furniture, IsLetter);
                    body.Append(last, Exact(20), PageBreak());
                    furniture = [.. Blank()];
                    break;
            }

            body.Append(ImprintTable(imprint));
        }

        // What floats at the foot is anchored here; and the last thing in a body is a paragraph.
        body.Append(Exact(1));
        body.Append(Section(furniture, IsLetter && !(document.Imprint is not null && plan.Place == ImprintPlace.AfterBlankPage)));
        main.Document = new Document(body);
    }

    private IEnumerable<OpenXmlElement> Of(FlowItem item) => item switch
    {
        FlowSpace space => [Exact(space.Height, space.KeepNext)],
        FlowText text => [Text(text)],
        FlowMark mark => Mark(mark),
        FlowTable table => [TableOf(table)],
        FlowChart chart => [Picture(chart.Chart)],
        _ => throw new InvalidOperationException($"{item.GetType().Name} is not known."),
    };

    private W.Paragraph Text(FlowText text)
    {
        int Width(double characters) => (int)Math.Round(characters * text.Style.Character * 20);
        StringValue? T(double characters) => characters == 0 ? null : new(Number(Width(characters)));

        var properties = new ParagraphProperties
        {
            ParagraphStyleId = new() { Val = text.Style.Name },
            KeepNext = text.KeepNext ? new() : null,
            PageBreakBefore = text.NewPage ? new() : null,
        };
        if (text.RedRule)
        {
            properties.ParagraphBorders = new(new BottomBorder { Val = BorderValues.Single, Color = PageFigures.Red, Size = 12, Space = (uint)Composer.NumberRuleSpace });
        }
        if (text.Aside.Count > 0)
        {
            properties.Tabs = new(new TabStop { Val = TabStopValues.Right, Position = PageFigures.Width - Width(text.Right) });
        }
        if (text.Abreast.Count > 0)
        {
            properties.Tabs = new(Enumerable.Range(0, text.Abreast.Count).Select(i => new TabStop { Val = TabStopValues.Center, Position = PageFigures.Width * ((2 * i) + 1) / (2 * text.Abreast.Count) }));
        }
        if (text.RedRule && text.Aside.Count > 0)
        {
            // An indent would shorten the rule; the number is moved by a stop instead.
            properties.Tabs!.PrependChild(new TabStop { Val = TabStopValues.Left, Position = Width(text.Left) });
        }
        else if (text.Left + text.Right + text.Hanging > 0 && !(text.Aside.Count > 0 && text.RedRule))
        {
            properties.Indentation = new() { Left = T(text.Left), Right = T(text.Aside.Count > 0 ? 0 : text.Right), Hanging = T(text.Hanging) };
        }

        var paragraph = new W.Paragraph(properties);
        if (text.RedRule && text.Aside.Count > 0)
        {
            paragraph.Append(new W.Run(new TabChar()));
        }
        foreach (var name in text.Abreast)
        {
            paragraph.Append(Runs(new Piece("\t" + name)));
        }

        foreach (var piece in text.Pieces)
        {
            paragraph.Append(Runs(piece));
        }

        if (text.Aside.Count > 0)
        {
            paragraph.Append(new W.Run(new TabChar()));
            foreach (var piece in text.Aside)
            {
                paragraph.Append(Runs(piece));
            }
        }

        return paragraph;
    }

    /// <summary>A piece as runs, inside a link where it is one.</summary>
    private IEnumerable<OpenXmlElement> Runs(Piece piece, double? points = null)
    {
        var text = DocumentText.Clean(piece.Text);
        if (text.Length == 0)
        {
            return [];
        }

        var run = new W.Run();
        if (piece.Font is not null || piece.Bold || points is not null)
        {
            var properties = DocxStyles.Type(piece.Font is { } role ? _fonts[role] : null, points);
            properties.Bold = piece.Bold || properties.Bold is not null ? new() : null;
            run.RunProperties = properties;
        }

        foreach (var (i, line) in text.Split('\n').Index())
        {
            if (i > 0)
            {
                run.Append(new Break());
            }

            foreach (var (j, part) in line.Split('\t').Index())
            {
                if (j > 0)
                {
                    run.Append(new TabChar());
                }
                if (part.Length > 0)
                {
                    run.Append(new W.Text(part) { Space = SpaceProcessingModeValues.Preserve });
                }
            }
        }

        return piece.Link is { } link ? [new Hyperlink(run) { Id = LinkId(link), History = true }] : [run];
    }

    private string LinkId(string link)
    {
        if (!_links.TryGetValue(link, out var id))
        {
            id = $"link{_links.Count + 1}";
            main.AddHyperlinkRelationship(new Uri(link, UriKind.Absolute), true, id);
            _links.Add(link, id);
        }

        return id;
    }

    /// <summary>The red mark: a line, or for several issuers a table without rules, the names spread over one width and the suffix at their middle.</summary>
    private IEnumerable<OpenXmlElement> Mark(FlowMark mark)
    {
        if (mark.Mark.Names is [var single])
        {
            return [MarkLine(single + mark.Mark.Suffix, mark, JustificationValues.Center)];
        }

        var character = mark.Points * 20 * mark.Scale / 100;
        var names = (int)Math.Round(mark.Mark.Names.Max(n => n.Length) * character) + 60;
        var suffix = (int)Math.Round(mark.Mark.Suffix.Length * character) + 200;
        var rows = mark.Mark.Names.Index().Select(n => new TableRow(
            new TableRowProperties(new TableRowHeight { Val = (uint)mark.Line, HeightType = HeightRuleValues.Exact }),
            new TableCell(new TableCellProperties(new TableCellWidth { Width = Number(names), Type = TableWidthUnitValues.Dxa }), MarkLine(n.Item, mark, JustificationValues.Distribute)),
            new TableCell(
                new TableCellProperties(new TableCellWidth { Width = Number(suffix), Type = TableWidthUnitValues.Dxa }, new VerticalMerge { Val = n.Index == 0 ? MergedCellValues.Restart : MergedCellValues.Continue }, new TableCellVerticalAlignment { Val = TableVerticalAlignmentValues.Center }),
                MarkLine(n.Index == 0 ? mark.Mark.Suffix : "", mark, JustificationValues.Center))));
        return
        [
            new W.Table(
            [
                new TableProperties(
                    new TableWidth { Width = Number(names + suffix), Type = TableWidthUnitValues.Dxa },
                    new TableJustification { Val = TableRowAlignmentValues.Center },
                    new TableLayout { Type = TableLayoutValues.Fixed },
                    new TableCellMarginDefault(new TableCellLeftMargin { Width = 0, Type = TableWidthValues.Dxa }, new TableCellRightMargin { Width = 0, Type = TableWidthValues.Dxa })),
                new TableGrid(new GridColumn { Width = Number(names) }, new GridColumn { Width = Number(suffix) }),
                .. rows,
            ]),
        ];
    }

    private W.Paragraph MarkLine(string text, FlowMark mark, JustificationValues justification)
    {
        var type = DocxStyles.Type(_fonts[FontRole.Title], mark.Points);
        type.Color = new() { Val = PageFigures.Red };
        type.CharacterScale = mark.Scale == 100 ? null : new() { Val = mark.Scale };
        return new(
            new ParagraphProperties { SpacingBetweenLines = new() { Before = "0", After = "0", Line = Number(mark.Line), LineRule = LineSpacingRuleValues.Exact }, Justification = new() { Val = justification } },
            new W.Run(type, new W.Text(DocumentText.Clean(text)) { Space = SpaceProcessingModeValues.Preserve }));
    }

    private W.Table TableOf(FlowTable flow)
    {
        var table = flow.Table;
        var widths = TableRows.Widths(table);
        var grid = CellGrid.Of(table);
        var heights = TableRows.Heights(table, wide: true);
        var single = new Func<BorderType, BorderType>(b => { b.Val = BorderValues.Single; b.Size = 4; b.Color = "000000"; return b; });
        var result = new W.Table(
            new TableProperties(
                new TableWidth { Width = Number(PageFigures.Width), Type = TableWidthUnitValues.Dxa },
                new TableJustification { Val = TableRowAlignmentValues.Center },
                new TableBorders(single(new TopBorder()), single(new LeftBorder()), single(new BottomBorder()), single(new RightBorder()), single(new InsideHorizontalBorder()), single(new InsideVerticalBorder())),
                new TableLayout { Type = TableLayoutValues.Fixed },
                new TableCellMarginDefault(new TableCellLeftMargin { Width = TableRows.Padding, Type = TableWidthValues.Dxa }, new TableCellRightMargin { Width = TableRows.Padding, Type = TableWidthValues.Dxa })),
            new TableGrid(widths.Select(w => new GridColumn { Width = Number(w) })));
        foreach (var (index, row) in grid.Rows.Index())
        {
            var properties = new TableRowProperties();
            if (heights[index] < PageFigures.Height / 2)
            {
                properties.Append(new CantSplit());
            }

            properties.Append(new TableRowHeight { Val = (uint)PageFigures.Twips(table.RowHeight * PageFigures.PointsPerMillimetre), HeightType = HeightRuleValues.AtLeast });
            if (index < table.HeaderRows)
            {
                properties.Append(new TableHeader());
            }

            var line = new TableRow(properties);
            foreach (var place in row)
            {
                line.Append(CellOf(table, place, widths, flow.KeepNext && index == grid.Rows.Count - 1));
            }

            result.Append(line);
        }

        return result;
    }

    private TableCell CellOf(Table table, CellGrid.Place place, IReadOnlyList<int> widths, bool keep)
    {
        var cell = place.Cell;
        var properties = new TableCellProperties(new TableCellWidth { Width = Number(widths.Skip(place.Column).Take(cell.Columns).Sum()), Type = TableWidthUnitValues.Dxa });
        if (cell.Columns > 1)
        {
            properties.Append(new GridSpan { Val = cell.Columns });
        }
        if (cell.Rows > 1)
        {
            properties.Append(new VerticalMerge { Val = place.Begins ? MergedCellValues.Restart : MergedCellValues.Continue });
        }

        properties.Append(new TableCellVerticalAlignment { Val = TableVerticalAlignmentValues.Center });
        var result = new TableCell(properties);
        var align = cell.Align ?? (cell.Heading ? Alignment.Center : table.Columns[place.Column].Align);
        IReadOnlyList<IReadOnlyList<Run>> paragraphs = place.Begins && cell.Paragraphs.Count > 0 ? cell.Paragraphs : [[]];
        foreach (var (i, runs) in paragraphs.Index())
        {
            var paragraph = new W.Paragraph(new ParagraphProperties
            {
                KeepNext = keep ? new() : null,
                SpacingBetweenLines = new()
                {
                    Before = Number(i == 0 ? TableRows.Air : 0),
                    After = Number(i == paragraphs.Count - 1 ? TableRows.Air : 0),
                    Line = Number(TableRows.Line(table)),
                    LineRule = LineSpacingRuleValues.Exact,
                },
                Justification = new() { Val = align switch { Alignment.Left => JustificationValues.Left, Alignment.Right => JustificationValues.Right, _ => JustificationValues.Center } },
                ParagraphMarkRunProperties = new(new FontSize { Val = Number((int)Math.Round(table.Points * 2)) }),
            });
            foreach (var run in runs)
            {
                paragraph.Append(Runs(new Piece(run.Text, cell.Heading ? FontRole.Hei : FontRole.Body, run.Bold, run.Link), table.Points));
            }

            result.Append(paragraph);
        }

        return result;
    }

    private W.Paragraph Picture(Chart chart)
    {
        var number = ++_pictures;
        var part = main.AddNewPart<ImagePart>("image/png", $"picture{number}");
        using (var stream = new MemoryStream(charts[number - 1]))
        {
            part.FeedData(stream);
        }

        const long Emu = 12700;
        var (width, height) = ((long)(ChartDrawing.Width * Emu), (long)(ChartDrawing.Height(chart) * Emu));
        var words = DocumentText.Clean(ChartDrawing.Words(chart));
        var id = (uint)number;
        return new(
            new ParagraphProperties
            {
                KeepNext = new(),
                SpacingBetweenLines = new() { Before = "0", After = "0", Line = "240", LineRule = LineSpacingRuleValues.Auto },
                Justification = new() { Val = JustificationValues.Center },
                ParagraphMarkRunProperties = new(new FontSize { Val = "2" }),
            },
            new W.Run(new RunProperties(new FontSize { Val = "2" }), new Drawing(new Wp.Inline(
                new Wp.Extent { Cx = width, Cy = height },
                new Wp.EffectExtent { LeftEdge = 0, TopEdge = 0, RightEdge = 0, BottomEdge = 0 },
                new Wp.DocProperties { Id = id, Name = $"chart{number}", Description = words },
                new Wp.NonVisualGraphicFrameDrawingProperties(new A.GraphicFrameLocks { NoChangeAspect = true }),
                new A.Graphic(new A.GraphicData(new Pic.Picture(
                    new Pic.NonVisualPictureProperties(new Pic.NonVisualDrawingProperties { Id = id, Name = $"chart{number}.png", Description = words }, new Pic.NonVisualPictureDrawingProperties()),
                    new Pic.BlipFill(new A.Blip { Embed = $"picture{number}" }, new A.Stretch(new A.FillRectangle())),
                    new Pic.ShapeProperties(new A.Transform2D(new A.Offset { X = 0, Y = 0 }, new A.Extents { Cx = width, Cy = height }), new A.PresetGeometry(new A.AdjustValueList()) { Preset = A.ShapeTypeValues.Rectangle })))
                { Uri = "http://schemas.openxmlformats.org/drawingml/2006/picture" }))
            { DistanceFromTop = 0, DistanceFromBottom = 0, DistanceFromLeft = 0, DistanceFromRight = 0 })));
    }

    /// <summary>版记: a table that floats at the foot of the type area of its page; letters have it without rules and without the printing office (10.1).
    /// It is placed from the paper's edge: placed from the margin, LibreOffice takes a table of full width for one in the text. Its cells have no margins,
    /// because programs differ about whether the place is that of the rule or of the words.</summary>
    private W.Table ImprintTable(Imprint imprint)
    {
        var rows = new List<TableRow>();
        if (imprint.CopiesTo.Count > 0 || IsLetter)
        {
            rows.Add(Row(Text(new FlowText(TextStyle.Imprint, imprint.CopiesTo.Count == 0 ? "" : PagePlan.CopiesText(imprint)) { Left = 4, Right = 1, Hanging = 3 })));
        }
        if (!IsLetter)
        {
            rows.Add(Row(Text(new FlowText(TextStyle.Imprint, imprint.PrintedBy) { Left = 1, Right = 1, Aside = [new Piece($"{Kernel.ChineseDate.Format(imprint.PrintedOn)}印发")] }))); // not-a-text
        }

        var table = new W.Table();
        var properties = new TableProperties(
            new TablePositionProperties { HorizontalAnchor = HorizontalAnchorValues.Page, TablePositionX = PageFigures.Left, VerticalAnchor = VerticalAnchorValues.Margin, TablePositionYAlignment = VerticalAlignmentValues.Bottom },
            new TableWidth { Width = Number(PageFigures.Width), Type = TableWidthUnitValues.Dxa });
        if (!IsLetter)
        {
            properties.Append(new TableBorders(
                new TopBorder { Val = BorderValues.Single, Size = PageFigures.ThickRule, Color = "000000" },
                new BottomBorder { Val = BorderValues.Single, Size = PageFigures.ThickRule, Color = "000000" },
                new InsideHorizontalBorder { Val = BorderValues.Single, Size = PageFigures.ThinRule, Color = "000000" }));
        }

        properties.Append(
            new TableLayout { Type = TableLayoutValues.Fixed },
            new TableCellMarginDefault(new TableCellLeftMargin { Width = 0, Type = TableWidthValues.Dxa }, new TableCellRightMargin { Width = 0, Type = TableWidthValues.Dxa }));
        table.Append(properties, new TableGrid(new GridColumn { Width = Number(PageFigures.Width) }));
        table.Append(rows);
        return table;

        static TableRow Row(W.Paragraph paragraph) =>
            new(new TableRowProperties(new CantSplit()), new TableCell(new TableCellProperties(new TableCellWidth { Width = Number(PageFigures.Width), Type = TableWidthUnitValues.Dxa }), paragraph));
    }

    /// <summary>Page numbers right on odd and left on even pages, one character in; the letter's head and rules on page 1.</summary>
    private List<OpenXmlElement> Furniture()
    {
        var references = new List<OpenXmlElement>
        {
            Footer("footerOdd", HeaderFooterValues.Default, PageNumber(JustificationValues.Right)),
            Footer("footerEven", HeaderFooterValues.Even, PageNumber(JustificationValues.Left)),
        };
        if (IsLetter)
        {
            // Thick above thin below the mark, thin above thick at the foot.
            var mark = Composer.LetterMark(document);
            var lines = Mark(mark).ToList();
            var below = Exact(20);
            below.ParagraphProperties!.ParagraphBorders = new(new BottomBorder { Val = BorderValues.ThickThinSmallGap, Size = 24, Space = (uint)Composer.RuleSpace(mark), Color = PageFigures.Red });
            below.ParagraphProperties.Indentation = new() { Left = Number(PageFigures.LetterRuleLeft - PageFigures.Left), Right = Number(PageFigures.LetterRuleLeft - PageFigures.Right) };
            var header = main.AddNewPart<HeaderPart>("headerFirst");
            header.Header = new Header([.. lines, below]);
            references.Add(new HeaderReference { Type = HeaderFooterValues.First, Id = "headerFirst" });

            var rule = Exact(20);
            rule.ParagraphProperties!.FrameProperties = new()
            {
                Width = Number(PageFigures.LetterRuleWidth),
                HorizontalPosition = HorizontalAnchorValues.Page,
                VerticalPosition = VerticalAnchorValues.Page,
                X = Number(PageFigures.LetterRuleLeft),
                Y = Number(PageFigures.PaperHeight - PageFigures.LetterRuleBottom - 110),
                Wrap = TextWrappingValues.Around,
            };
            rule.ParagraphProperties.ParagraphBorders = new(new BottomBorder { Val = BorderValues.ThinThickSmallGap, Size = 24, Space = 1, Color = PageFigures.Red });
            references.Add(Footer("footerFirst", HeaderFooterValues.First, rule, Exact(20)));
        }

        return references;
    }

    private IEnumerable<OpenXmlElement> Blank() =>
    [
        Footer("footerNoneOdd", HeaderFooterValues.Default, Exact(20)),
        Footer("footerNoneEven", HeaderFooterValues.Even, Exact(20)),
    ];

    private FooterReference Footer(string id, HeaderFooterValues type, params OpenXmlElement[] content)
    {
        main.AddNewPart<FooterPart>(id).Footer = new Footer(content);
        return new() { Type = type, Id = id };
    }

    private W.Paragraph PageNumber(JustificationValues side)
    {
        var character = Number(PageFigures.Twips(PageFigures.Size4));
        W.Run RunOf(OpenXmlElement content) => new(DocxStyles.Type(_fonts[FontRole.Song], PageFigures.Size4), content);
        return new(
            new ParagraphProperties
            {
                SpacingBetweenLines = new() { Before = "0", After = "0", Line = Number(NumberLine), LineRule = LineSpacingRuleValues.Exact },
                Indentation = side == JustificationValues.Right ? new() { Right = character } : new() { Left = character },
                Justification = new() { Val = side },
            },
            RunOf(new W.Text("— ") { Space = SpaceProcessingModeValues.Preserve }),
            new SimpleField(RunOf(new W.Text("1"))) { Instruction = " PAGE " },
            RunOf(new W.Text(" —") { Space = SpaceProcessingModeValues.Preserve }));
    }

    private const int NumberLine = 400;

    private static SectionProperties Section(IEnumerable<OpenXmlElement> furniture, bool firstPage)
    {
        // The dash stands at 0.36 of its size above the base line, which is at 4/5 of the line.
        var dash = PageFigures.Twips((NumberLine / 20d * PageFigures.BaseLine) - (PageFigures.Size4 * 0.36));
        var section = new SectionProperties([.. furniture.Select(f => f.CloneNode(true))]);
        section.Append(
            new SectionType { Val = SectionMarkValues.NextPage },
            new PageSize { Width = PageFigures.PaperWidth, Height = PageFigures.PaperHeight },
            new PageMargin { Top = PageFigures.Top, Bottom = PageFigures.Bottom, Left = PageFigures.Left, Right = PageFigures.Right, Header = HeaderTop(firstPage), Footer = (uint)(PageFigures.Bottom - PageFigures.PageNumberGap + dash - NumberLine), Gutter = 0 });
        if (firstPage)
        {
            section.Append(new TitlePage());
        }

        section.Append(new DocGrid { Type = DocGridValues.LinesAndChars, LinePitch = PageFigures.Line, CharacterSpace = PageFigures.CharacterSpace });
        return section;
    }

    private static uint HeaderTop(bool letter) => letter ? (uint)(PageFigures.LetterMarkTop - PageFigures.Twips(PageFigures.LetterMarkSize * ((PageFigures.MarkLine * PageFigures.BaseLine) - PageFigures.InkTop))) : 851;

    private static W.Paragraph PageBreak()
    {
        var paragraph = Exact(20);
        paragraph.ParagraphProperties!.PageBreakBefore = new();
        return paragraph;
    }

    private static W.Paragraph Exact(int height, bool keepNext = false) => new(new ParagraphProperties
    {
        KeepNext = keepNext ? new() : null,
        SpacingBetweenLines = new() { Before = "0", After = "0", Line = Number(height), LineRule = LineSpacingRuleValues.Exact },
        Indentation = new() { FirstLine = "0" },
    });

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
