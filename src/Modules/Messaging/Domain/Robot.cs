using Bihuan.Kernel;
using Bihuan.Organisation;

namespace Bihuan.Messaging;

/// <summary>A robot was set, or set anew. Its address and secret are not in the journal: whoever knows them can write to the group.</summary>
[EventType("messaging.robot-set")]
internal sealed record RobotSet(RobotId Id, UnitId Unit, RobotKind Kind, string Host, IReadOnlyList<string> Notices, QuietHours Quiet) : IEvent;

[EventType("messaging.robot-removed")]
internal sealed record RobotRemoved : IEvent;

/// <summary>A robot in a unit's group (群机器人), which tells the kinds of notices chosen for it.</summary>
[Stream("robot")]
internal sealed class Robot : State
{
    public RobotId Id { get; private set; }

    public override Guid Key => Id.Value;

    public UnitId Unit { get; private set; }

    public RobotKind Kind { get; private set; }

    /// <summary>The host of its address; the rest is secret.</summary>
    public string Host { get; private set; } = "";

    /// <summary>The kinds of notices, by the keys of their texts. The group may hold people who lack the permission that a notice is for, so each is chosen.</summary>
    public IReadOnlyList<string> Notices { get; private set; } = [];

    public QuietHours Quiet { get; private set; } = QuietHours.Usual;

    public bool IsRemoved { get; private set; }

    public Channel Channel => Kind == RobotKind.WeCom ? Channel.WeCom : Channel.DingTalk;

    protected override void On(IEvent happened, Stamp stamp)
    {
        switch (happened)
        {
            case RobotSet e:
                (Id, Unit, Kind, Host, Notices, Quiet, IsRemoved) = (e.Id, e.Unit, e.Kind, e.Host, e.Notices, e.Quiet, false);
                break;
            case RobotRemoved:
                IsRemoved = true;
                break;
        }
    }
}

/// <summary>A robot's address and secret, protected.</summary>
internal sealed class RobotSecret
{
    public required RobotId Id { get; init; }

    public required string Address { get; set; }

    /// <summary>The secret that signs; none for WeCom.</summary>
    public string? Secret { get; set; }
}
