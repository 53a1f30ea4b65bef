using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Bihuan.Bench;

/// <summary>The PostgreSQL server that <c>BIHUAN_TEST_POSTGRES</c> names, or one in a temporary folder that goes with this process.</summary>
internal sealed class BenchPostgres : IAsyncDisposable
{
    private readonly string _connection;
    private readonly Process? _keeper;

    private BenchPostgres(string connection, Process? keeper) => (_connection, _keeper) = (connection, keeper);

    /// <summary>Starts or joins one.</summary>
    public static async Task<BenchPostgres> Start()
    {
        if (Environment.GetEnvironmentVariable("BIHUAN_TEST_POSTGRES") is { Length: > 0 } named)
        {
            return new(named, keeper: null);
        }

        var folder = Path.Combine(Path.GetTempPath(), "bihuan-pg-" + Guid.CreateVersion7().ToString("N", CultureInfo.InvariantCulture)[^12..]);
        var keeper = Process.Start(new ProcessStartInfo("sh", [Path.Combine(Texts.Repository, "tests", "TestKit", "postgres.sh"), folder, "durable"]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true }) ?? throw new InvalidOperationException("sh did not start.");
        return await keeper.StandardOutput.ReadLineAsync() == "ready"
            ? new(new NpgsqlConnectionStringBuilder { Host = folder, Port = 5432, Username = "postgres" }.ConnectionString, keeper)
            : throw new InvalidOperationException("No PostgreSQL server is installed, or it did not start.");
    }

    /// <summary>The connection string of a database, which is made where it is missing.</summary>
    public async Task<string> Database(string name)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(_connection) { Database = "postgres" }.ConnectionString);
        await connection.OpenAsync();
        await using var ask = new NpgsqlCommand("SELECT count(*) FROM pg_database WHERE datname = $1", connection) { Parameters = { new() { Value = name } } };
        if ((long)(await ask.ExecuteScalarAsync())! == 0)
        {
#pragma warning disable CA2100 // The name is made here.
            await using var create = new NpgsqlCommand($"CREATE DATABASE \"{name}\" TEMPLATE template0", connection);
#pragma warning restore CA2100
            await create.ExecuteNonQueryAsync();
        }

        return new NpgsqlConnectionStringBuilder(_connection) { Database = name, CommandTimeout = 600 }.ConnectionString;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        if (_keeper is not null)
        {
            _keeper.StandardInput.Close();
            await _keeper.WaitForExitAsync();
            _keeper.Dispose();
        }
    }
}
