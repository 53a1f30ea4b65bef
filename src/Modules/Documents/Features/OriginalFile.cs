using Bihuan.Kernel;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Documents;

/// <summary>Where the original of a document is kept.</summary>
internal static class OriginalFile
{
    [Needs(DocumentsPermissions.View)]
    public sealed record Request(DocumentId Id) : IQuery<Answer>;

    public sealed record Answer(string File, string FileName, string MediaType);

    internal sealed class Handler(BihuanContext db) : IHandler<Request, Answer>
    {
        public async ValueTask<Result<Answer>> Handle(Request request, CancellationToken cancel) =>
            await db.Set<Document>().AsNoTracking().Where(d => d.Id == request.Id)
                .Join(db.Set<Import>().AsNoTracking(), d => d.Import, i => i.Id, (d, i) => new Answer(i.File, i.FileName, i.MediaType)).SingleOrDefaultAsync(cancel) is { } answer
                ? answer
                : Problem.Coded("PLATFORM-005", nameof(request.Id));
    }
}
