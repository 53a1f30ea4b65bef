using Bihuan.Accounts;
using Bihuan.Organisation;
using Bihuan.Platform;
using Bihuan.TestKit;
using Xunit;

namespace Bihuan.Matters.Tests;

/// <summary>The forms of the list: every one takes the same filter, and its figures are those of the lists they open.</summary>
public class ViewTests
{
    private static readonly MatterFilter Everything = new();

    [Theory, BothDatabases]
    public async Task Board_CountsEachColumn_AndShowsWhatNeedsSomebodyFirst(DatabaseKind kind)
    {
        await using var loop = await Loop.Open(kind);
        var district = loop.District;
        for (var i = 0; i < ShowBoard.Cards + 3; i++)
        {
            await loop.Issued(loop.Terms(new DateOnly(2022, 6, 1).AddDays(i)) with { Title = $"待签收{i}" });
        }

        var late = await loop.SignedFor(loop.Terms(new(2022, 12, 1)) with { Title = "两次未反馈" });
        var soon = await loop.SignedFor(loop.Terms(new(2022, 6, 20)) with { Title = "早到期", Reports = new(ReportRhythm.None) });
        await district.Done(new DraftMatter.Request(loop.Terms() with { Title = "拟办" }), loop.Supervisor);
        loop.Until(new(2022, 6, 2));

        var board = await district.Done(new ShowBoard.Request(Everything), loop.Supervisor);
        Assert.Equal(["Draft", "Issued", "SignedFor"], board.Columns.Select(c => c.Key));
        var issued = board.Columns[1];
        Assert.Equal((ShowBoard.Cards + 3, ShowBoard.Cards), (issued.Count, issued.Rows.Count));
        Assert.Equal("待签收0", issued.Rows[0].Title);

        // Red comes before yellow, though that is due earlier.
        Assert.Equal([late, soon], board.Columns[2].Rows.Select(r => r.Id));
        Assert.Equal([LampColour.Red, LampColour.Yellow], board.Columns[2].Rows.Select(r => r.Lamp!.Value));

        var lamps = await district.Done(new ShowBoard.Request(Everything, BoardBy.Lamp), loop.Supervisor);
        Assert.Equal(1, lamps.Unlit);
        foreach (var column in lamps.Columns)
        {
            Assert.Equal((await district.Done(new ListMatters.Request(Lamp: Enum.Parse<LampColour>(column.Key), Limit: 200), loop.Supervisor)).Items.Count, column.Count);
            Assert.All(column.Rows, r => Assert.Equal(column.Key, r.Lamp.ToString()));
        }

        // The filter narrows it, and a unit sees its own alone.
        Assert.Equal(1, Assert.Single((await district.Done(new ShowBoard.Request(new(Words: "两次")), loop.Supervisor)).Columns).Count);
        Assert.Empty((await district.Done(new ShowBoard.Request(Everything), await OfficerOf(loop, loop.SecondStreet))).Columns);
    }

