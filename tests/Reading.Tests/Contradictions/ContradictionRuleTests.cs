using Bihuan.Reading.Contradictions;
using Bihuan.TestKit;
using Xunit;

namespace Bihuan.Reading.Tests.Contradictions;

/// <summary>Each check on small invented documents: at its boundary, just beyond it, and where it must keep silent.</summary>
public sealed class ContradictionRuleTests
{
    /// <summary>Name, text, the one kind expected beside proofs (null for none), words of the explanation parted by a bar.</summary>
    public static TheoryData<string, string, ContradictionKind?, string> Texts => new()
    {
        // One indicator, one year, two values.
        { "two plain values", Paper("到2025年，海产加工总产值达到80亿元。", "到2025年，海产加工总产值达到90亿元。"), ContradictionKind.DifferentValues, "80亿元|90亿元|10亿元" },
        { "the same value twice", Paper("到2025年，海产加工总产值达到80亿元。", "到2025年，海产加工总产值达到80亿元。"), null, "" },
        { "two years", Paper("到2024年，海产加工总产值达到80亿元。", "到2025年，海产加工总产值达到90亿元。"), null, "" },
        { "striven for beyond what is promised", Paper("2025年，海产加工总产值增长7%，力争增长7.5%。"), null, "" },
        { "two units", Paper("到2025年，海产加工企业总数达到80家。", "到2025年，海产加工总产值达到90亿元。"), null, "" },

        // A row that adds up.
        { "a cumulative row that falls", Table("累计新增泊位\t个\t15\t12\t36"), ContradictionKind.FallingCumulative, "2024年12个|2023年15个" },
        { "a cumulative row that stands still", Table("累计新增泊位\t个\t15\t15\t36"), null, "" },
        { "a level may fall", Table("在册渔船数\t艘\t150\t120\t100"), null, "" },

        // Sums in a sentence.
        { "parts short of the total", Paper("投入资金2400万元。其中清河书院投入900万元，万安桥投入600万元，钟鼓楼投入500万元，望江塔投入300万元。"), ContradictionKind.WrongSum, "2300万元|2400万元|100万元" },
        { "parts that make up the total", Paper("投入资金2300万元。其中清河书院投入900万元，万安桥投入600万元，钟鼓楼投入500万元，望江塔投入300万元。"), null, "" },
        { "only some of the parts", Paper("投入资金5000万元。其中清河书院投入900万元，万安桥投入600万元，钟鼓楼投入500万元。"), null, "" },

        // Counts.
        { "four announced, three listed", Paper("一、实施以下四项工程：", "1. 修建避风锚地。", "2. 扩建码头。", "3. 配建冷库。"), ContradictionKind.WrongCount, "四项工程|清点为3项" },
        { "three announced, three listed", Paper("一、实施以下三项工程：", "1. 修建避风锚地。", "2. 扩建码头。", "3. 配建冷库。"), null, "" },
        { "a number that announces nothing", Paper("一、去年完成四项工程，今年继续推进。", "1. 修建避风锚地。", "2. 扩建码头。", "3. 配建冷库。"), null, "" },

        // Deadlines and periods.
        { "a deadline before the day of issue", Paper("1. 完成前期论证，2023年3月底前报区政府。（牵头单位：区商务局）"), ContradictionKind.DeadlineBeforeIssue, "2023-03-31|2023-06-12" },
        { "a deadline on the day of issue", Paper("1. 完成前期论证，2023年6月12日前报区政府。（牵头单位：区商务局）"), null, "" },
        { "a year long past dates a thing", Paper("1. 更新2000年前建成的管道。（牵头单位：区商务局）"), null, "" },
        { "three months that are two", Paper("自2023年7月1日至2023年8月31日，开展为期3个月的环境整治。"), ContradictionKind.WrongDuration, "62天|为期3个月" },
        { "three months", Paper("自2023年7月1日至2023年9月30日，开展为期3个月的环境整治。"), null, "" },

        // Leads.
        {
            "two leads for one task",
            Paper("1. 建立健全港口危险货物信息通报和执法协作机制，发现违法行为及时移送。（牵头单位：区交通局）", "2. 建立健全港口危险货物信息通报和执法协作机制，发现违法行为及时移送处理。（牵头单位：区应急管理局）"),
            ContradictionKind.DifferentLeads, "区交通局|区应急管理局"
        },
        {
            "one lead for two like tasks",
            Paper("1. 建立健全港口危险货物信息通报和执法协作机制，发现违法行为及时移送。（牵头单位：区交通局）", "2. 建立健全港口危险货物信息通报和执法协作机制，发现违法行为及时移送处理。（牵头单位：区交通局）"),
            null, ""
        },
        {
            "one lead under a short and a full name",
            Paper("1. 建立健全港口危险货物信息通报和执法协作机制，发现违法行为及时移送。（牵头单位：区综合执法局）", "2. 建立健全港口危险货物信息通报和执法协作机制，发现违法行为及时移送处理。（牵头单位：区综合行政执法局）"),
            null, ""
        },

        // Names of units.
        { "局 and 委员会", Paper("1. 修订规划。（牵头单位：区发展和改革局）", "2. 落实项目。（牵头单位：区发展和改革委员会）"), ContradictionKind.DifferentNames, "发展和改革局|发展和改革委员会" },
        { "和 and 与", Paper("1. 修订规划。（牵头单位：区文化和旅游局）", "2. 落实项目。（牵头单位：区文化与旅游局）"), ContradictionKind.DifferentNames, "文化和旅游局|文化与旅游局" },
        { "the city's own bureau", Paper("1. 修订规划。（牵头单位：区文化和旅游局）", "2. 落实项目。（牵头单位：市文化与旅游局）"), null, "" },
        { "a bracket is no other name", Paper("1. 修订规划。（牵头单位：区农业农村局（水利局））", "2. 落实项目。（牵头单位：区农业农村局）"), null, "" },
    };

