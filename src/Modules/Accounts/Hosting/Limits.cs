using System.Threading.RateLimiting;
using Bihuan.Platform;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Bihuan.Accounts;

/// <summary>How often something may be asked.</summary>
internal static class Limits
{
    /// <summary>A whole office may stand behind one address, so this only stops machines; a single account is locked after a few failures.</summary>
    public const int LogInsAMinute = 60;

    /// <summary>A program looks at a calendar every few minutes at most.</summary>
    public const int CalendarsAMinute = 20;

    /// <summary>A family behind one address does not report more.</summary>
    public const int PublicSendsAMinute = 6;

    public static void AddTo(IServiceCollection services) => services.AddRateLimiter(limits =>
    {
        limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limits.OnRejected = async (rejected, cancel) =>
        {
            rejected.HttpContext.Response.Headers.RetryAfter = "60";
            await Results.Problem(statusCode: StatusCodes.Status429TooManyRequests, title: rejected.HttpContext.RequestServices.GetRequiredService<Words>()["ACC-054"], type: "urn:bihuan:problem:ACC-054").ExecuteAsync(rejected.HttpContext);
        };
        limits.AddPolicy(RateLimits.LogIn, http => OfMinute(http, AccountsWeb.AddressOf(http) ?? "", LogInsAMinute));
        limits.AddPolicy(RateLimits.Upload, http => OfMinute(http, http.RequestServices.GetRequiredService<Caller>().Acting.Account?.ToString() ?? AccountsWeb.AddressOf(http) ?? "", RateLimits.UploadsAMinute));
        limits.AddPolicy(RateLimits.Public, http => OfMinute(http, AccountsWeb.AddressOf(http) ?? "", PublicSendsAMinute));
        limits.AddPolicy(RateLimits.Calendar, http => Sliding($"{AccountsWeb.AddressOf(http)} {http.Request.Path}", CalendarsAMinute));
    });

    private static RateLimitPartition<string> OfMinute(HttpContext http, string who, int times) =>
        HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method)
            ? RateLimitPartition.GetNoLimiter("")
            : Sliding(who, times);

    private static RateLimitPartition<string> Sliding(string who, int times) =>
        RateLimitPartition.GetSlidingWindowLimiter(who, _ => new() { PermitLimit = times, Window = TimeSpan.FromMinutes(1), SegmentsPerWindow = 6 });
}
