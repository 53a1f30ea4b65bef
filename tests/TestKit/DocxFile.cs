using System.IO.Compression;
using System.Text;

namespace Bihuan.TestKit;

/// <summary>Packs a .docx from the XML of its parts, so that a test shows exactly what Word would have written. The prefix
/// <c>w:</c> is bound, with <c>mc:</c>, <c>wps:</c> and <c>v:</c> for text boxes.</summary>
public static class DocxFile
{
    private const string Namespaces =
        "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" "
        + "xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\" xmlns:v=\"urn:schemas-microsoft-com:vml\" "
        + "xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\"";

    /// <summary>A document of the given parts; null leaves a part out.</summary>
    public static byte[] Of(string body, string? numbering = null, string? styles = null, string? footnotes = null)
    {
        const string Types = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
        var parts = new List<(string Name, string Root, string Content)> { ("document", "document", $"<w:body>{body}</w:body>") };
        if (numbering is not null)
        {
            parts.Add(("numbering", "numbering", numbering));
        }
        if (styles is not null)
        {
            parts.Add(("styles", "styles", styles));
        }
        if (footnotes is not null)
        {
            parts.Add(("footnotes", "footnotes", footnotes));
        }

        var files = new List<(string, string)>
        {
            ("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
                + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                + string.Concat(parts.Select(p => $"<Override PartName=\"/word/{p.Name}.xml\" ContentType=\"{Types}{(p.Name == "document" ? "document.main" : p.Name)}+xml\"/>"))
                + "</Types>"),
            ("_rels/.rels", Relations([("officeDocument", "word/document.xml")])),
            ("word/_rels/document.xml.rels", Relations([.. parts.Skip(1).Select(p => (p.Name, p.Name + ".xml"))])),
        };
        files.AddRange(parts.Select(p => ($"word/{p.Name}.xml", $"<w:{p.Root} {Namespaces} mc:Ignorable=\"\">{p.Content}</w:{p.Root}>")));
        return Zip(files);
    }

    /// <summary>A paragraph with properties (raw XML) and plain text.</summary>
    public static string Paragraph(string text, string properties = "") =>
        $"<w:p>{(properties.Length > 0 ? $"<w:pPr>{properties}</w:pPr>" : "")}{(text.Length > 0 ? Run(text) : "")}</w:p>";

    /// <summary>A run of plain text.</summary>
    public static string Run(string text) => $"<w:r><w:t xml:space=\"preserve\">{System.Security.SecurityElement.Escape(text)}</w:t></w:r>";

    /// <summary>A paragraph in a list.</summary>
    public static string Numbered(string text, int list, int level = 0) =>
        Paragraph(text, $"<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr>");

    /// <summary>A level of an abstract list.</summary>
    public static string Level(int level, string format, string text, int start = 1, string more = "") =>
        $"<w:lvl w:ilvl=\"{level}\"><w:start w:val=\"{start}\"/><w:numFmt w:val=\"{format}\"/>{more}<w:lvlText w:val=\"{text}\"/></w:lvl>";

    /// <summary>A cell; properties are raw XML such as <c>&lt;w:gridSpan w:val="2"/&gt;</c>.</summary>
    public static string Cell(string text, string properties = "") => $"<w:tc><w:tcPr>{properties}</w:tcPr>{Paragraph(text)}</w:tc>";

    /// <summary>A table of rows, each the XML of its cells.</summary>
    public static string Table(params string[] rows) => $"<w:tbl><w:tblPr/>{string.Concat(rows.Select(r => $"<w:tr>{r}</w:tr>"))}</w:tbl>";

    /// <summary>Packs files as they are.</summary>
    public static byte[] Zip(IEnumerable<(string Path, string Content)> files)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (path, content) in files)
            {
                using var entry = zip.CreateEntry(path, CompressionLevel.Fastest).Open();
                entry.Write(Encoding.UTF8.GetBytes(content));
            }
        }

        return stream.ToArray();
    }

    private static string Relations(IEnumerable<(string Type, string Target)> targets) =>
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
        + string.Concat(targets.Select((t, i) =>
            $"<Relationship Id=\"r{i}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{t.Type}\" Target=\"{t.Target}\"/>"))
        + "</Relationships>";
}
