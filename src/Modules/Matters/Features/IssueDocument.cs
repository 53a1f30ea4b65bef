using System.Text;
using Bihuan.Documents;
using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Persistence;
using Bihuan.Platform;

namespace Bihuan.Matters;

/// <summary>Issues an official document (发文): its files are saved first, then number, document and, for a notice, the step of the ladder are recorded in one commit.</summary>
internal static class IssueDocument
{
    /// <param name="Kind">Which.</param>
    /// <param name="Issuer">The unit that issues it.</param>
    /// <param name="Word">机关代字: the document takes the next number of this word and year.</param>
    /// <param name="Matter">The matter, of a notice or certificate.</param>
    /// <param name="Document">The document whose matters are listed.</param>
    /// <param name="Year">Or the year in which they were issued.</param>
    /// <param name="From">The first day of a bulletin's period.</param>
    /// <param name="To">Its last day.</param>
    /// <param name="Opinion">What the issuer writes.</param>
    /// <param name="Feedback">What is to be reported back.</param>
    [Needs(MattersPermissions.Issue)]
    public sealed record Request(
        OfficialKind Kind, UnitId? Issuer, string Word, MatterId? Matter = null, DocumentId? Document = null, int? Year = null, DateOnly? From = null, DateOnly? To = null, string? Opinion = null, string? Feedback = null)
        : ICommand<IssuedDocumentId>
    {
        public OfficialOrder Order => new(Kind, Issuer, Matter, Document, Year, From, To, Opinion, Feedback);
    }

    /// <summary>What goes into the journal.</summary>
    /// <param name="taken">The number.</param>
    /// <param name="issued">The document.</param>
    /// <param name="matter">The matter that a notice is about.</param>
    /// <param name="opinion">What the notice says.</param>
    public static Result<Decision<IssuedDocumentId>> Decide(Change taken, DocumentIssued issued, Matter? matter, string? opinion, DateOnly today)
    {
        IReadOnlyList<Change> changes = [taken, new(new IssuedDocument(), issued)];
        return matter is null
            ? new Decision<IssuedDocumentId>(issued.Id, changes)
            : UrgeMatter.Decide(matter, new(matter.Id, LadderStep.Notice, opinion), today).Map(step => new Decision<IssuedDocumentId>(issued.Id, [.. changes, .. step.Changes]));
    }

    internal sealed class Handler(Desk desk, OfficialDrafts drafts, IDocumentNumbers numbers, IFileStore files, LedgerScope ledger) : IHandler<Request, IssuedDocumentId>
    {
        public async ValueTask<Result<IssuedDocumentId>> Handle(Request request, CancellationToken cancel)
        {
            var isNotice = request.Kind is OfficialKind.SupervisionNotice;
            if (await desk.RefuseBeyond(MattersPermissions.Issue, (await desk.Matter(request.Matter, cancel))?.Lead, cancel) is { } beyond)
            {
                return beyond;
            }

            List<Problem> problems = [.. Wording.Check(request.Opinion, nameof(request.Opinion), required: isNotice)];
            var (id, word, year) = (desk.Ids.New<IssuedDocumentId>(), request.Word.Trim(), desk.Today.Year);
            var next = await numbers.Next(word, desk.Today, id, cancel);
            problems.AddRange(next.Match<IReadOnlyList<Problem>>(_ => [], p => p));
            var number = next.Match<NextNumber?>(n => n, _ => null);
            var drafted = await drafts.Draft(request.Order, number?.Number, cancel);
            problems.AddRange(drafted.Match<IReadOnlyList<Problem>>(_ => [], found => found.Where(p => problems.TrueForAll(k => (k.Code, k.Field) != (p.Code, p.Field))).ToList()));
            if (problems.Count > 0 || number is null || drafted is not Result<DraftedDocument>.Done(var draft))
            {
                return problems;
            }

            var made = OfficialDrafts.Write(draft.Document);
            if (made is not Result<WrittenDocument>.Done(var written))
            {
                return made.Map<IssuedDocumentId>(_ => default);
            }

            var (docx, html) = (await Save(written.Docx, "document.docx", cancel), await Save(Encoding.UTF8.GetBytes(written.Html), "document.html", cancel));
            if (docx is not Result<string>.Done(var docxHash) || html is not Result<string>.Done(var htmlHash))
            {
                return (docx is Result<string>.Refused ? docx : html).Map<IssuedDocumentId>(_ => default);
            }

            var issued = new DocumentIssued(
                id, request.Kind, word, year, number.Serial, draft.Document.Title, draft.Document.Date, draft.Issuer, draft.IssuerName, [.. draft.Matters.Select(m => m.Id)], draft.To, draft.Concerned, draft.IsRestricted, docxHash, htmlHash,
                [.. written.Written.Fonts.Select(f => new FontUsed(f.Role.ToString(), f.Family.Name, f.IsPreferred))], written.Written.Pages, written.Written.PagesAreCertain);
            return await desk.Carry(Decide(number.Take, issued, isNotice ? draft.Matters[0] : null, request.Opinion, desk.Today), cancel);
        }

        /// <summary>Saves a file; where nothing is to be written, only says that it could.</summary>
        private async ValueTask<Result<string>> Save(byte[] content, string name, CancellationToken cancel)
        {
            if (ledger.Trial)
            {
                return "";
            }

            using var stream = new MemoryStream(content);
            return (await files.Save(stream, name, FileLimits.Documents, cancel)).Map(f => f.Hash);
        }
    }
}
