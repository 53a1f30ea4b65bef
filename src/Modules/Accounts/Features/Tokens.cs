using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Bihuan.Accounts;

/// <summary>The machines' tokens, without their secrets.</summary>
internal static class ListTokens
{
    [Needs(AccountsPermissions.Tokens)]
    public sealed record Request : IQuery<IReadOnlyList<Row>>;

    public sealed record Row(MachineTokenId Id, string Name, string? UnitName, IReadOnlyList<string> Permissions, DateTimeOffset Issued, DateTimeOffset Expires, bool IsGood, DateTimeOffset? LastUsed);

    internal sealed class Handler(BihuanContext db, IUnitDirectory units, TimeProvider clock) : IHandler<Request, IReadOnlyList<Row>>
    {
        public async ValueTask<Result<IReadOnlyList<Row>>> Handle(Request request, CancellationToken cancel)
        {
            var used = await db.Set<TokenSecret>().AsNoTracking().ToDictionaryAsync(s => s.Id, s => s.LastUsed, cancel);
            List<Row> rows = [];
            foreach (var token in await db.Set<MachineToken>().AsNoTracking().OrderBy(t => t.Name).ToListAsync(cancel))
            {
                rows.Add(new(
                    token.Id, token.Name, token.Unit is { } unit ? (await units.Get(unit.Value, cancel))?.Name ?? unit.Value.ToString() : null, token.Permissions, token.Issued, token.Expires,
                    token.IsGood(clock.GetUtcNow()), used.GetValueOrDefault(token.Id)));
            }

            return rows;
        }
    }
}

/// <summary>Gives a token to a machine (签发令牌). Its secret is shown once; only its digest is kept.</summary>
internal static class IssueTokens
{
    /// <summary>Permissions that no machine gets: accounts, rights and the audit are for people.</summary>
    public static bool IsForMachines(string permission) => !permission.StartsWith("accounts.", StringComparison.Ordinal);

    public static List<Problem> Decide(IssueToken request, IReadOnlyCollection<string> known, bool unitExists)
    {
        List<Problem> problems = [];
        if (request.Name.Trim().Length is < 1 or > 64)
        {
            problems.Add(Problem.Coded("ACC-070", nameof(request.Name)));
        }
        if (request.Permissions.Count == 0)
        {
            problems.Add(Problem.Coded("ACC-071", nameof(request.Permissions)));
        }

        problems.AddRange(request.Permissions.Where(p => !known.Contains(p) || !IsForMachines(p)).Select(p => Problem.Coded("ACC-072", nameof(request.Permissions), p)));
        if (request.Days is < 1 or > 366)
        {
            problems.Add(Problem.Coded("ACC-073", nameof(request.Days), $"{request.Days}"));
        }
        if (!unitExists)
        {
            problems.Add(Problem.Coded("ACC-034", nameof(request.Unit)));
        }

        return problems;
    }

    internal sealed class Handler(BihuanContext db, Ledger ledger, IOrganisationQueries organisation, Permissions permissions, IDigest digest, TimeProvider clock) : IHandler<IssueToken, string>
    {
        public async ValueTask<Result<string>> Handle(IssueToken request, CancellationToken cancel)
        {
            var now = clock.GetUtcNow();
            var problems = Decide(request, [.. permissions.All], request.Unit is not { } unit || (await organisation.UnitAndAncestors(unit, DistrictDay.Today(clock), cancel)).Count > 0);
            if (problems.Count > 0)
            {
                return problems;
            }

            var id = Id.New<MachineTokenId>(clock);
            var text = $"{TokenBook.Prefix}{id.Value:N}_{WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32))}";
            var suite = Digests.Of(digest.Name);
            db.Add(new TokenSecret { Id = id, Suite = suite.Name, Hash = suite.Of(Encoding.ASCII.GetBytes(text)) });
            ledger.Record(new MachineToken(), new TokenIssued(id, request.Name.Trim(), request.Unit, [.. request.Permissions.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)], now.AddDays(request.Days)));
            await ledger.Commit(cancel);
            return text;
        }
    }
}

/// <summary>Takes a token back, at once (吊销令牌).</summary>
internal static class RevokeToken
{
    [Needs(AccountsPermissions.Tokens)]
    public sealed record Request(MachineTokenId Token) : ICommand<None>;

    internal sealed class Handler(BihuanContext db, Ledger ledger) : IHandler<Request, None>
    {
        public async ValueTask<Result<None>> Handle(Request request, CancellationToken cancel)
        {
            if (await db.Set<MachineToken>().SingleOrDefaultAsync(t => t.Id == request.Token && !t.IsRevoked, cancel) is not { } token)
            {
                return Problem.Coded("PLATFORM-005", nameof(request.Token));
            }

            ledger.Record(token, new TokenRevoked());
            await db.Set<TokenSecret>().Where(s => s.Id == request.Token).ForEachAsync(s => db.Remove(s), cancel);
            await ledger.Commit(cancel);
            return default(None);
        }
    }
}

/// <summary>Checks what a machine shows. Tokens are kept until one is issued or taken back.</summary>
internal sealed class TokenBook(IServiceScopeFactory scopes, JournalSignal signal, EventCatalog catalog, TimeProvider clock)
{
    public const string Prefix = "bihuan_";

    /// <summary>The use of a token is written down no more often than this.</summary>
    private static readonly TimeSpan Grain = TimeSpan.FromMinutes(5);

    private readonly JournalCache<MachineTokenId, (TokenSecret? Secret, MachineToken? Token)> _known = new(signal, catalog, clock, typeof(MachineToken).Assembly);
    private readonly ConcurrentDictionary<MachineTokenId, DateTimeOffset> _used = new();

    /// <summary>The token of a secret, if it is good.</summary>
    public async Task<MachineToken?> Find(string text)
    {
        var now = clock.GetUtcNow();
        if (!text.StartsWith(Prefix, StringComparison.Ordinal) || text.Length < Prefix.Length + 33 || !Id.TryParse<MachineTokenId>(text.AsSpan(Prefix.Length, 32), out var id)
            || await _known.Get(id, Load) is not ({ } secret, { } token)
            || Digests.Find(secret.Suite) is not { } suite
            || !CryptographicOperations.FixedTimeEquals(suite.Of(Encoding.UTF8.GetBytes(text)), secret.Hash)
            || !token.IsGood(now))
        {
            return null;
        }
        if (now - _used.GetValueOrDefault(id) > Grain)
        {
            _used[id] = now;
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<BihuanContext>().Set<TokenSecret>().Where(s => s.Id == id).ExecuteUpdateAsync(set => set.SetProperty(s => s.LastUsed, now));
        }

        return token;
    }

    private async Task<(TokenSecret? Secret, MachineToken? Token)> Load(MachineTokenId id)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BihuanContext>();
        return (await db.Set<TokenSecret>().AsNoTracking().SingleOrDefaultAsync(s => s.Id == id), await db.Set<MachineToken>().AsNoTracking().SingleOrDefaultAsync(t => t.Id == id));
    }
}
