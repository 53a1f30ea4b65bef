using Bihuan.Persistence;
using Bihuan.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bihuan.Enterprises.Tests;

/// <summary>Registering, changing, finding and telling apart, on both databases.</summary>
public class RegisterTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, BothDatabases]
    public async Task AFirm_GoesThroughItsLife_AndItsHistorySaysSo(DatabaseKind kind)
    {
        await using var register = await Register.Open(kind);
        var district = register.District;
        var id = await district.Done(new RegisterEnterprise(new() { Name = "明州港龙物流有限公司", Code = register.NewCode(), Street = register.East, Departments = [register.Bureau], Officers = [new(ResponsibleRole.Principal, null, "王某")] }, new(2015, 3, 1)));
        var other = await district.Done(new RegisterEnterprise(new() { Name = "明州远海仓储有限公司", Code = register.NewCode(), Street = register.East }));

        await district.Done(new RenameEnterprise.Request(id, 1, "明州港龙供应链有限公司", new(2020, 5, 1)));
        await district.Done(new MoveEnterprise.Request(id, 2, "西浦街道兴业路9号", register.West, new(2021, 1, 1)));
        Assert.Equal(["PLATFORM-004"], await district.Refused(new SetEnterpriseState.Request(id, 2, RegisterState.Stopped, Register.Today, "停产")));
        await district.Done(new SetEnterpriseState.Request(id, 3, RegisterState.Stopped, Register.Today, "停产"));
        await district.Done(new SetEnterpriseState.Request(id, 4, RegisterState.Active, Register.Today, "复产"));
        Assert.Equal(["ENT-013"], await district.Refused(new CorrectEnterprise.Request(id, 5, new() { Name = "明州港龙供应链有限公司", Street = register.West }, Register.Today, " ")));
        Assert.Equal(["ENT-018"], await district.Refused(new AbsorbEnterprise.Request(id, 5, id, Register.Today, "x")));
        await district.Done(new AbsorbEnterprise.Request(id, 5, other, Register.Today, "吸收合并"));
        Assert.Equal(["ENT-019"], await district.Refused(new AbsorbEnterprise.Request(other, 2, id, Register.Today, "x")));

        var shown = await district.Done(new ShowEnterprise.Request(id));
        Assert.Equal((RegisterState.Closed, other, "明州远海仓储有限公司"), (shown.State, shown.AbsorbedInto, shown.AbsorbedIntoName));
        Assert.Equal(
            [RegisterHappening.Absorbed, RegisterHappening.Reopened, RegisterHappening.Stopped, RegisterHappening.Moved, RegisterHappening.Renamed, RegisterHappening.Registered], shown.History.Select(h => h.What));
        Assert.Equal(RegisterHappening.TookOver, (await district.Done(new ShowEnterprise.Request(other))).History[0].What);

        // Both are found, the one that went too, by the name that it no longer bears.
        Assert.Equal([id], (await district.Done(new ListEnterprises.Request("港龙物流"))).Items.Select(e => e.Id));
        Assert.Equal([id], (await district.Done(new ListEnterprises.Request("供应链"))).Items.Select(e => e.Id));
        Assert.Equal([other], (await district.Done(new ListEnterprises.Request("远海"))).Items.Select(e => e.Id));
    }

    [Theory, BothDatabases]
    public async Task Premises_GoThroughTheirLife_WithTheFirmsThatUseThem(DatabaseKind kind)
    {
        await using var register = await Register.Open(kind);
        var district = register.District;
        var firm = await district.Done(new RegisterEnterprise(new() { Name = "明州港龙物流有限公司", Code = register.NewCode() }));
        var id = await district.Done(new RegisterPremises(register.Place("港龙一号库") with
        {
            System = CoordinateSystem.Gcj02,
            Uses = [new(firm, UseRole.Owner, new(2018, 1, 1))],
            Gas = GasUse.Bottle,
            GasAsOf = new(2022, 3, 1),
            SquareMetres = 12_000.5m,
            Storeys = 3,
            Aliases = ["一号冷库", "一号冷库"],
        }));
        await district.Done(new UsePremises.Request(id, firm, UseRole.User, new(2019, 1, 1)));
        await district.Done(new UsePremises.Request(id, firm, UseRole.User));
        await district.Done(new LeavePremises.Request(id, firm, UseRole.User, new(2021, 6, 1)));
        Assert.Equal(["ENT-023"], await district.Refused(new LeavePremises.Request(id, firm, UseRole.User, Register.Today)));
        await district.Done(new MovePremises.Request(id, 3, "港口路1号", new(121.9m, 29.8m), null, CoordinateSystem.Wgs84, register.West, "滨海社区", new(2021, 12, 1)));

        var shown = await district.Done(new ShowPremises.Request(id));
        Assert.Equal((new GeoPoint(121.9m, 29.8m), "滨海社区", 12_000.5m), (shown.Terms.Point, shown.Terms.Community, shown.Terms.SquareMetres));
        Assert.Equal(CoordinateSystem.Wgs84, shown.Terms.System);
        Assert.Equal(["一号冷库"], shown.Terms.Aliases);
        Assert.Equal([(UseRole.Owner, null), (UseRole.User, new DateOnly(2021, 6, 1))], shown.Firms.Select(f => (f.Role, f.To)));
        Assert.Equal([id], (await district.Done(new ShowEnterprise.Request(firm))).Premises.Select(p => p.Id).Distinct());
        Assert.Equal([RegisterHappening.Registered, RegisterHappening.Moved, RegisterHappening.FirmLeft, RegisterHappening.FirmCame], shown.History.Select(h => h.What));
    }

    [Theory, BothDatabases]
    public async Task WhatIsWrong_IsSaidAtOnce(DatabaseKind kind)
    {
        await using var register = await Register.Open(kind);
        var wrong = register.Place("x") with { Kind = "castle", Point = new(500, 0), Outline = "{}", GasAsOf = new(2030, 1, 1), SquareMetres = -1, Officers = [new(ResponsibleRole.Other)] };
        Assert.Equal(["ENT-001", "ENT-015", "ENT-004", "ENT-006", "ENT-007", "ENT-010", "ENT-009"], await register.District.Refused(new RegisterPremises(wrong)));
        Assert.Equal(["ENT-005"], await register.District.Refused(new RegisterEnterprise(new() { Name = "某公司", Code = "91330206MA000001X0" })));
        Assert.Equal(["ENT-012"], await register.District.Refused(new RegisterPremises(register.Place("园区", lon: 121.5m) with { Outline = Square(121.8m, 29.9m) })));
    }

    [Theory, BothDatabases]
    public async Task ADuplicate_IsShownBefore_AndADecisionIsRemembered(DatabaseKind kind)
    {
        await using var register = await Register.Open(kind);
        var district = register.District;
        var code = register.NewCode();
        var firm = await district.Done(new RegisterEnterprise(new() { Name = "明州海曲冷链有限公司", Code = code, Street = register.East, Address = "恒山西路583号" }));
        Assert.Equal(["ENT-020"], await district.Refused(new RegisterEnterprise(new() { Name = "别的名字", Code = code.ToLowerInvariant() }, Apart: [firm])));
        Assert.Equal(["ENT-021"], await district.Refused(new RegisterEnterprise(new() { Name = "冷链（股份）有限公司", Street = register.East })));

        // Another street is another branch; two codes are two firms.
        await district.Done(new RegisterEnterprise(new() { Name = "明州冷链有限公司", Street = register.West }));
        await district.Done(new RegisterEnterprise(new() { Name = "明州海曲冷链有限公司", Code = register.NewCode(), Street = register.East }));

        var one = await district.Done(new RegisterPremises(register.Place("东港悦洁浴场") with { Address = "东港街道辽河路586号" }));
        var near = await district.Done(new FindPremisesDuplicates.Request(register.Place("悦洁洗浴中心", lon: 121.80001m)));
        Assert.Equal((one.Value, DuplicateGround.Place), (near[0].Id, near[0].Ground));
        Assert.Empty(await district.Done(new FindPremisesDuplicates.Request(register.Place("悦洁洗浴中心", lon: 121.81m))));
        Assert.Equal((one.Value, DuplicateGround.Address), (await district.Done(new FindPremisesDuplicates.Request(register.Place("海曲某店", lon: 121.9m) with { Address = "辽河路５８６号" }))).Select(d => (d.Id, d.Ground)).Single());
        Assert.Equal(["ENT-021"], await district.Refused(new RegisterPremises(register.Place("悦洁浴场", lon: 121.8001m))));
        var second = await district.Done(new RegisterPremises(register.Place("悦洁浴场", lon: 121.8001m), Apart: [one]));
        Assert.Empty((await district.Done(new ListDuplicates.Request())).Items);
        Assert.Empty((await district.Done(new ShowPremises.Request(second))).Duplicates);
        Assert.Empty((await district.Done(new ShowPremises.Request(one))).Duplicates);

        // A correction that makes two alike is not refused: the pair waits for somebody to decide.
        var third = await district.Done(new RegisterPremises(register.Place("完全不同的仓库", lon: 121.8002m)));
        await district.Done(new CorrectPremises.Request(third, 1, register.Place("悦洁浴场", lon: 121.8002m), Register.Today, "名称录错"));
        Assert.Equal(2, (await district.Done(new ListDuplicates.Request())).Items.Count);
        await district.Done(new TellPremisesApart.Request(third, one));
        await district.Done(new MergePremises.Request(third, second, "同一家"));
        Assert.Empty((await district.Done(new ListDuplicates.Request())).Items);
    }

    [Theory, BothDatabases]
    public async Task AMergedEntry_IsFoundByEveryNameAndId(DatabaseKind kind)
    {
        await using var register = await Register.Open(kind);
        var district = register.District;
        var (code, user) = (register.NewCode(), register.NewCode());
        var a = await district.Done(new RegisterEnterprise(new() { Name = "甲物流有限公司", Code = code, Tags = ["冷链"] }));
        var b = await district.Done(new RegisterEnterprise(new() { Name = "乙物流有限公司", Street = register.East, Note = "路牌名" }));
        var place = await district.Done(new RegisterPremises(register.Place("一号库") with { Uses = [new(a, UseRole.User)] }));
        await district.Done(new MergeEnterprises.Request(a, b, "同一企业"));
        var c = await district.Done(new RegisterEnterprise(new() { Name = "丙物流有限公司", Code = user }));
        Assert.Equal(["ENT-024"], await district.Refused(new MergeEnterprises.Request(b, c, "同一企业")));

        var shown = await district.Done(new ShowEnterprise.Request(a));
        Assert.Equal((b, "乙物流有限公司", code, "路牌名"), (shown.Id, shown.Terms.Name, shown.Terms.Code, shown.Terms.Note));
        Assert.Equal([place], shown.Premises.Select(p => p.Id));
        Assert.Equal([b], (await district.Done(new ShowPremises.Request(place))).Firms.Select(f => f.Id));
        Assert.Equal([b], (await district.Done(new ListEnterprises.Request("甲物流"))).Items.Select(e => e.Id));
        Assert.Equal([b], (await district.Done(new ListEnterprises.Request(code))).Items.Select(e => e.Id));
        await using var scope = district.Scope();
        Assert.Equal(b, (await scope.ServiceProvider.GetRequiredService<IPremisesQueries>().Firms([a], Cancel))[a].Id);
    }

    /// <summary>What the register is found by is made again from the journal, row for row.</summary>
    [Theory, BothDatabases]
    public async Task ARebuild_MakesTheSameTables(DatabaseKind kind)
    {
        await using var register = await Register.Open(kind);
        var district = register.District;
        var firm = await district.Done(new RegisterEnterprise(new() { Name = "甲公司", Street = register.East }));
        List<PremisesId> ids = [];
        for (var i = 0; i < 6; i++)
        {
            ids.Add(await district.Done(new RegisterPremises(register.Place($"仓库第{i}处", lon: 121.8m + (i * 0.01m)) with { Uses = [new(firm, UseRole.User)], Departments = [register.Bureau] })));
        }

        await district.Done(new CorrectPremises.Request(ids[1], 1, register.Place("仓库第0处"), Register.Today, "录错"));
        await district.Done(new SetPremisesState.Request(ids[2], 1, RegisterState.Closed, Register.Today, "拆除"));
        await district.Done(new MergePremises.Request(ids[3], ids[4], "重复"));
        await district.Done(new MovePremises.Request(ids[5], 1, "", new(121.7m, 29.8m), null, CoordinateSystem.Wgs84, register.West, null, Register.Today));
        var before = await Dump(district);
        await using (var scope = district.Scope())
        {
            await scope.ServiceProvider.GetRequiredService<Rebuilder>().Rebuild(scope.ServiceProvider.GetRequiredService<BihuanContext>(), null, Cancel);
        }

        Assert.Equal(before, await Dump(district));
        Assert.Contains("pair", before, StringComparison.Ordinal);

        static async Task<string> Dump(District district)
        {
            await using var scope = district.Scope();
            var db = scope.ServiceProvider.GetRequiredService<BihuanContext>();
            return string.Join('\n', (await db.Set<MapCell>().AsNoTracking().ToListAsync(Cancel)).Select(c => $"cell {c.Level} {c.X} {c.Y} {c.Kind} {c.Count} {c.Lon} {c.Lat}")
                .Concat((await db.Set<DuplicatePair<PremisesId>>().AsNoTracking().ToListAsync(Cancel)).Select(p => $"pair {p.First} {p.Second} {p.Ground}"))
                .Concat((await db.Set<PremisesUnit>().AsNoTracking().ToListAsync(Cancel)).Select(u => $"unit {u.Premises} {u.Unit} {u.Name} {u.Lon} {u.Lat}"))
                .Concat((await db.Set<EnterpriseReach>().AsNoTracking().ToListAsync(Cancel)).Select(r => $"reach {r.Enterprise} {r.Unit} {r.Premises}"))
                .Concat((await db.Set<PremisesFirm>().AsNoTracking().ToListAsync(Cancel)).Select(f => $"firm {f.Premises} {f.Enterprise} {f.Role} {f.To}"))
                .Concat((await db.Set<RegisterEntry>().AsNoTracking().ToListAsync(Cancel)).Select(e => $"entry {e.Id} {e.Name} {e.Lon} {e.Lat} {e.Cell} {e.NameKeys} {e.AddressKey} {e.MapKind}"))
                .Concat((await db.Set<RegisterKey>().AsNoTracking().ToListAsync(Cancel)).Select(k => $"key {k.Ground} {k.Key} {k.Id}")).Order(StringComparer.Ordinal));
        }
    }

    internal static string Square(decimal lon, decimal lat, decimal size = 0.002m) => FormattableString.Invariant($$"""{"type":"Polygon","coordinates":[[[{{lon}},{{lat}}],[{{lon + size}},{{lat}}],[{{lon + size}},{{lat + size}}],[{{lon}},{{lat + size}}],[{{lon}},{{lat}}]]]}""");
}
