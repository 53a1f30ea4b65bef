using System.Globalization;
using Bihuan.Kernel;
using Bihuan.Platform;
using Bihuan.Reading.Units;

namespace Bihuan.Organisation;

/// <summary>How many rows of a sheet are new, changed, and as they were.</summary>
internal sealed record SheetCount(string Sheet, int New, int Changed, int Same);

/// <summary>Works out what a workbook changes, with the same decisions that the commands run, and every cell that cannot be taken.</summary>
/// <remarks>A row with a code that is in the register is that entry; a unit or group is also known by its name, a person by the person
/// number, or by the name together with a post and its days, never by the name alone. Codes that are not in the register only tie rows of
/// the workbook together.</remarks>
/// <param name="book">Everything; planned changes are applied to it.</param>
/// <param name="titles">Titles of sheets and columns and words of enumerations, by key.</param>
/// <param name="ids">New ids.</param>
/// <param name="apply">Applies a change to its state: records it, or only pretends.</param>
internal sealed class ImportPlan(Book book, IReadOnlyDictionary<string, string[]> titles, NewIds ids, Action<Change> apply)
{
    private readonly List<CellProblem> _problems = [];
    private readonly Dictionary<string, (int New, int Changed, int Same)> _counts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, UnitId> _unitCodes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<UnitId>> _unitNames = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PersonId> _personCodes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, GroupId> _groupCodes = new(StringComparer.Ordinal);

    /// <summary>Each once, as one reads the workbook: by sheet, row, column.</summary>
    public IReadOnlyList<CellProblem> Problems =>
    [
        .. _problems.DistinctBy(p => (p.Sheet, p.Row, p.Column, p.Problem.Code))
            .OrderBy(p => Layout.Sheets.TakeWhile(s => titles["sheet." + s.Sheet][0] != p.Sheet).Count()).ThenBy(p => p.Row)
            .ThenBy(p => Layout.Sheets.First(s => titles["sheet." + s.Sheet][0] == p.Sheet).Columns.TakeWhile(c => titles["column." + c][0] != p.Column).Count()),
    ];

    public IReadOnlyList<SheetCount> Counts => [.. Layout.Sheets.Where(s => _counts.ContainsKey(s.Sheet)).Select(s => new SheetCount(s.Sheet, _counts[s.Sheet].New, _counts[s.Sheet].Changed, _counts[s.Sheet].Same))];

    public void Take(IReadOnlyList<SheetRow> rows, DateOnly today)
    {
        foreach (var unit in book.Units)
        {
            Remember(unit);
        }

        var sheets = rows.ToLookup(r => r.Sheet, StringComparer.Ordinal);
        foreach (var row in sheets["units"])
        {
            Unit(row, sheets["changes"]);
        }
        foreach (var row in sheets["units"])
        {
            UnitReferences(row, today);
        }
        foreach (var row in sheets["changes"])
        {
            Moved(row);
        }
        foreach (var row in sheets["aliases"])
        {
            Alias(row);
        }
        foreach (var row in sheets["posts"])
        {
            Post(row);
        }

        var holdings = sheets["holdings"].ToLookup(r => r["personCode"], StringComparer.Ordinal);
        foreach (var row in sheets["people"])
        {
            Person(row, holdings);
        }
        foreach (var row in sheets["holdings"])
        {
            Holding(row);
        }
        foreach (var same in sheets["portfolios"].GroupBy(r => (Person(r, "portfolios"), r["unit"], r["title"], r["from"], r["document"], r["place"])))
        {
            Portfolio([.. same]);
        }

        var members = sheets["members"].ToLookup(r => r["group"], StringComparer.Ordinal);
        foreach (var row in ParentsFirst([.. sheets["groups"]]))
        {
            Group(row, [.. members[row["code"]].Concat(row["code"] == row["name"] ? [] : members[row["name"]])]);
        }
        foreach (var row in sheets["members"].Where(r => !_groupCodes.ContainsKey(r["group"]) && !sheets["groups"].Any(g => g["code"] == r["group"] || g["name"] == r["group"])))
        {
            Add(row, "group", "ORG-064", row["group"]);
        }
    }

    // Units

