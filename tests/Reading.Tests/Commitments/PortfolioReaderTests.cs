using System.Text.Json;
using Bihuan.Reading.Commitments;
using Bihuan.TestKit;
using Xunit;

namespace Bihuan.Reading.Tests.Commitments;

public class PortfolioReaderTests
{
    /// <summary>Lines parted by |, and each portfolio as 职务 姓名 [总述] 负责 / 分管 / 联系.</summary>
    public static TheoryData<string, string> Formats => new()
    {
        { "副区长 周 海 负责教育、卫生等方面的工作。|分管教育局（体育局、文化局）、卫生局。|联系总工会。", "副区长 周海 [] 教育+卫生/教育局（体育局、文化局）+卫生局/总工会" },
        { "副区长周海负责教育、卫生等方面工作。分管教育局。联系总工会、妇联。", "副区长 周海 [] 教育+卫生/教育局/总工会+妇联" },
        { "区委副书记、区长吴桐主持区政府全面工作。主管审计方面的工作。", "区委副书记、区长 吴桐 [主持区政府全面工作] 审计//" },
        { "吴桐同志（副区长）：协助区长负责水利工作。分管水利局等单位。", "副区长 吴桐 [] 水利/水利局/" },
        { "周海 副区长|负责教育工作。|分管：教育局。", "副区长 周海 [] 教育/教育局/" },
        { "周海同志：|负责教育、科技工作；分管教育局；联系科协。", " 周海 [] 教育+科技/教育局/科协" },
        { "区长吴桐 领导区政府全面工作。|副区长郑一鸣 负责公安工作。|青河区人民政府|分管的工作要抓好。", "区长 吴桐 [领导区政府全面工作] //;副区长 郑一鸣 [] 公安//" },
    };

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_format_is_read(string lines, string expected)
    {
        var found = Paper.Find<PortfolioCommitment>(new PortfolioReader(), Paper.Of("关于区政府领导工作分工的通知", lines.Split('|')));
        Assert.Equal(expected.Replace(";", "\n", StringComparison.Ordinal), string.Join('\n', found.Select(Print)));
    }

    [Fact]
    public void A_document_that_divides_no_work_has_no_portfolios() =>
        Assert.Empty(Paper.Find<PortfolioCommitment>(new PortfolioReader(), Paper.Of("应急预案", "副区长周海负责现场指挥。", "各部门按照职责分工做好工作。")));

    [Fact]
    public void Every_portfolio_of_the_gazette_is_read_exactly()
    {
        var expected = Shared.Facts("organization.json").GetProperty("leaders").GetProperty("items").EnumerateArray()
            .Select(l => $"{l.GetProperty("post").GetString()} {l.GetProperty("name").GetString()} [{l.GetProperty("scope").GetString()}] {string.Join('+', l.GetProperty("areas").EnumerateArray().Select(a => a.GetString()))}/{Units(l, "manages")}/{Units(l, "liaises")}")
            .ToList();
        var found = Paper.Gazette.Documents.SelectMany(d => d.Commitments).OfType<PortfolioCommitment>().ToList();
        TestContext.Current.TestOutputHelper?.WriteLine($"portfolios: expected {expected.Count}, found {found.Count}, equal {expected.Intersect(found.Select(Print), StringComparer.Ordinal).Count()}; units managed {found.Sum(f => f.Manages.Count)}, liaised {found.Sum(f => f.Liaises.Count)}");
        Assert.Equal(expected, found.Select(Print));
        Assert.All(found, f => Assert.StartsWith(f.Post, Paper.Gazette.Source.Slice(f.Range).ToString(), StringComparison.Ordinal));
    }

    private static string Units(JsonElement leader, string name) => string.Join('+', leader.GetProperty(name).EnumerateArray().Select(u => u.GetProperty("printed").GetString()));

    private static string Print(PortfolioCommitment p) => $"{p.Post} {p.Person} [{p.Scope}] {string.Join('+', p.Areas)}/{string.Join('+', p.Manages)}/{string.Join('+', p.Liaises)}";
}
