using System.Text;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Exceptions;

namespace Bihuan.Reading.Input;

/// <summary>PDF with a text layer, read from the places of its letters on the page.</summary>
/// <remarks>
/// Letters become lines by their base line, lines become paragraphs by the margins (a line that reaches the right margin runs on, a
/// first-line indent begins anew), page by page; pages are not joined here, the reader's structure does that for every format.
/// Page numbers and running heads go. Tables ruled on all sides become rows of cells. A page in two columns is read
/// column by column where a clear gutter parts them.
/// </remarks>
internal static class PdfReader
{
    public static SourceText Read(ReadOnlyMemory<byte> bytes, string name, InputLimits limits)
    {
        if (PdfWidths.AreEndless(bytes.Span))
        {
            throw new InputRefusedException(InputProblems.BrokenPdf(name));
        }

        var streams = new PdfStreams(limits.MaxUnpackedBytes, 200_000);
        try
        {
            var options = new ParsingOptions { UseLenientParsing = true, SkipMissingFonts = true, ClipPaths = false, MaxStackDepth = limits.MaxDepth, FilterProvider = streams };
            using var document = PdfDocument.Open(bytes, options);
            return Read(document, streams, name, limits);
        }
        catch (PdfDocumentEncryptedException)
        {
            throw new InputRefusedException(InputProblems.EncryptedPdf(name));
        }
        catch (InputRefusedException)
        {
            throw;
        }
#pragma warning disable CA1031 // Whatever PdfPig throws: it could not read the file.
        catch (Exception)
#pragma warning restore CA1031
        {
            throw new InputRefusedException(streams.IsOverrun ? InputProblems.ZipBomb(name, "数据流解开后过大") : InputProblems.BrokenPdf(name));
        }
    }

    private static SourceText Read(PdfDocument document, PdfStreams streams, string name, InputLimits limits)
    {
        if (document.NumberOfPages > limits.MaxPages)
        {
            throw new InputRefusedException(InputProblems.TooMany(name, "页数", limits.MaxPages));
        }

        var pages = new List<PdfPage>();
        long letters = 0;
        long unmapped = 0;
        var broken = 0;
        for (var number = 1; number <= document.NumberOfPages; number++)
        {
            Page page;
            try
            {
                page = document.GetPage(number);
            }
#pragma warning disable CA1031 // One broken page does not make the others unreadable.
            catch (Exception) when (!streams.IsOverrun)
#pragma warning restore CA1031
            {
                broken++;
                pages.Add(PdfPage.Empty);
                continue;
            }

            letters += page.Letters.Count;
            unmapped += page.Letters.Count(l => l.Value.AsSpan().IndexOfAnyExceptInRange('\0', '\u001F') < 0 || l.Value[0] is '\uFFFD' or (>= '\uE000' and <= '\uF8FF'));
            if (letters > limits.MaxCharacters)
            {
                throw new InputRefusedException(InputProblems.TooMany(name, "文字数", limits.MaxCharacters));
            }

            pages.Add(PdfPage.From(page));
        }
        if (streams.IsOverrun)
        {
            throw new InputRefusedException(InputProblems.ZipBomb(name, "数据流解开后过大"));
        }
        if (broken == pages.Count)
        {
            throw new InputRefusedException(InputProblems.BrokenPdf(name));
        }
        // A stamp or a page number on each of the scanned pages is no text layer.
        if (letters == 0 || (letters < 8L * pages.Count && pages.All(p => p.HasImages)))
        {
            throw new InputRefusedException(InputProblems.NoTextLayer(name, pages.Count));
        }
        if (unmapped * 3 > letters)
        {
            throw new InputRefusedException(InputProblems.UnmappedPdfFont(name));
        }

        var builder = new TextBuilder(name, limits);
        PdfFurniture.Remove(pages);
        var margins = PdfMargins.Of(pages);
        foreach (var (i, page) in pages.Index())
        {
            if (i > 0)
            {
                builder.PageBreak();
            }
            foreach (var dropped in page.Dropped)
            {
                builder.Repaired(RepairKind.DroppedPageFurniture, $"第 {i + 1} 页：{dropped}");
            }

            page.Write(builder, margins);
        }

        return builder.Build(InputFormat.Pdf);
    }
}

