using Bihuan.Kernel;
using Bihuan.Persistence;
using Bihuan.Platform;

namespace Bihuan.Accounts;

/// <summary>Looks through the whole journal for entries that were altered, taken out, put in or moved (核验日志).</summary>
internal static class VerifyJournal
{
    [Needs(AccountsPermissions.Audit)]
    public sealed record Request : IQuery<AuditReport>;

    internal sealed class Handler(AuditVerifier verifier) : IHandler<Request, AuditReport>
    {
        public async ValueTask<Result<AuditReport>> Handle(Request request, CancellationToken cancel) => await verifier.Verify(exported: null, progress: null, cancel);
    }
}
