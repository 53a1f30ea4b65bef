using Bihuan.Kernel;
using Bihuan.Matters;
using Bihuan.Organisation;
using Bihuan.Platform;
using Bihuan.TestKit;
using Xunit;

namespace Bihuan.Hazards.Tests;

/// <summary>Lists of major problems: promoted from a cluster of hazards, confirmed, assigned, analysed, closed, sent back by the superior; what members owe; the control index.</summary>
public class ProblemListTests
{
    [Theory, BothDatabases]
    public async Task ACluster_IsReportedConfirmedAssignedAndClosed_AndSentBackByTheSuperior(DatabaseKind kind)
    {
        await using var safety = await Safety.Open(kind);
        var (district, list) = (safety.District, await List(safety));
        var (first, second) = (await safety.Registered(), await safety.Registered());
        var alike = await district.Done(new FindAlike.Request(first), safety.EastOfficer);
        Assert.Equal([first, second], alike.Select(h => h.Id));
        var problem = await district.Done(new ReportProblem.Request(list, Terms(first, second)), safety.EastOfficer);

        // The same hazards are on the list with an open problem already.
        Assert.Equal(["HAZ-612"], await district.Refused(new ReportProblem.Request(list, Terms(first)), safety.EastOfficer));
        Assert.Equal(MajorProblemState.Reported, (await Show(safety, problem)).Line.State);

        // Given back, put right, confirmed.
        await district.Done(new DeclineProblem.Request(problem, "缺少共性分析"), safety.FireOfficer);
        Assert.Equal("缺少共性分析", (await Show(safety, problem)).Why);
        Assert.Equal(["HAZ-620"], await district.Refused(new AssignProblem.Request(problem, await Assignment(safety)), safety.FireOfficer));
        await district.Done(new EditProblem.Request(problem, (await Show(safety, problem)).Version, Terms(first, second) with { Text = "多家宾馆疏散通道长期堆物。" }), safety.EastOfficer);
        var assignment = await Assignment(safety);
        Assert.Equal(["HAZ-621"], await district.Refused(new AssignProblem.Request(problem, assignment with { Leader = null }), safety.FireOfficer));
        Assert.Equal(["HAZ-133"], await district.Refused(new AssignProblem.Request(problem, assignment with { Accepting = safety.Bureau }), safety.FireOfficer));
        await district.Done(new AssignProblem.Request(problem, assignment), safety.FireOfficer);
        var shown = await Show(safety, problem);
        Assert.Equal((MajorProblemState.Rectifying, safety.Bureau, new DateOnly(2022, 6, 30), 2), (shown.Line.State, shown.Line.InCharge, shown.Line.DueDay, shown.Hazards.Count));
        Assert.Contains("局长", shown.LeaderTitle, StringComparison.Ordinal);
        Assert.Contains("长期堆物", (await district.Done(new ShowMatter.Request(shown.Matter!.Id))).Terms.Body, StringComparison.Ordinal);

        // Without cause, plan and what is done elsewhere nothing is handed in.
        var matter = shown.Matter!.Id;
        await district.Done(new SignFor.Request(matter), safety.BureauOfficer);
        var proof = new Evidence((await safety.Picture()).Hash, "照片.png");
        Assert.Equal(["HAZ-630"], await district.Refused(new HandIn.Request(matter, MatterEnd.Fulfilled, "已办。", [], [proof]), safety.BureauOfficer));
        Assert.Equal(["HAZ-211", "HAZ-211"], await district.Refused(new AnalyseProblem.Request(problem, new("管理缺位", "", " ")), safety.BureauOfficer));
        await district.Done(new AnalyseProblem.Request(problem, new("管理缺位", "逐家清理并张贴标识", "全区宾馆排查一遍")), safety.BureauOfficer);
        await safety.End(matter, MatterEnd.Fulfilled);
        await safety.Hear();
        Assert.Equal((MajorProblemState.Closed, Safety.Today), ((await Show(safety, problem)).Line.State, (await Show(safety, problem)).EndedOn));

        // The superior does not accept it: it is assigned anew, with a matter of its own.
        await district.Done(new SendBackProblem.Request(problem, "市安委办", "甬安办〔2022〕9号", "抽查仍有堆物"), safety.FireOfficer);
        Assert.Equal(MajorProblemState.SentBack, (await Show(safety, problem)).Line.State);
        await district.Done(new AssignProblem.Request(problem, assignment), safety.FireOfficer);
        shown = await Show(safety, problem);
        Assert.Equal((MajorProblemState.Rectifying, 2), (shown.Line.State, shown.Round));
        Assert.NotEqual(matter, shown.Matter!.Id);
        Assert.Null(shown.Analysis);

        // What happens to the old matter is none of its business; withdrawn, the new one ends it as not mended.
        await safety.Hear();
        Assert.Equal(MajorProblemState.Rectifying, (await Show(safety, problem)).Line.State);
        await district.Done(new WithdrawMatter.Request(shown.Matter!.Id, "甬安办〔2022〕12号", "并案处理"), await safety.Somebody(Role.SupervisionOfficer));
        await safety.Hear();
        Assert.Equal(MajorProblemState.NotMended, (await Show(safety, problem)).Line.State);
        var before = await safety.Dump();
        await safety.Rebuild();
        Assert.Equal(before, await safety.Dump());
    }

