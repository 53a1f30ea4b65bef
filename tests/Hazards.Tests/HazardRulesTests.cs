using Bihuan.Enterprises;
using Bihuan.Kernel;
using Bihuan.Matters;
using Bihuan.Organisation;
using Bihuan.Platform;
using CsCheck;
using Xunit;

namespace Bihuan.Hazards.Tests;

/// <summary>What a hazard may be and in which order things may happen to it: decisions alone, without a database.</summary>
public class HazardRulesTests
{
    private static readonly DateOnly Today = new(2022, 4, 1);
    private static readonly UnitId Street = new(Guid.Parse("00000000-0000-7000-8000-000000000001")), Bureau = new(Guid.Parse("00000000-0000-7000-8000-000000000002")), Fire = new(Guid.Parse("00000000-0000-7000-8000-000000000003"));
    private static readonly PremisesId Hotel = new(Guid.Parse("00000000-0000-7000-8000-000000000011"));
    private static readonly string[] Hashes = [.. Enumerable.Range(0, 9).Select(i => $"SHA-256:{new string((char)('0' + i), 64)}")];

    private static readonly HazardContext Context = new(
        Today, new HashSet<UnitId> { Street, Bureau, Fire }, new Dictionary<PremisesId, PremisesBrief> { [Hotel] = new(Hotel, "宾馆", "hotel", "", null, Street, null, [Bureau], [], GasUse.None, RegisterState.Active) },
        Hashes.ToHashSet(StringComparer.Ordinal), ShippedChecklists.Book);

    private static HazardTerms Terms(params HazardItem[] items) => new() { Premises = [Hotel], Category = HazardCategory.Fire, Items = items.Length == 0 ? [new("堵塞通道")] : items };

    private static RectificationPlan Plan => new(Bureau, Fire, [], "负责人", null, "清理", 0, Today.AddDays(30), "疏散");

    [Fact]
    public void AStandard_IsThatOfTheDayOfFinding_AndAMissingEditionIsSaid()
    {
        Assert.Equal("GB 35181-2017", Kept(new("x", "GB 35181"), Today).Standard);
        Assert.Equal("GB 35181-2017", Kept(new("x", "gb35181-2017"), new(2025, 10, 31)).Standard);
        Assert.Equal("GB 25506", Kept(new("x", "GB 25506"), Today).Standard);
        var later = Context with { Today = new(2026, 1, 1) };
        foreach (var named in new[] { "GB 35181", "GB 35181-2017", "GB 35181-2025" })
        {
            Assert.Equal(["HAZ-201"], Codes(HazardCheck.Terms(Terms(new HazardItem("x", named)), new(2025, 11, 1), later)));
        }

        // An edition that was not in force on the day is no edition of the day.
        Assert.Equal(["HAZ-201"], Codes(HazardCheck.Terms(Terms(new HazardItem("x", "GB 35181-2025")), Today, Context)));

        static HazardItem Kept(HazardItem item, DateOnly day) => HazardCheck.Terms(Terms(item), day, Context with { Today = new(2026, 1, 1) }).Match(t => t.Items[0], p => throw new InvalidOperationException(p[0].Code));
    }

    [Fact]
    public void EveryReason_IsToldAtOnce()
    {
        var terms = new HazardTerms { Premises = [new(Guid.CreateVersion7(DistrictDay.Start(Today)))], Place = new('x', 501), Items = [new("")], Point = new(200, 0), Lead = new(Guid.CreateVersion7(DistrictDay.Start(Today))) };
        var codes = Codes(RegisterHazard.Decide(terms, null, Today.AddDays(1), [new("SHA-256:x", "a.png", SameSpotAs: 1)], Context, new(Guid.CreateVersion7(DistrictDay.Start(Today)))));
        Assert.Equal(["HAZ-103", "HAZ-106", "HAZ-107", "HAZ-108", "HAZ-109", "HAZ-111", "HAZ-141", "HAZ-211", "HAZ-211"], codes.Order(StringComparer.Ordinal));
        Assert.Equal(["HAZ-101", "HAZ-104"], Codes(HazardCheck.Terms(new(), Today, Context)));
    }

    /// <summary>Who accepts major hazards of a category is a dated rule; where nobody but the doer is competent, or no rule of the day says who, anybody may.</summary>
    [Fact]
    public void AMajorHazard_IsAcceptedByWhoIsCompetentOnTheDay()
    {
        var (rules, day) = (ListingRules.Shipped, new DateOnly(2022, 4, 1));
        UnitOnDay[] units = [.. new[] { (Fire, "消防救援大队"), (Bureau, "住房和城乡建设局"), (Street, "东港街道") }.Select(u => new UnitOnDay(u.Item1, u.Item2, default, default, null))];
        Assert.Null(rules.NotCompetent(HazardCategory.Fire, Fire, Bureau, units, day));
        Assert.Equal(("HAZ-304", "消防救援大队"), (rules.NotCompetent(HazardCategory.Fire, Street, Bureau, units, day)!.Code, rules.NotCompetent(HazardCategory.Fire, Street, Bureau, units, day)!.Values[2]));
        Assert.Null(rules.NotCompetent(HazardCategory.Fire, Street, Fire, units, day));
        Assert.Null(rules.NotCompetent(HazardCategory.Fire, Street, Bureau, units, new(2000, 1, 1)));
        Assert.Null(rules.NotCompetent(HazardCategory.Other, Street, Bureau, units, day));
    }

