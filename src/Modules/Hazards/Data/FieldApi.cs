using System.Security.Cryptography;
using System.Text.Json;
using Bihuan.Enterprises;
using Bihuan.Kernel;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Hazards;

/// <summary>What a phone asks of the program.</summary>
internal static class FieldApi
{
    private const string Tag = "Field";

    /// <summary>A phone makes its photographs smaller; a program may send them as they are, up to this together.</summary>
    private const long MaxBody = 64L << 20;

    /// <summary>Of the message, in bytes.</summary>
    private const int MaxMessage = 16 << 10;

    public static void Map(IEndpointRouteBuilder api)
    {
        var field = api.MapGroup("/field");
        field.MapQuery("/reports", (ListFieldReports.Request r) => r);
        field.MapQuery("/premises", (ListNearPremises.Request r) => r);
        field.MapQuery("/map", (ShowMapBase r) => r);
        field.MapQuery("/premises/{id}", (FindFieldPremises.Request r) => r);
        field.MapQuery("/waiting", (ListWaitingReports.Request r) => r);
        field.MapQuery("/waiting/{id}", (ShowWaitingReport.Request r) => r);
        field.MapCommand("/settle", (SettleReport.Request r) => r);
        field.MapGet("/me", Me).WithMetadata(new NeedsAttribute(FieldPermissions.Report))
            .WithName("showFieldWorker").WithSummary("Who is logged in, the district's time, and the token that a page's writes must carry.").WithTags(Tag).Produces<FieldWorker>();
        field.MapGet("/photographs/{report:guid}", Photograph).WithMetadata(new NeedsAttribute(FieldPermissions.Report))
            .WithName("showFieldPhotograph").WithSummary("A photograph of one's own report.").WithTags(Tag);
        field.MapPost("/reports", Send).WithMetadata(new NeedsAttribute(FieldPermissions.Report)).DisableAntiforgery()
            .WithMetadata(new RequestSizeLimitAttribute(MaxBody), new RequestFormLimitsAttribute { MultipartBodyLengthLimit = MaxBody, ValueLengthLimit = MaxMessage, ValueCountLimit = 16 }).RequireRateLimiting(RateLimits.Upload)
            .WithName("sendFieldReport").WithSummary("Takes a report as multipart/form-data: the message as JSON in the part “report”, photographs in parts “photograph”. Sent again it gets the receipt that it has.").WithTags(Tag).Produces<FieldReceipt>();
    }

    /// <summary>Whoever comes with a cookie needs the token for writes; a program with a token of its own does not.</summary>
    private static async Task<IResult> Me(HttpContext http, Mediator ask, IAntiforgery forgery, Words words, CancellationToken cancel)
    {
        var worker = await ask.Send(new ShowFieldWorker.Request(), cancel: cancel);
        return worker.Map(w => w with { Token = forgery.GetAndStoreTokens(http).RequestToken }).ToHttp(words);
    }

    private static async Task<IResult> Photograph(Guid report, string? hash, HttpContext http, Mediator ask, PhotographIntake photographs, Words words, CancellationToken cancel)
    {
        var found = await ask.Send(new FieldReportPhotograph.Request(FieldReportId.From(report), hash ?? ""), cancel: cancel);
        return await photographs.Answer(http, found.Map(p => p.Hash), words, cancel);
    }

    private static async Task<IResult> Send(HttpContext http, Mediator ask, PhotographIntake photographs, Words words, CancellationToken cancel)
    {
        if (await Read(http.Request, cancel) is not var (message, files))
        {
            return Refuse([Problem.Coded("HAZ-407", "report")]);
        }

        // What is wrong with the message is said before a photograph is looked at, and what has arrived is not looked at again.
        if (SendFieldReport.Check(message, files.Count) is { Count: > 0 } wrong)
        {
            return Refuse(wrong);
        }

        var digests = new List<string>();
        foreach (var file in files)
        {
            await using var stream = file.OpenReadStream();
            digests.Add(FileHash.Of("SHA-256", await SHA256.HashDataAsync(stream, cancel)));
        }

        var content = message.Digest(digests);
        var known = await ask.Send(new FindFieldReceipt.Request(message.Id, content), cancel: cancel);
        if (known is not Result<FieldReceipt?>.Done(null))
        {
            return known.ToHttp(words);
        }

        return await photographs.TakeAll(files, cancel) switch
        {
            Result<IReadOnlyList<StoredPhotograph>>.Done(var taken) => (await ask.Send(new SendFieldReport.Request(message, message.Premises, content, [.. taken.Select(FieldPhotograph.Of)]), cancel: cancel)).ToHttp(words),
            var refused => refused.ToHttp(words),
        };

        IResult Refuse(IReadOnlyList<Problem> reasons) => ApiEndpoints.Refusal(reasons, words);
    }

    /// <returns>The message and its files; <see langword="null"/> where the body is none.</returns>
    private static async ValueTask<(FieldMessage Message, IReadOnlyList<IFormFile> Files)?> Read(HttpRequest request, CancellationToken cancel)
    {
        if (!request.HasFormContentType)
        {
            return null;
        }

        try
        {
            var form = await request.ReadFormAsync(cancel);
            return form["report"] is [{ } text] && JsonSerializer.Deserialize<FieldMessage>(text, EventCatalog.Json) is { } message ? (message, form.Files.GetFiles("photograph")) : null;
        }
        catch (Exception broken) when (broken is JsonException or InvalidDataException or FormatException or NotSupportedException or IOException and not BadHttpRequestException)
        {
            return null;
        }
    }
}

/// <summary>Reports that wait, for those who may register what they say.</summary>
internal sealed class ReportsHome(HazardSight sight, Words words) : IHomeProvider
{
    public int Order => 35;

    public async ValueTask<IReadOnlyList<HomeItem>> Items(CancellationToken cancel) =>
        await (await sight.Reports(HazardsPermissions.Register, cancel)).CountAsync(r => r.State == FieldReportState.Waiting, cancel) is > 0 and var count
            ? [new(words["intake.home"], count, words["intake.homeWhy"], "/hazards/reports")] : [];
}
