using System.Net;
using System.Net.Sockets;

namespace Bihuan.Messaging;

/// <summary>Which addresses of other systems may be connected to: those of the open network, and the private networks that the settings name.
/// So nobody who may enter an address can have this program knock at doors inside the house (SSRF).</summary>
internal sealed class OutsideAddresses
{
    /// <summary>Loopback, private, shared, link-local, documentation, multicast and reserved networks, and those that carry IPv4 inside
    /// (RFC 6890, RFC 6052, RFC 3056, RFC 4380).</summary>
    private static readonly IPNetwork[] Closed =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15",
            "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4", "::/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
        }.Select(n => IPNetwork.Parse(n)),
    ];

    private readonly List<IPNetwork> _allowed;

    /// <exception cref="FormatException">The settings name something that is no network.</exception>
    public OutsideAddresses(MessagingSettings settings) =>
        _allowed = [.. settings.AllowPrivateAddresses.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(n => IPNetwork.Parse(n))];

    public bool MayConnect(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return plain.AddressFamily is AddressFamily.InterNetwork or AddressFamily.InterNetworkV6
            && (_allowed.Exists(n => n.Contains(plain)) || !Array.Exists(Closed, n => n.Contains(plain)));
    }
}

/// <summary>Looks names up.</summary>
internal interface IHostNames
{
    Task<IPAddress[]> Find(string host, CancellationToken cancel);
}

internal sealed class HostNames : IHostNames
{
    public Task<IPAddress[]> Find(string host, CancellationToken cancel) => Dns.GetHostAddressesAsync(host, cancel);
}
