using System.Text.Json;
using Bihuan.Reading.Commitments;
using Bihuan.TestKit;
using Xunit;

namespace Bihuan.Reading.Tests.Commitments;

public class GroupReaderTests
{
    private static JsonElement Facts => Shared.Facts("organization.json").GetProperty("leadingGroups");

    [Fact]
    public void SurveyLeadingGroup_HasEveryMemberWithRoleNameAndPosts()
    {
        var facts = Facts.GetProperty("surveyLeadingGroup");
        var groups = Groups(facts);
        var group = Assert.Single(groups, g => g.Name == facts.GetProperty("name").GetString());
        var expected = new List<string>();
        foreach (var (list, role) in new[] { ("leader", "组长"), ("deputies", "副组长"), ("members", "成员") })
        {
            expected.AddRange(facts.GetProperty(list).EnumerateArray().Select(m => $"{role} {m.GetProperty("name").GetString()} {m.GetProperty("post").GetString()}"));
        }

        var read = group.Members.Select(m => $"{m.Role} {m.Person} {string.Join('、', m.Posts)}").ToList();
        TestContext.Current.TestOutputHelper?.WriteLine($"leading group: {expected.Intersect(read).Count()} of {expected.Count} members exact");
        Assert.Equal(expected, read);
        Assert.Equal(facts.GetProperty("memberCount").GetInt32(), read.Count(m => m.StartsWith("成员", StringComparison.Ordinal)));

        var office = facts.GetProperty("office");
        var people = Assert.Single(groups, g => g.Name == facts.GetProperty("name").GetString() + "办公室").Members;
        Assert.Equal(office.GetProperty("director").GetString(), People(people, "主任") + "（兼）");
        Assert.Equal(office.GetProperty("deputy").GetString(), People(people, "副主任") + "（兼）");
        Assert.Equal(office.GetProperty("members").EnumerateArray().Select(m => $"{m.GetProperty("name").GetString()} {m.GetProperty("unit").GetString()}"),
            people.Where(m => m.Role == "成员").Select(m => $"{m.Person} {Assert.Single(m.Posts)}"));
        Assert.Equal(string.Join('、', office.GetProperty("contacts").EnumerateArray().Select(c => c.GetString())), People(people, "联系人"));
    }

    /// <summary>The notice names leaders in running text before the attachment lists them: the same people with the same posts.</summary>
    [Fact]
    public void SurveyLeadingGroup_IsReadFromRunningTextToo()
    {
        var facts = Facts.GetProperty("surveyLeadingGroup");
        var group = Assert.Single(Groups(facts), g => g.Place == "四（一）" && !g.Name.EndsWith("办公室", StringComparison.Ordinal));
        Assert.Equal(facts.GetProperty("leader").EnumerateArray().Concat(facts.GetProperty("deputies").EnumerateArray()).Select(m => $"{m.GetProperty("name").GetString()} {m.GetProperty("post").GetString()}"),
            group.Members.Where(m => m.Person is not null).Select(m => $"{m.Person} {string.Join('、', m.Posts)}"));
        Assert.True(group.Units.Count >= 18, $"{group.Units.Count} units");
    }

    [Fact]
    public void SurveyLinks_AreReadFromTheirTable()
    {
        var facts = Facts.GetProperty("surveyLinks");
        var rows = Groups(facts).Where(g => g.Place.StartsWith("附件2 第", StringComparison.Ordinal)).ToList();
        Assert.Equal(
            facts.GetProperty("rows").EnumerateArray().Select(r => $"{Joined(r, "area")} {r.GetProperty("station").GetString()} {Joined(r, "linkingLeaders")}"),
            rows.Select(g => $"{g.Name} {string.Join('、', g.Units)} {string.Join('、', g.Members.Select(m => m.Person))}"));
    }

    [Fact]
    public void ScienceServiceGroups_HaveLeadersDeputiesAndLiaisons()
    {
        var facts = Facts.GetProperty("scienceServiceGroups");
        var groups = Groups(facts);
        var expected = facts.GetProperty("groups").EnumerateArray().Select(g => $"{g.GetProperty("name").GetString()} {g.GetProperty("leader").GetString()} {g.GetProperty("deputy").GetString()} {Joined(g, "liaisons")}").ToList();
        var read = groups.Where(g => g.Place.StartsWith("附件", StringComparison.Ordinal)).Select(g => $"{g.Name} {People(g.Members, "组长")} {People(g.Members, "副组长")} {People(g.Members, "联络员")}").ToList();
        TestContext.Current.TestOutputHelper?.WriteLine($"service groups: {expected.Intersect(read).Count()} of {expected.Count} exact");
        Assert.Equal(expected, read);

        var whole = Assert.Single(groups, g => g.Name == facts.GetProperty("name").GetString());
        Assert.Equal(facts.GetProperty("commander").GetProperty("name").GetString(), People(whole.Members, "总指挥"));
        Assert.Contains(groups, g => g.LeadUnits.Contains(facts.GetProperty("office").GetProperty("seat").GetString()!));
    }

