using System.Diagnostics;
using System.Text.Json;
using Bihuan.Kernel;
using Bihuan.Platform;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;

namespace Bihuan.Web.Api;

/// <summary>Every error has a stable code, one sentence in the user's language and a number to find it in the log; none shows the inside of
/// the program. The API answers with problem details (RFC 9457), pages with a page.</summary>
internal static class ApiErrors
{
    /// <summary>The statuses that have a sentence of their own, under <c>HTTP-</c> and their number.</summary>
    private static readonly string[] Known =
    [
        "HTTP-400", "HTTP-401", "HTTP-403", "HTTP-404", "HTTP-405", "HTTP-406", "HTTP-408", "HTTP-409", "HTTP-412", "HTTP-413", "HTTP-415", "HTTP-422", "HTTP-428", "HTTP-429", "HTTP-500", "HTTP-503",
    ];

    public static void AddApiErrors(this IServiceCollection services)
    {
        // Bad input is thrown up to here also where the program is developed, so that it is answered alike everywhere.
        services.Configure<RouteHandlerOptions>(o => o.ThrowOnBadRequest = true);
        services.AddProblemDetails(o => o.CustomizeProblemDetails = context =>
        {
            var details = context.ProblemDetails;
            var code = details.Type is { } type && type.StartsWith("urn:bihuan:problem:", StringComparison.Ordinal) ? type["urn:bihuan:problem:".Length..] : CodeOf(details.Status ?? 500);
            details.Type = $"urn:bihuan:problem:{code}";
            details.Extensions["code"] = code;
            details.Extensions["traceId"] = TraceOf(context.HttpContext);
        });
    }

    public static void UseErrors(this WebApplication app)
    {
        app.UseWhen(http => IsApi(http.Request.Path), api =>
        {
            api.UseExceptionHandler(Handling(Write));
            api.UseStatusCodePages(context => Write(context.HttpContext, context.HttpContext.Response.StatusCode));
        });
        app.UseWhen(http => !IsApi(http.Request.Path), pages =>
        {
            pages.Use(ShowStatus);
            pages.UseExceptionHandler(Handling((http, status) =>
            {
                http.Response.StatusCode = status;
                return Task.CompletedTask;
            }));
        });
    }

    private static ExceptionHandlerOptions Handling(Func<HttpContext, int, Task> answer) => new()
    {
        ExceptionHandler = http => answer(http, StatusOf(http.Features.Get<IExceptionHandlerFeature>()?.Error)),
        SuppressDiagnosticsCallback = context => context.Exception is BadHttpRequestException,
    };

    /// <summary>A request that was put badly is no failure of ours.</summary>
    private static int StatusOf(Exception? failure) => failure is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError;

    /// <summary>An address with nothing behind it, or that does not take this method or type of content, says so to everybody; there is nothing there
    /// to have a right to. Stands behind routing and before rights.</summary>
    public static void UseNothingThere(this WebApplication app) => app.Use((http, next) =>
    {
        switch (http.GetEndpoint())
        {
            case null:
                http.Response.StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;
            case { DisplayName: "405 HTTP Method Not Supported" or "415 HTTP Unsupported Media Type", RequestDelegate: { } answer }:
                return answer(http);
            default:
                return next(http);
        }
    });

    /// <summary>The number under which an error stands in the log.</summary>
    public static string TraceOf(HttpContext http) => Activity.Current?.TraceId.ToString() ?? http.TraceIdentifier;

    private static bool IsApi(PathString path) => path.StartsWithSegments("/api") || path.StartsWithSegments("/openapi") || path.StartsWithSegments("/_blazor") || path.StartsWithSegments("/health") || path.StartsWithSegments("/metrics");

    private static string CodeOf(int status) => Array.Find(Known, k => k == $"HTTP-{status}") ?? (status < 500 ? Known[0] : "HTTP-500");

    private static Task Write(HttpContext http, int status)
    {
        http.Response.StatusCode = status;
        var place = http.Features.Get<IExceptionHandlerFeature>()?.Error is BadHttpRequestException { InnerException: JsonException json } ? json.Path ?? "" : "";
        return ApiEndpoints.Refusal([place.Length > 0 ? Problem.Coded("HTTP-400-PLACE", place, place) : Problem.Coded(CodeOf(status), "")], http.RequestServices.GetRequiredService<Words>(), status: status).ExecuteAsync(http);
    }

    /// <summary>A page for an answer that has a status and nothing else. It is asked for anew, as a reading request, so that a form that was
    /// refused is not sent a second time.</summary>
    private static async Task ShowStatus(HttpContext http, RequestDelegate next)
    {
        await next(http);
        var response = http.Response;
        if (response.HasStarted || http.Request.Path.StartsWithSegments("/status") || response.StatusCode is < 400 or > 599 || response.ContentLength is > 0 || !string.IsNullOrEmpty(response.ContentType) || !AcceptsPage(http))
        {
            return;
        }

        var status = response.StatusCode;
        response.Clear();
        response.StatusCode = status;

        // Razor pages write a page for a missing one only where they are told that it is asked for anew.
        http.Features.Set<IStatusCodeReExecuteFeature>(new StatusCodeReExecuteFeature { OriginalPath = http.Request.Path, OriginalPathBase = http.Request.PathBase });
        http.Request.Method = HttpMethods.Get;
        http.Request.Path = $"/status/{status}";
        http.Request.QueryString = QueryString.Empty;
        http.Request.ContentType = null;
        http.SetEndpoint(null);
        http.Features.Get<IRouteValuesFeature>()?.RouteValues.Clear();
        await next(http);
    }

    private static bool AcceptsPage(HttpContext http) => http.Request.Headers.Accept is { Count: > 0 } accept && accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
}
