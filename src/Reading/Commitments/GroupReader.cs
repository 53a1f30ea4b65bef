using System.Buffers;
using System.Text.RegularExpressions;
using Bihuan.Reading.Text;

namespace Bihuan.Reading.Commitments;

/// <summary>Working groups, leading groups and headquarters (领导小组、工作组、指挥部): as a list of names under roles, as running text
/// (由…任组长), as a working group with lead and members (由…牵头，…参加), and as a table of names.</summary>
internal sealed partial class GroupReader : ICommitmentReader
{
    private static readonly SearchValues<string> Cues = SearchValues.Create(
        ["组长", "组 长", "指挥长", "指 挥", "总指挥", "副指挥", "召集人", "牵头，", "牵头负责", "任组长", "兼任", "下设办公室", "办公室设在", "主任：", "联络员：", "成员：", "成 员", "设在"], StringComparison.Ordinal);

    private static readonly SearchValues<char> Marks = SearchValues.Create("（）、，：。");

    private static readonly string[] Roles =
    [
        "办公室常务副主任", "办公室副主任", "办公室主任", "常务副总指挥长", "常务副总指挥", "常务副指挥长", "常务副组长", "常务副主任", "第一总指挥", "第一副总指挥", "第一副组长", "第一组长", "执行组长", "总指挥长", "副总指挥长", "副总指挥",
        "总指挥", "副指挥长", "指挥长", "副指挥", "指挥", "副组长", "组长", "总召集人", "副召集人", "召集人", "副主任委员", "主任委员", "副主任", "主任", "副秘书长", "秘书长", "总联络员", "联络员", "联系人", "成员", "组员", "委员", "顾问",
        "副总队长", "总队长", "副队长", "队长", "总政委", "政委", "总负责人", "负责人", "总协调人",
    ];

    /// <summary>Labels that name units, not people.</summary>
    private static readonly (string Label, bool Lead)[] UnitLabels =
        [("组长单位", true), ("牵头单位", true), ("牵头部门", true), ("成员单位", false), ("参加单位", false), ("参与单位", false), ("配合单位", false), ("组成单位", false), ("责任单位", false)];

    private static readonly string[] GroupEndings = ["领导小组", "小组", "工作组", "指挥部", "指挥所", "委员会", "专班", "联席会议", "组", "办公室", "工作队", "分队"];

    private static readonly string[] ListEndings = ["组成人员名单", "成员名单", "人员名单", "名单", "组成人员", "组成人员及职责", "人员组成", "成员单位及职责", "组成", "成员", "组成及职责"];

    private static readonly string[] OfficeEndings = ["分管领导", "分管负责人", "主要负责人", "主要领导", "有关负责人", "相关负责人", "有关负责同志", "分管负责同志", "主要负责同志", "负责人", "负责同志", "有关领导", "相关领导"];

    /// <inheritdoc/>
    public void Read(Document document, ICollection<Commitment> found)
    {
        var cued = false;
        foreach (var node in document.Nodes)
        {
            if (node.Text.Value.AsSpan().ContainsAny(Cues) || node.Table is { } table && IsPeopleTable(table))
            {
                cued = true;
                break;
            }
        }
        if (cued)
        {
            new Walk(document, found).Run();
        }
    }

    private static bool IsPeopleTable(Table table) => table.Column("姓名", "联系领导", "包联领导", "联系人", "挂钩领导", "组长") >= 0;

    /// <summary>A group as its lines are read.</summary>
    private sealed class Roster(string? name, string place, bool sure)
    {
        public string? Name { get; } = name;

        public string Place { get; } = place;

        public bool Sure { get; } = sure;

        public List<MappedText> Lines { get; } = [];

        public List<GroupMember> Members { get; } = [];

        public List<string> LeadUnits { get; } = [];

        public List<string> Units { get; } = [];

        public bool OpenEnded { get; set; }

        public string? Duties { get; set; }

        public string Role { get; set; } = "";
    }

    private sealed class Walk(Document document, ICollection<Commitment> found)
    {
        private readonly List<TextLine> _titles = [];
        private Roster? _roster;

        /// <summary>The group last named, for 领导小组下设办公室 and 指挥部由….</summary>
        private string? _group;

        public void Run()
        {
            foreach (var node in document.Nodes)
            {
                if (node.Table is { } table)
                {
                    Close();
                    ReadTable(table);
                    continue;
                }
                if (node.Kind is NodeKind.Attachment or NodeKind.Annex or NodeKind.Body)
                {
                    Close();
                    _titles.Clear();
                }
                foreach (var line in TextLines.Of(node))
                {
                    ReadLine(line);
                }
            }

            Close();
        }

