using Bihuan.Reading.Commitments;
using Bihuan.TestKit;
using Xunit;

namespace Bihuan.Reading.Tests.Commitments;

public class AppointmentReaderTests
{
    /// <summary>Title, lines parted by |, and each appointment as 人+/-单位/职务[兼][试n][期n][方式].</summary>
    public static TheoryData<string, string, string> Formats => new()
    {
        { "关于周海等同志职务任免的通知", "经研究，决定任命：|周海同志为青河区教育局副局长（试用期一年）；|吴桐、郑一鸣同志为青河区水利局总工程师（兼）。", "周海+青河区教育局/副局长 试1 任命;吴桐+青河区水利局/总工程师 兼 任命;郑一鸣+青河区水利局/总工程师 兼 任命" },
        { "关于周海等同志职务任免的通知", "免去：|周海同志的青河区教育局副局长（兼）职务；|吴桐的青河区（白石开发区）资产中心（征收中心）常务副主任职务。", "周海-青河区教育局/副局长 兼 免去;吴桐-青河区（白石开发区）资产中心（征收中心）/常务副主任 免去" },
        { "任免通知", "任命周海同志为青河区审计局局长，免去其青河区统计局副局长职务。", "周海+青河区审计局/局长 任命;周海-青河区统计局/副局长 免去" },
        { "任免通知", "经区政府研究，决定聘任周海为青河区人民医院副院长，聘期三年，试用期一年。", "周海+青河区人民医院/副院长 试1 期3 聘任" },
        { "关于周海同志挂职的通知", "周海同志挂职任青河区商务局副局长，挂职时间一年。", "周海+青河区商务局/副局长 期1 挂职" },
        { "任免通知", "周海同志任青河区司法局副局长（挂职，时间二年）。", "周海+青河区司法局/副局长 期2 挂职" },
        { "任免通知", "因工作调动，周海同志不再担任青河区民政局副局长职务。", "周海-青河区民政局/副局长 不再担任" },
        { "任免通知", "周海同志任青河区民政局局长，不再担任青河区司法局副局长职务。", "周海+青河区民政局/局长 任命;周海-青河区司法局/副局长 不再担任" },
        { "公告", "会议决定接受周海因工作变动辞去青河区人民政府副区长职务的请求。", "周海-青河区人民政府/副区长 辞职" },
        { "任免通知", "同意吴桐同志辞去青河区城投公司董事长、总经理职务。", "吴桐-青河区城投公司/董事长 辞职;吴桐-青河区城投公司/总经理 辞职" },
        { "任免通知", "免去周海青河区财政局党组书记、局长职务。", "周海-青河区财政局/党组书记 免去;周海-青河区财政局/局长 免去" },
        { "任免通知", "免去周海同志区财政局副局长职务，另有任用。", "周海-区财政局/副局长 免去" },
        { "任免通知", "任命周海为青河区财政局副局长兼青河区国库中心主任（试任期一年）。", "周海+青河区财政局/副局长 任命;周海+青河区国库中心/主任 兼 试1 任命" },
        { "任免通知", "任命：|周海为青河镇镇长；|郑 毅为青河区公安局治安大队教导员；|吾买尔·艾力同志（维吾尔族）为青河区民宗局四级调研员。", "周海+青河镇/镇长 任命;郑毅+青河区公安局治安大队/教导员 任命;吾买尔·艾力+青河区民宗局/四级调研员 任命" },
        { "任免通知", "决定任命下列同志职务：|周海同志任青河区财政局副局长（副处长级）；|吴桐同志任青河区科协主席。|以上同志试用期均为一年。", "周海+青河区财政局/副局长（副处长级） 试1 任命;吴桐+青河区科协/主席 试1 任命" },
        { "任免通知", "任命任强、任志伟同志为青河区住房和城乡建设局副局长，试用期半年。", "任强+青河区住房和城乡建设局/副局长 试0.5 任命;任志伟+青河区住房和城乡建设局/副局长 试0.5 任命" },
        { "任免通知", "聘任周海、吴桐和郑和平为青河区人民政府法律顾问，聘期自2023年1月至2025年12月。", "周海+青河区人民政府法律/顾问 聘任;吴桐+青河区人民政府法律/顾问 聘任;郑和平+青河区人民政府法律/顾问 聘任" },
        { "关于成立领导小组的通知", "由副区长周海同志任组长，办公室主任由吴桐同志兼任，郑毅同志为成员。", "" },
        { "工作方案", "企业不再担任责任主体。各部门要为企业服务，任何单位不得免去检查。周海同志为全区作了报告。", "" },
        { "关于成立公司的通知", "要健全董事会任命经理层制度，免去企业办事环节。", "" },
    };

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_format_is_read(string title, string lines, string expected)
    {
        var found = Paper.Find<AppointmentCommitment>(new AppointmentReader(), Paper.Of(title, lines.Split('|')));
        Assert.Equal(expected.Replace(";", "\n", StringComparison.Ordinal), string.Join('\n', found.Select(Print)));
    }

    [Fact]
    public void What_is_not_certain_is_said()
    {
        var found = Assert.Single(Paper.Find<AppointmentCommitment>(new AppointmentReader(), Paper.Of("任免通知", "任命周海为副主任。")));
        Assert.Equal("", found.Unit);
        Assert.True(found.Confidence < Commitment.ReviewBelow);
        Assert.NotEmpty(found.Doubts);
    }

    [Fact]
    public void Every_appointment_of_the_gazette_is_read_exactly()
    {
        var expected = Shared.Facts("appointments.json").GetProperty("appointments").EnumerateArray()
            .Select(a => $"{a.GetProperty("document").GetString()} {a.GetProperty("person").GetString()}{(a.GetProperty("action").GetString() == "appoint" ? '+' : '-')}{a.GetProperty("unit").GetString()}/{a.GetProperty("post").GetString()}{(a.GetProperty("concurrent").GetBoolean() ? " 兼" : "")}{Number(" 试", a.GetProperty("probationYears").GetDecimal())}")
            .ToList();
        var found = new List<string>();
        foreach (var document in Paper.Gazette.Documents)
        {
            found.AddRange(Paper.Find<AppointmentCommitment>(new AppointmentReader(), document).Select(a => $"{document.Number} {Print(a)[..Print(a).LastIndexOf(' ')]}"));
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"appointments: expected {expected.Count}, found {found.Count}, equal {expected.Intersect(found, StringComparer.Ordinal).Count()}");
        Assert.Equal(expected, found);
    }

    private static string Print(AppointmentCommitment a) =>
        $"{a.Person}{(a.Action == AppointmentAction.Appoint ? '+' : '-')}{a.Unit}/{a.Post}{(a.Concurrent ? " 兼" : "")}{Number(" 试", a.ProbationYears)}{Number(" 期", a.TermYears ?? 0)} {a.Manner}";

    private static string Number(string label, decimal value) => value == 0 ? "" : $"{label}{value:0.##}";
}
