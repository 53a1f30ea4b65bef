using System.Buffers;
using Bihuan.Kernel;
using Bihuan.Reading.Text;

namespace Bihuan.Reading.Commitments;

/// <summary>Legal consequences (法律责任) by breach and by whom they strike: fines with their bracket, and other measures.</summary>
/// <remarks>
/// A breach is the condition before …的，; what follows up to the next condition belongs to it. 对个人处… and 对单位处… give one commitment
/// each, and both carry the measures that strike everybody.
/// </remarks>
internal sealed class PenaltyReader : ICommitmentReader
{
    private static readonly SearchValues<string> Cues = SearchValues.Create(
        ["罚款", "警告", "吊销", "拘留", "刑事责任", "没收", "责令", "治安管理处罚", "处罚", "暂扣", "取缔", "信用惩戒", "处分"], StringComparison.Ordinal);

    /// <summary>What is punished stands in a clause that says it is forbidden or done wrong; a task to 严厉处罚 is none.</summary>
    private static readonly SearchValues<string> Consequences = SearchValues.Create(
        ["罚款", "警告", "吊销", "拘留", "刑事责任", "没收违法", "没收非法", "责令停止", "责令改正", "责令限期", "责令补", "责令停产", "责令其", "暂扣", "治安管理处罚", "货值金额", "违法所得", "给予处分", "给予政务处分"], StringComparison.Ordinal);

    /// <summary>What only the law can order; 责令改正 without an authority is a task of supervision.</summary>
    private static readonly SearchValues<string> Strong = SearchValues.Create(
        ["罚款", "警告", "吊销", "拘留", "刑事责任", "没收", "暂扣", "责令停产", "责令停止", "给予处分", "给予政务处分"], StringComparison.Ordinal);

    private static readonly string[] AuthorityVerbs = ["责令", "给予", "处", "对", "依照", "依据", "按照", "根据", "依法", "予以", "没收", "吊销", "暂扣", "取缔", "移送", "移交", "追回", "收回", "收缴", "退还", "撤销", "追究", "组织", "可以", "可", "代为", "并处", "通报", "批评"];
    private static readonly string[] TargetEnds = ["并处", "可以处", "可处", "处以", "处", "给予", "予以", "责令", "依法", "没收", "吊销", "可以", "并可", "可", "按", "罚款"];

    private static readonly SearchValues<char> Commas = SearchValues.Create("，；");

    /// <inheritdoc/>
    public void Read(Document document, ICollection<Commitment> found)
    {
        foreach (var node in document.Nodes)
        {
            var text = node.Text.Value.AsSpan();
            if (node.Kind is NodeKind.Clause or NodeKind.Paragraph && text.ContainsAny(Cues) && text.ContainsAny(Consequences))
            {
                ReadNode(node, found);
            }
        }
    }

    private static void ReadNode(ClauseNode node, ICollection<Commitment> found)
    {
        Breach? breach = null;
        foreach (var sentence in Sentences.Split(node.Text, Sentences.Ends))
        {
            // A condition opens a breach and holds to the end of its sentence; members that begin anew with a condition open another.
            breach?.Finish(node.Place, found);
            breach = null;
            if (sentence.Length > Sentences.Longest)
            {
                continue;
            }

            string? authority = null;
            List<MappedText>? condition = null;
            foreach (var part in Sentences.Split(sentence, Commas))
            {
                var text = part.Value;
                if (IsCondition(text))
                {
                    if (breach is not null && IsPersistence(text))
                    {
                        breach.Read(part);
                        continue;
                    }

                    breach?.Finish(node.Place, found);
                    breach = null;
                    (condition ??= []).Add(part);
                    breach = new(MappedText.Join(condition, "，"), authority);
                    condition = null;
                    continue;
                }
                if (breach is null)
                {
                    // 违反本办法规定，擅自…的: the condition runs over several parts.
                    if (!text.AsSpan().ContainsAny(Consequences))
                    {
                        (condition ??= []).Add(part);
                        if (condition.Count > 4)
                        {
                            condition.RemoveAt(0);
                        }
                    }

                    continue;
                }

                breach.Read(part);
                authority = breach.Authority ?? authority;
            }
        }

        breach?.Finish(node.Place, found);
    }

