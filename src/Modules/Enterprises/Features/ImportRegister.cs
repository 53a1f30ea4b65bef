using System.Globalization;
using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Enterprises;

/// <summary>What becomes of a row of the sheet.</summary>
internal enum RowOutcome
{
    /// <summary>新增.</summary>
    New,

    /// <summary>更正.</summary>
    Changed,

    /// <summary>无变化.</summary>
    Same,

    /// <summary>不能导入.</summary>
    Refused,
}

/// <summary>Why a row cannot be taken.</summary>
/// <param name="Column">The column's title; empty for the whole row.</param>
internal sealed record CellProblem(string Column, Problem Problem);

/// <summary>A row of the sheet.</summary>
/// <param name="Number">As Excel counts.</param>
/// <param name="Columns">The columns that it changes.</param>
internal sealed record ImportedRow(int Number, RowOutcome Outcome, string Name, IReadOnlyList<string> Columns, IReadOnlyList<CellProblem> Problems);

/// <summary>What an import does, or would do.</summary>
/// <param name="IsDone">Whether it was taken in.</param>
internal sealed record RegisterImportReport(IReadOnlyList<ImportedRow> Rows, bool IsDone)
{
    public bool IsClean => Rows.All(r => r.Problems.Count == 0);
}

/// <summary>Looks at a sheet without changing anything: what each row would change, and every cell that cannot be taken (试导入).</summary>
internal static class TryRegisterImport
{
    /// <param name="File">The workbook (.xlsx).</param>
    /// <param name="Firms">A sheet of firms rather than of premises.</param>
    [Needs(EnterprisesPermissions.Administer)]
    public sealed record Request(byte[] File, bool Firms) : IQuery<RegisterImportReport>;

    internal sealed class Handler(RegisterImport import) : IHandler<Request, RegisterImportReport>
    {
        public ValueTask<Result<RegisterImportReport>> Handle(Request request, CancellationToken cancel) => import.Run(request.File, request.Firms, reason: null, cancel);
    }
}

/// <summary>Takes a sheet in (导入): all of it in one commit, or nothing.</summary>
internal static class ImportRegister
{
    /// <param name="File">The workbook (.xlsx).</param>
    /// <param name="Firms">A sheet of firms rather than of premises.</param>
    /// <param name="Reason">Why what it changes is changed.</param>
    [Needs(EnterprisesPermissions.Administer)]
    public sealed record Request(byte[] File, bool Firms, string Reason) : ICommand<RegisterImportReport>;

    internal sealed class Handler(RegisterImport import) : IHandler<Request, RegisterImportReport>
    {
        public async ValueTask<Result<RegisterImportReport>> Handle(Request request, CancellationToken cancel) =>
            TermsCheck.NoReason(request.Reason) is { } missing ? missing : await import.Run(request.File, request.Firms, request.Reason.Trim(), cancel);
    }
}

/// <summary>Reads a sheet, checks every row as the form's own command would, and takes all in or nothing.</summary>
internal sealed class RegisterImport(RegisterDesk desk, RegisterQueries queries, IOrganisationQueries organisation, Ledger ledger, Words words)
{
    public const int MostRows = 5_000;

    public async ValueTask<Result<RegisterImportReport>> Run(byte[] file, bool firms, string? reason, CancellationToken cancel) => firms
        ? await Run(file, RegisterSheets.Firms, new FirmKind(desk), reason, cancel)
        : await Run(file, RegisterSheets.Premises, new PremisesKindOf(desk), reason, cancel);