/// <summary>What stands at the head or foot of pages without being part of the text.</summary>
internal static class PdfFurniture
{
    public static void Remove(List<PdfPage> pages)
    {
        // Under a page number may stand a running foot, and the other way round: from the edges inward, three deep at most.
        for (var round = 0; round < 3; round++)
        {
            var found = pages.SelectMany(p => Edges(p).Where(l => IsPageNumber(l.Text)).Select(l => (Page: p, Line: l))).ToList();
            // Running heads: the same words, numbers aside, at the same edge of most pages.
            if (pages.Count >= 3)
            {
                found.AddRange(pages.SelectMany(p => Edges(p).Select(l => (Page: p, Line: l))).GroupBy(e => Masked(e.Line.Text), StringComparer.Ordinal)
                    .Where(g => g.Select(e => e.Page).Distinct().Count() * 2 > pages.Count).SelectMany(g => g));
            }

            foreach (var (page, line) in found)
            {
                page.Drop(line);
            }
            if (found.Count == 0)
            {
                return;
            }
        }
    }

    // The first and last line, if in the outer eighth of the page.
    private static IEnumerable<PdfLine> Edges(PdfPage page)
    {
        if (page.Lines.Count == 0)
        {
            yield break;
        }

        var top = page.Lines.MaxBy(l => l.Baseline)!;
        var bottom = page.Lines.MinBy(l => l.Baseline)!;
        if (top.Baseline > page.Bottom + (page.Height * 0.88))
        {
            yield return top;
        }
        if (bottom != top && bottom.Baseline < page.Bottom + (page.Height * 0.12))
        {
            yield return bottom;
        }
    }

    /// <summary><c>- 12 -</c>, <c>— 3 —</c>, <c>12</c>, <c>第3页 共20页</c>, <c>3/20</c>, <c>iv</c>.</summary>
    internal static bool IsPageNumber(string text)
    {
        var digits = 0;
        foreach (var c in text)
        {
            if (char.IsDigit(c) || c is 'i' or 'v' or 'x' or 'I' or 'V' or 'X')
            {
                digits++;
            }
            else if (c is not (' ' or '-' or '–' or '—' or '－' or '·' or '•' or '第' or '页' or '共' or '/' or '／' or ',' or '，' or '一' or '~' or '～'))
            {
                return false;
            }
        }

        // 一 is how some print the dash, so it alone is no number; five digits are.
        return digits is > 0 and <= 8;
    }

    private static string Masked(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)).Select(c => char.IsDigit(c) ? '0' : c));
}

/// <summary>A line of letters.</summary>
/// <param name="Text">Its words.</param>
/// <param name="Left">In points.</param>
/// <param name="Right">In points, with the advance of the last letter.</param>
/// <param name="Baseline">In points, upward.</param>
/// <param name="Size">Of its largest letter, in points.</param>
/// <param name="IsParted">Whether a gap of several characters stands in it, as between the columns of an open table.</param>
/// <param name="Column">0 over the whole page, 1 and 2 in the columns of a page in two.</param>
internal sealed record PdfLine(string Text, double Left, double Right, double Baseline, double Size, bool IsParted = false, int Column = 0);

/// <summary>The text margins of a document's pages, by page width and column: a page of few lines has those of its fellows.</summary>
internal sealed class PdfMargins
{
    private readonly Dictionary<(int Width, int Column), (double Left, double Right)> _margins = [];

    public static PdfMargins Of(List<PdfPage> pages)
    {
        var margins = new PdfMargins();
        foreach (var group in pages.SelectMany(p => p.Lines.Select(l => (Key: ((int)p.Width, l.Column), Line: l))).GroupBy(l => l.Key, l => l.Line))
        {
            margins._margins[group.Key] = (Shared([.. group.Select(l => l.Left).Order()]), Shared([.. group.Select(l => l.Right).OrderDescending()]));
        }

        return margins;
    }

    public (double Left, double Right) At(PdfPage page, PdfLine line) => _margins.GetValueOrDefault(((int)page.Width, line.Column));

