using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Bihuan.Enterprises;
using Bihuan.Kernel;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Hazards;

/// <summary>An inspection as a phone sends it, besides the photographs.</summary>
/// <param name="Id">The id that the phone gave it.</param>
/// <param name="Checklist">The key of the checklist.</param>
/// <param name="Edition">The first day of the edition whose questions were answered.</param>
/// <param name="Category">Of the hazards that are found.</param>
/// <param name="Place">Where in the premises, in words.</param>
/// <param name="Answers">By question.</param>
/// <param name="Taken">When it was made, by the phone's clock.</param>
/// <param name="Sent">When this was sent, by the same clock; not part of the content.</param>
internal sealed record FieldInspectionMessage(
    Guid Id, PremisesId? Premises, string? Checklist, DateOnly? Edition, HazardCategory? Category, string? Place, IReadOnlyDictionary<string, FieldAnswer>? Answers, DateTimeOffset? Taken, DateTimeOffset? Sent)
{
    /// <inheritdoc cref="FieldMessage.Digest"/>
    public string Digest(IEnumerable<string> photographs) =>
        FileHash.Of("SHA-256", SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new { Message = this with { Sent = null }, Photographs = photographs }, EventCatalog.Json)));
}

/// <summary>One answer, with its photographs as numbers of the files that come with it, from 0.</summary>
internal sealed record FieldAnswer(string Value, string? Comment = null, IReadOnlyList<int>? Photographs = null);

/// <summary>How an inspection came from a phone, by which one that is sent again is known.</summary>
/// <param name="Account">Who sent it.</param>
/// <param name="Client">The id that the phone gave it.</param>
/// <param name="Content">The digest of what was sent.</param>
/// <param name="Taken">When it was made, by the phone's clock.</param>
/// <param name="Sent">When it was sent, by the same clock.</param>
internal sealed record FieldOrigin(Guid Account, Guid Client, string Content, DateTimeOffset Taken, DateTimeOffset Sent);

/// <summary>That an inspection has arrived (检查回执).</summary>
/// <param name="Number">What the officer can name it by.</param>
/// <param name="Hazards">How many hazards were registered by it.</param>
/// <param name="Percent">The score in percent.</param>
/// <param name="Next">When to come again.</param>
internal sealed record FieldInspectionReceipt(string Number, InspectionId Inspection, int Hazards, decimal? Percent, DateOnly Next)
{
    public static FieldInspectionReceipt Of(InspectionRecord made) => new(made.Number, made.Id, made.Hazards.Count, made.Percent, made.Next);
}

/// <summary>The checklists that a phone keeps until it has no signal: those that hold, and those that begin within a month.</summary>
internal static class ListFieldChecklists
{
    private const int Ahead = 31;

    [Needs(HazardsPermissions.Register)]
    public sealed record Request : IQuery<IReadOnlyList<Checklist>>;

    internal sealed class Handler(ChecklistShelf shelf, TimeProvider clock) : IHandler<Request, IReadOnlyList<Checklist>>
    {
        public async ValueTask<Result<IReadOnlyList<Checklist>>> Handle(Request request, CancellationToken cancel)
        {
            var (today, ahead) = (DistrictDay.Today(clock), DistrictDay.Today(clock).AddDays(Ahead));
            return (await shelf.Between(today, ahead, cancel)).All.Where(c => !(c.To < today) && c.From <= ahead).ToList();
        }
    }
}

/// <summary>The receipt of an inspection that has arrived already, asked before its photographs are looked at again.</summary>
internal static class FindFieldInspection
{
    /// <param name="Client">The id that the phone gave it.</param>
    /// <param name="Content">As it was sent.</param>
    [Needs(HazardsPermissions.Register)]
    public sealed record Request(Guid Client, string Content) : IQuery<FieldInspectionReceipt?>;

    public static Task<InspectionRecord?> Known(BihuanContext db, Guid account, Guid client, CancellationToken cancel) =>
        db.Set<InspectionRecord>().AsNoTracking().SingleOrDefaultAsync(i => i.Account == account && i.Client == client, cancel);

    internal sealed class Handler(BihuanContext db, Caller caller) : IHandler<Request, FieldInspectionReceipt?>
    {
        public async ValueTask<Result<FieldInspectionReceipt?>> Handle(Request request, CancellationToken cancel) =>
            await Known(db, caller.Acting.Account ?? Guid.Empty, request.Client, cancel) is { } known && known.Content == request.Content ? FieldInspectionReceipt.Of(known) : new Result<FieldInspectionReceipt?>.Done(null);
    }
}

/// <summary>An inspection from the field comes in, once: sent again it gets the receipt that it has; other answers under the same id are refused, and stay on the phone.</summary>
internal static class SendFieldInspection
{
    /// <summary>Of all answers together.</summary>
    public const int MaxPhotographs = 40;

