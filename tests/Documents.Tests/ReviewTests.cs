using Bihuan.Organisation;
using Bihuan.Persistence;
using Bihuan.Platform;
using Bihuan.Reading;
using Bihuan.Reading.Json;
using Bihuan.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bihuan.Documents.Tests;

public class ReviewTests
{
    private const string Notice = """
        青川区人民政府办公室文件
        青政办〔2023〕4号
        青川区人民政府办公室关于做好防汛工作的通知
        各街道办事处：
        一、加强值守
        1. 完成物资检查。（牵头单位：应急管理局；责任单位：蓝天处；完成时限：2023年6月30日前）
        2. 完成河道清淤。（牵头单位：蓝天处；完成时限：2023年7月31日前）
        青川区人民政府办公室
        2023年5月8日
        """;

    private static readonly Guid Anna = Guid.CreateVersion7();
    private static readonly Guid Bernd = Guid.CreateVersion7();

    private static void AsAnna(Caller caller) => caller.Acting = new(Anna);

    private static void AsBernd(Caller caller) => caller.Acting = new(Bernd);

    [Theory, BothDatabases]
    public async Task ADecision_IsKept_AndTheSameAgainChangesNothing(DatabaseKind kind)
    {
        await using var district = await District.Open(kind);
        var id = (await district.Import(Notice)).First!.Value;

        var first = await district.Done(new DecideFind.Request(id, 0, 0, Verdict.Accepted), AsAnna);
        var again = await district.Done(new DecideFind.Request(id, 0, 0, Verdict.Accepted), AsBernd);

        Assert.Equal(1, first.Version);
        Assert.Equal(1, again.Version);
        var item = (await district.Done(new ReviewDocument.Request(id))).Items[0];
        Assert.Equal((Verdict.Accepted, Anna), (item.Verdict, item.By));
    }

    [Theory, BothDatabases]
    public async Task TwoPeopleWhoDecideOtherwise_SeeBothVersions(DatabaseKind kind)
    {
        await using var district = await District.Open(kind);
        var id = (await district.Import(Notice)).First!.Value;
        await district.Done(new DecideFind.Request(id, 0, 0, Verdict.Accepted), AsAnna);

        Assert.Equal(["DOC-030"], await district.Refused(new DecideFind.Request(id, 0, 0, Verdict.Rejected), AsBernd));
        await district.Done(new DecideFind.Request(id, 0, 1, Verdict.Rejected), AsBernd);

        Assert.Equal(Verdict.Rejected, (await district.Done(new ReviewDocument.Request(id))).Items[0].Verdict);
    }

    [Theory, BothDatabases]
    public async Task EverythingIsUndone_StepByStep_ByWhoDidIt(DatabaseKind kind)
    {
        await using var district = await District.Open(kind);
        var id = (await district.Import(Notice)).First!.Value;
        await district.Done(new DecideFind.Request(id, 0, 0, Verdict.Accepted), AsAnna);
        district.Clock.Advance(TimeSpan.FromSeconds(1));
        await district.Done(new DecideFind.Request(id, 0, 1, Verdict.Rejected), AsAnna);
        district.Clock.Advance(TimeSpan.FromSeconds(1));
        await district.Done(new DecideFind.Request(id, 1, 0, Verdict.Rejected), AsBernd);

        Assert.Equal([0], (await district.Done(new UndoReview.Request(id), AsAnna)).Undone);
        Assert.Equal([Verdict.Accepted, Verdict.Rejected], (await district.Done(new ReviewDocument.Request(id))).Items.Take(2).Select(i => i.Verdict));
        Assert.Equal([0], (await district.Done(new UndoReview.Request(id), AsAnna)).Undone);
        Assert.Equal(["DOC-033"], await district.Refused(new UndoReview.Request(id), AsAnna));
        Assert.Equal([1], (await district.Done(new UndoReview.Request(id), AsBernd)).Undone);
        Assert.All((await district.Done(new ReviewDocument.Request(id))).Items, i => Assert.Equal(Verdict.Open, i.Verdict));

        // Nothing was taken out of the journal: each step back is an entry of its own.
        await using var scope = district.Scope();
        var steps = await scope.ServiceProvider.GetRequiredService<BihuanContext>().Set<JournalEntry>().CountAsync(e => e.Type == "documents.find-decision-undone", TestContext.Current.CancellationToken);
        Assert.Equal(3, steps);
    }

