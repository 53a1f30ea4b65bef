using Bihuan.Accounts;
using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Platform;
using Bihuan.TestKit;
using Xunit;

namespace Bihuan.Matters.Tests;

/// <summary>A small district with those who play a part in the loop.</summary>
internal sealed class Loop : IAsyncDisposable
{
    private Loop(District district) => District = district;

    public District District { get; }

    /// <summary>The government's office, which accepts.</summary>
    public UnitId Office { get; private set; }

    /// <summary>A bureau that leads.</summary>
    public UnitId Bureau { get; private set; }

    /// <summary>A section of the bureau.</summary>
    public UnitId Section { get; private set; }

    /// <summary>Another bureau, which supports.</summary>
    public UnitId Other { get; private set; }

    public UnitId Street { get; private set; }

    public UnitId SecondStreet { get; private set; }

    public Action<Caller> Supervisor { get; private set; } = null!;

    public Action<Caller> OfficeOfficer { get; private set; } = null!;

    public Action<Caller> BureauOfficer { get; private set; } = null!;

    public Action<Caller> OtherOfficer { get; private set; } = null!;

    public Action<Caller> StreetOfficer { get; private set; } = null!;

    public Action<Caller> Leader { get; private set; } = null!;

    /// <summary>Handles and accepts in every unit: nobody's work but one's own is out of reach.</summary>
    public Action<Caller> Everywhere { get; private set; } = null!;

    public static Evidence Proof { get; } = new($"SHA-256:{new string('a', 64)}", "照片.jpg");

    public static async Task<Loop> Open(DatabaseKind kind)
    {
        var loop = new Loop(await District.Open(kind));
        var district = loop.District;
        var top = await district.Done(new CreateUnit("甲区人民政府", UnitKind.Other));
        loop.Office = await district.Done(new CreateUnit("甲区人民政府办公室", Parent: top));
        loop.Bureau = await district.Done(new CreateUnit("住房和城乡建设局", Parent: top));
        loop.Section = await district.Done(new CreateUnit("停车管理科", Parent: loop.Bureau));
        loop.Other = await district.Done(new CreateUnit("综合行政执法局", Parent: top));
        loop.Street = await district.Done(new CreateUnit("东街道", UnitKind.Street, Parent: top));
        loop.SecondStreet = await district.Done(new CreateUnit("西街道", UnitKind.Street, Parent: top));
        loop.Supervisor = await Account("ducha", Role.SupervisionOfficer, null);
        loop.OfficeOfficer = await Account("bangong", Role.UnitOfficer, loop.Office);
        loop.BureauOfficer = await Account("zhujian", Role.UnitOfficer, loop.Bureau);
        loop.OtherOfficer = await Account("zhifa", Role.UnitOfficer, loop.Other);
        loop.StreetOfficer = await Account("dongjie", Role.UnitOfficer, loop.Street);
        loop.Leader = await Account("quzhang", Role.Leader, null);
        loop.Everywhere = await Account("quanneng", Role.UnitOfficer, null);
        return loop;

        async Task<Action<Caller>> Account(string name, Role role, UnitId? unit)
        {
            var account = await district.Done(new CreateAccount(name, name, People.Password, role, unit, MustChangePassword: false));
            return caller => (caller.IsProgram, caller.Acting) = (false, new(account.Value, unit?.Value));
        }
    }

    /// <summary>新增停车位: due on a day, for the bureau, with the streets' help.</summary>
    public MatterTerms Terms(DateOnly? due = null) => new()
    {
        Title = "新增停车位2000个",
        Body = "新增停车位2000个，缓解停车难。",
        Lead = Bureau,
        Supporting = [Other, Street],
        Accepting = Office,
        Source = new("甲政办〔2022〕9号", "八（一）68"),
        Goals = [new("新增停车位", GoalSense.AtLeast, 2000, "个")],
        Due = new(due ?? new DateOnly(2022, 12, 31)),
        Reports = new(ReportRhythm.Monthly, 31),
    };

    /// <summary>Drafts and issues a matter.</summary>
    public async Task<MatterId> Issued(MatterTerms? terms = null)
    {
        var id = await District.Done(new DraftMatter.Request(terms ?? Terms()), Supervisor);
        var answer = await District.Done(new IssueMatters.Request([id], "交办通知", "请按时限办理。"), Supervisor);
        Assert.Empty(Assert.Single(answer.Rows).Problems);
        return id;
    }

    /// <summary>Drafts, issues and signs for a matter.</summary>
    public async Task<MatterId> SignedFor(MatterTerms? terms = null)
    {
        var id = await Issued(terms);
        await District.Done(new SignFor.Request(id), BureauOfficer);
        return id;
    }

    public Task<int> Report(MatterId id, int progress, decimal? reached = null) =>
        District.Done(new ReportMatter.Request(id, progress, reached is { } figure ? [new(0, figure)] : [], "已开工。", null, null, []), BureauOfficer);

    public async Task HandIn(MatterId id, MatterEnd end = MatterEnd.Fulfilled, decimal reached = 2000) =>
        await District.Done(new HandIn.Request(id, end, "已建成并投用。", [new(0, reached)], [Proof]), BureauOfficer);

    public Task<ShowMatter.Answer> Show(MatterId id) => District.Done(new ShowMatter.Request(id));

    /// <summary>Lets the clock run to the morning of a day.</summary>
    public void Until(DateOnly day) => District.Clock.SetUtcNow(DistrictDay.Start(day).AddHours(9));

    public ValueTask DisposeAsync() => District.DisposeAsync();
}
