using System.Text.Json;
using Bihuan.Enterprises;
using Bihuan.Kernel;
using Bihuan.Matters;
using Bihuan.Platform;
using Bihuan.TestKit;
using DocumentFormat.OpenXml.Packaging;
using Xunit;

namespace Bihuan.Hazards.Tests;

/// <summary>A hazard on the loop of matters: found, graded, planned, mended, accepted, cancelled; returned to, handed over, looked for elsewhere.</summary>
public class HazardLoopTests
{
    [Theory, BothDatabases]
    public async Task AHazard_RunsToItsEnd_AndIsTakenUpAgain(DatabaseKind kind)
    {
        await using var safety = await Safety.Open(kind);
        var district = safety.District;
        var (id, matter) = await safety.Planned(photographs: 2);
        await safety.Hear();
        var shown = await safety.Show(id);
        Assert.Equal((HazardState.Rectifying, HazardGrade.Major, safety.Bureau, 1), (shown.Line.State, shown.Line.Grade, shown.Line.InCharge, shown.Round));
        Assert.Equal(("GB 35181-2017", safety.East, new GeoPoint(121.80m, 29.90m)), (shown.Terms.Items[0].Standard, shown.Terms.Street, shown.Terms.Point));
        Assert.Equal((MatterState.Issued, new DateOnly(2022, 9, 30), matter), (shown.Matter!.State, shown.Matter.DueDay, shown.Matter.Id));
        Assert.Equal(new DateOnly(2022, 9, 30), shown.Line.DueDay);
        Assert.Contains("12000.5", (await district.Done(new ShowMatter.Request(matter))).Terms.Body, StringComparison.Ordinal);

        // Without a photograph after of each spot, or a reason, nothing is handed in.
        await district.Done(new SignFor.Request(matter), safety.BureauOfficer);
        var proof = new Evidence((await safety.Picture()).Hash, "照片.png");
        Assert.Equal(["HAZ-140"], await district.Refused(new HandIn.Request(matter, MatterEnd.Fulfilled, "已办。", [], [proof]), safety.BureauOfficer));
        await district.Done(new PhotographHazard.Request(id, PhotographSide.After, [await safety.Picture(sameSpotAs: 1)]), safety.BureauOfficer);
        Assert.Equal([2], (await safety.Show(id)).OpenSpots);
        await district.Done(new ExcuseSpot.Request(id, 2, "该处已拆除"), safety.BureauOfficer);
        Assert.Empty((await safety.Show(id)).OpenSpots);
        await safety.End(matter, MatterEnd.Fulfilled);
        await safety.Hear();
        shown = await safety.Show(id);
        Assert.Equal((HazardState.Cancelled, new HazardEnd(Safety.Today, MatterEnd.Fulfilled, safety.Fire, matter), Safety.Today), (shown.Line.State, shown.End, shown.Line.CancelledOn));
        Assert.Null(shown.Line.Lamp);

        // Taken up again, then not fulfilled, then planned anew.
        await district.Done(new ReopenMatter.Request(matter, "复发", new(2022, 10, 31)), await safety.Somebody(Role.SupervisionOfficer));
        await safety.Hear();
        Assert.Equal(HazardState.Rectifying, (await safety.Show(id)).Line.State);
        await safety.End(matter, MatterEnd.NotFulfilled);
        await safety.Hear();
        Assert.Equal(HazardState.NotMended, (await safety.Show(id)).Line.State);
        await district.Done(new PlanHazard.Request(id, safety.Plan(new(2022, 11, 30))), safety.BureauOfficer);
        await safety.Hear();
        shown = await safety.Show(id);
        Assert.Equal((HazardState.Rectifying, 2, new DateOnly(2022, 11, 30)), (shown.Line.State, shown.Round, shown.Line.DueDay));
        Assert.NotEqual(matter, shown.Matter!.Id);

        // The photographs after of the first plan prove nothing of the second.
        Assert.Equal([1, 2], shown.OpenSpots);

        // What happens to the old matter now is none of the hazard's business.
        await district.Done(new ReopenMatter.Request(matter, "误操作", new(2022, 12, 31)), await safety.Somebody(Role.SupervisionOfficer));
        await safety.Hear();
        Assert.Equal(new DateOnly(2022, 11, 30), (await safety.Show(id)).Line.DueDay);
        var before = await safety.Dump();
        await safety.Rebuild();
        Assert.Equal(before, await safety.Dump());
    }

