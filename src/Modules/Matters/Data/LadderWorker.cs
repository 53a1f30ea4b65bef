using Bihuan.Kernel;
using Bihuan.Platform;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Bihuan.Matters;

/// <summary>Once a minute takes the steps of the ladder whose time has come. Two nodes may look at once: a step that one has taken is behind the
/// matter for the other, and of two that write at the same moment one is refused by the stream's version and looks again.</summary>
internal sealed class LadderWorker(IServiceScopeFactory scopes, TimeProvider clock, ILogger<LadderWorker> log) : Recurring(scopes, clock, log, TimeSpan.FromMinutes(1))
{
    /// <summary>Takes every step whose time has come.</summary>
    /// <returns>How many.</returns>
    public static async Task<int> Run(IServiceProvider services, CancellationToken cancel)
    {
        services.GetRequiredService<Caller>().IsProgram = true;
        var ask = services.GetRequiredService<Mediator>();
        var all = 0;
        while (await ask.Send(new Reschedule.Request(), cancel: cancel) is Result<int>.Done(> 0))
        {
            // Days first: a step is taken by the rule of today.
        }
        while (await ask.Send(new TakeSteps.Request(), cancel: cancel) is Result<int>.Done(> 0 and var taken))
        {
            all += taken;
        }

        return all;
    }

    protected override Task Look(IServiceProvider services, CancellationToken cancel) => Run(services, cancel);
}
