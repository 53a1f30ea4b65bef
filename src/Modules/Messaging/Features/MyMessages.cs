using Bihuan.Kernel;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;
using MimeKit;

namespace Bihuan.Messaging;

/// <summary>How one wants to be told oneself.</summary>
internal static class ShowMyMessages
{
    [NeedsLogIn]
    public sealed record Request : IQuery<View>;

    /// <param name="Address">The mail address; none for no mail.</param>
    /// <param name="IsEnglish">Whether messages are in English.</param>
    /// <param name="Muted">Kinds of notices that do not come by mail.</param>
    /// <param name="QuietFrom">The first quiet minute, by the clocks of the district.</param>
    /// <param name="QuietTo">The first minute after; the same for none.</param>
    /// <param name="QuietDaysOff">Whether days off are quiet altogether.</param>
    /// <param name="HasDigest">Whether what is not urgent comes together.</param>
    /// <param name="DigestTimes">When, on working days.</param>
    /// <param name="UrgentPasses">Whether what is urgent comes at once, also in quiet hours.</param>
    /// <param name="Feeds">The calendars in use.</param>
    /// <param name="MailMissing">The code of what the settings of mail lack.</param>
    public sealed record View(
        string? Address, bool IsEnglish, IReadOnlyList<string> Muted, TimeOnly QuietFrom, TimeOnly QuietTo, bool QuietDaysOff, bool HasDigest, IReadOnlyList<TimeOnly> DigestTimes, bool UrgentPasses,
        IReadOnlyList<FeedRow> Feeds, string? MailMissing);

    internal sealed class Handler(BihuanContext db, Caller caller, MailSender mail) : IHandler<Request, View>
    {
        public async ValueTask<Result<View>> Handle(Request request, CancellationToken cancel)
        {
            var account = caller.Acting.Account;
            var own = await db.Set<PersonSettings>().AsNoTracking().SingleOrDefaultAsync(p => p.Account == account, cancel) ?? new() { Account = account ?? default, IsEnglish = Words.IsEnglish };
            var feeds = account is null ? [] : await Feeds.Rows(db, db.Set<Feed>().Where(f => f.Account == account), cancel);
            return new View(
                own.Address, own.IsEnglish, own.Muted, own.Quiet.From, own.Quiet.To, own.Quiet.DaysOff, own.Digest.IsOn, own.Digest.Times.Count > 0 ? own.Digest.Times : Digest.Usual.Times, own.UrgentPasses, feeds, mail.Missing);
        }
    }
}

/// <summary>Sets how one wants to be told (消息设置).</summary>
internal static class SaveMyMessages
{
    /// <summary>More addresses of a day than this are no digest.</summary>
    private const int MaxTimes = 6;

    /// <param name="Address">The mail address; empty for no mail.</param>
    /// <param name="IsEnglish">Whether messages are in English.</param>
    /// <param name="Muted">Kinds of notices that shall not come by mail.</param>
    /// <param name="QuietFrom">The first quiet minute, by the clocks of the district.</param>
    /// <param name="QuietTo">The first minute after; the same for none.</param>
    /// <param name="QuietDaysOff">Whether days off are quiet altogether.</param>
    /// <param name="HasDigest">Whether what is not urgent comes together.</param>
    /// <param name="DigestTimes">When, on working days; one to six.</param>
    /// <param name="UrgentPasses">Whether what is urgent comes at once, also in quiet hours.</param>
    [NeedsLogIn]
    public sealed record Request(string? Address, bool IsEnglish, IReadOnlyList<string> Muted, TimeOnly QuietFrom, TimeOnly QuietTo, bool QuietDaysOff, bool HasDigest, IReadOnlyList<TimeOnly> DigestTimes, bool UrgentPasses) : ICommand<None>;

