using Bihuan.Kernel;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Bihuan.Matters;

/// <summary>The loop's part of the API.</summary>
internal static class MattersApi
{
    private const string Tag = "Matters";

    public static void Map(IEndpointRouteBuilder api)
    {
        var matters = api.MapGroup("/matters");
        matters.MapQuery("", (ListMatters.Request r) => r);
        matters.MapQuery("/{id}", (ShowMatter.Request r) => r);
        matters.MapQuery("/inbox", (ShowInbox.Request r) => r);
        matters.MapQuery("/prepared-report", (PrepareReport.Request r) => r);
        matters.MapGet("/evidence/{matter:guid}", File).WithMetadata(new NeedsAttribute(MattersPermissions.View))
            .WithName("downloadEvidence").WithSummary("A file that the matter names, to be saved.").WithTags(Tag);
        matters.MapPost("/evidence", Upload).WithMetadata(new NeedsAttribute(MattersPermissions.Accept)).DisableAntiforgery()
            .WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(FileLimits.Evidence.MaxBytes + (1 << 20))).RequireRateLimiting(RateLimits.Upload)
            .WithName("uploadEvidence").WithSummary("Stores one file as multipart/form-data; a report or hand-in names it by the hash that is given back.").WithTags(Tag);
        matters.MapCommand("", (DraftMatter.Request r) => r);
        matters.MapCommand("/edit", (EditMatter.Request r) => r);
        matters.MapCommand("/drop", (DropMatter.Request r) => r);
        matters.MapCommand("/link", (LinkMatter.Request r) => r);
        matters.MapCommand("/issue", (IssueMatters.Request r) => r);
        matters.MapCommand("/sign", (SignFor.Request r) => r);
        matters.MapCommand("/decline", (DeclineMatter.Request r) => r);
        matters.MapCommand("/report", (ReportMatter.Request r) => r);
        matters.MapCommand("/contribute", (Contribute.Request r) => r);
        matters.MapCommand("/split", (SplitMatter.Request r) => r);
        matters.MapCommand("/extensions/ask", (AskExtension.Request r) => r);
        matters.MapCommand("/extensions/decide", (DecideExtension.Request r) => r);
        matters.MapCommand("/hand-in", (HandIn.Request r) => r);
        matters.MapCommand("/take-back", (TakeBackHandIn.Request r) => r);
        matters.MapCommand("/accept", (AcceptMatter.Request r) => r);
        matters.MapCommand("/return", (ReturnMatter.Request r) => r);
        matters.MapCommand("/reopen", (ReopenMatter.Request r) => r);
        matters.MapCommand("/pause", (PauseMatter.Request r) => r);
        matters.MapCommand("/resume", (ResumeMatter.Request r) => r);
        matters.MapCommand("/withdraw", (WithdrawMatter.Request r) => r);
        matters.MapCommand("/instruct", (InstructMatter.Request r) => r);
        matters.MapCommand("/urge", (UrgeMatter.Request r) => r);
        matters.MapCommand("/transfer", (TransferMatter.Request r) => r);
        matters.MapCommand("/many", (ActOnMany.Request r) => r);
        matters.MapQuery("/cockpit", (ShowCockpit.Request r) => r);
        matters.MapQuery("/kinds", (ListKinds.Request r) => r);
        matters.MapCommand("/kinds", (SetKind.Request r) => r);
        matters.MapQuery("/lists", (ListLists.Request r) => r);
        matters.MapQuery("/lists/{id}", (ShowList.Request r) => r);
        matters.MapCommand("/lists", (SetList.Request r) => r);
        matters.MapCommand("/lists/put", (PutOnList.Request r) => r);
        matters.MapCommand("/lists/take-off", (TakeOffList.Request r) => r);
        matters.MapQuery("/rules", (ListSupervisionRules.Request r) => r);
        matters.MapCommand("/rules", (SetRule.Request r) => r);
        matters.MapCommand("/rules/revoke", (RevokeSupervisionRule.Request r) => r);
        IssuedDocumentsApi.Map(matters);
        MatterViewsApi.Map(matters);
        OfficeApi.Map(matters);
    }

    /// <summary>Multipart with one file.</summary>
    private static async Task<IResult> Upload(HttpRequest request, EvidenceStore store, Words words, CancellationToken cancel)
    {
        if (!request.HasFormContentType || await request.ReadFormAsync(cancel) is not { Files: [var file] })
        {
            return new Result<None>.Refused([Problem.Coded("MAT-089", "file")]).ToHttp(words);
        }

        await using var stream = file.OpenReadStream();
        return (await store.Take(stream, file.FileName, cancel)).ToHttp(words);
    }

    /// <summary>A file to be saved, never to be shown by the browser as a page of ours.</summary>
    private static async Task<IResult> File(Guid matter, string? hash, HttpContext http, Mediator ask, IFileStore files, Words words, CancellationToken cancel)
    {
        var found = await ask.Send(new MatterFile.Request(MatterId.From(matter), hash ?? ""), cancel: cancel);
        return found is Result<Evidence>.Done(var evidence) ? await files.Answer(http, evidence.Hash, MediaTypes.Unknown, evidence.Name, cancel) : found.ToHttp(words);
    }
}
