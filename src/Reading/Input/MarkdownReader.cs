using System.Globalization;
using System.Text;
using Markdig;
using Markdig.Extensions.Yaml;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using MarkdownCell = Markdig.Extensions.Tables.TableCell;
using MarkdownRow = Markdig.Extensions.Tables.TableRow;
using MarkdownTable = Markdig.Extensions.Tables.Table;

namespace Bihuan.Reading.Input;

/// <summary>Markdown as printed: marks of headings and emphasis gone, list numbers kept, tables as cells. A line of the source
/// stays a line, since Chinese text converted to Markdown seldom has blank lines between its paragraphs.</summary>
internal static class MarkdownReader
{
    public static SourceText Read(TextDecoder.Decoded source, string name, InputLimits limits)
    {
        if (IsHostile(source.Text, limits.MaxDepth))
        {
            throw new InputRefusedException(InputProblems.TooDeep(name, "Markdown 标记"));
        }

        MarkdownDocument document;
        try
        {
            document = Markdown.Parse(source.Text, Pipeline(limits));
        }
        catch (ArgumentException)
        {
            // Markdig's own guard; it throws nothing more precise.
            throw new InputRefusedException(InputProblems.TooDeep(name, "Markdown 标记"));
        }

        var builder = new TextBuilder(name, limits);
        foreach (var repair in source.Repairs)
        {
            builder.Repaired(repair.Kind, repair.Note);
        }

        Blocks(document, builder);
        return builder.Build(InputFormat.Markdown, source.EncodingName);
    }

    /// <summary>Whether a block (lines without a blank one between) holds so many marks that Markdig's matching of them, which is
    /// quadratic within a block, would take minutes. No written text comes near.</summary>
    private static bool IsHostile(ReadOnlySpan<char> text, int maxDepth)
    {
        const int MostBrackets = 2_000;
        const int MostDelimiters = 20_000;
        var (brackets, delimiters) = (0, 0);
        foreach (var line in text.EnumerateLines())
        {
            if (line.IsWhiteSpace())
            {
                (brackets, delimiters) = (0, 0);
                continue;
            }

            var levels = 0;
            for (var i = 0; i < line.Length && (line[i] is ' ' or '\t' or '>' or '-' or '*' or '+'); i++)
            {
                levels += line[i] == '>' || (line[i] is '-' or '*' or '+' && i + 1 < line.Length && line[i + 1] is ' ' or '\t') ? 1 : 0;
            }

            brackets += line.Count('[');
            delimiters += line.Count('*') + line.Count('_') + line.Count('<');
            if (levels > maxDepth || brackets > MostBrackets || delimiters > MostDelimiters)
            {
                return true;
            }
        }

        return false;
    }

    private static MarkdownPipeline Pipeline(InputLimits limits)
    {
        var builder = new MarkdownPipelineBuilder().UsePipeTables().UseGridTables().UseYamlFrontMatter();
        builder.MaximumNestingDepth = limits.MaxDepth;
        return builder.Build();
    }

    // Recursion here and below is bounded by the depth that Markdig was held to.
    private static void Blocks(ContainerBlock parent, TextBuilder builder)
    {
        foreach (var block in parent)
        {
            Write(block, builder, "");
        }
    }

    private static void Write(Block block, TextBuilder builder, string label)
    {
        switch (block)
        {
            case YamlFrontMatterBlock or ThematicBreakBlock or LinkReferenceDefinitionGroup:
                break;
            case MarkdownTable table:
                WriteTable(table, builder);
                break;
            case ListBlock { IsOrdered: true } list:
                WriteList(list, builder);
                break;
            case HtmlBlock html:
                // Converters of PDF leave tables as HTML.
                HtmlReader.WriteFragment(html.Lines.ToString(), builder);
                break;
            case LeafBlock { Inline: { } inline }:
                builder.Line(label + Inline(inline));
                break;
            case LeafBlock leaf:
                builder.Line(label + leaf.Lines.ToString());
                break;
            case ContainerBlock container:
                Blocks(container, builder);
                break;
            default:
                break;
        }
    }

    private static void WriteList(ListBlock list, TextBuilder builder)
    {
        _ = long.TryParse(list.OrderedStart ?? list.DefaultOrderedStart, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        foreach (var item in list.OfType<ListItemBlock>())
        {
            var label = $"{number++}{list.OrderedDelimiter} ";
            foreach (var block in item)
            {
                Write(block, builder, label);
                label = "";
            }
        }
    }

    private static void WriteTable(MarkdownTable table, TextBuilder builder)
    {
        var cells = new List<GridCell>();
        foreach (var (row, item) in table.OfType<MarkdownRow>().Index())
        {
            var column = 0;
            foreach (var cell in item.OfType<MarkdownCell>())
            {
                var at = cell.ColumnIndex >= 0 ? cell.ColumnIndex : column;
                var span = Math.Max(1, cell.ColumnSpan);
                if (at + span > GridCell.MaxColumns)
                {
                    throw new InputRefusedException(InputProblems.TooMany(builder.Name, "表格列数", GridCell.MaxColumns));
                }

                var text = string.Join('\n', cell.Descendants<LeafBlock>().Select(l => l.Inline is null ? l.Lines.ToString() : Inline(l.Inline)));
                cells.Add(new(row, at, Math.Max(1, cell.RowSpan), span, GridCell.CellText(text)));
                column = at + span;
            }
        }

        builder.Table(cells);
    }

    private static string Inline(ContainerInline parent)
    {
        var text = new StringBuilder();
        Inline(parent, text);
        return text.ToString();
    }

    private static void Inline(ContainerInline parent, StringBuilder text)
    {
        foreach (var inline in parent)
        {
            switch (inline)
            {
                case LiteralInline literal:
                    text.Append(literal.Content.AsSpan());
                    break;
                case CodeInline code:
                    text.Append(code.ContentSpan);
                    break;
                case HtmlEntityInline entity:
                    text.Append(entity.Transcoded.AsSpan());
                    break;
                case AutolinkInline link:
                    text.Append(link.Url);
                    break;
                case LineBreakInline:
                    text.Append('\n');
                    break;
                case HtmlInline html when html.Tag.StartsWith("<br", StringComparison.OrdinalIgnoreCase):
                    text.Append('\n');
                    break;
                case LinkInline { IsImage: true } or HtmlInline:
                    break;
                case DelimiterInline delimiter:
                    text.Append(delimiter.ToLiteral());
                    Inline(delimiter, text);
                    break;
                case ContainerInline container:
                    Inline(container, text);
                    break;
                default:
                    break;
            }
        }
    }
}
