using Bihuan.Enterprises;
using Bihuan.Kernel;
using Bihuan.Matters;
using Bihuan.Organisation;
using Bihuan.Platform;
using Bihuan.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bihuan.Hazards.Tests;

/// <summary>Enforcement records: brackets by the day of the act, amendments, annulments, who sees them; and the figures that are counts of them.</summary>
public class EnforcementTests
{
    private static EnforcementTerms Penalty(PremisesId premises, string number, decimal amount, string? bracket = "gas-49-unit", DateOnly? actedOn = null, FinedParty party = FinedParty.Unit, string basis = "城镇燃气管理条例 第四十九条") =>
        new() { Kind = EnforcementKind.Penalty, Field = HazardCategory.Gas, Premises = premises, Number = number, Basis = basis, Fine = new(party, amount, bracket, ActedOn: actedOn) };

    [Fact]
    public void TheShippedBrackets_AreInOrder_AndSayHowSureTheyAre()
    {
        var book = new PenaltyBook(ShippedFiles.Read<PenaltyFile>("penalties/"));
        Assert.Empty(book.Faults());
        Assert.True(book.All.Count > 20);
        Assert.All(book.All, b => Assert.True(b.Source.Length > 0 && (b.Certainty is Certainty.Verified || b.Note is { Length: > 0 })));

        // A book that is wrong says so.
        var upsideDown = new BracketLine("a", "一", "x", null, 5, 1);
        var (early, late) = (new BracketLine("b", "一", "x", null, 1, 2), new BracketLine("b", "一", "x", null, 1, 3, new DateOnly(2022, 6, 1)));
        Assert.Equal(["a", "b"], new PenaltyBook([new("甲", new(2022, 1, 1), null, "s", Certainty.Recalled, null, [upsideDown, early, late])]).Faults());
    }

    /// <summary>The brackets of the order in the gazette are those of the facts, and hold on its days alone.</summary>
    [Fact]
    public void TheBracketsOfTheFireBan_AreThoseOfTheGazette()
    {
        var facts = Shared.Facts("fireBan.json");
        var book = new PenaltyBook(ShippedFiles.Read<PenaltyFile>("penalties/"));
        var (from, to) = (DateOnly.Parse(facts.GetProperty("period").GetProperty("from").GetString()!, null), DateOnly.Parse(facts.GetProperty("period").GetProperty("to").GetString()!, null));
        var number = facts.GetProperty("document").GetString();
        var ban = book.All.Where(b => b.Document == number).ToList();
        List<(FinedParty?, decimal, decimal)> expected = [];
        foreach (var penalty in facts.GetProperty("penalties").EnumerateArray().Where(p => p.GetProperty("fine").ValueKind == System.Text.Json.JsonValueKind.Object))
        {
            var fine = penalty.GetProperty("fine");
            expected.Add((FinedParty.Person, fine.GetProperty("person").GetProperty("min").GetDecimal(), fine.GetProperty("person").GetProperty("max").GetDecimal()));
            expected.Add((FinedParty.Unit, fine.GetProperty("unit").GetProperty("min").GetDecimal(), fine.GetProperty("unit").GetProperty("max").GetDecimal()));
        }

        Assert.Equal(expected.ToHashSet(), [.. ban.Select(b => (b.Party, b.Min, b.Max))]);
        Assert.All(ban, b => Assert.Equal((from, (DateOnly?)to, Certainty.Verified), (b.From, b.To, b.Certainty)));
        Assert.Equal((4, 4, 0, 0), (Count(from), Count(to), Count(from.AddDays(-1)), Count(to.AddDays(1))));
        int Count(DateOnly day) => book.On(day).Count(b => b.Document == number);
    }

