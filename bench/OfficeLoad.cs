using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Bihuan.Accounts;
using Bihuan.Documents;
using Bihuan.Kernel;
using Bihuan.Persistence;
using Bihuan.Platform;
using Bihuan.TestKit;
using Bihuan.Web;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Bihuan.Bench;

/// <summary><c>bench load [PEOPLE] [STEPS] [--postgresql] [--browser]</c>: an office at work on the gazette at once. Each person logs in and takes
/// a fixed number of steps: decides finds of their own share, some of them again, searches, opens clauses and pages. By HTTP as programs ask, or,
/// with <c>--browser</c>, by keyboard on real pages in Chromium, each person at a document of their own (as many people as there are documents
/// with finds enough). Prints times by kind of step and every error; exits with 1 if there was one.</summary>
internal static partial class OfficeLoad
{
    private const string Password = "Kaifang-2022-zhu!";

    private static readonly string[] Words = ["消防", "燃气", "森林防火", "新碶街道", "应急管理局", "规上工业", "2022年", "高新技术企业", "牵头单位", "\"隐患整改\"", "试用期", "人民政府 -补助", "完成", "安全生产", "建筑面积"];

    public static async Task<int> Run(string[] args)
    {
        var numbers = args.Where(a => a.All(char.IsAsciiDigit)).Select(a => int.Parse(a, CultureInfo.InvariantCulture)).ToList();
        var (people, steps) = (numbers.ElementAtOrDefault(0) is > 0 and var p ? p : 30, numbers.ElementAtOrDefault(1) is > 0 and var s ? s : 40);
        var byBrowser = args.Contains("--browser");
        var folder = Directory.CreateTempSubdirectory("bihuan-load-").FullName;
        await using var cluster = args.Contains("--postgresql") ? await PostgresCluster.StartAsync(durable: true) : null;
        await using var postgres = cluster is null ? null : await cluster.CreateDatabaseAsync("load");
        var app = await BihuanApp.Build(new() { DataFolder = folder, PostgreSql = postgres?.ConnectionString, Urls = "http://127.0.0.1:0", Log = TextWriter.Null }, default);
        int errors;
        await using (app)
        {
            await app.StartAsync();
            var address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
            var shares = await Prepare(app.Services, people);
            if (byBrowser)
            {
                shares = [.. shares.SelectMany(f => f).GroupBy(f => f.Document).Select(g => g.ToList()).Where(g => g.Count > steps).Take(people)];
                people = shares.Count;
            }

            Console.Out.WriteLine($"{people} people, {steps} steps each, {(byBrowser ? "pages in Chromium" : "HTTP")}, {(postgres is null ? "SQLite" : "PostgreSQL")}, {shares.Sum(f => f.Count)} finds, {Environment.ProcessorCount} cores");
            var book = new Book();
            var watch = Stopwatch.StartNew();
            if (byBrowser)
            {
                await using var browser = new Browser();
                await Task.WhenAll(shares.Select((share, i) => OnPages(browser, address, i, share[0].Document, steps, book)));
            }
            else
            {
                await Task.WhenAll(shares.Select((share, i) => Task.Run(() => ByHttp(address, i, share, steps, book))));
            }

            errors = book.Report(watch.Elapsed);
            await using var scope = app.Services.CreateAsyncScope();
            var audit = await scope.ServiceProvider.GetRequiredService<AuditVerifier>().Verify(null, null, default);
            Console.Out.WriteLine($"audit {(audit.IsClean ? "clean" : string.Join("; ", audit.Findings))}; working set {Environment.WorkingSet >> 20} MiB (driver and program in one process)");
            errors += audit.IsClean ? 0 : 1;
            await app.StopAsync();
        }

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
        return errors == 0 ? 0 : 1;
    }

    /// <summary>Sets the program up, reads the gazette, opens the accounts.</summary>
    /// <returns>A share of the finds for each person.</returns>
    private static async Task<List<List<Find>>> Prepare(IServiceProvider services, int people)
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Caller>().IsProgram = true;
        var ask = scope.ServiceProvider.GetRequiredService<Mediator>();
        await Must(ask, new SetUp("甲区", new("a1", "系统", Password), new("a2", "安全", Password), new("a3", "审计", Password), IsSample: false));
        foreach (var i in Enumerable.Range(0, people))
        {
            await Must(ask, new CreateAccount($"p{i}", $"督查{i}", Password, Role.SupervisionOfficer, MustChangePassword: false));
        }

