using Bihuan.Persistence;
using Bihuan.Platform;
using Bihuan.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bihuan.Hazards.Tests;

/// <summary>An inspection from the field arrives once, and registers what it found.</summary>
public class FieldInspectionTests
{
    private static readonly DateTimeOffset Taken = new(2022, 4, 1, 8, 30, 0, TimeSpan.FromHours(8));

    private static Checklist Fire => ShippedChecklists.Book.All.Single(c => c.Key == "fire-major");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, BothDatabases]
    public async Task SentManyTimes_ItIsOneInspection_WithItsHazards(DatabaseKind kind)
    {
        await using var safety = await Safety.Open(kind);
        var district = safety.District;
        var picture = await safety.Picture();
        var message = Message(safety, Answers(("d5", new("Yes", "只有一个出口", [0]))));
        var request = Request(message, picture);

        // Twice at once, as page and worker of a phone may.
        var both = await Task.WhenAll(district.Done(request, safety.EastOfficer), Task.Run(() => district.Done(request, safety.EastOfficer)));
        var receipt = Assert.Single(both.Distinct());
        Assert.StartsWith("JC-20220401-", receipt.Number, StringComparison.Ordinal);
        Assert.Equal((1, Safety.Today.AddDays(7)), (receipt.Hazards, receipt.Next));

        // The answer was lost: what comes again, days later and at another time by the phone, gets the receipt that it has.
        district.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(receipt, await district.Done(Request(message with { Sent = Taken.AddDays(9) }, picture), safety.EastOfficer));
        Assert.Equal(receipt, await district.Done(new FindFieldInspection.Request(message.Id, request.Content), safety.EastOfficer));
        Assert.Null(await district.Done(new FindFieldInspection.Request(message.Id, request.Content), safety.BureauOfficer));

        // Other answers under its id are refused and stay on the phone.
        Assert.Equal(["HAZ-409"], await district.Refused(Request(message with { Place = "二楼" }, picture), safety.EastOfficer));

        await using var scope = district.Scope();
        var made = Assert.Single(await scope.ServiceProvider.GetRequiredService<BihuanContext>().Set<InspectionRecord>().AsNoTracking().ToListAsync(Cancel));
        Assert.Equal((safety.East, Safety.Today, receipt.Inspection), (made.Unit, made.Day, made.Id));
        var hazard = await safety.Show(Assert.Single(made.Hazards));
        Assert.Equal((HazardGrade.Major, picture.Hash, made.Id), (hazard.Judgement!.Grade, Assert.Single(hazard.Photographs).Taken.Hash, hazard.Finder.Inspection));
        Assert.Equal(receipt.Number, (await district.Done(new ShowInspection.Request(made.Id), safety.EastOfficer)).Number);
        var before = await safety.Dump();
        await safety.Rebuild();
        Assert.Equal(before, await safety.Dump());
    }

    [Fact]
    public async Task WhatIsWrong_IsSaid_AndNothingIsKept()
    {
        await using var safety = await Safety.Open(DatabaseKind.Sqlite);
        var district = safety.District;
        var (picture, good) = (await safety.Picture(), Message(safety, Answers()));
        Assert.Equal(["HAZ-401", "HAZ-103", "HAZ-170", "HAZ-408", "HAZ-406"], SendFieldInspection.Check(new(Guid.Empty, null, null, null, null, null, new Dictionary<string, FieldAnswer> { ["a"] = new("Yes", null, [1]) }, null, null), 1).Select(p => p.Code));

        // By the questions of an edition that holds no longer, without what an answer forces, by whoever may not, elsewhere than within reach.
        Assert.Equal(["HAZ-400"], await district.Refused(Request(good with { Edition = Fire.From.AddDays(-1) }, picture), safety.EastOfficer));
        Assert.Equal(["HAZ-232", "HAZ-233"], await district.Refused(Request(good with { Answers = Answers(("d5", new("Yes"))) }, picture), safety.EastOfficer));
        Assert.Equal(["PLATFORM-001"], await district.Refused(Request(good, picture), await safety.Somebody(Role.GridWorker, safety.East)));
        Assert.Equal(["PLATFORM-001"], await district.Refused(Request(good with { Premises = safety.Shed }, picture), safety.EastOfficer));
        Assert.Empty((await district.Done(new ListInspections.Request(), safety.EastOfficer)).Items);

        // A phone whose clock is fast has inspected nothing tomorrow.
        await district.Done(Request(good with { Taken = Taken.AddDays(3) }, picture), safety.EastOfficer);
        Assert.Equal(Safety.Today, Assert.Single((await district.Done(new ListInspections.Request(), safety.EastOfficer)).Items).Day);
        Assert.Equal(["fire-major"], (await district.Done(new ListFieldChecklists.Request(), safety.EastOfficer)).Select(c => c.Key));
    }

    private static Dictionary<string, FieldAnswer> Answers(params (string Question, FieldAnswer Answer)[] given)
    {
        var answers = ChecklistTests.Clean(Fire, ("place", "人员密集场所")).ToDictionary(a => a.Key, a => new FieldAnswer(a.Value.Value), StringComparer.Ordinal);
        foreach (var (question, answer) in given)
        {
            answers[question] = answer;
        }

        return answers;
    }

    private static FieldInspectionMessage Message(Safety safety, IReadOnlyDictionary<string, FieldAnswer> answers) =>
        new(Guid.CreateVersion7(), safety.Hotel, Fire.Key, Fire.From, HazardCategory.Fire, "三楼", answers, Taken, Taken.AddMinutes(1));

    private static SendFieldInspection.Request Request(FieldInspectionMessage message, NewPhotograph picture) => new(message, message.Premises, message.Digest([picture.Hash]), [new(picture.Hash, 8, 8, null, null)]);
}