    /// <summary>An order is over on the day after its term, until somebody has looked again, or the hazards that it rests on are all cancelled. A firm of the register can be
    /// named without premises.</summary>
    [Fact]
    public async Task TheTermOfAnOrder_IsOver_UntilItIsCarriedOut()
    {
        await using var safety = await Safety.Open(DatabaseKind.Sqlite);
        var (district, officer) = (safety.District, safety.EastOfficer);
        var (hazard, matter) = await safety.Planned(photographs: 0);
        var firm = await district.Done(new RegisterEnterprise(new() { Name = "某燃气有限公司", Street = safety.East }));
        var terms = new EnforcementTerms { Kind = EnforcementKind.Order, Field = HazardCategory.Fire, Firm = firm, Number = "责改1号", Basis = "消防法 第五十四条", Until = Safety.Today.AddDays(9) };
        var alone = await district.Done(new Enforce.Request(terms), officer);
        var resting = await district.Done(new Enforce.Request(terms with { Number = "责改2号", Hazards = [hazard] }), officer);

        // The last day is within.
        district.Clock.SetUtcNow(DistrictDay.Start(Safety.Today.AddDays(9)).AddHours(20));
        await Stand(0, OrderTerm.Running, OrderTerm.Running);
        district.Clock.SetUtcNow(DistrictDay.Start(Safety.Today.AddDays(10)).AddHours(9));
        await Stand(2, OrderTerm.Over, OrderTerm.Over);
        Assert.Equal(new HashSet<EnforcementId> { resting, alone }, [.. (await district.Done(new ListEnforcement.Request(Term: OrderTerm.Over), officer)).Items.Select(r => r.Id)]);
        Assert.Equal(["HAZ-429"], await district.Refused(new ComplyWithOrder.Request(alone, "已改正", Safety.Today.AddDays(-1)), officer));
        Assert.Equal(["PLATFORM-001"], await district.Refused(new ComplyWithOrder.Request(alone, "已改正"), safety.BureauOfficer));
        await district.Done(new ComplyWithOrder.Request(alone, "已改正", Number: "复查1号"), officer);
        Assert.Equal(["HAZ-428"], await district.Refused(new ComplyWithOrder.Request(alone, "已改正"), officer));
        await Stand(1, OrderTerm.Done, OrderTerm.Over);
        await district.Done(new SignFor.Request(matter), safety.BureauOfficer);
        await safety.End(matter, MatterEnd.Fulfilled);
        await safety.Hear();
        await Stand(0, OrderTerm.Done, OrderTerm.Done);

        // What was done against the duplicate was done against the firm, by whichever of its two ids one asks.
        var stays = await district.Done(new RegisterEnterprise(new() { Name = "东港能源集团有限公司", Street = safety.East }));
        await district.Done(new MergeEnterprises.Request(firm, stays, "同一企业"));
        foreach (var id in (EnterpriseId[])[firm, stays])
        {
            Assert.Equal(2, (await district.Done(new ListEnforcement.Request(Firm: id), officer)).Items.Count);
        }

        async Task Stand(int over, OrderTerm one, OrderTerm other)
        {
            Assert.Equal(over, (await district.Done(new CountEnforcement.Request(new()), officer)).Over);
            Assert.Equal([(alone, one), (resting, other)], (await district.Done(new ListEnforcement.Request(), officer)).Items.OrderBy(r => r.Number).Select(r => (r.Id, r.Term!.Value)));
        }
    }

