using Bihuan.Accounts;
using Bihuan.Organisation;
using Bihuan.Persistence;
using Bihuan.Platform;
using Bihuan.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static Bihuan.Messaging.Tests.Office;

namespace Bihuan.Messaging.Tests;

/// <summary>Notifications by mail, to a real mail server, from both databases. The clock begins on Friday 2022-04-01 at nine.</summary>
public class MailTests(MailServer server)
{
    [Theory, BothDatabases]
    public async Task ANotice_ReachesThoseItIsFor_ByMail(DatabaseKind kind)
    {
        await using var district = await OpenWithMail(kind);
        var (bureau, street) = (await district.Done(new CreateUnit("甲局")), await district.Done(new CreateUnit("乙街道")));
        var (mine, over, other, muted) = (NewAddress(), NewAddress(), NewAddress(), NewAddress());
        var account = await district.Reader("zhang", mine);
        await district.Reader("li", over, Role.OrganisationOfficer, bureau);
        await district.Reader("wang", other, Role.OrganisationOfficer, street);
        await district.Reader("zhao", muted, Role.OrganisationOfficer, muted: [Kind]);

        await district.Tell(new("1", Kind, ["甲"], "/a") { Account = account });
        await district.Tell(new("2", Kind, ["乙"], "/b") { Permission = OrganisationPermissions.Edit, Unit = bureau.Value });
        await district.Deliveries().Work(Cancel);

        var mail = Assert.Single(await server.Await(mine, 1)).Message;
        Assert.Equal("【甲区闭环】甲 日志检查点没有完成。请查看运行日志，并核验日志。", mail.Subject);
        Assert.Contains("https://bihuan.example.gov.cn/a", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("https://bihuan.example.gov.cn/me/messages", mail.TextBody, StringComparison.Ordinal);
        Assert.Equal("auto-generated", mail.Headers["Auto-Submitted"]);
        Assert.EndsWith("@example.gov.cn", mail.MessageId, StringComparison.Ordinal);
        Assert.Contains("https://bihuan.example.gov.cn/b", Assert.Single(await server.Await(over, 1)).Message.TextBody, StringComparison.Ordinal);
        await server.Await(other, 0);
        await server.Await(muted, 0);

        // Told once, delivered once, whatever is tried.
        await district.Deliveries("b").Work(Cancel);
        await server.Await(mine, 1);
        Assert.Equal(2, (await district.All<Delivery>()).Count(d => d.State == DeliveryState.Sent));
    }

    /// <summary>One mail instead of many, at the next digest of a working day, with every link; none where nothing came.</summary>
    [Theory, BothDatabases]
    public async Task WhatIsNotUrgent_ComesTogether_AndUrgentAtOnce(DatabaseKind kind)
    {
        await using var district = await OpenWithMail(kind);
        var address = NewAddress();
        var account = await district.Reader("zhang", address, digest: true);
        for (var i = 1; i <= 10; i++)
        {
            await district.Tell(new($"{i}", Kind, [$"事{i}"], $"/a/{i}") { Account = account });
        }

        await district.Tell(new("urgent", Kind, ["急事"], "/urgent") { Account = account, Urgent = true });
        var next = await district.Deliveries().Work(Cancel);
        var urgent = Assert.Single(await server.Await(address, 1)).Message;
        Assert.Contains("【紧急】", urgent.Subject, StringComparison.Ordinal);
        Assert.Contains("/urgent", urgent.TextBody, StringComparison.Ordinal);
        Assert.InRange(next!.Value, TimeSpan.FromHours(5.4), TimeSpan.FromHours(5.6));

        district.Clock.Advance(TimeSpan.FromHours(5) + TimeSpan.FromMinutes(29));
        await district.Deliveries().Work(Cancel);
        await server.Await(address, 1);
        district.Clock.Advance(TimeSpan.FromMinutes(1));
        await district.Deliveries().Work(Cancel);
        var digest = (await server.Await(address, 2))[1].Message;
        Assert.Contains("10 条通知", digest.Subject, StringComparison.Ordinal);
        Assert.All(Enumerable.Range(1, 10), i => Assert.Contains($"https://bihuan.example.gov.cn/a/{i}?via=mail\n", digest.TextBody!.ReplaceLineEndings("\n"), StringComparison.Ordinal));

        // Four days with their digests, and nothing to tell.
        for (var hour = 0; hour < 96; hour++)
        {
            district.Clock.Advance(TimeSpan.FromHours(1));
            await district.Deliveries().Work(Cancel);
        }

        await server.Await(address, 2);
    }

    [Theory, BothDatabases]
    public async Task InQuietHours_OnlyUrgentPasses_AndOnlyWhereItMay(DatabaseKind kind)
    {
        await using var district = await OpenWithMail(kind);
        var (open, shut) = (NewAddress(), NewAddress());
        var (a, b) = (await district.Reader("zhang", open), await district.Reader("li", shut, urgentPasses: false));
        district.Clock.Advance(TimeSpan.FromHours(14));
        foreach (var account in new[] { a, b })
        {
            await district.Tell(new($"{account}1", Kind, ["x"], "/a") { Account = account });
            await district.Tell(new($"{account}2", Kind, ["y"], "/b") { Account = account, Urgent = true });
        }

        await district.Deliveries().Work(Cancel);
        Assert.Contains("/b", Assert.Single(await server.Await(open, 1)).Message.TextBody, StringComparison.Ordinal);
        await server.Await(shut, 0);

        district.Clock.Advance(TimeSpan.FromHours(8) + TimeSpan.FromMinutes(1));
        await district.Deliveries().Work(Cancel);
        Assert.Contains("/a", (await server.Await(open, 2))[1].Message.TextBody, StringComparison.Ordinal);
        Assert.Contains("2 条通知", Assert.Single(await server.Await(shut, 1)).Message.Subject, StringComparison.Ordinal);
    }

    /// <summary>Four nodes at once: each message goes out once, and none is left.</summary>
    [Theory, BothDatabases]
    public async Task SeveralNodes_NeverSendTheSameTwice(DatabaseKind kind)
    {
        await using var district = await OpenWithMail(kind);
        var addresses = Enumerable.Range(0, 8).Select(i => NewAddress($"n{i}")).ToList();
        var accounts = new List<Guid>();
        foreach (var address in addresses)
        {
            accounts.Add(await district.Reader($"r{accounts.Count}", address));
        }

        for (var i = 0; i < 3; i++)
        {
            foreach (var account in accounts)
            {
                await district.Tell(new($"{account}{i}", Kind, [$"{i}"], $"/a/{i}") { Account = account });
            }
        }

        await Task.WhenAll(Enumerable.Range(0, 4).Select(n => Task.Run(() => district.Deliveries($"node-{n}").Work(Cancel))));
        await district.Deliveries("last").Work(Cancel);

        foreach (var address in addresses)
        {
            await server.Await(address, server.For(address).Count);
            var all = string.Concat(server.For(address).Select(m => m.Message.TextBody));
            Assert.All(Enumerable.Range(0, 3), i => Assert.Single(System.Text.RegularExpressions.Regex.Matches(all, $"/a/{i}\\b", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1))));
        }

        var deliveries = await district.All<Delivery>();
        Assert.Equal(24, deliveries.Count);
        Assert.All(deliveries, d => Assert.Equal((DeliveryState.Sent, 1), (d.State, d.Attempts)));
    }

