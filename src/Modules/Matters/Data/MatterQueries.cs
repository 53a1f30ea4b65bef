using System.Linq.Expressions;
using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Matters;

/// <summary>A matter in a list.</summary>
/// <param name="Lamp">Its lamp at the moment shown; <see langword="null"/> where none runs.</param>
/// <param name="Reason">Why, as a key of the texts with its values.</param>
/// <param name="Source">The clause that it comes from.</param>
internal sealed record MatterRow(
    MatterId Id,
    int Version,
    string Title,
    string? Chapter,
    string? Number,
    MatterState State,
    LampColour? Lamp,
    LampReason? Reason,
    UnitId? Lead,
    string? LeadName,
    UnitId? Accepting,
    string? AcceptingName,
    DateOnly? DueDay,
    DateTimeOffset? DueAt,
    int Progress,
    bool WantsHelp,
    MatterEnd? End,
    MatterId? Parent,
    DateTimeOffset? LastReported,
    DateTimeOffset? ReportBy,
    Clause? Source);

/// <summary>What a row needs of its matter: a list reads these columns alone, and none of what only the matter's own page shows.</summary>
internal sealed record MatterLine(
    MatterId Id,
    int Version,
    string Title,
    string? Chapter,
    string? Number,
    MatterState State,
    IReadOnlyList<LampTurn> Turns,
    UnitId? Lead,
    UnitId? Accepting,
    DateOnly? DueDay,
    DateTimeOffset? DueAt,
    DateTimeOffset? SignBy,
    DateTimeOffset? AcceptBy,
    int Progress,
    bool WantsHelp,
    bool AsksExtension,
    MatterEnd? End,
    MatterId? Parent,
    DateTimeOffset? LastReported,
    DateTimeOffset? ReportBy,
    Clause? Source)
{
    /// <summary>The line of a matter, as an expression of its columns.</summary>
    public static Expression<Func<Matter, MatterLine>> Of { get; } = m => new(
        m.Id, m.Version, m.Title, m.Chapter, m.Number, m.State, m.Turns, m.Lead, m.Accepting, m.DueDay, m.DueAt, m.SignBy, m.AcceptBy, m.Progress, m.WantsHelp, m.AsksExtension, m.End, m.Parent, m.LastReported,
        m.ReportBy, m.Source);

    private static readonly Func<Matter, MatterLine> Made = Of.Compile();

    /// <summary>The line of a matter that was read whole.</summary>
    public static MatterLine From(Matter matter) => Made(matter);
}

/// <summary>Why a lamp is lit: worded at the edge, in the reader's language.</summary>
/// <param name="Code">The key of the sentence.</param>
/// <param name="Values">Its values.</param>
internal sealed record LampReason(string Code, IReadOnlyList<string> Values);

/// <summary>Which matters a person may see, and how they read as rows.</summary>
internal sealed class MatterQueries(BihuanContext db, IRights rights, IOrganisationQueries organisation, LampMoment moment)
{
    private Dictionary<UnitId, string>? _names;

    public DateTimeOffset At => moment.At;

    public DateOnly Day => moment.Day;

    /// <summary>The matters that the person may see. With a right over the whole district all of them, but the restricted ones only for who
    /// issues or instructs; else those that a unit within reach leads, supports or accepts.</summary>
    /// <param name="cancel">Cancels.</param>
    /// <param name="onlyOpen">Whether the caller asks for open matters alone, which are found in fewer steps.</param>
    public async ValueTask<IQueryable<Matter>> Visible(CancellationToken cancel, bool onlyOpen = false)
    {
        var matters = db.Set<Matter>().AsNoTracking();
        return await Parties(onlyOpen ? true : null, cancel) is { } parties ? matters.Where(m => parties.Select(p => p.Matter).Contains(m.Id)) : await Unrestricted(matters, cancel);
    }

    /// <summary>The matters that pass a filter and that the person may see.</summary>
    /// <remarks>Words that few titles hold are looked up in the index. Where they are in more titles than the index counts, a walk through the list meets
    /// them soon, and the titles themselves are compared.</remarks>
    public async ValueTask<IQueryable<Matter>> Matching(MatterFilter filter, CancellationToken cancel)
    {
        var visible = await Visible(cancel, filter.OnlyOpen);
        if (SearchPhrase.Of(filter.Words ?? "", isPrefix: true) is not { } phrase)
        {
            return filter.Of(visible, db, At);
        }

        var found = await SearchIndex.Of(db).Find(SearchKind.Matter, SearchQuery.All with { Terms = [new([phrase])] }, ISearchIndex.CountCap, after: null, cancel);
        if (found.IsCapped)
        {
            return filter.Of(visible, db, At);
        }

        var ids = found.Hits.Select(h => MatterId.From(h.Group)).ToArray();
        return (filter with { Words = null }).Of(visible, db, At).Where(m => EF.Parameter(ids).Contains(m.Id));
    }

