using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Bihuan.Accounts;
using Bihuan.Enterprises;
using Bihuan.Organisation;
using Bihuan.Persistence;
using Bihuan.Platform;
using Bihuan.Reading.Units;
using Bihuan.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SkiaSharp;
using Xunit;

namespace Bihuan.Hazards.Tests;

/// <summary>A report arrives once, however often it is sent.</summary>
public class FieldReportTests
{
    private static readonly FieldPhotograph Photograph = new("SHA-256:" + new string('0', 64), 8, 8, null, null);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, BothDatabases]
    public async Task SentAgain_ItKeepsItsReceipt_AndAnotherContentIsKeptBesideIt(DatabaseKind kind)
    {
        await using var district = await District.Open(kind);
        var (jia, yi) = (await Somebody(district, "jia"), await Somebody(district, "yi"));
        var message = Message("门口堵塞");
        var first = await district.Done(Request(message), jia);
        Assert.Equal(("XC-20220401-000001", null), (first.Number, first.ConflictsWith));

        // The line was lost before the answer came; by then the phone's clock goes on, and so does the district's.
        district.Clock.Advance(TimeSpan.FromHours(3));
        Assert.Equal(first, await district.Done(Request(message with { Sent = message.Sent!.Value.AddHours(3) }), jia));
        Assert.Equal(first, await district.Done(new FindFieldReceipt.Request(message.Id, Request(message).Content), jia));

        var other = await district.Done(Request(message with { Words = "后门堵塞" }), jia);
        Assert.Equal(("XC-20220401-000002", first.Number), (other.Number, other.ConflictsWith));
        Assert.Equal(other, await district.Done(Request(message with { Words = "后门堵塞" }), jia));
        Assert.Equal(first, await district.Done(Request(message), jia));

        // An id is a phone's own: another person's under the same id is another report, and tells nothing of the first.
        var foreign = await district.Done(Request(message), yi);
        Assert.Equal(("XC-20220401-000003", null), (foreign.Number, foreign.ConflictsWith));
        Assert.Null(await district.Done(new FindFieldReceipt.Request(message.Id, "x"), yi));

        // Numbers begin anew each day of the district.
        district.Clock.Advance(TimeSpan.FromHours(12));
        Assert.Equal("XC-20220402-000001", (await district.Done(Request(Message("x")), jia)).Number);

        var own = (await district.Done(new ListFieldReports.Request(), jia)).Items;
        Assert.Equal(["XC-20220402-000001", "XC-20220401-000002", "XC-20220401-000001"], own.Select(r => r.Number));
        Assert.Equal((message.Taken, message.Sent, first.Received), (own[2].Taken, own[2].Sent, own[2].Received));

        await using var scope = district.Scope();
        var db = scope.ServiceProvider.GetRequiredService<BihuanContext>();
        var before = await Numbers(db);
        await scope.ServiceProvider.GetRequiredService<Rebuilder>().Rebuild(db, null, Cancel);
        Assert.Equal(before, await Numbers(db));
    }

    [Theory, BothDatabases]
    public async Task SentManyTimesAtOnce_ItArrivesOnce(DatabaseKind kind)
    {
        await using var district = await District.Open(kind);
        var jia = await Somebody(district, "jia");
        var messages = Enumerable.Range(0, 6).Select(i => Message($"第{i}处")).ToList();
        var sends = messages.SelectMany(m => Enumerable.Range(0, 6).Select(_ => m).Append(m with { Words = "改过" }));
        var receipts = await Task.WhenAll(sends.Select(m => Task.Run(async () => (m, Receipt: await district.Done(Request(m), jia)))));
        foreach (var same in receipts.GroupBy(r => (r.m.Id, r.m.Words)))
        {
            Assert.Single(same.Select(r => r.Receipt).Distinct());
        }

        // Of the two contents of each, whichever came first, one conflicts with the other.
        Assert.All(receipts.GroupBy(r => r.m.Id), g => Assert.Single(g.Select(r => r.Receipt).Distinct(), r => r.ConflictsWith is not null));
        await using var scope = district.Scope();
        var db = scope.ServiceProvider.GetRequiredService<BihuanContext>();
        Assert.Equal(12, await db.Set<FieldReport>().CountAsync(Cancel));
        Assert.Equal(Enumerable.Range(1, 12), await db.Set<FieldReceiptRow>().OrderBy(r => r.Serial).Select(r => r.Serial).ToListAsync(Cancel));
        Assert.True((await scope.ServiceProvider.GetRequiredService<AuditVerifier>().Verify(null, null, Cancel)).IsClean);
    }

    [Fact]
    public async Task WhoeverSends_SeesWhatIsTheirs_AndNothingElse()
    {
        await using var district = await District.Open(DatabaseKind.Sqlite);
        var (east, west) = (await district.Done(new CreateUnit("东港街道", UnitKind.Street, UnitLevel.Street)), await district.Done(new CreateUnit("西浦街道", UnitKind.Street, UnitLevel.Street)));
        var own = await district.Done(new RegisterPremises(new() { Name = "东一库", Kind = "warehouse", Street = east, Point = new(121.8m, 29.9m), Address = "" }));
        var near = await district.Done(new RegisterPremises(new() { Name = "东二库", Kind = "warehouse", Street = east, Point = new(121.83m, 29.9m), Address = "" }));
        var foreign = await district.Done(new RegisterPremises(new() { Name = "西一库", Kind = "warehouse", Street = west, Point = new(121.801m, 29.9m), Address = "" }));
        var worker = await Somebody(district, "jia", east);
        Assert.Equal([own, near], (await district.Done(new ListNearPremises.Request(121.8m, 29.9m), worker)).Select(p => p.Id));
        Assert.Equal([near, own], (await district.Done(new ListNearPremises.Request(121.84m, 29.9m), worker)).Select(p => p.Id));
        await district.Done(Request(Message("x") with { Premises = own }), worker);
        Assert.Equal(["PLATFORM-001"], await district.Refused(Request(Message("x") with { Premises = foreign }), worker));
        foreach (var role in Enum.GetValues<Role>().Except([Role.UnitOfficer, Role.SupervisionOfficer, Role.GridWorker]))
        {
            var other = await Somebody(district, $"{role}", role: role);
            Assert.Equal(["PLATFORM-001"], await district.Refused(Request(Message("x")), other));
            Assert.Equal(["PLATFORM-001"], await district.Refused(new ListFieldReports.Request(), other));
            Assert.Equal(["PLATFORM-001"], await district.Refused(new ListNearPremises.Request(121.8m, 29.9m), other));
        }

        var report = (await district.Done(new ListFieldReports.Request(), worker)).Items.Single();
        await district.Done(new FieldReportPhotograph.Request(report.Id, Photograph.Hash), worker);
        Assert.Equal(["PLATFORM-005"], await district.Refused(new FieldReportPhotograph.Request(report.Id, Photograph.Hash), await Somebody(district, "yi", east)));
        Assert.Empty((await district.Done(new ListFieldReports.Request(), await Somebody(district, "bing", east))).Items);
    }

    [Fact]
    public void WhatIsWrong_IsSaidAllAtOnce()
    {
        var wrong = SendFieldReport.Check(new(Guid.Empty, null, new('x', 501), null, null, 181, 0, null, null, null), 7);
        Assert.Equal(["HAZ-401", "HAZ-402", "HAZ-403", "HAZ-404", "HAZ-405", "HAZ-406"], wrong.Select(p => p.Code));
    }

    /// <summary>The same over HTTP, with real files.</summary>
    [Fact]
    public async Task TheApi_TakesAReportOnce_AndServesItsPhotographsAsPicturesOnly()
    {
        await using var web = await DistrictWeb.Start(DatabaseKind.Sqlite);
        await web.SetUp();
        using var client = await web.LogIn(Role.UnitOfficer);
        using (var forged = Form(Guid.CreateVersion7(), Pictures.Of(SKEncodedImageFormat.Jpeg)))
        using (var refused = await client.PostAsync("/api/v1/field/reports", forged, Cancel))
        {
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        }

        client.DefaultRequestHeaders.Add("RequestVerificationToken", (await client.GetFromJsonAsync<JsonElement>("/api/v1/field/me", Cancel)).GetProperty("token").GetString());
        var id = Guid.CreateVersion7();
        byte[] file = [.. Pictures.WithNotes(Pictures.Of(SKEncodedImageFormat.Jpeg), Pictures.Notes(taken: "2022:03:31 23:30:00", at: (29.9, 121.8))), .. "<script>alert(1)</script>"u8];
        var first = await Sent(client, id, file);
        Assert.Equal(first, await Sent(client, id, file));
        var other = await Sent(client, id, Pictures.Of(SKEncodedImageFormat.Png));
        Assert.Equal(first.Number, other.ConflictsWith);

        var row = (await client.GetFromJsonAsync<JsonElement>("/api/v1/field/reports", Cancel)).GetProperty("items").EnumerateArray().Single(r => r.GetProperty("number").GetString() == first.Number);
        var photograph = row.GetProperty("photographs")[0];
        Assert.Equal(121.8m, photograph.GetProperty("place").GetProperty("longitude").GetDecimal());
        var address = $"/api/v1/field/photographs/{first.Report.Value}?hash={photograph.GetProperty("hash").GetString()}";
        using var shown = await client.GetAsync(address, Cancel);
        Assert.Equal(("image/jpeg", "attachment"), (shown.Content.Headers.ContentType?.MediaType, shown.Content.Headers.ContentDisposition?.DispositionType));
        Assert.Equal(["nosniff"], shown.Headers.GetValues("X-Content-Type-Options"));
        Assert.Equal(["sandbox; default-src 'none'"], shown.Headers.GetValues("Content-Security-Policy"));
        Assert.DoesNotContain("script", System.Text.Encoding.Latin1.GetString(await shown.Content.ReadAsByteArrayAsync(Cancel)), StringComparison.Ordinal);
        await web.Done(new CreateAccount("yi", "yi", People.Password, Role.UnitOfficer, await web.Done(new CreateUnit("乙局")), MustChangePassword: false));
        using var stranger = await web.LogIn("yi");
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(address, Cancel)).StatusCode);

        Assert.Equal(["FILE-003"], await Refusal(client, Form(Guid.CreateVersion7(), "<svg/>"u8.ToArray())));
        Assert.Equal(["HAZ-407"], await Refusal(client, new StringContent("{}", System.Text.Encoding.UTF8, "application/json")));
        Assert.Equal(["HAZ-407"], await Refusal(client, new MultipartFormDataContent { { new StringContent("{"), "report" } }));
        Assert.Equal(["HAZ-403"], await Refusal(client, Form(Guid.CreateVersion7())));
    }

    private static async Task<FieldReceipt> Sent(HttpClient client, Guid id, byte[] file)
    {
        using var form = Form(id, file);
        using var answer = await client.PostAsync("/api/v1/field/reports", form, Cancel);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Cancel));
        return (await answer.Content.ReadFromJsonAsync<FieldReceipt>(EventCatalog.Json, Cancel))!;
    }

    private static async Task<IEnumerable<string>> Refusal(HttpClient client, HttpContent content)
    {
        using (content)
        {
            using var answer = await client.PostAsync("/api/v1/field/reports", content, Cancel);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
            return [.. (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("problems").EnumerateArray().Select(p => p.GetProperty("code").GetString()!)];
        }
    }

    private static MultipartFormDataContent Form(Guid id, params byte[][] files)
    {
        var form = new MultipartFormDataContent { { JsonContent.Create(Message("x") with { Id = id, Taken = new(2022, 4, 1, 0, 0, 0, TimeSpan.Zero) }, options: EventCatalog.Json), "report" } };
        foreach (var file in files)
        {
            form.Add(new ByteArrayContent(file), "photograph", "../../a.html");
        }

        return form;
    }

    private static async Task<IReadOnlyList<string>> Numbers(BihuanContext db) =>
        [.. (await db.Set<FieldReceiptRow>().AsNoTracking().OrderBy(r => r.Day).ThenBy(r => r.Serial).ToListAsync(Cancel)).Select(r => $"{r.Report.Value} {r.Number}")];

    private static FieldMessage Message(string words)
    {
        var taken = new DateTimeOffset(2022, 4, 1, 8, 30, 0, TimeSpan.FromHours(8));
        return new(Guid.CreateVersion7(), FieldCategory.Exits, words, null, null, 121.8m, 29.9m, 12, taken, taken.AddMinutes(1));
    }

    private static SendFieldReport.Request Request(FieldMessage message) => new(message, message.Premises, message.Digest(["x"]), [Photograph]);

    private static async Task<Action<Caller>> Somebody(District district, string name, UnitId? unit = null, Role role = Role.UnitOfficer)
    {
        var account = await district.Done(new CreateAccount(name.ToLowerInvariant(), name, People.Password, role, unit, MustChangePassword: false));
        return caller => (caller.Acting, caller.IsProgram) = (new(account.Value), false);
    }
}
