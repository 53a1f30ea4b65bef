namespace Bihuan.Messaging;

/// <summary>What one may do with channels and subscriptions. One's own channels need no permission.</summary>
public static class MessagingPermissions
{
    /// <summary>See deliveries, try them again, test channels, run the subscriptions of other systems.</summary>
    public const string Manage = "messaging.manage";

    /// <summary>Set a unit's robots and calendars.</summary>
    public const string Unit = "messaging.unit";
}
