using System.Security.Claims;
using Bihuan.Kernel;
using Bihuan.Platform;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Bihuan.Accounts;

/// <summary>The door of the web application: set-up first, then who asks, what they must do first, and what they may.</summary>
public static class AccountsWeb
{
    /// <summary>The cookie of a session.</summary>
    public const string Cookie = "bihuan.session";

    private const string DoorScheme = "door";

    /// <summary>An endpoint that answers before the program is set up.</summary>
    [AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
    public sealed class OpenBeforeSetUpAttribute : Attribute;

    /// <summary>Log-in, sessions, rights.</summary>
    internal static void AddTo(IServiceCollection services)
    {
        services.AddAuthentication(DoorScheme)
            .AddPolicyScheme(DoorScheme, null, o => o.ForwardDefaultSelector = http => TokenHandler.IsShown(http) ? TokenHandler.SchemeName : IdentityConstants.ApplicationScheme)
            .AddScheme<AuthenticationSchemeOptions, TokenHandler>(TokenHandler.SchemeName, null)
            .AddCookie(IdentityConstants.ApplicationScheme, o =>
            {
                Harden(o.Cookie, Cookie);
                o.LoginPath = "/login";
                o.ReturnUrlParameter = "returnUrl";
                // The session's own end, which the server keeps, is what counts; the cookie goes with the browser.
                o.ExpireTimeSpan = TimeSpan.FromDays(1);
                o.SlidingExpiration = true;
                o.EventsType = typeof(SessionEvents);
            })
            .AddCookie(IdentityConstants.TwoFactorUserIdScheme, o =>
            {
                Harden(o.Cookie, "bihuan.half");
                o.ExpireTimeSpan = TimeSpan.FromMinutes(5);
                o.SlidingExpiration = false;
            });
        services.AddScoped<SessionEvents>();
        services.AddAntiforgery(o =>
        {
            Harden(o.Cookie, "bihuan.forgery");
            o.SuppressXFrameOptionsHeader = true;
        });
        Limits.AddTo(services);

        static void Harden(CookieBuilder cookie, string name)
        {
            cookie.Name = name;
            cookie.HttpOnly = true;
            cookie.SameSite = SameSiteMode.Lax;
            cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            cookie.IsEssential = true;
        }
    }

    /// <summary>Adds the way in by an identity provider, where one is named.</summary>
    public static void AddIdentityProvider(this IServiceCollection services, OpenIdConnect? provider)
    {
        if (provider is { Authority.Length: > 0 })
        {
            IdentityProvider.AddTo(services, provider);
        }
    }

    /// <summary>Tells the browser what no page of ours needs. Comes before anything that answers.</summary>
    public static void UseSecurityHeaders(this WebApplication app) => app.Use(SecurityHeaders.Send);

    /// <summary>The order of the door. Stands where authentication and authorization would.</summary>
    public static void UseAccounts(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.Use(SetUpFirst);
        app.UseAuthentication();
        app.Use(TellCaller);
        app.Use(DutiesFirst);
        app.UseRateLimiter();
        app.UseAuthorization();
        app.Use(NoForgery);
        app.UseAntiforgery();
    }

    /// <summary>Log-out, which is no page.</summary>
    public static void MapAccounts(this IEndpointRouteBuilder routes)
    {
        ArgumentNullException.ThrowIfNull(routes);
        routes.MapPost("/logout", async (HttpContext http, [FromForm] string? unused, Mediator ask, CancellationToken cancel) =>
        {
            if (Principals.SessionOf(http.User) is { } session)
            {
                await ask.Send(new LogOut.Request(session), reason: null, cancel);
            }

            await http.SignOutAsync(IdentityConstants.ApplicationScheme);
            return Results.LocalRedirect("/login");
        }).WithMetadata(new NeedsLogInAttribute()).ExcludeFromDescription();
        if (routes.ServiceProvider.GetService<OpenIdConnect>() is not null)
        {
            routes.MapGet("/login/provider", (string? returnUrl) => Results.Challenge(new() { RedirectUri = Local(returnUrl) }, [IdentityProvider.Scheme]))
                .WithMetadata(new OpenToAllAttribute()).ExcludeFromDescription();

            // The scheme takes the provider's answer on the way here; whoever comes without one is told that there is nothing.
            routes.MapGet(IdentityProvider.AnswerPath, () => Results.NotFound()).WithMetadata(new OpenToAllAttribute()).ExcludeFromDescription();
        }
    }

    /// <summary>On an empty database every address leads to the set-up; once it is set up, the set-up leads away.</summary>
    private static async Task SetUpFirst(HttpContext http, RequestDelegate next)
    {
        var settings = http.RequestServices.GetRequiredService<SettingsReader>();
        var isSetUp = await settings.IsSetUp();
        var asksForSetUp = http.Request.Path.Equals("/setup", StringComparison.OrdinalIgnoreCase);
        if (isSetUp && asksForSetUp)
        {
            http.Response.Redirect("/");
        }
        else if (isSetUp || asksForSetUp || IsOpenBeforeSetUp(http.GetEndpoint()))
        {
            if (isSetUp)
            {
                // The clock must be right before anybody asks it.
                await settings.Get();
            }

            await next(http);
        }
        else if (http.Request.Path.StartsWithSegments("/api"))
        {
            await Refuse(http, StatusCodes.Status503ServiceUnavailable, "ACC-050");
        }
        else
        {
            http.Response.Redirect("/setup");
        }
    }

    private static bool IsOpenBeforeSetUp(Endpoint? endpoint) =>
        endpoint?.Metadata.GetMetadata<OpenBeforeSetUpAttribute>() is not null || endpoint?.Metadata.Any(m => m.GetType().Name == "StaticAssetDescriptor") == true;

    private static Task TellCaller(HttpContext http, RequestDelegate next)
    {
        var caller = http.RequestServices.GetRequiredService<Caller>();
        if (http.Items[typeof(LiveSession)] is LiveSession session)
        {
            caller.Acting = new(session.Account.Value, session.Unit, session.Post);
        }
        else if (http.User.Identity is { IsAuthenticated: true } && Id.TryParse<MachineTokenId>(http.User.FindFirstValue(ClaimTypes.NameIdentifier), out var token))
        {
            caller.Acting = new(token.Value);
        }

        return next(http);
    }

    /// <summary>Who must change a password or set up a second factor does that before anything else.</summary>
    private static async Task DutiesFirst(HttpContext http, RequestDelegate next)
    {
        var duty = http.Items[typeof(LiveSession)] is not LiveSession session ? null : session.MustChangePassword ? "/me/password" : session.MustSetSecondFactor ? "/me/second-factor" : null;
        if (duty is null || http.Request.Path.Equals(duty, StringComparison.OrdinalIgnoreCase) || http.GetEndpoint()?.Metadata.GetMetadata<NeedsAttribute>() is null && !http.Request.Path.StartsWithSegments("/_blazor") && !IsStaffPage(http))
        {
            await next(http);
        }
        else if (http.Request.Path.StartsWithSegments("/api") || http.Request.Path.StartsWithSegments("/_blazor"))
        {
            await Refuse(http, StatusCodes.Status403Forbidden, "ACC-051");
        }
        else
        {
            http.Response.Redirect(duty);
        }
    }

    private static bool IsStaffPage(HttpContext http) =>
        http.GetEndpoint()?.Metadata.GetMetadata<NeedsLogInAttribute>() is not null && !http.Request.Path.StartsWithSegments("/logout");

    /// <summary>A cookie is sent by the browser whoever made the page that asks; so an unsafe request of the API that comes with one must
    /// carry the antiforgery token too. Forms are checked by the framework.</summary>
    private static async Task NoForgery(HttpContext http, RequestDelegate next)
    {
        var isUnsafe = !(HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method) || HttpMethods.IsOptions(http.Request.Method) || HttpMethods.IsTrace(http.Request.Method));
        if (isUnsafe && http.Request.Path.StartsWithSegments("/api") && http.Items.ContainsKey(typeof(LiveSession))
            && !await http.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(http))
        {
            await Refuse(http, StatusCodes.Status400BadRequest, "ACC-052");
            return;
        }

        await next(http);
    }