        private void ReadLine(TextLine line)
        {
            var value = line.Text.Value;
            if (TakeRole(line) || TakeUnits(line) || TakeMember(line) || TakeNamedUnits(line))
            {
                return;
            }

            Close();
            if (line.IsHeading)
            {
                _titles.Add(line);
                if (EndsWithAny(CleanName(value), GroupEndings) is { Length: > 0 } && value.Length > 3 && !value.Contains("职责", StringComparison.Ordinal))
                {
                    _group = CleanName(value);
                }
                return;
            }
            if (value.AsSpan().ContainsAny(SentenceCues))
            {
                ReadSentences(line);
            }
            _titles.Clear();
        }

        private static readonly SearchValues<string> SentenceCues = SearchValues.Create(
            ["牵头", "组长", "指挥", "成员", "主任", "召集人", "办公室", "领导小组", "专班", "工作组"], StringComparison.Ordinal);

        /// <summary>组 长：管某某 副区长: opens a list or goes on with it.</summary>
        private bool TakeRole(TextLine line)
        {
            if (RoleAt(line.Text.Value, out var role) is not (> 0 and var start))
            {
                return false;
            }

            var content = line.Text.Slice(start).Trim();
            if (content.IsEmpty && _roster is null && !IsNextToTitle())
            {
                return false;
            }

            // 组长 once more means the next group of a list of groups.
            if (_roster is not null && IsHead(role) && _roster.Members.Exists(m => IsHead(m.Role) && m.Role == role) && _titles.Count > 0)
            {
                Close();
            }
            if (_roster is null)
            {
                var (name, sure) = NameFor(line);
                _roster = new(name, line.Node.Place, sure);
                _group = name ?? _group;
            }
            _titles.Clear();
            _roster.Lines.Add(line.Text);
            _roster.Role = role;
            AddPeople(_roster, role, content.Value);
            return true;
        }

        private bool IsNextToTitle() => _titles.Count > 0;

        private static bool IsHead(string role) => role is "组长" or "总指挥" or "总指挥长" or "指挥长" or "指挥" or "召集人" or "总召集人" or "队长";

        /// <summary>牵头单位：… under a heading that names a group.</summary>
        private bool TakeUnits(TextLine line)
        {
            var value = line.Text.Value;
            foreach (var (label, lead) in UnitLabels)
            {
                if (!value.StartsWith(label, StringComparison.Ordinal) || value.Length <= label.Length || value[label.Length] != '：')
                {
                    continue;
                }
                if (_roster is null)
                {
                    var (name, sure) = NameFor(line);
                    if (!sure || name is null || !name.EndsWith('组') && !name.EndsWith("指挥部", StringComparison.Ordinal) && !name.EndsWith("专班", StringComparison.Ordinal))
                    {
                        return false;
                    }
                    _roster = new(name, line.Node.Place, true);
                }

                _roster.Lines.Add(line.Text);
                var (units, open) = UnitLists.Split(value.AsSpan(label.Length + 1).TrimEnd('。'));
                (lead ? _roster.LeadUnits : _roster.Units).AddRange(units);
                _roster.OpenEnded |= open;
                return true;
            }
            if (_roster is { LeadUnits.Count: > 0 } && DutiesLabel().Match(value) is { Success: true, Index: 0 } duties)
            {
                _roster.Lines.Add(line.Text);
                _roster.Duties = value[duties.Length..];
                return true;
            }

            return false;
        }

        /// <summary>A line of a list without a role of its own: another name, or a further post of the name above.</summary>
        private bool TakeMember(TextLine line)
        {
            const int Longest = 60;
            const int MostPosts = 12;
            var value = line.Text.Value;
            if (_roster is null || _roster.Role.Length == 0 || value.Length > Longest || value.AsSpan().IndexOfAny("。；：！？") >= 0 || line.First && line.Node.Numbering != NumberingStyle.None)
            {
                return false;
            }

            if (EndsWithAny(value, GroupEndings).Length > 0 && !value.Contains(' ', StringComparison.Ordinal))
            {
                return false;
            }

            var length = PersonNames.LeadingLength(value, out _);
            if (length > 0 && (length == value.Length || value[length] is ' ' or '（' or '，' or '、'))
            {
                AddPeople(_roster, _roster.Role, value);
                _roster.Lines.Add(line.Text);
                return true;
            }
            if (value[0] == '各' && PersonNames.IsPost(value))
            {
                // 各乡镇政府主要负责人: nobody's further post.
                _roster.Members.Add(new(_roster.Role, null, [value]));
                _roster.Lines.Add(line.Text);
                return true;
            }
            if (_roster.Members is [.., { Person: not null, Posts.Count: < MostPosts } last] && PersonNames.IsPost(value) && value.AsSpan().IndexOf('，') < 0)
            {
                _roster.Members[^1] = last with { Posts = [.. last.Posts, .. Posts(value)] };
                _roster.Lines.Add(line.Text);
                return true;
            }

            return false;
        }

