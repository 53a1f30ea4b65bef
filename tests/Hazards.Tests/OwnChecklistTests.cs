using System.Text.Json;
using Bihuan.Kernel;
using Bihuan.Persistence;
using Bihuan.Platform;
using Bihuan.TestKit;
using Xunit;

namespace Bihuan.Hazards.Tests;

/// <summary>Checklists of the district's own: built, published, followed by another edition, withdrawn; and inspections that keep the edition they were made by.</summary>
public class OwnChecklistTests
{
    private static readonly DateOnly Today = Safety.Today;
    private static readonly HashSet<string> Kinds = ["hotel", "warehouse"];

    private static ChecklistDraft Draft => new()
    {
        Title = "宾馆日常检查表",
        Standard = "GB 55037-2022",
        Kinds = ["hotel"],
        Questions =
        [
            new("q1", "疏散通道是否畅通", Clause: "7.1.2", MayNotApply: true, Effects: [new(["Yes"], Points: 10), new(["No"], Photograph: true, Comment: true, Points: 0, Hazard: HazardGrade.General, Finding: "疏散通道被占用")], Group: "安全疏散"),
            new("q2", "堵了多少米", AnswerType.Number, When: [[new("q1", ["No"])]], Group: "安全疏散"),
            new("q3", "消防设施是否完好", Clause: "8.1.1", Effects: [new(["Yes"], Points: 5), new(["No"], Points: 0, Hazard: HazardGrade.General)], Group: "消防设施"),
        ],
        Next = [new(7, HazardGrade.General), new(90)],
    };

    [Fact]
    public void ADraft_IsPublishedOnce_AndTheNextEditionComesLater()
    {
        var (list, id) = (new OwnChecklist(), new ChecklistId(Guid.CreateVersion7()));
        Assert.Equal(["HAZ-211"], Codes(SaveChecklist.Decide(null, new(null, new()), id)));
        Carry(SaveChecklist.Decide(null, new(null, Draft, CopyOf: "甲表"), id));
        Assert.Equal(["HAZ-652"], Codes(PublishChecklist.Decide(list, new(id, Today.AddDays(-1)), ShippedChecklists.Book, Kinds, Today)));
        Assert.Equal(["PLATFORM-004"], Codes(PublishChecklist.Decide(list, new(id, Today, list.Version + 1), ShippedChecklists.Book, Kinds, Today)));
        Assert.Equal(["HAZ-660"], Codes(WithdrawChecklist.Decide(list, new(id, Today, "x"), Today)));
        Carry(PublishChecklist.Decide(list, new(id, Today), ShippedChecklists.Book, Kinds, Today));
        Assert.Equal((1, Today, null, "甲表"), (list.Editions, list.LastFrom!.Value, list.Draft, list.CopyOf));
        Assert.Equal(["HAZ-653", "HAZ-650"], Codes(PublishChecklist.Decide(list, new(id, Today), ShippedChecklists.Book, Kinds, Today)));
        Assert.Equal(["HAZ-650"], Codes(DropChecklistDraft.Decide(list)));
        Carry(SaveChecklist.Decide(list, new(id, Draft with { Title = "改" }), id));
        Assert.Equal(["HAZ-653"], Codes(PublishChecklist.Decide(list, new(id, Today), ShippedChecklists.Book, Kinds, Today)));
        Assert.Equal(["HAZ-652", "HAZ-211"], Codes(WithdrawChecklist.Decide(list, new(id, Today.AddDays(-1), " "), Today)).OrderDescending());
        Carry(WithdrawChecklist.Decide(list, new(id, Today.AddDays(3), "重复"), Today));
        Assert.Equal((Today.AddDays(3), null), (list.WithdrawnFrom!.Value, list.Draft));
        Assert.Equal(["HAZ-651"], Codes(SaveChecklist.Decide(list, new(id, Draft), id)));
        Assert.Equal(["HAZ-651"], Codes(WithdrawChecklist.Decide(list, new(id, Today, "x"), Today)));

        void Carry<T>(Result<Decision<T>> decided)
        {
            var change = Assert.Single(Assert.IsType<Result<Decision<T>>.Done>(decided).Value.Changes);
            list.Apply(change.Happened, new(default, Acting.Program));
        }
    }

