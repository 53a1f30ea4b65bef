using Bihuan.Kernel;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Bihuan.Matters;

/// <summary>What the supervision office keeps in the API: who reported, the burden of streets, scores.</summary>
internal static class OfficeApi
{
    public static void Map(RouteGroupBuilder matters)
    {
        matters.MapQuery("/reporting", (ShowReporting.Request r) => r);
        matters.MapQuery("/reporting/days", (ListReportDays.Request r) => r);
        matters.MapQuery("/burden", (ShowBurden.Request r) => r);
        matters.MapQuery("/burden/lines", (ListBurden.Request r) => r);
        matters.MapQuery("/sights", (ShowSights.Request r) => r);
        matters.MapCommand("/sights", (SeeUrges.Request r) => r);
        matters.MapQuery("/scores", (ListScores.Request r) => r);
        matters.MapCommand("/scores", (DraftScores.Request r) => r);
        matters.MapQuery("/scores/{id}", (ShowScore.Request r) => r);
        matters.MapQuery("/scores/{id}/lines", (ListScoreLines.Request r) => r);
        matters.MapGet("/scores/{id:guid}/evidence", File).WithMetadata(new NeedsAttribute(MattersPermissions.View)).WithName("downloadScoreEvidence").WithSummary("A file that an objection to a score names, to be saved.").WithTags("Matters");
        matters.MapCommand("/scores/act", (ActOnScores.Request r) => r);
        matters.MapCommand("/scores/consent", (ConsentToScore.Request r) => r);
        matters.MapCommand("/scores/object", (ObjectToScore.Request r) => r);
        matters.MapCommand("/scores/decide", (DecideOnObjection.Request r) => r);
        matters.MapCommand("/lists/order", (OrderList.Request r) => r);
        matters.MapCommand("/reschedule", (Reschedule.Request r) => r);
        matters.MapQuery("/score-rules", (ListScoreRules.Request r) => r);
        matters.MapCommand("/score-rules", (SetScoreRule.Request r) => r);
        matters.MapCommand("/score-rules/revoke", (RevokeScoreRule.Request r) => r);
    }

    /// <summary>A file to be saved, never to be shown by the browser as a page of ours.</summary>
    private static async Task<IResult> File(Guid id, string? hash, HttpContext http, Mediator ask, IFileStore files, Words words, CancellationToken cancel)
    {
        var found = await ask.Send(new ScoreFile.Request(ScoreSheetId.From(id), hash ?? ""), cancel: cancel);
        return found is Result<Evidence>.Done(var evidence) ? await files.Answer(http, evidence.Hash, MediaTypes.Unknown, evidence.Name, cancel) : found.ToHttp(words);
    }
}
