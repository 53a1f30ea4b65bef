using Bihuan.Reading.Text;

namespace Bihuan.Reading.Structure.Tables;

/// <summary>Turns raw rows into a table, once. What is guessed from empty cells is guessed on evidence, and each guess leaves a repair.</summary>
internal sealed class TableAssembler
{
    /// <summary>Group labels are short; anything longer is no label cut by a page.</summary>
    private const int LongestLabel = 12;

    /// <summary>A cell grows no further than this by joining, so that endless fragments cost no quadratic time.</summary>
    private const int LongestCell = 4000;

    private readonly List<GridRow> _raw;
    private readonly ICollection<Repair> _repairs;
    private readonly MappedText _caption;
    private readonly int _columns;
    private readonly TableHeader _header;
    private readonly ColumnProfile _profile;
    private readonly bool _keyed;
    private readonly bool[] _groupColumns;
    private readonly List<Draft> _rows = [];
    private string _section = "";
    private int _sectionStart;

    /// <summary>Prepares a table of <paramref name="rows"/>.</summary>
    public TableAssembler(List<GridRow> rows, int statedHeader, ICollection<Repair> repairs, MappedText caption)
    {
        _repairs = repairs;
        _caption = caption;
        _columns = CountColumns(rows);
        _raw = statedHeader > 0 ? rows : JoinFragments(rows, _columns, repairs);
        while (_raw.Count > 0 && _raw[0].Plain)
        {
            _raw.RemoveAt(0);
        }
        _header = TableHeader.Of(_raw, _columns, statedHeader);
        _profile = new(_raw.Skip(_header.Rows), _columns);
        _keyed = _header.Columns.Count > 0 && (_header.Columns[0].Contains('序', StringComparison.Ordinal) || _profile.OrdinalShare >= 0.6);
        _groupColumns = GroupColumns();
    }

    /// <summary>The table; <see langword="null"/> where no row has words.</summary>
    public Table? Assemble(string placePrefix, int firstOrdinal)
    {
        var afterBreak = false;
        for (var r = _header.Rows; r < _raw.Count; r++)
        {
            var row = _raw[r];
            if (row.Filled == 0)
            {
                continue;
            }
            if (IsRepeatedHeader(row))
            {
                _repairs.Add(new(RepairKind.DroppedRepeatedHeader, row.Range));
                afterBreak = true;
                continue;
            }
            if (row.Plain)
            {
                ReadPlain(row, r + 1 < _raw.Count ? _raw[r + 1] : null);
                continue;
            }

            Read(Align(row), r, row.AfterBreak || afterBreak);
            afterBreak = false;
        }
        if (_rows.Count == 0)
        {
            return null;
        }

        var mended = new Dictionary<MappedText, MappedText>(ReferenceEqualityComparer.Instance);
        var ordinal = firstOrdinal;
        List<TableRow> rows = [];
        foreach (var row in _rows)
        {
            var cells = new TableCell[_columns];
            for (var c = 0; c < _columns; c++)
            {
                if (!mended.TryGetValue(row.Cells[c], out var text))
                {
                    text = CellText.Unwrap(row.Cells[c], Heading(c), _repairs);
                    mended[row.Cells[c]] = text;
                }

                cells[c] = new(text, row.Carried[c]);
            }

            rows.Add(new(ordinal, placePrefix.Length == 0 ? $"第{ordinal}行" : $"{placePrefix} 第{ordinal}行", row.Section, cells, row.Range));
            ordinal++;
        }

        return new(_caption, _header.Columns, rows);
    }

    private string Heading(int column) => column < _header.Columns.Count ? _header.Columns[column] : "";

    private void Read(GridRow row, int index, bool afterBreak)
    {
        if (SectionOf(row, afterBreak) is { } section)
        {
            StartSection(section);
            return;
        }

        var previous = _rows.Count > _sectionStart ? _rows[^1] : null;
        if (!row.IsStated && previous is not null)
        {
            var (joins, sure) = Continues(previous, row, afterBreak);
            if (joins)
            {
                Join(previous, row, sure);
                return;
            }
            if (!sure && afterBreak)
            {
                _repairs.Add(new(RepairKind.JoinedRow, new(row.Range.Start, row.Range.Start), "分页处疑为上一行的续行，按新行计"));
            }
        }

        var draft = new Draft([.. Enumerable.Range(0, _columns).Select(c => row[c])], new bool[_columns], _section, row.Range);
        if (previous is not null)
        {
            if (afterBreak && !row.IsStated && IsLabelFragment(previous, row))
            {
                JoinLabel(row, draft);
            }

            CarryDown(previous, row, draft, index);
        }

        _rows.Add(draft);
    }

