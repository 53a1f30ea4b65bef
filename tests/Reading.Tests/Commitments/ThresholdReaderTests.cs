using Xunit;

namespace Bihuan.Reading.Tests.Commitments;

public class ThresholdReaderTests
{
    [Theory]
    [InlineData("死亡（含失踪）3人以上10人以下的；", "Missing >=3 <10 人")]
    [InlineData("造成10人以上中毒，或者出现死亡病例的；", "Poisoned >=10 人|Qualitative")]
    [InlineData("直接经济损失1000万元以上5000万元以下；", "Loss >=1000 <5000 万元")]
    [InlineData("24小时内降雨量达到100毫米以上；", "Rainfall >=100 毫米")]
    [InlineData("12小时内可能受热带气旋影响，平均风力可达10级以上，或者阵风12级以上并可能持续；", "Wind >=10 级|Wind >=12 级")]
    [InlineData("最高气温将升至40℃以上；", "Temperature >=40 ℃")]
    [InlineData("青石河水位超过警戒水位0.5米；", "WaterLevel >0.5 米")]
    [InlineData("紧急转移安置500人以上1000人以下；", "People >=500 <1000 人")]
    [InlineData("倒塌和严重损坏房屋300间以上；", "Other >=300 间")]
    [InlineData("受灾农户100户以上；", "Households >=100 户")]
    [InlineData("发生4.0级以上地震；", "Other >=4.0 级")]
    [InlineData("险情持续3小时以上未能排除的；", "Hours >=3 小时")]
    [InlineData("1小时内无法扑灭的；", "Hours >=1 小时")]
    [InlineData("过火面积5公顷以上且仍在蔓延，或威胁居民点安全的；", "Area >=5 公顷|Qualitative")]
    [InlineData("涉及3个乡镇的；", "Places >=3 个乡镇")]
    [InlineData("同时发生三起以上较大险情；", "Events >=3 起")]
    [InlineData("社会影响特别恶劣、需要统一协调处置的；", "Qualitative")]
    [InlineData("指挥长或其授权的副指挥长认为有必要启动的；", "Qualitative")]
    public void Item_GivesItsConditions(string item, string expected)
    {
        var plan = $"""
            临川县防灾应急预案
            临政办发〔2023〕7号

            一、应急响应
            （一）III级响应：符合下列条件之一的，由县防指启动III级响应：
            （1）{item}
            （2）县防指研判认为应当启动的其他情形。
            二、附则
            本预案所称“以上”包括本数，“以下”不包括本数。

            临川县人民政府办公室
            2023年5月9日
            """;
        var found = Read(plan).Where(t => t.Place == "一（一）(1)").ToList();
        Assert.All(found, t => Assert.Equal(("III级", ThresholdPurpose.Response), (t.Level, t.Purpose)));
        Assert.Equal(expected, string.Join('|', found.Select(Show)));
    }

    [Fact]
    public void Levels_AreKeptAsPrinted()
    {
        var plan = """
            云岭区地震应急预案
            云政办〔2022〕41号

            4 应急响应
            4.1 一级响应
            4.1.1 启动条件
            发生5.0级以上地震，或者死亡30人以上。
            4.1.2 响应措施
            （1）区抗震救灾指挥部立即派出现场工作组。
            4.2 Ⅱ级响应
            4.2.1 启动条件
            发生4.0级以上5.0级以下地震。

            云岭区人民政府办公室
            2022年6月2日
            """;
        var found = Read(plan);
        Assert.Equal(["一级 Other >=5.0 级", "一级 Deaths >=30 人", "Ⅱ级 Other >=4.0 <5.0 级"], found.Select(t => $"{t.Level} {Show(t)}"));
    }

    [Fact]
    public void WithoutAConvention_以下IsReadByCustomAndDoubted()
    {
        var plan = """
            湖滨区安全生产事故应急预案
            湖政办〔2020〕3号

            一、事故分级
            较大事故，是指造成3人以上10人以下死亡，或者1000万元以上5000万元以下直接经济损失的事故。

            湖滨区人民政府办公室
            2020年3月2日
            """;
        var found = Read(plan);
        Assert.Equal(["Deaths >=3 <10 人", "Loss >=1000 <5000 万元"], found.Select(Show));
        Assert.All(found, t => Assert.Contains("以下", Assert.Single(t.Doubts), StringComparison.Ordinal));
    }

    [Fact]
    public void ThresholdTable_GivesARowsConditionsItsPlace()
    {
        var plan = "石城县防汛应急预案\n石政办〔2021〕9号\n\n附件1\n\n应急响应启动条件\n\n响应级别\t启动条件\nⅣ级\t24小时降雨量50毫米以上\nⅢ级\t24小时降雨量100毫米以上，或者死亡1人以上\n\n石城县人民政府办公室\n2021年4月2日\n";
        Assert.Equal(["Ⅳ级 Rainfall >=50 毫米", "Ⅲ级 Rainfall >=100 毫米", "Ⅲ级 Deaths >=1 人"], Read(plan).Select(t => $"{t.Level} {Show(t)}"));
    }

    [Theory]
    [InlineData("全年新增重大项目30个以上，较大事故起数下降10%以上。")]
    [InlineData("对重大隐患，区安委办每季度督办一次。")]
    [InlineData("启动Ⅲ级以上应急响应时，区防指统一指挥。")]
    public void TextThatIsNoPlan_GivesNone(string sentence) =>
        Assert.Empty(Read($"松溪区工作要点\n松政办〔2024〕1号\n\n一、总体要求\n{sentence}\n\n松溪区人民政府办公室\n2024年1月3日\n"));

    private static List<ThresholdCommitment> Read(string text) =>
        [.. Reader.Read(new SourceText(text)).Documents.SelectMany(d => d.Commitments).OfType<ThresholdCommitment>()];

    private static string Show(ThresholdCommitment t) =>
        string.Join(' ', new[]
        {
            t.Measure.ToString(),
            t.Lower is null ? "" : (t.LowerInclusive == true ? ">=" : ">") + t.Lower,
            t.Upper is null ? "" : (t.UpperInclusive == true ? "<=" : "<") + t.Upper,
            t.Unit,
        }.Where(s => s.Length > 0));
}