    /// <param name="Premises">As in the message, so that the right over them is asked as everywhere.</param>
    /// <param name="Photographs">As they were taken in, in the order of the files.</param>
    [Needs(HazardsPermissions.Register)]
    public sealed record Request(FieldInspectionMessage Message, PremisesId? Premises, string Content, IReadOnlyList<FieldPhotograph> Photographs) : ICommand<FieldInspectionReceipt>;

    /// <summary>Everything that a phone can have sent wrongly, so that it is known before a photograph is decoded.</summary>
    public static List<Problem> Check(FieldInspectionMessage message, int photographs)
    {
        List<Problem> problems = [];
        if (message.Id == Guid.Empty)
        {
            problems.Add(Problem.Coded("HAZ-401", "id"));
        }
        if (message.Premises is null)
        {
            problems.Add(Problem.Coded("HAZ-103", "premises"));
        }
        if (message.Checklist is null || message.Edition is null)
        {
            problems.Add(Problem.Coded("HAZ-170", "checklist", message.Checklist ?? ""));
        }
        if (message.Category is { } category && !Enum.IsDefined(category))
        {
            problems.Add(Problem.Coded("HAZ-402", "category"));
        }
        if (photographs > MaxPhotographs || (message.Answers ?? new Dictionary<string, FieldAnswer>()).Values.Any(a => a is null || a.Value is null || (a.Photographs ?? []).Any(p => p < 0 || p >= photographs)))
        {
            problems.Add(Problem.Coded("HAZ-408", "photographs", MaxPhotographs.ToString(CultureInfo.InvariantCulture)));
        }
        if (message.Place?.Length > SendFieldReport.MaxWords)
        {
            problems.Add(Problem.Coded("HAZ-404", "place", SendFieldReport.MaxWords.ToString(CultureInfo.InvariantCulture)));
        }
        if (message.Taken is null || message.Sent is null)
        {
            problems.Add(Problem.Coded("HAZ-406", "taken"));
        }

        return problems;
    }

    internal sealed class Handler(HazardDesk desk, IPremisesQueries premises, Caller caller) : IHandler<Request, FieldInspectionReceipt>
    {
        public async ValueTask<Result<FieldInspectionReceipt>> Handle(Request request, CancellationToken cancel)
        {
            var (message, photographs, account) = (request.Message, request.Photographs, caller.Acting.Account ?? Guid.Empty);
            if (await FindFieldInspection.Known(desk.Db, account, message.Id, cancel) is { } known)
            {
                return known.Content == request.Content ? FieldInspectionReceipt.Of(known) : Problem.Coded("HAZ-409", "", known.Number);
            }
            if (request.Premises is { } at && !(await premises.Sees([at], cancel)).Contains(at))
            {
                return HazardDesk.NotYours;
            }
            if (Check(message, photographs.Count) is { Count: > 0 } wrong)
            {
                return wrong;
            }

            // A phone whose clock is fast has inspected nothing tomorrow.
            var day = DistrictDay.Of(message.Taken!.Value) is var taken && taken > desk.Today ? desk.Today : taken;
            if ((await desk.Checklists.On(day, cancel)).All.FirstOrDefault(c => c.Key == message.Checklist && c.HoldsOn(day)) is { } list && list.From != message.Edition)
            {
                return Problem.Coded("HAZ-400", "checklist", list.Title, HazardCheck.Iso(list.From));
            }

            var answers = (message.Answers ?? new Dictionary<string, FieldAnswer>()).ToDictionary(a => a.Key, a => new GivenAnswer(a.Value.Value, a.Value.Comment, [.. (a.Value.Photographs ?? []).Select(p => Named(photographs[p], p, message))]), StringComparer.Ordinal);
            var made = await Inspect.Carry(
                desk, premises, new(request.Premises!.Value, message.Checklist!, answers, message.Category ?? HazardCategory.Fire, day, Place: message.Place), new(account, message.Id, request.Content, message.Taken.Value, message.Sent!.Value), cancel);
            return made is Result<Inspect.Answered>.Done(var done)
                ? FieldInspectionReceipt.Of(await desk.Db.Set<InspectionRecord>().AsNoTracking().SingleAsync(i => i.Id == done.Id, cancel))
                : made.Map<FieldInspectionReceipt>(_ => throw new InvalidOperationException());
        }

        private static NewPhotograph Named(FieldPhotograph p, int number, FieldInspectionMessage message) =>
            new(p.Hash, $"{number + 1}.jpg", p.Time?.At ?? message.Taken, p.Place is { } at ? new GeoPoint(at.Longitude, at.Latitude) : null);
    }
}