        /// <summary>抢险组。牵头单位：甲局；成员单位：乙局、丙局: name and units in one paragraph.</summary>
        private bool TakeNamedUnits(TextLine line)
        {
            var value = line.Text.Value;
            if (!value.Contains("单位：", StringComparison.Ordinal) || NamedUnits().Match(value) is not { Success: true } head)
            {
                return false;
            }

            Close();
            Roster roster = new(head.Groups["name"].Value, line.Node.Place, true);
            roster.Lines.Add(line.Text);
            foreach (var part in value[head.Groups["rest"].Index..].Split(['；', '。'], StringSplitOptions.RemoveEmptyEntries))
            {
                var label = Array.Find(UnitLabels, l => part.StartsWith(l.Label, StringComparison.Ordinal) && part.AsSpan(l.Label.Length).StartsWith("：", StringComparison.Ordinal));
                if (label.Label is not null)
                {
                    var (units, open) = UnitLists.Split(part.AsSpan(label.Label.Length + 1));
                    (label.Lead ? roster.LeadUnits : roster.Units).AddRange(units);
                    roster.OpenEnded |= open;
                }
                else
                {
                    roster.Duties = roster.Duties is null ? part : $"{roster.Duties}；{part}";
                }
            }

            _roster = roster;
            Close();
            return true;
        }

        private void Close()
        {
            if (_roster is { } roster && (roster.Members.Count > 0 || roster.LeadUnits.Count > 0))
            {
                var text = MappedText.Join(roster.Lines, "\n");
                List<string> doubts = [];
                if (roster.Name is null)
                {
                    doubts.Add("名单上没有写明是哪个小组，以文件标题代。");
                }
                else if (!roster.Sure)
                {
                    doubts.Add("名单上没有写小组名称，按前文所述补上。");
                }
                found.Add(new GroupCommitment
                {
                    Name = roster.Name ?? document.Title,
                    Place = roster.Place,
                    Range = text.Range,
                    Text = text.Value,
                    Members = roster.Members,
                    LeadUnits = roster.LeadUnits,
                    Units = roster.Units,
                    OpenEnded = roster.OpenEnded,
                    Duties = roster.Duties,
                    Confidence = doubts.Count == 0 ? 1 : roster.Name is null ? 0.6 : 0.85,
                    Doubts = doubts,
                });
            }

            _roster = null;
        }

        /// <summary>The group's name: the lines above, the heading it stands under, the text before it, or the document's title.</summary>
        private (string? Name, bool Sure) NameFor(TextLine line)
        {
            const int MostTitleLines = 4;
            if (_titles.Count > 0)
            {
                var last = _titles[^1].Text.Value;
                for (var i = _titles.Count - 2; i >= Math.Max(0, _titles.Count - MostTitleLines) && IsListTitle(last) && !IsGroupName(_titles[i].Text.Value) && !_titles[i].Text.Value.StartsWith("附件", StringComparison.Ordinal); i--)
                {
                    last = _titles[i].Text.Value + last;
                }
                if (IsGroupName(last))
                {
                    return (CleanName(last), true);
                }
            }

            const int Deepest = 8;
            var at = line.Node;
            for (var i = 0; i < Deepest && at is not null; i++, at = at.Parent)
            {
                if (!at.Heading.IsEmpty && at.Heading.Length <= 60 && IsGroupName(at.Heading.Value))
                {
                    return (CleanName(at.Heading.Value), true);
                }
            }
            if (_group is not null)
            {
                return (_group, false);
            }

            return TitleGroup().Match(document.Title) is { Success: true } title ? (title.Groups["name"].Value, false) : (null, false);
        }

        private static bool IsListTitle(string title) => EndsWithAny(title, ListEndings).Length > 0;

        private static bool IsGroupName(string title) => title.Length is >= 3 and <= 80 && EndsWithAny(CleanName(title), GroupEndings).Length > 0;

        private static string CleanName(string title)
        {
            var name = title.Replace(" ", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal);
            var ending = EndsWithAny(name, ListEndings);
            name = ending.Length > 0 ? name[..^ending.Length] : name;
            return name.EndsWith('）') && name.LastIndexOf('（') is > 2 and var open ? name[..open] : name;
        }

        private void ReadSentences(TextLine line)
        {
            var value = line.Text.Value;
            if (value.Contains("任命", StringComparison.Ordinal) || value.Contains("免去", StringComparison.Ordinal) || value.Contains("聘任", StringComparison.Ordinal))
            {
                return;
            }
            if (Formation().Match(value) is { Success: true } formation)
            {
                _group = formation.Groups["name"].Value;
            }

            var from = 0;
            for (var i = 0; i <= value.Length; i++)
            {
                if (i < value.Length && value[i] is not ('。' or '；'))
                {
                    continue;
                }
                if (i - from > 6)
                {
                    ReadSentence(line, from, i);
                }
                from = i + 1;
            }
        }

