using Bihuan.Accounts;
using Bihuan.Organisation;
using Bihuan.Persistence;
using Bihuan.Platform;
using Bihuan.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bihuan.Messaging.Tests;

/// <summary>A district that is set up, with a unit and accounts, and what the tests do over and over.</summary>
internal static class Office
{
    /// <summary>A kind of notice that every program has.</summary>
    public const string Kind = "notice.checkpointFailed";

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<District> Open(DatabaseKind kind, MessagingSettings settings, Action<IServiceCollection>? more = null)
    {
        var district = await District.Open(kind, s =>
        {
            s.AddSingleton(settings);
            more?.Invoke(s);
        });
        await district.Done(new SetUp("甲区", First("xitong"), First("anquan"), First("shenji"), IsSample: true));
        return district;

        static FirstAdministrator First(string name) => new(name, name, "Right-Horse-42");
    }

    public static async Task<Guid> Account(this District district, string name, Role? role = null, UnitId? unit = null) =>
        (await district.Done(new CreateAccount(name, name, "Right-Horse-42", role, unit, MustChangePassword: false))).Value;

    /// <summary>An account with a mail address. Without a digest it is told at once.</summary>
    public static async Task<Guid> Reader(this District district, string name, string address, Role? role = null, UnitId? unit = null, bool digest = false, bool urgentPasses = true, TimeOnly? quietFrom = null, TimeOnly? quietTo = null, IReadOnlyList<string>? muted = null)
    {
        var account = await district.Account(name, role, unit);
        await district.Done(
            new SaveMyMessages.Request(address, false, muted ?? [], quietFrom ?? new(22, 0), quietTo ?? new(7, 0), false, digest, [new(8, 30), new(14, 30)], urgentPasses), By(account));
        return account;
    }

    public static Action<Caller> By(Guid account) => caller => (caller.IsProgram, caller.Acting) = (false, new(account));

    public static async Task Tell(this District district, Notice notice)
    {
        await using var scope = district.Scope();
        await scope.ServiceProvider.GetRequiredService<Notifier>().Tell(notice, Cancel);
        district.Clock.Advance(TimeSpan.FromMilliseconds(1));
    }

    public static DeliveryWork Deliveries(this District district, string node = "a") =>
        new(node, district.Services.GetRequiredService<IServiceScopeFactory>(), district.Services.GetRequiredService<MessagingSettings>(), district.Services.GetRequiredService<MachineClock>());

    public static EventWork Events(this District district, string node = "a") =>
        new(node, district.Services.GetRequiredService<IServiceScopeFactory>(), district.Services.GetRequiredService<MessagingSettings>(), district.Services.GetRequiredService<MachineClock>());

    public static async Task<List<T>> All<T>(this District district)
        where T : class
    {
        await using var scope = district.Scope();
        return await scope.ServiceProvider.GetRequiredService<BihuanContext>().Set<T>().AsNoTracking().ToListAsync(Cancel);
    }

    /// <summary>An address that no other test writes to.</summary>
    public static string NewAddress(string name = "zhang") => $"{name}@{Guid.CreateVersion7(DateTimeOffset.UnixEpoch).ToString("N")[^16..]}.example.gov.cn";
}
