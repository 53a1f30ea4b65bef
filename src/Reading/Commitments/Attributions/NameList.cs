using Bihuan.Reading.Text;
using Bihuan.Reading.Units;

namespace Bihuan.Reading.Commitments.Attributions;

/// <summary>Takes lists of units and people apart (单位清单、人名清单).</summary>
internal static class NameList
{
    /// <summary>How far a bracket or quotation inside a name may reach; a longer one is a stray mark.</summary>
    private const int LongestBracket = 60;

    /// <summary>The words that may follow 等: 等部门、单位, 等相关部门, 等12个单位.</summary>
    private static readonly string[] OpenTailWords = ["相关", "有关", "其他", "其它", "职能", "成员", "责任", "行业", "主管", "区级", "市级", "县级", "部门", "单位", "机构", "街道", "企业", "乡镇", "镇街", "个", "家", "和", "及", "各"];

    /// <summary>Units, in order; whether 等 closed the list.</summary>
    public static bool Units(MappedText text, int start, int end, List<Mention> names)
    {
        var open = false;
        var previousOpen = false;
        foreach (var (from, to) in Items(text.Value, start, end))
        {
            var (itemStart, itemEnd) = TrimItem(text.Value, from, to);
            if (itemStart == itemEnd)
            {
                continue;
            }

            var item = text.Value.AsSpan(itemStart, itemEnd - itemStart);
            if (previousOpen && IsOpenTail(item) && item[0] is not '各')
            {
                continue;       // the second half of 等部门、单位
            }

            previousOpen = false;
            var etc = item.LastIndexOf('等');
            if (etc >= 0 && IsOpenTail(item[(etc + 1)..]))
            {
                open = previousOpen = true;
                itemEnd = itemStart + etc;
            }

            AddJoined(text, itemStart, itemEnd, names);
        }

        return open;
    }

    /// <summary>People, in order. A space parts two names only where both sides can be whole names.</summary>
    public static void People(MappedText text, int start, int end, List<Mention> names)
    {
        foreach (var (from, to) in Items(text.Value, start, end))
        {
            var (itemStart, itemEnd) = TrimItem(text.Value, from, to);
            if (itemEnd > itemStart && text.Value[itemEnd - 1] == '等')
            {
                itemEnd--;
            }
            if (itemStart == itemEnd)
            {
                continue;
            }

            var space = text.Value.AsSpan(itemStart, itemEnd - itemStart).IndexOf(' ');
            if (space >= 2 && itemEnd - itemStart - space - 1 >= 2)
            {
                while (itemStart < itemEnd)
                {
                    var next = text.Value.IndexOf(' ', itemStart, itemEnd - itemStart);
                    next = next < 0 ? itemEnd : next;
                    AddName(text, itemStart, next, names);
                    itemStart = Math.Min(itemEnd, next + 1);
                }
                continue;
            }

            AddName(text, itemStart, itemEnd, names);
        }
    }

    /// <summary>One past the bracket or quotation that opens at <paramref name="at"/>, or the next character where none opens or it never closes near by.</summary>
    public static int Skip(string value, int at, int end)
    {
        var closing = value[at] is '<' ? '>' : Cjk.IsOpening(value[at]) ? Cjk.ClosingOf(value[at]) : '\0';
        if (closing == '\0')
        {
            return at + 1;
        }

        var to = value.AsSpan(at, Math.Min(LongestBracket, end - at)).IndexOf(closing);
        return to > 0 ? at + to + 1 : at + 1;
    }

    private static IEnumerable<(int From, int To)> Items(string value, int start, int end)
    {
        var from = start;
        for (var i = start; i < end; i = Skip(value, i, end))
        {
            if (value[i] is '、' or '，' or ',' or '；' or ';' or '\n' or '\t' or '|' or '。')
            {
                yield return (from, i);
                from = i + 1;
            }
        }

        yield return (from, end);
    }

    private static (int Start, int End) TrimItem(string value, int start, int end)
    {
        while (start < end && (char.IsWhiteSpace(value[start]) || value[start] is '—' or '-' or '：' or ':'))
        {
            start++;
        }
        while (end > start && (char.IsWhiteSpace(value[end - 1]) || value[end - 1] is '.' or '：' or ':'))
        {
            end--;
        }

        return (start, end);
    }

    /// <summary>Whether only the words that follow 等 in a list stand here: nothing, 部门, 相关单位, 15个部门.</summary>
    private static bool IsOpenTail(ReadOnlySpan<char> tail)
    {
        while (!tail.IsEmpty)
        {
            if (char.IsAsciiDigit(tail[0]) || tail[0] == ' ')
            {
                tail = tail[1..];
                continue;
            }

            var matched = 0;
            foreach (var word in OpenTailWords)
            {
                if (tail.StartsWith(word, StringComparison.Ordinal))
                {
                    matched = word.Length;
                    break;
                }
            }
            if (matched == 0)
            {
                return false;
            }

            tail = tail[matched..];
        }

        return true;
    }

    /// <summary>Parts an item at 和, 与, 及, 以及, a slash or a space where both sides end like a unit.</summary>
    private static void AddJoined(MappedText text, int start, int end, List<Mention> names)
    {
        var value = text.Value;
        for (var i = start + 1; i < end - 1; i = Skip(value, i, end))
        {
            var width = value[i] switch
            {
                '以' when i + 1 < end && value[i + 1] == '及' => 2,
                '和' or '与' or '及' or '/' or ' ' => 1,
                _ => 0,
            };
            if (width == 0 || i + width >= end)
            {
                continue;
            }

            var left = value.AsSpan(start, i - start).Trim();
            var right = value.AsSpan(i + width, end - i - width).Trim();
            if ((left.Length > 2 || left.StartsWith("各", StringComparison.Ordinal) || left.EndsWith("委", StringComparison.Ordinal) || UnitNames.IsStreet(left))
                && UnitNames.LooksLikeUnit(left)
                && UnitNames.LooksLikeUnit(right)
                && (right.Length > 2 || value[i] != ' '))
            {
                AddName(text, start, i, names);
                start = i + width;
                i = start;
                if (start >= end - 1)
                {
                    break;
                }
            }
        }

        AddName(text, start, end, names);
    }

    /// <summary>Adds a name without its spaces. A lone character that only repeats the one before the space was doubled where a cell broke.</summary>
    private static void AddName(MappedText text, int start, int end, List<Mention> names)
    {
        (start, end) = TrimItem(text.Value, start, end);
        if (start >= end)
        {
            return;
        }

        var printed = text.Value[start..end];
        if (printed.AsSpan().IndexOfAny(' ', '\n') >= 0)
        {
            var pieces = printed.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
            var name = pieces[0];
            for (var i = 1; i < pieces.Length; i++)
            {
                name += pieces[i].Length == 1 && pieces[i][0] == name[^1] && i < pieces.Length - 1 ? "" : pieces[i];
            }
            printed = name;
        }

        names.Add(new(printed, text.RangeOf(start, end - start)));
    }
}
