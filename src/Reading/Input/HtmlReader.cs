using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Bihuan.Reading.Input;

/// <summary>A page saved from a government site: the article in it, as printed.</summary>
/// <remarks>
/// The article is the deepest container named as one (TRS_Editor, zoom, content, article …) that holds most of the page's own
/// words; where none does, the whole body without navigation. A heading that stands above the article is put before it.
/// A table around other tables, or around the whole article, is layout and read as blocks.
/// </remarks>
internal sealed class HtmlReader
{
    /// <summary>Words in the id or class of an article's container, as content systems of government sites name them.</summary>
    private static readonly string[] ArticleNames =
        ["trs_editor", "trs_web", "zoom", "article", "content", "ucap", "wenzhang", "xxgk", "detail", "maincon", "main-text", "bt-box", "news_con", "pages_content"];

    /// <summary>Words in the id or class of what is no article.</summary>
    private static readonly string[] FurnitureNames =
        ["nav", "menu", "crumb", "footer", "header", "copyright", "share", "sidebar", "position", "location", "dqwz", "toolbar", "print", "fontsize", "related", "banner", "search"];

    // Each tag costs the parser a walk over the open elements; saved pages nest some thirty deep.
    private const int MaxDepth = 80;

    private readonly TextBuilder _out;
    private readonly Dictionary<INode, int> _lengths;
    private readonly IElement? _furnitureRoot;
    private readonly StringBuilder _line = new();
    private bool _preformatted;

    private HtmlReader(TextBuilder builder, Dictionary<INode, int> lengths, IElement? furnitureRoot)
    {
        _out = builder;
        _lengths = lengths;
        _furnitureRoot = furnitureRoot;
    }

    public static SourceText Read(TextDecoder.Decoded source, string name, InputLimits limits)
    {
        var builder = new TextBuilder(name, limits);
        foreach (var repair in source.Repairs)
        {
            builder.Repaired(repair.Kind, repair.Note);
        }

        var document = Parse(source.Text, limits);
        if (document.Body is { } body)
        {
            var lengths = Measure(body);
            var article = Article(body, lengths);
            if (article != body && Heading(document, article) is { } heading)
            {
                builder.Line(heading);
            }

            var reader = new HtmlReader(builder, lengths, article == body ? body : null);
            reader.Node(article);
            reader.EndLine();
        }

        return builder.Build(InputFormat.Html, source.EncodingName);
    }

    /// <summary>Writes a piece of HTML that stands in another format.</summary>
    public static void WriteFragment(string html, TextBuilder builder)
    {
        if (Parse(html, builder.Limits).Body is { } body)
        {
            var reader = new HtmlReader(builder, Measure(body), null);
            reader.Node(body);
            reader.EndLine();
        }
    }

    private static IHtmlDocument Parse(string html, InputLimits limits)
    {
        // Below the depth the parser lays elements side by side, as browsers do, so the walks below may recurse.
        var options = new HtmlParserOptions
        {
            MaximumDepth = limits.MaxDepth * 4,
            DisableElementPositionTracking = true,
            SkipComments = true,
            SkipScriptText = true,
            SkipProcessingInstructions = true,
        };
        return new HtmlParser(options).ParseDocument(HtmlGuard.Bounded(html, Math.Min(limits.MaxDepth, MaxDepth)));
    }

    /// <summary>The printed characters under each element, links and white space not counted.</summary>
    private static Dictionary<INode, int> Measure(IElement root)
    {
        var lengths = new Dictionary<INode, int>();
        Count(root, false);
        return lengths;

        int Count(INode node, bool inLink)
        {
            var length = 0;
            if (node is IText text)
            {
                foreach (var c in inLink ? "" : text.Data)
                {
                    length += char.IsWhiteSpace(c) ? 0 : 1;
                }

                return length;
            }
            if (node is not IElement element || IsDropped(element))
            {
                return 0;
            }

            // Not by NextSibling, which searches the parent's children each time.
            foreach (var child in node.ChildNodes)
            {
                length += Count(child, inLink || element.LocalName == "x-a");
            }

            lengths[element] = length;
            return length;
        }
    }

    private static IElement Article(IElement body, Dictionary<INode, int> lengths)
    {
        // Elements were measured children first, so of two that hold the same words the deeper one comes first.
        IElement? best = null;
        var most = 0;
        foreach (var (node, length) in lengths)
        {
            var element = (IElement)node;
            if (length > most * 1.1 && (element.LocalName is "article" or "main" || IsNamed(element, ArticleNames)) && element != body)
            {
                best = element;
                most = length;
            }
        }

        return best is not null && most * 2 >= lengths.GetValueOrDefault(body) ? best : body;
    }

