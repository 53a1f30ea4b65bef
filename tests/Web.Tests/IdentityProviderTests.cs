using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Bihuan.Accounts;
using Bihuan.Platform;
using Bihuan.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Xunit;

namespace Bihuan.Web.Tests;

/// <summary>Log-in by an identity provider, over the real protocol with a provider on this machine.</summary>
public class IdentityProviderTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WhomTheProviderVouchesFor_IsInByUnitCodeAndPersonNumber()
    {
        await using var provider = await Provider.Start();
        await using var web = await Start(provider);
        await Visitor.Do(web, new CreateAccount("zhang", "张某", Visitor.Password, Role.OrganisationOfficer, PersonNumber: "1001", UnitCode: "U01", MustChangePassword: false));
        provider.Claims = new(StringComparer.Ordinal) { ["unit_code"] = "U01", ["person_number"] = "1001", ["role"] = "SecurityAdministrator" };
        using var visitor = new Visitor(web);
        using var login = await visitor.Get("/login");
        Assert.Contains("/login/provider", await login.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);

        using var done = await GoThrough(visitor, provider);
        Assert.EndsWith("/me", done.Headers.Location?.OriginalString, StringComparison.Ordinal);
        using var me = await visitor.Get("/me");
        Assert.Equal(HttpStatusCode.OK, me.StatusCode);

        // Rights are the account's; what the provider says of roles counts for nothing.
        using var accounts = await visitor.Get("/api/v1/accounts");
        Assert.Equal(HttpStatusCode.Forbidden, accounts.StatusCode);
    }

    [Theory]
    [InlineData("U01", "1002", "ACC-005")]
    [InlineData("U02", "1001", "ACC-005")]
    [InlineData("", "", "ACC-005")]
    [InlineData("U09", "1009", "ACC-003")]
    public async Task WhoHasNoAccount_OrADisabledOne_IsRefused(string unit, string person, string expected)
    {
        await using var provider = await Provider.Start();
        await using var web = await Start(provider);
        await Visitor.Do(web, new CreateAccount("zhang", "张某", Visitor.Password, PersonNumber: "1001", UnitCode: "U01", MustChangePassword: false));
        var gone = await Visitor.Do(web, new CreateAccount("li", "李某", Visitor.Password, PersonNumber: "1009", UnitCode: "U09", MustChangePassword: false));
        await Visitor.Do(web, new DisableAccount(gone));
        provider.Claims = new(StringComparer.Ordinal) { ["unit_code"] = unit, ["person_number"] = person };
        using var visitor = new Visitor(web);
        using var refused = await GoThrough(visitor, provider);
        Assert.Equal($"/login?refused={expected}", refused.Headers.Location?.OriginalString);
        using var page = await visitor.Get($"/login?refused={expected}");
        Assert.Contains(expected, await page.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        using var inside = await visitor.Get("/me");
        Assert.Equal(HttpStatusCode.Redirect, inside.StatusCode);
    }

    /// <summary>A token of another signer, with another nonce, or a state that was not ours ends at the log-in.</summary>
    [Theory]
    [InlineData(true, false, false)]
    [InlineData(false, true, false)]
    [InlineData(false, false, true)]
    public async Task AForgedAnswer_IsRefused(bool otherKey, bool otherNonce, bool otherState)
    {
        await using var provider = await Provider.Start();
        await using var web = await Start(provider);
        await Visitor.Do(web, new CreateAccount("zhang", "张某", Visitor.Password, PersonNumber: "1001", UnitCode: "U01", MustChangePassword: false));
        provider.Claims = new(StringComparer.Ordinal) { ["unit_code"] = "U01", ["person_number"] = "1001" };
        (provider.OtherKey, provider.OtherNonce) = (otherKey, otherNonce);
        using var visitor = new Visitor(web);
        using var refused = await GoThrough(visitor, provider, otherState);
        Assert.Equal("/login?refused=ACC-006", refused.Headers.Location?.OriginalString);
        using var inside = await visitor.Get("/me");
        Assert.Equal(HttpStatusCode.Redirect, inside.StatusCode);
    }

    private static Task<DistrictWeb> Start(Provider provider) => Visitor.SetUpProgram(DatabaseKind.Sqlite, options: o => o with
    {
        Clock = SystemClock(),
        IdentityProvider = new() { Authority = provider.Address, ClientId = "bihuan", ClientSecret = Provider.Secret, DisplayName = "统一认证" },
    });

#pragma warning disable RS0030 // The libraries of the protocol look at the machine's clock.
    private static TimeProvider SystemClock() => TimeProvider.System;
#pragma warning restore RS0030

    private static async Task<HttpResponseMessage> GoThrough(Visitor visitor, Provider provider, bool otherState = false)
    {
        using var challenge = await visitor.Get("/login/provider?returnUrl=%2Fme");
        Assert.Equal(HttpStatusCode.Redirect, challenge.StatusCode);
        Assert.StartsWith(provider.Address, challenge.Headers.Location!.OriginalString, StringComparison.Ordinal);
        using var stranger = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseProxy = false });
        using var answer = await stranger.GetAsync(challenge.Headers.Location, Cancel);
        var back = answer.Headers.Location!.PathAndQuery;
        return await visitor.Get(otherState ? back.Replace("state=", "state=x", StringComparison.Ordinal) : back);
    }

    /// <summary>A provider with discovery, authorization, token and keys, for one person.</summary>
    private sealed class Provider : IAsyncDisposable
    {
        public const string Secret = "a secret of the test";

        private readonly WebApplication _app;
        private readonly RSA _key = RSA.Create(2048);
        private readonly RSA _other = RSA.Create(2048);
        private readonly ConcurrentDictionary<string, (string Nonce, string Challenge)> _codes = new(StringComparer.Ordinal);

        private Provider(WebApplication app) => _app = app;

        public Dictionary<string, object> Claims { get; set; } = [];

        public bool OtherKey { get; set; }

        public bool OtherNonce { get; set; }

        public string Address => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

        public static async Task<Provider> Start()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            var provider = new Provider(builder.Build());
            provider.Map();
            await provider._app.StartAsync(Cancel);
            return provider;
        }

        public async ValueTask DisposeAsync()
        {
            await _app.DisposeAsync();
            _key.Dispose();
            _other.Dispose();
        }

        private void Map()
        {
            _app.MapGet("/.well-known/openid-configuration", () => Results.Json(new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["issuer"] = Address,
                ["authorization_endpoint"] = Address + "/authorize",
                ["token_endpoint"] = Address + "/token",
                ["jwks_uri"] = Address + "/keys",
                ["response_types_supported"] = new[] { "code" },
                ["subject_types_supported"] = new[] { "public" },
                ["id_token_signing_alg_values_supported"] = new[] { "RS256" },
            }));
            _app.MapGet("/keys", () =>
            {
                var key = JsonWebKeyConverter.ConvertFromRSASecurityKey(new(_key.ExportParameters(false)) { KeyId = "1" });
                return Results.Json(new { keys = new[] { new { kty = key.Kty, use = "sig", kid = "1", alg = "RS256", n = key.N, e = key.E } } });
            });
            _app.MapGet("/authorize", (HttpRequest request) =>
            {
                Assert.Equal("S256", request.Query["code_challenge_method"]);
                Assert.Equal("code", request.Query["response_type"]);
                var code = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
                _codes[code] = (request.Query["nonce"]!, request.Query["code_challenge"]!);
                return Results.Redirect(QueryHelpers.AddQueryString(request.Query["redirect_uri"]!, new Dictionary<string, string?>(StringComparer.Ordinal) { ["code"] = code, ["state"] = request.Query["state"] }));
            });
            _app.MapPost("/token", async (HttpRequest request) =>
            {
                var form = await request.ReadFormAsync();
                if (form["client_secret"] != Secret || !_codes.TryRemove(form["code"].ToString(), out var given)
                    || WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString()))) != given.Challenge)
                {
                    return Results.BadRequest(new { error = "invalid_grant" });
                }

                var now = SystemClock().GetUtcNow().UtcDateTime;
                var token = new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
                {
                    Issuer = Address,
                    Audience = "bihuan",
                    IssuedAt = now,
                    NotBefore = now,
                    Expires = now.AddMinutes(5),
                    Claims = new Dictionary<string, object>(Claims, StringComparer.Ordinal) { ["sub"] = "somebody", ["nonce"] = OtherNonce ? "another" : given.Nonce },
                    SigningCredentials = new(new RsaSecurityKey(OtherKey ? _other : _key) { KeyId = "1" }, SecurityAlgorithms.RsaSha256),
                });
                return Results.Json(new { access_token = "unused", token_type = "Bearer", id_token = token, expires_in = 300 });
            });
        }
    }
}
