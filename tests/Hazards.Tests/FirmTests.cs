using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Bihuan.Accounts;
using Bihuan.Enterprises;
using Bihuan.Kernel;
using Bihuan.Matters;
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

/// <summary>A firm sees the hazards of the premises that it uses today and no others; what it tells reaches the unit in charge.</summary>
public class FirmTests
{
    private static readonly EnterpriseBrief Firm = new(EnterpriseId.From(Guid.CreateVersion7()), "海天公司", null, null, [], RegisterState.Active);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, BothDatabases]
    public async Task AFirm_SeesItsOwn_WhileItIsThere_AndNothingElse(DatabaseKind kind)
    {
        await using var safety = await Safety.Open(kind);
        var district = safety.District;
        var (hai, west) = (await Registered(district, "海天公司", safety.East), await Registered(district, "西浦公司", safety.West));
        await district.Done(new UsePremises.Request(safety.Hotel, hai, UseRole.User, Safety.Today));
        await district.Done(new UsePremises.Request(safety.Hotel, hai, UseRole.Manager, Safety.Today));
        await district.Done(new UsePremises.Request(safety.Shed, west, UseRole.Owner));

        // Not there yet: a contract from next month on.
        await district.Done(new UsePremises.Request(safety.Hotel, west, UseRole.User, Safety.Today.AddMonths(1)));
        var (first, second, stranger) = (await Officer(district, "qiye1"), await Officer(district, "qiye2"), await Officer(district, "qiye3"));
        Assert.Equal(["ENT-070"], await district.Refused(new LinkFirmAccount(hai, "nobody"), safety.EastOfficer));
        Assert.Equal(["ENT-070"], await district.Refused(new LinkFirmAccount(hai, "w1"), safety.EastOfficer));
        Assert.Equal(["PLATFORM-001"], await district.Refused(new LinkFirmAccount(west, "qiye1"), safety.EastOfficer));
        Assert.Empty((await district.Done(new ListOwnHazards.Request(), first.By)).Firms);
        await district.Done(new LinkFirmAccount(hai, " QIYE1 "), safety.EastOfficer);
        await district.Done(new LinkFirmAccount(hai, "qiye2"), safety.EastOfficer);
        await district.Done(new LinkFirmAccount(west, "qiye3"));

        var (planned, matter) = await safety.Planned();
        var shed = await district.Done(new RegisterHazard.Request(safety.Terms(safety.Shed), Unit: safety.West, Before: [await safety.Picture()]));
        var both = await district.Done(new RegisterHazard.Request(safety.Terms(safety.Shed, safety.Hotel), Unit: safety.East, Before: [await safety.Picture()]));
        var tower = await district.Done(new RegisterHazard.Request(safety.Terms(safety.Tower), Unit: safety.East, Before: [await safety.Picture()]));
        await district.Done(new DropHazard.Request(await safety.Registered(), "误登"), safety.EastOfficer);
        HazardId[] all = [planned, shed, both, tower];
        foreach (var (who, own, place) in new[] { (first.By, (HazardId[])[planned, both], "海天宾馆"), (second.By, [planned, both], "海天宾馆"), (stranger.By, [shed, both], "西浦仓库") })
        {
            await Sees(district, who, all, own);
            var line = (await district.Done(new ListOwnHazards.Request(), who)).Hazards.Items.Single(h => h.Id == both);
            Assert.Equal((place, 0), (line.PremisesName, line.MorePremises));
        }

        // The plan reads as it was made, and what is told counts for nothing before the unit in charge has looked.
        Assert.Equal(new("宾馆主要负责人", "清理通道，更换门锁", 12_000.50m, new(2022, 9, 30), "发现火情立即疏散"), (await district.Done(new ShowOwnHazard.Request(planned), first.By)).Plan);
        var after = await safety.Picture(1);
        Assert.Equal(["PLATFORM-005"], await district.Refused(new TellMending.Request(planned, "x", []), stranger.By));
        await district.Done(new TellMending.Request(planned, "已清理通道。", [after]), first.By);
        Assert.Equal(["HAZ-721"], await district.Refused(new TellMending.Request(planned, "再说一遍", []), second.By));
        Assert.Equal(1, (await district.Done(new ShowOwnHazard.Request(planned), second.By)).Told);
        await district.Done(new OwnHazardFile.Request(planned, after.Hash), second.By);
        var waiting = await safety.Show(planned);
        Assert.Equal([1], waiting.OpenSpots);
        Assert.Equal(("海天公司", "已清理通道。", (bool?)null), waiting.Statements.Select(s => (s.FirmName, s.Text, s.IsTaken)).Single());
        await district.Done(new SignFor.Request(matter), safety.BureauOfficer);
        var proof = new Evidence((await safety.Picture()).Hash, "照片.png");
        Assert.Equal(["HAZ-140"], await district.Refused(new HandIn.Request(matter, MatterEnd.Fulfilled, "已办。", [], [proof]), safety.BureauOfficer));
        Assert.Equal(["PLATFORM-001"], await district.Refused(new AnswerFirm.Request(planned, 1, true), await safety.Somebody(Role.UnitOfficer, safety.West)));
        await district.Done(new HazardFile.Request(planned, after.Hash), safety.BureauOfficer);
        await district.Done(new AnswerFirm.Request(planned, 1, true), safety.BureauOfficer);
        Assert.Empty((await safety.Show(planned)).OpenSpots);
        await safety.Hear();
        await using (var scope = district.Scope())
        {
            var told = await scope.ServiceProvider.GetRequiredService<BihuanContext>().Set<Notification>().AsNoTracking().Where(n => n.TextKey.StartsWith("notice.firm")).OrderByDescending(n => n.TextKey).ToListAsync(Cancel);
            Assert.Equal([("notice.firmTold", HazardsPermissions.Handle, safety.Bureau.Value, null), ("notice.firmTaken", null, null, first.Account)], told.Select(n => (n.TextKey, n.Permission, n.Unit, n.Account)));
        }

        // What one firm told another never reads, though it is at the same hazard.
        await district.Done(new GradeHazard.Request(both, new(HazardGrade.General, GradeWay.Direct, "GB 35181-2017", "6.3.1")));
        await district.Done(new PlanHazard.Request(both, safety.Plan()));
        var ours = await safety.Picture(1);
        await district.Done(new TellMending.Request(both, "宾馆侧已清理。", [ours]), second.By);
        Assert.Empty((await district.Done(new ShowOwnHazard.Request(both), stranger.By)).Statements);
        Assert.Equal(["PLATFORM-005"], await district.Refused(new OwnHazardFile.Request(both, ours.Hash), stranger.By));
        await district.Done(new TellMending.Request(both, "仓库侧已清理。", []), stranger.By);

        await safety.End(matter, MatterEnd.Fulfilled);
        await safety.Hear();
        Assert.Equal([both], (await district.Done(new ListOwnHazards.Request(Open: true), first.By)).Hazards.Items.Select(h => h.Id));
        var before = await safety.Dump();
        await safety.Rebuild();
        Assert.Equal(before, await safety.Dump());
        await Sees(district, first.By, all, [planned, both]);

        // Off the firm, with the other as before; a past day on which the account was on it shows nothing either.
        district.Clock.Advance(TimeSpan.FromDays(1));
        await district.Done(new UnlinkFirmAccount.Request(hai, second.Account), safety.EastOfficer);
        await Sees(district, second.By, all, []);
        Assert.Empty((await district.Done(new ListOwnHazards.Request(), c => Then(c, second.By))).Hazards.Items);
        Assert.NotEmpty((await district.Done(new ListOwnHazards.Request(), c => Then(c, first.By))).Hazards.Items);
        await Sees(district, first.By, all, [planned, both]);

        // Gone from one role and still there in the other; gone from both.
        await district.Done(new LeavePremises.Request(safety.Hotel, hai, UseRole.User, Safety.Today.AddDays(1)), safety.EastOfficer);
        await Sees(district, first.By, all, [planned, both]);
        await district.Done(new LeavePremises.Request(safety.Hotel, hai, UseRole.Manager, Safety.Today.AddDays(1)), safety.EastOfficer);
        await Sees(district, first.By, all, []);
        Assert.Equal(["PLATFORM-005"], await district.Refused(new TellMending.Request(both, "x", []), first.By));

        // Who comes later has what is left to do, and not what was over before.
        district.Clock.Advance(TimeSpan.FromDays(31));
        await Sees(district, stranger.By, all, [shed, both]);
        await district.Done(new SetEnterpriseState.Request(west, 0, RegisterState.Closed, Safety.Today.AddDays(1), "注销"));
        await Sees(district, stranger.By, all, []);

        static void Then(Caller caller, Action<Caller> by)
        {
            by(caller);
            caller.AsOf = Safety.Today;
        }
    }

    /// <summary>A merge takes the accounts along, and the entry that stays can let them go; duplicates of premises and firms are seen through.</summary>
    [Fact]
    public async Task AfterAMerge_TheAccountsAreThoseOfTheEntryThatStays()
    {
        await using var safety = await Safety.Open(DatabaseKind.Sqlite);
        var district = safety.District;
        var (twice, hai) = (await Registered(district, "海天宾馆公司", safety.East), await Registered(district, "东海物业公司", safety.East));
        await district.Done(new UsePremises.Request(safety.Hotel, twice, UseRole.User));
        var (first, second) = (await Officer(district, "qiye1"), await Officer(district, "qiye2"));
        await district.Done(new LinkFirmAccount(twice, "qiye1"));
        await district.Done(new LinkFirmAccount(twice, "qiye2"));
        await district.Done(new LinkFirmAccount(hai, "qiye2"));
        var id = await safety.Registered();
        await district.Done(new MergeEnterprises.Request(twice, hai, "同一单位"));
        await district.Done(new MergePremises.Request(safety.Hotel, safety.Tower, "同一场所"));
        foreach (var who in new[] { first, second })
        {
            await Sees(district, who.By, [id], [id]);
            await district.Done(new UnlinkFirmAccount.Request(twice, who.Account), safety.EastOfficer);
            await Sees(district, who.By, [id], []);
        }

        Assert.Empty(await district.Done(new ListFirmAccounts.Request(hai)));
    }

    [Fact]
    public void WhatAFirmTells_IsLookedAtOnce_AndInItsOwnRound()
    {
        var before = new NewPhotograph("a", "a.jpg");
        var after = new NewPhotograph("b", "b.jpg", SameSpotAs: 1);
        var context = new HazardContext(Safety.Today, new HashSet<UnitId>(), new Dictionary<PremisesId, PremisesBrief>(), new HashSet<string> { "a", "b" }, ShippedChecklists.Book);
        var plan = new RectificationPlan(default, default, [], "x", null, "x", 0, Safety.Today, "x");
        IEvent[] registered = [new HazardRegistered(HazardId.From(Guid.CreateVersion7()), new() { Items = [new("x")] }, new(FoundBy.Officer, default), Safety.Today, [before])];
        IEvent[] planned = [.. registered, new HazardPlanned(1, plan)];
        IEvent[] told = [.. planned, new HazardFirmTold(Firm.Id, Firm.Name, "x", [after])];
        IEnumerable<string> Tell(IEvent[] events, string text, params NewPhotograph[] photographs) => Of(events) is var h ? Codes(TellMending.Decide(h, new(h.Id, text, photographs), [Firm], context)) : [];
        IEnumerable<string> Answer(IEvent[] events, int no, bool take, string? why = null) => Of(events) is var h ? Codes(AnswerFirm.Decide(h, new(h.Id, no, take, why))) : [];

        Assert.Equal(["HAZ-120"], Tell(registered, "x", after));
        Assert.Equal(["HAZ-108", "HAZ-141", "HAZ-142", "HAZ-211"], Tell(planned, " ", before, new("c", "c.jpg", SameSpotAs: 1)).Order());
        Assert.Equal(["HAZ-721"], Tell(told, "x"));
        Assert.Equal(["HAZ-211"], Answer(told, 1, false, " "));
        Assert.Equal(["HAZ-722"], Answer(told, 2, true));
        IEvent[] sentBack = [.. told, new HazardFirmAnswered(1, false, "看不清")];
        Assert.Equal([1], Of(sentBack).OpenSpots);
        Assert.Equal(["HAZ-722"], Answer(sentBack, 1, true));
        Assert.Empty(Tell(sentBack, "x", after));
        Assert.Empty(Of([.. told, new HazardFirmAnswered(1, true, null)]).OpenSpots);

        // The same picture came by another way meanwhile; or another plan has begun.
        Assert.Equal(["HAZ-142"], Answer([.. told, new HazardPhotographed(PhotographSide.After, [after])], 1, true));
        Assert.Equal(["HAZ-722"], Answer([.. told, new HazardPlanned(2, plan)], 1, true));

        static IEnumerable<string> Codes(Result<Decision<None>> decided) => decided.Match<IEnumerable<string>>(_ => [], p => p.Select(x => x.Code));

        static Hazard Of(IEvent[] events)
        {
            var hazard = new Hazard();
            Array.ForEach(events, e => hazard.Apply(e, new(new(2022, 4, 1, 0, 0, 0, TimeSpan.Zero), new(null))));
            return hazard;
        }
    }

    /// <summary>Over HTTP: where those with one piece of work begin, and that ids of others lead nowhere.</summary>
    [Fact]
    public async Task OverTheApi_OnlyTheFirmsOwnAnswers()
    {
        await using var web = await DistrictWeb.Start(DatabaseKind.Sqlite);
        await web.SetUp();
        var street = await web.Done(new CreateUnit("东港街道", UnitKind.Street, UnitLevel.Street));
        var firm = await web.Done(new RegisterEnterprise(new() { Name = "海天公司", Street = street }));
        var (own, foreign) = (await web.Done(new RegisterPremises(new() { Name = "海天宾馆", Kind = "hotel", Street = street, Uses = [new(firm, UseRole.User)] })), await web.Done(new RegisterPremises(new() { Name = "远洋大厦", Kind = "hotel", Street = street })));
        await web.Done(new LinkFirmAccount(firm, People.NameOf(Role.FirmOfficer)));
        using var client = await web.LogIn(Role.FirmOfficer);
        Assert.Equal("/firm", (await client.GetAsync("/", Cancel)).Headers.Location?.AbsolutePath);
        await client.ToWrite();
        using var file = new MultipartFormDataContent { { new ByteArrayContent(Pictures.Of(SKEncodedImageFormat.Jpeg)), "file", "1.jpg" } };
        using var taken = await client.PostAsync("/api/v1/firm/photographs/files", file, Cancel);
        var picture = (await taken.Content.ReadFromJsonAsync<NewPhotograph>(EventCatalog.Json, Cancel))!;
        HazardTerms Terms(PremisesId at) => new() { Premises = [at], Category = HazardCategory.Fire, Items = [new("疏散通道堆放杂物")] };
        var (ours, theirs) = (await web.Done(new RegisterHazard.Request(Terms(own), Unit: street, Before: [picture])), await web.Done(new RegisterHazard.Request(Terms(foreign), Unit: street, Before: [picture])));
        Assert.Equal([ours.Value], (await client.GetFromJsonAsync<JsonElement>("/api/v1/firm/hazards", Cancel)).GetProperty("hazards").GetProperty("items").EnumerateArray().Select(h => h.GetProperty("id").GetGuid()));
        foreach (var (id, status) in new[] { (ours, HttpStatusCode.OK), (theirs, HttpStatusCode.NotFound) })
        {
            Assert.Equal(status, (await client.GetAsync($"/api/v1/firm/hazards/{id.Value}", Cancel)).StatusCode);
            Assert.Equal(status, (await client.GetAsync($"/api/v1/firm/photographs/{id.Value}?hash={picture.Hash}", Cancel)).StatusCode);
            Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync($"/api/v1/hazards/{id.Value}", Cancel)).StatusCode);
            Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync($"/api/v1/hazards/photographs/{id.Value}?hash={picture.Hash}", Cancel)).StatusCode);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await client.PostAsJsonAsync("/api/v1/firm/statements", new { hazard = theirs.Value, text = "x", photographs = Array.Empty<object>() }, Cancel)).StatusCode);
        using var worker = await web.LogIn(Role.GridWorker);
        Assert.Equal("/field", (await worker.GetAsync("/", Cancel)).Headers.Location?.AbsolutePath);
    }

    /// <summary>A grid worker reports and looks premises up; what becomes of a report is not theirs.</summary>
    [Fact]
    public async Task AGridWorker_Reports_AndNothingMore()
    {
        await using var safety = await Safety.Open(DatabaseKind.Sqlite);
        var district = safety.District;
        var permissions = district.Services.GetRequiredService<Permissions>();
        Assert.Equal([EnterprisesPermissions.View, FieldPermissions.Report], permissions.All.Where(p => permissions.RolesWith(p).Contains(Role.GridWorker)));
        Assert.Equal([FirmPermissions.Own], permissions.All.Where(p => permissions.RolesWith(p).Contains(Role.FirmOfficer)));

        var worker = await safety.Somebody(Role.GridWorker, safety.East);
        var picture = await safety.Picture();
        var taken = new DateTimeOffset(2022, 4, 1, 8, 30, 0, TimeSpan.FromHours(8));
        SendFieldReport.Request Report(PremisesId at) => new(new(Guid.CreateVersion7(), FieldCategory.Exits, "门口堵塞", at, null, null, null, null, taken, taken), at, "x", [new(picture.Hash, 8, 8, null, null)]);
        await district.Done(Report(safety.Hotel), worker);
        var id = Assert.Single((await district.Done(new ListFieldReports.Request(), worker)).Items).Hazard!.Value;
        Assert.Equal((FoundBy.Officer, safety.East), ((await safety.Show(id)).Finder.By, (await safety.Show(id)).Finder.Unit));
        Assert.Equal(["PLATFORM-001"], await district.Refused(Report(safety.Shed), worker));
        Assert.Equal([safety.Hotel, safety.Tower], (await district.Done(new ListNearPremises.Request(121.8m, 29.9m), worker)).Select(p => p.Id));
        Assert.Equal(["PLATFORM-001"], await district.Refused(new ShowHazard.Request(id), worker));
        Assert.Equal(["PLATFORM-001"], await district.Refused(new RegisterHazard.Request(safety.Terms(), Unit: safety.East), worker));
        Assert.Equal(["PLATFORM-001"], await district.Refused(new ListWaitingReports.Request(), worker));
        Assert.Equal(["PLATFORM-001"], await district.Refused(new ListOwnHazards.Request(), worker));
    }

    private static async Task<EnterpriseId> Registered(District district, string name, UnitId street) => await district.Done(new RegisterEnterprise(new() { Name = name, Street = street }));

    private static async Task<(Guid Account, Action<Caller> By)> Officer(District district, string name)
    {
        var account = await district.Done(new CreateAccount(name, name, People.Password, Role.FirmOfficer, MustChangePassword: false));
        return (account.Value, caller => (caller.Acting, caller.IsProgram) = (new(account.Value), false));
    }

    /// <summary>List, page and photographs say the same: these hazards, and of any other not even that it is there.</summary>
    private static async Task Sees(District district, Action<Caller> who, HazardId[] all, HazardId[] own)
    {
        Assert.Equal(own.ToHashSet(), [.. (await district.Done(new ListOwnHazards.Request(), who)).Hazards.Items.Select(h => h.Id)]);
        foreach (var id in all)
        {
            var hash = (await district.Done(new ShowHazard.Request(id))).Photographs[0].Taken.Hash;
            if (own.Contains(id))
            {
                await district.Done(new ShowOwnHazard.Request(id), who);
                await district.Done(new OwnHazardFile.Request(id, hash), who);
                continue;
            }

            Assert.Equal(["PLATFORM-005"], await district.Refused(new ShowOwnHazard.Request(id), who));
            Assert.Equal(["PLATFORM-005"], await district.Refused(new OwnHazardFile.Request(id, hash), who));
        }
    }
}
