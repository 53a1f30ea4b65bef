using Bihuan.Accounts;
using Bihuan.Platform;
using Scalar.AspNetCore;

namespace Bihuan.Web.Api;

/// <summary>The description of the API and the page that shows it.</summary>
internal static class ApiHosting
{
    /// <summary>Scalar's own page starts by an inline script, which our policy forbids; so the page is ours and only the bundle is Scalar's, from its
    /// assembly. Nothing comes from elsewhere.</summary>
    public static void MapApiDescription(this IEndpointRouteBuilder routes)
    {
        object[] open = [new OpenToAllAttribute(), new AccountsWeb.OpenBeforeSetUpAttribute()];
        routes.MapOpenApi().WithMetadata(open);
        routes.MapGet("/scalar", (Words words) => Results.Content(PageOf(words), "text/html; charset=utf-8")).WithMetadata(open).ExcludeFromDescription();
        routes.MapGet("/scalar/scalar.js", (HttpContext http) =>
        {
            var bundle = typeof(ScalarOptions).Assembly.GetManifestResourceStream("ScalarStaticAssets.scalar.js")!;
            if (bundle.ReadByte() == 0x1F)
            {
                http.Response.Headers.ContentEncoding = "gzip";
            }

            bundle.Position = 0;
            http.Response.Headers.CacheControl = "public, max-age=86400";
            return Results.Stream(bundle, "text/javascript; charset=utf-8");
        }).WithMetadata(open).ExcludeFromDescription();
    }

    private static string PageOf(Words words) => $"""
        <!DOCTYPE html>
        <html lang="{(Words.IsEnglish ? "en" : "zh-CN")}">
        <head>
            <meta charset="utf-8" />
            <meta name="viewport" content="width=device-width, initial-scale=1" />
            <title>{words["api.title"]} · {words["app.name"]}</title>
            <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        </head>
        <body>
            <noscript>{words["api.lead"]} <a href="/openapi/v1.json">/openapi/v1.json</a></noscript>
            <div id="api"></div>
            <script src="/scalar/scalar.js"></script>
            <script src="/js/scalar.js"></script>
        </body>
        </html>
        """;
}