    [Theory, BothDatabases]
    public async Task MembersOwe_TheirProblemsOfAQuarter_AndTheIndexSaysWhy(DatabaseKind kind)
    {
        await using var safety = await Safety.Open(kind);
        var (district, list) = (safety.District, await List(safety));

        // When a quarter begins the program asks each member, once.
        Assert.Equal(3, await district.Done(new OpenQuotas.Request()));
        Assert.Equal(0, await district.Done(new OpenQuotas.Request()));
        await safety.Hear();
        await district.Done(new ReportProblem.Request(list, Terms()), safety.EastOfficer);
        var quota = await district.Done(new ShowQuota.Request(list), safety.FireOfficer);
        Assert.Equal((2022, 2, 1), (quota.Year, quota.No, quota.Least));
        Assert.Equal([(safety.East, 1)], quota.Rows.Where(r => r.Reported > 0).Select(r => (r.Unit, r.Reported)));
        Assert.All(quota.Rows, r => Assert.NotNull(r.Matter));

        // The street need not type how many it reported; the keeper accepts.
        var matter = quota.Rows.Single(r => r.Unit == safety.East).Matter!.Value;
        await district.Done(new SignFor.Request(matter), safety.EastOfficer);
        Assert.Equal(1, (await district.Done(new PrepareReport.Request(matter), safety.EastOfficer)).Figures[0].Value);
        var proof = new Evidence((await safety.Picture()).Hash, "照片.png");
        await district.Done(new HandIn.Request(matter, MatterEnd.Fulfilled, "已报1个。", [new(0, 1)], [proof]), safety.EastOfficer);
        await district.Done(new AcceptMatter.Request(matter, MatterEnd.Fulfilled, "已核。", [proof]), safety.FireOfficer);

        // In the next quarter who reported nothing has missed one; a problem that is overdue takes more.
        var late = await district.Done(new ReportProblem.Request(list, Terms() with { Title = "宾馆通道" }, safety.Bureau), safety.BureauOfficer);
        await district.Done(new AssignProblem.Request(late, await Assignment(safety)), safety.FireOfficer);
        district.Clock.SetUtcNow(DistrictDay.Start(new(2022, 7, 4)).AddHours(10));
        var index = await district.Done(new ShowControlIndex.Request(list), safety.FireOfficer);
        Assert.Equal([(safety.Bureau, 90m, IndexLevel.Good), (safety.West, 95m, IndexLevel.Good), (safety.East, 100m, IndexLevel.Good)], index.Rows.Select(r => (r.Unit, r.Index.Value, r.Index.Level)));
        Assert.Equal([(IndexPart.Overdue, 1, 10m)], index.Rows[0].Index.Lines.Where(l => l.Count > 0).Select(l => (l.Part, l.Count, l.Off)));
        Assert.Equal([(IndexPart.Quota, 1, 5m)], index.Rows[1].Index.Lines.Where(l => l.Count > 0).Select(l => (l.Part, l.Count, l.Off)));
        Assert.Equal(LampColour.Red, Assert.Single((await district.Done(new ListProblems.Request(list, Lamp: LampColour.Red), safety.FireOfficer)).Items).Lamp);
        Assert.Equal(3, await district.Done(new OpenQuotas.Request()));
        Assert.Equal(1, (await district.Done(new ListProblemLists.Request(), safety.FireOfficer)).Single().Overdue);
        var before = await safety.Dump();
        await safety.Rebuild();
        Assert.Equal(before, await safety.Dump());
    }

