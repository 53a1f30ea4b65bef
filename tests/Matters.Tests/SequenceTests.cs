using Bihuan.Kernel;
using Bihuan.Persistence;
using Bihuan.Platform;
using Bihuan.TestKit;
using CsCheck;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bihuan.Matters.Tests;

/// <summary>Whatever anybody sends in whatever order, alone or at once.</summary>
public class SequenceTests
{
    /// <summary>No sequence of commands by any mix of roles leaves the table of transitions, accepts one's own work, loses a report or moves a deadline
    /// without a decision.</summary>
    [Theory, BothDatabases]
    public async Task NoSequence_LeavesTheTable(DatabaseKind kind)
    {
        await using var loop = await Loop.Open(kind);
        await Gen.Select(Gen.Int[0, 21], Gen.Int[0, 7], Gen.Int[0, 3]).Array[60].SampleAsync(
            async steps =>
            {
                var id = await loop.District.Done(new DraftMatter.Request(loop.Terms(new(2022, 8, 31))), loop.Supervisor);
                var acknowledged = 0;
                foreach (var (act, who, variant) in steps)
                {
                    acknowledged += await Do(loop, id, act, who, variant) ? 1 : 0;
                }

                await Check(loop, id, acknowledged);
            },
            iter: 12, threads: 1, seed: "0000KOIPe503");
    }

    /// <summary>Two people who act at once: each change that was acknowledged is there, and what came second was decided on what came first.</summary>
    [Theory, BothDatabases]
    public async Task TwoAtOnce_NeitherLosesAChange(DatabaseKind kind)
    {
        await using var loop = await Loop.Open(kind);
        var random = new Random(11);
        for (var round = 0; round < 6; round++)
        {
            var id = await loop.SignedFor(loop.Terms(new(2022, 8, 31)));
            async Task<int> Person(int who, int seed)
            {
                var (dice, done) = (new Random(seed), 0);
                for (var i = 0; i < 12; i++)
                {
                    done += await Do(loop, id, dice.Next(2, 22), who, dice.Next(4)) ? 1 : 0;
                }

                return done;
            }

            var done = await Task.WhenAll(Person(1, random.Next()), Person(0, random.Next()), Person(2, random.Next()), Person(6, random.Next()));
            await Check(loop, id, done.Sum() + 2);
        }
    }

    private static async Task<bool> Do(Loop loop, MatterId id, int act, int who, int variant)
    {
        var by = new[] { loop.Supervisor, loop.BureauOfficer, loop.OfficeOfficer, loop.StreetOfficer, loop.OtherOfficer, loop.Leader, loop.Everywhere, loop.Everywhere }[who];
        var day = new DateOnly(2022, 9, 1).AddDays(30 * variant);
        return act switch
        {
            0 or 1 => await Issue(),
            2 or 3 => await Send(new SignFor.Request(id)),
            4 => await Send(new DeclineMatter.Request(id, "不属本局。", loop.Other)),
            5 or 6 or 7 => await Send(new ReportMatter.Request(id, 25 * variant, [new(0, 500 * variant)], "进展。", null, variant == 3 ? "请协调。" : null, [])),
            8 => await Send(new Contribute.Request(id, loop.Street, "配合。", [], [])),
            9 => await Send(new AskExtension.Request(id, day, "延期。", [])),
            10 => await Send(new DecideExtension.Request(id, variant + 1, variant == 0 ? null : day, "审批。")),
            11 or 12 or 13 => await Send(new HandIn.Request(id, (MatterEnd)(variant % 3), "结果。", [new(0, 2000)], [Loop.Proof])),
            14 => await Send(new TakeBackHandIn.Request(id, "补充材料。")),
            15 or 16 => await Send(new AcceptMatter.Request(id, (MatterEnd)(variant % 3), "核查。", [])),
            17 => await Send(new ReturnMatter.Request(id, ["补充"])),
            18 => await Send(new ReopenMatter.Request(id, "重启。", day)),
            19 => variant < 2 ? await Send(new PauseMatter.Request(id, "文件", "暂停。")) : await Send(new ResumeMatter.Request(id, "恢复。", variant == 3 ? day : null)),
            20 => await Send(new UrgeMatter.Request(id, LadderStep.Urge, null)),
            _ => variant == 3 ? await Send(new WithdrawMatter.Request(id, "文件", "撤销。")) : await Send(new LinkMatter.Request(id, [], null, [$"标签{variant}"])),
        };

        async Task<bool> Send<T>(ICommand<T> command) => await loop.District.Send(command, by) is Result<T>.Done;

        async Task<bool> Issue() => await loop.District.Send(new IssueMatters.Request([id], "交办", "请办理。"), by) is Result<IssueMatters.Answer>.Done { Value.Round: not null };
    }

    /// <summary>Folds the stream again and looks at every step.</summary>
    private static async Task Check(Loop loop, MatterId id, int acknowledged)
    {
        await using var scope = loop.District.Scope();
        var db = scope.ServiceProvider.GetRequiredService<BihuanContext>();
        var catalog = scope.ServiceProvider.GetRequiredService<EventCatalog>();
        var entries = await db.Set<JournalEntry>().AsNoTracking().Where(e => e.StreamId == id.Value).OrderBy(e => e.Version).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(acknowledged + 1, entries.Count);
        var matter = new Matter();
        foreach (var entry in entries)
        {
            var (happened, before, due, reports, doers) = (catalog.Read(entry), matter.State, matter.DueDay, matter.Reports, matter.Doers);
            matter.Apply(happened, new(entry.Recorded, new(entry.Actor, entry.ForUnit, entry.ForPost)));
            if (entry.Version == 1)
            {
                continue;
            }

            var act = SimulationTests.ActOf(happened);
            var (from, to) = Transitions.Table[act];
            Assert.True(from.Contains(before), $"{act} from {before}");
            Assert.True(to.Length == 0 ? matter.State == before : to.Contains(matter.State), $"{act}: {before} to {matter.State}");
            Assert.Equal(reports.Count + (happened is MatterReported ? 1 : 0), matter.Reports.Count);
            Assert.Equal(reports.Select(r => r.Text), matter.Reports.Take(reports.Count).Select(r => r.Text));
            Assert.True(due == matter.DueDay || happened is ExtensionDecided { Until: not null } or MatterResumed or MatterReopened or MatterIssued or MatterEdited, $"{act} moved the day from {due} to {matter.DueDay}");
            if (happened is MatterAccepted or MatterReturned)
            {
                Assert.DoesNotContain(entry.Actor!.Value, doers);
            }
        }
    }
}
