namespace Bihuan.Reading.Structure;

/// <summary>Where one document begins and ends among the blocks, and what its head says.</summary>
/// <param name="First">Its first block (title or number).</param>
/// <param name="Content">The first block behind title and number.</param>
/// <param name="End">One past its last block.</param>
/// <param name="TitleLines">The blocks of its title, in order.</param>
/// <param name="Number">The number in normal form.</param>
/// <param name="Entry">Its line in the gazette's contents.</param>
internal sealed record DocumentSpan(int First, int Content, int End, IReadOnlyList<Block> TitleLines, string? Number, ContentsEntry? Entry);

/// <summary>Blocks to documents: a gazette holds many, a file mostly one.</summary>
internal static class DocumentSplitter
{
    private const int MostTitleLines = 5;

    /// <summary>Splits the blocks; <paramref name="gazette"/> is what the pages before the first document say.</summary>
    public static List<DocumentSpan> Split(List<Block> blocks, out Gazette? gazette)
    {
        var entries = new List<ContentsEntry>();
        var start = ReadGazetteHead(blocks, entries, out gazette);
        var end = gazette is null ? blocks.Count : ColophonStart(blocks, start, gazette.Title);
        var heads = Heads(blocks, start, end, entries);
        var spans = new List<DocumentSpan>();
        for (var i = 0; i < heads.Count; i++)
        {
            var (first, content, title, number) = heads[i];
            var until = i + 1 < heads.Count ? heads[i + 1].First : end;
            spans.Add(new(first, content, until, title, number, Match(entries, number, title)));
        }

        return spans;
    }

    /// <summary>The gazette's cover and contents, where the text begins with them. Gives the first block behind them.</summary>
    private static int ReadGazetteHead(List<Block> blocks, List<ContentsEntry> entries, out Gazette? gazette)
    {
        const int Cover = 40;
        gazette = null;
        for (var i = 0; i < blocks.Count && i < Cover; i++)
        {
            if (!ContentsReader.IsHeading(blocks[i].Value))
            {
                continue;
            }

            var next = ContentsReader.Read(blocks, i, entries);
            if (entries.Count == 0)
            {
                return 0;
            }

            var cover = blocks[..i];
            var title = cover.Find(b => b.Value.EndsWith("公报", StringComparison.Ordinal))?.Value ?? "";
            var issue = cover.Find(b => b.Value.Contains('期', StringComparison.Ordinal) && b.Value.Contains('第', StringComparison.Ordinal))?.Value.Replace(" ", "", StringComparison.Ordinal);
            if (issue is not null && !issue.Contains('年', StringComparison.Ordinal) && cover.Find(b => b.Value.Length == 4 && b.Value.All(char.IsAsciiDigit)) is { } year)
            {
                issue = $"{year.Value}年{issue}";
            }

            gazette = new(title.Replace(" ", "", StringComparison.Ordinal), issue, entries);
            return next;
        }

        return 0;
    }

    /// <summary>The imprint at the end: the gazette's name again, then publisher and address.</summary>
    private static int ColophonStart(List<Block> blocks, int start, string title)
    {
        const int Imprint = 15;
        for (var i = blocks.Count - 1; i > start && i > blocks.Count - Imprint; i--)
        {
            if (blocks[i].Value.EndsWith("公报", StringComparison.Ordinal) && !blocks[i].IsTable && title.EndsWith(blocks[i].Value.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal))
            {
                return i;
            }
        }

        return blocks.Count;
    }

    private static List<(int First, int Content, List<Block> Title, string? Number)> Heads(List<Block> blocks, int start, int end, List<ContentsEntry> entries)
    {
        var heads = new List<(int First, int Content, List<Block> Title, string? Number)>();
        var floor = start;
        var titles = entries.Where(e => e.Number is null).Select(e => Key(e.Title)).Where(k => k.Length > 6).ToHashSet(StringComparer.Ordinal);
        for (var i = start; i < end; i++)
        {
            var block = blocks[i];
            if (block.IsTable)
            {
                continue;
            }
            if (DocumentNumber.TryParseWhole(block.Value, out var number))
            {
                var (first, title) = TitleBefore(blocks, floor, i);
                var content = i + 1;
                if (title.Count == 0)
                {
                    // Red-head form: issuer's red head, number, then the title.
                    first = i > floor && IsRedHead(blocks[i - 1]) ? i - 1 : i;
                    title = TitleAfter(blocks, i + 1, end);
                    content = i + 1 + title.Count;
                }
                if (title.Count == 0 && heads.Count > 0)
                {
                    continue;
                }

                heads.Add((first, content, title, number));
                floor = content;
            }
            else if (heads.Count > 0 && IsUnnumberedHead(blocks, i, floor, titles))
            {
                heads.Add((i, i + 1, [block], null));
                floor = i + 1;
            }
        }

        if (heads.Count == 0 && start < end)
        {
            var title = TitleAfter(blocks, start, end);
            heads.Add((start, start + title.Count, title, null));
        }
        else if (heads.Count > 0 && heads[0].First > start && blocks[start..heads[0].First].Exists(b => b.IsTable || b.Value.AsSpan().IndexOfAny("。；") >= 0))
        {
            // Text before the first number that is no cover: a document of its own, without number.
            var title = TitleAfter(blocks, start, heads[0].First);
            heads.Insert(0, (start, start + title.Count, title, null));
        }

        return heads;
    }

