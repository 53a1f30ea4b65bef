using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Bihuan.Platform;
using Microsoft.AspNetCore.Localization;
using Microsoft.Extensions.DependencyInjection.Extensions;
using MudBlazor;
using MudBlazor.Services;

namespace Bihuan.Web.Shell;

/// <summary>Puts the shell into the host.</summary>
internal static class ShellHosting
{
    private static readonly CultureInfo[] Languages = [new("zh-CN"), new("en")];

    public static void AddShell(this IServiceCollection services)
    {
        services.AddMudServices();

        // Chinese stays Chinese in the source of a page: a third of the bytes.
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.AddTransient<MudLocalizer, MudWords>();
        services.AddScoped<ShellView>();
        services.TryAddScoped<IDistrictProfile, NoProfile>();
        services.TryAddScoped<IUnitDirectory, NoUnits>();
    }

    /// <summary>Chinese, unless a person has chosen English. The API follows the request's own header.</summary>
    public static void UseLanguages(this IApplicationBuilder app) => app.UseRequestLocalization(new RequestLocalizationOptions
    {
        DefaultRequestCulture = new("zh-CN"),
        SupportedCultures = Languages,
        SupportedUICultures = Languages,
        RequestCultureProviders =
        [
            new CookieRequestCultureProvider(),
            new CustomRequestCultureProvider(http => http.Request.Path.StartsWithSegments("/api") ? new AcceptLanguageHeaderRequestCultureProvider().DetermineProviderCultureResult(http) : Task.FromResult<ProviderCultureResult?>(null)),
        ],
    });

    /// <summary>The connection behind the pages is for whoever is logged in; every page, and every request sent through it, checks by itself.
    /// The framework's own addresses are open, as its files are.</summary>
    public static void OpenConnections(this RazorComponentsEndpointConventionBuilder pages) => pages.Add(endpoint =>
    {
        if (endpoint is not RouteEndpointBuilder { RoutePattern.RawText: { } raw })
        {
            return;
        }

        var pattern = raw.TrimStart('/');
        if (pattern.StartsWith("_blazor", StringComparison.Ordinal))
        {
            endpoint.Metadata.Add(new NeedsLogInAttribute());
        }
        else if (pattern.StartsWith("_framework/", StringComparison.Ordinal))
        {
            endpoint.Metadata.Add(new OpenToAllAttribute());
        }
    });

    /// <summary>Until the module that knows the district is there.</summary>
    private sealed class NoProfile : IDistrictProfile
    {
        public ValueTask<DistrictProfile> Get(CancellationToken cancel) => ValueTask.FromResult(DistrictProfile.None);
    }

    private sealed class NoUnits : IUnitDirectory
    {
        public ValueTask<IReadOnlyList<UnitChoice>> Find(string words, int limit, CancellationToken cancel) => ValueTask.FromResult<IReadOnlyList<UnitChoice>>([]);

        public ValueTask<UnitChoice?> Get(Guid id, CancellationToken cancel) => ValueTask.FromResult<UnitChoice?>(null);
    }
}