    [Theory]
    [InlineData("fire-ban-2022-person", true, 500, "2022-03-28")]
    [InlineData("fire-ban-2022-person", true, 3000, "2022-04-01")]
    [InlineData("fire-ban-2022-person", true, 499.99, "2022-04-01", "HAZ-412")]
    [InlineData("fire-ban-2022-person", true, 3000.01, "2022-04-01", "HAZ-412")]
    [InlineData("fire-ban-2022-person", true, 600, "2022-03-27", "HAZ-414")]
    [InlineData("fire-ban-2022-person", false, 600, "2022-04-01", "HAZ-413")]
    [InlineData("fire-ban-2022-unit-fire", false, 20000, "2022-04-01", "HAZ-412")]
    [InlineData("fire-ban-2022-unit-fire", false, 30000, "2022-04-01")]
    [InlineData("gas-45-unlicensed", false, 500000, "2022-04-01")]
    [InlineData("gas-45-unlicensed", false, 500001, "2022-04-01", "HAZ-412")]
    [InlineData("gas-45-unlicensed", false, 60000, "2011-02-28", "HAZ-414")]
    [InlineData("fire-law-60-unit", false, 4999, "2022-04-01", "HAZ-412")]
    [InlineData("nothing", false, 4999, "2022-04-01", "HAZ-417")]
    [InlineData("gas-49-unit", false, 1.001, "2022-04-01", "HAZ-411")]
    [InlineData("gas-49-unit", false, 0, "2022-04-01", "HAZ-411")]
    [InlineData(null, false, 5000, "2022-04-01", "HAZ-415")]
    public void AFine_LiesInTheBracketOfTheDayOfTheAct(string? bracket, bool isPerson, double amount, string day, params string[] codes)
    {
        var book = new PenaltyBook(ShippedFiles.Read<PenaltyFile>("penalties/"));
        Assert.Equal(codes, book.Against(new(isPerson ? FinedParty.Person : FinedParty.Unit, (decimal)amount, bracket), "某法 第一条", DateOnly.Parse(day, null)).Select(p => p.Code));
    }

    [Theory]
    [InlineData("消防法 第六十条", "HAZ-416")]
    [InlineData("《城镇燃气管理条例》第四十九条第一款", "HAZ-416")]
    [InlineData("某条例 第四十九条")]
    [InlineData("城镇燃气管理条例 第三条")]
    public void ABasisThatSetsABracket_CannotBeSaidToHaveNone(string basis, params string[] codes)
    {
        var book = new PenaltyBook(ShippedFiles.Read<PenaltyFile>("penalties/"));
        Assert.Equal(codes, book.Against(new(FinedParty.Unit, 5000, null, HasNoBracket: true), basis, new(2022, 4, 1)).Select(p => p.Code));
    }

