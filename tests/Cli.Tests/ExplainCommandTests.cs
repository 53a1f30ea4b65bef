using Bihuan.TestKit;
using Xunit;

namespace Bihuan.Cli.Tests;

public sealed class ExplainCommandTests : IDisposable
{
    private readonly CommandLine _run = new();

    public void Dispose() => _run.Dispose();

    public static TheoryData<string, string> Ways => new()
    {
        { "number and place", "湖政办〔2023〕3号 一（一）1" },
        { "square brackets", "湖政办[2023]3号一（一）1" },
        { "black brackets and half width", "湖政办【2023】3号 一(一) 1" },
        { "full-width digits", "湖政办〔２０２３〕３号 一（一）１" },
        { "title", "望湖区人民政府办公室关于印发2023年重点工作任务分解的通知 一（一）1" },
        { "part of the title", "重点工作任务分解 一（一）1" },
        { "place alone", "一（一）1" },
    };

    [Theory, MemberData(nameof(Ways))]
    public void Clause_IsFoundHoweverItIsWritten(string way, string clause)
    {
        var ran = Explain(CommandLine.Notice, clause);

        Assert.True(ran.Code == 0, $"{way}: {ran.Error}");
        Assert.StartsWith("湖政办〔2023〕3号 一（一）1\n", ran.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Explanation_ShowsHeadingsWordsAndEveryField()
    {
        var ran = Explain(CommandLine.Notice, "湖政办〔2023〕3号 一（一）1");

        Assert.All(
            (string[])["一 改善民生", "（一） 教育提升", "1.新建公办幼儿园4所", "牵头领导", "林知远", "区财政局、区住建局", "2023-09-30", "可信度", "存疑", "TaskReader"],
            expected => Assert.Contains(expected, ran.Out, StringComparison.Ordinal));
        Assert.DoesNotContain("老旧小区", ran.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Repairs_InsideTheClause_AreShown()
    {
        var ran = Explain(CommandLine.Notice.Replace("1.新建公办幼儿园4所，", "1.新建公办幼儿园４所,", StringComparison.Ordinal), "一（一）1");

        Assert.Contains("４所", ran.Out, StringComparison.Ordinal);
        Assert.Contains("新建公办幼儿园4所，", ran.Out, StringComparison.Ordinal);
        Assert.Contains("统一全角半角", ran.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("湖政办〔2023〕3号 一（一）7", "一（一）1")]
    [InlineData("湖政办〔2023〕3号 九", "一")]
    [InlineData("一（三）", "一（二）")]
    [InlineData("湖政办〔2023〕3号 3", "一（二）3")]
    public void MissingPlace_ListsTheNearest(string clause, string near)
    {
        var ran = Explain(CommandLine.Notice, clause);

        Assert.Equal(2, ran.Code);
        Assert.Contains(near, ran.Error[ran.Error.IndexOf("相近", StringComparison.Ordinal)..], StringComparison.Ordinal);
        Assert.Empty(ran.Out);
    }

    [Fact]
    public void MissingDocument_ListsWhatTheFileHolds()
    {
        var ran = Explain(CommandLine.Notice + "\n" + CommandLine.Appointments, "山政办〔2020〕1号 第一条");

        Assert.Equal(2, ran.Code);
        Assert.Contains("湖政办〔2023〕3号、湖政干〔2023〕8号", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void ClauseOfTheGazette_ShowsTheThresholdThatWasRead()
    {
        var plan = Shared.Facts("documents.json").GetProperty("documents").EnumerateArray().Select(d => d.GetProperty("number").GetString()).First(n => n is not null && n.EndsWith("〔2022〕5号", StringComparison.Ordinal) && n.Contains('办', StringComparison.Ordinal));

        var ran = _run.Run("explain", Shared.PathOf("gazette/beilun-2022-02-03.txt"), "--clause", $"{plan} 3.2.3(2)②");

        Assert.Equal(0, ran.Code);
        Assert.Matches(@"下限\s+2\n", ran.Out);
        Assert.Matches(@"含下限\s+否", ran.Out);
        Assert.Contains("ThresholdReader", ran.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Contradictions_ShowBothPlacesWithTheirWords_AcrossFiles()
    {
        var other = CommandLine.Notice.Replace("〔2023〕3号", "〔2023〕4号", StringComparison.Ordinal).Replace("2023年2月6日", "2023年1月9日", StringComparison.Ordinal);
        var a = _run.Add("a.txt", CommandLine.Notice);
        var b = _run.Add("b.txt", other);

        var ran = _run.Run("contradictions", a, b);
        var json = _run.Run("contradictions", a, b, "--format", "json");

        Assert.Equal(0, ran.Code);
        Assert.Contains("文号与日期次序不符", ran.Out, StringComparison.Ordinal);
        Assert.Contains("a.txt", ran.Out, StringComparison.Ordinal);
        Assert.Contains("b.txt", ran.Out, StringComparison.Ordinal);
        Assert.Contains("\"numberAgainstDate\"", json.Out, StringComparison.Ordinal);
    }

    private Ran Explain(string text, string clause) => _run.Run("explain", _run.Add("a.txt", text), "--clause", clause);
}
