using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Bihuan.Persistence;

namespace Bihuan.Messaging;

/// <summary>Writes to a group through its robot, as plain text: a notice is no place for another's formatting.</summary>
internal sealed class RobotSender(OutsideHttp http, MachineClock clock)
{
    /// <summary>What a text may hold in UTF-8: 2048 bytes by WeCom's rules, 20000 by DingTalk's.</summary>
    public static int MaxBytes(RobotKind kind) => kind == RobotKind.WeCom ? 2048 : 20_000;

    public Task<Outcome> Send(RobotKind kind, string address, string? secret, Letter letter, CancellationToken cancel)
    {
        var body = JsonSerializer.Serialize(new { msgtype = "text", text = new { content = letter.Text } }, EventCatalog.Json);
        var to = new Uri(kind == RobotKind.DingTalk && secret is not null ? Signed(address, secret, clock.Now.ToUnixTimeMilliseconds()) : address);
        return http.Post(to, body, new Dictionary<string, string>(StringComparer.Ordinal), Judge, cancel);
    }

    /// <summary>DingTalk's signature: HMAC-SHA256 under the secret over the milliseconds, a line break and the secret, in base 64, percent-encoded.</summary>
    public static string Signed(string address, string secret, long milliseconds)
    {
        var time = milliseconds.ToString(CultureInfo.InvariantCulture);
        var sign = Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{time}\n{secret}")));
        return $"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}timestamp={time}&sign={Uri.EscapeDataString(sign)}";
    }

    /// <summary>Both answer 200 also to what they refuse, and say so in <c>errcode</c>.</summary>
    private static Outcome Judge(string answer)
    {
        try
        {
            using var json = JsonDocument.Parse(answer);
            return json.RootElement.TryGetProperty("errcode", out var code) && code.TryGetInt32(out var number)
                ? number == 0 ? Outcome.Sent : Outcome.Failed("MSG-045", $"{number.ToString(CultureInfo.InvariantCulture)} {(json.RootElement.TryGetProperty("errmsg", out var text) ? text.ToString() : "")}")
                : Outcome.Failed("MSG-046");
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            return Outcome.Failed("MSG-046");
        }
    }
}