    [Theory, BothDatabases]
    public async Task AHazardHandedOver_TakesItsMatterAlong_AndKeepsBothClocks(DatabaseKind kind)
    {
        await using var safety = await Safety.Open(kind);
        var district = safety.District;
        var (id, matter) = await safety.Planned();
        await district.Done(new SignFor.Request(matter), safety.BureauOfficer);
        district.Clock.Advance(TimeSpan.FromDays(10));
        Assert.Equal(["HAZ-133"], await district.Refused(new HandOverHazard.Request(id, safety.Fire, "无执法权", "消防法"), safety.BureauOfficer));
        Assert.Equal(["HAZ-211", "HAZ-211", "HAZ-150"], await district.Refused(new HandOverHazard.Request(id, safety.Bureau, "", " "), safety.BureauOfficer));
        await district.Done(new HandOverHazard.Request(id, safety.Other, "无执法权", "文化市场管理条例"), safety.BureauOfficer);
        district.Clock.Advance(TimeSpan.FromDays(5));
        var shown = await safety.Show(id);
        Assert.Equal((safety.Other, 10, 5), (shown.Line.InCharge, shown.DaysBefore, shown.DaysSince));
        Assert.Equal(safety.Other, (await district.Done(new ShowMatter.Request(matter))).Terms.Lead);

        // Who has it now sees it; who had it sees it no longer.
        Assert.Equal([id], (await district.Done(new ListHazards.Request(), await safety.Somebody(Role.UnitOfficer, safety.Other))).Items.Select(h => h.Id));
        Assert.Empty((await district.Done(new ListHazards.Request(), safety.BureauOfficer)).Items);
        var before = await safety.Dump();
        await safety.Rebuild();
        Assert.Equal(before, await safety.Dump());
    }

    /// <summary>The lamp of a row is that of its matter on every day, and a list narrowed by it gives the same.</summary>
    [Theory, BothDatabases]
    public async Task TheLampOfARow_IsItsMattersOwn(DatabaseKind kind)
    {
        await using var safety = await Safety.Open(kind);
        var district = safety.District;
        var ids = new List<HazardId>();
        for (var i = 0; i < 3; i++)
        {
            var (id, matter) = await safety.Planned(photographs: 0);
            ids.Add(id);
            if (i > 0)
            {
                await district.Done(new SignFor.Request(matter), safety.BureauOfficer);
            }
            if (i > 1)
            {
                await safety.End(matter, MatterEnd.Fulfilled);
            }
        }

        HashSet<LampColour?> colours = [];
        foreach (var day in new[] { 0, 3, 30, 170, 178, 181, 183, 200 })
        {
            district.Clock.SetUtcNow(DistrictDay.Start(Safety.Today.AddDays(day)).AddHours(10));
            foreach (var id in ids)
            {
                var shown = await safety.Show(id);
                Assert.Equal(shown.Matter!.Lamp, shown.Line.Lamp);
                Assert.Equal(shown.Matter.Lamp is null, string.IsNullOrEmpty(shown.Matter.Why));
                colours.Add(shown.Line.Lamp);
                foreach (var colour in Enum.GetValues<LampColour>())
                {
                    Assert.Equal(shown.Line.Lamp == colour, (await district.Done(new ListHazards.Request(Lamp: colour))).Items.Any(h => h.Id == id));
                }
            }
        }

        Assert.Superset(new HashSet<LampColour?> { null, LampColour.Green, LampColour.Blue, LampColour.Red }, colours);
    }

