using System.Buffers;

namespace Bihuan.Reading.Contradictions;

/// <summary>A thing that a list names and a text, beside the list or in another document, names differently by a character or two.</summary>
internal sealed class ListedNameRule : IContradictionRule
{
    private const int MostExtra = 3;

    /// <summary>Names that share their first or last letters; more of them tell nothing.</summary>
    private const int MostAlike = 16;

    /// <summary>Names that are looked for in other documents.</summary>
    private const int MostSought = 32;

    private static readonly SearchValues<char> AfterNames = SearchValues.Create("等列纳作确，。");

    /// <summary>Verbs between a thing and its figure: 甲书院投入900万元.</summary>
    private static readonly string[] Verbs = ["投入", "投资", "安排", "完成", "新增", "达到", "下达", "补助", "改造", "使用", "占"];

    private static readonly SearchValues<char> Counting = SearchValues.Create("0123456789一二三四五六七八九十东西南北上下大小第前后左右甲乙丙丁");

    public IEnumerable<Contradiction> Find(ReadingSet set)
    {
        var seen = new HashSet<(string, string)>();
        foreach (var document in set.Documents)
        {
            foreach (var finding in InText(document, seen))
            {
                yield return finding;
            }
        }
        foreach (var finding in Elsewhere(set))
        {
            yield return finding;
        }
    }

    /// <summary>X in 将X等3家单位 and 将X、Y列为, against the list.</summary>
    private static IEnumerable<Contradiction> InText(SourcedDocument document, HashSet<(string, string)> seen)
    {
        if (document.Hazards.Count + document.Enterprises.Count == 0)
        {
            yield break;
        }

        var alike = new Dictionary<string, List<(string Name, Commitment Commitment)>>(StringComparer.Ordinal);
        foreach (var hazard in document.Hazards)
        {
            Add(hazard.Name, hazard);
        }
        foreach (var enterprise in document.Enterprises)
        {
            Add(enterprise.Name, enterprise);
        }
        foreach (var node in document.Nodes)
        {
            if (node.Kind is not (NodeKind.Paragraph or NodeKind.Clause) || node.Part.Kind == NodeKind.Attachment)
            {
                continue;
            }
            foreach (var (name, start) in Mentioned(node.Text.Value))
            {
                List<(string Name, Commitment Commitment)> candidates = [.. alike.GetValueOrDefault(name[..2]) ?? [], .. alike.GetValueOrDefault(name[^2..]) ?? []];
                if (candidates.Exists(l => l.Name.EndsWith(name, StringComparison.Ordinal) || name.EndsWith(l.Name, StringComparison.Ordinal)))
                {
                    continue;
                }

                var near = candidates.Find(l => l.Name.Length >= 4 && l.Name[..2] == name[..2] && (IsWithin(l.Name, name) || IsWithin(name, l.Name)));
                if (near.Name is not null && seen.Add((name, near.Name)))
                {
                    yield return new(
                        ContradictionKind.DifferentNames,
                        Severity.Warning,
                        [new(document.Document.Name, node.Place, node.Text.RangeOf(start, name.Length), document.Source), document.At(near.Commitment)],
                        $"正文作“{name}”，表中作“{near.Name}”，是否同一单位应予核实。");
                }
            }
        }

        void Add(string name, Commitment commitment)
        {
            if (name.Length < 4)
            {
                return;
            }
            foreach (var end in new[] { name[..2], name[^2..] })
            {
                if (!alike.TryGetValue(end, out var list))
                {
                    alike[end] = list = [];
                }
                if (list.Count < MostAlike)
                {
                    list.Add((name, commitment));
                }
            }
        }
    }

    private static IEnumerable<(string Name, int Start)> Mentioned(string text)
    {
        for (var at = text.IndexOf('将', StringComparison.Ordinal); at >= 0; at = text.IndexOf('将', at + 1))
        {
            var end = text.AsSpan(at + 1, Math.Min(80, text.Length - at - 1)).IndexOfAny(AfterNames);
            var names = end > 0 ? text.Substring(at + 1, end) : "";
            var start = at + 1;
            foreach (var name in names.Split('、', '和'))
            {
                if (name.Length is >= 4 and <= 40)
                {
                    yield return (name, start);
                }

                start += name.Length + 1;
            }
        }
    }

