using System.Globalization;
using Bihuan.Enterprises;
using Bihuan.Kernel;
using Bihuan.Organisation;

namespace Bihuan.Hazards;

/// <summary>What hazards are checked against.</summary>
/// <param name="Today">The district's day.</param>
/// <param name="Units">Every unit of the day.</param>
/// <param name="Premises">The premises named that are there and that the person may see.</param>
/// <param name="Files">The files named that are in the store: photographs that were taken in, or documents where these will do.</param>
/// <param name="Book">The checklists, which know the editions of standards.</param>
internal sealed record HazardContext(DateOnly Today, IReadOnlySet<UnitId> Units, IReadOnlyDictionary<PremisesId, PremisesBrief> Premises, IReadOnlySet<string> Files, ChecklistBook Book);

/// <summary>Finds every reason against what is entered of a hazard, and what follows from the register where nothing is entered.</summary>
internal static class HazardCheck
{
    public const int MostPremises = 50, MostItems = 100, MostPhotographs = 100, MostText = 500, MostWords = 4_000;

    /// <summary>The terms as they are kept: edition of the standard, street, point and unit in charge filled in.</summary>
    /// <param name="terms">What was entered.</param>
    /// <param name="foundOn">The day of finding, which decides the edition.</param>
    /// <param name="context">What is known.</param>
    public static Result<HazardTerms> Terms(HazardTerms terms, DateOnly foundOn, HazardContext context)
    {
        List<Problem> problems = [];
        var premises = terms.Premises.Distinct().ToList();
        if (premises.Count is 0 or > MostPremises)
        {
            problems.Add(Problem.Coded("HAZ-101", nameof(terms.Premises), Figure(MostPremises)));
        }

        problems.AddRange(premises.Where(p => !context.Premises.ContainsKey(p)).Select(_ => Problem.Coded("HAZ-103", nameof(terms.Premises))));
        problems.AddRange(Text(terms.Place, nameof(terms.Place), MostText, needed: false));
        problems.AddRange(Text(terms.Interim, nameof(terms.Interim), MostWords, needed: false));
        if (terms.Items.Count is 0 or > MostItems)
        {
            problems.Add(Problem.Coded("HAZ-104", nameof(terms.Items), Figure(MostItems)));
        }

        problems.AddRange(terms.Items.SelectMany(i => Text(i.Text, nameof(terms.Items), MostText).Concat(Text(i.Standard, nameof(terms.Items), MostText, needed: false)).Concat(Text(i.Clause, nameof(terms.Items), MostText, needed: false))).Distinct());
        problems.AddRange(Point(terms.Point, nameof(terms.Point)));
        problems.AddRange(Units([terms.Street, terms.Lead], nameof(terms.Lead), context));
        problems.AddRange(Day(foundOn, "FoundOn", context.Today));
        List<HazardItem> items = [];
        foreach (var item in terms.Items)
        {
            var standard = Blank(item.Standard);
            if (standard is not null)
            {
                context.Book.Edition(standard, foundOn).Match(
                    edition =>
                    {
                        standard = edition;
                        return true;
                    },
                    refused =>
                    {
                        problems.AddRange(refused);
                        return false;
                    });
            }

            items.Add(new(item.Text.Trim(), standard, Blank(item.Clause)));
        }

        if (problems.Count > 0)
        {
            return problems;
        }

        var main = context.Premises[premises[0]];
        return terms with
        {
            // Of a duplicate, those that stayed.
            Premises = [.. premises.Select(p => context.Premises[p].Id).Distinct()],
            Place = terms.Place.Trim(),
            Items = items,
            Interim = Blank(terms.Interim),
            Point = terms.Point ?? main.Point,
            Street = terms.Street ?? main.Street,
            Lead = terms.Lead ?? main.Departments.Select(d => (UnitId?)d).FirstOrDefault() ?? main.Territory ?? main.Street,
        };
    }

    /// <summary>Every reason against photographs that are handed in.</summary>
    public static IEnumerable<Problem> Photographs(IReadOnlyList<NewPhotograph> taken, int known, HazardContext context)
    {
        if (taken.Count + known > MostPhotographs)
        {
            yield return Problem.Coded("HAZ-110", "Photographs", Figure(MostPhotographs));
        }
        foreach (var photograph in taken)
        {
            if (!context.Files.Contains(photograph.Hash))
            {
                yield return Problem.Coded("HAZ-108", "Photographs", photograph.Name);
            }
            foreach (var problem in Text(photograph.Name, "Photographs", MostText).Concat(Point(photograph.Point, "Photographs")))
            {
                yield return problem;
            }
        }
    }

    /// <summary>That units are there.</summary>
    public static IEnumerable<Problem> Units(IEnumerable<UnitId?> units, string field, HazardContext context) => units.OfType<UnitId>().Any(u => !context.Units.Contains(u)) ? [Problem.Coded("HAZ-111", field)] : [];

    /// <summary>That words are there, and not too many.</summary>
    public static IEnumerable<Problem> Text(string? text, string field, int most, bool needed = true) =>
        (needed && string.IsNullOrWhiteSpace(text)) || text?.Length > most ? [Problem.Coded("HAZ-211", field, Figure(most))] : [];

    /// <summary>That a day is over or today, and of our time.</summary>
    public static IEnumerable<Problem> Day(DateOnly day, string field, DateOnly today) => day > today || day.Year < 1990 ? [Problem.Coded("HAZ-107", field, Iso(day))] : [];

    /// <summary>A text without spaces around it; nothing for an empty one.</summary>
    public static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    /// <summary>Refuses where somebody else changed it since the person looked.</summary>
    public static Problem? Version(Hazard hazard, int seen) => hazard.Version == seen ? null : Problem.Coded("PLATFORM-004", "");

    private static IEnumerable<Problem> Point(GeoPoint? point, string field) => point is { } p && (Math.Abs(p.Longitude) > 180 || Math.Abs(p.Latitude) > 90) ? [Problem.Coded("HAZ-109", field)] : [];

    /// <summary>A number as it reads.</summary>
    public static string Figure(int value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>A day as reasons and notices print it, such as <c>2022-04-01</c>.</summary>
    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
