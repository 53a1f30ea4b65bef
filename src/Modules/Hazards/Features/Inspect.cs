using Bihuan.Enterprises;
using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Hazards;

/// <summary>Keeps an inspection by a checklist (检查), registers and grades the hazards that its answers show, and closes the checks that it was asked for by.</summary>
internal static class Inspect
{
    /// <param name="Checklist">The key of the checklist; the edition follows from the day.</param>
    /// <param name="Answers">By question.</param>
    /// <param name="Category">Of the hazards that are found.</param>
    /// <param name="Day">The day; today where none is given.</param>
    /// <param name="Unit">For which unit; the one acted for where none is given.</param>
    /// <param name="Place">Where in the premises, in words.</param>
    [Needs(HazardsPermissions.Register)]
    public sealed record Request(
        PremisesId Premises, string Checklist, IReadOnlyDictionary<string, GivenAnswer> Answers, HazardCategory Category, DateOnly? Day = null, UnitId? Unit = null, string? Place = null) : ICommand<Answered>;

    /// <param name="Id">The inspection.</param>
    /// <param name="Hazards">The hazards that were registered by it.</param>
    /// <param name="Percent">The score in percent.</param>
    /// <param name="Next">When to come again.</param>
    public sealed record Answered(InspectionId Id, IReadOnlyList<HazardId> Hazards, decimal? Percent, DateOnly Next);

    /// <param name="request">What is asked.</param>
    /// <param name="finder">Who looked; without one it is refused.</param>
    /// <param name="checks">Checks of the premises that wait for an inspection.</param>
    /// <param name="context">What is known.</param>
    /// <param name="id">Its id.</param>
    /// <param name="ids">Gives each hazard its id.</param>
    /// <param name="field">How it came from a phone.</param>
    public static Result<Decision<Answered>> Decide(Request request, (UnitId Unit, PostId? Post)? finder, IReadOnlyList<SimilarCheck> checks, HazardContext context, InspectionId id, Func<HazardId> ids, FieldOrigin? field = null)
    {
        var day = request.Day ?? context.Today;
        List<Problem> problems = [.. HazardCheck.Day(day, nameof(request.Day), context.Today), .. finder is null ? [Problem.Coded("HAZ-106", nameof(request.Unit))] : HazardCheck.Units([finder.Value.Unit], nameof(request.Unit), context)];
        if (!context.Premises.TryGetValue(request.Premises, out var premises))
        {
            problems.Add(Problem.Coded("HAZ-103", nameof(request.Premises)));
        }

        problems.AddRange(HazardCheck.Photographs([.. request.Answers.Values.SelectMany(a => a.Photographs ?? [])], 0, context));
        if (premises is null)
        {
            return problems;
        }

        var (inForce, missing) = context.Book.For(premises.Kind, day);
        if (inForce.FirstOrDefault(c => c.Key == request.Checklist) is not { } list)
        {
            problems.Add(missing.FirstOrDefault(p => p.Field == request.Checklist) ?? Problem.Coded("HAZ-170", nameof(request.Checklist), context.Book.All.FirstOrDefault(c => c.Key == request.Checklist)?.Title ?? request.Checklist));
            return problems;
        }

        var judged = Inspection.Judge(list, request.Answers.ToDictionary(a => a.Key, a => a.Value.Judged, StringComparer.Ordinal), day);
        problems.AddRange(judged.Match<IReadOnlyList<Problem>>(_ => [], p => p));
        return problems.Count > 0 || judged is not Result<Verdict>.Done(var verdict) ? problems : Made(request, finder!.Value, checks, context, id, ids, day, list, verdict, field);
    }

    private static Result<Decision<Answered>> Made(
        Request request, (UnitId Unit, PostId? Post) finder, IReadOnlyList<SimilarCheck> checks, HazardContext context, InspectionId id, Func<HazardId> ids, DateOnly day, Checklist list, Verdict verdict, FieldOrigin? field)
    {
        List<Problem> problems = [];
        List<Change> changes = [];
        List<HazardId> made = [];
        foreach (var found in verdict.Hazards)
        {
            var (question, answer, hazard) = (list.Questions.First(q => q.Id == found.Question), request.Answers[found.Question], ids());
            var terms = new HazardTerms
            {
                Premises = [request.Premises],
                Place = request.Place ?? "",
                Category = request.Category,
                Items = [new(Cut(Words(found.Finding, HazardCheck.Blank(answer.Comment)) ?? question.Text), list.Standard, found.Clause)],
            };
            RegisterHazard.Decide(terms, new(FoundBy.Inspection, finder.Unit, finder.Post, id), day, answer.Photographs ?? [], context, hazard).Match(
                done =>
                {
                    changes.AddRange(done.Changes);
                    changes.Add(new(done.Changes[0].State, new HazardGraded(new(found.Grade, GradeWay.Direct, list.Standard, found.Clause))));
                    made.Add(hazard);
                    return true;
                },
                refused =>
                {
                    problems.AddRange(refused);
                    return false;
                });
        }

        if (problems.Count > 0)
        {
            return problems;
        }

        changes.Insert(0, new(
            new InspectionRecord(),
            new InspectionMade(id, context.Premises[request.Premises].Id, list.Key, list.From, list.Standard, day, finder.Unit, finder.Post, request.Answers, verdict.Points, verdict.Most, verdict.Percent, verdict.Grade, verdict.Next, made, field), day));
        changes.AddRange(checks.Select(c => new Change(c, new SimilarCheckDone(id, day))));
        return new Decision<Answered>(new(id, made, verdict.Percent, verdict.Next), changes);
    }

