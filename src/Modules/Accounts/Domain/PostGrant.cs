using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Platform;

namespace Bihuan.Accounts;

/// <summary>A role was given to a post.</summary>
[EventType("accounts.post-role-granted")]
internal sealed record PostRoleGranted(GrantId Id, PostId Post, Role Role, UnitId? Unit, DateOnly From, DateOnly? To) : IEvent;

/// <summary>A role was taken back from a post.</summary>
[EventType("accounts.post-role-revoked")]
internal sealed record PostRoleRevoked : IEvent;

/// <summary>A role that goes with a post (随职授权): whoever holds the post has it.</summary>
[Stream("post-grant")]
internal sealed class PostGrant : State
{
    public GrantId Id { get; private set; }

    public override Guid Key => Id.Value;

    public PostId Post { get; private set; }

    public Role Role { get; private set; }

    public UnitId? Unit { get; private set; }

    public DateOnly From { get; private set; }

    public DateOnly? To { get; private set; }

    public bool IsRevoked { get; private set; }

    public bool IsOn(DateOnly day) => !IsRevoked && From <= day && day <= (To ?? DateOnly.MaxValue);

    protected override void On(IEvent happened, Stamp stamp)
    {
        switch (happened)
        {
            case PostRoleGranted e:
                (Id, Post, Role, Unit, From, To) = (e.Id, e.Post, e.Role, e.Unit, e.From, e.To);
                break;
            case PostRoleRevoked:
                IsRevoked = true;
                break;
        }
    }
}
