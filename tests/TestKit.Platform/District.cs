using Bihuan.Kernel;
using Bihuan.Persistence;
using Bihuan.Platform;
using Bihuan.Web;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Bihuan.TestKit;

/// <summary>The whole program without its web server, on an empty database of its own: requests run as the program itself.</summary>
public sealed class District : IAsyncDisposable
{
    private readonly TestDatabase _database;
    private readonly ServiceProvider _services;

    private District(TestDatabase database, ServiceProvider services, FakeTimeProvider clock) => (_database, _services, Clock) = (database, services, clock);

    /// <summary>The machine's clock: 2022-04-01 09:00 in Shanghai until a test moves it.</summary>
    public FakeTimeProvider Clock { get; }

    /// <summary>The folder for files.</summary>
    public string Folder => _database.Folder;

    /// <summary>The database.</summary>
    public DatabasePlace Place => _database.Place;

    /// <summary>The services of the program.</summary>
    public IServiceProvider Services => _services;

    /// <summary>Opens one.</summary>
    /// <param name="kind">On which database.</param>
    /// <param name="more">Services that a test adds or replaces.</param>
    public static async Task<District> Open(DatabaseKind kind, Action<IServiceCollection>? more = null)
    {
        var database = await TestDatabase.Create(kind);
        var clock = new FakeTimeProvider(new DateTimeOffset(2022, 4, 1, 1, 0, 0, TimeSpan.Zero));
        var services = new ServiceCollection();
        services.AddLogging(l => l.SetMinimumLevel(LogLevel.Warning));
        BihuanApp.AddProgram(services, new() { DataFolder = database.Folder, PostgreSql = database.Place.IsPostgreSql ? database.Place.ConnectionString : null, Clock = clock });
        HashCheaply(services);
        more?.Invoke(services);
        return new(database, services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true }), clock);
    }

    /// <summary>Passwords that guard nothing need not be dear: at the program's own price they took a third of what the tests with accounts took.</summary>
    internal static void HashCheaply(IServiceCollection services) => services.Configure<PasswordHasherOptions>(o => o.IterationCount = 1_000);

    /// <summary>A scope of services in which the program itself acts.</summary>
    public AsyncServiceScope Scope()
    {
        var scope = _services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Caller>().IsProgram = true;
        return scope;
    }

    /// <summary>Sends a request as the program, or as somebody, or for a past day.</summary>
    public async Task<Result<T>> Send<T>(IRequest<T> request, Action<Caller>? by = null, string? reason = null)
    {
        await using var scope = Scope();
        by?.Invoke(scope.ServiceProvider.GetRequiredService<Caller>());
        return await scope.ServiceProvider.GetRequiredService<Mediator>().Send(request, reason, TestContext.Current.CancellationToken);
    }

    /// <summary>Sends a request that must be done; fails the test with the reasons otherwise.</summary>
    public async Task<T> Done<T>(IRequest<T> request, Action<Caller>? by = null, string? reason = null)
    {
        var result = await Send(request, by, reason);
        var words = _services.GetRequiredService<Words>();
        return result.Match(value => value, problems =>
        {
            Assert.Fail($"{request} was refused: {string.Join("; ", problems.Select(p => $"{p.Code} {p.Field} {words.Say(p)}"))}");
            return default(T)!;
        });
    }

    /// <summary>Sends a request that must be refused.</summary>
    /// <returns>The codes of the reasons, in order.</returns>
    public async Task<IReadOnlyList<string>> Refused<T>(IRequest<T> request, Action<Caller>? by = null)
    {
        var result = await Send(request, by);
        return Assert.IsType<Result<T>.Refused>(result).Problems.Select(p => p.Code).ToList();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _database.DisposeAsync();
    }
}
