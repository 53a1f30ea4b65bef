using Bihuan.Kernel;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Documents;

/// <summary>Takes a stored file in for reading (导入).</summary>
internal static class RequestImport
{
    /// <param name="FileName">As the person knows it.</param>
    /// <param name="File">The stored file.</param>
    /// <param name="Source">How it came.</param>
    [Needs(DocumentsPermissions.Import)]
    public sealed record Request(string FileName, FileRef File, ImportSource Source) : ICommand<ImportId>;

    /// <param name="request">What is asked.</param>
    /// <param name="id">The id it would get.</param>
    /// <param name="same">An import of the very same file that is under way or done, by name and day.</param>
    public static Result<ImportRequested> Decide(Request request, ImportId id, (string FileName, DateOnly Day)? same)
    {
        List<Problem> problems = [];
        var name = Path.GetFileName(request.FileName.Replace('\\', '/')).Trim();
        if (name.Length is 0 or > 200)
        {
            problems.Add(Problem.Coded("DOC-001", nameof(request.FileName)));
        }
        if (same is var (fileName, day))
        {
            problems.Add(Problem.Coded("DOC-002", name, name, fileName, day.ToString("yyyy-MM-dd")));
        }

        return problems.Count > 0 ? problems : new ImportRequested(id, name, request.File.Hash, request.File.Length, request.File.MediaType, request.Source);
    }

    internal sealed class Handler(BihuanContext db, Ledger ledger, TimeProvider clock) : IHandler<Request, ImportId>
    {
        public async ValueTask<Result<ImportId>> Handle(Request request, CancellationToken cancel)
        {
            var same = await db.Set<Import>().AsNoTracking()
                .Where(i => i.File == request.File.Hash && (i.Status == ImportStatus.Waiting || i.Status == ImportStatus.Reading || i.Status == ImportStatus.Done))
                .OrderBy(i => i.Requested).Select(i => new { i.FileName, i.Requested }).FirstOrDefaultAsync(cancel);
            var decision = Decide(request, Id.New<ImportId>(clock), same is null ? null : (same.FileName, DistrictDay.Of(same.Requested)));
            if (decision is Result<ImportRequested>.Done(var requested))
            {
                ledger.Record(new Import(), requested);
                await ledger.Commit(cancel);
            }

            return decision.Map(r => r.Id);
        }
    }
}
