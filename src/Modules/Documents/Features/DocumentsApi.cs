using Bihuan.Kernel;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Bihuan.Documents;

/// <summary>The module's part of the API. Plain queries and commands are mapped as they are; files go in and out here.</summary>
internal static class DocumentsApi
{
    private const string Tag = "Documents";

    private static readonly long MaxBody = FileLimits.Documents.MaxBytes + (1 << 20);

    public static void Map(RouteGroupBuilder documents)
    {
        documents.MapQuery("", (ListDocuments.Request request) => request);
        documents.MapQuery("/imports", (ListImports.Request request) => request);
        documents.MapCommand("/imports/cancel", (CancelImport.Request request) => request);
        documents.MapCommand("/imports/retry", (RetryImport.Request request) => request);
        documents.MapPost("/imports", Upload).WithMetadata(new NeedsAttribute(DocumentsPermissions.Import)).DisableAntiforgery()
            .WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(MaxBody)).RequireRateLimiting(RateLimits.Upload)
            .WithName("uploadDocuments").WithSummary("Uploads files as multipart/form-data; each is taken or refused by itself.").WithTags(Tag);
        documents.MapQuery("/contradictions", (ListContradictions.Request request) => request);
        documents.MapCommand("/contradictions/decide", (DecideContradiction.Request request) => request);
        documents.MapCommand("/contradictions/reopen", (ReopenContradiction.Request request) => request);
        documents.MapQuery("/search", (SearchClauses.Request request) => request);
        documents.MapQuery("/rules", (ListRules.Request request) => request);
        documents.MapCommand("/finds/decide", (DecideFind.Request request) => request);
        documents.MapCommand("/finds/accept-certain", (AcceptCertain.Request request) => request);
        documents.MapCommand("/finds/undo", (UndoReview.Request request) => request);
        documents.MapCommand("/unit-names", (AnswerUnitName.Request request) => request);
        documents.MapCommand("/unit-names/withdraw", (WithdrawUnitName.Request request) => request);
        documents.MapCommand("/unit-names/revoke", (RevokeUnitAlias.Request request) => request);
        documents.MapCommand("/adopt", (AdoptFinds.Request request) => request);
        documents.MapCommand("/adoptions/revoke", (RevokeAdoption.Request request) => request);
        documents.MapCommand("/status", (SetStatus.Request request) => request);
        documents.MapCommand("/interpretation", (LinkInterpretation.Request request) => request);
        documents.MapQuery("/{key}", (ReadDocument.Request request) => request);
        documents.MapQuery("/{document}/clauses", (ListClauses.Request request) => request);
        documents.MapQuery("/{document}/finds", (ListFinds.Request request) => request);
        documents.MapGet("/{id:guid}/adoptions", async (Guid id, string? kind, string? after, int? limit, Mediator ask, Words words, CancellationToken cancel) => (await ask.Send(new ListAdoptions.Request(DocumentId.From(id), kind, after, limit), cancel: cancel)).ToHttp(words))
            .WithMetadata(new NeedsAttribute(DocumentsPermissions.View)).WithName("listAdoptions").WithSummary("The accepted finds of a document with what became of them.").WithTags(Tag);
        documents.MapGet("/{id:guid}/changes", async (Guid id, Guid? with, Mediator ask, Words words, CancellationToken cancel) => (await ask.Send(new CompareVersions.Request(DocumentId.From(id), with), cancel: cancel)).ToHttp(words))
            .WithMetadata(new NeedsAttribute(DocumentsPermissions.View)).WithName("compareVersions").WithSummary("What an amended document changes clause by clause, and which adopted things that touches.").WithTags(Tag);
        documents.MapGet("/{id:guid}/original", Original).WithMetadata(new NeedsAttribute(DocumentsPermissions.View))
            .WithName("downloadOriginal").WithSummary("The original file, to be saved.").WithTags(Tag);
    }

    /// <summary>Multipart; each file is taken or refused by itself, and the answer says which.</summary>
    private static async Task<IResult> Upload(HttpRequest request, UploadService uploads, Words words, CancellationToken cancel)
    {
        if (!request.HasFormContentType)
        {
            return new Result<None>.Refused([Problem.Coded("DOC-008", "")]).ToHttp(words);
        }

        var form = await request.ReadFormAsync(cancel);
        List<object> answers = [];
        foreach (var file in form.Files)
        {
            await using var stream = file.OpenReadStream();
            var taken = await uploads.Take(stream, file.FileName, ImportSource.Api, cancel);
            answers.Add(taken.Match<object>(
                id => new { file = file.FileName, import = (Guid?)id.Value, problems = Array.Empty<object>() },
                problems => new { file = file.FileName, import = (Guid?)null, problems = problems.Select(p => new { p.Code, p.Field, Message = words.Say(p) }).ToArray<object>() }));
        }

        return answers.Count == 0 ? new Result<None>.Refused([Problem.Coded("DOC-008", "")]).ToHttp(words) : Results.Json(answers, EventCatalog.Json);
    }

    /// <summary>The original, to be saved and never to be shown by the browser as a page of ours.</summary>
    private static async Task<IResult> Original(Guid id, HttpContext http, Mediator ask, IFileStore files, Words words, CancellationToken cancel)
    {
        var found = await ask.Send(new OriginalFile.Request(DocumentId.From(id)), cancel: cancel);
        return found is Result<OriginalFile.Answer>.Done(var original)
            ? await files.Answer(http, original.File, original.MediaType is MediaTypes.Html or MediaTypes.Markdown ? MediaTypes.Unknown : original.MediaType, original.FileName, cancel)
            : found.ToHttp(words);
    }
}
