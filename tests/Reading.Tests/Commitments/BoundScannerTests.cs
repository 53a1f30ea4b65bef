using Bihuan.Reading.Commitments;
using Xunit;

namespace Bihuan.Reading.Tests.Commitments;

public class BoundScannerTests
{
    private static readonly BoundConvention Usual = new(Above: true, Below: false, Within: null, Exceeding: null);

    [Theory]
    [InlineData("死亡3人以上", ">=3 人")]
    [InlineData("死亡3人以上10人以下", ">=3 <10 人")]
    [InlineData("死亡3人以上、10人以下", ">=3 <10 人")]
    [InlineData("死亡3人以上，不足10人", ">=3 <10 人")]
    [InlineData("1公顷以下", "<1 公顷")]
    [InlineData("超过2小时", ">2 小时")]
    [InlineData("不超过2小时", "<=2 小时")]
    [InlineData("不足30公顷", "<30 公顷")]
    [InlineData("不少于5人", ">=5 人")]
    [InlineData("达到3亩以上", ">=3 亩")]
    [InlineData("3至9人", ">=3 <=9 人")]
    [InlineData("50—100毫米", ">=50 <=100 毫米")]
    [InlineData("50毫米~100毫米", ">=50 <=100 毫米")]
    [InlineData("5000万元以上1亿元以下", ">=5000 <10000 万元")]
    [InlineData("1.5亿元以上", ">=1.5 亿元")]
    [InlineData("两起以上", ">=2 起")]
    [InlineData("十二人以上", ">=12 人")]
    [InlineData("半小时以上", ">=0.5 小时")]
    [InlineData("10人（含）以上30人以下", ">=10 <30 人")]
    [InlineData("30人（不含）以下", "<30 人")]
    [InlineData("30人以下（含30人）", "<=30 人")]
    [InlineData("涉及两个街道", "=2 个街道")]
    [InlineData("2个以上县", ">=2 个")]
    [InlineData("平均风力10级以上", ">=10 级")]
    [InlineData("阵风8级或以上", ">=8 级")]
    [InlineData("≥35℃", ">=35 ℃")]
    [InlineData("转移1.2万人以上", ">=1.2 万人")]
    [InlineData("水位高于12.5米", ">12.5 米")]
    [InlineData("2小时内", "<=2 小时 within")]
    [InlineData("没有数字", "")]
    [InlineData("第三人民医院", "")]
    [InlineData("一般事故", "")]
    [InlineData("2022年", "")]
    public void Figure_IsReadWithItsBounds(string text, string expected) =>
        Assert.Equal(expected, string.Join('|', BoundScanner.Scan(text, Usual).Select(Show)));

    [Theory]
    [InlineData("本预案所称“以上”包括本数，“以下”不包括本数。", true, false, null, null)]
    [InlineData("本办法所称以上含本数，以下不含本数。", true, false, null, null)]
    [InlineData("本预案所称“以上”“以下”均包括本数。", true, true, null, null)]
    [InlineData("所称“以上”、“以内”包括本数，“以下”、“超过”不包括本数。", true, false, true, false)]
    public void Convention_IsReadFromTheDocumentsOwnWords(string text, bool? above, bool? below, bool? within, bool? exceeding) =>
        Assert.Equal(new BoundConvention(above, below, within, exceeding), BoundConvention.Parse(text));

    [Fact]
    public void TextWithoutAVerdict_HasNoConvention() => Assert.Null(BoundConvention.Parse("以上单位应当每月报告，本数据由统计部门核对。"));

    [Fact]
    public void ConventionDecides_WhetherTheNumberCounts()
    {
        var both = BoundScanner.Scan("3人以上10人以下", new(true, true, null, null))[0];
        Assert.Equal((true, true), (both.LowerInclusive, both.UpperInclusive));
    }

    [Fact]
    public void HostileText_IsReadInLinearTime()
    {
        var text = string.Concat(Enumerable.Repeat("超过3人以上、", 50_000));
        Assert.Equal(50_000, BoundScanner.Scan(text, Usual).Count);
    }

    private static string Show(Bound b) =>
        string.Join(' ', new[]
        {
            b.Kind is BoundKind.Bare ? $"={b.Lower}" : b.Lower is null ? "" : (b.LowerInclusive == true ? ">=" : ">") + b.Lower,
            b.Upper is null ? "" : (b.UpperInclusive == true ? "<=" : "<") + b.Upper,
            b.Unit,
            b.Kind is BoundKind.Within ? "within" : "",
        }.Where(s => s.Length > 0));
}
