using System.Collections;
using System.Reflection;
using Bihuan.Accounts;
using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Platform;
using Bihuan.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace Bihuan.Web.Tests;

/// <summary>Makes requests of every type, and sends them as somebody.</summary>
internal static class World
{
    /// <summary>A request whose every unit, post in a unit and id is the one given for its type, and whose rest is empty.</summary>
    public static object Make(Type type, Dictionary<Type, object> given)
    {
        if (given.TryGetValue(type, out var known))
        {
            return known;
        }
        if (Nullable.GetUnderlyingType(type) is { } inner)
        {
            return given.TryGetValue(inner, out known) ? known : null!;
        }
        if (type == typeof(string))
        {
            return "x";
        }
        if (type.IsValueType)
        {
            return Activator.CreateInstance(type)!;
        }
        if (type.IsArray)
        {
            return Array.CreateInstance(type.GetElementType()!, 0);
        }
        if (type != typeof(string) && typeof(IEnumerable).IsAssignableFrom(type) && type.IsGenericType)
        {
            var arguments = type.GetGenericArguments();
            return arguments.Length == 2
                ? Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(arguments))!
                : type.Name.Contains("Set", StringComparison.Ordinal) ? Activator.CreateInstance(typeof(HashSet<>).MakeGenericType(arguments))! : Activator.CreateInstance(typeof(List<>).MakeGenericType(arguments))!;
        }
        if (type == typeof(Stream))
        {
            return new MemoryStream();
        }
        if (type.IsInterface || type.IsAbstract || type.Namespace?.StartsWith("Bihuan", StringComparison.Ordinal) != true)
        {
            return null!;
        }

        var constructor = type.GetConstructors(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
            .Where(c => !(c.GetParameters() is [{ } only] && only.ParameterType == type)).MaxBy(c => c.GetParameters().Length)!;
        var made = constructor.Invoke([.. constructor.GetParameters().Select(p => Make(p.ParameterType, given))]);

        // What is set by name rather than by place: ids and texts, as above.
        foreach (var property in constructor.GetParameters().Length > 0 ? [] : type.GetProperties().Where(p => p.CanWrite && (p.PropertyType == typeof(string) || given.ContainsKey(Nullable.GetUnderlyingType(p.PropertyType) ?? p.PropertyType))))
        {
            property.SetValue(made, Make(property.PropertyType, given));
        }

        return made;
    }

    /// <summary>Whether the door refuses it for want of a right.</summary>
    public static async Task<bool> IsRefused(DistrictWeb web, Guid? account, object request)
    {
        var result = await Send(web, account, request);
        return result is IReadOnlyList<Problem> problems && problems.Any(p => p.Code == "PLATFORM-001");
    }

    /// <summary>The problems of a refusal, or the value.</summary>
    public static async Task<object?> Send(DistrictWeb web, Guid? account, object request)
    {
        await using var scope = web.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Caller>().Acting = new(account);
        var mediator = scope.ServiceProvider.GetRequiredService<Mediator>();
        var result = request.GetType().GetInterfaces().First(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IRequest<>)).GetGenericArguments()[0];
        var send = typeof(World).GetMethod(nameof(SendTyped), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(result);
        return await (Task<object?>)send.Invoke(null, [mediator, request])!;
    }

    public static async Task<Guid> AccountWith(DistrictWeb web, Role role, UnitId? unit = null) =>
        (await Visitor.Do(web, new CreateAccount($"w{(int)role}{(unit is null ? "" : "u")}", "x", Visitor.Password, role, unit, MustChangePassword: false))).Value;

    /// <summary>The same, made at the first call.</summary>
    public static async Task<Guid> AccountOnce(DistrictWeb web, Role role, UnitId unit)
    {
        var made = Accounts.GetOrCreateValue(web);
        return made.TryGetValue(role, out var account) ? account : made[role] = await AccountWith(web, role, unit);
    }

    private static readonly System.Runtime.CompilerServices.ConditionalWeakTable<DistrictWeb, Dictionary<Role, Guid>> Accounts = [];

    private static async Task<object?> SendTyped<T>(Mediator mediator, IRequest<T> request) => (await mediator.Send(request)).Match<object?>(value => value, problems => problems);
}
