using System.Buffers;
using Bihuan.Reading;

namespace Bihuan.Documents;

/// <summary>A stretch of a clause with the finds that it was read into, the innermost last.</summary>
internal sealed record Stretch(string Text, IReadOnlyList<int> Finds, bool IsHeading);

/// <summary>Cuts a clause's words at the borders of its finds.</summary>
internal static class ClauseWords
{
    /// <summary>What an address means something by.</summary>
    private static readonly SearchValues<char> Unsafe = SearchValues.Create("/\\?#%.");

    /// <summary>The paragraphs of a clause, each cut into stretches.</summary>
    /// <param name="text">The words.</param>
    /// <param name="heading">How many characters at the beginning are the heading.</param>
    /// <param name="marks">Stretches of finds: start, length, number of the find.</param>
    public static IReadOnlyList<IReadOnlyList<Stretch>> Cut(string text, int heading, IReadOnlyList<(int Start, int Length, int Find)> marks)
    {
        var cuts = new SortedSet<int> { 0, text.Length };
        if (heading > 0 && heading < text.Length)
        {
            cuts.Add(heading);
        }
        foreach (var (start, length, _) in marks)
        {
            cuts.Add(Math.Clamp(start, 0, text.Length));
            cuts.Add(Math.Clamp(start + length, 0, text.Length));
        }

        List<IReadOnlyList<Stretch>> paragraphs = [];
        List<Stretch> paragraph = [];
        var from = 0;
        foreach (var to in cuts.Skip(1))
        {
            // The wider find is outside, the narrower one is what a click means.
            var finds = marks.Where(m => m.Start <= from && m.Start + m.Length >= to).OrderByDescending(m => m.Length).ThenBy(m => m.Find).Select(m => m.Find).Distinct().ToList();
            var lines = text[from..to].Split('\n');
            for (var i = 0; i < lines.Length; i++)
            {
                if (i > 0)
                {
                    paragraphs.Add(paragraph);
                    paragraph = [];
                }
                if (lines[i].Length > 0)
                {
                    paragraph.Add(new(lines[i], finds, from < heading));
                }
            }

            from = to;
        }

        paragraphs.Add(paragraph);
        return paragraphs;
    }

    /// <summary>A number as it is printed before its clause.</summary>
    public static string Label(NumberingStyle style, string label) => style switch
    {
        NumberingStyle.None => "",
        NumberingStyle.Chinese => label + "、",
        NumberingStyle.Arabic => label + ".",
        NumberingStyle.InlineChinese => label + "是", // not-a-text
        NumberingStyle.Chapter or NumberingStyle.Section or NumberingStyle.Article or NumberingStyle.Decimal => label + "\u3000",
        _ => label,
    };

    /// <summary>The address of a document: by its number where an address can carry it, else by its id.</summary>
    public static string AddressOf(string? number, DocumentId id) =>
        number is { Length: > 0 } && !number.AsSpan().ContainsAny(Unsafe) ? $"/documents/{Uri.EscapeDataString(number)}" : $"/documents/{id.Value}";

    /// <summary>The permanent address of a clause.</summary>
    public static string AddressOf(DocumentId id, string place) => $"/documents/{id.Value}/clauses/{Uri.EscapeDataString(place)}";
}