    /// <summary>Every reason at once, each named by its question or field.</summary>
    [Fact]
    public void WhoPublishes_IsToldEveryReason_ByItsQuestion()
    {
        var bad = Draft with
        {
            Title = " ",
            Kinds = ["hotel", "castle"],
            Questions = [Draft.Questions[0] with { Clause = null }, Draft.Questions[1] with { When = [[new("q3", ["Yes"])]] }, Draft.Questions[2] with { Text = "", Group = new('x', 201) }],
            Next = [new(0)],
        };
        Assert.Equal(
            ["Title HAZ-211", "q1 HAZ-658", "q2 HAZ-218", "q3 HAZ-216", "q3 HAZ-657", "Next HAZ-222", "Kinds HAZ-654"],
            PublishChecklist.Against(bad.As("x1", Today), ShippedChecklists.Book, Kinds).Select(p => $"{p.Field} {p.Code}"));
    }

    /// <summary>The days of a standard are those of the shipped checklists; where none of them holds, the district's own know its edition.</summary>
    [Fact]
    public void AStandard_KeepsItsDays()
    {
        static List<string> Against(string standard, DateOnly from, DateOnly? until = null) => [.. ShippedChecklists.Book.Against((Draft with { Standard = standard, Until = until }).As("x1", from)).Select(p => p.Code)];
        Assert.Empty(Against("GB 35181-2017", Today, new(2025, 10, 31)));
        Assert.Equal(["HAZ-655"], Against("gb35181-2017", Today));
        Assert.Equal(["HAZ-656"], Against("GB 35181-2025", Today));
        Assert.Empty(Against("GB 35181-2025", new(2025, 11, 1)));
        Assert.Empty(Against("GB 55037-2022", Today));
        var later = (Draft with { Standard = "GB 35181-2025" }).As(Guid.CreateVersion7().ToString(), new(2025, 11, 1));
        var book = new ChecklistBook(ShippedChecklists.Book.All, [later]);
        Assert.Equal("GB 35181-2025", book.Edition("GB 35181", new(2025, 11, 1)).Match(e => e, _ => ""));
        Assert.Equal("GB 35181-2017", book.Edition("GB 35181", new(2025, 10, 31)).Match(e => e, _ => ""));

        // What stands for the standard is not missing any more, and is there to be chosen.
        var (inForce, missing) = book.For("hotel", new(2025, 11, 1));
        Assert.Equal([later.Key], inForce.Select(c => c.Key));
        Assert.Empty(missing);
        Assert.Equal(["fire-major"], book.For("warehouse", new(2025, 11, 1)).Missing.Select(p => p.Field));
        Assert.Equal(2, new ChecklistBook(ShippedChecklists.Book.All, [later with { From = Today }]).For("hotel", Today).InForce.Count);
    }

    /// <summary>What is copied into the form and saved again asks, finds and scores the same.</summary>
    [Fact]
    public void ACopyOfAShippedChecklist_IsTheSame()
    {
        foreach (var shipped in ShippedChecklists.Book.All)
        {
            var copy = ChecklistForm.Of(ChecklistDraft.Of(shipped)).Draft.As(shipped.Key, shipped.From);
            Assert.Equal(Json(shipped with { Questions = [] }), Json(copy with { Questions = [] }));
            Assert.Equal(shipped.Questions.Select(Split), copy.Questions.Select(Split));
        }

        static string Json(object o) => JsonSerializer.Serialize(o, EventCatalog.Json);

        // The form has a line for each answer, the file may have one for several.
        static string Split(Question q) => Json(q with
        {
            Effects = [.. (q.Effects ?? []).SelectMany(e => e.If is null ? [e] : e.If.Select(a => e with { If = [a] })).OrderBy(e => q.Answers?.ToList().IndexOf(e.If![0]))],
        });
    }

