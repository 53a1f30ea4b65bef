using System.Globalization;
using Bihuan.Kernel;
using Bihuan.Platform;

namespace Bihuan.Matters;

/// <summary>The lead asks for more time (申请延期). Nothing moves until the issuer has decided.</summary>
internal static class AskExtension
{
    [Needs(MattersPermissions.Handle)]
    public sealed record Request(MatterId Matter, DateOnly Until, string Why, IReadOnlyList<Evidence> Evidence) : ICommand<int>;

    public static Result<Decision<int>> Decide(Matter matter, Request request, DateOnly today)
    {
        List<Problem> problems = [.. Wording.Check(request.Why, nameof(request.Why)), .. Days.Check(request.Until, nameof(request.Until)), .. Files.Check(request.Evidence)];
        if (Transitions.Refusal(matter, MatterAct.AskExtension) is { } refusal)
        {
            problems.Add(refusal);
        }
        if (request.Until <= matter.DueDay || request.Until < today)
        {
            problems.Add(Problem.Coded("MAT-057", nameof(request.Until), Days.Text(request.Until), Days.Text(matter.DueDay)));
        }
        if (matter.Extensions.FirstOrDefault(e => e.Granted is null) is { } waiting)
        {
            problems.Add(Problem.Coded("MAT-053", "Extensions", Days.Text(waiting.Until)));
        }

        var no = matter.Extensions.Count + 1;
        return problems.Count > 0 ? problems : new Decision<int>(no, new Change(matter, new ExtensionAsked(no, request.Until, request.Why.Trim(), request.Evidence)));
    }

    internal sealed class Handler(Desk desk) : IHandler<Request, int>
    {
        public ValueTask<Result<int>> Handle(Request request, CancellationToken cancel) =>
            desk.On<int>(request.Matter, m => desk.RefuseBeyond(MattersPermissions.Handle, m.Lead, cancel), m => Decide(m, request, desk.Today), cancel);
    }
}

/// <summary>The issuer decides on an extension. A granted one moves the date from now on; days that were red stay red.</summary>
internal static class DecideExtension
{
    /// <param name="No">Which.</param>
    /// <param name="Until">The new due day, where it is granted; it may be another than was asked for.</param>
    [Needs(MattersPermissions.Steer)]
    public sealed record Request(MatterId Matter, int No, DateOnly? Until, string Why) : ICommand<None>;

    /// <param name="schedule">The days with the new date, where one is granted.</param>
    /// <param name="heldBy">Why somebody else moves the date.</param>
    public static Result<Decision<None>> Decide(Matter matter, Request request, Result<Schedule>? schedule, Actor actor, DateOnly today, IReadOnlyList<Problem> heldBy)
    {
        List<Problem> problems = [.. Wording.Check(request.Why, nameof(request.Why)), .. schedule?.Match<IReadOnlyList<Problem>>(_ => [], p => p) ?? [], .. heldBy];
        if (Transitions.Refusal(matter, MatterAct.DecideExtension) is { } refusal)
        {
            problems.Add(refusal);
        }

        var asked = matter.Extensions.FirstOrDefault(e => e.No == request.No);
        if (asked is null or { Granted: not null })
        {
            problems.Add(Problem.Coded("MAT-058", nameof(request.No), request.No.ToString(CultureInfo.InvariantCulture)));
        }
        else if (actor.Account is { } account && asked.By.Account == account)
        {
            problems.Add(Problem.Coded("MAT-059", nameof(request.No)));
        }
        if (request.Until is { } until && (until <= matter.DueDay || until < today))
        {
            problems.Add(Problem.Coded("MAT-057", nameof(request.Until), Days.Text(until), Days.Text(matter.DueDay)));
        }

        return problems.Count > 0 ? problems : new Decision<None>(default, new Change(matter, new ExtensionDecided(request.No, request.Until, request.Why.Trim(), schedule is Result<Schedule>.Done(var days) ? days : null)));
    }

    internal sealed class Handler(Desk desk) : IHandler<Request, None>
    {
        public ValueTask<Result<None>> Handle(Request request, CancellationToken cancel) =>
            desk.On<None>(
                request.Matter,
                m => desk.RefuseUnlessIssuer(m, cancel),
                async m => Decide(m, request, request.Until is { } until ? await desk.Reschedule(m, until, signFrom: null, cancel) : null, desk.Actor, desk.Today, request.Until is null ? [] : await desk.DueHeldBy(m, cancel)),
                cancel);
    }
}

/// <summary>Moves the last day for the module that opened the matter.</summary>
internal static class MoveDueDayFeature
{
    public static Result<Decision<None>> Decide(Matter matter, MoveDueDay request, Result<Schedule> schedule, DateOnly today)
    {
        List<Problem> problems = [.. Wording.Check(request.Document, nameof(request.Document)), .. schedule.Match<IReadOnlyList<Problem>>(_ => [], p => p)];
        if (Transitions.Refusal(matter, MatterAct.Reschedule) is { } refusal)
        {
            problems.Add(refusal);
        }
        if (request.Due < today && !request.IsDueFixed)
        {
            problems.Add(Problem.Coded("MAT-024", nameof(request.Due), matter.Title, Days.Text(request.Due)));
        }
        if (problems.Count > 0 || schedule is not Result<Schedule>.Done(var days))
        {
            return problems;
        }

        var document = request.Document.Trim();
        return matter.DueDay == request.Due ? new Decision<None>(default)
            : matter.Extensions.FirstOrDefault(e => e.Granted is null) is { } asked ? new Decision<None>(default, new Change(matter, new ExtensionDecided(asked.No, request.Due, document, days)))
            : new Decision<None>(default, new Change(matter, new MatterRescheduled(days, document)));
    }

    internal sealed class Handler(Desk desk) : IHandler<MoveDueDay, None>
    {
        public ValueTask<Result<None>> Handle(MoveDueDay request, CancellationToken cancel) =>
            desk.On<None>(request.Matter, m => desk.RefuseUnlessIssuer(m, cancel), async m => Decide(m, request, await desk.Reschedule(m, request.Due, signFrom: null, cancel), desk.Today), cancel);
    }
}
