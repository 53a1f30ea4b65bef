using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Bihuan.Accounts;
using Bihuan.Kernel;
using Bihuan.Matters;
using Bihuan.Organisation;
using Bihuan.Persistence;
using Bihuan.Platform;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Bihuan.Bench;

/// <summary>The loop's share in <see cref="KillDriver"/>: people issue, sign, report, hand in and accept, days pass on the set clock, and several look for
/// steps of the ladder at once, as nodes of a cluster do.</summary>
internal static class KillMatters
{
    private static readonly DateOnly First = new(2026, 1, 5);
    private static readonly DateOnly Last = new(2026, 11, 30);
    private const string Proof = "现场照片说明";

    /// <summary>Sets the program up, once; before the rounds.</summary>
    public static async Task SetUp(IServiceProvider services)
    {
        await services.GetRequiredService<BihuanContext>().Database.MigrateAsync();
        var ask = services.GetRequiredService<Mediator>();
        await Must(ask.Send(new SetUp("甲区", new("a1", "系统", LoopFill.Password), new("a2", "安全", LoopFill.Password), new("a3", "审计", LoopFill.Password))));
        await Must(ask.Send(new SetClock(DistrictDay.Start(First).AddHours(9))));
        using var proof = new MemoryStream(Encoding.UTF8.GetBytes(Proof));
        Must(await services.GetRequiredService<IFileStore>().Save(proof, "证明.txt", FileLimits.Evidence, default));
    }

    /// <summary>Something that somebody does.</summary>
    public static async Task Work(IServiceProvider services, Random random, Action<object[]> say)
    {
        var (ask, db) = (services.GetRequiredService<Mediator>(), services.GetRequiredService<BihuanContext>());
        switch (random.Next(6))
        {
            case 0:
                await Issue(services, ask, db, random, say);
                break;
            case 1:
                await LadderWorker.Run(services, default);
                break;
            case 2:
                await Pass(services, ask, random);
                break;
            default:
                await Act(ask, db, random, say);
                break;
        }
    }

    /// <summary>Whether what was acknowledged is there.</summary>
    public static async Task<bool> IsThere(BihuanContext db, Guid matter, string words) =>
        (await db.Set<JournalEntry>().AsNoTracking().Where(e => e.StreamId == matter).Select(e => e.Payload).ToListAsync()).Exists(p => p.Contains(words, StringComparison.Ordinal));

    /// <summary>What is wrong with the ladder: a step taken twice for the same day, or told twice.</summary>
    public static async Task<string?> Wrong(BihuanContext db)
    {
        var steps = new HashSet<(Guid, LadderStep, DateOnly)>();
        await foreach (var entry in db.Set<JournalEntry>().AsNoTracking().Where(e => e.Type == "matters.urged").AsAsyncEnumerable())
        {
            var urged = System.Text.Json.JsonSerializer.Deserialize<MatterUrged>(entry.Payload, EventCatalog.Json)!;
            if (urged.ByRule && !steps.Add((entry.StreamId, urged.Step, urged.Day)))
            {
                return $"the step {urged.Step} of matter {entry.StreamId} was taken twice for {urged.Day}";
            }
        }

        var told = await db.Set<Notification>().AsNoTracking().GroupBy(n => new { n.Once, n.Account }).Where(g => g.Count() > 1).Select(g => g.Key).FirstOrDefaultAsync();
        return told is null ? null : $"{told.Once} was told twice";
    }

    private static async Task Issue(IServiceProvider services, Mediator ask, BihuanContext db, Random random, Action<object[]> say)
    {
        var units = await db.Set<Unit>().AsNoTracking().Where(u => u.DuplicateOf == null).Select(u => u.Id).Take(20).ToListAsync();
        if (units.Count < 4)
        {
            return;
        }

        var title = string.Create(CultureInfo.InvariantCulture, $"任务{random.Next(1, int.MaxValue)}");
        var today = DistrictDay.Today(services.GetRequiredService<TimeProvider>());
        var at = random.Next(units.Count - 2);
        var terms = new MatterTerms { Title = title, Body = title, Lead = units[at], Accepting = units[at + 1], Supporting = [units[at + 2]], Due = new(today.AddDays(3 + random.Next(20))), Reports = new(ReportRhythm.Weekly, 5) };
        if (await ask.Send(new DraftMatter.Request(terms)) is Result<MatterId>.Done(var id))
        {
            say(["matter", id.Value, title]);
            var letter = $"函{title}";
            if (await ask.Send(new IssueMatters.Request([id], letter, letter)) is Result<IssueMatters.Answer>.Done({ Rows: [{ Problems.Count: 0 }] }))
            {
                say(["matter", id.Value, "signBy"]);
            }
        }
    }

    /// <summary>Some hours pass, up to days.</summary>
    private static async Task Pass(IServiceProvider services, Mediator ask, Random random)
    {
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        if (DistrictDay.Of(now) < Last)
        {
            await ask.Send(new SetClock(now.AddMinutes(random.Next(20, 1200))));
        }
    }

    private static async Task Act(Mediator ask, BihuanContext db, Random random, Action<object[]> say)
    {
        var open = await db.Set<Matter>().AsNoTracking().Where(m => m.IsOpen).OrderByDescending(m => m.Changed).Select(m => new { m.Id, m.State }).Take(30).ToListAsync();
        if (open.Count == 0)
        {
            await Task.Delay(20);
            return;
        }

        var matter = open[random.Next(open.Count)];
        var text = string.Create(CultureInfo.InvariantCulture, $"进展{random.Next(1, int.MaxValue)}");
        var evidence = new Evidence(FileHash.Of("SHA-256", SHA256.HashData(Encoding.UTF8.GetBytes(Proof))), $"{text}.txt");
        var done = matter.State switch
        {
            MatterState.Issued => await Done(ask.Send(new SignFor.Request(matter.Id, text))),
            MatterState.HandedIn when random.Next(3) == 0 => await Done(ask.Send(new ReturnMatter.Request(matter.Id, [text]))),
            MatterState.HandedIn => await Done(ask.Send(new AcceptMatter.Request(matter.Id, MatterEnd.Fulfilled, text, []))),
            _ when random.Next(6) == 0 => await Done(ask.Send(new HandIn.Request(matter.Id, MatterEnd.Fulfilled, text, [], [evidence]))),
            _ => await Done(ask.Send(new ReportMatter.Request(matter.Id, random.Next(100), [], text, null, null, []))),
        };
        if (done)
        {
            say(["matter", matter.Id.Value, text]);
        }
    }

    private static async Task<bool> Done<T>(ValueTask<Result<T>> asked) => await asked is Result<T>.Done;

    private static async Task Must<T>(ValueTask<Result<T>> asked) => Must(await asked);

    private static void Must<T>(Result<T> result) =>
        result.Match(_ => 0, problems => throw new InvalidOperationException(string.Join("; ", problems.Select(p => $"{p.Code} {p.Field}"))));
}
