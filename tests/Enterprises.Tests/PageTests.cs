using System.Text.Json;
using Bihuan.Organisation;
using Bihuan.Platform;
using Bihuan.TestKit;
using Microsoft.Playwright;
using SkiaSharp;
using Xunit;
using ZXing;

[assembly: AssemblyFixture(typeof(Browser))]

namespace Bihuan.Enterprises.Tests;

/// <summary>The register in a real browser: registering with a duplicate to decide on, the pages of a firm and of premises, and the map with its keyboard.</summary>
public sealed class PageTests(Browser browser) : WebTest(browser)
{
    [Theory]
    [InlineData(Screen.Desktop)]
    [InlineData(Screen.Phone)]
    public async Task AnOfficer_RegistersPremises_DecidesOnADuplicate_AndFindsThemOnTheMap(Screen screen)
    {
        var web = await Start(DatabaseKind.Sqlite, o => o with { Messaging = new() { Address = "https://bihuan.example.gov.cn/" } });
        await web.SetUp();
        var top = await web.Done(new CreateUnit("甲区人民政府", UnitKind.Other));
        var street = await web.Done(new CreateUnit("东港街道", UnitKind.Street, Parent: top));
        var firm = await web.Done(new RegisterEnterprise(new() { Name = "某港龙物流有限公司", Street = street, Officers = [new(ResponsibleRole.SafetyManager, null, "王某", "86780000")], Licences = [new("道路运输许可", "Y-1", new(2018, 1, 1), new(2021, 1, 1))] }));
        var first = await web.Done(new RegisterPremises(new() { Name = "港龙一号库", Kind = "cold-store", Address = "兴业路9号", Point = new(121.8m, 29.9m), Street = street, Uses = [new(firm, UseRole.Owner)], Outline = RegisterTests.Square(121.7995m, 29.8995m, 0.001m), Gas = GasUse.None, SquareMetres = 12_000, Storeys = 2 }));
        var sheet = ImportTests.Sheet(["名称", "类别", "经度", "纬度", "街道"], [.. Enumerable.Range(0, 320).Select(i => (IReadOnlyList<string>)[$"第{i}处门店", "餐饮场所", FormattableString.Invariant($"{121.7m + (0.0007m * i)}"), FormattableString.Invariant($"{29.85m + (0.0003m * (i % 37))}"), "东港街道"])]);
        Assert.True((await web.Done(new ImportRegister.Request(sheet, false, "普查"))).IsDone);

        var page = await Open(web, screen);
        await web.LogIn(page, People.NameOf(Role.SupervisionOfficer));
        await page.GotoAsync("/premises/new");
        await page.FillAsync("#p-name", "某港龙一号库");
        await page.SelectOptionAsync("#p-kind", "cold-store");
        await page.FillAsync("#p-address", "兴业路9号");
        await page.FillAsync("#p-lon", "121.80005");
        await page.FillAsync("#p-lat", "29.9");
        await page.GetByRole(AriaRole.Button, new() { Name = "登记", Exact = true }).ClickAsync();
        await page.WaitForSelectorAsync(".problems");
        await Picture(page, "premises-new", screen);
        Assert.Contains("ENT-021", await page.InnerTextAsync(".problems"), StringComparison.Ordinal);
        await page.CheckAsync(".notice input[type=checkbox]");
        await page.GetByRole(AriaRole.Button, new() { Name = "登记", Exact = true }).ClickAsync();
        await page.WaitForSelectorAsync(".timeline");
        Assert.Contains("某港龙一号库", await page.InnerTextAsync("h1"), StringComparison.Ordinal);

        await page.GotoAsync($"/premises/{first.Value}");
        await page.WaitForSelectorAsync(".map .leaflet-marker-icon");
        await Looks(page, "premises-one", screen);

        // What is printed is what a camera reads: the page of these premises, by the address that people reach the program by.
        await page.GotoAsync($"/premises/plates?only={first.Value}");
        await Looks(page, "plate-one", screen);
        Assert.Equal($"https://bihuan.example.gov.cn/premises/{first.Value}", await Scanned(page));
        await page.GotoAsync($"/premises/plates?q={first.Number}");
        await page.WaitForSelectorAsync(".plate");
        Assert.Equal(["港龙一号库"], await page.Locator(".plate h2").AllInnerTextsAsync());
        await page.GotoAsync("/premises/plates?q=港龙");
        await page.WaitForSelectorAsync(".plate");
        Assert.Equal(2, await page.Locator(".plate").CountAsync());
        await page.GotoAsync($"/enterprises/{firm.Value}");
        await Looks(page, "enterprise-one", screen);
        await page.GotoAsync($"/enterprises/{firm.Value}/edit");
        await Looks(page, "enterprise-edit", screen);
        await page.GotoAsync("/premises?q=港龙");
        await page.WaitForSelectorAsync("tbody tr");
        Assert.Equal(2, await page.Locator("tbody tr").CountAsync());
        await Looks(page, "premises", screen);
        await page.GotoAsync("/enterprises");
        await Looks(page, "enterprises", screen);
        await page.GotoAsync("/premises/duplicates");
        await Looks(page, "duplicates", screen);
        await page.GotoAsync("/premises/import");
        await Looks(page, "import", screen);

        // The map and the table beside it say the same; with the keyboard one goes nearer, down to single premises.
        await page.GotoAsync("/premises/map");
        await page.WaitForFunctionAsync("() => document.querySelector('.map')?.dataset.marks");
        await page.WaitForSelectorAsync(".map-cluster");
        await Looks(page, "map", screen);
        var counted = await page.EvaluateAsync<int>("() => [...document.querySelectorAll('.map-cluster')].reduce((sum, mark) => sum + Number(mark.textContent), 0)");
        Assert.Equal(322, counted);
        Assert.Contains("322", await page.InnerTextAsync(".map-list [role=status]"), StringComparison.Ordinal);
        await page.GotoAsync("/premises/map?kind=cold-store");
        await page.WaitForSelectorAsync(".map-single");
        var single = page.Locator(".map-single").First;
        await single.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await BrowserSession.ArriveAsync(page, "**/premises/*-*");
        await page.WaitForSelectorAsync(".timeline");
    }