    private void Unit(SheetRow row, IEnumerable<SheetRow> changes)
    {
        var known = Known(row);
        var (name, kind, level, from, to) = (row["name"], Word<UnitKind>(row, "kind"), Word<UnitLevel>(row, "level"), Day(row, "from"), Day(row, "to"));
        if (known is not null)
        {
            _unitCodes[row["code"]] = known.Id;
            return;
        }
        if (kind is null || level is null)
        {
            return;
        }

        // Renamings of a unit that is not known yet: it began under the first of its earlier names.
        var renamings = changes.Where(c => c["unit"].Length > 0 && (c["unit"] == row["code"] || c["unit"] == name) && IsWord(c["change"], HappeningKind.UnitRenamed)).OrderBy(c => c["from"], StringComparer.Ordinal).ToList();
        var first = renamings.Count > 0 ? renamings[0]["before"] : name;
        var taken = _unitNames.GetValueOrDefault(first)?.Exists(u => book.Unit(u)!.Period.Overlaps(new(from, to))) == true;
        var id = ids.New<UnitId>();
        if (!Carry(row, CreateUnitFeature.Decide(new(first, kind.Value, level.Value, null, from, to, Source(row, "document", "place"), null, Blank(row["note"])), id, taken, null, splitFromExists: true), out _))
        {
            return;
        }
        for (var i = 0; i < renamings.Count; i++)
        {
            if (Day(renamings[i], "from") is { } on)
            {
                var next = i + 1 < renamings.Count ? renamings[i + 1]["before"] : name;
                Carry(renamings[i], RenameUnitFeature.Decide(book.Unit(id), new(id, 0, next, on, Source(renamings[i], "document", "place"))), out _, counts: false);
            }
        }

        Count(row.Sheet, added: true, changed: true);
        Remember(book.Unit(id)!);
        if (row["code"].Length > 0 && !_unitCodes.TryAdd(row["code"], id))
        {
            Add(row, "code", "ORG-066", row["code"]);
        }
    }

    private Unit? Known(SheetRow row)
    {
        if (Guid.TryParse(row["code"], out var id) && book.Unit(UnitId.From(id)) is { } byCode)
        {
            return byCode;
        }

        var (from, to) = (Day(row, "from"), Day(row, "to"));
        return _unitNames.GetValueOrDefault(row["name"])?.Select(u => book.Unit(u)).FirstOrDefault(u => u!.Name == row["name"] && u.Period.Overlaps(new(from, to)));
    }

    private void UnitReferences(SheetRow row, DateOnly today)
    {
        var unit = row["code"].Length > 0 && _unitCodes.TryGetValue(row["code"], out var id) ? book.Unit(id) : Known(row);
        if (unit is null)
        {
            return;
        }

        var before = unit.Version;
        var (parent, into, split) = (UnitOf(row, "parent"), UnitOf(row, "mergedInto"), UnitOf(row, "splitFrom"));
        var above = parent is { } up ? Above(up, today) : [];
        var request = new CorrectUnit.Request(
            unit.Id, 0, row["name"], Word<UnitKind>(row, "kind") ?? unit.Kind, Word<UnitLevel>(row, "level") ?? unit.Level, parent, Day(row, "from"), Day(row, "to"), into, split, Blank(row["note"]));
        if (Carry(row, CorrectUnit.Decide(unit, request, _ => true, above), out _, counts: false) && !_new.Contains(unit.Id))
        {
            Count(row.Sheet, added: false, changed: unit.Version != before);
        }
    }

    private List<UnitId> Above(UnitId from, DateOnly today)
    {
        List<UnitId> above = [];
        for (UnitId? at = from; at is { } id && above.Count < 32 && !above.Contains(id); at = book.Unit(id)?.ParentOn(today))
        {
            above.Add(id);
        }

        return above;
    }

