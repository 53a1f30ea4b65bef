using Bihuan.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Messaging;

internal static class MessagingTables
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<Robot>(robot =>
        {
            robot.ToTable("robot");
            robot.HasKey(r => r.Id);
            robot.Ignore(r => r.Key);
            robot.Ignore(r => r.Channel);
            robot.Property(r => r.Notices).AsJson();
            robot.Property(r => r.Quiet).AsJson();
            robot.HasIndex(r => new { r.Unit, r.Kind }).IsUnique();
        });
        model.Entity<Subscription>(subscription =>
        {
            subscription.ToTable("subscription");
            subscription.HasKey(s => s.Id);
            subscription.Ignore(s => s.Key);
            subscription.Property(s => s.Patterns).AsJson();
        });
        model.Entity<Feed>(feed =>
        {
            feed.ToTable("calendar_feed");
            feed.HasKey(f => f.Id);
            feed.Ignore(f => f.Key);
            feed.HasIndex(f => f.Account);
            feed.HasIndex(f => f.Unit);
        });
        model.Entity<PersonSettings>(settings =>
        {
            settings.ToTable("message_settings").IsKept();
            settings.HasKey(s => s.Account);
            settings.Property(s => s.Account).ValueGeneratedNever();
            settings.Property(s => s.Muted).AsJson();
            settings.Property(s => s.Quiet).AsJson();
            settings.Property(s => s.Digest).AsJson();
            settings.Ignore(s => s.Wishes);
        });
        model.Entity<RobotSecret>(secret =>
        {
            secret.ToTable("robot_secret").IsKept();
            secret.HasKey(s => s.Id);
        });
        model.Entity<FeedSecret>(secret =>
        {
            secret.ToTable("calendar_feed_secret").IsKept();
            secret.HasKey(s => s.Id);
        });
        model.Entity<Delivery>(delivery =>
        {
            delivery.ToTable("delivery").IsKept();
            delivery.HasKey(d => d.Id);
            delivery.HasIndex(d => new { d.Notification, d.Channel, d.Target }).IsUnique();
            delivery.HasIndex(d => new { d.State, d.NotBefore });
            delivery.HasIndex(d => d.Batch);
            delivery.HasIndex(d => d.Created);
        });
        model.Entity<SubscriptionPlace>(place =>
        {
            place.ToTable("subscription_place").IsKept();
            place.HasKey(p => p.Id);
        });
        model.Entity<Post>(post =>
        {
            post.ToTable("subscription_post").IsKept();
            post.HasKey(p => new { p.Subscription, p.Position });
            post.HasIndex(p => p.At);
        });
    }
}
