using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Bihuan.Persistence;

/// <summary>Which database the program runs on.</summary>
/// <param name="ConnectionString">As the provider wants it.</param>
/// <param name="IsPostgreSql">PostgreSQL rather than SQLite.</param>
public sealed record DatabasePlace(string ConnectionString, bool IsPostgreSql)
{
    /// <summary>A SQLite file.</summary>
    public static DatabasePlace File(string path) => new(new SqliteConnectionStringBuilder { DataSource = path, ForeignKeys = true, DefaultTimeout = 30 }.ToString(), IsPostgreSql: false);

    /// <summary>A PostgreSQL database.</summary>
    public static DatabasePlace PostgreSql(string connectionString) => new(connectionString, IsPostgreSql: true);

    /// <summary>Sets a context up for it.</summary>
    public DbContextOptionsBuilder Configure(DbContextOptionsBuilder options)
    {
        ArgumentNullException.ThrowIfNull(options);
        // Two people at one thing is everyday life: the ledger tells the second, who tries again. Real failures are logged by whoever catches them.
        options.ConfigureWarnings(w => w.Log((RelationalEventId.CommandError, LogLevel.Debug), (CoreEventId.SaveChangesFailed, LogLevel.Debug), (CoreEventId.OptimisticConcurrencyException, LogLevel.Debug)));
        return IsPostgreSql
            ? options.UseNpgsql(ConnectionString, o => o.MigrationsAssembly("Bihuan.Persistence.PostgreSql"))
            : options.UseSqlite(ConnectionString, o => o.MigrationsAssembly("Bihuan.Persistence.Sqlite")).AddInterceptors(SqliteDurability.Instance);
    }
}
