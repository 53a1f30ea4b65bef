using Bihuan.Platform;
using Bihuan.TestKit;
using Xunit;

namespace Bihuan.Matters.Tests;

/// <summary>Every figure of the cockpit is that of the list it opens.</summary>
public class CockpitTests
{
    [Theory, BothDatabases]
    public async Task EveryFigure_IsThatOfItsList(DatabaseKind kind)
    {
        await using var loop = await Loop.Open(kind);
        var district = loop.District;
        await loop.SignedFor(loop.Terms(new(2022, 4, 20)) with { Title = "已逾期" });
        var done = await loop.SignedFor(loop.Terms(new(2022, 4, 25)) with { Title = "已办结" });
        await loop.HandIn(done);
        await district.Done(new AcceptMatter.Request(done, MatterEnd.Fulfilled, "属实。", []), loop.OfficeOfficer);
        var soon = await loop.SignedFor(loop.Terms(new(2022, 4, 28)) with { Title = "一周内到期" });
        await loop.Issued(loop.Terms() with { Title = "待签收" });
        loop.Until(new(2022, 4, 24));
        await loop.Issued(loop.Terms() with { Title = "新交办" });

        var it = await district.Done(new ShowCockpit.Request(), loop.Supervisor);
        async Task<int> Listed(ListMatters.Request request) => (await district.Done(request with { Limit = 200 }, loop.Supervisor)).Items.Count;
        foreach (var colour in Enum.GetValues<LampColour>())
        {
            Assert.Equal(await Listed(new(Lamp: colour)), it.Lamps.GetValueOrDefault(colour));
        }

        Assert.Equal(await Listed(new(Open: true)), it.Open);
        Assert.Equal(await Listed(new(Open: true, DueFrom: new(2022, 4, 24), DueTo: new(2022, 5, 1))), it.DueWithin);
        Assert.Equal((4, 1, 1), (it.Open, it.DueWithin, it.Lamps[LampColour.Red]));
        Assert.Equal("已逾期", Assert.Single(it.Red).Title);

        Assert.Equal(await Listed(new(IssuedFrom: it.Week.From)), it.Week.Issued);
        Assert.Equal(await Listed(new(EndedFrom: it.Week.From)), it.Week.Ended);
        Assert.Equal(await Listed(new(RedFrom: it.Week.From)), it.Week.TurnedRed);

        // A week back: one was issued and one turned red since 17 April; the one that ended did so before.
        Assert.Equal((1, 0, 1), (it.Week.Issued, it.Week.Ended, it.Week.TurnedRed));
        var line = Assert.Single(it.Units);
        Assert.Equal((loop.Bureau, 5, 1, 1, 1), (line.Unit, line.Given, line.Ended, line.Fulfilled, line.Red));
        Assert.Equal(100, line.Rate);
        Assert.Equal(await Listed(new(Unit: loop.Bureau, Role: PartyRole.Lead)), line.Given);
        Assert.Equal(await Listed(new(Unit: loop.Bureau, Role: PartyRole.Lead, Open: false)), line.Ended);
        Assert.Equal(1, it.Ends[MatterEnd.Fulfilled]);
        Assert.Equal(0, it.Contradictions);

        // Help that was asked for is shown with its words, and counted as its list.
        await district.Done(new ReportMatter.Request(soon, 10, [], "用地未批。", "用地审批慢。", "请协调资规分局。", []), loop.BureauOfficer);
        it = await district.Done(new ShowCockpit.Request(), loop.Supervisor);
        Assert.Equal((soon, "请协调资规分局。"), (Assert.Single(it.Wanted).Matter.Id, it.Wanted[0].Help));
        Assert.Equal(await Listed(new(Help: true)), it.Help);

        // A unit sees its own alone.
        Assert.Equal(0, (await district.Done(new ShowCockpit.Request(), loop.OtherOfficer)).Units.Count(u => u.Unit == loop.Section));
    }
}
