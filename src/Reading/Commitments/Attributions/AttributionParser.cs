using System.Buffers;
using Bihuan.Reading.Text;
using Bihuan.Reading.Units;

namespace Bihuan.Reading.Commitments.Attributions;

/// <summary>Reads the words of one attribution, without the bracket round them: labelled (牵头单位：甲；配合单位：乙) or in
/// sentences (甲牵头负责，乙、丙等配合). Gives one attribution for each scope.</summary>
internal static class AttributionParser
{
    private const int LongestScope = 60;
    private const int LongestSubject = 400;
    private const string BorrowedLead = "没有写明牵头，以具体推进的单位为牵头";
    private const string ResponsibleLeads = "没有写明牵头单位而另列配合单位，以责任单位为牵头";

    private static readonly SearchValues<string> VerbCues = SearchValues.Create(["牵头", "牵总", "负责", "配合", "实施", "落实", "推进", "参与", "参加", "协助", "协办", "协同", "支持", "主办", "主抓", "承担", "抓总"], StringComparison.Ordinal);

    /// <summary>What those before the verb do; the longest first.</summary>
    private static readonly (string Word, Role Role)[] Verbs =
    [
        ("牵头负责推进", Role.Lead), ("牵头负责落实", Role.Lead), ("牵头负责", Role.Lead), ("牵头配合", Role.Support), ("牵头抓总", Role.Lead), ("牵头推进", Role.Lead), ("牵头实施", Role.Lead),
        ("牵头落实", Role.Lead), ("牵头组织", Role.Lead), ("牵头总", Role.Lead), ("牵头", Role.Lead), ("牵总", Role.Lead), ("抓总", Role.Lead), ("主办", Role.Lead), ("主抓", Role.Lead),
        ("负责具体实施", Role.Implement), ("负责组织实施", Role.Implement), ("负责实施", Role.Implement), ("负责推进", Role.Implement), ("负责落实", Role.Implement), ("负责配合", Role.Support), ("负责牵头", Role.Lead),
        ("具体实施", Role.Implement), ("具体推进", Role.Implement), ("具体落实", Role.Implement), ("具体负责", Role.Implement), ("组织实施", Role.Implement), ("组织落实", Role.Support),
        ("负责", Role.Lead), ("承担", Role.Lead), ("积极配合", Role.Support), ("协同配合", Role.Support), ("配合", Role.Support), ("协助", Role.Support), ("协办", Role.Support),
        ("协同", Role.Support), ("参与", Role.Support), ("参加", Role.Support), ("支持", Role.Support), ("落实", Role.Support), ("推进", Role.Implement), ("实施", Role.Implement),
    ];

    /// <summary>Words that part the doers from what they do it by: 按职责分工负责.</summary>
    private static readonly string[] Modifiers = ["按照", "按", "依照", "依据", "依", "根据", "结合"];

    private static readonly string[] Adverbs = ["分别", "共同", "联合", "统一", "主要", "总体", "各自", "均", "要", "应", "作为", "为", "具体", "积极", "做好"];

    private static readonly string[] LeadingWords = ["分别由", "分别", "其中", "其余由", "同时", "并由", "并", "再由", "由"];

    /// <summary>What may follow the verb and says nothing of its own.</summary>
    private static readonly string[] Fillers = ["相关工作", "具体工作", "有关工作", "工作", "单位", "部门", "落实", "组织", "实施", "推进", "抓落实", "抓好", "到位", "责任"];

    /// <summary>Every attribution in the words from <paramref name="start"/> to before <paramref name="end"/>; none where they speak of something else.</summary>
    public static List<Attribution> Parse(MappedText text, int start, int end)
    {
        var labels = Labels(text.Value, start, end);
        var groups = labels.Count > 0 ? Labelled(text, start, end, labels) : Sentences(text, start, end);
        foreach (var group in groups)
        {
            Finish(group);
        }

        return groups;
    }

