using System.Globalization;

namespace Bihuan.Persistence;

/// <summary>What belongs together and is found by the same fields and day: a document with its clauses, a matter with its texts.</summary>
/// <param name="Kind">What its rows are.</param>
/// <param name="Id">Its identity.</param>
/// <param name="Date">Its day, by which newer comes first; without one it comes last.</param>
/// <param name="Fields">What all its rows can be filtered by: pairs of a field and a value. A field may have several values.</param>
public sealed record SearchGroup(SearchKind Kind, Guid Id, DateOnly? Date, IReadOnlyList<(string Field, string Value)> Fields);

/// <summary>A text that is found by itself.</summary>
/// <param name="Ordinal">Its place in the group, from 0; smaller comes first.</param>
/// <param name="Text">What is searched.</param>
/// <param name="Fields">What it alone can be filtered by, such as its units; nothing where null.</param>
public sealed record SearchRow(int Ordinal, string Text, IReadOnlyList<(string Field, string Value)>? Fields = null);

/// <summary>A row that was found.</summary>
/// <param name="Group">Its group.</param>
/// <param name="Ordinal">Its place in the group.</param>
public sealed record SearchHit(Guid Group, int Ordinal);

/// <summary>Where a page ends, and where the next one goes on. New rows do not shift it.</summary>
/// <param name="Value">Only the index knows what it means.</param>
public readonly record struct SearchCursor(long Value)
{
    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static bool TryParse(string? text, out SearchCursor cursor)
    {
        var isOne = long.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) && value > 0;
        cursor = new(isOne ? value : 0);
        return isOne;
    }

    /// <inheritdoc/>
    public override string ToString() => Value.ToString("x", CultureInfo.InvariantCulture);
}

/// <summary>A page of hits: newest group first, then in the order of the group.</summary>
/// <param name="Hits">The hits.</param>
/// <param name="Count">How many there are in all, up to <see cref="ISearchIndex.CountCap"/>; <see langword="null"/> on later pages, which need not count again.</param>
/// <param name="IsCapped">Whether there are more than <paramref name="Count"/>.</param>
/// <param name="Next">Where the next page goes on; <see langword="null"/> on the last.</param>
public sealed record SearchPage(IReadOnlyList<SearchHit> Hits, int? Count, bool IsCapped, SearchCursor? Next);

/// <summary>Full-text search over rows in groups (全文检索). What is written goes into the database's present transaction, so the index never
/// knows more or less than the tables do.</summary>
public interface ISearchIndex
{
    /// <summary>Hits are counted up to here. A hit costs what it costs to find, so counting a million of them would take seconds.</summary>
    const int CountCap = 1_000;

    /// <summary>Puts a group in, in place of what was there of it.</summary>
    /// <param name="group">The group.</param>
    /// <param name="rows">All its rows.</param>
    /// <param name="cancel">Cancels.</param>
    Task Put(SearchGroup group, IReadOnlyList<SearchRow> rows, CancellationToken cancel);

    /// <summary>Takes a group out; nothing where it is not there.</summary>
    Task Remove(SearchKind kind, Guid group, CancellationToken cancel);

    /// <summary>Finds a page of rows.</summary>
    /// <param name="kind">Of what.</param>
    /// <param name="query">What is looked for.</param>
    /// <param name="take">The length of the page, from 1 to 1,000.</param>
    /// <param name="after">Where the page before ended; the first page where null.</param>
    /// <param name="cancel">Cancels.</param>
    Task<SearchPage> Find(SearchKind kind, SearchQuery query, int take, SearchCursor? after, CancellationToken cancel);
}
