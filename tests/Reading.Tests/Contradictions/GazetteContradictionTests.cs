using Bihuan.TestKit;
using Xunit;

namespace Bihuan.Reading.Tests.Contradictions;

/// <summary>Every example of <c>facts/contradictions.md</c> is found in the real gazette, with both places, and hardly anything else.</summary>
public sealed class GazetteContradictionTests(ITestOutputHelper output)
{
    private const string Plan = "仑政发〔2022〕1号";
    private const string Portfolios = "仑政〔2022〕8号";
    private const string Survey = "仑政办〔2022〕2号";
    private const string Hazards = "仑政办〔2022〕3号";
    private const string FirePlan = "仑政办〔2022〕5号";
    private const string Tasks = "仑政办〔2022〕9号";
    private const string Decisions = "仑政办〔2022〕10号";
    private const string Appointments = "仑政干〔2022〕4号";
    private const string Gas = "仑安〔2022〕1号";
    private const string HighTech = "仑科〔2022〕4号";
    private const string Expansion = "仑科〔2022〕5号";

    private static IReadOnlyList<Contradiction> Findings => GazetteReading.Result.Contradictions;

    /// <summary>Id, kind, words of the explanation (parted by a bar), places as 文号@条款 (parted by a bar).</summary>
    public static TheoryData<string, ContradictionKind, string, string> Examples => new()
    {
        { "C01", ContradictionKind.DifferentValues, "2025年|有效高新技术企业|550家|826家|276", $"{Plan}@三（二）4|{Plan}@附件2 第25行|{HighTech}@二|{HighTech}@附件 第13行" },
        { "C02", ContradictionKind.DifferentValues, "2024年|520家|713|193", $"{Plan}@附件2 第25行|{HighTech}@附件 第13行" },
        { "C03", ContradictionKind.DifferentValues, "2023年|500家|610|110", $"{Plan}@附件2 第25行|{HighTech}@附件 第13行" },
        { "C04", ContradictionKind.DifferentValues, "2022年|400家|514|超过350家", $"{Plan}@附件2 第25行|{HighTech}@附件 第13行|{Tasks}@四（二）33" },
        { "C05", ContradictionKind.DifferentValues, "2021年|320家|376|56", $"{Plan}@附件2 第25行|{HighTech}@附件 第13行" },
        { "C06", ContradictionKind.DifferentValues, "2025年|科技型中小企业|2800家|3000家", $"{Plan}@三（二）4|{Plan}@附件2 第24行|{HighTech}@二|{HighTech}@三（一）" },
        { "C13", ContradictionKind.RoleAgainstPortfolio, "常务副指挥长|只是联系|总指挥长|两职落在同一人", $"{FirePlan}@2.1|{Portfolios}@正文第3段" },
        { "C18", ContradictionKind.DifferentNames, "培育五年行动方案|五年培育发展行动方案|（开发区）|3种名称", $"{Plan}@三（二）4|{HighTech}@|{Expansion}@正文第1段" },
        { "C21", ContradictionKind.DifferentNames, "太平洋国际大厦|太平洋大厦", $"{Hazards}@正文第1段|{Hazards}@附件 第1行" },
        { "C23", ContradictionKind.WrongDuration, "2022-02-10|2022-04-30|80天|为期3个月|百日", $"{Survey}@正文第1段|{Survey}@一（三）" },
        { "C28", ContradictionKind.DifferentLeads, "区城市运行专委会|区安委会", $"{Gas}@二（二）4|{Gas}@附件2 第33行" },
        { "C34", ContradictionKind.DeadlineBeforeIssue, "2022-01-17|2021年7月|2021年12月|既往节点", $"{Gas}@附件2 第1行|{Gas}@附件2 第11行|{Gas}@附件2 第12行" },
        { "C36", ContradictionKind.DifferentNames, "工作方案|工作实施方案|目录", $"{Gas}@|{Gas}@目录" },
        { "C41", ContradictionKind.DifferentNames, "发展和改革局|发展和改革委员会", $"{Portfolios}@正文第3段|{FirePlan}@2.1|{FirePlan}@3.2.5（1）|{FirePlan}@3.2.5（8）|{Tasks}@一1|{Tasks}@三（三）18" },
        { "C46 10 before 9", ContradictionKind.NumberAgainstDate, "2022-03-24|2022-03-25", $"{Tasks}@|{Decisions}@" },
        { "C46 3 before 2", ContradictionKind.NumberAgainstDate, "2022-01-30|2022-02-10", $"{Survey}@|{Hazards}@" },
        { "C48", ContradictionKind.OutsidePeriod, "2022年度|2023年12月", $"{Decisions}@第2行" },
        { "四 16项任务", ContradictionKind.CountAgrees, "16项任务|相符", $"{Plan}@三（一）1|{Plan}@三（四）4" },
        { "四 37项指标", ContradictionKind.CountAgrees, "37项指标|相符", $"{Plan}@附件2 第1行|{Plan}@附件2 第37行" },
        { "四 每项分年度", ContradictionKind.WrongCount, "每项指标|2021年为空|2021、2022、2023、2024年为空", $"{Plan}@附件2 第14行|{Plan}@附件2 第19行" },
        { "六 品字标", ContradictionKind.SumAgrees, "5+5+6+6+6＝28", $"{Plan}@附件2 第15行|{Plan}@三（一）4" },
        { "六 标准制修订", ContradictionKind.SumAgrees, "30+30+30+30+30＝150", $"{Plan}@附件2 第16行|{Plan}@三（一）4" },
        { "六 储备项目", ContradictionKind.SumAgrees, "30+30+40+30+30＝160", $"{Plan}@附件2 第37行|{Plan}@三（四）4" },
        { "六 大项目1", ContradictionKind.SumAgrees, "1+1+1+1+1＝5", $"{Plan}@附件2 第36行|{Plan}@三（四）4" },
        { "六 大项目2", ContradictionKind.SumAgrees, "2+2+2+2+2＝10", $"{Plan}@附件2 第36行|{Plan}@三（四）4" },
        { "六 大项目3", ContradictionKind.SumAgrees, "3+3+3+3+3＝15", $"{Plan}@附件2 第36行|{Plan}@三（四）4" },
        { "六 小巨人相减", ContradictionKind.SumAgrees, "5、6、9、9、10家", $"{Plan}@附件2 第17行|{Plan}@附件2 第22行|{Plan}@三（二）2" },
        { "六 小微园", ContradictionKind.SumAgrees, "每年2个×5年＝10个", $"{Plan}@附件2 第31行|{Plan}@三（三）2" },
        { "六 挂牌隐患", ContradictionKind.CountAgrees, "5家单位|共6|相符", $"{Hazards}@正文第1段|{Hazards}@附件 第1行|{Hazards}@附件 第6行" },
        { "六 名单连续", ContradictionKind.CountAgrees, "1至52连续", "仑政办〔2022〕7号@附件 1|仑政办〔2022〕7号@附件 52" },
        { "六 面积换算", ContradictionKind.MixedUnits, "3亩（0.2公顷）|2公顷（30亩）|20公顷（300亩）|50公顷（750亩）", $"{FirePlan}@3.2.3(1)②|{FirePlan}@3.2.3(2)②|{FirePlan}@3.2.3(3)②|{FirePlan}@3.2.3(4)②" },
    };