    [Fact]
    public void TheIndex_TakesNoMoreThanItsMost_AndKnowsNoDayBeforeItsRule()
    {
        var rule = Assert.IsType<Result<IndexRule>.Done>(ShippedIndex.On(new(2022, 4, 1))).Value;
        Assert.Equal((100m, IndexLevel.Good), (ControlIndex.Of(rule.Figures, 0, 0, 0, 0).Value, ControlIndex.Of(rule.Figures, 0, 0, 0, 0).Level));
        Assert.Equal((60m, IndexLevel.Weak), (ControlIndex.Of(rule.Figures, 99, 0, 0, 0).Value, ControlIndex.Of(rule.Figures, 99, 0, 0, 0).Level));
        Assert.Equal((0m, IndexLevel.Poor), (ControlIndex.Of(rule.Figures, 99, 99, 99, 99).Value, ControlIndex.Of(rule.Figures, 99, 99, 99, 99).Level));
        Assert.Equal(IndexLevel.Fair, ControlIndex.Of(rule.Figures, 1, 1, 0, 0).Level);
        Assert.Equal("HAZ-640", Assert.IsType<Result<IndexRule>.Refused>(ShippedIndex.On(new(2020, 12, 31))).Problems[0].Code);
    }

    [Theory, BothDatabases]
    public async Task WhatIsSet_IsChecked_AllAtOnce(DatabaseKind kind)
    {
        await using var safety = await Safety.Open(kind);
        var (district, list) = (safety.District, await List(safety));
        Assert.Equal(
            ["HAZ-211", "HAZ-602", "HAZ-603", "HAZ-604"],
            await district.Refused(new SetProblemList.Request(null, new(" ", ListTheme.Audit, safety.Fire, new(0, [safety.Fire, default(UnitId)], Safety.Today))), safety.FireOfficer));
        Assert.Equal(["HAZ-601"], await district.Refused(new SetProblemList.Request(null, new("安全生产问题清单", ListTheme.Safety, safety.Fire)), safety.FireOfficer));
        Assert.Equal(["PLATFORM-004"], await district.Refused(new SetProblemList.Request(list, new("安全生产清单", ListTheme.Safety, safety.Fire), 7), safety.FireOfficer));
        Assert.Equal(["HAZ-211", "HAZ-211", "HAZ-107", "HAZ-611"], await district.Refused(new ReportProblem.Request(list, new("", "", new(2022, 5, 1), FoundAt.District, null, [default(HazardId)])), safety.EastOfficer));
        Assert.Equal(["HAZ-641"], await district.Refused(new ShowQuota.Request(list, "2022-5"), safety.EastOfficer));
        await district.Done(new SetProblemList.Request(list, new("安全生产问题清单", ListTheme.Safety, safety.Fire, IsRetired: true)), safety.FireOfficer);
        Assert.Equal(["HAZ-610"], await district.Refused(new ReportProblem.Request(list, Terms()), safety.EastOfficer));
    }

