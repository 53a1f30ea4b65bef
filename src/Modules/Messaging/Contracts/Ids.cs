using Bihuan.Kernel;

namespace Bihuan.Messaging;

/// <summary>A delivery's identity (投递).</summary>
/// <param name="Value">UUID v7.</param>
public readonly record struct DeliveryId(Guid Value) : IId<DeliveryId>
{
    /// <inheritdoc/>
    public static DeliveryId From(Guid value) => new(value);

    /// <summary>Reads one from an address.</summary>
    public static bool TryParse(string? text, out DeliveryId id) => Id.TryParse(text, out id);
}

/// <summary>A subscription's identity (事件订阅).</summary>
/// <param name="Value">UUID v7.</param>
public readonly record struct SubscriptionId(Guid Value) : IId<SubscriptionId>
{
    /// <inheritdoc/>
    public static SubscriptionId From(Guid value) => new(value);

    /// <summary>Reads one from an address.</summary>
    public static bool TryParse(string? text, out SubscriptionId id) => Id.TryParse(text, out id);
}

/// <summary>A robot's identity (群机器人).</summary>
/// <param name="Value">UUID v7.</param>
public readonly record struct RobotId(Guid Value) : IId<RobotId>
{
    /// <inheritdoc/>
    public static RobotId From(Guid value) => new(value);
}

/// <summary>A calendar feed's identity (日历订阅).</summary>
/// <param name="Value">UUID v7.</param>
public readonly record struct FeedId(Guid Value) : IId<FeedId>
{
    /// <inheritdoc/>
    public static FeedId From(Guid value) => new(value);

    /// <summary>Reads one from an address.</summary>
    public static bool TryParse(string? text, out FeedId id) => Id.TryParse(text, out id);
}
