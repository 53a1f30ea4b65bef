using System.IO.Compression;
using System.Xml.Linq;
using Bihuan.Kernel;
using CsCheck;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;
using Xunit;
using Wp = DocumentFormat.OpenXml.Drawing.Wordprocessing;

namespace Bihuan.Official.Tests;

/// <summary>The files themselves: valid, always the same, with what the paper cannot show.</summary>
public class ValidTests
{
    private const string Characters = "督办事项一二〇，。；：“”《》（）〔2022〕3号abcWmi 0189.%-/_★①—…\u00a0\t\n\r\u0001\ud83d\udd25\ud800\uffff\u200b𠮷<>&\"'";

    public static TheoryData<string> Names => [.. Samples.All.Keys];

    [Theory, MemberData(nameof(Names))]
    public void EverySample_IsValid(string name) => AssertValid(Write(Samples.All[name]));

    [Theory, MemberData(nameof(Names))]
    public void TheSameDocument_GivesTheSameBytes(string name)
    {
        var first = Write(Samples.All[name]);
        Thread.Sleep(20);
        Assert.Equal(first, Write(Samples.All[name] with { }));
        using var zip = new ZipArchive(new MemoryStream(first));
        Assert.All(zip.Entries, e => Assert.Equal(1980, e.LastWriteTime.Year));
        Assert.Equal("[Content_Types].xml", zip.Entries[0].FullName);
        Assert.DoesNotContain(zip.Entries.Where(e => e.FullName.EndsWith(".rels", StringComparison.Ordinal)), e => XDocument.Load(e.Open()).Descendants().Any(r => r.Attribute("Id")?.Value.Length > 20));
    }

    [Fact]
    public void AnotherWord_GivesOtherBytes() => Assert.NotEqual(Write(Samples.Notice), Write(Samples.Notice with { Note = "此件不公开" }));

    [Fact]
    public void AnyText_GivesAValidFile()
    {
        var text = Gen.Char[Characters].Array[0, 120].Select(c => new string(c));
        var block = Gen.Select(Gen.Int[0, 4], text, text, Gen.Int[1, 4], Gen.Bool, (kind, a, b, n, bold) => kind switch
        {
            0 => (Block)new Heading(n, a, bold ? [new Official.Run(b)] : null),
            1 => Table.List([new(n), new(3, Alignment.Right)], [a, "二"], [[b, a], ["", b]]) with { Caption = a },
            2 => new Table([new(1), new(n), new(2)], [[Cell.Of(a, columns: 2), Cell.Of(b, rows: 2)], [Cell.Of(b), Cell.Of(a, heading: true)]]) { HeaderRows = 0, Points = 10.5 },
            _ => new Official.Paragraph([new(a, bold), new(b, Link: bold ? "https://example.org/督办?a=1&b=2" : null)]),
        });
        Gen.Select(text, text, block.Array[0, 6], Gen.Enum<OfficialLayout>(), Gen.Enum<SealPlace>(), Gen.Int[1, 4]).Sample((title, word, blocks, layout, seal, issuers) =>
        {
            var document = Samples.OfLength(0) with
            {
                Layout = layout,
                Title = "题" + title,
                Recipients = [word],
                Mark = IssuerMark.Of("机关" + word),
                Body = blocks,
                Note = word,
                Attachments = [.. Enumerable.Range(0, issuers - 1).Select(i => new Attachment($"{i}" + word, i % 2 == 0 ? blocks : []))],
                Signature = new([.. Enumerable.Range(0, issuers).Select(i => $"{i}机关" + word)], seal),
            };
            AssertValid(Write(document));
            Assert.IsType<Result<WrittenPage>.Done>(HtmlWriter.Write(document, Samples.Fonts, "official.css"));
        }, iter: 60, threads: 1);
    }

    [Theory]
    [InlineData(500, "督")]
    [InlineData(500, "")]
    [InlineData(1, "督办")]
    [InlineData(3, "Pneumonoultramicroscopicsilicovolcanoconiosis")]
    public void LongDocuments_AreValid(int paragraphs, string text) =>
        AssertValid(Write(Samples.OfLength(0) with { Body = [.. Enumerable.Range(0, paragraphs).Select(i => Official.Paragraph.Of(string.Concat(Enumerable.Repeat(text, 1 + (i % 300)))))] }));

    [Fact]
    public void TheFile_CarriesWhatItIs()
    {
        using var file = WordprocessingDocument.Open(new MemoryStream(Write(Samples.Bulletin)), false);
        Assert.Equal("东江区人民政府办公室关于2022年第一季度重点工作推进情况的通报", file.PackageProperties.Title);
        Assert.Equal("东江区人民政府办公室", file.PackageProperties.Creator);
        Assert.Equal("东政办〔2022〕18号", file.PackageProperties.Identifier);
        var custom = file.CustomFilePropertiesPart!.Properties!.Elements<DocumentFormat.OpenXml.CustomProperties.CustomDocumentProperty>().ToDictionary(p => p.Name!.Value!, p => p.InnerText, StringComparer.Ordinal);
        Assert.Equal("2022-03-15", custom["成文日期"]);
        Assert.Equal("秘密", custom["密级"]);
        Assert.Equal("1年", custom["保密期限"]);
        Assert.Equal("特急", custom["紧急程度"]);
        Assert.Equal("通报", custom["文种"]);
        Assert.DoesNotContain("签发人", WordprocessingDocument.Open(new MemoryStream(Write(Samples.Notice)), false).CustomFilePropertiesPart!.Properties!.InnerText, StringComparison.Ordinal);
    }

