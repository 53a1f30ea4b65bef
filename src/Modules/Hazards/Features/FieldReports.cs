using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Bihuan.Enterprises;
using Bihuan.Kernel;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Hazards;

/// <summary>What a phone sends besides the photographs.</summary>
/// <param name="Id">The id that the phone gave the report.</param>
/// <param name="Taken">When it was found, by the phone's clock.</param>
/// <param name="Sent">When this was sent, by the same clock; not part of the content.</param>
internal sealed record FieldMessage(Guid Id, FieldCategory? Category, string? Words, PremisesId? Premises, string? Place, decimal? Longitude, decimal? Latitude, decimal? Metres, DateTimeOffset? Taken, DateTimeOffset? Sent)
{
    /// <summary>The digest of everything but the time of sending, which every attempt has its own of. Told apart by it are contents, so one suite is enough for all times.</summary>
    /// <param name="photographs">The digests of the photographs as they were sent.</param>
    public string Digest(IEnumerable<string> photographs) =>
        FileHash.Of("SHA-256", SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new { Message = this with { Sent = null }, Photographs = photographs }, EventCatalog.Json)));
}

/// <summary>The receipt of a report that has arrived already, asked before its photographs are looked at again.</summary>
internal static class FindFieldReceipt
{
    /// <param name="Client">The id that the phone gave it.</param>
    /// <param name="Content">As it was sent.</param>
    [Needs(FieldPermissions.Report)]
    public sealed record Request(Guid Client, string Content) : IQuery<FieldReceipt?>;

    internal sealed class Handler(BihuanContext db, Caller caller) : IHandler<Request, FieldReceipt?>
    {
        public async ValueTask<Result<FieldReceipt?>> Handle(Request request, CancellationToken cancel)
        {
            var known = await FieldBook.Of(db, caller.Acting.Account, request.Client, cancel);
            return known.FirstOrDefault(r => r.Content == request.Content) is { } same ? await FieldBook.Receipt(db, same, cancel) : new Result<FieldReceipt?>.Done(null);
        }
    }
}

/// <summary>A report from the field comes in, once: sent again it gets the receipt that it has; another content under the same id is kept beside it and said.</summary>
internal static class SendFieldReport
{
    public const int MaxPhotographs = 6;

    public const int MaxWords = 500;

    /// <param name="Premises">As in the message, so that the right over them is asked as everywhere.</param>
    [Needs(FieldPermissions.Report)]
    public sealed record Request(FieldMessage Message, PremisesId? Premises, string Content, IReadOnlyList<FieldPhotograph> Photographs) : ICommand<FieldReceipt>;

    /// <summary>Everything that a phone can have sent wrongly, so that it is known before a photograph is decoded.</summary>
    public static List<Problem> Check(FieldMessage message, int photographs)
    {
        List<Problem> problems = [];
        if (message.Id == Guid.Empty)
        {
            problems.Add(Problem.Coded("HAZ-401", "id"));
        }
        if (message.Category is not { } category || !Enum.IsDefined(category))
        {
            problems.Add(Problem.Coded("HAZ-402", "category"));
        }
        if (photographs is < 1 or > MaxPhotographs)
        {
            problems.Add(Problem.Coded("HAZ-403", "photographs", MaxPhotographs.ToString(CultureInfo.InvariantCulture)));
        }
        foreach (var (text, field) in new[] { (message.Words, "words"), (message.Place, "place") })
        {
            if (text?.Length > MaxWords)
            {
                problems.Add(Problem.Coded("HAZ-404", field, MaxWords.ToString(CultureInfo.InvariantCulture)));
            }
        }
        if (message.Longitude is null != message.Latitude is null || message.Longitude is < -180 or > 180 || message.Latitude is < -90 or > 90 || message.Metres is < 0)
        {
            problems.Add(Problem.Coded("HAZ-405", "longitude"));
        }
        if (message.Taken is null || message.Sent is null)
        {
            problems.Add(Problem.Coded("HAZ-406", "taken"));
        }

        return problems;
    }

