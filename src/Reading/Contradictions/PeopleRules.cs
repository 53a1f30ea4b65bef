namespace Bihuan.Reading.Contradictions;

/// <summary>People whom one document names in a post that another takes from them. Nobody is matched by name alone: unit and post must fit, too.</summary>
internal sealed class AppointmentRule : IContradictionRule
{
    public IEnumerable<Contradiction> Find(ReadingSet set)
    {
        var removals = set.All<AppointmentCommitment>().Where(a => a.Commitment.Action == AppointmentAction.Remove).ToLookup(a => a.Commitment.Person);
        foreach (var (document, group) in set.All<GroupCommitment>())
        {
            foreach (var member in group.Members.Where(m => m.Person is not null))
            {
                foreach (var (other, removal) in removals[member.Person!])
                {
                    if (member.Posts.FirstOrDefault(p => IsPost(p, removal)) is not { } post)
                    {
                        continue;
                    }

                    var later = other.Document.Date > document.Document.Date;
                    yield return new(
                        ContradictionKind.AbolishedOrRefilled,
                        later ? Severity.Note : Severity.Warning,
                        [document.At(group), other.At(removal)],
                        $"{document.Document.Name}列{member.Person}（{post}）为{group.Name}{member.Role}，{other.Document.Name}{(later ? "随后" : "已先")}免去其{removal.Unit}{removal.Post}职务。",
                        ScopeMayExplain: later);
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

/// <summary>Posts that a plan gives to 分管某局的副区长, against who is in charge of that unit by the portfolios (分工).</summary>
internal sealed class PortfolioRule : IContradictionRule
{
    public IEnumerable<Contradiction> Find(ReadingSet set)
    {
        var portfolios = set.All<PortfolioCommitment>();
        if (portfolios.Count == 0)
        {
            yield break;
        }

        foreach (var (document, group) in set.All<GroupCommitment>())
        {
            foreach (var member in group.Members)
            {
                foreach (var unit in member.Posts.Select(UnitInCharge).OfType<string>())
                {
                    if (portfolios.Any(p => p.Commitment.Manages.Any(m => Same(m, unit))))
                    {
                        continue;
                    }

                    var liaising = portfolios.FirstOrDefault(p => p.Commitment.Liaises.Any(l => Same(l, unit)));
                    var words = $"{document.Document.Name}的{member.Role}为“{string.Join("、", member.Posts)}”，但按分工没有人分管{unit}";
                    var places = new List<FindingPlace> { document.At(group) };
                    if (liaising.Commitment is { } leader)
                    {
                        places.Add(liaising.In.At(leader));
                        words += $"，{leader.Post}{leader.Person}只是联系";
                        var twin = group.Members.FirstOrDefault(m => m != member && m.Posts.Contains(leader.Post, StringComparer.Ordinal));
                        words += twin is null ? "" : $"；而{twin.Role}也是{leader.Post}，两职落在同一人";
                    }

                    yield return new(ContradictionKind.RoleAgainstPortfolio, Severity.Warning, places, words + "。");
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

    private static bool Same(string a, string b) => a.EndsWith(b, StringComparison.Ordinal) || b.EndsWith(a, StringComparison.Ordinal);
}
