using System.Globalization;
using Bihuan.Accounts;
using Bihuan.Kernel;
using Bihuan.Platform;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;

namespace Bihuan.Web.Shell;

/// <summary>What a person chooses for the whole program: language, day shown, type, wall. Plain forms, so that they work without script;
/// a page that is open as a circuit starts anew with the choice.</summary>
internal static class ShellEndpoints
{
    /// <summary>Takes the choices of the cookies over for each request that is not the API's.</summary>
    public static IApplicationBuilder UseShellView(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        if (!http.Request.Path.StartsWithSegments("/api"))
        {
            var view = http.RequestServices.GetRequiredService<ShellView>();
            view.IsLarge = http.Request.Cookies[ShellView.TypeCookie] == "large";
            view.IsWall = http.Request.Cookies[ShellView.WallCookie] == "on";

            // An address may carry the day, so that what one person sees can be sent to another.
            var asked = http.Request.Query["asof"].FirstOrDefault();
            var today = DistrictDay.Today(http.RequestServices.GetRequiredService<TimeProvider>());
            if (PastDay(asked ?? http.Request.Cookies[ShellView.DayCookie], today) is { } day)
            {
                http.RequestServices.GetRequiredService<Caller>().AsOf = day;
                if (asked is not null)
                {
                    Keep(http, ShellView.DayCookie, asked, forLong: false);
                }
            }
        }

        return next(http);
    });

    public static void MapShell(this IEndpointRouteBuilder routes)
    {
        var shell = routes.MapGroup("/shell").WithMetadata(new OpenToAllAttribute(), new AccountsWeb.OpenBeforeSetUpAttribute()).ExcludeFromDescription();
        shell.MapPost("/language", (HttpContext http, [FromForm] string language, [FromForm] string? back) =>
        {
            Keep(http, CookieRequestCultureProvider.DefaultCookieName, CookieRequestCultureProvider.MakeCookieValue(new(language == "en" ? "en" : "zh-CN")), forLong: true);
            return To(back);
        });
        shell.MapPost("/day", (HttpContext http, TimeProvider clock, [FromForm] string? day, [FromForm] string? back) =>
        {
            Keep(http, ShellView.DayCookie, PastDay(day, DistrictDay.Today(clock))?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), forLong: false);
            return To(WithoutDay(back));
        });
        shell.MapPost("/view", (HttpContext http, [FromForm] string? type, [FromForm] string? wall, [FromForm] string? back) =>
        {
            if (type is not null)
            {
                Keep(http, ShellView.TypeCookie, type == "large" ? "large" : null, forLong: true);
            }
            if (wall is not null)
            {
                Keep(http, ShellView.WallCookie, wall == "on" ? "on" : null, forLong: false);
            }

            return To(back);
        });
    }

    private static DateOnly? PastDay(string? text, DateOnly today) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day < today ? day : null;

    private static void Keep(HttpContext http, string cookie, string? value, bool forLong)
    {
        var options = new CookieOptions { Path = "/", SameSite = SameSiteMode.Lax, HttpOnly = true, Secure = http.Request.IsHttps, IsEssential = true, MaxAge = forLong ? TimeSpan.FromDays(365) : null };
        if (value is null)
        {
            http.Response.Cookies.Delete(cookie, options);
        }
        else
        {
            http.Response.Cookies.Append(cookie, value, options);
        }
    }

    /// <summary>Back to a page of ours; an address of another host is not followed.</summary>
    private static IResult To(string? back)
    {
        var address = "/" + (back ?? "").TrimStart('/');
        return address.Contains('\\', StringComparison.Ordinal) ? Results.LocalRedirect("/") : Results.LocalRedirect(address);
    }

    /// <summary>The address would bring back the day it carries.</summary>
    private static string? WithoutDay(string? back)
    {
        if (back is null || back.IndexOf('?', StringComparison.Ordinal) is not (>= 0 and var mark))
        {
            return back;
        }

        var kept = back[(mark + 1)..].Split('&').Where(p => !p.StartsWith("asof=", StringComparison.Ordinal)).ToList();
        return back[..mark] + (kept.Count == 0 ? "" : "?" + string.Join('&', kept));
    }
}
