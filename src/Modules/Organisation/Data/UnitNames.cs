using Bihuan.Reading.Units;
using Registered = Bihuan.Reading.Units.Unit;

namespace Bihuan.Organisation;

/// <summary>The reader's registry, made of the units of one day.</summary>
internal sealed class UnitNames : IUnitNames
{
    private readonly Dictionary<Registered, List<UnitOnDay>> _units = [];

    /// <param name="district">Whose register it is, where that was said.</param>
    /// <param name="units">All units.</param>
    /// <param name="day">The day.</param>
    /// <param name="otherwise">What the district was called at set-up.</param>
    public UnitNames(Government? district, IEnumerable<Unit> units, DateOnly day, string? otherwise = null)
    {
        List<Registered> registered = [];
        foreach (var unit in units.Where(u => u.DuplicateOf is null && u.Period.Holds(day)))
        {
            var on = new UnitOnDay(unit.Id, unit.NameOn(day), unit.Kind, unit.Level, unit.ParentOn(day));

            // Earlier names still mean the unit; names that it has not got yet do not.
            var earlier = unit.Names.Where(n => n.Name != on.Name && !(n.From > day)).Select(n => n.Name);
            var named = unit.Aliases.Where(a => new Period(a.From, a.To).Holds(day)).ToLookup(a => a.Kind, a => a.Name);
            var entry = new Registered(on.Name, unit.Kind.ToString(), unit.Level)
            {
                Aliases = [.. named[AliasKind.Alias].Concat(earlier).Distinct(StringComparer.Ordinal)],
                ShortForms = [.. named[AliasKind.ShortForm].Distinct(StringComparer.Ordinal)],
                UncertainAliases = [.. named[AliasKind.Uncertain].Distinct(StringComparer.Ordinal)],
            };
            if (_units.TryGetValue(entry, out var namesakes))
            {
                namesakes.Add(on);
                continue;
            }

            _units.Add(entry, [on]);
            registered.Add(entry);
        }

        Registry = UnitRegistry.Of(new(district?.Name ?? otherwise ?? "", district?.Level ?? UnitLevel.District, district?.City, district?.Province), registered);
    }

    public UnitRegistry Registry { get; }

    public ResolvedName Resolve(string printed, UnitLevel? level = null)
    {
        var match = Registry.Resolve(printed, level);
        var candidates = match.Candidates.SelectMany(c => _units[c]).ToList();
        return match.Unit switch
        {
            null => new(match.Outcome, null, candidates, match.Reason),
            var unit when _units[unit] is [var only] => new(match.Outcome, only, candidates, match.Reason),
            var unit => new(ResolutionOutcome.Uncertain, null, _units[unit], $"名册中有{_units[unit].Count}个机构都叫“{unit.Name}”"), // not-a-text
        };
    }
}