    /// <summary>The words of a row that spans the table, or <see langword="null"/> for a data row.</summary>
    private string? SectionOf(GridRow row, bool afterBreak)
    {
        if (_header.Rows == 0)
        {
            return null;
        }
        if (row.IsStated)
        {
            return _columns > 1 && row.OnlyFirst && Enumerable.Range(1, _columns - 1).All(c => row.CoverAt(c) == Cover.FromLeft) ? row[0].Value : null;
        }
        if (row.OnlyFirst && _columns > 1)
        {
            var fragment = afterBreak && !_keyed && !CellShapes.StartsItem(row[0].Value);
            return (_keyed && CellShapes.IsOrdinal(row[0].Value)) || fragment ? null : row[0].Value;
        }

        // 一 ⇥ 经济发展 ⇥ ⇥: a part's number in the column of arabic ones, and its heading beside it.
        return _keyed && _columns > 3 && row.Filled == 2 && !row[1].IsEmpty && CellShapes.IsChineseOrdinal(row[0].Value) && _profile.ArabicKeys
            ? row[1].Value
            : null;
    }

    private void StartSection(string words)
    {
        _section = words.Replace(" ", "", StringComparison.Ordinal);
        _sectionStart = _rows.Count;
    }

    /// <summary>A line without separators: a part heading, the rest of a cell, or a mark of the next page.</summary>
    private void ReadPlain(GridRow row, GridRow? next)
    {
        var words = row[0].Value;
        if (words.StartsWith("续表", StringComparison.Ordinal) || words.StartsWith("（续", StringComparison.Ordinal) || words == _caption.Value)
        {
            _repairs.Add(new(RepairKind.DroppedRepeatedHeader, row.Range));
            return;
        }
        if (words.StartsWith("单位：", StringComparison.Ordinal) || words.StartsWith("注：", StringComparison.Ordinal) || words.StartsWith("备注：", StringComparison.Ordinal))
        {
            return;
        }

        var previous = _rows.Count > 0 ? _rows[^1] : null;
        var last = previous is null ? -1 : Array.FindLastIndex(previous.Cells, c => !c.IsEmpty);
        var sure = false;
        var heads = CellShapes.StartsItem(words) || words.StartsWith('第') || (next is not null && !next.Plain && next[0].Value == "1") || last < 0;
        if (!heads)
        {
            var before = previous!.Cells[last].Value;
            sure = CellShapes.IsOpen(before) || "，、；。）".Contains(words[0], StringComparison.Ordinal) || (CellShapes.IsFinished(words) && !CellShapes.IsFinished(before));
            heads = previous.Cells[last].Length > LongestCell || (!sure && words.Length <= 30 && !words.AsSpan().ContainsAny(Cjk.RunningMarks));
        }
        if (heads)
        {
            StartSection(words);
            return;
        }

        previous!.Cells[last] = MappedText.Join([previous.Cells[last], row[0]]);
        previous.Range = previous.Range.Union(row.Range);
        _repairs.Add(new(RepairKind.JoinedRow, row.Range, sure ? "" : "无分隔的一行疑为上一格的续文，按续文计"));
    }

    private bool IsRepeatedHeader(GridRow row)
    {
        for (var h = 0; h < _header.Rows; h++)
        {
            var header = _raw[h];
            var same = header.Filled > 1;
            for (var c = 0; same && c < Math.Max(header.Cells.Count, row.Cells.Count); c++)
            {
                same = EqualWithoutSpaces(header[c].Value, row[c].Value);
            }
            if (same)
            {
                return true;
            }
        }

        return false;
    }

    private static bool EqualWithoutSpaces(ReadOnlySpan<char> one, ReadOnlySpan<char> other)
    {
        var j = 0;
        foreach (var c in one)
        {
            while (j < other.Length && other[j] is ' ')
            {
                j++;
            }
            if (c is not ' ' && (j == other.Length || other[j++] != c))
            {
                return false;
            }
        }

        return other[j..].IndexOfAnyExcept(' ') < 0;
    }

