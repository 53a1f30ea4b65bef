using Bihuan.Persistence;

namespace Bihuan.Bench;

/// <summary>A question to the index.</summary>
/// <param name="Kind">What it is an example of.</param>
/// <param name="Query">The query.</param>
/// <param name="After">Where its page begins; null for the first.</param>
internal sealed record SearchQuestion(string Kind, SearchQuery Query, SearchCursor? After = null);

/// <summary>Questions of every sort that people ask, the same for the same seed: words that are in a quarter of all clauses and words that are
/// in one, sentences copied out of a document, names with their other names, filters.</summary>
internal sealed class SearchQuestions
{
    /// <summary>Words that are common in any gazette.</summary>
    private static readonly string[] Given = ["应急", "工作", "企业", "安全", "森林", "燃气", "单位"];

    private readonly Random _random;
    private readonly List<string> _texts;
    private readonly HashSet<string> _known;
    private readonly List<string> _common;
    private readonly List<string> _middling;
    private readonly List<string> _rare;

    private SearchQuestions(SearchCorpus corpus, int gazettes, int seed)
    {
        _random = new(seed);
        var step = Math.Max(1, gazettes / 40);
        _texts = [.. Enumerable.Range(0, gazettes).Where(i => i % step == 0).SelectMany(corpus.Gazette).SelectMany(d => d.Rows).Select(r => r.Text).Where(t => t.Length > 8)];
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var pair in _texts.SelectMany(t => Bigrams.Of(FoldedText.Of(t).Value, everyCharacter: false)).Where(t => t.Length == 2 && t.All(SearchCorpus.IsChinese)))
        {
            counts[pair] = counts.GetValueOrDefault(pair) + 1;
        }

        var ordered = counts.OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal).ToList();
        _common = [.. ordered.Where(c => c.Value >= _texts.Count / 100).Select(c => c.Key)];
        _rare = [.. ordered.Where(c => c.Value < _texts.Count / 2_000).Select(c => c.Key)];
        _middling = [.. ordered.Select(c => c.Key).Skip(_common.Count).SkipLast(_rare.Count)];
        _known = [.. counts.Keys];
    }

    /// <summary>So many questions.</summary>
    public static List<SearchQuestion> Make(SearchCorpus corpus, int gazettes, int count, int seed)
    {
        var made = new SearchQuestions(corpus, gazettes, seed);
        return [.. Enumerable.Range(0, count).Select(_ => made.Next())];
    }

    private SearchQuestion Next() => _random.Next(100) switch
    {
        < 15 => new("two, common", Words(Common())),
        < 30 => new("two, rare", Words(Rare())),
        < 38 => new("two, middling", Words(Middling())),
        < 46 => new("sentence", Words(Stretch(6, 24))),
        < 54 => new("several, of one clause", Words(OfOneText())),
        < 60 => new("several, common", Words(Common(), Common(), Common())),
        < 64 => new("several, any", Words(Any(), Any())),
        < 68 => new("phrase and word", Words(Run(4), Common())),
        < 74 => new("exclusion", Words(Common()) with { Excluded = _random.Next(2) == 0 ? [Phrase(Common())] : [Phrase(Run(3)), Phrase(Common())] }),
        < 80 => new("names of a unit", new() { Terms = [new SearchTerm([Phrase(Run(5))]).Or(Enumerable.Range(0, _random.Next(1, 6)).Select(_ => Phrase(Run(_random.Next(3, 8)))))] }),
        < 90 => new("filters", Filtered(Words(Any()))),
        < 94 => new("later page", Words(Any()), new SearchCursor(SearchKeyOf(_random.Next(37_600, 44_900)))),
        < 97 => new("one character", Words(Run(1))),
        _ => new("three", Words(Run(3))),
    };

    private SearchQuery Filtered(SearchQuery query)
    {
        string[] fields = ["kind", "issuer", "status", "part", "unit"];
        int[] values = [12, 60, 4, 3, 200];
        for (var i = _random.Next(1, 3); i > 0; i--)
        {
            var field = _random.Next(fields.Length);
            query = query.With(fields[field], SearchCorpus.Value(_random.Next(values[field])));
        }

        var from = new DateOnly(2003, 1, 1).AddDays(_random.Next(7_000));
        return _random.Next(2) == 0 ? query : query with { From = from, To = from.AddDays(_random.Next(30, 2_000)) };
    }

    /// <summary>The number of a row on a day counted from 1900, see <c>SearchKey</c>.</summary>
    private static long SearchKeyOf(int day) => ((long)SearchKind.Clause << 59) | ((long)day << 42);

    private string Any() => _random.Next(3) switch { 0 => Common(), 1 => Middling(), _ => Rare() };

    private string Common() => _random.Next(3) == 0 ? Given[_random.Next(Given.Length)] : Pick(_common);

    private string Middling() => Pick(_middling);

    private string Rare() => Pick(_rare);

    private string Pick(List<string> words) => words[_random.Next(words.Count)];

    private string Stretch(int shortest, int longest)
    {
        while (true)
        {
            var text = Pick(_texts);
            var length = _random.Next(shortest, longest + 1);
            if (text.Length >= length && text.Substring(_random.Next(text.Length - length + 1), length) is var stretch && SearchPhrase.Of(stretch) is not null)
            {
                return stretch;
            }
        }
    }

    private string Run(int length)
    {
        while (true)
        {
            var stretch = Stretch(length, length);
            if (stretch.All(SearchCorpus.IsChinese))
            {
                return stretch;
            }
        }
    }

    private string[] OfOneText()
    {
        while (true)
        {
            var text = Pick(_texts);
            var pairs = Enumerable.Range(0, text.Length - 1).Select(i => text.Substring(i, 2)).Where(_known.Contains).Distinct(StringComparer.Ordinal).ToArray();
            if (pairs.Length >= 8)
            {
                _random.Shuffle(pairs);
                return pairs[.._random.Next(2, 5)];
            }
        }
    }

    private static SearchPhrase Phrase(string text) => SearchPhrase.Of(text) ?? throw new ArgumentException("Nothing to look for.", nameof(text));

    private static SearchQuery Words(params string[] words) => new() { Terms = [.. words.Select(w => new SearchTerm([Phrase(w)]))] };
}
