using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Bihuan.Persistence;

/// <summary>The hourly upkeep: a checkpoint each hour, and once a day the sweep of files that nothing names.</summary>
/// <param name="scopes">For the work.</param>
/// <param name="files">The store of files.</param>
/// <param name="clock">The machine's clock.</param>
/// <param name="log">Where failures are noted.</param>
/// <param name="alarms">Who hears of failures.</param>
public sealed partial class Upkeep(IServiceScopeFactory scopes, IFileStore files, MachineClock clock, ILogger<Upkeep> log, IEnumerable<IUpkeepAlarm> alarms) : BackgroundService
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // What a killed process had half received. A day is longer than any upload of another node.
        (files as DiskFileStore)?.CleanUp(clock.Now - TimeSpan.FromDays(1));
        for (var hour = 1; !stoppingToken.IsCancellationRequested; hour++)
        {
            try
            {
                await Task.Delay(Hour, clock.Time, stoppingToken);
                await using var scope = scopes.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<Checkpoints>().Take(stoppingToken);
                if (hour % 24 == 0)
                {
                    var swept = await scope.ServiceProvider.GetRequiredService<FileSweep>().Sweep(clock.Now, stoppingToken);
                    Swept(log, swept.Count);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // The next hour tries again.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                Failed(log, failure.GetType().Name);
                await Alarm(stoppingToken);
            }
        }
    }

    /// <summary>Where even that fails, as when the database is gone, the log has said it already.</summary>
    private async Task Alarm(CancellationToken cancel)
    {
        try
        {
            foreach (var alarm in alarms)
            {
                await alarm.Failed(clock.Now, cancel);
            }
        }
#pragma warning disable CA1031 // See above.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            Failed(log, failure.GetType().Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The hourly upkeep failed: {Failure}.")]
    private static partial void Failed(ILogger logger, string failure);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} files that nothing names were swept.")]
    private static partial void Swept(ILogger logger, int count);
}
