using Bihuan.Accounts;
using Bihuan.Platform;
using Bihuan.Reading.Units;
using Bihuan.TestKit;
using Xunit;

namespace Bihuan.Organisation.Tests;

/// <summary>A right over a unit ends at that unit: what stands above all units is for whoever has the right over everything.</summary>
public class RightsTests
{
    [Theory, BothDatabases]
    public async Task TheTop_IsForWhoHasTheRightOverEverything(DatabaseKind kind)
    {
        await using var district = await District.Open(kind);
        var office = await district.Done(new CreateUnit("甲区人民政府", UnitKind.Other));
        var zone = await district.Done(new CreateUnit("乙功能区", UnitKind.Zone, Parent: office));
        var other = await district.Done(new CreateUnit("丙功能区", UnitKind.Zone, Parent: office));
        var all = await Officer("all", null);
        var some = await Officer("some", zone);

        // Below their own unit both may; on top, or elsewhere, only the one without a limit.
        var bureau = await district.Done(new CreateUnit("丁局", Parent: zone), some);
        Assert.Equal(["PLATFORM-001"], await district.Refused(new CreateUnit("戊局"), some));
        Assert.Equal(["PLATFORM-001"], await district.Refused(new CreateUnit("戊局", Parent: other), some));
        await district.Done(new CreateUnit("戊局"), all);

        Assert.Equal(["PLATFORM-001"], await district.Refused(new MoveUnit(bureau, 1, null, new(2022, 3, 1), null), some));
        Assert.Equal(["PLATFORM-001"], await district.Refused(new MoveUnit(bureau, 1, other, new(2022, 3, 1), null), some));
        Assert.Equal(["PLATFORM-001"], await district.Refused(Corrected(bureau, 1, "丁局", null), some));
        Assert.Equal(["PLATFORM-001"], await district.Refused(Corrected(bureau, 1, "丁局", other), some));
        await district.Done(Corrected(bureau, 1, "丁一局", zone), some);
        await district.Done(new MoveUnit(bureau, 2, null, new(2022, 3, 1), null), all);
        Assert.Null((await district.Done(new ShowUnit.Request(bureau, new(2022, 3, 1)))).Parent);

        // A workbook may hold any unit.
        Assert.Equal(["PLATFORM-001"], await district.Refused(new TryImport.Request([]), some));
        Assert.Equal(["PLATFORM-001"], await district.Refused(new ImportWorkbook.Request([]), some));
        Assert.Equal(["ORG-073"], await district.Refused(new ImportWorkbook.Request([]), all));

        async Task<Action<Caller>> Officer(string name, UnitId? unit)
        {
            var account = await district.Done(new CreateAccount(name, name, People.Password, Role.OrganisationOfficer, unit, MustChangePassword: false));
            return caller => (caller.IsProgram, caller.Acting) = (false, new(account.Value));
        }
    }

    private static CorrectUnit.Request Corrected(UnitId unit, int version, string name, UnitId? parent) =>
        new(unit, version, name, UnitKind.Department, UnitLevel.District, parent, null, null, null, null, null);
}