    [Theory, BothDatabases]
    public async Task ARecord_IsEntered_Amended_Annulled_AndNothingOfItIsLost(DatabaseKind kind)
    {
        await using var safety = await Safety.Open(kind);
        var district = safety.District;
        var hazard = await safety.Registered();
        var file = await safety.Picture();
        var terms = Penalty(safety.Hotel, "甲罚〔2022〕1号", 8_000.50m) with { Hazards = [hazard], Files = [file] };

        // Every reason at once.
        Assert.Equal(
            ["HAZ-106", "HAZ-410", "HAZ-425", "HAZ-211", "HAZ-211", "HAZ-418", "HAZ-419", "HAZ-423", "HAZ-108"],
            await district.Refused(new Enforce.Request(new() { Kind = EnforcementKind.Order, Hazards = [Id.New<HazardId>(district.Clock)], Fine = new(FinedParty.Unit, 1), Visit = Id.New<InspectionId>(district.Clock), Files = [new("SHA-256:x", "x")] })));
        Assert.Equal(["HAZ-419"], await district.Refused(new Enforce.Request(terms with { Until = new(2022, 5, 1) }, Unit: safety.East)));
        Assert.Equal(["HAZ-412"], await district.Refused(new Enforce.Request(terms with { Fine = new(FinedParty.Unit, 100_001, "gas-49-unit") }, Unit: safety.East)));
        Assert.Equal(["HAZ-107"], await district.Refused(new Enforce.Request(terms with { Fine = new(FinedParty.Unit, 1_000, "gas-49-unit", ActedOn: new(2022, 4, 1)) }, new(2022, 3, 31), safety.East)));

        var id = await district.Done(new Enforce.Request(terms, new(2022, 3, 20)), safety.EastOfficer);
        Assert.Equal(["HAZ-421"], await district.Refused(new Enforce.Request(terms), safety.EastOfficer));
        Assert.Equal(["HAZ-427", "HAZ-412"], await district.Refused(new AmendEnforcement.Request(id, 1, Penalty(safety.Hotel, "甲罚〔2022〕1号", 200_000), "甲复〔2022〕1号", "复议变更", new(2022, 3, 1)), safety.EastOfficer));
        await district.Done(new AmendEnforcement.Request(id, 1, terms with { Fine = terms.Fine! with { Amount = 5_000 } }, "甲复〔2022〕1号", "复议变更", new(2022, 3, 28)), safety.EastOfficer);
        Assert.Equal(["PLATFORM-004"], await district.Refused(new AmendEnforcement.Request(id, 1, terms, "x", "x"), safety.EastOfficer));
        var shown = await district.Done(new ShowEnforcement.Request(id), safety.EastOfficer);
        Assert.Equal((5_000m, 8_000.50m, "第四十九条", safety.East), (shown.Line.Amount, shown.Amendments.Single().Before.Fine?.Amount, shown.Bracket?.Clause, shown.Line.Unit));
        Assert.Equal([hazard], shown.Hazards.Select(h => h.Id));
        Assert.Equal(file, await district.Done(new EnforcementFile.Request(id, file.Hash), safety.EastOfficer));
        Assert.Equal(["PLATFORM-005"], await district.Refused(new EnforcementFile.Request(id, "SHA-256:0"), safety.EastOfficer));

        Assert.Equal(["HAZ-211", "HAZ-211"], await district.Refused(new AnnulEnforcement.Request(id, AnnulmentWay.Court, "", " "), safety.EastOfficer));
        await district.Done(new AnnulEnforcement.Request(id, AnnulmentWay.Court, "甲行初〔2022〕1号", "程序违法", new(2022, 3, 30)), safety.EastOfficer);
        Assert.Equal(["HAZ-426"], await district.Refused(new AnnulEnforcement.Request(id, AnnulmentWay.Own, "x", "x"), safety.EastOfficer));
        shown = await district.Done(new ShowEnforcement.Request(id));
        Assert.Equal(new Annulment(new(2022, 3, 30), AnnulmentWay.Court, "甲行初〔2022〕1号", "程序违法"), shown.Annulment);
        Assert.Equal((1, 0m), await Counted(district, new()));

        // Its number is free again for the decision that takes its place.
        await district.Done(new Enforce.Request(terms), safety.EastOfficer);
        Assert.Equal((2, 8_000.50m), await Counted(district, new()));
        Assert.Equal((1, 8_000.50m), await Counted(district, new(Annulled: false)));
        Assert.Equal((0, 0m), await Counted(district, new(Kind: EnforcementKind.Closure)));
        Assert.Equal((2, 8_000.50m), await Counted(district, new(Hazard: hazard, Premises: safety.Hotel, Unit: safety.East, Field: HazardCategory.Gas)));
        Assert.Equal((1, 0m), await Counted(district, new(To: new(2022, 3, 31))));
        var before = await safety.Dump();
        await safety.Rebuild();
        Assert.Equal(before, await safety.Dump());
    }