    [Theory, BothDatabases]
    public async Task Lists_AreNarrowedByEveryField_AndComeInParts(DatabaseKind kind)
    {
        await using var safety = await Safety.Open(kind);
        var district = safety.District;
        var (planned, _) = await safety.Planned();
        List<HazardId> ids = [planned];
        for (var i = 0; i < 4; i++)
        {
            ids.Add(await district.Done(new RegisterHazard.Request(safety.Terms(safety.Shed) with { Category = HazardCategory.Gas, Items = [new("软管老化")] }, FoundBy.Campaign, Safety.Today.AddDays(-i), safety.West)));
        }

        async Task<HashSet<HazardId>> Found(ListHazards.Request request) => [.. (await district.Done(request)).Items.Select(h => h.Id)];
        HashSet<HazardId> one = [planned], rest = [.. ids.Skip(1)];
        Assert.Equal(one, await Found(new(State: HazardState.Rectifying)));
        Assert.Equal(one, await Found(new(Grade: HazardGrade.Major)));
        Assert.Equal(one, await Found(new(Category: HazardCategory.Fire)));
        Assert.Equal(one, await Found(new(Street: safety.East)));
        Assert.Equal(one, await Found(new(Unit: safety.Bureau)));
        Assert.Equal(one, await Found(new(Premises: safety.Hotel)));
        Assert.Equal(one, await Found(new(DueFrom: new(2022, 9, 30), DueTo: new(2022, 9, 30))));
        Assert.Equal(one, await Found(new(Order: HazardOrder.Due)));
        Assert.Equal(rest, await Found(new(Premises: safety.Shed)));
        Assert.Equal([ids[3], ids[4]], await Found(new(FoundTo: Safety.Today.AddDays(-2))));
        Assert.Empty(await Found(new(Open: false)));
        var first = await district.Done(new ListHazards.Request(Limit: 3));
        var second = await district.Done(new ListHazards.Request(After: first.Next, Limit: 3));
        Assert.Equal((3, 2), (first.Items.Count, second.Items.Count));
        Assert.Equal(ids.ToHashSet(), [.. first.Items.Concat(second.Items).Select(h => h.Id)]);
        Assert.Equal(5, (await district.Done(new CountHazards.Request(new()))).Count);
    }

    [Theory, BothDatabases]
    public async Task AnInspection_RegistersWhatItFinds_AndClosesTheCheckItWasAskedForBy(DatabaseKind kind)
    {
        await using var safety = await Safety.Open(kind);
        var district = safety.District;
        var id = await safety.Graded();
        var similar = Assert.Single(await district.Done(new FindSimilar.Request(id), safety.BureauOfficer));
        Assert.Equal((safety.Tower, (DateOnly?)null, false), (similar.Id, similar.LookedAt, similar.IsAsked));
        Assert.Equal(1, await district.Done(new AskSimilarChecks.Request(id, [safety.Tower]), safety.BureauOfficer));
        Assert.Equal(0, await district.Done(new AskSimilarChecks.Request(id, [safety.Tower]), safety.BureauOfficer));
        Assert.Equal([safety.Tower], (await district.Done(new ListSimilarChecks.Request(), safety.EastOfficer)).Items.Select(c => c.Premises));
        Assert.Empty((await district.Done(new ListSimilarChecks.Request(), safety.FireOfficer)).Items);

        var list = (await district.Done(new ShowChecklists.Request(safety.Tower), safety.EastOfficer)).Lists.Single(c => c.Key == "fire-major");
        var answers = await Answers(safety, list, a => a.Hazard is not null);
        var made = await district.Done(new Inspect.Request(safety.Tower, list.Key, answers, HazardCategory.Fire), safety.EastOfficer);
        Assert.NotEmpty(made.Hazards);
        var line = Assert.Single((await district.Done(new ListInspections.Request(safety.Tower), safety.BureauOfficer)).Items);
        Assert.Equal((made.Id, safety.East, made.Hazards.Count), (line.Id, line.Unit, line.Hazards));
        var found = await safety.Show(made.Hazards[0]);
        Assert.Equal((HazardState.Graded, FoundBy.Inspection, made.Id, "GB 35181-2017"), (found.Line.State, found.Finder.By, found.Finder.Inspection!.Value, found.Terms.Items[0].Standard));
        Assert.NotNull(found.Judgement!.Clause);
        Assert.Empty((await district.Done(new ListSimilarChecks.Request(), safety.EastOfficer)).Items);
        similar = Assert.Single(await district.Done(new FindSimilar.Request(id), safety.BureauOfficer));
        Assert.Equal((Safety.Today, false), (similar.LookedAt!.Value, similar.IsAsked));
        Assert.Contains("HAZ-170", await district.Refused(new Inspect.Request(safety.Tower, "town-gas-major", answers, HazardCategory.Gas), safety.EastOfficer));
        var before = await safety.Dump();
        await safety.Rebuild();
        Assert.Equal(before, await safety.Dump());
    }

