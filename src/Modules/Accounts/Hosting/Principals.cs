using System.Security.Claims;
using Bihuan.Kernel;
using Microsoft.AspNetCore.Identity;

namespace Bihuan.Accounts;

/// <summary>What the cookie says: which session, which account. Rights are never in it; they are read as of the day.</summary>
internal static class Principals
{
    private const string SessionClaim = "session";

    public static ClaimsPrincipal Of(LiveSession session, string scheme) => new(new ClaimsIdentity(
        [new(ClaimTypes.NameIdentifier, session.Account.Value.ToString()), new(SessionClaim, session.Id.Value.ToString()), new(ClaimTypes.Name, session.Name)], scheme));

    /// <summary>Whose password was right, and whose code is still asked for.</summary>
    public static ClaimsPrincipal Half(AccountId account) =>
        new(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, account.Value.ToString())], IdentityConstants.TwoFactorUserIdScheme));

    public static SessionId? SessionOf(ClaimsPrincipal? user) => Id.TryParse<SessionId>(user?.FindFirstValue(SessionClaim), out var id) ? id : null;
}