    [Theory, BothDatabases]
    public async Task AnInspection_KeepsTheEditionOfItsDay(DatabaseKind kind)
    {
        await using var safety = await Safety.Open(kind);
        var district = safety.District;
        var keeper = await safety.Somebody(Role.SupervisionOfficer);
        Assert.Equal(["PLATFORM-001"], await district.Refused(new SaveChecklist.Request(null, Draft), safety.EastOfficer));
        Assert.Equal(["PLATFORM-001"], await district.Refused(new SaveChecklist.Request(null, Draft), await safety.Somebody(Role.SupervisionOfficer, safety.East)));
        var id = await district.Done(new SaveChecklist.Request(null, Draft), keeper);
        var key = id.Value.ToString();

        // A draft is seen by who keeps checklists, and nobody inspects by it.
        Assert.Equal(EditionState.Draft, (await district.Done(new ShowChecklist.Request(key), keeper)).State);
        Assert.Equal(["PLATFORM-005"], await district.Refused(new ShowChecklist.Request(key), safety.EastOfficer));
        Assert.Single((await district.Done(new ShowChecklists.Request(safety.Hotel), safety.EastOfficer)).Lists);
        await district.Done(new PublishChecklist.Request(id, Today), keeper);
        Assert.Equal(["fire-major", key], (await district.Done(new ShowChecklists.Request(safety.Hotel), safety.EastOfficer)).Lists.Select(c => c.Key));

        // Inspected by it: what it calls the hazard, and what was seen.
        var picture = await safety.Picture();
        Dictionary<string, GivenAnswer> answers = new(StringComparer.Ordinal) { ["q1"] = new("No", "三楼堆放纸箱", [picture]), ["q2"] = new("3.5"), ["q3"] = new("Yes") };
        var made = await district.Done(new Inspect.Request(safety.Hotel, key, answers, HazardCategory.Fire), safety.EastOfficer);
        var hazard = await safety.Show(Assert.Single(made.Hazards));
        Assert.Equal(("疏散通道被占用：三楼堆放纸箱", "GB 55037-2022", "7.1.2", made.Id), (hazard.Terms.Items[0].Text, hazard.Terms.Items[0].Standard, hazard.Terms.Items[0].Clause, hazard.Inspection!.Value));

        // Another edition from the fourth day on: days before go by the first, and what was made keeps it.
        await district.Done(new SaveChecklist.Request(id, Draft with { Questions = [Draft.Questions[0] with { Text = "疏散通道是否通畅、常闭式防火门是否关闭" }], Next = [new(30)] }, (await district.Done(new ShowChecklist.Request(key), keeper)).Version), keeper);
        var next = Today.AddDays(3);
        await district.Done(new PublishChecklist.Request(id, next), keeper);
        district.Clock.SetUtcNow(DistrictDay.Start(next).AddHours(10));
        var again = await district.Done(new Inspect.Request(safety.Hotel, key, new Dictionary<string, GivenAnswer>(StringComparer.Ordinal) { ["q1"] = new("Yes") }, HazardCategory.Fire), safety.EastOfficer);
        await district.Done(new Inspect.Request(safety.Hotel, key, new Dictionary<string, GivenAnswer>(StringComparer.Ordinal) { ["q1"] = new("Yes"), ["q3"] = new("Yes") }, HazardCategory.Fire, next.AddDays(-1)), safety.EastOfficer);
        var (old, new_) = (await district.Done(new ShowInspection.Request(made.Id), safety.EastOfficer), await district.Done(new ShowInspection.Request(again.Id), safety.EastOfficer));
        Assert.Equal((Today, 3, "疏散通道是否畅通", Today.AddDays(7)), (old.Edition, old.Answers.Count, old.Answers[0].Question.Text, old.Next));
        Assert.Equal((made.Hazards[0], HazardGrade.General, 33.3m), (Assert.Single(old.Answers[0].Hazards), old.Answers[0].Found!.Value, old.Percent!.Value));
        Assert.Equal((next, 1, next.AddDays(30)), (new_.Edition, new_.Answers.Count, new_.Next));
        Assert.Equal([next, Today], (await district.Done(new ShowChecklist.Request(key), safety.EastOfficer)).Editions.Select(e => e.From));

        // Withdrawn, it is there for no inspection, and for those that were made.
        await district.Done(new WithdrawChecklist.Request(id, next, "并入专项检查表"), keeper);
        Assert.Equal(["HAZ-170"], await district.Refused(new Inspect.Request(safety.Hotel, key, answers, HazardCategory.Fire), safety.EastOfficer));
        Assert.Equal(next, (await district.Done(new ShowInspection.Request(again.Id), safety.EastOfficer)).Edition);

        // Seen by who made it and who sees the premises; not by who has no more than the hazard to accept.
        await district.Done(new PlanHazard.Request(made.Hazards[0], safety.Plan()), safety.BureauOfficer);
        Assert.Equal(made.Id, (await district.Done(new ShowInspection.Request(made.Id), safety.BureauOfficer)).Id);
        Assert.Null((await district.Done(new ShowHazard.Request(made.Hazards[0]), safety.FireOfficer)).Inspection);
        foreach (var stranger in new[] { safety.FireOfficer, await safety.Somebody(Role.UnitOfficer, safety.West) })
        {
            Assert.Equal(["PLATFORM-005"], await district.Refused(new ShowInspection.Request(made.Id), stranger));
            Assert.Equal(["PLATFORM-005"], await district.Refused(new InspectionFile.Request(made.Id, picture.Hash), stranger));
        }

        Assert.Equal(picture.Hash, (await district.Done(new InspectionFile.Request(made.Id, picture.Hash), safety.EastOfficer)).Hash);
        var before = await safety.Dump();
        await safety.Rebuild();
        Assert.Equal(before, await safety.Dump());
    }

    private static List<string> Codes<T>(Result<T> result) => [.. Assert.IsType<Result<T>.Refused>(result).Problems.Select(p => p.Code)];
}
