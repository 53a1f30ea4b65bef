using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Bihuan.Messaging;

/// <summary>Sends what is to be sent: woken by what this node tells and records, and looking for what other nodes did.</summary>
internal sealed partial class MessagePump(IServiceScopeFactory scopes, MessagingSettings settings, MachineClock clock, JournalSignal journal, NotificationSignal notices, MessageSignal messages, ILogger<MessagePump> log) : BackgroundService
{
    private readonly string _node = $"{Environment.MachineName}-{Guid.CreateVersion7(clock.Now):N}";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        notices.Raised += messages.Raise;
        try
        {
            var (deliveries, events) = (new DeliveryWork(_node, scopes, settings, clock), new EventWork(_node, scopes, settings, clock));
            await Task.WhenAll(
                Loop("deliveries", deliveries.Work, () => messages.Next, stoppingToken),
                Loop("subscriptions", cancel => Post(events, cancel), () => Task.WhenAny(journal.Next, messages.Next), stoppingToken));
            foreach (var id in await events.Open(CancellationToken.None))
            {
                await events.Release(id, CancellationToken.None);
            }
        }
        finally
        {
            notices.Raised -= messages.Raise;
        }
    }

    /// <summary>Each subscription by itself, so that one that is slow keeps no other waiting.</summary>
    private static async Task<TimeSpan?> Post(EventWork work, CancellationToken cancel)
    {
        var pauses = await Task.WhenAll((await work.Open(cancel)).Select(id => work.Work(id, cancel)));
        return pauses.Min();
    }

    private async Task Loop(string name, Func<CancellationToken, Task<TimeSpan?>> work, Func<Task> signal, CancellationToken cancel)
    {
        await Task.Yield();
        while (!cancel.IsCancellationRequested)
        {
            // Taken before the work, so that what is told during it is not missed.
            var next = signal();
            var pause = settings.Poll;
            try
            {
                if (await work(cancel) is { } sooner && sooner < pause)
                {
                    pause = sooner < TimeSpan.FromMilliseconds(50) ? TimeSpan.FromMilliseconds(50) : sooner;
                }
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
                next = Task.Delay(Timeout.InfiniteTimeSpan, cancel);
            }

            await Task.WhenAny(next, Task.Delay(pause, clock.Time, cancel));
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Messages wait ({Work}): {Failure}.")]
    private static partial void Failed(ILogger logger, string work, string failure);
}

/// <summary>Tells the pump of this process that there is something to send.</summary>
internal sealed class MessageSignal
{
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when there is.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    /// <summary>There is.</summary>
    public void Raise() => Interlocked.Exchange(ref _next, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
}