    /// <summary>A visit by a checklist is one inspection: entered as enforcement once, and counted once.</summary>
    [Theory, BothDatabases]
    public async Task AVisit_IsOneInspection(DatabaseKind kind)
    {
        await using var safety = await Safety.Open(kind);
        var district = safety.District;
        var visit = await Visit(safety);
        var terms = new EnforcementTerms { Field = HazardCategory.Gas, Premises = safety.Hotel, Visit = visit };
        Assert.Equal(["HAZ-423"], await district.Refused(new Enforce.Request(terms with { Premises = safety.Tower }, Unit: safety.East)));
        var choices = await district.Done(new ShowEnforcementChoices.Request(safety.Hotel), safety.EastOfficer);
        Assert.Equal([visit], choices.Visits.Select(v => v.Id));
        var id = await district.Done(new Enforce.Request(terms), safety.EastOfficer);
        Assert.Equal(Safety.Today.AddDays(-1), (await district.Done(new ShowEnforcement.Request(id))).Line.Day);
        Assert.Equal(["HAZ-422"], await district.Refused(new Enforce.Request(terms), safety.EastOfficer));
        Assert.Empty((await district.Done(new ShowEnforcementChoices.Request(safety.Hotel), safety.EastOfficer)).Visits);
        Assert.Equal(1, (await Figures(district, new(2022, 4, 1)))[11].Records);
        await district.Done(new AnnulEnforcement.Request(id, AnnulmentWay.Mistake, "", "误录"), safety.EastOfficer);
        await district.Done(new Enforce.Request(terms), safety.EastOfficer);
        Assert.Equal(1, (await Figures(district, new(2022, 4, 1)))[11].Records);
    }

    [Theory, BothDatabases]
    public async Task EveryRole_SeesAndChanges_ItsOwnUnitsRecords(DatabaseKind kind)
    {
        await using var safety = await Safety.Open(kind);
        var district = safety.District;
        var hazard = await safety.Registered();
        var file = await safety.Picture();
        var east = await district.Done(new Enforce.Request(Penalty(safety.Hotel, "东1", 100) with { Hazards = [hazard], Files = [file] }, Unit: safety.East));
        var west = await district.Done(new Enforce.Request(Penalty(safety.Shed, "西1", 100) with { Files = [file] }, Unit: safety.West));

        // The bureau has the hazard in charge: it sees what was enforced about it.
        foreach (var (unit, seen) in new (UnitId?, EnforcementId[])[] { (safety.East, [east]), (safety.Bureau, [east]), (safety.West, [west]), (safety.Other, []), (null, [east, west]) })
        {
            foreach (var role in new[] { Role.SupervisionOfficer, Role.UnitOfficer, Role.Leader, Role.Reader })
            {
                var somebody = await safety.Somebody(role, unit);
                Assert.Equal(seen.ToHashSet(), [.. (await district.Done(new ListEnforcement.Request(), somebody)).Items.Select(r => r.Id)]);
                Assert.Equal(seen.Length, (await district.Done(new CountEnforcement.Request(new()), somebody)).Count);
                var figures = (await district.Done(new ShowFigures.Request(), somebody)).Figures;
                Assert.Equal(seen.Length, figures.Single(f => f.No == 12).Records);
                foreach (var id in new[] { east, west })
                {
                    Assert.Equal(seen.Contains(id), await district.Send(new ShowEnforcement.Request(id), somebody) is Result<ShowEnforcement.View>.Done);
                    Assert.Equal(seen.Contains(id), await district.Send(new EnforcementFile.Request(id, file.Hash), somebody) is Result<NewPhotograph>.Done);
                    var owner = id == east ? safety.East : safety.West;
                    if (role is Role.Leader or Role.Reader || (unit is not null && unit != owner))
                    {
                        Assert.Equal(["PLATFORM-001"], await district.Refused(new AnnulEnforcement.Request(id, AnnulmentWay.Own, "x", "x"), somebody));
                        Assert.Equal(["PLATFORM-001"], await district.Refused(new AmendEnforcement.Request(id, 1, new(), "x", "x"), somebody));
                        Assert.Equal(["PLATFORM-001"], await district.Refused(new Enforce.Request(Penalty(safety.Hotel, "x", 1), Unit: owner), somebody));
                    }
                }
            }
        }

        foreach (var role in Enum.GetValues<Role>().Except([Role.SupervisionOfficer, Role.UnitOfficer, Role.Leader, Role.Reader, Role.AuditAdministrator]))
        {
            Assert.Equal(["PLATFORM-001"], await district.Refused(new ListEnforcement.Request(), await safety.Somebody(role)));
        }
    }