    /// <summary>A new report, as it is recorded.</summary>
    /// <param name="known">What has arrived under the same id from the same account.</param>
    public static Result<Decision<FieldReportId>> Decide(IReadOnlyList<FieldReport> known, Request request, FieldReportId id)
    {
        var message = request.Message;
        var problems = Check(message, request.Photographs.Count);
        if (problems.Count > 0)
        {
            return problems;
        }
        if (known.FirstOrDefault(r => r.Content == request.Content) is { } same)
        {
            return new Decision<FieldReportId>(same.Id);
        }

        var terms = new FieldTerms
        {
            Category = message.Category!.Value,
            Words = Tidy(message.Words),
            Premises = request.Premises,
            Place = Tidy(message.Place),
            Point = message is { Longitude: { } longitude, Latitude: { } latitude } ? new(Math.Round(longitude, 6), Math.Round(latitude, 6)) : null,
            Metres = message.Metres is { } metres ? Math.Round(Math.Min(metres, 1_000_000), 1) : null,
            Taken = message.Taken!.Value,
        };
        return new Decision<FieldReportId>(id, new Change(new FieldReport(), new FieldReportReceived(id, message.Id, known.Count, request.Content, terms, request.Photographs, message.Sent!.Value)));

        static string? Tidy(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
    }

    internal sealed class Handler(BihuanContext db, Ledger ledger, Caller caller, IPremisesQueries premises, FieldIntake intake, TimeProvider clock) : IHandler<Request, FieldReceipt>
    {
        public async ValueTask<Result<FieldReceipt>> Handle(Request request, CancellationToken cancel)
        {
            // One that has arrived keeps its receipt, also where the right over the premises has gone since.
            var known = await FieldBook.Of(db, caller.Acting.Account, request.Message.Id, cancel);
            if (!known.Any(r => r.Content == request.Content) && request.Premises is { } at && !(await premises.Sees([at], cancel)).Contains(at))
            {
                return Problem.Coded("PLATFORM-001", "premises");
            }

            var decided = Decide(known, request, new NewIds(clock).New<FieldReportId>());
            if (decided is Result<Decision<FieldReportId>>.Done({ Changes: [{ Happened: FieldReportReceived received } change] } decision) && await intake.Registered(received, cancel) is { } registered)
            {
                decided = new Decision<FieldReportId>(decision.Value, change with { Happened = received with { Hazard = registered.Id } }, registered.Change);
            }
            if (await ledger.Carry(decided, cancel) is not Result<FieldReportId>.Done(var id))
            {
                return decided.Map<FieldReceipt>(_ => throw new InvalidOperationException());
            }

            return await FieldBook.Receipt(db, await db.Set<FieldReport>().AsNoTracking().SingleAsync(r => r.Id == id, cancel), cancel);
        }
    }
}

/// <summary>Makes a hazard of a report in the report's own commit, where the report says enough: premises of the register, from somebody who reports for
/// their unit. Any other waits for a person, the second content under one id among them.</summary>
internal sealed class FieldIntake(HazardDesk desk, Words words)
{
    /// <summary>The hazard of a report, before either is applied.</summary>
    public async ValueTask<(HazardId Id, Change Change)?> Registered(FieldReportReceived report, CancellationToken cancel)
    {
        if (report is not { Attempt: 0, Terms: { Premises: { } premises } terms } || desk.ActingUnit is not { } unit || !await desk.Sight.Reaches(FieldPermissions.Report, unit, cancel))
        {
            return null;
        }

        var (id, before) = (desk.Ids.New<HazardId>(), Before(terms, report.Photographs));
        var context = await desk.Context([premises], before.Select(p => p.Hash), cancel);
        return RegisterHazard.Decide(Entered(terms), new(FoundBy.Officer, unit, desk.ActingPost), FoundOn(terms, desk.Today), before, context, id) is Result<Decision<HazardId>>.Done({ Changes: [var change] }) ? (id, change) : null;
    }

    /// <summary>What a report says of its hazard. What is kept in the record is Chinese, whatever language the phone speaks.</summary>
    public HazardTerms Entered(FieldTerms terms) => new()
    {
        Premises = terms.Premises is { } premises ? [premises] : [],
        Place = terms.Place ?? "",
        Point = terms.Point,
        Street = terms.Street,
        Category = Of(terms.Category),
        Items = [new(terms.Words ?? words.All[$"{nameof(FieldCategory)}.{terms.Category}"][0])],
    };

    /// <summary>The day of finding: a phone whose clock is fast has found nothing tomorrow.</summary>
    public static DateOnly FoundOn(FieldTerms terms, DateOnly today) => DistrictDay.Of(terms.Taken) is var taken && taken > today ? today : taken;

