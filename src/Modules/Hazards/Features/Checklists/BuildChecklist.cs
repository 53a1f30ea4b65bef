using System.Text.Json;
using Bihuan.Enterprises;
using Bihuan.Kernel;
using Bihuan.Persistence;
using Bihuan.Platform;

namespace Bihuan.Hazards;

/// <summary>Loads what a decision about the district's checklists needs. They are rules for everybody who inspects, so a right over one unit keeps none.</summary>
internal sealed class ChecklistDesk(HazardDesk desk, ChecklistShelf shelf, IPremisesQueries premises)
{
    public HazardDesk Desk => desk;

    public ChecklistShelf Shelf => shelf;

    /// <summary>The keys of the kinds of premises.</summary>
    public IReadOnlySet<string> Kinds => premises.Kinds.Select(k => k.Key).ToHashSet(StringComparer.Ordinal);

    public async ValueTask<bool> MayKeep(CancellationToken cancel) => await desk.Sight.Units(ChecklistPermissions.Keep, cancel) is null;

    /// <summary>Loads a checklist, asks for the right, decides and carries it out.</summary>
    public async ValueTask<Result<T>> On<T>(ChecklistId id, Func<OwnChecklist, ValueTask<Result<Decision<T>>>> decide, CancellationToken cancel)
    {
        if (!await MayKeep(cancel))
        {
            return HazardDesk.NotYours;
        }

        return await desk.Db.FindAsync<OwnChecklist>([id], cancel) is { IsGone: false } checklist ? await desk.Carry(await decide(checklist), cancel) : Problem.Coded("PLATFORM-005", "Checklist");
    }

    public static IEnumerable<Problem> Seen(OwnChecklist checklist, int? version) => version is { } seen && seen != checklist.Version ? [Problem.Coded("PLATFORM-004", "")] : [];
}

/// <summary>Keeps the draft of a checklist (保存检查表草稿), finished or not: of a new checklist, or of the next edition of one.</summary>
internal static class SaveChecklist
{
    /// <summary>Of a draft as it is kept, in bytes; one of 300 questions has about half of it.</summary>
    private const int MostBytes = 512 << 10;

    /// <param name="Id">The checklist; none for a new one.</param>
    /// <param name="Version">The version that the person has seen.</param>
    /// <param name="CopyOf">What it was begun from, in words.</param>
    [Needs(ChecklistPermissions.Keep)]
    public sealed record Request(ChecklistId? Id, ChecklistDraft Draft, int? Version = null, string? CopyOf = null) : ICommand<ChecklistId>;

    /// <param name="known">The checklist as it stands; none for a new one.</param>
    public static Result<Decision<ChecklistId>> Decide(OwnChecklist? known, Request request, ChecklistId id)
    {
        var draft = request.Draft;
        List<Problem> problems = [.. HazardCheck.Text(draft.Title, nameof(draft.Title), 200), .. HazardCheck.Text(request.CopyOf, nameof(request.CopyOf), HazardCheck.MostText, needed: false)];
        if (JsonSerializer.SerializeToUtf8Bytes(draft, EventCatalog.Json).Length > MostBytes)
        {
            problems.Add(Problem.Coded("HAZ-659", nameof(draft.Questions)));
        }
        if (known is not null)
        {
            problems.AddRange(ChecklistDesk.Seen(known, request.Version));
            problems.AddRange(known.WithdrawnFrom is { } day ? [Problem.Coded("HAZ-651", "", HazardCheck.Iso(day))] : Array.Empty<Problem>());
        }

        return problems.Count > 0 ? problems
            : new Decision<ChecklistId>(known?.Id ?? id, new Change(known ?? new OwnChecklist(), new ChecklistDrafted(known?.Id ?? id, draft, known is null ? HazardCheck.Blank(request.CopyOf) : null)));
    }

    internal sealed class Handler(ChecklistDesk desk) : IHandler<Request, ChecklistId>
    {
        public async ValueTask<Result<ChecklistId>> Handle(Request request, CancellationToken cancel) => request.Id is { } id ? await desk.On(id, known => ValueTask.FromResult(Decide(known, request, id)), cancel)
            : !await desk.MayKeep(cancel) ? HazardDesk.NotYours
            : await desk.Desk.Carry(Decide(null, request, desk.Desk.Ids.New<ChecklistId>()), cancel);
    }
}

/// <summary>Throws a draft away (放弃草稿). A checklist that was never published goes with it.</summary>
internal static class DropChecklistDraft
{
    [Needs(ChecklistPermissions.Keep)]
    public sealed record Request(ChecklistId Checklist) : ICommand<None>;

    public static Result<Decision<None>> Decide(OwnChecklist checklist) =>
        checklist.Draft is null ? Problem.Coded("HAZ-650", "") : new Decision<None>(default, new Change(checklist, new ChecklistDraftDropped()));

