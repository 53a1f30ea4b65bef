using System.Globalization;
using System.IO.Compression;
using System.Xml.Linq;
using Bihuan.Kernel;
using Bihuan.Official.Charts;
using Bihuan.Official.Docx;
using Bihuan.Official.Layout;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.CustomProperties;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.VariantTypes;

namespace Bihuan.Official;

/// <summary>Writes an official document as .docx. The same document, fonts and machine give the same bytes, because issued documents are frozen by hash.</summary>
public static class DocxWriter
{
    /// <summary>The media type of what is written.</summary>
    public const string MediaType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    /// <summary>Every entry of the package has this time.</summary>
    private static readonly DateTimeOffset Fixed = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Writes the document.</summary>
    /// <param name="document">The document.</param>
    /// <param name="fonts">The fonts; its <see cref="FontMap.Available"/> says which the reader's side has.</param>
    /// <param name="output">Where to; nothing is written if the document is refused.</param>
    /// <returns>What was written; or every reason why not, <c>OFF-001</c> to <c>OFF-018</c>, worded in this project's <c>words.json</c>.</returns>
    public static Result<Written> Write(OfficialDocument document, FontMap fonts, Stream output)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(fonts);
        ArgumentNullException.ThrowIfNull(output);
        var problems = Checks.Of(document);
        if (problems.Count > 0)
        {
            return problems;
        }

        var plan = PagePlan.Of(document);
        var charts = new List<byte[]>();
        foreach (var chart in plan.Flow.OfType<FlowChart>().Select(c => c.Chart))
        {
            if (ChartPicture.Draw(chart, fonts) is { } picture)
            {
                charts.Add(picture);
            }
            else
            {
                problems.Add(Problem.Coded("OFF-016", nameof(Chart), chart.Title));
            }
        }

        if (problems.Count > 0)
        {
            return problems;
        }

        using var package = new MemoryStream();
        using (var file = WordprocessingDocument.Create(package, WordprocessingDocumentType.Document))
        {
            var main = file.AddMainDocumentPart();
            file.ChangeIdOfPart(main, "rId1");
            new DocxBody(main, document, plan, fonts, charts).Write();
            Properties(file, document);
        }

        Repack(package, output);
        return new Written(fonts.Resolve(), plan.Pages, plan.Certain);
    }

    /// <summary>Title and issuer as any program shows them, the rest as GB/T 33480 names it [R]. Times are the document's own day: the file knows no clock.</summary>
    private static void Properties(WordprocessingDocument file, OfficialDocument document)
    {
        var core = file.AddCoreFilePropertiesPart();
        file.ChangeIdOfPart(core, "rId2");
        var issuer = string.Join('、', document.Mark?.Names ?? document.Signature?.Issuers ?? []);
        XNamespace cp = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties", dc = "http://purl.org/dc/elements/1.1/", terms = "http://purl.org/dc/terms/", xsi = "http://www.w3.org/2001/XMLSchema-instance";
        var day = document.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + "T00:00:00Z";
        var title = string.Concat(TitleLines.Of(document.Title));
        var xml = new XElement(cp + "coreProperties",
            new XAttribute(XNamespace.Xmlns + "cp", cp), new XAttribute(XNamespace.Xmlns + "dc", dc), new XAttribute(XNamespace.Xmlns + "dcterms", terms), new XAttribute(XNamespace.Xmlns + "xsi", xsi),
            new XElement(dc + "title", Text(title)), new XElement(dc + "creator", Text(issuer)), document.Number is { } identifier ? new XElement(dc + "identifier", Text(identifier)) : null, new XElement(dc + "language", "zh-CN"),
            new XElement(terms + "created", new XAttribute(xsi + "type", "dcterms:W3CDTF"), day), new XElement(terms + "modified", new XAttribute(xsi + "type", "dcterms:W3CDTF"), day));
        using (var stream = core.GetStream(FileMode.Create))
        {
            xml.Save(stream, SaveOptions.DisableFormatting);
        }

        var custom = file.AddCustomFilePropertiesPart();
        file.ChangeIdOfPart(custom, "rId3");
        var properties = new DocumentFormat.OpenXml.CustomProperties.Properties();
        (string Name, string? Value)[] values =
        [
            ("标题", title), ("发文机关", issuer), ("发文字号", document.Number), ("文种", document.Kind), ("成文日期", document.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), // not-a-text
            ("份号", document.SerialNumber), ("密级", document.Secrecy switch { null => null, Secrecy.TopSecret => "绝密", Secrecy.Secret => "机密", _ => "秘密" }), ("保密期限", document.SecrecyPeriod), // not-a-text
            ("紧急程度", document.Urgency switch { null => null, Urgency.MostUrgent => "特急", _ => "加急" }), ("签发人", string.Join('、', document.Signers)), // not-a-text
            ("主送机关", string.Join('、', document.Recipients)), ("抄送机关", string.Join('、', document.Imprint?.CopiesTo ?? [])), // not-a-text
            ("印发机关", document.Imprint?.PrintedBy), ("印发日期", document.Imprint?.PrintedOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), ("附件", string.Join('、', document.Attachments.Select(a => a.Title))), // not-a-text
        ];
        foreach (var (i, (name, value)) in values.Where(v => v.Value is { Length: > 0 }).Index())
        {
            properties.AppendChild(new CustomDocumentProperty(new VTLPWSTR(Text(value!))) { FormatId = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}", PropertyId = i + 2, Name = name });
        }

        custom.Properties = properties;

        static string Text(string text) => DocumentText.Clean(text);
    }

    /// <summary>The same entries in an order and with a time that do not change.</summary>
    private static void Repack(MemoryStream package, Stream output)
    {
        using var packed = new MemoryStream();
        using (var source = new ZipArchive(package, ZipArchiveMode.Read, leaveOpen: true))
        using (var target = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var entry in source.Entries.OrderBy(e => e.FullName != "[Content_Types].xml").ThenBy(e => e.FullName, StringComparer.Ordinal))
            {
                var copy = target.CreateEntry(entry.FullName, CompressionLevel.Optimal);
                copy.LastWriteTime = Fixed;
                using var from = entry.Open();
                using var to = copy.Open();
                from.CopyTo(to);
            }
        }

        packed.Position = 0;
        packed.CopyTo(output);
    }
}