    [Fact]
    public void ThePage_HasTheGridAndMarginsOfTheStandard_AndHeadingsThatWordKnows()
    {
        using var file = WordprocessingDocument.Open(new MemoryStream(Write(Samples.Bulletin)), false);
        var section = Assert.Single(file.MainDocumentPart!.Document!.Descendants<SectionProperties>());
        var grid = section.GetFirstChild<DocGrid>()!;
        Assert.Equal((DocGridValues.LinesAndChars, 580, -848), (grid.Type!.Value, grid.LinePitch!.Value, grid.CharacterSpace!.Value));
        var margin = section.GetFirstChild<PageMargin>()!;
        Assert.Equal((2098, 1587u, 1474u), (margin.Top!.Value, margin.Left!.Value, margin.Right!.Value));
        Assert.Equal(["heading 1", "heading 2", "heading 3", "heading 4", "Title"], file.MainDocumentPart.StyleDefinitionsPart!.Styles!.Elements<Style>().Select(s => s.StyleName!.Val!.Value!).Where(n => n.StartsWith("heading", StringComparison.Ordinal) || n == "Title"));
        Assert.Contains(file.MainDocumentPart.Document.Descendants<TableRow>(), r => r.Descendants<TableHeader>().Any());
    }

    [Fact]
    public void EveryChart_SaysItsFiguresInWords()
    {
        using var file = WordprocessingDocument.Open(new MemoryStream(Write(Samples.Bulletin)), false);
        var charts = file.MainDocumentPart!.Document!.Descendants<Wp.DocProperties>().Select(p => p.Description!.Value!).ToList();
        Assert.Equal(3, charts.Count);
        Assert.StartsWith("图1　各单位逾期事项。区住房和城乡建设局5项，区应急管理局4项", charts[0], StringComparison.Ordinal);
        Assert.Contains("上年：1月7项，2月8项，3月15项", charts[1], StringComparison.Ordinal);
    }

    [Fact]
    public void ALink_LeadsToItsAddress_AndLooksLikeText()
    {
        using var file = WordprocessingDocument.Open(new MemoryStream(Write(Samples.Notice)), false);
        var link = Assert.Single(file.MainDocumentPart!.Document!.Descendants<Hyperlink>());
        Assert.Equal("督查平台", link.InnerText);
        Assert.Equal("https://example.org/matters/17", file.MainDocumentPart.HyperlinkRelationships.Single(r => r.Id == link.Id).Uri.ToString());
    }

    [Fact]
    public void WithFontsUnknown_ThePreferredIsNamed_WithItsStandInsInOrder()
    {
        using var stream = new MemoryStream();
        var written = Assert.IsType<Result<Written>.Done>(DocxWriter.Write(Samples.Notice, FontMap.Default, stream)).Value;
        Assert.All(written.Fonts, f => Assert.True(f.IsPreferred && f.IsThere is null));
        AssertValid(stream.ToArray());
        using var file = WordprocessingDocument.Open(stream, false);
        var body = file.MainDocumentPart!.FontTablePart!.Fonts!.Elements<Font>().Single(f => f.Name == "仿宋_GB2312");
        Assert.StartsWith("仿宋,FangSong,", body.AltName!.Val!.Value!, StringComparison.Ordinal);
    }

    [Fact]
    public void WithFontsKnown_TheFirstThatIsThere_IsNamed_AndSaid()
    {
        var fonts = Samples.Fonts.Resolve().ToDictionary(f => f.Role);
        Assert.Equal(new FontFamily("Noto Serif CJK SC", Bold: true), fonts[FontRole.Title].Family);
        Assert.Equal(new FontFamily("Noto Sans CJK SC"), fonts[FontRole.Hei].Family);
        Assert.All(fonts.Values, f => Assert.True(f is { IsPreferred: false, IsThere: true }));
        Assert.All((FontMap.Default with { Available = new HashSet<string>() }).Resolve(), f => Assert.True(f is { IsPreferred: true, IsThere: false }));
    }

    internal static byte[] Write(OfficialDocument document)
    {
        using var stream = new MemoryStream();
        Assert.IsType<Result<Written>.Done>(DocxWriter.Write(document, Samples.Fonts, stream));
        return stream.ToArray();
    }

    private static void AssertValid(byte[] bytes)
    {
        using var file = WordprocessingDocument.Open(new MemoryStream(bytes), false);
        var errors = new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2019).Validate(file).Select(e => $"{e.Part?.Uri} {e.Path?.XPath}: {e.Description}").ToList();
        Assert.True(errors.Count == 0, string.Join('\n', errors));
    }
}
