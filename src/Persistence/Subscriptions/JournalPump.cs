using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Bihuan.Persistence;

/// <summary>Hands the journal to its subscribers, each at its own pace, woken by commits of this node and looking for those of others.</summary>
/// <param name="scopes">For the work.</param>
/// <param name="tail">Reads the journal.</param>
/// <param name="catalog">Reads events.</param>
/// <param name="signal">Wakes it.</param>
/// <param name="settings">How.</param>
/// <param name="clock">The machine's clock.</param>
/// <param name="log">Where failures of the database are noted.</param>
public sealed partial class JournalPump(IServiceScopeFactory scopes, JournalTail tail, EventCatalog catalog, JournalSignal signal, PumpSettings settings, MachineClock clock, ILogger<JournalPump> log) : BackgroundService
{
    private readonly string _node = $"{Environment.MachineName}-{Guid.CreateVersion7(clock.Now):N}";

    /// <summary>Has a parked entry tried again at once.</summary>
    public Task<bool> Retry(string subscriber, long position, CancellationToken cancel) => WorkFor(subscriber).Retry(position, cancel);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var names = scope.ServiceProvider.GetServices<ISubscriber>().Select(s => s.Name).ToList();
        await Task.WhenAll(names.Select(n => Pump(n, stoppingToken)));
    }

    private async Task Pump(string name, CancellationToken cancel)
    {
        await Task.Yield();
        var work = WorkFor(name);
        while (!cancel.IsCancellationRequested)
        {
            // Taken before the work, so that a commit during it is not missed.
            var next = signal.Next;
            TimeSpan? pause;
            try
            {
                pause = await work.Work(cancel);
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                break;
            }
#pragma warning disable CA1031 // The database may be away for a while; the pump outlives that.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                Failed(log, name, failure.GetType().Name);
                (pause, next) = (settings.Poll, Task.Delay(Timeout.InfiniteTimeSpan, cancel));
            }

            var delay = Task.Delay(pause is { } p && p < settings.Poll ? p : settings.Poll, clock.Time, cancel);
            // While an entry is paused, the growing journal is no reason to try it earlier.
            await (pause is null ? Task.WhenAny(next, delay) : Task.WhenAny(delay));
        }

        try
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5));
            await work.Release(limit.Token);
        }
#pragma warning disable CA1031 // Then the lease ends by itself.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            Failed(log, name, failure.GetType().Name);
        }
    }

    private SubscriberWork WorkFor(string name) => new(_node, name, scopes, tail, catalog, settings, clock);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Subscriber {Subscriber} waits: {Failure}.")]
    private static partial void Failed(ILogger logger, string subscriber, string failure);
}
