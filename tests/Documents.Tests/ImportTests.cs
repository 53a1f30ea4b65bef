using System.Diagnostics;
using System.Text;
using Bihuan.Persistence;
using Bihuan.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bihuan.Documents.Tests;

public class ImportTests
{
    private const string Notice = """
        青川区人民政府办公室文件
        青政办〔2023〕4号
        青川区人民政府办公室关于做好防汛工作的通知
        各街道办事处：
        一、加强值守
        1. 完成物资检查。（牵头单位：应急管理局；完成时限：2023年6月30日前）
        青川区人民政府办公室
        2023年5月8日
        """;

    [Theory, BothDatabases]
    public async Task AnExplanation_ThatCameFirst_IsLinkedOnceItsDocumentComes_AndPartedByHand(DatabaseKind kind)
    {
        const string Plan = """
            青川区人民政府办公室文件
            青政办〔2023〕6号
            青川区人民政府办公室关于印发青川区防汛攻坚行动方案的通知
            各街道办事处：
            一、完成物资检查。
            青川区人民政府办公室
            2023年5月8日
            """;
        await using var district = await District.Open(kind);
        var explanation = (await district.Import("《青川区防汛攻坚行动方案》政策解读\n一、背景\n为做好防汛工作。\n青川区水利局\n2023年5月9日\n", "a.txt")).First!.Value;
        Assert.Null((await district.Open(explanation.Value.ToString())).Interprets);

        var plan = (await district.Import(Plan, "b.txt")).First!.Value;

        Assert.Equal(plan, (await district.Open(explanation.Value.ToString())).Interprets?.Id);
        Assert.Equal(explanation, Assert.Single((await district.Open(plan.Value.ToString())).Interpretations).Id);
        await district.Done(new LinkInterpretation.Request(explanation, null));
        Assert.Empty((await district.Open(plan.Value.ToString())).Interpretations);
        await district.Done(new LinkInterpretation.Request(explanation, "青政办〔2023〕6号"));
        Assert.Single((await district.Open(plan.Value.ToString())).Interpretations);
    }

    [Theory, BothDatabases]
    public async Task TheGazette_ComesIn_WithItsDocumentsTasksAndClauses(DatabaseKind kind)
    {
        await using var district = await District.Open(kind);
        var watch = Stopwatch.StartNew();
        var import = await district.ImportGazette();
        TestContext.Current.TestOutputHelper?.WriteLine($"read and stored in {watch.ElapsedMilliseconds} ms");

        var facts = Shared.Facts("documents.json").GetProperty("documents").EnumerateArray().ToList();
        Assert.Equal(facts.Count, import.Documents.Count);
        Assert.Equal(17, import.Documents.Count);
        Assert.NotNull(import.Gazette);
        foreach (var fact in facts)
        {
            var key = fact.GetProperty("number").GetString() ?? fact.GetProperty("title").GetString()!;
            var document = await district.Open(key);
            Assert.Equal(fact.GetProperty("dateIssued").GetString(), document.Head.Date?.ToString("yyyy-MM-dd"));
            Assert.NotEmpty(document.Clauses);
        }

        await using var scope = district.Scope();
        var db = scope.ServiceProvider.GetRequiredService<BihuanContext>();
        var report = (await db.Set<FindRow>().AsNoTracking().Where(f => f.Kind == "task").GroupBy(f => f.Document).Select(g => g.Count()).ToListAsync(TestContext.Current.CancellationToken)).Max();
        Assert.Equal(Shared.Facts("tasks.json").GetArrayLength(), report);
        Assert.Equal(136, report);

        // Every find of a clause's words is marked where it stands.
        var finds = await db.Set<FindRow>().AsNoTracking().ToListAsync(TestContext.Current.CancellationToken);
        var marked = finds.Count(f => f.Marks.Count > 0);
        TestContext.Current.TestOutputHelper?.WriteLine($"{finds.Count} finds, {marked} marked, {finds.Count(f => f.IsDoubtful)} doubtful");
        Assert.True(marked > finds.Count * 0.97, $"{marked} of {finds.Count} finds are marked: {string.Join(", ", finds.Where(f => f.Marks.Count == 0).GroupBy(f => f.Kind).Select(g => $"{g.Key} {g.Count()}"))}");
    }

