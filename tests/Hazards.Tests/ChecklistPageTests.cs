using Bihuan.Platform;
using Bihuan.TestKit;
using Microsoft.Playwright;
using Xunit;

namespace Bihuan.Hazards.Tests;

/// <summary>A checklist in a real browser: built question by question, tried, published, inspected by, and the page of that inspection.</summary>
public sealed class ChecklistPageTests(Browser browser) : WebTest(browser)
{
    [Theory]
    [InlineData(Screen.Phone)]
    public async Task AChecklist_IsBuiltTriedPublished_AndInspectedBy(Screen screen)
    {
        var web = await Start(DatabaseKind.Sqlite);
        await web.SetUp();
        var (_, _, hotel) = await PageTests.Place(web);
        var page = await Open(web, screen);
        await web.LogIn(page, People.NameOf(Role.SupervisionOfficer));
        await page.GotoAsync("/hazards/checklists/new");
        await page.FillAsync("#b-title", "宾馆日常检查表");
        await page.FillAsync("#b-standard", "GB 55037-2022");
        await page.GetByLabel("所有场所").CheckAsync();
        await page.FillAsync("#b-group-1", "安全疏散");
        await Add("疏散通道是否畅通", "7.1.2");
        var no = page.Locator("fieldset.org-rows", new() { Has = page.Locator("> legend", new() { HasText = "答“否”时" }) });
        await no.GetByLabel("得分").FillAsync("0");
        await no.GetByLabel("登记为隐患").SelectOptionAsync(nameof(HazardGrade.General));
        await no.GetByLabel("隐患描述").FillAsync("疏散通道被占用");
        await no.GetByLabel("须写说明").CheckAsync();
        await page.Locator("fieldset.org-rows", new() { Has = page.Locator("> legend", new() { HasText = "答“是”时" }) }).GetByLabel("得分").FillAsync("10");
        await Add("常闭式防火门是否关闭", "6.5.1");
        await page.GetByRole(AriaRole.Button, new() { Name = "设置条件", Exact = true }).ClickAsync();
        await page.GetByLabel("前面的检查项").SelectOptionAsync("q1");
        await page.Locator(".org-checks").GetByLabel("否").CheckAsync();
        await PageTests.Looks(page, "checklist-build", screen);

        // As an inspector would: what is asked next follows the answer, and what is missing is said.
        await page.GetByRole(AriaRole.Button, new() { Name = "像检查人一样试填" }).ClickAsync();
        var trial = page.Locator("section:has(#b-save)");
        await trial.Locator("fieldset").First.GetByLabel("否").CheckAsync();
        await trial.Locator("fieldset").Nth(1).GetByLabel("是").CheckAsync();
        await trial.GetByRole(AriaRole.Button, new() { Name = "看结果" }).ClickAsync();
        await trial.GetByText("HAZ-233").WaitForAsync();
        await trial.GetByLabel("说明").FillAsync("堆放纸箱");
        await trial.GetByRole(AriaRole.Button, new() { Name = "看结果" }).ClickAsync();
        await trial.GetByText("得分0%（0/10）").WaitForAsync();
        await PageTests.Looks(page, "checklist-trial", screen);
        await page.GetByRole(AriaRole.Button, new() { Name = "保存草稿", Exact = true }).ClickAsync();
        await BrowserSession.ArriveAsync(page, "**/hazards/checklists/*edition=draft");
        await PageTests.Looks(page, "checklist-draft", screen);
        await page.GetByRole(AriaRole.Button, new() { Name = "发布", Exact = true }).ClickAsync();
        await BrowserSession.ArriveAsync(page, "**/hazards/checklists/*edition=20*");
        await page.WaitForSelectorAsync("main details:has(#k-why)");
        await PageTests.Looks(page, "checklist-published", screen);

        await page.GotoAsync($"/hazards/inspect/{hotel.Value}");
        await page.SelectOptionAsync("#i-list", new SelectOptionValue { Label = "宾馆日常检查表 GB 55037-2022（本区编制）" });
        await page.GetByRole(AriaRole.Group, new() { Name = "疏散通道是否畅通" }).GetByLabel("否").CheckAsync();
        await page.GetByLabel("说明").FillAsync("三楼堆放纸箱");
        await page.GetByRole(AriaRole.Group, new() { Name = "常闭式防火门是否关闭" }).GetByLabel("是").CheckAsync();
        await page.Choose("检查单位", "消防");
        await PageTests.Looks(page, "checklist-inspect", screen);
        await page.GetByRole(AriaRole.Button, new() { Name = "提交检查", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "检查详情", Exact = true }).ClickAsync();
        await BrowserSession.ArriveAsync(page, "**/hazards/inspections/*-*");
        await page.WaitForSelectorAsync("#i-answers");
        Assert.Contains("疏散通道被占用：三楼堆放纸箱", await page.InnerTextAsync("main"), StringComparison.Ordinal);
        await PageTests.Looks(page, "inspection", screen);
        await page.GotoAsync("/hazards/checklists");
        await page.WaitForSelectorAsync("tbody tr");
        await PageTests.Looks(page, "checklists", screen);

        async Task Add(string text, string clause)
        {
            await page.GetByRole(AriaRole.Button, new() { Name = "增加检查项", Exact = true }).ClickAsync();
            await page.WaitForFunctionAsync("() => [...document.querySelectorAll('.check-fields')].length === 1 && document.querySelector('.check-fields input').value === ''");
            await page.Locator(".check-fields").GetByLabel("检查内容").FillAsync(text);
            await page.Locator(".check-fields").GetByLabel("条款").FillAsync(clause);
        }
    }
}
