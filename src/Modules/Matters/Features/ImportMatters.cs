using System.Globalization;
using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Matters;

/// <summary>What becomes of a row of the sheet.</summary>
internal enum ImportOutcome
{
    /// <summary>新增拟办.</summary>
    New,

    /// <summary>修改.</summary>
    Changed,

    /// <summary>无变化.</summary>
    Same,

    /// <summary>不能导入.</summary>
    Refused,
}

/// <summary>What a row changes in a column.</summary>
/// <param name="Column">The column's title.</param>
/// <param name="Old">What stands there now.</param>
/// <param name="New">What the sheet says.</param>
internal sealed record CellChange(string Column, string Old, string New);

/// <summary>Why a row is not taken.</summary>
/// <param name="Column">The column's title; empty for the whole row.</param>
/// <param name="Problem">Why.</param>
internal sealed record CellProblem(string Column, Problem Problem);

/// <summary>A row of the sheet.</summary>
/// <param name="Number">As Excel counts.</param>
/// <param name="Outcome">What becomes of it.</param>
/// <param name="Matter">The matter; <see langword="null"/> for a new one that is not drafted yet.</param>
/// <param name="Title">Its title.</param>
/// <param name="Changes">What it changes.</param>
/// <param name="Problems">Every reason against it.</param>
internal sealed record ImportedRow(int Number, ImportOutcome Outcome, MatterId? Matter, string Title, IReadOnlyList<CellChange> Changes, IReadOnlyList<CellProblem> Problems);

/// <summary>What an import does, or would do.</summary>
/// <param name="Rows">Every row.</param>
/// <param name="Ignored">Columns that are looked at and not taken: they follow from what happened.</param>
internal sealed record MatterImportReport(IReadOnlyList<ImportedRow> Rows, IReadOnlyList<string> Ignored);

/// <summary>Looks at a sheet of matters without changing anything: what each row would change, and every cell that cannot be taken (试导入).</summary>
internal static class TryMatterImport
{
    /// <param name="File">The workbook (.xlsx).</param>
    [Needs(MattersPermissions.Issue)]
    public sealed record Request(byte[] File) : IQuery<MatterImportReport>;

    internal sealed class Handler(MatterImport import) : IHandler<Request, MatterImportReport>
    {
        public ValueTask<Result<MatterImportReport>> Handle(Request request, CancellationToken cancel) => import.Run(request.File, carry: false, cancel);
    }
}

/// <summary>Takes a sheet of matters in (导入). Each row is a command of its own, the one that the form sends: it is done wholly or not at all, and
/// those that cannot be done hold no other up.</summary>
internal static class ImportMatters
{
    /// <param name="File">The workbook (.xlsx).</param>
    [Needs(MattersPermissions.Issue)]
    public sealed record Request(byte[] File) : ICommand<MatterImportReport>;

    internal sealed class Handler(MatterImport import, LedgerScope scope) : IHandler<Request, MatterImportReport>
    {
        // Beforehand the rows are only checked too.
        public ValueTask<Result<MatterImportReport>> Handle(Request request, CancellationToken cancel) => import.Run(request.File, carry: !scope.Trial, cancel);
    }
}

/// <summary>Reads a sheet of matters and makes a command of each row.</summary>
internal sealed class MatterImport(Mediator ask, MatterSheet sheet, MatterQueries queries, IOrganisationQueries organisation, Words words)
{
    public const int MostRows = 1_000;

    /// <summary>How people write days: as figures, and in words of either language.</summary>
    private readonly string[] _dates = ["yyyy-MM-dd", "yyyy-M-d", "yyyy/M/d", "yyyy.M.d", .. words.All["matterImport.dayFormat"]];

    /// <summary>What changes a matter that was issued, by column: by a decision of its own, never by a sheet.</summary>
    private static readonly Dictionary<string, MatterAct> Decisions = new(StringComparer.Ordinal)
    {
        [MatterSheet.Lead] = MatterAct.Transfer,
        [MatterSheet.Supporting] = MatterAct.Transfer,
        [MatterSheet.Accepting] = MatterAct.Transfer,
        [MatterSheet.Due] = MatterAct.AskExtension,
        [MatterSheet.Tags] = MatterAct.Link,
    };

    private IUnitNames? _names;