    /// <summary>A report's photographs as those before.</summary>
    public static IReadOnlyList<NewPhotograph> Before(FieldTerms terms, IReadOnlyList<FieldPhotograph> photographs) =>
        [.. photographs.Select((p, i) => new NewPhotograph(p.Hash, $"{i + 1}.jpg", p.Time?.At ?? terms.Taken, p.Place is { } at ? new GeoPoint(at.Longitude, at.Latitude) : terms.Point))];

    public static HazardCategory Of(FieldCategory category) => category switch
    {
        FieldCategory.Exits or FieldCategory.FireEquipment => HazardCategory.Fire,
        FieldCategory.Gas => HazardCategory.Gas,
        FieldCategory.Electricity => HazardCategory.Electrical,
        FieldCategory.Building => HazardCategory.Building,
        _ => HazardCategory.Other,
    };
}

/// <summary>One's own reports, the latest first.</summary>
internal static class ListFieldReports
{
    private static readonly Keyset<FieldReport> Order = new Keyset<FieldReport>().By(r => r.Received, descending: true).By(r => r.Id, descending: true);

    [Needs(FieldPermissions.Report)]
    public sealed record Request(string? After = null, int? Limit = null) : IQuery<Page<FieldReportRow>>;

    internal sealed class Handler(BihuanContext db, Caller caller) : IHandler<Request, Page<FieldReportRow>>
    {
        public async ValueTask<Result<Page<FieldReportRow>>> Handle(Request request, CancellationToken cancel)
        {
            var account = caller.Acting.Account ?? Guid.Empty;
            var part = await db.Set<FieldReport>().AsNoTracking().Where(r => r.Account == account).Part(Order, request.After, request.Limit, cancel);
            if (part is not Result<Page<FieldReport>>.Done(var page))
            {
                return part.Map<Page<FieldReportRow>>(_ => throw new InvalidOperationException());
            }

            var ids = page.Items.Select(r => r.Id).ToArray();
            var numbers = await db.Set<FieldReceiptRow>().AsNoTracking().Where(r => EF.Parameter(ids).Contains(r.Report)).ToDictionaryAsync(r => r.Report, r => r.Number, cancel);
            return page.With<FieldReportRow>([.. page.Items.Select(r => new FieldReportRow(r.Id, numbers[r.Id], r.Client, r.Terms.Category, r.Terms.Words, r.Terms.Premises, r.Terms.Place, r.Terms.Point, r.Terms.Taken, r.Sent, r.Received, r.Photographs, r.Hazard))]);
        }
    }
}

/// <summary>A report as its sender sees it.</summary>
internal sealed record FieldReportRow(FieldReportId Id, string Number, Guid Client, FieldCategory Category, string? Words, PremisesId? Premises, string? Place, GeoPoint? Point, DateTimeOffset Taken, DateTimeOffset Sent, DateTimeOffset Received, IReadOnlyList<FieldPhotograph> Photographs, HazardId? Hazard);

/// <summary>Whether a photograph is one of a report that the person may see: their own, or one that they may settle.</summary>
internal static class FieldReportPhotograph
{
    [Needs(FieldPermissions.Report)]
    public sealed record Request(FieldReportId Report, string Hash) : IQuery<FieldPhotograph>;

    internal sealed class Handler(BihuanContext db, HazardSight sight, Caller caller) : IHandler<Request, FieldPhotograph>
    {
        public async ValueTask<Result<FieldPhotograph>> Handle(Request request, CancellationToken cancel)
        {
            var (account, id) = (caller.Acting.Account ?? Guid.Empty, request.Report);
            var report = await db.Set<FieldReport>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == id && r.Account == account && account != Guid.Empty, cancel)
                ?? await (await sight.Reports(HazardsPermissions.Register, cancel)).SingleOrDefaultAsync(r => r.Id == id, cancel);
            return report?.Photographs.FirstOrDefault(p => p.Hash == request.Hash) is { } photograph ? photograph : Problem.Coded("PLATFORM-005", nameof(request.Hash));
        }
    }
}

/// <summary>Who is at the phone, so that what one person has taken is never sent in the name of another.</summary>
internal static class ShowFieldWorker
{
    [Needs(FieldPermissions.Report)]
    public sealed record Request : IQuery<FieldWorker>;

