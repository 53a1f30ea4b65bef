using SkiaSharp;

namespace Bihuan.Official.Charts;

/// <summary>A chart as PNG, for the .docx.</summary>
internal static class ChartPicture
{
    /// <summary>Pixels a point: 300 an inch.</summary>
    private const float Scale = 300 / 72f;

    /// <summary>The picture; none where this machine has no font with Chinese characters.</summary>
    public static byte[]? Draw(Chart chart, FontMap fonts)
    {
        using var typeface = Typeface(fonts);
        if (typeface is null)
        {
            return null;
        }

        var info = new SKImageInfo((int)Math.Ceiling(ChartDrawing.Width * Scale), (int)Math.Ceiling(ChartDrawing.Height(chart) * Scale), SKColorType.Rgba8888, SKAlphaType.Opaque);
        using var surface = SKSurface.Create(info);
        var canvas = surface.Canvas;
        canvas.Clear(SKColors.White);
        canvas.Scale(Scale);
        using var paint = new SKPaint { IsAntialias = true };
        foreach (var shape in ChartDrawing.Of(chart))
        {
            Draw(canvas, paint, typeface, shape);
        }

        using var image = surface.Snapshot();
        using var data = image.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    /// <summary>The first of 黑体's families that is on this machine, else any font that has the characters.</summary>
    private static SKTypeface? Typeface(FontMap fonts)
    {
        var manager = SKFontManager.Default;
        foreach (var family in fonts.Families[FontRole.Hei])
        {
            // Some managers answer with a font of another name.
            if (manager.MatchFamily(family.Name) is { } found)
            {
                if (string.Equals(found.FamilyName, family.Name, StringComparison.OrdinalIgnoreCase))
                {
                    return found;
                }

                found.Dispose();
            }
        }

        return manager.MatchCharacter('数'); // not-a-text
    }

    private static void Draw(SKCanvas canvas, SKPaint paint, SKTypeface typeface, Shape shape)
    {
        switch (shape)
        {
            case Box box:
                Fill(box.Fill);
                canvas.DrawRect((float)box.X, (float)box.Y, (float)box.Width, (float)box.Height, paint);
                break;

            case Stroke stroke:
                paint.Style = SKPaintStyle.Stroke;
                paint.StrokeWidth = (float)stroke.Width;
                paint.Color = SKColor.Parse(stroke.Colour);
                for (var i = 1; i < stroke.Points.Count; i++)
                {
                    var (from, to) = (stroke.Points[i - 1], stroke.Points[i]);
                    canvas.DrawLine((float)from.X, (float)from.Y, (float)to.X, (float)to.Y, paint);
                }

                break;

            case Dot dot:
                Fill(dot.Fill);
                using (var path = new SKPath())
                {
                    path.AddPoly([.. Corners(dot).Select(c => new SKPoint((float)c.X, (float)c.Y))]);
                    canvas.DrawPath(path, paint);
                }

                break;

            case Label label:
                Fill(ChartDrawing.Ink);
                using (var font = new SKFont(typeface, (float)label.Size) { Subpixel = true, LinearMetrics = true, Hinting = SKFontHinting.None })
                {
                    canvas.DrawText(DocumentText.Clean(label.Text), (float)label.X, (float)label.Y, label.Align switch { Alignment.Left => SKTextAlign.Left, Alignment.Right => SKTextAlign.Right, _ => SKTextAlign.Center }, font, paint);
                }

                break;
        }

        void Fill(string colour)
        {
            paint.Style = SKPaintStyle.Fill;
            paint.Color = SKColor.Parse(colour);
        }
    }

    /// <summary>An octagon, a square or a diamond.</summary>
    public static IEnumerable<(double X, double Y)> Corners(Dot dot)
    {
        var (corners, turn) = dot.Form switch { 0 => (8, Math.PI / 8), 1 => (4, Math.PI / 4), _ => (4, 0) };
        return Enumerable.Range(0, corners).Select(i => (dot.X + (3.4 * Math.Cos(turn + (2 * Math.PI * i / corners))), dot.Y + (3.4 * Math.Sin(turn + (2 * Math.PI * i / corners)))));
    }
}
