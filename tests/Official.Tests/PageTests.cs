using Xunit;

namespace Bihuan.Official.Tests;

/// <summary>The figures of GB/T 9704-2012 (standards.md §2.1), measured on the pages that LibreOffice sets.</summary>
public class PageTests(Rendered rendered)
{
    public static TheoryData<string> Names => [.. Samples.All.Keys];

    public static TheoryData<int> Lengths => [.. Rendered.Lengths];

    public static TheoryData<int> FigureLengths => [.. Rendered.FigureLengths];

    [Theory, MemberData(nameof(Names))]
    public async Task EveryPage_IsA4_WithItsTextInTheTypeArea(string name)
    {
        foreach (var page in await rendered.PagesAsync(name))
        {
            Assert.Equal(210, page.Width, 0.5);
            Assert.Equal(297, page.Height, 0.5);
            Assert.All(page.Glyphs.Where(g => g.Base is > Sheet.Top and < Sheet.Bottom && !g.IsRed), g => Assert.True(g.Left > Sheet.Left - 1 && g.Right < Sheet.Right + 1, $"{g} on page {page.Number}"));
        }
    }

    [Theory, MemberData(nameof(Names))]
    public async Task TheCountOfPages_IsWhatTheWriterSaid(string name) =>
        Assert.Equal((await rendered.PagesAsync(name)).Count, ((Kernel.Result<Written>.Done)DocxWriter.Write(Samples.All[name], Samples.Fonts, Stream.Null)).Value.Pages);

    [Fact]
    public async Task AFullPage_Has22LinesOf28Characters_WhichFillTheTypeArea()
    {
        var pages = await rendered.PagesAsync("grid");
        foreach (var page in pages.Skip(1).SkipLast(1))
        {
            Assert.Equal(22, page.Lines.Count);
            Assert.All(page.Lines.Where(l => l[0].Left < Sheet.Left + 5), l => Assert.Equal(28, l.Count));
            Assert.Contains(page.Lines, l => l.Count == 28);

            // 3号 in a line of 29 points: the first characters begin a little below the edge, the last end a little above it.
            Assert.InRange(page.Lines[0].Min(g => g.Top), Sheet.Top, Sheet.Top + 5);
            Assert.InRange(page.Lines[^1].Max(g => g.Bottom), Sheet.Bottom - 5, Sheet.Bottom);
            Assert.Equal(Sheet.Left, page.Lines.Min(l => l[0].Left), 1.0);
            Assert.Equal(Sheet.Right, page.Lines.Max(l => l[^1].Right), 1.0);
        }

        Assert.Equal(6, pages.Count);
    }

    [Theory]
    [InlineData("notice", 37 + 35)]
    [InlineData("bulletin", 37 + 35)]
    [InlineData("minutes", 37 + 35)]
    [InlineData("joint", 37 + 35)]
    [InlineData("order", 37 + 20)]
    [InlineData("letter", 30)]
    public async Task TheMark_IsRed_Centred_AndAtItsHeight(string name, double top)
    {
        var mark = (await rendered.PagesAsync(name))[0].Glyphs.Where(g => g.IsRed).ToList();
        Assert.True(mark.Count >= 6);
        Assert.Equal(top, mark.Min(g => g.Top), 1.5);
        Assert.Equal((Sheet.Left + Sheet.Right) / 2, (mark.Min(g => g.Left) + mark.Max(g => g.Right)) / 2, name == "letter" ? 1.5 : 2.0);
        Assert.True(mark.Max(g => g.Right) - mark.Min(g => g.Left) <= 157);
    }

    [Theory]
    [InlineData("notice")]
    [InlineData("bulletin")]
    [InlineData("joint")]
    public async Task TheRedRule_Is4MillimetresBelowTheNumber_AsWideAsTheTypeArea(string name)
    {
        var page = (await rendered.PagesAsync(name))[0];
        var rules = page.Bars.Where(b => b.IsRed && b.Bottom - b.Top < 2).ToList();
        var rule = rules[0];
        Assert.All(rules, r => Assert.Equal(rule.Middle, r.Middle, 0.6));
        Assert.Equal(156, rule.Right - rule.Left, 1.0);
        Assert.Equal(Sheet.Left, rule.Left, 1.0);
        Assert.Equal(4, rule.Middle - page.LineWith("〔2022〕").Max(g => g.Bottom), 1.0);
    }

