using System.Text.RegularExpressions;
using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Hazards;

/// <summary>The public reports what it saw (群众上报), without an account. It is shown to nobody but who settles it; its id, which only the sender knows, opens its status.</summary>
internal static partial class SendPublicReport
{
    public const int MaxPhotographs = 3;

    /// <param name="Message">With the id that the page gave, once for each form.</param>
    /// <param name="Street">The street, where it was said.</param>
    /// <param name="Content">The digest of what was sent.</param>
    [OpenToAll]
    public sealed record Request(FieldMessage Message, UnitId? Street, string Content, IReadOnlyList<FieldPhotograph> Photographs) : ICommand<FieldReceipt>;

    /// <summary>Everything that is wrong, so that it is known before a photograph is decoded.</summary>
    public static List<Problem> Check(FieldMessage message, int photographs)
    {
        var problems = SendFieldReport.Check(message, Math.Max(1, photographs));
        if (photographs is < 1 or > MaxPhotographs)
        {
            problems.Add(Problem.Coded("HAZ-403", "photographs", HazardCheck.Figure(MaxPhotographs)));
        }

        problems.AddRange(HazardCheck.Text(message.Words, "words", SendFieldReport.MaxWords));

        // No identities of residents are kept, the sender's own among them.
        if (new[] { message.Words, message.Place }.Any(t => t is not null && Identity().IsMatch(t)))
        {
            problems.Add(Problem.Coded("HAZ-705", "words"));
        }

        return problems;
    }

    internal sealed class Handler(BihuanContext db, Ledger ledger, TimeProvider clock, IOrganisationQueries organisation, PublicReportSettings settings, LedgerScope scope) : IHandler<Request, FieldReceipt>
    {
        public async ValueTask<Result<FieldReceipt>> Handle(Request request, CancellationToken cancel)
        {
            if (!settings.Enabled)
            {
                return Problem.Coded("HAZ-704", "");
            }

            var problems = Check(request.Message, request.Photographs.Count);
            if (request.Street is { } street && !(await organisation.Units(DistrictDay.Today(clock), cancel)).Any(u => u.Id == street && u.Kind is UnitKind.Street))
            {
                problems.Add(Problem.Coded("HAZ-111", "street"));
            }
            if (problems.Count > 0)
            {
                return problems;
            }

            // Whoever is logged in reports as anybody does.
            scope.Acting = Acting.Program;
            var known = await FieldBook.Of(db, null, request.Message.Id, cancel);
            var decided = SendFieldReport.Decide(known, new(request.Message with { Premises = null }, null, request.Content, request.Photographs), new NewIds(clock).New<FieldReportId>());
            if (decided is Result<Decision<FieldReportId>>.Done({ Changes: [{ Happened: FieldReportReceived received } change] } decision))
            {
                decided = new Decision<FieldReportId>(decision.Value, change with { Happened = received with { Terms = received.Terms with { Street = request.Street } } });
            }
            if (await ledger.Carry(decided, cancel) is not Result<FieldReportId>.Done(var id))
            {
                return decided.Map<FieldReceipt>(_ => throw new InvalidOperationException());
            }

            return await FieldBook.Receipt(db, await db.Set<FieldReport>().AsNoTracking().SingleAsync(r => r.Id == id, cancel), cancel);
        }
    }

    /// <summary>A mobile number of mainland China, or an identity number.</summary>
    [GeneratedRegex("(?<![0-9])(?:1[3-9][0-9]{9}|[1-9][0-9]{16}[0-9Xx])(?![0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex Identity();
}

/// <summary>How a report of the public stands, for whoever knows its id (状态查询).</summary>
internal static class ShowPublicReport
{
    [OpenToAll]
    public sealed record Request(Guid Client) : IQuery<View>;

    /// <param name="Standing">In which of the steps that the public is told.</param>
    /// <param name="Day">The day of that step: the last day while it is mended, the day of cancellation.</param>
    /// <param name="Why">Why it became no hazard.</param>
    /// <param name="Alike">How many other reports of the kind wait around it.</param>
    public sealed record View(string Number, FieldCategory Category, DateOnly Received, ReportStanding Standing, DateOnly? Day, string? Why, int Alike, int Radius);

    internal sealed class Handler(BihuanContext db) : IHandler<Request, View>
    {
        public async ValueTask<Result<View>> Handle(Request request, CancellationToken cancel)
        {
            var client = request.Client;
            if (await db.Set<FieldReport>().AsNoTracking().Where(r => r.Account == Guid.Empty && r.Client == client).OrderBy(r => r.Attempt).FirstOrDefaultAsync(cancel) is not { } r)
            {
                return Problem.Coded("PLATFORM-005", nameof(request.Client));
            }

            var number = (await db.Set<FieldReceiptRow>().AsNoTracking().SingleAsync(n => n.Report == r.Id, cancel)).Number;
            var row = r.Hazard is { } hazard ? await db.Set<HazardRow>().AsNoTracking().SingleOrDefaultAsync(h => h.Id == hazard, cancel) : null;
            var (standing, day) = (r.State, row?.State) switch
            {
                (FieldReportState.Waiting, _) => (ReportStanding.Waiting, (DateOnly?)null),
                (FieldReportState.Declined, _) => (ReportStanding.Declined, null),
                (_, HazardState.Rectifying) => (ReportStanding.Mending, row!.DueDay),
                (_, HazardState.Cancelled) => (ReportStanding.Mended, row!.CancelledOn),
                (_, HazardState.NotMended) => (ReportStanding.NotMended, null),
                (_, HazardState.Dropped) => (ReportStanding.Dropped, null),
                _ => (ReportStanding.Registered, null),
            };
            var radius = Nearby.RadiusOf(r.Terms.Category);
            var alike = standing is ReportStanding.Waiting && r.Terms.Point is { } at
                ? (await db.Set<FieldReport>().AsNoTracking().Where(o => o.State == FieldReportState.Waiting && o.Id != r.Id).OrderByDescending(o => o.Received).Take(Looked).ToListAsync(cancel))
                    .Count(o => o.Terms.Category == r.Terms.Category && o.Terms.Point is { } there && at.MetresTo(there) <= radius)
                : 0;
            return new View(number, r.Terms.Category, DistrictDay.Of(r.Received), standing, day, r.Why, alike, radius);
        }

        private const int Looked = 500;
    }
}

/// <summary>What the public is told of its report (办理进度).</summary>
internal enum ReportStanding
{
    /// <summary>已收到，等待核实.</summary>
    Waiting,

    /// <summary>已核实，正在安排整改.</summary>
    Registered,

    /// <summary>正在整改.</summary>
    Mending,

    /// <summary>已整改.</summary>
    Mended,

    /// <summary>尚未整改到位，继续督促.</summary>
    NotMended,

    /// <summary>核查后不作为隐患处理.</summary>
    Dropped,

    /// <summary>未予登记.</summary>
    Declined,
}

/// <summary>The streets that the public chooses from.</summary>
internal static class ListStreets
{
    [OpenToAll]
    public sealed record Request : IQuery<IReadOnlyList<Street>>;

    public sealed record Street(UnitId Id, string Name);

    internal sealed class Handler(IOrganisationQueries organisation, TimeProvider clock) : IHandler<Request, IReadOnlyList<Street>>
    {
        public async ValueTask<Result<IReadOnlyList<Street>>> Handle(Request request, CancellationToken cancel) =>
            (await organisation.Units(DistrictDay.Today(clock), cancel)).Where(u => u.Kind is UnitKind.Street).Select(u => new Street(u.Id, u.Name)).ToList();
    }
}
