using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Accounts;

/// <summary>The names of accounts, for modules that do not know accounts.</summary>
internal sealed class AccountDirectory(BihuanContext db, RightsReader rights, ILookupNormalizer normalizer) : IAccountDirectory
{
    public async ValueTask<IReadOnlyDictionary<Guid, string>> Names(IReadOnlyCollection<Guid> accounts, CancellationToken cancel)
    {
        var ids = accounts.Distinct().Select(AccountId.From).ToList();
        return ids.Count == 0 ? new Dictionary<Guid, string>()
            : await db.Set<Account>().AsNoTracking().Where(a => ids.Contains(a.Id)).ToDictionaryAsync(a => a.Id.Value, a => a.DisplayName, cancel);
    }

    public async ValueTask<Guid?> Find(string name, Role role, CancellationToken cancel)
    {
        var normal = normalizer.NormalizeName(name.Trim());
        return await db.Set<BihuanUser>().AsNoTracking().Where(u => u.NormalizedUserName == normal).Select(u => (Guid?)u.Id).SingleOrDefaultAsync(cancel) is { } id && (await rights.Of(id)).Held.Any(h => h.Role == role) ? id : null;
    }
}
