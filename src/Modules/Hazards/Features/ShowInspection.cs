using Bihuan.Enterprises;
using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Platform;

namespace Bihuan.Hazards;

/// <summary>An inspection as it was made (检查详情), by the edition of its checklist that held then.</summary>
internal static class ShowInspection
{
    [Needs(HazardsPermissions.View)]
    public sealed record Request(InspectionId Id) : IQuery<View>;

    /// <param name="Number">What people can name it by, as on the phone's receipt.</param>
    /// <param name="ChecklistTitle">What the checklist was called.</param>
    /// <param name="Edition">The first day of its edition.</param>
    /// <param name="Post">The title of the post of whoever made it.</param>
    /// <param name="Answers">In the order of the questions.</param>
    /// <param name="Hidden">How many hazards came of it that the person may not see.</param>
    public sealed record View(
        InspectionId Id, string Number, PremisesId Premises, string PremisesName, string Address, string Checklist, string ChecklistTitle, DateOnly Edition, string Standard, string? Note, DateOnly Day, UnitId Unit, string? UnitName, string? Post, decimal Points,
        decimal Most, decimal? Percent, HazardGrade? Grade, DateOnly Next, IReadOnlyList<Answered> Answers, IReadOnlyList<HazardLine> Hazards, int Hidden);

    /// <summary>A question that was asked.</summary>
    /// <param name="Answer">What was answered; none where it stayed open.</param>
    /// <param name="Points">The points of the answer; none where it gives none.</param>
    /// <param name="Hazards">The hazards that the answer showed and the person may see.</param>
    /// <param name="Found">How grave what it showed is by the checklist; none where it showed nothing.</param>
    public sealed record Answered(Question Question, GivenAnswer? Answer, decimal? Points, IReadOnlyList<HazardId> Hazards, HazardGrade? Found);

    /// <summary>The questions that were asked, with what was answered and what came of it.</summary>
    /// <param name="list">The edition by which it was made.</param>
    /// <param name="made">The inspection.</param>
    /// <param name="seen">Whether a hazard may be seen.</param>
    public static IReadOnlyList<Answered> Answers(Checklist list, InspectionRecord made, Func<HazardId, bool> seen)
    {
        // Hazards were registered in the order of the questions and their effects.
        var hazards = new Queue<HazardId>(made.Hazards);
        List<Answered> answers = [];
        foreach (var question in Inspection.Asked(list, made.Answers.ToDictionary(a => a.Key, a => a.Value.Judged, StringComparer.Ordinal)))
        {
            var given = made.Answers.GetValueOrDefault(question.Id);
            var follow = given is null ? [] : question.Following(given.Value);
            var found = follow.Where(e => e.Hazard is not null).Select(e => hazards.TryDequeue(out var id) ? id : (HazardId?)null).OfType<HazardId>().ToList();
            answers.Add(new(question, given, follow.Max(e => e.Points), [.. found.Where(seen)], follow.Max(e => e.Hazard)));
        }

        return answers;
    }

    internal sealed class Handler(HazardQueries queries, HazardSight sight, ChecklistShelf checklists, IPremisesQueries premises, IOrganisationQueries organisation) : IHandler<Request, View>
    {
        public async ValueTask<Result<View>> Handle(Request request, CancellationToken cancel)
        {
            if (await sight.Inspection(request.Id, cancel) is not { } made)
            {
                return Problem.Coded("PLATFORM-005", nameof(request.Id));
            }

            var list = await checklists.Find(made.Checklist, made.Edition, cancel) ?? throw new InvalidOperationException($"The edition of {made.Edition:yyyy-MM-dd} of {made.Checklist} is gone.");
            var lines = await queries.Lines(await sight.Rows(HazardsPermissions.View, [.. made.Hazards], cancel), cancel);
            var (seen, place) = (lines.Select(l => l.Id).ToHashSet(), await premises.Brief(made.Premises, cancel));
            return new View(
                made.Id, made.Number, made.Premises, place?.Name ?? "", place?.Address ?? "", made.Checklist, list.Title, made.Edition, made.Standard, list.Note, made.Day, made.Unit, (await queries.Names(cancel)).GetValueOrDefault(made.Unit),
                made.Post is { } post ? await organisation.TitleOf(post, cancel) : null, made.Points, made.Most, made.Percent, made.Grade, made.Next, Answers(list, made, seen.Contains), lines, made.Hazards.Count - lines.Count);
        }
    }
}

/// <summary>A photograph of an inspection that the person may see.</summary>
internal static class InspectionFile
{
    [Needs(HazardsPermissions.View)]
    public sealed record Request(InspectionId Inspection, string Hash) : IQuery<NewPhotograph>;

    internal sealed class Handler(HazardSight sight) : IHandler<Request, NewPhotograph>
    {
        public async ValueTask<Result<NewPhotograph>> Handle(Request request, CancellationToken cancel) =>
            await sight.Inspection(request.Inspection, cancel) is { } made && made.Answers.Values.SelectMany(a => a.Photographs ?? []).FirstOrDefault(p => p.Hash == request.Hash) is { } photograph
                ? photograph : Problem.Coded("PLATFORM-005", nameof(request.Hash));
    }
}
