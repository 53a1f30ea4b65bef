using Bihuan.Reading.Text;
using Bihuan.TestKit;

namespace Bihuan.Reading.Tests.Commitments;

/// <summary>Small documents for tests of single readers: paragraphs as nodes, without the work of the structure reader.</summary>
internal static class Paper
{
    private static readonly Lazy<ReadResult> Read = new(() => Reader.Read(new SourceText(Shared.GazetteText())));

    /// <summary>A document whose paragraphs stand in its body; a paragraph that begins with 第一条, 一、 or （一） becomes a clause.</summary>
    public static Document Of(string title, params ReadOnlySpan<string> paragraphs) => Of(title, null, null, paragraphs);

    /// <summary>As above, with a number and a date.</summary>
    public static Document Of(string title, string? number, DateOnly? date, params ReadOnlySpan<string> paragraphs)
    {
        var whole = string.Join('\n', paragraphs.ToArray());
        var root = new ClauseNode { Kind = NodeKind.Document, Place = "", Range = new(0, whole.Length) };
        var body = new ClauseNode { Kind = NodeKind.Body, Place = "", Range = new(0, whole.Length) };
        root.Add(body);
        var at = 0;
        foreach (var paragraph in paragraphs)
        {
            var (style, label, skip) = Number(paragraph);
            body.Add(new()
            {
                Kind = style == NumberingStyle.None ? NodeKind.Paragraph : NodeKind.Clause,
                Numbering = style,
                Label = label,
                Ordinal = 1,
                Place = label,
                Range = new(at, at + paragraph.Length),
                Text = Normaliser.Normalise(whole, at + skip, at + paragraph.Length),
            });
            at += paragraph.Length + 1;
        }

        return new() { Title = title, Number = number, Date = date, Issuers = [], Attachments = [], Range = new(0, whole.Length), Root = root };
    }

    /// <summary>The gazette, read once.</summary>
    public static ReadResult Gazette => Read.Value;

    /// <summary>What one reader finds.</summary>
    public static IReadOnlyList<T> Find<T>(Bihuan.Reading.Commitments.ICommitmentReader reader, Document document)
        where T : Commitment
    {
        List<Commitment> found = [];
        reader.Read(document, found);
        return [.. found.Cast<T>()];
    }

    private static (NumberingStyle Style, string Label, int Skip) Number(string text)
    {
        var end = text.IndexOfAny(['条', '、', '）', '.']);
        if (end is < 1 or > 6)
        {
            return (NumberingStyle.None, "", 0);
        }

        var label = text[..(end + 1)];
        return label switch
        {
            ['第', .., '条'] => (NumberingStyle.Article, label, label.Length),
            ['（', .., '）'] when "一二三四五六七八九十".Contains(label[1], StringComparison.Ordinal) => (NumberingStyle.ChineseBracketed, label, label.Length),
            [.., '、'] when "一二三四五六七八九十".Contains(label[0], StringComparison.Ordinal) => (NumberingStyle.Chinese, label[..^1], label.Length),
            [.., '.'] when char.IsAsciiDigit(label[0]) => (NumberingStyle.Arabic, label[..^1], label.Length),
            _ => (NumberingStyle.None, "", 0),
        };
    }
}
