using Bihuan.Kernel;
using Bihuan.Organisation;

namespace Bihuan.Hazards;

/// <summary>Which units are competent to accept hazards of a category, from a day on.</summary>
/// <param name="Units">What their names hold.</param>
/// <param name="Words">What titles of decisions about such hazards hold.</param>
/// <param name="Source">The law.</param>
/// <param name="Clause">Its clause.</param>
internal sealed record Competence(HazardCategory Category, DateOnly From, DateOnly? To, IReadOnlyList<string> Units, IReadOnlyList<string> Words, string Source, string Clause)
{
    public bool HoldsOn(DateOnly day) => From <= day && (To is not { } to || day <= to);

    public bool Covers(string unit) => Units.Any(u => unit.Contains(u, StringComparison.Ordinal));
}

/// <summary>How often a unit visits by its role, from a day on.</summary>
internal sealed record VisitRule(DateOnly From, ListingRole Role, int EveryDays);

/// <summary>Which kind of premises a nature as printed means.</summary>
internal sealed record NatureRule(IReadOnlyList<string> Words, string Kind);

/// <summary>The dated rules of listed supervision (<c>data/rules/hazards/listing.json</c>).</summary>
internal sealed record ListingRules(string Source, IReadOnlyList<Competence> Competence, IReadOnlyList<VisitRule> Visits, IReadOnlyList<NatureRule> Natures)
{
    /// <summary>The kind of premises that no rule tells more of.</summary>
    private const string OtherKind = "other";

    /// <summary>Those that the product ships with.</summary>
    public static ListingRules Shipped { get; } = ShippedFiles.One<ListingRules>("listing.json");

    /// <summary>The competence for a category on a day; <see langword="null"/> where no rule of that day says who.</summary>
    public Competence? For(HazardCategory category, DateOnly day) => Competence.FirstOrDefault(c => c.Category == category && c.HoldsOn(day));

    /// <summary>Why a unit does not accept a major hazard of a category that is mended by a lead, on a day; <see langword="null"/> where it may: where no rule of the day says who does, or
    /// the district has nobody else who is competent.</summary>
    public Problem? NotCompetent(HazardCategory category, UnitId accepting, UnitId? lead, IReadOnlyCollection<UnitOnDay> units, DateOnly day) =>
        For(category, day) is { } rule && units.FirstOrDefault(u => u.Id == accepting) is { } unit && !rule.Covers(unit.Name) && units.FirstOrDefault(u => u.Id != lead && rule.Covers(u.Name)) is { } competent
            ? Problem.Coded("HAZ-304", "Accepting", unit.Name, $"HazardCategory.{category}", competent.Name, rule.Source, rule.Clause) : null;

    /// <summary>The category that a decision is about, by the words of its title and its items: the first that any of them names.</summary>
    public HazardCategory? CategoryOf(IEnumerable<string> texts, DateOnly day) =>
        texts.SelectMany(t => Competence.Where(c => c.HoldsOn(day) && c.Words.Any(w => t.Contains(w, StringComparison.Ordinal))).Select(c => (HazardCategory?)c.Category)).FirstOrDefault();

    /// <summary>The kind of premises of a nature as printed.</summary>
    public string KindOf(string? nature) => Natures.FirstOrDefault(n => n.Words.Any(w => nature?.Contains(w, StringComparison.Ordinal) == true))?.Kind ?? OtherKind;

    /// <summary>How often a role visits on a day; <see langword="null"/> where no rule of that day says.</summary>
    public int? DaysBetween(ListingRole role, DateOnly day) => Visits.Where(v => v.Role == role && v.From <= day).MaxBy(v => v.From)?.EveryDays;

    /// <summary>Who visits by when first.</summary>
    public IReadOnlyList<VisitDuty> Duties(UnitId lead, IEnumerable<UnitId> supporting, UnitId accepting, DateOnly day) =>
    [
        .. supporting.Select(u => (Unit: u, Role: ListingRole.Supporting)).Prepend((Unit: lead, Role: ListingRole.Lead)).Append((Unit: accepting, Role: ListingRole.Accepting))
            .Select(u => DaysBetween(u.Role, day) is { } days ? new VisitDuty(u.Unit, u.Role, days, day.AddDays(days)) : null).OfType<VisitDuty>(),
    ];
}