    /// <summary>Reads a table cell under a heading that gives <paramref name="role"/>: a bare list, or sentences as above.</summary>
    public static List<Attribution> ParseCell(MappedText cell, Role role)
    {
        var groups = Parse(cell, 0, cell.Length);
        if (groups.Count == 0 && !cell.IsEmpty)
        {
            var only = new Attribution();
            AddUnits(only, role, cell, 0, cell.Length);
            Finish(only);
            groups.Add(only);
        }

        return groups;
    }

    /// <summary>A bracket that lists nothing but units: who, with no word of what they have to do, unless the document has
    /// <paramref name="agreed"/> on what their order means.</summary>
    public static Attribution? Bare(MappedText text, int start, int end, bool agreed)
    {
        var names = new List<Mention>();
        var open = NameList.Units(text, start, end, names);
        if (names.Count == 0 || names.Exists(n => !UnitNames.LooksLikeUnit(n.Name)))
        {
            return null;
        }

        var bare = new Attribution { OpenEnded = open };
        if (!agreed)
        {
            bare.DoubtLead("括号内只列单位，没有写明谁牵头、谁负责。", 0.7);
        }
        if (names.Count == 1)
        {
            bare.LeadUnits.Add(names[0]);
        }
        else
        {
            bare.Responsible.AddRange(names.Where(n => !UnitNames.IsStreet(n.Name)));
            bare.Streets.AddRange(names.Where(n => UnitNames.IsStreet(n.Name)));
        }

        return bare;
    }

    private static List<(int Start, int End, Role Role)> Labels(string value, int start, int end)
    {
        var labels = new List<(int, int, Role)>();
        var from = start;
        for (var i = start; i < end; i = NameList.Skip(value, i, end))
        {
            if (value[i] is '：' or ':')
            {
                var (at, role) = AttributionLabels.Before(value, from, i);
                if (role != Role.None)
                {
                    labels.Add((at, i + 1, role));
                    from = i + 1;
                }
            }
            else if (value[i] is ' ' && i > from)
            {
                // 牵头单位 甲局: a label without its colon, but only where it stands alone between boundaries.
                var (at, role) = AttributionLabels.Before(value, from, i);
                if (role is Role.Lead or Role.Responsible or Role.Support or Role.Leader && (at == start || value[at - 1] is ' ' or '，' or '；' or '。' or '\n'))
                {
                    labels.Add((at, i + 1, role));
                    from = i + 1;
                }
            }
        }

        return labels;
    }

    private static List<Attribution> Labelled(MappedText text, int start, int end, List<(int Start, int End, Role Role)> labels)
    {
        var value = text.Value;
        List<Attribution> groups = [];
        if (labels[0].Start > start && value.AsSpan(start, labels[0].Start - start).IndexOfAny(VerbCues) >= 0)
        {
            groups.AddRange(Sentences(text, start, labels[0].Start));
        }

        var current = groups.Count > 0 ? groups[^1] : new Attribution();
        if (groups.Count == 0)
        {
            groups.Add(current);
        }
        for (var i = 0; i < labels.Count; i++)
        {
            var (_, from, role) = labels[i];
            var to = i + 1 < labels.Count ? labels[i + 1].Start : end;
            if (role == Role.Lead && current.LeadUnits.Count > 0)
            {
                current = new Attribution();
                groups.Add(current);
            }

            Add(current, role, text, from, to);
        }

        groups.RemoveAll(g => g.IsEmpty);
        return groups;
    }

    private static void Add(Attribution group, Role role, MappedText text, int from, int to)
    {
        var value = text.Value;
        while (from < to && (value[from] is ' ' or '\n' or '—'))
        {
            from++;
        }
        while (to > from && value[to - 1] is ' ' or '\n' or '，' or '；' or '。' or '、' or ',' or ';' or '【' or '〔' or '（')
        {
            to--;
        }
        if (from >= to)
        {
            return;
        }

        switch (role)
        {
            case Role.Leader:
                NameList.People(text, from, SentenceEnd(value, from, to), group.Leaders);
                break;
            case Role.Deadline:
                var stop = SentenceEnd(value, from, to);
                group.Deadline = new(value[from..stop].Replace(" ", "", StringComparison.Ordinal), text.RangeOf(from, stop - from));
                break;
            case Role.Remark:
                group.Remarks.Add(new(value[from..to], text.RangeOf(from, to - from)));
                break;
            default:
                to = SentenceEnd(value, from, to);
                if (value.AsSpan(from, to - from).IndexOfAny(VerbCues) >= 0 && Sentences(text, from, to) is { Count: > 0 } told)
                {
                    told.ForEach(group.Add);
                }
                else
                {
                    AddUnits(group, role, text, from, to);
                }
                break;
        }
    }