    public async ValueTask<Result<MatterImportReport>> Run(byte[] file, bool carry, CancellationToken cancel)
    {
        using var stream = new MemoryStream(file, writable: false);
        if (ExcelTable.Read(stream, MostRows + 2) is not { Count: > 0 } read)
        {
            return Problem.Coded("MAT-110", "File");
        }

        var (head, rows) = (read[0], read.Skip(1).ToList());
        if (rows.Count > MostRows)
        {
            return Problem.Coded("MAT-112", "File", MostRows.ToString(CultureInfo.InvariantCulture));
        }

        var kinds = await sheet.Kinds(cancel);
        Dictionary<string, string> columns = new(StringComparer.Ordinal);
        List<string> ignored = [];
        List<Problem> problems = [];
        foreach (var (letter, title) in head.Cells)
        {
            if (sheet.ColumnOf(title, kinds, out var isShown) is { } key)
            {
                if (columns.ContainsValue(key))
                {
                    problems.Add(Problem.Coded("MAT-123", title, title));
                }

                columns[letter] = key;
            }
            else if (isShown)
            {
                ignored.Add(title);
            }
            else
            {
                problems.Add(Problem.Coded("MAT-111", title, title, MatterSheet.Join(MatterSheet.Columns.Select(c => sheet.TitleOf(c.Key)))));
            }
        }
        if (!columns.ContainsValue(MatterSheet.Title))
        {
            problems.Add(Problem.Coded("MAT-124", "File", sheet.TitleOf(MatterSheet.Title)));
        }
        if (problems.Count > 0)
        {
            return problems;
        }

        var lines = rows.Select(r => (r.Number, Cells: columns.ToDictionary(c => c.Value, c => Tidy(c.Value, r.Cells.GetValueOrDefault(c.Key) ?? ""), StringComparer.Ordinal)))
            .Where(l => l.Cells.Values.Any(c => c.Length > 0)).ToList();
        var ids = lines.Select(l => MatterId.TryParse(l.Cells.GetValueOrDefault(MatterSheet.Id), out var id) ? id : (MatterId?)null).OfType<MatterId>().Distinct().ToArray();
        var matters = await (await queries.Visible(cancel)).Where(m => ids.Contains(m.Id)).ToDictionaryAsync(m => m.Id, cancel);
        var titles = lines.Where(l => !l.Cells.TryGetValue(MatterSheet.Id, out var id) || id.Length == 0).Select(l => l.Cells[MatterSheet.Title]).Distinct().ToArray();

        // Drafts are never due, so that the index on what is open and due finds them.
        var drafts = await (await queries.Visible(cancel)).Where(m => !m.IsOpen && m.DueAt == null && m.State == MatterState.Draft && titles.Contains(m.Title)).Select(m => new { m.Title, m.Lead }).Take(MostRows).ToListAsync(cancel);
        var known = drafts.Select(d => (d.Title, d.Lead)).ToHashSet();

        List<ImportedRow> done = [];
        HashSet<MatterId> seen = [];
        foreach (var (number, cells) in lines)
        {
            done.Add(await Row(number, cells, matters, known, seen, kinds, carry, cancel));
        }

        return new MatterImportReport(done, ignored);
    }

