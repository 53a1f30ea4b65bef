using System.Collections.Frozen;

namespace Bihuan.Reading.Commitments.Quantities;

/// <summary>What a figure counts or measures, as far as the words around it say.</summary>
/// <param name="Words">The subject; empty where nothing was found.</param>
/// <param name="Verb">The verb of doing that it begins with, for the next item of an enumeration; else empty.</param>
/// <param name="Start">Where the words begin that it was read from.</param>
/// <param name="End">Where they end.</param>
internal sealed record Subject(string Words, string Verb, int Start, int End)
{
    /// <summary>The figure only says what is counted: 总投资20亿元以上的项目.</summary>
    public bool Qualifier { get; init; }

    /// <summary>How sure it is, from 0 to 1.</summary>
    public double Confidence { get; init; } = 1;

    /// <summary>Why it may be wrong, in Chinese; <see langword="null"/> where it is sure.</summary>
    public string? Doubt { get; init; }

    /// <summary>Whether it is the subject of the figure before, or its next item: the words of comparison then hold for this figure, too.</summary>
    public bool Repeated { get; init; }

    /// <summary>The items of a list that 分别 hands out to the figures that follow; empty otherwise.</summary>
    public IReadOnlyList<string> Shares { get; init; } = [];
}

/// <summary>The figure before, as far as the next one leans on it.</summary>
/// <param name="Figure">The figure.</param>
/// <param name="Subject">Its subject.</param>
/// <param name="ClauseStart">Where its clause begins.</param>
/// <param name="Share">Which of <see cref="Subject.Shares"/> it took.</param>
internal sealed record Previous(Figure Figure, Subject Subject, int ClauseStart, int Share)
{
    /// <summary>Behind the words that belong to it alone, for a figure at <paramref name="at"/>.</summary>
    public int FloorFor(int at) => Subject.Qualifier ? ClauseStart : Subject.End > Figure.End && Subject.End <= at ? Subject.End : Figure.End;
}

