using System.Buffers;
using Bihuan.Reading.Structure.Tables;
using Bihuan.Reading.Text;

namespace Bihuan.Reading.Structure;

/// <summary>The paragraphs and tables of a part to its tree of clauses with stable places.</summary>
internal sealed class ClauseTreeBuilder
{
    /// <summary>Deeper nesting than any document has; hostile numbering stays flat below it.</summary>
    private const int MostLevels = 24;

    private static readonly string[] ClosingCues = ["请", "希望", "特此", "以上", "上述", "联系人", "各地", "此前", "本通知", "本意见"];
    private static readonly SearchValues<char> InlineBefore = SearchValues.Create("。；：，！？\n");

    private readonly SourceText _source;
    private readonly PartDraft _part;
    private readonly string _prefix;
    private readonly ICollection<Repair> _repairs;
    private readonly ClauseNode _root;
    private readonly List<Level> _levels = [];
    private readonly Dictionary<ClauseNode, List<MappedText>> _paragraphs = [];

    /// <summary>The last number of each style anywhere in the part: a list may run on across chapters.</summary>
    private readonly Dictionary<NumberingStyle, int> _last = [];
    private int _unnumbered;
    private int _rows;

    private ClauseTreeBuilder(SourceText source, PartDraft part, string prefix, ICollection<Repair> repairs)
    {
        _source = source;
        _part = part;
        _prefix = prefix;
        _repairs = repairs;
        _root = new()
        {
            Kind = part.Kind,
            Label = part.Label,
            Place = prefix,
            Heading = part.Title.Length > 0 && part.Head is { } head ? Heading(source, head, part.Title) : MappedText.Empty,
        };
    }

    /// <summary>Builds the tree of one part.</summary>
    public static ClauseNode Build(SourceText source, PartDraft part, string prefix, ICollection<Repair> repairs) =>
        new ClauseTreeBuilder(source, part, prefix, repairs).Build();

    /// <summary>The title of a part, without 附件2 before it.</summary>
    private static MappedText Heading(SourceText source, SourceRange head, string title)
    {
        var text = Normaliser.Normalise(source, head.Start, head.End);
        var bare = text.Value.Replace(" ", "", StringComparison.Ordinal);
        var at = bare.EndsWith(title, StringComparison.Ordinal) ? text.Length - title.Length - (text.Value.Length - bare.Length) : 0;
        return text.Slice(Math.Clamp(at, 0, text.Length));
    }

    private ClauseNode Build()
    {
        var closing = ClosingStart();
        for (var i = 0; i < _part.Blocks.Count; i++)
        {
            var block = _part.Blocks[i];
            if (block.IsTable)
            {
                AddTable(block, i);
            }
            else if (i >= closing)
            {
                AddParagraph(_root, block, Compose("文末"));
            }
            else if (block.Marker is { } marker)
            {
                AddClause(block, marker);
            }
            else
            {
                AddUnnumbered(block, i);
            }
        }

        Finish();
        return _root;
    }

    /// <summary>The first of the closing paragraphs (文末), which belong to no clause; the number of blocks where there are none.</summary>
    private int ClosingStart()
    {
        var blocks = _part.Blocks;
        var first = blocks.Count;
        for (var i = blocks.Count - 1; i > 0 && !blocks[i].IsTable && blocks[i].Marker is null; i--)
        {
            var value = blocks[i].Value;
            first = Array.Exists(ClosingCues, cue => value.StartsWith(cue, StringComparison.Ordinal)) ? i : first;
        }

        return first < blocks.Count && blocks.Take(first).Any(b => b.Marker is not null) ? first : blocks.Count;
    }

    private void AddClause(Block block, Marker marker)
    {
        var (parent, moved) = ParentFor(marker);
        if (moved is { } style)
        {
            marker = marker with { Style = style, Label = Relabel(marker.Ordinal, style) };
            _repairs.Add(new(RepairKind.MovedNumbering, new(block.Range.Start, block.Range.Start), $"按{marker.Label}读"));
        }

        var node = new ClauseNode
        {
            Kind = NodeKind.Clause,
            Numbering = marker.Style,
            Label = marker.Label,
            Ordinal = marker.Ordinal,
            Place = PlaceOf(parent, marker),
            Range = block.Range,
        };
        parent.Add(node);
        _last[marker.Style] = marker.Ordinal;
        _paragraphs[node] = [block.Text.Slice(marker.Length)];
        _levels.Add(new(node, marker));
    }

