using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;
using Xunit;

namespace Bihuan.TestKit;

/// <summary>The pages of one test, each in a context of its own, and what went wrong on them: errors on the console, violations of
/// the content security policy, uncaught exceptions, requests that failed, requests to other hosts, crashes.</summary>
public sealed class BrowserSession : IAsyncDisposable
{
    private static readonly string AxeScript = new BundledAxeScriptProvider().GetScript();

    private readonly Browser _browser;
    private readonly ConcurrentQueue<string> _troubles = new();
    private readonly List<string> _expected = [];
    private readonly List<IBrowserContext> _contexts = [];

    internal BrowserSession(Browser browser) => _browser = browser;

    /// <summary>What went wrong so far, a line each.</summary>
    public IReadOnlyCollection<string> Troubles => [.. _troubles];

    /// <summary>The pages that are open.</summary>
    public IEnumerable<IPage> Pages => _contexts.SelectMany(c => c.Pages);

    /// <summary>Opens an empty page with its own cookies: a person of its own.</summary>
    /// <param name="screen">The size of the window.</param>
    /// <param name="baseAddress">What relative addresses start from.</param>
    /// <param name="storageState">Cookies and storage of an earlier context, as <see cref="IBrowserContext.StorageStateAsync"/> gave them: somebody signed in.</param>
    public async Task<IPage> OpenAsync(Screen screen, string? baseAddress = null, string? storageState = null)
    {
        var context = await _browser.NewContextAsync(screen, baseAddress, storageState);
        _contexts.Add(context);
        context.Request += (_, request) => NoteForeign(request.Url);
        context.RequestFailed += (_, request) => Note(request.Failure is "net::ERR_ABORTED" ? null : $"failed request ({request.Failure}): {request.Method} {request.Url}");
        context.Console += (_, message) => Note(message.Type == "error" ? $"console error: {message.Text} ({message.Location})" : null);
        context.WebError += (_, error) => Note($"uncaught exception: {error.Error}");
        context.Page += (_, page) =>
        {
            page.Crash += (_, _) => Note($"crash: {page.Url}");
            page.WebSocket += (_, socket) => NoteForeign(socket.Url);
        };
        return await context.NewPageAsync();
    }

    /// <summary>Says that a trouble with these words will come, such as <c>404</c> on a page that is not there: it may come, and must.</summary>
    public void Expect(string words) => _expected.Add(words);

    /// <summary>Fails if anything went wrong that was not expected, or anything expected did not.</summary>
    public void Verify()
    {
        var unexpected = _troubles.Where(t => !_expected.Exists(e => t.Contains(e, StringComparison.Ordinal))).Distinct(StringComparer.Ordinal).ToList();
        if (unexpected.Count > 0)
        {
            Assert.Fail($"The browser reports:\n{string.Join('\n', unexpected)}");
        }

        var missing = _expected.Where(e => !_troubles.Any(t => t.Contains(e, StringComparison.Ordinal))).ToList();
        if (missing.Count > 0)
        {
            Assert.Fail($"Expected, but the browser did not report it:\n{string.Join('\n', missing)}");
        }
    }

    /// <summary>Waits until a page shows the address, in which <c>*</c> stands for what may be there, and has loaded.</summary>
    /// <remarks>Playwright's own wait for an address sometimes misses the change that a script makes without loading (pushState), and waits
    /// on beside the page it asks for; it is banned. Its wait for a page's load can miss that event too. This looks at address and state again and again.</remarks>
    public static async Task ArriveAsync(IPage page, string address)
    {
        var pattern = "^" + Regex.Escape(address).Replace(@"\*\*", ".*", StringComparison.Ordinal).Replace(@"\*", "[^/]*", StringComparison.Ordinal) + "$";
        await Assertions.Expect(page).ToHaveURLAsync(new Regex(pattern, RegexOptions.None, TimeSpan.FromSeconds(1)));
        await page.WaitForFunctionAsync("() => document.readyState === 'complete'");
    }

