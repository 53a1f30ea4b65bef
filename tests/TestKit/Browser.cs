using System.Reflection;
using Microsoft.Playwright;
using Xunit;

namespace Bihuan.TestKit;

/// <summary>The sizes that every page is held to, in CSS pixels.</summary>
public enum Screen
{
    /// <summary>1440 × 900, mouse.</summary>
    Desktop,

    /// <summary>390 × 844, touch.</summary>
    Phone,
}

/// <summary>Chromium for the tests of an assembly (an assembly fixture), started at the first call, without a window, and without
/// any way to a host other than this machine's own loopback. Tests use it through <see cref="BrowserTest"/>.</summary>
/// <remarks>Where no Chromium is installed, a test that asks for one skips visibly, and fails where <c>CI</c> is true. The variable
/// <c>BIHUAN_TEST_CHROMIUM</c> names another executable than Debian's.</remarks>
public sealed class Browser : IAsyncDisposable
{
    /// <summary>The environment variable that names Chromium's executable.</summary>
    public const string Variable = "BIHUAN_TEST_CHROMIUM";

    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run", "--disable-quic",
        "--no-proxy-server", "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE 127.0.0.1 , EXCLUDE [::1]",

        // Without the first line every window starts a renderer more, for an address field that nobody sees. The rest is what Playwright turns off itself; the last list given is the one that counts.
        "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup,PreloadTopChromeWebUI,InitialWebUI,WebUIContentsPreloadManager,"
        + "AvoidUnnecessaryBeforeUnloadCheckSync,DestroyProfileOnBrowserClose,DialMediaRouteProvider,GlobalMediaControls,HttpsUpgrades,LensOverlay,MediaRouter,PaintHolding,ThirdPartyStoragePartitioning,"
        + "BlockOriginHeaderModificationOnRedirect,AvoidCorsURLLoaderRestartOnRedirect,Translate,AutoDeElevate,OptimizationHints,NetworkTimeServiceQuerying,AimEnabled",
    ];

    private readonly Lazy<Task<(IPlaywright Playwright, IBrowser Browser)>> _started = new(StartAsync);

    /// <summary>Opens a session, which holds the pages of one test and what went wrong on them.</summary>
    public BrowserSession NewSession() => new(this);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_started is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
        {
            var (playwright, browser) = await _started.Value;
            await browser.DisposeAsync();
            playwright.Dispose();
        }
    }

    internal async Task<IBrowserContext> NewContextAsync(Screen screen, string? baseAddress, string? storageState)
    {
        var (_, browser) = await _started.Value;
        return await browser.NewContextAsync(new()
        {
            BaseURL = baseAddress,
            ViewportSize = screen == Screen.Phone ? new() { Width = 390, Height = 844 } : new() { Width = 1440, Height = 900 },
            IsMobile = screen == Screen.Phone,
            HasTouch = screen == Screen.Phone,
            Locale = "zh-CN",
            TimezoneId = "Asia/Shanghai",
            ReducedMotion = ReducedMotion.Reduce,
            StorageState = storageState,
        });
    }

    private static async Task<(IPlaywright, IBrowser)> StartAsync()
    {
        var executable = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? named : "/usr/bin/chromium";
        if (!File.Exists(executable))
        {
            if (Environment.GetEnvironmentVariable("CI") == "true")
            {
                Assert.Fail($"{executable} is missing; CI needs it (.ci/install).");
            }

            Assert.Skip($"{executable} is missing (.ci/install, or name another by {Variable}).");
        }

        // Playwright's own Node program runs from the package, so that no test project copies 140 MB into its output.
        Environment.SetEnvironmentVariable("PLAYWRIGHT_DRIVER_SEARCH_PATH", typeof(Browser).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Playwright").Value);
        var playwright = await Playwright.CreateAsync();

        // What a test expects of a page may take as long as what it does there; the machines are shared.
        Assertions.SetDefaultExpectTimeout(30_000);
        try
        {
            return (playwright, await playwright.Chromium.LaunchAsync(new() { ExecutablePath = executable, Args = Arguments }));
        }
        catch
        {
            playwright.Dispose();
            throw;
        }
    }
}
