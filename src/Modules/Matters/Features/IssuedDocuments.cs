using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Matters;

/// <summary>Issued documents, the latest first, in parts.</summary>
internal static class ListIssuedDocuments
{
    private static readonly Keyset<IssuedDocument> ByIssue = new Keyset<IssuedDocument>().By(d => d.Issued, descending: true).By(d => d.Id);

    /// <param name="Kind">Of this kind.</param>
    /// <param name="Year">With a number of this year.</param>
    /// <param name="Matter">About this matter.</param>
    /// <param name="After">Where the last part ended.</param>
    /// <param name="Limit">How many.</param>
    [Needs(MattersPermissions.View)]
    public sealed record Request(OfficialKind? Kind = null, int? Year = null, MatterId? Matter = null, string? After = null, int? Limit = null) : IQuery<Answer>;

    /// <param name="Next">The cursor of the part after it.</param>
    /// <param name="Years">The years that have documents, the latest first.</param>
    /// <param name="MayIssue">Whether the person issues documents.</param>
    public sealed record Answer(IReadOnlyList<Row> Items, string? Next, IReadOnlyList<int> Years, bool MayIssue);

    /// <param name="Matters">How many matters it is about.</param>
    /// <param name="Served">On how many units it was served.</param>
    /// <param name="Opened">In how many of them somebody opened it.</param>
    public sealed record Row(IssuedDocumentId Id, OfficialKind Kind, string Number, string Title, DateOnly Date, string Issuer, int Matters, int Served, int Opened);

    internal sealed class Handler(IssuedDocuments documents, BihuanContext db, IRights rights) : IHandler<Request, Answer>
    {
        public async ValueTask<Result<Answer>> Handle(Request request, CancellationToken cancel)
        {
            var visible = await documents.Visible(cancel);
            var years = await visible.Select(d => d.Year).Distinct().OrderByDescending(y => y).ToListAsync(cancel);
            var some = request.Kind is { } kind ? visible.Where(d => d.Kind == kind) : visible;
            some = request.Year is { } year ? some.Where(d => d.Year == year) : some;
            some = request.Matter is { } matter ? some.Where(d => db.Set<IssuedDocumentMatter>().Any(m => m.Document == d.Id && m.Matter == matter)) : some;
            var mayIssue = await rights.May(MattersPermissions.Issue, cancel);
            return (await some.Part(ByIssue, request.After, request.Limit, cancel)).Map(part => new Answer(
                [.. part.Items.Select(d => new Row(d.Id, d.Kind, d.Number, d.Title, d.Date, d.IssuerName, d.Matters.Count, d.Services.Count, d.Services.Count(s => s.Opened is not null)))], part.Next, years, mayIssue));
        }
    }
}

/// <summary>One issued document as it went out, with its service.</summary>
internal static class ShowIssuedDocument
{
    /// <summary>Matters named one by one at most.</summary>
    private const int MostNamed = 20;

    [Needs(MattersPermissions.View)]
    public sealed record Request(IssuedDocumentId Id) : IQuery<Answer>;

    /// <param name="Html">The page as it was frozen, to be shown inside another with the stylesheet of official documents; <see langword="null"/> where the file is missing.</param>
    /// <param name="Matters">Those matters that the person may see, at most twenty.</param>
    /// <param name="MatterCount">How many it is about.</param>
    public sealed record Answer(
        IssuedDocumentId Id, OfficialKind Kind, string Number, string Title, DateOnly Date, DateTimeOffset Issued, string Issuer, string? Html, string DocxHash, string HtmlHash, IReadOnlyList<FontUsed> Fonts, int Pages,
        bool PagesAreCertain, IReadOnlyList<Named> Matters, int MatterCount, IReadOnlyList<Served> Services);

    public sealed record Named(MatterId Id, string Title);

    /// <param name="Unit">The unit's name.</param>
    /// <param name="At">When it was sent there.</param>
    /// <param name="Opened">When somebody of the unit opened it first.</param>
    /// <param name="By">Who that was.</param>
    public sealed record Served(string Unit, DateTimeOffset At, DateTimeOffset? Opened, string? By);

