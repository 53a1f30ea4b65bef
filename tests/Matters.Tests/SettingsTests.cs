using Bihuan.Kernel;
using Bihuan.Persistence;
using Bihuan.Platform;
using Bihuan.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bihuan.Matters.Tests;

/// <summary>What the supervision office sets up: kinds, lists and rules with nobody's change lost; years of working days.</summary>
public class SettingsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, BothDatabases]
    public async Task TwoWhoSetUpTheSame_NeitherWritesOverTheOther(DatabaseKind kind)
    {
        await using var loop = await Loop.Open(kind);
        var district = loop.District;
        var id = await district.Done(new SetKind.Request(null, "民生实事", [new("money", "投资额", FieldType.Number, Unit: "万元")], new(ReportRhythm.Weekly, 5)), loop.Supervisor);
        var seen = Assert.Single(await district.Done(new ListKinds.Request(), loop.BureauOfficer));
        await district.Done(new SetKind.Request(id, "民生实事项目", seen.Fields, seen.Reports, Version: seen.Version), loop.Supervisor);
        Assert.Equal(["PLATFORM-004"], await district.Refused(new SetKind.Request(id, "另一个名称", seen.Fields, seen.Reports, Version: seen.Version), loop.Supervisor));
        Assert.Equal(["MAT-018"], await district.Refused(new SetKind.Request(null, "类别", [], new(ReportRhythm.Weekly, 9)), loop.Supervisor));
        var list = await district.Done(new SetList.Request(null, "问题清单", loop.Bureau, []), loop.Supervisor);
        await district.Done(new SetList.Request(list, "问题清单一", loop.Bureau, [], Version: 1), loop.Supervisor);
        Assert.Equal(["PLATFORM-004"], await district.Refused(new SetList.Request(list, "问题清单二", loop.Bureau, [], Version: 1), loop.Supervisor));
    }

    [Theory, BothDatabases]
    public async Task AList_IsKeptInOrder_ByItsKeeper(DatabaseKind kind)
    {
        await using var loop = await Loop.Open(kind);
        var district = loop.District;
        var list = await district.Done(new SetList.Request(null, "重点清单", loop.Bureau, [new("note", "备注", FieldType.Text)]), loop.Supervisor);
        List<MatterId> ids = [];
        for (var i = 0; i < 3; i++)
        {
            ids.Add(await loop.Issued(loop.Terms() with { Title = $"事项{i}" }));
            await district.Done(new PutOnList.Request(list, ids[i], new Dictionary<string, string>(StringComparer.Ordinal) { ["note"] = $"{i}" }), loop.BureauOfficer);
        }

        await district.Done(new OrderList.Request(list, [ids[2], ids[0], ids[1]]), loop.BureauOfficer);
        async Task<IEnumerable<MatterId>> Shown() => (await district.Done(new ShowList.Request(list), loop.BureauOfficer)).Entries.Select(e => e.Matter.Id);
        Assert.Equal([ids[2], ids[0], ids[1]], await Shown());

        // Whoever names some of them moves these alone.
        await district.Done(new OrderList.Request(list, [ids[1], ids[2]]), loop.Supervisor);
        Assert.Equal([ids[1], ids[0], ids[2]], await Shown());
        Assert.Equal(["PLATFORM-001"], await district.Refused(new OrderList.Request(list, ids), loop.OtherOfficer));
        Assert.Equal(["MAT-071"], await district.Refused(new OrderList.Request(list, [ids[0], ids[0]]), loop.Supervisor));
        Assert.False((await district.Done(new ShowList.Request(list), loop.StreetOfficer)).MayKeep);
    }

    /// <summary>The preview says what the rule then does.</summary>
    [Theory, BothDatabases]
    public async Task ThePreviewOfARule_SaysWhatItChanges(DatabaseKind kind)
    {
        await using var loop = await Loop.Open(kind);
        var district = loop.District;
        var soon = await loop.SignedFor(loop.Terms(new(2022, 4, 20)) with { Title = "月内到期" });
        await loop.SignedFor(loop.Terms() with { Title = "年底到期" });
        var shipped = ShippedRules.Supervision[0];
        var rule = new SetRule.Request(new(2022, 4, 1), shipped.Figures with { BlueWorkingDays = 20, YellowWorkingDays = 15 }, shipped.Ladder, "甲政办〔2022〕2号");
        var preview = await district.Done(new PreviewRule.Request(rule), loop.Supervisor);
        Assert.Equal((2, 2, 0), (preview.Reached, preview.Looked, preview.Ladders));
        var turn = Assert.Single(preview.Turns);
        Assert.Equal((LampColour.Green, LampColour.Yellow, 1), (turn.Before, turn.After, turn.Count));
        var row = Assert.Single(preview.Rows);
        Assert.Equal((soon, LampColour.Green, LampColour.Yellow), (row.Matter.Id, row.Matter.Lamp, row.After));

        // Nothing was written; then it is set, and does that.
        Assert.Equal(LampColour.Green, (await loop.Show(soon)).Row.Lamp);
        await district.Done(rule, loop.Supervisor);
        Assert.Equal(2, await district.Done(new Reschedule.Request(), loop.Supervisor));
        Assert.Equal(LampColour.Yellow, (await loop.Show(soon)).Row.Lamp);
        Assert.Equal(["MAT-067"], await district.Refused(new PreviewRule.Request(rule), loop.Supervisor));
        Assert.Equal(["PLATFORM-001"], await district.Refused(new PreviewRule.Request(rule), loop.BureauOfficer));
    }

    /// <summary>A year becomes known: matters that reached into it get their days. It is corrected: those that rest on it change, the others do not.</summary>
    [Theory, BothDatabases]
    public async Task AYearThatIsEntered_AndCorrected_MovesTheDaysThatRestOnIt(DatabaseKind kind)
    {
        await using var loop = await Loop.Open(kind);
        var district = loop.District;
        loop.Until(new(2026, 11, 2));
        var id = await loop.SignedFor(loop.Terms(new(2027, 1, 15)));
        var other = await loop.SignedFor(loop.Terms(new(2026, 11, 20)));
        Assert.Null((await loop.Show(id)).Schedule!.YellowFrom);
        Assert.Equal(["PLATFORM-001"], await district.Refused(new LoadCalendarYear.Request(2027, null, new(2026, 11, 1), [Off("元旦", new(2027, 1, 1), new(2027, 1, 3))]), loop.BureauOfficer));
        Assert.Equal(["PLATFORM-020"], await district.Refused(new LoadCalendarYear.Request(2028, null, new(2027, 11, 1), [Off("元旦", new(2028, 1, 1), new(2028, 1, 1))]), loop.Supervisor));
        await district.Done(new LoadCalendarYear.Request(2027, "国办发明电〔2026〕甲号", new(2026, 11, 1), [Off("元旦", new(2027, 1, 1), new(2027, 1, 3))]), loop.Supervisor);
        await Hear(loop);
        Assert.Equal(DistrictDay.Start(new(2027, 1, 12)), (await loop.Show(id)).Schedule!.YellowFrom);
        var version = (await loop.Show(other)).Version;

        // Two days off are found to be missing in the notice: the third working day before the fifteenth is an earlier one.
        await district.Done(new LoadCalendarYear.Request(2027, null, new(2026, 11, 1), [Off("元旦", new(2027, 1, 1), new(2027, 1, 3)), Off("甲节", new(2027, 1, 13), new(2027, 1, 14))]), loop.Supervisor);
        await Hear(loop);
        Assert.Equal(DistrictDay.Start(new(2027, 1, 8)), (await loop.Show(id)).Schedule!.YellowFrom);
        Assert.Equal(version, (await loop.Show(other)).Version);

        static Holiday Off(string name, DateOnly from, DateOnly to, params IReadOnlyList<DateOnly> worked) => new(name, from, to, worked);
    }

    private static async Task Hear(Loop loop)
    {
        await using var scope = loop.District.Scope();
        var (db, catalog) = (scope.ServiceProvider.GetRequiredService<BihuanContext>(), scope.ServiceProvider.GetRequiredService<EventCatalog>());
        var entry = await db.Set<JournalEntry>().AsNoTracking().Where(e => e.Type == "platform.calendar-year-loaded").OrderByDescending(e => e.Position).FirstAsync(Cancel);
        await ActivatorUtilities.CreateInstance<CalendarHeard>(scope.ServiceProvider).Handle(new(entry, catalog.Read(entry)), Cancel);
    }

    /// <summary>From October on whoever enters years is told that the next one's notice is missing, once a month, and not before.</summary>
    [Theory, BothDatabases]
    public async Task FromOctober_AMissingYear_IsTold(DatabaseKind kind)
    {
        await using var loop = await Loop.Open(kind);
        async Task<int> Told()
        {
            await using var scope = loop.District.Scope();
            await CalendarWarning.Warn(scope.ServiceProvider, Cancel);
            return await scope.ServiceProvider.GetRequiredService<BihuanContext>().Set<Notification>().CountAsync(n => n.TextKey == "notice.calendarMissing" && n.Permission == PlatformPermissions.Calendar, Cancel);
        }

        async Task<int?> Missing() => (await loop.District.Done(new ShowCalendarYear.Request(), loop.Supervisor)).Missing;
        loop.Until(new(2026, 9, 30));
        Assert.Equal((0, null), (await Told(), await Missing()));
        loop.Until(new(2026, 10, 1));
        Assert.Equal((1, 2027), (await Told(), await Missing()));
        loop.Until(new(2026, 10, 31));
        Assert.Equal(1, await Told());
        loop.Until(new(2026, 11, 1));
        Assert.Equal(2, await Told());
        await loop.District.Done(new LoadCalendarYear.Request(2027, null, new(2026, 11, 1), [new("元旦", new(2027, 1, 1), new(2027, 1, 3), [])]), loop.Supervisor);
        loop.Until(new(2026, 12, 1));
        Assert.Equal((2, null), (await Told(), await Missing()));
    }

    [Theory]
    [InlineData("一、甲节：1月1日至3日放假调休，共3天。1月4日（星期一）上班。", "甲节 2027-01-01 2027-01-03 2027-01-04")]
    [InlineData("乙节：3月5日放假，与周末连休。", "乙节 2027-03-05 2027-03-05")]
    [InlineData("2027年节假日安排如下\n一、元旦：2026年12月31日（周四）至2027年1月2日（周六）放假调休，共3天。12月26日（周六）上班。\n二、丙节、丁节：９月28日至10月6日放假，共９天。9月26日（星期日）、10月9日（星期六）上班。\n三、注意事项：各单位做好值班。", "元旦 2026-12-31 2027-01-02 2026-12-26", "丙节、丁节 2027-09-28 2027-10-06 2027-09-26 2027-10-09")]
    [InlineData("戊节：5月1日（星期六）至5日放假调休，共5天，4月25日（星期日）上班。鼓励错峰出行。", "戊节 2027-05-01 2027-05-05 2027-04-25")]
    public void ANotice_IsRead(string text, params string[] expected)
    {
        var read = HolidayNoticeReader.Read(text, 2027);
        Assert.Equal(expected, read.Holidays.Select(h => string.Join(' ', new[] { h.Name, h.From.ToString("O"), h.To.ToString("O") }.Concat(h.MakeUpWorkDays.Select(d => d.ToString("O"))))));
    }

    [Theory]
    [InlineData("甲节：1月1日至3日放假，共4天。", "PLATFORM-014")]
    [InlineData("甲节：1月1日（星期一）放假。", "PLATFORM-017")]
    [InlineData("甲节：2月30日放假。", "PLATFORM-016", "PLATFORM-015")]
    [InlineData("甲节：放假时间另行通知。", "PLATFORM-015")]
    [InlineData("今天天气很好。", "PLATFORM-013")]
    [InlineData("2028年节假日安排：\n甲节：1月1日放假。", "PLATFORM-012")]
    public void WhatContradictsItself_IsSaid(string text, params string[] expected) =>
        Assert.Equal(expected, HolidayNoticeReader.Read(text, 2027).Problems.Select(p => p.Code));

    [Fact]
    public void WithoutAYear_NothingIsGuessed()
    {
        Assert.Equal("PLATFORM-011", Assert.Single(HolidayNoticeReader.Read("甲节：1月1日放假。").Problems).Code);
        Assert.Equal("PLATFORM-010", Assert.Single(HolidayNoticeReader.Read(new string('甲', 20_001), 2027).Problems).Code);
    }

    /// <summary>Every reason against a year at once; a year that reaches into the December before is taken.</summary>
    [Theory, BothDatabases]
    public async Task AYear_IsChecked_WithEveryReason(DatabaseKind kind)
    {
        await using var loop = await Loop.Open(kind);
        var district = loop.District;
        loop.Until(new(2026, 11, 2));
        Assert.Equal(
            ["PLATFORM-023", "PLATFORM-025", "PLATFORM-026", "PLATFORM-027", "PLATFORM-029"],
            (await district.Refused(new LoadCalendarYear.Request(2027, null, new(2024, 1, 1), [
                new("甲节", new(2027, 1, 1), new(2027, 1, 3), [new(2027, 1, 2), new(2027, 1, 5)]),
                new("乙节", new(2027, 1, 3), new(2027, 1, 2), []),
                new("丙节", new(2027, 1, 2), new(2027, 1, 2), []),
            ]), loop.Supervisor)).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(["PLATFORM-024"], await district.Refused(new LoadCalendarYear.Request(2027, null, new(2026, 11, 1), [new("甲节", new(2028, 1, 1), new(2028, 1, 1), [])]), loop.Supervisor));

        // A Thursday of December off, worked on a Sunday of January: the year before has a working day less.
        await district.Done(new LoadCalendarYear.Request(2027, null, new(2026, 11, 1), [new("元旦", new(2026, 12, 31), new(2027, 1, 2), [new(2027, 1, 10)])]), loop.Supervisor);
        await using var scope = district.Scope();
        var calendar = await scope.ServiceProvider.GetRequiredService<WorkingDays>().Calendar(Cancel);
        Assert.Equal((false, true, new DateOnly(2027, 12, 31)), (calendar.IsWorkingDay(new(2026, 12, 31)), calendar.IsWorkingDay(new(2027, 1, 10)), calendar.LoadedTo));
        var shown = await district.Done(new ShowCalendarYear.Request(2026), loop.BureauOfficer);
        Assert.Equal((247, 365), (shown.Days.Count(d => d.IsWorking), shown.Days.Count));
        var preview = await district.Done(new PreviewCalendarYear.Request(2027, "甲节：1月1日至3日放假，共3天。", null), loop.Supervisor);
        Assert.Equal((365, 365, 0), (preview.Days.Count, preview.WorkingDays + preview.DaysOff, preview.Problems.Count));
        Assert.Contains("春节", preview.NotNamed);
    }
}