    private static bool IsCondition(string text) =>
        text.Length > 3 && (text.EndsWith('的') || text.EndsWith("的：", StringComparison.Ordinal) || text.EndsWith("行为之一", StringComparison.Ordinal))
        && !text.EndsWith("目的", StringComparison.Ordinal);

    /// <summary>逾期不改正的, 拒不改正的: the same breach goes on, and what follows strikes it.</summary>
    private static bool IsPersistence(string text) =>
        text.Length <= 12 && (text.StartsWith("逾期", StringComparison.Ordinal) || text.StartsWith("拒不", StringComparison.Ordinal) || text.StartsWith("拒绝改正", StringComparison.Ordinal) || text.StartsWith("仍不", StringComparison.Ordinal));

    /// <summary>One breach while its consequences are read.</summary>
    private sealed class Breach(MappedText condition, string? authorityBefore)
    {
        private readonly List<string> _measures = [];
        private readonly List<(string? Target, decimal? From, decimal? To, string? Measure)> _fines = [];
        private readonly List<MappedText> _parts = [];
        private string? _target;
        private bool _consequence;
        private bool _strong;

        public string? Authority { get; private set; }

        public void Read(MappedText part)
        {
            _parts.Add(part);
            var text = part.Value.AsSpan();
            var at = ReadAuthority(text);
            text = text[at..];
            text = ReadTarget(text);
            _consequence |= text.ContainsAny(Consequences) || text.IndexOf("赔偿", StringComparison.Ordinal) >= 0 || text.IndexOf("追究", StringComparison.Ordinal) >= 0;
            _strong |= text.ContainsAny(Strong);
            if (text.IndexOf("罚款", StringComparison.Ordinal) >= 0)
            {
                ReadFine(text);
            }
            else if (!IsPersistence(part.Value))
            {
                Measure(text);
            }
        }

        /// <summary>由甲部门责令…, 移送乙机关依法…; gives where the consequence begins.</summary>
        private int ReadAuthority(ReadOnlySpan<char> text)
        {
            foreach (var lead in (ReadOnlySpan<string>)["由", "移送", "移交", "交由", "提请"])
            {
                if (!text.StartsWith(lead, StringComparison.Ordinal))
                {
                    continue;
                }
                for (var i = lead.Length + 2; i < Math.Min(text.Length, 60); i++)
                {
                    foreach (var verb in AuthorityVerbs)
                    {
                        if (text[i..].StartsWith(verb, StringComparison.Ordinal) && Parties.EndsAsParty(text[lead.Length..i]))
                        {
                            Authority = text[lead.Length..i].ToString();
                            return i;
                        }
                    }
                }
            }

            return 0;
        }

        /// <summary>对个人处…, 并对其主要负责人处…: whom the fine strikes. 对 before a deed is no target.</summary>
        private ReadOnlySpan<char> ReadTarget(ReadOnlySpan<char> text)
        {
            var start = text.StartsWith("并对") || text.StartsWith("可对") ? 2 : text.StartsWith("对") ? 1 : 0;
            if (start == 0)
            {
                return text;
            }
            for (var i = start + 1; i < Math.Min(text.Length, 50); i++)
            {
                foreach (var verb in TargetEnds)
                {
                    if (text[i..].StartsWith(verb, StringComparison.Ordinal) && Parties.EndsAsParty(text[start..i]))
                    {
                        var target = text[start..i];
                        _target = (target.StartsWith("其") && target.Length > 2 ? target[1..] : target).ToString();
                        return text[i..];
                    }
                }
            }

            return text;
        }

