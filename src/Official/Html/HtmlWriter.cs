using System.Globalization;
using System.Net;
using System.Text;
using Bihuan.Kernel;
using Bihuan.Official.Charts;
using Bihuan.Official.Layout;

namespace Bihuan.Official;

/// <summary>Writes an official document as a page to print: the same parts on the same paper as the .docx, as far as a browser's paged media allow.
/// The page holds no script and no style; the host serves <see cref="Stylesheet"/> as text/css at an address of its own.</summary>
public static class HtmlWriter
{
    /// <summary>Writes the page.</summary>
    /// <param name="document">The document.</param>
    /// <param name="fonts">The fonts. The reader's browser takes the first that it has; <see cref="Stylesheet"/> must be made of the same.</param>
    /// <param name="stylesheet">The address of the stylesheet.</param>
    /// <returns>The page; or every reason why not, as <see cref="DocxWriter.Write"/>.</returns>
    public static Result<WrittenPage> Write(OfficialDocument document, FontMap fonts, string stylesheet)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(fonts);
        ArgumentNullException.ThrowIfNull(stylesheet);
        var problems = Checks.Of(document);
        if (problems.Count > 0)
        {
            return problems;
        }

        var plan = PagePlan.Of(document);
        var html = new StringBuilder();
        var name = string.Concat(TitleLines.Of(document.Title)) is { Length: > 0 } title ? title : string.Join(' ', document.Mark?.Names ?? []);
        html.Append("<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
            .Append($"<title>{Text(name)}</title>\n<link rel=\"stylesheet\" href=\"{Text(stylesheet)}\">\n</head>\n")
            .Append($"<body class=\"gw gw-body{(document.Layout == OfficialLayout.Letter ? " gw-letter" : "")}\">\n");
        if (document.Layout == OfficialLayout.Letter)
        {
            Mark(Composer.LetterMark(document), html);
            html.Append("<div class=\"gw-letterrule\"></div>\n");
        }

        var titles = 0;
        foreach (var item in plan.Flow)
        {
            switch (item)
            {
                case FlowSpace space:
                    html.Append($"<div class=\"{(space.Height == PageFigures.Line ? "gw-line" : $"gw-s{Points(space.Height)}")}{(space.KeepNext ? " gw-keep" : "")}\"></div>\n");
                    break;
                case FlowMark mark:
                    Mark(mark, html);
                    break;
                case FlowText text:
                    Text(text, text.Style == TextStyle.Title ? (titles++ == 0 ? "h1" : "h2") : text.Style.Level > 0 ? $"h{text.Style.Level + 1}" : "p", html);
                    break;
                case FlowTable table:
                    Table(table.Table, html);
                    break;
                case FlowChart chart:
                    html.Append("<figure>");
                    ChartSvg.Write(chart.Chart, html);
                    html.Append("</figure>\n");
                    break;
            }
        }

        if (document.Imprint is { } imprint)
        {
            Imprint(document, imprint, plan, html);
        }

        html.Append("</body>\n</html>\n");
        return new WrittenPage(html.ToString(), new Written(fonts.Resolve(), plan.Pages, plan.Certain));
    }