    private async ValueTask<ImportedRow> Row(
        int number, Dictionary<string, string> cells, Dictionary<MatterId, Matter> matters, HashSet<(string, UnitId?)> drafts, HashSet<MatterId> seen, IReadOnlyList<MatterKind> kinds, bool carry, CancellationToken cancel)
    {
        List<CellProblem> problems = [];
        Matter? matter = null;
        if (cells.GetValueOrDefault(MatterSheet.Id) is { Length: > 0 } printed)
        {
            if (!MatterId.TryParse(printed, out var id) || !matters.TryGetValue(id, out matter))
            {
                Add(MatterSheet.Id, Problem.Coded("MAT-113", MatterSheet.Id, printed));
                return Refused();
            }
            if (!seen.Add(id))
            {
                Add(MatterSheet.Id, Problem.Coded("MAT-122", MatterSheet.Id));
                return Refused();
            }
        }

        var now = matter is null ? await sheet.CellsOf(new MatterTerms { Title = "" }, cancel) : await sheet.CellsOf(matter, cancel);
        var changed = cells.Where(c => c.Key is not (MatterSheet.Id or MatterSheet.Version) && c.Value != Tidy(c.Key, now.GetValueOrDefault(c.Key) ?? "")).Select(c => c.Key).ToList();
        var changes = changed.ConvertAll(c => new CellChange(sheet.TitleOf(c), now.GetValueOrDefault(c) ?? "", cells[c]));
        if (matter is not null && changed.Count == 0)
        {
            return new(number, ImportOutcome.Same, matter.Id, matter.Title, [], []);
        }
        if (matter is not null && Transitions.Refusal(matter, MatterAct.Edit) is not null)
        {
            foreach (var column in changed)
            {
                Add(column, Decisions.TryGetValue(column, out var act)
                    ? Problem.Coded("MAT-118", column, $"MatterState.{matter.State}", sheet.TitleOf(column), $"MatterAct.{act}")
                    : Problem.Coded("MAT-119", column, $"MatterState.{matter.State}", sheet.TitleOf(column)));
            }

            return Refused();
        }

        var version = 0;
        if (matter is not null && !int.TryParse(cells.GetValueOrDefault(MatterSheet.Version), NumberStyles.None, CultureInfo.InvariantCulture, out version))
        {
            Add(MatterSheet.Version, Problem.Coded("MAT-114", MatterSheet.Version));
        }
        else if (matter is not null && version != matter.Version)
        {
            Add(MatterSheet.Version, Problem.Coded("MAT-125", MatterSheet.Version, version.ToString(CultureInfo.InvariantCulture), matter.Version.ToString(CultureInfo.InvariantCulture)));
        }

        var terms = await Terms(matter?.Terms ?? new MatterTerms { Title = "" }, cells, changed, kinds, Add, cancel);
        if (matter is null && drafts.Contains((terms.Title, terms.Lead)))
        {
            Add(MatterSheet.Title, Problem.Coded("MAT-126", MatterSheet.Title, terms.Title));
        }
        if (problems.Count > 0)
        {
            return Refused();
        }

        // The same command as the form's, with all that it asks: rights, terms, version.
        Result<MatterId> result = matter is null
            ? carry ? await ask.Send(new DraftMatter.Request(terms), cancel: cancel) : Checked(await ask.Check(new DraftMatter.Request(terms), cancel))
            : carry ? (await ask.Send(new EditMatter.Request(matter.Id, terms, version), cancel: cancel)).Map(_ => matter.Id) : Checked(await ask.Check(new EditMatter.Request(matter.Id, terms, version), cancel));
        if (result is Result<MatterId>.Refused(var reasons))
        {
            foreach (var reason in reasons)
            {
                Add(ColumnOf(reason.Field), reason);
            }

            return Refused();
        }
        if (matter is null)
        {
            drafts.Add((terms.Title, terms.Lead));
        }

        return new(number, matter is null ? ImportOutcome.New : ImportOutcome.Changed, matter?.Id ?? (carry ? result.Match<MatterId?>(id => id, _ => null) : null), terms.Title, changes, []);

        void Add(string column, Problem problem) => problems.Add(new(column.Length == 0 ? "" : sheet.TitleOf(column), problem));

        ImportedRow Refused() => new(number, ImportOutcome.Refused, matter?.Id, matter?.Title ?? cells.GetValueOrDefault(MatterSheet.Title) ?? "", [], problems);

        static Result<MatterId> Checked(IReadOnlyList<Problem> reasons) => reasons.Count > 0 ? new Result<MatterId>.Refused(reasons) : default(MatterId);

        // Problems of the terms name their field; an own field is named by its key.
        string ColumnOf(string field) => MatterSheet.Columns.FirstOrDefault(c => string.Equals(c.Key, field, StringComparison.OrdinalIgnoreCase)).Key
            ?? kinds.SelectMany(MatterSheet.FieldsOf).FirstOrDefault(f => f.Key == field) switch { { } own when cells.ContainsKey(MatterSheet.KeyOf(own)) => MatterSheet.KeyOf(own), _ => "" };
    }

    /// <summary>The terms with what the sheet changes.</summary>
    private async ValueTask<MatterTerms> Terms(
        MatterTerms terms, Dictionary<string, string> cells, IReadOnlyList<string> changed, IReadOnlyList<MatterKind> kinds, Action<string, Problem> add, CancellationToken cancel)
    {
        foreach (var column in changed.Where(c => MatterSheet.Columns.Any(x => x.Key == c)))
        {
            var cell = cells[column];
            switch (column)
            {
                case MatterSheet.Title:
                    terms = terms with { Title = cell };
                    break;
                case MatterSheet.Body:
                    terms = terms with { Body = cell };
                    break;
                case MatterSheet.Kind:
                    var kind = kinds.FirstOrDefault(k => k.Name == cell && !k.IsRetired);
                    if (cell.Length > 0 && kind is null)
                    {
                        add(column, Problem.Coded("MAT-120", column, cell, MatterSheet.Join(kinds.Where(k => !k.IsRetired).Select(k => k.Name))));
                    }

                    terms = terms with { Kind = kind?.Id };
                    break;
                case MatterSheet.Lead:
                    terms = terms with { Lead = await Unit(column, cell, add, cancel), Proposed = [.. terms.Proposed.Where(p => p is not Proposed.Lead)] };
                    break;
                case MatterSheet.Accepting:
                    terms = terms with { Accepting = await Unit(column, cell, add, cancel), Proposed = [.. terms.Proposed.Where(p => p is not Proposed.Accepting)] };
                    break;
                case MatterSheet.Supporting:
                    List<UnitId> supporting = [];
                    foreach (var name in MatterSheet.Several(cell))
                    {
                        if (await Unit(column, name, add, cancel) is { } unit)
                        {
                            supporting.Add(unit);
                        }
                    }

                    terms = terms with { Supporting = supporting };
                    break;
                case MatterSheet.Due:
                    DateOnly day = default;
                    if (cell.Length > 0 && !DateOnly.TryParseExact(cell, _dates, CultureInfo.InvariantCulture, DateTimeStyles.None, out day))
                    {
                        add(column, Problem.Coded("MAT-116", column, cell));
                    }

                    terms = terms with { Due = cell.Length == 0 ? null : new DueTerm(day, null, terms.Due?.From), Proposed = [.. terms.Proposed.Where(p => p is not Proposed.Due)] };
                    break;
                case MatterSheet.Tags:
                    terms = terms with { Tags = MatterSheet.Several(cell) };
                    break;
            }
        }

        if (changed.Contains(MatterSheet.Leaders))
        {
            terms = terms with { Leaders = await LeadersOf(terms, MatterSheet.Several(cells[MatterSheet.Leaders]), add, cancel) };
        }

        return await WithFields(terms, cells, changed, kinds, add, cancel);
    }

