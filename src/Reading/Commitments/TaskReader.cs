using Bihuan.Reading.Commitments.Attributions;
using Bihuan.Reading.Commitments.Quantities;
using Bihuan.Reading.Text;

namespace Bihuan.Reading.Commitments;

/// <summary>Tasks (任务): clauses with an attribution, items that take theirs from a heading or a closing clause, and rows of task lists.</summary>
internal sealed class TaskReader : ICommitmentReader
{
    private const string LeadFromHeading = "牵头由上级标题写明，本条没有另写";
    private const string CoveredByClosing = "责任单位由其后的统一说明写明";
    private const string FirstLeads = "按文中约定，列第一位的为牵头单位";

    /// <inheritdoc/>
    public void Read(Document document, ICollection<Commitment> found)
    {
        var firstLeads = FirstUnitLeads(document);
        var attributions = new Dictionary<ClauseNode, IReadOnlyList<FoundAttribution>>();
        var covered = new Dictionary<ClauseNode, Attribution>();
        List<ClauseNode> nodes = [.. document.Nodes];
        for (var i = 0; i < nodes.Count; i++)
        {
            var node = nodes[i];
            if (node.Kind is not (NodeKind.Clause or NodeKind.Paragraph) || node.Numbering == NumberingStyle.InlineChinese)
            {
                continue;
            }

            var all = AttributionFinder.Find(node.Text, firstLeads);
            if (all.Count == 0)
            {
                continue;
            }
            if (firstLeads)
            {
                foreach (var scope in all.SelectMany(a => a.Scopes))
                {
                    LetFirstLead(scope);
                }
            }

            attributions.Add(node, all);
            foreach (var closing in all.Where(a => a.CoversAbove))
            {
                Cover(nodes, i, closing.Scopes[0], attributions, covered);
            }
        }

        foreach (var node in nodes)
        {
            if (node.Table is { } table)
            {
                TaskTableReader.Read(document, table, found);
            }
            else if (attributions.TryGetValue(node, out var own))
            {
                ReadClause(document, node, own, attributions, covered, found);
            }
            else if (covered.TryGetValue(node, out var closing))
            {
                found.Add(Inherited(document, node, node.Text, FromHeading(node, attributions, out var above) ? closing.Inheriting(above!) : closing, CoveredByClosing));
            }
            else if (IsItem(node) && FromHeading(node, attributions, out var heading))
            {
                found.Add(Inherited(document, node, node.Text, heading!, LeadFromHeading, leadInferred: true));
            }
        }
    }

