using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Bihuan.Kernel;
using Bihuan.Organisation;
using Bihuan.Persistence;
using Bihuan.Platform;
using Bihuan.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static Bihuan.Messaging.Tests.Office;

namespace Bihuan.Messaging.Tests;

/// <summary>Events of the journal on their way to another system, which listens on this machine.</summary>
public class WebhookTests
{
    private static readonly MessagingSettings Here = new() { AllowPrivateAddresses = "127.0.0.0/8", Tries = 3, ParkedBeforeStop = 2, Timeout = TimeSpan.FromSeconds(2) };

    [Theory, BothDatabases]
    public async Task Events_ArriveSigned_InOrder_AndNothingElseLeavesTheHouse(DatabaseKind kind)
    {
        await using var receiver = await Receiver.Start();
        await using var district = await Office.Open(kind, Here);
        await district.Done(new CreateUnit("以前的局"));
        var opened = await Subscribe(district, receiver, "*");
        var unit = await district.Done(new CreateUnit("甲局"));
        await district.Done(new RenameUnit(unit, 1, "甲管理局", new(2022, 4, 1), new Clause("甲政办〔2022〕1号", "一")));
        await district.Done(new EnterPerson("张某"));
        await district.Done(new AddAlias(unit, "甲", AliasKind.ShortForm, null));
        await district.Done(new EndUnit(unit, 3, new(2022, 4, 1), null, null));

        await district.Events().Work(opened.Id, Cancel);
        Assert.Equal(["organisation.unit-created", "organisation.unit-renamed", "organisation.unit-ended"], receiver.All.Select(g => Json(g).GetProperty("type").GetString()));
        Assert.All(receiver.All, g => Assert.True(IsSigned(g, opened.Secret)));
        Assert.All(receiver.All, g => Assert.False(IsSigned(g, "another")));
        var renamed = Json(receiver.All[1]);
        Assert.Equal(("甲管理局", 2, $"unit/{unit.Value}", unit.Value), (renamed.GetProperty("payload").GetProperty("name").GetString(), renamed.GetProperty("version").GetInt32(), renamed.GetProperty("stream").GetString(), renamed.GetProperty("unit").GetGuid()));
        Assert.Equal(renamed.GetProperty("id").GetRawText(), receiver.All[1].Headers["Bihuan-Event-Id"]);
        Assert.DoesNotContain("甲政办", receiver.All[1].Body, StringComparison.Ordinal);
        Assert.Equal(district.Clock.GetUtcNow(), renamed.GetProperty("occurred").GetDateTimeOffset(), TimeSpan.FromMinutes(1));

        // Nothing new, nothing sent.
        await district.Events("b").Work(opened.Id, Cancel);
        Assert.Equal(3, receiver.All.Count);
    }

    [Theory, BothDatabases]
    public async Task OnlyWhatWasAskedFor_AndOnlyOfTheUnit_IsSent(DatabaseKind kind)
    {
        await using var receiver = await Receiver.Start();
        await using var district = await Office.Open(kind, Here);
        var (office, other) = (await district.Done(new CreateUnit("甲街道", UnitKind.Street)), await district.Done(new CreateUnit("乙街道", UnitKind.Street)));
        var below = await district.Done(new CreateUnit("甲社区", Parent: office));
        var opened = await district.Done(new OpenSubscription.Request("x", receiver.Address, ["organisation.unit-renamed", "matters.*"], office));
        await district.Done(new RenameUnit(below, 1, "甲新社区", new(2022, 4, 1), null));
        await district.Done(new RenameUnit(other, 1, "乙新街道", new(2022, 4, 1), null));
        await district.Done(new CreateUnit("甲二社区", Parent: office));
        await district.Events().Work(opened.Id, Cancel);
        Assert.Equal("甲新社区", Json(Assert.Single(receiver.All)).GetProperty("payload").GetProperty("name").GetString());
    }

