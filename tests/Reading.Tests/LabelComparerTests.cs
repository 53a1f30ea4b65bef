using System.Text.Json;
using Bihuan.Kernel;
using Xunit;

namespace Bihuan.Reading.Tests;

/// <summary>The judge itself: a right reading has no difference, and each wrong field is named.</summary>
public sealed class LabelComparerTests
{
    private static readonly QuantityCommitment Degrees = new()
    {
        Place = "三（八）2",
        Range = new(0, 1),
        Text = "新增学位2160个以上",
        Subject = "新增学位",
        Comparator = Comparator.AtLeast,
        Value = 2160,
        Unit = "个",
    };

    private static readonly TaskCommitment Task = new()
    {
        Place = "一1",
        Range = new(0, 1),
        Text = "…",
        Body = "疏浚渠道，恢复灌溉。",
        Leaders = ["孟洋"],
        LeadUnits = ["区水利局"],
        Deadline = new Deadline("每月25日前", null, Recurrence: new Recurrence(RecurrenceUnit.Month, 25)),
    };

    [Theory]
    [InlineData("""{"place":"三(八)２","subject":"新增学位","comparator":"atLeast","value":2160,"upper":null,"unit":"个"}""", "")]
    [InlineData("""{"place":null,"subject":"新增学位数","comparator":"exactly|atLeast","value":2160.0,"unit":"个"}""", "")]
    [InlineData("""{"place":"三（八）3","subject":"新增学位","comparator":"atLeast","value":2160,"unit":"个"}""", "place")]
    [InlineData("""{"subject":"新增学位","comparator":"exactly","value":2160,"unit":"个"}""", "comparator")]
    [InlineData("""{"subject":"改造小区","comparator":"atLeast","value":216,"unit":"家","upper":9}""", "value,upper,unit,subject")]
    public void QuantityLabel_NamesTheFieldsThatDiffer(string label, string expected) => Assert.Equal(expected, Fields(label, Degrees));

    [Theory]
    [InlineData("""{"leaders":["孟 洋"],"leadUnits":["区水利局"],"units":[],"streets":[],"openEnded":false,"bodyStart":"疏浚渠道","bodyEnd":"恢复灌溉。"}""", "")]
    [InlineData("""{"deadline":{"printed":"每月25日前","date":null,"recurrence":{"unit":"Month","day":25}}}""", "")]
    [InlineData("""{"deadline":{"printed":"每月25日前"}}""", "")]
    [InlineData("""{"deadline":{"printed":"每月20日前","date":null,"recurrence":{"unit":"Month","day":20}}}""", "deadline")]
    [InlineData("""{"deadline":null,"leaders":[],"openEnded":true,"bodyEnd":"另一件。"}""", "leaders,openEnded,deadline,bodyEnd")]
    public void TaskLabel_NamesTheFieldsThatDiffer(string label, string expected) => Assert.Equal(expected, Fields(label, Task));

    [Theory]
    [InlineData("新增学位", "新增学位", 1.0)]
    [InlineData("每千人口床位数", "“每千人口”床位数", 1.0)]
    [InlineData("新增学位", "改造小区", 0.0)]
    [InlineData("床位数", "", 0.0)]
    public void Overlap_CountsCommonCharactersInOrder(string label, string read, double expected) =>
        Assert.Equal(expected, LabelComparer.Overlap(label, read), 3);

    private static string Fields(string label, Commitment read)
    {
        using var parsed = JsonDocument.Parse(label);
        return string.Join(',', LabelComparer.Differences(parsed.RootElement, read).Select(d => d.Field));
    }
}
