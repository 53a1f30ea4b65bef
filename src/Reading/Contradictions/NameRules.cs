using System.Buffers;

namespace Bihuan.Reading.Contradictions;

/// <summary>One authority under two names: 发展和改革局 and 发展和改革委员会, 文化和… and 文化与….</summary>
internal sealed class UnitNameRule : IContradictionRule
{
    private static readonly string[] Suffixes = ["委员会", "分局", "局", "厅", "委"];

    public IEnumerable<Contradiction> Find(ReadingSet set)
    {
        var seen = Named(set).GroupBy(n => n.Stem);
        foreach (var group in seen)
        {
            var names = group.GroupBy(n => Level(n.Name) + Trim(n.Name)).Select(g => g.First()).ToList();
            if (names.Count > 1 && names.Select(n => Trim(n.Name)).Distinct(StringComparer.Ordinal).Count() > 1)
            {
                yield return new(
                    ContradictionKind.DifferentNames,
                    Severity.Note,
                    [.. names.Select(n => n.Place)],
                    $"疑为同一单位，名称不一：{string.Join("；", names.Select(n => $"{n.Name}（{n.Place.Document} {n.Place.Place}）"))}。",
                    ScopeMayExplain: true);
            }
        }
    }

    private static IEnumerable<(string Stem, string Name, FindingPlace Place)> Named(ReadingSet set)
    {
        foreach (var document in set.Documents)
        {
            foreach (var commitment in document.Document.Commitments)
            {
                IEnumerable<string> names = commitment switch
                {
                    TaskCommitment t => t.LeadUnits.Concat(t.Units),
                    GroupCommitment g => g.LeadUnits.Concat(g.Units),
                    PortfolioCommitment p => p.Manages.Concat(p.Liaises),
                    IndicatorCommitment i => i.LeadUnits,
                    _ => [],
                };
                foreach (var name in names)
                {
                    if (Stem(name) is { Length: >= 4 } stem)
                    {
                        yield return (stem, name, document.At(commitment));
                    }
                }
            }
        }
    }

    /// <summary>What is left without district, suffix and the choice of 和、与、及; short names are left alone.</summary>
    private static string? Stem(string name)
    {
        var bare = Trim(SubjectKey.WithoutBrackets(name));
        foreach (var suffix in Suffixes)
        {
            if (bare.EndsWith(suffix, StringComparison.Ordinal))
            {
                return Level(name) + bare[..^suffix.Length].Replace('与', '和').Replace('及', '和');
            }
        }

        return null;
    }

    /// <summary>市 and 省 authorities are others than the district's own, which go with or without 区.</summary>
    private static string Level(string name) => name[0] is '市' or '省' ? name[..1] : "";

    private static string Trim(string name) => name.Length > 2 && name[0] is '区' or '县' or '市' or '省' ? name[1..] : name;
}

/// <summary>One document under several titles: in its notice, at its head, in the contents, in another document.</summary>
internal sealed class TitleRule : IContradictionRule
{
    public IEnumerable<Contradiction> Find(ReadingSet set)
    {
        foreach (var document in set.Documents)
        {
            var names = Own(set, document).Where(n => n.Name.Length > 5).ToList();
            if (names.Count > 0 && Differ(names) is { } finding)
            {
                yield return finding;
            }
            foreach (var attachment in Attachments(document))
            {
                yield return attachment;
            }
        }
        foreach (var finding in Cited(set))
        {
            yield return finding;
        }
    }

    /// <summary>The names that the document itself and the contents give to what it issues.</summary>
    private static IEnumerable<(string Name, FindingPlace Place)> Own(ReadingSet set, SourcedDocument document)
    {
        var inner = Inner(document.Document.Title);
        if (inner.Length > 0)
        {
            yield return (inner, document.AtHead());
        }
        foreach (var citation in document.Document.Commitments.OfType<CitationCommitment>().Where(c => c is { Role: CitationRole.Issues, Title: not null }))
        {
            yield return (citation.Title!, document.At(citation));
        }
        foreach (var annex in document.Document.Root.Children.Where(c => c.Kind == NodeKind.Annex && !c.Heading.IsEmpty))
        {
            yield return (annex.Heading.Value, new(document.Document.Name, annex.Place, annex.Heading.Range, document.Source));
        }

        var entry = set.Results[document.Source].Gazette?.Contents.FirstOrDefault(c => c.Number == document.Document.Number && c.Number is not null);
        if (entry is not null && Inner(entry.Title) is { Length: > 0 } listed)
        {
            yield return (listed, new(document.Document.Name, "目录", entry.Range, document.Source));
        }
    }

