using System.Buffers;
using Bihuan.Reading.Text;
using Bihuan.Reading.Units;

namespace Bihuan.Reading.Commitments.Attributions;

/// <summary>Attributions found in a clause's text: where they stand, what they say.</summary>
/// <param name="Start">First character, bracket included, in the clause's text.</param>
/// <param name="End">One past the last.</param>
/// <param name="Scopes">One for each scope, at least one.</param>
/// <param name="CoversAbove">Whether it speaks of all the items before it (以上任务由…).</param>
internal sealed record FoundAttribution(int Start, int End, List<Attribution> Scopes, bool CoversAbove);

/// <summary>Finds attributions in running text: in brackets, on lines of their own, behind the last sentence, in closing clauses.</summary>
internal static class AttributionFinder
{
    private const int LongestBracket = 1500;
    private const int DeepestBracket = 6;

    private static readonly SearchValues<string> Cues = SearchValues.Create(
        ["牵头", "责任", "负责", "配合", "时限", "完成时间", "时间要求", "期限", "领导：", "单位：", "部门：", "实施", "落实", "参与", "协办", "主办"], StringComparison.Ordinal);

    private static readonly string[] CoveringHeads = ["以上", "上述", "前述", "上列"];

    private static readonly string[] WhoEnds = ["牵头", "负责", "配合", "参与", "参加", "协助", "协办", "组织实施", "具体实施"];

    private static readonly string[] HowEnds = ["按照职责分工", "按职责分工", "分工", "共同", "协同", "积极", "牵头", "分别", "各自", "密切"];

    private static readonly string[] ThisItemHeads = ["此项", "该项", "本项", "此任务", "该任务", "本任务", "由"];

    /// <summary>All of them, in order, neighbours joined. Where the document has <paramref name="agreed"/> that the unit named first leads,
    /// a bracket of units alone at the end of a clause is one, too.</summary>
    public static IReadOnlyList<FoundAttribution> Find(MappedText text, bool agreed = false)
    {
        var value = text.Value;
        if (value.AsSpan().IndexOfAny(Cues) < 0 && !(agreed && value.AsSpan().TrimEnd("。；\n ").EndsWith("）", StringComparison.Ordinal)))
        {
            return [];
        }

        List<FoundAttribution> found = [];
        for (var start = 0; start < value.Length;)
        {
            var end = value.IndexOf('\n', start);
            end = end < 0 ? value.Length : end;
            if (value.AsSpan(start, end - start).IndexOfAny(Cues) >= 0)
            {
                InParagraph(text, start, end, found);
            }

            start = end + 1;
        }

        if (found.Count > 0 || agreed)
        {
            AddBare(text, found, agreed);
        }

        return Joined(text, found);
    }

    private static void InParagraph(MappedText text, int start, int end, List<FoundAttribution> found)
    {
        var before = found.Count;
        foreach (var (opening, closing) in Brackets(text.Value, start, end))
        {
            if (found.Count > before && opening < found[^1].End)
            {
                continue;
            }

            var to = closing < end ? closing : end;
            if (to - opening - 1 > LongestBracket || text.Value.AsSpan(opening + 1, to - opening - 1).IndexOfAny(Cues) < 0)
            {
                continue;
            }

            var scopes = AttributionParser.Parse(text, opening + 1, to);
            if (scopes.Count > 0)
            {
                if (closing >= end)
                {
                    scopes.ForEach(s => s.Doubt("括号没有收口，读到段末。", 0.8));
                }

                found.Add(new(opening, Math.Min(end, closing + 1), scopes, Covers(text.Value, opening + 1, to, scopes)));
            }
        }

        InTheOpen(text, start, end, found, before);
        if (found.Count - before > 1)
        {
            found.Sort(before, found.Count - before, Comparer<FoundAttribution>.Create(static (a, b) => a.Start.CompareTo(b.Start)));
        }
    }