    /// <summary>A hazard, or a thing with its own figure after 其中, that another document names with one other character.</summary>
    private static IEnumerable<Contradiction> Elsewhere(ReadingSet set)
    {
        if (set.Documents.Count < 2)
        {
            yield break;
        }

        var names = new Dictionary<string, FindingPlace>(StringComparer.Ordinal);
        var heads = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var document in set.Documents)
        {
            foreach (var hazard in document.Hazards)
            {
                Add(hazard.Name, document.At(hazard));
            }
            foreach (var node in document.Nodes)
            {
                foreach (var (name, start) in Parts(node.WholeText.Value))
                {
                    Add(name, document.At(node, start, name.Length));
                }
            }
        }
        if (names.Count == 0)
        {
            yield break;
        }

        var told = new HashSet<(string, string)>();
        foreach (var document in set.Documents)
        {
            foreach (var node in document.Nodes)
            {
                foreach (var (head, alike) in heads)
                {
                    var text = node.WholeText.Value;
                    for (var at = text.IndexOf(head, StringComparison.Ordinal); at >= 0; at = text.IndexOf(head, at + 1, StringComparison.Ordinal))
                    {
                        foreach (var name in alike)
                        {
                            if (at + name.Length <= text.Length && IsOneOff(name, text.AsSpan(at, name.Length)) && names[name].Document != document.Document.Name && told.Add((name, document.Document.Name)))
                            {
                                var other = text.AsSpan(at, name.Length);
                                yield return new(
                                    ContradictionKind.DifferentNames,
                                    Severity.Warning,
                                    [names[name], document.At(node, at, name.Length)],
                                    $"{names[name].Document}作“{name}”，{document.Document.Name} {node.Place}作“{other}”，只差一字，是否同一事物应予核实。");
                            }
                        }
                    }
                }
            }
        }

        void Add(string name, FindingPlace place)
        {
            // The place that a name begins with is everywhere.
            name = name[(name.AsSpan(0, Math.Min(6, name.Length)).LastIndexOfAny("省市区县") + 1)..];
            if (name.Length is < HeadLength + 1 or > 12 || name.EndsWith("公司", StringComparison.Ordinal) || names.Count >= MostSought || !names.TryAdd(name, place))
            {
                return;
            }

            var head = name[..HeadLength];
            if (!heads.TryGetValue(head, out var list))
            {
                heads[head] = list = [];
            }

            list.Add(name);
        }
    }

    private const int HeadLength = 3;

    /// <summary>甲书院 in 其中甲书院投入900万元，乙桥投入600万元.</summary>
    private static IEnumerable<(string Name, int Start)> Parts(string text)
    {
        const string Cue = "其中";
        var at = text.IndexOf(Cue, StringComparison.Ordinal);
        if (at < 0)
        {
            yield break;
        }

        var end = text.AsSpan(at, Math.Min(300, text.Length - at)).IndexOf('。');
        end = end < 0 ? Math.Min(text.Length, at + 300) : at + end;
        var from = at + Cue.Length;
        while (from < end)
        {
            var stop = text.AsSpan(from, end - from).IndexOfAny('，', '、', '；');
            stop = stop < 0 ? end : from + stop;
            var digit = text.AsSpan(from, stop - from).IndexOfAnyInRange('0', '9');
            if (digit > 0)
            {
                var name = text.AsSpan(from, digit);
                foreach (var verb in Verbs)
                {
                    if (name.EndsWith(verb, StringComparison.Ordinal))
                    {
                        yield return (name[..^verb.Length].ToString(), from);
                        break;
                    }
                }
            }

            from = stop + 1;
        }
    }

    /// <summary>Whether two names of one length differ by one letter, behind the head, that does not count or point.</summary>
    private static bool IsOneOff(string name, ReadOnlySpan<char> other)
    {
        var differ = -1;
        for (var i = HeadLength; i < name.Length; i++)
        {
            if (name[i] != other[i])
            {
                if (differ >= 0)
                {
                    return false;
                }

                differ = i;
            }
        }

        return differ >= 0 && char.IsLetter(other[differ]) && !Counting.Contains(name[differ]) && !Counting.Contains(other[differ]);
    }

    /// <summary>Whether the shorter is the longer with at most a few characters left out.</summary>
    private static bool IsWithin(string shorter, string longer)
    {
        if (longer.Length <= shorter.Length || longer.Length - shorter.Length > MostExtra)
        {
            return false;
        }

        var at = 0;
        foreach (var c in longer)
        {
            at += at < shorter.Length && shorter[at] == c ? 1 : 0;
        }

        return at == shorter.Length;
    }
}
