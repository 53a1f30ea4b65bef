using System.Buffers;
using Bihuan.Kernel;
using Bihuan.Reading.Text;

namespace Bihuan.Reading.Commitments;

/// <summary>Appointments and removals (任免): 任命, 聘任, 挂职, 免去, 不再担任, 辞去.</summary>
/// <remarks>
/// A verb may stand in each sentence (任命某某为…) or once above a list (任命： / 免去：); the list's mode then holds until a line that names
/// nobody. Unit and post are parted by the vocabulary of posts, read from the end.
/// </remarks>
internal sealed class AppointmentReader : ICommitmentReader
{
    private static readonly SearchValues<string> Cues = SearchValues.Create(
        ["任命", "聘任", "聘用", "聘请", "挂职", "挂任", "免去", "免除", "解聘", "不再担任", "不再兼任", "不再挂任", "辞去", "任职", "免职", "任免", "同志为", "同志任"],
        StringComparison.Ordinal);

    /// <inheritdoc/>
    public void Read(Document document, ICollection<Commitment> found)
    {
        var pass = new Pass(found, document.Title.AsSpan().ContainsAny(Cues) || document.Title.Contains("职务", StringComparison.Ordinal));
        foreach (var node in document.Nodes)
        {
            foreach (var line in Sentences.Split(node.Text, Sentences.Members))
            {
                pass.Read(node.Place, line);
            }
        }
    }

    /// <summary>One walk over a document's lines.</summary>
    private sealed class Pass(ICollection<Commitment> found, bool personnelDocument)
    {
        private const int LongestLine = 600;

        private static readonly string[] Appointing = ["任命", "聘任", "聘用", "聘请", "委派", "选派", "聘"];
        private static readonly string[] Removing = ["免去", "免除", "撤销", "解聘", "解除", "罢免"];
        private static readonly string[] Connectors = ["挂职担任", "挂职任", "挂任", "担任", "兼任", "代理", "任职为", "为", "任"];
        private static readonly string[] NoLonger = ["不再担任", "不再兼任", "不再挂任", "不再任"];
        private static readonly string[] ListEnds = ["任命", "聘任", "聘用", "聘请", "免去", "免除", "解聘", "挂职"];
        private static readonly SearchValues<string> Lead = SearchValues.Create(
            ["任命", "聘任", "聘用", "聘请", "委派", "选派", "免去", "免除", "撤销", "解聘", "解除", "罢免"], StringComparison.Ordinal);

        /// <summary>What the list above says is done to the persons that follow; <see langword="null"/> outside a list.</summary>
        private (AppointmentAction Action, string Manner)? _list;

        /// <summary>Of the line so far, so that 试用期一年 and 免去其… can refer back.</summary>
        private readonly List<AppointmentCommitment> _line = [];
        private readonly List<AppointmentCommitment> _sinceHeading = [];
        private IReadOnlyList<string> _persons = [];

        public void Read(string place, MappedText line)
        {
            if (line.Length > LongestLine || (_list is null && !personnelDocument && !line.Value.AsSpan().ContainsAny(Cues)))
            {
                _list = null;
                return;
            }

            _line.Clear();
            _persons = [];
            var heading = false;
            foreach (var part in Sentences.Split(line, Sentences.Parts))
            {
                if (ListHeading(part.Value, IsFollowedByColon(line, part) || part.Length == line.Length) is { } list)
                {
                    _list = list;
                    _sinceHeading.Clear();
                    heading = true;
                }
                else if (!Term(part.Value))
                {
                    Part(place, part);
                }
            }
            if (_line.Count > 0)
            {
                _line.ForEach(found.Add);
                _sinceHeading.AddRange(_line);
            }
            else if (!heading && !line.Value.StartsWith('（') && !line.Value.StartsWith("以上", StringComparison.Ordinal))
            {
                _list = null;
            }
        }

        private static bool IsFollowedByColon(MappedText line, MappedText part)
        {
            var end = line.Value.IndexOf(part.Value, StringComparison.Ordinal) + part.Length;
            return end < line.Length && line.Value[end] == '：';
        }