    internal sealed class Handler(Caller caller, IAccountDirectory accounts, IRights rights, HazardDesk desk, TimeProvider clock) : IHandler<Request, FieldWorker>
    {
        public async ValueTask<Result<FieldWorker>> Handle(Request request, CancellationToken cancel)
        {
            var account = caller.Acting.Account ?? Guid.Empty;
            return new FieldWorker(account, (await accounts.Names([account], cancel)).GetValueOrDefault(account, ""), clock.GetUtcNow(), desk.ActingUnit is not null && await rights.May(HazardsPermissions.Register, cancel));
        }
    }
}

/// <param name="Account">The account.</param>
/// <param name="Name">Its name.</param>
/// <param name="Now">The district's clock.</param>
/// <param name="MayInspect">Whether they may inspect by checklists: for a unit of their own, since a phone does not ask for which.</param>
/// <param name="Token">What unsafe requests must carry that come with a cookie.</param>
internal sealed record FieldWorker(Guid Account, string Name, DateTimeOffset Now, bool MayInspect, string? Token = null);

/// <summary>Premises near a place that the person may see, for a phone to keep until it has no signal.</summary>
internal static class ListNearPremises
{
    public const int Most = 200;

    [Needs(FieldPermissions.Report)]
    public sealed record Request(decimal Longitude, decimal Latitude) : IQuery<IReadOnlyList<NearPremises>>;

    internal sealed class Handler(IPremisesQueries premises) : IHandler<Request, IReadOnlyList<NearPremises>>
    {
        public async ValueTask<Result<IReadOnlyList<NearPremises>>> Handle(Request request, CancellationToken cancel) =>
            request.Longitude is < -180 or > 180 || request.Latitude is < -90 or > 90 ? Problem.Coded("HAZ-405", "longitude")
                : (await premises.Near(new(request.Longitude, request.Latitude), Most, cancel)).Select(p => NearPremises.Of(p, premises)).ToList();
    }
}

/// <summary>The premises whose plate was scanned (场所标牌), where the person may see them; of a duplicate, those that stayed.</summary>
internal static class FindFieldPremises
{
    [Needs(FieldPermissions.Report)]
    public sealed record Request(PremisesId Id) : IQuery<NearPremises>;

    internal sealed class Handler(IPremisesQueries premises) : IHandler<Request, NearPremises>
    {
        public async ValueTask<Result<NearPremises>> Handle(Request request, CancellationToken cancel) =>
            await premises.Brief(request.Id, cancel) is { } found && (await premises.Sees([found.Id], cancel)).Contains(found.Id) ? NearPremises.Of(found, premises) : Problem.Coded("PLATFORM-005", nameof(request.Id));
    }
}

/// <summary>Premises as a phone keeps them.</summary>
internal sealed record NearPremises(PremisesId Id, string Name, string Kind, string KindKey, string Address, decimal? Longitude, decimal? Latitude)
{
    public static NearPremises Of(PremisesBrief p, IPremisesQueries premises) => new(p.Id, p.Name, premises.KindName(p.Kind), p.Kind, p.Address, p.Point?.Longitude, p.Point?.Latitude);
}

/// <summary>Finds reports and their receipts.</summary>
internal static class FieldBook
{
    /// <summary>What has arrived from an account under an id of its phone, in order.</summary>
    public static async ValueTask<IReadOnlyList<FieldReport>> Of(BihuanContext db, Guid? account, Guid client, CancellationToken cancel)
    {
        var by = account ?? Guid.Empty;
        return await db.Set<FieldReport>().AsNoTracking().Where(r => r.Account == by && r.Client == client).OrderBy(r => r.Attempt).ToListAsync(cancel);
    }

    public static async ValueTask<FieldReceipt> Receipt(BihuanContext db, FieldReport report, CancellationToken cancel)
    {
        var first = report.Attempt == 0 ? report.Id : await db.Set<FieldReport>().AsNoTracking().Where(r => r.Account == report.Account && r.Client == report.Client && r.Attempt == 0).Select(r => r.Id).SingleAsync(cancel);
        var rows = await db.Set<FieldReceiptRow>().AsNoTracking().Where(r => r.Report == report.Id || r.Report == first).ToListAsync(cancel);
        return new(rows.Single(r => r.Report == report.Id).Number, report.Id, report.Received, report.Attempt == 0 ? null : rows.Single(r => r.Report == first).Number);
    }
}
