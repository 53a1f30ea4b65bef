using Xunit;

namespace Bihuan.Reading.Tests.Commitments;

public class MeasureReaderTests
{
    [Theory]
    [InlineData("县防指办立即组织会商，县气象局每小时提供雨情。", "县防指办:立即组织会商|县气象局:每小时提供雨情")]
    [InlineData("县专业救援队伍立即前往，县防指副指挥长或其他领导赶赴现场。疏散低洼地带居民。", "县专业救援队伍:立即前往|县防指副指挥长或其他领导:赶赴现场|:疏散低洼地带居民")]
    [InlineData("各乡镇（街道）加强巡查，落实值班制度。", "各乡镇（街道）:加强巡查，落实值班制度")]
    [InlineData("应急监测组每2小时报送一次数据。", "应急监测组:每2小时报送一次数据")]
    [InlineData("由县水利局负责水库调度。", "县水利局:由县水利局负责水库调度")]
    [InlineData("险情持续扩大的，县防指请求上级增援。", "县防指:请求上级增援 [险情持续扩大的]")]
    [InlineData("县应急局启动预案，各单位按职责做好工作。", "县应急局:启动预案，各单位按职责做好工作")]
    [InlineData("向社会发布预警信息，转移危险区域人员。", "县防指:向社会发布预警信息，转移危险区域人员 ?")]
    public void Item_GivesAMeasureForEachThatActs(string item, string expected)
    {
        var plan = $"""
            临川县防灾应急预案
            临政办发〔2023〕7号

            一、应急响应
            （一）III级响应：符合下列条件之一的，由县防指启动III级响应：
            1．死亡3人以上的；
            2．县防指认为应当启动的。
            响应措施：
            在IV级响应的基础上，采取以下措施：
            1．{item}
            2．县防指总指挥坐镇指挥。

            临川县人民政府办公室
            2023年5月9日
            """;
        var found = Read(plan).Where(m => m.Place == "一（一）1").ToList();
        Assert.All(found, m => Assert.Equal(("III级", "IV级"), (m.Level, m.CumulativeOn)));
        Assert.Equal(expected, string.Join('|', found.Select(m => $"{m.Who}:{m.Action}{(m.When is null ? "" : $" [{m.When}]")}{(m.Doubts.Count > 0 ? " ?" : "")}")));
    }

    [Fact]
    public void Commanders_AreReadForEveryLevelNamed()
    {
        var plan = """
            临川县森林火灾应急预案
            临政办发〔2023〕8号

            一、分级响应
            达到四级响应的，由所在乡镇负责指挥；达到三级、二级响应的，由县森防指统一指挥。

            临川县人民政府办公室
            2023年5月9日
            """;
        Assert.Equal(["四级 所在乡镇", "三级 县森防指", "二级 县森防指"], Read(plan).Select(m => $"{m.Level} {m.Who}"));
    }

    [Fact]
    public void Ranges_SliceBackToTheirWords()
    {
        var plan = "临川县预案\n临政办发〔2023〕8号\n\n一、预警响应\n红色预警发布后，县政府发布停课令。各乡镇关闭景区。\n\n临川县人民政府办公室\n2023年5月9日\n";
        Assert.All(Read(plan), m => Assert.Equal(m.Text, plan[m.Range.Start..m.Range.End]));
        Assert.Equal(["县政府", "各乡镇"], Read(plan).Select(m => m.Who));
    }

    private static List<MeasureCommitment> Read(string text) =>
        [.. Reader.Read(new SourceText(text)).Documents.SelectMany(d => d.Commitments).OfType<MeasureCommitment>()];
}
