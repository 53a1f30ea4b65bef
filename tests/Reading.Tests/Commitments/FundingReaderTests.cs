using System.Text.Json;
using Bihuan.Reading.Commitments;
using Bihuan.TestKit;
using Xunit;

namespace Bihuan.Reading.Tests.Commitments;

public class FundingReaderTests
{
    /// <summary>Paragraph, and each rule as 规则 数 [条件].</summary>
    public static TheoryData<string, string> Formats => new()
    {
        { "每家企业补助最高不超过50万元。", "Cap 500000" },
        { "按设备投入的20%给予补助，单个项目最高100万元。", "Share 20;Cap 1000000" },
        { "补助金额不超过该项目实际完成固定资产投资总额的百分之十五。", "Share 15" },
        { "对首次入选的，给予一次性奖励20万元。", "Grant 200000 对首次入选的" },
        { "分期发放50%、30%和20%资助资金。", "Instalment1 50 疑;Instalment2 30 疑;Instalment3 20 疑" },
        { "资助经费分两期拨付：立项后拨付60%，通过验收后拨付40%。", "Instalment1 60 立项后;Instalment2 40 通过验收后" },
        { "分期发放60%、40%资助。签约后，拨付50%经费；验收合格后，拨付余下40%经费。", "Instalment1 50 签约后 疑;Instalment2 40 验收合格后 疑" },
        { "名单向社会公示七天。", "Publicity 7Day" },
        { "拟立项名单公示不少于5个工作日。", "Publicity 5WorkingDay" },
        { "项目建设期不超过18个月。", "Duration 18Month" },
        { "区财政每年安排3000万元专项资金，用于水利建设。", "Budget 30000000" },
        { "弄虚作假的，追回已拨付的奖励资金。", "Clawback 弄虚作假的" },
        { "扶持额度不超过其税收贡献的一定比例。", "Share 疑" },
        { "支持营业收入不超过2000万元的小微企业申报补助。", "" },
        { "完成投资3亿元，同比增长20%，利用率不超过80%。", "" },
    };

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_format_is_read(string paragraph, string expected)
    {
        var found = Paper.Find<FundingCommitment>(new FundingReader(), Paper.Of("资金管理办法", "第八条 " + paragraph));
        Assert.Equal(expected.Replace(";", "\n", StringComparison.Ordinal), string.Join('\n', found.Select(f => Print(f) + (f.Doubts.Count > 0 ? " 疑" : ""))));
    }

    [Fact]
    public void Every_funding_rule_of_the_gazette_is_read_exactly()
    {
        var facts = Shared.Facts("grants.json");
        var found = Paper.Gazette.Documents.Single(d => d.Number == facts.GetProperty("document").GetString()).Commitments.OfType<FundingCommitment>().ToList();
        List<string> expected =
        [
            $"第三条 Duration {facts.GetProperty("general")[2].GetProperty("years").GetInt32()}Year",
            $"第十二条 Publicity {facts.GetProperty("publicity").GetProperty("workingDays").GetInt32()}WorkingDay",
            $"第十八条 Share {facts.GetProperty("funding").GetProperty("maxShareOfTotalInvestmentPercent").GetDecimal()}",
            $"第十八条 Cap {facts.GetProperty("funding").GetProperty("maxPerProjectYuan").GetDecimal()}",
            .. facts.GetProperty("instalments").EnumerateArray().Select(i => $"第十八条 Instalment{i.GetProperty("no").GetInt32()} {i.GetProperty("percent").GetDecimal()}"),
            "第十九条 Clawback",
            "第二十条 Share",
        ];
        var got = found.Select(f => $"{f.Place} {Print(f with { Condition = null })}").ToList();
        TestContext.Current.TestOutputHelper?.WriteLine($"funding rules: expected {expected.Count}, found {got.Count}, equal {expected.Intersect(got, StringComparer.Ordinal).Count()}");
        Assert.Equal(expected, got);
        Assert.Equal(
            facts.GetProperty("instalments").EnumerateArray().Select(i => Only(i.GetProperty("condition").GetString()!)),
            found.Where(f => f.Rule == FundingRule.Instalment).Select(f => Only(f.Condition!)));
        Assert.All(facts.GetProperty("finalPaymentOffset").EnumerateObject().Where(p => p.NameEquals("ratio")), p => Assert.Equal(JsonValueKind.Null, p.Value.ValueKind));
    }

    [Fact]
    public void The_sum_set_aside_for_the_drive_is_read_and_nothing_else_in_its_document()
    {
        var budget = Assert.Single(Paper.Gazette.Documents[0].Commitments.OfType<FundingCommitment>());
        Assert.Equal((FundingRule.Budget, 25_000_000m), (budget.Rule, budget.Yuan));
    }

    /// <summary>The facts leave out a leading 项目 here and there.</summary>
    private static string Only(string condition) => condition.Replace("项目", "", StringComparison.Ordinal);

    private static string Print(FundingCommitment f) =>
        $"{f.Rule}{f.Instalment} {f.Percent}{f.Yuan}{(f.Term is { } t ? $"{t.Count}{t.Unit}" : "")} {f.Condition}".Replace("  ", " ", StringComparison.Ordinal).TrimEnd();
}
