using System.Globalization;
using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Matters;

/// <summary>Saves a view under a name, or an own one anew: another name, other filters, shown to others (保存视图).</summary>
internal static class SaveView
{
    public const int LongestName = 40;

    /// <summary>Views of one person; more cannot be told apart in a menu.</summary>
    public const int Most = 50;

    /// <param name="Id">The view to save anew; <see langword="null"/> for a new one.</param>
    /// <param name="Name">What people call it.</param>
    /// <param name="Query">As in the address of the list, such as <c>lamp=Red&amp;view=board</c>.</param>
    /// <param name="Sharing">Who is shown it.</param>
    [Needs(MattersPermissions.View)]
    public sealed record Request(MatterViewId? Id, string Name, string Query, ViewSharing Sharing) : ICommand<MatterViewId>;

    /// <summary>What the decision needs to know of who saves.</summary>
    /// <param name="Account">The account.</param>
    /// <param name="Unit">The unit on whose behalf.</param>
    /// <param name="MayShareWithAll">Whether they administer lists.</param>
    /// <param name="Own">Their other views.</param>
    public sealed record Saver(Guid Account, UnitId? Unit, bool MayShareWithAll, IReadOnlyList<SavedView> Own);

    public static Result<Decision<MatterViewId>> Decide(SavedView? known, Request request, MatterViewId id, Saver saver)
    {
        if (request.Id is not null && known is null or { IsRemoved: true })
        {
            return Problem.Coded("PLATFORM-005", nameof(request.Id));
        }
        if (known is not null && !MayChange(known, saver))
        {
            return Problem.Coded("MAT-105", nameof(request.Id), known.Name);
        }

        List<Problem> problems = [];
        var name = request.Name.Trim();
        if (name.Length is 0 or > LongestName)
        {
            problems.Add(Problem.Coded("MAT-100", nameof(request.Name), LongestName.ToString(CultureInfo.InvariantCulture)));
        }

        var query = ViewAddress.Of(request.Query);
        if (request.Query.Length > ViewAddress.Longest)
        {
            problems.Add(Problem.Coded("MAT-107", nameof(request.Query), ViewAddress.Longest.ToString(CultureInfo.InvariantCulture)));
        }
        problems.AddRange(ViewAddress.Unknown(request.Query).Select(key => Problem.Coded("MAT-101", nameof(request.Query), key, string.Join(", ", ViewAddress.Keys))));
        if (request.Sharing is ViewSharing.Unit && saver.Unit is null)
        {
            problems.Add(Problem.Coded("MAT-102", nameof(request.Sharing)));
        }
        if (request.Sharing is ViewSharing.All && !saver.MayShareWithAll)
        {
            problems.Add(Problem.Coded("MAT-103", nameof(request.Sharing)));
        }
        if (saver.Own.Any(v => v.Id != known?.Id && string.Equals(v.Name, name, StringComparison.Ordinal)))
        {
            problems.Add(Problem.Coded("MAT-104", nameof(request.Name), name));
        }
        if (known is null && saver.Own.Count >= Most)
        {
            problems.Add(Problem.Coded("MAT-106", nameof(request.Name), Most.ToString(CultureInfo.InvariantCulture)));
        }

        var key = known?.Id ?? id;
        return problems.Count > 0
            ? problems
            : new Decision<MatterViewId>(key, new Change(known ?? new SavedView(), new ViewSaved(key, name, query, known?.Owner ?? saver.Account, request.Sharing, request.Sharing is ViewSharing.Unit ? saver.Unit : null)));
    }

    /// <summary>A view is changed by who saved it; one that all see also by who administers lists.</summary>
    public static bool MayChange(SavedView view, Saver saver) => view.Owner == saver.Account || (view.Sharing is ViewSharing.All && saver.MayShareWithAll);

    internal sealed class Handler(Desk desk, SavedViews views) : IHandler<Request, MatterViewId>
    {
        public async ValueTask<Result<MatterViewId>> Handle(Request request, CancellationToken cancel) =>
            await views.Saver(cancel) is not { } saver
                ? Problem.Coded("PLATFORM-001", "")
                : await desk.Carry(Decide(request.Id is { } id ? await desk.Db.FindAsync<SavedView>([id], cancel) : null, request, desk.Ids.New<MatterViewId>(), saver), cancel);
    }
}

/// <summary>Removes a view. It stays in the journal.</summary>
internal static class RemoveView
{
    [Needs(MattersPermissions.View)]
    public sealed record Request(MatterViewId Id) : ICommand<None>;

    public static Result<Decision<None>> Decide(SavedView? view, SaveView.Saver saver) =>
        view is null or { IsRemoved: true } ? Problem.Coded("PLATFORM-005", nameof(Request.Id))
        : !SaveView.MayChange(view, saver) ? Problem.Coded("MAT-105", nameof(Request.Id), view.Name)
        : new Decision<None>(default, new Change(view, new ViewRemoved()));

    internal sealed class Handler(Desk desk, SavedViews views) : IHandler<Request, None>
    {
        public async ValueTask<Result<None>> Handle(Request request, CancellationToken cancel) =>
            await views.Saver(cancel) is not { } saver ? Problem.Coded("PLATFORM-001", "") : await desk.Carry(Decide(await desk.Db.FindAsync<SavedView>([request.Id], cancel), saver), cancel);
    }
}

