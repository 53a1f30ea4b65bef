using System.Text;
using CsCheck;
using Xunit;

namespace Bihuan.Persistence.Tests;

public class FoldedTextTests
{
    /// <summary>Characters that mean something to folding, and some that must mean nothing.</summary>
    private static readonly string[] Characters =
    [
        "甲", "乙", "工", "作", "企", "业", "𠮷", "𪚥", "〇", "○", "々", "の", "a", "B", "é", "e\u0301", "Ⅱ", "ⅳ", "1", "2", "200", "２", ".", "．", ",", "，", "。", "〔", "]", "（", ":", "：", " ", "\u3000", "\n", "\t",
        "-", "－", "*", "\"", "“", "”", "「", "》", "|", "'", "\\", "~", "&", "!", "%", "\0", "\uE000", "\uD800", "\uDC00", "\uFFFD", "\u200B", "①",
    ];

    internal static readonly Gen<string> Texts = Gen.Int[0, Characters.Length - 1].Array[0, 30].Select(picks => string.Concat(picks.Select(i => Characters[i])));

    public static TheoryData<string, string> Folded => new()
    {
        { "", " " },
        { "。，", " " },
        { "应急", " 应急 " },
        { "应急，管理", " 应急 管理 " },
        { "甲政办〔2022〕5号", " 甲政办 2022 5 号 " },
        { "甲政办[2022]5号", " 甲政办 2022 5 号 " },
        { "甲政办（２０２２） 5 号", " 甲政办 2022 5 号 " },
        { "甲政办2022 5号", " 甲政办 2022 5 号 " },
        { "共1,200.5万元", " 共 1200.5 万元 " },
        { "1,20，300", " 1 20 300 " },
        { "占比3.5%。", " 占比 3.5 " },
        { "2022.3.15", " 2022 3 15 " },
        { "见3.2.3(2)②", " 见 3 2 3 2 " },
        { "第3.", " 第 3 " },
        { "ＰＭ２．５ Index", " pm 2.5 index " },
        { "5G基站", " 5 g 基站 " },
        { "Ⅳ级响应", " iv 级响应 " },
        { "IV级响应", " iv 级响应 " },
        { "二○二二年", " 二〇二二年 " },
        { "𠮷野家", " 𠮷野家 " },
        { "\uD842野\uDFB7", " 野 " },
        { "甲\uE000乙\0丙", " 甲 乙 丙 " },
        { "É", " é " },
    };

    [Theory, MemberData(nameof(Folded))]
    public void AText_IsComparedByWhatItSays(string text, string folded) => Assert.Equal(folded, FoldedText.Of(text).Value);

    /// <summary>Whatever the text: the form is regular, stays as it is when folded again, and can stand in any database.</summary>
    [Fact]
    public void AnyText_HasOneFoldedForm() => Texts.Sample(
        text =>
        {
            var value = FoldedText.Of(text).Value;
            Assert.StartsWith(" ", value, StringComparison.Ordinal);
            Assert.EndsWith(" ", value, StringComparison.Ordinal);
            Assert.DoesNotContain("  ", value, StringComparison.Ordinal);
            Assert.Equal(value, FoldedText.Of(value).Value);
            Assert.Equal(value, new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(new UTF8Encoding(false, throwOnInvalidBytes: true).GetBytes(value)));
            Assert.DoesNotContain(value, c => c is '\0' or '\'' or '"' or '\\' or '~' or '\uE000');
        },
        iter: 20_000);

    /// <summary>A word knows where it stood.</summary>
    [Theory]
    [InlineData("占比３．５％，Ⅳ级", "3.5", "３．５")]
    [InlineData("占比３．５％，Ⅳ级", "iv", "Ⅳ")]
    [InlineData("共1,200家", "1200", "1,200")]
    [InlineData("在𠮷野，家", "野 家", "野，家")]
    [InlineData("在𠮷野，家", "𠮷", "𠮷")]
    public void AStretch_LeadsBackToTheOriginal(string text, string stretch, string original)
    {
        var folded = FoldedText.Of(text);
        var (start, end) = folded.Original(folded.Value.IndexOf(stretch, StringComparison.Ordinal), stretch.Length);
        Assert.Equal(original, text[start..end]);
    }
}
