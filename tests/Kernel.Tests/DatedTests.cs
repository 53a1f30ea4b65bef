using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Bihuan.Kernel.Tests;

public class DatedTests
{
    private static readonly Clause First = new("甲政发〔2020〕1号", "第三条");
    private static readonly Clause Second = new("甲政发〔2022〕7号", "第四条");

    private static readonly Dated<decimal> Cap = new([new(new(2020, 1, 1), 100, First, To: new(2021, 6, 30)), new(new(2022, 3, 1), 150, Second)]);

    [Theory]
    [InlineData("2019-12-31", null)]
    [InlineData("2020-01-01", 100)]
    [InlineData("2021-06-30", 100)]
    [InlineData("2021-07-01", null)]     // between two documents
    [InlineData("2022-02-28", null)]
    [InlineData("2022-03-01", 150)]
    [InlineData("9999-12-31", 150)]
    public void OnADay_TheValueThenInForceOrARefusal(string day, int? expected)
    {
        var on = DateOnly.Parse(day);
        Assert.Equal(expected, (int?)Cap.TryOn(on)?.Value);
        if (expected is null)
        {
            Assert.Equal(on, Assert.Throws<NotInForceException>(() => Cap.On(on)).Day);
        }
        else
        {
            Assert.Equal(expected, (int)Cap.On(on).Value);
        }
    }

    [Fact]
    public void AValue_NamesItsClause() => Assert.Equal(Second, Cap.On(new(2023, 1, 1)).Source);

    public static TheoryData<string, DatedValue<int>[]> Bad => new()
    {
        { "none", [] },
        { "out of order", [new(new(2022, 1, 1), 1, First), new(new(2021, 1, 1), 2, Second)] },
        { "the same day twice", [new(new(2022, 1, 1), 1, First), new(new(2022, 1, 1), 2, Second)] },
        { "overlapping", [new(new(2021, 1, 1), 1, First, To: new(2022, 1, 1)), new(new(2022, 1, 1), 2, Second)] },
        { "ends before it begins", [new(new(2022, 1, 2), 1, First, To: new(2022, 1, 1))] },
    };

    [Theory, MemberData(nameof(Bad))]
    public void AHistoryThatContradictsItself_IsRefused(string what, DatedValue<int>[] values) =>
        Assert.True(Record.Exception(() => new Dated<int>(values)) is ArgumentException, what);
}

public class IdTests
{
    private readonly record struct PlotId(Guid Value) : IId<PlotId>
    {
        public static PlotId From(Guid value) => new(value);
    }

    [Fact]
    public void ANewId_CarriesTheClocksTimeAndIsReadBack()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2022, 4, 1, 0, 0, 0, TimeSpan.Zero));
        var first = Id.New<PlotId>(clock);
        clock.Advance(TimeSpan.FromMilliseconds(1));
        var second = Id.New<PlotId>(clock);

        Assert.Equal(7, first.Value.Version);
        Assert.True(string.CompareOrdinal(first.Value.ToString(), second.Value.ToString()) < 0);
        Assert.True(Id.TryParse<PlotId>(first.Value.ToString(), out var back));
        Assert.Equal(first, back);
    }

    [Theory]
    [InlineData("")]
    [InlineData("00000000-0000-0000-0000-000000000000")]
    [InlineData("f47ac10b-58cc-4372-a567-0e02b2c3d479")]     // version 4
    [InlineData("017f22e2-79b0-7cc3-98c4-dc0c0c07398")]      // one short
    public void WhatIsNoIdOfOurs_IsRefused(string text) => Assert.False(Id.TryParse<PlotId>(text, out _));
}

public class ResultTests
{
    private static readonly Problem Missing = new("T-001", "name", "请填写名称。");

    [Fact]
    public void Match_TakesTheWayOfTheResult()
    {
        Result<int> done = 5;
        Result<int> refused = Missing;
        Assert.Equal("5", done.Match(v => v.ToString(), p => p[0].Code));
        Assert.Equal("T-001", refused.Match(v => v.ToString(), p => p[0].Code));
    }

    [Fact]
    public void Map_ChangesTheValueAndKeepsTheReasons()
    {
        Result<int> done = 5;
        Result<int> refused = Missing;
        Assert.Equal(new Result<string>.Done("6"), done.Map(v => (v + 1).ToString()));
        Assert.Equal([Missing], Assert.IsType<Result<string>.Refused>(refused.Map(v => v.ToString())).Problems);
    }
}
