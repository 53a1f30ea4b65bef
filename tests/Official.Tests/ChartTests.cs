using System.Text;
using System.Xml.Linq;
using Bihuan.Official.Charts;
using CsCheck;
using SkiaSharp;
using Xunit;

namespace Bihuan.Official.Tests;

public class ChartTests
{
    public static TheoryData<ChartKind> Kinds => [.. Enum.GetValues<ChartKind>()];

    [Fact]
    public void Bars_AreAsLongAsTheirFigures()
    {
        var boxes = ChartDrawing.Of(new Chart(ChartKind.Bars, "图", ["甲", "乙", "丙"], [new("数", [10, 5, 2.5m])])).OfType<Box>().ToList();
        Assert.Equal([4, 2, 1], boxes.Select(b => Math.Round(b.Width / boxes[2].Width, 6)));
        boxes = [.. ChartDrawing.Of(new Chart(ChartKind.Columns, "图", ["甲", "乙"], [new("数", [30, -10])])).OfType<Box>()];
        Assert.Equal(3, Math.Round(boxes[0].Height / boxes[1].Height, 6));
        Assert.Equal(boxes[0].Y + boxes[0].Height, boxes[1].Y, 6);
    }

    [Theory, MemberData(nameof(Kinds))]
    public void ThePictureAndTheSvg_HaveTheSameWords(ChartKind kind)
    {
        var chart = new Chart(kind, "图1 办结<率>", ["第一季度", "第二&季度"], [new("本年", [82.5m, 91]), new("上年", [70, null])]) { Unit = "%" };
        var html = new StringBuilder();
        ChartSvg.Write(chart, html);
        var svg = XElement.Parse(html.ToString());
        var words = ChartDrawing.Of(chart).OfType<Label>().Select(l => l.Text).ToList();
        Assert.Equal(words, svg.Elements("text").Select(t => t.Value));
        Assert.Contains("本年", words);
        Assert.Contains("%", words);
        Assert.Equal("img", svg.Attribute("role")!.Value);
        Assert.Contains("本年：第一季度82.5%，第二&季度91%；上年：第一季度70%", svg.Attribute("aria-label")!.Value, StringComparison.Ordinal);
        Assert.DoesNotContain(svg.DescendantsAndSelf().Attributes(), a => a.Name.LocalName == "style");

        using var picture = SKBitmap.Decode(ChartPicture.Draw(chart, Samples.Fonts));
        Assert.Equal(ChartDrawing.Width / ChartDrawing.Height(chart), picture.Width / (double)picture.Height, 0.01);
        Assert.Contains(picture.Pixels, p => p == SKColor.Parse("#1F4E79"));
    }

    /// <summary>Any figures and names stay on the sheet.</summary>
    [Fact]
    public void AnyFigures_StayOnTheSheet()
    {
        var figure = Gen.Select(Gen.Int[0, 9], Gen.Decimal[-1_000_000, 1_000_000], Gen.Int[0, 300], (pick, far, near) => pick == 0 ? null : pick < 3 ? Math.Round(far, 2) : (decimal?)near);
        var name = Gen.Char["区住房和城乡建设局（）ab1"].Array[0, 30].Select(c => new string(c));
        Gen.Select(Gen.Enum<ChartKind>(), name.Array[1, 14], Gen.Int[1, 4]).SelectMany((kind, names, count) => figure.Array[names.Length].Array[count].Select(f => (kind, names, f))).Sample((kind, names, figures) =>
        {
            var chart = new Chart(kind, "图", names, [.. figures.Select((f, i) => new ChartSeries($"系列{i}", f))]);
            if (figures.All(f => f.All(v => v is null)))
            {
                return true;
            }

            var height = ChartDrawing.Height(chart);
            return height is > 0 and <= 560 && ChartDrawing.Of(chart).All(s => s switch
            {
                Box b => b.X >= -0.1 && b.Y >= -0.1 && b.X + b.Width <= ChartDrawing.Width + 0.1 && b.Y + b.Height <= height + 0.1 && b is { Width: >= 0, Height: >= 0 },
                Dot d => d.X >= 0 && d.Y >= 0 && d.X <= ChartDrawing.Width && d.Y <= height,
                Stroke t => t.Points.All(p => p.X >= 0 && p.Y >= -0.1 && p.X <= ChartDrawing.Width && p.Y <= height),
                Label l => l.Y >= 0 && l.Y <= height + 0.1,
                _ => false,
            });
        }, iter: 2000);
    }
}
