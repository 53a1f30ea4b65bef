using Bihuan.Organisation;

namespace Bihuan.Enterprises;

/// <summary>Premises in brief.</summary>
/// <param name="Id">The premises; of one merged as a duplicate, the one that stayed.</param>
/// <param name="Name">The name.</param>
/// <param name="Kind">The key of the kind.</param>
/// <param name="Address">The address.</param>
/// <param name="Point">Where it is (WGS 84).</param>
/// <param name="Street">The street.</param>
/// <param name="Territory">The territorial unit, the street where no other is named.</param>
/// <param name="Departments">The industry departments.</param>
/// <param name="Firms">The firms that use it today.</param>
/// <param name="Gas">How gas comes to it.</param>
/// <param name="State">Whether it is in use.</param>
public sealed record PremisesBrief(
    PremisesId Id, string Name, string Kind, string Address, GeoPoint? Point, UnitId? Street, UnitId? Territory, IReadOnlyList<UnitId> Departments, IReadOnlyList<EnterpriseId> Firms, GasUse Gas, RegisterState State);

/// <summary>A firm in brief.</summary>
/// <param name="Id">The firm; of one merged as a duplicate, the one that stayed.</param>
/// <param name="Name">The name.</param>
/// <param name="Code">The unified social credit code.</param>
/// <param name="Street">The street.</param>
/// <param name="Departments">The industry departments.</param>
/// <param name="State">Whether it operates.</param>
public sealed record EnterpriseBrief(EnterpriseId Id, string Name, string? Code, UnitId? Street, IReadOnlyList<UnitId> Departments, RegisterState State);

/// <summary>Premises as figures over all of them are reckoned with.</summary>
/// <param name="Id">The premises.</param>
/// <param name="Kind">The key of the kind.</param>
/// <param name="Street">The street.</param>
/// <param name="Longitude">Millionths of a degree, WGS 84; see <see cref="Grid"/>.</param>
/// <param name="Latitude">Millionths of a degree.</param>
/// <param name="State">Whether it is in use.</param>
/// <param name="MergedInto">The premises that it went into as a duplicate.</param>
/// <param name="Units">The units whose work it lies within; who may see it follows from them, see <see cref="IPremisesQueries.Reach"/>.</param>
/// <param name="Firms">The firms that use it today.</param>
public sealed record PremisesFact(
    PremisesId Id, string Kind, UnitId? Street, int? Longitude, int? Latitude, RegisterState State, PremisesId? MergedInto, IReadOnlyList<UnitId> Units, IReadOnlyList<EnterpriseId> Firms);

/// <summary>The firms that an account acts for, and where they are.</summary>
/// <param name="Firms">The firms, by name.</param>
/// <param name="Places">The premises that they own, use or manage today; each with its duplicates, since what stands there keeps the id it was registered with.</param>
public sealed record FirmsOfAccount(IReadOnlyList<EnterpriseBrief> Firms, IReadOnlyList<FirmPlace> Places);

/// <summary>That a firm owns, uses or manages premises today.</summary>
/// <param name="Firm">The firm.</param>
/// <param name="Premises">The premises.</param>
/// <param name="Since">Since when; <see langword="null"/> where that is not known.</param>
public sealed record FirmPlace(EnterpriseId Firm, PremisesId Premises, DateOnly? Since);

/// <summary>A kind of premises.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Name">What it is called in the reader's language.</param>
/// <param name="IsCrowded">Whether the fire law counts it among the crowded places (人员密集场所).</param>
public sealed record KindOfPremises(string Key, string Name, bool IsCrowded);

/// <summary>What other modules ask of the register. These questions are asked by modules for their own pages and checks; whoever shows the answer to a
/// person asks <see cref="Sees"/> first, or takes <see cref="Find"/>, which gives only what the person may see.</summary>
public interface IPremisesQueries
{
    /// <summary>Premises; <see langword="null"/> where there are none with that id.</summary>
    ValueTask<PremisesBrief?> Brief(PremisesId id, CancellationToken cancel = default);

