using Bihuan.Documents;
using Bihuan.Enterprises;
using Bihuan.Kernel;
using Bihuan.Matters;
using Bihuan.Organisation;
using Bihuan.Persistence;
using Bihuan.Platform;
using Bihuan.Reading;
using Bihuan.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bihuan.Hazards.Tests;

/// <summary>Listing by hand, what it takes over and what it refuses; who may do what; what the public sees.</summary>
public class ListedRulesTests
{
    [Theory, BothDatabases]
    public async Task AHazardThatRuns_IsListedByHand_AndKeepsItsOneMatter(DatabaseKind kind)
    {
        await using var safety = await Safety.Open(kind);
        var (district, lister) = (safety.District, await safety.Somebody(Role.SupervisionOfficer));
        var body = await Body(safety);
        var (id, matter) = await safety.Planned();
        await safety.Hear();
        var terms = new ListingTerms("海政办〔2022〕7号", Safety.Today, body, [safety.East, safety.Bureau, safety.Fire], new(2022, 6, 30));
        Assert.Equal(
            ["HAZ-111", "HAZ-132", "HAZ-211"], (await district.Refused(new ListHazard.Request(terms with { Number = " ", Due = Safety.Today.AddDays(-1), Accepting = UnitId.From(Guid.Parse("0198c0de-0000-7000-8000-000000000000")) }, id), lister)).Order(StringComparer.Ordinal));
        Assert.Equal(["HAZ-302"], await district.Refused(new ListHazard.Request(terms with { Supervising = [] }, id), lister));
        Assert.Equal(["HAZ-303"], await district.Refused(new ListHazard.Request(terms with { Supervising = [safety.East] }, id), lister));
        Assert.Equal(["HAZ-304"], await district.Refused(new ListHazard.Request(terms with { Accepting = safety.Bureau }, id), lister));
        Assert.Equal(["HAZ-305"], await district.Refused(new ListHazard.Request(terms with { Supervising = [safety.Fire] }, id), lister));
        var listing = await district.Done(new ListHazard.Request(terms, id), lister);
        Assert.Equal(["HAZ-301"], await district.Refused(new ListHazard.Request(terms, id), lister));
        await safety.Hear();
        var shown = await safety.Show(id);
        Assert.Equal((matter, safety.East, new DateOnly(2022, 6, 30), 1), (shown.Matter!.Id, shown.Line.InCharge, shown.Line.DueDay, shown.Round));
        Assert.Equal((safety.East, safety.Fire, new DateOnly(2022, 6, 30), false), (shown.Plan!.Lead, shown.Plan.Accepting, shown.Plan.Due, shown.NeedsPlan));
        Assert.Equal([safety.Bureau], (await district.Done(new ShowMatter.Request(matter))).Terms.Supporting);
        var view = await district.Done(new ShowListing.Request(listing));
        Assert.Equal(("海天宾馆", ListingStage.Rectifying), (view.Line.Name, view.Line.Stage));

        // Handed over, it stays listed, and who accepts stays too.
        Assert.Equal(["HAZ-311"], await district.Refused(new HandOverHazard.Request(id, safety.Other, "职责在文广", "行业监管职责", safety.Bureau), safety.BureauOfficer));
        await district.Done(new HandOverHazard.Request(id, safety.Other, "职责在文广", "行业监管职责"), safety.BureauOfficer);
        shown = await safety.Show(id);
        Assert.Equal((safety.Other, listing, safety.Fire), (shown.Line.InCharge, shown.Listed!.Listing, shown.Listed.Accepting));

        Assert.Equal([(safety.Other, ListingRole.Lead), (safety.Bureau, ListingRole.Supporting), (safety.Fire, ListingRole.Accepting)], (await district.Done(new ShowListing.Request(listing))).Duties.Select(d => (d.Unit, d.Role)));

        // Ended otherwise than fulfilled it stays listed; to be planned anew it needs the deadline, and past it a delay first.
        var other = await safety.Somebody(Role.UnitOfficer, safety.Other);
        await district.Done(new SignFor.Request(matter), other);
        await district.Done(new PhotographHazard.Request(id, PhotographSide.After, [await safety.Picture(sameSpotAs: 1)]), other);
        var proof = new Evidence((await safety.Picture()).Hash, "照片.png");
        await district.Done(new HandIn.Request(matter, MatterEnd.NotFulfilled, "未完成。", [], [proof]), other);
        await district.Done(new AcceptMatter.Request(matter, MatterEnd.NotFulfilled, "未完成。", [proof]), safety.FireOfficer);
        await safety.Hear();
        Assert.Equal(ListingStage.NotMended, (await district.Done(new ShowListing.Request(listing))).Line.Stage);
        district.Clock.SetUtcNow(DistrictDay.Start(new(2022, 7, 4)).AddHours(10));
        var plan = safety.Plan(new(2022, 8, 31)) with { Lead = safety.Other };
        Assert.Equal(["HAZ-310"], await district.Refused(new PlanHazard.Request(id, plan), other));
        Assert.Equal(["HAZ-323"], await district.Refused(new DelayListing.Request(listing, new(2022, 6, 30), "海政办〔2022〕9号", new(2022, 7, 4), "施工困难"), lister));
        Assert.Equal(["HAZ-315"], await district.Refused(new DelayListing.Request(listing, new(2022, 9, 30), "海政办〔2022〕9号", new(2022, 3, 1), "施工困难"), lister));
        await district.Done(new DelayListing.Request(listing, new(2022, 9, 30), "海政办〔2022〕9号", new(2022, 7, 4), "施工困难"), lister);
        await district.Done(new PlanHazard.Request(id, plan), other);
        await safety.Hear();
        shown = await safety.Show(id);
        Assert.Equal((HazardState.Rectifying, 2, new DateOnly(2022, 9, 30)), (shown.Line.State, shown.Round, shown.Line.DueDay));

        // Withdrawn by a document it goes on as any other, with its matter.
        await district.Done(new WithdrawListing.Request(listing, "海政办〔2022〕12号", new(2022, 7, 4), "风险已消除"), lister);
        shown = await safety.Show(id);
        Assert.Equal((HazardState.Rectifying, (ListingHold?)null), (shown.Line.State, shown.Listed));
        Assert.Equal(ListingStage.Withdrawn, (await district.Done(new ShowListing.Request(listing))).Line.Stage);
        Assert.Equal(["HAZ-314"], await district.Refused(new VisitListing.Request(listing, "x", "x", By: safety.Other), other));
        var dump = await safety.Dump();
        await safety.Rebuild();
        Assert.Equal(dump, await safety.Dump());
    }

