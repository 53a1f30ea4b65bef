using Bihuan.Kernel;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Bihuan.Hazards;

/// <summary>The enforcement records' and figures' part of the API.</summary>
internal static class EnforcementApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var records = api.MapGroup("/hazards/enforcement");
        records.MapQuery("", (ListEnforcement.Request r) => r);
        records.MapQuery("/{id}", (ShowEnforcement.Request r) => r);
        records.MapQuery("/penalties", (ShowPenalties.Request r) => r);
        records.MapGet("/files/{record:guid}", File).WithMetadata(new NeedsAttribute(HazardsPermissions.View))
            .WithName("showEnforcementFile").WithSummary("A file of an enforcement record, named by its hash.").WithTags("Hazards");
        records.MapCommand("", (Enforce.Request r) => r);
        records.MapCommand("/amend", (AmendEnforcement.Request r) => r);
        records.MapCommand("/complied", (ComplyWithOrder.Request r) => r);
        records.MapCommand("/annul", (AnnulEnforcement.Request r) => r);
        var figures = api.MapGroup("/hazards/figures");
        figures.MapQuery("", (ShowFigures.Request r) => r);
        figures.MapQuery("/records", (ListFigureRecords.Request r) => r);
    }

    private static async Task<IResult> File(Guid record, string? hash, HttpContext http, Mediator ask, IFileStore files, Words words, CancellationToken cancel) =>
        await ask.Send(new EnforcementFile.Request(EnforcementId.From(record), hash ?? ""), cancel: cancel) is var found && found is Result<NewPhotograph>.Done(var file)
            ? await files.Answer(http, file.Hash, MediaTypes.Unknown, file.Name, cancel) : found.ToHttp(words);
}