    private static Contradiction? Differ(List<(string Name, FindingPlace Place)> names)
    {
        var distinct = names.GroupBy(n => Key(n.Name)).Select(g => g.First()).ToList();
        distinct = [.. distinct.Where(n => !distinct.Exists(o => o != n && IsPrefixed(Key(n.Name), Key(o.Name))))];
        return distinct.Count > 1 && distinct.Skip(1).All(n => Near(Key(n.Name), Key(distinct[0].Name), 0.8))
            ? new(ContradictionKind.DifferentNames, Severity.Note, [.. distinct.Select(n => n.Place)], $"同一文件名称不一：{string.Join("；", distinct.Select(n => $"“{n.Name}”"))}。")
            : null;
    }

    private static IEnumerable<Contradiction> Attachments(SourcedDocument document)
    {
        var parts = document.Document.Root.Children.Where(c => c.Kind == NodeKind.Attachment).ToList();
        foreach (var (listed, part) in document.Document.Attachments.Zip(parts))
        {
            if (!part.Heading.IsEmpty && Key(listed) != Key(part.Heading.Value) && Near(Key(listed), Key(part.Heading.Value), 0.8))
            {
                yield return new(ContradictionKind.DifferentNames, Severity.Note, [document.AtHead(), new(document.Document.Name, part.Place, part.Heading.Range, document.Source)], $"附件清单写作“{listed}”，附件本身的标题是“{part.Heading.Value}”。");
            }
        }
    }

    /// <summary>Titles by which other documents name one of the set, nearly right.</summary>
    private static IEnumerable<Contradiction> Cited(ReadingSet set)
    {
        var own = set.Documents.Select(d => (In: d, Name: Inner(d.Document.Title) is { Length: > 5 } inner ? inner : d.Document.Title)).ToList();
        foreach (var (subject, name) in own)
        {
            var key = Key(name);
            if (key.Length < 10)
            {
                continue;
            }

            var variants = set.All<CitationCommitment>()
                .Where(c => c.In != subject && c.Commitment is { Title: not null, Number: null } && Key(c.Commitment.Title) is var cited && cited != key && cited.Length >= 10
                    && Near(cited, key, 0.9) && SamePlace(c.Commitment.Title, name) && !IsPrefixed(cited, key) && !IsPrefixed(key, cited))
                .DistinctBy(c => Key(c.Commitment.Title!))
                .ToList();
            if (variants.Count > 0)
            {
                yield return new(
                    ContradictionKind.DifferentNames,
                    Severity.Note,
                    [subject.AtHead(), .. variants.Select(v => v.In.At(v.Commitment))],
                    $"{subject.Document.Name}的名称是“{name}”，{string.Join("，", variants.Select(v => $"{v.In.Document.Name}写作“{v.Commitment.Title}”"))}。");
            }
        }
    }

    /// <summary>What a notice issues: the words between 印发/公布 and 的通知; empty for other titles.</summary>
    internal static string Inner(string title)
    {
        var start = title.IndexOf("印发", StringComparison.Ordinal);
        var end = title.LastIndexOf("的通知", StringComparison.Ordinal);
        return start >= 0 && end > start + 2 ? title[(start + 2)..end].Replace("《", "", StringComparison.Ordinal).Replace("》", "", StringComparison.Ordinal) : "";
    }

    /// <summary>Letters and digits only, brackets with their words left out.</summary>
    private static string Key(string title) => new([.. SubjectKey.WithoutBrackets(title).Where(char.IsLetterOrDigit)]);

    /// <summary>Whether one is the other with the name of a place or body before it.</summary>
    private static bool IsPrefixed(string longer, string shorter) => longer.Length > shorter.Length && longer.Length - shorter.Length <= 8 && longer.EndsWith(shorter, StringComparison.Ordinal);

    /// <summary>Whether both speak of the same place, or one of none.</summary>
    private static bool SamePlace(string a, string b)
    {
        var (first, second) = (Place(a), Place(b));
        return first.Length == 0 || second.Length == 0 || first.EndsWith(second, StringComparison.Ordinal) || second.EndsWith(first, StringComparison.Ordinal);
    }

    private static string Place(string title)
    {
        var end = title.AsSpan(0, Math.Min(8, title.Length)).LastIndexOfAny('省', '市', '区');
        end = end < 0 ? title.AsSpan(0, Math.Min(8, title.Length)).IndexOf('县') : end;
        return end > 0 ? title[..(end + 1)] : title.StartsWith("全国", StringComparison.Ordinal) ? "全国" : "";
    }

    /// <summary>Share of characters in common, order aside (Dice).</summary>
    internal static bool Near(string a, string b, double least)
    {
        var counts = new Dictionary<char, int>();
        foreach (var c in a)
        {
            counts[c] = counts.GetValueOrDefault(c) + 1;
        }

        var common = 0;
        foreach (var c in b)
        {
            if (counts.GetValueOrDefault(c) > 0)
            {
                counts[c]--;
                common++;
            }
        }

        return 2.0 * common / (a.Length + b.Length) >= least;
    }
}