    /// <summary>What fails is tried again after pauses and holds back what comes after it; then it is put aside, and can be sent by itself.</summary>
    [Theory, BothDatabases]
    public async Task WhatFails_IsTriedAgain_ThenPutAside_AndTheNextGoesOn(DatabaseKind kind)
    {
        await using var receiver = await Receiver.Start();
        await using var district = await Office.Open(kind, Here);
        var opened = await Subscribe(district, receiver, "organisation.*");
        await district.Done(new CreateUnit("坏"));
        await district.Done(new CreateUnit("好"));
        receiver.Answer = (got, http) =>
        {
            http.Response.StatusCode = got.Body.Contains('坏', StringComparison.Ordinal) ? 500 : 204;
            return Task.CompletedTask;
        };
        var work = district.Events();
        Assert.Equal(TimeSpan.FromSeconds(10), await work.Work(opened.Id, Cancel));
        Assert.Equal(TimeSpan.FromSeconds(10), await work.Work(opened.Id, Cancel));
        Assert.Single(receiver.All);
        district.Clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(TimeSpan.FromSeconds(20), await work.Work(opened.Id, Cancel));
        district.Clock.Advance(TimeSpan.FromSeconds(20));
        Assert.Null(await work.Work(opened.Id, Cancel));
        Assert.Equal(["坏", "坏", "坏", "好"], receiver.All.Select(Name));

        var parked = Assert.Single((await district.Done(new ListSubscriptionEvents.Request(opened.Id, PostState.Parked))).Items);
        Assert.Equal((3, "对方没有收下，返回 500 Internal Server Error。"), (parked.Attempts, parked.Error));
        receiver.Answer = (_, _) => Task.CompletedTask;
        await district.Done(new RetryEvent.Request(opened.Id, parked.Position));
        await work.Work(opened.Id, Cancel);
        Assert.Equal("坏", Name(receiver.All[^1]));
        Assert.Equal(["MSG-057"], await district.Refused(new RetryEvent.Request(opened.Id, parked.Position)));
        Assert.Equal(5, receiver.All.Count);
    }

    [Theory, BothDatabases]
    public async Task WhenNothingArrives_ItIsStopped_TheAdministratorIsTold_AndNothingIsLost(DatabaseKind kind)
    {
        await using var receiver = await Receiver.Start();
        await using var district = await Office.Open(kind, Here);
        var opened = await Subscribe(district, receiver, "organisation.*");
        foreach (var name in new[] { "一", "二", "三" })
        {
            await district.Done(new CreateUnit(name));
        }

        receiver.Answer = (_, http) =>
        {
            http.Response.StatusCode = 503;
            return Task.CompletedTask;
        };
        for (var i = 0; i < 10; i++)
        {
            await district.Events().Work(opened.Id, Cancel);
            district.Clock.Advance(TimeSpan.FromMinutes(5));
        }

        Assert.Equal(6, receiver.All.Count);
        var row = await district.Done(new ShowSubscription.Request(opened.Id));
        Assert.Equal((true, true, 2), (row.IsStopped, row.WasStoppedByFailures, row.Parked));
        await using (var scope = district.Scope())
        {
            var pump = scope.ServiceProvider.GetServices<ISubscriber>().Single(s => s.Name == "messaging.stopped");
            var catalog = scope.ServiceProvider.GetRequiredService<EventCatalog>();
            foreach (var entry in (await district.All<JournalEntry>()).Where(e => e.Type == "messaging.subscription-stopped"))
            {
                await pump.Handle(new(entry, catalog.Read(entry)), Cancel);
            }
        }

        Assert.Equal("notice.subscriptionStopped", Assert.Single(await district.All<Notification>()).TextKey);

        receiver.Answer = (_, _) => Task.CompletedTask;
        await district.Done(new StartSubscription.Request(opened.Id));
        await district.Events().Work(opened.Id, Cancel);
        Assert.Equal("三", Name(receiver.All[^1]));
    }

    [Theory, BothDatabases]
    public async Task WhatWasSent_IsSentAgain_FromAPositionOrADay_InOrder(DatabaseKind kind)
    {
        await using var receiver = await Receiver.Start();
        await using var district = await Office.Open(kind, Here);
        await district.Done(new CreateUnit("零"));
        var opened = await Subscribe(district, receiver, "organisation.*");
        await district.Done(new CreateUnit("一"));
        district.Clock.Advance(TimeSpan.FromDays(1));
        await district.Done(new CreateUnit("二"));
        await district.Done(new CreateUnit("三"));
        var work = district.Events();
        await work.Work(opened.Id, Cancel);
        Assert.Equal(["一", "二", "三"], receiver.All.Select(Name));

        await district.Done(new ReplaySubscription.Request(opened.Id, Day: new(2022, 4, 2)));
        await work.Work(opened.Id, Cancel);
        Assert.Equal(["二", "三"], receiver.All.Skip(3).Select(Name));
        Assert.Equal(receiver.All[1].Headers["Bihuan-Event-Id"], receiver.All[3].Headers["Bihuan-Event-Id"]);
        Assert.All(receiver.All.Skip(3), g => Assert.Equal("true", g.Headers["Bihuan-Replay"]));

        await district.Done(new ReplaySubscription.Request(opened.Id, Position: 1));
        await work.Work(opened.Id, Cancel);
        await district.Done(new CreateUnit("四"));
        await work.Work(opened.Id, Cancel);
        Assert.Equal(["零", "一", "二", "三", "四"], receiver.All.Skip(5).Select(Name));
        Assert.DoesNotContain("Bihuan-Replay", receiver.All[^1].Headers.Keys);
        Assert.Equal(["MSG-055"], await district.Refused(new ReplaySubscription.Request(opened.Id)));
        Assert.Equal(["MSG-056"], await district.Refused(new ReplaySubscription.Request(opened.Id, Position: 100_000)));
        Assert.Equal(["MSG-056"], await district.Refused(new ReplaySubscription.Request(opened.Id, Day: new(2030, 1, 1))));
    }

