using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Platform;

namespace Bihuan.Accounts;

/// <summary>An account was entered.</summary>
[EventType("accounts.account-created")]
internal sealed record AccountCreated(AccountId Id, string Name, string DisplayName) : IEvent;

/// <summary>An account is shown under another name.</summary>
[EventType("accounts.account-renamed")]
internal sealed record AccountRenamed(string DisplayName) : IEvent;

/// <summary>An account may no longer log in.</summary>
[EventType("accounts.account-disabled")]
internal sealed record AccountDisabled : IEvent;

/// <summary>An account may log in again.</summary>
[EventType("accounts.account-enabled")]
internal sealed record AccountEnabled : IEvent;

/// <summary>It was said whose account it is.</summary>
[EventType("accounts.account-linked")]
internal sealed record AccountLinked(PersonId? Person, string? PersonNumber, string? UnitCode) : IEvent;

/// <summary>A role was given.</summary>
[EventType("accounts.role-granted")]
internal sealed record RoleGranted(Grant Grant) : IEvent;

/// <summary>A role was taken back.</summary>
[EventType("accounts.role-revoked")]
internal sealed record RoleRevoked(GrantId Grant) : IEvent;

/// <summary>A password was changed by its owner, or given anew by an administrator.</summary>
[EventType("accounts.password-changed")]
internal sealed record PasswordChanged(bool ByOwner) : IEvent;

/// <summary>A second factor was set up.</summary>
[EventType("accounts.second-factor-set")]
internal sealed record SecondFactorSet : IEvent;

/// <summary>The second factor was taken away, by its owner or an administrator.</summary>
[EventType("accounts.second-factor-removed")]
internal sealed record SecondFactorRemoved(bool ByOwner) : IEvent;

/// <summary>A role over a unit and all below it, between two days.</summary>
/// <param name="Id">Its identity.</param>
/// <param name="Role">The role.</param>
/// <param name="Unit">The unit; the whole district without one.</param>
/// <param name="Post">Counts only while the person holds this post.</param>
/// <param name="From">The first day.</param>
/// <param name="To">The last day.</param>
internal sealed record Grant(GrantId Id, Role Role, UnitId? Unit, PostId? Post, DateOnly From, DateOnly? To)
{
    public bool IsOn(DateOnly day) => From <= day && day <= (To ?? DateOnly.MaxValue);

    /// <summary>Whether it holds on a day or will later.</summary>
    public bool IsOnOrAfter(DateOnly day) => day <= (To ?? DateOnly.MaxValue);
}

/// <summary>An account: who may log in, and what for. What proves a log-in is kept apart, in <see cref="BihuanUser"/>.</summary>
[Stream("account")]
internal sealed class Account : State
{
    public AccountId Id { get; private set; }

    public override Guid Key => Id.Value;

    /// <summary>The name to log in with. It never changes, so that the journal stays readable.</summary>
    public string Name { get; private set; } = "";

    public string DisplayName { get; private set; } = "";

    public bool IsDisabled { get; private set; }

    public PersonId? Person { get; private set; }

    public string? PersonNumber { get; private set; }

    public string? UnitCode { get; private set; }

    public bool HasSecondFactor { get; private set; }

    public IReadOnlyList<Grant> Grants { get; private set; } = [];

    /// <summary>Whether it is one of the three administrators, on a day or later.</summary>
    public bool IsAdministrator(DateOnly day) => Grants.Any(g => g.Role.IsAdministrator() && g.IsOnOrAfter(day));

    protected override void On(IEvent happened, Stamp stamp)
    {
        switch (happened)
        {
            case AccountCreated e:
                (Id, Name, DisplayName) = (e.Id, e.Name, e.DisplayName);
                break;
            case AccountRenamed e:
                DisplayName = e.DisplayName;
                break;
            case AccountDisabled:
                IsDisabled = true;
                break;
            case AccountEnabled:
                IsDisabled = false;
                break;
            case AccountLinked e:
                (Person, PersonNumber, UnitCode) = (e.Person, e.PersonNumber, e.UnitCode);
                break;
            case RoleGranted e:
                Grants = [.. Grants, e.Grant];
                break;
            case RoleRevoked e:
                Grants = [.. Grants.Where(g => g.Id != e.Grant)];
                break;
            case SecondFactorSet:
                HasSecondFactor = true;
                break;
            case SecondFactorRemoved:
                HasSecondFactor = false;
                break;
        }
    }
}

internal static class Roles
{
    /// <summary>The three administrators that GB/T 22239 8.1.5 keeps apart.</summary>
    public static IReadOnlyList<Role> Administrators { get; } = [Role.SystemAdministrator, Role.SecurityAdministrator, Role.AuditAdministrator];

    public static bool IsAdministrator(this Role role) => Administrators.Contains(role);
}