    public static List<Problem> Decide(Request request, IReadOnlyCollection<string> kinds)
    {
        List<Problem> problems = [];
        if (!string.IsNullOrWhiteSpace(request.Address) && !IsAddress(request.Address.Trim()))
        {
            problems.Add(Problem.Coded("MSG-001", nameof(request.Address), request.Address.Trim()));
        }
        if (request.HasDigest && request.DigestTimes.Distinct().Count() is < 1 or > MaxTimes)
        {
            problems.Add(Problem.Coded("MSG-002", nameof(request.DigestTimes), $"{MaxTimes}"));
        }

        problems.AddRange(request.Muted.Where(m => !kinds.Contains(m)).Select(m => Problem.Coded("MSG-003", nameof(request.Muted), m)));
        return problems;
    }

    /// <summary>One plain address, without a name and of one domain.</summary>
    public static bool IsAddress(string text) =>
        text.Length <= 200 && !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c is '<' or '>' or ',' or ';') && MailboxAddress.TryParse(text, out var address) && address.Address == text && address.Domain.Length > 0;

    internal sealed class Handler(BihuanContext db, Caller caller, Ledger ledger, Words words) : IHandler<Request, None>
    {
        public async ValueTask<Result<None>> Handle(Request request, CancellationToken cancel)
        {
            if (Decide(request, NoticeKinds.All(words)) is { Count: > 0 } problems)
            {
                return problems;
            }
            if (caller.Acting.Account is not { } account)
            {
                return Problem.Coded("PLATFORM-001", "");
            }

            var own = await db.Set<PersonSettings>().SingleOrDefaultAsync(p => p.Account == account, cancel);
            if (own is null)
            {
                own = new() { Account = account };
                db.Add(own);
            }

            own.Address = string.IsNullOrWhiteSpace(request.Address) ? null : request.Address.Trim();
            own.IsEnglish = request.IsEnglish;
            own.Muted = [.. request.Muted.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
            own.Quiet = new(request.QuietFrom, request.QuietTo, request.QuietDaysOff);
            own.Digest = new(request.HasDigest, [.. request.DigestTimes.Distinct().Order()]);
            own.UrgentPasses = request.UrgentPasses;
            await ledger.Commit(cancel);
            return default(None);
        }
    }
}

/// <summary>Sends oneself a mail that shows that it arrives.</summary>
internal static class TestMyMail
{
    /// <summary>The address is anybody's choice, so nobody may have many sent to it.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    [NeedsLogIn]
    public sealed record Request : ICommand<None>;

    public static Problem? Decide(bool hasAddress, DateTimeOffset? tested, DateTimeOffset now) =>
        !hasAddress ? Problem.Coded("MSG-004", "Address") : now - tested < Pause ? Problem.Coded("MSG-005", "Address") : null;

    internal sealed class Handler(BihuanContext db, Caller caller, LedgerScope scope, MailSender mail, Letters letters, IDistrictProfile district, MachineClock clock) : IHandler<Request, None>
    {
        public async ValueTask<Result<None>> Handle(Request request, CancellationToken cancel)
        {
            var account = caller.Acting.Account;
            var own = await db.Set<PersonSettings>().AsNoTracking().SingleOrDefaultAsync(p => p.Account == account, cancel);
            var now = clock.Now;
            if (Decide(own?.Address is not null, own?.Tested, now) is { } problem)
            {
                return problem;
            }
            if (scope.Trial)
            {
                return default(None);
            }

            await db.Set<PersonSettings>().Where(p => p.Account == account).ExecuteUpdateAsync(p => p.SetProperty(x => x.Tested, now), cancel);
            var number = Guid.CreateVersion7(now);
            return Tried.Say(await mail.Send(own!.Address!, letters.Test((await district.Get(cancel)).Name ?? "", number, own.IsEnglish), number, cancel));
        }
    }
}

/// <summary>What came of a test.</summary>
internal static class Tried
{
    public static Result<None> Say(Outcome outcome) => outcome.Error is { } error ? Problem.Coded(error, "", outcome.Detail ?? "") : default(None);
}