    internal sealed class Handler(IssuedDocuments documents, MatterQueries queries, IFileStore files, IAccountDirectory accounts) : IHandler<Request, Answer>
    {
        public async ValueTask<Result<Answer>> Handle(Request request, CancellationToken cancel)
        {
            if (await documents.Find(request.Id, cancel) is not { } d)
            {
                return Problem.Coded("PLATFORM-005", nameof(request.Id));
            }

            string? html = null;
            if (await files.Open(d.Html, cancel) is { } stream)
            {
                using var reader = new StreamReader(stream);
                html = OfficialScreen.Of(await reader.ReadToEndAsync(cancel));
            }

            var ids = d.Matters.Take(MostNamed).ToList();
            var matters = await (await queries.Visible(cancel)).Where(m => ids.Contains(m.Id)).Select(m => new Named(m.Id, m.Title)).ToListAsync(cancel);
            var (units, people) = (await queries.Names(cancel), await accounts.Names([.. d.Services.Select(s => s.By).OfType<Guid>().Distinct()], cancel));
            return new Answer(
                d.Id, d.Kind, d.Number, d.Title, d.Date, d.Issued, d.IssuerName, html, d.Docx, d.Html, d.Fonts, d.Pages, d.PagesAreCertain, [.. matters.OrderBy(m => ids.IndexOf(m.Id))], d.Matters.Count,
                [.. d.Services.Select(s => new Served(units.GetValueOrDefault(s.Unit) ?? "", s.Served, s.Opened, s.By is { } by ? people.GetValueOrDefault(by) : null))]);
        }
    }
}

/// <summary>Somebody opens a document: for the units within their reach that it was served on, that is its service (送达), once.</summary>
internal static class OpenIssuedDocument
{
    [Needs(MattersPermissions.View)]
    public sealed record Request(IssuedDocumentId Id) : ICommand<None>;

    /// <param name="reach">The units that the person acts for; <see langword="null"/> for the whole district, whose reading is no unit's.</param>
    public static Result<Decision<None>> Decide(IssuedDocument document, IReadOnlySet<Guid>? reach)
    {
        IReadOnlyList<UnitId> opened = [.. document.Services.Where(s => s.Opened is null && reach?.Contains(s.Unit.Value) == true).Select(s => s.Unit)];
        return opened.Count == 0 ? new Decision<None>(default) : new Decision<None>(default, new Change(document, new DocumentOpened(opened)));
    }

    internal sealed class Handler(IssuedDocuments documents, Desk desk, IRights rights, Caller caller) : IHandler<Request, None>
    {
        public async ValueTask<Result<None>> Handle(Request request, CancellationToken cancel)
        {
            if (await documents.Find(request.Id, cancel) is null || await desk.Db.FindAsync<IssuedDocument>([request.Id], cancel) is not { } document)
            {
                return Problem.Coded("PLATFORM-005", nameof(request.Id));
            }

            return await desk.Carry(Decide(document, caller.IsProgram ? null : await rights.Reach(MattersPermissions.View, cancel)), cancel);
        }
    }
}

/// <summary>Where the files of an issued document are kept.</summary>
internal static class IssuedDocumentFile
{
    /// <param name="Docx">The .docx, else the page.</param>
    [Needs(MattersPermissions.View)]
    public sealed record Request(IssuedDocumentId Id, bool Docx) : IQuery<Answer>;

    public sealed record Answer(string File, string Name);

    internal sealed class Handler(IssuedDocuments documents) : IHandler<Request, Answer>
    {
        public async ValueTask<Result<Answer>> Handle(Request request, CancellationToken cancel) =>
            await documents.Find(request.Id, cancel) is { } d ? new Answer(request.Docx ? d.Docx : d.Html, $"{d.Number} {d.Title}{(request.Docx ? ".docx" : ".html")}") : Problem.Coded("PLATFORM-005", nameof(request.Id));
    }
}
