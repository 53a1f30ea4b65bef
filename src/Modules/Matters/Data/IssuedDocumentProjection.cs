using Bihuan.Organisation;
using Bihuan.Persistence;

namespace Bihuan.Matters;

/// <summary>A unit that may read a document.</summary>
internal sealed class IssuedDocumentUnit
{
    public required IssuedDocumentId Document { get; init; }

    public required UnitId Unit { get; init; }
}

/// <summary>A matter that a document is about.</summary>
internal sealed class IssuedDocumentMatter
{
    public required IssuedDocumentId Document { get; init; }

    public required MatterId Matter { get; init; }
}

/// <summary>Keeps whom and what a document concerns in rows of their own, so that lists are asked by index.</summary>
internal sealed class IssuedDocumentProjection : IProjection
{
    public ValueTask Project(Recorded recorded, BihuanContext db, CancellationToken cancel)
    {
        if (recorded.Happened is DocumentIssued issued)
        {
            db.AddRange(issued.Concerned.Distinct().Select(u => new IssuedDocumentUnit { Document = issued.Id, Unit = u }));
            db.AddRange(issued.Matters.Distinct().Select(m => new IssuedDocumentMatter { Document = issued.Id, Matter = m }));
        }

        return ValueTask.CompletedTask;
    }
}
