using System.Buffers;
using Bihuan.Kernel;
using Bihuan.Reading.Text;

namespace Bihuan.Reading.Commitments;

/// <summary>Reporting duties (报送): who hands what to whom, by when or how often. Several printed dates give one commitment each.</summary>
/// <remarks>
/// Two forms are read: 将A报B (报送, 上报, 反馈, 抄送, 推送 … with the receiver behind the verb) and 向B报告A. Without a receiver that is
/// recognised by its ending a verb counts only where a deadline stands with it.
/// </remarks>
internal sealed class ReportingDutyReader : ICommitmentReader
{
    private static readonly SearchValues<char> Cues = SearchValues.Create("报抄馈推提送备移评总");

    /// <summary>Longer verbs first.</summary>
    private static readonly string[] Verbs =
    [
        "报送", "上报", "呈报", "报请", "抄送", "抄报", "抄告", "反馈", "推送", "报备", "提交", "送交", "报告", "通报", "申报", "移交", "汇报", "报经", "备案", "报",
    ];

    /// <summary>Words with 报 that are no verbs of reporting, seen from the character before and behind.</summary>
    private const string NotBehind = "申上举情通预汇填接简月日警周年季电海公快喜捷呈播转抄瞒谎谎迟漏虚隐误";
    private const string NotBefore = "表名道警废价销刊纸酬复社到考批关";

    private static readonly string[] ReceiverEnds =
    [
        "备案", "备查", "审批", "审核", "审定", "审查", "审议", "批准", "汇总", "研究", "同意", "知悉", "处理", "核查", "进行", "纳入", "存档", "归档", "统一", "后，", "申请", "作为", "并", "由", "组织",
        "的", "登记", "办理", "，", "；", "。", "（", "每", "于", "予以", "立项", "验收", "情况", "报告", "报送",
    ];

    private static readonly string[] Adverbs =
    [
        "书面", "专题", "如实", "及时", "定期", "主动", "统一", "分别", "一并", "逐级", "立即", "最终", "按时", "按期", "同步", "同时", "汇总后", "审核后", "以书面形式", "正式", "集中", "首先", "应当", "应", "要", "须", "必须", "适时", "视情", "提出", "作出", "作", "续", "跟踪", "滚动",
    ];

    /// <inheritdoc/>
    public void Read(Document document, ICollection<Commitment> found)
    {
        foreach (var node in document.Nodes)
        {
            if (node.Kind is not (NodeKind.Clause or NodeKind.Paragraph) || node.Text.Value.AsSpan().IndexOfAny(Cues) < 0)
            {
                continue;
            }

            string? who = null;
            foreach (var sentence in Sentences.Split(node.Text, Sentences.Ends))
            {
                who = ReadSentence(node.Place, sentence, document.Date, who, found);
            }
        }
    }

    /// <summary>Reads a sentence; gives its last subject, which the next sentence has where it names none.</summary>
    private static string? ReadSentence(string place, MappedText sentence, DateOnly? reference, string? carried, ICollection<Commitment> found)
    {
        var named = (string?)null;
        var content = (string?)null;
        foreach (var member in Sentences.Split(sentence, Sentences.Members))
        {
            if (member.Length > Sentences.Longest)
            {
                continue;
            }

            IReadOnlyList<FoundDeadline>? deadlines = null;
            var used = 0;
            var start = 0;
            var before = (string?)null;
            foreach (var part in Sentences.Split(member, Commas))
            {
                start = member.Value.IndexOf(part.Value, start, StringComparison.Ordinal);
                var text = part.Value;
                var subject = Parties.Subject(text);

                // 需要登记的，应及时报…: who meets a condition is not who reports, unless nobody else is named.
                if (subject.Length > 0 && !(text.EndsWith('的') && (named ?? carried) is not null))
                {
                    named = text.Substring(subject.Start, subject.Length);
                }

                // 区某办汇总后报…: the subject stands in the same part; 向…报告 has it before the receiver.
                if (text.AsSpan().IndexOfAny(Cues) >= 0 && (Direct(text, subject) ?? Toward(text) ?? Evaluation(text)) is { } hit)
                {
                    deadlines ??= DeadlineReader.Scan(member.Value, reference);
                    var due = Due(deadlines, used, start + hit.Verb, start + part.Length, member.Length);
                    if (hit.Receivers.Count > 0 || due.Count > 0)
                    {
                        content = Content(hit, text, subject, before, content);
                        used = start + hit.Verb;
                        Add(place, member, text, named, carried, hit, content, due, found);
                    }
                }

                before = text[(subject.Start + subject.Length)..];
                start += part.Length;
            }
        }

        return named ?? carried;
    }

