using System.Buffers.Text;
using System.Linq.Expressions;
using Bihuan.Kernel;
using Bihuan.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Platform;

/// <summary>A part of a long list.</summary>
/// <typeparam name="T">Its items.</typeparam>
/// <param name="Items">In order.</param>
/// <param name="Next">The cursor of the part after it; <see langword="null"/> at the end.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next)
{
    /// <summary>The same part with its items as the caller sees them.</summary>
    public Page<TRow> With<TRow>(IReadOnlyList<TRow> rows) => new(rows, Next);
}

/// <summary>Lists of the API come in parts. The cursor holds the values of the last item that the list is ordered by, so nothing is missed
/// or shown twice when items are added in between, and the database reads no more than one part. It is opaque to the caller.</summary>
public static class Page
{
    /// <summary>Items of a part where the caller does not say.</summary>
    public const int DefaultLimit = 50;

    /// <summary>Items of a part at most.</summary>
    public const int MaxLimit = 200;

    /// <summary>Characters of a cursor at most: the longest title and more.</summary>
    private const int MaxCursor = 4_000;

    /// <summary>How many items to give: what was asked for, within bounds.</summary>
    public static int Limit(int? asked) => Math.Clamp(asked ?? DefaultLimit, 1, MaxLimit);

    /// <summary>A part of rows.</summary>
    /// <param name="rows">All rows.</param>
    /// <param name="order">Their order.</param>
    /// <param name="after">The cursor of the part before; empty for the first.</param>
    /// <param name="limit">How many are asked for.</param>
    /// <param name="cancel">Cancels.</param>
    /// <returns>The part; refused with <c>PLATFORM-006</c> for text that is no cursor of this list.</returns>
    public static Task<Result<Page<T>>> Part<T>(this IQueryable<T> rows, Keyset<T> order, string? after, int? limit, CancellationToken cancel)
        where T : class => rows.Part(order, row => row, after, limit, cancel);

    /// <summary>A part of rows, of which no more is read than its lines show.</summary>
    /// <param name="rows">All rows.</param>
    /// <param name="order">Their order.</param>
    /// <param name="line">What is read of a row.</param>
    /// <param name="after">The cursor of the part before; empty for the first.</param>
    /// <param name="limit">How many are asked for.</param>
    /// <param name="cancel">Cancels.</param>
    /// <returns>The part; refused with <c>PLATFORM-006</c> for text that is no cursor of this list.</returns>
    public static async Task<Result<Page<TLine>>> Part<T, TLine>(this IQueryable<T> rows, Keyset<T> order, Expression<Func<T, TLine>> line, string? after, int? limit, CancellationToken cancel)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(order);
        var size = Limit(limit);
        if (!TryRead(after, order, out var last))
        {
            return NoCursor;
        }

        var read = await order.Of(rows, last).Take(size + 1).Select(order.With(line)).ToListAsync(cancel);
        return read.Count <= size ? new([.. read.Select(r => r.Line)], null) : new Page<TLine>([.. read.Take(size).Select(r => r.Line)], Base64Url.EncodeToString(order.Write(read[size - 1].Keys)));
    }

    /// <summary>A part, made of one item more than it shows.</summary>
    /// <param name="oneMore">The items, read with one more than <paramref name="limit"/>.</param>
    /// <param name="order">Their order.</param>
    /// <param name="limit">How many to give.</param>
    public static Page<T> Cut<T>(IReadOnlyList<T> oneMore, Keyset<T> order, int limit)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(oneMore);
        ArgumentNullException.ThrowIfNull(order);
        return oneMore.Count <= limit ? new(oneMore, null) : new([.. oneMore.Take(limit)], Base64Url.EncodeToString(order.Write(order.ValuesOf(oneMore[limit - 1]))));
    }

    /// <summary>What is answered to text that is no cursor.</summary>
    public static Problem NoCursor { get; } = Problem.Coded("PLATFORM-006", "after");

    /// <summary>The values of a cursor; none for the beginning of the list.</summary>
    /// <returns><see langword="false"/> for text that is no cursor of this list.</returns>
    public static bool TryRead<T>(string? cursor, Keyset<T> order, out IReadOnlyList<object?>? last)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(order);
        last = null;
        if (string.IsNullOrEmpty(cursor))
        {
            return true;
        }

        last = cursor.Length <= MaxCursor && Base64Url.IsValid(cursor) ? order.Read(Base64Url.DecodeFromChars(cursor)) : null;
        return last is not null;
    }
}
