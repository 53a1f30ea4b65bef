using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Bihuan.Organisation;
using Bihuan.Persistence;
using Bihuan.TestKit;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Xunit;
using static Bihuan.Messaging.Tests.Office;

namespace Bihuan.Messaging.Tests;

/// <summary>Robots of groups, played by a web server that checks what it gets as the real ones do.</summary>
public class RobotTests
{
    private const string Secret = "SECdingtalk";

    private static readonly MessagingSettings Here = new() { AllowPrivateAddresses = "127.0.0.0/8", Address = "https://bihuan.example.gov.cn" };

    [Theory, BothDatabases]
    public async Task AUnitsNotices_ReachItsGroups_InTheirForm(DatabaseKind kind)
    {
        await using var receiver = await Receiver.Start();
        receiver.Answer = (_, http) => http.Response.WriteAsync("""{"errcode":0,"errmsg":"ok"}""", Cancel);
        await using var district = await Office.Open(kind, Here);
        var (unit, other) = (await district.Done(new CreateUnit("甲局")), await district.Done(new CreateUnit("乙局")));
        await district.Done(Robot(unit, RobotKind.WeCom, $"{receiver.Address}/cgi-bin/webhook/send?key=geheim"));
        await district.Done(Robot(unit, RobotKind.DingTalk, $"{receiver.Address}/robot/send?access_token=geheim", Secret));

        await district.Tell(new("1", Kind, ["甲"], "/a") { Permission = OrganisationPermissions.Edit, Unit = unit.Value });
        await district.Tell(new("2", Kind, ["乙"], "/b") { Permission = OrganisationPermissions.Edit, Unit = other.Value });
        await district.Tell(new("3", "notice.probation", ["a", "b", "c"], "/c") { Permission = OrganisationPermissions.Edit, Unit = unit.Value });
        await district.Tell(new("4", Kind, ["丁"], "/d") { Permission = OrganisationPermissions.Edit });
        await district.Deliveries().Work(Cancel);

        Assert.Equal(2, receiver.All.Count);
        Assert.All(receiver.All, g => Assert.Contains("https://bihuan.example.gov.cn/a", Text(g), StringComparison.Ordinal));
        var ding = receiver.All.Single(g => g.Path.StartsWith("/robot/", StringComparison.Ordinal));
        var query = QueryHelpers.ParseQuery(ding.Path[ding.Path.IndexOf('?', StringComparison.Ordinal)..]);
        var time = query["timestamp"].ToString();
        Assert.Equal(district.Clock.GetUtcNow().ToUnixTimeMilliseconds(), long.Parse(time, System.Globalization.CultureInfo.InvariantCulture), 60_000d);
        Assert.Equal(Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes($"{time}\n{Secret}"))), query["sign"].ToString());
        Assert.Equal("geheim", query["access_token"].ToString());
        Assert.DoesNotContain("sign=", receiver.All.Single(g => g != ding).Path, StringComparison.Ordinal);
    }

    /// <summary>The worked example of DingTalk's own description: the signature of a known time and secret, computed with openssl.</summary>
    [Fact]
    public void TheSignature_IsThatOfAnotherProgram() =>
        Assert.Equal("https://oapi.dingtalk.com/robot/send?access_token=x&timestamp=1577262236757&sign=hmPWwU%2B7lVdm3ZZz0r9tSfx0L4Q26jWOZr9%2BGs6EZQM%3D", RobotSender.Signed("https://oapi.dingtalk.com/robot/send?access_token=x", "this is secret", 1_577_262_236_757));

    [Theory, BothDatabases]
    public async Task WhatARobotRefuses_HasFailed_AndSaysWhy(DatabaseKind kind)
    {
        await using var receiver = await Receiver.Start();
        receiver.Answer = (_, http) => http.Response.WriteAsync("""{"errcode":93000,"errmsg":"invalid webhook url"}""", Cancel);
        await using var district = await Office.Open(kind, Here);
        var unit = await district.Done(new CreateUnit("甲局"));
        await district.Done(Robot(unit, RobotKind.WeCom, receiver.Address));
        await district.Tell(new("1", Kind, ["甲"], "/a") { Permission = OrganisationPermissions.Edit, Unit = unit.Value });
        Assert.Equal(TimeSpan.FromSeconds(10), await district.Deliveries().Work(Cancel));
        Assert.Equal("机器人没有收下：93000 invalid webhook url", Assert.Single((await district.Done(new ListDeliveries.Request(DeliveryState.Failed, Channel.WeCom))).Items).Error);
        Assert.Equal(["MSG-045"], await district.Refused(new TestRobot.Request(unit, RobotKind.WeCom)));

        await district.Done(new RemoveRobot.Request(unit, RobotKind.WeCom));
        district.Clock.Advance(TimeSpan.FromMinutes(1));
        await district.Deliveries().Work(Cancel);
        Assert.Equal("MSG-023", (await district.All<Delivery>()).Single().Error);
        Assert.Equal(2, receiver.All.Count);
    }

    /// <summary>WeCom takes 2048 bytes; what does not fit is counted.</summary>
    [Fact]
    public async Task ManyAtOnce_FitIntoOneMessage()
    {
        await using var receiver = await Receiver.Start();
        receiver.Answer = (_, http) => http.Response.WriteAsync("""{"errcode":0}""", Cancel);
        await using var district = await Office.Open(DatabaseKind.Sqlite, Here);
        var unit = await district.Done(new CreateUnit("甲局"));
        await district.Done(Robot(unit, RobotKind.WeCom, receiver.Address));
        district.Clock.Advance(TimeSpan.FromHours(14));
        for (var i = 0; i < 40; i++)
        {
            await district.Tell(new($"{i}", Kind, [$"事项{i}"], $"/a/{i}") { Permission = OrganisationPermissions.Edit, Unit = unit.Value });
        }

        await district.Deliveries().Work(Cancel);
        Assert.Empty(receiver.All);
        district.Clock.Advance(TimeSpan.FromHours(9));
        await district.Deliveries().Work(Cancel);
        var text = Text(Assert.Single(receiver.All));
        Assert.InRange(Encoding.UTF8.GetByteCount(text), 1000, 2048);
        Assert.Contains("另有", text, StringComparison.Ordinal);
        Assert.Contains("/a/0", text, StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task AddressAndSecret_AreKeptProtected_AndNeverShown(DatabaseKind kind)
    {
        await using var receiver = await Receiver.Start();
        receiver.Answer = (_, http) => http.Response.WriteAsync("""{"errcode":0}""", Cancel);
        await using var district = await Office.Open(kind, Here);
        var unit = await district.Done(new CreateUnit("甲局"));
        Assert.Equal(["MSG-012", "MSG-013", "MSG-015"], await district.Refused(new SetRobot.Request(unit, RobotKind.DingTalk, null, null, [], new(22, 0), new(7, 0), false)));
        await district.Done(Robot(unit, RobotKind.DingTalk, $"{receiver.Address}/send?access_token=geheim", Secret));
        var stored = (await district.All<RobotSecret>()).Single();
        Assert.DoesNotContain("geheim", stored.Address, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, stored.Secret!, StringComparison.Ordinal);
        Assert.DoesNotContain(await district.All<JournalEntry>(), e => e.Payload.Contains("geheim", StringComparison.Ordinal) || e.Payload.Contains(Secret, StringComparison.Ordinal));
        Assert.DoesNotContain("geheim", JsonSerializer.Serialize(await district.Done(new ShowUnitMessages.Request(unit)), EventCatalog.Json), StringComparison.Ordinal);

        // Set anew without them, both stay.
        await district.Done(new SetRobot.Request(unit, RobotKind.DingTalk, null, null, [Kind, "notice.probation"], new(0, 0), new(0, 0), false));
        await district.Done(new TestRobot.Request(unit, RobotKind.DingTalk));
        Assert.Contains("access_token=geheim&timestamp=", Assert.Single(receiver.All).Path, StringComparison.Ordinal);
        await district.Done(new RemoveRobot.Request(unit, RobotKind.DingTalk));
        Assert.Empty(await district.All<RobotSecret>());
        Assert.Equal(["MSG-012", "MSG-013"], await district.Refused(new SetRobot.Request(unit, RobotKind.DingTalk, null, null, [Kind], new(0, 0), new(0, 0), false)));
    }

    private static SetRobot.Request Robot(UnitId unit, RobotKind kind, string address, string? secret = null) => new(unit, kind, address, secret, [Kind], new(22, 0), new(7, 0), false);

    private static string Text(Got got)
    {
        var body = JsonSerializer.Deserialize<JsonElement>(got.Body);
        Assert.Equal("text", body.GetProperty("msgtype").GetString());
        return body.GetProperty("text").GetProperty("content").GetString()!;
    }
}
