using CsCheck;
using Xunit;

namespace Bihuan.Kernel.Tests;

public class SocialCreditCodeTests
{
    private const string Characters = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    private static readonly Gen<string> Valid =
        from head in Gen.Char[Characters].Array[2]
        from division in Gen.Char["0123456789"].Array[6]
        from body in Gen.Char[Characters].Array[8]
        select Complete(new string(head) + new string(division) + new string(body));

    /// <summary>Made-up codes of <c>facts/standards.md</c> §3.1, and the published example of the standard's own sum.</summary>
    [Theory]
    [InlineData("91330206MA0000015Q")]
    [InlineData("123302060000000197")]
    [InlineData("11330206123456788L")]
    [InlineData("52330206MJ0000018K")]
    [InlineData("92330206MA00000A9B")]
    [InlineData("93330206MF0000013N")]
    [InlineData("91330206MA00004100")]
    [InlineData("91350100M000100Y43")]
    [InlineData(" 91330206ma0000015q ")]
    [InlineData("９１３３０２０６ＭＡ０００００１５Ｑ")]
    public void AValidCode_IsAccepted(string text)
    {
        var code = Assert.IsType<Result<SocialCreditCode>.Done>(SocialCreditCode.Parse(text)).Value;
        Assert.Equal(18, code.Value.Length);
        Assert.True(SocialCreditCode.TryParse(text, out var same));
        Assert.Equal(code, same);
    }

    [Theory]
    [InlineData(null, "KERN-101", "没有填写统一社会信用代码，应为18位。")]
    [InlineData("", "KERN-101", "没有填写统一社会信用代码，应为18位。")]
    [InlineData("91330206MA0000015", "KERN-101", "统一社会信用代码应为18位，这里是17位。")]
    [InlineData("91330206MA0000015QQ", "KERN-101", "统一社会信用代码应为18位，这里是19位。")]
    [InlineData("91330206MAO000015Q", "KERN-102", "第11位是“O”，代码不用这个字符。是否应为“0”？")]
    [InlineData("91330206MA00000V5Q", "KERN-102", "第16位是“V”，代码不用这个字符。")]
    [InlineData("9133A206MA0000015Q", "KERN-102", "第5位是“A”，第3至8位是行政区划码，应为数字。")]
    [InlineData("91350100M000100Y4Z", "KERN-102", "第18位是“Z”，代码不用这个字符。是否应为“2”？")]
    [InlineData("91330206MA0000015R", "KERN-104", "第18位（校验码，GB 32100-2015）是“R”，按前17位应为“Q”，请核对全部字符。")]
    public void ARefusal_SaysWhichCharacterIsWrong(string? text, string code, string message)
    {
        var problem = Assert.Single(Assert.IsType<Result<SocialCreditCode>.Refused>(SocialCreditCode.Parse(text)).Problems);
        Assert.Equal((code, message), (problem.Code, problem.Message));
    }

    [Fact]
    public void AWrongOrganisationCode_FailsAt17AndAt18()
    {
        var refused = Assert.IsType<Result<SocialCreditCode>.Refused>(SocialCreditCode.Parse("91330206MA0000025Q"));
        Assert.Equal(["KERN-103", "KERN-104"], refused.Problems.Select(p => p.Code));
    }

    [Fact]
    public void ItsParts_AreNamed()
    {
        Assert.True(SocialCreditCode.TryParse("91330206MA0000015Q", out var code));
        Assert.Equal(("330206", "MA0000015"), (code.Division, code.Organisation));
    }

    [Fact]
    public void AnyCompletedBody_IsAccepted() => Valid.Sample(code => SocialCreditCode.TryParse(code, out _));

    [Fact]
    public void AnyOneCharacterChanged_IsRefused() =>
        Gen.Select(Valid, Gen.Int[0, 17], Gen.Char[Characters]).Sample((code, at, c) =>
            c == code[at] || !SocialCreditCode.TryParse(code[..at] + c + code[(at + 1)..], out _), iter: 20_000);

    [Fact]
    public void AnyText_IsReadWithoutAnException() => Gen.String.Sample(text => _ = SocialCreditCode.Parse(text));

    /// <summary>The sums as the standards print them, written apart from the product's own.</summary>
    private static string Complete(string sixteen)
    {
        int[] organisation = [3, 7, 9, 10, 5, 8, 4, 2];
        var sum = sixteen[8..].Select((c, i) => organisation[i] * "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ".IndexOf(c, StringComparison.Ordinal)).Sum();
        var seventeen = sixteen + "0123456789X"[(11 - (sum % 11)) % 11];
        var weight = 1;
        sum = 0;
        foreach (var c in seventeen)
        {
            sum += weight * Characters.IndexOf(c, StringComparison.Ordinal);
            weight = weight * 3 % 31;
        }

        return seventeen + Characters[(31 - (sum % 31)) % 31];
    }
}