    [Theory, BothDatabases]
    public async Task OnlyWhoHasToDoWithIt_SeesAndChangesIt(DatabaseKind kind)
    {
        await using var safety = await Safety.Open(kind);
        var (district, list) = (safety.District, await List(safety));
        var hazard = await safety.Registered();
        var problem = await district.Done(new ReportProblem.Request(list, Terms(hazard)), safety.EastOfficer);
        var assignment = await Assignment(safety);
        foreach (var (unit, sees) in new (UnitId?, bool)[] { (safety.East, true), (safety.Fire, true), (null, true), (safety.West, false), (safety.Bureau, false), (safety.Other, false) })
        {
            foreach (var role in new[] { Role.UnitOfficer, Role.Leader, Role.Reader, Role.SupervisionOfficer })
            {
                var who = await safety.Somebody(role, unit);
                Assert.Equal(sees, await district.Send(new ShowProblem.Request(problem), who) is Result<ShowProblem.View>.Done);
                Assert.Equal(sees ? 1 : 0, (await district.Done(new ListProblems.Request(list), who)).Items.Count);
                Assert.Equal(sees ? 1 : 0, (await district.Done(new ListProblemLists.Request(), who)).Single().Waiting);
                Assert.Equal(unit is null || unit == safety.Fire ? 3 : unit == safety.East || unit == safety.West || unit == safety.Bureau ? 1 : 0, (await district.Done(new ShowQuota.Request(list), who)).Rows.Count);
            }
        }

        // A member sees its own index, the keeper all.
        Assert.Equal([safety.East], (await district.Done(new ShowControlIndex.Request(list), safety.EastOfficer)).Rows.Select(r => r.Unit));
        foreach (var who in new[] { await safety.Somebody(Role.UnitOfficer, safety.West), await safety.Somebody(Role.Reader, safety.Fire), await safety.Somebody(Role.Leader) })
        {
            async Task Refused<T>(IRequest<T> request) => Assert.Equal(["PLATFORM-001"], await district.Refused(request, who));
            await Refused(new SetProblemList.Request(list, new("x", ListTheme.Safety, safety.Fire)));
            await Refused(new ReportProblem.Request(list, Terms(), safety.East));
            await Refused(new EditProblem.Request(problem, 1, Terms()));
            await Refused(new DeclineProblem.Request(problem, "x"));
            await Refused(new DropProblem.Request(problem, "x"));
            await Refused(new AssignProblem.Request(problem, assignment));
            await Refused(new AnalyseProblem.Request(problem, new("x", "x", "x")));
            await Refused(new SendBackProblem.Request(problem, "x", null, "x"));
            await Refused(new SettleProblem.Request(problem));
            await Refused(new OpenQuotas.Request());
        }

        // The street reports; it does not confirm what it reported itself.
        Assert.Equal(["PLATFORM-001"], await district.Refused(new AssignProblem.Request(problem, assignment), safety.EastOfficer));

        // A hazard that one may not see can be put on no list.
        var west = await district.Done(new RegisterHazard.Request(safety.Terms(safety.Shed), Unit: safety.West));
        Assert.Equal(["HAZ-611"], await district.Refused(new ReportProblem.Request(list, Terms(west)), safety.EastOfficer));

        // Nor is it named to who sees the problem without it.
        await district.Done(new AssignProblem.Request(problem, assignment with { Lead = safety.Other }), safety.FireOfficer);
        var shown = await district.Done(new ShowProblem.Request(problem), await safety.Somebody(Role.UnitOfficer, safety.Other));
        Assert.Equal((0, 1), (shown.Hazards.Count, shown.Hidden));
    }

    private static Task<ProblemListId> List(Safety safety) => safety.District.Done(
        new SetProblemList.Request(null, new("安全生产问题清单", ListTheme.Safety, safety.Fire, new(1, [safety.East, safety.West, safety.Bureau], new(2022, 4, 1), "仑安〔2022〕1号 四（三）"))), safety.FireOfficer);

    private static MajorProblemTerms Terms(params HazardId[] hazards) => new("宾馆疏散通道堆物", "多家宾馆疏散通道堆放杂物。", Safety.Today, FoundAt.District, null, hazards);

    private static Task<ShowProblem.View> Show(Safety safety, MajorProblemId id) => safety.District.Done(new ShowProblem.Request(id));

    private static async Task<Assignment> Assignment(Safety safety)
    {
        if (await safety.District.Done(new FindOwners.Request(safety.Bureau)) is not [var owner, ..])
        {
            var post = await safety.District.Done(new CreatePost(safety.Bureau, "局长", PostKind.Head));
            await safety.District.Done(new Appoint(new PersonRef(null, "某甲"), new PostRef(post), new(2021, 1, 1), null));
            owner = (await safety.District.Done(new FindOwners.Request(safety.Bureau)))[0];
        }

        return new(safety.Bureau, [], owner.Post, safety.Fire, new(2022, 6, 30));
    }
}