        /// <summary>决定任命：, 任命下列同志职务：, 一、免去.</summary>
        private static (AppointmentAction, string)? ListHeading(string part, bool open)
        {
            if (!open || part.Length > 60)
            {
                return null;
            }

            var text = part.AsSpan();
            foreach (var tail in (ReadOnlySpan<string>)["如下", "职务", "的", "同志", "人员", "以下", "下列", "有关"])
            {
                text = text.EndsWith(tail, StringComparison.Ordinal) ? text[..^tail.Length] : text;
            }
            foreach (var verb in ListEnds)
            {
                if (text.EndsWith(verb, StringComparison.Ordinal))
                {
                    return (verb[0] is '免' or '解' ? AppointmentAction.Remove : AppointmentAction.Appoint, verb is "免除" ? "免去" : verb);
                }
            }

            return null;
        }

        /// <summary>试用期一年, 聘期三年, 以上同志试用期均为一年: said of the persons just named.</summary>
        private bool Term(string part)
        {
            var text = part.AsSpan().Trim("（）");
            var toAll = text.StartsWith("以上", StringComparison.Ordinal) || text.StartsWith("上述", StringComparison.Ordinal);
            var target = toAll && _line.Count == 0 ? _sinceHeading : _line;
            if (toAll)
            {
                text = text[2..];
                foreach (var word in (ReadOnlySpan<string>)["人员", "同志", "任职", "的"])
                {
                    text = text.StartsWith(word, StringComparison.Ordinal) ? text[word.Length..] : text;
                }
            }
            if (!ReadTerm(text, out var probation, out var years, atStart: true))
            {
                return false;
            }

            for (var i = 0; i < target.Count; i++)
            {
                if (target[i].Action == AppointmentAction.Appoint)
                {
                    var changed = target[i] with { ProbationYears = probation ?? target[i].ProbationYears, TermYears = years ?? target[i].TermYears };
                    if (ReferenceEquals(target, _sinceHeading))
                    {
                        Replace(target[i], changed);
                    }

                    target[i] = changed;
                }
            }

            return true;
        }

        /// <summary>What was added before is changed by a line below it (以上同志试用期一年).</summary>
        private void Replace(AppointmentCommitment old, AppointmentCommitment changed)
        {
            if (found is IList<Commitment> list)
            {
                for (var i = list.Count - 1; i >= 0; i--)
                {
                    if (ReferenceEquals(list[i], old))
                    {
                        list[i] = changed;
                        return;
                    }
                }
            }
        }

        private void Part(string place, MappedText part)
        {
            var start = SkipIntroduction(part.Value);
            var text = part.Value.AsSpan(start);
            foreach (var verb in Removing)
            {
                if (text.StartsWith(verb, StringComparison.Ordinal))
                {
                    Remove(place, part, start + verb.Length, verb is "免除" ? "免去" : verb, named: true);
                    return;
                }
            }

            if (Resignation(place, part, start))
            {
                return;
            }
            foreach (var words in NoLonger)
            {
                if (text.IndexOf(words, StringComparison.Ordinal) is > 0 and var at && Persons(text[..at]) is { Count: > 0 } persons)
                {
                    Emit(place, part, persons, start + at + words.Length, AppointmentAction.Remove, "不再担任", words.Contains('兼', StringComparison.Ordinal));
                    return;
                }
                if (text.StartsWith(words, StringComparison.Ordinal) && _persons.Count > 0)
                {
                    Emit(place, part, _persons, start + words.Length, AppointmentAction.Remove, "不再担任", words.Contains('兼', StringComparison.Ordinal));
                    return;
                }
            }
            foreach (var verb in Appointing)
            {
                if (text.StartsWith(verb, StringComparison.Ordinal))
                {
                    Appoint(place, part, start + verb.Length, verb is "任命" ? verb : "聘任", true);
                    return;
                }
            }

            if (_list is { Action: AppointmentAction.Remove } removal)
            {
                Remove(place, part, start, removal.Manner, named: false);
            }
            else
            {
                Appoint(place, part, start, _list?.Manner ?? "任命", _list is not null);
            }
        }

        /// <summary>Words before the verb that say who decided and why: 经研究, 决定, 会议同意. Only where one of the verbs follows, or nothing is taken.</summary>
        private static int SkipIntroduction(string part)
        {
            var at = part.AsSpan().IndexOfAny(Lead);
            if (at is <= 0 or > 60)
            {
                var skipped = 0;
                foreach (var word in (ReadOnlySpan<string>)["会议", "经研究", "研究", "决定", "同意", "批准", "接受", "准予", "兹", "现"])
                {
                    skipped += part.AsSpan(skipped).StartsWith(word, StringComparison.Ordinal) ? word.Length : 0;
                }

                return skipped;
            }

            // A verb that stands behind a name is part of another sentence: 同志任命为.
            var before = part.AsSpan(0, at);
            return before.EndsWith("决定") || before.EndsWith("同意") || before.EndsWith("批准") || before.EndsWith("提请") || before.EndsWith("现") || before.EndsWith("兹")
                || before.EndsWith("会议") || before.EndsWith("研究") || before.EndsWith("并") || before.EndsWith("同时") || before.EndsWith("政府") || before.EndsWith("委员会")
                ? at : 0;
        }