    [Fact]
    public void AGrade_RestsOnADirectItem_OrOnTheMajorityOfAPanel()
    {
        var hazard = New();
        Assert.Equal(["HAZ-211"], Codes(GradeHazard.Decide(hazard, new(HazardGrade.Major, GradeWay.Direct), Context)));
        Assert.Empty(Codes(GradeHazard.Decide(hazard, new(HazardGrade.General, GradeWay.Direct), Context)));
        Assert.Equal(["HAZ-123", "HAZ-211"], Codes(GradeHazard.Decide(hazard, new(HazardGrade.Major, GradeWay.Combined), Context)).Order(StringComparer.Ordinal));
        PanelVote[] panel = [new(Fire, null, true), new(Bureau, null, true), new(Street, null, false)];
        Assert.Empty(Codes(GradeHazard.Decide(hazard, new(HazardGrade.Major, GradeWay.Combined, Panel: panel, Conclusion: "重大"), Context)));
        Assert.Equal(["HAZ-122"], Codes(GradeHazard.Decide(hazard, new(HazardGrade.General, GradeWay.Combined, Panel: panel, Conclusion: "一般"), Context)));

        // A tie is no majority.
        Assert.Equal(["HAZ-122"], Codes(GradeHazard.Decide(hazard, new(HazardGrade.Major, GradeWay.Combined, Panel: panel[1..], Conclusion: "重大"), Context)));
        Assert.Equal(["HAZ-123"], Codes(GradeHazard.Decide(hazard, new(HazardGrade.Major, GradeWay.Combined, Panel: [panel[0], panel[0]], Conclusion: "重大"), Context)));

        // The edition of the day asks how many: three who discuss; of experts seven, two thirds of whom agree.
        Assert.Empty(Judged(3, 2, experts: false));
        Assert.Equal(["HAZ-124"], Judged(2, 2, experts: false));
        Assert.Equal(["HAZ-124"], Judged(6, 6, experts: true));
        Assert.Empty(Judged(9, 6, experts: true));
        Assert.Equal(["HAZ-125"], Judged(9, 5, experts: true));

        IReadOnlyList<string> Judged(int all, int major, bool experts)
        {
            var units = Enumerable.Range(0, all).Select(_ => new UnitId(Guid.CreateVersion7(DistrictDay.Start(Today)))).ToList();
            return Codes(GradeHazard.Decide(hazard, new(HazardGrade.Major, GradeWay.Combined, "GB 35181", Panel: [.. units.Select((u, i) => new PanelVote(u, null, i < major))], Conclusion: "重大", IsExperts: experts), Context with { Units = Context.Units.Concat(units).ToHashSet() }));
        }
    }

    [Fact]
    public void APlan_HasItsFiveFields_AndWhoMendsDoesNotAccept()
    {
        var hazard = Done(New(), h => GradeHazard.Decide(h, new(HazardGrade.General, GradeWay.Direct), Context));
        Assert.Equal(["HAZ-131", "HAZ-132", "HAZ-133", "HAZ-211", "HAZ-211", "HAZ-211"], Codes(PlanHazard.Decide(hazard, new(Bureau, Bureau, [], "", null, " ", -1, Today.AddDays(-1), ""), Context, [])).Order(StringComparer.Ordinal));
        Assert.Equal(["HAZ-131"], Codes(PlanHazard.Decide(hazard, Plan with { Money = 0.001m }, Context, [])));
        Assert.Equal(["MAT-005"], Codes(PlanHazard.Decide(hazard, Plan, Context, [Problem.Coded("MAT-005", "x")])));
        Assert.Equal(["HAZ-120"], Codes(PlanHazard.Decide(New(), Plan, Context, [])));
        Assert.Equal([Street], PlanHazard.Tidy(Plan, hazard).Supporting);
        Assert.Empty(PlanHazard.Tidy(Plan with { Lead = Street }, hazard).Supporting);
    }

    [Fact]
    public void AKey_NamesHazardAndRound()
    {
        var id = new HazardId(Guid.CreateVersion7(DistrictDay.Start(Today)));
        Assert.Equal((id, 12), Hazard.OfKey(Hazard.KeyOf(id, 12)));
        Assert.All(["", "x.1", $"{id.Value}", $"{id.Value}.-1", $"{id.Value}.1.2"], k => Assert.Null(Hazard.OfKey(k)));
    }

