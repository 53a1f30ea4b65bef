using System.Buffers;
using Bihuan.Reading.Units;

namespace Bihuan.Reading.Contradictions;

/// <summary>People whom one document names in a post that another takes from them. Nobody is matched by name alone: unit and post must fit, too.</summary>
internal sealed class AppointmentRule : IContradictionRule
{
    /// <summary>Removals of one name that are looked at.</summary>
    private const int MostRemovals = 8;

    public IEnumerable<Contradiction> Find(ReadingSet set)
    {
        var removals = new Dictionary<string, List<(SourcedDocument In, AppointmentCommitment Removal)>>(StringComparer.Ordinal);
        foreach (var (document, appointment) in set.Appointments)
        {
            if (appointment.Action == AppointmentAction.Remove)
            {
                if (!removals.TryGetValue(appointment.Person, out var list))
                {
                    removals[appointment.Person] = list = [];
                }
                if (list.Count < MostRemovals)
                {
                    list.Add((document, appointment));
                }
            }
        }
        if (removals.Count == 0)
        {
            yield break;
        }

        foreach (var (document, group) in set.Groups)
        {
            foreach (var member in group.Members)
            {
                if (member.Person is null || !removals.TryGetValue(member.Person, out var losses))
                {
                    continue;
                }
                foreach (var (other, removal) in losses)
                {
                    if (other.Government == document.Government && member.Posts.FirstOrDefault(p => IsPost(p, removal)) is { } post)
                    {
                        var later = other.Document.Date > document.Document.Date;
                        yield return new(
                            ContradictionKind.AbolishedOrRefilled,
                            later ? Severity.Note : Severity.Warning,
                            [document.At(group), other.At(removal)],
                            $"{document.Document.Name}列{member.Person}（{post}）为{group.Name}{member.Role}，{other.Document.Name}{(later ? "随后" : "已先")}免去其{removal.Unit}{removal.Post}职务，组成人员应予调整。",
                            ScopeMayExplain: later);
                    }
                }
            }
        }
    }

    /// <summary>Whether 区住建局副局长 is the post 副局长 of 某区住房和城乡建设局.</summary>
    private static bool IsPost(string printed, AppointmentCommitment removal)
    {
        if (!printed.EndsWith(removal.Post, StringComparison.Ordinal) || printed.Length == removal.Post.Length)
        {
            return false;
        }

        var unit = printed.AsSpan(0, printed.Length - removal.Post.Length);
        var at = 0;
        foreach (var c in removal.Unit)
        {
            at += at < unit.Length && unit[at] == c ? 1 : 0;
        }

        return at == unit.Length;
    }
}

/// <summary>A unit that one document does away with (撤销, 不再保留) and a later one still gives work to.</summary>
internal sealed class AbolishedUnitRule : IContradictionRule
{
    private const int LongestName = 30;

    private static readonly string[] Cues = ["撤销", "不再保留", "撤并"];
    private static readonly SearchValues<char> NameEnds = SearchValues.Create("，。；、：\n的（");

    public IEnumerable<Contradiction> Find(ReadingSet set)
    {
        var gone = new Dictionary<(char Government, string Unit), (SourcedDocument In, FindingPlace Place, string Name, string Cue)>();
        foreach (var document in set.Documents)
        {
            foreach (var node in document.Nodes)
            {
                foreach (var cue in Cues)
                {
                    var text = node.WholeText.Value;
                    for (var at = text.IndexOf(cue, StringComparison.Ordinal); at >= 0; at = text.IndexOf(cue, at + cue.Length, StringComparison.Ordinal))
                    {
                        var from = at + cue.Length;
                        var rest = text.AsSpan(from, Math.Min(LongestName, text.Length - from));
                        var end = rest.IndexOfAny(NameEnds);
                        var name = end < 0 ? rest : rest[..end];
                        if (name.Length >= 4 && UnitNames.LooksLikeUnit(name))
                        {
                            gone.TryAdd((document.Government, Placeless(name.ToString())), (document, document.At(node, at, cue.Length + name.Length), name.ToString(), cue));
                        }
                    }
                }
            }
        }
        if (gone.Count == 0)
        {
            yield break;
        }

        var told = new HashSet<(SourcedDocument, string)>();
        foreach (var (document, commitment, units) in set.Tasks.Select(t => (t.In, (Commitment)t.Commitment, t.Commitment.LeadUnits.Concat(t.Commitment.Units)))
            .Concat(set.Groups.Select(g => (g.In, (Commitment)g.Commitment, g.Commitment.LeadUnits.Concat(g.Commitment.Units)))))
        {
            foreach (var unit in units)
            {
                if (gone.TryGetValue((document.Government, Placeless(unit)), out var end) && end.In != document && document.Document.Date >= end.In.Document.Date && told.Add((document, end.Name)))
                {
                    yield return new(
                        ContradictionKind.AbolishedOrRefilled,
                        Severity.Warning,
                        [end.Place, document.At(commitment)],
                        $"{end.In.Document.Name}（{end.In.Document.Date:yyyy-MM-dd}）已{end.Cue}{end.Name}，{document.Document.Name}（{document.Document.Date:yyyy-MM-dd}）{commitment.Place}仍由{unit}承担，应改由承接职责的单位负责。");
                }
            }
        }
    }