    [Theory, BothDatabases]
    public async Task WhatIsCertain_IsAcceptedAndUndoneAtOneStroke(DatabaseKind kind)
    {
        await using var district = await District.Open(kind);
        await NameUnits(district);
        var import = await district.ImportGazette();
        var report = (await district.Open(BigReport())).Head.Id;
        var before = (await district.Done(new ReviewDocument.Request(report))).Items;
        Assert.Contains(report, import.Documents);

        var accepted = (await district.Done(new AcceptCertain.Request(report), AsAnna)).Accepted;

        Assert.NotEmpty(accepted);
        Assert.All(accepted, n => Assert.False(before[n].IsDoubtful));
        TestContext.Current.TestOutputHelper?.WriteLine($"{accepted.Count} of {before.Count} are certain");
        Assert.Equal(accepted.Count, (await district.Done(new UndoReview.Request(report), AsAnna)).Undone.Count);
        Assert.All((await district.Done(new ReviewDocument.Request(report))).Items, i => Assert.Equal(Verdict.Open, i.Verdict));
    }

    [Theory, BothDatabases]
    public async Task AName_IsAnsweredOnce_ForAllItsUses(DatabaseKind kind)
    {
        await using var district = await District.Open(kind);
        await NameUnits(district);
        var unit = await district.Done(new CreateUnit("青川区水利局"));
        var id = (await district.Import(Notice)).First!.Value;
        var open = (await district.Done(new ReviewDocument.Request(id))).Names.Single(n => n.Printed == "蓝天处");
        Assert.True(open.IsOpen);
        Assert.Equal(2, open.Uses);
        var find = (await district.Done(new ReviewDocument.Request(id))).Items.First(i => i.Units.Contains("蓝天处"));

        await district.Done(new AnswerUnitName.Request(id, find.Ordinal, "蓝天处", unit, null), AsAnna);

        var placed = (await district.Done(new ReviewDocument.Request(id))).Names.Single(n => n.Printed == "蓝天处");
        Assert.Equal((false, unit, "青川区水利局"), (placed.IsOpen, placed.Unit!.Id, placed.Unit.Name));

        // Taken over as an alias with its clause when the document is handed over.
        await district.Done(new DecideFind.Request(id, find.Ordinal, 0, Verdict.Accepted), AsAnna);
        await district.Done(new AdoptFinds.Request(id), AsAnna);
        Assert.True((await district.Done(new ListAdoptions.Request(id))).Aliases.Single().IsAlias);
        await using var scope = district.Scope();
        var names = await scope.ServiceProvider.GetRequiredService<IOrganisationQueries>().Names(new(2023, 5, 8), TestContext.Current.CancellationToken);
        Assert.Equal(unit, names.Resolve("蓝天处").Unit?.Id);
        Assert.Equal(["DOC-036"], await district.Refused(new WithdrawUnitName.Request("蓝天处")));

        // Taken back, it is no alias any more, and the name is open.
        await district.Done(new RevokeUnitAlias.Request("蓝天处"), AsAnna);
        names = await scope.ServiceProvider.GetRequiredService<IOrganisationQueries>().Names(new(2023, 5, 8), TestContext.Current.CancellationToken);
        Assert.Null(names.Resolve("蓝天处").Unit);
        Assert.True((await district.Done(new ReviewDocument.Request(id))).Names.Single(n => n.Printed == "蓝天处").IsOpen);
        Assert.Equal(["DOC-035"], await district.Refused(new RevokeUnitAlias.Request("蓝天处")));
    }