    /// <summary>Puts the cells of a row that lost some under the columns they fit by their shape.</summary>
    private GridRow Align(GridRow row)
    {
        const int WidestAligned = 16;
        var missing = _columns - row.Cells.Count;
        if (row.IsStated || missing <= 0 || _columns > WidestAligned)
        {
            return row;
        }

        // best[j]: the best fit of the first i cells within the first j columns; each cell takes the leftmost of equal places.
        var n = row.Cells.Count;
        var best = new double[n + 1, _columns + 1];
        for (var i = 1; i <= n; i++)
        {
            var shape = CellShapes.Of(row[i - 1].Value);
            for (var j = 0; j <= _columns; j++)
            {
                best[i, j] = double.NegativeInfinity;
                if (j >= i)
                {
                    best[i, j] = Math.Max(best[i, j - 1], best[i - 1, j - 1] + _profile.Fit(j - 1, shape));
                }
            }
        }

        var cells = new MappedText[_columns];
        Array.Fill(cells, MappedText.Empty);
        for (int i = n, j = _columns; i > 0; j--)
        {
            if (j > i && best[i, j] <= best[i, j - 1])
            {
                continue;
            }

            cells[j - 1] = row[i - 1];
            i--;
        }

        return row with { Cells = cells };
    }

    /// <summary>Whether a row is the rest of the one before, cut by a page or a line end. The key column decides where it is printed;
    /// else the marks at the cut do: an item's number or a finished sentence speak for a row of its own, an open one against.</summary>
    private (bool Joins, bool Sure) Continues(Draft previous, GridRow row, bool afterBreak)
    {
        if (!row[0].IsEmpty && (_keyed || row.Filled > 1 || !afterBreak))
        {
            return (false, true);
        }

        var score = 0;
        var usual = 0;
        for (var c = 0; c < _columns; c++)
        {
            var words = row[c].Value;
            var before = previous.Carried[c] ? "" : previous.Cells[c].Value;
            if (words.Length == 0)
            {
                usual += _profile.IsUsuallyFigure(c) ? 1 : 0;
                continue;
            }

            var shape = CellShapes.Of(words);
            if (CellShapes.StartsItem(words))
            {
                score -= 4;
            }
            else if (before.Length == 0)
            {
                score--;
            }
            else if (CellShapes.IsOpen(before) || "，、；。）”》".Contains(words[0], StringComparison.Ordinal))
            {
                score += 3;
            }
            else if (CellShapes.IsFinished(before))
            {
                score -= 2;
            }
            else if (shape is CellShape.Figure or CellShape.Mark && _profile.IsFigure(c))
            {
                score -= 3;
            }
            else if (CellShapes.IsFinished(words) && words[^1] is not '）')
            {
                score += 2;
            }
        }
        if (usual > 0)
        {
            score += 2;
        }

        if (previous.Range.Length > LongestCell)
        {
            return (false, true);
        }

        return afterBreak ? (score > 0, Math.Abs(score) > 1) : (score >= 3, true);
    }

    private void Join(Draft previous, GridRow row, bool sure)
    {
        for (var c = 0; c < _columns; c++)
        {
            if (!row[c].IsEmpty)
            {
                previous.Cells[c] = previous.Cells[c].IsEmpty || previous.Carried[c] ? row[c] : MappedText.Join([previous.Cells[c], row[c]]);
                previous.Carried[c] = false;
            }
        }

        previous.Range = previous.Range.Union(row.Range);
        _repairs.Add(new(RepairKind.JoinedRow, row.Range, sure ? "" : "分页处疑为上一行的续行，已并入上一行"));
    }

    /// <summary>Whether the first cell after a page break is the rest of the group label before it: a single ideograph is no label,
    /// and a caption may name the whole.</summary>
    private bool IsLabelFragment(Draft previous, GridRow row)
    {
        var label = previous.Cells[0].Value;
        var rest = row[0].Value;
        if (_keyed || _header.Rows == 0 || rest.Length == 0 || label.Length > LongestLabel || label.Length == 0 || !Cjk.IsIdeograph(rest[0]))
        {
            return false;
        }

        return rest.Length == 1 || (_caption.Value.Contains(label + rest, StringComparison.Ordinal) && !_caption.Value.Contains(label + "、", StringComparison.Ordinal));
    }

    private void JoinLabel(GridRow row, Draft draft)
    {
        var cut = _rows[^1].Cells[0];
        var whole = MappedText.Join([cut, row[0]]);
        for (var r = _rows.Count - 1; r >= _sectionStart && ReferenceEquals(_rows[r].Cells[0], cut); r--)
        {
            _rows[r].Cells[0] = whole;
        }

        draft.Cells[0] = whole;
        draft.Carried[0] = true;
        _repairs.Add(new(RepairKind.JoinedRow, row[0].Range, "分页切断的首列标目已接上"));
    }

