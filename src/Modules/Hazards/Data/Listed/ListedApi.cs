using Bihuan.Kernel;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Bihuan.Hazards;

/// <summary>Listed supervision in the API.</summary>
internal static class ListedApi
{
    private const string Tag = "Hazards";

    public static void Map(IEndpointRouteBuilder api)
    {
        var listed = api.MapGroup("/hazards/listed");
        listed.MapQuery("", (ListListings.Request r) => r);
        listed.MapQuery("/{id}", (ShowListing.Request r) => r);
        listed.MapCommand("", (ListHazard.Request r) => r);
        listed.MapCommand("/plates", (HangPlate.Request r) => r);
        listed.MapCommand("/plates/down", (TakePlateDown.Request r) => r);
        listed.MapCommand("/publish", (PublishListing.Request r) => r);
        listed.MapCommand("/unpublish", (UnpublishListing.Request r) => r);
        listed.MapCommand("/visits", (VisitListing.Request r) => r);
        listed.MapCommand("/delay", (DelayListing.Request r) => r);
        listed.MapCommand("/withdraw", (WithdrawListing.Request r) => r);
        listed.MapCommand("/notice", (IssueListingNotice.Request r) => r);
        listed.MapCommand("/cancellation", (IssueCancellationNotice.Request r) => r);
        listed.MapGet("/{id:guid}/notice", Notice).WithMetadata(new NeedsAttribute(HazardsPermissions.View)).WithName("downloadListingNotice").WithSummary("The .docx of a notice of listed supervision or cancellation.").WithTags(Tag);
        listed.MapGet("/{id:guid}/photograph", Photograph).WithMetadata(new NeedsAttribute(HazardsPermissions.View)).WithName("showListingPhotograph").WithSummary("A photograph of a plate or a visit, named by its hash.").WithTags(Tag);
        var open = api.MapGroup("/public/listed");
        open.MapQuery("", (ListPublicListings.Request r) => r);
        open.MapQuery("/{id}", (ShowPublicListing.Request r) => r);
    }

    private static async Task<IResult> Notice(Guid id, string? kind, HttpContext http, Mediator ask, IFileStore files, Words words, CancellationToken cancel)
    {
        var which = Enum.TryParse<ListingNoticeKind>(kind, out var known) && Enum.IsDefined(known) ? known : ListingNoticeKind.Listing;
        var found = await ask.Send(new ListingNoticeFile.Request(ListingId.From(id), which), cancel: cancel);
        return found is Result<ListingNoticeFile.Answer>.Done(var file) ? await files.Answer(http, file.File, MediaTypes.Docx, file.Name, cancel) : found.ToHttp(words);
    }

    private static async Task<IResult> Photograph(Guid id, string? hash, HttpContext http, Mediator ask, PhotographIntake photographs, Words words, CancellationToken cancel)
    {
        var found = await ask.Send(new ListingPicture.Request(ListingId.From(id), hash ?? ""), cancel: cancel);
        return await photographs.Answer(http, found.Map(p => p.Hash), words, cancel);
    }
}
