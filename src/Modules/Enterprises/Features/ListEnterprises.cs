using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Enterprises;

/// <summary>A firm in a list.</summary>
internal sealed record EnterpriseRow(EnterpriseId Id, int Version, string Name, string? Code, LegalForm Form, string? Trade, string Address, UnitId? Street, string? StreetName, IReadOnlyList<string> DepartmentNames, RegisterState State, EnterpriseId? AbsorbedInto)
{
    public static EnterpriseRow Of(Enterprise e, IReadOnlyDictionary<UnitId, string> names) => new(
        e.Id, e.Version, e.Name, e.Code, e.Terms.Form, e.Terms.Trade, e.Terms.Address, e.Street, e.Street is { } street ? names.GetValueOrDefault(street) : null,
        [.. e.Terms.Departments.Select(d => names.GetValueOrDefault(d) ?? "").Where(n => n.Length > 0)], e.State, e.AbsorbedInto);
}

/// <summary>Firms in parts, by name.</summary>
internal static class ListEnterprises
{
    public static readonly Keyset<Enterprise> ByName = new Keyset<Enterprise>().By(e => e.Name).By(e => e.Id);

    /// <param name="Words">In a name, the code or the address.</param>
    /// <param name="Street">In this street.</param>
    /// <param name="Department">Within the work of this unit.</param>
    /// <param name="State">In this state.</param>
    /// <param name="After">Where the last part ended.</param>
    /// <param name="Limit">How many.</param>
    [Needs(EnterprisesPermissions.View)]
    public sealed record Request(string? Words = null, UnitId? Street = null, UnitId? Department = null, RegisterState? State = null, string? After = null, int? Limit = null) : IQuery<Page<EnterpriseRow>>
    {
        /// <summary>What narrows the list.</summary>
        public EnterpriseFilter Filter => new(Words, Street, Department, State);
    }

    internal sealed class Handler(RegisterQueries queries) : IHandler<Request, Page<EnterpriseRow>>
    {
        public async ValueTask<Result<Page<EnterpriseRow>>> Handle(Request request, CancellationToken cancel)
        {
            var names = await queries.Names(cancel);
            return (await (await queries.Matching(request.Filter, cancel)).Part(ByName, request.After, request.Limit, cancel)).Map(part => part.With<EnterpriseRow>([.. part.Items.Select(e => EnterpriseRow.Of(e, names))]));
        }
    }
}

/// <summary>A firm's page (单位详情).</summary>
internal static class ShowEnterprise
{
    /// <param name="Id">The firm; of a duplicate, the one that stayed is shown.</param>
    [Needs(EnterprisesPermissions.View)]
    public sealed record Request(EnterpriseId Id) : IQuery<View>;

    /// <param name="Terms">Everything entered.</param>
    /// <param name="Units">Names of the units in it.</param>
    /// <param name="AbsorbedIntoName">The firm that it went into.</param>
    /// <param name="Premises">What it owns, uses or manages, or did, as far as the person may see it.</param>
    /// <param name="Officers">Who answers.</param>
    /// <param name="History">What happened, newest first.</param>
    /// <param name="Duplicates">What may be the same and nobody has decided on.</param>
    /// <param name="MayEdit">Whether the person may change it.</param>
    public sealed record View(
        EnterpriseId Id, int Version, EnterpriseTerms Terms, RegisterState State, DateOnly? StateSince, DateOnly? From, EnterpriseId? AbsorbedInto, string? AbsorbedIntoName, IReadOnlyDictionary<UnitId, string> Units,
        IReadOnlyList<PlaceRow> Premises, IReadOnlyList<OfficerRow> Officers, IReadOnlyList<HistoryRow> History, IReadOnlyList<DuplicateOf> Duplicates, bool MayEdit);

    public sealed record PlaceRow(PremisesId Id, string Name, string Kind, string Address, UseRole Role, DateOnly? To);

    /// <summary>Premises of one firm that its page shows.</summary>
    private const int MostPremises = 500;

    internal sealed class Handler(RegisterQueries queries, RegisterDesk desk, RegisterStory story) : IHandler<Request, View>
    {
        public async ValueTask<Result<View>> Handle(Request request, CancellationToken cancel)
        {
            if (await queries.FindFirm(request.Id, cancel) is not { } e)
            {
                return Problem.Coded("PLATFORM-005", nameof(request.Id));
            }

            var names = await queries.Names(cancel);
            var mine = e.Includes.Append(e.Id).ToArray();
            var used = await queries.Db.Set<PremisesFirm>().AsNoTracking().Where(f => EF.Parameter(mine).Contains(f.Enterprise)).OrderBy(f => f.Premises).Take(MostPremises).ToListAsync(cancel);
            var ids = used.Select(f => f.Premises).Distinct().ToArray();
            var places = await (await queries.VisiblePremises(cancel)).Where(p => EF.Parameter(ids).Contains(p.Id)).ToDictionaryAsync(p => p.Id, cancel);
            var found = await queries.Masked(await DuplicateSearch.Find(queries.Db, isFirm: true, DuplicateSearch.Of(e.Id.Value, e.Terms, e.Keys), cancel), isFirm: true, cancel);
            var absorbed = e.AbsorbedInto is { } into ? await queries.FirmThatStays(into, cancel) : (EnterpriseId?)null;
            return new View(
                e.Id, e.Version, e.Terms, e.State, e.StateSince, e.From, absorbed, absorbed is { } at ? await queries.Db.Set<Enterprise>().AsNoTracking().Where(x => x.Id == at).Select(x => x.Name).SingleOrDefaultAsync(cancel) : null,
                e.Units.Where(names.ContainsKey).ToDictionary(u => u, u => names[u]),
                [.. used.Where(f => places.ContainsKey(f.Premises)).DistinctBy(f => (f.Premises, f.Role)).Select(f => places[f.Premises] is var p ? new PlaceRow(p.Id, p.Name, p.Kind, p.Terms.Address, f.Role, f.To) : null!)
                    .OrderBy(p => p.To is not null).ThenBy(p => p.Name, StringComparer.Ordinal)],
                await story.Officers(e.Terms.Officers, cancel), await story.History(e.History, cancel), [.. found.Where(d => d.IsLikely && !e.Apart.Any(a => a.Value == d.Id))],
                await desk.RefuseBeyond(EnterprisesPermissions.Edit, e.Units, cancel) is null);
        }
    }
}

/// <summary>Firms whose name or code has some words, for the field that chooses one.</summary>
internal static class FindFirms
{
    [Needs(EnterprisesPermissions.View)]
    public sealed record Request(string Words, int Limit = 12, EnterpriseId? Id = null) : IQuery<IReadOnlyList<FirmChoice>>;

    internal sealed class Handler(RegisterQueries queries) : IHandler<Request, IReadOnlyList<FirmChoice>>
    {
        public async ValueTask<Result<IReadOnlyList<FirmChoice>>> Handle(Request request, CancellationToken cancel)
        {
            var firms = request.Id is { } id ? (await queries.VisibleFirms(cancel)).Where(e => e.Id == id) : await queries.Matching(new EnterpriseFilter(request.Words), cancel);
            return await firms.OrderBy(e => e.Name).ThenBy(e => e.Id).Take(Math.Clamp(request.Limit, 1, 50)).Select(e => new FirmChoice(e.Id, e.Name, e.Code)).ToListAsync(cancel);
        }
    }
}