/// <summary>Chooses with which view the list opens for the person; <see langword="null"/> for the whole list.</summary>
internal static class ChooseDefaultView
{
    [Needs(MattersPermissions.View)]
    public sealed record Request(MatterViewId? Id) : ICommand<None>;

    /// <param name="known">What was chosen before.</param>
    /// <param name="request">What is chosen.</param>
    /// <param name="id">An id for a first choice.</param>
    /// <param name="account">By whom.</param>
    /// <param name="isShown">Whether the person is shown that view.</param>
    public static Result<Decision<None>> Decide(DefaultView? known, Request request, DefaultViewId id, Guid account, bool isShown) =>
        request.Id is not null && !isShown ? Problem.Coded("PLATFORM-005", nameof(request.Id))
        : known?.View == request.Id ? new Decision<None>(default)
        : new Decision<None>(default, new Change(known ?? new DefaultView(), new DefaultViewChosen(known?.Id ?? id, account, request.Id)));

    internal sealed class Handler(Desk desk, SavedViews views) : IHandler<Request, None>
    {
        public async ValueTask<Result<None>> Handle(Request request, CancellationToken cancel) =>
            await views.Saver(cancel) is not { } saver
                ? Problem.Coded("PLATFORM-001", "")
                : await desk.Carry(Decide(await desk.Db.Set<DefaultView>().AsTracking().SingleOrDefaultAsync(d => d.Account == saver.Account, cancel), request, desk.Ids.New<DefaultViewId>(), saver.Account, await (await views.Shown(cancel)).AnyAsync(v => v.Id == request.Id, cancel)), cancel);
    }
}

/// <summary>The views that the person is shown: own ones first, then those of the units above, then those of all.</summary>
internal static class ListViews
{
    /// <summary>Views at most; a district that has more tidies up.</summary>
    private const int Most = 200;

    [Needs(MattersPermissions.View)]
    public sealed record Request : IQuery<IReadOnlyList<Row>>;

    /// <param name="Query">Filters, columns, group and form, as in the address of the list.</param>
    /// <param name="UnitName">The unit that it is shared with.</param>
    /// <param name="IsMine">Whether the person saved it.</param>
    /// <param name="IsDefault">Whether the list opens with it.</param>
    /// <param name="MayChange">Whether the person may rename or remove it.</param>
    public sealed record Row(MatterViewId Id, int Version, string Name, string Query, ViewSharing Sharing, string? UnitName, bool IsMine, bool IsDefault, bool MayChange);

    internal sealed class Handler(BihuanContext db, MatterQueries queries, SavedViews views) : IHandler<Request, IReadOnlyList<Row>>
    {
        public async ValueTask<Result<IReadOnlyList<Row>>> Handle(Request request, CancellationToken cancel)
        {
            if (await views.Saver(cancel) is not { } saver)
            {
                return new List<Row>();
            }

            var chosen = (await db.Set<DefaultView>().AsNoTracking().SingleOrDefaultAsync(d => d.Account == saver.Account, cancel))?.View;
            var shown = await (await views.Shown(cancel)).OrderBy(v => v.Id).Take(Most).ToListAsync(cancel);
            var names = shown.Exists(v => v.Unit is not null) ? await queries.Names(cancel) : null;
            return shown.OrderBy(v => v.Owner != saver.Account).ThenBy(v => v.Sharing).ThenBy(v => v.Name, StringComparer.Ordinal)
                .Select(v => new Row(v.Id, v.Version, v.Name, v.Query, v.Sharing, v.Unit is { } unit ? names?.GetValueOrDefault(unit) : null, v.Owner == saver.Account, v.Id == chosen, SaveView.MayChange(v, saver))).ToList();
        }
    }
}

/// <summary>Who saves views, and which they are shown.</summary>
internal sealed class SavedViews(BihuanContext db, Caller caller, IRights rights, IOrganisationQueries organisation, MatterQueries queries)
{
    /// <summary>Who saves; <see langword="null"/> for the program, which looks at no lists.</summary>
    public async ValueTask<SaveView.Saver?> Saver(CancellationToken cancel) => caller.Acting.Account is not { } account ? null : new(
        account,
        caller.Acting.Unit is { } unit ? UnitId.From(unit) : null,
        await rights.May(MattersPermissions.Administer, null, cancel),
        await db.Set<SavedView>().AsNoTracking().Where(v => v.Owner == account && !v.IsRemoved).OrderBy(v => v.Id).Take(SaveView.Most + 1).ToListAsync(cancel));

    /// <summary>The views that the person is shown: own ones, those shared with the unit they act for or one above it, and those of all. A view shows
    /// nobody a matter that they may not see: it is only an address.</summary>
    public async ValueTask<IQueryable<SavedView>> Shown(CancellationToken cancel)
    {
        var account = caller.Acting.Account;
        UnitId?[] above = caller.Acting.Unit is { } unit ? [.. (await organisation.UnitAndAncestors(UnitId.From(unit), queries.Day, cancel)).Select(u => (UnitId?)u)] : [];
        return db.Set<SavedView>().AsNoTracking().Where(v => !v.IsRemoved && (v.Owner == account || v.Sharing == ViewSharing.All || (v.Sharing == ViewSharing.Unit && above.Contains(v.Unit))));
    }
}