        private void ReadSentence(TextLine line, int from, int to)
        {
            var sentence = line.Text.Slice(from, to - from);
            var value = sentence.Value;
            if (value.Contains("牵头", StringComparison.Ordinal) && WorkingGroup(line, from, sentence))
            {
                return;
            }

            var members = Appointed(value, out var units, out var open, out var office);
            var formed = Formation().Match(value);
            var seat = value.Contains("设在", StringComparison.Ordinal) ? Seat().Match(value) : Match.Empty;
            if (members.Count == 0 && !seat.Success)
            {
                return;
            }
            if (members.Count == 0 && !IsOffice(seat, out _))
            {
                return;
            }

            string? name;
            var sure = true;
            if (formed.Success && !office)
            {
                name = formed.Groups["name"].Value;
                _group = name;
            }
            else if (seat.Success && (office || members.Count == 0))
            {
                IsOffice(seat, out name);
            }
            else if (office || value.Contains("下设办公室", StringComparison.Ordinal))
            {
                name = OfficeOf(_group);
                sure = _group is not null;
            }
            else if (Subject().Match(value) is { Success: true } subject && subject.Groups["name"].Value is var printed)
            {
                // 领导小组由…: the short form of the group named before.
                name = _group is not null && _group.EndsWith(printed, StringComparison.Ordinal) ? _group : printed;
                _group = name;
            }
            else
            {
                (name, sure) = NameFor(line);
                if (name is null || members.TrueForAll(m => m.Role is "联系人" or "联络员" or "主任" or "副主任" or "负责人"))
                {
                    return;
                }
            }

            List<string> leads = [];
            if (seat.Success && (members.Count == 0 || office || name is null || name.EndsWith("办公室", StringComparison.Ordinal)) && seat.Groups["seat"].Value is var host && PersonNames.IsUnit(host))
            {
                leads.Add(host);
            }
            if (Staffed().Match(value) is { Success: true } staffed)
            {
                var (staff, more) = UnitLists.Split(staffed.Groups["units"].Value);
                units.AddRange(staff);
                open |= more;
            }

            if (Contacts().Match(value) is { Success: true } contacts)
            {
                members.AddRange(UnitLists.Pieces(contacts.Groups["names"].Value).ConvertAll(person => new GroupMember("联系人", person, [])));
            }

            const int LongestMerged = 2000;
            // 下设办公室 in one sentence and 办公室设在… in the next are one office.
            if (found is List<Commitment> { Count: > 0 } list && list[^1] is GroupCommitment before && before.Name == name && before.Place == line.Node.Place && before.Text.Length < LongestMerged)
            {
                list[^1] = before with
                {
                    Members = [.. before.Members, .. members],
                    LeadUnits = [.. before.LeadUnits, .. leads.Except(before.LeadUnits)],
                    Units = [.. before.Units, .. units.Except(before.Units)],
                    Range = before.Range.Union(sentence.Range),
                    Text = $"{before.Text}。{value}",
                };
                return;
            }

            found.Add(new GroupCommitment
            {
                Name = name ?? document.Title,
                Place = line.Node.Place,
                Range = sentence.Range,
                Text = value,
                Members = members,
                LeadUnits = leads,
                Units = units,
                OpenEnded = open,
                Duties = Duties().Match(value) is { Success: true } duties ? duties.Groups["what"].Value : null,
                Confidence = sure && name is not null ? 0.95 : 0.7,
                Doubts = sure && name is not null ? [] : ["句中没有写小组名称，按前文所述补上。"],
            });
        }

        private bool IsOffice(Match seat, out string? name)
        {
            var printed = seat.Groups["name"].Value;
            name = printed is "办公室" or "下设办公室" || printed.EndsWith("下设办公室", StringComparison.Ordinal) ? OfficeOf(_group) : printed;
            return seat.Success && (printed.Length > 3 || _group is not null);
        }

        private static string OfficeOf(string? group) => group is null ? "办公室" : group.EndsWith("办公室", StringComparison.Ordinal) ? group : group + "办公室";

