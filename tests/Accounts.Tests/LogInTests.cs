using Bihuan.Kernel;
using Bihuan.Persistence;
using Bihuan.Platform;
using Bihuan.TestKit;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Bihuan.Accounts.Tests;

public class LogInTests
{
    [Theory, BothDatabases]
    public async Task FiveFailures_LockAnAccountForAQuarterOfAnHour(DatabaseKind kind)
    {
        await using var office = await Office.Open(kind);
        await office.Account("zhang", Role.Reader);
        for (var failure = 1; failure <= 4; failure++)
        {
            Assert.Equal("ACC-001", await Office.Refusal(office.LogIn("zhang", "wrong")));
        }

        Assert.Equal("ACC-002", await Office.Refusal(office.LogIn("zhang", "wrong")));
        Assert.Equal("ACC-002", await Office.Refusal(office.LogIn("zhang")));
        office.District.Clock.Advance(TimeSpan.FromMinutes(15) - TimeSpan.FromSeconds(1));
        Assert.Equal("ACC-002", await Office.Refusal(office.LogIn("ZHANG")));
        office.District.Clock.Advance(TimeSpan.FromSeconds(1));
        await office.Enter("zhang");

        var events = (await office.Events("log-in")).Where(e => e != "accounts.log-in-record-begun");
        Assert.Equal(
            [.. Enumerable.Repeat("accounts.log-in-failed", 5), "accounts.locked-out", "accounts.log-in-failed", "accounts.log-in-failed", "accounts.logged-in"], events);
    }

