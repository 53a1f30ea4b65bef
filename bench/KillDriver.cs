using System.Diagnostics;
using System.Globalization;
using System.Text;
using Bihuan.Documents;
using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Persistence;
using Bihuan.Platform;
using Bihuan.TestKit;
using Bihuan.Web;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Bihuan.Bench;

/// <summary><c>bench kill ROUNDS [--postgresql] [--seed N]</c>: the whole program in a child process, at work on imports, reviews, adoption,
/// editing and the loop, is killed (SIGKILL) at a random moment of each round. Afterwards everything that it had acknowledged must be there, nothing
/// half-done, no step of the ladder taken or told twice, the audit clean against a checkpoint that was kept outside, and a rebuild equal.</summary>
internal static class KillDriver
{
    /// <summary>The whole is rebuilt and compared every so many rounds, and after the last.</summary>
    private const int RebuildEvery = 10;

    public static async Task<int> Run(string[] args)
    {
        if (args is ["child", ..])
        {
            return await KillChild.Run(args[1], args[2] == "-" ? null : args[2], int.Parse(args[3], CultureInfo.InvariantCulture));
        }

        var rounds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 8;
        var seed = Array.IndexOf(args, "--seed") is var at and >= 0 ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : Environment.TickCount;
        var folder = Directory.CreateTempSubdirectory("bihuan-kill-").FullName;
        await using var cluster = args.Contains("--postgresql") ? await PostgresCluster.StartAsync(durable: true) : null;
        var postgres = cluster is null ? null : await cluster.CreateDatabaseAsync("kill");
        var options = new HostOptions { DataFolder = folder, PostgreSql = postgres?.ConnectionString };
        Console.Out.WriteLine($"{rounds} rounds on {(postgres is null ? "SQLite" : "PostgreSQL")}, seed {seed}, {folder}");
        var random = new Random(seed);
        var totals = new Dictionary<string, int>(StringComparer.Ordinal);
        CheckpointFile? checkpoint = null;
        await using (var services = Services(options))
        {
            await using var scope = services.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<Caller>().IsProgram = true;
            await KillMatters.SetUp(scope.ServiceProvider);
        }

        var watch = Stopwatch.StartNew();
        for (var round = 1; round <= rounds; round++)
        {
            var acknowledged = await Round(folder, postgres?.ConnectionString, random.Next(), random);
            await using var services = Services(options);
            await using var scope = services.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<Caller>().IsProgram = true;
            if (await Wrong(scope.ServiceProvider, acknowledged, checkpoint, rebuild: round % RebuildEvery == 0 || round == rounds) is { } wrong)
            {
                Console.Out.WriteLine($"round {round}: {wrong}");
                return 1;
            }

            checkpoint = await scope.ServiceProvider.GetRequiredService<Checkpoints>().Take(default) is { } taken ? CheckpointFile.Of(taken) : null;
            foreach (var kind in acknowledged.GroupBy(a => a[0]))
            {
                totals[kind.Key] = totals.GetValueOrDefault(kind.Key) + kind.Count();
            }

            if (round % 10 == 0 || round == rounds)
            {
                Console.Out.WriteLine($"round {round}: journal {checkpoint?.Position ?? 0}, acknowledged {string.Join(", ", totals.OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => $"{t.Key} {t.Value}"))}");
            }

            Close(options);
        }

        Console.Out.WriteLine($"{rounds} kills in {watch.Elapsed.TotalSeconds:0} s: everything acknowledged is there, nothing half-done, nothing urged twice, audit clean, rebuild equal");
        Close(options);
        if (postgres is not null)
        {
            await postgres.DisposeAsync();
        }

        Directory.Delete(folder, recursive: true);
        return 0;
    }