    [Theory, MemberData(nameof(Texts))]
    public void EachCheck_FindsWhatClashes_AndNothingElse(string name, string text, ContradictionKind? expected, string words)
    {
        var found = Reader.Read(new SourceText(text)).Contradictions.Where(c => c.Severity != Severity.Proof).ToList();

        if (expected is null)
        {
            Assert.True(found.Count == 0, $"{name}: {string.Join('\n', found.Select(f => f.Explanation))}");
            return;
        }

        var finding = Assert.Single(found);
        Assert.Equal(expected, finding.Kind);
        Assert.All(words.Split('|'), w => Assert.Contains(w, finding.Explanation, StringComparison.Ordinal));
        Assert.EndsWith("。", finding.Explanation, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("青政办〔2023〕8号", "2023年5月9日", "2023年5月10日", true)]
    [InlineData("青政办〔2023〕8号", "2023年5月10日", "2023年5月9日", false)]
    [InlineData("青政发〔2023〕8号", "2023年5月9日", "2023年5月10日", false)]
    [InlineData("青政办〔2024〕8号", "2023年5月9日", "2023年5月10日", false)]
    public void LaterNumber_WithAnEarlierDate_IsNoted(string later, string laterDate, string earlierDate, bool noted)
    {
        var text = Notice("关于春耕的通知", "青政办〔2023〕7号", earlierDate, "办好。") + Notice("关于夏收的通知", later, laterDate, "办好。");

        Assert.Equal(noted, Reader.Read(new SourceText(text)).Contradictions.Any(c => c.Kind == ContradictionKind.NumberAgainstDate));
    }

    [Fact]
    public void TwoFiles_AreComparedWithEachOther()
    {
        var first = Reader.Read(new SourceText(Notice("关于印发渔港计划的通知", "青政发〔2023〕3号", "2023年5月9日", "到2025年，海产加工总产值达到80亿元。")));
        var second = Reader.Read(new SourceText(Notice("关于印发海洋方案的通知", "青政办〔2023〕9号", "2023年6月9日", "到2025年，海产加工总产值达到90亿元。")));

        Assert.Empty(first.Contradictions.Concat(second.Contradictions));
        var finding = Assert.Single(ContradictionFinder.Find([first, second]));

        Assert.Equal(ContradictionKind.DifferentValues, finding.Kind);
        Assert.Equal(["青政发〔2023〕3号", "青政办〔2023〕9号"], finding.Places.Select(p => p.Document));
        Assert.Equal([0, 1], finding.Places.Select(p => p.Source));
        Assert.Contains("80亿元", first.Source.Slice(finding.Places[0].Range).ToString(), StringComparison.Ordinal);
        Assert.Contains("90亿元", second.Source.Slice(finding.Places[1].Range).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void AnotherGovernment_MayHaveOtherFigures()
    {
        var first = Reader.Read(new SourceText(Notice("关于印发渔港计划的通知", "青政发〔2023〕3号", "2023年5月9日", "到2025年，海产加工总产值达到80亿元。")));
        var second = Reader.Read(new SourceText(Notice("关于印发海洋方案的通知", "舟政办〔2023〕9号", "2023年6月9日", "到2025年，海产加工总产值达到90亿元。")));

        Assert.Empty(ContradictionFinder.Find([first, second]));
    }

    [Theory]
    [InlineData("2023年4月24日", true)]
    [InlineData("2023年4月1日", false)]
    public void UnitThatWasAbolished_IsFound_WhereALaterDocumentGivesItWork(string issued, bool found)
    {
        var text = Notice("关于撤销县旅游发展中心的通知", "东政发〔2023〕16号", "2023年4月11日", "经研究，决定撤销东栾县旅游发展中心，其职责划入县文化旅游局。")
            + Notice("关于做好旺季服务的通知", "东政办发〔2023〕20号", issued, "1. 增设志愿服务点。（牵头单位：县旅游发展中心）");

        Assert.Equal(found, Reader.Read(new SourceText(text)).Contradictions.Any(c => c.Kind == ContradictionKind.AbolishedOrRefilled));
    }

    [Theory]
    [InlineData("清河书苑应完成改造。", true)]
    [InlineData("清河书院应完成改造。", false)]
    [InlineData("清河书店街区应完成改造。", true)]
    [InlineData("清河小学应完成改造。", false)]
    public void NameThatDiffersByOneLetter_IsFoundInAnotherDocument(string sentence, bool found)
    {
        var text = Notice("关于修缮计划的通知", "柳政办发〔2022〕60号", "2022年6月13日", "投入资金1200万元，其中清河书院投入900万元，万安桥投入300万元。")
            + Notice("关于消防工作的通知", "柳政办发〔2022〕61号", "2022年6月20日", sentence);

        Assert.Equal(found, Reader.Read(new SourceText(text)).Contradictions.Any(c => c.Kind == ContradictionKind.DifferentNames));
    }

    [Fact]
    public void PlanForOneYear_IsHeldAgainstTheGrowthOfACumulativeRow()
    {
        const string Number = "雁政办〔2024〕9号";
        var rows = Table("累计新增标准渔船泊位\t个\t15\t25\t36");
        var right = rows + Notice("2024年重点任务分解", Number, "2024年1月9日", "新增标准渔船泊位10个。");
        var wrong = rows + Notice("2024年重点任务分解", Number, "2024年1月9日", "新增标准渔船泊位8个。");

        Assert.Contains(Reader.Read(new SourceText(right)).Contradictions, c => c.Kind == ContradictionKind.ValuesAgree && c.Explanation.Contains("25－15＝10", StringComparison.Ordinal));
        var finding = Assert.Single(Reader.Read(new SourceText(wrong)).Contradictions, c => c.Kind == ContradictionKind.DifferentValues);
        Assert.True(finding.ScopeMayExplain);
        Assert.Contains("8个", finding.Explanation, StringComparison.Ordinal);
    }

    /// <summary>Hostile input: no check compares everything with everything.</summary>
    public static TheoryData<string, string> Many => new()
    {
        { "30,000 tasks alike", Paper([.. Enumerable.Range(1, 30_000).Select(i => $"{i}. 建立健全港口危险货物信息通报机制，发现违法行为及时移送{i}。（牵头单位：区{(char)('一' + (i % 900))}局）")]) },
        { "10,000 indicators of one name", Table([.. Enumerable.Range(1, 10_000).Select(i => $"累计新增标准渔船泊位\t个\t{i}\t{i + 1}\t{i + 2}")]) },
        { "10,000 indicators of many units", Table([.. Enumerable.Range(1, 10_000).Select(i => $"渔港经济总规模\t{(char)('一' + i)}\t{i}\t{i + 1}\t{i + 2}")]) },
        { "20,000 parts of one sum", Paper(string.Concat(Enumerable.Range(1, 20_000).Select(i => $"其中清河书院投入{i}万元，"))) },
        { "5,000 documents that cite each other nearly", string.Concat(Enumerable.Range(1, 5_000).Select(i => Notice($"关于印发青岚区渔港经济五年培育行动方案（{i}）的通知", $"青政办〔2023〕{i}号", "2023年3月1日", "按照《青岚区渔港经济培育五年行动方案》办好。"))) },
    };

    [Theory, MemberData(nameof(Many), DisableDiscoveryEnumeration = true)]
    public void ManyStatements_AreComparedInBoundedTime(string name, string text)
    {
        var read = Reader.Read(new SourceText(text));
        IReadOnlyList<Contradiction> found = [];
        var took = Effort.Of(() => found = ContradictionFinder.Find([read]));

        Assert.True(took < TimeSpan.FromSeconds(20), $"{name}: {took}");
        Assert.All(found, f => Assert.True(f.Explanation.Length < 4_000 && f.Places.Count < 200, $"{f.Kind}: {f.Explanation.Length} letters, {f.Places.Count} places"));
    }

    private static string Paper(params IEnumerable<string> paragraphs) => Notice("关于渔港经济区建设的通知", "雁政发〔2023〕14号", "2023年6月12日", string.Join("\n\n", paragraphs));

    private static string Table(params IEnumerable<string> rows) =>
        Paper("分年度目标见附件。") + "附件\n\n渔港经济区分年度目标\n\n指标名称\t单位\t2023年\t2024年\t2025年\n" + string.Join('\n', rows) + "\n\n";

    private static string Notice(string title, string number, string date, string body) =>
        $"青岚区人民政府{title}\n\n{number}\n\n各街道办事处，区政府各部门：\n\n{body}\n\n青岚区人民政府\n\n{date}\n\n";
}
