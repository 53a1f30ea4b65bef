using Bihuan.Reading.Commitments.Attributions;
using Bihuan.Reading.Text;
using Bihuan.TestKit;
using Xunit;

namespace Bihuan.Reading.Tests.Commitments;

/// <summary>Every way in which documents say who answers for a task. All units and people are invented.</summary>
public sealed class AttributionParserTests
{
    /// <summary>One line a scope: 范 scope 领 leaders 牵 lead 责 responsible 施 implementers 配 support 街 streets 等 open 限 deadline.</summary>
    private static string Show(Attribution a)
    {
        List<string> parts = [];
        void Add(string name, IEnumerable<Mention> mentions)
        {
            var all = string.Join("+", mentions.Select(m => m.Name));
            if (all.Length > 0)
            {
                parts.Add($"{name}={all}");
            }
        }

        Add("范", a.Scope.Name.Length > 0 ? [a.Scope] : []);
        Add("领", a.Leaders);
        Add("牵", a.LeadUnits);
        Add("责", a.Responsible);
        Add("施", a.Implementers);
        Add("配", a.Support);
        Add("街", a.Streets);
        if (a.OpenEnded)
        {
            parts.Add("等");
        }
        Add("限", a.Deadline.Name.Length > 0 ? [a.Deadline] : []);
        return string.Join(" ", parts);
    }

    private static string Read(string text) =>
        string.Join(" | ", AttributionFinder.Find(Normaliser.Normalise(text, 0, text.Length)).SelectMany(f => f.Scopes).Select(Show));

