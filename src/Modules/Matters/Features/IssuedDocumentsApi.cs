using Bihuan.Official;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Bihuan.Matters;

/// <summary>Official documents in the API; their files go out here.</summary>
internal static class IssuedDocumentsApi
{
    private const string Tag = "Matters";

    public static void Map(RouteGroupBuilder matters)
    {
        var documents = matters.MapGroup("/documents");
        documents.MapQuery("", (ListIssuedDocuments.Request r) => r);
        documents.MapQuery("/draft", (DraftDocument.Request r) => r);
        documents.MapCommand("/issue", (IssueDocument.Request r) => r);
        documents.MapCommand("/open", (OpenIssuedDocument.Request r) => r);
        documents.MapQuery("/{id}", (ShowIssuedDocument.Request r) => r);
        documents.MapGet("/official.css", () => Results.Text(HtmlWriter.Stylesheet(OfficialDrafts.Fonts), "text/css")).WithMetadata(new NeedsLogInAttribute())
            .WithName("officialStylesheet").WithSummary("The stylesheet of official documents on the screen.").WithTags(Tag);
        documents.MapGet("/{id:guid}/docx", (Guid id, HttpContext http, Mediator ask, IFileStore files, Words words, CancellationToken cancel) => Send(new(IssuedDocumentId.From(id), Docx: true), http, ask, files, words, cancel))
            .WithMetadata(new NeedsAttribute(MattersPermissions.View)).WithName("downloadIssuedDocx").WithSummary("The .docx of an issued document.").WithTags(Tag);
        documents.MapGet("/{id:guid}/html", (Guid id, HttpContext http, Mediator ask, IFileStore files, Words words, CancellationToken cancel) => Send(new(IssuedDocumentId.From(id), Docx: false), http, ask, files, words, cancel))
            .WithMetadata(new NeedsAttribute(MattersPermissions.View)).WithName("downloadIssuedHtml").WithSummary("The page of an issued document, to be saved.").WithTags(Tag);
    }

    /// <summary>The file as it was frozen, to be saved and never to be shown by the browser as a page of ours.</summary>
    private static async Task<IResult> Send(IssuedDocumentFile.Request request, HttpContext http, Mediator ask, IFileStore files, Words words, CancellationToken cancel)
    {
        var found = await ask.Send(request, cancel: cancel);
        return found is Bihuan.Kernel.Result<IssuedDocumentFile.Answer>.Done(var file) ? await files.Answer(http, file.File, request.Docx ? MediaTypes.Docx : MediaTypes.Unknown, file.Name, cancel) : found.ToHttp(words);
    }
}
