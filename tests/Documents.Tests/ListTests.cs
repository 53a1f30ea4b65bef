using Bihuan.Platform;
using Bihuan.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bihuan.Documents.Tests;

/// <summary>Long lists come in parts that together are the whole, in order, with nothing twice.</summary>
public class ListTests
{
    [Theory, BothDatabases]
    public async Task EveryList_GoesOn_WhereItWasCut(DatabaseKind kind)
    {
        await using var district = await District.Open(kind);
        var gazette = await district.ImportGazette();
        for (var i = 0; i < 4; i++)
        {
            // Several at the same moment: the clock of a test stands still.
            await district.Import(NoticeOf(i), $"{i}.txt");
        }

        foreach (var sort in (string?[])[null, "number", "title"])
        {
            var documents = await All(after => Documents(after, sort, 3));
            Assert.Equal(gazette.Documents.Count + 4, documents.Count);
            Assert.Equal((await Documents(null, sort, 200)).Items.Select(d => d.Id), documents.Select(d => d.Id));
        }

        var byDate = (await Documents(null, null, 200)).Items;
        Assert.Equal(byDate.Where(d => d.Date is not null).OrderByDescending(d => d.Date).Select(d => d.Date), byDate.TakeWhile(d => d.Date is not null).Select(d => d.Date));
        await Same(after => Part(new ListImports.Request(After: after, Limit: 2)), Part(new ListImports.Request()), i => i.Id.Value);
        await Same(after => Findings(after, 2), Findings(null, 200), c => c.Fingerprint);

        var report = (await district.Open(ReviewTests.BigReport())).Head.Id.Value.ToString();
        await Same(after => Part(new ListClauses.Request(report, After: after, Limit: 50)), null, c => c.Ordinal, c => Assert.True(c.Count > 100));
        await Same(after => Part(new ListFinds.Request(report, After: after, Limit: 50)), null, f => f.Find, f => Assert.True(f.Count > 100));
        await Same(after => Part(new ListFinds.Request(report, "task", "Open", after, 50)), null, f => f.Find, f => Assert.All(f, one => Assert.Equal(("task", Verdict.Open), (one.Kind, one.Verdict))));

        async Task<Page<ListDocuments.Row>> Documents(string? after, string? sort, int limit)
        {
            var answer = await district.Done(new ListDocuments.Request(Sort: sort, After: after, Limit: limit));
            Assert.Equal(gazette.Documents.Count + 4, answer.Total);
            return new(answer.Items, answer.Next);
        }

        async Task<Page<ListContradictions.Row>> Findings(string? after, int limit)
        {
            var answer = await district.Done(new ListContradictions.Request(After: after, Limit: limit));
            return new(answer.Items, answer.Next);
        }

        Task<Page<T>> Part<T>(IQuery<Page<T>> request) => district.Done(request);
    }

    [Theory, BothDatabases]
    public async Task RulesAndAdoptions_GoOn_WhereTheyWereCut(DatabaseKind kind)
    {
        await using var district = await District.Open(kind);
        var import = await district.ImportGazette();
        DocumentId chosen = default;
        var most = 0;
        foreach (var id in import.Documents)
        {
            var items = (await district.Done(new ReviewDocument.Request(id))).Items.Where(i => i.Kind == "measure").ToList();
            foreach (var item in items)
            {
                await district.Done(new DecideFind.Request(id, item.Ordinal, 0, Verdict.Accepted));
            }
            if (items.Count > most)
            {
                (chosen, most) = (id, items.Count);
            }
            if (items.Count > 0)
            {
                await district.Done(new AdoptFinds.Request(id));
            }
        }

        var day = new DateOnly(2023, 1, 1);
        await using (var scope = district.Scope())
        {
            var whole = await scope.ServiceProvider.GetRequiredService<IRuleBook>().On("measure", day, TestContext.Current.CancellationToken);
            Assert.True(whole.Count > 5);
            var parts = await All(async after => await district.Done(new ListRules.Request("measure", day, after, 2)));
            Assert.Equal(whole.Select(r => r.Id), parts.Select(r => r.Id));
        }

        var adoptions = await All(async after => await district.Done(new ListAdoptions.Request(chosen, "measure", after, 2)) is var answer ? new Page<ListAdoptions.Row>(answer.Items, answer.Next) : null!);
        Assert.Equal(most, adoptions.Count);
        var counted = Assert.Single((await district.Done(new ListAdoptions.Request(chosen))).Kinds);
        Assert.Equal(("measure", most, adoptions.Count(a => a.Adoption is not null)), (counted.Kind, counted.Accepted, counted.Adopted));
        Assert.Equal(most, counted.Adopted + counted.Ready + counted.Waiting);
    }

