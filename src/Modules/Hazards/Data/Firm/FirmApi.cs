using Bihuan.Platform;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Bihuan.Hazards;

/// <summary>The part of the API for a firm's own people.</summary>
internal static class FirmApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var firm = api.MapGroup("/firm");
        firm.MapQuery("/hazards", (ListOwnHazards.Request r) => r);
        firm.MapQuery("/hazards/{id}", (ShowOwnHazard.Request r) => r);
        firm.MapCommand("/statements", (TellMending.Request r) => r);
        firm.MapGet("/photographs/{hazard:guid}", File).WithMetadata(new NeedsAttribute(FirmPermissions.Own))
            .WithName("showOwnHazardPhotograph").WithSummary("A photograph of a hazard of one's own firms, named by its hash.").WithTags("Firm");
        HazardsApi.MapUpload(firm, "/photographs/files", FirmPermissions.Own, "takeFirmPhotograph", "Firm");
    }

    private static async Task<IResult> File(Guid hazard, string? hash, HttpContext http, Mediator ask, PhotographIntake photographs, Words words, CancellationToken cancel)
    {
        var found = await ask.Send(new OwnHazardFile.Request(HazardId.From(hazard), hash ?? ""), cancel: cancel);
        return await photographs.Answer(http, found.Map(p => p.Hash), words, cancel);
    }
}

/// <summary>Registers what firms' pages need.</summary>
internal static class FirmServices
{
    public static void Add(IServiceCollection services)
    {
        services.AddScoped<OwnQueries>();
        services.AddScoped<IHomeProvider, FirmHome>();
    }
}
