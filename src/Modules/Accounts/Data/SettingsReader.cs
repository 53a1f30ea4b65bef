using Bihuan.Kernel;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Bihuan.Accounts;

/// <summary>What the district has set, for whoever asks often: the door, the clock, the shell.</summary>
internal sealed class SettingsReader(IServiceScopeFactory scopes, JournalSignal signal, EventCatalog catalog, DistrictClock clock, ChosenDigest digest)
{
    private readonly JournalCache<int, Settings?> _settings = new(signal, catalog, clock, typeof(Settings).Assembly);
    private volatile bool _isSetUp;
    private long? _clockAhead;

    /// <summary>The settings; <see langword="null"/> before set-up. Puts clock and digest right where another node has set them.</summary>
    public async Task<Settings?> Get()
    {
        var settings = await _settings.Get(0, async _ =>
        {
            await using var scope = scopes.CreateAsyncScope();
            return await scope.ServiceProvider.GetRequiredService<BihuanContext>().Set<Settings>().AsNoTracking().SingleOrDefaultAsync();
        });
        if (settings is not null && settings.ClockAheadTicks != _clockAhead)
        {
            _clockAhead = settings.ClockAheadTicks;
            clock.SetAhead(TimeSpan.FromTicks(_clockAhead ?? 0));
        }

        if (settings is not null)
        {
            digest.Choose(settings.PolicyOn(DistrictDay.Today(clock)).Digest);
        }

        return settings;
    }

    /// <summary>The rules that hold today.</summary>
    public async Task<SecurityPolicy> Policy() => (await Get())?.PolicyOn(DistrictDay.Today(clock)) ?? SecurityPolicy.Default;

    /// <summary>Whether an account exists. Once it does, that is never asked again.</summary>
    public async Task<bool> IsSetUp()
    {
        if (!_isSetUp)
        {
            await using var scope = scopes.CreateAsyncScope();
            _isSetUp = await scope.ServiceProvider.GetRequiredService<BihuanContext>().Set<Account>().AnyAsync();
        }

        return _isSetUp;
    }
}