    [Theory, BothDatabases]
    public async Task AName_ThatTwoPeoplePlaceOtherwise_IsAskedAgain_AndUndoneByWhoPlacedIt(DatabaseKind kind)
    {
        await using var district = await District.Open(kind);
        await NameUnits(district);
        var (water, parks) = (await district.Done(new CreateUnit("青川区水利局")), await district.Done(new CreateUnit("青川区园林局")));
        var id = (await district.Import(Notice)).First!.Value;
        var find = (await district.Done(new ReviewDocument.Request(id))).Items.First(i => i.Units.Contains("蓝天处")).Ordinal;
        await district.Done(new DecideFind.Request(id, find, 0, Verdict.Accepted), AsAnna);
        district.Clock.Advance(TimeSpan.FromSeconds(1));
        await district.Done(new AnswerUnitName.Request(id, find, "蓝天处", water, null, Seen: 0), AsAnna);

        // Bernd has an old page before him; in the knowledge of Anna's answer his holds.
        Assert.Equal(["DOC-037"], await district.Refused(new AnswerUnitName.Request(id, find, "蓝天处", parks, null, Seen: 0), AsBernd));
        await district.Done(new AnswerUnitName.Request(id, find, "蓝天处", water, null, Seen: 0), AsBernd);
        var seen = (await district.Done(new ReviewDocument.Request(id))).Names.Single(n => n.Printed == "蓝天处");
        Assert.Equal((water, 1), (seen.Unit!.Id, seen.Version));

        // The last step goes first: the name, then the decision.
        var undone = await district.Done(new UndoReview.Request(id), AsAnna);
        Assert.Equal(("蓝天处", 0), (undone.Name, undone.Undone.Count));
        Assert.True((await district.Done(new ReviewDocument.Request(id))).Names.Single(n => n.Printed == "蓝天处").IsOpen);
        Assert.Equal([find], (await district.Done(new UndoReview.Request(id), AsAnna)).Undone);
        Assert.Equal(["DOC-033"], await district.Refused(new UndoReview.Request(id), AsAnna));
    }

    [Theory, BothDatabases]
    public async Task TheFiguresOfATask_AreEditedInItsForm(DatabaseKind kind)
    {
        const string Text = """
            青川区人民政府办公室文件
            青政办〔2023〕4号
            青川区人民政府办公室关于做好防汛工作的通知
            各街道办事处：
            一、加强值守
            1. 完成河道清淤50公里以上，改造泵站3座。（牵头单位：应急管理局；完成时限：2023年6月30日前）
            青川区人民政府办公室
            2023年5月8日
            """;
        await using var district = await District.Open(kind);
        var id = (await district.Import(Text)).First!.Value;
        var item = (await district.Done(new ReviewDocument.Request(id))).Items.First(i => i.Kind == "task");
        await using var scope = district.Scope();
        var words = scope.ServiceProvider.GetRequiredService<Words>();
        var fields = FindForm.Read("task", item.What, words).ToList();
        Assert.Equal(item.What, FindForm.Write(item.What, fields));
        var figures = fields.Single(f => f.Name == "quantities");
        Assert.Equal((Form.Rows, 2), (figures.Form, figures.Rows.Count));

        // One figure is corrected, one taken out, one added.
        figures.Rows[0].Fields.Single(f => f.Name == "value").Value = "55.5";
        figures.Rows.RemoveAt(1);
        figures.Rows.Add(figures.NewRow!());
        foreach (var (name, value) in ((string, string)[])[("subject", "新建泵站"), ("comparator", "AtLeast"), ("value", "2"), ("unit", "座"), ("year", "2023")])
        {
            figures.Rows[1].Fields.Single(f => f.Name == name).Value = value;
        }

        await district.Done(new DecideFind.Request(id, item.Ordinal, 0, Verdict.Accepted, FindForm.Write(item.What, fields)), AsAnna);

        var edited = (TaskCommitment)ReadingJson.Read((await district.Done(new ReviewDocument.Request(id))).Items[item.Ordinal].What);
        Assert.Equal([(55.5m, "公里", (int?)null), (2m, "座", 2023)], edited.Quantities.Select(q => (q.Value, q.Unit, q.Year)));
        Assert.Equal(("新建泵站", Comparator.AtLeast), (edited.Quantities[1].Subject, edited.Quantities[1].Comparator));

        // A figure that is none is refused with the whole.
        figures.Rows[0].Fields.Single(f => f.Name == "value").Value = "许多";
        Assert.Equal(["DOC-031"], await district.Refused(new DecideFind.Request(id, item.Ordinal, 1, Verdict.Accepted, FindForm.Write(item.What, fields)), AsAnna));
    }

