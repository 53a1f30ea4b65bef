using System.Buffers;
using Bihuan.Kernel;
using Bihuan.Reading.Text;

namespace Bihuan.Reading.Commitments;

/// <summary>Funding rules (经费规则): caps, shares, instalments with their conditions, fixed grants, budgets, publicity, duration, clawback.</summary>
internal sealed class FundingReader : ICommitmentReader
{
    /// <summary>A sum of money or a share is a rule of funding only where the sentence speaks of money given.</summary>
    private static readonly SearchValues<string> Giving = SearchValues.Create(
        ["资助", "补助", "奖励", "补贴", "扶持", "奖补", "拨付", "专项资金", "财政资金", "经费", "贴息", "兑现", "兑付", "安排资金", "用于", "给予"], StringComparison.Ordinal);

    private static readonly SearchValues<string> Cues = SearchValues.Create(
        ["公示", "周期", "建设期", "实施期", "执行期", "%", "元", "追回", "收回", "追缴", "退回", "退还", "比例", "百分之"], StringComparison.Ordinal);

    private static readonly SearchValues<string> Paying = SearchValues.Create(["拨付", "发放", "兑现", "兑付", "支付", "下达", "拨款"], StringComparison.Ordinal);
    private static readonly SearchValues<string> Setting = SearchValues.Create(["新增", "安排", "设立", "统筹", "落实", "预算", "投入", "筹集"], StringComparison.Ordinal);
    private static readonly string[] Upper = ["最高不超过", "最多不超过", "不超过", "不高于", "最高可达", "最高", "最多", "上限为", "上限", "封顶"];
    private static readonly string[] Back = ["追回", "收回", "追缴", "退回", "退还", "责令退"];
    private static readonly SearchValues<char> Commas = SearchValues.Create("，；：");

    /// <inheritdoc/>
    public void Read(Document document, ICollection<Commitment> found)
    {
        foreach (var node in document.Nodes)
        {
            if (node.Kind is not (NodeKind.Clause or NodeKind.Paragraph) || !node.Text.Value.AsSpan().ContainsAny(Cues))
            {
                continue;
            }

            var instalments = new List<FundingCommitment>();
            FundingCommitment? list = null;
            foreach (var sentence in Sentences.Split(node.Text, Sentences.Ends))
            {
                if (sentence.Length <= Sentences.Longest && sentence.Value.AsSpan().ContainsAny(Cues))
                {
                    ReadSentence(node.Place, sentence, found, instalments, ref list);
                }
            }

            FinishInstalments(instalments, list, found);
        }
    }

    private static void ReadSentence(string place, MappedText sentence, ICollection<Commitment> found, List<FundingCommitment> instalments, ref FundingCommitment? list)
    {
        var giving = sentence.Value.AsSpan().ContainsAny(Giving);
        MappedText? before = null;
        foreach (var part in Sentences.Split(sentence, Commas))
        {
            var text = part.Value;
            Publicity(place, part, found);
            Duration(place, part, found);
            Clawback(place, part, before, found);
            if (giving)
            {
                var figures = Figures(text);
                if (text.AsSpan().ContainsAny(Paying) && figures.Exists(f => f.Percent) && !IsUpper(text, figures[0].Index)
                    && !(text.StartsWith('按') && text.AsSpan().ContainsAny(Given)))
                {
                    var shares = figures.FindAll(f => f.Percent);
                    if (shares.Count > 1)
                    {
                        list = New(place, part) with { Rule = FundingRule.Instalment, Condition = string.Join('、', shares.Select(s => s.Value.ToString(System.Globalization.CultureInfo.InvariantCulture))) };
                    }
                    else
                    {
                        var whole = IsCondition(before?.Value) && before is not null ? MappedText.Join([before, part], "，") : part;
                        instalments.Add(New(place, whole) with { Rule = FundingRule.Instalment, Percent = shares[0].Value, Condition = Condition(part.Value, before?.Value) });
                    }
                }
                else if (!Amounts(place, part, figures, before, found))
                {
                    OpenShare(place, part, found);
                }
            }

            before = part;
        }
    }

