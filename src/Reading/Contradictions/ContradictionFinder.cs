namespace Bihuan.Reading.Contradictions;

/// <summary>Finds what does not go together, inside a document and between documents (矛盾检查), and what was checked and holds.</summary>
public static class ContradictionFinder
{
    /// <summary>Every kind of check.</summary>
    internal static IReadOnlyList<IContradictionRule> Rules { get; } =
    [
        new ValueRule(),
        new SumRule(),
        new CumulativeRule(),
        new DeadlineRule(),
        new DurationRule(),
        new LeadRule(),
        new UnitNameRule(),
        new TitleRule(),
        new ListedNameRule(),
        new CountRule(),
        new NumberRule(),
        new AppointmentRule(),
        new AbolishedUnitRule(),
        new PortfolioRule(),
        new UnitOfThresholdRule(),
    ];

    /// <summary>Compares everything that was read from the files with everything else. The most severe come first.</summary>
    public static IReadOnlyList<Contradiction> Find(IReadOnlyList<ReadResult> results)
    {
        var set = new ReadingSet(results);
        var found = Rules.SelectMany(rule => rule.Find(set)).ToList();
        return [.. found.OrderByDescending(f => f.Severity).ThenBy(f => f.Places[0].Source).ThenBy(f => f.Places[0].Range.Start)];
    }
}
