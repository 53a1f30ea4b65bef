using System.Buffers;
using System.Globalization;
using System.Text;
using Bihuan.Reading.Text;

namespace Bihuan.Reading.Structure;

/// <summary>Tables of contents: the gazette's, with leaders and pages, and those that a plan prints before its text.</summary>
internal static class ContentsReader
{
    private static readonly string[] Categories = ["文件", "任免", "解读", "规章", "专栏", "公告", "大事记", "其他"];

    private static readonly SearchValues<char> Leaders = SearchValues.Create(".…·．⋯");

    /// <summary>Whether a line ends in leaders and a page number: 某通知.....（17）.</summary>
    public static bool IsEntry(ReadOnlySpan<char> line)
    {
        line = line.TrimEnd();
        var end = line.Length;
        if (end > 0 && line[end - 1] is '）' or ')')
        {
            end--;
        }

        var digits = 0;
        while (end > 0 && char.IsAsciiDigit(line[end - 1]) && digits < 5)
        {
            end--;
            digits++;
        }
        if (end > 0 && line[end - 1] is '（' or '(')
        {
            end--;
        }
        while (end > 0 && char.IsWhiteSpace(line[end - 1]))
        {
            end--;
        }

        var leaders = 0;
        while (end > 0 && (Leaders.Contains(line[end - 1]) || line[end - 1] is ' '))
        {
            leaders += line[end - 1] is '…' or '⋯' ? 3 : line[end - 1] is ' ' ? 0 : 1;
            end--;
        }

        return digits > 0 && leaders >= 3 && end > 0;
    }

    /// <summary>Whether a line is words, tabs and a page number: an entry where a table of contents is open, else a row of a table.</summary>
    public static bool IsTabbedEntry(ReadOnlySpan<char> line)
    {
        line = line.TrimEnd();
        var tab = line.LastIndexOf('\t');
        return tab > 4 && line.Length - tab is > 1 and < 6 && !line[(tab + 1)..].ContainsAnyExceptInRange('0', '9') && !line[..tab].TrimEnd().Contains('\t');
    }

    /// <summary>Whether a block says 目录.</summary>
    public static bool IsHeading(string value) => value is "目录" or "目 录" or "目次" or "目 次" or "本期目录";

    /// <summary>Reads the contents that begin behind <paramref name="heading"/>. Gives the index of the first block behind them.</summary>
    public static int Read(IReadOnlyList<Block> blocks, int heading, List<ContentsEntry> entries)
    {
        var last = heading;
        for (var i = heading + 1; i < blocks.Count && i - last <= 6; i++)
        {
            last = IsEntry(blocks[i]) ? i : last;
        }

        return last == heading ? SkipOwn(blocks, heading) : ReadEntries(blocks, heading + 1, last, entries);
    }

    private static bool IsEntry(Block block) => block.IsContentsEntry || IsEntry(block.Value);

    /// <summary>区政府文件, 人事任免: a heading of the contents printed without its brackets.</summary>
    private static bool IsCategory(string value) => value.Length is > 2 and <= 14 && Array.Exists(Categories, c => value.EndsWith(c, StringComparison.Ordinal));

    private static int ReadEntries(IReadOnlyList<Block> blocks, int first, int last, List<ContentsEntry> entries)
    {
        string? category = null;
        var title = new StringBuilder();
        SourceRange? range = null;
        for (var i = first; i <= last; i++)
        {
            var value = blocks[i].Value.Trim();
            if (value.Length > 2 && value[0] is '【' && value[^1] is '】')
            {
                category = value[1..^1].Trim();
                continue;
            }

            if (title.Length == 0 && !IsEntry(blocks[i]) && IsCategory(value))
            {
                category = value;
                continue;
            }

            title.Append(value);
            range = range?.Union(blocks[i].Range) ?? blocks[i].Range;
            if (IsEntry(blocks[i]))
            {
                entries.Add(Entry(category, title.ToString(), range.Value));
                title.Clear();
                range = null;
            }
        }

        return last + 1;
    }

    private static ContentsEntry Entry(string? category, string line, SourceRange range)
    {
        var leader = line.Length;
        while (leader > 0 && (char.IsAsciiDigit(line[leader - 1]) || line[leader - 1] is '（' or '）' or ' ' || Leaders.Contains(line[leader - 1])))
        {
            leader--;
        }

        // The closing bracket before the leaders belongs to the title or number: …（某政发〔2022〕1号）.....（4）
        if (leader < line.Length && line[leader] is '）')
        {
            leader++;
        }

        var page = new string([.. line[leader..].Where(char.IsAsciiDigit)]);
        var title = line[..leader].Trim();
        string? number = null;
        var mark = title.LastIndexOf('号');
        if (mark > 0 && mark >= title.Length - 2 && DocumentNumber.TryParseEnd(title, mark + 1, out var parsed, out var start))
        {
            number = parsed;
            title = title[..start].TrimEnd('（', ' ');
        }

        return new(category, title, number, int.TryParse(page, NumberStyles.None, CultureInfo.InvariantCulture, out var p) ? p : null, range);
    }

    /// <summary>A document's own contents without pages: the lines repeat the headings, so they end where the first comes again.</summary>
    private static int SkipOwn(IReadOnlyList<Block> blocks, int heading)
    {
        const int Longest = 400;
        if (heading + 2 >= blocks.Count)
        {
            return heading + 1;
        }

        var first = Bare(blocks[heading + 1].Value);
        for (var i = heading + 2; i < blocks.Count && i - heading < Longest; i++)
        {
            if (blocks[i].IsTable || blocks[i].Value.AsSpan().IndexOfAny(Cjk.SentenceEnds) >= 0)
            {
                break;
            }
            if (Bare(blocks[i].Value) == first)
            {
                return i;
            }
        }

        return heading + 1;
    }

    private static string Bare(string value) => value.Replace(" ", "", StringComparison.Ordinal);
}