    /// <summary>Whatever is asked in whatever order: the state follows the table, a photograph is never lost, what has ended stays as it is until its matter is taken up again, and
    /// applying the same events again gives the same hazard.</summary>
    [Fact]
    public void NoSequence_LeavesTheTable() =>
        Gen.Select(Gen.Int[0, 9], Gen.Int[0, 8]).Array[40].Sample(steps =>
        {
            var (hazard, again, row) = (New(), New(), new HazardRow { Id = default });
            var photographs = 0;
            foreach (var (act, variant) in steps)
            {
                var was = hazard.State;
                var decided = Try(hazard, row, act, variant);
                if (decided is not Result<Decision<None>>.Done(var decision))
                {
                    continue;
                }

                foreach (var change in decision.Changes)
                {
                    hazard.Apply(change.Happened, new(DistrictDay.Start(Today), new(null)));
                    again.Apply(change.Happened, new(DistrictDay.Start(Today), new(null)));
                    photographs += change.Happened is HazardPhotographed p ? p.Photographs.Count : 0;
                }

                row.Take(hazard);
                if (was is HazardState.Dropped || (was is HazardState.Cancelled && act < 8))
                {
                    Assert.Equal(was, hazard.State);
                }
                if (hazard.State != was)
                {
                    Assert.Contains((was, hazard.State), Moves);
                }
            }

            Assert.Equal(photographs, hazard.Photographs.Count);
            Assert.Equal(Enumerable.Range(1, photographs), hazard.Photographs.Select(p => p.No));
            Assert.Equal(hazard.State is HazardState.Rectifying or HazardState.Cancelled or HazardState.NotMended, hazard.Round > 0);
            Assert.Equal(System.Text.Json.JsonSerializer.Serialize(hazard, Persistence.EventCatalog.Json), System.Text.Json.JsonSerializer.Serialize(again, Persistence.EventCatalog.Json));
        });

    private static readonly HashSet<(HazardState, HazardState)> Moves =
    [
        (HazardState.Registered, HazardState.Graded), (HazardState.Registered, HazardState.Dropped), (HazardState.Graded, HazardState.Dropped), (HazardState.Graded, HazardState.Rectifying),
        (HazardState.Rectifying, HazardState.Cancelled), (HazardState.Rectifying, HazardState.NotMended), (HazardState.NotMended, HazardState.Rectifying), (HazardState.Cancelled, HazardState.Rectifying),
        (HazardState.Cancelled, HazardState.NotMended), (HazardState.NotMended, HazardState.Cancelled),
    ];

    private static Result<Decision<None>> Try(Hazard hazard, HazardRow row, int act, int variant)
    {
        switch (act)
        {
            case 0:
                return EditHazard.Decide(hazard, new(hazard.Id, hazard.Version, Terms(new HazardItem($"第{variant}处"))), Context);
            case 1:
                return variant == 0 ? DropHazard.Decide(hazard, new(hazard.Id, "误登"), false) : Problem.Coded("x", "");
            case 2:
                return GradeHazard.Decide(hazard, new(variant % 2 == 0 ? HazardGrade.Major : HazardGrade.General, GradeWay.Direct, null, "6.1"), Context);
            case 3:
                return PlanHazard.Decide(hazard, Plan, Context, []);
            case 4:
                return PhotographHazard.Decide(hazard, new(hazard.Id, PhotographSide.Before, [new(Hashes[variant], "a.png")]), Context);
            case 5:
                return PhotographHazard.Decide(hazard, new(hazard.Id, PhotographSide.After, [new(Hashes[variant], "a.png", SameSpotAs: (variant % 3) + 1)]), Context);
            case 6:
                return ExcuseSpot.Decide(hazard, new(hazard.Id, variant, "已拆除"));
            case 7:
                return HandOverHazard.Decide(hazard, new(hazard.Id, variant % 2 == 0 ? Street : Bureau, "无权", "条例"), Context, []);
            default:
                // How its matter stands, whatever happened to it.
                MatterEnd? end = variant switch { < 3 => MatterEnd.Fulfilled, < 5 => MatterEnd.NotFulfilled, 5 => MatterEnd.Withdrawn, _ => null };
                row.Take(new MatterPulse(new(Guid.Parse("00000000-0000-7000-8000-000000000021")), hazard.MatterKey, end is null ? MatterState.InHand : MatterState.Accepted, end is null, Bureau, Fire, null, null, null, null, null, null, end, end is null ? null : DistrictDay.Start(Today), 0));
                return SettleHazard.Decide(hazard, row);
        }
    }

    private static Hazard New()
    {
        var id = new HazardId(Guid.Parse("00000000-0000-7000-8000-000000000031"));
        var decided = Assert.IsType<Result<Decision<HazardId>>.Done>(RegisterHazard.Decide(Terms(), new(FoundBy.Officer, Street), Today, [], Context, id));
        var change = Assert.Single(decided.Value.Changes);
        change.State.Apply(change.Happened, new(DistrictDay.Start(Today), new(null)));
        return (Hazard)change.State;
    }

    private static Hazard Done(Hazard hazard, Func<Hazard, Result<Decision<None>>> act)
    {
        foreach (var change in Assert.IsType<Result<Decision<None>>.Done>(act(hazard)).Value.Changes)
        {
            hazard.Apply(change.Happened, new(DistrictDay.Start(Today), new(null)));
        }

        return hazard;
    }

    private static IReadOnlyList<string> Codes<T>(Result<T> result) => result.Match<IReadOnlyList<string>>(_ => [], p => [.. p.Select(x => x.Code)]);
}
