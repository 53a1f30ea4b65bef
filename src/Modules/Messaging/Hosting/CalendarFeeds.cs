using System.Security.Cryptography;
using System.Text;
using Bihuan.Kernel;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Bihuan.Messaging;

/// <summary>The module's addresses that are neither pages nor the API.</summary>
public static class MessagingWeb
{
    /// <summary>Maps the calendars.</summary>
    public static void MapMessaging(this IEndpointRouteBuilder routes)
    {
        ArgumentNullException.ThrowIfNull(routes);
        routes.MapGet("/calendar/{token}.ics", CalendarFeeds.Answer).WithMetadata(new OpenToAllAttribute()).RequireRateLimiting(RateLimits.Calendar).ExcludeFromDescription();
    }
}

/// <summary>Calendars for programs that show nothing but an address: the token in it is the whole proof, so it is long, kept as a digest, and can be revoked.</summary>
internal static class CalendarFeeds
{
    /// <summary>What lies behind stays; what lies ahead is as far as plans go.</summary>
    private const int DaysBefore = 90, DaysAhead = 400;

    /// <summary>A new token and what is kept of it.</summary>
    public static (string Token, FeedSecret Secret) New(FeedId id, IDigest digest)
    {
        var token = $"{id.Value:N}{WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32))}";
        var suite = Digests.Of(digest.Name);
        return (token, new() { Id = id, Suite = suite.Name, Hash = suite.Of(Encoding.ASCII.GetBytes(token)) });
    }

    /// <summary>The calendar of a token, or 404 for one that is not good: nothing tells which it is.</summary>
    public static async Task<IResult> Answer(string token, HttpContext http, IServiceScopeFactory scopes, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var (db, clock, words) = (services.GetRequiredService<BihuanContext>(), services.GetRequiredService<TimeProvider>(), services.GetRequiredService<Words>());
        if (await Find(db, token, cancel) is not { } feed)
        {
            return Results.NotFound();
        }

        var caller = services.GetRequiredService<Caller>();
        (caller.Acting, caller.IsProgram) = (new(feed.Account), feed.Account is null);
        if (feed.Account is not null && !await services.GetRequiredService<IRights>().IsLoggedIn(cancel))
        {
            return Results.NotFound();
        }

        var today = DistrictDay.Today(clock);
        List<CalendarEntry> entries = [];
        foreach (var source in services.GetServices<ICalendarSource>())
        {
            entries.AddRange(await source.Entries(new(feed.Account, feed.Unit?.Value), today.AddDays(-DaysBefore), today.AddDays(DaysAhead), cancel));
        }

        var district = (await services.GetRequiredService<IDistrictProfile>().Get(cancel)).Name ?? "";
        var unit = feed.Unit is { } id ? (await services.GetRequiredService<IUnitDirectory>().Get(id.Value, cancel))?.Name : null;
        var bytes = Encoding.UTF8.GetBytes(services.GetRequiredService<CalendarWriter>().Write(words["calendar.name", unit ?? district], entries));
        await Note(db, feed.Id, clock.GetUtcNow(), cancel);

        var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes))[..32]}\"";
        http.Response.Headers.ETag = tag;
        http.Response.Headers.CacheControl = "private, no-cache";
        return http.Request.Headers.IfNoneMatch.Contains(tag) ? Results.StatusCode(StatusCodes.Status304NotModified) : Results.Bytes(bytes, "text/calendar; charset=utf-8", "bihuan.ics");
    }

    private static async Task<Feed?> Find(BihuanContext db, string token, CancellationToken cancel) =>
        token.Length is > 32 and < 200 && Id.TryParse<FeedId>(token.AsSpan(0, 32), out var id)
            && await db.Set<FeedSecret>().AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, cancel) is { } secret && Digests.Find(secret.Suite) is { } suite
            && CryptographicOperations.FixedTimeEquals(suite.Of(Encoding.UTF8.GetBytes(token)), secret.Hash)
            ? await db.Set<Feed>().AsNoTracking().SingleOrDefaultAsync(f => f.Id == id && !f.IsRevoked, cancel) : null;

    /// <summary>So that people see which of their calendars are in use.</summary>
    private static async Task Note(BihuanContext db, FeedId id, DateTimeOffset now, CancellationToken cancel)
    {
        var hour = now.AddHours(-1);
        await db.Set<FeedSecret>().Where(s => s.Id == id && (s.Fetched == null || s.Fetched < hour)).ExecuteUpdateAsync(s => s.SetProperty(x => x.Fetched, now), cancel);
    }
}
