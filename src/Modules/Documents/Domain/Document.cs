using Bihuan.Kernel;

namespace Bihuan.Documents;

/// <summary>Whether a document holds (时效).</summary>
internal enum DocumentStatus
{
    /// <summary>现行.</summary>
    InForce,

    /// <summary>修改: a later version or document changed it.</summary>
    Amended,

    /// <summary>废止: a later document repealed it.</summary>
    Repealed,

    /// <summary>失效: its time is over.</summary>
    Expired,
}

/// <summary>A document came into the store. Its clauses and finds stand in the reading's file.</summary>
/// <param name="Reading">The reading's file.</param>
/// <param name="Index">Which document of it.</param>
/// <param name="Digest">Of its words: the same words are the same document.</param>
/// <param name="Replaces">The earlier version in the store, by number or title.</param>
/// <param name="Interprets">The document that it explains (解读).</param>
[EventType("documents.document-read")]
internal sealed record DocumentRead(
    DocumentId Id, ImportId Import, string File, string Reading, int Index, string? Number, string Title, IReadOnlyList<string> Issuers, DateOnly? Date, string? Category, string? Addressees,
    string? Registration, string? SignedAs, string? Gazette, IReadOnlyList<string> Attachments, string Digest, int Clauses, int Finds, DocumentId? Replaces, DocumentId? Interprets) : IEvent;

/// <summary>Somebody recorded whether it holds.</summary>
/// <param name="Since">From which day on.</param>
/// <param name="By">The clause that says so.</param>
[EventType("documents.document-status-set")]
internal sealed record DocumentStatusSet(DocumentStatus Status, DateOnly? Since, Clause? By, string? Note) : IEvent;

/// <summary>It was said which document it explains.</summary>
[EventType("documents.document-interprets")]
internal sealed record DocumentInterprets(DocumentId? Document) : IEvent;

/// <summary>One document, one version (公文).</summary>
[Stream("document")]
internal sealed class Document : State
{
    public DocumentId Id { get; private set; }

    public override Guid Key => Id.Value;

    public ImportId Import { get; private set; }

    public string File { get; private set; } = "";

    public string ReadingFile { get; private set; } = "";

    public int Index { get; private set; }

    public string? Number { get; private set; }

    public string Title { get; private set; } = "";

    public IReadOnlyList<string> Issuers { get; private set; } = [];

    /// <summary>The most senior issuer, for the filter.</summary>
    public string? Issuer { get; private set; }

    public DateOnly? Date { get; private set; }

    public string? Category { get; private set; }

    public string? Addressees { get; private set; }

    public string? Registration { get; private set; }

    public string? SignedAs { get; private set; }

    public string? Gazette { get; private set; }

    public IReadOnlyList<string> Attachments { get; private set; } = [];

    public string Digest { get; private set; } = "";

    public int Clauses { get; private set; }

    public int Finds { get; private set; }

    public DocumentId? Replaces { get; private set; }

    public DocumentId? Interprets { get; private set; }

    public DateTimeOffset Read { get; private set; }

    public DocumentStatus Status { get; private set; }

    public DateOnly? StatusSince { get; private set; }

    public Clause? StatusBy { get; private set; }

    public string? StatusNote { get; private set; }

    /// <summary>How people name it: the number, or else the title.</summary>
    public string Name => Number ?? Title;

    protected override void On(IEvent happened, Stamp stamp)
    {
        switch (happened)
        {
            case DocumentRead e:
                (Id, Import, File, ReadingFile, Index, Number, Title) = (e.Id, e.Import, e.File, e.Reading, e.Index, e.Number, e.Title);
                (Issuers, Issuer, Date, Category, Addressees) = (e.Issuers, e.Issuers.Count > 0 ? e.Issuers[0] : null, e.Date, e.Category, e.Addressees);
                (Registration, SignedAs, Gazette, Attachments, Digest, Clauses, Finds) = (e.Registration, e.SignedAs, e.Gazette, e.Attachments, e.Digest, e.Clauses, e.Finds);
                (Replaces, Interprets, Read) = (e.Replaces, e.Interprets, stamp.Recorded);
                break;
            case DocumentStatusSet e:
                (Status, StatusSince, StatusBy, StatusNote) = (e.Status, e.Since, e.By, e.Note);
                break;
            case DocumentInterprets e:
                Interprets = e.Document;
                break;
        }
    }
}
