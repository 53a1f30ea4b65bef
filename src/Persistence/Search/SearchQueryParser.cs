using System.Globalization;
using System.Text;
using Bihuan.Kernel;

namespace Bihuan.Persistence;

/// <summary>A field that can be typed as <c>name:value</c>.</summary>
/// <param name="Name">Its name in code.</param>
/// <param name="Typed">How people may type it, in any language.</param>
/// <param name="IsDate">Whether its value is a day, month, year or span of them (<c>2021-03..2022</c>), which sets the days of the query.</param>
public sealed record SearchField(string Name, IReadOnlyList<string> Typed, bool IsDate = false);

/// <summary>Reads what people type into a search box. Any text is an answer: a query or the reasons why there is none.</summary>
/// <remarks>
/// <code>
/// 森林 防火          both words, anywhere in the clause
/// "森林 防火"        together, in this order; any punctuation may stand between. “ ” 「 」 『 』 work alike; an open quote ends with the text
/// -演练              clauses without it
/// govern*            words that begin so
/// 文种:通知,意见      a filter, where the field is known; 责任单位：某局 is a phrase like any other
/// 日期:2021-03..2022  a span of days
/// </code>
/// </remarks>
public static class SearchQueryParser
{
    /// <summary>A longer text is no question.</summary>
    public const int LongestText = 300;

    /// <summary>More words are no question either.</summary>
    public const int MostTerms = 20;

    private const string Quotes = "\"\"“”「」『』";

    /// <summary>Reads a query.</summary>
    /// <param name="text">As typed.</param>
    /// <param name="fields">The fields that can be typed.</param>
    /// <returns>The query, or <c>SEARCH-001</c> (nothing to look for), <c>SEARCH-002</c> (only exclusions), <c>SEARCH-003</c> (too long), <c>SEARCH-004</c> (too many
    /// words), <c>SEARCH-005</c> (a field without a value), <c>SEARCH-006</c> (no day or span), <c>SEARCH-007</c> (a field cannot be excluded).</returns>
    public static Result<SearchQuery> Parse(string? text, IReadOnlyList<SearchField> fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        text ??= "";
        if (text.Length > LongestText)
        {
            return Problem.Coded("SEARCH-003", "q", LongestText.ToString(CultureInfo.InvariantCulture));
        }

        List<SearchTerm> terms = [];
        List<SearchPhrase> excluded = [];
        Dictionary<string, List<string>> filters = new(StringComparer.Ordinal);
        (DateOnly? From, DateOnly? To) days = (null, null);
        List<Problem> problems = [];
        foreach (var word in Words(text))
        {
            if (FieldOf(word, fields) is var (field, at))
            {
                var values = word.Text[at..].Split((char[])[',', '，', '、', '|'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
                if (word.IsExcluded)
                {
                    problems.Add(Problem.Coded("SEARCH-007", field.Name, word.Text[..(at - 1)]));
                }
                else if (values.Length == 0)
                {
                    problems.Add(Problem.Coded("SEARCH-005", field.Name, word.Text[..(at - 1)]));
                }
                else if (!field.IsDate)
                {
                    (filters.TryGetValue(field.Name, out var there) ? there : filters[field.Name] = []).AddRange(values);
                }
                else if (SearchDays.Parse(word.Text[at..]) is { } span)
                {
                    days = span;
                }
                else
                {
                    problems.Add(Problem.Coded("SEARCH-006", field.Name, word.Text[at..]));
                }
            }
            else if (SearchPhrase.Of(word.Text, word.IsPrefix) is { } phrase)
            {
                if (word.IsExcluded)
                {
                    excluded.Add(phrase);
                }
                else
                {
                    terms.Add(new([phrase]));
                }
            }
        }

        if (terms.Count + excluded.Count > MostTerms)
        {
            problems.Add(Problem.Coded("SEARCH-004", "q", MostTerms.ToString(CultureInfo.InvariantCulture)));
        }
        if (problems.Count == 0 && terms.Count == 0 && filters.Count == 0 && days is (null, null))
        {
            problems.Add(excluded.Count > 0 ? Problem.Coded("SEARCH-002", "q") : Problem.Coded("SEARCH-001", "q"));
        }

        return problems.Count > 0 ? problems : new SearchQuery
        {
            Terms = terms,
            Excluded = excluded,
            Filters = [.. filters.Select(f => new SearchFilter(f.Key, f.Value))],
            From = days.From,
            To = days.To,
        };
    }

    private static (SearchField Field, int ValueAt)? FieldOf(Word word, IReadOnlyList<SearchField> fields)
    {
        var colon = word.FirstQuote is var quote and >= 0 ? word.Text.AsSpan(0, quote).IndexOfAny(':', '：') : word.Text.AsSpan().IndexOfAny(':', '：');
        if (colon <= 0)
        {
            return null;
        }

        var name = FoldedText.Of(word.Text[..colon]).Value;
        return fields.FirstOrDefault(f => f.Typed.Append(f.Name).Any(t => FoldedText.Of(t).Value == name)) is { } field ? (field, colon + 1) : null;
    }

    /// <summary>The text cut at its spaces, except for those in quotes. The quotes themselves are dropped.</summary>
    private static IEnumerable<Word> Words(string text)
    {
        var at = 0;
        while (at < text.Length)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
                continue;
            }

            var isExcluded = text[at] is '-' or '－' && at + 1 < text.Length && !char.IsWhiteSpace(text[at + 1]);
            at += isExcluded ? 1 : 0;
            var word = new StringBuilder();
            var firstQuote = -1;
            var isPrefix = false;
            while (at < text.Length && !char.IsWhiteSpace(text[at]))
            {
                isPrefix = text[at] is '*' or '＊';
                if (Quotes.IndexOf(text[at], StringComparison.Ordinal) is var quote and >= 0 && quote % 2 == 0)
                {
                    firstQuote = firstQuote < 0 ? word.Length : firstQuote;

                    // What is parted by a quote stays parted.
                    if (word.Length > 0)
                    {
                        word.Append(' ');
                    }

                    var close = text.IndexOf(Quotes[quote + 1], at + 1);
                    var end = close < 0 ? text.Length : close;
                    word.Append(text, at + 1, end - at - 1);
                    at = Math.Min(end + 1, text.Length);
                    if (at < text.Length && !char.IsWhiteSpace(text[at]))
                    {
                        word.Append(' ');
                    }
                    continue;
                }

                word.Append(text[at++]);
            }

            yield return new(word.ToString(), isExcluded, isPrefix, firstQuote);
        }
    }

    /// <param name="Text">Without quotes.</param>
    /// <param name="IsExcluded">After a minus.</param>
    /// <param name="IsPrefix">Before an asterisk.</param>
    /// <param name="FirstQuote">Where in the text the first quote stood; -1 where none.</param>
    private readonly record struct Word(string Text, bool IsExcluded, bool IsPrefix, int FirstQuote);
}
