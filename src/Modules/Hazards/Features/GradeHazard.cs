using Bihuan.Kernel;
using Bihuan.Platform;

namespace Bihuan.Hazards;

/// <summary>Grades a hazard (定级): by a direct item of the standard, or by a panel's combined judgement with votes and conclusion.</summary>
internal static class GradeHazard
{
    [Needs(HazardsPermissions.Handle)]
    public sealed record Request(HazardId Hazard, Judgement Judgement) : ICommand<None>;

    /// <param name="by">The unit that judges, as the conclusion names it.</param>
    public static Result<Decision<None>> Decide(Hazard hazard, Judgement judgement, HazardContext context, Organisation.UnitId? by = null)
    {
        List<Problem> problems = [.. hazard.Refusal(HazardAct.Grade) is { } refusal ? [refusal] : Array.Empty<Problem>()];
        var panel = judgement.Panel ?? [];
        var isPanel = panel.Count > 0 && panel.Count <= HazardCheck.MostPremises && panel.DistinctBy(v => (v.Unit, v.Post)).Count() == panel.Count;
        var standard = HazardCheck.Blank(judgement.Standard);
        problems.AddRange(HazardCheck.Text(judgement.Conclusion, nameof(judgement.Conclusion), HazardCheck.MostWords, needed: judgement.Way is GradeWay.Combined));
        problems.AddRange(HazardCheck.Text(judgement.Standard, nameof(judgement.Standard), HazardCheck.MostText, needed: false));
        problems.AddRange(HazardCheck.Units(panel.Select(v => (Organisation.UnitId?)v.Unit), nameof(judgement.Panel), context));
        if (judgement.Way is GradeWay.Direct)
        {
            // A general hazard needs no item of its own: it is one of which none makes it major.
            problems.AddRange(HazardCheck.Text(judgement.Clause, nameof(judgement.Clause), HazardCheck.MostText, needed: judgement.Grade is HazardGrade.Major));
        }
        else if (!isPanel)
        {
            problems.Add(Problem.Coded("HAZ-123", nameof(judgement.Panel)));
        }
        if (standard is not null)
        {
            var edition = context.Book.Edition(standard, hazard.FoundOn);
            problems.AddRange(edition.Match<IReadOnlyList<Problem>>(_ => [], p => p));
            standard = edition.Match(e => e, _ => standard);
        }

        if (judgement.Way is not GradeWay.Direct && isPanel)
        {
            problems.AddRange(JudgementRules.Shipped.Refusals(judgement with { Standard = standard }));
        }

        var kept = judgement with { By = by, On = context.Today, Standard = standard, Clause = HazardCheck.Blank(judgement.Clause), Conclusion = HazardCheck.Blank(judgement.Conclusion), Panel = panel.Count == 0 ? null : panel };
        return problems.Count > 0 ? problems : new Decision<None>(default, new Change(hazard, new HazardGraded(kept)));
    }

    internal sealed class Handler(HazardDesk desk) : IHandler<Request, None>
    {
        public ValueTask<Result<None>> Handle(Request request, CancellationToken cancel) =>
            desk.On<None>(request.Hazard, HazardsPermissions.Handle, async hazard => Decide(hazard, request.Judgement, await desk.Context([], [], cancel), desk.ActingUnit), cancel);
    }
}
