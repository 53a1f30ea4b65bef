namespace Bihuan.Reading.Structure;

/// <summary>Document numbers (发文字号), such as 某政办〔2022〕5号, in all the brackets that are printed.</summary>
internal static class DocumentNumber
{
    private const int LongestCode = 14;

    /// <summary>Reads normalised text that is a document number and nothing else, in brackets or not. Gives the normal form.</summary>
    public static bool TryParseWhole(ReadOnlySpan<char> text, out string number)
    {
        text = text.Trim(' ');
        if (text.Length > 2 && text[0] is '（' && text[^1] is '）')
        {
            text = text[1..^1];
        }

        number = "";
        return text.Length is > 6 and < 40 && TryParseEnd(text, text.Length, out number, out var start) && start == 0;
    }

    /// <summary>Reads the number that ends just before <paramref name="end"/> (behind its 号).</summary>
    /// <param name="text">Normalised text.</param>
    /// <param name="end">One past 号.</param>
    /// <param name="number">The normal form.</param>
    /// <param name="start">Where it begins.</param>
    public static bool TryParseEnd(ReadOnlySpan<char> text, int end, out string number, out int start)
    {
        number = "";
        start = end;
        var at = end - 1;
        if (at < 0 || text[at] is not '号')
        {
            return false;
        }

        var digitsEnd = at;
        while (at > 0 && char.IsAsciiDigit(text[at - 1]) && digitsEnd - at < 5)
        {
            at--;
        }
        if (at == digitsEnd || at < 1)
        {
            return false;
        }

        var serial = text[at..digitsEnd].TrimStart('0');
        var ordinal = text[at - 1] is '第';
        at -= ordinal ? 1 : 0;
        if (at >= 6 && text[at - 1] is '〕' or '）' or ']' or '】' or '］' && text[at - 6] is '〔' or '（' or '[' or '【' or '［' && !text[(at - 5)..(at - 1)].ContainsAnyExceptInRange('0', '9'))
        {
            var year = text[(at - 5)..(at - 1)];
            var codeEnd = at - 6;
            var codeStart = CodeStart(text, codeEnd);
            if (codeStart == codeEnd || serial.IsEmpty)
            {
                return false;
            }

            start = codeStart;
            number = $"{text[codeStart..codeEnd]}〔{year}〕{serial}号";
            return true;
        }

        // Orders: 某市人民政府令第12号.
        if (ordinal && at >= 2 && text[at - 1] is '令')
        {
            var codeStart = CodeStart(text, at);
            start = codeStart;
            number = $"{text[codeStart..at]}第{serial}号";
            return at - codeStart > 1;
        }

        return false;
    }

    private static int CodeStart(ReadOnlySpan<char> text, int end)
    {
        var start = end;
        while (start > 0 && end - start < LongestCode && Text.Cjk.IsIdeograph(text[start - 1]))
        {
            start--;
        }

        return start;
    }
}