    /// <summary>Records made through commands; every figure is the hand count, the list behind it has as many rows, and its sum is theirs.</summary>
    [Theory, BothDatabases]
    public async Task Figures_AreCountsOfRecords(DatabaseKind kind)
    {
        await using var safety = await Safety.Open(kind);
        var district = safety.District;
        List<HazardId> general = [], major = [];
        for (var i = 0; i < 6; i++)
        {
            var id = await district.Done(new RegisterHazard.Request(safety.Terms(safety.Hotel) with { Category = HazardCategory.Gas, Items = [new($"软管老化{i}")] }, FoundOn: new(2022, 2, 1 + i), Unit: i < 4 ? safety.East : safety.West));
            await district.Done(new GradeHazard.Request(id, i < 4 ? new(HazardGrade.General, GradeWay.Direct) : new(HazardGrade.Major, GradeWay.Direct, Clause: "6.3.1")));
            (i < 4 ? general : major).Add(id);
        }

        // None of these counts: another category, not graded, dropped, found before the period.
        await safety.Graded();
        await district.Done(new RegisterHazard.Request(safety.Terms() with { Category = HazardCategory.Gas }, Unit: safety.East));
        var dropped = await district.Done(new RegisterHazard.Request(safety.Terms() with { Category = HazardCategory.Gas }, Unit: safety.East));
        await district.Done(new GradeHazard.Request(dropped, new(HazardGrade.General, GradeWay.Direct)));
        await district.Done(new DropHazard.Request(dropped, "重复"));
        var early = await district.Done(new RegisterHazard.Request(safety.Terms() with { Category = HazardCategory.Gas }, FoundOn: new(2022, 1, 16), Unit: safety.East));
        await district.Done(new GradeHazard.Request(early, new(HazardGrade.General, GradeWay.Direct)));

        // Two general ones and a major one are mended on 1 April; one of the general ones is taken up again on the 10th.
        foreach (var id in new[] { general[0], general[1], major[0] })
        {
            await district.Done(new PlanHazard.Request(id, safety.Plan()));
            var matter = (await safety.Show(id)).Matter!.Id;
            await district.Done(new SignFor.Request(matter), safety.BureauOfficer);
            await safety.End(matter, MatterEnd.Fulfilled);
            await safety.Hear();
        }

        var number = 0;
        async Task<EnforcementId> Enter(EnforcementKind what, PremisesId at, DateOnly day, UnitId unit, decimal? fine = null, HazardCategory field = HazardCategory.Gas) => await district.Done(new Enforce.Request(
            new()
            {
                Kind = what,
                Field = field,
                Premises = at,
                Number = $"文{++number}",
                Basis = "城镇燃气管理条例 第四十九条",
                Until = what is EnforcementKind.Order ? day.AddDays(10) : null,
                Fine = fine is { } amount ? new(FinedParty.Unit, amount, "gas-49-unit") : null,
            },
            day, unit));
        for (var i = 0; i < 5; i++)
        {
            await Enter(EnforcementKind.Inspection, safety.Hotel, new(2022, 2, 1 + i), i < 3 ? safety.East : safety.West);
        }

        var amended = await Enter(EnforcementKind.Penalty, safety.Hotel, new(2022, 3, 1), safety.East, 12_345.67m);
        var annulled = await Enter(EnforcementKind.Penalty, safety.Hotel, new(2022, 3, 2), safety.East, 20_000m);
        await Enter(EnforcementKind.Penalty, safety.Shed, new(2022, 3, 3), safety.West, 0.33m);
        await Enter(EnforcementKind.Penalty, safety.Shed, new(2022, 3, 3), safety.West);
        await Enter(EnforcementKind.Warning, safety.Shed, new(2022, 3, 4), safety.West);
        await Enter(EnforcementKind.Order, safety.Shed, new(2022, 3, 4), safety.West);
        await Enter(EnforcementKind.Closure, safety.Shed, new(2022, 3, 5), safety.West);
        await Enter(EnforcementKind.Closure, safety.Shed, new(2022, 1, 10), safety.West);
        await Enter(EnforcementKind.Revocation, safety.Hotel, new(2022, 3, 6), safety.East);
        await Enter(EnforcementKind.Penalty, safety.Hotel, new(2022, 3, 7), safety.East, 50_000m, HazardCategory.Fire);

        var day = Safety.Today;
        await Agrees(district, day, null, (7, 4), (8, 2), (9, 2), (10, 1), (11, 5), (12, 5), (13, 1), (14, 1), (15, 3.2346m));
        await Agrees(district, day, safety.East, (7, 4), (8, 2), (9, 0), (10, 0), (11, 3), (12, 2), (13, 0), (14, 1), (15, 3.234567m));
        await Agrees(district, day, safety.West, (7, 0), (8, 0), (9, 2), (10, 1), (11, 2), (12, 3), (13, 1), (14, 0), (15, 0.000033m));
        await Agrees(district, new(2022, 2, 2), null, (7, 2), (8, 0), (9, 0), (10, 0), (11, 2), (12, 0), (13, 0), (14, 0), (15, 0));

        // An amendment and an annulment count from their days on; what was reported for a day before stays as it was.
        var terms = (await district.Done(new ShowEnforcement.Request(amended))).Terms;
        district.Clock.SetUtcNow(DistrictDay.Start(new(2022, 4, 10)).AddHours(9));
        await district.Done(new AmendEnforcement.Request(amended, 1, terms with { Fine = terms.Fine! with { Amount = 345.67m } }, "复1", "变更", new(2022, 4, 5)));
        await district.Done(new AnnulEnforcement.Request(annulled, AnnulmentWay.Reconsideration, "复2", "撤销", new(2022, 4, 6)));
        await district.Done(new ReopenMatter.Request((await safety.Show(general[0])).Matter!.Id, "复发", new(2022, 10, 31)));
        await safety.Hear();
        await Agrees(district, day, null, (8, 2), (12, 5), (15, 3.2346m));
        await Agrees(district, new(2022, 4, 5), null, (8, 2), (12, 5), (15, 2.0346m));
        await Agrees(district, new(2022, 4, 6), null, (12, 4), (15, 0.0346m));
        await Agrees(district, new(2022, 4, 10), null, (7, 4), (8, 1), (12, 4), (15, 0.0346m));
        var dump = await safety.Dump();
        await safety.Rebuild();
        Assert.Equal(dump, await safety.Dump());

        // What held until the 6th is one thing; what the office knew on the 9th, before the decisions were entered, another.
        var known = await district.Done(new ShowFigures.Request(To: new(2022, 4, 6)), caller => caller.AsOf = new(2022, 4, 9));
        Assert.Equal((5, 3.2346m, 2), (known.Figures.Single(f => f.No == 12).Records, known.Figures.Single(f => f.No == 15).Value, known.Figures.Single(f => f.No == 8).Records));

        // The same is given to other modules; outside the days that the definitions know it refuses.
        await using var scope = district.Scope();
        var given = scope.ServiceProvider.GetRequiredService<IHazardFigures>();
        Assert.Equal(1, Assert.IsType<Result<IReadOnlyList<HazardFigure>>.Done>(await given.Of("gas", new(new(2022, 1, 17), new(2022, 4, 10)), TestContext.Current.CancellationToken)).Value.Single(f => f.No == 8).Value);
        async Task<string> Refused(string form, FigureScope of) => Assert.IsType<Result<IReadOnlyList<HazardFigure>>.Refused>(await given.Of(form, of, TestContext.Current.CancellationToken)).Problems.Single().Code;
        Assert.Equal("HAZ-451", await Refused("gas", new(new(2022, 1, 16), day)));
        Assert.Equal("HAZ-452", await Refused("gas", new(day, day.AddDays(-1))));
        Assert.Equal("HAZ-450", await Refused("x", new(day, day)));
    }

