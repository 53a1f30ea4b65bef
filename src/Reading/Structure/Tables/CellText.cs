using Bihuan.Reading.Text;

namespace Bihuan.Reading.Structure.Tables;

/// <summary>Mends the words of one cell that a narrow column broke into lines.</summary>
internal static class CellText
{
    private static readonly string[] PeopleWords = ["领导", "姓名", "人员", "成员", "联系人", "负责人", "责任人", "组长"];

    /// <summary>Takes out the spaces that stand where a line of the cell ended, and a character doubled there. A space stays between two
    /// units and, in a column of people, between two names, where it parts a list.</summary>
    public static MappedText Unwrap(MappedText cell, string heading, ICollection<Repair> repairs)
    {
        var text = cell.Value;
        if (!text.Contains(' ', StringComparison.Ordinal))
        {
            return cell;
        }

        var people = PeopleWords.Any(w => heading.Contains(w, StringComparison.Ordinal));
        List<MappedText> parts = [];
        var from = 0;
        var token = 0;
        for (var space = text.IndexOf(' ', StringComparison.Ordinal); space >= 0; space = text.IndexOf(' ', space + 1))
        {
            if (space == 0 || space + 1 == text.Length || !Cjk.IsIdeograph(text[space - 1]) || !Cjk.IsIdeograph(text[space + 1]))
            {
                token = space + 1;
                continue;
            }

            var next = text.IndexOf(' ', space + 1);
            var left = text.AsSpan(token, space - token);
            var right = text.AsSpan(space + 1, (next < 0 ? text.Length : next) - space - 1);
            if (next > 0 && right.Length == 1 && right[0] == left[^1])
            {
                repairs.Add(new(RepairKind.DroppedDoubledCharacters, cell.RangeOf(space + 1, 1)));
                parts.Add(cell.Slice(from, space - from));
                from = next + 1;
                token = from;
                space = next;
                continue;
            }

            token = space + 1;
            if (IsListBreak(left, right, people))
            {
                continue;
            }

            parts.Add(cell.Slice(from, space - from));
            from = space + 1;
        }
        parts.Add(cell.Slice(from));

        return MappedText.Join(parts);
    }

    private static bool IsListBreak(ReadOnlySpan<char> left, ReadOnlySpan<char> right, bool people)
    {
        left = left[(left.LastIndexOfAny('、', '；', '，') + 1)..];
        var end = right.IndexOfAny('、', '；', '，');
        right = end < 0 ? right : right[..end];
        return (people && left.Length is >= 2 and <= 4 && right.Length is >= 2 and <= 4)
            || (left.Length > 2 && right.Length > 2 && CellShapes.EndsAsUnit(left) && CellShapes.EndsAsUnit(right));
    }
}