    /// <summary>Tries at the same time are counted one by one: a crowd gets no more than five.</summary>
    [Theory, BothDatabases]
    public async Task FailuresAtOnce_AreAllCounted(DatabaseKind kind)
    {
        await using var office = await Office.Open(kind);
        await office.Account("zhang");
        var refusals = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Task.Run(() => Office.Refusal(office.LogIn("zhang", "wrong")))));
        Assert.Equal("ACC-002", await Office.Refusal(office.LogIn("zhang")));
        Assert.Contains("ACC-002", refusals);
    }

    [Theory, BothDatabases]
    public async Task AnUnknownName_IsRefusedAlike_AndKeptNowhere(DatabaseKind kind)
    {
        await using var office = await Office.Open(kind);
        Assert.Equal("ACC-001", await Office.Refusal(office.LogIn("MyPassword-123")));
        Assert.Equal(["accounts.unknown-name-tried"], await office.Events("gate"));
        var payloads = await office.Read(db => db.Set<JournalEntry>().Select(e => e.Payload).ToListAsync());
        Assert.DoesNotContain(payloads, p => p.Contains("MyPassword", StringComparison.OrdinalIgnoreCase));
    }

    [Theory, BothDatabases]
    public async Task NoSecret_IsInTheJournal(DatabaseKind kind)
    {
        await using var office = await Office.Open(kind);
        await office.Account("zhang", Role.Reader);
        await office.Enter("zhang");
        var payloads = await office.Read(db => db.Set<JournalEntry>().Select(e => e.Payload).ToListAsync());
        Assert.DoesNotContain(payloads, p => p.Contains(Office.Password, StringComparison.Ordinal) || p.Contains("hash", StringComparison.OrdinalIgnoreCase));
    }

    [Theory, BothDatabases]
    public async Task ADisabledAccount_IsOut_AndItsSessionsEnd(DatabaseKind kind)
    {
        await using var office = await Office.Open(kind);
        var zhang = await office.Account("zhang", Role.Reader);
        var session = await office.Enter("zhang");
        Assert.NotNull(await office.Live(session));
        await office.District.Done(new DisableAccount(zhang));
        Assert.Null(await office.Live(session));
        Assert.Equal("ACC-003", await Office.Refusal(office.LogIn("zhang")));
        await office.District.Done(new EnableAccount.Request(zhang));
        Assert.Null(await office.Live(session));
        await office.Enter("zhang");
    }

    [Theory, BothDatabases]
    public async Task ASession_EndsWhenIdle_AndActivityKeepsIt(DatabaseKind kind)
    {
        await using var office = await Office.Open(kind);
        await office.Account("zhang", Role.Reader);
        var session = await office.Enter("zhang");
        office.District.Clock.Advance(TimeSpan.FromMinutes(14));
        Assert.NotNull(await office.Live(session, active: true));
        office.District.Clock.Advance(TimeSpan.FromMinutes(14));
        Assert.NotNull(await office.Live(session, active: false));
        office.District.Clock.Advance(TimeSpan.FromMinutes(1) + TimeSpan.FromSeconds(1));
        Assert.Null(await office.Live(session, active: true));
    }

    [Theory, BothDatabases]
    public async Task AnAdministrator_IsInOnce_OthersAsOftenAsTheyLike(DatabaseKind kind)
    {
        await using var office = await Office.Open(kind);
        await office.Account("zhang", Role.Reader);
        var (first, second) = (await office.Enter("anquan"), await office.Enter("anquan"));
        Assert.Null(await office.Live(first));
        Assert.NotNull(await office.Live(second));
        (first, second) = (await office.Enter("zhang"), await office.Enter("zhang"));
        Assert.NotNull(await office.Live(first));
        Assert.NotNull(await office.Live(second));
    }

    [Theory, BothDatabases]
    public async Task APassword_IsChanged_NotToOneOfTheLastFive_AndEndsOtherSessions(DatabaseKind kind)
    {
        await using var office = await Office.Open(kind);
        var zhang = await office.Account("zhang", Role.Reader);
        var (here, elsewhere) = (await office.Enter("zhang"), await office.Enter("zhang"));
        Task<Result<None>> Change(string old, string @new) => office.District.Send(new ChangePassword.Request(here, old, @new, null), Office.As(zhang));

        Assert.Equal("ACC-016", await Office.Refusal(Change("wrong", "Other-Horse-1")));
        Assert.Equal("ACC-014", await Office.Refusal(Change(Office.Password, Office.Password)));
        var last = Office.Password;
        for (var i = 1; i <= 4; i++)
        {
            Assert.IsType<Result<None>.Done>(await Change(last, $"Other-Horse-{i}"));
            last = $"Other-Horse-{i}";
        }

        Assert.Equal("ACC-014", await Office.Refusal(Change(last, Office.Password)));
        Assert.IsType<Result<None>.Done>(await Change(last, "Other-Horse-5"));
        Assert.IsType<Result<None>.Done>(await Change("Other-Horse-5", Office.Password));
        Assert.NotNull(await office.Live(here));
        Assert.Null(await office.Live(elsewhere));
    }

    [Theory, BothDatabases]
    public async Task APassword_MustBeChangedAfterNinetyDays_AndWhenItWasGiven(DatabaseKind kind)
    {
        await using var office = await Office.Open(kind);
        var zhang = await office.Account("zhang", Role.Reader);
        Assert.False((await office.Live(await office.Enter("zhang")))!.MustChangePassword);
        office.District.Clock.Advance(TimeSpan.FromDays(90) - TimeSpan.FromMinutes(1));
        Assert.False((await office.Live(await office.Enter("zhang")))!.MustChangePassword);
        office.District.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.True((await office.Live(await office.Enter("zhang")))!.MustChangePassword);

        var given = await office.District.Done(new ResetPassword.Request(zhang));
        var outcome = Assert.IsType<Result<LogIn.Outcome>.Done>(await office.LogIn("zhang", given)).Value;
        Assert.True((await office.Live(outcome.Session!.Value))!.MustChangePassword);
    }

    [Theory, BothDatabases]
    public async Task ASecondFactor_IsAskedFor_ItsCodesAndRecoveryCodesAreGoodOnce(DatabaseKind kind)
    {
        await using var office = await Office.Open(kind, isSample: false);
        var clock = office.District.Clock;
        var anquan = await office.IdOf("anquan");
        Assert.True((await office.Live(await office.Enter("anquan")))!.MustSetSecondFactor);

        var secret = await office.District.Done(new BeginSecondFactor.Request(), Office.As(anquan));
        Assert.Equal(secret.Text, (await office.District.Done(new BeginSecondFactor.Request(), Office.As(anquan))).Text);
        Assert.Equal(["ACC-004"], await office.District.Refused(new ConfirmSecondFactor.Request("000000"), Office.As(anquan)));
        var recovery = await office.District.Done(new ConfirmSecondFactor.Request(Totp.Code(secret.Text, Totp.StepOf(clock.GetUtcNow()))), Office.As(anquan));
        Assert.Equal(10, recovery.Distinct().Count());

        Task<Result<SessionId>> Code(string code) => office.District.Send(new CheckCode.Request(anquan, code, null, null), Office.Nobody);
        var half = Assert.IsType<Result<LogIn.Outcome>.Done>(await office.LogIn("anquan")).Value;
        Assert.Null(half.Session);
        Assert.Equal("ACC-004", await Office.Refusal(Code(Totp.Code(secret.Text, Totp.StepOf(clock.GetUtcNow())))));
        clock.Advance(TimeSpan.FromSeconds(30));
        var entered = Assert.IsType<Result<SessionId>.Done>(await Code(Totp.Code(secret.Text, Totp.StepOf(clock.GetUtcNow())))).Value;
        Assert.False((await office.Live(entered))!.MustSetSecondFactor);
        Assert.IsType<Result<SessionId>.Done>(await Code(recovery[0].ToLowerInvariant()));
        Assert.Equal("ACC-004", await Office.Refusal(Code(recovery[0])));

        var stored = await office.Read(db => db.Set<BihuanUser>().SingleAsync(u => u.Id == anquan.Value));
        Assert.DoesNotContain(secret.Text, stored.SecondFactorSecret!, StringComparison.Ordinal);
        Assert.Equal(["ACC-062"], await office.District.Refused(new GiveUpSecondFactor.Request("000000", null), Office.As(anquan)));
    }
}
