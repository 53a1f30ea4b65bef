using System.Text;
using Bihuan.Persistence;
using Bihuan.Reading;

namespace Bihuan.Bench;

/// <summary>A document as it goes into the index.</summary>
internal sealed record CorpusDocument(SearchGroup Group, List<SearchRow> Rows);

/// <summary>Many gazettes made of the one: the same number of documents and clauses, but clauses mixed with those of other documents, figures
/// changed, and invented words strewn in whose frequency falls as that of real words does. The same seed makes the same corpus.</summary>
internal sealed class SearchCorpus
{
    private const int Seed = 1;
    private const int InventedWords = 40_000;
    private const string Ends = "。；，、：";

    private static readonly DateOnly First = new(2003, 1, 1);
    private static readonly DateOnly Last = new(2022, 12, 31);

    private readonly List<List<string>> _documents = [];
    private readonly string[] _pieces;
    private readonly string[] _words;

    /// <summary>Reads the gazette with the product's reader: one text a clause and one a line of a table.</summary>
    public SearchCorpus()
    {
        var source = new SourceText(Texts.Gazette());
        foreach (var document in Reader.Read(source).Documents)
        {
            List<string> texts = [];
            foreach (var node in document.Nodes)
            {
                if (node.Table is not null)
                {
                    texts.AddRange(source.Slice(node.Range).ToString().Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
                }
                else if (node.Text.Value.Length > 0)
                {
                    texts.Add(node.Text.Value);
                }
            }

            _documents.Add(texts);
        }

        _pieces = [.. _documents.SelectMany(d => d).SelectMany(Pieces)];
        var characters = string.Concat(_pieces).Where(IsChinese).CountBy(c => c).OrderByDescending(c => c.Value).ThenBy(c => c.Key).Select(c => c.Key).ToArray();
        var random = new Random(Seed);
        _words = [.. Enumerable.Range(0, InventedWords).Select(_ => Word(random, characters))];
    }

    /// <summary>Clauses of the one gazette.</summary>
    public int Clauses => _documents.Sum(d => d.Count);

    /// <summary>Gazettes from the first on.</summary>
    public IEnumerable<List<CorpusDocument>> Gazettes(int count)
    {
        for (var gazette = 0; gazette < count; gazette++)
        {
            yield return Gazette(gazette);
        }
    }

    /// <summary>One gazette.</summary>
    public List<CorpusDocument> Gazette(int number)
    {
        var random = new Random((Seed * 100_003) + number);
        var day = First.AddDays(random.Next(Last.DayNumber - First.DayNumber));
        var borrowed = Enumerable.Range(0, 400).Select(_ => _pieces[random.Next(_pieces.Length)]).ToArray();
        var words = Enumerable.Range(0, 150).Select(_ => _words[Skewed(random, _words.Length)]).ToArray();
        List<CorpusDocument> documents = [];
        foreach (var texts in _documents)
        {
            var id = new byte[16];
            random.NextBytes(id);
            List<(string, string)> fields = [("kind", Value(Skewed(random, 12))), ("issuer", Value(Skewed(random, 60))), ("status", Value(Skewed(random, 4)))];
            var group = new SearchGroup(SearchKind.Clause, new Guid(id), day.AddDays(-random.Next(40)), fields);
            var rows = texts.ConvertAll(t => Vary(t, random, borrowed, words)).Select((text, i) => new SearchRow(i, text, RowFields(random))).ToList();
            documents.Add(new(group, rows));
        }

        return documents;
    }

    /// <summary>A value of a field.</summary>
    public static string Value(int number) => $"v{number}";

    /// <summary>Small numbers often, large ones seldom.</summary>
    public static int Skewed(Random random, int below) => (int)Math.Pow(below, random.NextDouble()) - 1;

    public static bool IsChinese(char c) => c is >= '\u4E00' and <= '\u9FFF';

    private static List<(string, string)> RowFields(Random random)
    {
        List<(string, string)> fields = [("part", Value(Skewed(random, 3)))];
        for (var units = random.Next(10) < 6 ? 0 : 1 + random.Next(4); units > 0; units--)
        {
            fields.Add(("unit", Value(Skewed(random, 200))));
        }

        return fields;
    }

    private static string Vary(string text, Random random, string[] borrowed, string[] words)
    {
        var varied = new StringBuilder(text.Length);
        foreach (var own in Pieces(text))
        {
            var chance = random.Next(100);
            var piece = chance is >= 45 and < 75 ? borrowed[random.Next(borrowed.Length)] : own;
            if (chance >= 75 && piece.Length > 3)
            {
                var at = random.Next(piece.Length - 1);
                piece = string.Concat(piece.AsSpan(0, at), words[random.Next(words.Length)], piece.AsSpan(Math.Min(piece.Length, at + 2)));
            }
            foreach (var c in piece)
            {
                varied.Append(char.IsAsciiDigit(c) && random.Next(2) == 0 ? (char)('0' + random.Next(10)) : c);
            }
        }

        return varied.ToString();
    }

    private static string Word(Random random, char[] characters)
    {
        var length = 2 + (random.Next(10) < 7 ? 0 : random.Next(1, 3));
        return string.Create(length, (random, characters), static (span, state) =>
        {
            foreach (ref var c in span)
            {
                c = state.random.Next(5) == 0 ? (char)(0x4E00 + state.random.Next(0x5000)) : state.characters[(int)(state.characters.Length * Math.Pow(state.random.NextDouble(), 1.5))];
            }
        });
    }

    private static IEnumerable<string> Pieces(string text)
    {
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (Ends.Contains(text[i], StringComparison.Ordinal))
            {
                yield return text[start..(i + 1)];
                start = i + 1;
            }
        }
        if (start < text.Length)
        {
            yield return text[start..];
        }
    }
}
