using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Persistence;

/// <summary>The index in SQLite: an FTS5 table that holds only which row has which token (<c>detail=none</c>), no positions and no text. It gives
/// rows by descending number without sorting, so a search for a common word stops after the first thousand.</summary>
/// <param name="db">The context.</param>
internal sealed class SqliteSearchIndex(BihuanContext db) : SearchIndexBase(db)
{
    /// <summary>FTS5 joins the rows of all pairs that begin with a character before it gives the first.</summary>
    protected override bool EveryCharacter => true;

    /// <summary>In ascending order: FTS5 writes what it has gathered to the database whenever a smaller number comes.</summary>
    protected override async Task Insert(IReadOnlyList<SearchEntry> entries, CancellationToken cancel)
    {
        await using var entry = Command("INSERT INTO search_entry (id, folded) VALUES (@p0, @p1)", 0L, "");
        await using var token = Command("INSERT INTO search_token (rowid, tokens) VALUES (@p0, @p1)", 0L, "");
        foreach (var (id, folded, tokens) in entries)
        {
            entry.Parameters[0].Value = id;
            entry.Parameters[1].Value = folded;
            await entry.ExecuteNonQueryAsync(cancel);
            token.Parameters[0].Value = id;
            token.Parameters[1].Value = string.Join(' ', tokens);
            await token.ExecuteNonQueryAsync(cancel);
        }
    }

    protected override object Ids(IReadOnlyCollection<Guid> ids) => JsonSerializer.Serialize(ids.Select(id => id.ToString().ToUpperInvariant()));

    protected override string IsAmong(string column, string parameter) => $"{column} IN (SELECT value FROM json_each({parameter}))";

    protected override async Task<List<long>> Find(SearchKind kind, SearchQuery query, long from, long below, int limit, CancellationToken cancel)
    {
        List<object> values = [from, below, limit];
        var compared = Compared(query, name => $"instr(e.folded, {name}) > 0", values);
        var match = SqliteMatch.Of(query);
        var isText = match is null || compared.Length > 0;
        compared += Grouped(kind, query, match is null ? "e.id" : "search_token.rowid", values);
        if (match is not null)
        {
            values.Add(match);
        }

        // CROSS JOIN keeps the index on the outside, whatever the planner thinks of it.
        var sql = match is null ? $"SELECT e.id FROM search_entry e WHERE e.id >= @p0 AND e.id < @p1{compared} ORDER BY e.id DESC LIMIT @p2"
            : !isText ? $"SELECT rowid FROM search_token WHERE search_token MATCH @p{values.Count - 1} AND rowid >= @p0 AND rowid < @p1{compared} ORDER BY rowid DESC LIMIT @p2"
            : $"SELECT e.id FROM search_token CROSS JOIN search_entry e ON e.id = search_token.rowid WHERE search_token MATCH @p{values.Count - 1} AND search_token.rowid >= @p0 AND search_token.rowid < @p1{compared} ORDER BY search_token.rowid DESC LIMIT @p2";
        await using var command = Command(sql, values);
        return await Numbers(command, cancel);
    }
}

/// <summary>Puts a query into the language of FTS5.</summary>
internal static class SqliteMatch
{
    /// <summary>The expression; <see langword="null"/> where every row passes.</summary>
    public static string? Of(SearchQuery query)
    {
        var all = query.Terms.Select(t => Any(t.AnyOf.Select(Phrase))).Concat(query.Filters.Select(f => Any(f.AnyOf.Select(v => Quoted(SearchTag.Of(f.Field, v)))))).ToList();
        if (all.Count == 0)
        {
            return null;
        }

        var expression = string.Join(" AND ", all);
        var not = query.Excluded.Where(p => p.IsOneToken).Select(Phrase).ToList();
        return not.Count == 0 ? expression : $"({expression}) NOT {Any(not)}";
    }

    private static string Phrase(SearchPhrase phrase) => phrase is { IsOneToken: true, IsPrefix: true }
        ? Quoted(phrase.Tokens[0]) + "*"
        : phrase.Tokens is [var one] ? Quoted(one) : $"({string.Join(" AND ", phrase.Tokens.Select(Quoted))})";

    private static string Any(IEnumerable<string> parts) => parts.ToList() is [var one] ? one : $"({string.Join(" OR ", parts)})";

    private static string Quoted(string token) => $"\"{token}\"";
}
