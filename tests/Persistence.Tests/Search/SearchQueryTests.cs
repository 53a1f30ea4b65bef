using System.Globalization;
using Bihuan.Kernel;
using CsCheck;
using Xunit;

namespace Bihuan.Persistence.Tests;

public class SearchQueryTests
{
    private static readonly SearchField[] Fields = [new("kind", ["文种", "type"]), new("unit", ["单位"]), new("date", ["日期"], IsDate: true)];

    public static TheoryData<string, string> Good => new()
    {
        { "森林 防火", "[森林] [防火]" },
        { "森林　防火\t", "[森林] [防火]" },
        { "\"森林 防火\"", "[森林 防火]" },
        { "“森林 防火”", "[森林 防火]" },
        { "「森林 防火」办法", "[森林 防火 办法]" },
        { "\"森林 防火", "[森林 防火]" },
        { "“十四五”规划", "[十四五 规划]" },
        { "甲区“十四五”规划", "[甲区 十四五 规划]" },
        { "甲政办〔2022〕5号", "[甲政办 2022 5 号]" },
        { "责任单位：甲局", "[责任单位 甲局]" },
        { "应急 -演练", "[应急] -[演练]" },
        { "应急 －\"演练 方案\"", "[应急] -[演练 方案]" },
        { "pm2-5 应急 - 演练 -", "[ pm 2 5 ] [应急] [演练]" },
        { "Govern* 5*", "[ govern] [ 5]" },
        { "应急*", "[应急]" },
        { "，。 应急 \"\"", "[应急]" },
        { "文种:通知", "kind=通知" },
        { "TYPE：通知，意见 应急", "[应急] kind=通知|意见" },
        { "kind:通知 文种:决定", "kind=通知|决定" },
        { "单位:\"甲区 教育局\"", "unit=甲区 教育局" },
        { "\"单位:甲\"", "[单位 甲]" },
        { "日期:2021", "2021-01-01..2021-12-31" },
        { "日期:2021-02", "2021-02-01..2021-02-28" },
        { "日期:2020年2月29日", "2020-02-29..2020-02-29" },
        { "日期:2021.3..2022/6/1 应急", "[应急] 2021-03-01..2022-06-01" },
        { "日期:2021..", "2021-01-01.." },
        { "日期:..２０２１", "..2021-12-31" },
        { "文种:通知 -演练", "-[演练] kind=通知" },
    };

    [Theory, MemberData(nameof(Good))]
    public void AQuery_IsReadAsItIsMeant(string text, string expected) => Assert.Equal(expected, Shown(Assert.IsType<Result<SearchQuery>.Done>(SearchQueryParser.Parse(text, Fields)).Value));

    public static TheoryData<string?, string> Bad => new()
    {
        { null, "SEARCH-001 q" },
        { " 。\"", "SEARCH-001 q" },
        { "-演练", "SEARCH-002 q" },
        { new string('甲', SearchQueryParser.LongestText + 1), "SEARCH-003 q" },
        { string.Join(' ', Enumerable.Repeat("甲", SearchQueryParser.MostTerms + 1)), "SEARCH-004 q" },
        { "文种: 通知", "SEARCH-005 kind" },
        { "日期:2021-13", "SEARCH-006 date" },
        { "日期:2021-02-29", "SEARCH-006 date" },
        { "日期:昨天", "SEARCH-006 date" },
        { "日期:..", "SEARCH-006 date" },
        { "日期:2022..2021", "SEARCH-006 date" },
        { "日期:99999999999", "SEARCH-006 date" },
        { "应急 -文种:通知", "SEARCH-007 kind" },
        { "文种: -单位:甲 日期:0", "SEARCH-005 kind, SEARCH-007 unit, SEARCH-006 date" },
    };

    [Theory, MemberData(nameof(Bad))]
    public void WhatCannotBeLookedFor_IsRefusedWithEveryReason(string? text, string expected) =>
        Assert.Equal(expected, string.Join(", ", Assert.IsType<Result<SearchQuery>.Refused>(SearchQueryParser.Parse(text, Fields)).Problems.Select(p => $"{p.Code} {p.Field}")));

    /// <summary>Whatever is typed is an answer; and whatever is looked for can be put to both databases.</summary>
    [Fact]
    public void AnyText_IsAnAnswer() => Gen.Select(FoldedTextTests.Texts, Gen.Int[0, 4].Select(i => ((string[])["", "文种:", "日期：", "-", "\""])[i]), FoldedTextTests.Texts).Select((a, b, c) => $"{a} {b}{c}").Sample(
        text =>
        {
            var answer = SearchQueryParser.Parse(text, Fields);
            if (answer is Result<SearchQuery>.Done(var query))
            {
                Assert.All(query.Terms.SelectMany(t => t.AnyOf).Concat(query.Excluded), p => Assert.NotEmpty(p.Tokens));
                Assert.True(SqliteMatch.Of(query) is not null || query.Terms.Count + query.Filters.Count == 0);
                Highlights.In(text, query);
            }
            else
            {
                Assert.NotEmpty(Assert.IsType<Result<SearchQuery>.Refused>(answer).Problems);
            }
        },
        iter: 20_000);

    [Fact]
    public void OtherNames_AreLookedForToo_ExceptThoseThatContainAnother()
    {
        string[] names = ["甲区教育局", "区教育局", "教育局", "甲区教委"];
        var query = Assert.IsType<Result<SearchQuery>.Done>(SearchQueryParser.Parse("甲区教委 学校", Fields)).Value.WithOtherNames(n => names.Contains(n) ? names : []);
        Assert.Equal("[教育局 / 甲区教委] [学校]", Shown(query));
    }

    [Fact]
    public void ALongPhrase_IsLookedUpBySixOfItsTokens_AndComparedAsAWhole()
    {
        var phrase = SearchPhrase.Of("甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未")!;
        Assert.Equal(6, phrase.Tokens.Count);
        Assert.Equal(["甲乙", "午未"], [phrase.Tokens[0], phrase.Tokens[^1]]);
        Assert.False(phrase.IsOneToken);
        Assert.Equal(phrase.Text, phrase.Needle);
    }

    private static string Shown(SearchQuery query)
    {
        IEnumerable<string> parts =
        [
            .. query.Terms.Select(t => $"[{string.Join(" / ", t.AnyOf.Select(p => p.Needle))}]"),
            .. query.Excluded.Select(p => $"-[{p.Needle}]"),
            .. query.Filters.Select(f => $"{f.Field}={string.Join('|', f.AnyOf)}"),
            .. query is { From: null, To: null } ? (string[])[] : [$"{Day(query.From)}..{Day(query.To)}"],
        ];
        return string.Join(' ', parts);

        static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
    }
}
