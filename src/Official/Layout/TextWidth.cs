namespace Bihuan.Official.Layout;

/// <summary>Widths of text in characters. A Chinese character is one wide in every font; letters and digits differ, so there is a least and a greatest width.</summary>
internal static class TextWidth
{
    private const string NotAtStart = "，。、；：？！）》〉」』】〕”’％‰℃…—·"; // not-a-text
    private const string NotAtEnd = "（《〈「『【〔“‘￥"; // not-a-text

    /// <summary>With letters and digits half a character wide, as Chinese fonts have them.</summary>
    public static double Of(ReadOnlySpan<char> text)
    {
        double width = 0;
        foreach (var c in text)
        {
            width += char.IsLowSurrogate(c) ? 0 : IsWide(c) ? 1 : 0.5;
        }

        return width;
    }

    /// <summary>How many lines a paragraph takes.</summary>
    /// <param name="text">Its text.</param>
    /// <param name="width">Characters in a line.</param>
    /// <param name="first">Characters in its first line.</param>
    /// <param name="wide">Whether letters and digits have their greatest width.</param>
    public static int Lines(string text, double width, double first, bool wide)
    {
        var lines = 0;
        foreach (var part in text.Split('\n'))
        {
            lines += LinesOfPart(part, width, lines == 0 ? first : width, wide);
        }

        return lines;
    }

    private static int LinesOfPart(string text, double width, double first, bool wide)
    {
        const double Slack = 0.01;
        var lines = 1;
        double at = 0, room = first;
        for (var i = 0; i < text.Length;)
        {
            // A word, a character with the punctuation that may not begin a line, or with an opening bracket that may not end one.
            var end = i;
            double size = 0, trailing = 0;
            do
            {
                do
                {
                    trailing = text[end] == ' ' ? trailing + Width(text[end], wide) : 0;
                    size += Width(text[end], wide) + (wide && end > 0 && IsGap(text[end - 1], text[end]) ? Gap : 0);
                    end++;
                }
                while (end < text.Length && !IsWide(text[end - 1]) && !IsWide(text[end]) && text[end - 1] is not ' ' and not '-' and not '/' && !NotAtEnd.Contains(text[end - 1]));
            }
            while (end < text.Length && end - i < 64 && (NotAtEnd.Contains(text[end - 1]) || NotAtStart.Contains(text[end]) || char.IsLowSurrogate(text[end])));

            if (at > 0 && at + size - trailing > room + Slack)
            {
                lines++;
                (at, room) = (0, width);
            }

            at += size;
            while (at - trailing > room + Slack && room > 1)
            {
                // Longer than a line: it is cut.
                lines++;
                at -= room;
                room = width;
            }

            i = end;
        }

        return lines;
    }

    /// <summary>LibreOffice leaves a gap between Chinese characters and letters or digits, whatever the file says (seen in 7.4).</summary>
    private const double Gap = 0.25;

    private static bool IsGap(char before, char after) => (char.IsAsciiLetterOrDigit(before) && IsIdeograph(after)) || (IsIdeograph(before) && char.IsAsciiLetterOrDigit(after));

    private static bool IsIdeograph(char c) => c is >= '\u3400' and <= '\u9FFF';

    private static double Width(char c, bool wide) => wide ? Greatest(c) : Least(c);

    private static double Least(char c) => char.IsLowSurrogate(c) ? 0 : IsWide(c) ? 1 : c == '\t' ? 0 : c == ' ' ? 0.22 : 0.5;

    private static double Greatest(char c) => char.IsLowSurrogate(c) ? 0 : IsWide(c) ? 1 : c is >= 'A' and <= 'Z' or '%' or '@' or 'm' or 'w' ? 0.9 : 0.62;

    private static bool IsWide(char c) => c >= 0x2E80 || c is '“' or '”' or '‘' or '’' or '…' or '—' or '·' or '★' or '×' or '℃' or '‰' || c is >= '①' and <= '⓿';
}
