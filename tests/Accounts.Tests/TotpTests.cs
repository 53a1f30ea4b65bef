using Xunit;

namespace Bihuan.Accounts.Tests;

public class TotpTests
{
    /// <summary>"12345678901234567890" in base 32.</summary>
    private const string Secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    /// <summary>RFC 6238 appendix B, SHA-1, the last six of its eight digits.</summary>
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void Code_IsThatOfTheStandard(long seconds, string expected) => Assert.Equal(expected, Totp.Code(Secret, seconds / 30));

    [Theory]
    [InlineData(-60, false)]
    [InlineData(-30, true)]
    [InlineData(0, true)]
    [InlineData(30, true)]
    [InlineData(60, false)]
    public void Match_TakesOneStepToEitherSide(int secondsOff, bool good)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1111111110);
        var code = Totp.Code(Secret, Totp.StepOf(now.AddSeconds(secondsOff)));
        Assert.Equal(good, Totp.Match(Secret, code, now, lastAccepted: 0) is not null);
    }

    [Fact]
    public void ACode_IsGoodOnce()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1111111110);
        var code = Totp.Code(Secret, Totp.StepOf(now));
        var step = Totp.Match(Secret, code, now, lastAccepted: 0);
        Assert.NotNull(step);
        Assert.Null(Totp.Match(Secret, code, now, step.Value));
    }

    [Theory]
    [InlineData("")]
    [InlineData("28708")]
    [InlineData("２８７０８２")]
    [InlineData("abcdef")]
    public void WhatIsNoCode_IsRefused(string typed) => Assert.Null(Totp.Match(Secret, typed, DateTimeOffset.FromUnixTimeSeconds(59), lastAccepted: -1));

    [Fact]
    public void ANewSecret_Has160Bits() => Assert.Equal(32, Totp.NewSecret().Length);
}