    /// <summary>Whether the document says that the unit named first in each list leads.</summary>
    private static bool FirstUnitLeads(Document document)
    {
        foreach (var node in document.Nodes)
        {
            var text = node.Text.Value;
            var at = text.IndexOf("牵头", StringComparison.Ordinal);
            for (; at >= 0; at = text.IndexOf("牵头", at + 2, StringComparison.Ordinal))
            {
                var before = text.AsSpan(Math.Max(0, at - 30)..at);
                before = before[(before.LastIndexOf('。') + 1)..];
                if ((before.Contains("第一", StringComparison.Ordinal) || before.Contains("首位", StringComparison.Ordinal) || before.Contains("排首", StringComparison.Ordinal))
                    && (before.Contains("列", StringComparison.Ordinal) || before.Contains("排", StringComparison.Ordinal) || before.Contains("单位", StringComparison.Ordinal))
                    && before.TrimEnd("主要总").EndsWith("为", StringComparison.Ordinal))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static void LetFirstLead(Attribution scope)
    {
        if (scope.LeadUnits.Count > 0 || scope.Responsible.Count == 0)
        {
            return;
        }

        // A street named first is not in the list of units; by position it would lead.
        var first = scope.Responsible[0];
        if (scope.Streets.Count > 0 && scope.Streets[0].Range.Start < first.Range.Start)
        {
            first = scope.Streets[0];
            scope.Streets.RemoveAt(0);
        }
        else
        {
            scope.Responsible.RemoveAt(0);
        }

        scope.LeadUnits.Add(first);
        scope.Remarks.Add(new(FirstLeads, first.Range));
    }

    /// <summary>Gives the closing clause's units to the items before it, under the same parent, that name none; back to the last such clause.</summary>
    private static void Cover(List<ClauseNode> nodes, int at, Attribution closing, Dictionary<ClauseNode, IReadOnlyList<FoundAttribution>> attributions, Dictionary<ClauseNode, Attribution> covered)
    {
        var node = nodes[at];
        if (node.Kind == NodeKind.Clause)
        {
            covered.TryAdd(node, closing);      // the line stands behind its last item's own words
        }

        for (var i = at - 1; i >= 0 && !ReferenceEquals(nodes[i], node.Parent); i--)
        {
            if (attributions.TryGetValue(nodes[i], out var own))
            {
                if (own.Any(a => a.CoversAbove))
                {
                    break;
                }
            }
            else if (IsItem(nodes[i]))
            {
                covered.TryAdd(nodes[i], closing);
            }
        }
    }

    private static int IndexOf(IReadOnlyList<ClauseNode> siblings, ClauseNode node)
    {
        // From the end: a closing clause stands last.
        for (var i = siblings.Count - 1; i >= 0; i--)
        {
            if (ReferenceEquals(siblings[i], node))
            {
                return i;
            }
        }

        return -1;
    }

    private static bool IsItem(ClauseNode node) =>
        node.Kind == NodeKind.Clause && node.Numbering != NumberingStyle.InlineChinese && !node.Text.IsEmpty && !node.Children.Any(IsClause);

    private static bool IsClause(ClauseNode node) => node.Kind == NodeKind.Clause && node.Numbering != NumberingStyle.InlineChinese;

    /// <summary>What the nearest heading above says for all its items.</summary>
    private static bool FromHeading(ClauseNode node, Dictionary<ClauseNode, IReadOnlyList<FoundAttribution>> attributions, out Attribution? from)
    {
        var levels = 0;
        foreach (var above in node.Ancestors())
        {
            if (++levels > 6)
            {
                break;
            }
            if (above.Kind == NodeKind.Clause && attributions.TryGetValue(above, out var found) && found.Count == 1 && found[0].Scopes.Count == 1 && !found[0].CoversAbove && StandsInHeading(above, found[0]))
            {
                from = found[0].Scopes[0];
                return true;
            }
        }

        from = null;
        return false;
    }

    /// <summary>Whether an attribution stands in a heading with items below, and so speaks for them.</summary>
    private static bool StandsInHeading(ClauseNode node, FoundAttribution attribution)
    {
        if (!node.Children.Any(IsClause))
        {
            return false;
        }

        // In the heading line itself, or all that follows it on a line of its own.
        var text = node.Text.Value;
        var line = text.IndexOf('\n', StringComparison.Ordinal);
        line = line < 0 ? text.Length : line;
        var words = text.AsSpan(0, Math.Min(line, attribution.Start));
        return words.IndexOf('。') < 0 && (attribution.End >= line - 1 || attribution.Start > line) && text.AsSpan(attribution.End).Trim(" \n。").IsEmpty;
    }

    private static void ReadClause(
        Document document,
        ClauseNode node,
        IReadOnlyList<FoundAttribution> own,
        Dictionary<ClauseNode, IReadOnlyList<FoundAttribution>> attributions,
        Dictionary<ClauseNode, Attribution> covered,
        ICollection<Commitment> found)
    {
        var text = node.Text;
        if (own.Count == 1 && StandsInHeading(node, own[0]))
        {
            return;     // its items take it over
        }

        FromHeading(node, attributions, out var heading);
        var start = BodyStart(node);
        var tasks = 0;
        foreach (var one in own)
        {
            var body = Body(text, start, one.Start);
            if (body.IsEmpty && start > 0 && tasks == 0)
            {
                body = Body(text, 0, one.Start);        // what looked like a heading is all there is
            }

            start = one.End;
            if (one.CoversAbove)
            {
                if (covered.TryGetValue(node, out var closing) && tasks == 0 && !body.IsEmpty)
                {
                    found.Add(Inherited(document, node, body, closing, CoveredByClosing));
                }
                continue;
            }
            if (one.Scopes.All(s => s.OnlyDeadline))
            {
                continue;
            }
            if (body.IsEmpty)
            {
                body = WordsBefore(node);
                if (body.IsEmpty)
                {
                    continue;
                }
            }

            foreach (var scope in one.Scopes)
            {
                tasks++;
                var attribution = heading is null ? scope : scope.Inheriting(heading);
                var range = text.RangeOf(one.Start, one.End - one.Start);
                found.Add(Task(document, node, body, attribution, body.Range.Start <= range.Start ? body.Range.Union(range) : range, own.Count == 1 && one.Scopes.Count == 1, scope.Scope.Name));
            }
        }
    }

    /// <summary>For a paragraph that holds nothing but the attribution: the words of the paragraph or clause before it.</summary>
    private static MappedText WordsBefore(ClauseNode node)
    {
        if (node.Kind != NodeKind.Paragraph || node.Parent is not { } parent)
        {
            return MappedText.Empty;
        }

        var at = IndexOf(parent.Children, node);
        var before = at > 0 ? parent.Children[at - 1] : parent;
        return before.Kind is NodeKind.Clause or NodeKind.Paragraph && AttributionFinder.Find(before.Text).Count == 0 ? Body(before.Text, BodyStart(before), before.Text.Length) : MappedText.Empty;
    }

    private static TaskCommitment Inherited(Document document, ClauseNode node, MappedText body, Attribution from, string why, bool leadInferred = false)
    {
        var attribution = new Attribution().Inheriting(from);
        attribution.Doubts.AddRange(from.Doubts);
        attribution.LeadInferred |= from.LeadInferred || leadInferred;
        attribution.Doubt(why, Math.Min(from.Confidence, 0.9));
        var words = ReferenceEquals(body, node.Text) ? Body(body, BodyStart(node), body.Length) : body;
        words = words.IsEmpty ? body : words;
        return Task(document, node, words, attribution, words.IsEmpty ? node.Range : words.Range, single: true, "");
    }

    private static TaskCommitment Task(Document document, ClauseNode node, MappedText body, Attribution attribution, SourceRange range, bool single, string scope)
    {
        var title = Title(node, body);
        var (chapter, section) = Headings(node);
        var deadline = TaskDeadlines.Of(attribution.Deadline.Name, body.Value, document.Date);
        if (deadline?.Doubt is { } doubt)
        {
            attribution.Doubt(doubt, 0.85);
        }

        return new()
        {
            Place = node.Place,
            Range = range,
            Text = body.Value,
            Number = single && node.Numbering is NumberingStyle.Arabic or NumberingStyle.Decimal ? node.Label : null,
            Body = body.Value,
            Title = title,
            Chapter = chapter,
            Section = section,
            Scope = scope.Length > 0 ? scope : null,
            Leaders = Names(attribution.Leaders),
            LeadUnits = Names(attribution.LeadUnits),
            Units = [.. Names(attribution.Responsible), .. Names(attribution.Support)],
            Implementers = Names(attribution.Implementers),
            Streets = Names(attribution.Streets),
            OpenEnded = attribution.OpenEnded || (attribution.LeadOpenEnded && attribution.Responsible.Count + attribution.Support.Count + attribution.Streets.Count == 0),
            Deadline = deadline,
            Quantities = QuantityScanner.Scan(body, node.Place),
            Confidence = attribution.Confidence,
            Doubts = attribution.Doubts,
            LeadInferred = attribution.LeadInferred,
        };
    }

    private static string[] Names(List<Mention> mentions) => [.. mentions.Select(m => m.Name)];

    /// <summary>Where the words of the task begin: behind a heading that stands before them (1. 标题。正文, or a heading line).</summary>
    private static int BodyStart(ClauseNode node)
    {
        var heading = node.Heading.Length;
        var text = node.Text.Value;
        if (heading == 0 || heading >= text.Length || !text.StartsWith(node.Heading.Value, StringComparison.Ordinal))
        {
            return 0;
        }

        // A first sentence with a comma, or with figures, is itself a part of what is to be done.
        var words = node.Heading.Value.AsSpan().TrimEnd("。：； ");
        var line = text[heading] is '\n' || text[heading - 1] is '\n';
        return line || words.IndexOfAny('，', '；') < 0 ? heading : 0;
    }

    private static MappedText Body(MappedText text, int start, int end)
    {
        var value = text.Value;
        if (start >= end)
        {
            return MappedText.Empty;
        }

        while (start < end && value[start] is '、' or '，' or '。' or '；' or ' ' or '\n' or '：' or '）' or '】')
        {
            start++;
        }
        while (end > start && value[end - 1] is ' ' or '\n' or '（' or '【' or '〔' or '—')
        {
            end--;
        }

        // 甲（…）、乙（…）等隐患。丙（…）: the tail of the sentence before is no part of this task.
        if (end > start && value[start] is '等' && value.AsSpan(start, end - start).IndexOfAny('。', '；') is > 0 and var stop && stop + 1 < end - start)
        {
            return Body(text.Slice(0, end), start + stop + 1, end);
        }

        return text.Slice(start, end - start);
    }

    private static string? Title(ClauseNode node, MappedText body)
    {
        if (node.Heading.IsEmpty)
        {
            return null;
        }

        var heading = node.Heading.Value.Trim().TrimEnd('。');
        return heading.Length == 0 || body.Value.StartsWith(heading, StringComparison.Ordinal) ? null : heading;
    }

    private static (string? Chapter, string? Section) Headings(ClauseNode node)
    {
        string? chapter = null;
        string? section = null;
        foreach (var above in node.Ancestors())
        {
            if (above.Kind != NodeKind.Clause)
            {
                break;
            }

            var heading = HeadingOf(above);
            if (heading is null)
            {
                continue;
            }

            section ??= chapter;
            chapter = heading;
        }

        return (chapter, section);
    }

    private static string? HeadingOf(ClauseNode node)
    {
        var heading = node.Heading.Value.AsSpan().Trim();
        if (heading.IsEmpty)
        {
            return null;
        }

        heading = heading.TrimEnd('。');
        // A heading that names its leader is the same heading without.
        if (heading[^1] is '）' && heading.LastIndexOf('（') is > 0 and var bracket && heading[bracket..].IndexOfAny('：', ':') >= 0)
        {
            heading = heading[..bracket].TrimEnd();
        }

        return node.Numbering switch
        {
            NumberingStyle.Chinese => $"{node.Label}、{heading}",
            NumberingStyle.ChineseBracketed or NumberingStyle.ArabicBracketed or NumberingStyle.Circled => $"{node.Label}{heading}",
            NumberingStyle.Arabic => $"{node.Label}. {heading}",
            NumberingStyle.None => heading.ToString(),
            _ => $"{node.Label} {heading}",
        };
    }
}