/// <summary>A unit that the text and the list beside it name differently by a character or two.</summary>
internal sealed class ListedNameRule : IContradictionRule
{
    private const int MostExtra = 3;

    private static readonly SearchValues<char> AfterNames = SearchValues.Create("等列纳作确，。");

    public IEnumerable<Contradiction> Find(ReadingSet set)
    {
        foreach (var document in set.Documents)
        {
            var listed = document.Document.Commitments.OfType<HazardCommitment>().Select(h => (h.Name, Place: document.At(h)))
                .Concat(document.Document.Commitments.OfType<EnterpriseCommitment>().Select(e => (e.Name, Place: document.At(e)))).ToList();
            if (listed.Count == 0)
            {
                continue;
            }

            foreach (var node in document.Document.Nodes.Where(n => n.Kind is NodeKind.Paragraph or NodeKind.Clause && n.Part.Kind != NodeKind.Attachment))
            {
                foreach (var (name, start) in Mentioned(node.Text.Value))
                {
                    if (listed.Exists(l => l.Name.EndsWith(name, StringComparison.Ordinal) || name.EndsWith(l.Name, StringComparison.Ordinal)))
                    {
                        continue;
                    }

                    var near = listed.Find(l => l.Name.Length >= 4 && l.Name[..2] == name[..2] && (IsWithin(l.Name, name) || IsWithin(name, l.Name)));
                    if (near.Name is not null)
                    {
                        yield return new(
                            ContradictionKind.DifferentNames,
                            Severity.Warning,
                            [new(document.Document.Name, node.Place, node.Text.RangeOf(start, name.Length), document.Source), near.Place],
                            $"正文作“{name}”，表中作“{near.Name}”。");
                    }
                }
            }
        }
    }

    /// <summary>X in 将X等5家单位 and 将X、Y列为.</summary>
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

/// <summary>Two lead units for one thing: tasks in nearly the same words given to different leads.</summary>
internal sealed class LeadRule : IContradictionRule
{
    private const int Shingle = 4;
    private const int LeastShingles = 14;
    private const double LeastShared = 0.6;

    public IEnumerable<Contradiction> Find(ReadingSet set)
    {
        // Leads carried down from a merged cell are inferred, and an inference contradicts nobody.
        var tasks = set.All<TaskCommitment>().Where(t => t.Commitment.LeadUnits.Count > 0 && !t.Commitment.Doubts.Any(d => d.Contains("牵头", StringComparison.Ordinal)))
            .Select(t => (t.In, t.Commitment, Words: Shingles(t.Commitment.Body))).Where(t => t.Words.Count >= LeastShingles).ToList();
        var index = new Dictionary<ulong, List<int>>();
        for (var i = 0; i < tasks.Count; i++)
        {
            var shared = new Dictionary<int, int>();
            foreach (var word in tasks[i].Words)
            {
                if (!index.TryGetValue(word, out var where))
                {
                    index[word] = where = [];
                }
                foreach (var other in where)
                {
                    shared[other] = shared.GetValueOrDefault(other) + 1;
                }

                // A phrase that every task has tells nothing, and would make this quadratic.
                if (where.Count < 20)
                {
                    where.Add(i);
                }
            }
            foreach (var (other, count) in shared.Where(s => s.Value >= LeastShared * Math.Min(tasks[i].Words.Count, tasks[s.Key].Words.Count)).OrderBy(s => s.Key))
            {
                var (first, second) = (tasks[other], tasks[i]);
                if (!first.Commitment.LeadUnits.Select(Bare).Intersect(second.Commitment.LeadUnits.Select(Bare), StringComparer.Ordinal).Any()
                    && Leads(first.Commitment) != Leads(second.Commitment) && count > 0)
                {
                    yield return new(
                        ContradictionKind.DifferentLeads,
                        Severity.Error,
                        [first.In.At(first.Commitment), second.In.At(second.Commitment)],
                        $"同一事项牵头单位不同：{first.In.Document.Name} {first.Commitment.Place}为{Leads(first.Commitment)}，{second.In.Document.Name} {second.Commitment.Place}为{Leads(second.Commitment)}。");
                }
            }
        }
    }

    private static string Leads(TaskCommitment task) => string.Join("、", task.LeadUnits);

    private static string Bare(string unit) => unit.TrimStart('区', '市', '县').Replace("行政", "", StringComparison.Ordinal);

    /// <summary>Every run of four letters; four UTF-16 units fill 64 bits.</summary>
    private static HashSet<ulong> Shingles(string body)
    {
        const int Longest = 2_000;
        var shingles = new HashSet<ulong>();
        var run = 0UL;
        var letters = 0;
        foreach (var c in body)
        {
            if (!char.IsLetterOrDigit(c))
            {
                continue;
            }

            run = (run << 16) | c;
            if (++letters >= Shingle)
            {
                shingles.Add(run);
            }
            if (letters == Longest)
            {
                break;
            }
        }

        return shingles;
    }
}
