using Bihuan.Kernel;
using Bihuan.Organisation;

namespace Bihuan.Enterprises;

[EventType("enterprises.premises-registered")]
internal sealed record PremisesRegistered(PremisesId Id, PremisesTerms Terms, RegisterKeys Keys, DateOnly? From, PremisesId? SplitFrom, IReadOnlyList<PremisesId> Apart) : IEvent;

/// <summary>What had been entered wrongly was put right; nothing happened to the premises themselves.</summary>
[EventType("enterprises.premises-corrected")]
internal sealed record PremisesCorrected(PremisesTerms Terms, RegisterKeys Keys, DateOnly Day, string Reason) : IEvent;

[EventType("enterprises.premises-renamed")]
internal sealed record PremisesRenamed(string Name, RegisterKeys Keys, DateOnly From, string? Reason) : IEvent;

/// <summary>The same premises are elsewhere now, such as a market that moved.</summary>
[EventType("enterprises.premises-moved")]
internal sealed record PremisesMoved(string Address, GeoPoint? Point, string? Outline, UnitId? Street, string? Community, RegisterKeys Keys, DateOnly From, string? Reason) : IEvent;

[EventType("enterprises.premises-state-set")]
internal sealed record PremisesStateSet(RegisterState State, DateOnly On, string Reason) : IEvent;

[EventType("enterprises.firm-came")]
internal sealed record FirmCame(EnterpriseId Enterprise, string Name, UseRole Role, DateOnly? From) : IEvent;

[EventType("enterprises.firm-left")]
internal sealed record FirmLeft(EnterpriseId Enterprise, string Name, UseRole Role, DateOnly To) : IEvent;

[EventType("enterprises.premises-merged-away")]
internal sealed record PremisesMergedAway(PremisesId Into, string IntoName, string Reason) : IEvent;

[EventType("enterprises.premises-merged-in")]
internal sealed record PremisesMergedIn(PremisesId From, string FromName, PremisesTerms Terms, RegisterKeys Keys, IReadOnlyList<PremisesId> Includes, IReadOnlyList<PremisesId> Apart, string Reason) : IEvent;

[EventType("enterprises.premises-told-apart")]
internal sealed record PremisesToldApart(PremisesId Other, string OtherName, string? Reason) : IEvent;

/// <summary>Premises (单位、场所、区域): a place that can have a hazard and be inspected.</summary>
[Stream("premises")]
internal sealed class Premises : State
{
    public PremisesId Id { get; private set; }

    public override Guid Key => Id.Value;

    public PremisesTerms Terms { get; private set; } = null!;

    public RegisterKeys Keys { get; private set; } = null!;

    /// <summary>As its terms have it, for lists.</summary>
    public string Name { get; private set; } = "";

    public string Kind { get; private set; } = "";

    public UnitId? Street { get; private set; }

    public GasUse Gas { get; private set; }

    /// <summary>Longitude in millionths of a degree, WGS 84; none where the place is not known.</summary>
    public int? Lon { get; private set; }

    /// <summary>Latitude in millionths of a degree, WGS 84.</summary>
    public int? Lat { get; private set; }

    public RegisterState State { get; private set; }

    public DateOnly? StateSince { get; private set; }

    public DateOnly? From { get; private set; }

    public PremisesId? SplitFrom { get; private set; }

    /// <summary>The entry that stayed, where this one was a duplicate.</summary>
    public PremisesId? MergedInto { get; private set; }

    /// <summary>Every duplicate that went into this one, by whatever way.</summary>
    public IReadOnlyList<PremisesId> Includes { get; private set; } = [];

    /// <summary>Entries that are not this one, as somebody decided.</summary>
    public IReadOnlyList<PremisesId> Apart { get; private set; } = [];

    public IReadOnlyList<HistoryLine> History { get; private set; } = [];

    /// <summary>The units whose work it is: the street, the territorial unit, the industry departments.</summary>
    public IEnumerable<UnitId> Units => UnitsOf(Terms);

    public static IEnumerable<UnitId> UnitsOf(PremisesTerms terms) => terms.Departments.Select(d => (UnitId?)d).Prepend(terms.Territory).Prepend(terms.Street).OfType<UnitId>().Distinct();

    /// <summary>Every name it has or had.</summary>
    public static IEnumerable<string> NamesOf(PremisesTerms terms) => terms.FormerNames.Select(n => n.Name).Concat(terms.Aliases).Prepend(terms.Name).Distinct(StringComparer.Ordinal);

    protected override void On(IEvent happened, Stamp stamp)
    {
        switch (happened)
        {
            case PremisesRegistered e:
                (Id, From, SplitFrom, Apart) = (e.Id, e.From, e.SplitFrom, e.Apart);
                Take(e.Terms, e.Keys);
                Add(RegisterHappening.Registered, e.From, other: e.SplitFrom?.Value);
                break;
            case PremisesCorrected e:
                Take(e.Terms, e.Keys);
                Add(RegisterHappening.Corrected, e.Day, reason: e.Reason);
                break;
            case PremisesRenamed e:
                Add(RegisterHappening.Renamed, e.From, Name, e.Reason);
                Take(Terms with { Name = e.Name, FormerNames = [.. Terms.FormerNames, new(Name, e.From)] }, e.Keys);
                break;
            case PremisesMoved e:
                Add(RegisterHappening.Moved, e.From, Terms.Address, e.Reason);
                Take(Terms with { Address = e.Address, Point = e.Point, Outline = e.Outline, Street = e.Street, Community = e.Community }, e.Keys);
                break;
            case PremisesStateSet e:
                (State, StateSince) = (e.State, e.On);
                Add(HistoryLine.Of(e.State), e.On, reason: e.Reason);
                break;
            case FirmCame e:
                Terms = Terms with { Uses = [.. Terms.Uses, new(e.Enterprise, e.Role, e.From)] };
                Add(RegisterHappening.FirmCame, e.From, e.Name, other: e.Enterprise.Value);
                break;
            case FirmLeft e:
                Terms = Terms with { Uses = [.. Terms.Uses.Select(u => u.Enterprise == e.Enterprise && u.Role == e.Role && u.To is null ? u with { To = e.To } : u)] };
                Add(RegisterHappening.FirmLeft, e.To, e.Name, other: e.Enterprise.Value);
                break;
            case PremisesMergedAway e:
                MergedInto = e.Into;
                (Lon, Lat) = (null, null);
                Add(RegisterHappening.MergedAway, null, e.IntoName, e.Reason, e.Into.Value);
                break;
            case PremisesMergedIn e:
                Take(e.Terms, e.Keys);
                (Includes, Apart) = (e.Includes, e.Apart);
                Add(RegisterHappening.MergedIn, null, e.FromName, e.Reason, e.From.Value);
                break;
            case PremisesToldApart e:
                Apart = [.. Apart.Where(a => a != e.Other), e.Other];
                Add(RegisterHappening.ToldApart, null, e.OtherName, e.Reason, e.Other.Value);
                break;
        }

        void Add(RegisterHappening what, DateOnly? day, string? detail = null, string? reason = null, Guid? other = null) => History = [.. History, HistoryLine.Of(what, stamp, day, detail, reason, other)];
    }

    private void Take(PremisesTerms terms, RegisterKeys keys)
    {
        (Terms, Keys, Name, Kind, Street, Gas) = (terms, keys, terms.Name, terms.Kind, terms.Street, terms.Gas);
        (Lon, Lat) = (Grid.Micro(terms.Point?.Longitude), Grid.Micro(terms.Point?.Latitude));
    }
}
