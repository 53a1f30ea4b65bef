namespace Bihuan.Platform;

/// <summary>The names of the limits on how often something may be asked, for <c>RequireRateLimiting</c> and <c>[EnableRateLimiting]</c>.
/// Asking only to see a page (GET) is never limited, except a calendar.</summary>
public static class RateLimits
{
    /// <summary>Log-in and set-up: by the address that asks.</summary>
    public const string LogIn = "log-in";

    /// <summary>Uploads: by account.</summary>
    public const string Upload = "upload";

    /// <summary>Calendars, which programs fetch by themselves: by address and calendar.</summary>
    public const string Calendar = "calendar";

    /// <summary>What the public sends without an account: by the address that asks.</summary>
    public const string Public = "public";

    /// <summary>Files of one account in a minute, by whichever way they come.</summary>
    public const int UploadsAMinute = 60;
}
