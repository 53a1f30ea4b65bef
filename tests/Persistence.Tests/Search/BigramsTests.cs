using CsCheck;
using Xunit;

namespace Bihuan.Persistence.Tests;

public class BigramsTests
{
    public static TheoryData<string, string, string> Cut => new()
    {
        // text           pairs and the last of each run    with every character
        { "",             "",                               "" },
        { "应",           "应",                             "应" },
        { "应急",         "应急 急",                        "应 应急 急" },
        { "应急局",       "应急 急局 局",                   "应 应急 急 急局 局" },
        { "应急，局",     "应急 急 局",                     "应 应急 急 局" },
        { "共5家",        "共 5 家",                        "共 5 家" },
        { "人人人",       "人人 人",                        "人 人人" },
        { "𠮷野家",       "𠮷野 野家 家",                   "𠮷 𠮷野 野 野家 家" },
        { "PM2.5 达标率", "pm 2.5 达标 标率 率",            "pm 2.5 达 达标 标 标率 率" },
    };

    [Theory, MemberData(nameof(Cut))]
    public void AText_IsCutIntoPairs(string text, string pairs, string every)
    {
        Assert.Equal(pairs, string.Join(' ', Bigrams.Of(FoldedText.Of(text).Value, everyCharacter: false)));
        Assert.Equal(every, string.Join(' ', Bigrams.Of(FoldedText.Of(text).Value, everyCharacter: true)));
    }

    [Fact]
    public void ALongWord_IsIndexedByItsBeginning_AndALongTextAsFarAsPostgreSqlTakesIt()
    {
        Assert.Equal([new string('a', 40)], Bigrams.Of(FoldedText.Of(new string('a', 5_000)).Value, everyCharacter: true));

        var text = string.Concat(Enumerable.Range(0x4E00, 20_000).Select(c => $"{(char)c}甲{(char)c}乙"));
        Assert.Equal(Bigrams.MostTokens, Bigrams.Of(FoldedText.Of(text).Value, everyCharacter: true).Count);
    }

    /// <summary>The index may offer too much, never too little: a text that contains a phrase has all tokens by which the phrase is looked up,
    /// in either way of cutting.</summary>
    [Fact]
    public void ATextWithAPhrase_HasItsTokens() => Gen.Select(FoldedTextTests.Texts, FoldedTextTests.Texts, Gen.Bool, Gen.Int[0, 30], Gen.Int[0, 30]).Sample(
        (before, middle, isPrefix, from, to) =>
        {
            // Often a stretch of the text itself, else something that may or may not be in it.
            var text = before + middle;
            var stretch = from < to && to <= text.Length ? text[from..to] : middle;
            if (SearchPhrase.Of(stretch, isPrefix) is not { } phrase)
            {
                return;
            }

            var folded = FoldedText.Of(text).Value;
            var every = Bigrams.Of(folded, everyCharacter: true);
            var pairs = Bigrams.Of(folded, everyCharacter: false);
            if (folded.Contains(phrase.Needle, StringComparison.Ordinal))
            {
                Assert.All(phrase.Tokens, t => Assert.Contains(every, e => Has(e, t, phrase, single: false)));
                Assert.All(phrase.Tokens, t => Assert.Contains(pairs, e => Has(e, t, phrase, single: true)));
            }
            else if (phrase.IsOneToken)
            {
                Assert.DoesNotContain(every, e => Has(e, phrase.Tokens[0], phrase, single: false));
                Assert.DoesNotContain(pairs, e => Has(e, phrase.Tokens[0], phrase, single: true));
            }
        },
        iter: 50_000);

    /// <summary>As the databases compare: the beginning is enough for the beginning of a word, and for a single character where only pairs are kept.</summary>
    private static bool Has(string there, string wanted, SearchPhrase phrase, bool single) =>
        (phrase is { IsPrefix: true, IsOneToken: true } || (single && Bigrams.IsSingle(wanted))) ? there.StartsWith(wanted, StringComparison.Ordinal) : there == wanted;
}