    private async ValueTask<Result<RegisterImportReport>> Run<TTerms>(byte[] file, IReadOnlyList<SheetColumn<TTerms>> columns, EntryKind<TTerms> kind, string? reason, CancellationToken cancel)
        where TTerms : class
    {
        using var stream = new MemoryStream(file, writable: false);
        if (ExcelTable.Read(stream, MostRows + 2) is not { Count: > 1 } read)
        {
            return Problem.Coded("ENT-040", "File");
        }
        if (read.Count > MostRows + 1)
        {
            return Problem.Coded("ENT-041", "File", MostRows.ToString(CultureInfo.InvariantCulture));
        }

        List<(string Key, string TitleKey)> titles = [(RegisterSheets.Id, "sheet.registerId"), (RegisterSheets.Version, "sheet.registerVersion"), .. columns.Select(c => (c.Key, c.TitleKey)), (RegisterSheets.Apart, "sheet.apart")];
        Dictionary<string, string> letters = new(StringComparer.Ordinal);
        List<Problem> problems = [];
        foreach (var (letter, title) in read[0].Cells)
        {
            if (titles.Find(t => words.All[t.TitleKey].Contains(title, StringComparer.OrdinalIgnoreCase)).Key is not { } key)
            {
                problems.Add(Problem.Coded("ENT-042", title, title, SheetCells.Join(titles.Select(t => words[t.TitleKey]))));
            }
            else if (!letters.TryAdd(key, letter))
            {
                problems.Add(Problem.Coded("ENT-043", title, title));
            }
        }
        if (!letters.ContainsKey("Name"))
        {
            problems.Add(Problem.Coded("ENT-044", "File", words[titles.Find(t => t.Key == "Name").TitleKey]));
        }
        if (problems.Count > 0)
        {
            return problems;
        }

        var rows = read.Skip(1).Select(r => (r.Number, Cells: letters.ToDictionary(l => l.Key, l => r.Cells.GetValueOrDefault(l.Value)?.Trim() ?? "", StringComparer.Ordinal))).Where(r => r.Cells.Values.Any(c => c.Length > 0)).ToList();
        var known = await kind.Load([.. rows.Select(r => Guid.TryParse(r.Cells.GetValueOrDefault(RegisterSheets.Id), out var id) ? id : (Guid?)null).OfType<Guid>().Distinct()], queries, cancel);
        var cells = await SheetCells.For(queries, organisation, words, known.Values.SelectMany(kind.FirmsOf), rows.Select(r => r.Cells.GetValueOrDefault("Uses") ?? ""), cancel);
        var context = await desk.Context(cancel);
        List<ImportedRow> report = [];
        List<Change> changes = [];
        Dictionary<Guid, int> seen = [];
        Dictionary<string, List<(int Number, Compared Entry)>> fresh = new(StringComparer.Ordinal);
        foreach (var (number, line) in rows)
        {
            report.Add(await Row(number, line));
        }

        if (reason is null || report.Any(r => r.Problems.Count > 0))
        {
            return new RegisterImportReport(report, IsDone: false);
        }

        foreach (var change in changes)
        {
            ledger.Record(change.State, change.Happened, change.Effective);
        }

        await ledger.Commit(cancel);
        return new RegisterImportReport(report, IsDone: true);

        async ValueTask<ImportedRow> Row(int number, Dictionary<string, string> line)
        {
            List<CellProblem> wrong = [];
            State? entry = null;
            if (line.GetValueOrDefault(RegisterSheets.Id) is { Length: > 0 } printed)
            {
                if (!Guid.TryParse(printed, out var id) || !known.TryGetValue(id, out entry))
                {
                    Add(RegisterSheets.Id, Problem.Coded("ENT-045", "", printed));
                    return Done(RowOutcome.Refused, []);
                }
                if (!seen.TryAdd(entry.Key, number))
                {
                    Add(RegisterSheets.Id, Problem.Coded("ENT-052", "", seen[entry.Key].ToString(CultureInfo.InvariantCulture)));
                    return Done(RowOutcome.Refused, []);
                }
            }

            var (start, terms) = (entry is null ? kind.Empty : kind.TermsOf(entry), entry is null ? kind.Empty : kind.TermsOf(entry));
            List<string> changed = [];
            foreach (var column in columns.Where(c => line.ContainsKey(c.Key)))
            {
                var cell = line[column.Key];
                if (cell == column.Text(start, cells))
                {
                    continue;
                }

                changed.Add(words[column.TitleKey]);
                terms = column.Take(terms, cell, cells);
                foreach (var problem in cells.Problems)
                {
                    Add(column.Key, problem);
                }

                cells.Problems.Clear();
            }

            if (entry is not null && changed.Count == 0)
            {
                return Done(RowOutcome.Same, []);
            }
            if (kind.IsHalfAPlace(terms))
            {
                Add("Longitude", Problem.Coded("ENT-054", ""));
            }
            if (wrong.Count > 0)
            {
                return Done(RowOutcome.Refused, changed);
            }
            if (await desk.RefuseBeyond(EnterprisesPermissions.Administer, kind.UnitsOf(terms), cancel) is { } beyond)
            {
                Add("", beyond);
            }
            if (entry is not null)
            {
                if (!int.TryParse(line.GetValueOrDefault(RegisterSheets.Version), NumberStyles.None, CultureInfo.InvariantCulture, out var version))
                {
                    Add(RegisterSheets.Version, Problem.Coded("ENT-053", ""));
                }
                else if (version != entry.Version)
                {
                    Add(RegisterSheets.Version, Problem.Coded("PLATFORM-004", ""));
                }
            }

            var result = kind.Check(terms, context);
            if (result is not Result<(TTerms Terms, RegisterKeys Keys)>.Done(var kept))
            {
                foreach (var problem in result.Match<IReadOnlyList<Problem>>(_ => [], p => p))
                {
                    Add(problem.Field == "Point" ? "Longitude" : problem.Field, problem);
                }

                return Done(RowOutcome.Refused, changed);
            }

            var compared = kind.Compare(entry?.Key ?? desk.Ids.New<EnterpriseId>().Value, kept.Terms, kept.Keys);
            var found = await queries.Masked(await DuplicateSearch.Find(desk.Db, kind.IsFirm, compared, cancel), kind.IsFirm, cancel);
            var apart = IsYes(line.GetValueOrDefault(RegisterSheets.Apart)) ? found.Where(d => d.IsLikely && d.Ground != DuplicateGround.Code).Select(d => d.Id).ToHashSet() : [];
            foreach (var problem in Duplicates.Undecided(entry is null ? found : found.Where(d => d.Ground == DuplicateGround.Code), apart))
            {
                Add(problem.Field, problem);
            }

            // Two rows of one sheet may be one entry, too.
            if (entry is null)
            {
                foreach (var (other, twin) in KeysOf(compared).SelectMany(k => fresh.GetValueOrDefault(k) ?? []).DistinctBy(f => f.Number))
                {
                    if (Duplicates.Judge(compared, twin) is { IsLikely: true } judged && (judged.Ground == DuplicateGround.Code || !IsYes(line.GetValueOrDefault(RegisterSheets.Apart))))
                    {
                        Add("Name", Problem.Coded("ENT-052", "", other.ToString(CultureInfo.InvariantCulture)));
                    }
                }
            }
            if (wrong.Count > 0)
            {
                return Done(RowOutcome.Refused, changed);
            }

            changes.AddRange(await kind.Changes(entry, kept, compared.Id, apart, desk.Today, reason ?? "", cancel));
            if (entry is null)
            {
                foreach (var key in KeysOf(compared))
                {
                    (fresh.TryGetValue(key, out var twins) ? twins : fresh[key] = []).Add((number, compared));
                }
            }

            return Done(entry is null ? RowOutcome.New : RowOutcome.Changed, changed);

            void Add(string column, Problem problem) => wrong.Add(new(titles.Find(t => t.Key == column) is { Key: not null, TitleKey: { } title } ? words[title] : "", problem));

            ImportedRow Done(RowOutcome outcome, IReadOnlyList<string> cols) => new(number, outcome, line.GetValueOrDefault("Name") ?? "", cols, wrong);
        }

        bool IsYes(string? cell) => cell is { Length: > 0 } && (words.All["sheet.yes"].Contains(cell, StringComparer.OrdinalIgnoreCase) || cell == "1");

        static IEnumerable<string> KeysOf(Compared entry) => entry.Keys.Names.Append(entry.Code ?? "").Append(entry.Keys.Address ?? "").Where(k => k.Length > 0);
    }

