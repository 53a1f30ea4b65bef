using System.Buffers;

namespace Bihuan.Reading.Commitments;

/// <summary>Lists of units as groups print them: A、B和C等部门, with halves that share one tail (甲、乙支公司).</summary>
internal static class UnitLists
{
    private static readonly string[] Generic =
    [
        "相关部门和单位", "有关部门和单位", "相关部门", "有关部门", "相关单位", "有关单位", "各相关部门", "各有关部门", "各成员单位", "其他成员单位", "其他相关部门", "其他有关部门", "相关部门、单位", "部门", "单位", "部门和单位", "单位和部门",
        "相关职能部门", "有关成员单位", "相关成员单位",
    ];

    /// <summary>The units, and whether more are meant than are named.</summary>
    public static (List<string> Units, bool OpenEnded) Split(ReadOnlySpan<char> text)
    {
        List<string> units = [];
        var open = false;
        var etc = EtcAt(text);
        if (etc >= 0)
        {
            open = true;
            text = text[..etc];
        }

        foreach (var piece in Pieces(text))
        {
            if (Array.IndexOf(Generic, piece) >= 0)
            {
                open = true;
            }
            else if (piece.Length > 0)
            {
                units.Add(piece);
            }
        }
        Complete(units);
        return (units, open);
    }

    /// <summary>Parts at 、 and ， outside brackets, and at 和, 及 and 与 where a whole unit ends before them.</summary>
    public static List<string> Pieces(ReadOnlySpan<char> text)
    {
        List<string> pieces = [];
        var depth = 0;
        var from = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            var c = i < text.Length ? text[i] : '、';
            depth += c is '（' ? 1 : c is '）' && depth > 0 ? -1 : 0;
            if (i < text.Length && depth > 0)
            {
                continue;
            }

            var link = c is '、' or '，' or '；' ? 1
                : text[i..].StartsWith("以及", StringComparison.Ordinal) ? 2
                : c is '和' or '及' or '与' && i > from && PersonNames.IsUnit(text[from..i]) && !text[i..].StartsWith("及其", StringComparison.Ordinal) ? 1
                : 0;
            if (link == 0)
            {
                continue;
            }

            var piece = text[from..i].Trim("、，； ").ToString().Replace(" ", "", StringComparison.Ordinal);
            if (piece.Length > 0)
            {
                pieces.Add(piece);
            }
            from = i + link;
            i = from - 1;
        }

        return pieces;
    }

    /// <summary>移动、联通某某分公司: a head without a tail takes that of the next whole one. Only where both heads have one length, so that
    /// the cut is certain.</summary>
    private static void Complete(List<string> units)
    {
        for (var i = units.Count - 2; i >= 0; i--)
        {
            var head = units[i];
            var next = units[i + 1];
            if (head.Length is 2 or 3 && !PersonNames.IsUnit(head) && !PersonNames.IsPost(head) && next.Length > head.Length + 2 && PersonNames.IsUnit(next) && next[0] is not ('区' or '县' or '市' or '省' or '各'))
            {
                units[i] = head + next[head.Length..];
            }
        }
    }

    private static readonly SearchValues<char> AfterEtc = SearchValues.Create("部单相有成人职为区街镇各");

    private static int EtcAt(ReadOnlySpan<char> text)
    {
        for (var i = text.Length - 1; i > 0; i--)
        {
            if (text[i] == '等' && (i + 1 == text.Length || AfterEtc.Contains(text[i + 1])))
            {
                return i;
            }
        }

        return -1;
    }
}
