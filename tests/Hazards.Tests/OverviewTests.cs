using Bihuan.Enterprises;
using Bihuan.Kernel;
using Bihuan.Matters;
using Bihuan.Organisation;
using Bihuan.Platform;
using Bihuan.TestKit;
using Xunit;

namespace Bihuan.Hazards.Tests;

/// <summary>Map, planner, repeat offenders and analysis: what they count is what lists list, whoever asks, and no hazard of another unit is in any of it.</summary>
public class OverviewTests
{
    private static readonly HazardMarks.Request Everywhere = new(121, 29, 123, 31, 10);

    [Theory, BothDatabases]
    public async Task Marks_CountEachHazardOnce_AndNoneBeyondSight(DatabaseKind kind)
    {
        await using var safety = await Safety.Open(kind);
        var district = safety.District;
        var (planned, matter) = await safety.Planned();
        var west = await district.Done(new RegisterHazard.Request(safety.Terms(safety.Shed) with { Category = HazardCategory.Gas }, Unit: safety.West, Before: [await safety.Picture()]));
        var own = await district.Done(new RegisterHazard.Request(safety.Terms() with { Point = new(121.95m, 29.95m) }, Before: [await safety.Picture()]), safety.EastOfficer);
        var all = await district.Done(Everywhere);
        Assert.Equal((3, 3, 0), (all.Total, all.Marks.Sum(m => m.Count), all.Elsewhere));
        Assert.Contains(all.Marks, m => (m.Longitude, m.Latitude) == (121.95m, 29.95m) && m.Hazards.Single().Id == own);
        Assert.Contains(all.Marks, m => (m.Longitude, m.Latitude) == (121.80m, 29.90m) && m.Premises == safety.Hotel && m.Hazards.Single() is { Lamp: LampColour.Grey } shown && shown.Id == planned);

        // By each filter, and a box beside them.
        Assert.Equal([west], Ids(await district.Done(Everywhere with { Category = HazardCategory.Gas })));
        Assert.Equal([planned], Ids(await district.Done(Everywhere with { Grade = HazardGrade.Major })));
        Assert.Equal([planned], Ids(await district.Done(Everywhere with { Lamp = LampColour.Grey })));
        Assert.Equal([west], Ids(await district.Done(Everywhere with { Street = safety.West })));
        Assert.Empty(Ids(await district.Done(Everywhere with { State = HazardState.Cancelled })));
        Assert.Equal([own], Ids(await district.Done(Everywhere with { West = 121.9m })));
        Assert.Equal(["HAZ-501"], await district.Refused(Everywhere with { West = 124 }));

        // Whoever asks, the map holds what the list holds.
        foreach (var (unit, seen) in new (UnitId?, HazardId[])[] { (safety.East, [planned, own]), (safety.Bureau, [planned, own]), (safety.Fire, [planned]), (safety.West, [west]), (safety.Other, []), (null, [planned, west, own]) })
        {
            foreach (var role in new[] { Role.UnitOfficer, Role.Leader, Role.Reader })
            {
                var somebody = await safety.Somebody(role, unit);
                var marks = await district.Done(Everywhere, somebody);
                Assert.Equal(seen.ToHashSet(), Ids(marks));
                Assert.Equal((seen.Length, seen.Length), (marks.Total, marks.Marks.Sum(m => m.Count)));
                var analysis = await district.Done(new AnalyseHazards.Request(), somebody);
                Assert.Equal(seen.Length, analysis.All.Found);
                Assert.All(analysis.Parts, p => Assert.Equal(seen.Length, p.Rows.Sum(r => r.Figures.Found)));
                Assert.Equal(seen.ToHashSet(), [.. (await district.Done(new ListCounted.Request(), somebody)).Items.Select(h => h.Id)]);
            }
        }

        // What has changed since is there at once.
        await Mend(safety, planned, matter);
        await district.Done(new DropHazard.Request(west, "误报"));
        Assert.Equal([own], Ids(await district.Done(Everywhere)));
        Assert.Equal([planned], Ids(await district.Done(Everywhere with { State = HazardState.Cancelled })));
        Assert.Equal([west], Ids(await district.Done(Everywhere with { State = HazardState.Dropped })));

        static HashSet<HazardId> Ids(HazardMarks.View view) => [.. view.Marks.SelectMany(m => m.Hazards).Select(h => h.Id)];
    }

