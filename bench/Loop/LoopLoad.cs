using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Bihuan.Matters;
using Bihuan.Persistence;
using Bihuan.Platform;
using Bihuan.TestKit;
using Bihuan.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Bihuan.Bench;

/// <summary><c>bench loop [--sizes 10000,100000,1000000] [--requests 3000] [--changes 1500] [--people 8] [--postgresql] [--folder KEPT]
/// [--program PUBLISHED/bihuan.dll] [--browser] [--fill]</c>: the loop with
/// very many matters. At each size the program runs in a process of its own and answers machines by HTTP: a unit's inbox, a list of 50 that is
/// filtered and sorted, the cockpit, a matter's page, each asked a fixed number of times by so many at once, after 500 of each kind that do not count; then changes, each on the disk when it is
/// acknowledged; then the lamps of a day over everything, and the page of matters in Chromium. Exits with 1 if an answer was wrong. A kept folder (and the
/// server that <c>BIHUAN_TEST_POSTGRES</c> names) is filled once and measured again; <c>--fill</c> only fills it.</summary>
internal static class LoopLoad
{
    /// <summary>The first answers of a kind meet code that is not compiled yet; a program that has run for a minute has long done that.</summary>
    private const int WarmUp = 500;

    public static async Task<int> Run(string[] args)
    {
        var sizes = (Value(args, "--sizes") ?? "10000,100000,1000000").Split(',').Select(s => int.Parse(s, CultureInfo.InvariantCulture)).ToList();
        var (requests, changes, people) = (Number(args, "--requests", 3000), Number(args, "--changes", 1500), Number(args, "--people", 8));
        var kept = Value(args, "--folder");
        var folder = kept ?? Directory.CreateTempSubdirectory("bihuan-loop-").FullName;
        await using var postgres = args.Contains("--postgresql") ? await BenchPostgres.Start() : null;
        var options = new HostOptions { DataFolder = folder, PostgreSql = postgres is null ? null : await postgres.Database("loop_" + Path.GetFileName(folder).ToLowerInvariant()) };
        Console.Out.WriteLine($"{(postgres is null ? "SQLite (WAL, full sync)" : "PostgreSQL (durable)")}, {people} at once, {Environment.ProcessorCount} cores for driver, program and database");
        var wrong = 0;
        await using var services = LoopFill.Services(options);
        var worldFile = Path.Combine(folder, "bench-world.json");
        var (world, tokens) = File.Exists(worldFile) ? JsonSerializer.Deserialize<Kept>(await File.ReadAllTextAsync(worldFile), EventCatalog.Json)! : Kept.Of(await LoopFill.SetUp(services));
        await File.WriteAllTextAsync(worldFile, JsonSerializer.Serialize(new Kept(world, tokens), EventCatalog.Json));
        var filled = await Count(services);
        foreach (var size in sizes)
        {
            if (filled < size)
            {
                await LoopFill.Fill(services, world, filled, size);
                filled = size;
            }

            wrong += args.Contains("--fill") ? 0 : await Measure(services, options, tokens, requests, changes, people, Value(args, "--program") ?? Path.Combine(AppContext.BaseDirectory, "bihuan.dll"), args.Contains("--browser"));
        }

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        if (kept is null)
        {
            Directory.Delete(folder, recursive: true);
        }

        return wrong == 0 ? 0 : 1;
    }

