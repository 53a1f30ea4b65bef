namespace Bihuan.Enterprises;

/// <summary>What the entry that stays takes of the one too many: all names, and whatever it lacks. Nothing that it has is overwritten.</summary>
internal static class Merging
{
    public static EnterpriseTerms Of(EnterpriseTerms into, EnterpriseTerms from) => into with
    {
        FormerNames = Former(into.FormerNames, from.FormerNames, into.Name),
        Aliases = Names(into.Aliases, from.Aliases, from.Name, into.Name),
        Code = into.Code ?? from.Code,
        Trade = into.Trade ?? from.Trade,
        Address = into.Address.Length > 0 ? into.Address : from.Address,
        Street = into.Street ?? from.Street,
        Departments = [.. into.Departments.Union(from.Departments)],
        Officers = [.. into.Officers.Union(from.Officers)],
        Licences = [.. into.Licences.Union(from.Licences)],
        Tags = [.. into.Tags.Union(from.Tags, StringComparer.Ordinal)],
        Note = Note(into.Note, from.Note),
    };

    public static PremisesTerms Of(PremisesTerms into, PremisesTerms from) => into with
    {
        FormerNames = Former(into.FormerNames, from.FormerNames, into.Name),
        Aliases = Names(into.Aliases, from.Aliases, from.Name, into.Name),
        Address = into.Address.Length > 0 ? into.Address : from.Address,
        Point = into.Point ?? from.Point,
        Outline = into.Outline ?? (into.Point is null ? from.Outline : null),
        Street = into.Street ?? from.Street,
        Community = into.Community ?? from.Community,
        Territory = into.Territory ?? from.Territory,
        Departments = [.. into.Departments.Union(from.Departments)],
        Uses = [.. into.Uses.Union(from.Uses)],
        Officers = [.. into.Officers.Union(from.Officers)],
        Gas = into.Gas == GasUse.Unknown ? from.Gas : into.Gas,
        GasAsOf = into.Gas == GasUse.Unknown ? from.GasAsOf : into.GasAsOf,
        SquareMetres = into.SquareMetres ?? from.SquareMetres,
        Storeys = into.Storeys ?? from.Storeys,
        StoreysBelow = into.StoreysBelow ?? from.StoreysBelow,
        Height = into.Height ?? from.Height,
        Tags = [.. into.Tags.Union(from.Tags, StringComparer.Ordinal)],
        Note = Note(into.Note, from.Note),
    };

    private static IReadOnlyList<string> Names(IReadOnlyList<string> into, IReadOnlyList<string> from, string name, string stays) => [.. into.Append(name).Union(from, StringComparer.Ordinal).Where(n => n != stays).Distinct(StringComparer.Ordinal)];

    private static IReadOnlyList<FormerName> Former(IReadOnlyList<FormerName> into, IReadOnlyList<FormerName> from, string stays) => [.. into.Concat(from).Where(n => n.Name != stays).DistinctBy(n => n.Name)];

    private static string? Note(string? into, string? from) => (into, from) switch
    {
        (null, _) => from,
        (_, null) => into,
        _ when into == from => into,
        _ => $"{into}\n{from}",
    };
}