    /// <summary>Starts the program, lets it work, kills it.</summary>
    /// <returns>What it had acknowledged: the fields of each line.</returns>
    private static async Task<List<string[]>> Round(string folder, string? postgres, int seed, Random random)
    {
        using var child = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [.. Environment.ProcessPath!.EndsWith("dotnet", StringComparison.Ordinal) ? new[] { typeof(KillDriver).Assembly.Location } : [], "kill", "child", folder, postgres ?? "-", seed.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        })!;
        var errors = child.StandardError.ReadToEndAsync();
        var lines = new List<string[]>();
        Task? killer = null;
        // One round in four is cut short from the start on, while the program is still busy with what the last kill left; the others
        // once people are at work.
        var fromStart = random.Next(4) == 0;
        while (await child.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("ack\t", StringComparison.Ordinal))
            {
                lines.Add(line.Split('\t')[1..]);
            }
            if (killer is null && (fromStart || lines.Count > 0))
            {
                var delay = TimeSpan.FromMilliseconds(Math.Pow(random.NextDouble(), 2) * 6000);
                killer = Task.Delay(delay).ContinueWith(_ => child.Kill(), TaskScheduler.Default);
            }
        }

        if (killer is null)
        {
            throw new InvalidOperationException($"The child did not start: {await errors}");
        }

        await killer;
        await child.WaitForExitAsync();
        return lines;
    }

    private static async Task<string?> Wrong(IServiceProvider services, List<string[]> acknowledged, CheckpointFile? checkpoint, bool rebuild)
    {
        var db = services.GetRequiredService<BihuanContext>();
        var files = services.GetRequiredService<IFileStore>();
        foreach (var ack in acknowledged)
        {
            var there = ack switch
            {
                ["unit", var id, var version, var name] => await HasEntry(db, Guid.Parse(id), int.Parse(version, CultureInfo.InvariantCulture), name),
                ["import", var id, var hash] => await HasEntry(db, Guid.Parse(id), 1, hash) && await IsWhole(files, hash),
                ["verdict", var document, var find] => await HasVerdict(db, DocumentId.From(Guid.Parse(document)), int.Parse(find, CultureInfo.InvariantCulture)),
                ["matter", var id, var words] => await KillMatters.IsThere(db, Guid.Parse(id), words),
                ["adopted", var document, var find] => await IsAdopted(db, DocumentId.From(Guid.Parse(document)), int.Parse(find, CultureInfo.InvariantCulture)),
                _ => throw new InvalidOperationException($"Unknown: {string.Join(' ', ack)}"),
            };
            if (!there)
            {
                return $"acknowledged, but not there: {string.Join(' ', ack)}";
            }
        }

        var report = await services.GetRequiredService<AuditVerifier>().Verify(checkpoint, null, default);
        if (!report.IsClean)
        {
            return $"the audit found {string.Join("; ", report.Findings)}";
        }

        var named = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var hash in services.GetRequiredService<FileSweep>().InUse(default))
        {
            named.Add(hash);
        }

        foreach (var hash in named)
        {
            if (!await IsWhole(files, hash))
            {
                return $"{hash} is named by the journal, but is not there whole";
            }
        }

        // A document is there with all its clauses and finds, or not at all; an appointment was entered once.
        var finds = await db.Set<FindRow>().GroupBy(f => f.Document).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count);
        var half = (await db.Set<Document>().AsNoTracking().Select(d => new { d.Id, d.Name, d.Finds }).ToListAsync()).Find(d => finds.GetValueOrDefault(d.Id) != d.Finds);
        if (half is not null)
        {
            return $"{half.Name} has {finds.GetValueOrDefault(half.Id)} of {half.Finds} finds";
        }

        return await KillMatters.Wrong(db) ?? (rebuild ? await Rebuilt(services, db) : null);
    }

    private static async Task<string?> Rebuilt(IServiceProvider services, BihuanContext db)
    {
        // Whatever the last kill cut short is asked for again: accepted finds are handed over, twice; the second time changes nothing.
        var ask = services.GetRequiredService<Mediator>();
        foreach (var document in await db.Set<FindReview>().Where(r => r.Verdict == Verdict.Accepted).Select(r => r.Document).Distinct().ToListAsync())
        {
            await ask.Send(new AdoptFinds.Request(document));
            if (await ask.Send(new AdoptFinds.Request(document)) is Result<AdoptFinds.Answer>.Done({ Adopted.Count: > 0 }))
            {
                return $"adopting {document} again adopted again";
            }
        }

        var doubled = await db.Set<Holding>().AsNoTracking().Where(h => h.Appointed != null).Select(h => new { h.Person, h.Post, h.Appointed }).ToListAsync();
        if (doubled.GroupBy(h => h).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            return $"appointed twice: {twice.Key}";
        }

        var before = await Dump(db);
        await services.GetRequiredService<Rebuilder>().Rebuild(db, null, default);
        return before == await Dump(db) ? null : "the rebuild is not equal";
    }

    private static async Task<string> Dump(BihuanContext db)
    {
        var text = new StringBuilder();
        foreach (var table in TableRows.Tables(db, kept: false))
        {
            text.Append(table.Name).Append('\n');
            await foreach (var line in TableRows.Read(db, table, default))
            {
                text.Append(line).Append('\n');
            }
        }

        return text.ToString();
    }

    private static async Task<bool> HasEntry(BihuanContext db, Guid stream, int version, string words) =>
        (await db.Set<JournalEntry>().AsNoTracking().Where(e => e.StreamId == stream && e.Version == version).Select(e => e.Payload).SingleOrDefaultAsync())?.Contains(words, StringComparison.Ordinal) == true;

    private static Task<bool> HasVerdict(BihuanContext db, DocumentId document, int find) => db.Set<FindReview>().AnyAsync(r => r.Document == document && r.Find == find && r.Verdict == Verdict.Accepted);

    private static Task<bool> IsAdopted(BihuanContext db, DocumentId document, int find) => db.Set<Adoption>().AnyAsync(a => a.Document == document && a.Find == find && !a.Revoked);

    private static async Task<bool> IsWhole(IFileStore files, string hash)
    {
        await using var content = await files.Open(hash, default);
        return content is not null && hash == FileHash.Of("SHA-256", await System.Security.Cryptography.SHA256.HashDataAsync(content));
    }

    private static ServiceProvider Services(HostOptions options)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        BihuanApp.AddProgram(services, options);
        return services.BuildServiceProvider();
    }

    private static void Close(HostOptions options)
    {
        if (options.PostgreSql is null)
        {
            using var connection = new SqliteConnection(options.Place.ConnectionString);
            SqliteConnection.ClearPool(connection);
        }
    }
}