    private static async Task<int> Measure(IServiceProvider services, HostOptions options, IReadOnlyDictionary<string, string> tokens, int requests, int changes, int people, string program, bool browser)
    {
        var (some, handled) = await Samples(services, changes);
        await Lamps(services);
        using var process = Process.Start(new ProcessStartInfo("dotnet", [program, "serve", "--data", options.DataFolder, "--urls", "http://127.0.0.1:5987", .. options.PostgreSql is { } place ? new[] { "--postgresql", place } : []]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            using var handler = new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromHours(1) };
            var units = tokens.Where(t => t.Key.StartsWith("unit", StringComparison.Ordinal)).Select(t => Client(handler, t.Value)).ToList();
            var district = Client(handler, tokens["district"]);
            await Ready(district, process);
            var errors = new ConcurrentBag<string>();
            async Task Heard(string what, Func<int, Task<string?>> work, int i)
            {
                if (await work(i) is { } wrong)
                {
                    errors.Add($"{what}: {wrong}");
                }
            }

            (string What, int Count, Func<int, Task<string?>> Work)[] asked =
            [
                ("inbox of a unit", requests, i => Get(units[i % units.Count], "/api/v1/matters/inbox")),
                ("list, a unit's", requests, i => Get(units[i % units.Count], "/api/v1/matters?open=true&limit=50")),
                ("list, yellow of all", requests, i => Get(district, $"/api/v1/matters?lamp={(i % 2 == 0 ? "Yellow" : "Red")}&limit=50")),
                ("list, last changed", requests, i => Get(district, "/api/v1/matters?order=Changed&limit=50")),
                ("list, words", requests / 2, i => Get(district, $"/api/v1/matters?words={Uri.EscapeDataString("公共充电桩" + (1 + (i % 200)) + "0个")}&limit=50")),
                ("cockpit", requests / 2, _ => Get(district, "/api/v1/matters/cockpit")),
                ("matter", requests, i => Get(district, $"/api/v1/matters/{some[i % some.Count].Value}")),
                ("changes (report)", changes, i => Post(district, "/api/v1/matters/report", new { matter = handled[i % handled.Count].Value, progress = i % 100, figures = Array.Empty<object>(), text = "本月进展正常。", evidence = Array.Empty<object>() })),
            ];
            asked = [.. asked.Where(a => a.Count > WarmUp)];
            foreach (var (what, _, work) in asked)
            {
                await Many(people, 0, WarmUp, i => Heard(what, work, i));
            }

            foreach (var (what, count, work) in asked)
            {
                await Timed(process, what, count, people, i => Heard(what, work, i));
            }

            Console.Out.WriteLine($"program: most memory {Memory(process)} MiB");
            if (browser)
            {
                await Page(errors);
            }

            foreach (var error in errors.Take(10))
            {
                Console.Out.WriteLine(error);
            }

            return errors.Count;
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    /// <summary>Matters to be looked at, and matters in hand to be reported on.</summary>
    private static async Task<(List<MatterId> Some, List<MatterId> Handled)> Samples(IServiceProvider services, int changes)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BihuanContext>();
        var first = await db.Set<Matter>().AsNoTracking().Where(m => m.Accepting != null).OrderBy(m => m.Id).Select(m => m.Id).Take(500).ToListAsync();
        var handled = await db.Set<Matter>().AsNoTracking().Where(m => m.IsOpen && m.State == MatterState.InHand).OrderBy(m => m.DueAt).Select(m => m.Id).Take(changes).ToListAsync();
        return (first, handled);
    }

    private static async Task Lamps(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Caller>().IsProgram = true;
        var ask = scope.ServiceProvider.GetRequiredService<Mediator>();
        for (var i = 0; i < 2; i++)
        {
            var began = Stopwatch.GetTimestamp();
            var lamps = (await ask.Send(new CountMatters.Request(new(), MatterGroup.Lamp))).Match(a => a, _ => throw new InvalidOperationException("It was refused."));
            Console.Out.WriteLine($"lamps of a day over {lamps.Total}: {Stopwatch.GetElapsedTime(began).TotalMilliseconds:0} ms ({string.Join(", ", lamps.Groups.Select(g => $"{g.Key ?? "none"} {g.Count}"))})");
        }
    }

    private static async Task Page(ConcurrentBag<string> errors)
    {
        await using var browser = new Browser();
        await using var session = browser.NewSession();
        var page = await session.OpenAsync(Screen.Desktop, "http://127.0.0.1:5987");
        await page.GotoAsync("/login");
        await page.FillAsync("#name", "ducha");
        await page.FillAsync("#password", LoopFill.Password);
        await page.ClickAsync("main form button");
        await page.WaitForSelectorAsync(".top");
        foreach (var (name, address, sign) in new[] { ("page of matters", "/matters", "main table tbody tr"), ("page of the inbox", "/inbox", "main h1"), ("cockpit page", "/cockpit", "main h1") })
        {
            List<double> whole = [], answered = [], painted = [];
            for (var i = 0; i < 11; i++)
            {
                var began = Stopwatch.GetTimestamp();
                await page.GotoAsync(address);
                await page.WaitForSelectorAsync(sign);
                whole.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
                var times = await page.EvaluateAsync<double[]>("() => [performance.getEntriesByType('navigation')[0].responseStart, performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0]");
                answered.Add(times[0]);
                painted.Add(times[1]);
            }

            whole.Sort();
            answered.Sort();
            painted.Sort();
            Console.Out.WriteLine($"{name,-22} answer begins {answered[5]:0} ms, first paint {painted[5]:0} ms, whole and settled {whole[5]:0} ms, most {whole[^1]:0} ms (Chromium, medians of {whole.Count})");
        }

        foreach (var trouble in session.Troubles)
        {
            errors.Add(trouble);
        }
    }

    private static async Task Timed(Process process, string what, int count, int people, Func<int, Task> work)
    {
        var times = new double[count - WarmUp];
        process.Refresh();
        var spent = process.TotalProcessorTime;
        var watch = Stopwatch.StartNew();
        await Many(people, WarmUp, count, async i =>
        {
            var began = Stopwatch.GetTimestamp();
            await work(i);
            times[i - WarmUp] = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        });
        watch.Stop();
        process.Refresh();
        spent = process.TotalProcessorTime - spent;
        Array.Sort(times);
        Console.Out.WriteLine($"{what,-22}{times.Length,6}  {times.Length / watch.Elapsed.TotalSeconds,7:0} /s   median {times[times.Length / 2],7:0.0}  p99 {times[Math.Min(times.Length - 1, (int)Math.Ceiling(0.99 * times.Length) - 1)],7:0.0}  most {times[^1],7:0.0} ms   program's processor {spent.TotalMilliseconds / times.Length,6:0.00} ms each");
    }

    /// <summary>So many at once, each taking the next when it is done.</summary>
    private static Task Many(int people, int from, int until, Func<int, Task> work)
    {
        var next = from - 1;
        return Task.WhenAll(Enumerable.Range(0, people).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref next) is var i && i < until)
            {
                await work(i);
            }
        })));
    }

    private static async Task<string?> Get(HttpClient client, string address)
    {
        using var answer = await client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead);
        var body = await answer.Content.ReadAsByteArrayAsync();
        return answer.StatusCode == HttpStatusCode.OK && body.Length > 2 ? null : $"{address}: {answer.StatusCode}";
    }

    private static async Task<string?> Post(HttpClient client, string address, object body)
    {
        using var answer = await client.PostAsJsonAsync(address, body);
        return answer.StatusCode == HttpStatusCode.OK ? null : $"{address}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}";
    }

    private static HttpClient Client(HttpMessageHandler handler, string token) =>
        new(handler, disposeHandler: false) { BaseAddress = new("http://127.0.0.1:5987"), DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };

    private static async Task Ready(HttpClient client, Process process)
    {
        for (var i = 0; i < 300; i++)
        {
            if (process.HasExited)
            {
                throw new InvalidOperationException("The program ended.");
            }

            try
            {
                if ((await client.GetAsync("/health/ready")).IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not there yet.
            }

            await Task.Delay(200);
        }

        throw new TimeoutException("The program did not become ready.");
    }

    private static int Memory(Process process) =>
        File.ReadLines($"/proc/{process.Id}/status").First(l => l.StartsWith("VmHWM", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, var kilobytes, ..] ? int.Parse(kilobytes, CultureInfo.InvariantCulture) / 1024 : 0;

    private static async Task<int> Count(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<BihuanContext>().Set<Matter>().CountAsync();
    }

    private static string? Value(string[] args, string option) => Array.IndexOf(args, option) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;

    private static int Number(string[] args, string option, int otherwise) => Value(args, option) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    private sealed record Kept(LoadWorld World, IReadOnlyDictionary<string, string> Tokens)
    {
        public static Kept Of((LoadWorld World, IReadOnlyDictionary<string, string> Tokens) made) => new(made.World, made.Tokens);
    }
}