    /// <summary>Finds what a numbered paragraph stands in, and closes the levels below it.</summary>
    private (ClauseNode Parent, NumberingStyle? Moved) ParentFor(Marker marker)
    {
        if (marker.Style == NumberingStyle.Decimal)
        {
            return (DecimalParent(marker), null);
        }

        for (var i = _levels.Count - 1; i >= 0; i--)
        {
            if (_levels[i].Marker.Style == marker.Style || Rank(_levels[i].Marker.Style) is > 0 and var rank && Rank(marker.Style) is > 0 and var own && own <= rank)
            {
                var same = _levels[i].Marker.Style == marker.Style;
                if (same || Rank(marker.Style) < Rank(_levels[i].Marker.Style))
                {
                    if (!same && i > 0 && _levels.FindLastIndex(i, l => l.Marker.Style == marker.Style) is >= 0 and var outer)
                    {
                        i = outer;
                    }

                    _levels.RemoveRange(i, _levels.Count - i);
                    return (Top, null);
                }
            }
        }

        // A number that no level of its own style expects but a level of another style does: printed in the wrong style.
        if (marker.Ordinal > 1 && Rank(marker.Style) == 0 && _last.GetValueOrDefault(marker.Style) + 1 != marker.Ordinal)
        {
            for (var i = _levels.Count - 1; i >= 0; i--)
            {
                var level = _levels[i].Marker;
                if (level.Ordinal + 1 == marker.Ordinal && Rank(level.Style) == 0 && level.Style != NumberingStyle.Decimal && IsChinese(level.Style) == IsChinese(marker.Style))
                {
                    _levels.RemoveRange(i, _levels.Count - i);
                    return (Top, level.Style);
                }
            }
        }
        if (_levels.Count >= MostLevels)
        {
            _levels.RemoveAt(_levels.Count - 1);
        }

        return (Top, null);
    }

    private ClauseNode Top => _levels.Count > 0 ? _levels[^1].Node : _root;

    /// <summary>第一章 holds 第一节 holds 第一条, whatever was printed between.</summary>
    private static int Rank(NumberingStyle style) => style switch
    {
        NumberingStyle.Chapter => 1,
        NumberingStyle.Section => 2,
        NumberingStyle.Article => 3,
        _ => 0,
    };

    private static bool IsChinese(NumberingStyle style) => style is NumberingStyle.Chinese or NumberingStyle.ChineseBracketed;

    private ClauseNode DecimalParent(Marker marker)
    {
        for (var i = _levels.Count - 1; i >= 0; i--)
        {
            var level = _levels[i].Marker;
            if (level.Style is NumberingStyle.Decimal or NumberingStyle.Arabic && marker.Label.Length > level.Label.Length && marker.Label.StartsWith(level.Label, StringComparison.Ordinal) && marker.Label[level.Label.Length] is '.')
            {
                _levels.RemoveRange(i + 1, _levels.Count - i - 1);
                return Top;
            }
        }

        // No level is its head: a sibling of the outermost decimal, or the first inside what is open.
        var outermost = _levels.FindIndex(l => l.Marker.Style == NumberingStyle.Decimal);
        if (outermost >= 0)
        {
            _levels.RemoveRange(outermost, _levels.Count - outermost);
        }
        else if (!marker.Label.Contains('.', StringComparison.Ordinal))
        {
            _levels.Clear();
        }

        return Top;
    }

    private void AddUnnumbered(Block block, int index)
    {
        var top = Top;
        if (top == _root)
        {
            AddParagraph(_root, block, Compose($"{(_part.Kind == NodeKind.Body ? "正文" : "")}第{++_unnumbered}段"));
            return;
        }

        // A lead-in before a list that starts anew belongs to what holds the list, not to its last item.
        if (RestartsBehind(index) is { } restart)
        {
            for (var i = _levels.Count - 1; i >= 0; i--)
            {
                if (_levels[i].Marker.Style == restart)
                {
                    _levels.RemoveRange(i, _levels.Count - i);
                    AddParagraph(Top, block, Top == _root ? Compose($"第{++_unnumbered}段") : Top.Place);
                    return;
                }
            }
        }
        if (top.Children.Count > 0 || !_paragraphs.TryGetValue(top, out var paragraphs))
        {
            AddParagraph(top, block, top.Place);
            return;
        }

        paragraphs.Add(block.Text);
        Widen(top, block.Range);
    }