    /// <summary>A node that dies between sending and writing it down: another sends again once the lease ends, under the same number, so that it is known as the same.</summary>
    [Theory, BothDatabases]
    public async Task WhenANodeDies_AnotherSendsTheSameMessageAgain(DatabaseKind kind)
    {
        await using var district = await OpenWithMail(kind);
        var address = NewAddress();
        var account = await district.Reader("zhang", address);
        await district.Tell(new("1", Kind, ["甲"], "/a") { Account = account });
        await district.Tell(new("2", Kind, ["乙"], "/b") { Account = account });

        var (dies, lives) = (district.Deliveries("dies"), district.Deliveries("lives"));
        await dies.Route(Cancel);
        var batch = await dies.Take(Cancel);
        Assert.True((await dies.Send(batch!, Cancel)).IsSent);

        await district.Tell(new("3", Kind, ["丙"], "/c") { Account = account });
        await lives.Work(Cancel);
        Assert.Equal(2, (await server.Await(address, 2)).Count);
        district.Clock.Advance(TimeSpan.FromMinutes(3));
        await lives.Work(Cancel);

        var mails = await server.Await(address, 3);
        Assert.Equal(mails[0].Message.MessageId, mails[2].Message.MessageId);
        Assert.NotEqual(mails[0].Message.MessageId, mails[1].Message.MessageId);
        Assert.Equal(mails[0].Message.TextBody, mails[2].Message.TextBody);

        // The dead one comes back and changes nothing.
        await dies.Mark(batch!, Outcome.Failed("MSG-034"), Cancel);
        Assert.All(await district.All<Delivery>(), d => Assert.Equal(DeliveryState.Sent, d.State));
    }

