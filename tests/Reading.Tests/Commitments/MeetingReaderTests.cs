using System.Text.Json;
using Bihuan.Kernel;
using Bihuan.Reading.Commitments;
using Bihuan.TestKit;
using Xunit;

namespace Bihuan.Reading.Tests.Commitments;

public class MeetingReaderTests
{
    /// <summary>Paragraph, and each meeting as 主体/内容/次数/周期/限定.</summary>
    public static TheoryData<string, string> Formats => new()
    {
        { "区水利局每周召开一次例会。", "区水利局/召开一次例会/1/Week/" },
        { "领导小组原则上每半年召开不少于2次联席会议。", "领导小组/召开不少于2次联席会议/2/HalfYear/原则上" },
        { "联席会议每月至少召开一次。", "/联席会议至少召开一次/1/Month/" },
        { "各街道报送典型案例，原则上每季不少于2篇。", "各街道/报送典型案例/2/Quarter/原则上" },
        { "区安办通过会商研判（每季度不少于一次）、信息共享等机制推进。", "区安办/会商研判/1/Quarter/" },
        { "区水利局每半月向区政府汇报一次进展。", "区水利局/向区政府汇报一次进展/1/HalfMonth/" },
        { "每季度召开工作分析会。", "/召开工作分析会/1/Quarter/" },
        { "水库每年开展安全检查两次。具体由区水利局负责。", "区水利局/开展安全检查两次/2/Year/" },
        { "区水利局定期通报进展。", "区水利局/定期通报进展//" + "/" },
        { "每年新增就业岗位3000个，每年安排资金500万元，平均每年培训2次。", "" },
        { "建立定期检查制度，落实定期通报制度，每个项目都要有人管。", "" },
        { "每季度第1次报表由各街道填写，每名干部联系3个村。", "" },
    };

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_format_is_read(string paragraph, string expected)
    {
        var found = Paper.Find<MeetingCommitment>(new MeetingReader(), Paper.Of("工作方案", "（一）" + paragraph));
        Assert.Equal(expected.Replace(";", "\n", StringComparison.Ordinal), string.Join('\n', found.Select(m => $"{m.Who}/{m.What}/{m.Minimum}/{m.Per}/{m.Hedge}")));
    }

    [Fact]
    public void Every_meeting_and_quota_of_the_facts_is_found_in_the_gazette()
    {
        var gas = Shared.Facts("gasSafety.json");
        var found = Paper.Gazette.Documents.SelectMany(d => d.Commitments.OfType<MeetingCommitment>(), (d, m) => (Document: d.Number, Meeting: m)).ToList();
        var missing = new List<string>();
        var expected = 0;
        foreach (var fact in gas.GetProperty("meetingsAndQuotas").EnumerateArray())
        {
            expected++;
            var who = fact.GetProperty("who").GetString()!;
            RecurrenceUnit? per = fact.GetProperty("per").GetString() switch { "季度" => RecurrenceUnit.Quarter, "年度" => RecurrenceUnit.Year, _ => null };
            int? min = fact.GetProperty("min").ValueKind == JsonValueKind.Null ? null : fact.GetProperty("min").GetInt32();
            if (!found.Exists(f => f.Document == gas.GetProperty("document").GetString() && f.Meeting.Place == fact.GetProperty("clause").GetString() && f.Meeting.Per == per && f.Meeting.Minimum == min
                && (who == "（未写）" ? f.Meeting.Who is null : f.Meeting.Who == who)
                && (!fact.TryGetProperty("qualifier", out var hedge) || f.Meeting.Hedge!.Length == hedge.GetString()!.Length)))
            {
                missing.Add(fact.ToString());
            }
        }

        var survey = Shared.Facts("survey.json");
        foreach (var fact in survey.GetProperty("dutiesWithDeadlines").EnumerateArray().Where(d => d.TryGetProperty("frequency", out _)))
        {
            expected++;
            var per = fact.GetProperty("frequency").GetString() == "每周1次" ? RecurrenceUnit.Week : RecurrenceUnit.HalfMonth;
            if (!found.Exists(f => f.Document == survey.GetProperty("document").GetString() && f.Meeting.Place == fact.GetProperty("clause").GetString() && f.Meeting.Per == per && f.Meeting.Minimum == 1
                && f.Meeting.Who!.Contains("专班", StringComparison.Ordinal)))
            {
                missing.Add(fact.ToString());
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"meetings and quotas: expected {expected}, missing {missing.Count}, found in the whole gazette {found.Count}");
        Assert.Empty(missing);
    }
}
