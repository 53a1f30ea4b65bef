using Microsoft.JSInterop;

namespace Bihuan.Platform;

/// <summary>Gives the browser a file that a page has made.</summary>
public static class Downloads
{
    /// <summary>Sends it; the browser asks or saves as it is set to.</summary>
    public static async Task Send(IJSRuntime js, string name, MemoryStream content)
    {
        ArgumentNullException.ThrowIfNull(js);
        ArgumentNullException.ThrowIfNull(content);
        content.Position = 0;
        var module = await js.InvokeAsync<IJSObjectReference>("import", "/_content/Bihuan.Platform/js/download.js");
        await using (module)
        {
            using var stream = new DotNetStreamReference(content, leaveOpen: true);
            await module.InvokeVoidAsync("save", name, stream);
        }
    }
}