    [Theory, BothDatabases]
    public async Task ManyHazards_AreClustered_AndCountOnceAtEachZoom(DatabaseKind kind)
    {
        await using var safety = await Safety.Open(kind);
        var district = safety.District;
        var random = new Random(3);
        var picture = await safety.Picture();
        for (var i = 0; i < 310; i++)
        {
            var (lon, lat) = (121.6m + (random.Next(500_000) / 1_000_000m), 29.7m + (random.Next(300_000) / 1_000_000m));
            await district.Done(new RegisterHazard.Request(safety.Terms(i % 3 == 0 ? safety.Shed : safety.Hotel) with { Point = new(lon, lat), Items = [new($"隐患{i}", "GB 35181", $"6.{i % 5}")] }, FoundOn: Safety.Today.AddDays(-i), Unit: i % 3 == 0 ? safety.West : safety.East, Before: [picture]));
        }

        for (var zoom = 3; zoom <= 19; zoom += 4)
        {
            var all = await district.Done(Everywhere with { Zoom = zoom });
            Assert.Equal((310, 310), (all.Total, all.Marks.Sum(m => m.Count)));
            Assert.InRange(all.Marks.Count, 1, 5_000);
            Assert.All(all.Marks, m => Assert.Empty(m.Hazards));
            Assert.Equal(206, (await district.Done(Everywhere with { Zoom = zoom }, safety.EastOfficer)).Marks.Sum(m => m.Count));
        }

        // Lists of few units walk their own index, in the same order and parts as those of the whole district.
        var listed = await All(after => new(After: after, Limit: 40, FoundTo: Safety.Today.AddDays(-10)), null);
        Assert.Equal(300, listed.Count);
        var (east, west) = (await All(after => new(After: after, Limit: 40), safety.EastOfficer), await All(after => new(After: after, Limit: 40), await safety.Somebody(Role.Reader, safety.West)));
        Assert.Equal((206, 104), (east.Distinct().Count(), west.Distinct().Count()));
        Assert.Equal(listed, [.. (await All(after => new(After: after, Limit: 7), null)).Where(listed.Contains)]);
        Assert.Equal(listed.Where(east.Contains), east.Where(listed.Contains));
        Assert.Equal(listed.Where(west.Contains), west.Where(listed.Contains));
        Assert.Equal(["PLATFORM-006"], await district.Refused(new ListHazards.Request(After: "x"), safety.EastOfficer));

        // A number of the analysis opens as many hazards.
        var clause = (await district.Done(new AnalyseHazards.Request())).Parts.Single(p => p.By == AnalysisBy.Clause).Rows[0];
        var counted = await district.Done(new ListCounted.Request(Clause: clause.Key, Limit: 10));
        Assert.Equal((62, 62, 10), (clause.Figures.Found, counted.Total, counted.Items.Count));
        var further = await district.Done(new ListCounted.Request(Clause: clause.Key, Limit: 200, After: counted.Next));
        Assert.Equal(52, further.Items.Count);
        Assert.Empty(further.Items.Select(h => h.Id).Intersect(counted.Items.Select(h => h.Id)));

        async Task<List<HazardId>> All(Func<string?, ListHazards.Request> part, Action<Caller>? who)
        {
            List<HazardId> found = [];
            string? after = null;
            do
            {
                var page = await district.Done(part(after), who);
                found.AddRange(page.Items.Select(h => h.Id));
                after = page.Next;
            }
            while (after is not null);
            return found;
        }
    }

    [Theory, BothDatabases]
    public async Task TheAnalysis_MeasuresWhatWasMended_OverdueAndReturned(DatabaseKind kind)
    {
        await using var safety = await Safety.Open(kind);
        var district = safety.District;
        var (first, matter) = await safety.Planned();
        var (late, other) = await safety.Planned();
        await Prepare(safety, late, other);
        await district.Done(new HandIn.Request(other, MatterEnd.Fulfilled, "已办。", [], [new((await safety.Picture()).Hash, "照片.png")]), safety.BureauOfficer);
        await district.Done(new ReturnMatter.Request(other, ["通道仍有杂物"]), safety.FireOfficer);
        await Mend(safety, first, matter);
        var view = await district.Done(new AnalyseHazards.Request());
        Assert.Equal(new HazardFigures(2, 1, 1, 2, 0, 1, 0, 0), view.All);
        Assert.Equal((0m, 50m), (view.All.OverdueShare, view.All.ReturnedShare));
        Assert.Equal("宾馆、旅馆", view.Parts.Single(p => p.By == AnalysisBy.Kind).Rows.Single().Name);
        Assert.Equal("GB 35181-2017 6.3.1", view.Parts.Single(p => p.By == AnalysisBy.Clause).Rows.Single().Key);
        Assert.Equal("2022-04", view.Parts.Single(p => p.By == AnalysisBy.Month).Rows.Single().Key);
        Assert.Equal("东港街道", view.Parts.Single(p => p.By == AnalysisBy.Street).Rows.Single().Name);

        // After the last day it is overdue, and the list behind the number has it.
        district.Clock.SetUtcNow(DistrictDay.Start(new(2022, 10, 8)));
        Assert.Equal(1, (await district.Done(new AnalyseHazards.Request())).All.Overdue);
        Assert.NotEqual(first, Assert.Single((await district.Done(new ListCounted.Request(Overdue: true))).Items).Id);
        Assert.Equal(first, Assert.Single((await district.Done(new ListCounted.Request(Cancelled: true))).Items).Id);
        Assert.Equal(["HAZ-502"], await district.Refused(new AnalyseHazards.Request(From: new(2022, 5, 1), To: new(2022, 4, 1))));

        // A rebuild makes the rows again as they were.
        var before = await safety.Dump();
        await safety.Rebuild();
        Assert.Equal(before, await safety.Dump());
    }