    // A few lines that stick out set no margin: the outermost place that a fiftieth of the lines, and at least two, share.
    private static double Shared(List<double> places)
    {
        var enough = Math.Max(1, places.Count / 50);
        for (var i = 0; i + enough < places.Count; i++)
        {
            if (Math.Abs(places[i + enough] - places[i]) < 8)
            {
                return places[i];
            }
        }

        return places[0];
    }
}

/// <summary>A page as lines and tables in reading order.</summary>
internal sealed class PdfPage
{
    private readonly List<PdfLine> _lines;
    private readonly List<(double Top, List<GridCell> Cells)> _tables;

    private PdfPage(List<PdfLine> lines, List<(double Top, List<GridCell> Cells)> tables, double bottom, double width, double height, bool hasImages)
    {
        _lines = lines;
        _tables = tables;
        Bottom = bottom;
        Width = width;
        Height = height;
        HasImages = hasImages;
    }

    public static PdfPage Empty => new([], [], 0, 0, 0, false);

    /// <summary>The lines outside of tables, in reading order.</summary>
    public IReadOnlyList<PdfLine> Lines => _lines;

    /// <summary>The lower edge, in points.</summary>
    public double Bottom { get; }

    /// <summary>In points.</summary>
    public double Width { get; }

    /// <summary>In points.</summary>
    public double Height { get; }

    /// <summary>Whether anything is drawn as a picture.</summary>
    public bool HasImages { get; }

    /// <summary>Words taken out as furniture.</summary>
    public List<string> Dropped { get; } = [];

    public static PdfPage From(Page page)
    {
        var letters = page.Letters.Where(l => l.TextOrientation == TextOrientation.Horizontal && Glyph.IsSane(l)).Select(Glyph.From).ToList();
        var tables = new List<(double, List<GridCell>)>();
        foreach (var table in PdfTables.Find(page))
        {
            // A frame round the whole page, or a form's boxes without words, is no table.
            var inside = letters.Where(l => table.Area.Holds(l.Middle, l.Centre)).ToList();
            if (inside.Count == 0 || (long)inside.Count * table.Cells.Count > 20_000_000)
            {
                continue;
            }

            var byCell = new List<Glyph>[table.Cells.Count];
            foreach (var (i, cell) in table.Cells.Index())
            {
                byCell[i] = [];
            }
            foreach (var letter in inside)
            {
                var at = IndexOf(table, letter);
                if (at >= 0)
                {
                    byCell[at].Add(letter);
                }
            }

            letters.RemoveAll(l => table.Area.Holds(l.Middle, l.Centre));
            tables.Add((table.Area.Top, [.. table.Cells.Select((c, i) => new GridCell(c.Row, c.Column, c.RowSpan, c.ColumnSpan, CellText(Rows(byCell[i]), c.Area)))]));
        }

        var area = page.CropBox.Bounds;
        return new(Columns(letters), tables, area.Bottom, area.Width, area.Height, page.NumberOfImages > 0);
    }

    public void Drop(PdfLine line)
    {
        if (_lines.Remove(line))
        {
            Dropped.Add(line.Text);
        }
    }

    public void Write(TextBuilder builder, PdfMargins margins)
    {
        var paragraph = new StringBuilder();
        PdfLine? before = null;
        var next = 0;
        _tables.Sort((a, b) => b.Top.CompareTo(a.Top));
        foreach (var line in _lines)
        {
            for (; next < _tables.Count && _tables[next].Top > line.Baseline; next++)
            {
                End();
                builder.Table(_tables[next].Cells);
            }

            if (before is not null && RunsOn(before, line, margins.At(this, line)))
            {
                Join(paragraph, line.Text);
            }
            else
            {
                End();
                paragraph.Append(line.Text);
            }

            before = line;
        }

        End();
        for (; next < _tables.Count; next++)
        {
            builder.Table(_tables[next].Cells);
        }

        void End()
        {
            builder.Line(paragraph.ToString());
            paragraph.Clear();
            before = null;
        }
    }

    private static int IndexOf(RuledTable table, Glyph letter)
    {
        for (var i = 0; i < table.Cells.Count; i++)
        {
            if (table.Cells[i].Area.Holds(letter.Middle, letter.Centre))
            {
                return i;
            }
        }

        return -1;
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }

