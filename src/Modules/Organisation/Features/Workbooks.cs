using Bihuan.Kernel;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Organisation;

/// <summary>Looks at a workbook without changing anything: what it would change, and every cell that cannot be taken (试导入).</summary>
internal static class TryImport
{
    [Needs(OrganisationPermissions.Administer)]
    public sealed record Request(byte[] File) : IQuery<ImportReport>;

    internal sealed class Handler(Register register, Words words, Moment moment) : IHandler<Request, ImportReport>
    {
        public async ValueTask<Result<ImportReport>> Handle(Request request, CancellationToken cancel) =>
            await register.RefuseUnlessOverAll(OrganisationPermissions.Administer, cancel) is { } refusal
                ? refusal
                : Importing.Run(request.File, await register.All(tracked: false, cancel), words, register.Ids, moment.Today, change => change.State.Apply(change.Happened, new(default, Acting.Program)));
    }
}

/// <summary>Imports a workbook: all of it in one commit, or nothing (导入).</summary>
internal static class ImportWorkbook
{
    [Needs(OrganisationPermissions.Administer)]
    public sealed record Request(byte[] File) : ICommand<ImportReport>;

    internal sealed class Handler(Register register, Ledger ledger, Words words, Moment moment) : IHandler<Request, ImportReport>
    {
        public async ValueTask<Result<ImportReport>> Handle(Request request, CancellationToken cancel)
        {
            if (await register.RefuseUnlessOverAll(OrganisationPermissions.Administer, cancel) is { } refusal)
            {
                return refusal;
            }

            var db = register.Db;
            var report = Importing.Run(request.File, await register.All(tracked: false, cancel), words, register.Ids, moment.Today, change =>
            {
                // The book is loaded untracked, so that only what changes is compared and saved.
                if (change.State.Version > 0 && db.Entry((object)change.State).State == EntityState.Detached)
                {
                    db.Attach((object)change.State);
                }

                ledger.Record(change.State, change.Happened, change.Effective);
            });
            if (report.Problems.Count > 0)
            {
                return report.Problems.Take(50).Select(p => new Problem(p.Problem.Code, $"{p.Sheet} {p.Row} {p.Column}", "") { Values = p.Problem.Values }).ToList();
            }

            await ledger.Commit(cancel);
            return report;
        }
    }
}

/// <summary>Everything as a workbook, in the columns in which it is imported (导出).</summary>
internal static class ExportWorkbook
{
    [Needs(OrganisationPermissions.View)]
    public sealed record Request(bool Empty = false) : IQuery<byte[]>;

    internal sealed class Handler(Register register, Words words) : IHandler<Request, byte[]>
    {
        public async ValueTask<Result<byte[]>> Handle(Request request, CancellationToken cancel)
        {
            var book = request.Empty ? new Book() : await register.All(tracked: false, cancel);
            using var file = new MemoryStream();
            WorkbookRows.Write(file, words.All, Words.IsEnglish ? 1 : 0, ExportRows.Of(book, words).ToLookup(r => r.Sheet, StringComparer.Ordinal));
            return file.ToArray();
        }
    }
}

/// <summary>What an import does, or would do.</summary>
internal sealed record ImportReport(IReadOnlyList<SheetCount> Counts, IReadOnlyList<CellProblem> Problems);

internal static class Importing
{
    public static ImportReport Run(byte[] file, Book book, Words words, NewIds ids, DateOnly today, Action<Change> apply)
    {
        List<CellProblem> problems = [];
        List<SheetRow> rows;
        try
        {
            using var stream = new MemoryStream(file, writable: false);
            rows = WorkbookRows.Read(stream, words.All, problems);
        }
        catch (Exception broken) when (broken is InvalidDataException or System.Xml.XmlException or InvalidOperationException or ArgumentException or NotSupportedException or IOException or KeyNotFoundException or FormatException)
        {
            return new([], [new("", 0, "", Problem.Coded("ORG-073", nameof(file)))]);
        }

        var plan = new ImportPlan(book, words.All, ids, apply);
        plan.Take(rows, today);
        return new(plan.Counts, [.. problems, .. plan.Problems]);
    }
}
