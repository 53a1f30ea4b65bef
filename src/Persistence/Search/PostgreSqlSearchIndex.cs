using Microsoft.EntityFrameworkCore;

namespace Bihuan.Persistence;

/// <summary>The index in PostgreSQL: a <c>tsvector</c> of tokens with a GIN index. GIN gives all rows of a token at once and in no order, which for a
/// common word is a matter of a second. Therefore each token carries the <em>bucket</em> of its row: the kind and the 32 days that it falls
/// into. A search asks bucket by bucket, newest first, and stops when it has enough.</summary>
/// <param name="db">The context.</param>
internal sealed class PostgreSqlSearchIndex(BihuanContext db) : SearchIndexBase(db)
{
    /// <summary>Any number will do, as long as every node takes the same.</summary>
    private const long NumbersLock = 0x4248_5345;

    private const int RowsAtOnce = 200;

    /// <summary>The pairs that begin with a character are few inside a bucket.</summary>
    protected override bool EveryCharacter => false;

    protected override Task LockNumbers(CancellationToken cancel) => Run("SELECT pg_advisory_xact_lock(@p0)", cancel, NumbersLock);

    protected override async Task Insert(IReadOnlyList<SearchEntry> entries, CancellationToken cancel)
    {
        foreach (var rows in entries.Chunk(RowsAtOnce))
        {
            await Run(
                "INSERT INTO search_entry (id, folded, tokens) SELECT r.id, r.folded, r.tokens::tsvector FROM unnest(@p0, @p1, @p2) AS r(id, folded, tokens)",
                cancel,
                rows.Select(r => r.Id).ToArray(),
                rows.Select(r => r.Folded).ToArray(),
                rows.Select(r => PostgreSqlMatch.Vector(r)).ToArray());
        }
    }

    protected override object Ids(IReadOnlyCollection<Guid> ids) => ids.ToArray();

    protected override string IsAmong(string column, string parameter) => $"{column} = ANY({parameter})";

    protected override async Task<List<long>> Find(SearchKind kind, SearchQuery query, long from, long below, int limit, CancellationToken cancel)
    {
        List<object> values = [from, below, limit];
        var compared = Compared(query, name => $"strpos(e.folded, {name}) > 0", values);
        compared += Grouped(kind, query, "e.id", values);
        if (PostgreSqlMatch.Of(query) is not { } match)
        {
            await using var walk = Command($"SELECT e.id FROM search_entry e WHERE e.id >= @p0 AND e.id < @p1{compared} ORDER BY e.id DESC LIMIT @p2", values);
            return await Numbers(walk, cancel);
        }

        values.Add(match);
        var own = Db.Database.CurrentTransaction is null ? await Db.Database.BeginTransactionAsync(cancel) : null;
        try
        {
            // The planner knows nothing of a tsquery that is made row by row and may well prefer to read the whole table for each bucket.
            await Run("SET LOCAL enable_seqscan = off", cancel);
            await using var command = Command(Sql(compared, values.Count - 1), values);
            var found = await Numbers(command, cancel);
            if (own is null)
            {
                await Run("SET LOCAL enable_seqscan = default", cancel);
            }

            // A nested loop keeps the order of its outer side. Should a version of PostgreSQL ever do otherwise, no hit may be lost in silence.
            return IsDescending(found) ? found : throw new InvalidOperationException("PostgreSQL gave the buckets of a search in another order.");
        }
        finally
        {
            if (own is not null)
            {
                await own.DisposeAsync();
            }
        }
    }

    /// <summary>The buckets are those that have rows, found one by one as long as hits are wanting. "+ 0" keeps the primary key from being used
    /// instead of the tokens.</summary>
    private static string Sql(string compared, int match) =>
        $"""
        WITH RECURSIVE bucket(n) AS (
            SELECT (SELECT max(id) FROM search_entry WHERE id >= @p0 AND id < @p1) >> {SearchKey.BucketShift}
            UNION ALL
            SELECT (SELECT max(id) FROM search_entry WHERE id >= @p0 AND id < b.n << {SearchKey.BucketShift}) >> {SearchKey.BucketShift} FROM bucket b WHERE b.n IS NOT NULL)
        SELECT hit.id
        FROM bucket b CROSS JOIN LATERAL (
            SELECT e.id FROM search_entry e
            WHERE e.tokens @@ replace(@p{match}, '{PostgreSqlMatch.Bucket}', chr({PostgreSqlMatch.FirstBucket} + b.n::integer))::tsquery AND e.id + 0 >= @p0 AND e.id + 0 < @p1{compared}
            ORDER BY e.id + 0 DESC LIMIT @p2) hit
        WHERE b.n IS NOT NULL
        LIMIT @p2
        """;

    private static bool IsDescending(List<long> numbers)
    {
        for (var i = 1; i < numbers.Count; i++)
        {
            if (numbers[i] >= numbers[i - 1])
            {
                return false;
            }
        }

        return true;
    }
}

/// <summary>Puts rows and queries into the language of <c>tsvector</c> and <c>tsquery</c>.</summary>
internal static class PostgreSqlMatch
{
    /// <summary>Stands in a query for the bucket.</summary>
    public const char Bucket = '~';

    /// <summary>Buckets are written as private-use characters of plane 15, which no folded text has.</summary>
    public const int FirstBucket = 0xF0000;

    /// <summary>The tokens of a row, each behind its bucket.</summary>
    public static string Vector(SearchEntry row)
    {
        var bucket = char.ConvertFromUtf32(FirstBucket + (int)(row.Id >> SearchKey.BucketShift));
        return string.Join(' ', row.Tokens.Select(t => $"'{bucket}{t}'"));
    }

    /// <summary>The query, for whichever bucket; <see langword="null"/> where every row passes.</summary>
    public static string? Of(SearchQuery query)
    {
        var all = query.Terms.Select(t => Any(t.AnyOf.Select(Phrase))).Concat(query.Filters.Select(f => Any(f.AnyOf.Select(v => Quoted(SearchTag.Of(f.Field, v)))))).ToList();
        return all.Count == 0 ? null : string.Join(" & ", all.Concat(query.Excluded.Where(p => p.IsOneToken).Select(p => "!" + Phrase(p))));
    }

    private static string Phrase(SearchPhrase phrase) => phrase.Tokens is [var one]
        ? Quoted(one) + (phrase is { IsOneToken: true, IsPrefix: true } || Bigrams.IsSingle(one) ? ":*" : "")
        : $"({string.Join(" & ", phrase.Tokens.Select(t => Quoted(t) + (Bigrams.IsSingle(t) ? ":*" : "")))})";

    private static string Any(IEnumerable<string> parts) => parts.ToList() is [var one] ? one : $"({string.Join(" | ", parts)})";

    private static string Quoted(string token) => $"'{Bucket}{token}'";
}