/// <summary>The child: the program with its web server and background work, and people at work on it, each line said after it was acknowledged.</summary>
internal static class KillChild
{
    private const int People = 3;

    public static async Task<int> Run(string folder, string? postgres, int seed)
    {
        var output = Console.Out;
        await using var app = await BihuanApp.Build(new() { DataFolder = folder, PostgreSql = postgres, Urls = "http://127.0.0.1:0" }, default);
        await app.StartAsync();
        output.WriteLine("ready");
        await output.FlushAsync();
        await Task.WhenAll(Enumerable.Range(0, People).Select(i => Task.Run(() => Work(app.Services, new Random(seed + i), output))));
        return 0;
    }

    private static async Task Work(IServiceProvider services, Random random, TextWriter output)
    {
        while (true)
        {
            await using var scope = services.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<Caller>().IsProgram = true;
            var ask = scope.ServiceProvider.GetRequiredService<Mediator>();
            var db = scope.ServiceProvider.GetRequiredService<BihuanContext>();
            switch (random.Next(16))
            {
                case 0 or 1:
                    await Import(scope.ServiceProvider, random, output);
                    break;
                case 2 or 3:
                    await Edit(ask, db, random, output);
                    break;
                case 4 or 5 or 6:
                    await Review(ask, db, random, output);
                    break;
                case 7:
                    await Adopt(ask, db, random, output);
                    break;
                default:
                    await KillMatters.Work(scope.ServiceProvider, random, fields => Say(output, fields));
                    break;
            }
        }
    }

