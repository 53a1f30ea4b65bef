using System.Text.Json;
using System.Text.RegularExpressions;
using Bihuan.Kernel;
using Xunit;

namespace Bihuan.Official.Tests;

/// <summary>Bad input is refused with every reason, before anything is written.</summary>
public class CheckTests
{
    private static OfficialDocument Good => Samples.OfLength(1);

    public static TheoryData<string, string, string> Bad => new()
    {
        { "no title", "OFF-001", "Title" },
        { "number in square brackets", "OFF-002", "Number" },
        { "number with a leading zero", "OFF-002", "Number" },
        { "number with 第", "OFF-002", "Number" },
        { "number without 号", "OFF-002", "Number" },
        { "number and more", "OFF-002", "Number" },
        { "period without secrecy", "OFF-003", "SecrecyPeriod" },
        { "row too narrow", "OFF-004", "Table" },
        { "row too wide under a merged cell", "OFF-004", "Table" },
        { "no mark", "OFF-005", "Mark" },
        { "serial of five digits", "OFF-006", "SerialNumber" },
        { "secrecy without serial", "OFF-007", "SerialNumber" },
        { "figures and categories differ", "OFF-008", "Chart" },
        { "no figures", "OFF-009", "Chart" },
        { "link that runs something", "OFF-010", "Body" },
        { "heading of level 5", "OFF-011", "Body" },
        { "signature of nobody", "OFF-012", "Signature" },
        { "imprint of nobody", "OFF-013", "Imprint" },
        { "attachment without title", "OFF-014", "Attachments" },
        { "table without columns", "OFF-015", "Table" },
        { "signer of a letter", "OFF-017", "Signers" },
        { "head of all rows", "OFF-018", "Table" },
    };

    [Theory, MemberData(nameof(Bad))]
    public void BadInput_IsRefused_AndNothingIsWritten(string what, string code, string field)
    {
        using var output = new MemoryStream();
        var problem = Assert.Single(Assert.IsType<Result<Written>.Refused>(DocxWriter.Write(Of(what), Samples.Fonts, output)).Problems);
        Assert.Equal((code, field), (problem.Code, problem.Field));
        Assert.Equal(0, output.Length);
        Assert.Equal(code, Assert.Single(Assert.IsType<Result<WrittenPage>.Refused>(HtmlWriter.Write(Of(what), Samples.Fonts, "a.css")).Problems).Code);
        Assert.Equal(Regex.Count(Words[code][0], @"\{\d\}"), problem.Values.Count);
    }

    [Fact]
    public void AllReasons_ComeAtOnce()
    {
        var bad = Good with { Title = " ", Number = "东政〔22〕1号", SerialNumber = "12", Mark = null, SecrecyPeriod = "1年" };
        Assert.Equal(["OFF-001", "OFF-002", "OFF-003", "OFF-005", "OFF-006"], Assert.IsType<Result<Written>.Refused>(DocxWriter.Write(bad, Samples.Fonts, Stream.Null)).Problems.Select(p => p.Code).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void EveryCode_HasItsSentenceInBothLanguages()
    {
        Assert.Equal(Enumerable.Range(1, 18).Select(i => $"OFF-{i:000}"), Words.Keys);
        Assert.All(Words.Values, w => Assert.True(w.Length == 2 && Regex.Count(w[0], @"\{\d\}") == Regex.Count(w[1], @"\{\d\}")));
    }

    [Theory]
    [InlineData("东政办〔2022〕18号")]
    [InlineData("第2号")]
    [InlineData("东江区人民政府令〔1999〕1号")]
    public void GoodNumbers_Pass(string number) => Assert.IsType<Result<Written>.Done>(DocxWriter.Write(Good with { Number = number }, Samples.Fonts, Stream.Null));

    private static Dictionary<string, string[]> Words => JsonSerializer.Deserialize<Dictionary<string, string[]>>(typeof(DocxWriter).Assembly.GetManifestResourceStream("words.json")!)!;

    private static OfficialDocument Of(string what) => what switch
    {
        "no title" => Good with { Title = "" },
        "number in square brackets" => Good with { Number = "东政[2022]3号" },
        "number with a leading zero" => Good with { Number = "东政〔2022〕03号" },
        "number without 号" => Good with { Number = "东政〔2022〕3" },
        "number and more" => Good with { Number = "东政〔2022〕3号\n" },
        "number with 第" => Good with { Number = "东政〔2022〕第3号" },
        "period without secrecy" => Good with { SecrecyPeriod = "1年" },
        "row too narrow" => With(new Table([new(1), new(1)], [[Cell.Of("甲"), Cell.Of("乙")], [Cell.Of("甲")]])),
        "row too wide under a merged cell" => With(new Table([new(1), new(1)], [[Cell.Of("甲"), Cell.Of("乙", rows: 2)], [Cell.Of("丙", columns: 2)]]) { HeaderRows = 0 }),
        "no mark" => Good with { Mark = new([]) },
        "serial of five digits" => Good with { SerialNumber = "00012" },
        "secrecy without serial" => Good with { Secrecy = Secrecy.Secret },
        "figures and categories differ" => With(new Chart(ChartKind.Bars, "图", ["甲", "乙"], [new("数", [1])])),
        "no figures" => With(new Chart(ChartKind.Line, "图", ["甲"], [new("数", [null])])),
        "link that runs something" => With(new Paragraph([new("看", Link: "javascript:alert(1)")])),
        "heading of level 5" => With(new Heading(5, "五级")),
        "signature of nobody" => Good with { Signature = new([]) },
        "imprint of nobody" => Good with { Imprint = new([], "", Good.Date) },
        "attachment without title" => Good with { Attachments = [new("", [])] },
        "table without columns" => With(new Table([], [[]])),
        "signer of a letter" => Good with { Layout = OfficialLayout.Letter, Signers = ["王明远"] },
        "head of all rows" => With(new Table([new(1)], [[Cell.Of("甲")]])),
        _ => throw new ArgumentOutOfRangeException(nameof(what)),
    };

    private static OfficialDocument With(Block block) => Good with { Body = [block] };
}
