using System.Collections.Concurrent;
using Bihuan.Persistence;
using Bihuan.Web;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.TestKit;

/// <summary>An empty, migrated database of a test in a folder of its own; both go when it is disposed. Migrations run once a test
/// process and kind; each test gets a copy.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private static readonly ConcurrentDictionary<DatabaseKind, Lazy<Task<Template>>> Templates = new();

    /// <summary>One server for all tests of the process; it stops when the process does.</summary>
    private static readonly PostgresCluster Cluster = new();

    private readonly PostgresDatabase? _postgres;

    private TestDatabase(string folder, DatabasePlace place, PostgresDatabase? postgres) => (Folder, Place, _postgres) = (folder, place, postgres);

    /// <summary>A folder for files, with the SQLite database in it.</summary>
    public string Folder { get; }

    /// <summary>Where the database is.</summary>
    public DatabasePlace Place { get; }

    /// <summary>A new one, migrated unless <paramref name="empty"/>.</summary>
    public static async Task<TestDatabase> Create(DatabaseKind kind, bool empty = false)
    {
        var folder = Directory.CreateTempSubdirectory("bihuan-test-").FullName;
        if (empty)
        {
            return await Blank(kind, folder);
        }

        var template = await Templates.GetOrAdd(kind, k => new(() => MakeTemplate(k))).Value;
        if (template.File is { } file)
        {
            var copy = Path.Combine(folder, "bihuan.db");
            File.Copy(file, copy);
            return new(folder, DatabasePlace.File(copy), postgres: null);
        }

        var database = await Cluster.CreateDatabaseAsync("test", template.Postgres);
        return new(folder, DatabasePlace.PostgreSql(database.ConnectionString), database);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_postgres is not null)
        {
            await _postgres.DisposeAsync();
        }
        else
        {
            using var connection = new SqliteConnection(Place.ConnectionString);
            SqliteConnection.ClearPool(connection);
        }

        Directory.Delete(Folder, recursive: true);
    }

    private static async Task<TestDatabase> Blank(DatabaseKind kind, string folder)
    {
        if (kind == DatabaseKind.Sqlite)
        {
            return new(folder, DatabasePlace.File(Path.Combine(folder, "bihuan.db")), postgres: null);
        }

        var database = await Cluster.CreateDatabaseAsync();
        return new(folder, DatabasePlace.PostgreSql(database.ConnectionString), database);
    }

    private static async Task<Template> MakeTemplate(DatabaseKind kind)
    {
        var blank = await Blank(kind, Directory.CreateTempSubdirectory("bihuan-template-").FullName);
        var options = new DbContextOptionsBuilder<BihuanContext>();
        blank.Place.Configure(options);
        await using (var db = new BihuanContext(options.Options, ProgramModules.All()))
        {
            await db.Database.MigrateAsync();
        }

        if (kind == DatabaseKind.PostgreSql)
        {
            return new(File: null, blank._postgres);
        }

        using (var connection = new SqliteConnection(blank.Place.ConnectionString))
        {
            // What is written ahead goes into the file before it is copied.
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
            command.ExecuteNonQuery();
            connection.Close();
            SqliteConnection.ClearPool(connection);
        }

        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(blank.Folder, recursive: true);
        return new(Path.Combine(blank.Folder, "bihuan.db"), Postgres: null);
    }

    private sealed record Template(string? File, PostgresDatabase? Postgres);
}
