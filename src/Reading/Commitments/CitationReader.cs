using System.Buffers;
using Bihuan.Reading.Structure;
using Bihuan.Reading.Text;

namespace Bihuan.Reading.Commitments;

/// <summary>Citations (引用) of other documents: 《title》 with issuer and number, bare numbers, quoted titles, and 有关文件 that are not named.</summary>
/// <remarks>
/// The role follows from the words around it: 废止 and 停止执行 repeal; 现将…印发 issues; 根据, 贯彻, 按照 base, where they stand in the
/// opening of a part, in its first article or under a heading 依据, or where the sentence goes on to lay down (制定, 决定); all else mentions.
/// </remarks>
internal sealed class CitationReader : ICommitmentReader
{
    private const int LongestTitle = 200;

    private static readonly SearchValues<char> Marks = SearchValues.Create("《号“件");
    private static readonly SearchValues<char> TitleMarks = SearchValues.Create(" 《》〈〉<>");
    private static readonly SearchValues<char> VersionChars = SearchValues.Create("修试暂草征送审版稿年");

    /// <summary>Verbs that rest a document on what they govern.</summary>
    private static readonly string[] BasisVerbs = ["根据", "依据", "按照", "遵照", "依照", "贯彻", "落实", "结合", "对照", "执行", "遵循", "按"];

    /// <summary>Verbs that govern a title without resting on it.</summary>
    private static readonly string[] OtherVerbs =
    [
        "学习", "填写", "填报", "提交", "签订", "印发", "下发", "制定", "制订", "起草", "修订", "修改", "发布", "公布", "编制", "报送", "宣传", "举办", "出台", "违反", "转发", "参照", "印制",
        "通过", "召开", "报", "出具", "发放", "办理", "取得", "颁发", "核发", "熟悉", "掌握", "研究", "适用", "称为",
    ];

    private static readonly string[] RepealVerbs = ["废止", "停止执行", "不再执行", "停止施行", "失效", "停止使用"];
    private static readonly string[] Types = ["方案", "计划", "办法", "意见", "规划", "条例", "细则", "预案", "决定", "规定", "通知", "纲要", "目录", "公告", "报告", "要点", "清单", "政策", "标准", "规程", "规则", "措施"];
    private static readonly string[] CodePrefixes = ["文件", "号文", "废止", "转发", "通知"];
    private static readonly string[] TypePrefixes = ["", "本", "实施", "行动", "工作", "管理", "暂行", "三年", "五年", "若干"];

    /// <inheritdoc/>
    public void Read(Document document, ICollection<Commitment> found)
    {
        var pass = new Pass(document, found);
        ClauseNode? part = null;
        var opening = true;
        foreach (var node in document.Nodes)
        {
            var nodePart = node.Part;
            if (!ReferenceEquals(part, nodePart))
            {
                part = nodePart;
                opening = true;
            }
            if (node.Table is { } table)
            {
                foreach (var row in table.Rows)
                {
                    foreach (var cell in row.Cells)
                    {
                        if (!IsWorkOnADocument(cell.Printed.Value))
                        {
                            pass.Read(row.Place, cell.Printed, basis: false, list: false, issuing: false);
                        }
                    }
                }
            }

            opening &= node.Kind != NodeKind.Clause || node is { Numbering: NumberingStyle.Article, Ordinal: 1 } || IsChapterOpening(node);
            if (node.Kind is NodeKind.Clause or NodeKind.Paragraph)
            {
                pass.Read(node.Place, node.Text, opening, IsListOfGrounds(node), nodePart.Kind == NodeKind.Body);
            }
        }
    }

    /// <summary>A chapter's heading before the first article is no clause of its own.</summary>
    private static bool IsChapterOpening(ClauseNode node) => node is { Numbering: NumberingStyle.Chapter or NumberingStyle.Section, Ordinal: 1 };