    /// <summary>An earlier unit above: it held until the day, on which the next took its place.</summary>
    private void Moved(SheetRow row)
    {
        if (IsWord(row["change"], HappeningKind.UnitRenamed) && UnitOf(row, "unit") is { } renamed && book.Unit(renamed) is { } unit)
        {
            // Those of new units are done; for a known one the history must agree.
            if (!unit.Names.Any(n => n.Name == row["before"]))
            {
                Add(row, "before", "ORG-071", row["before"], unit.Name);
            }

            return;
        }
        if (!IsWord(row["change"], HappeningKind.UnitMoved))
        {
            Add(row, "change", "ORG-063", row["change"], $"{titles["HappeningKind.UnitRenamed"][0]}、{titles["HappeningKind.UnitMoved"][0]}");
            return;
        }
        if (UnitOf(row, "unit") is not { } id || Day(row, "from") is not { } on || book.Unit(id) is not { } moved || moved.Parents.Any(p => p.From == on))
        {
            return;
        }

        // The line entered with the unit becomes the later one, and what stood before it is put first.
        var latest = moved.Parent;
        Carry(row, CorrectUnit.Decide(moved, new(id, 0, moved.Name, moved.Kind, moved.Level, UnitOf(row, "before"), moved.From, moved.To, moved.MergedInto, moved.SplitFrom, moved.Note), _ => true, []), out _, counts: false);
        Carry(row, MoveUnitFeature.Decide(book.Unit(id), new(id, 0, latest, on, Source(row, "document", "place")), book.Unit(latest), []), out _, counts: false);
        Count(row.Sheet, added: true, changed: true);
    }

    private void Alias(SheetRow row)
    {
        if (UnitOf(row, "unit", required: true) is { } unit && Word<AliasKind>(row, "aliasKind") is { } kind)
        {
            var before = book.Unit(unit)!.Version;
            if (Carry(row, AddAliasFeature.Decide(book.Unit(unit), new(unit, row["alias"], kind, Source(row, "document", "place"), Day(row, "from"), Day(row, "to"))), out _, counts: false))
            {
                var isNew = book.Unit(unit)!.Version > before;
                Count(row.Sheet, added: isNew, changed: isNew);
            }
        }
    }

    // Posts and people

    private void Post(SheetRow row)
    {
        if (UnitOf(row, "unit", required: true) is not { } unit)
        {
            return;
        }

        var kind = row["postKind"].Length == 0 ? null : Word<PostKind>(row, "postKind");
        bool? single = row["single"].Length == 0 ? null : Yes(row, "single");
        var (from, to) = (Day(row, "from"), Day(row, "to"));
        if (book.PostOf(unit, row["title"]) is { } there)
        {
            Carry(row, ChangePost.Decide(there, new(there.Id, 0, there.Title, kind ?? there.Kind, single ?? there.Single, from, to), titleIsTaken: false), out _);
        }
        else
        {
            Carry(row, CreatePostFeature.Decide(book, new(unit, row["title"], kind, single, from, to, Source(row, "document", "place")), ids), out _);
        }
    }

    private void Person(SheetRow row, ILookup<string, SheetRow> holdings)
    {
        var known = Guid.TryParse(row["code"], out var id) ? book.Person(PersonId.From(id)) : null;
        known ??= row["number"].Length > 0 ? book.People.FirstOrDefault(p => p.Number == row["number"]) : null;
        known ??= row["code"].Length == 0 ? null : holdings[row["code"]].Select(h => InPost(h, row["person"])).FirstOrDefault(p => p is not null);
        var taken = row["number"].Length > 0 && book.People.Any(p => p.Number == row["number"] && p.Id != known?.Id);
        PersonId person;
        if (known is not null)
        {
            person = known.Id;
            Carry(row, CorrectPerson.Decide(known, new(known.Id, 0, row["person"], Blank(row["number"])), taken), out _);
        }
        else if (!Carry(row, EnterPersonFeature.Decide(new(row["person"], Blank(row["number"])), ids.New<PersonId>(), taken), out person))
        {
            return;
        }
        if (row["code"].Length > 0 && !_personCodes.TryAdd(row["code"], person))
        {
            Add(row, "code", "ORG-066", row["code"]);
        }
    }

    /// <summary>Somebody of the name in the very post and from the very day that a row of holdings gives.</summary>
    private Person? InPost(SheetRow holding, string name) =>
        UnitOf(holding, "unit", quiet: true) is { } unit && book.PostOf(unit, holding["title"]) is { } post
            ? book.HoldingsOf(post.Id).Where(h => h.From == Day(holding, "from", quiet: true) && h.To == Day(holding, "to", quiet: true)).Select(h => book.Person(h.Person)).FirstOrDefault(p => p?.Name == name)
            : null;

    private PersonRef? Person(SheetRow row, string sheet)
    {
        if (row["personCode"] is { Length: > 0 } code)
        {
            if (_personCodes.TryGetValue(code, out var person) || (Guid.TryParse(code, out var id) && book.Person(PersonId.From(id)) is { } known && (person = known.Id) == known.Id))
            {
                return PersonRef.Known(person);
            }

            Add(row, "personCode", "ORG-067", code);
            return null;
        }
        if (row["person"].Length == 0)
        {
            if (sheet != "members")
            {
                Add(row, "person", "ORG-069");
            }

            return null;
        }

        return PersonRef.Named(row["person"]);
    }

