using System.Text;
using Xunit;
using static Bihuan.Reading.Tests.Input.Inputs;

namespace Bihuan.Reading.Tests.Input;

public class TextDecoderTests
{
    private const string Text = "柳溪区人民政府办公室关于加强道路养护管理的通知\r\n\t各镇人民政府，区级各部门：\r\n　　一、做好2023年度养护工作，完成里程120公里以上。\r\n";

    private static readonly Encoding Gb18030 = CodePagesEncodingProvider.Instance.GetEncoding("gb18030")!;

    public static TheoryData<string, byte[], string> Encodings => new()
    {
        { "utf-8", Encoding.UTF8.GetBytes(Text), "utf-8" },
        { "utf-8 with mark", [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Text)], "utf-8" },
        { "gb18030", Gb18030.GetBytes(Text), "gb18030" },
        { "utf-16le", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Text)], "utf-16le" },
        { "utf-16be", [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(Text)], "utf-16be" },
    };

    [Theory, MemberData(nameof(Encodings))]
    public void EachEncoding_IsFound_AndNothingIsChanged(string what, byte[] bytes, string encoding)
    {
        var source = Read(bytes, "a.txt");

        Assert.True(source.Text == Text, what);
        Assert.Equal(encoding, source.EncodingName);
        Assert.Empty(source.Repairs);
    }

    [Fact]
    public void RareCharactersOfGb18030_InFourBytesToo_AreRead()
    {
        const string Rare = Text + "联系人：王㛃、李𠮷，地址：堽城镇。";

        Assert.Equal(Rare, Read(Gb18030.GetBytes(Rare), "a.txt").Text);
    }

    [Fact]
    public void AFewWrongBytes_AreReplacedAndNoted()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes(Text), 0xE6, 0x9F, .. Encoding.UTF8.GetBytes("完。")];
        var source = Read(bytes, "a.txt");

        Assert.Equal(Text + "\uFFFD完。", source.Text);
        var repair = Assert.Single(source.Repairs);
        Assert.Equal((RepairKind.ReplacedBytes, "\uFFFD"), (repair.Kind, source.Slice(repair.Range).ToString()));

        bytes = [.. Gb18030.GetBytes(Text), 0xFF, .. Gb18030.GetBytes("完。")];
        source = Read(bytes, "a.txt");

        Assert.Equal((Text + "\uFFFD完。", "gb18030"), (source.Text, source.EncodingName));
        Assert.Single(source.Repairs);
    }

    [Fact]
    public void TwoEncodingsInOneFile_AreRefused_WithALineOfEach()
    {
        var problem = Refused([.. Encoding.UTF8.GetBytes(Text + Text), .. Gb18030.GetBytes(Text)], "混.txt");

        Assert.Equal("INP-016", problem.Code);
        Assert.Contains("第 1 行是 UTF-8，第 7 行是 GB18030", problem.Message, StringComparison.Ordinal);
    }

    public static TheoryData<string, byte[], string> Odd => new()
    {
        { "utf-32", [0xFF, 0xFE, 0, 0, .. Encoding.UTF32.GetBytes(Text)], "INP-018" },
        { "utf-16 without mark", Encoding.Unicode.GetBytes(Text), "INP-018" },
        { "utf-16be without mark", Encoding.BigEndianUnicode.GetBytes(Text), "INP-018" },
        { "big5", CodePagesEncodingProvider.Instance.GetEncoding("big5")!.GetBytes("關於加強道路養護管理的通知，請各單位認真貫徹執行，並於年內完成驗收工作。"), "INP-017" },
        { "only blanks", "  \r\n\t　"u8.ToArray(), "INP-019" },
        { "control characters", [1, 2, 3, 4, 5, 6, 7, 8, (byte)'a'], "INP-003" },
    };

    [Theory, MemberData(nameof(Odd))]
    public void WhatIsNoSuchText_IsRefused(string what, byte[] bytes, string code) => Assert.True(code == Refused(bytes, "a.txt").Code, what);

    [Fact]
    public void TheGazette_IsTheSameInGb18030AndUtf8()
    {
        var text = TestKit.Shared.GazetteText();

        Assert.Equal(text, Read(Encoding.UTF8.GetBytes(text), "a.txt").Text);
        var gb = Read(Gb18030.GetBytes(text), "a.txt");
        Assert.Equal((true, "gb18030"), (gb.Text == text, gb.EncodingName));
    }
}
