using System.Diagnostics;
using System.Globalization;
using System.Text;
using Bihuan.Accounts;
using Bihuan.Hazards;
using Bihuan.Platform;
using Bihuan.Web;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Bihuan.Bench;

/// <summary>The program in a process of its own, so that its memory is nobody else's, with as many tokens for phones as are asked for.</summary>
internal sealed class FieldServer : IAsyncDisposable
{
    private const string Password = "Kaifang-2022-zhu!";

    private readonly Process _process;
    private readonly BenchPostgres? _postgres;
    private readonly string _folder;
    private readonly string? _connection;
    private bool _ended;

    private FieldServer(Process process, BenchPostgres? postgres, string folder, string? connection, Uri address, IReadOnlyList<string> tokens) =>
        (_process, _postgres, _folder, _connection, Address, Tokens) = (process, postgres, folder, connection, address, tokens);

    public Uri Address { get; }

    public IReadOnlyList<string> Tokens { get; }

    /// <summary>Starts it on an empty database.</summary>
    public static async Task<FieldServer> Start(int tokens, bool postgresql)
    {
        var folder = Directory.CreateTempSubdirectory("bihuan-field-").FullName;
        var postgres = postgresql ? await BenchPostgres.Start() : null;
        var connection = postgres is null ? null : await postgres.Database("field");
        var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [.. Environment.ProcessPath!.EndsWith("dotnet", StringComparison.Ordinal) ? new[] { typeof(FieldServer).Assembly.Location } : [], "field", "child", folder, connection ?? "-", tokens.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
            StandardOutputEncoding = Encoding.UTF8,
        })!;
        var given = new List<string>();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("http", StringComparison.Ordinal))
            {
                return new(process, postgres, folder, connection, new(line), given);
            }

            given.Add(line);
        }

        throw new InvalidOperationException($"The program ended with {process.ExitCode}: {string.Join('\n', given)}");
    }

    /// <summary>What the child process does: serves until its input ends.</summary>
    public static async Task<int> Child(string[] args)
    {
        var app = await BihuanApp.Build(new() { DataFolder = args[0], PostgreSql = args[1] == "-" ? null : args[1], Urls = "http://127.0.0.1:0", Log = TextWriter.Null }, default);
        await using (app)
        {
            await using (var scope = app.Services.CreateAsyncScope())
            {
                scope.ServiceProvider.GetRequiredService<Caller>().IsProgram = true;
                var ask = scope.ServiceProvider.GetRequiredService<Mediator>();
                await Must(ask, new SetUp("甲区", new("a1", "系统", Password), new("a2", "安全", Password), new("a3", "审计", Password), IsSample: false));
                for (var i = 0; i < int.Parse(args[2], CultureInfo.InvariantCulture); i++)
                {
                    Console.Out.WriteLine(await Must(ask, new IssueToken($"手机{i}", null, [FieldPermissions.Report], 30)));
                }
            }

            await app.StartAsync();
            Console.Out.WriteLine(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
            Console.Out.Flush();
            while (await Console.In.ReadLineAsync() is not null)
            {
            }

            await app.StopAsync();
        }

        return 0;
    }

    /// <summary>The memory of the program in MiB: now, and the most that it ever was.</summary>
    public (long Now, long Most) Memory()
    {
        var status = File.ReadAllLines($"/proc/{_process.Id}/status");
        return (Of("VmRSS:"), Of("VmHWM:"));

        long Of(string name) => long.Parse(status.First(l => l.StartsWith(name, StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) >> 10;
    }

    public HttpClient Client(string token)
    {
        var client = new HttpClient(new SocketsHttpHandler { PooledConnectionIdleTimeout = TimeSpan.FromSeconds(20) }) { BaseAddress = Address, Timeout = TimeSpan.FromMinutes(5) };
        client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        client.DefaultRequestHeaders.Accept.ParseAdd("application/json");
        return client;
    }

    /// <summary>Ends the program and opens what it left.</summary>
    public async Task<ServiceProvider> Opened()
    {
        await End();
        var services = new ServiceCollection();
        services.AddLogging();
        BihuanApp.AddProgram(services, new() { DataFolder = _folder, PostgreSql = _connection });
        return services.BuildServiceProvider();
    }

    public async ValueTask DisposeAsync()
    {
        await End();
        _process.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        if (_postgres is not null)
        {
            await _postgres.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }

    private async Task End()
    {
        if (!_ended)
        {
            _ended = true;
            _process.StandardInput.Close();
            await _process.WaitForExitAsync();
        }
    }

    private static async Task<T> Must<T>(Mediator ask, IRequest<T> request) =>
        (await ask.Send(request)).Match(value => value, problems => throw new InvalidOperationException(string.Join("; ", problems.Select(p => $"{p.Code} {p.Field}"))));
}
