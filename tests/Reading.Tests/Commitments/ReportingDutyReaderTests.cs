using System.Text.Json;
using Bihuan.Kernel;
using Bihuan.Reading.Commitments;
using Bihuan.TestKit;
using Xunit;

namespace Bihuan.Reading.Tests.Commitments;

public class ReportingDutyReaderTests
{
    /// <summary>Paragraph, and each duty as 主体→对象+对象：内容@期限.</summary>
    public static TheoryData<string, string> Formats => new()
    {
        { "各街道应于2023年3月10日前将自查情况报区水利局。", "各街道→区水利局：自查情况@2023-03-10" },
        { "请各单位分别于2023年1月8日、4月8日、7月8日之前将进展报送区政府办公室和区水利局。", "各单位→区政府办公室+区水利局：进展@2023-01-08;各单位→区政府办公室+区水利局：进展@2023-04-08;各单位→区政府办公室+区水利局：进展@2023-07-08" },
        { "各街道每月25日前将报表上报区水利局，区水利局汇总后报市水利局。", "各街道→区水利局：报表@每Month25;区水利局→市水利局：报表@" },
        { "企业应当自办结之日起三个工作日内向区水利局报告结果。", "企业→区水利局：结果@3WorkingDay办结之日" },
        { "各单位每季度向区安委办报送工作进展情况。", "各单位→区安委办：工作进展情况@每Quarter" },
        { "各镇要每半年将检查情况反馈至区水利局，并抄送区政府办公室。", "各镇→区水利局：检查情况@每HalfYear;各镇→区政府办公室：并抄送区政府办公室@" },
        { "各街道制定实施方案，并于3月1日前报区水利局备案。", "各街道→区水利局：制定实施方案@2023-03-01" },
        { "施工单位发现隐患，应立即报告区水利局。", "施工单位→区水利局：应立即报告区水利局@立即" },
        { "区水利局要及时将名单推送给社区民警、网格员进行核查。", "区水利局→社区民警+网格员：名单@" },
        { "各单位于每月5日前报送上月进展。", "各单位→：上月进展@每Month5 疑" },
        { "各街道要开展排查。同时将结果报区水利局。", "各街道→区水利局：结果@ 疑" },
        { "工作报告、可行性报告和申报材料要真实，申报单位应诚信，及时报道典型做法。", "" },
        { "加强上下汇报沟通，做好信息报送工作，落实举报奖励，完善预报预警。", "" },
    };

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_format_is_read(string paragraph, string expected)
    {
        var found = Paper.Find<ReportingDutyCommitment>(new ReportingDutyReader(), Paper.Of("工作方案", null, new DateOnly(2023, 1, 5), "（一）" + paragraph));
        Assert.Equal(expected.Replace(";", "\n", StringComparison.Ordinal), string.Join('\n', found.Select(d => Print(d) + (d.Doubts.Count > 0 ? " 疑" : ""))));
    }

    [Fact]
    public void Every_reporting_duty_of_the_facts_is_found_in_the_gazette()
    {
        var output = TestContext.Current.TestOutputHelper;
        var found = Paper.Gazette.Documents.SelectMany(d => d.Commitments.OfType<ReportingDutyCommitment>(), (d, r) => (Document: d.Number!, Duty: r)).ToList();
        List<(string Document, ReportingDutyCommitment Duty)> used = [];
        var expected = 0;
        var missing = new List<string>();
        var gas = Shared.Facts("gasSafety.json");
        foreach (var fact in gas.GetProperty("reporting").EnumerateArray())
        {
            expected++;
            DateOnly? due = fact.GetProperty("due").GetString() is { } day ? DateOnly.ParseExact(day, "yyyy-MM-dd") : null;
            var to = fact.GetProperty("to").EnumerateArray().Select(t => t.GetString()!).ToList();
            Take(fact, found.Where(f => f.Document == gas.GetProperty("document").GetString() && f.Duty.Place == fact.GetProperty("clause").GetString() && f.Duty.Who == fact.GetProperty("who").GetString()
                && f.Duty.Deadline?.Date == due && f.Duty.To.SequenceEqual(to, StringComparer.Ordinal)));
        }

        var survey = Shared.Facts("survey.json");
        foreach (var fact in survey.GetProperty("dutiesWithDeadlines").EnumerateArray().Where(d => !d.TryGetProperty("frequency", out _)))
        {
            expected++;
            var who = fact.GetProperty("who").GetString()!.Split('（')[0];
            var duty = fact.GetProperty("duty").GetString()!;
            Take(fact, found.Where(f => f.Document == survey.GetProperty("document").GetString() && f.Duty.Place == fact.GetProperty("clause").GetString()
                && IsSubsequence(who, f.Duty.Who ?? "")
                && f.Duty.To is [{ Length: > 2 } to] && duty.Contains(to[^3..], StringComparison.Ordinal)
                && (fact.TryGetProperty("days", out var days)
                    ? f.Duty.Deadline?.Term is { Unit: TermUnit.WorkingDay } term && term.Count == days.GetDecimal() && Shares(fact.GetProperty("trigger").GetString()!, term.From ?? "")
                    : fact.GetProperty("deadline").GetString() is "第一时间" ? f.Duty.Deadline is { Immediate: true } : f.Duty.Deadline?.Date?.ToString("yyyy-MM-dd") == fact.GetProperty("deadline").GetString())));
        }

        output?.WriteLine($"reporting duties: expected {expected}, missing {missing.Count}, extra {found.Count - used.Count}");
        foreach (var (document, duty) in found.Except(used))
        {
            output?.WriteLine($"extra {document} {duty.Place} {Print(duty)}");
        }

        Assert.Empty(missing);

        void Take(JsonElement fact, IEnumerable<(string, ReportingDutyCommitment)> candidates)
        {
            var free = candidates.Where(c => !used.Contains(c)).ToList();
            if (free.Count == 0)
            {
                missing.Add(fact.ToString());
            }
            else
            {
                used.Add(free[0]);
            }
        }
    }

    /// <summary>The facts shorten names: each of their characters must stand in the printed one in order.</summary>
    private static bool IsSubsequence(string brief, string full)
    {
        var at = 0;
        foreach (var c in full)
        {
            at += at < brief.Length && brief[at] == c ? 1 : 0;
        }

        return at == brief.Length;
    }

    private static bool Shares(string one, string other) => other.EndsWith(one[^Math.Min(4, one.Length)..], StringComparison.Ordinal) && IsSubsequence(one.Replace("解除合同", "", StringComparison.Ordinal), other.Replace("解除劳动合同", "", StringComparison.Ordinal).Replace("或者", "或", StringComparison.Ordinal));

    private static string Print(ReportingDutyCommitment d)
    {
        var deadline = d.Deadline switch
        {
            { Date: { } day } => day.ToString("yyyy-MM-dd"),
            { Recurrence: { } again } => $"每{again.Unit}{again.DayOfPeriod}",
            { Term: { } term } => $"{term.Count}{term.Unit}{term.From}",
            { Immediate: true } => "立即",
            _ => "",
        };
        return $"{d.Who}→{string.Join('+', d.To)}：{d.Content}@{deadline}";
    }
}
