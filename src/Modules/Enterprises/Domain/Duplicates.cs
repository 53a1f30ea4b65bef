using System.Globalization;
using Bihuan.Kernel;

namespace Bihuan.Enterprises;

/// <summary>What is compared of an entry.</summary>
internal sealed record Compared(Guid Id, string Name, string Address, string? Code, RegisterKeys Keys, GeoPoint? Point, Guid? Street);

/// <summary>Says whether two entries may be one.</summary>
internal static class Duplicates
{
    /// <summary>Metres within which places are near.</summary>
    public const double Near = 50;

    /// <summary>Metres beyond which one name is two branches.</summary>
    private const double FarApart = 500;

    /// <summary>From here on names are alike.</summary>
    private const double Alike = 0.5;

    /// <summary>No more are shown or kept of one entry.</summary>
    public const int Most = 20;

    /// <summary>Why two entries may be one; <see langword="null"/> where nothing says so.</summary>
    public static DuplicateOf? Judge(Compared one, Compared other)
    {
        double? metres = one.Point is { } a && other.Point is { } b ? Coordinates.Metres(a, b) : null;
        var sameName = one.Keys.Names.Intersect(other.Keys.Names, StringComparer.Ordinal).Any();
        var sameAddress = one.Keys.Address is { } address && address == other.Keys.Address;
        if (one.Code is { } code && code == other.Code)
        {
            return Found(DuplicateGround.Code, isLikely: true);
        }
        if (one.Code is not null && other.Code is not null && !(sameName && sameAddress))
        {
            // Two codes are two firms, unless one of them is a slip of the pen.
            return sameName ? Found(DuplicateGround.Name, isLikely: false) : null;
        }
        if (sameName)
        {
            // A chain has one name in many places: only those that may be at one place are likely.
            var elsewhere = metres > FarApart || (metres is null && !sameAddress && one.Street is { } street && other.Street is { } second && street != second);
            return Found(DuplicateGround.Name, !elsewhere);
        }

        var alike = one.Keys.Names.Count == 0 || other.Keys.Names.Count == 0 ? 0 : one.Keys.Names.Max(n => other.Keys.Names.Max(m => NameKeys.Alike(n, m)));
        if (sameAddress)
        {
            return Found(DuplicateGround.Address, alike >= Alike);
        }

        return metres <= Near ? Found(DuplicateGround.Place, alike >= Alike) : null;

        DuplicateOf Found(DuplicateGround ground, bool isLikely) => new(other.Id, other.Name, other.Address, ground, metres, isLikely);
    }

    /// <summary>Those that may be the one looked at, the likeliest first.</summary>
    public static IReadOnlyList<DuplicateOf> Of(Compared one, IEnumerable<Compared> others) =>
        [.. others.Where(o => o.Id != one.Id).DistinctBy(o => o.Id).Select(o => Judge(one, o)).OfType<DuplicateOf>().OrderByDescending(d => d.IsLikely).ThenBy(d => d.Ground).ThenBy(d => d.Metres ?? double.MaxValue).ThenBy(d => d.Id).Take(Most)];

    /// <summary>The likely ones that nobody has decided on yet, as reasons against entering it.</summary>
    public static IEnumerable<Problem> Undecided(IEnumerable<DuplicateOf> found, IReadOnlySet<Guid> apart) =>
        found.Where(d => d.IsLikely && (d.Ground == DuplicateGround.Code || !apart.Contains(d.Id)))
            .Select(d => Problem.Coded(d.Ground == DuplicateGround.Code ? "ENT-020" : "ENT-021", d.Ground == DuplicateGround.Code ? "Code" : "Name", d.Name, $"DuplicateGround.{d.Ground}", d.Metres is { } m ? Math.Round(m).ToString(CultureInfo.InvariantCulture) : "—"));
}
