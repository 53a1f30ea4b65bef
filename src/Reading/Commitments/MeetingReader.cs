using System.Buffers;
using Bihuan.Kernel;
using Bihuan.Reading.Text;

namespace Bihuan.Reading.Commitments;

/// <summary>Meetings and quotas per period (例会、频次): 每周召开一次, 每季度不少于1次, 原则上每季不少于1个, 定期通报.</summary>
internal sealed class MeetingReader : ICommitmentReader
{
    private static readonly SearchValues<string> Cues = SearchValues.Create(["每", "定期", "年度"], StringComparison.Ordinal);

    private static readonly (string Word, RecurrenceUnit Unit)[] Periods =
    [
        ("每半个月", RecurrenceUnit.HalfMonth), ("每半月", RecurrenceUnit.HalfMonth), ("每半年", RecurrenceUnit.HalfYear), ("每季度", RecurrenceUnit.Quarter), ("每个季度", RecurrenceUnit.Quarter),
        ("每季", RecurrenceUnit.Quarter), ("每个月", RecurrenceUnit.Month), ("每月", RecurrenceUnit.Month), ("每年度", RecurrenceUnit.Year), ("每年", RecurrenceUnit.Year),
        ("每星期", RecurrenceUnit.Week), ("每周", RecurrenceUnit.Week), ("每天", RecurrenceUnit.Day), ("每日", RecurrenceUnit.Day),
    ];

    /// <summary>What is done again and again and needs no figure to be a duty.</summary>
    private static readonly string[] Deeds =
    [
        "召开", "举行", "举办", "听取", "通报", "会商", "开展", "组织", "汇报", "分析", "研判", "检查", "抽查", "巡查", "演练", "培训", "评估", "考核", "征集", "梳理", "调度", "研究", "督查",
        "督导", "调研", "接访", "下访", "走访", "点评", "排查", "上报", "报告", "例会", "会议", "暗访", "碰头", "联席", "回访", "普查", "清查", "体检", "维护", "检修", "公布",
    ];

    private static readonly string[] Adverbs =
    [
        "至少", "不少于", "应当", "应", "要", "须", "由", "集中", "统一", "分别", "定期", "适时", "专题", "联合", "全面", "动态", "对", "向", "按时", "均", "各", "都", "进行", "牵头", "末", "初", "底",
    ];

    private static readonly string[] Hedges = ["原则上", "原则", "视情", "一般", "适时", "力争", "根据需要", "必要时"];
    private static readonly SearchValues<char> Commas = SearchValues.Create("，；");

    /// <inheritdoc/>
    public void Read(Document document, ICollection<Commitment> found)
    {
        foreach (var node in document.Nodes)
        {
            if (node.Kind is not (NodeKind.Clause or NodeKind.Paragraph) || !node.Text.Value.AsSpan().ContainsAny(Cues))
            {
                continue;
            }

            string? who = null;
            var sentences = Sentences.Split(node.Text, Sentences.Ends);
            for (var i = 0; i < sentences.Count; i++)
            {
                who = ReadSentence(node.Place, sentences[i], i + 1 < sentences.Count ? sentences[i + 1].Value : "", who, found);
            }
        }
    }

    private static string? ReadSentence(string place, MappedText sentence, string next, string? carried, ICollection<Commitment> found)
    {
        string? named = null;
        MappedText? before = null;
        if (sentence.Length > Sentences.Longest)
        {
            return carried;
        }

        foreach (var part in Sentences.Split(sentence, Commas))
        {
            var text = part.Value;
            var subject = Parties.Subject(text);
            if (subject.Length > 0)
            {
                named = text.Substring(subject.Start, subject.Length);
            }
            if (text.AsSpan().ContainsAny(Cues) || (before is not null && before.Value.Contains("年度", StringComparison.Ordinal)))
            {
                if (Frequency(text, before?.Value, subject) is { } hit)
                {
                    var printed = hit.WithPartBefore && before is not null ? MappedText.Join([before, part], "，") : part;
                    Add(place, printed, hit, named, carried, next, found);
                }
            }

            before = part;
        }

        return named ?? carried;
    }

