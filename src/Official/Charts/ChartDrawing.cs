using System.Globalization;
using Bihuan.Official.Layout;

namespace Bihuan.Official.Charts;

/// <summary>A mark of a drawing, in points from its upper left corner.</summary>
internal abstract record Shape;

/// <summary>A filled rectangle.</summary>
internal sealed record Box(double X, double Y, double Width, double Height, string Fill) : Shape;

/// <summary>A line through points.</summary>
internal sealed record Stroke(IReadOnlyList<(double X, double Y)> Points, string Colour, double Width) : Shape;

/// <summary>A point of a line: a disc, a square or a diamond, so that lines differ without colour.</summary>
internal sealed record Dot(double X, double Y, int Form, string Fill) : Shape;

/// <summary>Words with their base line at Y.</summary>
internal sealed record Label(double X, double Y, string Text, double Size, Alignment Align) : Shape;

/// <summary>A chart as shapes, from which the picture and the SVG are made alike. Widths of words are counted in characters, so that no font moves anything.</summary>
internal static class ChartDrawing
{
    public const double Width = PageFigures.Width / 20d;

    public const string Ink = "#222222", Grid = "#BFBFBF";

    private const double Small = 10.5, Line = 14;

    /// <summary>Dark, light, middle: told apart in black and white too.</summary>
    private static readonly string[] Fills = ["#1F4E79", "#9DC3E6", "#5B6770", "#C9A227", "#2E8B57", "#B0B7BD"];

    /// <summary>The height in points.</summary>
    public static double Height(Chart chart) => chart.Kind == ChartKind.Bars
        ? Math.Min(560, BarsTop(chart) + chart.Categories.Index().Sum(c => SlotHeight(chart, c.Index)) + 26)
        : Math.Min(600, 215 + Legend(chart) + (BelowLines(chart) * Line));

    public static int HeightTwips(Chart chart) => PageFigures.Twips(Height(chart));

    /// <summary>All figures in words.</summary>
    public static string Words(Chart chart) => chart.Alternative is { Length: > 0 } given ? given
        : $"{chart.Title}。{string.Join('；', chart.Series.Select(s => $"{(chart.Series.Count > 1 ? s.Name + "：" : "")}{string.Join('，', chart.Categories.Zip(s.Values).Where(p => p.Second is not null).Select(p => $"{p.First}{Text(p.Second!.Value)}{chart.Unit}"))}"))}。"; // not-a-text

    /// <summary>The shapes.</summary>
    public static IReadOnlyList<Shape> Of(Chart chart)
    {
        var shapes = new List<Shape>();
        if (chart.Series.Count > 1)
        {
            DrawLegend(chart, shapes);
        }

        if (chart.Kind == ChartKind.Bars)
        {
            DrawBars(chart, shapes);
        }
        else
        {
            DrawUpright(chart, shapes);
        }

        return shapes;
    }

