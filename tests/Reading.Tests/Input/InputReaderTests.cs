using System.IO.Compression;
using System.Text;
using Bihuan.Kernel;
using Bihuan.Reading.Input;
using Bihuan.TestKit;
using Xunit;
using static Bihuan.Reading.Tests.Input.Inputs;
using static Bihuan.TestKit.DocxFile;

namespace Bihuan.Reading.Tests.Input;

public class InputReaderTests
{
    private static readonly byte[] Ole = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    private static byte[] Compound(string stream) => [.. Ole, .. new byte[1024], .. Encoding.Unicode.GetBytes(stream), .. new byte[512]];

    public static TheoryData<string, byte[], string, string> Unreadable => new()
    {
        { "空.txt", [], "INP-001", "是空的" },
        { "程序.txt", [(byte)'M', (byte)'Z', 0, 0, 1, 2], "INP-003", "可执行程序" },
        { "程序", [0x7F, (byte)'E', (byte)'L', (byte)'F', 2], "INP-003", "可执行程序" },
        { "图.pdf", [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10], "INP-003", "图片" },
        { "照片.docx", [0xFF, 0xD8, 0xFF, 0xE0], "INP-003", "图片" },
        { "旧.doc", Compound("WordDocument"), "INP-004", "另存为 .docx" },
        { "密.docx", Compound("EncryptedPackage"), "INP-005", "打开密码" },
        { "旧.xls", Compound("Workbook"), "INP-006", "Excel" },
        { "安装.msi", Compound("Other"), "INP-003", "旧版 Office" },
        { "新.xlsx", Zip([("xl/workbook.xml", "<a/>")]), "INP-006", "Excel" },
        { "打包.zip", Zip([("a.txt", "a")]), "INP-007", "请先解压" },
        { "公文.ofd", Zip([("OFD.xml", "<a/>")]), "INP-007", "OFD" },
        { "残.docx", DocxFile.Of(Paragraph("甲"))[..200], "INP-008", "已损坏" },
        { "残2.docx", Zip([("word/document.xml", "<w:document")]), "INP-008", "不是合规的 XML" },
        { "残3.docx", Zip([("word/document.xml", "<document/>")]), "INP-008", "已损坏" },
        { "实体.docx", Zip([("word/document.xml", "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>")]), "INP-008", "不是合规的 XML" },
        { "白.docx", DocxFile.Of(Paragraph("")), "INP-019", "没有文字" },
    };

