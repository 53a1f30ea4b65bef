using System.Net;
using System.Text;
using System.Text.Json;
using Bihuan.Platform;
using Bihuan.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bihuan.Organisation.Tests;

/// <summary>The API over HTTP, and pages in a real browser.</summary>
public sealed class PageTests(Browser browser) : WebTest(browser)
{
    private const string Base = "/api/v1/organisation";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, BothDatabases]
    public async Task TheApi_ListsByCursor_AnswersQuestions_AndLetsNobodyOverwrite(DatabaseKind kind)
    {
        var web = await Start(kind);
        await web.SetUp();
        var units = new List<UnitId>();
        foreach (var name in new[] { "甲局", "乙局", "丙局" })
        {
            units.Add(await web.Done(new CreateUnit(name)));
        }

        await web.Done(new Appoint(PersonRef.Named("张某"), PostRef.Titled(units[0], "局长"), new(2022, 3, 22), new("甲", "1")));
        await web.Done(new AddAlias(units[1], "乙", AliasKind.Alias, new("甲", "2")));
        using var client = await web.LogIn(Role.OrganisationOfficer);
        await client.ToWrite();

        var names = new List<string>();
        string? next = null;
        do
        {
            var part = await Get($"/units?limit=2{(next is null ? "" : $"&after={Uri.EscapeDataString(next)}")}");
            names.AddRange(part.GetProperty("items").EnumerateArray().Select(u => u.GetProperty("name").GetString()!));
            next = part.TryGetProperty("next", out var after) ? after.GetString() : null;
        }
        while (next is not null);
        Assert.Equal(new[] { "甲局", "乙局", "丙局" }.Order(StringComparer.Ordinal), names);

        Assert.Equal(units[1].Value.ToString(), (await Get("/resolve?name=乙&day=2022-04-01")).GetProperty("unit").GetProperty("id").GetString());
        Assert.Equal("张某", (await Get("/heads?unit=甲局&day=2022-03-22")).GetProperty("heads")[0].GetProperty("name").GetString());
        Assert.Equal(0, (await Get("/heads?unit=甲局&day=2022-03-21")).GetProperty("heads").GetArrayLength());
        Assert.Equal(1, (await Get($"/holdings?unit={units[0].Value}")).GetProperty("items").GetArrayLength());
        Assert.Equal(1, (await Get($"/posts?unit={units[0].Value}")).GetProperty("items").GetArrayLength());
        Assert.Equal(0, (await Get("/portfolios")).GetProperty("items").GetArrayLength());
        Assert.Equal(0, (await Get("/groups")).GetProperty("items").GetArrayLength());

        using var read = await client.GetAsync($"{Base}/units/{units[0].Value}", Cancel);
        Assert.Equal("\"1\"", read.Headers.ETag?.Tag);
        Assert.Equal(HttpStatusCode.PreconditionRequired, await Rename(null, "丁局"));
        Assert.Equal(HttpStatusCode.NoContent, await Rename("\"1\"", "丁局"));
        Assert.Equal(HttpStatusCode.PreconditionFailed, await Rename("\"1\"", "戊局"));

        using var reader = await web.LogIn(Role.Reader);
        Assert.Equal(HttpStatusCode.OK, (await reader.GetAsync($"{Base}/units", Cancel)).StatusCode);
        Assert.NotEqual(HttpStatusCode.OK, (await reader.PostAsync($"{Base}/units", Json("{\"name\":\"己局\"}"), Cancel)).StatusCode);
        using var nobody = web.Client();
        Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.GetAsync($"{Base}/units", Cancel)).StatusCode);

        async Task<JsonElement> Get(string address)
        {
            using var answer = await client.GetAsync(Base + address, Cancel);
            var text = await answer.Content.ReadAsStringAsync(Cancel);
            Assert.True(answer.IsSuccessStatusCode, $"{address}: {text}");
            return JsonDocument.Parse(text).RootElement;
        }

        async Task<HttpStatusCode> Rename(string? match, string name)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"{Base}/units/correct") { Content = Json($"{{\"unit\":\"{units[0].Value}\",\"name\":\"{name}\",\"kind\":\"Department\",\"level\":\"District\"}}") };
            if (match is not null)
            {
                request.Headers.TryAddWithoutValidation("If-Match", match);
            }

            using var answer = await client.SendAsync(request, Cancel);
            return answer.StatusCode;
        }
    }

    /// <summary>The questions of the order, asked of the sample on the page; two people who save at once choose field by field.</summary>
    [Fact]
    public async Task ThePages_AnswerTheQuestions_AndShowAClash()
    {
        var web = await Start(DatabaseKind.Sqlite);
        await web.SetUp();
        await web.Done(new ImportWorkbook.Request(WorkbookTests.OfSample(web.Services.GetRequiredService<Words>())));
        var page = await Open(web);
        await web.LogIn(page, People.NameOf(Role.OrganisationOfficer));

        await page.GotoAsync("/organisation/ask?day=2022-03-21&unit=新碶街道&name=资规分局");
        await page.GetByText("虞鸿浩").First.WaitForAsync();
        await page.GetByText("自然资源和规划分局").First.WaitForAsync();
        await page.GotoAsync("/organisation/ask?day=2022-03-23&unit=新碶街道&area=应急管理");
        await page.GetByText("正职空缺").First.WaitForAsync();
        await page.GetByText("励成杰").First.WaitForAsync();

        await using (var scope = web.Services.CreateAsyncScope())
        {
            var street = (await scope.ServiceProvider.GetRequiredService<IOrganisationQueries>().Units(new(2022, 4, 1), Cancel)).Single(u => u.Name == "新碶街道");
            var group = (await web.Done(new ShowGroups.Request(Words: "实有人口")))[0];
            var person = (await web.Done(new ListPeople.Request("励成杰"))).Items[0];
            foreach (var address in new[] { "", "?view=table", "?view=timeline", "/ask", "/findings", "/groups", $"/groups/{group.Id.Value}", "/people", $"/people/{person.Id.Value}", $"/units/{street.Id.Value}", $"/units/{street.Id.Value}/edit", "/merges", "/import" })
            {
                await page.GotoAsync("/organisation" + address);
                await page.WaitForSelectorAsync("main h1");
                await page.WaitForLoadStateAsync(Microsoft.Playwright.LoadState.NetworkIdle);
                await BrowserSession.AssertAccessibleAsync(page);
            }
        }

        var unit = await web.Done(new CreateUnit("甲局"));
        await page.GotoAsync($"/organisation/units/{unit.Value}/edit");
        await page.FillAsync("#unit-name", "甲甲局");
        await web.Done(new CorrectUnit.Request(unit, 1, "甲局", UnitKind.Street, Reading.Units.UnitLevel.District, null, null, null, null, null, "别人写的"));
        await page.GetByText("保存", new() { Exact = true }).ClickAsync();
        await page.GetByText("别人刚保存了修改").WaitForAsync();
        await page.GetByText("按所选保存").ClickAsync();
        await BrowserSession.ArriveAsync(page, $"**/organisation/units/{unit.Value}");
        await page.GetByRole(Microsoft.Playwright.AriaRole.Heading, new() { Name = "甲甲局" }).WaitForAsync();
        var saved = await web.Done(new ShowUnit.Request(unit));
        Assert.Equal(("甲甲局", UnitKind.Street, "别人写的"), (saved.LatestName, saved.Kind, saved.Note));
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");
}