    private void Holding(SheetRow row)
    {
        if (Person(row, row.Sheet) is not { } who || UnitOf(row, "unit", required: true) is not { } unit)
        {
            return;
        }

        List<Problem> problems = [];
        List<Change> changes = [];
        var (from, to) = (Day(row, "from"), Day(row, "to"));
        var (appointed, removed) = (Source(row, "appointedDocument", "appointedPlace"), Source(row, "removedDocument", "removedPlace"));
        var seen = Seen(row);
        var (concurrent, acting, probation) = (Yes(row, "concurrent"), Yes(row, "acting"), Number(row, "probation"));
        if (Named.Post(book, PostRef.Titled(unit, row["title"]), appointed ?? removed, ids, changes, problems) is not { } post)
        {
            Refuse(row, problems);
            return;
        }

        Apply(changes);
        changes.Clear();
        var held = book.HoldingsOf(post, who).ToList();
        if ((held.Find(h => h.From == from && h.To == to) ?? held.Find(h => h.From == from)) is { } there)
        {
            var before = there.Version;
            if (Carry(row, CorrectHolding.Decide(there, new(there.Id, 0, from, to, appointed, removed, concurrent, acting, probation)), out _, counts: false))
            {
                Apply(seen.Where(s => !there.Seen.Contains(s)).Select(s => new Change(there, new HoldingSeen(s), s.Day)).ToList());
                Count(row.Sheet, added: false, changed: there.Version > before);
            }

            return;
        }
        if (new Period(from, to).IsEmpty)
        {
            problems.Add(Problem.Coded("ORG-009", "To", Days.Text(from), Days.Text(to)));
        }
        if (probation is < 0 or > 5)
        {
            problems.Add(Problem.Coded("ORG-020", "ProbationYears", probation.ToString(CultureInfo.InvariantCulture)));
        }
        if (held.Find(h => h.Period.Overlaps(new(from, to))) is { } overlapping)
        {
            problems.Add(Problem.Coded("ORG-021", "Person", row["person"], Days.Text(overlapping.From), overlapping.Appointed?.ToString() ?? "—"));
        }
        if (Named.Person(book, who, ids, changes, problems) is not { } person || problems.Count > 0)
        {
            Refuse(row, problems);
            return;
        }

        changes.Add(new(new Holding(), new HoldingEntered(ids.New<HoldingId>(), post, person, HoldingOrigin.Import, from, to, appointed, removed, concurrent, acting, probation, seen), from));
        Apply(changes);
        Count(row.Sheet, added: true, changed: true);
    }