    /// <summary>Attributions without a bracket: a line of labels, labels behind the last sentence, or a closing sentence.</summary>
    private static void InTheOpen(MappedText text, int start, int end, List<FoundAttribution> found, int before)
    {
        var value = text.Value;
        var until = end;
        for (var i = start; i < until; i++)
        {
            if (Inside(found, before, i) is > 0 and var past)
            {
                i = past - 1;
                continue;
            }
            if (value[i] is '：' or ':' && AttributionLabels.Before(value, start, i) is { Role: not Role.None and not Role.Remark } label && BeginsAfterBreak(value, start, label.Start))
            {
                var from = label.Start;
                var to = NextFound(found, before, from, end);
                var scopes = AttributionParser.Parse(text, from, to);
                if (scopes.Count > 0)
                {
                    found.Add(new(from, to, scopes, false));
                    until = from;
                    break;
                }
            }
        }

        // The last sentence of the paragraph, and nothing behind it.
        var stop = until;
        while (stop > start && (value[stop - 1] is ' ' or '。' or '；'))
        {
            stop--;
        }

        var sentence = value.AsSpan(start, stop - start).LastIndexOfAny('。', '；', '！');
        var first = sentence < 0 ? start : start + sentence + 1;
        if (stop - first is < 8 or > LongestBracket || Inside(found, before, first) > 0 || Inside(found, before, stop - 1) > 0)
        {
            return;
        }

        // A closing clause may itself have parts between semicolons: go back to its head.
        var head = Head(value, start, stop, CoveringHeads);
        var covers = head >= 0;
        if (!covers)
        {
            head = Words.StartsWithAny(value.AsSpan(first, stop - first), ThisItemHeads) || SaysOnlyWho(value.AsSpan(first, stop - first)) ? first : -1;
        }
        if (head >= 0 && AttributionParser.Parse(text, head, stop) is { Count: > 0 } told && told.TrueForAll(t => t.LeadUnits.Count + t.Leaders.Count > 0))
        {
            // What stands before 由 there is no part of the work but all of it.
            told.ForEach(t => t.Scope = Words.StartsWithAny(t.Scope.Name, CoveringHeads) || Words.StartsWithAny(t.Scope.Name, ThisItemHeads) ? new("", default) : t.Scope);
            if (covers || told.TrueForAll(t => t.Scope.Name.Length == 0))
            {
                found.Add(new(head, Math.Min(end, stop + 1), told, covers));
            }
        }
    }

    /// <summary>Whether a sentence says who does it and nothing else: 甲局负责，乙局、丙局配合，6月底前完成. Bodies that are only described
    /// (各单位、有关部门) lead nothing by such a sentence.</summary>
    private static bool SaysOnlyWho(ReadOnlySpan<char> sentence)
    {
        var leads = false;
        foreach (var range in sentence.SplitAny('，', '；'))
        {
            var clause = sentence[range].Trim();
            if (clause.IsEmpty || (clause.IndexOf('：') is > 0 and var colon && AttributionLabels.RoleOf(clause[..colon]) == Role.Deadline)
                || (char.IsAsciiDigit(clause[0]) && (clause.EndsWith("完成", StringComparison.Ordinal) || clause.EndsWith('前'))))
            {
                continue;
            }

            var who = Without(clause, WhoEnds);
            var told = who.Length < clause.Length;
            if (!leads && (!told || who.Length < 2 || who[0] is '各' or '有' or '相' || !clause[who.Length..].StartsWith("牵头", StringComparison.Ordinal) && !clause.EndsWith("负责", StringComparison.Ordinal)))
            {
                return false;
            }
            for (var again = told; again;)
            {
                var shorter = Without(who, HowEnds);
                again = shorter.Length < who.Length;
                who = shorter;
            }

            who = who.LastIndexOf('等') is > 1 and var etc ? who[..etc] : who;
            foreach (var part in who.Split('、'))
            {
                if (!UnitNames.LooksLikeUnit(who[part]) && !UnitNames.IsStreet(who[part]))
                {
                    return false;
                }
            }

            leads = true;
        }

        return leads;
    }

    private static ReadOnlySpan<char> Without(ReadOnlySpan<char> text, string[] endings)
    {
        foreach (var ending in endings)
        {
            if (text.EndsWith(ending, StringComparison.Ordinal))
            {
                return text[..^ending.Length];
            }
        }

        return text;
    }

    private static bool BeginsAfterBreak(string value, int start, int at)
    {
        while (at > start && value[at - 1] is ' ' or '—' or '-' or '·' or '●' or '*')
        {
            at--;
        }

        return at == start || value[at - 1] is '。' or '；' or '！' or '）' or '】' or '〕' or ' ';
    }

    private static int Head(string value, int start, int stop, string[] words)
    {
        for (var i = start; i < stop; i++)
        {
            if ((i == start || value[i - 1] is '。' or '！') && Words.StartsWithAny(value.AsSpan(i, stop - i), words))
            {
                return i;
            }

            var next = value.AsSpan(i, stop - i).IndexOfAny('。', '！');
            if (next < 0)
            {
                break;
            }

            i += next;
        }

        return -1;
    }

    private static bool Covers(string value, int from, int to, List<Attribution> scopes)
    {
        if (!Words.StartsWithAny(value.AsSpan(from, to - from), CoveringHeads))
        {
            return false;
        }

        scopes.ForEach(s => s.Scope = Words.StartsWithAny(s.Scope.Name, CoveringHeads) ? new("", default) : s.Scope);
        return true;
    }

    /// <summary>The end of the found attribution that holds <paramref name="at"/>, or 0. Those from <paramref name="before"/> on stand in order.</summary>
    private static int Inside(List<FoundAttribution> found, int before, int at)
    {
        var next = FirstBehind(found, before, at);
        return next > before && at < found[next - 1].End ? found[next - 1].End : 0;
    }

