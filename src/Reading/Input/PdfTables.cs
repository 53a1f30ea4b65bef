using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;

namespace Bihuan.Reading.Input;

/// <summary>A box on a page, in points, with y upward.</summary>
internal readonly record struct Box(double Left, double Bottom, double Right, double Top)
{
    public bool Holds(double x, double y) => x >= Left && x <= Right && y >= Bottom && y <= Top;
}

/// <summary>A table found by its ruling lines.</summary>
/// <param name="Area">All of it.</param>
/// <param name="Cells">Where each cell is in the grid and on the page, in row order.</param>
internal sealed record RuledTable(Box Area, IReadOnlyList<(int Row, int Column, int RowSpan, int ColumnSpan, Box Area)> Cells);

/// <summary>Finds tables whose cells are ruled off on all sides. What is not certain (open sides, cells that are no rectangles)
/// is no table and stays lines of text.</summary>
internal static class PdfTables
{
    // Rules closer than this are one rule drawn twice; also the gap that two rules meant to meet may leave.
    private const double Near = 3;
    private const double Shortest = 6;
    private const int MostRules = 4_000;
    private const int MostGridCells = 20_000;

    /// <summary>A horizontal or vertical rule: its place on the other axis and its stretch.</summary>
    private readonly record struct Rule(double At, double From, double To);

    public static List<RuledTable> Find(Page page)
    {
        var flat = new List<Rule>();
        var upright = new List<Rule>();
        foreach (var path in page.Paths)
        {
            if (path.IsClipping || !(path.IsStroked || path.IsFilled))
            {
                continue;
            }

            foreach (var part in path)
            {
                Collect(part, path.IsStroked, flat, upright);
                if (flat.Count + upright.Count > MostRules)
                {
                    return [];
                }
            }
        }

        var tables = new List<RuledTable>();
        foreach (var (rows, columns) in Components(Merged(flat), Merged(upright)))
        {
            if (Grid(rows, columns) is { } table)
            {
                tables.Add(table);
            }
        }

        return tables;
    }

    private static void Collect(PdfSubpath part, bool stroked, List<Rule> flat, List<Rule> upright)
    {
        if (part.GetDrawnRectangle() is { } drawn)
        {
            AddBox(drawn, stroked, flat, upright);
            return;
        }

        foreach (var command in part.Commands)
        {
            if (command is PdfSubpath.Line line && stroked)
            {
                Add(line.From, line.To, flat, upright);
            }
        }

        if (!stroked && part.GetBoundingRectangle() is { } box && (box.Width < Near || box.Height < Near))
        {
            AddBox(box, false, flat, upright);
        }
    }

    // A thin box is a rule; a stroked box is four; a filled one is only shading.
    private static void AddBox(PdfRectangle box, bool stroked, List<Rule> flat, List<Rule> upright)
    {
        var (left, right, bottom, top) = (box.Left, box.Right, box.Bottom, box.Top);
        if (box.Height < Near)
        {
            Add(new((double)left, (top + bottom) / 2), new(right, (top + bottom) / 2), flat, upright);
        }
        else if (box.Width < Near)
        {
            Add(new((left + right) / 2, bottom), new((left + right) / 2, top), flat, upright);
        }
        else if (stroked)
        {
            Add(new(left, bottom), new(right, bottom), flat, upright);
            Add(new(left, top), new(right, top), flat, upright);
            Add(new(left, bottom), new(left, top), flat, upright);
            Add(new(right, bottom), new(right, top), flat, upright);
        }
    }

    private static void Add(PdfPoint a, PdfPoint b, List<Rule> flat, List<Rule> upright)
    {
        if (!double.IsFinite(a.X + a.Y + b.X + b.Y))
        {
            return;
        }
        if (Math.Abs(a.Y - b.Y) < 1 && Math.Abs(a.X - b.X) >= Shortest)
        {
            flat.Add(new((a.Y + b.Y) / 2, Math.Min(a.X, b.X), Math.Max(a.X, b.X)));
        }
        else if (Math.Abs(a.X - b.X) < 1 && Math.Abs(a.Y - b.Y) >= Shortest)
        {
            upright.Add(new((a.X + b.X) / 2, Math.Min(a.Y, b.Y), Math.Max(a.Y, b.Y)));
        }
    }

    /// <summary>Word draws a rule in a piece for each cell: pieces in line that touch become one.</summary>
    private static List<Rule> Merged(List<Rule> rules)
    {
        rules.Sort((a, b) => a.At != b.At ? a.At.CompareTo(b.At) : a.From.CompareTo(b.From));
        var merged = new List<Rule>();
        for (var i = 0; i < rules.Count;)
        {
            var end = i + 1;
            while (end < rules.Count && rules[end].At - rules[end - 1].At < 1 && rules[end].At - rules[i].At < Near)
            {
                end++;
            }

            var at = rules[i].At;
            var group = rules.GetRange(i, end - i);
            group.Sort((a, b) => a.From.CompareTo(b.From));
            var open = group[0];
            foreach (var rule in group)
            {
                if (rule.From <= open.To + Near)
                {
                    open = open with { To = Math.Max(open.To, rule.To) };
                }
                else
                {
                    merged.Add(open with { At = at });
                    open = rule;
                }
            }

            merged.Add(open with { At = at });
            i = end;
        }

        return merged;
    }

