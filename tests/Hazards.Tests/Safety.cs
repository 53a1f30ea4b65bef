using Bihuan.Accounts;
using Bihuan.Enterprises;
using Bihuan.Kernel;
using Bihuan.Matters;
using Bihuan.Organisation;
using Bihuan.Persistence;
using Bihuan.Platform;
using Bihuan.Reading.Units;
using Bihuan.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bihuan.Hazards.Tests;

/// <summary>A small district with premises, and those who find, mend and accept.</summary>
internal sealed class Safety : IAsyncDisposable
{
    private int _people;
    private int _pictures;
    private long _heard;

    private Safety(District district) => District = district;

    public District District { get; }

    public UnitId East { get; private set; }

    public UnitId West { get; private set; }

    /// <summary>The bureau whose trade the premises are: it has their hazards in charge.</summary>
    public UnitId Bureau { get; private set; }

    /// <summary>The fire brigade, which accepts.</summary>
    public UnitId Fire { get; private set; }

    /// <summary>A bureau that has nothing to do with any of it.</summary>
    public UnitId Other { get; private set; }

    public PremisesId Hotel { get; private set; }

    public PremisesId Tower { get; private set; }

    /// <summary>In the other street, of nobody's trade.</summary>
    public PremisesId Shed { get; private set; }

    public Action<Caller> EastOfficer { get; private set; } = null!;

    public Action<Caller> BureauOfficer { get; private set; } = null!;

    public Action<Caller> FireOfficer { get; private set; } = null!;

    public static DateOnly Today => new(2022, 4, 1);

    public static async Task<Safety> Open(DatabaseKind kind)
    {
        var safety = new Safety(await District.Open(kind));
        var district = safety.District;
        await district.Done(new NameDistrict("海曲区", UnitLevel.District, "明州市", "东江省"));
        var top = await district.Done(new CreateUnit("海曲区人民政府", UnitKind.Other));
        safety.East = await district.Done(new CreateUnit("东港街道", UnitKind.Street, UnitLevel.Street, top));
        safety.West = await district.Done(new CreateUnit("西浦街道", UnitKind.Street, UnitLevel.Street, top));
        safety.Bureau = await district.Done(new CreateUnit("住房和城乡建设局", Parent: top));
        safety.Fire = await district.Done(new CreateUnit("消防救援大队", Parent: top));
        safety.Other = await district.Done(new CreateUnit("文化广电局", Parent: top));
        safety.Hotel = await district.Done(new RegisterPremises(new() { Name = "海天宾馆", Kind = "hotel", Street = safety.East, Point = new(121.80m, 29.90m), Departments = [safety.Bureau] }));
        safety.Tower = await district.Done(new RegisterPremises(new() { Name = "远洋大厦", Kind = "hotel", Street = safety.East, Point = new(121.82m, 29.92m), Departments = [safety.Bureau] }));
        safety.Shed = await district.Done(new RegisterPremises(new() { Name = "西浦仓库", Kind = "warehouse", Street = safety.West, Point = new(121.70m, 29.80m) }));
        safety.EastOfficer = await safety.Somebody(Role.UnitOfficer, safety.East);
        safety.BureauOfficer = await safety.Somebody(Role.UnitOfficer, safety.Bureau);
        safety.FireOfficer = await safety.Somebody(Role.UnitOfficer, safety.Fire);
        return safety;
    }

    /// <summary>Somebody with a role over a unit, or over everything.</summary>
    public async Task<Action<Caller>> Somebody(Role role, UnitId? unit = null)
    {
        var name = $"w{++_people}";
        var account = await District.Done(new CreateAccount(name, name, "Kaifang-2022-zhu!", role, unit, MustChangePassword: false));
        return caller => (caller.Acting, caller.IsProgram) = (new(account.Value, unit?.Value), false);
    }

    public HazardTerms Terms(params PremisesId[] premises) => new() { Premises = premises.Length == 0 ? [Hotel] : premises, Place = "三楼东侧", Category = HazardCategory.Fire, Items = [new("疏散通道堆放杂物", "GB 35181", "6.3.1")], Interim = "派专人值守" };

    public RectificationPlan Plan(DateOnly? due = null) => new(Bureau, Fire, [], "宾馆主要负责人", null, "清理通道，更换门锁", 12_000.50m, due ?? new(2022, 9, 30), "发现火情立即疏散");

