using System.Net;
using System.Net.Sockets;

namespace Bot.Api.Webhooks;

/// <summary>Addresses that anybody on the internet can reach: none of this machine, none of the network around.</summary>
public static class PublicAddress
{
    // By the registries of special addresses of IANA; multicast and what is reserved stand at the end.
    static readonly IPNetwork[] Special =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
            "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
            "224.0.0.0/3", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
        }.Select(IPNetwork.Parse),
    ];

    // All that is public in version 6 lies here, and what it stands for in version 4 there.
    static readonly IPNetwork Global = IPNetwork.Parse("2000::/3"), Translated = IPNetwork.Parse("64:ff9b::/96");

    public static bool Is(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) return Is(address.MapToIPv4());
        if (address.AddressFamily == AddressFamily.InterNetworkV6)
        {
            if (Translated.Contains(address)) return Is(new(address.GetAddressBytes()[^4..]));
            if (!Global.Contains(address)) return false;
        }

        return !Array.Exists(Special, net => net.Contains(address));
    }
}
