using Bihuan.Kernel;
using Bihuan.Persistence;
using Bihuan.Platform;
using Bihuan.TestKit;
using CsCheck;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bihuan.Matters.Tests;

/// <summary>Who reported and who did not, and what streets were asked: counted from the record, every figure that of its rows.</summary>
public class ReportingTests
{
    private static readonly DateOnly From = new(2022, 4, 1), To = new(2022, 7, 31);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, BothDatabases]
    public async Task EveryReportDay_IsInTime_Late_Missing_OrOpen(DatabaseKind kind)
    {
        await using var loop = await Loop.Open(kind);
        var district = loop.District;
        var terms = loop.Terms(new(2022, 12, 31));

        // Report days: 5 May (30 April is a day off), 31 May, 30 June, 1 August (31 July is a Sunday).
        var id = await loop.SignedFor(terms);
        var silent = await loop.SignedFor(terms with { Title = "无人反馈", Chapter = "二" });
        loop.Until(new(2022, 5, 4));
        await loop.Report(id, 10, 200);
        loop.Until(new(2022, 6, 2));
        await loop.Report(id, 20, 400);
        loop.Until(new(2022, 7, 1));
        var it = await district.Done(new ShowReporting.Request(From, To), loop.Supervisor);
        var row = Assert.Single(it.Rows);
        Assert.Equal((loop.Bureau.Value, 6, 1, 1, 4, 0), (row.Key!.Value, row.Due, row.InTime, row.Late, row.Missing, row.Open));
        Assert.Equal(16.7m, row.Rate);
        Assert.Equal((6, 1, 1, 4), (it.Total.Due, it.Total.InTime, it.Total.Late, it.Total.Missing));

        // A day that is not over is open, and each figure is that of its rows.
        var more = (await district.Done(new ShowReporting.Request(From, new(2022, 8, 31)), loop.Supervisor)).Total;
        Assert.Equal((10, 4), (more.Due, more.Open));
        foreach (var (outcome, figure) in new[] { (ReportOutcome.InTime, row.InTime), (ReportOutcome.Late, row.Late), (ReportOutcome.Missing, row.Missing) })
        {
            var rows = (await district.Done(new ListReportDays.Request(From, To, loop.Bureau, Outcome: outcome), loop.Supervisor)).Items;
            Assert.Equal(figure, rows.Count);
            Assert.All(rows, r => Assert.Equal(outcome, r.Outcome));
        }

        var late = Assert.Single((await district.Done(new ListReportDays.Request(From, To, Outcome: ReportOutcome.Late), loop.Supervisor)).Items);
        Assert.Equal((id, new(2022, 5, 31), new DateOnly(2022, 6, 2)), (late.Matter, late.Day, DistrictDay.Of(late.Reported!.Value)));

        // By chapter, by list, by leader.
        Assert.Equal(3, (await district.Done(new ShowReporting.Request(From, To, Chapter: "二"), loop.Supervisor)).Total.Missing);
        var list = await district.Done(new SetList.Request(null, "重点清单", null, []), loop.Supervisor);
        await district.Done(new PutOnList.Request(list, id, new Dictionary<string, string>(StringComparer.Ordinal)), loop.Supervisor);
        Assert.Equal((3, 1, 1, 1), (await district.Done(new ShowReporting.Request(From, To, List: list), loop.Supervisor)).Total is var t ? (t.Due, t.InTime, t.Late, t.Missing) : default);
        var leader = Assert.Single((await district.Done(new ShowReporting.Request(From, To, ReportGroup.Leader), loop.Supervisor)).Rows);
        Assert.Equal((null, null, 6, 4), (leader.Key, leader.Name, leader.Due, leader.Missing));

        // The bureau sees its own; a bureau that has none sees nothing.
        Assert.Equal(6, (await district.Done(new ShowReporting.Request(From, To), loop.BureauOfficer)).Total.Due);
        Assert.Equal(0, (await district.Done(new ShowReporting.Request(From, To), loop.OtherOfficer)).Total.Due);
        Assert.Equal(6, (await district.Done(new ShowReporting.Request(From, To, Unit: loop.Bureau), loop.Supervisor)).Total.Due);
        Assert.Equal(0, (await district.Done(new ShowReporting.Request(From, To, Unit: loop.Section), loop.Supervisor)).Total.Due);
        Assert.Equal(["MAT-130"], await district.Refused(new ShowReporting.Request(To, From), loop.Supervisor));
        Assert.NotEqual(id, silent);
    }

    /// <summary>Nobody is asked while a matter is paused, handed in or ended; what another unit left undone is not its successor's.</summary>
    [Theory, BothDatabases]
    public async Task NobodyIsAsked_WhileAMatterRests_AndASuccessorAnswersForItsOwnDays(DatabaseKind kind)
    {
        await using var loop = await Loop.Open(kind);
        var district = loop.District;
        var paused = await loop.SignedFor(loop.Terms() with { Title = "暂停" });
        var handed = await loop.SignedFor(loop.Terms() with { Title = "申请办结" });
        var moved = await loop.SignedFor(loop.Terms() with { Title = "移交", Supporting = [] });
        loop.Until(new(2022, 5, 10));
        await district.Done(new PauseMatter.Request(paused, "甲政办〔2022〕3号", "等待批复。"), loop.Supervisor);
        await loop.HandIn(handed);
        loop.Until(new(2022, 6, 10));
        await district.Done(new ResumeMatter.Request(paused, "已批复。", null), loop.Supervisor);
        await district.Done(new ReturnMatter.Request(handed, ["补充"]), loop.OfficeOfficer);
        await district.Done(new TransferMatter.Request(moved, loop.Other, [], loop.Office, "甲编〔2022〕1号"), loop.Supervisor);
        loop.Until(new(2022, 7, 2));

        async Task<DateOnly[]> Days(MatterId matter, ReportOutcome outcome) =>
            [.. (await district.Done(new ListReportDays.Request(From, To, Outcome: outcome), loop.Supervisor)).Items.Where(r => r.Matter == matter).Select(r => r.Day)];

        // 31 May fell into the pause and into the acceptance.
        Assert.Equal([new(2022, 5, 5), new(2022, 6, 30)], await Days(paused, ReportOutcome.Missing));
        Assert.Equal([new(2022, 5, 5), new(2022, 6, 30)], await Days(handed, ReportOutcome.Missing));
        Assert.Equal([new(2022, 5, 5), new(2022, 5, 31), new(2022, 6, 30)], await Days(moved, ReportOutcome.Missing));
        var others = (await district.Done(new ListReportDays.Request(From, To, loop.Other), loop.Supervisor)).Items;
        Assert.Equal([new DateOnly(2022, 6, 30)], others.Select(r => r.Day));
    }

    /// <summary>Whatever happens to a matter, the lamp misses the report days that the table misses, and waits for those that it waits for.</summary>
    [Theory, BothDatabases]
    public async Task TheLamp_AndTheTable_MissTheSameDays(DatabaseKind kind)
    {
        await using var loop = await Loop.Open(kind);
        var (district, looked) = (loop.District, 0);
        await Gen.Select(Gen.Int[0, 15], Gen.Int[0, 9]).Array[18].SampleAsync(
            async steps =>
            {
                var today = DistrictDay.Today(district.Clock);
                var id = await loop.SignedFor(loop.Terms(today.AddDays(75)) with { Reports = new(ReportRhythm.Weekly, 5) });
                foreach (var (act, days) in steps)
                {
                    loop.Until(DistrictDay.Today(district.Clock).AddDays(days));
                    await Do(act, id);
                    await Compare(id);
                }
            },
            iter: 12, threads: 1, seed: "0000KOIPe503");
        Assert.True(looked > 60, $"{looked}");

        async Task Do(int act, MatterId id)
        {
            var until = DistrictDay.Today(district.Clock).AddDays(60);
            _ = act switch
            {
                0 or 1 or 2 => await Tried(new ReportMatter.Request(id, 10, [], "进展。", null, null, []), loop.BureauOfficer),
                3 or 4 => await Tried(new HandIn.Request(id, MatterEnd.Fulfilled, "结果。", [new(0, 2000)], [Loop.Proof]), loop.BureauOfficer),
                5 => await Tried(new TakeBackHandIn.Request(id, "补充材料。"), loop.BureauOfficer),
                6 or 7 => await Tried(new ReturnMatter.Request(id, ["补充"]), loop.OfficeOfficer),
                8 => await Tried(new PauseMatter.Request(id, "文件", "暂停。"), loop.Supervisor),
                9 or 10 => await Tried(new ResumeMatter.Request(id, "恢复。", null), loop.Supervisor),
                11 => await Tried(new AskExtension.Request(id, until, "延期。", []), loop.BureauOfficer) && await Tried(new DecideExtension.Request(id, (await loop.Show(id)).Extensions.Count, until, "同意。"), loop.Supervisor),
                12 => await Tried(new AcceptMatter.Request(id, MatterEnd.Partly, "核查。", []), loop.OfficeOfficer),
                _ => await Tried(new ReopenMatter.Request(id, "重启。", until), loop.Supervisor),
            };
        }

        async Task<bool> Tried<T>(ICommand<T> command, Action<Caller> by) => await district.Send(command, by) is Result<T>.Done;

        async Task Compare(MatterId id)
        {
            await using var scope = district.Scope();
            var db = scope.ServiceProvider.GetRequiredService<BihuanContext>();
            var matter = await db.Set<Matter>().AsNoTracking().SingleAsync(m => m.Id == id, Cancel);
            if (matter.State is MatterState.HandedIn or MatterState.Paused or MatterState.Accepted)
            {
                return;
            }

            looked++;
            var table = await db.Set<ReportDay>().AsNoTracking().Where(d => d.Matter == id && d.Asked && d.Answered == null).OrderBy(d => d.Day).Select(d => d.Day).ToListAsync(Cancel);
            Assert.Equal(table, matter.Schedule!.Reports.Skip(matter.ReportsFilled));
        }
    }

    [Theory, BothDatabases]
    public async Task TheTables_ComeOutOfARebuild_AsTheyWere(DatabaseKind kind)
    {
        await using var loop = await Loop.Open(kind);
        var district = loop.District;
        var id = await loop.SignedFor();
        var handed = await loop.SignedFor();
        loop.Until(new(2022, 5, 20));
        await district.Done(new ReportMatter.Request(id, 20, [new(0, 400)], "已开工。", null, null, [], By: [new(FillOrigin.Parts, 2)]), loop.BureauOfficer);
        await district.Done(new AskExtension.Request(id, new(2023, 3, 31), "待批复。", []), loop.BureauOfficer);
        await district.Done(new DecideExtension.Request(id, 1, new(2023, 3, 31), "同意。"), loop.Supervisor);
        await loop.HandIn(handed);
        await district.Done(new ReturnMatter.Request(handed, ["补充"]), loop.OfficeOfficer);
        await district.Done(new PauseMatter.Request(id, "文件", "暂停。"), loop.Supervisor);
        await district.Done(new ResumeMatter.Request(id, "恢复。", null), loop.Supervisor);
        await district.Done(new TransferMatter.Request(id, loop.Other, [], loop.Office, "文件"), loop.Supervisor);
        await district.Done(new UrgeMatter.Request(handed, LadderStep.Urge, null), loop.Supervisor);
        await district.Done(new SeeUrges.Request(handed), loop.BureauOfficer);
        await district.Done(new DraftScores.Request(new(2022, 4, 1), new(2022, 5, 20)), loop.Supervisor);

        var before = await Rows(loop);
        await using (var scope = district.Scope())
        {
            await scope.ServiceProvider.GetRequiredService<Rebuilder>().Rebuild(scope.ServiceProvider.GetRequiredService<BihuanContext>(), null, Cancel);
        }

        Assert.Contains("returned", before, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(before, await Rows(loop));
    }

    private static async Task<string> Rows(Loop loop)
    {
        await using var scope = loop.District.Scope();
        var db = scope.ServiceProvider.GetRequiredService<BihuanContext>();
        string Text<T>(T rows) => System.Text.Json.JsonSerializer.Serialize(rows, EventCatalog.Json);
        return string.Join(
            '\n',
            Text(await db.Set<ReportDay>().AsNoTracking().OrderBy(d => d.Matter).ThenBy(d => d.Day).ToListAsync(Cancel)),
            Text(await db.Set<MatterDeed>().AsNoTracking().OrderBy(d => d.Position).ToListAsync(Cancel)),
            Text(await db.Set<FilledFields>().AsNoTracking().OrderBy(f => f.Position).ThenBy(f => f.Origin).ToListAsync(Cancel)),
            Text(await db.Set<MatterTally>().AsNoTracking().OrderBy(t => t.Matter).ToListAsync(Cancel)),
            Text(await db.Set<UrgeSight>().AsNoTracking().OrderBy(s => s.Id).Select(s => new { s.Id, s.Matter, s.Account, s.Seen }).ToListAsync(Cancel)),
            Text(await db.Set<ScoreSheet>().AsNoTracking().OrderBy(s => s.Id).Select(s => new { s.Id, s.Unit, s.Total, s.Items, s.Lines, s.State, s.Slot }).ToListAsync(Cancel)));
    }

    /// <summary>A street's burden: what was asked of it, what stood filled in, what it was spared.</summary>
    [Theory, BothDatabases]
    public async Task TheBurden_IsCounted_ByStreet(DatabaseKind kind)
    {
        await using var loop = await Loop.Open(kind);
        var district = loop.District;
        var terms = loop.Terms() with { Lead = loop.Street, Supporting = [], Accepting = loop.Office };
        var id = await loop.Issued(terms);
        await district.Done(new SignFor.Request(id), loop.StreetOfficer);
        await loop.Issued(loop.Terms());
        var twin = await district.Done(new DraftMatter.Request(terms with { Title = "同一件事", DuplicateOf = id }), loop.Supervisor);
        await district.Done(new UrgeMatter.Request(id, LadderStep.Urge, null), loop.Supervisor);
        await district.Done(new InstructMatter.Request(id, "抓紧。", new(2022, 5, 31)), loop.Leader);
        loop.Until(new(2022, 5, 4));
        await district.Done(new ReportMatter.Request(id, 10, [new(0, 200)], "已开工。", null, null, [], Filled: 2), loop.StreetOfficer);
        await district.Done(new ReportMatter.Request(id, 20, [new(0, 300)], "正在施工。", null, null, [], By: [new(FillOrigin.Contributions, 1), new(FillOrigin.Last, 1), new(FillOrigin.Last, 1)]), loop.StreetOfficer);
        await district.Done(new ReportMatter.Request(id, 20, [], "正在施工。", null, null, [], By: [new(FillOrigin.Last, 200)]), loop.StreetOfficer);

        var it = await district.Done(new ShowBurden.Request(From, new(2022, 5, 31)), loop.Supervisor);
        var street = it.Rows.Single(r => r.Street == loop.Street.Value);
        Assert.Equal((2, 1, 2, 3, 1, 1), (street.Led, street.Supported, street.ReportDays, street.Reports, street.Instructions, street.Urges));
        Assert.Equal((7, 1, 87.5m, 1), (street.Filled, street.Typed, street.FilledShare!.Value, street.Spared));

        // What filled them in, where the report says it and does not claim more than it has fields.
        Assert.Equal((2, 1, 4), (street.By[FillOrigin.Last], street.By[FillOrigin.Contributions], street.FilledOtherwise));
        Assert.Equal(street.By, it.Total.By);
        Assert.Equal(0, it.Rows.Single(r => r.Street == loop.SecondStreet.Value).Asked);
        Assert.Equal((street.Led, street.Spared), (it.Total.Led, it.Total.Spared));
        var spared = Assert.Single((await district.Done(new ListBurden.Request(From, new(2022, 5, 31), loop.Street, DeedKind.Duplicate), loop.Supervisor)).Items);
        Assert.Equal((twin, "同一件事"), (spared.Matter, spared.Title));

        // A street sees its own burden alone.
        Assert.Equal([loop.Street.Value], (await district.Done(new ShowBurden.Request(From, To), loop.StreetOfficer)).Rows.Select(r => r.Street!.Value));
        Assert.Equal(["PLATFORM-005"], await district.Refused(new ListBurden.Request(From, To, loop.SecondStreet, DeedKind.Issued), loop.StreetOfficer));
    }

    /// <summary>A step of the ladder is seen once by each person of the unit that was told, and by nobody else.</summary>
    [Theory, BothDatabases]
    public async Task AStepOfTheLadder_IsSeen_OnceByEach(DatabaseKind kind)
    {
        await using var loop = await Loop.Open(kind);
        var district = loop.District;
        var id = await loop.SignedFor();
        await district.Done(new UrgeMatter.Request(id, LadderStep.Urge, "请加快。"), loop.Supervisor);
        foreach (var who in new[] { loop.Supervisor, loop.Leader, loop.OfficeOfficer, loop.Everywhere })
        {
            await district.Done(new SeeUrges.Request(id), who);
        }

        Assert.Empty(Assert.Single(Assert.Single(await district.Done(new ShowSights.Request(id), loop.Supervisor)).Units).Seen);
        district.Clock.Advance(TimeSpan.FromHours(2));
        await district.Done(new SeeUrges.Request(id, SightWay.Notice), loop.BureauOfficer);
        var first = district.Clock.GetUtcNow();
        district.Clock.Advance(TimeSpan.FromHours(2));
        await district.Done(new UrgeMatter.Request(id, LadderStep.Notice, "督办。"), loop.Supervisor);
        await district.Done(new SeeUrges.Request(id, SightWay.Mail), loop.BureauOfficer);
        await district.Done(new SeeUrges.Request(id), loop.BureauOfficer);

        var steps = await district.Done(new ShowSights.Request(id), loop.Supervisor);
        Assert.Equal([LadderStep.Urge, LadderStep.Notice], steps.Select(s => s.Rung));
        var seen = Assert.Single(Assert.Single(steps[0].Units).Seen);
        Assert.Equal(("zhujian", first, SightWay.Notice), (seen.Who, seen.At, seen.Way));
        Assert.Equal(SightWay.Mail, Assert.Single(Assert.Single(steps[1].Units).Seen).Way);

        // Journalled once each, beside the matter and not in it.
        await using var scope = district.Scope();
        var entries = scope.ServiceProvider.GetRequiredService<BihuanContext>().Set<JournalEntry>();
        Assert.Equal(2, await entries.CountAsync(e => e.Type == "matters.urge-seen", Cancel));
        Assert.Equal(["PLATFORM-005"], await district.Refused(new SeeUrges.Request(MatterId.From(Guid.CreateVersion7())), loop.BureauOfficer));
    }
}
