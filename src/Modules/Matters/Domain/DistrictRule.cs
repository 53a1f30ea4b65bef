using Bihuan.Kernel;

namespace Bihuan.Matters;

[EventType("matters.rule-set")]
internal sealed record DistrictRuleSet(Guid Id, SupervisionRule Rule) : IEvent;

[EventType("matters.rule-revoked")]
internal sealed record DistrictRuleRevoked : IEvent;

/// <summary>A rule of supervision that the district set: dated, for one kind or for all (督办规则).</summary>
[Stream("supervision-rule")]
internal sealed class DistrictRule : State
{
    public Guid Id { get; private set; }

    public override Guid Key => Id;

    public SupervisionRule Rule { get; private set; } = null!;

    public bool Revoked { get; private set; }

    protected override void On(IEvent happened, Stamp stamp)
    {
        switch (happened)
        {
            case DistrictRuleSet e:
                (Id, Rule) = (e.Id, e.Rule);
                break;
            case DistrictRuleRevoked:
                Revoked = true;
                break;
        }
    }
}