    private static void DrawBars(Chart chart, List<Shape> shapes)
    {
        var names = chart.Categories.Select(c => Wrap(c, 12)).ToList();
        var left = (names.Max(n => n.Max(l => Em(l))) * Small) + 8;
        var scale = Scale.Of(chart);
        var room = Width - left - (chart.Series.Max(s => s.Values.Max(v => v is null ? 0 : Em(Text(v.Value)))) * Small) - 10;
        var top = BarsTop(chart);
        var fit = (Height(chart) - top - 26) / chart.Categories.Index().Sum(c => SlotHeight(chart, c.Index));
        double X(double value) => left + (scale.Part(value) * room);
        var bottom = Height(chart) - 26;
        foreach (var tick in scale.Ticks)
        {
            shapes.Add(new Stroke([(X(tick), top), (X(tick), bottom)], Grid, 0.5));
            shapes.Add(new Label(X(tick), bottom + 14, Text((decimal)tick), Small, Alignment.Center));
        }

        if (chart.Unit.Length > 0)
        {
            shapes.Add(new Label(left - 6, bottom + 14, chart.Unit, Small, Alignment.Right));
        }

        var y = top;
        foreach (var (i, name) in names.Index())
        {
            var slot = SlotHeight(chart, i) * fit;
            var thick = Math.Min(15, (slot - 6) / chart.Series.Count);
            foreach (var (line, words) in name.Index())
            {
                shapes.Add(new Label(left - 6, y + (slot / 2) + (Small * 0.36) + ((line - ((name.Count - 1) / 2d)) * Line), words, Small, Alignment.Right));
            }

            foreach (var (s, series) in chart.Series.Index())
            {
                if (series.Values[i] is { } value)
                {
                    var at = y + (slot / 2) + ((s - (chart.Series.Count / 2d)) * thick);
                    var (from, to) = (X(0), X((double)value));
                    shapes.Add(new Box(Math.Min(from, to), at + 0.5, Math.Abs(to - from), thick - 1, Fills[s % Fills.Length]));
                    shapes.Add(new Label(Math.Max(from, to) + 4, at + (thick / 2) + (Small * 0.36), Text(value), Small, Alignment.Left));
                }
            }

            y += slot;
        }

        shapes.Add(new Stroke([(X(0), top), (X(0), bottom)], Ink, 1));
    }

    private static void DrawUpright(Chart chart, List<Shape> shapes)
    {
        var scale = Scale.Of(chart);
        var left = UprightLeft(scale);
        var top = 22d + Legend(chart);
        var bottom = Height(chart) - (BelowLines(chart) * Line) - 10;
        double Y(double value) => bottom - (scale.Part(value) * (bottom - top));
        foreach (var tick in scale.Ticks)
        {
            shapes.Add(new Stroke([(left, Y(tick)), (Width - 4, Y(tick))], Grid, 0.5));
            shapes.Add(new Label(left - 5, Y(tick) + (Small * 0.36), Text((decimal)tick), Small, Alignment.Right));
        }

        if (chart.Unit.Length > 0)
        {
            shapes.Add(new Label(left, top - 10, chart.Unit, Small, Alignment.Center));
        }

        var slot = (Width - 4 - left) / chart.Categories.Count;
        foreach (var (i, category) in chart.Categories.Index())
        {
            foreach (var (line, words) in Wrap(category, Math.Max(1, slot / Small * 0.94)).Index())
            {
                shapes.Add(new Label(left + ((i + 0.5) * slot), bottom + 13 + (line * Line), words, Small, Alignment.Center));
            }
        }

        foreach (var (s, series) in chart.Series.Index())
        {
            var fill = Fills[s % Fills.Length];
            var thick = Math.Min(34, slot * 0.72 / chart.Series.Count);
            var run = new List<(double, double)>();
            foreach (var (i, value) in series.Values.Index())
            {
                var middle = left + ((i + 0.5) * slot);
                if (value is not { } figure)
                {
                    Flush(run);
                    continue;
                }

                var y = Y((double)figure);
                if (chart.Kind == ChartKind.Line)
                {
                    run.Add((middle, y));
                    shapes.Add(new Dot(middle, y, s % 3, fill));
                    if (chart.Series.Count == 1)
                    {
                        shapes.Add(new Label(middle, y - 7, Text(figure), Small, Alignment.Center));
                    }
                }
                else
                {
                    var x = middle + ((s - (chart.Series.Count / 2d)) * thick);
                    shapes.Add(new Box(x + 0.5, Math.Min(y, Y(0)), thick - 1, Math.Abs(Y(0) - y), fill));
                    if (Em(Text(figure)) * Small <= Math.Max(thick, slot / chart.Series.Count))
                    {
                        shapes.Add(new Label(x + (thick / 2), Math.Min(y, Y(0)) - 3, Text(figure), Small, Alignment.Center));
                    }
                }
            }

            Flush(run);
            void Flush(List<(double, double)> points)
            {
                if (points.Count > 1)
                {
                    shapes.Add(new Stroke([.. points], fill, 1.6));
                }

                points.Clear();
            }
        }

        shapes.Add(new Stroke([(left, Y(0)), (Width - 4, Y(0))], Ink, 1));
    }