    /// <summary>Whether it stands under a heading such as 编制依据.</summary>
    private static bool IsListOfGrounds(ClauseNode node)
    {
        return IsHeading(node.Heading.Value) || (node.Parent is { } parent && IsHeading(parent.Heading.Value));

        static bool IsHeading(string heading) => heading.Length is > 0 and <= 20 && heading.TrimEnd('。', '：').EndsWith("依据", StringComparison.Ordinal);
    }

    /// <summary>A cell that says nothing but 编制《…》 names a piece of work, not a source.</summary>
    private static bool IsWorkOnADocument(string cell) =>
        cell.Length > 4 && cell[2] == '《' && cell[^1] == '》' && cell[..2] is "编制" or "制定" or "制订" or "起草" or "修订" or "修编" or "出台" or "修改";

    private sealed class Pass
    {
        private readonly ICollection<Commitment> _found;
        private readonly string? _number;
        private readonly HashSet<string> _own = new(StringComparer.Ordinal);
        private readonly HashSet<string> _aliases = new(StringComparer.Ordinal);

        public Pass(Document document, ICollection<Commitment> found)
        {
            _found = found;
            _number = document.Number;
            AddTitlesIn(document.Title);
            foreach (var attachment in document.Attachments)
            {
                _own.Add(Key(attachment));
            }
            foreach (var node in document.Nodes)
            {
                if (node.Kind is NodeKind.Annex or NodeKind.Attachment && !node.Heading.IsEmpty)
                {
                    _own.Add(Key(node.Heading.Value));
                }

                AddAliases(node.Text.Value);
            }
        }

        public void Read(string place, MappedText text, bool basis, bool list, bool issuing)
        {
            if (text.IsEmpty || text.Value.AsSpan().IndexOfAny(Marks) < 0)
            {
                return;
            }

            foreach (var sentence in Sentences.Split(text, Sentences.Ends))
            {
                ReadSentence(place, sentence, basis, list, issuing);
            }
        }

        private void ReadSentence(string place, MappedText sentence, bool basis, bool list, bool issuing)
        {
            var text = sentence.Value.AsSpan();
            var at = 0;
            while (at < text.Length && text[at..].IndexOfAny(Marks) is >= 0 and var skip)
            {
                at += skip;
                at = text[at] switch
                {
                    '《' => Title(place, sentence, at, basis, list, issuing),
                    '“' => QuotedTitle(place, sentence, at, basis),
                    '号' => BareNumber(place, sentence, at, basis, list),
                    _ => Unnamed(place, sentence, at, basis, list),
                };
            }
        }

        private int Title(string place, MappedText sentence, int open, bool basis, bool list, bool issuing)
        {
            var text = sentence.Value.AsSpan();
            var close = Sentences.SkipBracket(text, open, LongestTitle + 2);
            if (close < open + 2)
            {
                return open + 1;
            }

            var title = text[(open + 1)..close].Trim().ToString();
            var end = Suffix(text, close + 1, out var number, out var alias);
            var start = open;
            if (number is null && open > 0 && text[open - 1] == '号' && DocumentNumber.TryParseEnd(text, open, out var before, out var from))
            {
                number = Code(before, ref from);
                start = from;
            }
            if (alias is not null)
            {
                _aliases.Add(alias);
            }
            if (_aliases.Contains(title) && alias is null && number is null || IsBareType(title))
            {
                return end;
            }

            var issuer = number is null || start == open ? Issuer(text, open) : null;
            start = issuer is null ? start : open - issuer.Length;

            // 省安委会《甲方案》 is not the 甲方案 that this document issues.
            var own = (issuer is null && _own.Contains(Key(title))) || IsOwnAttachment(text, close + 1) || (number is not null && string.Equals(number, _number, StringComparison.Ordinal));
            var role = RoleOf(text, open, end, basis, list, issuing, own);
            Add(place, sentence, start, end, title, number, issuer, role, []);
            if (role == CitationRole.Issues)
            {
                Inner(place, sentence, open + 1, close);
            }

            return end;
        }