    [Theory, BothDatabases]
    public async Task AnAdoption_IsTakenBack_OnlyWhileNothingWasDone(DatabaseKind kind)
    {
        await using var safety = await Safety.Open(kind);
        var district = safety.District;
        var body = await Body(safety);
        var request = new ListHazard.Request(new("海政办〔2022〕7号", Safety.Today, body, [safety.East, safety.Fire], new(2022, 9, 30)), Register: safety.Terms(), Origin: "海政办〔2022〕7号 附件第1行|x");
        var listing = await district.Done(request);
        Assert.Equal(listing, await district.Done(request));
        await safety.Hear();
        var id = (await district.Done(new ShowListing.Request(listing))).Line.Hazard;
        Assert.Equal(HazardGrade.Major, (await safety.Show(id)).Line.Grade);
        await district.Done(new RevokeListing.Request(listing, "误采纳"));
        await safety.Hear();
        Assert.Equal((HazardState.Dropped, MatterState.Withdrawn), ((await safety.Show(id)).Line.State, (await safety.Show(id)).Matter!.State));
        Assert.Equal(["PLATFORM-005"], await district.Refused(new ShowListing.Request(listing)));

        // The same find can be adopted again; after the first step it is withdrawn by a document only.
        var again = await district.Done(request);
        Assert.NotEqual(listing, again);
        await district.Done(new HangPlate.Request(again, "大门口", By: safety.East));
        Assert.Equal(["HAZ-319"], await district.Refused(new RevokeListing.Request(again, "误采纳")));
        var dump = await safety.Dump();
        await safety.Rebuild();
        Assert.Equal(dump, await safety.Dump());
    }

