using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Platform;

namespace Bihuan.Matters;

/// <summary>A matter with everything that is known of it.</summary>
internal static class ShowMatter
{
    [Needs(MattersPermissions.View)]
    public sealed record Request(MatterId Id) : IQuery<Answer>;

    /// <param name="Row">As in a list.</param>
    /// <param name="Terms">What is asked.</param>
    /// <param name="Reasons">Every reason for its lamp that holds at the moment shown, the gravest first.</param>
    /// <param name="Rule">The rule by which the lamps are lit.</param>
    /// <param name="Lamps">Every stretch of time under a lamp so far.</param>
    /// <param name="Parts">The parts it was split into.</param>
    /// <param name="Units">The names of the units that appear.</param>
    /// <param name="NextStepAt">When the next step of the ladder is taken by itself.</param>
    public sealed record Answer(
        MatterId Id,
        int Version,
        MatterRow Row,
        MatterTerms Terms,
        MatterId? Parent,
        Schedule? Schedule,
        IReadOnlyList<LampTurn> Reasons,
        SupervisionRule? Rule,
        IReadOnlyList<LampSpan> Lamps,
        IReadOnlyList<MatterRow> Parts,
        IReadOnlyList<Report> Reports,
        IReadOnlyList<Contribution> Contributions,
        IReadOnlyList<GoalFigure> Figures,
        IReadOnlyList<Extension> Extensions,
        IReadOnlyList<Instruction> Instructions,
        IReadOnlyList<UrgeMade> Urges,
        IReadOnlyList<string> PointsToMend,
        DateTimeOffset? Issued,
        IssueRoundId? Round,
        DateTimeOffset? HandedIn,
        DateTimeOffset? AcceptBy,
        MatterEnd? Proposed,
        string? HandInText,
        IReadOnlyList<Evidence> HandInEvidence,
        string? Finding,
        IReadOnlyList<Evidence> FindingEvidence,
        DateOnly? ReopenUntil,
        string? DeclineReason,
        UnitId? ProposedUnit,
        string? PausedBy,
        DateTimeOffset? NextStepAt,
        IReadOnlyDictionary<Guid, string> Units);

    internal sealed class Handler(MatterQueries queries, Desk desk) : IHandler<Request, Answer>
    {
        public async ValueTask<Result<Answer>> Handle(Request request, CancellationToken cancel)
        {
            if (await queries.Find(request.Id, cancel) is not { } m)
            {
                return Problem.Coded("PLATFORM-005", nameof(request.Id));
            }

            var names = await queries.Names(cancel);
            var parts = await queries.Rows(await desk.Parts(m.Id, cancel), cancel);
            var row = (await queries.Rows([m], cancel))[0];
            var units = m.Terms.Supporting.Concat(new[] { m.Lead, m.Accepting, m.Place, m.ProposedUnit }.OfType<UnitId>()).Concat(m.Contributions.Select(c => c.Unit)).Concat(m.Urges.SelectMany(u => u.To))
                .Distinct().ToDictionary(u => u.Value, u => names.GetValueOrDefault(u) ?? "");
            return new Answer(
                m.Id, m.Version, row, m.Terms, m.Parent, m.Schedule, [.. m.Turns.Where(t => t.Holds(queries.At))], m.Schedule?.Rule, [.. m.History(queries.At)], parts, m.Reports, m.Contributions, m.Figures, m.Extensions,
                m.Instructions, m.Urges, m.PointsToMend, m.Issued, m.Round, m.HandedIn, m.AcceptBy, m.Proposed, m.HandInText, m.HandInEvidence, m.Finding, m.FindingEvidence, m.ReopenUntil, m.DeclineReason, m.ProposedUnit,
                m.PausedBy, m.NextStepAt, units);
        }
    }
}