    /// <summary>What differs between firms and premises.</summary>
    private abstract class EntryKind<TTerms>
    {
        public abstract bool IsFirm { get; }

        public abstract TTerms Empty { get; }

        public abstract TTerms TermsOf(State entry);

        public abstract IEnumerable<UnitId> UnitsOf(TTerms terms);

        public virtual IEnumerable<EnterpriseId> FirmsOf(State entry) => [];

        public virtual bool IsHalfAPlace(TTerms terms) => false;

        public abstract Result<(TTerms Terms, RegisterKeys Keys)> Check(TTerms terms, TermsContext context);

        public abstract Compared Compare(Guid id, TTerms terms, RegisterKeys keys);

        public abstract Task<Dictionary<Guid, State>> Load(Guid[] ids, RegisterQueries queries, CancellationToken cancel);

        public abstract ValueTask<IReadOnlyList<Change>> Changes(State? entry, (TTerms Terms, RegisterKeys Keys) kept, Guid id, IReadOnlySet<Guid> apart, DateOnly today, string reason, CancellationToken cancel);
    }

    private sealed class FirmKind(RegisterDesk desk) : EntryKind<EnterpriseTerms>
    {
        public override bool IsFirm => true;

        public override EnterpriseTerms Empty { get; } = new() { Name = "" };