    /// <summary>Days on which documents name the holder: day, document and place between bars, several by semicolons.</summary>
    private List<Sighting> Seen(SheetRow row)
    {
        List<Sighting> seen = [];
        foreach (var one in row["seen"].Split([';', '；'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (one.Split(['|', '｜'], StringSplitOptions.TrimEntries) is [var day, { Length: > 0 } document, var place] && DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var on))
            {
                seen.Add(new(on, new(document, place)));
            }
            else
            {
                Add(row, "seen", "ORG-074", one);
            }
        }

        return seen;
    }

    private void Portfolio(List<SheetRow> rows)
    {
        var first = rows[0];
        if (Person(first, first.Sheet) is not { } who || UnitOf(first, "unit", required: true) is not { } unit)
        {
            return;
        }

        List<Duty> duties = [];
        foreach (var row in rows.Where(r => r["dutyKind"].Length > 0 || r["area"].Length > 0 || r["dutyUnit"].Length > 0))
        {
            if (Word<DutyKind>(row, "dutyKind") is { } kind)
            {
                duties.Add(new(kind, Blank(row["area"]), UnitOf(row, "dutyUnit"), Blank(row["part"])));
            }
        }

        var request = new SetPortfolio(who, PostRef.Titled(unit, first["title"]), Day(first, "from"), Blank(rows.Select(r => r["scope"]).FirstOrDefault(s => s.Length > 0) ?? ""), duties, Source(first, "document", "place"), Day(first, "to"));
        Carry(first, SetPortfolioFeature.Decide(book, request, u => book.Unit(u) is not null, ids), out _);
    }

    // Groups

    private static List<SheetRow> ParentsFirst(List<SheetRow> rows)
    {
        List<SheetRow> ordered = [];
        var left = new List<SheetRow>(rows);
        while (left.Count > 0)
        {
            var ready = left.FindAll(r => !left.Exists(o => o != r && o["code"].Length + o["name"].Length > 0 && (o["code"] == r["above"] || o["name"] == r["above"])));
            if (ready.Count == 0)
            {
                ready = [.. left];
            }

            ordered.AddRange(ready);
            left.RemoveAll(ready.Contains);
        }

        return ordered;
    }

    private void Group(SheetRow row, IReadOnlyList<SheetRow> lines)
    {
        var (from, to) = (Day(row, "from"), Day(row, "to"));
        GroupId? above = null;
        if (row["above"].Length > 0)
        {
            above = GroupOf(row["above"]);
            if (above is null)
            {
                Add(row, "above", "ORG-064", row["above"]);
            }
        }
        if (Word<GroupKind>(row, "groupKind") is not { } kind)
        {
            return;
        }

        List<GroupMember> members = [];
        foreach (var line in lines)
        {
            if (Word<RoleBy>(line, "by") is { } by)
            {
                members.Add(new(line["role"], by, UnitOf(line, "unit"), Blank(line["title"]), Blank(line["condition"]), by == RoleBy.Holder ? Person(line, "members") : null));
            }
        }

        var content = new GroupContent(
            row["name"], kind, members, from, to, above, UnitOf(row, "under"), UnitOf(row, "self"), UnitOf(row, "seat"), Blank(row["seatRoom"]), Yes(row, "openEnded"), Blank(row["duties"]), Blank(row["note"]));
        var known = Guid.TryParse(row["code"], out var id) ? book.Group(GroupId.From(id)) : null;
        known ??= book.Groups.FirstOrDefault(g => g.Name == row["name"] && g.Period.Overlaps(new(from, to)));
        GroupId group;
        if (known is not null)
        {
            group = known.Id;
            Carry(row, ChangeGroup.Decide(book, new(known.Id, 0, content), ids), out _);
        }
        else if (!Carry(row, SetUpGroupFeature.Decide(book, new(content, Source(row, "document", "place")), ids), out group))
        {
            return;
        }

        _groupCodes[row["name"]] = group;
        if (row["code"].Length > 0)
        {
            _groupCodes[row["code"]] = group;
        }
    }

    private GroupId? GroupOf(string text) =>
        _groupCodes.TryGetValue(text, out var group) ? group
        : Guid.TryParse(text, out var id) && book.Group(GroupId.From(id)) is { } known ? known.Id
        : book.Groups.FirstOrDefault(g => g.Name == text)?.Id;

    // Cells

    private readonly HashSet<UnitId> _new = [];

    private void Remember(Unit unit)
    {
        foreach (var name in unit.Names.Select(n => n.Name).Distinct(StringComparer.Ordinal))
        {
            if (!_unitNames.TryGetValue(name, out var all))
            {
                _unitNames.Add(name, all = []);
            }

            all.Add(unit.Id);
        }
    }

    private UnitId? UnitOf(SheetRow row, string column, bool required = false, bool quiet = false)
    {
        var text = row[column];
        if (text.Length == 0)
        {
            if (required && !quiet)
            {
                Add(row, column, "ORG-069");
            }

            return null;
        }
        if (_unitCodes.TryGetValue(text, out var coded))
        {
            return coded;
        }
        if (Guid.TryParse(text, out var id) && book.Unit(UnitId.From(id)) is { } byId)
        {
            return byId.Id;
        }
        if (_unitNames.TryGetValue(text, out var named))
        {
            if (named.Count == 1)
            {
                return named[0];
            }
            if (!quiet)
            {
                Add(row, column, "ORG-065", text, named.Count.ToString(CultureInfo.InvariantCulture));
            }

            return null;
        }
        if (!quiet)
        {
            Add(row, column, "ORG-064", text);
        }

        return null;
    }

    private DateOnly? Day(SheetRow row, string column, bool quiet = false)
    {
        var text = row[column];
        if (text.Length == 0)
        {
            return null;
        }
        if (DateOnly.TryParseExact(text, ["yyyy-MM-dd", "yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyyMMdd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) || ChineseDay(text, out day))
        {
            return day;
        }
        if (!quiet)
        {
            Add(row, column, "ORG-062", text);
        }

        return null;
    }

    private static bool ChineseDay(string text, out DateOnly day) =>
        DateOnly.TryParseExact(text.Replace('年', '-').Replace('月', '-').TrimEnd('日'), "yyyy-M-d", CultureInfo.InvariantCulture, DateTimeStyles.None, out day); // not-a-text

    private T? Word<T>(SheetRow row, string column)
        where T : struct, Enum
    {
        var text = row[column];
        foreach (var value in Enum.GetValues<T>())
        {
            if (IsWord(text, value))
            {
                return value;
            }
        }

        Add(row, column, "ORG-063", text.Length == 0 ? "—" : text, string.Join("、", Enum.GetValues<T>().Select(v => titles[$"{typeof(T).Name}.{v}"][0])));
        return null;
    }

    private bool IsWord(string text, Enum value) =>
        text.Equals(value.ToString(), StringComparison.OrdinalIgnoreCase) || titles[$"{value.GetType().Name}.{value}"].Contains(text, StringComparer.OrdinalIgnoreCase);

    private bool Yes(SheetRow row, string column)
    {
        var text = row[column];
        if (text.Length == 0 || text == "0" || titles["cell.no"].Contains(text, StringComparer.OrdinalIgnoreCase))
        {
            return false;
        }
        if (text == "1" || titles["cell.yes"].Contains(text, StringComparer.OrdinalIgnoreCase))
        {
            return true;
        }

        Add(row, column, "ORG-063", text, $"{titles["cell.yes"][0]}、{titles["cell.no"][0]}");
        return false;
    }

    private int Number(SheetRow row, string column)
    {
        if (row[column].Length == 0)
        {
            return 0;
        }
        if (int.TryParse(row[column], NumberStyles.Integer, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        Add(row, column, "ORG-068", row[column]);
        return 0;
    }

    private Clause? Source(SheetRow row, string document, string place)
    {
        if (row[document].Length == 0 && row[place].Length > 0)
        {
            Add(row, document, "ORG-072", row[place]);
        }

        return row[document].Length == 0 ? null : new(row[document], row[place]);
    }

    private static string? Blank(string text) => text.Length == 0 ? null : text;

    private bool Carry<T>(SheetRow row, Result<Decision<T>> decided, out T value, bool counts = true)
    {
        value = default!;
        switch (decided)
        {
            case Result<Decision<T>>.Done(var decision):
                value = decision.Value;
                Apply(decision.Changes);
                if (value is UnitId unit && decision.Changes.Count > 0)
                {
                    _new.Add(unit);
                }
                if (counts && typeof(T) != typeof(UnitId))
                {
                    Count(row.Sheet, added: decision.Changes.Any(c => c.State.Version == 1), changed: decision.Changes.Count > 0);
                }

                return true;
            case Result<Decision<T>>.Refused(var problems):
                Refuse(row, problems);
                return false;
            default:
                return false;
        }
    }

    private void Apply(IEnumerable<Change> changes)
    {
        foreach (var change in changes)
        {
            apply(change);
            book.Put(change.State);
        }
    }

    private void Count(string sheet, bool added, bool changed)
    {
        var (a, b, c) = _counts.GetValueOrDefault(sheet);
        _counts[sheet] = added ? (a + 1, b, c) : changed ? (a, b + 1, c) : (a, b, c + 1);
    }

    private void Refuse(SheetRow row, IEnumerable<Problem> problems) =>
        _problems.AddRange(problems.Select(p => new CellProblem(titles["sheet." + row.Sheet][0], row.Number, Column(row.Sheet, p.Field), p)));

    /// <summary>The column that a decision's field is about.</summary>
    private string Column(string sheet, string field)
    {
        var key = field switch
        {
            "Name" when sheet == "aliases" => "alias",
            "Name" when sheet == "people" => "person",
            "ProbationYears" => "probation",
            "On" => "from",
            _ => field.Length == 0 ? field : char.ToLowerInvariant(field[0]) + field[1..],
        };
        return titles.TryGetValue("column." + key, out var title) ? title[0] : "";
    }

    private void Add(SheetRow row, string column, string code, params IReadOnlyList<string> values) =>
        _problems.Add(new(titles["sheet." + row.Sheet][0], row.Number, titles["column." + column][0], Problem.Coded(code, column, values)));
}