    /// <summary>A node that dies before it sends anything: nothing is lost.</summary>
    [Theory, BothDatabases]
    public async Task WhenANodeDies_BeforeItSends_NothingIsLost(DatabaseKind kind)
    {
        await using var district = await OpenWithMail(kind);
        var address = NewAddress();
        await district.Tell(new("1", Kind, ["甲"], "/a") { Account = await district.Reader("zhang", address) });
        var dies = district.Deliveries("dies");
        await dies.Route(Cancel);
        Assert.NotNull(await dies.Take(Cancel));
        await district.Deliveries("lives").Work(Cancel);
        await server.Await(address, 0);
        district.Clock.Advance(TimeSpan.FromMinutes(3));
        await district.Deliveries("lives").Work(Cancel);
        await server.Await(address, 1);
    }

    [Theory, BothDatabases]
    public async Task WhatFails_IsTriedAgainAfterGrowingPauses_ThenGivenUp_AndTriedByHand(DatabaseKind kind)
    {
        await using var district = await OpenWithMail(kind, s => s with { Tries = 4 });
        var address = NewAddress("later");
        await district.Tell(new("1", Kind, ["甲"], "/a") { Account = await district.Reader("zhang", address) });
        var work = district.Deliveries();
        foreach (var pause in new[] { 10, 20, 40 })
        {
            Assert.Equal(TimeSpan.FromSeconds(pause), await work.Work(Cancel));
            Assert.Equal(DeliveryState.Failed, (await district.All<Delivery>()).Single().State);
            district.Clock.Advance(TimeSpan.FromSeconds(pause));
        }

        Assert.Null(await work.Work(Cancel));
        var given = (await district.All<Delivery>()).Single();
        Assert.Equal((DeliveryState.GivenUp, 4), (given.State, given.Attempts));
        var row = Assert.Single((await district.Done(new ListDeliveries.Request(DeliveryState.GivenUp))).Items);
        Assert.Equal("邮件服务器没有收下：451 Try again later", row.Error);
        Assert.Empty((await district.Done(new ListDeliveries.Request(DeliveryState.Sent))).Items);

        var good = NewAddress();
        await district.Done(new SaveMyMessages.Request(good, false, [], new(22, 0), new(7, 0), false, false, [], true), By((await district.All<PersonSettings>()).Single().Account));
        await district.Done(new RetryDelivery.Request(given.Id));
        await work.Work(Cancel);
        await server.Await(good, 1);
        Assert.Equal(["MSG-024"], await district.Refused(new RetryDelivery.Request(given.Id)));
    }

    [Theory, BothDatabases]
    public async Task AMailboxThatIsGone_IsNotTriedAgain(DatabaseKind kind)
    {
        await using var district = await OpenWithMail(kind);
        await district.Tell(new("1", Kind, ["甲"], "/a") { Account = await district.Reader("zhang", NewAddress("gone")) });
        Assert.Null(await district.Deliveries().Work(Cancel));
        var delivery = (await district.All<Delivery>()).Single();
        Assert.Equal((DeliveryState.GivenUp, "MSG-032", "550 No such mailbox"), (delivery.State, delivery.Error, delivery.ErrorDetail));
    }

    [Theory, BothDatabases]
    public async Task WhoseAccountIsDisabledMeanwhile_GetsNothing(DatabaseKind kind)
    {
        await using var district = await OpenWithMail(kind);
        var address = NewAddress();
        var account = await district.Reader("zhang", address, digest: true);
        await district.Tell(new("1", Kind, ["甲"], "/a") { Account = account });
        await district.Deliveries().Work(Cancel);
        await district.Done(new DisableAccount(AccountId.From(account)));
        district.Clock.Advance(TimeSpan.FromHours(6));
        await district.Deliveries().Work(Cancel);
        await server.Await(address, 0);
        Assert.Equal("MSG-022", (await district.All<Delivery>()).Single().Error);

        await district.Tell(new("2", Kind, ["乙"], "/b") { Account = account });
        await district.Deliveries().Work(Cancel);
        Assert.Single(await district.All<Delivery>());
    }

