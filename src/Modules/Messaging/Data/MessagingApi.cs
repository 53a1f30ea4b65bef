using Bihuan.Platform;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Bihuan.Messaging;

/// <summary>The module's part of the API.</summary>
internal static class MessagingApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var messaging = api.MapGroup("/messaging");
        messaging.MapQuery("/mine", (ShowMyMessages.Request r) => r);
        messaging.MapCommand("/mine", (SaveMyMessages.Request r) => r);
        messaging.MapCommand("/mine/test", (TestMyMail.Request r) => r);
        messaging.MapCommand("/mine/calendars", (OpenMyFeed.Request r) => r);
        messaging.MapCommand("/mine/calendars/revoke", (RevokeMyFeed.Request r) => r);
        messaging.MapQuery("/robots", (ListRobots.Request r) => r);
        messaging.MapCommand("/robots", (SetRobot.Request r) => r);
        messaging.MapCommand("/robots/remove", (RemoveRobot.Request r) => r);
        messaging.MapCommand("/robots/test", (TestRobot.Request r) => r);
        messaging.MapQuery("/units/{unit}", (ShowUnitMessages.Request r) => r);
        messaging.MapCommand("/calendars", (OpenUnitFeed.Request r) => r);
        messaging.MapCommand("/calendars/revoke", (RevokeUnitFeed.Request r) => r);
        messaging.MapQuery("/channels", (ShowChannels.Request r) => r);
        messaging.MapCommand("/channels/mail/test", (TestMail.Request r) => r);
        messaging.MapQuery("/deliveries", (ListDeliveries.Request r) => r);
        messaging.MapCommand("/deliveries/retry", (RetryDelivery.Request r) => r);
        messaging.MapQuery("/event-types", (ListEventTypes.Request r) => r);
        messaging.MapQuery("/subscriptions", (ListSubscriptions.Request r) => r);
        messaging.MapCommand("/subscriptions", (OpenSubscription.Request r) => r);
        messaging.MapQuery("/subscriptions/{id}", (ShowSubscription.Request r) => r);
        messaging.MapCommand("/subscriptions/change", (ChangeSubscription.Request r) => r);
        messaging.MapCommand("/subscriptions/secret", (RenewSecret.Request r) => r);
        messaging.MapCommand("/subscriptions/stop", (StopSubscription.Request r) => r);
        messaging.MapCommand("/subscriptions/start", (StartSubscription.Request r) => r);
        messaging.MapCommand("/subscriptions/close", (CloseSubscription.Request r) => r);
        messaging.MapCommand("/subscriptions/replay", (ReplaySubscription.Request r) => r);
        messaging.MapCommand("/subscriptions/test", (TestSubscription.Request r) => r);
        messaging.MapQuery("/subscriptions/{id}/events", (ListSubscriptionEvents.Request r) => r);
        messaging.MapCommand("/subscriptions/events/retry", (RetryEvent.Request r) => r);
    }
}
