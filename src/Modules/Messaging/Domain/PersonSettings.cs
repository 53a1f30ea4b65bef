namespace Bihuan.Messaging;

/// <summary>How one person wants to be told. Kept, not journalled: an address of a person can be taken away for good.</summary>
internal sealed class PersonSettings
{
    public required Guid Account { get; init; }

    /// <summary>The mail address; <see langword="null"/> for no mail.</summary>
    public string? Address { get; set; }

    /// <summary>Whether messages are in English.</summary>
    public bool IsEnglish { get; set; }

    /// <summary>Kinds of notices that do not come by mail, by the keys of their texts.</summary>
    public IReadOnlyList<string> Muted { get; set; } = [];

    public QuietHours Quiet { get; set; } = QuietHours.Usual;

    public Digest Digest { get; set; } = Digest.Usual;

    public bool UrgentPasses { get; set; } = true;

    /// <summary>When a test was last sent, by the machine's clock.</summary>
    public DateTimeOffset? Tested { get; set; }

    public Wishes Wishes => new(Quiet, Digest, UrgentPasses);
}