    [Theory]
    // Labels in one bracket.
    [InlineData("修好桥。（牵头领导：高一山、田野，主要责任单位：交通局、水利局等部门、单位，各街道）", "领=高一山+田野 责=交通局+水利局 街=各街道 等")]
    [InlineData("修好桥。（牵头领导：高一山，主要责任单位：交通局、松溪街道、水利局）", "领=高一山 责=交通局+水利局 街=松溪街道")]
    [InlineData("修好桥。（牵头领导: 高一山, 主要责任单位: 交通局等相关部门、单位, 各街道)", "领=高一山 责=交通局 街=各街道 等")]
    [InlineData("修好桥。（牵头单位：县交通局；责任单位：县水利局、县财政局）", "牵=县交通局 责=县水利局+县财政局")]
    [InlineData("修好桥。（责任领导：高 山、田一野，牵头部门：县交通局，配合单位：县水利局、各乡镇（街道））", "领=高山+田一野 牵=县交通局 配=县水利局 街=各乡镇（街道）")]
    [InlineData("修好桥。【责任单位：县交通局，县直各单位】【完成时限：2025年4月底前】", "责=县交通局+县直各单位 限=2025年4月底前")]
    [InlineData("修好桥。（牵头单位：县交通局 配合单位：县水利局 完成时限：长期）", "牵=县交通局 配=县水利局 限=长期")]
    [InlineData("修好桥。（责任单位：县交通局；配合单位：县水利局）", "牵=县交通局 配=县水利局")]
    [InlineData("修好桥。（项目责任人：田 野；责任单位：县交投集团）", "领=田野 责=县交投集团")]
    [InlineData("修好桥。（责任单位：县交通局（牵头）、县水利局、县财政局等15个单位）", "牵=县交通局 责=县水利局+县财政局 等")]
    [InlineData("修好桥。（主要责任责任单位：县交通局、县水利局）", "责=县交通局+县水利局")]
    [InlineData("修好桥。（牵头单位：县交通局；配合单位：县水利局；牵头单位：县林业局；配合单位：县公安局）", "牵=县交通局 配=县水利局 | 牵=县林业局 配=县公安局")]
    // In sentences.
    [InlineData("修好桥。〔县交通局牵头，县水利局、城南街道参与〕", "牵=县交通局 配=县水利局 街=城南街道")]
    [InlineData("修好桥（县交通局牵头负责，县水利局、各乡镇等配合）。", "牵=县交通局 配=县水利局 街=各乡镇 等")]
    [InlineData("修好桥（各街道负责，县水利局、县公安局配合）。", "牵=各街道 配=县水利局+县公安局")]
    [InlineData("修好桥（县交通局、县水利局分别牵头负责）。", "牵=县交通局+县水利局")]
    [InlineData("修好桥（县交通局牵头负责，白水燃气公司具体实施，县水利局配合）。", "牵=县交通局 施=白水燃气公司 配=县水利局")]
    [InlineData("修好桥（县交通局、县水利局等按职责分工负责，各街道、各相关部门配合）。", "牵=县交通局+县水利局 配=各相关部门 街=各街道")]
    [InlineData("修好桥（县交通局牵总，各相关行业管理部门和街道按条块结合原则负责推进，白水燃气公司结合上门检查开展相关工作）。", "牵=县交通局 施=各相关行业管理部门+街道+白水燃气公司")]
    [InlineData("修好桥（县交通局负责，各街道、县水利局、公安分局牵头配合）。", "牵=县交通局 配=县水利局+公安分局 街=各街道")]
    [InlineData("修好桥（分别由县交通局牵头负责、由县水利局、县财政局等负责）。", "牵=县交通局+县水利局+县财政局")]
    [InlineData("修好桥（县交通局会同县水利局负责）。", "牵=县交通局 配=县水利局")]
    [InlineData("修好桥（县交通局牵头，县水利局，县财政局配合）。", "牵=县交通局 配=县水利局+县财政局")]
    [InlineData("修好桥（县交通局牵头，县水利局配合，2025年6月底前完成）。", "牵=县交通局 配=县水利局 限=2025年6月底前完成")]
    [InlineData("修好桥（高一山副县长牵头，县交通局负责）。", "领=高一山副县长 牵=县交通局")]
    // Places and scopes.
    [InlineData("装好（县教育局负责学校；县卫健局负责医院）。", "范=学校 牵=县教育局 | 范=医院 牵=县卫健局")]
    [InlineData("装好（县教育局负责学校，县卫健局牵头负责医院、诊所，县财政局配合）。", "范=学校 牵=县教育局 配=县财政局 | 范=医院、诊所 牵=县卫健局 配=县财政局")]
    [InlineData("装好（县教育局负责学校；县卫健局负责医院；县财政局、县公安局等配合）。", "范=学校 牵=县教育局 配=县财政局+县公安局 等 | 范=医院 牵=县卫健局 配=县财政局+县公安局 等")]
    [InlineData("换好（居民用户由县建设局和白水燃气公司具体推进，县民政局与各街道配合；商贸行业由县商务局牵头负责推进；各街道配合）。", "范=居民用户 牵=县建设局+白水燃气公司 配=县民政局 街=各街道 | 范=商贸行业 牵=县商务局 街=各街道")]
    // Not in brackets.
    [InlineData("修好桥。\n责任单位:县交通局、县水利局", "责=县交通局+县水利局")]
    [InlineData("修好桥。\n牵头单位：县交通局\n责任单位：县水利局、各县（市、区）\n完成时间：长期", "牵=县交通局 责=县水利局+各县（市、区） 限=长期")]
    [InlineData("修好桥。牵头单位：县交通局；配合单位：县水利局、梅镇、西坪乡。", "牵=县交通局 配=县水利局 街=梅镇+西坪乡")]
    [InlineData("修好桥。\n以上工作由县交通局牵头，县水利局、各村（社区）配合。", "牵=县交通局 配=县水利局+各村（社区）")]
    [InlineData("修好桥。此项工作由县交通局牵头，县水利局配合。", "牵=县交通局 配=县水利局")]
    // Several in one item.
    [InlineData("建好桥。（责任单位：县交通局）修好路。（责任单位：县公路中心）", "责=县交通局 | 责=县公路中心")]
    [InlineData("摸清桥梁（县交通局牵头负责）、水库（县水利局牵头负责，各街道配合）底数。", "牵=县交通局 | 牵=县水利局 街=各街道")]
    [InlineData("摸清桥梁（县交通局牵头负责），违法的依法处罚（各行业执法主体）。", "牵=县交通局 | 牵=各行业执法主体")]
    // Damaged or odd brackets.
    [InlineData("攻克（技术）难题。（牵头领导：高一山，主要责任单位：科技局<科协>、“五清行动”办）", "领=高一山 责=科技局<科协>+“五清行动”办")]
    [InlineData("修好桥。（牵头单位：政务办（交易办）、县交通局】", "牵=政务办（交易办）+县交通局")]
    [InlineData("修好桥。（牵头单位：县交通局，配合单位：县水利局", "牵=县交通局 配=县水利局")]
    // Nothing at all.
    [InlineData("牵头单位要切实负起责任，配合单位要主动作为。", "")]
    [InlineData("本办法（由县科技局负责解释）自公布之日起施行。", "")]
    [InlineData("非居民用户（包括企业、机关事业单位食堂等）全部落实责任。", "")]
    [InlineData("县教育局负责人（联系人：高一山）参加会议。", "")]
    [InlineData("（以下简称牵头单位）应当负责。", "")]
    public void Who_answers_for_a_task_is_read_from(string text, string expected) => Assert.Equal(expected, Read(text));

