using System.Reflection;
using Bihuan.Platform;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Bihuan.Web.Tests;

/// <summary>What an endpoint, page or request asks of whoever uses it.</summary>
/// <param name="Kind">Which of the three marks it carries; none is a fault.</param>
/// <param name="Permission">The permission, where one is asked for.</param>
internal sealed record Need(NeedKind Kind, string? Permission = null)
{
    public static Need Of(IEnumerable<object> marks)
    {
        var all = marks.ToList();
        return all.OfType<NeedsAttribute>().LastOrDefault() is { } needs ? new(NeedKind.Permission, needs.Permission)
            : all.OfType<NeedsLogInAttribute>().Any() ? new(NeedKind.LogIn)
            : all.OfType<OpenToAllAttribute>().Any() ? new(NeedKind.Open)
            : new(NeedKind.Missing);
    }

    /// <summary>Whether a role may; <see langword="null"/> for somebody who is not logged in.</summary>
    public bool Allows(Role? role, Permissions permissions) => Kind switch
    {
        NeedKind.Open => true,
        NeedKind.LogIn => role is not null,
        NeedKind.Permission => role is { } known && permissions.RolesWith(Permission!).Contains(known),
        _ => false,
    };
}

internal enum NeedKind
{
    Missing,
    Open,
    LogIn,
    Permission,
}

/// <summary>An address of the program.</summary>
internal sealed record Served(string Address, IReadOnlyList<string> Methods, Need Need);

internal static class Endpoints
{
    /// <summary>Every endpoint except the static files, which are one line of their own in the table.</summary>
    public static IReadOnlyList<Served> Of(IServiceProvider services)
    {
        List<Served> found = [];
        foreach (var endpoint in services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>().Where(e => !IsStaticFile(e)))
        {
            var methods = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["DELETE", "GET", "PATCH", "POST", "PUT"];
            found.Add(new("/" + endpoint.RoutePattern.RawText?.TrimStart('/'), [.. methods.Order(StringComparer.Ordinal)], Need.Of(endpoint.Metadata)));
        }

        return [.. found.DistinctBy(f => (f.Address, string.Join(' ', f.Methods), f.Need)).OrderBy(f => f.Address, StringComparer.Ordinal).ThenBy(f => f.Methods[0], StringComparer.Ordinal)];
    }

    /// <summary>A file of wwwroot, or what the framework answers for one that is not there.</summary>
    public static bool IsStaticFile(Endpoint endpoint) => endpoint.Metadata.Any(m => m.GetType().Name == "StaticAssetDescriptor") || endpoint is RouteEndpoint { RoutePattern.RawText: "{**path:file}" or "/{**path:file}" };

    public static IEnumerable<Assembly> Assemblies => ProgramModules.All().Select(m => m.Assembly).Append(typeof(IModule).Assembly).Append(typeof(BihuanApp).Assembly).Distinct();

    public static IEnumerable<Type> Pages => Assemblies.SelectMany(a => a.GetTypes()).Where(t => t.IsDefined(typeof(RouteAttribute), inherit: false));

    public static IEnumerable<Type> Requests => Assemblies.SelectMany(a => a.GetTypes()).Where(t => t is { IsAbstract: false, IsInterface: false } && t.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IRequest<>)));

    public static string NameOf(Type request) => (request.DeclaringType is { } feature ? feature.Name : request.Name) + (request.Name is "Request" || request.DeclaringType is null ? "" : "." + request.Name);

    public static bool IsCommand(Type request) => request.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(ICommand<>));
}
