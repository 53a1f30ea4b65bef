using System.Globalization;
using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Enterprises;

/// <summary>A column in which entries go to Excel and come back.</summary>
/// <param name="Key">The field of the terms that it holds, so that a problem of the field names the column.</param>
/// <param name="TitleKey">The key of its title.</param>
/// <param name="Text">The cell of an entry.</param>
/// <param name="Take">The terms with what a cell says.</param>
internal sealed record SheetColumn<TTerms>(string Key, string TitleKey, Func<TTerms, SheetCells, string> Text, Func<TTerms, string, SheetCells, TTerms> Take);

/// <summary>The columns of the register's sheets (单位表、场所表).</summary>
internal static class RegisterSheets
{
    public const string Id = "Id";
    public const string Version = "Version";
    public const string Apart = "Apart";

    public static readonly IReadOnlyList<SheetColumn<EnterpriseTerms>> Firms =
    [
        new("Name", "firm.name", (t, _) => t.Name, (t, c, _) => t with { Name = c }),
        new("Aliases", "firm.aliases", (t, _) => SheetCells.Join(t.Aliases), (t, c, _) => t with { Aliases = SheetCells.Several(c) }),
        new("FormerNames", "firm.formerNames", (t, _) => SheetCells.Join(t.FormerNames.Select(n => n.Name)), (t, c, _) => t with { FormerNames = Former(t.FormerNames, c) }),
        new("Code", "firm.code", (t, _) => t.Code ?? "", (t, c, _) => t with { Code = c }),
        new("Form", "firm.form", (t, s) => s.Word(t.Form), (t, c, s) => t with { Form = s.Choice(c, t.Form) }),
        new("Trade", "firm.trade", (t, _) => t.Trade ?? "", (t, c, _) => t with { Trade = c }),
        new("Address", "firm.address", (t, _) => t.Address, (t, c, _) => t with { Address = c }),
        new("Street", "premises.street", (t, s) => s.Name(t.Street), (t, c, s) => t with { Street = s.Unit(c) }),
        new("Departments", "premises.departments", (t, s) => s.Names(t.Departments), (t, c, s) => t with { Departments = s.Units(c) }),
        new("Officers", "premises.officers", (t, s) => s.Text(t.Officers), (t, c, s) => t with { Officers = s.Officers(c, t.Officers) }),
        new("Tags", "premises.tags", (t, _) => SheetCells.Join(t.Tags), (t, c, _) => t with { Tags = SheetCells.Several(c) }),
        new("Note", "premises.note", (t, _) => t.Note ?? "", (t, c, _) => t with { Note = c }),
    ];

    public static readonly IReadOnlyList<SheetColumn<PremisesTerms>> Premises =
    [
        new("Name", "premises.name", (t, _) => t.Name, (t, c, _) => t with { Name = c }),
        new("Aliases", "firm.aliases", (t, _) => SheetCells.Join(t.Aliases), (t, c, _) => t with { Aliases = SheetCells.Several(c) }),
        new("FormerNames", "firm.formerNames", (t, _) => SheetCells.Join(t.FormerNames.Select(n => n.Name)), (t, c, _) => t with { FormerNames = Former(t.FormerNames, c) }),
        new("Kind", "premises.kind", (t, _) => t.Kind.Length == 0 ? "" : PremisesKinds.Name(t.Kind, Words.IsEnglish), (t, c, _) => t with { Kind = SheetCells.Kind(c) }),
        new("Address", "premises.address", (t, _) => t.Address, (t, c, _) => t with { Address = c }),
        new("Longitude", "premises.longitude", (t, _) => SheetCells.Text(t.Point?.Longitude), (t, c, s) => t with { Point = s.Number(c) is { } x ? new(x, t.Point?.Latitude ?? SheetCells.Missing) : null }),
        new("Latitude", "premises.latitude", (t, _) => SheetCells.Text(t.Point?.Latitude), (t, c, s) => t with { Point = s.Number(c) is { } y ? new(t.Point?.Longitude ?? SheetCells.Missing, y) : t.Point is null ? null : new(t.Point.Value.Longitude, SheetCells.Missing) }),
        new("System", "premises.system", (t, s) => t.Point is null ? "" : s.Word(t.System), (t, c, s) => t with { System = s.Choice(c, CoordinateSystem.Wgs84) }),
        new("Street", "premises.street", (t, s) => s.Name(t.Street), (t, c, s) => t with { Street = s.Unit(c) }),
        new("Community", "premises.community", (t, _) => t.Community ?? "", (t, c, _) => t with { Community = c }),
        new("Territory", "premises.territory", (t, s) => s.Name(t.Territory), (t, c, s) => t with { Territory = s.Unit(c) }),
        new("Departments", "premises.departments", (t, s) => s.Names(t.Departments), (t, c, s) => t with { Departments = s.Units(c) }),
        new("Uses", "premises.firms", (t, s) => s.Text(t.Uses), (t, c, s) => t with { Uses = s.Uses(c, t.Uses) }),
        new("Officers", "premises.officers", (t, s) => s.Text(t.Officers), (t, c, s) => t with { Officers = s.Officers(c, t.Officers) }),
        new("Gas", "premises.gas", (t, s) => s.Word(t.Gas), (t, c, s) => t with { Gas = s.Choice(c, GasUse.Unknown) }),
        new("GasAsOf", "premises.gasAsOf", (t, _) => SheetCells.Text(t.GasAsOf), (t, c, s) => t with { GasAsOf = s.Day(c) }),
        new("SquareMetres", "premises.area", (t, _) => SheetCells.Text(t.SquareMetres), (t, c, s) => t with { SquareMetres = s.Number(c) }),
        new("Storeys", "premises.storeys", (t, _) => SheetCells.Text(t.Storeys), (t, c, s) => t with { Storeys = (int?)s.Number(c, 1_000) }),
        new("StoreysBelow", "premises.storeysBelow", (t, _) => SheetCells.Text(t.StoreysBelow), (t, c, s) => t with { StoreysBelow = (int?)s.Number(c, 1_000) }),
        new("Height", "premises.height", (t, _) => SheetCells.Text(t.Height), (t, c, s) => t with { Height = s.Number(c) }),
        new("Tags", "premises.tags", (t, _) => SheetCells.Join(t.Tags), (t, c, _) => t with { Tags = SheetCells.Several(c) }),
        new("Note", "premises.note", (t, _) => t.Note ?? "", (t, c, _) => t with { Note = c }),
    ];