    [Theory, BothDatabases]
    public async Task OnlyWhoMay_SeesAndChangesAListing_AndThePublicSeesOnlyWhatIsPublished(DatabaseKind kind)
    {
        await using var safety = await Safety.Open(kind);
        var district = safety.District;
        var body = await Body(safety);
        var listing = await district.Done(new ListHazard.Request(new("海政办〔2022〕7号", Safety.Today, body, [safety.East, safety.Fire], new(2022, 9, 30), Name: "海天宾馆"), Register: safety.Terms() with { Interim = "派专人值守" }));
        var hidden = await district.Done(new ListHazard.Request(new("海政办〔2022〕8号", Safety.Today, body, [safety.West, safety.Fire], new(2022, 9, 30)), Register: safety.Terms(safety.Shed)));
        var picture = await safety.Picture();
        await district.Done(new HangPlate.Request(listing, "大门口", By: safety.East, Photograph: picture));
        foreach (var (unit, sees) in new (UnitId?, bool)[] { (safety.East, true), (safety.Fire, true), (body, true), (safety.Bureau, false), (safety.West, false), (safety.Other, false), (null, true) })
        {
            foreach (var role in new[] { Role.SupervisionOfficer, Role.UnitOfficer, Role.Leader, Role.Reader })
            {
                var somebody = await safety.Somebody(role, unit);
                Assert.Equal(sees, (await district.Done(new ListListings.Request(), somebody)).Items.Any(l => l.Id == listing));
                Assert.Equal(sees ? 1 : 0, (await district.Done(new CountListings.Request(), somebody))[ListingStage.ToPlan] - ((await district.Done(new ListListings.Request(), somebody)).Items.Any(l => l.Id == hidden) ? 1 : 0));
                Assert.Equal(sees, await district.Send(new ShowListing.Request(listing), somebody) is Result<ShowListing.View>.Done);
                Assert.Equal(sees, await district.Send(new ListingPicture.Request(listing, picture.Hash), somebody) is Result<NewPhotograph>.Done);
                Assert.Equal(["PLATFORM-005"], await district.Refused(new ListingNoticeFile.Request(listing, ListingNoticeKind.Listing), somebody));
            }
        }

        foreach (var who in new[] { await safety.Somebody(Role.UnitOfficer, safety.West), await safety.Somebody(Role.Reader, safety.East), await safety.Somebody(Role.Leader), await safety.Somebody(Role.SupervisionOfficer, safety.West), Anybody })
        {
            async Task Refused<T>(IRequest<T> request) => Assert.Equal(["PLATFORM-001"], await district.Refused(request, who));
            await Refused(new ListHazard.Request(new("x", Safety.Today, body, [safety.East, safety.Fire], new(2022, 9, 30)), Register: safety.Terms()));
            await Refused(new HangPlate.Request(listing, "x"));
            await Refused(new TakePlateDown.Request(listing));
            await Refused(new PublishListing.Request(listing));
            await Refused(new UnpublishListing.Request(listing, "x"));
            await Refused(new VisitListing.Request(listing, "x", "x"));
            await Refused(new DelayListing.Request(listing, new(2022, 10, 1), "x", Safety.Today, "x"));
            await Refused(new WithdrawListing.Request(listing, "x", Safety.Today, "x"));
            await Refused(new RevokeListing.Request(listing, "x"));
            await Refused(new IssueListingNotice.Request(listing, "海督"));
            await Refused(new IssueCancellationNotice.Request(listing, "海督"));
        }

        // The public sees what is published, and of it only what the rule publishes.
        Assert.Empty((await district.Done(new ListPublicListings.Request(), Anybody)).Items);
        Assert.Equal(["PLATFORM-005"], await district.Refused(new ShowPublicListing.Request(listing), Anybody));
        await district.Done(new PublishListing.Request(listing));
        Assert.Equal(["HAZ-317"], await district.Refused(new PublishListing.Request(listing)));
        Assert.Equal(listing, Assert.Single((await district.Done(new ListPublicListings.Request(), Anybody)).Items).Id);
        var text = System.Text.Json.JsonSerializer.Serialize(await district.Done(new ShowPublicListing.Request(listing), Anybody), Persistence.EventCatalog.Json);
        foreach (var secret in new[] { "派专人值守", picture.Hash, "大门口", "三楼东侧" })
        {
            Assert.DoesNotContain(secret, text, StringComparison.Ordinal);
        }

        Assert.Equal(["PLATFORM-005"], await district.Refused(new ShowPublicListing.Request(hidden), Anybody));
        await district.Done(new UnpublishListing.Request(listing, "公示期满"));
        Assert.Empty((await district.Done(new ListPublicListings.Request(), Anybody)).Items);
        Assert.Equal(["HAZ-318"], await district.Refused(new UnpublishListing.Request(listing, "公示期满")));
    }

