using Bihuan.Organisation;
using Bihuan.Persistence;
using Bihuan.Platform;
using Bihuan.TestKit;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Xunit;
using static Bihuan.Messaging.Tests.Office;

namespace Bihuan.Messaging.Tests;

/// <summary>The pages in a browser, with the whole program behind them.</summary>
public sealed class PageTests(Browser browser, MailServer mail) : WebTest(browser)
{
    [Theory]
    [InlineData(Screen.Desktop)]
    [InlineData(Screen.Phone)]
    public async Task APerson_SetsMail_TriesIt_AndSubscribesToTheirCalendar(Screen screen)
    {
        var web = await Begin();
        var page = await Open(web, screen);
        await web.LogIn(page, People.NameOf(Role.UnitOfficer));
        await page.GotoAsync("/me/messages");
        var address = NewAddress();
        await page.FillAsync("#address", "nobody");
        await page.ClickAsync("main form .primary");
        await page.WaitForSelectorAsync("main .problems li");
        await page.FillAsync("#address", address);
        await page.UncheckAsync("#digest");
        await page.ClickAsync("main form .primary");
        await page.WaitForSelectorAsync("main .notice[role=status]");
        Assert.Equal(0, await page.Locator("main .problems li").CountAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "发送测试" }).ClickAsync();
        Assert.Equal("【甲区闭环】测试消息", Assert.Single(await mail.Await(address, 1)).Message.Subject);

        await page.GetByRole(AriaRole.Button, new() { Name = "生成订阅地址" }).ClickAsync();
        var feed = await page.Locator(".feed-address").InnerTextAsync();
        using var client = web.Client();
        Assert.StartsWith("BEGIN:VCALENDAR", await client.GetStringAsync(new Uri(web.Address, new Uri(feed).AbsolutePath), Cancel), StringComparison.Ordinal);
        await BrowserSession.AssertAccessibleAsync(page);
        await page.ReloadAsync();
        await page.WaitForSelectorAsync("#address");
        Assert.Equal(address, await page.InputValueAsync("#address"));
        Assert.False(await page.IsCheckedAsync("#digest"));
        Assert.Equal(0, await page.Locator(".feed-address").CountAsync());
        Assert.Equal(0, await page.EvaluateAsync<int>("() => Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)"));

        // What is told now arrives by itself.
        await using var scope = web.Services.CreateAsyncScope();
        var account = await scope.ServiceProvider.GetRequiredService<BihuanContext>().Set<PersonSettings>().Where(p => p.Address == address).Select(p => p.Account).SingleAsync(Cancel);
        await scope.ServiceProvider.GetRequiredService<Notifier>().Tell(new("1", Kind, ["甲"], "/a") { Account = account }, Cancel);
        await mail.Await(address, 2);
    }

    [Fact]
    public async Task TheAdministrator_SeesWhatFailed_AndHasItTriedAgain()
    {
        await using var robot = await Receiver.Start();
        var broken = true;
        robot.Answer = (_, http) => http.Response.WriteAsync(broken ? """{"errcode":93000,"errmsg":"invalid webhook url"}""" : """{"errcode":0}""", Cancel);
        var web = await Begin();
        var unit = await web.Done(new CreateUnit("甲局"));
        await web.Done(new SetRobot.Request(unit, RobotKind.WeCom, robot.Address, null, [Kind], new(0, 0), new(0, 0), false));
        await using (var scope = web.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<Notifier>().Tell(new("1", Kind, ["甲"], "/a") { Permission = OrganisationPermissions.Edit, Unit = unit.Value }, Cancel);
        }

        await Until(() => robot.All.Count == 1);
        var page = await Open(web);
        await web.LogIn(page, People.NameOf(Role.SystemAdministrator));
        await page.GotoAsync("/messages?state=Failed&channel=WeCom");
        await page.WaitForSelectorAsync("main tbody tr");
        Assert.Contains("机器人没有收下：93000 invalid webhook url", await page.Locator("main tbody tr").InnerTextAsync(), StringComparison.Ordinal);
        await BrowserSession.AssertAccessibleAsync(page);
        await page.GotoAsync("/messages?state=Sent");
        await page.WaitForSelectorAsync("main .empty");
        await page.SelectOptionAsync("main .filters select >> nth=0", "Failed");
        await page.WaitForSelectorAsync("main tbody tr");
        Assert.Contains("state=Failed", page.Url, StringComparison.Ordinal);
        broken = false;
        await page.GetByRole(AriaRole.Button, new() { Name = "重试" }).ClickAsync();
        await Until(() => robot.All.Count == 2);
        await page.GotoAsync("/messages?state=Sent");
        await page.WaitForSelectorAsync("main tbody tr");
    }

    [Fact]
    public async Task TheAdministrator_OpensASubscription_TriesIt_AndSendsAgain()
    {
        await using var receiver = await Receiver.Start();
        var web = await Begin();
        var page = await Open(web);
        await web.LogIn(page, People.NameOf(Role.SystemAdministrator));
        await page.GotoAsync("/messages/subscriptions");
        await page.FillAsync("#sub-name", "市级平台");
        await page.FillAsync("#sub-address", "http://10.1.2.3/");
        await page.FillAsync("#sub-patterns", "organisation.*");
        await page.ClickAsync("main form .primary");
        Assert.Contains("MSG-011", await page.Locator("main .problems").InnerTextAsync(), StringComparison.Ordinal);
        await page.FillAsync("#sub-address", receiver.Address);
        await page.ClickAsync("main form .primary");
        Assert.StartsWith("whsec_", await page.Locator("main code.secret").InnerTextAsync(), StringComparison.Ordinal);

        await web.Done(new CreateUnit("甲局"));
        await Until(() => receiver.All.Count == 1);
        await page.GetByRole(AriaRole.Link, new() { Name = "市级平台" }).ClickAsync();
        await page.WaitForSelectorAsync("main tbody tr");
        await page.GetByRole(AriaRole.Button, new() { Name = "发送测试" }).ClickAsync();
        await Until(() => receiver.All.Count == 2);
        await page.FillAsync("#from-position", "1");
        await page.DispatchEventAsync("#from-position", "change");
        await page.GetByRole(AriaRole.Button, new() { Name = "重发" }).ClickAsync();
        await page.FillAsync("#confirm-reason", "对方丢失");
        await page.ClickAsync(".mud-dialog .button.primary");
        await Until(() => receiver.All.Count == 3);
        Assert.Equal("true", receiver.All[2].Headers["Bihuan-Replay"]);
    }

    private static async Task Until(Func<bool> done)
    {
        for (var i = 0; i < 400 && !done(); i++)
        {
            await Task.Delay(25, Cancel);
        }

        Assert.True(done());
    }

    private async Task<DistrictWeb> Begin()
    {
        var settings = new MessagingSettings { Address = "https://bihuan.example.gov.cn", Smtp = await mail.Smtp(), AllowPrivateAddresses = "127.0.0.0/8" };
        var web = await Start(DatabaseKind.Sqlite, o => o with { Messaging = settings });
        await web.SetUp(isSample: true);
        return web;
    }
}
