using Bihuan.Kernel;
using Bihuan.Persistence;
using Bihuan.Platform;
using Bihuan.Reading;
using Bihuan.Reading.Contradictions;
using Bihuan.Reading.Input;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Bihuan.Documents;

/// <summary>Reads uploads in the background. The queue is the table of uploads itself, which the journal makes: what was asked for before a
/// crash is there after it, and a file whose reading was cut off is read again.</summary>
internal sealed partial class ImportWorker(IServiceScopeFactory scopes, JournalSignal signal, TimeProvider clock, ImportProgress progress, ILogger<ImportWorker> log) : BackgroundService
{
    /// <summary>With how many other files an upload is compared at most. Those that name its documents come first, then the newest; each
    /// costs a fraction of a second in the background.</summary>
    private const int MostCompared = 40;

    /// <summary>How long another node may be silent over a file before this one takes it over.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    /// <summary>The first page comes before the warming up.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(2);

    private static string Node => Environment.MachineName;

    /// <summary>Reads all that waits, then compares what was not compared.</summary>
    /// <param name="atStart">Whether the process has only begun: files that it had begun to read before are read again at once.</param>
    /// <param name="cancel">Stops between stages.</param>
    /// <returns>How many files were read or compared.</returns>
    public async Task<int> RunPending(bool atStart, CancellationToken cancel)
    {
        var count = 0;
        while (await Next(atStart, cancel) is { } id)
        {
            await Read(id, cancel);
            count++;
        }

        while (await NextToCompare(cancel) is { } id)
        {
            await Compare(id, cancel);
            count++;

            // An upload that came in meanwhile is not kept waiting.
            if (await Next(atStart: false, cancel) is not null)
            {
                count += await RunPending(atStart: false, cancel);
            }
        }

        return count;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var atStart = true;
        var warm = WarmUp(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            var next = signal.Next;
            try
            {
                await RunPending(atStart, stoppingToken);
                atStart = false;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // The worker must outlive a database that is away for a while; it says so and tries again.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                Failed(log, failure);
            }

            await Task.WhenAny(next, Task.Delay(Pause, stoppingToken));
        }

        await warm;
    }

    /// <summary>Reads a made-up notice for nothing, and looks at what stands in the store as the review does, so that the first upload after a start
    /// is not the one that waits for the compiler. Whatever goes wrong will go wrong again where somebody is told of it.</summary>
    private async Task WarmUp(CancellationToken cancel)
    {
        try
        {
            await Task.Delay(Settled, cancel);
            await Task.Run(ReadForNothing, cancel);
            await using var scope = Scope();
            var newest = await scope.ServiceProvider.GetRequiredService<BihuanContext>().Set<Document>().AsNoTracking().OrderByDescending(d => d.Read).Select(d => (DocumentId?)d.Id).FirstOrDefaultAsync(cancel);
            if (newest is { } id)
            {
                var ask = scope.ServiceProvider.GetRequiredService<Mediator>();
                await ask.Send(new ReadDocument.Request(id.Value.ToString()), cancel: cancel);
                await ask.Send(new ReviewDocument.Request(id), cancel: cancel);
                await ask.Send(new ListImports.Request(), cancel: cancel);
            }
        }
#pragma warning disable CA1031 // See above.
        catch (Exception)
#pragma warning restore CA1031
        {
            // Nothing was to be had but time.
        }
    }

    private static void ReadForNothing()
    {
        using var notice = typeof(ImportWorker).Assembly.GetManifestResourceStream("warm-up.txt")!;
        using var memory = new MemoryStream();
        notice.CopyTo(memory);
        if (InputReader.Read(memory.ToArray(), "warm-up.txt") is Result<SourceText>.Done(var source))
        {
            using var kept = new MemoryStream();
            Readings.Write(kept, ReadingWriter.Write(Reader.Read(source), "warm-up.txt"));
            kept.Position = 0;
            Readings.Read<StoredReading>(kept);
        }
    }

    private async Task<ImportId?> Next(bool atStart, CancellationToken cancel)
    {
        await using var scope = Scope();
        var silent = clock.GetUtcNow() - Patience;
        return await scope.ServiceProvider.GetRequiredService<BihuanContext>().Set<Import>().AsNoTracking()
            .Where(i => i.Status == ImportStatus.Waiting || (i.Status == ImportStatus.Reading && ((atStart && i.Node == Node) || i.Started < silent)))
            .OrderBy(i => i.Requested).Select(i => (ImportId?)i.Id).FirstOrDefaultAsync(cancel);
    }