    /// <summary>What the checklist calls it, with what was seen on the spot.</summary>
    private static string? Words(string? finding, string? comment) => finding is null ? comment : comment is null ? finding : $"{finding}：{comment}";

    private static string Cut(string text) => text.Length <= HazardCheck.MostText ? text : text[..HazardCheck.MostText];

    internal sealed class Handler(HazardDesk desk, IPremisesQueries premises) : IHandler<Request, Answered>
    {
        public ValueTask<Result<Answered>> Handle(Request request, CancellationToken cancel) => Carry(desk, premises, request, field: null, cancel);
    }

    /// <summary>Loads what is needed, decides, and carries it out.</summary>
    /// <param name="field">How it came from a phone.</param>
    public static async ValueTask<Result<Answered>> Carry(HazardDesk desk, IPremisesQueries premises, Request request, FieldOrigin? field, CancellationToken cancel)
    {
        var unit = request.Unit ?? desk.ActingUnit;
        var context = await desk.Context([request.Premises], (request.Answers ?? new Dictionary<string, GivenAnswer>()).Values.SelectMany(a => a.Photographs ?? []).Select(p => p.Hash), cancel, inspectedOn: request.Day ?? desk.Today);
        if (!context.Premises.ContainsKey(request.Premises) || (unit is { } finder && !await desk.Sight.Reaches(HazardsPermissions.Register, finder, cancel)))
        {
            return HazardDesk.NotYours;
        }

        var same = await premises.Same([request.Premises], cancel);
        var checks = await desk.Db.Set<SimilarCheck>().AsTracking().Where(c => EF.Parameter(same).Contains(c.Premises) && c.DoneOn == null).ToListAsync(cancel);
        return await desk.Carry(Decide(request, unit is { } known ? (known, desk.ActingPost) : null, checks, context, desk.Ids.New<InspectionId>(), desk.Ids.New<HazardId>, field), cancel);
    }
}

/// <summary>Inspections in parts, the last first: those of one's units, or all of premises that one may see.</summary>
internal static class ListInspections
{
    private static readonly Persistence.Keyset<InspectionRecord> ByDay = new Persistence.Keyset<InspectionRecord>().By(i => i.Day, descending: true).By(i => i.Id, descending: true);

    /// <param name="Premises">Of these premises.</param>
    /// <param name="After">Where the last part ended.</param>
    /// <param name="Limit">How many.</param>
    [Needs(HazardsPermissions.View)]
    public sealed record Request(PremisesId? Premises = null, string? After = null, int? Limit = null) : IQuery<Page<Line>>;

    /// <summary>An inspection in a list.</summary>
    public sealed record Line(InspectionId Id, PremisesId Premises, string PremisesName, string Checklist, string Standard, DateOnly Day, UnitId Unit, string? UnitName, decimal? Percent, HazardGrade? Grade, int Hazards, DateOnly Next);

    internal sealed class Handler(HazardQueries queries, HazardSight sight, IPremisesQueries premises, ChecklistShelf checklists) : IHandler<Request, Page<Line>>
    {
        public async ValueTask<Result<Page<Line>>> Handle(Request request, CancellationToken cancel)
        {
            var part = await (await sight.Inspections(request.Premises, cancel)).Part(ByDay, request.After, request.Limit, cancel);
            if (part is not Result<Page<InspectionRecord>>.Done(var page))
            {
                return part.Map<Page<Line>>(_ => null!);
            }

            var (names, places, book) = (await queries.Names(cancel), await premises.Briefs([.. page.Items.Select(i => i.Premises).Distinct()], cancel), await checklists.Known(cancel));
            return page.With<Line>([.. page.Items.Select(i => new Line(
                i.Id, places.GetValueOrDefault(i.Premises)?.Id ?? i.Premises, places.GetValueOrDefault(i.Premises)?.Name ?? "", book.All.FirstOrDefault(c => c.Key == i.Checklist && c.From == i.Edition)?.Title ?? i.Checklist, i.Standard, i.Day, i.Unit, names.GetValueOrDefault(i.Unit), i.Percent, i.Grade,
                i.Hazards.Count, i.Next))]);
        }
    }
}

/// <summary>What premises are looked at by on a day: the checklists of that day, and what is missing.</summary>
internal static class ShowChecklists
{
    [Needs(HazardsPermissions.View)]
    public sealed record Request(PremisesId Premises, DateOnly? Day = null) : IQuery<Answer>;

    /// <param name="PremisesName">The premises.</param>
    /// <param name="Lists">The checklists of the day.</param>
    /// <param name="Missing">Sentences about those that have no edition of the day.</param>
    public sealed record Answer(string PremisesName, IReadOnlyList<Checklist> Lists, IReadOnlyList<string> Missing);

    internal sealed class Handler(HazardQueries queries, IPremisesQueries premises, ChecklistShelf checklists, Words words) : IHandler<Request, Answer>
    {
        public async ValueTask<Result<Answer>> Handle(Request request, CancellationToken cancel)
        {
            if (!(await premises.Sees([request.Premises], cancel)).Contains(request.Premises) || await premises.Brief(request.Premises, cancel) is not { } brief)
            {
                return Problem.Coded("PLATFORM-005", nameof(request.Premises));
            }

            var day = request.Day ?? queries.Day;
            var (lists, missing) = (await checklists.On(day, cancel)).For(brief.Kind, day);
            return new Answer(brief.Name, lists, [.. missing.Select(words.Say)]);
        }
    }
}
