using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Persistence;

/// <summary>One unchanging view of the database while others go on writing. It holds nobody up; nothing may be written in it.</summary>
internal sealed class Snapshot : IAsyncDisposable
{
    private readonly BihuanContext _db;
    private readonly DbTransaction? _own;

    private Snapshot(BihuanContext db, DbTransaction? own) => (_db, _own) = (db, own);

    /// <summary>Begins one; inside a transaction of the caller's, that is the view.</summary>
    public static async ValueTask<Snapshot> Begin(BihuanContext db, CancellationToken cancel)
    {
        if (db.Database.CurrentTransaction is not null)
        {
            return new(db, own: null);
        }

        await db.Database.OpenConnectionAsync(cancel);
        var connection = db.Database.GetDbConnection();
        // A plain transaction of SQLite would take the write lock; a deferred one only reads.
        var transaction = connection is SqliteConnection sqlite ? sqlite.BeginTransaction(deferred: true) : await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancel);
        await db.Database.UseTransactionAsync(transaction, cancel);
        // The view of either database begins with the first read.
        await db.Set<JournalHead>().AsNoTracking().AnyAsync(cancel);
        return new(db, transaction);
    }

    public async ValueTask DisposeAsync()
    {
        if (_own is not null)
        {
            await _db.Database.UseTransactionAsync(null);
            await _own.DisposeAsync();
            await _db.Database.CloseConnectionAsync();
        }
    }
}