        /// <summary>由甲牵头，乙、丙等部门参加。主要职责：….</summary>
        private bool WorkingGroup(TextLine line, int from, MappedText sentence)
        {
            var match = Led().Match(sentence.Value);
            if (!match.Success)
            {
                return false;
            }

            string? name = null;
            var inline = match.Groups["name"];
            if (inline.Success)
            {
                name = inline.Value;
            }
            else if (LeadingName().Match(sentence.Value) is { Success: true } own && !(NameFor(line).Name ?? "").EndsWith(own.Groups["name"].Value, StringComparison.Ordinal))
            {
                name = own.Groups["name"].Value;
            }
            else if (NameFor(line) is (var heading, true) && heading!.EndsWith('组') | heading!.EndsWith("专班", StringComparison.Ordinal) | heading!.EndsWith("指挥部", StringComparison.Ordinal))
            {
                name = heading;
            }
            else if (LeadingName().Match(sentence.Value) is { Success: true } leading)
            {
                name = leading.Groups["name"].Value;
            }
            if (name is null)
            {
                return false;
            }

            var (leads, _) = UnitLists.Split(match.Groups["lead"].Value);
            var (units, open) = match.Groups["rest"].Success ? UnitLists.Split(match.Groups["rest"].Value) : ([], false);
            var rest = line.Text.Value[(from + match.Index + match.Length)..].TrimStart('。', '；', '，');
            var duties = DutiesLabel().Match(rest) is { Success: true, Index: 0 } label ? rest[label.Length..] : rest.StartsWith("负责", StringComparison.Ordinal) || rest.StartsWith("主要负责", StringComparison.Ordinal) ? rest : null;
            var text = inline.Success ? sentence : line.Text;
            found.Add(new GroupCommitment
            {
                Name = name,
                Place = line.Node.Place,
                Range = text.Range,
                Text = text.Value,
                LeadUnits = leads,
                Units = units,
                OpenEnded = open,
                Duties = string.IsNullOrEmpty(duties) ? null : duties,
                Confidence = inline.Success ? 0.9 : 1,
            });
            return true;
        }

        /// <summary>…任组长，…任副组长，…为成员; 办公室主任由…兼任.</summary>
        private static List<GroupMember> Appointed(string value, out List<string> units, out bool open, out bool office)
        {
            List<GroupMember> members = [];
            units = [];
            open = false;
            office = false;
            if (value.AsSpan().IndexOfAny("任为") < 0)
            {
                return members;
            }

            var from = 0;
            foreach (Match match in Assigned().Matches(value))
            {
                if (match.Index < from)
                {
                    continue;
                }

                var role = match.Groups["role"].Value;
                var inverse = match.Groups["who"];
                var start = from;
                var who = inverse.Success ? inverse.Value : Person(value, ref start, match.Index);
                office |= role.StartsWith("办公室", StringComparison.Ordinal) || (role.EndsWith("主任", StringComparison.Ordinal) && value.Contains("办公室", StringComparison.Ordinal) && !value.Contains("委员会", StringComparison.Ordinal));
                role = role.StartsWith("办公室", StringComparison.Ordinal) ? role[3..] : role;
                AddAppointed(members, units, ref open, role, who);
                from = match.Index + match.Length;
            }
            return members;
        }

        /// <summary>The words before 任…: from the end of the assignment before, or from 由, to here.</summary>
        private static string Person(string value, ref int start, int end)
        {
            var words = value.AsSpan(start, end - start);
            var by = words.LastIndexOf('由');
            if (by >= 0)
            {
                words = words[(by + 1)..];
            }
            else if (start == 0 && words.LastIndexOf('：') is >= 0 and var colon)
            {
                words = words[(colon + 1)..];
            }

            // A clause that tells of something else (办公室设在…，) is no part of the list.
            foreach (var verb in (ReadOnlySpan<string>)["设在", "下设", "设立", "成立", "负责", "承担", "决定", "实行", "研究"])
            {
                if (words.LastIndexOf(verb) is >= 0 and var at && !(verb is "负责" && words[(at + 2)..] is ['人' or '同', ..]))
                {
                    var comma = words[at..].IndexOf('，');
                    words = comma < 0 ? [] : words[(at + comma + 1)..];
                }
            }

            return words.Trim("，、并和 ").ToString();
        }

        private static void AddAppointed(List<GroupMember> members, List<string> units, ref bool open, string role, string who)
        {
            List<string> posts = [];
            var etc = who.EndsWith('等') ? who.Length - 1 : who.Length;
            open |= etc < who.Length;
            var pieces = UnitLists.Pieces(who.AsSpan(0, etc)).ConvertAll(p => p.EndsWith("同志", StringComparison.Ordinal) ? p[..^2] : p);
            var named = pieces.Count(p => PersonNames.TrailingLength(p) > 0);
            foreach (var piece in pieces)
            {
                var length = PersonNames.TrailingLength(piece, named > 1 && named * 2 > pieces.Count);
                if (length > 0)
                {
                    posts.Add(piece[..^length]);
                    members.Add(new(role, piece[^length..], [.. posts]));
                    posts.Clear();
                }
                else if (PersonNames.IsName(piece))
                {
                    members.Add(new(role, piece, [.. posts]));
                    posts.Clear();
                }
                else
                {
                    posts.Add(piece);
                }
            }

            AddNameless(members, units, role, posts);
        }

