using System.Buffers;

namespace Bihuan.Reading.Commitments.Quantities;

/// <summary>Finds where the words about a figure begin and end. Never looks further than <see cref="Reach"/> characters.</summary>
internal static class Phrase
{
    /// <summary>How far from a figure its words are looked for.</summary>
    public const int Reach = 60;

    private static readonly SearchValues<char> Boundaries = SearchValues.Create("，。；：！？\n\t|｜…;!?│┃");

    /// <summary>Words that open a clause and do not name what is counted.</summary>
    private static readonly string[] Openers =
    [
        "进一步", "分两年", "分三年", "分五年", "分年度", "分批次", "分阶段", "高标准", "高质量", "高水平", "高起点", "高效率", "年度内", "本年度", "力争到", "同时", "另外", "此外", "其中", "力争", "力求", "努力", "确保", "积极", "大力", "全力", "持续", "着力", "扎实", "切实", "深入", "稳步", "有序", "全面",
        "精心", "加速", "全年", "今年", "明年", "计划", "预计", "预期", "原则上", "应当", "必须", "继续", "从而", "推动", "帮助", "共计", "合计", "总计", "分别", "基本", "已经", "总共", "并且", "以及",
        "将", "把", "对", "使", "让", "为", "要", "应", "须", "需", "拟", "已", "共", "另", "并", "且", "即", "而", "再", "和", "及", "与", "、", "的", "以", "“", "”", "’", "了",
    ];

    /// <summary>Words between what is counted and the figure that name neither.</summary>
    private static readonly string[] Closers =
    [
        "原则上", "一般应", "应当", "必须", "力争", "争取", "确保", "努力", "做到", "实现", "一般", "平均", "分别", "仅", "约", "应", "须", "需", "将", "要", "均", "都", "也", "已", "的", "为", "共", "达", "是", "有", "在", "“", "‘", "：", "（", "《", "了", "好",
    ];

    /// <summary>Most words begin and end otherwise, so one look at the character spares the lists.</summary>
    private static readonly SearchValues<char> OpenerFronts = SearchValues.Create([.. Openers.Select(w => w[0]).Distinct()]);

    private static readonly SearchValues<char> CloserEnds = SearchValues.Create([.. Closers.Select(w => w[^1]).Distinct()]);

    /// <summary>Where the clause around <paramref name="end"/> begins: behind the last punctuation that stands outside brackets and
    /// quotation marks, and not before <paramref name="floor"/>, unless that stands inside a bracket.</summary>
    /// <param name="text">The text.</param>
    /// <param name="floor">Behind the figure before.</param>
    /// <param name="end">Where to look back from.</param>
    /// <param name="cut">Whether nothing was found within reach.</param>
    public static int ClauseStart(string text, int floor, int end, out bool cut)
    {
        var limit = Math.Max(0, end - Reach);
        var depth = 0;
        var quotes = 0;
        cut = false;
        for (var i = end - 1; i >= limit; i--)
        {
            var open = depth + quotes > 0;
            if (!open && i < floor)
            {
                return floor;
            }

            switch (text[i])
            {
                case '）' or '】' or '〕' or '》':
                    depth++;
                    break;
                case '（' or '【' or '〔' or '《':
                    if (!open)
                    {
                        return i + 1;
                    }

                    depth -= depth > 0 ? 1 : 0;
                    break;
                case '”':
                    quotes++;
                    break;
                case '“':
                    if (quotes == 0)
                    {
                        return i + 1;
                    }

                    quotes--;
                    break;
                default:
                    if (!open && Boundaries.Contains(text[i]))
                    {
                        return i + 1;
                    }

                    break;
            }
        }

        if (depth + quotes > 0)
        {
            // A closing mark without its opening one: trust only the punctuation.
            var plain = text.AsSpan(limit, end - limit).LastIndexOfAny(Boundaries);
            cut = plain < 0 && limit > 0;
            return Math.Max(Math.Max(floor, limit), plain + 1 + limit);
        }

        cut = limit > floor;
        return Math.Max(limit, floor);
    }

