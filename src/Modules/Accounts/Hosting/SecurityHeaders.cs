using Bihuan.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Bihuan.Accounts;

/// <summary>What every answer tells the browser: no script but ours, no frame around us, nothing guessed, nothing told to others.</summary>
internal static class SecurityHeaders
{
    public static Task Send(HttpContext http, RequestDelegate next)
    {
        var headers = http.Response.Headers;
        var host = http.Request.Host.ToUriComponent();
        var tiles = http.RequestServices.GetRequiredService<MapSettings>().Origin;
        headers.ContentSecurityPolicy =
            "default-src 'self'; script-src 'self'; object-src 'none'; base-uri 'self'; frame-ancestors 'none'; form-action 'self'; "
            + $"style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:{(tiles is null ? "" : " " + tiles)}; font-src 'self' data:; connect-src 'self' ws://{host} wss://{host}";
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (http.Request.IsHttps)
        {
            headers.StrictTransportSecurity = "max-age=31536000";
        }

        http.Response.OnStarting(() =>
        {
            // What somebody who was logged in has seen must not stay in the browser for the next one.
            if (http.Items.ContainsKey(typeof(LiveSession)) && headers.CacheControl.Count == 0)
            {
                headers.CacheControl = "no-store";
            }

            return Task.CompletedTask;
        });
        return next(http);
    }
}