    [Theory, BothDatabases]
    public async Task AStretch_HoldsTheWordsOfItsFind(DatabaseKind kind)
    {
        await using var district = await District.Open(kind);
        await district.Import(Notice);
        var document = await district.Open("青政办〔2023〕4号");

        await using var scope = district.Scope();
        var db = scope.ServiceProvider.GetRequiredService<BihuanContext>();
        var task = Assert.Single(await db.Set<FindRow>().AsNoTracking().Where(f => f.Kind == "task").ToListAsync(TestContext.Current.CancellationToken));
        var mark = Assert.Single(task.Marks);
        var clause = document.Clauses[mark.Clause];
        Assert.Equal("一1", clause.Place);
        Assert.Contains("物资检查", clause.Text.Substring(mark.Start, mark.Length), StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task TheSameFile_AndTheSameDocument_AreCaughtAndNamed(DatabaseKind kind)
    {
        await using var district = await District.Open(kind);
        var first = await district.Import(Notice);

        await using (var scope = district.Scope())
        {
            var again = await scope.ServiceProvider.GetRequiredService<UploadService>().Take(new MemoryStream(Encoding.UTF8.GetBytes(Notice)), "b.txt", ImportSource.Page, TestContext.Current.CancellationToken);
            var problem = Assert.Single(Assert.IsType<Kernel.Result<ImportId>.Refused>(again).Problems);
            Assert.Equal("DOC-002", problem.Code);
            Assert.Equal(["b.txt", "a.txt", "2022-04-01"], problem.Values);
        }

        // Other bytes, the same words.
        var second = await district.Import("\n\n" + Notice, "c.txt");
        var duplicate = Assert.Single(second.Duplicates);
        Assert.Equal(first.Documents[0], duplicate.Document);
        Assert.Equal("青政办〔2023〕4号", duplicate.Name);
        Assert.Null(second.First);
    }

    [Theory, BothDatabases]
    public async Task AFileThatIsNoDocument_FailsWithAReason_AndMayBeReadAgain(DatabaseKind kind)
    {
        await using var district = await District.Open(kind);
        var id = await district.Upload([0xEF, 0xBB, 0xBF, 0x20, 0x0A], "leer.txt");
        await district.RunImports();
        var row = Assert.Single((await district.Done(new ListImports.Request(id.Value))).Items);
        Assert.Equal(ImportStatus.Failed, row.Status);
        Assert.NotEmpty(row.Problems);

        await district.Done(new RetryImport.Request(id));
        Assert.Equal(ImportStatus.Waiting, Assert.Single((await district.Done(new ListImports.Request(id.Value))).Items).Status);
        await district.Done(new CancelImport.Request(id));
        Assert.Equal(0, await district.RunImports());
        Assert.Equal(["DOC-003"], await district.Refused(new CancelImport.Request(id)));
    }

    [Theory, BothDatabases]
    public async Task AReadingThatWasCutOff_IsDoneAgainAfterARestart(DatabaseKind kind)
    {
        await using var district = await District.Open(kind);
        var id = await district.Upload(Encoding.UTF8.GetBytes(Notice), "a.txt");
        await district.Done(new StartImport.Request(id, Environment.MachineName));

        // Another process of the same node, running on, leaves it alone; one that has only begun takes it up.
        var worker = district.Services.GetRequiredService<ImportWorker>();
        Assert.Equal(0, await worker.RunPending(atStart: false, TestContext.Current.CancellationToken));
        Assert.True(await worker.RunPending(atStart: true, TestContext.Current.CancellationToken) > 0);
        Assert.Equal(ImportStatus.Done, Assert.Single((await district.Done(new ListImports.Request(id.Value))).Items).Status);
    }

    [Theory, BothDatabases]
    public async Task ARebuild_MakesEveryTableAgain_FromJournalAndFiles(DatabaseKind kind)
    {
        await using var district = await District.Open(kind);
        await district.ImportGazette();
        await district.Import(Notice);
        var before = await district.Tables();

        await using (var scope = district.Scope())
        {
            await scope.ServiceProvider.GetRequiredService<Rebuilder>().Rebuild(scope.ServiceProvider.GetRequiredService<BihuanContext>(), progress: null, TestContext.Current.CancellationToken);
        }

        var after = await district.Tables();
        Assert.True(before["document_clause"].Count > 500);
        Assert.All(before, table => Assert.Equal(table.Value, after[table.Key]));
    }

    [Theory, BothDatabases]
    public async Task AWatchedFolder_IsTakenIn_AndWhatIsRefusedSaysWhy(DatabaseKind kind)
    {
        await using var district = await District.Open(kind);
        var folder = Directory.CreateDirectory(Path.Combine(district.Folder, "watched")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "a.txt"), Notice, TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(Path.Combine(folder, "b.png"), [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3], TestContext.Current.CancellationToken);
        var watcher = ActivatorUtilities.CreateInstance<FolderWatcher>(district.Services, new Microsoft.Extensions.Configuration.ConfigurationBuilder().Build());

        Assert.Equal(0, await watcher.Look(folder, wait: true, TestContext.Current.CancellationToken));
        Assert.Equal(2, await watcher.Look(folder, wait: true, TestContext.Current.CancellationToken));

        Assert.True(File.Exists(Path.Combine(folder, "imported", "a.txt")));
        Assert.Contains("FILE-003", await File.ReadAllTextAsync(Path.Combine(folder, "refused", "b.png.txt"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await district.RunImports();
        Assert.Single((await district.Done(new ListImports.Request())).Items, r => r.Status is ImportStatus.Done);
    }
}