    [Theory, MemberData(nameof(Unreadable))]
    public void WhatCannotBeRead_GetsOneClearSentence(string name, byte[] bytes, string code, string says)
    {
        var problem = Refused(bytes, name);

        Assert.Equal(code, problem.Code);
        Assert.Contains(says, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AFileOverTheLimit_IsRefused_AtOneByteMore()
    {
        var bytes = Encoding.UTF8.GetBytes("一二三四");

        Assert.Equal("一二三四", Read(bytes, "a.txt", new() { MaxBytes = 12 }).Text);
        Assert.Equal("INP-002", Refused(bytes, "a.txt", new() { MaxBytes = 11 }).Code);
        Assert.Contains("11 字节 的上限", Refused(bytes, "a.txt", new() { MaxBytes = 11 }).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ZipBombs_AreRefusedUnopened()
    {
        var zeros = new string(' ', 40 << 20);
        Assert.Contains("压缩比", Refused(Zip([("word/document.xml", zeros)]), "弹.docx").Message, StringComparison.Ordinal);
        Assert.Equal("INP-009", Refused(Zip([("word/document.xml", zeros)]), "弹.docx", new() { MaxUnpackedBytes = 1 << 20 }).Code);
        Assert.Equal("INP-009", Refused(Zip(Enumerable.Range(0, 101).Select(i => ($"word/{i}.xml", "<a/>"))), "多.docx", new() { MaxEntries = 100 }).Code);
    }

    [Fact]
    public void AZipThatUnderstatesItsSize_IsRefused()
    {
        var bytes = Zip([("word/document.xml", "<a>" + new string('b', 100_000) + "</a>")]);
        // The uncompressed size in the central directory, 24 bytes after its signature.
        var at = bytes.AsSpan().LastIndexOf("PK\u0001\u0002"u8);
        BitConverter.TryWriteBytes(bytes.AsSpan(at + 24), 10);

        Assert.StartsWith("INP-00", Refused(bytes, "谎.docx").Code, StringComparison.Ordinal);
    }

    [Fact]
    public void APdfStreamThatUnpacksToGigabytes_IsRefusedWithinTheBudget()
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            var block = new byte[1 << 20];
            for (var i = 0; i < 64; i++)
            {
                zlib.Write(block);
            }
        }

        var pdf = Encoding.Latin1.GetString(new PdfFile().Page().Text(72, 700, "甲").ToBytes());
        var stream = Encoding.Latin1.GetString(packed.ToArray());
        var at = pdf.LastIndexOf("<< /Length", StringComparison.Ordinal);
        var end = pdf.IndexOf("endobj", at, StringComparison.Ordinal);
        pdf = pdf[..at] + $"<< /Length {stream.Length} /Filter /FlateDecode >>\nstream\n{stream}\nendstream\n" + pdf[end..];

        Assert.Equal("INP-009", Refused(Encoding.Latin1.GetBytes(pdf), "弹.pdf", new() { MaxUnpackedBytes = 16 << 20 }).Code);
    }

    [Fact]
    public void AParserThatDoesNotComeBack_IsLeftBehind() =>
        Assert.Equal("INP-020", Refused(DocxFile.Of(string.Concat(Enumerable.Repeat(Paragraph("甲"), 200_000))), "慢.docx", new() { MaxTime = TimeSpan.FromMilliseconds(1) }).Code);

    public static TheoryData<string, string, string> Nested => new()
    {
        { "div", "a.html", Repeat("<div>", 100_000) + "甲" },
        { "inline elements that are reopened", "a.html", Repeat("<p><b><i><font>", 20_000) + "甲" },
        { "inline elements that all differ", "a.html", "<p>" + string.Concat(Enumerable.Range(0, 3_000).Select(i => $"<b a={i}>")) + Repeat("<p>甲", 3_000) },
        { "tables", "a.html", Repeat("<table><tr><td>", 30_000) + "甲" },
        { "tables by mistake", "a.html", Repeat("<table>", 100_000) + "甲" },
        { "lists", "a.html", Repeat("<ol><li>", 50_000) + "甲" },
        { "attributes", "a.html", "<div " + string.Concat(Enumerable.Range(0, 20_000).Select(i => $"a{i} ")) + ">甲" },
        { "spans of a table", "a.html", "<table>" + Repeat("<tr><td colspan=65535 rowspan=65535>甲<td>乙", 5_000) + "</table>" },
        { "end tags", "a.html", Repeat("<div>", 1_000) + Repeat("</b></p></a>", 30_000) + "甲" },
        { "open angle brackets", "a.html", Repeat("<", 500_000) + "甲" },
        { "ampersands", "a.html", "<p>" + Repeat("&", 500_000) + "甲" },
        { "quotes", "a.md", Repeat("> ", 100_000) + "甲" },
        { "brackets", "a.md", Repeat("[", 100_000) + "甲" },
        { "links", "a.md", Repeat("[甲](", 50_000) },
        { "images", "a.md", Repeat("![", 50_000) + "甲" },
        { "emphasis", "a.md", Repeat("*甲_", 50_000) },
        { "lists in Markdown", "a.md", Repeat("- ", 50_000) + "甲" },
        { "code marks", "a.md", string.Concat(Enumerable.Range(1, 1_000).Select(i => "甲" + new string('`', i))) },
        { "pipes", "a.md", Repeat("|", 50_000) + "\n" + Repeat("|-", 50_000) + "\n甲" },
        { "a long table", "a.md", "|甲|乙|\n|---|---|\n" + Repeat("|丙|丁|\n", 20_000) },
        { "HTML in Markdown", "a.md", Repeat("<div>\n\n", 20_000) + "甲" },
        { "a long line", "a.md", Repeat("甲", 2_000_000) },
    };

    /// <summary>A stack overflow would end the test run itself.</summary>
    [Theory, MemberData(nameof(Nested))]
    public void DeepNesting_EndsInTextOrAProblem_Soon(string what, string name, string text)
    {
        var result = InputReader.Read(Encoding.UTF8.GetBytes(text), name, new() { MaxTime = TimeSpan.FromMinutes(5) });

        Assert.True(result is Result<SourceText>.Done || ((Result<SourceText>.Refused)result).Problems[0].Code is "INP-014" or "INP-015" or "INP-019", what);
    }

    [Fact]
    public void DeepNestingInDocx_IsRefused_AndShallowRead()
    {
        static string Tables(int depth) => Repeat("<w:tbl><w:tr><w:tc>", depth) + Paragraph("甲") + Repeat("</w:tc></w:tr></w:tbl>", depth);

        Assert.Contains("甲", Read(Of(Tables(50)), "a.docx").Text, StringComparison.Ordinal);
        Assert.Equal("INP-015", Refused(Of(Tables(100)), "深.docx").Code);
        Assert.Equal("INP-015", Refused(Of(Tables(100_000)), "深.docx").Code);
    }

    [Fact]
    public void DeepNestingInPdf_EndsInTextOrAProblem()
    {
        foreach (var (open, close) in ((string, string)[])[("[", "]"), ("<<", ">>"), ("<< /A ", ">>"), ("(", ")"), ("q ", "Q "), ("/A << /B [ ", "] >> ")])
        {
            var pdf = Encoding.Latin1.GetString(new PdfFile().Page().Text(72, 700, "甲乙丙丁戊己庚辛").ToBytes());
            var nested = Repeat(open, 100_000) + Repeat(close, 100_000);
            foreach (var damaged in (string[])[pdf.Replace("/Type /Catalog", "/Type /Catalog /X " + nested, StringComparison.Ordinal), pdf.Replace("BT /F1", nested + " BT /F1", StringComparison.Ordinal)])
            {
                _ = InputReader.Read(Encoding.Latin1.GetBytes(damaged), "a.pdf");
            }
        }
    }

    /// <summary>The same words in each format are the same paragraphs and cells.</summary>
    [Fact]
    public void TheSameContent_GivesTheSameParagraphs_InEveryFormat()
    {
        string[] paragraphs =
        [
            "柳溪区人民政府办公室关于加强道路养护管理的通知", "各镇人民政府，区级各部门：", "一、加快建设，年内完成青石路、望江路两条道路的改造任务，新增机动车泊位三百五十个以上。",
            "（一）由柳溪镇牵头，区住建局、区水利局按照职责分工负责，每月25日前报送工作进度情况。", "二、本通知自2023年3月1日起施行。",
        ];
        string[][] table = [["序号", "任务", "牵头单位"], ["1", "修路", "柳溪镇"], ["2", "架桥", "望江镇"]];
        var pdf = new PdfFile().Flow(paragraphs);
        foreach (var row in Enumerable.Range(0, 4))
        {
            pdf.Rule(72, 300 - (row * 30), 520, 300 - (row * 30)).Rule(72 + (row * 149.333), 300, 72 + (row * 149.333), 210);
        }
        foreach (var (row, cells) in table.Index())
        {
            foreach (var (column, cell) in cells.Index())
            {
                pdf.Text(80 + (column * 149.333), 280 - (row * 30), cell);
            }
        }

        var expected = string.Join('\n', [.. paragraphs, .. table.Select(r => string.Join('\t', r))]);
        var numbering = "<w:abstractNum w:abstractNumId=\"0\">" + Level(0, "chineseCounting", "%1、") + Level(1, "chineseCounting", "（%2）") + "</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>";
        var docx = Paragraph(paragraphs[0]) + Paragraph(paragraphs[1]) + Numbered(paragraphs[2][2..], 1) + Numbered(paragraphs[3][3..], 1, 1) + Numbered(paragraphs[4][2..], 1)
            + Table([.. table.Select(r => string.Concat(r.Select(c => Cell(c))))]);
        var html = $"<html><body><div id=zoom>{string.Concat(paragraphs.Select(p => $"<p>　　{p}</p>"))}<table>{string.Concat(table.Select(r => $"<tr>{string.Concat(r.Select(c => $"<td>{c}</td>"))}</tr>"))}</table></div></body></html>";
        var markdown = $"# {paragraphs[0]}\n\n{string.Join("\n\n", paragraphs.Skip(1))}\n\n" + string.Join('\n', table.Select((r, i) => $"| {string.Join(" | ", r)} |{(i == 0 ? "\n|---|---|---|" : "")}"));

        SourceText[] sources =
        [
            Read(expected, "a.txt"), Read(Of(docx, numbering), "a.docx"), Read(html, "a.html"), Read(markdown, "a.md"), Read(pdf.ToBytes(), "a.pdf"),
        ];

        Assert.All(sources, s => Assert.True(s.Text.Trim() == expected, $"{s.Format}: {s.Text}"));
        Assert.All(sources.Skip(1), s => Assert.Equal(table.SelectMany(r => r), Assert.Single(s.Tables).Cells.Select(c => s.Slice(c.Range).ToString())));
    }

    private static string Repeat(string text, int count) => new StringBuilder(text.Length * count).Insert(0, text, count).ToString();
}