    /// <summary>The stylesheet of all pages that were written with these fonts.</summary>
    public static string Stylesheet(FontMap fonts)
    {
        ArgumentNullException.ThrowIfNull(fonts);
        using var stream = typeof(HtmlWriter).Assembly.GetManifestResourceStream("official.css")!;
        using var reader = new StreamReader(stream);
        var css = new StringBuilder();
        css.Append($":root {{ --gw-song: {Families(fonts, FontRole.Song)}; }}\n").Append(reader.ReadToEnd());
        foreach (var role in fonts.Families.Keys.Order())
        {
            var bold = fonts.Use(role).Family.Bold;
            css.Append($".gw .gw-{Class(role)} {{ font-family: {Families(fonts, role)}; font-weight: {(bold ? 700 : 400)}; }}\n");
        }

        css.Append($".gw {{ font-family: {Families(fonts, FontRole.Body)}; }}\n.gw b {{ font-weight: 700; }}\n.gw-chart {{ font-family: {Families(fonts, FontRole.Hei)}; }}\n");
        foreach (var style in TextStyle.All)
        {
            var align = style.Align switch { Alignment.Left => " text-align: left;", Alignment.Center => " text-align: center;", Alignment.Right => " text-align: right;", _ => "" };
            var size = style.IsText ? "" : $" font-size: {Number(style.Points)}pt;";
            css.Append($".gw .gw-{Name(style)} {{{size} line-height: {(style.Line == PageFigures.Line ? "28.98" : Number(style.Line / 20d))}pt;{align}{(style.Indent > 0 ? $" text-indent: {Number(style.Indent)}em;" : "")} }}\n");
        }

        // Quarter characters, points and per cents as classes.
        for (var i = 1; i <= 120; i++)
        {
            css.Append($".gw .gw-l{i} {{ padding-left: {Number(i / 4d)}em; }} .gw .gw-r{i} {{ padding-right: {Number(i / 4d)}em; }} .gw .gw-h{i} {{ text-indent: -{Number(i / 4d)}em; }} .gw .gw-b{i} {{ width: {Number(i / 4d)}em; }}\n");
        }

        for (var i = 0; i <= 120; i++)
        {
            css.Append($".gw .gw-s{i} {{ height: {i}pt; }} .gw .gw-p{i} {{ font-size: {Number(i / 2d)}pt; }}\n");
        }

        for (var i = 1; i <= 200; i++)
        {
            css.Append($".gw .gw-w{i} {{ width: {Number(i / 2d)}%; }} .gw .gw-t{i} {{ height: {i}mm; }}\n");
        }

        for (var i = 60; i < 100; i++)
        {
            css.Append($".gw .gw-x{i} {{ transform: scaleX({Number(i / 100d)}); }}\n");
        }

        for (var i = 1; i <= PageFigures.Lines * 4; i++)
        {
            css.Append($".gw .gw-f{i} {{ padding-top: {Number(i * 28.98 / 4)}pt; }}\n");
        }

        return css.ToString();
    }

    private static void Mark(FlowMark mark, StringBuilder html)
    {
        var size = $"gw-p{(int)Math.Round(mark.Points * 2)}";
        var scale = mark.Scale < 100 ? $" gw-x{mark.Scale}" : "";
        html.Append($"<div class=\"gw-mark gw-title {size}\">");
        html.Append(mark.Mark.Names is [var only]
            ? $"<span class=\"gw-stop{scale}\">{Text(only + mark.Mark.Suffix)}</span>"
            : $"<div class=\"gw-mark{scale}\"><div class=\"gw-names\">{string.Concat(mark.Mark.Names.Select(n => $"<span>{Text(n)}</span>"))}</div><span>{Text(mark.Mark.Suffix)}</span></div>");
        html.Append("</div>\n");
    }

    private static void Text(FlowText text, string element, StringBuilder html)
    {
        var classes = new StringBuilder($"gw-{Name(text.Style)} gw-{Class(text.Style.Font)}");
        Add("gw-l", text.Left);
        Add("gw-r", text.Right);
        Add("gw-h", text.Hanging);
        classes.Append(text.KeepNext ? " gw-keep" : "").Append(text.NewPage ? " gw-new" : "").Append(text.RedRule ? " gw-redrule" : "")
            .Append(text.Aside.Count > 0 ? " gw-aside" : "").Append(text.Abreast.Count > 0 ? " gw-abreast" : "");
        html.Append($"<{element} class=\"{classes}\">");
        if (text.Abreast.Count > 0)
        {
            html.Append(string.Concat(text.Abreast.Select(n => $"<span>{Text(n)}</span>")));
        }
        else if (text.Aside.Count > 0)
        {
            html.Append("<span>");
            Pieces(text.Pieces, 0, html);
            html.Append("</span><span>");
            Pieces(text.Aside, 0, html);
            html.Append("</span>");
        }
        else
        {
            Pieces(text.Pieces, text.Hanging, html);
            if (text.Pieces.All(p => p.Text.Length == 0))
            {
                html.Append("<br>");
            }
        }

        html.Append($"</{element}>\n");

        void Add(string prefix, double characters)
        {
            if (characters > 0)
            {
                classes.Append($" {prefix}{Quarters(characters)}");
            }
        }
    }

    private static void Pieces(IReadOnlyList<Piece> pieces, double hanging, StringBuilder html)
    {
        foreach (var piece in pieces)
        {
            var text = DocumentText.Clean(piece.Text);

            // What stands before the stop fills the overhang, so that what follows begins where the other lines do.
            var stop = hanging > 0 ? text.IndexOf('\t', StringComparison.Ordinal) : -1;
            if (stop >= 0)
            {
                html.Append($"<span class=\"gw-stop gw-b{Quarters(hanging)}\">{Text(text[..stop])}</span>");
                text = text[(stop + 1)..];
            }

            var inner = Text(text).Replace("\n", "<br>", StringComparison.Ordinal);
            inner = piece.Bold ? $"<b>{inner}</b>" : inner;
            inner = piece.Link is { } link ? $"<a href=\"{Text(link)}\">{inner}</a>" : inner;
            html.Append(piece.Font is { } role ? $"<span class=\"gw-{Class(role)}\">{inner}</span>" : inner);
        }
    }

