using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Bihuan.Platform;

/// <summary>Counts the commands that a scope sends to the database.</summary>
internal sealed class QueryCount : DbCommandInterceptor
{
    private int _count;

    public int Value => Volatile.Read(ref _count);

    public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result) => One(result);

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) => ValueTask.FromResult(One(result));

    public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result) => One(result);

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) => ValueTask.FromResult(One(result));

    private InterceptionResult<T> One<T>(InterceptionResult<T> result)
    {
        Interlocked.Increment(ref _count);
        return result;
    }
}