    private static bool RunsOn(PdfLine before, PdfLine line, (double Left, double Right) margins)
    {
        var (left, right) = margins;
        var size = before.Size;
        // Narrow stuff is a list or a title page, where no line can be said to be full.
        if (before.IsParted || before.Column != line.Column || right - left < 14 * size)
        {
            return false;
        }

        var drop = before.Baseline - line.Baseline;
        if (before.Right < right - (1.6 * size) || Math.Abs(line.Size - size) > size * 0.15 || drop <= 0 || drop > 2.6 * size)
        {
            return false;
        }

        var atMargin = line.Left < left + (0.8 * size);
        // A hanging indent goes on at its own margin; there a sentence that ended and a new number part paragraphs.
        var hangs = Math.Abs(line.Left - before.Left) < 0.5 * size && !EndsSentence(before.Text) && !StartsNumber(line.Text);
        return (atMargin && !(before.Left < left + (0.8 * size) && StartsNumber(line.Text) && EndsSentence(before.Text))) || hangs;
    }

    private static bool EndsSentence(string text) => text[^1] is '。' or '；' or '：' or '！' or '？' or ';' or ':';

    /// <summary>Whether a line begins as numbered ones do: 一、 （一） 1. (1) ① 第三条.</summary>
    private static bool StartsNumber(string text)
    {
        var at = text[0] is '（' or '(' or '第' ? 1 : 0;
        var start = at;
        while (at < text.Length && at < 8 && (char.IsAsciiDigit(text[at]) || "一二三四五六七八九十百〇零".Contains(text[at], StringComparison.Ordinal)))
        {
            at++;
        }

        return text[0] is >= '①' and <= '⒛' || (at > start && at < text.Length && text[at] is '、' or '.' or '．' or '）' or ')' or '条' or '章');
    }

    // Between two Latin words that a line end parts stands a space; nothing between Chinese characters or digits.
    private static void Join(StringBuilder paragraph, string line)
    {
        if (paragraph.Length > 0 && line.Length > 0 && char.IsAscii(paragraph[^1]) && char.IsAscii(line[0]) && (char.IsAsciiLetter(paragraph[^1]) || char.IsAsciiLetter(line[0])))
        {
            paragraph.Append(' ');
        }

        paragraph.Append(line);
    }

    // A line of a cell that fills it goes on in the next; one that ends early was ended on purpose.
    private static string CellText(List<PdfLine> lines, Box area)
    {
        var text = new StringBuilder();
        PdfLine? before = null;
        foreach (var line in lines)
        {
            if (before is not null && before.Right < area.Right - (1.9 * before.Size) && !IsCentred(before, area))
            {
                text.Append(' ');
            }

            Join(text, line.Text);
            before = line;
        }

        return GridCell.CellText(text.ToString());

        // In a centred cell the room left is on both sides.
        static bool IsCentred(PdfLine line, Box area) => line.Left - area.Left > line.Size && area.Right - line.Right < 2.6 * line.Size;
    }

    /// <summary>Lines of the page; of its left column, then its right one, where a gutter that no letter crosses parts most lines.</summary>
    private static List<PdfLine> Columns(List<Glyph> letters)
    {
        if (letters.Count < 200)
        {
            return Rows(letters);
        }

        var (left, right) = (letters.Min(l => l.Left), letters.Max(l => l.Right));
        var size = Median(letters.Select(l => l.Size));
        // The middle third, by steps of a point: the widest stretch that no letter covers.
        var covered = new bool[2_000];
        foreach (var letter in letters)
        {
            var from = Math.Clamp((int)(letter.Left - left), 0, covered.Length - 1);
            var to = Math.Clamp((int)(letter.Right - left), 0, covered.Length - 1);
            covered.AsSpan(from, to - from + 1).Fill(true);
        }

        var (best, bestWidth) = (0, 0);
        var last = Math.Min(covered.Length, (int)((right - left) * 2 / 3));
        for (int x = (int)((right - left) / 3), width = 0; x < last; x++)
        {
            width = covered[x] ? 0 : width + 1;
            if (width > bestWidth)
            {
                (best, bestWidth) = (x - (width / 2), width);
            }
        }
        if (bestWidth < Math.Max(10, size))
        {
            return Rows(letters);
        }

        var gutter = left + best;
        var one = Rows([.. letters.Where(l => l.Middle < gutter)]);
        var two = Rows([.. letters.Where(l => l.Middle >= gutter)]);
        // Columns hold running text: both many lines, most of them full. A list of names with their posts is not that.
        return one.Count >= 8 && two.Count >= 8 && Full(one) && Full(two) ? [.. one.Select(l => l with { Column = 1 }), .. two.Select(l => l with { Column = 2 })] : Rows(letters);

        static bool Full(List<PdfLine> lines)
        {
            var width = lines.Max(l => l.Right) - lines.Min(l => l.Left);
            return lines.Count(l => l.Right - l.Left > width * 0.85) * 2 > lines.Count;
        }
    }

