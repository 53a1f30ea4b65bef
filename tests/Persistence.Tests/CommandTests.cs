using System.Text.Json;
using Bihuan.TestKit;
using Bihuan.Web.Commands;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bihuan.Persistence.Tests;

/// <summary>The operator's commands, as they are typed.</summary>
public class CommandTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, BothDatabases]
    public async Task AnOperatorsDay_Works(DatabaseKind kind)
    {
        await using var district = await District.Open(kind);
        await History.MakeMixed(district);
        await History.KeepFile(district, "甲");
        string In(string name) => Path.Combine(district.Folder, name);

        Assert.Contains("核验通过", await Done(district, "audit", "verify"), StringComparison.Ordinal);
        Assert.Contains("检查点已导出", await Done(district, "audit", "checkpoint", "--out", In("c.json")), StringComparison.Ordinal);
        Assert.Contains("It agrees with the checkpoint given", await Done(district, "audit", "verify", "--checkpoint", In("c.json"), "--lang", "en"), StringComparison.Ordinal);
        await Done(district, "audit", "export", "--out", In("journal.jsonl"));
        Assert.Contains("entries in", await Done(district, "rebuild", "--lang=en"), StringComparison.Ordinal);
        Assert.Contains("unit", await Done(district, "as-of", "2022-04-03"), StringComparison.Ordinal);
        Assert.Contains("已备份到", await Done(district, "backup", In("a.bihuan")), StringComparison.Ordinal);

        var entries = (await File.ReadAllLinesAsync(In("journal.jsonl"), Cancel)).Select(l => JsonSerializer.Deserialize<JournalLine>(l, EventCatalog.Json)!).ToList();
        Assert.Equal(Enumerable.Range(1, entries.Count).Select(i => (long)i), entries.Select(e => e.Position));
        Assert.Equal(entries[0].Hash, entries[1].Previous);

        await using var empty = await TestDatabase.Create(kind, empty: true);
        var place = kind == DatabaseKind.Sqlite ? (string[])["--data", empty.Folder] : ["--data", empty.Folder, "--postgresql", empty.Place.ConnectionString];
        var (code, output, error) = await Run(["restore", In("a.bihuan"), .. place]);
        Assert.True(code == 0, error);
        Assert.Contains("核验通过", output, StringComparison.Ordinal);
        Assert.Equal(0, (await Run(["audit", "verify", "--checkpoint", In("c.json"), .. place])).Code);
        Assert.Equal(2, (await Run(["restore", In("a.bihuan"), .. place])).Code);
    }

    [Theory, BothDatabases]
    public async Task WhatIsWrong_IsSaid_WithItsExitCode(DatabaseKind kind)
    {
        await using var district = await District.Open(kind);
        Assert.Equal(2, (await Run(district, "audit", "checkpoint", "--out", Path.Combine(district.Folder, "c.json"))).Code);
        await History.Make(district, days: 1);
        await using (var scope = district.Scope())
        {
            await scope.ServiceProvider.GetRequiredService<BihuanContext>().Set<JournalEntry>().Where(e => e.Position == 3).ExecuteUpdateAsync(e => e.SetProperty(x => x.Reason, "另有原因"), Cancel);
        }

        var (code, output, _) = await Run(district, "audit", "verify");
        Assert.Equal(1, code);
        Assert.StartsWith("第 3 条（unit ", output, StringComparison.Ordinal);
        Assert.Contains("内容被改", output, StringComparison.Ordinal);
        Assert.StartsWith("Entry 3 (unit ", (await Run(district, "audit", "verify", "--lang", "en")).Output, StringComparison.Ordinal);

        Assert.Equal((2, "There is no file none.json.\n"), Error(await Run(district, "audit", "verify", "--checkpoint", "none.json", "--lang", "en")));
        Assert.Equal((2, "“昨天”不是日期，请写成 2022-04-01 的形式。\n"), Error(await Run(district, "as-of", "昨天")));
        Assert.Equal(2, (await Run(district, "as-of", "2001-01-01")).Code);
        Assert.Equal(2, (await Run(district, "backup")).Code);
        Assert.Equal(2, (await Run(["audit"])).Code);
        Assert.Equal(2, (await Run(["nonsense"])).Code);
        Assert.Equal(2, (await Run(["audit", "verify", "--data", Path.Combine(district.Folder, "none")])).Code);
        Assert.False(Directory.Exists(Path.Combine(district.Folder, "none")));
        using var interrupted = new CancellationTokenSource();
        await interrupted.CancelAsync();
        Assert.Equal(130, (await Run(["audit", "verify", .. Place(district)], interrupted.Token)).Code);
    }

    [Theory]
    [InlineData("serve"), InlineData("backup"), InlineData("restore"), InlineData("rebuild"), InlineData("as-of"), InlineData("audit"), InlineData("audit", "verify"), InlineData]
    public async Task EveryCommand_HasHelp_InBothLanguages(params string[] command)
    {
        var (code, chinese, _) = await Run([.. command, "--help"]);
        Assert.Equal(0, code);
        Assert.StartsWith("用法：bihuan", chinese, StringComparison.Ordinal);
        Assert.StartsWith("Usage: bihuan", (await Run([.. command, "--help", "--lang", "en"])).Output, StringComparison.Ordinal);
    }

    private static async Task<string> Done(District district, params string[] command)
    {
        var (code, output, error) = await Run(district, command);
        Assert.True(code == 0, $"{string.Join(' ', command)}: {code} {output} {error}");
        return output;
    }

    private static Task<(int Code, string Output, string Error)> Run(District district, params string[] command) => Run([.. command, .. Place(district)]);

    private static string[] Place(District district) =>
        district.Place.IsPostgreSql ? ["--data", district.Folder, "--postgresql", district.Place.ConnectionString] : ["--data", district.Folder];

    private static async Task<(int Code, string Output, string Error)> Run(string[] args, CancellationToken? cancel = null)
    {
        await using var output = new StringWriter { NewLine = "\n" };
        await using var error = new StringWriter { NewLine = "\n" };
        var code = await CommandLine.Run(args, output, error, cancel ?? Cancel);
        return (code, output.ToString(), error.ToString());
    }

    private static (int, string) Error((int Code, string Output, string Error) run) => (run.Code, run.Error);
}
