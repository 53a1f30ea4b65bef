using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Platform;
using Bihuan.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bihuan.Enterprises.Tests;

/// <summary>Who sees and changes what: by street, territorial unit or department, whatever id is asked with.</summary>
public class RightsTests
{
    private static readonly Role[] Viewers = [Role.SupervisionOfficer, Role.UnitOfficer, Role.Leader, Role.Reader, Role.GridWorker];

    [Theory, BothDatabases]
    public async Task EveryRole_SeesWhatItsUnitHasInItsWork_AndNothingElse(DatabaseKind kind)
    {
        await using var register = await Register.Open(kind);
        var district = register.District;
        var own = await district.Done(new RegisterEnterprise(new() { Name = "东港甲公司", Street = register.East }));
        var foreign = await district.Done(new RegisterEnterprise(new() { Name = "外地乙公司" }));
        var western = await district.Done(new RegisterEnterprise(new() { Name = "西浦丙公司", Street = register.West, Departments = [register.Bureau] }));
        var east = await district.Done(new RegisterPremises(register.Place("东一库") with { Uses = [new(foreign, UseRole.User)] }));
        var west = await district.Done(new RegisterPremises(register.Place("西一库", register.West, 121.7m) with { Departments = [register.Bureau] }));
        var nowhere = await district.Done(new RegisterPremises(register.Place("无街道库", lon: 121.6m) with { Street = null, Territory = null }));
        var station = await district.Done(new RegisterPremises(register.Place("站管库", register.West, 121.5m) with { Territory = register.Station }));
        foreach (var (unit, places, firms) in new (UnitId?, PremisesId[], EnterpriseId[])[]
        {
            (register.East, [east, station], [own, foreign]), (register.West, [west, station], [western]), (register.Bureau, [west], [western]), (register.Station, [station], []), (null, [east, west, nowhere, station], [own, foreign, western]),
        })
        {
            foreach (var role in Viewers)
            {
                var somebody = await register.Somebody(role, unit);
                Assert.Equal(places.Select(p => p.Value).Order(), (await district.Done(new ListPremises.Request(), somebody)).Items.Select(p => p.Id.Value).Order());
                Assert.Equal(firms.Select(f => f.Value).Order(), (await district.Done(new ListEnterprises.Request(), somebody)).Items.Select(e => e.Id.Value).Order());
                Assert.Equal(places.Length, (await district.Done(new CountPremises.Request(new()), somebody)).Count);
                Assert.Equal(places.Length, (await district.Done(new PremisesGeoJson.Request(), somebody)).Features.Count);
                Assert.Equal(places.Length, (await district.Done(new ListRegisterSheet.Request(false), somebody)).Items.Count);
                Assert.Equal(places.Length, (await district.Done(new MarksIn.Request(121, 29, 123, 31, 9), somebody)).Total);
                foreach (var id in new[] { east, west, nowhere, station })
                {
                    Assert.Equal(places.Contains(id), await district.Send(new ShowPremises.Request(id), somebody) is Result<ShowPremises.View>.Done);
                }
                foreach (var id in new[] { own, foreign, western })
                {
                    Assert.Equal(firms.Contains(id), await district.Send(new ShowEnterprise.Request(id), somebody) is Result<ShowEnterprise.View>.Done);
                }

                await using var scope = district.Services.CreateAsyncScope();
                somebody(scope.ServiceProvider.GetRequiredService<Caller>());
                Assert.Equal(places.Select(p => p.Value).Order(), (await scope.ServiceProvider.GetRequiredService<IPremisesQueries>().Sees([east, west, nowhere, station], TestContext.Current.CancellationToken)).Select(p => p.Value).Order());
            }
        }

        foreach (var role in Enum.GetValues<Role>().Except(Viewers).Except([Role.AuditAdministrator]))
        {
            Assert.Equal(["PLATFORM-001"], await district.Refused(new ListPremises.Request(), await register.Somebody(role)));
        }
    }

    [Theory, BothDatabases]
    public async Task OnlyWhoseWorkItIs_ChangesIt_AndNobodyPutsItOutOfReach(DatabaseKind kind)
    {
        await using var register = await Register.Open(kind);
        var district = register.District;
        var (east, west) = (await register.Somebody(Role.UnitOfficer, register.East), await register.Somebody(Role.UnitOfficer, register.West));
        var reader = await register.Somebody(Role.Reader, register.East);
        var id = await district.Done(new RegisterPremises(register.Place("东一库")), east);
        var firm = await district.Done(new RegisterEnterprise(new() { Name = "东港甲公司", Street = register.East }), east);
        Assert.Equal(["PLATFORM-001"], await district.Refused(new RegisterPremises(register.Place("东二库")), west));
        Assert.Equal(["PLATFORM-001"], await district.Refused(new RegisterPremises(register.Place("东二库") with { Street = null }), east));
        foreach (var who in new[] { west, reader })
        {
            Assert.Equal(["PLATFORM-001"], await district.Refused(new CorrectPremises.Request(id, 1, register.Place("x库"), Register.Today, "x"), who));
            Assert.Equal(["PLATFORM-001"], await district.Refused(new RenamePremises.Request(id, 1, "新名", Register.Today), who));
            Assert.Equal(["PLATFORM-001"], await district.Refused(new MovePremises.Request(id, 1, "x", null, null, CoordinateSystem.Wgs84, register.West, null, Register.Today), who));
            Assert.Equal(["PLATFORM-001"], await district.Refused(new SetPremisesState.Request(id, 1, RegisterState.Closed, Register.Today, "x"), who));
            Assert.Equal(["PLATFORM-001"], await district.Refused(new UsePremises.Request(id, firm, UseRole.User), who));
            Assert.Equal(["PLATFORM-001"], await district.Refused(new CorrectEnterprise.Request(firm, 1, new() { Name = "x公司", Street = register.West }, Register.Today, "x"), who));
            Assert.Equal(["PLATFORM-001"], await district.Refused(new SetEnterpriseState.Request(firm, 1, RegisterState.Closed, Register.Today, "x"), who));
            Assert.Equal(["PLATFORM-001"], await district.Refused(new MergePremises.Request(id, id, "x"), who));
        }

        Assert.Equal(["PLATFORM-001"], await district.Refused(new CorrectPremises.Request(id, 1, register.Place("东一库", register.West), Register.Today, "x"), east));
        await district.Done(new MovePremises.Request(id, 1, "西浦路1号", new(121.7m, 29.9m), null, CoordinateSystem.Wgs84, register.West, null, Register.Today), east);
        await district.Done(new RenamePremises.Request(id, 2, "西一库", Register.Today), west);

        // Of what lies beyond one's reach, a search for duplicates tells that there is something, and no more.
        var found = Assert.Single(await district.Done(new FindPremisesDuplicates.Request(register.Place("西一库", lon: 121.7m)), east));
        Assert.Equal(("enterprises.elsewhere", ""), (found.Name, found.Address));
    }
}
