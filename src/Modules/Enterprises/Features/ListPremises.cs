using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Enterprises;

/// <summary>Premises in a list.</summary>
/// <param name="Kind">The key of the kind.</param>
/// <param name="Point">Where they are, WGS 84.</param>
internal sealed record PremisesRow(
    PremisesId Id, int Version, string Name, string Kind, string Address, GeoPoint? Point, UnitId? Street, string? StreetName, string? Community, IReadOnlyList<string> DepartmentNames, GasUse Gas, RegisterState State, int Firms)
{
    public static PremisesRow Of(Premises p, IReadOnlyDictionary<UnitId, string> names) => new(
        p.Id, p.Version, p.Name, p.Kind, p.Terms.Address, p.Terms.Point, p.Street, p.Street is { } street ? names.GetValueOrDefault(street) : null, p.Terms.Community,
        [.. p.Terms.Departments.Select(d => names.GetValueOrDefault(d) ?? "").Where(n => n.Length > 0)], p.Gas, p.State, p.Terms.Uses.Where(u => u.To is null).Select(u => u.Enterprise).Distinct().Count());
}

/// <summary>Premises in parts, by name.</summary>
internal static class ListPremises
{
    public static readonly Keyset<Premises> ByName = new Keyset<Premises>().By(p => p.Name).By(p => p.Id);

    /// <param name="Words">In a name or the address.</param>
    /// <param name="Kind">The key of a kind.</param>
    /// <param name="Street">In this street.</param>
    /// <param name="Department">Within the work of this unit.</param>
    /// <param name="State">In this state.</param>
    /// <param name="Gas">With gas so.</param>
    /// <param name="Firm">Used by this firm, now or once.</param>
    /// <param name="After">Where the last part ended.</param>
    /// <param name="Limit">How many.</param>
    [Needs(EnterprisesPermissions.View)]
    public sealed record Request(
        string? Words = null, string? Kind = null, UnitId? Street = null, UnitId? Department = null, RegisterState? State = null, GasUse? Gas = null, EnterpriseId? Firm = null, string? After = null, int? Limit = null)
        : IQuery<Page<PremisesRow>>
    {
        /// <summary>What narrows the list.</summary>
        public PremisesFilter Filter => new(Words, Kind, Street, Department, State, Gas, Firm);
    }

    internal sealed class Handler(RegisterQueries queries) : IHandler<Request, Page<PremisesRow>>
    {
        public async ValueTask<Result<Page<PremisesRow>>> Handle(Request request, CancellationToken cancel)
        {
            var names = await queries.Names(cancel);
            return (await (await queries.Matching(request.Filter, cancel)).Part(ByName, request.After, request.Limit, cancel)).Map(part => part.With<PremisesRow>([.. part.Items.Select(p => PremisesRow.Of(p, names))]));
        }
    }
}

/// <summary>How many premises a filter finds, for the heading of a list: counted up to a bound.</summary>
internal static class CountPremises
{
    public const int Most = 10_000;

    [Needs(EnterprisesPermissions.View)]
    public sealed record Request(PremisesFilter Filter) : IQuery<Answer>;

    /// <param name="Count">How many, at most <see cref="Most"/>.</param>
    /// <param name="IsCapped">Whether there are more.</param>
    public sealed record Answer(int Count, bool IsCapped);

    internal sealed class Handler(RegisterQueries queries) : IHandler<Request, Answer>
    {
        public async ValueTask<Result<Answer>> Handle(Request request, CancellationToken cancel)
        {
            var count = await (await queries.Matching(request.Filter, cancel)).Select(p => p.Id).Take(Most + 1).CountAsync(cancel);
            return new Answer(Math.Min(count, Most), count > Most);
        }
    }
}

/// <summary>A premises' page (场所详情).</summary>
internal static class ShowPremises
{
    /// <param name="Id">The premises; of a duplicate, those that stayed are shown.</param>
    [Needs(EnterprisesPermissions.View)]
    public sealed record Request(PremisesId Id) : IQuery<View>;

    /// <param name="Terms">Everything entered.</param>
    /// <param name="Units">Names of the units in it.</param>
    /// <param name="Firms">The firms that use or used it.</param>
    /// <param name="Officers">Who answers, with the holders of public posts.</param>
    /// <param name="History">What happened, newest first.</param>
    /// <param name="Duplicates">What may be the same and nobody has decided on.</param>
    /// <param name="MayEdit">Whether the person may change it.</param>
    public sealed record View(
        PremisesId Id, int Version, PremisesTerms Terms, RegisterState State, DateOnly? StateSince, DateOnly? From, IReadOnlyDictionary<UnitId, string> Units, IReadOnlyList<FirmRow> Firms,
        IReadOnlyList<OfficerRow> Officers, IReadOnlyList<HistoryRow> History, IReadOnlyList<DuplicateOf> Duplicates, bool MayEdit);

    public sealed record FirmRow(EnterpriseId Id, string Name, UseRole Role, DateOnly? From, DateOnly? To);

    internal sealed class Handler(RegisterQueries queries, RegisterDesk desk, RegisterStory story) : IHandler<Request, View>
    {
        public async ValueTask<Result<View>> Handle(Request request, CancellationToken cancel)
        {
            if (await queries.FindPremises(request.Id, cancel) is not { } p)
            {
                return Problem.Coded("PLATFORM-005", nameof(request.Id));
            }

            var names = await queries.Names(cancel);
            var firms = await story.Firms(p.Terms.Uses, cancel);
            var found = await queries.Masked(await DuplicateSearch.Find(queries.Db, isFirm: false, DuplicateSearch.Of(p.Id.Value, p.Terms, p.Keys), cancel), isFirm: false, cancel);
            return new View(
                p.Id, p.Version, p.Terms, p.State, p.StateSince, p.From, p.Units.Where(names.ContainsKey).ToDictionary(u => u, u => names[u]), firms, await story.Officers(p.Terms.Officers, cancel), await story.History(p.History, cancel),
                [.. found.Where(d => d.IsLikely && !p.Apart.Any(a => a.Value == d.Id))], await desk.RefuseBeyond(EnterprisesPermissions.Edit, p.Units, cancel) is null);
        }
    }
}