    private static readonly SearchValues<char> Commas = SearchValues.Create("，");

    /// <summary>What a part says: where its verb stands, to whom, and what; <see cref="Said"/> is empty where another part says it.</summary>
    private readonly record struct Hit(int Verb, IReadOnlyList<string> Receivers, string Said, bool Evaluation = false);

    private static void Add(string place, MappedText member, string part, string? named, string? carried, Hit hit, string content, List<Deadline> due, ICollection<Commitment> found)
    {
        List<string> doubts = [];
        var who = named ?? carried;
        if (who is null)
        {
            doubts.Add("文中没有写明由谁报送。");
        }
        else if (named is null)
        {
            doubts.Add("本句没有主语，沿用上一句的主体。");
        }
        if (hit.Receivers.Count == 0)
        {
            doubts.Add("文中没有写明报给谁。");
        }

        for (var i = 0; i < Math.Max(1, due.Count); i++)
        {
            var deadline = due.Count > 0 ? due[i] : null;
            found.Add(new ReportingDutyCommitment
            {
                Place = place,
                Range = member.Range,
                Text = member.Value,
                Who = who,
                To = hit.Receivers,
                Content = content.Length > 0 ? content : part,
                Deadline = deadline,
                Confidence = doubts.Count == 0 ? 0.95 : who is null || hit.Receivers.Count == 0 ? 0.7 : 0.8,
                Doubts = deadline?.Doubt is { } doubt ? [.. doubts, doubt] : doubts,
            });
        }
    }

    /// <summary>将A报B: the receiver stands behind the verb.</summary>
    private static Hit? Direct(string text, (int Start, int Length) subject)
    {
        Hit? bare = null;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is '《' or '“' or '（' && Sentences.SkipBracket(text, i) is > 0 and var close)
            {
                i = close;
                continue;
            }

            var verb = VerbAt(text, i);
            if (verb.Length == 0 || verb is "申报")
            {
                continue;
            }

            var rest = i + verb.Length;
            var receivers = verb is "备案" ? [] : ReceiversAt(text.AsSpan(rest));
            if (receivers.Count > 0)
            {
                return new(i, receivers, SaidBefore(text, i, subject));
            }
            if (verb is not ("备案" or "移交" or "申报" or "通报" or "推送") && bare is null && !text.AsSpan(0, i).Contains('向')
                && (verb is not "报告" || Adverbial(text.AsSpan(0, i))) && verb is not ("报" or "汇报"))
            {
                bare = new(i, [], SaidBefore(text, i, subject) is { Length: > 0 } said ? said : text[rest..].StartsWith('（') ? "" : Trim(text[rest..]));
            }

