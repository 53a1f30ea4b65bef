using Bihuan.Kernel;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Bihuan.Hazards;

/// <summary>The hazards' part of the API.</summary>
internal static class HazardsApi
{
    /// <summary>A photograph and the form around it.</summary>
    private const long MaxBody = PhotographLimits.MaxBytes + (1 << 20);

    public static void Map(IEndpointRouteBuilder api)
    {
        var hazards = api.MapGroup("/hazards");
        hazards.MapQuery("", (ListHazards.Request r) => r);
        hazards.MapQuery("/{id}", (ShowHazard.Request r) => r);
        hazards.MapQuery("/similar", (FindSimilar.Request r) => r);
        hazards.MapQuery("/checklists", (ShowChecklists.Request r) => r);
        hazards.MapQuery("/inspections", (ListInspections.Request r) => r);
        hazards.MapQuery("/inspections/{id}", (ShowInspection.Request r) => r);
        hazards.MapQuery("/checks", (ListSimilarChecks.Request r) => r);
        hazards.MapGet("/photographs/{hazard:guid}", File).WithMetadata(new NeedsAttribute(HazardsPermissions.View))
            .WithName("showHazardPhotograph").WithSummary("A photograph of a hazard, named by its hash.").WithTags("Hazards");
        hazards.MapGet("/inspections/photographs/{inspection:guid}", InspectionPhotograph).WithMetadata(new NeedsAttribute(HazardsPermissions.View))
            .WithName("showInspectionPhotograph").WithSummary("A photograph of an inspection, named by its hash.").WithTags("Hazards");
        hazards.MapGet("/conclusions/{hazard:guid}", Conclusion).WithMetadata(new NeedsAttribute(HazardsPermissions.Handle))
            .WithName("downloadJudgementConclusion").WithSummary("The conclusion of a hazard's grading as .docx.").WithTags("Hazards");
        MapUpload(hazards, "/photographs/files", HazardsPermissions.Register, "takePhotograph", "Hazards");
        OverviewApi.Map(hazards);
        hazards.MapCommand("", (RegisterHazard.Request r) => r);
        hazards.MapCommand("/edit", (EditHazard.Request r) => r);
        hazards.MapCommand("/drop", (DropHazard.Request r) => r);
        hazards.MapCommand("/grade", (GradeHazard.Request r) => r);
        hazards.MapCommand("/plan", (PlanHazard.Request r) => r);
        hazards.MapCommand("/photographs", (PhotographHazard.Request r) => r);
        hazards.MapCommand("/photographs/excuse", (ExcuseSpot.Request r) => r);
        hazards.MapCommand("/firm-statements/answer", (AnswerFirm.Request r) => r);
        hazards.MapCommand("/hand-over", (HandOverHazard.Request r) => r);
        hazards.MapCommand("/inspect", (Inspect.Request r) => r);
        hazards.MapCommand("/checks", (AskSimilarChecks.Request r) => r);
    }

    /// <summary>Maps the way in for photographs, for whoever has a right.</summary>
    public static void MapUpload(RouteGroupBuilder group, string address, string permission, string name, string tag) => group.MapPost(address, Upload).WithMetadata(new NeedsAttribute(permission)).DisableAntiforgery()
        .WithMetadata(new RequestSizeLimitAttribute(MaxBody), new RequestFormLimitsAttribute { MultipartBodyLengthLimit = MaxBody, ValueCountLimit = 4 }).RequireRateLimiting(RateLimits.Upload)
        .WithName(name).WithSummary("Takes a photograph in as multipart/form-data with one file; what is answered is named when it is handed in.").WithTags(tag).Produces<NewPhotograph>();

    private static async Task<IResult> File(Guid hazard, string? hash, HttpContext http, Mediator ask, PhotographIntake photographs, Words words, CancellationToken cancel)
    {
        var found = await ask.Send(new HazardFile.Request(HazardId.From(hazard), hash ?? ""), cancel: cancel);
        return found is Result<NewPhotograph>.Done(var photograph) ? await photographs.Answer(http, photograph.Hash, cancel) : found.ToHttp(words);
    }

    private static async Task<IResult> InspectionPhotograph(Guid inspection, string? hash, HttpContext http, Mediator ask, PhotographIntake photographs, Words words, CancellationToken cancel)
    {
        var found = await ask.Send(new InspectionFile.Request(InspectionId.From(inspection), hash ?? ""), cancel: cancel);
        return found is Result<NewPhotograph>.Done(var photograph) ? await photographs.Answer(http, photograph.Hash, cancel) : found.ToHttp(words);
    }

    private static async Task<IResult> Conclusion(Guid hazard, Mediator ask, Words words, CancellationToken cancel)
    {
        var found = await ask.Send(new JudgementConclusion.Request(HazardId.From(hazard)), cancel: cancel);
        return found is Result<JudgementConclusion.Answer>.Done(var paper) ? Results.File(paper.File, MediaTypes.Docx, paper.Name) : found.ToHttp(words);
    }

    /// <summary>Takes the file of a request in as a photograph.</summary>
    private static async Task<IResult> Upload(HttpRequest request, PhotographIntake photographs, Words words, CancellationToken cancel)
    {
        IFormFile? file = null;
        try
        {
            file = request.HasFormContentType ? (await request.ReadFormAsync(cancel)).Files is [var only] ? only : null : null;
        }
        catch (InvalidDataException)
        {
            // Not the form that it says it is.
        }
        if (file is null)
        {
            return ApiEndpoints.Refusal([Problem.Coded("HAZ-145", "file")], words);
        }

        await using var stream = file.OpenReadStream();
        return (await photographs.Take(stream, file.FileName, cancel)).Map(stored => NewPhotograph.Of(stored, file.FileName)).ToHttp(words);
    }
}
