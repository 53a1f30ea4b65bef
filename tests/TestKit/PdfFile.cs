using System.Globalization;
using System.Text;

namespace Bihuan.TestKit;

/// <summary>Writes small PDFs with a Chinese text layer and no font file: a composite font with identity encoding and a ToUnicode
/// map, each character one em wide (half an em for ASCII). A4, points, y upward.</summary>
public sealed class PdfFile
{
    private readonly List<StringBuilder> _pages = [];
    private readonly SortedSet<char> _used = [];

    /// <summary>A raw image drawn on every page, as on scans.</summary>
    public bool WithImage { get; init; }

    /// <summary>An <c>/Encrypt</c> entry in the trailer.</summary>
    public bool Encrypted { get; init; }

    /// <summary>Begins a page.</summary>
    public PdfFile Page()
    {
        _pages.Add(new());
        return this;
    }

    /// <summary>Writes a line with its base line at <paramref name="y"/>.</summary>
    public PdfFile Text(double x, double y, string text, double size = 16)
    {
        var hex = new StringBuilder();
        foreach (var c in text)
        {
            _used.Add(c);
            hex.Append(((int)c).ToString("X4", CultureInfo.InvariantCulture));
        }

        _pages[^1].Append(CultureInfo.InvariantCulture, $"BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm <{hex}> Tj ET\n");
        return this;
    }

    /// <summary>Draws a rule.</summary>
    public PdfFile Rule(double x1, double y1, double x2, double y2)
    {
        _pages[^1].Append(CultureInfo.InvariantCulture, $"0.5 w {x1} {y1} m {x2} {y2} l S\n");
        return this;
    }

    /// <summary>Sets paragraphs as a Chinese word processor does: a first-line indent of two characters, lines of <paramref name="width"/>
    /// characters, new pages of <paramref name="rows"/> lines, with a page number in dashes at each foot.</summary>
    public PdfFile Flow(IEnumerable<string> paragraphs, int width = 28, int rows = 22)
    {
        const double Size = 16;
        var row = 0;
        foreach (var paragraph in paragraphs)
        {
            var rest = paragraph;
            var indent = 2;
            while (rest.Length > 0)
            {
                if (row % rows == 0)
                {
                    Page().Text(280, 40, $"- {_pages.Count} -", 14);
                }

                var ems = (double)indent;
                var take = 0;
                while (take < rest.Length && ems + Width(rest[take]) <= width)
                {
                    ems += Width(rest[take++]);
                }

                Text(72 + (indent * Size), 760 - (row % rows * 28), rest[..take], Size);
                rest = rest[take..];
                indent = 0;
                row++;
            }
        }

        return this;
    }

    /// <summary>The file.</summary>
    public byte[] ToBytes()
    {
        var objects = new List<string>
        {
            "<< /Type /Catalog /Pages 2 0 R >>",
            $"<< /Type /Pages /Count {_pages.Count} /Kids [{string.Join(' ', _pages.Select((_, i) => $"{9 + (2 * i)} 0 R"))}] >>",
            "<< /Type /Font /Subtype /Type0 /BaseFont /Song /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 6 0 R >>",
            "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Song /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor 5 0 R /DW 1000 /W [32 126 500] >>",
            "<< /Type /FontDescriptor /FontName /Song /Flags 4 /FontBBox [0 -120 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 >>",
            Stream(ToUnicode()),
            Stream("\u0080\u0080\u0080", "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceRGB /BitsPerComponent 8"),
            "<< /Filter /Standard /V 1 /R 2 /O (0123456789012345678901234567890A) /U (0123456789012345678901234567890B) /P -4 >>",
        };
        foreach (var page in _pages)
        {
            objects.Add($"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> /XObject << /I1 7 0 R >> >> /Contents {objects.Count + 2} 0 R >>");
            objects.Add(Stream(page + (WithImage ? "q 595 0 0 842 0 0 cm /I1 Do Q\n" : "")));
        }

        var file = new StringBuilder("%PDF-1.4\n");
        var offsets = new List<int>();
        foreach (var (i, content) in objects.Index())
        {
            offsets.Add(file.Length);
            file.Append(CultureInfo.InvariantCulture, $"{i + 1} 0 obj\n{content}\nendobj\n");
        }

        var xref = file.Length;
        file.Append(CultureInfo.InvariantCulture, $"xref\n0 {objects.Count + 1}\n0000000000 65535 f \n");
        foreach (var offset in offsets)
        {
            file.Append(CultureInfo.InvariantCulture, $"{offset:D10} 00000 n \n");
        }

        var encrypt = Encrypted ? "/Encrypt 8 0 R /ID [<00112233445566778899AABBCCDDEEFF> <00112233445566778899AABBCCDDEEFF>] " : "";
        file.Append(CultureInfo.InvariantCulture, $"trailer << /Size {objects.Count + 1} /Root 1 0 R {encrypt}>>\nstartxref\n{xref}\n%%EOF\n");
        return Encoding.Latin1.GetBytes(file.ToString());
    }

    private static double Width(char c) => c < 0x7F ? 0.5 : 1;

    private static string Stream(string content, string entries = "") => $"<< /Length {content.Length} {entries} >>\nstream\n{content}\nendstream";

    private string ToUnicode()
    {
        var map = new StringBuilder("/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Adobe-Identity-UCS def /CMapType 2 def\n"
            + "1 begincodespacerange <0000> <FFFF> endcodespacerange\n");
        foreach (var chunk in _used.Chunk(100))
        {
            map.Append(CultureInfo.InvariantCulture, $"{chunk.Length} beginbfchar\n");
            foreach (var c in chunk)
            {
                map.Append(CultureInfo.InvariantCulture, $"<{(int)c:X4}> <{(int)c:X4}>\n");
            }

            map.Append("endbfchar\n");
        }

        return map.Append("endcmap CMapName currentdict /CMap defineresource pop end end").ToString();
    }
}