    /// <summary>The definitions are of the very fields that the gazette's form has.</summary>
    [Fact]
    public void TheFigures_AreTheFieldsOfTheForm()
    {
        var form = new FigureBook(ShippedFiles.Read<FigureForm>("figures/")).All.Single();
        var facts = Shared.Facts("gasSafety.json");
        Assert.Equal(facts.GetProperty("document").GetString(), form.Document);
        Assert.Equal(facts.GetProperty("date").GetString(), form.From.ToString("yyyy-MM-dd", null));
        Assert.Equal(
            facts.GetProperty("form").GetProperty("fields").EnumerateArray().Select(f => (f.GetProperty("no").GetInt32(), f.GetProperty("section").GetString(), f.GetProperty("field").GetString(), f.GetProperty("unit").GetString())).Where(f => f.Item1 is >= 7 and <= 15),
            form.Figures.Select(f => (f.No, (string?)f.Section, (string?)f.Field, (string?)f.Unit)));
    }

    /// <summary>Asks for figures until a day, and for the list behind each, part by part.</summary>
    private static async Task Agrees(District district, DateOnly to, UnitId? unit, params (int No, decimal Value)[] expected)
    {
        var figures = await Figures(district, to, unit);
        Assert.Equal([7, 8, 9, 10, 11, 12, 13, 14, 15], figures.Keys.Order());
        foreach (var (no, value) in expected)
        {
            Assert.True(value == figures[no].Value, $"{no} until {to:O}: {figures[no].Value}, not {value}");
        }
        foreach (var figure in figures.Values)
        {
            List<ListFigureRecords.Line> lines = [];
            for (string? after = null; ;)
            {
                var part = await district.Done(new ListFigureRecords.Request(figure.No, To: to, Unit: unit, After: after, Limit: 2));
                Assert.Equal(figure, part.Figure);
                lines.AddRange(part.Items);
                if ((after = part.Next) is null)
                {
                    break;
                }
            }

            Assert.Equal(figure.Records, lines.DistinctBy(l => l.Id).Count());
            Assert.Equal(figure.Value, figure.No == 15 ? lines.Sum(l => l.Amount ?? 0) / 10_000 : lines.Count);
        }
    }

