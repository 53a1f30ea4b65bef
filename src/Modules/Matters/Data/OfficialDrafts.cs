using Bihuan.Documents;
using Bihuan.Kernel;
using Bihuan.Official;
using Bihuan.Organisation;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Matters;

/// <summary>What document is wanted.</summary>
/// <param name="Issuer">The unit that issues it.</param>
/// <param name="Matter">The matter, of a notice or certificate.</param>
/// <param name="Document">The document whose matters are listed.</param>
/// <param name="Year">Or the year in which they were issued.</param>
/// <param name="From">The first day of a bulletin's period.</param>
/// <param name="To">Its last day.</param>
/// <param name="Opinion">What the issuer writes.</param>
/// <param name="Feedback">What is to be reported back.</param>
internal sealed record OfficialOrder(OfficialKind Kind, UnitId? Issuer, MatterId? Matter, DocumentId? Document, int? Year, DateOnly? From, DateOnly? To, string? Opinion, string? Feedback);

/// <summary>A document as it would go out.</summary>
/// <param name="Document">It, with the links of the screen.</param>
/// <param name="Matters">What it is about.</param>
/// <param name="To">The units that it is served on.</param>
/// <param name="Concerned">The units that may read it.</param>
/// <param name="IsRestricted">Whether it names a matter that only those concerned may see.</param>
/// <param name="Issuer">The issuer.</param>
/// <param name="IssuerName">Its name.</param>
internal sealed record DraftedDocument(OfficialDocument Document, IReadOnlyList<Matter> Matters, IReadOnlyList<UnitId> To, IReadOnlyList<UnitId> Concerned, bool IsRestricted, UnitId Issuer, string IssuerName);

/// <summary>A document's two files.</summary>
/// <param name="Docx">The .docx.</param>
/// <param name="Html">A page that needs no other file: its styles are in it.</param>
internal sealed record WrittenDocument(byte[] Docx, string Html, Written Written);

/// <summary>Makes official documents of the record as it is now.</summary>
internal sealed class OfficialDrafts(Desk desk, LampMoment moment, IDocumentLibrary library, Words words)
{
    /// <summary>The families of the district's readers are not known here; the first of each role is named, the others stand by.</summary>
    public static FontMap Fonts => FontMap.Default;

    private const string StylesheetLink = "official.css";

    public OfficialTexts Texts { get; } = new(words);

    /// <summary>The document; or every reason why there is none.</summary>
    public async ValueTask<Result<DraftedDocument>> Draft(OfficialOrder order, string? number, CancellationToken cancel)
    {
        var units = (await desk.Organisation.Units(moment.Day, cancel)).ToDictionary(u => u.Id, u => u.Name);
        List<Problem> problems =
        [
            .. order.Issuer is { } named && units.ContainsKey(named) ? (Problem[])[] : [Problem.Coded("MAT-090", nameof(order.Issuer))],
            .. Wording.Check(order.Opinion, nameof(order.Opinion), required: false), .. Wording.Check(order.Feedback, nameof(order.Feedback), required: false),
        ];
        var matters = await Matters(order, problems, cancel);
        if (problems.Count > 0)
        {
            return problems;
        }

        var frame = new OfficialFrame(Texts, units, moment.At, units[order.Issuer!.Value], number, Wording.Tidy(order.Opinion), Wording.Tidy(order.Feedback));
        var document = order.Kind switch
        {
            OfficialKind.SupervisionNotice => OfficialContent.Notice(matters[0], await Leaders(matters[0], cancel), matters[0].Terms.Source is { } clause ? (await library.Find(clause, cancel))?.Text : null, frame),
            OfficialKind.ClosingCertificate => OfficialContent.Certificate(matters[0], frame),
            OfficialKind.Bulletin => OfficialContent.Bulletin(matters, order.From!.Value, order.To!.Value, frame),
            _ => OfficialContent.AnnualList(matters, await NameOf(order, cancel), await FilterOf(order, cancel), frame),
        };
        IReadOnlyList<UnitId> to = [.. matters.Select(m => m.Lead).OfType<UnitId>().Distinct()];
        var isOfOne = order.Kind is OfficialKind.SupervisionNotice or OfficialKind.ClosingCertificate;
        IReadOnlyList<UnitId> concerned = isOfOne ? [.. to.Concat(matters[0].Terms.Supporting).Append(matters[0].Accepting ?? to[0]).Distinct()] : to;
        return new DraftedDocument(document, matters, to, concerned, isOfOne && matters[0].Secrecy == Secrecy.Restricted, order.Issuer.Value, frame.Issuer);
    }

    /// <summary>Writes both files. The .docx leads nowhere; figures of the page lead to the lists of this program.</summary>
    public static Result<WrittenDocument> Write(OfficialDocument document)
    {
        using var docx = new MemoryStream();
        var written = DocxWriter.Write(OfficialLinks.Without(document), Fonts, docx);
        return written is Result<Written>.Done(var how) && HtmlWriter.Write(document, Fonts, StylesheetLink) is Result<WrittenPage>.Done(var page)
            ? new WrittenDocument(docx.ToArray(), OfficialLinks.Resolved(page.Html).Replace($"<link rel=\"stylesheet\" href=\"{StylesheetLink}\">", $"<style>\n{HtmlWriter.Stylesheet(Fonts)}</style>", StringComparison.Ordinal), how)
            : written.Map<WrittenDocument>(_ => throw new InvalidOperationException("One writer refuses what the other writes."));
    }

