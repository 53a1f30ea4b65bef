using System.Globalization;
using Bihuan.Kernel;
using Microsoft.Extensions.DependencyInjection;
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
public sealed class CalendarWarning(IServiceScopeFactory scopes, TimeProvider clock, ILogger<CalendarWarning> log) : Recurring(scopes, clock, log, TimeSpan.FromHours(1))
{
    /// <summary>Tells it, where it is so and was not told this month.</summary>
    public static async Task Warn(IServiceProvider services, CancellationToken cancel)
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
    protected override Task Look(IServiceProvider services, CancellationToken cancel) => Warn(services, cancel);
}
