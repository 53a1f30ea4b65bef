using System.Buffers;

namespace Bihuan.Reading.Text;

/// <summary>Classes of characters that the reader asks about again and again.</summary>
internal static class Cjk
{
    /// <summary>What ends a sentence or a clause of a list.</summary>
    public static readonly SearchValues<char> SentenceEnds = SearchValues.Create("。！？；：…");

    /// <summary>Punctuation that only running text has; headings, names and titles do without.</summary>
    public static readonly SearchValues<char> RunningMarks = SearchValues.Create("，。；！？");

    /// <summary>Chinese digits and multiples as they stand in numbering.</summary>
    public static readonly SearchValues<char> NumeralChars = SearchValues.Create("一二三四五六七八九十百零〇两");

    /// <summary>Whether it is an ideograph (surrogates, which only rare ideographs use here, included).</summary>
    public static bool IsIdeograph(char c) => c is >= '\u3400' and <= '\u9FFF' or >= '\uF900' and <= '\uFAFF' or '〇' || char.IsSurrogate(c);

    /// <summary>Whether it opens a bracket or a quotation.</summary>
    public static bool IsOpening(char c) => c is '（' or '《' or '〈' or '“' or '〔' or '【' or '「' or '『' or '[' or '{' or '(';

    /// <summary>The closing partner of an opening bracket or quotation.</summary>
    public static char ClosingOf(char c) => c switch
    {
        '（' => '）',
        '(' => ')',
        '《' => '》',
        '〈' => '〉',
        '“' => '”',
        '〔' => '〕',
        '【' => '】',
        '「' => '」',
        '『' => '』',
        '[' => ']',
        '{' => '}',
        _ => '\0',
    };
}
