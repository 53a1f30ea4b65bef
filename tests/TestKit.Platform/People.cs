using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Bihuan.Accounts;
using Bihuan.Platform;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Xunit;

namespace Bihuan.TestKit;

/// <summary>Accounts of a running program, one for each role, and their way in: over HTTP and in a browser.</summary>
public static partial class People
{
    /// <summary>The password of every account that this makes.</summary>
    public const string Password = "Kaifang-2022-zhu!";

    /// <summary>Sets the program up as a district of its own with an account for each role, named <c>u-</c> and the role in small letters.</summary>
    /// <param name="web">The running program, not set up yet.</param>
    /// <param name="isSample">Whether every page says that it is a sample.</param>
    public static async Task SetUp(this DistrictWeb web, bool isSample = false)
    {
        await web.Done(new SetUp("甲区", First(Role.SystemAdministrator), First(Role.SecurityAdministrator), First(Role.AuditAdministrator), isSample));
        foreach (var role in Enum.GetValues<Role>().Except([Role.SystemAdministrator, Role.SecurityAdministrator, Role.AuditAdministrator]))
        {
            await web.Done(new CreateAccount(NameOf(role), $"{role}", Password, role, MustChangePassword: false));
        }

        static FirstAdministrator First(Role role) => new(NameOf(role), $"{role}", Password);
    }

    /// <summary>The account of a role.</summary>
    public static string NameOf(Role role) => "u-" + role.ToString().ToLowerInvariant();

    /// <summary>Sends a request as the program itself; it must be done.</summary>
    public static async Task<T> Done<T>(this DistrictWeb web, IRequest<T> request)
    {
        await using var scope = web.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Caller>().IsProgram = true;
        var result = await scope.ServiceProvider.GetRequiredService<Mediator>().Send(request, reason: null, TestContext.Current.CancellationToken);
        var words = web.Services.GetRequiredService<Words>();
        return result.Match(value => value, problems =>
        {
            Assert.Fail($"{request.GetType()} was refused: {string.Join("; ", problems.Select(p => $"{p.Code} {p.Field} {words.Say(p)}"))}");
            return default(T)!;
        });
    }

    /// <summary>A client that follows no redirects and keeps its cookies.</summary>
    public static HttpClient Client(this DistrictWeb web) => new(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer(), AutomaticDecompression = DecompressionMethods.All }) { BaseAddress = web.Address };

    /// <summary>A client that is logged in.</summary>
    public static async Task<HttpClient> LogIn(this DistrictWeb web, string name, string password = Password)
    {
        var client = web.Client();
        var cancel = TestContext.Current.CancellationToken;
        var page = await client.GetStringAsync("/login", cancel);
        using var form = new FormUrlEncodedContent([new("_handler", "log-in"), new("__RequestVerificationToken", Token().Match(page).Groups[1].Value), new("Typed.Name", name), new("Typed.Password", password)]);
        using var answer = await client.PostAsync("/login", form, cancel);
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        return client;
    }

    /// <summary>A client that is logged in as somebody with a role.</summary>
    public static Task<HttpClient> LogIn(this DistrictWeb web, Role role) => web.LogIn(NameOf(role));

    /// <summary>Lets a client that is logged in write as a page does: with the token that a form carries.</summary>
    public static async Task<HttpClient> ToWrite(this HttpClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        client.DefaultRequestHeaders.Add("RequestVerificationToken", Token().Match(await client.GetStringAsync("/help", TestContext.Current.CancellationToken)).Groups[1].Value);
        return client;
    }

    /// <summary>Logs in on a page of a browser. Who must set a second factor up does that on the way.</summary>
    /// <param name="web">The running program, whose clock makes the codes.</param>
    /// <param name="page">The page.</param>
    /// <param name="name">The account.</param>
    /// <param name="secret">The secret of the second factor, where there is one already.</param>
    /// <returns>The secret of the second factor, where one was set up.</returns>
    public static async Task<string?> LogIn(this DistrictWeb web, IPage page, string name, string? secret = null)
    {
        ArgumentNullException.ThrowIfNull(web);
        ArgumentNullException.ThrowIfNull(page);
        await page.GotoAsync("/login");
        await page.FillAsync("#name", name);
        await page.FillAsync("#password", Password);
        await page.ClickAsync("main form button");
        if (secret is not null)
        {
            // A code counts once; the next half minute has the next.
            web.Clock.Advance(TimeSpan.FromSeconds(31));
            await page.FillAsync("#code", Code(secret, web.Clock.GetUtcNow()));
            await page.ClickAsync("main form button");
        }

        await page.WaitForSelectorAsync(".top, .field-top, #code");
        if (!page.Url.Contains("/me/second-factor", StringComparison.Ordinal))
        {
            return secret;
        }

        var fresh = (await page.Locator("main ol code").InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal);
        await page.FillAsync("#code", Code(fresh, web.Clock.GetUtcNow()));
        await page.ClickAsync("main form .primary");
        await page.ClickAsync("main a.primary");
        await page.WaitForSelectorAsync(".top");
        return fresh;
    }

    /// <summary>The code of a second factor at a moment (RFC 6238: six digits, half minutes, HMAC-SHA-1).</summary>
    public static string Code(string secret, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(secret);
        var (bits, held, key) = (0, 0, new List<byte>());
        foreach (var letter in secret.TrimEnd('='))
        {
            (held, bits) = ((held << 5) | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(letter, StringComparison.OrdinalIgnoreCase), bits + 5);
            if (bits >= 8)
            {
                bits -= 8;
                key.Add((byte)(held >> bits));
                held &= (1 << bits) - 1;
            }
        }

        var step = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(step, now.ToUnixTimeSeconds() / 30);
#pragma warning disable CA5350 // The standard's own function; the product offers it because authenticator programs know no other.
        var hash = HMACSHA1.HashData(key.ToArray(), step);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 15)) & 0x7FFFFFFF;
        return (number % 1_000_000).ToString("000000", CultureInfo.InvariantCulture);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]{1,400})\"")]
    private static partial Regex Token();
}