    internal sealed class Handler(ChecklistDesk desk) : IHandler<Request, None>
    {
        public ValueTask<Result<None>> Handle(Request request, CancellationToken cancel) => desk.On(request.Checklist, checklist => ValueTask.FromResult(Decide(checklist)), cancel);
    }
}

/// <summary>Publishes the draft of a checklist as an edition (发布检查表): from its first day on it is inspected by, and never changes. The edition before ends the day before.</summary>
internal static class PublishChecklist
{
    /// <param name="From">The first day: today or later, and after that of the edition before, so that no inspection that was made is one by another edition now.</param>
    /// <param name="Version">The version that the person has seen.</param>
    [Needs(ChecklistPermissions.Keep)]
    public sealed record Request(ChecklistId Checklist, DateOnly From, int? Version = null) : ICommand<None>;

    /// <param name="book">The checklists, which know the days of standards.</param>
    /// <param name="kinds">The kinds of premises.</param>
    public static Result<Decision<None>> Decide(OwnChecklist checklist, Request request, ChecklistBook book, IReadOnlySet<string> kinds, DateOnly today)
    {
        List<Problem> problems = [.. ChecklistDesk.Seen(checklist, request.Version)];
        if (request.From < today || request.From.Year > today.Year + 10)
        {
            problems.Add(Problem.Coded("HAZ-652", nameof(Checklist.From), HazardCheck.Iso(today)));
        }
        if (checklist.LastFrom is { } last && request.From <= last)
        {
            problems.Add(Problem.Coded("HAZ-653", nameof(Checklist.From), HazardCheck.Iso(last)));
        }
        if (checklist.Draft is not { } draft)
        {
            problems.Add(Problem.Coded("HAZ-650", ""));
            return problems;
        }

        var edition = draft.As(checklist.Name, request.From);
        problems.AddRange(Against(edition, book, kinds));
        return problems.Count > 0 ? problems : new Decision<None>(default, new Change(checklist, new ChecklistPublished(checklist.Id, checklist.Editions + 1, edition), request.From));
    }

    /// <summary>Every reason against what a draft would be as an edition.</summary>
    public static IReadOnlyList<Problem> Against(Checklist edition, ChecklistBook book, IReadOnlySet<string> kinds) =>
    [
        .. ChecklistCheck.Of(edition), .. book.Against(edition), .. HazardCheck.Text(edition.Note, nameof(edition.Note), HazardCheck.MostWords, needed: false),
        .. edition.Kinds.Where(k => k != Checklist.AnyKind && !kinds.Contains(k)).Select(k => Problem.Coded("HAZ-654", nameof(edition.Kinds), k)),
    ];

    internal sealed class Handler(ChecklistDesk desk) : IHandler<Request, None>
    {
        public ValueTask<Result<None>> Handle(Request request, CancellationToken cancel) =>
            desk.On(request.Checklist, checklist => ValueTask.FromResult(Decide(checklist, request, ShippedChecklists.Book, desk.Kinds, desk.Desk.Today)), cancel);
    }
}

/// <summary>Withdraws a checklist from a day on (废止检查表). What was inspected by it keeps its edition.</summary>
internal static class WithdrawChecklist
{
    /// <param name="From">The first day on which it holds no longer: today or later.</param>
    /// <param name="Why">The reason.</param>
    [Needs(ChecklistPermissions.Keep)]
    public sealed record Request(ChecklistId Checklist, DateOnly From, string Why) : ICommand<None>;

    public static Result<Decision<None>> Decide(OwnChecklist checklist, Request request, DateOnly today)
    {
        List<Problem> problems = [.. HazardCheck.Text(request.Why, nameof(request.Why), HazardCheck.MostText)];
        if (request.From < today)
        {
            problems.Add(Problem.Coded("HAZ-652", nameof(Checklist.From), HazardCheck.Iso(today)));
        }
        if (checklist.WithdrawnFrom is { } day)
        {
            problems.Add(Problem.Coded("HAZ-651", "", HazardCheck.Iso(day)));
        }
        else if (checklist.Editions == 0)
        {
            problems.Add(Problem.Coded("HAZ-660", ""));
        }

        return problems.Count > 0 ? problems : new Decision<None>(default, new Change(checklist, new ChecklistWithdrawn(request.From, request.Why.Trim()), request.From));
    }

    internal sealed class Handler(ChecklistDesk desk) : IHandler<Request, None>
    {
        public ValueTask<Result<None>> Handle(Request request, CancellationToken cancel) => desk.On(request.Checklist, checklist => ValueTask.FromResult(Decide(checklist, request, desk.Desk.Today)), cancel);
    }
}