    /// <summary>Numbers follow without gaps per word and year, whichever module issues, and the year begins anew.</summary>
    [Theory, BothDatabases]
    public async Task NumbersOfNotices_HaveNoGaps_AndTheYearBeginsAnew(DatabaseKind kind)
    {
        await using var safety = await Safety.Open(kind);
        var district = safety.District;
        var body = await Body(safety);
        async Task<ListingId> Listed(DateOnly day, DateOnly due) => await district.Done(new ListHazard.Request(new("海政办〔2022〕7号", day, body, [safety.East, safety.Fire], due), Register: safety.Terms()));
        Assert.Equal(["MAT-096"], await district.Refused(new IssueListingNotice.Request(await Listed(Safety.Today, new(2022, 9, 30)), "a1")));
        var listings = new List<ListingId>();
        for (var i = 0; i < 4; i++)
        {
            listings.Add(await Listed(Safety.Today, new(2022, 9, 30)));
        }

        var numbers = await Task.WhenAll(listings.Select(l => district.Done(new IssueListingNotice.Request(l, "海督"))));
        Assert.Equal(["海督〔2022〕1号", "海督〔2022〕2号", "海督〔2022〕3号", "海督〔2022〕4号"], numbers.Order(StringComparer.Ordinal));
        Assert.Equal(["HAZ-324"], await district.Refused(new IssueListingNotice.Request(listings[0], "海督")));
        var matter = (await district.Done(new ShowListing.Request(listings[0]))).Matter!.Id;
        Assert.Equal("海督〔2022〕5号", (await district.Done(new ShowIssuedDocument.Request(await district.Done(new IssueDocument.Request(OfficialKind.SupervisionNotice, body, "海督", matter, Opinion: "请加快。"))))).Number);
        district.Clock.SetUtcNow(DistrictDay.Start(new(2023, 1, 5)).AddHours(10));
        Assert.Equal("海督〔2023〕1号", await district.Done(new IssueListingNotice.Request(await Listed(new(2023, 1, 4), new(2023, 6, 30)), "海督")));
    }