    /// <summary>A picture that no other is like, in the store.</summary>
    public async Task<NewPhotograph> Picture(int? sameSpotAs = null)
    {
        await using var scope = District.Scope();
        using var stream = new MemoryStream([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, .. BitConverter.GetBytes(++_pictures)]);
        var file = await scope.ServiceProvider.GetRequiredService<IFileStore>().Save(stream, $"{_pictures}.png", FileLimits.Evidence, TestContext.Current.CancellationToken);
        return new(Assert.IsType<Result<FileRef>.Done>(file).Value.Hash, $"{_pictures}.png", SameSpotAs: sameSpotAs);
    }

    /// <summary>Registers a hazard with so many photographs, as the street.</summary>
    public async Task<HazardId> Registered(int photographs = 1)
    {
        List<NewPhotograph> before = [];
        for (var i = 0; i < photographs; i++)
        {
            before.Add(await Picture());
        }

        return await District.Done(new RegisterHazard.Request(Terms(), Before: before), EastOfficer);
    }

    public async Task<HazardId> Graded(int photographs = 1)
    {
        var id = await Registered(photographs);
        await District.Done(new GradeHazard.Request(id, new(HazardGrade.Major, GradeWay.Direct, "GB 35181-2017", "6.3.1")), BureauOfficer);
        return id;
    }

    public async Task<(HazardId Id, MatterId Matter)> Planned(int photographs = 1)
    {
        var id = await Graded(photographs);
        await District.Done(new PlanHazard.Request(id, Plan()), BureauOfficer);
        return (id, (await Show(id)).Matter!.Id);
    }

    public Task<ShowHazard.View> Show(HazardId id) => District.Done(new ShowHazard.Request(id));

    /// <summary>The bureau hands its matter in, and the fire brigade accepts with an end.</summary>
    public async Task End(MatterId matter, MatterEnd end)
    {
        var proof = new Evidence((await Picture()).Hash, "照片.png");
        await District.Done(new HandIn.Request(matter, end, "已办。", [], [proof]), BureauOfficer);
        await District.Done(new AcceptMatter.Request(matter, end, "已核。", [proof]), FireOfficer);
    }

    /// <summary>Hands the journal since the last time to this module's subscribers, each entry twice, as it may happen.</summary>
    public async Task Hear()
    {
        await using var scope = District.Scope();
        var (db, catalog) = (scope.ServiceProvider.GetRequiredService<BihuanContext>(), scope.ServiceProvider.GetRequiredService<EventCatalog>());
        foreach (var entry in await db.Set<JournalEntry>().AsNoTracking().Where(e => e.Position > _heard).OrderBy(e => e.Position).ToListAsync(TestContext.Current.CancellationToken))
        {
            var recorded = new Recorded(entry, catalog.Read(entry));
            for (var i = 0; i < 2; i++)
            {
                await using var inner = District.Services.CreateAsyncScope();
                foreach (var subscriber in inner.ServiceProvider.GetServices<ISubscriber>().Where(s => s.Name.StartsWith("hazards.", StringComparison.Ordinal) && s.Hears(recorded.Happened)))
                {
                    await subscriber.Handle(recorded, TestContext.Current.CancellationToken);
                }
            }

            _heard = entry.Position;
        }
    }

    /// <summary>Every row that this module's projections make.</summary>
    public async Task<string> Dump()
    {
        await using var scope = District.Scope();
        var db = scope.ServiceProvider.GetRequiredService<BihuanContext>();
        string Text<T>(T row) => $"{typeof(T).Name} {System.Text.Json.JsonSerializer.Serialize(row, EventCatalog.Json)}";
        async Task<List<string>> All<T>()
            where T : class => (await db.Set<T>().AsNoTracking().ToListAsync(TestContext.Current.CancellationToken)).ConvertAll(Text);
        return string.Join('\n', (await All<HazardRow>()).Concat(await All<HazardUnit>()).Concat(await All<HazardPremises>()).Concat(await All<Hazard>()).Concat(await All<InspectionRecord>()).Concat(await All<SimilarCheck>()).Concat(await All<EnforcementRecord>()).Concat(await All<EnforcementStanding>()).Concat(await All<EnforcementHazard>()).Concat(await All<HazardMended>()).Concat(await All<Campaign>()).Order(StringComparer.Ordinal));
    }

    public async Task Rebuild()
    {
        await using var scope = District.Scope();
        await scope.ServiceProvider.GetRequiredService<Rebuilder>().Rebuild(scope.ServiceProvider.GetRequiredService<BihuanContext>(), null, TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => District.DisposeAsync();
}
