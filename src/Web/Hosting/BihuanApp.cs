using Bihuan.Accounts;
using Bihuan.Hazards;
using Bihuan.Kernel;
using Bihuan.Messaging;
using Bihuan.Persistence;
using Bihuan.Platform;
using Bihuan.Web.Api;
using Bihuan.Web.Shell;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Web;

/// <summary>Builds the web application: the same for <c>bihuan serve</c> and for tests.</summary>
public static class BihuanApp
{
    /// <summary>Adds what works without a web server: the same for commands and for tests.</summary>
    /// <returns>The modules.</returns>
    public static IReadOnlyList<IModule> AddProgram(IServiceCollection services, HostOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var modules = ProgramModules.All();
        var folder = new DataFolder(options.DataFolder);
        services.AddSingleton(folder);
        if (options.S3 is { } s3)
        {
            services.AddSingleton<IFileStore>(provider => new S3FileStore(s3, Path.Combine(folder.Cache, "incoming"), provider.GetRequiredService<IDigest>()));
        }

        services.AddBihuan(modules, options.Place, options.Clock, typeof(BihuanApp).Assembly);
        services.AddDataProtection().SetApplicationName("bihuan").PersistKeysToFileSystem(Directory.CreateDirectory(Path.Combine(options.DataFolder, "keys")));
        services.AddSingleton<IUpkeepAlarm, UpkeepAlarm>();
        services.AddSingleton<ISampleDistrict, Sample.SampleDistrict>();
        return modules;
    }

    /// <summary>Puts the application together. The database is there and migrated when it returns.</summary>
    public static async Task<WebApplication> Build(HostOptions options, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(options);
        Directory.CreateDirectory(options.DataFolder);
        // What belongs to the program lies beside it, whichever folder it is started in.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = typeof(BihuanApp).Assembly.GetName().Name, ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseUrls(options.Urls);
        // Addresses that take files name a larger limit of their own.
        builder.WebHost.ConfigureKestrel(server => server.Limits.MaxRequestBodySize = 2 << 20);
        builder.WebHost.UseStaticWebAssets();
        var modules = AddProgram(builder.Services, options);
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();
        builder.AddLogs(options);
        builder.Services.AddIdentityProvider(options.IdentityProvider ?? builder.Configuration.GetSection(nameof(OpenIdConnect)).Get<OpenIdConnect>());
        var messaging = options.Messaging ?? builder.Configuration.GetSection("Messaging").Get<MessagingSettings>() ?? new();
        builder.Services.AddSingleton(messaging);
        builder.Services.AddSingleton(new PublicAddress(messaging.Address));
        builder.Services.AddSingleton(options.Map ?? builder.Configuration.GetSection("Map").Get<MapSettings>() ?? new());
        builder.Services.AddSingleton(options.PublicReports ?? builder.Configuration.GetSection("PublicReports").Get<PublicReportSettings>() ?? new());
        builder.Services.AddShell();
        builder.Services.AddApiErrors();
        builder.Services.AddApiDescription(modules);
        builder.Services.AddObservability(builder.Configuration);
        builder.Services.AddCascadingAuthenticationState();
        builder.Services.AddAuthorization(o => o.FallbackPolicy = PermissionPolicies.Nobody);
        builder.Services.AddSingleton<IAuthorizationPolicyProvider, PermissionPolicies>();
        builder.Services.AddScoped<IAuthorizationHandler, PermissionHandler>();
        builder.Services.AddLocalization();
        options.Services?.Invoke(builder.Services);

        var app = builder.Build();
        await using (var scope = app.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<BihuanContext>().Database.MigrateAsync(cancel);
        }

        app.UseSecurityHeaders();
        app.UseMetrics();
        app.UseLanguages();
        app.UseRequestLog();
        app.UseErrors();
        app.UseRouting();
        app.UseNothingThere();
        app.UseShellView();
        app.UseAccounts();
        app.UseIdempotency();
        app.MapStaticAssets().WithMetadata(new OpenToAllAttribute());
        var api = app.MapGroup("/api/v1");
        foreach (var module in modules)
        {
            module.MapApi(api);
        }

        app.MapAccounts();
        app.MapMessaging();
        app.MapField();
        app.MapApiDescription();
        app.MapHealth();
        app.MapShell();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode().AddAdditionalAssemblies([.. modules.Select(m => m.Assembly)]).OpenConnections();
        return app;
    }
}