    private static async Task<Dictionary<int, HazardFigure>> Figures(District district, DateOnly to, UnitId? unit = null) => (await district.Done(new ShowFigures.Request(To: to, Unit: unit))).Figures.ToDictionary(f => f.No);

    private static async Task<(int, decimal)> Counted(District district, EnforcementFilter filter)
    {
        var answer = await district.Done(new CountEnforcement.Request(filter));
        Assert.Equal(answer.Count, (await district.Done(ListEnforcement.Request.By(filter))).Items.Count);
        return (answer.Count, answer.Amount);
    }

    /// <summary>A visit by a checklist at which all is well, of yesterday.</summary>
    internal static async Task<InspectionId> Visit(Safety safety)
    {
        var list = ShippedChecklists.Book.For("hotel", Safety.Today).InForce[0];
        Dictionary<string, GivenAnswer> answers = [];
        for (var i = 0; i < 50 && Inspection.Asked(list, answers.ToDictionary(a => a.Key, a => a.Value.Judged)).FirstOrDefault(q => !answers.ContainsKey(q.Id)) is { } question; i++)
        {
            answers[question.Id] = new(question.Type is AnswerType.Number ? "0" : question.Type is AnswerType.Text ? "无" : question.Type is AnswerType.Choice ? question.Answers![^1] : question.Answers!.First(a => !(question.Effects ?? []).Any(e => e.If?.Contains(a) == true && (e.Hazard is not null || e.Comment || e.Photograph || e.Exempts))));
        }

        return (await safety.District.Done(new Inspect.Request(safety.Hotel, list.Key, answers, HazardCategory.Gas, Safety.Today.AddDays(-1), safety.East))).Id;
    }
}
