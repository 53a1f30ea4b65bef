namespace Bihuan.Reading.Text;

/// <summary>Text as mended and normalised, in which every character still knows where it was printed.</summary>
/// <remarks>
/// Normal form: half-width ASCII letters, digits and <c>%</c>; full-width <c>（）：；，！？</c>; no white space but a single
/// space where two CJK runs or two Latin words were parted by one; <c>\n</c> between paragraphs.
/// </remarks>
public sealed class MappedText
{
    private readonly int[] _offsets;
    private readonly int _from;

    internal MappedText(string value, int[] offsets)
        : this(value, offsets, 0)
    {
    }

    private MappedText(string value, int[] offsets, int from)
    {
        Value = value;
        _offsets = offsets;
        _from = from;
    }

    /// <summary>Text of no length.</summary>
    public static MappedText Empty { get; } = new("", []);

    /// <summary>The mended text.</summary>
    public string Value { get; }

    /// <summary>In UTF-16 code units of the mended text.</summary>
    public int Length => Value.Length;

    /// <summary>Whether there is none.</summary>
    public bool IsEmpty => Value.Length == 0;

    /// <summary>Where all of it was printed; (0, 0) for empty text.</summary>
    public SourceRange Range => IsEmpty ? default : RangeOf(0, Length);

    /// <summary>Where a stretch of the mended text was printed. A stretch of no length gives the point before the next character.</summary>
    public SourceRange RangeOf(int start, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, Length - start);
        if (Length == 0)
        {
            return default;
        }
        if (length == 0)
        {
            var at = start < Length ? _offsets[_from + start] : _offsets[_from + Length - 1] + 1;
            return new(at, at);
        }

        return new(_offsets[_from + start], _offsets[_from + start + length - 1] + 1);
    }

    /// <summary>The stretch of the mended text that was printed inside a range of the source; a length of 0 where nothing was.</summary>
    public (int Start, int Length) Within(SourceRange range)
    {
        int first = -1, last = -1;
        for (var i = 0; i < Length; i++)
        {
            var at = _offsets[_from + i];
            if (at >= range.Start && at < range.End)
            {
                first = first < 0 ? i : first;
                last = i;
            }
        }

        return first < 0 ? (0, 0) : (first, last - first + 1);
    }

    /// <summary>A stretch of it that keeps its places; shares the map.</summary>
    public MappedText Slice(int start, int length) =>
        length == 0 ? Empty : start == 0 && length == Length ? this : new(Value.Substring(start, length), _offsets, _from + start);

    /// <summary>The rest from <paramref name="start"/>.</summary>
    public MappedText Slice(int start) => Slice(start, Length - start);

    /// <summary>Without white space at either end.</summary>
    public MappedText Trim()
    {
        var start = 0;
        var end = Length;
        while (start < end && char.IsWhiteSpace(Value[start]))
        {
            start++;
        }
        while (end > start && char.IsWhiteSpace(Value[end - 1]))
        {
            end--;
        }

        return Slice(start, end - start);
    }

    /// <summary>Several texts in reading order as one, with <paramref name="separator"/> between them (mapped to the end of the one before).</summary>
    public static MappedText Join(IReadOnlyList<MappedText> parts, string separator = "")
    {
        if (parts.Count == 1)
        {
            return parts[0];
        }

        var length = parts.Sum(p => p.Length) + (separator.Length * Math.Max(0, parts.Count - 1));
        var offsets = new int[length];
        var value = string.Create(length, (parts, separator, offsets), static (span, state) =>
        {
            var at = 0;
            var last = 0;
            for (var i = 0; i < state.parts.Count; i++)
            {
                if (i > 0)
                {
                    state.separator.CopyTo(span[at..]);
                    state.offsets.AsSpan(at, state.separator.Length).Fill(last);
                    at += state.separator.Length;
                }

                var part = state.parts[i];
                part.Value.CopyTo(span[at..]);
                part._offsets.AsSpan(part._from, part.Length).CopyTo(state.offsets.AsSpan(at));
                at += part.Length;
                last = at > 0 ? state.offsets[at - 1] : 0;
            }
        });

        return new(value, offsets);
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}
