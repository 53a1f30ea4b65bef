namespace Bihuan.Official.Layout;

/// <summary>Where the imprint goes.</summary>
internal enum ImprintPlace
{
    /// <summary>At the foot of the page on which the document ends, which is even.</summary>
    SamePage,

    /// <summary>On the back of the last page, which is odd.</summary>
    NextPage,

    /// <summary>The last page is even and full: a blank page comes between, and neither it nor the imprint's has a number (7.5).</summary>
    AfterBlankPage,
}

/// <summary>The document in its order, and where its pages end.</summary>
/// <remarks>
/// A .docx cannot say "at the foot of the last even page", and the server has no program that sets pages. But a page is 22 lines of 28 characters
/// whatever the font, so its end can be counted. Only letters and digits have other widths in other fonts; the count is made twice, with the least
/// and the greatest. Where they differ about the page, the signature is moved by a line (the standard lets one adjust the spacing) until they agree.
/// </remarks>
/// <param name="Flow">Everything up to the imprint.</param>
/// <param name="Place">Where the imprint goes.</param>
/// <param name="Pages">How many pages there are with it.</param>
/// <param name="Certain">Whether both counts agree.</param>
/// <param name="FreeQuarters">How many quarter lines are free above the imprint where it stands on the same page.</param>
internal sealed record PagePlan(IReadOnlyList<FlowItem> Flow, ImprintPlace Place, int Pages, bool Certain, int FreeQuarters)
{
    public static PagePlan Of(OfficialDocument document)
    {
        int[] gaps = document.Signature switch
        {
            null => [0],
            { Seal: SealPlace.None } => [1, 2, 3],
            _ => [2, 3, 4],
        };
        PagePlan? first = null;
        foreach (var gap in gaps)
        {
            var plan = Count(document, Composer.Compose(document, gap));
            if (plan.Certain)
            {
                return plan;
            }

            first ??= plan;
        }

        return first!;
    }

    /// <summary>The height of the imprint in twips.</summary>
    public static int ImprintHeight(OfficialDocument document) =>
        document.Imprint is not { } imprint ? 0
        : ((document.Layout == OfficialLayout.Letter ? 0 : 1) + (imprint.CopiesTo.Count == 0 ? 0 : TextWidth.Lines(CopiesText(imprint), ImprintCharacters - 3, ImprintCharacters, wide: true))) * PageFigures.ImprintLine;

    /// <summary>Characters in a line of the imprint, one in from each side.</summary>
    private const double ImprintCharacters = (PageFigures.Width / 20d / PageFigures.Size4) - 2;

    public static string CopiesText(Imprint imprint) => $"抄送：{string.Join('，', imprint.CopiesTo)}。"; // not-a-text

    private static readonly int RuleHeight = PageFigures.Twips(Composer.NumberRuleSpace + 1.5);

    private static PagePlan Count(OfficialDocument document, List<FlowItem> flow)
    {
        var start = document.Layout == OfficialLayout.Letter ? Composer.LetterHead(Composer.LetterMark(document)) : 0;
        var low = new Counter(start, wide: false).Run(flow);
        var high = new Counter(start, wide: true).Run(flow);
        if (document.Imprint is null)
        {
            return new(flow, ImprintPlace.SamePage, high.Page, low.Page == high.Page, 0);
        }

        var imprint = ImprintHeight(document) + (PageFigures.Line / 2);
        var (placeLow, placeHigh) = (Place(low), Place(high));

        // Letters have no imprint that must stand on a back: copies go to the foot of the last page.
        var pages = placeHigh switch { ImprintPlace.SamePage => high.Page, ImprintPlace.NextPage => high.Page + 1, _ => high.Page + 2 };
        return new(flow, placeHigh, pages, placeLow == placeHigh && low.Page == high.Page, Math.Max(0, (PageFigures.Height - high.Used - ImprintHeight(document) - 120) * 4 / PageFigures.Line));

        ImprintPlace Place((int Page, int Used) end)
        {
            var fits = end.Used + imprint <= PageFigures.Height;
            return document.Layout == OfficialLayout.Letter ? (fits ? ImprintPlace.SamePage : ImprintPlace.NextPage)
                : end.Page % 2 == 1 ? ImprintPlace.NextPage
                : fits ? ImprintPlace.SamePage : ImprintPlace.AfterBlankPage;
        }
    }

    /// <summary>Fills pages from above.</summary>
    private sealed class Counter(int start, bool wide)
    {
        private int _page = 1;
        private int _used = start;

