using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using Bihuan.Platform;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Bihuan.Hazards;

/// <summary>The module's addresses that are neither pages of the shell nor the API: the page in the field, which a phone keeps and opens without signal. It holds
/// nothing but words, so it is open to all; what it asks for is not.</summary>
public static class FieldWeb
{
    /// <summary>Maps the page, its manifest and its worker.</summary>
    public static void MapField(this IEndpointRouteBuilder routes)
    {
        ArgumentNullException.ThrowIfNull(routes);
        var services = routes.ServiceProvider;
        var shell = new Lazy<FieldShell>(() => new(services.GetRequiredService<IWebHostEnvironment>(), services.GetRequiredService<Words>()));
        Map("/field", "text/html; charset=utf-8", s => s.Page);
        Map("/field/manifest.webmanifest", "application/manifest+json", s => s.Manifest);
        Map("/field/worker.js", "text/javascript; charset=utf-8", s => s.Worker);

        void Map(string address, string type, Func<FieldShell, string> text) => routes.MapGet(address, (HttpContext http) =>
        {
            // The page alone may ask where the phone is; the worker, which lies below the page's own address, may keep it.
            http.Response.Headers["Permissions-Policy"] = "camera=(self), geolocation=(self), microphone=(), payment=(), usb=()";
            http.Response.Headers["Service-Worker-Allowed"] = "/field";
            http.Response.Headers.CacheControl = "no-cache";
            return Results.Text(text(shell.Value), type, Encoding.UTF8);
        }).WithMetadata(new OpenToAllAttribute()).ExcludeFromDescription();
    }
}

/// <summary>The page, made once: in both languages, because without signal nobody can fetch the other.</summary>
internal sealed partial class FieldShell
{
    /// <summary>What the phone keeps besides the page.</summary>
    private static readonly string[] Files = ["/css/app.css", "/css/field.css", "/js/field.js", "/js/field-outbox.js", "/js/field-check.js", "/js/field-map.js", "/favicon.svg", "/icons/field-192.png", "/icons/field-512.png", "/field/manifest.webmanifest"];

    private readonly Words _words;

    public FieldShell(IWebHostEnvironment host, Words words)
    {
        _words = words;
        Page = PageOf();
        Manifest = JsonSerializer.Serialize(new
        {
            id = "/field",
            name = Say("fieldpage.name"),
            short_name = Say("fieldpage.title"),
            lang = "zh-CN",
            start_url = "/field",
            scope = "/field",
            display = "standalone",
            background_color = "#f4f6f9",
            theme_color = "#132a44",
            icons = new[] { Icon(192, "any"), Icon(512, "any"), Icon(512, "maskable") },
        });
        var script = Text(host, "/js/field-worker.js");

        // Whatever of it changes, it is another worker, and a phone fetches all of it before it goes over.
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var text in Files.Where(f => f.EndsWith("css", StringComparison.Ordinal) || f.EndsWith("js", StringComparison.Ordinal)).Select(f => Text(host, f)).Append(Page).Append(Manifest))
        {
            digest.AppendData(Encoding.UTF8.GetBytes(text));
        }

        Worker = $"const version = \"{Convert.ToHexStringLower(digest.GetHashAndReset())[..16]}\";\nconst files = {JsonSerializer.Serialize(Files.Prepend("/field"))};\n{script}";

