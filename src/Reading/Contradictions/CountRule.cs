using System.Buffers;
using Bihuan.Kernel;

namespace Bihuan.Reading.Contradictions;

/// <summary>Counts that a text claims of the list under it, of a table or of another document, against what is there.</summary>
internal sealed class CountRule : IContradictionRule
{
    /// <summary>A claimed count: 12项任务 with the place of its words in the text.</summary>
    private readonly record struct Claim(int Count, string Measure, string Noun, int Start, int Length);

    private static readonly SearchValues<char> Measures = SearchValues.Create("项个家处条类组");
    private static readonly SearchValues<char> NounEnds = SearchValues.Create("，。；：、（）,;\n的进实并和予等");
    private static readonly string[] Listing = ["以下", "下列", "如下"];
    private static readonly string[] Totals = ["共", "共有", "共计", "列出", "包含", "包含了", "包括", "提出", "明确", "明确了", "确定", "部署", "分解为"];

    /// <summary>Where a document's own list begins: a claim before it is about that list.</summary>
    private static readonly string[] ListedVerbs = ["列为", "列入", "纳入", "确定为", "作为"];

    public IEnumerable<Contradiction> Find(ReadingSet set)
    {
        var described = Described(set);
        foreach (var document in set.Documents)
        {
            var subject = described.GetValueOrDefault(document);
            foreach (var finding in Lists(document).Concat(Claims(document, subject)).Concat(EveryYear(set, document, subject)))
            {
                yield return finding;
            }
        }
    }

    /// <summary>Letters and digits only.</summary>
    internal static string Letters(string text) => new([.. text.Where(char.IsLetterOrDigit)]);

    /// <summary>A numbered list must go from 1 on without gap or repetition.</summary>
    private static IEnumerable<Contradiction> Lists(SourcedDocument document)
    {
        foreach (var list in document.Enterprises.GroupBy(e => (e.Category, e.Place.Split(' ')[0])))
        {
            var all = list.ToList();
            var broken = all.Select((e, i) => e.Number == i + 1).TakeWhile(right => right).Count();

            if (all.Count > 2 && broken == all.Count)
            {
                yield return new(ContradictionKind.CountAgrees, Severity.Proof, [document.At(all[0]), document.At(all[^1])], $"名单编号1至{all.Count}连续，无缺号重号。");
            }
            else if (all.Count > 2 && broken > 0)
            {
                yield return new(ContradictionKind.WrongCount, Severity.Warning, [document.At(all[broken - 1]), document.At(all[broken])], $"名单编号不连续：{all[broken - 1].Number}之后是{all[broken].Number}，有缺号或重号，应核对是否漏列。");
            }
        }
    }

    private static IEnumerable<Contradiction> Claims(SourcedDocument document, SourcedDocument? subject)
    {
        var told = false;
        foreach (var node in document.Nodes)
        {
            if (node.Numbering == NumberingStyle.InlineChinese)
            {
                continue;
            }

            var text = node.WholeText.Value;
            var from = 0;
            while (from < text.Length && text.AsSpan(from).IndexOfAny(Measures) is >= 0 and var measure)
            {
                from += measure + 1;
                if (ClaimAt(text, from - 1) is not { } claim)
                {
                    continue;
                }

                var actual = Children(node, claim) ?? (told ? null : Hazards(document, text, claim)) ?? Items(document, subject, text, claim);
                if (actual is not { } found)
                {
                    continue;
                }

                told |= found.OfHazards;
                FindingPlace[] places = [document.At(node, claim.Start, claim.Length), .. found.Places];
                var words = text.AsSpan(claim.Start, claim.Length);
                yield return found.Claimed == found.Count
                    ? new(ContradictionKind.CountAgrees, Severity.Proof, places, $"所称“{words}”{found.Also}，清点为{found.Count}{claim.Measure}，相符。")
                    : new(ContradictionKind.WrongCount, Severity.Error, places, $"所称“{words}”{found.Also}，清点为{found.Count}{claim.Measure}，相差{Math.Abs(found.Claimed - found.Count)}{claim.Measure}，应核对是漏列还是误数。");
            }
        }
    }

    /// <summary>The claim whose measure word stands at <paramref name="at"/>.</summary>
    private static Claim? ClaimAt(string text, int at)
    {
        var from = at;
        while (from > 0 && at - from < 6 && (char.IsAsciiDigit(text[from - 1]) || ChineseNumeral.IsHanNumeral(text[from - 1])))
        {
            from--;
        }
        if (from == at || !ChineseNumeral.TryParseInt(text.AsSpan(from, at - from), out var count) || count < 2 || (from > 0 && text[from - 1] is '每' or '第' or '近' or '前' or '各' or '余' or '.' or '-' or '约'))
        {
            return null;
        }

        var rest = text.AsSpan(at + 1, Math.Min(14, text.Length - at - 1));
        var end = rest.IndexOfAny(NounEnds);
        var noun = end < 0 ? rest : rest[..end];
        foreach (var verb in ListedVerbs)
        {
            noun = noun.IndexOf(verb, StringComparison.Ordinal) is >= 0 and var cut ? noun[..cut] : noun;
        }

        return noun.Length < 2 ? null : new(count, text.Substring(at, 1), noun.ToString(), from, at + 1 + noun.Length - from);
    }

    private readonly record struct Actual(int Claimed, int Count, IReadOnlyList<FindingPlace> Places, string Also = "", bool OfHazards = false);

