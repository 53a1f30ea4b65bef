using System.Text;
using CsCheck;
using Xunit;

namespace Bihuan.Kernel.Tests;

public class QuantityTests
{
    public static TheoryData<string, decimal, string, string, decimal> Printed => new()
    {
        // printed         figure     as printed  unit      in its base unit
        { "3亩", 3, "亩", "亩", 3 },
        { "2公顷", 2, "公顷", "公顷", 30 },
        { "3.5万亩", 3.5m, "万亩", "亩", 35_000 },
        { "三万亩", 30_000, "亩", "亩", 30_000 },
        { "0.8平方公里", 0.8m, "平方公里", "平方公里", 1200 },
        { "1000㎡", 1000, "㎡", "平方米", 1.5m },
        { "12.5公里", 12.5m, "公里", "公里", 12_500 },
        { "3千米", 3, "千米", "公里", 3000 },
        { "150毫米", 150, "毫米", "毫米", 0.15m },
        { "5.5万户", 5.5m, "万户", "户", 55_000 },
        { "1,200户", 1200, "户", "户", 1200 },
        { "110亿元", 110, "亿元", "元", 11_000_000_000 },
        { "500 万元", 500, "万元", "元", 5_000_000 },
        { "7.5%", 7.5m, "%", "%", 7.5m },
        { "百分之五", 5, "%", "%", 5 },
        { "3‰", 3, "‰", "‰", 0.3m },
        { "两个百分点", 2, "个百分点", "百分点", 2 },
        { "5个工作日", 5, "个工作日", "工作日", 5 },
        { "半小时", 0.5m, "小时", "小时", 1800 },
        { "三个季度", 3, "个季度", "季度", 9 },
        { "20吨", 20, "吨", "吨", 20_000 },
        { "30名", 30, "名", "人", 30 },
        { "0.5兆帕", 0.5m, "兆帕", "兆帕", 500_000 },
        { "80万元/亩", 80, "万元/亩", "元/亩", 800_000 },
        { "30万元/公顷", 30, "万元/公顷", "元/公顷", 20_000 },
        { "５亩", 5, "亩", "亩", 5 },
        { "3（公顷）", 3, "（公顷）", "公顷", 45 },
    };

    [Theory, MemberData(nameof(Printed))]
    public void AFigure_IsKeptAsPrintedAndInItsBaseUnit(string text, decimal value, string printed, string unit, decimal inBase)
    {
        Assert.True(Quantity.TryParse(text, out var quantity), $"{text} was not read.");
        Assert.Equal((value, unit, inBase), (quantity!.Value, quantity.Unit.Unit.Symbol, quantity.Base));
        Assert.Equal(printed.Trim('（', '）'), quantity.Unit.Printed);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("亩")]
    [InlineData("5")]
    [InlineData("5筐")]
    [InlineData("三五户")]
    [InlineData("5亩左右")]
    [InlineData("5万万元/万亩")]
    [InlineData("1..5亩")]
    [InlineData("999999999999999999999亩")]
    [InlineData("99999999999999万亿元")]
    public void WhatIsNoFigureWithAKnownUnit_IsRefused(string? text) => Assert.False(Quantity.TryParse(text, out _));

    [Fact]
    public void AnUnknownUnit_IsRefusedByName()
    {
        Assert.Equal("不认识的计量单位“筐”。", Assert.Throws<UnitException>(() => Quantity.Of(5, "筐")).Message);
        Assert.Equal("不认识的计量单位“筐”。", Assert.Throws<UnitException>(() => UnitsOfMeasure.Shipped["筐"]).Message);
        Assert.Throws<UnitException>(() => Quantity.Of(5, "亩").In("筐"));
    }

    [Theory]
    [InlineData("亩", "户")]
    [InlineData("月", "天")]
    [InlineData("天", "工作日")]
    [InlineData("%", "百分点")]
    [InlineData("元", "美元")]
    [InlineData("家", "个")]
    [InlineData("元/亩", "元")]
    public void UnitsThatDoNotMeasureTheSame_NeverConvert(string from, string to)
    {
        Assert.Throws<UnitException>(() => Quantity.Of(1, from).In(to));
        Assert.Throws<UnitException>(() => Quantity.Of(1, from).ComparedWith(Quantity.Of(1, to)));
    }

