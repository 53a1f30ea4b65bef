namespace Bihuan.Reading.Contradictions;

/// <summary>One authority under two names: 发展和改革局 and 发展和改革委员会, 文化和… and 文化与….</summary>
internal sealed class UnitNameRule : IContradictionRule
{
    /// <summary>Places of one name in one document that are shown.</summary>
    private const int MostPlaces = 3;

    private const int MostNames = 6;

    private static readonly string[] Suffixes = ["委员会", "分局", "局", "厅", "委"];

    public IEnumerable<Contradiction> Find(ReadingSet set)
    {
        foreach (var group in Named(set).GroupBy(n => (n.Key.Government, Stem: Stem(n.Key.Name))))
        {
            var spelt = group.Key.Stem.Length == 0 ? [] : group.GroupBy(n => Level(n.Key.Name) + Trim(n.Key.Name), StringComparer.Ordinal).Take(MostNames).ToList();
            if (spelt.Count > 1)
            {
                var names = spelt.ConvertAll(s => (Name: s.Key, Uses: s.SelectMany(n => n.Value).OrderBy(u => u.Source).ThenBy(u => u.Range.Start).ToList()));
                yield return new(
                    ContradictionKind.DifferentNames,
                    Severity.Note,
                    [.. names.SelectMany(n => n.Uses)],
                    $"疑为同一单位，名称不一：{string.Join("；", names.Select(n => $"“{n.Name}”见{Uses(n.Uses)}"))}；分派任务和检索时会当成两家，应统一为规范名称。",
                    ScopeMayExplain: true);
            }
        }
    }

    private static string Uses(List<FindingPlace> uses) =>
        string.Join("、", uses.GroupBy(u => u.Document, StringComparer.Ordinal).Select(d => $"{d.Key} {string.Join("，", d.Select(u => u.Place))}"));

    private static Dictionary<(char Government, string Name), List<FindingPlace>> Named(ReadingSet set)
    {
        var named = new Dictionary<(char, string), List<FindingPlace>>();
        foreach (var (document, task) in set.Tasks)
        {
            Add(document, task, task.LeadUnits);
            Add(document, task, task.Units);
        }
        foreach (var (document, group) in set.Groups)
        {
            Add(document, group, group.LeadUnits);
            Add(document, group, group.Units);
        }
        foreach (var (document, portfolio) in set.Portfolios)
        {
            Add(document, portfolio, portfolio.Manages);
            Add(document, portfolio, portfolio.Liaises);
        }
        foreach (var (document, row) in set.Indicators)
        {
            Add(document, row, row.LeadUnits);
        }

        return named;

        void Add(SourcedDocument document, Commitment commitment, IReadOnlyList<string> units)
        {
            foreach (var unit in units)
            {
                var key = (document.Government, SubjectKey.WithoutBrackets(unit));
                if (!named.TryGetValue(key, out var uses))
                {
                    named[key] = uses = [];
                }

                // Uses come in order of documents within a kind: the last few tell whether this document has been heard.
                var heard = 0;
                for (var i = uses.Count - 1; i >= 0 && uses.Count - i <= MostPlaces; i--)
                {
                    heard += uses[i].Document == document.Document.Name && uses[i].Source == document.Source ? 1 : 0;
                }
                if (heard < MostPlaces && uses.Count < MostPlaces * MostNames)
                {
                    uses.Add(document.At(commitment));
                }
            }
        }
    }

    /// <summary>What is left without district, suffix and the choice of 和、与、及; empty for names that are too short to tell.</summary>
    private static string Stem(string name)
    {
        var bare = Trim(name);
        foreach (var suffix in Suffixes)
        {
            if (bare.EndsWith(suffix, StringComparison.Ordinal))
            {
                var stem = bare[..^suffix.Length].Replace('与', '和').Replace('及', '和');
                return stem.Length < 2 ? "" : Level(name) + stem;
            }
        }

        return "";
    }

