using System.Text.Json;
using Bihuan.Reading.Commitments;
using Bihuan.TestKit;
using Xunit;

namespace Bihuan.Reading.Tests.Commitments;

public class PenaltyReaderTests
{
    /// <summary>Paragraph, and each penalty as 行为/机关/对象/从-到/措施.</summary>
    public static TheoryData<string, string> Formats => new()
    {
        { "违反本办法规定，擅自取水的，由水利主管部门责令停止，处一千元以上五千元以下的罚款。", "违反本办法规定，擅自取水/水利主管部门//1000-5000/责令停止" },
        { "擅自取水的，由区水利局给予警告，对个人处200元以下罚款，对单位处1万元以上3万元以下罚款。", "擅自取水/区水利局/个人/-200/警告;擅自取水/区水利局/单位/10000-30000/警告" },
        { "擅自取水的，由区水利局没收违法所得，并处货值金额五倍以上十倍以下罚款；情节严重的，吊销许可证。", "擅自取水/区水利局//-/没收违法所得+处货值金额五倍以上十倍以下罚款;情节严重/区水利局//-/吊销许可证" },
        { "拒不改正的，由区水利局处500元罚款，并对其直接负责的主管人员处二百元至一千元罚款。", "拒不改正/区水利局//500-500/;拒不改正/区水利局/直接负责的主管人员/200-1000/" },
        { "逾期不改正的，责令停止经营，可以并处五万元以下罚款。", "逾期不改正///-50000/责令停止经营" },
        { "构成犯罪的，移送司法机关依法追究刑事责任。", "构成犯罪/司法机关//-/依法追究刑事责任" },
        { "应当给予拘留的，由公安机关依照《治安管理处罚法》决定。", "应当给予拘留/公安机关//-/依照《治安管理处罚法》决定" },
        { "严格执法，对违法行为依法处罚，加大罚款力度，落实责任。", "" },
        { "发现违规取水的，责令改正，加强检查。", "" },
        { "为达到警告的目的，要加强宣传，做好没收违法所得的登记。", "" },
    };

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_format_is_read(string paragraph, string expected)
    {
        var found = Paper.Find<PenaltyCommitment>(new PenaltyReader(), Paper.Of("管理办法", "第三十条 " + paragraph));
        Assert.Equal(expected.Replace(";", "\n", StringComparison.Ordinal), string.Join('\n', found.Select(Print)));
    }

    [Fact]
    public void Every_penalty_of_the_gazette_is_read_exactly()
    {
        var found = Paper.Gazette.Documents.Single(d => d.Number == Shared.Facts("fireBan.json").GetProperty("document").GetString()).Commitments.OfType<PenaltyCommitment>().ToList();
        var expected = Shared.Facts("fireBan.json").GetProperty("penalties").EnumerateArray().SelectMany(p => p.GetProperty("fine") is { ValueKind: JsonValueKind.Object } fine
            ? new[] { ("个人", "person"), ("单位", "unit") }.Select(t => (Penalty: p, Target: (string?)t.Item1, From: (decimal?)fine.GetProperty(t.Item2).GetProperty("min").GetDecimal(), To: (decimal?)fine.GetProperty(t.Item2).GetProperty("max").GetDecimal()))
            : [(p, null, null, null)]).ToList();

        Assert.Equal(expected.Count, found.Count);
        var right = 0;
        foreach (var (want, got) in expected.Zip(found))
        {
            Assert.Equal((want.Penalty.GetProperty("clause").GetString(), want.Penalty.GetProperty("authority").GetString(), want.Target, want.From, want.To), (got.Place, got.Authority, got.Target, got.FineFrom, got.FineTo));

            // The facts tell breach and measures in their own words; two characters in a row that both have show the right sentence.
            Assert.True(Shares(want.Penalty.GetProperty("consequence").GetString()!, got.Breach), got.Breach);
            Assert.All(want.Penalty.GetProperty("measures").EnumerateArray(), m => Assert.Contains(got.Measures, g => Shares(m.GetString()!, g)));
            right++;
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"penalties: expected {expected.Count}, found {found.Count}, equal {right}");
        Assert.Empty(Paper.Gazette.Documents.SelectMany(d => d.Commitments).OfType<PenaltyCommitment>().Except(found));
    }

    private static bool Shares(string one, string other) => Enumerable.Range(0, one.Length - 1).Any(i => other.Contains(one.Substring(i, 2), StringComparison.Ordinal));

    private static string Print(PenaltyCommitment p) => $"{p.Breach}/{p.Authority}/{p.Target}/{p.FineFrom}-{p.FineTo}/{string.Join('+', p.Measures)}";
}
