using System.Net;
using System.Text.RegularExpressions;
using Xunit;

namespace Bihuan.TestKit;

/// <summary>Somebody who reports a hazard without an account, by the page's own form.</summary>
public static class Residents
{
    /// <summary>A picture of one pixel.</summary>
    public static byte[] Picture { get; } = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    /// <summary>Sends the form, filled in.</summary>
    /// <param name="web">The running program.</param>
    /// <param name="words">What was seen.</param>
    /// <param name="picture">The photograph.</param>
    /// <param name="street">The street.</param>
    /// <param name="id">The form's id, to send it again.</param>
    /// <returns>The answer, and the id that opens the status.</returns>
    public static async Task<(HttpStatusCode Status, Guid Id, string Text)> Report(this DistrictWeb web, string words, byte[]? picture = null, Guid? street = null, Guid? id = null)
    {
        using var client = web.Client();
        var cancel = TestContext.Current.CancellationToken;
        var page = await client.GetStringAsync("/public/report", cancel);
        var given = id ?? Guid.Parse(Hidden("Typed.Id", page));
        using var file = new ByteArrayContent(picture ?? Picture);
        using var form = new MultipartFormDataContent
        {
            { new StringContent("report"), "_handler" }, { new StringContent(Hidden("__RequestVerificationToken", page)), "__RequestVerificationToken" }, { new StringContent(given.ToString()), "Typed.Id" }, { new StringContent("Exits"), "Typed.Category" },
            { new StringContent(words), "Typed.Words" }, { new StringContent(street?.ToString() ?? ""), "Typed.Street" }, { new StringContent("东门"), "Typed.Place" }, { new StringContent("121.8"), "Typed.Longitude" }, { new StringContent("29.9"), "Typed.Latitude" },
            { file, "photograph", "a.png" },
        };
        using var answer = await client.PostAsync("/public/report", form, cancel);
        return (answer.StatusCode, given, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(cancel)));

        static string Hidden(string name, string page) => Regex.Match(page, $"name=\"{Regex.Escape(name)}\" value=\"([^\"]{{1,400}})\"", RegexOptions.None, TimeSpan.FromSeconds(5)).Groups[1].Value;
    }
}