    /// <summary>市 and 省 authorities are others than the district's own, which go with or without 区.</summary>
    private static string Level(string name) => name is ['市' or '省', ..] ? name[..1] : "";

    private static string Trim(string name) => name.Length > 2 && name[0] is '区' or '县' or '市' or '省' ? name[1..] : name;
}

/// <summary>One document under several titles: in its notice, at its head, in the contents, in another document.</summary>
internal sealed class TitleRule : IContradictionRule
{
    private const double Near = 0.8;
    private const double NearElsewhere = 0.9;
    private const int ShortestCited = 10;
    private const int MostVariants = 6;

    public IEnumerable<Contradiction> Find(ReadingSet set)
    {
        var issues = set.Citations.Where(c => c.Commitment is { Role: CitationRole.Issues, Title: not null }).ToLookup(c => c.In, c => c.Commitment);
        var contents = new Dictionary<(int Source, string Number), ContentsEntry>();
        for (var i = 0; i < set.Results.Count; i++)
        {
            foreach (var entry in set.Results[i].Gazette?.Contents ?? [])
            {
                if (entry.Number is not null)
                {
                    contents.TryAdd((i, entry.Number), entry);
                }
            }
        }
        foreach (var document in set.Documents)
        {
            if (Own(document, issues[document], document.Document.Number is { } number ? contents.GetValueOrDefault((document.Source, number)) : null) is { } finding)
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
    private static Contradiction? Own(SourcedDocument document, IEnumerable<CitationCommitment> issues, ContentsEntry? listed)
    {
        var names = new List<(string Name, string Key, FindingPlace Place)>();
        Add(Inner(document.Document.Title), document.AtHead);
        foreach (var citation in issues.Take(MostVariants))
        {
            Add(citation.Title!, () => document.At(citation));
        }
        foreach (var annex in document.Document.Root.Children.Where(c => c.Kind == NodeKind.Annex && !c.Heading.IsEmpty).Take(MostVariants))
        {
            Add(annex.Heading.Value.Replace(" ", "", StringComparison.Ordinal), () => new(document.Document.Name, annex.Place, annex.Heading.Range, document.Source));
        }
        if (listed is not null)
        {
            Add(Inner(listed.Title), () => new(document.Document.Name, "目录", listed.Range, document.Source));
        }
        if (names.Count < 2)
        {
            return null;
        }

        var first = names[0];
        var variants = names.Where(n => n.Key != first.Key && !IsPrefixed(n.Key, first.Key) && !IsPrefixed(first.Key, n.Key) && Resemblance.Letters(n.Key, first.Key) >= Near).ToList();
        return variants.Count == 0
            ? null
            : new(
                ContradictionKind.DifferentNames,
                Severity.Note,
                [first.Place, .. variants.Select(n => n.Place)],
                $"同一文件名称不一：{(first.Place.Place.Length > 0 ? first.Place.Place : "标题")}作“{first.Name}”，{string.Join("，", variants.DistinctBy(n => n.Key).Select(n => $"{Where(n.Key)}作“{n.Name}”"))}，引用时易误作两个文件。");

        string Where(string key) => string.Join("、", variants.Where(v => v.Key == key).Select(v => v.Place.Place.Length > 0 ? v.Place.Place : "所附正文").Distinct(StringComparer.Ordinal));

        void Add(string name, Func<FindingPlace> place)
        {
            if (name.Length > 5)
            {
                names.Add((name, Key(name), place()));
            }
        }
    }

    private static IEnumerable<Contradiction> Attachments(SourcedDocument document)
    {
        if (document.Document.Attachments.Count == 0)
        {
            yield break;
        }

        var parts = document.Document.Root.Children.Where(c => c.Kind == NodeKind.Attachment);
        foreach (var (listed, part) in document.Document.Attachments.Zip(parts))
        {
            if (listed == part.Heading.Value || part.Heading.IsEmpty)
            {
                continue;
            }

            var (a, b) = (Key(listed), Key(part.Heading.Value));
            if (a != b && !IsPrefixed(a, b) && !IsPrefixed(b, a) && Resemblance.Letters(a, b) >= Near)
            {
                yield return new(ContradictionKind.DifferentNames, Severity.Note, [document.AtHead(), new(document.Document.Name, part.Place, part.Heading.Range, document.Source)], $"附件清单写作“{listed}”，附件本身的标题是“{part.Heading.Value}”，应改一致。");
            }
        }
    }

    /// <summary>Titles by which other documents name one of the set, nearly right.</summary>
    private static IEnumerable<Contradiction> Cited(ReadingSet set)
    {
        var titles = new List<(string Name, string Key, SourcedDocument In, CitationCommitment? Citation)>();
        foreach (var document in set.Documents)
        {
            Add(Inner(document.Document.Title) is { Length: > 5 } inner ? inner : document.Document.Title, document, null);
        }
        foreach (var (document, citation) in set.Citations)
        {
            if (citation is { Title: { } title, Number: null })
            {
                Add(title, document, citation);
            }
        }

        var pairs = Resemblance.Candidates(titles.ConvertAll(t => t.Key), sampling: 1)
            .Select(p => (Own: titles[p.First], Other: titles[p.Second]))
            .Where(p => p.Own.Citation is null && p.Other.Citation is not null && p.Own.In != p.Other.In && p.Own.In.Government == p.Other.In.Government
                && Placeless(p.Own.Name, out var place) is var own && Placeless(p.Other.Name, out var otherPlace) is var other && (place == otherPlace || place.Length == 0 || otherPlace.Length == 0)
                && Resemblance.Letters(Key(own), Key(other)) >= NearElsewhere);
        foreach (var group in pairs.GroupBy(p => p.Own.In))
        {
            var own = group.First().Own;

            // A bracket alone, such as （试行）, is no other name, but one of several where there are others.
            var exact = Exact(own.Name);
            var variants = group.Select(g => g.Other).DistinctBy(o => Exact(o.Name)).Where(o => Exact(o.Name) != exact).Take(MostVariants).ToList();
            if (variants.Exists(v => Placeless(v.Name, out _) is var bare && Key(bare) != Key(Placeless(own.Name, out _))))
            {
                yield return new(
                    ContradictionKind.DifferentNames,
                    Severity.Note,
                    [own.In.AtHead(), .. variants.Select(v => v.In.At(v.Citation!))],
                    $"{own.In.Document.Name}的名称是“{own.Name}”，{string.Join("，", variants.Select(v => $"{v.In.Document.Name} {v.Citation!.Place}写作“{v.Name}”"))}，共{variants.Count + 1}种名称，应以印发的为准。");
            }
        }

        void Add(string name, SourcedDocument document, CitationCommitment? citation)
        {
            if (Key(name) is { Length: >= ShortestCited } key)
            {
                titles.Add((name, key, document, citation));
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
    private static string Key(string title) => CountRule.Letters(SubjectKey.WithoutBrackets(title));

    /// <summary>Letters only, those in brackets too: the years of a plan are told with it or left out.</summary>
    private static string Exact(string title) => new([.. title.Where(c => char.IsLetter(c) && c is not '年')]);

    /// <summary>Whether one is the other with the name of a place or body before it.</summary>
    private static bool IsPrefixed(string longer, string shorter) => longer.Length > shorter.Length && longer.Length - shorter.Length <= 8 && longer.EndsWith(shorter, StringComparison.Ordinal);

    /// <summary>A title without brackets and the places that it begins with (某市某区…), the last of which is <paramref name="place"/>.</summary>
    private static string Placeless(string title, out string place)
    {
        place = title.StartsWith("全国", StringComparison.Ordinal) ? "全国" : "";
        var rest = SubjectKey.WithoutBrackets(title)[place.Length..];
        while (rest.AsSpan(0, Math.Min(6, rest.Length)).IndexOfAny("省市区县") is >= 2 and var end)
        {
            place = rest[..(end + 1)];
            rest = rest[(end + 1)..];
        }

        return rest;
    }
}