    /// <summary>The name without the places it begins with: 某县旅游发展中心 and 县旅游发展中心 are one.</summary>
    private static string Placeless(string name)
    {
        var rest = name;
        while (rest.AsSpan(0, Math.Min(6, rest.Length)).IndexOfAny("省市区县") is >= 0 and var end && rest.Length - end > 4)
        {
            rest = rest[(end + 1)..];
        }

        return rest;
    }
}

/// <summary>Posts that a plan gives to 分管某局的副区长, against who is in charge of that unit by the portfolios (分工).</summary>
internal sealed class PortfolioRule : IContradictionRule
{
    public IEnumerable<Contradiction> Find(ReadingSet set)
    {
        if (set.Portfolios.Count == 0)
        {
            yield break;
        }

        var managed = new HashSet<(char, string)>();
        var liaised = new Dictionary<(char, string), (SourcedDocument In, PortfolioCommitment Commitment)>();
        foreach (var (document, portfolio) in set.Portfolios)
        {
            foreach (var unit in portfolio.Manages)
            {
                managed.Add((document.Government, Bare(unit)));
            }
            foreach (var unit in portfolio.Liaises)
            {
                liaised.TryAdd((document.Government, Bare(unit)), (document, portfolio));
            }
        }
        foreach (var (document, group) in set.Groups)
        {
            foreach (var member in group.Members)
            {
                foreach (var unit in member.Posts.Select(UnitInCharge).OfType<string>())
                {
                    var key = (document.Government, Bare(unit));
                    if (managed.Contains(key) || set.Portfolios[0].In.Government != document.Government)
                    {
                        continue;
                    }

                    var words = $"{document.Document.Name}的{member.Role}为“{string.Join("、", member.Posts)}”，但按{set.Portfolios[0].In.Document.Name}分工没有人分管{unit}";
                    var places = new List<FindingPlace> { document.At(group) };
                    if (liaised.TryGetValue(key, out var leader))
                    {
                        places.Add(leader.In.At(leader.Commitment));
                        words += $"，{leader.Commitment.Post}{leader.Commitment.Person}只是联系";
                        var twin = group.Members.FirstOrDefault(m => m != member && m.Posts.Contains(leader.Commitment.Post, StringComparer.Ordinal));
                        words += twin is null ? "" : $"；而{twin.Role}也是{leader.Commitment.Post}，两职落在同一人";
                    }

                    yield return new(ContradictionKind.RoleAgainstPortfolio, Severity.Warning, places, words + "，应急时由谁指挥应予明确。");
                }
            }
        }
    }

    /// <summary>The unit in 分管某局副区长.</summary>
    private static string? UnitInCharge(string post)
    {
        const string Cue = "分管";
        if (!post.StartsWith(Cue, StringComparison.Ordinal))
        {
            return null;
        }

        var end = post.AsSpan().LastIndexOfAny("副区市县");
        while (end > Cue.Length && post[end] is '区' or '市' or '县' or '副' or '的')
        {
            end--;
        }

        return end > Cue.Length && post[(end + 1)..].TrimStart('的') is ['副', ..] or ['区', '长'] or ['市', '长'] or ['县', '长'] ? post[Cue.Length..(end + 1)] : null;
    }

    private static string Bare(string unit) => SubjectKey.WithoutBrackets(unit).TrimStart('区', '市', '县');
}
