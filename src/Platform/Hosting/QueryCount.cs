using System.Data.Common;
using Bihuan.Persistence;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Bihuan.Platform;

/// <summary>Counts the commands that a context sends to the database.</summary>
internal sealed class QueryCount : DbCommandInterceptor
{
    public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result) => One(eventData, result);

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) => ValueTask.FromResult(One(eventData, result));

    public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result) => One(eventData, result);

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) => ValueTask.FromResult(One(eventData, result));

    private static InterceptionResult<T> One<T>(CommandEventData about, InterceptionResult<T> result)
    {
        if (about.Context is BihuanContext context)
        {
            context.CommandsSent++;
        }

        return result;
    }
}