    [Fact]
    public void AHectare_IsFifteenMuExactly()
    {
        Assert.Equal(15m, Quantity.Of(1, "公顷").In("亩"));
        Assert.Equal(2m, Quantity.Of(30, "亩").In("公顷"));
        Assert.Equal(0, Quantity.Of(30, "亩").ComparedWith(Quantity.Of(2, "公顷")));
        Assert.Equal(1, Quantity.Of(30.01m, "亩").ComparedWith(Quantity.Of(2, "公顷")));
        Assert.Equal(-1, Quantity.Of(29.99m, "亩").ComparedWith(Quantity.Of(2, "公顷")));
        Assert.Equal(0, Quantity.Of(15, "元/公顷").ComparedWith(Quantity.Of(1, "元/亩")));
    }

    [Fact]
    public void EveryConversion_GoesThereAndBack()
    {
        var names = UnitsOfMeasure.Shipped.Names.ToArray();
        Gen.Select(Gen.Int[0, names.Length - 1].Select(i => names[i]), Gen.Int[0, names.Length - 1].Select(i => names[i]), Gen.Int[1, 1_000_000]).Sample((from, to, value) =>
        {
            var (one, other) = (UnitsOfMeasure.Shipped[from], UnitsOfMeasure.Shipped[to]);
            if (one.Dimension != other.Dimension)
            {
                return;
            }

            var back = UnitsOfMeasure.Convert(UnitsOfMeasure.Convert(value, one, other), other, one);
            Assert.True(Math.Abs(back - value) <= value * 1e-15m, $"{value}{from} in {to} and back: {back}");
        }, iter: 50_000);
    }

    [Fact]
    public void EveryUnit_HasASourceAndIsReadByAllItsNames() => Assert.All(UnitsOfMeasure.Shipped.Names, name =>
    {
        Assert.NotEmpty(UnitsOfMeasure.Shipped[name].Source);
        Assert.True(UnitsOfMeasure.Shipped.TryParse("万" + name, out var unit), name);
        Assert.True(unit!.Multiple is 10_000, name);
    });

    [Fact]
    public void AQuantity_PrintsAsItWasPrinted() => Assert.Equal("3.5万亩", Quantity.Of(3.50m, "万亩").ToString());

    [Theory]
    [InlineData("""{"multiples":{},"units":[{"symbol":"甲","aliases":["乙"],"dimension":"d","factor":"1","source":"s"},{"symbol":"乙","aliases":[],"dimension":"d","factor":"2","source":"s"}]}""")]
    [InlineData("""{"multiples":{},"units":[{"symbol":"甲","aliases":[],"dimension":"d","factor":"2","source":"s"}]}""")]
    [InlineData("""{"multiples":{},"units":[{"symbol":"甲","aliases":[],"dimension":"d","factor":"0","source":"s"}]}""")]
    [InlineData("""{"multiples":{},"units":[{"symbol":"甲","aliases":[],"dimension":"d","factor":"一","source":"s"}]}""")]
    [InlineData("""{"multiples":{},"units":[{"symbol":"甲","aliases":[],"dimension":"d","factor":"1","source":""}]}""")]
    [InlineData("""{"units":[]}""")]
    public void ARegistryThatContradictsItself_IsRefused(string json)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json));
        Assert.Throws<InvalidDataException>(() => UnitsOfMeasure.Load(stream));
    }
}

public class AreaTests
{
    [Fact]
    public void MuAndHectares_CompareExactly()
    {
        Assert.True(Area.Mu(30) == Area.Hectares(2));
        Assert.True(Area.Mu(30.000001m) > Area.Hectares(2));
        Assert.True(Area.Mu(29.999999m) < Area.Hectares(2));
        Assert.True(Area.Mu(30) >= Area.Hectares(2) && Area.Mu(30) <= Area.Hectares(2));
        Assert.Equal(Area.Hectares(1), Area.SquareMetres(10_000));
        Assert.Equal(0, Area.Mu(15).CompareTo(Area.Hectares(1)));
    }

    [Theory]
    [InlineData("2公顷", "30亩（2公顷）")]
    [InlineData("3亩", "3亩（0.2公顷）")]
    [InlineData("1亩", "1亩（约0.0667公顷）")]
    [InlineData("1.5万亩", "15000亩（1000公顷）")]
    public void AnArea_IsReadAndPrintedInBothUnits(string text, string expected)
    {
        Assert.True(Area.TryParse(text, out var area));
        Assert.Equal(expected, area.ToString());
    }