    /// <summary>A phone reads a plate out of a photograph. Desks have no reader of codes: the page finds one that hands each picture to the reader of these tests.</summary>
    [Fact]
    public async Task APlate_IsScannedOnThePhone()
    {
        var web = await Start(DatabaseKind.Sqlite, o => o with { Messaging = new() { Address = "https://bihuan.example.gov.cn/" } });
        await web.SetUp();
        var premises = await web.Done(new RegisterPremises(new() { Name = "港龙一号库", Kind = "cold-store", Point = new(121.8m, 29.9m) }));
        var desk = await Open(web);
        await web.LogIn(desk, People.NameOf(Role.SupervisionOfficer));
        await desk.GotoAsync($"/premises/plates?only={premises.Value}");
        await desk.WaitForSelectorAsync(".plate svg");
        var plate = await Photographed(desk);
        using var dark = new SKBitmap(400, 400);

        var page = await Open(web, Screen.Phone);
        await page.ExposeFunctionAsync("readCode", (string picture) => Decoded(Convert.FromBase64String(picture)));
        await page.AddInitScriptAsync("""
            globalThis.BarcodeDetector = class {
              async detect(picture) {
                const canvas = Object.assign(document.createElement("canvas"), { width: picture.width, height: picture.height });
                canvas.getContext("2d").drawImage(picture, 0, 0);
                const read = await readCode(canvas.toDataURL("image/png").split(",")[1]);
                return read ? [{ rawValue: read }] : [];
              }
            };
            """);
        await web.LogIn(page, People.NameOf(Role.UnitOfficer));
        await page.GotoAsync("/field");
        await page.WaitForSelectorAsync("html[data-ready]");
        FilePayload Photograph(string name, byte[] bytes) => new() { Name = name, MimeType = "image/png", Buffer = bytes };
        var nothing = Photograph("dark.png", dark.Encode(SKEncodedImageFormat.Png, 90).ToArray());
        await page.SetInputFilesAsync("#camera", nothing);
        await Assertions.Expect(page.Locator("#scan")).ToBeVisibleAsync();

        // Where no line is, it is said too that nothing was read.
        await page.Context.SetOfflineAsync(true);
        await page.SetInputFilesAsync("#scanner", nothing);
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("没有找到场所标牌的二维码");
        await page.Context.SetOfflineAsync(false);
        await page.SetInputFilesAsync("#scanner", Photograph("plate.png", plate));
        await Assertions.Expect(page.Locator("#premises")).ToHaveValueAsync($"{premises.Value}");
        await Assertions.Expect(page.Locator("main")).Not.ToContainTextAsync("没有找到场所标牌的二维码");
    }