        /// <summary>Posts and units without a name: bare units are member units, posts are members each.</summary>
        private static void AddNameless(List<GroupMember> members, List<string> units, string role, List<string> pieces)
        {
            foreach (var piece in pieces)
            {
                if (role is not ("成员" or "组员" or "委员"))
                {
                    members.Add(new(role, null, [piece]));
                    continue;
                }

                var office = EndsWithAny(piece, OfficeEndings);
                if (office.Length > 0 && PersonNames.IsUnit(piece.AsSpan(0, piece.Length - office.Length)))
                {
                    // 甲局、乙局、丙公司分管领导: the post belongs to every unit of the list.
                    units.Add(piece[..^office.Length]);
                    if (!members.Exists(m => m.Role == role && m.Person is null && m.Posts is [var post] && post == office))
                    {
                        members.Add(new(role, null, [office]));
                    }
                }
                else if (PersonNames.IsUnit(piece))
                {
                    units.Add(piece);
                }
                else
                {
                    members.Add(new(role, null, [piece]));
                }
            }
        }

        /// <summary>What stands behind 组长：: names, each with posts after a space or in brackets, or posts and units without names.</summary>
        private static void AddPeople(Roster roster, string role, string content)
        {
            var open = false;
            List<string> nameless = [];
            var text = content.AsSpan().TrimEnd("。；，、 ");
            if (NamesOnly(content) is { } names)
            {
                roster.Members.AddRange(names.ConvertAll(name => new GroupMember(role, name, [])));
                return;
            }

            for (var at = 0; at < text.Length;)
            {
                var rest = text[at..];
                var length = PersonNames.LeadingLength(rest, out var name);
                if (length == 0 || (length < rest.Length && rest[length] is not (' ' or '（' or '，' or '、' or '；')))
                {
                    // No name here: posts or units up to the next comma.
                    var stop = StopAt(rest);
                    var piece = rest[..stop].Trim("，、； ").ToString();
                    if (piece.Length > 0)
                    {
                        nameless.Add(piece);
                    }
                    at += Math.Max(1, stop + 1);
                    continue;
                }

                at += length;
                rest = text[at..];
                var posts = "";
                if (rest.StartsWith("（", StringComparison.Ordinal) && rest.IndexOf('）') is > 0 and var close)
                {
                    posts = rest[1..close].ToString();
                    at += close + 1;
                }
                else if (rest.Length > 1 && rest[0] is ' ' or '，' && PersonNames.LeadingLength(rest[1..], out _) is var next && (next == 0 || next + 1 < rest.Length && rest[next + 1] is not (' ' or '（' or '，' or '、')))
                {
                    posts = rest[1..].ToString();
                    at = text.Length;
                }
                roster.Members.Add(new(role, name, posts.Length > 0 ? Posts(posts) : []));
                while (at < text.Length && text[at] is ' ' or '，' or '、' or '；')
                {
                    at++;
                }
            }
            if (nameless.Count > 0)
            {
                var joined = string.Join('、', nameless);
                List<GroupMember> members = [];
                if (role is "成员" or "组员" or "委员")
                {
                    var (pieces, more) = UnitLists.Split(joined);
                    open = more;
                    AddNamed(members, roster.Units, role, pieces);
                }
                else
                {
                    AddNamed(members, roster.Units, role, UnitLists.Pieces(joined));
                }
                roster.Members.AddRange(members);
                roster.OpenEnded |= open;
            }
        }

        /// <summary>甲某某 乙某: names parted by spaces and nothing else; one familiar family name vouches for the others.</summary>
        private static List<string>? NamesOnly(string content)
        {
            var tokens = content.Split(' ');
            return tokens.Length > 1 && Array.Exists(tokens, t => PersonNames.IsName(t)) && Array.TrueForAll(tokens, t => t.Length is 2 or 3 && t.AsSpan().IndexOfAny(Marks) < 0 && !PersonNames.IsPost(t) && !PersonNames.IsUnit(t))
                ? [.. tokens]
                : null;
        }

        private static void AddNamed(List<GroupMember> members, List<string> units, string role, List<string> pieces)
        {
            List<string> posts = [];
            foreach (var piece in pieces)
            {
                var length = PersonNames.IsPost(piece) || PersonNames.IsUnit(piece) ? 0 : PersonNames.TrailingLength(piece);
                if (length > 0)
                {
                    members.Add(new(role, piece[^length..], [.. posts, piece[..^length]]));
                    posts.Clear();
                }
                else
                {
                    posts.Add(piece);
                }
            }

            AddNameless(members, units, role, posts);
        }

        private static int StopAt(ReadOnlySpan<char> text)
        {
            var depth = 0;
            for (var i = 0; i < text.Length; i++)
            {
                depth += text[i] is '（' ? 1 : text[i] is '）' && depth > 0 ? -1 : 0;
                if (depth == 0 && text[i] is '、' or '，' or '；')
                {
                    return i;
                }
            }

            return text.Length;
        }

