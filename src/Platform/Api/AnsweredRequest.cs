namespace Bihuan.Platform;

/// <summary>A write of the API that has been answered, by its <c>Idempotency-Key</c>: asked again within a day, it gets the same answer.</summary>
public sealed class AnsweredRequest
{
    /// <summary>Who asked, the address and the key, as one digest.</summary>
    public required byte[] Id { get; init; }

    /// <summary>The digest of the body; another body under the same key is refused.</summary>
    public required byte[] Body { get; init; }

    /// <summary>The status of the answer; 0 while it is being worked on.</summary>
    public int Status { get; set; }

    /// <summary>The type of the answer's content.</summary>
    public string? ContentType { get; set; }

    /// <summary>The answer.</summary>
    public byte[] Answer { get; set; } = [];

    /// <summary>When it was asked first.</summary>
    public required DateTimeOffset Created { get; init; }
}