        private void ReadFine(ReadOnlySpan<char> text)
        {
            // 没收违法所得并处…罚款: what stands before the fine is a measure of its own.
            foreach (var cut in (ReadOnlySpan<string>)["，并处", "并处", "可以并处", "可以处", "并可处", "可处", "处以", "处"])
            {
                if (text.IndexOf(cut, StringComparison.Ordinal) is > 3 and var at && text[..at].ContainsAny(Consequences))
                {
                    Measure(text[..at].TrimEnd("可以"));
                    text = text[at..];
                    break;
                }
            }

            var (from, to) = Bracket(text);
            _fines.Add((_target, from, to, from is null && to is null ? Strip(text) : null));
        }

        /// <summary>五百元以上三千元以下, 1万元至3万元, 200元以下, 500元.</summary>
        private static (decimal? From, decimal? To) Bracket(ReadOnlySpan<char> text)
        {
            decimal? from = null;
            decimal? to = null;
            decimal? single = null;
            decimal? open = null;
            for (var i = 0; i < text.Length; i++)
            {
                var length = ChineseNumeral.ReadPrefix(text[i..], out var number);
                if (length == 0)
                {
                    continue;
                }

                var rest = text[(i + length)..];
                if (rest.StartsWith("倍") || rest.StartsWith("%"))
                {
                    return (null, null);
                }

                // 一至三万元, 500-2000元: the unit stands behind the second figure.
                if (rest.Length > 0 && rest[0] is '至' or '到' or '-' or '—' or '~' or '～' && ChineseNumeral.ReadPrefix(rest[1..], out _) > 0)
                {
                    open = number;
                    i += length;
                    continue;
                }
                if (!rest.StartsWith("元"))
                {
                    i += length - 1;
                    continue;
                }

                rest = rest[1..];
                if (open is { } low)
                {
                    from = low < number / 1000 && number >= 10000 && low < 1000 ? low * 10000 : low;
                    to = number;
                }
                else if (rest.StartsWith("以上") || rest.StartsWith("至") || rest.StartsWith("-") || rest.StartsWith("—"))
                {
                    from = number;
                    open = rest.StartsWith("以上") ? null : number;
                }
                else if (rest.StartsWith("以下") || rest.StartsWith("以内"))
                {
                    to = number;
                }
                else
                {
                    single = number;
                }

                i += length;
            }

            return from is null && to is null ? (single, single) : (from, to);
        }

        private void Measure(ReadOnlySpan<char> text)
        {
            foreach (var part in text.ToString().Split('、'))
            {
                var measure = Strip(part);
                if (measure.Length > 1 && !_measures.Contains(measure, StringComparer.Ordinal))
                {
                    _measures.Add(measure);
                }
            }
        }

        private static string Strip(ReadOnlySpan<char> text)
        {
            foreach (var lead in (ReadOnlySpan<string>)["并可以", "并可", "可以", "并", "可", "给予", "予以", "依法给予", "依法予以", "处以", "同时"])
            {
                text = text.StartsWith(lead, StringComparison.Ordinal) ? text[lead.Length..] : text;
            }

            return text.TrimStart("，").ToString();
        }

        public void Finish(string place, ICollection<Commitment> found)
        {
            if (!_consequence || (!_strong && Authority is null && authorityBefore is null))
            {
                return;
            }

            var whole = MappedText.Join([condition, .. _parts], "，");
            var breach = condition.Value.TrimEnd('：');
            breach = breach.EndsWith('的') ? breach[..^1] : breach;
            if (_fines.Count == 0)
            {
                _fines.Add((_target, null, null, null));
            }

            foreach (var (target, from, to, measure) in _fines)
            {
                found.Add(new PenaltyCommitment
                {
                    Place = place,
                    Range = whole.Range,
                    Text = whole.Value,
                    Breach = breach,
                    Authority = Authority ?? authorityBefore,
                    Target = target,
                    Measures = measure is null ? [.. _measures] : [.. _measures, measure],
                    FineFrom = from,
                    FineTo = to,
                    Confidence = Authority is null && authorityBefore is null ? 0.8 : 0.95,
                    Doubts = Authority is null && authorityBefore is null ? ["文中没有写明由谁处罚。"] : [],
                });
            }
        }
    }
}