    /// <summary>以下四项工程： with the clauses under it; …等6个小组…各小组分工如下：.</summary>
    private static Actual? Children(ClauseNode node, Claim claim)
    {
        // 各小组分工如下 stands near the count that it lists; looking further would make a long clause costly.
        const int LeadIn = 600;
        var text = node.WholeText.Value;
        var isListed = false;
        var before = text.AsSpan(Math.Max(0, claim.Start - 4), Math.Min(4, claim.Start));
        var behind = text.AsSpan(claim.Start + claim.Length);
        behind = behind[..Math.Min(LeadIn, behind.Length)];
        foreach (var cue in Listing)
        {
            isListed |= before.IndexOf(cue, StringComparison.Ordinal) >= 0
                || (behind.LastIndexOf(cue, StringComparison.Ordinal) is > 0 and var later && behind[..later].Contains(claim.Noun, StringComparison.Ordinal));
        }
        if (!isListed)
        {
            return null;
        }

        var listed = node.Children.Where(c => c.Numbering != NumberingStyle.None && c.Label.Length > 0).ToList();
        return listed.Count < 2 ? null : new(claim.Count, listed.Count, []);
    }

    /// <summary>下列5处重大火灾隐患; 将X等3家单位和Y列为…: X and Y are rows of the table.</summary>
    private static Actual? Hazards(SourcedDocument document, string text, Claim claim)
    {
        if (document.Hazards.Count == 0 || !(claim.Noun.Contains("隐患", StringComparison.Ordinal) || (claim.Noun is ['单', '位', ..] or ['企', '业', ..] && text.Contains("隐患", StringComparison.Ordinal))))
        {
            return null;
        }

        var also = 0;
        var after = text.AsSpan(claim.Start + claim.Length);
        foreach (var verb in ListedVerbs)
        {
            if (after.Length > 0 && after[0] is '和' or '、' && after.IndexOf(verb, StringComparison.Ordinal) is > 0 and < 60 and var end)
            {
                var names = after[..end];
                also = names.Count('和') + names.Count('、');
                break;
            }
        }

        return new(claim.Count + also, document.Hazards.Count, [document.At(document.Hazards[0]), document.At(document.Hazards[^1])], also > 0 ? $"另加单列{also}处，共{claim.Count + also}" : "", OfHazards: true);
    }

    /// <summary>共列出12项任务、20项指标, of the document itself or of the one that it interprets.</summary>
    private static Actual? Items(SourcedDocument document, SourcedDocument? subject, string text, Claim claim)
    {
        if (claim.Measure is not ("项" or "条") || !Totals.Any(t => text.AsSpan(0, claim.Start).EndsWith(t, StringComparison.Ordinal)))
        {
            return null;
        }

        subject ??= document;
        if (claim.Noun.EndsWith("指标", StringComparison.Ordinal))
        {
            // The fullest table: a shorter one repeats some of its rows.
            var table = subject.Document.Commitments.OfType<IndicatorCommitment>().GroupBy(i => i.Place.Split(' ')[0], StringComparer.Ordinal).MaxBy(g => g.Count())?.ToList();
            return table is null ? null : new(claim.Count, table.Count, [subject.At(table[0]), subject.At(table[^1])]);
        }
        if (claim.Noun.EndsWith("任务", StringComparison.Ordinal))
        {
            var tasks = subject.Document.Commitments.OfType<TaskCommitment>().Where(t => t.Number is not null && !t.Place.StartsWith("附件", StringComparison.Ordinal)).DistinctBy(t => t.Place).ToList();
            return tasks.Count == 0 ? null : new(claim.Count, tasks.Count, [subject.At(tasks[0]), subject.At(tasks[^1])]);
        }

        return null;
    }

    /// <summary>For each document without a number the one that its title names: an interpretation (解读) and what it interprets.</summary>
    private static Dictionary<SourcedDocument, SourcedDocument> Described(ReadingSet set)
    {
        const int MostTitles = 400;
        const int ShortestTitle = 9;
        var described = new Dictionary<SourcedDocument, SourcedDocument>();
        var numbered = set.Documents.Where(d => d.Document.Number is not null).Select(d => (In: d, Title: Letters(TitleRule.Inner(d.Document.Title)))).Where(d => d.Title.Length >= ShortestTitle).Take(MostTitles).ToList();
        foreach (var document in set.Documents.Where(d => d.Document.Number is null).Take(MostTitles))
        {
            var title = Letters(document.Document.Title);
            if (numbered.Find(n => title.Contains(n.Title, StringComparison.Ordinal)).In is { } subject)
            {
                described[document] = subject;
            }
        }

        return described;
    }

    /// <summary>每项指标都…年度: a row with a dash for some year does not bear that out.</summary>
    private static IEnumerable<Contradiction> EveryYear(ReadingSet set, SourcedDocument document, SourcedDocument? subject)
    {
        if (subject is null || document.Nodes.FirstOrDefault(n => n.WholeText.Value.Contains("每项指标", StringComparison.Ordinal) && n.WholeText.Value.Contains("年度", StringComparison.Ordinal)) is not { } claim)
        {
            yield break;
        }

        var gaps = set.Indicators.Where(i => i.In == subject).Select(i => i.Commitment).Where(i => i.Parts.Count == 0 ? HasGap(i.Targets) : i.Parts.Any(p => HasGap(p.Targets))).ToList();
        if (gaps.Count > 0)
        {
            yield return new(
                ContradictionKind.WrongCount,
                Severity.Note,
                [document.At(claim), .. gaps.Select(subject.At)],
                $"所称“每项指标”都有年度任务不完全属实：{string.Join("；", gaps.Select(g => $"{g.Place}“{g.Name}”{string.Join("、", (g.Parts.Count == 0 ? g.Targets : g.Parts[0].Targets).Where(t => t.Value is null).Select(t => t.Key).Order())}年为空"))}。",
                ScopeMayExplain: true);
        }
    }

    private static bool HasGap(IReadOnlyDictionary<int, decimal?> targets) => targets.Values.Any(v => v is null) && targets.Values.Any(v => v is not null);
}