    /// <summary>The style of the list that starts anew at 1 behind this paragraph and its unnumbered followers, if the paragraph leads it in.</summary>
    private NumberingStyle? RestartsBehind(int index)
    {
        const int Farthest = 4;
        var value = _part.Blocks[index].Value;
        if (value[^1] is not '：' && value.Length > 30 && value[^1] is '。')
        {
            // A closed sentence goes on with the item before, unless a lead-in follows at once.
            return null;
        }

        for (var i = index + 1; i < _part.Blocks.Count && i <= index + Farthest; i++)
        {
            if (_part.Blocks[i].IsTable)
            {
                return null;
            }
            if (_part.Blocks[i].Marker is { } marker)
            {
                return marker.Ordinal == 1 && _levels.Exists(l => l.Marker.Style == marker.Style) ? marker.Style : value.Length < 12 && value[^1] is '：' ? LastItemStyle() : null;
            }
        }

        return null;
    }

    /// <summary>响应措施： after ①② that is followed by prose or by the next heading still belongs to the clause above the items.</summary>
    private NumberingStyle? LastItemStyle() => _levels[^1].Marker.Style is NumberingStyle.Circled or NumberingStyle.ArabicBracketed && _levels.Count > 1 ? _levels[^1].Marker.Style : null;

    private void AddParagraph(ClauseNode parent, Block block, string place)
    {
        var node = new ClauseNode { Kind = NodeKind.Paragraph, Place = place, Range = block.Range };
        parent.Add(node);
        _paragraphs[node] = [block.Text];
    }

    private void AddTable(Block block, int index)
    {
        var place = Top == _root ? _prefix : Top.Place;
        var caption = index > 0 && _part.Blocks[index - 1] is { IsTable: false } above && above.Value.Length < 60 ? above.Text : _root.Heading;
        var table = BuildTable(block, place, caption);
        if (table is null)
        {
            return;
        }

        _rows += table.Rows.Count;
        Top.Add(new() { Kind = NodeKind.Table, Place = place, Range = block.Range, Table = table });
    }

    private Table? BuildTable(Block block, string place, MappedText caption) =>
        block.Stated is { } stated
            ? TableBuilder.Build(stated, _source, place, _rows + 1, _repairs, caption)
            : TableBuilder.Build([.. block.TableLines.Select(l => TableLine.Split(_source, l.Range.Start, l.Range.End, l.AfterBlank, _repairs))], place, _rows + 1, _repairs, caption);

    private static void Widen(ClauseNode node, SourceRange range) => node.Range = node.Range.Union(range);

    private string Compose(string place) => _prefix.Length == 0 ? place : $"{_prefix} {place}";

    private string PlaceOf(ClauseNode parent, Marker marker)
    {
        if (marker.Style is NumberingStyle.Article or NumberingStyle.Chapter || (marker.Style == NumberingStyle.Decimal && (parent.Numbering is NumberingStyle.Decimal or NumberingStyle.None || marker.Label.StartsWith(parent.Label + ".", StringComparison.Ordinal))))
        {
            return Compose(marker.Label);
        }

        // 3.2.5 and 1 would run together, and so would 2 and 1.
        var label = marker.Style == NumberingStyle.Arabic && parent.Numbering is NumberingStyle.Decimal ? $"（{marker.Label}）" : marker.Label;
        return parent == _root ? Compose(label)
            : char.IsAsciiDigit(label[0]) && char.IsAsciiDigit(parent.Place[^1]) ? $"{parent.Place} {label}"
            : parent.Numbering is NumberingStyle.Chapter && marker.Style is not NumberingStyle.Section ? $"{parent.Place} {label}"
            : parent.Place + label;
    }

