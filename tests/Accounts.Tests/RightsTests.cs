using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Persistence;
using Bihuan.Platform;
using Bihuan.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bihuan.Accounts.Tests;

public class RightsTests
{
    private static readonly DateOnly Today = new(2022, 4, 1);

    [Theory, BothDatabases]
    public async Task ARole_ReachesItsUnitAndThoseBelow_NotAboveOrBeside(DatabaseKind kind)
    {
        await using var office = await Office.Open(kind);
        var top = await office.District.Done(new CreateUnit("甲局"));
        var section = await office.District.Done(new CreateUnit("甲科", Parent: top));
        var beside = await office.District.Done(new CreateUnit("乙局"));
        var officer = await office.Account("officer", Role.OrganisationOfficer, top);
        var whole = await office.Account("whole", Role.OrganisationOfficer);

        Assert.Equal(new[] { true, true, false, false }, new[] { await office.May(officer, OrganisationPermissions.Edit, top), await office.May(officer, OrganisationPermissions.Edit, section),
            await office.May(officer, OrganisationPermissions.Edit, beside), await office.May(officer, OrganisationPermissions.Edit, null) });
        Assert.Equal(new[] { true, true, true }, new[] { await office.May(whole, OrganisationPermissions.Edit, section), await office.May(whole, OrganisationPermissions.Edit, beside), await office.May(whole, OrganisationPermissions.Edit, null) });
        Assert.False(await office.May(officer, AccountsPermissions.Manage, top));

        // The same through the door of every request: another's unit, and what stands above all units.
        Assert.Equal(["PLATFORM-001"], await office.District.Refused(new CreateUnit("丙科", Parent: beside), Office.As(officer)));
        Assert.Equal(["PLATFORM-001"], await office.District.Refused(new CreateUnit("丙局"), Office.As(officer)));
        await office.District.Done(new CreateUnit("丁科", Parent: section), Office.As(officer));
    }

    [Theory, BothDatabases]
    public async Task ARole_HoldsFromItsFirstToItsLastDay(DatabaseKind kind)
    {
        await using var office = await Office.Open(kind);
        var zhang = await office.Account("zhang");
        await office.District.Done(new GrantRole(zhang, Role.OrganisationOfficer, From: Today.AddDays(1), To: Today.AddDays(2)));
        List<bool> held = [];
        for (var day = 0; day < 4; day++)
        {
            held.Add(await office.May(zhang, OrganisationPermissions.Edit, null));
            office.District.Clock.Advance(TimeSpan.FromDays(1));
        }

        Assert.Equal([false, true, true, false], held);
    }

    [Theory, BothDatabases]
    public async Task ARole_IsGoneAtOnceWhenTakenBack(DatabaseKind kind)
    {
        await using var office = await Office.Open(kind);
        var zhang = await office.Account("zhang");
        var grant = await office.District.Done(new GrantRole(zhang, Role.OrganisationOfficer));
        Assert.True(await office.May(zhang, OrganisationPermissions.Edit, null));
        await office.District.Done(new RevokeRole.Request(zhang, grant));
        Assert.False(await office.May(zhang, OrganisationPermissions.Edit, null));
    }

    [Theory, BothDatabases]
    public async Task ARoleOfAPost_IsHadByWhoeverHoldsIt(DatabaseKind kind)
    {
        await using var office = await Office.Open(kind);
        var unit = await office.District.Done(new CreateUnit("甲局"));
        var post = await office.District.Done(new CreatePost(unit, "局长"));
        var (zhang, li) = (await office.District.Done(new EnterPerson("张某")), await office.District.Done(new EnterPerson("李某")));
        await office.District.Done(new Appoint(PersonRef.Known(zhang), PostRef.Known(post), Today.AddDays(-30), null));
        await office.District.Done(new Remove(PersonRef.Known(zhang), PostRef.Known(post), Today.AddDays(2), null));
        await office.District.Done(new Appoint(PersonRef.Known(li), PostRef.Known(post), Today.AddDays(3), null));
        await office.District.Done(new GrantRoleToPost(post, Role.OrganisationOfficer, unit));
        var (a, b) = (await office.Account("zhang", person: zhang), await office.Account("li", person: li));

        List<(bool, bool)> held = [];
        for (var day = 0; day < 4; day++)
        {
            held.Add((await office.May(a, OrganisationPermissions.Edit, unit), await office.May(b, OrganisationPermissions.Edit, unit)));
            office.District.Clock.Advance(TimeSpan.FromDays(1));
        }

        Assert.Equal([(true, false), (true, false), (false, false), (false, true)], held);
    }