    [Theory, BothDatabases]
    public async Task Calendar_ShowsWhatStandsOnEachDay_AndTheDaysOff(DatabaseKind kind)
    {
        await using var loop = await Loop.Open(kind);
        var district = loop.District;
        var due = await loop.SignedFor(loop.Terms(new(2022, 5, 20)) with { Title = "到期", Milestones = [new("完成选址", new(2022, 5, 10), 40)], Reports = new(ReportRhythm.None) });
        var ended = await loop.SignedFor(loop.Terms(new(2022, 5, 20)) with { Title = "已办结", Reports = new(ReportRhythm.None) });
        await loop.HandIn(ended);
        await district.Done(new AcceptMatter.Request(ended, MatterEnd.Fulfilled, "属实。", []), loop.OfficeOfficer);
        var reporting = await loop.SignedFor(loop.Terms(new(2022, 12, 31)) with { Title = "反馈", Reports = new(ReportRhythm.GivenDays, Days: [new(2022, 5, 12), new(2022, 5, 26)]) });
        var draft = await district.Done(new DraftMatter.Request(loop.Terms(new(2022, 5, 20)) with { Title = "拟办", Milestones = [new("未交办的节点", new(2022, 5, 10), 40)] }), loop.Supervisor);

        var may = await district.Done(new ShowCalendar.Request(Everything, new(2022, 5, 31)), loop.Supervisor);
        Assert.Equal((new DateOnly(2022, 5, 1), new DateOnly(2022, 4, 25), new DateOnly(2022, 6, 5), 42), (may.Month, may.Days[0].Date, may.Days[^1].Date, may.Days.Count));
        var byDay = may.Days.ToDictionary(d => d.Date);
        var day = byDay[new(2022, 5, 20)];
        Assert.Equal((2, 0), (day.Due, day.Reports));
        Assert.Equal([due, ended], day.Entries.Select(e => e.Matter.Id));
        Assert.Equal((await district.Done(new ListMatters.Request(DueFrom: day.Date, DueTo: day.Date), loop.Supervisor)).Items.Count, day.Due);
        var milestone = Assert.Single(byDay[new(2022, 5, 10)].Entries);
        Assert.Equal((CalendarMark.Milestone, due, "完成选址"), (milestone.Mark, milestone.Matter.Id, milestone.Milestone));
        var report = Assert.Single(byDay[new(2022, 5, 12)].Entries);
        Assert.Equal((CalendarMark.Report, reporting), (report.Mark, report.Matter.Id));
        Assert.Equal((0, 1), (byDay[new(2022, 5, 12)].Due, byDay[new(2022, 5, 12)].Reports));
        Assert.Equal((CalendarMark.Report, ReportOutcome.Open), (byDay[new(2022, 5, 26)].Entries.Single().Mark, byDay[new(2022, 5, 26)].Entries.Single().Outcome));
        Assert.Equal(reporting, Assert.Single((await district.Done(new ListMatters.Request(ReportFrom: new(2022, 5, 12), ReportTo: new(2022, 5, 12)), loop.Supervisor)).Items).Id);
        Assert.Equal(reporting, Assert.Single((await district.Done(new ListMatters.Request(ReportFrom: new(2022, 5, 13)), loop.Supervisor)).Items).Id);
        Assert.Empty((await district.Done(new ListMatters.Request(ReportFrom: new(2022, 5, 13), ReportTo: new(2022, 5, 25)), loop.Supervisor)).Items);

        // 劳动节 2022: off from 30 April to 4 May; the Saturday after it is worked.
        Assert.Equal((true, "劳动节"), (byDay[new(2022, 5, 4)].IsOff, byDay[new(2022, 5, 4)].Holiday));
        Assert.False(byDay[new(2022, 5, 7)].IsOff);
        Assert.True(byDay[new(2022, 5, 8)].IsOff);
        Assert.Null(may.MissingFrom);

        // A milestone that was taken out of a draft is gone; one that is issued is there.
        await district.Done(new EditMatter.Request(draft, loop.Terms(new(2022, 5, 20)) with { Title = "拟办", Milestones = [new("改后的节点", new(2022, 5, 11), 40)] }, (await loop.Show(draft)).Version), loop.Supervisor);
        await district.Done(new IssueMatters.Request([draft], "交办通知", "请办理。"), loop.Supervisor);
        byDay = (await district.Done(new ShowCalendar.Request(Everything, new(2022, 5, 1)), loop.Supervisor)).Days.ToDictionary(d => d.Date);
        Assert.Equal("改后的节点", Assert.Single(byDay[new(2022, 5, 11)].Entries).Milestone);
        Assert.Single(byDay[new(2022, 5, 10)].Entries);

        // A report day that is over says how it went.
        loop.Until(new(2022, 5, 11));
        await loop.Report(reporting, 10, 200);
        loop.Until(new(2022, 5, 27));
        byDay = (await district.Done(new ShowCalendar.Request(Everything, new(2022, 5, 1)), loop.Supervisor)).Days.ToDictionary(d => d.Date);
        Assert.Equal((ReportOutcome.InTime, ReportOutcome.Missing), (byDay[new(2022, 5, 12)].Entries.Single().Outcome!.Value, byDay[new(2022, 5, 26)].Entries.Single().Outcome!.Value));

        // A year of which no notice is known does not pretend.
        Assert.NotNull((await district.Done(new ShowCalendar.Request(Everything, new(2060, 1, 1)), loop.Supervisor)).MissingFrom);
        Assert.Equal(["MAT-027"], await district.Refused(new ShowCalendar.Request(Everything, new(1999, 1, 1)), loop.Supervisor));
    }

