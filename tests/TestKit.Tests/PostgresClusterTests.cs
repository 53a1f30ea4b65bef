using System.Diagnostics;
using Bihuan.TestKit;
using Npgsql;
using Xunit;

[assembly: AssemblyFixture(typeof(PostgresCluster))]

namespace Bihuan.TestKit.Tests;

public class PostgresClusterTests(PostgresCluster shared)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TheSharedServer_SpeaksUtf8InLocaleCAndUtc()
    {
        await using var database = await shared.CreateDatabaseAsync("settings");
        Assert.Equal("UTF8", await Scalar(database.ConnectionString, "SHOW server_encoding"));
        Assert.Equal("C", await Scalar(database.ConnectionString, "SELECT datcollate FROM pg_database WHERE datname = current_database()"));
        Assert.Equal("UTC", await Scalar(database.ConnectionString, "SHOW timezone"));
        Assert.Equal("闭环", await Scalar(database.ConnectionString, "SELECT '闭环'"));
    }

    [Fact]
    public async Task ADatabase_IsACopyOfItsTemplateAndGoesAtDispose()
    {
        await using var template = await shared.CreateDatabaseAsync("template");
        await Execute(template.ConnectionString, "CREATE TABLE matter (id int PRIMARY KEY); INSERT INTO matter VALUES (7)");

        var copies = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => shared.CreateDatabaseAsync("copy", template)));
        foreach (var copy in copies)
        {
            Assert.Equal(7, await Scalar(copy.ConnectionString, "SELECT id FROM matter"));
            await copy.DisposeAsync();
        }

        var postgres = await shared.ConnectionStringAsync();
        Assert.Equal(0L, await Scalar(postgres, $"SELECT count(*) FROM pg_database WHERE datname = ANY('{{{string.Join(',', copies.Select(c => c.Name))}}}')"));
    }

    [Fact]
    public async Task TwoDatabasesOfOneName_AreTwo()
    {
        await using var one = await shared.CreateDatabaseAsync("same");
        await using var two = await shared.CreateDatabaseAsync("same");
        Assert.NotEqual(one.Name, two.Name);
    }

    [Theory]
    [InlineData("")]
    [InlineData("x\"; DROP DATABASE postgres; --")]
    public async Task ANameThatIsNone_IsRefused(string name) => await Assert.ThrowsAsync<ArgumentException>(() => shared.CreateDatabaseAsync(name));

    [Fact]
    public async Task AServerOfItsOwn_LeavesNoProcessAndNoFolder()
    {
        var cluster = await PostgresCluster.StartAsync();
        var folder = (await cluster.FolderAsync())!;
        Assert.NotEmpty(Processes(folder));
        Assert.Equal("off", await Scalar(await cluster.ConnectionStringAsync(), "SHOW fsync"));
        Assert.Equal("", await Scalar(await cluster.ConnectionStringAsync(), "SHOW listen_addresses"));

        await cluster.DisposeAsync();
        Assert.Empty(Processes(folder));
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public async Task ADurableServer_KeepsWhatWasCommittedBeforeACrash()
    {
        await using var cluster = await PostgresCluster.StartAsync(durable: true);
        await using var database = await cluster.CreateDatabaseAsync("ledger");
        Assert.Equal("on", await Scalar(database.ConnectionString, "SHOW fsync"));
        await Execute(database.ConnectionString, "CREATE TABLE matter (id int); INSERT INTO matter VALUES (7)");

        await cluster.CrashAsync();
        database.CloseConnections();
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => Scalar(database.ConnectionString, "SELECT 1"));

        await cluster.StartAgainAsync();
        database.CloseConnections();
        Assert.Equal(7, await Scalar(database.ConnectionString, "SELECT id FROM matter"));
    }

    [Fact]
    public async Task AServerThatWasJoined_ServesAndIsNeitherCrashedNorStopped()
    {
        await using var owner = await PostgresCluster.StartAsync();
        await using (var guest = await PostgresCluster.JoinAsync(await owner.ConnectionStringAsync()))
        {
            await using var database = await guest.CreateDatabaseAsync();
            Assert.Equal(1, await Scalar(database.ConnectionString, "SELECT 1"));
            await Assert.ThrowsAsync<InvalidOperationException>(guest.CrashAsync);
        }

        Assert.Equal(1, await Scalar(await owner.ConnectionStringAsync(), "SELECT 1"));
    }

    [Fact]
    public async Task AServerThatDoesNotAnswer_IsNamedByItsVariable()
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => PostgresCluster.JoinAsync("Host=/nowhere;Username=postgres"));
        Assert.Contains(PostgresCluster.Variable, failure.Message, StringComparison.Ordinal);
    }

    /// <summary>Kills a process that holds a server, as a test host is killed, and looks for what it leaves.</summary>
    [Fact]
    public async Task AServerWhoseHolderIsKilled_StopsAndLeavesNoFolder()
    {
        var note = Path.GetTempFileName();
        using var holder = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["-method", $"*.{nameof(Hold)}", "-explicit", "only", "-noLogo"])
        {
            UseShellExecute = false,
            Environment = { [HoldVariable] = note, [PostgresCluster.Variable] = "" },
            RedirectStandardOutput = true,
        })!;
        string folder;
        while ((folder = await File.ReadAllTextAsync(note, Cancellation)).Length == 0)
        {
            Assert.False(holder.HasExited, await (holder.HasExited ? holder.StandardOutput.ReadToEndAsync(Cancellation) : Task.FromResult("")));
            await Task.Delay(50, Cancellation);
        }

        Assert.NotEmpty(Processes(folder));
        holder.Kill();
        await holder.WaitForExitAsync(Cancellation);
        await Until(() => !Directory.Exists(folder) && Processes(folder).Count == 0);
        File.Delete(note);
    }

    private const string HoldVariable = "BIHUAN_TESTKIT_HOLD";

    /// <summary>No test: the process that <see cref="AServerWhoseHolderIsKilled_StopsAndLeavesNoFolder"/> kills.</summary>
    [Fact(Explicit = true)]
    public async Task Hold()
    {
        var note = Environment.GetEnvironmentVariable(HoldVariable)!;
        await using var cluster = await PostgresCluster.StartAsync();
        await File.WriteAllTextAsync(note, await cluster.FolderAsync(), Cancellation);
        await Task.Delay(Timeout.Infinite, Cancellation);
    }

    private static async Task Until(Func<bool> condition)
    {
        var watch = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), "It did not happen in 20 s.");
            await Task.Delay(50, Cancellation);
        }
    }

    /// <summary>The processes whose command line names the folder.</summary>
    private static List<string> Processes(string folder) =>
        [.. Directory.GetDirectories("/proc").Where(p => char.IsAsciiDigit(Path.GetFileName(p)[0])).Select(CommandLine).Where(c => c.Contains(folder, StringComparison.Ordinal))];

    private static string CommandLine(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline"));
        }
        catch (IOException)
        {
            return "";
        }
    }

    private static async Task<object?> Scalar(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(Cancellation);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Cancellation);
    }

    private static async Task Execute(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(Cancellation);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Cancellation);
    }
}