    private static int NextFound(List<FoundAttribution> found, int before, int from, int end)
    {
        var next = FirstBehind(found, before, from);
        return next < found.Count ? found[next].Start : end;
    }

    /// <summary>The first that starts behind <paramref name="at"/>, by bisection: a paragraph may hold thousands.</summary>
    private static int FirstBehind(List<FoundAttribution> found, int before, int at)
    {
        var low = before;
        var high = found.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (found[middle].Start <= at)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    /// <summary>Pairs of brackets whatever their shapes, by their openings; an opening that never closes reaches to <paramref name="end"/>.</summary>
    private static List<(int Opening, int Closing)> Brackets(string value, int start, int end)
    {
        List<(int Opening, int Closing)> pairs = [];
        List<int> open = [];
        for (var i = start; i < end; i++)
        {
            if (value[i] is '（' or '(' or '【' or '〔' or '[' or '{')
            {
                open.Add(pairs.Count);
                if (open.Count <= DeepestBracket)
                {
                    pairs.Add((i, end));
                }
                else
                {
                    open[^1] = -1;
                }
            }
            else if (open.Count > 0 && value[i] is '）' or ')' or '】' or '〕' or ']' or '}')
            {
                if (open[^1] is >= 0 and var pair)
                {
                    pairs[pair] = (pairs[pair].Opening, i);
                }
                open.RemoveAt(open.Count - 1);
            }
        }

        return pairs;
    }

    /// <summary>In a clause that names who answers for its other parts, a bracket of units alone before a mark does so too.</summary>
    private static void AddBare(MappedText text, List<FoundAttribution> found, bool agreed)
    {
        var value = text.Value;
        if (!agreed && !found.Exists(f => value[f.Start] is '（'))
        {
            return;
        }

        var added = false;
        var next = 0;
        var known = found.Count;
        for (var i = 0; i < value.Length; i++)
        {
            while (next < known && found[next].End <= i)
            {
                next++;
            }
            if (next < known && found[next].Start <= i)
            {
                i = found[next].End - 1;
                continue;
            }
            if (value[i] is not '（')
            {
                continue;
            }

            var closing = ClosingOf(value.AsSpan(i, Math.Min(agreed ? 200 : 80, value.Length - i)));
            if (closing < 0 || (i + closing + 1 < value.Length && value[i + closing + 1] is not ('。' or '；' or '，' or '\n'))
                || (agreed && !EndsParagraph(value.AsSpan(i + closing + 1)))
                || i == 0 || value[i - 1] is '\n' || AttributionParser.Bare(text, i + 1, i + closing, agreed) is not { } bare)
            {
                continue;
            }

            found.Add(new(i, i + closing + 1, [bare], false));
            added = true;
            i += closing;
        }

        if (added)
        {
            found.Sort(static (a, b) => a.Start.CompareTo(b.Start));
        }
    }

    private static bool EndsParagraph(ReadOnlySpan<char> rest)
    {
        rest = rest.TrimStart("。；");
        return rest.IsEmpty || rest[0] is '\n';
    }

    /// <summary>Where the bracket that opens at the front closes, those inside it passed over; -1 where it does not.</summary>
    private static int ClosingOf(ReadOnlySpan<char> text)
    {
        var depth = 0;
        for (var i = 0; i < text.Length; i++)
        {
            depth += text[i] is '（' ? 1 : text[i] is '）' ? -1 : 0;
            if (depth == 0)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Joins neighbours with nothing but marks between them: 【责任单位：…】【完成时限：…】, or lines that follow each other.</summary>
    private static List<FoundAttribution> Joined(MappedText text, List<FoundAttribution> found)
    {
        List<FoundAttribution> joined = [];
        foreach (var next in found)
        {
            if (joined.Count > 0 && joined[^1] is var last && last.CoversAbove == next.CoversAbove && last.End <= next.Start
                && text.Value.AsSpan(last.End, next.Start - last.End).TrimStart(" \n。；，、").IsEmpty)
            {
                joined[^1] = Join(last, next);
            }
            else
            {
                joined.Add(next);
            }
        }

        return joined;
    }

    private static FoundAttribution Join(FoundAttribution first, FoundAttribution second)
    {
        // In place: a hostile text may join thousands, and copies would add up.
        if (second.Scopes.Count == 1)
        {
            first.Scopes.ForEach(s => s.Add(second.Scopes[0]));
            return first with { End = second.End };
        }
        if (first.Scopes.Count == 1)
        {
            second.Scopes.ForEach(s => s.Add(first.Scopes[0]));
            return second with { Start = first.Start };
        }

        first.Scopes.AddRange(second.Scopes);
        return first with { End = second.End };
    }
}
