using Bihuan.Kernel;
using Bihuan.Persistence;
using Bihuan.Platform;
using Bihuan.TestKit;
using CsCheck;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bihuan.Matters.Tests;

/// <summary>Scores: counted from the record line by line, shown, objected to, answered, final; and frozen then.</summary>
public class ScoreTests
{
    private static readonly DateOnly From = new(2022, 4, 1), To = new(2022, 6, 30);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, BothDatabases]
    public async Task EveryPoint_IsThatOfItsLines(DatabaseKind kind)
    {
        await using var loop = await Loop.Open(kind);
        var district = loop.District;
        var plain = loop.Terms() with { Reports = new(ReportRhythm.None) };
        var fulfilled = await loop.SignedFor(plain with { Title = "完成", Due = new(new DateOnly(2022, 5, 31)) });
        var overdue = await loop.Issued(plain with { Title = "逾期", Due = new(new DateOnly(2022, 6, 20)) });
        var partly = await loop.SignedFor(plain with { Title = "部分完成", Due = new(new DateOnly(2022, 6, 30)) });
        var reporting = await loop.SignedFor(loop.Terms() with { Title = "反馈" });
        loop.Until(new(2022, 4, 10));
        await district.Done(new SignFor.Request(overdue), loop.BureauOfficer);
        await loop.HandIn(fulfilled);
        await district.Done(new AcceptMatter.Request(fulfilled, MatterEnd.Fulfilled, "属实。", []), loop.OfficeOfficer);
        await loop.HandIn(partly, MatterEnd.Partly, 900);
        await district.Done(new ReturnMatter.Request(partly, ["补充"]), loop.OfficeOfficer);
        await loop.HandIn(partly, MatterEnd.Partly, 900);
        await district.Done(new AcceptMatter.Request(partly, MatterEnd.Partly, "部分完成。", []), loop.OfficeOfficer);
        loop.Until(new(2022, 5, 4));
        await loop.Report(reporting, 10, 200);
        loop.Until(new(2022, 6, 2));
        await loop.Report(reporting, 20, 400);
        await district.Done(new AskExtension.Request(reporting, new(2023, 3, 31), "待批复。", []), loop.BureauOfficer);
        await district.Done(new DecideExtension.Request(reporting, 1, new(2023, 3, 31), "同意。"), loop.Supervisor);
        loop.Until(new(2022, 7, 1));

        var drafted = await district.Done(new DraftScores.Request(From, To), loop.Supervisor);
        var id = Assert.Single(drafted.Drafted);
        var sheet = await district.Done(new ShowScore.Request(id), loop.Supervisor);
        ItemScore Of(ScoreItem item) => sheet.Items.Single(i => i.Item == item);

        // One fulfilled, one partly (half), one overdue: 1.5 of 3. Reports: in time, late (half), missing. Signing: two in time, one late of four... the fourth signed in time.
        Assert.Equal((3, 20m), (Of(ScoreItem.Fulfilment).Counted, Of(ScoreItem.Fulfilment).Points));
        Assert.Equal((3, 10m), (Of(ScoreItem.Reports).Counted, Of(ScoreItem.Reports).Points));
        Assert.Equal((4, 8.75m), (Of(ScoreItem.Signing).Counted, Of(ScoreItem.Signing).Points));
        Assert.Equal((1, 14m), (Of(ScoreItem.RedDays).Counted, Of(ScoreItem.RedDays).Points));
        Assert.Equal((1, 9m), (Of(ScoreItem.Returns).Counted, Of(ScoreItem.Returns).Points));
        Assert.Equal((1, 4.5m), (Of(ScoreItem.Extensions).Counted, Of(ScoreItem.Extensions).Points));
        Assert.Equal(66.25m, sheet.Total);

        foreach (var item in sheet.Items)
        {
            var lines = await district.Done(new ListScoreLines.Request(id, item.Item, Limit: 200), loop.Supervisor);
            Assert.Equal((item.Counted, item.Counted), (lines.Total, lines.Rows.Count));
            var sum = lines.Rows.Sum(r => r.Line.Points);
            Assert.InRange(Math.Abs((item.Item > ScoreItem.Signing ? item.Most + sum : item.Counted == 0 ? item.Most : sum) - item.Points), 0, 0.01m);
        }

        // What was counted is an entry of the journal, of that matter.
        var returned = Assert.Single((await district.Done(new ListScoreLines.Request(id, ScoreItem.Returns), loop.Supervisor)).Rows).Line;
        await using var scope = district.Scope();
        var entry = await scope.ServiceProvider.GetRequiredService<BihuanContext>().Set<JournalEntry>().AsNoTracking().SingleAsync(e => e.Position == returned.Position, Cancel);
        Assert.Equal(("matters.returned", partly.Value), (entry.Type, entry.StreamId));
        var red = Assert.Single((await district.Done(new ListScoreLines.Request(id, ScoreItem.RedDays), loop.Supervisor)).Rows).Line;
        Assert.Equal((overdue, "10", -1m), (red.Matter, red.Values[0], red.Points));
        var lost = await district.Done(new ListScoreLines.Request(id, ScoreItem.Reports, OnlyLost: true), loop.Supervisor);
        Assert.Equal(["score.line.report.Late", "score.line.report.Missing"], lost.Rows.Select(r => r.Line.What));

        // The same period again leaves the sheet alone.
        Assert.Equal((0, 1), await district.Done(new DraftScores.Request(From, To), loop.Supervisor) is var again ? (again.Drafted.Count, again.Known) : default);
        Assert.Equal(["MAT-132"], await district.Refused(new DraftScores.Request(From, new(2022, 7, 2)), loop.Supervisor));
    }

    /// <summary>Full points for nothing are no score.</summary>
    [Theory, BothDatabases]
    public async Task WithNothingToCount_ThereIsNoScore(DatabaseKind kind)
    {
        await using var loop = await Loop.Open(kind);
        await loop.Issued(loop.Terms());
        loop.Until(new(2022, 4, 2));
        var id = Assert.Single((await loop.District.Done(new DraftScores.Request(new(2022, 4, 1), new(2022, 4, 1)), loop.Supervisor)).Drafted);
        var sheet = await loop.District.Done(new ShowScore.Request(id), loop.Supervisor);
        Assert.Null(sheet.Total);
        Assert.All(sheet.Items, i => Assert.Equal((0, i.Most), (i.Counted, i.Points)));
        Assert.Null(Assert.Single((await loop.District.Done(new ListScores.Request(), loop.Supervisor)).Items).Total);
    }

    [Theory, BothDatabases]
    public async Task AUnit_Objects_WithinItsDays_AndADecisionCorrects(DatabaseKind kind)
    {
        await using var loop = await Loop.Open(kind);
        var (district, id) = (loop.District, await Drafted(loop));

        // A draft is the office's alone.
        Assert.Equal(["PLATFORM-005"], await district.Refused(new ShowScore.Request(id), loop.BureauOfficer));
        Assert.Equal(["PLATFORM-005"], await district.Refused(new ObjectToScore.Request(id, null, "不服。", []), loop.BureauOfficer));
        await Act(loop, id, ScoreAct.Show);
        var shown = await district.Done(new ShowScore.Request(id), loop.BureauOfficer);
        Assert.Equal((ScoreState.Shown, 30), (shown.State, shown.DaysLeft));
        Assert.Equal(["MAT-137"], await district.Refused(new ActOnScores.Request([id], ScoreAct.Finish), loop.Supervisor));
        Assert.Equal(["PLATFORM-005"], await district.Refused(new ShowScore.Request(id), loop.OtherOfficer));
        Assert.Equal(["PLATFORM-001"], await district.Refused(new DecideOnObjection.Request(id, "维持。", []), loop.BureauOfficer));

        loop.Until(new(2022, 7, 20));
        Assert.Equal(["MAT-040"], await district.Refused(new ObjectToScore.Request(id, ScoreItem.Signing, " ", []), loop.BureauOfficer));
        await district.Done(new ObjectToScore.Request(id, ScoreItem.Signing, "系统停机，无法签收。", [Loop.Proof]), loop.BureauOfficer);
        Assert.Equal(["MAT-135"], await district.Refused(new ActOnScores.Request([id], ScoreAct.Finish), loop.Supervisor));
        Assert.Equal(["MAT-139"], await district.Refused(new DecideOnObjection.Request(id, "属实。", [new(ScoreItem.Signing, 11, "系统停机")]), loop.Supervisor));
        await district.Done(new DecideOnObjection.Request(id, "属实，予以更正。", [new(ScoreItem.Signing, 9.5m, "系统停机")]), loop.Supervisor);
        var decided = await district.Done(new ShowScore.Request(id), loop.BureauOfficer);
        Assert.Equal((shown.Total - shown.Items.Single(i => i.Item == ScoreItem.Signing).Points + 9.5m, ScoreState.Decided), (decided.Total, decided.State));
        var objection = Assert.Single(decided.Objections).Objection;
        Assert.Equal(("属实，予以更正。", "系统停机"), (objection.Answer, objection.Corrections![0].Why));

        // Thirty days after the day it was shown no more objection is taken, and it can be made final.
        loop.Until(new(2022, 8, 1));
        Assert.Equal(["MAT-136"], await district.Refused(new ObjectToScore.Request(id, null, "仍不服。", []), loop.BureauOfficer));
        await Act(loop, id, ScoreAct.Finish);
        var final = await district.Done(new ShowScore.Request(id), loop.BureauOfficer);
        Assert.Equal((ScoreState.Final, decided.Total), (final.State, final.Total));
        foreach (var act in new[] { ScoreAct.Recount, ScoreAct.Show, ScoreAct.TakeBack, ScoreAct.Drop, ScoreAct.Finish })
        {
            Assert.Equal(["MAT-135"], await district.Refused(new ActOnScores.Request([id], act, "更正"), loop.Supervisor));
        }

        // Frozen: what happens to the matters afterwards changes nothing of it.
        Assert.Equal(final.Items, (await district.Done(new ShowScore.Request(id), loop.Leader)).Items);
    }

    [Theory, BothDatabases]
    public async Task WhereTheUnitAgrees_NoDaysNeedToPass_AndTheTakenBackBeginAnew(DatabaseKind kind)
    {
        await using var loop = await Loop.Open(kind);
        var (district, id) = (loop.District, await Drafted(loop));
        await Act(loop, id, ScoreAct.Show);
        await district.Done(new ConsentToScore.Request(id), loop.BureauOfficer);
        await Act(loop, id, ScoreAct.TakeBack, "漏计一项。");
        await Act(loop, id, ScoreAct.Recount);
        await Act(loop, id, ScoreAct.Show);
        Assert.Equal(["MAT-137"], await district.Refused(new ActOnScores.Request([id], ScoreAct.Finish), loop.Supervisor));
        await district.Done(new ConsentToScore.Request(id), loop.BureauOfficer);
        await Act(loop, id, ScoreAct.Finish);
        Assert.Equal(ScoreState.Final, (await district.Done(new ShowScore.Request(id), loop.BureauOfficer)).State);
    }

    /// <summary>A rule of the district holds for periods that end on its day or later; what was counted keeps its own until it is counted anew.</summary>
    [Theory, BothDatabases]
    public async Task ADistrictsRule_HoldsFromItsDay(DatabaseKind kind)
    {
        await using var loop = await Loop.Open(kind);
        var (district, id) = (loop.District, await Drafted(loop));
        var figures = ShippedRules.Scores[0].Figures;
        Assert.Equal(["MAT-133"], await district.Refused(new SetScoreRule.Request(new(2022, 6, 1), figures with { ReportsPoints = 25 }, "甲政办〔2022〕8号"), loop.Supervisor));
        Assert.Equal(["MAT-040", "MAT-134"], await district.Refused(new SetScoreRule.Request(new(2022, 6, 1), figures with { PartlyPercent = 120 }, ""), loop.Supervisor));
        var rule = await district.Done(new SetScoreRule.Request(new(2022, 6, 1), figures with { FulfilmentPoints = 30, SigningPoints = 20 }, "甲政办〔2022〕8号"), loop.Supervisor);
        Assert.Null((await district.Done(new ShowScore.Request(id), loop.Supervisor)).Rule.Id);
        await Act(loop, id, ScoreAct.Recount);
        var counted = await district.Done(new ShowScore.Request(id), loop.Supervisor);
        Assert.Equal((rule, 20m), (counted.Rule.Id!.Value, counted.Items.Single(i => i.Item == ScoreItem.Signing).Most));
        Assert.Equal(["MAT-067"], await district.Refused(new SetScoreRule.Request(new(2022, 6, 1), figures, "另一文件"), loop.Supervisor));
        Assert.Equal(["PLATFORM-001"], await district.Refused(new SetScoreRule.Request(new(2022, 6, 2), figures, "文件"), loop.BureauOfficer));
        await district.Done(new RevokeScoreRule.Request(rule), loop.Supervisor);
        await Act(loop, id, ScoreAct.Recount);
        Assert.Null((await district.Done(new ShowScore.Request(id), loop.Supervisor)).Rule.Id);
    }

    /// <summary>No sequence by any mix of roles, at whatever pace, makes a score final that was not shown and either agreed to or left for thirty days; none
    /// leaves the table of transitions, and nothing changes after the end.</summary>
    [Theory, BothDatabases]
    public async Task NoSequence_ReachesAFinalScore_WithoutBeingShown(DatabaseKind kind)
    {
        await using var loop = await Loop.Open(kind);
        await Drafted(loop);
        var period = 0;
        await Gen.Select(Gen.Int[0, 9], Gen.Int[0, 3], Gen.Int[0, 20]).Array[40].SampleAsync(
            async steps =>
            {
                period++;
                var id = Assert.Single((await loop.District.Done(new DraftScores.Request(From.AddDays(period), To), loop.Supervisor)).Drafted);
                foreach (var (act, who, days) in steps)
                {
                    var by = new[] { loop.Supervisor, loop.BureauOfficer, loop.OtherOfficer, loop.Everywhere }[who];
                    loop.District.Clock.Advance(TimeSpan.FromDays(days > 15 ? days : 0));
                    await Do(loop, id, act, by);
                }

                await Check(loop, id);
            },
            iter: 15, threads: 1, seed: "0000KOIPe503");
    }

    private static async Task Do(Loop loop, ScoreSheetId id, int act, Action<Caller> by)
    {
        switch (act)
        {
            case 0 or 1:
                await loop.District.Send(new ActOnScores.Request([id], ScoreAct.Show), by);
                break;
            case 2:
                await loop.District.Send(new ActOnScores.Request([id], ScoreAct.TakeBack, "撤回。"), by);
                break;
            case 3:
                await loop.District.Send(new ActOnScores.Request([id], ScoreAct.Recount), by);
                break;
            case 4:
                await loop.District.Send(new ConsentToScore.Request(id), by);
                break;
            case 5 or 6:
                await loop.District.Send(new ObjectToScore.Request(id, null, "不服。", []), by);
                break;
            case 7:
                await loop.District.Send(new DecideOnObjection.Request(id, "维持。", []), by);
                break;
            case 8 or 9:
                await loop.District.Send(new ActOnScores.Request([id], ScoreAct.Finish), by);
                break;
        }
    }

    /// <summary>Folds the stream again and looks at every step.</summary>
    private static async Task Check(Loop loop, ScoreSheetId id)
    {
        await using var scope = loop.District.Scope();
        var catalog = scope.ServiceProvider.GetRequiredService<EventCatalog>();
        var entries = await scope.ServiceProvider.GetRequiredService<BihuanContext>().Set<JournalEntry>().AsNoTracking().Where(e => e.StreamId == id.Value).OrderBy(e => e.Version).ToListAsync(Cancel);
        var sheet = new ScoreSheet();
        DateTimeOffset? shown = null;
        var agreed = false;
        foreach (var entry in entries)
        {
            var (happened, before) = (catalog.Read(entry), sheet.State);
            sheet.Apply(happened, new(entry.Recorded, new(entry.Actor, entry.ForUnit, entry.ForPost)));
            if (entry.Version == 1)
            {
                continue;
            }

            var act = happened switch
            {
                ScoreShown => ScoreAct.Show,
                ScoreTakenBack => ScoreAct.TakeBack,
                ScoreRecounted => ScoreAct.Recount,
                ScoreConsented => ScoreAct.Consent,
                ScoreObjected => ScoreAct.Object,
                ScoreDecided => ScoreAct.Decide,
                ScoreFinished => ScoreAct.Finish,
                _ => ScoreAct.Drop,
            };
            var (from, to) = ScoreTransitions.Table[act];
            Assert.True(from.Contains(before), $"{act} from {before}");
            Assert.Equal(to, sheet.State);
            (shown, agreed) = happened switch { ScoreShown => (entry.Recorded, false), ScoreTakenBack => (null, false), ScoreConsented => (shown, true), ScoreObjected => (shown, false), _ => (shown, agreed) };
            if (happened is ScoreFinished)
            {
                Assert.NotNull(shown);
                Assert.True(agreed || entry.Recorded >= DistrictDay.End(DistrictDay.Of(shown.Value).AddDays(30)), $"Shown {shown}, final {entry.Recorded}.");
                Assert.Same(entry, entries[^1]);
            }
            if (happened is ScoreObjected)
            {
                Assert.True(entry.Recorded < DistrictDay.End(DistrictDay.Of(shown!.Value).AddDays(30)));
            }
        }
    }

    /// <summary>A bureau with a matter that was signed for late, and its score as a draft on 1 July.</summary>
    private static async Task<ScoreSheetId> Drafted(Loop loop)
    {
        var id = await loop.Issued(loop.Terms() with { Reports = new(ReportRhythm.None) });
        loop.Until(new(2022, 4, 10));
        await loop.District.Done(new SignFor.Request(id), loop.BureauOfficer);
        loop.Until(new(2022, 7, 1));
        return Assert.Single((await loop.District.Done(new DraftScores.Request(From, To), loop.Supervisor)).Drafted);
    }

    private static Task<ActOnScores.Answer> Act(Loop loop, ScoreSheetId id, ScoreAct act, string? why = null) => loop.District.Done(new ActOnScores.Request([id], act, why), loop.Supervisor);
}