        /// <summary>The document's own title may name another: 2022年〈报告〉任务分解. A title that is all that is issued is the same document.</summary>
        private void Inner(string place, MappedText sentence, int from, int to)
        {
            var text = sentence.Value.AsSpan(from, to - from);
            var open = text.IndexOfAny("<〈《");
            if (open < 0)
            {
                return;
            }

            var close = text[(open + 1)..].IndexOfAny(">〉》");
            if (close >= 2 && !text[..open].EndsWith("印发") && !text[..open].EndsWith("公布") && !text[..open].EndsWith("转发") && !text[..open].EndsWith("修订"))
            {
                Add(place, sentence, from + open, from + open + close + 2, text.Slice(open + 1, close).ToString(), null, null, CitationRole.Mentions, []);
            }
        }

        /// <summary>What follows a title: （修订）, （number）, （以下简称…）, or a number without brackets. Gives where it ends.</summary>
        private static int Suffix(ReadOnlySpan<char> text, int at, out string? number, out string? alias)
        {
            number = null;
            alias = null;
            var end = at;
            while (at < text.Length && text[at] == '（' && Sentences.SkipBracket(text, at, 120) is > 0 and var close)
            {
                var inner = text[(at + 1)..close];
                var first = inner.IndexOfAny('，', '；') is > 0 and var comma ? inner[..comma] : inner;
                if (number is null && DocumentNumber.TryParseWhole(first, out var read))
                {
                    number = read;
                    end = close + 1;
                }
                else if (number is null && first.EndsWith("号") && first.Length < 40 && first.Contains("第", StringComparison.Ordinal) && (first.Contains("令", StringComparison.Ordinal) || first.Contains("公告", StringComparison.Ordinal)))
                {
                    number = first.ToString();
                    end = close + 1;
                }
                else if (inner.IndexOf("简称", StringComparison.Ordinal) < 0 && inner.IndexOfAny(VersionChars) < 0)
                {
                    break;
                }
                if (inner.IndexOf("简称", StringComparison.Ordinal) is >= 0 and var shortened)
                {
                    alias = inner[(shortened + 2)..].Trim("“”《》：为 ").ToString();
                }

                at = close + 1;
            }
            if (number is null && end < text.Length && text[end..Math.Min(text.Length, end + 40)].IndexOf('号') is > 0 and var mark
                && DocumentNumber.TryParseEnd(text, end + mark + 1, out var bare, out var start) && start == end)
            {
                number = bare;
                end += mark + 1;
            }

            return end;
        }

        private int QuotedTitle(string place, MappedText sentence, int open, bool basis)
        {
            const int ShortestTitle = 10;
            var text = sentence.Value.AsSpan();
            var close = Sentences.SkipBracket(text, open, LongestTitle + 2);
            if (close < open + ShortestTitle)
            {
                return open + 1;
            }

            var title = text[(open + 1)..close];
            if (title.IndexOfAny("《，。；") >= 0 || !EndsWithType(title))
            {
                return open + 1;
            }

            var before = text[..open];
            var end = Suffix(text, close + 1, out var number, out _);
            var governed = before.EndsWith("完成") || before.EndsWith("实施") || StartsWithAny(BasisVerbs, before, fromEnd: true);
            if (!governed && number is null)
            {
                return open + 1;
            }

            Add(place, sentence, open, end, title.ToString(), number, null, basis && governed ? CitationRole.BasedOn : CitationRole.Mentions,
                number is null ? ["题名用引号印出，没有书名号和文号。"] : []);
            return end;
        }

        private int BareNumber(string place, MappedText sentence, int mark, bool basis, bool list)
        {
            var text = sentence.Value.AsSpan();
            if (!DocumentNumber.TryParseEnd(text, mark + 1, out var number, out var start))
            {
                return mark + 1;
            }

            number = Code(number, ref start);
            if (number.Length < 7 || string.Equals(number, _number, StringComparison.Ordinal) || number[0] is '〔' || number.StartsWith('第'))
            {
                return mark + 1;
            }

            Add(place, sentence, start, mark + 1, null, number, null, RoleOf(text, start, mark + 1, basis, list, false, false), []);
            return mark + 1;
        }

