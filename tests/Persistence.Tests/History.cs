using System.Text;
using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bihuan.Persistence.Tests;

/// <summary>A history made through real commands.</summary>
internal static class History
{
    /// <summary>Makes some days of it, several entries a day: units are entered, renamed and moved.</summary>
    public static async Task Make(District district, int days, int perDay = 6)
    {
        var known = new List<UnitId>();
        for (var day = 0; day < days; day++)
        {
            await MakeDay(district, known, day, perDay);
            district.Clock.Advance(TimeSpan.FromDays(1) - TimeSpan.FromMinutes(1) * perDay);
        }
    }

    /// <summary>Makes one day of it, a minute an entry.</summary>
    public static async Task MakeDay(District district, List<UnitId> known, int day, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var name = $"第{day}日{i}号单位{Guid.CreateVersion7():N}";
            if (known.Count > 0 && i % 3 == 2)
            {
                var unit = known[(day + i) % known.Count];
                await district.Done(new RenameUnit(unit, await VersionOf(district, unit), name, DistrictDay.Today(district.Clock), new("甲政办〔2022〕1号", "一")), reason: "更名");
            }
            else
            {
                known.Add(await district.Done(new CreateUnit(name, UnitKind.Department, Parent: known.Count > 3 ? known[i % 3] : null, From: i % 2 == 0 ? new DateOnly(2021, 1, 1) : null)));
            }

            district.Clock.Advance(TimeSpan.FromMinutes(1));
        }
    }

    /// <summary>Something of everything that can be done: appointments, removals, portfolios, groups, aliases, and what takes them back.</summary>
    public static async Task MakeMixed(District district)
    {
        Clause source = new("甲政干〔2022〕1号", "正文第2段");
        var day = DistrictDay.Today(district.Clock);
        await district.Done(new NameDistrict("甲区", Reading.Units.UnitLevel.District, "乙市", "丙省"));
        var government = await district.Done(new CreateUnit("甲区人民政府", UnitKind.Other));
        for (var i = 0; i < 5; i++)
        {
            var unit = await district.Done(new CreateUnit($"甲{i}局", UnitKind.Department, Parent: government, From: new(2021, 1, i + 1)));
            await district.Done(new AddAlias(unit, $"第{i}局", AliasKind.Alias, source));
            var holding = await district.Done(new Appoint(PersonRef.Named($"张{i}"), PostRef.Titled(unit, "局长"), day, source, ProbationYears: i % 2));
            await district.Done(new SetPortfolio(PersonRef.Named($"张{i}"), PostRef.Titled(unit, "局长"), day, null, [new(DutyKind.Answers, "应急管理", null)], source));
            district.Clock.Advance(TimeSpan.FromHours(30));
            if (i % 2 == 0)
            {
                await district.Done(new RenameUnit(unit, await VersionOf(district, unit), $"乙{i}局", DistrictDay.Today(district.Clock), source), reason: "机构改革");
                await district.Done(new UndoAppoint(holding));
            }
            else
            {
                await district.Done(new Remove(PersonRef.Named($"张{i}"), PostRef.Titled(unit, "局长"), DistrictDay.Today(district.Clock), source));
            }
        }
    }

    /// <summary>Saves a file and names it in the journal.</summary>
    public static async Task<string> KeepFile(District district, string text)
    {
        await using var scope = district.Scope();
        var saved = await scope.ServiceProvider.GetRequiredService<IFileStore>().Save(new MemoryStream(Encoding.UTF8.GetBytes(text)), "a.txt", FileLimits.Documents, TestContext.Current.CancellationToken);
        var hash = Assert.IsType<Result<FileRef>.Done>(saved).Value.Hash;
        await district.Done(new CreateUnit($"单位{Guid.CreateVersion7():N}", UnitKind.Department, Note: hash));
        return hash;
    }

    private static async Task<int> VersionOf(District district, UnitId unit)
    {
        await using var scope = district.Scope();
        return await scope.ServiceProvider.GetRequiredService<BihuanContext>().Set<Organisation.Unit>().Where(u => u.Id == unit).Select(u => u.Version).SingleAsync(TestContext.Current.CancellationToken);
    }
}
