using System.Buffers;
using Bihuan.Reading.Structure.Tables;
using Bihuan.Reading.Text;

namespace Bihuan.Reading.Structure;

/// <summary>Source lines to paragraphs and tables: joins what page breaks and hard wraps have cut, gathers the lines of a table.</summary>
internal sealed class BlockReader
{
    /// <summary>Lists of doubled characters are searched for in the text; beyond so many breaks a hostile text would make that slow.</summary>
    private const int MostDoubleChecks = 256;

    /// <summary>How far an open bracket at a break may be from its closing partner behind the break.</summary>
    private const int LongestBracket = 400;

    /// <summary>Longer lines are text, even without a full stop.</summary>
    private const int LongestHeading = 40;

    /// <summary>How many lines of other words may stand between the entries of a table of contents (headings, titles of two lines).</summary>
    private const int ContentsGap = 6;

    private static readonly SearchValues<char> NeverFirst = SearchValues.Create("%‰℃），。、；：？！》〉”’〕】」』");
    private static readonly SearchValues<char> NumberChars = SearchValues.Create("0123456789.");

    private readonly SourceText _source;
    private readonly ICollection<Repair> _repairs;
    private readonly List<Block> _blocks = [];
    private readonly List<MappedText> _parts = [];
    private readonly Dictionary<NumberingStyle, bool> _sentences = [];
    private readonly int _wrapWidth;
    private SourceRange _range;
    private bool _blankBefore;
    private Marker? _marker;
    private int _doubleChecks;
    private int _contents;
    private int _lastLineLength;

    private BlockReader(SourceText source, ICollection<Repair> repairs)
    {
        _source = source;
        _repairs = repairs;
        _wrapWidth = source.Format is InputFormat.PlainText ? WrapWidth(source.Text) : 0;
    }

    /// <summary>The blocks of the whole text, in order.</summary>
    public static List<Block> Read(SourceText source, ICollection<Repair> repairs)
    {
        var reader = new BlockReader(source, repairs);
        reader.ReadAll();
        reader.DropLoneNumbers();
        return reader._blocks;
    }

    private void ReadAll()
    {
        var text = _source.Text;
        var tables = _source.Tables;
        var table = 0;
        var blank = true;
        var at = 0;
        while (at < text.Length)
        {
            if (table < tables.Count && at >= tables[table].Range.Start)
            {
                Flush();
                var stated = tables[table++];
                _blocks.Add(new(MappedText.Empty, stated.Range, true) { Stated = stated });
                at = Math.Max(at + 1, LineEnd(text, Math.Max(at, stated.Range.End), out _));
                blank = true;
                continue;
            }

            var end = LineEnd(text, at, out var next);
            if (IsBlank(text, at, end))
            {
                blank = true;
            }
            else if (IsPageNumber(text.AsSpan(at, end - at)))
            {
                // As a blank line: what stood on either side may belong together.
                _repairs.Add(new(RepairKind.DroppedPageFurniture, new(at, end), text.AsSpan(at, end - at).Trim().ToString()));
                blank = true;
            }
            else if (_contents > 0 && ContentsReader.IsTabbedEntry(text.AsSpan(at, end - at)))
            {
                Flush();
                var entry = Normaliser.Normalise(_source, at, end, _repairs);
                _blocks.Add(new(entry, entry.Range, blank) { IsContentsEntry = true });
                _contents = ContentsGap;
                blank = false;
            }
            else if (tables.Count == 0 && IsTableLine(text.AsSpan(at, end - at)) && ReadTable(at, blank, out var behind))
            {
                next = behind;
                blank = false;
            }
            else
            {
                ReadLine(at, end, blank);
                blank = false;
            }

            at = next;
        }

        Flush();
    }

    /// <summary>— 12 —, －12－, - 12 -: a page's number between strokes, alone on its line.</summary>
    private static bool IsPageNumber(ReadOnlySpan<char> line)
    {
        const int Longest = 14;
        const string Strokes = "-–—－―─ \t\u3000";
        line = line.Trim();
        if (line.Length is < 3 or > Longest || line[0] is ' ' || !Strokes.Contains(line[0]) || !Strokes.Contains(line[^1]))
        {
            return false;
        }

        var digits = 0;
        foreach (var c in line.Trim(Strokes))
        {
            if (!(char.IsAsciiDigit(c) || c is >= '０' and <= '９'))
            {
                return false;
            }

            digits++;
        }

        return digits is >= 1 and <= 4;
    }