    [Fact]
    public void NamesUnderRoles_KeepPostsFromFurtherLines()
    {
        var group = Assert.Single(Read("""
            河源县人民政府办公室关于成立河源县粮食安全工作领导小组的通知
            河政办〔2021〕3号

            各乡镇人民政府，县政府各部门：
            经县政府同意，成立河源县粮食安全工作领导小组，名单如下：
            组  长：柳 青 县委副书记、县长
            副组长：方鹤年 副县长
                    县公安局局长
                    欧阳 修远 县粮食局局长
            成  员：乔一舟 县财政局副局长
                    司马文 县农业农村局副局长

            河源县人民政府办公室
            2021年2月1日
            """));
        Assert.Equal("河源县粮食安全工作领导小组", group.Name);
        Assert.Equal(
            ["组长 柳青 县委副书记|县长", "副组长 方鹤年 副县长|县公安局局长", "副组长 欧阳修远 县粮食局局长", "成员 乔一舟 县财政局副局长", "成员 司马文 县农业农村局副局长"],
            group.Members.Select(Show));
    }

    [Theory]
    [InlineData("县政府成立粮食安全领导小组，由县长柳青任组长，副县长、县公安局局长方鹤年任副组长，县财政局、县农业农村局为成员。", "粮食安全领导小组", "组长 柳青 县长;副组长 方鹤年 副县长|县公安局局长", "", "县财政局|县农业农村局")]
    [InlineData("设立县应急指挥部，由分管副县长任总指挥，县应急局局长任副总指挥。", "县应急指挥部", "总指挥  分管副县长;副总指挥  县应急局局长", "", "")]
    [InlineData("由县应急局牵头，县水利局、县气象局等部门参加的调查组，查明事故原因。", "调查组", "", "县应急局", "县水利局|县气象局")]
    [InlineData("县防汛指挥部办公室设在县水利局，负责日常工作。", "县防汛指挥部办公室", "", "县水利局", "")]
    [InlineData("县防汛指挥部办公室设在县水利局，办公室主任由柳青同志兼任。", "县防汛指挥部办公室", "主任 柳青 ", "县水利局", "")]
    public void RunningText_GivesTheGroup(string sentence, string name, string members, string leads, string units)
    {
        var group = Assert.Single(Read($"河源县粮食工作方案\n河政办〔2021〕4号\n\n一、组织领导\n{sentence}\n\n河源县人民政府办公室\n2021年2月1日\n"));
        Assert.Equal((name, members, leads, units), (group.Name, string.Join(';', group.Members.Select(Show)), string.Join('|', group.LeadUnits), string.Join('|', group.Units)));
    }

    [Theory]
    [InlineData("由县发改局牵头，县财政局、县住建局参加，完成年度投资计划。")]
    [InlineData("任命柳青为县应急局局长、县防汛指挥部办公室主任。")]
    [InlineData("各单位主要负责人任第一责任人，切实负起责任。")]
    public void TextThatFormsNoGroup_GivesNone(string sentence) =>
        Assert.Empty(Read($"河源县工作方案\n河政办〔2021〕4号\n\n一、重点任务\n{sentence}\n\n河源县人民政府办公室\n2021年2月1日\n"));

    [Theory]
    [InlineData("A局、B局和C委等部门", "A局|B局|C委", true)]
    [InlineData("县发展和改革局、县自然资源和规划局", "县发展和改革局|县自然资源和规划局", false)]
    [InlineData("移动、联通河源分公司", "移动河源分公司|联通河源分公司", false)]
    [InlineData("相关部门和单位", "", true)]
    [InlineData("县公安局（交警大队、治安大队）、县司法局", "县公安局（交警大队、治安大队）|县司法局", false)]
    public void UnitList_IsParted(string printed, string units, bool open)
    {
        var (read, more) = UnitLists.Split(printed);
        Assert.Equal((units, open), (string.Join('|', read), more));
    }

    [Theory]
    [InlineData("张三丰", true)]
    [InlineData("李四", true)]
    [InlineData("欧阳修远", true)]
    [InlineData("区长", false)]
    [InlineData("财政局", false)]
    [InlineData("副主任", false)]
    [InlineData("县委书记", false)]
    public void Name_IsToldFromAPost(string words, bool name) => Assert.Equal(name, PersonNames.IsName(words));

    private static List<GroupCommitment> Groups(JsonElement facts) =>
        [.. GazetteReading.Document(facts.GetProperty("document").GetString()!).Commitments.OfType<GroupCommitment>()];

    private static List<GroupCommitment> Read(string text) =>
        [.. Reader.Read(new SourceText(text)).Documents.SelectMany(d => d.Commitments).OfType<GroupCommitment>()];

    private static string Joined(JsonElement element, string list) => string.Join('、', element.GetProperty(list).EnumerateArray().Select(e => e.GetString()));

    private static string People(IEnumerable<GroupMember> members, string role) => string.Join('、', members.Where(m => m.Role == role).Select(m => m.Person));

    private static string Show(GroupMember member) => $"{member.Role} {member.Person} {string.Join('|', member.Posts)}";
}
