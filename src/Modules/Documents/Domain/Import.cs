using Bihuan.Kernel;

namespace Bihuan.Documents;

/// <summary>Where an upload came from.</summary>
internal enum ImportSource
{
    Page,
    Api,
    Folder,
}

/// <summary>How far an upload is.</summary>
internal enum ImportStatus
{
    Waiting,
    Reading,
    Done,
    Failed,
    Cancelled,
}

/// <summary>A document of the file that the store has already, word for word.</summary>
internal sealed record DuplicateDocument(int Index, DocumentId Document, string Name);

internal readonly record struct ImportProblem(string Code, string Message, IReadOnlyList<string> Values);

/// <summary>A file was taken in and waits to be read.</summary>
[EventType("documents.import-requested")]
internal sealed record ImportRequested(ImportId Id, string FileName, string File, long Size, string MediaType, ImportSource Source) : IEvent;

/// <summary>A node began to read it.</summary>
[EventType("documents.import-started")]
internal sealed record ImportStarted(string Node) : IEvent;

/// <summary>It was read.</summary>
/// <param name="Reading">The reading's own file.</param>
/// <param name="Gazette">The gazette's title and issue; null for a single document.</param>
/// <param name="Documents">Which document each of the file's documents became, in order; those known before included.</param>
/// <param name="Duplicates">Those known before.</param>
[EventType("documents.import-finished")]
internal sealed record ImportFinished(string Reading, string? Gazette, IReadOnlyList<DocumentId> Documents, IReadOnlyList<DuplicateDocument> Duplicates, int Finds) : IEvent;

/// <summary>It could not be read.</summary>
[EventType("documents.import-failed")]
internal sealed record ImportFailed(IReadOnlyList<ImportProblem> Problems) : IEvent;

/// <summary>Somebody called it off.</summary>
[EventType("documents.import-cancelled")]
internal sealed record ImportCancelled : IEvent;

/// <summary>It is to be read again.</summary>
[EventType("documents.import-retried")]
internal sealed record ImportRetried : IEvent;

/// <summary>Its documents were compared with others of the store.</summary>
/// <param name="Findings">The file with what does not go together.</param>
/// <param name="Compared">With how many other files.</param>
[EventType("documents.import-compared")]
internal sealed record ImportCompared(string Findings, int Compared) : IEvent;

/// <summary>One uploaded file (导入).</summary>
[Stream("import")]
internal sealed class Import : State
{
    public ImportId Id { get; private set; }

    public override Guid Key => Id.Value;

    public string FileName { get; private set; } = "";

    public string File { get; private set; } = "";

    public long Size { get; private set; }

    public string MediaType { get; private set; } = "";

    public ImportSource Source { get; private set; }

    public ImportStatus Status { get; private set; }

    public Guid? By { get; private set; }

    public DateTimeOffset Requested { get; private set; }

    public string? Node { get; private set; }

    public DateTimeOffset? Started { get; private set; }

    public DateTimeOffset? Ended { get; private set; }

    public string? ReadingFile { get; private set; }

    public string? Gazette { get; private set; }

    public IReadOnlyList<DocumentId> Documents { get; private set; } = [];

    public IReadOnlyList<DuplicateDocument> Duplicates { get; private set; } = [];

    public int Finds { get; private set; }

    public IReadOnlyList<ImportProblem> Problems { get; private set; } = [];

    /// <summary>With how many other files its documents were compared; <see langword="null"/> while they were not.</summary>
    public int? Compared { get; private set; }

    protected override void On(IEvent happened, Stamp stamp)
    {
        switch (happened)
        {
            case ImportRequested e:
                (Id, FileName, File, Size, MediaType, Source) = (e.Id, e.FileName, e.File, e.Size, e.MediaType, e.Source);
                (Status, By, Requested) = (ImportStatus.Waiting, stamp.By.Account, stamp.Recorded);
                break;
            case ImportStarted e:
                (Status, Node, Started) = (ImportStatus.Reading, e.Node, stamp.Recorded);
                break;
            case ImportFinished e:
                (Status, ReadingFile, Gazette, Documents, Duplicates, Finds, Ended) = (ImportStatus.Done, e.Reading, e.Gazette, e.Documents, e.Duplicates, e.Finds, stamp.Recorded);
                break;
            case ImportFailed e:
                (Status, Problems, Ended) = (ImportStatus.Failed, e.Problems, stamp.Recorded);
                break;
            case ImportCancelled:
                (Status, Ended) = (ImportStatus.Cancelled, stamp.Recorded);
                break;
            case ImportRetried:
                (Status, Problems, Ended, Started, Node) = (ImportStatus.Waiting, [], null, null, null);
                break;
            case ImportCompared e:
                Compared = e.Compared;
                break;
        }
    }
}