        /// <summary>区甲委员会有关文件要求: a source that the text does not name, so that somebody asks which.</summary>
        private int Unnamed(string place, MappedText sentence, int mark, bool basis, bool list)
        {
            var text = sentence.Value.AsSpan();
            var end = mark + 1;
            var words = text[..end];
            if (!words.EndsWith("相关文件") && !words.EndsWith("有关文件"))
            {
                return end;
            }

            var rest = text[end..];
            var issuer = Issuer(text, end - 4);
            if (issuer is not null && (rest.StartsWith("要求") || rest.StartsWith("精神") || rest.StartsWith("规定")))
            {
                var start = end - 4 - issuer.Length;
                Add(place, sentence, start, end, null, null, issuer, RoleOf(text, start, end, basis, list, false, false), ["只写“有关文件”，没有题名和文号。"]);
            }

            return end;
        }

        private void Add(string place, MappedText sentence, int start, int end, string? title, string? number, string? issuer, CitationRole role, IReadOnlyList<string> doubts)
        {
            var printed = sentence.Slice(start, end - start);
            _found.Add(new CitationCommitment
            {
                Place = place,
                Range = printed.Range,
                Text = printed.Value,
                Title = title,
                Number = number,
                Issuer = issuer,
                Role = role,
                Doubts = doubts,
                Confidence = doubts.Count == 0 ? 1 : 0.7,
            });
        }

        private static CitationRole RoleOf(ReadOnlySpan<char> text, int start, int end, bool basis, bool list, bool issuing, bool own)
        {
            if (IsRepealed(text, start, end))
            {
                return CitationRole.Repeals;
            }
            if (own || (issuing && IsIssued(text, start, end)))
            {
                return CitationRole.Issues;
            }

            var before = text[..start];
            if (list || before.EndsWith("依据是") || before.EndsWith("依据为") || before.EndsWith("依据：") || before.EndsWith("依据包括"))
            {
                return CitationRole.BasedOn;
            }

            var governing = Governing(before);
            if (!governing)
            {
                return CitationRole.Mentions;
            }

            var after = Behind(text, end);
            return basis || after.IndexOf("制定", StringComparison.Ordinal) >= 0 || after.IndexOf("制订", StringComparison.Ordinal) >= 0 || after.IndexOf("如下", StringComparison.Ordinal) >= 0
                || after.IndexOf("现就", StringComparison.Ordinal) >= 0 || after.IndexOf("特提出", StringComparison.Ordinal) >= 0
                ? CitationRole.BasedOn : CitationRole.Mentions;
        }

        /// <summary>What follows a title, as far as it can bear on it.</summary>
        private static ReadOnlySpan<char> Behind(ReadOnlySpan<char> text, int end) => text.Slice(end, Math.Min(text.Length - end, 600));

        /// <summary>Whether the last verb before the title, titles between left out, rests the document on it.</summary>
        private static bool Governing(ReadOnlySpan<char> before)
        {
            const int Window = 400;
            before = before.Length > Window ? before[^Window..] : before;
            var depth = 0;
            for (var i = before.Length - 1; i >= 0; i--)
            {
                depth += before[i] is '》' or '）' or '”' ? 1 : before[i] is '《' or '（' or '“' && depth > 0 ? -1 : 0;
                if (depth > 0)
                {
                    continue;
                }
                if (StartsWithAny(BasisVerbs, before[i..]))
                {
                    return true;
                }
                if (StartsWithAny(OtherVerbs, before[i..]))
                {
                    return false;
                }
            }

            return false;
        }