    [Theory]
    [InlineData("（牵头单位：区委和区政府、文化和旅游局、发展和改革委员会、住房和城乡建设局）", "区委+区政府+文化和旅游局+发展和改革委员会+住房和城乡建设局")]
    [InlineData("（牵头单位：人力资源和社会保障局和民政局）", "人力资源和社会保障局+民政局")]
    [InlineData("（牵头单位：县交通局以及县水利局、燃气经营单位和个人）", "县交通局+县水利局+燃气经营单位和个人")]
    [InlineData("（牵头单位：县交通局 县水利局）", "县交通局+县水利局")]
    [InlineData("（牵头单位：县应急管理 局、县农 业农村局）", "县应急管理局+县农业农村局")]
    [InlineData("（牵头单位：各相关行业 业 管理部门）", "各相关行业管理部门")]
    [InlineData("（牵头单位：经济开发区管委会、青山小镇）", "经济开发区管委会+青山小镇")]
    public void Lists_are_parted_only_where_both_sides_are_units(string text, string expected) =>
        Assert.Equal(expected, string.Join("+", Assert.Single(Assert.Single(AttributionFinder.Find(MappedTexts.Verbatim(text))).Scopes).LeadUnits.Select(m => m.Name)));

    [Fact]
    public void Every_name_slices_back_to_the_source()
    {
        const string source = "12. 修好桥。（牵头领导： 高 山，主要责任单位：县交\n\n通局、县水利局等部门、单位，各街道)";
        var text = Normaliser.Normalise(source, 4, source.Length);
        var scope = Assert.Single(Assert.Single(AttributionFinder.Find(text)).Scopes);
        foreach (var mention in scope.Leaders.Concat(scope.Responsible).Concat(scope.Streets))
        {
            var printed = source[mention.Range.Start..mention.Range.End];
            Assert.Equal(mention.Name, string.Concat(printed.Where(c => !char.IsWhiteSpace(c))));
        }

        Assert.Equal(3, scope.Responsible.Count + scope.Streets.Count);
    }

    [Theory]
    [InlineData("（牵头", 10_000, "）", 10_000)]
    [InlineData("修桥（县交通局牵头负责，县水利局配合）、", 20_000, "", 0)]
    [InlineData("责任单位：", 100_000, "", 0)]
    [InlineData("、负责", 100_000, "（牵头", 1)]
    [InlineData("由甲局", 100_000, "牵头", 1)]
    [InlineData("以上", 100_000, "由甲局牵头", 1)]
    [InlineData("“责任单位 ", 100_000, "", 0)]
    [InlineData("（甲局牵头）", 50_000, "", 0)]
    public void Hostile_text_takes_linear_time(string head, int heads, string tail, int tails)
    {
        var text = MappedTexts.Verbatim(string.Concat(Enumerable.Repeat(head, heads)) + string.Concat(Enumerable.Repeat(tail, tails)));
        var took = Effort.Of(() => AttributionFinder.Find(text));
        Assert.True(took < TimeSpan.FromSeconds(30), $"{took}");
    }
}
