using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using Bihuan.Kernel;
using Bihuan.Persistence;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Bihuan.Platform;

/// <summary>The request behind an endpoint of the API, for its description.</summary>
/// <param name="Request">The request's type.</param>
/// <param name="IsCommand">Whether it changes something.</param>
public sealed record RequestEndpoint(Type Request, bool IsCommand);

/// <summary>Maps requests to endpoints of the API. The permission of the request becomes the endpoint's; a refusal becomes problem details.
/// An answer with a <c>Version</c> gets an ETag; a request with a <c>Version</c> takes it from the body or from <c>If-Match</c>.</summary>
public static class ApiEndpoints
{
    private static readonly ConcurrentDictionary<Type, PropertyInfo?> Versions = new();

    /// <summary>GET: the request's properties come from route and query.</summary>
    public static RouteHandlerBuilder MapQuery<TRequest, TResult>(this IEndpointRouteBuilder api, string pattern, Func<TRequest, IQuery<TResult>> _)
        where TRequest : IQuery<TResult> =>
        api.MapGet(pattern, async (HttpContext http, [AsParameters] TRequest request, Mediator ask, Words words, CancellationToken cancel) => (await ask.Send(request, reason: null, cancel)).ToHttp(words, http))
            .Describe<TRequest>(isCommand: false).Produces<TResult>();

    /// <summary>POST: the request is the body.</summary>
    public static RouteHandlerBuilder MapCommand<TRequest, TResult>(this IEndpointRouteBuilder api, string pattern, Func<TRequest, ICommand<TResult>> _)
        where TRequest : ICommand<TResult> =>
        api.MapPost(pattern, async (HttpContext http, [FromBody] TRequest request, [FromHeader(Name = "X-Reason")] string? reason, [FromHeader(Name = "If-Match")] string? ifMatch, Mediator ask, Words words, CancellationToken cancel) =>
                await WithVersion(request, ifMatch, words, async asked => (await ask.Send(asked, Reason(reason), cancel)).ToHttp(words, http, ifMatch is not null)))
            .Describe<TRequest>(isCommand: true).Produces<TResult>();

    /// <summary>The value as JSON, or problem details with every reason (RFC 9457).</summary>
    public static IResult ToHttp<T>(this Result<T> result, Words words) => result.ToHttp(words, http: null);

    private static IResult ToHttp<T>(this Result<T> result, Words words, HttpContext? http, bool isConditional = false)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(words);
        return result.Match(value => Value(value, http), problems => Refusal(problems, words, isConditional));
    }

    /// <summary>Problem details of reasons.</summary>
    /// <param name="problems">The reasons.</param>
    /// <param name="words">Their sentences.</param>
    /// <param name="isConditional">Whether the request named the version that it is about (RFC 9110 §13).</param>
    /// <param name="status">The status, where the reasons do not decide it.</param>
    public static IResult Refusal(IReadOnlyList<Problem> problems, Words words, bool isConditional = false, int? status = null)
    {
        ArgumentNullException.ThrowIfNull(problems);
        ArgumentNullException.ThrowIfNull(words);
        return Results.Problem(
            statusCode: status ?? StatusOf(problems, isConditional),
            title: words.Say(problems[0]),
            type: $"urn:bihuan:problem:{problems[0].Code}",
            extensions: new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["code"] = problems[0].Code,
                ["problems"] = problems.Select(p => new ProblemLine(p.Code, p.Field, words.Say(p))).ToList(),
            });
    }

    private static IResult Value<T>(T value, HttpContext? http)
    {
        if (value is null or None)
        {
            return Results.NoContent();
        }
        if (http is not null && VersionOf(value) is { } version)
        {
            var tag = $"\"{version.ToString(CultureInfo.InvariantCulture)}\"";
            http.Response.Headers.ETag = tag;
            if (HttpMethods.IsGet(http.Request.Method) && http.Request.Headers.IfNoneMatch.Contains(tag))
            {
                return Results.StatusCode(StatusCodes.Status304NotModified);
            }
        }

        return Results.Json(value, EventCatalog.Json);
    }

    /// <summary>A request about a version that somebody saw says which one: in its body, or as <c>If-Match</c>.</summary>
    private static async Task<IResult> WithVersion<TRequest>(TRequest request, string? ifMatch, Words words, Func<TRequest, Task<IResult>> go)
    {
        if (VersionProperty(typeof(TRequest)) is not { CanWrite: true } property)
        {
            return await go(request);
        }
        if (ifMatch is not null)
        {
            if (!int.TryParse(ifMatch.Trim().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var seen))
            {
                return Refusal([Problem.Coded("HTTP-412", "If-Match", ifMatch)], words, status: StatusCodes.Status412PreconditionFailed);
            }

            property.SetValue(request, seen);
        }

        // A version that may be left out is one that nobody needs to have seen.
        return property.GetValue(request) is 0
            ? Refusal([Problem.Coded("HTTP-428", "If-Match")], words, status: StatusCodes.Status428PreconditionRequired)
            : await go(request);
    }

    private static int? VersionOf(object value) => VersionProperty(value.GetType())?.GetValue(value) as int?;

    private static PropertyInfo? VersionProperty(Type type) => Versions.GetOrAdd(type, t => t.GetProperty("Version", BindingFlags.Public | BindingFlags.Instance) is { } p && (p.PropertyType == typeof(int) || p.PropertyType == typeof(int?)) ? p : null);

    /// <summary>A header holds no Chinese; it comes percent-encoded.</summary>
    private static string? Reason(string? header) => string.IsNullOrWhiteSpace(header) ? null : Uri.UnescapeDataString(header);

    private static int StatusOf(IReadOnlyList<Problem> problems, bool isConditional) => problems[0].Code switch
    {
        "PLATFORM-001" => StatusCodes.Status403Forbidden,
        "PLATFORM-004" when isConditional => StatusCodes.Status412PreconditionFailed,
        "PLATFORM-002" or "PLATFORM-003" or "PLATFORM-004" => StatusCodes.Status409Conflict,
        "PLATFORM-005" => StatusCodes.Status404NotFound,
        _ => StatusCodes.Status422UnprocessableEntity,
    };

    private static RouteHandlerBuilder Describe<TRequest>(this RouteHandlerBuilder endpoint, bool isCommand) =>
        endpoint.WithMetadata([new RequestEndpoint(typeof(TRequest), isCommand), .. typeof(TRequest).GetCustomAttributes().Where(a => a is NeedsAttribute or NeedsLogInAttribute or OpenToAllAttribute)]);
}

/// <summary>One reason in problem details.</summary>
/// <param name="Code">Stable, such as <c>ORG-002</c>.</param>
/// <param name="Field">The field it is about.</param>
/// <param name="Message">One sentence in the language asked for.</param>
public sealed record ProblemLine(string Code, string Field, string Message);
