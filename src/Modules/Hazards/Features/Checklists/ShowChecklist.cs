using Bihuan.Enterprises;
using Bihuan.Kernel;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Hazards;

/// <summary>How an edition of a checklist stands on a day.</summary>
internal enum EditionState
{
    /// <summary>草稿.</summary>
    Draft,

    /// <summary>待施行.</summary>
    Coming,

    /// <summary>现行.</summary>
    InForce,

    /// <summary>已失效.</summary>
    Over,

    /// <summary>未施行：废止在先.</summary>
    NeverHeld,
}

/// <summary>Every edition of every checklist (检查表), shipped and of the district; drafts for those who keep them.</summary>
internal static class ListChecklists
{
    /// <param name="Kind">For premises of this kind.</param>
    [Needs(HazardsPermissions.View)]
    public sealed record Request(string? Kind = null) : IQuery<IReadOnlyList<Row>>;

    /// <param name="From">The first day; none of a draft.</param>
    /// <param name="KindNames">The kinds of premises in words; empty for all.</param>
    public sealed record Row(string Key, string Title, string Standard, bool IsOwn, EditionState State, DateOnly? From, DateOnly? To, IReadOnlyList<string> KindNames, int Questions);

    /// <summary>How an edition stands on a day.</summary>
    public static EditionState StateOf(Checklist c, DateOnly day) => c.To < c.From ? EditionState.NeverHeld : c.From > day ? EditionState.Coming : c.HoldsOn(day) ? EditionState.InForce : EditionState.Over;

    /// <summary>The kinds of premises in words; empty for all.</summary>
    public static IReadOnlyList<string> KindNames(Checklist c, IPremisesQueries premises) => c.IsFor(Checklist.AnyKind) ? [] : [.. c.Kinds.Select(premises.KindName)];

    internal sealed class Handler(HazardQueries queries, ChecklistDesk desk, IPremisesQueries premises) : IHandler<Request, IReadOnlyList<Row>>
    {
        public async ValueTask<Result<IReadOnlyList<Row>>> Handle(Request request, CancellationToken cancel)
        {
            var own = (await queries.Db.Set<ChecklistEdition>().AsNoTracking().ToListAsync(cancel)).Select(ChecklistShelf.Held);
            List<Row> rows = [.. ShippedChecklists.Book.All.Concat(own).Where(Fits).Select(c => Of(c, c.From, StateOf(c, queries.Day)))];
            if (await desk.MayKeep(cancel))
            {
                var drafts = (await queries.Db.Set<OwnChecklist>().AsNoTracking().ToListAsync(cancel)).Where(c => c.Draft is not null).Select(c => c.Draft!.As(c.Name, default));
                rows.AddRange(drafts.Where(d => request.Kind is null || d.IsFor(request.Kind)).Select(d => Of(d, null, EditionState.Draft)));
            }

            return (List<Row>)[.. rows.OrderBy(r => r.State is EditionState.Over or EditionState.NeverHeld).ThenBy(r => r.Title, StringComparer.Ordinal).ThenBy(r => r.Key, StringComparer.Ordinal).ThenByDescending(r => r.From ?? DateOnly.MaxValue)];

            bool Fits(Checklist c) => request.Kind is not { } kind || c.IsFor(kind);

            Row Of(Checklist c, DateOnly? from, EditionState state) => new(c.Key, c.Title, c.Standard, c.IsOwn, state, from, c.To, KindNames(c, premises), c.Questions.Count);
        }
    }
}

/// <summary>A checklist with one of its editions, or its draft.</summary>
internal static class ShowChecklist
{
    /// <param name="Key">The key of a shipped one, or the id of one of the district.</param>
    /// <param name="From">The first day of the edition; where none is given the one in force, else the last.</param>
    /// <param name="Draft">Whether the draft is asked for.</param>
    [Needs(HazardsPermissions.View)]
    public sealed record Request(string Key, DateOnly? From = null, bool Draft = false) : IQuery<View>;

    /// <param name="Id">Of one of the district.</param>
    /// <param name="Shown">The edition, or what the draft would be from today on.</param>
    /// <param name="State">How it stands.</param>
    /// <param name="KindNames">Its kinds of premises in words; empty for all.</param>
    /// <param name="Editions">Every edition, the last first.</param>
    /// <param name="Against">What is to be put right before the draft can be published.</param>
    public sealed record View(
        ChecklistId? Id, int Version, Checklist Shown, EditionState State, IReadOnlyList<string> KindNames, IReadOnlyList<Edition> Editions, bool HasDraft, bool MayKeep, string? CopyOf, DateOnly? WithdrawnFrom, string? WithdrawnWhy,
        IReadOnlyList<Problem> Against);

    public sealed record Edition(DateOnly From, DateOnly? To, string Standard, EditionState State);

    internal sealed class Handler(HazardQueries queries, ChecklistDesk desk, IPremisesQueries premises) : IHandler<Request, View>
    {
        public async ValueTask<Result<View>> Handle(Request request, CancellationToken cancel)
        {
            var mayKeep = await desk.MayKeep(cancel);
            OwnChecklist? own = null;
            List<Checklist> editions;
            if (ChecklistId.TryParse(request.Key, out var id))
            {
                own = await queries.Db.Set<OwnChecklist>().AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, cancel);
                editions = [.. (await queries.Db.Set<ChecklistEdition>().AsNoTracking().Where(e => e.Checklist == id).ToListAsync(cancel)).Select(ChecklistShelf.Held)];
            }
            else
            {
                editions = [.. ShippedChecklists.Book.All.Where(c => c.Key == request.Key)];
            }

            editions = [.. editions.OrderByDescending(c => c.From)];
            var draft = mayKeep && own?.Draft is { } kept ? kept.As(own.Name, queries.Day) : null;
            var isDraft = draft is not null && (request.Draft || editions.Count == 0);
            var shown = isDraft ? draft : request.Draft ? null : request.From is { } from ? editions.Find(c => c.From == from) : editions.Find(c => c.HoldsOn(queries.Day)) ?? editions.FirstOrDefault();
            return shown is null ? Problem.Coded("PLATFORM-005", nameof(request.Key)) : new View(
                own?.Id, own?.Version ?? 0, shown, isDraft ? EditionState.Draft : ListChecklists.StateOf(shown, queries.Day), ListChecklists.KindNames(shown, premises),
                [.. editions.Select(c => new Edition(c.From, c.To, c.Standard, ListChecklists.StateOf(c, queries.Day)))], draft is not null, mayKeep, own?.CopyOf, own?.WithdrawnFrom, own?.WithdrawnWhy,
                isDraft ? PublishChecklist.Against(shown, ShippedChecklists.Book, desk.Kinds) : []);
        }
    }
}