    private async ValueTask<MatterTerms> WithFields(
        MatterTerms terms, Dictionary<string, string> cells, IReadOnlyList<string> changed, IReadOnlyList<MatterKind> kinds, Action<string, Problem> add, CancellationToken cancel)
    {
        var fields = new SortedDictionary<string, string>(terms.Fields.ToDictionary(f => f.Key, f => f.Value, StringComparer.Ordinal), StringComparer.Ordinal);
        var kind = kinds.FirstOrDefault(k => k.Id == terms.Kind);
        foreach (var column in changed.Where(c => !MatterSheet.Columns.Any(x => x.Key == c)))
        {
            var cell = cells[column];
            if (MatterSheet.FieldsOf(kind).FirstOrDefault(f => MatterSheet.KeyOf(f) == column) is not { } field)
            {
                add(column, Problem.Coded("MAT-121", column, kind?.Name ?? "—", sheet.TitleOf(column)));
                continue;
            }
            if (cell.Length == 0)
            {
                fields.Remove(field.Key);
                continue;
            }

            fields[field.Key] = field.Type switch
            {
                FieldType.Unit => (await Unit(column, cell, add, cancel))?.Value.ToString() ?? "",
                FieldType.Date when DateOnly.TryParseExact(cell, _dates, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) => Days.Text(day),
                _ => cell,
            };
        }

        return terms with { Fields = fields };
    }

    /// <summary>The unit of a name, an alias or a short form.</summary>
    private async ValueTask<UnitId?> Unit(string column, string name, Action<string, Problem> add, CancellationToken cancel)
    {
        if (name.Length == 0)
        {
            return null;
        }

        var found = (_names ??= await organisation.Names(queries.Day, cancel)).Resolve(name);
        if (found.Unit is not { } unit)
        {
            add(column, found.Candidates.Count == 0 ? Problem.Coded("MAT-115", column, name) : Problem.Coded("MAT-127", column, name, MatterSheet.Join(found.Candidates.Select(c => c.Name))));
            return null;
        }

        return unit.Id;
    }

    /// <summary>Leaders by name: those that stand there stay as they are; a new one is looked for among the posts of the day.</summary>
    private async ValueTask<IReadOnlyList<MatterLeader>> LeadersOf(MatterTerms terms, IReadOnlyList<string> names, Action<string, Problem> add, CancellationToken cancel)
    {
        List<(string Name, MatterLeader Leader)> standing = [];
        foreach (var leader in terms.Leaders)
        {
            standing.Add((await sheet.NameOf(leader, cancel), leader));
        }

        List<MatterLeader> leaders = [];
        foreach (var name in names)
        {
            if (standing.FirstOrDefault(s => s.Name == name) is { Leader: { } known })
            {
                leaders.Add(known);
                continue;
            }

            var found = (await ask.Send(new FindLeaders.Request(name, terms.Lead), cancel: cancel)).Match<IReadOnlyList<LeaderChoice>>(f => f, _ => []).Where(f => f.Name == name).ToList();
            if (found is not [var only])
            {
                add(MatterSheet.Leaders, found.Count == 0 ? Problem.Coded("MAT-117", MatterSheet.Leaders, name) : Problem.Coded("MAT-128", MatterSheet.Leaders, name, MatterSheet.Join(found.Select(f => f.Unit + f.Title))));
                continue;
            }

            leaders.Add(new(only.Post, name));
        }

        return leaders;
    }

    /// <summary>A cell as it is compared: several without double ones, days in one form, lines broken alike.</summary>
    private string Tidy(string column, string cell)
    {
        var text = cell.ReplaceLineEndings("\n").Trim();
        return column switch
        {
            MatterSheet.Supporting or MatterSheet.Leaders or MatterSheet.Tags => MatterSheet.Join(MatterSheet.Several(text)),
            MatterSheet.Due when DateOnly.TryParseExact(text, _dates, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) => Days.Text(day),
            _ => text,
        };
    }
}
