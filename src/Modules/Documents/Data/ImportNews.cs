using Bihuan.Kernel;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Documents;

/// <summary>Tells who handed a file in what became of it, and those who decide that documents contradict each other.</summary>
internal sealed class ImportNews(BihuanContext db, Readings readings, Notifier notifier) : ISubscriber
{
    public string Name => "documents.import-news";

    public bool Hears(IEvent happened) => happened is ImportFinished or ImportFailed or ImportCompared;

    public async ValueTask Handle(Recorded recorded, CancellationToken cancel)
    {
        var once = $"{Name}:{recorded.Entry.Position}";
        switch (recorded.Happened)
        {
            case ImportFinished finished:
                var link = finished.Documents is [var first, ..] ? $"/documents/{first.Value}/review" : "/documents/import";
                await Tell(recorded, new(once, "notice.importFinished", [await FileOf(recorded, cancel), $"{finished.Documents.Count}", $"{finished.Finds}"], link), cancel);
                await TellOfContradictions(once, (await readings.Open<StoredReading>(finished.Reading, cancel)).Contradictions.Count, cancel);
                break;
            case ImportFailed:
                await Tell(recorded, new(once, "notice.importFailed", [await FileOf(recorded, cancel)], "/documents/import"), cancel);
                break;
            case ImportCompared compared:
                await TellOfContradictions(once, (await readings.Open<StoredFindings>(compared.Findings, cancel)).Contradictions.Count, cancel);
                break;
        }
    }

    private async Task<string> FileOf(Recorded recorded, CancellationToken cancel) =>
        await db.Set<Import>().AsNoTracking().Where(i => i.Id == ImportId.From(recorded.Entry.StreamId)).Select(i => i.FileName).SingleOrDefaultAsync(cancel) ?? "";

    /// <summary>What came from a watched folder belongs to nobody, and goes to those who may review it.</summary>
    private async Task Tell(Recorded recorded, Notice notice, CancellationToken cancel)
    {
        var by = await db.Set<Import>().AsNoTracking().Where(i => i.Id == ImportId.From(recorded.Entry.StreamId)).Select(i => i.By).SingleOrDefaultAsync(cancel);
        await notifier.Tell(by is null ? notice with { Permission = DocumentsPermissions.Review } : notice with { Account = by }, cancel);
    }

    private Task TellOfContradictions(string once, int count, CancellationToken cancel) =>
        count == 0 ? Task.CompletedTask : notifier.Tell(new($"{once}:contradictions", "notice.contradictions", [$"{count}"], "/documents/contradictions") { Permission = DocumentsPermissions.Decide }, cancel);
}