        private static List<string> Posts(string printed) =>
            [.. printed.Split(['、', '，', '；', ' '], StringSplitOptions.RemoveEmptyEntries)];

        /// <summary>Tables of names (姓名, 职务, 组内职务), and tables that link leaders with places (联系领导).</summary>
        private void ReadTable(Table table)
        {
            var name = table.Column("姓名");
            var leader = table.Column("联系领导", "包联领导", "挂钩领导", "挂联领导");
            if (name >= 0 && table.Column("职务", "职 务", "单位及职务") is >= 0 and var post)
            {
                var role = table.Column("组内职务", "小组职务", "指挥部职务", "职责", "分工", "备注");
                var roster = new Roster(IsGroupName(table.Caption.Value) ? CleanName(table.Caption.Value) : _group, table.Rows.Count > 0 ? table.Rows[0].Place : "", IsGroupName(table.Caption.Value));
                var any = false;
                foreach (var row in table.Rows)
                {
                    var person = row[name].Value.Replace(" ", "", StringComparison.Ordinal);
                    var at = role >= 0 ? row[role].Value.Replace(" ", "", StringComparison.Ordinal) : "";
                    if (PersonNames.IsName(person) && Array.IndexOf(Roles, at) >= 0)
                    {
                        any = true;
                        roster.Members.Add(new(at, person, Posts(row[post].Value)));
                        roster.Lines.AddRange(row.Cells.Select(c => c.Printed).Where(c => !c.IsEmpty));
                    }
                }
                if (any)
                {
                    _roster = roster;
                    Close();
                }
            }
            else if (leader >= 0)
            {
                var area = table.Column("街道", "乡镇", "镇", "区域", "村", "社区", "片区");
                foreach (var row in table.Rows)
                {
                    var people = NamesIn(row[leader].Value);
                    if (area < 0 || people.Count == 0 || row[area].IsEmpty)
                    {
                        continue;
                    }

                    var heading = table.Columns[leader].Replace(" ", "", StringComparison.Ordinal);
                    var text = MappedText.Join([.. row.Cells.Where(c => !c.Text.IsEmpty).Select(c => c.Text)], " ");
                    found.Add(new GroupCommitment
                    {
                        Name = string.Join('、', row[area].Value.Split([' ', '\n', '、', '，'], StringSplitOptions.RemoveEmptyEntries)),
                        Place = row.Place,
                        Range = row.Range,
                        Text = text.Value,
                        Members = people.ConvertAll(p => new GroupMember(heading, p, [])),
                        Units = [.. row.Cells.Select((c, i) => (c, i)).Where(x => x.i != leader && x.i != area && PersonNames.IsUnit(x.c.Text.Value) | x.c.Text.Value.EndsWith("派出所", StringComparison.Ordinal) && x.c.Text.Length <= 20).Select(x => x.c.Text.Value)],
                    });
                }
            }
        }

        private static List<string> NamesIn(string cell)
        {
            List<string> names = [];
            foreach (var part in cell.Split(['、', '，', '\n', '；'], StringSplitOptions.RemoveEmptyEntries))
            {
                for (var at = 0; at < part.Length;)
                {
                    var length = PersonNames.LeadingLength(part.AsSpan(at), out var name);
                    if (length == 0)
                    {
                        break;
                    }
                    names.Add(name);
                    at += length;
                    while (at < part.Length && part[at] == ' ')
                    {
                        at++;
                    }
                }
            }

            return names;
        }
    }

    /// <summary>Where the words after a role begin: 组 长：, 副组长：, or 组长 before a name; 0 where the line names no role.</summary>
    private static int RoleAt(string line, out string role)
    {
        role = "";
        const int LongestLabel = 14;
        var colon = line.AsSpan(0, Math.Min(line.Length, LongestLabel)).IndexOf('：');
        var label = (colon >= 0 ? line[..colon] : line[..Math.Min(line.Length, LongestLabel)]).Replace(" ", "", StringComparison.Ordinal);
        if (colon >= 0)
        {
            var at = Array.IndexOf(Roles, label);
            role = at >= 0 ? Roles[at] : "";
            return at >= 0 && !(label is "主任" or "副主任" or "负责人" or "联系人") ? colon + 1 : at >= 0 && PersonNames.LeadingLength(line.AsSpan(colon + 1), out _) > 0 && label is not "联系人" ? colon + 1 : 0;
        }
        foreach (var candidate in Roles)
        {
            if (!label.StartsWith(candidate, StringComparison.Ordinal))
            {
                continue;
            }

            // 组 长 张某某 副区长: no colon, but a name after a space.
            var i = 0;
            foreach (var c in candidate)
            {
                i += i < line.Length && line[i] == ' ' ? 1 : 0;
                i += i < line.Length && line[i] == c ? 1 : 0;
            }
            if (i + 2 < line.Length && line[i] == ' ' && candidate is not ("主任" or "副主任" or "委员" or "负责人") && PersonNames.LeadingLength(line.AsSpan(i + 1), out _) is > 0 and var length && (i + 1 + length == line.Length || line[i + 1 + length] == ' '))
            {
                role = candidate;
                return i + 1;
            }
            break;
        }

        return 0;
    }

