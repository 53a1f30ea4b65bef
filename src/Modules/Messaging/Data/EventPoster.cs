using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Messaging;

/// <summary>Words events for other systems and posts them, signed.</summary>
internal sealed class EventPoster(IEnumerable<IOutgoingEvent> mappings, IOrganisationQueries organisation, EventCatalog catalog, OutsideHttp http, Secrets secrets, MachineClock clock)
{
    /// <summary>The type of the event that only shows that it arrives.</summary>
    public const string Ping = "messaging.ping";

    private readonly List<IOutgoingEvent> _mappings = [.. mappings];

    /// <summary>The events that may leave the house.</summary>
    public IReadOnlyList<string> Types => [.. _mappings.SelectMany(m => m.Types).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>The body of an entry for a subscription; <see langword="null"/> where it is none of its business.</summary>
    public async Task<string?> BodyFor(Subscription subscription, JournalEntry entry, CancellationToken cancel)
    {
        if (!subscription.Takes(entry.Type) || _mappings.Find(m => m.Types.Contains(entry.Type)) is not { } mapping || await mapping.Map(new(entry, catalog.Read(entry)), cancel) is not { } body)
        {
            return null;
        }
        if (subscription.Unit is { } scope
            && (body.Unit is not { } unit || !(await organisation.UnitAndAncestors(UnitId.From(unit), DistrictDay.Of(entry.Recorded), cancel)).Contains(scope)))
        {
            return null;
        }

        return JsonSerializer.Serialize(
            new { id = entry.Position, stream = $"{entry.StreamKind}/{entry.StreamId}", entry.Version, entry.Type, occurred = entry.Recorded.ToUniversalTime(), body.Unit, body.Payload }, EventCatalog.Json);
    }

    /// <summary>Posts a body.</summary>
    /// <param name="address">Where to.</param>
    /// <param name="secret">The secret, protected as it is stored.</param>
    /// <param name="id">The event's id: the entry's position, by which the other side knows one that comes twice.</param>
    /// <param name="body">The body.</param>
    /// <param name="isReplay">Whether it is sent again by request.</param>
    /// <param name="cancel">Cancels.</param>
    public Task<Outcome> Post(string address, string secret, string id, string body, bool isReplay, CancellationToken cancel)
    {
        var headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["Bihuan-Signature"] = Sign(secrets.Unprotect(secret), body, clock.Now.ToUnixTimeSeconds()), ["Bihuan-Event-Id"] = id };
        if (isReplay)
        {
            headers["Bihuan-Replay"] = "true";
        }

        return http.Post(new(address), body, headers, _ => Outcome.Sent, cancel);
    }

    /// <summary>Posts an event that means nothing.</summary>
    public Task<Outcome> PostPing(string address, string secret, CancellationToken cancel) =>
        Post(address, secret, "0", JsonSerializer.Serialize(new { id = 0, type = Ping, occurred = clock.Now.ToUniversalTime() }, EventCatalog.Json), isReplay: false, cancel);

    /// <summary>The seconds since 1970 and the HMAC-SHA256 over them, a dot and the body.</summary>
    public static string Sign(string secret, string body, long seconds)
    {
        var time = seconds.ToString(CultureInfo.InvariantCulture);
        return $"t={time},v1={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{time}.{body}")))}";
    }
}