    private static IReadOnlyList<FormerName> Former(IReadOnlyList<FormerName> known, string cell) => [.. SheetCells.Several(cell).Select(n => known.FirstOrDefault(k => k.Name == n) ?? new(n))];
}

/// <summary>Reads and writes cells. What a cell does not hold (days of a firm's use, the post behind a position) stays as it is.</summary>
internal sealed class SheetCells(IReadOnlyDictionary<UnitId, string> names, IUnitNames units, IReadOnlyDictionary<string, EnterpriseId> firms, IReadOnlyDictionary<EnterpriseId, string> firmTexts, Words words)
{
    /// <summary>Stands for the half of a place that is not there yet; no degree is so many.</summary>
    public const decimal Missing = 999;

    private static readonly string[] Days = ["yyyy-MM-dd", "yyyy-M-d", "yyyy/M/d", "yyyy.M.d"];

    /// <summary>What is wrong with the cell that is read.</summary>
    public List<Problem> Problems { get; } = [];

    public static string Join(IEnumerable<string> several) => string.Join('、', several);

    public static IReadOnlyList<string> Several(string cell) => [.. cell.Split(['、', ',', '，', ';', '；', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.Ordinal)];

    public static string Text(decimal? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    public static string Text(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    public string Word(Enum value) => words.Of(value);

    public string Name(UnitId? unit) => unit is { } id ? names.GetValueOrDefault(id) ?? "" : "";

    public string Names(IEnumerable<UnitId> units) => Join(units.Select(u => Name(u)).Where(n => n.Length > 0));

    /// <summary>Positions as 岗位：姓名（电话）.</summary>
    public string Text(IReadOnlyList<Responsible> officers) => Join(officers.Select(Text));

    /// <summary>Firms as 关系：信用代码或名称.</summary>
    public string Text(IReadOnlyList<PremisesUse> uses) => Join(uses.Where(u => u.To is null).Select(Text));

    public T Choice<T>(string cell, T otherwise)
        where T : struct, Enum
    {
        if (cell.Length == 0)
        {
            return otherwise;
        }

        foreach (var value in Enum.GetValues<T>())
        {
            if (words.All[$"{typeof(T).Name}.{value}"].Append(value.ToString()).Contains(cell, StringComparer.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        Problems.Add(Problem.Coded("ENT-046", "", cell, Join(Enum.GetValues<T>().Select(v => words.Of(v)))));
        return otherwise;
    }

    public static string Kind(string cell) => PremisesKinds.Find(cell)?.Key ?? cell;

    public decimal? Number(string cell, decimal most = 10_000_000_000m)
    {
        if (cell.Length == 0)
        {
            return null;
        }
        if (decimal.TryParse(cell, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign | NumberStyles.AllowThousands | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) <= most)
        {
            return number;
        }

        Problems.Add(Problem.Coded("ENT-047", "", cell));
        return null;
    }

    public DateOnly? Day(string cell)
    {
        if (cell.Length == 0)
        {
            return null;
        }
        if (DateOnly.TryParseExact(cell, Days, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        Problems.Add(Problem.Coded("ENT-048", "", cell));
        return null;
    }

    public UnitId? Unit(string cell)
    {
        if (cell.Length == 0)
        {
            return null;
        }

        var found = units.Resolve(cell);
        if (found.Unit is { } unit)
        {
            return unit.Id;
        }

        Problems.Add(found.Candidates.Count == 0 ? Problem.Coded("ENT-049", "", cell) : Problem.Coded("ENT-050", "", cell, Join(found.Candidates.Select(c => c.Name))));
        return null;
    }

    public IReadOnlyList<UnitId> Units(string cell) => [.. Several(cell).Select(Unit).OfType<UnitId>().Distinct()];

    public IReadOnlyList<Responsible> Officers(string cell, IReadOnlyList<Responsible> known)
    {
        List<Responsible> read = [];
        foreach (var line in Several(cell))
        {
            if (known.FirstOrDefault(o => Text(o) == line) is { } same)
            {
                read.Add(same);
                continue;
            }

            var at = line.IndexOfAny(['：', ':']);
            var (position, rest) = at < 0 ? (line, "") : (line[..at].Trim(), line[(at + 1)..].Trim());
            var open = rest.IndexOfAny(['（', '(']);
            var (name, telephone) = open < 0 ? (rest, null) : (rest[..open].Trim(), rest[(open + 1)..].Trim('）', ')', ' '));
            var role = Enum.GetValues<ResponsibleRole>().Where(r => words.All[$"ResponsibleRole.{r}"].Contains(position, StringComparer.OrdinalIgnoreCase)).Select(r => (ResponsibleRole?)r).FirstOrDefault();
            read.Add(new(role ?? ResponsibleRole.Other, role is null ? position : null, name.Length == 0 ? null : name, telephone));
        }

        return read;
    }

    public IReadOnlyList<PremisesUse> Uses(string cell, IReadOnlyList<PremisesUse> known)
    {
        List<PremisesUse> read = [.. known.Where(u => u.To is not null)];
        foreach (var line in Several(cell))
        {
            if (known.FirstOrDefault(u => u.To is null && Text(u) == line) is { } same)
            {
                read.Add(same);
                continue;
            }

            var at = line.IndexOfAny(['：', ':']);
            var (relation, firm) = at < 0 ? ("", line) : (line[..at].Trim(), line[(at + 1)..].Trim());
            var role = Choice(relation, UseRole.User);
            if (firms.TryGetValue(firm, out var id))
            {
                read.Add(new(id, role));
            }
            else
            {
                Problems.Add(Problem.Coded("ENT-051", "", firm));
            }
        }

        return read;
    }

    private string Text(Responsible o) => $"{(o.Role is ResponsibleRole.Other or ResponsibleRole.PublicPost && o.Title is { } title ? title : words.Of(o.Role))}：{o.Name}{(o.Telephone is { } phone ? $"（{phone}）" : "")}".TrimEnd('：');

    private string Text(PremisesUse u) => $"{words.Of(u.Role)}：{firmTexts.GetValueOrDefault(u.Enterprise) ?? ""}";

    /// <summary>Cells with the names that some entries and a sheet need.</summary>
    /// <param name="queries">Where names come from.</param>
    /// <param name="organisation">The units.</param>
    /// <param name="words">The texts.</param>
    /// <param name="ids">The firms of the entries.</param>
    /// <param name="printed">What a sheet says in its column of firms.</param>
    /// <param name="cancel">Cancels.</param>
    public static async ValueTask<SheetCells> For(RegisterQueries queries, IOrganisationQueries organisation, Words words, IEnumerable<EnterpriseId> ids, IEnumerable<string> printed, CancellationToken cancel)
    {
        var db = queries.Db;
        var wanted = ids.Distinct().ToArray();
        var known = await db.Set<Enterprise>().AsNoTracking().Where(e => EF.Parameter(wanted).Contains(e.Id)).Select(e => new { e.Id, e.Name, e.Code }).ToListAsync(cancel);
        var meant = printed.SelectMany(Several).Select(l => l[(l.IndexOfAny(['：', ':']) + 1)..].Trim()).Distinct(StringComparer.Ordinal).ToArray();
        var visible = await queries.VisibleFirms(cancel);
        Dictionary<string, EnterpriseId> found = new(StringComparer.Ordinal);
        foreach (var part in meant.Chunk(500))
        {
            foreach (var firm in await visible.Where(e => EF.Parameter(part).Contains(e.Name) || EF.Parameter(part).Contains(e.Code)).Select(e => new { e.Id, e.Name, e.Code }).ToListAsync(cancel))
            {
                found[firm.Name] = firm.Id;
                if (firm.Code is { } code)
                {
                    found[code] = firm.Id;
                }
            }
        }

        return new(await queries.Names(cancel), await organisation.Names(queries.Day, cancel), found, known.ToDictionary(f => f.Id, f => f.Code ?? f.Name), words);
    }
}