    [Theory, BothDatabases]
    public async Task AnAdministrator_HoldsNoRoleOfAPost(DatabaseKind kind)
    {
        await using var office = await Office.Open(kind);
        var unit = await office.District.Done(new CreateUnit("甲局"));
        var post = await office.District.Done(new CreatePost(unit, "局长"));
        var zhang = await office.District.Done(new EnterPerson("张某"));
        await office.District.Done(new Appoint(PersonRef.Known(zhang), PostRef.Known(post), Today, null));
        await office.District.Done(new GrantRoleToPost(post, Role.OrganisationOfficer, unit));
        var account = await office.Account("zhang", Role.SystemAdministrator, person: zhang);
        Assert.False(await office.May(account, OrganisationPermissions.Edit, unit));
        Assert.True(await office.May(account, AccountsPermissions.Tokens, null));
    }

    [Theory, BothDatabases]
    public async Task TheLastSecurityAdministrator_Stays(DatabaseKind kind)
    {
        await using var office = await Office.Open(kind);
        var anquan = await office.IdOf("anquan");
        Assert.Equal(["ACC-027"], await office.District.Refused(new DisableAccount(anquan)));
        var grant = await office.Read(db => db.Set<Account>().Where(a => a.Id == anquan).SingleAsync());
        Assert.Equal(["ACC-027"], await office.District.Refused(new RevokeRole.Request(anquan, grant.Grants[0].Id)));
        await office.Account("second", Role.SecurityAdministrator);
        await office.District.Done(new DisableAccount(anquan));
    }

    [Theory, BothDatabases]
    public async Task AToken_MayWhatItWasGiven_WhereItWasGiven_UntilItsDay(DatabaseKind kind)
    {
        await using var office = await Office.Open(kind);
        var (mine, other) = (await office.District.Done(new CreateUnit("甲局")), await office.District.Done(new CreateUnit("乙局")));
        Assert.Equal(["ACC-072"], await office.District.Refused(new IssueToken("x", null, [AccountsPermissions.Manage], 30)));
        var secret = await office.District.Done(new IssueToken("报表系统", mine, [OrganisationPermissions.Edit], 30));

        Task<MachineToken?> Find(string text) => office.District.Services.GetRequiredService<TokenBook>().Find(text);
        var token = await Find(secret);
        Assert.NotNull(token);
        Assert.Null(await Find(secret[..^1] + (secret[^1] == 'A' ? 'B' : 'A')));
        var id = AccountId.From(token.Id.Value);
        Assert.Equal(new[] { true, false, false }, new[] { await office.May(id, OrganisationPermissions.Edit, mine), await office.May(id, OrganisationPermissions.Edit, other), await office.May(id, OrganisationPermissions.View, mine) });
        var stored = await office.Read(db => db.Set<TokenSecret>().SingleAsync());
        Assert.Equal("SHA-256", stored.Suite);
        office.District.Clock.Advance(TimeSpan.FromDays(30));
        Assert.Null(await Find(secret));
        Assert.False(await office.May(id, OrganisationPermissions.Edit, mine));
    }

    public static TheoryData<Role, Role, bool> Pairs()
    {
        TheoryData<Role, Role, bool> pairs = [];
        foreach (var first in Enum.GetValues<Role>())
        {
            foreach (var second in Enum.GetValues<Role>().Where(r => r != first))
            {
                // Written out anew: no two of the three, and none of them with anything else.
                Role[] administrators = [Role.SystemAdministrator, Role.SecurityAdministrator, Role.AuditAdministrator];
                pairs.Add(first, second, !administrators.Contains(first) && !administrators.Contains(second));
            }
        }

        return pairs;
    }

