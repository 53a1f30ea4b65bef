using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Bihuan.Accounts;

/// <summary>What an account or a machine may do on a day.</summary>
/// <param name="IsPerson">An account, rather than a machine's token.</param>
/// <param name="Name">The name shown.</param>
/// <param name="Held">Each permission or role with the unit that it reaches; the whole district without one.</param>
internal sealed record HeldRights(bool IsPerson, string Name, IReadOnlyList<HeldRight> Held)
{
    public static HeldRights Nothing { get; } = new(false, "", []);
}

/// <summary>A role, or for a machine one permission, over a unit and all below it.</summary>
internal sealed record HeldRight(Role? Role, string? Permission, UnitId? Unit, PostId? Post = null);

/// <summary>Reads rights as of the district's day: roles given to the account, roles that go with the posts its person holds, tokens.</summary>
internal sealed class RightsReader(IServiceScopeFactory scopes, JournalSignal signal, EventCatalog catalog, TimeProvider clock)
{
    private readonly JournalCache<(Guid Account, DateOnly Day), HeldRights> _held = new(signal, catalog, clock, typeof(Account).Assembly, typeof(IOrganisationQueries).Assembly);
    private readonly JournalCache<(UnitId Unit, DateOnly Day), IReadOnlyList<UnitId>> _above = new(signal, catalog, clock, typeof(IOrganisationQueries).Assembly);
    private readonly JournalCache<(UnitId Unit, DateOnly Day), IReadOnlySet<UnitId>> _below = new(signal, catalog, clock, typeof(IOrganisationQueries).Assembly);

    public async Task<HeldRights> Of(Guid account)
    {
        var rights = await _held.Get((account, DistrictDay.Today(clock)), key => Load(key.Account, key.Day));
        return rights;
    }

    /// <summary>The unit and those above it, today.</summary>
    public Task<IReadOnlyList<UnitId>> UnitAndAncestors(UnitId unit) => _above.Get((unit, DistrictDay.Today(clock)), async key =>
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IOrganisationQueries>().UnitAndAncestors(key.Unit, key.Day, default);
    });

    /// <summary>The unit and those below it, today.</summary>
    public Task<IReadOnlySet<UnitId>> Subtree(UnitId unit) => _below.Get((unit, DistrictDay.Today(clock)), async key =>
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IOrganisationQueries>().Subtree(key.Unit, key.Day, default);
    });

    private async Task<HeldRights> Load(Guid id, DateOnly day)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BihuanContext>();
        var accountId = AccountId.From(id);
        if (await db.Set<Account>().AsNoTracking().SingleOrDefaultAsync(a => a.Id == accountId) is not { } account)
        {
            var tokenId = MachineTokenId.From(id);
            return await db.Set<MachineToken>().AsNoTracking().SingleOrDefaultAsync(t => t.Id == tokenId) is { } token && token.IsGood(clock.GetUtcNow())
                ? new(IsPerson: false, token.Name, [.. token.Permissions.Select(p => new HeldRight(null, p, token.Unit))])
                : HeldRights.Nothing;
        }

        if (account.IsDisabled)
        {
            return HeldRights.Nothing;
        }

        IReadOnlyList<PostId> posts = account.Person is { } person
            ? await scope.ServiceProvider.GetRequiredService<IOrganisationQueries>().PostsOf(person, day, default)
            : [];
        List<HeldRight> held = [.. account.Grants.Where(g => g.IsOn(day) && (g.Post is not { } post || posts.Contains(post))).Select(g => new HeldRight(g.Role, null, g.Unit, g.Post))];

        // An administrator holds no business role, whatever post the person comes to hold.
        if (posts.Count > 0 && !account.IsAdministrator(day))
        {
            var ofPosts = await db.Set<PostGrant>().AsNoTracking().Where(g => posts.Contains(g.Post)).ToListAsync();
            held.AddRange(ofPosts.Where(g => g.IsOn(day)).Select(g => new HeldRight(g.Role, null, g.Unit, g.Post)));
        }

        return new(IsPerson: true, account.DisplayName, held);
    }
}

/// <summary>The rights of the present scope's caller: role × unit subtree × post, as of the day.</summary>
internal sealed class Rights(Caller caller, RightsReader reader, Permissions permissions) : IRights
{
    public async ValueTask<bool> IsLoggedIn(CancellationToken cancel) =>
        caller.IsProgram || (caller.Acting.Account is { } account && (await reader.Of(account)).IsPerson);

    public async ValueTask<bool> May(string permission, CancellationToken cancel) =>
        caller.IsProgram || (caller.Acting.Account is { } account && (await reader.Of(account)).Held.Any(h => Has(h, permission)));

    public async ValueTask<bool> May(string permission, Guid? unit, CancellationToken cancel)
    {
        if (caller.IsProgram)
        {
            return true;
        }
        if (caller.Acting.Account is not { } account)
        {
            return false;
        }

        var fitting = (await reader.Of(account)).Held.Where(h => Has(h, permission)).ToList();
        if (fitting.Exists(h => h.Unit is null))
        {
            return true;
        }
        if (unit is not { } id || fitting.Count == 0)
        {
            return false;
        }

        var above = await reader.UnitAndAncestors(UnitId.From(id));
        return fitting.Exists(h => above.Contains(h.Unit!.Value));
    }

    public async ValueTask<IReadOnlySet<Guid>?> Reach(string permission, CancellationToken cancel)
    {
        if (caller.IsProgram)
        {
            return null;
        }
        if (caller.Acting.Account is not { } account)
        {
            return new HashSet<Guid>();
        }

        var fitting = (await reader.Of(account)).Held.Where(h => Has(h, permission)).ToList();
        if (fitting.Exists(h => h.Unit is null))
        {
            return null;
        }

        var reach = new HashSet<Guid>();
        foreach (var unit in fitting.Select(h => h.Unit!.Value).Distinct())
        {
            reach.UnionWith((await reader.Subtree(unit)).Select(u => u.Value));
        }

        return reach;
    }

    private bool Has(HeldRight held, string permission) => held.Role is { } role ? permissions.RolesWith(permission).Contains(role) : held.Permission == permission;
}