        /// <summary>任命 is read: a name list, 同志, a connector, unit and post.</summary>
        private void Appoint(string place, MappedText part, int start, string manner, bool certain)
        {
            const int LongestNames = 80;
            var text = part.Value.AsSpan(start);
            for (var i = 0; i < Math.Min(text.Length, LongestNames); i++)
            {
                foreach (var connector in Connectors)
                {
                    if (!text[i..].StartsWith(connector, StringComparison.Ordinal))
                    {
                        continue;
                    }

                    var persons = i == 0 || text[..i] is "其" ? _persons : Persons(text[..i]);
                    if (persons.Count > 0 && (certain || personnelDocument) && !text.StartsWith("由", StringComparison.Ordinal))
                    {
                        var how = connector[0] == '挂' ? "挂职" : manner;
                        if (Emit(place, part, persons, start + i + connector.Length, AppointmentAction.Appoint, how, connector is "兼任"))
                        {
                            return;
                        }
                    }

                    break;
                }
            }
        }

        /// <summary>免去 is read: persons, 同志的 or 的, unit and post, 职务.</summary>
        private void Remove(string place, MappedText part, int start, string manner, bool named)
        {
            var text = part.Value.AsSpan(start);
            if (text.StartsWith("其", StringComparison.Ordinal) && _persons.Count > 0)
            {
                Emit(place, part, _persons, start + (text.StartsWith("其的") ? 2 : 1), AppointmentAction.Remove, manner, false);
                return;
            }

            // 同志 or 的 ends the names; where both are missing, the names end where the rest begins like a unit.
            foreach (var end in (ReadOnlySpan<string>)["同志的", "同志", "的"])
            {
                for (var at = text.IndexOf(end, StringComparison.Ordinal); at is > 0 and < 80;)
                {
                    if (Persons(text[..at]) is { Count: > 0 } persons && (text.Length <= at + end.Length || text[at + end.Length] is not '、')
                        && Emit(place, part, persons, start + at + end.Length, AppointmentAction.Remove, manner, false))
                    {
                        return;
                    }

                    var next = text[(at + end.Length)..].IndexOf(end, StringComparison.Ordinal);
                    at = next < 0 ? -1 : at + end.Length + next;
                }
            }
            if (!named || !part.Value.EndsWith("职务", StringComparison.Ordinal))
            {
                return;
            }
            if (_persons.Count > 0 && text.Length > 0 && text[0] is '区' or '县' or '市' or '省' or '镇' or '乡' or '本' or '该')
            {
                // 甲某某任乙局局长，免去区丙局副局长职务: the person just named.
                Emit(place, part, _persons, start, AppointmentAction.Remove, manner, false);
                return;
            }

            // 周海区财政局, 周海青河区财政局: a division's own name mostly has two characters.
            var division = text.IndexOfAny("省市区县");
            var name = division <= 3 ? division : Math.Min(division - 2, 3);
            if (division is >= 2 and <= 7 && IsName(text[..name]))
            {
                Emit(place, part, [text[..name].ToString()], start + name, AppointmentAction.Remove, manner, false, "姓名与单位之间没有“同志”或“的”，按单位起首字划分。");
            }
        }

        /// <summary>接受某某辞去…职务的请求.</summary>
        private bool Resignation(string place, MappedText part, int start)
        {
            var text = part.Value.AsSpan(start);
            var at = text.IndexOf("辞去", StringComparison.Ordinal);
            if (at < 0)
            {
                return false;
            }

            var names = text[..at];
            foreach (var cut in (ReadOnlySpan<string>)["因", "提出", "请求", "申请", "关于"])
            {
                if (names.IndexOf(cut, StringComparison.Ordinal) is >= 2 and var end)
                {
                    names = names[..end];
                }
            }

            names = names.EndsWith("的") ? names[..^1] : names;
            var persons = names.IsEmpty ? _persons : Persons(names);
            if (persons.Count == 0)
            {
                return false;
            }

            var from = at + 2;
            foreach (var word in (ReadOnlySpan<string>)["其", "所", "担任", "兼任", "的"])
            {
                from += text[from..].StartsWith(word, StringComparison.Ordinal) ? word.Length : 0;
            }

            return Emit(place, part, persons, start + from, AppointmentAction.Remove, "辞职", false);
        }

