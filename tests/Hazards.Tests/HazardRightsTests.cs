using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Platform;
using Bihuan.TestKit;
using Xunit;

namespace Bihuan.Hazards.Tests;

/// <summary>Who sees and changes what, whatever id is asked with.</summary>
public class HazardRightsTests
{
    private static readonly Role[] Viewers = [Role.SupervisionOfficer, Role.UnitOfficer, Role.Leader, Role.Reader];

    [Theory, BothDatabases]
    public async Task EveryRole_SeesWhatItsUnitHasToDoWith_AndNothingElse(DatabaseKind kind)
    {
        await using var safety = await Safety.Open(kind);
        var district = safety.District;
        var (planned, _) = await safety.Planned();
        var west = await district.Done(new RegisterHazard.Request(safety.Terms(safety.Shed), Unit: safety.West, Before: [await safety.Picture()]));
        foreach (var (unit, seen) in new (UnitId?, HazardId[])[] { (safety.East, [planned]), (safety.Bureau, [planned]), (safety.Fire, [planned]), (safety.West, [west]), (safety.Other, []), (null, [planned, west]) })
        {
            foreach (var role in Viewers)
            {
                var somebody = await safety.Somebody(role, unit);
                Assert.Equal(seen.ToHashSet(), [.. (await district.Done(new ListHazards.Request(), somebody)).Items.Select(h => h.Id)]);
                Assert.Equal(seen.Length, (await district.Done(new CountHazards.Request(new()), somebody)).Count);
                foreach (var id in new[] { planned, west })
                {
                    var hash = (await safety.Show(id)).Photographs[0].Taken.Hash;
                    Assert.Equal(seen.Contains(id), await district.Send(new ShowHazard.Request(id), somebody) is Result<ShowHazard.View>.Done);
                    Assert.Equal(seen.Contains(id), await district.Send(new HazardFile.Request(id, hash), somebody) is Result<NewPhotograph>.Done);
                    Assert.Equal(seen.Contains(id), await district.Send(new FindSimilar.Request(id), somebody) is Result<IReadOnlyList<FindSimilar.Row>>.Done);
                }
            }
        }

        foreach (var role in Enum.GetValues<Role>().Except(Viewers).Except([Role.AuditAdministrator]))
        {
            Assert.Equal(["PLATFORM-001"], await district.Refused(new ListHazards.Request(), await safety.Somebody(role)));
        }
    }

    [Theory, BothDatabases]
    public async Task OnlyWhoHasToDoWithIt_ChangesIt(DatabaseKind kind)
    {
        await using var safety = await Safety.Open(kind);
        var district = safety.District;
        var id = await safety.Graded();
        var picture = await safety.Picture();
        foreach (var who in new[] { await safety.Somebody(Role.UnitOfficer, safety.West), await safety.Somebody(Role.Reader, safety.Bureau), await safety.Somebody(Role.Leader) })
        {
            async Task Refused<T>(IRequest<T> request) => Assert.Equal(["PLATFORM-001"], await district.Refused(request, who));
            await Refused(new EditHazard.Request(id, 2, safety.Terms()));
            await Refused(new DropHazard.Request(id, "x"));
            await Refused(new GradeHazard.Request(id, new(HazardGrade.General, GradeWay.Direct)));
            await Refused(new PlanHazard.Request(id, safety.Plan()));
            await Refused(new PhotographHazard.Request(id, PhotographSide.Before, [picture]));
            await Refused(new ExcuseSpot.Request(id, 1, "x"));
            await Refused(new HandOverHazard.Request(id, safety.West, "x", "x"));
            await Refused(new AskSimilarChecks.Request(id, [safety.Tower]));
            await Refused(new SettleHazard.Request(id));
            await Refused(new RegisterHazard.Request(safety.Terms(), Unit: safety.Bureau));
            await Refused(new Inspect.Request(safety.Tower, "fire-major", new Dictionary<string, GivenAnswer>(), HazardCategory.Fire, Unit: safety.Bureau));
        }

        // Premises that one may not see are no premises.
        Assert.Equal(["HAZ-103"], await district.Refused(new RegisterHazard.Request(safety.Terms(safety.Shed)), safety.EastOfficer));
        Assert.Equal(["PLATFORM-001"], await district.Refused(new Inspect.Request(safety.Shed, "fire-major", new Dictionary<string, GivenAnswer>(), HazardCategory.Fire), safety.EastOfficer));
        Assert.Equal(["PLATFORM-004"], await district.Refused(new EditHazard.Request(id, 1, safety.Terms()), safety.EastOfficer));
    }
}