    /// <summary>某市人民政府文件: the red head of a document.</summary>
    private static bool IsRedHead(Block block) => !block.IsTable && block.Marker is null && block.Value.Length < 40 && block.Value.EndsWith("文件", StringComparison.Ordinal);

    /// <summary>The title lines that end just before the number, up to where a title begins.</summary>
    private static (int First, List<Block> Title) TitleBefore(List<Block> blocks, int floor, int number)
    {
        var first = number;
        while (first > floor && number - first < MostTitleLines)
        {
            var candidate = blocks[first - 1];
            if (!Organ.IsTitleLine(candidate) || IsRedHead(candidate))
            {
                break;
            }

            var value = candidate.Value;
            var about = value.IndexOf("关于", StringComparison.Ordinal);
            if (first < number && Organ.IsName(value) && !Begins(blocks[first].Value))
            {
                break;
            }
            if (first < number && !Organ.IsName(value) && (Begins(blocks[first].Value) || Organ.EndsAsTitle(value)))
            {
                break;
            }

            first--;
            if (about > 0 || (about < 0 && value.Contains("印发", StringComparison.Ordinal) && value.IndexOf("印发", StringComparison.Ordinal) > 2))
            {
                break;
            }
        }

        return (first, blocks[first..number]);

        static bool Begins(string value) => value.StartsWith("关于", StringComparison.Ordinal) || value.StartsWith("印发", StringComparison.Ordinal) || value.StartsWith("转发", StringComparison.Ordinal);
    }

    /// <summary>The title lines from <paramref name="at"/> on.</summary>
    private static List<Block> TitleAfter(List<Block> blocks, int at, int end)
    {
        var title = new List<Block>();
        while (at < end && title.Count < MostTitleLines && Organ.IsTitleLine(blocks[at]) && (title.Count == 0 || !(Organ.EndsAsTitle(title[^1].Value) && !blocks[at].Value.StartsWith('的'))))
        {
            title.Add(blocks[at++]);
        }

        // Lines that never come to a title's end are text, but for the first.
        return title.Count > 1 && !title.Exists(t => Organ.EndsAsTitle(t.Value)) ? title[..1] : title;
    }

    private static bool IsUnnumberedHead(List<Block> blocks, int i, int floor, HashSet<string> titles)
    {
        var value = blocks[i].Value;
        if (!Organ.IsTitleLine(blocks[i]) || value.Length < 8 || i <= floor)
        {
            return false;
        }
        if (titles.Count > 0 && value.Length < 200)
        {
            var key = Key(value);
            return key.Length > 6 && titles.Contains(key);
        }

        return titles.Count == 0 && value.Length < 100 && value.Contains('《', StringComparison.Ordinal)
            && (value.StartsWith("解读《", StringComparison.Ordinal) || value.EndsWith("》解读", StringComparison.Ordinal) || value.EndsWith("》的解读", StringComparison.Ordinal) || value.EndsWith("》政策解读", StringComparison.Ordinal));
    }

    private static ContentsEntry? Match(List<ContentsEntry> entries, string? number, List<Block> title)
    {
        if (number is not null)
        {
            return entries.Find(e => e.Number == number);
        }

        var key = Key(string.Concat(title.Select(t => t.Value)));
        return entries.Find(e => e.Number is null && Key(e.Title) == key);
    }

    /// <summary>What is left of a title without brackets, quotes, spaces and 解读, so that a damaged line still matches its entry.</summary>
    private static string Key(string title)
    {
        var kept = new string([.. title.Where(char.IsLetterOrDigit)]);
        return kept.Replace("解读", "", StringComparison.Ordinal);
    }
}