    private readonly record struct Figure(int Index, int Length, decimal Value, bool Percent);

    private static FundingCommitment New(string place, MappedText part) => new() { Place = place, Range = part.Range, Text = part.Value, Rule = FundingRule.Cap };

    /// <summary>Caps, shares, budgets and fixed grants; answers no where the part has none of them.</summary>
    private static bool Amounts(string place, MappedText part, List<Figure> figures, MappedText? before, ICollection<Commitment> found)
    {
        var text = part.Value;
        var any = false;
        foreach (var figure in figures)
        {
            var upper = IsUpper(text, figure.Index);
            if (figure.Percent)
            {
                if (upper || (text.AsSpan(0, figure.Index).EndsWith("的") && text.AsSpan().ContainsAny(Given)))
                {
                    found.Add(New(place, part) with { Rule = FundingRule.Share, Percent = figure.Value, Subject = Object(text, figure), Condition = Prior(before) });
                    any = true;
                }
            }
            else if (upper && SaysWho(text, figure))
            {
                // 收入不超过1亿元的企业: who is meant, not what is given.
                continue;
            }
            else if (upper)
            {
                found.Add(New(place, part) with { Rule = FundingRule.Cap, Yuan = figure.Value, Subject = Head(text, figure.Index), Condition = Prior(before) });
                any = true;
            }
            else if (text.AsSpan(0, figure.Index).ContainsAny(Setting) && (text.Contains("用于", StringComparison.Ordinal) || text.Contains("资金", StringComparison.Ordinal) || text.Contains("经费", StringComparison.Ordinal)))
            {
                found.Add(New(place, part) with { Rule = FundingRule.Budget, Yuan = figure.Value, Subject = text.IndexOf("用于", StringComparison.Ordinal) is >= 0 and var use ? text[(use + 2)..] : null });
                any = true;
            }
            else if (text.AsSpan().ContainsAny(Given) && !IsQualifier(text, figure))
            {
                found.Add(New(place, part) with { Rule = FundingRule.Grant, Yuan = figure.Value, Subject = Head(text, figure.Index), Condition = Prior(before) });
                any = true;
            }
        }

        return any;
    }

    private static bool SaysWho(string text, Figure figure)
    {
        var behind = text.AsSpan(figure.Index + figure.Length);
        return behind.StartsWith("的") && !behind[1..Math.Min(behind.Length, 8)].ContainsAny(Money) && !behind[1..Math.Min(behind.Length, 8)].ContainsAny(Given);
    }

    private static readonly SearchValues<string> Given = SearchValues.Create(["给予", "奖励", "补助", "补贴", "资助", "奖补", "贴息"], StringComparison.Ordinal);

    /// <summary>投资1000万元以上的项目 says what is funded, not how much is given.</summary>
    private static bool IsQualifier(string text, Figure figure)
    {
        var behind = text.AsSpan(figure.Index + figure.Length);
        return behind.StartsWith("以上") || behind.StartsWith("以下") || behind.StartsWith("（含）") || behind.StartsWith("的") || !text.AsSpan(0, figure.Index).ContainsAny(Given);
    }

    /// <summary>不超过其贡献的相应比例: a share without a figure, so that somebody asks which.</summary>
    private static void OpenShare(string place, MappedText part, ICollection<Commitment> found)
    {
        var text = part.Value;
        if ((text.EndsWith("相应比例", StringComparison.Ordinal) || text.EndsWith("一定比例", StringComparison.Ordinal)) && UpperAt(text) is >= 0 and var at)
        {
            found.Add(New(place, part) with
            {
                Rule = FundingRule.Share,
                Subject = text[at..^4].TrimEnd('的'),
                Confidence = 0.7,
                Doubts = ["比例没有写明数值。"],
            });
        }
    }

