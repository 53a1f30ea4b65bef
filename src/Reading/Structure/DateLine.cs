using Bihuan.Kernel;

namespace Bihuan.Reading.Structure;

/// <summary>A line that is a day and nothing else, as under a signature (成文日期).</summary>
internal static class DateLine
{
    /// <summary>Reads 2022年2月18日 or 二〇二二年二月十八日, in brackets or not.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out DateOnly day)
    {
        day = default;
        text = text.Trim(' ');
        if (text.Length > 2 && text[0] is '（' && text[^1] is '）')
        {
            text = text[1..^1];
        }
        if (text.Length is < 8 or > 18 || text[^1] is not '日' || text.IndexOf('年') is < 4)
        {
            return false;
        }

        // Typists' O for 〇.
        Span<char> mended = stackalloc char[text.Length];
        text.Replace(mended, 'O', '〇');
        return ChineseDate.TryParse(mended, out day) && day.Year is > 1900 and < 2200;
    }
}
