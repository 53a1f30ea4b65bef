using CsCheck;
using Xunit;

namespace Bihuan.Kernel.Tests;

public class ChineseNumeralTests
{
    public static TheoryData<string, decimal> Numbers => new()
    {
        { "0", 0 }, { "7", 7 }, { "136", 136 }, { "１３６", 136 }, { "1,360", 1360 }, { "12,345,678", 12_345_678 }, { "1，360", 1360 },
        { "3.5", 3.5m }, { "３．５", 3.5m }, { "3.5万", 35_000 }, { "20亿", 2_000_000_000 }, { "1.2万亿", 1_200_000_000_000 }, { "5百万", 5_000_000 },
        { "〇", 0 }, { "零", 0 }, { "一", 1 }, { "两", 2 }, { "半", 0.5m }, { "一半", 0.5m }, { "十", 10 }, { "十二", 12 }, { "二十", 20 }, { "三十七", 37 },
        { "一百", 100 }, { "一百零五", 105 }, { "一百〇五", 105 }, { "一百一十", 110 }, { "一百三十六", 136 }, { "一百五", 150 }, { "两千零五", 2005 },
        { "一千零一十", 1010 }, { "一万", 10_000 }, { "一万五", 15_000 }, { "一万零五", 10_005 }, { "十万", 100_000 }, { "三百二十万", 3_200_000 },
        { "一亿", 100_000_000 }, { "一亿零三万", 100_030_000 }, { "三亿五", 350_000_000 }, { "一万二千亿", 1_200_000_000_000 }, { "两万亿", 2_000_000_000_000 },
        { "廿三", 23 }, { "卅", 30 }, { "卅一", 31 }, { "叁拾柒", 37 }, { "壹佰贰拾万", 1_200_000 }, { "伍仟", 5000 },
        { "二〇二二", 2022 }, { "二○二二", 2022 }, { "二零二二", 2022 }, { "三点五", 3.5m }, { "十二点三六亿", 1_236_000_000 }, { " 十二 ", 12 },
    };

    [Theory, MemberData(nameof(Numbers))]
    public void ANumber_IsRead(string printed, decimal expected)
    {
        Assert.True(ChineseNumeral.TryParse(printed, out var value), $"{printed} was not read.");
        Assert.Equal(expected, value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("个")]
    [InlineData("三五")]
    [InlineData("两三")]
    [InlineData("十四五")]
    [InlineData("二十余")]
    [InlineData("百")]
    [InlineData("万")]
    [InlineData("一十百")]
    [InlineData("一百零")]
    [InlineData("十点")]
    [InlineData("点五")]
    [InlineData("三点五半")]
    [InlineData("1.2.3")]
    [InlineData("-5")]
    [InlineData("999999999999999999999999999999999")]
    public void WhatIsNotSurelyOneNumber_IsRefused(string printed)
    {
        Assert.False(ChineseNumeral.TryParse(printed, out var value), $"{printed} was read as {value}.");
        Assert.Equal(0, value);
    }

    [Theory]
    [InlineData("1,36", 1, "1")]
    [InlineData("2022年", 4, "2022")]
    [InlineData("3.5万亩", 4, "35000")]
    [InlineData("三个", 1, "3")]
    [InlineData("3.2.3", 3, "3.2")]
    [InlineData("亩", 0, "0")]
    public void ReadPrefix_TellsHowFarTheNumberGoes(string text, int length, string value)
    {
        Assert.Equal(length, ChineseNumeral.ReadPrefix(text, out var number));
        Assert.Equal(decimal.Parse(value), number);
    }

    [Theory]
    [InlineData("5%", "5")]
    [InlineData("７.５％", "7.5")]
    [InlineData("百分之五", "5")]
    [InlineData("百分之一百二十", "120")]
    [InlineData("千分之三", "0.3")]
    [InlineData("3‰", "0.3")]
    [InlineData("万分之五", "0.05")]
    public void AShare_IsReadInPercent(string printed, string expected)
    {
        Assert.True(ChineseNumeral.TryParsePercent(printed, out var percent));
        Assert.Equal(decimal.Parse(expected), percent);
    }

    [Theory]
    [InlineData("百分之")]
    [InlineData("%")]
    [InlineData("5")]
    [InlineData("十分之五")]
    public void WhatIsNoShare_IsRefused(string printed) => Assert.False(ChineseNumeral.TryParsePercent(printed, out _));

    [Theory]
    [InlineData("三点五")]
    [InlineData("3000000000")]
    public void ANumberThatIsNoInt_IsRefusedAsOne(string printed) => Assert.False(ChineseNumeral.TryParseInt(printed, out _));

    [Theory]
    [InlineData(0, "零")]
    [InlineData(10, "十")]
    [InlineData(12, "十二")]
    [InlineData(37, "三十七")]
    [InlineData(105, "一百零五")]
    [InlineData(110, "一百一十")]
    [InlineData(112, "一百一十二")]
    [InlineData(1010, "一千零一十")]
    [InlineData(100_000, "十万")]
    [InlineData(10_000_010, "一千万零一十")]
    [InlineData(100_010_000, "一亿零一万")]
    [InlineData(1_000_000_000_000, "一万亿")]
    public void ANumber_IsPrintedAsClauseLabelsAre(long number, string expected) => Assert.Equal(expected, ChineseNumeral.Format(number));

    [Fact]
    public void AYear_IsPrintedDigitByDigit() => Assert.Equal("二〇二二", ChineseNumeral.FormatDigits(2022));

    [Fact]
    public void WhatIsPrinted_IsReadBack() => Gen.Long[0, 9_999_999_999_999_999].Sample(number => ReadsBack(number), iter: 20_000);

    [Fact]
    public void EveryClauseLabel_IsReadBack() => Assert.All(Enumerable.Range(0, 20_000), number => Assert.True(ReadsBack(number), ChineseNumeral.Format(number)));

    [Fact]
    public void AnyText_IsReadWithoutAnException() =>
        Gen.Char["〇零一二两三九十百千万亿半廿卅壹拾点.,0９年 个"].Array[0, 40].Sample(chars =>
        {
            var length = ChineseNumeral.ReadPrefix(chars, out var value);
            return length >= 0 && length <= chars.Length && value >= 0 && (length > 0 || value == 0);
        }, iter: 50_000);

    private static bool ReadsBack(long number) => ChineseNumeral.TryParse(ChineseNumeral.Format(number), out var value) && value == number;
}