    private static void Publicity(string place, MappedText part, ICollection<Commitment> found)
    {
        var text = part.Value;
        var at = text.IndexOf("公示", StringComparison.Ordinal);
        if (at < 0)
        {
            return;
        }

        const int Window = 12;
        for (var i = at + 2; i < Math.Min(text.Length, at + 2 + Window); i++)
        {
            var length = ChineseNumeral.ReadPrefix(text.AsSpan(i), out var days);
            if (length == 0)
            {
                continue;
            }

            var behind = text.AsSpan(i + length);
            TermUnit? unit = behind.StartsWith("个工作日") || behind.StartsWith("工作日") ? TermUnit.WorkingDay
                : behind.StartsWith("天") || behind.StartsWith("日") || behind.StartsWith("个自然日") ? TermUnit.Day : null;
            if (unit is { } known)
            {
                found.Add(New(place, part) with { Rule = FundingRule.Publicity, Term = new(days, known) });
                return;
            }
        }
    }

    private static void Duration(string place, MappedText part, ICollection<Commitment> found)
    {
        var text = part.Value;
        foreach (var word in (ReadOnlySpan<string>)["实施周期", "项目周期", "支持周期", "资助周期", "研发周期", "建设周期", "实施期限", "实施期", "建设期", "执行期限", "执行期", "研究期限", "贴息期限", "贴息期", "补助期限", "补贴期限", "奖励期限", "资助期限", "扶持期限"])
        {
            var at = text.IndexOf(word, StringComparison.Ordinal);
            if (at < 0)
            {
                continue;
            }

            const int Window = 10;
            for (var i = at + word.Length; i < Math.Min(text.Length, at + word.Length + Window); i++)
            {
                var length = ChineseNumeral.ReadPrefix(text.AsSpan(i), out var count);
                if (length == 0)
                {
                    continue;
                }

                var behind = text.AsSpan(i + length);
                if (behind.StartsWith("年") || behind.StartsWith("个月"))
                {
                    found.Add(New(place, part) with { Rule = FundingRule.Duration, Subject = Head(text, at), Term = new(count, behind[0] == '年' ? TermUnit.Year : TermUnit.Month) });
                    return;
                }
            }

            return;
        }
    }

    private static void Clawback(string place, MappedText part, MappedText? before, ICollection<Commitment> found)
    {
        var text = part.Value;
        foreach (var word in Back)
        {
            if (text.IndexOf(word, StringComparison.Ordinal) is >= 0 and var at
                && text.AsSpan(at).ContainsAny(Money))
            {
                found.Add(New(place, part) with { Rule = FundingRule.Clawback, Subject = text[(at + word.Length)..], Condition = Prior(before) });
                return;
            }
        }
    }

    private static readonly SearchValues<string> Money = SearchValues.Create(["资金", "经费", "补助", "奖励", "补贴", "款"], StringComparison.Ordinal);

    /// <summary>Numbers the instalments of a clause; a list of shares alone (分期发放40%、40%和20%) gives them without conditions.</summary>
    private static void FinishInstalments(List<FundingCommitment> instalments, FundingCommitment? list, ICollection<Commitment> found)
    {
        if (list is not null && instalments.Count == 0)
        {
            foreach (var share in list.Condition!.Split('、'))
            {
                instalments.Add(list with
                {
                    Percent = decimal.Parse(share, System.Globalization.CultureInfo.InvariantCulture),
                    Condition = null,
                    Confidence = 0.8,
                    Doubts = ["文中没有写明这一期的拨付条件。"],
                });
            }
        }

        var differs = list is not null && !string.Equals(list.Condition, string.Join('、', instalments.Select(i => i.Percent!.Value.ToString(System.Globalization.CultureInfo.InvariantCulture))), StringComparison.Ordinal);
        for (var i = 0; i < instalments.Count; i++)
        {
            found.Add(instalments[i] with
            {
                Instalment = i + 1,
                Confidence = differs ? 0.7 : instalments[i].Confidence,
                Doubts = differs ? [.. instalments[i].Doubts, "分期比例的总述与逐期的写法不一致。"] : instalments[i].Doubts,
            });
        }
    }