    /// <summary>Where the noun phrase that begins at <paramref name="start"/> ends. A 、 parts it only where figures stand on both sides.</summary>
    public static int NounEnd(string text, int start)
    {
        var limit = Math.Min(text.Length, start + Reach);
        var end = limit;
        var depth = 0;
        var lastDigit = -1;
        for (var i = start; i < limit; i++)
        {
            var c = text[i];
            if (c is '（' or '“' or '《' or '【')
            {
                depth++;
            }
            else if (c is '）' or '”' or '》' or '】')
            {
                if (depth == 0)
                {
                    end = i;
                    break;
                }

                depth--;
            }
            else if (depth == 0 && Boundaries.Contains(c))
            {
                end = i;
                break;
            }
            else if (depth == 0 && Numeral.CanBegin(c) && FigureLexer.IsNear(text, i, limit))
            {
                lastDigit = i;
            }
        }

        depth = 0;
        for (var i = start; i < end; i++)
        {
            var c = text[i];
            depth += c is '（' or '“' or '《' or '【' ? 1 : c is '）' or '”' or '》' or '】' ? -1 : 0;
            if (depth <= 0 && ((c is '、' && lastDigit > i) || (c is '和' or '与' or '及' && lastDigit > i && FigureLexer.IsNear(text, i + 1, end))))
            {
                return i > start && text[i - 1] == '以' && c == '及' ? i - 1 : i;
            }
        }

        return end;
    }

    /// <summary>Without the words at the front and the end that do not name what is counted.</summary>
    public static (int Start, int End) Trim(string text, int start, int end)
    {
        for (var going = true; going && start < end;)
        {
            var span = text.AsSpan(start, end - start);
            var skip = ReadTimeOpener(span);
            if (span[0] == '（' && span.IndexOf('）') is > 0 and var close)
            {
                skip = close + 1;
            }
            foreach (var word in skip > 0 || !OpenerFronts.Contains(span[0]) ? [] : Openers)
            {
                if (span.StartsWith(word, StringComparison.Ordinal) && !IsOtherWord(span, word))
                {
                    skip = word.Length;
                    break;
                }
            }
            if (skip == 0 && span.StartsWith("加快", StringComparison.Ordinal) && !span.StartsWith("加快推进", StringComparison.Ordinal))
            {
                skip = 2;
            }
            if (skip == 0 && span.StartsWith("争取", StringComparison.Ordinal) && IsStriving(span))
            {
                skip = 2;
            }

            start += skip;
            going = skip > 0;
        }

        for (var going = true; going && start < end;)
        {
            going = false;
            if (!CloserEnds.Contains(text[end - 1]))
            {
                break;
            }
            foreach (var word in Closers)
            {
                var span = text.AsSpan(start, end - start);
                if (span.EndsWith(word, StringComparison.Ordinal) && !(span.Length > word.Length && IsWordBefore(span[^(word.Length + 1)], word)))
                {
                    end -= word.Length;
                    going = true;
                    break;
                }
            }
        }

        return (start, end);
    }

    /// <summary>Whether 争取 here means to strive, not to obtain: 争取新增…, but 争取资金….</summary>
    public static bool IsStriving(ReadOnlySpan<char> span)
    {
        var rest = span[2..];
        foreach (var thing in (ReadOnlySpan<string>)["资金", "上级", "中央", "省", "国家", "专项", "政策", "支持", "到位", "到", "项目", "各类", "债券", "指标", "了", "用地"])
        {
            if (rest.StartsWith(thing, StringComparison.Ordinal))
            {
                return rest.StartsWith("到20", StringComparison.Ordinal);
            }
        }

        return true;
    }

    /// <summary>Whether a character ends a clause.</summary>
    public static bool IsBoundary(char c) => Boundaries.Contains(c);

