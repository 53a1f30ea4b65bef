using Bihuan.Kernel;

namespace Bihuan.Reading.Contradictions;

/// <summary>Counts that a text claims of a list, a table or another document, against what is there.</summary>
internal sealed class CountRule : IContradictionRule
{
    private static readonly string[] Counted = ["家单位", "家企业", "个区域", "个工作组", "项任务", "项重点任务", "项指标", "项主要任务"];

    public IEnumerable<Contradiction> Find(ReadingSet set)
    {
        foreach (var document in set.Documents)
        {
            foreach (var finding in Lists(document).Concat(Claims(set, document)).Concat(EveryYear(set, document)))
            {
                yield return finding;
            }
        }
    }

    /// <summary>A numbered list must go from 1 on without gap or repetition.</summary>
    private static IEnumerable<Contradiction> Lists(SourcedDocument document)
    {
        foreach (var list in document.Document.Commitments.OfType<EnterpriseCommitment>().GroupBy(e => (e.Category, e.Place.Split(' ')[0])).Where(g => g.Count() > 2))
        {
            var numbers = list.Select(e => e.Number).ToList();
            var places = new List<FindingPlace> { document.At(list.First()), document.At(list.Last()) };
            if (numbers.SequenceEqual(Enumerable.Range(1, numbers.Count)))
            {
                yield return new(ContradictionKind.CountAgrees, Severity.Proof, places, $"名单编号1至{numbers.Count}连续。");
            }
            else if (numbers[0] == 1)
            {
                var broken = Enumerable.Range(0, numbers.Count).First(i => numbers[i] != i + 1);
                yield return new(ContradictionKind.WrongCount, Severity.Warning, [document.At(list.ElementAt(broken))], $"名单编号不连续：第{broken + 1}个编号是{numbers[broken]}。");
            }
        }
    }

    private static IEnumerable<Contradiction> Claims(ReadingSet set, SourcedDocument document)
    {
        foreach (var node in document.Document.Nodes.Where(n => !n.WholeText.IsEmpty && n.Numbering != NumberingStyle.InlineChinese))
        {
            var text = node.WholeText.Value;
            foreach (var word in Counted)
            {
                var at = text.IndexOf(word, StringComparison.Ordinal);
                if (at < 1 || NumberBefore(text, at, out var from) is not { } claimed || Actual(set, document, node, word, text[(at + word.Length)..]) is not { } actual)
                {
                    continue;
                }

                var places = new List<FindingPlace> { new(document.Document.Name, node.Place, node.WholeText.RangeOf(from, at + word.Length - from), document.Source) };
                places.AddRange(actual.Places);
                yield return claimed == actual.Count
                    ? new(ContradictionKind.CountAgrees, Severity.Proof, places, $"所称{claimed}{word}，清点为{actual.Count}{word[..1]}，相符。")
                    : new(ContradictionKind.WrongCount, Severity.Error, places, $"所称{claimed}{word}，清点为{actual.Count}{word[..1]}，不符。");
            }
        }
    }

    /// <summary>What there is of the counted things; <see langword="null"/> where the text does not say which are meant.</summary>
    private static (int Count, IReadOnlyList<FindingPlace> Places)? Actual(ReadingSet set, SourcedDocument document, ClauseNode node, string word, string after)
    {
        switch (word)
        {
            case "个工作组":
                var groups = document.Document.Commitments.OfType<GroupCommitment>().Where(g => node.Range.Contains(g.Range)).ToList();
                return groups.Count > 1 ? (groups.Count, [document.At(groups[0]), document.At(groups[^1])]) : null;
            case "家单位" or "家企业" or "个区域":
                var hazards = document.Document.Commitments.OfType<HazardCommitment>().ToList();
                if (hazards.Count == 0)
                {
                    return null;
                }

                // 5家单位和某工业园: the area named singly is a row of the table, too.
                var areas = hazards.Count(h => h.Nature is { } nature && nature.Contains("区域", StringComparison.Ordinal));
                var count = word == "个区域" ? areas : hazards.Count - (after.StartsWith('和') || areas > 0 ? Math.Max(areas, after.StartsWith('和') ? 1 : 0) : 0);
                return (count, [document.At(hazards[0]), document.At(hazards[^1])]);
            default:
                return Described(set, document) is { } subject ? Items(subject, word) : null;
        }
    }

    private static (int Count, IReadOnlyList<FindingPlace> Places)? Items(SourcedDocument subject, string word)
    {
        if (word == "项指标")
        {
            // The fullest table: a shorter one repeats some of its rows.
            var table = subject.Document.Commitments.OfType<IndicatorCommitment>().GroupBy(i => i.Place.Split(' ')[0]).OrderByDescending(g => g.Count()).FirstOrDefault();
            return table is null ? null : (table.Count(), [subject.At(table.First()), subject.At(table.Last())]);
        }

        var tasks = subject.Document.Commitments.OfType<TaskCommitment>().Where(t => t.Number is not null && !t.Place.StartsWith("附件", StringComparison.Ordinal)).ToList();
        return tasks.Count == 0 ? null : (tasks.Count, [subject.At(tasks[0]), subject.At(tasks[^1])]);
    }

    /// <summary>The document of the set that another one interprets or speaks of: its title names it.</summary>
    private static SourcedDocument? Described(ReadingSet set, SourcedDocument document)
    {
        if (document.Document.Number is not null)
        {
            return document.Document.Commitments.OfType<TaskCommitment>().Any() ? document : null;
        }

        var title = Letters(document.Document.Title);
        return set.Documents.FirstOrDefault(d => d != document && Letters(TitleRule.Inner(d.Document.Title)) is { Length: > 8 } inner && title.Contains(inner, StringComparison.Ordinal));
    }

    /// <summary>每项指标都…年度: a row with a dash for some year does not bear that out.</summary>
    private static IEnumerable<Contradiction> EveryYear(ReadingSet set, SourcedDocument document)
    {
        if (document.Document.Number is not null || Described(set, document) is not { } subject)
        {
            yield break;
        }

        var claim = document.Document.Nodes.FirstOrDefault(n => n.Text.Value.Contains("每项指标", StringComparison.Ordinal) && n.Text.Value.Contains("年度", StringComparison.Ordinal));
        var gaps = subject.Document.Commitments.OfType<IndicatorCommitment>().Where(i => i.Targets.Values.Any(v => v is null) && i.Targets.Values.Any(v => v is not null) && i.Parts.Count == 0
            || i.Parts.Any(p => p.Targets.Values.Any(v => v is null))).ToList();
        if (claim is not null && gaps.Count > 0)
        {
            yield return new(
                ContradictionKind.WrongCount,
                Severity.Note,
                [document.At(claim), .. gaps.Select(subject.At)],
                $"所称每项指标都有年度任务不完全属实：{string.Join("、", gaps.Select(g => $"“{g.Name}”"))}有年份为空。",
                ScopeMayExplain: true);
        }
    }

    private static int? NumberBefore(string text, int end, out int from)
    {
        from = end;
        while (from > 0 && end - from < 6 && (char.IsAsciiDigit(text[from - 1]) || ChineseNumeral.IsHanNumeral(text[from - 1])))
        {
            from--;
        }

        return from < end && ChineseNumeral.TryParseInt(text.AsSpan(from, end - from), out var number) ? number : null;
    }

    private static string Letters(string text) => new([.. text.Where(char.IsLetterOrDigit)]);
}
