using Bihuan.Kernel;
using Bihuan.Organisation;

namespace Bihuan.Enterprises;

[EventType("enterprises.firm-registered")]
internal sealed record EnterpriseRegistered(EnterpriseId Id, EnterpriseTerms Terms, RegisterKeys Keys, DateOnly? From, EnterpriseId? SplitFrom, IReadOnlyList<EnterpriseId> Apart) : IEvent;

/// <summary>What had been entered wrongly was put right; nothing happened to the firm itself.</summary>
[EventType("enterprises.firm-corrected")]
internal sealed record EnterpriseCorrected(EnterpriseTerms Terms, RegisterKeys Keys, DateOnly Day, string Reason) : IEvent;

[EventType("enterprises.firm-renamed")]
internal sealed record EnterpriseRenamed(string Name, RegisterKeys Keys, DateOnly From, string? Reason) : IEvent;

[EventType("enterprises.firm-moved")]
internal sealed record EnterpriseMoved(string Address, UnitId? Street, RegisterKeys Keys, DateOnly From, string? Reason) : IEvent;

[EventType("enterprises.firm-state-set")]
internal sealed record EnterpriseStateSet(RegisterState State, DateOnly On, string Reason) : IEvent;

/// <summary>The firm went into another (吸收合并): it is closed, and both stay in the register.</summary>
[EventType("enterprises.firm-absorbed")]
internal sealed record EnterpriseAbsorbed(EnterpriseId Into, string IntoName, DateOnly On, string Reason) : IEvent;

[EventType("enterprises.firm-took-over")]
internal sealed record EnterpriseTookOver(EnterpriseId Other, string OtherName, DateOnly On, string Reason) : IEvent;

/// <summary>Two entries were one firm, and this was the one too many (合并重复).</summary>
[EventType("enterprises.firm-merged-away")]
internal sealed record EnterpriseMergedAway(EnterpriseId Into, string IntoName, string Reason) : IEvent;

/// <summary>Two entries were one firm, and this one stays: with the names and whatever else it lacked of the other.</summary>
[EventType("enterprises.firm-merged-in")]
internal sealed record EnterpriseMergedIn(EnterpriseId From, string FromName, EnterpriseTerms Terms, RegisterKeys Keys, IReadOnlyList<EnterpriseId> Includes, IReadOnlyList<EnterpriseId> Apart, string Reason) : IEvent;

[EventType("enterprises.firm-told-apart")]
internal sealed record EnterpriseToldApart(EnterpriseId Other, string OtherName, string? Reason) : IEvent;

/// <summary>An account acts for the firm: it sees and mends what concerns it.</summary>
[EventType("enterprises.firm-account-linked")]
internal sealed record EnterpriseAccountLinked(Guid Account) : IEvent;

[EventType("enterprises.firm-account-unlinked")]
internal sealed record EnterpriseAccountUnlinked(Guid Account) : IEvent;

/// <summary>A firm (单位、企业): whoever does business, employs or answers for premises.</summary>
[Stream("enterprise")]
internal sealed class Enterprise : State
{
    public EnterpriseId Id { get; private set; }

    public override Guid Key => Id.Value;

    public EnterpriseTerms Terms { get; private set; } = null!;

    public RegisterKeys Keys { get; private set; } = null!;

    /// <summary>As its terms have it, for lists.</summary>
    public string Name { get; private set; } = "";

    /// <summary>As its terms have it; none of one that was merged away.</summary>
    public string? Code { get; private set; }

    public UnitId? Street { get; private set; }

    public RegisterState State { get; private set; }

    public DateOnly? StateSince { get; private set; }

    public DateOnly? From { get; private set; }

    /// <summary>The firm that it went into.</summary>
    public EnterpriseId? AbsorbedInto { get; private set; }

    public EnterpriseId? SplitFrom { get; private set; }

    /// <summary>The entry that stayed, where this one was a duplicate.</summary>
    public EnterpriseId? MergedInto { get; private set; }

    /// <summary>Every duplicate that went into this one, by whatever way.</summary>
    public IReadOnlyList<EnterpriseId> Includes { get; private set; } = [];