/// <summary>Reads the subject of a figure out of its clause. Looks back and ahead no further than <see cref="Phrase.Reach"/>.</summary>
internal static class SubjectReader
{
    /// <summary>Reads the subject of <paramref name="figure"/>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="figure">The figure.</param>
    /// <param name="clauseStart">Where its clause begins, or behind the figure before in the same clause.</param>
    /// <param name="end">Where the words before it end: its cue, or the 由 of a change.</param>
    /// <param name="cut">Whether the clause is longer than was looked at.</param>
    /// <param name="previous">The figure before in the same sentence, if any.</param>
    public static Subject Read(string text, in Figure figure, int clauseStart, int end, bool cut, Previous? previous)
    {
        var joined = previous is not null && previous.Figure.End <= clauseStart && IsJoint(text, previous.Figure.End, clauseStart, end);
        var (start, stop) = Phrase.Trim(text, clauseStart, end);
        var before = text[start..stop];
        if (ReachedPerPiece(text, start, stop) is ( > 0 and var reach, var each))
        {
            before = string.Concat(text.AsSpan(start, reach - start), text.AsSpan(each, stop - each));
        }
        var distributed = IsDistributed(text, stop, end);
        var repeat = RemoveFrequency(ref before);
        var (nounStart, nounEnd, of) = ReadNoun(text, figure, before.Length == 0);
        var noun = text[nounStart..nounEnd];

        if (distributed && before.Length > 0)
        {
            return Distribute(before, start, figure);
        }
        if (before.Length == 0 && noun.Length == 0 && joined && previous!.Figure.Class == figure.Class && previous.Subject.Words.Length > 0)
        {
            var shares = previous.Subject.Shares;
            return previous.Subject with { Words = previous.Share + 1 < shares.Count ? shares[previous.Share + 1] : previous.Subject.Words, Start = figure.CueStart, End = figure.End, Qualifier = false, Repeated = true };
        }

        before = WithoutList(before, noun.Length > 0);
        if (figure.Before is Cue.BareTo or Cue.To && ComparatorCues.ReadChangeVerb(before) is > 0 and var change && change < before.Length)
        {
            // 提升覆盖率至64%: the verb belongs to the figure.
            before = before[change..];
        }

        var verb = before[..DoingVerbs.ReadPrefix(before)];
        var bareVerb = verb.Length > 0 && verb.Length == before.Length;
        var verbCarried = false;
        if (verb.Length == 0 && previous is { Subject.Verb.Length: > 0 } && figure.Before is not (Cue.To or Cue.BareTo or Cue.Is or Cue.KeptAt) && Carries(text, figure, previous, before, joined, clauseStart, of))
        {
            verb = previous.Subject.Verb;
            verbCarried = true;
            bareVerb = before.Length == 0;
            before = verb + before;
        }

        Subject subject;
        switch (figure.Class)
        {
            case not (UnitClass.Count or UnitClass.Share) when previous is { Figure.Class: UnitClass.Count } && previous.Subject.End >= figure.End && DoingVerbs.Find(before, out _) < 0:
                // 80家年耗5000吨标煤以上企业: inside the name of what is counted.
                subject = new(before, "", start, figure.End) { Qualifier = true, Confidence = 0.9 };
                break;
            case UnitClass.Share:
                subject = ReadShare(figure, before, noun, of, verb, start, nounEnd);
                break;
            case UnitClass.Count when noun.Length > 0 && !(figure.Before is Cue.To or Cue.BareTo && before.Length > 0):
                var object_ = of && before.Length > 0 && !bareVerb ? "" : WithSharedAction(text, noun, nounEnd, verb);
                subject = new(before + object_, verb, start, nounEnd) { Qualifier = object_.Length == 0 };
                break;
            case UnitClass.Set:
                subject = new((bareVerb ? before : WithoutList(before, true)) + noun, "", start, nounEnd) { Qualifier = true, Confidence = 0.6, Doubt = "“大”前的数目多是提法，不一定是指标。" };
                break;
            default:
                subject = ReadAmount(text, figure, before, noun, of, verb, bareVerb, start, nounStart, nounEnd);
                break;
        }

        if (figure.Class == UnitClass.Time && IsActOfOffice(subject.Words))
        {
            subject = subject with { Words = subject.Words + "时间" };
        }
        if (repeat.Length > 0 && subject.Words.Length == 0)
        {
            subject = subject with { Words = repeat };
        }
        if (NeedsNoun(subject.Words))
        {
            subject = FromBefore(text, subject, clauseStart, previous, joined);
        }

        if (figure.Unit == "次" && subject.Verb.Length == 0 && figure.Before == Cue.None && noun.Contains("会议", StringComparison.Ordinal))
        {
            subject = subject with { Qualifier = true, Confidence = 0.6, Doubt = "可能是第几次会议，不是会议的次数。" };
        }

        return subject switch
        {
            { Words.Length: 0 } => subject with { Confidence = 0.5, Doubt = "没有读到这个数量说的是什么。" },
            { Doubt: null } when cut => subject with { Confidence = 0.8, Doubt = "分句过长，计量对象可能不完整。" },
            { Doubt: null } when verbCarried && !joined => subject with { Confidence = 0.9 },
            _ => subject,
        };
    }

    private static Subject ReadShare(in Figure figure, string before, string noun, bool of, string verb, int start, int nounEnd)
    {
        if (of && figure.After != Cue.None && before.Length > 0)
        {
            // 投资额低于25%的用地: says which land.
            return new(before, verb, start, figure.End) { Qualifier = true, Confidence = 0.9 };
        }
        if (of && figure.Before is Cue.LessThan or Cue.MoreThan or Cue.AtMost && before.Length > 0)
        {
            return new(before, verb, start, figure.End) { Qualifier = true, Confidence = 0.9 };
        }
        if (of && noun.Length > 0)
        {
            // 80%的村通了公路: a share of the villages.
            return new(IsScope(before) ? noun + "占比" : before + noun, verb, start, nounEnd);
        }
        if (noun.Length > 0 && figure.Before == Cue.None && (before.Length == 0 || figure.After == Cue.None))
        {
            return new(before + noun, verb, start, nounEnd);
        }

        return new(before, verb, start, figure.End);
    }