        private static bool IsRepealed(ReadOnlySpan<char> text, int start, int end)
        {
            const int Window = 300;
            foreach (var verb in RepealVerbs)
            {
                if (text[..start].EndsWith(verb, StringComparison.Ordinal) || text[..start].EndsWith(verb + "原", StringComparison.Ordinal) || text[..start].EndsWith(verb + "了", StringComparison.Ordinal))
                {
                    return true;
                }
            }

            // Only other titles, brackets and words such as 自…之日起, 同时 may stand between.
            var depth = 0;
            for (var i = end; i < Math.Min(text.Length, end + Window); i++)
            {
                depth += text[i] is '《' or '（' ? 1 : text[i] is '》' or '）' && depth > 0 ? -1 : 0;
                if (depth > 0)
                {
                    continue;
                }
                if (text[i] == '；')
                {
                    return false;
                }
                if (StartsWithAny(RepealVerbs, text[i..]))
                {
                    return true;
                }
                if ((text[i..].StartsWith("施行") || text[i..].StartsWith("实施") || text[i..].StartsWith("执行") || text[i..].StartsWith("印发") || text[i..].StartsWith("发布") || text[i..].StartsWith("生效")
                    || text[i..].StartsWith("规定") || text[i..].StartsWith("制定")) && !text[(i + 2)..].StartsWith("之日"))
                {
                    return false;
                }
            }

            return false;
        }

        /// <summary>现将《…》印发给你们; 《…》已经…同意，现印发给你们.</summary>
        private static bool IsIssued(ReadOnlySpan<char> text, int start, int end)
        {
            var after = Behind(text, end);
            if (text[..start].EndsWith("现将") || text[..start].EndsWith("现把"))
            {
                return after.IndexOf("印发", StringComparison.Ordinal) >= 0 || after.IndexOf("公布", StringComparison.Ordinal) >= 0 || after.IndexOf("发布", StringComparison.Ordinal) >= 0 || after.IndexOf("下发", StringComparison.Ordinal) >= 0;
            }

            return start == 0 && (after.IndexOf("现印发", StringComparison.Ordinal) >= 0 || after.IndexOf("现予", StringComparison.Ordinal) >= 0 || after.IndexOf("现发布", StringComparison.Ordinal) >= 0
                || after.IndexOf("现公布", StringComparison.Ordinal) >= 0 || after.IndexOf("现下发", StringComparison.Ordinal) >= 0);
        }

        /// <summary>《…》（附件1）, 《…》（见附件）.</summary>
        private static bool IsOwnAttachment(ReadOnlySpan<char> text, int at) =>
            text[at..].StartsWith("（附件") || text[at..].StartsWith("（见附件") || text[at..].StartsWith("（附表") || text[at..].StartsWith("（见附表") || text[at..].StartsWith("（详见附件");

        /// <summary>The bodies named straight before the title (省委、省政府); <see langword="null"/> where the words before are no body.</summary>
        private static string? Issuer(ReadOnlySpan<char> text, int open)
        {
            var start = BodyStart(text, open);
            if (start == open)
            {
                return null;
            }
            for (var more = start; more > 1 && text[more - 1] == '、';)
            {
                var before = BodyStart(text, more - 1);
                if (before == more - 1)
                {
                    break;
                }

                start = more = before;
            }

            return text[start..open].ToString();
        }

        /// <summary>Where the name of a body begins that ends at <paramref name="end"/>; <paramref name="end"/> itself where none does.</summary>
        private static int BodyStart(ReadOnlySpan<char> text, int end)
        {
            const int Longest = 40;
            var start = end;
            while (start > 0 && end - start < Longest && Cjk.IsIdeograph(text[start - 1]))
            {
                start--;
            }

            // 根据省委《…》: a verb ends the name on the left.
            for (var i = start; i < end; i++)
            {
                var verb = Math.Max(LengthAtStart(BasisVerbs, text[i..end]), LengthAtStart(OtherVerbs, text[i..end]));
                start = verb > 0 ? i + verb : start;
            }
            if (end - start > 2 && text[start] is '和' or '与' or '及' or '由' or '以')
            {
                start++;
            }

            var body = text[start..end];
            return body.Length >= 2 && Parties.EndsAsBody(body) && !body.EndsWith("部门") && !body.EndsWith("单位") ? start : end;
        }

        /// <summary>The length of the word of two or more characters that the text begins with; 0 where none does.</summary>
        private static int LengthAtStart(string[] words, ReadOnlySpan<char> text)
        {
            foreach (var word in words)
            {
                if (word.Length > 1 && text.StartsWith(word, StringComparison.Ordinal))
                {
                    return word.Length;
                }
            }

            return 0;
        }

