using CsCheck;
using Xunit;

namespace Bihuan.Official.Tests;

public class TitleLinesTests
{
    [Theory]
    [InlineData("关于督办事项的通报", "关于督办事项的通报")]
    [InlineData("东江区人民政府办公室关于2022年第一季度重点工作推进情况的通报", "东江区人民政府办公室关于|2022年第一季度重点工作推进情况的通报")]
    [InlineData("关于印发《东江区森林防灭火应急预案》的通知", "关于印发|《东江区森林防灭火应急预案》的通知")]
    [InlineData("甲的标题\n乙的标题", "甲的标题|乙的标题")]
    [InlineData("", "")]
    public void ATitle_IsBrokenWhereWordsEnd(string title, string lines) => Assert.Equal(lines, string.Join('|', TitleLines.Of(title)));

    /// <summary>Nothing is lost, no line is longer than 19 characters, none begins with a mark that may not begin one.</summary>
    [Fact]
    public void AnyTitle_IsKeptWhole() => Gen.Char["关于印发东江区的和、，《》（）2022年abc通知"].Array[1, 120].Select(c => new string(c)).Sample(title =>
    {
        var lines = TitleLines.Of(title);
        return string.Concat(lines) == title.Trim() && lines.All(l => l.Length <= 38);
    });
}
