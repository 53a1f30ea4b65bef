using System.Net;
using System.Text.Json;
using Bihuan.Enterprises;
using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Persistence;
using Bihuan.Platform;
using Bihuan.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Xunit;

[assembly: AssemblyFixture(typeof(Browser))]

namespace Bihuan.Hazards.Tests;

/// <summary>Hazards in a real browser: registered with a photograph, graded, planned, with the picture after; a visit by a checklist. And over the API.</summary>
public sealed class PageTests(Browser browser) : WebTest(browser)
{
    [Theory]
    [InlineData(Screen.Desktop)]
    [InlineData(Screen.Phone)]
    public async Task AnOfficer_RegistersAHazard_GradesAndPlansIt(Screen screen)
    {
        var web = await Start(DatabaseKind.Sqlite);
        await web.SetUp();
        var (bureau, fire, hotel) = await Place(web);
        var page = await Open(web, screen);
        await web.LogIn(page, People.NameOf(Role.SupervisionOfficer));
        await page.GotoAsync($"/premises/{hotel.Value}");
        await page.GetByRole(AriaRole.Link, new() { Name = "登记隐患", Exact = true }).ClickAsync();
        await BrowserSession.ArriveAsync(page, "**/hazards/new*");
        await page.WaitForSelectorAsync("main .chips .tag");
        await page.FillAsync("#h-item-1", "疏散通道堆放杂物");
        await page.FillAsync("#h-standard-1", "GB 35181");
        await page.FillAsync("#h-clause-1", "6.3.1");
        await page.Choose("发现单位", "消防");
        await page.SetInputFilesAsync("main input[type=file]:enabled", new FilePayload { Name = "前.png", MimeType = "image/png", Buffer = Pictures.Numbered(1) });
        await page.WaitForSelectorAsync("main .org-lines li");
        await Looks(page, "new", screen);
        await page.GetByRole(AriaRole.Button, new() { Name = "登记", Exact = true }).ClickAsync();
        await BrowserSession.ArriveAsync(page, "**/hazards/*-*");
        await page.WaitForSelectorAsync("#h-grade");
        Assert.Contains("GB 35181-2017", await page.InnerTextAsync("main"), StringComparison.Ordinal);
        Assert.True(await page.Locator("figure img").First.EvaluateAsync<bool>("async image => { image.loading = 'eager'; await image.decode(); return image.naturalWidth > 0; }"));
        await page.SelectOptionAsync("#g-grade", nameof(HazardGrade.Major));
        await page.FillAsync("#g-clause", "6.3.1");
        await page.GetByRole(AriaRole.Button, new() { Name = "定级", Exact = true }).ClickAsync();
        await page.WaitForSelectorAsync("#h-planning");
        await page.Choose("验收单位", "消防", "section:has(#h-planning)");
        await page.FillAsync("#p-responsible", "宾馆主要负责人");
        await page.FillAsync("#p-measures", "清理通道");
        await page.FillAsync("#p-money", "12000.50");
        await page.FillAsync("section:has(#h-planning) input[type=date]", "2022-09-30");
        await page.FillAsync("#p-emergency", "立即疏散");
        await Looks(page, "plan", screen);
        await page.GetByRole(AriaRole.Button, new() { Name = "制定方案并交办", Exact = true }).ClickAsync();
        await page.WaitForSelectorAsync("#h-plan");
        await page.SetInputFilesAsync("section:has(#h-pictures) input[type=file]:enabled >> nth=0", new FilePayload { Name = "后.png", MimeType = "image/png", Buffer = Pictures.Numbered(2) });
        await page.WaitForFunctionAsync("() => document.querySelectorAll('figure img').length === 2");
        await Looks(page, "one", screen);
        await page.GotoAsync("/hazards?grade=Major");
        await page.WaitForSelectorAsync("tbody tr");
        Assert.Equal(1, await page.Locator("tbody tr").CountAsync());
        await Looks(page, "list", screen);
        await page.GotoAsync($"/hazards/inspect/{hotel.Value}");
        await page.WaitForSelectorAsync("fieldset");
        await Looks(page, "inspect", screen);
        await page.GotoAsync("/hazards/inspections");
        await Looks(page, "inspections", screen);
        Assert.NotEqual(bureau, fire);
    }

