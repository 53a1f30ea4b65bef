using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Bihuan.Platform;
using Bihuan.TestKit;
using Xunit;

namespace Bihuan.Web.Tests;

/// <summary>The API's manners: codes, problem details, doing a thing once, versions, description, health.</summary>
public class ApiTests
{
    private const string Units = "/api/v1/organisation/units";

    [Fact]
    public async Task EveryError_IsProblemDetails_WithACodeAndATrace_AndNothingOfTheInside()
    {
        await using var web = await DistrictWeb.Start(DatabaseKind.Sqlite);
        await web.SetUp();
        using var anonymous = web.Client();
        using var client = await web.LogIn(Role.OrganisationOfficer);
        await Antiforgery(client);

        await Problem(await anonymous.GetAsync("/api/v1/nothing", Cancel), HttpStatusCode.NotFound, "HTTP-404");
        await Problem(await anonymous.PutAsync(Units, null, Cancel), HttpStatusCode.MethodNotAllowed, "HTTP-405");
        await Problem(await anonymous.PostAsync(Units, Json("{}"), Cancel), HttpStatusCode.Unauthorized, "ACC-053");
        await Problem(await client.PostAsync(Units, Json("{ \"name\": "), Cancel), HttpStatusCode.BadRequest, "HTTP-400-PLACE");
        await Problem(await client.PostAsync(Units, Json("null"), Cancel), HttpStatusCode.BadRequest, "HTTP-400");
        await Problem(await client.PostAsync(Units, new StringContent("name=a", Encoding.UTF8, "text/plain"), Cancel), HttpStatusCode.UnsupportedMediaType, "HTTP-415");
        await Problem(await client.PostAsync(Units, Json("{ \"kind\": \"Nothing\" }"), Cancel), HttpStatusCode.BadRequest, "HTTP-400-PLACE");
        await Problem(await client.PostAsync(Units, Json("{}"), Cancel), HttpStatusCode.BadRequest, "HTTP-400-PLACE");
        await Problem(await client.PostAsync("/api/v1/organisation/appointments", Json("{ \"person\": { \"name\": \"张一\" }, \"post\": null }"), Cancel), HttpStatusCode.BadRequest, "HTTP-400-PLACE");

        // Who asks first whether the server takes it need not send what it does not.
        using var large = new HttpRequestMessage(HttpMethod.Post, Units) { Content = Json($"{{ \"name\": \"{new string('a', 3_000_000)}\" }}") };
        large.Headers.ExpectContinue = true;
        await Problem(await client.SendAsync(large, Cancel), HttpStatusCode.RequestEntityTooLarge, "HTTP-413");
        await Problem(await client.PostAsync(Units, Json("{ \"name\": \" \" }"), Cancel), HttpStatusCode.UnprocessableEntity, "ORG-001");
    }