    /// <summary>Entries that are not this one, as somebody decided.</summary>
    public IReadOnlyList<EnterpriseId> Apart { get; private set; } = [];

    /// <summary>The accounts that act for it.</summary>
    public IReadOnlyList<Guid> Accounts { get; private set; } = [];

    public IReadOnlyList<HistoryLine> History { get; private set; } = [];

    /// <summary>The units whose work it is: the street and the industry departments.</summary>
    public IEnumerable<UnitId> Units => UnitsOf(Terms);

    public static IEnumerable<UnitId> UnitsOf(EnterpriseTerms terms) => terms.Departments.Select(d => (UnitId?)d).Prepend(terms.Street).OfType<UnitId>().Distinct();

    /// <summary>Every name it has or had.</summary>
    public static IEnumerable<string> NamesOf(EnterpriseTerms terms) => terms.FormerNames.Select(n => n.Name).Concat(terms.Aliases).Prepend(terms.Name).Distinct(StringComparer.Ordinal);

    protected override void On(IEvent happened, Stamp stamp)
    {
        switch (happened)
        {
            case EnterpriseRegistered e:
                (Id, From, SplitFrom, Apart) = (e.Id, e.From, e.SplitFrom, e.Apart);
                Take(e.Terms, e.Keys);
                Add(RegisterHappening.Registered, e.From, other: e.SplitFrom?.Value);
                break;
            case EnterpriseCorrected e:
                Take(e.Terms, e.Keys);
                Add(RegisterHappening.Corrected, e.Day, reason: e.Reason);
                break;
            case EnterpriseRenamed e:
                Add(RegisterHappening.Renamed, e.From, Name, e.Reason);
                Take(Terms with { Name = e.Name, FormerNames = [.. Terms.FormerNames, new(Name, e.From)] }, e.Keys);
                break;
            case EnterpriseMoved e:
                Add(RegisterHappening.Moved, e.From, Terms.Address, e.Reason);
                Take(Terms with { Address = e.Address, Street = e.Street }, e.Keys);
                break;
            case EnterpriseStateSet e:
                (State, StateSince) = (e.State, e.On);
                AbsorbedInto = e.State == RegisterState.Active ? null : AbsorbedInto;
                Add(HistoryLine.Of(e.State), e.On, reason: e.Reason);
                break;
            case EnterpriseAbsorbed e:
                (State, StateSince, AbsorbedInto) = (RegisterState.Closed, e.On, e.Into);
                Add(RegisterHappening.Absorbed, e.On, e.IntoName, e.Reason, e.Into.Value);
                break;
            case EnterpriseTookOver e:
                Add(RegisterHappening.TookOver, e.On, e.OtherName, e.Reason, e.Other.Value);
                break;
            case EnterpriseMergedAway e:
                (MergedInto, Code) = (e.Into, null);
                Add(RegisterHappening.MergedAway, null, e.IntoName, e.Reason, e.Into.Value);
                break;
            case EnterpriseMergedIn e:
                Take(e.Terms, e.Keys);
                (Includes, Apart) = (e.Includes, e.Apart);
                Add(RegisterHappening.MergedIn, null, e.FromName, e.Reason, e.From.Value);
                break;
            case EnterpriseAccountLinked e:
                Accounts = [.. Accounts, e.Account];
                break;
            case EnterpriseAccountUnlinked e:
                Accounts = [.. Accounts.Where(a => a != e.Account)];
                break;
            case EnterpriseToldApart e:
                Apart = [.. Apart.Where(a => a != e.Other), e.Other];
                Add(RegisterHappening.ToldApart, null, e.OtherName, e.Reason, e.Other.Value);
                break;
        }

        void Add(RegisterHappening what, DateOnly? day, string? detail = null, string? reason = null, Guid? other = null) => History = [.. History, HistoryLine.Of(what, stamp, day, detail, reason, other)];
    }

    private void Take(EnterpriseTerms terms, RegisterKeys keys) => (Terms, Keys, Name, Code, Street) = (terms, keys, terms.Name, terms.Code, terms.Street);
}