    [Theory, MemberData(nameof(Pairs))]
    public void TheThreeAdministrators_AreKeptApart(Role held, Role asked, bool allowed)
    {
        var account = new Account();
        account.Apply(new RoleGranted(new(default, held, null, null, Today, null)), new(default, Acting.Program));
        var problems = GrantRoles.Decide(account, new(default, asked), Today, unitExists: true);
        Assert.Equal(allowed ? [] : ["ACC-030"], problems.Select(p => p.Code));
    }
}

public class SetUpTests
{
    [Theory, BothDatabases]
    public async Task SetUp_IsClosedForEver(DatabaseKind kind)
    {
        await using var office = await Office.Open(kind);
        Assert.Equal(["ACC-020"], await office.District.Refused(Office.Request));
        foreach (var name in new[] { "xitong", "shenji" })
        {
            await office.District.Done(new DisableAccount(await office.IdOf(name)));
        }

        Assert.Equal(["ACC-020"], await office.District.Refused(Office.Request));
    }

    [Theory, BothDatabases]
    public async Task TwoWhoSetUpAtOnce_MakeOneDistrict(DatabaseKind kind)
    {
        await using var office = new Office(await District.Open(kind));
        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(() => office.District.Send(Office.Request with { District = $"第{i}区" }))));
        Assert.Single(results, r => r is Result<None>.Done);
        Assert.Equal(3, await office.Read(db => db.Set<Account>().CountAsync()));
    }

    [Fact]
    public void ThreeDifferentPeople_AreNeeded()
    {
        var one = Office.Request.System;
        Assert.Equal(["ACC-022"], SetUpProgram.Decide(Office.Request with { Audit = one, Security = one }, anyAccount: false).Select(p => p.Code));
    }

    [Theory, BothDatabases]
    public async Task TheClockThatWasSet_RunsOnInAnotherProcess(DatabaseKind kind)
    {
        await using var office = await Office.Open(kind);
        var shows = new DateTimeOffset(2023, 1, 2, 3, 4, 5, TimeSpan.Zero);
        await office.District.Done(new SetClock(shows));
        office.District.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(shows.AddMinutes(10), office.District.Services.GetRequiredService<TimeProvider>().GetUtcNow());

        // As another process finds it.
        var clock = new DistrictClock(office.District.Clock);
        var reader = new SettingsReader(office.District.Services.GetRequiredService<IServiceScopeFactory>(), new JournalSignal(), office.District.Services.GetRequiredService<EventCatalog>(), clock, new ChosenDigest());
        await reader.Get();
        Assert.Equal(shows.AddMinutes(10), clock.GetUtcNow());
    }

    [Theory, BothDatabases]
    public async Task TheDigestThatWasChosen_IsThatOfNewEntries(DatabaseKind kind)
    {
        await using var office = await Office.Open(kind);
        await office.District.Done(new SetPolicy.Request(new(2022, 4, 2), SecurityPolicy.Default with { Digest = "SM3" }));
        var settings = office.District.Services.GetRequiredService<SettingsReader>();
        await settings.Get();
        await office.Account("before");
        office.District.Clock.Advance(TimeSpan.FromDays(1));
        await settings.Get();
        await office.Account("after");
        var suites = await office.Read(db => db.Set<JournalEntry>().OrderBy(e => e.Position).Select(e => new { e.Payload, e.Suite, e.Hash }).ToListAsync());
        Assert.Equal("SHA-256", suites.Single(s => s.Payload.Contains("\"before\"", StringComparison.Ordinal)).Suite);
        Assert.Equal("SM3", suites.Single(s => s.Payload.Contains("\"after\"", StringComparison.Ordinal)).Suite);
    }
}

public class AuditExportTests
{
    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@x", "'@x")]
    [InlineData("\tx", "'\tx")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("=\"a\"", "\"'=\"\"a\"\"\"")]
    [InlineData("plain", "plain")]
    [InlineData(null, "")]
    public void ACell_IsNeverAFormula(string? text, string expected) => Assert.Equal(expected, AuditExport.Line([text]));
}