    [Theory, BothDatabases]
    public async Task Gantt_SetsPlanAgainstFact_AndShowsExtensions(DatabaseKind kind)
    {
        await using var loop = await Loop.Open(kind);
        var district = loop.District;
        var first = await loop.SignedFor(loop.Terms(new(2022, 6, 30)) with { Title = "甲", Milestones = [new("过半", new(2022, 5, 15), 60)] });
        var second = await loop.SignedFor(loop.Terms(new(2022, 9, 30)) with { Title = "乙" });
        await loop.Report(first, 20, 400m);
        await district.Done(new AskExtension.Request(first, new(2022, 7, 31), "雨季停工。", []), loop.BureauOfficer);
        await district.Done(new DecideExtension.Request(first, 1, new DateOnly(2022, 7, 31), "同意。"), loop.Supervisor);
        loop.Until(new(2022, 5, 15));

        var page = await district.Done(new ShowGantt.Request(Everything, Limit: 1), loop.Supervisor);
        var line = Assert.Single(page.Items);
        Assert.Equal((first, new DateOnly(2022, 4, 1), new DateOnly(2022, 7, 31), new DateOnly(2022, 6, 30), 60, 20), (line.Matter.Id, line.Start, line.Due, line.FirstDue!.Value, line.Planned, line.Matter.Progress));
        Assert.Equal([new DateOnly(2022, 7, 31)], line.Extensions);
        var rest = await district.Done(new ShowGantt.Request(Everything, page.Next, 1), loop.Supervisor);
        Assert.Equal((second, (DateOnly?)null), (Assert.Single(rest.Items).Matter.Id, rest.Items[0].FirstDue));
        Assert.Null(rest.Next);
        Assert.Equal(["PLATFORM-006"], await district.Refused(new ShowGantt.Request(Everything, "x"), loop.Supervisor));
    }

    [Theory, BothDatabases]
    public async Task Tree_AddsItsPartsUp_AndShowsTheGravestLamp(DatabaseKind kind)
    {
        await using var loop = await Loop.Open(kind);
        var district = loop.District;
        var whole = await loop.SignedFor(loop.Terms(new(2022, 12, 31)) with { Reports = new(ReportRhythm.None) });
        await loop.Issued(loop.Terms() with { Title = "未分解" });
        var parts = await district.Done(new SplitMatter.Request(whole, [new(loop.Street, "东街道停车位", null, [new(0, 1200)], new DateOnly(2022, 4, 20)), new(loop.SecondStreet, "西街道停车位", null, [new(0, 800)])]), loop.BureauOfficer);
        await district.Done(new SignFor.Request(parts[0]), loop.StreetOfficer);
        await district.Done(new ReportMatter.Request(parts[0], 25, [new(0, 300)], "已开工。", null, null, []), loop.StreetOfficer);
        loop.Until(new(2022, 4, 25));

        var tree = await district.Done(new ShowTree.Request(Everything), loop.Supervisor);
        var top = Assert.Single(tree.Wholes.Items);
        Assert.Equal((whole, 1, false), (top.Matter.Id, tree.Unsplit, tree.IsCut));
        Assert.Equal(parts.OrderBy(p => p.Value), top.Parts.Select(p => p.Matter.Id));
        Assert.Equal((LampColour.Green, LampColour.Red), (top.Matter.Lamp, top.Worst));
        var sum = Assert.Single(top.Sums);
        Assert.Equal((300m, 2000m, 2000m), (sum.Reached, sum.Shared, sum.Goal.Value));
        Assert.Equal(15, top.ByParts);

        // Parts stay with a whole that passes, though they do not pass themselves; a part alone stands on its own.
        Assert.Equal(2, Assert.Single((await district.Done(new ShowTree.Request(new(Words: "新增停车位2000个")), loop.Supervisor)).Wholes.Items).Parts.Count);
        Assert.Equal(parts[1], Assert.Single((await district.Done(new ShowTree.Request(new(Words: "西街道")), loop.Supervisor)).Wholes.Items).Matter.Id);

        // The street sees its part, not the whole that it does not support; the other one is out of its sight.
        Assert.DoesNotContain((await district.Done(new ShowTree.Request(Everything), await OfficerOf(loop, loop.SecondStreet))).Wholes.Items, n => n.Matter.Id == parts[0] || n.Parts.Any(p => p.Matter.Id == parts[0]));
    }