    /// <summary>Three nodes at once: each event arrives once and in order, because one node at a time holds the subscription.</summary>
    [Theory, BothDatabases]
    public async Task SeveralNodes_NeverPostTheSameTwice(DatabaseKind kind)
    {
        await using var receiver = await Receiver.Start();
        await using var district = await Office.Open(kind, Here);
        var opened = await Subscribe(district, receiver, "organisation.*");
        for (var i = 0; i < 12; i++)
        {
            await district.Done(new CreateUnit($"单位{i}"));
        }

        receiver.Answer = (_, _) => Task.Delay(5, Cancel);
        await Task.WhenAll(Enumerable.Range(0, 3).Select(n => Task.Run(() => district.Events($"node-{n}").Work(opened.Id, Cancel))));
        Assert.Equal(Enumerable.Range(0, 12).Select(i => $"单位{i}"), receiver.All.Select(Name));
    }

    /// <summary>A node that dies holding a subscription: after the lease another posts on.</summary>
    [Theory, BothDatabases]
    public async Task WhenANodeDies_AnotherPostsOn(DatabaseKind kind)
    {
        await using var receiver = await Receiver.Start();
        await using var district = await Office.Open(kind, Here);
        var opened = await Subscribe(district, receiver, "organisation.*");
        await district.Done(new CreateUnit("一"));
        using var dies = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        receiver.Answer = async (_, http) =>
        {
            await dies.CancelAsync();
            await Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => district.Events("dies").Work(opened.Id, dies.Token));

        receiver.Answer = (_, _) => Task.CompletedTask;
        await district.Events("lives").Work(opened.Id, Cancel);
        Assert.Single(receiver.All);
        district.Clock.Advance(TimeSpan.FromMinutes(3));
        await district.Events("lives").Work(opened.Id, Cancel);
        Assert.Equal(2, receiver.All.Count);
        Assert.Equal(receiver.All[0].Headers["Bihuan-Event-Id"], receiver.All[1].Headers["Bihuan-Event-Id"]);
    }

