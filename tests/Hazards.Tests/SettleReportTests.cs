using System.Net;
using Bihuan.Accounts;
using Bihuan.Enterprises;
using Bihuan.Organisation;
using Bihuan.Persistence;
using Bihuan.Platform;
using Bihuan.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bihuan.Hazards.Tests;

/// <summary>Reports that wait are settled by a person: registered, joined, or declined; and the public follows its own without an account.</summary>
public sealed class SettleReportTests(Browser browser) : WebTest(browser)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, BothDatabases]
    public async Task AReportThatWaits_IsRegistered_Joined_OrDeclined(DatabaseKind kind)
    {
        await using var safety = await Safety.Open(kind);
        var district = safety.District;
        var picture = await safety.Picture();
        var (first, second, third) = (await Sent("门口堵塞"), await Sent("后门堵塞"), await Sent("看错了"));
        Assert.Equal([first, second, third], (await district.Done(new ListWaitingReports.Request(), safety.EastOfficer)).Items.Select(r => r.Id));
        var shown = await district.Done(new ShowWaitingReport.Request(first), safety.EastOfficer);
        Assert.Equal((HazardCategory.Fire, "门口堵塞", 50, 2), (shown.Entered.Category, shown.Entered.Title, shown.Radius, shown.NearReports.Count));

        // Registered in one commit with the report's photograph; whoever sent it found it.
        Assert.Equal(["HAZ-101"], await district.Refused(new SettleReport.Request(first, Terms: shown.Entered), safety.EastOfficer));
        var hazard = (await district.Done(new SettleReport.Request(first, Terms: shown.Entered with { Premises = [safety.Hotel] }), safety.EastOfficer))!.Value;
        var registered = await safety.Show(hazard);
        Assert.Equal((picture.Hash, safety.East, FoundBy.Officer), (Assert.Single(registered.Photographs).Taken.Hash, registered.Finder.Unit, registered.Finder.By));

        // The hazard lies at the hotel, which is where the second report points to.
        Assert.Equal((hazard, 0), ((await district.Done(new ShowWaitingReport.Request(second), safety.EastOfficer)).Near.Single().Hazard.Id, (await district.Done(new ShowWaitingReport.Request(second), safety.EastOfficer)).Near.Single().Metres));
        Assert.Equal(["HAZ-702"], await district.Refused(new SettleReport.Request(second, Join: hazard, Why: "重复"), safety.EastOfficer));
        Assert.Equal(["HAZ-703"], await district.Refused(new SettleReport.Request(second, Join: default(HazardId)), safety.EastOfficer));
        await district.Done(new SettleReport.Request(second, Join: hazard), safety.EastOfficer);
        Assert.Equal(["HAZ-211"], await district.Refused(new SettleReport.Request(third, Why: " "), safety.EastOfficer));
        await district.Done(new SettleReport.Request(third, Why: "现场没有堵塞"), safety.EastOfficer);
        Assert.Equal(["HAZ-701"], await district.Refused(new SettleReport.Request(third, Why: "再来"), safety.EastOfficer));
        Assert.Empty((await district.Done(new ListWaitingReports.Request(), safety.EastOfficer)).Items);

        // Of another street nobody sees it, or its photograph.
        var west = await safety.Somebody(Role.UnitOfficer, safety.West);
        var fourth = await Sent("仓库门口");
        Assert.Empty((await district.Done(new ListWaitingReports.Request(), west)).Items);
        Assert.Equal(["PLATFORM-005"], await district.Refused(new ShowWaitingReport.Request(fourth), west));
        Assert.Equal(["PLATFORM-005"], await district.Refused(new SettleReport.Request(fourth, Why: "x"), west));
        Assert.Equal(["PLATFORM-005"], await district.Refused(new FieldReportPhotograph.Request(fourth, picture.Hash), west));
        Assert.Equal(picture.Hash, (await district.Done(new FieldReportPhotograph.Request(fourth, picture.Hash), await safety.Somebody(Role.UnitOfficer, safety.East))).Hash);

        async Task<FieldReportId> Sent(string words)
        {
            district.Clock.Advance(TimeSpan.FromMinutes(1));
            var message = new FieldMessage(Guid.CreateVersion7(), FieldCategory.Exits, words, null, "东门", 121.8m, 29.9m, 5, district.Clock.GetUtcNow(), district.Clock.GetUtcNow());
            return (await district.Done(new SendFieldReport.Request(message, null, message.Digest([words]), [new(picture.Hash, 8, 8, null, null)]), safety.EastOfficer)).Report;
        }
    }

    [Theory, BothDatabases]
    public async Task ThePublic_ReportsOnce_AndFollowsItToItsEnd_WithoutAnAccount(DatabaseKind kind)
    {
        var web = await Start(kind, o => o with { PublicReports = new() { Enabled = true } });
        await web.SetUp();
        var top = await web.Done(new CreateUnit("甲区人民政府", UnitKind.Other));
        var (street, other) = (await web.Done(new CreateUnit("甲街道", UnitKind.Street, Parent: top)), await web.Done(new CreateUnit("乙街道", UnitKind.Street, Parent: top)));
        var hotel = await web.Done(new RegisterPremises(new() { Name = "海天宾馆", Kind = "hotel", Street = street, Point = new(121.8m, 29.9m) }));
        foreach (var (name, unit) in new[] { ("jia", street), ("yi", other) })
        {
            await web.Done(new CreateAccount(name, name, People.Password, Role.UnitOfficer, unit, MustChangePassword: false));
        }

        // What names people is not taken, nor what is no photograph; a script is text.
        Assert.Contains("请不要填写手机号", Said(await web.Report("请联系13812345678"), HttpStatusCode.UnprocessableEntity), StringComparison.Ordinal);
        Assert.Contains("这个文件不是可以接收的类型", Said(await web.Report("门口堵塞", "<svg/>"u8.ToArray()), HttpStatusCode.UnprocessableEntity), StringComparison.Ordinal);
        var sent = await web.Report("门口堵塞<script>alert(1)</script>", street: street.Value);
        Assert.Equal(HttpStatusCode.Found, sent.Status);

        // Sent again, it is the same.
        Assert.Equal(HttpStatusCode.Found, (await web.Report("门口堵塞<script>alert(1)</script>", street: street.Value, id: sent.Id)).Status);
        await using var scope = web.Services.CreateAsyncScope();
        var report = await scope.ServiceProvider.GetRequiredService<BihuanContext>().Set<FieldReport>().AsNoTracking().SingleAsync(Cancel);
        Assert.Equal((true, street), (report.IsPublic, report.Street!.Value));
        Assert.Contains("已收到，等待核实", await Status(), StringComparison.Ordinal);

        // The street looks into it, no other does; nothing of it is public meanwhile.
        using var jia = await web.LogIn("jia");
        using var yi = await web.LogIn("yi");
        Assert.Contains(report.Id.Value.ToString(), await jia.GetStringAsync("/api/v1/field/waiting", Cancel), StringComparison.Ordinal);
        Assert.DoesNotContain(report.Id.Value.ToString(), await yi.GetStringAsync("/api/v1/field/waiting", Cancel), StringComparison.Ordinal);
        using var unknown = await web.Client().GetAsync($"/public/reports/{Guid.CreateVersion7()}", Cancel);
        Assert.DoesNotContain("门口堵塞", await unknown.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        using var picture = await web.Client().GetAsync($"/api/v1/field/photographs/{report.Id.Value}?hash={Uri.EscapeDataString(report.Photographs[0].Hash)}", Cancel);
        Assert.Equal(HttpStatusCode.Unauthorized, picture.StatusCode);

        var hazard = (await web.Done(new SettleReport.Request(report.Id, Terms: new() { Premises = [hotel], Category = HazardCategory.Fire, Items = [new("门口堵塞")] })))!.Value;
        Assert.Contains("正在确定整改单位和期限", await Status(), StringComparison.Ordinal);
        await web.Done(new DropHazard.Request(hazard, "不属实"));
        Assert.Contains("核查后不作为隐患处理", await Status(), StringComparison.Ordinal);

        async Task<string> Status()
        {
            var page = WebUtility.HtmlDecode(await web.Client().GetStringAsync($"/public/reports/{sent.Id}", Cancel));

            // What is told is the state, and neither words nor premises nor units.
            Assert.DoesNotContain("门口堵塞", page, StringComparison.Ordinal);
            Assert.DoesNotContain("海天宾馆", page, StringComparison.Ordinal);
            return page;
        }

        static string Said((HttpStatusCode Status, Guid Id, string Text) answer, HttpStatusCode expected)
        {
            Assert.Equal(expected, answer.Status);
            return answer.Text;
        }
    }

    [Fact]
    public async Task WhereItIsOff_NothingIsTaken()
    {
        await using var district = await District.Open(DatabaseKind.Sqlite);
        var now = district.Clock.GetUtcNow();
        var message = new FieldMessage(Guid.CreateVersion7(), FieldCategory.Exits, "门口堵塞", null, null, null, null, null, now, now);
        Assert.Equal(["HAZ-704"], await district.Refused(new SendPublicReport.Request(message, null, "x", [])));
    }
}