        /// <summary>Adds a commitment for each person and each post. Answers no where the words name no post.</summary>
        private bool Emit(string place, MappedText part, IReadOnlyList<string> persons, int from, AppointmentAction action, string manner, bool concurrent, string? doubt = null)
        {
            var posts = ReadPosts(part.Value.AsSpan(from));
            if (posts.Count == 0)
            {
                return false;
            }

            _persons = persons;
            foreach (var person in persons)
            {
                foreach (var post in posts)
                {
                    List<string> doubts = doubt is null ? [] : [doubt];
                    if (post.Unit.Length == 0)
                    {
                        doubts.Add("文中没有写明任职单位。");
                    }

                    _line.Add(new()
                    {
                        Place = place,
                        Range = part.Range,
                        Text = part.Value,
                        Person = person,
                        Action = action,
                        Manner = post.Manner ?? manner,
                        Post = post.Post,
                        Unit = post.Unit,
                        Concurrent = concurrent || post.Concurrent,
                        ProbationYears = post.Probation ?? 0,
                        TermYears = post.Years,
                        Confidence = doubts.Count == 0 ? 1 : 0.7,
                        Doubts = doubts,
                    });
                }
            }

            return true;
        }

        private readonly record struct PrintedPost(string Unit, string Post, bool Concurrent, decimal? Probation, decimal? Years, string? Manner);

        /// <summary>Reads 甲局副局长、党组成员，乙中心主任（兼）（试用期一年）: every post with its unit; a post without one has that of the post before.</summary>
        private static List<PrintedPost> ReadPosts(ReadOnlySpan<char> text)
        {
            List<PrintedPost> posts = [];
            var start = 0;
            var depth = 0;
            for (var i = 0; i <= text.Length; i++)
            {
                if (i < text.Length)
                {
                    depth += text[i] is '（' or '“' ? 1 : text[i] is '）' or '”' ? -1 : 0;
                    if (depth > 0 || (text[i] != '、' && !(text[i] == '兼' && i > start && Posts.LengthAtEnd(text[start..i]) > 0)))
                    {
                        continue;
                    }
                }

                // A separator that no post stands before is part of a unit's name.
                if (ReadPost(text[start..i], posts.Count > 0 ? posts[^1].Unit : "") is { } post)
                {
                    posts.Add(post with { Concurrent = post.Concurrent || (start > 0 && text[start - 1] == '兼') });
                    start = i + 1;
                }
            }

            return start > text.Length ? posts : [];
        }

        private static PrintedPost? ReadPost(ReadOnlySpan<char> text, string unitBefore)
        {
            var concurrent = false;
            decimal? probation = null;
            decimal? years = null;
            string? manner = null;
            var rank = "";
            for (var trimmed = true; trimmed;)
            {
                trimmed = false;
                foreach (var tail in (ReadOnlySpan<string>)["职务的请求", "职务的申请", "职务请求", "的请求", "的申请", "职务", "一职", "职位", "之职", "的"])
                {
                    if (text.EndsWith(tail, StringComparison.Ordinal))
                    {
                        text = text[..^tail.Length];
                        trimmed = true;
                    }
                }
                if (text.EndsWith("）", StringComparison.Ordinal) && Sentences.OpeningOf(text, text.Length - 1, '（') is >= 0 and var open
                    && (Posts.LengthAtEnd(text[..open].TrimEnd("）兼（")) > 0 || text[..open].EndsWith("职务")))
                {
                    foreach (var remark in text[(open + 1)..^1].ToString().Split('，', '、', '；'))
                    {
                        concurrent |= remark is "兼" or "兼任" or "兼职";
                        manner = remark.StartsWith("挂职", StringComparison.Ordinal) ? "挂职" : manner;
                        if (ReadTerm(remark, out var p, out var y))
                        {
                            probation = p ?? probation;
                            years = y ?? years;
                        }
                        else if (remark.EndsWith('级') && remark.Length <= 8)
                        {
                            rank = $"（{remark}）";
                        }
                    }

                    text = text[..open];
                    trimmed = true;
                }
            }
            if (text.StartsWith("兼任", StringComparison.Ordinal) || text.StartsWith("兼", StringComparison.Ordinal))
            {
                concurrent = true;
                text = text[(text.StartsWith("兼任", StringComparison.Ordinal) ? 2 : 1)..];
            }

            var length = Posts.LengthAtEnd(text);
            if (length == 0 || text.Length > 120)
            {
                return null;
            }

            var unit = text[..^length].Trim().ToString();
            return new(unit.Length > 0 ? unit : unitBefore, text[^length..].ToString() + rank, concurrent, probation, years, manner);
        }

