using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Persistence;
using Bihuan.Platform;
using Bihuan.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bihuan.Accounts.Tests;

/// <summary>A district that is set up, with short ways for the tests of accounts.</summary>
internal sealed class Office(District district) : IAsyncDisposable
{
    public const string Password = "Right-Horse-42";

    public District District { get; } = district;

    public static SetUp Request { get; } = new("甲区", new("xitong", "系统", Password), new("anquan", "安全", Password), new("shenji", "审计", Password));

    public static async Task<Office> Open(DatabaseKind kind, bool isSample = true)
    {
        var office = new Office(await District.Open(kind));
        await office.District.Done(Request with { IsSample = isSample });
        return office;
    }

    public Task<AccountId> Account(string name, Role? role = null, UnitId? unit = null, PersonId? person = null, string? number = null, string? code = null) =>
        District.Done(new CreateAccount(name, name, Password, role, unit, person, number, code, MustChangePassword: false));

    public Task<Result<LogIn.Outcome>> LogIn(string name, string password = Password) => District.Send(new LogIn.Request(name, password, "192.0.2.1", "test"), Nobody);

    public async Task<SessionId> Enter(string name)
    {
        var outcome = Assert.IsType<Result<LogIn.Outcome>.Done>(await LogIn(name)).Value;
        return Assert.NotNull(outcome.Session);
    }

    public static async Task<string> Refusal<T>(Task<Result<T>> result) => Assert.Single(Assert.IsType<Result<T>.Refused>(await result).Problems).Code;

    public async Task<LiveSession?> Live(SessionId session, bool active = false) => await District.Services.GetRequiredService<SessionBook>().Find(session, active);

    public async Task<AccountId> IdOf(string name) => await Read(db => db.Set<Account>().Where(a => a.Name == name).Select(a => a.Id).SingleAsync());

    public async Task<T> Read<T>(Func<BihuanContext, Task<T>> read)
    {
        await using var scope = District.Scope();
        return await read(scope.ServiceProvider.GetRequiredService<BihuanContext>());
    }

    public Task<List<string>> Events(string kind) => Read(db => db.Set<JournalEntry>().Where(e => e.StreamKind == kind).OrderBy(e => e.Position).Select(e => e.Type).ToListAsync());

    public async Task<bool> May(AccountId account, string permission, UnitId? unit)
    {
        await using var scope = District.Scope();
        As(account)(scope.ServiceProvider.GetRequiredService<Caller>());
        return await scope.ServiceProvider.GetRequiredService<IRights>().May(permission, unit?.Value, default);
    }

    public static void Nobody(Caller caller) => (caller.IsProgram, caller.Acting) = (false, Acting.Program);

    public static Action<Caller> As(AccountId account) => caller => (caller.IsProgram, caller.Acting) = (false, new(account.Value));

    public ValueTask DisposeAsync() => District.DisposeAsync();
}
