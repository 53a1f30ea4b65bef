using System.Security.Claims;
using Bihuan.Kernel;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Bihuan.Accounts;

/// <summary>The way in by an identity provider: authorization code with PKCE. What the provider says is only used to find the account;
/// rights come from the account alone.</summary>
internal static class IdentityProvider
{
    public const string Scheme = "identity-provider";

    /// <summary>Where the provider sends people back to.</summary>
    public const string AnswerPath = "/login/provider-answer";

    public static void AddTo(IServiceCollection services, OpenIdConnect provider)
    {
        services.AddSingleton(provider);
        // Cookies of the way there and back expire by the browser's clock, which knows nothing of a district that has set its own.
        services.AddOptions<OpenIdConnectOptions>(Scheme).Configure<MachineClock>((o, machine) => o.TimeProvider = machine.Time);
        services.AddAuthentication().AddOpenIdConnect(Scheme, o =>
        {
            o.Authority = provider.Authority;
            o.RequireHttpsMetadata = !(Uri.TryCreate(provider.Authority, UriKind.Absolute, out var address) && address.IsLoopback);
            (o.ClientId, o.ClientSecret) = (provider.ClientId, provider.ClientSecret);
            (o.ResponseType, o.ResponseMode, o.UsePkce) = (OpenIdConnectResponseType.Code, OpenIdConnectResponseMode.Query, true);
            o.CallbackPath = AnswerPath;
            o.MapInboundClaims = false;
            o.SaveTokens = false;
            o.SignInScheme = IdentityConstants.ApplicationScheme;
            o.Scope.Clear();
            o.Scope.Add("openid");
            foreach (var scope in provider.Scopes)
            {
                o.Scope.Add(scope);
            }

            // The answer comes by GET, so cookies that do not go along with foreign posts suffice.
            foreach (var cookie in new[] { o.CorrelationCookie, o.NonceCookie })
            {
                (cookie.SameSite, cookie.SecurePolicy) = (SameSiteMode.Lax, CookieSecurePolicy.SameAsRequest);
            }

            o.Events.OnTokenValidated = context => Enter(context, provider);
            o.Events.OnRemoteFailure = context =>
            {
                context.Response.Redirect("/login?refused=ACC-006");
                context.HandleResponse();
                return Task.CompletedTask;
            };
        });
    }

    private static async Task Enter(TokenValidatedContext context, OpenIdConnect provider)
    {
        var http = context.HttpContext;
        var ask = http.RequestServices.GetRequiredService<Mediator>();
        var (unit, person) = (context.Principal?.FindFirstValue(provider.UnitClaim) ?? "", context.Principal?.FindFirstValue(provider.PersonClaim) ?? "");
        switch (await ask.Send(new LogInByIdentity.Request(unit, person, AccountsWeb.AddressOf(http), http.Request.Headers.UserAgent)))
        {
            case Result<LogIn.Outcome>.Done({ Session: { } session }):
                context.Principal = Principals.Of((await http.RequestServices.GetRequiredService<SessionBook>().Find(session, active: true))!, IdentityConstants.ApplicationScheme);
                context.Properties = new() { RedirectUri = context.Properties?.RedirectUri ?? "/" };
                break;
            case Result<LogIn.Outcome>.Done(var outcome):
                await http.SignInAsync(IdentityConstants.TwoFactorUserIdScheme, Principals.Half(outcome.Account));
                context.Response.Redirect("/login?returnUrl=" + Uri.EscapeDataString(AccountsWeb.Local(context.Properties?.RedirectUri)));
                context.HandleResponse();
                break;
            case Result<LogIn.Outcome>.Refused refused:
                context.Response.Redirect($"/login?refused={refused.Problems[0].Code}");
                context.HandleResponse();
                break;
        }
    }
}
