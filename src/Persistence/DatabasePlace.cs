using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Bihuan.Persistence;

/// <summary>Which database the program runs on.</summary>
/// <param name="ConnectionString">As the provider wants it.</param>
/// <param name="IsPostgreSql">PostgreSQL rather than SQLite.</param>
public sealed record DatabasePlace(string ConnectionString, bool IsPostgreSql)
{
    /// <summary>How many statements a connection to PostgreSQL keeps prepared.</summary>
    private const int Prepared = 200;

    /// <summary>A SQLite file.</summary>
    public static DatabasePlace File(string path) => new(new SqliteConnectionStringBuilder { DataSource = path, ForeignKeys = true, DefaultTimeout = 30 }.ToString(), IsPostgreSql: false);

    /// <summary>A PostgreSQL database. Where the connection string does not say otherwise: statements that come again are prepared once for each
    /// connection, as reading and planning them costs more than many of them do; no helpers are started for a statement and none is compiled, which
    /// takes longer than a page may; and a connection is given back as it is, for the program sets nothing on it outside a transaction.</summary>
    public static DatabasePlace PostgreSql(string connectionString)
    {
        var connection = new NpgsqlConnectionStringBuilder(connectionString);
        Unless("Max Auto Prepare", c => c.MaxAutoPrepare = Prepared);
        Unless("No Reset On Close", c => c.NoResetOnClose = true);
        Unless("Options", c => c.Options = "-c max_parallel_workers_per_gather=0 -c jit=off");
        return new(connection.ConnectionString, IsPostgreSql: true);

        void Unless(string said, Action<NpgsqlConnectionStringBuilder> set)
        {
            if (!connection.ShouldSerialize(said))
            {
                set(connection);
            }
        }
    }

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
