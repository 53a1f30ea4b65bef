using Bihuan.Web;
using Microsoft.Playwright;

namespace Bihuan.TestKit;

/// <summary>Tests with a browser and running programs. The pages close before the programs end, so that no page sees its server go.</summary>
public abstract class WebTest(Browser browser) : BrowserTest(browser)
{
    private readonly List<DistrictWeb> _programs = [];

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        try
        {
            await base.DisposeAsync();
        }
        finally
        {
            foreach (var program in _programs)
            {
                await program.DisposeAsync();
            }
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>Starts a program on an empty database.</summary>
    protected async Task<DistrictWeb> Start(DatabaseKind kind, Func<HostOptions, HostOptions>? options = null)
    {
        var program = await DistrictWeb.Start(kind, options);
        _programs.Add(program);
        return program;
    }

    /// <summary>A window of its own on a program.</summary>
    protected Task<IPage> Open(DistrictWeb web, Screen screen = Screen.Desktop)
    {
        ArgumentNullException.ThrowIfNull(web);
        return Session.OpenAsync(screen, web.Address.ToString());
    }
}