    [Theory, BothDatabases]
    public async Task ASearch_IsNarrowed_ByHowTheDocumentsStand(DatabaseKind kind)
    {
        await using var district = await District.Open(kind);
        List<DocumentId> ids = [];
        for (var i = 0; i < 4; i++)
        {
            ids.Add((await district.Import(NoticeOf(i), $"{i}.txt")).First!.Value);
        }

        // The first is repealed, the second half reviewed, the third wholly reviewed and handed over; of the last nothing was looked at.
        await district.Done(new SetStatus.Request(ids[0], null, DocumentStatus.Repealed, new(2024, 1, 1), Note: "试行期满"));
        var second = (await district.Done(new ReviewDocument.Request(ids[1]))).Items;
        Assert.True(second.Count > 1);
        await district.Done(new DecideFind.Request(ids[1], 0, 0, Verdict.Rejected));
        foreach (var item in (await district.Done(new ReviewDocument.Request(ids[2]))).Items)
        {
            await district.Done(new DecideFind.Request(ids[2], item.Ordinal, 0, Verdict.Accepted));
        }

        Assert.NotEmpty((await district.Done(new AdoptFinds.Request(ids[2]))).Adopted);

        Assert.Equal([0, 1, 2, 3], await Found(new("值守")));
        Assert.Equal([1, 2, 3], await Found(new("值守", Status: "InForce")));
        Assert.Equal([0], await Found(new("值守", Status: "Repealed")));
        Assert.Equal([], await Found(new("值守", Status: "Expired")));
        Assert.Equal([0, 3], await Found(new("值守", Review: "NotBegun")));
        Assert.Equal([1], await Found(new("值守", Review: "UnderWay")));
        Assert.Equal([2], await Found(new("值守", Review: "Reviewed")));
        Assert.Equal([2], await Found(new("值守", Adopted: true)));
        Assert.Equal([0, 1, 3], await Found(new("值守", Adopted: false)));
        Assert.Equal([3], await Found(new("值守", Status: "InForce", Review: "NotBegun", Adopted: false)));
        Assert.Equal([], await Found(new("值守", Status: "Repealed", Adopted: true)));

        // Typed, in either language or by name, with what is chosen beside.
        Assert.Equal([0], await Found(new("值守 时效:已废止")));
        Assert.Equal([0, 1, 2, 3], await Found(new("值守 status:repealed,“In force”")));
        Assert.Equal([0, 1, 3], await Found(new("值守 审核：未审核、审核中")));
        Assert.Equal([1, 2], await Found(new("值守 review:underway,reviewed")));
        Assert.Equal([2], await Found(new("值守 移交:是")));
        Assert.Equal([0, 1, 3], await Found(new("采纳:否 值守")));
        Assert.Equal([1, 3], await Found(new("值守 adopted:no", Status: "InForce")));
        var wrong = Assert.Single(Assert.IsType<Bihuan.Kernel.Result<SearchClauses.Answer>.Refused>(await district.Send(new SearchClauses.Request("值守 时效:作古"))).Problems);
        Assert.Equal(("SEARCH-008", "作古"), (wrong.Code, wrong.Values[0]));

        // With words of one and of several tokens, with a filter alone, and page by page.
        Assert.Equal([1, 2, 3], await Found(new("\"加强值守工作\"", Status: "InForce")));
        Assert.Equal([1, 2, 3], await Found(new("发文机关:青川区人民政府办公室 值", Status: "InForce")));
        Assert.Equal([1, 2, 3], await Found(new("-演练 日期:2023", Status: "InForce")));

        async Task<IEnumerable<int>> Found(SearchClauses.Request request)
        {
            var hits = new HashSet<int>();
            string? after = null;
            do
            {
                var answer = await district.Done(request with { After = after, Take = 1 });
                hits.UnionWith(answer.Hits.Select(h => ids.IndexOf(h.Document)));
                after = answer.Next;
            }
            while (after is not null);
            return hits.Order();
        }
    }

    private static string NoticeOf(int i) => $"""
        青川区人民政府办公室文件
        青政办〔2023〕{i + 1}号
        青川区人民政府办公室关于做好第{i + 1}次防汛工作的通知
        各街道办事处：
        一、加强值守工作
        区应急管理局应于每月{i + 5}日前向区政府报送值守情况。
        二、物资
        各街道到2023年底储备沙袋{i + 1}00个。
        青川区人民政府办公室
        2023年5月8日
        """;

    private static async Task Same<T, TKey>(Func<string?, Task<Page<T>>> part, Task<Page<T>>? whole, Func<T, TKey> key, Action<IReadOnlyList<T>>? check = null)
    {
        var parts = await All(part);
        Assert.NotEmpty(parts);
        Assert.Equal(parts.Count, parts.Select(key).Distinct().Count());
        if (whole is not null)
        {
            Assert.Equal((await whole).Items.Select(key), parts.Select(key));
        }

        check?.Invoke(parts);
    }

    private static async Task<IReadOnlyList<T>> All<T>(Func<string?, Task<Page<T>>> part)
    {
        List<T> all = [];
        string? after = null;
        do
        {
            var next = await part(after);
            Assert.NotEmpty(next.Items);
            all.AddRange(next.Items);
            after = next.Next;
        }
        while (after is not null && all.Count < 10_000);
        return all;
    }
}
