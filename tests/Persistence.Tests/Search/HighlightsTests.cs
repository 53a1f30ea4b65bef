using Bihuan.Kernel;
using Xunit;

namespace Bihuan.Persistence.Tests;

public class HighlightsTests
{
    public static TheoryData<string, string, string> Texts => new()
    {
        { "应急", "做好应急管理和应急演练。", "做好[应急]管理和[应急]演练。" },
        { "应急 急管", "做好应急管理。", "做好[应急管]理。" },
        { "甲政办[2022]5号", "见甲政办〔２０２２〕5号和15号", "见[甲政办〔２０２２〕5号]和15号" },
        { "5", "15家、5家", "15家、[5]家" },
        { "govern*", "E-Government governs", "E-[Govern]ment [govern]s" },
        { "\"平安 建设\"", "平安，建设。平安建设", "[平安，建设]。平安建设" },
        { "1200", "共1,200家", "共[1,200]家" },
        { "𠮷野", "在𠮷野家", "在[𠮷野]家" },
        { "应急 -演练", "应急演练", "[应急]演练" },
        { "无关", "应急", "应急" },
    };

    [Theory, MemberData(nameof(Texts))]
    public void TheWordsOfTheQuery_AreMarked(string query, string text, string marked)
    {
        Assert.Equal(marked, Marked(text, query, 1_000));

        // Between two characters of which one is a hit by itself, nothing is lost either.
        Assert.Equal(text, string.Concat(Highlights.Excerpt(text, Read(query), 1_000).Select(p => p.Text)));
    }

    [Theory]
    [InlineData("丁戊己庚辛", 4, "…丙[丁戊己]…")]
    [InlineData("戊", 4, "…丁[戊]己庚…")]
    [InlineData("甲", 4, "[甲]乙丙丁…")]
    [InlineData("癸", 4, "…庚辛壬[癸]")]
    [InlineData("无", 4, "甲乙丙丁…")]
    [InlineData("丁", 400, "甲乙丙[丁]戊己庚辛壬癸")]
    public void ALongText_IsCutAroundTheFirstHit(string query, int length, string expected) => Assert.Equal(expected, Marked("甲乙丙丁戊己庚辛壬癸", query, length));

    [Fact]
    public void NoCut_GoesThroughACharacter() => Assert.Equal("…𠮷[甲]𠮷…", Marked("𠮷𠮷𠮷𠮷𠮷甲𠮷𠮷𠮷𠮷", "甲", 4));

    private static string Marked(string text, string query, int length) => string.Concat(Highlights.Excerpt(text, Read(query), length).Select(p => p.IsHit ? $"[{p.Text}]" : p.Text));

    private static SearchQuery Read(string query) => Assert.IsType<Result<SearchQuery>.Done>(SearchQueryParser.Parse(query, [])).Value;
}
