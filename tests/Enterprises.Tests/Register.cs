using System.Globalization;
using Bihuan.Accounts;
using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Platform;
using Bihuan.Reading.Units;
using Bihuan.TestKit;

namespace Bihuan.Enterprises.Tests;

/// <summary>A small district with its register, and those who work with it.</summary>
internal sealed class Register : IAsyncDisposable
{
    private int _codes;
    private int _people;

    private Register(District district) => District = district;

    public District District { get; }

    public UnitId East { get; private set; }

    public UnitId West { get; private set; }

    /// <summary>A station of the east street.</summary>
    public UnitId Station { get; private set; }

    public UnitId Bureau { get; private set; }

    public static DateOnly Today => new(2022, 4, 1);

    public static async Task<Register> Open(DatabaseKind kind)
    {
        var register = new Register(await District.Open(kind));
        var district = register.District;
        await district.Done(new NameDistrict("海曲区", UnitLevel.District, "明州市", "东江省"));
        var top = await district.Done(new CreateUnit("海曲区人民政府", UnitKind.Other));
        register.East = await district.Done(new CreateUnit("东港街道", UnitKind.Street, UnitLevel.Street, top));
        register.West = await district.Done(new CreateUnit("西浦街道", UnitKind.Street, UnitLevel.Street, top));
        register.Station = await district.Done(new CreateUnit("东港街道应急管理站", Parent: register.East));
        register.Bureau = await district.Done(new CreateUnit("住房和城乡建设局", Parent: top));
        return register;
    }

    /// <summary>Somebody with a role over a unit, or over everything.</summary>
    public async Task<Action<Caller>> Somebody(Role role, UnitId? unit = null)
    {
        var name = $"w{++_people}";
        var account = await District.Done(new CreateAccount(name, name, "Kaifang-2022-zhu!", role, unit, MustChangePassword: false));
        return caller => (caller.Acting, caller.IsProgram) = (new(account.Value), false);
    }

    /// <summary>A code that nobody else has.</summary>
    public string NewCode()
    {
        var eight = $"MA{(++_codes).ToString("000000", CultureInfo.InvariantCulture)}";
        var seventeen = $"91330206{eight}{SocialCreditCode.OrganisationCheck(eight)}";
        return seventeen + SocialCreditCode.Check(seventeen);
    }

    public PremisesTerms Place(string name, UnitId? street = null, decimal lon = 121.8m, decimal lat = 29.9m) => new() { Name = name, Kind = "warehouse", Street = street ?? East, Point = new(lon, lat), Address = "" };

    public async ValueTask DisposeAsync() => await District.DisposeAsync();
}