    [Theory, BothDatabases]
    public async Task Streets_CountWhatTheirListsHold(DatabaseKind kind)
    {
        await using var loop = await Loop.Open(kind);
        var district = loop.District;
        await loop.SignedFor(loop.Terms(new(2022, 4, 20)) with { Title = "东街道路口", Place = loop.Street });
        await loop.Issued(loop.Terms() with { Title = "东街道公园", Place = loop.Street });
        await loop.Issued(loop.Terms() with { Title = "东街道牵头", Lead = loop.Street, Supporting = [] });
        await loop.Issued(loop.Terms() with { Title = "西街道的事在东街道", Lead = loop.SecondStreet, Supporting = [], Place = loop.Street });
        await loop.Issued(loop.Terms() with { Title = "不在街道" });
        await district.Done(new DraftMatter.Request(loop.Terms() with { Title = "拟办", Place = loop.Street }), loop.Supervisor);
        loop.Until(new(2022, 4, 25));

        var map = await district.Done(new ShowStreets.Request(Everything), loop.Supervisor);
        Assert.Equal(1, map.Elsewhere);
        Assert.Equal((4, 1, LampColour.Red), map.Streets.Where(s => s.Unit == loop.Street).Select(s => (s.Count, s.Lamps[LampColour.Red], s.Worst!.Value)).Single());
        Assert.Equal((0, (LampColour?)null), map.Streets.Where(s => s.Unit == loop.SecondStreet).Select(s => (s.Count, s.Worst)).Single());
        foreach (var street in map.Streets)
        {
            Assert.Equal(street.Count, (await district.Done(new ListMatters.Request(Place: street.Unit), loop.Supervisor)).Items.Count);
            Assert.Equal(street.Count - street.Ended, street.Lamps.Values.Sum());
            foreach (var (colour, count) in street.Lamps)
            {
                Assert.Equal(count, (await district.Done(new ListMatters.Request(Place: street.Unit, Lamp: colour), loop.Supervisor)).Items.Count);
            }
        }
    }