    /// <summary>Openers that are the front of a longer word: 为期, 对口, 应急, 要素, 和谐.</summary>
    private static bool IsOtherWord(ReadOnlySpan<char> span, string word)
    {
        var next = span.Length > word.Length ? span[word.Length] : '\0';
        return word switch
        {
            "为" => next is '期' or '主',
            "对" => next is '口' or '外' or '标' or '接' or '象' or '比' or '华' or '台',
            "应" => next is '急' or '用' or '届' or '收' or '税' or '征',
            "要" => next is '素' or '求',
            "需" => next is '求',
            "和" => next is '谐' or '美' or '平' or '合',
            "及" => next is '时' or '格',
            "与" => next is '会',
            "并" => next is '联' or '网' or '购' or '轨',
            "再" => next is '生' or '造' or '就' or '贷' or '次' or '制',
            "共" => next is '建' or '享' or '同' or '富' or '有' or '青' or '治' or '性',
            "使" => next is '用',
            "以" => next is '工' or '旧' or '上' or '下' or '内' or '色',
            "将" => next is '军',
            "已" => next is '建',
            "全面" => next is '建' or '小' or '深',
            "基本" => next is '公' or '医' or '农' or '养' or '生' or '实' or '单' or '药' or '盘' or '面' or '保' or '民' or '完' or '建',
            "计划" => next is '生' or '总' or '投' or '单',
            "预期" => next is '寿' or '目' or '性' or '指',
            "分别" => false,
            "“" => span[1..].IndexOf('”') is >= 0 and var closing && span[1..].IndexOf('“') is var opening && (opening < 0 || closing < opening),
            "推动" or "帮助" => next is '力' or '\0',
            "积极" => next is '分' or '性',
            "持续" => next is '时' or '期' or '燃',
            "全年" or "今年" => next is '\0',
            _ => false,
        };
    }

    /// <summary>Closers that are the end of a longer word: 行为, 良好, 重要, 日均.</summary>
    private static bool IsWordBefore(char before, string word) => word switch
    {
        "为" => before is '作' or '行' or '成' or '人',
        "好" => before is '良' or '美' or '友' or '爱',
        "要" => before is '重' or '主' or '必' or '纪',
        "需" => before is '必' or '急' or '供' or '军',
        "均" => before is '日' or '年' or '月' or '人' or '户' or '亩' or '平',
        "平均" => false,
        "应" => before is '供' or '反' or '响' or '效' or '适',
        "共" => before is '公',
        "有" => before is '国' or '所' or '拥' or '固' or '保' or '享',
        "约" => before is '节' or '签' or '预' or '合' or '公' or '集',
        "在" => before is '存' or '现' or '潜' or '内' or '外',
        "达" => before is '发' or '直' or '传' or '雷',
        _ => false,
    };

    /// <summary>When, at the front of a clause: 到2025年, 5月底前, 五年内.</summary>
    private static int ReadTimeOpener(ReadOnlySpan<char> span)
    {
        var lead = span[0] is '到' or '至' or '在' or '截' or '自' ? (span[0] == '截' ? 2 : 1) : 0;
        var at = lead;
        var digits = 0;
        while (at < span.Length && at < 16 && (char.IsAsciiDigit(span[at]) || Numeral.IsHan(span[at]) || span[at] is '-' or '年' or '月' or '日' or '—' or '第' or '季' or '度'))
        {
            digits++;
            at++;
        }
        if (digits == 0 && span.StartsWith("“十", StringComparison.Ordinal) && span.IndexOf('”') is > 0 and < 6 and var close)
        {
            var rest = span[(close + 1)..];
            return rest.StartsWith("期间", StringComparison.Ordinal) || rest.StartsWith("时期", StringComparison.Ordinal) ? close + 3 : rest.StartsWith("末", StringComparison.Ordinal) ? close + 2 : 0;
        }
        if (digits < 2 || at >= span.Length && lead == 0 || !(span[at - 1] is '年' or '月' or '日' or '度'))
        {
            return 0;
        }
        if (lead > 0 && at < span.Length && span[at] is '起' or '以')
        {
            return at + (span[at] == '起' ? 1 : 2);
        }

        foreach (var tail in (ReadOnlySpan<string>)["底之前", "末之前", "底前", "末前", "年底", "年末", "之前", "底", "末", "前", "之内", "以内", "内", "间", "全年"])
        {
            if (span[at..].StartsWith(tail, StringComparison.Ordinal))
            {
                return at + tail.Length;
            }
        }

        // 2025年建设…, but not 五年累计….
        return char.IsAsciiDigit(span[lead]) || lead > 0 ? at : 0;
    }
}