    private static int SentenceEnd(string value, int from, int to)
    {
        var stop = value.AsSpan(from, to - from).IndexOf('。');
        return stop < 0 ? to : from + stop;
    }

    private static void AddUnits(Attribution group, Role role, MappedText text, int from, int to)
    {
        var names = new List<Mention>();
        var open = NameList.Units(text, from, to, names);
        foreach (var printed in names)
        {
            var (name, own) = WithoutRole(printed.Name);
            var mention = printed with { Name = name };
            switch (own == Role.None ? role : own)
            {
                case Role.Lead when !UnitNames.LooksLikeUnit(name) && PersonNames.IsLeaderPost(name):
                    group.Leaders.Add(mention);
                    break;
                case Role.Lead:
                    group.LeadUnits.Add(mention);
                    break;
                case Role.Implement:
                    group.Implementers.Add(mention);
                    break;
                case Role.Responsible or Role.Support when UnitNames.IsStreet(name):
                    AddOnce(group.Streets, mention);
                    break;
                case Role.Responsible:
                    group.Responsible.Add(mention);
                    break;
                default:
                    AddOnce(group.Support, mention);
                    break;
            }
        }

        if (role == Role.Lead)
        {
            group.LeadOpenEnded |= open;
        }
        else if (role != Role.Implement)
        {
            group.OpenEnded |= open;
        }
    }

    private static void AddOnce(List<Mention> mentions, Mention mention)
    {
        if (!mentions.Exists(m => m.Name == mention.Name))
        {
            mentions.Add(mention);
        }
    }

    /// <summary>甲局（牵头） is 甲局, and leads.</summary>
    private static (string Name, Role Own) WithoutRole(string name)
    {
        if (name.Length < 5 || name[^1] is not '）' || name.LastIndexOf('（') is not (> 0 and var at))
        {
            return (name, Role.None);
        }

        return name.AsSpan((at + 1)..^1) switch
        {
            "牵头" or "牵头单位" or "主办" or "牵头负责" => (name[..at], Role.Lead),
            "配合" or "协办" or "参与" or "配合单位" => (name[..at], Role.Support),
            "推进" or "实施" or "具体实施" => (name[..at], Role.Implement),
            _ => (name, Role.None),
        };
    }

    private static List<Attribution> Sentences(MappedText text, int start, int end)
    {
        var value = text.Value;
        List<Attribution> groups = [];
        if (value.AsSpan(start, end - start).IndexOfAny(VerbCues) < 0)
        {
            return groups;
        }

        var section = 0;            // the first group of this part between semicolons
        var newSection = false;
        var from = start;
        List<(int From, int To)> dates = [];
        for (var i = start; ; i = NameList.Skip(value, i, end))
        {
            if (i < end && !EndsClause(value, start, i))
            {
                continue;
            }

            var to = Math.Min(i, end);
            var waits = false;
            if (value.AsSpan(from, to - from).Trim().IsEmpty)
            {
                // nothing between two marks
            }
            else if (Duties(text, from, to) is { Count: > 0 } duties)
            {
                foreach (var duty in duties)
                {
                    Place(text, duty, groups, ref section, ref newSection);
                }
            }
            else if (IsDate(value.AsSpan(from, to - from)))
            {
                dates.Add((from, to));
            }
            else if (IsSubject(value, from, to) && i < end && value[i] is '，' or ',')
            {
                waits = true;       // units whose verb comes later: 甲局牵头，乙局，丙局配合
            }
            else if (groups.Count == 0)
            {
                return [];
            }
            else if (IsSubject(value, from, to))
            {
                AddUnits(groups[^1], Role.Support, text, from, to);
                groups[^1].Doubt("末尾单位没有写明职责。", 0.85);
            }
            else
            {
                groups[^1].Remarks.Add(new(value[from..to], text.RangeOf(from, to - from)));
            }

            if (i >= end)
            {
                break;
            }
            if (!waits)
            {
                from = i + 1;
            }
            newSection |= value[i] is '；' or ';' or '。' or '\n';
        }

        foreach (var (dateFrom, dateTo) in dates)
        {
            foreach (var group in groups)
            {
                Add(group, Role.Deadline, text, dateFrom, dateTo);
            }
        }

        return groups;
    }