    [Theory]
    [InlineData("3户")]
    [InlineData("3")]
    [InlineData(null)]
    public void WhatIsNoArea_IsRefused(string? text) => Assert.False(Area.TryParse(text, out _));

    [Fact]
    public void AnAreaBelowNothing_IsRefused() => Assert.Throws<ArgumentOutOfRangeException>(() => Area.Mu(-1));

    [Fact]
    public void AnyHectares_AreExactInMuAndBack() =>
        Gen.Decimal[0, 1_000_000].Select(d => Math.Round(d, 6)).Sample(h => Area.Hectares(h).InHectares == h && (Area.Hectares(h) + Area.Mu(1)).InMu == (h * 15) + 1);
}

public class YuanTests
{
    [Theory]
    [InlineData("1,200元", "1200")]
    [InlineData("100万元", "1000000")]
    [InlineData("3.5亿元", "350000000")]
    [InlineData("二十万元", "200000")]
    [InlineData("人民币5000元", "5000")]
    [InlineData("¥5000", "5000")]
    [InlineData("￥5,000.50元", "5000.5")]
    [InlineData("5角", "0.5")]
    [InlineData("-3万元", "-30000")]
    public void AnAmount_IsReadInYuan(string text, string yuan)
    {
        Assert.True(Yuan.TryParse(text, out var amount), text);
        Assert.Equal(decimal.Parse(yuan), amount.Amount);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("100")]
    [InlineData("100万")]
    [InlineData("100美元")]
    [InlineData("100万元/亩")]
    public void AnAmountWithoutItsUnit_IsRefused(string? text) => Assert.False(Yuan.TryParse(text, out _));

    [Theory]
    [InlineData("0", "0元")]
    [InlineData("9999.5", "9999.5元")]
    [InlineData("10000", "1万元")]
    [InlineData("12345", "1.2345万元")]
    [InlineData("12345.67", "12345.67元")]
    [InlineData("350000000", "3.5亿元")]
    [InlineData("100000001", "10000.0001万元")]
    [InlineData("-30000", "-3万元")]
    public void AnAmount_IsPrintedShortAndWhole(string yuan, string expected) => Assert.Equal(expected, new Yuan(decimal.Parse(yuan)).ToString());

    [Fact]
    public void WhatIsPrinted_IsReadBack() =>
        Gen.Long[-100_000_000_000_000, 100_000_000_000_000].Sample(fen => Yuan.TryParse(new Yuan(fen / 100m).ToString(), out var back) && back.Amount == fen / 100m);

    [Fact]
    public void TheLastInstalment_TakesWhatIsLeft()
    {
        // 40%, 40% and the rest of 1000.01: 400.004 is cut to 400.00 twice.
        Assert.Equal([new Yuan(400), new Yuan(400), new Yuan(1000.01m - 400 - 400)], new Yuan(1000.01m).Split(40, 40, 20));
    }

    [Theory]
    [InlineData(40, 40, 21)]
    [InlineData(120, -20, 0)]
    public void SharesThatAreNoWhole_AreRefused(int first, int second, int third) => Assert.Throws<ArgumentException>(() => new Yuan(100).Split(first, second, third));

    [Fact]
    public void NoShares_AreRefused() => Assert.Throws<ArgumentException>(() => new Yuan(100).Split([]));

    [Fact]
    public void AnySplit_AddsUpAndNothingFallsBelowZero() =>
        Gen.Select(Gen.Long[0, 1_000_000_000_000], Gen.Int[0, 100].Array[0, 12]).Sample((fen, cuts) =>
        {
            int[] ends = [.. cuts.Append(100).Order()];
            var percents = ends.Select((end, i) => (decimal)(end - (i == 0 ? 0 : ends[i - 1]))).ToArray();
            var parts = new Yuan(fen / 100m).Split(percents);
            return parts.Sum(p => p.Amount) == fen / 100m && parts.All(p => p.Amount >= 0)
                && parts.Zip(percents).SkipLast(1).All(p => Math.Abs(p.First.Amount - (fen / 100m * p.Second / 100)) < 0.01m);
        });
}