        public override EnterpriseTerms TermsOf(State entry) => ((Enterprise)entry).Terms;

        public override IEnumerable<UnitId> UnitsOf(EnterpriseTerms terms) => Enterprise.UnitsOf(terms);

        public override Result<(EnterpriseTerms Terms, RegisterKeys Keys)> Check(EnterpriseTerms terms, TermsContext context) => TermsCheck.Enterprise(terms, context);

        public override Compared Compare(Guid id, EnterpriseTerms terms, RegisterKeys keys) => DuplicateSearch.Of(id, terms, keys);

        public override async Task<Dictionary<Guid, State>> Load(Guid[] ids, RegisterQueries queries, CancellationToken cancel)
        {
            var wanted = ids.Select(EnterpriseId.From).ToArray();
            return (await (await queries.VisibleFirms(cancel)).AsTracking().Where(e => EF.Parameter(wanted).Contains(e.Id)).ToListAsync(cancel)).ToDictionary(e => e.Id.Value, State (e) => e);
        }

        public override async ValueTask<IReadOnlyList<Change>> Changes(State? entry, (EnterpriseTerms Terms, RegisterKeys Keys) kept, Guid id, IReadOnlySet<Guid> apart, DateOnly today, string reason, CancellationToken cancel)
        {
            if (entry is not null)
            {
                return [new(entry, new EnterpriseCorrected(kept.Terms, kept.Keys, today, reason), today)];
            }

            List<Change> changes = [new(new Enterprise(), new EnterpriseRegistered(EnterpriseId.From(id), kept.Terms, kept.Keys, null, null, [.. apart.Select(EnterpriseId.From)]))];
            foreach (var other in apart)
            {
                if (await desk.Firm(EnterpriseId.From(other), cancel) is { } firm)
                {
                    changes.Add(new(firm, new EnterpriseToldApart(EnterpriseId.From(id), kept.Terms.Name, null)));
                }
            }

            return changes;
        }
    }

    private sealed class PremisesKindOf(RegisterDesk desk) : EntryKind<PremisesTerms>
    {
        public override bool IsFirm => false;

        public override PremisesTerms Empty { get; } = new() { Name = "", Kind = "" };

        public override PremisesTerms TermsOf(State entry) => ((Premises)entry).Terms;

        public override IEnumerable<UnitId> UnitsOf(PremisesTerms terms) => Premises.UnitsOf(terms);

        public override IEnumerable<EnterpriseId> FirmsOf(State entry) => ((Premises)entry).Terms.Uses.Select(u => u.Enterprise);

        public override bool IsHalfAPlace(PremisesTerms terms) => terms.Point is { } p && (p.Longitude == SheetCells.Missing || p.Latitude == SheetCells.Missing);

