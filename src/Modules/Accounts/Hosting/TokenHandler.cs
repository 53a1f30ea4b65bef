using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Bihuan.Accounts;

/// <summary>Lets machines in by <c>Authorization: Bearer</c>. Only under <c>/api</c>; no page takes a token.</summary>
internal sealed class TokenHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, TokenBook tokens)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "token";

    public static bool IsShown(HttpContext http) =>
        http.Request.Path.StartsWithSegments("/api") && http.Request.Headers.Authorization.ToString().StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase);

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var shown = Request.Headers.Authorization.ToString()["Bearer ".Length..].Trim();
        if (await tokens.Find(shown) is not { } token)
        {
            return AuthenticateResult.Fail("The token is unknown, expired or taken back.");
        }

        var identity = new ClaimsIdentity([new(ClaimTypes.NameIdentifier, token.Id.Value.ToString()), new(ClaimTypes.Name, token.Name)], SchemeName);
        return AuthenticateResult.Success(new(new(identity), SchemeName));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) => AccountsWeb.Refuse(Context, StatusCodes.Status401Unauthorized, "ACC-053");

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => AccountsWeb.Refuse(Context, StatusCodes.Status403Forbidden, "PLATFORM-001");
}