    /// <summary>项目立项后: in the part itself before the verb, or the part before where it ends so.</summary>
    private static string? Condition(string text, string? before)
    {
        var verb = text.AsSpan().IndexOfAny(Paying);
        var head = verb > 0 ? text.AsSpan(0, verb).LastIndexOf('后') : -1;
        return head > 1 ? text[..(head + 1)] : IsCondition(before) ? before : null;
    }

    private static bool IsCondition(string? part) => part is not null && (part.EndsWith('后') || part.EndsWith('时') || part.EndsWith('的') || part.EndsWith("合格", StringComparison.Ordinal));

    private static string? Prior(MappedText? before) => before is not null && IsCondition(before.Value) ? before.Value : null;

    /// <summary>Sums of money in yuan and shares in percent, in order.</summary>
    private static List<Figure> Figures(string text)
    {
        List<Figure> figures = [];
        for (var i = 0; i < text.Length; i++)
        {
            if (text.AsSpan(i).StartsWith("百分之", StringComparison.Ordinal) && ChineseNumeral.ReadPrefix(text.AsSpan(i + 3), out var percent) is > 0 and var digits)
            {
                figures.Add(new(i, 3 + digits, percent, true));
                i += 2 + digits;
                continue;
            }

            var length = ChineseNumeral.ReadPrefix(text.AsSpan(i), out var number);
            if (length == 0)
            {
                continue;
            }

            var behind = text.AsSpan(i + length);
            if (behind.StartsWith("%"))
            {
                figures.Add(new(i, length + 1, number, true));
            }
            else if (behind.StartsWith("元") && !behind.StartsWith("元素"))
            {
                figures.Add(new(i, length + 1, number, false));
            }

            i += length - 1;
        }

        return figures;
    }

    /// <summary>Whether words such as 最高 stand shortly before the figure.</summary>
    private static bool IsUpper(string text, int at)
    {
        const int Window = 30;
        var head = text.AsSpan(0, at);
        foreach (var word in Upper)
        {
            if (head.LastIndexOf(word, StringComparison.Ordinal) is >= 0 and var found && at - found - word.Length <= Window)
            {
                return true;
            }
        }

        return false;
    }

    private static int UpperAt(string text)
    {
        foreach (var word in Upper)
        {
            if (text.IndexOf(word, StringComparison.Ordinal) is >= 0 and var at)
            {
                return at + word.Length;
            }
        }

        return -1;
    }

    /// <summary>不超过项目总投资的30%: what the share is of.</summary>
    private static string? Object(string text, Figure figure)
    {
        var head = text.AsSpan(0, figure.Index);
        head = head.EndsWith("的") ? head[..^1] : head;
        var start = 0;
        foreach (var word in (ReadOnlySpan<string>)["最高不超过", "不超过", "不高于", "最高", "最多", "按照", "按"])
        {
            if (head.LastIndexOf(word, StringComparison.Ordinal) is >= 0 and var at)
            {
                start = Math.Max(start, at + word.Length);
            }
        }

        return head.Length > start ? head[start..].ToString() : null;
    }

    /// <summary>每个项目资助总额最高300万元: what the words before the limit name.</summary>
    private static string? Head(string text, int at)
    {
        var head = text.AsSpan(0, at);
        foreach (var word in Upper)
        {
            if (head.IndexOf(word, StringComparison.Ordinal) is >= 0 and var found)
            {
                head = head[..found];
            }
        }
        foreach (var tail in (ReadOnlySpan<string>)["给予一次性", "一次性给予", "一次性", "给予"])
        {
            head = head.EndsWith(tail, StringComparison.Ordinal) ? head[..^tail.Length] : head;
        }

        return head.Length > 1 ? head.ToString() : null;
    }
}