    [Theory]
    [InlineData("notice", 2)]
    [InlineData("bulletin", 2)]
    public async Task TheTitle_IsCentred_TwoLinesBelowTheRule(string name, int blanks)
    {
        var page = (await rendered.PagesAsync(name))[0];
        var rule = page.Bars.First(b => b.IsRed && b.Bottom - b.Top < 2);
        var title = page.Lines.First(l => l[0].Base > rule.Bottom);
        Assert.Equal((Sheet.Left + Sheet.Right) / 2, (title[0].Left + title[^1].Right) / 2, 2.0);
        Assert.Equal(blanks * 10.2, title.Min(g => g.Top) - rule.Bottom, 3.5);
        Assert.All(title, g => Assert.Contains("Bold", g.Font, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("bulletin")]
    [InlineData("grid")]
    public async Task PageNumbers_StandRightOnOddAndLeftOnEvenPages_SevenMillimetresBelow(string name)
    {
        var pages = await rendered.PagesAsync(name);
        Assert.True(pages.Count > 3);
        foreach (var page in pages)
        {
            var foot = page.Foot;
            Assert.Equal($"—{page.Number}—", string.Concat(foot.OrderBy(g => g.Left).Select(g => g.Text)));

            // One blank character of 14 points to the side.
            Assert.Equal(4.9, page.Number % 2 == 1 ? Sheet.Right - foot.Max(g => g.End) : foot.Min(g => g.Left) - Sheet.Left, 1.0);
            Assert.Equal(Sheet.Bottom + 7, (foot.First(g => g.Text == "—").Top + foot.First(g => g.Text == "—").Bottom) / 2, 1.0);
        }
    }

    [Theory, MemberData(nameof(Lengths))]
    public async Task TheImprint_EndsTheLastEvenPage_AndNoPageCarriesTheSignatureAlone(int length)
    {
        var pages = await rendered.PagesAsync(Rendered.NameOf(length));
        Assert.Equal(0, pages.Count % 2);
        var last = pages[^1];
        Assert.All(pages.SkipLast(1), p => Assert.DoesNotContain("印发", p.Text, StringComparison.Ordinal));
        Assert.Equal(Sheet.Bottom, last.LineWith("印发").Max(g => g.Bottom), 4.0);
        Assert.Contains("抄送：", last.TextLines[^2], StringComparison.Ordinal);
        Assert.Equal(3, last.Bars.Count(b => b.Right - b.Left > 150 && b.Middle > 220));
        Assert.All(last.Bars.Where(b => b.Right - b.Left > 150 && b.Middle > 220), b => Assert.Equal(Sheet.Left, b.Left, 1.0));

        var dated = pages.Single(p => p.TextLines.Any(l => l == "2022年3月15日"));
        Assert.Contains(dated.TextLines, l => l.EndsWith("办结。", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ABlankPageBeforeTheImprint_AndTheImprintsPage_HaveNoNumber()
    {
        var pages = await rendered.PagesAsync(Rendered.NameOf(25));
        Assert.Equal(4, pages.Count);
        Assert.Equal([true, true, false, false], pages.Select(p => p.Foot.Count > 0));
        Assert.Empty(pages[2].Glyphs);
    }

    /// <summary>Letters and digits have other widths in other fonts; the signature is moved until the page of the imprint does not hang on them.</summary>
    [Theory, MemberData(nameof(FigureLengths))]
    public async Task TheImprint_EndsTheLastEvenPage_WhateverTheWidthOfFigures(int length)
    {
        var pages = await rendered.PagesAsync(Rendered.FiguresOf(length));
        var written = ((Kernel.Result<Written>.Done)DocxWriter.Write(Samples.WithFigures(length), Samples.Fonts, Stream.Null)).Value;
        TestContext.Current.TestOutputHelper?.WriteLine($"{written.Pages} pages, {(written.PagesAreCertain ? "" : "un")}certain; LibreOffice sets {pages.Count}");
        Assert.Equal(written.Pages, pages.Count);
        Assert.Equal(Sheet.Bottom, pages[^1].LineWith("印发").Max(g => g.Bottom), 4.0);
    }

    [Fact]
    public async Task TheDate_EndsFourCharactersFromTheRight_TheIssuerAboveItsMiddle()
    {
        var page = (await rendered.PagesAsync("notice"))[1];
        var date = page.LineWith("2022年3月15日");
        var issuer = page.LineWith("东江区人民政府督查室");
        Assert.Equal(4 * 5.55, Sheet.Right - date[^1].Right, 1.5);
        Assert.Equal((date[0].Left + date[^1].Right) / 2, (issuer[0].Left + issuer[^1].Right) / 2, 4.5); // LibreOffice sets 2022年 with a gap
        Assert.Contains("加盖印章", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheTablesHead_ComesAgainOnEachPage_AndNoRowIsCut()
    {
        var pages = (await rendered.PagesAsync("bulletin")).Where(p => p.Text.Contains("标段建设", StringComparison.Ordinal)).ToList();
        Assert.True(pages.Count >= 2);
        Assert.All(pages, p => Assert.Contains("序号事项牵头单位时限", p.TextLines));
        Assert.All(pages, p => Assert.DoesNotContain(p.TextLines.Take(1), l => l == "后"));
    }

    [Fact]
    public async Task AnAttachment_BeginsAPage_WithItsTitleOnTheThirdLine()
    {
        var pages = await rendered.PagesAsync("bulletin");
        foreach (var (label, title) in new[] { ("附件1", "各月办结情况"), ("附件2", "关于进一步严格督查督办工作纪律") })
        {
            var page = pages.Single(p => p.TextLines[0] == label);
            Assert.Equal(Sheet.Left, page.Lines[0][0].Left, 1.0);
            Assert.Contains("Sans", page.Lines[0][0].Font, StringComparison.Ordinal);
            Assert.Equal(title, page.TextLines[1]);
            Assert.Equal(2 * 10.2, page.Lines[1][0].Base - page.Lines[0][0].Base, 3.0);
        }

        var note = pages.Single(p => p.Text.Contains("附件：", StringComparison.Ordinal));
        Assert.Equal(note.LineWith("各月办结情况").First(g => g.Text == "各").Left, note.LineWith("关于进一步").First(g => g.Text == "关").Left, 0.5);
    }

    [Fact]
    public async Task ALetter_HasTwoDoubleRulesOf170Millimetres_AndNoNumberOnItsFirstPage()
    {
        var pages = await rendered.PagesAsync("letter");
        var rules = pages[0].Bars.Where(b => b.IsRed).ToList();
        Assert.All(rules, r => Assert.Equal(170, r.Right - r.Left, 1.0));
        Assert.All(rules, r => Assert.Equal(20, r.Left, 1.0));
        var mark = pages[0].Glyphs.Where(g => g.IsRed).Max(g => g.Bottom);
        Assert.Equal(4, rules.Min(r => r.Top) - mark, 1.5);
        Assert.Equal(297 - 20, rules.Max(r => r.Bottom), 1.0);
        Assert.DoesNotContain(pages[0].Foot, g => g.Text == "—");
        Assert.Contains(pages[1].Foot, g => g.Text == "2");
        Assert.DoesNotContain("印发", string.Concat(pages.Select(p => p.Text)), StringComparison.Ordinal);
        Assert.EndsWith("〔2022〕7号", pages[0].TextLines[1], StringComparison.Ordinal);
        Assert.StartsWith("加急", pages[0].TextLines[1], StringComparison.Ordinal);
        Assert.Equal(Sheet.Right, pages[0].Lines[1][^1].Right, 1.5);
    }
}
