using System.Net;
using Bihuan.Organisation;
using Bihuan.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static Bihuan.Messaging.Tests.Office;

namespace Bihuan.Messaging.Tests;

/// <summary>Nobody has this program knock at doors inside the house.</summary>
public class OutsideTests
{
    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("2400:3200::1", true)]
    [InlineData("172.15.255.255", true)]
    [InlineData("172.16.0.0", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("172.32.0.0", true)]
    [InlineData("127.0.0.1", false)]
    [InlineData("127.255.255.254", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("192.168.1.1", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::1", false)]
    [InlineData("::", false)]
    [InlineData("::ffff:127.0.0.1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("::127.0.0.1", false)]
    [InlineData("64:ff9b::7f00:1", false)]
    [InlineData("2002:7f00:1::", false)]
    [InlineData("fc00::1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("ff02::1", false)]
    public void AnAddress_InsideTheHouse_IsRefused(string address, bool may) => Assert.Equal(may, new OutsideAddresses(new()).MayConnect(IPAddress.Parse(address)));

    [Fact]
    public void ANetworkThatTheSettingsName_IsAllowed_AndNoOther()
    {
        var addresses = new OutsideAddresses(new() { AllowPrivateAddresses = "10.20.0.0/16, fd00:1::/32" });
        Assert.True(addresses.MayConnect(IPAddress.Parse("10.20.3.4")));
        Assert.True(addresses.MayConnect(IPAddress.Parse("::ffff:10.20.3.4")));
        Assert.True(addresses.MayConnect(IPAddress.Parse("fd00:1::2")));
        Assert.False(addresses.MayConnect(IPAddress.Parse("10.21.0.1")));
        Assert.False(addresses.MayConnect(IPAddress.Parse("127.0.0.1")));
        Assert.Throws<FormatException>(() => new OutsideAddresses(new() { AllowPrivateAddresses = "yes" }));
    }

    [Theory]
    [InlineData("http://127.0.0.1/x", "MSG-011")]
    [InlineData("http://localhost:8080/x", "MSG-011")]
    [InlineData("http://[::1]/x", "MSG-011")]
    [InlineData("http://2130706433/", "MSG-011")]
    [InlineData("http://0x7f.1/", "MSG-011")]
    [InlineData("http://169.254.169.254/latest/meta-data", "MSG-011")]
    [InlineData("file:///etc/passwd", "MSG-010")]
    [InlineData("gopher://x/", "MSG-010")]
    [InlineData("http://user:word@example.com/", "MSG-010")]
    [InlineData("//example.com/", "MSG-010")]
    [InlineData("", "MSG-010")]
    public async Task AnAddressThatLeadsInside_IsNotEvenSaved(string address, string code)
    {
        await using var district = await Office.Open(DatabaseKind.Sqlite, new());
        Assert.Equal([code], await district.Refused(new OpenSubscription.Request("x", address, ["*"])));
    }

    /// <summary>A name that was harmless when it was entered and leads to this machine when it is used.</summary>
    [Theory, BothDatabases]
    public async Task ANameThatComesToLeadInside_IsRefusedWhenTheConnectionIsMade(DatabaseKind kind)
    {
        await using var receiver = await Receiver.Start();
        var names = new Names { Address = "93.184.215.14" };
        await using var district = await Office.Open(kind, new(), s => s.AddSingleton<IHostNames>(names));
        var opened = await district.Done(new OpenSubscription.Request("x", $"http://turns.example.com:{new Uri(receiver.Address).Port}/", ["organisation.*"]));
        await district.Done(new CreateUnit("甲局"));
        names.Address = "127.0.0.1";
        Assert.NotNull(await district.Events().Work(opened.Id, Cancel));
        Assert.Empty(receiver.All);
        var post = (await district.All<Post>()).Single();
        Assert.Equal(("MSG-011", "turns.example.com"), (post.Error, post.ErrorDetail));
        Assert.Equal(["MSG-011"], await district.Refused(new TestSubscription.Request(opened.Id)));
    }

    /// <summary>An allowed system that sends on to this machine: it is not followed.</summary>
    [Fact]
    public async Task ARedirect_IsNotFollowed()
    {
        await using var inside = await Receiver.Start();
        await using var outside = await Receiver.Start();
        outside.Answer = (_, http) =>
        {
            http.Response.StatusCode = 307;
            http.Response.Headers.Location = inside.Address;
            return Task.CompletedTask;
        };
        await using var district = await Office.Open(DatabaseKind.Sqlite, new() { AllowPrivateAddresses = "127.0.0.0/8" });
        var opened = await district.Done(new OpenSubscription.Request("x", outside.Address, ["*"]));
        Assert.Equal(["MSG-042"], await district.Refused(new TestSubscription.Request(opened.Id)));
        Assert.Single(outside.All);
        Assert.Empty(inside.All);
    }

    private sealed class Names : IHostNames
    {
        public string Address { get; set; } = "";

        public Task<IPAddress[]> Find(string host, CancellationToken cancel) => Task.FromResult<IPAddress[]>([IPAddress.Parse(Address)]);
    }
}