    /// <summary>Letters to lines, from the top down.</summary>
    private static List<PdfLine> Rows(List<Glyph> letters)
    {
        // By the base line; ties keep the order in which they were drawn.
        var sorted = letters.OrderByDescending(l => l.Baseline).ToList();
        var lines = new List<PdfLine>();
        for (var i = 0; i < sorted.Count;)
        {
            var size = sorted[i].Size;
            var end = i + 1;
            // Raised and lowered figures belong to the line whose letters they touch.
            while (end < sorted.Count && sorted[i].Baseline - sorted[end].Baseline < 0.45 * Math.Max(size, sorted[end].Size))
            {
                size = Math.Max(size, sorted[end].Size);
                end++;
            }

            var line = sorted.GetRange(i, end - i);
            if (Line(line, size) is { } made)
            {
                lines.Add(made);
            }

            i = end;
        }

        return lines;
    }

    private static PdfLine? Line(List<Glyph> letters, double size)
    {
        var text = new StringBuilder();
        Glyph? before = null;
        var parted = false;
        var (left, right) = (double.MaxValue, double.MinValue);
        foreach (var letter in letters.OrderBy(l => l.Left))
        {
            if (string.IsNullOrWhiteSpace(letter.Text))
            {
                if (text.Length > 0 && text[^1] != ' ')
                {
                    text.Append(' ');
                }

                continue;
            }
            if (before is { } b)
            {
                // Bold type made by printing a letter twice.
                if (b.Text == letter.Text && letter.Left - b.Left < 0.25 * size)
                {
                    continue;
                }

                var gap = letter.Left - right;
                parted |= gap > 3 * size;
                var latin = b.Text[^1] < '\u2E80' && letter.Text[0] < '\u2E80';
                if (gap > (latin ? 0.22 : 0.9) * size && text[^1] != ' ')
                {
                    text.Append(' ');
                }
            }

            text.Append(letter.Text);
            left = Math.Min(left, letter.Left);
            right = Math.Max(right, letter.Right);
            before = letter;
        }

        var words = text.ToString().Trim();
        var baseline = letters.MaxBy(l => l.Size).Baseline;
        return words.Length == 0 ? null : new(words, left, right, baseline, size, parted);
    }

    /// <summary>A letter's words (a ligature has several) and place.</summary>
    private readonly record struct Glyph(string Text, double Left, double Right, double Baseline, double Size)
    {
        public double Middle => (Left + Right) / 2;

        // Half the height of a Chinese character over its base line.
        public double Centre => Baseline + (Size * 0.35);

        public static Glyph From(Letter letter)
        {
            var (from, to) = (letter.StartBaseLine.X, letter.EndBaseLine.X);
            // Control characters come from broken character maps and are printed by nothing.
            var text = letter.Value.AsSpan().ContainsAnyInRange('\0', '\u001F') ? " " : letter.Value;
            return new(text, Math.Min(from, to), Math.Max(from, to), letter.StartBaseLine.Y, Math.Max(1, letter.PointSize));
        }

        public static bool IsSane(Letter letter) =>
            letter.Value.Length > 0 && double.IsFinite(letter.StartBaseLine.X + letter.StartBaseLine.Y + letter.EndBaseLine.X + letter.PointSize)
            && Math.Abs(letter.StartBaseLine.X) < 1e5 && Math.Abs(letter.StartBaseLine.Y) < 1e5 && letter.PointSize < 2_000;
    }
}