    /// <summary>What a document leaves open is said all at once, and nothing is half done; what it says enough of is taken in whole.</summary>
    [Theory, BothDatabases]
    public async Task WhatCannotBePlaced_IsSaid_AndNothingIsHalfDone(DatabaseKind kind)
    {
        await using var safety = await Safety.Open(kind);
        var (district, cancel) = (safety.District, TestContext.Current.CancellationToken);
        var signboard = await district.Done(new RegisterPremises(new() { Name = "望潮大酒店", Kind = "hotel", Aliases = ["望潮宾馆"], Street = safety.East }));
        await using var scope = district.Scope();
        var adopter = scope.ServiceProvider.GetServices<IAdopter>().Single(a => a.Name == "hazards.listing");
        var premises = scope.ServiceProvider.GetRequiredService<IPremisesQueries>();
        var what = new HazardCommitment
        {
            Place = "附件第1行",
            Range = new(0, 1),
            Text = "x",
            Name = "望潮冷库",
            Address = "港一路9号",
            Nature = "冷库、仓库",
            Items = ["通道堵塞", "值班人员未按GB25506的规定持证上岗"],
            Standards = ["GB25506"],
            Supervising = ["东港街道", "渔政支队"],
        };
        var units = new Dictionary<string, UnitId>(StringComparer.Ordinal) { ["东港街道"] = safety.East, ["消防救援大队"] = safety.Fire };
        AdoptionItem Item(HazardCommitment commitment, string title, string hash) => new(DocumentId.From(Guid.Parse("0198c0de-0000-7000-8000-000000000000")), 0, new("海政办〔2022〕7号", "附件第1行"), Safety.Today, commitment, hash, units) { Title = title };
        async Task<string[]> Refused(HazardCommitment commitment, string title) => [.. Assert.IsType<Result<AdoptedThing>.Refused>(await adopter.Adopt(Item(commitment, title, "x"), cancel)).Problems.Select(p => p.Code)];
        Assert.Equal(["HAZ-306", "HAZ-308", "HAZ-326"], await Refused(what, "关于挂牌督办的通知"));
        Assert.Empty(await premises.Named("望潮冷库", cancel));
        Assert.Empty((await district.Done(new ListHazards.Request())).Items);

        var whole = what with { Supervising = ["东港街道", "消防救援大队"], Deadline = new("2022-9-30", new DateOnly(2022, 9, 30)) };
        var thing = Assert.IsType<Result<AdoptedThing>.Done>(await adopter.Adopt(Item(whole, "关于重大火灾隐患挂牌督办的通知", "x"), cancel)).Value;
        Assert.Equal(thing, Assert.IsType<Result<AdoptedThing>.Done>(await adopter.Adopt(Item(whole, "关于重大火灾隐患挂牌督办的通知", "x"), cancel)).Value);
        var made = Assert.Single(await premises.Named("望潮冷库", cancel));
        Assert.Equal(("cold-store", "港一路9号", safety.East), (made.Kind, made.Address, made.Street!.Value));
        var view = await district.Done(new ShowListing.Request(ListingId.From(Guid.Parse(thing.Key))));
        Assert.Equal([null, "GB25506"], view.Items.Select(i => i.Standard));
        Assert.Equal((safety.Government, safety.Fire), (view.Terms.Body, view.Terms.Accepting!.Value));

        // By a further name they are found, and not registered again.
        var other = Assert.IsType<Result<AdoptedThing>.Done>(await adopter.Adopt(Item(whole with { Name = "望潮宾馆" }, "关于重大火灾隐患挂牌督办的通知", "y"), cancel)).Value;
        Assert.Equal(signboard, (await district.Done(new ShowHazard.Request((await district.Done(new ShowListing.Request(ListingId.From(Guid.Parse(other.Key))))).Line.Hazard))).Line.Premises);

        // The adoption is taken back through the adopter, and its state says so.
        Assert.NotNull(await adopter.StateOf(other, cancel));
        Assert.IsType<Result<None>.Done>(await adopter.Revoke(other, cancel));
        Assert.Null(await adopter.StateOf(other, cancel));
    }