    private static Subject ReadAmount(string text, in Figure figure, string before, string noun, bool of, string verb, bool bareVerb, int start, int nounStart, int nounEnd)
    {
        if (noun.Length == 0)
        {
            return new(before, verb, start, figure.End);
        }
        if (of && FigureLexer.IsNear(text, nounStart, nounEnd))
        {
            // 总投资超过900亿元的70余个项目: the total of them all.
            var counted = NounBehindFigure(text, nounStart, nounEnd);
            return new(counted + before[verb.Length..], verb, start, figure.End);
        }
        if (bareVerb || before.Length == 0)
        {
            // 200人以上村落: says which villages. 新增100人以上 would be a target.
            var bounded = figure.Before is Cue.None or Cue.Is && figure.After is Cue.AtLeast or Cue.AtMost;
            var which = before.Length == 0 ? of || bounded : bounded && HoldsFigure(text, nounStart, nounEnd);
            return new(before + noun, verb, start, nounEnd) { Qualifier = which, Confidence = which ? 0.9 : 1 };
        }
        if (of)
        {
            return new(before, verb, start, figure.End) { Qualifier = true, Confidence = 0.9 };
        }
        if (figure.After is Cue.AtLeast or Cue.AtMost && figure.Before == Cue.None && figure.Class != UnitClass.Time)
        {
            // 200人以上村落: says which villages.
            return new(before, verb, start, figure.End) { Qualifier = true, Confidence = 0.9 };
        }
        if (figure.Class == UnitClass.Size && !figure.Compared && verb.Length == 0)
        {
            return new(before + noun, verb, start, nounEnd) { Qualifier = true, Confidence = 0.5, Doubt = "数量夹在名称中，可能是项目名称的一部分。" };
        }

        return new(before, verb, start, figure.End);
    }

    /// <summary>The noun phrase behind the figure, and whether 的 joins it. Empty where a predicate or nothing follows.</summary>
    private static (int Start, int End, bool Of) ReadNoun(string text, in Figure figure, bool alone)
    {
        var start = figure.End;
        if (start < text.Length && text[start] is '（')
        {
            // 1500套（间）: another form of the unit.
            return (start, start, false);
        }

        var of = start < text.Length && text[start] == '的';
        start += of ? 1 : 0;
        var end = Phrase.NounEnd(text, start);
        while (end > start && text[end - 1] is '等' or '的' or '，')
        {
            end--;
        }
        var span = text.AsSpan(start, end - start);
        if (span.IsEmpty || span[0] is '”' or '、' or '-' or '—' or '+' or '/' or '和' or '及' or '与' or '或' || (!alone && IsPredicate(span)))
        {
            return (start, start, of);
        }

        return (start, end, of);
    }

    private static bool IsPredicate(ReadOnlySpan<char> span)
    {
        foreach (var word in (ReadOnlySpan<string>)["用于", "以", "并", "且", "作为", "为", "由", "在", "至", "到", "给予", "予以", "的", "是", "不等", "，", "开展", "进行", "列入", "纳入", "分别", "均为", "均达", "均已", "全部", "已经", "将", "可以", "可按", "应当", "应于", "应在", "未能", "未达", "未按", "尚未", "无法"])
        {
            if (span.StartsWith(word, StringComparison.Ordinal))
            {
                return !(word == "在" && span.Length > 1 && span[1] is '建' or '校' or '岗' or '册' or '线');
            }
        }

        return false;
    }

