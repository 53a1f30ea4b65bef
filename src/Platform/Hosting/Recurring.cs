using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Bihuan.Platform;

/// <summary>Work that is looked at again and again while the program runs, from its start on, each time in a scope of its own. What fails is noted, and looked at again the next time.</summary>
/// <param name="scopes">Makes a scope for each look.</param>
/// <param name="clock">The district's clock.</param>
/// <param name="log">Where a look that failed is noted, under the work's name.</param>
/// <param name="every">How long after a look the next one begins.</param>
public abstract class Recurring(IServiceScopeFactory scopes, TimeProvider clock, ILogger log, TimeSpan every) : BackgroundService
{
    /// <summary>Looks once, and does what there is to do.</summary>
    /// <param name="services">Of the look's scope.</param>
    /// <param name="cancel">The program ends.</param>
    protected abstract Task Look(IServiceProvider services, CancellationToken cancel);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                try
                {
                    await using var scope = scopes.CreateAsyncScope();
                    await Look(scope.ServiceProvider, stoppingToken);
                }
#pragma warning disable CA1031 // The next time looks again.
                catch (Exception failure) when (failure is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
                {
                    log.LogWarning("{Work} could not be looked at: {Failure}.", GetType().Name, failure.GetType().Name);
                }

                await Task.Delay(every, clock, stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The program ends.
        }
    }
}