    /// <summary>Whatever kind of find: a form that nobody touched writes the same find, and every plain field can be changed.</summary>
    [Fact]
    public async Task AForm_OfEveryKind_WritesWhatItRead()
    {
        await using var district = await District.Open(DatabaseKind.Sqlite);
        var import = await district.ImportGazette();
        await using var scope = district.Scope();
        var words = scope.ServiceProvider.GetRequiredService<Words>();
        HashSet<string> seen = new(StringComparer.Ordinal);
        HashSet<string> fixedFields = new(StringComparer.Ordinal);
        foreach (var document in import.Documents)
        {
            foreach (var item in (await district.Done(new ReviewDocument.Request(document))).Items)
            {
                seen.Add(item.Kind);
                var fields = FindForm.Read(item.Kind, item.What, words).ToList();
                fixedFields.UnionWith(fields.Where(f => f.Form is Form.Fixed).Select(f => $"{item.Kind}.{f.Name}"));
                Assert.Equal(item.What, FindForm.Write(item.What, fields));

                // Each field written as it stands gives the same find again.
                var touched = FindForm.Read(item.Kind, item.What, words).Where(f => f.Form is not (Form.Fixed or Form.Rows)).ToList();
                var again = FindForm.Write(item.What, [.. touched.Select(f => new Field { Name = f.Name, Label = f.Label, Form = f.Form, Value = f.Value, Before = f.Value + "?", MayBeEmpty = f.MayBeEmpty, Type = f.Type, Options = f.Options })]);
                Assert.Equal(item.What, ReadingJson.Write(ReadingJson.Read(again)));
            }
        }

        Assert.True(seen.Count >= 15, string.Join(", ", seen));
        Assert.Empty(fixedFields);
    }

    [Theory, BothDatabases]
    public async Task AnEdit_ReplacesTheFind_AndWhatDoesNotFitIsRefused(DatabaseKind kind)
    {
        await using var district = await District.Open(kind);
        var id = (await district.Import(Notice)).First!.Value;
        var item = (await district.Done(new ReviewDocument.Request(id))).Items.First(i => i.Kind == "task");
        var task = (TaskCommitment)ReadingJson.Read(item.What);

        await district.Done(new DecideFind.Request(id, item.Ordinal, 0, Verdict.Accepted, ReadingJson.Write(task with { Body = "完成全部物资检查" })), AsAnna);

        var edited = (await district.Done(new ReviewDocument.Request(id))).Items[item.Ordinal];
        Assert.Equal("完成全部物资检查", ((TaskCommitment)ReadingJson.Read(edited.What)).Body);
        Assert.True(edited.IsEdited);
        Assert.Equal(["DOC-031"], await district.Refused(new DecideFind.Request(id, item.Ordinal, 1, Verdict.Accepted, "{\"kind\":\"task\"}")));
        Assert.Equal(["DOC-031"], await district.Refused(new DecideFind.Request(id, item.Ordinal, 1, Verdict.Accepted, "nonsense")));
        Assert.Equal(["DOC-031"], await district.Refused(new DecideFind.Request(id, item.Ordinal, 1, Verdict.Accepted, "{\"kind\":\"hazard\"}")));
    }

    internal static string BigReport() => Shared.Facts("documents.json").GetProperty("documents").EnumerateArray().Select(d => d.GetProperty("number").GetString())
        .OfType<string>().Single(n => n == Shared.Facts("tasks.json").EnumerateArray().Select(t => t.TryGetProperty("document", out var d) ? d.GetString() : null).FirstOrDefault() || n.EndsWith("政办〔2022〕9号", StringComparison.Ordinal));

    private static async Task NameUnits(District district)
    {
        await district.Done(new NameDistrict("青川区", Reading.Units.UnitLevel.District, "某市", "某省"));
        await district.Done(new CreateUnit("青川区应急管理局"));
    }
}
