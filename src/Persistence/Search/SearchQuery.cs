namespace Bihuan.Persistence;

/// <summary>One thing that every hit must have: any of these phrases, such as the names of one unit.</summary>
/// <param name="AnyOf">At least one.</param>
public sealed record SearchTerm(IReadOnlyList<SearchPhrase> AnyOf)
{
    /// <summary>More names than this are not looked for at once.</summary>
    private const int MostPhrases = 40;

    /// <summary>The same with further phrases. One that contains another adds nothing and is left out.</summary>
    public SearchTerm Or(IEnumerable<SearchPhrase> others)
    {
        List<SearchPhrase> kept = [];
        foreach (var phrase in AnyOf.Concat(others).OrderBy(p => p.Needle.Length).DistinctBy(p => p.Needle, StringComparer.Ordinal))
        {
            if (kept.Count < MostPhrases && !kept.Exists(k => phrase.Needle.Contains(k.Needle, StringComparison.Ordinal)))
            {
                kept.Add(phrase);
            }
        }

        return new(kept);
    }
}

/// <summary>A field of the rows and the values that pass.</summary>
/// <param name="Field">The field's name in code, such as <c>issuer</c>.</param>
/// <param name="AnyOf">At least one value.</param>
public sealed record SearchFilter(string Field, IReadOnlyList<string> AnyOf);

/// <summary>What is looked for: rows that have every term and no excluded phrase and pass every filter.</summary>
public sealed record SearchQuery
{
    /// <summary>Nothing asked for: every row, newest first.</summary>
    public static SearchQuery All { get; } = new();

    /// <summary>What every hit has.</summary>
    public IReadOnlyList<SearchTerm> Terms { get; init; } = [];

    /// <summary>What no hit has.</summary>
    public IReadOnlyList<SearchPhrase> Excluded { get; init; } = [];

    /// <summary>Each must pass.</summary>
    public IReadOnlyList<SearchFilter> Filters { get; init; } = [];

    /// <summary>The first day, included.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The last day, included.</summary>
    public DateOnly? To { get; init; }

    /// <summary>Only rows of these groups: for what changes too often to be kept with the rows, such as whether a document holds.
    /// <see langword="null"/> for all.</summary>
    public IReadOnlyCollection<Guid>? Only { get; init; }

    /// <summary>No rows of these groups.</summary>
    public IReadOnlyCollection<Guid> Except { get; init; } = [];

    /// <summary>Looks for the other names, too: of a unit, a person, a document.</summary>
    /// <param name="namesOf">All names of what a text names, or none where it names nothing. Names are alike whose <see cref="FoldedText"/> is.</param>
    public SearchQuery WithOtherNames(Func<string, IReadOnlyList<string>> namesOf)
    {
        ArgumentNullException.ThrowIfNull(namesOf);
        return this with { Terms = [.. Terms.Select(Widen)] };

        SearchTerm Widen(SearchTerm term) => term.Or(term.AnyOf.SelectMany(p => namesOf(p.Text)).Select(name => SearchPhrase.Of(name)).OfType<SearchPhrase>());
    }

    /// <summary>Adds a filter, such as one chosen on a page.</summary>
    public SearchQuery With(string field, params IReadOnlyList<string> anyOf) => this with { Filters = [.. Filters, new(field, anyOf)] };
}