    private async ValueTask<IReadOnlyList<Matter>> Matters(OfficialOrder order, List<Problem> problems, CancellationToken cancel)
    {
        var all = desk.Db.Set<Matter>();
        switch (order.Kind)
        {
            case OfficialKind.SupervisionNotice or OfficialKind.ClosingCertificate:
                if (order.Matter is null)
                {
                    problems.Add(Problem.Coded("MAT-091", nameof(order.Matter)));
                    return [];
                }
                if (await desk.Matter(order.Matter, cancel) is not { } matter)
                {
                    problems.Add(Problem.Coded("PLATFORM-005", nameof(order.Matter)));
                    return [];
                }
                if (order.Kind is OfficialKind.SupervisionNotice && Transitions.Refusal(matter, MatterAct.Urge) is { } refusal)
                {
                    problems.Add(refusal);
                }
                if (order.Kind is OfficialKind.ClosingCertificate && matter.State is not MatterState.Accepted)
                {
                    problems.Add(Problem.Coded("MAT-092", nameof(order.Matter), matter.Title));
                }
                if (matter.Lead is null)
                {
                    problems.Add(Problem.Coded("MAT-008", nameof(order.Matter), matter.Title));
                }

                return [matter];
            case OfficialKind.Bulletin:
                if (order is not { From: { } from, To: { } to } || from > to || to > moment.Day)
                {
                    problems.Add(Problem.Coded("MAT-093", nameof(order.From)));
                    return [];
                }

                var (start, end) = (DistrictDay.Start(from), DistrictDay.End(to));
                return Some(await all.AsNoTracking().Where(m => m.IsOpen || (m.Ended >= start && m.Ended < end)).OrderBy(m => m.DueAt).ThenBy(m => m.Id).ToListAsync(cancel));
            default:
                if (order.Document is { } document)
                {
                    return Some(await all.AsNoTracking().Where(m => m.Document == document && m.Parent == null).OrderBy(m => m.Ordinal).ThenBy(m => m.Id).ToListAsync(cancel));
                }
                if (order.Year is not { } year || year < 2000 || year > moment.Day.Year)
                {
                    problems.Add(Problem.Coded("MAT-094", nameof(order.Year)));
                    return [];
                }

                var (first, last) = (DistrictDay.Start(new(year, 1, 1)), DistrictDay.End(new(year, 12, 31)));
                return Some(await all.AsNoTracking().Where(m => m.Issued >= first && m.Issued < last && m.Parent == null).OrderBy(m => m.Issued).ThenBy(m => m.Ordinal).ThenBy(m => m.Id).ToListAsync(cancel));
        }

        IReadOnlyList<Matter> Some(List<Matter> found)
        {
            if (found.Count == 0)
            {
                problems.Add(Problem.Coded("MAT-095", nameof(order.Kind)));
            }

            return found;
        }
    }

    private async ValueTask<string> Leaders(Matter matter, CancellationToken cancel)
    {
        List<string> names = [];
        foreach (var leader in matter.Terms.Leaders)
        {
            var holders = leader.Post is { } post ? await desk.Organisation.HoldersOf(post, moment.Day, cancel) : [];
            names.AddRange(holders.Count > 0 ? holders.Select(h => Texts["official.leader", h.Name, h.Title]) : leader.Name is { } name ? [name] : []);
        }

        return names.Count == 0 ? Texts["official.nobody"] : string.Join(Texts["official.and"], names);
    }

    private async ValueTask<string> NameOf(OfficialOrder order, CancellationToken cancel)
    {
        if (order.Document is not { } document)
        {
            return Texts["official.annual.year", order.Year!.Value];
        }

        // The matters name their document by its number; the title stands with its clauses.
        var source = await desk.Db.Set<Matter>().AsNoTracking().Where(m => m.Document == document && m.Parent == null).OrderBy(m => m.Ordinal).Select(m => m.Terms).FirstAsync(cancel);
        return source.Source is not { } clause ? Texts["official.annual.document"] : (await library.Find(clause, cancel)) is { } found ? Texts["official.annual.of", found.Title, clause.Document] : clause.Document;
    }

    /// <summary>The filter of the list that shows the same matters: of a document that was not split into parts.</summary>
    private async ValueTask<string?> FilterOf(OfficialOrder order, CancellationToken cancel) =>
        order.Document is { } document && !await desk.Db.Set<Matter>().AnyAsync(m => m.Document == document && m.Parent != null, cancel) ? $"document={document.Value}" : null;
}

/// <summary>Which issued documents a person may read: of the units within reach, and with a right over the whole district all of them.</summary>
internal sealed class IssuedDocuments(BihuanContext db, IRights rights, Caller caller)
{
    public async ValueTask<IQueryable<IssuedDocument>> Visible(CancellationToken cancel)
    {
        var documents = db.Set<IssuedDocument>().AsNoTracking();
        if (caller.IsProgram)
        {
            return documents;
        }
        if (await rights.Reach(MattersPermissions.View, cancel) is not { } reach)
        {
            return await rights.May(MattersPermissions.Issue, cancel) || await rights.May(MattersPermissions.Instruct, cancel) ? documents : documents.Where(d => !d.IsRestricted);
        }

        var units = reach.Select(UnitId.From).ToArray();
        return documents.Where(d => db.Set<IssuedDocumentUnit>().Any(u => u.Document == d.Id && units.Contains(u.Unit)));
    }

    public async ValueTask<IssuedDocument?> Find(IssuedDocumentId id, CancellationToken cancel) => await (await Visible(cancel)).SingleOrDefaultAsync(d => d.Id == id, cancel);
}
