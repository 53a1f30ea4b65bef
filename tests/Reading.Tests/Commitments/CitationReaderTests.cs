using System.Text.RegularExpressions;
using Bihuan.Reading.Commitments;
using Bihuan.TestKit;
using Xunit;

namespace Bihuan.Reading.Tests.Commitments;

public partial class CitationReaderTests
{
    /// <summary>Paragraphs parted by |, and each citation as 角色 名称.</summary>
    public static TheoryData<string, string> Formats => new()
    {
        { "根据《青河省消防条例》，现将有关事项通知如下：", "BasedOn 《青河省消防条例》" },
        { "根据省委、省政府《关于加强水利工作的意见》（青委发〔2021〕3号）精神，结合我区实际，制定本方案。", "BasedOn 省委、省政府《关于加强水利工作的意见》（青委发〔2021〕3号）" },
        { "按照青政办发[2020]12号文件要求，现通知如下。", "BasedOn 青政办发〔2020〕12号" },
        { "为贯彻落实《国务院关于印发〈水利规划〉的通知》（国发〔2021〕09号），制定本办法。", "BasedOn 《国务院关于印发〈水利规划〉的通知》（国发〔2021〕9号）" },
        { "一、各单位要学习《水利法》，并按《水利工程办法》执行。", "Mentions 《水利法》;Mentions 《水利工程办法》" },
        { "二、本办法自印发之日起施行，原《青河区水利办法》（青政办〔2018〕6号）同时废止。", "Repeals 《青河区水利办法》（青政办〔2018〕6号）" },
        { "二、《青河区水利办法》（青政办〔2018〕6号）和《青河区渔业办法》自2023年1月1日起废止。", "Repeals 《青河区水利办法》（青政办〔2018〕6号）;Repeals 《青河区渔业办法》" },
        { "二、原办法（青政办〔2018〕6号）停止执行，《青河区渔业办法》继续执行。", "Repeals 青政办〔2018〕6号;Mentions 《青河区渔业办法》" },
        { "二、《青河区新办法》自发布之日起施行，《青河区旧办法》自新办法发布之日起停止执行。", "Mentions 《青河区新办法》;Repeals 《青河区旧办法》" },
        { "现决定废止《青河区渔业办法》（青政发〔2001〕1号）。", "Repeals 《青河区渔业办法》（青政发〔2001〕1号）" },
        { "现将《青河区水利实施方案》印发给你们，请认真执行。", "Issues 《青河区水利实施方案》" },
        { "《青河区水利实施方案》已经区政府同意，现印发给你们。", "Issues 《青河区水利实施方案》" },
        { "一、请填写《水利统计表》（附件2）报区水利局。", "Issues 《水利统计表》" },
        { "为落实《青河区水利五年规划》（以下简称《规划》），制定本方案。|一、《规划》和《实施方案》的要求要落实。", "BasedOn 《青河区水利五年规划》" },
        { "第一条 为规范水利管理，根据《水利法》《防洪法》和《青河省水利条例》（修订）的规定，制定本办法。|第二条 违反《水利法》的，依法处理。", "BasedOn 《水利法》;BasedOn 《防洪法》;BasedOn 《青河省水利条例》;Mentions 《水利法》" },
        { "为完成“青河区水利三年行动实施方案”的任务，制定本方案。", "BasedOn 《青河区水利三年行动实施方案》" },
        { "一、落实“放管服”改革，实施“百企百强提升计划”。", "" },
        { "结合区防汛委员会相关文件要求，制定本方案。", "BasedOn 区防汛委员会有关文件" },
        { "一、执行《安全生产许可条例》（国务院令第397号）。", "Mentions 《安全生产许可条例》（国务院令第397号）" },
        { "一、联系电话1234号，门牌88号，第5号楼。", "" },
    };

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_format_is_read(string paragraphs, string expected)
    {
        var found = Paper.Find<CitationCommitment>(new CitationReader(), Paper.Of("关于水利工作的通知", "青政办〔2023〕1号", null, paragraphs.Split('|')));
        Assert.Equal(expected.Replace(";", "\n", StringComparison.Ordinal), string.Join('\n', found.Select(c => $"{c.Role} {c.Display}")));
    }

    [Fact]
    public void Citations_of_the_gazette_are_read_with_F1_of_at_least_98_percent()
    {
        var right = 0;
        var wanted = 0;
        var given = 0;
        var documents = Paper.Gazette.Documents;
        foreach (var fact in Shared.Facts("documents.json").GetProperty("documents").EnumerateArray())
        {
            var number = fact.GetProperty("number").GetString();
            var document = documents.Single(d => number is null ? d.Number is null : d.Number == number);
            var cited = document.Commitments.OfType<CitationCommitment>().ToList();
            var basedOn = cited.Where(c => c.Role == CitationRole.BasedOn).Select(c => Key(c.Display)).ToHashSet(StringComparer.Ordinal);
            var repeals = cited.Where(c => c.Role == CitationRole.Repeals).Select(c => Key(c.Display)).ToHashSet(StringComparer.Ordinal);
            var mentions = cited.Where(c => c.Role == CitationRole.Mentions).Select(c => Key(c.Display)).Except(basedOn, StringComparer.Ordinal).Except(repeals, StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal);
            if (fact.TryGetProperty("interprets", out _))
            {
                // The document that is interpreted is named under "interprets" and not under "alsoCites".
                var interpreted = Key(fact.GetProperty("title").GetString()![2..]);
                mentions.RemoveWhere(m => Bare(m) == Bare(interpreted));
            }

            foreach (var (name, got) in new[] { ("basedOn", basedOn), ("supersedes", repeals), ("alsoCites", mentions) })
            {
                var expected = fact.GetProperty(name).EnumerateArray().Select(e => Key(Plain(e.GetString()!))).ToHashSet(StringComparer.Ordinal);
                wanted += expected.Count;
                given += got.Count;
                right += expected.Intersect(got, StringComparer.Ordinal).Count();
                foreach (var missing in expected.Except(got, StringComparer.Ordinal))
                {
                    TestContext.Current.TestOutputHelper?.WriteLine($"{number} {name} missing {missing}");
                }
                foreach (var extra in got.Except(expected, StringComparer.Ordinal))
                {
                    TestContext.Current.TestOutputHelper?.WriteLine($"{number} {name} extra   {extra}");
                }
            }
        }

        var precision = (double)right / given;
        var recall = (double)right / wanted;
        TestContext.Current.TestOutputHelper?.WriteLine($"citations: expected {wanted}, found {given}, right {right}: precision {precision:0.000}, recall {recall:0.000}");
        Assert.True(precision >= 0.98 && recall >= 0.98, $"precision {precision:0.000}, recall {recall:0.000}");
    }

    /// <summary>The facts add notes in brackets, and quotation marks where the text has them instead of 《》.</summary>
    private static string Plain(string fact)
    {
        fact = Note().Replace(fact, "");
        fact = fact.Replace("相关文件", "有关文件", StringComparison.Ordinal);
        return fact.StartsWith('“') ? $"《{fact.Trim('“', '”')}》" : LeadingYear().Replace(fact, "《");
    }

    private static string Key(string name) => name.Replace(" ", "", StringComparison.Ordinal);

    private static string Bare(string name) => name.Replace("、", "", StringComparison.Ordinal).Replace("》解读", "》", StringComparison.Ordinal);

    [GeneratedRegex("（(列为|解读所称|即|未列名)[^）]{0,40}）$")]
    private static partial Regex Note();

    [GeneratedRegex("^[0-9]{4}年《")]
    private static partial Regex LeadingYear();
}