    /// <summary>One line of running text: the next part of the open paragraph, or the first of a new one.</summary>
    private void ReadLine(int start, int end, bool blankBefore)
    {
        var text = _source.Text;
        var begin = start;
        while (begin < end && (char.IsWhiteSpace(text[begin]) || (text[begin] is '•' or '●' or '◆' or '■' or '▲' or '\uFEFF')))
        {
            begin++;
        }
        if (begin + 1 < end && text[begin] is '-' && text[begin + 1] is ' ')
        {
            begin += 2;
        }

        var line = Normaliser.Normalise(_source, begin, end, _repairs);
        if (line.IsEmpty)
        {
            return;
        }

        _contents = ContentsReader.IsHeading(line.Value) ? ContentsGap : Math.Max(0, _contents - 1);
        var marker = MarkerOf(line, begin, end);
        if (_parts.Count > 0 && Continues(line, marker, blankBefore))
        {
            Append(line, blankBefore);
        }
        else
        {
            Flush();
            _parts.Add(line);
            _range = line.Range;
            _blankBefore = blankBefore;
            _marker = marker;
        }

        _lastLineLength = end - begin;
    }

    private Marker? MarkerOf(MappedText line, int begin, int end)
    {
        if (Marker.TryParse(line.Value, out var marker))
        {
            return marker;
        }

        // 1 总则, 1.1 年度目标: the space that tells a heading from a figure is only in the source.
        var text = _source.Text.AsSpan(begin, end - begin);
        var number = text.IndexOfAnyExcept(NumberChars);
        if (number is < 1 or > 14 || text[number] is not (' ' or '\u3000' or '\t'))
        {
            return null;
        }

        var label = text[..number].TrimEnd('.');
        var last = label[(label.LastIndexOf('.') + 1)..];
        var heading = text[number..].TrimStart();

        // 4.2 Ⅱ级响应: a Roman numeral begins a heading as an ideograph does.
        return heading.Length > 0 && (Cjk.IsIdeograph(heading[0]) || heading[0] is >= 'Ⅰ' and <= 'Ⅻ' or 'I' or 'V') && line.Length <= LongestHeading && line.Value.AsSpan().IndexOfAny(Cjk.RunningMarks) < 0
            && label.Length > 0 && label[0] is not '.' && last.Length <= 2 && int.TryParse(last, out var ordinal) && ordinal > 0
            ? new Marker(NumberingStyle.Decimal, label.ToString(), ordinal, number)
            : null;
    }

    /// <summary>Whether a line goes on with the open paragraph.</summary>
    private bool Continues(MappedText line, Marker? marker, bool blankBefore)
    {
        // No line begins with these; it was cut before them.
        if (NeverFirst.Contains(line.Value[0]))
        {
            return true;
        }

        var open = OpenBracket();
        if (open != '\0' && ClosesFirst(line.Value, open))
        {
            return true;
        }
        if (marker is not null || _source.Format is InputFormat.Docx or InputFormat.Html or InputFormat.Markdown)
        {
            return false;
        }

        var last = _parts[^1].Value;
        var end = last[^1];
        if (end is '、' or '，' or '—')
        {
            return true;
        }
        if (EndsSentence(last) || ContentsReader.IsEntry(last) || IsOwnLine(line.Value))
        {
            return false;
        }
        if (end is '）' && blankBefore)
        {
            return false;
        }
        if (HasLabel(line.Value) && HasLabel(_parts[0].Value))
        {
            // 副组长：… and 成员：… are lines of one list.
            return false;
        }

        var wrapped = !blankBefore && _wrapWidth > 0 && _lastLineLength >= _wrapWidth * 85 / 100;
        if (wrapped)
        {
            return true;
        }

        var length = 0;
        var running = false;
        foreach (var part in _parts)
        {
            length += part.Length;
            running |= part.Value.AsSpan().IndexOfAny(Cjk.RunningMarks) >= 0;
        }

        // A short numbered line without a full stop is a heading, unless its fellows are sentences.
        var heading = _marker is { } own && length <= LongestHeading && !_parts[0].Value.Contains('。', StringComparison.Ordinal) && !_sentences.GetValueOrDefault(own.Style);

        // A title of one long line is no sentence that was cut.
        var title = _marker is null && !running && Organ.EndsAsTitle(last);
        return !heading && !title && (running || length >= LongestHeading);
    }

    private static bool EndsSentence(string value)
    {
        var at = value.Length - 1;
        while (at > 0 && value[at] is '”' or '’' or '》')
        {
            at--;
        }

        return Cjk.SentenceEnds.Contains(value[at]) || (value[at] is '）' && at > 0 && Cjk.SentenceEnds.Contains(value[at - 1]));
    }

