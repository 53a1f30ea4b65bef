using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Bihuan.Hazards;

/// <summary>Reads the overview when the program starts, so that nobody waits for it afterwards.</summary>
internal sealed class OverviewWarmth(IServiceScopeFactory scopes, ILogger<OverviewWarmth> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<HazardOverview>().Refresh(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return;
        }
#pragma warning disable CA1031 // Whoever needs it first reads it.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            log.LogWarning("The overview of hazards could not be read at the start: {Failure}.", failure.GetType().Name);
        }
    }
}
