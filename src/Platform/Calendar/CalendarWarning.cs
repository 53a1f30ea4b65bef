using System.Globalization;
using Bihuan.Kernel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Bihuan.Platform;

/// <summary>On the start page of whoever enters years: the next year's notice is missing.</summary>
internal sealed class CalendarHome(WorkingDays days, Moment moment, IRights rights, Words words) : IHomeProvider
{
    public int Order => -10;

    public async ValueTask<IReadOnlyList<HomeItem>> Items(CancellationToken cancel) =>
        await rights.May(PlatformPermissions.Calendar, cancel) && CalendarYears.Missing(await days.Calendar(cancel), moment.Today) is { } year
            ? [new HomeItem(words["workdays.missingTitle", year], 1, words["workdays.missingWhy"], $"/calendar/load?year={year.ToString(CultureInfo.InvariantCulture)}")]
            : [];
}

/// <summary>Tells whoever enters years, once a month from October on, that the next year's notice is missing.</summary>
/// <param name="scopes">Makes a scope for each look.</param>
/// <param name="clock">The district's clock.</param>
/// <param name="log">Where a look that failed is noted.</param>
public sealed class CalendarWarning(IServiceScopeFactory scopes, TimeProvider clock, ILogger<CalendarWarning> log) : BackgroundService
{
    /// <summary>Tells it, where it is so and was not told this month.</summary>
    public static async Task Look(IServiceProvider services, CancellationToken cancel)
    {
        var today = DistrictDay.Today(services.GetRequiredService<TimeProvider>());
        if (CalendarYears.Missing(await services.GetRequiredService<WorkingDays>().Calendar(cancel), today) is { } year)
        {
            var text = year.ToString(CultureInfo.InvariantCulture);
            await services.GetRequiredService<Notifier>().Tell(
                new($"platform:calendar:{text}:{today.ToString("yyyy-MM", CultureInfo.InvariantCulture)}", "notice.calendarMissing", [text], $"/calendar/load?year={text}") { Permission = PlatformPermissions.Calendar }, cancel);
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromHours(1), clock);
        try
        {
            do
            {
                try
                {
                    await using var scope = scopes.CreateAsyncScope();
                    await Look(scope.ServiceProvider, stoppingToken);
                }
#pragma warning disable CA1031 // The next hour looks again.
                catch (Exception failure) when (failure is not OperationCanceledException)
#pragma warning restore CA1031
                {
                    log.LogWarning("The calendar could not be looked at: {Failure}.", failure.GetType().Name);
                }
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            // The program ends.
        }
    }
}
