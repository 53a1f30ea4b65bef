using Bihuan.Kernel;
using Bihuan.Persistence;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Accounts;

/// <summary>The steps that several features share. One a scope; nothing is written before the ledger commits.</summary>
internal sealed class AccountStore(BihuanContext db, Ledger ledger, TimeProvider clock, UserManager<BihuanUser> users)
{
    public Task<Account?> Find(AccountId id, CancellationToken cancel) => db.Set<Account>().SingleOrDefaultAsync(a => a.Id == id, cancel);

    public Task<BihuanUser> Proof(AccountId id, CancellationToken cancel) => db.Set<BihuanUser>().SingleAsync(u => u.Id == id.Value, cancel);

    public Task<LogInRecord> Record(AccountId id, CancellationToken cancel) => db.Set<LogInRecord>().SingleAsync(r => r.Account == id, cancel);

    public Task<bool> NameIsTaken(string name, CancellationToken cancel)
    {
        var normal = users.NormalizeName(name);
        return db.Set<BihuanUser>().AnyAsync(u => u.NormalizedUserName == normal, cancel);
    }

    /// <summary>A new account with its proof and its record of log-ins.</summary>
    public Account Enter(string name, string displayName, string? password, bool mustChange)
    {
        var account = new Account();
        ledger.Record(account, new AccountCreated(Id.New<AccountId>(clock), name, displayName));
        ledger.Record(new LogInRecord(), new LogInRecordBegun(Guid.CreateVersion7(clock.GetUtcNow()), account.Id));
        var proof = new BihuanUser { Id = account.Id.Value, UserName = name, NormalizedUserName = users.NormalizeName(name), PasswordSet = clock.GetUtcNow(), MustChangePassword = mustChange };
        proof.PasswordHash = password is null ? null : users.PasswordHasher.HashPassword(proof, password);
        db.Add(proof);
        return account;
    }

    /// <summary>Whether a password is the present one or one of those before.</summary>
    public bool WasUsed(BihuanUser proof, string password, int history) =>
        new[] { proof.PasswordHash }.Concat(proof.OldPasswords).OfType<string>().Take(history)
            .Any(hash => users.PasswordHasher.VerifyHashedPassword(proof, hash, password) != PasswordVerificationResult.Failed);

    /// <summary>Puts another password in place.</summary>
    public void SetPassword(BihuanUser proof, string password, bool mustChange, int history)
    {
        if (proof.PasswordHash is { } before)
        {
            proof.OldPasswords = [.. proof.OldPasswords.Prepend(before).Take(history)];
        }

        proof.PasswordHash = users.PasswordHasher.HashPassword(proof, password);
        (proof.PasswordSet, proof.MustChangePassword, proof.ConcurrencyStamp) = (clock.GetUtcNow(), mustChange, Stamp());
    }

    /// <summary>Ends an account's sessions, except one.</summary>
    public async Task EndSessions(LogInRecord record, SessionEnd why, SessionId? except, CancellationToken cancel)
    {
        foreach (var session in await db.Set<Session>().Where(s => s.Account == record.Account && s.Ended == null).ToListAsync(cancel))
        {
            if (session.Id != except)
            {
                session.Ended = clock.GetUtcNow();
                ledger.Record(record, new SessionEnded(session.Id, why));
            }
        }
    }

    /// <summary>What a change of proof must carry, so that two at once do not both pass.</summary>
    public string Stamp() => Guid.CreateVersion7(clock.GetUtcNow()).ToString();
}