    private async Task Read(ImportId id, CancellationToken cancel)
    {
        await using var scope = Scope();
        var ask = scope.ServiceProvider.GetRequiredService<Mediator>();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        progress.Begin(id, stop);
        try
        {
            if (await ask.Send(new StartImport.Request(id, Node), cancel: stop.Token) is not Result<None>.Done)
            {
                return;
            }

            var import = await scope.ServiceProvider.GetRequiredService<BihuanContext>().Set<Import>().AsNoTracking().SingleAsync(i => i.Id == id, stop.Token);
            var result = await ReadFile(scope.ServiceProvider, import, stop.Token);
            if (result is Result<ReadResult>.Refused(var problems))
            {
                await ask.Send(new FailImport.Request(id, [.. problems.Select(p => new ImportProblem(p.Code, p.Message, p.Values))]), cancel: stop.Token);
                return;
            }

            var read = ((Result<ReadResult>.Done)result).Value;
            progress.Reach(id, ImportStage.Keeping);
            var kept = await scope.ServiceProvider.GetRequiredService<Readings>().Keep(await Task.Run(() => ReadingWriter.Write(read, import.FileName), stop.Token), stop.Token);
            progress.Reach(id, ImportStage.Recording);
            await ask.Send(new FinishImport.Request(id, kept), cancel: stop.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            // Called off; the journal says so already.
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            Failed(log, failure);
            await ask.Send(new FailImport.Request(id, [new("DOC-005", "", [])]), cancel: cancel);
        }
        finally
        {
            progress.End(id);
        }
    }

    private async Task<Result<ReadResult>> ReadFile(IServiceProvider services, Import import, CancellationToken cancel)
    {
        byte[] bytes;
        var stream = await services.GetRequiredService<IFileStore>().Open(import.File, cancel);
        if (stream is null)
        {
            return Problem.Coded("DOC-006", import.FileName);
        }

        await using (stream)
        {
            using var memory = new MemoryStream();
            await stream.CopyToAsync(memory, cancel);
            bytes = memory.ToArray();
        }

        progress.Reach(import.Id, ImportStage.Decoding);
        return await Task.Run<Result<ReadResult>>(
            () =>
            {
                var decoded = InputReader.Read(bytes, import.FileName);
                if (decoded is not Result<SourceText>.Done(var source))
                {
                    return new Result<ReadResult>.Refused(((Result<SourceText>.Refused)decoded).Problems);
                }

                cancel.ThrowIfCancellationRequested();
                progress.Reach(import.Id, ImportStage.Reading);
                var read = Reader.Read(source);
                return read.Documents.Count == 0 ? Problem.Coded("DOC-007", import.FileName) : read;
            },
            cancel);
    }

    private async Task<ImportId?> NextToCompare(CancellationToken cancel)
    {
        await using var scope = Scope();
        return await scope.ServiceProvider.GetRequiredService<BihuanContext>().Set<Import>().AsNoTracking()
            .Where(i => i.Status == ImportStatus.Done && i.Compared == null)
            .OrderBy(i => i.Requested).Select(i => (ImportId?)i.Id).FirstOrDefaultAsync(cancel);
    }

    /// <summary>Looks for what does not go together between the file and others.</summary>
    private async Task Compare(ImportId id, CancellationToken cancel)
    {
        await using var scope = Scope();
        var services = scope.ServiceProvider;
        var db = services.GetRequiredService<BihuanContext>();
        var import = await db.Set<Import>().AsNoTracking().SingleAsync(i => i.Id == id, cancel);
        List<StoredContradiction> found = [];
        var others = await Related(db, import, cancel);
        if (others.Count > 0 && await ReadFile(services, import, cancel) is Result<ReadResult>.Done(var own))
        {
            foreach (var other in others)
            {
                if (await ReadFile(services, other, cancel) is not Result<ReadResult>.Done(var read))
                {
                    continue;
                }

                var between = await Task.Run(() => ContradictionFinder.Find([own, read]).Where(c => c.Places.Select(p => p.Source).Distinct().Count() > 1).ToList(), cancel);
                found.AddRange(between.Select(c => ReadingWriter.Write(c, p =>
                {
                    var (result, documents) = p.Source == 0 ? (own, import.Documents) : (read, other.Documents);
                    var index = ReadingWriter.IndexOf(result, p);
                    return new(index, p.Document, p.Place, ReadingWriter.Words(result.Source, p.Range), index >= 0 && index < documents.Count ? documents[index] : null);
                })));
            }
        }

        // The same document in two files is no contradiction with itself.
        found.RemoveAll(c => c.Places.Select(p => p.Id).Distinct().Count() < 2 || c.Severity is Severity.Proof);
        var kept = await services.GetRequiredService<Readings>().Keep(new StoredFindings(StoredReading.CurrentFormat, found), cancel);
        await services.GetRequiredService<Mediator>().Send(new RecordComparison.Request(id, kept, others.Count), cancel: cancel);
    }

    private static async Task<IReadOnlyList<Import>> Related(BihuanContext db, Import import, CancellationToken cancel)
    {
        var own = import.Documents;
        var numbers = await db.Set<Document>().AsNoTracking().Where(d => own.Contains(d.Id) && d.Number != null).Select(d => d.Number!).ToListAsync(cancel);
        var named = await db.Set<CitationRow>().AsNoTracking().Where(c => own.Contains(c.Document) && c.Number != null).Select(c => c.Number!).Distinct().ToListAsync(cancel);
        var naming = await db.Set<CitationRow>().AsNoTracking().Where(c => c.Number != null && numbers.Contains(c.Number)).Select(c => c.Document).Distinct().ToListAsync(cancel);
        var close = await db.Set<Document>().AsNoTracking().Where(d => naming.Contains(d.Id) || (d.Number != null && (named.Contains(d.Number) || numbers.Contains(d.Number)))).Select(d => d.Import).Distinct().ToListAsync(cancel);
        var others = await db.Set<Import>().AsNoTracking().Where(i => i.Status == ImportStatus.Done && i.Id != import.Id && i.Requested <= import.Requested && i.File != import.File)
            .OrderByDescending(i => i.Requested).Take(1000).Select(i => i.Id).ToListAsync(cancel);
        var chosen = others.OrderByDescending(close.Contains).Take(MostCompared).ToList();
        return await db.Set<Import>().AsNoTracking().Where(i => chosen.Contains(i.Id)).OrderBy(i => i.Requested).ToListAsync(cancel);
    }

    private AsyncServiceScope Scope()
    {
        var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Caller>().IsProgram = true;
        return scope;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Reading uploads failed; it will be tried again.")]
    private static partial void Failed(ILogger log, Exception failure);
}