    /// <summary>The hazards that the district's document lists can be registered as they stand there: six places with 25 items.</summary>
    [Fact]
    public async Task TheListedHazards_AreRegistered()
    {
        using var facts = JsonDocument.Parse(await File.ReadAllTextAsync(Shared.PathOf("facts/hazards.json"), TestContext.Current.CancellationToken));
        await using var safety = await Safety.Open(DatabaseKind.Sqlite);
        var (document, day) = (facts.RootElement.GetProperty("document").GetString()!, DateOnly.Parse(facts.RootElement.GetProperty("date").GetString()!, System.Globalization.CultureInfo.InvariantCulture));
        List<HazardId> ids = [];
        foreach (var listed in facts.RootElement.GetProperty("hazards").EnumerateArray())
        {
            var premises = await safety.District.Done(new RegisterPremises(new()
            {
                Name = listed.GetProperty("name").GetString()!,
                Kind = "high-rise",
                Address = listed.GetProperty("address").GetString()!,
                Street = safety.East,
                Departments = [safety.Bureau],
            }));
            HazardItem[] items = [.. listed.GetProperty("hazards").EnumerateArray().Select(i => new HazardItem(i.GetProperty("text").GetString()!, i.TryGetProperty("standard", out var s) ? s.GetString() : null))];
            ids.Add(await safety.District.Done(new RegisterHazard.Request(new() { Premises = [premises], Category = HazardCategory.Fire, Items = items }, FoundBy.Document, day, safety.Fire, Source: document)));
        }

        Assert.Equal((6, 25), (ids.Count, (await safety.District.Done(new ListHazards.Request())).Items.Sum(h => h.Items)));
        foreach (var id in ids)
        {
            // Combined judgement of three, as the standard has it judged.
            var panel = new[] { safety.Fire, safety.Bureau, safety.East }.Select(u => new PanelVote(u, null, u != safety.East)).ToList();
            await safety.District.Done(new GradeHazard.Request(id, new(HazardGrade.Major, GradeWay.Combined, "GB 35181", null, panel, "综合判定为重大火灾隐患")), safety.BureauOfficer);
            await safety.District.Done(new PlanHazard.Request(id, safety.Plan()), safety.BureauOfficer);
        }

        // The conclusion says who judged by which edition, how many it asks for, and how they voted; it is for those who may grade.
        var paper = PaperText((await safety.District.Done(new JudgementConclusion.Request(ids[0]), safety.BureauOfficer)).File);
        var first = await safety.District.Done(new ShowHazard.Request(ids[0]));
        Assert.All(
            new[] { $"{first.Places[0].Name}重大火灾隐患判定结论", first.Places[0].Address, "GB 35181-2017", "3人集体讨论", "2人认定构成重大火灾隐患，1人认定不构成", "不少于3人", "综合判定为重大火灾隐患", "2022年4月1日" }.Concat(first.Terms.Items.Select(i => i.Text)),
            text => Assert.Contains(text, paper, StringComparison.Ordinal));
        Assert.Equal(["PLATFORM-005"], await safety.District.Refused(new JudgementConclusion.Request(ids[0]), await safety.Somebody(Role.UnitOfficer, safety.Other)));
        Assert.Equal(6, (await safety.District.Done(new ListHazards.Request(Lamp: LampColour.Grey, Grade: HazardGrade.Major))).Items.Count);
    }

