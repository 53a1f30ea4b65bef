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

    /// <summary>Of the answers to a checklist, in bytes: a few hundred, some with a comment.</summary>
    private const int MaxAnswers = 512 << 10;

    public static void Map(IEndpointRouteBuilder api)
    {
        var field = api.MapGroup("/field");
        field.MapQuery("/reports", (ListFieldReports.Request r) => r);
        field.MapQuery("/premises", (ListNearPremises.Request r) => r);
        field.MapQuery("/map", (ShowMapBase r) => r);
        field.MapQuery("/premises/{id}", (FindFieldPremises.Request r) => r);
        field.MapQuery("/checklists", (ListFieldChecklists.Request r) => r);
        field.MapQuery("/waiting", (ListWaitingReports.Request r) => r);
        field.MapQuery("/waiting/{id}", (ShowWaitingReport.Request r) => r);
        field.MapCommand("/settle", (SettleReport.Request r) => r);
        field.MapGet("/me", Me).WithMetadata(new NeedsAttribute(FieldPermissions.Report))
            .WithName("showFieldWorker").WithSummary("Who is logged in, the district's time, and the token that a page's writes must carry.").WithTags(Tag).Produces<FieldWorker>();
        field.MapGet("/photographs/{report:guid}", Photograph).WithMetadata(new NeedsAttribute(FieldPermissions.Report))
            .WithName("showFieldPhotograph").WithSummary("A photograph of one's own report.").WithTags(Tag);
        field.MapPost("/inspections", SendInspection).WithMetadata(new NeedsAttribute(HazardsPermissions.Register)).DisableAntiforgery()
            .WithMetadata(new RequestSizeLimitAttribute(MaxBody), new RequestFormLimitsAttribute { MultipartBodyLengthLimit = MaxBody, ValueLengthLimit = MaxAnswers, ValueCountLimit = 4 }).RequireRateLimiting(RateLimits.Upload)
            .WithName("sendFieldInspection").WithSummary("Takes an inspection as multipart/form-data: the message as JSON in the part “inspection”, photographs in parts “photograph”, which answers name by their number. Sent again it gets the receipt that it has.").WithTags(Tag).Produces<FieldInspectionReceipt>();
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

    private static Task<IResult> Send(HttpContext http, Mediator ask, PhotographIntake photographs, Words words, CancellationToken cancel) => Once<FieldMessage, FieldReceipt>(
        http, "report", photographs, words, SendFieldReport.Check, (message, digests) => message.Digest(digests),
        (message, content) => ask.Send(new FindFieldReceipt.Request(message.Id, content), cancel: cancel),
        (message, content, taken) => ask.Send(new SendFieldReport.Request(message, message.Premises, content, taken), cancel: cancel), cancel);

    private static Task<IResult> SendInspection(HttpContext http, Mediator ask, PhotographIntake photographs, Words words, CancellationToken cancel) => Once<FieldInspectionMessage, FieldInspectionReceipt>(
        http, "inspection", photographs, words, SendFieldInspection.Check, (message, digests) => message.Digest(digests),
        (message, content) => ask.Send(new FindFieldInspection.Request(message.Id, content), cancel: cancel),
        (message, content, taken) => ask.Send(new SendFieldInspection.Request(message, message.Premises, content, taken), cancel: cancel), cancel);

    /// <summary>Takes what a phone sends, once: what is wrong with the message is said before a photograph is looked at, and what has arrived is not looked at again.</summary>
    private static async Task<IResult> Once<TMessage, TReceipt>(
        HttpContext http, string part, PhotographIntake photographs, Words words, Func<TMessage, int, IReadOnlyList<Problem>> check, Func<TMessage, IEnumerable<string>, string> digest,
        Func<TMessage, string, ValueTask<Result<TReceipt?>>> find, Func<TMessage, string, IReadOnlyList<FieldPhotograph>, ValueTask<Result<TReceipt>>> take, CancellationToken cancel)
        where TMessage : class
        where TReceipt : class
    {
        if (await Read<TMessage>(http.Request, part, cancel) is not var (message, files))
        {
            return ApiEndpoints.Refusal([Problem.Coded("HAZ-407", part, part)], words);
        }
        if (check(message, files.Count) is { Count: > 0 } wrong)
        {
            return ApiEndpoints.Refusal(wrong, words);
        }

        var digests = new List<string>();
        foreach (var file in files)
        {
            await using var stream = file.OpenReadStream();
            digests.Add(FileHash.Of("SHA-256", await SHA256.HashDataAsync(stream, cancel)));
        }

        var content = digest(message, digests);
        if (await find(message, content) is var known and not Result<TReceipt?>.Done(null))
        {
            return known.ToHttp(words);
        }

        return await photographs.TakeAll(files, cancel) switch
        {
            Result<IReadOnlyList<StoredPhotograph>>.Done(var taken) => (await take(message, content, [.. taken.Select(FieldPhotograph.Of)])).ToHttp(words),
            var refused => refused.ToHttp(words),
        };
    }

    /// <returns>The message and its files; <see langword="null"/> where the body is none.</returns>
    private static async ValueTask<(T Message, IReadOnlyList<IFormFile> Files)?> Read<T>(HttpRequest request, string part, CancellationToken cancel)
        where T : class
    {
        if (!request.HasFormContentType)
        {
            return null;
        }

        try
        {
            var form = await request.ReadFormAsync(cancel);
            return form[part] is [{ } text] && JsonSerializer.Deserialize<T>(text, EventCatalog.Json) is { } message ? (message, form.Files.GetFiles("photograph")) : null;
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
