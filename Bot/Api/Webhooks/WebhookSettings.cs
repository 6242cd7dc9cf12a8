using System.Net;
using Bot.Settings;

namespace Bot.Api.Webhooks;

/// <summary>What is set of webhooks: the hosts of one's own network that they may go to.</summary>
/// <param name="Inside">Their names or addresses, in lower case.</param>
public sealed record WebhookSettings(IReadOnlySet<string> Inside)
{
    const string Key = "Webhooks:Inside";

    const int LongestAddress = 2000;

    static string Variable => Configured.Variable(Key);

    public static WebhookSettings Read(IConfiguration from)
    {
        var hosts = (from.Optional(Key) ?? "").ToLowerInvariant()
            .Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return Array.Find(hosts, host => Uri.CheckHostName(host) == UriHostNameType.Unknown) is { } wrong
            ? throw new CannotStartException(
                $"{Variable} has \"{wrong}\", which is no name of a host. Use names or addresses, with commas between them.")
            : new(hosts.ToHashSet());
    }

    public bool IsInside(string host) => Inside.Contains(host.Trim('[', ']').ToLowerInvariant());

    /// <summary>What is wrong with an address, in one sentence; null where it will do as far as it can be told from it.</summary>
    public string? Problem(string address)
    {
        if (address.Length > LongestAddress) return $"An address has {LongestAddress} characters at most.";
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri is not { Scheme: "https" or "http", Host.Length: > 0 })
            return "Use an address that begins with https://.";
        if (uri.UserInfo.Length > 0) return "Leave out the user and the password: what is sent is signed instead.";
        var isInside = IsInside(uri.IdnHost);
        if (uri.Scheme == "http" && !(isInside && uri.IsLoopback)) return "Use an address that begins with https://.";
        return !isInside && (uri.IsLoopback || IPAddress.TryParse(uri.IdnHost, out var ip) && !PublicAddress.Is(ip))
            ? NotOutside(uri.IdnHost) : null;
    }

    public static string NotOutside(string host) =>
        $"{host} is inside the bot's own network, where it sends nothing unless {Variable} names that host.";
}