    [Theory, BothDatabases]
    public async Task WhoeverBreaksTheSameAgain_IsNamed_AndRanksHigher(DatabaseKind kind)
    {
        await using var safety = await Safety.Open(kind);
        var district = safety.District;
        var (mended, matter) = await safety.Planned();
        await Mend(safety, mended, matter);
        Assert.Empty((await district.Done(new ListRepeats.Request())).Lines);
        district.Clock.SetUtcNow(DistrictDay.Start(new(2022, 7, 1)));
        var again = await district.Done(new RegisterHazard.Request(safety.Terms() with { Place = "二楼" }, Before: [await safety.Picture()]), safety.EastOfficer);
        var repeats = await district.Done(new ListRepeats.Request());
        Assert.Equal([(RepeatGround.Category, "Fire"), (RepeatGround.Clause, "GB 35181-2017 6.3.1")], [.. repeats.Lines.Select(l => (l.Ground, l.Key)).Order()]);
        Assert.All(repeats.Lines, l => Assert.Equal((safety.Hotel, "海天宾馆", 1, again), (l.Premises, l.Name, l.Count, l.Named.Single().Id)));
        Assert.Empty((await district.Done(new ListRepeats.Request(), await safety.Somebody(Role.UnitOfficer, safety.Other))).Lines);

        // The planner says why; a unit that sees the hotel but not its hazards learns nothing of them by its points.
        var ranked = await district.Done(new RankPremises.Request());
        Assert.Equal(3, ranked.Total);
        Assert.Equal(safety.Hotel, ranked.Lines[0].Id);
        Assert.All(ranked.Lines, l => Assert.Equal(l.Score.Points, l.Score.Reasons.Sum(r => r.Points)));
        Assert.Equal(["planner.why.crowded", "planner.why.general", "planner.why.repeat", "planner.why.never"], ranked.Lines[0].Score.Reasons.Select(r => r.Key));
        Assert.DoesNotContain((await district.Done(new RankPremises.Request(), safety.EastOfficer)).Lines, l => l.Id == safety.Shed);
        Assert.Empty((await district.Done(new RankPremises.Request(), await safety.Somebody(Role.UnitOfficer, safety.Other))).Lines);
        Assert.Equal(["HAZ-511"], await district.Refused(new PlanRound.Request(0)));
        Assert.Equal(["HAZ-512"], await district.Refused(new PlanRound.Request(2, Start: safety.Shed), safety.EastOfficer));

        // Who sees premises and not their hazards learns nothing of them by the points.
        var shared = await district.Done(new RegisterPremises(new() { Name = "双管大厦", Kind = "hotel", Street = safety.East, Point = new(121.85m, 29.93m), Departments = [safety.Bureau, safety.Other] }));
        await district.Done(new RegisterHazard.Request(safety.Terms(shared), Before: [await safety.Picture()]), safety.EastOfficer);
        Assert.Equal(["planner.why.crowded", "planner.why.general", "planner.why.never"], await Why(safety.BureauOfficer));
        Assert.Equal(["planner.why.crowded", "planner.why.never"], await Why(await safety.Somebody(Role.UnitOfficer, safety.Other)));
        async Task<IEnumerable<string>> Why(Action<Caller> who) => (await district.Done(new RankPremises.Request(), who)).Lines.Single(l => l.Id == shared).Score.Reasons.Select(r => r.Key);

        // An inspection puts it off until its checklist says.
        var list = ShippedChecklists.Book.All.Single(c => c.Key == "fire-major");
        await district.Done(new Inspect.Request(safety.Tower, list.Key, ChecklistTests.Clean(list, ("place", "其他场所")).ToDictionary(a => a.Key, a => new GivenAnswer(a.Value.Value)), HazardCategory.Fire), safety.EastOfficer);
        var tower = (await district.Done(new RankPremises.Request())).Lines.Single(l => l.Id == safety.Tower);
        Assert.Equal(new DateOnly(2022, 7, 1), tower.Score.LastOn);
        Assert.Equal(["planner.why.crowded"], tower.Score.Reasons.Select(r => r.Key));

        // The way: shed, hotel, tower from west to east, begun where it is told.
        var round = await district.Done(new PlanRound.Request(Premises: [safety.Hotel, safety.Tower, safety.Shed], Start: safety.Shed));
        Assert.Equal([safety.Shed, safety.Hotel, safety.Tower], round.Stops.Select(s => s.Line.Id));
        Assert.Equal(round.Kilometres, round.Stops.Sum(s => s.Kilometres));
        Assert.InRange(round.Kilometres, 17m, 19m);
    }

    /// <summary>The bureau signs for it and photographs it mended.</summary>
    private static async Task Prepare(Safety safety, HazardId id, MatterId matter)
    {
        await safety.District.Done(new SignFor.Request(matter), safety.BureauOfficer);
        await safety.District.Done(new PhotographHazard.Request(id, PhotographSide.After, [await safety.Picture(sameSpotAs: 1)]), safety.BureauOfficer);
    }

    private static async Task Mend(Safety safety, HazardId id, MatterId matter)
    {
        await Prepare(safety, id, matter);
        await safety.End(matter, MatterEnd.Fulfilled);
        await safety.Hear();
    }
}
