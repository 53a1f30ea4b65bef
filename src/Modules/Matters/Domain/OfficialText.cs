using Bihuan.Official;

namespace Bihuan.Matters;

/// <summary>Links inside official documents. A page on the screen leads from a figure to the list it was counted from; paper leads nowhere.</summary>
internal static class OfficialLinks
{
    /// <summary>Stands for the program's own address, which a document does not know. <c>.invalid</c> is nobody's (RFC 2606).</summary>
    private const string Here = "https://here.invalid";

    /// <summary>A text that leads to a page of the program.</summary>
    /// <param name="text">The text.</param>
    /// <param name="address">The page, from <c>/</c> on.</param>
    public static Run To(string text, string address) => new(text, Link: Here + address);

    /// <summary>A cell of one such text.</summary>
    public static Cell Cell(string text, string address) => new([[To(text, address)]]);

    /// <summary>The same document without links.</summary>
    public static OfficialDocument Without(OfficialDocument document) => document with { Body = [.. document.Body.Select(Plain)] };

    /// <summary>A written page whose links lead to this program.</summary>
    public static string Resolved(string html) => html.Replace($"href=\"{Here}/", "href=\"/", StringComparison.Ordinal);

    private static Block Plain(Block block) => block switch
    {
        Paragraph p => p with { Runs = Plain(p.Runs) },
        Heading { RunIn: { } runs } h => h with { RunIn = Plain(runs) },
        Table t => t with { Rows = [.. t.Rows.Select(r => (IReadOnlyList<Cell>)[.. r.Select(c => c with { Paragraphs = [.. c.Paragraphs.Select(Plain)] })])] },
        _ => block,
    };

    private static IReadOnlyList<Run> Plain(IReadOnlyList<Run> runs) => [.. runs.Select(r => r with { Link = null })];
}

/// <summary>Takes the text of a page out of its frame, to be shown inside another page that has the same stylesheet.</summary>
internal static class OfficialScreen
{
    public static string Of(string html)
    {
        var (open, close) = (html.IndexOf("<body", StringComparison.Ordinal), html.LastIndexOf("</body>", StringComparison.Ordinal));
        return open < 0 || close < open ? "" : string.Concat("<div", html.AsSpan(open + "<body".Length, close - open - "<body".Length), "</div>");
    }
}