    private void CarryDown(Draft previous, GridRow row, Draft draft, int index)
    {
        var opensGroup = !row[0].IsEmpty && !draft.Carried[0];
        var item = FirstItem(draft.Cells);
        var opensSubItems = CellShapes.IsSubItem(item) && CellShapes.ItemNumber(FirstItem(previous.Cells)) is > 0 and var other && other != CellShapes.ItemNumber(item);
        for (var c = 0; c < _columns; c++)
        {
            if (row.IsStated)
            {
                if (row.CoverAt(c) == Cover.FromAbove && !previous.Cells[c].IsEmpty)
                {
                    Carry(previous.Cells[c], draft, c, "");
                }

                continue;
            }
            if (!draft.Cells[c].IsEmpty)
            {
                if (!opensGroup && IsSplitCell(previous.Cells[c].Value, draft.Cells[c].Value))
                {
                    JoinSplit(c, draft);
                }

                continue;
            }
            if (!MayCarry(c, opensGroup))
            {
                continue;
            }

            if (c > 0 && opensSubItems)
            {
                // The first of 3.1, 3.2, 3.3 with an empty cell below item 2: a merged cell is printed in the middle of its rows,
                // so a value beside 3.2 covers 3.1 as well.
                var below = index + 1 < _raw.Count && !_raw[index + 1].Plain ? Align(_raw[index + 1]) : null;
                var fromBelow = below is not null && below[0].IsEmpty && !below[c].IsEmpty
                    && below.Cells.Any(x => CellShapes.IsSubItem(x.Value) && CellShapes.ItemNumber(x.Value) == CellShapes.ItemNumber(item))
                    && previous.Cells[c].Value != below[c].Value;
                if (fromBelow || !previous.Cells[c].IsEmpty)
                {
                    var note = fromBelow ? "空格归属不明：按下一行同组的合并格计" : "空格归属不明：按上一行的合并格计";
                    Carry(fromBelow ? below![c] : previous.Cells[c], draft, c, note);
                }

                continue;
            }
            if (!previous.Cells[c].IsEmpty)
            {
                Carry(previous.Cells[c], draft, c, "");
            }
        }
    }

    private static string FirstItem(MappedText[] cells) => Array.Find(cells, c => CellShapes.StartsItem(c.Value))?.Value ?? "";

    private void Carry(MappedText words, Draft draft, int column, string note)
    {
        draft.Cells[column] = words;
        draft.Carried[column] = true;
        _repairs.Add(new(RepairKind.CarriedCellDown, new(draft.Range.Start, draft.Range.Start), note.Length > 0 ? note : Heading(column)));
    }

    /// <summary>Whether an empty cell of the column stands for a merged one. Figures are never carried; remarks belong to their row.</summary>
    private bool MayCarry(int column, bool opensGroup)
    {
        if (_header.Rows == 0)
        {
            return column == 0;
        }
        if (opensGroup)
        {
            return _groupColumns[column];
        }

        return column == 0 || (!_profile.IsFigure(column) && !IsRemarks(Heading(column)));
    }

    private static bool IsRemarks(string heading) => heading.Contains("备注", StringComparison.Ordinal) || heading is "说明" or "注";

    /// <summary>Columns of labels right of the key that are mostly empty although every row has its number: 类别 merged over several rows.</summary>
    private bool[] GroupColumns()
    {
        var groups = new bool[_columns];
        if (_keyed && _profile.OrdinalShare >= 0.9 && _profile.FilledShare(0) >= 0.9)
        {
            for (var c = 1; c < _columns - 1 && _profile.FilledShare(c) < 0.9 && _profile.FilledShare(c) > 0 && !_profile.IsFigure(c) && !IsRemarks(Heading(c)); c++)
            {
                groups[c] = true;
            }
        }

        return groups;
    }

    /// <summary>Whether one merged cell was printed in pieces beside several rows: a year beside one and the month beside the next,
    /// or words that break off with a comma.</summary>
    private static bool IsSplitCell(string before, string words)
    {
        if (before.Length == 0 || CellShapes.StartsItem(words))
        {
            return false;
        }
        if (before[^1] is '，' or '、')
        {
            return before.Length <= 60;
        }

        return before.Length is 5 && before[4] is '年' && CellShapes.YearOf(before) > 0
            && char.IsAsciiDigit(words[0]) && words.Length is >= 2 and <= 8 && words.AsSpan().IndexOf('月') is 1 or 2;
    }