    private static string Relabel(int ordinal, NumberingStyle style)
    {
        var chinese = Kernel.ChineseNumeral.Format(ordinal);
        return style switch
        {
            NumberingStyle.Chinese => chinese,
            NumberingStyle.ChineseBracketed => $"（{chinese}）",
            NumberingStyle.ArabicBracketed => $"({ordinal})",
            NumberingStyle.Circled when ordinal <= 20 => ((char)('①' + ordinal - 1)).ToString(),
            _ => ordinal.ToString(System.Globalization.CultureInfo.InvariantCulture),
        };
    }

    /// <summary>Texts, headings, inline lists and ranges, from the leaves up.</summary>
    private void Finish()
    {
        foreach (var (node, paragraphs) in _paragraphs)
        {
            node.Text = MappedText.Join(paragraphs, "\n");
            if (node.Kind == NodeKind.Clause)
            {
                node.Heading = HeadingOf(node, paragraphs[0]);
            }
            if (node.Children.Count == 0)
            {
                SplitInline(node);
            }
        }

        var all = _root.Descendants().ToList();
        for (var i = all.Count - 1; i >= 0; i--)
        {
            if (all[i].Parent is { } parent && parent != _root)
            {
                Widen(parent, all[i].Range);
            }
        }

        var range = _part.Head ?? (all.Count > 0 ? all[0].Range : default);
        foreach (var child in _root.Children)
        {
            range = range.Union(child.Range);
        }

        _root.Range = range;
    }

    private static MappedText HeadingOf(ClauseNode node, MappedText first)
    {
        const int LongestHeading = 60;
        const int LongestTitle = 40;
        if (first.IsEmpty)
        {
            return MappedText.Empty;
        }
        if (first.Length <= LongestHeading && !Cjk.SentenceEnds.Contains(first.Value[^1]) && first.Value.AsSpan().IndexOfAny("。；") < 0)
        {
            return first;
        }

        var stop = first.Value.IndexOf('。', StringComparison.Ordinal);
        var more = node.Text.Length - stop - 1;
        if (stop is <= 1 or > LongestTitle || first.Value.AsSpan(0, stop).IndexOfAny("，；（") >= 0)
        {
            return MappedText.Empty;
        }

        var next = node.Text.Value.AsSpan(stop + 1).TrimStart('\n');
        var titled = more > 12 && next[0] is not ('（' or '【' or '〔');
        return titled || (more == 0 && node.Children.Count > 0) ? first.Slice(0, stop) : MappedText.Empty;
    }

    /// <summary>一是…二是…: children of the clause that they stand in. The clause's own text keeps what stands before them.</summary>
    private static void SplitInline(ClauseNode node)
    {
        var value = node.Text.Value;
        if (!value.Contains("一是", StringComparison.Ordinal) || !value.Contains("二是", StringComparison.Ordinal))
        {
            return;
        }

        var starts = new List<int>();
        var from = 0;
        for (var ordinal = 1; ordinal <= 30; ordinal++)
        {
            var word = Kernel.ChineseNumeral.Format(ordinal) + "是";
            var at = value.IndexOf(word, from, StringComparison.Ordinal);
            while (at > 0 && !InlineBefore.Contains(value[at - 1]))
            {
                at = value.IndexOf(word, at + 1, StringComparison.Ordinal);
            }
            if (at < 0)
            {
                break;
            }

            starts.Add(at);
            from = at + word.Length;
        }
        if (starts.Count < 2)
        {
            return;
        }

        for (var i = 0; i < starts.Count; i++)
        {
            var end = i + 1 < starts.Count ? starts[i + 1] : value.Length;
            var all = node.Text.Slice(starts[i], end - starts[i]).Trim();
            var label = Kernel.ChineseNumeral.Format(i + 1);
            node.Add(new()
            {
                Kind = NodeKind.Clause,
                Numbering = NumberingStyle.InlineChinese,
                Label = label,
                Ordinal = i + 1,
                Place = node.Place + label,
                Range = all.Range,
                Text = all.Slice(label.Length + 1),
            });
        }

        node.WholeText = node.Text;
        node.Text = node.Text.Slice(0, starts[0]).Trim();
    }

    /// <summary>An open level: the last clause of its style.</summary>
    private readonly record struct Level(ClauseNode Node, Marker Marker);
}