    /// <summary>Saves the picture of a page as <c>{name}-{width}.png</c>: in <c>docs/guide/images</c> if <c>BIHUAN_SCREENSHOTS</c> is 1, else in <c>artifacts/screenshots</c>.</summary>
    /// <returns>The file's path.</returns>
    public static async Task<string> ScreenshotAsync(IPage page, string name, bool wholePage = false)
    {
        var folder = Environment.GetEnvironmentVariable("BIHUAN_SCREENSHOTS") == "1" ? Path.Combine("docs", "guide", "images") : Path.Combine("artifacts", "screenshots");
        var path = Path.Combine(Shared.Repository, folder, $"{name}-{page.ViewportSize!.Width}.png");
        await page.EvaluateAsync("() => document.fonts.ready.then(() => {})");
        await page.ScreenshotAsync(new() { Path = path, FullPage = wholePage, Animations = ScreenshotAnimations.Disabled, Caret = ScreenshotCaret.Hide });
        return path;
    }

    /// <summary>That a page stands, is accessible and no wider than the window; and pictures the whole of it.</summary>
    public static async Task LooksRightAsync(IPage page, string name)
    {
        await page.WaitForSelectorAsync("main h1");
        await page.WaitForFunctionAsync("() => !document.querySelector('main .starting')");
        await AssertAccessibleAsync(page);
        Assert.InRange(await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth"), 0, 1);
        await ScreenshotAsync(page, name.ToLowerInvariant(), wholePage: true);
    }

    /// <summary>Runs axe-core over the page as it stands and fails on violations that are serious or critical.</summary>
    /// <remarks>Straight in the page: the library's own way opens a window more for each look, for the sake of frames from other sites, which no page has.</remarks>
    public static async Task AssertAccessibleAsync(IPage page)
    {
        if (!await page.EvaluateAsync<bool>("() => 'axe' in window"))
        {
            await page.EvaluateAsync(AxeScript);
        }

        var grave = await page.EvaluateAsync<string[]>(
            """
            () => axe.run(document, { resultTypes: ['violations'] }).then(result => result.violations.filter(v => v.impact === 'serious' || v.impact === 'critical')
                .map(v => [`${v.impact} ${v.id}: ${v.help}`, ...v.nodes.map(n => `  at ${n.target}: ${n.html}`)].join('\n')))
            """);
        if (grave.Length > 0)
        {
            Assert.Fail($"{page.Url} is not accessible:\n{string.Join('\n', grave)}");
        }
    }

    /// <summary>Closes the pages.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var context in _contexts)
        {
            await context.DisposeAsync();
        }
    }

    private void NoteForeign(string address) =>
        Note(Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" or "ws" or "wss" && !uri.IsLoopback ? $"request to another host: {address}" : null);

    private void Note(string? trouble)
    {
        if (trouble is not null)
        {
            _troubles.Enqueue(trouble);
        }
    }
}

/// <summary>A class of tests with a browser. Each test fails if anything went wrong on its pages; the pages of a failed test are
/// pictured in <c>artifacts/screenshots</c>.</summary>
public abstract class BrowserTest(Browser browser) : IAsyncLifetime
{
    /// <summary>The session of the running test.</summary>
    protected BrowserSession Session { get; } = browser.NewSession();

    /// <inheritdoc/>
    public virtual ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await using var session = Session;
        if (TestContext.Current.TestState?.Result == TestResult.Failed)
        {
            foreach (var (page, number) in session.Pages.Select((p, i) => (p, i)).ToList())
            {
                await PictureAsync(page, number);
            }
        }

        session.Verify();
    }

    private static async Task PictureAsync(IPage page, int number)
    {
        var name = string.Concat((TestContext.Current.Test?.TestDisplayName ?? "test").Split(Path.GetInvalidFileNameChars()));
        try
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(Shared.Repository, "artifacts", "screenshots", $"failed-{name[..Math.Min(name.Length, 120)]}-{number}.png"), Timeout = 5000 });
        }
        catch (PlaywrightException e)
        {
            // A page that hangs or crashed has no picture; the test's own failure is what counts.
            TestContext.Current.TestOutputHelper?.WriteLine($"No picture of {page.Url}: {e.Message}");
        }
    }
}