    private static async Task<string?> Scanned(IPage page) => Decoded(await Photographed(page));

    /// <summary>A camera sees a plate near, in many more points than a page at its own size has.</summary>
    private static async Task<byte[]> Photographed(IPage page)
    {
        await page.EvaluateAsync("() => { const code = document.querySelector('.plate svg'); code.style.width = code.style.height = '720px'; document.body.replaceChildren(code); }");
        return await page.Locator("svg").ScreenshotAsync();
    }

    private static string? Decoded(byte[] photograph)
    {
        using var picture = SKBitmap.Decode(photograph).Copy(SKColorType.Bgra8888);
        return new BarcodeReaderGeneric { Options = { TryHarder = true } }.Decode(new RGBLuminanceSource(picture.Bytes, picture.Width, picture.Height, RGBLuminanceSource.BitmapFormat.BGRA32))?.Text;
    }

    private static Task Looks(IPage page, string name, Screen screen) => BrowserSession.LooksRightAsync(page, $"register-{name}-{screen}");

    private static Task<string> Picture(IPage page, string name, Screen screen) => BrowserSession.ScreenshotAsync(page, $"register-{name}-{screen}".ToLowerInvariant(), wholePage: true);

    [Theory, BothDatabases]
    public async Task TheApi_RegistersListsAndGivesGeoJson(DatabaseKind kind)
    {
        var web = await Start(kind);
        await web.SetUp();
        var firm = await web.Done(new RegisterEnterprise(new() { Name = "某公司" }));
        await web.Done(new RegisterPremises(new() { Name = "某库", Kind = "warehouse", Point = new(121.8m, 29.9m), Uses = [new(firm, UseRole.User)] }));
        await web.Done(new RegisterPremises(new() { Name = "某园", Kind = "park", Outline = RegisterTests.Square(121.7m, 29.9m) }));
        using var client = await web.LogIn(Role.Reader);
        var cancel = TestContext.Current.CancellationToken;
        using var collection = JsonDocument.Parse(await client.GetStringAsync("/api/v1/premises/geojson", cancel));
        Assert.Equal("FeatureCollection", collection.RootElement.GetProperty("type").GetString());
        Assert.Equal(["Polygon", "Point"], collection.RootElement.GetProperty("features").EnumerateArray().Select(f => f.GetProperty("geometry").GetProperty("type").GetString()).OrderDescending(StringComparer.Ordinal));
        using var marks = JsonDocument.Parse(await client.GetStringAsync("/api/v1/premises/marks?west=121&south=29&east=123&north=31&zoom=9", cancel));
        Assert.Equal(2, marks.RootElement.GetProperty("total").GetInt32());
        using var listed = JsonDocument.Parse(await client.GetStringAsync("/api/v1/premises?words=某库", cancel));
        var row = listed.RootElement.GetProperty("items")[0];
        using var shown = await client.GetAsync($"/api/v1/premises/{row.GetProperty("id").GetString()}", cancel);
        Assert.Equal("\"1\"", shown.Headers.ETag?.Tag);
    }
}
