using Bihuan.Kernel;
using Bihuan.Matters;
using Bihuan.Platform;

namespace Bihuan.Hazards;

/// <summary>The body that listed issues the notice of listed supervision (挂牌督办通知) as .docx, with the next number of its word.</summary>
internal static class IssueListingNotice
{
    /// <param name="Word">机关代字.</param>
    [Needs(HazardsPermissions.List)]
    public sealed record Request(ListingId Listing, string Word) : ICommand<string>;

    internal sealed class Handler(ListedDesk desk, ListingPapers papers) : IHandler<Request, string>
    {
        public ValueTask<Result<string>> Handle(Request request, CancellationToken cancel) => desk.AsBody<string>(
            request.Listing, (listing, hazard) => papers.Issue(ListingNoticeKind.Listing, listing, hazard, request.Word, listing.Body, cancel), cancel);
    }
}

/// <summary>The accepting unit issues the notice of cancellation (销案通知) as .docx, with the next number of its word; with it the listing ends. Only after the hazard's matter was
/// accepted as fulfilled.</summary>
internal static class IssueCancellationNotice
{
    /// <param name="Word">机关代字.</param>
    [Needs(HazardsPermissions.Handle)]
    public sealed record Request(ListingId Listing, string Word) : ICommand<string>;

    internal sealed class Handler(ListedDesk desk, ListingPapers papers) : IHandler<Request, string>
    {
        public ValueTask<Result<string>> Handle(Request request, CancellationToken cancel) => desk.AsAccepting<string>(
            request.Listing, (listing, hazard) => papers.Issue(ListingNoticeKind.Cancellation, listing, hazard, request.Word, listing.Terms.Accepting!.Value, cancel), cancel);
    }
}

/// <summary>Decides on notices.</summary>
internal static class ListingNoticeDecision
{
    /// <summary>Why a notice cannot go out now.</summary>
    public static IReadOnlyList<Problem> Refusals(ListingNoticeKind kind, Listing listing, Hazard hazard)
    {
        List<Problem> problems = [.. listing.Refusal(ListingAct.Notify) is { } refusal ? [refusal] : Array.Empty<Problem>()];
        if (listing.Notices.FirstOrDefault(n => n.Kind == kind) is { } known)
        {
            problems.Add(Problem.Coded("HAZ-324", nameof(listing.Notices), known.Number));
        }
        if (kind is ListingNoticeKind.Cancellation && hazard.State is not HazardState.Cancelled)
        {
            problems.Add(Problem.Coded("HAZ-325", nameof(hazard.State)));
        }

        return problems;
    }

    /// <summary>What goes into the journal: the number, the notice, and with that of cancellation that the hazard is listed no longer.</summary>
    public static Result<Decision<string>> Decide(Listing listing, Hazard hazard, NextNumber number, ListingNotice notice)
    {
        if (Refusals(notice.Kind, listing, hazard) is { Count: > 0 } problems)
        {
            return problems.ToList();
        }

        IReadOnlyList<Change> changes = [number.Take, new(listing, new ListingNoticeIssued(notice))];
        return new Decision<string>(notice.Number, notice.Kind is ListingNoticeKind.Cancellation ? [.. changes, new Change(hazard, new HazardUnlisted())] : changes);
    }
}

/// <summary>A notice's file, for whoever may see the hazard.</summary>
internal static class ListingNoticeFile
{
    [Needs(HazardsPermissions.View)]
    public sealed record Request(ListingId Listing, ListingNoticeKind Kind) : IQuery<Answer>;

    public sealed record Answer(string File, string Name);

    internal sealed class Handler(ListedQueries queries) : IHandler<Request, Answer>
    {
        public async ValueTask<Result<Answer>> Handle(Request request, CancellationToken cancel) =>
            await queries.Find(request.Listing, cancel) is { } listing && listing.Notices.FirstOrDefault(n => n.Kind == request.Kind) is { } notice ? new Answer(notice.Docx, $"{notice.Number} {notice.Title}.docx") : Problem.Coded("PLATFORM-005", nameof(request.Listing));
    }
}

/// <summary>A photograph of a plate or a visit, for whoever may see the hazard.</summary>
internal static class ListingPicture
{
    [Needs(HazardsPermissions.View)]
    public sealed record Request(ListingId Listing, string Hash) : IQuery<NewPhotograph>;

    internal sealed class Handler(ListedQueries queries) : IHandler<Request, NewPhotograph>
    {
        public async ValueTask<Result<NewPhotograph>> Handle(Request request, CancellationToken cancel) =>
            await queries.Find(request.Listing, cancel) is { } listing && listing.Visits.SelectMany(v => v.Photographs).Concat(listing.Plates.Select(p => p.Photograph).OfType<NewPhotograph>()).FirstOrDefault(p => p.Hash == request.Hash) is { } photograph
                ? photograph : Problem.Coded("PLATFORM-005", nameof(request.Hash));
    }
}
