using System.Reflection;
using Bihuan.Persistence;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Bihuan.Platform;

/// <summary>What a module brings: services, tables, API, navigation. Its pages, request handlers, events, projections, permissions and
/// texts are found in its assembly.</summary>
public interface IModule : IModelPart
{
    /// <summary>Its name in English, such as <c>Organisation</c>.</summary>
    string Name { get; }

    /// <summary>Who may do what by default: each permission with its roles.</summary>
    IReadOnlyList<PermissionRule> Permissions { get; }

    /// <summary>Its places in the navigation.</summary>
    IReadOnlyList<NavigationItem> Navigation { get; }

    /// <summary>Registers what its handlers and pages need beyond what is found by itself.</summary>
    void AddServices(IServiceCollection services);

    /// <summary>Its part of <c>/api/v1</c>.</summary>
    void MapApi(IEndpointRouteBuilder api);

    /// <summary>Its assembly.</summary>
    Assembly Assembly => GetType().Assembly;
}

/// <summary>A place in the navigation.</summary>
/// <param name="Order">Smaller comes first.</param>
/// <param name="Address">Such as <c>/organisation</c>.</param>
/// <param name="TitleKey">The key of its title.</param>
/// <param name="Icon">A MudBlazor icon.</param>
/// <param name="Permission">Shown to those who have it.</param>
/// <param name="Area">The address above all its pages, where that is not <paramref name="Address"/> itself.</param>
/// <param name="StartWithout">Whoever may come here and does not have this permission has their work here: after logging in they begin here, rather than on the start page.</param>
public sealed record NavigationItem(int Order, string Address, string TitleKey, string Icon, string Permission, string? Area = null, string? StartWithout = null)
{
    /// <summary>Whether a path is one of its pages.</summary>
    public bool Holds(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path == Address || path.StartsWith($"{Area ?? Address}/", StringComparison.Ordinal);
    }
}