        public override Result<(PremisesTerms Terms, RegisterKeys Keys)> Check(PremisesTerms terms, TermsContext context) => TermsCheck.Premises(terms, context);

        public override Compared Compare(Guid id, PremisesTerms terms, RegisterKeys keys) => DuplicateSearch.Of(id, terms, keys);

        public override async Task<Dictionary<Guid, State>> Load(Guid[] ids, RegisterQueries queries, CancellationToken cancel)
        {
            var wanted = ids.Select(PremisesId.From).ToArray();
            return (await (await queries.VisiblePremises(cancel)).AsTracking().Where(p => EF.Parameter(wanted).Contains(p.Id)).ToListAsync(cancel)).ToDictionary(p => p.Id.Value, State (p) => p);
        }

        public override async ValueTask<IReadOnlyList<Change>> Changes(State? entry, (PremisesTerms Terms, RegisterKeys Keys) kept, Guid id, IReadOnlySet<Guid> apart, DateOnly today, string reason, CancellationToken cancel)
        {
            if (entry is not null)
            {
                return [new(entry, new PremisesCorrected(kept.Terms, kept.Keys, today, reason), today)];
            }

            List<Change> changes = [new(new Premises(), new PremisesRegistered(PremisesId.From(id), kept.Terms, kept.Keys, null, null, [.. apart.Select(PremisesId.From)]))];
            foreach (var other in apart)
            {
                if (await desk.Premises(PremisesId.From(other), cancel) is { } premises)
                {
                    changes.Add(new(premises, new PremisesToldApart(PremisesId.From(id), kept.Terms.Name, null)));
                }
            }

            return changes;
        }
    }
}

/// <summary>Entries with the cells of the sheet, in parts: what an export writes.</summary>
internal static class ListRegisterSheet
{
    /// <param name="Firms">Firms rather than premises; each by its own filter.</param>
    [Needs(EnterprisesPermissions.View)]
    public sealed record Request(bool Firms, PremisesFilter? Premises = null, EnterpriseFilter? Enterprises = null, string? After = null, int? Limit = null) : IQuery<Page<Line>>;

    /// <param name="Cells">In the order of the columns, id and version first.</param>
    public sealed record Line(IReadOnlyList<string> Cells);

    /// <summary>The titles of the columns, id and version first.</summary>
    public static IReadOnlyList<string> Titles(bool firms, Words words) =>
        [words["sheet.registerId"], words["sheet.registerVersion"], .. (firms ? RegisterSheets.Firms.Select(c => c.TitleKey) : RegisterSheets.Premises.Select(c => c.TitleKey)).Select(t => words[t])];

    internal sealed class Handler(RegisterQueries queries, IOrganisationQueries organisation, Words words) : IHandler<Request, Page<Line>>
    {
        public async ValueTask<Result<Page<Line>>> Handle(Request request, CancellationToken cancel)
        {
            if (request.Firms)
            {
                var cells = await SheetCells.For(queries, organisation, words, [], [], cancel);
                return (await (await queries.Matching(request.Enterprises ?? new(), cancel)).Part(ListEnterprises.ByName, request.After, request.Limit, cancel)).Map(part => part.With<Line>([.. part.Items.Select(e => Of(e.Id.Value, e.Version, e.Terms, RegisterSheets.Firms, cells))]));
            }

            return await (await queries.Matching(request.Premises ?? new(), cancel)).Part(ListPremises.ByName, request.After, request.Limit, cancel).MapAsync(async part =>
            {
                var cells = await SheetCells.For(queries, organisation, words, part.Items.SelectMany(p => p.Terms.Uses.Select(u => u.Enterprise)), [], cancel);
                return part.With<Line>([.. part.Items.Select(p => Of(p.Id.Value, p.Version, p.Terms, RegisterSheets.Premises, cells))]);
            });
        }

        private static Line Of<TTerms>(Guid id, int version, TTerms terms, IReadOnlyList<SheetColumn<TTerms>> columns, SheetCells cells) =>
            new([id.ToString(), version.ToString(CultureInfo.InvariantCulture), .. columns.Select(c => c.Text(terms, cells))]);
    }
}