    /// <summary>A view is its owner's, its unit's or everybody's; nobody else sees or changes it.</summary>
    [Theory, BothDatabases]
    public async Task SavedViews_AreShownToWhomTheyAreSharedWith(DatabaseKind kind)
    {
        await using var loop = await Loop.Open(kind);
        var district = loop.District;
        var section = await OfficerOf(loop, loop.Section);
        async Task<List<string>> Names(Action<Caller> who) => [.. (await district.Done(new ListViews.Request(), who)).Select(v => v.Name)];

        var mine = await district.Done(new SaveView.Request(null, " 红灯 ", "?view=Board&lamp=Red", ViewSharing.Mine), loop.BureauOfficer);
        var ours = await district.Done(new SaveView.Request(null, "本局", "state=open", ViewSharing.Unit), loop.BureauOfficer);
        var all = await district.Done(new SaveView.Request(null, "全区", "", ViewSharing.All), loop.Supervisor);
        Assert.Equal(["红灯", "本局", "全区"], await Names(loop.BureauOfficer));
        Assert.Equal(["全区"], await Names(loop.OtherOfficer));
        Assert.Equal("lamp=Red&view=Board", (await district.Done(new ListViews.Request(), loop.BureauOfficer))[0].Query);

        // The unit above shares downwards, not upwards.
        Assert.Equal(["本局", "全区"], await Names(section));
        var below = await district.Done(new SaveView.Request(null, "本科", "q=停车", ViewSharing.Unit), section);
        Assert.DoesNotContain("本科", await Names(loop.BureauOfficer));

        // Everything that is wrong, at once.
        Assert.Equal(["MAT-100", "MAT-101", "MAT-103"], await district.Refused(new SaveView.Request(null, " ", "q=1&nonsense=2", ViewSharing.All), loop.BureauOfficer));
        Assert.Equal(["MAT-104"], await district.Refused(new SaveView.Request(null, "红灯", "", ViewSharing.Mine), loop.BureauOfficer));
        Assert.Equal(["MAT-102"], await district.Refused(new SaveView.Request(null, "甲", "", ViewSharing.Unit), loop.Supervisor));
        Assert.Equal(["MAT-107"], await district.Refused(new SaveView.Request(null, "甲", "q=" + new string('x', ViewAddress.Longest), ViewSharing.Mine), loop.Supervisor));

        // Renamed and shared anew by its owner; changed by nobody else, except that who administers lists tidies up what all see.
        await district.Done(new SaveView.Request(mine, "红灯看板", "lamp=Red", ViewSharing.Unit), loop.BureauOfficer);
        Assert.Equal(["MAT-105"], await district.Refused(new SaveView.Request(ours, "x", "", ViewSharing.Mine), loop.OtherOfficer));
        Assert.Equal(["MAT-105"], await district.Refused(new RemoveView.Request(all), loop.BureauOfficer));
        Assert.Equal(["MAT-105"], await district.Refused(new RemoveView.Request(ours), loop.Supervisor));
        Assert.Equal(["本局", "红灯看板", "全区"], await Names(loop.BureauOfficer));

        // The default is one's own choice, and only of what one is shown.
        await district.Done(new ChooseDefaultView.Request(ours), loop.BureauOfficer);
        Assert.Equal("本局", Assert.Single(await district.Done(new ListViews.Request(), loop.BureauOfficer), v => v.IsDefault).Name);
        Assert.Equal(["PLATFORM-005"], await district.Refused(new ChooseDefaultView.Request(ours), loop.OtherOfficer));
        Assert.DoesNotContain(await district.Done(new ListViews.Request(), loop.OtherOfficer), v => v.IsDefault);
        await district.Done(new ChooseDefaultView.Request(null), loop.BureauOfficer);
        Assert.DoesNotContain(await district.Done(new ListViews.Request(), loop.BureauOfficer), v => v.IsDefault);

        await district.Done(new RemoveView.Request(ours), loop.BureauOfficer);
        Assert.Equal(["红灯看板", "全区"], await Names(loop.BureauOfficer));
        Assert.Equal(["PLATFORM-005"], await district.Refused(new RemoveView.Request(ours), loop.BureauOfficer));
        Assert.Equal(["PLATFORM-005"], await district.Refused(new SaveView.Request(ours, "本局", "", ViewSharing.Mine), loop.BureauOfficer));
        Assert.NotEqual(default, below);
    }

    /// <summary>An officer of a unit.</summary>
    private static async Task<Action<Caller>> OfficerOf(Loop loop, UnitId unit)
    {
        var account = await loop.District.Done(new CreateAccount($"u{unit.Value.ToString("N")[^8..]}", "x", People.Password, Role.UnitOfficer, unit, MustChangePassword: false));
        return caller => (caller.IsProgram, caller.Acting) = (false, new(account.Value, unit.Value));
    }
}