    private static string EndsWithAny(string text, string[] endings)
    {
        foreach (var ending in endings)
        {
            if (text.EndsWith(ending, StringComparison.Ordinal) && text.Length > ending.Length)
            {
                return ending;
            }
        }

        return "";
    }

    private const string RolePattern = "(?:现场副指挥官|现场指挥官|现场副指挥长|现场指挥长|办公室常务副主任|办公室副主任|办公室主任|常务副总指挥长|常务副总指挥|常务副指挥长|常务副组长|常务副主任|总指挥长|副总指挥长|副总指挥|总指挥|副指挥长|指挥长|副指挥|指挥|副组长|组长|总召集人|副召集人|召集人|副主任委员|主任委员|副主任|主任|秘书长|联络员|成员|组员)";

    [GeneratedRegex("(?<role>" + RolePattern + ")(?:原则上)?由(?<who>[^，。；：由]{2,60}?)(?:担任|兼任|任)|(?:担任|兼任|任|为)(?:领导小组|指挥部|小组)?(?<role>" + RolePattern + ")(?![^，。；：、]{0,12}(?:担任|兼任)|领导)", RegexOptions.CultureInvariant)]
    private static partial Regex Assigned();

    [GeneratedRegex("(?:成立|设立|设置|组建|建立|调整)了?(?:由[^，。；]{2,40}?任[^，。；]{2,8}?的)?(?<name>(?:“[^”]{1,30}”)?[^，。；：]{2,60}?(?:领导小组|工作小组|服务小组|协调小组|工作组|指挥部|委员会|工作专班|专班|联席会议|推进小组|[^，。；：]{2,12}小组))(?!办公室)", RegexOptions.CultureInvariant)]
    private static partial Regex Formation();

    [GeneratedRegex("^(?<name>[^，。；：由]{2,40}?(?:小组|指挥部|委员会|专班|联席会议|指挥所|工作组))(?:（[^（）]{0,40}）)?(?:，)?由", RegexOptions.CultureInvariant)]
    private static partial Regex Subject();

    [GeneratedRegex("(?<name>[^，。；：（）]{0,40}办公室)(?:（[^（）]{0,40}）)?，?(?:办公室)?设在(?<seat>[^，。；、（）]{2,30})", RegexOptions.CultureInvariant)]
    private static partial Regex Seat();

    [GeneratedRegex("由(?<units>[^。；由]{4,120}?)(?:共同派员|派员|抽调人员|派人员)[^，。；]{0,4}组成", RegexOptions.CultureInvariant)]
    private static partial Regex Staffed();

    [GeneratedRegex("由(?<lead>[^，。；：由]{2,60}?)(?:共同)?牵头(?:负责)?(?:，(?<rest>[^。；：]{1,300}?)(?:参加|参与|配合|为成员单位|组成)(?:的(?<name>[^，。；：的]{2,20}?(?:组|专班|指挥部)))?)?(?=[，。；]|$)", RegexOptions.CultureInvariant)]
    private static partial Regex Led();

    [GeneratedRegex("^(?<name>[^，。；：]{2,20}(?:组|专班))[：，]?由", RegexOptions.CultureInvariant)]
    private static partial Regex LeadingName();

    [GeneratedRegex("^(?<name>[^，。；：、]{2,20}(?:组|专班|指挥部))[。：，；](?<rest>(?:组长|牵头)(?:单位|部门)：)", RegexOptions.CultureInvariant)]
    private static partial Regex NamedUnits();

    [GeneratedRegex("^(?:主要)?(?:工作)?(?:职责|任务|工作职责)(?:任务)?(?:是|为)?：", RegexOptions.CultureInvariant)]
    private static partial Regex DutiesLabel();

    [GeneratedRegex("，(?<what>(?:主要|具体)?负责[^。；]{2,200})", RegexOptions.CultureInvariant)]
    private static partial Regex Duties();

    [GeneratedRegex("联系人：(?<names>[^，。；：]{2,60})", RegexOptions.CultureInvariant)]
    private static partial Regex Contacts();

    [GeneratedRegex("关于(?:成立|调整|设立|组建|公布)(?<name>.{2,60}?(?:小组|指挥部|委员会|专班|联席会议|组))(?:组成人员|成员|名单|人员)?的通知", RegexOptions.CultureInvariant)]
    private static partial Regex TitleGroup();
}
