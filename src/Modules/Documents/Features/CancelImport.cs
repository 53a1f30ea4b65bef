using Bihuan.Kernel;
using Bihuan.Persistence;
using Bihuan.Platform;

namespace Bihuan.Documents;

/// <summary>Calls an upload off while it waits or is being read (取消).</summary>
internal static class CancelImport
{
    [Needs(DocumentsPermissions.Import)]
    public sealed record Request(ImportId Id) : ICommand<None>;

    public static Result<ImportCancelled> Decide(Import import, Request request) =>
        import.Status is ImportStatus.Waiting or ImportStatus.Reading ? new ImportCancelled() : Problem.Coded("DOC-003", nameof(request.Id), import.FileName);

    internal sealed class Handler(BihuanContext db, Ledger ledger, ImportProgress progress) : IHandler<Request, None>
    {
        public async ValueTask<Result<None>> Handle(Request request, CancellationToken cancel)
        {
            if (await db.FindAsync<Import>([request.Id], cancel) is not { } import)
            {
                return Problem.Coded("PLATFORM-005", nameof(request.Id));
            }

            var decision = Decide(import, request);
            if (decision is Result<ImportCancelled>.Done(var cancelled))
            {
                ledger.Record(import, cancelled);
                await ledger.Commit(cancel);
                progress.Stop(request.Id);
            }

            return decision.Map(_ => default(None));
        }
    }
}

/// <summary>Reads an upload again that failed or was called off (重新读取).</summary>
internal static class RetryImport
{
    [Needs(DocumentsPermissions.Import)]
    public sealed record Request(ImportId Id) : ICommand<None>;

    public static Result<ImportRetried> Decide(Import import, Request request) =>
        import.Status is ImportStatus.Failed or ImportStatus.Cancelled ? new ImportRetried() : Problem.Coded("DOC-004", nameof(request.Id), import.FileName);

    internal sealed class Handler(BihuanContext db, Ledger ledger) : IHandler<Request, None>
    {
        public async ValueTask<Result<None>> Handle(Request request, CancellationToken cancel)
        {
            if (await db.FindAsync<Import>([request.Id], cancel) is not { } import)
            {
                return Problem.Coded("PLATFORM-005", nameof(request.Id));
            }

            var decision = Decide(import, request);
            if (decision is Result<ImportRetried>.Done(var retried))
            {
                ledger.Record(import, retried);
                await ledger.Commit(cancel);
            }

            return decision.Map(_ => default(None));
        }
    }
}