    [Fact]
    public void TheRules_SayWhoAcceptsFromWhichDay_AndWhatANatureMeans()
    {
        var rules = ListingRules.Shipped;
        Assert.Contains("公安消防大队", rules.For(HazardCategory.Fire, new(2019, 4, 22))!.Units);
        Assert.Contains("消防救援大队", rules.For(HazardCategory.Fire, new(2019, 4, 23))!.Units);
        Assert.Null(rules.For(HazardCategory.Fire, new(2009, 4, 30)));
        Assert.Null(rules.For(HazardCategory.Traffic, Safety.Today));
        Assert.Equal((HazardCategory?)HazardCategory.Gas, rules.CategoryOf(["关于燃气隐患挂牌督办的通知", "消防通道堵塞"], Safety.Today));
        Assert.Null(rules.CategoryOf(["关于挂牌督办的通知"], Safety.Today));
        Assert.Equal(("cold-store", "high-rise", "other", "other"), (rules.KindOf("冷库、仓库"), rules.KindOf("高层民用建筑"), rules.KindOf("其他"), rules.KindOf(null)));
        Assert.All(rules.Competence, c => Assert.True(c.Source.Length > 0 && c.Clause.Length > 0));
    }

    private static void Anybody(Caller caller) => (caller.Acting, caller.IsProgram) = (new(null), false);

    /// <summary>A decision that is entered after its deadline stands as it was made: its matter is red from its first moment and says why, its plan keeps to the deadline, and
    /// whoever owed a visit by now is told, once.</summary>
    [Fact]
    public async Task ADecisionWhoseDeadlineIsOver_IsListed_AndLateFromTheFirstMoment()
    {
        await using var safety = await Safety.Open(DatabaseKind.Sqlite);
        var (district, lister) = (safety.District, await safety.Somebody(Role.SupervisionOfficer));
        var (id, due) = (await safety.Graded(photographs: 0), new DateOnly(2022, 3, 15));
        var terms = new ListingTerms("海政办〔2022〕3号", new(2022, 2, 1), await Body(safety), [safety.East, safety.Bureau, safety.Fire], due);
        Assert.Equal(["HAZ-132"], await district.Refused(new ListHazard.Request(terms with { Due = new(2022, 1, 31) }, id), lister));
        var listing = await district.Done(new ListHazard.Request(terms, id), lister);
        var matter = (await safety.Show(id)).Matter!;
        Assert.Equal((LampColour.Red, due), (matter.Lamp!.Value, matter.DueDay!.Value));
        Assert.Contains("整改期限2022-03-15已过", (await district.Done(new ShowMatter.Request(matter.Id))).Terms.Body, StringComparison.Ordinal);
        Assert.Equal((Safety.Today, due), ((await district.Done(new ShowListing.Request(listing))).EnteredOn, (await district.Done(new ShowListing.Request(listing))).Line.Due));

        var plan = safety.Plan(due) with { Lead = safety.East };
        Assert.Equal(["HAZ-132"], await district.Refused(new PlanHazard.Request(id, plan with { Due = due.AddDays(-1) }), safety.EastOfficer));
        await district.Done(new PlanHazard.Request(id, plan), safety.EastOfficer);

        for (var i = 0; i < 2; i++)
        {
            await using var looking = district.Scope();
            await VisitWatch.Look(looking.ServiceProvider, Safety.Today, TestContext.Current.CancellationToken);
        }

        await using var scope = district.Scope();
        var told = Assert.Single(await scope.ServiceProvider.GetRequiredService<BihuanContext>().Set<Notification>().Where(n => n.TextKey == "notice.lateVisit").ToListAsync(TestContext.Current.CancellationToken));
        Assert.Equal((safety.East.Value, "2022-03-03"), (told.Unit!.Value, told.Values[1]));
    }

    private static Task<UnitId> Body(Safety safety) => safety.District.Done(new CreateUnit("海曲区人民政府办公室", Parent: safety.Government));
}