            i = rest - 1;
        }

        return bare;
    }

    /// <summary>向B报告A.</summary>
    private static Hit? Toward(string text)
    {
        for (var at = text.IndexOf('向', StringComparison.Ordinal); at >= 0; at = text.IndexOf('向', at + 1))
        {
            var verbAt = -1;
            var verb = "";
            for (var i = at + 2; i < Math.Min(text.Length, at + 60); i++)
            {
                verb = VerbAt(text, i);
                if (verb.Length > 0)
                {
                    verbAt = i;
                    break;
                }
            }
            if (verbAt < 0)
            {
                return null;
            }

            var between = text.AsSpan(at + 1, verbAt - at - 1);
            var receivers = ReceiversAt(between);
            var times = Frequency(text.AsSpan(verbAt + verb.Length));
            if (receivers.Count == 0 || (times > 0 && verb is "汇报"))
            {
                continue;
            }

            var said = text[(verbAt + verb.Length + times)..];
            return new(verbAt, receivers, Trim(said.StartsWith('告') && verb is "报" ? said[1..] : said));
        }

        return null;
    }

    /// <summary>由A开展一次专项评估: an evaluation or a summing-up asked for by a day, even where no receiver is printed.</summary>
    private static Hit? Evaluation(string text)
    {
        if (!(text.EndsWith("评估", StringComparison.Ordinal) || text.EndsWith("自评", StringComparison.Ordinal) || text.EndsWith("工作总结", StringComparison.Ordinal)))
        {
            return null;
        }
        foreach (var verb in (ReadOnlySpan<string>)["开展一次", "完成一次", "进行一次", "组织一次"])
        {
            if (text.IndexOf(verb, StringComparison.Ordinal) is > 0 and var at)
            {
                return new(at, [], text[at..], Evaluation: true);
            }
        }

        return null;
    }

    /// <summary>The length of 一次 behind a verb, else 0. 汇报一次 is an oral report, which the reader of meetings tells.</summary>
    private static int Frequency(ReadOnlySpan<char> behind) =>
        ChineseNumeral.ReadPrefix(behind, out _) is > 0 and var length && behind[length..].StartsWith("次", StringComparison.Ordinal) ? length + 1 : 0;

    private static string VerbAt(string text, int at)
    {
        if (!VerbStarts.Contains(text[at]))
        {
            return "";
        }
        foreach (var verb in Verbs)
        {
            if (string.CompareOrdinal(text, at, verb, 0, verb.Length) != 0)
            {
                continue;
            }
            if (verb[0] == '报' && at > 0 && NotBehind.Contains(text[at - 1], StringComparison.Ordinal))
            {
                return "";
            }

            if (verb is "报告" && (text.AsSpan(at + 2).StartsWith("报") || IsReportNoun(text.AsSpan(0, at))))
            {
                return "";
            }

            return verb is "报" && at + 1 < text.Length && NotBefore.Contains(text[at + 1], StringComparison.Ordinal) ? "" : verb;
        }

        return "";
    }

    /// <summary>总结报告, 可行性报告: the paper, not the deed.</summary>
    private static bool IsReportNoun(ReadOnlySpan<char> before)
    {
        foreach (var noun in (ReadOnlySpan<string>)["总结", "可行性", "工作", "分析", "评估", "调查", "检查", "审计", "验收", "研究", "年度", "自查", "季度", "月度", "监测", "评价", "调研", "检测", "的"])
        {
            if (before.EndsWith(noun, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static readonly SearchValues<char> VerbStarts = SearchValues.Create("报上呈抄反推提送通申移汇备");

    /// <summary>Bodies and persons at the start of the text, parted by 、 和 及; empty where the text does not begin with one.</summary>
    private static List<string> ReceiversAt(ReadOnlySpan<char> text)
    {
        const int Longest = 80;
        foreach (var word in (ReadOnlySpan<string>)["给予", "给", "至", "到", "于", "送", "经", "请", "向", "各自"])
        {
            if (text.StartsWith(word, StringComparison.Ordinal))
            {
                text = text[word.Length..];
                break;
            }
        }

        var end = Math.Min(text.Length, Longest);
        foreach (var word in ReceiverEnds)
        {
            var at = text[..end].IndexOf(word, StringComparison.Ordinal);
            // A bracket behind the receiver explains it: 报区某办（区某局）备案.
            end = at >= 0 ? at : end;
        }
        while (end > 2 && !Parties.EndsAsParty(text[..end]) && EndsWithAdverb(text[..end]) is > 0 and var adverb)
        {
            end -= adverb;
        }

        List<string> receivers = [];
        var start = 0;
        for (var i = 0; i <= end; i++)
        {
            if (i < end && (text[i] is not ('、' or '和' or '及' or '与') || !Parties.EndsAsParty(text[start..i])))
            {
                continue;
            }

            var name = text[start..i].Trim();
            if (name.Length is < 2 or > 30 || !Parties.EndsAsParty(name))
            {
                break;
            }

            receivers.Add(name.ToString());
            start = i + 1;
        }

        return receivers;
    }

    private static int EndsWithAdverb(ReadOnlySpan<char> text)
    {
        foreach (var adverb in Adverbs)
        {
            if (text.EndsWith(adverb, StringComparison.Ordinal))
            {
                return adverb.Length;
            }
        }

        return 0;
    }

    private static bool Adverbial(ReadOnlySpan<char> before) => EndsWithAdverb(before) > 0;

    /// <summary>The object before the verb: 将A报B, A应报B; empty where only subject, time and adverbs stand there.</summary>
    private static string SaidBefore(string text, int verb, (int Start, int Length) subject)
    {
        var from = subject.Length > 0 && subject.Start + subject.Length <= verb ? subject.Start + subject.Length : 0;
        var said = text.AsSpan(from, verb - from);
        var object_ = Math.Max(said.LastIndexOf('将'), said.LastIndexOf('把'));
        if (object_ < 0)
        {
            return "";
        }

        said = said[(object_ + 1)..];
        while (EndsWithAdverb(said) is > 0 and var adverb)
        {
            said = said[..^adverb];
        }

        return said.ToString();
    }

    private static string Trim(string said) => said.Trim('，', '：', ' ', '了');

    private static string Content(Hit hit, string part, (int Start, int Length) subject, string? before, string? earlier)
    {
        if (hit.Said.Length > 0)
        {
            return hit.Said;
        }

        // 汇总后报B passes on what was handed in; 制定…方案，并于…报B hands in what the part before made.
        if (earlier is not null && (part.Contains("汇总", StringComparison.Ordinal) || part.Contains("审核", StringComparison.Ordinal)))
        {
            return earlier;
        }
        if (before is not null && before.AsSpan().ContainsAny(Making))
        {
            return before;
        }

        return part[(subject.Start + subject.Length)..];
    }

    private static readonly SearchValues<string> Making = SearchValues.Create(
        ["制定", "制订", "形成", "编制", "填写", "填报", "拟定", "拟订", "起草", "汇总", "提出", "推荐", "审核", "梳理", "总结", "建立台账", "自查", "排查", "统计", "撰写"], StringComparison.Ordinal);

    /// <summary>The deadlines that belong to a verb: the list of dates nearest before it, else what stands behind it in its part.</summary>
    private static List<Deadline> Due(IReadOnlyList<FoundDeadline> deadlines, int used, int verb, int partEnd, int memberEnd)
    {
        List<Deadline> due = [];
        for (var i = deadlines.Count - 1; i >= 0; i--)
        {
            var one = deadlines[i];
            if (one.End > verb || one.Index < used || one.Role is DeadlineRole.Date or DeadlineRole.Start or DeadlineRole.Continuing)
            {
                continue;
            }
            if (due.Count > 0 && (one.Role != DeadlineRole.By || deadlines[i + 1].Index - one.End > 1))
            {
                break;
            }

            due.Insert(0, one.Deadline);
            if (one.Role != DeadlineRole.By)
            {
                break;
            }
        }
        if (due.Count > 0)
        {
            return due;
        }

        foreach (var one in deadlines)
        {
            if (one.Index > verb && one.Index <= Math.Min(memberEnd, partEnd + 12) && one.Role is DeadlineRole.By or DeadlineRole.Recurring)
            {
                return [one.Deadline];
            }
        }

        return due;
    }
}
