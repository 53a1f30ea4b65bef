using Bihuan.Web.Shell;
using Xunit;

namespace Bihuan.Web.Tests;

/// <summary>The guide is there in both languages, and each part of the program leads to its page.</summary>
public class HelpTests
{
    [Fact]
    public void TheGuide_HasTheSamePages_InBothLanguages()
    {
        Assert.True(HelpPages.All(english: false).Count >= 10);
        Assert.Equal(HelpPages.All(english: false).Select(p => p.Slug), HelpPages.All(english: true).Select(p => p.Slug));
        Assert.Equal(HelpPages.All(english: false).Select(p => string.Join(' ', p.Addresses)), HelpPages.All(english: true).Select(p => string.Join(' ', p.Addresses)));
    }

    [Theory]
    [InlineData("", "/help/start")]
    [InlineData("documents/import", "/help/documents")]
    [InlineData("documents/search?q=a", "/help/search")]
    [InlineData("documents/0190a0b0-c0d0-7000-8000-000000000001/review?find=3", "/help/review")]
    [InlineData("documents/0190a0b0-c0d0-7000-8000-000000000001/adopt", "/help/review")]
    [InlineData("organisation/units/new", "/help/organisation")]
    [InlineData("accounts/policy", "/help/administration")]
    [InlineData("unknown", "/help/start")]
    public void EveryAddress_LeadsToItsPage(string address, string help) => Assert.Equal(help, HelpPages.AddressFor(address));

    [Fact]
    public void LinksBetweenPages_AreAddresses()
    {
        var page = HelpPages.Read("a.en.md", "<!-- 1 /x -->\n# T\n\n[b](b.en.md) [c](/scalar) [d](https://example.com) ![p](images/p.png) <script>alert(1)</script>");
        var html = page.Html.Value;
        Assert.Contains("href=\"/help/b\"", html, StringComparison.Ordinal);
        Assert.Contains("href=\"/scalar\"", html, StringComparison.Ordinal);
        Assert.Contains("href=\"https://example.com\"", html, StringComparison.Ordinal);
        Assert.Contains("src=\"/help/images/p.png\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
    }

    /// <summary>A link in the guide leads to a page of the guide or of the program.</summary>
    [Fact]
    public void EveryLink_LeadsSomewhere()
    {
        foreach (var page in HelpPages.All(english: false).Concat(HelpPages.All(english: true)))
        {
            foreach (System.Text.RegularExpressions.Match link in System.Text.RegularExpressions.Regex.Matches(page.Html.Value, "href=\"/help/([^\"]{1,100})\""))
            {
                Assert.True(HelpPages.Find(link.Groups[1].Value, page.IsEnglish) is not null, $"{page.Slug} leads to {link.Groups[1].Value}, which is not there.");
            }
        }
    }
}