        /// <summary>The code without the words that run into it (根据某政办〔2022〕5号).</summary>
        private static string Code(string number, ref int start)
        {
            var code = number.AsSpan();
            for (var i = 0; i < number.Length && number[i] is not ('〔' or '第'); i++)
            {
                var length = Math.Max(LengthAtStart(CodePrefixes, number.AsSpan(i)), Math.Max(LengthAtStart(BasisVerbs, number.AsSpan(i)), LengthAtStart(OtherVerbs, number.AsSpan(i))));
                if (length == 0 && number[i] is '和' or '与' or '及' or '以' or '原' or '见' or '对' or '了' or '的' or '为' or '是' or '按' or '由' or '从' or '即')
                {
                    length = 1;
                }
                if (length > 0)
                {
                    code = number.AsSpan(i + length);
                    i += length - 1;
                }
            }

            start += number.Length - code.Length;
            return code.ToString();
        }

        private void AddTitlesIn(string title)
        {
            _own.Add(Key(title));
            for (var open = title.IndexOf('《', StringComparison.Ordinal); open >= 0;)
            {
                var close = Sentences.SkipBracket(title, open, LongestTitle + 2);
                if (close < 0)
                {
                    return;
                }

                // 转发《…》 passes on another's document.
                if (!title[..open].EndsWith("转发", StringComparison.Ordinal) && !title.StartsWith("解读", StringComparison.Ordinal) && !title.EndsWith("解读", StringComparison.Ordinal))
                {
                    _own.Add(Key(title[(open + 1)..close]));
                }

                open = title.IndexOf('《', close);
            }

            // 关于印发某某方案的通知 issues 某某方案.
            var issued = title.IndexOf("印发", StringComparison.Ordinal);
            if (issued >= 0 && title.EndsWith("的通知", StringComparison.Ordinal))
            {
                _own.Add(Key(title[(issued + 2)..^3]));
            }
        }

        private void AddAliases(string text)
        {
            for (var at = text.IndexOf("简称", StringComparison.Ordinal); at >= 0; at = text.IndexOf("简称", at + 2, StringComparison.Ordinal))
            {
                var rest = text.AsSpan(at + 2, Math.Min(42, text.Length - at - 2)).TrimStart("：为");
                if (rest.Length > 2 && rest[0] is '《' or '“' && rest.IndexOfAny('》', '”') is > 1 and var close)
                {
                    _aliases.Add(rest[1..close].ToString());
                }
            }
        }

        /// <summary>《方案》, 《实施办法》: refers back, names nothing.</summary>
        private static bool IsBareType(string title)
        {
            if (title.Length > 6)
            {
                return false;
            }
            foreach (var type in Types)
            {
                if (title.EndsWith(type, StringComparison.Ordinal) && Array.IndexOf(TypePrefixes, title[..^type.Length]) >= 0)
                {
                    return true;
                }
            }

            return false;
        }

        private static bool EndsWithType(ReadOnlySpan<char> title)
        {
            foreach (var type in Types)
            {
                if (title.EndsWith(type, StringComparison.Ordinal))
                {
                    return true;
                }
            }

            return title.EndsWith("）") && title.IndexOf('（') is > 4 and var open && EndsWithType(title[..open]);
        }

        private static bool StartsWithAny(string[] words, ReadOnlySpan<char> text, bool fromEnd = false)
        {
            foreach (var word in words)
            {
                if (fromEnd ? text.EndsWith(word, StringComparison.Ordinal) : text.StartsWith(word, StringComparison.Ordinal))
                {
                    return true;
                }
            }

            return false;
        }

        /// <summary>A title as compared: without spaces and outer marks.</summary>
        private static string Key(string title)
        {
            if (title.AsSpan().IndexOfAny(TitleMarks) < 0)
            {
                return title;
            }

            return string.Concat(title.Where(c => c is not (' ' or '《' or '》' or '〈' or '〉' or '<' or '>')));
        }
    }
}
