using Bihuan.Kernel;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Bihuan.Hazards;

/// <summary>The hazards' part of the API.</summary>
internal static class HazardsApi
{
    private static readonly string[] Pictures = [MediaTypes.Png, MediaTypes.Jpeg, MediaTypes.Gif, MediaTypes.Webp];

    public static void Map(IEndpointRouteBuilder api)
    {
        var hazards = api.MapGroup("/hazards");
        hazards.MapQuery("", (ListHazards.Request r) => r);
        hazards.MapQuery("/{id}", (ShowHazard.Request r) => r);
        hazards.MapQuery("/similar", (FindSimilar.Request r) => r);
        hazards.MapQuery("/checklists", (ShowChecklists.Request r) => r);
        hazards.MapQuery("/inspections", (ListInspections.Request r) => r);
        hazards.MapQuery("/checks", (ListSimilarChecks.Request r) => r);
        hazards.MapGet("/photographs/{hazard:guid}", File).WithMetadata(new NeedsAttribute(HazardsPermissions.View))
            .WithName("showHazardPhotograph").WithSummary("A photograph of a hazard, named by its hash.").WithTags("Hazards");
        OverviewApi.Map(hazards);
        hazards.MapCommand("", (RegisterHazard.Request r) => r);
        hazards.MapCommand("/edit", (EditHazard.Request r) => r);
        hazards.MapCommand("/drop", (DropHazard.Request r) => r);
        hazards.MapCommand("/grade", (GradeHazard.Request r) => r);
        hazards.MapCommand("/plan", (PlanHazard.Request r) => r);
        hazards.MapCommand("/photographs", (PhotographHazard.Request r) => r);
        hazards.MapCommand("/photographs/excuse", (ExcuseSpot.Request r) => r);
        hazards.MapCommand("/hand-over", (HandOverHazard.Request r) => r);
        hazards.MapCommand("/inspect", (Inspect.Request r) => r);
        hazards.MapCommand("/checks", (AskSimilarChecks.Request r) => r);
    }

    /// <summary>A picture as a picture, anything else to be saved: never as a page of ours.</summary>
    private static async Task<IResult> File(Guid hazard, string? hash, HttpContext http, Mediator ask, IFileStore files, Words words, CancellationToken cancel)
    {
        var found = await ask.Send(new HazardFile.Request(HazardId.From(hazard), hash ?? ""), cancel: cancel);
        if (found is not Result<NewPhotograph>.Done(var photograph))
        {
            return found.ToHttp(words);
        }

        StoredFiles.Seal(http.Response);
        if (await files.Open(photograph.Hash, cancel) is not { } stored)
        {
            return Results.NotFound();
        }

        // A store over the network gives streams that cannot be looked into first; what it holds of evidence is limited.
        var picture = new MemoryStream();
        await using (stored)
        {
            await stored.CopyToAsync(picture, cancel);
        }

        var type = await MediaTypes.Sniff(picture, photograph.Name, cancel);
        picture.Position = 0;
        return Pictures.Contains(type) ? Results.File(picture, type) : Results.File(picture, MediaTypes.Unknown, photograph.Name);
    }
}
