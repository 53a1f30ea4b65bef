using System.Globalization;
using Bihuan.Kernel;
using Bihuan.Organisation;

namespace Bihuan.Enterprises;

/// <summary>What terms are checked against.</summary>
/// <param name="Units">The units of the day.</param>
/// <param name="Places">Names that tell nothing apart within the district.</param>
/// <param name="Today">The day.</param>
internal sealed record TermsContext(IReadOnlySet<UnitId> Units, PlaceNames Places, DateOnly Today);

/// <summary>Puts terms into the form in which they are kept, or says every reason against them.</summary>
internal static class TermsCheck
{
    public const int LongestName = 120;
    public const int LongestAddress = 200;
    public const int LongestNote = 2_000;
    public const int Most = 50;

    /// <summary>Metres by which a point may lie beside the outline.</summary>
    private const double Beside = 100;

    public static Result<(EnterpriseTerms Terms, RegisterKeys Keys)> Enterprise(EnterpriseTerms terms, TermsContext context)
    {
        var problems = Common(terms.Name, terms.Address, terms.FormerNames, terms.Aliases, terms.Officers, terms.Tags, terms.Note, Enterprises.Enterprise.UnitsOf(terms), context);
        string? code = null;
        if (Blank(terms.Code) is { } typed)
        {
            if (SocialCreditCode.Parse(typed, nameof(terms.Code)) is Result<SocialCreditCode>.Done(var right))
            {
                code = right.Value;
            }
            else
            {
                problems.Add(Problem.Coded("ENT-005", nameof(terms.Code), typed));
            }
        }
        if (terms.Licences.Count > Most || terms.Licences.Any(l => Tidy(l.Kind).Length is 0 or > 100 || l.To < l.From))
        {
            problems.Add(Problem.Coded("ENT-008", nameof(terms.Licences)));
        }
        if (Blank(terms.Trade)?.Length > 100)
        {
            problems.Add(Problem.Coded("ENT-003", nameof(terms.Trade), "100"));
        }
        if (problems.Count > 0)
        {
            return problems;
        }

        var kept = terms with
        {
            Name = Tidy(terms.Name),
            FormerNames = Former(terms.FormerNames, terms.Name),
            Aliases = Several(terms.Aliases, terms.Name),
            Code = code,
            Trade = Blank(terms.Trade),
            Address = Tidy(terms.Address),
            Departments = [.. terms.Departments.Distinct()],
            Officers = [.. terms.Officers.Select(Tidied)],
            Licences = [.. terms.Licences.Select(l => l with { Kind = Tidy(l.Kind), Number = Blank(l.Number) })],
            Tags = Several(terms.Tags),
            Note = Blank(terms.Note),
        };
        return (kept, RegisterKeys.Of(Enterprises.Enterprise.NamesOf(kept), kept.Address, context.Places));
    }

    public static Result<(PremisesTerms Terms, RegisterKeys Keys)> Premises(PremisesTerms terms, TermsContext context)
    {
        var problems = Common(terms.Name, terms.Address, terms.FormerNames, terms.Aliases, terms.Officers, terms.Tags, terms.Note, Enterprises.Premises.UnitsOf(terms), context);
        var kind = PremisesKinds.Find(terms.Kind);
        if (kind is null)
        {
            problems.Add(Problem.Coded("ENT-004", nameof(terms.Kind), terms.Kind));
        }

        GeoPoint? point = null;
        if (terms.Point is { } given)
        {
            if (!Coordinates.IsPosition(given))
            {
                problems.Add(Problem.Coded("ENT-006", nameof(terms.Point), Text(given.Longitude), Text(given.Latitude)));
            }
            else
            {
                point = Coordinates.ToWgs84(given, terms.System);
            }
        }

        string? outline = null;
        if (Blank(terms.Outline) is { } drawn)
        {
            if (Outlines.Read(drawn, terms.System) is not { } shape)
            {
                problems.Add(Problem.Coded("ENT-007", nameof(terms.Outline), Outlines.MostCorners.ToString(CultureInfo.InvariantCulture)));
            }
            else
            {
                outline = Outlines.Write(shape);
                if (point is { } p && Outlines.Metres(shape, p) is > Beside and var metres)
                {
                    problems.Add(Problem.Coded("ENT-012", nameof(terms.Point), Math.Round(metres).ToString(CultureInfo.InvariantCulture)));
                }

                point ??= Outlines.Inside(shape);
            }
        }

        if (terms.GasAsOf > context.Today)
        {
            problems.Add(Problem.Coded("ENT-010", nameof(terms.GasAsOf)));
        }
        if (terms.SquareMetres is < 0 or > 1_000_000_000m || terms.Storeys is < 0 or > 300 || terms.StoreysBelow is < 0 or > 30 || terms.Height is < 0 or > 2_000m)
        {
            problems.Add(Problem.Coded("ENT-009", nameof(terms.SquareMetres)));
        }
        if (terms.Uses.Count > 500 || terms.Uses.Any(u => u.To < u.From))
        {
            problems.Add(Problem.Coded("ENT-011", nameof(terms.Uses)));
        }
        if (Blank(terms.Community)?.Length > 60)
        {
            problems.Add(Problem.Coded("ENT-003", nameof(terms.Community), "60"));
        }
        if (problems.Count > 0)
        {
            return problems;
        }

        var kept = terms with
        {
            Name = Tidy(terms.Name),
            FormerNames = Former(terms.FormerNames, terms.Name),
            Aliases = Several(terms.Aliases, terms.Name),
            Kind = kind!.Key,
            Address = Tidy(terms.Address),
            Point = point,
            Outline = outline,
            System = CoordinateSystem.Wgs84,
            Community = Blank(terms.Community),
            Departments = [.. terms.Departments.Distinct()],
            Uses = [.. terms.Uses.Distinct()],
            Officers = [.. terms.Officers.Select(Tidied)],
            GasAsOf = terms.Gas == GasUse.Unknown ? null : terms.GasAsOf,
            Tags = Several(terms.Tags),
            Note = Blank(terms.Note),
        };
        return (kept, RegisterKeys.Of(Enterprises.Premises.NamesOf(kept), kept.Address, context.Places));
    }

