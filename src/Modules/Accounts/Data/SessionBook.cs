using Bihuan.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Bihuan.Accounts;

/// <summary>What the door must know of a session.</summary>
/// <param name="Id">The session.</param>
/// <param name="Account">Its account.</param>
/// <param name="Name">The name shown.</param>
/// <param name="Unit">The unit acted for.</param>
/// <param name="Post">The post acted in.</param>
/// <param name="MustChangePassword">The password was given by somebody else, or is too old.</param>
/// <param name="MustSetSecondFactor">A second factor is required and not set up.</param>
internal sealed record LiveSession(SessionId Id, AccountId Account, string Name, Guid? Unit, Guid? Post, bool MustChangePassword, bool MustSetSecondFactor);

/// <summary>Looks sessions up: at each request over HTTP, and at each activity of an open page.</summary>
internal sealed class SessionBook(IServiceScopeFactory scopes, SettingsReader settings, TimeProvider clock)
{
    /// <summary>Activity is written down no more often than this.</summary>
    private static readonly TimeSpan Grain = TimeSpan.FromSeconds(30);

    /// <summary>The session, if it goes on; notes the activity.</summary>
    /// <param name="id">The session.</param>
    /// <param name="active">Whether the person does something, rather than the page asking by itself.</param>
    public async Task<LiveSession?> Find(SessionId id, bool active)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BihuanContext>();
        var found = await (
            from s in db.Set<Session>().AsNoTracking()
            join a in db.Set<Account>().AsNoTracking() on s.Account equals a.Id
            where s.Id == id && s.Ended == null && !a.IsDisabled
            select new { Session = s, Account = a }).SingleOrDefaultAsync();
        if (found is null)
        {
            return null;
        }

        var (now, policy) = (clock.GetUtcNow(), await settings.Policy());
        if (now - found.Session.LastSeen > TimeSpan.FromMinutes(policy.IdleMinutes))
        {
            return null;
        }
        if (active && now - found.Session.LastSeen > Grain)
        {
            await db.Set<Session>().Where(s => s.Id == id).ExecuteUpdateAsync(set => set.SetProperty(s => s.LastSeen, now));
        }

        var account = found.Account;
        var key = account.Id.Value;
        var proof = await db.Set<BihuanUser>().AsNoTracking().Where(u => u.Id == key).Select(u => new { u.MustChangePassword, u.PasswordSet, HasPassword = u.PasswordHash != null }).SingleAsync();
        return new(
            id, account.Id, account.DisplayName, found.Session.Unit, found.Session.Post,
            proof.HasPassword && (proof.MustChangePassword || now - proof.PasswordSet > TimeSpan.FromDays(policy.PasswordDays)),
            policy.NeedsSecondFactor(account.IsAdministrator(Kernel.DistrictDay.Of(now))) && !account.HasSecondFactor);
    }
}
