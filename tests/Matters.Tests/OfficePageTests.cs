using System.Text.RegularExpressions;
using Bihuan.Accounts;
using Bihuan.Organisation;
using Bihuan.Platform;
using Bihuan.TestKit;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Bihuan.Matters.Tests;

/// <summary>The supervision office's pages in a real browser: what is counted is opened, a score goes from draft to its decision, a year is entered; and every page
/// stands at both widths.</summary>
public sealed partial class OfficePageTests(Browser browser) : WebTest(browser)
{
    [Fact]
    public async Task TheOffice_ScoresAUnit_ThatObjects_AndSetsUpWhatItNeeds()
    {
        var web = await Start(DatabaseKind.Sqlite);
        await web.SetUp();
        var government = await web.Done(new CreateUnit("甲区人民政府", UnitKind.Other));
        var (lead, accepting, street) = (await web.Done(new CreateUnit("甲局", Parent: government)), await web.Done(new CreateUnit("乙局", Parent: government)), await web.Done(new CreateUnit("丙街道", UnitKind.Street, Parent: government)));
        await web.Done(new CreateAccount("jia", "甲局经办人", People.Password, Role.UnitOfficer, lead, MustChangePassword: false));
        var terms = new MatterTerms { Title = "新增停车位", Body = "全年新增停车位300个。", Lead = lead, Supporting = [street], Accepting = accepting, Due = new(new DateOnly(2022, 12, 31)), Reports = new(ReportRhythm.Weekly, 5), Origin = new("tests", "1", "1", null) };
        var matter = await web.Done(new OpenMatter(terms));
        await web.Done(new OpenMatter(terms with { Title = "口袋公园建设", Lead = street, Supporting = [], Origin = new("tests", "2", "2", null) }));
        await web.Done(new SignFor.Request(matter));
        await web.Done(new UrgeMatter.Request(matter, LadderStep.Urge, "请加快。"));
        var list = await web.Done(new SetList.Request(null, "重点清单", null, [new("note", "备注", FieldType.Text)]));
        await web.Done(new PutOnList.Request(list, matter, new Dictionary<string, string>(StringComparer.Ordinal) { ["note"] = "每周调度" }));
        var (office, unit) = (await Open(web), await Open(web, Screen.Phone));
        await web.LogIn(office, People.NameOf(Role.SupervisionOfficer));
        await web.LogIn(unit, "jia");

        // The unit opens the matter from a notice; the office sees who saw the urge.
        await unit.GotoAsync($"/matters/{matter.Value}?via=notice");
        await Expect(unit.Locator(".timeline")).ToContainTextAsync("甲局经办人");
        await office.GotoAsync($"/matters/{matter.Value}");
        await Expect(office.Locator(".matter-seen").First).ToContainTextAsync("点开通知");

        // A figure opens its days.
        await office.GotoAsync("/matters/reporting?from=2022-04-01&to=2022-04-30");
        await office.GetByRole(AriaRole.Link, new() { Name = "甲局" }).ClickAsync();
        await Expect(office.GetByRole(AriaRole.Heading, new() { Name = "应反馈明细：甲局" })).ToBeVisibleAsync();
        await Expect(office.Locator("section[aria-labelledby='report-days'] tbody tr")).ToHaveCountAsync((await web.Done(new ListReportDays.Request(new(2022, 4, 1), new(2022, 4, 30), lead))).Items.Count);

        // Scores: drawn up, shown, objected to on the phone, answered with a correction.
        await web.Done(new DraftScores.Request(new(2022, 1, 1), new(2022, 4, 1)));
        await office.GotoAsync("/matters/scores");
        await office.GetByRole(AriaRole.Button, new() { Name = "全部送单位征求意见（2）" }).ClickAsync();
        await office.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "全部送单位征求意见（2）" }).ClickAsync();
        await Expect(office.GetByText("已办2个，未办0个")).ToBeVisibleAsync();
        await unit.GotoAsync("/matters/scores");
        await unit.GetByRole(AriaRole.Link, new() { Name = "甲局" }).ClickAsync();
        await unit.GetByLabel("对哪一项").SelectOptionAsync("反馈及时");
        await unit.FillAsync("#object-text", "反馈系统停机一天。");
        await unit.GetByRole(AriaRole.Button, new() { Name = "提交异议" }).ClickAsync();
        await Expect(unit.Locator(".matter-next")).ToContainTextAsync("督查机构复核异议");
        var address = new Uri(unit.Url).AbsolutePath;
        await office.GotoAsync(address);
        await office.FillAsync("#decide-text", "属实。");
        var correction = office.GetByRole(AriaRole.Group, new() { Name = "更正反馈及时" });
        await correction.GetByLabel("更正为").FillAsync("19.5");
        await correction.GetByLabel("理由").FillAsync("停机属实");
        await office.GetByRole(AriaRole.Button, new() { Name = "答复并通知单位" }).ClickAsync();
        await Expect(office.GetByText("反馈及时更正为19.5分：停机属实")).ToBeVisibleAsync();

        // A kind with a field of its own; a rule looked at beforehand.
        await office.GotoAsync("/matters/settings/kinds?edit=new");
        await office.FillAsync("#kind-name", "民生实事");
        await office.GetByText("增加字段").ClickAsync();
        await office.GetByRole(AriaRole.Group, new() { Name = "字段1" }).GetByLabel("名称").FillAsync("投资额");
        await office.GetByLabel("类型").SelectOptionAsync("数值");
        await office.GetByLabel("计量单位").FillAsync("万元");
        await office.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await Expect(office.GetByRole(AriaRole.Link, new() { Name = "民生实事" })).ToBeVisibleAsync();
        Assert.Equal(("f1", "万元"), Assert.Single(Assert.Single(await web.Done(new ListKinds.Request())).Fields) is var field ? (field.Key, field.Unit) : default);
        await office.GotoAsync("/matters/settings/rules?new=1");
        await Expect(office.Locator("#side [aria-current=page]")).ToHaveTextAsync("督办设置");
        await office.FillAsync("#rule-source", "甲政办〔2022〕2号");
        await office.GetByText("预览影响").ClickAsync();
        await Expect(office.Locator(".org-answer")).ToContainTextAsync("涉及未办结事项2项");

        // A year is pasted, previewed and saved.
        await office.GotoAsync("/calendar/load?year=2027");
        await office.FillAsync("#calendar-text", "甲节：1月1日至3日放假调休，共3天。1月10日（星期日）上班。");
        await office.GetByRole(AriaRole.Button, new() { Name = "识别" }).ClickAsync();
        await Expect(office.GetByText("上一年有、这里没有的节日")).ToBeVisibleAsync();
        await Looks(office, "calendar-load");
        await office.GetByLabel("发布日期").FillAsync("2026-11-01");
        await office.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await office.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await BrowserSession.ArriveAsync(office, "**/calendar?year=2027");
        await Expect(office.GetByText("本区录入")).ToBeVisibleAsync();

        string[] all =
        [
            "/matters/reporting?from=2022-04-01&to=2022-04-30&rowkey=all", "/matters/reporting?from=2022-04-01&to=2022-04-30&by=Leader", "/matters/burden?from=2022-04-01&to=2022-04-30", $"/matters/burden?from=2022-04-01&to=2022-04-30&street={street.Value}&kind=Issued",
            "/matters/scores", address, $"{address}?item=Signing", "/matters/settings/kinds", "/matters/settings/kinds?edit=new", "/matters/settings/lists", "/matters/settings/lists?edit=new", $"/matters/lists/{list.Value}",
            "/matters/settings/rules", "/matters/settings/rules?new=1", "/matters/settings/scores", "/matters/settings/scores?new=1", "/calendar", "/calendar/load?year=2027", $"/matters/{matter.Value}",
        ];
        List<string> troubles = [];
        foreach (var (screen, english) in new[] { (Screen.Desktop, false), (Screen.Phone, true) })
        {
            var page = await Open(web, screen);
            await web.LogIn(page, People.NameOf(Role.SupervisionOfficer));
            await page.Context.AddCookiesAsync([new() { Name = ".AspNetCore.Culture", Value = english ? "c%3Den%7Cuic%3Den" : "c%3Dzh-CN%7Cuic%3Dzh-CN", Url = web.Address.ToString() }]);
            foreach (var visited in all)
            {
                try
                {
                    await page.GotoAsync(visited);
                    await Looks(page, Plain().Replace(visited, "-"));
                }
                catch (Exception failure) when (failure is Xunit.Sdk.XunitException or PlaywrightException or TimeoutException)
                {
                    troubles.Add($"{visited} at {page.ViewportSize!.Width}: {failure.Message}");
                }
            }

            await page.Context.CloseAsync();
        }

        Assert.True(troubles.Count == 0, string.Join("\n\n", troubles));
    }

    private static async Task Looks(IPage page, string name)
    {
        await page.WaitForSelectorAsync("main h1", new() { Timeout = 20_000 });
        await page.WaitForFunctionAsync("() => !document.querySelector('main .starting')", null, new() { Timeout = 20_000 });
        await page.WaitForTimeoutAsync(200);
        if (Environment.GetEnvironmentVariable("BIHUAN_LOOK") is { Length: > 0 } folder)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"office{name}-{page.ViewportSize!.Width}.png"), FullPage = true });
        }

        await BrowserSession.AssertAccessibleAsync(page);
        Assert.True(await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 1, "wider than the window");
        Assert.False(await page.EvaluateAsync<bool>("() => document.querySelector('main .problems h1') !== null"), "the page failed");
    }

    [GeneratedRegex("[^A-Za-z]+", RegexOptions.None, 1000)]
    private static partial Regex Plain();
}