    /// <summary>Text on one line; nothing where it is blank.</summary>
    public static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    /// <summary>A reason that was asked for.</summary>
    public static Problem? NoReason(string? reason) => Blank(reason) is { Length: <= 500 } ? null : Problem.Coded("ENT-013", "Reason");

    /// <summary>Days that a person enters lie within living memory and not ahead.</summary>
    public static Problem? NoDay(DateOnly day, string field, DateOnly today) => day.Year < 1900 || day > today ? Problem.Coded("ENT-014", field) : null;

    private static List<Problem> Common(
        string name, string address, IReadOnlyList<FormerName> former, IReadOnlyList<string> aliases, IReadOnlyList<Responsible> officers, IReadOnlyList<string> tags, string? note, IEnumerable<UnitId> units, TermsContext context)
    {
        List<Problem> problems = [];
        if (Tidy(name).Length is < 2 or > LongestName)
        {
            problems.Add(Problem.Coded("ENT-001", "Name", LongestName.ToString(CultureInfo.InvariantCulture)));
        }
        if (Tidy(address).Length > LongestAddress)
        {
            problems.Add(Problem.Coded("ENT-003", "Address", LongestAddress.ToString(CultureInfo.InvariantCulture)));
        }
        if (former.Count > Most || aliases.Count > Most || former.Select(n => n.Name).Concat(aliases).Any(n => n is null || n.Trim().Length > LongestName))
        {
            problems.Add(Problem.Coded("ENT-002", "Aliases", Most.ToString(CultureInfo.InvariantCulture), LongestName.ToString(CultureInfo.InvariantCulture)));
        }
        if (officers.Count > Most || officers.Any(o => (o.Name?.Length ?? 0) > 40 || (o.Title?.Length ?? 0) > 60 || (o.Telephone?.Length ?? 0) > 40
            || (o.Role == ResponsibleRole.PublicPost && o.Post is null && Blank(o.Title) is null) || (o.Role == ResponsibleRole.Other && Blank(o.Title) is null)))
        {
            problems.Add(Problem.Coded("ENT-015", "Officers"));
        }
        if (tags.Count > Most || tags.Any(t => t is null || t.Trim().Length > 40))
        {
            problems.Add(Problem.Coded("ENT-002", "Tags", Most.ToString(CultureInfo.InvariantCulture), "40"));
        }
        if ((note?.Length ?? 0) > LongestNote)
        {
            problems.Add(Problem.Coded("ENT-003", "Note", LongestNote.ToString(CultureInfo.InvariantCulture)));
        }
        if (units.Any(u => !context.Units.Contains(u)))
        {
            problems.Add(Problem.Coded("ENT-016", "Street"));
        }

        return problems;
    }

    private static string Tidy(string? text) => string.Join(' ', (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static Responsible Tidied(Responsible o) => o with { Title = Blank(o.Title), Name = Blank(o.Name), Telephone = Blank(o.Telephone) };

    private static IReadOnlyList<string> Several(IReadOnlyList<string> texts, string? but = null) => [.. texts.Select(Tidy).Where(t => t.Length > 0 && t != but).Distinct(StringComparer.Ordinal)];

    private static IReadOnlyList<FormerName> Former(IReadOnlyList<FormerName> names, string but) => [.. names.Select(n => n with { Name = Tidy(n.Name) }).Where(n => n.Name.Length > 0 && n.Name != but).DistinctBy(n => n.Name)];

    private static string Text(decimal value) => value.ToString(CultureInfo.InvariantCulture);
}
