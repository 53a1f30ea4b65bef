using Bihuan.Kernel;
using Bihuan.Organisation;

namespace Bihuan.Accounts;

/// <summary>A token was given to a machine.</summary>
[EventType("accounts.token-issued")]
internal sealed record TokenIssued(MachineTokenId Id, string Name, UnitId? Unit, IReadOnlyList<string> Permissions, DateTimeOffset Expires) : IEvent;

/// <summary>A token was taken back.</summary>
[EventType("accounts.token-revoked")]
internal sealed record TokenRevoked : IEvent;

/// <summary>A token by which a machine uses the API (接口令牌): some permissions over a unit and all below it, until a day.</summary>
[Stream("token")]
internal sealed class MachineToken : State
{
    public MachineTokenId Id { get; private set; }

    public override Guid Key => Id.Value;

    public string Name { get; private set; } = "";

    public UnitId? Unit { get; private set; }

    public IReadOnlyList<string> Permissions { get; private set; } = [];

    public DateTimeOffset Issued { get; private set; }

    public DateTimeOffset Expires { get; private set; }

    public bool IsRevoked { get; private set; }

    public bool IsGood(DateTimeOffset now) => !IsRevoked && now < Expires;

    protected override void On(IEvent happened, Stamp stamp)
    {
        switch (happened)
        {
            case TokenIssued e:
                (Id, Name, Unit, Permissions, Issued, Expires) = (e.Id, e.Name, e.Unit, e.Permissions, stamp.Recorded, e.Expires);
                break;
            case TokenRevoked:
                IsRevoked = true;
                break;
        }
    }
}
