using System.Globalization;
using Bihuan.Kernel;
using Bihuan.Matters;
using Bihuan.Official;
using Bihuan.Organisation;
using Bihuan.Persistence;
using Bihuan.Platform;

namespace Bihuan.Hazards;

/// <summary>Writes the notices of listed supervision to the figures of GB/T 9704-2012, stores them and has them recorded.</summary>
internal sealed class ListingPapers(HazardDesk desk, IOrganisationQueries organisation, IDocumentNumbers numbers, IFileStore files, LedgerScope scope, Words words)
{
    private readonly OfficialTexts _texts = new(words);

    /// <summary>Writes a notice with the next number of a word: the file first, then number and notice in one commit.</summary>
    public async ValueTask<Result<Decision<string>>> Issue(ListingNoticeKind kind, Listing listing, Hazard hazard, string word, UnitId issuer, CancellationToken cancel)
    {
        List<Problem> problems = [.. ListingNoticeDecision.Refusals(kind, listing, hazard)];
        var id = desk.Ids.New<IssuedDocumentId>();
        var next = await numbers.Next(word, desk.Today, id, cancel);
        problems.AddRange(next.Match<IReadOnlyList<Problem>>(_ => [], p => p));
        if (problems.Count > 0 || next is not Result<NextNumber>.Done(var number))
        {
            return problems;
        }

        var names = (await organisation.Units(desk.Today, cancel)).ToDictionary(u => u.Id, u => u.Name);
        var document = Of(kind, listing, hazard, number.Number, issuer, names);
        using var docx = new MemoryStream();
        if (DocxWriter.Write(document, FontMap.Default, docx) is Result<Written>.Refused(var wrong))
        {
            return wrong.ToList();
        }

        docx.Position = 0;
        var hash = "";
        if (!scope.Trial)
        {
            var saved = await files.Save(docx, "document.docx", FileLimits.Documents, cancel);
            if (saved is not Result<FileRef>.Done(var file))
            {
                return saved.Map<Decision<string>>(_ => null!);
            }

            hash = file.Hash;
        }

        return ListingNoticeDecision.Decide(listing, hazard, number, new(id.Value, kind, word.Trim(), number.Number, document.Title, desk.Today, issuer, hash));
    }

    private OfficialDocument Of(ListingNoticeKind kind, Listing listing, Hazard hazard, string number, UnitId issuer, Dictionary<UnitId, string> names)
    {
        var terms = listing.Terms;
        var (name, body, accepting) = (terms.Name!, Name(listing.Body), Name(terms.Accepting!.Value));
        var isListing = kind is ListingNoticeKind.Listing;
        var items = string.Join('\n', hazard.Terms.Items.Select((item, i) => string.Create(CultureInfo.InvariantCulture, $"{i + 1}. {item.Text}")));
        IReadOnlyList<IReadOnlyList<Cell>> rows =
        [
            [Label("paper.place"), Cell.Of(name, columns: 3)],
            [Label("paper.address"), Cell.Of(terms.Address!, columns: 3)],
            [Label("paper.nature"), Cell.Of(terms.Nature!), Label("paper.due"), Cell.Of(_texts.Day(listing.Due))],
            [Label("paper.items"), Cell.Of(items, columns: 3)],
            [Label("paper.supervising"), Cell.Of(string.Join(_texts["official.and"], terms.Supervising.Select(Name)), columns: 3)],
            [Label("paper.decision"), Cell.Of(_texts["paper.decided", body, _texts.Day(terms.DecidedOn), terms.Number], columns: 3)],
            .. isListing ? [] : (IReadOnlyList<IReadOnlyList<Cell>>)[[Label("paper.accepting"), Cell.Of(accepting), Label("paper.accepted"), Cell.Of(hazard.End is { } end ? _texts.Day(end.On) : "")]],
        ];
        return new(OfficialLayout.Document, _texts[isListing ? "paper.listing.title" : "paper.cancellation.title", name], desk.Today)
        {
            Kind = _texts.Of(kind),
            Mark = IssuerMark.Of(Name(issuer), ""),
            Number = number,
            Recipients = [.. (isListing ? terms.Supervising : terms.Supervising.Append(listing.Body)).Where(u => u != issuer).Distinct().Select(Name)],
            Body =
            [
                Paragraph.Of(isListing ? _texts["paper.listing.intro", body, name] : _texts["paper.cancellation.intro", name, terms.Number, accepting, hazard.End is { } accepted ? _texts.Day(accepted.On) : ""]),
                new Table([new(22), new(28), new(22), new(28)], rows) { HeaderRows = 0, Points = 14, RowHeight = 12 },
                .. isListing
                    ? (Block[])[new Heading(1, _texts["paper.listing.plan"]), Paragraph.Of(_texts["paper.listing.planText", Name(hazard.Listed!.Lead)]), new Heading(1, _texts["paper.listing.end"]), Paragraph.Of(_texts["paper.listing.endText", accepting, body])]
                    : [Paragraph.Of(_texts["paper.cancellation.close"])],
            ],
            Signature = new([Name(issuer)], SealPlace.Room),
            Imprint = new([], Name(issuer), desk.Today),
        };

        string Name(UnitId unit) => names.GetValueOrDefault(unit) ?? "";

        Cell Label(string key) => Cell.Of(_texts[key], heading: true);
    }
}
