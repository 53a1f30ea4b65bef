namespace Bihuan.Messaging;

/// <summary>A way to people beside the pages.</summary>
internal enum Channel
{
    /// <summary>电子邮件.</summary>
    Mail,

    /// <summary>企业微信群机器人.</summary>
    WeCom,

    /// <summary>钉钉群机器人.</summary>
    DingTalk,
}

/// <summary>How far a delivery is.</summary>
internal enum DeliveryState
{
    /// <summary>待发送: it waits for its time.</summary>
    Waiting,

    /// <summary>已发送: the other side has taken it.</summary>
    Sent,

    /// <summary>重试中: it failed and will be tried again.</summary>
    Failed,

    /// <summary>已放弃: nobody tries it again unless told to.</summary>
    GivenUp,
}

/// <summary>One notification on its way over one channel to one target (投递). What goes out together is a batch, which stays the same however often it is tried.</summary>
internal sealed class Delivery
{
    public required DeliveryId Id { get; init; }

    public required Guid Notification { get; init; }

    public required Channel Channel { get; init; }

    /// <summary>The account of a person, or the robot of a unit.</summary>
    public required Guid Target { get; init; }

    public DeliveryState State { get; set; }

    public int Attempts { get; set; }

    /// <summary>Not before this moment, by the machine's clock.</summary>
    public DateTimeOffset NotBefore { get; set; }

    public string? LeasedBy { get; set; }

    public DateTimeOffset? LeasedUntil { get; set; }

    /// <summary>What it goes out with: in a mail the message's id, in a group the number below the text.</summary>
    public Guid? Batch { get; set; }

    /// <summary>The code of what went wrong last.</summary>
    public string? Error { get; set; }

    /// <summary>What the other side said.</summary>
    public string? ErrorDetail { get; set; }

    /// <summary>When it was entered, by the machine's clock.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>When it was sent or given up.</summary>
    public DateTimeOffset? Ended { get; set; }
}

/// <summary>What became of a try.</summary>
/// <param name="Error">The code of what went wrong; <see langword="null"/> where it was taken.</param>
/// <param name="Detail">What the other side said.</param>
/// <param name="IsFinal">Whether trying again is no use.</param>
internal sealed record Outcome(string? Error, string? Detail = null, bool IsFinal = false)
{
    /// <summary>More than this of what the other side says is no help.</summary>
    private const int MaxDetail = 300;

    public static Outcome Sent { get; } = new((string?)null);

    public bool IsSent => Error is null;

    public static Outcome Failed(string error, string? detail = null, bool isFinal = false) =>
        new(error, detail is null ? null : string.Concat(detail.Where(c => !char.IsControl(c)).Take(MaxDetail)), isFinal);
}