    /// <summary>Whether it begins with a short label: 组长：, 牵头单位：.</summary>
    private static bool HasLabel(string value)
    {
        const int LongestLabel = 8;
        var colon = value.AsSpan(0, Math.Min(value.Length, LongestLabel + 1)).IndexOf('：');
        if (colon < 2)
        {
            return false;
        }
        foreach (var c in value.AsSpan(0, colon))
        {
            if (!Cjk.IsIdeograph(c) && c != ' ')
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Lines that never go on with a sentence: a day, a document number, 附件, 目录, 【栏目】.</summary>
    private static bool IsOwnLine(string value) =>
        (value[0] is '【' && value[^1] is '】') || ContentsReader.IsHeading(value)
        || value.StartsWith("附件", StringComparison.Ordinal) || DateLine.TryParse(value, out _) || DocumentNumber.TryParseWhole(value, out _);

    /// <summary>The innermost bracket that the open paragraph has not closed, or NUL.</summary>
    private char OpenBracket()
    {
        Span<char> stack = stackalloc char[32];
        var depth = 0;
        var budget = LongestBracket;
        var first = _parts.Count - 1;
        while (first > 0 && budget > 0)
        {
            budget -= _parts[first].Length;
            first--;
        }
        for (var p = first; p < _parts.Count; p++)
        {
            var value = _parts[p].Value.AsSpan();
            foreach (var c in value.Length > LongestBracket ? value[^LongestBracket..] : value)
            {
                if (Cjk.IsOpening(c))
                {
                    if (depth == stack.Length)
                    {
                        return '\0';
                    }

                    stack[depth++] = c;
                }
                else
                {
                    for (var i = depth - 1; i >= 0; i--)
                    {
                        if (Cjk.ClosingOf(stack[i]) == c)
                        {
                            depth = i;
                            break;
                        }
                    }
                }
            }
        }

        return depth > 0 ? stack[depth - 1] : '\0';
    }

    private static bool ClosesFirst(string value, char open)
    {
        var head = value.AsSpan(0, Math.Min(value.Length, LongestBracket));
        var closing = head.IndexOf(Cjk.ClosingOf(open));
        if (closing < 0)
        {
            return false;
        }

        var opening = head.IndexOf(open);
        return opening < 0 || closing < opening;
    }

    private void Append(MappedText line, bool blankBefore)
    {
        var dropped = DoubledAt(_parts[^1].Value, line.Value);
        var joined = line.Range;
        if (dropped > 0)
        {
            _repairs.Add(new(RepairKind.DroppedDoubledCharacters, line.RangeOf(0, dropped), line.Value[..dropped]));
            line = line.Slice(dropped);
        }
        if (blankBefore)
        {
            _repairs.Add(new(RepairKind.JoinedParagraph, new(_range.End, joined.Start)));
        }
        if (!line.IsEmpty)
        {
            _parts.Add(line);
        }

        _range = _range.Union(joined);
    }

    /// <summary>How many characters at the start of <paramref name="next"/> repeat the end of <paramref name="before"/> by mistake.
    /// They are a mistake where the words without the repetition stand elsewhere in the text and those with it do not.</summary>
    private int DoubledAt(string before, string next)
    {
        for (var length = Math.Min(4, Math.Min(before.Length - 1, next.Length - 1)); length >= 1; length--)
        {
            if (!next.AsSpan(0, length).SequenceEqual(before.AsSpan(before.Length - length)) || !Cjk.IsIdeograph(next[0]) || ++_doubleChecks > MostDoubleChecks)
            {
                continue;
            }

            const int Context = 2;
            var left = before.AsSpan(Math.Max(0, before.Length - length - Context));
            var right = next.AsSpan(length, Math.Min(Context, next.Length - length));
            var once = string.Concat(left, right);
            var twice = string.Concat(left, next.AsSpan(0, length), right);
            if (_source.Text.Contains(once, StringComparison.Ordinal) && !_source.Text.Contains(twice, StringComparison.Ordinal))
            {
                return length;
            }
        }

        return 0;
    }

    private void Flush()
    {
        if (_parts.Count == 0)
        {
            return;
        }

        var text = MappedText.Join(_parts);
        if (_marker is { } marker)
        {
            _sentences[marker.Style] = text.Value.Contains('。', StringComparison.Ordinal);
        }

        _blocks.Add(new(text, _range, _blankBefore) { Marker = _marker });
        _parts.Clear();
    }

    /// <summary>Takes back bare numbers (1 总则) where the text has no decimal scheme that they could head.</summary>
    private void DropLoneNumbers()
    {
        static bool IsBare(Marker? marker) => marker is { Style: NumberingStyle.Decimal } m && !m.Label.Contains('.', StringComparison.Ordinal);
        var heads = new HashSet<string>(StringComparer.Ordinal);
        foreach (var block in _blocks)
        {
            if (block.Marker is { Style: NumberingStyle.Decimal } m && m.Label.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot)
            {
                heads.Add(m.Label[..dot]);
            }
        }
        for (var i = 0; i < _blocks.Count; i++)
        {
            // A chapter without sections (2 适用范围) stands between chapters that have some.
            if (IsBare(_blocks[i].Marker) && heads.Count < 2 && !heads.Contains(_blocks[i].Marker!.Value.Label))
            {
                _blocks[i] = _blocks[i] with { Marker = null };
            }
        }
    }

    /// <summary>Gathers the lines of a table from <paramref name="at"/> on; <paramref name="next"/> is where the text goes on behind it.
    /// One line alone is no table.</summary>
    private bool ReadTable(int at, bool blankBefore, out int next)
    {
        var text = _source.Text;
        var lines = new List<(SourceRange Range, bool AfterBlank)>();
        var start = at;
        var cells = 0;
        var afterBlank = false;
        while (at < text.Length)
        {
            var end = LineEnd(text, at, out var following);
            if (IsBlank(text, at, end))
            {
                var after = SkipBlank(text, following);
                if (!IsTableLineAt(after))
                {
                    break;
                }

                at = after;
                afterBlank = true;
                continue;
            }
            if (IsTableLine(text.AsSpan(at, end - at)))
            {
                cells++;
            }
            else if (afterBlank || text.AsSpan(at, end - at).TrimStart().StartsWith("附件") || !(IsTableLineAt(following) || GoesOnBehindBlank(following)))
            {
                // A line without cells between two lines of cells is a row that spans the table, or a cell that runs on; any other ends it.
                break;
            }

            lines.Add((new(at, end), afterBlank));
            afterBlank = false;
            at = following;
        }

        next = at;
        if (cells < 2)
        {
            return false;
        }

        Flush();
        _blocks.Add(new(MappedText.Empty, new(start, lines[^1].Range.End), blankBefore) { TableLines = lines });
        return true;
    }

    private bool IsTableLineAt(int at) => at < _source.Text.Length && IsTableLine(_source.Text.AsSpan(at, LineEnd(_source.Text, at, out _) - at));

    /// <summary>Whether behind blank lines the table goes on with a row whose first cells are empty, as one does that a page break has cut.</summary>
    private bool GoesOnBehindBlank(int at)
    {
        var after = SkipBlank(_source.Text, at);
        return after > at && IsTableLineAt(after) && _source.Text[after] is '\t';
    }

    private static bool IsTableLine(ReadOnlySpan<char> line) => TableLine.IsTableLine(line) && !ContentsReader.IsEntry(line);

    private static bool IsBlank(string text, int start, int end) => text.AsSpan(start, end - start).IsWhiteSpace();

    private static int SkipBlank(string text, int at)
    {
        while (at < text.Length)
        {
            var end = LineEnd(text, at, out var next);
            if (!IsBlank(text, at, end))
            {
                return at;
            }

            at = next;
        }

        return at;
    }

    private static int LineEnd(string text, int at, out int next)
    {
        var length = text.AsSpan(at).IndexOfAny('\n', '\r', '\f');
        if (length < 0)
        {
            next = text.Length;
            return text.Length;
        }

        var end = at + length;
        next = end + (text[end] is '\r' && end + 1 < text.Length && text[end + 1] is '\n' ? 2 : 1);
        return end;
    }

    /// <summary>The width at which lines were wrapped by hand, in characters; 0 where they were not.</summary>
    private static int WrapWidth(string text)
    {
        Span<int> counts = stackalloc int[128];
        counts.Clear();
        var lines = 0;
        var sample = text.AsSpan(0, Math.Min(text.Length, 200_000));
        foreach (var line in sample.EnumerateLines())
        {
            var length = line.Trim().Length;
            if (length > 0)
            {
                counts[Math.Min(length, counts.Length - 1)]++;
                lines++;
            }
        }

        // The widest tenth of the lines sets the width; a wrapped text has a crowd just below it.
        var seen = 0;
        var width = counts.Length - 1;
        while (width > 0 && (seen += counts[width]) * 50 < lines)
        {
            width--;
        }
        if (width is < 20 or > 60 || lines < 8)
        {
            return 0;
        }

        var near = 0;
        for (var i = width * 85 / 100; i < counts.Length; i++)
        {
            near += counts[i];
        }

        return near * 4 >= lines ? width : 0;
    }
}