    [Fact]
    public async Task ASystemThatDoesNotAnswer_IsNotWaitedForLong()
    {
        await using var receiver = await Receiver.Start();
        await using var district = await Office.Open(DatabaseKind.Sqlite, Here with { Timeout = TimeSpan.FromMilliseconds(200) });
        var opened = await Subscribe(district, receiver, "organisation.*");
        await district.Done(new CreateUnit("一"));
        receiver.Answer = (_, http) => Task.Delay(TimeSpan.FromSeconds(30), http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        Assert.NotNull(await district.Events().Work(opened.Id, Cancel));
        Assert.Equal("MSG-043", (await district.All<Post>()).Single().Error);
    }

    [Theory, BothDatabases]
    public async Task TheSecret_IsKeptProtected_AndCanBeRenewed(DatabaseKind kind)
    {
        await using var receiver = await Receiver.Start();
        await using var district = await Office.Open(kind, Here);
        var opened = await Subscribe(district, receiver, "*");
        Assert.DoesNotContain(opened.Secret, (await district.All<SubscriptionPlace>()).Single().Secret, StringComparison.Ordinal);
        Assert.DoesNotContain(await district.All<JournalEntry>(), e => e.Payload.Contains(opened.Secret, StringComparison.Ordinal));
        await district.Done(new TestSubscription.Request(opened.Id));
        Assert.True(IsSigned(receiver.All[0], opened.Secret));
        var renewed = await district.Done(new RenewSecret.Request(opened.Id));
        await district.Done(new TestSubscription.Request(opened.Id));
        Assert.True(IsSigned(receiver.All[1], renewed));
        Assert.False(IsSigned(receiver.All[1], opened.Secret));
    }

    [Theory, BothDatabases]
    public async Task ASubscription_IsChecked_Changed_Stopped_Closed(DatabaseKind kind)
    {
        await using var receiver = await Receiver.Start();
        await using var district = await Office.Open(kind, Here);
        Assert.Equal(["MSG-050", "MSG-010", "MSG-052", "MSG-052"], await district.Refused(new OpenSubscription.Request(" ", "ftp://x", ["Organisation.*", "organisation.no-such"])));
        Assert.Equal(["MSG-051"], await district.Refused(new OpenSubscription.Request("x", receiver.Address, [])));
        var opened = await Subscribe(district, receiver, "*");
        Assert.Equal(["PLATFORM-004"], await district.Refused(new ChangeSubscription.Request(opened.Id, 7, "y", receiver.Address, ["*"])));
        await district.Done(new ChangeSubscription.Request(opened.Id, 1, "y", receiver.Address + "/y", ["organisation.*"]));
        await district.Done(new StopSubscription.Request(opened.Id));
        await district.Done(new CreateUnit("一"));
        Assert.Empty(await district.Events().Open(Cancel));
        await district.Events().Work(opened.Id, Cancel);
        Assert.Empty(receiver.All);
        await district.Done(new StartSubscription.Request(opened.Id));
        await district.Events().Work(opened.Id, Cancel);
        Assert.Equal("/y", Assert.Single(receiver.All).Path);
        await district.Done(new CloseSubscription.Request(opened.Id));
        await district.Done(new CreateUnit("二"));
        Assert.Null(await district.Events().Work(opened.Id, Cancel));
        Assert.Single(receiver.All);
        Assert.Equal(["PLATFORM-005"], await district.Refused(new ShowSubscription.Request(opened.Id)));
    }

    /// <summary>A machine whose token reaches one unit neither opens nor sees what is of others.</summary>
    [Fact]
    public async Task AMachineOfOneUnit_RunsTheSubscriptionsOfThatUnitAlone()
    {
        await using var receiver = await Receiver.Start();
        await using var district = await Office.Open(DatabaseKind.Sqlite, Here);
        var (mine, other) = (await district.Done(new CreateUnit("甲局")), await district.Done(new CreateUnit("乙局")));
        var token = await district.Done(new Accounts.IssueToken("系统", mine, [MessagingPermissions.Manage], 30));
        var machine = By(Guid.ParseExact(token.AsSpan("bihuan_".Length, 32), "N"));
        var all = await Subscribe(district, receiver, "*");
        Assert.Equal(["PLATFORM-001"], await district.Refused(new OpenSubscription.Request("x", receiver.Address, ["*"]), machine));
        Assert.Equal(["PLATFORM-001"], await district.Refused(new OpenSubscription.Request("x", receiver.Address, ["*"], other), machine));
        Assert.Equal(["PLATFORM-001"], await district.Refused(new ReplaySubscription.Request(all.Id, 1), machine));
        Assert.Equal(["PLATFORM-001"], await district.Refused(new ListDeliveries.Request(), machine));
        var own = await district.Done(new OpenSubscription.Request("x", receiver.Address, ["*"], mine), machine);
        Assert.Equal(own.Id, Assert.Single(await district.Done(new ListSubscriptions.Request(), machine)).Id);
        await district.Done(new ReplaySubscription.Request(own.Id, 1), machine);
    }

    private static Task<OpenSubscription.Opened> Subscribe(District district, Receiver receiver, params string[] patterns) => district.Done(new OpenSubscription.Request("某系统", receiver.Address, patterns));

    private static JsonElement Json(Got got) => JsonSerializer.Deserialize<JsonElement>(got.Body);

    private static string? Name(Got got) => Json(got).GetProperty("payload").GetProperty("name").GetString();

    /// <summary>As another system would check it.</summary>
    private static bool IsSigned(Got got, string secret)
    {
        var parts = got.Headers["Bihuan-Signature"].Split(',').Select(p => p.Split('=')).ToDictionary(p => p[0], p => p[1], StringComparer.Ordinal);
        Assert.True(long.Parse(parts["t"], CultureInfo.InvariantCulture) > 0);
        return Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{parts["t"]}.{got.Body}"))) == parts["v1"];
    }
}