    /// <summary>Rules that cross or touch, directly or through others, belong to one table.</summary>
    private static IEnumerable<(List<Rule> Flat, List<Rule> Upright)> Components(List<Rule> flat, List<Rule> upright)
    {
        var parent = Enumerable.Range(0, flat.Count + upright.Count).ToArray();
        int Root(int i)
        {
            while (parent[i] != i)
            {
                parent[i] = parent[parent[i]];
                i = parent[i];
            }

            return i;
        }

        for (var i = 0; i < flat.Count; i++)
        {
            for (var j = 0; j < upright.Count; j++)
            {
                if (upright[j].At >= flat[i].From - Near && upright[j].At <= flat[i].To + Near && flat[i].At >= upright[j].From - Near && flat[i].At <= upright[j].To + Near)
                {
                    parent[Root(i)] = Root(flat.Count + j);
                }
            }
        }

        return Enumerable.Range(0, parent.Length).GroupBy(Root)
            .Select(g => (g.Where(i => i < flat.Count).Select(i => flat[i]).ToList(), g.Where(i => i >= flat.Count).Select(i => upright[i - flat.Count]).ToList()))
            .Where(c => c.Item1.Count >= 2 && c.Item2.Count >= 2);
    }

    private static RuledTable? Grid(List<Rule> flat, List<Rule> upright)
    {
        var ys = Places(flat);
        ys.Reverse();
        var xs = Places(upright);
        var (rows, columns) = (ys.Count - 1, xs.Count - 1);
        if (rows < 1 || columns < 1 || rows * columns < 2 || columns > GridCell.MaxColumns || (long)rows * columns > MostGridCells)
        {
            return null;
        }

        // Whether the side of a grid square is drawn: right sides and lower sides, with the outer ones at index 0.
        var right = new bool[rows, columns + 1];
        foreach (var rule in upright)
        {
            var column = Nearest(xs, rule.At);
            for (var row = 0; row < rows; row++)
            {
                var middle = (ys[row] + ys[row + 1]) / 2;
                right[row, column] |= rule.From <= middle && middle <= rule.To;
            }
        }

        var below = new bool[rows + 1, columns];
        foreach (var rule in flat)
        {
            var row = Nearest(ys, rule.At);
            for (var column = 0; column < columns; column++)
            {
                var middle = (xs[column] + xs[column + 1]) / 2;
                below[row, column] |= rule.From <= middle && middle <= rule.To;
            }
        }

        var taken = new bool[rows, columns];
        var cells = new List<(int, int, int, int, Box)>();
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                if (taken[row, column])
                {
                    continue;
                }
                if (!right[row, column] || !below[row, column])
                {
                    return null;
                }

                var wide = 1;
                while (column + wide < columns && !right[row, column + wide])
                {
                    wide++;
                }

                var high = 1;
                while (row + high < rows && !below[row + high, column])
                {
                    high++;
                }

                for (var r = row; r < row + high; r++)
                {
                    for (var c = column; c < column + wide; c++)
                    {
                        // A rule inside, or a side missing: no rectangle, no certain table.
                        if (taken[r, c] || (r > row && below[r, c]) || (c > column && right[r, c]))
                        {
                            return null;
                        }

                        taken[r, c] = true;
                    }
                    if (!right[r, column] || !right[r, column + wide])
                    {
                        return null;
                    }
                }
                for (var c = column; c < column + wide; c++)
                {
                    if (!below[row, c] || !below[row + high, c])
                    {
                        return null;
                    }
                }

                cells.Add((row, column, high, wide, new(xs[column], ys[row + high], xs[column + wide], ys[row])));
            }
        }

        return cells.Count < 2 ? null : new(new(xs[0], ys[^1], xs[^1], ys[0]), cells);
    }

    private static List<double> Places(List<Rule> rules)
    {
        var places = new List<double>();
        foreach (var at in rules.Select(r => r.At).Order())
        {
            if (places.Count == 0 || at - places[^1] >= Near)
            {
                places.Add(at);
            }
        }

        return places;
    }

    private static int Nearest(List<double> places, double at)
    {
        var best = 0;
        for (var i = 1; i < places.Count; i++)
        {
            if (Math.Abs(places[i] - at) < Math.Abs(places[best] - at))
            {
                best = i;
            }
        }

        return best;
    }
}
