using Bihuan.Kernel;
using Bihuan.Persistence;
using Bihuan.Platform;
using Bihuan.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bihuan.Matters.Tests;

/// <summary>The loop, through the real commands, by those whose turn it is.</summary>
public class LoopTests
{
    [Theory, BothDatabases]
    public async Task AMatter_GoesFromClauseToClosure_ByTheHandsWhoseTurnItIs(DatabaseKind kind)
    {
        await using var loop = await Loop.Open(kind);
        var district = loop.District;
        var id = await district.Done(new DraftMatter.Request(loop.Terms()), loop.Supervisor);

        // Nobody else drafts, issues or signs before its turn.
        Assert.Equal(["PLATFORM-001"], await district.Refused(new DraftMatter.Request(loop.Terms()), loop.BureauOfficer));
        Assert.Equal(["MAT-001"], await district.Refused(new SignFor.Request(id), loop.BureauOfficer));
        var answer = await district.Done(new IssueMatters.Request([id], "交办通知", "请按时限办理。"), loop.Supervisor);
        Assert.NotNull(answer.Round);
        Assert.Equal(LampColour.Grey, (await loop.Show(id)).Row.Lamp);
        Assert.Equal(["PLATFORM-001"], await district.Refused(new SignFor.Request(id), loop.OtherOfficer));
        await district.Done(new SignFor.Request(id), loop.BureauOfficer);
        Assert.Equal(["MAT-001"], await district.Refused(new SignFor.Request(id), loop.BureauOfficer));

        // The supporting unit tells the lead; the lead reports once.
        await district.Done(new Contribute.Request(id, loop.Street, "已腾出两处空地。", [], []), loop.StreetOfficer);
        Assert.Equal(["MAT-043"], await district.Refused(new Contribute.Request(id, loop.SecondStreet, "没有。", [], [])));
        await loop.Report(id, 40, 900);
        var shown = await loop.Show(id);
        Assert.Equal((MatterState.InHand, 40, 900m), (shown.Row.State, shown.Row.Progress, shown.Figures.Single().Reached));

        // Fulfilled takes the figure and what shows it; every reason comes at once.
        Assert.Equal(["MAT-048", "MAT-050"], (await district.Refused(new HandIn.Request(id, MatterEnd.Fulfilled, "好了。", [new(0, 1999)], []), loop.BureauOfficer)).Order());
        await loop.HandIn(id);
        Assert.Equal(["PLATFORM-001"], await district.Refused(new AcceptMatter.Request(id, MatterEnd.Fulfilled, "属实。", []), loop.BureauOfficer));
        await district.Done(new ReturnMatter.Request(id, ["补充验收照片"]), loop.OfficeOfficer);
        Assert.Equal((MatterState.Returned, LampColour.Yellow), ((await loop.Show(id)).Row.State, (await loop.Show(id)).Row.Lamp));
        await loop.HandIn(id);
        await district.Done(new AcceptMatter.Request(id, MatterEnd.Fulfilled, "现场核查属实。", []), loop.OfficeOfficer);
        shown = await loop.Show(id);
        Assert.Equal((MatterState.Accepted, MatterEnd.Fulfilled, 100), (shown.Row.State, shown.Row.End, shown.Row.Progress));
        Assert.Null(shown.Row.Lamp);

        // Its end can be taken back within the term, and not after it.
        await district.Done(new ReopenMatter.Request(id, "群众反映车位被占用。", new(2022, 6, 30)), loop.Supervisor);
        Assert.Equal(MatterState.Reopened, (await loop.Show(id)).Row.State);
        await loop.HandIn(id);
        await district.Done(new AcceptMatter.Request(id, MatterEnd.Partly, "部分车位被占用。", []), loop.OfficeOfficer);
        loop.Until(new(2022, 12, 1));
        Assert.Contains("MAT-056", await district.Refused(new ReopenMatter.Request(id, "再查。", new(2022, 12, 30)), loop.Supervisor));

        Assert.Equal(
            ["matters.drafted", "matters.issued", "matters.signed-for", "matters.contributed", "matters.reported", "matters.handed-in", "matters.returned", "matters.handed-in", "matters.accepted", "matters.reopened", "matters.handed-in", "matters.accepted"],
            await Steps(district, id));
    }

