using Bihuan.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Bihuan.TestKit;

/// <summary>The whole program with its web server on a free port of this machine.</summary>
public sealed class DistrictWeb : IAsyncDisposable
{
    private readonly TestDatabase _database;

    private DistrictWeb(TestDatabase database, WebApplication app, FakeTimeProvider clock)
    {
        (_database, App, Clock) = (database, app, clock);
        Address = new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
    }

    /// <summary>The application.</summary>
    public WebApplication App { get; }

    /// <summary>Its services.</summary>
    public IServiceProvider Services => App.Services;

    /// <summary>The machine's clock: 2022-04-01 09:00 in Shanghai until a test moves it.</summary>
    public FakeTimeProvider Clock { get; }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>The data folder.</summary>
    public string Folder => _database.Folder;

    /// <summary>Starts it on an empty database.</summary>
    /// <param name="kind">Which database.</param>
    /// <param name="options">Changes to what it is started with.</param>
    public static async Task<DistrictWeb> Start(DatabaseKind kind, Func<HostOptions, HostOptions>? options = null)
    {
        var database = await TestDatabase.Create(kind);
        var clock = new FakeTimeProvider(new DateTimeOffset(2022, 4, 1, 1, 0, 0, TimeSpan.Zero));
        var given = new HostOptions { DataFolder = database.Folder, PostgreSql = database.Place.IsPostgreSql ? database.Place.ConnectionString : null, Urls = "http://127.0.0.1:0", Clock = clock, Log = new FailureLog(), Services = District.HashCheaply };
        var app = await BihuanApp.Build(options?.Invoke(given) ?? given, TestContext.Current.CancellationToken);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new(database, app, clock);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await App.StopAsync(CancellationToken.None);
        await App.DisposeAsync();
        await _database.DisposeAsync();
    }
}

/// <summary>Takes the program's log and shows the test what failed; the rest would only bury it.</summary>
file sealed class FailureLog : StringWriter
{
    private readonly ITestOutputHelper? _output = TestContext.Current.TestOutputHelper;

    public override void Write(char value)
    {
        if (value != '\n')
        {
            base.Write(value);
            return;
        }

        var line = ToString();
        GetStringBuilder().Clear();
        if (line.Contains("\"@l\":\"Error\"", StringComparison.Ordinal) || line.Contains("\"@l\":\"Fatal\"", StringComparison.Ordinal))
        {
            try
            {
                _output?.WriteLine(line);
            }
            catch (InvalidOperationException)
            {
                // The test is over; what a program says on its way out is nobody's.
            }
        }
    }

    public override void Write(string? value)
    {
        foreach (var letter in value ?? "")
        {
            Write(letter);
        }
    }

    public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));
}