    private readonly record struct Hit(string What, int? Minimum, RecurrenceUnit? Per, string? Hedge, bool WithPartBefore = false);

    private static void Add(string place, MappedText printed, Hit hit, string? named, string? carried, string next, ICollection<Commitment> found)
    {
        List<string> doubts = [];
        var who = named ?? carried;
        if (who is null && next.IndexOf('由', StringComparison.Ordinal) is >= 0 and <= 8 and var by && next.EndsWith("负责", StringComparison.Ordinal)
            && Parties.EndsAsParty(next.AsSpan(by + 1, next.Length - by - 3)))
        {
            // 每年组织一次。具体工作由甲局负责。
            who = next[(by + 1)..^2];
        }
        else if (who is null)
        {
            doubts.Add("文中没有写明由谁组织。");
        }
        else if (named is null)
        {
            doubts.Add("本句没有主语，沿用上一句的主体。");
        }

        found.Add(new MeetingCommitment
        {
            Place = place,
            Range = printed.Range,
            Text = printed.Value,
            Who = who,
            What = hit.What,
            Minimum = hit.Minimum,
            Per = hit.Per,
            Hedge = hit.Hedge,
            Confidence = doubts.Count == 0 ? 0.95 : 0.8,
            Doubts = doubts,
        });
    }

    private static Hit? Frequency(string text, string? before, (int Start, int Length) subject)
    {
        foreach (var (word, unit) in Periods)
        {
            var at = text.IndexOf(word, StringComparison.Ordinal);
            if (at < 0 || text.AsSpan(0, at).EndsWith("平均", StringComparison.Ordinal))
            {
                continue;
            }

            var rest = text.AsSpan(at + word.Length);
            var count = Count(rest, text, before);
            if (count is null && !BeginsWithDeed(rest))
            {
                return null;
            }

            return What(text, at, word.Length, before, subject) is { } what ? new(what.What, count ?? 1, unit, Hedge(text, what.WithPartBefore ? before : null), what.WithPartBefore) : null;
        }

        if (text.IndexOf("定期", StringComparison.Ordinal) is >= 0 and var regular && (regular == 0 || text[regular - 1] is not ('立' or '实' or '的' or '不' or '全'))
            && BeginsWithDeed(text.AsSpan(regular + 2)))
        {
            return new(text[regular..], null, null, Hedge(text, null));
        }

        // 在年度检查工作中，适时对…进行督导: in each year, with no figure.
        return before is not null && before.Contains("年度", StringComparison.Ordinal) && before.EndsWith('中')
            && (text.StartsWith("适时", StringComparison.Ordinal) || text.StartsWith("定期", StringComparison.Ordinal))
            ? new(text, null, RecurrenceUnit.Year, Hedge(text, null), WithPartBefore: true) : null;
    }

    /// <summary>一次, 2场, and 1个 where something is handed in; <see langword="null"/> where no figure says how often.</summary>
    private static int? Count(ReadOnlySpan<char> rest, string part, string? before)
    {
        const int Window = 40;
        var end = rest.IndexOf('）') is >= 0 and var close ? Math.Min(close, Window) : Window;
        rest = rest[..Math.Min(rest.Length, end)];
        for (var i = 0; i < rest.Length; i++)
        {
            var length = ChineseNumeral.ReadPrefix(rest[i..], out var number);
            if (length == 0)
            {
                continue;
            }

            var behind = rest[(i + length)..];
            var times = behind.Length > 0 && behind[0] is '次' or '场' or '轮' or '期' or '遍' or '回';
            var pieces = behind.Length > 0 && behind[0] is '个' or '件' or '条' or '篇' or '例' or '份'
                && (IsHandedIn(part) || (before is not null && IsHandedIn(before)));
            if ((times || pieces) && number is >= 1 and <= 10_000 && number == decimal.Truncate(number) && (i == 0 || rest[i - 1] != '第'))
            {
                return (int)number;
            }

            i += length - 1;
        }

        return null;
    }

    private static bool IsHandedIn(string text) =>
        text.Contains("报送", StringComparison.Ordinal) || text.Contains("上报", StringComparison.Ordinal) || text.Contains("提交", StringComparison.Ordinal)
        || text.Contains("报告", StringComparison.Ordinal) || text.Contains("推送", StringComparison.Ordinal);