        var bytes = Encoding.UTF8.GetBytes(Texts.Gazette());
        if (await scope.ServiceProvider.GetRequiredService<UploadService>().Take(new MemoryStream(bytes), "gazette.txt", ImportSource.Api, default) is not Result<ImportId>.Done(var import))
        {
            throw new InvalidOperationException("The gazette was refused.");
        }

        var db = scope.ServiceProvider.GetRequiredService<BihuanContext>();
        while (await db.Set<Import>().AsNoTracking().Where(i => i.Id == import).Select(i => i.Status).SingleAsync() is ImportStatus.Waiting or ImportStatus.Reading)
        {
            await Task.Delay(100);
        }

        var finds = await db.Set<FindRow>().AsNoTracking().OrderBy(f => f.Document).ThenBy(f => f.Ordinal).Select(f => new Find(f.Document, f.Ordinal, f.Place)).ToListAsync();
        var size = finds.Count / people;
        return [.. Enumerable.Range(0, people).Select(i => finds.GetRange(i * size, size))];
    }

    private static async Task ByHttp(Uri address, int person, List<Find> share, int steps, Book book)
    {
        var random = new Random(person);
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer(), AutomaticDecompression = DecompressionMethods.All }) { BaseAddress = address };
        await book.Time("log-in", async () =>
        {
            using var form = new FormUrlEncodedContent([new("_handler", "log-in"), new("__RequestVerificationToken", Token().Match(await client.GetStringAsync("/login")).Groups[1].Value), new("Typed.Name", $"p{person}"), new("Typed.Password", Password)]);
            using var answer = await client.PostAsync("/login", form);
            return answer.StatusCode == HttpStatusCode.Found ? null : $"{answer.StatusCode}";
        });
        client.DefaultRequestHeaders.Add("RequestVerificationToken", Token().Match(await client.GetStringAsync("/help")).Groups[1].Value);
        var seen = new Dictionary<Find, int>();
        for (var step = 0; step < steps; step++)
        {
            var find = share[random.Next(share.Count)];
            var word = Uri.EscapeDataString(Words[random.Next(Words.Length)]);
            switch (random.Next(10))
            {
                case 0 or 1 or 2 or 3:
                    await book.Time("decide", async () =>
                    {
                        var verdict = random.Next(4) == 0 ? Verdict.Rejected : Verdict.Accepted;
                        using var answer = await client.PostAsJsonAsync("/api/v1/documents/finds/decide", new { document = find.Document.Value, find = find.Ordinal, seen = seen.GetValueOrDefault(find), verdict = verdict.ToString() });
                        if (answer.StatusCode != HttpStatusCode.OK)
                        {
                            return $"{answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}";
                        }

                        seen[find] = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("version").GetInt32();
                        return null;
                    });
                    break;
                case 4 or 5 or 6:
                    await book.Time("search", () => Get(client, $"/api/v1/documents/search?q={word}"));
                    break;
                case 7:
                    await book.Time("search page", () => Get(client, $"/documents/search?q={word}"));
                    break;
                case 8:
                    await book.Time("clause page", () => Get(client, $"/documents/{find.Document.Value}/clauses/{Uri.EscapeDataString(find.Place)}"));
                    break;
                default:
                    await book.Time("review page", () => Get(client, $"/documents/{find.Document.Value}/review"));
                    break;
            }
        }
    }

    private static async Task<string?> Get(HttpClient client, string address)
    {
        using var answer = await client.GetAsync(address);
        var body = await answer.Content.ReadAsStringAsync();
        return answer.StatusCode == HttpStatusCode.OK && body.Length > 0 ? null : $"{address}: {answer.StatusCode}";
    }

    /// <summary>A person at a page: a verdict with one key, and a search now and then.</summary>
    private static async Task OnPages(Browser browser, Uri address, int person, DocumentId document, int steps, Book book)
    {
        var random = new Random(person);
        await using var session = browser.NewSession();
        var page = await session.OpenAsync(Screen.Desktop, address.ToString());
        page.SetDefaultTimeout(120_000);
        await book.Time("log-in", async () =>
        {
            await page.GotoAsync("/login");
            await page.FillAsync("#name", $"p{person}");
            await page.FillAsync("#password", Password);
            await page.ClickAsync("main form button");
            await page.WaitForSelectorAsync(".top");
            return null;
        });
        await Review();
        for (var step = 0; step < steps; step++)
        {
            if (random.Next(4) == 0)
            {
                await book.Time("search page", async () =>
                {
                    await page.GotoAsync($"/documents/search?q={Uri.EscapeDataString(Words[random.Next(Words.Length)])}");
                    await page.WaitForSelectorAsync("main h1");
                    await page.WaitForFunctionAsync("() => !document.querySelector('main .starting')");
                    return null;
                });
                await Review();
                continue;
            }

            // A key, until the card that was chosen is another: the decision is recorded and the page shows it.
            await book.Time("decide by key", async () =>
            {
                var before = await page.Locator(".find.selected").GetAttributeAsync("data-n");
                await page.Keyboard.PressAsync(random.Next(4) == 0 ? "x" : "a");
                await page.WaitForFunctionAsync("before => document.querySelector('.find.selected')?.dataset.n !== before", before);
                return null;
            });
        }

        try
        {
            session.Verify();
        }
        catch (Exception trouble)
        {
            book.Error("page", trouble.Message);
        }

        Task Review() => book.Time("review page", async () =>
        {
            await page.GotoAsync($"/documents/{document.Value}/review");
            await page.WaitForSelectorAsync(".find.selected");
            return null;
        });
    }

    private static async Task Must<T>(Mediator ask, IRequest<T> request) =>
        (await ask.Send(request)).Match(_ => 0, problems => throw new InvalidOperationException(string.Join("; ", problems.Select(p => $"{p.Code} {p.Field}"))));

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]{1,400})\"")]
    private static partial Regex Token();

    private sealed record Find(DocumentId Document, int Ordinal, string Place);

    /// <summary>How long each step took, and what went wrong.</summary>
    private sealed class Book
    {
        private readonly ConcurrentBag<(string Step, double Milliseconds)> _times = [];
        private readonly ConcurrentBag<string> _errors = [];

        /// <summary>Takes the time of a step, which says what is wrong, if anything is.</summary>
        public async Task Time(string step, Func<Task<string?>> work)
        {
            var start = Stopwatch.GetTimestamp();
            try
            {
                if (await work() is { } wrong)
                {
                    Error(step, wrong);
                }
            }
            catch (Exception failed) when (failed is HttpRequestException or TaskCanceledException or PlaywrightException or TimeoutException)
            {
                Error(step, failed.Message);
            }

            _times.Add((step, Stopwatch.GetElapsedTime(start).TotalMilliseconds));
        }

        public void Error(string step, string what) => _errors.Add($"{step}: {what}");

        /// <returns>How many errors there were.</returns>
        public int Report(TimeSpan whole)
        {
            Console.Out.WriteLine($"{"step",-16}{"count",8}{"median",10}{"p95",10}{"p99",10}{"most",10}  ms");
            foreach (var step in _times.GroupBy(t => t.Step, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal))
            {
                var sorted = step.Select(t => t.Milliseconds).Order().ToList();
                Console.Out.WriteLine($"{step.Key,-16}{sorted.Count,8}{At(0.5),10:0}{At(0.95),10:0}{At(0.99),10:0}{sorted[^1],10:0}");
                double At(double share) => sorted[Math.Min(sorted.Count - 1, (int)Math.Ceiling(share * sorted.Count) - 1)];
            }

            Console.Out.WriteLine($"{_times.Count} steps in {whole.TotalSeconds:0.0} s, {_times.Count / whole.TotalSeconds:0.0} a second, {_errors.Count} errors");
            foreach (var error in _errors.Take(20))
            {
                Console.Out.WriteLine(error);
            }

            return _errors.Count;
        }
    }
}
