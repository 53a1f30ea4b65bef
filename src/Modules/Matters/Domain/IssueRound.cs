using Bihuan.Kernel;

namespace Bihuan.Matters;

[EventType("matters.round-issued")]
internal sealed record RoundIssued(IssueRoundId Id, string Title, string Letter, IReadOnlyList<MatterId> Matters) : IEvent;

/// <summary>Matters that were issued together, with their covering letter (交办批次).</summary>
[Stream("issue-round")]
internal sealed class IssueRound : State
{
    public IssueRoundId Id { get; private set; }

    public override Guid Key => Id.Value;

    public string Title { get; private set; } = "";

    public string Letter { get; private set; } = "";

    public IReadOnlyList<MatterId> Matters { get; private set; } = [];

    public DateTimeOffset Issued { get; private set; }

    protected override void On(IEvent happened, Stamp stamp)
    {
        if (happened is RoundIssued e)
        {
            (Id, Title, Letter, Matters, Issued) = (e.Id, e.Title, e.Letter, e.Matters, stamp.Recorded);
        }
    }
}