    private static bool BeginsWithDeed(ReadOnlySpan<char> rest)
    {
        const int Window = 14;
        for (var cut = true; cut;)
        {
            cut = false;
            foreach (var adverb in Adverbs)
            {
                if (rest.StartsWith(adverb, StringComparison.Ordinal))
                {
                    rest = rest[adverb.Length..];
                    cut = true;
                }
            }
        }
        foreach (var deed in Deeds)
        {
            if (rest.StartsWith(deed, StringComparison.Ordinal) || (rest[..Math.Min(rest.Length, Window)].IndexOf(deed, StringComparison.Ordinal) is > 0 and var at && Parties.EndsAsParty(rest[..at]) && rest[..at].IndexOf('前') < 0))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What is held: behind the period, before its bracket, or in the part before.</summary>
    private static (string What, bool WithPartBefore)? What(string text, int at, int length, string? before, (int Start, int Length) subject)
    {
        var open = text.LastIndexOf('（', at);
        if (open > 0 && text.IndexOf('）', open) is var close && (close < 0 || close > at))
        {
            // 会商研判（每季度不少于一次）
            var head = text.AsSpan(0, open);
            var start = head.LastIndexOfAny("、，） ") + 1;
            foreach (var lead in (ReadOnlySpan<string>)["通过", "采取", "建立", "实行", "落实", "开展"])
            {
                start = head[start..].LastIndexOf(lead, StringComparison.Ordinal) is >= 0 and var led ? start + led + lead.Length : start;
            }

            return head.Length > start ? (head[start..].ToString(), false) : null;
        }

        var what = text.AsSpan(at + length);
        foreach (var figure in (ReadOnlySpan<string>)["不少于", "至少", "不低于"])
        {
            if (what.StartsWith(figure, StringComparison.Ordinal) && !ContainsDeed(what))
            {
                // 例会每月不少于一次; 报送…，每季不少于1个
                var head = text.AsSpan(0, at);
                foreach (var hedge in Hedges)
                {
                    head = head.EndsWith(hedge, StringComparison.Ordinal) ? head[..^hedge.Length] : head;
                }

                head = head.Length > subject.Start + subject.Length ? head[(subject.Start + subject.Length)..] : "";
                if (head.Length > 1)
                {
                    return (head.ToString(), false);
                }
                if (before is not null)
                {
                    return (before[Start(before)..], true);
                }

                // 每月至少接待群众来访1次: the deed stands between.
                break;
            }
        }

        // 联席会议每月至少召开一次: what is held stands before the period.
        var named = text.AsSpan(0, at)[Math.Min(at, subject.Start + subject.Length)..];
        if (named.Length is > 1 and < 20 && what.Length < 10 && (what.StartsWith("至少") || what.StartsWith("不少于") || what.StartsWith("召开") || what.StartsWith("举行")) && Count(what, "", null) is not null)
        {
            foreach (var hedge in Hedges)
            {
                named = named.EndsWith(hedge, StringComparison.Ordinal) ? named[..^hedge.Length] : named;
            }

            return (string.Concat(named, what), false);
        }

        return what.Length > 1 ? (what.ToString(), false) : null;

        static int Start(string part) => Parties.Subject(part) is { Length: > 0 } subject ? subject.Start + subject.Length : 0;
    }

    private static bool ContainsDeed(ReadOnlySpan<char> text)
    {
        foreach (var deed in Deeds)
        {
            if (text.IndexOf(deed, StringComparison.Ordinal) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>原则上, 视情 as printed, in the order in which they stand.</summary>
    private static string? Hedge(string text, string? before)
    {
        List<string>? hedges = null;
        foreach (var part in (ReadOnlySpan<string?>)[before, text])
        {
            foreach (var hedge in Hedges)
            {
                if (part is not null && part.Contains(hedge, StringComparison.Ordinal) && (hedges is null || !hedges.Exists(h => h.Contains(hedge, StringComparison.Ordinal))))
                {
                    (hedges ??= []).Add(hedge);
                }
            }
        }

        return hedges is null ? null : string.Join('、', hedges);
    }
}