    /// <summary>Premises by the ids asked for, those of duplicates included; ids of nothing are left out.</summary>
    ValueTask<IReadOnlyDictionary<PremisesId, PremisesBrief>> Briefs(IReadOnlyCollection<PremisesId> ids, CancellationToken cancel = default);

    /// <summary>Firms by the ids asked for, those of duplicates included; ids of nothing are left out.</summary>
    ValueTask<IReadOnlyDictionary<EnterpriseId, EnterpriseBrief>> Firms(IReadOnlyCollection<EnterpriseId> ids, CancellationToken cancel = default);

    /// <summary>Premises whose name, alias or address has some words and that the person may see.</summary>
    ValueTask<IReadOnlyList<PremisesBrief>> Find(string words, int limit, CancellationToken cancel = default);

    /// <summary>Premises that bear a name, or bore it, or have it as a further one, and are neither closed nor merged into others: by the whole name, whatever the width of its
    /// characters. For modules that look for what a document names; it gives also what the person may not see.</summary>
    ValueTask<IReadOnlyList<PremisesBrief>> Named(string name, CancellationToken cancel = default);

    /// <summary>Every id that means the same premises as one of some: those that stayed and all that were merged into them. What is kept under the id of a duplicate is
    /// theirs, so whoever looks for what belongs to premises looks under all of these, and need not hear of merges.</summary>
    ValueTask<PremisesId[]> Same(IReadOnlyCollection<PremisesId> ids, CancellationToken cancel = default);

    /// <summary>Every id that means the same firm as one: the one that stayed and all that were merged into it.</summary>
    ValueTask<EnterpriseId[]> Same(EnterpriseId firm, CancellationToken cancel = default);

    /// <summary>Which of some premises the person may see; a duplicate, where the person sees those that stayed.</summary>
    ValueTask<IReadOnlySet<PremisesId>> Sees(IReadOnlyCollection<PremisesId> ids, CancellationToken cancel = default);

    /// <summary>The firms that an account acts for (企业账号), with the premises that they own, use or manage. Always as it is today, also while a past day is shown:
    /// whom one acts for is a right. A firm that has closed is none.</summary>
    ValueTask<FirmsOfAccount> FirmsOf(Guid account, CancellationToken cancel = default);

    /// <summary>Premises in use that are like others (举一反三): used by the same firms, or of the same kind in the same street.</summary>
    /// <param name="id">The premises.</param>
    /// <param name="limit">How many at most; those of the same firm come first.</param>
    /// <param name="cancel">Cancels.</param>
    ValueTask<IReadOnlyList<PremisesBrief>> Similar(PremisesId id, int limit, CancellationToken cancel = default);

    /// <summary>Premises near a place that are not closed and that the person may see, the nearest first.</summary>
    /// <param name="place">The place.</param>
    /// <param name="limit">How many at most; those more than some 20 km away are left out.</param>
    /// <param name="cancel">Cancels.</param>
    ValueTask<IReadOnlyList<PremisesBrief>> Near(GeoPoint place, int limit, CancellationToken cancel = default);

    /// <summary>Premises as figures over all of them are reckoned with, in no order.</summary>
    /// <param name="only">Those asked for; all where <see langword="null"/>.</param>
    /// <param name="cancel">Cancels.</param>
    ValueTask<IReadOnlyList<PremisesFact>> Facts(IReadOnlyCollection<PremisesId>? only = null, CancellationToken cancel = default);

    /// <summary>The units whose premises the person may see; <see langword="null"/> for all premises.</summary>
    ValueTask<IReadOnlyCollection<UnitId>?> Reach(CancellationToken cancel = default);

    /// <summary>All kinds.</summary>
    IReadOnlyList<KindOfPremises> Kinds { get; }

    /// <summary>What a kind is called in the reader's language; the key itself where it is none.</summary>
    string KindName(string kind);
}
