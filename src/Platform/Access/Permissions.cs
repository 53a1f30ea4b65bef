using System.Collections.Frozen;

namespace Bihuan.Platform;

/// <summary>The table of permissions and roles, made of the modules' rules.</summary>
public sealed class Permissions
{
    /// <summary>Stands for any account that is logged in.</summary>
    public const string LoggedIn = "logged-in";

    private readonly FrozenDictionary<string, FrozenSet<Role>> _roles;

    /// <summary>Gathers the modules' rules.</summary>
    public Permissions(IEnumerable<IModule> modules)
    {
        ArgumentNullException.ThrowIfNull(modules);
        _roles = modules.SelectMany(m => m.Permissions).GroupBy(r => r.Permission, StringComparer.Ordinal)
            .ToFrozenDictionary(g => g.Key, g => g.SelectMany(r => r.Roles).ToFrozenSet(), StringComparer.Ordinal);
    }

    /// <summary>Every permission, in order.</summary>
    public IEnumerable<string> All => _roles.Keys.Order(StringComparer.Ordinal);

    /// <summary>The roles that have a permission; none for one that no module declares.</summary>
    public IReadOnlySet<Role> RolesWith(string permission) => _roles.TryGetValue(permission, out var roles) ? roles : FrozenSet<Role>.Empty;
}

/// <summary>What the person of the present scope may do, as of the district's day. Filled by the Accounts module.</summary>
public interface IRights
{
    /// <summary>Whether somebody is logged in.</summary>
    ValueTask<bool> IsLoggedIn(CancellationToken cancel);

    /// <summary>Whether the person has a permission anywhere.</summary>
    ValueTask<bool> May(string permission, CancellationToken cancel);

    /// <summary>Whether the person has a permission over a unit: a role in it or in a unit above it. Without a unit, over the whole district.</summary>
    ValueTask<bool> May(string permission, Guid? unit, CancellationToken cancel);

    /// <summary>The units over which the person has a permission, those below them included; <see langword="null"/> for the whole district,
    /// none where the person does not have it. For lists, which cannot ask unit by unit.</summary>
    ValueTask<IReadOnlySet<Guid>?> Reach(string permission, CancellationToken cancel);
}