    [Fact]
    public async Task WithoutAMailServer_ItSaysWhatIsMissing()
    {
        await using var district = await Open(DatabaseKind.Sqlite, new());
        await district.Tell(new("1", Kind, ["甲"], "/a") { Account = await district.Reader("zhang", NewAddress()) });
        Assert.NotNull(await district.Deliveries().Work(Cancel));
        Assert.Contains("Messaging:Smtp:Host", Assert.Single((await district.Done(new ListDeliveries.Request())).Items).Error, StringComparison.Ordinal);
        Assert.Equal("MSG-030", (await district.Done(new ShowChannels.Request())).MailMissing);
        Assert.Equal(["MSG-030"], await district.Refused(new TestMail.Request("a@example.gov.cn")));
    }

    [Fact]
    public async Task TheServersLogIn_AndItsCertificate_AreTakenSeriously()
    {
        var smtp = await server.Smtp();
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "right\n", Cancel);
        try
        {
            var address = NewAddress();
            await using (var right = await Open(DatabaseKind.Sqlite, new() { Smtp = smtp with { User = "bihuan", PasswordFile = file } }))
            {
                await right.Done(new TestMail.Request(address));
            }

            Assert.Equal("bihuan", Assert.Single(await server.Await(address, 1)).User);
            await using (var wrong = await Open(DatabaseKind.Sqlite, new() { Smtp = smtp with { User = "bihuan", Password = "wrong" } }))
            {
                Assert.Equal(["MSG-033"], await wrong.Refused(new TestMail.Request(address)));
            }

            // The server's certificate is its own; nothing is sent under it.
            await using var strict = await Open(DatabaseKind.Sqlite, new() { Smtp = smtp with { Tls = SmtpTls.StartTls } });
            Assert.Equal(["MSG-034"], await strict.Refused(new TestMail.Request(address)));
            await server.Await(address, 1);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task OnesOwnSettings_AreChecked_AndATestComesOnceAMinute()
    {
        await using var district = await OpenWithMail(DatabaseKind.Sqlite);
        var account = await district.Account("zhang");
        Assert.Equal(["MSG-001", "MSG-002", "MSG-003"], await district.Refused(new SaveMyMessages.Request("a b", false, ["notice.unknown"], new(22, 0), new(7, 0), false, true, [], true), By(account)));
        foreach (var wrong in new[] { "x", "a@b\r\nBcc: c@d", "a@b, c@d", "张 <a@b>", "@b" })
        {
            Assert.Equal(["MSG-001"], await district.Refused(new SaveMyMessages.Request(wrong, false, [], new(22, 0), new(7, 0), false, false, [], true), By(account)));
        }

        Assert.Equal(["MSG-004"], await district.Refused(new TestMyMail.Request(), By(account)));
        var address = NewAddress();
        await district.Done(new SaveMyMessages.Request(address, true, [Kind], new(22, 0), new(7, 0), true, true, [new(9, 0)], false), By(account));
        var seen = await district.Done(new ShowMyMessages.Request(), By(account));
        Assert.Equal((address, true, true, false, new TimeOnly(9, 0)), (seen.Address, seen.IsEnglish, seen.QuietDaysOff, seen.UrgentPasses, seen.DigestTimes.Single()));
        await district.Done(new TestMyMail.Request(), By(account));
        Assert.Equal("[Bihuan 甲区] Test message", Assert.Single(await server.Await(address, 1)).Message.Subject);
        Assert.Equal(["MSG-005"], await district.Refused(new TestMyMail.Request(), By(account)));
    }

    /// <summary>A rebuild of the tables from the journal leaves deliveries and settings alone.</summary>
    [Theory, BothDatabases]
    public async Task ARebuild_LeavesThemAlone(DatabaseKind kind)
    {
        await using var district = await OpenWithMail(kind);
        await district.Tell(new("1", Kind, ["甲"], "/a") { Account = await district.Reader("zhang", NewAddress(), digest: true) });
        await district.Deliveries().Work(Cancel);
        await using (var scope = district.Scope())
        {
            await scope.ServiceProvider.GetRequiredService<Rebuilder>().Rebuild(scope.ServiceProvider.GetRequiredService<BihuanContext>(), progress: null, Cancel);
        }

        Assert.Single(await district.All<Delivery>());
        Assert.Single(await district.All<PersonSettings>());
    }

    private async Task<District> OpenWithMail(DatabaseKind kind, Func<MessagingSettings, MessagingSettings>? change = null)
    {
        var settings = new MessagingSettings { Address = "https://bihuan.example.gov.cn/", Smtp = await server.Smtp() };
        return await Open(kind, change?.Invoke(settings) ?? settings);
    }
}
