using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Npgsql;
using Xunit;

namespace Bihuan.TestKit;

/// <summary>A PostgreSQL server for tests: UTF-8, locale C, time zone UTC. As an assembly fixture it starts at the first call, in a
/// temporary folder and on a socket in it, or is the server that <c>BIHUAN_TEST_POSTGRES</c> (a connection string) names, so that
/// one server can serve every test project. What it started stops when it is disposed and also when the test process dies.</summary>
/// <remarks>Where no PostgreSQL server is installed, a test that asks for one skips visibly, and fails where <c>CI</c> is true.</remarks>
public sealed partial class PostgresCluster : IAsyncDisposable
{
    /// <summary>The environment variable that names a running server, as a connection string of a superuser.</summary>
    public const string Variable = "BIHUAN_TEST_POSTGRES";

    private readonly Lazy<Task<Server>> _server;

    /// <summary>The shared server: throwaway settings (no fsync), started or joined at the first call.</summary>
    public PostgresCluster()
        : this(Environment.GetEnvironmentVariable(Variable), durable: false)
    {
    }

    private PostgresCluster(string? running, bool durable) => _server = new(() => running is { Length: > 0 } ? JoinServerAsync(running) : StartServerAsync(durable));

    /// <summary>Starts a server of its own, whatever the environment names: for tests that crash it.</summary>
    /// <param name="durable">True for a server whose commits are on disk when acknowledged, as in operation.</param>
    public static async Task<PostgresCluster> StartAsync(bool durable = false)
    {
        var cluster = new PostgresCluster(running: null, durable);
        await cluster._server.Value;
        return cluster;
    }

    /// <summary>Joins a running server, whatever the environment names.</summary>
    /// <param name="connectionString">Of a superuser.</param>
    public static async Task<PostgresCluster> JoinAsync(string connectionString)
    {
        var cluster = new PostgresCluster(connectionString, durable: false);
        await cluster._server.Value;
        return cluster;
    }

    /// <summary>The folder of a server that this started; null for one that was running.</summary>
    public async Task<string?> FolderAsync() => (await _server.Value).Folder;

    /// <summary>The connection string of the superuser for a database.</summary>
    public async Task<string> ConnectionStringAsync(string database = "postgres") =>
        new NpgsqlConnectionStringBuilder((await _server.Value).ConnectionString) { Database = database }.ConnectionString;

    /// <summary>Creates an empty database or a copy of another.</summary>
    /// <param name="name">What it is for, in letters a to z, digits and _, at most 40; it is made unique by a suffix.</param>
    /// <param name="template">The database to copy, whose connections are closed for that. Copies of one template may be made at the same time.</param>
    public async Task<PostgresDatabase> CreateDatabaseAsync(string name = "test", PostgresDatabase? template = null)
    {
        if (!DatabaseName().IsMatch(name))
        {
            throw new ArgumentException($"\"{name}\" is no name for a database: letters a to z, digits and _, at most 40.", nameof(name));
        }

        var unique = $"{name}_{Guid.CreateVersion7().ToString("N", CultureInfo.InvariantCulture)[^12..]}";
        if (template is null)
        {
            await ExecuteAsync($"CREATE DATABASE \"{unique}\" TEMPLATE template0");
        }
        else
        {
            template.CloseConnections();
            await ExecuteAsync(
                $"SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '{template.Name}'",
                $"CREATE DATABASE \"{unique}\" TEMPLATE \"{template.Name}\"");
        }

        return new(this, unique, await ConnectionStringAsync(unique));
    }

    /// <summary>Stops the server as a power cut would; only for one made by <see cref="StartAsync"/>.</summary>
    public Task CrashAsync() => CommandAsync("crash");

