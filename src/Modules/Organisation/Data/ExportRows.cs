using System.Globalization;
using Bihuan.Platform;

namespace Bihuan.Organisation;

/// <summary>The rows of the workbook, of everything in a book.</summary>
internal static class ExportRows
{
    public static IEnumerable<SheetRow> Of(Book book, Words words)
    {
        var namesakes = book.Units.SelectMany(u => u.Names.Select(n => n.Name).Distinct(StringComparer.Ordinal)).GroupBy(n => n, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => g.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var u in book.Units.OrderBy(u => u.Name, StringComparer.Ordinal))
        {
            yield return Row("units", [
                ("code", Code(u.Id.Value)), ("name", u.Name), ("kind", words.Of(u.Kind)), ("level", words.Of(u.Level)), ("parent", Unit(u.Parent)), ("from", Day(u.From)), ("to", Day(u.To)),
                ("document", u.Source?.Document), ("place", u.Source?.Place), ("mergedInto", Unit(u.MergedInto)), ("splitFrom", Unit(u.SplitFrom)), ("note", u.Note)]);
        }
        foreach (var u in book.Units)
        {
            for (var i = 1; i < u.Names.Count; i++)
            {
                yield return Row("changes", [("unit", Unit(u.Id)), ("change", words.Of(HappeningKind.UnitRenamed)), ("before", u.Names[i - 1].Name), ("from", Day(u.Names[i].From)), ("document", u.Names[i].Source?.Document), ("place", u.Names[i].Source?.Place)]);
            }
            for (var i = 1; i < u.Parents.Count; i++)
            {
                yield return Row("changes", [("unit", Unit(u.Id)), ("change", words.Of(HappeningKind.UnitMoved)), ("before", Unit(u.Parents[i - 1].Parent)), ("from", Day(u.Parents[i].From)), ("document", u.Parents[i].Source?.Document), ("place", u.Parents[i].Source?.Place)]);
            }
        }
        foreach (var (u, a) in book.Units.OrderBy(u => u.Name, StringComparer.Ordinal).SelectMany(u => u.Aliases.Select(a => (u, a))))
        {
            yield return Row("aliases", [("unit", Unit(u.Id)), ("alias", a.Name), ("aliasKind", words.Of(a.Kind)), ("document", a.Source?.Document), ("place", a.Source?.Place), ("from", Day(a.From)), ("to", Day(a.To))]);
        }
        foreach (var p in book.Posts.OrderBy(p => book.Unit(p.Unit)?.Name, StringComparer.Ordinal).ThenBy(p => p.Kind))
        {
            yield return Row("posts", [("unit", Unit(p.Unit)), ("title", p.Title), ("postKind", words.Of(p.Kind)), ("single", Yes(p.Single)), ("from", Day(p.From)), ("to", Day(p.To)), ("document", p.Source?.Document), ("place", p.Source?.Place)]);
        }
        foreach (var p in book.People.OrderBy(p => p.Name, StringComparer.Ordinal))
        {
            yield return Row("people", [("code", Code(p.Id.Value)), ("person", p.Name), ("number", p.Number)]);
        }
        foreach (var h in book.Holdings.OrderBy(h => book.Person(h.Person)?.Name, StringComparer.Ordinal))
        {
            yield return Row("holdings", [
                ("personCode", Code(h.Person.Value)), ("person", book.Person(h.Person)?.Name), ("unit", Unit(book.Post(h.Post)?.Unit)), ("title", book.Post(h.Post)?.Title), ("from", Day(h.From)), ("to", Day(h.To)),
                ("concurrent", Yes(h.Concurrent)), ("acting", Yes(h.Acting)), ("probation", h.ProbationYears == 0 ? "" : h.ProbationYears.ToString(CultureInfo.InvariantCulture)),
                ("appointedDocument", h.Appointed?.Document), ("appointedPlace", h.Appointed?.Place), ("removedDocument", h.Removed?.Document), ("removedPlace", h.Removed?.Place), ("seen", string.Join(";", h.Seen.Select(s => $"{Day(s.Day)}|{s.Source.Document}|{s.Source.Place}")))]);
        }
        foreach (var (p, d) in book.Portfolios.SelectMany(p => p.Duties.DefaultIfEmpty().Select(d => (p, d))))
        {
            yield return Row("portfolios", [
                ("personCode", Code(p.Person.Value)), ("person", book.Person(p.Person)?.Name), ("unit", Unit(book.Post(p.Post)?.Unit)), ("title", book.Post(p.Post)?.Title), ("from", Day(p.From)), ("to", Day(p.OwnTo)), ("scope", p.Scope),
                ("dutyKind", d is null ? "" : words.Of(d.Kind)), ("area", d?.Area), ("dutyUnit", Unit(d?.Unit)), ("part", d?.Part), ("document", p.Source?.Document), ("place", p.Source?.Place)]);
        }
        foreach (var g in book.Groups.OrderBy(g => g.Name, StringComparer.Ordinal))
        {
            yield return Row("groups", [
                ("code", Code(g.Id.Value)), ("name", g.Name), ("groupKind", words.Of(g.Kind)), ("above", g.Parent is { } above ? Code(above.Value) : ""), ("under", Unit(g.Under)), ("self", Unit(g.Unit)), ("from", Day(g.From)), ("to", Day(g.To)),
                ("seat", Unit(g.Seat)), ("seatRoom", g.SeatRoom), ("openEnded", Yes(g.OpenEnded)), ("duties", g.Duties), ("note", g.Note), ("document", g.Source?.Document), ("place", g.Source?.Place)]);
        }
        foreach (var (g, m) in book.Groups.OrderBy(g => g.Name, StringComparer.Ordinal).SelectMany(g => g.Members.Select(m => (g, m))))
        {
            yield return Row("members", [
                ("group", Code(g.Id.Value)), ("role", m.Role), ("by", words.Of(m.By)), ("unit", Unit(m.Unit)), ("title", m.Title), ("condition", m.Condition), ("personCode", m.Person is { } who ? Code(who.Value) : ""), ("person", book.Person(m.Person)?.Name)]);
        }

        // A name that more than one unit has had would not find its unit again.
        string? Unit(UnitId? id) => book.Unit(id) is { } unit ? namesakes.Contains(unit.Name) ? Code(unit.Id.Value) : unit.Name : null;

        string Yes(bool yes) => words[yes ? "cell.yes" : "cell.no"];
    }

    private static SheetRow Row(string sheet, IReadOnlyList<(string Column, string? Text)> cells) => new(sheet, 0, cells.ToDictionary(c => c.Column, c => c.Text ?? "", StringComparer.Ordinal));

    private static string Code(Guid id) => id.ToString();

    private static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
}
