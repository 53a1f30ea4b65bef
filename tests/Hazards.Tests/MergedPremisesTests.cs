using Bihuan.Enterprises;
using Bihuan.TestKit;
using Xunit;

namespace Bihuan.Hazards.Tests;

/// <summary>Premises that were entered twice and merged: whatever was found and done in the one that ended belongs to the one that stays.</summary>
public class MergedPremisesTests
{
    [Fact]
    public async Task WhatWasDoneInADuplicate_IsShownAndCountedInThePremisesThatStay()
    {
        await using var safety = await Safety.Open(DatabaseKind.Sqlite);
        var district = safety.District;
        var (elsewhere, twice) = (await safety.Graded(), safety.Tower);
        var hazard = await district.Done(new RegisterHazard.Request(safety.Terms(twice), Before: [await safety.Picture()]), safety.EastOfficer);
        var list = (await district.Done(new ShowChecklists.Request(twice), safety.EastOfficer)).Lists.Single(c => c.Key == "fire-major");
        var answers = await HazardLoopTests.Answers(safety, list, a => a.Hazard is not null);
        await district.Done(new Inspect.Request(twice, list.Key, answers, HazardCategory.Fire), safety.EastOfficer);
        await district.Done(new Enforce.Request(new() { Kind = EnforcementKind.Inspection, Field = HazardCategory.Fire, Premises = twice }), safety.EastOfficer);
        Assert.Equal(1, await district.Done(new AskSimilarChecks.Request(elsewhere, [twice]), safety.BureauOfficer));

        var stays = await district.Done(new RegisterPremises(new() { Name = "港城大厦", Kind = "hotel", Street = safety.East, Point = new(121.84m, 29.94m), Departments = [safety.Bureau] }));
        await district.Done(new MergePremises.Request(twice, stays, "同一场所登记了两次"));

        // By either id, for whoever sees the premises that stay.
        foreach (var id in new[] { stays, twice })
        {
            var hazards = (await district.Done(new ListHazards.Request(Premises: id), safety.EastOfficer)).Items;
            Assert.Contains(hazard, hazards.Select(h => h.Id));
            Assert.All(hazards, h => Assert.Equal((stays, "港城大厦"), (h.Premises, h.PremisesName)));
            Assert.Equal(stays, Assert.Single((await district.Done(new ListInspections.Request(id), safety.BureauOfficer)).Items).Premises);
            Assert.Single((await district.Done(new ListEnforcement.Request(Premises: id), safety.EastOfficer)).Items);
            Assert.Equal(1, (await district.Done(new CountEnforcement.Request(new(Premises: id)), safety.EastOfficer)).Count);
            Assert.Equal(hazards.Count, (await district.Done(new ShowEnforcementChoices.Request(id), safety.EastOfficer)).Hazards.Count);
        }

        var similar = Assert.Single(await district.Done(new FindSimilar.Request(elsewhere), safety.BureauOfficer));
        Assert.Equal((stays, Safety.Today, true), (similar.Id, similar.LookedAt!.Value, similar.IsAsked));

        // A phone that still knows the old plate registers for those that stay, and a visit there closes the check that was asked of the duplicate.
        var late = await district.Done(new RegisterHazard.Request(safety.Terms(twice), Before: [await safety.Picture()]), safety.EastOfficer);
        Assert.Equal([stays], (await safety.Show(late)).Terms.Premises);
        await district.Done(new Inspect.Request(stays, list.Key, answers, HazardCategory.Fire), safety.EastOfficer);
        Assert.Empty((await district.Done(new ListSimilarChecks.Request(), safety.EastOfficer)).Items);
    }
}
