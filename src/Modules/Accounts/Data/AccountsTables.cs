using Bihuan.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Accounts;

internal static class AccountsTables
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<Account>(account =>
        {
            account.ToTable("account");
            account.HasKey(a => a.Id);
            account.Ignore(a => a.Key);
            account.Property(a => a.Grants).AsJson();
            account.HasIndex(a => a.Name).IsUnique();
            account.HasIndex(a => a.PersonNumber);
        });
        model.Entity<PostGrant>(grant =>
        {
            grant.ToTable("post_grant");
            grant.HasKey(g => g.Id);
            grant.Ignore(g => g.Key);
            grant.HasIndex(g => g.Post);
        });
        model.Entity<LogInRecord>(record =>
        {
            record.ToTable("log_in_record");
            record.HasKey(r => r.Id);
            record.Ignore(r => r.Key);
            record.Property(r => r.Id).ValueGeneratedNever();
            record.HasIndex(r => r.Account).IsUnique();
        });
        model.Entity<Gate>(gate =>
        {
            gate.ToTable("gate");
            gate.HasKey(g => g.Id);
            gate.Ignore(g => g.Key);
            gate.Property(g => g.Id).ValueGeneratedNever();
        });
        model.Entity<Settings>(settings =>
        {
            settings.ToTable("settings");
            settings.HasKey(s => s.Id);
            settings.Ignore(s => s.Key);
            settings.Property(s => s.Id).ValueGeneratedNever();
            settings.Property(s => s.Policies).AsJson();
        });
        model.Entity<MachineToken>(token =>
        {
            token.ToTable("machine_token");
            token.HasKey(t => t.Id);
            token.Ignore(t => t.Key);
            token.Property(t => t.Permissions).AsJson();
        });
        model.Entity<BihuanUser>(user =>
        {
            user.ToTable("credential").IsKept();
            user.Property(u => u.Id).ValueGeneratedNever();
            user.Property(u => u.ConcurrencyStamp).IsConcurrencyToken();
            user.Property(u => u.OldPasswords).AsJson();
            user.Property(u => u.RecoveryCodes).AsJson();
            user.HasIndex(u => u.NormalizedUserName).IsUnique();
            user.Ignore(u => u.Email);
            user.Ignore(u => u.NormalizedEmail);
            user.Ignore(u => u.EmailConfirmed);
            user.Ignore(u => u.PhoneNumber);
            user.Ignore(u => u.PhoneNumberConfirmed);
            // Lock-outs are in the journal.
            user.Ignore(u => u.LockoutEnd);
            user.Ignore(u => u.LockoutEnabled);
            user.Ignore(u => u.AccessFailedCount);
        });
        model.Entity<Session>(session =>
        {
            session.ToTable("session").IsKept();
            session.HasKey(s => s.Id);
            session.HasIndex(s => s.Account);
        });
        model.Entity<TokenSecret>(secret =>
        {
            secret.ToTable("token_secret").IsKept();
            secret.HasKey(s => s.Id);
        });
    }
}