        static object Icon(int size, string purpose) => new { src = $"/icons/field-{size}.png", sizes = $"{size}x{size}", type = "image/png", purpose };
    }

    public string Page { get; }

    public string Manifest { get; }

    public string Worker { get; }

    private static string Text(IWebHostEnvironment host, string path)
    {
        using var reader = new StreamReader(host.WebRootFileProvider.GetFileInfo(path).CreateReadStream());
        return reader.ReadToEnd();
    }

    private string Say(string key) => _words.All[key][0];

    private string PageOf()
    {
        var own = _words.All.Where(w => w.Key.StartsWith("fieldpage.", StringComparison.Ordinal) || w.Key.StartsWith("FieldCategory.", StringComparison.Ordinal) || w.Key.StartsWith("HazardCategory.", StringComparison.Ordinal)).ToDictionary(StringComparer.Ordinal);
        var kinds = string.Concat(Enum.GetNames<HazardCategory>().Select(c => $"""<option value="{c}" data-w="HazardCategory.{c}"></option>"""));
        return Worded().Replace($$"""
            <!DOCTYPE html>
            <html lang="zh-CN">
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
                <meta name="theme-color" content="#132a44" />
                <title>{{Say("fieldpage.title")}}</title>
                <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
                <link rel="apple-touch-icon" href="/icons/field-192.png" />
                <link rel="manifest" href="/field/manifest.webmanifest" />
                <link rel="stylesheet" href="/css/app.css" />
                <link rel="stylesheet" href="/css/field.css" />
                <script type="application/json" id="words">{{JsonSerializer.Serialize(own)}}</script>
                <script type="application/json" id="categories-list">{{JsonSerializer.Serialize(Enum.GetNames<FieldCategory>())}}</script>
                <script type="module" src="/js/field.js"></script>
            </head>
            <body>
                <header class="field-top"><b data-w="fieldpage.title"></b><span id="line" role="status"></span><a href="/home" data-w="fieldpage.home"></a><button type="button" id="language" data-w="fieldpage.language"></button></header>
                <main class="field-page">
                    <h1 class="visually-hidden" data-w="fieldpage.name"></h1>
                    <p id="who" class="muted"></p>
                    <p id="notice" class="told" role="status" hidden></p>
                    <p id="log-in" hidden><a class="button primary" href="/login?returnUrl=/field" data-w="fieldpage.toLogIn"></a></p>
                    <p id="full" class="told" role="alert" hidden></p>
                    <p id="chosen" class="told" role="status" hidden><span id="chosen-name"></span> <button id="unchoose" type="button" class="button small" data-w="fieldpage.unchoose"></button></p>
                    <label id="take" class="field-take"><span data-w="fieldpage.take"></span><input id="camera" type="file" accept="image/*" capture="environment" /></label>
                    <button id="check-start" type="button" class="button field-check" data-w="fieldpage.check" hidden></button>
                    <form id="check" hidden>
                        <h2 data-w="fieldpage.checkTitle"></h2>
                        <div class="field"><label for="check-premises" data-w="fieldpage.premises"></label><select id="check-premises" class="input"></select></div>
                        <p id="check-none" class="told" role="status" data-w="fieldpage.checkNone" hidden></p>
                        <div class="field"><label for="check-list" data-w="fieldpage.checkList"></label><select id="check-list" class="input"></select></div>
                        <div class="field"><label for="check-category" data-w="fieldpage.checkCategory"></label><select id="check-category" class="input">{{kinds}}</select></div>
                        <div class="field"><label for="check-place" data-w="fieldpage.place"></label><input id="check-place" class="input" maxlength="{{SendFieldReport.MaxWords}}" /></div>
                        <div id="questions"></div>
                        <p id="check-missing" class="problem" role="status" hidden></p>
                        <button id="check-send" class="button primary field-send" type="submit" disabled data-w="fieldpage.checkSend"></button>
                        <button id="check-drop" class="button" type="button" data-w="fieldpage.checkDrop"></button>
                    </form>
                    <form id="report" hidden>
                        <div id="photographs"></div>
                        <fieldset class="choices"><legend data-w="fieldpage.what"></legend><div id="categories"></div></fieldset>
                        <button id="send" class="button primary field-send" type="submit" disabled data-w="fieldpage.send"></button>
                        <p id="place-note" class="muted" role="status"></p>
                        <details id="map-part">
                            <summary data-w="fieldpage.map"></summary>
                            <p id="map-none" class="muted" data-w="fieldpage.mapNone" hidden></p>
                            <div id="map-frame">
                                <svg id="map" class="field-map" role="img"></svg>
                                <div class="field-map-tools"><button id="map-nearer" type="button" class="button" data-w="fieldpage.mapNearer"></button><button id="map-farther" type="button" class="button" data-w="fieldpage.mapFarther"></button></div>
                                <p class="muted" data-w="fieldpage.mapNote"></p>
                            </div>
                        </details>
                        <div class="field"><label for="premises" data-w="fieldpage.premises"></label><select id="premises" class="input"></select></div>
                        <label id="scan" class="field-take small" hidden><span data-w="fieldpage.scan"></span><input id="scanner" type="file" accept="image/*" capture="environment" /></label>
                        <div class="field"><label for="place" data-w="fieldpage.place"></label><input id="place" class="input" maxlength="{{SendFieldReport.MaxWords}}" /></div>
                        <div class="field"><label for="words-field" data-w="fieldpage.words"></label><textarea id="words-field" class="input" maxlength="{{SendFieldReport.MaxWords}}"></textarea></div>
                        <label class="field-take small"><span data-w="fieldpage.more"></span><input id="more" type="file" accept="image/*" capture="environment" /></label>
                    </form>
                    <h2 data-w="fieldpage.outbox"></h2>
                    <p id="empty" class="muted" data-w="fieldpage.empty"></p>
                    <ol id="outbox"></ol>
                </main>
            </body>
            </html>
            """, m => $"{m.Value}{HtmlEncoder.Default.Encode(Say(m.Groups[1].Value))}");
    }

    /// <summary>A place for a text: the end of the tag that names it.</summary>
    [GeneratedRegex("data-w=\"([a-zA-Z.]{1,60})\"[^<>]{0,40}>")]
    private static partial Regex Worded();
}
