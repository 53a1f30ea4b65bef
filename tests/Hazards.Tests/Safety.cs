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
    private readonly Ears _ears;

    private Safety(District district) => (District, _ears) = (district, new(district));

    public District District { get; }

    /// <summary>The government, above all others.</summary>
    public UnitId Government { get; private set; }

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
        var top = safety.Government = await district.Done(new CreateUnit("海曲区人民政府", UnitKind.Other));
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
    public Task<NewPhotograph> Picture(int? sameSpotAs = null) => Ears.Picture(District, ++_pictures, sameSpotAs);

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

    public Task Hear() => _ears.Hear();

    public Task<string> Dump() => Ears.Dump(District);

    public Task Rebuild() => Ears.Rebuild(District);

    public ValueTask DisposeAsync() => District.DisposeAsync();
}

/// <summary>What tests do with any district: hand its journal to this module's subscribers, store pictures, compare rows before and after a rebuild.</summary>
internal sealed class Ears(District district)
{
    private long _heard;

    /// <summary>Hands the journal since the last time to this module's subscribers, each entry twice, as it may happen.</summary>
    public async Task Hear()
    {
        await using var scope = district.Scope();
        var (db, catalog) = (scope.ServiceProvider.GetRequiredService<BihuanContext>(), scope.ServiceProvider.GetRequiredService<EventCatalog>());
        foreach (var entry in await db.Set<JournalEntry>().AsNoTracking().Where(e => e.Position > _heard).OrderBy(e => e.Position).ToListAsync(TestContext.Current.CancellationToken))
        {
            var recorded = new Recorded(entry, catalog.Read(entry));
            for (var i = 0; i < 2; i++)
            {
                await using var inner = district.Services.CreateAsyncScope();
                foreach (var subscriber in inner.ServiceProvider.GetServices<ISubscriber>().Where(s => s.Name.StartsWith("hazards.", StringComparison.Ordinal) && s.Hears(recorded.Happened)))
                {
                    await subscriber.Handle(recorded, TestContext.Current.CancellationToken);
                }
            }

            _heard = entry.Position;
        }
    }

    /// <summary>A picture of a number, in the store.</summary>
    public static async Task<NewPhotograph> Picture(District district, int number, int? sameSpotAs = null)
    {
        await using var scope = district.Scope();
        var taken = await scope.ServiceProvider.GetRequiredService<PhotographIntake>().Take(new MemoryStream(Pictures.Numbered(number)), $"{number}.png", TestContext.Current.CancellationToken);
        return NewPhotograph.Of(Assert.IsType<Result<StoredPhotograph>.Done>(taken).Value, $"{number}.png") with { SameSpotAs = sameSpotAs };
    }

    /// <summary>Every row that this module's projections make.</summary>
    public static async Task<string> Dump(District district)
    {
        await using var scope = district.Scope();
        var db = scope.ServiceProvider.GetRequiredService<BihuanContext>();
        string Text<T>(T row) => $"{typeof(T).Name} {System.Text.Json.JsonSerializer.Serialize(row, EventCatalog.Json)}";
        async Task<List<string>> All<T>()
            where T : class => (await db.Set<T>().AsNoTracking().ToListAsync(TestContext.Current.CancellationToken)).ConvertAll(Text);
        return string.Join('\n', (await All<HazardRow>()).Concat(await All<HazardUnit>()).Concat(await All<HazardPremises>()).Concat(await All<Hazard>()).Concat(await All<InspectionRecord>()).Concat(await All<SimilarCheck>()).Concat(await All<Listing>())
            .Concat(await All<EnforcementRecord>()).Concat(await All<EnforcementStanding>()).Concat(await All<EnforcementHazard>()).Concat(await All<HazardMended>()).Concat(await All<Campaign>())
            .Concat(await All<ProblemList>()).Concat(await All<MajorProblem>()).Concat(await All<MajorProblemRow>()).Concat(await All<MajorProblemUnit>()).Concat(await All<ProblemQuotaRow>()).Concat(await All<OwnChecklist>()).Concat(await All<ChecklistEdition>()).Order(StringComparer.Ordinal));
    }

    public static async Task Rebuild(District district)
    {
        await using var scope = district.Scope();
        await scope.ServiceProvider.GetRequiredService<Rebuilder>().Rebuild(scope.ServiceProvider.GetRequiredService<BihuanContext>(), null, TestContext.Current.CancellationToken);
    }
}