    private static bool EndsClause(string value, int start, int at)
    {
        if (value[at] is '，' or ',' or '；' or ';' or '。' or '\n')
        {
            return true;
        }

        // 甲局牵头负责、由乙局配合: a verb before the mark ends the clause, a unit does not.
        return value[at] == '、' && EndsWithVerb(value.AsSpan(start, at - start));
    }

    private static bool EndsWithVerb(ReadOnlySpan<char> text)
    {
        foreach (var (word, _) in Verbs)
        {
            if (text.EndsWith(word, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Who does what: the stretch of the doers, and of the words that limit it to a part.</summary>
    private readonly record struct Duty(Role Role, int From, int To, int ScopeFrom = 0, int ScopeTo = 0)
    {
        /// <summary>Those named behind 会同, who support.</summary>
        public (int From, int To) With { get; init; }

        public bool Scoped => ScopeTo > ScopeFrom;
    }

    private static void Place(MappedText text, Duty duty, List<Attribution> groups, ref int section, ref bool newSection)
    {
        if (duty.Role == Role.Support && !duty.Scoped)
        {
            if (groups.Count == 0)
            {
                groups.Add(new());
            }

            // For all that this part names, or, standing alone, for all before it.
            for (var i = newSection ? 0 : section; i < groups.Count; i++)
            {
                AddUnits(groups[i], Role.Support, text, duty.From, duty.To);
            }

            return;
        }

        var current = groups.Count > 0 ? groups[^1] : null;
        var starts = current is null
            || (duty.Role == Role.Lead && (current.LeadUnits.Count > 0 || current.Implementers.Count > 0)
                && (duty.Scoped || (newSection && (current.Support.Count > 0 || current.Streets.Count > 0))))
            || (duty.Role != Role.Lead && duty.Scoped);
        if (starts)
        {
            current = new Attribution();
            groups.Add(current);
            if (newSection || groups.Count == 1)
            {
                section = groups.Count - 1;
            }
        }

        newSection = false;
        if (duty.Scoped && current!.Scope.Name.Length == 0)
        {
            current.Scope = new(text.Value[duty.ScopeFrom..duty.ScopeTo], text.RangeOf(duty.ScopeFrom, duty.ScopeTo - duty.ScopeFrom));
        }

        AddUnits(current!, duty.Role, text, duty.From, duty.To);
    }

    /// <summary>Takes one clause apart; more than one duty where it has no comma between them (甲牵头乙配合).</summary>
    private static List<Duty>? Duties(MappedText text, int from, int to)
    {
        var value = text.Value;
        List<Duty>? duties = null;
        while (from < to)
        {
            if (Subject(value, from, to, out var rest) is { } duty)
            {
                var (objectFrom, objectTo) = Trim(value, rest, to);
                var more = objectTo > objectFrom && value.AsSpan(objectFrom, objectTo - objectFrom).IndexOfAny(VerbCues) >= 0 && Subject(value, objectFrom, objectTo, out _) is { };
                if (!more && !duty.Scoped && duty.Role is Role.Lead or Role.Implement && IsScope(value.AsSpan(objectFrom, objectTo - objectFrom)))
                {
                    duty = duty with { ScopeFrom = objectFrom, ScopeTo = objectTo };
                }
                else if (!more && duty.Role is Role.Lead && IsNoTask(value.AsSpan(objectFrom, objectTo - objectFrom)))
                {
                    return null;
                }

                (duties ??= []).Add(duty);
                if (duty.With.To > 0)
                {
                    duties.Add(new(Role.Support, duty.With.From, duty.With.To));
                }
                if (!more)
                {
                    break;
                }

                from = objectFrom;
            }
            else
            {
                break;
            }
        }

        return duties;
    }

    private static bool IsScope(ReadOnlySpan<char> rest)
    {
        rest = rest.Trim("。，、；： ");
        if (rest.Length is < 2 or > LongestScope)
        {
            return false;
        }
        foreach (var filler in Fillers)
        {
            if (rest.SequenceEqual(filler))
            {
                return false;
            }
        }

        return !IsNoTask(rest) && rest.IndexOfAny('，', '。') < 0;
    }

    /// <summary>负责解释 gives nobody a task.</summary>
    private static bool IsNoTask(ReadOnlySpan<char> rest) => rest.StartsWith("解释", StringComparison.Ordinal) || rest.StartsWith("修订", StringComparison.Ordinal);

    /// <summary>Finds the doers at the head of a clause and their verb; <paramref name="rest"/> is where the words behind the verb begin.</summary>
    private static Duty? Subject(string value, int from, int to, out int rest)
    {
        (from, to) = Trim(value, from, to);
        rest = to;
        from = SkipLeadingWords(value, from, to);
        if (to - from < 2 || to - from > LongestSubject)
        {
            return null;
        }

        if (value.AsSpan(from, to - from).StartsWith("会同", StringComparison.Ordinal))
        {
            // 甲局牵头，会同乙局、丙局组织实施: they support the one before.
            return Doers(value, from + 2, to, out rest) is { } with ? with with { Role = Role.Support } : IsSubject(value, from + 2, to) ? new(Role.Support, from + 2, to) : null;
        }

        var plain = Doers(value, from, to, out var plainRest);

        // 居民用户由甲局具体推进: what stands before 由 says which part. 学校：甲局负责 likewise.
        var until = Math.Min(plain?.To ?? to - 2, from + LongestScope);
        for (var i = from + 1; i < until; i = NameList.Skip(value, i, to))
        {
            if (value[i] is '由' or '：' or ':' && Doers(value, i + 1, to, out rest) is { } duty)
            {
                return duty with { ScopeFrom = from, ScopeTo = value.AsSpan(from, i - from).EndsWith("分别", StringComparison.Ordinal) ? i - 2 : i };
            }
        }

        rest = plainRest;
        return plain;
    }

    private static Duty? Doers(string value, int from, int to, out int rest)
    {
        var with = -1;
        for (var i = from; i < to; i = NameList.Skip(value, i, to))
        {
            if (i < from + 2)
            {
                continue;
            }

            var tail = value.AsSpan(i, to - i);
            if (tail.StartsWith("会同", StringComparison.Ordinal) && IsSubject(value, from, i))
            {
                with = i;
                continue;
            }

            var modifier = with < 0 ? Modifier(tail) : 0;
            if (modifier > 0 && IsSubject(value, from, i))
            {
                // 按行业或属地管理原则负责推进: the verb may stand far behind.
                var role = LastVerb(tail[modifier..]);
                rest = to;
                return role == Role.None ? null : new(role, from, i);
            }

            foreach (var (word, role) in Verbs)
            {
                if (!tail.StartsWith(word, StringComparison.Ordinal))
                {
                    continue;
                }

                var doersTo = WithoutAdverbs(value, from, i);
                if (tail.Length > word.Length && tail[word.Length] is '人' || !IsSubject(value, with < 0 ? from : with + 2, doersTo))
                {
                    break;
                }

                rest = i + word.Length;
                return with < 0 ? new(role, from, doersTo) : new(role, from, with) { With = (with + 2, doersTo) };
            }
        }

        rest = to;
        return null;
    }

    private static int Modifier(ReadOnlySpan<char> tail)
    {
        foreach (var word in Modifiers)
        {
            if (tail.StartsWith(word, StringComparison.Ordinal))
            {
                return word.Length;
            }
        }

        return 0;
    }

    private static Role LastVerb(ReadOnlySpan<char> tail)
    {
        var best = Role.None;
        for (var i = 0; i < tail.Length; i++)
        {
            foreach (var (word, role) in Verbs)
            {
                if (tail[i..].StartsWith(word, StringComparison.Ordinal))
                {
                    best = role;
                    i += word.Length - 1;
                    break;
                }
            }
        }

        return best == Role.None && tail.EndsWith("工作", StringComparison.Ordinal) ? Role.Implement : best;
    }

    private static int WithoutAdverbs(string value, int from, int to)
    {
        for (var again = true; again;)
        {
            again = false;
            foreach (var word in Adverbs)
            {
                if (to - from > word.Length && value.AsSpan(from, to - from).EndsWith(word, StringComparison.Ordinal))
                {
                    to -= word.Length;
                    again = true;
                    break;
                }
            }
        }

        return to;
    }

    private static int SkipLeadingWords(string value, int from, int to)
    {
        foreach (var word in LeadingWords)
        {
            if (value.AsSpan(from, to - from).StartsWith(word, StringComparison.Ordinal))
            {
                return from + word.Length;
            }
        }

        return from;
    }

    /// <summary>Whether a stretch can be a list of doers: its last name ends like a unit or a post, or all of it is one name.</summary>
    private static bool IsSubject(string value, int from, int to)
    {
        var subject = value.AsSpan(from, to - from).Trim();
        if (subject.Length is < 2 or > LongestSubject)
        {
            return false;
        }

        var comma = subject.LastIndexOfAny('、', '，');
        // A mark inside a closing bracket parts no names.
        var last = comma >= 0 && subject[comma..].IndexOfAny('）', '>', '”') < 0 ? subject[(comma + 1)..] : subject;
        var etc = last.LastIndexOf('等');
        if (etc > 1)
        {
            last = last[..etc];
        }
        else if (etc >= 0)
        {
            return false;
        }

        if (last.LastIndexOf('和') is > 1 and var and && UnitNames.LooksLikeUnit(last[..and]))
        {
            return true;        // 经营单位和个人
        }

        return UnitNames.LooksLikeUnit(last) || PersonNames.IsLeaderPost(last) || PersonNames.IsName(last);
    }

    private static bool IsDate(ReadOnlySpan<char> words) =>
        words.Length <= 30 && (words.IndexOfAny('年', '月', '日') >= 0 && words.IndexOfAny("前底完内") >= 0 || words.Contains("长期", StringComparison.Ordinal) || words.Contains("持续推进", StringComparison.Ordinal));

    private static (int From, int To) Trim(string value, int from, int to)
    {
        while (from < to && value[from] is ' ' or '\n' or '、' or '，' or '：')
        {
            from++;
        }
        while (to > from && value[to - 1] is ' ' or '\n' or '。' or '；' or '，' or '、')
        {
            to--;
        }

        return (from, to);
    }

    private static void Finish(Attribution group)
    {
        if (group.LeadUnits.Count > 0)
        {
            // A bare name that leads is a person where it cannot be a unit.
            for (var i = group.LeadUnits.Count - 1; i >= 0; i--)
            {
                var name = group.LeadUnits[i].Name;
                if (!UnitNames.LooksLikeUnit(name) && PersonNames.IsName(name) && group.LeadUnits.Count > 1 | group.Support.Count > 0 | group.Responsible.Count > 0)
                {
                    group.Leaders.Insert(0, group.LeadUnits[i]);
                    group.LeadUnits.RemoveAt(i);
                    group.DoubtLead("牵头的名称像是人名。", 0.85);
                }
            }
        }
        else if (group.Implementers.Count > 0)
        {
            group.LeadUnits.AddRange(group.Implementers);
            group.Implementers.Clear();
            group.DoubtLead(BorrowedLead, 0.9);
        }
        else if (group.Responsible.Count > 0 && group.Support.Count > 0)
        {
            group.LeadUnits.AddRange(group.Responsible);
            group.Responsible.Clear();
            group.DoubtLead(ResponsibleLeads, 0.85);
        }
    }
}
