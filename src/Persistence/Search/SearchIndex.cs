using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Bihuan.Persistence;

/// <summary>The index of a database, whichever it is.</summary>
public static class SearchIndex
{
    /// <summary>The index that lies in the context's database and writes in its transaction.</summary>
    public static ISearchIndex Of(BihuanContext db)
    {
        ArgumentNullException.ThrowIfNull(db);
        return db.IsPostgreSql ? new PostgreSqlSearchIndex(db) : new SqliteSearchIndex(db);
    }
}

/// <summary>What the indexes of both databases have in common: groups, numbers, pages, and the comparison with the stored text.</summary>
/// <param name="db">Whose connection and transaction are used.</param>
internal abstract class SearchIndexBase(BihuanContext db) : ISearchIndex
{
    private const int LongestPage = ISearchIndex.CountCap;

    /// <summary>The context.</summary>
    protected BihuanContext Db { get; } = db;

    public async Task Put(SearchGroup group, IReadOnlyList<SearchRow> rows, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(group);
        ArgumentNullException.ThrowIfNull(rows);
        await InTransaction(async () =>
        {
            var day = SearchKey.Day(group.Date);
            int number;
            if (await TakeOut(group.Kind, group.Id, cancel) is { } known)
            {
                number = known;
                await Run("UPDATE search_group SET day = @p0 WHERE number = @p1", cancel, day, number);
            }
            else
            {
                number = await NextNumber(cancel);
                await Run("INSERT INTO search_group (number, kind, id, day) VALUES (@p0, @p1, @p2, @p3)", cancel, number, (int)group.Kind, group.Id, day);
            }

            var common = SearchTag.Of(group.Fields).ToList();
            var entries = rows.Select(row => Entry(group.Kind, day, number, row, common)).OrderBy(e => e.Id).ToList();
            await Insert(entries, cancel);
        }, cancel);
    }

    public Task Remove(SearchKind kind, Guid group, CancellationToken cancel) => InTransaction(async () =>
    {
        if (await TakeOut(kind, group, cancel) is { } number)
        {
            await Run("DELETE FROM search_group WHERE number = @p0", cancel, number);
        }
    }, cancel);

    public async Task<SearchPage> Find(SearchKind kind, SearchQuery query, int take, SearchCursor? after, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(take, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(take, LongestPage);
        var (from, below) = SearchKey.Range(kind, query.From, query.To);
        var limit = after is null ? ISearchIndex.CountCap + 1 : take + 1;
        if (query.Only is { Count: 0 })
        {
            return new([], after is null ? 0 : null, IsCapped: false, Next: null);
        }

        below = after is { Value: var value } && value < below ? value : below;
        await Db.Database.OpenConnectionAsync(cancel);
        try
        {
            List<long> found = from < below ? await Find(kind, query, from, below, limit, cancel) : [];
            var page = found.Take(take).ToList();
            var groups = await Groups(page, cancel);
            return new(
                [.. page.Select(id => new SearchHit(groups[SearchKey.Group(id)], SearchKey.Ordinal(id)))],
                after is null ? Math.Min(found.Count, ISearchIndex.CountCap) : null,
                found.Count > ISearchIndex.CountCap,
                found.Count > take ? new SearchCursor(page[^1]) : null);
        }
        finally
        {
            await Db.Database.CloseConnectionAsync();
        }
    }

    /// <summary>Whether single Chinese characters are tokens of their own.</summary>
    protected abstract bool EveryCharacter { get; }

    /// <summary>Writes rows, in ascending order of their numbers.</summary>
    protected abstract Task Insert(IReadOnlyList<SearchEntry> entries, CancellationToken cancel);

    /// <summary>The numbers of the hits from <paramref name="from"/> to before <paramref name="below"/>, largest first.</summary>
    protected abstract Task<List<long>> Find(SearchKind kind, SearchQuery query, long from, long below, int limit, CancellationToken cancel);

    /// <summary>Lets nobody else number groups until the transaction ends.</summary>
    protected virtual Task LockNumbers(CancellationToken cancel) => Task.CompletedTask;

    /// <summary>A command in the present transaction, with parameters @p0, @p1 and so on.</summary>
    protected DbCommand Command(string sql, params IEnumerable<object> values)
    {
        var command = Db.Database.GetDbConnection().CreateCommand();
        command.Transaction = Db.Database.CurrentTransaction?.GetDbTransaction();
#pragma warning disable CA2100 // The text is put together from constants; everything that was typed is a parameter.
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var value in values)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = string.Create(CultureInfo.InvariantCulture, $"p{command.Parameters.Count}");
            parameter.Value = value;
            command.Parameters.Add(parameter);
        }