    [Theory, BothDatabases]
    public async Task Declined_ItGoesBackToTheIssuer_WhoGivesItToAnother(DatabaseKind kind)
    {
        await using var loop = await Loop.Open(kind);
        var district = loop.District;
        var id = await loop.Issued();
        Assert.Equal(["MAT-040", "MAT-041"], (await district.Refused(new DeclineMatter.Request(id, " ", loop.Bureau), loop.BureauOfficer)).Order());
        await district.Done(new DeclineMatter.Request(id, "不属本局职责。", loop.Other), loop.BureauOfficer);
        var shown = await loop.Show(id);
        Assert.Equal((MatterState.Declined, loop.Other, null), (shown.Row.State, shown.ProposedUnit!.Value, shown.Row.Lamp));

        // Who saw an older version is told so.
        var terms = shown.Terms with { Lead = loop.Other, Supporting = [loop.Street] };
        Assert.Equal(["PLATFORM-004"], await district.Refused(new EditMatter.Request(id, terms, shown.Version - 1), loop.Supervisor));
        await district.Done(new EditMatter.Request(id, terms, shown.Version), loop.Supervisor);
        await district.Done(new IssueMatters.Request([id], "交办通知", "改由执法局牵头。"), loop.Supervisor);
        Assert.Equal(["PLATFORM-001"], await district.Refused(new SignFor.Request(id), loop.BureauOfficer));
        await district.Done(new SignFor.Request(id), loop.OtherOfficer);
    }

    [Theory, BothDatabases]
    public async Task BulkIssue_SaysByRowWhatCannotGoOut_AndSendsTheRest(DatabaseKind kind)
    {
        await using var loop = await Loop.Open(kind);
        var district = loop.District;
        var good = await district.Done(new DraftMatter.Request(loop.Terms()), loop.Supervisor);
        var bare = await district.Done(new DraftMatter.Request(new() { Title = "没有单位" }), loop.Supervisor);
        var late = await district.Done(new DraftMatter.Request(loop.Terms(new(2022, 3, 31))), loop.Supervisor);
        var answer = await district.Done(new IssueMatters.Request([good, bare, late], "交办通知", "请办理。"), loop.Supervisor);
        Assert.Empty(answer.Rows[0].Problems);
        Assert.Equal(["MAT-008", "MAT-009", "MAT-010", "MAT-012"], answer.Rows[1].Problems.Select(p => p.Code));
        Assert.Equal(["MAT-024"], answer.Rows[2].Problems.Select(p => p.Code));
        Assert.Equal(MatterState.Issued, (await loop.Show(good)).Row.State);
        Assert.Equal(MatterState.Draft, (await loop.Show(late)).Row.State);
    }

    [Theory, BothDatabases]
    public async Task Parts_MakeTheWhole_AndEndBeforeIt(DatabaseKind kind)
    {
        await using var loop = await Loop.Open(kind);
        var district = loop.District;
        var id = await loop.SignedFor();
        SplitMatter.Part Share(Organisation.UnitId lead, decimal figure, DateOnly? until = null) => new(lead, "新增停车位", null, [new(0, figure)], until);

        Assert.Equal(["MAT-062"], await district.Refused(new SplitMatter.Request(id, [Share(loop.Street, 800), Share(loop.SecondStreet, 1100)]), loop.BureauOfficer));
        Assert.Contains("MAT-061", await district.Refused(new SplitMatter.Request(id, [Share(loop.Street, 800, new(2023, 1, 31)), Share(loop.SecondStreet, 1200)]), loop.BureauOfficer));
        var parts = await district.Done(new SplitMatter.Request(id, [Share(loop.Street, 800, new(2022, 10, 31)), Share(loop.SecondStreet, 1200)]), loop.BureauOfficer);
        await district.Done(new SignFor.Request(parts[0]), loop.StreetOfficer);
        Assert.Equal(["MAT-051", "MAT-051"], await district.Refused(new HandIn.Request(id, MatterEnd.Fulfilled, "好了。", [new(0, 2000)], [Loop.Proof]), loop.BureauOfficer));

        // The lead accepts its parts; whoever did the part does not.
        await district.Done(new HandIn.Request(parts[0], MatterEnd.Fulfilled, "建成800个。", [new(0, 800)], [Loop.Proof]), loop.StreetOfficer);
        Assert.Equal(["PLATFORM-001"], await district.Refused(new AcceptMatter.Request(parts[0], MatterEnd.Fulfilled, "属实。", []), loop.StreetOfficer));
        await district.Done(new AcceptMatter.Request(parts[0], MatterEnd.Fulfilled, "属实。", []), loop.BureauOfficer);
        await district.Done(new WithdrawMatter.Request(parts[1], "甲政办〔2022〕20号", "西街道任务取消。"), loop.BureauOfficer);
        await district.Done(new HandIn.Request(id, MatterEnd.Partly, "建成800个。", [new(0, 800)], [Loop.Proof]), loop.BureauOfficer);
    }