        /// <summary>试用期一年, 试任期半年, 聘期3年, 任期三年, 挂职时间二年.</summary>
        private static bool ReadTerm(ReadOnlySpan<char> text, out decimal? probation, out decimal? years, bool atStart = false)
        {
            probation = years = null;
            foreach (var word in (ReadOnlySpan<string>)["试用期", "试任期", "试用", "聘期", "任期", "聘任期", "挂职", "时间", "期限"])
            {
                var at = text.IndexOf(word, StringComparison.Ordinal);
                if (at < 0 || (atStart && at > 0))
                {
                    continue;
                }

                var rest = text[(at + word.Length)..];
                foreach (var filler in (ReadOnlySpan<string>)["时间", "期限", "期", "均", "都", "各", "为", "：", "自任职之日起"])
                {
                    rest = rest.StartsWith(filler, StringComparison.Ordinal) ? rest[filler.Length..] : rest;
                }

                var digits = ChineseNumeral.ReadPrefix(rest, out var number);
                if (digits == 0)
                {
                    continue;
                }

                rest = rest[digits..];
                decimal? read = rest.StartsWith("年", StringComparison.Ordinal) ? number
                    : rest.StartsWith("个月", StringComparison.Ordinal) ? number / 12
                    : null;
                if (read is null)
                {
                    continue;
                }
                if (word[0] == '试')
                {
                    probation = read;
                }
                else
                {
                    years = read;
                }

                return true;
            }

            return false;
        }

        /// <summary>The names of a list such as 甲某某、乙某（女，回族）同志; empty where one of them cannot be a name.</summary>
        private static List<string> Persons(ReadOnlySpan<char> text)
        {
            List<string> persons = [];
            var start = 0;
            var depth = 0;
            for (var i = 0; i <= text.Length; i++)
            {
                if (i < text.Length)
                {
                    depth += text[i] == '（' ? 1 : text[i] == '）' ? -1 : 0;
                    if (depth > 0 || text[i] is not ('、' or '，'))
                    {
                        continue;
                    }
                }
                if (!AddName(text[start..i], persons))
                {
                    return [];
                }

                start = i + 1;
            }

            return persons;
        }

        private static bool AddName(ReadOnlySpan<char> text, List<string> persons)
        {
            var bracket = text.IndexOf('（');
            var name = (bracket > 0 ? text[..bracket] : text).Trim();
            foreach (var tail in (ReadOnlySpan<string>)["等同志", "同志", "等"])
            {
                name = name.EndsWith(tail, StringComparison.Ordinal) ? name[..^tail.Length] : name;
            }

            // 甲某某和乙某某: both halves must be names; 和 may itself stand in a name.
            if (name.Length > 4 && name.IndexOf('和') is >= 2 and var and && IsName(name[..and]) && IsName(name[(and + 1)..]))
            {
                persons.Add(Compact(name[..and]));
                persons.Add(Compact(name[(and + 1)..]));
                return true;
            }
            if (!IsName(name))
            {
                return false;
            }

            persons.Add(Compact(name));
            return true;
        }

        /// <summary>Two to four ideographs, perhaps parted by a space, or a longer name with ·.</summary>
        private static bool IsName(ReadOnlySpan<char> name)
        {
            var letters = 0;
            var dots = 0;
            foreach (var c in name)
            {
                if (c is '的' or '其' or '由' or '将' or '各' or '不' or '被')
                {
                    return false;
                }

                dots += c is '·' or '•' ? 1 : 0;
                letters += Cjk.IsIdeograph(c) ? 1 : 0;
                if (!Cjk.IsIdeograph(c) && c is not ('·' or '•' or ' '))
                {
                    return false;
                }
            }

            return letters >= 2 && letters <= (dots > 0 ? 20 : 4) && !name.EndsWith("单位") && !name.EndsWith("部门") && !name.EndsWith("人员");
        }

        private static string Compact(ReadOnlySpan<char> name) => name.IndexOf(' ') < 0 ? name.ToString() : name.ToString().Replace(" ", "", StringComparison.Ordinal);
    }
}