        return command;
    }

    /// <summary>Runs a command.</summary>
    protected async Task Run(string sql, CancellationToken cancel, params object[] values)
    {
        await using var command = Command(sql, values);
        await command.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>The numbers that a command gives.</summary>
    protected static async Task<List<long>> Numbers(DbCommand command, CancellationToken cancel)
    {
        List<long> numbers = [];
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            numbers.Add(reader.GetInt64(0));
        }

        return numbers;
    }

    /// <summary>What the index alone cannot tell and the stored text must: phrases of more than one token.</summary>
    /// <param name="query">The query.</param>
    /// <param name="hasText">A condition whether the stored text has a stretch, given the name of the parameter.</param>
    /// <param name="values">Takes the parameters' values.</param>
    protected static string Compared(SearchQuery query, Func<string, string> hasText, List<object> values)
    {
        List<string> conditions = [];
        foreach (var term in query.Terms.Where(t => !t.AnyOf.All(p => p.IsOneToken)))
        {
            conditions.Add($"({string.Join(" OR ", term.AnyOf.Select(Has))})");
        }

        // Without anything else the index has no rows to take the excluded ones from.
        var all = query.Terms.Count == 0 && query.Filters.Count == 0;
        foreach (var phrase in query.Excluded.Where(p => all || !p.IsOneToken))
        {
            conditions.Add($"NOT {Has(phrase)}");
        }

        return string.Concat(conditions.Select(c => $" AND {c}"));

        string Has(SearchPhrase phrase)
        {
            values.Add(phrase.Needle);
            return hasText(string.Create(CultureInfo.InvariantCulture, $"@p{values.Count - 1}"));
        }
    }

    /// <summary>Only rows of some groups, or none of some.</summary>
    /// <param name="kind">Of what.</param>
    /// <param name="query">The query.</param>
    /// <param name="key">The column with the rows' numbers.</param>
    /// <param name="values">Takes the parameters' values.</param>
    protected string Grouped(SearchKind kind, SearchQuery query, string key, List<object> values)
    {
        return (query.Only is { } only ? In("", only) : "") + (query.Except.Count > 0 ? In("NOT ", query.Except) : "");

        string In(string not, IReadOnlyCollection<Guid> groups)
        {
            values.Add((int)kind);
            values.Add(Ids(groups));
            return string.Create(CultureInfo.InvariantCulture, $" AND {SearchKey.GroupSql(key)} {not}IN (SELECT number FROM search_group WHERE kind = @p{values.Count - 2} AND {IsAmong("id", $"@p{values.Count - 1}")})");
        }
    }

    /// <summary>Several ids as one parameter.</summary>
    protected abstract object Ids(IReadOnlyCollection<Guid> ids);

    /// <summary>Whether a column is one of those.</summary>
    protected abstract string IsAmong(string column, string parameter);

    private SearchEntry Entry(SearchKind kind, int day, int number, SearchRow row, List<string> common)
    {
        if (row.Ordinal is < 0 or >= SearchKey.MostRows)
        {
            throw new ArgumentException($"A row's place is from 0 to below {SearchKey.MostRows}, not {row.Ordinal}.", nameof(row));
        }

        var folded = FoldedText.Of(row.Text).Value;
        return new(SearchKey.Of(kind, day, number, row.Ordinal), folded, [.. Bigrams.Of(folded, EveryCharacter), .. common.Union(SearchTag.Of(row.Fields ?? []), StringComparer.Ordinal)]);
    }

    /// <summary>Takes the rows of a group out.</summary>
    /// <returns>The group's number; <see langword="null"/> where it is not there.</returns>
    private async Task<int?> TakeOut(SearchKind kind, Guid id, CancellationToken cancel)
    {
        int number, day;
        await using (var command = Command("SELECT number, day FROM search_group WHERE kind = @p0 AND id = @p1", (int)kind, id))
        {
            await using var reader = await command.ExecuteReaderAsync(cancel);
            if (!await reader.ReadAsync(cancel))
            {
                return null;
            }

            (number, day) = (reader.GetInt32(0), reader.GetInt32(1));
        }

        var (from, below) = SearchKey.Range(kind, day, number);
        await Run("DELETE FROM search_entry WHERE id >= @p0 AND id < @p1", cancel, from, below);
        return number;
    }

    private async Task<Dictionary<int, Guid>> Groups(List<long> page, CancellationToken cancel)
    {
        var numbers = page.Select(SearchKey.Group).Distinct().ToList();
        return numbers.Count == 0 ? [] : await Db.Set<SearchGroupRow>().AsNoTracking().Where(g => numbers.Contains(g.Number)).ToDictionaryAsync(g => g.Number, g => g.Id, cancel);
    }

    private async Task<int> NextNumber(CancellationToken cancel)
    {
        await LockNumbers(cancel);
        await using var command = Command("SELECT coalesce(max(number), 0) FROM search_group");
        var last = Convert.ToInt32(await command.ExecuteScalarAsync(cancel), CultureInfo.InvariantCulture);
        return last < SearchKey.MostGroups - 1 ? last + 1 : throw new InvalidOperationException($"The index holds {SearchKey.MostGroups} groups and no more.");
    }

    private async Task InTransaction(Func<Task> write, CancellationToken cancel)
    {
        if (Db.Database.CurrentTransaction is not null)
        {
            await write();
            return;
        }

        await using var transaction = await Db.Database.BeginTransactionAsync(cancel);
        await write();
        await transaction.CommitAsync(cancel);
    }
}

/// <summary>A row as it is written.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Folded">Its folded text.</param>
/// <param name="Tokens">Its tokens and tags.</param>
internal sealed record SearchEntry(long Id, string Folded, IReadOnlyList<string> Tokens);