    internal static Task Refuse(HttpContext http, int status, string code) =>
        Results.Problem(statusCode: status, title: http.RequestServices.GetRequiredService<Words>()[code], type: $"urn:bihuan:problem:{code}").ExecuteAsync(http);

    internal static string? AddressOf(HttpContext http) => http.Connection.RemoteIpAddress is { } address ? (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString() : null;

    /// <summary>An address of ours to go to after the log-in; the start page for anything else.</summary>
    internal static string Local(string? returnUrl) =>
        returnUrl is ['/', ..] && !returnUrl.StartsWith("//", StringComparison.Ordinal) && !returnUrl.Contains('\\', StringComparison.Ordinal) && Uri.TryCreate(returnUrl, UriKind.Relative, out _)
            && !returnUrl.StartsWith("/login", StringComparison.OrdinalIgnoreCase) ? returnUrl : "/";

    /// <summary>Looks the cookie's session up at each request.</summary>
    internal sealed class SessionEvents(SessionBook sessions) : CookieAuthenticationEvents
    {
        public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
        {
            var active = !context.HttpContext.Request.Path.StartsWithSegments("/_blazor");
            if (Principals.SessionOf(context.Principal) is { } id && await sessions.Find(id, active) is { } session)
            {
                context.HttpContext.Items[typeof(LiveSession)] = session;
            }
            else
            {
                context.RejectPrincipal();
                await context.HttpContext.SignOutAsync(context.Scheme.Name);
            }
        }

        public override Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context) =>
            WantsPage(context.HttpContext) ? base.RedirectToLogin(context) : Refuse(context.HttpContext, StatusCodes.Status401Unauthorized, "ACC-053");

        public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context)
        {
            if (WantsPage(context.HttpContext))
            {
                context.HttpContext.Response.StatusCode = StatusCodes.Status403Forbidden;
                return Task.CompletedTask;
            }

            return Refuse(context.HttpContext, StatusCodes.Status403Forbidden, "PLATFORM-001");
        }

        private static bool WantsPage(HttpContext http) => !http.Request.Path.StartsWithSegments("/api") && !http.Request.Path.StartsWithSegments("/_blazor");
    }
}
