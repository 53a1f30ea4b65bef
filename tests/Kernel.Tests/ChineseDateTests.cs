using CsCheck;
using Xunit;

namespace Bihuan.Kernel.Tests;

public class ChineseDateTests
{
    private static readonly Gen<DateOnly> Days = Gen.Int[0, 109_570].Select(offset => new DateOnly(1900, 1, 1).AddDays(offset));

    [Theory]
    [InlineData("2022年2月18日", "2022-02-18")]
    [InlineData(" 2022 年 2 月 18 日 ", "2022-02-18")]
    [InlineData("二〇二二年二月十八日", "2022-02-18")]
    [InlineData("2024-2-29", "2024-02-29")]
    [InlineData("２０２２．２．１８", "2022-02-18")]
    public void AWholeDate_IsRead(string text, string expected)
    {
        Assert.True(ChineseDate.TryParse(text, out var date), text);
        Assert.Equal(DateOnly.Parse(expected), date);
    }

    [Theory]
    [InlineData("")]
    [InlineData("2月18日")]
    [InlineData("2022年2月")]
    [InlineData("2022年2月29日")]
    [InlineData("2022年2月18日前")]
    [InlineData("于2022年2月18日")]
    [InlineData("2022-02-18-1")]
    public void WhatIsNoWholeDate_IsRefused(string text) => Assert.False(ChineseDate.TryParse(text, out _), text);

    [Fact]
    public void ADate_IsPrintedInBothWays()
    {
        Assert.Equal("2022年2月8日", ChineseDate.Format(new(2022, 2, 8)));
        Assert.Equal("二〇二二年十二月三十一日", ChineseDate.FormatHan(new(2022, 12, 31)));
    }

    [Fact]
    public void AnyDay_IsReadBackFromEveryForm() => Days.Sample(day =>
        new[] { ChineseDate.Format(day), ChineseDate.FormatHan(day), $"{day:yyyy-MM-dd}", $"{day.Year}/{day.Month}/{day.Day}", $"{day.Year}.{day.Month}.{day.Day}" }
            .All(text => ChineseDate.TryParse(text, out var back) && back == day));
}