    private static string PaperText(byte[] docx)
    {
        using var document = WordprocessingDocument.Open(new MemoryStream(docx), isEditable: false);
        return document.MainDocumentPart!.Document!.Body!.InnerText;
    }

    /// <summary>Answers to a checklist of which the first answer that shows something is given, and everything else is in order.</summary>
    internal static async Task<Dictionary<string, GivenAnswer>> Answers(Safety safety, Checklist list, Func<Effect, bool> shows)
    {
        Dictionary<string, GivenAnswer> answers = new(StringComparer.Ordinal);
        var found = false;
        for (var more = true; more;)
        {
            more = false;
            foreach (var question in Inspection.Asked(list, answers.ToDictionary(a => a.Key, a => a.Value.Judged, StringComparer.Ordinal)).Where(q => !answers.ContainsKey(q.Id)).ToList())
            {
                var effects = question.Effects ?? [];
                var wrong = found ? null : effects.Where(e => shows(e)).SelectMany(e => e.If ?? []).FirstOrDefault();
                var right = question.Answers?.FirstOrDefault(a => !effects.Any(e => e.Hazard is not null && e.If?.Contains(a) == true) && !effects.Any(e => e.Exempts && e.If?.Contains(a) == true)) ?? (question.Type is AnswerType.Number ? "0" : "无");
                found |= wrong is not null;
                answers[question.Id] = new(wrong ?? right, "现场所见", [await safety.Picture()]);
                more = true;
            }
        }

        Assert.True(found);
        return answers;
    }

    [Theory, BothDatabases]
    public async Task AReportFromTheField_AtPremises_IsAHazardInTheSameCommit_AndAnyOtherWaits(DatabaseKind kind)
    {
        await using var safety = await Safety.Open(kind);
        var picture = (await safety.Picture()).Hash;
        var taken = new DateTimeOffset(2022, 4, 3, 8, 30, 0, TimeSpan.FromHours(8));
        var message = new FieldMessage(Guid.CreateVersion7(), FieldCategory.FireEquipment, null, safety.Hotel, "三楼", 121.8m, 29.9m, 12, taken, taken);
        await Send(message);
        await Send(message);
        await Send(message with { Words = "改过" });
        await Send(message with { Id = Guid.CreateVersion7(), Premises = null });

        var reports = (await safety.District.Done(new ListFieldReports.Request(), safety.EastOfficer)).Items;
        Assert.Equal(3, reports.Count);
        var hazard = await safety.Show(Assert.Single(reports, r => r.Hazard is not null).Hazard!.Value);

        // The phone's clock is two days fast; without words the kind says what it is.
        Assert.Equal((HazardCategory.Fire, Safety.Today, "消防设施", FoundBy.Officer, safety.East), (hazard.Terms.Category, hazard.Line.FoundOn, hazard.Terms.Title, hazard.Finder.By, hazard.Finder.Unit));
        Assert.Equal((PhotographSide.Before, picture), (Assert.Single(hazard.Photographs).Side, hazard.Photographs[0].Taken.Hash));
        Assert.Single((await safety.District.Done(new ListHazards.Request(Premises: safety.Hotel), safety.EastOfficer)).Items);

        Task Send(FieldMessage m) => safety.District.Done(new SendFieldReport.Request(m, m.Premises, m.Digest(["x"]), [new(picture, 8, 8, null, null)]), safety.EastOfficer);
    }
}
