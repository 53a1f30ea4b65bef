using System.Reflection;
using Bihuan.Kernel;
using Bihuan.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Bihuan.Platform;

/// <summary>Puts the platform and the modules together: the same for the web, the command line and the tests.</summary>
public static class PlatformServices
{
    /// <summary>Adds everything that works without a web server.</summary>
    /// <param name="services">Where to.</param>
    /// <param name="modules">All modules of the program.</param>
    /// <param name="place">The database.</param>
    /// <param name="clock">The machine's clock.</param>
    /// <param name="host">The host's own assembly, where it has handlers and texts.</param>
    public static IServiceCollection AddBihuan(this IServiceCollection services, IReadOnlyList<IModule> modules, DatabasePlace place, TimeProvider clock, Assembly? host = null)
    {
        ArgumentNullException.ThrowIfNull(modules);
        Assembly[] own = host is null ? [typeof(PlatformServices).Assembly] : [typeof(PlatformServices).Assembly, host];
        Assembly[] assemblies = [.. own.Concat(modules.Select(m => m.Assembly)).Distinct()];
        var district = new DistrictClock(clock);
        services.AddSingleton(district);
        services.AddSingleton<TimeProvider>(district);
        services.AddSingleton(new MachineClock(clock));
        services.AddSingleton(place);
        services.AddSingleton<ChosenDigest>();
        services.AddSingleton<IDigest>(provider => provider.GetRequiredService<ChosenDigest>());
        services.TryAddSingleton(DataFolder.For(place));
        services.TryAddSingleton<IFileStore>(provider => new DiskFileStore(provider.GetRequiredService<DataFolder>().Files, provider.GetRequiredService<IDigest>()));
        services.AddScoped<FileSweep>();
        services.AddScoped<Checkpoints>();
        services.AddScoped<AuditVerifier>();
        services.AddScoped<Backup>();
        services.AddScoped<Restore>();
        services.TryAddSingleton(new PastDayLimits());
        services.AddSingleton<PastDays>();
        services.AddScoped<ShownPast>();
        services.TryAddSingleton(new PumpSettings());
        services.TryAddSingleton(new MapSettings());
        services.TryAddSingleton(new PublicAddress());
        services.AddSingleton<JournalTail>();
        services.AddSingleton<JournalPump>();
        services.AddHostedService(provider => provider.GetRequiredService<JournalPump>());
        services.AddHostedService<Upkeep>();
        services.AddSingleton(new EventCatalog(assemblies));
        services.AddSingleton(new Words(assemblies));
        services.AddSingleton<JournalSignal>();
        services.AddSingleton<WriteTurn>();
        services.AddSingleton<Permissions>();
        services.AddScoped<Caller>();
        services.AddScoped<LedgerScope>();
        services.AddScoped<Ledger>();
        services.AddScoped<Rebuilder>();
        services.AddScoped<Moment>();
        services.AddScoped<Mediator>();
        services.AddMetrics();
        services.AddSingleton<Meters>();
        services.AddPooledDbContextFactory<BihuanContext>((provider, options) => provider.GetRequiredService<DatabasePlace>().Configure(options).AddInterceptors(new QueryCount()));
        services.AddScoped(Context);
        foreach (var module in modules)
        {
            services.AddSingleton(module);
            services.AddSingleton<IModelPart>(module);
            module.AddServices(services);
        }

        Array.ForEach(assemblies, assembly => AddFound(services, assembly));
        services.TryAddScoped<IRights, NoRights>();
        return services;
    }

    /// <summary>Making a context ready costs more than most of its queries do, so that those of the database in use are used again; of a past day there
    /// are few.</summary>
    private static BihuanContext Context(IServiceProvider provider)
    {
        if (provider.GetRequiredService<ShownPast>().Path is { } copy)
        {
            return new(((DbContextOptionsBuilder<BihuanContext>)PastDays.Configure(new DbContextOptionsBuilder<BihuanContext>(), copy).AddInterceptors(new QueryCount())).Options, provider.GetServices<IModelPart>());
        }

        var context = provider.GetRequiredService<IDbContextFactory<BihuanContext>>().CreateDbContext();
        context.CommandsSent = 0;
        return context;
    }

    /// <summary>Handlers, projections, subscribers, outgoing events and calendar sources are found by their interfaces, so adding a feature touches one file.</summary>
    private static void AddFound(IServiceCollection services, Assembly assembly)
    {
        foreach (var type in assembly.GetTypes().Where(t => t is { IsAbstract: false, IsInterface: false, IsGenericTypeDefinition: false }))
        {
            foreach (var contract in type.GetInterfaces())
            {
                if (contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(IHandler<,>))
                {
                    services.AddScoped(contract, type);
                }
                else if (contract == typeof(IProjection) || contract == typeof(ISubscriber) || contract == typeof(IFileReferences) || contract == typeof(IOutgoingEvent) || contract == typeof(ICalendarSource))
                {
                    services.AddScoped(contract, type);
                }
            }
        }
    }

    /// <summary>Without the Accounts module nobody may do anything but the program itself.</summary>
    private sealed class NoRights : IRights
    {
        public ValueTask<bool> IsLoggedIn(CancellationToken cancel) => ValueTask.FromResult(false);

        public ValueTask<bool> May(string permission, CancellationToken cancel) => ValueTask.FromResult(false);

        public ValueTask<bool> May(string permission, Guid? unit, CancellationToken cancel) => ValueTask.FromResult(false);

        public ValueTask<IReadOnlySet<Guid>?> Reach(string permission, CancellationToken cancel) => ValueTask.FromResult<IReadOnlySet<Guid>?>(new HashSet<Guid>());
    }
}