    private static async Task Import(IServiceProvider services, Random random, TextWriter output)
    {
        var number = random.Next(1, 1_000_000).ToString(CultureInfo.InvariantCulture);
        var unit = (await services.GetRequiredService<BihuanContext>().Set<Organisation.Unit>().AsNoTracking().Select(u => u.Name).Take(20).ToListAsync()) is { Count: > 0 } names ? names[random.Next(names.Count)] : "应急管理局";
        var text = $"""
            青川区人民政府文件
            青政干〔2023〕{number}号
            青川区人民政府关于张某等任职的通知
            各街道办事处，区政府各部门：
            经研究，决定：
            {Person(random)}任{unit}副局长；
            {Person(random)}任{unit}办公室主任（试用期一年）。
            青川区人民政府
            2023年5月8日
            """;
        var bytes = Encoding.UTF8.GetBytes(text);
        if (await services.GetRequiredService<UploadService>().Take(new MemoryStream(bytes), $"{number}.txt", ImportSource.Api, default) is Result<ImportId>.Done(var id))
        {
            Say(output, "import", id.Value, FileHash.Of("SHA-256", System.Security.Cryptography.SHA256.HashData(bytes)));
        }
    }

    private static string Person(Random random)
    {
        const string Surnames = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨", Given = "文明德志远海清立国春晓东建平安华永康庆林";
        return $"{Surnames[random.Next(Surnames.Length)]}{Given[random.Next(Given.Length)]}{Given[random.Next(Given.Length)]}";
    }

    private static async Task Edit(Mediator ask, BihuanContext db, Random random, TextWriter output)
    {
        var name = $"第{random.Next(1, int.MaxValue).ToString(CultureInfo.InvariantCulture)}局";
        var units = await db.Set<Organisation.Unit>().AsNoTracking().Select(u => new { u.Id, u.Version }).Take(60).ToListAsync();
        if (units.Count < 20 || random.Next(3) == 0)
        {
            if (await ask.Send(new CreateUnit(name)) is Result<UnitId>.Done(var id))
            {
                Say(output, "unit", id.Value, 1, name);
            }

            return;
        }

        var unit = units[random.Next(units.Count)];
        if (await ask.Send(new RenameUnit(unit.Id, unit.Version, name, new(2023, 5, 8), Source: null)) is Result<None>.Done)
        {
            Say(output, "unit", unit.Id.Value, unit.Version + 1, name);
        }
    }

    private static async Task Review(Mediator ask, BihuanContext db, Random random, TextWriter output)
    {
        var open = await db.Set<FindRow>().AsNoTracking().Where(f => !db.Set<FindReview>().Any(r => r.Document == f.Document && r.Find == f.Ordinal)).Select(f => new { f.Document, f.Ordinal }).Take(40).ToListAsync();
        if (open.Count == 0)
        {
            await Task.Delay(20);
            return;
        }

        var find = open[random.Next(open.Count)];
        if (await ask.Send(new DecideFind.Request(find.Document, find.Ordinal, Seen: 0, Verdict.Accepted)) is Result<DecideFind.Answer>.Done)
        {
            Say(output, "verdict", find.Document.Value, find.Ordinal);
        }
    }

    private static async Task Adopt(Mediator ask, BihuanContext db, Random random, TextWriter output)
    {
        var ready = await db.Set<FindReview>().AsNoTracking().Where(r => r.Verdict == Verdict.Accepted && !db.Set<Adoption>().Any(a => a.Document == r.Document && a.Find == r.Find)).Select(r => r.Document).Distinct().Take(40).ToListAsync();
        if (ready.Count == 0)
        {
            await Task.Delay(20);
            return;
        }

        var document = ready[random.Next(ready.Count)];
        if (await ask.Send(new AdoptFinds.Request(document)) is Result<AdoptFinds.Answer>.Done(var answer))
        {
            foreach (var find in answer.Adopted)
            {
                Say(output, "adopted", document.Value, find);
            }
        }
    }

    private static void Say(TextWriter output, params object[] fields)
    {
        lock (output)
        {
            output.WriteLine("ack\t" + string.Join('\t', fields));
            output.Flush();
        }
    }
}