    private static bool HoldsFigure(string text, int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            if (char.IsAsciiDigit(text[i]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The noun of 70余个重大项目, read inside a longer phrase.</summary>
    private static string NounBehindFigure(string text, int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            if (Numeral.CanBegin(text[i]))
            {
                return FigureLexer.TryRead(text, i, start, out var figure, out _) && figure.End < end ? text[figure.End..end] : "";
            }
        }

        return "";
    }

    /// <summary>新建甲、乙等4条道路: a list of examples gives way to what they are examples of.</summary>
    private static string WithoutList(string before, bool nounFollows)
    {
        var at = LastEtc(before);
        if (at < 0)
        {
            if (nounFollows && before.Length > 2 && before[^1] is '和' or '及' or '与' or '、' && DoingVerbs.Find(before, out var verbEnd) >= 0)
            {
                return before[..verbEnd];
            }

            return before;
        }

        var tail = before[(at + 1)..].TrimStart('的');
        if (tail.Length == 0 && !nounFollows)
        {
            return before[..at];
        }

        var firstItem = before.AsSpan(0, at);
        var cut = firstItem.IndexOfAny('、', '“', '（');
        firstItem = cut >= 0 ? firstItem[..cut] : firstItem;
        return DoingVerbs.Find(firstItem, out var end) >= 0 ? string.Concat(firstItem[..end], tail) : tail;
    }

    /// <summary>The last 等 that closes a list, outside quotation marks and brackets, and is no part of 等级, 高等, 平等 and the like.</summary>
    private static int LastEtc(string before)
    {
        var depth = 0;
        for (var i = before.Length - 1; i > 0; i--)
        {
            var c = before[i];
            depth += c is '”' or '）' or '》' ? 1 : c is '“' or '（' or '《' ? -1 : 0;
            if (c == '等' && depth == 0 && before[i - 1] is not ('高' or '中' or '初' or '平' or '同' or '相' or '一' or '二' or '三' or '特' or '对' or '均' or '优')
                && (i + 1 == before.Length || before[i + 1] is not ('级' or '次' or '额' or '候' or '待' or '于' or '同' or '值' or '比' or '效')))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>至少开展2次, 不少于召开一次: takes the words of comparison out of the subject. <see cref="FrequencyCue"/> has read them.</summary>
    private static string RemoveFrequency(ref string before)
    {
        foreach (var word in (ReadOnlySpan<string>)["至少", "不少于", "最少", "最多"])
        {
            var at = before.IndexOf(word, StringComparison.Ordinal);
            if (at >= 0 && before.Length - at - word.Length is > 0 and <= 8)
            {
                var removed = before.Remove(at, word.Length);
                before = removed;
                return removed;
            }
        }

        return "";
    }

    /// <summary>达到每千人5批次, 提高到每亩2000元: the words of reaching stand before what the figure is per.</summary>
    /// <returns>Where those words begin, and where 每 stands; (-1, -1) where there are none.</returns>
    public static (int Cue, int Each) ReachedPerPiece(string text, int clauseStart, int end)
    {
        for (var i = end - 1; i > Math.Max(clauseStart, end - 7); i--)
        {
            if (text[i] == '每')
            {
                return ComparatorCues.ReadBefore(text, clauseStart, i, out var cue) is var start && start < i && cue == Cue.To ? (start, i) : (-1, -1);
            }
        }

        return (-1, -1);
    }

    /// <summary>Words of comparison that stand before the verb: 至少开展2次.</summary>
    public static Cue FrequencyCue(string text, int clauseStart, int end)
    {
        var from = Math.Max(clauseStart, end - 10);
        var span = text.AsSpan(from, Math.Max(0, end - from));
        return span.Contains("至少", StringComparison.Ordinal) || span.Contains("不少于", StringComparison.Ordinal) || span.Contains("最少", StringComparison.Ordinal) ? Cue.AtLeast
            : span.Contains("最多", StringComparison.Ordinal) ? Cue.AtMost
            : Cue.None;
    }

    private static bool Carries(string text, in Figure figure, Previous previous, string before, bool joined, int clauseStart, bool of)
    {
        if (joined)
        {
            return before.Length > 0 || !of || previous.Subject.Qualifier;
        }
        if (figure.Class != UnitClass.Count || previous.Figure.Class != UnitClass.Count || figure.Before != Cue.None || previous.Figure.End != clauseStart - 1 || text[clauseStart - 1] != '，')
        {
            // 建设总投资超过900亿元的70个项目: one verb for both.
            return before.Length == 0 && previous.Figure.End < text.Length && text[previous.Figure.End] == '的' && previous.Figure.End + 1 >= figure.CueStart;
        }

        return before.Length is > 0 and <= 14 && DoingVerbs.Find(before, out _) < 0 && !previous.Subject.Qualifier;
    }

    /// <summary>Whether the words join the figure to the one before: 、 or 和 right behind it, or behind its noun.</summary>
    private static bool IsJoint(string text, int previousEnd, int clauseStart, int end)
    {
        for (var i = previousEnd; i < Math.Min(end, text.Length); i++)
        {
            if (text[i] is '、')
            {
                return true;
            }
            if (Phrase.IsBoundary(text[i]))
            {
                return false;
            }
            if (text[i] is '和' or '及' or '与' && (i == previousEnd || i >= clauseStart))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The shared action of an enumeration: 12个甲、7个乙改造 is about 甲改造, too.</summary>
    private static string WithSharedAction(string text, string noun, int nounEnd, string verb)
    {
        // 学校的新建扩建 is 学校新建扩建.
        var own = DoingVerbs.SharedActionOf(noun);
        if (own.Length > 0)
        {
            return noun.Length > own.Length + 1 && noun[^(own.Length + 1)] == '的' ? string.Concat(noun.AsSpan(0, noun.Length - own.Length - 1), own) : noun;
        }
        if (!DoingVerbs.IsLight(verb) || nounEnd >= text.Length || text[nounEnd] is not ('、' or '和' or '及' or '与'))
        {
            return noun;
        }

        var clauseEnd = nounEnd;
        var limit = Math.Min(text.Length, nounEnd + Phrase.Reach);
        while (clauseEnd < limit && !Phrase.IsBoundary(text[clauseEnd]))
        {
            clauseEnd++;
        }

        return noun + DoingVerbs.SharedActionOf(text.AsSpan(nounEnd, clauseEnd - nounEnd));
    }

    /// <summary>审批最多80天 is about the time of it.</summary>
    private static bool IsActOfOffice(string words)
    {
        foreach (var act in (ReadOnlySpan<string>)["审批", "办理", "办结", "开办", "审核", "审查", "受理", "答复", "审定"])
        {
            if (words.EndsWith(act, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsDistributed(string text, int from, int to) => text.AsSpan(from, Math.Max(0, to - from)).Contains("分别", StringComparison.Ordinal);

    /// <summary>甲、乙和丙分别达到80%、90%和95%: each figure has its own item.</summary>
    private static Subject Distribute(string before, int start, in Figure figure)
    {
        var items = before.Split(['、', '和', '与', '及'], StringSplitOptions.RemoveEmptyEntries);
        return new(items.Length > 0 ? items[0] : before, "", start, figure.End) { Shares = items };
    }

    private static bool IsScope(string before) =>
        before.Length == 0 || before is "全区" or "全县" or "全市" or "全镇" or "全省" or "全国" or "全街道" or "全乡" or "区内" or "辖区" || before.EndsWith("以上", StringComparison.Ordinal);

    /// <summary>Nouns of measure and frequencies that say nothing by themselves: 建立资金池，规模不低于….</summary>
    private static readonly FrozenSet<string> BareMeasures = new[]
    {
        "规模", "事项", "数量", "总数", "总量", "面积", "总面积", "产值", "总产值", "产量", "产能", "交易额", "金额", "额度", "总额", "销售额", "比例", "占比", "户数", "人数", "长度", "全长", "合格率", "覆盖率", "完成率", "日均", "月均", "年均",
        "举办", "召开", "开展", "交付", "每支", "每家", "每个", "每所", "每处", "每户", "每人", "每座", "每名", "每场",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether a subject is a predicate that leans on the clause before: 同比增长, 较上年下降.</summary>
    private static bool NeedsNoun(string words) =>
        words.Length == 0 || words is "完成" or "建成" or "投用" or "开工" || BareMeasures.Contains(words) || words is "增长" or "增幅" or "下降" or "同比" or "增速" or "增加" or "减少" or "年均增长" or "提高" or "提升" or "累计" or "累计达" or "总数" or "总量"
        || words.StartsWith("同比", StringComparison.Ordinal) || words.StartsWith("环比", StringComparison.Ordinal) || words.StartsWith("较上年", StringComparison.Ordinal) || words.StartsWith("比上年", StringComparison.Ordinal);

    private static string WithNoun(string words, string noun) =>
        words.Length > 0 && (words[0] == '每' || DoingVerbs.ReadPrefix(words) == words.Length) ? words + noun : noun + words;

    private static Subject FromBefore(string text, Subject subject, int clauseStart, Previous? previous, bool joined)
    {
        if (previous is not null && previous.Subject.Words.Length > 0 && clauseStart - previous.Figure.End <= (joined ? Phrase.Reach : 12))
        {
            var noun = previous.Subject.Words[previous.Subject.Verb.Length..];
            return subject with { Words = WithNoun(subject.Words, noun), Confidence = 0.85, Doubt = "计量对象取自前一分句。" };
        }

        var end = clauseStart;
        while (end > 0 && clauseStart - end < 3 && (Phrase.IsBoundary(text[end - 1]) || text[end - 1] is '（'))
        {
            if (text[end - 1] is '。' or '\n')
            {
                return subject;
            }

            end--;
        }

        var start = Phrase.ClauseStart(text, 0, end, out _);
        (start, end) = Phrase.Trim(text, start, end);
        start += DoingVerbs.ReadOne(text.AsSpan(start, end - start)) is var verbs && start + verbs < end ? verbs : 0;
        return start < end
            ? subject with { Words = WithNoun(subject.Words, text[start..end]), Start = start, Confidence = subject.Words.Length > 0 ? 0.85 : 0.75, Doubt = "计量对象取自前一分句。" }
            : subject;
    }
}
