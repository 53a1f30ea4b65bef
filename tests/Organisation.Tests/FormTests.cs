using Bihuan.Platform;
using Bihuan.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Xunit;
using People = Bihuan.TestKit.People;

[assembly: AssemblyFixture(typeof(Browser))]

namespace Bihuan.Organisation.Tests;

/// <summary>The forms in a real browser: an officer does on screen whatever the commands allow, and two who save at once choose what holds.</summary>
public sealed class FormTests(Browser browser) : WebTest(browser)
{
    private static readonly DateOnly Day = new(2022, 3, 22);

    [Theory, BothDatabases]
    public async Task AnOfficer_AppointsCorrectsRemovesAndUndoes_OnAPersonsPage(DatabaseKind kind)
    {
        var (web, page) = await OpenAsOfficer(kind);
        var unit = await web.Done(new CreateUnit("甲局"));
        await web.Done(new CreatePost(unit, "局长"));
        var person = await web.Done(new EnterPerson("张某"));
        await page.GotoAsync($"/organisation/people/{person.Value}");

        // Appoint.
        var appoint = page.Locator("details", new() { HasText = "登记任职" }).First;
        await appoint.Locator("summary").ClickAsync();
        await Choose(appoint, "机构", "甲", "甲局");
        await appoint.GetByLabel("职务").FillAsync("局长");
        await appoint.GetByLabel("任职日期").FillAsync("2022-03-22");
        await appoint.GetByLabel("依据文号").FillAsync("甲政干〔2022〕1号");
        await appoint.GetByLabel("条款位置").FillAsync("正文第2段");
        await appoint.Locator("button.primary").ClickAsync();
        await page.GetByText("2022-03-22 → —").WaitForAsync();
        var row = (await Person()).Holdings.Single();
        Assert.Equal((Day, "局长", new Kernel.Clause("甲政干〔2022〕1号", "正文第2段")), (row.Holder.From, row.Holder.Title, row.Holder.Appointed));

        // Correct, while somebody else corrects another field: each change is kept where the person says so.
        await page.GetByRole(AriaRole.Button, new() { Name = "更正", Exact = true }).ClickAsync();
        var correct = page.GetByRole(AriaRole.Group, new() { Name = "更正任职" });
        await correct.GetByLabel("试用期").FillAsync("1");
        await web.Done(new CorrectHolding.Request(row.Holder.Holding, row.Version, Day.AddDays(1), null, row.Holder.Appointed, null, true, false, 0));
        await correct.GetByText("保存", new() { Exact = true }).ClickAsync();
        await Settle(page, clash: "任职日期");
        await page.GetByText("2022-03-23 → —").WaitForAsync();
        row = (await Person()).Holdings.Single();
        Assert.Equal((Day.AddDays(1), 1, true), (row.Holder.From, row.ProbationYears, row.Holder.Concurrent));

        // Remove, take the removal back, take the appointment back.
        await page.GetByRole(AriaRole.Button, new() { Name = "登记免职", Exact = true }).First.ClickAsync();
        var remove = page.GetByRole(AriaRole.Group, new() { Name = "免去" });
        await remove.GetByLabel("免职日期").FillAsync("2022-03-30");
        await remove.GetByLabel("依据文号").FillAsync("甲政干〔2022〕2号");
        await remove.Locator("button.primary").ClickAsync();
        await page.GetByText("2022-03-23 → 2022-03-30").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "撤回免职" }).ClickAsync();
        await Confirm(page);
        await page.GetByText("2022-03-23 → —").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "撤回任职" }).ClickAsync();
        await Confirm(page);
        await page.GetByText("没有任职记录").WaitForAsync();

        async Task<ShowPerson.View> Person() => await web.Done(new ShowPerson.Request(person));
    }

    [Theory, BothDatabases]
    public async Task AnOfficer_SetsChangesEndsAndUndoesAPortfolio(DatabaseKind kind)
    {
        var (web, page) = await OpenAsOfficer(kind);
        var office = await web.Done(new CreateUnit("甲区人民政府", UnitKind.Other));
        var bureau = await web.Done(new CreateUnit("应急管理局", Parent: office));
        var holding = await web.Done(new Appoint(PersonRef.Named("张某"), PostRef.Titled(office, "副区长"), new(2021, 1, 1), null));
        var person = (await web.Done(new ListHoldings.Request(office))).Items.Single(h => h.Holding == holding).Person;
        await page.GotoAsync($"/organisation/people/{person.Value}");

        var set = page.Locator("details", new() { HasText = "登记分工" });
        await set.Locator("summary").ClickAsync();
        await set.GetByLabel("依据文号").FillAsync("甲政〔2022〕8号");
        await set.GetByLabel("起始日期").FillAsync("2022-03-22");
        await set.GetByText("加一行").ClickAsync();
        await set.GetByLabel("领域").FillAsync("民政");
        await set.GetByText("加一行").ClickAsync();
        await set.Locator(".org-row").Nth(1).GetByLabel("方式").SelectOptionAsync("Manages");
        await Choose(set.Locator(".org-row").Nth(1), "机构", "应急", "应急管理局");
        await set.Locator("button.primary").ClickAsync();
        await page.GetByText("当日有效").WaitForAsync();
        var portfolio = (await Person()).Portfolios.Single();
        Assert.Equal([(DutyKind.Answers, "民政", null), (DutyKind.Manages, null, bureau)], portfolio.Duties.Select(d => (d.Kind, d.Area, d.Unit)));

        // Two people add a line each: both lines are there afterwards.
        await page.GetByRole(AriaRole.Button, new() { Name = "修改", Exact = true }).ClickAsync();
        var change = page.GetByRole(AriaRole.Group, new() { Name = "修改", Exact = true });
        await change.GetByText("加一行").ClickAsync();
        await change.Locator(".org-row").Nth(2).GetByLabel("领域").FillAsync("消防");
        await web.Done(new ChangePortfolio.Request(portfolio.Id, portfolio.Version, portfolio.From, null, null, [new(DutyKind.Answers, "民政", null), new(DutyKind.Manages, null, bureau), new(DutyKind.Answers, "防汛", null)]));
        await change.GetByText("保存", new() { Exact = true }).ClickAsync();
        await Settle(page, clash: "分工内容");
        await page.Locator(".org-items", new() { HasText = "消防" }).WaitForAsync();
        Assert.Equal(["民政", "消防", "防汛"], (await Person()).Portfolios.Single().Duties.Select(d => d.Area).OfType<string>().Order(StringComparer.Ordinal));

        await page.GetByRole(AriaRole.Button, new() { Name = "终止", Exact = true }).ClickAsync();
        var end = page.GetByRole(AriaRole.Group, new() { Name = "终止", Exact = true });
        await end.GetByLabel("终止日期").FillAsync("2022-03-31");
        await end.Locator("button.primary").ClickAsync();
        await page.GetByText("2022-03-22 → 2022-03-31").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "撤回分工" }).ClickAsync();
        await Confirm(page);
        await page.GetByText("没有分工记录").WaitForAsync();

        async Task<ShowPerson.View> Person() => await web.Done(new ShowPerson.Request(person));
    }

    [Theory, BothDatabases]
    public async Task AnOfficer_KeepsAUnitsPostsAndNames(DatabaseKind kind)
    {
        var (web, page) = await OpenAsOfficer(kind);
        var unit = await web.Done(new CreateUnit("甲局"));
        await page.GotoAsync($"/organisation/units/{unit.Value}");

        var add = page.Locator("details", new() { HasText = "新增职务" });
        await add.Locator("summary").ClickAsync();
        await add.GetByLabel("职务", new() { Exact = false }).First.FillAsync("局长");
        await add.Locator("button.primary").ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "局长", Exact = true }).WaitForAsync();

        // A name that nobody has becomes a new person.
        var appoint = page.Locator("details", new() { HasText = "登记任职" });
        await appoint.Locator("summary").ClickAsync();
        await Choose(appoint, "姓名", "李某", "作为新人员登记");
        await appoint.GetByLabel("职务").FillAsync("局长");
        await appoint.GetByLabel("任职日期").FillAsync("2022-03-22");
        await appoint.Locator("button.primary").ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "李某" }).First.WaitForAsync();

        var alias = page.Locator("details", new() { HasText = "登记别名" });
        await alias.Locator("summary").ClickAsync();
        await alias.GetByLabel("名称").FillAsync("甲");
        await alias.GetByLabel("依据文号").FillAsync("甲政办〔2022〕1号");
        await alias.GetByLabel("条款位置").FillAsync("二");
        await alias.GetByLabel("启用日期").FillAsync("2022-01-01");
        await alias.Locator("button.primary").ClickAsync();
        await page.GetByText("甲政办〔2022〕1号 二").WaitForAsync();
        var shown = await web.Done(new ShowUnit.Request(unit));
        Assert.Equal(("甲", new DateOnly(2022, 1, 1), new Kernel.Clause("甲政办〔2022〕1号", "二")), (shown.Aliases.Single().Name, shown.Aliases.Single().From, shown.Aliases.Single().Source));
        Assert.Equal("李某", shown.Posts.Single().Holders.Single().Name);
        await page.GetByRole(AriaRole.Button, new() { Name = "移除" }).ClickAsync();
        await Confirm(page);
        await page.GetByText("甲政办〔2022〕1号 二").WaitForAsync(new() { State = WaitForSelectorState.Detached });

        // The post's own page: changed while somebody else changes it, and vacated.
        var post = shown.Posts.Single();
        await page.GotoAsync($"/organisation/posts/{post.Id.Value}");
        await page.FillAsync("#post-title", "主任");
        await web.Done(new ChangePost.Request(post.Id, post.Version, "局长", PostKind.Head, true, new(2020, 1, 1), null));
        await page.GetByText("保存", new() { Exact = true }).ClickAsync();
        await Settle(page, clash: "设立日期");
        await page.GetByRole(AriaRole.Heading, new() { Name = "甲局 主任" }).WaitForAsync();
        Assert.Equal(("主任", new DateOnly(2020, 1, 1)), ((await web.Done(new ShowPost.Request(post.Id))).Title, (await web.Done(new ShowPost.Request(post.Id))).From));
        await page.GetByRole(AriaRole.Button, new() { Name = "登记免职", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Group, new() { Name = "免去" }).Locator("button.primary").ClickAsync();
        await page.GetByText("2022-04-01 起空缺，前任 李某。").WaitForAsync();

        // Renamed while somebody else renames it: theirs is seen before mine is entered.
        await page.GotoAsync($"/organisation/units/{unit.Value}/edit");
        await page.FillAsync("#change-name", "丙局");
        await web.Done(new RenameUnit(unit, 0, "乙局", Day, null));
        await page.GetByRole(AriaRole.Button, new() { Name = "更名", Exact = true }).ClickAsync();
        await Settle(page, clash: "乙局");
        await page.GetByRole(AriaRole.Heading, new() { Name = "丙局" }).WaitForAsync();
        Assert.Equal(["甲局", "乙局", "丙局"], (await web.Done(new ShowUnit.Request(unit))).Names.Select(n => n.Name));
    }

    [Theory, BothDatabases]
    public async Task AnOfficer_SetsUpChangesAndEndsAGroup(DatabaseKind kind)
    {
        var (web, page) = await OpenAsOfficer(kind);
        var unit = await web.Done(new CreateUnit("甲局"));
        await web.Done(new Appoint(PersonRef.Named("张某"), PostRef.Titled(unit, "局长"), new(2021, 1, 1), null));
        await web.Done(new CreateUnit("乙局"));
        await page.GotoAsync("/organisation/groups/new");
        await page.FillAsync("#group-name", "防汛指挥部");
        await page.SelectOptionAsync("#group-kind", "Headquarters");
        await page.GetByLabel("设立日期").FillAsync("2022-01-01");
        foreach (var (no, role, by) in new[] { (0, "指挥", "Post"), (1, "成员单位", "Unit"), (2, "成员", "Holder") })
        {
            await page.GetByText("加一行").ClickAsync();
            var line = page.Locator(".org-row").Nth(no);
            await line.GetByLabel("组内职务").FillAsync(role);
            await line.GetByLabel("列名方式").SelectOptionAsync(by);
            await Choose(line, "机构", by == "Unit" ? "乙" : "甲", by == "Unit" ? "乙局" : "甲局");
            if (by != "Unit")
            {
                await line.GetByLabel("职务", new() { Exact = true }).FillAsync("局长");
            }
            if (by == "Holder")
            {
                await Choose(line, "姓名", "张某", "甲局局长");
            }
        }

        await page.GetByLabel("依据文号").FillAsync("甲政办〔2022〕5号");
        await page.Locator("main button.primary").ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "防汛指挥部" }).WaitForAsync();
        var group = (await web.Done(new ShowGroups.Request())).Single();
        var view = await web.Done(new ShowGroup.Request(group.Id));
        Assert.Equal([(RoleBy.Post, MemberState.Filled), (RoleBy.Unit, MemberState.WholeUnit), (RoleBy.Holder, MemberState.Filled)], view.Group.Members.Select(m => (m.By, m.State)));
        Assert.Single((await web.Done(new ShowPeople.Request())));      // 张某 was chosen, not entered again

        // The member by name becomes one by post, while somebody else renames the group and drops a line.
        await page.GetByRole(AriaRole.Link, new() { Name = "修改", Exact = true }).ClickAsync();
        await page.Locator(".org-row").Nth(2).WaitForAsync();
        await page.Locator(".org-row").Nth(2).GetByLabel("列名方式").SelectOptionAsync("Post");
        await page.Locator(".org-row").Nth(2).GetByLabel("组内职务").FillAsync("副指挥");
        var content = GroupForm.Of(view);
        content.Name = "防汛防旱指挥部";
        content.Members.RemoveAt(1);
        await web.Done(new ChangeGroup.Request(group.Id, view.Version, content.Content));
        await page.GetByText("保存", new() { Exact = true }).ClickAsync();
        await Settle(page, clash: "防汛防旱指挥部");
        await page.GetByRole(AriaRole.Heading, new() { Name = "防汛防旱指挥部" }).WaitForAsync();
        view = await web.Done(new ShowGroup.Request(group.Id));
        Assert.Equal([("指挥", RoleBy.Post), ("副指挥", RoleBy.Post)], view.Group.Members.Select(m => (m.Role, m.By)));

        var end = page.Locator("details", new() { HasText = "撤销" });
        await end.Locator("summary").ClickAsync();
        await end.GetByLabel("撤销日期").FillAsync("2022-04-01");
        await end.Locator("button").Last.ClickAsync();
        await page.GetByText("该机构在 2022-04-01 不存续").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "撤回登记" }).ClickAsync();
        await page.FillAsync("#confirm-reason", "登记错误");
        await Confirm(page);
        await BrowserSession.ArriveAsync(page, "**/organisation/groups");
    }

    [Theory, BothDatabases]
    public async Task AnOfficer_CorrectsAndMergesPeople_AndUndoesIt(DatabaseKind kind)
    {
        var (web, page) = await OpenAsOfficer(kind);
        var unit = await web.Done(new CreateUnit("甲局"));
        var wrong = await web.Done(new EnterPerson("张莫"));
        var right = await web.Done(new EnterPerson("张某"));
        await web.Done(new Appoint(PersonRef.Known(wrong), PostRef.Titled(unit, "局长"), Day, null));
        await page.GotoAsync($"/organisation/people/{wrong.Value}");
        await page.FillAsync("#person-number", "A01");
        await web.Done(new CorrectPerson.Request(wrong, 1, "张末", null));
        await page.Locator("section", new() { HasText = "更正姓名和编号" }).GetByText("保存", new() { Exact = true }).ClickAsync();
        await Settle(page, clash: "张末");
        await page.GetByRole(AriaRole.Heading, new() { Name = "张末" }).WaitForAsync();
        Assert.Equal("A01", (await web.Done(new ShowPerson.Request(wrong))).Number);

        var merge = page.Locator("section", new() { HasText = "合并重复" }).Last;
        await Choose(merge, "保留", "张某", "张某");
        await merge.GetByRole(AriaRole.Button).ClickAsync();
        await page.FillAsync("#confirm-reason", "姓名写错");
        await Confirm(page);
        await BrowserSession.ArriveAsync(page, $"**/organisation/people/{right.Value}");
        await page.GetByRole(AriaRole.Link, new() { Name = "甲局" }).WaitForAsync();
        await page.GotoAsync("/organisation/merges");
        await page.GetByRole(AriaRole.Button, new() { Name = "撤销合并", Exact = true }).ClickAsync();
        await page.FillAsync("#confirm-reason", "两人不同");
        await Confirm(page);
        await page.GetByText("已撤销").WaitForAsync();
        Assert.Single((await web.Done(new ShowPerson.Request(wrong))).Holdings);
    }

    /// <summary>What is typed the moment a field has the focus, while the page is drawn again because of it, arrives.</summary>
    [Theory, BothDatabases]
    public async Task WhatIsTypedAtOnce_IsNotLost(DatabaseKind kind)
    {
        var (web, page) = await OpenAsOfficer(kind);
        var unit = await web.Done(new CreateUnit("甲局"));
        for (var i = 0; i < 12; i++)
        {
            await page.GotoAsync($"/organisation/units/{unit.Value}");
            var appoint = page.Locator("details", new() { HasText = "登记任职" });
            await appoint.Locator("summary").ClickAsync();
            await appoint.GetByLabel("姓名", new() { Exact = false }).First.FillAsync("张某");
            await appoint.GetByRole(AriaRole.Option).Filter(new() { HasText = "作为新人员登记" }).First.WaitForAsync();
        }
    }

    private static async Task Choose(ILocator among, string label, string words, string option)
    {
        await among.GetByLabel(label, new() { Exact = false }).First.FillAsync(words);
        await among.GetByRole(AriaRole.Option).Filter(new() { HasText = option }).First.ClickAsync();
    }


    /// <summary>Presses the button of a confirmation.</summary>
    private static Task Confirm(IPage page) => page.Locator(".mud-dialog-actions button").Last.ClickAsync();

    /// <summary>Looks at the dialog of a clash, which must show what the other person saved, and keeps the choice that it proposes.</summary>
    private static async Task Settle(IPage page, string clash)
    {
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByText(clash).First.WaitForAsync();
        await BrowserSession.AssertAccessibleAsync(page);
        await page.GetByText("按所选保存").ClickAsync();
    }

    /// <summary>A program with an officer at a browser.</summary>
    private async Task<(DistrictWeb Web, IPage Page)> OpenAsOfficer(DatabaseKind kind)
    {
        var web = await Start(kind);
        await web.SetUp();
        var page = await Open(web);
        page.SetDefaultTimeout(15_000);
        await web.LogIn(page, People.NameOf(Role.OrganisationOfficer));
        return (web, page);
    }
}
