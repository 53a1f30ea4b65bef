using Bihuan.Reading.Commitments;
using Bihuan.TestKit;
using Xunit;

namespace Bihuan.Reading.Tests.Commitments;

public class RuleReadersRobustnessTests
{
    public static TheoryData<string> Hostile => new()
    {
        new string('（', 10_000) + new string('）', 10_000),
        string.Concat(Enumerable.Repeat("《甲条例》（某发〔2020〕1号）根据", 20_000)),
        string.Concat(Enumerable.Repeat("将名单报区水利局，2023年3月1日前，", 20_000)),
        string.Concat(Enumerable.Repeat("每月报送1次，处五百元以上罚款，最高300万元补助的，", 20_000)),
        string.Concat(Enumerable.Repeat("任命周海为区财政局局长，免去其", 20_000)),
        string.Concat(Enumerable.Repeat("《“（〔", 50_000)),
        string.Concat(Enumerable.Repeat("区长周海负责分管联系、", 40_000)),
        "任命免去《》（）：、。；“”报处元%",
        "《", "号", "报", "任命", "的，", "每", "处元", "（", "》《",
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Hostile_text_is_read_in_time_and_without_an_exception(string text)
    {
        var document = Paper.Of("关于工作分工及任免的通知", text);
        ICommitmentReader[] readers = [new AppointmentReader(), new PortfolioReader(), new CitationReader(), new ReportingDutyReader(), new MeetingReader(), new PenaltyReader(), new FundingReader()];
        List<Commitment> found = [];
        var took = Effort.Of(() => Array.ForEach(readers, r => r.Read(document, found)));

        Assert.True(took < TimeSpan.FromSeconds(60), $"{text.Length} characters took {took}");
        Assert.All(found, f => Assert.True(f.Range.Start >= 0 && f.Range.Start < f.Range.End && f.Range.End <= text.Length));
    }
}
