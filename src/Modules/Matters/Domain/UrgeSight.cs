using Bihuan.Kernel;
using Bihuan.Organisation;

namespace Bihuan.Matters;

/// <summary>By which way a person came to see a step of the ladder.</summary>
internal enum SightWay
{
    /// <summary>打开事项.</summary>
    Page,

    /// <summary>点开站内通知.</summary>
    Notice,

    /// <summary>点开邮件.</summary>
    Mail,
}

/// <summary>A person of a unit that was told saw steps of the ladder for the first time.</summary>
/// <param name="Id">The stream: one for each matter and person, so that whoever reads never stands in the way of whoever writes.</param>
/// <param name="Nos">The steps, by their number within the matter.</param>
/// <param name="Unit">For which unit they were told.</param>
/// <param name="Way">How the person came to it.</param>
[EventType("matters.urge-seen")]
internal sealed record UrgeSeen(Guid Id, MatterId Matter, Guid Account, UnitId Unit, IReadOnlyList<int> Nos, SightWay Way) : IEvent;

/// <summary>When a step was seen first.</summary>
internal sealed record Sight(int No, UnitId Unit, DateTimeOffset At, SightWay Way);

/// <summary>Which steps of a matter's ladder a person has seen, each once (催办阅知).</summary>
[Stream("urge-sight")]
internal sealed class UrgeSight : State
{
    public Guid Id { get; private set; }

    public override Guid Key => Id;

    public MatterId Matter { get; private set; }

    public Guid Account { get; private set; }

    public IReadOnlyList<Sight> Seen { get; private set; } = [];

    protected override void On(IEvent happened, Stamp stamp)
    {
        if (happened is UrgeSeen e)
        {
            (Id, Matter, Account) = (e.Id, e.Matter, e.Account);
            Seen = [.. Seen, .. e.Nos.Where(n => !Seen.Any(s => s.No == n)).Select(n => new Sight(n, e.Unit, stamp.Recorded, e.Way))];
        }
    }
}