    [Theory, BothDatabases]
    public async Task TheApi_RegistersListsAndShowsPictures(DatabaseKind kind)
    {
        var web = await Start(kind);
        await web.SetUp();
        var (bureau, fire, hotel) = await Place(web);
        var cancel = TestContext.Current.CancellationToken;
        using var client = await web.LogIn(Role.SupervisionOfficer);
        await client.ToWrite();

        // A photograph is taken in by itself; what is none is refused, and so is a file that was handed in elsewhere.
        var hash = JsonDocument.Parse(await Upload(client, Pictures.Numbered(1), HttpStatusCode.OK)).RootElement.GetProperty("hash").GetString()!;
        Assert.Contains("FILE-003", await Upload(client, "<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>"u8.ToArray(), HttpStatusCode.UnprocessableEntity), StringComparison.Ordinal);
        await using (var scope = web.Services.CreateAsyncScope())
        {
            scope.ServiceProvider.GetRequiredService<Caller>().IsProgram = true;
            using var stream = new MemoryStream("%PDF-1.7 x"u8.ToArray());
            var pdf = Assert.IsType<Result<FileRef>.Done>(await scope.ServiceProvider.GetRequiredService<IFileStore>().Save(stream, "a.pdf", FileLimits.Evidence, cancel)).Value.Hash;
            var refused = Assert.IsType<Result<HazardId>.Refused>(await scope.ServiceProvider.GetRequiredService<Mediator>().Send(new RegisterHazard.Request(new() { Premises = [hotel], Items = [new("通道堵塞")] }, Unit: fire, Before: [new(pdf, "a.pdf")]), cancel: cancel));
            Assert.Equal("HAZ-108", Assert.Single(refused.Problems).Code);
        }

        var id = await web.Done(new RegisterHazard.Request(new() { Premises = [hotel], Items = [new("通道堵塞")] }, Unit: fire, Before: [new(hash, "a.png")]));
        await web.Done(new GradeHazard.Request(id, new(HazardGrade.Major, GradeWay.Direct, Clause: "6.3.1")));
        await web.Done(new PlanHazard.Request(id, new(bureau, fire, [], "负责人", null, "清理", 0, new(2022, 9, 30), "疏散")));
        using var listed = JsonDocument.Parse(await client.GetStringAsync("/api/v1/hazards?grade=Major&lamp=Grey", cancel));
        Assert.Equal(id.Value.ToString(), listed.RootElement.GetProperty("items")[0].GetProperty("id").GetString());
        using var shown = await client.GetAsync($"/api/v1/hazards/{id.Value}", cancel);
        Assert.Equal("\"3\"", shown.Headers.ETag?.Tag);
        using var picture = await client.GetAsync($"/api/v1/hazards/photographs/{id.Value}?hash={Uri.EscapeDataString(hash)}", cancel);
        Assert.Equal((HttpStatusCode.OK, "image/jpeg", "nosniff"), (picture.StatusCode, picture.Content.Headers.ContentType?.MediaType, picture.Headers.GetValues("X-Content-Type-Options").Single()));
        using var other = await client.GetAsync($"/api/v1/hazards/photographs/{id.Value}?hash=SHA-256:{new string('0', 64)}", cancel);
        Assert.Equal(HttpStatusCode.NotFound, other.StatusCode);
    }

    private static async Task<string> Upload(HttpClient client, byte[] content, HttpStatusCode expected)
    {
        using var file = new ByteArrayContent(content);
        using var form = new MultipartFormDataContent { { file, "file", "a.png" } };
        using var answer = await client.PostAsync("/api/v1/hazards/photographs/files", form, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.StatusCode == expected, text);
        return text;
    }

    internal static async Task<(UnitId Bureau, UnitId Fire, PremisesId Hotel)> Place(DistrictWeb web)
    {
        var top = await web.Done(new CreateUnit("海曲区人民政府", UnitKind.Other));
        var street = await web.Done(new CreateUnit("东港街道", UnitKind.Street, Parent: top));
        var bureau = await web.Done(new CreateUnit("住房和城乡建设局", Parent: top));
        var fire = await web.Done(new CreateUnit("消防救援大队", Parent: top));
        var hotel = await web.Done(new RegisterPremises(new() { Name = "海天宾馆", Kind = "hotel", Street = street, Point = new(121.8m, 29.9m), Departments = [bureau] }));
        await web.Done(new RegisterPremises(new() { Name = "远洋大厦", Kind = "hotel", Street = street, Point = new(121.82m, 29.92m), Departments = [bureau] }));
        return (bureau, fire, hotel);
    }

    internal static Task Looks(IPage page, string name, Screen screen) => BrowserSession.LooksRightAsync(page, $"hazards-{name}-{screen}");
}