    private void JoinSplit(int column, Draft draft)
    {
        var piece = _rows[^1].Cells[column];
        var whole = MappedText.Join([piece, draft.Cells[column]]);
        for (var r = _rows.Count - 1; r >= _sectionStart && ReferenceEquals(_rows[r].Cells[column], piece); r--)
        {
            _rows[r].Cells[column] = whole;
        }

        _repairs.Add(new(RepairKind.CarriedCellDown, draft.Cells[column].Range, "合并格分行印出，已接上"));
        draft.Cells[column] = whole;
        draft.Carried[column] = true;
    }

    /// <summary>The table's width: the header's where it has most, else what most rows have.</summary>
    private static int CountColumns(List<GridRow> rows)
    {
        var counts = new Dictionary<int, int>();
        var first = 0;
        foreach (var row in rows)
        {
            if (!row.Plain)
            {
                first = first == 0 ? row.Cells.Count : first;
                counts[row.Cells.Count] = counts.GetValueOrDefault(row.Cells.Count) + 1;
            }
        }
        if (counts.Count == 0)
        {
            return 1;
        }

        var mode = counts.MaxBy(p => (p.Value, p.Key)).Key;
        return Math.Max(mode, first);
    }

    /// <summary>Joins lines that together make one row: a line feed inside a cell cut it. They are joined only where the whole
    /// fits the columns better than the pieces do.</summary>
    private static List<GridRow> JoinFragments(List<GridRow> rows, int columns, ICollection<Repair> repairs)
    {
        if (rows.Count == 0 || rows[0].IsStated || !rows.Any(r => !r.Plain && r.Cells.Count < columns))
        {
            return rows;
        }

        var profile = new ColumnProfile(rows.Skip(1).Where(r => r.Cells.Count == columns), columns);
        List<GridRow> joined = [];
        for (var i = 0; i < rows.Count;)
        {
            // A short first row over a second row of headings is a header of two rows, not one row cut in two.
            var header = i == 0 && rows.Count > 1 && rows[1].Cells.Count > 1 && rows[0].Cells.Concat(rows[1].Cells).All(c => CellShapes.IsHeading(c.Value));
            var end = header ? i + 1 : FragmentsEnd(rows, i, columns);
            if (end > i + 1 && profile.Rows > 0)
            {
                List<MappedText> cells = [.. rows[i].Cells];
                for (var k = i + 1; k < end; k++)
                {
                    cells[^1] = MappedText.Join([cells[^1], rows[k][0]]);
                    cells.AddRange(rows[k].Cells.Skip(1));
                }

                var apart = rows.Skip(i).Take(end - i).Average(r => profile.Fit(r.Cells));
                if (profile.Fit(cells) > apart)
                {
                    var range = rows[i].Range.Union(rows[end - 1].Range);
                    repairs.Add(new(RepairKind.JoinedRow, range));
                    joined.Add(new(cells, range, rows[i].AfterBreak, Plain: false, []));
                    i = end;
                    continue;
                }
            }

            joined.Add(rows[i]);
            i++;
        }

        return joined;
    }

    /// <summary>One past the last of the lines from <paramref name="from"/> whose cells, joined at their ends, make a whole row; <paramref name="from"/> + 1 where none do.</summary>
    private static int FragmentsEnd(List<GridRow> rows, int from, int columns)
    {
        const int MostLines = 40;
        var total = rows[from].Cells.Count;
        if (rows[from].Plain || total >= columns)
        {
            return from + 1;
        }
        for (var i = from + 1; i < rows.Count && i < from + MostLines; i++)
        {
            if (rows[i][0].IsEmpty || CellShapes.IsOrdinal(rows[i][0].Value) || rows[i].Cells.Count >= columns)
            {
                break;
            }

            total += rows[i].Cells.Count - 1;
            if (total >= columns)
            {
                return total == columns ? i + 1 : from + 1;
            }
        }

        return from + 1;
    }

    /// <summary>A data row in the making.</summary>
    private sealed class Draft(MappedText[] cells, bool[] carried, string section, SourceRange range)
    {
        public MappedText[] Cells { get; } = cells;

        public bool[] Carried { get; } = carried;

        public string Section { get; } = section;

        public SourceRange Range { get; set; } = range;
    }
}
