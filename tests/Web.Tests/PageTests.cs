using Bihuan.Persistence;
using Bihuan.Platform;
using Xunit;

namespace Bihuan.Web.Tests;

public class PageTests
{
    private static readonly Keyset<Item> ByName = new Keyset<Item>().By(i => i.Name).By(i => i.Day, descending: true).By(i => i.Id);

    [Theory]
    [InlineData("", null)]
    [InlineData("某局", "2022-03-21")]
    [InlineData(null, "2022-03-21")]
    public void ACursor_HoldsTheValuesOfTheLastItem(string? name, string? day)
    {
        var items = new[] { new Item(name, day is null ? null : DateOnly.Parse(day), 1), new Item("其他", null, 2) };
        var page = Page.Cut(items, ByName, 1);
        Assert.Equal(items[0], Assert.Single(page.Items));
        Assert.True(Page.TryRead(page.Next, ByName, out var last));
        Assert.Equal(ByName.ValuesOf(items[0]), last);
        Assert.Null(Page.Cut(items, ByName, 2).Next);
    }

    [Fact]
    public void ACursor_HoldsTheLongestNames()
    {
        var page = Page.Cut([new Item(new string('某', 500), null, 1), new Item("", null, 2)], ByName, 1);
        Assert.True(Page.TryRead(page.Next, ByName, out _));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void WithoutACursor_TheListBegins(string? cursor)
    {
        Assert.True(Page.TryRead(cursor, ByName, out var last));
        Assert.Null(last);
    }

    [Theory]
    [InlineData("!")]
    [InlineData("bnVsbA")] // null
    [InlineData("e30")] // {}
    [InlineData("W10")] // []
    [InlineData("WyJhIiwiYiIsImMiXQ")] // ["a","b","c"]
    public void OtherText_IsNoCursor(string cursor) => Assert.False(Page.TryRead(cursor, ByName, out _));

    [Theory]
    [InlineData(null, 50)]
    [InlineData(0, 1)]
    [InlineData(7, 7)]
    [InlineData(100_000, 200)]
    public void ALimit_StaysWithinBounds(int? asked, int given) => Assert.Equal(given, Page.Limit(asked));

    private sealed record Item(string? Name, DateOnly? Day, int Id);
}
