using System.Text.Json;
using Bihuan.Kernel;
using Bihuan.Persistence;
using Bihuan.Platform;
using Bihuan.Reading;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Documents;

/// <summary>A clause that repeals a document of the store sets that document's status, with day and clause.</summary>
internal sealed class RepealAdopter(Mediator ask, BihuanContext db, Words words) : IAdopter
{
    private sealed record Key(Guid Document, DocumentStatus Status, DateOnly? Since, string? ByDocument, string? ByPlace, string? Note);

    public string Name => "documents.repeal";

    public IReadOnlyCollection<string> Kinds { get; } = ["citation"];

    public bool Takes(Commitment what) => what is CitationCommitment { Role: CitationRole.Repeals };

    public async ValueTask<Result<AdoptedThing>> Adopt(AdoptionItem item, CancellationToken cancel)
    {
        var citation = (CitationCommitment)item.What;
        if (await Find(citation, item.Document, cancel) is not { } document)
        {
            return Problem.Coded("DOC-042", item.Source.Place, citation.Display);
        }
        if (item.Date is not { } since)
        {
            return Problem.Coded("DOC-041", nameof(item.Date), item.Source.ToString());
        }

        // What the status was before, so that taking it back restores it.
        var before = new Key(document.Id.Value, document.Status, document.StatusSince, document.StatusBy?.Document, document.StatusBy?.Place, document.StatusNote);
        var same = document.Status is DocumentStatus.Repealed && document.StatusBy == item.Source;
        var result = same ? default(None) : await ask.Send(new SetStatus.Request(document.Id, null, DocumentStatus.Repealed, since, item.Source.Document, item.Source.Place), cancel: cancel);
        return result.Map(_ => new AdoptedThing(Name, JsonSerializer.Serialize(before, EventCatalog.Json), words["repeal.title", document.Name], $"/documents/{document.Id.Value}"));
    }

    public async ValueTask<string?> StateOf(AdoptedThing thing, CancellationToken cancel)
    {
        var id = DocumentId.From(Read(thing).Document);
        return await db.Set<Document>().AsNoTracking().Where(d => d.Id == id).Select(d => (DocumentStatus?)d.Status).SingleOrDefaultAsync(cancel) is { } status ? words["status." + status] : null;
    }

    public ValueTask<Result<None>> Revoke(AdoptedThing thing, CancellationToken cancel)
    {
        var before = Read(thing);
        return ask.Send(new SetStatus.Request(DocumentId.From(before.Document), null, before.Status, before.Since, before.ByDocument, before.ByPlace, before.Note), cancel: cancel);
    }

    private static Key Read(AdoptedThing thing) => JsonSerializer.Deserialize<Key>(thing.Key, EventCatalog.Json)!;

    private async Task<Document?> Find(CitationCommitment citation, DocumentId self, CancellationToken cancel)
    {
        if (citation.Number is { } number)
        {
            return await DocumentKey.NewestFirst(db, db.Set<Document>().AsNoTracking().Where(d => d.Number == number && d.Id != self)).FirstOrDefaultAsync(cancel);
        }
        if (citation.Title is not { } title)
        {
            return null;
        }

        var key = Titles.Key(title);
        var alike = await db.Set<Document>().AsNoTracking().Where(d => d.Id != self && (d.Title == title || d.Title.Contains(title))).OrderByDescending(d => d.Read).Take(20).ToListAsync(cancel);
        return alike.Find(d => Titles.Key(d.Title) == key || Titles.Core(d.Title) == key);
    }
}
