using Bihuan.Documents;
using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Matters;

/// <summary>An official document as it would go out now, without its number. What is not given is proposed.</summary>
internal static class DraftDocument
{
    /// <param name="Kind">Which.</param>
    /// <param name="Issuer">The unit that issues it.</param>
    /// <param name="Matter">The matter, of a notice or certificate.</param>
    /// <param name="Document">The document whose matters are listed.</param>
    /// <param name="Year">Or the year in which they were issued.</param>
    /// <param name="From">The first day of a bulletin's period; the first of this month.</param>
    /// <param name="To">Its last day; today.</param>
    /// <param name="Opinion">What the issuer writes.</param>
    /// <param name="Feedback">What is to be reported back.</param>
    [Needs(MattersPermissions.Issue)]
    public sealed record Request(
        OfficialKind Kind, UnitId? Issuer = null, MatterId? Matter = null, DocumentId? Document = null, int? Year = null, DateOnly? From = null, DateOnly? To = null, string? Opinion = null, string? Feedback = null)
        : IQuery<Answer>;

    /// <param name="Html">The page, to be shown inside another with the stylesheet of official documents.</param>
    /// <param name="Order">What it was made of, with what was proposed.</param>
    /// <param name="Word">The issuer's word that documents of the kind bore last.</param>
    /// <param name="MatterTitle">The matter's title.</param>
    /// <param name="Matters">How many matters it is about.</param>
    /// <param name="To">How many units it is served on.</param>
    /// <param name="Problems">Why there is no page yet.</param>
    public sealed record Answer(string Html, OfficialOrder Order, string? Word, string? MatterTitle, int Matters, int To, IReadOnlyList<Problem> Problems);

    internal sealed class Handler(Desk desk, OfficialDrafts drafts, LampMoment moment) : IHandler<Request, Answer>
    {
        public async ValueTask<Result<Answer>> Handle(Request request, CancellationToken cancel)
        {
            var matter = await desk.Matter(request.Matter, cancel);
            if (await desk.RefuseBeyond(MattersPermissions.Issue, matter?.Lead, cancel) is { } beyond)
            {
                return beyond;
            }

            var issued = desk.Db.Set<IssuedDocument>().AsNoTracking();
            var last = await issued.Where(d => d.Kind == request.Kind).OrderByDescending(d => d.Issued).FirstOrDefaultAsync(cancel) ?? await issued.OrderByDescending(d => d.Issued).FirstOrDefaultAsync(cancel);
            var isNotice = request.Kind is OfficialKind.SupervisionNotice;
            var order = new OfficialOrder(
                request.Kind, request.Issuer ?? last?.Issuer ?? matter?.Accepting, request.Matter, request.Document, request.Year ?? (request.Kind is OfficialKind.AnnualList && request.Document is null ? moment.Day.Year : null),
                request.From ?? new(moment.Day.Year, moment.Day.Month, 1), request.To ?? moment.Day,
                request.Opinion ?? (isNotice && matter is not null ? drafts.Texts["official.opinion.proposed", moment.Day > matter.DueDay ? drafts.Texts["official.opinion.late"] : drafts.Texts["official.opinion.behind"]] : null),
                request.Feedback ?? (isNotice ? drafts.Texts["official.feedback.proposed"] : null));
            var drafted = await drafts.Draft(order, number: null, cancel);
            return drafted.Match<Answer>(
                draft => OfficialDrafts.Write(draft.Document).Match<Answer>(
                    written => new(OfficialScreen.Of(written.Html), order, last?.Word, matter?.Title, draft.Matters.Count, draft.To.Count, []), problems => new("", order, last?.Word, matter?.Title, 0, 0, problems)),
                problems => new("", order, last?.Word, matter?.Title, 0, 0, problems));
        }
    }
}
