using Bihuan.Persistence;
using Microsoft.AspNetCore.Http;

namespace Bihuan.Platform;

/// <summary>Gives out files of the store that somebody once sent: to be saved, never to be shown by the browser as a page of ours.</summary>
public static class StoredFiles
{
    /// <summary>Says that whatever is in the answer may run nothing.</summary>
    public static void Seal(HttpResponse response)
    {
        ArgumentNullException.ThrowIfNull(response);
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
    }

    /// <summary>A file as an answer; 404 where the store has it no more.</summary>
    /// <param name="files">The store.</param>
    /// <param name="http">The request.</param>
    /// <param name="hash">The file.</param>
    /// <param name="type">As what it is sent.</param>
    /// <param name="name">Under which name it is saved.</param>
    /// <param name="cancel">Cancels.</param>
    public static async ValueTask<IResult> Answer(this IFileStore files, HttpContext http, string hash, string type, string name, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(http);
        Seal(http.Response);
        return await files.Open(hash, cancel) is { } stream ? Results.File(stream, type, name) : Results.NotFound();
    }
}