    [Theory, BothDatabases]
    public async Task AnExtension_MovesTheDateOnlyByTheIssuersDecision_AndRedDaysStay(DatabaseKind kind)
    {
        await using var loop = await Loop.Open(kind);
        var district = loop.District;
        var id = await loop.SignedFor(loop.Terms(new(2022, 4, 29)) with { Reports = new(ReportRhythm.None) });
        loop.Until(new(2022, 5, 6));
        var shown = await loop.Show(id);
        Assert.Equal((LampColour.Red, "lamp.overdue"), (shown.Row.Lamp, shown.Row.Reason!.Code));
        var no = await district.Done(new AskExtension.Request(id, new(2022, 6, 30), "场地未交付。", []), loop.BureauOfficer);
        Assert.Equal(["MAT-053"], await district.Refused(new AskExtension.Request(id, new(2022, 7, 31), "再延。", []), loop.BureauOfficer));
        Assert.Equal(new DateOnly(2022, 4, 29), (await loop.Show(id)).Row.DueDay);
        Assert.Equal(["PLATFORM-001"], await district.Refused(new DecideExtension.Request(id, no, new(2022, 6, 30), "同意。"), loop.BureauOfficer));
        await district.Done(new DecideExtension.Request(id, no, new(2022, 6, 15), "同意延至6月15日。"), loop.Supervisor);
        shown = await loop.Show(id);
        Assert.Equal(new DateOnly(2022, 6, 15), shown.Row.DueDay);

        // Was red, has caught up: yellow until the new day, and the red days stay in the history.
        Assert.Equal(LampColour.Yellow, shown.Row.Lamp);
        Assert.Equal(["lamp.behind", "lamp.afterRed"], shown.Reasons.Where(r => r.Colour is LampColour.Yellow).Select(r => r.Code));
        var red = Assert.Single(shown.Lamps, s => s.Colour is LampColour.Red);
        Assert.Equal((DistrictDay.End(new(2022, 4, 29)), DistrictDay.Start(new(2022, 5, 6)).AddHours(9)), (red.From, red.To));
    }

    [Theory, BothDatabases]
    public async Task DaysBeyondAllPlans_AreRefusedInWords(DatabaseKind kind)
    {
        await using var loop = await Loop.Open(kind);
        var district = loop.District;
        var never = DateOnly.MaxValue;
        Assert.Contains("MAT-027", await district.Refused(new DraftMatter.Request(loop.Terms(never)), loop.Supervisor));
        var id = await loop.SignedFor();
        Assert.Contains("MAT-027", await district.Refused(new AskExtension.Request(id, never, "延期。", []), loop.BureauOfficer));
        Assert.Contains("MAT-027", await district.Refused(new InstructMatter.Request(id, "请办理。", never), loop.Leader));
        Assert.Contains("MAT-027", await district.Refused(new SplitMatter.Request(id, [new(loop.Street, "分解", null, [new(0, 2000)], never)]), loop.BureauOfficer));
        await district.Done(new PauseMatter.Request(id, "文件", "暂停。"), loop.Supervisor);
        Assert.Contains("MAT-027", await district.Refused(new ResumeMatter.Request(id, "恢复。", never), loop.Supervisor));
        await district.Done(new ResumeMatter.Request(id, "恢复。", null), loop.Supervisor);
        await loop.HandIn(id);
        await district.Done(new AcceptMatter.Request(id, MatterEnd.Fulfilled, "属实。", []), loop.OfficeOfficer);
        Assert.Contains("MAT-027", await district.Refused(new ReopenMatter.Request(id, "重启。", never), loop.Supervisor));
    }