    [Theory, MemberData(nameof(Examples))]
    public void EveryListedExample_IsFoundOnce_WithItsPlacesAndFigures(string id, ContradictionKind kind, string words, string places)
    {
        var found = Findings.Where(f => f.Kind == kind && words.Split('|').All(w => f.Explanation.Contains(w, StringComparison.Ordinal))).ToList();

        var finding = Assert.Single(found);
        var printed = finding.Places.Select(p => $"{p.Document}@{p.Place}").ToHashSet(StringComparer.Ordinal);
        Assert.All(places.Split('|'), p => Assert.True(printed.Contains(p), $"{id}: {p} is not among {string.Join('|', printed)}"));
    }

    /// <summary>C12: nine indicators stand in both annexes, for 2023 and for 2025.</summary>
    [Fact]
    public void BothAnnexesOfThePlan_AgreeInAllNineIndicatorsOfBothYears()
    {
        var agree = Findings.Where(f => f.Kind == ContradictionKind.ValuesAgree
            && f.Places.Any(p => p.Document == Plan && p.Place.StartsWith("附件1 ", StringComparison.Ordinal))
            && f.Places.Any(p => p.Document == Plan && p.Place.StartsWith("附件2 ", StringComparison.Ordinal))).ToList();

        Assert.Equal(18, agree.Count);
        Assert.Equal(9, agree.Count(f => f.Explanation.StartsWith("2023年", StringComparison.Ordinal)));
        Assert.Equal(9, agree.SelectMany(f => f.Places.Where(p => p.Place.StartsWith("附件1 ", StringComparison.Ordinal))).Select(p => p.Place).Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [InlineData(2021, "376"), InlineData(2022, "514"), InlineData(2023, "610"), InlineData(2024, "713"), InlineData(2025, "826")]
    public void TwelvePlaces_AddToTheDistrictsTotal(int year, string total)
    {
        var finding = Assert.Single(Findings, f => f.Kind == ContradictionKind.SumAgrees && f.Places[0].Document == HighTech && f.Explanation.StartsWith($"{year}年", StringComparison.Ordinal));

        Assert.Contains($"12个分项相加等于合计：{total}", finding.Explanation, StringComparison.Ordinal);
    }

    /// <summary>Each finding that is no proof, judged by hand against the text: kind, first two documents, what it is about, and whether it is right.</summary>
    private static readonly (ContradictionKind Kind, string Documents, string About, bool Right, string Why)[] Reviewed =
    [
        (ContradictionKind.DifferentValues, $"{Plan} {HighTech}", "2021年", true, "C05"),
        (ContradictionKind.DifferentValues, $"{Plan} {HighTech}", "2022年", true, "C04"),
        (ContradictionKind.DifferentValues, $"{Plan} {HighTech}", "2023年", true, "C03"),
        (ContradictionKind.DifferentValues, $"{Plan} {HighTech}", "2024年", true, "C02"),
        (ContradictionKind.DifferentValues, $"{Plan} {HighTech}", "有效高新技术企业", true, "C01"),
        (ContradictionKind.DifferentValues, $"{Plan} {HighTech}", "科技型中小企业", true, "C06"),
        (ContradictionKind.DifferentLeads, Gas, "区城市运行专委会", true, "C28"),
        (ContradictionKind.WrongDuration, Survey, "80天", true, "C23"),
        (ContradictionKind.DifferentNames, Hazards, "太平洋大厦", true, "C21"),
        (ContradictionKind.RoleAgainstPortfolio, $"{FirePlan} {Portfolios}", "常务副指挥长", true, "C13"),
        (ContradictionKind.OutsidePeriod, Decisions, "2023年12月", true, "C48"),
        (ContradictionKind.DeadlineBeforeIssue, Gas, "2021年7月", true, "C34"),
        (ContradictionKind.NumberAgainstDate, $"{Survey} {Hazards}", "2022-01-30", true, "C46"),
        (ContradictionKind.NumberAgainstDate, $"{Tasks} {Decisions}", "2022-03-24", true, "C46"),
        (ContradictionKind.DifferentNames, Gas, "工作实施方案", true, "C36"),
        (ContradictionKind.DifferentNames, $"{HighTech} {Plan}", "3种名称", true, "C18"),
        (ContradictionKind.DifferentNames, $"{Portfolios} {FirePlan}", "发展和改革", true, "C41"),
        (ContradictionKind.WrongCount, $"解读 {Plan}", "每项指标", true, "section 四"),
        (ContradictionKind.MixedUnits, FirePlan, "公顷", true, "one threshold in mu, three in hectares"),
        (ContradictionKind.DifferentNames, Plan, "战动", true, "a slip of the pen in the list of attachments"),
        (ContradictionKind.DifferentNames, $"{Portfolios} {Tasks}", "广电旅游体育局", true, "和 and 与, both in the task list"),
        (ContradictionKind.DifferentNames, $"{Survey} {Gas}", "卫健委", true, "局 and 委 in one clause and the next"),
        (ContradictionKind.DifferentNames, $"{Tasks} {Portfolios}", "自然资源和规划", true, "局 and 分局, both in the task list"),
        (ContradictionKind.AbolishedOrRefilled, $"{Survey} {Appointments}", "区住建局副局长", true, "removed from the post six weeks later"),
        (ContradictionKind.AbolishedOrRefilled, $"{Survey} {Appointments}", "区大数据发展管理中心副主任", true, "removed from the post six weeks later"),
        (ContradictionKind.AbolishedOrRefilled, $"{Survey} {Appointments}", "街道办事处副主任", true, "removed from the post six weeks later"),
    ];

    [Fact]
    public void EveryFinding_IsReviewed_AndAtMostOneInSixIsFalse()
    {
        List<string> unreviewed = [];
        var (right, wrong) = (0, 0);
        foreach (var finding in Findings.Where(f => f.Severity != Severity.Proof))
        {
            var documents = string.Join(' ', finding.Places.Select(p => p.Document.StartsWith("解读", StringComparison.Ordinal) ? "解读" : p.Document).Distinct(StringComparer.Ordinal).Take(2));
            var review = Reviewed.FirstOrDefault(r => r.Kind == finding.Kind && r.Documents == documents && finding.Explanation.Contains(r.About, StringComparison.Ordinal));
            if (review.Documents is null)
            {
                unreviewed.Add($"{finding.Kind} [{documents}] {finding.Explanation}");
            }

            right += review.Right ? 1 : 0;
            wrong += review.Right ? 0 : 1;
            output.WriteLine($"{(review.Right ? "right" : "FALSE")} {review.Why,-12} {finding.Severity} {finding.Explanation}");
        }

        output.WriteLine($"{right} right, {wrong} false, {Findings.Count(f => f.Severity == Severity.Proof)} proofs");
        Assert.True(unreviewed.Count == 0, "Read the text, judge, and add to the list:\n" + string.Join('\n', unreviewed));
        Assert.True(right >= 5 * wrong, $"{right} right, {wrong} false");
        Assert.Equal(Reviewed.Length, right + wrong);
    }

    [Fact]
    public void EveryPlace_SlicesBackToWordsOfItsDocument()
    {
        var length = Shared.GazetteText().Length;
        Assert.All(Findings.SelectMany(f => f.Places), p =>
        {
            Assert.InRange(p.Range.Start, 0, length);
            Assert.InRange(p.Range.End, p.Range.Start, length);
            Assert.Contains(GazetteReading.Result.Documents, d => d.Name == p.Document);
        });
    }
}