    private static string? Heading(IHtmlDocument document, IElement article)
    {
        var stated = document.QuerySelectorAll("meta").FirstOrDefault(m => string.Equals(m.GetAttribute("name"), "ArticleTitle", StringComparison.OrdinalIgnoreCase))?.GetAttribute("content");
        var heading = string.IsNullOrWhiteSpace(stated) ? document.QuerySelector("h1")?.TextContent : stated;
        if (string.IsNullOrWhiteSpace(heading))
        {
            return null;
        }

        // Not twice: most articles repeat it as their first lines, broken differently.
        var start = article.TextContent;
        return Bare(start.Length > 4000 ? start[..4000] : start).Contains(Bare(heading), StringComparison.Ordinal) ? null : GridCell.CellText(heading);

        static string Bare(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
    }

    private static bool IsNamed(IElement element, string[] names)
    {
        var id = element.Id ?? "";
        var classes = element.ClassName ?? "";
        return (id.Length > 0 || classes.Length > 0)
            && names.Any(n => id.Contains(n, StringComparison.OrdinalIgnoreCase) || classes.Contains(n, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>What is never printed, or is furniture by its tag.</summary>
    private static bool IsDropped(IElement element)
    {
        if (element.LocalName is "script" or "style" or "noscript" or "template" or "iframe" or "object" or "svg" or "nav" or "aside" or "footer" or "head" or "title"
            or "button" or "input" or "select" or "textarea" or "rt" or "rp" || element.HasAttribute("hidden"))
        {
            return true;
        }

        // The head of an article is its title; the head of a page is not.
        if (element.LocalName == "header" && element.ParentElement?.LocalName is not ("article" or "main" or "section"))
        {
            return true;
        }

        var style = element.GetAttribute("style");
        return style is not null && (Styled(style, "display", "none") || Styled(style, "visibility", "hidden"));
    }

    private static bool Styled(string style, string property, string value)
    {
        foreach (var part in style.AsSpan().Split(';'))
        {
            var declaration = style.AsSpan()[part];
            var colon = declaration.IndexOf(':');
            if (colon > 0 && declaration[..colon].Trim().Equals(property, StringComparison.OrdinalIgnoreCase)
                && declaration[(colon + 1)..].Trim().StartsWith(value, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private void Node(INode node)
    {
        if (node is IText text)
        {
            Append(text.Data);
            return;
        }
        if (node is not IElement element || IsDropped(element))
        {
            return;
        }
        // Furniture by name only where no article was found, and never a part that holds much of the page.
        if (_furnitureRoot is not null && element != _furnitureRoot && IsNamed(element, FurnitureNames)
            && _lengths.GetValueOrDefault(element) * 4 < _lengths.GetValueOrDefault(_furnitureRoot))
        {
            EndLine();
            _out.Repaired(RepairKind.DroppedPageFurniture, "网页导航等");
            return;
        }

        switch (element.LocalName)
        {
            case "br":
                EndLine();
                break;
            case "table" when !IsLayout(element):
                EndLine();
                WriteTable(element);
                break;
            case "ol":
                EndLine();
                List(element);
                break;
            case "pre":
                EndLine();
                _preformatted = true;
                Inside(element);
                EndLine();
                _preformatted = false;
                break;
            case "p" or "div" or "li" or "ul" or "dl" or "dt" or "dd" or "h1" or "h2" or "h3" or "h4" or "h5" or "h6" or "section" or "article" or "main" or "body" or "html"
                or "blockquote" or "table" or "tbody" or "thead" or "tfoot" or "tr" or "td" or "th" or "caption" or "center" or "form" or "fieldset" or "figure" or "figcaption"
                or "address" or "details" or "summary" or "hr":
                EndLine();
                Inside(element);
                EndLine();
                break;
            default:
                Inside(element);
                break;
        }
    }

    private void Inside(IElement element)
    {
        foreach (var child in element.ChildNodes)
        {
            Node(child);
        }
    }

    private void List(IElement list)
    {
        var number = Number(list.GetAttribute("start"), 1);
        var format = Format(list);
        foreach (var child in list.ChildNodes)
        {
            if (child is IElement { LocalName: "li" } item)
            {
                number = Number(item.GetAttribute("value"), number);
                EndLine();
                var label = NumberFormats.Print(format, number);
                if (label.Length > 0)
                {
                    // CSS Counter Styles 3: Chinese counters are followed by 、, Latin ones by a full stop.
                    _line.Append(label).Append(label[0] > '\u2E7F' ? "、" : ". ");
                }

                Inside(item);
                EndLine();
                number = number == int.MaxValue ? number : number + 1;
            }
            else
            {
                Node(child);
            }
        }
    }

    private static int Number(string? attribute, int otherwise) => int.TryParse(attribute, out var number) ? number : otherwise;

    private static string Format(IElement list)
    {
        var style = list.GetAttribute("style") ?? "";
        foreach (var property in (ReadOnlySpan<string>)["list-style-type", "list-style"])
        {
            foreach (var (css, format) in (ReadOnlySpan<(string, string)>)
                [
                    ("none", "none"), ("cjk-ideographic", "chineseCounting"), ("simp-chinese-informal", "chineseCounting"), ("trad-chinese-informal", "chineseCounting"),
                    ("simp-chinese-formal", "chineseLegalSimplified"), ("cjk-decimal", "ideographDigital"), ("cjk-heavenly-stem", "ideographTraditional"),
                    ("lower-alpha", "lowerLetter"), ("lower-latin", "lowerLetter"), ("upper-alpha", "upperLetter"), ("lower-roman", "lowerRoman"), ("upper-roman", "upperRoman"),
                ])
            {
                if (Styled(style, property, css))
                {
                    return format;
                }
            }
        }

        return list.GetAttribute("type") switch { "a" => "lowerLetter", "A" => "upperLetter", "i" => "lowerRoman", "I" => "upperRoman", _ => "decimal" };
    }

    private bool IsLayout(IElement table)
    {
        var all = _lengths.GetValueOrDefault(table);
        var cells = 0;
        foreach (var cell in Rows(table).SelectMany(Cells))
        {
            cells++;
            if (Holds(cell, "table") || (_lengths.GetValueOrDefault(cell) * 10 > all * 8 && Blocks(cell) >= 5))
            {
                return true;
            }
        }

        return cells <= 1;
    }

    private static bool Holds(IElement element, string tag) => element.GetElementsByTagName(tag).Length > 0;

    private static int Blocks(IElement element) => element.Children.Count(c => c.LocalName is "p" or "div");

    private static IEnumerable<IElement> Rows(IElement table) =>
        table.Children.SelectMany(c => c.LocalName == "tr" ? [c] : c.LocalName is "tbody" or "thead" or "tfoot" && !IsDropped(c) ? c.Children.Where(r => r.LocalName == "tr") : [])
            .Where(r => !IsDropped(r));

    private static IEnumerable<IElement> Cells(IElement row) => row.Children.Where(c => c.LocalName is "td" or "th" && !IsDropped(c));

    private void WriteTable(IElement table)
    {
        foreach (var caption in table.Children.Where(c => c.LocalName == "caption"))
        {
            Node(caption);
            EndLine();
        }

        var rows = Rows(table).ToList();
        var busyUntil = new int[GridCell.MaxColumns];
        var cells = new List<GridCell>();
        foreach (var (index, row) in rows.Index())
        {
            var column = 0;
            foreach (var cell in Cells(row))
            {
                while (column < busyUntil.Length && busyUntil[column] > index)
                {
                    column++;
                }

                var span = Math.Clamp(Number(cell.GetAttribute("colspan"), 1), 1, GridCell.MaxColumns);
                var down = Number(cell.GetAttribute("rowspan"), 1);
                // rowspan="0" reaches to the end of the table.
                down = down <= 0 ? rows.Count - index : Math.Min(down, rows.Count - index);
                if (column >= GridCell.MaxColumns)
                {
                    throw new InputRefusedException(InputProblems.TooMany(_out.Name, "表格列数", GridCell.MaxColumns));
                }

                span = Math.Min(span, GridCell.MaxColumns - column);
                busyUntil.AsSpan(column, span).Fill(index + down);
                cells.Add(new(index, column, down, span, CellText(cell)));
                column += span;
            }
        }

        _out.Table(cells);
    }

    // The blocks of a cell as lines of their own, then one line of it by the one rule for cells.
    private string CellText(IElement cell)
    {
        var builder = new TextBuilder(_out.Name, _out.Limits);
        var reader = new HtmlReader(builder, _lengths, null);
        reader.Inside(cell);
        reader.EndLine();
        return GridCell.CellText(builder.Text);
    }

    // White space collapses; a line break of the mark-up inside Chinese words is none of the text's.
    private void Append(string data)
    {
        if (_preformatted)
        {
            _line.Append(data);
            return;
        }

        for (var i = 0; i < data.Length; i++)
        {
            if (!IsSpace(data[i]))
            {
                _line.Append(data[i]);
                continue;
            }

            var broken = false;
            for (; i < data.Length && IsSpace(data[i]); i++)
            {
                broken |= data[i] is '\n' or '\r';
            }

            i--;
            var next = i + 1 < data.Length ? data[i + 1] : ' ';
            if (_line.Length > 0 && _line[^1] != ' ' && !(broken && _line[^1] > '\u2E7F' && (next > '\u2E7F' || i + 1 == data.Length)))
            {
                _line.Append(' ');
            }
        }

        static bool IsSpace(char c) => c is ' ' or '\t' or '\n' or '\r' or '\f' or '\u00A0' or '\u200B' or '\uFEFF';
    }

    private void EndLine()
    {
        if (_line.Length == 0)
        {
            return;
        }

        var line = _line.ToString();
        _line.Clear();
        if (IsBreadcrumb(line))
        {
            _out.Repaired(RepairKind.DroppedPageFurniture, $"位置导航：{line.Trim()}");
            return;
        }

        _out.Line(line);
    }

    private static bool IsBreadcrumb(string line)
    {
        var text = line.AsSpan().Trim();
        return text.Length < 120 && (text.StartsWith("当前位置") || text.StartsWith("您现在的位置") || text.StartsWith("您的位置") || text.StartsWith("您当前的位置"))
            && text.IndexOfAny(">»›") >= 0;
    }
}
