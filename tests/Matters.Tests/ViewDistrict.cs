using Bihuan.Organisation;
using Bihuan.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bihuan.Matters.Tests;

/// <summary>What the forms of the list and the cockpit show in a browser.</summary>
internal static class ViewDistrict
{
    /// <summary>A district with matters in every form: late and in time, split, extended, with milestones, of several streets. The clock goes on by six days.</summary>
    /// <returns>A part of a street's, whose report has evidence.</returns>
    public static async Task<MatterId> Fill(DistrictWeb web)
    {
        await web.SetUp();
        var government = await web.Done(new CreateUnit("甲区人民政府", UnitKind.Other));
        var (bureau, office) = (await web.Done(new CreateUnit("住房和城乡建设局", Parent: government)), await web.Done(new CreateUnit("区政府办公室", Parent: government)));
        var post = await web.Done(new CreatePost(government, "副区长"));
        await web.Done(new Appoint(PersonRef.Named("张一"), PostRef.Known(post), new DateOnly(2021, 1, 1), null));
        List<UnitId> streets = [];
        foreach (var name in new[] { "东街道", "南街道", "西街道", "北街道", "中街道" })
        {
            streets.Add(await web.Done(new CreateUnit(name, UnitKind.Street, Parent: government)));
        }

        MatterTerms Terms(string title, DateOnly due) => new() { Title = title, Body = $"{title}，按时完成。", Lead = bureau, Accepting = office, Due = new(due), Reports = new(ReportRhythm.Monthly, 31), Leaders = [new(post, "张一")] };
        MatterTerms[] all =
        [
            Terms("新增公共停车位2000个", new(2022, 12, 31)) with { Goals = [new("新增停车位", GoalSense.AtLeast, 2000, "个")], Milestones = [new("完成选址", new(2022, 5, 31), 30), new("主体完工", new(2022, 9, 30), 80)] },
            Terms("老旧小区改造", new(2022, 4, 6)) with { Place = streets[0] },
            Terms("河道清淤", new(2022, 4, 11)) with { Place = streets[1], Milestones = [new("清淤过半", new(2022, 4, 6), 50)] },
            Terms("背街小巷整治", new(2022, 4, 18)) with { Place = streets[2] },
            Terms("农贸市场提升改造", new(2022, 4, 29)) with { Place = streets[0] },
            Terms("口袋公园建设", new(2022, 10, 31)) with { Lead = streets[3] },
            Terms("公厕改造", new(2022, 11, 30)) with { Place = streets[2] },
            Terms("道路拓宽", new(2022, 8, 31)),
        ];
        List<MatterId> ids = [];
        foreach (var terms in all)
        {
            ids.Add(await web.Done(new DraftMatter.Request(terms)));
        }

        await web.Done(new IssueMatters.Request(ids, "关于交办督办事项的通知", "请按时办理。"));
        foreach (var id in ids.Take(6))
        {
            await web.Done(new SignFor.Request(id));
        }

        var parts = await web.Done(new SplitMatter.Request(ids[0], [new(streets[0], "新增停车位（东街道）", null, [new(0, 1200)]), new(streets[1], "新增停车位（南街道）", null, [new(0, 800)])]));
        await web.Done(new SignFor.Request(parts[0]));
        web.Clock.Advance(TimeSpan.FromDays(1));
        Evidence proof;
        await using (var scope = web.Services.CreateAsyncScope())
        using (var content = new MemoryStream("停车位清单"u8.ToArray()))
        {
            proof = (await scope.ServiceProvider.GetRequiredService<EvidenceStore>().Take(content, "停车位清单.txt", TestContext.Current.CancellationToken)).Match(e => e, _ => null!);
        }

        await web.Done(new ReportMatter.Request(parts[0], 30, [new(0, 360)], "已开工。", null, null, [proof]));
        await web.Done(new ReportMatter.Request(ids[0], 25, [new(0, 360)], "已开工。", null, "请协调用地。", []));
        await web.Done(new ReportMatter.Request(ids[2], 40, [], "已开工。", null, null, []));
        await web.Done(new AskExtension.Request(ids[3], new(2022, 6, 15), "居民意见征求未完成。", []));
        await web.Done(new DecideExtension.Request(ids[3], 1, new DateOnly(2022, 6, 15), "同意。"));
        await web.Done(new HandIn.Request(ids[4], MatterEnd.Fulfilled, "已完成。", [], [new($"SHA-256:{new string('a', 64)}", "照片.jpg")]));
        await web.Done(new DraftMatter.Request(Terms("充电桩建设", new(2022, 12, 31))));
        web.Clock.Advance(TimeSpan.FromDays(5));
        return parts[0];
    }
}
