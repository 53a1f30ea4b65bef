using Bihuan.TestKit;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;
using Xunit;

namespace Bihuan.Cli.Tests;

public sealed class WordReportTests : IDisposable
{
    private readonly CommandLine _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public void Report_IsValid_AndHoldsDocumentsTasksAndContradictions()
    {
        Report(_run.Add("a.txt", CommandLine.Notice), body =>
        {
            Assert.Contains(CommandLine.Number, body.InnerText, StringComparison.Ordinal);
            Assert.Contains("新建公办幼儿园", body.InnerText, StringComparison.Ordinal);
            Assert.Contains("区财政局、区住建局", body.InnerText, StringComparison.Ordinal);
            Assert.Equal(["公文目录", "督查台账", "矛盾核对"], body.Elements<Paragraph>().Where(p => p.ParagraphProperties?.ParagraphStyleId?.Val?.Value is "Heading1").Select(p => p.InnerText));
        }, "--kind", "task");
    }

    [Fact]
    public void Report_IsA4_InTheFontsOfOfficialDocuments()
    {
        Report(_run.Add("a.txt", CommandLine.Notice), body =>
        {
            var page = body.Descendants<PageSize>().Single();
            Assert.Equal((16838u, 11906u), (page.Width!.Value, page.Height!.Value));
        });

        using var package = WordprocessingDocument.Open(_run.PathOf("r.docx"), isEditable: false);
        var fonts = package.MainDocumentPart!.StyleDefinitionsPart!.Styles!.Descendants<RunFonts>().Select(f => f.EastAsia!.Value).ToHashSet();
        Assert.Superset(new HashSet<string?> { "仿宋", "黑体" }, fonts);
    }

    [Fact]
    public void Report_OfTheGazette_IsValid() =>
        Report(Shared.PathOf("gazette/beilun-2022-02-03.txt"), body => Assert.NotEmpty(body.Elements<Table>()));

    private void Report(string file, Action<Body> check, params string[] more)
    {
        Assert.Equal(0, _run.Run(["read", file, "--format", "docx", "--out", "r.docx", .. more]).Code);
        using var package = WordprocessingDocument.Open(_run.PathOf("r.docx"), isEditable: false);
        Assert.Empty(new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2019).Validate(package, TestContext.Current.CancellationToken).Select(e => $"{e.Path?.XPath}: {e.Description}").Take(5));
        check(package.MainDocumentPart!.Document!.Body!);
    }
}