    private static void DrawLegend(Chart chart, List<Shape> shapes)
    {
        double x = 0, y = 4;
        foreach (var (s, series) in chart.Series.Index())
        {
            var width = 14 + (Em(series.Name) * Small) + 16;
            if (x > 0 && x + width > Width)
            {
                (x, y) = (0, y + 16);
            }

            shapes.Add(chart.Kind == ChartKind.Line ? new Dot(x + 5, y + 5, s % 3, Fills[s % Fills.Length]) : new Box(x, y, 10, 10, Fills[s % Fills.Length]));
            shapes.Add(new Label(x + 14, y + 9, series.Name, Small, Alignment.Left));
            x += width;
        }
    }

    private static double Legend(Chart chart)
    {
        if (chart.Series.Count == 1)
        {
            return 0;
        }

        double x = 0, rows = 1;
        foreach (var width in chart.Series.Select(s => 30 + (Em(s.Name) * Small)))
        {
            (x, rows) = x > 0 && x + width > Width ? (width, rows + 1) : (x + width, rows);
        }

        return (rows * 16) + 6;
    }

    private static double BarsTop(Chart chart) => 4 + Legend(chart);

    private static double SlotHeight(Chart chart, int category) => Math.Max((chart.Series.Count * 15) + 7, (Wrap(chart.Categories[category], 12).Count * Line) + 4);

    private static int BelowLines(Chart chart)
    {
        var slot = (Width - 4 - UprightLeft(Scale.Of(chart))) / chart.Categories.Count;
        return chart.Categories.Max(c => Wrap(c, Math.Max(1, slot / Small * 0.94)).Count);
    }

    private static double UprightLeft(Scale scale) => (scale.Ticks.Max(t => Em(Text((decimal)t))) * Small) + 10;

    /// <summary>Breaks a name into lines; nothing is left out of a unit's name.</summary>
    private static List<string> Wrap(string text, double characters)
    {
        var lines = new List<string>();
        var start = 0;
        double width = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var next = Em(text.AsSpan(i, 1));
            if (i > start && width + next > characters + 0.01 && !char.IsLowSurrogate(text[i]))
            {
                lines.Add(text[start..i]);
                (start, width) = (i, 0);
            }

            width += next;
        }

        lines.Add(text[start..]);
        return lines;
    }

    private static double Em(ReadOnlySpan<char> text) => TextWidth.Of(text);

    private static string Text(decimal value) => value.ToString("0.####", CultureInfo.InvariantCulture);

    /// <summary>An axis from zero, or from below it, in round steps.</summary>
    private sealed record Scale(double From, double To, IReadOnlyList<double> Ticks)
    {
        public static Scale Of(Chart chart)
        {
            var values = chart.Series.SelectMany(s => s.Values).OfType<decimal>().Select(v => (double)v).ToList();
            var (low, high) = (Math.Min(0, values.Min()), Math.Max(0, values.Max()));
            if (low == high)
            {
                high = 1;
            }

            var rough = (high - low) / 5;
            var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
            var step = power * (rough * 0.999 <= power ? 1 : rough * 0.999 <= 2 * power ? 2 : rough * 0.999 <= 5 * power ? 5 : 10);
            if (values.TrueForAll(v => v == Math.Floor(v)))
            {
                step = Math.Max(1, step);
            }

            var (from, to) = ((int)Math.Floor(low / step), (int)Math.Ceiling(high / step));
            return new(from * step, to * step, [.. Enumerable.Range(from, to - from + 1).Select(i => Math.Round(i * step, 10))]);
        }

        public double Part(double value) => (value - From) / (To - From);
    }
}