        public (int Page, int Used) Run(List<FlowItem> flow)
        {
            for (var i = 0; i < flow.Count; i++)
            {
                switch (flow[i])
                {
                    case FlowSpace space:
                        Keep(space.Height, space.KeepNext ? Tail(flow, i + 1) : 0);
                        break;
                    case FlowMark mark:
                        _used += mark.Height;
                        break;
                    case FlowText text:
                        Text(text, text.KeepNext ? Tail(flow, i + 1) : 0);
                        break;
                    case FlowTable table:
                        Table(table.Table);
                        break;
                    case FlowChart chart:
                        Keep(Charts.ChartDrawing.HeightTwips(chart.Chart) + 40, PageFigures.Line);
                        break;
                }
            }

            return (_page, _used);
        }

        /// <summary>The height of what must stay with the item before, up to the first line of what may break.</summary>
        private int Tail(List<FlowItem> flow, int from)
        {
            var height = 0;
            for (var i = from; i < flow.Count; i++)
            {
                switch (flow[i])
                {
                    case FlowSpace space:
                        height += space.Height;
                        if (!space.KeepNext)
                        {
                            return height;
                        }

                        break;
                    case FlowText { KeepNext: true } text:
                        height += text.Style.Line * LinesOf(text);
                        break;
                    case FlowText text:
                        return height + text.Style.Line;
                    case FlowTable table:
                        return height + TableRows.Heights(table.Table, wide).Take(table.Table.HeaderRows + 1).Sum();
                    default:
                        return height;
                }
            }

            return height;
        }

        private void Keep(int height, int tail)
        {
            if (_used + height + tail > PageFigures.Height && _used > 0)
            {
                NextPage();
            }

            _used += height;
        }

        private void Text(FlowText text, int tail)
        {
            if (text.NewPage)
            {
                NextPage();
            }

            var lines = LinesOf(text);
            if (tail > 0 && _used + (lines * text.Style.Line) + tail > PageFigures.Height && lines <= PageFigures.Lines / 2 && _used > 0)
            {
                // What must stay with the next goes over as a whole.
                NextPage();
            }

            for (var line = 0; line < lines; line++)
            {
                if (_used + text.Style.Line > PageFigures.Height)
                {
                    NextPage();
                }

                _used += text.Style.Line;
            }

            _used += text.RedRule ? RuleHeight : 0;
        }

        private int LinesOf(FlowText text)
        {
            if (text.Abreast.Count > 0)
            {
                return 1;
            }

            var width = (PageFigures.Width / 20d / text.Style.Character) - text.Left - text.Right;
            return TextWidth.Lines(string.Concat(text.Pieces.Select(p => p.Text)), width, width - text.Style.Indent + text.Hanging, wide);
        }

        private void Table(Table table)
        {
            var heights = TableRows.Heights(table, wide);
            var head = heights.Take(table.HeaderRows).Sum();
            foreach (var (row, height) in heights.Index())
            {
                var needed = row == 0 ? heights.Take(table.HeaderRows + 1).Sum() : height;
                if (_used + needed > PageFigures.Height && (_used > 0 || row > 0))
                {
                    NextPage();
                    _used += row >= table.HeaderRows ? head : 0;
                }

                _used += height;
                while (_used > PageFigures.Height)
                {
                    // A row longer than a page is cut after all.
                    _used -= PageFigures.Height;
                    _page++;
                }
            }
        }

        private void NextPage()
        {
            _page++;
            _used = 0;
        }
    }
}

/// <summary>The rows of a table in height.</summary>
internal static class TableRows
{
    /// <summary>Left and right of a cell's text, in twips.</summary>
    public const int Padding = 100;

    /// <summary>Above and below it.</summary>
    public const int Air = 50;

    /// <summary>A line of a cell, in twips.</summary>
    public static int Line(Table table) => PageFigures.Twips(table.Points * 1.4);

    /// <summary>The widths of the columns, which make up the type area.</summary>
    public static IReadOnlyList<int> Widths(Table table)
    {
        var all = table.Columns.Sum(c => (long)c.Share);
        var widths = new List<int>();
        long sum = 0;
        foreach (var column in table.Columns)
        {
            var before = sum * PageFigures.Width / all;
            sum += column.Share;
            widths.Add((int)((sum * PageFigures.Width / all) - before));
        }

        return widths;
    }

    /// <summary>The heights of the rows, in twips. A cell over several rows is taken to be no higher than they are.</summary>
    public static IReadOnlyList<int> Heights(Table table, bool wide)
    {
        var widths = Widths(table);
        var grid = CellGrid.Of(table);
        return [.. grid.Rows.Select(row => Math.Max(PageFigures.Twips(table.RowHeight * PageFigures.PointsPerMillimetre),
            row.Where(p => p is { Begins: true, Cell.Rows: 1 }).Select(p => (2 * Air) + (Line(table) * p.Cell.Paragraphs.Sum(paragraph =>
            {
                var width = (widths.Skip(p.Column).Take(p.Cell.Columns).Sum() - (2 * Padding)) / 20d / table.Points;
                return TextWidth.Lines(string.Concat(paragraph.Select(r => r.Text)), width, width, wide);
            }))).DefaultIfEmpty(0).Max()) + 10)];
    }
}
