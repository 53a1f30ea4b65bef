using System.Globalization;
using System.Net;
using System.Text;

namespace Bihuan.Official.Charts;

/// <summary>A chart as SVG inside a page. Its looks are attributes: the content security policy lets no styles in.</summary>
internal static class ChartSvg
{
    public static void Write(Chart chart, StringBuilder html)
    {
        var words = WebUtility.HtmlEncode(DocumentText.Clean(ChartDrawing.Words(chart)));
        html.Append($"<svg class=\"gw-chart\" role=\"img\" aria-label=\"{words}\" viewBox=\"0 0 {N(ChartDrawing.Width)} {N(ChartDrawing.Height(chart))}\">");
        foreach (var shape in ChartDrawing.Of(chart))
        {
            html.Append(shape switch
            {
                Box b => $"<rect x=\"{N(b.X)}\" y=\"{N(b.Y)}\" width=\"{N(b.Width)}\" height=\"{N(b.Height)}\" fill=\"{b.Fill}\"/>",
                Stroke s => $"<polyline points=\"{Points(s.Points)}\" fill=\"none\" stroke=\"{s.Colour}\" stroke-width=\"{N(s.Width)}\"/>",
                Dot d => $"<polygon points=\"{Points(ChartPicture.Corners(d))}\" fill=\"{d.Fill}\"/>",
                Label l => $"<text x=\"{N(l.X)}\" y=\"{N(l.Y)}\" font-size=\"{N(l.Size)}\" fill=\"{ChartDrawing.Ink}\" text-anchor=\"{(l.Align switch { Alignment.Left => "start", Alignment.Right => "end", _ => "middle" })}\">{WebUtility.HtmlEncode(DocumentText.Clean(l.Text))}</text>",
                _ => "",
            });
        }

        html.Append("</svg>");
    }

    private static string Points(IEnumerable<(double X, double Y)> points) => string.Join(' ', points.Select(p => $"{N(p.X)},{N(p.Y)}"));

    private static string N(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