    private static void Table(Table table, StringBuilder html)
    {
        var all = table.Columns.Sum(c => (long)c.Share);
        var grid = CellGrid.Of(table);
        html.Append($"<table class=\"gw-p{(int)Math.Round(table.Points * 2)}\"><colgroup>").Append(string.Concat(table.Columns.Select(c => $"<col class=\"gw-w{Math.Clamp((int)Math.Round(c.Share * 200d / all), 1, 200)}\">"))).Append("</colgroup>");
        for (var i = 0; i < grid.Rows.Count; i++)
        {
            html.Append(i == 0 && table.HeaderRows > 0 ? "<thead>" : i == table.HeaderRows ? "<tbody>" : "");
            html.Append($"<tr class=\"gw-t{Math.Max(1, (int)Math.Round(table.RowHeight))}\">");
            foreach (var place in grid.Rows[i].Where(p => p.Begins))
            {
                var cell = place.Cell;
                var align = cell.Align ?? (cell.Heading ? Alignment.Center : table.Columns[place.Column].Align);
                var classes = $"{(align == Alignment.Center ? "gw-center " : align == Alignment.Right ? "gw-right " : "")}gw-{Class(cell.Heading ? FontRole.Hei : FontRole.Body)}";
                var element = cell.Heading ? "th" : "td";
                html.Append($"<{element} class=\"{classes}\"{(cell.Columns > 1 ? $" colspan=\"{cell.Columns}\"" : "")}{(cell.Rows > 1 ? $" rowspan=\"{cell.Rows}\"" : "")}>");
                foreach (var (n, runs) in cell.Paragraphs.Index())
                {
                    html.Append(n > 0 ? "<br>" : "");
                    Pieces([.. runs.Select(r => new Piece(r.Text, null, r.Bold, r.Link))], 0, html);
                }

                html.Append($"</{element}>");
            }

            html.Append("</tr>").Append(i == table.HeaderRows - 1 ? "</thead>" : i == grid.Rows.Count - 1 ? "</tbody>" : "");
        }

        html.Append("</table>\n");
    }

    private static void Imprint(OfficialDocument document, Imprint imprint, PagePlan plan, StringBuilder html)
    {
        var letter = document.Layout == OfficialLayout.Letter;
        html.Append(plan.Place == ImprintPlace.AfterBlankPage ? "<div class=\"gw-blank\"></div>\n" : "");
        var around = plan.Place switch { ImprintPlace.NextPage => "gw-foot", ImprintPlace.AfterBlankPage => "gw-foot gw-unnumbered", _ => plan.FreeQuarters > 0 ? $"gw-whole gw-f{plan.FreeQuarters}" : "gw-whole" };
        html.Append($"<div class=\"{around}\"><div class=\"gw-imprint{(letter ? "" : " gw-ruled")}\">\n");
        if (imprint.CopiesTo.Count > 0)
        {
            Text(new FlowText(TextStyle.Imprint, PagePlan.CopiesText(imprint)) { Left = 4, Right = 1, Hanging = 3 }, "p", html);
        }
        if (!letter)
        {
            Text(new FlowText(TextStyle.Imprint, imprint.PrintedBy) { Left = 1, Right = 1, Aside = [new Piece($"{ChineseDate.Format(imprint.PrintedOn)}印发")] }, "p", html); // not-a-text
        }

        html.Append("</div></div>\n");
    }

    private static string Families(FontMap fonts, FontRole role) => string.Join(", ", fonts.Families[role].Select(f => $"\"{f.Name.Replace("\"", "", StringComparison.Ordinal).Replace("\\", "", StringComparison.Ordinal)}\"")) + (role == FontRole.Hei ? ", sans-serif" : ", serif");

    private static string Class(FontRole role) => role switch { FontRole.Title => "title", FontRole.Body => "body", FontRole.Kai => "kai", FontRole.Hei => "hei", _ => "song" };

    private static string Name(TextStyle style) => "style-" + style.Name;

    private static int Quarters(double characters) => Math.Clamp((int)Math.Round(characters * 4), 1, 120);

    private static int Points(int twips) => Math.Clamp((int)Math.Round(twips / 20d), 0, 120);

    private static string Text(string text) => WebUtility.HtmlEncode(DocumentText.Clean(text));

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
