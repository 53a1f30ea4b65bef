using Bihuan.Persistence;
using Microsoft.Extensions.DependencyInjection;

namespace Bihuan.Organisation;

/// <summary>The units of a day, kept until one changes: every page with names on it asks for them.</summary>
internal sealed class UnitBook(IServiceScopeFactory scopes, JournalSignal signal, EventCatalog catalog, TimeProvider clock)
{
    private readonly JournalCache<DateOnly, IReadOnlyList<UnitOnDay>> _days = new(signal, catalog, clock, typeof(Unit).Assembly);

    /// <summary>The units of a day, by name.</summary>
    public Task<IReadOnlyList<UnitOnDay>> On(DateOnly day) => _days.Get(day, async key =>
    {
        await using var scope = scopes.CreateAsyncScope();
        return await Read(scope.ServiceProvider.GetRequiredService<BihuanContext>(), key, default);
    });

    /// <summary>The units of a day as a database has them.</summary>
    public static async Task<IReadOnlyList<UnitOnDay>> Read(BihuanContext db, DateOnly day, CancellationToken cancel) =>
        [.. (await OrganisationQueries.AllUnits(db, cancel)).Where(u => u.Period.Holds(day)).Select(u => OrganisationQueries.OnDay(u, day)).OrderBy(u => u.Name, StringComparer.Ordinal)];
}