    [Fact]
    public async Task Sentences_FollowAcceptLanguage()
    {
        await using var web = await DistrictWeb.Start(DatabaseKind.Sqlite);
        await web.SetUp();
        using var client = web.Client();
        client.DefaultRequestHeaders.AcceptLanguage.Add(new StringWithQualityHeaderValue("en"));
        var english = await client.GetFromJson("/api/v1/nothing");
        Assert.StartsWith("There is nothing", english.GetProperty("title").GetString(), StringComparison.Ordinal);
        client.DefaultRequestHeaders.AcceptLanguage.Clear();
        Assert.StartsWith("没有", (await client.GetFromJson("/api/v1/nothing")).GetProperty("title").GetString(), StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task AWriteWithAKey_IsDoneOnce(DatabaseKind kind)
    {
        await using var web = await DistrictWeb.Start(kind);
        await web.SetUp();
        using var client = await web.LogIn(Role.OrganisationOfficer);
        await Antiforgery(client);

        var first = await Send("k1", "甲局");
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        var second = await Send("k1", "甲局");
        Assert.Equal("true", Assert.Single(second.Headers.GetValues("Idempotency-Replayed")));
        Assert.Equal(await first.Content.ReadAsStringAsync(Cancel), await second.Content.ReadAsStringAsync(Cancel));

        await Problem(await Send("k1", "乙局"), HttpStatusCode.UnprocessableEntity, "HTTP-422");
        await Problem(await Send("k2", "甲局"), HttpStatusCode.UnprocessableEntity, "ORG-002");
        Assert.Equal(HttpStatusCode.OK, (await Send("k3", "乙局")).StatusCode);

        // A day later the key is free again.
        web.Clock.Advance(TimeSpan.FromHours(25));
        using var later = await web.LogIn(Role.OrganisationOfficer);
        await Antiforgery(later);
        using var again = new HttpRequestMessage(HttpMethod.Post, Units) { Content = Json("{ \"name\": \"丙局\" }") };
        again.Headers.Add(Idempotency.Header, "k1");
        Assert.Equal(HttpStatusCode.OK, (await later.SendAsync(again, Cancel)).StatusCode);

        Task<HttpResponseMessage> Send(string key, string name)
        {
            var request = new HttpRequestMessage(HttpMethod.Post, Units) { Content = Json($"{{ \"name\": \"{name}\" }}") };
            request.Headers.Add(Idempotency.Header, key);
            return client.SendAsync(request, Cancel);
        }
    }

    /// <summary>The document goes to <c>artifacts/openapi.json</c>, where CI's linter finds it.</summary>
    [Fact]
    public async Task TheDescription_IsWhole()
    {
        await using var web = await DistrictWeb.Start(DatabaseKind.Sqlite);
        using var client = web.Client();
        var text = await client.GetStringAsync("/openapi/v1.json", Cancel);
        var folder = Directory.CreateDirectory(Path.Combine(Shared.Repository, "artifacts")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "openapi.json"), text, Cancel);

        var document = JsonDocument.Parse(text).RootElement;
        Assert.StartsWith("3.1", document.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        Assert.Equal("http", document.GetProperty("components").GetProperty("securitySchemes").GetProperty("bearer").GetProperty("type").GetString());
        var operations = document.GetProperty("paths").EnumerateObject().SelectMany(p => p.Value.EnumerateObject().Where(o => o.Name is "get" or "post" or "put" or "delete" or "patch").Select(o => (Path: p.Name, Operation: o.Value))).ToList();
        Assert.True(operations.Count > 2);
        Assert.All(operations, o =>
        {
            Assert.StartsWith("/api/v1/", o.Path, StringComparison.Ordinal);
            Assert.False(string.IsNullOrEmpty(o.Operation.GetProperty("summary").GetString()), $"{o.Path} has no summary.");
            Assert.True(o.Operation.TryGetProperty("operationId", out _), o.Path);
            Assert.Equal("application/problem+json", o.Operation.GetProperty("responses").GetProperty("400").GetProperty("content").EnumerateObject().Single().Name);
        });
        Assert.Equal(operations.Count, operations.Select(o => o.Operation.GetProperty("operationId").GetString()).Distinct().Count());
    }

    [Theory, BothDatabases]
    public async Task Health_SaysWhetherItLivesAndCanWork(DatabaseKind kind)
    {
        await using var web = await DistrictWeb.Start(kind);
        using var client = web.Client();
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/live", Cancel)).StatusCode);
        Assert.Equal("Healthy", (await client.GetFromJson("/health/ready")).GetProperty("checks").GetProperty("database").GetString());

        await web.SetUp();
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/ready", Cancel)).StatusCode);
        await web.CutJournal();
        var cut = await client.GetAsync("/health/ready", Cancel);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, cut.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/live", Cancel)).StatusCode);
    }

    [Fact]
    public async Task Metrics_AreShutUnlessOpened()
    {
        await using var web = await DistrictWeb.Start(DatabaseKind.Sqlite);
        using var client = web.Client();
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/metrics", Cancel)).StatusCode);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    /// <summary>A browser's session sends the antiforgery token with its writes.</summary>
    private static async Task Antiforgery(HttpClient client)
    {
        var page = await client.GetStringAsync("/help", Cancel);
        client.DefaultRequestHeaders.Add("RequestVerificationToken", System.Text.RegularExpressions.Regex.Match(page, "name=\"__RequestVerificationToken\" value=\"([^\"]{1,400})\"").Groups[1].Value);
    }

    private static async Task Problem(HttpResponseMessage answer, HttpStatusCode status, string code)
    {
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.True(status == answer.StatusCode, $"{(int)answer.StatusCode} {text}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = JsonDocument.Parse(text).RootElement;
        Assert.Equal(code, problem.GetProperty("code").GetString());
        Assert.Equal($"urn:bihuan:problem:{code}", problem.GetProperty("type").GetString());
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        Assert.NotEmpty(problem.GetProperty("title").GetString()!);
        Assert.NotEmpty(problem.GetProperty("traceId").GetString()!);
        Assert.DoesNotContain("Exception", text, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
        answer.Dispose();
    }
}