    /// <summary>Starts the server again after <see cref="CrashAsync"/>, on the same files.</summary>
    public Task StartAgainAsync() => CommandAsync("start");

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_server.IsValueCreated || _server.Value is not { IsCompletedSuccessfully: true, Result: { Keeper: { } keeper } server })
        {
            return;
        }

        await ClosePoolAsync(server.ConnectionString);
        keeper.StandardInput.Close();
        await keeper.WaitForExitAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(60), CancellationToken.None);
        keeper.Dispose();
    }

    internal async Task ExecuteAsync(params string[] statements)
    {
        await using var connection = new NpgsqlConnection((await _server.Value).ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        foreach (var statement in statements)
        {
            await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Names of databases cannot be parameters; they are checked or made here.
            command.CommandText = statement;
#pragma warning restore CA2100
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }
    }

    private static async Task ClosePoolAsync(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        NpgsqlConnection.ClearPool(connection);
    }

    private static async Task<Server> JoinServerAsync(string connectionString)
    {
        var text = new NpgsqlConnectionStringBuilder(connectionString) { Database = "postgres" }.ConnectionString;
        await using var connection = new NpgsqlConnection(text);
        try
        {
            await connection.OpenAsync(TestContext.Current.CancellationToken);
        }
        catch (NpgsqlException e)
        {
            throw new InvalidOperationException($"{Variable} names a server that does not answer ({e.Message}); start it, or unset the variable.", e);
        }

        return new(text, Folder: null, Keeper: null);
    }

    private static async Task<Server> StartServerAsync(bool durable)
    {
        var folder = Path.Combine(Path.GetTempPath(), "bihuan-pg-" + Guid.CreateVersion7().ToString("N", CultureInfo.InvariantCulture)[^12..]);
        if (!SocketFolder().IsMatch(folder))
        {
            throw new InvalidOperationException($"The temporary folder {Path.GetTempPath()} cannot hold a PostgreSQL socket: its path has letters, digits and ./_- only and at most 60 characters. Set TMPDIR to another.");
        }

        var keeper = Process.Start(new ProcessStartInfo("sh", [Path.Combine(Shared.Repository, "tests", "TestKit", "postgres.sh"), folder, durable ? "durable" : "fast"])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            WorkingDirectory = Path.GetTempPath(),
        }) ?? throw new InvalidOperationException("sh did not start.");
        if (await keeper.StandardOutput.ReadLineAsync(CancellationToken.None) == "ready")
        {
            return new(new NpgsqlConnectionStringBuilder { Host = folder, Port = 5432, Username = "postgres", Database = "postgres" }.ConnectionString, folder, keeper);
        }

        var reason = await keeper.StandardError.ReadToEndAsync(CancellationToken.None);
        await keeper.WaitForExitAsync(CancellationToken.None);
        var missing = keeper.ExitCode == 3;
        keeper.Dispose();
        if (!missing)
        {
            throw new InvalidOperationException($"PostgreSQL did not start: {reason}");
        }

        if (Environment.GetEnvironmentVariable("CI") == "true")
        {
            Assert.Fail("No PostgreSQL server is installed; CI needs it (.ci/install).");
        }

        Assert.Skip("No PostgreSQL server is installed (.ci/install).");
        return null!;
    }

    private async Task CommandAsync(string command)
    {
        var server = await _server.Value;
        if (server.Keeper is null)
        {
            throw new InvalidOperationException($"The server of {Variable} serves other tests too; use {nameof(StartAsync)} for one to crash.");
        }

        await ClosePoolAsync(server.ConnectionString);
        await server.Keeper.StandardInput.WriteLineAsync(command);
        await server.Keeper.StandardInput.FlushAsync(CancellationToken.None);
        if (await server.Keeper.StandardOutput.ReadLineAsync(CancellationToken.None) is not "done" and var answer)
        {
            throw new InvalidOperationException($"PostgreSQL: {command} {answer}.");
        }
    }

    [GeneratedRegex("^[a-z][a-z0-9_]{0,39}$")]
    private static partial Regex DatabaseName();

    [GeneratedRegex("^/[A-Za-z0-9./_-]{1,84}$")]
    private static partial Regex SocketFolder();

    private sealed record Server(string ConnectionString, string? Folder, Process? Keeper);
}

/// <summary>A database of a test, dropped at dispose even while connections to it are open.</summary>
public sealed class PostgresDatabase : IAsyncDisposable
{
    private readonly PostgresCluster _cluster;

    internal PostgresDatabase(PostgresCluster cluster, string name, string connectionString) => (_cluster, Name, ConnectionString) = (cluster, name, connectionString);

    /// <summary>Its name on the server.</summary>
    public string Name { get; }

    /// <summary>The superuser's connection string.</summary>
    public string ConnectionString { get; }

    /// <summary>Closes the idle connections that this process holds to it.</summary>
    public void CloseConnections()
    {
        using var connection = new NpgsqlConnection(ConnectionString);
        NpgsqlConnection.ClearPool(connection);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        CloseConnections();
        await _cluster.ExecuteAsync($"DROP DATABASE IF EXISTS \"{Name}\" WITH (FORCE)");
    }
}