    [Theory, BothDatabases]
    public async Task Paused_NoLampRuns_AndItGoesOnWhereItWas(DatabaseKind kind)
    {
        await using var loop = await Loop.Open(kind);
        var district = loop.District;
        var id = await loop.SignedFor(loop.Terms(new(2022, 5, 31)));
        await district.Done(new PauseMatter.Request(id, "甲委〔2022〕3号", "疫情防控。"), loop.Supervisor);
        loop.Until(new(2022, 7, 1));
        Assert.Null((await loop.Show(id)).Row.Lamp);
        Assert.Equal(["MAT-001"], await district.Refused(new UrgeMatter.Request(id, LadderStep.Urge, null), loop.Supervisor));
        await district.Done(new ResumeMatter.Request(id, "恢复施工。", new(2022, 8, 31)), loop.Supervisor);
        var shown = await loop.Show(id);
        Assert.Equal((MatterState.SignedFor, new DateOnly(2022, 8, 31)), (shown.Row.State, shown.Row.DueDay!.Value));
        Assert.DoesNotContain(shown.Lamps, s => s.Colour is LampColour.Red);
    }

    [Theory, BothDatabases]
    public async Task AnInstruction_BecomesAPart_WithItsOwnDay(DatabaseKind kind)
    {
        await using var loop = await Loop.Open(kind);
        var district = loop.District;
        var id = await loop.SignedFor();
        Assert.Equal(["PLATFORM-001"], await district.Refused(new InstructMatter.Request(id, "请加快。", new(2022, 4, 20)), loop.BureauOfficer));
        var part = await district.Done(new InstructMatter.Request(id, "请住建局两周内拿出选址方案。", new(2022, 4, 15)), loop.Leader);
        var shown = await loop.Show(part);
        Assert.Equal((id, new DateOnly(2022, 4, 15), loop.Bureau, Urgency.Urgent), (shown.Parent!.Value, shown.Row.DueDay!.Value, shown.Row.Lead!.Value, shown.Terms.Urgency));
        Assert.Equal(part, Assert.Single((await loop.Show(id)).Instructions).Part);
    }

    [Theory, BothDatabases]
    public async Task TheLadder_IsClimbedByTheRule_EachStepOnce(DatabaseKind kind)
    {
        await using var loop = await Loop.Open(kind);
        var district = loop.District;
        var id = await loop.SignedFor(loop.Terms(new(2022, 5, 31)) with { Reports = new(ReportRhythm.None) });
        async Task<int> Look()
        {
            await using var scope = district.Scope();
            return await LadderWorker.Run(scope.ServiceProvider, TestContext.Current.CancellationToken);
        }

        // 31 May 2022 is a Tuesday: Thursday 26 May is three working days before it.
        loop.Until(new(2022, 5, 25));
        Assert.Equal(0, await Look());
        loop.Until(new(2022, 5, 26));
        Assert.Equal((1, 0), (await Look(), await Look()));
        loop.Until(new(2022, 5, 31));
        var both = await Task.WhenAll(Look(), Look());
        Assert.Equal(1, both.Sum());

        // After a standstill only the last step is taken.
        loop.Until(new(2022, 6, 20));
        Assert.Equal((1, 0), (await Look(), await Look()));
        Assert.Equal([LadderStep.Reminder, LadderStep.Urge, LadderStep.Talk], (await loop.Show(id)).Urges.Select(u => u.Step));
        await loop.HandIn(id);
        loop.Until(new(2022, 8, 1));
        Assert.Equal(0, await Look());
    }

    [Theory, BothDatabases]
    public async Task TheSqlOfLamps_SaysTheSameAsTheRule_OnEveryDay(DatabaseKind kind)
    {
        await using var loop = await Loop.Open(kind);
        var district = loop.District;
        List<MatterId> ids = [await loop.Issued(), await loop.SignedFor(), await loop.SignedFor(loop.Terms(new(2022, 5, 12))), await loop.SignedFor(loop.Terms(new(2022, 4, 20)) with { Reports = new(ReportRhythm.Weekly, 3) })];
        await loop.HandIn(ids[2]);
        await district.Done(new ReturnMatter.Request(ids[2], ["缺照片"]), loop.OfficeOfficer);
        loop.Until(new(2022, 4, 14));
        await loop.Report(ids[3], 90);
        var seen = new HashSet<LampColour>();
        for (var day = new DateOnly(2022, 4, 14); day < new DateOnly(2022, 9, 1); day = day.AddDays(day < new DateOnly(2022, 5, 20) ? 1 : 9))
        {
            loop.Until(day);
            await using var scope = district.Scope();
            var db = scope.ServiceProvider.GetRequiredService<BihuanContext>();
            var at = district.Clock.GetUtcNow();
            foreach (var matter in await db.Set<Matter>().AsNoTracking().ToListAsync(TestContext.Current.CancellationToken))
            {
                var expected = matter.LampAt(at)?.Colour;
                var sql = await db.Set<Matter>().Where(m => m.Id == matter.Id).Select(LampIn.At(at)).SingleAsync(TestContext.Current.CancellationToken);
                Assert.True(expected == sql, $"{day}: {matter.State} {expected} by the rule, {sql} by the database");
                seen.Add(expected!.Value);
            }
        }

        Assert.Equal([LampColour.Green, LampColour.Blue, LampColour.Yellow, LampColour.Red], seen.Order());
    }

