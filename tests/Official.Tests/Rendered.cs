using Bihuan.TestKit;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Graphics.Colors;
using Xunit;

[assembly: AssemblyFixture(typeof(Bihuan.Official.Tests.Rendered))]
[assembly: AssemblyFixture(typeof(Browser))]

namespace Bihuan.Official.Tests;

/// <summary>The samples as LibreOffice sets them, in one run for all tests.</summary>
public sealed class Rendered
{
    /// <summary>Lengths of a text that ends at every place of a page, and on an even and an odd one.</summary>
    public static IReadOnlyList<int> Lengths { get; } = [.. Enumerable.Range(1, 34)];

    /// <summary>Lengths of a text whose lines fonts differ about.</summary>
    public static IReadOnlyList<int> FigureLengths { get; } = [1, 4, 7, 10, 13, 16, 19, 22, 25, 28, 31, 34, 42, 43, 51, 59, 76];

    private readonly Lazy<Task<IReadOnlyDictionary<string, byte[]>>> _pdfs = new(() =>
    {
        var documents = Samples.All.ToDictionary(s => s.Key, s => ValidTests.Write(s.Value), StringComparer.Ordinal);
        foreach (var length in Lengths)
        {
            documents.Add(NameOf(length), ValidTests.Write(Samples.OfLength(length)));
        }

        foreach (var length in FigureLengths)
        {
            documents.Add(FiguresOf(length), ValidTests.Write(Samples.WithFigures(length)));
        }

        return Office.ToPdfAsync(documents, CancellationToken.None);
    });

    internal static string NameOf(int length) => $"length-{length}";

    internal static string FiguresOf(int length) => $"figures-{length}";

    internal async Task<IReadOnlyList<Sheet>> PagesAsync(string name)
    {
        var pdf = (await _pdfs.Value)[name];
        if (Environment.GetEnvironmentVariable("BIHUAN_LOOK") is { Length: > 0 } look)
        {
            await File.WriteAllBytesAsync(Path.Combine(look, name + ".pdf"), pdf);
        }

        return Sheet.Of(pdf);
    }
}

/// <summary>A page of a PDF. Places are in millimetres from the paper's upper left corner.</summary>
internal sealed record Sheet(int Number, double Width, double Height, IReadOnlyList<Glyph> Glyphs, IReadOnlyList<Bar> Bars)
{
    public const double Top = 37, Left = 28, Right = 210 - 26, Bottom = 297 - 35;

    public static IReadOnlyList<Sheet> Of(byte[] pdf)
    {
        using var document = PdfDocument.Open(pdf);
        return [.. document.GetPages().Select(Of)];
    }

    /// <summary>Lines of text inside the type area, from above: characters on one base line.</summary>
    public IReadOnlyList<IReadOnlyList<Glyph>> Lines =>
        [.. Glyphs.Where(g => g.Base is > Top and < Bottom).GroupBy(g => Math.Round(g.Base)).OrderBy(g => g.Key).Select(g => (IReadOnlyList<Glyph>)[.. g.OrderBy(x => x.Left)])];

    public string Text => string.Concat(Glyphs.Select(g => g.Text));

    public IReadOnlyList<string> TextLines => [.. Lines.Select(l => string.Concat(l.Select(g => g.Text)))];

    public IReadOnlyList<Glyph> LineWith(string text) => Lines.First(l => string.Concat(l.Select(g => g.Text)).Contains(text, StringComparison.Ordinal));

    /// <summary>What stands below the type area.</summary>
    public IReadOnlyList<Glyph> Foot => [.. Glyphs.Where(g => g.Base >= Bottom)];

    private static Sheet Of(Page page)
    {
        var height = page.Height;
        double Mm(double points) => points * 25.4 / 72;
        var glyphs = page.Letters.Where(l => !string.IsNullOrWhiteSpace(l.Value)).Select(l => new Glyph(l.Value, Mm(l.BoundingBox.Left), Mm(l.BoundingBox.Right), Mm(height - l.BoundingBox.Top), Mm(height - l.BoundingBox.Bottom), Mm(height - l.StartBaseLine.Y), Mm(l.EndBaseLine.X), IsRed(l.Color), l.FontName ?? "")).ToList();
        var bars = page.Paths.Select(p => (Path: p, Box: p.GetBoundingRectangle())).Where(p => p.Box is not null)
            .Select(p => new Bar(Mm(p.Box!.Value.Left), Mm(p.Box.Value.Right), Mm(height - p.Box.Value.Top), Mm(height - p.Box.Value.Bottom), IsRed(p.Path.IsFilled ? p.Path.FillColor : p.Path.StrokeColor))).ToList();
        return new(page.Number, Mm(page.Width), Mm(page.Height), glyphs, bars);
    }

    private static bool IsRed(IColor? colour) => colour?.ToRGBValues() is var (r, g, b) && r > 0.9 && g < 0.1 && b < 0.1;
}

/// <summary>A character; <paramref name="End"/> is where the next begins.</summary>
internal sealed record Glyph(string Text, double Left, double Right, double Top, double Bottom, double Base, double End, bool IsRed, string Font);

/// <summary>A rule or another shape.</summary>
internal sealed record Bar(double Left, double Right, double Top, double Bottom, bool IsRed)
{
    public double Middle => (Top + Bottom) / 2;
}