    /// <summary>Which matters the units within reach have to do with; <see langword="null"/> for whoever sees the whole district.</summary>
    /// <param name="open">Only open ones, or only others.</param>
    /// <param name="cancel">Cancels.</param>
    public async ValueTask<IQueryable<MatterParty>?> Parties(bool? open, CancellationToken cancel)
    {
        if (await rights.Reach(MattersPermissions.View, cancel) is not { } reach)
        {
            return null;
        }

        var parties = db.Set<MatterParty>().AsNoTracking().Within(p => p.Unit, [.. reach.Select(UnitId.From)]);
        return open is { } wanted ? parties.Where(p => p.IsOpen == wanted) : parties;
    }

    /// <summary>A matter, if the person may see it.</summary>
    public async ValueTask<Matter?> Find(MatterId id, CancellationToken cancel)
    {
        var matters = db.Set<Matter>().AsNoTracking().Where(m => m.Id == id);
        matters = await Parties(null, cancel) is { } parties ? matters.Where(m => parties.Any(p => p.Matter == m.Id)) : await Unrestricted(matters, cancel);
        return await matters.SingleOrDefaultAsync(cancel);
    }

    /// <summary>Whether the person, with a right over the whole district, sees what is for units concerned only: who issues or instructs.</summary>
    public async ValueTask<bool> SeesRestricted(CancellationToken cancel) => await rights.May(MattersPermissions.Issue, cancel) || await rights.May(MattersPermissions.Instruct, cancel);

    private async ValueTask<IQueryable<Matter>> Unrestricted(IQueryable<Matter> matters, CancellationToken cancel) =>
        await SeesRestricted(cancel) ? matters : matters.Where(m => m.Secrecy != Secrecy.Restricted);

    /// <summary>The rows of some matters, in their order; of each only the columns of a row are read.</summary>
    public async ValueTask<IReadOnlyList<MatterRow>> Rows(IQueryable<Matter> matters, CancellationToken cancel) => await Rows(await matters.Select(MatterLine.Of).ToListAsync(cancel), cancel);

    /// <summary>The rows of matters that are known by id, in the order of the ids.</summary>
    public async ValueTask<IReadOnlyList<MatterRow>> Rows(MatterId[] ids, CancellationToken cancel)
    {
        var rows = (await Rows(db.Set<Matter>().AsNoTracking().Where(m => EF.Parameter(ids).Contains(m.Id)), cancel)).ToDictionary(r => r.Id);
        return [.. ids.Select(id => rows[id])];
    }

    /// <summary>The rows of some lines, in their order.</summary>
    public async ValueTask<IReadOnlyList<MatterRow>> Rows(IReadOnlyList<MatterLine> lines, CancellationToken cancel)
    {
        var names = await Names(cancel);
        return [.. lines.Select(m => RowOf(m, names))];
    }

    /// <summary>The rows of matters that were read whole.</summary>
    public ValueTask<IReadOnlyList<MatterRow>> Rows(IReadOnlyList<Matter> matters, CancellationToken cancel) => Rows([.. matters.Select(MatterLine.From)], cancel);

    /// <summary>The names of the day's units, read once for a request however many rows it makes.</summary>
    public async ValueTask<IReadOnlyDictionary<UnitId, string>> Names(CancellationToken cancel) => _names ??= (await organisation.Units(Day, cancel)).ToDictionary(u => u.Id, u => u.Name);

    private MatterRow RowOf(MatterLine m, IReadOnlyDictionary<UnitId, string> names)
    {
        var lamp = Lamps.At(m.Turns, At);
        return new(
            m.Id, m.Version, m.Title, m.Chapter, m.Number, m.State, lamp?.Colour, lamp is null ? null : new(lamp.Code, lamp.Values),
            m.Lead, Name(m.Lead), m.Accepting, Name(m.Accepting), m.DueDay, m.DueAt, m.Progress, m.WantsHelp, m.End, m.Parent, m.LastReported, m.ReportBy, m.Source);

        string? Name(UnitId? unit) => unit is { } id ? names.GetValueOrDefault(id) : null;
    }
}