    [Theory, BothDatabases]
    public async Task Lists_ShowAUnitOnlyWhatConcernsIt(DatabaseKind kind)
    {
        await using var loop = await Loop.Open(kind);
        var district = loop.District;
        var id = await loop.SignedFor();
        await loop.SignedFor(loop.Terms(new(2022, 6, 1)) with { Title = "第二项", Supporting = [] });
        Assert.Equal(2, (await district.Done(new ListMatters.Request(), loop.BureauOfficer)).Items.Count);
        Assert.Equal([id], (await district.Done(new ListMatters.Request(), loop.StreetOfficer)).Items.Select(m => m.Id));
        Assert.Equal(2, (await district.Done(new ListMatters.Request(), loop.OfficeOfficer)).Items.Count);
        Assert.Equal(["PLATFORM-005"], await district.Refused(new ShowMatter.Request(await loop.Issued(loop.Terms() with { Supporting = [] })), loop.StreetOfficer));
        var first = await district.Done(new ListMatters.Request(Limit: 1), loop.Supervisor);
        var second = await district.Done(new ListMatters.Request(Limit: 1, After: first.Next), loop.Supervisor);
        Assert.Equal(["第二项", "新增停车位2000个"], new[] { first, second }.Select(p => p.Items.Single().Title));
        Assert.Equal(["第二项"], (await district.Done(new ListMatters.Request(Words: "第二", Lamp: LampColour.Green, Unit: loop.Bureau, Role: PartyRole.Lead), loop.Supervisor)).Items.Select(m => m.Title));
    }

    [Theory, BothDatabases]
    public async Task ARebuild_GivesTheSameTables(DatabaseKind kind)
    {
        await using var loop = await Loop.Open(kind);
        var id = await loop.SignedFor(loop.Terms(new(2022, 4, 29)));
        await loop.District.Done(new SplitMatter.Request(id, [new(loop.Street, "东街道", null, [new(0, 2000)])]), loop.BureauOfficer);
        var declined = await loop.Issued();
        await loop.District.Done(new DeclineMatter.Request(declined, "不属本局职责。", loop.Other), loop.BureauOfficer);
        var shown = await loop.Show(declined);
        await loop.District.Done(new EditMatter.Request(declined, shown.Terms with { Lead = loop.Other, Supporting = [loop.Street, loop.SecondStreet] }, shown.Version), loop.Supervisor);
        loop.Until(new(2022, 5, 10));
        await loop.Report(id, 50);
        var before = await Documents.Tests.Office.Tables(loop.District);
        await using (var scope = loop.District.Scope())
        {
            await scope.ServiceProvider.GetRequiredService<Rebuilder>().Rebuild(scope.ServiceProvider.GetRequiredService<BihuanContext>(), null, TestContext.Current.CancellationToken);
        }

        var after = await Documents.Tests.Office.Tables(loop.District);
        Assert.All(before, table => Assert.Equal(table.Value, after[table.Key]));
        Assert.NotEmpty(before["matter_party"]);
    }

    private static async Task<IReadOnlyList<string>> Steps(District district, MatterId id)
    {
        await using var scope = district.Scope();
        return await scope.ServiceProvider.GetRequiredService<BihuanContext>().Set<JournalEntry>().Where(e => e.StreamId == id.Value).OrderBy(e => e.Version).Select(e => e.Type).ToListAsync(TestContext.Current.CancellationToken);
    }
}
